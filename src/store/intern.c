/* Entities, places and lists that many events share: written once, known by number. */
#include <stdio.h>
#include <stdlib.h>

#include "store/tellings.h"

/* More is dropped at the end of a batch. */
#define CACHE_BYTES ((size_t)40 << 20)
#define LOADED_BYTES ((size_t)16 << 20)

void trv_cache_init(struct trv_store *s) {
  trv_arena_init(&s->cache, 0);
  trv_arena_init(&s->loaded, 0);
  trv_map_init(&s->entities, &s->cache);
  trv_map_init(&s->places, &s->cache);
  trv_map_init(&s->sides, &s->cache);
  trv_map_init(&s->tallied, &s->cache);
  s->watch = NULL;
  s->deltas = NULL;
  s->n_deltas = s->cap_deltas = 0;
}

void trv_cache_release(struct trv_store *s) {
  trv_tellings_free(s);
  free(s->entity.items);
  free(s->place.items);
  free(s->article.items);
  s->entity = s->place = s->article = (struct trv_interned){0};
  trv_arena_release(&s->loaded);
  trv_arena_release(&s->cache);
}

jmp_buf *trv_cache_guard(struct trv_store *s, jmp_buf *guard) {
  trv_arena_guard(&s->loaded, guard);
  return trv_arena_guard(&s->cache, guard);
}

void trv_loaded_trim(struct trv_store *s) {
  if (s->loaded.used >= LOADED_BYTES) trv_arena_release(&s->loaded);
}

void trv_cache_trim(struct trv_store *s) {
  if (s->loaded.used >= LOADED_BYTES) trv_arena_release(&s->loaded);
  else trv_arena_reset(&s->loaded);
  if (s->cache.used < CACHE_BYTES && !trv_tellings_full(s)) return;
  trv_cache_release(s);
  trv_cache_init(s);
}

static struct trv_slice key_of(char *buffer, size_t size, const char *a, const char *b, const char *c, const char *d) {
  int n = snprintf(buffer, size, "%s\x1f%s\x1f%s\x1f%s", a, b ? b : "", c ? c : "", d ? d : "");
  return (struct trv_slice){buffer, (size_t)n < size ? (size_t)n : 0}; /* 0: too long to be remembered */
}

static int64_t recall(struct trv_map *map, struct trv_slice key) {
  uint32_t id = key.n ? trv_map_get(map, key) : TRV_MAP_NONE;
  return id == TRV_MAP_NONE ? 0 : id;
}

static int64_t remember(struct trv_store *s, struct trv_map *map, struct trv_slice key, int64_t id) {
  if (s->rc) return 0;
  if (key.n && id > 0 && id < (int64_t)TRV_MAP_NONE) trv_map_put(map, key, (uint32_t)id);
  return id;
}

/* The row that `find` finds, else the one that `add` adds; both are bound. */
static int64_t find_or_add(struct trv_store *s, sqlite3_stmt *find, sqlite3_stmt *add) {
  if (trv_sql_row(s, find)) {
    int64_t id = trv_sql_int(find, 0);
    sqlite3_reset(find);
    return id;
  }
  trv_sql_run(s, add);
  return s->rc ? 0 : sqlite3_last_insert_rowid(s->db);
}

int64_t trv_intern_entity(struct trv_store *s, const struct trv_entity *e) {
  char buffer[1024];
  struct trv_slice key = key_of(buffer, sizeof buffer, e->code, e->sector, e->name, e->office);
  int64_t id = recall(&s->entities, key);
  if (id) return id;
  sqlite3_stmt *find = trv_sql(s, TRV_SQL_ENTITY_FIND), *add = trv_sql(s, TRV_SQL_ENTITY_ADD);
  trv_sql_bind(s, find, "tttt", e->code, e->sector, e->name, e->office);
  trv_sql_bind(s, add, "tttt", e->code, e->sector, e->name, e->office);
  return remember(s, &s->entities, key, find_or_add(s, find, add));
}

int64_t trv_intern_place(struct trv_store *s, const struct trv_place *p) {
  char buffer[1024], at[64] = "";
  if (p->located) snprintf(at, sizeof at, "%.17g %.17g", p->lat_deg, p->lon_deg);
  struct trv_slice key = key_of(buffer, sizeof buffer, p->name, p->country, at, NULL);
  int64_t id = recall(&s->places, key);
  if (id) return id;
  sqlite3_stmt *find = trv_sql(s, TRV_SQL_PLACE_FIND), *add = trv_sql(s, TRV_SQL_PLACE_ADD);
  trv_sql_bind(s, find, p->located ? "ttdd" : "ttnn", p->name, p->country, p->lat_deg, p->lon_deg);
  if (p->located) trv_sql_bind(s, add, "ttddt", p->name, p->country, p->lat_deg, p->lon_deg, p->kind);
  else trv_sql_bind(s, add, "ttnnt", p->name, p->country, p->kind);
  id = find_or_add(s, find, add);
  if (p->kind) { /* one that was stored before its kind was told */
    sqlite3_stmt *st = trv_sql(s, TRV_SQL_PLACE_KIND);
    trv_sql_bind(s, st, "it", id, p->kind);
    trv_sql_run(s, st);
  }
  return remember(s, &s->places, key, id);
}

