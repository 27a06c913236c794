/* Whom the text offers as the one an act is done to: those named in its clause or in its condition, the other side of the
 * conflict, the government that is faced, whom acts joined to it concern, and the actor last spoken of. */
#include <string.h>

#include "what/recipients.h"

bool trv_only_where(struct trv_context *c, uint32_t w, const struct trv_mention *m) {
  char buf[64];
  if (!m->nation) return false;
  const char *prep = trv_tree_case(&c->tree, w, buf, sizeof buf);
  return prep && trv_grammar_has(c->in->grammar, "locative_preposition", prep);
}

static bool can_suffer(const struct trv_mention *m) {
  switch (m->kind) {
    case TRV_MENTION_NAME:
    case TRV_MENTION_STATE:
    case TRV_MENTION_SEAT:
    case TRV_MENTION_ROLE:
    case TRV_MENTION_PARTIES:
    case TRV_MENTION_PEOPLE:
    case TRV_MENTION_PRONOUN: return m->n_entities > 0;
    default: return false;
  }
}

/* "les pourparlers de Genève", "l'accord d'Alger": where they are held, where it was made. */
static bool seat_of_talks(struct trv_context *c, uint32_t w) {
  const struct trv_parse *p = c->in->parse;
  const struct trv_place_mention *m = trv_place_over(c, w);
  uint32_t at = c->in->who->at[w]; /* "l'accord de Paris": a capital that is no place there */
  bool seat = at != TRV_NO_MENTION && c->in->who->mentions[at].kind == TRV_MENTION_SEAT;
  if (!m ? !seat : m->kind == TRV_PLACE_COUNTRY) return false;
  if (p->deprel[w] != TRV_REL_NMOD || p->head[w] == TRV_NO_WORD) return false;
  const char *noun = p->lemma[p->head[w]];
  return trv_grammar_has(c->in->grammar, "talks", noun) || trv_grammar_has(c->in->grammar, "accord_reference", noun);
}

bool trv_is_victim(const struct trv_context *c, const struct trv_reading *r, const struct trv_entity *e) {
  if (r->type != TRV_ACCUSE || r->inner == TRV_NO_READING) return false;
  const struct trv_reading *act = &c->readings[r->inner];
  if (act->type != TRV_ASSAULT || act->rule->flags & TRV_RULE_BOTH) return false;
  const struct trv_word *word = &c->in->text->words[act->word];
  const struct trv_sentence *s = &c->in->text->sentences[word->sentence];
  for (uint32_t k = 0; k < act->recipient.n; k++) {
    const struct trv_entity *v = &act->recipient.items[k];
    bool told = v->text && v->span.begin > word->span.begin && v->span.end <= s->span.end;
    if (told && !act->actor.n && trv_of_state(e) && trv_of_state(v) && strcmp(v->code, e->code) == 0) return true;
    if (e->text && v->text && e->span.begin >= v->span.begin && e->span.end <= v->span.end) return true;
  }
  return false;
}

static void take(struct trv_context *c, struct trv_reading *r, uint32_t w) {
  if (seat_of_talks(c, w)) return;
  struct trv_list found = {0};
  trv_entities_at(c, w, false, &found);
  trv_list_without(&found, &r->actor);
  struct trv_list kept = {0};
  for (uint32_t i = 0; i < found.n; i++) {
    const struct trv_entity *e = &found.items[i];
    bool own = false; /* a state does nothing to itself */
    for (uint32_t k = 0; k < r->actor.n; k++)
      own |= trv_of_state(&r->actor.items[k]) && trv_of_state(e) && strcmp(r->actor.items[k].code, e->code) == 0;
    if (!own && !trv_is_victim(c, r, e) && !(e->sector && strncmp(e->sector, "JRN", 3) == 0)) trv_list_add(&kept, e);
  }
  r->recipient = kept;
}

/* "two Iranian-made drones", "a Russian-style law": tells more of what follows, and is done nothing to. */
static bool before_hyphen(const struct trv_context *c, const struct trv_mention *m) {
  const struct trv_text *t = c->in->text;
  return m->end_word + 1 < t->n_words && strcmp(t->words[m->end_word].form, "-") == 0 &&
         trv_grammar_has(c->in->grammar, "made_by", c->in->parse->lemma[m->end_word + 1]);
}

