/* trv_store_events: what articles tell, out of the database as it went in. The events of an article become a document again, which is written as
 * any other: so that the formats of `treve code` and of `treve events` are the same code. What the database does not keep (the words of a
 * place, the deadline of a red line) is missing. */
#include <stdio.h>

#include "store/read.h"

struct events {
  const struct trv_chronicle_filter *filter;
  struct trv_write_options options;
  int64_t article; /* in hand */
  struct trv_document doc;
  uint32_t n_events, cap_events;
  struct trv_event *events;
  uint64_t n; /* events that were written */
  bool wrote, failed;
  struct trv_error err;
};

/* ---- an article as a document, in the scratch */

static const char *keep(struct trv_writer *w, sqlite3_stmt *st, int column) {
  const char *text = trv_sql_str(st, column);
  return text ? trv_arena_strdup(&w->scratch, text) : NULL;
}

static const char *key_of(struct trv_writer *w, int64_t key) {
  char id[17];
  trv_key_print(key, id);
  return trv_arena_strdup(&w->scratch, id);
}

static bool read_article(struct trv_store *s, struct trv_writer *w, struct events *l) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ARTICLE_WHOLE);
  trv_sql_bind(s, st, "i", l->article);
  if (!trv_sql_row(s, st)) return false;
  const char *title = trv_sql_str(st, 7), *text = trv_sql_str(st, 8);
  size_t n = (size_t)sqlite3_column_bytes(st, 8);
  l->doc = (struct trv_document){.id = key_of(w, trv_sql_int(st, 0)), .n_words = (size_t)trv_sql_int(st, 6)};
  l->doc.article = (struct trv_article){.text = trv_arena_strndup(&w->scratch, text ? text : "", n),
                                        .n_bytes = n,
                                        .date = keep(w, st, 1),
                                        .publisher = keep(w, st, 2),
                                        .agency = keep(w, st, 3),
                                        .url = keep(w, st, 4),
                                        .lang = keep(w, st, 5),
                                        .file = keep(w, st, 9)};
  const char *at = title && *title ? strstr(l->doc.article.text, title) : NULL;
  if (at) {
    l->doc.title.begin = (uint32_t)(at - l->doc.article.text);
    l->doc.title.end = l->doc.title.begin + (uint32_t)strlen(title);
  }
  sqlite3_reset(st);
  return true;
}

/* Bytes that lie in the text: a damaged database must not lead out of it. */
static struct trv_bytes bytes(const struct events *l, sqlite3_stmt *st, int column) {
  int64_t begin = trv_sql_int(st, column), end = trv_sql_int(st, column + 1);
  if (begin < 0 || end < begin || end > (int64_t)l->doc.article.n_bytes) return (struct trv_bytes){0, 0};
  return (struct trv_bytes){(uint32_t)begin, (uint32_t)end};
}

static void read_roles(struct trv_store *s, struct trv_writer *w, const struct events *l, int64_t event,
                       struct trv_event *e) {
  struct trv_entities *const lists[] = {&e->actor, &e->recipient, &e->according_to};
  struct trv_entity *items[3];
  for (int i = 0; i < 3; i++) {
    items[i] = TRV_NEW_ARRAY(&w->scratch, struct trv_entity, TRV_MAX_ENTITIES);
    *lists[i] = (struct trv_entities){0, items[i]};
  }
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ROLES_WHOLE);
  trv_sql_bind(s, st, "i", event);
  while (trv_sql_row(s, st)) {
    const char *role = trv_sql_str(st, 0);
    int k = role[0] == 'a' ? 0 : role[0] == 'r' ? 1 : 2;
    if (lists[k]->n == TRV_MAX_ENTITIES) continue;
    struct trv_entity *x = &items[k][lists[k]->n++];
    *x = (struct trv_entity){
        .code = keep(w, st, 3), .sector = keep(w, st, 4), .name = keep(w, st, 5), .office = keep(w, st, 6)};
    if (sqlite3_column_type(st, 1) == SQLITE_NULL) continue; /* the reading supplied it */
    x->span = bytes(l, st, 1);
    x->text = trv_arena_strndup(&w->scratch, l->doc.article.text + x->span.begin, x->span.end - x->span.begin);
  }
}

