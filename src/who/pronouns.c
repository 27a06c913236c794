/* Pronouns and nouns that refer back: their antecedents among the mentions before them. */
#include "who/internal.h"

static bool is_subject(const struct who_ctx *c, uint32_t word) { return c->parse->deprel[word] == TRV_REL_NSUBJ; }

/* The verb or noun that a word depends on, over coordination. */
static uint32_t governor(const struct who_ctx *c, uint32_t word) {
  for (unsigned n = 0; n < 20 && c->parse->head[word] != TRV_NO_WORD && c->parse->deprel[word] == TRV_REL_CONJ; n++)
    word = c->parse->head[word];
  return c->parse->head[word];
}

/* "la Russie", "l'Arménie": the gender of a name as the article's determiners tell it. */
static uint8_t gender_of(const struct who_ctx *c, const struct who_draft *d) {
  if (d->gender) return d->gender;
  if (!d->m.nation || d->adjective || !d->m.n_entities) return 0;
  const char *code = c->entities[d->m.first_entity].code;
  for (uint32_t i = 0; i < c->n_codes; i++)
    if (who_same(c->codes[i].code, code)) return d->m.kind == TRV_MENTION_STATE ? c->codes[i].gender : 0;
  return 0;
}

static void copy(struct who_ctx *c, uint32_t at, uint32_t from, struct who_list *out) {
  const struct who_draft *d = &c->drafts[from];
  for (uint32_t i = 0; i < d->m.n_entities; i++) who_list_add(out, c->entities[d->m.first_entity + i]);
  if (out->n) {
    c->drafts[at].m.antecedent = from;
    c->drafts[at].m.person = d->m.person;
    c->drafts[at].m.nation = d->m.nation;
  }
}

/* The noun that a relative clause hangs from: "des gardiens qui ont tiré". */
static bool relative(struct who_ctx *c, uint32_t at, struct who_list *out) {
  uint32_t w = c->drafts[at].m.head;
  for (unsigned n = 0; n < 8 && w != TRV_NO_WORD; n++) {
    uint32_t h = c->parse->head[w];
    if (h == TRV_NO_WORD) return false;
    if (c->parse->deprel[w] == TRV_REL_ACL && h < c->drafts[at].m.head) {
      /* a plural verb takes the whole coordination */
      uint32_t top = h;
      bool plural = c->parse->feats[w].number == TRV_PLUR;
      for (unsigned k = 0;
           plural && k < 8 && c->parse->deprel[top] == TRV_REL_CONJ && c->parse->feats[top].number != TRV_PLUR; k++)
        top = c->parse->head[top];
      who_collect(c, top, out);
      if (!out->n) break;
      if (c->draft_at[h] != WHO_NONE) {
        c->drafts[at].m.antecedent = c->draft_at[h];
        c->drafts[at].m.person = c->drafts[c->draft_at[h]].m.person;
        c->drafts[at].m.nation = c->drafts[c->draft_at[h]].m.nation;
        c->drafts[at].m.plural = out->n > 1 || c->drafts[c->draft_at[h]].m.plural;
      }
      return true;
    }
    w = h;
  }
  /* "le sud d'Israël, dont …": where the tree's antecedent is no actor, the name just before */
  uint32_t near = c->drafts[at].m.first_word;
  for (uint32_t k = 1; k < 3 && near >= k; k++)
    if (c->draft_at[near - k] != WHO_NONE && c->drafts[c->draft_at[near - k]].name != WHO_NONE) {
      who_collect(c, near - k, out);
      return out->n > 0;
    }
  return false;
}

static double role_weight(const struct who_ctx *c, const struct who_draft *d, bool last, bool object) {
  uint32_t head = d->m.head;
  /* "des dizaines de manifestants": the amount stands in the sentence for what it counts */
  for (unsigned n = 0; n < 3 && c->parse->head[head] != TRV_NO_WORD && c->draft_at[c->parse->head[head]] != WHO_NONE &&
                       &c->drafts[c->draft_at[c->parse->head[head]]] == d;
       n++)
    head = c->parse->head[head];
  for (unsigned n = 0; n < 10 && c->parse->deprel[head] == TRV_REL_CONJ && c->parse->head[head] != TRV_NO_WORD; n++)
    head = c->parse->head[head];
  uint8_t rel = c->parse->deprel[head], sub = c->parse->sub[head];
  if (last) return rel == TRV_REL_NSUBJ ? -0.5 : 0;
  if (rel == TRV_REL_NSUBJ) {
    uint8_t clause = c->parse->deprel[c->parse->head[head]];
    if (object) return 2;
    return clause == TRV_REL_ROOT ? 3.5 : clause == TRV_REL_ACL || clause == TRV_REL_ADVCL ? 2 : 3;
  }
  if (rel == TRV_REL_OBL && sub == TRV_SUB_AGENT) return 1.5;
  if (rel == TRV_REL_OBJ || rel == TRV_REL_IOBJ) return object ? 2 : 1;
  if (rel == TRV_REL_ROOT) return 1;
  if (rel == TRV_REL_OBL) return 0.3;
  return 0;
}

