/* See redlines.h. */
#include "chronicle/redlines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "chronicle/link.h"
#include "chronicle/parties.h"
#include "chronicle/sources.h"
#include "chronicle/weights.h"

struct line {
  uint32_t number; /* of the telling */
  const struct trv_red_line_telling *t;
  struct trv_facts facts;
  int32_t day; /* told, or the article's */
  bool told;
  uint32_t group; /* the first telling of its red line */
};

const char *trv_red_line_status_name(enum trv_red_line_status status) {
  static const char *const names[] = {"standing", "crossed", "met", "disputed"};
  return names[status];
}

enum trv_red_line_status trv_red_line_judge(uint32_t n_crossing, uint32_t n_meeting) {
  if (n_crossing && n_meeting) return TRV_RED_LINE_DISPUTED;
  return n_crossing ? TRV_RED_LINE_CROSSED : n_meeting ? TRV_RED_LINE_MET : TRV_RED_LINE_STANDING;
}

/* The day on which it was set, where that is told to the day or to a few; else the article's. */
static bool day_of(const struct trv_telling *t, int32_t *day, bool *told) {
  struct trv_days d;
  *told = trv_days_parse(trv_date_told(t), &d) && d.from != TRV_NO_DAY && d.to - d.from < trv_limits.short_span_days;
  if (!*told && (!trv_days_parse(t->article_day, &d) || d.precision > TRV_PRECISE_MONTH)) return false;
  *day = *told ? d.from : d.to;
  return true;
}

static int in_order(const void *x, const void *y) {
  const struct line *a = x, *b = y;
  if (a->told != b->told) return a->told ? -1 : 1;
  if (a->day != b->day) return a->day < b->day ? -1 : 1;
  return strcmp(a->t->telling.id, b->t->telling.id);
}

static bool same_sides(const struct line *a, const struct line *b) {
  return trv_side_match(&a->facts.actor, &b->facts.actor) >= 50 &&
         trv_side_match(&a->facts.recipient, &b->facts.recipient) >= 50;
}

/* The red line that a telling belongs to, among those before it: told ones stand first. Told by its day, one set within a day;
 * else the last that was set before. */
static uint32_t group_of(const struct line *lines, uint32_t i) {
  uint32_t best = i;
  for (uint32_t k = 0; k < i; k++) {
    const struct line *a = &lines[k], *b = &lines[i];
    int32_t gap = b->day - a->day;
    if (!same_sides(a, b) || a->group != k) continue;
    if (a->told && b->told ? gap > 1 || gap < -1 : gap < 0 || gap > trv_limits.red_line_recall_days) continue;
    if (best == i || a->day > lines[best].day) best = k;
  }
  return best;
}

static void add_places(struct trv_arena *arena, const struct line *l, const struct trv_place ***places, uint32_t *n,
                       uint32_t *cap) {
  const struct trv_red_line_telling *t = l->t;
  for (uint32_t i = 0; i < t->n_beside; i++) {
    const struct trv_event *e = t->beside[i].event;
    bool known = !e->place || e->sentence != t->telling.event->sentence || trv_equal(e->place->kind, "country");
    for (uint32_t k = 0; k < *n && !known; k++) known = trv_equal((*places)[k]->name, e->place->name);
    if (!known) TRV_PUSH(arena, *places, *n, *cap, e->place);
  }
}

static int by_name(const void *a, const void *b) {
  return strcmp((*(const struct trv_place *const *)a)->name, (*(const struct trv_place *const *)b)->name);
}

