/* trv_store_ceasefires: the ledger of a database; and one ceasefire with its evidence, for trv_store_show. */
#include "store/ceasefires.h"

#include <inttypes.h>
#include <stdio.h>

#define COLUMNS                                                                                                \
  "c.id, c.key, c.kind, c.agreed, c.effective, c.\"end\", p.list, b.list, m.list, v.list, c.terms, c.status, " \
  "c.n_articles, "                                                                                             \
  "c.n_sources, c.conflict"
#define JOINS                                                                                                          \
  " FROM ceasefire c LEFT JOIN side p ON p.id = c.parties LEFT JOIN side b ON b.id = c.announced_by LEFT JOIN side m " \
  "ON "                                                                                                                \
  "m.id = c.mediators LEFT JOIN side v ON v.id = c.violators "

struct row {
  int64_t row;
  char id[18];
  const char *kind, *agreed, *effective, *end, *parties, *announced_by, *mediators, *violators, *terms, *status;
  int64_t n_articles, n_sources, conflict;
};

struct act {
  int64_t n, n_articles, n_sources;
  const char *state, *date, *by, *against;
};

static void read_row(sqlite3_stmt *st, struct row *r) {
  r->row = trv_sql_int(st, 0);
  snprintf(r->id, sizeof r->id, "t%016" PRIx64, (uint64_t)trv_sql_int(st, 1));
  const char **const texts[] = {&r->kind,         &r->agreed,    &r->effective, &r->end,   &r->parties,
                                &r->announced_by, &r->mediators, &r->violators, &r->terms, &r->status};
  for (int i = 0; i < 10; i++) *texts[i] = trv_sql_str(st, 2 + i);
  r->n_articles = trv_sql_int(st, 12);
  r->n_sources = trv_sql_int(st, 13);
  r->conflict = sqlite3_column_type(st, 14) == SQLITE_NULL ? 0 : trv_sql_int(st, 14);
}

static sqlite3_stmt *acts_of(struct trv_store *s, int64_t row) {
  sqlite3_stmt *st =
      trv_sql_prepare(s,
                      "SELECT t.n, t.state, t.date, b.list, a.list, t.n_articles, t.n_sources FROM transition t "
                      "LEFT JOIN side b ON b.id = t.by LEFT JOIN side a ON a.id = t.against WHERE "
                      "t.ceasefire = ? ORDER BY t.n");
  trv_sql_bind(s, st, "i", row);
  return st;
}

static void read_act(sqlite3_stmt *st, struct act *a) {
  *a = (struct act){.n = trv_sql_int(st, 0),
                    .state = trv_sql_str(st, 1),
                    .date = trv_sql_str(st, 2),
                    .by = trv_sql_str(st, 3),
                    .against = trv_sql_str(st, 4),
                    .n_articles = trv_sql_int(st, 5),
                    .n_sources = trv_sql_int(st, 6)};
}

/* ---- table */

