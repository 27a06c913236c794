/* Who did what is told without its doer: who holds those that are freed, who arrests, who takes a town, who decrees. */
#include <string.h>

#include "what/internal.h"

enum { WINDOW_WORDS = 4000 }; /* how far back it may be told: keeps the work linear in the article */

typedef bool before(const struct trv_reading *told, const struct trv_reading *r, const char *const *kind);

/* The actor of the last act told before, in so many sentences, that `fits`. */
static bool doer_before(struct trv_context *c, struct trv_reading *r, uint32_t sentences, before *fits,
                        const char *const *kind) {
  uint32_t sentence = c->in->text->words[r->word].sentence;
  for (uint32_t v = r->word; v-- > 0 && v + WINDOW_WORDS > r->word;) {
    if (c->in->text->words[v].sentence + sentences < sentence) break;
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings) continue;
    const struct trv_reading *o = &c->readings[k];
    if (o->dropped || !o->actor.n || o->rule->flags & TRV_RULE_BOTH || !fits(o, r, kind)) continue;
    r->actor = o->actor;
    return true;
  }
  return false;
}

static bool has_mode(const struct trv_reading *r, const char *mode) { return r->mode && strcmp(r->mode, mode) == 0; }

/* Violence or force by such people, of the country of those it is now done to. */
static bool by_kind(const struct trv_reading *o, const struct trv_reading *r, const char *const *kind) {
  return o->actor.n == 1 && (o->type == TRV_ASSAULT || o->type == TRV_COERCE) &&
         trv_in_sector(&o->actor.items[0], kind) && trv_list_shares_code(&o->actor, &r->recipient);
}

/* Those who took the ones that are now freed. */
static bool captor(const struct trv_reading *o, const struct trv_reading *r, const char *const *kind) {
  (void)kind;
  return o->actor.n == 1 && (o->type == TRV_ASSAULT || o->type == TRV_COERCE) &&
         (has_mode(o, "abduct") || has_mode(o, "arrest")) && trv_list_shares_code(&o->recipient, &r->recipient);
}

/* Who attacked those whose town it is, or took one of theirs. */
static bool attacker(const struct trv_reading *o, const struct trv_reading *r, const char *const *kind) {
  bool seized = o->type == TRV_COERCE && has_mode(o, "seize");
  return (o->type == TRV_ASSAULT || seized) && trv_list_shares_code(&o->recipient, &r->recipient) &&
         trv_in_sector(&o->actor.items[0], kind);
}

/* "Turkey released an American pastor who had been held for two years": who lets go those who were held had held them. */
static bool freed_by(struct trv_context *c, struct trv_reading *r) {
  uint32_t sentence = c->in->text->words[r->word].sentence;
  for (uint32_t k = 0; k < c->n_readings; k++) {
    const struct trv_reading *o = &c->readings[k];
    if (c->in->text->words[o->word].sentence != sentence || o->type != TRV_RETREAT || !has_mode(o, "release")) continue;
    if (o->dropped || !o->actor.n || !trv_list_shares_code(&o->recipient, &r->recipient)) continue;
    r->actor = o->actor;
    return true;
  }
  return false;
}

/* "Fifty women and children held in Gaza will be freed": those on whose ground they are. */
static bool held_by_other_side(struct trv_context *c, struct trv_reading *r) {
  static const struct trv_slot object = {1, {{TRV_SLOT_OBJ, NULL}}};
  int side = trv_side_index(c, &r->recipient);
  if (side < 0 || trv_list_shares_code(&c->sides[0], &c->sides[1])) return false;
  struct trv_words words;
  trv_tree_slot(&c->tree, r->word, &object, &words);
  for (uint32_t k = 0; k < words.n; k++)
    for (uint32_t w = c->in->parse->left[words.items[k]]; w <= c->in->parse->right[words.items[k]]; w++) {
      const struct trv_place_mention *at = trv_where_at(c->in->where, w);
      if (!at || !at->place.country || strcmp(at->place.country, c->sides[1 - side].items[0].code) != 0) continue;
      r->actor = c->sides[1 - side];
      return true;
    }
  return false;
}

