/* Conflicts of all incidents (chronicle/conflicts.h).
 *
 * Which conflict an incident is of depends on who acts on whom in which country alone: incidents of the same sides and place are
 * looked at as one, and what they belong to is written once for them, in a table of its own. */
#include "store/conflicts.h"

#include <stdio.h>
#include <stdlib.h>

#include "chronicle/conflicts.h"
#include "chronicle/days.h"
#include "chronicle/weights.h"
#include "store/read.h"

extern const char *const trv_states[][2]; /* code and English name; made by the build of share/world/states.tsv */

/* Incidents of the same sides and place: numbers of rows, 0: none. */
struct deal {
  int64_t ids[3]; /* actors, recipients, place */
  int64_t n, fights, conflict;
  char first[TRV_DAY_BYTES], last[TRV_DAY_BYTES]; /* days of violence; "": none told */
};

struct settling {
  struct trv_store *s;
  struct trv_arena arena, scratch; /* scratch: of one row */
  struct trv_map numbers;          /* dyad -> number */
  uint32_t n, cap, n_deals, cap_deals;
  struct trv_dyad *dyads;
  struct trv_map deal_numbers; /* ids -> number */
  struct deal *deals;
  int64_t n_sides;
  struct trv_entities *sides; /* by row */
  struct trv_conflicts found;
  int64_t *keys; /* of each conflict found */
  int64_t *n_incidents, *n_ceasefires;
};

/* A change to write to a row. */
struct change {
  int64_t row, conflict; /* 0: none */
};

static const char *state_name(void *context, const char *code) {
  (void)context;
  for (size_t i = 0; trv_states[i][0]; i++)
    if (strcmp(trv_states[i][0], code) == 0) return trv_states[i][1];
  return NULL;
}

/* ---- dyads */

static const char *kept(struct settling *g, const char *text) {
  return text ? trv_arena_strdup(&g->arena, text) : NULL;
}

static struct trv_entity kept_party(struct settling *g, const struct trv_entity *e) {
  return (struct trv_entity){.code = kept(g, e->code), .sector = kept(g, e->sector), .name = kept(g, e->name)};
}

static void add_dyad(struct settling *g, const struct trv_dyad *d) {
  const char *parts[] = {d->a.code, d->a.sector, d->a.name, d->b.code, d->b.sector, d->b.name, d->country};
  char *key = trv_arena_strdup(&g->scratch, "");
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    key = trv_arena_printf(&g->scratch, "%s%s\n", key, parts[i] ? parts[i] : "");
  uint32_t at = trv_map_get(&g->numbers, trv_slice_of(key));
  if (at == TRV_MAP_NONE) {
    struct trv_dyad one = {kept_party(g, &d->a), kept_party(g, &d->b), kept(g, d->country), 0, TRV_NO_DAY, TRV_NO_DAY};
    trv_map_put(&g->numbers, trv_slice_of(key), at = g->n);
    TRV_PUSH(&g->arena, g->dyads, g->n, g->cap, one);
  }
  struct trv_dyad *all = &g->dyads[at];
  all->n += d->n;
  if (d->first_day != TRV_NO_DAY && (all->first_day == TRV_NO_DAY || d->first_day < all->first_day))
    all->first_day = d->first_day;
  if (d->last_day > all->last_day) all->last_day = d->last_day;
}

static int32_t day_of(const char *iso) {
  struct trv_days days;
  return trv_days_parse(iso, &days) ? days.from : TRV_NO_DAY;
}

static struct deal *deal_of(struct settling *g, const int64_t ids[3]) {
  struct trv_slice key = {(const char *)ids, 3 * sizeof *ids};
  uint32_t at = trv_map_get(&g->deal_numbers, key);
  if (at == TRV_MAP_NONE) {
    struct deal one = {.ids = {ids[0], ids[1], ids[2]}};
    trv_map_put(&g->deal_numbers, key, at = g->n_deals);
    TRV_PUSH(&g->arena, g->deals, g->n_deals, g->cap_deals, one);
  }
  return &g->deals[at];
}

