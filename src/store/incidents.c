/* A group's tellings, divided into incidents, and each incident summed up in a row. Incidents whose tellings are the same as
 * before keep their row: a telling that joins a group costs what it changes. */
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "ontology/cameo.h"
#include "store/corrections.h"

struct members {
  uint32_t n;
  int64_t *events, *former; /* former: the incident, 0: none yet */
  struct trv_telling *tellings;
  uint32_t *incident;
};

static void release(struct members *m) {
  trv_heap_free(m->events);
  trv_heap_free(m->former);
  trv_heap_free(m->tellings);
  trv_heap_free(m->incident);
}

static bool read_members(struct trv_store *s, int64_t group, struct members *m) {
  struct trv_ids ids = {0};
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_TELLINGS_OF_GROUP);
  trv_sql_bind(s, st, "i", group);
  while (trv_sql_row(s, st)) {
    trv_ids_add(s, &ids, trv_sql_int(st, 0));
    trv_ids_add(s, &ids, trv_sql_count(st, 1));
  }
  m->n = (uint32_t)(ids.n / 2);
  m->events = trv_heap_zeroed(s, m->n + 1u, sizeof *m->events);
  m->former = trv_heap_zeroed(s, m->n + 1u, sizeof *m->former);
  m->tellings = trv_heap_zeroed(s, m->n + 1u, sizeof *m->tellings);
  m->incident = trv_heap_zeroed(s, m->n + 1u, sizeof *m->incident);
  if (!m->events || !m->former || !m->tellings || !m->incident) trv_sql_set(s, SQLITE_NOMEM, NULL);
  for (uint32_t i = 0; i < m->n && !s->rc; i++) {
    m->events[i] = ids.items[2 * i];
    m->former[i] = ids.items[2 * i + 1];
    const struct trv_telling *t = trv_telling_of(s, m->events[i]);
    if (t) m->tellings[i] = *t;
  }
  trv_ids_release(&ids);
  return !s->rc;
}

static void divide(struct trv_store *s, struct members *m) {
  if (m->n == 1 || m->n > TRV_MAX_COMPONENT) return; /* all 0: so many hang together by close links alone */
  struct trv_error err;
  struct trv_tie *ties;
  uint32_t n_ties = trv_ties_between(s, m->events, m->n, &s->loaded, &ties);
  if (trv_incidents_divide(m->tellings, m->n, ties, n_ties, m->incident, &err) != TRV_OK)
    trv_sql_set(s, SQLITE_NOMEM, err.message);
}

/* ---- the row */

static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

const char *trv_join(struct trv_store *s, uint32_t n, const char *const *items) {
  if (!n) return NULL;
  size_t size = 0, at = 0;
  for (uint32_t i = 0; i < n; i++) size += strlen(items[i]) + 1;
  char *out = trv_arena_alloc(&s->loaded, size);
  for (uint32_t i = 0; i < n; i++) at += (size_t)snprintf(out + at, size - at, "%s%s", i ? ";" : "", items[i]);
  return out;
}

/* CODE:SECTOR[:Name] joined by ;, sorted. */
const char *trv_side_list(struct trv_store *s, struct trv_entities list) {
  if (!list.n) return NULL;
  const char *items[TRV_MAX_ENTITIES * 4];
  uint32_t n = 0;
  for (uint32_t i = 0; i < list.n && n < TRV_MAX_ENTITIES * 4; i++) {
    const struct trv_entity *e = &list.items[i];
    items[n++] = trv_arena_printf(&s->loaded, "%s%s%s%s%s", e->code, e->sector || e->name ? ":" : "",
                                  e->sector ? e->sector : "", e->name ? ":" : "", e->name ? e->name : "");
  }
  qsort(items, n, sizeof *items, by_text);
  return trv_join(s, n, items);
}

int64_t trv_side_id(struct trv_store *s, struct trv_entities list) {
  const char *text = trv_side_list(s, list);
  return text ? trv_intern_side(s, text) : -1;
}

static const char *langs_of(struct trv_store *s, const struct trv_telling *tellings, uint32_t n) {
  const char *items[16];
  uint32_t found = 0;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t k = 0;
    while (k < found && strcmp(items[k], tellings[i].lang) != 0) k++;
    if (k == found && found < 16) items[found++] = tellings[i].lang;
  }
  qsort(items, found, sizeof *items, by_text);
  return trv_join(s, found, items);
}

/* What the indexes hold of a row: of one that has the same, the rest is written over. */
struct indexed {
  int64_t key, actors, recipients, place;                          /* -1: none */
  const char *begins, *ends, *type, *status, *mode, *tags, *langs; /* NULL: none */
};

static bool same_text(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

static bool stands(struct trv_store *s, int64_t id, const struct indexed *is) {
  bool same = false;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_INCIDENT_INDEXED);
  trv_sql_bind(s, st, "i", id);
  if (trv_sql_row(s, st)) {
    const char *const texts[] = {is->begins, is->ends, is->type, is->status, is->mode, is->tags, is->langs};
    same = trv_sql_int(st, 0) == is->key && trv_sql_count(st, 1) == is->actors &&
           trv_sql_count(st, 2) == is->recipients && trv_sql_count(st, 3) == is->place;
    for (int i = 0; i < 7; i++) same = same && same_text(trv_sql_str(st, 4 + i), texts[i]);
    sqlite3_reset(st);
  }
  return same;
}

