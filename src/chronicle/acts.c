/* See acts.h. Input: ceasefires as articles tell them. Output: their acts, each with its day, its parties and who acts on
 * whom; and the keys by which records of the same parties and time are found. */
#include "chronicle/acts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "chronicle/weights.h"

/* ---- parties */

static bool foe_equal(const struct trv_party *a, const struct trv_party *b) {
  if (strcmp(a->code, b->code) != 0 || a->camp != b->camp || a->partial != b->partial) return false;
  return a->camp != TRV_CAMP_ARMED || !a->name || !b->name || strcmp(a->name, b->name) == 0;
}

static void foes_add(struct trv_foes *foes, struct trv_entities list) {
  struct trv_side side;
  trv_side_of(list, &side);
  for (uint32_t i = 0; i < side.n && foes->n < TRV_MAX_ENTITIES; i++) {
    struct trv_party p = side.items[i];
    uint32_t k = 0;
    if (p.camp == TRV_CAMP_BODY) continue;
    if (p.camp == TRV_CAMP_CIVIL) p.camp = TRV_CAMP_STATE;
    if (p.camp == TRV_CAMP_STATE) p.name = NULL;
    while (k < foes->n && !foe_equal(&foes->items[k], &p)) k++;
    if (k == foes->n) foes->items[foes->n++] = p;
    else if (!foes->items[k].name) foes->items[k].name = p.name;
  }
}

/* The sides of one event, as far as they are those of the truce: who calls on two others for one is no party. */
static void foes_of_event(const struct trv_event *e, struct trv_foes *out) {
  bool speaks = trv_equal(e->type, "REQUEST") || trv_equal(e->type, "AGREE") || trv_equal(e->type, "CONSULT");
  if (e->recipient.n > 1 && speaks) {
    foes_add(out, e->recipient);
    return;
  }
  foes_add(out, e->actor);
  foes_add(out, e->recipient);
}

static bool foes_have(const struct trv_foes *foes, const struct trv_party *p) {
  for (uint32_t i = 0; i < foes->n; i++)
    if (foe_equal(&foes->items[i], p)) return true;
  return false;
}

void trv_foes_of(const struct trv_truce_telling *t, struct trv_foes *out) {
  struct trv_foes around = {0};
  out->n = 0;
  if (t->record) foes_add(out, t->record->parties);
  if (out->n > 1) return;
  foes_add(&around, t->around);
  /* a truce of one side of a war inside a country, in an article about a fight of others */
  bool of_country = false;
  for (uint32_t i = 0; i < around.n && out->n == 1; i++)
    of_country |= strcmp(around.items[i].code, out->items[0].code) == 0;
  if (of_country && !foes_have(&around, &out->items[0])) around.n = 0;
  if (!t->record || !trv_equal(t->record->kind, "unilateral"))
    for (uint32_t i = 0; i < t->n_events; i++) foes_of_event(t->events[i].event, out);
  if (around.n < 2) return;
  /* who calls on one side, sees it or speaks for it is no party: those are who fight */
  bool outside = out->n < 2;
  for (uint32_t i = 0; i < out->n; i++) outside |= !foes_have(&around, &out->items[i]);
  if (outside) *out = around;
}

bool trv_foes_have(const struct trv_foes *foes, struct trv_entities list) {
  struct trv_foes of = {0};
  foes_add(&of, list);
  for (uint32_t i = 0; i < of.n; i++)
    if (foes_have(foes, &of.items[i])) return true;
  return false;
}

/* Whether a single party is one of those of a war inside its country: which war is meant where only one side is told. */
static bool inside(const struct trv_foes *one, const struct trv_foes *all) {
  if (one->n != 1) return false;
  for (uint32_t i = 0; i < all->n; i++)
    if (strcmp(all->items[i].code, one->items[0].code) != 0) return false;
  return true;
}

bool trv_foes_match(const struct trv_foes *a, const struct trv_foes *b) {
  uint32_t common = 0;
  for (uint32_t i = 0; i < a->n; i++)
    for (uint32_t k = 0; k < b->n; k++) common += foe_equal(&a->items[i], &b->items[k]);
  return common > 1 || (common == 1 && (inside(a, b) || inside(b, a)));
}

/* ---- acts */

