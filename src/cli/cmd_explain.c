/* treve explain: what each stage made of one article. */
#include <stdio.h>
#include <stdlib.h>

#include "articles.h"
#include "report.h"

static int explain(const struct cli_options *options, const struct trv_treve *treve, FILE *out) {
  struct trv_error err = {0};
  struct cli_coded coded;
  enum trv_status status = cli_article(treve, options, options->operands[0], &coded, &err);
  if (status != TRV_OK) {
    cli_error(&err);
    return cli_exit_of(status);
  }
  struct trv_explain_options o = {.sentence = options->sentence,
                                  .event = options->event,
                                  .write = {.width = cli_width(out), .colour = cli_colour(options, out)}};
  struct trv_output explanation;
  status = trv_explain(treve, coded.doc, &o, &explanation, &err);
  if (status == TRV_OK) {
    if (explanation.n_bytes) fwrite(explanation.bytes, 1, explanation.n_bytes, out);
    trv_output_release(&explanation);
  } else {
    cli_error(&err);
  }
  cli_coded_release(&coded);
  return cli_exit_of(status);
}

int cli_explain(const struct cli_options *options) {
  if (options->n_operands != 1) {
    cli_message("explain needs one file, or - for standard input");
    return CLI_FAILED;
  }
  int status = CLI_DONE;
  struct trv_treve *treve = cli_open(options, &status);
  if (!treve) return status;
  FILE *out = cli_output_open(options, options->operands, options->n_operands);
  if (out) {
    status = explain(options, treve, out);
    if (!cli_output_close(options, out)) status = CLI_FAILED;
  } else {
    status = CLI_FAILED;
  }
  trv_close(treve);
  return status;
}
