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

void cli_coded_release(struct cli_coded *c) {
  trv_document_free(c->doc);
  trv_found_free(c->found);
  *c = (struct cli_coded){NULL, NULL};
}

static enum trv_status code(const struct trv_treve *treve, enum cli_depth depth, struct cli_coded *c,
                            struct trv_error *err) {
  const struct trv_article *article = &c->found->article;
  return depth == CLI_TO_PARSE ? trv_parse_article(treve, article, &c->doc, err)
                               : trv_code(treve, article, &c->doc, err);
}

enum trv_status cli_article(const struct trv_treve *treve, const struct cli_options *options, char *path,
                            struct cli_coded *out, struct trv_error *err) {
  struct cli_options one = *options;
  struct cli_inputs in;
  int exit = CLI_DONE;
  void *thing = NULL, *other = NULL;
  bool wanted;
  *err = (struct trv_error){0};
  *out = (struct cli_coded){NULL, NULL};
  one.operands = &path;
  one.n_operands = 1;
  enum trv_status status = TRV_SYSTEM;
  if (cli_inputs_open(&in, &one, false, &exit) && cli_inputs_next(&in, &thing) && thing) {
    status = cli_thing_read(&in, treve, thing, &out->found, &wanted, err);
    if (status == TRV_OK && in.many && cli_inputs_next(&in, &other))
      status = cli_reject(err, path, "holds several articles; name a file with one");
    if (status == TRV_OK) status = code(treve, CLI_TO_EVENTS, out, err);
  }
  cli_thing_free(thing);
  cli_thing_free(other);
  cli_inputs_close(&in);
  if (status != TRV_OK) cli_coded_release(out);
  return status;
}

uint32_t cli_threads(const struct cli_options *options) {
  if (options->jobs) return options->jobs;
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n < 1 ? 1 : n > 64 ? 64 : (uint32_t)n;
}

/* What was made of one thing. */
struct result {
  enum trv_status status;
  struct trv_error err;
  struct trv_output output;
  char name[512];
  size_t words, events, ceasefires;
  bool wanted, dated, misdated, page;
};

struct run {
  const struct cli_options *options;
  const struct trv_treve *treve;
  struct cli_inputs inputs;
  enum cli_depth depth;
  enum trv_format format;
  struct trv_write_options write;
  FILE *out;
  bool wrote; /* something of an article */
  struct cli_tally tally;
  int exit;
};

static bool next(void *context, void **thing) { return cli_inputs_next(&((struct run *)context)->inputs, thing); }

/* Whether an article without a date begins like one with a date: "date 2020-13-45", "date 10/10/2020". */
static bool misdated(const char *text) {
  if (strncmp(text, "\xEF\xBB\xBF", 3) == 0) text += 3;
  text += strspn(text, " \t\r\n");
  return strncmp(text, "date ", 5) == 0 && text[5] >= '0' && text[5] <= '9';
}

static void fill(const struct run *run, struct cli_thing *thing, struct cli_coded *c, struct result *r) {
  r->status = cli_thing_read(&run->inputs, run->treve, thing, &c->found, &r->wanted, &r->err);
  if (r->status != TRV_OK || !r->wanted) return;
  r->status = code(run->treve, run->depth, c, &r->err);
  if (r->status == TRV_OK) r->status = trv_write(c->doc, run->format, &run->write, &r->output, &r->err);
  if (r->status != TRV_OK) return;
  r->words = c->doc->n_words;
  r->events = c->doc->n_events;
  r->ceasefires = c->doc->n_ceasefires;
  r->dated = c->doc->article.date != NULL;
  r->page = thing->item->type == TRV_INPUT_HTML;
  r->misdated = !r->dated && !r->page && misdated(c->found->article.text);
}

static void *make(void *context, void *thing) {
  const struct run *run = context;
  struct cli_thing *t = thing;
  struct result *r = t ? calloc(1, sizeof *r) : NULL;
  struct cli_coded c = {NULL, NULL};
  if (r) {
    snprintf(r->name, sizeof r->name, "%s", t->item ? t->item->name : run->inputs.names.items[t->file]);
    fill(run, t, &c, r);
    cli_coded_release(&c);
  }
  cli_thing_free(t);
  return r;
}