static enum trv_ink ink_of(const char *state) {
  static const char *const good[] = {"agreed", "in_force", "extended"};
  static const char *const bad[] = {"violation_alleged", "violated", "suspended", "collapsed"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    if (strcmp(state, good[i]) == 0) return TRV_INK_GOOD;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    if (strcmp(state, bad[i]) == 0) return TRV_INK_BAD;
  return TRV_INK_WARN;
}

static void put_entities(struct trv_writer *w, const char *label, const char *list) {
  if (!list) return;
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  trv_table_entities(&b, trv_side_entities(w, list), TRV_DETAIL_NAMES);
  trv_strbuf_adds(&w->b, label);
  trv_screen_add(&w->b, b.p, b.n, UINT32_MAX);
  trv_writer_drop(w, &b);
}

static void put_head(struct trv_writer *w, const struct row *r, uint32_t id_shown) {
  char id[18];
  snprintf(id, sizeof id, "%.*s", (int)id_shown, r->id);
  trv_write_in(w, TRV_INK_DIM, id, id_shown + 1);
  trv_write_in(w, ink_of(r->status), r->status, 18);
  trv_strbuf_addf(&w->b, "%s → %s  ", r->effective ? r->effective : r->agreed ? r->agreed : "?", r->end ? r->end : "?");
  if (r->parties) put_entities(w, "", r->parties);
  else trv_strbuf_adds(&w->b, "parties not told");
  if (r->kind) trv_strbuf_addf(&w->b, " · %s", r->kind);
  trv_strbuf_addf(&w->b, " · %lld article%s, %lld source%s\n", (long long)r->n_articles, r->n_articles == 1 ? "" : "s",
                  (long long)r->n_sources, r->n_sources == 1 ? "" : "s");
  size_t before = w->b.n;
  put_entities(w, "           announced by ", r->announced_by);
  put_entities(w, w->b.n > before ? " · mediated by " : "           mediated by ", r->mediators);
  if (r->terms) trv_strbuf_addf(&w->b, "%sterms %s", w->b.n > before ? " · " : "           ", r->terms);
  put_entities(w, w->b.n > before ? " · breach alleged of " : "           breach alleged of ", r->violators);
  if (w->b.n > before) trv_strbuf_addc(&w->b, '\n');
}

static void put_act(struct trv_writer *w, const struct act *a) {
  trv_strbuf_adds(&w->b, "           ");
  trv_write_in(w, TRV_INK_DIM, a->date ? a->date : "no date", 22);
  trv_write_in(w, ink_of(a->state), a->state, 18);
  put_entities(w, "", a->by);
  put_entities(w, " → ", a->against);
  if (a->n_sources > 1) trv_strbuf_addf(&w->b, " · %lld sources", (long long)a->n_sources);
  trv_strbuf_addc(&w->b, '\n');
}

static void table_row(struct trv_store *s, struct trv_writer *w, const struct row *r) {
  put_head(w, r, 9);
  sqlite3_stmt *st = acts_of(s, r->row);
  while (trv_sql_row(s, st)) {
    struct act a;
    read_act(st, &a);
    put_act(w, &a);
  }
  trv_sql_end(s, st);
  trv_strbuf_addc(&w->b, '\n');
}

/* ---- NDJSON */

static void terms_json(struct trv_writer *w, const char *list) {
  trv_strbuf_adds(&w->b, ",\"terms\":[");
  struct trv_slice rest = trv_slice_of(list);
  for (bool first = true; list && rest.p; first = false) {
    struct trv_slice one = trv_slice_split(&rest, ';');
    if (!first) trv_strbuf_addc(&w->b, ',');
    trv_json_string(&w->b, one.p, one.n);
  }
  trv_strbuf_addc(&w->b, ']');
}

/* The texts that a query gives, as a list. */
static void texts_json(struct trv_store *s, struct trv_writer *w, const char *key, const char *sql, int64_t row,
                       int64_t n) {
  sqlite3_stmt *st = trv_sql_prepare(s, sql);
  trv_sql_bind(s, st, "ii", row, n);
  trv_strbuf_addf(&w->b, ",\"%s\":[", key);
  for (bool first = true; trv_sql_row(s, st); first = false) {
    const char *text = trv_sql_str(st, 0);
    if (!first) trv_strbuf_addc(&w->b, ',');
    if (text) trv_json_string(&w->b, text, strlen(text));
    else trv_strbuf_adds(&w->b, "null");
  }
  trv_strbuf_addc(&w->b, ']');
  trv_sql_end(s, st);
}

static void acts_json(struct trv_store *s, struct trv_writer *w, int64_t row) {
  sqlite3_stmt *st = acts_of(s, row);
  trv_strbuf_adds(&w->b, ",\"acts\":[");
  for (bool first = true; trv_sql_row(s, st); first = false) {
    struct act a;
    read_act(st, &a);
    trv_strbuf_addf(&w->b, "%s{\"state\":\"%s\"", first ? "" : ",", a.state);
    trv_json_text(&w->b, "date", a.date);
    trv_json_entities(&w->b, "by", trv_side_entities(w, a.by));
    trv_json_entities(&w->b, "against", trv_side_entities(w, a.against));
    texts_json(
        s, w, "events",
        "SELECT printf('%016x', e.key) FROM transition_event x JOIN event e ON e.id = x.event JOIN article a ON a.id = "
        "e.article WHERE x.ceasefire = ? AND x.n = ? ORDER BY ifnull(a.date, '9999'), e.key",
        row, a.n);
    texts_json(
        s, w, "files",
        "SELECT (SELECT min(file) FROM article_file f WHERE f.article = a.id) FROM transition_article x JOIN article a "
        "ON a.id = x.article WHERE x.ceasefire = ? AND x.n = ? ORDER BY ifnull(a.date, '9999'), 1, a.key",
        row, a.n);
    trv_strbuf_addf(&w->b, ",\"n_articles\":%lld,\"n_sources\":%lld}", (long long)a.n_articles, (long long)a.n_sources);
  }
  trv_strbuf_addc(&w->b, ']');
  trv_sql_end(s, st);
}

static void articles_json(struct trv_store *s, struct trv_writer *w, int64_t row) {
  static const char *const names[] = {"file", "lang", "date", "outlet", "agency"};
  sqlite3_stmt *st = trv_sql_prepare(s,
                                     "SELECT DISTINCT printf('%016x', a.key), (SELECT min(file) FROM article_file f "
                                     "WHERE f.article = a.id) AS file, a.lang, "
                                     "a.date, a.outlet, a.agency FROM article a WHERE a.id IN (SELECT article FROM "
                                     "ceasefire_member WHERE ceasefire = ?1 "
                                     "UNION SELECT article FROM transition_article WHERE ceasefire = ?1) ORDER BY "
                                     "ifnull(a.date, '9999'), file, a.key");
  trv_sql_bind(s, st, "i", row);
  trv_strbuf_adds(&w->b, ",\"articles\":[");
  for (bool first = true; trv_sql_row(s, st); first = false) {
    trv_strbuf_addf(&w->b, "%s{\"id\":\"%s\"", first ? "" : ",", trv_sql_str(st, 0));
    for (int i = 0; i < 5; i++) trv_json_text(&w->b, names[i], trv_sql_str(st, 1 + i));
    trv_strbuf_addc(&w->b, '}');
  }
  trv_strbuf_addc(&w->b, ']');
  trv_sql_end(s, st);
}

static void json_row(struct trv_store *s, struct trv_writer *w, const struct row *r) {
  char conflict[18];
  trv_strbuf_addf(&w->b, "{\"record\":\"truce\",\"id\":\"%s\"", r->id);
  trv_json_entities(&w->b, "parties", trv_side_entities(w, r->parties));
  trv_json_entities(&w->b, "announced_by", trv_side_entities(w, r->announced_by));
  trv_json_entities(&w->b, "mediators", trv_side_entities(w, r->mediators));
  trv_json_entities(&w->b, "alleged_violators", trv_side_entities(w, r->violators));
  trv_json_text(&w->b, "kind", r->kind);
  trv_json_text(&w->b, "agreed", r->agreed);
  trv_json_text(&w->b, "effective", r->effective);
  trv_json_text(&w->b, "end", r->end);
  terms_json(w, r->terms);
  trv_json_text(&w->b, "status", r->status);
  trv_strbuf_addf(&w->b, ",\"n_articles\":%lld,\"n_sources\":%lld", (long long)r->n_articles, (long long)r->n_sources);
  trv_json_text(&w->b, "conflict", trv_conflict_id(r->conflict, conflict));
  acts_json(s, w, r->row);
  articles_json(s, w, r->row);
  trv_strbuf_adds(&w->b, "}\n");
}

/* ---- CSV: a line for each ceasefire */

static const char csv_header[] =
    "ceasefire,parties,announced_by,mediators,alleged_violators,kind,agreed,effective,end,terms,status,n_articles,n_"
    "sources,"
    "acts,conflict\r\n";

static void csv_row(struct trv_store *s, struct trv_writer *w, const struct row *r) {
  const char *const cells[] = {r->parties, r->announced_by, r->mediators, r->violators, r->kind,
                               r->agreed,  r->effective,    r->end,       r->terms,     r->status};
  trv_strbuf_adds(&w->b, r->id);
  for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) trv_write_cell(w, cells[i]);
  trv_write_cell_number(w, r->n_articles);
  trv_write_cell_number(w, r->n_sources);
  struct trv_strbuf acts;
  char conflict[18];
  trv_strbuf_init(&acts);
  sqlite3_stmt *st = acts_of(s, r->row);
  while (trv_sql_row(s, st)) {
    struct act a;
    read_act(st, &a);
    trv_strbuf_addf(&acts, "%s%s%s%s", acts.n ? ";" : "", a.state, a.date ? "@" : "", a.date ? a.date : "");
  }
  trv_sql_end(s, st);
  trv_write_cell(w, acts.p);
  trv_writer_drop(w, &acts);
  trv_write_cell(w, trv_conflict_id(r->conflict, conflict));
  trv_strbuf_adds(&w->b, "\r\n");
}