/* Whether some rule of a noun tells violence. */
static bool names_violence(const struct trv_context *c, uint32_t word) {
  const struct trv_rules *rules = c->data->rules;
  if (c->in->parse->upos[word] != TRV_NOUN) return false;
  const struct trv_rule_list *list = trv_rules_of(rules, TRV_NOUN, c->in->parse->lemma[word]);
  for (uint32_t i = 0; list && i < list->n; i++)
    if (rules->rules[list->rules[i]].type == TRV_ASSAULT) return true;
  return false;
}

/* The noun of violence that is said to have done it: "The assault has driven …", "driven out by the fighting". */
static bool done_by_violence(struct trv_context *c, const struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  struct trv_words words = {0};
  trv_tree_subject(&c->tree, r->word, &words);
  for (uint32_t i = 0; i < words.n; i++)
    if (names_violence(c, words.items[i])) return true;
  for (uint32_t i = p->child_begin[r->word]; i < p->child_begin[r->word + 1]; i++) {
    uint32_t k = p->children[i];
    if (p->deprel[k] == TRV_REL_OBL && p->sub[k] == TRV_SUB_AGENT && names_violence(c, k)) return true;
  }
  return false;
}

/* "Fighters overran the camp. The assault has driven 400,000 people from it": those who were told to attack there, or to fight. */
void trv_who_drove(struct trv_context *c, struct trv_reading *r) {
  if (r->type != TRV_SANCTION || !has_mode(r, "expel") || r->actor.n || !r->recipient.n || !done_by_violence(c, r))
    return;
  for (uint32_t v = r->word; v-- > 0 && v + WINDOW_WORDS > r->word;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings) continue;
    const struct trv_reading *o = &c->readings[k];
    bool seized = o->type == TRV_COERCE && has_mode(o, "seize");
    if (o->dropped || !o->actor.n || (o->type != TRV_ASSAULT && !seized)) continue;
    bool both = o->rule->flags & TRV_RULE_BOTH;
    if (!trv_list_shares_code(&o->recipient, &r->recipient) &&
        !(both && trv_list_shares_code(&o->actor, &r->recipient)))
      continue;
    r->actor = o->actor;
    return;
  }
}

/* "Five soldiers taken captive during the fighting have been handed over", "107 people were detained", "was released from
 * house arrest": captives are the other side's, those arrested are held by the police or their state. */