static void read_deals(struct settling *g) {
  sqlite3_stmt *st = trv_sql_prepare(
      g->s, "SELECT actors, recipients, place, begins, ends, trv_fights(type, mode, status) FROM incident");
  while (trv_sql_row(g->s, st)) {
    const int64_t ids[3] = {trv_sql_int(st, 0), trv_sql_int(st, 1), trv_sql_int(st, 2)};
    const char *day = trv_sql_str(st, 3), *end = trv_sql_str(st, 4);
    struct deal *d = deal_of(g, ids);
    d->n++;
    if (!trv_sql_int(st, 5)) continue;
    d->fights++;
    if (strcmp(day, end) != 0 || strcmp(day, TRV_NO_DAY_TEXT) == 0) continue;
    if (!*d->first || strcmp(day, d->first) < 0) snprintf(d->first, sizeof d->first, "%s", day);
    if (strcmp(day, d->last) > 0) snprintf(d->last, sizeof d->last, "%s", day);
  }
  trv_sql_end(g->s, st);
}

static void read_sides(struct settling *g) {
  sqlite3_stmt *st = trv_sql_prepare(g->s, "SELECT (SELECT max(id) FROM side), id, list FROM side WHERE id > 0");
  while (trv_sql_row(g->s, st)) {
    int64_t most = trv_sql_int(st, 0);
    if (most > INT32_MAX) trv_sql_set(g->s, SQLITE_CORRUPT, "a number of a side");
    if (g->s->rc) break;
    if (!g->sides) g->sides = TRV_NEW_ARRAY(&g->arena, struct trv_entities, (size_t)most + 1);
    g->n_sides = most + 1;
    g->sides[trv_sql_int(st, 1)] = trv_entities_of_list(&g->arena, trv_sql_str(st, 2));
  }
  trv_sql_end(g->s, st);
}

/* The sides and place of a deal. */
static void unfold(struct settling *g, const struct deal *d, struct trv_entities sides[2], struct trv_place *place) {
  for (int i = 0; i < 2; i++)
    sides[i] = d->ids[i] > 0 && d->ids[i] < g->n_sides ? g->sides[d->ids[i]] : (struct trv_entities){0, NULL};
  const struct trv_place *p = d->ids[2] ? trv_place_of(g->s, d->ids[2]) : NULL;
  *place = (struct trv_place){.country = p ? p->country : NULL};
}

static void read_dyads(struct settling *g) {
  for (uint32_t k = 0; k < g->n_deals && !g->s->rc; k++) {
    const struct deal *d = &g->deals[k];
    struct trv_dyad dyads[TRV_MAX_DYADS];
    struct trv_entities sides[2];
    struct trv_place place;
    if (!d->fights) continue;
    unfold(g, d, sides, &place);
    trv_arena_reset(&g->scratch);
    uint32_t n = trv_dyads_of(sides[0], sides[1], &place, dyads);
    for (uint32_t i = 0; i < n; i++) {
      dyads[i].n = (uint32_t)d->fights;
      dyads[i].first_day = day_of(d->first);
      dyads[i].last_day = day_of(d->last);
      add_dyad(g, &dyads[i]);
    }
  }
}

static void read_names(struct settling *g, struct trv_conflict_names *out) {
  uint32_t cap = 0;
  *out = (struct trv_conflict_names){0, NULL};
  sqlite3_stmt *st = trv_sql_prepare(g->s, "SELECT name, parties FROM conflict_name ORDER BY n");
  while (trv_sql_row(g->s, st))
    TRV_PUSH(
        &g->arena, out->items, out->n, cap,
        (struct trv_conflict_name){kept(g, trv_sql_str(st, 0)), trv_entities_of_list(&g->arena, trv_sql_str(st, 1))});
  trv_sql_end(g->s, st);
}