static void sum_line(const struct line *lines, uint32_t n, uint32_t first, struct trv_arena *arena,
                     struct trv_red_line *out) {
  struct trv_entity_bag by, to;
  uint32_t *members = TRV_NEW_ARRAY(arena, uint32_t, n), cap = 0;
  struct trv_source *sources = TRV_NEW_ARRAY(arena, struct trv_source, n);
  const struct trv_place **places = NULL;
  *out = (struct trv_red_line){
      .best = &lines[first].t->telling, .members = members, .from_day = TRV_NO_DAY, .to_day = TRV_NO_DAY};
  trv_chronicle_id('r', out->best->id, out->id);
  trv_bag_init(&by, arena);
  trv_bag_init(&to, arena);
  for (uint32_t i = first; i < n; i++) {
    if (lines[i].group != first) continue;
    const struct trv_telling *t = &lines[i].t->telling;
    trv_bag_add_all(&by, t->event->actor, true);
    trv_bag_add_all(&to, t->event->recipient, true);
    sources[out->n_members] =
        (struct trv_source){t->article, t->outlet, trv_agency_of(t->agency, t->event->according_to), t->wording};
    members[out->n_members++] = lines[i].number;
    if (lines[i].told && !out->date) out->date = t->event->date;
    const char *deadline = t->event->deadline;
    if (deadline && (!out->deadline || strcmp(deadline, out->deadline) < 0)) out->deadline = deadline;
    add_places(arena, &lines[i], &places, &out->n_places, &cap);
  }
  trv_bag_settle(&by);
  trv_bag_settle(&to);
  out->by = trv_bag_all(&by);
  out->to = trv_bag_all(&to);
  if (out->n_places) qsort(places, out->n_places, sizeof *places, by_name);
  out->places = places;
  out->n_sources = trv_sources_count(sources, out->n_members, NULL, arena);
  out->n_articles = trv_articles_count(sources, out->n_members, arena);
  out->from_day = lines[first].day + 1;
  out->to_day = lines[first].day + trv_limits.red_line_days;
}

static int by_date(const void *x, const void *y) {
  const struct trv_red_line *a = x, *b = y;
  int c = strcmp(a->date ? a->date : "", b->date ? b->date : "");
  return c ? c : strcmp(a->id, b->id);
}

void trv_red_lines_join(const struct trv_red_line_telling *tellings, uint32_t n, struct trv_arena *arena,
                        struct trv_red_lines *out) {
  struct line *lines = TRV_NEW_ARRAY(arena, struct line, n + 1);
  uint32_t n_lines = 0, n_items = 0;
  for (uint32_t i = 0; i < n; i++) {
    struct line *l = &lines[n_lines];
    *l = (struct line){.number = i, .t = &tellings[i]};
    if (!day_of(&tellings[i].telling, &l->day, &l->told)) continue;
    trv_facts_of(&tellings[i].telling, &l->facts);
    if (l->facts.actor.n) n_lines++;
  }
  if (n_lines) qsort(lines, n_lines, sizeof *lines, in_order);
  struct trv_red_line *items = TRV_NEW_ARRAY(arena, struct trv_red_line, n_lines + 1);
  for (uint32_t i = 0; i < n_lines; i++) lines[i].group = group_of(lines, i);
  for (uint32_t i = 0; i < n_lines; i++)
    if (lines[i].group == i) sum_line(lines, n_lines, i, arena, &items[n_items++]);
  if (n_items) qsort(items, n_items, sizeof *items, by_date);
  *out = (struct trv_red_lines){n_items, items};
}

/* ---- evidence */

static bool codes_meet(struct trv_entities a, struct trv_entities b) {
  for (uint32_t i = 0; i < a.n; i++)
    for (uint32_t k = 0; k < b.n; k++)
      if (trv_equal(a.items[i].code, b.items[k].code)) return true;
  return false;
}

static bool at_places(const struct trv_red_line *line, const struct trv_place *p) {
  if (!line->n_places) return true;
  for (uint32_t i = 0; p && i < line->n_places; i++) {
    const struct trv_place *named = line->places[i];
    if (trv_equal(named->name, p->name)) return true;
    if (named->located && p->located && trv_place_distance(named, p) <= trv_limits.near_km) return true;
  }
  return false;
}

static bool is_one_of(const char *word, const char *const *list) {
  for (; word && *list; list++)
    if (strcmp(word, *list) == 0) return true;
  return false;
}

