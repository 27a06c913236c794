/* See report.h. */
#include "report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

void cli_message(const char *fmt, ...) {
  char line[2048];
  va_list ap;
  va_start(ap, fmt);
  vsnprintf(line, sizeof line, fmt, ap);
  va_end(ap);
  for (char *c = line; *c; c++)
    if ((unsigned char)*c < 0x20 || *c == 0x7F || ((unsigned char)*c == 0xC2 && (unsigned char)c[1] < 0xA0)) *c = '?';
  fprintf(stderr, "treve: %s\n", line);
}

void cli_error_text(const struct trv_error *err, char *out, size_t size) {
  if (!err->path[0]) snprintf(out, size, "%s", err->message);
  else if (!err->line) snprintf(out, size, "%s: %s", err->path, err->message);
  else if (!err->column) snprintf(out, size, "%s:%u: %s", err->path, err->line, err->message);
  else snprintf(out, size, "%s:%u:%u: %s", err->path, err->line, err->column, err->message);
}

void cli_error(const struct trv_error *err) {
  char text[1200];
  cli_error_text(err, text, sizeof text);
  cli_message("%s", text);
}

int cli_exit_of(enum trv_status status) {
  return status == TRV_OK ? CLI_DONE : status == TRV_REJECTED ? CLI_REJECTED : CLI_FAILED;
}

bool cli_colour(const struct cli_options *options, FILE *stream) {
  if (options->color != CLI_COLOR_AUTO) return options->color == CLI_COLOR_ALWAYS;
  const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
  if ((none && *none) || !term || strcmp(term, "dumb") == 0) return false;
  return isatty(fileno(stream));
}

uint32_t cli_width(FILE *stream) {
  const char *columns = getenv("COLUMNS");
  long n = columns ? strtol(columns, NULL, 10) : 0;
  if (n >= 20 && n <= 1000) return (uint32_t)n;
  struct winsize size;
  if (isatty(fileno(stream)) && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
  return 100;
}

double cli_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

volatile sig_atomic_t cli_stopped;

static void stop(int signal) {
  (void)signal;
  cli_stopped = 1;
}

void cli_listen_to_signals(void) {
  struct sigaction action = {.sa_handler = stop, .sa_flags = (int)SA_RESETHAND};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

struct trv_treve *cli_open(const struct cli_options *options, int *status) {
  struct trv_error err = {0};
  struct trv_treve *treve;
  struct trv_open_options open = {
      .share = options->share, .languages = options->lang, .worlds = options->n_worlds ? options->worlds : NULL};
  if (trv_open(&open, &treve, &err) == TRV_OK) return treve;
  cli_error(&err);
  *status = CLI_FAILED;
  return NULL;
}

struct trv_store *cli_store_open(const struct cli_options *options, enum trv_store_access access) {
  const char *path = options->db ? options->db : getenv("TREVE_DB");
  struct trv_store *store;
  struct trv_error err = {0};
  if (!path || !*path) {
    cli_message("which database? --db FILE names it, or the environment variable TREVE_DB");
    return NULL;
  }
  if (trv_store_open(path, access, &store, &err) == TRV_OK) return store;
  cli_error(&err);
  return NULL;
}

/* Opening for writing empties the file, which must not happen to an article that is still to be read. */
static bool is_input(const char *path, char *const *inputs, size_t n) {
  struct stat out, in;
  if (stat(path, &out) != 0 || !S_ISREG(out.st_mode)) return false;
  for (size_t i = 0; i < n; i++)
    if (stat(inputs[i], &in) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino) return true;
  return false;
}

FILE *cli_output_open(const struct cli_options *options, char *const *inputs, size_t n_inputs) {
  if (!options->output || strcmp(options->output, "-") == 0) return stdout;
  if (is_input(options->output, inputs, n_inputs)) {
    cli_message("%s: is to be read; writing it would destroy it", options->output);
    return NULL;
  }
  FILE *out = fopen(options->output, "wb");
  if (!out) cli_message("%s: %s", options->output, strerror(errno));
  return out;
}

bool cli_output_close(const struct cli_options *options, FILE *out) {
  bool failed = ferror(out) != 0;
  errno = 0;
  failed |= (out == stdout ? fflush(out) : fclose(out)) != 0;
  if (failed)
    cli_message("%s: %s", out == stdout ? "standard output" : options->output,
                errno ? strerror(errno) : "could not be written");
  return !failed;
}
