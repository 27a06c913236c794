/* Finds the dictionary's entries in the atoms, and chooses among those that share a form. */
#include "who/internal.h"

uint32_t who_sentence_begin(const struct who_ctx *c, uint32_t word) {
  return c->text->sentences[c->text->words[word].sentence].first_word;
}

uint32_t who_sentence_end(const struct who_ctx *c, uint32_t word) {
  const struct trv_sentence *s = &c->text->sentences[c->text->words[word].sentence];
  return s->first_word + s->n_words;
}

bool who_dated(const struct who_item *item, int32_t day) {
  if (!day) return true;
  int32_t last = day % 100 ? day : day + 31; /* an article of a month: any day of it */
  return (!item->from || item->from <= last) && (!item->to || item->to >= day);
}

const struct who_hit *who_hit_begin(const struct who_ctx *c, uint32_t word) {
  if (word >= c->text->n_words || c->hit_at[word] == WHO_NONE) return NULL;
  const struct who_hit *hit = &c->hits[c->hit_at[word]];
  return hit->first_word == word ? hit : NULL;
}

/* The state that an ambiguous name or adjective means ("Congo"): the first row is the usual reading; another is
 * taken where the article names only that one by a form of its own. */
static uint32_t among_states(const struct who_ctx *c, const struct who_hit *hit, uint8_t kind) {
  uint32_t best = WHO_NONE;
  double best_weight = -1;
  for (uint32_t i = 0; i < hit->n_values; i++) {
    const struct who_item *item = &c->data->items[hit->values[i]];
    if (item->kind != kind) continue;
    double weight = who_dated(item, c->day) ? 0.5 : 0;
    for (uint32_t k = 0; k < c->n_codes; k++)
      if (item->code && !strcmp(c->codes[k].code, item->code)) weight = c->codes[k].weight;
    if (weight > best_weight) best = hit->values[i], best_weight = weight;
  }
  return best;
}

/* "National Liberation Army" in Colombia and in Macedonia: of those whose years hold the article's day, the one of the
 * country that the article speaks of most. */
static uint32_t among_groups(const struct who_ctx *c, const struct who_hit *hit, uint8_t kind) {
  uint32_t best = WHO_NONE;
  double best_weight = -1;
  for (uint32_t i = 0; i < hit->n_values; i++) {
    const struct who_item *item = &c->data->items[hit->values[i]];
    if (item->kind != kind || !who_dated(item, c->day)) continue;
    double weight = item->code ? who_code_weight(c, item->code) : 0;
    if (weight > best_weight) best = hit->values[i], best_weight = weight;
  }
  return best;
}

/* Among rows of one name the one whose years hold the article's day, else the first. */
static uint32_t value_of(const struct who_ctx *c, const struct who_hit *hit, uint8_t kind) {
  if (hit->n_values > 1 && (kind == WHO_STATE || kind == WHO_ADJ || kind == WHO_ORG_ADJ || kind == WHO_CAPITAL ||
                            kind == WHO_PERSON)) /* Hutus are of Rwanda and of Burundi */
    return among_states(c, hit, kind);
  if (hit->n_values > 1 && c->data->owner_first && (kind == WHO_GROUP || kind == WHO_INSTITUTION)) {
    uint32_t best = among_groups(c, hit, kind);
    if (best != WHO_NONE) return best;
  }
  uint32_t first = WHO_NONE;
  for (uint32_t i = 0; i < hit->n_values; i++) {
    const struct who_item *item = &c->data->items[hit->values[i]];
    if (item->kind != kind) continue;
    if (who_dated(item, c->day)) return hit->values[i];
    if (first == WHO_NONE) first = hit->values[i];
  }
  return first;
}

uint32_t who_value_at(const struct who_ctx *c, uint32_t word, uint8_t kind) {
  const struct who_hit *hit = who_hit_begin(c, word);
  return hit ? value_of(c, hit, kind) : WHO_NONE;
}

/* By the word, not the atom: "des" is one atom and the two words "de" "les". */
static uint32_t word_item(const struct who_ctx *c, uint32_t word) {
  return word < c->text->n_words ? trv_map_get(&c->data->words, trv_slice_of(c->text->words[word].lower))
                                 : TRV_MAP_NONE;
}

int who_word(const struct who_ctx *c, uint32_t word, uint32_t *value) {
  uint32_t i = word_item(c, word);
  if (i == TRV_MAP_NONE) return -1;
  if (value) *value = c->data->items[i].value;
  return c->data->items[i].sub;
}

