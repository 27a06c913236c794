/* trv_store_chronicle: the incidents of a database by day. */
#include <stdio.h>

#include "store/read.h"

#define ID_SHOWN 9 /* letters of an id in tables: enough to be found by */

struct chronicle {
  struct trv_store *store;
  struct trv_writer *w;
  const struct trv_chronicle_filter *filter;
  bool has_sheet;
  struct trv_sheet sheet;
  struct trv_strbuf line;
  char day[24]; /* under which the table stands */
  uint64_t n;
};

/* ---- table */

static void heading(struct chronicle *c, const struct trv_incident_row *r) {
  const char *day = r->date ? r->date : "no date";
  if (strcmp(c->day, day) == 0) return;
  snprintf(c->day, sizeof c->day, "%s", day);
  if (c->n) trv_strbuf_addc(&c->w->b, '\n');
  trv_write_in(c->w, TRV_INK_STRONG, day, 0);
  trv_strbuf_addc(&c->w->b, '\n');
}

static void table_row(struct chronicle *c, const struct trv_incident_row *r) {
  struct trv_writer *w = c->w;
  char act[64], id[ID_SHOWN + 1];
  uint32_t width = w->options.width, type = 20, sides = (width - 34) / 2;
  heading(c, r);
  snprintf(act, sizeof act, "%s%s%s", r->type, r->mode ? "/" : "", r->mode ? r->mode : "");
  snprintf(id, sizeof id, "%.*s", ID_SHOWN, r->id);
  trv_strbuf_adds(&w->b, "  ");
  trv_write_in(w, TRV_INK_DIM, id, ID_SHOWN + 1);
  trv_write_in(w, trv_ink_of_quad(r->quad_class), act, type);
  trv_strbuf_addc(&w->b, ' ');
  trv_incident_sides(w, r, sides, &c->line);
  trv_screen_pad(&w->b, c->line.p, c->line.n, sides);
  uint32_t used = 2 + ID_SHOWN + 1 + type + 1 + sides;
  trv_incident_notes(w, r, width > used ? width - used : 0);
  trv_strbuf_addc(&w->b, '\n');
}

/* ---- CSV, TSV, and tables of which columns are chosen */

static const char columns[] =
    "incident,event,mode,quad_code,date,date_from,date_to,actor,recipient,place,place_country,place_lat,place_lon,"
    "status,contested,tags,langs,killed_min,killed_max,wounded_min,wounded_max,captured_min,captured_max,n_tellings,"
    "n_articles,n_sources,review,conflict,cameo,goldstein,context";

static void sheet_row(struct chronicle *c, const struct trv_incident_row *r) {
  char conflict[18];
  struct trv_sheet *sheet = &c->sheet;
  trv_sheet_text(sheet, r->id);
  trv_sheet_text(sheet, r->type);
  trv_sheet_text(sheet, r->mode);
  trv_sheet_number(sheet, r->quad_class);
  trv_sheet_text(sheet, r->date);
  trv_sheet_text(sheet, r->date_from);
  trv_sheet_text(sheet, r->date_to);
  trv_sheet_text(sheet, r->actors);
  trv_sheet_text(sheet, r->recipients);
  trv_sheet_text(sheet, r->place.name);
  trv_sheet_text(sheet, r->place.country);
  trv_sheet_point(sheet, &r->place);
  trv_sheet_text(sheet, r->status);
  trv_sheet_number(sheet, r->contested);
  trv_sheet_text(sheet, r->tags);
  trv_sheet_text(sheet, r->langs);
  for (int i = 0; i < 6; i++) trv_sheet_number(sheet, r->numbers[i]);
  trv_sheet_number(sheet, r->n_tellings);
  trv_sheet_number(sheet, r->n_articles);
  trv_sheet_number(sheet, r->n_sources);
  trv_sheet_text(sheet, r->review);
  trv_sheet_text(sheet, trv_conflict_id(r->conflict, conflict));
  trv_sheet_text(sheet, r->cameo);
  trv_strbuf_addf(trv_sheet_cell(sheet), "%.1f", r->goldstein);
  trv_sheet_text(sheet, r->contexts);
  trv_sheet_end(sheet, &c->w->b);
}

/* ---- all */