/* ---- choosing */

static void make_query(struct trv_query *q, const struct trv_chronicle_filter *f) {
  char day[16];
  trv_query_init(q, "SELECT " COLUMNS JOINS "WHERE 1");
  if (f && f->from) {
    trv_query_day(f->from, false, day);
    trv_query_add(q, " AND c.ends >= ? AND c.begins < '9999-12-31'", day);
  }
  if (f && f->to) {
    trv_query_day(f->to, true, day);
    trv_query_add(q, " AND c.begins <= ?", day);
  }
  if (f && f->actor) trv_query_side(q, "c.parties", f->actor);
  if (f && f->recipient) trv_query_side(q, "c.parties", f->recipient);
  if (f && f->status) trv_query_any(q, "c.status", f->status);
  if (f && f->conflict) trv_query_conflict(q, "c.conflict", f->conflict);
  trv_strbuf_adds(&q->sql, " ORDER BY c.begins, c.ends, c.key");
  if (f && f->limit) trv_strbuf_addf(&q->sql, " LIMIT %llu", (unsigned long long)f->limit + 1);
}

static void run(struct trv_store *s, struct trv_writer *w, void *filter) {
  const struct trv_chronicle_filter *f = filter;
  struct trv_query q;
  uint64_t n = 0, limit = f ? f->limit : 0;
  bool more = false;
  make_query(&q, f);
  if (w->format == TRV_FORMAT_CSV) trv_strbuf_adds(&w->b, csv_header);
  sqlite3_stmt *st = trv_query_prepare(s, &q);
  for (; trv_sql_row(s, st); n++) {
    struct row r;
    more = limit && n == limit;
    if (more) break;
    read_row(st, &r);
    trv_arena_reset(&w->scratch);
    if (w->format == TRV_FORMAT_TABLE) table_row(s, w, &r);
    else if (w->format == TRV_FORMAT_CSV) csv_row(s, w, &r);
    else json_row(s, w, &r);
    if (!trv_writer_pass(w, false)) break;
  }
  trv_write_foot(w, n, more, "ceasefires");
  trv_sql_end(s, st);
}