/* What an act of a record or the tag of an event says; false for what says nothing of a state. */
static bool state_of(const char *act, enum trv_truce_state *state, bool *starts) {
  static const struct {
    const char *act;
    enum trv_truce_state state;
  } acts[] = {{"call", TRV_CALLED_FOR},    {"proposal", TRV_PROPOSED},  {"negotiation", TRV_NEGOTIATED},
              {"agreement", TRV_AGREED},   {"declaration", TRV_AGREED}, {"start", TRV_IN_FORCE},
              {"observed", TRV_IN_FORCE},  {"violation", TRV_VIOLATED}, {"alleged_violation", TRV_VIOLATION_ALLEGED},
              {"extension", TRV_EXTENDED}, {"end", TRV_COLLAPSED}};
  for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
    if (strcmp(act, acts[i].act) == 0) {
      *state = acts[i].state;
      *starts = strcmp(act, "start") == 0;
      return true;
    }
  return false;
}

/* PLOVER: breaking off is SANCTION, renouncing is REJECT; to lay a truce aside is to reject it, not to refuse to yield. */
static bool laid_aside(const struct trv_event *e) {
  return trv_equal(e->type, "SANCTION") || (trv_equal(e->type, "REJECT") && trv_equal(e->cameo, "120"));
}

/* What an event says of a truce: by its tag; an attack without one may be a breach, a meeting may be about it,
 * and who breaks something off may leave the talks or the committee that belong to it. NULL: nothing. */
static const char *act_of(const struct trv_event *e, bool *maybe) {
  *maybe = false;
  for (uint32_t i = 0; i < e->n_tags; i++)
    if (strncmp(e->tags[i], "ceasefire:", 10) == 0) {
      /* "sans avoir signé la trêve" */
      return trv_equal(e->status, "negated") ? NULL : e->tags[i] + 10;
    }
  *maybe = true;
  if (trv_equal(e->type, "CONSULT")) return trv_equal(e->status, "actual") ? "negotiation" : NULL;
  if (trv_equal(e->type, "SANCTION") && (trv_equal(e->mode, "discontinue") || trv_equal(e->mode, "withdraw")))
    return trv_equal(e->status, "actual") ? "end" : NULL;
  if (!trv_equal(e->type, "ASSAULT")) return NULL;
  if (trv_equal(e->status, "actual")) return "violation";
  return trv_equal(e->status, "alleged") || trv_equal(e->status, "denied") ? "alleged_violation" : NULL;
}

/* The days of an act: as told, where that is no more than a few days, else the article's. */
static bool set_days(struct trv_act *a, const char *iso) {
  struct trv_days d;
  if (trv_days_parse(iso, &d) && d.precision != TRV_PRECISE_YEAR) {
    if (d.precision == TRV_PRECISE_OPEN && d.from != TRV_NO_DAY) d.to = d.from, a->starts |= a->state == TRV_IN_FORCE;
    /* "from 5 to 8 August": longer than a night, it began and it ended */
    if (a->state == TRV_IN_FORCE && d.precision <= TRV_PRECISE_INTERVAL && d.to - d.from > 1) {
      a->until = d.to;
      d.to = d.from;
      a->starts = true;
    }
    if (d.from != TRV_NO_DAY && d.to - d.from < trv_limits.short_span_days) {
      a->from = d.from;
      a->to = d.to;
      a->date = iso;
      return a->told = true;
    }
    struct trv_days article;
    bool past = d.precision == TRV_PRECISE_MONTH && trv_days_parse(a->telling->article_day, &article) &&
                article.precision == TRV_PRECISE_DAY && d.to < article.from;
    if (past && (a->state == TRV_AGREED || a->state == TRV_IN_FORCE)) {
      a->from = d.from;
      a->to = d.to;
      a->date = iso;
      return a->wide = true;
    }
  }
  if (!trv_days_parse(a->telling->article_day, &d) || d.precision > TRV_PRECISE_MONTH) {
    /* an article without a day tells of the time of its truce */
    if (!a->telling->record || !trv_days_parse(a->telling->record->effective, &d) || d.to == TRV_NO_DAY) return false;
  }
  a->from = a->to = d.to;
  a->vague = d.precision == TRV_PRECISE_MONTH;
  return true;
}

