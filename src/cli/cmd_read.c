/* treve chronicle, events, ceasefires, redlines, conflicts, show, search, stats: what a database holds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

#define TABLE_LIMIT 200 /* rows of a table that nobody limited */

static bool sink(void *context, const char *bytes, size_t n) { return fwrite(bytes, 1, n, context) == n; }

/* What all of them need: the database, where the output goes, how. */
struct reading {
  const struct cli_options *options;
  struct trv_store *store;
  FILE *out;
  struct trv_write_options write;
  struct trv_chronicle_filter filter;
};

static bool begin(struct reading *r, const struct cli_options *options) {
  *r = (struct reading){.options = options, .filter = options->filter};
  r->store = cli_store_open(options, options->names ? TRV_STORE_WRITE : TRV_STORE_READ);
  if (!r->store) return false;
  r->out = cli_output_open(options, NULL, 0);
  if (!r->out) {
    trv_store_close(r->store);
    return false;
  }
  r->write = (struct trv_write_options){
      .width = cli_width(r->out), .colour = cli_colour(options, r->out), .columns = options->columns};
  r->filter.lang = options->lang;
  if (!options->limited && options->format == TRV_FORMAT_TABLE) r->filter.limit = TABLE_LIMIT;
  return true;
}

static int end(struct reading *r, enum trv_status status, const struct trv_error *err) {
  bool ok = cli_output_close(r->options, r->out);
  trv_store_close(r->store);
  if (status == TRV_OK) return ok ? CLI_DONE : CLI_FAILED;
  if (ok) cli_error(err);
  return status == TRV_REJECTED ? CLI_REJECTED : CLI_FAILED;
}

int cli_chronicle(const struct cli_options *options) {
  struct reading r;
  struct trv_error err = {0};
  if (!begin(&r, options)) return CLI_FAILED;
  return end(&r, trv_store_chronicle(r.store, &r.filter, options->format, &r.write, sink, r.out, &err), &err);
}

int cli_events(const struct cli_options *options) {
  struct reading r;
  struct trv_error err = {0};
  if (!begin(&r, options)) return CLI_FAILED;
  return end(&r, trv_store_events(r.store, &r.filter, options->format, &r.write, sink, r.out, &err), &err);
}

int cli_ceasefires(const struct cli_options *options) {
  struct reading r;
  struct trv_error err = {0};
  if (!begin(&r, options)) return CLI_FAILED;
  return end(&r, trv_store_ceasefires(r.store, &r.filter, options->format, &r.write, sink, r.out, &err), &err);
}

int cli_redlines(const struct cli_options *options) {
  struct reading r;
  struct trv_error err = {0};
  if (!begin(&r, options)) return CLI_FAILED;
  return end(&r, trv_store_red_lines(r.store, &r.filter, options->format, &r.write, sink, r.out, &err), &err);
}

int cli_conflicts(const struct cli_options *options) {
  struct reading r;
  struct trv_error err = {0};
  if (!begin(&r, options)) return CLI_FAILED;
  enum trv_status status = options->names ? trv_store_name_conflicts(r.store, options->names, &err) : TRV_OK;
  if (status == TRV_OK) status = trv_store_conflicts(r.store, options->format, &r.write, sink, r.out, &err);
  return end(&r, status, &err);
}

int cli_show(const struct cli_options *options) {
  struct reading r;
  struct trv_error err = {0};
  if (!options->n_operands) {
    cli_message("show needs an id; treve chronicle prints them");
    return CLI_FAILED;
  }
  if (!begin(&r, options)) return CLI_FAILED;
  enum trv_status status = TRV_OK;
  for (size_t i = 0; i < options->n_operands && status == TRV_OK; i++)
    status = trv_store_show(r.store, options->operands[i], options->format, &r.write, sink, r.out, &err);
  return end(&r, status, &err);
}

/* The operands as one query. */
static char *words_of(const struct cli_options *options) {
  size_t n = 1, at = 0;
  for (size_t i = 0; i < options->n_operands; i++) n += strlen(options->operands[i]) + 1;
  char *words = malloc(n);
  if (!words) return NULL;
  words[0] = '\0';
  for (size_t i = 0; i < options->n_operands; i++)
    at += (size_t)snprintf(words + at, n - at, "%s%s", i ? " " : "", options->operands[i]);
  return words;
}

int cli_search(const struct cli_options *options) {
  struct reading r;
  struct trv_error err = {0};
  if (!options->n_operands) {
    cli_message("search needs a word");
    return CLI_FAILED;
  }
  if (!begin(&r, options)) return CLI_FAILED;
  char *words = words_of(options);
  if (!words) return end(&r, TRV_NO_MEMORY, &(struct trv_error){.message = "memory ran out"});
  int status =
      end(&r, trv_store_search(r.store, words, r.filter.limit, options->format, &r.write, sink, r.out, &err), &err);
  free(words);
  return status;
}

int cli_stats(const struct cli_options *options) {
  struct reading r;
  struct trv_error err = {0};
  if (!begin(&r, options)) return CLI_FAILED;
  return end(&r, trv_store_stats(r.store, options->format, &r.write, sink, r.out, &err), &err);
}
