/* Nouns that refer back ("les parties", "les deux hommes", "le mouvement", "son rival", "l'enclave"), and the definite
 * noun that says again what the article has named in full: "la coalition emmenée par Riyad … La coalition". */
#include "who/internal.h"

static bool is_subject(const struct who_ctx *c, uint32_t word) { return c->parse->deprel[word] == TRV_REL_NSUBJ; }

static const struct trv_entity *entity_of(const struct who_ctx *c, const struct who_draft *d) {
  return &c->entities[d->m.first_entity];
}

void who_copy(struct who_ctx *c, uint32_t at, uint32_t from, struct who_list *out) {
  const struct who_draft *d = &c->drafts[from];
  for (uint32_t i = 0; i < d->m.n_entities; i++) who_list_add(out, c->entities[d->m.first_entity + i]);
  if (out->n) {
    c->drafts[at].m.antecedent = from;
    c->drafts[at].m.person = d->m.person;
    c->drafts[at].m.nation = d->m.nation;
  }
}

static bool one_actor(const struct who_ctx *c, uint32_t i) {
  const struct who_draft *d = &c->drafts[i];
  return d->state == WHO_DONE && d->m.n_entities > 0 && !d->adjective && !d->locative && !d->inner &&
         d->m.kind != TRV_MENTION_POSSESSIVE && !(d->role != WHO_NONE && c->data->items[d->role].sub == WHO_ROLE_THING);
}

bool who_last_pair(struct who_ctx *c, uint32_t at, struct who_list out[2]) {
  uint32_t place = c->place[at], sentence = c->drafts[at].sentence;
  /* joined by "et", or two in one noun phrase */
  for (uint32_t k = place, steps = 0; k-- > 0 && steps < 60; steps++) {
    uint32_t i = c->order[k];
    const struct who_draft *d = &c->drafts[i];
    if (d->sentence + 3 < sentence) break;
    if (d->state != WHO_DONE || d->locative || d->m.kind == TRV_MENTION_POSSESSIVE) continue;
    if (d->m.n_entities == 2) {
      for (uint32_t n = 0; n < 2; n++) who_list_add(&out[n], c->entities[d->m.first_entity + n]);
      return true;
    }
    uint32_t head = c->parse->deprel[d->m.head] == TRV_REL_CONJ ? c->parse->head[d->m.head] : TRV_NO_WORD;
    uint32_t other = head == TRV_NO_WORD ? WHO_NONE : c->draft_at[head];
    if (other == WHO_NONE || other == i || !one_actor(c, i) || !one_actor(c, other)) continue;
    who_copy(c, at, other, &out[0]);
    who_copy(c, at, i, &out[1]);
    return true;
  }
  /* the two that the sentence before names: "Barack Obama a téléphoné à M. Lee. Tous deux …" */
  for (uint32_t back = 0; back < 3 && back <= sentence; back++) {
    uint32_t found[2], n = 0;
    for (uint32_t k = place, steps = 0; k-- > 0 && steps < 60 && n < 2; steps++) {
      uint32_t i = c->order[k];
      if (c->drafts[i].sentence + back > sentence) continue;
      if (c->drafts[i].sentence + back < sentence) break;
      if (!one_actor(c, i) || c->drafts[i].m.kind == TRV_MENTION_PRONOUN) continue;
      if (n && (who_same_side(entity_of(c, &c->drafts[i]), entity_of(c, &c->drafts[found[0]])) ||
                c->drafts[i].title == found[0] || c->drafts[found[0]].title == i))
        continue;
      found[n++] = i;
    }
    if (n < 2) continue;
    who_copy(c, at, found[1], &out[0]);
    who_copy(c, at, found[0], &out[1]);
    return true;
  }
  struct trv_entity sides[2];
  if (!who_sides(c, at, false, NULL, false, sides)) return false;
  for (int k = 0; k < 2; k++) who_list_add(&out[k], sides[k]);
  return true;
}

