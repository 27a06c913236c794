/* Whose a role is: "the army", "his ministers", "the two armies", "rebels".
 *
 * A row of steps, from what the text says itself (nationality, owner) to what it leaves to be guessed (the country in
 * focus); the first one that knows answers. */
#include "who/internal.h"

static const char *country_of_role(struct who_ctx *c, uint32_t i, uint32_t word, bool told) {
  uint32_t k = c->draft_at[word];
  if (k == WHO_NONE || k == i || c->drafts[k].m.head != word || c->drafts[k].role == WHO_NONE) return NULL;
  if (told && !c->drafts[k].n_polities) return NULL;
  if (told) who_resolve_draft(c, k);
  const struct who_draft *o = &c->drafts[k];
  if (o->state != WHO_DONE || o->m.n_entities != 1) return NULL;
  const char *code = c->entities[o->m.first_entity].code;
  return who_is_country(code) ? code : NULL;
}

/* "le pouvoir centrafricain et l'opposition", "les rebelles et le régime syrien": of the same country. */
static const char *country_beside(struct who_ctx *c, uint32_t i) {
  const struct trv_parse *p = c->parse;
  uint32_t word = c->drafts[i].m.head;
  if (p->deprel[word] == TRV_REL_CONJ && p->head[word] != TRV_NO_WORD) {
    const char *code = country_of_role(c, i, p->head[word], false);
    if (code) return code;
  }
  for (uint32_t k = p->child_begin[word]; k < p->child_begin[word + 1]; k++) {
    const char *code = p->deprel[p->children[k]] == TRV_REL_CONJ ? country_of_role(c, i, p->children[k], true) : NULL;
    if (code) return code;
  }
  return NULL;
}

/* "Manille et les rebelles": of the country that they are named with, where the article has no others. */
static const char *state_beside(struct who_ctx *c, uint32_t i) {
  uint32_t head = c->drafts[i].m.head;
  if (c->parse->deprel[head] != TRV_REL_CONJ || c->parse->head[head] == TRV_NO_WORD) return NULL;
  uint32_t k = c->draft_at[c->parse->head[head]];
  if (k == WHO_NONE || c->drafts[k].name == WHO_NONE || c->drafts[k].state != WHO_DONE) return NULL;
  uint8_t kind = c->data->items[c->drafts[k].name].kind;
  if ((kind != WHO_STATE && kind != WHO_CAPITAL) || c->drafts[k].m.n_entities != 1) return NULL;
  const char *code = c->entities[c->drafts[k].m.first_entity].code;
  for (uint32_t p = c->place[i], steps = 0; p-- > 0 && steps < 200; steps++) {
    const struct who_draft *o = &c->drafts[c->order[p]];
    for (uint32_t n = 0; o->state == WHO_DONE && n < o->m.n_entities; n++) {
      const struct trv_entity *e = &c->entities[o->m.first_entity + n];
      if (e->sector && !strncmp(e->sector, "REB", 3) && !who_same(e->code, code)) return NULL;
    }
  }
  return code;
}

/* Every one of them holds the office, where it is one of state. */
static bool all_hold(const struct who_ctx *c, const uint32_t *persons, uint32_t n, const char *office) {
  if (!office || !strcmp(office, "leader")) return true;
  for (uint32_t k = 0; k < n; k++) {
    const struct who_draft *d = &c->drafts[persons[k]];
    if (d->state != WHO_DONE || !d->m.n_entities || !who_same(c->entities[d->m.first_entity].office, office))
      return false;
  }
  return true;
}

/* "the court", where the International Criminal Court was spoken of and none since whose country is told. */
static bool court_before(struct who_ctx *c, uint32_t at, struct who_list *out) {
  for (uint32_t k = c->place[at], steps = 0; k-- > 0 && steps < 400; steps++) {
    const struct who_draft *o = &c->drafts[c->order[k]];
    if (o->state != WHO_DONE || o->m.n_entities != 1) continue;
    const struct trv_entity *e = &c->entities[o->m.first_entity];
    if (!e->sector || strcmp(e->sector, "JUD") != 0) continue;
    if (!who_is_country(e->code)) who_list_add(out, *e);
    if (out->n || o->n_polities || o->name != WHO_NONE || o->person != WHO_NONE) return out->n > 0;
  }
  return false;
}

