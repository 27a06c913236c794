/* See conflicts.h. */
#include "chronicle/conflicts.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/table.h"
#include "chronicle/parties.h"

/* ---- parties and dyads */

/* The party that an entity stands for; false for organisations, which are none. */
static bool party_of(const struct trv_entity *e, struct trv_entity *out) {
  struct trv_side side;
  trv_side_of((struct trv_entities){1, e}, &side);
  const struct trv_party *p = &side.items[0];
  if (p->camp == TRV_CAMP_BODY) return false;
  *out = (struct trv_entity){.code = e->code};
  if (p->camp == TRV_CAMP_ARMED) out->sector = p->partial ? "REB+PRE" : "REB", out->name = e->name;
  else if (p->partial) out->sector = "GOV+PRE";
  return true;
}

static bool same_party(const struct trv_entity *a, const struct trv_entity *b) { return trv_entity_order(a, b) == 0; }

static int order(const char *a, const char *b) { return strcmp(a ? a : "", b ? b : ""); }

int trv_dyad_order(const struct trv_dyad *a, const struct trv_dyad *b) {
  int c = trv_entity_order(&a->a, &b->a);
  if (!c) c = trv_entity_order(&a->b, &b->b);
  return c ? c : order(a->country, b->country);
}

static void add_dyad(const struct trv_entity *x, const struct trv_entity *y, const struct trv_place *place,
                     struct trv_dyad *out, uint32_t *n) {
  struct trv_dyad d = {.n = 1, .first_day = TRV_NO_DAY, .last_day = TRV_NO_DAY};
  if (!party_of(x, &d.a) || !party_of(y, &d.b) || same_party(&d.a, &d.b) || *n == TRV_MAX_DYADS) return;
  if (trv_entity_order(&d.a, &d.b) > 0) {
    struct trv_entity e = d.a;
    d.a = d.b;
    d.b = e;
  }
  d.country = place && place->country ? place->country : strcmp(d.a.code, d.b.code) == 0 ? d.a.code : NULL;
  for (uint32_t i = 0; i < *n; i++)
    if (trv_dyad_order(&out[i], &d) == 0) return;
  out[(*n)++] = d;
}

uint32_t trv_dyads_of(struct trv_entities actor, struct trv_entities recipient, const struct trv_place *place,
                      struct trv_dyad out[TRV_MAX_DYADS]) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < actor.n; i++) {
    for (uint32_t k = 0; k < recipient.n; k++) add_dyad(&actor.items[i], &recipient.items[k], place, out, &n);
    for (uint32_t k = 0; k < i && !recipient.n; k++) add_dyad(&actor.items[i], &actor.items[k], place, out, &n);
  }
  return n;
}

bool trv_makes_conflict(const char *type, const char *mode, const char *status) {
  bool violent = trv_equal(type, "ASSAULT") || (trv_equal(type, "COERCE") && trv_equal(mode, "seize"));
  return violent && (trv_equal(status, "actual") || trv_equal(status, "alleged") || trv_equal(status, "denied"));
}

/* ---- finding */

struct find {
  struct trv_arena *arena;
  uint32_t n, n_parties;
  const struct trv_dyad **dyads; /* in order */
  uint32_t (*ends)[2];           /* numbers of the parties of each */
  uint32_t *parent;
  uint8_t *side; /* [n_parties] of the conflict in hand: 1 or 2; 0: none yet */
};