bool trv_unknown_object(struct trv_context *c, const struct trv_reading *r, bool roles) {
  static const struct trv_slot object = {1, {{TRV_SLOT_OBJ, NULL}}};
  struct trv_words words;
  trv_tree_slot(&c->tree, r->word, &object, &words);
  for (uint32_t i = 0; i < words.n; i++) {
    uint32_t at = c->in->who->at[words.items[i]];
    if (at == TRV_NO_MENTION || c->in->who->mentions[at].head != words.items[i]) continue;
    const struct trv_mention *m = &c->in->who->mentions[at];
    if (m->n_entities || (roles && !m->plural)) continue;
    if (m->kind == TRV_MENTION_PEOPLE || (roles && m->kind == TRV_MENTION_ROLE)) return true;
  }
  return false;
}

/* "asked its Western allies": people whom we do not know. */
bool trv_asks_unknown(struct trv_context *c, const struct trv_reading *r) { return trv_unknown_object(c, r, true); }

/* "asked its allies for permission to strike targets in Russia": where the text names who is asked, though we do not know him, it is nobody of
 * those whom the thing asked for is about. */
static bool within_what_is_asked(struct trv_context *c, const struct trv_reading *r, uint32_t w) {
  const struct trv_parse *p = c->in->parse;
  if (r->type != TRV_REQUEST || !trv_asks_unknown(c, r)) return false;
  for (uint32_t k = w; k != r->word && k != TRV_NO_WORD; k = p->head[k])
    if (p->deprel[k] == TRV_REL_ACL || p->deprel[k] == TRV_REL_XCOMP || p->deprel[k] == TRV_REL_CCOMP) return true;
  return false;
}

/* "condemned the attack on Kyiv", by nobody told: who was hit, in its own words. NULL: the act is no reproach for such an
 * attack. */
static const struct trv_list *hit_by_nobody(const struct trv_context *c, const struct trv_reading *r) {
  if (r->type != TRV_ACCUSE || r->inner == TRV_NO_READING) return NULL;
  const struct trv_reading *attack = &c->readings[r->inner];
  bool violent = attack->type == TRV_ASSAULT || (attack->mode && strcmp(attack->mode, "cyber") == 0);
  return violent && !attack->actor.n ? &attack->recipient : NULL;
}

void trv_not_who_was_hit(struct trv_context *c, struct trv_reading *r) {
  const struct trv_list *hit = hit_by_nobody(c, r);
  if (!hit || !hit->n || !trv_of_state(&hit->items[0]) || !trv_list_shares_code(hit, &r->recipient)) return;
  if (hit->items[0].text && hit->items[0].span.begin > c->in->text->words[r->word].span.begin) r->recipient.n = 0;
}

