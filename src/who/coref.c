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

void who_add_draft(struct who_ctx *c, uint32_t draft, struct who_list *out) {
  who_resolve_draft(c, draft);
  const struct trv_mention *m = &c->drafts[draft].m;
  for (uint32_t i = 0; i < m->n_entities; i++) who_list_add(out, c->entities[m->first_entity + i]);
}

void who_collect(struct who_ctx *c, uint32_t word, struct who_list *out) {
  if (c->depth > 12) return;
  c->depth++;
  uint32_t draft = c->draft_at[word];
  if (draft != WHO_NONE) who_add_draft(c, draft, out);
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
  bool explicit_base = who_role_bases(c, i, &bases);
  bool told = explicit_base && !(c->drafts[i].n_names > 1 && guessed(c, i, 0));
  struct who_draft *d = &c->drafts[i];
  const struct who_item *role = &c->data->items[d->role];
  bool either = role->sector && strchr(role->sector, '/');
  d->m.pair = either ? role->sector : NULL;
  d->m.thing = role->sub == WHO_ROLE_THING;
  d->m.role = either ? who_either_sector(c, i, role->sector) : role->sector;
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
    who_add_draft(c, d->names[0], out);
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
    if (c->drafts[name].state == WHO_DONE) who_add_draft(c, name, out);
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
      who_role_bases(c, i, list);
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
