/* Whom an act is done to, where the slots of its rule found nobody.
 *
 * Nearly every accusation, demand, refusal, threat, sanction or attack is against somebody whom the reader knows: an actor
 * named in the clause, the other side of the conflict, the government that a demonstration faces, or the actor last
 * spoken of. Tried in this order; a guess is never made where the rule already names a recipient. */
#include <string.h>

#include "what/recipients.h"

/* "The alliance's ambassadors are to meet in Brussels": among themselves. */
static bool meets_alone(const struct trv_reading *r) {
  return r->type == TRV_AGREE && r->cameo && strcmp(r->cameo, "036") == 0 && !r->rule->recipient.n;
}

static bool one_sided(const struct trv_reading *r) {
  switch (r->type) {
    case TRV_RETREAT: /* "lifted the siege" */ return r->actor.n == 1 && r->mode && strcmp(r->mode, "access") == 0;
    case TRV_ACCUSE: return !(r->mode && strcmp(r->mode, "investigate") == 0);
    case TRV_REQUEST:
    case TRV_REJECT:
    case TRV_THREATEN:
    case TRV_SANCTION:
    case TRV_AID:
    case TRV_ASSAULT:
    case TRV_PROTEST:
    case TRV_SUPPORT: return !(r->rule->flags & TRV_RULE_BOTH);
    case TRV_AGREE:
      if (r->rule->flags & TRV_RULE_BOTH || meets_alone(r)) return false;
      if (!r->tag || strcmp(r->tag, "ceasefire:proposal") == 0) return true;
      return r->actor.n == 1 && strcmp(r->tag, "ceasefire:extension") == 0;
    case TRV_CONCEDE: return !r->tag && r->actor.n == 1 && !(r->rule->flags & TRV_RULE_BOTH);
    case TRV_COERCE: return !r->mode || (strcmp(r->mode, "martial-law") != 0 && strcmp(r->mode, "curfew") != 0);
    case TRV_MOBILIZE: return r->actor.n == 1 && r->rule->flags & TRV_RULE_ENEMY;
    default: return false;
  }
}

bool trv_in_sector(const struct trv_entity *e, const char *const *sectors) {
  for (; *sectors; sectors++)
    if (e->sector && strncmp(e->sector, *sectors, 3) == 0) return true;
  return false;
}

bool trv_of_state(const struct trv_entity *e) {
  return e->sector && (strcmp(e->sector, "GOV") == 0 || strcmp(e->sector, "MIL") == 0 || strcmp(e->sector, "SPY") == 0);
}

/* "Le bombardement d'un marché a fait 26 morts à Saada": the people of the place. */
static void people_there(struct trv_context *c, struct trv_reading *r) {
  static const char *const army[] = {"MIL", NULL};
  bool armies = r->actor.n == 2; /* "les avions russes et syriens ont bombardé Idleb, tuant onze civils" */
  for (uint32_t i = 0; i < r->actor.n; i++) armies &= trv_in_sector(&r->actor.items[i], army);
  if (r->type != TRV_ASSAULT || r->rule->flags & TRV_RULE_BOTH || (r->actor.n > 1 && !armies)) return;
  bool bomber = r->mode && strcmp(r->mode, "suicide-attack") == 0; /* is never an accident, whoever was hit */
  if (r->killed < 0 && r->wounded < 0 && !bomber) return;
  if (!r->actor.n && r->rule->flags & (TRV_RULE_WEAK | TRV_RULE_TOLL)) return; /* perhaps an earthquake */
  const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
  if (!at && r->date_word != TRV_NO_WORD) at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->date_word);
  if (!at || !at->place.country) return;
  struct trv_entity people = {.code = at->place.country, .sector = "CVL"};
  trv_list_add(&r->recipient, &people);
}

/* "Police shot and killed a man": one of the people, of whom no more is told. */
static void mere_person(struct trv_context *c, struct trv_reading *r) {
  static const struct trv_slot object = {1, {{TRV_SLOT_OBJ, NULL}}};
  static const char *const at_home[] = {"COP", "CRM", "UAF", NULL};
  struct trv_words words;
  if (r->type != TRV_ASSAULT || r->actor.n != 1 || !(r->rule->has_kill || r->rule->has_wound)) return;
  trv_tree_slot(&c->tree, r->word, &object, &words);
  if (words.n != 1 || c->in->parse->feats[words.items[0]].number != TRV_SING ||
      !trv_grammar_has(c->in->grammar, "owned_by_none", c->in->parse->lemma[words.items[0]]))
    return;
  const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
  struct trv_entity person = {.code = at ? at->place.country : NULL, .sector = "CVL"};
  if (!person.code && trv_in_sector(&r->actor.items[0], at_home)) person.code = r->actor.items[0].code;
  if (person.code) trv_list_add(&r->recipient, &person);
}

/* "A convoy carrying food reached El Fasher": the people of the place. */
static void relieved_there(struct trv_context *c, struct trv_reading *r) {
  if (r->type != TRV_AID || !r->cameo || strcmp(r->cameo, "073") != 0 || (r->actor.n && !trv_relief_worker(&r->actor)))
    return;
  const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
  if (!at || !at->place.country || trv_unknown_object(c, r, false)) return;
  struct trv_entity people = {.code = at->place.country, .sector = "CVL"};
  trv_list_add(&r->recipient, &people);
}

/* Types that an expert hardly ever codes without a recipient. */
static bool always_to_somebody(const struct trv_reading *r) {
  return r->type == TRV_ACCUSE || r->type == TRV_REQUEST || r->type == TRV_THREATEN || r->type == TRV_SANCTION ||
         r->type == TRV_AID;
}

/* The place stands among what hangs on the act's word, behind it. */
static bool in_clause(const struct trv_context *c, const struct trv_reading *r, const struct trv_place_mention *at) {
  return at->first_word > r->word && at->first_word <= c->in->parse->right[r->word];
}

/* "L'aviation israélienne frappe une centrale": a thing hit without an owner is the enemy's or of the country where it
 * stands. */
