/* Who is hit where a place or a thing is: a village stands for its people, a base for its garrison, a radio station for
 * its journalists, whatever the country or the side it was read as. */
#include <string.h>

#include "what/internal.h"
#include "what/rules.h"

static bool one_of(const char *sector, const char *const *set) {
  for (; sector && *set; set++)
    if (strncmp(sector, *set, 3) == 0) return true;
  return false;
}

/* The sector that the role of the word tells where nobody is told as its owner: CVL of "a village". */
static const char *thing_sector(const struct trv_context *c, uint32_t word) {
  uint32_t m = c->in->who->at[word];
  if (m == TRV_NO_MENTION) return NULL;
  const struct trv_mention *mention = &c->in->who->mentions[m];
  if (mention->head != word) return NULL;
  /* "a coach of the army"; but "the garrison of El-Obeid" */
  for (uint32_t k = 0; k < mention->n_entities; k++) {
    const char *told = c->in->who->entities[mention->first_entity + k].sector;
    bool same = told && mention->role && strcmp(told, mention->role) == 0;
    if (told && !same && strncmp(told, "GOV", 3) != 0) return NULL;
  }
  /* "arrested three men": no more is told of them than that */
  bool mere = mention->role && strcmp(mention->role, "MIL") == 0 && !mention->n_entities &&
              trv_grammar_has(c->in->grammar, "owned_by_none", c->in->parse->lemma[word]);
  return mere ? "CVL" : mention->role;
}

/* What the slots of the recipient hold: the sector that all of its things tell; NULL: none, or several. */
static const char *struck_sector(struct trv_context *c, const struct trv_reading *r) {
  static const char *const known[] = {"CVL", "MIL", "JRN", "REL", "MED", "EDU", "BUS",
                                      "REF", "COP", "LAB", "OPP", "PTY", "NGO", NULL};
  const char *found = NULL;
  for (uint32_t i = 0; i < r->rule->recipient.n && !found; i++)
    for (uint32_t j = 0; j < r->rule->recipient.alternatives[i].n; j++) {
      struct trv_words words;
      trv_tree_slot(&c->tree, r->word, &r->rule->recipient.alternatives[i].slots[j], &words);
      for (uint32_t k = 0; k < words.n; k++) {
        const char *sector = thing_sector(c, words.items[k]);
        if (!one_of(sector, known)) continue;
        if (found && strcmp(found, sector) != 0) return NULL;
        found = sector;
      }
    }
  if (found || r->type != TRV_COERCE || !r->mode || strcmp(r->mode, "seize") != 0) return found;
  const struct trv_parse *p =
      c->in->parse; /* "took the army camp of Rumangabo", where the rule looks for whose it is */
  for (uint32_t i = p->child_begin[r->word]; i < p->child_begin[r->word + 1]; i++) {
    uint32_t object = p->children[i];
    const char *sector = p->deprel[object] == TRV_REL_OBJ ? thing_sector(c, object) : NULL;
    if (sector && strcmp(sector, "MIL") == 0) return sector;
  }
  return NULL;
}

/* A town, a bridge, a port, whose ever it is. */
static bool site_told(struct trv_context *c, const struct trv_reading *r) {
  for (uint32_t i = 0; i < r->rule->recipient.n; i++)
    for (uint32_t j = 0; j < r->rule->recipient.alternatives[i].n; j++) {
      struct trv_words words;
      trv_tree_slot(&c->tree, r->word, &r->rule->recipient.alternatives[i].slots[j], &words);
      for (uint32_t k = 0; k < words.n; k++) {
        const char *sector = thing_sector(c, words.items[k]);
        if (trv_rules_in_set(c->data->rules, "position", c->in->parse->lemma[words.items[k]])) return true;
        if (trv_place_over(c, words.items[k]) || (sector && strcmp(sector, "GOV") == 0)) return true;
        struct trv_words of = {0}; /* "the western suburbs of Monrovia" */
        trv_tree_genitive(&c->tree, words.items[k], &of);
        for (uint32_t n = 0; n < of.n; n++)
          if (trv_place_over(c, of.items[n])) return true;
      }
    }
  return false;
}

