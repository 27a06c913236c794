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

#include "base/map.h"
#include "chronicle/acts.h"
#include "chronicle/weights.h"

struct entry {
  uint32_t foes, next;    /* next: of those whose anchor lies in the same span of days */
  int32_t agreed, begins; /* days; TRV_NO_DAY */
  int32_t found;          /* day on which it was found to be in being, where nothing tells its beginning */
  int32_t ends;           /* day of an act that ends it */
  bool suspended;         /* it was only laid aside then */
  int32_t failed;         /* day of an article that tells that it failed */
  uint32_t n_parties;     /* the most that a record names */
  int32_t planned;        /* last day of its term */
  int32_t renewed;        /* day on which it was last prolonged */
  bool attempt;           /* nothing but proposals and negotiations */
  int32_t last;           /* day of its last act, for attempts */
};

#define SPAN_DAYS 32
#define MAX_PAIRS 4096 /* of more parties, no pairs are kept */

/* Entries are looked up by the day from which they count, those that were prolonged and attempts by lists of their own. */
struct join {
  struct trv_arena *arena;
  uint32_t n_acts, n, cap, n_foes;
  struct trv_act *acts;
  struct entry *entries;
  const struct trv_foes **foes;
  uint8_t *pairs; /* of parties, two bits each: 1 no match, 2 match, 0 not known yet */
  int32_t first;  /* day */
  uint32_t n_spans, *spans;
  uint32_t n_renewed, cap_renewed, *renewed;
  uint32_t n_attempts, cap_attempts, *attempts;
  uint32_t *of_telling; /* acts in order of tellings; those of the i-th from ends[i] to ends[i + 1] */
  uint32_t *ends;
  int32_t *article_days; /* of tellings */
  /* of each act, the first act of its article, and the next one */
  uint32_t *first_of_article, *next_of_article;
};

static bool match(const struct join *j, uint32_t a, uint32_t b) {
  if (!j->pairs) return trv_foes_match(j->foes[a], j->foes[b]);
  size_t at = (size_t)a * j->n_foes + b;
  uint8_t *four = &j->pairs[at / 4];
  unsigned shift = (unsigned)(at % 4) * 2, known = (unsigned)*four >> shift & 3u;
  if (!known) *four |= (uint8_t)((known = trv_foes_match(j->foes[a], j->foes[b]) ? 2u : 1u) << shift);
  return known == 2;
}

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

static uint32_t span_of(const struct join *j, int32_t day) {
  if (day <= j->first) return 0;
  uint32_t span = (uint32_t)((int64_t)day - j->first) / SPAN_DAYS;
  return span < j->n_spans ? span : j->n_spans - 1;
}

enum made { BEGINS, AGREED, FOUND };

/* An entry that counts from a day; that does not change. */
static uint32_t open_entry(struct join *j, const struct trv_act *a, enum made made, int32_t day) {
  uint32_t *span = &j->spans[span_of(j, day)];
  struct entry e = {.foes = a->foes,
                    .next = *span,
                    .agreed = made == AGREED ? day : TRV_NO_DAY,
                    .begins = made == BEGINS ? day : TRV_NO_DAY,
                    .found = made == FOUND ? day : TRV_NO_DAY,
                    .ends = TRV_NO_DAY,
                    .failed = TRV_NO_DAY,
                    .planned = TRV_NO_DAY,
                    .renewed = TRV_NO_DAY,
                    .last = a->from};
  *span = j->n;
  TRV_PUSH(j->arena, j->entries, j->n, j->cap, e);
  return j->n - 1;
}

/* Walks over the entries that count from a day within `from` to `to`, and some more, in no order. */
struct walk {
  uint32_t span, last, k;
};

static struct walk walk_from(const struct join *j, int64_t from, int64_t to) {
  struct walk w = {span_of(j, from < INT32_MIN ? INT32_MIN : (int32_t)from),
                   span_of(j, to > INT32_MAX ? INT32_MAX : (int32_t)to), TRV_NO_ENTRY};
  w.k = j->spans[w.span];
  return w;
}

static uint32_t walk_next(const struct join *j, struct walk *w) {
  while (w->k == TRV_NO_ENTRY && w->span < w->last) w->k = j->spans[++w->span];
  uint32_t k = w->k;
  if (k != TRV_NO_ENTRY) w->k = j->entries[k].next;
  return k;
}

