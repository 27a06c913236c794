/* Which countries an article speaks of, and how much: counts over its names and places.
 *
 * A name weighs more at the top of the article; what stands as a place ("in Libya", a dateline) is counted apart, since
 * people are of where things happen. */
#include "who/internal.h"

bool who_is_country(const char *code) {
  static const char *const others[] = {"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC", NULL};
  for (size_t i = 0; others[i]; i++)
    if (!code || !strcmp(code, others[i])) return false;
  return true;
}

bool who_unarmed(const char *code) {
  static const char *const states[] = {"PSE", "VAT", "CRI", "ISL", "AND", "LIE", "MCO", "SMR", NULL};
  for (size_t i = 0; code && states[i]; i++)
    if (!strcmp(states[i], code)) return true;
  return false;
}

bool who_is_group(const struct trv_entity *e) {
  return e->sector && (!strncmp(e->sector, "REB", 3) || !strncmp(e->sector, "PRM", 3) || strstr(e->sector, "+PRE"));
}

uint32_t who_code_index(struct who_ctx *c, const char *code) {
  for (uint32_t i = 0; i < c->n_codes; i++)
    if (!strcmp(c->codes[i].code, code)) return i;
  TRV_PUSH(c->arena, c->codes, c->n_codes, c->cap_codes, (struct who_code_stat){.code = code});
  return c->n_codes - 1;
}

bool who_shared_capital(const struct who_ctx *c, const struct who_hit *hit) {
  const char *capital = NULL, *seat = NULL;
  for (uint32_t i = 0; i < hit->n_values; i++) {
    const struct who_item *item = &c->data->items[hit->values[i]];
    if (item->kind == WHO_CAPITAL) capital = item->code;
    if (item->kind == WHO_SEAT) seat = item->code;
  }
  return capital && seat && strcmp(capital, seat) != 0;
}

double who_code_weight(const struct who_ctx *c, const char *code) {
  for (uint32_t i = 0; i < c->n_codes; i++)
    if (!strcmp(c->codes[i].code, code)) return c->codes[i].weight;
  return 0;
}

/* "Congo": of the states so called, the one that it was read as. */
static const char *state_meant(const struct who_ctx *c, const struct who_hit *hit) {
  uint32_t meant = hit->name != WHO_NONE ? hit->name : who_adjective_item(c, hit->first_word);
  const struct who_item *name = meant == WHO_NONE ? NULL : &c->data->items[meant];
  return name && (name->kind == WHO_STATE || name->kind == WHO_ADJ) ? name->code : NULL;
}

/* The one country that a hit speaks of, or NULL: agencies, organisations and ambiguous forms speak of none. `named`: of the latter, that
 * which the article has told. */
static const char *code_of(const struct who_ctx *c, const struct who_hit *hit, bool named) {
  const char *code = NULL;
  bool group = false, organisation = false;
  if (who_shared_capital(c, hit)) return NULL;
  /* "ethnic Albanians" speak of no Albania */
  if (hit->first_word > 0 && who_word(c, hit->first_word - 1, NULL) == WHO_WORD_ETHNIC) return NULL;
  /* "French-speaking", "Soviet-made", "Saudi-backed" say how, not who */
  uint32_t behind = hit->end_word + 1;
  if (c->data->owner_first && behind < who_sentence_end(c, hit->first_word) &&
      !strcmp(c->text->words[hit->end_word].form, "-") && who_adjective_item(c, behind) == WHO_NONE &&
      who_word(c, behind, NULL) != WHO_WORD_LED &&
      (c->parse->upos[behind] == TRV_VERB || c->parse->upos[behind] == TRV_ADJ || c->parse->upos[behind] == TRV_NOUN))
    return NULL;
  for (uint32_t i = 0; i < hit->n_values; i++) {
    const struct who_item *item = &c->data->items[hit->values[i]];
    group |= item->kind == WHO_GROUP;
    organisation |= item->kind == WHO_ORG;
    if (item->kind == WHO_MEDIA || item->kind == WHO_ORG || item->kind == WHO_ORG_ADJ || item->kind >= WHO_ROLE)
      continue;
    if (!item->code || !who_is_country(item->code)) continue;
    if (item->kind == WHO_INSTITUTION && item->sector && !strcmp(item->sector, "MIL")) continue; /* it may be abroad */
    if (code && strcmp(code, item->code) != 0) return named ? state_meant(c, hit) : NULL;
    code = item->code;
  }
  /* initials that a group and an organisation share */
  bool meant = named && hit->name != WHO_NONE && c->data->items[hit->name].kind == WHO_GROUP;
  return group && organisation && !meant ? NULL : code;
}

const char *who_hit_code(const struct who_ctx *c, const struct who_hit *hit) { return code_of(c, hit, c->named); }

/* "M. Keïta", a name of several: the article has told which. */
const char *who_hit_holder(const struct who_ctx *c, const struct who_hit *hit) {
  uint32_t i = c->draft_at[hit->first_word];
  if (i == WHO_NONE || c->drafts[i].person == WHO_NONE || c->drafts[i].state != WHO_DONE || !c->drafts[i].m.n_entities)
    return NULL;
  const char *code = c->entities[c->drafts[i].m.first_entity].code;
  for (uint32_t k = 0; k < c->n_codes; k++)
    if (!strcmp(c->codes[k].code, code)) return code;
  return NULL;
}

bool who_hit_person(const struct who_ctx *c, const struct who_hit *hit) {
  return c->data->items[hit->values[0]].kind == WHO_PERSON;
}

bool who_hit_group(const struct who_ctx *c, const struct who_hit *hit) {
  return c->data->items[hit->values[0]].kind == WHO_GROUP;
}