void trv_from_clause(struct trv_context *c, struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  const struct trv_list *hit = hit_by_nobody(c, r);
  uint32_t report = c->in->says->at[r->word];
  bool seizes = r->mode && ((r->type == TRV_COERCE && strcmp(r->mode, "arrest") == 0) ||
                            (r->type == TRV_SANCTION && strcmp(r->mode, "convict") == 0));
  for (uint32_t w = r->word + 1; w <= p->right[r->word] && w < p->n_words && !r->recipient.n; w++) {
    uint32_t at = c->in->who->at[w];
    if (at == TRV_NO_MENTION || c->in->who->mentions[at].head != w || c->in->says->at[w] != report) continue;
    const struct trv_mention *m = &c->in->who->mentions[at];
    if (m->kind == TRV_MENTION_PARTIES && !m->n_entities && p->head[w] == r->word && p->deprel[w] != TRV_REL_NSUBJ &&
        c->sides[0].n) { /* "urged both sides" */
      r->recipient = c->sides[0];
      trv_list_join(&r->recipient, &c->sides[1]);
      trv_list_without(&r->recipient, &r->actor);
      continue;
    }
    if (!can_suffer(m) || trv_only_where(c, w, m) || before_hyphen(c, m)) continue;
    if (r->type == TRV_PROTEST && m->nation) { /* "blocked the road to Bulgaria" */
      char buf[64];
      const char *to = trv_tree_case(&c->tree, w, buf, sizeof buf);
      if (p->deprel[w] == TRV_REL_NMOD || (to && trv_grammar_has(c->in->grammar, "dative_preposition", to))) continue;
    }
    bool subject = false, apart = false; /* an inverted subject, or a clause of its own */
    for (uint32_t k = w; k != r->word && k != TRV_NO_WORD; k = p->head[k]) {
      subject |= p->deprel[k] == TRV_REL_NSUBJ || (p->deprel[k] == TRV_REL_OBL && p->sub[k] == TRV_SUB_AGENT);
      char prep[64];
      const char *behind = p->deprel[k] == TRV_REL_OBL || p->deprel[k] == TRV_REL_NMOD
                               ? trv_tree_case(&c->tree, k, prep, sizeof prep)
                               : NULL;
      apart |= behind && trv_grammar_has(c->in->grammar, "apart", behind); /* "after a crowd …" */
      apart |= behind && r->type == TRV_ASSAULT &&                         /* "fired rockets from Gaza" */
               trv_grammar_has(c->in->grammar, "origin_preposition", behind);
      /* "arrested three men accused of spying for Israel" */
      apart |= p->deprel[k] == TRV_REL_ACL && r->recipient_named && r->type == TRV_COERCE && r->mode &&
               strcmp(r->mode, "arrest") == 0;
      /* "arrested two men suspected of spying for Russia" */
      apart |= seizes && p->deprel[k] == TRV_REL_ACL;
      apart |= p->deprel[k] == TRV_REL_ADVCL || p->deprel[k] == TRV_REL_CONJ || p->deprel[k] == TRV_REL_PARATAXIS ||
               (p->deprel[k] == TRV_REL_ACL && p->sub[k] == TRV_SUB_RELCL);
    }
    if (subject || apart || within_what_is_asked(c, r, w)) continue;
    take(c, r, w);
    if (hit && trv_list_shares_code(hit, &r->recipient)) r->recipient.n = 0;
  }
}

void trv_other_side(struct trv_context *c, struct trv_reading *r, bool fought) {
  if (c->quarrel && (r->type == TRV_ASSAULT || r->type == TRV_COERCE)) return; /* a mutiny, a coup */
  int side = trv_side_index(c, &r->actor);
  const struct trv_entity *doer = r->actor.n == 1 ? &r->actor.items[0] : NULL;
  bool same = doer && side >= 0 && trv_camp(doer) == trv_camp(&c->sides[side].items[0]);
  struct trv_entity foe;
  /* whom the article tells it to fight, where it is neither of the two sides; rebels, their own state */
  bool rebels = doer && trv_is_sector(doer, "REB") && (fought || r->type == TRV_COERCE);
  if (doer && (rebels || (fought && !same)) && trv_foe_of(c, doer, &foe) &&
      (!rebels || !same || strcmp(foe.code, doer->code) == 0)) {
    r->recipient = (struct trv_list){1, {foe}};
    trv_force_sector(c, &r->recipient);
    return;
  }
  if (side < 0) return;
  if (r->type == TRV_SANCTION && r->mode && strcmp(r->mode, "expel") == 0 && trv_of_state(&r->actor.items[0]) &&
      trv_list_shares_code(&r->actor, &c->sides[1 - side]))
    return; /* foreigners are expelled */
  /* "refused to resign": no other country asks for that */
  if (r->type == TRV_REJECT && r->mode && strcmp(r->mode, "change") == 0 &&
      !trv_list_shares_code(&c->sides[0], &c->sides[1]))
    return;
  /* an ambassador is called back from a state, not from rebels */
  static const char *const armed[] = {"REB", "PRM", NULL};
  if (r->type == TRV_SANCTION && r->mode && strcmp(r->mode, "withdraw") == 0 &&
      trv_in_sector(&c->sides[1 - side].items[0], armed))
    return;
  r->recipient = c->sides[1 - side];
  if (fought) trv_force_sector(c, &r->recipient);
}

