/* treve eval: measuring against articles that were coded by hand. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "articles.h"
#include "input.h"
#include "report.h"

#define MAX_RECORD_BYTES ((size_t)64 << 20)

struct run {
  const struct cli_options *options;
  const struct trv_treve *treve;
  struct trv_eval *eval;
  size_t counted;
  int exit;
};

static void worst(struct run *run, int exit) {
  if (exit > run->exit) run->exit = exit;
}

/* "fr-001" of "gold/fr-001.txt". */
static void stem(const char *path, char *out, size_t size) {
  const char *base = strrchr(path, '/');
  snprintf(out, size, "%s", base ? base + 1 : path);
  char *dot = strrchr(out, '.');
  if (dot && dot != out) *dot = '\0';
}

/* Reads the record first: a folder may hold other JSON than gold. */
static void add(struct run *run, const char *name, const char *record, char *article) {
  struct cli_bytes gold;
  struct trv_error err = {0};
  enum trv_status status = cli_read(record, MAX_RECORD_BYTES, &gold, &err);
  if (status != TRV_OK) {
    cli_error(&err);
    worst(run, cli_exit_of(status));
    return;
  }
  bool counted = false;
  struct cli_coded coded = {NULL, NULL};
  if (strstr(gold.p, "\"events\"")) {
    status = cli_article(run->treve, run->options, article, &coded, &err);
    if (status != TRV_OK) {
      cli_error(&err); /* it counts all the same, as an article that gave nothing */
      worst(run, cli_exit_of(status));
    }
  }
  if (trv_eval_add(run->eval, name, gold.p, gold.n, coded.doc, &counted, &err) != TRV_OK) {
    snprintf(err.path, sizeof err.path, "%s", record);
    cli_error(&err);
    worst(run, CLI_REJECTED);
  }
  run->counted += counted;
  cli_coded_release(&coded);
  free(gold.p);
}

static bool is_record(const char *name) {
  size_t n = strlen(name);
  return n > 5 && strcmp(name + n - 5, ".json") == 0;
}

static void add_folder(struct run *run, const char *folder) {
  struct cli_names names = {0};
  if (!cli_names_folder(&names, folder, is_record, false)) worst(run, CLI_FAILED);
  for (size_t i = 0; i < names.n; i++) {
    char name[256], article[4096];
    stem(names.items[i], name, sizeof name);
    snprintf(article, sizeof article, "%s/%s.txt", folder, name);
    add(run, name, names.items[i], article);
  }
  cli_names_release(&names);
}

static void add_article(struct run *run, const char *folder, char *article) {
  char name[256], record[4096];
  stem(article, name, sizeof name);
  snprintf(record, sizeof record, "%s/%s.json", folder, name);
  add(run, name, record, article);
}

static void add_operand(struct run *run, const char *folder, char *operand) {
  if (!cli_is_folder(operand)) {
    add_article(run, folder, operand);
    return;
  }
  struct cli_names names = {0};
  if (!cli_names_folder(&names, operand, cli_is_text_name, false)) worst(run, CLI_FAILED);
  for (size_t i = 0; i < names.n; i++) add_article(run, folder, names.items[i]);
  cli_names_release(&names);
}

static void print(struct run *run) {
  struct trv_output out;
  struct trv_error err = {0};
  struct trv_eval_options o = {
      .by_type = run->options->by_type, .json = run->options->json, .n_errors = run->options->errors};
  if (trv_eval_report(run->eval, &o, &out, &err) != TRV_OK) {
    cli_error(&err);
    worst(run, CLI_FAILED);
    return;
  }
  fwrite(out.bytes, 1, out.n_bytes, stdout);
  trv_output_release(&out);
  if (!cli_output_close(run->options, stdout)) worst(run, CLI_FAILED);
}

int cli_eval(const struct cli_options *options) {
  struct run run = {.options = options};
  struct trv_error err = {0};
  if (!options->n_operands || !cli_is_folder(options->operands[0])) {
    if (options->n_operands)
      cli_message("%s: no folder; eval needs a folder of NAME.json and NAME.txt", options->operands[0]);
    else cli_message("eval needs a folder of NAME.json and NAME.txt");
    return CLI_FAILED;
  }
  struct trv_treve *treve = cli_open(options, &run.exit);
  if (!treve) return run.exit;
  run.treve = treve;
  if (trv_eval_new(&run.eval, &err) != TRV_OK) {
    cli_error(&err);
    trv_close(treve);
    return CLI_FAILED;
  }
  const char *folder = options->operands[0];
  if (options->n_operands == 1) add_folder(&run, folder);
  for (size_t i = 1; i < options->n_operands; i++) add_operand(&run, folder, options->operands[i]);
  if (run.counted) {
    print(&run);
  } else {
    cli_message("%s: no record with \"events\" to measure by", folder);
    worst(&run, CLI_FAILED);
  }
  trv_eval_free(run.eval);
  trv_close(treve);
  return run.exit;
}
