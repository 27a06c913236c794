/* Whom an act is done to, where the slots of its rule found nobody.
 *
 * Nearly every accusation, demand, refusal, threat, sanction or attack is against somebody whom the reader knows: an actor
 * named in the clause, the other side of the conflict, the government that a demonstration faces, or the actor last
 * spoken of. Tried in this order; a guess is never made where the rule already names a recipient. */
#include <string.h>

#include "what/internal.h"

enum { WINDOW_WORDS = 4000 }; /* how far back an accord may be told: keeps the work linear in the article */

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
      if (r->rule->flags & TRV_RULE_BOTH) return false;
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

bool trv_of_state(const struct trv_entity *e) {
  return e->sector && (strcmp(e->sector, "GOV") == 0 || strcmp(e->sector, "MIL") == 0 || strcmp(e->sector, "SPY") == 0);
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

/* "condemned the attack on Ukraine", "denounced the killing of three aid workers": not those to whom it was done. */
static bool is_victim(const struct trv_context *c, const struct trv_reading *r, const struct trv_entity *e) {
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
    if (!own && !is_victim(c, r, e) && !(e->sector && strncmp(e->sector, "JRN", 3) == 0)) trv_list_add(&kept, e);
  }
  r->recipient = kept;
}

/* "two Iranian-made drones", "a Russian-style law": tells more of what follows, and is done nothing to. */
static bool before_hyphen(const struct trv_context *c, const struct trv_mention *m) {
  const struct trv_text *t = c->in->text;
  return m->end_word + 1 < t->n_words && strcmp(t->words[m->end_word].form, "-") == 0 &&
         trv_grammar_has(c->in->grammar, "made_by", c->in->parse->lemma[m->end_word + 1]);
}

/* "asked its Western allies": people whom we do not know. */
bool trv_asks_unknown(struct trv_context *c, const struct trv_reading *r) {
  static const struct trv_slot object = {1, {{TRV_SLOT_OBJ, NULL}}};
  struct trv_words words;
  trv_tree_slot(&c->tree, r->word, &object, &words);
  for (uint32_t i = 0; i < words.n; i++) {
    uint32_t at = c->in->who->at[words.items[i]];
    if (at == TRV_NO_MENTION || c->in->who->mentions[at].head != words.items[i]) continue;
    const struct trv_mention *m = &c->in->who->mentions[at];
    if ((m->kind == TRV_MENTION_PEOPLE || m->kind == TRV_MENTION_ROLE) && m->plural && !m->n_entities) return true;
  }
  return false;
}

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

/* Nor is the state that was hit to blame for it, where the reproach names it. */
static void not_who_was_hit(struct trv_context *c, struct trv_reading *r) {
  const struct trv_list *hit = hit_by_nobody(c, r);
  if (!hit || !hit->n || !trv_of_state(&hit->items[0]) || !trv_list_shares_code(hit, &r->recipient)) return;
  if (hit->items[0].text && hit->items[0].span.begin > c->in->text->words[r->word].span.begin) r->recipient.n = 0;
}

