/* The events and ceasefires of an article, in and out. */
#include <stdio.h>

#include "store/corrections.h"
#include "store/tellings.h"

static void add_roles(struct trv_store *s, struct trv_stored_event *of, int which, struct trv_entities list) {
  static const char *const roles[] = {"actor", "recipient", "source"};
  int64_t event = of->event;
  const char *role = roles[which];
  for (uint32_t i = 0; i < list.n; i++) {
    const struct trv_entity *e = &list.items[i];
    int64_t entity = trv_intern_entity(s, e);
    if (of->n_roles[which] < TRV_MAX_ENTITIES) of->roles[which][of->n_roles[which]++] = entity;
    sqlite3_stmt *st = trv_sql(s, TRV_SQL_ROLE_ADD);
    bool told = e->text != NULL;
    trv_sql_bind(s, st, told ? "itiiii" : "itiinn", event, role, (int64_t)i, entity, (int64_t)e->span.begin,
                 (int64_t)e->span.end);
    trv_sql_run(s, st);
  }
}

static void add_mentions(struct trv_store *s, int64_t event, const struct trv_event *e) {
  if (e->n_mentions == 1 && e->mentions[0].begin == e->span.begin && e->mentions[0].end == e->span.end) return;
  for (uint32_t i = 0; i < e->n_mentions; i++) {
    sqlite3_stmt *st = trv_sql(s, TRV_SQL_MENTION_ADD);
    trv_sql_bind(s, st, "iiii", event, (int64_t)i, (int64_t)e->mentions[i].begin, (int64_t)e->mentions[i].end);
    trv_sql_run(s, st);
  }
}

/* Of letters and digits alone, so that an agency's copy is known whatever its quotation marks and line ends. */
static uint64_t wording(const char *text, struct trv_bytes span) {
  uint64_t h = 1469598103934665603u;
  for (uint32_t i = span.begin; i < span.end; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c >= 'A' && c <= 'Z') c |= 0x20;
    bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0xC3; /* U+0080..U+00BF are marks */
    if (c == 0xE2 && i + 2 < span.end) i += 2;                                 /* so is U+2000..U+2FFF */
    else if (c == 0xC2) i++;
    else if (word || c >= 0x80) h = (h ^ c) * 1099511628211u;
  }
  return h ^ (h >> 29);
}

static void join(struct trv_strbuf *b, uint32_t n, const char *const *items) {
  trv_strbuf_clear(b);
  for (uint32_t i = 0; i < n; i++) trv_strbuf_addf(b, "%s%s", i ? ";" : "", items[i]);
}

static int64_t key_of(const char *id) {
  int64_t key = 0;
  trv_key_parse(id, &key);
  return key;
}

static int64_t add_event(struct trv_store *s, int64_t article, uint32_t n, const struct trv_event *e, const char *text,
                         struct trv_strbuf *tags) {
  struct trv_day_range r;
  trv_range_of(e->date, &r);
  join(tags, e->n_tags, e->tags);
  const char *contexts = trv_join(s, e->n_contexts, e->contexts);
  int64_t key = key_of(e->id), place = e->place ? trv_intern_place(s, e->place) : -1;
  uint64_t words = wording(text, e->span);
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_EVENT_ADD);
  trv_sql_bind(s, st, "iiitttittttottoooiiiiidtudt", key_of(e->id), article, (int64_t)n, e->type, e->mode, e->cameo,
               (int64_t)e->quad_class, *r.from ? r.from : NULL, *r.to ? r.to : NULL, r.precision, e->date_text, place,
               e->status, e->n_tags ? tags->p : NULL, e->killed, e->wounded, e->captured, (int64_t)e->sentence,
               (int64_t)e->span.begin, (int64_t)e->span.end, (int64_t)e->trigger.begin, (int64_t)e->trigger.end,
               e->confidence, e->rule, words, e->goldstein, contexts);
  trv_sql_run(s, st);
  if (s->rc) return 0;
  int64_t id = sqlite3_last_insert_rowid(s->db);
  struct trv_stored_event of = {.event = id,
                                .key = key,
                                .article = article,
                                .place = place,
                                .wording = words,
                                .type = e->type,
                                .mode = e->mode,
                                .status = e->status,
                                .tags = e->n_tags ? tags->p : NULL,
                                .cameo = e->cameo,
                                .contexts = contexts,
                                .date_from = r.from,
                                .date_to = r.to,
                                .date_precision = r.precision,
                                .quad_class = e->quad_class,
                                .killed = e->killed,
                                .wounded = e->wounded,
                                .captured = e->captured,
                                .sentence = e->sentence};
  add_roles(s, &of, 0, e->actor);
  add_roles(s, &of, 1, e->recipient);
  add_roles(s, &of, 2, e->according_to);
  add_mentions(s, id, e);
  trv_telling_put(s, &of);
  return id;
}

