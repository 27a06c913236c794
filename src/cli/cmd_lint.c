/* treve lint: checking language packs. Findings are output: they go to standard output, the count too. */
#include <stdio.h>

#include "report.h"

static int lint_pack(const struct cli_options *options, const char *pack) {
  struct trv_open_options open = {.share = options->share};
  struct trv_output report;
  struct trv_lint_result r;
  struct trv_error err = {0};
  if (trv_lint(&open, pack, &report, &r, &err) != TRV_OK) {
    cli_error(&err);
    return CLI_FAILED;
  }
  if (report.n_bytes) fwrite(report.bytes, 1, report.n_bytes, stdout);
  trv_output_release(&report);
  printf("%s: %u error%s", pack, r.n_errors, r.n_errors == 1 ? "" : "s");
  if (r.n_cases) printf("; %u of %u cases pass", r.n_cases - r.n_failed, r.n_cases);
  else printf("; %s", r.n_errors ? "cases are not run before they are gone" : "no cases");
  if (r.n_known) printf(", %u known failure%s", r.n_known, r.n_known == 1 ? "" : "s");
  if (r.n_known_passing)
    printf(", %u known to fail pass%s by now", r.n_known_passing, r.n_known_passing == 1 ? "es" : "");
  putchar('\n');
  return r.n_errors || r.n_failed ? CLI_REJECTED : CLI_DONE;
}

int cli_lint(const struct cli_options *options) {
  int worst = CLI_DONE;
  if (!options->n_operands) {
    cli_message("lint needs a pack: the code of a language or the folder of a pack");
    return CLI_FAILED;
  }
  for (size_t i = 0; i < options->n_operands; i++) {
    int exit = lint_pack(options, options->operands[i]);
    if (exit > worst) worst = exit;
  }
  return cli_output_close(options, stdout) ? worst : CLI_FAILED;
}
