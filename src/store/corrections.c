/* Corrections: an append-only list, and what follows from it. See corrections.h and store.h.
 *
 * A correction names tellings by their ids and by what the text says (article, type, the words that carry it), so that it is found
 * again when a newer program codes the article otherwise. Which of today's events it means is kept in `anchor`, which can
 * be made anew at any time. A correction stands unless one that stands undoes it. */
#include "store/corrections.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/show.h"

enum act { ACCEPT, REJECT, EDIT, MERGE, SPLIT, UNDO, N_ACTS };
static const char *const act_names[N_ACTS] = {"accept", "reject", "edit", "merge", "split", "undo"};
static const char *const reviews[N_ACTS] = {"accepted", "rejected", "edited", "merged", "split", NULL};

struct correction {
  int64_t id, undoes;
  enum act act;
  bool stands;
  char *field, *value;
};

struct trv_corrections {
  size_t n, cap;
  struct correction *items; /* by id */
};

void trv_corrections_free(struct trv_store *s) {
  struct trv_corrections *c = s->corrections;
  for (size_t i = 0; c && i < c->n; i++) {
    free(c->items[i].field);
    free(c->items[i].value);
  }
  if (c) free(c->items);
  free(c);
  s->corrections = NULL;
}

static char *copy(sqlite3_stmt *st, int column) {
  const char *text = trv_sql_str(st, column);
  return text ? strdup(text) : NULL;
}

static void add_row(struct trv_store *s, struct trv_corrections *c, sqlite3_stmt *st) {
  if (c->n == c->cap) {
    size_t cap = c->cap ? c->cap * 2 : 64;
    struct correction *items = realloc(c->items, cap * sizeof *items);
    if (!items) {
      trv_sql_set(s, SQLITE_NOMEM, NULL);
      return;
    }
    c->items = items;
    c->cap = cap;
  }
  struct correction one = {.id = trv_sql_int(st, 0),
                           .undoes = trv_sql_int(st, 2),
                           .stands = true,
                           .field = copy(st, 3),
                           .value = copy(st, 4)};
  for (int i = 0; i < N_ACTS; i++)
    if (strcmp(trv_sql_str(st, 1), act_names[i]) == 0) one.act = (enum act)i;
  c->items[c->n++] = one;
}

static struct correction *find(const struct trv_corrections *c, int64_t id) {
  for (size_t i = 0; c && i < c->n; i++)
    if (c->items[i].id == id) return &c->items[i];
  return NULL;
}

void trv_corrections_load(struct trv_store *s) {
  trv_corrections_free(s);
  sqlite3_stmt *st = trv_sql_prepare(s, "SELECT id, act, undoes, field, value FROM correction ORDER BY id");
  while (trv_sql_row(s, st)) {
    if (!s->corrections && !(s->corrections = calloc(1, sizeof *s->corrections))) trv_sql_set(s, SQLITE_NOMEM, NULL);
    else add_row(s, s->corrections, st);
  }
  trv_sql_end(s, st);
  /* an undoing comes after what it undoes */
  for (size_t i = s->corrections ? s->corrections->n : 0; i-- > 0;) {
    const struct correction *c = &s->corrections->items[i];
    struct correction *undone = c->act == UNDO && c->stands ? find(s->corrections, c->undoes) : NULL;
    if (undone) undone->stands = false;
  }
}

/* ---- anchors */

struct anchor {
  int64_t correction, part;
};

/* The corrections that stand and hang on an event, oldest first; at most `cap`. */
static uint32_t anchors_of(struct trv_store *s, int64_t event, struct anchor *out, uint32_t cap) {
  uint32_t n = 0;
  if (!s->corrections) return 0;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ANCHORS_OF);
  trv_sql_bind(s, st, "i", event);
  while (trv_sql_row(s, st)) {
    const struct correction *c = find(s->corrections, trv_sql_int(st, 0));
    if (c && c->stands && n < cap) out[n++] = (struct anchor){c->id, trv_sql_int(st, 1)};
  }
  return n;
}

#define MAX_ANCHORS 32

static enum act act_of(struct trv_store *s, int64_t correction) { return find(s->corrections, correction)->act; }

bool trv_event_rejected(struct trv_store *s, int64_t event) {
  struct anchor anchors[MAX_ANCHORS];
  uint32_t n = anchors_of(s, event, anchors, MAX_ANCHORS);
  bool rejected = false;
  for (uint32_t i = 0; i < n; i++) { /* the last word counts */
    enum act act = act_of(s, anchors[i].correction);
    if (act == REJECT || act == ACCEPT) rejected = act == REJECT;
  }
  return rejected;
}