static void add_truce_roles(struct trv_store *s, int64_t truce, const char *role, struct trv_entities list) {
  for (uint32_t i = 0; i < list.n; i++) {
    int64_t entity = trv_intern_entity(s, &list.items[i]);
    sqlite3_stmt *st = trv_sql(s, TRV_SQL_TRUCE_ROLE_ADD);
    trv_sql_bind(s, st, "itii", truce, role, (int64_t)i, entity);
    trv_sql_run(s, st);
  }
}

/* The row of the event called `id` among those of the document, which were added from `first` on; -1: none. */
static int64_t row_of(const struct trv_document *doc, int64_t first, const char *id) {
  for (size_t i = 0; id && i < doc->n_events; i++)
    if (strcmp(doc->events[i].id, id) == 0) return first + (int64_t)i;
  return -1;
}

static void add_truce(struct trv_store *s, int64_t article, uint32_t n, const struct trv_document *doc, int64_t first,
                      struct trv_strbuf *terms) {
  const struct trv_ceasefire *c = &doc->ceasefires[n];
  join(terms, c->n_terms, c->terms);
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_TRUCE_ADD);
  trv_sql_bind(s, st, "iiittttt", key_of(c->id), article, (int64_t)n, c->kind, c->effective, c->end,
               c->n_terms ? terms->p : NULL, c->status);
  trv_sql_run(s, st);
  if (s->rc) return;
  int64_t truce = sqlite3_last_insert_rowid(s->db);
  add_truce_roles(s, truce, "party", c->parties);
  add_truce_roles(s, truce, "announcer", c->announced_by);
  add_truce_roles(s, truce, "mediator", c->mediators);
  add_truce_roles(s, truce, "violator", c->alleged_violators);
  for (uint32_t i = 0; i < c->n_acts; i++) {
    const struct trv_ceasefire_act *a = &c->acts[i];
    st = trv_sql(s, TRV_SQL_TRUCE_ACT_ADD);
    trv_sql_bind(s, st, "iittoii", truce, (int64_t)i, a->act, a->date, row_of(doc, first, a->event),
                 (int64_t)a->span.begin, (int64_t)a->span.end);
    trv_sql_run(s, st);
  }
}

void trv_events_add(struct trv_store *s, int64_t article, const struct trv_document *doc) {
  struct trv_strbuf *list = &s->list;
  int64_t first = 0;
  for (size_t i = 0; i < doc->n_events && !s->rc; i++) {
    int64_t id = add_event(s, article, (uint32_t)i, &doc->events[i], doc->article.text, list);
    if (!i) first = id;
    if (id) trv_ids_add(s, &s->added, id);
  }
  if (doc->n_events) trv_tally(s, "events", "", (int64_t)doc->n_events);
  for (size_t i = 0; i < doc->n_ceasefires && !s->rc; i++) add_truce(s, article, (uint32_t)i, doc, first, list);
  trv_corrections_anchor(s, article);
  if (!list->failed) return;
  trv_sql_set(s, SQLITE_NOMEM, NULL);
  trv_strbuf_release(list);
}

static void drop_one(struct trv_store *s, enum trv_sql_id id, int64_t row) {
  sqlite3_stmt *st = trv_sql(s, id);
  trv_sql_bind(s, st, "i", row);
  trv_sql_run(s, st);
}

static void list_of(struct trv_store *s, enum trv_sql_id id, int64_t article, struct trv_ids *out) {
  sqlite3_stmt *st = trv_sql(s, id);
  trv_sql_bind(s, st, "i", article);
  while (trv_sql_row(s, st)) trv_ids_add(s, out, trv_sql_int(st, 0));
}

void trv_events_drop(struct trv_store *s, int64_t article) {
  struct trv_ids ids = {0};
  list_of(s, TRV_SQL_TRUCES_OF_ARTICLE, article, &ids);
  for (size_t i = 0; i < ids.n; i++) {
    drop_one(s, TRV_SQL_TRUCE_ROLES_DROP, ids.items[i]);
    drop_one(s, TRV_SQL_TRUCE_ACTS_DROP, ids.items[i]);
    drop_one(s, TRV_SQL_TRUCE_DROP, ids.items[i]);
  }
  ids.n = 0;
  list_of(s, TRV_SQL_EVENTS_OF_ARTICLE, article, &ids);
  if (ids.n) trv_tally(s, "events", "", -(int64_t)ids.n);
  for (size_t i = 0; i < ids.n; i++) trv_link_remove(s, ids.items[i]);
  for (size_t i = 0; i < ids.n; i++) {
    drop_one(s, TRV_SQL_ROLES_DROP, ids.items[i]);
    drop_one(s, TRV_SQL_MENTIONS_DROP, ids.items[i]);
    drop_one(s, TRV_SQL_ANCHORS_DROP, ids.items[i]);
    drop_one(s, TRV_SQL_EVENT_DROP, ids.items[i]);
  }
  trv_ids_release(&ids);
}