static void owner_there(struct trv_context *c, struct trv_reading *r) {
  bool seized = r->type == TRV_COERCE && r->mode && strcmp(r->mode, "seize") == 0;
  if ((r->type != TRV_ASSAULT && !seized) || r->rule->flags & TRV_RULE_BOTH || r->actor.n > 1) return;
  /* where it stands, if that is neither the doer's country nor the other side's */
  const struct trv_place_mention *there = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
  int side = trv_side_index(c, &r->actor);
  /* rebels fight at home, unless their own clause tells of a place abroad */
  if (there && side >= 0 && trv_list_shares_code(&c->sides[0], &c->sides[1]) && !in_clause(c, r, there)) there = NULL;
  if (there && there->place.country && strcmp(there->place.country, r->actor.items[0].code) != 0 && side >= 0 &&
      strcmp(there->place.country, c->sides[1 - side].items[0].code) != 0) {
    struct trv_entity e = {.code = there->place.country, .sector = "GOV"};
    trv_list_add(&r->recipient, &e);
    return;
  }
  trv_other_side(
      c, r,
      r->type == TRV_ASSAULT && (!r->recipient_named || r->rule->has_kill || r->rule->flags & TRV_RULE_HIT_FORCE));
  if (r->recipient.n) return;
  const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
  if (!at || !at->place.country || strcmp(at->place.country, r->actor.items[0].code) == 0) return;
  struct trv_entity e = {.code = at->place.country, .sector = "GOV"};
  trv_list_add(&r->recipient, &e);
}

static void both_sides(struct trv_context *c, struct trv_reading *r) {
  if (!c->sides[0].n || trv_list_shares_code(&r->actor, &c->sides[0]) || trv_list_shares_code(&r->actor, &c->sides[1]))
    return;
  r->recipient = c->sides[0];
  trv_list_join(&r->recipient, &c->sides[1]);
}

/* Of those supplied only the state, where there is one: help is promised to it, an inquiry asked of it, rather than of the
 * rebels or the opposition that it faces. */
static void state_alone(struct trv_reading *r) {
  struct trv_list states = {0};
  for (uint32_t i = 0; i < r->recipient.n; i++) {
    const struct trv_entity *e = &r->recipient.items[i];
    if (trv_of_state(e) || trv_is_organisation(e)) trv_list_add(&states, e);
  }
  if (states.n) r->recipient = states;
}

/* "offered to mediate", "offre d'accueillir une session": made to both. */
static bool between_sides(const struct trv_context *c, const struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t w = r->word; w <= p->right[r->word] && w < p->n_words; w++)
    if (trv_grammar_has(c->in->grammar, "between_sides", p->lemma[w]) ||
        trv_grammar_has(c->in->grammar, "talks", p->lemma[w]) || trv_grammar_has(c->in->grammar, "truce", p->lemma[w]))
      return true;
  return false;
}

/* "called for an independent inquiry", "for free elections" */
static bool asked_of_state(const struct trv_context *c, const struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t w = r->word + 1; w <= p->right[r->word] && w < p->n_words; w++)
    if (trv_grammar_has(c->in->grammar, "asked_of_state", p->lemma[w])) return true;
  return false;
}

/* A government or army that acts against a place of its own country acts against who holds it: the rebels where they
 * fight, the people where it cuts them off. */
static void own_place(struct trv_context *c, struct trv_reading *r) {
  bool seized = r->type == TRV_COERCE && r->mode && strcmp(r->mode, "seize") == 0;
  if ((r->type != TRV_ASSAULT && r->type != TRV_COERCE) || r->actor.n != 1 || r->recipient.n != 1) return;
  struct trv_entity *e = &r->recipient.items[0];
  const struct trv_entity *a = &r->actor.items[0];
  bool region = r->type == TRV_COERCE && !seized && e->sector && strcmp(e->sector, "GOV+PRE") == 0 &&
                !(r->mode && strcmp(r->mode, "arrest") == 0);
  if (!e->sector || e->office || strcmp(e->code, a->code) != 0) return;
  if (!region && (strcmp(e->sector, "GOV") != 0 || e->name)) return;
  if (!a->sector ||
      (strncmp(a->sector, "GOV", 3) != 0 && strncmp(a->sector, "MIL", 3) != 0 && strncmp(a->sector, "COP", 3) != 0))
    return;
  int side = trv_side_index(c, &r->actor);
  bool rebels =
      !c->quarrel && side >= 0 && c->sides[1 - side].n == 1 && strcmp(c->sides[1 - side].items[0].code, a->code) == 0;
  /* "Ukraine's army recaptured the village": from the state it fights */
  bool invader = seized && !rebels && !c->quarrel && !e->office && side >= 0 && c->sides[1 - side].n == 1 &&
                 strcmp(c->sides[1 - side].items[0].code, a->code) != 0;
  if (invader) {
    r->recipient = c->sides[1 - side];
    trv_force_sector(c, &r->recipient);
  } else if ((r->type == TRV_ASSAULT || seized) && rebels) r->recipient = c->sides[1 - side];
  else if (seized && !c->quarrel && strncmp(a->sector, "MIL", 3) == 0) e->sector = "REB"; /* "the army retook Kidal" */
  else if (r->type == TRV_COERCE && !seized && r->mode) e->sector = "CVL", e->name = NULL;
}

/* The sentence names an army of that country, or its people, but not as those who act: "pris aux Russes", "au terme de
 * combats avec l'armée". */
