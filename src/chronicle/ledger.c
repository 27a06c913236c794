/* See ledger.h. Input: ceasefires as articles tell them. Output: ceasefires, each with its acts.
 *
 * Method. All is done in the order of days, so that the result is a function of the set:
 *   1. What is told to begin on a day (a start, a record's beginning) makes an entry for the parties, or falls to one that
 *      begins within a day.
 *   2. An agreement told with its day belongs to the entry that begins next, within days; else it makes one.
 *   3. What is told of a truce in being (observed, broken, extended, ended, an agreement recalled without its day) belongs to the entry
 *      that last began, unless that has ended. Where there is none, it makes an entry, for a truce was there.
 *   4. What comes before a truce (calls, proposals, negotiations) belongs to the next that is concluded within weeks. Proposals
 *      and negotiations that lead to none are an entry of their own; mere calls are not. */
#include "chronicle/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "chronicle/acts.h"
#include "chronicle/weights.h"

struct entry {
  struct trv_foes parties;
  int32_t agreed, begins; /* days; TRV_NO_DAY */
  int32_t found;          /* day on which it was found to be in being, where nothing tells its beginning */
  int32_t ends;           /* day of an act that ends it */
  int32_t planned;        /* last day of its term */
  int32_t renewed;        /* day on which it was last prolonged */
  bool attempt;           /* nothing but proposals and negotiations */
  int32_t last;           /* day of its last act, for attempts */
};

struct join {
  struct trv_arena *arena;
  uint32_t n_acts, n, cap;
  struct trv_act *acts;
  struct entry *entries;
};

/* The day from which an entry counts. */
static int32_t anchor(const struct entry *e) {
  if (e->begins != TRV_NO_DAY) return e->begins;
  return e->agreed != TRV_NO_DAY ? e->agreed : e->found;
}

/* The first day on which it can be spoken of as being there. */
static int32_t being(const struct entry *e) {
  int32_t day = anchor(e);
  return e->agreed != TRV_NO_DAY && e->agreed < day ? e->agreed : day;
}

static uint32_t open_entry(struct join *j, const struct trv_act *a) {
  struct entry e = {.parties = a->parties,
                    .agreed = TRV_NO_DAY,
                    .begins = TRV_NO_DAY,
                    .found = TRV_NO_DAY,
                    .ends = TRV_NO_DAY,
                    .planned = TRV_NO_DAY,
                    .renewed = TRV_NO_DAY,
                    .last = a->from};
  TRV_PUSH(j->arena, j->entries, j->n, j->cap, e);
  return j->n - 1;
}

static bool one_off(int32_t a, int32_t b, int32_t days) { return a > b ? a - b <= days : b - a <= days; }

/* ---- 1 and 2: what is told with its day */

static void take_beginnings(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++) {
    struct trv_act *a = &j->acts[i];
    if (a->state != TRV_IN_FORCE || !a->starts || !a->told) continue;
    uint32_t k = 0;
    /* a night has two days: "from 21 to 22" is the beginning of the 22nd */
    while (k < j->n && !(trv_foes_match(&a->parties, &j->entries[k].parties) &&
                         (one_off(a->from, j->entries[k].begins, 1) || one_off(a->to, j->entries[k].begins, 1))))
      k++;
    if (k == j->n) {
      k = open_entry(j, a);
      j->entries[k].begins = a->to;
    }
    a->entry = k;
  }
}

static void take_agreements(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++) {
    struct trv_act *a = &j->acts[i];
    uint32_t best = TRV_NO_ENTRY;
    if (a->state != TRV_AGREED || !a->told) continue;
    for (uint32_t k = 0; k < j->n; k++) {
      const struct entry *e = &j->entries[k];
      if (!trv_foes_match(&a->parties, &e->parties)) continue;
      bool again = e->agreed != TRV_NO_DAY && one_off(a->from, e->agreed, 1);
      bool before =
          e->begins != TRV_NO_DAY && a->from <= e->begins + 1 && e->begins - a->from <= trv_limits.until_start_days;
      if (!again && !before) continue;
      if (best == TRV_NO_ENTRY || anchor(e) < anchor(&j->entries[best])) best = k;
    }
    if (best == TRV_NO_ENTRY) best = open_entry(j, a);
    if (j->entries[best].agreed == TRV_NO_DAY) j->entries[best].agreed = a->from;
    a->entry = best;
  }
}