bool trv_act_bears(const struct trv_telling *t) {
  const struct trv_truce_telling one = {.article_day = t->article_day};
  struct trv_act probe = {.telling = &one};
  struct trv_foes foes = {0};
  bool maybe;
  if (!act_of(t->event, &maybe)) return false;
  if (!maybe) return true;
  foes_add(&foes, t->event->actor);
  foes_add(&foes, t->event->recipient);
  return foes.n > 1 && set_days(&probe, trv_date_told(t)) && probe.told;
}

static struct trv_entities last_speaker(const struct trv_event *e) {
  for (uint32_t i = e->according_to.n; i-- > 0;)
    if (!trv_equal(e->according_to.items[i].sector, "JRN")) return (struct trv_entities){1, &e->according_to.items[i]};
  return (struct trv_entities){0, NULL};
}

/* A truce that somebody declares who does not fight is one that he proposes. */
static bool proposes(const struct trv_act *a) {
  struct trv_foes one = {0};
  if (!a->telling->record || !trv_equal(a->telling->record->kind, "unilateral") || a->parties->n < 2) return false;
  foes_add(&one, a->telling->record->parties);
  return one.n == 1 && !foes_have(a->parties, &one.items[0]);
}

/* Whether an event has two of the parties in it. */
static bool between(const struct trv_act *a) {
  struct trv_foes all = {0};
  uint32_t common = 0;
  foes_add(&all, a->event->event->actor);
  foes_add(&all, a->event->event->recipient);
  for (uint32_t i = 0; i < all.n; i++) common += foes_have(a->parties, &all.items[i]);
  return common > 1;
}

/* Who does the act, and to whom: a blow that is only said to have been struck is an allegation of him who says so. */
static void set_sides(struct trv_act *a) {
  const struct trv_event *e = a->event->event;
  a->by = e->actor;
  a->against = e->recipient;
  if (a->state != TRV_VIOLATION_ALLEGED || trv_equal(e->type, "ACCUSE")) return;
  a->by = last_speaker(e);
  if (!a->by.n) a->by = e->recipient;
  a->against = e->actor;
}

/* An offer of which nothing came: turned down, with nothing told of it but that it was made. */
static bool turned_down(const struct trv_ceasefire *c) {
  if (!trv_equal(c->status, "failed") || c->effective || !c->n_acts) return false;
  for (uint32_t i = 0; i < c->n_acts; i++)
    if (strcmp(c->acts[i].act, "proposal") != 0) return false;
  return true;
}

/* What the state of a record says beyond its acts: "a échoué", "a été violée", with nobody who did it. */
static bool verdict_of(const struct trv_ceasefire *c, enum trv_truce_state *state) {
  bool failed = trv_equal(c->status, "failed");
  if (turned_down(c)) return false;
  if (!failed && !trv_equal(c->status, "violated")) return false;
  /* one that ended on a day, with no word of a breach, ran out */
  *state = failed ? (c->end && !c->alleged_violators.n ? TRV_EXPIRED : TRV_COLLAPSED) : TRV_VIOLATED;
  for (uint32_t i = 0; i < c->n_acts; i++) {
    const char *act = c->acts[i].act;
    bool breach = strcmp(act, "violation") == 0 || strcmp(act, "alleged_violation") == 0;
    if (failed && breach) *state = TRV_COLLAPSED;
    if (failed ? strcmp(act, "end") == 0 : breach) return false;
  }
  return true;
}

/* Whether the beginning that a record gives is no more than the day of its agreement, for want of another. */
static bool as_agreed(const struct trv_ceasefire *c) {
  bool agreed = false;
  for (uint32_t i = 0; i < c->n_acts; i++) {
    if (strcmp(c->acts[i].act, "start") == 0 && c->acts[i].date) return false;
    bool makes = strcmp(c->acts[i].act, "agreement") == 0 || strcmp(c->acts[i].act, "declaration") == 0;
    agreed |= makes && trv_equal(c->acts[i].date, c->effective);
    /* made on a day before: it began on another */
    if (makes && c->acts[i].date && c->effective && strcmp(c->acts[i].date, c->effective) < 0) return false;
  }
  return agreed;
}