/* Those of later and of earlier days; of the same day, the one that was made first. */
static bool later(const struct join *j, uint32_t k, uint32_t than) {
  if (than == TRV_NO_ENTRY) return true;
  int32_t a = anchor(&j->entries[k]), b = anchor(&j->entries[than]);
  return a != b ? a > b : k < than;
}

static bool earlier(const struct join *j, uint32_t k, uint32_t than) {
  if (than == TRV_NO_ENTRY) return true;
  int32_t a = anchor(&j->entries[k]), b = anchor(&j->entries[than]);
  return a != b ? a < b : k < than;
}

static bool one_off(int32_t a, int32_t b, int32_t days) { return a > b ? a - b <= days : b - a <= days; }

/* ---- 1 and 2: what is told with its day */

static void take_beginnings(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++) {
    struct trv_act *a = &j->acts[i];
    if (a->state != TRV_IN_FORCE || !a->starts || !a->told) continue;
    uint32_t k = TRV_NO_ENTRY, e;
    struct walk w = walk_from(j, (int64_t)a->from - 1, (int64_t)a->to + 1);
    /* a night has two days: "from 21 to 22" is the beginning of the 22nd */
    while ((e = walk_next(j, &w)) != TRV_NO_ENTRY) {
      int32_t begins = j->entries[e].begins;
      if (e < k && (one_off(a->from, begins, 1) || one_off(a->to, begins, 1)) && match(j, a->foes, j->entries[e].foes))
        k = e;
    }
    if (k == TRV_NO_ENTRY) k = open_entry(j, a, BEGINS, a->to);
    a->entry = k;
  }
}

/* The truce that the record of an act's article dates: of an old one too, what is told with it is of it. */
static uint32_t dated_home(const struct join *j, const struct trv_act *a) {
  for (uint32_t i = j->ends[a->number]; i < j->ends[a->number + 1] && a->telling->record; i++) {
    const struct trv_act *other = &j->acts[j->of_telling[i]];
    if ((!other->event || other->wide) && other->state <= TRV_IN_FORCE && other->entry != TRV_NO_ENTRY &&
        (a->state == TRV_AGREED ? being(&j->entries[other->entry]) + 1 >= a->from
                                : anchor(&j->entries[other->entry]) <= a->from))
      return other->entry;
  }
  return TRV_NO_ENTRY;
}

/* Whether the article of an agreement knows of no day on which it begins, because that waits for something else. */
static bool yet_to_begin(const struct trv_act *a) {
  const struct trv_ceasefire *c = a->telling->record;
  return c && !c->effective && trv_equal(c->status, "agreed");
}

/* Whether the truce that an act is told with had ended by a day, as its article tells. */
static bool ended_by(const struct trv_act *a, int32_t day) {
  struct trv_days d;
  const struct trv_ceasefire *c = a->telling->record;
  return c && trv_days_parse(c->end, &d) && d.to != TRV_NO_DAY && d.to < day;
}

