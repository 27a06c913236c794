/* What articles tell of ceasefires, joined (chronicle/ledger.h).
 *
 * What an article tells is made anew from its events and records whenever it is needed; only the keys by which it finds others
 * are stored. An article that comes or goes makes the component that it belongs to due; trv_ledger_settle follows the keys from
 * there, joins each component, and writes its ceasefires in the place of those that it had. */
#include "chronicle/ledger.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/corrections.h"
#include "store/filing.h"
#include "store/tellings.h"

/* What one article tells. */
struct told {
  int64_t article;
  uint32_t n;
  struct trv_truce_telling *items;
  int64_t **events; /* rows of the events of each */
};

static void run_1(struct trv_store *s, enum trv_sql_id id, int64_t a) {
  sqlite3_stmt *st = trv_sql(s, id);
  trv_sql_bind(s, st, "i", a);
  trv_sql_run(s, st);
}

static void run_3(struct trv_store *s, enum trv_sql_id id, int64_t a, int64_t b, int64_t c) {
  sqlite3_stmt *st = trv_sql(s, id);
  trv_sql_bind(s, st, "iii", a, b, c);
  trv_sql_run(s, st);
}

/* ---- what an article tells, read back */

static const char *copy(struct trv_arena *arena, sqlite3_stmt *st, int column) {
  const char *text = trv_sql_str(st, column);
  return text ? trv_arena_strdup(arena, text) : NULL;
}

/* No longer than they are: a list that grew leaves what it grew out of. */
static void *fit(struct trv_arena *arena, const void *items, uint32_t n, size_t size) {
  void *out = trv_arena_array(arena, n, size);
  if (n) memcpy(out, items, n * size);
  return out;
}

static void read_roles(struct trv_store *s, int64_t truce, struct trv_arena *arena, struct trv_ceasefire *c) {
  static const char *const roles[] = {"party", "announcer", "mediator", "violator"};
  struct trv_entities *const lists[] = {&c->parties, &c->announced_by, &c->mediators, &c->alleged_violators};
  struct trv_entity *items[4] = {NULL};
  uint32_t n[4] = {0}, cap[4] = {0};
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_TRUCE_ROLES_OF);
  trv_sql_bind(s, st, "i", truce);
  while (trv_sql_row(s, st)) {
    const struct trv_entity *e = trv_entity_of(s, trv_sql_int(st, 1));
    for (int k = 0; k < 4 && e; k++)
      if (strcmp(trv_sql_str(st, 0), roles[k]) == 0) TRV_PUSH(&s->loaded, items[k], n[k], cap[k], *e);
  }
  for (int k = 0; k < 4; k++) *lists[k] = (struct trv_entities){n[k], fit(arena, items[k], n[k], sizeof **items)};
}

static void read_acts(struct trv_store *s, int64_t truce, struct trv_arena *arena, struct trv_ceasefire *c) {
  struct trv_ceasefire_act *acts = NULL;
  uint32_t cap = 0;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_TRUCE_ACTS_OF);
  trv_sql_bind(s, st, "i", truce);
  while (trv_sql_row(s, st)) {
    struct trv_ceasefire_act a = {.act = copy(arena, st, 0), .date = copy(arena, st, 1)};
    if (sqlite3_column_type(st, 2) != SQLITE_NULL) {
      char *id = trv_arena_alloc(arena, 17);
      trv_key_print(trv_sql_int(st, 2), id);
      a.event = id;
    }
    a.span = (struct trv_bytes){(uint32_t)trv_sql_int(st, 3), (uint32_t)trv_sql_int(st, 4)};
    TRV_PUSH(&s->loaded, acts, c->n_acts, cap, a);
  }
  c->acts = fit(arena, acts, c->n_acts, sizeof *acts);
}

static void read_terms(struct trv_arena *arena, struct trv_ceasefire *c, const char *list) {
  const char **terms = NULL;
  uint32_t cap = 0;
  struct trv_slice rest = trv_slice_of(list);
  while (list && rest.p) {
    struct trv_slice one = trv_slice_split(&rest, ';');
    TRV_PUSH(arena, terms, c->n_terms, cap, trv_arena_strndup(arena, one.p, one.n));
  }
  c->terms = terms;
}