void trv_faced_government(struct trv_reading *r) {
  const struct trv_entity *e = &r->actor.items[0];
  if (!e->sector || strncmp(e->sector, "GOV", 3) == 0 || strlen(e->code) != 3 || strcmp(e->code, "NGO") == 0) return;
  if (strcmp(e->code, "IMG") == 0) return; /* of no one country */
  if (trv_is_organisation(e) || strcmp(e->code, "IMG") == 0)
    return; /* a group of many countries faces none of its own */
  struct trv_entity gov = {.code = e->code, .sector = "GOV"};
  trv_list_add(&r->recipient, &gov);
}

/* "has told its citizens to keep away, and urged both sides": a government asks and offers others, unless the text says
 * that it turns to its people. */
static void not_own_people(struct trv_reading *r) {
  struct trv_list kept = {0};
  static const char *const people[] = {"CVL", "BUS", "JRN", "MED", NULL};
  for (uint32_t i = 0; i < r->recipient.n; i++) {
    const struct trv_entity *e = &r->recipient.items[i];
    bool own = trv_in_sector(e, people);
    bool ours = false;
    for (uint32_t k = 0; k < r->actor.n; k++)
      ours |= trv_of_state(&r->actor.items[k]) && strcmp(r->actor.items[k].code, e->code) == 0;
    if (!(own && ours)) trv_list_add(&kept, e);
  }
  r->recipient = kept;
}

/* Whom outsiders reproach is the state of those last spoken of, where they are no crowd: "a dénoncé un usage excessif". */
static void state_reproached(struct trv_reading *r) {
  static const char *const harmless[] = {"LAB", "AGR", "EDU", "MED", "JRN", "REF", "REL", "BUS", "SOC", NULL};
  for (uint32_t i = 0; i < r->recipient.n; i++) {
    struct trv_entity *e = &r->recipient.items[i];
    if (!trv_in_sector(e, harmless) || strlen(e->code) != 3 || trv_is_organisation(e) || strcmp(e->code, "NGO") == 0)
      continue;
    if (!trv_list_shares_code(&r->actor, &r->recipient)) e->sector = "GOV", e->name = e->office = NULL;
  }
}

void trv_last_spoken_of(struct trv_context *c, struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  bool states = r->type == TRV_SANCTION; /* no relief workers or crowds */
  uint32_t sentence = c->in->text->words[r->word].sentence;
  /* "Britain condemned the bombings" that nobody claims: not those who dug for the survivors */
  static const char *const armed[] = {"REB", "PRM", "UAF", "MIL", NULL};
  bool unknown_attack = hit_by_nobody(c, r) != NULL;
  for (uint32_t w = r->word; w-- > 0 && c->in->text->words[w].sentence + 1 >= sentence && !r->recipient.n;) {
    uint32_t at = c->in->who->at[w];
    if (at == TRV_NO_MENTION || c->in->who->mentions[at].head != w) continue;
    const struct trv_mention *m = &c->in->who->mentions[at];
    if (!can_suffer(m) || trv_only_where(c, w, m) || before_hyphen(c, m)) continue;
    if (p->deprel[w] == TRV_REL_AMOD) continue;
    take(c, r, w);
    if (r->type == TRV_ACCUSE) state_reproached(r);
    if (unknown_attack && r->recipient.n && !trv_in_sector(&r->recipient.items[0], armed)) r->recipient.n = 0;
    if (r->type == TRV_REQUEST || r->type == TRV_SANCTION || r->type == TRV_SUPPORT || r->type == TRV_AGREE ||
        r->type == TRV_THREATEN)
      not_own_people(r);
    bool expelled = r->type == TRV_SANCTION && r->mode && strcmp(r->mode, "expel") == 0;
    if (expelled && trv_of_state(&r->actor.items[0]) && trv_list_shares_code(&r->actor, &r->recipient))
      r->recipient.n = 0; /* foreigners are */
    const char *sector = r->recipient.n ? r->recipient.items[0].sector : NULL;
    if (states && sector && strncmp(sector, "GOV", 3) != 0 && strncmp(sector, "MIL", 3) != 0 &&
        strncmp(sector, "REB", 3) != 0 && strncmp(sector, "PRM", 3) != 0 && strncmp(sector, "LEG", 3) != 0)
      r->recipient.n = 0;
  }
}

