/* What the acts of one ceasefire come to: its transitions, its dates, where it stands. See ledger.h and acts.h.
 *
 * Input: the acts of an entry in canonical order. Method: acts of one state, of the same sides and of one day are one transition, told
 * by several; an act without a day of its own falls to the one like it that is told with its day. The state after the last
 * transition is that of the ceasefire; one that the same parties have made anew has ended, whatever was told of it last. */
#include <stdlib.h>
#include <string.h>

#include "chronicle/acts.h"
#include "chronicle/parties.h"
#include "chronicle/sources.h"
#include "chronicle/weights.h"

struct truce_sum {
  struct trv_arena *arena;
  const struct trv_entry_acts *in;
  uint32_t *group; /* of each act, the first act of its transition */
  struct trv_truce_entry *out;
};

const char *trv_truce_state_name(enum trv_truce_state state) {
  static const char *const names[] = {"called_for", "proposed",          "negotiated", "agreed",
                                      "in_force",   "violation_alleged", "violated",   "extended",
                                      "suspended",  "collapsed",         "expired"};
  return names[state];
}

/* ---- transitions */

static bool side_agrees(struct trv_entities a, struct trv_entities b) {
  for (uint32_t i = 0; i < a.n; i++)
    for (uint32_t k = 0; k < b.n; k++)
      if (trv_equal(a.items[i].code, b.items[k].code)) {
        struct trv_side x, y;
        trv_side_of((struct trv_entities){1, &a.items[i]}, &x);
        trv_side_of((struct trv_entities){1, &b.items[k]}, &y);
        if ((x.items[0].camp == TRV_CAMP_ARMED) == (y.items[0].camp == TRV_CAMP_ARMED)) return true;
      }
  return !a.n || !b.n;
}

/* Whether two acts of one ceasefire are one: it is agreed and begins once; it is called for, broken and prolonged often. */
static bool one_transition(const struct trv_act *a, const struct trv_act *b) {
  if (a->state != b->state || a->aside != b->aside) return false;
  bool told = a->told && b->told;
  int32_t gap = a->from > b->to ? a->from - b->to : b->from > a->to ? b->from - a->to : 0;
  switch (a->state) {
    case TRV_AGREED:
    case TRV_COLLAPSED:
    case TRV_EXPIRED: return true;
    case TRV_IN_FORCE: return (a->starts && b->starts) || gap <= 1;
    case TRV_NEGOTIATED:
    case TRV_PROPOSED:
    case TRV_EXTENDED: return gap <= (told ? 1 : trv_limits.recall_days) && side_agrees(a->by, b->by);
    case TRV_SUSPENDED:
    case TRV_CALLED_FOR: return gap == 0 && side_agrees(a->by, b->by);
    default: /* breaches are incidents: one where they are one incident */
      return a->event && b->event && trv_telling_link(a->event, b->event) >= TRV_LINK_MIN;
  }
}

static void group_acts(struct truce_sum *s) {
  const struct trv_entry_acts *in = s->in;
  /* those told with their day first, so that the others fall to them */
  for (int round = 0; round < 2; round++)
    for (uint32_t i = 0; i < in->n; i++) {
      if (in->items[i]->told != (round == 0)) continue;
      s->group[i] = i;
      for (uint32_t k = 0; k < in->n; k++) {
        bool settled = in->items[k]->told != in->items[i]->told ? round == 1 : k < i;
        if (k != i && settled && s->group[k] == k && one_transition(in->items[k], in->items[i])) {
          s->group[i] = k;
          break;
        }
      }
    }
}

/* That a truce which is in force holds is no change: it bears witness to the last time that it came into force. */
static void fold_observed(struct truce_sum *s) {
  const struct trv_entry_acts *in = s->in;
  uint32_t last = in->n; /* the last act that puts it in force */
  enum trv_truce_state now = TRV_CALLED_FOR;
  for (uint32_t i = 0; i < in->n; i++) {
    enum trv_truce_state state = in->items[i]->state;
    if (state < TRV_IN_FORCE) continue;
    if (state == TRV_IN_FORCE) {
      if (last < in->n && s->group[i] == i && (now == TRV_IN_FORCE || now == TRV_EXTENDED)) {
        for (uint32_t k = 0; k < in->n; k++)
          if (s->group[k] == i) s->group[k] = s->group[last];
      }
      last = i;
    }
    now = state;
  }
}