bool who_hit_adjective(const struct who_ctx *c, const struct who_hit *hit) {
  return hit->name == WHO_NONE && !c->quoted[hit->first_word];
}

/* "à Bakou", "en Libye", "dans le sud d'Israël". */
bool who_hit_locative(const struct who_ctx *c, const struct who_hit *hit) {
  uint32_t w = hit->first_word, begin = who_sentence_begin(c, w);
  if (w > begin && c->parse->upos[w - 1] == TRV_DET) w--;
  if (who_in_place(c, w)) return true;
  if (w < begin + 3 || who_word(c, w - 1, NULL) != WHO_WORD_OF || c->parse->upos[w - 2] != TRV_NOUN) return false;
  w -= 2;
  if (c->draft_at && c->draft_at[w] != WHO_NONE) return false;
  if (w > begin && c->parse->upos[w - 1] == TRV_DET) w--;
  return w > begin && who_in_place(c, w);
}

/* "threw stones at Turkish soldiers": no place. */
bool who_hit_of_people(const struct who_ctx *c, const struct who_hit *hit) {
  uint32_t next = hit->end_word;
  if (!c->data->owner_first || !who_hit_adjective(c, hit) || next >= c->text->n_words) return false;
  uint32_t k = c->draft_at[next];
  if (k == WHO_NONE || c->drafts[k].role == WHO_NONE) return false;
  uint8_t sub = c->data->items[c->drafts[k].role].sub;
  return sub == WHO_ROLE_PEOPLE || sub == WHO_ROLE_PERSON;
}

bool who_hit_capital(const struct who_ctx *c, const struct who_hit *hit) {
  for (uint32_t i = 0; i < hit->n_values; i++)
    if (c->data->items[hit->values[i]].kind == WHO_CAPITAL) return true;
  return false;
}

bool who_in_dateline(const struct who_ctx *c, uint32_t word) {
  uint32_t last = who_sentence_end(c, word) - 1;
  return c->data->owner_first && c->text->words[word].sentence < 4 && who_is_dash(c, last);
}

/* The country of a place of the where layer that is no name of an actor itself: "Tetovo"; NULL: none. */
const char *who_spot_code(const struct who_ctx *c, const struct trv_place_mention *spot) {
  if (spot->implied || spot->kind == TRV_PLACE_COUNTRY || c->hit_at[spot->first_word] != WHO_NONE) return NULL;
  return spot->place.country;
}

/* A town tells less than a country's name: talks may be held anywhere. */
#define SPOT_WEIGHT 0.4

static void count_spots(struct who_ctx *c) {
  const struct trv_text *t = c->text;
  uint32_t s = 0, n = c->where ? c->where->n : 0;
  c->sentence_spot = TRV_NEW_ARRAY(c->arena, uint32_t, t->n_sentences + 1);
  for (uint32_t i = 0; i < n; i++) {
    const struct trv_place_mention *spot = &c->where->places[i];
    uint32_t sentence = t->words[spot->first_word].sentence;
    while (s <= sentence) c->sentence_spot[s++] = i;
    const char *code = who_spot_code(c, spot);
    if (!code) continue;
    uint32_t k = who_code_index(c, code);
    double w = sentence < 3 ? 1.5 * SPOT_WEIGHT : SPOT_WEIGHT;
    c->codes[k].weight += w;
    if (spot->role != TRV_ROLE_NONE || spot->dateline) c->codes[k].locative += w;
  }
  while (s <= t->n_sentences) c->sentence_spot[s++] = n;
}

void who_count_codes(struct who_ctx *c) {
  const struct trv_text *t = c->text;
  c->sentence_hit = TRV_NEW_ARRAY(c->arena, uint32_t, t->n_sentences + 1);
  uint32_t s = 0;
  for (uint32_t i = 0; i < c->n_hits; i++) {
    uint32_t sentence = t->words[c->hits[i].first_word].sentence;
    while (s <= sentence) c->sentence_hit[s++] = i;
    const char *code = who_hit_code(c, &c->hits[i]);
    if (!code) continue;
    uint32_t k = who_code_index(c, code);
    double w = who_hit_person(c, &c->hits[i]) ? 0.7 : 1;
    if (sentence < 3) w *= 1.5;
    if (t->paragraphs[t->sentences[sentence].paragraph].kind == TRV_TITLE)
      c->codes[k].locative += w;                 /* what it is about */
    if (who_hit_group(c, &c->hits[i])) w += 0.5; /* a war is where its groups are */
    c->codes[k].weight += w;
    if (who_in_dateline(c, c->hits[i].first_word)) c->codes[k].locative += w;
    if (who_hit_locative(c, &c->hits[i])) {
      c->codes[k].locative += who_hit_capital(c, &c->hits[i]) ? 0.5 * w : w, c->codes[k].weight += 0.5;
      if (who_hit_capital(c, &c->hits[i])) c->codes[k].host += w + 0.5;
    }
    uint32_t first = c->hits[i].first_word;
    if (first > 0 && c->parse->upos[first - 1] == TRV_DET && c->parse->feats[first - 1].gender &&
        !who_hit_person(c, &c->hits[i]))
      c->codes[k].gender = c->parse->feats[first - 1].gender;
  }
  while (s <= t->n_sentences) c->sentence_hit[s++] = c->n_hits;
  count_spots(c);
}

void who_count_meant(struct who_ctx *c) {
  c->named = true;
  for (uint32_t i = 0; i < c->n_hits; i++) {
    const char *code = code_of(c, &c->hits[i], false) ? NULL : code_of(c, &c->hits[i], true);
    if (!code) continue;
    uint32_t k = who_code_index(c, code); /* may move the codes */
    c->codes[k].weight += 1;
  }
}