static bool army_told(const struct trv_context *c, uint32_t word, const char *code) {
  const struct trv_who *who = c->in->who;
  const struct trv_sentence *s = &c->in->text->sentences[c->in->text->words[word].sentence];
  for (uint32_t w = s->first_word; w < s->first_word + s->n_words; w++) {
    if (who->at[w] == TRV_NO_MENTION || c->in->parse->deprel[w] == TRV_REL_NSUBJ) continue;
    const struct trv_mention *m = &who->mentions[who->at[w]];
    if (m->head != w) continue;
    for (uint32_t k = 0; k < m->n_entities; k++) {
      const struct trv_entity *e = &who->entities[m->first_entity + k];
      if (!e->sector || strcmp(e->code, code) != 0) continue;
      if (strncmp(e->sector, "MIL", 3) == 0) return true;
      if (m->nation && m->plural && m->kind == TRV_MENTION_PEOPLE) return true;
    }
  }
  return false;
}

/* A town is taken from the army that held it, where the sentence speaks of one; else from its state. */
static void taken_from_army(struct trv_context *c, struct trv_reading *r) {
  if (r->type != TRV_COERCE || !r->mode || strcmp(r->mode, "seize") != 0) return;
  for (uint32_t i = 0; i < r->actor.n; i++) {
    const char *s = r->actor.items[i].sector;
    if (!s || (strncmp(s, "MIL", 3) != 0 && strncmp(s, "REB", 3) != 0 && strncmp(s, "PRM", 3) != 0)) return;
  }
  for (uint32_t i = 0; i < r->recipient.n; i++) {
    struct trv_entity *e = &r->recipient.items[i];
    if (e->sector && strcmp(e->sector, "GOV") == 0 && !e->name && army_told(c, r->word, e->code)) e->sector = "MIL";
  }
}

/* Troops put on alert or landed while two states face each other: against the other. */
static void other_state(struct trv_context *c, struct trv_reading *r) {
  for (int k = 0; k < 2; k++)
    if (!c->sides[k].n || !trv_of_state(&c->sides[k].items[0])) return;
  if (!trv_list_shares_code(&c->sides[0], &c->sides[1])) trv_other_side(c, r, false);
}

/* The country that the article speaks of most; NULL: none stands out. */
const char *trv_country_of_article(struct trv_context *c) {
  const struct trv_who *who = c->in->who;
  if (c->country_sought) return c->country;
  c->country_sought = true;
  struct {
    const char *code;
    uint32_t n;
  } codes[32];
  uint32_t n = 0, best = 0, all = 0;
  for (uint32_t i = 0; i < who->n_mentions; i++)
    for (uint32_t k = 0; k < who->mentions[i].n_entities; k++) {
      const struct trv_entity *e = &who->entities[who->mentions[i].first_entity + k];
      uint32_t at = 0;
      all++;
      while (at < n && strcmp(codes[at].code, e->code) != 0) at++;
      if (at == 32) continue;
      if (at == n) codes[n].code = e->code, codes[n++].n = 0;
      codes[at].n++;
    }
  for (uint32_t i = 1; i < n; i++)
    if (codes[i].n > codes[best].n) best = i;
  if (!n || 2 * codes[best].n < all) return NULL;
  struct trv_entity e = {.code = codes[best].code};
  if (!trv_is_organisation(&e) && strcmp(e.code, "NGO") != 0) c->country = e.code;
  return c->country;
}

/* What is done to nobody told is done to the country of the article, where that is another than the doer's. */
static void country_told_of(struct trv_context *c, struct trv_reading *r) {
  struct trv_list found = {1, {{.code = trv_country_of_article(c), .sector = "GOV"}}};
  if (found.items[0].code && !trv_list_shares_code(&found, &r->actor)) r->recipient = found;
}

/* The doer is of one of the sides. */
static bool is_in_conflict(const struct trv_context *c, const struct trv_reading *r) {
  return c->sides[0].n &&
         (trv_list_shares_code(&r->actor, &c->sides[0]) || trv_list_shares_code(&r->actor, &c->sides[1]));
}

/* "used tear gas to break up a protest": the people, where those that the state faces are not in arms. */
static bool crowd_faced(struct trv_context *c, struct trv_reading *r) {
  static const char *const armed[] = {"REB", "PRM", NULL};
  if (r->type != TRV_ASSAULT || !r->mode || strcmp(r->mode, "crowd-control") != 0) return false;
  if (strlen(r->actor.items[0].code) != 3 || trv_is_organisation(&r->actor.items[0])) return false;
  int side = trv_side_index(c, &r->actor);
  if (side >= 0 &&
      (trv_in_sector(&c->sides[1 - side].items[0], armed) || !trv_list_shares_code(&c->sides[0], &c->sides[1])))
    return false;
  struct trv_entity crowd = {.code = r->actor.items[0].code, .sector = "CVL"};
  trv_list_add(&r->recipient, &crowd);
  return true;
}

/* "Relatives of the hostages blocked a motorway": what people close is closed in protest. */
static void closed_in_protest(struct trv_reading *r) {
  static const char *const people[] = {"CVL", "EDU", "LAB", "AGR", "MED", "REL", NULL};
  if (r->type != TRV_COERCE || !r->mode || strcmp(r->mode, "restrict") != 0) return;
  for (uint32_t i = 0; i < r->actor.n; i++)
    if (!trv_in_sector(&r->actor.items[i], people)) return;
  r->type = TRV_PROTEST;
  r->mode = "obstruct";
  r->cameo = "144";
}

/* "marched for peace", "rallied in solidarity", "to mourn the dead": not against their government. */
static bool rallied_for(const struct trv_context *c, const struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  const struct trv_sentence *s = &c->in->text->sentences[c->in->text->words[r->word].sentence];
  uint32_t head = p->head[r->word], top = r->rule->pos == TRV_NOUN && head != TRV_NO_WORD ? head : r->word;
  for (uint32_t w = s->first_word; w < s->first_word + s->n_words; w++)
    if ((w > r->word || p->head[w] == r->word) && w <= p->right[top] &&
        trv_grammar_has(c->in->grammar, "rallied_for", p->lemma[w]))
      return true;
  return false;
}

/* An ambassador is called home. */
static bool calls_envoy(const struct trv_reading *r) {
  return r->type == TRV_SANCTION && r->mode && strcmp(r->mode, "withdraw") == 0 && r->cameo &&
         strcmp(r->cameo, "161") == 0 && r->actor.n == 1 && trv_of_state(&r->actor.items[0]);
}