/* How well a noun that is no actor would do as the antecedent: "Le cessez-le-feu est en vigueur. Il est respecté." */
static double thing(const struct who_ctx *c, uint32_t at, uint8_t number, uint8_t gender, bool last) {
  const struct who_draft *p = &c->drafts[at];
  uint32_t first = p->sentence ? p->sentence - 1 : 0;
  double best = -1e9;
  for (uint32_t w = c->text->sentences[first].first_word; w < p->m.first_word; w++) {
    if (c->parse->upos[w] != TRV_NOUN || c->draft_at[w] != WHO_NONE || !(last || is_subject(c, w))) continue;
    const struct trv_feats *f = &c->parse->feats[w];
    if ((number && f->number && f->number != number) || (gender && f->gender && f->gender != gender)) continue;
    if (c->quoted[w] && !c->quoted[p->m.head]) continue;
    if (who_word(c, w, NULL) >= 0 || c->parse->head[p->m.head] == w) continue;
    if (c->parse->head[w] == c->parse->head[p->m.head] && is_subject(c, p->m.head)) continue;
    uint32_t back = p->sentence - c->text->words[w].sentence;
    double score = 9 - 2.6 * back - 0.02 * (double)(p->m.head - w) +
                   (last                                                  ? (is_subject(c, w) ? -0.5 : -1.5)
                    : c->parse->deprel[c->parse->head[w]] == TRV_REL_ROOT ? 3.5
                                                                          : 3);
    if (last) score -= 0.15 * (double)(p->m.head - w) + 2 * back;
    if (score > best) best = score;
  }
  return best;
}

