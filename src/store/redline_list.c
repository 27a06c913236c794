/* Red lines as they are printed. */
#include "store/redlines.h"

#include <inttypes.h>
#include <stdio.h>

#define COLUMNS                                                                                                       \
  "r.id, r.key, b.list, t.list, r.date, r.deadline, r.status, r.n_articles, r.n_sources, r.best, ifnull(r.conflict, " \
  "0) FROM red_line r LEFT "                                                                                          \
  "JOIN side b ON b.id = r.by LEFT JOIN side t ON t.id = r.\"to\" "

struct row {
  int64_t row, n_articles, n_sources, best, conflict;
  char id[18];
  const char *by, *to, *date, *deadline, *status;
};

static void read_row(sqlite3_stmt *st, struct row *r) {
  r->row = trv_sql_int(st, 0);
  snprintf(r->id, sizeof r->id, "r%016" PRIx64, (uint64_t)trv_sql_int(st, 1));
  r->by = trv_sql_str(st, 2);
  r->to = trv_sql_str(st, 3);
  r->date = trv_sql_str(st, 4);
  r->deadline = trv_sql_str(st, 5);
  r->status = trv_sql_str(st, 6);
  r->n_articles = trv_sql_int(st, 7);
  r->n_sources = trv_sql_int(st, 8);
  r->best = trv_sql_int(st, 9);
  r->conflict = trv_sql_int(st, 10);
}

static void events_of(struct trv_store *s, const char *sql, int64_t row, const char *kind, struct trv_ids *out) {
  sqlite3_stmt *st = trv_sql_prepare(s, sql);
  if (kind) trv_sql_bind(s, st, "it", row, kind);
  else trv_sql_bind(s, st, "i", row);
  while (trv_sql_row(s, st)) trv_ids_add(s, out, trv_sql_int(st, 0));
  trv_sql_end(s, st);
}

#define MEMBERS                                                                                                 \
  "SELECT e.id FROM red_line_member m JOIN event e ON e.id = m.event JOIN article a ON a.id = e.article WHERE " \
  "m.red_line = "                                                                                               \
  "? ORDER BY ifnull(a.date, '9999'), (SELECT min(file) FROM article_file f WHERE f.article = a.id), a.key, e.n"
#define EVIDENCE                                                                                                  \
  "SELECT e.id FROM red_line_evidence m JOIN event e ON e.id = m.event JOIN article a ON a.id = e.article WHERE " \
  "m.red_line = ? AND m.kind = ? ORDER BY e.date_from, ifnull(a.date, '9999'), a.key, e.n"

static void put_sides(struct trv_writer *w, const struct row *r, struct trv_strbuf *b) {
  trv_strbuf_clear(b);
  trv_table_entities(b, trv_side_entities(w, r->by), TRV_DETAIL_NAMES);
  if (r->to) {
    trv_strbuf_adds(b, " → ");
    trv_table_entities(b, trv_side_entities(w, r->to), TRV_DETAIL_NAMES);
  }
}