/* "the Secretary-General": of the organisation spoken of last. */
static bool head_of_last_organisation(struct who_ctx *c, uint32_t at, const char *office, struct who_list *out) {
  const struct who_draft *d = &c->drafts[at];
  if (!office || strcmp(office, "head of organisation") != 0) return false;
  if (!d->definite || d->number == TRV_PLUR || d->n_names || d->n_polities || d->possessive != WHO_NONE || d->former)
    return false;
  for (uint32_t k = c->place[at], steps = 0; k-- > 0 && steps < 300; steps++) {
    const struct who_draft *o = &c->drafts[c->order[k]];
    if (o->state != WHO_DONE || o->m.n_entities != 1 || o->m.kind == TRV_MENTION_SEAT) continue;
    const struct trv_entity *e = &c->entities[o->m.first_entity];
    if (!e->sector || strcmp(e->sector, "IGO") != 0 || who_is_country(e->code)) continue;
    who_list_add(out, (struct trv_entity){.code = e->code, .sector = "IGO", .office = office});
    return true;
  }
  return false;
}

/* "officers", soldiers or police: what the text spoke of last of the two, the first where of neither. */
const char *who_either_sector(struct who_ctx *c, uint32_t at, const char *pair) {
  size_t n = (size_t)(strchr(pair, '/') - pair);
  const char *first = trv_arena_strndup(c->arena, pair, n), *second = pair + n + 1;
  if (!strcmp(first, "CVL")) { /* "his men", "the general's men", but "three men", "five Palestinian men" */
    const struct who_draft *d = &c->drafts[at];
    bool owned = d->possessive != WHO_NONE || d->rebel || d->separatist || d->loyal;
    for (uint32_t k = 0; k < d->n_polities; k++) { /* "two men in Nairobi" */
      struct who_polity of = d->polities[k];
      uint32_t name = of.item != WHO_NONE ? of.item : c->drafts[of.draft].name;
      uint8_t kind = name != WHO_NONE ? c->data->items[name].kind : WHO_GROUP;
      owned |= kind != WHO_ADJ && kind != WHO_STATE && kind != WHO_CAPITAL && kind != WHO_REGION;
    }
    return owned ? second : first;
  }
  for (int pass = 0; pass < 2; pass++)
    for (uint32_t k = c->place[at], steps = 0; k-- > 0 && steps < 60; steps++) {
      const struct who_draft *o = &c->drafts[c->order[k]];
      if (o->sentence + 6 < c->drafts[at].sentence) break;
      if (!strcmp(second, "REB") && !c->data->owner_first && o->name != WHO_NONE && o->state == WHO_DONE &&
          o->m.n_entities == 1 && c->entities[o->m.first_entity].sector &&
          !strncmp(c->entities[o->m.first_entity].sector, "REB", 3))
        return second; /* "les groupes armés", of a guerrilla told by its name */
      if (o->role == WHO_NONE || o->role == c->drafts[at].role || o->state != WHO_DONE || !o->m.n_entities) continue;
      /* those who act before those who are only spoken of */
      if (pass == 0 && c->parse->deprel[o->m.head] != TRV_REL_NSUBJ) continue;
      const char *sector = c->data->items[o->role].sector;
      if (!sector) continue;
      if (!strcmp(sector, first)) return first;
      if (!strcmp(sector, second)) return second;
    }
  return first;
}

/* "Congress", of a cell "USA|PER|BRA": the country in focus where it has one too, else the first. */
static const char *country_with_one(struct who_ctx *c, uint32_t i, const char *codes, const char *sector) {
  const char *focus = who_focus(c, i, sector);
  size_t n = focus ? strlen(focus) : 0;
  for (const char *at = codes; focus && at; at = strchr(at, '|')) {
    at += *at == '|';
    if (strncmp(at, focus, n) == 0 && (at[n] == '|' || !at[n])) return focus;
  }
  return trv_arena_strndup(c->arena, codes, strcspn(codes, "|"));
}

