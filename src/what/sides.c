/* The two sides of the conflict that an article tells of: those most often told to fight, to accuse or to make truce with each
 * other; where nobody fights, a government and its opposition. */
#include <string.h>

#include "what/internal.h"

enum { WINDOW_READINGS = 1000 }; /* how many readings are asked: keeps the work linear in the article */

struct side_pair {
  struct trv_entity a, b;
  uint32_t weight;
  bool fought; /* not in words alone */
};

char trv_camp(const struct trv_entity *e) {
  static const char *const state[] = {"GOV", "MIL", "SPY", "COP", "LEG", "JUD"};
  static const char *const rebels[] = {"REB", "PRM", "UAF", "CRM", "OPP"};
  if (!e->sector) return 's';
  bool breakaway = strstr(e->sector, "+PRE") != NULL;
  for (size_t i = 0; i < sizeof state / sizeof *state; i++)
    if (strncmp(e->sector, state[i], 3) == 0) return breakaway ? 'b' : 's';
  for (size_t i = 0; i < sizeof rebels / sizeof *rebels; i++)
    if (strncmp(e->sector, rebels[i], 3) == 0) return breakaway ? 'b' : 'r';
  return 'p';
}

/* Where the two stand among the pairs, in either order; n where they do not. */
static uint32_t pair_of(const struct side_pair *pairs, uint32_t n, const struct trv_entity *a,
                        const struct trv_entity *b) {
  uint32_t k = 0;
  for (; k < n; k++) {
    const struct side_pair *p = &pairs[k];
    if ((strcmp(p->a.code, a->code) == 0 && strcmp(p->b.code, b->code) == 0) ||
        (strcmp(p->a.code, b->code) == 0 && strcmp(p->b.code, a->code) == 0))
      break;
  }
  return k;
}

/* An army, or a government, and a group of the same country, each named by itself: "l'armée et les rebelles". */
static void count_pair(const struct trv_list *list, const char *code, uint32_t *army, uint32_t *government) {
  const struct trv_entity *a = &list->items[0], *b = &list->items[1];
  if (list->n != 2 || strcmp(a->code, code) != 0 || strcmp(b->code, code) != 0 || a->span.begin == b->span.begin)
    return;
  *army += trv_is_sector(a, "MIL") != trv_is_sector(b, "MIL");
  *government += trv_is_sector(a, "GOV") || trv_is_sector(b, "GOV");
}

/* In a civil war the party is the army where it is the army, rather than the government, that makes or breaks the truce
 * with the rebels: Sudan in 2023. */
static bool army_is_party(struct trv_context *c, const char *code) {
  uint32_t army = 0, government = 0;
  for (uint32_t i = 0; i < c->n_readings; i++) {
    const struct trv_reading *r = &c->readings[i];
    if (r->dropped || r->filled || !r->tag || strncmp(r->tag, "ceasefire:", 10) != 0) continue;
    if (r->type == TRV_AGREE || r->type == TRV_RETREAT) count_pair(&r->actor, code, &army, &government);
    if (r->type == TRV_ACCUSE || r->type == TRV_REQUEST) count_pair(&r->recipient, code, &army, &government);
  }
  return army > government;
}

static bool of_state(const struct trv_entity *e) {
  return trv_is_sector(e, "GOV") || trv_is_sector(e, "MIL") || trv_is_sector(e, "SPY") || trv_is_sector(e, "LEG") ||
         trv_is_sector(e, "COP");
}