static void take_agreements(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++) {
    struct trv_act *a = &j->acts[i];
    if (a->state != TRV_AGREED || !a->told) continue;
    uint32_t home = a->event ? dated_home(j, a) : TRV_NO_ENTRY, best = home;
    /* one that was agreed within a day begins soon after */
    struct walk w = walk_from(j, (int64_t)a->from - 2, (int64_t)a->from + trv_limits.truce_days + 1);
    for (uint32_t k; home == TRV_NO_ENTRY && (k = walk_next(j, &w)) != TRV_NO_ENTRY;) {
      const struct entry *e = &j->entries[k];
      bool again = e->agreed != TRV_NO_DAY && one_off(a->from, e->agreed, 1);
      int32_t wait = yet_to_begin(a) ? trv_limits.truce_days : trv_limits.until_start_days;
      bool before = e->begins != TRV_NO_DAY && a->from <= e->begins + 1 && e->begins - a->from <= wait;
      before &= !ended_by(a, e->begins); /* it began before that, on a day that nobody tells */
      if ((again || before) && match(j, a->foes, e->foes) && earlier(j, k, best)) best = k;
    }
    if (best == TRV_NO_ENTRY) best = open_entry(j, a, AGREED, a->from);
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

/* Whether the entry is in being on `day` for these parties, or, for a breach, in force. */
static bool may_be(const struct join *j, uint32_t k, uint32_t foes, int32_t day, bool breach) {
  const struct entry *e = &j->entries[k];
  if (e->attempt || (breach ? anchor(e) : being(e)) > day) return false;
  if (day - (e->renewed > anchor(e) ? e->renewed : anchor(e)) > trv_limits.truce_days) return false;
  return match(j, foes, e->foes);
}

/* Whether an act of one side alone can be of the entry: who prolongs or breaks off a truce of one side is that side. */
static bool own(const struct join *j, const struct trv_act *a, const struct entry *e) {
  if ((a->state != TRV_EXTENDED && a->state != TRV_COLLAPSED && a->state != TRV_SUSPENDED) || a->by.n != 1) return true;
  return j->foes[e->foes]->n != 1 || trv_foes_have(j->foes[e->foes], a->by);
}

/* The entry that was last in being; *over: it had ended by then, or its term had run out. */
static uint32_t in_being(const struct join *j, uint32_t foes, int32_t day, bool breach, const struct trv_act *act,
                         bool *over) {
  uint32_t best = TRV_NO_ENTRY;
  /* it may be agreed, and begin later */
  struct walk w = walk_from(j, (int64_t)day - trv_limits.truce_days, (int64_t)day + trv_limits.until_start_days + 1);
  for (uint32_t k; (k = walk_next(j, &w)) != TRV_NO_ENTRY;)
    if (may_be(j, k, foes, day, breach) && later(j, k, best) && (!act || own(j, act, &j->entries[k]))) best = k;
  for (uint32_t i = 0; i < j->n_renewed; i++)
    if (may_be(j, j->renewed[i], foes, day, breach) && later(j, j->renewed[i], best) &&
        (!act || own(j, act, &j->entries[j->renewed[i]])))
      best = j->renewed[i];
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
  for (uint32_t i = j->ends[a->number]; i < j->ends[a->number + 1]; i++) {
    const struct trv_act *other = &j->acts[j->of_telling[i]];
    if (other->state >= TRV_AGREED && !breach(other)) return other == a;
  }
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

static uint32_t begins_next(const struct join *j, const struct trv_act *a) {
  uint32_t best = TRV_NO_ENTRY;
  struct walk w = walk_from(j, a->from, (int64_t)a->from + trv_limits.until_start_days);
  for (uint32_t k; (k = walk_next(j, &w)) != TRV_NO_ENTRY;) {
    const struct entry *e = &j->entries[k];
    if (e->begins == TRV_NO_DAY || e->begins < a->from || e->begins - a->from > trv_limits.until_start_days) continue;
    if (match(j, a->foes, e->foes) && earlier(j, k, best)) best = k;
  }
  return best;
}

/* "l'accord conclu en février 2002": the truce that was made or began in that month; else one that is known by no more. */
static void take_months(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++) {
    struct trv_act *a = &j->acts[i];
    uint32_t best = TRV_NO_ENTRY;
    if (!a->wide) continue;
    struct walk w = walk_from(j, a->from, (int64_t)a->to + trv_limits.until_start_days);
    for (uint32_t k; (k = walk_next(j, &w)) != TRV_NO_ENTRY;) {
      const struct entry *e = &j->entries[k];
      if (anchor(e) >= a->from && being(e) <= a->to && match(j, a->foes, e->foes) && earlier(j, k, best)) best = k;
    }
    a->entry = best == TRV_NO_ENTRY ? open_entry(j, a, FOUND, a->from) : best;
  }
}

static void take_life(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++) {
    struct trv_act *a = &j->acts[i];
    bool over;
    if (a->entry != TRV_NO_ENTRY || a->state < TRV_AGREED || !a->event || a->maybe) continue;
    /* what is recalled without a day of a truce that has ended is still of it; the night after is not */
    uint32_t k = in_being(j, a->foes, breach(a) ? a->to : a->from, breach(a), a, &over);
    uint32_t home = dated_home(j, a);
    if (home != TRV_NO_ENTRY) k = home, over = false;
    /* "l'armée cessera le feu le 24": what is declared for a day to come begins then */
    if (k == TRV_NO_ENTRY && a->state == TRV_AGREED) k = begins_next(j, a);
    /* what was laid aside may be given up for good */
    bool given_up = over && a->state == TRV_COLLAPSED && j->entries[k].suspended;
    if (over && !given_up && (breach(a) || (a->told && long_over(&j->entries[k], a->from)))) k = TRV_NO_ENTRY;
    if (k == TRV_NO_ENTRY && !(over && breach(a)) && makes_known(j, a)) {
      k = open_entry(j, a, FOUND, a->from);
    }
    a->entry = k;
    if (k == TRV_NO_ENTRY) continue;
    struct entry *e = &j->entries[k];
    if (a->state == TRV_EXTENDED) set_term(j, a);
    /* one that is told of years after its making is still there */
    if (a->state == TRV_EXTENDED || a->from - anchor(e) > trv_limits.truce_days) {
      if (e->renewed == TRV_NO_DAY) TRV_PUSH(j->arena, j->renewed, j->n_renewed, j->cap_renewed, k);
      e->renewed = a->from;
    }
    if ((a->state == TRV_COLLAPSED || a->state == TRV_SUSPENDED) && (e->ends == TRV_NO_DAY || a->from < e->ends)) {
      e->ends = a->from;
      e->suspended = a->state == TRV_SUSPENDED;
    }
  }
}

