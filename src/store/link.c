/* Groups of linked tellings, kept up with what comes and goes.
 *
 * A telling is linked with those that share a key and agree well enough (chronicle/incidents.h). Linked tellings are a
 * group: a connected component, which depends on the set of tellings alone. Adding one only ever joins groups, so that
 * only those that it is linked with are looked at.
 *
 * A group of more than `max_group` tellings, a war told from day to day, is parted: it becomes a node whose groups are the
 * components of links of the next level, and so on. Whatever joins a node joins the groups below it by that level's links alone,
 * so that the cost of a telling stays bounded however large the whole grows. At the last level links are so close that
 * a group of any size is one happening told again and again.
 *
 * Taking a telling away may part what hung together by it: its whole component is taken apart and linked anew.
 *
 * Groups without a row in `grp` stand at the top and bear the number of one of their events; those with a row are numbered from
 * FIRST_GROUP on. */
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "chronicle/link.h"
#include "store/corrections.h"
#include "store/filing.h"
#include "store/redlines.h"
#include "store/tellings.h"

#define FIRST_GROUP ((int64_t)1 << 40)
#define N_LEVELS 5
#define TIED 2.0 /* the link of two tellings that a person said to be of one incident */

static const double levels[N_LEVELS] = {TRV_LINK_MIN, 0.6, 0.7, 0.8, 0.9};

struct link {
  int64_t event;
  double score;
};

struct links {
  size_t n, cap;
  struct link *items;
};

static void add_link(struct trv_store *s, struct links *links, int64_t event, double score) {
  if (links->n == links->cap) {
    size_t cap = links->cap ? links->cap * 2 : 64;
    struct link *items = trv_heap_grow(s, links->items, cap * sizeof *items);
    if (!items) {
      trv_sql_set(s, SQLITE_NOMEM, NULL);
      return;
    }
    links->items = items;
    links->cap = cap;
  }
  links->items[links->n++] = (struct link){event, score};
}

/* ---- groups */

static void run_1(struct trv_store *s, enum trv_sql_id id, int64_t a) {
  sqlite3_stmt *st = trv_sql(s, id);
  trv_sql_bind(s, st, "i", a);
  trv_sql_run(s, st);
}

static void run_2(struct trv_store *s, enum trv_sql_id id, int64_t a, int64_t b) {
  sqlite3_stmt *st = trv_sql(s, id);
  trv_sql_bind(s, st, "ii", a, b);
  trv_sql_run(s, st);
}

/* The group of a telling; 0: not linked yet. */
static int64_t group_of(struct trv_store *s, int64_t event) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_TELLING_GET);
  trv_sql_bind(s, st, "i", event);
  int64_t group = 0;
  if (trv_sql_row(s, st)) {
    group = trv_sql_int(st, 0);
    sqlite3_reset(st);
  }
  return group;
}

struct group {
  int64_t parent, n; /* n: tellings under a node; -1: it is a group of tellings */
};

static struct group get_group(struct trv_store *s, int64_t id) {
  struct group g = {0, -1};
  if (id < FIRST_GROUP) return g;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_GROUP_GET);
  trv_sql_bind(s, st, "i", id);
  if (trv_sql_row(s, st)) {
    g = (struct group){trv_sql_int(st, 0), trv_sql_count(st, 1)};
    sqlite3_reset(st);
  }
  return g;
}

/* Of a telling's groups, the one that stands below `parent`; 0: the telling is not linked yet. */
static int64_t group_below(struct trv_store *s, int64_t event, int64_t parent) {
  int64_t id = group_of(s, event);
  while (id && !s->rc) {
    struct group g = get_group(s, id);
    if (g.parent == parent) return id;
    id = g.parent;
  }
  return 0;
}

static int64_t size_of(struct trv_store *s, int64_t id) {
  struct group g = get_group(s, id);
  if (g.n >= 0) return g.n;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_TELLINGS_COUNT);
  trv_sql_bind(s, st, "i", id);
  int64_t n = 0;
  if (trv_sql_row(s, st)) {
    n = trv_sql_int(st, 0);
    sqlite3_reset(st);
  }
  return n;
}

static int64_t new_group(struct trv_store *s, int64_t parent, int64_t n) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_GROUP_ADD);
  trv_sql_bind(s, st, "iio", s->next_group, parent, n);
  trv_sql_run(s, st);
  return s->next_group++;
}

