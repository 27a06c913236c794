/* The sectors of who acts and of whom it is done to, as the kind of act gives them: promises are made to governments, marches
 * are of civilians, an army answers through its government. */
#include <string.h>

#include "what/recipients.h"

void trv_turn_sector(struct trv_list *list, const char *from, const char *to) {
  for (uint32_t i = 0; i < list->n; i++)
    if (list->items[i].sector && strcmp(list->items[i].sector, from) == 0 && !list->items[i].name)
      /* an organisation has no government */
      list->items[i].sector = strcmp(to, "GOV") == 0 && trv_is_organisation(&list->items[i]) ? "IGO" : to;
}

const struct trv_mention *trv_mention_behind(const struct trv_context *c, const struct trv_entity *e) {
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
  const struct trv_mention *m = trv_mention_behind(c, e);
  return m && m->nation;
}

void trv_nation_decides(struct trv_context *c, struct trv_list *list) {
  for (uint32_t i = 0; i < list->n; i++)
    if (of_nation(c, &list->items[i], "MIL")) list->items[i].sector = "GOV";
}

bool trv_relief_worker(const struct trv_list *actors) {
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

void trv_group_as_side(const struct trv_context *c, struct trv_list *list) {
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

void trv_army_as_side(const struct trv_context *c, struct trv_list *list) {
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
    const struct trv_mention *m = trv_mention_behind(c, e);
    if (m && m->kind == TRV_MENTION_PEOPLE && m->nation) e->sector = "CVL", e->name = NULL;
  }
}

/* "to Gaza", "in Darfur": those who live there. */
static void people_of_place(struct trv_context *c, struct trv_list *list) {
  for (uint32_t i = 0; i < list->n; i++) {
    struct trv_entity *e = &list->items[i];
    if (!e->sector || strncmp(e->sector, "GOV", 3) != 0 || e->office || strlen(e->code) != 3) continue;
    const struct trv_mention *m = trv_mention_behind(c, e);
    if (m ? m->nation : !e->text) e->sector = "CVL", e->name = NULL;
  }
}

/* "les Français ont défilé", "des partisans de M. Morsi": no government demonstrates. */
static void demonstrators(const struct trv_context *c, struct trv_list *list) {
  for (uint32_t i = 0; i < list->n; i++) {
    struct trv_entity *e = &list->items[i];
    const struct trv_mention *m = trv_mention_behind(c, e);
    /* "supporters of the soldiers who took power" */
    bool followers = m && e->sector && m->kind == TRV_MENTION_PEOPLE && !m->nation && (!m->role || *m->role == '=');
    if (followers || (e->sector && strcmp(e->sector, "GOV") == 0)) e->sector = "CVL", e->name = e->office = NULL;
  }
}

void trv_of_two_named(struct trv_reading *r) {
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
    const struct trv_mention *m = trv_mention_behind(c, &r->actor.items[i]);
    if (!m || !m->nation || m->plural || (m->kind != TRV_MENTION_STATE && m->kind != TRV_MENTION_SEAT)) return false;
  }
  return true;
}

