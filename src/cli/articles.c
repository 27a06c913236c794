/* See articles.h. */
#include "articles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "input.h"
#include "pool.h"
#include "report.h"
#include "tally.h"

#define NOTES_SHOWN 5 /* the tally counts the rest */

enum trv_status cli_article(const struct trv_treve *treve, const struct cli_options *options, const char *path,
                            enum cli_depth depth, char **text, struct trv_document **out, struct trv_error *err) {
  struct cli_bytes bytes;
  *err = (struct trv_error){0};
  *text = NULL;
  enum trv_status status = cli_read(path, trv_article_ceiling(), &bytes, err);
  if (status != TRV_OK) return status;
  struct trv_article article = {
      .text = bytes.p, .n_bytes = bytes.n, .file = path, .date = options->date, .lang = options->lang};
  status = depth == CLI_TO_PARSE ? trv_parse_article(treve, &article, out, err) : trv_code(treve, &article, out, err);
  if (status == TRV_OK) *text = bytes.p;
  else free(bytes.p);
  return status;
}

/* What was made of one file. */
struct result {
  enum trv_status status;
  struct trv_error err;
  struct trv_output output;
  size_t words, events, ceasefires;
  bool dated, misdated;
};

struct run {
  const struct cli_options *options;
  const struct trv_treve *treve;
  char *const *files;
  enum cli_depth depth;
  enum trv_format format;
  struct trv_write_options write;
  FILE *out;
  bool wrote; /* something of an article */
  struct cli_tally tally;
  int exit;
};

/* Whether an article without a date begins like one with a date: "date 2020-13-45", "date 10/10/2020". */
static bool misdated(const char *text) {
  if (strncmp(text, "\xEF\xBB\xBF", 3) == 0) text += 3;
  text += strspn(text, " \t\r\n");
  return strncmp(text, "date ", 5) == 0 && text[5] >= '0' && text[5] <= '9';
}

static void *make(void *context, size_t item) {
  const struct run *run = context;
  struct result *r = calloc(1, sizeof *r);
  if (!r) return NULL;
  char *text;
  struct trv_document *doc = NULL;
  r->status = cli_article(run->treve, run->options, run->files[item], run->depth, &text, &doc, &r->err);
  if (r->status != TRV_OK) return r;
  r->status = trv_write(doc, run->format, &run->write, &r->output, &r->err);
  r->words = doc->n_words;
  r->events = doc->n_events;
  r->ceasefires = doc->n_ceasefires;
  r->dated = doc->article.date != NULL;
  r->misdated = !r->dated && misdated(text);
  trv_document_free(doc);
  free(text);
  return r;
}

static void drop(void *context, void *result) {
  (void)context;
  trv_output_release(&((struct result *)result)->output);
  free(result);
}

static void reject(struct run *run, size_t item, struct result *r) {
  cli_tally_clear(&run->tally);
  if (!r->err.path[0]) snprintf(r->err.path, sizeof r->err.path, "%s", run->files[item]);
  size_t n = strlen(r->err.message);
  if (strncmp(r->err.message, "unknown language", 16) == 0)
    snprintf(r->err.message + n, sizeof r->err.message - n, "; --lang reads it all the same");
  cli_error(&r->err);
  cli_tally_reject(&run->tally, &r->err);
  if (run->exit < CLI_REJECTED) run->exit = CLI_REJECTED;
}

static void note_date(struct run *run, size_t item, const struct result *r) {
  if (r->dated || run->depth == CLI_TO_PARSE) return;
  if (run->tally.undated++ >= NOTES_SHOWN) return;
  cli_tally_clear(&run->tally);
  if (r->misdated)
    cli_message("%s:1: note: no date as YYYY-MM-DD or YYYY-MM follows \"date\": the line is read as text",
                run->files[item]);
  else cli_message("%s: note: no date line and no --date: dates without a year stay open", run->files[item]);
}

/* What stands around articles. */
static bool write_frame(struct run *run, enum trv_frame frame) {
  struct trv_output output;
  struct trv_error err = {0};
  if (trv_write_frame(run->format, frame, &run->write, &output, &err) != TRV_OK) return cli_error(&err), false;
  bool ok = !output.n_bytes || fwrite(output.bytes, 1, output.n_bytes, run->out) == output.n_bytes;
  trv_output_release(&output);
  return ok;
}

static bool write_article(struct run *run, const struct result *r) {
  if (!r->output.n_bytes) return true;
  if (run->wrote && !write_frame(run, TRV_FRAME_BETWEEN)) return false;
  run->wrote = true;
  return fwrite(r->output.bytes, 1, r->output.n_bytes, run->out) == r->output.n_bytes;
}

static bool take(void *context, size_t item, void *result) {
  struct run *run = context;
  struct result *r = result;
  run->tally.seen++;
  if (!r) {
    cli_tally_clear(&run->tally);
    cli_message("%s: memory ran out", run->files[item]);
    run->exit = CLI_FAILED;
    return false;
  }
  bool ok = true;
  if (r->status == TRV_BAD_DATA || r->status == TRV_SYSTEM) { /* the language pack: every article would meet it */
    cli_tally_clear(&run->tally);
    cli_error(&r->err);
    run->exit = CLI_FAILED;
    ok = false;
  } else if (r->status != TRV_OK) {
    reject(run, item, r);
  } else {
    run->tally.read++;
    run->tally.words += r->words;
    run->tally.events += r->events;
    run->tally.ceasefires += r->ceasefires;
    note_date(run, item, r);
    ok = write_article(run, r);
  }
  cli_tally_draw(&run->tally, run->files[item]);
  drop(context, r);
  return ok;
}

static uint32_t threads(const struct cli_options *options) {
  if (options->jobs) return options->jobs;
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n < 1 ? 1 : n > 64 ? 64 : (uint32_t)n;
}

int cli_articles_run(const struct cli_options *options, enum cli_depth depth, enum trv_format format) {
  static char standard_input[] = "-";
  char *one[] = {standard_input};
  size_t n = options->n_operands ? options->n_operands : 1;
  struct run run = {
      .options = options, .files = options->n_operands ? options->operands : one, .depth = depth, .format = format};
  int status = CLI_DONE;
  struct trv_treve *treve = cli_open(options, &status);
  if (!treve) return status;
  run.treve = treve;
  run.out = cli_output_open(options, options->operands, options->n_operands);
  if (!run.out) {
    trv_close(treve);
    return CLI_FAILED;
  }
  run.write = (struct trv_write_options){
      .width = cli_width(run.out), .colour = cli_colour(options, run.out), .columns = options->columns};
  cli_tally_init(&run.tally, n, run.out);
  if (!options->n_operands && isatty(STDIN_FILENO)) cli_message("reading an article from the terminal; Ctrl-D ends it");
  struct cli_work work = {.context = &run, .make = make, .take = take, .drop = drop};
  bool ok = write_frame(&run, TRV_FRAME_HEAD) && cli_pool_run(&work, n, threads(options)) &&
            write_frame(&run, TRV_FRAME_FOOT);
  ok &= cli_output_close(options, run.out);
  cli_tally_finish(&run.tally, depth == CLI_TO_EVENTS);
  trv_close(treve);
  return ok ? run.exit : CLI_FAILED;
}
