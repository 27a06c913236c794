/* Red lines of all articles, and what became of each (chronicle/redlines.h).
 *
 * They are few, and a small index finds their tellings: a run that added anything joins them all at its end. What crosses or meets
 * one may be told by any later article, so each keeps the days that bear on it; an event of its addressee that comes or goes
 * in those days makes it due. Only those that are due, or are not what they were, are judged and written. */
#include "store/redlines.h"

#include <stdio.h>
#include <stdlib.h>

#include "chronicle/days.h"
#include "chronicle/redlines.h"
#include "store/corrections.h"
#include "store/tellings.h"

/* ---- what is due */

/* Those that stand in the file, by the countries to which they are spoken; in the cache. */
struct trv_watch {
  uint32_t n, cap, n_links, cap_links;
  struct watch_line {
    int64_t row;
    int32_t from_day, to_day;
    bool due;
  } * lines;
  struct watch_link {
    uint32_t line, next; /* next: of the same country */
  } * links;
  struct trv_map codes; /* country -> its first link */
};

static void watch_codes(struct trv_store *s, struct trv_watch *w, const char *list, uint32_t line) {
  struct trv_slice rest = trv_slice_of(list);
  while (list && rest.p) {
    struct trv_slice one = trv_slice_split(&rest, ';'), code = trv_slice_split(&one, ':');
    struct watch_link link = {line, trv_map_get(&w->codes, code)};
    TRV_PUSH(&s->cache, w->links, w->n_links, w->cap_links, link);
    trv_map_put(&w->codes, code, w->n_links - 1);
  }
}

static struct trv_watch *watch_of(struct trv_store *s) {
  if (s->watch) return s->watch;
  struct trv_watch *w = TRV_NEW(&s->cache, struct trv_watch);
  trv_map_init(&w->codes, &s->cache);
  sqlite3_stmt *st = trv_sql_prepare(
      s, "SELECT r.id, t.list, r.bears_from, r.bears_to, r.due FROM red_line r JOIN side t ON t.id = r.\"to\"");
  while (trv_sql_row(s, st)) {
    struct trv_days from, to;
    struct watch_line line = {.row = trv_sql_int(st, 0), .due = trv_sql_int(st, 4) != 0};
    if (!trv_days_parse(trv_sql_str(st, 2), &from) || !trv_days_parse(trv_sql_str(st, 3), &to)) continue;
    line.from_day = from.from;
    line.to_day = to.from;
    watch_codes(s, w, trv_sql_str(st, 1), w->n);
    TRV_PUSH(&s->cache, w->lines, w->n, w->cap, line);
  }
  trv_sql_end(s, st);
  if (!s->rc) s->watch = w;
  return w;
}

void trv_red_lines_touch(struct trv_store *s, int64_t event) {
  struct trv_watch *w = watch_of(s);
  struct trv_unfolded u;
  int32_t day;
  if (!w->n || !trv_telling_unfold(s, event, &u) || !trv_red_line_may_bear(&u.telling, &day)) return;
  for (uint32_t i = 0; i < u.event.actor.n; i++) {
    uint32_t at = trv_map_get(&w->codes, trv_slice_of(u.event.actor.items[i].code));
    for (; at != TRV_MAP_NONE; at = w->links[at].next) {
      struct watch_line *line = &w->lines[w->links[at].line];
      if (line->due || day < line->from_day || day > line->to_day) continue;
      sqlite3_stmt *st = trv_sql(s, TRV_SQL_RED_LINE_DUE);
      trv_sql_bind(s, st, "i", line->row);
      trv_sql_run(s, st);
      line->due = true;
    }
  }
}

/* ---- all tellings */

struct lines {
  struct trv_store *s;
  struct trv_arena arena;
  uint32_t n;
  int64_t *events;
  struct trv_red_line_telling *tellings;
  uint32_t *parent, *next; /* forest of components; of each, the next of its component */
  struct trv_map rows;     /* key of a red line -> number of what stands in the file for it */
  uint32_t n_former, cap_former;
  struct former {
    int64_t row, made;
    bool due, kept;
  } * former;
};