static uint32_t read_records(struct trv_store *s, int64_t article, struct trv_arena *arena,
                             struct trv_ceasefire **out) {
  struct trv_ceasefire *items = NULL;
  struct trv_ids rows = {0};
  uint32_t n = 0, cap = 0;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_TRUCES_OF_ARTICLE);
  trv_sql_bind(s, st, "i", article);
  while (trv_sql_row(s, st)) {
    char *id = trv_arena_alloc(arena, 17);
    trv_key_print(trv_sql_int(st, 1), id);
    struct trv_ceasefire c = {.id = id,
                              .kind = copy(arena, st, 2),
                              .effective = copy(arena, st, 3),
                              .end = copy(arena, st, 4),
                              .status = copy(arena, st, 6)};
    read_terms(arena, &c, trv_sql_str(st, 5));
    trv_ids_add(s, &rows, trv_sql_int(st, 0));
    TRV_PUSH(&s->loaded, items, n, cap, c);
  }
  items = fit(arena, items, n, sizeof *items);
  for (uint32_t i = 0; i < rows.n; i++) {
    read_roles(s, rows.items[i], arena, &items[i]);
    read_acts(s, rows.items[i], arena, &items[i]);
  }
  trv_ids_release(&rows);
  *out = items;
  return n;
}

static void events_of(struct trv_store *s, int64_t article, struct trv_ids *out) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_EVENTS_IN_ORDER);
  trv_sql_bind(s, st, "i", article);
  while (trv_sql_row(s, st)) trv_ids_add(s, out, trv_sql_int(st, 0));
  size_t kept = 0;
  for (size_t i = 0; i < out->n; i++)
    if (!trv_event_rejected(s, out->items[i])) out->items[kept++] = out->items[i];
  out->n = kept;
}

/* Keeps of one item what the ledger looks at: a copy of its events, with their rows. */
static int64_t *keep_events(struct trv_truce_telling *t, const struct trv_telling *all, const struct trv_ids *rows,
                            struct trv_arena *arena) {
  struct trv_unfolded *copies = TRV_NEW_ARRAY(arena, struct trv_unfolded, t->n_events);
  struct trv_telling *kept =
      t->n_events == 1 ? &copies->telling : TRV_NEW_ARRAY(arena, struct trv_telling, t->n_events);
  int64_t *events = TRV_NEW_ARRAY(arena, int64_t, t->n_events);
  for (uint32_t i = 0; i < t->n_events; i++) {
    for (size_t k = 0; k < rows->n; k++)
      if (strcmp(all[k].id, t->events[i].id) == 0) events[i] = rows->items[k];
    trv_unfolded_copy(&t->events[i], &copies[i]);
    if (t->n_events > 1) kept[i] = copies[i].telling;
  }
  t->events = kept;
  if (!t->record) t->id = kept[0].id;
  return events;
}