/* Takes those of the doer's own country from the recipients; of the others it is the state. */
static void none_of_own(struct trv_reading *r) {
  struct trv_list others = {0};
  for (uint32_t i = 0; i < r->recipient.n; i++)
    if (strcmp(r->recipient.items[i].code, r->actor.items[0].code) != 0) trv_list_add(&others, &r->recipient.items[i]);
  r->recipient = others;
  trv_turn_sector(&r->recipient, "CVL", "GOV");
}

/* "called his ambassador in Washington home": from the state where he is posted, never from one's own. */
static void envoy_posted(struct trv_context *c, struct trv_reading *r) {
  if (r->dropped || !calls_envoy(r)) return;
  none_of_own(r);
  if (r->recipient.n) return;
  const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
  if (!at || !at->place.country || strcmp(at->place.country, r->actor.items[0].code) == 0) return;
  if (in_clause(c, r, at))
    trv_list_add(&r->recipient, &(struct trv_entity){.code = at->place.country, .sector = "GOV"});
}

/* "Bolivia and Mexico backed the deposed president. Peru recalled its ambassadors": from the states that acted last. */
static void provoked_by(struct trv_context *c, struct trv_reading *r) {
  uint32_t sentence = c->in->text->words[r->word].sentence;
  for (uint32_t v = r->word; v-- > 0 && c->in->text->words[v].sentence + 1 >= sentence;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings || c->readings[k].dropped || !c->readings[k].actor.n) continue;
    const struct trv_list *doers = &c->readings[k].actor;
    bool states = !trv_list_shares_code(doers, &r->actor);
    for (uint32_t i = 0; i < doers->n; i++) states &= trv_of_state(&doers->items[i]);
    if (!states) continue;
    r->recipient = *doers;
    return;
  }
}

/* "South Africa has called its ambassador home as well": from whom others have called theirs, or who faces or provoked it. */
static void envoy_from(struct trv_context *c, struct trv_reading *r) {
  trv_as_another_did(c, r);
  if (!r->recipient.n) trv_from_clause(c, r), none_of_own(r);
  if (!r->recipient.n) trv_joined_act(c, r), none_of_own(r);
  if (!r->recipient.n) trv_other_side(c, r, false), none_of_own(r);
  if (!r->recipient.n) provoked_by(c, r);
  if (!r->recipient.n) country_told_of(c, r);
  if (!r->recipient.n) trv_last_spoken_of(c, r), none_of_own(r);
}

/* "Malawi said it would pull its soldiers out of the force": outsiders who go home yield to nobody. */
static bool goes_home(const struct trv_context *c, const struct trv_reading *r) {
  const struct trv_reading *act = r->inner == TRV_NO_READING ? r : &c->readings[r->inner];
  bool leaves = act->rule->type == TRV_RETREAT && act->rule->mode && strcmp(act->rule->mode, "withdraw") == 0;
  for (uint32_t i = 0; i < r->actor.n; i++) leaves &= trv_of_state(&r->actor.items[i]);
  return leaves && r->type == TRV_CONCEDE && c->sides[0].n && !is_in_conflict(c, r);
}

/* "to celebrate the expulsion and jeer at the old power": another verb stands beside it. */
static bool joined_verb(const struct trv_parse *p, uint32_t verb) {
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_CONJ && p->upos[p->children[i]] == TRV_VERB) return true;
  return false;
}

/* "marched to applaud the break": against nobody. */
static bool cheers(const struct trv_context *c, const struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t i = p->child_begin[r->word]; i < p->child_begin[r->word + 1]; i++) {
    uint32_t k = p->children[i];
    bool purpose = k > r->word && (p->deprel[k] == TRV_REL_ADVCL || p->deprel[k] == TRV_REL_XCOMP);
    if (purpose && trv_grammar_has(c->in->grammar, "cheer", p->lemma[k])) return !joined_verb(p, k);
  }
  return false;
}

/* "The United Nations appealed for 47 million dollars": to whoever may give. */
static bool appeals_to_all(const struct trv_reading *r) {
  if (r->type != TRV_REQUEST || !r->mode || strcmp(r->mode, "assist") != 0 || r->recipient_named) return false;
  return trv_relief_worker(&r->actor);
}