/* The events of its sentence. */
static void read_beside(struct lines *l, uint32_t i, int64_t article) {
  struct trv_ids ids = {0};
  struct trv_telling *beside = NULL;
  uint32_t n = 0, cap = 0;
  sqlite3_stmt *st = trv_sql(l->s, TRV_SQL_EVENTS_IN_SENTENCE);
  trv_sql_bind(l->s, st, "ii", article, (int64_t)l->tellings[i].telling.event->sentence);
  while (trv_sql_row(l->s, st))
    if (trv_sql_int(st, 0) != l->events[i]) trv_ids_add(l->s, &ids, trv_sql_int(st, 0));
  for (size_t k = 0; k < ids.n && !l->s->rc; k++) {
    struct trv_unfolded *u = TRV_NEW(&l->arena, struct trv_unfolded);
    if (trv_telling_unfold(l->s, ids.items[k], u)) TRV_PUSH(&l->arena, beside, n, cap, u->telling);
  }
  l->tellings[i].beside = beside;
  l->tellings[i].n_beside = n;
  trv_ids_release(&ids);
}

static void read_lines(struct lines *l) {
  struct trv_ids ids = {0}; /* event, article, event, … */
  sqlite3_stmt *st = trv_sql(l->s, TRV_SQL_RED_LINE_EVENTS);
  while (trv_sql_row(l->s, st)) {
    if (trv_event_rejected(l->s, trv_sql_int(st, 0))) continue;
    trv_ids_add(l->s, &ids, trv_sql_int(st, 0));
    trv_ids_add(l->s, &ids, trv_sql_int(st, 1));
  }
  l->n = (uint32_t)(ids.n / 2);
  l->events = TRV_NEW_ARRAY(&l->arena, int64_t, l->n + 1u);
  l->tellings = TRV_NEW_ARRAY(&l->arena, struct trv_red_line_telling, l->n + 1u);
  l->parent = TRV_NEW_ARRAY(&l->arena, uint32_t, l->n + 1u);
  l->next = TRV_NEW_ARRAY(&l->arena, uint32_t, l->n + 1u);
  struct trv_unfolded *unfolded = TRV_NEW_ARRAY(&l->arena, struct trv_unfolded, l->n + 1u);
  for (uint32_t i = 0; i < l->n && !l->s->rc; i++) {
    l->events[i] = ids.items[2 * i];
    l->parent[i] = i;
    if (!trv_telling_unfold(l->s, l->events[i], &unfolded[i])) break;
    l->tellings[i].telling = unfolded[i].telling;
    read_beside(l, i, ids.items[2 * i + 1]);
  }
  trv_ids_release(&ids);
}

static uint32_t root_of(uint32_t *parent, uint32_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

static void join_by_keys(struct lines *l) {
  struct trv_map first;
  uint64_t keys[TRV_MAX_RED_LINE_KEYS];
  trv_map_init(&first, &l->arena);
  for (uint32_t i = 0; i < l->n; i++) {
    uint32_t n = trv_red_line_keys(&l->tellings[i].telling, keys);
    for (uint32_t k = 0; k < n; k++) {
      struct trv_slice key = {(const char *)&keys[k], sizeof keys[k]};
      uint32_t other = trv_map_get(&first, key);
      if (other == TRV_MAP_NONE) trv_map_put(&first, key, i);
      else l->parent[root_of(l->parent, i)] = root_of(l->parent, other);
    }
  }
}

static void read_former(struct lines *l) {
  trv_map_init(&l->rows, &l->arena);
  sqlite3_stmt *st = trv_sql_prepare(l->s, "SELECT id, key, made, due FROM red_line");
  while (trv_sql_row(l->s, st)) {
    int64_t key = trv_sql_int(st, 1);
    struct former f = {trv_sql_int(st, 0), trv_sql_int(st, 2), trv_sql_int(st, 3) != 0, false};
    TRV_PUSH(&l->arena, l->former, l->n_former, l->cap_former, f);
    trv_map_put(&l->rows, (struct trv_slice){(const char *)&key, sizeof key}, l->n_former - 1);
  }
  trv_sql_end(l->s, st);
}

/* ---- what becomes of one */

struct evidence {
  uint32_t n_crossed, n_met;
};

static void judge_event(struct trv_store *s, int64_t event, int64_t line, const struct trv_red_line *r,
                        struct evidence *found) {
  struct trv_unfolded u;
  if (trv_event_rejected(s, event) || !trv_telling_unfold(s, event, &u)) return;
  enum trv_bearing bearing = trv_red_line_bearing(r, &u.telling);
  if (bearing == TRV_BEARS_NOT) return;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_RED_LINE_EVIDENCE_ADD);
  trv_sql_bind(s, st, "iit", line, event, bearing == TRV_BEARS_CROSSES ? "crossed" : "met");
  trv_sql_run(s, st);
  found->n_crossed += bearing == TRV_BEARS_CROSSES;
  found->n_met += bearing == TRV_BEARS_MEETS;
}