static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static uint32_t sort_once(const char **items, uint32_t n) {
  uint32_t kept = 0;
  if (n) qsort(items, n, sizeof *items, by_text);
  for (uint32_t i = 0; i < n; i++)
    if (!kept || strcmp(items[kept - 1], items[i]) != 0) items[kept++] = items[i];
  return kept;
}

static struct trv_source source_of(const struct trv_act *a) {
  struct trv_entities cited = a->event ? a->event->event->according_to : (struct trv_entities){0, NULL};
  return (struct trv_source){a->telling->article, a->telling->outlet, trv_agency_of(a->telling->agency, cited), 0};
}

/* A day is finer than several, these than a month. */
static size_t coarseness(const char *iso) {
  size_t n = strlen(iso), day = strlen("2020-10-27");
  return n >= day ? n - day : 100 - n;
}

/* The day that most articles tell of the acts `which`; of as many, the more precise, then the earlier. */
static const char *best_date(const struct trv_act *const *which, uint32_t n) {
  const char *best = NULL;
  uint32_t best_n = 0;
  for (uint32_t i = 0; i < n; i++) {
    const char *date = which[i]->date;
    uint32_t m = 0;
    if (!date) continue;
    for (uint32_t k = 0; k < n; k++) {
      bool again = false;
      for (uint32_t j = 0; j < k && !again; j++)
        again = trv_equal(which[j]->date, date) && strcmp(which[j]->telling->article, which[k]->telling->article) == 0;
      m += trv_equal(which[k]->date, date) && !again;
    }
    bool finer = best && coarseness(date) < coarseness(best), as_fine = best && coarseness(date) == coarseness(best);
    if (!best || m > best_n || (m == best_n && (finer || (as_fine && strcmp(date, best) < 0)))) best = date, best_n = m;
  }
  return best;
}

static const char *day_text(struct truce_sum *s, int32_t day) {
  char text[16];
  trv_day_print(day, text);
  return trv_arena_strdup(s->arena, text);
}

/* What makes a truce and is told after it has begun, without a day, was before. */
static bool recalled(const struct truce_sum *s, const struct trv_act *a) {
  for (uint32_t i = 0; i < s->in->n && a->state <= TRV_AGREED; i++)
    if (s->in->items[i]->starts && s->in->items[i]->from < a->from) return !a->told;
  return false;
}

static struct trv_transition transition_of(struct truce_sum *s, const struct trv_act **acts, uint32_t n) {
  struct trv_transition t = {.state = acts[0]->state, .aside = acts[0]->aside};
  const char **events = TRV_NEW_ARRAY(s->arena, const char *, n), **articles = TRV_NEW_ARRAY(s->arena, const char *, n);
  struct trv_source *sources = TRV_NEW_ARRAY(s->arena, struct trv_source, n);
  struct trv_entity_bag by, against;
  trv_bag_init(&by, s->arena);
  trv_bag_init(&against, s->arena);
  for (uint32_t i = 0; i < n; i++) {
    if (acts[i]->event) events[t.n_events++] = acts[i]->event->id;
    articles[i] = acts[i]->telling->article;
    sources[i] = source_of(acts[i]);
    trv_bag_add_all(&by, acts[i]->by, true);
    trv_bag_add_all(&against, acts[i]->against, false);
  }
  trv_bag_settle(&by);
  trv_bag_settle(&against);
  t.by = trv_bag_all(&by);
  t.against = trv_bag_all(&against);
  t.n_events = sort_once(events, t.n_events);
  t.events = events;
  t.n_sources = trv_sources_count(sources, n, NULL, s->arena);
  t.n_articles = sort_once(articles, n);
  t.articles = articles;
  /* the day of its start, where acts that found it in force stand beside */
  const struct trv_act **starts = TRV_NEW_ARRAY(s->arena, const struct trv_act *, n);
  uint32_t n_starts = 0;
  for (uint32_t i = 0; i < n; i++)
    if (acts[i]->starts) starts[n_starts++] = acts[i];
  t.date = n_starts ? best_date(starts, n_starts) : best_date(acts, n);
  /* what no article dates is of the day of the first that tells it, if that is not told from hindsight */
  if (!t.date && acts[0]->event && !acts[0]->vague && !recalled(s, acts[0])) t.date = day_text(s, acts[0]->from);
  return t;
}

/* A transition and the day by which it stands in order: its own, or that of the first article that tells it. */
struct dated_transition {
  struct trv_transition t;
  int32_t day;
};

