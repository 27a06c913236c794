/* Dumps of articles as tables (CSV): a header, then an article a row. The separator is the one of comma, semicolon and tab by which
 * the header has most fields that are known; what they mean, share/read/fields.tsv says. Bytes of articles that are no UTF-8 are left
 * to the extractor; what is known of them is then read as windows-1252, which is what spreadsheets write. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "read/csv.h"
#include "read/entry.h"
#include "read/read.h"

struct table {
  struct trv_csv csv;
  struct trv_stream *stream;
  const struct trv_fields *fields;
  char *path;
  size_t n_columns;
  uint32_t *columns[TRV_N_FIELDS]; /* those of each field, the most trustworthy first */
  uint32_t n_of[TRV_N_FIELDS];
  struct trv_entry_langs langs;
  size_t n; /* rows so far */
  bool done, told_bare;
};

static uint32_t line_in(uint64_t line) { return line > UINT32_MAX ? UINT32_MAX : (uint32_t)line; }

/* ---- the header */

static enum trv_status no_memory(const char *path, struct trv_error *err) {
  return trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "memory ran out");
}

/* The first line without its end, which is found: a line feed, with or without a carriage return, or the latter alone. */
static struct trv_slice first_line(struct trv_slice look, char *line_end) {
  bool quoted = false;
  *line_end = '\n';
  for (size_t i = 0; i < look.n; i++) {
    if (look.p[i] == '"') quoted = !quoted;
    if (quoted || (look.p[i] != '\n' && look.p[i] != '\r')) continue;
    if (look.p[i] == '\r' && i + 1 < look.n && look.p[i + 1] == '\n') continue;
    *line_end = look.p[i];
    return (struct trv_slice){look.p, i};
  }
  return look;
}

/* Excel's first line, "sep=;": its bytes, 0: there is none. */
static size_t told_separator(struct trv_slice line, char *separator) {
  if (line.n < 5 || memcmp(line.p, "sep=", 4) != 0) return 0;
  *separator = line.p[4];
  return line.n + 1;
}

static char find_separator(const struct trv_fields *fields, struct trv_slice line) {
  static const char all[] = ",;\t";
  char best = ',';
  uint32_t most = 0;
  size_t most_cells = 0;
  for (const char *s = all; *s; s++) {
    bool body;
    size_t cells = 0;
    uint32_t known = trv_fields_known(fields, line, *s, &body);
    for (size_t i = 0; i < line.n; i++) cells += line.p[i] == *s;
    if (known < most || (known == most && cells <= most_cells)) continue;
    best = *s;
    most = known;
    most_cells = cells;
  }
  return best;
}

static struct trv_slice column_name(const struct table *t, size_t i) {
  struct trv_slice name = trv_slice_trim(trv_csv_cell(&t->csv, i));
  return name;
}

/* The columns of a field in the order of trust: insertion by rank. */
static void map_field(struct table *t, enum trv_field field) {
  for (size_t i = 0; i < t->n_columns; i++) {
    uint32_t rank = trv_fields_rank(t->fields, field, column_name(t, i)), at = t->n_of[field];
    if (rank == UINT32_MAX) continue;
    while (at > 0 && trv_fields_rank(t->fields, field, column_name(t, t->columns[field][at - 1])) > rank) {
      t->columns[field][at] = t->columns[field][at - 1];
      at--;
    }
    t->columns[field][at] = (uint32_t)i;
    t->n_of[field]++;
  }
}

static enum trv_status map_columns(struct table *t, struct trv_error *err) {
  char names[200] = "";
  bool body = false;
  t->n_columns = t->csv.n_cells;
  for (size_t i = 0; i < t->n_columns; i++) trv_entry_list(names, sizeof names, column_name(t, i));
  for (uint32_t f = 0; f < TRV_N_FIELDS; f++) {
    const char *given = trv_fields_given(t->fields, f, 0);
    t->columns[f] = calloc(t->n_columns, sizeof *t->columns[f]);
    if (!t->columns[f]) return no_memory(t->path, err);
    map_field(t, f);
    if (given && !t->n_of[f])
      return trv_fail(err, TRV_REJECTED, t->path, 1, 0, "no column '%s' for %s; there are: %s", given,
                      trv_field_name(f), names);
    body |= f < TRV_N_BODY_FIELDS && t->n_of[f];
  }
  if (body) return TRV_OK;
  return trv_fail(err, TRV_REJECTED, t->path, 1, 0,
                  "no column is known to hold the text; there are: %s; --field text=NAME names it", names);
}