static void begin(struct chronicle *c) {
  struct trv_writer *w = c->w;
  if (c->has_sheet) trv_sheet_head(w->format, &c->sheet, &w->b);
  if (w->format == TRV_FORMAT_GEOJSON) trv_strbuf_adds(&w->b, trv_geojson_head);
}

/* False where it was not written. */
static bool export(struct chronicle *c, const struct trv_incident_row *r) {
  struct trv_row row;
  bool whole = c->w->format != TRV_FORMAT_GEOJSON;
  if (!trv_incident_export(c->store, c->w, r, whole, &row)) return false;
  if (whole) trv_cache_trim(c->store);
  return trv_row_write(&row, c->w->format, &c->sheet, !c->n, &c->w->b);
}

static bool put(struct chronicle *c, const struct trv_incident_row *r) {
  struct trv_writer *w = c->w;
  trv_arena_reset(&w->scratch);
  switch (w->format) {
    case TRV_FORMAT_PLOVER:
    case TRV_FORMAT_GDELT:
    case TRV_FORMAT_ACLED:
    case TRV_FORMAT_GEOJSON: c->n += export(c, r); return trv_writer_pass(w, false);
    case TRV_FORMAT_NDJSON:
      trv_incident_json(c->store, w, r);
      trv_strbuf_addc(&w->b, '\n');
      trv_cache_trim(c->store);
      break;
    default:
      if (c->has_sheet) sheet_row(c, r);
      else table_row(c, r);
      break;
  }
  c->n++;
  return trv_writer_pass(w, false);
}

static void end(struct chronicle *c, bool more) {
  struct trv_writer *w = c->w;
  if (c->has_sheet) trv_sheet_finish(&c->sheet, &w->b);
  if (w->format == TRV_FORMAT_GEOJSON) trv_strbuf_adds(&w->b, trv_geojson_foot);
  if (w->format == TRV_FORMAT_TABLE && more) trv_strbuf_addc(&w->b, '\n');
  trv_write_foot(w, c->n, more, "incidents");
}

static void run(struct trv_store *s, struct trv_writer *w, void *what) {
  struct chronicle *c = what;
  const struct trv_chronicle_filter *f = c->filter;
  struct trv_query q;
  trv_query_init(&q, "SELECT " TRV_INCIDENT_COLUMNS " FROM incident i" TRV_INCIDENT_JOINS "WHERE 1");
  trv_query_incidents(s, &q, f);
  if (w->format == TRV_FORMAT_GEOJSON) trv_strbuf_adds(&q.sql, " AND p.lat IS NOT NULL");
  trv_strbuf_adds(&q.sql, " ORDER BY i.begins, i.ends, i.key");
  uint64_t limit = f ? f->limit : 0;
  if (limit) trv_strbuf_addf(&q.sql, " LIMIT %llu", (unsigned long long)limit + 1);
  sqlite3_stmt *st = trv_query_prepare(s, &q);
  begin(c);
  bool more = false;
  while (!more && trv_sql_row(s, st)) {
    struct trv_incident_row r;
    trv_incident_row_read(st, &r);
    more = limit && c->n == limit;
    if (!more && !put(c, &r)) break;
  }
  end(c, more);
  trv_sql_end(s, st);
}

enum trv_status trv_store_chronicle(struct trv_store *s, const struct trv_chronicle_filter *filter,
                                    enum trv_format format, const struct trv_write_options *options, trv_sink *sink,
                                    void *context, struct trv_error *err) {
  struct trv_writer w;
  enum trv_status status = filter ? trv_query_check_types(filter->type, err) : TRV_OK;
  if (status != TRV_OK) return status;
  struct chronicle c = {.store = s, .w = &w, .filter = filter, .has_sheet = trv_has_columns(format, options)};
  if (c.has_sheet || (options && options->columns)) status = trv_sheet_of(format, columns, options, &c.sheet, err);
  if (status != TRV_OK) return status;
  trv_writer_init(&w, format, options, sink, context);
  trv_strbuf_init(&c.line);
  trv_writer_run(&w, s, run, &c);
  trv_writer_drop(&w, &c.line);
  if (c.has_sheet) trv_sheet_finish(&c.sheet, &w.b); /* memory may have run out before */
  return trv_writer_finish(&w, s, err);
}