/* The term that a record sets for the entry of an act. */
static void set_term(struct join *j, const struct trv_act *a) {
  struct trv_days d;
  struct entry *e = &j->entries[a->entry];
  if (a->state == TRV_EXTENDED) e->planned = TRV_NO_DAY; /* the former one no longer holds */
  if (!a->telling->record || !trv_days_parse(a->telling->record->end, &d) || d.to == TRV_NO_DAY) return;
  if (d.to >= anchor(e) && d.to > e->planned) e->planned = d.to;
}

static void take_terms(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++)
    if (j->acts[i].entry != TRV_NO_ENTRY) set_term(j, &j->acts[i]);
}

/* ---- 3: what is told of a truce in being */

/* The entry of these parties that was last in being on `day`, or, for a breach, in force; *over: it had ended by then, or its term
 * had run out. */
static uint32_t in_being(const struct join *j, const struct trv_foes *parties, int32_t day, bool breach, bool *over) {
  uint32_t best = TRV_NO_ENTRY;
  for (uint32_t k = 0; k < j->n; k++) {
    const struct entry *e = &j->entries[k];
    if (e->attempt || !trv_foes_match(parties, &e->parties)) continue;
    if ((breach ? anchor(e) : being(e)) > day ||
        day - (e->renewed > anchor(e) ? e->renewed : anchor(e)) > trv_limits.truce_days)
      continue;
    if (best == TRV_NO_ENTRY || anchor(e) > anchor(&j->entries[best])) best = k;
  }
  *over = false;
  if (best == TRV_NO_ENTRY) return best;
  const struct entry *e = &j->entries[best];
  *over = (e->ends != TRV_NO_DAY && e->ends < day) || (e->planned != TRV_NO_DAY && e->planned < day);
  return best;
}

static bool breach(const struct trv_act *a) { return a->state == TRV_VIOLATION_ALLEGED || a->state == TRV_VIOLATED; }

/* Whether an act shows that there was a truce, though nothing tells of its making: a breach does where the article has a record of
 * nothing else. */
static bool makes_known(const struct join *j, const struct trv_act *a) {
  if (a->state == TRV_AGREED || a->state == TRV_IN_FORCE || a->state == TRV_EXTENDED) return true;
  if (!a->telling->record) return false;
  for (uint32_t i = 0; i < j->n_acts; i++)
    if (j->acts[i].number == a->number && j->acts[i].state >= TRV_AGREED && !breach(&j->acts[i]))
      return &j->acts[i] == a;
  return true;
}

/* An attack breaks a truce whose making is told, from the day after its beginning on: on the day itself it may have been
 * before. */
static bool breaks(const struct entry *e, const struct trv_act *a) {
  return (e->begins != TRV_NO_DAY || e->agreed != TRV_NO_DAY) && a->from > anchor(e);
}

/* A truce found to be in force after another has ended is a new one; a term may be a day off. */
static bool long_over(const struct entry *e, int32_t day) {
  return e->ends != TRV_NO_DAY || (e->planned != TRV_NO_DAY && e->planned + 1 < day);
}

static void take_life(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++) {
    struct trv_act *a = &j->acts[i];
    bool over;
    if (a->entry != TRV_NO_ENTRY || a->state < TRV_AGREED || !a->event || a->maybe) continue;
    /* what is recalled without a day of a truce that has ended is still of it; the night after is not */
    uint32_t k = in_being(j, &a->parties, breach(a) ? a->to : a->from, breach(a), &over);
    if (over && (breach(a) || (a->told && long_over(&j->entries[k], a->from)))) k = TRV_NO_ENTRY;
    if (k == TRV_NO_ENTRY && !(over && breach(a)) && makes_known(j, a)) {
      k = open_entry(j, a);
      j->entries[k].found = a->from;
    }
    a->entry = k;
    if (k == TRV_NO_ENTRY) continue;
    struct entry *e = &j->entries[k];
    if (a->state == TRV_EXTENDED) set_term(j, a), e->renewed = a->from;
    if ((a->state == TRV_COLLAPSED || a->state == TRV_SUSPENDED) && (e->ends == TRV_NO_DAY || a->from < e->ends))
      e->ends = a->from;
  }
}

