/* See intake.h. */
#include "intake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "report.h"

#define BATCH_ARTICLES 2500
#define BATCH_SECONDS 10.0
#define NOTES_SHOWN 5 /* of one reason, out of archives and dumps */

double cli_thread_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Where it came from, to be known again whatever folder the program runs in; NULL: standard input, or memory ran out. */
static char *origin(const char *path, const char *file) {
  size_t n = strlen(path);
  if (strcmp(path, "-") == 0) return file && strstr(file, "://") ? strdup(file) : NULL;
  if (!file || strncmp(file, path, n) != 0 || strstr(path, "://")) return file ? strdup(file) : NULL; /* an address */
  char *real = realpath(path, NULL);
  size_t size = real ? strlen(real) + strlen(file + n) + 1 : 0;
  char *all = real ? malloc(size) : NULL;
  if (all) snprintf(all, size, "%s%s", real, file + n);
  free(real);
  return all;
}

static void code(struct cli_intake *in, struct cli_thing *t, const char *path, struct cli_taken *c) {
  c->status = cli_thing_read(&in->inputs, in->treve, t, &c->found, &c->wanted, &c->err);
  if (c->status != TRV_OK || !c->wanted) return;
  const struct trv_article *article = &c->found->article;
  c->status = trv_store_knows(in->store, article->text, article->n_bytes, &c->known, &c->err);
  if (c->status != TRV_OK) return;
  c->file = origin(path, c->found->file);
  if (!c->known) c->status = trv_code(in->treve, article, &c->doc, &c->err);
}

struct cli_taken *cli_intake_make(struct cli_intake *in, struct cli_thing *t, const char *path) {
  struct cli_taken *c = calloc(1, sizeof *c);
  double begun = cli_thread_seconds();
  if (!c) return NULL;
  c->part = t->file;
  snprintf(c->name, sizeof c->name, "%s", t->item ? t->item->name : path);
  code(in, t, path, c);
  c->seconds = cli_thread_seconds() - begun;
  return c;
}

void cli_taken_free(struct cli_taken *c) {
  if (!c) return;
  trv_document_free(c->doc);
  trv_found_free(c->found);
  free(c->file);
  free(c);
}

/* ---- taking up what was coded */

static void reject(struct cli_intake *in, const struct cli_taken *c) {
  struct trv_error err = c->err;
  cli_tally_clear(&in->tally);
  if (!err.path[0]) snprintf(err.path, sizeof err.path, "%s", c->name);
  if (cli_tally_reject(&in->tally, &err) <= NOTES_SHOWN || !in->inputs.many) cli_error(&err);
  if (in->exit < CLI_REJECTED) in->exit = CLI_REJECTED;
}

bool cli_intake_fail(struct cli_intake *in, const struct trv_error *err) {
  cli_tally_clear(&in->tally);
  cli_error(err);
  if (in->in_batch)
    cli_message("the last %zu articles were not stored; the same command goes on from there", in->in_batch);
  in->exit = CLI_FAILED;
  in->tally.seen -= in->in_batch;
  in->tally.read -= in->in_batch;
  in->all = in->done;
  in->in_batch = 0;
  return false;
}

static bool commit(struct cli_intake *in) {
  struct trv_error err = {0};
  if (trv_store_commit(in->store, &err) != TRV_OK) return cli_intake_fail(in, &err);
  in->done = in->all;
  in->in_batch = 0;
  in->batch_begun = cli_now();
  return true;
}

bool cli_intake_settle(struct cli_intake *in) {
  struct trv_error err = {0};
  if (!commit(in)) return false;
  return trv_store_settle(in->store, &err) == TRV_OK || cli_intake_fail(in, &err);
}

static bool store(struct cli_intake *in, const struct cli_taken *c) {
  struct trv_error err = {0};
  enum trv_store_outcome outcome = TRV_STORE_KNOWN;
  enum trv_status status =
      c->known ? trv_store_note(in->store, c->found->article.text, c->found->article.n_bytes, c->file, &outcome, &err)
               : trv_store_add(in->store, c->doc, c->file, &outcome, &err);
  if (status != TRV_OK) return cli_intake_fail(in, &err);
  in->in_batch++;
  in->all.fresh += outcome == TRV_STORE_NEW;
  in->all.known += outcome == TRV_STORE_KNOWN;
  in->all.copies += outcome == TRV_STORE_COPY;
  in->all.changed += outcome == TRV_STORE_CHANGED;
  return true;
}

bool cli_intake_take(struct cli_intake *in, const struct cli_taken *c) {
  bool ok = c != NULL;
  if (!c) return cli_intake_fail(in, &(struct trv_error){.message = "memory ran out"});
  in->tally.seen += c->status != TRV_OK || c->wanted;
  in->tally.left_out += c->status == TRV_OK && !c->wanted;
  in->coding += c->seconds;
  double begun = cli_thread_seconds();
  if (c->status == TRV_REJECTED) {
    reject(in, c);
  } else if (c->status != TRV_OK) {
    ok = cli_intake_fail(in, &c->err);
  } else if (c->wanted) {
    in->tally.read++;
    ok = store(in, c);
  }
  if (in->inputs.many) in->tally.n = 0;
  if (ok && (in->in_batch >= BATCH_ARTICLES || cli_now() - in->batch_begun > BATCH_SECONDS)) ok = commit(in);
  in->storing += cli_thread_seconds() - begun;
  return ok;
}

/* ---- the run */

static void name_run(struct cli_intake *in) {
  char now[40];
  time_t t = time(NULL);
  struct tm utc;
  gmtime_r(&t, &utc);
  strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &utc);
  trv_store_run(in->store, in->options->command->name, now);
}

bool cli_intake_open(struct cli_intake *in, const struct cli_options *options, bool files) {
  *in = (struct cli_intake){.options = options, .exit = CLI_DONE};
  in->store = cli_store_open(options, TRV_STORE_CREATE);
  if (!in->store) {
    in->exit = CLI_FAILED;
    return false;
  }
  bool open = files ? cli_inputs_open(&in->inputs, options, false, &in->exit)
                    : cli_inputs_prepare(&in->inputs, options, &in->exit);
  in->treve = open ? cli_open(options, &in->exit) : NULL;
  if (!in->treve) {
    if (in->exit == CLI_DONE) in->exit = CLI_REJECTED;
    return false;
  }
  name_run(in);
  cli_listen_to_signals();
  in->batch_begun = cli_now();
  return true;
}

void cli_intake_close(struct cli_intake *in) {
  if (in->treve) trv_close(in->treve);
  if (in->store) trv_store_close(in->store);
  cli_inputs_close(&in->inputs);
}