static int by_day(const void *x, const void *y) {
  const struct trv_transition *a = &((const struct dated_transition *)x)->t,
                              *b = &((const struct dated_transition *)y)->t;
  int32_t p = ((const struct dated_transition *)x)->day, q = ((const struct dated_transition *)y)->day;
  if (p != q) return p < q ? -1 : 1;
  if (a->state != b->state) return a->state < b->state ? -1 : 1;
  if (!a->n_events || !b->n_events) return a->n_events ? -1 : b->n_events ? 1 : 0;
  return strcmp(a->events[0], b->events[0]);
}

/* "Le cessez-le-feu a volé en éclats": on the day of the last breach that the article tells. */
static const char *last_breach(const struct truce_sum *s, const struct trv_act *verdict) {
  const struct trv_act *last = NULL;
  for (uint32_t i = 0; i < s->in->n && !verdict->event; i++) {
    const struct trv_act *a = s->in->items[i];
    if (strcmp(a->telling->article, verdict->telling->article) != 0 || a->state != TRV_VIOLATED || !a->told) continue;
    if (!last || a->to > last->to) last = a;
  }
  return last ? last->date : NULL;
}

static struct trv_transition *make_transitions(struct truce_sum *s, uint32_t *n) {
  const struct trv_entry_acts *in = s->in;
  struct dated_transition *dated = TRV_NEW_ARRAY(s->arena, struct dated_transition, in->n + 1);
  struct trv_transition *all = TRV_NEW_ARRAY(s->arena, struct trv_transition, in->n + 2);
  const struct trv_act **acts = TRV_NEW_ARRAY(s->arena, const struct trv_act *, in->n + 1);
  *n = 0;
  for (uint32_t i = 0; i < in->n; i++) {
    uint32_t m = 0;
    for (uint32_t k = 0; k < in->n && s->group[i] == i; k++)
      if (s->group[k] == i) acts[m++] = in->items[k];
    if (!m) continue;
    struct trv_days d;
    struct dated_transition *one = &dated[(*n)++];
    one->t = transition_of(s, acts, m);
    if (!one->t.date && acts[0]->state == TRV_COLLAPSED) one->t.date = last_breach(s, acts[0]);
    one->day = trv_days_parse(one->t.date, &d) ? d.from : recalled(s, acts[0]) ? INT32_MIN : acts[0]->from;
  }
  qsort(dated, *n, sizeof *dated, by_day);
  for (uint32_t i = 0; i < *n; i++) all[i] = dated[i].t;
  return all;
}

/* ---- fields */

static void sum_parties(struct truce_sum *s) {
  const struct trv_entry_acts *in = s->in;
  struct trv_entity_bag parties, announced, mediators, violators;
  trv_bag_init(&parties, s->arena);
  trv_bag_init(&announced, s->arena);
  trv_bag_init(&mediators, s->arena);
  trv_bag_init(&violators, s->arena);
  for (uint32_t i = 0; i < in->n_homes; i++) {
    const struct trv_ceasefire *c = in->tellings[in->homes[i]].record;
    trv_bag_add_all(&parties, c->parties, true);
    trv_bag_add_all(&announced, c->announced_by, true);
    trv_bag_add_all(&mediators, c->mediators, true);
  }
  for (uint32_t i = 0; i < in->n; i++) {
    const struct trv_act *a = in->items[i];
    if (a->state == TRV_VIOLATION_ALLEGED) trv_bag_add_all(&violators, a->against, true);
    if (parties.n > 1 || !a->event) continue;
    if (a->state == TRV_AGREED || a->state == TRV_IN_FORCE || a->state == TRV_EXTENDED)
      trv_bag_add_all(&parties, a->by, true);
  }
  for (uint32_t i = 0; i < in->n && parties.n < 2; i++) {
    trv_bag_add_all(&parties, in->items[i]->by, true);
    trv_bag_add_all(&parties, in->items[i]->against, true);
  }
  trv_bag_settle(&parties);
  trv_bag_settle(&announced);
  trv_bag_settle(&mediators);
  trv_bag_settle(&violators);
  s->out->parties = trv_bag_all(&parties);
  s->out->announced_by = trv_bag_all(&announced);
  s->out->mediators = trv_bag_all(&mediators);
  s->out->alleged_violators = trv_bag_all(&violators);
}