static enum trv_status read_header(struct table *t, struct trv_error *err) {
  struct trv_slice look;
  enum trv_status status = trv_stream_look(t->stream, TRV_STREAM_LOOK, &look, err);
  if (status != TRV_OK) return status;
  if (look.n > 1 &&
      (memcmp(look.p, "\xFF\xFE", 2) == 0 || memcmp(look.p, "\xFE\xFF", 2) == 0 || !look.p[0] || !look.p[1]))
    return trv_fail(err, TRV_REJECTED, t->path, 0, 0, "UTF-16 or no text: a table is read as UTF-8");
  size_t bom = look.n > 2 && memcmp(look.p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  look.p += bom, look.n -= bom;
  char line_end, separator = 0;
  struct trv_slice line = first_line(look, &line_end);
  size_t skip = told_separator(line, &separator);
  if (!skip) separator = find_separator(t->fields, line);
  trv_stream_take(t->stream, bom + skip);
  if ((status = trv_csv_init(&t->csv, t->stream, separator, line_end, err)) != TRV_OK) return status;
  t->csv.line += skip > 0;
  enum trv_csv_row row;
  if ((status = trv_csv_next(&t->csv, &row, err)) != TRV_OK) return status;
  if (row == TRV_CSV_ROW) return map_columns(t, err);
  if (row == TRV_CSV_END) return trv_fail(err, TRV_REJECTED, t->path, 0, 0, "no header and no row in it");
  return trv_fail(err, TRV_REJECTED, t->path, 1, 0, "no header: its line is not closed or has more than %d cells",
                  TRV_MAX_RECORD_FIELDS);
}

/* ---- rows */

static struct trv_slice cell_of(const struct table *t, enum trv_field field) {
  for (uint32_t i = 0; i < t->n_of[field]; i++) {
    struct trv_slice cell = trv_csv_cell(&t->csv, t->columns[field][i]);
    if (!trv_fields_empty(t->fields, trv_slice_trim(cell))) return cell;
  }
  return (struct trv_slice){"", 0};
}

static struct trv_slice known_of(const struct table *t, struct trv_arena *arena, enum trv_field field) {
  return trv_entry_utf8(arena, cell_of(t, field));
}

static bool fill_body(const struct table *t, struct trv_read_item *item) {
  for (uint32_t f = 0; f < TRV_N_BODY_FIELDS; f++) {
    struct trv_slice cell = cell_of(t, f);
    struct trv_slice body = {trv_arena_strndup(&item->arena, cell.p, cell.n), cell.n};
    if (!trv_entry_body(item, body, f == TRV_FIELD_HTML ? TRV_BODY_HTML : TRV_BODY_ANY)) continue;
    item->public.charset = trv_entry_is_utf8(body) ? "utf-8" : "?";
    return true;
  }
  return false;
}

/* False: the row has no text. */
static bool fill_item(struct table *t, struct trv_read_item *item) {
  struct trv_arena *arena = &item->arena;
  if (!fill_body(t, item)) return false;
  item->public.title = trv_entry_line(arena, known_of(t, arena, TRV_FIELD_TITLE), true);
  item->public.date = trv_entry_date(arena, known_of(t, arena, TRV_FIELD_DATE));
  item->public.url = trv_entry_address(arena, known_of(t, arena, TRV_FIELD_URL));
  item->public.outlet = trv_entry_outlet(arena, known_of(t, arena, TRV_FIELD_OUTLET));
  item->public.author = trv_entry_author(arena, known_of(t, arena, TRV_FIELD_AUTHOR));
  item->public.lang = trv_entry_lang(arena, known_of(t, arena, TRV_FIELD_LANG), &t->langs);
  item->public.name = trv_arena_printf(arena, "%s: record %zu (line %ju)", t->path, t->n, (uintmax_t)t->csv.row_line);
  item->public.file = trv_arena_printf(arena, "%s#%zu", t->path, t->n);
  return true;
}

static enum trv_status make_item(struct table *t, struct trv_item **out, struct trv_error *err) {
  struct trv_read_item *item = trv_item_new();
  if (!item) return no_memory(t->path, err);
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_item_free(&item->public);
    return no_memory(t->path, err);
  }
  trv_arena_guard(&item->arena, &guard);
  bool has = fill_item(t, item);
  trv_arena_guard(&item->arena, NULL);
  if (has) *out = &item->public;
  else trv_item_free(&item->public);
  return TRV_OK;
}