/* "the Bhumjaithai party": a name that no table has stands before the noun, so that it is no party spoken of before. */
static bool named_before(const struct who_ctx *c, const struct who_draft *d) {
  uint32_t name = d->m.head - 1;
  if (!c->data->owner_first || d->number == TRV_PLUR || d->m.head <= d->m.first_word) return false;
  if (c->parse->head[name] != d->m.head || c->parse->upos[name] == TRV_DET || d->n_polities) return false;
  const char *form = c->text->words[name].form;
  return form[0] >= 'A' && form[0] <= 'Z' && name != who_sentence_begin(c, name);
}

/* A state, one of its regions or its capital describes the draft. */
static bool of_a_country(const struct who_ctx *c, const struct who_draft *d) {
  for (uint32_t k = 0; k < d->n_polities; k++) {
    struct who_polity p = d->polities[k];
    uint32_t item = p.item != WHO_NONE ? p.item : c->drafts[p.draft].name;
    if (item == WHO_NONE) continue;
    enum who_kind kind = c->data->items[item].kind;
    if (kind == WHO_STATE || kind == WHO_ADJ || kind == WHO_CAPITAL || kind == WHO_REGION) return true;
  }
  return false;
}

/* "Vladimir Poutine s'est entretenu avec ses deux homologues": the governments of the two sides, neither of them his own. */
static bool others_of_both(struct who_ctx *c, uint32_t i, struct who_list *out) {
  struct trv_entity sides[2];
  who_resolve_draft(c, c->drafts[i].possessive);
  const struct trv_mention *m = &c->drafts[c->drafts[i].possessive].m;
  if (m->n_entities != 1 || !who_sides(c, i, true, NULL, false, sides)) return false;
  for (int k = 0; k < 2; k++)
    if (who_same(sides[k].code, c->entities[m->first_entity].code)) return false;
  for (int k = 0; k < 2; k++) who_list_add(out, (struct trv_entity){.code = sides[k].code, .sector = "GOV"});
  c->drafts[i].m.nation = true;
  return true;
}

/* "Le chef d'état-major burundais et son homologue congolais": what he is whose counterpart it is; NULL: as the role has it. */
static const char *counterpart_of(struct who_ctx *c, uint32_t i, const struct who_item *role) {
  static const char *const offices[] = {"MIL", "COP", "SPY", "LEG", "JUD"};
  uint32_t possessive = c->drafts[i].possessive;
  if (!role->office || strcmp(role->office, "homologue") != 0 || possessive == WHO_NONE) return NULL;
  if (!role->sector || strcmp(role->sector, "GOV") != 0 || !c->drafts[i].n_polities) return NULL;
  who_resolve_draft(c, possessive);
  const struct trv_mention *m = &c->drafts[possessive].m;
  if (m->n_entities != 1 || !c->entities[m->first_entity].office) return NULL;
  for (size_t k = 0; k < sizeof offices / sizeof *offices; k++)
    if (who_same(c->entities[m->first_entity].sector, offices[k])) return offices[k];
  return NULL;
}

/* "their captors", "the killers of the three Japanese": those whom armed men prey on do not tell whose they are. */
static bool preys(const struct who_item *role, const struct trv_entity *of) {
  bool armed = role->sector && !strcmp(role->sector, "UAF");
  return armed && (!of->sector || (strncmp(of->sector, "REB", 3) != 0 && strncmp(of->sector, "PRM", 3) != 0 &&
                                   strncmp(of->sector, "GOV", 3) != 0 && strncmp(of->sector, "MIL", 3) != 0));
}

/* What a role is being coded as. */
struct base {
  struct who_ctx *c;
  uint32_t i;
  struct who_item role; /* as this draft has it */
  bool rebel;
  bool entity_named; /* an entity that is no state, or a group, is among whose it is */
  bool counterpart;  /* "son homologue", "its ally": of another country than the possessor */
  const char *state; /* the first state among whose it is */
  struct who_list *out;
};