static void sum_kind_and_terms(struct truce_sum *s) {
  const struct trv_entry_acts *in = s->in;
  uint32_t n = 0, cap = 0, best_n = 0;
  const char **terms = NULL;
  for (uint32_t i = 0; i < in->n_homes; i++) {
    const struct trv_ceasefire *c = in->tellings[in->homes[i]].record;
    uint32_t m = 0;
    for (uint32_t k = 0; k < c->n_terms; k++) TRV_PUSH(s->arena, terms, n, cap, c->terms[k]);
    for (uint32_t k = 0; k < in->n_homes && c->kind; k++)
      m += trv_equal(in->tellings[in->homes[k]].record->kind, c->kind);
    if (c->kind && (m > best_n || (m == best_n && strcmp(c->kind, s->out->kind) < 0)))
      s->out->kind = c->kind, best_n = m;
  }
  s->out->n_terms = sort_once(terms, n);
  s->out->terms = terms;
}

/* Days of making and beginning: of the acts that tell them. A truce of which only is known that it was there on a day was in
 * force by then. */
static void sum_dates(struct truce_sum *s) {
  const struct trv_entry_acts *in = s->in;
  const struct trv_act **agreed = TRV_NEW_ARRAY(s->arena, const struct trv_act *, in->n + 1);
  const struct trv_act **begun = TRV_NEW_ARRAY(s->arena, const struct trv_act *, in->n + 1);
  uint32_t n_agreed = 0, n_begun = 0, n_told = 0;
  const char *seen = NULL;
  bool declared = true, by_record = false;
  for (uint32_t i = 0; i < in->n; i++) {
    const struct trv_act *a = in->items[i];
    if (a->state == TRV_AGREED && a->told) agreed[n_agreed++] = a;
    if (a->state == TRV_AGREED && a->told && a->event) declared &= trv_equal(a->event->event->type, "CONCEDE");
    by_record |= a->state == TRV_AGREED && !a->event;
    if (a->state == TRV_IN_FORCE && a->starts) begun[n_begun++] = a, n_told += a->event != NULL;
    if (a->state == TRV_IN_FORCE && a->told && !seen) seen = a->date;
  }
  s->out->agreed = best_date(agreed, n_agreed);
  /* what a record gives as its beginning counts where no act tells it */
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n_begun; i++)
    if (begun[i]->event || !n_told) begun[kept++] = begun[i];
  n_begun = kept;
  s->out->effective = best_date(begun, n_begun);
  /* what one side declares it does, if nothing else is told; what only was seen to be there was there by then */
  if (!s->out->effective && (declared || by_record)) s->out->effective = s->out->agreed;
  if (!s->out->effective && !s->out->agreed) s->out->effective = seen;
  struct trv_days d;
  if (!trv_days_parse(s->out->effective, &d)) return;
  /* what begins in the night to a day begins on it; what was there from a day to another, on the first */
  if (d.precision == TRV_PRECISE_INTERVAL) s->out->effective = day_text(s, d.to - d.from == 1 ? d.to : d.from);
  if (d.precision == TRV_PRECISE_OPEN) s->out->effective = day_text(s, d.from);
}

/* The last day that is set for it: the latest told, for terms are prolonged; of articles from before it was last prolonged, none
 * is of use. What lies before its beginning is another's. */
static int32_t planned_end(const struct truce_sum *s, int32_t begin) {
  int32_t end = TRV_NO_DAY, prolonged = TRV_NO_DAY;
  struct trv_days d, of;
  for (uint32_t i = 0; i < s->in->n; i++)
    if (s->in->items[i]->state == TRV_EXTENDED && s->in->items[i]->from > prolonged) prolonged = s->in->items[i]->from;
  for (uint32_t i = 0; i < s->in->n_homes; i++) {
    const struct trv_truce_telling *t = &s->in->tellings[s->in->homes[i]];
    if (!trv_days_parse(t->record->end, &d) || d.to == TRV_NO_DAY || d.to < begin || d.to <= end) continue;
    if (prolonged == TRV_NO_DAY || (trv_days_parse(t->article_day, &of) && of.to >= prolonged)) end = d.to;
  }
  for (uint32_t i = 0; i < s->in->n; i++)
    if (s->in->items[i]->until != TRV_NO_DAY && s->in->items[i]->until > end) end = s->in->items[i]->until;
  return end;
}