static void table_row(struct trv_store *s, struct trv_writer *w, const struct row *r, bool whole) {
  static const char *const kinds[] = {"crossed", "met"};
  struct trv_strbuf b;
  struct trv_mention m;
  char id[18];
  trv_strbuf_init(&b);
  put_sides(w, r, &b);
  snprintf(id, sizeof id, "%.*s", whole ? 17 : 9, r->id);
  trv_write_in(w, TRV_INK_DIM, id, whole ? 18 : 10);
  trv_write_in(w, TRV_INK_STRONG, r->date ? r->date : "no date", 11);
  trv_write_in(w,
               strcmp(r->status, "crossed") == 0 ? TRV_INK_BAD
               : strcmp(r->status, "met") == 0   ? TRV_INK_GOOD
                                                 : TRV_INK_WARN,
               r->status, 10);
  trv_screen_add(&w->b, b.p, b.n, UINT32_MAX);
  if (r->deadline) trv_strbuf_addf(&w->b, " · until %s", r->deadline);
  trv_strbuf_addf(&w->b, " · %lld source%s\n", (long long)r->n_sources, r->n_sources == 1 ? "" : "s");
  trv_writer_drop(w, &b);
  struct trv_ids ids = {0};
  if (whole) events_of(s, MEMBERS, r->row, NULL, &ids);
  for (size_t i = 0; i < ids.n && !s->rc; i++)
    if (trv_mention_of(s, ids.items[i], &w->scratch, &m)) trv_show_mention(w, &m);
  if (!whole && trv_mention_of(s, r->best, &w->scratch, &m)) trv_show_wrap(w, m.text, 0, 0, 10);
  for (int k = 0; k < 2; k++) {
    ids.n = 0;
    events_of(s, EVIDENCE, r->row, kinds[k], &ids);
    if (whole && ids.n) trv_show_title(w, k ? "Met" : "Crossed");
    for (size_t i = 0; i < ids.n && !s->rc; i++) {
      if (!trv_mention_of(s, ids.items[i], &w->scratch, &m)) break;
      if (whole) {
        trv_show_mention(w, &m);
        continue;
      }
      trv_strbuf_adds(&w->b, "          ");
      trv_write_in(w, k ? TRV_INK_GOOD : TRV_INK_BAD, kinds[k], 8);
      trv_strbuf_addf(&w->b, "%s %s\n", m.telling->event->date ? m.telling->event->date : "", m.telling->event->type);
    }
  }
  trv_ids_release(&ids);
}

static void evidence_json(struct trv_store *s, struct trv_writer *w, int64_t row, const char *kind) {
  struct trv_ids ids = {0};
  events_of(s, EVIDENCE, row, kind, &ids);
  trv_strbuf_addf(&w->b, ",\"%s\":[", kind);
  for (size_t i = 0; i < ids.n && !s->rc; i++) {
    struct trv_mention m;
    if (!trv_mention_of(s, ids.items[i], &w->scratch, &m)) break;
    trv_strbuf_addf(&w->b, "%s{\"event\":\"%s\"", i ? "," : "", m.telling->id);
    trv_json_text(&w->b, "date", m.telling->event->date);
    trv_json_text(&w->b, "file", m.file);
    trv_strbuf_addc(&w->b, '}');
  }
  trv_strbuf_addc(&w->b, ']');
  trv_ids_release(&ids);
}

static void json_row(struct trv_store *s, struct trv_writer *w, const struct row *r) {
  struct trv_mention best = {.text = NULL};
  char conflict[18];
  trv_mention_of(s, r->best, &w->scratch, &best);
  trv_strbuf_addf(&w->b, "{\"record\":\"red_line\",\"id\":\"%s\"", r->id);
  trv_json_entities(&w->b, "by", trv_side_entities(w, r->by));
  trv_json_entities(&w->b, "to", trv_side_entities(w, r->to));
  trv_json_text(&w->b, "over", best.trigger);
  trv_json_text(&w->b, "text", best.text);
  trv_json_text(&w->b, "date", r->date);
  trv_json_text(&w->b, "deadline", r->deadline);
  trv_json_text(&w->b, "status", r->status);
  evidence_json(s, w, r->row, "crossed");
  evidence_json(s, w, r->row, "met");
  trv_strbuf_addf(&w->b, ",\"n_articles\":%lld,\"n_sources\":%lld", (long long)r->n_articles, (long long)r->n_sources);
  trv_json_text(&w->b, "conflict", trv_conflict_id(r->conflict, conflict));
  trv_strbuf_adds(&w->b, ",\"mentions\":[");
  struct trv_ids ids = {0};
  events_of(s, MEMBERS, r->row, NULL, &ids);
  for (size_t i = 0; i < ids.n && !s->rc; i++) {
    struct trv_mention m;
    if (!trv_mention_of(s, ids.items[i], &w->scratch, &m)) break;
    if (i) trv_strbuf_addc(&w->b, ',');
    trv_mention_json(&w->b, &m);
  }
  trv_ids_release(&ids);
  trv_strbuf_adds(&w->b, "]}\n");
}