/* By each telling of an act of the addressee in its days. */
static struct evidence judge(struct trv_store *s, int64_t line, const struct trv_red_line *r) {
  struct evidence found = {0, 0};
  struct trv_ids ids = {0};
  uint64_t keys[TRV_MAX_BEARING_KEYS];
  uint32_t n = trv_red_line_looks(r, keys);
  for (uint32_t i = 0; i < n; i++) {
    sqlite3_stmt *st = trv_sql(s, TRV_SQL_KEY_EVENTS);
    trv_sql_bind(s, st, "u", keys[i]);
    while (trv_sql_row(s, st)) trv_ids_add(s, &ids, trv_sql_int(st, 0));
  }
  trv_ids_sort(&ids);
  for (size_t i = 0; i < ids.n && !s->rc; i++) judge_event(s, ids.items[i], line, r, &found);
  trv_ids_release(&ids);
  return found;
}

static void drop_line(struct trv_store *s, int64_t row) {
  static const enum trv_sql_id drops[] = {TRV_SQL_RED_LINE_EVIDENCE_DROP, TRV_SQL_RED_LINE_MEMBERS_DROP,
                                          TRV_SQL_RED_LINE_DROP};
  for (size_t i = 0; i < sizeof drops / sizeof *drops; i++) {
    sqlite3_stmt *st = trv_sql(s, drops[i]);
    trv_sql_bind(s, st, "i", row);
    trv_sql_run(s, st);
  }
}

/* A hash of all that a red line is made of. */
static int64_t made_of(struct lines *l, const struct trv_red_line *r, const uint32_t *numbers) {
  uint64_t h = 0;
  char text[512];
  struct trv_slice rest;
  const char *parts[] = {trv_side_list(l->s, r->by), trv_side_list(l->s, r->to), r->date, r->deadline, r->best->id};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    rest = trv_slice_of(parts[i] ? parts[i] : "");
    h = h * 31 + trv_hash(rest.p, rest.n);
  }
  for (uint32_t i = 0; i < r->n_places; i++) h = h * 31 + trv_hash(r->places[i]->name, strlen(r->places[i]->name));
  for (uint32_t i = 0; i < r->n_members; i++) {
    const struct trv_telling *t = &l->tellings[numbers[r->members[i]]].telling;
    int n = snprintf(text, sizeof text, "%s %lld", t->id, (long long)l->events[numbers[r->members[i]]]);
    h = h * 31 + trv_hash(text, (size_t)n);
  }
  int n = snprintf(text, sizeof text, "%d %d %u %u", r->from_day, r->to_day, r->n_articles, r->n_sources);
  return (int64_t)(h * 31 + trv_hash(text, (size_t)n));
}