/* Whom a one-sided act is done to, in the order of what is most likely. */
static void guess(struct trv_context *c, struct trv_reading *r) {
  if (r->of_many) return;
  if (r->type == TRV_MOBILIZE) {
    other_state(c, r);
    return;
  }
  if (calls_envoy(r)) {
    envoy_from(c, r);
    return;
  }
  if (appeals_to_all(r)) return;
  if (goes_home(c, r) || (r->type == TRV_PROTEST && cheers(c, r))) return;
  /* what both sides refuse they refuse to nobody told */
  if (r->type == TRV_REJECT && c->sides[0].n && !trv_list_shares_code(&c->sides[0], &c->sides[1]) &&
      trv_list_shares_code(&r->actor, &c->sides[0]) && trv_list_shares_code(&r->actor, &c->sides[1])) {
    trv_who_asked(c, r);
    return;
  }
  if (crowd_faced(c, r)) return;
  if (r->own_recipient && (r->type == TRV_CONCEDE || r->type == TRV_SUPPORT || r->type == TRV_CONSULT)) return;
  if (r->own_recipient && r->type == TRV_SANCTION && !r->mode && trv_of_state(&r->actor.items[0]))
    return; /* "sacked his minister": nobody else */
  /* "endorsed the Minsk accord": who made it, rather than whose town it bears */
  if (r->type == TRV_SUPPORT) trv_who_agreed(c, r);
  if (r->type == TRV_REQUEST) trv_who_should_free(c, r);
  if (r->type == TRV_PROTEST) trv_who_is_protested(c, r);
  if (r->type == TRV_THREATEN) trv_threatened_by_condition(c, r);
  if (r->type == TRV_THREATEN && !r->recipient_named) trv_from_condition(c, r);
  static const char *const rulers[] = {"GOV", "JUD", NULL};
  bool executed = r->type == TRV_ASSAULT && r->mode && strcmp(r->mode, "targeted") == 0 && r->recipient_named &&
                  trv_in_sector(&r->actor.items[0], rulers);
  if (!r->recipient.n && executed) { /* "a exécuté un homme reconnu coupable d'espionnage" */
    struct trv_entity people = {.code = r->actor.items[0].code, .sector = "CVL"};
    trv_list_add(&r->recipient, &people);
    return;
  }
  if (!r->recipient.n && r->recipient_named) mere_person(c, r); /* before the country where it was */
  if (r->type != TRV_CONCEDE && !r->recipient.n) {
    trv_from_clause(c, r);
    if (r->type == TRV_REQUEST && !r->recipient.n) trv_who_does_it(c, r);
    if (r->type == TRV_REQUEST || (r->type == TRV_ACCUSE && trv_done_by_state(c, r))) trv_state_of_those_held(r);
  }
  if (r->type == TRV_COERCE && r->mode && strcmp(r->mode, "restrict") == 0 &&
      !(c->sides[0].n && trv_list_shares_code(&c->sides[0], &c->sides[1])))
    return; /* a border is closed to everybody, but for the road to the rebels */
  if (!r->recipient.n && !r->recipient_named && r->type == TRV_COERCE && r->mode && strcmp(r->mode, "withhold") == 0)
    return; /* "cut telephone and internet links" */
  if (!r->recipient.n &&
      (r->type == TRV_THREATEN || r->type == TRV_SANCTION || r->type == TRV_REQUEST || r->type == TRV_ACCUSE))
    trv_joined_act(c, r);
  if (!r->recipient.n) trv_as_another_did(c, r);
  if (!r->recipient.n && (r->type == TRV_SUPPORT || r->type == TRV_ACCUSE)) trv_who_did(c, r);
  if (!r->recipient.n && (r->type == TRV_ACCUSE || r->type == TRV_SUPPORT || r->type == TRV_REJECT))
    trv_who_was_judged(c, r);
  if (!r->recipient.n && (r->type == TRV_AGREE || r->type == TRV_AID) && !r->tag && !between_sides(c, r))
    trv_who_hosts(c, r);
  if (!r->recipient.n && ((r->type == TRV_REJECT && !r->tag) || r->type == TRV_AGREE)) trv_who_asked(c, r);
  if (!r->recipient.n && r->type == TRV_COERCE && r->mode && strcmp(r->mode, "censor") == 0) {
    struct trv_entity press = {.code = r->actor.items[0].code, .sector = "JRN"}; /* "has banned live broadcasts" */
    trv_list_add(&r->recipient, &press);
  }
  if (!r->recipient.n && (r->type == TRV_SUPPORT || r->type == TRV_ACCUSE)) trv_who_agreed(c, r);
  if (!r->recipient.n && r->type == TRV_PROTEST && rallied_for(c, r)) return;
  if (!r->recipient.n && r->type == TRV_PROTEST) trv_faced_government(r);
  /* "The opposition demanded new elections": of its government */
  static const char *const opposed[] = {"OPP", "PTY+OPP", NULL};
  if (!r->recipient.n && trv_in_sector(&r->actor.items[0], opposed) &&
      (r->type == TRV_ACCUSE || r->type == TRV_REQUEST || r->type == TRV_REJECT))
    trv_faced_government(r);
  if (!r->recipient.n && r->recipient_named) { /* the text names somebody whom we do not know */
    people_there(c, r);
    if (!r->recipient.n) mere_person(c, r);
    bool arrest = r->type == TRV_COERCE && r->mode && strcmp(r->mode, "arrest") == 0,
         convict = r->type == TRV_SANCTION && r->mode && strcmp(r->mode, "convict") == 0;
    if (!r->recipient.n && (arrest || convict) && strlen(r->actor.items[0].code) == 3 &&
        !trv_is_organisation(&r->actor.items[0])) {
      struct trv_entity people = {.code = r->actor.items[0].code, .sector = "CVL"}; /* "arrested five men" */
      trv_list_add(&r->recipient, &people);
    }
    if (!r->recipient.n) owner_there(c, r);
    bool seized = r->type == TRV_COERCE && r->mode && strcmp(r->mode, "seize") == 0;
    if (!r->recipient.n && seized && r->actor.items[0].sector && strcmp(r->actor.items[0].sector, "REB") == 0)
      trv_faced_government(r); /* a village that nobody knows */
    /* "evacuated 535 foreigners": of whom nobody is told */
    if (r->type == TRV_AID && trv_unknown_object(c, r, false)) return;
    if (!always_to_somebody(r) && r->type != TRV_AGREE && r->type != TRV_CONCEDE && r->type != TRV_REJECT) return;
  }
  if (!r->recipient.n && r->type == TRV_REQUEST && trv_asks_unknown(c, r) && trv_side_index(c, &r->actor) >= 0)
    return; /* and not the enemy */
  static const char *const rebels[] = {"REB", "UAF", NULL};
  if (!r->recipient.n && trv_in_sector(&r->actor.items[0], rebels))
    people_there(c, r); /* "a fait quinze morts dans un village" */
  if (!r->recipient.n && r->type != TRV_SUPPORT && (r->type != TRV_AGREE || r->tag) && r->type != TRV_AID)
    trv_other_side(c, r, r->type == TRV_ASSAULT);
  if (!r->recipient.n && r->type == TRV_COERCE && !r->mode && r->actor.items[0].sector &&
      strncmp(r->actor.items[0].sector, "MIL", 3) == 0)
    trv_faced_government(r); /* a coup */
  if (!r->recipient.n && r->actor.items[0].sector && strcmp(r->actor.items[0].sector, "REB") == 0 &&
      (r->type == TRV_CONCEDE || r->type == TRV_REJECT || r->type == TRV_THREATEN || r->type == TRV_ASSAULT))
    trv_faced_government(r);
  if (!r->recipient.n && r->type == TRV_REQUEST) {
    both_sides(c, r);
    if (asked_of_state(c, r)) state_alone(r);
  }
  if (!r->recipient.n && r->type == TRV_AGREE && r->actor.n > 1 && trv_list_shares_code(&r->actor, &c->sides[0]) &&
      trv_list_shares_code(&r->actor, &c->sides[1]))
    return; /* what the sides commit themselves to, they do to each other */
  if (!r->recipient.n && r->type == TRV_AGREE) {
    trv_other_side(c, r, false); /* "is ready for talks" */
    if (!r->recipient.n) {
      both_sides(c, r); /* "offered to mediate" */
      if (!r->tag && !between_sides(c, r)) state_alone(r);
    }
  }
  /* "a accusé l'Occident d'ingérence": somebody whom we do not know, not whoever was spoken of */
  bool unknown = r->type == TRV_ACCUSE && r->mode && strcmp(r->mode, "allege") == 0 && r->recipient_named &&
                 r->rule->pos == TRV_VERB;
  if (!r->recipient.n && (r->type == TRV_SANCTION || r->type == TRV_AGREE) && !is_in_conflict(c, r))
    country_told_of(c, r);
  if (!r->recipient.n &&
      (r->type == TRV_ACCUSE || r->type == TRV_REQUEST || r->type == TRV_REJECT || r->type == TRV_SUPPORT ||
       r->type == TRV_THREATEN || r->type == TRV_SANCTION || r->type == TRV_AID || (r->type == TRV_AGREE && !r->tag))) {
    if (!unknown) trv_last_spoken_of(c, r);
    if (r->type != TRV_ACCUSE && r->type != TRV_THREATEN) trv_turn_sector(&r->recipient, "MIL", "GOV");
    if (r->type == TRV_REJECT)
      trv_turn_sector(&r->recipient, "SPY", "GOV"), trv_turn_sector(&r->recipient, "COP", "GOV");
    if (r->type == TRV_SANCTION)
      trv_turn_sector(&r->recipient, "CVL", "GOV"), trv_turn_sector(&r->recipient, "COP", "GOV");
  }
  if (!r->recipient.n && always_to_somebody(r)) country_told_of(c, r);
  if (!r->recipient.n && r->type == TRV_CONCEDE) {
    trv_from_clause(c, r);
    if (!r->recipient.n) trv_last_spoken_of(c, r);
    trv_turn_sector(&r->recipient, "MIL", "GOV");
  }
  if (!r->recipient.n) people_there(c, r);
  if (!r->recipient.n) owner_there(c, r);
  if (!r->recipient.n && r->type == TRV_ASSAULT && strcmp(r->actor.items[0].code, "IMG") == 0) country_told_of(c, r);
  if (!r->recipient.n && r->type == TRV_ASSAULT) trv_last_spoken_of(c, r);
  if (r->type == TRV_ACCUSE && !trv_done_by_state(c, r)) trv_not_the_victims(c, r);
}