/* Whether a step knows: not at all, by guess, or by the text's own words. */
enum answer { GO_ON, GUESSED, TOLD };

static struct who_draft *draft_of(const struct base *b) { return &b->c->drafts[b->i]; }

static enum answer told_if_any(const struct base *b) { return b->out->n ? TOLD : GUESSED; }

/* Sector, office and name of the role, as the words around it have them. */
static void settle_role(struct base *b) {
  struct who_ctx *c = b->c;
  struct who_draft *d = draft_of(b);
  struct who_item *role = &b->role;
  if (role->sector && strchr(role->sector, '/')) role->sector = who_either_sector(c, b->i, role->sector);
  if (role->code && strchr(role->code, '|')) role->code = country_with_one(c, b->i, role->code, role->sector);
  if (d->portfolio != WHO_NONE) {
    const struct who_item *portfolio = &c->data->items[d->portfolio];
    if (role->sub == WHO_ROLE_PERSON) role->office = portfolio->office;
    else role->name = portfolio->name;
  } else if (role->sub != WHO_ROLE_PERSON) role->office = NULL;
  const char *same_office = counterpart_of(c, b->i, role);
  if (same_office) role->sector = same_office;
  if (d->sector && (!role->sector || role->sector[0] == '=' || role->sub != WHO_ROLE_PERSON)) role->sector = d->sector;
  if (d->opposition && role->sector && strcmp(role->sector, "JRN") != 0) { /* "an opposition journalist" is one */
    if (!strcmp(role->sector, "PTY")) role->sector = c->data->opposing;
    else if (role->sector[0] == '=' || role->bare == WHO_BARE_NONE) role->sector = "OPP";
  }
  if (d->opposition && role->bare == WHO_BARE_NONE) role->bare = WHO_BARE_FOCUS;
  b->rebel = (d->rebel || d->separatist || role->bare == WHO_BARE_REBEL) && !d->loyal;
  b->counterpart = role->office && !strcmp(role->office, "homologue");
}

/* "un casque bleu norvégien" is the UN's whatever his country; but "des ONG soudanaises" are of theirs. */
static enum answer of_organisation(struct base *b) {
  struct who_item *role = &b->role;
  if (role->code && who_same(role->code, role->sector) && of_a_country(b->c, draft_of(b))) {
    if (role->sub == WHO_ROLE_BODY) role->sector = "SOC";
    role->code = NULL;
  }
  if (!role->code || who_is_country(role->code)) return GO_ON;
  who_list_add(b->out, (struct trv_entity){.code = role->code, .sector = role->sector, .name = role->name});
  return TOLD;
}

/* Notes what kinds of names tell whose it is. */
static void look_at_polities(struct base *b) {
  const struct who_ctx *c = b->c;
  const struct who_draft *d = draft_of(b);
  for (uint32_t k = 0; k < d->n_polities; k++) {
    struct who_polity p = d->polities[k];
    uint32_t name = p.item != WHO_NONE ? p.item : c->drafts[p.draft].name;
    if (name == WHO_NONE) continue;
    const struct who_item *item = &c->data->items[name];
    enum who_kind kind = item->kind;
    if (!b->state && (kind == WHO_STATE || kind == WHO_ADJ || kind == WHO_CAPITAL || kind == WHO_REGION))
      b->state = item->code;
    b->entity_named |= kind == WHO_ENTITY || kind == WHO_ENTITY_ADJ || kind == WHO_GROUP || kind == WHO_GROUP_ADJ;
  }
}

static enum answer of_separatists(struct base *b) {
  if (!b->rebel || !draft_of(b)->separatist || b->entity_named) return GO_ON;
  const struct who_item *entity = who_entity_in_focus(b->c, b->i);
  if (!entity) return GO_ON;
  struct trv_entity of = who_item_entity(b->c, entity), e;
  if (b->role.sector && !strcmp(b->role.sector, "REB"))
    e = (struct trv_entity){.code = entity->code, .sector = "REB+PRE", .name = entity->name};
  else e = who_compose_entity(b->c, &b->role, &of);
  who_list_add(b->out, e);
  return TOLD;
}