/* Whether the article of an act speaks of the entry. */
static bool spoken_of(const struct join *j, const struct trv_act *a, uint32_t entry) {
  uint32_t first = j->first_of_article[a - j->acts];
  for (uint32_t i = first; i != TRV_NO_ENTRY; i = j->next_of_article[i])
    if (j->acts[i].entry == entry && !j->acts[i].maybe) return true;
  return false;
}

/* Who breaks off talks or leaves a committee in an article that speaks of a truce in being. */
static void take_asides(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++) {
    struct trv_act *a = &j->acts[i];
    bool over;
    if (!a->aside) continue;
    uint32_t k = in_being(j, a->foes, a->from, true, NULL, &over);
    if (k != TRV_NO_ENTRY && !over && spoken_of(j, a, k)) a->entry = k;
  }
}

/* Attacks while a truce is in being: within its term where that is known, else in an article that speaks of it. */
static void take_breaches(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++) {
    struct trv_act *a = &j->acts[i];
    bool over;
    if (!a->maybe || !breach(a)) continue;
    uint32_t k = in_being(j, a->foes, a->to, true, NULL, &over);
    if (k == TRV_NO_ENTRY || over || !breaks(&j->entries[k], a)) continue;
    bool term = j->entries[k].planned != TRV_NO_DAY || j->entries[k].ends != TRV_NO_DAY;
    if (term || spoken_of(j, a, k)) a->entry = k;
  }
}

/* ---- 4: what comes before */

/* A call to both sides leads to no truce that one of them has begun before it. */
static bool leads_to(const struct trv_act *a, const struct entry *e) {
  bool begun = e->begins != TRV_NO_DAY && e->begins < a->from;
  return a->state != TRV_CALLED_FOR || !begun || e->n_parties != 1 || a->against.n < 2;
}

static uint32_t next_concluded(const struct join *j, const struct trv_act *a) {
  uint32_t foes = a->foes;
  int32_t day = a->from;
  uint32_t best = TRV_NO_ENTRY;
  struct walk w = walk_from(j, (int64_t)day - 1, (int64_t)day + trv_limits.before_truce_days);
  for (uint32_t k; (k = walk_next(j, &w)) != TRV_NO_ENTRY;) {
    const struct entry *e = &j->entries[k];
    if ((e->agreed == TRV_NO_DAY && e->begins == TRV_NO_DAY) || e->attempt) continue;
    if (anchor(e) + 1 < day || anchor(e) - day > trv_limits.before_truce_days || !match(j, foes, e->foes)) continue;
    if (leads_to(a, e) && earlier(j, k, best)) best = k;
  }
  return best;
}

/* Days only ever grow: an attempt that is too long ago stays so. */
static uint32_t attempt_near(struct join *j, uint32_t foes, int32_t day) {
  uint32_t kept = 0, found = TRV_NO_ENTRY;
  for (uint32_t i = 0; i < j->n_attempts; i++) {
    uint32_t k = j->attempts[i];
    if (day - j->entries[k].last > trv_limits.attempt_days) continue;
    j->attempts[kept++] = k;
    if (found == TRV_NO_ENTRY && match(j, foes, j->entries[k].foes)) found = k;
  }
  j->n_attempts = kept;
  return found;
}

/* Whether the article of an act tells of the agreement of an entry: the talks that it came out of are no news of their own. */
static bool agreed_with(const struct join *j, const struct trv_act *a, uint32_t entry) {
  for (uint32_t i = j->first_of_article[a - j->acts]; i != TRV_NO_ENTRY; i = j->next_of_article[i])
    if (j->acts[i].entry == entry && j->acts[i].state == TRV_AGREED && j->acts[i].event) return true;
  return false;
}