static void supply(struct trv_context *c, struct trv_reading *r) {
  if (r->actor.n) closed_in_protest(r);
  guess(c, r);
  trv_not_who_was_hit(c, r);
}

/* "Gunmen shot dead 26 people": of whom it is told only that they were armed. */
static void nobody_known(struct trv_context *c, struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  if (r->type != TRV_ASSAULT || (r->mode && strcmp(r->mode, "abduct") == 0) || r->actor.n != 1 || !r->recipient.n)
    return;
  const struct trv_mention *m = trv_mention_behind(c, &r->actor.items[0]);
  if (!m || strcmp(r->actor.items[0].sector ? r->actor.items[0].sector : "", "UAF") != 0) return;
  if (!trv_grammar_has(c->in->grammar, "nameless", p->lemma[m->head])) return;
  for (uint32_t i = p->child_begin[m->head]; i < p->child_begin[m->head + 1]; i++) {
    uint8_t rel = p->deprel[p->children[i]];
    if (rel != TRV_REL_DET && rel != TRV_REL_NUMMOD && rel != TRV_REL_PUNCT && rel != TRV_REL_CASE) return;
  }
  r->actor.n = 0;
  r->actor_named = false;
}

/* "sacked his vice-president", "dismissed the cabinet": a government that changes its men punishes nobody. */
static void within_government(struct trv_reading *r) {
  if (r->type != TRV_SANCTION || r->mode || r->actor.n != 1 || r->recipient.n != 1) return;
  const struct trv_entity *a = &r->actor.items[0], *b = &r->recipient.items[0];
  if (!trv_of_state(a) || !b->sector || strcmp(b->sector, "GOV") != 0 || strcmp(a->code, b->code) != 0) return;
  r->dropped = true;
  r->why = "within a government";
}

/* "seize personnes", "une école": of whom no nation is told. */
static bool of_no_nation_told(const struct trv_context *c, const struct trv_entity *e) {
  const struct trv_parse *p = c->in->parse;
  const struct trv_mention *m = trv_mention_behind(c, e);
  if (!m || m->kind != TRV_MENTION_PEOPLE || m->nation || m->antecedent != TRV_NO_MENTION) return false;
  for (uint32_t w = m->first_word; w < m->end_word; w++)
    if (p->upos[w] == TRV_PROPN || p->upos[w] == TRV_ADJ || p->upos[w] == TRV_PRON || p->feats[w].poss) return false;
  return true;
}

/* Rebels of that country are spoken of: it fights at home. */
static bool has_rebels(const struct trv_context *c, const char *code) {
  const struct trv_who *who = c->in->who;
  for (uint32_t i = 0; i < who->n_entities; i++)
    if (strcmp(who->entities[i].code, code) == 0 && who->entities[i].sector &&
        strncmp(who->entities[i].sector, "REB", 3) == 0)
      return true;
  return false;
}