/* The best antecedent before draft `at`; entities go to `out`. `last`: the nearest rather than the topic. */
static void antecedent(struct who_ctx *c, uint32_t at, uint8_t number, uint8_t gender, bool last, bool possessive,
                       bool object, struct who_list *out) {
  const struct who_draft *p = &c->drafts[at];
  uint32_t place = c->place[at], head = p->m.head, sentence = p->sentence;
  uint32_t verb = object && c->parse->deprel[head] != TRV_REL_OBL ? governor(c, head) : TRV_NO_WORD;
  /* "a refusé de le lui rendre": the subject of the infinitive's governor is not its object either */
  uint32_t upper = verb;
  for (unsigned n = 0; n < 4 && upper != TRV_NO_WORD && c->parse->deprel[upper] == TRV_REL_XCOMP; n++)
    upper = governor(c, upper);
  /* "ses partisans", "ses hommes": those of a person rather than of a state */
  bool personal = false;
  if (possessive && c->parse->head[head] != TRV_NO_WORD && c->draft_at[c->parse->head[head]] != WHO_NONE) {
    uint32_t role = c->drafts[c->draft_at[c->parse->head[head]]].role;
    personal = role != WHO_NONE && c->data->items[role].sub == WHO_ROLE_PEOPLE && c->data->items[role].sector &&
               c->data->items[role].sector[0] == '=';
  }
  double best = -1e9;
  uint32_t chosen = WHO_NONE;
  struct who_list set = {0}, group = {0};
  for (uint32_t k = place, steps = 0; k-- > 0 && steps < 60; steps++) {
    uint32_t i = c->order[k];
    const struct who_draft *d = &c->drafts[i];
    if (d->sentence + 3 < sentence) break;
    if (d->state != WHO_DONE || !d->m.n_entities || d->adjective || d->locative) continue;
    if (d->name != WHO_NONE && c->data->items[d->name].kind == WHO_REGION) continue;
    if (d->m.kind == TRV_MENTION_POSSESSIVE || (d->role != WHO_NONE && c->data->items[d->role].sub == WHO_ROLE_THING))
      continue;
    if (d->m.first_word <= head && head < d->m.end_word) continue;
    if (d->title != WHO_NONE && c->drafts[d->title].m.first_word < d->m.first_word && number != TRV_PLUR &&
        d->m.end_word > head)
      continue;
    uint8_t g = gender_of(c, d);
    if (object && d->title != WHO_NONE && verb != TRV_NO_WORD && governor(c, c->drafts[d->title].m.head) == verb)
      continue;
    if (object && verb != TRV_NO_WORD && is_subject(c, d->m.head) &&
        (governor(c, d->m.head) == verb || governor(c, d->m.head) == upper))
      continue;
    if (!possessive && !last && is_subject(c, head) && c->parse->head[d->m.head] == c->parse->head[head]) continue;
    double score = 0;
    set.n = 0;
    if (number == TRV_PLUR) {
      bool plural = d->m.plural || d->number == TRV_PLUR || d->m.n_entities > 1;
      if (c->parse->deprel[d->m.head] != TRV_REL_CONJ) who_collect(c, d->m.head, &set);
      if (!plural && set.n < 2) continue;
      if (plural && gender && g && g != gender && set.n < 2) continue;
    } else if (number == TRV_SING) {
      if (d->m.n_entities > 1 || d->number == TRV_PLUR || d->m.plural) continue;
      if (!possessive && gender && g && g != gender) continue;
    }
    uint32_t back = sentence - d->sentence;
    score = 10 - 2.6 * back - 0.02 * (double)(head - d->m.head) + role_weight(c, d, last, object);
    if (last) score -= 0.15 * (double)(head - d->m.head) + 2 * back;
    if (possessive && back == 0 && is_subject(c, d->m.head)) score += 2;
    if (gender && g == gender) score += 0.7;
    if (d->m.person && gender == TRV_MASC && number == TRV_SING) score += 0.6;
    if (personal && (d->person != WHO_NONE || d->m.person)) score += 2.5;
    if (d->name != WHO_NONE && c->data->items[d->name].kind == WHO_MEDIA) score -= 3;
    if (d->m.kind == TRV_MENTION_SEAT) score -= 1;
    if (c->quoted[d->m.head] && !c->quoted[head]) score -= 4;
    if (score > best) {
      best = score, chosen = i;
      group = set;
    }
  }
  if (chosen == WHO_NONE || best < thing(c, at, number, gender, last) - (possessive ? 3 : 0)) return;
  copy(c, at, chosen, out);
  for (uint32_t n = 0; n < group.n; n++) who_list_add(out, group.items[n]);
}

void who_resolve_pronoun(struct who_ctx *c, uint32_t i, struct who_list *out) {
  const struct who_draft *d = &c->drafts[i];
  const struct who_item *item = &c->data->items[d->pronoun];
  uint8_t number = d->number, gender = item->gender;
  switch (item->sub) {
    case WHO_PRO_RELATIVE: relative(c, i, out); return;
    case WHO_PRO_POSSESSIVE: antecedent(c, i, number, 0, false, true, false, out); return;
    case WHO_PRO_LAST: antecedent(c, i, number, gender, true, false, false, out); return;
    case WHO_PRO_OBJECT: antecedent(c, i, number, gender, false, false, true, out); return;
    default: antecedent(c, i, number, gender, item->sub == WHO_PRO_DEMONSTRATIVE, false, false, out); return;
  }
}

/* The last mention before `at` that `fits`. */
static uint32_t last_that(struct who_ctx *c, uint32_t at,
                          bool (*fits)(const struct who_ctx *, const struct who_draft *)) {
  for (uint32_t k = c->place[at], steps = 0; k-- > 0 && steps < 400; steps++) {
    const struct who_draft *d = &c->drafts[c->order[k]];
    if (d->state == WHO_DONE && d->m.n_entities == 1 && fits(c, d)) return c->order[k];
  }
  return WHO_NONE;
}