static void add_event(struct trv_store *s, int64_t event, int64_t correction, int64_t part) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ANCHOR_ADD);
  trv_sql_bind(s, st, "iii", event, correction, part);
  trv_sql_run(s, st);
}

struct wanted {
  int64_t correction, part, event_key, begin, end;
  char type[24];
};

/* The event of `article` that a correction means: the one of that id; else of that type where the words overlap; else any there. */
static int64_t meant(struct trv_store *s, int64_t article, const struct wanted *w) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_EVENT_MEANT);
  trv_sql_bind(s, st, "iiiit", article, w->event_key, w->begin, w->end, w->type);
  int64_t event = 0;
  if (trv_sql_row(s, st)) {
    event = trv_sql_int(st, 0);
    sqlite3_reset(st);
  }
  return event;
}

void trv_corrections_anchor(struct trv_store *s, int64_t article) {
  struct wanted *all = NULL;
  size_t n = 0, cap = 0;
  if (!s->corrections) return;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_CORRECTIONS_OF_ARTICLE);
  trv_sql_bind(s, st, "i", article);
  while (trv_sql_row(s, st)) {
    if (n == cap) {
      struct wanted *wider = trv_heap_grow(s, all, (cap = cap * 2 + 16) * sizeof *all);
      if (!wider) {
        trv_sql_set(s, SQLITE_NOMEM, NULL);
        break;
      }
      all = wider;
    }
    struct wanted *w = &all[n++];
    *w = (struct wanted){trv_sql_int(st, 0), trv_sql_int(st, 1), trv_sql_int(st, 2),
                         trv_sql_int(st, 4), trv_sql_int(st, 5), ""};
    snprintf(w->type, sizeof w->type, "%s", trv_sql_str(st, 3));
  }
  for (size_t i = 0; i < n && !s->rc; i++) {
    int64_t event = meant(s, article, &all[i]);
    if (event) add_event(s, event, all[i].correction, all[i].part);
  }
  trv_heap_free(all);
}

/* ---- ties */

static void events_of(struct trv_store *s, int64_t correction, struct trv_ids *out) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ANCHORED);
  trv_sql_bind(s, st, "i", correction);
  while (trv_sql_row(s, st)) trv_ids_add(s, out, trv_sql_int(st, 0));
}

void trv_ties_of(struct trv_store *s, int64_t event, struct trv_ids *out) {
  struct anchor anchors[MAX_ANCHORS];
  uint32_t n = anchors_of(s, event, anchors, MAX_ANCHORS);
  for (uint32_t i = 0; i < n; i++)
    if (act_of(s, anchors[i].correction) == MERGE) events_of(s, anchors[i].correction, out);
}

