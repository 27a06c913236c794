/* Events as they are compared, kept small: a record of numbers for each, so that those of a large database stay in memory.
 *
 * A record is made of what was stored, or of what is being stored, by the same steps: what is linked must not depend on
 * whether an article came with this batch or an earlier one. What repeats (types, statuses, lists of entities, places) is
 * interned. A telling is unfolded from its record whenever it is asked for; it has what linking looks at (chronicle/incidents.h),
 * and no words and spans. */
#include "store/tellings.h"

#include <stdio.h>
#include <stdlib.h>

#define CHUNK 4096
#define MAX_RECORDS 400000 /* some 40 MB; more are dropped between batches */

struct trv_record {
  int64_t event, key;
  uint64_t wording;
  uint32_t article;        /* 0: forgotten */
  int32_t numbers[3];      /* killed, wounded, captured; -1; above two milliards is all one */
  uint32_t strings[5];     /* type, mode, status, date, cameo: numbers of strings, 0: NULL */
  uint32_t tags, contexts; /* numbers of lists of words, 0: none */
  uint32_t lists[3];       /* actor, recipient, sources: numbers of lists, 0: empty */
  uint32_t place;
  uint32_t sentence : 24, quad_class : 8;
};

struct tags {
  uint32_t n;
  const char *const *items;
};

struct trv_tellings {
  uint32_t n, cap_index; /* cap_index is a power of two */
  uint32_t *index;       /* number of the record + 1; 0: free */
  uint32_t n_chunks, cap_chunks;
  struct trv_record **chunks;
  struct trv_map string_ids, tag_ids, list_ids; /* in the store's cache */
  uint32_t n_strings, cap_strings, n_tags, cap_tags, n_lists, cap_lists;
  const char **strings;
  struct tags *tags;
  struct trv_entities *lists;
};

static struct trv_record *record_at(const struct trv_tellings *t, uint32_t i) {
  return &t->chunks[i / CHUNK][i % CHUNK];
}

static uint32_t *slot_of(const struct trv_tellings *t, int64_t event) {
  size_t mask = t->cap_index - 1u, i = (size_t)((uint64_t)event * 0x9E3779B97F4A7C15u >> 24) & mask;
  while (t->index[i] && record_at(t, t->index[i] - 1)->event != event) i = (i + 1) & mask;
  return &t->index[i];
}

static bool widen(struct trv_tellings *t) {
  if (t->n * 2 >= t->cap_index) {
    uint32_t cap = t->cap_index ? t->cap_index * 2 : 8192;
    uint32_t *index = calloc(cap, sizeof *index), *old = t->index;
    if (!index) return false;
    t->index = index;
    t->cap_index = cap;
    for (uint32_t i = 0; i < t->n; i++) *slot_of(t, record_at(t, i)->event) = i + 1;
    free(old);
  }
  if (t->n < t->n_chunks * CHUNK) return true;
  if (t->n_chunks == t->cap_chunks) {
    uint32_t cap = t->cap_chunks ? t->cap_chunks * 2 : 64;
    struct trv_record **chunks = realloc(t->chunks, cap * sizeof *chunks);
    if (!chunks) return false;
    t->chunks = chunks;
    t->cap_chunks = cap;
  }
  struct trv_record *chunk = malloc(CHUNK * sizeof *chunk);
  if (!chunk) return false;
  t->chunks[t->n_chunks++] = chunk;
  return true;
}

/* NULL after an error. */
static struct trv_tellings *tellings(struct trv_store *s) {
  if (s->tellings || s->rc) return s->rc ? NULL : s->tellings;
  struct trv_tellings *t = calloc(1, sizeof *t);
  if (!t) {
    trv_sql_set(s, SQLITE_NOMEM, NULL);
    return NULL;
  }
  s->tellings = t;
  trv_map_init(&t->string_ids, &s->cache);
  trv_map_init(&t->tag_ids, &s->cache);
  trv_map_init(&t->list_ids, &s->cache);
  TRV_PUSH(&s->cache, t->strings, t->n_strings, t->cap_strings, NULL);
  TRV_PUSH(&s->cache, t->tags, t->n_tags, t->cap_tags, (struct tags){0, NULL});
  TRV_PUSH(&s->cache, t->lists, t->n_lists, t->cap_lists, (struct trv_entities){0, NULL});
  return t;
}

void trv_tellings_free(struct trv_store *s) {
  struct trv_tellings *t = s->tellings;
  if (!t) return;
  for (uint32_t i = 0; i < t->n_chunks; i++) free(t->chunks[i]);
  free(t->chunks);
  free(t->index);
  free(t);
  s->tellings = NULL;
}

