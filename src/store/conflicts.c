/* Conflicts of all incidents (chronicle/conflicts.h).
 *
 * Which incidents fight depends on who acts on whom in which country alone, so that an index of those three is read, not the
 * incidents: once for the dyads, once for what belongs where. Only rows whose conflict changes are written. */
#include "store/conflicts.h"

#include <stdio.h>
#include <stdlib.h>

#include "chronicle/conflicts.h"
#include "chronicle/days.h"
#include "chronicle/weights.h"
#include "store/read.h"

extern const char *const trv_states[][2]; /* code and English name; made by the build of share/world/states.tsv */

struct settling {
  struct trv_store *s;
  struct trv_arena arena, scratch; /* scratch: of one row */
  struct trv_map numbers;          /* dyad -> number */
  uint32_t n, cap;
  struct trv_dyad *dyads;
  struct trv_conflicts found;
  int64_t *keys; /* of each conflict found */
  int64_t *n_incidents, *n_ceasefires;
};

/* A change to write: rows of these sides and place, or a row. */
struct change {
  int64_t actors, recipients, place, conflict; /* -1: NULL */
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

static void read_dyads(struct settling *g) {
  sqlite3_stmt *st = trv_sql_prepare(
      g->s,
      "SELECT a.list, r.list, p.country, g.n, g.first, g.last FROM (SELECT actors, recipients, place, count(*) AS n, "
      "min(CASE WHEN begins = ends AND begins < '9999-12-31' THEN begins END) AS first, "
      "max(CASE WHEN begins = ends AND begins < '9999-12-31' THEN begins END) AS last "
      "FROM incident WHERE trv_fights(type, mode, status) GROUP BY actors, recipients, place) g "
      "LEFT JOIN side a ON a.id = g.actors LEFT JOIN side r ON r.id = g.recipients LEFT JOIN place p ON p.id = "
      "g.place");
  while (trv_sql_row(g->s, st)) {
    struct trv_dyad dyads[TRV_MAX_DYADS];
    trv_arena_reset(&g->scratch);
    struct trv_place place = {.country = trv_sql_str(st, 2)};
    uint32_t n = trv_dyads_of(trv_entities_of_list(&g->scratch, trv_sql_str(st, 0)),
                              trv_entities_of_list(&g->scratch, trv_sql_str(st, 1)), &place, dyads);
    for (uint32_t i = 0; i < n; i++) {
      dyads[i].n = (uint32_t)trv_sql_int(st, 3);
      dyads[i].first_day = day_of(trv_sql_str(st, 4));
      dyads[i].last_day = day_of(trv_sql_str(st, 5));
      add_dyad(g, &dyads[i]);
    }
  }
  trv_sql_end(g->s, st);
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

/* Goes over rows (side, side, country, how many, least and greatest conflict that they have, and three numbers to find them
 * by); counts those of each conflict, and writes where the conflict is another one. */
static void assign(struct settling *g, const char *select, const char *update, int64_t *count) {
  struct trv_store *s = g->s;
  struct change *changes = NULL;
  uint32_t n = 0, cap = 0;
  sqlite3_stmt *st = trv_sql_prepare(s, select);
  while (trv_sql_row(s, st)) {
    trv_arena_reset(&g->scratch);
    struct trv_place place = {.country = trv_sql_str(st, 2)};
    uint32_t at = trv_conflict_of(&g->found, trv_entities_of_list(&g->scratch, trv_sql_str(st, 0)),
                                  trv_entities_of_list(&g->scratch, trv_sql_str(st, 1)), &place);
    int64_t key = at == TRV_NO_CONFLICT ? 0 : g->keys[at], row[3];
    if (key && count) count[at] += trv_sql_int(st, 3);
    if (trv_sql_int(st, 4) == key && trv_sql_int(st, 5) == key) continue;
    for (int i = 0; i < 3; i++) row[i] = trv_sql_count(st, 6 + i);
    TRV_PUSH(&g->arena, changes, n, cap, (struct change){row[0], row[1], row[2], key});
  }
  trv_sql_end(s, st);
  st = trv_sql_prepare(s, update);
  for (uint32_t i = 0; i < n && !s->rc; i++) {
    trv_sql_bind(s, st, "ooo", changes[i].actors, changes[i].recipients, changes[i].place);
    if (changes[i].conflict) sqlite3_bind_int64(st, 4, changes[i].conflict);
    else sqlite3_bind_null(st, 4);
    trv_sql_run(s, st);
  }
  trv_sql_end(s, st);
}

static void assign_all(struct settling *g) {
  assign(
      g,
      "SELECT a.list, r.list, p.country, g.n, g.low, g.high, g.actors, g.recipients, g.place FROM (SELECT actors, "
      "recipients, place, count(*) AS n, min(ifnull(conflict, 0)) AS low, max(ifnull(conflict, 0)) AS high FROM "
      "incident GROUP BY actors, recipients, place) g LEFT JOIN side a ON a.id = g.actors LEFT JOIN side r ON r.id = "
      "g.recipients LEFT JOIN place p ON p.id = g.place",
      "UPDATE incident SET conflict = ?4 WHERE actors IS ?1 AND recipients IS ?2 AND place IS ?3 AND conflict IS NOT "
      "?4",
      g->n_incidents);
  assign(
      g,
      "SELECT p.list, NULL, NULL, 1, ifnull(c.conflict, 0), ifnull(c.conflict, 0), c.id, NULL, NULL FROM ceasefire c "
      "LEFT JOIN side p ON p.id = c.parties",
      "UPDATE ceasefire SET conflict = ?4 WHERE id = ?1 AND ?2 IS ?3", g->n_ceasefires);
  assign(
      g,
      "SELECT b.list, t.list, NULL, 1, ifnull(l.conflict, 0), ifnull(l.conflict, 0), l.id, NULL, NULL FROM red_line l "
      "LEFT JOIN side b ON b.id = l.by LEFT JOIN side t ON t.id = l.\"to\"",
      "UPDATE red_line SET conflict = ?4 WHERE id = ?1 AND ?2 IS ?3", NULL);
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