/* "Russian shells killed sixteen people", "Kyiv says that Russia has bombed a school": an army that faces another state hits that one's
 * people, or those of the state that tells of it. */
static void people_of_the_other(struct trv_context *c, struct trv_reading *r) {
  static const char *const people[] = {"CVL", "EDU", "MED", "REF", "REL", "BUS", "AGR", NULL};
  if (r->type != TRV_ASSAULT || r->rule->flags & TRV_RULE_BOTH || r->actor.n != 1 || r->recipient.n != 1) return;
  const struct trv_entity *a = &r->actor.items[0];
  struct trv_entity *e = &r->recipient.items[0];
  if (!trv_of_state(a) || strcmp(a->code, e->code) != 0 || !trv_in_sector(e, people) || e->name) return;
  if (!of_no_nation_told(c, e)) return;
  const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
  if (at && at->place.country && strcmp(at->place.country, a->code) == 0) return; /* at home */
  int side = trv_side_index(c, &r->actor);
  const char *other = at ? at->place.country : NULL, *home = trv_country_of_article(c);
  if (!other && side >= 0 && c->sides[1 - side].n == 1 && !(home && strcmp(home, a->code) == 0) &&
      !has_rebels(c, a->code))
    other = c->sides[1 - side].items[0].code;
  struct trv_entities told = trv_says_chain(c->in->says, r->word, c->arena);
  for (uint32_t i = 0; i < told.n && (!other || strcmp(other, a->code) == 0); i++)
    if (trv_of_state(&told.items[i])) other = told.items[i].code;
  if (!other || strcmp(other, a->code) == 0 || strlen(other) != 3 || strcmp(other, "IMG") == 0) return;
  if (trv_is_organisation(&(struct trv_entity){.code = other})) return;
  e->code = other;
}

/* Where those who are hit are told to be, in words that hang on them: "a school in the Tuffah quarter of Gaza City". */
static const struct trv_place_mention *place_of_those(const struct trv_context *c, const struct trv_entity *e) {
  const struct trv_mention *m = trv_mention_behind(c, e);
  const struct trv_parse *p = c->in->parse;
  const struct trv_place_mention *found = NULL;
  for (uint32_t w = m->head + 1; w <= p->right[m->head] && w < p->n_words; w++) {
    const struct trv_place_mention *at = trv_where_at(c->in->where, w);
    if (at && at->place.country && at->role == TRV_ROLE_IN && !at->people) found = at;
  }
  return found;
}

/* "A Hamas bomber killed 28 guests at a supper in Netanya": people of whom no nation is told are of the country where they are hit. */
static void people_where_hit(struct trv_context *c, struct trv_reading *r) {
  static const char *const people[] = {"CVL", "EDU", "MED", "REF", "REL", NULL};
  if (r->type != TRV_ASSAULT || r->rule->flags & TRV_RULE_BOTH || r->actor.n > 1 || r->recipient.n != 1) return;
  struct trv_entity *e = &r->recipient.items[0];
  if (!trv_in_sector(e, people) || e->name || !of_no_nation_told(c, e)) return;
  const struct trv_place_mention *at = place_of_those(c, e);
  if (!at) at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
  if (!at || !at->place.country || at->role != TRV_ROLE_IN || at->people || at->dateline) return;
  if (at->anchor == r->word || in_clause(c, r, at)) e->code = at->place.country;
}

/* "Le président turkmène a gracié un millier de détenus": those whom a state holds or frees, and of whom no nation is told, are its own,
 * unless they are of the side that it faces. */
static void own_captives(struct trv_context *c, struct trv_reading *r) {
  static const char *const captives[] = {"CVL", "OPP", "JRN", "EDU", "REL", "SOC", "MED", "LAB", NULL},
                           *const holders[] = {"GOV", "COP", "JUD", NULL};
  const char *mode = r->mode ? r->mode : "";
  bool held = (r->type == TRV_COERCE && strcmp(mode, "arrest") == 0) ||
              (r->type == TRV_SANCTION && strcmp(mode, "convict") == 0) ||
              (r->type == TRV_RETREAT && strcmp(mode, "release") == 0) ||
              (r->type == TRV_CONCEDE && r->cameo && strcmp(r->cameo, "081") == 0);
  if (!held || r->actor.n != 1 || r->recipient.n != 1 || r->rule->flags & TRV_RULE_BOTH) return;
  const struct trv_entity *a = &r->actor.items[0];
  struct trv_entity *e = &r->recipient.items[0];
  if (strcmp(a->code, e->code) == 0 || !trv_in_sector(a, holders) || !trv_in_sector(e, captives) || e->name) return;
  if (strlen(a->code) != 3 || trv_is_organisation(a) || !of_no_nation_told(c, e)) return;
  int side = trv_side_index(c, &r->actor);
  if (side >= 0 && trv_list_shares_code(&r->recipient, &c->sides[1 - side])) return;
  e->code = a->code;
}

/* "Un journaliste a été condamné à six mois de prison": of the country that the article is about, where neither who did it nor whose he is
 * is told. */
static void held_here(struct trv_context *c, struct trv_reading *r) {
  static const struct trv_slot object = {1, {{TRV_SLOT_OBJ, NULL}}};
  const char *mode = r->mode ? r->mode : "";
  bool held = (r->type == TRV_COERCE && strcmp(mode, "arrest") == 0) ||
              (r->type == TRV_SANCTION && strcmp(mode, "convict") == 0);
  if (!held || r->actor.n || r->actor_named || r->recipient.n || !r->recipient_named || r->rule->pos != TRV_VERB)
    return;
  const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
  const char *code = at && at->place.country ? at->place.country : trv_country_of_article(c);
  struct trv_words words;
  trv_tree_slot(&c->tree, r->word, &object, &words);
  for (uint32_t i = 0; code && i < words.n; i++) {
    uint32_t k = c->in->who->at[words.items[i]];
    const struct trv_mention *m = k == TRV_NO_MENTION ? NULL : &c->in->who->mentions[k];
    const char *sector = m && m->head == words.items[i] && !m->n_entities ? (m->sector ? m->sector : m->role) : NULL;
    if (sector) trv_list_add(&r->recipient, &(struct trv_entity){.code = code, .sector = sector});
  }
}

