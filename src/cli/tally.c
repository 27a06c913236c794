/* See tally.h. */
#include "tally.h"

#include <string.h>
#include <unistd.h>

#include "report.h"

#define DRAW_SECONDS 0.1

void cli_tally_init(struct cli_tally *t, size_t n, FILE *out) {
  *t = (struct cli_tally){.n = n, .begun = cli_now()};
  t->progress = n != 1 && isatty(fileno(stderr)) && !isatty(fileno(out));
}

size_t cli_tally_reject(struct cli_tally *t, const struct trv_error *err) {
  char reason[sizeof t->reasons[0].text];
  size_t n = strcspn(err->message, ":;");
  if (n >= sizeof reason) n = sizeof reason - 1;
  memcpy(reason, err->message, n);
  reason[n] = '\0';
  for (size_t i = 0; i < t->n_reasons; i++)
    if (strcmp(t->reasons[i].text, reason) == 0) return ++t->reasons[i].n;
  if (t->n_reasons == CLI_MAX_REASONS) return ++t->other;
  memcpy(t->reasons[t->n_reasons].text, reason, n + 1);
  return t->reasons[t->n_reasons++].n = 1;
}

void cli_tally_draw(struct cli_tally *t, const char *file) {
  if (!t->progress) return;
  double now = cli_now();
  if (now - t->drawn < DRAW_SECONDS && t->seen != t->n) return;
  t->drawn = now;
  double seconds = now - t->begun;
  const char *base = strrchr(file, '/');
  char of[32] = "";
  if (t->n) snprintf(of, sizeof of, "/%zu", t->n);
  fprintf(stderr, "\r\033[K%zu%s articles, %zu rejected, %.0f words/s  %.40s", t->seen, of, t->seen - t->read,
          seconds > 0 ? (double)t->words / seconds : 0.0, base ? base + 1 : file);
  fflush(stderr);
}

void cli_tally_clear(struct cli_tally *t) {
  if (!t->progress) return;
  fputs("\r\033[K", stderr);
  t->drawn = 0;
}

void cli_tally_finish(struct cli_tally *t, bool with_events) {
  cli_tally_clear(t);
  size_t n = t->n ? t->n : t->seen;
  if (n < 2 && !t->left_out) return;
  fprintf(stderr, "treve: %zu of %zu articles read", t->read, n);
  if (t->words) fprintf(stderr, ", %zu words", t->words);
  if (with_events)
    fprintf(stderr, ", %zu event%s, %zu ceasefire%s", t->events, t->events == 1 ? "" : "s", t->ceasefires,
            t->ceasefires == 1 ? "" : "s");
  if (t->undated) fprintf(stderr, "; %zu without a date", t->undated);
  size_t rejected = t->seen - t->read;
  if (rejected) fprintf(stderr, "; %zu rejected", rejected);
  for (size_t i = 0; i < t->n_reasons; i++)
    fprintf(stderr, "%s%zu %s", i ? ", " : ": ", t->reasons[i].n, t->reasons[i].text);
  if (t->other) fprintf(stderr, ", %zu for other reasons", t->other);
  if (t->left_out) fprintf(stderr, "; %zu left out by the options", t->left_out);
  if (t->seen + t->left_out < t->n) fprintf(stderr, "; %zu not reached", t->n - t->seen - t->left_out);
  fputc('\n', stderr);
}