uint8_t who_word_gender(const struct who_ctx *c, uint32_t word) {
  uint32_t i = word_item(c, word);
  return i == TRV_MAP_NONE ? 0 : c->data->items[i].gender;
}

bool who_in_place(const struct who_ctx *c, uint32_t word) {
  uint32_t begin = who_sentence_begin(c, word), w = word;
  if (w > begin && who_word(c, w - 1, NULL) == WHO_WORD_AT) return true;
  for (unsigned n = 0; c->data->owner_first && n < 5 && w > begin; n++) {
    uint8_t u = c->parse->upos[w - 1];
    bool participle = u == TRV_VERB && w > begin + 1 && c->text->words[w - 2].form[0] == '-';
    bool hyphen = c->text->words[w - 1].form[0] == '-' || (w < word && c->text->words[w].form[0] == '-');
    if (u != TRV_ADJ && u != TRV_DET && !participle && !hyphen) break;
    w--;
  }
  return w < word && w > begin && who_word(c, w - 1, NULL) == WHO_WORD_AT;
}

bool who_capital(const struct who_ctx *c, uint32_t word) {
  for (uint32_t a = c->text->word_atom[word]; a < c->text->word_atom[word + 1]; a++)
    if (c->text->atoms[a].flags & TRV_ATOM_CAPITAL) return true;
  return false;
}

/* "russo-turc": the parts before the adjective that the dictionary knows as adjectives too. */
static void compound_parts(struct who_ctx *c, struct who_hit *hit) {
  const struct trv_text *t = c->text;
  uint32_t a = hit->first_atom, n = 0;
  uint32_t parts[3];
  while (a > 0 && !(t->atoms[a].flags & TRV_ATOM_FIRST) && n < 3) {
    a--;
    uint32_t item = trv_map_get(&c->data->prefixes, (struct trv_slice){t->atoms[a].fold, t->atoms[a].n});
    if (item == TRV_MAP_NONE) break;
    parts[n++] = item;
  }
  for (uint32_t i = 0; i < n; i++) hit->prefix[i] = parts[n - 1 - i];
  hit->n_prefix = n;
  if (n) hit->first_word = t->atoms[a].word;
}

static bool home_spoken_of(const struct who_ctx *c, uint32_t item) {
  const char *code = c->data->items[item].code;
  return !code || who_code_weight(c, code) > 0;
}

/* Names first, in the order of what a form usually means; a place where a person is meant is seen to in roles.c. */
static uint32_t choose_name(const struct who_ctx *c, const struct who_hit *hit) {
  static const uint8_t order[] = {WHO_STATE, WHO_ENTITY, WHO_CAPITAL, WHO_ENTITY_CAPITAL, WHO_SEAT,  WHO_INSTITUTION,
                                  WHO_GROUP, WHO_ORG,    WHO_MEDIA,   WHO_PERSON,         WHO_REGION};
  uint32_t undated = WHO_NONE;
  for (size_t k = 0; k < sizeof order; k++) {
    uint32_t i = value_of(c, hit, order[k]);
    if (i == WHO_NONE) continue;
    /* "Bruxelles" is the Union's where the article speaks of no Belgium */
    if (order[k] == WHO_CAPITAL && who_shared_capital(c, hit) && !who_code_weight(c, c->data->items[i].code)) continue;
    /* "RSF" is Sudan's Rapid Support Forces only where the article speaks of Sudan */
    if (order[k] == WHO_GROUP && value_of(c, hit, WHO_ORG) != WHO_NONE && !home_spoken_of(c, i)) continue;
    if (order[k] == WHO_PERSON || who_dated(&c->data->items[i], c->day)) return i;
    if (undated == WHO_NONE) undated = i;
  }
  return undated;
}

static bool has_adjective(const struct who_ctx *c, const struct who_hit *hit) {
  for (uint32_t i = 0; i < hit->n_values; i++)
    if (WHO_IS_ADJ(c->data->items[hit->values[i]].kind)) return true;
  return false;
}