/* Where it stands after its transitions; adds the one that no act tells: that its term ran out. */
static void sum_status(struct truce_sum *s, struct trv_transition *all, uint32_t *n) {
  bool broken = false, ended = false;
  enum trv_truce_state breach = TRV_VIOLATED; /* the last one told */
  int32_t begin = TRV_NO_DAY, last = TRV_NO_DAY;
  struct trv_days d;
  if (trv_days_parse(s->out->effective ? s->out->effective : s->out->agreed, &d)) begin = d.from;
  s->out->status = all[*n - 1].state;
  /* what is called for or negotiated once it was made takes nothing from it */
  for (uint32_t i = 0; i < *n; i++)
    if (all[i].state >= TRV_AGREED && !all[i].aside) s->out->status = all[i].state;
  for (uint32_t i = 0; i < *n; i++) {
    enum trv_truce_state state = all[i].state;
    if (state == TRV_VIOLATED || state == TRV_VIOLATION_ALLEGED) broken = true, breach = state;
    if (trv_days_parse(all[i].date, &d)) last = d.from;
    if (state < TRV_SUSPENDED || all[i].aside) continue;
    /* what ran out was kept; a truce that was broken or renounced and is over has failed */
    s->out->status = state == TRV_EXPIRED && (broken || ended) ? TRV_COLLAPSED : state;
    ended = true;
    /* what ends in the night to a day ends on it */
    bool dated = trv_days_parse(all[i].date, &d);
    s->out->end = dated ? day_text(s, d.precision == TRV_PRECISE_INTERVAL && d.to - d.from == 1 ? d.to : d.from) : NULL;
  }
  if (ended) return;
  if (s->out->status == TRV_EXTENDED) s->out->status = TRV_IN_FORCE;
  /* the day it was to begin is past: it holds, until somebody says otherwise */
  if (s->out->status == TRV_AGREED && s->out->effective && begin <= s->in->last_day) s->out->status = TRV_IN_FORCE;
  int32_t end = planned_end(s, begin);
  if (end != TRV_NO_DAY) s->out->end = day_text(s, end);
  bool made = s->out->status >= TRV_AGREED;
  bool over = end != TRV_NO_DAY && end < s->in->last_day && last <= end;
  /* what holds for a town goes on beside what is made for the country */
  bool superseded = s->in->superseded && !trv_equal(s->out->kind, "local");
  if (!made || (!over && !superseded)) return;
  /* a broken truce has failed where its parties made another; where its term only ran out, nobody says so: it was broken */
  if (broken) {
    s->out->status = superseded ? TRV_COLLAPSED : breach;
    return;
  }
  s->out->status = TRV_EXPIRED;
  if (!s->out->end) return;
  all[*n] = (struct trv_transition){.state = TRV_EXPIRED, .date = s->out->end};
  (*n)++;
}

static void sum_members(struct truce_sum *s) {
  const struct trv_entry_acts *in = s->in;
  uint32_t *members = TRV_NEW_ARRAY(s->arena, uint32_t, in->n + 1), n = 0;
  struct trv_source *sources = TRV_NEW_ARRAY(s->arena, struct trv_source, in->n + 1);
  for (uint32_t i = 0; i < in->n; i++) {
    uint32_t k = 0;
    while (k < n && members[k] != in->items[i]->number) k++;
    if (k == n) members[n++] = in->items[i]->number;
    sources[i] = source_of(in->items[i]);
  }
  s->out->members = members;
  s->out->n_members = n;
  s->out->n_sources = trv_sources_count(sources, in->n, NULL, s->arena);
  s->out->n_articles = trv_articles_count(sources, in->n, s->arena);
}

void trv_entry_sum(const struct trv_entry_acts *in, struct trv_arena *arena, struct trv_truce_entry *out) {
  struct truce_sum s = {.arena = arena, .in = in, .out = out};
  uint32_t n;
  *out = (struct trv_truce_entry){0};
  s.group = TRV_NEW_ARRAY(arena, uint32_t, in->n + 1);
  group_acts(&s);
  fold_observed(&s);
  struct trv_transition *all = make_transitions(&s, &n);
  const struct trv_act *first = in->items[0];
  for (uint32_t i = 0; i < in->n && !first->event; i++) first = in->items[i];
  trv_chronicle_id('t', first->event ? first->event->id : first->telling->id, out->id);
  sum_parties(&s);
  sum_kind_and_terms(&s);
  sum_dates(&s);
  sum_status(&s, all, &n);
  sum_members(&s);
  out->n_transitions = n;
  out->transitions = all;
}