static size_t root_of(size_t *parent, size_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

void trv_ties_join(struct trv_store *s, const struct trv_ids *members, size_t *parent) {
  for (size_t i = 0; s->corrections && i < members->n && !s->rc; i++) {
    struct trv_ids tied = {0};
    trv_ties_of(s, members->items[i], &tied);
    for (size_t k = 0; k < tied.n; k++)
      for (size_t j = 0; j < members->n; j++)
        if (members->items[j] == tied.items[k]) parent[root_of(parent, i)] = root_of(parent, j);
    trv_ids_release(&tied);
  }
}

struct tied {
  uint32_t event;
  struct anchor anchor;
};

uint32_t trv_ties_between(struct trv_store *s, const int64_t *events, uint32_t n, struct trv_arena *arena,
                          struct trv_tie **out) {
  struct tied *all = NULL;
  struct trv_tie *ties = NULL;
  uint32_t n_all = 0, cap_all = 0, n_ties = 0, cap_ties = 0;
  for (uint32_t i = 0; s->corrections && i < n && !s->rc; i++) {
    struct anchor anchors[MAX_ANCHORS];
    uint32_t k = anchors_of(s, events[i], anchors, MAX_ANCHORS);
    for (uint32_t j = 0; j < k; j++) {
      enum act act = act_of(s, anchors[j].correction);
      if (act == MERGE || act == SPLIT) TRV_PUSH(arena, all, n_all, cap_all, (struct tied){i, anchors[j]});
    }
  }
  for (uint32_t i = 0; i < n_all; i++)
    for (uint32_t k = 0; k < i; k++) {
      const struct tied *a = &all[i], *b = &all[k];
      if (a->anchor.correction != b->anchor.correction) continue;
      bool split = act_of(s, a->anchor.correction) == SPLIT;
      bool together = !split || (a->anchor.part == 0 && b->anchor.part == 0);
      if (split && a->anchor.part != 0 && b->anchor.part != 0) continue; /* nothing was said of the rest */
      TRV_PUSH(arena, ties, n_ties, cap_ties, (struct trv_tie){a->event, b->event, together});
    }
  *out = ties;
  return n_ties;
}

/* ---- edits */

static struct trv_range range_of(const char *text) {
  char *end;
  int64_t low = strtoll(text, &end, 10), high = low;
  if (*end == '-') high = strtoll(end + 1, &end, 10);
  return (struct trv_range){low, high < low ? low : high};
}

static void set_date(struct trv_incident *sum, const char *value, struct trv_arena *arena) {
  struct trv_day_range r;
  trv_range_of(value, &r);
  sum->date = value;
  sum->date_from = *r.from ? trv_arena_strdup(arena, r.from) : NULL;
  sum->date_to = *r.to ? trv_arena_strdup(arena, r.to) : NULL;
}

static void set_place(struct trv_store *s, struct trv_incident *sum, const char *name, struct trv_arena *arena) {
  struct trv_place *p = TRV_NEW(arena, struct trv_place);
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_PLACE_NAMED);
  trv_sql_bind(s, st, "t", name);
  *p = (struct trv_place){.name = name};
  if (trv_sql_row(s, st)) {
    const struct trv_place *known = trv_place_of(s, trv_sql_int(st, 0));
    if (known) *p = *known;
    sqlite3_reset(st);
  }
  sum->place = p;
}

static void apply(struct trv_store *s, const struct correction *c, struct trv_incident *sum, struct trv_arena *arena) {
  const char *v = *c->value ? trv_arena_strdup(arena, c->value) : NULL;
  if (strcmp(c->field, "type") == 0 && v) sum->type = v;
  else if (strcmp(c->field, "mode") == 0) sum->mode = v;
  else if (strcmp(c->field, "status") == 0 && v) sum->status = v;
  else if (strcmp(c->field, "date") == 0) set_date(sum, v, arena);
  else if (strcmp(c->field, "actor") == 0) sum->actor = trv_entities_of_list(arena, v);
  else if (strcmp(c->field, "recipient") == 0) sum->recipient = trv_entities_of_list(arena, v);
  else if (strcmp(c->field, "place") == 0 && v) set_place(s, sum, v, arena);
  else if (strcmp(c->field, "place") == 0) sum->place = NULL;
  else if (strcmp(c->field, "killed") == 0) sum->killed = v ? range_of(v) : (struct trv_range){-1, -1};
  else if (strcmp(c->field, "wounded") == 0) sum->wounded = v ? range_of(v) : (struct trv_range){-1, -1};
  else if (strcmp(c->field, "captured") == 0) sum->captured = v ? range_of(v) : (struct trv_range){-1, -1};
}

const char *trv_edit_incident(struct trv_store *s, const int64_t *events, uint32_t n, struct trv_incident *sum,
                              struct trv_arena *arena) {
  struct trv_ids ids = {0};
  const char *review = NULL;
  for (uint32_t i = 0; s->corrections && i < n && !s->rc; i++) {
    struct anchor anchors[MAX_ANCHORS];
    uint32_t k = anchors_of(s, events[i], anchors, MAX_ANCHORS);
    for (uint32_t j = 0; j < k; j++) trv_ids_add(s, &ids, anchors[j].correction);
  }
  trv_ids_sort(&ids); /* in the order in which they were made */
  for (size_t i = 0; i < ids.n && !s->rc; i++) {
    const struct correction *c = find(s->corrections, ids.items[i]);
    if (c->act == EDIT) apply(s, c, sum, arena);
    review = reviews[c->act];
  }
  trv_ids_release(&ids);
  return review;
}

/* ---- making one */

static const char *const fields[] = {"type",      "mode",  "status", "date",    "actor",
                                     "recipient", "place", "killed", "wounded", "captured"};

