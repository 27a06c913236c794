/* trv_store_chronicle: the incidents of a database by day, as table, NDJSON, CSV and GeoJSON. */
#include <stdio.h>

#include "store/read.h"

#define ID_SHOWN 9 /* letters of an id in tables: enough to be found by */

struct chronicle {
  struct trv_store *store;
  struct trv_writer *w;
  const struct trv_chronicle_filter *filter;
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

/* ---- CSV */

static const char csv_header[] =
    "incident,event,mode,quad_code,date,date_from,date_to,actor,recipient,place,place_country,place_lat,place_lon,"
    "status,"
    "contested,tags,langs,killed_min,killed_max,wounded_min,wounded_max,captured_min,captured_max,n_tellings,n_"
    "articles,"
    "n_sources,review,conflict\r\n";

static void csv_row(struct chronicle *c, const struct trv_incident_row *r) {
  char conflict[18];
  struct trv_writer *w = c->w;
  trv_strbuf_adds(&w->b, r->id);
  trv_write_cell(w, r->type);
  trv_write_cell(w, r->mode);
  trv_write_cell_number(w, r->quad_class);
  trv_write_cell(w, r->date);
  trv_write_cell(w, r->date_from);
  trv_write_cell(w, r->date_to);
  trv_write_cell(w, r->actors);
  trv_write_cell(w, r->recipients);
  trv_write_cell(w, r->place.name);
  trv_write_cell(w, r->place.country);
  if (r->place.located) trv_strbuf_addf(&w->b, ",%.4f,%.4f", r->place.lat_deg, r->place.lon_deg);
  else trv_strbuf_adds(&w->b, ",,");
  trv_write_cell(w, r->status);
  trv_write_cell_number(w, r->contested);
  trv_write_cell(w, r->tags);
  trv_write_cell(w, r->langs);
  for (int i = 0; i < 6; i++) trv_write_cell_number(w, r->numbers[i]);
  trv_write_cell_number(w, r->n_tellings);
  trv_write_cell_number(w, r->n_articles);
  trv_write_cell_number(w, r->n_sources);
  trv_write_cell(w, r->review);
  trv_write_cell(w, trv_conflict_id(r->conflict, conflict));
  trv_strbuf_adds(&w->b, "\r\n");
}

/* ---- GeoJSON (RFC 7946): what has a place on the map */

static void geojson_row(struct chronicle *c, const struct trv_incident_row *r) {
  static const char *const numbers[] = {"killed_min",  "killed_max",   "wounded_min",
                                        "wounded_max", "captured_min", "captured_max"};
  struct trv_strbuf *b = &c->w->b;
  char conflict[18];
  trv_strbuf_addf(
      b, "%s\n{\"type\":\"Feature\",\"id\":\"%s\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.4f,%.4f]}",
      c->n ? "," : "", r->id, r->place.lon_deg, r->place.lat_deg);
  trv_strbuf_addf(b, ",\"properties\":{\"id\":\"%s\"", r->id);
  trv_json_text(b, "event", r->type);
  trv_json_text(b, "mode", r->mode);
  trv_json_number(b, "quad_code", r->quad_class);
  trv_json_text(b, "date", r->date);
  trv_json_text(b, "date_from", r->date_from);
  trv_json_text(b, "date_to", r->date_to);
  trv_json_text(b, "actor", r->actors);
  trv_json_text(b, "recipient", r->recipients);
  trv_json_text(b, "place", r->place.name);
  trv_json_text(b, "country", r->place.country);
  trv_json_text(b, "status", r->status);
  trv_strbuf_addf(b, ",\"contested\":%s", r->contested ? "true" : "false");
  trv_json_text(b, "tags", r->tags);
  for (int i = 0; i < 6; i++) trv_json_number(b, numbers[i], r->numbers[i]);
  trv_json_number(b, "n_articles", r->n_articles);
  trv_json_number(b, "n_sources", r->n_sources);
  trv_json_text(b, "conflict", trv_conflict_id(r->conflict, conflict));
  trv_strbuf_adds(b, "}}");
}

/* ---- all */

static void begin(struct trv_writer *w) {
  if (w->format == TRV_FORMAT_CSV) trv_strbuf_adds(&w->b, csv_header);
  if (w->format == TRV_FORMAT_GEOJSON) trv_strbuf_adds(&w->b, "{\"type\":\"FeatureCollection\",\"features\":[");
}

static bool put(struct chronicle *c, const struct trv_incident_row *r) {
  struct trv_writer *w = c->w;
  trv_arena_reset(&w->scratch);
  switch (w->format) {
    case TRV_FORMAT_TABLE: table_row(c, r); break;
    case TRV_FORMAT_CSV: csv_row(c, r); break;
    case TRV_FORMAT_GEOJSON: geojson_row(c, r); break;
    default:
      trv_incident_json(c->store, w, r);
      trv_strbuf_addc(&w->b, '\n');
      trv_cache_trim(c->store);
      break;
  }
  c->n++;
  return trv_writer_pass(w, false);
}

static void end(struct chronicle *c, bool more) {
  struct trv_writer *w = c->w;
  if (w->format == TRV_FORMAT_GEOJSON) trv_strbuf_adds(&w->b, "\n]}\n");
  if (w->format == TRV_FORMAT_TABLE && more) trv_strbuf_addc(&w->b, '\n');
  trv_write_foot(w, c->n, more, "incidents");
}

static void run(struct trv_store *s, struct trv_writer *w, void *what) {
  struct chronicle *c = what;
  const struct trv_chronicle_filter *f = c->filter;
  struct trv_query q;
  trv_query_init(&q, "SELECT " TRV_INCIDENT_COLUMNS " FROM incident i" TRV_INCIDENT_JOINS "WHERE 1");
  trv_query_incidents(&q, f);
  if (w->format == TRV_FORMAT_GEOJSON) trv_strbuf_adds(&q.sql, " AND p.lat IS NOT NULL");
  trv_strbuf_adds(&q.sql, " ORDER BY i.begins, i.ends, i.key");
  uint64_t limit = f ? f->limit : 0;
  if (limit) trv_strbuf_addf(&q.sql, " LIMIT %llu", (unsigned long long)limit + 1);
  sqlite3_stmt *st = trv_query_prepare(s, &q);
  begin(w);
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
  trv_writer_init(&w, format, options, sink, context);
  struct chronicle c = {.store = s, .w = &w, .filter = filter};
  trv_strbuf_init(&c.line);
  trv_writer_run(&w, s, run, &c);
  trv_writer_drop(&w, &c.line);
  return trv_writer_finish(&w, s, err);
}