static void subject_of_condition(struct trv_context *c, struct trv_reading *r, uint32_t verb) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1] && !r->recipient.n; i++) {
    uint32_t k = p->children[i];
    struct trv_words words = {0};
    bool condition = false;
    for (uint32_t j = p->child_begin[k]; j < p->child_begin[k + 1]; j++)
      condition |= p->deprel[p->children[j]] == TRV_REL_MARK &&
                   trv_grammar_has(c->in->grammar, "condition_mark", p->lemma[p->children[j]]);
    if (p->deprel[k] != TRV_REL_ADVCL || !condition) continue;
    trv_tree_subject(&c->tree, k, &words);
    for (uint32_t j = 0; j < words.n; j++) trv_entities_at(c, words.items[j], false, &r->recipient);
    trv_list_without(&r->recipient, &r->actor);
  }
}

void trv_threatened_by_condition(struct trv_context *c, struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  subject_of_condition(c, r, r->word);
  /* "will resume the offensive unless the rebels leave" */
  uint32_t head = p->head[r->word];
  if (p->deprel[r->word] == TRV_REL_OBJ && head != TRV_NO_WORD) subject_of_condition(c, r, head);
  /* "warned that it would respond if Israel struck" */
  for (uint32_t i = p->child_begin[r->word]; i < p->child_begin[r->word + 1] && !r->recipient.n; i++) {
    uint32_t k = p->children[i];
    if (p->deprel[k] == TRV_REL_CCOMP || p->deprel[k] == TRV_REL_XCOMP) subject_of_condition(c, r, k);
  }
}

void trv_joined_act(struct trv_context *c, struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  uint32_t v = r->word;
  for (int i = 0; i < 4 && p->deprel[v] == TRV_REL_CONJ && p->head[v] != TRV_NO_WORD && !r->recipient.n; i++) {
    v = p->head[v];
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings) continue;
    const struct trv_reading *o = &c->readings[k];
    bool hostile = o->type == TRV_ACCUSE || o->type == TRV_THREATEN || o->type == TRV_SANCTION ||
                   o->type == TRV_REJECT || o->type == TRV_REQUEST;
    if (!hostile || o->dropped || o->rule->flags & TRV_RULE_BOTH || !trv_list_shares_code(&o->actor, &r->actor))
      continue;
    r->recipient = o->recipient;
    trv_list_without(&r->recipient, &r->actor);
  }
}

void trv_from_condition(struct trv_context *c, struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t w = p->left[r->word]; w <= p->right[r->word] && w < p->n_words && !r->recipient.n; w++) {
    if (p->deprel[w] != TRV_REL_MARK || !trv_grammar_has(c->in->grammar, "condition_mark", p->lemma[w])) continue;
    uint32_t clause = p->head[w];
    if (clause == TRV_NO_WORD || p->deprel[clause] != TRV_REL_ADVCL) continue;
    struct trv_words words = {0};
    trv_tree_subject(&c->tree, clause, &words);
    static const char *const not_theirs[] = {"MED", "JRN", "REF", NULL}; /* "if the rescuers are held back" */
    for (uint32_t i = 0; i < words.n && !r->recipient.n; i++) take(c, r, words.items[i]);
    if (r->recipient.n && trv_in_sector(&r->recipient.items[0], not_theirs)) r->recipient.n = 0;
  }
}

void trv_as_another_did(struct trv_context *c, struct trv_reading *r) {
  uint32_t sentence = c->in->text->words[r->word].sentence;
  if (r->type != TRV_SANCTION || !r->mode || strcmp(r->mode, "withdraw") != 0) return;
  for (uint32_t v = r->word; v-- > 0 && c->in->text->words[v].sentence + 1 >= sentence;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings || c->readings[k].dropped || c->readings[k].type != TRV_SANCTION) continue;
    const struct trv_reading *o = &c->readings[k];
    if (o->recipient.n != 1 || !o->actor.n || trv_list_shares_code(&o->recipient, &r->actor)) continue;
    r->recipient = o->recipient;
    return;
  }
}