static void read_mentions(struct trv_store *s, struct trv_writer *w, const struct events *l, int64_t event,
                          struct trv_event *e) {
  uint32_t cap = 0;
  struct trv_bytes *mentions = NULL;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_MENTIONS_OF);
  trv_sql_bind(s, st, "i", event);
  while (trv_sql_row(s, st)) TRV_PUSH(&w->scratch, mentions, e->n_mentions, cap, bytes(l, st, 0));
  if (!e->n_mentions) TRV_PUSH(&w->scratch, mentions, e->n_mentions, cap, e->span); /* its own alone */
  e->mentions = mentions;
}

/* The columns of SELECT_EVENTS. */
static void read_event(struct trv_store *s, struct trv_writer *w, struct events *l, sqlite3_stmt *st) {
  char iso[40];
  const char *date = trv_range_iso(trv_sql_str(st, 6), trv_sql_str(st, 7), trv_sql_str(st, 8), iso);
  struct trv_event e = {.id = key_of(w, trv_sql_int(st, 2)),
                        .type = keep(w, st, 3),
                        .mode = keep(w, st, 4),
                        .cameo = keep(w, st, 5),
                        .date = date ? trv_arena_strdup(&w->scratch, date) : NULL,
                        .date_text = keep(w, st, 9),
                        .status = keep(w, st, 10),
                        .killed = trv_sql_count(st, 12),
                        .wounded = trv_sql_count(st, 13),
                        .captured = trv_sql_count(st, 14),
                        .sentence = (uint32_t)trv_sql_int(st, 15),
                        .span = bytes(l, st, 16),
                        .trigger = bytes(l, st, 18),
                        .confidence = sqlite3_column_double(st, 20),
                        .rule = keep(w, st, 21),
                        .quad_class = (int)trv_sql_int(st, 24)};
  enum trv_event_type type = trv_event_of(e.type);
  e.n_tags = trv_split_list(w, trv_sql_str(st, 11), &e.tags);
  e.n_contexts = trv_split_list(w, trv_sql_str(st, 23), &e.contexts);
  e.goldstein = sqlite3_column_type(st, 22) == SQLITE_NULL ? trv_cameo_of(type, e.mode, e.cameo).goldstein
                                                           : sqlite3_column_double(st, 22);
  if (trv_sql_str(st, 25)) {
    struct trv_place *p = TRV_NEW(&w->scratch, struct trv_place);
    *p = (struct trv_place){.name = keep(w, st, 25),
                            .country = keep(w, st, 26),
                            .kind = keep(w, st, 29),
                            .located = sqlite3_column_type(st, 27) != SQLITE_NULL};
    if (p->located) p->lat_deg = sqlite3_column_double(st, 27), p->lon_deg = sqlite3_column_double(st, 28);
    e.place = p;
  }
  int64_t event = trv_sql_int(st, 0);
  read_roles(s, w, l, event, &e);
  read_mentions(s, w, l, event, &e);
  TRV_PUSH(&w->scratch, l->events, l->n_events, l->cap_events, e);
}

/* ---- writing */

/* A part of the output of trv_write or trv_write_frame. */
static bool append(struct trv_writer *w, struct events *l, enum trv_status status, struct trv_output *out) {
  if (status != TRV_OK) {
    l->failed = true;
    return false;
  }
  trv_strbuf_add(&w->b, out->bytes ? out->bytes : "", out->n_bytes);
  trv_output_release(out);
  return true;
}

static bool frame(struct trv_writer *w, struct events *l, enum trv_frame which) {
  struct trv_output out;
  return append(w, l, trv_write_frame(w->format, which, &l->options, &out, &l->err), &out);
}

