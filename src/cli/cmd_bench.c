/* treve bench: words a second of each stage and of the whole, on one thread; start-up; peak of memory.
 *
 * Method: all files are read into memory and coded in turn, pass after pass, until two seconds have gone by. Start-up is
 * the time of the whole program on the first of them, from its being called to its end. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "articles.h"
#include "input.h"
#include "report.h"

#define MIN_SECONDS 2.0
#define MAX_STAGES 16
#define STARTS 5

extern char **environ;

struct stages {
  size_t n;
  struct {
    const char *name;
    double seconds;
  } items[MAX_STAGES];
  double last;
};

struct bench {
  const struct cli_options *options;
  const struct trv_treve *treve;
  struct cli_names names;
  struct cli_bytes *texts; /* [names.n] */
  struct stages stages;
  size_t articles, words, passes;
  double seconds, start;
  int exit;
};

static void watch(void *context, const char *stage) {
  struct stages *s = context;
  double now = cli_now();
  size_t i = 0;
  while (i < s->n && strcmp(s->items[i].name, stage) != 0) i++;
  if (i == s->n && s->n < MAX_STAGES) s->items[s->n++].name = stage;
  if (i < MAX_STAGES) s->items[i].seconds += now - s->last;
  s->last = cli_now();
}

static bool find_files(struct bench *b) {
  static char samples[] = "samples";
  char *fallback[] = {samples};
  char *const *operands = b->options->n_operands ? b->options->operands : fallback;
  size_t n = b->options->n_operands ? b->options->n_operands : 1;
  for (size_t i = 0; i < n; i++) {
    bool ok = cli_is_folder(operands[i]) ? cli_names_folder(&b->names, operands[i], cli_is_text_name, true)
                                         : cli_names_add(&b->names, NULL, operands[i]);
    if (!ok) return false;
  }
  if (!b->names.n) cli_message("%s: no articles (*.txt) to measure on", operands[0]);
  return b->names.n > 0;
}

static bool read_files(struct bench *b) {
  b->texts = calloc(b->names.n, sizeof *b->texts);
  if (!b->texts) return false;
  for (size_t i = 0; i < b->names.n; i++) {
    struct trv_error err = {0};
    if (cli_read(b->names.items[i], trv_article_ceiling(), &b->texts[i], &err) == TRV_OK) continue;
    cli_error(&err);
    b->exit = CLI_REJECTED;
  }
  return true;
}

/* Codes every file once. Those that are rejected are named once and left out from then on. */
static void pass(struct bench *b, bool count) {
  for (size_t i = 0; i < b->names.n; i++) {
    if (!b->texts[i].p) continue;
    struct trv_article article = {.text = b->texts[i].p,
                                  .n_bytes = b->texts[i].n,
                                  .file = b->names.items[i],
                                  .date = b->options->date,
                                  .lang = b->options->lang};
    struct trv_document *doc;
    struct trv_error err = {0};
    struct stages ignored = {0};
    struct stages *stages = count ? &b->stages : &ignored;
    stages->last = cli_now();
    enum trv_status status = trv_code_watched(b->treve, &article, watch, stages, &doc, &err);
    if (status != TRV_OK) {
      cli_error(&err);
      b->exit = CLI_REJECTED;
      free(b->texts[i].p);
      b->texts[i] = (struct cli_bytes){NULL, 0};
      continue;
    }
    if (count) b->words += doc->n_words;
    else b->articles++;
    trv_document_free(doc);
  }
}

/* Seconds that the program takes from call to end on one article; the median of a few calls. */
static double start_up(const struct cli_options *options, char *file) {
  static char program[] = "treve", command[] = "code", share[] = "--share";
  char folder[4096];
  snprintf(folder, sizeof folder, "%s", options->share ? options->share : "");
  char *argv[] = {program, command, file, options->share ? share : NULL, folder, NULL};
  posix_spawn_file_actions_t actions;
  double times[STARTS];
  if (posix_spawn_file_actions_init(&actions) != 0) return -1;
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  int n = 0;
  for (; n < STARTS; n++) {
    pid_t pid;
    int status;
    double begin = cli_now();
    if (posix_spawn(&pid, "/proc/self/exe", &actions, NULL, argv, environ) != 0 || waitpid(pid, &status, 0) < 0) break;
    double took = cli_now() - begin;
    int k = n;
    for (; k > 0 && times[k - 1] > took; k--) times[k] = times[k - 1];
    times[k] = took;
  }
  posix_spawn_file_actions_destroy(&actions);
  return n == STARTS ? times[STARTS / 2] : -1;
}

static double rate(const struct bench *b, double seconds) { return seconds > 0 ? (double)b->words / seconds : 0; }

static void print_json(const struct bench *b, double mib) {
  printf(
      "{\"articles\": %zu, \"words\": %zu, \"passes\": %zu, \"seconds\": %.3f, \"words_per_second\": %.0f, \"stages\": "
      "{",
      b->articles, b->words / b->passes, b->passes, b->seconds, rate(b, b->seconds));
  for (size_t i = 0; i < b->stages.n; i++)
    printf("%s\"%s\": %.0f", i ? ", " : "", b->stages.items[i].name, rate(b, b->stages.items[i].seconds));
  printf("}, \"start_up_ms\": %.1f, \"peak_mib\": %.1f}\n", b->start * 1e3, mib);
}

static void print_text(const struct bench *b, double mib) {
  printf("%zu articles, %zu words, %zu passes in %.2f s on one thread\n\n", b->articles, b->words / b->passes,
         b->passes, b->seconds);
  printf("%-12s %12s %8s\n", "stage", "words/s", "share");
  for (size_t i = 0; i < b->stages.n; i++)
    printf("%-12s %12.0f %7.1f%%\n", b->stages.items[i].name, rate(b, b->stages.items[i].seconds),
           100 * b->stages.items[i].seconds / b->seconds);
  printf("%-12s %12.0f\n\n", "whole", rate(b, b->seconds));
  printf("start-up     %9.1f ms\npeak memory  %9.1f MiB\n", b->start * 1e3, mib);
}

static void measure(struct bench *b) {
  pass(b, false); /* warms caches and finds what cannot be read */
  if (!b->articles) {
    cli_message("nothing to measure on");
    b->exit = CLI_FAILED;
    return;
  }
  double begin = cli_now();
  while (b->seconds < MIN_SECONDS) {
    pass(b, true);
    b->passes++;
    b->seconds = cli_now() - begin;
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  double mib = (double)usage.ru_maxrss / 1024;
  b->start = start_up(b->options, b->names.items[0]);
  if (b->options->json) print_json(b, mib);
  else print_text(b, mib);
  if (!cli_output_close(b->options, stdout)) b->exit = CLI_FAILED;
}

int cli_bench(const struct cli_options *options) {
  struct bench b = {.options = options};
  struct trv_treve *treve = find_files(&b) ? cli_open(options, &b.exit) : NULL;
  b.treve = treve;
  if (treve && read_files(&b)) measure(&b);
  else b.exit = CLI_FAILED;
  for (size_t i = 0; b.texts && i < b.names.n; i++) free(b.texts[i].p);
  free(b.texts);
  cli_names_release(&b.names);
  trv_close(treve);
  return b.exit;
}