static uint32_t root_of(uint32_t *parent, uint32_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

static int in_order(const void *a, const void *b) {
  return trv_dyad_order(*(const struct trv_dyad *const *)a, *(const struct trv_dyad *const *)b);
}

static uint32_t party_number(struct find *f, struct trv_map *numbers, const struct trv_entity *e) {
  struct trv_slice key =
      trv_slice_of(trv_arena_printf(f->arena, "%s:%s:%s", e->code, e->sector ? e->sector : "", e->name ? e->name : ""));
  uint32_t at = trv_map_get(numbers, key);
  if (at == TRV_MAP_NONE) trv_map_put(numbers, key, at = f->n_parties++);
  return at;
}

static void number_parties(struct find *f) {
  struct trv_map numbers;
  trv_map_init(&numbers, f->arena);
  f->ends = trv_arena_array(f->arena, f->n + 1u, sizeof *f->ends);
  for (uint32_t i = 0; i < f->n; i++) {
    f->ends[i][0] = party_number(f, &numbers, &f->dyads[i]->a);
    f->ends[i][1] = party_number(f, &numbers, &f->dyads[i]->b);
  }
  f->side = TRV_NEW_ARRAY(f->arena, uint8_t, f->n_parties + 1u);
}

/* Two dyads touch that share one of these: the two parties, or a party and the country. */
static uint32_t contacts_of(struct find *f, uint32_t i, const char *keys[3]) {
  const char *country = f->dyads[i]->country;
  keys[0] = trv_arena_printf(f->arena, "%u %u", f->ends[i][0], f->ends[i][1]);
  for (int k = 0; country && k < 2; k++) keys[k + 1] = trv_arena_printf(f->arena, "%u %s", f->ends[i][k], country);
  return country ? 3 : 1;
}

/* Those of `least` and more found conflicts; the others join one that they touch, the first of several. */
static void unite(struct find *f, uint32_t least) {
  struct trv_map founders; /* contact -> the first founder that has it */
  const char *keys[3];
  trv_map_init(&founders, f->arena);
  for (uint32_t i = 0; i < f->n; i++) {
    uint32_t n = f->dyads[i]->n >= least ? contacts_of(f, i, keys) : 0;
    for (uint32_t k = 0; k < n; k++) {
      uint32_t other = trv_map_get(&founders, trv_slice_of(keys[k]));
      if (other == TRV_MAP_NONE) trv_map_put(&founders, trv_slice_of(keys[k]), i);
      else f->parent[root_of(f->parent, i)] = root_of(f->parent, other);
    }
  }
  for (uint32_t i = 0; i < f->n; i++) {
    uint32_t first = TRV_MAP_NONE, n = f->dyads[i]->n < least ? contacts_of(f, i, keys) : 0;
    for (uint32_t k = 0; k < n; k++) {
      uint32_t other = trv_map_get(&founders, trv_slice_of(keys[k]));
      if (other < first) first = other;
    }
    if (first != TRV_MAP_NONE) f->parent[i] = root_of(f->parent, first);
  }
}

static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static bool among(struct trv_entities list, const struct trv_entity *e) {
  for (uint32_t i = 0; i < list.n; i++)
    if (same_party(&list.items[i], e)) return true;
  return false;
}

/* The dyad that most incidents are of; numbers of dyads. */
static uint32_t strongest(const struct find *f, const uint32_t *group, uint32_t n) {
  uint32_t best = group[0];
  for (uint32_t i = 1; i < n; i++)
    if (f->dyads[group[i]]->n > f->dyads[best]->n) best = group[i];
  return best;
}

static const struct trv_entity *end_of(const struct find *f, uint32_t dyad, int end) {
  return end ? &f->dyads[dyad]->b : &f->dyads[dyad]->a;
}

/* From the strongest dyad on, whoever fights one side is of the other. */
static void find_sides(struct find *f, const uint32_t *group, uint32_t n, struct trv_conflict *out) {
  struct trv_entity *items[2] = {NULL, NULL};
  uint32_t count[2] = {0, 0}, cap[2] = {0, 0}, first = strongest(f, group, n);
  for (uint32_t i = 0; i < n; i++) f->side[f->ends[group[i]][0]] = f->side[f->ends[group[i]][1]] = 0;
  for (int k = 0; k < 2; k++) {
    f->side[f->ends[first][k]] = (uint8_t)(k + 1);
    TRV_PUSH(f->arena, items[k], count[k], cap[k], *end_of(f, first, k));
  }
  for (bool more = true; more;) {
    more = false;
    for (uint32_t i = 0; i < n; i++)
      for (int k = 0; k < 2; k++) {
        uint8_t here = f->side[f->ends[group[i]][k]];
        if (!here || f->side[f->ends[group[i]][!k]]) continue;
        int there = here == 1;
        f->side[f->ends[group[i]][!k]] = (uint8_t)(there + 1);
        TRV_PUSH(f->arena, items[there], count[there], cap[there], *end_of(f, group[i], !k));
        more = true;
      }
  }
  for (int side = 0; side < 2; side++) out->sides[side] = (struct trv_entities){count[side], items[side]};
}

static const char *party_name(struct find *f, const struct trv_entity *e, bool inside, trv_country_name *country,
                              void *context) {
  const char *land = country ? country(context, e->code) : NULL;
  if (!land) land = e->code;
  if (e->name) return e->name;
  bool state = !e->sector;
  if (inside) return state ? "government" : "rebels";
  return state ? land : trv_arena_printf(f->arena, "rebels in %s", land);
}

/* "Armenia–Azerbaijan", "Sudan: government–Rapid Support Forces", after the strongest dyad; the names that users give stand
 * before these. */
static const char *name_of(struct find *f, const struct trv_conflict *c, const struct trv_dyad *first,
                           const struct trv_conflict_names *names, trv_country_name *country, void *context) {
  for (uint32_t i = 0; names && i < names->n; i++) {
    uint32_t found = 0;
    for (uint32_t k = 0; k < names->items[i].parties.n; k++) {
      struct trv_entity p;
      if (!party_of(&names->items[i].parties.items[k], &p)) continue;
      found += among(c->sides[0], &p) || among(c->sides[1], &p);
    }
    if (found && found == names->items[i].parties.n) return names->items[i].name;
  }
  bool inside = strcmp(first->a.code, first->b.code) == 0;
  const char *land = country ? country(context, first->a.code) : NULL;
  const char *a = party_name(f, &first->a, inside, country, context),
             *b = party_name(f, &first->b, inside, country, context);
  if (inside) return trv_arena_printf(f->arena, "%s: %s–%s", land ? land : first->a.code, a, b);
  return trv_arena_printf(f->arena, "%s–%s", a, b);
}

static bool begins_before(const struct trv_dyad *a, const struct trv_dyad *b) {
  if (a->first_day == TRV_NO_DAY || b->first_day == TRV_NO_DAY)
    return a->first_day != TRV_NO_DAY && b->first_day == TRV_NO_DAY;
  return a->first_day < b->first_day;
}

/* An id that lasts as the conflict grows: that of the dyad which was first told to fight, of those that found it, since
 * no other conflict has one of the same parties. */
static void set_id(struct find *f, const uint32_t *group, uint32_t n, uint32_t least, struct trv_conflict *out) {
  const struct trv_dyad *first = f->dyads[strongest(f, group, n)];
  for (uint32_t i = 0; i < n; i++)
    if (f->dyads[group[i]]->n >= least && begins_before(f->dyads[group[i]], first)) first = f->dyads[group[i]];
  trv_chronicle_id(
      'c',
      trv_arena_printf(f->arena, "%s:%s:%s %s:%s:%s", first->a.code, first->a.sector ? first->a.sector : "",
                       first->a.name ? first->a.name : "", first->b.code, first->b.sector ? first->b.sector : "",
                       first->b.name ? first->b.name : ""),
      out->id);
}

static int by_size(const void *x, const void *y) {
  const struct trv_conflict *a = x, *b = y;
  if (a->n != b->n) return a->n > b->n ? -1 : 1;
  return strcmp(a->id, b->id);
}

static void sum_conflict(struct find *f, const uint32_t *group, uint32_t n, uint32_t least, struct trv_conflict *out) {
  const char **countries = TRV_NEW_ARRAY(f->arena, const char *, n);
  uint32_t n_countries = 0, kept = 0;
  out->first_day = out->last_day = TRV_NO_DAY;
  for (uint32_t i = 0; i < n; i++) {
    const struct trv_dyad *d = f->dyads[group[i]];
    out->n += d->n;
    if (d->country) countries[n_countries++] = d->country;
    if (d->first_day != TRV_NO_DAY && (out->first_day == TRV_NO_DAY || d->first_day < out->first_day))
      out->first_day = d->first_day;
    if (d->last_day > out->last_day) out->last_day = d->last_day;
  }
  if (n_countries) qsort(countries, n_countries, sizeof *countries, by_text);
  for (uint32_t i = 0; i < n_countries; i++)
    if (!kept || strcmp(countries[kept - 1], countries[i]) != 0) countries[kept++] = countries[i];
  out->countries = countries;
  out->n_countries = kept;
  find_sides(f, group, n, out);
  set_id(f, group, n, least, out);
}

static int by_party(const void *x, const void *y) {
  const struct trv_conflict_party *a = x, *b = y;
  int c = trv_entity_order(&a->party, &b->party);
  return c ? c : a->conflict < b->conflict ? -1 : a->conflict > b->conflict;
}

static void index_parties(struct trv_arena *arena, struct trv_conflicts *all) {
  struct trv_conflict_party *parties = NULL;
  uint32_t n = 0, cap = 0;
  for (uint32_t i = 0; i < all->n; i++)
    for (int side = 0; side < 2; side++)
      for (uint32_t k = 0; k < all->items[i].sides[side].n; k++)
        TRV_PUSH(arena, parties, n, cap, (struct trv_conflict_party){all->items[i].sides[side].items[k], i, side});
  if (n) qsort(parties, n, sizeof *parties, by_party);
  all->n_parties = n;
  all->parties = parties;
}

void trv_conflicts_find(const struct trv_dyad *dyads, uint32_t n, uint32_t least,
                        const struct trv_conflict_names *names, trv_country_name *country, void *context,
                        struct trv_arena *arena, struct trv_conflicts *out) {
  struct find f = {.arena = arena, .n = n};
  uint32_t n_items = 0;
  f.dyads = TRV_NEW_ARRAY(arena, const struct trv_dyad *, n + 1);
  f.parent = TRV_NEW_ARRAY(arena, uint32_t, n + 1);
  struct trv_conflict *items = TRV_NEW_ARRAY(arena, struct trv_conflict, n + 1);
  for (uint32_t i = 0; i < n; i++) f.dyads[i] = &dyads[i], f.parent[i] = i;
  if (n) qsort(f.dyads, n, sizeof *f.dyads, in_order);
  number_parties(&f);
  unite(&f, least);
  uint32_t *group = TRV_NEW_ARRAY(arena, uint32_t, n + 1), *from = TRV_NEW_ARRAY(arena, uint32_t, n + 2);
  for (uint32_t i = 0; i < n; i++) from[root_of(f.parent, i) + 1]++;
  for (uint32_t i = 0; i < n; i++) from[i + 1] += from[i];
  uint32_t *next = TRV_NEW_ARRAY(arena, uint32_t, n + 1);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t root = root_of(f.parent, i);
    group[from[root] + next[root]++] = i;
  }
  for (uint32_t root = 0; root < n; root++) {
    const uint32_t *some = group + from[root];
    uint32_t m = next[root];
    if (!m || f.dyads[strongest(&f, some, m)]->n < least) continue;
    struct trv_conflict *c = &items[n_items++];
    sum_conflict(&f, some, m, least, c);
    c->name = name_of(&f, c, f.dyads[strongest(&f, some, m)], names, country, context);
  }
  if (n_items) qsort(items, n_items, sizeof *items, by_size);
  *out = (struct trv_conflicts){.n = n_items, .items = items};
  index_parties(arena, out);
}