/* Writes the row `id`, over the one that is there if it is not `fresh`. */
static void write_row(struct trv_store *s, int64_t id, bool fresh, const struct trv_telling *tellings,
                      const int64_t *events, uint32_t n) {
  struct trv_incident sum;
  trv_incident_sum(tellings, n, &s->loaded, &sum);
  const char *review = trv_edit_incident(s, events, n, &sum, &s->loaded);
  struct indexed is = {.key = 0, .type = sum.type, .status = sum.status, .mode = sum.mode};
  trv_key_parse(sum.id + 1, &is.key);
  struct trv_day_range r;
  trv_range_of(sum.date, &r);
  is.begins = *r.from ? r.from : *r.to ? r.to : TRV_NO_DAY_TEXT;
  is.ends = *r.to ? r.to : is.begins; /* what goes on since a day stands on that day */
  is.place = sum.place ? trv_intern_place(s, sum.place) : -1;
  const char *actor = trv_side_list(s, sum.actor), *recipient = trv_side_list(s, sum.recipient);
  is.actors = actor ? trv_intern_side(s, actor) : -1;
  is.recipients = recipient ? trv_intern_side(s, recipient) : -1;
  is.tags = trv_join(s, sum.n_tags, sum.tags);
  is.langs = langs_of(s, tellings, n);
  bool update = !fresh && stands(s, id, &is);
  if (!fresh && !update) trv_incident_drop(s, id);
  struct trv_cameo cameo =
      trv_cameo_of(trv_event_of(sum.type), sum.mode, sum.cameo); /* of the type that a person gave it */
  bool fits = sum.cameo && strcmp(cameo.code, sum.cameo) == 0;
  sqlite3_stmt *st = trv_sql(s, update ? TRV_SQL_INCIDENT_UPDATE : TRV_SQL_INCIDENT_ADD);
  trv_sql_bind(s, st, "iittitttttoootittooooooiiiittdt", id, is.key, sum.type, sum.mode, (int64_t)sum.quad_class,
               sum.date, sum.date_from, sum.date_to, is.begins, is.ends, is.actors, is.recipients, is.place, sum.status,
               (int64_t)sum.contested, is.tags, is.langs, sum.killed.low, sum.killed.high, sum.wounded.low,
               sum.wounded.high, sum.captured.low, sum.captured.high, (int64_t)sum.n_tellings, (int64_t)sum.n_articles,
               (int64_t)sum.n_sources, events[0], review, fits ? cameo.code : NULL, cameo.goldstein,
               trv_join(s, sum.n_contexts, sum.contexts));
  trv_sql_run(s, st);
  if (!update) trv_tally_incident(s, sum.type, is.begins, actor, recipient, 1);
}

/* ---- what stays and what is new */

/* Whether an incident of `n` tellings, numbered `which`, is the row that all of them had. */
static bool unchanged(const struct members *m, const uint32_t *which, uint32_t n) {
  int64_t row = m->former[which[0]];
  if (row <= 0) return false;
  uint32_t all = 0;
  for (uint32_t i = 0; i < m->n; i++) all += m->former[i] == row;
  for (uint32_t i = 0; i < n; i++)
    if (m->former[which[i]] != row) return false;
  return all == n;
}

void trv_incident_drop(struct trv_store *s, int64_t row) {
  trv_tally_incident_row(s, row, -1);
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_INCIDENTS_DROP);
  trv_sql_bind(s, st, "i", row);
  trv_sql_run(s, st);
}

/* The row that an incident of these tellings takes over: one whose tellings are all among them; 0: none. */
static int64_t heir_of(const struct members *m, const uint32_t *which, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    int64_t row = m->former[which[i]];
    uint32_t all = 0, here = 0;
    for (uint32_t k = 0; k < m->n && row > 0; k++) all += m->former[k] == row;
    for (uint32_t k = 0; k < n; k++) here += m->former[which[k]] == row;
    if (row > 0 && all == here) return row;
  }
  return 0;
}

static void write_incident(struct trv_store *s, const struct members *m, const uint32_t *which, uint32_t n,
                           int64_t heir, struct trv_telling *scratch) {
  int64_t *events = TRV_NEW_ARRAY(&s->loaded, int64_t, n);
  for (uint32_t i = 0; i < n; i++) scratch[i] = m->tellings[which[i]], events[i] = m->events[which[i]];
  int64_t row = heir ? heir : s->next_incident++;
  write_row(s, row, !heir, scratch, events, n);
  for (uint32_t i = 0; i < n && !s->rc; i++) {
    if (m->former[which[i]] == row) continue;
    sqlite3_stmt *st = trv_sql(s, TRV_SQL_TELLING_INCIDENT);
    trv_sql_bind(s, st, "ii", row, m->events[which[i]]);
    trv_sql_run(s, st);
  }
}

void trv_incidents_of_group(struct trv_store *s, int64_t group) {
  struct members m = {0};
  if (!read_members(s, group, &m)) {
    release(&m);
    return;
  }
  divide(s, &m);
  uint32_t *which = trv_heap_zeroed(s, m.n + 1u, sizeof *which);
  struct trv_telling *scratch = trv_heap_zeroed(s, m.n + 1u, sizeof *scratch);
  struct trv_ids old = {0};
  if (!which || !scratch) trv_sql_set(s, SQLITE_NOMEM, NULL);
  for (uint32_t k = 0, done = 0; done < m.n && !s->rc; k++) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < m.n; i++)
      if (m.incident[i] == k) which[n++] = i;
    done += n;
    if (!n || unchanged(&m, which, n)) continue;
    int64_t heir = heir_of(&m, which, n);
    for (uint32_t i = 0; i < n; i++)
      if (m.former[which[i]] > 0 && m.former[which[i]] != heir) trv_ids_add(s, &old, m.former[which[i]]);
    write_incident(s, &m, which, n, heir, scratch);
  }
  trv_ids_sort(&old);
  for (size_t i = 0; i < old.n && !s->rc; i++) trv_incident_drop(s, old.items[i]);
  trv_ids_release(&old);
  trv_heap_free(which);
  trv_heap_free(scratch);
  release(&m);
}