/* Whether the article of an act speaks of the entry. */
static bool spoken_of(const struct join *j, const struct trv_act *a, uint32_t entry) {
  for (uint32_t i = 0; i < j->n_acts; i++)
    if (j->acts[i].entry == entry && !j->acts[i].maybe && strcmp(j->acts[i].telling->article, a->telling->article) == 0)
      return true;
  return false;
}

/* Attacks while a truce is in being: within its term where that is known, else in an article that speaks of it. */
static void take_breaches(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++) {
    struct trv_act *a = &j->acts[i];
    bool over;
    if (!a->maybe || !breach(a)) continue;
    uint32_t k = in_being(j, &a->parties, a->to, true, &over);
    if (k == TRV_NO_ENTRY || over || !breaks(&j->entries[k], a)) continue;
    bool term = j->entries[k].planned != TRV_NO_DAY || j->entries[k].ends != TRV_NO_DAY;
    if (term || spoken_of(j, a, k)) a->entry = k;
  }
}

/* ---- 4: what comes before */

static uint32_t next_concluded(const struct join *j, const struct trv_foes *parties, int32_t day) {
  uint32_t best = TRV_NO_ENTRY;
  for (uint32_t k = 0; k < j->n; k++) {
    const struct entry *e = &j->entries[k];
    if ((e->agreed == TRV_NO_DAY && e->begins == TRV_NO_DAY) || e->attempt) continue;
    if (!trv_foes_match(parties, &e->parties) || anchor(e) + 1 < day || anchor(e) - day > trv_limits.before_truce_days)
      continue;
    if (best == TRV_NO_ENTRY || anchor(e) < anchor(&j->entries[best])) best = k;
  }
  return best;
}

static uint32_t attempt_near(const struct join *j, const struct trv_foes *parties, int32_t day) {
  for (uint32_t k = 0; k < j->n; k++) {
    const struct entry *e = &j->entries[k];
    if (e->attempt && trv_foes_match(parties, &e->parties) && day - e->last <= trv_limits.attempt_days) return k;
  }
  return TRV_NO_ENTRY;
}

static void take_before(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++) {
    struct trv_act *a = &j->acts[i];
    if (a->state >= TRV_AGREED || a->entry != TRV_NO_ENTRY || a->vague) continue;
    bool over;
    uint32_t now = in_being(j, &a->parties, a->from, false, &over), next = next_concluded(j, &a->parties, a->from);
    /* who calls for a truce while there is one calls for keeping it */
    if (a->state == TRV_CALLED_FOR && now != TRV_NO_ENTRY && !over && now != next) continue;
    if (next == TRV_NO_ENTRY && (a->state == TRV_CALLED_FOR || a->maybe)) continue;
    if (a->maybe &&
        (a->from > being(&j->entries[next]) || being(&j->entries[next]) - a->from > trv_limits.meeting_days))
      continue;
    if (next == TRV_NO_ENTRY) next = attempt_near(j, &a->parties, a->from);
    if (next == TRV_NO_ENTRY) {
      next = open_entry(j, a);
      j->entries[next].attempt = true;
      j->entries[next].found = a->from;
    }
    if (j->entries[next].attempt) j->entries[next].last = a->from;
    a->entry = next;
  }
}

/* ---- entries to records */

/* The entry that a record means where it tells of several: that of its beginning, else that of its last making. */
static uint32_t home_of(const struct join *j, uint32_t telling) {
  uint32_t best = TRV_NO_ENTRY;
  int rank = -1;
  for (uint32_t i = 0; i < j->n_acts; i++) {
    const struct trv_act *a = &j->acts[i];
    if (a->number != telling || a->entry == TRV_NO_ENTRY) continue;
    int r = !a->event                                                ? 3
            : a->state == TRV_AGREED || a->starts                    ? 2
            : a->state == TRV_PROPOSED || a->state == TRV_NEGOTIATED ? 1
                                                                     : 0;
    if (r >= rank) best = a->entry, rank = r;
  }
  return best;
}

/* What is told with no day at all belongs to the ceasefire that its record means; so does what only the record says: that it
 * failed or was broken, no act tells how. */