/* `arena` gets what is told of truces; all events of the article go into the store's own and are forgotten. */
static void read_told(struct trv_store *s, int64_t article, struct trv_arena *arena, struct told *out) {
  struct trv_ids ids = {0};
  struct trv_truce_telling *items;
  struct trv_ceasefire *records;
  struct trv_arena *scratch = &s->loaded;
  uint32_t n = 0;
  *out = (struct told){.article = article};
  events_of(s, article, &ids);
  struct trv_telling *tellings = TRV_NEW_ARRAY(scratch, struct trv_telling, ids.n + 1);
  for (size_t i = 0; i < ids.n && !s->rc; i++) {
    const struct trv_telling *t = trv_telling_of(s, ids.items[i]);
    if (t) tellings[i] = *t;
  }
  uint32_t n_records = s->rc ? 0 : read_records(s, article, arena, &records);
  const struct trv_article_of *a = s->rc ? NULL : trv_article_of(s, article);
  struct trv_telling of = {.article = NULL};
  if (a)
    of = (struct trv_telling){
        .article = a->key, .article_day = a->date, .outlet = a->outlet, .agency = a->agency, .lang = a->lang};
  if (!s->rc) trv_truces_of_article(&of, tellings, (uint32_t)ids.n, records, n_records, scratch, &items, &n);
  if (n) {
    struct trv_entities around = items[0].around;
    struct trv_entity *foes = TRV_NEW_ARRAY(arena, struct trv_entity, around.n);
    for (uint32_t i = 0; i < around.n; i++) foes[i] = around.items[i];
    out->n = n;
    out->items = TRV_NEW_ARRAY(arena, struct trv_truce_telling, n);
    out->events = TRV_NEW_ARRAY(arena, int64_t *, n);
    for (uint32_t i = 0; i < n; i++) {
      out->items[i] = items[i];
      out->items[i].around.items = foes;
      if (items[i].record) out->items[i].id = trv_arena_strdup(arena, items[i].id);
      out->events[i] = keep_events(&out->items[i], tellings, &ids, arena);
    }
  }
  trv_ids_release(&ids);
}

/* ---- coming and going */

static void file_article(struct trv_store *s, int64_t article, struct trv_filing *f) {
  struct told told;
  uint64_t keys[TRV_MAX_TRUCE_KEYS];
  read_told(s, article, &s->loaded, &told);
  for (uint32_t i = 0; i < told.n && !s->rc; i++)
    trv_filing_add(s, f, keys, trv_truce_keys(&told.items[i], keys), article, i);
  if (told.n) run_1(s, TRV_SQL_DUE_ADD, article);
  trv_loaded_trim(s);
}

void trv_ledger_add(struct trv_store *s) {
  struct trv_filing f = {0};
  for (size_t i = 0; i < s->told.n && !s->rc; i++) file_article(s, s->told.items[i], &f);
  trv_filing_write(s, &f, TRV_SQL_TRUCE_KEY_ADD);
}

static void drop_ceasefire(struct trv_store *s, int64_t id) {
  run_1(s, TRV_SQL_TRANSITION_EVENTS_DROP, id);
  run_1(s, TRV_SQL_TRANSITION_ARTICLES_DROP, id);
  run_1(s, TRV_SQL_TRANSITIONS_DROP, id);
  run_1(s, TRV_SQL_MEMBERS_DROP, id);
  run_1(s, TRV_SQL_CEASEFIRE_DROP, id);
  trv_tally(s, "ceasefires", "", -1);
}

static void ceasefires_of(struct trv_store *s, int64_t article, uint32_t n, struct trv_ids *out) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_CEASEFIRES_OF_ARTICLE);
  trv_sql_bind(s, st, "ii", article, (int64_t)n);
  while (trv_sql_row(s, st)) trv_ids_add(s, out, trv_sql_int(st, 0));
}

static void meet_key(struct trv_store *s, uint64_t key, struct trv_ids *due) {
  uint64_t looks[TRV_MAX_TRUCE_LOOKS];
  uint32_t n = trv_truce_looks(key, looks);
  for (uint32_t i = 0; i < n; i++) {
    sqlite3_stmt *st = trv_sql(s, TRV_SQL_TRUCE_KEY_GET);
    trv_sql_bind(s, st, "u", looks[i]);
    while (trv_sql_row(s, st)) trv_ids_add(s, due, trv_sql_int(st, 0));
  }
}

