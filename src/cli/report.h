/* What the program says beside its output: messages, progress, colours. */
#ifndef TRV_CLI_REPORT_H
#define TRV_CLI_REPORT_H

#include <signal.h>
#include <stdio.h>

#include "options.h"

/* "treve: …" and a line end on standard error. Control characters of names and texts are shown as `?`. */
void cli_message(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* "treve: PATH:LINE:COLUMN: message", leaving out what is not known. */
void cli_error(const struct trv_error *err);
/* The same into `out`, cut to its size. */
void cli_error_text(const struct trv_error *err, char *out, size_t size);
/* CLI_FAILED or CLI_REJECTED. */
int cli_exit_of(enum trv_status status);

/* Whether to colour what goes to `stream`: NO_COLOR, TERM=dumb and --color are heard. */
bool cli_colour(const struct cli_options *options, FILE *stream);
/* Columns of the terminal on `stream` (COLUMNS first); 100 where it is none. */
uint32_t cli_width(FILE *stream);
/* Seconds on a clock that only goes forward. */
double cli_now(void);

/* Not 0 once SIGINT or SIGTERM came, from when it is listened to; a second one ends the program at once. */
extern volatile sig_atomic_t cli_stopped;
void cli_listen_to_signals(void);

/* Opens packs as the options ask; NULL after a message, and *status then is the exit status. */
struct trv_treve *cli_open(const struct cli_options *options, int *status);

/* Opens the database of --db or TREVE_DB; NULL after a message. */
struct trv_store *cli_store_open(const struct cli_options *options, enum trv_store_access access);

/* Where the output goes: standard output or the file of --output. NULL after a message. `inputs` are files that the
 * output must not overwrite. */
FILE *cli_output_open(const struct cli_options *options, char *const *inputs, size_t n_inputs);
/* Flushes and closes; false after a message where something could not be written. */
bool cli_output_close(const struct cli_options *options, FILE *out);

#endif