static bool share_code(struct trv_entities a, struct trv_entities b) {
  for (uint32_t i = 0; i < a.n; i++)
    for (uint32_t k = 0; k < b.n; k++)
      if (trv_equal(a.items[i].code, b.items[k].code)) return true;
  return false;
}

/* Whether who made an offer brought about the truce of the entry, or is one of its parties: it led there after all, though it was
 * turned down at first. */
static bool led_to(const struct join *j, const struct trv_act *a, uint32_t entry) {
  if (trv_foes_have(j->foes[j->entries[entry].foes], a->by)) return true;
  int64_t last = (int64_t)a->from + trv_limits.before_truce_days + trv_limits.until_start_days;
  for (uint32_t i = (uint32_t)(a - j->acts); i < j->n_acts && j->acts[i].from <= last; i++) {
    const struct trv_act *other = &j->acts[i];
    if (other->entry == entry && other->telling->record && share_code(other->telling->record->mediators, a->by))
      return true;
  }
  return false;
}

static uint32_t home_of(const struct join *j, uint32_t telling);

/* What records say of the entries found so far: that they failed, and whose they are. */
static void hear_records(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++) {
    const struct trv_act *a = &j->acts[i];
    uint32_t k = a->entry;
    if (k != TRV_NO_ENTRY && a->telling->record && a->telling->record->parties.n > j->entries[k].n_parties)
      j->entries[k].n_parties = a->telling->record->parties.n;
    if (a->event || a->state < TRV_COLLAPSED || (k = home_of(j, a->number)) == TRV_NO_ENTRY) continue;
    struct entry *e = &j->entries[k];
    if (a->from >= anchor(e) && (e->failed == TRV_NO_DAY || a->from < e->failed)) e->failed = a->from;
  }
}

