/* Gives each draft its entities, in reading order; what a draft needs from another is resolved on the way.
 *
 * Two rounds: the first takes what stands by itself (names, roles with their nationality), from which sides.c learns
 * who the two sides of the conflict are; the second takes pronouns and all that refers back. */
#include "who/internal.h"

static void flush(struct who_ctx *c, struct who_draft *d, const struct who_list *list) {
  d->m.first_entity = c->n_entities;
  d->m.n_entities = list->n;
  const struct trv_word *words = c->text->words;
  struct trv_bytes span = {words[d->m.first_word].span.begin, words[d->m.end_word - 1].span.end};
  const char *text = trv_arena_strndup(c->arena, c->text->source + span.begin, span.end - span.begin);
  for (uint32_t i = 0; i < list->n; i++) {
    struct trv_entity e = list->items[i];
    e.text = text;
    e.span = span;
    TRV_PUSH(c->arena, c->entities, c->n_entities, c->cap_entities, e);
  }
}

static void add_draft(struct who_ctx *c, uint32_t draft, struct who_list *out) {
  who_resolve_draft(c, draft);
  const struct trv_mention *m = &c->drafts[draft].m;
  for (uint32_t i = 0; i < m->n_entities; i++) who_list_add(out, c->entities[m->first_entity + i]);
}

void who_collect(struct who_ctx *c, uint32_t word, struct who_list *out) {
  if (c->depth > 12) return;
  c->depth++;
  uint32_t draft = c->draft_at[word];
  if (draft != WHO_NONE) add_draft(c, draft, out);
  for (uint32_t i = c->parse->child_begin[word]; i < c->parse->child_begin[word + 1]; i++) {
    uint32_t child = c->parse->children[i];
    if (c->parse->deprel[child] != TRV_REL_CONJ) continue;
    if (c->draft_at[child] != draft || draft == WHO_NONE) who_collect(c, child, out);
  }
  c->depth--;
}

static bool ethnic(const struct who_ctx *c, const struct who_draft *d) {
  for (uint32_t w = d->m.first_word; w < d->m.head; w++)
    if (who_word(c, w, NULL) == WHO_WORD_ETHNIC) return true;
  return false;
}

/* "deux cent mille Tchétchènes": a number stands before the noun. */
static bool numbered(const struct who_ctx *c, const struct who_draft *d) {
  return d->m.head > who_sentence_begin(c, d->m.head) && c->parse->upos[d->m.head - 1] == TRV_NUM;
}