/* "cessera le feu mercredi et jeudi": what one side declares for a day to come begins on it. Turns the act into that. */
static bool begins_later(struct trv_act *a, struct trv_arena *arena) {
  struct trv_days d, article;
  if (a->told || !trv_equal(a->event->event->type, "CONCEDE") || !trv_days_parse(a->event->event->date, &d) ||
      d.precision > TRV_PRECISE_INTERVAL)
    return false;
  if (!trv_days_parse(a->telling->article_day, &article) || article.precision != TRV_PRECISE_DAY) return false;
  if (d.from <= article.to || d.from - article.to > trv_limits.until_start_days) return false;
  a->state = TRV_IN_FORCE;
  a->starts = a->told = true;
  a->from = a->to = d.from;
  if (d.to > d.from) a->until = d.to;
  char text[16];
  trv_day_print(d.from, text);
  a->date = trv_arena_strdup(arena, text);
  return true;
}

static int by_canon(const void *x, const void *y) {
  const struct trv_act *a = x, *b = y;
  if (a->from != b->from) return a->from < b->from ? -1 : 1;
  if (a->to != b->to) return a->to < b->to ? -1 : 1;
  if (a->state != b->state) return a->state < b->state ? -1 : 1;
  if (!a->event != !b->event) return a->event ? -1 : 1;
  return a->event ? strcmp(a->event->id, b->event->id) : strcmp(a->telling->id, b->telling->id);
}

/* The number of parties among those that were seen: of equal ones, the same. */
static uint32_t number_foes(struct trv_acts *all, struct trv_map *seen, const struct trv_foes *foes,
                            struct trv_arena *arena) {
  char text[1024];
  size_t n = 0;
  for (uint32_t i = 0; i < foes->n && n < sizeof text; i++) {
    const struct trv_party *p = &foes->items[i];
    n += (size_t)snprintf(text + n, sizeof text - n, "%s\x1f%d%d\x1f%s\x1e", p->code, (int)p->camp, p->partial,
                          p->name ? p->name : "\x1f");
  }
  bool fits = n < sizeof text; /* else it is told apart from all */
  struct trv_slice key = {text, n};
  uint32_t at = fits ? trv_map_get(seen, key) : TRV_MAP_NONE;
  if (at != TRV_MAP_NONE) return at;
  struct trv_foes *kept = TRV_NEW(arena, struct trv_foes);
  *kept = *foes;
  TRV_PUSH(arena, all->foes, all->n_foes, all->cap_foes, kept);
  if (fits) trv_map_put(seen, key, all->n_foes - 1);
  return all->n_foes - 1;
}

void trv_acts_of(const struct trv_truce_telling *tellings, uint32_t n, struct trv_arena *arena, struct trv_acts *out) {
  uint32_t n_acts = 0, most = 0;
  struct trv_map seen;
  bool maybe;
  trv_map_init(&seen, arena);
  *out = (struct trv_acts){0};
  for (uint32_t i = 0; i < n; i++) {
    most += 2;
    for (uint32_t k = 0; k < tellings[i].n_events; k++) most += act_of(tellings[i].events[k].event, &maybe) ? 2 : 0;
  }
  struct trv_act *acts = TRV_NEW_ARRAY(arena, struct trv_act, most + 1);
  for (uint32_t i = 0; i < n; i++) {
    const struct trv_truce_telling *t = &tellings[i];
    struct trv_act one = {.number = i, .telling = t, .until = TRV_NO_DAY, .entry = TRV_NO_ENTRY};
    struct trv_foes foes;
    trv_foes_of(t, &foes);
    if (!foes.n) continue;
    one.foes = number_foes(out, &seen, &foes, arena);
    one.parties = out->foes[one.foes];
    one.refused = t->record && turned_down(t->record);
    for (uint32_t k = 0; k < t->n_events; k++) {
      struct trv_act a = one;
      const char *act = act_of(t->events[k].event, &a.maybe);
      a.event = &t->events[k];
      if (!act || !state_of(act, &a.state, &a.starts) || !set_days(&a, trv_date_told(a.event))) continue;
      if (a.maybe && (!a.told || !between(&a))) continue;
      if (a.state == TRV_AGREED && proposes(&a)) a.state = TRV_PROPOSED;
      if (a.state == TRV_COLLAPSED && laid_aside(a.event->event)) a.state = TRV_SUSPENDED;
      a.aside = a.maybe && a.state == TRV_SUSPENDED;
      set_sides(&a);
      acts[n_acts++] = a;
      if (a.state == TRV_AGREED && begins_later(&a, arena)) acts[n_acts++] = a;
    }
    if (!t->record) continue;
    struct trv_act verdict = one;
    if (verdict_of(t->record, &verdict.state) &&
        set_days(&verdict, verdict.state != TRV_VIOLATED ? t->record->end : NULL))
      acts[n_acts++] = verdict;
    one.starts = !as_agreed(t->record);
    one.state = one.starts ? TRV_IN_FORCE : TRV_AGREED;
    if (t->record->effective && set_days(&one, t->record->effective) && (one.told || one.wide)) acts[n_acts++] = one;
  }
  if (n_acts) qsort(acts, n_acts, sizeof *acts, by_canon);
  out->items = acts;
  out->n = n_acts;
}