static void csv_row(struct trv_store *s, struct trv_writer *w, const struct row *r) {
  char conflict[18];
  struct trv_mention best = {.text = NULL};
  trv_mention_of(s, r->best, &w->scratch, &best);
  trv_strbuf_adds(&w->b, r->id);
  const char *const cells[] = {r->by, r->to, r->date, r->deadline, r->status, best.text};
  for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) trv_write_cell(w, cells[i]);
  trv_write_cell_number(w, r->n_articles);
  trv_write_cell_number(w, r->n_sources);
  trv_write_cell(w, trv_conflict_id(r->conflict, conflict));
  trv_strbuf_adds(&w->b, "\r\n");
}

static void put(struct trv_store *s, struct trv_writer *w, const struct row *r) {
  trv_arena_reset(&w->scratch);
  if (w->format == TRV_FORMAT_TABLE) table_row(s, w, r, false);
  else if (w->format == TRV_FORMAT_CSV) csv_row(s, w, r);
  else json_row(s, w, r);
}

static void run(struct trv_store *s, struct trv_writer *w, void *filter) {
  const struct trv_chronicle_filter *f = filter;
  struct trv_query q;
  char day[16];
  uint64_t n = 0, limit = f ? f->limit : 0;
  bool more = false;
  trv_query_init(&q, "SELECT " COLUMNS "WHERE 1");
  if (f && f->from) {
    trv_query_day(f->from, false, day);
    trv_query_add(&q, " AND r.begins >= ? AND r.begins < '9999-12-31'", day);
  }
  if (f && f->to) {
    trv_query_day(f->to, true, day);
    trv_query_add(&q, " AND r.begins <= ?", day);
  }
  if (f && f->actor) trv_query_side(&q, "r.by", f->actor);
  if (f && f->recipient) trv_query_side(&q, "r.\"to\"", f->recipient);
  if (f && f->status) trv_query_any(&q, "r.status", f->status);
  if (f && f->conflict) trv_query_conflict(&q, "r.conflict", f->conflict);
  trv_strbuf_adds(&q.sql, " ORDER BY r.begins, r.key");
  if (limit) trv_strbuf_addf(&q.sql, " LIMIT %llu", (unsigned long long)limit + 1);
  if (w->format == TRV_FORMAT_CSV)
    trv_strbuf_adds(&w->b, "red_line,by,to,date,deadline,status,text,n_articles,n_sources,conflict\r\n");
  sqlite3_stmt *st = trv_query_prepare(s, &q);
  for (; trv_sql_row(s, st); n++) {
    struct row r;
    more = limit && n == limit;
    if (more) break;
    read_row(st, &r);
    put(s, w, &r);
    if (!trv_writer_pass(w, false)) break;
  }
  trv_write_foot(w, n, more, "red lines");
  trv_sql_end(s, st);
}

enum trv_status trv_store_red_lines(struct trv_store *s, const struct trv_chronicle_filter *filter,
                                    enum trv_format format, const struct trv_write_options *options, trv_sink *sink,
                                    void *context, struct trv_error *err) {
  struct trv_writer w;
  trv_writer_init(&w, format, options, sink, context);
  trv_writer_run(&w, s, run, (void *)filter);
  return trv_writer_finish(&w, s, err);
}

bool trv_show_red_line(struct trv_store *s, struct trv_writer *w, int64_t row) {
  sqlite3_stmt *st = trv_sql_prepare(s, "SELECT " COLUMNS "WHERE r.id = ?");
  trv_sql_bind(s, st, "i", row);
  struct row r;
  bool found = trv_sql_row(s, st);
  if (found) {
    read_row(st, &r);
    if (w->format == TRV_FORMAT_TABLE) table_row(s, w, &r, true);
    else json_row(s, w, &r);
  }
  trv_sql_end(s, st);
  return found;
}