/* "les forces de Haftar", "l'administration Obama": of what a person is. */
static void of_person(struct base *b, struct trv_entity *e) {
  struct who_item *role = &b->role;
  bool owner_first = b->c->data->owner_first;
  bool heads = e->office && (!strcmp(e->office, "head of state") || !strcmp(e->office, "head of government"));
  if (owner_first && heads && role->office && !strcmp(role->office, "chief of staff")) role->sector = "GOV";
  e->name = NULL, e->office = NULL;
  /* "Odinga's spokesman" is of the opposition */
  bool keeps = owner_first && e->sector && strncmp(e->sector, "CVL", 3) != 0;
  if (role->sector && role->sector[0] == '=' && role->sub == WHO_ROLE_PERSON && !keeps) e->sector = "GOV";
}

/* What stands as a name of its own among whose it is; `first`: before all others. */
static void of_name(struct base *b, const struct who_item *item, bool first) {
  const struct who_draft *d = draft_of(b);
  bool country = item->kind == WHO_STATE || item->kind == WHO_REGION || item->kind == WHO_CAPITAL;
  /* "l'ambassadrice américaine de …": the adjective has told the country */
  if (country && !first && d->polities[0].item != WHO_NONE && b->state && !who_same(b->state, item->code)) return;
  if (b->rebel && country) {
    who_rebels(b->c, b->i, &b->role, item->code, b->out);
    return;
  }
  struct trv_entity e = who_compose(b->c, &b->role, item);
  if (item->kind == WHO_ENTITY && b->role.sector && !strcmp(b->role.sector, "REB"))
    e.sector = "REB+PRE", e.name = item->name;
  who_list_add(b->out, e);
}

/* What stands as a phrase of its own among whose it is. */
static void of_phrase(struct base *b, uint32_t draft) {
  struct who_ctx *c = b->c;
  const struct who_draft *of = &c->drafts[draft];
  /* "des tirs d'artillerie" says what, not whose */
  if (!c->data->owner_first && b->role.sub == WHO_ROLE_THING && of->role != WHO_NONE && !of->definite &&
      !of->n_polities && of->possessive == WHO_NONE)
    return;
  who_resolve_draft(c, draft);
  of = &c->drafts[draft];
  for (uint32_t n = 0; n < of->m.n_entities; n++) {
    struct trv_entity e = c->entities[of->m.first_entity + n];
    if (of->person != WHO_NONE) of_person(b, &e);
    if (!preys(&b->role, &e)) who_list_add(b->out, who_compose_entity(c, &b->role, &e));
  }
}

static enum answer of_polities(struct base *b) {
  struct who_ctx *c = b->c;
  struct who_draft *d = draft_of(b);
  if (!d->n_polities) return GO_ON;
  for (uint32_t k = 0; k < d->n_polities; k++) {
    struct who_polity p = d->polities[k];
    if (p.item != WHO_NONE) {
      const struct who_item *item = &c->data->items[p.item];
      /* "les séparatistes arméniens du Haut-Karabakh": whose they are, not what they are */
      if (b->entity_named && item->kind == WHO_ADJ && d->n_polities > 1) continue;
      if (b->rebel && item->kind == WHO_ADJ) who_rebels(c, b->i, &b->role, item->code, b->out);
      else who_list_add(b->out, who_compose(c, &b->role, item));
      continue;
    }
    const struct who_draft *of = &c->drafts[p.draft];
    if (of->person == WHO_NONE && of->name != WHO_NONE && !of->capital_adjective)
      of_name(b, &c->data->items[of->name], k == 0);
    else of_phrase(b, p.draft);
  }
  if (!c->data->owner_first || b->out->n || b->role.sub == WHO_ROLE_THING || b->role.bare == WHO_BARE_NONE)
    return told_if_any(b);
  d->n_polities = 0; /* "the city's hospitals": nobody's that the tables know */
  return GO_ON;
}