/* A place, not a person, a group or a body. */
static bool told_by_place(const struct trv_context *c, const struct trv_entity *e) {
  const struct trv_who *who = c->in->who;
  if (e->name || e->office || !e->sector || strcmp(e->sector, "GOV") != 0) return false;
  for (uint32_t i = 0; e->text && i < who->n_mentions; i++)
    if (who->mentions[i].span.begin == e->span.begin && who->mentions[i].span.end == e->span.end)
      return who->mentions[i].nation || !who->mentions[i].n_entities; /* a town that is nobody */
  return true;
}

/* Whose the people of a village are that is hit: of the country where it is told to be, else of that of the doer, where he fights at home,
 * or of the state that he fights. NULL: not known. */
static const char *country_hit(struct trv_context *c, const struct trv_reading *r) {
  const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
  const struct trv_word *words = c->in->text->words;
  if (at && at->place.country && words[at->first_word].sentence == words[r->word].sentence) return at->place.country;
  const char *own = r->actor.items[0].code;
  int side = trv_side_index(c, &r->actor);
  const char *other = side >= 0 && !c->quarrel ? c->sides[1 - side].items[0].code : NULL;
  if (other && strcmp(other, own) != 0) return other;
  const char *told_of = trv_country_of_article(c);
  if (told_of && strcmp(told_of, own) != 0) return NULL;
  return strlen(own) == 3 && strcmp(own, "IMG") != 0 && !trv_is_organisation(&r->actor.items[0]) ? own : NULL;
}

/* "The army shelled a village", "aircraft had bombed a farm": its people, where nobody is told as those who were hit. */
static void villagers(struct trv_context *c, struct trv_reading *r) {
  static const char *const people[] = {"CVL", "EDU", "MED", "REL", "REF", NULL};
  if (r->type != TRV_ASSAULT || r->actor.n != 1 || r->rule->flags & (TRV_RULE_WEAK | TRV_RULE_TOLL)) return;
  const char *sector = struck_sector(c, r);
  struct trv_entity e = {.code = one_of(sector, people) ? country_hit(c, r) : NULL, .sector = sector};
  if (e.code && strlen(e.code) == 3 && strcmp(e.code, "IMG") != 0 && !trv_is_organisation(&e))
    trv_list_add(&r->recipient, &e);
}

/* "Rockets hit a petrol station in Sisaket and killed six": the dead of a place are its people. */
static void struck_place(struct trv_context *c, struct trv_reading *r) {
  bool riot = r->type == TRV_PROTEST && r->mode && (strcmp(r->mode, "riot") == 0 || strcmp(r->mode, "vandalize") == 0);
  bool convict = r->type == TRV_SANCTION && r->mode && strcmp(r->mode, "convict") == 0;
  if (r->recipient.n > 1 || (r->type != TRV_ASSAULT && r->type != TRV_COERCE && !riot && !convict) ||
      r->rule->flags & TRV_RULE_BOTH)
    return;
  if (!r->recipient.n) { /* "soldiers occupied the television station": of the country where they do */
    static const char *const bodies[] = {"JRN", "EDU", "REL", "MED", "BUS", "LAB", "OPP", "PTY", NULL};
    villagers(c, r);
    if (r->recipient.n) return;
    const char *body = r->actor.n == 1 ? struck_sector(c, r) : NULL;
    if (!one_of(body, bodies) || strlen(r->actor.items[0].code) != 3 || trv_is_organisation(&r->actor.items[0])) return;
    const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
    struct trv_entity owner = {.code = at && at->place.country ? at->place.country : r->actor.items[0].code,
                               .sector = body};
    trv_list_add(&r->recipient, &owner);
    return;
  }
  struct trv_entity *e = &r->recipient.items[0];
  /* told by a place, or supplied: no person, no body */
  if (!e->sector || e->office || strlen(e->code) != 3 || trv_is_organisation(e)) return;
  static const char *const holders[] = {"GOV", "REB", "MIL", NULL};
  bool people = (strcmp(e->sector, "CVL") == 0 || strncmp(e->sector, "PTY", 3) == 0) && !e->text;
  if (!one_of(e->sector, holders) && !people) return;
  const char *sector = struck_sector(c, r);
  /* "the rebels ambushed a convoy": whom rebels fall upon where no place and nobody is told */
  if (!sector && r->type == TRV_ASSAULT && !e->text && !e->name && strcmp(e->sector, "GOV") == 0 && r->actor.n == 1 &&
      r->actor.items[0].sector && strncmp(r->actor.items[0].sector, "REB", 3) == 0 && !r->rule->has_kill &&
      !site_told(c, r))
    sector = "MIL";
  bool bomb = r->mode && (strcmp(r->mode, "explosives") == 0 || strcmp(r->mode, "suicide-attack") == 0) && e->text;
  if (!sector && r->type == TRV_ASSAULT && (r->killed > 0 || r->wounded > 0 || bomb) && told_by_place(c, e))
    sector = "CVL";
  /* "took the village": from its state */
  bool seized = r->type == TRV_COERCE && r->mode && strcmp(r->mode, "seize") == 0;
  if (seized && sector && strcmp(sector, "CVL") == 0) return;
  if (!sector || strcmp(sector, e->sector) == 0) return;
  /* "villages held by the SLA", and the bases of rebels, are theirs */
  bool rebels = strncmp(e->sector, "REB", 3) == 0;
  if (rebels && (e->text || strcmp(sector, "MIL") == 0)) return;
  e->sector = sector;
  e->name = NULL;
}