/* An actor named after the verb in its own clause, or in the noun phrase of an event noun. */
static void in_clause(struct trv_context *c, struct trv_reading *r) {
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

static void other_side(struct trv_context *c, struct trv_reading *r, bool fought) {
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

/* Protesters and rebels face the government of their own country. */
static void faced_government(struct trv_reading *r) {
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

/* The actor last spoken of before the act, in its sentence or the one before. */
static void last_spoken_of(struct trv_context *c, struct trv_reading *r) {
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

static void set_sector(struct trv_list *list, const char *from, const char *to) {
  for (uint32_t i = 0; i < list->n; i++)
    if (list->items[i].sector && strcmp(list->items[i].sector, from) == 0 && !list->items[i].name)
      /* an organisation has no government */
      list->items[i].sector = strcmp(to, "GOV") == 0 && trv_is_organisation(&list->items[i]) ? "IGO" : to;
}

/* The mention that an entity was read from; NULL: none. */
static const struct trv_mention *mention_of(const struct trv_context *c, const struct trv_entity *e) {
  const struct trv_who *who = c->in->who;
  uint32_t lo = 0, hi = who->n_mentions;
  if (!e->text) return NULL;
  while (lo < hi) { /* ordered by their first words */
    uint32_t mid = (lo + hi) / 2;
    if (who->mentions[mid].span.begin < e->span.begin) lo = mid + 1;
    else hi = mid;
  }
  for (; lo < who->n_mentions && who->mentions[lo].span.begin == e->span.begin; lo++)
    if (who->mentions[lo].span.end == e->span.end) return &who->mentions[lo];
  return NULL;
}

/* "La Mauritanie", "Paris": a state by its name or its seat. */
static bool of_nation(const struct trv_context *c, const struct trv_entity *e, const char *sector) {
  if (e->name || e->office || !e->sector || strcmp(e->sector, sector) != 0) return false;
  const struct trv_mention *m = mention_of(c, e);
  return m && m->nation;
}

void trv_nation_decides(struct trv_context *c, struct trv_list *list) {
  for (uint32_t i = 0; i < list->n; i++)
    if (of_nation(c, &list->items[i], "MIL")) list->items[i].sector = "GOV";
}

static bool relief_worker(const struct trv_list *actors) {
  for (uint32_t i = 0; i < actors->n; i++) {
    const struct trv_entity *e = &actors->items[i];
    if (strcmp(e->code, "NGO") == 0 || strcmp(e->code, "UNO") == 0) return true;
    if (e->sector && (strcmp(e->sector, "NGO") == 0 || strcmp(e->sector, "MED") == 0)) return true;
  }
  return false;
}

/* One of the two sides is an army: of a civil war. */
static bool army_is_side(const struct trv_context *c) {
  for (int k = 0; k < 2; k++)
    if (c->sides[k].n && c->sides[k].items[0].sector && strcmp(c->sides[k].items[0].sector, "MIL") == 0) return true;
  return false;
}

/* "les deux camps": the armed group that fights, rather than the government of its country. */
static void group_as_side(const struct trv_context *c, struct trv_list *list) {
  if (list->n != 2 || !c->sides[0].n || !c->sides[1].n || list->items[0].span.begin != list->items[1].span.begin)
    return;
  const struct trv_entity *sides[2] = {&c->sides[0].items[0], &c->sides[1].items[0]};
  if (strcmp(sides[0]->code, sides[1]->code) == 0) return;
  bool swapped = strcmp(list->items[0].code, sides[0]->code) != 0;
  for (int k = 0; k < 2; k++)
    if (strcmp(list->items[swapped ? 1 - k : k].code, sides[k]->code) != 0) return;
  for (int k = 0; k < 2; k++) {
    struct trv_entity *e = &list->items[swapped ? 1 - k : k];
    bool group =
        sides[k]->sector && (strncmp(sides[k]->sector, "REB", 3) == 0 || strncmp(sides[k]->sector, "PRM", 3) == 0);
    if (!group || !e->sector || strcmp(e->sector, "GOV") != 0 || e->office) continue;
    e->sector = sides[k]->sector;
    e->name = sides[k]->name;
  }
}

/* "les deux camps", where the army is one of them. */
static void army_as_side(const struct trv_context *c, struct trv_list *list) {
  if (list->n != 2 || !army_is_side(c) || list->items[0].span.begin != list->items[1].span.begin) return;
  for (int k = 0; k < 2; k++) {
    struct trv_entity *e = &list->items[k];
    if (e->sector && strcmp(e->sector, "GOV") == 0 && !e->name && (!e->office || strcmp(e->office, "envoy") == 0) &&
        strcmp(e->code, list->items[1 - k].code) == 0 && strcmp(e->code, c->sides[0].items[0].code) == 0)
      e->sector = "MIL";
  }
}

/* "aux Tigréens": the people, where nobody fights. */
static void people_of_region(struct trv_context *c, struct trv_list *list) {
  for (uint32_t i = 0; i < list->n; i++) {
    struct trv_entity *e = &list->items[i];
    if (!e->sector || !strstr(e->sector, "+PRE") || e->office) continue;
    const struct trv_mention *m = mention_of(c, e);
    if (m && m->kind == TRV_MENTION_PEOPLE && m->nation) e->sector = "CVL", e->name = NULL;
  }
}

/* "to Gaza", "in Darfur": those who live there. */
static void people_of_place(struct trv_context *c, struct trv_list *list) {
  for (uint32_t i = 0; i < list->n; i++) {
    struct trv_entity *e = &list->items[i];
    if (!e->sector || strncmp(e->sector, "GOV", 3) != 0 || e->office || strlen(e->code) != 3) continue;
    const struct trv_mention *m = mention_of(c, e);
    if (m ? m->nation : !e->text) e->sector = "CVL", e->name = NULL;
  }
}

/* "les Français ont défilé", "des partisans de M. Morsi": no government demonstrates. */
static void demonstrators(const struct trv_context *c, struct trv_list *list) {
  for (uint32_t i = 0; i < list->n; i++) {
    struct trv_entity *e = &list->items[i];
    const struct trv_mention *m = mention_of(c, e);
    /* "supporters of the soldiers who took power" */
    bool followers = m && e->sector && m->kind == TRV_MENTION_PEOPLE && !m->nation && (!m->role || *m->role == '=');
    if (followers || (e->sector && strcmp(e->sector, "GOV") == 0)) e->sector = "CVL", e->name = e->office = NULL;
  }
}

/* "between protesters and police, who detained dozens": of those named together, some do what only the state's men, or only a crowd, do;
 * a riot is against the others. */
static void of_two_named(struct trv_reading *r) {
  static const char *const uniforms[] = {"COP", "MIL", NULL};
  bool riot = r->type == TRV_PROTEST, arrest = r->type == TRV_COERCE && r->mode && strcmp(r->mode, "arrest") == 0;
  bool dispersal = r->type == TRV_ASSAULT && r->mode && strcmp(r->mode, "crowd-control") == 0;
  if (r->actor.n < 2 || (!riot && !arrest && !dispersal)) return;
  struct trv_list state = {0}, crowd = {0};
  for (uint32_t i = 0; i < r->actor.n; i++)
    trv_list_add(trv_in_sector(&r->actor.items[i], uniforms) ? &state : &crowd, &r->actor.items[i]);
  if (!state.n || !crowd.n || strcmp(state.items[0].code, crowd.items[0].code) != 0 || trv_of_state(&crowd.items[0]))
    return;
  r->actor = riot ? crowd : state;
  if (riot && !r->recipient.n) r->recipient = state;
}

/* "Ankara protested against the burning of a Koran": a state named as such protests in words. */
static bool protests_in_words(const struct trv_context *c, const struct trv_reading *r) {
  if (!r->mode || strcmp(r->mode, "demo") != 0 || r->rule->pos != TRV_VERB || !r->actor.n) return false;
  if (!trv_grammar_has(c->in->grammar, "protest_in_words", c->in->parse->lemma[r->word])) return false;
  for (uint32_t i = 0; i < r->actor.n; i++) {
    const struct trv_mention *m = mention_of(c, &r->actor.items[i]);
    if (!m || !m->nation || m->plural || (m->kind != TRV_MENTION_STATE && m->kind != TRV_MENTION_SEAT)) return false;
  }
  return true;
}

/* "le tir d'un missile nord-coréen": arms are no men. */
static bool of_arms(const struct trv_context *c, const struct trv_entity *e) {
  const struct trv_mention *m = mention_of(c, e);
  if (!m) return false;
  const char *lemma = c->in->parse->lemma[m->head]; /* nor is "la position française" */
  return trv_grammar_has(c->in->grammar, "weapon", lemma) || trv_grammar_has(c->in->grammar, "stance", lemma);
}

/* Abroad, what its army or police did is the government's to answer for, unless these are named beside the word. */
static void answer_for_forces(struct trv_context *c, struct trv_reading *r) {
  const struct trv_sentence *s = &c->in->text->sentences[c->in->text->words[r->word].sentence];
  if (!r->actor.n || trv_list_shares_code(&r->actor, &r->recipient)) return;
  for (uint32_t i = 0; i < r->recipient.n; i++) {
    struct trv_entity *e = &r->recipient.items[i];
    if (!e->sector || e->name || (strcmp(e->sector, "MIL") != 0 && strcmp(e->sector, "COP") != 0)) continue;
    bool here = e->text && e->span.begin >= s->span.begin && e->span.end <= s->span.end && !of_arms(c, e);
    if ((!here || of_nation(c, e, e->sector)) && strlen(e->code) == 3 && !trv_is_organisation(e)) e->sector = "GOV";
  }
}

static void not_the_victims(const struct trv_context *c, struct trv_reading *r) {
  struct trv_list kept = {0};
  for (uint32_t i = 0; i < r->recipient.n; i++)
    if (!is_victim(c, r, &r->recipient.items[i])) trv_list_add(&kept, &r->recipient.items[i]);
  r->recipient = kept;
}

/* "criticised the arrest of activists": their government answers for it, not they. */
static void answer_for_arrests(struct trv_context *c, struct trv_reading *r) {
  if (r->inner == TRV_NO_READING || c->readings[r->inner].type != TRV_COERCE || c->readings[r->inner].actor.n) return;
  static const char *const seized[] = {"CVL", "OPP", "JRN", "EDU", "AGR", "LAB", "REL", "SOC", "MED", "PTY", "ELI"};
  struct trv_list answering = {0};
  for (uint32_t i = 0; i < r->recipient.n; i++) {
    struct trv_entity e = r->recipient.items[i];
    bool victim = false;
    for (size_t k = 0; k < sizeof seized / sizeof *seized; k++)
      victim |= e.sector && strncmp(e.sector, seized[k], 3) == 0;
    if (victim && strlen(e.code) == 3) e.sector = "GOV", e.name = e.office = NULL;
    trv_list_add(&answering, &e);
  }
  r->recipient = answering;
}

/* Whether one of `list` is of the side: where both are of one country, of its sector too. */
static bool is_side(const struct trv_context *c, int k, const struct trv_list *list) {
  const struct trv_entity *side = &c->sides[k].items[0], *other = &c->sides[1 - k].items[0];
  bool one_country = strcmp(side->code, other->code) == 0;
  for (uint32_t i = 0; i < list->n; i++) {
    const struct trv_entity *e = &list->items[i];
    if (strcmp(e->code, side->code) != 0) continue;
    if (!one_country || (trv_of_state(e) && trv_of_state(side)) ||
        (e->sector && side->sector && strncmp(e->sector, side->sector, 3) == 0))
      return true;
  }
  return false;
}

/* "38 people have been killed in five days of fighting": both sides did it to each other. */
static void each_other(const struct trv_context *c, struct trv_reading *r) {
  if (r->type != TRV_ASSAULT || r->actor.n != 2) return;
  bool sides = c->sides[0].n && is_side(c, 0, &r->actor) && is_side(c, 1, &r->actor);
  bool hurt =
      strcmp(r->actor.items[0].code, r->actor.items[1].code) != 0 && trv_list_shares_code(&r->actor, &r->recipient);
  if (sides || hurt) r->recipient.n = 0;
}

/* "demanded the reopening of the schools", "the release of the doctors": asked of the state that holds or shuts them, not of
 * them. */
static void state_of_those_held(struct trv_reading *r) {
  static const char *const held[] = {"EDU", "MED", "JRN", "REF", "BUS", "CVL", "OPP", "SOC", NULL};
  for (uint32_t i = 0; i < r->recipient.n; i++) {
    struct trv_entity *e = &r->recipient.items[i];
    if (!trv_in_sector(e, held) || strlen(e->code) != 3 || trv_is_organisation(e) || strcmp(e->code, "NGO") == 0)
      continue;
    bool ours = false;
    for (uint32_t k = 0; k < r->actor.n; k++)
      ours |= trv_of_state(&r->actor.items[k]) && strcmp(r->actor.items[k].code, e->code) == 0;
    if (!ours) e->sector = "GOV", e->name = e->office = NULL;
  }
}

/* "condemned the execution of protesters": what is done to people by none but a state. */
static bool done_by_state(const struct trv_context *c, const struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t i = p->child_begin[r->word]; i < p->child_begin[r->word + 1]; i++) {
    uint32_t object = p->children[i];
    if (p->deprel[object] == TRV_REL_OBJ && trv_grammar_has(c->in->grammar, "act_of_state", p->lemma[object]))
      return true;
  }
  return false;
}

/* "India put its army on high alert": the nation is its government, which commands. */
static bool commands_its_own(struct trv_context *c, uint32_t word) {
  static const struct trv_slot object = {1, {{TRV_SLOT_OBJ, NULL}}};
  const struct trv_parse *p = c->in->parse;
  struct trv_words words;
  trv_tree_slot(&c->tree, word, &object, &words);
  for (uint32_t i = 0; i < words.n; i++) {
    uint32_t m = c->in->who->at[words.items[i]];
    const char *role = m == TRV_NO_MENTION ? NULL : c->in->who->mentions[m].role;
    if (!role || strncmp(role, "MIL", 3) != 0) continue;
    for (uint32_t k = p->child_begin[words.items[i]]; k < p->child_begin[words.items[i] + 1]; k++)
      if (p->sub[p->children[k]] == TRV_SUB_POSS) return true;
  }
  return false;
}

/* The sector that the kind of act gives: promises and refusals are made to governments, those driven out are refugees,
 * a truce is kept by a party, not by its soldiers. */
static void settle_sectors(struct trv_context *c, struct trv_reading *r) {
  static const char *const prisoners[] = {"MIL", "SPY", "COP", "CVL", "JRN"};
  bool soldiers = false, states = r->actor.n > 0;
  for (uint32_t i = 0; i < r->actor.n; i++) {
    const char *s = r->actor.items[i].sector;
    states &= s && (strncmp(s, "GOV", 3) == 0 || strncmp(s, "IGO", 3) == 0);
  }
  /* what a government threatens or breaks off, it does so towards a government, whoever of its men is named */
  if (states && (r->type == TRV_THREATEN || (r->type == TRV_SANCTION && !(r->mode && strcmp(r->mode, "expel") == 0))) &&
      !trv_list_shares_code(&r->actor, &r->recipient))
    set_sector(&r->recipient, "MIL", "GOV");
  for (uint32_t i = 0; i < r->actor.n; i++)
    soldiers |= r->actor.items[i].sector && strncmp(r->actor.items[i].sector, "MIL", 3) == 0;
  switch (r->type) {
    case TRV_MOBILIZE:
      /* troops are raised or moved, not done to somebody, but for those sent into another's land, where the pack says
       * so; a nation's are its army */
      if (trv_list_shares_code(&r->recipient, &r->actor) ||
          (r->mode && strcmp(r->mode, "weapons") == 0 && !trv_grammar_has(c->in->grammar, "option", "weapons_against")))
        r->recipient.n = 0;
      set_sector(&r->recipient, "MIL", "GOV");
      for (uint32_t i = 0; i < r->actor.n; i++)
        if (of_nation(c, &r->actor.items[i], "GOV") && !(r->mode && strcmp(r->mode, "police") == 0) &&
            !commands_its_own(c, r->word))
          r->actor.items[i].sector = "MIL";
      break;
    case TRV_ASSAULT: /* "1 900 morts palestiniens" */
      if (r->rule->flags & TRV_RULE_TOLL) set_sector(&r->recipient, "GOV", "CVL");
      set_sector(&r->recipient, "AGR", "CVL"); /* farmers and workers that are shot at are so as civilians */
      set_sector(&r->recipient, "LAB", "CVL");
      break;
    case TRV_PROTEST:
      if (protests_in_words(c, r)) {
        r->type = TRV_ACCUSE;
        r->mode = "disapprove";
        r->cameo = "111";
        break;
      }
      demonstrators(c, &r->actor);
      break;
    case TRV_ACCUSE:
      if (trv_about_overthrow(c, r)) { /* the soldiers that made it, whatever they have become: "the coup in Niger" */
        if (r->recipient.n == 1 && of_nation(c, &r->recipient.items[0], "GOV")) r->recipient.items[0].sector = "MIL";
        break;
      }
      /* an army's attack is its government's to answer for */
      if (r->inner != TRV_NO_READING && r->mode && strcmp(r->mode, "disapprove") == 0)
        set_sector(&r->recipient, "MIL", "GOV");
      if (r->mode && strcmp(r->mode, "disapprove") == 0) answer_for_forces(c, r);
      if (r->mode && strcmp(r->mode, "disapprove") == 0) answer_for_arrests(c, r);
      break;
    case TRV_REQUEST: /* "réclame la capitulation de l'Iran" */
      if (r->inner != TRV_NO_READING && c->readings[r->inner].type == TRV_RETREAT && c->readings[r->inner].mode &&
          strcmp(c->readings[r->inner].mode, "release") == 0)
        state_of_those_held(r); /* "réclament la libération de prisonniers politiques" */
      /* "exige le retrait des troupes turques": of their government */
      if (r->inner != TRV_NO_READING && c->readings[r->inner].type == TRV_RETREAT && c->readings[r->inner].mode &&
          strcmp(c->readings[r->inner].mode, "withdraw") == 0 && !trv_list_shares_code(&r->actor, &r->recipient))
        set_sector(&r->recipient, "MIL", "GOV");
      for (uint32_t i = 0; i < r->recipient.n; i++)
        if (of_nation(c, &r->recipient.items[i], "MIL")) r->recipient.items[i].sector = "GOV";
      /* "a appelé les Vénézuéliens à descendre dans la rue": his own people */
      for (uint32_t i = 0; i < r->recipient.n && trv_list_shares_code(&r->actor, &r->recipient); i++) {
        const struct trv_mention *m =
            of_nation(c, &r->recipient.items[i], "GOV") ? mention_of(c, &r->recipient.items[i]) : NULL;
        if (m && m->kind == TRV_MENTION_PEOPLE && m->plural) r->recipient.items[i].sector = "CVL";
      }
      break;
    case TRV_SUPPORT:
    case TRV_AGREE:
    case TRV_REJECT:
    case TRV_CONCEDE:
      if (!soldiers && !army_is_side(c)) set_sector(&r->recipient, "MIL", "GOV");
      if (r->type == TRV_AGREE) people_of_region(c, &r->recipient);
      /* "s'engage à rappeler ses troupes": nobody promises to himself */
      if (r->actor.n == 1 && r->recipient.n && (r->type == TRV_AGREE || r->type == TRV_CONCEDE)) {
        trv_list_without(&r->recipient, &r->actor);
        r->recipient_named &= r->recipient.n > 0;
      }
      if (r->actor.n > 1 && r->recipient.n) trv_list_without(&r->recipient, &r->actor);
      break;
    case TRV_SANCTION:
      if (r->mode && strcmp(r->mode, "expel") == 0) set_sector(&r->recipient, "CVL", "REF");
      /* "the Red Cross suspended its operations in Darfur": what it does there it does for the people */
      if (r->mode && strcmp(r->mode, "discontinue") == 0 && r->actor.n == 1 &&
          strcmp(r->actor.items[0].code, "NGO") == 0)
        people_of_place(c, &r->recipient);
      break;
    case TRV_COERCE:
      if (r->mode && strcmp(r->mode, "restrict") == 0) people_of_region(c, &r->recipient);
      if (r->mode && strcmp(r->mode, "deport") == 0)
        set_sector(&r->recipient, "GOV", "REF"); /* "deported 200 migrants to Cuba" */
      /* "imposed martial law on the province" */
      if (r->mode && (strcmp(r->mode, "martial-law") == 0 || strcmp(r->mode, "curfew") == 0))
        set_sector(&r->recipient, "GOV", "CVL"), people_of_region(c, &r->recipient);
      break;
    case TRV_AID:
      people_of_region(c, &r->recipient);
      if (r->cameo && strcmp(r->cameo, "072") == 0 && r->rule->pos == TRV_VERB && !r->actor_named)
        set_sector(&r->actor, "MIL", "GOV"); /* "des obus allemands ont été livrés": by the state */
      /* relief workers help the people, whatever the place or the nation is called by; states and banks help states */
      if (r->cameo && (strcmp(r->cameo, "075") == 0 ||
                       ((strcmp(r->cameo, "073") == 0 || strcmp(r->cameo, "070") == 0) && relief_worker(&r->actor)) ||
                       (strcmp(r->cameo, "073") == 0 && !r->actor.n && r->rule->pos == TRV_VERB))) {
        set_sector(&r->recipient, "GOV", "CVL");
        for (uint32_t i = 0; i < r->recipient.n; i++)
          if (trv_is_sector(&r->recipient.items[i], "GOV+PRE") && !r->recipient.items[i].office)
            r->recipient.items[i].sector = "CVL", r->recipient.items[i].name = NULL;
      }
      if (relief_worker(&r->actor) && !soldiers && !(r->cameo && strcmp(r->cameo, "071") == 0))
        people_of_place(c, &r->recipient);
      if (r->cameo && strcmp(r->cameo, "075") == 0) set_sector(&r->recipient, "CVL", "REF");
      break;
    case TRV_RETREAT:
      if (r->mode && strcmp(r->mode, "ceasefire") == 0 && (r->filled || r->actor.n == 1) && !army_is_side(c))
        set_sector(&r->actor, "MIL", "GOV");
      /* "Armenian and Azerbaijani forces stopped firing": a truce between states */
      if (r->mode && strcmp(r->mode, "ceasefire") == 0 && r->actor.n >= 2 &&
          strcmp(r->actor.items[0].code, r->actor.items[1].code) != 0 && !army_is_side(c))
        set_sector(&r->actor, "MIL", "GOV");
      if (r->mode && strcmp(r->mode, "withdraw") == 0) r->recipient.n = 0;
      /* "trois agents cubains échangés contre un espion": by their states */
      if (r->mode && strcmp(r->mode, "release") == 0 && r->actor.n == 2 && r->rule->flags & TRV_RULE_BOTH)
        for (size_t k = 0; k < sizeof prisoners / sizeof *prisoners; k++) set_sector(&r->actor, prisoners[k], "GOV");
      break;
    default: break;
  }
}

/* "Le bombardement d'un marché a fait 26 morts à Saada": the people of the place. */
static void people_there(struct trv_context *c, struct trv_reading *r) {
  if (r->type != TRV_ASSAULT || r->rule->flags & TRV_RULE_BOTH || r->actor.n > 1) return;
  bool bomber = r->mode && strcmp(r->mode, "suicide-attack") == 0; /* is never an accident, whoever was hit */
  if (r->killed < 0 && r->wounded < 0 && !bomber) return;
  if (!r->actor.n && r->rule->flags & (TRV_RULE_WEAK | TRV_RULE_TOLL)) return; /* perhaps an earthquake */
  const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
  if (!at && r->date_word != TRV_NO_WORD) at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->date_word);
  if (!at || !at->place.country) return;
  struct trv_entity people = {.code = at->place.country, .sector = "CVL"};
  trv_list_add(&r->recipient, &people);
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

/* The object is people of whom no country is told: "foreigners". */
static bool people_of_nobody(struct trv_context *c, const struct trv_reading *r) {
  static const struct trv_slot object = {1, {{TRV_SLOT_OBJ, NULL}}};
  struct trv_words words;
  trv_tree_slot(&c->tree, r->word, &object, &words);
  for (uint32_t i = 0; i < words.n; i++) {
    uint32_t at = c->in->who->at[words.items[i]];
    if (at == TRV_NO_MENTION || c->in->who->mentions[at].head != words.items[i]) continue;
    const struct trv_mention *m = &c->in->who->mentions[at];
    if (m->kind == TRV_MENTION_PEOPLE && !m->n_entities) return true;
  }
  return false;
}

/* "A convoy carrying food reached El Fasher": the people of the place. */
static void relieved_there(struct trv_context *c, struct trv_reading *r) {
  if (r->type != TRV_AID || !r->cameo || strcmp(r->cameo, "073") != 0 || (r->actor.n && !relief_worker(&r->actor)))
    return;
  const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
  if (!at || !at->place.country || people_of_nobody(c, r)) return;
  struct trv_entity people = {.code = at->place.country, .sector = "CVL"};
  trv_list_add(&r->recipient, &people);
}

/* Types that an expert hardly ever codes without a recipient. */
static bool always_to_somebody(const struct trv_reading *r) {
  return r->type == TRV_ACCUSE || r->type == TRV_REQUEST || r->type == TRV_THREATEN || r->type == TRV_SANCTION ||
         r->type == TRV_AID;
}

/* "L'aviation israélienne frappe une centrale": a thing hit without an owner is the enemy's or of the country where it
 * stands. */
static void owner_there(struct trv_context *c, struct trv_reading *r) {
  bool seized = r->type == TRV_COERCE && r->mode && strcmp(r->mode, "seize") == 0;
  if ((r->type != TRV_ASSAULT && !seized) || r->rule->flags & TRV_RULE_BOTH || r->actor.n > 1) return;
  /* where it stands, if that is neither the doer's country nor the other side's */
  const struct trv_place_mention *there = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
  int side = trv_side_index(c, &r->actor);
  if (there && there->place.country && strcmp(there->place.country, r->actor.items[0].code) != 0 && side >= 0 &&
      strcmp(there->place.country, c->sides[1 - side].items[0].code) != 0) {
    struct trv_entity e = {.code = there->place.country, .sector = "GOV"};
    trv_list_add(&r->recipient, &e);
    return;
  }
  other_side(
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
  if (!trv_list_shares_code(&c->sides[0], &c->sides[1])) other_side(c, r, false);
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

/* "Washington condemned the incursion and threatened sanctions": against the same. */
static void joined_act(struct trv_context *c, struct trv_reading *r) {
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

/* "warned of war unless the prime minister steps down": of whom the condition tells. */
static void in_condition(struct trv_context *c, struct trv_reading *r) {
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

/* "Bolivia severed ties with Israel. Chile recalled its ambassador": from the same state. */
static void as_another_did(struct trv_context *c, struct trv_reading *r) {
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

/* Whom a one-sided act is done to, in the order of what is most likely. */
static void guess(struct trv_context *c, struct trv_reading *r) {
  if (r->of_many) return;
  if (r->type == TRV_MOBILIZE) {
    other_state(c, r);
    return;
  }
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
  if (r->type == TRV_THREATEN) trv_threatened_by_condition(c, r);
  if (r->type == TRV_THREATEN && !r->recipient_named) in_condition(c, r);
  static const char *const rulers[] = {"GOV", "JUD", NULL};
  bool executed = r->type == TRV_ASSAULT && r->mode && strcmp(r->mode, "targeted") == 0 && r->recipient_named &&
                  trv_in_sector(&r->actor.items[0], rulers);
  if (!r->recipient.n && executed) { /* "a exécuté un homme reconnu coupable d'espionnage" */
    struct trv_entity people = {.code = r->actor.items[0].code, .sector = "CVL"};
    trv_list_add(&r->recipient, &people);
    return;
  }
  if (r->type != TRV_CONCEDE && !r->recipient.n) {
    in_clause(c, r);
    if (r->type == TRV_REQUEST || (r->type == TRV_ACCUSE && done_by_state(c, r))) state_of_those_held(r);
  }
  if (r->type == TRV_COERCE && r->mode && strcmp(r->mode, "restrict") == 0 &&
      !(c->sides[0].n && trv_list_shares_code(&c->sides[0], &c->sides[1])))
    return; /* a border is closed to everybody, but for the road to the rebels */
  if (!r->recipient.n && !r->recipient_named && r->type == TRV_COERCE && r->mode && strcmp(r->mode, "withhold") == 0)
    return; /* "cut telephone and internet links" */
  if (!r->recipient.n &&
      (r->type == TRV_THREATEN || r->type == TRV_SANCTION || r->type == TRV_REQUEST || r->type == TRV_ACCUSE))
    joined_act(c, r);
  if (!r->recipient.n) as_another_did(c, r);
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
  if (!r->recipient.n && r->type == TRV_PROTEST) faced_government(r);
  /* "The opposition demanded new elections": of its government */
  static const char *const opposed[] = {"OPP", "PTY+OPP", NULL};
  if (!r->recipient.n && trv_in_sector(&r->actor.items[0], opposed) &&
      (r->type == TRV_ACCUSE || r->type == TRV_REQUEST || r->type == TRV_REJECT))
    faced_government(r);
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
      faced_government(r); /* a village that nobody knows */
    /* "evacuated 535 foreigners": of whom nobody is told */
    if (r->type == TRV_AID && people_of_nobody(c, r)) return;
    if (!always_to_somebody(r) && r->type != TRV_AGREE && r->type != TRV_CONCEDE && r->type != TRV_REJECT) return;
  }
  if (!r->recipient.n && r->type == TRV_REQUEST && trv_asks_unknown(c, r) && trv_side_index(c, &r->actor) >= 0)
    return; /* and not the enemy */
  static const char *const rebels[] = {"REB", "UAF", NULL};
  if (!r->recipient.n && trv_in_sector(&r->actor.items[0], rebels))
    people_there(c, r); /* "a fait quinze morts dans un village" */
  if (!r->recipient.n && r->type != TRV_SUPPORT && (r->type != TRV_AGREE || r->tag) && r->type != TRV_AID)
    other_side(c, r, r->type == TRV_ASSAULT);
  if (!r->recipient.n && r->type == TRV_COERCE && !r->mode && r->actor.items[0].sector &&
      strncmp(r->actor.items[0].sector, "MIL", 3) == 0)
    faced_government(r); /* a coup */
  if (!r->recipient.n && r->actor.items[0].sector && strcmp(r->actor.items[0].sector, "REB") == 0 &&
      (r->type == TRV_CONCEDE || r->type == TRV_REJECT || r->type == TRV_THREATEN || r->type == TRV_ASSAULT))
    faced_government(r);
  if (!r->recipient.n && r->type == TRV_REQUEST) {
    both_sides(c, r);
    if (asked_of_state(c, r)) state_alone(r);
  }
  if (!r->recipient.n && r->type == TRV_AGREE && r->actor.n > 1 && trv_list_shares_code(&r->actor, &c->sides[0]) &&
      trv_list_shares_code(&r->actor, &c->sides[1]))
    return; /* what the sides commit themselves to, they do to each other */
  if (!r->recipient.n && r->type == TRV_AGREE) {
    other_side(c, r, false); /* "is ready for talks" */
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
    if (!unknown) last_spoken_of(c, r);
    if (r->type != TRV_ACCUSE && r->type != TRV_THREATEN) set_sector(&r->recipient, "MIL", "GOV");
    if (r->type == TRV_REJECT) set_sector(&r->recipient, "SPY", "GOV"), set_sector(&r->recipient, "COP", "GOV");
    if (r->type == TRV_SANCTION) set_sector(&r->recipient, "CVL", "GOV"), set_sector(&r->recipient, "COP", "GOV");
  }
  if (!r->recipient.n && always_to_somebody(r)) country_told_of(c, r);
  if (!r->recipient.n && r->type == TRV_CONCEDE) {
    in_clause(c, r);
    if (!r->recipient.n) last_spoken_of(c, r);
    set_sector(&r->recipient, "MIL", "GOV");
  }
  if (!r->recipient.n) people_there(c, r);
  if (!r->recipient.n) owner_there(c, r);
  if (!r->recipient.n && r->type == TRV_ASSAULT && strcmp(r->actor.items[0].code, "IMG") == 0) country_told_of(c, r);
  if (!r->recipient.n && r->type == TRV_ASSAULT) last_spoken_of(c, r);
  if (r->type == TRV_ACCUSE && !done_by_state(c, r)) not_the_victims(c, r);
}

static void supply(struct trv_context *c, struct trv_reading *r) {
  if (r->actor.n) closed_in_protest(r);
  guess(c, r);
  not_who_was_hit(c, r);
}

/* "Gunmen shot dead 26 people": of whom it is told only that they were armed. */
static void nobody_known(struct trv_context *c, struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  if (r->type != TRV_ASSAULT || (r->mode && strcmp(r->mode, "abduct") == 0) || r->actor.n != 1 || !r->recipient.n)
    return;
  const struct trv_mention *m = mention_of(c, &r->actor.items[0]);
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
  const struct trv_mention *m = mention_of(c, e);
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
  const char *other = NULL, *home = trv_country_of_article(c);
  if (side >= 0 && c->sides[1 - side].n == 1 && !(home && strcmp(home, a->code) == 0) && !has_rebels(c, a->code))
    other = c->sides[1 - side].items[0].code;
  struct trv_entities told = trv_says_chain(c->in->says, r->word, c->arena);
  for (uint32_t i = 0; i < told.n && (!other || strcmp(other, a->code) == 0); i++)
    if (trv_of_state(&told.items[i])) other = told.items[i].code;
  if (!other || strcmp(other, a->code) == 0 || strlen(other) != 3 || strcmp(other, "IMG") == 0) return;
  if (trv_is_organisation(&(struct trv_entity){.code = other})) return;
  e->code = other;
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

void trv_supply_late(struct trv_context *c, struct trv_reading *r) {
  if (r->recipient.n || !r->actor.n || !one_sided(r)) return;
  supply(c, r);
  settle_sectors(c, r);
}

void trv_supply_recipients(struct trv_context *c) {
  for (uint32_t i = 0; i < c->n_readings; i++)
    if (!c->readings[i].dropped) {
      if (c->readings[i].taken_by == TRV_NO_READING) {
        held_here(c, &c->readings[i]);
        trv_who_holds(c, &c->readings[i]);
      }
      of_two_named(&c->readings[i]);
      not_the_victims(c, &c->readings[i]);
      settle_sectors(c, &c->readings[i]);
    }
  for (uint32_t i = 0; i < c->n_readings; i++) {
    struct trv_reading *r = &c->readings[i];
    if (r->type == TRV_REJECT && r->actor.n == 1) /* "refused to withdraw its troops" */
      trv_list_without(&r->recipient, &r->actor);
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
    if (r->dropped || r->taken_by != TRV_NO_READING || r->recipient.n || !r->actor.n || !one_sided(r) ||
        r->rule->flags & TRV_RULE_WEAK)
      continue;
    supply(c, r);
    settle_sectors(c, r);
  }
  for (uint32_t i = 0; i < c->n_readings; i++)
    if (!c->readings[i].dropped) {
      group_as_side(c, &c->readings[i].actor);
      group_as_side(c, &c->readings[i].recipient);
      army_as_side(c, &c->readings[i].actor);
      army_as_side(c, &c->readings[i].recipient);
      own_place(c, &c->readings[i]);
      each_other(c, &c->readings[i]);
      people_of_the_other(c, &c->readings[i]);
      own_captives(c, &c->readings[i]);
      taken_from_army(c, &c->readings[i]);
      nobody_known(c, &c->readings[i]);
      within_government(&c->readings[i]);
    }
}