static enum answer of_loyalists(struct base *b) {
  if (draft_of(b)->possessive != WHO_NONE) return GO_ON;
  return who_loyal_to(b->c, b->i, &b->role, b->out) ? TOLD : GO_ON;
}

static enum answer of_possessor(struct base *b) {
  struct who_ctx *c = b->c;
  uint32_t possessive = draft_of(b)->possessive;
  if (possessive == WHO_NONE || b->counterpart) return GO_ON;
  who_resolve_draft(c, possessive);
  const struct trv_mention *m = &c->drafts[possessive].m;
  for (uint32_t n = 0; n < m->n_entities; n++) {
    struct trv_entity of = c->entities[m->first_entity + n];
    if (of.office) of.name = NULL, of.office = NULL;
    if (!preys(&b->role, &of)) who_list_add(b->out, who_compose_entity(c, &b->role, &of));
  }
  return b->out->n || !m->n_entities || !preys(&b->role, &c->entities[m->first_entity]) ? told_if_any(b) : GO_ON;
}

/* "son allié": another country than the possessor's. */
static enum answer of_ally(struct base *b) {
  struct who_ctx *c = b->c;
  struct who_draft *d = draft_of(b);
  if (!b->counterpart || d->possessive == WHO_NONE) return GO_ON;
  if (d->count == 2 && others_of_both(c, b->i, b->out)) return TOLD;
  if (!b->role.sector || b->role.sector[0] != '=') return GO_ON;
  who_resolve_draft(c, d->possessive);
  const struct trv_mention *m = &c->drafts[d->possessive].m;
  /* "its allies" are more than the one other country that is spoken of */
  const char *code = m->n_entities == 1 && d->number != TRV_PLUR ? who_focus(c, b->i, "MIL") : NULL;
  if (code && !who_same(code, c->entities[m->first_entity].code))
    who_list_add(b->out, (struct trv_entity){.code = code, .sector = "GOV"});
  d->m.nation = true;
  return told_if_any(b);
}

static enum answer of_bodies(struct base *b) {
  const struct who_draft *d = draft_of(b);
  bool several = d->definite && d->count > 2 && d->number != TRV_SING;
  if (!several || b->role.code || b->role.sub != WHO_ROLE_BODY) return GO_ON;
  return who_body_of_several(b->c, b->i, &b->role, b->out) ? TOLD : GO_ON;
}

/* "les deux", "les quatre": so many persons told before, or the sides of the conflict. */
static bool few(const struct base *b) {
  const struct who_draft *d = draft_of(b);
  return d->definite && d->count >= 2 && d->count <= 4 && d->number != TRV_SING && b->role.sub != WHO_ROLE_THING;
}

/* "les quatre dirigeants". */
static enum answer of_persons(struct base *b) {
  struct who_ctx *c = b->c;
  const struct who_draft *d = draft_of(b);
  if (!few(b) || b->role.sub != WHO_ROLE_PERSON) return GO_ON;
  bool owner_first = c->data->owner_first;
  struct trv_entity allies[2];
  if (owner_first && b->counterpart && d->count == 2 && who_sides(c, b->i, true, NULL, false, allies)) {
    for (int k = 0; k < 2; k++) who_list_add(b->out, allies[k]); /* "the two allies" */
    return TOLD;
  }
  uint32_t persons[8], n = who_last_persons(c, b->i, d->count, persons);
  if (owner_first && !all_hold(c, persons, n, b->role.office)) n = 0;
  for (uint32_t k = 0; k < n; k++) who_add_draft(c, persons[k], b->out);
  if (n) return TOLD;
  if (!owner_first) return GO_ON;
  if (who_body_of_several(c, b->i, &b->role, b->out)) return TOLD;
  /* "Tehran agreed with Riyadh, and the two foreign ministers met" */
  struct who_list pair[2] = {0};
  if (d->count != 2 || !who_last_pair(c, b->i, pair) || !pair[0].n || !pair[1].n) return GO_ON;
  for (int k = 0; k < 2; k++) {
    pair[k].items[0].name = NULL;
    who_list_add(b->out, who_compose_entity(c, &b->role, &pair[k].items[0]));
  }
  return TOLD;
}

