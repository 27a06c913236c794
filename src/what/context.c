/* What the text leaves to the reader: which event "l'attaque" is, who the sides of the conflict are, whose act is
 * condemned. */
#include <string.h>

#include "what/internal.h"

static bool definite(struct trv_context *c, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t k = p->children[i];
    if (p->deprel[k] == TRV_REL_DET && k < word)
      return p->feats[k].definite == 1 || p->feats[k].prontype == 2 || p->feats[k].poss;
  }
  return false;
}

/* "l'attaque", "cette frappe", without actors of their own: the last event of that type that has them. */
static void refer_back(struct trv_context *c) {
  for (uint32_t w = 0; w < c->in->parse->n_words; w++) {
    uint32_t at = c->reading_at[w];
    if (at >= c->n_readings) continue;
    struct trv_reading *r = &c->readings[at];
    if (r->rule->pos != TRV_NOUN || r->actor.n || r->recipient.n || r->same_as != TRV_NO_READING) continue;
    if (r->type != TRV_ASSAULT && r->type != TRV_COERCE && r->type != TRV_PROTEST && r->type != TRV_SANCTION) continue;
    if (!definite(c, w)) continue;
    uint32_t best = TRV_NO_READING;
    for (uint32_t v = 0; v < w; v++) {
      uint32_t k = c->reading_at[v];
      if (k >= c->n_readings || c->readings[k].type != r->type || c->readings[k].dropped) continue;
      if (c->readings[k].same_as != TRV_NO_READING || c->readings[k].taken_by != TRV_NO_READING) continue;
      if (!c->readings[k].actor.n && !c->readings[k].recipient.n) continue;
      best = k;
    }
    if (best == TRV_NO_READING) continue;
    r->same_as = best;
    r->actor = c->readings[best].actor;
    r->recipient = c->readings[best].recipient;
  }
}

/* The two sides: those most often told to fight, to accuse or to make truce with each other. */
static void find_sides(struct trv_context *c) {
  struct {
    struct trv_entity a, b;
    uint32_t weight;
  } pairs[64];
  uint32_t n = 0;
  for (uint32_t i = 0; i < c->n_readings; i++) {
    const struct trv_reading *r = &c->readings[i];
    if (r->dropped || r->same_as != TRV_NO_READING) continue;
    uint32_t weight = 0;
    if (r->type == TRV_ASSAULT) weight = 3;
    else if (r->tag && strncmp(r->tag, "ceasefire:", 10) == 0) weight = 4;
    else if (r->type == TRV_ACCUSE || r->type == TRV_THREATEN) weight = 1;
    if (!weight) continue;
    struct trv_entity a, b;
    if (r->recipient.n && r->actor.n) a = r->actor.items[0], b = r->recipient.items[0];
    else if (r->actor.n == 2) a = r->actor.items[0], b = r->actor.items[1];
    else continue;
    if (!a.sector || !b.sector || (strcmp(a.code, b.code) == 0 && strcmp(a.sector, b.sector) == 0)) continue;
    if (strcmp(b.sector, "CVL") == 0 || strcmp(b.sector, "IGO") == 0 || strcmp(a.sector, "IGO") == 0) continue;
    uint32_t k = 0;
    for (; k < n; k++) {
      bool straight = strcmp(pairs[k].a.code, a.code) == 0 && strcmp(pairs[k].b.code, b.code) == 0;
      bool crossed = strcmp(pairs[k].a.code, b.code) == 0 && strcmp(pairs[k].b.code, a.code) == 0;
      if (straight || crossed) break;
    }
    if (k == n) {
      if (n == 64) continue;
      pairs[n].a = a;
      pairs[n].b = b;
      pairs[n++].weight = 0;
    }
    pairs[k].weight += weight;
  }
  uint32_t best = 0;
  for (uint32_t k = 1; k < n; k++)
    if (pairs[k].weight > pairs[best].weight) best = k;
  if (!n) return;
  struct trv_entity sides[2] = {pairs[best].a, pairs[best].b};
  for (int s = 0; s < 2; s++) {
    struct trv_entity e = sides[s];
    if (e.sector && strcmp(e.sector, "MIL") == 0) e.sector = "GOV";
    if (e.sector && strcmp(e.sector, "MIL+PRE") == 0) e.sector = "GOV+PRE";
    if (e.sector && (strcmp(e.sector, "GOV") == 0)) e.name = NULL, e.office = NULL;
    e.text = NULL;
    c->sides[s] = (struct trv_list){1, {e}};
  }
}

static bool in_list(const struct trv_list *l, const struct trv_list *side) { return trv_list_shares_code(l, side); }

void trv_fill_from_context(struct trv_context *c) {
  refer_back(c);
  find_sides(c);
  for (uint32_t i = 0; i < c->n_readings; i++) {
    struct trv_reading *r = &c->readings[i];
    if (r->dropped) continue;
    bool truce = r->tag && strncmp(r->tag, "ceasefire:", 10) == 0;
    if (truce && c->sides[0].n && !r->actor.n && !r->actor_named &&
        (r->type == TRV_AGREE || r->type == TRV_RETREAT)) {
      r->actor = c->sides[0];
      trv_list_join(&r->actor, &c->sides[1]);
    }
    if (truce && r->type == TRV_REQUEST && !r->recipient.n && c->sides[0].n) {
      if (!in_list(&r->actor, &c->sides[0])) trv_list_join(&r->recipient, &c->sides[0]);
      if (!in_list(&r->actor, &c->sides[1])) trv_list_join(&r->recipient, &c->sides[1]);
    }
    /* whom a party accuses without naming: the other side */
    if (r->type == TRV_ACCUSE && !r->recipient.n && c->sides[0].n) {
      if (in_list(&r->actor, &c->sides[0]) && !in_list(&r->actor, &c->sides[1])) r->recipient = c->sides[1];
      else if (in_list(&r->actor, &c->sides[1]) && !in_list(&r->actor, &c->sides[0])) r->recipient = c->sides[0];
    }
  }
}