/* Writes the article in hand; false where nothing more is wanted. */
static bool put_article(struct trv_store *s, struct trv_writer *w, struct events *l) {
  struct trv_output out;
  if (!l->n_events) return true;
  l->doc.events = l->events;
  l->doc.n_events = l->n_events;
  enum trv_status status = trv_write(&l->doc, w->format, &l->options, &out, &l->err);
  bool ok = status != TRV_OK || !out.n_bytes || !l->wrote || frame(w, l, TRV_FRAME_BETWEEN);
  if (status == TRV_OK && out.n_bytes) l->wrote = true;
  ok = append(w, l, status, &out) && ok;
  l->n_events = l->cap_events = 0;
  l->events = NULL;
  trv_arena_reset(&w->scratch);
  trv_cache_trim(s);
  return ok && trv_writer_pass(w, false);
}

#define SELECT_EVENTS                                                                                             \
  "SELECT e.id, e.article, e.key, e.type, e.mode, e.cameo, e.date_from, e.date_to, e.date_precision, "            \
  "e.date_text, e.status, e.tags, e.killed, e.wounded, e.captured, e.sentence, e.begin, e.\"end\", "              \
  "e.trigger_begin, e.trigger_end, e.confidence, e.rule, e.goldstein, e.contexts, e.quad_class, q.name, "         \
  "q.country, q.lat, q.lon, q.kind FROM incident i CROSS JOIN telling o ON o.event = i.first CROSS JOIN telling " \
  "t ON t.grp = o.grp AND t.incident = i.id CROSS JOIN event e ON e.id = t.event CROSS JOIN article c ON c.id = " \
  "e.article LEFT JOIN place q ON q.id = e.place" TRV_INCIDENT_JOINS "WHERE 1"

static void run(struct trv_store *s, struct trv_writer *w, void *what) {
  struct events *l = what;
  struct trv_query q;
  trv_query_init(&q, SELECT_EVENTS);
  trv_query_incidents(s, &q, l->filter);
  trv_strbuf_adds(&q.sql,
                  " ORDER BY ifnull(c.date, '9999'), (SELECT min(file) FROM article_file f WHERE f.article = c.id), "
                  "c.key, e.n");
  uint64_t limit = l->filter ? l->filter->limit : 0;
  if (limit) trv_strbuf_addf(&q.sql, " LIMIT %llu", (unsigned long long)limit + 1);
  sqlite3_stmt *st = trv_query_prepare(s, &q);
  bool more = false, ok = frame(w, l, TRV_FRAME_HEAD);
  while (ok && !more && trv_sql_row(s, st)) {
    more = limit && l->n == limit;
    if (more) break;
    if (trv_sql_int(st, 1) != l->article) {
      ok = put_article(s, w, l);
      l->article = trv_sql_int(st, 1);
      if (!ok || !read_article(s, w, l)) break;
    }
    read_event(s, w, l, st);
    l->n++;
  }
  if (ok && !s->rc) ok = put_article(s, w, l);
  if (ok && !s->rc) frame(w, l, TRV_FRAME_FOOT);
  trv_write_foot(w, l->n, more, "events");
  trv_sql_end(s, st);
}

enum trv_status trv_store_events(struct trv_store *s, const struct trv_chronicle_filter *filter, enum trv_format format,
                                 const struct trv_write_options *options, trv_sink *sink, void *context,
                                 struct trv_error *err) {
  struct trv_writer w;
  enum trv_status status = filter ? trv_query_check_types(filter->type, err) : TRV_OK;
  if (status != TRV_OK) return status;
  if (format == TRV_FORMAT_CONLLU) return trv_fail(err, TRV_USAGE, NULL, 0, 0, "the words of articles are not stored");
  trv_writer_init(&w, format, options, sink, context);
  struct events l = {.filter = filter, .options = w.options};
  trv_writer_run(&w, s, run, &l);
  status = trv_writer_finish(&w, s, err);
  if (status != TRV_OK || !l.failed) return status;
  if (err) *err = l.err;
  return l.err.status;
}