uint32_t who_speaker(struct who_ctx *c, uint32_t at) {
  if (!c->quoted[c->drafts[at].m.head]) return WHO_NONE;
  uint32_t sentence = c->drafts[at].sentence;
  for (uint32_t k = c->place[at] + 1, steps = 0; k < c->n_drafts && steps < 40; k++, steps++) {
    uint32_t i = c->order[k];
    if (c->drafts[i].sentence > sentence + 2) break;
    uint32_t head = c->drafts[i].m.head;
    if (c->quoted[head] || !is_subject(c, head)) continue;
    if (c->drafts[i].state == WHO_PENDING && c->drafts[i].pronoun == WHO_NONE) who_resolve_draft(c, i);
    return c->drafts[i].m.n_entities ? i : WHO_NONE;
  }
  return WHO_NONE;
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

static bool fits_group(const struct who_ctx *c, const struct who_draft *d) {
  const struct trv_entity *e = entity_of(c, d);
  if (d->m.person || d->m.kind == TRV_MENTION_POSSESSIVE) return false;
  if (d->name != WHO_NONE && c->data->items[d->name].kind == WHO_ENTITY) return false;
  return d->person == WHO_NONE && e->sector &&
         (!strncmp(e->sector, "REB", 3) || !strncmp(e->sector, "PRM", 3) || !strncmp(e->sector, "PTY", 3)) &&
         (e->name || d->n_polities == 0);
}
/* "the Front": the last group whose name has that word. */
static uint32_t last_called(struct who_ctx *c, uint32_t at) {
  const char *word = c->text->words[c->drafts[at].m.head].form;
  for (uint32_t k = c->place[at], steps = 0; k-- > 0 && steps < 400; steps++) {
    const struct who_draft *d = &c->drafts[c->order[k]];
    if (d->state != WHO_DONE || d->m.n_entities != 1 || !fits_group(c, d)) continue;
    for (uint32_t w = d->m.first_word; w < d->m.end_word; w++)
      if (strcmp(c->text->words[w].form, word) == 0) return c->order[k];
  }
  return WHO_NONE;
}
static bool fits_org(const struct who_ctx *c, const struct who_draft *d) {
  if (d->name == WHO_NONE) return false;
  (void)c;
  return c->data->items[d->name].kind == WHO_ORG;
}
/* "the Council": the last organisation whose name has that word. */
static uint32_t org_called(struct who_ctx *c, uint32_t at) {
  uint32_t head = c->drafts[at].m.head;
  const char *word = c->text->words[head].lower;
  if (!head || c->parse->upos[head - 1] != TRV_DET) return WHO_NONE; /* "the president's security council" */
  for (uint32_t k = c->place[at], steps = 0; k-- > 0 && steps < 400; steps++) {
    const struct who_draft *d = &c->drafts[c->order[k]];
    if (d->state != WHO_DONE || d->m.n_entities != 1 || !fits_org(c, d)) continue;
    for (uint32_t w = d->m.first_word; w < d->m.end_word; w++)
      if (strcmp(c->text->words[w].lower, word) == 0) return c->order[k];
  }
  return WHO_NONE;
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
/* "the warring parties in Sudan", of whom no more is told: its government and those who fight it. */
static void parties_there(struct who_ctx *c, uint32_t i, struct who_list *out) {
  uint32_t head = c->drafts[i].m.head;
  for (uint32_t k = c->parse->child_begin[head]; k < c->parse->child_begin[head + 1]; k++) {
    uint32_t place = c->parse->children[k], of = c->draft_at[place];
    if (c->parse->deprel[place] != TRV_REL_NMOD || of == WHO_NONE || of == i) continue;
    who_resolve_draft(c, of);
    const struct trv_mention *m = &c->drafts[of].m;
    if (m->n_entities != 1 || !who_is_country(c->entities[m->first_entity].code)) continue;
    const char *code = c->entities[m->first_entity].code;
    who_list_add(out, (struct trv_entity){.code = code, .sector = "GOV"});
    who_list_add(out, (struct trv_entity){.code = code, .sector = "REB"});
    c->drafts[i].m.plural = true;
    return;
  }
}

/* The state of a cell "SAU|JOR|MAR" that the draft `d` is. */
static bool among_codes(const struct who_ctx *c, const struct who_draft *d, const char *codes) {
  if (d->state != WHO_DONE || d->m.n_entities != 1 || !d->m.nation) return false;
  const char *code = entity_of(c, d)->code;
  size_t n = strlen(code);
  for (const char *at = codes; at; at = strchr(at, '|')) {
    at += *at == '|';
    if (strncmp(at, code, n) == 0 && (at[n] == '|' || !at[n])) return true;
  }
  return false;
}

/* "Saudi Arabia … the kingdom", "the emirate": the last state named that may be called so. */
static bool state_so_called(struct who_ctx *c, uint32_t i, const char *codes, struct who_list *out) {
  for (uint32_t k = c->place[i], steps = 0; codes && k-- > 0 && steps < 400; steps++) {
    const struct who_draft *o = &c->drafts[c->order[k]];
    bool subject = is_subject(c, o->m.head) && o->sentence == c->drafts[i].sentence; /* it says its own name */
    if (subject || !among_codes(c, o, codes)) continue;
    who_list_add(out, (struct trv_entity){.code = entity_of(c, o)->code, .sector = "GOV"});
    return true;
  }
  return false;
}

/* "les villes du pays", "le royaume": where its people are. */
static void country_in_focus(struct who_ctx *c, uint32_t i, struct who_list *out) {
  const char *code = who_focus(c, i, "CVL");
  if (code) who_list_add(out, (struct trv_entity){.code = code, .sector = "GOV"});
}

/* "the country's troubled Darfur region": the country of the place that the noun above is named with; NULL: none. */
static const char *country_of_what_it_has(const struct who_ctx *c, const struct who_draft *d) {
  uint32_t above = c->parse->head[d->m.head];
  if (!c->where || above == TRV_NO_WORD || c->parse->deprel[d->m.head] != TRV_REL_NMOD) return NULL;
  for (uint32_t w = c->parse->left[above]; w <= c->parse->right[above]; w++) {
    const struct trv_place_mention *m = trv_where_at(c->where, w);
    if (!m || m->first_word != w || m->implied || m->kind == TRV_PLACE_COUNTRY) continue;
    uint32_t h = c->parse->head[m->end_word - 1]; /* of its name, or beside it */
    if (m->place.country && (h == above || m->end_word - 1 == above)) return m->place.country;
  }
  return NULL;
}

/* The mention that ends just before the "et" of this one: "…, Nikol Pachinian, et le président …". */
static uint32_t joined_before(const struct who_ctx *c, const struct who_draft *d) {
  uint32_t w = d->m.first_word, begin = who_sentence_begin(c, w);
  if (w < begin + 2 || who_word(c, w - 1, NULL) != WHO_WORD_AND) return WHO_NONE;
  w -= 2;
  if (c->parse->upos[w] == TRV_PUNCT && w > begin) w--;
  return c->draft_at[w];
}

/* A person whom "les deux hommes" may mean: of a country, and not who meets them in the same clause. */
static bool may_be_meant(const struct who_ctx *c, uint32_t at, uint32_t i) {
  const struct who_draft *o = &c->drafts[i], *d = &c->drafts[at];
  if (o->state != WHO_DONE || o->m.n_entities != 1 || !o->m.person) return false;
  if (!who_is_country(entity_of(c, o)->code)) return false;
  if (o->sentence != d->sentence) return true;
  /* "l'appel de Bill Clinton aux deux dirigeants" */
  if (c->parse->head[o->m.head] == c->parse->head[d->m.head] && c->parse->head[d->m.head] != TRV_NO_WORD) return false;
  return !(is_subject(c, o->m.head) && !is_subject(c, d->m.head));
}

/* The two that the article has spoken of most: the lead counts for more, and what was said last. */
static uint32_t main_persons(struct who_ctx *c, uint32_t at, uint32_t out[8]) {
  uint32_t first[2] = {WHO_NONE, WHO_NONE}, place = c->place[at], seen[16], last[16], n = 0;
  double score[16] = {0};
  for (uint32_t k = place, steps = 0; k-- > 0 && steps < 200; steps++) {
    uint32_t i = c->order[k];
    if (c->drafts[i].person == WHO_NONE || !may_be_meant(c, at, i)) continue;
    uint32_t q = 0;
    while (q < n && seen[q] != c->drafts[i].person) q++;
    if (q == 16) continue;
    uint32_t back = c->drafts[at].sentence - c->drafts[i].sentence;
    if (q == n) seen[n] = c->drafts[i].person, last[n++] = i, score[q] = 1.5 / (1 + 0.5 * back);
    score[q] += c->drafts[i].sentence < 2 ? 1.7 : 1;
  }
  struct trv_entity sides[2]; /* rather the two whose countries are the sides than who goes between them */
  if (n > 2 && who_sides(c, at, true, NULL, false, sides))
    for (uint32_t q = 0; q < n; q++)
      if (who_same(entity_of(c, &c->drafts[last[q]])->code, sides[0].code) ||
          who_same(entity_of(c, &c->drafts[last[q]])->code, sides[1].code))
        score[q] *= 1.5;
  for (uint32_t q = 0; q < n; q++) {
    if (first[0] == WHO_NONE || score[q] > score[first[0]]) first[1] = first[0], first[0] = q;
    else if (first[1] == WHO_NONE || score[q] > score[first[1]]) first[1] = q;
  }
  if (first[1] == WHO_NONE) return 0;
  bool order = c->place[last[first[0]]] < c->place[last[first[1]]];
  out[0] = last[first[order ? 0 : 1]], out[1] = last[first[order ? 1 : 0]];
  return 2;
}

/* "Macron a rencontré son homologue rwandais. Les deux hommes …": the two of the sentence before, of two countries, one of them by
 * his office alone. */
static uint32_t met_before(struct who_ctx *c, uint32_t at, uint32_t out[8]) {
  uint32_t n = 0, place = c->place[at], sentence = c->drafts[at].sentence;
  bool nameless = false;
  for (uint32_t k = place, steps = 0; k-- > 0 && steps < 60; steps++) {
    uint32_t i = c->order[k];
    const struct who_draft *o = &c->drafts[i];
    if (o->sentence + 1 < sentence) break;
    bool role = o->person == WHO_NONE && o->role != WHO_NONE && !o->n_names && o->state == WHO_DONE &&
                c->data->items[o->role].sub == WHO_ROLE_PERSON && o->m.n_entities == 1 && !o->m.plural &&
                who_is_country(entity_of(c, o)->code);
    if (o->sentence + 1 != sentence || !(role || (o->person != WHO_NONE && may_be_meant(c, at, i)))) continue;
    if (n && who_same(entity_of(c, o)->code, entity_of(c, &c->drafts[out[0]])->code)) continue;
    if (n == 2 && who_same(entity_of(c, o)->code, entity_of(c, &c->drafts[out[1]])->code)) continue;
    if (n == 2) return 0; /* of three */
    nameless |= role;
    out[n++] = i;
  }
  if (n != 2 || !nameless) return 0;
  uint32_t later = out[0];
  out[0] = out[1], out[1] = later;
  return 2;
}

uint32_t who_last_persons(struct who_ctx *c, uint32_t at, uint32_t want, uint32_t out[8]) {
  uint32_t n = 0, place = c->place[at], found[8];
  if (want > 8) return 0;
  for (uint32_t k = place, steps = 0; want == 2 && k-- > 0 && steps < 200; steps++) {
    const struct who_draft *o = &c->drafts[c->order[k]];
    if (c->parse->deprel[o->m.head] != TRV_REL_CONJ || !may_be_meant(c, at, c->order[k])) continue;
    uint32_t h = joined_before(c, o);
    if (h == WHO_NONE) h = c->draft_at[c->parse->head[o->m.head]];
    if (h == WHO_NONE || h == c->order[k] || !may_be_meant(c, at, h)) continue;
    out[0] = h, out[1] = c->order[k];
    return 2;
  }
  if (want == 2 && met_before(c, at, out)) return 2;
  if (want == 2) return main_persons(c, at, out);
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

/* "son rival", "son adversaire" of a person: who else of his country the article speaks of. */
static uint32_t rival(const struct who_ctx *c, uint32_t at, const struct trv_entity *self) {
  uint32_t best = WHO_NONE;
  double best_score = 0;
  for (uint32_t k = c->place[at], steps = 0; k-- > 0 && steps < 200; steps++) {
    uint32_t i = c->order[k];
    if (c->drafts[i].person == WHO_NONE || !may_be_meant(c, at, i)) continue;
    const struct trv_entity *e = entity_of(c, &c->drafts[i]);
    if (who_same(e->name, self->name) || !who_same(e->code, self->code)) continue;
    double score =
        1.0 / (1 + c->drafts[at].sentence - c->drafts[i].sentence) + (who_same(e->sector, self->sector) ? 0 : 1);
    if (score > best_score) best = i, best_score = score;
  }
  return best;
}

static bool has_group(const struct who_ctx *c, const char *code) {
  for (uint32_t k = 0; k < c->n_drafts && k < 2000; k++) {
    const struct who_draft *d = &c->drafts[k];
    if (d->state != WHO_DONE || d->m.n_entities != 1) continue;
    const struct trv_entity *e = entity_of(c, d);
    if (who_is_group(e) && who_same(e->code, code)) return true;
  }
  return false;
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
  uint32_t place = c->place[i], speaker = self.code ? WHO_NONE : who_speaker(c, i);
  if (speaker != WHO_NONE) self = *entity_of(c, &c->drafts[speaker]);
  for (uint32_t k = place; !self.code && k-- > 0;) {
    const struct who_draft *o = &c->drafts[c->order[k]];
    if (o->sentence + 1 < d->sentence) break;
    if (o->state == WHO_DONE && o->m.n_entities == 1 && is_subject(c, o->m.head)) self = *entity_of(c, o);
  }
  if (!self.code) return;
  uint32_t other = self.name && self.office && !states ? rival(c, i, &self) : WHO_NONE;
  if (other != WHO_NONE) {
    who_copy(c, i, other, out);
    c->drafts[i].m.nation = false;
    return;
  }
  if (c->data->owner_first && d->possessive != WHO_NONE && states) { /* "Mali and Burkina Faso … their neighbour" */
    const struct trv_mention *m = &c->drafts[d->possessive].m;
    const char *third = NULL;
    double weight = 0;
    for (uint32_t k = 0; m->n_entities > 1 && k < c->n_codes; k++) {
      bool own = false;
      for (uint32_t n = 0; n < m->n_entities; n++)
        own |= who_same(c->entities[m->first_entity + n].code, c->codes[k].code);
      if (!own && c->codes[k].weight > weight) third = c->codes[k].code, weight = c->codes[k].weight;
    }
    if (third) {
      who_list_add(out, (struct trv_entity){.code = third, .sector = "GOV"});
      return;
    }
  }
  /* the enemy of a country's army is its rebels, where the article has some */
  bool within = c->data->owner_first && !states && self.sector && has_group(c, self.code) &&
                who_sides(c, i, false, self.code, true, sides);
  if (!within && !who_sides(c, i, states, self.code, false, sides)) return;
  for (int k = 0; k < 2; k++)
    if (!who_same_side(&sides[k], &self)) {
      /* an army's enemy is an army */
      if (self.sector && !strcmp(self.sector, "MIL") && !states && !strcmp(sides[k].sector, "GOV"))
        sides[k].sector = "MIL";
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
  while (n == want && want > 0) who_copy(c, i, found[--want], out), n = want;
}

/* "la coalition" after "la coalition emmenée par Riyad", "l'alliance" after "l'Alliance des trois fraternités". */
bool who_repeat(struct who_ctx *c, uint32_t at, struct who_list *out) {
  const struct who_draft *d = &c->drafts[at];
  if (!d->definite || d->n_polities || d->possessive != WHO_NONE || d->n_names || d->former) return false;
  const char *own = c->text->words[d->m.head].lower;
  for (uint32_t k = c->place[at], steps = 0; k-- > 0 && steps < 300; steps++) {
    const struct who_draft *o = &c->drafts[c->order[k]];
    if (o->state != WHO_DONE || !o->m.n_entities || o->pronoun != WHO_NONE || o->person != WHO_NONE) continue;
    uint32_t w = o->m.first_word;
    if (o->name != WHO_NONE)
      while (w < o->m.head && c->parse->upos[w] == TRV_DET) w++;
    else w = o->m.head;
    /* "New Democracy party … the party", "the Lima Group … the group" */
    bool last = c->data->owner_first && o->name != WHO_NONE && o->m.end_word - o->m.first_word > 1 &&
                !strcmp(c->text->words[o->m.end_word - 1].lower, own);
    if (strcmp(c->text->words[w].lower, own) != 0 && !last) continue;
    if (o->name == WHO_NONE && (o->number == TRV_PLUR) != (d->number == TRV_PLUR)) continue;
    who_copy(c, at, c->order[k], out);
    return true;
  }
  return false;
}

static bool determined(const struct who_ctx *c, const struct who_draft *d) {
  for (uint32_t w = d->m.first_word; w < d->m.head; w++)
    if (c->parse->upos[w] == TRV_DET) return true;
  return false;
}

/* "Son rival, Raila Odinga, …": who is named beside the noun. */
static uint32_t named_beside(struct who_ctx *c, uint32_t i) {
  const struct trv_parse *p = c->parse;
  uint32_t head = c->drafts[i].m.head;
  for (uint32_t k = p->child_begin[head]; k < p->child_begin[head + 1]; k++) {
    uint32_t word = p->children[k], n = c->draft_at[word];
    if (p->deprel[word] != TRV_REL_APPOS || word < head || n == WHO_NONE || n == i || c->drafts[n].m.head != word)
      continue;
    if (c->drafts[n].person == WHO_NONE && !c->drafts[n].n_names) continue;
    who_resolve_draft(c, n);
    if (c->drafts[n].state == WHO_DONE && c->drafts[n].m.n_entities == 1) return n;
  }
  return WHO_NONE;
}

/* "les deux ministres des Affaires étrangères, Ararat Mirzoïan et Djeyhoun Baïramov": those who are named beside the noun. */
static bool all_named_beside(struct who_ctx *c, uint32_t i, struct who_list *out) {
  const struct trv_parse *p = c->parse;
  uint32_t head = c->drafts[i].m.head;
  struct who_list named = {0};
  for (uint32_t k = p->child_begin[head]; k < p->child_begin[head + 1]; k++) {
    uint32_t word = p->children[k], n = c->draft_at[word];
    if (p->deprel[word] != TRV_REL_APPOS || word < head || n == WHO_NONE || n == i || c->drafts[n].person == WHO_NONE)
      continue;
    who_collect(c, word, &named);
  }
  if (named.n < 2) return false;
  *out = named;
  return true;
}

static bool organisation(const struct who_ctx *c, const struct who_draft *d) {
  uint32_t item = d->polities[0].item;
  if (item == WHO_NONE) item = c->drafts[d->polities[0].draft].name;
  return item != WHO_NONE && c->data->items[item].kind == WHO_ORG;
}

/* "Libya's rival sides", "the group of Elders", "a group", "Arab countries": whether what stands beside tells enough, or that none is meant;
 * `code` is set to the country whose sides are spoken of. */
static bool settled_beside(struct who_ctx *c, uint32_t i, const char **code, struct who_list *out) {
  const struct who_draft *d = &c->drafts[i];
  const struct who_item *item = &c->data->items[d->anaphor];
  if (d->n_polities && d->polities[0].draft != WHO_NONE) { /* "Libya's rival sides" */
    uint32_t name = c->drafts[d->polities[0].draft].name;
    uint8_t kind = name != WHO_NONE ? c->data->items[name].kind : (uint8_t)WHO_WORD;
    bool group = kind == WHO_GROUP || kind == WHO_ORG || kind == WHO_MEDIA || kind == WHO_INSTITUTION;
    if (group && item->sub != WHO_ANA_COUNTRIES) {
      who_resolve_draft(c, d->polities[0].draft);
      who_copy(c, i, d->polities[0].draft, out);
      return true;
    }
    if (kind == WHO_STATE || kind == WHO_CAPITAL) *code = c->data->items[name].code;
  }
  /* "the group of Elders", "the region of Tigray": what follows says which */
  uint32_t after = d->m.end_word;
  if (after < who_sentence_end(c, d->m.head) && who_word(c, after, NULL) == WHO_WORD_OF && !d->n_polities &&
      item->sub != WHO_ANA_PARTIES && item->sub != WHO_ANA_OTHER_SIDE) {
    uint32_t w = who_after_of(c, after), k = w > after && w < c->text->n_words ? c->draft_at[w] : WHO_NONE;
    if (k != WHO_NONE && k != i && c->drafts[k].name != WHO_NONE && item->sub != WHO_ANA_PERSONS) {
      who_resolve_draft(c, k);
      who_copy(c, i, k, out);
    }
    return true;
  }
  /* "warring sides", "both countries" say of themselves that they were spoken of; "a group", "on all sides" do not */
  const struct who_hit *hit = c->hit_at[d->m.head] == WHO_NONE ? NULL : &c->hits[c->hit_at[d->m.head]];
  bool several = hit && hit->end_word - hit->first_word > 1 && item->sub != WHO_ANA_GROUP && item->sub != WHO_ANA_ORG;
  bool meant = d->definite || d->count == 2 || d->possessive != WHO_NONE || several;
  bool members = item->sub == WHO_ANA_COUNTRIES && d->n_polities && organisation(c, d); /* "eight EU countries" */
  if (!meant && !members && item->sub != WHO_ANA_OTHER_COUNTRY) return true;
  /* "the main parties" are others than those of the conflict */
  for (uint32_t w = d->m.first_word; item->sub == WHO_ANA_PARTIES && !several && w < d->m.head; w++)
    if (c->parse->upos[w] == TRV_ADJ || c->parse->upos[w] == TRV_NOUN) return true;
  /* "Arab countries", "Russia's neighbours" are others */
  return item->sub == WHO_ANA_COUNTRIES && d->n_polities && !organisation(c, d);
}

static void add_sides(struct who_ctx *c, uint32_t i, const struct trv_entity sides[2], struct who_list *out) {
  for (int k = 0; k < 2; k++) who_list_add(out, sides[k]);
  c->drafts[i].m.nation = c->drafts[i].m.plural = true;
}

/* "les deux camps", not "sept camps", "ses camps". */
static void the_parties(struct who_ctx *c, uint32_t i, const char *code, struct who_list *out) {
  const struct who_draft *d = &c->drafts[i];
  struct trv_entity sides[2];
  if (d->number == TRV_SING && !c->data->owner_first) return;
  if (d->number == TRV_SING && c->hits[c->hit_at[d->m.head]].first_word == d->m.head) return; /* "each side" is both */
  if (d->possessive != WHO_NONE || (d->count && d->count != 2)) return;
  if (who_sides(c, i, false, code, true, sides)) add_sides(c, i, sides, out);
  else parties_there(c, i, out);
}

/* "his country", "the country that holds it". */
static void one_country(struct who_ctx *c, uint32_t i, struct who_list *out) {
  const struct who_draft *d = &c->drafts[i];
  if (c->data->owner_first && d->possessive != WHO_NONE) {
    who_resolve_draft(c, d->possessive);
    const struct trv_mention *m = &c->drafts[c->drafts[i].possessive].m;
    for (uint32_t k = 0; k < m->n_entities; k++) {
      const char *own = c->entities[m->first_entity + k].code;
      if (who_is_country(own)) who_list_add(out, (struct trv_entity){.code = own, .sector = "GOV"});
    }
    if (out->n) return;
  }
  const char *holds = country_of_what_it_has(c, &c->drafts[i]);
  if (holds) who_list_add(out, (struct trv_entity){.code = holds, .sector = "GOV"});
  else country_in_focus(c, i, out);
}

static void the_countries(struct who_ctx *c, uint32_t i, struct who_list *out) {
  struct who_draft *d = &c->drafts[i];
  d->m.nation = true;
  if (d->n_polities && d->polities[0].draft != WHO_NONE && d->polities[0].item == WHO_NONE) {
    /* "cinq pays de l'Asean" */
    who_resolve_draft(c, d->polities[0].draft);
    who_copy(c, i, d->polities[0].draft, out);
    return;
  }
  if (d->number == TRV_SING) {
    one_country(c, i, out);
    return;
  }
  /* "Deux pays ont choisi une autre voie": not the two named before */
  if (d->count && !determined(c, d)) return;
  d->m.plural = true;
  if (d->count > 2 && d->count <= 8) {
    last_states(c, i, d->count, out);
    return;
  }
  struct trv_entity sides[2];
  if (!who_sides(c, i, true, NULL, false, sides)) return;
  /* "La France exhorte les deux capitales à la retenue" */
  if (d->count == 2 && who_addressed_by_one(c, i, sides)) last_states(c, i, 2, out);
  if (!out->n) add_sides(c, i, sides, out);
}

static void the_persons(struct who_ctx *c, uint32_t i, struct who_list *out) {
  if (c->data->owner_first || !all_named_beside(c, i, out)) {
    uint32_t count = c->drafts[i].count, persons[8], n = who_last_persons(c, i, count ? count : 2, persons);
    for (uint32_t k = 0; k < n; k++) who_copy(c, i, persons[k], out);
  }
  c->drafts[i].m.plural = true, c->drafts[i].m.person = false;
}

/* The last ones told of, for "the agencies"; else the draft that "the agency" means, WHO_NONE: none. */
static uint32_t the_media(struct who_ctx *c, uint32_t i, struct who_list *out) {
  const struct who_draft *d = &c->drafts[i];
  if (d->number == TRV_PLUR || d->count > 1) {
    uint32_t want = d->count ? d->count : 2, n = 0;
    for (uint32_t k = c->place[i], steps = 0; k-- > 0 && n < want && steps < 100; steps++) {
      const struct who_draft *o = &c->drafts[c->order[k]];
      if (o->state == WHO_DONE && o->m.n_entities == 1 && fits_media(c, o)) who_copy(c, i, c->order[k], out), n++;
    }
    return WHO_NONE;
  }
  uint32_t found = last_that(c, i, fits_media), org = WHO_NONE;
  if (c->data->owner_first) org = last_that(c, i, fits_org); /* "the agency" may be of the United Nations */
  return org != WHO_NONE && (found == WHO_NONE || c->place[org] > c->place[found]) ? org : found;
}

/* "l'ancienne puissance coloniale": spoken of, but not where the article is. */
static void other_country(struct who_ctx *c, uint32_t i, struct who_list *out) {
  const char *own = who_focus(c, i, "CVL");
  uint32_t best = WHO_NONE;
  for (uint32_t k = 0; k < c->n_codes; k++)
    if (!who_same(c->codes[k].code, own) && (best == WHO_NONE || c->codes[k].weight > c->codes[best].weight)) best = k;
  if (best == WHO_NONE) return;
  who_list_add(out, (struct trv_entity){.code = c->codes[best].code, .sector = "GOV"});
  c->drafts[i].m.nation = true;
}

void who_resolve_anaphor(struct who_ctx *c, uint32_t i, struct who_list *out) {
  uint32_t found = c->drafts[i].number != TRV_PLUR ? named_beside(c, i) : WHO_NONE;
  if (found != WHO_NONE) {
    who_copy(c, i, found, out);
    return;
  }
  struct who_draft *d = &c->drafts[i];
  const struct who_item *item = &c->data->items[d->anaphor];
  const char *code = NULL;
  if (d->n_polities && d->polities[0].item != WHO_NONE) code = c->data->items[d->polities[0].item].code;
  if (c->data->owner_first && settled_beside(c, i, &code, out)) return;
  switch (item->sub) {
    case WHO_ANA_PARTIES: the_parties(c, i, code, out); return;
    case WHO_ANA_COUNTRIES: the_countries(c, i, out); return;
    case WHO_ANA_PERSONS: the_persons(c, i, out); return;
    case WHO_ANA_GROUP:
      found = who_capital(c, d->m.head) && d->m.head > who_sentence_begin(c, d->m.head) ? last_called(c, i)
                                                                                        : last_that(c, i, fits_group);
      break;
    case WHO_ANA_ORG:
      if (item->value != 1) found = last_that(c, i, fits_org);
      else if ((found = org_called(c, i)) == WHO_NONE) return;
      break;
    case WHO_ANA_MEDIA:
      if (code) { /* "des médias birmans" */
        who_list_add(out, (struct trv_entity){.code = code, .sector = "JRN"});
        return;
      }
      found = the_media(c, i, out);
      if (d->number == TRV_PLUR || d->count > 1) return;
      break;
    case WHO_ANA_ENCLAVE:
      found = last_that(c, i, fits_enclave);
      d->m.nation = true;
      break;
    case WHO_ANA_COUNTRY:
      d->m.nation = true;
      if (!state_so_called(c, i, item->code, out)) country_in_focus(c, i, out);
      return;
    case WHO_ANA_OTHER_COUNTRY: other_country(c, i, out); return;
    case WHO_ANA_PERSON: found = last_that(c, i, fits_person); break;
    case WHO_ANA_OTHER_SIDE:
      d->m.nation = true;
      other_side(c, i, item->value == 1, out);
      return;
    default: return;
  }
  if (found != WHO_NONE) who_copy(c, i, found, out);
  else who_repeat(c, i, out);
}