int64_t trv_intern_side(struct trv_store *s, const char *list) {
  struct trv_slice key = trv_slice_of(list);
  int64_t id = recall(&s->sides, key);
  if (id) return id;
  sqlite3_stmt *find = trv_sql(s, TRV_SQL_SIDE_FIND), *add = trv_sql(s, TRV_SQL_SIDE_ADD);
  trv_sql_bind(s, find, "t", list);
  trv_sql_bind(s, add, "t", list);
  return remember(s, &s->sides, key, find_or_add(s, find, add));
}

/* ---- by number */

/* The place where item `id` is kept; NULL after an error. */
static void **slot(struct trv_store *s, struct trv_interned *table, int64_t id) {
  if (id <= 0 || id > INT32_MAX) {
    trv_sql_set(s, SQLITE_CORRUPT, "a number of an entity or place");
    return NULL;
  }
  if ((uint64_t)id >= table->cap) {
    uint32_t cap = table->cap ? table->cap : 1024;
    while (cap <= (uint64_t)id) cap *= 2;
    void **items = realloc(table->items, cap * sizeof *items);
    if (!items) {
      trv_sql_set(s, SQLITE_NOMEM, NULL);
      return NULL;
    }
    memset(items + table->cap, 0, (cap - table->cap) * sizeof *items);
    table->items = items;
    table->cap = cap;
  }
  return &table->items[id];
}

static const char *copy(struct trv_store *s, sqlite3_stmt *st, int column) {
  const char *text = trv_sql_str(st, column);
  return text ? trv_arena_strdup(&s->cache, text) : NULL;
}

const struct trv_entity *trv_entity_of(struct trv_store *s, int64_t id) {
  void **at = slot(s, &s->entity, id);
  if (!at) return NULL;
  if (*at) return *at;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ENTITY_GET);
  trv_sql_bind(s, st, "i", id);
  if (!trv_sql_row(s, st)) {
    trv_sql_set(s, SQLITE_CORRUPT, "an entity is missing");
    return NULL;
  }
  struct trv_entity *e = TRV_NEW(&s->cache, struct trv_entity);
  *e = (struct trv_entity){
      .code = copy(s, st, 0), .sector = copy(s, st, 1), .name = copy(s, st, 2), .office = copy(s, st, 3)};
  sqlite3_reset(st);
  return *at = e;
}

const struct trv_place *trv_place_of(struct trv_store *s, int64_t id) {
  void **at = slot(s, &s->place, id);
  if (!at) return NULL;
  if (*at) return *at;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_PLACE_GET);
  trv_sql_bind(s, st, "i", id);
  if (!trv_sql_row(s, st)) {
    trv_sql_set(s, SQLITE_CORRUPT, "a place is missing");
    return NULL;
  }
  struct trv_place *p = TRV_NEW(&s->cache, struct trv_place);
  *p = (struct trv_place){.name = copy(s, st, 0), .country = copy(s, st, 1), .located = trv_sql_str(st, 2) != NULL};
  if (p->located) p->lat_deg = sqlite3_column_double(st, 2), p->lon_deg = sqlite3_column_double(st, 3);
  sqlite3_reset(st);
  return *at = p;
}

const struct trv_article_of *trv_article_of(struct trv_store *s, int64_t id) {
  void **at = slot(s, &s->article, id);
  if (!at) return NULL;
  if (*at) return *at;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ARTICLE_GET);
  trv_sql_bind(s, st, "i", id);
  if (!trv_sql_row(s, st)) {
    trv_sql_set(s, SQLITE_CORRUPT, "an article is missing");
    return NULL;
  }
  struct trv_article_of *a = TRV_NEW(&s->cache, struct trv_article_of);
  trv_key_print(trv_sql_int(st, 0), a->key);
  a->date = copy(s, st, 1);
  a->outlet = copy(s, st, 2);
  a->agency = copy(s, st, 3);
  a->lang = copy(s, st, 4);
  sqlite3_reset(st);
  return *at = a;
}