static const struct trv_entity *entity_of(const struct who_ctx *c, const struct who_draft *d) {
  return &c->entities[d->m.first_entity];
}
static bool fits_group(const struct who_ctx *c, const struct who_draft *d) {
  const struct trv_entity *e = entity_of(c, d);
  if (d->m.person || d->m.kind == TRV_MENTION_POSSESSIVE) return false;
  if (d->name != WHO_NONE && c->data->items[d->name].kind == WHO_ENTITY) return false;
  return d->person == WHO_NONE && e->sector &&
         (!strncmp(e->sector, "REB", 3) || !strncmp(e->sector, "PRM", 3) || !strncmp(e->sector, "PTY", 3)) &&
         (e->name || d->n_polities == 0);
}
static bool fits_org(const struct who_ctx *c, const struct who_draft *d) {
  if (d->name == WHO_NONE) return false;
  (void)c;
  return c->data->items[d->name].kind == WHO_ORG;
}
static bool fits_media(const struct who_ctx *c, const struct who_draft *d) {
  return d->name != WHO_NONE && c->data->items[d->name].kind == WHO_MEDIA;
}
static bool fits_enclave(const struct who_ctx *c, const struct who_draft *d) {
  uint32_t item = d->name;
  if (item == WHO_NONE) return false;
  uint8_t kind = c->data->items[item].kind;
  return kind == WHO_ENTITY || kind == WHO_ENTITY_CAPITAL || kind == WHO_REGION;
}
static bool fits_person(const struct who_ctx *c, const struct who_draft *d) {
  (void)c;
  return d->person != WHO_NONE;
}
/* "les villes du pays", "le royaume": where its people are. */
static void country_in_focus(struct who_ctx *c, uint32_t i, struct who_list *out) {
  const char *code = who_focus(c, i, "CVL");
  if (code) who_list_add(out, (struct trv_entity){.code = code, .sector = "GOV"});
}

/* The mention that ends just before the "et" of this one: "…, Nikol Pachinian, et le président …". */
static uint32_t joined_before(const struct who_ctx *c, const struct who_draft *d) {
  uint32_t w = d->m.first_word, begin = who_sentence_begin(c, w);
  if (w < begin + 2 || who_word(c, w - 1, NULL) != WHO_WORD_AND) return WHO_NONE;
  w -= 2;
  if (c->parse->upos[w] == TRV_PUNCT && w > begin) w--;
  return c->draft_at[w];
}

uint32_t who_last_persons(const struct who_ctx *c, uint32_t at, uint32_t want, uint32_t out[8]) {
  uint32_t n = 0, place = c->place[at], found[8];
  if (want > 8) return 0;
  for (uint32_t k = place, steps = 0; want == 2 && k-- > 0 && steps < 60; steps++) {
    const struct who_draft *o = &c->drafts[c->order[k]];
    if (o->sentence + 4 < c->drafts[at].sentence) break;
    if (!o->m.person || o->m.n_entities != 1 || c->parse->deprel[o->m.head] != TRV_REL_CONJ) continue;
    uint32_t h = joined_before(c, o);
    if (h == WHO_NONE) h = c->draft_at[c->parse->head[o->m.head]];
    if (h == WHO_NONE || !c->drafts[h].m.person || c->drafts[h].m.n_entities != 1 || h == c->order[k]) continue;
    out[0] = h, out[1] = c->order[k];
    return 2;
  }
  for (uint32_t k = place, steps = 0; k-- > 0 && n < want && steps < 200; steps++) {
    const struct who_draft *o = &c->drafts[c->order[k]];
    if (o->person == WHO_NONE || o->state != WHO_DONE || !o->m.n_entities) continue;
    bool seen = false;
    for (uint32_t q = 0; q < n; q++) seen |= c->drafts[found[q]].person == o->person;
    if (!seen) found[n++] = c->order[k];
  }
  if (n < want) return 0;
  for (uint32_t k = 0; k < n; k++) out[k] = found[n - 1 - k];
  return n;
}

/* "son voisin", "l'ennemi": the side that is not the possessor's, or not the subject's. */
static void other_side(struct who_ctx *c, uint32_t i, bool states, struct who_list *out) {
  struct trv_entity sides[2], self = {0};
  const struct who_draft *d = &c->drafts[i];
  if (d->possessive != WHO_NONE) {
    who_resolve_draft(c, d->possessive);
    const struct trv_mention *m = &c->drafts[c->drafts[i].possessive].m;
    if (m->n_entities) self = c->entities[m->first_entity];
  }
  uint32_t place = c->place[i];
  for (uint32_t k = place; !self.code && k-- > 0;) {
    const struct who_draft *o = &c->drafts[c->order[k]];
    if (o->sentence + 1 < d->sentence) break;
    if (o->state == WHO_DONE && o->m.n_entities == 1 && is_subject(c, o->m.head)) self = *entity_of(c, o);
  }
  if (!self.code) return;
  if (!who_sides(c, i, states, self.code, false, sides)) return;
  for (int k = 0; k < 2; k++)
    if (!who_same_side(&sides[k], &self)) {
      who_list_add(out, sides[k]);
      return;
    }
}