/* "Le soir même" is no newspaper: at the beginning of a sentence the first capital tells nothing. */
static bool only_first_capital(const struct who_ctx *c, const struct trv_phrase_match *m) {
  const struct trv_atom *atoms = c->text->atoms;
  if (!(atoms[m->first_atom].flags & TRV_ATOM_SENTENCE) || m->n_atoms < 2) return false;
  if (c->data->items[m->values[0]].kind != WHO_MEDIA) return false;
  for (uint32_t a = m->first_atom + 1; a < m->first_atom + m->n_atoms; a++)
    if (atoms[a].flags & TRV_ATOM_CAPITAL) return false;
  return true;
}

/* "le chef de l'Opposition tadjike unie", "les deux hommes": what begins inside of a role or pronoun and goes on goes
 * before it, names of two words or more before roles. False: nothing of the match is left. */
static bool give_way(const struct who_ctx *c, struct trv_phrase_match *m) {
  uint8_t kind = c->data->items[m->values[0]].kind;
  if (m->n_atoms < 2 || kind < WHO_ROLE) return true;
  for (uint32_t a = m->first_atom + 1; a < m->first_atom + m->n_atoms; a++) {
    struct trv_phrase_match inner, shorter;
    bool capital = c->text->atoms[a].flags & TRV_ATOM_CAPITAL;
    if ((!capital && kind != WHO_PRONOUN) || !trv_phrases_match(c->data->phrases, c->text, a, &inner)) continue;
    if (a + inner.n_atoms <= m->first_atom + m->n_atoms) continue;
    if (kind != WHO_PRONOUN && !WHO_IS_NAME(c->data->items[inner.values[0]].kind)) continue;
    bool left = kind != WHO_PRONOUN && trv_phrases_match_before(c->data->phrases, c->text, m->first_atom, a, &shorter);
    if (left) *m = shorter;
    return left;
  }
  return true;
}

/* "deux ministres birmans ont été", "les deux généraux soudanais": they are told of anew, by what they are, where no determiner or an
 * adjective of nationality says so; "les deux ministres" refers back. */
static bool tells_anew(const struct who_ctx *c, const struct trv_phrase_match *m) {
  const struct who_item *item = &c->data->items[m->values[0]];
  uint32_t word = c->text->atoms[m->first_atom].word, next = m->first_atom + m->n_atoms;
  if (c->data->owner_first || m->n_atoms < 2 || item->kind != WHO_ANAPHOR || item->sub != WHO_ANA_PERSONS) return false;
  if (who_word(c, word, NULL) != WHO_WORD_NUMBER) return false;
  if (word == who_sentence_begin(c, word) || c->parse->upos[word - 1] != TRV_DET) return true;
  struct trv_phrase_match after;
  return next < c->text->n_atoms && trv_phrases_match(c->data->phrases, c->text, next, &after) &&
         WHO_IS_ADJ(c->data->items[after.values[0]].kind);
}

static bool names_state(const struct who_ctx *c, const struct trv_phrase_match *m) {
  for (uint32_t i = 0; i < m->n_values; i++)
    if (c->data->items[m->values[i]].kind == WHO_STATE) return true;
  return false;
}

/* "Benin City", "Puerto Jordán", "Sea of Japan": a state's name inside the longer name of a place is no state. */
static bool inside_place(const struct who_ctx *c, const struct trv_phrase_match *m) {
  const struct trv_text *t = c->text;
  uint32_t first = t->atoms[m->first_atom].word, end = t->atoms[m->first_atom + m->n_atoms - 1].word + 1;
  if (!c->data->owner_first || !names_state(c, m)) return false;
  const struct trv_place_mention *spot = c->where ? trv_where_at(c->where, first) : NULL;
  bool longer = spot && !spot->implied && spot->kind != TRV_PLACE_COUNTRY && spot->first_word <= first &&
                spot->end_word >= end && spot->end_word - spot->first_word > end - first;
  if (longer && who_capital(c, spot->first_word)) return true; /* not "southern Israel" */
  if (end != first + 1 || first == who_sentence_begin(c, first) || c->parse->deprel[first] != TRV_REL_FLAT)
    return false;
  uint32_t before = first - 1;
  if (c->parse->head[first] != before || c->parse->upos[before] != TRV_PROPN || c->hit_at[before] != WHO_NONE)
    return false;
  return c->parse->name[before].kind != TRV_NAME_PER;
}

static bool is_body(const struct who_ctx *c, uint32_t item) {
  if (item == WHO_NONE) return false;
  uint8_t kind = c->data->items[item].kind;
  return kind == WHO_GROUP || kind == WHO_ORG || kind == WHO_INSTITUTION;
}