static void add_line(struct lines *l, const struct trv_red_line *r, const uint32_t *numbers, int64_t key,
                     int64_t made) {
  struct trv_store *s = l->s;
  struct trv_day_range range;
  char from[16], to[16];
  int64_t best = 0, by = trv_side_id(s, r->by), addressee = trv_side_id(s, r->to);
  trv_range_of(r->date, &range);
  trv_day_print(r->from_day, from);
  trv_day_print(r->to_day, to);
  for (uint32_t i = 0; i < r->n_members; i++)
    if (strcmp(l->tellings[numbers[r->members[i]]].telling.id, r->best->id) == 0)
      best = l->events[numbers[r->members[i]]];
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_RED_LINE_ADD);
  trv_sql_bind(s, st, "iootttiiitti", key, by, addressee, r->date, r->deadline,
               *range.from ? range.from : TRV_NO_DAY_TEXT, best, (int64_t)r->n_articles, (int64_t)r->n_sources,
               *from ? from : NULL, *to ? to : NULL, made);
  trv_sql_run(s, st);
  if (s->rc) return;
  int64_t id = sqlite3_last_insert_rowid(s->db);
  for (uint32_t i = 0; i < r->n_members; i++) {
    st = trv_sql(s, TRV_SQL_RED_LINE_MEMBER_ADD);
    trv_sql_bind(s, st, "ii", id, l->events[numbers[r->members[i]]]);
    trv_sql_run(s, st);
  }
  struct evidence found = judge(s, id, r);
  st = trv_sql(s, TRV_SQL_RED_LINE_JUDGE);
  trv_sql_bind(s, st, "ti", trv_red_line_status_name(trv_red_line_judge(found.n_crossed, found.n_met)), id);
  trv_sql_run(s, st);
}

static void settle_line(struct lines *l, const struct trv_red_line *r, const uint32_t *numbers) {
  int64_t key = 0, made = made_of(l, r, numbers);
  trv_key_parse(r->id + 1, &key);
  uint32_t at = trv_map_get(&l->rows, (struct trv_slice){(const char *)&key, sizeof key});
  struct former *former = at == TRV_MAP_NONE ? NULL : &l->former[at];
  if (former && former->made == made && !former->due) former->kept = true;
  else add_line(l, r, numbers, key, made);
}

static void join_component(struct lines *l, uint32_t root) {
  uint32_t n = 0;
  for (uint32_t i = root; i != TRV_MAP_NONE; i = l->next[i]) n++;
  struct trv_red_line_telling *some = TRV_NEW_ARRAY(&l->arena, struct trv_red_line_telling, n);
  uint32_t *numbers = TRV_NEW_ARRAY(&l->arena, uint32_t, n);
  n = 0;
  for (uint32_t i = root; i != TRV_MAP_NONE; i = l->next[i]) some[n] = l->tellings[i], numbers[n++] = i;
  struct trv_red_lines lines;
  trv_red_lines_join(some, n, &l->arena, &lines);
  for (uint32_t i = 0; i < lines.n && !l->s->rc; i++) settle_line(l, &lines.items[i], numbers);
  trv_loaded_trim(l->s);
}

/* Chains the members of each component behind its root. */
static void chain(struct lines *l) {
  for (uint32_t i = 0; i < l->n; i++) l->next[i] = TRV_MAP_NONE;
  for (uint32_t i = l->n; i-- > 0;) {
    uint32_t root = root_of(l->parent, i);
    if (root == i) continue;
    l->next[i] = l->next[root];
    l->next[root] = i;
  }
}

void trv_red_lines_settle(struct trv_store *s) {
  struct lines l = {.s = s};
  trv_arena_init(&l.arena, 0);
  jmp_buf guard, *outer = trv_cache_guard(s, &guard);
  if (setjmp(guard)) {
    trv_store_exhausted(s);
  } else {
    trv_arena_guard(&l.arena, &guard);
    read_former(&l);
    read_lines(&l);
    if (!s->rc) join_by_keys(&l);
    if (!s->rc) chain(&l);
    for (uint32_t i = 0; i < l.n && !s->rc; i++)
      if (root_of(l.parent, i) == i) join_component(&l, i);
    for (uint32_t i = 0; i < l.n_former && !s->rc; i++)
      if (!l.former[i].kept) drop_line(s, l.former[i].row);
    s->watch = NULL;
  }
  trv_cache_guard(s, outer);
  trv_arena_release(&l.arena);
}