/* "ces quatre pays": the last states named, as many as told. */
static void last_states(struct who_ctx *c, uint32_t i, uint32_t want, struct who_list *out) {
  uint32_t found[8], n = 0;
  for (uint32_t k = c->place[i], steps = 0; k-- > 0 && n < want && steps < 100; steps++) {
    const struct who_draft *o = &c->drafts[c->order[k]];
    bool state = o->m.kind == TRV_MENTION_STATE || o->m.kind == TRV_MENTION_SEAT;
    if (o->state != WHO_DONE || !state || o->m.n_entities != 1 || o->locative || o->adjective) continue;
    bool subject = is_subject(c, o->m.head) && o->sentence == c->drafts[i].sentence;
    for (uint32_t q = 0; q < n; q++)
      subject |= who_same(entity_of(c, o)->code, entity_of(c, &c->drafts[found[q]])->code);
    if (!subject) found[n++] = c->order[k];
  }
  while (n == want && want > 0) copy(c, i, found[--want], out), n = want;
}

void who_resolve_anaphor(struct who_ctx *c, uint32_t i, struct who_list *out) {
  struct who_draft *d = &c->drafts[i];
  const struct who_item *item = &c->data->items[d->anaphor];
  const char *code = NULL;
  if (d->n_polities && d->polities[0].item != WHO_NONE) code = c->data->items[d->polities[0].item].code;
  uint32_t found = WHO_NONE;
  struct trv_entity sides[2];
  switch (item->sub) {
    case WHO_ANA_PARTIES:
      if (d->number == TRV_SING) return;
      if (!who_sides(c, i, false, code, true, sides)) return;
      for (int k = 0; k < 2; k++) who_list_add(out, sides[k]);
      d->m.nation = true, d->m.plural = true;
      return;
    case WHO_ANA_COUNTRIES:
      d->m.nation = true;
      if (d->number == TRV_SING) {
        country_in_focus(c, i, out);
        return;
      }
      d->m.plural = true;
      if (d->count > 2 && d->count <= 8) {
        last_states(c, i, d->count, out);
        return;
      }
      if (!who_sides(c, i, true, NULL, false, sides)) return;
      for (int k = 0; k < 2; k++) who_list_add(out, sides[k]);
      d->m.nation = true, d->m.plural = true;
      return;
    case WHO_ANA_PERSONS: {
      uint32_t persons[8], n = who_last_persons(c, i, d->count ? d->count : 2, persons);
      for (uint32_t k = 0; k < n; k++) copy(c, i, persons[k], out);
      d->m.plural = true, d->m.person = false;
      return;
    }
    case WHO_ANA_GROUP: found = last_that(c, i, fits_group); break;
    case WHO_ANA_ORG: found = last_that(c, i, fits_org); break;
    case WHO_ANA_MEDIA:
      if (d->number == TRV_PLUR || d->count > 1) {
        uint32_t want = d->count ? d->count : 2, n = 0;
        for (uint32_t k = c->place[i], steps = 0; k-- > 0 && n < want && steps < 100; steps++) {
          const struct who_draft *o = &c->drafts[c->order[k]];
          if (o->state == WHO_DONE && o->m.n_entities == 1 && fits_media(c, o)) copy(c, i, c->order[k], out), n++;
        }
        return;
      }
      found = last_that(c, i, fits_media);
      break;
    case WHO_ANA_ENCLAVE:
      found = last_that(c, i, fits_enclave);
      d->m.nation = true;
      break;
    case WHO_ANA_COUNTRY:
      d->m.nation = true;
      country_in_focus(c, i, out);
      return;
    case WHO_ANA_PERSON: found = last_that(c, i, fits_person); break;
    case WHO_ANA_OTHER_SIDE:
      d->m.nation = true;
      other_side(c, i, item->value == 1, out);
      return;
    default: return;
  }
  if (found != WHO_NONE) copy(c, i, found, out);
}