static void drop_group(struct trv_store *s, int64_t id) {
  if (id >= FIRST_GROUP) run_1(s, TRV_SQL_GROUP_DROP, id);
}

static void dirty(struct trv_store *s, int64_t group) { trv_ids_add(s, &s->dirty, group); }

static void tellings_of(struct trv_store *s, int64_t group, struct trv_ids *out, struct trv_ids *incidents) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_TELLINGS_OF_GROUP);
  trv_sql_bind(s, st, "i", group);
  while (trv_sql_row(s, st)) {
    trv_ids_add(s, out, trv_sql_int(st, 0));
    if (incidents && trv_sql_count(st, 1) > 0) trv_ids_add(s, incidents, trv_sql_int(st, 1));
  }
}

static void drop_incidents(struct trv_store *s, struct trv_ids *incidents) {
  trv_ids_sort(incidents);
  for (size_t i = 0; i < incidents->n; i++) trv_incident_drop(s, incidents->items[i]);
}

/* ---- parting a group that is too large */

static size_t root_of(size_t *parent, size_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

struct keyed {
  const struct trv_telling *telling;
  uint32_t n;
  uint64_t keys[TRV_MAX_TELLING_KEYS];
};

static void join_pairs(struct trv_store *s, const struct trv_ids *members, double least, size_t *parent) {
  struct keyed *all = trv_heap_zeroed(s, members->n + 1, sizeof *all);
  if (!all) {
    trv_sql_set(s, SQLITE_NOMEM, NULL);
    return;
  }
  for (size_t i = 0; i < members->n && !s->rc; i++) {
    uint64_t looks[TRV_MAX_TELLING_KEYS];
    all[i].telling = trv_telling_of(s, members->items[i]);
    if (!all[i].telling) break;
    all[i].n = trv_telling_keys(all[i].telling, all[i].keys);
    uint32_t n = trv_telling_looks(all[i].telling, looks);
    for (size_t k = 0; k < i && !s->rc; k++) {
      size_t a = root_of(parent, i), b = root_of(parent, k);
      if (a == b || !trv_keys_meet(looks, n, all[k].keys, all[k].n)) continue;
      if (trv_telling_link(all[i].telling, all[k].telling) >= least) parent[a] = b;
    }
  }
  trv_heap_free(all);
}

/* Makes groups below `node` of a group's tellings, by the links of `level`. */
static void part(struct trv_store *s, int64_t group, int level, int64_t node) {
  struct trv_ids members = {0}, incidents = {0};
  tellings_of(s, group, &members, &incidents);
  drop_incidents(s, &incidents);
  trv_ids_release(&incidents);
  size_t *parent = trv_heap_zeroed(s, members.n + 1, sizeof *parent);
  int64_t *groups = trv_heap_zeroed(s, members.n + 1, sizeof *groups);
  if (parent && groups) {
    for (size_t i = 0; i < members.n; i++) parent[i] = i;
    join_pairs(s, &members, levels[level], parent);
    trv_ties_join(s, &members, parent);
    for (size_t i = 0; i < members.n && !s->rc; i++) {
      size_t root = root_of(parent, i);
      if (!groups[root]) dirty(s, groups[root] = new_group(s, node, -1));
      run_2(s, TRV_SQL_TELLING_MOVE, groups[root], members.items[i]);
    }
  } else {
    trv_sql_set(s, SQLITE_NOMEM, NULL);
  }
  trv_heap_free(parent);
  trv_heap_free(groups);
  drop_group(s, group);
  trv_ids_release(&members);
}

/* ---- adding a telling */

static void groups_of_links(struct trv_store *s, const struct links *links, int level, int64_t parent,
                            struct trv_ids *out) {
  for (size_t i = 0; i < links->n && !s->rc; i++) {
    if (links->items[i].score < levels[level]) continue;
    int64_t group = group_below(s, links->items[i].event, parent);
    if (group) trv_ids_add(s, out, group);
  }
  trv_ids_sort(out);
}

/* Joins groups of tellings to one, and puts the telling into it. */
static void join_groups(struct trv_store *s, int64_t event, const struct trv_ids *groups, const int64_t *sizes,
                        int64_t parent) {
  size_t largest = 0;
  for (size_t i = 1; i < groups->n; i++)
    if (sizes[i] > sizes[largest]) largest = i;
  int64_t target = groups->n ? groups->items[largest] : parent ? new_group(s, parent, -1) : event;
  for (size_t i = 0; i < groups->n; i++) {
    if (i == largest) continue;
    run_2(s, TRV_SQL_TELLINGS_MOVE, target, groups->items[i]);
    drop_group(s, groups->items[i]);
  }
  run_2(s, TRV_SQL_TELLING_ADD, event, target);
  dirty(s, target);
}

/* Joins groups under one node: those of tellings are parted. */
static int64_t join_nodes(struct trv_store *s, const struct trv_ids *groups, int64_t total, int level, int64_t parent) {
  int64_t node = 0;
  for (size_t i = 0; i < groups->n && !node; i++)
    if (get_group(s, groups->items[i]).n >= 0) node = groups->items[i];
  if (!node) node = new_group(s, parent, total);
  else run_2(s, TRV_SQL_GROUP_GROW, total, node);
  for (size_t i = 0; i < groups->n && !s->rc; i++) {
    int64_t g = groups->items[i];
    if (g == node) continue;
    if (get_group(s, g).n < 0) {
      part(s, g, level + 1, node);
    } else {
      run_2(s, TRV_SQL_GROUPS_MOVE, node, g);
      drop_group(s, g);
    }
  }
  return node;
}

static void place(struct trv_store *s, int64_t event, const struct links *links) {
  int64_t parent = 0;
  for (int level = 0; !s->rc; level++) {
    struct trv_ids groups = {0};
    groups_of_links(s, links, level, parent, &groups);
    int64_t *sizes = trv_heap_zeroed(s, groups.n + 1, sizeof *sizes), total = 1;
    if (!sizes) trv_sql_set(s, SQLITE_NOMEM, NULL);
    for (size_t i = 0; sizes && i < groups.n; i++) total += sizes[i] = size_of(s, groups.items[i]);
    bool fits = total <= s->max_group || level == N_LEVELS - 1;
    if (fits && sizes) join_groups(s, event, &groups, sizes, parent);
    else if (sizes) parent = join_nodes(s, &groups, total, level, parent);
    trv_heap_free(sizes);
    trv_ids_release(&groups);
    if (fits) return;
  }
}

static void add_candidates(struct trv_store *s, uint64_t key, struct trv_ids *out) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_KEY_EVENTS);
  trv_sql_bind(s, st, "u", key);
  while (trv_sql_row(s, st)) trv_ids_add(s, out, trv_sql_int(st, 0));
}