static void drop(void *context, void *result) {
  (void)context;
  trv_output_release(&((struct result *)result)->output);
  free(result);
}

static void reject(struct run *run, struct result *r) {
  cli_tally_clear(&run->tally);
  if (!r->err.path[0]) snprintf(r->err.path, sizeof r->err.path, "%s", r->name);
  size_t n = strlen(r->err.message);
  bool foreign = strncmp(r->err.message, "unknown language", 16) == 0;
  if (foreign) snprintf(r->err.message + n, sizeof r->err.message - n, "; --lang reads it all the same");
  if (cli_tally_reject(&run->tally, &r->err) <= NOTES_SHOWN || !run->inputs.many) cli_error(&r->err);
  if (run->exit < CLI_REJECTED) run->exit = CLI_REJECTED;
}

static void note_date(struct run *run, const struct result *r) {
  if (r->dated || run->depth == CLI_TO_PARSE) return;
  if (run->tally.undated++ >= NOTES_SHOWN) return;
  cli_tally_clear(&run->tally);
  if (r->misdated)
    cli_message("%s:1: note: no date as YYYY-MM-DD or YYYY-MM follows \"date\": the line is read as text", r->name);
  else
    cli_message("%s: note: no %s and no --date: dates without a year stay open", r->name,
                r->page ? "day of publication" : "date line");
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

static bool take(void *context, void *result) {
  struct run *run = context;
  struct result *r = result;
  if (!r) {
    cli_tally_clear(&run->tally);
    cli_message("memory ran out");
    run->exit = CLI_FAILED;
    return false;
  }
  bool ok = true;
  run->tally.seen += r->status != TRV_OK || r->wanted;
  run->tally.left_out += r->status == TRV_OK && !r->wanted;
  if (r->status == TRV_BAD_DATA || r->status == TRV_SYSTEM) { /* the language pack: every article would meet it */
    cli_tally_clear(&run->tally);
    cli_error(&r->err);
    run->exit = CLI_FAILED;
    ok = false;
  } else if (r->status != TRV_OK) {
    reject(run, r);
  } else if (r->wanted) {
    run->tally.read++;
    run->tally.words += r->words;
    run->tally.events += r->events;
    run->tally.ceasefires += r->ceasefires;
    note_date(run, r);
    ok = write_article(run, r);
  }
  if (run->inputs.many) run->tally.n = 0;
  cli_tally_draw(&run->tally, r->name);
  drop(context, r);
  return ok;
}

static int run_all(struct run *run, bool *ok) {
  const struct cli_options *options = run->options;
  int status = CLI_DONE;
  struct trv_treve *treve = cli_open(options, &status);
  if (!treve) return status;
  run->treve = treve;
  run->out = cli_output_open(options, options->operands, options->n_operands);
  if (!run->out) {
    trv_close(treve);
    return CLI_FAILED;
  }
  run->write = (struct trv_write_options){
      .width = cli_width(run->out), .colour = cli_colour(options, run->out), .columns = options->columns};
  cli_tally_init(&run->tally, run->inputs.names.n, run->out);
  if (!options->n_operands && isatty(STDIN_FILENO)) cli_message("reading an article from the terminal; Ctrl-D ends it");
  struct cli_work work = {.context = run, .next = next, .make = make, .take = take, .drop = drop};
  *ok =
      write_frame(run, TRV_FRAME_HEAD) && cli_pool_run(&work, cli_threads(options)) && write_frame(run, TRV_FRAME_FOOT);
  *ok &= cli_output_close(options, run->out);
  if (run->inputs.many) run->tally.n = 0;
  cli_tally_finish(&run->tally, run->depth == CLI_TO_EVENTS);
  trv_close(treve);
  return run->exit;
}

int cli_articles_run(const struct cli_options *options, enum cli_depth depth, enum trv_format format) {
  struct run run = {.options = options, .depth = depth, .format = format};
  bool ok = true;
  if (cli_inputs_open(&run.inputs, options, true, &run.exit)) {
    int status = run_all(&run, &ok);
    if (run.exit < status) run.exit = status;
  }
  cli_inputs_close(&run.inputs);
  return ok ? run.exit : CLI_FAILED;
}