/* ---- what belongs to them */

static void assign_deals(struct settling *g) {
  for (uint32_t k = 0; k < g->n_deals && !g->s->rc; k++) {
    struct trv_entities sides[2];
    struct trv_place place;
    unfold(g, &g->deals[k], sides, &place);
    uint32_t at = trv_conflict_of(&g->found, sides[0], sides[1], &place);
    if (at == TRV_NO_CONFLICT) continue;
    g->deals[k].conflict = g->keys[at];
    g->n_incidents[at] += g->deals[k].n;
  }
}

/* Writes what is another one than before. */
static void write_deals(struct settling *g) {
  struct trv_store *s = g->s;
  uint8_t *stands = TRV_NEW_ARRAY(&g->arena, uint8_t, g->n_deals + 1u);
  struct deal *gone = NULL;
  uint32_t n = 0, cap = 0;
  sqlite3_stmt *st = trv_sql_prepare(s, "SELECT actors, recipients, place, conflict FROM belonging");
  while (trv_sql_row(s, st)) {
    struct deal was = {.ids = {trv_sql_int(st, 0), trv_sql_int(st, 1), trv_sql_int(st, 2)}};
    uint32_t at = trv_map_get(&g->deal_numbers, (struct trv_slice){(const char *)was.ids, sizeof was.ids});
    if (at != TRV_MAP_NONE && g->deals[at].conflict == trv_sql_int(st, 3)) stands[at] = 1;
    else if (at == TRV_MAP_NONE || !g->deals[at].conflict) TRV_PUSH(&g->arena, gone, n, cap, was);
  }
  trv_sql_end(s, st);
  st = trv_sql_prepare(s, "DELETE FROM belonging WHERE actors = ? AND recipients = ? AND place = ?");
  for (uint32_t i = 0; i < n && !s->rc; i++) {
    trv_sql_bind(s, st, "iii", gone[i].ids[0], gone[i].ids[1], gone[i].ids[2]);
    trv_sql_run(s, st);
  }
  trv_sql_end(s, st);
  st = trv_sql_prepare(s, "INSERT OR REPLACE INTO belonging (actors, recipients, place, conflict) VALUES (?, ?, ?, ?)");
  for (uint32_t i = 0; i < g->n_deals && !s->rc; i++) {
    const struct deal *d = &g->deals[i];
    if (stands[i] || !d->conflict) continue;
    trv_sql_bind(s, st, "iiii", d->ids[0], d->ids[1], d->ids[2], d->conflict);
    trv_sql_run(s, st);
  }
  trv_sql_end(s, st);
}

/* Goes over rows (row, conflict that it has, side, side); counts those of each conflict, and writes where it is another one. */
static void assign(struct settling *g, const char *select, const char *update, int64_t *count) {
  struct trv_store *s = g->s;
  struct change *changes = NULL;
  uint32_t n = 0, cap = 0;
  sqlite3_stmt *st = trv_sql_prepare(s, select);
  while (trv_sql_row(s, st)) {
    trv_arena_reset(&g->scratch);
    uint32_t at = trv_conflict_of(&g->found, trv_entities_of_list(&g->scratch, trv_sql_str(st, 2)),
                                  trv_entities_of_list(&g->scratch, trv_sql_str(st, 3)), &(struct trv_place){0});
    int64_t key = at == TRV_NO_CONFLICT ? 0 : g->keys[at];
    if (key && count) count[at]++;
    if (trv_sql_int(st, 1) != key) TRV_PUSH(&g->arena, changes, n, cap, (struct change){trv_sql_int(st, 0), key});
  }
  trv_sql_end(s, st);
  st = trv_sql_prepare(s, update);
  for (uint32_t i = 0; i < n && !s->rc; i++) {
    sqlite3_bind_int64(st, 1, changes[i].row);
    if (changes[i].conflict) sqlite3_bind_int64(st, 2, changes[i].conflict);
    else sqlite3_bind_null(st, 2);
    trv_sql_run(s, st);
  }
  trv_sql_end(s, st);
}