static enum answer of_sides(struct base *b) {
  struct who_ctx *c = b->c;
  if (!few(b) || draft_of(b)->count != 2) return GO_ON;
  struct trv_entity sides[2];
  bool armies = b->role.sub == WHO_ROLE_BODY && b->role.sector && !strcmp(b->role.sector, "MIL");
  if (!(armies && who_sides(c, b->i, true, NULL, false, sides)) && !who_sides(c, b->i, false, NULL, false, sides))
    return GO_ON;
  for (int k = 0; k < 2; k++) who_list_add(b->out, who_compose_entity(c, &b->role, &sides[k]));
  return TOLD;
}

/* The role's own country; settlers are Israel's, but only where it is spoken of. */
static enum answer of_own(struct base *b) {
  const struct who_item *role = &b->role;
  if (!role->code) return GO_ON;
  bool people = role->sub == WHO_ROLE_PEOPLE && role->sector && !strcmp(role->sector, "CVL");
  if (people && who_code_weight(b->c, role->code) <= 0) return GO_ON;
  struct trv_entity of = {.code = role->code, .sector = "GOV"};
  who_list_add(b->out, who_compose_entity(b->c, role, &of));
  return TOLD;
}

/* "foreign troops": nobody knows whose. */
static enum answer of_nobody(struct base *b) {
  const struct who_draft *d = draft_of(b);
  return d->foreign && !d->n_polities && d->possessive == WHO_NONE ? TOLD : GO_ON;
}

static enum answer of_the_loyal(struct base *b) {
  if (!draft_of(b)->loyal) return GO_ON;
  const char *code = who_focus(b->c, b->i, b->role.sector);
  const char *sector = b->role.sector && b->role.sector[0] != '=' ? b->role.sector : "GOV";
  if (code) who_list_add(b->out, (struct trv_entity){.code = code, .sector = sector, .name = b->role.name});
  return told_if_any(b);
}

/* "those authorities", "the military wing". */
static enum answer of_before(struct base *b) {
  const struct who_draft *d = draft_of(b);
  if (d->demonstrative && b->role.sub != WHO_ROLE_THING && who_repeat(b->c, b->i, b->out)) return TOLD;
  return who_word(b->c, d->m.head, NULL) == WHO_WORD_ARM && who_arm_before(b->c, b->i, b->out) ? TOLD : GO_ON;
}

static enum answer of_rebels(struct base *b) {
  if (!b->rebel) return GO_ON;
  const char *code = country_beside(b->c, b->i);
  who_rebels(b->c, b->i, &b->role, code ? code : state_beside(b->c, b->i), b->out);
  return GUESSED;
}

/* The draft is the person `holder`, as he was last told. */
static bool as_holder(struct base *b, uint32_t holder) {
  struct who_ctx *c = b->c;
  for (uint32_t k = c->place[b->i], steps = 0; holder != WHO_NONE && k-- > 0 && steps < 400; steps++) {
    const struct who_draft *o = &c->drafts[c->order[k]];
    if (o->person != holder || o->state != WHO_DONE || !o->m.n_entities) continue;
    who_list_add(b->out, c->entities[o->m.first_entity]);
    draft_of(b)->person = holder;
    return true;
  }
  return false;
}

/* "l'homme fort de l'Est", "le dirigeant": who was last named as such. */
static enum answer of_leader(struct base *b) {
  const struct who_draft *d = draft_of(b);
  if (!b->role.office || strcmp(b->role.office, "leader") != 0) return GO_ON;
  if (!d->definite || d->number == TRV_PLUR || d->n_names) return GO_ON;
  uint32_t holder = who_office_holder(b->c, b->i, "leader", who_focus(b->c, b->i, "GOV"));
  if (holder == WHO_NONE) holder = who_office_holder(b->c, b->i, "leader", NULL);
  return as_holder(b, holder) ? TOLD : GO_ON;
}

