/* Whose truce it is, where the events that tell of it do not say, or say too much; see chronicle.h. Input: the coded events, a truce
 * with the parties that were read. Method: a party fights. Who cannot is none; who only mediates is none, and makes room for the
 * one whom the other fights; and where others than those who concluded it are told to break or end it, it is theirs. */
#include <string.h>

#include "chronicle/truces.h"

void trv_party_add(struct trv_party_list *list, const struct trv_entity *e, bool as_party) {
  struct trv_entity one = *e;
  if (as_party) {
    /* a party is the government or group, not the person who signs or the army that fights */
    if (one.sector && (strcmp(one.sector, "MIL") == 0 || strcmp(one.sector, "COP") == 0)) one.sector = "GOV";
    else if (one.sector && strcmp(one.sector, "MIL+PRE") == 0) one.sector = "GOV+PRE";
    if (one.office || (one.sector && strncmp(one.sector, "GOV", 3) == 0)) one.name = NULL, one.office = NULL;
  }
  for (uint32_t i = 0; i < list->n; i++)
    if (trv_equal(list->items[i].code, one.code) && trv_equal(list->items[i].sector, one.sector) &&
        (as_party || trv_equal(list->items[i].name, one.name)))
      return;
  if (list->n < TRV_MAX_ENTITIES) list->items[list->n++] = one;
}

bool trv_truce_has_party(const struct trv_truce *t, const struct trv_entity *e) {
  for (uint32_t i = 0; i < t->parties.n; i++)
    if (trv_equal(t->parties.items[i].code, e->code) &&
        (!e->sector || !t->parties.items[i].sector || strncmp(e->sector, t->parties.items[i].sector, 3) == 0))
      return true;
  return false;
}

/* Courts, civilians and organisations make no truce. */
static bool can_fight(const struct trv_entity *e) {
  static const char *const none[] = {"CVL", "JUD", "IGO", "REF", "JRN", "MED", "EDU", "LAB", "BUS", "NGO", "REL"};
  if (trv_equal(e->code, "UNO") || trv_equal(e->code, "EUR")) return false;
  for (size_t i = 0; e->sector && i < sizeof none / sizeof *none; i++)
    if (strncmp(e->sector, none[i], 3) == 0) return false;
  return true;
}

static bool listed(const struct trv_party_list *list, const struct trv_entity *e) {
  for (uint32_t i = 0; i < list->n; i++)
    if (trv_equal(list->items[i].code, e->code) && trv_equal(list->items[i].sector, e->sector)) return true;
  return false;
}

/* Takes out whoever cannot be a party; all of them stay where nobody else is left. */
static void keep_fighters(struct trv_truce *t) {
  struct trv_party_list kept = {0};
  for (uint32_t i = 0; i < t->parties.n; i++)
    if (can_fight(&t->parties.items[i])) kept.items[kept.n++] = t->parties.items[i];
  if (kept.n) t->parties = kept;
}

/* Counts for an enemy of the one party: the other side of an act of violence that it takes part in. */
static void count_foes(struct trv_truce *t, struct trv_entities ours, struct trv_entities theirs,
                       struct trv_party_list *foes, uint32_t *counts) {
  bool of_it = false;
  for (uint32_t i = 0; i < ours.n; i++) of_it |= trv_truce_side(t, &ours.items[i]);
  for (uint32_t i = 0; i < theirs.n && of_it; i++) {
    struct trv_party_list one = {0};
    trv_party_add(&one, &theirs.items[i], true);
    const struct trv_entity *e = &one.items[0];
    uint32_t k = 0;
    if (trv_truce_side(t, e) || !can_fight(e) || listed(&t->mediators, e)) continue;
    while (k < foes->n && !(trv_equal(foes->items[k].code, e->code) && trv_equal(foes->items[k].sector, e->sector)))
      k++;
    if (k == TRV_MAX_ENTITIES) continue;
    if (k == foes->n) foes->items[foes->n] = *e, counts[foes->n++] = 0;
    counts[k]++;
  }
}

/* Whom the only party fights most in the article. */
static void add_foe(struct trv_following *s, struct trv_truce *t) {
  struct trv_party_list foes = {0};
  uint32_t counts[TRV_MAX_ENTITIES] = {0}, best = 0;
  for (uint32_t i = 0; i < s->what->n; i++) {
    const struct trv_event *e = &s->what->items[i].event;
    if (s->what->items[i].type != TRV_ASSAULT) continue;
    count_foes(t, e->actor, e->recipient.n ? e->recipient : e->actor, &foes, counts);
    if (e->recipient.n) count_foes(t, e->recipient, e->actor, &foes, counts);
  }
  for (uint32_t i = 1; i < foes.n; i++)
    if (counts[i] > counts[best]) best = i;
  if (foes.n) trv_party_add(&t->parties, &foes.items[best], true);
}