/* ---- keys */

struct keys {
  uint32_t n;
  uint64_t *items;
};

static uint64_t mix(uint64_t h, uint64_t value) {
  h ^= value + 0x9e3779b97f4a7c15u + (h << 6) + (h >> 2);
  h *= 0xff51afd7ed558ccdu;
  return h ^ (h >> 33);
}

/* Of a party what any two that match have in common: a group may be told without its name. */
static uint64_t of_foe(const struct trv_party *p) {
  return mix(mix(trv_hash(p->code, strlen(p->code)), (uint64_t)p->camp), p->partial);
}

static void add(struct keys *k, uint64_t key) {
  for (uint32_t i = 0; i < k->n; i++)
    if (k->items[i] == key) return;
  if (k->n < TRV_MAX_TRUCE_KEYS) k->items[k->n++] = key;
}

static int by_value(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

enum { SPAN_DAYS = 62, SPAN_BITS = 31 };

/* Pairs of parties; a single one and a war inside a country meet over the country. */
static void add_foes(struct keys *k, const struct trv_foes *foes, uint64_t span) {
  uint64_t high = (span & 0xFFFF) << SPAN_BITS;
  for (uint32_t i = 0; i < foes->n; i++) {
    uint64_t a = of_foe(&foes->items[i]), country = trv_hash(foes->items[i].code, strlen(foes->items[i].code));
    if (foes->n == 1) add(k, high | mix(country, 1) >> 33);
    for (uint32_t j = 0; j < i; j++) {
      uint64_t b = of_foe(&foes->items[j]);
      if (strcmp(foes->items[i].code, foes->items[j].code) == 0) add(k, high | mix(country, 1) >> 33);
      add(k, high | mix(a < b ? a : b, a < b ? b : a) >> 33);
    }
  }
}

uint32_t trv_truce_keys(const struct trv_truce_telling *t, uint64_t keys[TRV_MAX_TRUCE_KEYS]) {
  struct keys k = {0, keys};
  struct trv_foes foes;
  struct trv_act probe = {.telling = t, .state = TRV_AGREED}; /* which may be dated to a month */
  trv_foes_of(t, &foes);
  /* every day that an act of it can have: those told by its events and its record, and its article's for what has none */
  for (uint32_t d = 0; d < t->n_events + 3; d++) {
    const char *iso = NULL;
    if (d < t->n_events) iso = t->events[d].event->date;
    else if (d < t->n_events + 2 && t->record) iso = d == t->n_events ? t->record->effective : t->record->end;
    if ((!iso && d != t->n_events + 2) || !set_days(&probe, iso)) continue;
    add_foes(&k, &foes, (uint64_t)((int64_t)probe.from + 400000) / SPAN_DAYS);
  }
  qsort(keys, k.n, sizeof *keys, by_value);
  return k.n;
}

uint32_t trv_truce_looks(uint64_t key, uint64_t keys[TRV_MAX_TRUCE_LOOKS]) {
  int64_t ahead = (trv_limits.truce_days + SPAN_DAYS - 1) / SPAN_DAYS;
  uint32_t n = 0;
  for (int64_t d = -ahead; d <= ahead && n < TRV_MAX_TRUCE_LOOKS; d++)
    keys[n++] = (key + ((uint64_t)d << SPAN_BITS)) & (((uint64_t)1 << 47) - 1);
  return n;
}