/* "the Congolese Rally for Democracy (RCD)": initials in brackets behind a full name mean that name in the whole article,
 * whatever else has them. */
static void bracketed_initials(struct who_ctx *c) {
  for (uint32_t i = 0; c->data->owner_first && i + 1 < c->n_hits; i++) {
    const struct who_hit *full = &c->hits[i], *brief = &c->hits[i + 1];
    uint32_t w = full->end_word;
    if (!is_body(c, full->name) || !is_body(c, brief->name) || full->name == brief->name) continue;
    if (full->end_word - full->first_word < 2 || brief->end_word != brief->first_word + 1) continue;
    if (brief->first_word != w + 1 || w + 2 >= c->text->n_words || c->text->words[w].form[0] != '(' ||
        c->text->words[w + 2].form[0] != ')')
      continue;
    const char *form = c->text->words[brief->first_word].form;
    for (uint32_t k = 0; k < c->n_hits; k++)
      if (c->hits[k].end_word == c->hits[k].first_word + 1 &&
          strcmp(c->text->words[c->hits[k].first_word].form, form) == 0)
        c->hits[k].name = full->name;
  }
}

/* The state that a hit of two words and more names, as noun or adjective; WHO_NONE: none. */
static uint32_t state_of(const struct who_ctx *c, const struct who_hit *hit) {
  for (uint32_t i = 0; i < hit->n_values && hit->end_word > hit->first_word + 1; i++) {
    const struct who_item *item = &c->data->items[hit->values[i]];
    if (item->kind != WHO_STATE && item->kind != WHO_ADJ) continue;
    uint32_t state = item->code ? trv_map_get(&c->data->states, trv_slice_of(item->code)) : TRV_MAP_NONE;
    return state == TRV_MAP_NONE ? WHO_NONE : state;
  }
  return WHO_NONE;
}

/* "the North", "the South's envoy", where the article speaks of North Korea, of South Sudan: what begins with that word. */
static void namesakes(struct who_ctx *c) {
  for (uint32_t i = 0; i < c->n_hits; i++) {
    struct who_hit *hit = &c->hits[i];
    uint32_t word = hit->first_word, next = hit->end_word, end = who_sentence_end(c, word);
    uint32_t item = hit->name == WHO_NONE ? value_of(c, hit, WHO_ANAPHOR) : WHO_NONE;
    if (item == WHO_NONE || c->data->items[item].sub != WHO_ANA_NAMESAKE || !who_capital(c, word)) continue;
    if (word == who_sentence_begin(c, word) || c->parse->upos[word - 1] != TRV_DET) continue;
    if (next < end && (who_capital(c, next) || who_word(c, next, NULL) == WHO_WORD_OF)) continue;
    for (uint32_t k = 0; k < c->n_hits && (k < i || hit->name == WHO_NONE); k++)
      if (strcmp(c->text->words[c->hits[k].first_word].lower, c->text->words[word].lower) == 0 &&
          state_of(c, &c->hits[k]) != WHO_NONE)
        hit->name = state_of(c, &c->hits[k]);
  }
}

void who_find_names(struct who_ctx *c) {
  const struct trv_text *t = c->text;
  c->hit_at = TRV_NEW_ARRAY(c->arena, uint32_t, t->n_words + 1);
  for (uint32_t w = 0; w <= t->n_words; w++) c->hit_at[w] = WHO_NONE;
  for (uint32_t a = 0; a < t->n_atoms; a++) {
    struct trv_phrase_match m;
    bool known = trv_phrases_match(c->data->phrases, t, a, &m);
    bool users = c->data->layer && who_layer_match(c, a, known ? &m : NULL, &m);
    if (!known && !users) continue;
    /* A ministry is read with its nationality and portfolio, whatever names of ministries the tables have. */
    uint32_t minister = trv_map_get(&c->data->ministers, (struct trv_slice){t->atoms[a].fold, t->atoms[a].n});
    if (m.n_atoms > 1 && minister != TRV_MAP_NONE && c->data->items[m.values[0]].kind == WHO_INSTITUTION) {
      uint32_t *value = TRV_NEW(c->arena, uint32_t);
      *value = minister;
      m.n_atoms = 1, m.n_values = 1, m.values = value;
    }
    if (only_first_capital(c, &m)) continue;
    if (!give_way(c, &m) || tells_anew(c, &m) || inside_place(c, &m)) continue;
    uint32_t last = m.first_atom + m.n_atoms - 1;
    struct who_hit hit = {.first_atom = m.first_atom,
                          .end_atom = last + 1,
                          .first_word = t->atoms[m.first_atom].word,
                          .end_word = t->atoms[last].word + 1,
                          .n_values = m.n_values,
                          .values = m.values,
                          .name = WHO_NONE};
    if (!(t->atoms[a].flags & TRV_ATOM_FIRST) && has_adjective(c, &hit)) compound_parts(c, &hit);
    TRV_PUSH(c->arena, c->hits, c->n_hits, c->cap_hits, hit);
    for (uint32_t w = hit.first_word; w < hit.end_word; w++)
      if (c->hit_at[w] == WHO_NONE) c->hit_at[w] = c->n_hits - 1;
    a = last;
  }
  /* What the article names by unambiguous forms decides about the others. */
  who_count_codes(c);
  for (uint32_t i = 0; i < c->n_hits; i++) c->hits[i].name = choose_name(c, &c->hits[i]);
  bracketed_initials(c);
  namesakes(c);
  who_count_meant(c);
}