/* Takes both sides of an event for the parties, where it has two. */
static bool take_sides(struct trv_truce *t, const struct trv_event *e) {
  struct trv_party_list sides = {0};
  if (!(e->actor.n && e->recipient.n) && (e->recipient.n || e->actor.n < 2)) return false;
  for (uint32_t k = 0; k < e->actor.n; k++)
    if (can_fight(&e->actor.items[k])) trv_party_add(&sides, &e->actor.items[k], true);
  for (uint32_t k = 0; k < e->recipient.n; k++)
    if (can_fight(&e->recipient.items[k])) trv_party_add(&sides, &e->recipient.items[k], true);
  if (sides.n > 1) t->parties = sides;
  return sides.n > 1;
}

/* Whether who acts is of one of the two sides that the article tells of: "Washington condemned the attack" makes no party of it. */
static bool of_sides(const struct trv_following *s, const struct trv_event *e) {
  const struct trv_who *who = s->in->who;
  if (!who->has_sides) return true;
  for (uint32_t i = 0; i < e->actor.n; i++)
    if (trv_equal(e->actor.items[i].code, who->sides[0].code) || trv_equal(e->actor.items[i].code, who->sides[1].code))
      return true;
  return e->actor.n == 0;
}

void trv_truce_find_parties(struct trv_following *s, struct trv_truce *t) {
  static const enum trv_event_type types[] = {TRV_ASSAULT,  TRV_COERCE, TRV_ACCUSE, TRV_CONSULT,
                                              TRV_THREATEN, TRV_REJECT, TRV_AGREE};
  /* who ends a truce alone has declared it alone */
  if (t->bound.n) t->parties = t->bound;
  for (size_t k = 0; k < sizeof types / sizeof *types && !t->parties.n; k++)
    for (uint32_t i = 0; i < s->what->n && !t->parties.n; i++)
      if (s->what->items[i].type == types[k] && of_sides(s, &s->what->items[i].event))
        take_sides(t, &s->what->items[i].event);
  for (uint32_t i = 0; i < 2 && s->in->who->has_sides && t->parties.n == i; i++)
    trv_party_add(&t->parties, &s->in->who->sides[i], true);
  if (!t->parties.n) t->real = false;
}

void trv_truce_settle_parties(struct trv_following *s, struct trv_truce *t) {
  bool theirs = t->bound.n > 1 && t->parties.n;
  for (uint32_t i = 0; i < t->bound.n; i++) theirs &= !trv_truce_side(t, &t->bound.items[i]);
  if (theirs) {
    for (uint32_t i = 0; i < t->parties.n; i++) trv_party_add(&t->mediators, &t->parties.items[i], true);
    t->parties = t->bound;
  }
  /* "conclu par Washington et Moscou … entre le régime et les rebelles": who made it for others beside those it binds */
  bool all = t->bound.n > 1 && t->parties.n > t->bound.n, strangers = true;
  for (uint32_t i = 0; i < t->bound.n; i++) all &= trv_truce_side(t, &t->bound.items[i]);
  for (uint32_t i = 0; i < t->parties.n && all; i++) {
    if (listed(&t->bound, &t->parties.items[i])) continue;
    for (uint32_t k = 0; k < t->bound.n; k++) strangers &= !trv_equal(t->bound.items[k].code, t->parties.items[i].code);
  }
  if (all && strangers) {
    for (uint32_t i = 0; i < t->parties.n; i++)
      if (!listed(&t->bound, &t->parties.items[i])) trv_party_add(&t->mediators, &t->parties.items[i], true);
    t->parties = t->bound;
  }
  keep_fighters(t);
  if (t->unilateral) return;
  if (t->parties.n == 2 && !theirs) {
    struct trv_party_list both = t->parties;
    bool first = listed(&t->mediators, &both.items[0]), second = listed(&t->mediators, &both.items[1]);
    if (first != second) {
      t->parties.n = 1;
      t->parties.items[0] = both.items[first ? 1 : 0];
      add_foe(s, t);
      if (t->parties.n < 2) t->parties = both;
    }
  } else if (t->parties.n == 1) {
    add_foe(s, t);
  }
}

void trv_truce_settle_offer(struct trv_following *s, struct trv_truce *t) {
  if (!t->real || !t->proposed || t->concluded || t->started) return;
  /* "Bichkek a accepté. Douchanbé a rejeté l'offre.": some sentences behind it */
  for (uint32_t k = t->offered_sentence; k < t->offered_sentence + 3 && k < s->in->text->n_sentences; k++)
    if (s->refused[k]) t->failed = true;
  if (t->parties.n != 1 || !trv_following_has(s, "offers_to_others", "yes")) return;
  const struct trv_truce *other = NULL;
  for (uint32_t i = 0; i < s->n; i++) {
    const struct trv_truce *o = &s->truces[i];
    if (o == t || !o->real || o->parties.n < 2) continue;
    if (trv_truce_side(o, &t->parties.items[0])) return;
    if (!other) other = o;
  }
  if (!other) return;
  trv_party_add(&t->announced_by, &t->parties.items[0], false);
  t->parties = other->parties;
}