/* ---- belonging */

/* The first of the rows of a party, or where it would stand. */
static uint32_t first_of(const struct trv_conflicts *all, const struct trv_entity *party) {
  uint32_t low = 0, high = all->n_parties;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (trv_entity_order(&all->parties[middle].party, party) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

static bool is_in(const struct trv_conflict *c, const struct trv_place *place) {
  for (uint32_t k = 0; place && place->country && k < c->n_countries; k++)
    if (strcmp(place->country, c->countries[k]) == 0) return true;
  return false;
}

#define MAX_PARTIES 64 /* more than any incident has */

uint32_t trv_conflict_of(const struct trv_conflicts *all, struct trv_entities actor, struct trv_entities recipient,
                         const struct trv_place *place) {
  struct trv_entity parties[MAX_PARTIES];
  uint32_t at[MAX_PARTIES], n = 0, there = TRV_NO_CONFLICT;
  for (uint32_t k = 0; k < actor.n + recipient.n && n < MAX_PARTIES; k++)
    if (party_of(k < actor.n ? &actor.items[k] : &recipient.items[k - actor.n], &parties[n]))
      at[n] = first_of(all, &parties[n]), n++;
  for (;;) { /* the conflicts that any of them is in, in order */
    uint32_t next = TRV_NO_CONFLICT;
    bool on[2] = {false, false};
    for (uint32_t k = 0; k < n; k++)
      if (at[k] < all->n_parties && same_party(&all->parties[at[k]].party, &parties[k]) &&
          all->parties[at[k]].conflict < next)
        next = all->parties[at[k]].conflict;
    if (next == TRV_NO_CONFLICT) return there;
    for (uint32_t k = 0; k < n; k++)
      for (; at[k] < all->n_parties && same_party(&all->parties[at[k]].party, &parties[k]) &&
             all->parties[at[k]].conflict == next;
           at[k]++)
        on[all->parties[at[k]].side] = true;
    if (on[0] && on[1]) return next;
    if (there == TRV_NO_CONFLICT && is_in(&all->items[next], place)) there = next;
  }
}

/* ---- names */

static struct trv_entity entity_of(struct trv_arena *arena, struct trv_slice text) {
  struct trv_slice code = trv_slice_trim(trv_slice_split(&text, ':')), sector = {NULL, 0};
  struct trv_entity e = {.code = trv_arena_strndup(arena, code.p, code.n)};
  if (text.p) sector = trv_slice_trim(trv_slice_split(&text, ':'));
  if (sector.n) e.sector = trv_arena_strndup(arena, sector.p, sector.n);
  text = trv_slice_trim(text);
  if (text.n) e.name = trv_arena_strndup(arena, text.p, text.n);
  return e;
}

enum trv_status trv_conflict_names_load(const char *path, struct trv_arena *arena, struct trv_conflict_names *out,
                                        struct trv_error *err) {
  static const char *const columns[] = {"name", "parties", NULL};
  struct trv_table t;
  enum trv_status status = trv_table_load(path, columns, arena, &t, err);
  if (status != TRV_OK) return status;
  *out = (struct trv_conflict_names){0, TRV_NEW_ARRAY(arena, struct trv_conflict_name, t.n_rows + 1)};
  for (uint32_t i = 0; i < t.n_rows; i++) {
    struct trv_slice name = trv_table_cell(&t, i, 0), parties = trv_table_cell(&t, i, 1);
    struct trv_entity *items = TRV_NEW_ARRAY(arena, struct trv_entity, parties.n / 4 + 1);
    uint32_t n = 0;
    if (!name.n) return trv_table_fail(&t, i, 0, err, "a conflict without a name");
    while (parties.p && parties.n) {
      struct trv_slice one = trv_slice_trim(trv_slice_split(&parties, '|'));
      if (one.n < 3) return trv_table_fail(&t, i, 1, err, "no party, which is CODE, CODE:SECTOR or CODE:SECTOR:Name");
      items[n++] = entity_of(arena, one);
    }
    if (n < 2) return trv_table_fail(&t, i, 1, err, "a conflict is named by two parties at least");
    out->items[out->n++] = (struct trv_conflict_name){trv_arena_strndup(arena, name.p, name.n), {n, items}};
  }
  return TRV_OK;
}