bool trv_tellings_full(const struct trv_store *s) { return s->tellings && s->tellings->n > MAX_RECORDS; }

/* ---- what repeats */

static uint32_t string_of(struct trv_store *s, const char *text) {
  struct trv_tellings *t = s->tellings;
  if (!text) return 0;
  uint32_t id = trv_map_get(&t->string_ids, trv_slice_of(text));
  if (id != TRV_MAP_NONE) return id;
  TRV_PUSH(&s->cache, t->strings, t->n_strings, t->cap_strings, trv_arena_strdup(&s->cache, text));
  trv_map_put(&t->string_ids, trv_slice_of(text), t->n_strings - 1);
  return t->n_strings - 1;
}

/* `list`: joined by ; */
static uint32_t tags_of(struct trv_store *s, const char *list) {
  struct trv_tellings *t = s->tellings;
  if (!list || !*list) return 0;
  uint32_t id = trv_map_get(&t->tag_ids, trv_slice_of(list)), cap = 0;
  if (id != TRV_MAP_NONE) return id;
  struct tags tags = {0, NULL};
  const char **items = NULL;
  for (struct trv_slice rest = trv_slice_of(list); rest.p;) {
    struct trv_slice one = trv_slice_split(&rest, ';');
    TRV_PUSH(&s->cache, items, tags.n, cap, trv_arena_strndup(&s->cache, one.p, one.n));
  }
  tags.items = items;
  TRV_PUSH(&s->cache, t->tags, t->n_tags, t->cap_tags, tags);
  trv_map_put(&t->tag_ids, trv_slice_of(list), t->n_tags - 1);
  return t->n_tags - 1;
}

static uint32_t list_of(struct trv_store *s, const int64_t *entities, uint32_t n) {
  struct trv_tellings *t = s->tellings;
  if (!n) return 0;
  struct trv_slice key = {(const char *)entities, n * sizeof *entities};
  uint32_t id = trv_map_get(&t->list_ids, key);
  if (id != TRV_MAP_NONE) return id;
  struct trv_entity *items = TRV_NEW_ARRAY(&s->cache, struct trv_entity, n);
  for (uint32_t i = 0; i < n; i++) {
    const struct trv_entity *e = trv_entity_of(s, entities[i]);
    if (!e) return 0;
    items[i] = *e;
  }
  TRV_PUSH(&s->cache, t->lists, t->n_lists, t->cap_lists, (struct trv_entities){n, items});
  trv_map_put(&t->list_ids, key, t->n_lists - 1);
  return t->n_lists - 1;
}

/* ---- records */

static int32_t number(int64_t n) { return n < 0 ? -1 : n > INT32_MAX ? INT32_MAX : (int32_t)n; }

void trv_telling_put(struct trv_store *s, const struct trv_stored_event *e) {
  struct trv_tellings *t = tellings(s);
  if (!t) return;
  if (e->article <= 0 || e->article > UINT32_MAX) trv_sql_set(s, SQLITE_CORRUPT, "a number of an article");
  if (!widen(t)) {
    trv_sql_set(s, SQLITE_NOMEM, NULL);
    return;
  }
  char iso[40];
  struct trv_record r = {.event = e->event,
                         .key = e->key,
                         .article = (uint32_t)e->article,
                         .wording = e->wording,
                         .numbers = {number(e->killed), number(e->wounded), number(e->captured)},
                         .place = (uint32_t)(e->place > 0 ? e->place : 0),
                         .sentence = e->sentence & 0xFFFFFF,
                         .quad_class = (uint8_t)e->quad_class};
  const char *const texts[] = {e->type, e->mode, e->status,
                               trv_range_iso(e->date_from, e->date_to, e->date_precision, iso), e->cameo};
  r.tags = tags_of(s, e->tags);
  r.contexts = tags_of(s, e->contexts);
  for (int i = 0; i < 5; i++) r.strings[i] = string_of(s, texts[i]);
  for (int i = 0; i < 3; i++) r.lists[i] = list_of(s, e->roles[i], e->n_roles[i]);
  if (s->rc) return;
  uint32_t *slot = slot_of(t, e->event);
  if (!*slot) *slot = ++t->n;
  *record_at(t, *slot - 1) = r;
}

static void read_roles(struct trv_store *s, struct trv_stored_event *e) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ROLES_OF);
  trv_sql_bind(s, st, "i", e->event);
  while (trv_sql_row(s, st)) {
    const char *role = trv_sql_str(st, 0);
    int k = role[0] == 'a' ? 0 : role[0] == 'r' ? 1 : 2;
    if (e->n_roles[k] < TRV_MAX_ENTITIES) e->roles[k][e->n_roles[k]++] = trv_sql_int(st, 1);
  }
}