/* An organisation has no government. */
static void no_government(struct trv_list *list) {
  for (uint32_t i = 0; i < list->n; i++)
    if (trv_is_organisation(&list->items[i]) && list->items[i].sector && strcmp(list->items[i].sector, "GOV") == 0)
      list->items[i].sector = "IGO";
}

static void turn(struct trv_list *list, const char *from, const char *to) {
  for (uint32_t i = 0; i < list->n; i++) {
    struct trv_entity *e = &list->items[i];
    if (e->sector && !e->name && strcmp(e->sector, from) == 0 && !trv_is_organisation(e)) e->sector = to;
  }
}

static bool foreign_power(const struct trv_reading *r) {
  for (uint32_t i = 0; i < r->actor.n; i++) {
    const char *sector = r->actor.items[i].sector;
    if (!sector || (strncmp(sector, "GOV", 3) != 0 && strcmp(sector, "IGO") != 0)) return false;
  }
  return r->actor.n && !trv_list_shares_code(&r->actor, &r->recipient);
}

static bool of_own(const struct trv_reading *r) {
  return r->actor.n == 1 && r->recipient.n == 1 && strcmp(r->actor.items[0].code, r->recipient.items[0].code) == 0;
}

/* Those besieged, or let through, are the people, whoever fights there. */
static void besieged(struct trv_reading *r) {
  if (r->recipient.n != 1 || r->recipient.items[0].text) return;
  bool siege = r->type == TRV_COERCE && r->mode && strcmp(r->mode, "restrict") == 0 && of_own(r);
  bool access = r->type == TRV_RETREAT && r->mode && strcmp(r->mode, "access") == 0;
  struct trv_entity *e = &r->recipient.items[0];
  if ((siege || access) && e->sector && strcmp(e->sector, "REB") == 0) e->sector = "CVL", e->name = NULL;
}

/* "thanked the soldiers": his own, and them. */
static void own_soldiers(const struct trv_context *c, struct trv_reading *r) {
  const struct trv_who *who = c->in->who;
  if (r->type != TRV_SUPPORT || !of_own(r) || r->inner != TRV_NO_READING) return;
  struct trv_entity *e = &r->recipient.items[0];
  if (!e->text || !e->sector || strcmp(e->sector, "GOV") != 0) return;
  for (uint32_t i = 0; i < who->n_mentions; i++)
    if (who->mentions[i].span.begin == e->span.begin && who->mentions[i].span.end == e->span.end &&
        who->mentions[i].role && strcmp(who->mentions[i].role, "MIL") == 0)
      e->sector = "MIL";
}

/* "blockaded": a state by its name, or its seat, not its army. */
static void blockade(const struct trv_context *c, struct trv_reading *r) {
  const struct trv_who *who = c->in->who;
  if (r->type != TRV_COERCE || !r->mode || strcmp(r->mode, "restrict") != 0) return;
  for (uint32_t k = 0; k < r->actor.n; k++) {
    struct trv_entity *e = &r->actor.items[k];
    if (!e->text || e->name || !e->sector || strcmp(e->sector, "MIL") != 0) continue;
    for (uint32_t i = 0; i < who->n_mentions; i++)
      if (who->mentions[i].span.begin == e->span.begin && who->mentions[i].span.end == e->span.end &&
          who->mentions[i].nation && who->mentions[i].kind != TRV_MENTION_PEOPLE)
        e->sector = "GOV";
  }
}