/* Courts, organisations, journalists accuse and are told of, but are no side of a conflict; nor are gunmen whom nobody knows. */
static bool may_be_side(const struct trv_entity *e) {
  static const char *const none[] = {"IGO", "NGO", "CVL", "JUD", "JRN", "MED", "EDU",
                                     "REL", "REF", "UAF", "BUS", "LAB", "AGR"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    if (strncmp(e->sector, none[i], 3) == 0) return false;
  return true;
}

/* Where nobody fights: the government of the country whose opposition acts, and that opposition. */
static void quarrel(struct trv_context *c, struct side_pair *pairs, uint32_t *n) {
  const struct trv_entity *state = NULL, *opposition = NULL;
  for (uint32_t i = 0; i < c->n_readings && i < WINDOW_READINGS && !(state && opposition); i++) {
    const struct trv_reading *r = &c->readings[i];
    if (r->dropped) continue;
    for (uint32_t k = 0; k < r->actor.n && !opposition; k++)
      if (r->actor.items[k].sector && strstr(r->actor.items[k].sector, "OPP")) opposition = &r->actor.items[k];
    if (!opposition) continue;
    for (uint32_t j = 0; j < c->n_readings && j < WINDOW_READINGS && !state; j++)
      for (uint32_t k = 0; !c->readings[j].dropped && k < c->readings[j].actor.n && !state; k++) {
        const struct trv_entity *e = &c->readings[j].actor.items[k];
        if (e->sector && of_state(e) && strcmp(e->code, opposition->code) == 0) state = e;
      }
    if (!state) opposition = NULL;
  }
  if (!state || !opposition) return;
  pairs[0] = (struct side_pair){.a = *state, .b = *opposition, .weight = 1};
  pairs[0].a.name = pairs[0].a.office = pairs[0].b.name = pairs[0].b.office = NULL;
  *n = 1;
}

/* "India, which fought Pakistan last year, put its army on alert": in a clause about one of those who act. */
static bool aside(const struct trv_context *c, uint32_t w) {
  const struct trv_parse *p = c->in->parse;
  for (unsigned n = 0; n < 12 && w != TRV_NO_WORD; n++, w = p->head[w])
    if (p->deprel[w] == TRV_REL_ACL && p->sub[w] == TRV_SUB_RELCL) return true;
  return false;
}

bool trv_not_fought(const struct trv_context *c, const struct trv_reading *r) {
  if (r->rule->pos == TRV_NOUN && trv_text_quoted(c->in->text, r->word)) return true;
  struct trv_factuality f = trv_says_factuality(c->in->says_data, c->in->says, c->in->text, c->in->parse, r->word);
  return f.hypothetical || f.future || f.asked;
}

/* "A truce came into effect in Syria": between those of Syria who fight each other, where the article tells of any. */
#define AT_HOME 8

static void truce_at_home(struct trv_context *c, struct side_pair *pairs, uint32_t n) {
  for (uint32_t i = 0; i < c->n_readings; i++) {
    const struct trv_reading *r = &c->readings[i];
    if (r->dropped || r->actor.n || !r->tag || strncmp(r->tag, "ceasefire:", 10) != 0) continue;
    const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
    for (uint32_t k = 0; at && at->place.country && k < n; k++) {
      if (strcmp(pairs[k].a.code, pairs[k].b.code) != 0 || strcmp(pairs[k].a.code, at->place.country) != 0) continue;
      if (!trv_is_sector(&pairs[k].a, "REB") && !trv_is_sector(&pairs[k].b, "REB")) continue;
      pairs[k].weight += AT_HOME;
      return;
    }
  }
}

static bool same_side(const struct trv_entity *a, const struct trv_entity *b) {
  return strcmp(a->code, b->code) == 0 && trv_camp(a) == trv_camp(b);
}

/* Counts two that are told to fight, by their camps. */
static void count_foes(struct trv_context *c, const struct trv_entity *a, const struct trv_entity *b, uint32_t weight) {
  if (same_side(a, b)) return;
  uint32_t k = 0;
  while (k < c->n_foes && !(same_side(&c->foes[k].a, a) && same_side(&c->foes[k].b, b)) &&
         !(same_side(&c->foes[k].a, b) && same_side(&c->foes[k].b, a)))
    k++;
  if (k == TRV_MAX_FOES) return;
  if (k == c->n_foes) c->foes[c->n_foes++] = (struct trv_foes){*a, *b, 0};
  c->foes[k].weight += weight;
}

bool trv_foe_of(const struct trv_context *c, const struct trv_entity *e, struct trv_entity *out) {
  uint32_t most = 0;
  for (uint32_t k = 0; k < c->n_foes; k++) {
    const struct trv_foes *f = &c->foes[k];
    bool first = same_side(&f->a, e);
    const struct trv_entity *other = first ? &f->b : &f->a;
    /* rebels fight their own state rather than another */
    uint32_t weight = trv_camp(e) == 'r' && strcmp(other->code, e->code) == 0 ? 2 * f->weight : f->weight;
    if ((!first && !same_side(&f->b, e)) || weight <= most) continue;
    most = weight;
    *out = *other;
  }
  if (!most) return false;
  if (out->sector && (trv_is_sector(out, "MIL") || of_state(out))) out->sector = "GOV", out->name = out->office = NULL;
  out->text = NULL;
  return true;
}

/* The two sides: those most often told to fight, to accuse or to make truce with each other. */
void trv_find_sides(struct trv_context *c) {
  struct side_pair pairs[64];
  uint32_t n = 0;
  for (uint32_t i = 0; i < c->n_readings; i++) {
    const struct trv_reading *r = &c->readings[i];
    if (r->dropped || r->same_as != TRV_NO_READING) continue;
    uint32_t weight = 0;
    if (r->type == TRV_ASSAULT) weight = 4;
    else if (r->tag && strncmp(r->tag, "ceasefire:", 10) == 0) weight = 3;
    else if (r->type == TRV_ACCUSE || r->type == TRV_THREATEN) weight = 1;
    else if (r->type == TRV_COERCE && r->mode && strcmp(r->mode, "seize") == 0) weight = 2;
    if (!weight) continue;
    if (aside(c, r->word) || (r->type == TRV_ASSAULT && trv_not_fought(c, r))) weight = 1;
    struct trv_entity a, b;
    if (r->recipient.n && r->actor.n) a = r->actor.items[0], b = r->recipient.items[0];
    else if (r->actor.n == 2) a = r->actor.items[0], b = r->actor.items[1];
    else continue;
    if (!a.sector || !b.sector || (strcmp(a.code, b.code) == 0 && strcmp(a.sector, b.sector) == 0)) continue;
    if (!may_be_side(&a) || (!may_be_side(&b) && !trv_is_sector(&b, "CVL"))) continue;
    /* "l'armée a bombardé Bouaké": not a state against itself */
    if (strcmp(a.code, b.code) == 0 && of_state(&a) && of_state(&b)) continue;
    if (strcmp(b.sector, "CVL") == 0) {
      if (strcmp(a.code, b.code) == 0) continue;
      b.sector = "GOV";
      b.name = NULL;
    }
    if (weight > 1) count_foes(c, &a, &b, weight);
    uint32_t k = pair_of(pairs, n, &a, &b);
    if (k == n) {
      if (n == 64) continue;
      pairs[n].a = a;
      pairs[n].b = b;
      pairs[n].fought = false;
      pairs[n++].weight = 0;
    }
    pairs[k].weight += weight;
    pairs[k].fought |= weight > 1;
  }
  /* "les deux camps", "les parties": whom the who stage takes them for */
  for (uint32_t i = 0; i < c->in->who->n_mentions; i++) {
    const struct trv_mention *m = &c->in->who->mentions[i];
    if (m->kind != TRV_MENTION_PARTIES || m->n_entities != 2 || n == 64) continue;
    const struct trv_entity *a = &c->in->who->entities[m->first_entity], *b = a + 1;
    if (!a->sector || !b->sector) continue;
    uint32_t k = pair_of(pairs, n, a, b);
    if (k == n) pairs[n].a = *a, pairs[n].b = *b, pairs[n++].weight = 0;
    pairs[k].weight += 3;
    pairs[k].fought = true;
  }
  if (c->in->who->has_sides && n < 64) {
    const struct trv_entity *a = &c->in->who->sides[0], *b = &c->in->who->sides[1];
    uint32_t k = pair_of(pairs, n, a, b);
    if (k == n) pairs[n].a = *a, pairs[n].b = *b, pairs[n++].weight = 0;
    pairs[k].weight += 3;
    pairs[k].fought = true;
  }
  truce_at_home(c, pairs, n);
  c->quarrel = !n;
  if (!n) quarrel(c, pairs, &n);
  uint32_t best = 0;
  for (uint32_t k = 1; k < n; k++)
    if (pairs[k].weight > pairs[best].weight) best = k;
  if (!n) return;
  c->quarrel |= !pairs[best].fought;
  /* one word of blame makes no sides */
  if (!pairs[best].fought && pairs[best].weight < 2 && strcmp(pairs[best].a.code, pairs[best].b.code) != 0) return;
  struct trv_entity sides[2] = {pairs[best].a, pairs[best].b};
  for (int s = 0; s < 2; s++) {
    struct trv_entity e = sides[s];
    if (trv_is_sector(&e, "MIL") || trv_is_sector(&e, "SPY") || trv_is_sector(&e, "LEG") || trv_is_sector(&e, "COP"))
      e.sector = "GOV";
    if (e.sector && strcmp(e.sector, "MIL+PRE") == 0) e.sector = "GOV+PRE";
    if (e.sector && (strcmp(e.sector, "GOV") == 0)) e.name = NULL, e.office = NULL;
    if (e.sector && strcmp(e.sector, "GOV") == 0 && strcmp(e.code, sides[1 - s].code) == 0 && army_is_party(c, e.code))
      e.sector = "MIL";
    e.text = NULL;
    c->sides[s] = (struct trv_list){1, {e}};
  }
}

static void army_to_state(struct trv_list *list) {
  for (uint32_t i = 0; i < list->n; i++)
    if (trv_is_sector(&list->items[i], "MIL") || trv_is_sector(&list->items[i], "COP")) list->items[i].sector = "GOV";
}

int trv_side_index(struct trv_context *c, const struct trv_list *list) {
  if (!c->sides[0].n) return -1;
  bool on[2];
  for (int k = 0; k < 2; k++) on[k] = trv_list_shares_code(list, &c->sides[k]);
  if (on[0] && on[1]) {
    /* both sides have one code (a government and its rebels): the sector tells; an army stands for its government */
    struct trv_list states = *list;
    army_to_state(&states);
    for (int k = 0; k < 2; k++) {
      struct trv_list rest = c->sides[k];
      army_to_state(&rest);
      trv_list_without(&rest, &states);
      on[k] = !rest.n;
    }
  }
  return on[0] == on[1] ? -1 : on[0] ? 0 : 1;
}
