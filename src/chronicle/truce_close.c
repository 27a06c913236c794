/* The record of a truce once its article is read; see chronicle.h. Input: what was followed of it. Output: parties and mediators
 * apart, its beginning, and its state: the last of what is told of it. */
#include <string.h>

#include "chronicle/truces.h"
#include "chronicle/weights.h"

static struct trv_entities to_entities(struct trv_following *s, const struct trv_party_list *l) {
  struct trv_entities e = {l->n, NULL};
  if (l->n) {
    struct trv_entity *items = TRV_NEW_ARRAY(s->arena, struct trv_entity, l->n);
    memcpy(items, l->items, l->n * sizeof *items);
    e.items = items;
  }
  return e;
}

/* A truce that holds, or that is broken, began as it was agreed, as far as its article tells; of one that was signed long ago and
 * has failed, nothing tells that it ever began. */
static bool begins_as_agreed(const struct trv_following *s, const struct trv_truce *t) {
  struct trv_days agreed, article;
  if (!t->agreed || t->unilateral || !s->date || (t->started && !t->failed)) return t->agreed;
  if (!trv_days_parse(t->agreed, &agreed) || !trv_days_parse(s->date, &article)) return true;
  return agreed.to >= article.from - trv_limits.news_days;
}

void trv_truce_close(struct trv_following *s, struct trv_truce *t, struct trv_chronicle *out) {
  if (!t->real) return;
  trv_truce_end_of_term(s, t);
  /* who mediates between two others is no party */
  if (t->parties.n > 2) {
    struct trv_party_list rest = {0};
    for (uint32_t i = 0; i < t->parties.n; i++) {
      bool mediates = false;
      for (uint32_t k = 0; k < t->mediators.n; k++)
        mediates |= trv_equal(t->mediators.items[k].code, t->parties.items[i].code) &&
                    trv_equal(t->mediators.items[k].sector, t->parties.items[i].sector);
      if (!mediates) rest.items[rest.n++] = t->parties.items[i];
    }
    if (rest.n >= 2) t->parties = rest;
  }
  if (t->parties.n > 1 && trv_equal(t->kind, "unilateral")) t->kind = NULL;
  /* a third party that announces the others' truce has brought it about */
  for (uint32_t i = 0; i < t->announced_by.n; i++) {
    const struct trv_entity *e = &t->announced_by.items[i];
    bool stranger = t->parties.n > 0;
    for (uint32_t k = 0; k < t->parties.n; k++) stranger &= !trv_equal(t->parties.items[k].code, e->code);
    if (stranger && e->sector && (strcmp(e->sector, "GOV") == 0 || strcmp(e->sector, "IGO") == 0))
      trv_party_add(&t->mediators, e, true);
  }
  struct trv_party_list kept = {0};
  for (uint32_t i = 0; i < t->mediators.n; i++)
    if (!trv_truce_has_party(t, &t->mediators.items[i])) kept.items[kept.n++] = t->mediators.items[i];
  t->mediators = kept;
  struct trv_ceasefire c = {0};
  c.parties = to_entities(s, &t->parties);
  c.announced_by = to_entities(s, &t->announced_by);
  c.mediators = to_entities(s, &t->mediators);
  c.alleged_violators = to_entities(s, &t->violators);
  c.kind = t->kind;
  bool waits = t->ahead && !t->effective && !t->started;
  c.effective = waits ? NULL : t->effective || !begins_as_agreed(s, t) ? t->effective : t->agreed;
  c.end = t->end;
  /* the day it was to begin is past: it holds, until the article says otherwise */
  const char *since = c.effective ? c.effective : t->agreed;
  if (t->concluded && !t->started && !waits && since && s->date && trv_day_reached(since, s->date)) t->started = true;
  c.terms = trv_truce_term_names(s->arena, t->terms, &c.n_terms);
  /* one whose last day is past is over */
  bool over = trv_full_day(t->end) && s->date && strlen(s->date) == 10 && strncmp(t->end, s->date, 10) < 0;
  if (over && !t->violated) t->failed = true;
  c.status = t->failed       ? "failed"
             : t->violated   ? "violated"
             : t->expired    ? "failed"
             : t->started    ? "in_force"
             : t->concluded  ? "agreed"
             : t->negotiated ? "negotiating"
             : t->proposed   ? "proposed"
                             : "agreed";
  c.acts = t->acts;
  c.n_acts = t->n_acts;
  c.id = trv_arena_printf(
      s->arena, "%016llx",
      (unsigned long long)(trv_hash(s->in->text->source, s->in->text->n_bytes) ^ (t->first_word * 2654435761u + 1)));
  TRV_PUSH(s->arena, out->items, out->n, out->cap, c);
}

static bool same_parties(const struct trv_truce *a, const struct trv_truce *b) {
  if (a->parties.n != b->parties.n) return false;
  for (uint32_t i = 0; i < a->parties.n; i++)
    if (!trv_truce_side(b, &a->parties.items[i])) return false;
  return a->parties.n > 0;
}

/* Whether two records are one truce: of the same parties, they begin together, or of one nothing is told but that it was made or
 * held. */
static bool same_truce(const struct trv_truce *a, const struct trv_truce *b) {
  if (!same_parties(a, b)) return false;
  const char *x = a->effective ? a->effective : a->agreed, *y = b->effective ? b->effective : b->agreed;
  if (x && y) return trv_full_day(x) && trv_full_day(y) && trv_days_apart(x, y) < 2;
  const struct trv_truce *bare = y ? a : b;
  return !bare->end && !bare->another && !bare->failed && !bare->expired && !bare->violated &&
         (bare->concluded || bare->started || (bare->proposed && bare->announced_by.n && (a->concluded || a->started)));
}

static void join_lists(struct trv_party_list *into, const struct trv_party_list *from) {
  for (uint32_t i = 0; i < from->n; i++) trv_party_add(into, &from->items[i], false);
}

void trv_truces_join(struct trv_following *s) {
  for (uint32_t k = 1; k < s->n; k++)
    for (uint32_t i = 0; i < k && s->truces[k].real; i++) {
      struct trv_truce *a = &s->truces[i], *b = &s->truces[k];
      if (!a->real || !same_truce(a, b)) continue;
      /* who only offered it, and is no party, has not brought it about */
      if (!b->proposed || b->concluded || b->started) join_lists(&a->announced_by, &b->announced_by);
      join_lists(&a->mediators, &b->mediators);
      join_lists(&a->violators, &b->violators);
      if (!a->kind) a->kind = b->kind;
      if (!a->effective) a->effective = b->effective;
      if (!a->agreed) a->agreed = b->agreed;
      if (!a->end) a->end = b->end;
      if (!a->term_days) a->term_days = b->term_days, a->term_months = b->term_months;
      if (!a->prolonged) a->prolonged = b->prolonged, a->more_days = b->more_days, a->more_months = b->more_months;
      a->terms |= b->terms;
      a->concluded |= b->concluded;
      a->started |= b->started;
      a->violated |= b->violated;
      a->failed |= b->failed;
      a->expired |= b->expired;
      a->unilateral |= b->unilateral;
      a->ahead |= b->ahead;
      for (uint32_t m = 0; m < b->n_acts; m++) TRV_PUSH(s->arena, a->acts, a->n_acts, a->cap_acts, b->acts[m]);
      b->real = false;
    }
}