enum trv_status trv_store_ceasefires(struct trv_store *s, const struct trv_chronicle_filter *filter,
                                     enum trv_format format, const struct trv_write_options *options, trv_sink *sink,
                                     void *context, struct trv_error *err) {
  struct trv_writer w;
  trv_writer_init(&w, format, options, sink, context);
  trv_writer_run(&w, s, run, (void *)filter);
  return trv_writer_finish(&w, s, err);
}

/* ---- one of them, with its evidence */

static void put_evidence(struct trv_store *s, struct trv_writer *w, int64_t row, const struct act *a) {
  sqlite3_stmt *st = trv_sql_prepare(s,
                                     "SELECT e.id FROM transition_event x JOIN event e ON e.id = x.event JOIN article "
                                     "a ON a.id = e.article WHERE x.ceasefire "
                                     "= ? AND x.n = ? ORDER BY ifnull(a.date, '9999'), a.key, e.n");
  trv_sql_bind(s, st, "ii", row, a->n);
  while (trv_sql_row(s, st)) {
    struct trv_mention m;
    if (trv_mention_of(s, trv_sql_int(st, 0), &w->scratch, &m)) trv_show_mention(w, &m);
  }
  trv_sql_end(s, st);
}

bool trv_show_ceasefire(struct trv_store *s, struct trv_writer *w, int64_t row) {
  sqlite3_stmt *one = trv_sql_prepare(s, "SELECT " COLUMNS JOINS "WHERE c.id = ?"), *st;
  struct row r;
  trv_sql_bind(s, one, "i", row);
  bool found = trv_sql_row(s, one);
  if (found) read_row(one, &r);
  if (found && w->format != TRV_FORMAT_TABLE) {
    json_row(s, w, &r);
  } else if (found) {
    put_head(w, &r, 17);
    st = acts_of(s, r.row);
    while (trv_sql_row(s, st)) {
      struct act a;
      read_act(st, &a);
      trv_strbuf_addc(&w->b, '\n');
      put_act(w, &a);
      put_evidence(s, w, r.row, &a);
    }
    trv_sql_end(s, st);
  }
  trv_sql_end(s, one);
  return found;
}