static enum trv_status check_field(const struct trv_correction *c, struct trv_error *err) {
  struct trv_day_range r;
  size_t k = 0, n = sizeof fields / sizeof *fields;
  const char *field = c->field ? c->field : "";
  while (k < n && strcmp(fields[k], field) != 0) k++;
  if (k == n)
    return trv_fail(err, TRV_USAGE, NULL, 0, 0,
                    "\"%s\" cannot be edited; type mode status date actor recipient place killed wounded captured can",
                    field);
  trv_range_of(c->value, &r);
  if (k == 3 && *c->value && !r.precision)
    return trv_fail(err, TRV_USAGE, NULL, 0, 0, "\"%s\" is no date in ISO 8601", c->value);
  if (k >= 7 && strspn(c->value, "0123456789-") != strlen(c->value))
    return trv_fail(err, TRV_USAGE, NULL, 0, 0, "\"%s\" is no number nor a range such as 7-13", c->value);
  if (k == 0)
    for (const char *p = c->value; *p; p++)
      if ((*p < 'A' || *p > 'Z') || !c->value[0])
        return trv_fail(err, TRV_USAGE, NULL, 0, 0, "\"%s\" is no type of event", c->value);
  return TRV_OK;
}

struct making {
  struct trv_store *s;
  int64_t id;
  uint32_t n;
};

static void hang(struct making *m, int64_t event, int64_t part) {
  sqlite3_stmt *st = trv_sql(m->s, TRV_SQL_CORRECTION_EVENT_ADD);
  trv_sql_bind(m->s, st, "iiii", m->id, (int64_t)m->n++, part, event);
  trv_sql_run(m->s, st);
  add_event(m->s, event, m->id, part);
}

/* The event that `id` names, where it names one; else 0. */
static int64_t event_named(struct trv_store *s, const char *id) {
  int64_t row = 0;
  return id[0] != 'i' && trv_show_find_event(s, id, &row) == 1 ? row : 0;
}

static enum trv_status unknown(const char *id, int found, struct trv_error *err) {
  if (found > 1) return trv_fail(err, TRV_USAGE, NULL, 0, 0, "\"%s\" begins several ids; give more of it", id);
  return trv_fail(err, TRV_USAGE, NULL, 0, 0, "nothing is called \"%s\"; `treve chronicle` prints the ids", id);
}

/* All tellings of each incident that is named; of an event that is named, it alone. */
static enum trv_status hang_all(struct making *m, const struct trv_correction *c, bool alone, struct trv_error *err) {
  for (size_t i = 0; i < c->n_ids; i++) {
    int64_t event = alone ? event_named(m->s, c->ids[i]) : 0, row = 0;
    if (event) {
      hang(m, event, (int64_t)i);
      continue;
    }
    int found = trv_show_find_incident(m->s, c->ids[i], &row);
    if (found != 1) return unknown(c->ids[i], found, err);
    struct trv_ids events = {0};
    trv_incident_events(m->s, row, &events);
    for (size_t k = 0; k < events.n; k++) hang(m, events.items[k], (int64_t)i);
    trv_ids_release(&events);
  }
  return TRV_OK;
}

/* The events that are named are part 0, the rest of their incident part 1. */
static enum trv_status hang_split(struct making *m, const struct trv_correction *c, struct trv_error *err) {
  struct trv_ids apart = {0}, all = {0};
  int64_t incident = 0, other = 0;
  enum trv_status status = TRV_OK;
  for (size_t i = 0; i < c->n_ids && status == TRV_OK; i++) {
    int64_t event = event_named(m->s, c->ids[i]);
    if (!event || trv_show_find_incident(m->s, c->ids[i], &other) != 1)
      status = trv_fail(err, TRV_USAGE, NULL, 0, 0,
                        "\"%s\" is no event of an incident; `treve show -f ndjson` prints their ids", c->ids[i]);
    else if (incident && other != incident)
      status = trv_fail(err, TRV_USAGE, NULL, 0, 0, "the events are of different incidents");
    incident = other;
    trv_ids_add(m->s, &apart, event);
  }
  trv_ids_sort(&apart);
  if (status == TRV_OK) trv_incident_events(m->s, incident, &all);
  if (status == TRV_OK && all.n == apart.n)
    status = trv_fail(err, TRV_USAGE, NULL, 0, 0, "the incident has no other tellings to be parted from");
  for (size_t i = 0; i < all.n && status == TRV_OK; i++) {
    bool named = false;
    for (size_t k = 0; k < apart.n; k++) named |= apart.items[k] == all.items[i];
    hang(m, all.items[i], named ? 0 : 1);
  }
  trv_ids_release(&apart);
  trv_ids_release(&all);
  return status;
}