/* Everything that meets what goes is due; its ceasefires go with it. */
void trv_ledger_remove(struct trv_store *s, int64_t article) {
  for (size_t i = 0; i < s->told.n; i++)
    if (s->told.items[i] == article) { /* it came with this batch */
      s->told.items[i] = s->told.items[--s->told.n];
      return;
    }
  struct told told;
  struct trv_ids due = {0}, gone = {0};
  uint64_t keys[TRV_MAX_TRUCE_KEYS];
  read_told(s, article, &s->loaded, &told);
  for (uint32_t i = 0; i < told.n && !s->rc; i++) {
    uint32_t n = trv_truce_keys(&told.items[i], keys);
    for (uint32_t k = 0; k < n; k++) {
      run_3(s, TRV_SQL_TRUCE_KEY_DROP, (int64_t)keys[k], article, i);
      meet_key(s, keys[k], &due);
    }
    ceasefires_of(s, article, i, &gone);
  }
  trv_ids_sort(&gone);
  for (size_t i = 0; i < gone.n; i++) {
    sqlite3_stmt *st = trv_sql(s, TRV_SQL_MEMBERS_OF);
    trv_sql_bind(s, st, "i", gone.items[i]);
    while (trv_sql_row(s, st)) trv_ids_add(s, &due, trv_sql_int(st, 0));
    drop_ceasefire(s, gone.items[i]);
  }
  trv_ids_sort(&due);
  for (size_t i = 0; i < due.n; i++)
    if (due.items[i] != article) run_1(s, TRV_SQL_DUE_ADD, due.items[i]);
  run_1(s, TRV_SQL_DUE_DROP, article);
  trv_ids_release(&due);
  trv_ids_release(&gone);
}

/* ---- joining what is due */

struct node {
  uint32_t told, n; /* numbers of the article and of what it tells */
};

#define SETTLING_BYTES ((size_t)8 << 20) /* more is dropped between components */

struct settling {
  struct trv_store *s;
  struct trv_arena arena, entry; /* entry: what is being written */
  struct trv_map rows;           /* id of an event -> its row */
  struct trv_map articles, keys; /* article -> number in `told`; key -> looked up */
  size_t n_done, cap_done;       /* what was taken into a component: a set, kept; cap_done is a power of two */
  uint64_t *done;                /* article << 24 | n + 1; 0: free */
  uint32_t n_told, cap_told;
  struct told *told;
  uint32_t n, cap; /* the component in hand */
  struct node *nodes;
};

static void forget(struct settling *g) {
  trv_arena_release(&g->arena);
  trv_map_init(&g->articles, &g->arena);
  trv_map_init(&g->keys, &g->arena);
  g->told = NULL;
  g->nodes = NULL;
  g->n_told = g->cap_told = g->n = g->cap = 0;
}

static uint32_t told_of(struct settling *g, int64_t article) {
  struct trv_slice key = {(const char *)&article, sizeof article};
  uint32_t at = trv_map_get(&g->articles, key);
  if (at != TRV_MAP_NONE) return at;
  struct told told;
  read_told(g->s, article, &g->arena, &told);
  trv_loaded_trim(g->s);
  at = g->n_told;
  TRV_PUSH(&g->arena, g->told, g->n_told, g->cap_told, told);
  trv_map_put(&g->articles, key, at);
  return at;
}

static uint64_t *done_slot(const struct settling *g, int64_t article, uint32_t n) {
  uint64_t key = (uint64_t)article << 24 | ((n + 1) & 0xFFFFFF);
  size_t mask = g->cap_done - 1, i = (size_t)(key * 0x9E3779B97F4A7C15u >> 24) & mask;
  while (g->done[i] && g->done[i] != key) i = (i + 1) & mask;
  return &g->done[i];
}

static bool is_done(const struct settling *g, int64_t article, uint32_t n) {
  return g->cap_done && *done_slot(g, article, n);
}

static void mark_done(struct settling *g, int64_t article, uint32_t n) {
  if (g->n_done * 2 >= g->cap_done) {
    uint64_t *old = g->done;
    size_t cap = g->cap_done;
    g->done = trv_heap_zeroed(g->s, cap ? cap * 2 : 4096, sizeof *g->done);
    if (!g->done) {
      g->done = old;
      return;
    }
    g->cap_done = cap ? cap * 2 : 4096;
    for (size_t i = 0; i < cap; i++)
      if (old[i]) *done_slot(g, (int64_t)(old[i] >> 24), (uint32_t)(old[i] & 0xFFFFFF) - 1) = old[i];
    trv_heap_free(old);
  }
  *done_slot(g, article, n) = (uint64_t)article << 24 | ((n + 1) & 0xFFFFFF);
  g->n_done++;
}