/* "The rebels vowed to press on": a word that often means something else tells an act of speech where who speaks is one of two sides that
 * face each other. */
static void facing(struct trv_context *c, struct trv_reading *r) {
  if (r->type != TRV_ACCUSE && r->type != TRV_REJECT && r->type != TRV_THREATEN && r->type != TRV_REQUEST) return;
  if (r->rule->pos != TRV_VERB || r->recipient_named || r->own_recipient || r->of_many || r->actor.n != 1) return;
  trv_from_clause(c, r);
  if (!r->recipient.n) trv_other_side(c, r, false);
  if (!r->recipient.n && trv_is_sector(&r->actor.items[0], "REB")) trv_faced_government(r);
  if (r->type == TRV_ACCUSE && !trv_done_by_state(c, r)) trv_not_the_victims(c, r);
  if (r->recipient.n) trv_settle_sectors(c, r);
}

/* "Washington demanded that the pastor be freed": of those who hold its man, not of him. */
static void own_man_freed(struct trv_context *c, struct trv_reading *r) {
  if (r->type != TRV_REQUEST || r->dropped || !trv_list_shares_code(&r->actor, &r->recipient)) return;
  struct trv_reading asked = *r;
  asked.recipient.n = 0;
  trv_who_should_free(c, &asked);
  if (asked.recipient.n) r->recipient = asked.recipient;
}

/* "marched to demand that the troops go home": the demand is what the protest is for, and whom it is put to is whom the protest is against. */
static void demanded_in_protest(struct trv_context *c, struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  uint8_t rel = p->deprel[r->word];
  uint32_t head = p->head[r->word], first = c->in->text->sentences[c->in->text->words[r->word].sentence].first_word;
  if (r->type != TRV_REQUEST || r->rule->pos != TRV_VERB || head == TRV_NO_WORD || r->actor.n != 1) return;
  if (rel != TRV_REL_ADVCL && rel != TRV_REL_XCOMP && rel != TRV_REL_ACL) return;
  for (uint32_t w = r->word; w-- > first;) {
    uint32_t k = c->reading_at[w];
    if (k >= c->n_readings || c->readings[k].dropped || c->readings[k].type != TRV_PROTEST) continue;
    struct trv_reading *protest = &c->readings[k];
    if (w != head && p->head[w] != head && p->head[head] != w) continue;
    if (!trv_list_shares_code(&protest->actor, &r->actor)) continue;
    r->dropped = true;
    r->why = "what a protest demands";
    if (!protest->recipient_named && r->recipient.n) protest->recipient = r->recipient;
    return;
  }
}

void trv_supply_late(struct trv_context *c, struct trv_reading *r) {
  if (r->recipient.n || !r->actor.n || !one_sided(r)) return;
  supply(c, r);
  trv_settle_sectors(c, r);
}

void trv_supply_recipients(struct trv_context *c) {
  for (uint32_t i = 0; i < c->n_readings; i++)
    if (!c->readings[i].dropped) {
      if (c->readings[i].taken_by == TRV_NO_READING) {
        held_here(c, &c->readings[i]);
        trv_who_holds(c, &c->readings[i]);
        trv_who_drove(c, &c->readings[i]);
      }
      trv_of_two_named(&c->readings[i]);
      trv_not_the_victims(c, &c->readings[i]);
      trv_settle_sectors(c, &c->readings[i]);
    }
  for (uint32_t i = 0; i < c->n_readings; i++) {
    struct trv_reading *r = &c->readings[i];
    if (r->type == TRV_REJECT && r->actor.n == 1) /* "refused to withdraw its troops" */
      trv_list_without(&r->recipient, &r->actor);
    own_man_freed(c, r);
    envoy_posted(c, r);
    if (r->type == TRV_COERCE && r->mode && strcmp(r->mode, "curfew") == 0 && !r->recipient.n && r->actor.n &&
        r->actor.items[0].sector && strncmp(r->actor.items[0].sector, "MIL", 3) == 0) {
      /* a curfew is put on the people of the place */
      const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
      struct trv_entity people = {.code = at && at->place.country ? at->place.country : r->actor.items[0].code,
                                  .sector = "CVL"};
      trv_list_add(&r->recipient, &people);
    }
    if (!r->dropped && r->taken_by == TRV_NO_READING && !r->recipient.n && !r->actor.n) people_there(c, r);
    if (!r->dropped && r->taken_by == TRV_NO_READING && !r->recipient.n) relieved_there(c, r);
    if (r->dropped || r->taken_by != TRV_NO_READING || r->recipient.n || !r->actor.n || !one_sided(r)) continue;
    if (r->rule->flags & TRV_RULE_WEAK) {
      facing(c, r);
      continue;
    }
    supply(c, r);
    trv_settle_sectors(c, r);
  }
  for (uint32_t i = 0; i < c->n_readings; i++)
    if (!c->readings[i].dropped && c->readings[i].taken_by == TRV_NO_READING) demanded_in_protest(c, &c->readings[i]);
  for (uint32_t i = 0; i < c->n_readings; i++)
    if (!c->readings[i].dropped) {
      trv_group_as_side(c, &c->readings[i].actor);
      trv_group_as_side(c, &c->readings[i].recipient);
      trv_army_as_side(c, &c->readings[i].actor);
      trv_army_as_side(c, &c->readings[i].recipient);
      own_place(c, &c->readings[i]);
      trv_each_other(c, &c->readings[i]);
      people_of_the_other(c, &c->readings[i]);
      people_where_hit(c, &c->readings[i]);
      own_captives(c, &c->readings[i]);
      taken_from_army(c, &c->readings[i]);
      nobody_known(c, &c->readings[i]);
      within_government(&c->readings[i]);
    }
}