static const struct trv_mention *told_as(const struct trv_context *c, const struct trv_entity *e) {
  const struct trv_who *who = c->in->who;
  for (uint32_t i = 0; e->text && i < who->n_mentions; i++)
    if (who->mentions[i].span.begin == e->span.begin && who->mentions[i].span.end == e->span.end)
      return &who->mentions[i];
  return NULL;
}

/* "the security forces" that arrest people or disperse them: police rather than army. */
static void police_work(const struct trv_context *c, struct trv_reading *r) {
  bool arrest = r->type == TRV_COERCE && r->mode && strcmp(r->mode, "arrest") == 0;
  bool crowd = r->type == TRV_ASSAULT && r->mode && strcmp(r->mode, "crowd-control") == 0;
  for (uint32_t i = 0; (arrest || crowd) && i < r->actor.n; i++) {
    struct trv_entity *e = &r->actor.items[i];
    const struct trv_mention *m = e->sector && strcmp(e->sector, "MIL") == 0 ? told_as(c, e) : NULL;
    if (m && m->pair && strstr(m->pair, "COP")) e->sector = "COP";
  }
}

/* Turns those of one of the sectors `from` into `to`, named or not. */
static void recode(struct trv_list *list, const char *const *from, const char *to) {
  struct trv_list turned = {0};
  for (uint32_t i = 0; i < list->n; i++) {
    struct trv_entity e = list->items[i];
    if (one_of(e.sector, from) && !strstr(e.sector, "+") && strlen(e.code) == 3 && !trv_is_organisation(&e)) {
      e.sector = to;
      e.name = e.office = NULL;
    }
    trv_list_add(&turned, &e);
  }
  *list = turned;
}

static bool has_mode(const struct trv_reading *r, const char *const *modes) {
  for (; r->mode && *modes; modes++)
    if (strcmp(r->mode, *modes) == 0) return true;
  return false;
}

static bool named_here(const struct trv_context *c, const struct trv_reading *r, const struct trv_entity *e) {
  const struct trv_sentence *s = &c->in->text->sentences[c->in->text->words[r->word].sentence];
  const struct trv_mention *m = told_as(c, e);
  return m && !m->nation && m->span.begin >= s->span.begin && m->span.end <= s->span.end;
}

/* Whoever of them its sentence names as fighters. */
static bool fighters_named(const struct trv_context *c, const struct trv_reading *r) {
  for (uint32_t i = 0; i < r->recipient.n; i++)
    if (named_here(c, r, &r->recipient.items[i])) return true;
  return false;
}

/* "dispersed a demonstration": the people of the place, else of the country whose forces they are. */
static void crowd_there(const struct trv_context *c, struct trv_reading *r) {
  const struct trv_entity *e = r->actor.n == 1 ? &r->actor.items[0] : NULL;
  const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
  struct trv_entity people = {.code = at ? at->place.country : NULL, .sector = "CVL"};
  if (!people.code && e && strlen(e->code) == 3 && !trv_is_organisation(e)) people.code = e->code;
  if (people.code) trv_list_add(&r->recipient, &people);
}

/* Whoever does violence, or suffers it: crowds are dispersed, whoever the two sides are; a president who sends missiles
 * does so by his army. */
