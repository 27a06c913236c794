/* treve extract: the articles as they are found in what users have, before anything is read in them. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "articles.h"
#include "pool.h"
#include "report.h"
#include "tally.h"

/* What was made of one thing. */
struct result {
  enum trv_status status;
  struct trv_error err;
  char name[512];
  bool wanted;
  char *text; /* as it is to be printed */
};

struct run {
  const struct cli_options *options;
  struct cli_inputs inputs;
  struct trv_treve *treve; /* finds languages; NULL where none is asked for */
  FILE *out;
  bool wrote;
  struct cli_tally tally;
  int exit;
};

/* ---- what is printed of an article */

static json_t *string(const char *s) { return s ? json_stringn_nocheck(s, strlen(s)) : json_null(); }

static char *as_json(const struct run *run, const struct trv_found *found) {
  const struct trv_article *a = &found->article;
  const char *lang = a->lang ? a->lang : trv_language_of(run->treve, a->text, a->n_bytes);
  json_t *o = json_object();
  json_object_set_new(o, "file", string(found->file));
  json_object_set_new(o, "url", string(a->url));
  json_object_set_new(o, "title", string(found->title));
  json_object_set_new(o, "outlet", string(a->publisher));
  json_object_set_new(o, "author", string(found->author));
  json_object_set_new(o, "date", string(a->date));
  json_object_set_new(o, "lang", string(lang));
  json_object_set_new(o, "text", json_stringn_nocheck(a->text, a->n_bytes));
  char *line = json_dumps(o, JSON_COMPACT);
  json_decref(o);
  return line;
}

static void add_line(FILE *out, const char *name, const char *value) {
  if (value) fprintf(out, "%s %s\n", name, value);
}

/* The header of a text, as treve reads it again, and the text. A text that came with a header keeps it. */
static char *as_text(const struct trv_found *found, bool header) {
  const struct trv_article *a = &found->article;
  char *text = NULL;
  size_t n;
  FILE *out = open_memstream(&text, &n);
  if (!out) return NULL;
  if (header && a->date) {
    add_line(out, "date", a->date);
    add_line(out, "outlet", a->publisher);
    add_line(out, "agency", a->agency);
    add_line(out, "url", a->url);
    fputc('\n', out);
  }
  fwrite(a->text, 1, a->n_bytes, out);
  if (fclose(out) == 0) return text;
  free(text);
  return NULL;
}

/* ---- the run */

static bool next(void *context, void **thing) { return cli_inputs_next(&((struct run *)context)->inputs, thing); }

static void *make(void *context, void *thing) {
  const struct run *run = context;
  struct cli_thing *t = thing;
  struct result *r = t ? calloc(1, sizeof *r) : NULL;
  struct trv_found *found = NULL;
  if (r) {
    snprintf(r->name, sizeof r->name, "%s", t->item ? t->item->name : run->inputs.names.items[t->file]);
    r->status = cli_thing_read(&run->inputs, run->treve, t, &found, &r->wanted, &r->err);
    bool json = run->options->json;
    if (r->status == TRV_OK && r->wanted)
      r->text = json ? as_json(run, found) : as_text(found, t->item->type == TRV_INPUT_HTML || found->title);
    if (json && r->status == TRV_OK && r->wanted && !r->text) r->status = cli_reject(&r->err, r->name, "no UTF-8 text");
    trv_found_free(found);
  }
  cli_thing_free(t);
  return r;
}

static void drop(void *context, void *result) {
  (void)context;
  free(((struct result *)result)->text);
  free(result);
}

static bool write_text(struct run *run, const char *text) {
  size_t n = strlen(text);
  if (run->wrote && !run->options->json) fputs("\n\n", run->out);
  run->wrote = true;
  return fwrite(text, 1, n, run->out) == n && ((n && text[n - 1] == '\n') || fputc('\n', run->out) != EOF);
}

static bool take(void *context, void *result) {
  struct run *run = context;
  struct result *r = result;
  bool ok = r && !(r->status == TRV_OK && r->wanted && !r->text);
  if (!ok) {
    cli_message("memory ran out");
    run->exit = CLI_FAILED;
  } else if (r->status != TRV_OK) {
    cli_tally_clear(&run->tally);
    if (!r->err.path[0]) snprintf(r->err.path, sizeof r->err.path, "%s", r->name);
    cli_error(&r->err);
    cli_tally_reject(&run->tally, &r->err);
    if (run->exit < CLI_REJECTED) run->exit = CLI_REJECTED;
  } else if (r->wanted) {
    run->tally.read++;
    ok = write_text(run, r->text);
  }
  if (r) {
    run->tally.seen += r->status != TRV_OK || r->wanted;
    run->tally.left_out += r->status == TRV_OK && !r->wanted;
    if (run->inputs.many) run->tally.n = 0;
    cli_tally_draw(&run->tally, r->name);
    drop(context, r);
  }
  return ok;
}

static bool run_all(struct run *run) {
  const struct cli_options *o = run->options;
  if ((o->json || o->only) && !(run->treve = cli_open(o, &run->exit))) return false;
  run->out = cli_output_open(o, o->operands, o->n_operands);
  if (!run->out) return false;
  cli_tally_init(&run->tally, run->inputs.names.n, run->out);
  struct cli_work work = {.context = run, .next = next, .make = make, .take = take, .drop = drop};
  bool ok = cli_pool_run(&work, cli_threads(o));
  ok &= cli_output_close(o, run->out);
  if (run->inputs.many) run->tally.n = 0;
  cli_tally_finish(&run->tally, false);
  return ok;
}

int cli_extract(const struct cli_options *options) {
  struct run run = {.options = options};
  bool ok = true;
  if (cli_inputs_open(&run.inputs, options, true, &run.exit)) ok = run_all(&run);
  cli_inputs_close(&run.inputs);
  trv_close(run.treve);
  return ok ? run.exit : CLI_FAILED;
}