void trv_who_holds(struct trv_context *c, struct trv_reading *r) {
  static const char *const armed[] = {"UAF", "REB", "PRM", "CRM", NULL},
                           *const state[] = {"COP", "MIL", "GOV", "SPY", NULL},
                           *const fighters[] = {"MIL", "REB", "PRM", "COP", NULL};
  bool freed = r->type == TRV_RETREAT && has_mode(r, "release");
  bool seized = r->type == TRV_ASSAULT && has_mode(r, "abduct");
  bool arrested = r->type == TRV_COERCE && has_mode(r, "arrest");
  bool ruled = r->type == TRV_COERCE &&
               (has_mode(r, "censor") || has_mode(r, "curfew") || has_mode(r, "martial-law") || has_mode(r, "deport"));
  bool gassed = r->type == TRV_ASSAULT && has_mode(r, "crowd-control");
  if (r->actor.n || r->actor_named || r->rule->flags & TRV_RULE_BOTH || r->rule->pos != TRV_VERB) return;
  if (ruled) { /* "A curfew was imposed": by who governs there */
    const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
    if (has_mode(r, "deport")) at = NULL; /* that is where to */
    const char *code = at && at->place.country ? at->place.country : trv_country_of_article(c);
    struct trv_entity gov = {.code = code, .sector = "GOV"};
    if (code) trv_list_add(&r->actor, &gov);
    return;
  }
  if (gassed && r->recipient.n) { /* "They were dispersed with tear gas" */
    struct trv_entity police = {.code = r->recipient.items[0].code, .sector = "COP"};
    if (!doer_before(c, r, 2, by_kind, state) && !trv_is_organisation(&police)) trv_list_add(&r->actor, &police);
    return;
  }
  bool taken = r->type == TRV_COERCE && has_mode(r, "seize");
  if ((!freed && !seized && !arrested && !taken) || !r->recipient.n) return;
  const struct trv_entity *e = &r->recipient.items[0];
  if (taken) { /* "Homs was captured early on Sunday": by those who attacked before */
    doer_before(c, r, 4, attacker, (const char *const[]){"UAF", "REB", "PRM", "MIL", NULL});
    return;
  }
  if (freed && (doer_before(c, r, UINT32_MAX / 2, captor, NULL) || held_by_other_side(c, r))) return;
  if (seized && doer_before(c, r, 1, by_kind, armed)) return;
  if (arrested) {
    /* "46 soldats ivoiriens détenus au Mali": by those who govern there */
    const struct trv_place_mention *there = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
    bool abroad = there && there->place.country && strlen(e->code) == 3 && !trv_is_organisation(e) &&
                  strcmp(there->place.country, e->code) != 0 && strcmp(e->code, "IMG") != 0;
    if (abroad && r->rule->pos == TRV_VERB && c->in->parse->deprel[r->word] == TRV_REL_ACL) {
      struct trv_entity gov = {.code = there->place.country, .sector = "GOV"};
      trv_list_add(&r->actor, &gov);
      return;
    }
    if (doer_before(c, r, 2, by_kind, state) || freed_by(c, r)) return;
    /* "according to the interior ministry, 107 people were detained" */
    struct trv_entities told = trv_says_chain(c->in->says, r->word, c->arena);
    for (uint32_t i = 0; i < told.n; i++)
      if (trv_in_sector(&told.items[i], state) && strcmp(told.items[i].code, e->code) == 0 &&
          !trv_in_sector(e, fighters)) {
        struct trv_entity police = {.code = e->code, .sector = "COP"};
        trv_list_add(&r->actor, &police);
      }
    /* "149 people were rounded up", where the pack has it also "was arrested": by the police of the place */
    bool police_of_place = r->captured > 1 || (r->rule->type == TRV_COERCE &&
                                               trv_grammar_has(c->in->grammar, "option", "arrested_by_police"));
    if (!r->actor.n && police_of_place && !trv_in_sector(e, fighters) && !trv_is_organisation(e)) {
      const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
      struct trv_entity police = {.code = at && at->place.country ? at->place.country : e->code, .sector = "COP"};
      if (strlen(police.code) == 3 && !trv_is_organisation(&police) && strcmp(police.code, "NGO") != 0)
        trv_list_add(&r->actor, &police);
    }
    return;
  }
  if (trv_in_sector(e, fighters)) {
    int side = trv_side_index(c, &r->recipient);
    if (side >= 0) r->actor = c->sides[1 - side];
  }
  if (!r->actor.n && seized) { /* "were kidnapped": by unknown armed men of the place */
    const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
    struct trv_entity armed_men = {.code = at && at->place.country ? at->place.country : e->code, .sector = "UAF"};
    if (strlen(armed_men.code) == 3 && !trv_is_organisation(&armed_men) && strcmp(armed_men.code, "NGO") != 0)
      trv_list_add(&r->actor, &armed_men);
  }
  if (!r->actor.n && freed && strlen(e->code) == 3 && !trv_is_organisation(e) && strcmp(e->code, "NGO") != 0 &&
      !trv_of_state(e)) {
    struct trv_entity gov = {.code = e->code, .sector = "GOV"};
    trv_list_add(&r->actor, &gov);
  }
}