static void add_node(struct settling *g, uint32_t told, uint32_t n) {
  if (n >= g->told[told].n || is_done(g, g->told[told].article, n)) return;
  mark_done(g, g->told[told].article, n);
  TRV_PUSH(&g->arena, g->nodes, g->n, g->cap, (struct node){told, n});
}

static void follow_key(struct settling *g, uint64_t key) {
  struct trv_slice slice = {(const char *)&key, sizeof key};
  if (trv_map_get(&g->keys, slice) != TRV_MAP_NONE) return;
  trv_map_put(&g->keys, slice, 1);
  struct trv_ids found = {0};
  sqlite3_stmt *st = trv_sql(g->s, TRV_SQL_TRUCE_KEY_GET);
  trv_sql_bind(g->s, st, "u", key);
  while (trv_sql_row(g->s, st)) {
    trv_ids_add(g->s, &found, trv_sql_int(st, 0));
    trv_ids_add(g->s, &found, trv_sql_int(st, 1));
  }
  for (size_t i = 0; i + 1 < found.n && !g->s->rc; i += 2)
    add_node(g, told_of(g, found.items[i]), (uint32_t)found.items[i + 1]);
  trv_ids_release(&found);
}

static int64_t article_row(struct trv_store *s, const char *key) {
  int64_t k = 0, id = 0;
  trv_key_parse(key, &k);
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ARTICLE_ID);
  trv_sql_bind(s, st, "i", k);
  if (trv_sql_row(s, st)) {
    id = trv_sql_int(st, 0);
    sqlite3_reset(st);
  }
  return id;
}

static void write_transition(struct settling *g, int64_t ceasefire, uint32_t n, const struct trv_transition *t) {
  struct trv_store *s = g->s;
  int64_t by = trv_side_id(s, t->by), against = trv_side_id(s, t->against);
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_TRANSITION_ADD);
  trv_sql_bind(s, st, "iittooii", ceasefire, (int64_t)n, trv_truce_state_name(t->state), t->date, by, against,
               (int64_t)t->n_articles, (int64_t)t->n_sources);
  trv_sql_run(s, st);
  for (uint32_t i = 0; i < t->n_events; i++) {
    uint32_t at = trv_map_get(&g->rows, trv_slice_of(t->events[i]));
    if (at != TRV_MAP_NONE) run_3(s, TRV_SQL_TRANSITION_EVENT_ADD, ceasefire, n, at);
  }
  for (uint32_t i = 0; i < t->n_articles; i++)
    run_3(s, TRV_SQL_TRANSITION_ARTICLE_ADD, ceasefire, n, article_row(s, t->articles[i]));
}

static void write_entry(void *context, const struct trv_truce_entry *e) {
  struct settling *g = context;
  struct trv_store *s = g->s;
  if (s->rc) return;
  int64_t key = 0;
  struct trv_day_range from, to;
  trv_key_parse(e->id + 1, &key);
  const char *first = e->effective ? e->effective : e->agreed;
  if (!first && e->n_transitions) first = e->transitions[0].date;
  trv_range_of(first, &from);
  trv_range_of(e->end, &to);
  const char *begins = *from.from ? from.from : TRV_NO_DAY_TEXT;
  const char *ends = *to.to ? to.to : *from.to ? from.to : begins;
  int64_t parties = trv_side_id(s, e->parties), announced = trv_side_id(s, e->announced_by);
  int64_t mediators = trv_side_id(s, e->mediators), violators = trv_side_id(s, e->alleged_violators);
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_CEASEFIRE_ADD);
  trv_sql_bind(s, st, "ittttttoooottii", key, e->kind, e->agreed, e->effective, e->end, begins, ends, parties,
               announced, mediators, violators, trv_join(s, e->n_terms, e->terms), trv_truce_state_name(e->status),
               (int64_t)e->n_articles, (int64_t)e->n_sources);
  trv_sql_run(s, st);
  if (s->rc) return;
  int64_t id = sqlite3_last_insert_rowid(s->db);
  for (uint32_t i = 0; i < e->n_members; i++)
    run_3(s, TRV_SQL_MEMBER_ADD, id, g->told[g->nodes[e->members[i]].told].article, g->nodes[e->members[i]].n);
  for (uint32_t i = 0; i < e->n_transitions; i++) write_transition(g, id, i, &e->transitions[i]);
  trv_tally(s, "ceasefires", "", 1);
  trv_loaded_trim(s);
}

