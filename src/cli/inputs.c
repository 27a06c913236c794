/* See inputs.h. Files are opened one after the other, each when the one before is at its end. */
#include "inputs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "report.h"

/* Endings of files that are looked for in folders, perhaps with that of a compression behind. */
static const char *const endings[] = {".txt",  ".html", ".htm",    ".xhtml", ".xml", ".rss", ".atom", ".rdf",
                                      ".warc", ".json", ".ndjson", ".jsonl", ".csv", ".tsv", NULL};
static const char *const compressed[] = {".gz", ".zst", NULL};

static bool ends_in(const char *name, size_t *n, const char *const *list) {
  for (size_t i = 0; list[i]; i++) {
    size_t m = strlen(list[i]);
    if (*n > m && strncasecmp(name + *n - m, list[i], m) == 0) {
      *n -= m;
      return true;
    }
  }
  return false;
}

static bool is_input(const char *name) {
  size_t n = strlen(name);
  ends_in(name, &n, compressed);
  return ends_in(name, &n, endings);
}

static bool find_files(struct cli_inputs *in, bool standard_input, int *exit) {
  const struct cli_options *o = in->options;
  bool forced = in->how.type != TRV_INPUT_AUTO;
  for (size_t i = 0; i < o->n_operands; i++) {
    const char *path = o->operands[i];
    size_t before = in->names.n;
    bool folder = strcmp(path, "-") != 0 && cli_is_folder(path);
    if (!(folder ? cli_names_folder(&in->names, path, forced ? NULL : is_input, true)
                 : cli_names_add(&in->names, NULL, path)))
      *exit = CLI_REJECTED;
    else if (folder && in->names.n == before)
      cli_message("%s: no articles in it; --type reads files of any name", path);
  }
  if (!o->n_operands && standard_input) return cli_names_add(&in->names, NULL, "-");
  return in->names.n > 0;
}

bool cli_inputs_prepare(struct cli_inputs *in, const struct cli_options *o, int *exit) {
  *in = (struct cli_inputs){.options = o};
  struct trv_error err = {0};
  int type = o->filter.type ? trv_input_of(o->filter.type) : TRV_INPUT_AUTO;
  if (type < 0) {
    cli_message("--type: \"%s\" is not one of text|html|feed|warc|ndjson|csv", o->filter.type);
    *exit = CLI_FAILED;
    return false;
  }
  const struct trv_fetch_options fetching = {
      .allow_local = o->allow_local, .timeout_s = o->timeout_s, .stop = &cli_stopped};
  if (trv_fetcher_open(&fetching, &in->fetcher, &err) != TRV_OK) {
    cli_error(&err);
    *exit = CLI_FAILED;
    return false;
  }
  in->how = (struct trv_input_options){.type = (enum trv_input)type,
                                       .fields = o->n_fields ? o->fields : NULL,
                                       .share = o->share,
                                       .fetcher = in->fetcher};
  const struct trv_selection_options wanted = {
      .since = o->since, .until = o->until, .outlet = o->outlet, .match = o->match, .only = o->only};
  if (trv_extractor_open(o->share, &in->extractor, &err) != TRV_OK ||
      trv_selection_open(&wanted, &in->selection, &err) != TRV_OK) {
    cli_error(&err);
    *exit = CLI_FAILED;
    return false;
  }
  return true;
}

bool cli_inputs_open(struct cli_inputs *in, const struct cli_options *o, bool standard_input, int *exit) {
  return cli_inputs_prepare(in, o, exit) && find_files(in, standard_input, exit);
}

void cli_inputs_close(struct cli_inputs *in) {
  if (in->source) trv_source_close(in->source);
  trv_fetcher_close(in->fetcher);
  trv_extractor_close(in->extractor);
  trv_selection_close(in->selection);
  cli_names_release(&in->names);
}

static void leave_file(struct cli_inputs *in) {
  struct trv_source_tally t = trv_source_tally(in->source);
  in->tally.records += t.records;
  in->tally.items += t.items;
  in->tally.passed += t.passed;
  in->tally.damaged += t.damaged;
  in->tally.n_bytes += t.n_bytes;
  trv_source_close(in->source);
  in->source = NULL;
  in->at++;
}

static bool is_container(enum trv_input type) { return type >= TRV_INPUT_FEED; }

/* Whether the user named the file itself, not a folder that it is in. */
static bool is_named(const struct cli_inputs *in, const char *file) {
  for (size_t i = 0; i < in->options->n_operands; i++)
    if (strcmp(in->options->operands[i], file) == 0) return true;
  return !in->options->n_operands;
}

/* A container without any article says so. */
static bool tell_empty(struct cli_inputs *in, struct cli_thing *t) {
  struct trv_source_tally tally = trv_source_tally(in->source);
  if (!is_container(trv_source_type(in->source)) || tally.items || tally.damaged || tally.bare) return false;
  t->status = t->err.status = TRV_REJECTED;
  snprintf(t->err.path, sizeof t->err.path, "%s", in->names.items[in->at]);
  snprintf(t->err.message, sizeof t->err.message, "no article in any of its %zu records", tally.records);
  return true;
}

/* Fills the thing from the file that is open, or the next one; false: there is none left. */
static bool fill(struct cli_inputs *in, struct cli_thing *t) {
  while (in->at < in->names.n) {
    t->file = in->at;
    if (!in->source) {
      t->status = trv_source_open(in->names.items[in->at], &in->how, &in->source, &t->err);
      if (t->status != TRV_OK) {
        in->at++;
        return true;
      }
      in->many |= is_container(trv_source_type(in->source));
    }
    t->status = trv_source_next(in->source, &t->item, &t->err);
    /* in a folder there may be what is no dump of articles */
    bool named = is_named(in, in->names.items[in->at]);
    bool bare = trv_source_tally(in->source).bare && !trv_source_tally(in->source).items;
    bool over = t->status == TRV_OK && !t->item;
    if (t->status == TRV_REJECTED && bare && !named) over = true;
    if (over && named && tell_empty(in, t)) {
      leave_file(in);
      return true;
    }
    if (!over) {
      bool fatal = t->status != TRV_OK && t->status != TRV_REJECTED;
      if (fatal) leave_file(in);
      return true;
    }
    leave_file(in);
  }
  return false;
}

bool cli_inputs_next(void *context, void **thing) {
  struct cli_thing *t = calloc(1, sizeof *t);
  *thing = t;
  if (!t) return true; /* what makes the result tells that memory ran out */
  if (fill(context, t)) return true;
  free(t);
  return false;
}

void cli_thing_free(struct cli_thing *t) {
  if (!t) return;
  trv_item_free(t->item);
  free(t);
}

enum trv_status cli_thing_read(const struct cli_inputs *in, const struct trv_treve *treve, struct cli_thing *t,
                               struct trv_found **found, bool *wanted, struct trv_error *err) {
  *found = NULL;
  *wanted = true;
  if (t->status != TRV_OK) {
    *err = t->err;
    return t->status;
  }
  enum trv_status status = trv_extract(in->extractor, t->item, found, err);
  if (status != TRV_OK) return status;
  struct trv_article *article = &(*found)->article;
  if (in->options->date) article->date = in->options->date;
  if (in->options->lang && !strchr(in->options->lang, ',')) article->lang = in->options->lang;
  *wanted = trv_selection_has(in->selection, treve, article);
  return TRV_OK;
}