/* Words that may stand in a person's name: capitalised, and no entry of the dictionary but a person's. */
static bool name_word(const struct who_ctx *c, uint32_t word) {
  if (!who_capital(c, word)) return false;
  uint8_t upos = c->parse->upos[word];
  if (upos == TRV_PUNCT || upos == TRV_NUM || upos == TRV_PRON || upos == TRV_DET || upos == TRV_ADP ||
      upos == TRV_CCONJ || upos == TRV_ADV || upos == TRV_SCONJ || upos == TRV_AUX)
    return false;
  if (c->hit_at[word] == WHO_NONE) return !c->data->owner_first || who_word(c, word, NULL) != WHO_WORD_TITLE;
  const struct who_hit *hit = &c->hits[c->hit_at[word]];
  for (uint32_t i = 0; i < hit->n_values; i++) {
    uint8_t kind = c->data->items[hit->values[i]].kind;
    if (kind == WHO_PERSON) return true;
    if (WHO_IS_NAME(kind) || WHO_IS_ADJ(kind)) return false;
    if (kind == WHO_ROLE || kind == WHO_ANAPHOR || kind == WHO_PRONOUN) return false;
  }
  return true;
}

/* "de" of "de la Calle", but not the one of "du", which is no part of names. */
static bool particle(const struct who_ctx *c, uint32_t word) {
  int kind = who_word(c, word, NULL);
  return kind == WHO_WORD_PARTICLE || (kind == WHO_WORD_OF && c->text->tokens[c->text->words[word].token].n_words == 1);
}

/* A hyphen between two tokens that touch. */
static bool joint(const struct who_ctx *c, uint32_t word) {
  return word < c->text->n_words && c->text->words[word].form[0] == '-' &&
         c->text->word_atom[word] == c->text->word_atom[word + 1];
}