static void resolve_name(struct who_ctx *c, uint32_t i, struct who_list *out) {
  struct who_draft *d = &c->drafts[i];
  if (d->person != WHO_NONE) {
    struct trv_entity e;
    if (who_person_entity(c, i, NULL, false, false, false, &e)) who_list_add(out, e);
    return;
  }
  if (d->capital_adjective && d->n_names) {
    struct trv_entity base = who_item_entity(c, &c->data->items[d->polities[0].item]), e;
    if (who_is_country(base.code)) base.sector = "CVL";
    if (!who_person_entity(c, d->names[0], &base, false, false, false, &e)) return;
    who_list_add(out, e);
    struct who_draft *n = &c->drafts[d->names[0]];
    if (n->state != WHO_DONE) flush(c, n, out);
    n->state = WHO_DONE;
    return;
  }
  if (d->capital_adjective) {
    for (uint32_t k = 0; k < d->n_polities; k++) {
      struct trv_entity e = who_item_entity(c, &c->data->items[d->polities[k].item]);
      if (ethnic(c, d)) { /* "ethnic Albanians" are where the text speaks of */
        const char *code = who_focus(c, i, "CVL");
        if (code) e.code = code;
      }
      /* "les Russes" is their state or army; "des milliers de Russes", "un Russe" are people */
      /* "deux mille Tchétchènes" */
      bool of_region = !c->data->owner_first && e.sector && !strncmp(e.sector, "GOV", 3) && numbered(c, d);
      if (!d->definite && (!who_is_group(&e) || of_region) && who_is_country(e.code)) {
        e.sector = "CVL";
        if (of_region) e.name = NULL;
      }
      who_list_add(out, e);
    }
    return;
  }
  struct trv_entity e = who_item_entity(c, &c->data->items[d->name]);
  who_list_add(out, e);
}

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
static const char *either_sector(struct who_ctx *c, uint32_t at, const char *pair) {
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

/* A role's bases: what it is coded as, without the names in apposition. */
static bool role_bases(struct who_ctx *c, uint32_t i, struct who_list *out) {
  struct who_draft *d = &c->drafts[i];
  struct who_item role = c->data->items[d->role];
  if (role.sector && strchr(role.sector, '/')) role.sector = either_sector(c, i, role.sector);
  if (role.code && strchr(role.code, '|')) role.code = country_with_one(c, i, role.code, role.sector);
  if (d->portfolio != WHO_NONE) {
    const struct who_item *portfolio = &c->data->items[d->portfolio];
    if (role.sub == WHO_ROLE_PERSON) role.office = portfolio->office;
    else role.name = portfolio->name;
  }
  if (role.sub != WHO_ROLE_PERSON && d->portfolio == WHO_NONE) role.office = NULL;
  const char *same_office = counterpart_of(c, i, &role);
  if (same_office) role.sector = same_office;
  d = &c->drafts[i];
  if (d->sector && (!role.sector || role.sector[0] == '=' || role.sub != WHO_ROLE_PERSON)) role.sector = d->sector;
  if (d->opposition && role.sector && strcmp(role.sector, "JRN") != 0) /* "an opposition journalist" is one */
    role.sector = !strcmp(role.sector, "PTY")                           ? c->data->opposing
                  : role.sector[0] == '=' || role.bare == WHO_BARE_NONE ? "OPP"
                                                                        : role.sector;
  if (d->opposition && role.bare == WHO_BARE_NONE) role.bare = WHO_BARE_FOCUS;
  /* "un casque bleu norvégien" is the UN's whatever his country; but "des ONG soudanaises" are of theirs */
  bool kind_of_body = role.code && who_same(role.code, role.sector);
  if (kind_of_body && of_a_country(c, d)) {
    if (role.sub == WHO_ROLE_BODY) role.sector = "SOC";
    role.code = NULL;
  }
  if (role.code && !who_is_country(role.code)) {
    who_list_add(out, (struct trv_entity){.code = role.code, .sector = role.sector, .name = role.name});
    return true;
  }
  const char *state = NULL;
  bool entity_named = false;
  for (uint32_t k = 0; k < d->n_polities; k++) {
    struct who_polity p = d->polities[k];
    const struct who_item *item = p.item != WHO_NONE ? &c->data->items[p.item] : NULL;
    if (!item && c->drafts[p.draft].name != WHO_NONE) item = &c->data->items[c->drafts[p.draft].name];
    if (item &&
        (item->kind == WHO_STATE || item->kind == WHO_ADJ || item->kind == WHO_CAPITAL || item->kind == WHO_REGION) &&
        !state)
      state = item->code;
    if (item && (item->kind == WHO_ENTITY || item->kind == WHO_ENTITY_ADJ || item->kind == WHO_GROUP ||
                 item->kind == WHO_GROUP_ADJ))
      entity_named = true;
  }
  bool rebel = (d->rebel || d->separatist || role.bare == WHO_BARE_REBEL) && !d->loyal;
  if (rebel && d->separatist && !entity_named) {
    const struct who_item *entity = who_entity_in_focus(c, i);
    if (entity) {
      struct trv_entity of = who_item_entity(c, entity), e;
      if (role.sector && !strcmp(role.sector, "REB"))
        e = (struct trv_entity){.code = entity->code, .sector = "REB+PRE", .name = entity->name};
      else e = who_compose_entity(c, &role, &of);
      who_list_add(out, e);
      return true;
    }
  }
  if (d->n_polities) {
    for (uint32_t k = 0; k < d->n_polities; k++) {
      struct who_polity p = d->polities[k];
      if (p.item != WHO_NONE) {
        const struct who_item *item = &c->data->items[p.item];
        /* "les séparatistes arméniens du Haut-Karabakh": whose they are, not what they are */
        if (entity_named && item->kind == WHO_ADJ && d->n_polities > 1) continue;
        if (rebel && item->kind == WHO_ADJ) who_rebels(c, i, &role, item->code, out);
        else who_list_add(out, who_compose(c, &role, item));
        continue;
      }
      struct who_draft *of = &c->drafts[p.draft];
      if (of->person == WHO_NONE && of->name != WHO_NONE && !of->capital_adjective) {
        const struct who_item *item = &c->data->items[of->name];
        bool country = item->kind == WHO_STATE || item->kind == WHO_REGION || item->kind == WHO_CAPITAL;
        /* "l'ambassadrice américaine de …": the adjective has told the country */
        if (country && k > 0 && d->polities[0].item != WHO_NONE && state && !who_same(state, item->code)) continue;
        if (rebel && country) {
          who_rebels(c, i, &role, item->code, out);
          continue;
        }
        struct trv_entity e = who_compose(c, &role, item);
        if (item->kind == WHO_ENTITY && role.sector && !strcmp(role.sector, "REB"))
          e.sector = "REB+PRE", e.name = item->name;
        who_list_add(out, e);
        continue;
      }
      /* "des tirs d'artillerie" says what, not whose */
      if (!c->data->owner_first && role.sub == WHO_ROLE_THING && of->role != WHO_NONE && !of->definite &&
          !of->n_polities && of->possessive == WHO_NONE)
        continue;
      who_resolve_draft(c, p.draft);
      of = &c->drafts[p.draft];
      for (uint32_t n = 0; n < of->m.n_entities; n++) {
        struct trv_entity e = c->entities[of->m.first_entity + n];
        if (of->person != WHO_NONE) { /* "les forces de Haftar", "l'administration Obama" */
          bool heads = e.office && (!strcmp(e.office, "head of state") || !strcmp(e.office, "head of government"));
          if (c->data->owner_first && heads && role.office && !strcmp(role.office, "chief of staff"))
            role.sector = "GOV";
          e.name = NULL, e.office = NULL;
          /* "Odinga's spokesman" is of the opposition */
          bool keeps = c->data->owner_first && e.sector && strncmp(e.sector, "CVL", 3) != 0;
          if (role.sector && role.sector[0] == '=' && role.sub == WHO_ROLE_PERSON && !keeps) e.sector = "GOV";
        }
        if (!preys(&role, &e)) who_list_add(out, who_compose_entity(c, &role, &e));
      }
    }
    if (!c->data->owner_first || out->n || role.sub == WHO_ROLE_THING || role.bare == WHO_BARE_NONE) return out->n > 0;
    d->n_polities = 0; /* "the city's hospitals": nobody's that the tables know */
  }
  if (d->possessive == WHO_NONE && who_loyal_to(c, i, &role, out)) return true;
  bool homologue = role.office && !strcmp(role.office, "homologue"); /* of another country than the possessor */
  if (d->possessive != WHO_NONE && !homologue) {
    who_resolve_draft(c, d->possessive);
    const struct trv_mention *m = &c->drafts[d->possessive].m;
    for (uint32_t n = 0; n < m->n_entities; n++) {
      struct trv_entity of = c->entities[m->first_entity + n];
      if (of.office) of.name = NULL, of.office = NULL;
      struct trv_entity e = who_compose_entity(c, &role, &of);
      if (!preys(&role, &of)) who_list_add(out, e);
    }
    if (out->n || !m->n_entities || !preys(&role, &c->entities[m->first_entity])) return out->n > 0;
  }
  if (homologue && d->possessive != WHO_NONE && d->count == 2 && others_of_both(c, i, out)) return true;
  /* "son allié": another country than the possessor's */
  if (homologue && d->possessive != WHO_NONE && role.sector && role.sector[0] == '=') {
    who_resolve_draft(c, d->possessive);
    const struct trv_mention *m = &c->drafts[d->possessive].m;
    /* "its allies" are more than the one other country that is spoken of */
    const char *code = m->n_entities == 1 && d->number != TRV_PLUR ? who_focus(c, i, "MIL") : NULL;
    if (code && !who_same(code, c->entities[m->first_entity].code))
      who_list_add(out, (struct trv_entity){.code = code, .sector = "GOV"});
    c->drafts[i].m.nation = true;
    return out->n > 0;
  }
  if (d->definite && d->count > 2 && d->number != TRV_SING && !role.code && role.sub == WHO_ROLE_BODY &&
      who_body_of_several(c, i, &role, out))
    return true;
  if (d->definite && d->count >= 2 && d->count <= 4 && d->number != TRV_SING && role.sub != WHO_ROLE_THING) {
    if (role.sub == WHO_ROLE_PERSON) { /* "les quatre dirigeants" */
      bool allies = c->data->owner_first && role.office && !strcmp(role.office, "homologue");
      struct trv_entity pair_of[2];
      if (allies && d->count == 2 && who_sides(c, i, true, NULL, false, pair_of)) { /* "the two allies" */
        for (int k = 0; k < 2; k++) who_list_add(out, pair_of[k]);
        return true;
      }
      uint32_t persons[8], n = who_last_persons(c, i, d->count, persons);
      if (c->data->owner_first && !all_hold(c, persons, n, role.office)) n = 0;
      for (uint32_t k = 0; k < n; k++) add_draft(c, persons[k], out);
      if (n) return true;
      if (c->data->owner_first && who_body_of_several(c, i, &role, out)) return true;
      if (c->data->owner_first && d->count == 2) { /* "Tehran agreed with Riyadh, and the two foreign ministers met" */
        struct who_list pair[2] = {0};
        if (who_last_pair(c, i, pair) && pair[0].n && pair[1].n) {
          for (int k = 0; k < 2; k++) {
            pair[k].items[0].name = NULL;
            who_list_add(out, who_compose_entity(c, &role, &pair[k].items[0]));
          }
          return true;
        }
      }
    }
    struct trv_entity sides[2];
    bool armies = role.sub == WHO_ROLE_BODY && role.sector && !strcmp(role.sector, "MIL");
    if (d->count == 2 &&
        ((armies && who_sides(c, i, true, NULL, false, sides)) || who_sides(c, i, false, NULL, false, sides))) {
      for (int k = 0; k < 2; k++) who_list_add(out, who_compose_entity(c, &role, &sides[k]));
      return true;
    }
  }
  /* settlers are Israel's, but only where it is spoken of */
  bool elsewhere = role.sub == WHO_ROLE_PEOPLE && role.sector && !strcmp(role.sector, "CVL") && role.code &&
                   who_code_weight(c, role.code) <= 0;
  if (role.code && !elsewhere) {
    struct trv_entity of = {.code = role.code, .sector = "GOV"};
    who_list_add(out, who_compose_entity(c, &role, &of));
    return true;
  }
  if (d->foreign && !d->n_polities && d->possessive == WHO_NONE) return true; /* "foreign troops": nobody knows whose */
  if (d->loyal) {
    const char *code = who_focus(c, i, role.sector);
    if (code)
      who_list_add(out, (struct trv_entity){.code = code,
                                            .sector = role.sector && role.sector[0] != '=' ? role.sector : "GOV",
                                            .name = role.name});
    return out->n > 0;
  }
  if (d->demonstrative && role.sub != WHO_ROLE_THING && who_repeat(c, i, out)) return true; /* "those authorities" */
  if (who_word(c, d->m.head, NULL) == WHO_WORD_ARM && who_arm_before(c, i, out)) return true;
  if (rebel) {
    const char *code = country_beside(c, i);
    who_rebels(c, i, &role, code ? code : state_beside(c, i), out);
    return false;
  }
  /* "l'homme fort de l'Est", "le dirigeant": who was last named as such */
  if (role.office && !strcmp(role.office, "leader") && d->definite && d->number != TRV_PLUR && !d->n_names) {
    uint32_t holder = who_office_holder(c, i, "leader", who_focus(c, i, "GOV"));
    if (holder == WHO_NONE) holder = who_office_holder(c, i, "leader", NULL);
    for (uint32_t k = c->place[i], steps = 0; holder != WHO_NONE && k-- > 0 && steps < 400; steps++) {
      uint32_t o = c->order[k];
      if (c->drafts[o].person != holder || c->drafts[o].state != WHO_DONE || !c->drafts[o].m.n_entities) continue;
      who_list_add(out, c->entities[c->drafts[o].m.first_entity]);
      d->person = holder;
      return true;
    }
  }
  const char *beside = role.sector && role.sector[0] != '=' && !d->n_names ? country_beside(c, i) : NULL;
  if (beside && role.sub != WHO_ROLE_THING) {
    who_list_add(out,
                 (struct trv_entity){.code = beside, .sector = role.sector, .name = role.name, .office = role.office});
    return false;
  }
  if (role.bare == WHO_BARE_NONE && role.sector && !strncmp(role.sector, "PTY", 3) && named_before(c, d))
    role.bare = WHO_BARE_FOCUS;
  const char *there = role.sub == WHO_ROLE_PERSON && role.sector && role.sector[0] == '=' ? who_said_there(c, i) : NULL;
  if (there) { /* "officials there" */
    who_list_add(out, (struct trv_entity){.code = there, .sector = "GOV", .office = role.office});
    return false;
  }
  if (role.bare == WHO_BARE_NONE || !role.sector || role.sector[0] == '=')
    return (role.sub != WHO_ROLE_THING && who_repeat(c, i, out)) || head_of_last_organisation(c, i, role.office, out);
  if (role.sub == WHO_ROLE_PERSON && role.office && d->number != TRV_PLUR) {
    uint32_t holder = who_office_holder(c, i, role.office, NULL);
    if (holder != WHO_NONE && !d->n_names) {
      for (uint32_t k = c->place[i], steps = 0; k-- > 0 && steps < 400; steps++) {
        uint32_t o = c->order[k];
        if (c->drafts[o].person != holder || c->drafts[o].state != WHO_DONE || !c->drafts[o].m.n_entities) continue;
        who_list_add(out, c->entities[c->drafts[o].m.first_entity]);
        d->person = holder;
        return true;
      }
    }
  }
  /* "des tirs d'artillerie" says what, not whose */
  uint32_t first = d->m.first_word;
  if (role.sub == WHO_ROLE_BODY && !d->definite && d->number != TRV_PLUR && !d->count && d->possessive == WHO_NONE &&
      first > who_sentence_begin(c, first) && who_word(c, first - 1, NULL) == WHO_WORD_OF)
    return false;
  /* "the judges" of an international court that the text has just named */
  if (!strcmp(role.sector, "JUD") && d->definite && court_before(c, i, out)) return true;
  /* mayors and town councils are of the place, as people are */
  const char *office = c->data->items[d->role].office;
  bool local = c->data->owner_first && office && !strcmp(office, "other");
  const char *code = who_focus(c, i, local ? NULL : role.sector);
  if (code)
    who_list_add(out,
                 (struct trv_entity){.code = code, .sector = role.sector, .name = role.name, .office = role.office});
  else d->m.sector = role.sector;
  return false;
}

/* "le diplomate suédois", "l'émissaire": the envoy of whom the sentences before speak by name. */
static bool envoy_before(struct who_ctx *c, uint32_t i, const struct who_list *bases, struct who_list *out) {
  const struct who_draft *d = &c->drafts[i];
  const struct who_item *role = &c->data->items[d->role];
  if (!role->office || (strcmp(role->office, "envoy") != 0 && strcmp(role->office, "ambassador") != 0)) return false;
  if (!d->definite || d->number == TRV_PLUR || d->n_names || d->title != WHO_NONE || bases->n > 1) return false;
  if (d->n_polities && d->polities[0].item == WHO_NONE) return false;
  for (uint32_t k = c->place[i], steps = 0; k-- > 0 && steps < 40; steps++) {
    const struct who_draft *o = &c->drafts[c->order[k]];
    if (o->sentence + 3 < d->sentence) return false;
    if (o->person == WHO_NONE || o->state != WHO_DONE || o->m.n_entities != 1) continue;
    const struct trv_entity *e = &c->entities[o->m.first_entity];
    if (who_is_country(e->code) && !(bases->n && who_same(bases->items[0].code, e->code))) continue;
    bool sent = e->office && (!strcmp(e->office, "envoy") || !strcmp(e->office, "ambassador"));
    if (c->data->owner_first && d->n_polities && !sent) continue;
    if (who_is_country(e->code) && !(e->office && (!strcmp(e->office, "envoy") || !strcmp(e->office, "ambassador"))))
      continue;
    who_list_add(out, *e);
    return true;
  }
  return false;
}

/* "la coalition", where the CPC was spoken of, whose name is Coalition of Patriots for Change: the last armed group so called. */
static void group_called(const struct who_ctx *c, uint32_t i, struct who_list *out) {
  const struct who_draft *d = &c->drafts[i];
  const char *word = c->text->words[d->m.head].lower;
  size_t n = strlen(word);
  for (uint32_t k = c->place[i], steps = 0; k-- > 0 && steps < 400; steps++) {
    const struct who_draft *o = &c->drafts[c->order[k]];
    if (o->state != WHO_DONE || o->m.n_entities != 1) continue;
    const struct trv_entity *e = &c->entities[o->m.first_entity];
    bool armed = e->sector && (!strncmp(e->sector, "REB", 3) || !strncmp(e->sector, "PRM", 3));
    if (!armed || !e->name || e->office || strlen(e->name) <= n || e->name[n] != ' ') continue;
    size_t same = 0;
    while (same < n && (e->name[same] | 32) == word[same]) same++;
    if (same < n) continue;
    who_list_add(out, *e);
    return;
  }
}

/* "les chefs des services de sécurité des deux pays": whose they are is only guessed, and somebody known by name knows better. */
static bool guessed(const struct who_ctx *c, uint32_t i, unsigned depth) {
  const struct who_draft *d = &c->drafts[i];
  if (d->anaphor != WHO_NONE) return true;
  if (depth && d->role != WHO_NONE && !d->n_polities && d->possessive == WHO_NONE)
    return true; /* "of the security services" */
  for (uint32_t k = 0; k < d->n_polities && depth < 4; k++)
    if (d->polities[k].item == WHO_NONE && guessed(c, d->polities[k].draft, depth + 1)) return true;
  return false;
}

static void resolve_role(struct who_ctx *c, uint32_t i, struct who_list *out) {
  struct who_list bases = {0};
  bool explicit_base = role_bases(c, i, &bases);
  bool told = explicit_base && !(c->drafts[i].n_names > 1 && guessed(c, i, 0));
  struct who_draft *d = &c->drafts[i];
  const struct who_item *role = &c->data->items[d->role];
  bool either = role->sector && strchr(role->sector, '/');
  d->m.pair = either ? role->sector : NULL;
  d->m.thing = role->sub == WHO_ROLE_THING;
  d->m.role = either ? either_sector(c, i, role->sector) : role->sector;
  bool inherits = !role->sector || role->sector[0] == '=';
  /* "son allié russe" acts as Russia does */
  if (inherits && role->office && !strcmp(role->office, "homologue") && !d->n_names) d->m.nation = true;
  if (!d->n_names) {
    if (envoy_before(c, i, &bases, out)) return;
    for (uint32_t k = 0; k < bases.n; k++) {
      struct trv_entity e = bases.items[k];
      if (d->former && role->sub == WHO_ROLE_PERSON && !e.name && who_is_country(e.code)) e.sector = "ELI";
      /* "le chef de l'État turc" of whom the article has spoken by name */
      if (!e.name && e.office && !d->former && bases.n == 1 && d->number != TRV_PLUR) {
        uint32_t holder = who_office_holder(c, i, e.office, e.code);
        if (holder != WHO_NONE) e.name = c->persons[holder].name, d->person = holder;
      }
      who_list_add(out, e);
    }
    if (!out->n && d->definite && !d->n_polities && d->number != TRV_PLUR) group_called(c, i, out);
    return;
  }
  /* "le général Massoud Jazayeri, chef adjoint de l'état-major iranien": the second role tells more */
  bool kin = role->sector && !strcmp(role->sector, "CVL"); /* "His brother Gotabhaya, the defence secretary" */
  if ((!bases.n || kin) && d->n_names == 1 && c->drafts[d->names[0]].title != i &&
      c->drafts[d->names[0]].title != WHO_NONE) {
    who_resolve_draft(c, c->drafts[d->names[0]].title);
    d = &c->drafts[i];
    add_draft(c, d->names[0], out);
    if (out->n) return;
  }
  /* "le colonel Guillermo Benavides", of whom nothing is known: of the country in focus */
  if (!bases.n && !inherits && d->n_names && d->possessive == WHO_NONE) {
    const char *code = who_focus(c, i, role->sector);
    who_list_add(&bases, (struct trv_entity){.code = code, .sector = role->sector, .office = role->office});
    d = &c->drafts[i];
  }
  /* names in apposition: paired in order with as many nationalities, else all of the first */
  for (uint32_t k = 0; k < d->n_names; k++) {
    uint32_t name = d->names[k];
    const struct trv_entity *base = !bases.n ? NULL : bases.n == d->n_names ? &bases.items[k] : &bases.items[0];
    struct trv_entity e;
    struct trv_entity fallback = {.office = role->office};
    if (!base) base = &fallback;
    bool known = c->persons[c->drafts[name].person].item != WHO_NONE;
    bool explicit = (known ? told : explicit_base) && base != &fallback;
    if (!who_person_entity(c, name, base, explicit, inherits, d->former, &e)) continue;
    who_list_add(out, e);
    struct who_draft *n = &c->drafts[name];
    if (n->state != WHO_DONE) {
      struct who_list one = {0};
      who_list_add(&one, e);
      flush(c, n, &one);
      n->state = WHO_DONE;
    }
  }
  if (!out->n && !d->names[0]) *out = bases;
  d->m.person = d->n_names == 1;
}

/* In the first round only what needs nothing from elsewhere. */
static bool simple(const struct who_ctx *c, uint32_t i, unsigned depth) {
  const struct who_draft *d = &c->drafts[i];
  if (depth > 6 || d->pronoun != WHO_NONE || d->anaphor != WHO_NONE || d->possessive != WHO_NONE) return false;
  if (d->title != WHO_NONE && depth == 0) return simple(c, d->title, 1);
  if (d->role != WHO_NONE && d->count >= 2 && d->count <= (d->definite ? 8 : 4) && !d->n_polities) return false;
  for (uint32_t k = 0; k < d->n_polities; k++)
    if (d->polities[k].item == WHO_NONE && !simple(c, d->polities[k].draft, depth + 1)) return false;
  return true;
}

/* "One separatist group, the Ambazonia Defence Forces, said": the name set beside a noun that tells nobody. */
static void name_beside(struct who_ctx *c, uint32_t i, struct who_list *out) {
  const struct trv_parse *p = c->parse;
  uint32_t head = c->drafts[i].m.head;
  if (p->deprel[head] == TRV_REL_COMPOUND && p->head[head] == head + 1) head++; /* "a rebel group" */
  for (uint32_t k = p->child_begin[head]; k < p->child_begin[head + 1] && !out->n; k++) {
    uint32_t w = p->children[k], name = c->draft_at[w];
    if (p->deprel[w] != TRV_REL_APPOS || w < head || name == WHO_NONE || name == i) continue;
    if (c->drafts[name].name == WHO_NONE || c->drafts[name].person != WHO_NONE) continue;
    who_resolve_draft(c, name);
    if (c->drafts[name].state == WHO_DONE) add_draft(c, name, out);
  }
}

void who_resolve_draft(struct who_ctx *c, uint32_t i) {
  struct who_draft *d = &c->drafts[i];
  if (d->state != WHO_PENDING || c->depth > 40) return;
  if (!c->second && !simple(c, i, 0)) return;
  d->state = WHO_ACTIVE;
  c->depth++;
  struct who_list found = {0}, *list = &found;
  if (d->title != WHO_NONE) {
    who_resolve_draft(c, d->title);
    d = &c->drafts[i];
    /* the role gives its names their entities; in a cycle the name stands alone */
    if (d->state == WHO_DONE) {
      c->depth--;
      return;
    }
  }
  if (d->pronoun != WHO_NONE) who_resolve_pronoun(c, i, list);
  else if (d->anaphor != WHO_NONE) {
    if (!d->definite) name_beside(c, i, list);
    if (!list->n) who_resolve_anaphor(c, i, list);
    /* "troops attacked a rebel group": one that refers back to none */
    bool group =
        !list->n && c->drafts[i].number != TRV_PLUR && c->data->items[c->drafts[i].anaphor].sub == WHO_ANA_GROUP;
    uint32_t role = !group || c->hit_at[d->m.head] == WHO_NONE
                        ? WHO_NONE
                        : who_value_at(c, c->hits[c->hit_at[d->m.head]].first_word, WHO_ROLE);
    if (role != WHO_NONE && c->data->items[role].bare != WHO_BARE_NONE) {
      c->drafts[i].role = role;
      role_bases(c, i, list);
    }
  } else if (d->role != WHO_NONE) {
    resolve_role(c, i, list);
    if (!list->n && !c->drafts[i].n_names) name_beside(c, i, list);
  } else if (d->adjective) {
    for (uint32_t k = 0; k < d->n_polities; k++)
      who_list_add(list, who_item_entity(c, &c->data->items[d->polities[k].item]));
  } else resolve_name(c, i, list);
  d = &c->drafts[i];
  if (d->state != WHO_DONE) flush(c, d, list);
  d->state = WHO_DONE;
  c->depth--;
}

/* Drafts in reading order: by the first word of the head noun, insertion being in order but for inner phrases. */
static void sort_drafts(struct who_ctx *c) {
  uint32_t n = c->n_drafts;
  const struct trv_text *t = c->text;
  c->order = TRV_NEW_ARRAY(c->arena, uint32_t, n + 1);
  c->place = TRV_NEW_ARRAY(c->arena, uint32_t, n + 1);
  uint32_t *count = TRV_NEW_ARRAY(c->arena, uint32_t, t->n_words + 2);
  for (uint32_t i = 0; i < n; i++) count[c->drafts[i].m.first_word + 1]++;
  for (uint32_t w = 0; w <= t->n_words; w++) count[w + 1] += count[w];
  for (uint32_t i = 0; i < n; i++) c->order[count[c->drafts[i].m.first_word]++] = i;
  for (uint32_t k = 0; k < n; k++) c->place[c->order[k]] = k;
}

void who_resolve_drafts(struct who_ctx *c) {
  sort_drafts(c);
  for (uint32_t k = 0; k < c->n_drafts; k++) who_resolve_draft(c, c->order[k]);
  who_count_sides(c);
  c->second = true;
  for (uint32_t k = 0; k < c->n_drafts; k++) who_resolve_draft(c, c->order[k]);
}