static void read_record(struct trv_store *s, int64_t event) {
  struct trv_stored_event e = {.event = event};
  read_roles(s, &e);
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_EVENT_GET);
  trv_sql_bind(s, st, "i", event);
  if (!trv_sql_row(s, st)) {
    trv_sql_set(s, SQLITE_CORRUPT, "an event is missing");
    return;
  }
  e.key = trv_sql_int(st, 0);
  e.article = trv_sql_int(st, 1);
  e.wording = (uint64_t)trv_sql_int(st, 2);
  e.type = trv_sql_str(st, 3);
  e.mode = trv_sql_str(st, 4);
  e.quad_class = (int)trv_sql_int(st, 5);
  e.date_from = trv_sql_str(st, 6);
  e.date_to = trv_sql_str(st, 7);
  e.date_precision = trv_sql_str(st, 8);
  e.place = trv_sql_count(st, 9);
  e.status = trv_sql_str(st, 10);
  e.tags = trv_sql_str(st, 11);
  e.killed = trv_sql_count(st, 12);
  e.wounded = trv_sql_count(st, 13);
  e.captured = trv_sql_count(st, 14);
  e.sentence = (uint32_t)trv_sql_int(st, 15);
  e.cameo = trv_sql_str(st, 16);
  e.contexts = trv_sql_str(st, 17);
  trv_telling_put(s, &e);
  sqlite3_reset(st);
}

static const struct trv_record *record_of(struct trv_store *s, int64_t event) {
  struct trv_tellings *t = tellings(s);
  if (!t) return NULL;
  uint32_t at = t->cap_index ? *slot_of(t, event) : 0;
  if (!at || !record_at(t, at - 1)->article) {
    read_record(s, event);
    if (s->rc) return NULL;
    at = *slot_of(t, event);
  }
  return record_at(t, at - 1);
}

void trv_tellings_forget(struct trv_store *s, int64_t event) {
  struct trv_tellings *t = s->tellings;
  if (!t || !t->cap_index) return;
  uint32_t at = *slot_of(t, event);
  if (at) record_at(t, at - 1)->article = 0; /* the row's number may come again: it is read anew then */
}

/* ---- unfolding */

bool trv_telling_unfold(struct trv_store *s, int64_t event, struct trv_unfolded *out) {
  const struct trv_record *r = record_of(s, event);
  if (!r) return false;
  const struct trv_tellings *t = s->tellings;
  const struct trv_article_of *a = trv_article_of(s, r->article);
  const struct trv_place *place = r->place ? trv_place_of(s, r->place) : NULL;
  if (!a || s->rc) return false;
  trv_key_print(r->key, out->id);
  out->telling = (struct trv_telling){.id = out->id,
                                      .article = a->key,
                                      .article_day = a->date,
                                      .outlet = a->outlet,
                                      .agency = a->agency,
                                      .lang = a->lang,
                                      .wording = r->wording,
                                      .event = &out->event};
  out->event = (struct trv_event){.id = out->id,
                                  .type = t->strings[r->strings[0]],
                                  .mode = t->strings[r->strings[1]],
                                  .status = t->strings[r->strings[2]],
                                  .date = t->strings[r->strings[3]],
                                  .cameo = t->strings[r->strings[4]],
                                  .quad_class = r->quad_class,
                                  .actor = t->lists[r->lists[0]],
                                  .recipient = t->lists[r->lists[1]],
                                  .according_to = t->lists[r->lists[2]],
                                  .place = place,
                                  .killed = r->numbers[0],
                                  .wounded = r->numbers[1],
                                  .captured = r->numbers[2],
                                  .sentence = r->sentence,
                                  .n_tags = t->tags[r->tags].n,
                                  .tags = t->tags[r->tags].items,
                                  .n_contexts = t->tags[r->contexts].n,
                                  .contexts = t->tags[r->contexts].items};
  return true;
}

void trv_unfolded_copy(const struct trv_telling *from, struct trv_unfolded *out) {
  out->telling = *from;
  out->event = *from->event;
  snprintf(out->id, sizeof out->id, "%s", from->id);
  out->telling.id = out->event.id = out->id;
  out->telling.event = &out->event;
}

const struct trv_telling *trv_telling_of(struct trv_store *s, int64_t event) {
  struct trv_unfolded *u = TRV_NEW(&s->loaded, struct trv_unfolded);
  return trv_telling_unfold(s, event, u) ? &u->telling : NULL;
}