static void take_verdicts(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++) {
    struct trv_act *a = &j->acts[i];
    if ((a->event && !a->vague) || a->maybe || a->entry != TRV_NO_ENTRY) continue;
    bool over, ends = !a->event && a->state >= TRV_COLLAPSED && a->told;
    a->entry = home_of(j, a->number);
    if (a->entry == TRV_NO_ENTRY && ends) {
      a->entry = in_being(j, &a->parties, a->from, false, &over);
      if (a->entry == TRV_NO_ENTRY) {
        a->entry = open_entry(j, a);
        j->entries[a->entry].found = a->from;
      }
    }
    if (a->entry == TRV_NO_ENTRY) continue;
    struct entry *e = &j->entries[a->entry];
    if (a->state >= TRV_COLLAPSED && a->told && a->from >= anchor(e) && e->ends == TRV_NO_DAY) e->ends = a->from;
  }
}

/* Whether the same parties soon made another. */
static bool superseded(const struct join *j, uint32_t entry) {
  const struct entry *e = &j->entries[entry];
  for (uint32_t k = 0; k < j->n; k++)
    if (k != entry && !j->entries[k].attempt && trv_foes_match(&e->parties, &j->entries[k].parties) &&
        anchor(&j->entries[k]) > anchor(e) && anchor(&j->entries[k]) - anchor(e) <= trv_limits.truce_days)
      return true;
  return false;
}

static int32_t last_day(const struct join *j, uint32_t entry) {
  const struct entry *e = &j->entries[entry];
  int32_t last = TRV_NO_DAY;
  struct trv_days d;
  for (uint32_t i = 0; i < j->n_acts; i++) {
    const struct trv_act *a = &j->acts[i];
    if (!trv_foes_match(&a->parties, &e->parties) || !one_off(a->from, anchor(e), trv_limits.truce_days)) continue;
    if (trv_days_parse(a->telling->article_day, &d) && d.from > last) last = d.from;
  }
  return last;
}

static int by_date(const void *x, const void *y) {
  const struct trv_truce_entry *a = x, *b = y;
  const char *from = a->effective ? a->effective
                     : a->agreed  ? a->agreed
                                  : "",
             *to = b->effective ? b->effective
                   : b->agreed  ? b->agreed
                                : "";
  int c = strcmp(from, to);
  return c ? c : strcmp(a->id, b->id);
}

void trv_ledger_join(const struct trv_truce_telling *tellings, uint32_t n, struct trv_arena *arena,
                     struct trv_ledger *out) {
  struct join j = {.arena = arena};
  j.n_acts = trv_acts_of(tellings, n, arena, &j.acts);
  take_beginnings(&j);
  take_agreements(&j);
  take_terms(&j);
  take_life(&j);
  take_breaches(&j);
  take_before(&j);
  take_verdicts(&j);
  uint32_t *home = TRV_NEW_ARRAY(arena, uint32_t, n + 1), *homes = TRV_NEW_ARRAY(arena, uint32_t, n + 1);
  const struct trv_act **acts = TRV_NEW_ARRAY(arena, const struct trv_act *, j.n_acts + 1);
  for (uint32_t i = 0; i < n; i++) home[i] = tellings[i].record ? home_of(&j, i) : TRV_NO_ENTRY;
  struct trv_truce_entry *items = TRV_NEW_ARRAY(arena, struct trv_truce_entry, j.n + 1);
  uint32_t n_items = 0;
  for (uint32_t k = 0; k < j.n; k++) {
    struct trv_entry_acts in = {.items = acts,
                                .homes = homes,
                                .tellings = tellings,
                                .superseded = superseded(&j, k),
                                .last_day = last_day(&j, k)};
    for (uint32_t i = 0; i < j.n_acts; i++)
      if (j.acts[i].entry == k) acts[in.n++] = &j.acts[i];
    for (uint32_t i = 0; i < n; i++)
      if (home[i] == k) homes[in.n_homes++] = i;
    if (in.n) trv_entry_sum(&in, arena, &items[n_items++]);
  }
  if (n_items) qsort(items, n_items, sizeof *items, by_date);
  *out = (struct trv_ledger){n_items, items};
}
