/* treve ingest: articles into a database, coded on several threads and written by one.
 *
 * Every BATCH_ARTICLES articles or BATCH_SECONDS seconds what was added is linked and made to last. A signal ends the run
 * after the article in hand, and what is in hand is made to last; a second one ends the program at once. */
#include <errno.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "articles.h"
#include "pool.h"
#include "report.h"
#include "tally.h"

#define BATCH_ARTICLES 2500
#define BATCH_SECONDS 10.0
#define DRAW_SECONDS 0.1
#define NOTES_SHOWN 5 /* of one reason, out of archives and dumps */

static volatile sig_atomic_t stopped;

static void stop(int signal) {
  (void)signal;
  stopped = 1;
}

/* What was made of one thing. */
struct coded {
  enum trv_status status;
  struct trv_error err;
  char name[512];
  size_t part; /* which of the files it is from */
  bool wanted, known;
  double seconds; /* of a processor, to read and code it */
  struct trv_found *found;
  struct trv_document *doc;
  char *file; /* as the system names it, whatever folder the program runs in */
};

struct ingest {
  const struct cli_options *options;
  const struct trv_treve *treve;
  struct trv_store *store;
  struct cli_inputs inputs;
  struct cli_tally tally; /* read: all but the rejected */
  struct outcomes {
    size_t fresh, known, copies, changed;
  } done, all; /* done: those that last */
  size_t in_batch;
  double batch_begun, coding, storing; /* seconds; the last two of processors */
  double tenths[10][2];                /* coding and storing when each tenth was done */
  int exit;
};

