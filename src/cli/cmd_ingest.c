/* treve ingest: articles into a database, coded on several threads and written by one (intake.h).
 *
 * A signal ends the run after the article in hand, and what is in hand is made to last; a second one ends the program at once. */
#include <stdio.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <unistd.h>

#include "articles.h"
#include "intake.h"
#include "pool.h"
#include "report.h"

#define DRAW_SECONDS 0.1

struct ingest {
  struct cli_intake in;
  double tenths[10][2]; /* coding and storing when each tenth was done */
};

static bool next(void *context, void **thing) { return cli_inputs_next(&((struct ingest *)context)->in.inputs, thing); }

static void *make(void *context, void *thing) {
  struct cli_intake *in = &((struct ingest *)context)->in;
  struct cli_thing *t = thing;
  struct cli_taken *c = t ? cli_intake_make(in, t, in->inputs.names.items[t->file]) : NULL;
  cli_thing_free(t);
  return c;
}

static void drop(void *context, void *result) {
  (void)context;
  cli_taken_free(result);
}

/* ---- what is told while it lasts */

static void draw(struct cli_intake *in) {
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

static void print_times(const struct ingest *run) {
  const struct cli_intake *in = &run->in;
  const double *before = (const double[]){0, 0};
  for (int i = 0; i < 10 && in->inputs.names.n >= 10; i++) {
    double coding = run->tenths[i][0] - before[0], storing = run->tenths[i][1] - before[1];
    cli_message("tenth %d: coding %.3f s of processors, storing and linking %.3f s", i + 1, coding, storing);
    before = run->tenths[i];
  }
  cli_message("all: coding %.3f s of processors, storing and linking %.3f s (%.1f %%)", in->coding, in->storing,
              in->coding > 0 ? 100 * in->storing / in->coding : 0.0);
}

static void finish(const struct ingest *run) {
  const struct cli_intake *in = &run->in;
  const struct cli_tally *t = &in->tally;
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
  if (!in->inputs.many && t->seen + t->left_out < t->n)
    fprintf(stderr, "; %zu not reached", t->n - t->seen - t->left_out);
  uint64_t rows = trv_store_changes(in->store);
  if (!rows) fprintf(stderr, "; 0 rows changed");
  fputc('\n', stderr);
  if (in->options->times) print_times(run);
}

static bool take(void *context, void *result) {
  struct ingest *run = context;
  struct cli_intake *in = &run->in;
  struct cli_taken *c = result;
  bool ok = cli_intake_take(in, c);
  double *tenth = run->tenths[(c ? c->part : 0) * 10 / in->inputs.names.n];
  tenth[0] = in->coding;
  tenth[1] = in->storing;
  cli_taken_free(c);
  draw(in);
  return ok && !cli_stopped;
}

/* ---- the run */

static bool read_all(struct ingest *run) {
  struct cli_intake *in = &run->in;
  cli_tally_init(&in->tally, in->inputs.names.n, stdout);
  in->tally.progress = isatty(fileno(stderr));
  struct cli_work work = {.context = run, .next = next, .make = make, .take = take, .drop = drop};
  bool ok = cli_pool_run(&work, cli_threads(in->options));
  trv_close(in->treve); /* what is left to do needs the memory, not the language */
  in->treve = NULL;
#ifdef __GLIBC__
  malloc_trim(0);
#endif
  double begun = cli_thread_seconds();
  if (in->exit != CLI_FAILED) ok = cli_intake_settle(in) && ok;
  in->storing += cli_thread_seconds() - begun;
  cli_tally_clear(&in->tally);
  if (cli_stopped) cli_message("interrupted; the same command goes on from here");
  finish(run);
  return ok;
}

int cli_ingest(const struct cli_options *options) {
  struct ingest run = {0};
  if (!options->n_operands) {
    cli_message("ingest needs a file or folder to read");
    return CLI_FAILED;
  }
  bool ok = !cli_intake_open(&run.in, options, true) || read_all(&run);
  if (!ok && run.in.exit == CLI_DONE) run.in.exit = cli_stopped ? CLI_REJECTED : CLI_FAILED;
  cli_intake_close(&run.in);
  return run.in.exit;
}