static void assign_all(struct settling *g) {
  assign_deals(g);
  write_deals(g);
  assign(g, "SELECT c.id, ifnull(c.conflict, 0), p.list, NULL FROM ceasefire c LEFT JOIN side p ON p.id = c.parties",
         "UPDATE ceasefire SET conflict = ?2 WHERE id = ?1", g->n_ceasefires);
  assign(g,
         "SELECT l.id, ifnull(l.conflict, 0), b.list, t.list FROM red_line l LEFT JOIN side b ON b.id = l.by LEFT JOIN "
         "side t ON t.id = l.\"to\"",
         "UPDATE red_line SET conflict = ?2 WHERE id = ?1", NULL);
}

/* ---- writing */

static const char *list_of(struct settling *g, struct trv_entities side) {
  const char **items = TRV_NEW_ARRAY(&g->arena, const char *, side.n + 1u);
  for (uint32_t i = 0; i < side.n; i++) {
    const struct trv_entity *e = &side.items[i];
    items[i] = trv_arena_printf(&g->arena, "%s%s%s%s%s", e->code, e->sector || e->name ? ":" : "",
                                e->sector ? e->sector : "", e->name ? ":" : "", e->name ? e->name : "");
  }
  return trv_join(g->s, side.n, items);
}

static void write_conflicts(struct settling *g) {
  struct trv_store *s = g->s;
  trv_sql_text(s, "DELETE FROM conflict");
  sqlite3_stmt *st = trv_sql_prepare(s, "INSERT INTO conflict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (uint32_t i = 0; i < g->found.n && !s->rc; i++) {
    const struct trv_conflict *c = &g->found.items[i];
    char first[16], last[16];
    trv_day_print(c->first_day, first);
    trv_day_print(c->last_day, last);
    int64_t side = trv_intern_side(s, list_of(g, c->sides[0])), other = trv_intern_side(s, list_of(g, c->sides[1]));
    trv_sql_bind(s, st, "itiitttii", g->keys[i], c->name, side, other, trv_join(s, c->n_countries, c->countries),
                 *first ? first : NULL, *last ? last : NULL, g->n_incidents[i], g->n_ceasefires[i]);
    trv_sql_run(s, st);
  }
  trv_sql_end(s, st);
}

void trv_conflicts_settle(struct trv_store *s) {
  struct settling g = {.s = s};
  struct trv_conflict_names names;
  trv_arena_init(&g.arena, 0);
  trv_arena_init(&g.scratch, 0);
  jmp_buf guard, *outer = trv_cache_guard(s, &guard);
  if (setjmp(guard)) {
    trv_store_exhausted(s);
  } else {
    trv_arena_guard(&g.arena, &guard);
    trv_arena_guard(&g.scratch, &guard);
    trv_map_init(&g.numbers, &g.arena);
    read_names(&g, &names);
    trv_map_init(&g.deal_numbers, &g.arena);
    read_sides(&g);
    read_deals(&g);
    read_dyads(&g);
    trv_conflicts_find(g.dyads, g.n, trv_limits.conflict_incidents, &names, state_name, NULL, &g.arena, &g.found);
    g.keys = TRV_NEW_ARRAY(&g.arena, int64_t, g.found.n + 1u);
    g.n_incidents = TRV_NEW_ARRAY(&g.arena, int64_t, g.found.n + 1u);
    g.n_ceasefires = TRV_NEW_ARRAY(&g.arena, int64_t, g.found.n + 1u);
    for (uint32_t i = 0; i < g.found.n; i++) trv_key_parse(g.found.items[i].id + 1, &g.keys[i]);
    assign_all(&g);
    write_conflicts(&g);
  }
  trv_cache_guard(s, outer);
  trv_arena_release(&g.arena);
  trv_arena_release(&g.scratch);
}