/* "le tir d'un missile nord-coréen": arms are no men. */
static bool of_arms(const struct trv_context *c, const struct trv_entity *e) {
  const struct trv_mention *m = trv_mention_behind(c, e);
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

void trv_not_the_victims(const struct trv_context *c, struct trv_reading *r) {
  struct trv_list kept = {0};
  for (uint32_t i = 0; i < r->recipient.n; i++)
    if (!trv_is_victim(c, r, &r->recipient.items[i])) trv_list_add(&kept, &r->recipient.items[i]);
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

/* "Un convoi de l'ONU a été mitraillé par des soldats et des miliciens": a verb that two joined by "and" have for subject, and somebody
 * else for object, is no fight between the two. */
static bool side_by_side(const struct trv_reading *r) {
  enum { JOINED_BYTES = 12 };
  if (r->rule->pos != TRV_VERB || r->rule->flags & TRV_RULE_BOTH || !r->recipient.n || !r->recipient_named)
    return false;
  const struct trv_entity *a = &r->actor.items[0], *b = &r->actor.items[1];
  if (!a->text || !b->text || !r->recipient.items[0].text) return false;
  if (a->span.begin > b->span.begin) a = &r->actor.items[1], b = &r->actor.items[0];
  return b->span.begin >= a->span.end && b->span.begin - a->span.end < JOINED_BYTES;
}

void trv_each_other(const struct trv_context *c, struct trv_reading *r) {
  if (r->type != TRV_ASSAULT || r->actor.n != 2) return;
  bool sides = c->sides[0].n && is_side(c, 0, &r->actor) && is_side(c, 1, &r->actor);
  bool hurt =
      strcmp(r->actor.items[0].code, r->actor.items[1].code) != 0 && trv_list_shares_code(&r->actor, &r->recipient);
  if ((sides && !side_by_side(r)) || hurt) r->recipient.n = 0;
}

void trv_state_of_those_held(struct trv_reading *r) {
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

bool trv_done_by_state(const struct trv_context *c, const struct trv_reading *r) {
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

/* "accuse l'ennemi d'avoir bombardé trois villages": the enemy that fires is its army. */
static void enemy_fired(struct trv_context *c, struct trv_reading *r) {
  if (r->inner == TRV_NO_READING || c->readings[r->inner].type != TRV_ASSAULT || r->recipient.n != 1) return;
  if (!r->mode || strcmp(r->mode, "allege") != 0 || r->actor.n != 1) return;
  struct trv_entity *e = &r->recipient.items[0];
  const struct trv_mention *m = trv_mention_behind(c, e);
  if (!m || m->kind != TRV_MENTION_ROLE || m->role || m->plural || !m->nation || e->name || strlen(e->code) != 3)
    return;
  if (c->in->parse->feats[m->first_word].poss) return; /* "its neighbour" */
  if (trv_is_sector(e, "GOV")) e->sector = "MIL";
}

void trv_settle_sectors(struct trv_context *c, struct trv_reading *r) {
  static const char *const prisoners[] = {"MIL", "SPY", "COP", "CVL", "JRN"};
  bool soldiers = false, states = r->actor.n > 0;
  for (uint32_t i = 0; i < r->actor.n; i++) {
    const char *s = r->actor.items[i].sector;
    states &= s && (strncmp(s, "GOV", 3) == 0 || strncmp(s, "IGO", 3) == 0);
  }
  /* what a government threatens or breaks off, it does so towards a government, whoever of its men is named */
  if (states && (r->type == TRV_THREATEN || (r->type == TRV_SANCTION && !(r->mode && strcmp(r->mode, "expel") == 0))) &&
      !trv_list_shares_code(&r->actor, &r->recipient))
    trv_turn_sector(&r->recipient, "MIL", "GOV");
  for (uint32_t i = 0; i < r->actor.n; i++)
    soldiers |= r->actor.items[i].sector && strncmp(r->actor.items[i].sector, "MIL", 3) == 0;
  switch (r->type) {
    case TRV_MOBILIZE:
      /* troops are raised or moved, not done to somebody, but for those sent into another's land, where the pack says
       * so; a nation's are its army */
      if (trv_list_shares_code(&r->recipient, &r->actor) ||
          (r->mode && strcmp(r->mode, "weapons") == 0 && !trv_grammar_has(c->in->grammar, "option", "weapons_against")))
        r->recipient.n = 0;
      trv_turn_sector(&r->recipient, "MIL", "GOV");
      for (uint32_t i = 0; i < r->actor.n; i++)
        if (of_nation(c, &r->actor.items[i], "GOV") && !(r->mode && strcmp(r->mode, "police") == 0) &&
            !commands_its_own(c, r->word))
          r->actor.items[i].sector = "MIL";
      break;
    case TRV_ASSAULT: /* "1 900 morts palestiniens" */
      if (r->rule->flags & TRV_RULE_TOLL) trv_turn_sector(&r->recipient, "GOV", "CVL");
      trv_turn_sector(&r->recipient, "AGR", "CVL"); /* farmers and workers that are shot at are so as civilians */
      trv_turn_sector(&r->recipient, "LAB", "CVL");
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
      enemy_fired(c, r);
      /* an army's attack is its government's to answer for */
      if (r->inner != TRV_NO_READING && r->mode && strcmp(r->mode, "disapprove") == 0)
        trv_turn_sector(&r->recipient, "MIL", "GOV");
      if (r->mode && strcmp(r->mode, "disapprove") == 0) answer_for_forces(c, r);
      if (r->mode && strcmp(r->mode, "disapprove") == 0) answer_for_arrests(c, r);
      break;
    case TRV_REQUEST: /* "réclame la capitulation de l'Iran" */
      if (r->inner != TRV_NO_READING && c->readings[r->inner].type == TRV_RETREAT && c->readings[r->inner].mode &&
          strcmp(c->readings[r->inner].mode, "release") == 0)
        trv_state_of_those_held(r); /* "réclament la libération de prisonniers politiques" */
      /* "exige le retrait des troupes turques": of their government */
      if (r->inner != TRV_NO_READING && c->readings[r->inner].type == TRV_RETREAT && c->readings[r->inner].mode &&
          strcmp(c->readings[r->inner].mode, "withdraw") == 0 && !trv_list_shares_code(&r->actor, &r->recipient))
        trv_turn_sector(&r->recipient, "MIL", "GOV");
      for (uint32_t i = 0; i < r->recipient.n; i++)
        if (of_nation(c, &r->recipient.items[i], "MIL")) r->recipient.items[i].sector = "GOV";
      /* "a appelé les Vénézuéliens à descendre dans la rue": his own people */
      for (uint32_t i = 0; i < r->recipient.n && trv_list_shares_code(&r->actor, &r->recipient); i++) {
        const struct trv_mention *m =
            of_nation(c, &r->recipient.items[i], "GOV") ? trv_mention_behind(c, &r->recipient.items[i]) : NULL;
        if (m && m->kind == TRV_MENTION_PEOPLE && m->plural) r->recipient.items[i].sector = "CVL";
      }
      break;
    case TRV_SUPPORT:
    case TRV_AGREE:
    case TRV_REJECT:
    case TRV_CONCEDE:
      if (!soldiers && !army_is_side(c)) trv_turn_sector(&r->recipient, "MIL", "GOV");
      if (r->type == TRV_AGREE) people_of_region(c, &r->recipient);
      /* "s'engage à rappeler ses troupes": nobody promises to himself */
      if (r->actor.n == 1 && r->recipient.n && (r->type == TRV_AGREE || r->type == TRV_CONCEDE)) {
        trv_list_without(&r->recipient, &r->actor);
        r->recipient_named &= r->recipient.n > 0;
      }
      if (r->actor.n > 1 && r->recipient.n) trv_list_without(&r->recipient, &r->actor);
      break;
    case TRV_SANCTION:
      if (r->mode && strcmp(r->mode, "expel") == 0) trv_turn_sector(&r->recipient, "CVL", "REF");
      /* "the Red Cross suspended its operations in Darfur": what it does there it does for the people */
      if (r->mode && strcmp(r->mode, "discontinue") == 0 && r->actor.n == 1 &&
          strcmp(r->actor.items[0].code, "NGO") == 0)
        people_of_place(c, &r->recipient);
      break;
    case TRV_COERCE:
      if (r->mode && strcmp(r->mode, "restrict") == 0) people_of_region(c, &r->recipient);
      if (r->mode && strcmp(r->mode, "deport") == 0)
        trv_turn_sector(&r->recipient, "GOV", "REF"); /* "deported 200 migrants to Cuba" */
      /* "imposed martial law on the province" */
      if (r->mode && (strcmp(r->mode, "martial-law") == 0 || strcmp(r->mode, "curfew") == 0))
        trv_turn_sector(&r->recipient, "GOV", "CVL"), people_of_region(c, &r->recipient);
      break;
    case TRV_AID:
      people_of_region(c, &r->recipient);
      if (r->cameo && strcmp(r->cameo, "072") == 0 && r->rule->pos == TRV_VERB && !r->actor_named)
        trv_turn_sector(&r->actor, "MIL", "GOV"); /* "des obus allemands ont été livrés": by the state */
      /* relief workers help the people, whatever the place or the nation is called by; states and banks help states */
      if (r->cameo &&
          (strcmp(r->cameo, "075") == 0 ||
           ((strcmp(r->cameo, "073") == 0 || strcmp(r->cameo, "070") == 0) && trv_relief_worker(&r->actor)) ||
           (strcmp(r->cameo, "073") == 0 && !r->actor.n && r->rule->pos == TRV_VERB))) {
        trv_turn_sector(&r->recipient, "GOV", "CVL");
        for (uint32_t i = 0; i < r->recipient.n; i++)
          if (trv_is_sector(&r->recipient.items[i], "GOV+PRE") && !r->recipient.items[i].office)
            r->recipient.items[i].sector = "CVL", r->recipient.items[i].name = NULL;
      }
      if (trv_relief_worker(&r->actor) && !soldiers && !(r->cameo && strcmp(r->cameo, "071") == 0))
        people_of_place(c, &r->recipient);
      if (r->cameo && strcmp(r->cameo, "075") == 0) trv_turn_sector(&r->recipient, "CVL", "REF");
      break;
    case TRV_RETREAT:
      if (r->mode && strcmp(r->mode, "ceasefire") == 0 && (r->filled || r->actor.n == 1) && !army_is_side(c))
        trv_turn_sector(&r->actor, "MIL", "GOV");
      /* "Armenian and Azerbaijani forces stopped firing": a truce between states */
      if (r->mode && strcmp(r->mode, "ceasefire") == 0 && r->actor.n >= 2 &&
          strcmp(r->actor.items[0].code, r->actor.items[1].code) != 0 && !army_is_side(c))
        trv_turn_sector(&r->actor, "MIL", "GOV");
      if (r->mode && strcmp(r->mode, "withdraw") == 0) r->recipient.n = 0;
      /* "trois agents cubains échangés contre un espion": by their states */
      if (r->mode && strcmp(r->mode, "release") == 0 && r->actor.n == 2 && r->rule->flags & TRV_RULE_BOTH)
        for (size_t k = 0; k < sizeof prisoners / sizeof *prisoners; k++)
          trv_turn_sector(&r->actor, prisoners[k], "GOV");
      break;
    default: break;
  }
}