/* Why the row cannot be taken; the error is told. */
static enum trv_status refuse(struct table *t, enum trv_csv_row row, struct trv_error *err) {
  uint32_t line = line_in(t->csv.row_line);
  switch (row) {
    case TRV_CSV_TOO_LONG:
      return trv_fail(err, TRV_REJECTED, t->path, line, 0,
                      "a row of more than the %zu MiB or the %d cells that are read", TRV_MAX_RECORD_BYTES >> 20,
                      TRV_MAX_RECORD_FIELDS);
    case TRV_CSV_UNCLOSED:
      return trv_fail(err, TRV_REJECTED, t->path, line, 0,
                      "the quotation mark of line %ju is never closed: what follows it is left out",
                      (uintmax_t)t->csv.quote_line);
    case TRV_CSV_ROW:
    case TRV_CSV_END: break;
  }
  return trv_fail(err, TRV_REJECTED, t->path, line, 0, "%zu %s, but the header has %zu", t->csv.n_cells,
                  t->csv.n_cells == 1 ? "cell" : "cells", t->n_columns);
}

/* Separators too many at the end of a row do no harm. */
static bool fits(const struct table *t) {
  for (size_t i = t->n_columns; i < t->csv.n_cells; i++)
    if (trv_csv_cell(&t->csv, i).n) return false;
  return t->csv.n_cells >= t->n_columns;
}

static enum trv_status take_row(struct table *t, enum trv_csv_row row, struct trv_source_tally *tally,
                                struct trv_item **out, struct trv_error *err) {
  t->n++;
  tally->records++;
  if (row != TRV_CSV_ROW || !fits(t)) {
    tally->damaged++;
    return refuse(t, row, err);
  }
  enum trv_status status = make_item(t, out, err);
  if (status != TRV_OK) return status;
  if (*out) {
    tally->items++;
  } else if (t->told_bare) {
    tally->passed++;
  } else {
    t->told_bare = true;
    tally->bare++;
    return trv_fail(err, TRV_REJECTED, t->path, line_in(t->csv.row_line), 0, "a row without a text");
  }
  return TRV_OK;
}

static enum trv_status next(void *self, struct trv_source_tally *tally, struct trv_item **out, struct trv_error *err) {
  struct table *t = self;
  enum trv_status status = TRV_OK;
  *out = NULL;
  while (status == TRV_OK && !*out && !t->done) {
    enum trv_csv_row row;
    status = trv_csv_next(&t->csv, &row, err);
    tally->n_bytes = trv_stream_taken(t->stream);
    if (status == TRV_OK && row != TRV_CSV_END) {
      status = take_row(t, row, tally, out, err);
    } else {
      /* Where a row begins behind damage cannot be known: quotation marks may be open. */
      t->done = true;
      tally->records += status == TRV_REJECTED;
      tally->damaged += status == TRV_REJECTED;
    }
  }
  return status;
}

static void close_table(void *self) {
  struct table *t = self;
  trv_csv_release(&t->csv);
  for (uint32_t f = 0; f < TRV_N_FIELDS; f++) free(t->columns[f]);
  free(t->path);
  free(t);
}

enum trv_status trv_csv_open(struct trv_stream *stream, const char *path, const struct trv_fields *fields,
                             struct trv_reader *out, struct trv_error *err) {
  struct table *t = calloc(1, sizeof *t);
  enum trv_status status = TRV_NO_MEMORY;
  if (t && (t->path = strdup(path)) != NULL) {
    t->stream = stream;
    t->fields = fields;
    status = read_header(t, err);
  } else {
    no_memory(path, err);
  }
  if (status == TRV_OK) *out = (struct trv_reader){next, close_table, t};
  else if (t) close_table(t);
  return status;
}