static enum answer of_neighbour(struct base *b) {
  const struct who_item *role = &b->role;
  if (!role->sector || role->sector[0] == '=' || draft_of(b)->n_names || role->sub == WHO_ROLE_THING) return GO_ON;
  const char *code = country_beside(b->c, b->i);
  if (!code) return GO_ON;
  who_list_add(b->out,
               (struct trv_entity){.code = code, .sector = role->sector, .name = role->name, .office = role->office});
  return GUESSED;
}

/* "officials there". */
static enum answer of_there(struct base *b) {
  struct who_item *role = &b->role;
  if (role->sub != WHO_ROLE_PERSON || !role->sector || role->sector[0] != '=') return GO_ON;
  const char *code = who_said_there(b->c, b->i);
  if (!code) return GO_ON;
  who_list_add(b->out, (struct trv_entity){.code = code, .sector = "GOV", .office = role->office});
  return GUESSED;
}

/* What tells nobody by itself: the same said before, or nobody. */
static enum answer of_repeated(struct base *b) {
  struct who_item *role = &b->role;
  if (role->bare == WHO_BARE_NONE && role->sector && !strncmp(role->sector, "PTY", 3) &&
      named_before(b->c, draft_of(b)))
    role->bare = WHO_BARE_FOCUS;
  if (role->bare != WHO_BARE_NONE && role->sector && role->sector[0] != '=') return GO_ON;
  bool same = role->sub != WHO_ROLE_THING && who_repeat(b->c, b->i, b->out);
  return same || head_of_last_organisation(b->c, b->i, role->office, b->out) ? TOLD : GUESSED;
}

static enum answer of_office(struct base *b) {
  const struct who_draft *d = draft_of(b);
  if (b->role.sub != WHO_ROLE_PERSON || !b->role.office || d->number == TRV_PLUR || d->n_names) return GO_ON;
  return as_holder(b, who_office_holder(b->c, b->i, b->role.office, NULL)) ? TOLD : GO_ON;
}

static enum answer of_focus(struct base *b) {
  struct who_ctx *c = b->c;
  struct who_draft *d = draft_of(b);
  const struct who_item *role = &b->role;
  /* "des tirs d'artillerie" says what, not whose */
  uint32_t first = d->m.first_word;
  if (role->sub == WHO_ROLE_BODY && !d->definite && d->number != TRV_PLUR && !d->count && d->possessive == WHO_NONE &&
      first > who_sentence_begin(c, first) && who_word(c, first - 1, NULL) == WHO_WORD_OF)
    return GUESSED;
  /* "the judges" of an international court that the text has just named */
  if (!strcmp(role->sector, "JUD") && d->definite && court_before(c, b->i, b->out)) return TOLD;
  /* mayors and town councils are of the place, as people are */
  const char *office = c->data->items[d->role].office;
  bool local = c->data->owner_first && office && !strcmp(office, "other");
  const char *code = who_focus(c, b->i, local ? NULL : role->sector);
  if (!code) d->m.sector = role->sector;
  else
    who_list_add(b->out,
                 (struct trv_entity){.code = code, .sector = role->sector, .name = role->name, .office = role->office});
  return GUESSED;
}

bool who_role_bases(struct who_ctx *c, uint32_t i, struct who_list *out) {
  /* each where those before know nothing */
  static enum answer (*const steps[])(struct base *) = {
      of_separatists, of_polities, of_loyalists, of_possessor, of_ally,   of_bodies, of_persons,
      of_sides,       of_own,      of_nobody,    of_the_loyal, of_before, of_rebels, of_leader,
      of_neighbour,   of_there,    of_repeated,  of_office,    of_focus,
  };
  struct base b = {.c = c, .i = i, .role = c->data->items[c->drafts[i].role], .out = out};
  settle_role(&b);
  enum answer answer = of_organisation(&b);
  look_at_polities(&b);
  for (size_t k = 0; answer == GO_ON && k < sizeof steps / sizeof *steps; k++) answer = steps[k](&b);
  return answer == TOLD;
}