static const char *const hostile[] = {"ASSAULT", "COERCE", "MOBILIZE", NULL}, *const mild[] = {"RETREAT", "CONCEDE",
                                                                                               NULL};

bool trv_red_line_may_bear(const struct trv_telling *event, int32_t *day) {
  static const char *const done[] = {"actual", "alleged", NULL};
  const struct trv_event *e = event->event;
  struct trv_days d;
  if (!is_one_of(e->status, done) || (!is_one_of(e->type, hostile) && !is_one_of(e->type, mild))) return false;
  if (!trv_days_parse(trv_date_told(event), &d) || d.from == TRV_NO_DAY || d.precision > TRV_PRECISE_INTERVAL)
    return false;
  *day = d.from;
  return true;
}

enum trv_bearing trv_red_line_bearing(const struct trv_red_line *line, const struct trv_telling *event) {
  static const char *const other_reasons[] = {"ceasefire", "release", "resign", NULL};
  const struct trv_event *e = event->event;
  struct trv_days limit;
  int32_t day;
  if (!trv_red_line_may_bear(event, &day) || !codes_meet(e->actor, line->to)) return TRV_BEARS_NOT;
  if (day < line->from_day || day > line->to_day) return TRV_BEARS_NOT;
  bool demands = trv_days_parse(line->deadline, &limit) && limit.to != TRV_NO_DAY;
  if (is_one_of(e->type, mild)) {
    /* keeping a truce and exchanging prisoners is done for other reasons */
    if (is_one_of(e->mode, other_reasons) || codes_meet(e->actor, line->by)) return TRV_BEARS_NOT;
    if (e->recipient.n ? !codes_meet(e->recipient, line->by) : !demands) return TRV_BEARS_NOT;
    return demands && day > limit.to ? TRV_BEARS_NOT : TRV_BEARS_MEETS;
  }
  /* who demands something by a day is defied by that day's passing, not by other blows */
  if (demands || !codes_meet(e->recipient, line->by)) return TRV_BEARS_NOT;
  return at_places(line, e->place) ? TRV_BEARS_CROSSES : TRV_BEARS_NOT;
}

uint32_t trv_red_line_looks(const struct trv_red_line *line, uint64_t keys[TRV_MAX_BEARING_KEYS]) {
  const char *const *const lists[] = {hostile, mild};
  uint32_t n = 0;
  if (line->from_day == TRV_NO_DAY || line->to_day == TRV_NO_DAY) return 0;
  for (uint32_t i = 0; i < line->to.n; i++)
    for (int m = 0; m < 2; m++)
      for (const char *const *type = lists[m]; *type; type++)
        n += trv_acts_looks(trv_event_of(*type), line->to.items[i].code, line->from_day, line->to_day, keys + n,
                            TRV_MAX_BEARING_KEYS - n);
  return n;
}

/* ---- keys */

uint32_t trv_red_line_keys(const struct trv_telling *t, uint64_t keys[TRV_MAX_RED_LINE_KEYS]) {
  enum { SPAN = 31 };
  const struct trv_event *e = t->event;
  uint32_t n = 0;
  int32_t day;
  bool told;
  if (!day_of(t, &day, &told)) return 0;
  for (uint32_t s = 0; s < 2; s++)
    for (uint32_t i = 0; i < e->actor.n; i++)
      for (uint32_t k = 0; k < e->recipient.n || k == 0; k++) {
        char text[64];
        int length = snprintf(text, sizeof text, "%.15s %.15s %lld", e->actor.items[i].code,
                              e->recipient.n ? e->recipient.items[k].code : "-", ((long long)day + 4000000) / SPAN + s);
        uint64_t key = trv_hash(text, (size_t)length);
        uint32_t at = 0;
        while (at < n && keys[at] < key) at++;
        if ((at < n && keys[at] == key) || n == TRV_MAX_RED_LINE_KEYS) continue;
        memmove(&keys[at + 1], &keys[at], (n - at) * sizeof *keys);
        keys[at] = key;
        n++;
      }
  return n;
}