/* Joins the component in hand, in the place of what its members made before. */
static void join_component(struct settling *g) {
  struct trv_store *s = g->s;
  struct trv_ids old = {0};
  struct trv_truce_telling *tellings = TRV_NEW_ARRAY(&g->arena, struct trv_truce_telling, g->n + 1u);
  trv_map_init(&g->rows, &g->arena);
  for (uint32_t i = 0; i < g->n; i++) {
    const struct told *t = &g->told[g->nodes[i].told];
    tellings[i] = t->items[g->nodes[i].n];
    ceasefires_of(s, t->article, g->nodes[i].n, &old);
    for (uint32_t k = 0; k < tellings[i].n_events; k++)
      trv_map_put(&g->rows, trv_slice_of(tellings[i].events[k].id), (uint32_t)t->events[g->nodes[i].n][k]);
  }
  trv_ids_sort(&old);
  for (size_t i = 0; i < old.n && !s->rc; i++) drop_ceasefire(s, old.items[i]);
  trv_ids_release(&old);
  if (s->rc) return;
  trv_ledger_each(tellings, g->n, &g->arena, &g->entry, write_entry, g);
}

/* Follows the keys from what the k-th of an article tells, and joins what hangs together. */
static void settle_one(struct settling *g, uint32_t told, uint32_t k) {
  uint64_t keys[TRV_MAX_TRUCE_KEYS];
  g->n = 0;
  add_node(g, told, k);
  for (uint32_t i = 0; i < g->n && !g->s->rc; i++) {
    uint32_t n = trv_truce_keys(&g->told[g->nodes[i].told].items[g->nodes[i].n], keys);
    for (uint32_t j = 0; j < n && !g->s->rc; j++) {
      uint64_t looks[TRV_MAX_TRUCE_LOOKS];
      uint32_t m = trv_truce_looks(keys[j], looks);
      for (uint32_t l = 0; l < m; l++) follow_key(g, looks[l]);
    }
  }
  if (g->n && !g->s->rc) join_component(g);
}

static void settle_article(struct settling *g, int64_t article) {
  uint32_t told = told_of(g, article);
  for (uint32_t k = 0; k < g->told[told].n && !g->s->rc; k++) {
    if (is_done(g, article, k)) continue;
    settle_one(g, told, k);
    if (g->arena.used < SETTLING_BYTES) continue;
    forget(g);
    told = told_of(g, article);
  }
}

void trv_ledger_settle(struct trv_store *s) {
  struct settling g = {.s = s};
  struct trv_ids due = {0};
  sqlite3_stmt *st = trv_sql_prepare(s, "SELECT article FROM truce_due");
  while (trv_sql_row(s, st)) trv_ids_add(s, &due, trv_sql_int(st, 0));
  trv_sql_end(s, st);
  trv_arena_init(&g.arena, 0);
  trv_arena_init(&g.entry, 0);
  jmp_buf guard, *outer = trv_cache_guard(s, &guard);
  if (setjmp(guard)) {
    trv_store_exhausted(s);
  } else {
    forget(&g);
    trv_arena_guard(&g.arena, &guard);
    trv_arena_guard(&g.entry, &guard);
    for (size_t i = 0; i < due.n && !s->rc; i++) settle_article(&g, due.items[i]);
    trv_sql_text(s, "DELETE FROM truce_due");
    trv_ids_release(&due);
    trv_heap_free(g.done);
  }
  trv_cache_guard(s, outer);
  trv_arena_release(&g.arena);
  trv_arena_release(&g.entry);
}