static enum trv_status hang_undo(struct making *m, const struct trv_correction *c, struct trv_error *err) {
  const struct correction *of = find(m->s->corrections, c->undoes);
  if (!of || of->id == m->id)
    return trv_fail(err, TRV_USAGE, NULL, 0, 0, "no correction has the number %lld", (long long)c->undoes);
  if (!of->stands) return trv_fail(err, TRV_USAGE, NULL, 0, 0, "correction %lld is undone already", (long long)of->id);
  struct trv_ids events = {0};
  int64_t at = of->id;
  while (of && of->act == UNDO) at = of->undoes, of = find(m->s->corrections, at); /* what it is about in the end */
  events_of(m->s, at, &events);
  for (size_t i = 0; i < events.n; i++) hang(m, events.items[i], 0);
  trv_ids_release(&events);
  return TRV_OK;
}

/* Everything that hangs together with the events of the correction is linked and joined anew. */
static void redo(struct making *m) {
  struct trv_ids events = {0}, articles = {0};
  events_of(m->s, m->id, &events);
  for (size_t i = 0; i < events.n && !m->s->rc; i++) {
    sqlite3_stmt *st = trv_sql(m->s, TRV_SQL_EVENT_GET);
    trv_sql_bind(m->s, st, "i", events.items[i]);
    if (trv_sql_row(m->s, st)) {
      trv_ids_add(m->s, &articles, trv_sql_int(st, 1));
      sqlite3_reset(st);
    }
    trv_link_again(m->s, events.items[i]);
    trv_ids_add(m->s, &m->s->again, events.items[i]); /* one that was rejected hangs with nothing */
  }
  trv_ids_sort(&articles);
  for (size_t i = 0; i < articles.n; i++) trv_ledger_remove(m->s, articles.items[i]);
  for (size_t i = 0; i < articles.n; i++) trv_ids_add(m->s, &m->s->told, articles.items[i]);
  trv_ids_release(&events);
  trv_ids_release(&articles);
}

static enum trv_status make(struct making *m, const struct trv_correction *c, struct trv_error *err) {
  enum act act = N_ACTS;
  for (int i = 0; i < N_ACTS; i++)
    if (strcmp(c->act, act_names[i]) == 0) act = (enum act)i;
  if (act == N_ACTS) return trv_fail(err, TRV_USAGE, NULL, 0, 0, "\"%s\" is no correction", c->act);
  enum trv_status status = act == EDIT ? check_field(c, err) : TRV_OK;
  if (status != TRV_OK) return status;
  if (act == MERGE && c->n_ids < 2) return trv_fail(err, TRV_USAGE, NULL, 0, 0, "merging needs two incidents or more");
  if (!trv_batch_begin(m->s)) return trv_sql_status(m->s, err);
  trv_corrections_load(m->s);
  sqlite3_stmt *st = trv_sql(m->s, TRV_SQL_CORRECTION_ADD);
  trv_sql_bind(m->s, st, "ttttott", act_names[act], c->author, c->reason, c->now, act == UNDO ? c->undoes : -1,
               act == EDIT ? c->field : NULL, act == EDIT ? c->value : NULL);
  trv_sql_run(m->s, st);
  m->id = m->s->rc ? 0 : sqlite3_last_insert_rowid(m->s->db);
  status = act == UNDO    ? hang_undo(m, c, err)
           : act == SPLIT ? hang_split(m, c, err)
                          : hang_all(m, c, act == REJECT || act == ACCEPT, err);
  if (status != TRV_OK) return status;
  redo(m);
  trv_corrections_load(m->s);
  return trv_sql_status(m->s, err);
}

enum trv_status trv_store_correct(struct trv_store *s, const struct trv_correction *correction, int64_t *number,
                                  struct trv_error *err) {
  struct making m = {.s = s};
  volatile enum trv_status status = TRV_OK;
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_store_exhausted(s);
    status = trv_sql_status(s, err);
  } else {
    trv_cache_guard(s, &guard);
    status = make(&m, correction, err);
  }
  trv_cache_guard(s, NULL);
  if (status == TRV_OK) status = trv_store_settle(s, err);
  else trv_store_rollback(s);
  *number = m.id;
  return status;
}
