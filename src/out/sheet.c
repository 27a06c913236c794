/* See sheet.h. */
#include "out/sheet.h"

#include "out/screen.h"

/* The number of a column, by its name; UINT32_MAX: none. */
static uint32_t column_of(const char *names, struct trv_slice name) {
  struct trv_slice rest = trv_slice_of(names);
  for (uint32_t i = 0; rest.p; i++)
    if (trv_slice_equal(trv_slice_split(&rest, ','), name)) return i;
  return UINT32_MAX;
}

static struct trv_slice name_of(const struct trv_sheet *s, uint32_t column) {
  struct trv_slice rest = trv_slice_of(s->names), name = {NULL, 0};
  for (uint32_t i = 0; i <= column; i++) name = trv_slice_split(&rest, ',');
  return name;
}

enum trv_status trv_sheet_init(struct trv_sheet *s, enum trv_sheet_kind kind, const char *names,
                               const struct trv_write_options *options, struct trv_error *err) {
  *s = (struct trv_sheet){.kind = kind, .colour = options && options->colour, .names = names};
  struct trv_slice rest = trv_slice_of(names);
  while (rest.p) trv_slice_split(&rest, ','), s->n_columns++;
  const char *columns = options ? options->columns : NULL;
  rest = trv_slice_of(columns ? columns : names);
  while (rest.p) {
    struct trv_slice name = trv_slice_trim(trv_slice_split(&rest, ','));
    uint32_t column = column_of(names, name);
    if (column == UINT32_MAX)
      return trv_fail(err, TRV_USAGE, NULL, 0, 0, "no column \"%.*s\"; there are: %s", (int)(name.n > 60 ? 60 : name.n),
                      name.p, names);
    if (s->n_chosen == TRV_MAX_SHEET_COLUMNS)
      return trv_fail(err, TRV_USAGE, NULL, 0, 0, "more than %d columns", TRV_MAX_SHEET_COLUMNS);
    s->chosen[s->n_chosen++] = (uint8_t)column;
  }
  trv_strbuf_init(&s->cells);
  trv_strbuf_init(&s->kept);
  return TRV_OK;
}

/* ---- cells */

struct trv_strbuf *trv_sheet_cell(struct trv_sheet *s) {
  if (s->n_cells < s->n_columns) s->begins[s->n_cells++] = s->cells.n;
  return &s->cells;
}

void trv_sheet_text(struct trv_sheet *s, const char *text) { trv_strbuf_adds(trv_sheet_cell(s), text ? text : ""); }

void trv_sheet_slice(struct trv_sheet *s, struct trv_slice text) {
  trv_strbuf_add(trv_sheet_cell(s), text.p ? text.p : "", text.n);
}

void trv_sheet_number(struct trv_sheet *s, int64_t n) {
  struct trv_strbuf *cell = trv_sheet_cell(s);
  if (n >= 0) trv_strbuf_addf(cell, "%lld", (long long)n);
}

/* A name inside a list must not hold the mark that parts the list. */
static void add_name(struct trv_strbuf *b, const char *name) {
  for (; *name; name++) trv_strbuf_addc(b, *name == ';' ? ',' : *name);
}

void trv_entities_add(struct trv_strbuf *b, struct trv_entities list) {
  for (uint32_t i = 0; i < list.n; i++) {
    const struct trv_entity *e = &list.items[i];
    if (i) trv_strbuf_addc(b, ';');
    trv_strbuf_adds(b, e->code);
    if (e->sector || e->name) trv_strbuf_addf(b, ":%s", e->sector ? e->sector : "");
    if (!e->name) continue;
    trv_strbuf_addc(b, ':');
    add_name(b, e->name);
  }
}

void trv_sheet_entities(struct trv_sheet *s, struct trv_entities list) { trv_entities_add(trv_sheet_cell(s), list); }

void trv_sheet_strings(struct trv_sheet *s, uint32_t n, const char *const *items) {
  struct trv_strbuf *cell = trv_sheet_cell(s);
  for (uint32_t i = 0; i < n; i++) trv_strbuf_addf(cell, "%s%s", i ? ";" : "", items[i]);
}

void trv_sheet_point(struct trv_sheet *s, const struct trv_place *place) {
  struct trv_strbuf *cell = trv_sheet_cell(s);
  bool located = place && place->located;
  if (located) trv_strbuf_addf(cell, "%.4f", place->lat_deg);
  cell = trv_sheet_cell(s);
  if (located) trv_strbuf_addf(cell, "%.4f", place->lon_deg);
}

void trv_sheet_skip(struct trv_sheet *s, uint32_t n) {
  while (n-- > 0) trv_sheet_cell(s);
}

/* ---- rows */

void trv_csv_cell(struct trv_strbuf *b, const char *s, size_t n) {
  bool quote = false;
  for (size_t i = 0; i < n && !quote; i++) quote = s[i] == ',' || s[i] == '"' || s[i] == '\r' || s[i] == '\n';
  quote |= n && (s[0] == ' ' || s[n - 1] == ' ');
  if (!quote) {
    trv_strbuf_add(b, s, n);
    return;
  }
  trv_strbuf_addc(b, '"');
  for (size_t i = 0; i < n; i++) {
    if (s[i] == '"') trv_strbuf_addc(b, '"');
    trv_strbuf_addc(b, s[i]);
  }
  trv_strbuf_addc(b, '"');
}