/* Whether `other` is linked by now, where `event` is next: those that were added come in the order of their rows. */
static bool is_linked(struct trv_store *s, int64_t other, int64_t event) {
  if (s->again.n) return group_of(s, other) != 0;
  return other < event;
}

/* Whether a candidate links, and how well. */
static double score_of(struct trv_store *s, const struct trv_telling *t, const struct trv_facts *facts, int64_t other) {
  struct trv_unfolded two;
  struct trv_facts theirs;
  if (!trv_telling_unfold(s, other, &two)) return 0;
  trv_facts_of(&two.telling, &theirs);
  return trv_facts_score(t, facts, &two.telling, &theirs);
}

static void link_event(struct trv_store *s, int64_t event, struct trv_ids *candidates, struct links *links) {
  uint64_t keys[TRV_MAX_TELLING_KEYS];
  struct trv_unfolded one;
  struct trv_facts facts;
  if (s->again.n && group_of(s, event)) return; /* it was named twice */
  if (trv_event_rejected(s, event)) return;
  if (!trv_telling_unfold(s, event, &one)) return;
  trv_facts_of(&one.telling, &facts);
  candidates->n = links->n = 0;
  uint32_t n = trv_telling_looks(&one.telling, keys);
  for (uint32_t i = 0; i < n; i++) add_candidates(s, keys[i], candidates);
  trv_ids_sort(candidates);
  for (size_t i = 0; i < candidates->n && !s->rc; i++) {
    int64_t other = candidates->items[i];
    if (other == event || !is_linked(s, other, event)) continue;
    double score = score_of(s, &one.telling, &facts, other);
    if (score >= levels[0]) add_link(s, links, other, score);
  }
  candidates->n = 0;
  trv_ties_of(s, event, candidates);
  for (size_t i = 0; i < candidates->n; i++) add_link(s, links, candidates->items[i], TIED);
  place(s, event, links);
}