static void take_before(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++) {
    struct trv_act *a = &j->acts[i];
    if (a->state >= TRV_AGREED || a->entry != TRV_NO_ENTRY || a->vague) continue;
    bool over;
    uint32_t now = in_being(j, a->foes, a->from, false, NULL, &over), next = next_concluded(j, a);
    /* who calls for a truce while there is one calls for keeping it; while one side alone keeps one, for one of both */
    bool one_sided = now != TRV_NO_ENTRY && j->entries[now].n_parties == 1;
    over |= now != TRV_NO_ENTRY && j->entries[now].failed != TRV_NO_DAY && j->entries[now].failed < a->from;
    if (a->state == TRV_CALLED_FOR && now != TRV_NO_ENTRY && !over && now != next && !one_sided) continue;
    if (next == TRV_NO_ENTRY && (a->state == TRV_CALLED_FOR || a->maybe)) continue;
    if (a->refused && next != TRV_NO_ENTRY && !led_to(j, a, next)) next = TRV_NO_ENTRY;
    if (a->maybe &&
        (a->from > being(&j->entries[next]) || being(&j->entries[next]) - a->from > trv_limits.meeting_days))
      continue;
    if (next != TRV_NO_ENTRY && a->state == TRV_NEGOTIATED && agreed_with(j, a, next)) continue;
    if (next == TRV_NO_ENTRY) next = attempt_near(j, a->foes, a->from);
    if (next == TRV_NO_ENTRY) {
      next = open_entry(j, a, FOUND, a->from);
      j->entries[next].attempt = true;
      TRV_PUSH(j->arena, j->attempts, j->n_attempts, j->cap_attempts, next);
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
  for (uint32_t i = j->ends[telling]; i < j->ends[telling + 1]; i++) {
    const struct trv_act *a = &j->acts[j->of_telling[i]];
    if (a->entry == TRV_NO_ENTRY) continue;
    int r = !a->event                                                ? 3
            : a->state == TRV_AGREED || a->starts                    ? 2
            : a->state == TRV_PROPOSED || a->state == TRV_NEGOTIATED ? 1
                                                                     : 0;
    if (r >= rank) best = a->entry, rank = r;
  }
  return best;
}

/* The truce that is said to be over or broken with nothing else told of it: the one that was there; TRV_NO_ENTRY: none was. */
static uint32_t meant_by_verdict(struct join *j, const struct trv_act *a) {
  bool over;
  if (a->state < TRV_COLLAPSED && a->state != TRV_VIOLATED) return TRV_NO_ENTRY;
  uint32_t k = in_being(j, a->foes, a->from, false, NULL, &over);
  if (a->state >= TRV_COLLAPSED && a->told) return k == TRV_NO_ENTRY ? open_entry(j, a, FOUND, a->from) : k;
  if (k != TRV_NO_ENTRY && !over) return k;
  /* "Les deux trêves ont été enfreintes": that just were there */
  if (a->state == TRV_VIOLATED) k = in_being(j, a->foes, a->from - trv_limits.short_span_days, false, NULL, &over);
  return a->state == TRV_VIOLATED && !over ? k : TRV_NO_ENTRY;
}

/* What is told with no day at all belongs to the ceasefire that its record means; so does what only the record says: that it
 * failed or was broken, no act tells how. */
static void take_verdicts(struct join *j) {
  for (uint32_t i = 0; i < j->n_acts; i++) {
    struct trv_act *a = &j->acts[i];
    if ((a->event && !a->vague) || a->maybe || a->entry != TRV_NO_ENTRY) continue;
    a->entry = home_of(j, a->number);
    if (a->entry == TRV_NO_ENTRY && !a->event) a->entry = meant_by_verdict(j, a);
    if (a->entry == TRV_NO_ENTRY) continue;
    struct entry *e = &j->entries[a->entry];
    if (a->state >= TRV_COLLAPSED && a->told && a->from >= anchor(e) && e->ends == TRV_NO_DAY) e->ends = a->from;
  }
}

/* Whether the same parties soon made another. */
static bool superseded(const struct join *j, uint32_t entry) {
  const struct entry *e = &j->entries[entry];
  struct walk w = walk_from(j, (int64_t)anchor(e) + 1, (int64_t)anchor(e) + trv_limits.truce_days);
  for (uint32_t k; (k = walk_next(j, &w)) != TRV_NO_ENTRY;)
    if (k != entry && !j->entries[k].attempt && anchor(&j->entries[k]) > anchor(e) &&
        anchor(&j->entries[k]) - anchor(e) <= trv_limits.truce_days && match(j, e->foes, j->entries[k].foes))
      return true;
  return false;
}

static int32_t last_day(const struct join *j, uint32_t entry) {
  const struct entry *e = &j->entries[entry];
  int32_t last = TRV_NO_DAY;
  uint32_t low = 0, high = j->n_acts;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if ((int64_t)j->acts[middle].from < (int64_t)anchor(e) - trv_limits.truce_days) low = middle + 1;
    else high = middle;
  }
  for (uint32_t i = low; i < j->n_acts && (int64_t)j->acts[i].from <= (int64_t)anchor(e) + trv_limits.truce_days; i++) {
    int32_t day = j->article_days[j->acts[i].number];
    if (day > last && match(j, j->acts[i].foes, e->foes)) last = day;
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

/* Orders numbers 0 to n - 1 by what they belong to: those of i stand from ends[i] to ends[i + 1], in order. */
static uint32_t *sort_by(struct trv_arena *arena, const uint32_t *of, uint32_t n, uint32_t n_of, uint32_t **ends) {
  uint32_t *out = TRV_NEW_ARRAY(arena, uint32_t, n + 1), *at = TRV_NEW_ARRAY(arena, uint32_t, n_of + 2);
  for (uint32_t i = 0; i < n; i++)
    if (of[i] < n_of) at[of[i] + 2]++;
  for (uint32_t i = 2; i < n_of + 2; i++) at[i] += at[i - 1];
  for (uint32_t i = 0; i < n; i++)
    if (of[i] < n_of) out[at[of[i] + 1]++] = i;
  *ends = at;
  return out;
}

static void prepare(struct join *j, const struct trv_truce_telling *tellings, uint32_t n) {
  struct trv_acts acts;
  struct trv_days d;
  trv_acts_of(tellings, n, j->arena, &acts);
  j->acts = acts.items;
  j->n_acts = acts.n;
  j->foes = acts.foes;
  j->n_foes = acts.n_foes;
  if (j->n_foes <= MAX_PAIRS) j->pairs = TRV_NEW_ARRAY(j->arena, uint8_t, (size_t)j->n_foes * j->n_foes / 4 + 1);
  int32_t last = j->first = j->n_acts ? j->acts[0].from : 0;
  uint32_t *of = TRV_NEW_ARRAY(j->arena, uint32_t, j->n_acts + 1);
  for (uint32_t i = 0; i < j->n_acts; i++) {
    of[i] = j->acts[i].number;
    if (j->acts[i].to > last) last = j->acts[i].to;
  }
  j->n_spans = (uint32_t)((int64_t)last - j->first) / SPAN_DAYS + 1;
  j->spans = TRV_NEW_ARRAY(j->arena, uint32_t, j->n_spans);
  memset(j->spans, 0xFF, j->n_spans * sizeof *j->spans);
  j->of_telling = sort_by(j->arena, of, j->n_acts, n, &j->ends);
  j->article_days = TRV_NEW_ARRAY(j->arena, int32_t, n + 1);
  for (uint32_t i = 0; i < n; i++)
    j->article_days[i] = trv_days_parse(tellings[i].article_day, &d) ? d.from : TRV_NO_DAY;
}

static void chain_articles(struct join *j) {
  struct trv_map last; /* article -> its last act so far */
  trv_map_init(&last, j->arena);
  j->first_of_article = TRV_NEW_ARRAY(j->arena, uint32_t, j->n_acts + 1);
  j->next_of_article = TRV_NEW_ARRAY(j->arena, uint32_t, j->n_acts + 1);
  for (uint32_t i = 0; i < j->n_acts; i++) {
    struct trv_slice article = trv_slice_of(j->acts[i].telling->article);
    uint32_t before = trv_map_get(&last, article);
    j->next_of_article[i] = TRV_NO_ENTRY;
    j->first_of_article[i] = before == TRV_MAP_NONE ? i : j->first_of_article[before];
    if (before != TRV_MAP_NONE) j->next_of_article[before] = i;
    trv_map_put(&last, article, i);
  }
}

void trv_ledger_each(const struct trv_truce_telling *tellings, uint32_t n, struct trv_arena *arena,
                     struct trv_arena *scratch, trv_truce_take *take, void *context) {
  struct join j = {.arena = arena};
  prepare(&j, tellings, n);
  chain_articles(&j);
  take_beginnings(&j);
  take_agreements(&j);
  take_months(&j);
  take_terms(&j);
  take_life(&j);
  hear_records(&j);
  take_before(&j);
  take_verdicts(&j);
  take_breaches(&j);
  take_asides(&j);
  uint32_t *of = TRV_NEW_ARRAY(arena, uint32_t, (j.n_acts > n ? j.n_acts : n) + 1), *act_ends, *home_ends;
  for (uint32_t i = 0; i < n; i++) of[i] = tellings[i].record ? home_of(&j, i) : TRV_NO_ENTRY;
  const uint32_t *homes = sort_by(arena, of, n, j.n, &home_ends);
  for (uint32_t i = 0; i < j.n_acts; i++) of[i] = j.acts[i].entry;
  const uint32_t *sorted = sort_by(arena, of, j.n_acts, j.n, &act_ends);
  const struct trv_act **acts = TRV_NEW_ARRAY(arena, const struct trv_act *, j.n_acts + 1);
  for (uint32_t i = 0; i < act_ends[j.n]; i++) acts[i] = &j.acts[sorted[i]];
  for (uint32_t k = 0; k < j.n; k++) {
    struct trv_truce_entry entry;
    struct trv_entry_acts in = {.n = act_ends[k + 1] - act_ends[k],
                                .items = acts + act_ends[k],
                                .n_homes = home_ends[k + 1] - home_ends[k],
                                .homes = homes + home_ends[k],
                                .tellings = tellings,
                                .superseded = superseded(&j, k),
                                .last_day = last_day(&j, k)};
    if (!in.n) continue;
    trv_entry_sum(&in, scratch, &entry);
    take(context, &entry);
    if (scratch != arena) trv_arena_reset(scratch);
  }
}

struct collected {
  struct trv_arena *arena;
  uint32_t n, cap;
  struct trv_truce_entry *items;
};

static void collect(void *context, const struct trv_truce_entry *entry) {
  struct collected *c = context;
  TRV_PUSH(c->arena, c->items, c->n, c->cap, *entry);
}

void trv_ledger_join(const struct trv_truce_telling *tellings, uint32_t n, struct trv_arena *arena,
                     struct trv_ledger *out) {
  struct collected all = {.arena = arena};
  trv_ledger_each(tellings, n, arena, arena, collect, &all);
  if (all.n) qsort(all.items, all.n, sizeof *all.items, by_date);
  *out = (struct trv_ledger){all.n, all.items};
}