/* Seconds that this thread has run. */
static double thread_seconds(void) {
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

static void code(struct ingest *in, struct cli_thing *t, struct coded *c) {
  c->status = cli_thing_read(&in->inputs, in->treve, t, &c->found, &c->wanted, &c->err);
  if (c->status != TRV_OK || !c->wanted) return;
  const struct trv_article *article = &c->found->article;
  c->status = trv_store_knows(in->store, article->text, article->n_bytes, &c->known, &c->err);
  if (c->status != TRV_OK) return;
  c->file = origin(in->inputs.names.items[t->file], c->found->file);
  if (!c->known) c->status = trv_code(in->treve, article, &c->doc, &c->err);
}

static bool next(void *context, void **thing) { return cli_inputs_next(&((struct ingest *)context)->inputs, thing); }

static void *make(void *context, void *thing) {
  struct ingest *in = context;
  struct cli_thing *t = thing;
  struct coded *c = t ? calloc(1, sizeof *c) : NULL;
  double begun = thread_seconds();
  if (c) {
    c->part = t->file;
    snprintf(c->name, sizeof c->name, "%s", t->item ? t->item->name : in->inputs.names.items[t->file]);
    code(in, t, c);
    c->seconds = thread_seconds() - begun;
  }
  cli_thing_free(t);
  return c;
}

static void drop(void *context, void *result) {
  (void)context;
  struct coded *c = result;
  trv_document_free(c->doc);
  trv_found_free(c->found);
  free(c->file);
  free(c);
}

/* ---- what is told while it lasts */

static void draw(struct ingest *in) {
  struct cli_tally *t = &in->tally;
  double now = cli_now();
  if (!t->progress || (now - t->drawn < DRAW_SECONDS && t->seen != t->n)) return;
  t->drawn = now;
  double seconds = now - t->begun, rate = seconds > 0 ? (double)t->seen / seconds : 0;
  double left = rate > 0 && t->n > t->seen ? (double)(t->n - t->seen) / rate : 0;
  char of[32] = "";
  if (t->n) snprintf(of, sizeof of, "/%zu", t->n);
  fprintf(stderr, "\r\033[K%zu%s articles, %zu new, %.0f/s", t->seen, of, in->all.fresh, rate);
  if (left >= 3600) fprintf(stderr, ", %.0f h %02.0f min left", left / 3600 - 0.5, (double)((long)left / 60 % 60));
  else if (left >= 60) fprintf(stderr, ", %.0f min left", left / 60);
  else if (left > 0) fprintf(stderr, ", %.0f s left", left);
  fflush(stderr);
}

static void print_times(const struct ingest *in) {
  const double *before = (const double[]){0, 0};
  for (int i = 0; i < 10 && in->inputs.names.n >= 10; i++) {
    double coding = in->tenths[i][0] - before[0], storing = in->tenths[i][1] - before[1];
    cli_message("tenth %d: coding %.3f s of processors, storing and linking %.3f s", i + 1, coding, storing);
    before = in->tenths[i];
  }
  cli_message("all: coding %.3f s of processors, storing and linking %.3f s (%.1f %%)", in->coding, in->storing,
              in->coding > 0 ? 100 * in->storing / in->coding : 0.0);
}

static void finish(struct ingest *in) {
  struct cli_tally *t = &in->tally;
  cli_tally_clear(t);
  size_t rejected = t->seen - t->read;
  fprintf(stderr, "treve: %zu article%s read: %zu new, %zu known", t->seen, t->seen == 1 ? "" : "s", in->all.fresh,
          in->all.known);
  if (in->all.copies) fprintf(stderr, ", %zu the same text from another file", in->all.copies);
  if (in->all.changed) fprintf(stderr, ", %zu changed since", in->all.changed);
  if (rejected) fprintf(stderr, ", %zu rejected", rejected);
  for (size_t i = 0; i < t->n_reasons; i++)
    fprintf(stderr, "%s%zu %s", i ? ", " : ": ", t->reasons[i].n, t->reasons[i].text);
  if (t->other) fprintf(stderr, ", %zu for other reasons", t->other);
  if (t->left_out) fprintf(stderr, ", %zu left out by the options", t->left_out);
  if (t->seen + t->left_out < t->n) fprintf(stderr, "; %zu not reached", t->n - t->seen - t->left_out);
  uint64_t rows = trv_store_changes(in->store);
  if (!rows) fprintf(stderr, "; 0 rows changed");
  fputc('\n', stderr);
  if (in->options->times) print_times(in);
}

/* ---- taking up what was coded */

static void reject(struct ingest *in, struct coded *c) {
  cli_tally_clear(&in->tally);
  if (!c->err.path[0]) snprintf(c->err.path, sizeof c->err.path, "%s", c->name);
  if (cli_tally_reject(&in->tally, &c->err) <= NOTES_SHOWN || !in->inputs.many) cli_error(&c->err);
  if (in->exit < CLI_REJECTED) in->exit = CLI_REJECTED;
}

static bool fail(struct ingest *in, const struct trv_error *err) {
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

static bool commit(struct ingest *in) {
  struct trv_error err = {0};
  if (trv_store_commit(in->store, &err) != TRV_OK) return fail(in, &err);
  in->done = in->all;
  in->in_batch = 0;
  in->batch_begun = cli_now();
  return true;
}

/* The end of a run: what the batches have left to be joined. */
static bool settle(struct ingest *in) {
  struct trv_error err = {0};
  if (!commit(in)) return false;
  return trv_store_settle(in->store, &err) == TRV_OK || fail(in, &err);
}

static bool store(struct ingest *in, const struct coded *c) {
  struct trv_error err = {0};
  enum trv_store_outcome outcome = TRV_STORE_KNOWN;
  enum trv_status status =
      c->known ? trv_store_note(in->store, c->found->article.text, c->found->article.n_bytes, c->file, &outcome, &err)
               : trv_store_add(in->store, c->doc, c->file, &outcome, &err);
  if (status != TRV_OK) return fail(in, &err);
  in->in_batch++;
  in->all.fresh += outcome == TRV_STORE_NEW;
  in->all.known += outcome == TRV_STORE_KNOWN;
  in->all.copies += outcome == TRV_STORE_COPY;
  in->all.changed += outcome == TRV_STORE_CHANGED;
  return true;
}

static bool take(void *context, void *result) {
  struct ingest *in = context;
  struct coded *c = result;
  bool ok = c != NULL;
  if (!c) {
    struct trv_error err = {.message = "memory ran out"};
    return fail(in, &err);
  }
  size_t part = c->part;
  in->tally.seen += c->status != TRV_OK || c->wanted;
  in->tally.left_out += c->status == TRV_OK && !c->wanted;
  in->coding += c->seconds;
  double begun = thread_seconds();
  if (c->status == TRV_REJECTED) {
    reject(in, c);
  } else if (c->status != TRV_OK) {
    ok = fail(in, &c->err);
  } else if (c->wanted) {
    in->tally.read++;
    ok = store(in, c);
  }
  drop(context, c);
  if (in->inputs.many) in->tally.n = 0;
  if (ok && (in->in_batch >= BATCH_ARTICLES || cli_now() - in->batch_begun > BATCH_SECONDS)) ok = commit(in);
  in->storing += thread_seconds() - begun;
  double *tenth = in->tenths[part * 10 / in->inputs.names.n];
  tenth[0] = in->coding;
  tenth[1] = in->storing;
  draw(in);
  return ok && !stopped;
}

/* ---- the run */

static void listen_to_signals(void) {
  struct sigaction action = {.sa_handler = stop, .sa_flags = (int)SA_RESETHAND};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

static void name_run(struct ingest *in) {
  char now[40];
  time_t t = time(NULL);
  struct tm utc;
  gmtime_r(&t, &utc);
  strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &utc);
  trv_store_run(in->store, "ingest", now);
}

int cli_ingest(const struct cli_options *options) {
  struct ingest in = {.options = options};
  if (!options->n_operands) {
    cli_message("ingest needs a file or folder to read");
    return CLI_FAILED;
  }
  in.store = cli_store_open(options, TRV_STORE_CREATE);
  if (!in.store) return CLI_FAILED;
  bool ok = false;
  struct trv_treve *treve = cli_inputs_open(&in.inputs, options, false, &in.exit) ? cli_open(options, &in.exit) : NULL;
  if (treve) {
    in.treve = treve;
    name_run(&in);
    listen_to_signals();
    cli_tally_init(&in.tally, in.inputs.names.n, stdout);
    in.tally.progress = isatty(fileno(stderr));
    in.batch_begun = cli_now();
    struct cli_work work = {.context = &in, .next = next, .make = make, .take = take, .drop = drop};
    ok = cli_pool_run(&work, cli_threads(options));
    trv_close(treve); /* what is left to do needs the memory, not the language */
    in.treve = NULL;
#ifdef __GLIBC__
    malloc_trim(0);
#endif
    double begun = thread_seconds();
    if (in.exit != CLI_FAILED) ok = settle(&in) && ok;
    in.storing += thread_seconds() - begun;
    if (stopped) {
      cli_tally_clear(&in.tally);
      cli_message("interrupted; the same command goes on from here");
    }
    finish(&in);
  }
  if (!ok && in.exit == CLI_DONE) in.exit = stopped ? CLI_REJECTED : treve ? CLI_FAILED : CLI_REJECTED;
  trv_store_close(in.store);
  cli_inputs_close(&in.inputs);
  return in.exit;
}