static void tsv_cell(struct trv_strbuf *b, const char *s, size_t n) {
  for (size_t i = 0; i < n; i++)
    trv_strbuf_addc(b, s[i] == '\t' || s[i] == '\n' || s[i] == '\r' || s[i] == '\0' ? ' ' : s[i]);
}

static void put_cell(const struct trv_sheet *s, struct trv_strbuf *out, uint32_t i, struct trv_slice cell) {
  if (i) trv_strbuf_addc(out, s->kind == TRV_SHEET_CSV ? ',' : '\t');
  if (s->kind == TRV_SHEET_CSV) trv_csv_cell(out, cell.p, cell.n);
  else tsv_cell(out, cell.p, cell.n);
}

/* A table has no row for what has none of the columns chosen. */
static bool is_empty(const struct trv_sheet *s) {
  for (uint32_t i = 0; i < s->n_chosen; i++)
    if (s->begins[s->chosen[i] + 1] > s->begins[s->chosen[i]]) return false;
  return true;
}

static void end_line(const struct trv_sheet *s, struct trv_strbuf *out) {
  trv_strbuf_adds(out, s->kind == TRV_SHEET_CSV ? "\r\n" : "\n");
}

void trv_sheet_header(const struct trv_sheet *s, struct trv_strbuf *out) {
  if (s->kind == TRV_SHEET_TABLE) return;
  for (uint32_t i = 0; i < s->n_chosen; i++) put_cell(s, out, i, name_of(s, s->chosen[i]));
  end_line(s, out);
}

/* The rows that were kept, in columns as wide as they need. */
static void lay_out(struct trv_sheet *s, struct trv_strbuf *out) {
  uint32_t widths[TRV_MAX_SHEET_COLUMNS] = {0};
  const char *at = s->kept.p;
  for (uint32_t i = 0; i < s->n_chosen; i++) {
    struct trv_slice name = name_of(s, s->chosen[i]);
    widths[i] = trv_screen_width(name.p, name.n);
  }
  for (uint32_t row = 0; row < s->n_kept; row++)
    for (uint32_t i = 0; i < s->n_chosen; i++, at += strlen(at) + 1) {
      uint32_t width = trv_screen_width(at, strlen(at));
      if (width > TRV_SHEET_WIDEST) width = TRV_SHEET_WIDEST;
      if (width > widths[i]) widths[i] = width;
    }
  at = s->kept.p;
  for (uint32_t row = 0; row <= s->n_kept; row++) { /* the names, then the rows */
    for (uint32_t i = 0; i < s->n_chosen; i++) {
      struct trv_slice cell = row ? trv_slice_of(at) : name_of(s, s->chosen[i]);
      if (i) trv_strbuf_adds(out, "  ");
      if (!row) trv_screen_ink(out, s->colour, TRV_INK_STRONG);
      if (i + 1 < s->n_chosen) trv_screen_pad(out, cell.p, cell.n, widths[i]);
      else trv_screen_add(out, cell.p, cell.n, widths[i]);
      if (!row) trv_screen_ink(out, s->colour, TRV_INK_NONE);
      if (row) at += cell.n + 1;
    }
    while (out->n && out->p[out->n - 1] == ' ') out->p[--out->n] = '\0';
    trv_strbuf_addc(out, '\n');
  }
  trv_strbuf_clear(&s->kept);
  s->n_kept = 0;
}

void trv_sheet_end(struct trv_sheet *s, struct trv_strbuf *out) {
  while (s->n_cells < s->n_columns) trv_sheet_cell(s);
  s->begins[s->n_cells] = s->cells.n;
  bool table = s->kind == TRV_SHEET_TABLE, kept = !table || !is_empty(s);
  for (uint32_t i = 0; kept && i < s->n_chosen; i++) {
    uint32_t column = s->chosen[i];
    size_t n = s->begins[column + 1] - s->begins[column];
    struct trv_slice cell = {s->cells.p + s->begins[column], n};
    if (!table) {
      put_cell(s, out, i, cell);
    } else {
      tsv_cell(&s->kept, cell.p, cell.n); /* without a NUL inside */
      trv_strbuf_addc(&s->kept, '\0');
    }
  }
  if (!table) end_line(s, out);
  else if (kept && ++s->n_kept == TRV_MAX_SHEET_ROWS && !s->kept.failed) lay_out(s, out);
  if (s->cells.failed) out->failed = true;
  trv_strbuf_clear(&s->cells);
  s->n_cells = 0;
}

void trv_sheet_finish(struct trv_sheet *s, struct trv_strbuf *out) {
  if (s->cells.failed || s->kept.failed) out->failed = true;
  else if (s->n_kept) lay_out(s, out);
  trv_strbuf_release(&s->cells);
  trv_strbuf_release(&s->kept);
}