/* Files what a batch added. */
static void file_added(struct trv_store *s) {
  struct trv_filing f = {0};
  for (size_t i = 0; i < s->added.n && !s->rc; i++) {
    uint64_t keys[TRV_MAX_TELLING_KEYS];
    struct trv_unfolded u;
    if (trv_telling_unfold(s, s->added.items[i], &u))
      trv_filing_add(s, &f, keys, trv_telling_keys(&u.telling, keys), s->added.items[i], 0);
  }
  trv_filing_write(s, &f, TRV_SQL_KEY_ADD);
}

static void link_all(struct trv_store *s, const struct trv_ids *events, struct trv_ids *candidates,
                     struct links *links) {
  for (size_t i = 0; i < events->n && !s->rc; i++) {
    link_event(s, events->items[i], candidates, links);
    trv_red_lines_touch(s, events->items[i]);
  }
}

static void number_groups(struct trv_store *s) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_GROUP_LAST);
  s->next_group = FIRST_GROUP;
  if (trv_sql_row(s, st)) {
    if (trv_sql_count(st, 0) >= FIRST_GROUP) s->next_group = trv_sql_int(st, 0) + 1;
    if (trv_sql_count(st, 1) >= s->next_incident) s->next_incident = trv_sql_int(st, 1) + 1;
    sqlite3_reset(st);
  }
  if (!s->next_incident) s->next_incident = 1;
}

void trv_link_batch(struct trv_store *s) {
  struct trv_ids candidates = {0};
  struct links links = {0};
  number_groups(s);
  file_added(s);
  link_all(s, &s->added, &candidates, &links);
  link_all(s, &s->again, &candidates, &links);
  trv_ids_sort(&s->dirty);
  for (size_t i = 0; i < s->dirty.n && !s->rc; i++) {
    trv_incidents_of_group(s, s->dirty.items[i]);
    trv_loaded_trim(s);
  }
  trv_ids_release(&candidates);
  trv_heap_free(links.items);
  s->added.n = s->again.n = s->dirty.n = 0;
}

/* ---- taking a telling away */

static bool take_out(struct trv_ids *ids, int64_t id) {
  for (size_t i = 0; i < ids->n; i++)
    if (ids->items[i] == id) {
      memmove(ids->items + i, ids->items + i + 1, (--ids->n - i) * sizeof *ids->items);
      return true;
    }
  return false;
}

/* Takes a component apart, its groups with it; all its tellings are linked anew with the batch. */
static void take_apart(struct trv_store *s, int64_t group) {
  struct trv_ids groups = {0}, members = {0}, incidents = {0};
  trv_ids_add(s, &groups, group);
  for (size_t i = 0; i < groups.n && !s->rc; i++) {
    sqlite3_stmt *st = trv_sql(s, TRV_SQL_GROUP_CHILDREN);
    trv_sql_bind(s, st, "i", groups.items[i]);
    while (trv_sql_row(s, st)) trv_ids_add(s, &groups, trv_sql_int(st, 0));
    tellings_of(s, groups.items[i], &members, &incidents);
    drop_group(s, groups.items[i]);
  }
  drop_incidents(s, &incidents);
  for (size_t i = 0; i < members.n; i++) {
    run_1(s, TRV_SQL_TELLING_DROP, members.items[i]);
    trv_ids_add(s, &s->again, members.items[i]);
  }
  trv_ids_release(&groups);
  trv_ids_release(&members);
  trv_ids_release(&incidents);
}

void trv_link_again(struct trv_store *s, int64_t event) {
  int64_t group = group_of(s, event);
  if (!group) return;
  for (struct group g = get_group(s, group); g.parent; g = get_group(s, group)) group = g.parent;
  take_apart(s, group);
}

void trv_link_remove(struct trv_store *s, int64_t event) {
  if (take_out(&s->added, event)) return; /* it came with this batch, and was neither indexed nor linked */
  trv_red_lines_touch(s, event);
  trv_link_again(s, event);
  take_out(&s->again, event);
  uint64_t keys[TRV_MAX_TELLING_KEYS];
  const struct trv_telling *t = trv_telling_of(s, event);
  uint32_t n = t ? trv_telling_keys(t, keys) : 0;
  for (uint32_t i = 0; i < n; i++) {
    sqlite3_stmt *st = trv_sql(s, TRV_SQL_KEY_DROP);
    trv_sql_bind(s, st, "ui", keys[i], event);
    trv_sql_run(s, st);
  }
  trv_tellings_forget(s, event);
}