static void violence(const struct trv_context *c, struct trv_reading *r) {
  static const char *const dispersed[] = {"crowd-control", NULL}, *const war[] = {"aerial",     "heavy-weapons",
                                                                                  "drone",      "firearms",
                                                                                  "destroy",    "abduct",
                                                                                  "explosives", NULL},
                           *const armed[] = {"GOV", "MIL", "COP", "REB", "PRM", NULL},
                           *const govern[] = {"GOV", "ELI", NULL};
  static const char *const sentence[] = {"targeted", "torture", "crowd-control", NULL};
  /* "an Armenian ambush" */
  for (uint32_t i = 0; i < r->actor.n && !has_mode(r, sentence); i++) {
    const struct trv_mention *m = told_as(c, &r->actor.items[i]);
    struct trv_list one = {1, {r->actor.items[i]}};
    if (!m || !m->nation || c->in->parse->deprel[m->head] != TRV_REL_AMOD) continue;
    recode(&one, govern, "MIL");
    r->actor.items[i] = one.items[0];
  }
  bool commands = has_mode(r, war) || (!r->mode && r->actor.n == 1 && r->actor.items[0].office);
  if (has_mode(r, dispersed) && !r->recipient.n) crowd_there(c, r);
  if (has_mode(r, dispersed) && !fighters_named(c, r)) {
    recode(&r->recipient, armed, "CVL");
    /* police disperses the people of its own country */
    bool police = r->actor.n == 1 && r->actor.items[0].sector && strcmp(r->actor.items[0].sector, "COP") == 0;
    if (police && r->recipient.n == 1 && !named_here(c, r, &r->recipient.items[0]))
      r->recipient.items[0].code = r->actor.items[0].code;
  }
  for (uint32_t i = 0; commands && i < r->actor.n; i++) {
    struct trv_list one = {1, {r->actor.items[i]}};
    if (one.items[0].name && !one.items[0].office) continue; /* a group that has its sector by its name */
    recode(&one, govern, "MIL");
    r->actor.items[i] = one.items[0];
  }
}

/* "General Tchiani, who seized power last July": whoever governs since then did it as a soldier, and from those who governed. */
static void seized_power(struct trv_reading *r) {
  static const char *const govern[] = {"GOV", "ELI", NULL};
  if (!(r->rule->flags & TRV_RULE_FORCE) || r->mode || !r->cameo || strcmp(r->cameo, "170") != 0 || r->actor.n != 1)
    return;
  recode(&r->actor, govern, "MIL");
  const struct trv_entity *doer = &r->actor.items[0];
  if (r->recipient.n || !doer->sector || strcmp(doer->sector, "MIL") != 0 || strlen(doer->code) != 3) return;
  struct trv_entity governed = {.code = doer->code, .sector = "GOV"};
  trv_list_add(&r->recipient, &governed);
}

/* Who does a kind of act, and whom it concerns, whatever the word before it stands for: governments are demonstrated
 * against, ultimatums are set to them, relief goes to the people, and whoever imposed sanctions governed then. */
static void by_nature(struct trv_reading *r) {
  static const char *const marches[] = {"demo", "strike", NULL}, *const decrees[] = {"martial-law", "curfew", NULL},
                           *const gov[] = {"GOV", NULL}, *const people[] = {"CVL", NULL},
                           *const rebels[] = {"REB", NULL}, *const former[] = {"ELI", NULL},
                           *const fighters[] = {"REB", "PRM", "PTY", "OPP", NULL}, *const crowd[] = {"CVL", "REL",
                                                                                                     "OPP", "EDU",
                                                                                                     "SOC", "MED",
                                                                                                     "REF", NULL};
  const struct trv_entity *doer = r->actor.n ? &r->actor.items[0] : NULL;
  switch (r->type) {
    case TRV_THREATEN: /* "will start killing them unless Peru frees its prisoners" */
      if (r->tag && r->actor.n == 1 && one_of(doer->sector, fighters)) recode(&r->recipient, people, "GOV");
      break;
    case TRV_AID:
      if (doer && (strcmp(doer->code, "UNO") == 0 || strcmp(doer->code, "NGO") == 0))
        recode(&r->recipient, rebels, "CVL");
      break;
    case TRV_PROTEST:
      recode(&r->actor, rebels, "CVL");
      if (has_mode(r, marches)) recode(&r->recipient, crowd, "GOV");
      break;
    case TRV_COERCE:
      if (has_mode(r, decrees)) recode(&r->recipient, gov, "CVL");
      recode(&r->actor, former, "GOV");
      seized_power(r);
      break;
    case TRV_SANCTION:
    case TRV_MOBILIZE: recode(&r->actor, former, "GOV"); break;
    default: break;
  }
}

