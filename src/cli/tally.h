/* Progress while a run lasts, and its honest end: how many were read, how many rejected and why. */
#ifndef TRV_CLI_TALLY_H
#define TRV_CLI_TALLY_H

#include <stdio.h>

#include "options.h"

#define CLI_MAX_REASONS 16

struct cli_tally {
  size_t n; /* to come in all; 0: not known */
  size_t seen, read, left_out, words, events, ceasefires, undated;
  size_t n_reasons, other;
  struct {
    char text[80];
    size_t n;
  } reasons[CLI_MAX_REASONS];
  bool progress; /* standard error is a terminal, and the output goes elsewhere */
  double begun, drawn;
};

void cli_tally_init(struct cli_tally *t, size_t n, FILE *out);
/* Counts one rejected article by the kind of its reason: what stands before the first colon. How often it was met. */
size_t cli_tally_reject(struct cli_tally *t, const struct trv_error *err);
/* Draws progress at most ten times a second. */
void cli_tally_draw(struct cli_tally *t, const char *file);
/* Clears the progress before something else is said. */
void cli_tally_clear(struct cli_tally *t);
/* The last line of a run over several files. */
void cli_tally_finish(struct cli_tally *t, bool with_events);

#endif