/* "On Sunday John Paul II begged": two parts of a clause; "Since the start of June John Paul II has": so where the first ends an adjunct. */
static bool apart(const struct trv_parse *p, uint32_t a, uint32_t b) {
  bool subject = p->deprel[b] == TRV_REL_NSUBJ && p->left[b] == b && p->head[a] != b && p->head[b] != a;
  for (uint32_t i = p->child_begin[a]; subject && i < p->child_begin[a + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_CASE && p->children[i] < a) return true;
  return p->head[a] != TRV_NO_WORD && p->head[a] == p->head[b] && p->deprel[a] == TRV_REL_OBL &&
         p->deprel[b] == TRV_REL_NSUBJ;
}

uint32_t who_name_sequence(const struct who_ctx *c, uint32_t word, bool after_role) {
  uint32_t end = who_sentence_end(c, word), w = word;
  if (word >= end || !name_word(c, word)) return word;
  if (!after_role && c->parse->upos[word] != TRV_PROPN && c->parse->upos[word] != TRV_UPOS_X) return word;
  while (w < end) {
    if (name_word(c, w)) {
      const struct who_hit *hit = who_hit_begin(c, w);
      w = hit && hit->name != WHO_NONE ? hit->end_word : w + 1;
      /* "Jean-Pierre": a hyphen that is no atom joins what follows, unless that is a name of its own */
      if (joint(c, w) && w + 1 < end && c->hit_at[w + 1] == WHO_NONE && name_word(c, w + 1)) w++;
      if (w < end && apart(c->parse, w - 1, w)) break;
      continue;
    }
    /* "Humberto de la Calle", "Ursula von der Leyen": particles between two capitals */
    uint32_t p = w;
    while (p < end && p - w < 3 && particle(c, p)) p++;
    if (p > w && joint(c, p)) p++; /* "al-Ansari" */
    if (p == w || p >= end || !name_word(c, p)) break;
    w = p;
  }
  return w;
}

/* Folded atoms of words, joined by spaces. */
static const char *fold_words(const struct who_ctx *c, uint32_t first_atom, uint32_t end_atom) {
  size_t n = 0;
  for (uint32_t a = first_atom; a < end_atom; a++) n += c->text->atoms[a].n + 1;
  char *s = trv_arena_alloc(c->arena, n + 1);
  size_t k = 0;
  for (uint32_t a = first_atom; a < end_atom; a++) {
    memcpy(s + k, c->text->atoms[a].fold, c->text->atoms[a].n);
    k += c->text->atoms[a].n;
    if (a + 1 < end_atom) s[k++] = ' ';
  }
  return s;
}

/* The name's tails by which the article may go on: "Abdel Fattah al-Burhane" is "al-Burhane" and "Burhane" later. */
static void add_aliases(struct who_ctx *c, uint32_t person, uint32_t first_atom, uint32_t end_atom) {
  for (uint32_t a = first_atom; a < end_atom; a++) {
    if (a > first_atom && !(c->text->atoms[a].flags & TRV_ATOM_CAPITAL) && !(c->text->atoms[a].flags & TRV_ATOM_FIRST))
      continue;
    const char *key = fold_words(c, a, end_atom);
    if (strlen(key) < 3) continue;
    trv_map_put(&c->aliases, trv_slice_of(key), person);
  }
}

uint32_t who_alias(const struct who_ctx *c, uint32_t first_word, uint32_t end_word) {
  if (!c->aliases.n) return WHO_NONE;
  const char *key = fold_words(c, c->text->word_atom[first_word], c->text->word_atom[end_word]);
  return trv_map_get(&c->aliases, trv_slice_of(key));
}

uint32_t who_given(const struct who_ctx *c, uint32_t first_word, uint32_t end_word) {
  uint32_t first = c->text->word_atom[first_word];
  if (!c->given.n || c->text->word_atom[end_word] != first + 1) return WHO_NONE;
  return trv_map_get(&c->given, (struct trv_slice){c->text->atoms[first].fold, c->text->atoms[first].n});
}

uint32_t who_person_add(struct who_ctx *c, uint32_t item, uint32_t first_word, uint32_t end_word) {
  uint32_t first = c->text->word_atom[first_word], end = c->text->word_atom[end_word];
  uint32_t p = WHO_NONE;
  if (item != WHO_NONE) {
    for (uint32_t i = 0; i < c->n_persons; i++)
      if (c->persons[i].item == item) p = i;
  } else {
    p = who_alias(c, first_word, end_word);
  }
  if (p == WHO_NONE) {
    struct who_person person = {.item = item, .first_atom = first, .end_atom = end};
    uint32_t given =
        trv_map_get(&c->data->feminine, (struct trv_slice){c->text->atoms[first].fold, c->text->atoms[first].n});
    if (end - first > 1) person.gender = given == TRV_MAP_NONE ? TRV_MASC : TRV_FEM;
    if (item != WHO_NONE) {
      person.name = c->data->items[item].name;
    } else {
      const struct trv_word *words = c->text->words;
      char *name = trv_arena_strndup(c->arena, c->text->source + words[first_word].span.begin,
                                     words[end_word - 1].span.end - words[first_word].span.begin);
      for (char *s = name; *s; s++)
        if (*s == '\n' || *s == '\t' || *s == '\r') *s = ' ';
      person.name = name;
    }
    TRV_PUSH(c->arena, c->persons, c->n_persons, c->cap_persons, person);
    p = c->n_persons - 1;
  }
  struct who_person *person = &c->persons[p];
  if (end - first > person->end_atom - person->first_atom) person->first_atom = first, person->end_atom = end;
  add_aliases(c, p, first, end);
  struct trv_slice given = {c->text->atoms[first].fold, c->text->atoms[first].n};
  if (end - first > 1 && trv_map_get(&c->given, given) == TRV_MAP_NONE) trv_map_put(&c->given, given, p);
  return p;
}