/* "L'armée israélienne a imposé un couvre-feu aux habitants du Sud-Liban": an army on another's land is no government there. */
static bool occupies(const struct trv_reading *r) {
  if (strcmp(r->mode, "curfew") != 0 || r->actor.n != 1 || !r->recipient.n) return false;
  return !trv_list_shares_code(&r->actor, &r->recipient);
}

/* An army that decrees governs; lawyers on strike are workers; what companies are punished for is theirs. */
static void by_act(struct trv_context *c, struct trv_reading *r) {
  static const char *const decrees[] = {"curfew", "martial-law", "censor", "deport", "withhold"};
  for (size_t k = 0; r->type == TRV_COERCE && r->mode && k < sizeof decrees / sizeof *decrees; k++)
    if (strcmp(r->mode, decrees[k]) == 0 && !occupies(r)) turn(&r->actor, "MIL", "GOV");
  if (r->type == TRV_PROTEST && r->mode && strcmp(r->mode, "strike") == 0) turn(&r->actor, "JUD", "LAB");
  /* abroad, the party that rules stands for its government */
  if ((r->type == TRV_ACCUSE || r->type == TRV_THREATEN || r->type == TRV_SUPPORT) && foreign_power(r))
    turn(&r->recipient, "PTY", "GOV");
  police_work(c, r);
  if (r->type == TRV_ASSAULT) violence(c, r);
  else by_nature(r);
  besieged(r);
  blockade(c, r);
  own_soldiers(c, r);
  if (r->type == TRV_SANCTION && r->recipient.n == 1) {
    const char *sector = struck_sector(c, r);
    if (sector && strcmp(sector, "BUS") == 0) turn(&r->recipient, "GOV", "BUS");
  }
}

/* "The hospital received 550 patients": what people of one country, none of them named, say to each other and do for each other is no
 * politics. */
static bool among_people(const struct trv_reading *r) {
  static const char *const people[] = {"CVL", "MED", "EDU", "SOC", "BUS", "AGR", "LAB", "REF", "REL"};
  const struct trv_list *lists[] = {&r->actor, &r->recipient};
  bool private = r->type == TRV_CONSULT || r->type == TRV_REQUEST || r->type == TRV_AGREE || r->type == TRV_COOPERATE ||
                 r->type == TRV_SUPPORT || r->type == TRV_ACCUSE || r->type == TRV_AID;
  if (!private || r->actor.n + r->recipient.n < 2) return false;
  for (size_t l = 0; l < 2; l++)
    for (uint32_t i = 0; i < lists[l]->n; i++) {
      const struct trv_entity *e = &lists[l]->items[i];
      bool one = e->sector && strncmp(e->sector, "JRN", 3) == 0; /* "CNN has reached out to the family" */
      for (size_t k = 0; e->sector && !e->name && k < sizeof people / sizeof *people; k++)
        one |= strncmp(e->sector, people[k], 3) == 0;
      if (!one || strcmp(e->code, lists[r->actor.n ? 0 : 1]->items[0].code) != 0) return false;
    }
  return true;
}

/* "Gunmen of the Sahel's jihadists raided the market": people are of a country, not of a group of many. */
static void of_some_country(struct trv_context *c, struct trv_reading *r) {
  static const char *const people[] = {"CVL", "EDU", "MED", "REL", "REF", "BUS", "AGR", NULL};
  for (uint32_t i = 0; i < r->recipient.n; i++) {
    struct trv_entity *e = &r->recipient.items[i];
    if (strcmp(e->code, "IMG") != 0 || e->name || !one_of(e->sector, people)) continue;
    const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
    const char *code = at && at->place.country ? at->place.country : trv_country_of_article(c);
    for (uint32_t k = 0; k < r->actor.n && !code; k++)
      if (trv_of_state(&r->actor.items[k])) code = r->actor.items[k].code;
    if (code) e->code = code;
  }
}

void trv_struck(struct trv_context *c) {
  for (uint32_t i = 0; i < c->n_readings; i++) {
    struct trv_reading *r = &c->readings[i];
    if (r->dropped) continue;
    struck_place(c, r);
    by_act(c, r);
    of_some_country(c, r);
    no_government(&r->actor);
    no_government(&r->recipient);
    if (among_people(r)) r->dropped = true, r->why = "people among themselves";
  }
}
