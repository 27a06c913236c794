/* What the article is about: the country in focus, and the two sides of its conflict.
 *
 * Counts over the names of the document, weighted by where they stand. Both answers look at a window of a few
 * sentences, so that the work stays linear in the length of the article. */
#include <math.h>

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

/* Adds `value` to the score of a country that the article names; others have no place in the vector. */
static void add_score(const struct who_ctx *c, double *score, const char *code, double value) {
  for (uint32_t i = 0; i < c->n_codes; i++)
    if (!strcmp(c->codes[i].code, code)) score[i] += value;
}

static uint32_t code_index(struct who_ctx *c, const char *code) {
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

static const char *hit_code(const struct who_ctx *c, const struct who_hit *hit) { return code_of(c, hit, c->named); }

/* "M. Keïta", a name of several: the article has told which. */
static const char *known_person(const struct who_ctx *c, const struct who_hit *hit) {
  uint32_t i = c->draft_at[hit->first_word];
  if (i == WHO_NONE || c->drafts[i].person == WHO_NONE || c->drafts[i].state != WHO_DONE || !c->drafts[i].m.n_entities)
    return NULL;
  const char *code = c->entities[c->drafts[i].m.first_entity].code;
  for (uint32_t k = 0; k < c->n_codes; k++)
    if (!strcmp(c->codes[k].code, code)) return code;
  return NULL;
}

static bool is_person_hit(const struct who_ctx *c, const struct who_hit *hit) {
  return c->data->items[hit->values[0]].kind == WHO_PERSON;
}

static bool is_group_hit(const struct who_ctx *c, const struct who_hit *hit) {
  return c->data->items[hit->values[0]].kind == WHO_GROUP;
}

static bool is_adjective_hit(const struct who_ctx *c, const struct who_hit *hit) {
  return hit->name == WHO_NONE && !c->quoted[hit->first_word];
}

/* "à Bakou", "en Libye", "dans le sud d'Israël". */
static bool locative_hit(const struct who_ctx *c, const struct who_hit *hit) {
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
static bool of_people(const struct who_ctx *c, const struct who_hit *hit) {
  uint32_t next = hit->end_word;
  if (!c->data->owner_first || !is_adjective_hit(c, hit) || next >= c->text->n_words) return false;
  uint32_t k = c->draft_at[next];
  if (k == WHO_NONE || c->drafts[k].role == WHO_NONE) return false;
  uint8_t sub = c->data->items[c->drafts[k].role].sub;
  return sub == WHO_ROLE_PEOPLE || sub == WHO_ROLE_PERSON;
}

static bool capital_hit(const struct who_ctx *c, const struct who_hit *hit) {
  for (uint32_t i = 0; i < hit->n_values; i++)
    if (c->data->items[hit->values[i]].kind == WHO_CAPITAL) return true;
  return false;
}

bool who_in_dateline(const struct who_ctx *c, uint32_t word) {
  uint32_t last = who_sentence_end(c, word) - 1;
  return c->data->owner_first && c->text->words[word].sentence < 4 && who_is_dash(c, last);
}

/* The country of a place of the where layer that is no name of an actor itself: "Tetovo"; NULL: none. */
static const char *spot_code(const struct who_ctx *c, const struct trv_place_mention *spot) {
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
    const char *code = spot_code(c, spot);
    if (!code) continue;
    uint32_t k = code_index(c, code);
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
    const char *code = hit_code(c, &c->hits[i]);
    if (!code) continue;
    uint32_t k = code_index(c, code);
    double w = is_person_hit(c, &c->hits[i]) ? 0.7 : 1;
    if (sentence < 3) w *= 1.5;
    if (t->paragraphs[t->sentences[sentence].paragraph].kind == TRV_TITLE)
      c->codes[k].locative += w;                /* what it is about */
    if (is_group_hit(c, &c->hits[i])) w += 0.5; /* a war is where its groups are */
    c->codes[k].weight += w;
    if (who_in_dateline(c, c->hits[i].first_word)) c->codes[k].locative += w;
    if (locative_hit(c, &c->hits[i])) {
      c->codes[k].locative += capital_hit(c, &c->hits[i]) ? 0.5 * w : w, c->codes[k].weight += 0.5;
      if (capital_hit(c, &c->hits[i])) c->codes[k].host += w + 0.5;
    }
    uint32_t first = c->hits[i].first_word;
    if (first > 0 && c->parse->upos[first - 1] == TRV_DET && c->parse->feats[first - 1].gender &&
        !is_person_hit(c, &c->hits[i]))
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
    uint32_t k = code_index(c, code); /* may move the codes */
    c->codes[k].weight += 1;
  }
}

static bool thing(const struct who_ctx *c, const struct who_draft *d) {
  return d->role != WHO_NONE && c->data->items[d->role].sub == WHO_ROLE_THING;
}

/* "A mob threw rocks at the British embassy in Tehran": who does something is where he does it, whoever it is done to. */
static bool acts_at(const struct who_ctx *c, const struct who_draft *d, const char *sector, uint32_t place) {
  const struct trv_parse *p = c->parse;
  if (!c->data->owner_first || !sector || d->n_polities || d->role == WHO_NONE) return false;
  if (c->data->items[d->role].sub != WHO_ROLE_PEOPLE || place < d->m.end_word) return false;
  static const char *const there[] = {"CVL", "EDU", "UAF", "PRM", "AGR", "LAB", NULL};
  bool people = false;
  for (size_t k = 0; there[k]; k++) people |= !strncmp(sector, there[k], 3);
  uint32_t verb = p->head[d->m.head], w = place;
  if (!people || p->deprel[d->m.head] != TRV_REL_NSUBJ || verb == TRV_NO_WORD || p->upos[verb] != TRV_VERB)
    return false;
  while (p->head[w] != TRV_NO_WORD && p->head[w] != verb && p->upos[p->head[w]] != TRV_VERB) w = p->head[w];
  return p->head[w] == verb && w > verb;
}

/* What the places of a sentence add to the countries near a draft; `value`: of a name as far back. */
static void hear_spots(struct who_ctx *c, const struct who_draft *d, uint32_t sentence, const char *sector, bool local,
                       double value) {
  uint32_t back = d->sentence - sentence;
  for (uint32_t i = c->sentence_spot[sentence]; i < c->sentence_spot[sentence + 1]; i++) {
    const struct trv_place_mention *spot = &c->where->places[i];
    const char *code = spot_code(c, spot);
    if (!code || spot->role == TRV_ROLE_NONE) continue;
    uint32_t k = code_index(c, code);
    bool after = back == 0 && spot->first_word > d->m.first_word;
    double v = value * (after ? 0.35 : 0.5);
    /* "Rockets hit an army camp outside Jammu" */
    if (after && thing(c, d) && spot->first_word <= c->parse->right[d->m.head]) v += 6;
    if (local) v += after ? (spot->first_word < d->m.end_word + 5 ? 4 : 1.5) : back == 0 ? 2 : back == 1 ? 0.7 : 0.2;
    if (after && v < 5 && acts_at(c, d, sector, spot->first_word)) v = 5;
    if (v > c->near[k]) c->near[k] = v;
  }
}

/* "A senior official in Washington": where an official is that speaks of others. */
static bool of_another(const struct who_ctx *c, uint32_t at, uint32_t word) {
  uint32_t head = c->parse->head[word];
  if (head == TRV_NO_WORD || head > word || c->parse->deprel[word] != TRV_REL_NMOD) return false;
  uint32_t other = c->draft_at[head];
  if (other == WHO_NONE || other == at || c->drafts[other].role == WHO_NONE) return false;
  const char *sector = c->data->items[c->drafts[other].role].sector;
  return sector && !strncmp(sector, "GOV", 3);
}

/* The two stand side by side under one verb, which is not that of the sentence. */
static bool of_one_verb(const struct who_ctx *c, uint32_t word, uint32_t place) {
  uint32_t verb = c->parse->head[word];
  return verb != TRV_NO_WORD && verb == c->parse->head[place] && c->parse->deprel[place] == TRV_REL_OBL &&
         c->parse->upos[verb] == TRV_VERB;
}

static uint32_t verb_above(const struct who_ctx *c, uint32_t word) {
  for (unsigned n = 0; n < 12 && word != TRV_NO_WORD && c->parse->upos[word] != TRV_VERB; n++)
    word = c->parse->head[word];
  return word;
}

/* "sentenced an activist for criticising the war in Ukraine": a place of what another verb tells. */
static bool of_other_verb(const struct who_ctx *c, uint32_t word, uint32_t place) {
  uint32_t verb = verb_above(c, word), other = verb_above(c, place);
  return c->data->owner_first && verb != TRV_NO_WORD && other != TRV_NO_WORD && other > word && verb < word &&
         other != verb;
}

/* A country that opens the sentence, set off by a comma, where no other one is named before `d`. */
static bool sets_scene(const struct who_ctx *c, uint32_t hit, const struct who_draft *d) {
  const struct who_hit *h = &c->hits[hit];
  uint32_t opening = who_sentence_begin(c, h->first_word);
  if (c->parse->upos[opening] != TRV_ADP || h->first_word > opening + 2 || capital_hit(c, h)) return false;
  if (!locative_hit(c, h) || !who_is_comma(c, h->end_word)) return false;
  for (uint32_t i = hit + 1; i < c->sentence_hit[d->sentence + 1] && c->hits[i].first_word < d->m.first_word; i++) {
    const char *code = hit_code(c, &c->hits[i]);
    if (code && !who_same(code, hit_code(c, h))) return false;
  }
  return true;
}

/* "In Baghdad the government condemned the raids": who governs where the sentence opens, right behind it; NULL: none. */
static const char *governs_there(const struct who_ctx *c, const struct who_draft *d, const char *sector) {
  const struct who_item *role = d->role == WHO_NONE ? NULL : &c->data->items[d->role];
  if (!c->data->owner_first || !role || role->sub != WHO_ROLE_BODY || !d->definite || !sector) return NULL;
  if (strncmp(sector, "GOV", 3) != 0 && strncmp(sector, "LEG", 3) != 0) return NULL;
  if (c->parse->deprel[d->m.head] != TRV_REL_NSUBJ || d->n_polities) return NULL;
  uint32_t opening = who_sentence_begin(c, d->m.first_word);
  for (uint32_t i = c->sentence_hit[d->sentence]; i < c->sentence_hit[d->sentence + 1]; i++) {
    const struct who_hit *h = &c->hits[i];
    if (h->first_word > opening + 2 || h->end_word > d->m.first_word) break;
    if (capital_hit(c, h) && locative_hit(c, h) && d->m.first_word <= h->end_word + 1) return hit_code(c, h);
  }
  return NULL;
}

/* "Police there", "the ministry there": the country of the place that was last spoken of; NULL: none. */
const char *who_said_there(const struct who_ctx *c, uint32_t at) {
  const struct who_draft *d = &c->drafts[at];
  uint32_t there = d->m.end_word;
  if (there >= who_sentence_end(c, d->m.head) || c->parse->upos[there] != TRV_ADV || d->n_polities) return NULL;
  if (who_word(c, there, NULL) != WHO_WORD_THERE) return NULL;
  for (uint32_t back = 0; back < 3 && back <= d->sentence; back++) {
    const char *code = NULL;
    uint32_t s = d->sentence - back, last = 0;
    for (uint32_t i = c->sentence_hit[s]; i < c->sentence_hit[s + 1] && c->hits[i].first_word < d->m.first_word; i++)
      if (hit_code(c, &c->hits[i]) && (locative_hit(c, &c->hits[i]) || !code) && !is_person_hit(c, &c->hits[i]))
        code = hit_code(c, &c->hits[i]), last = c->hits[i].first_word;
    for (uint32_t i = c->sentence_spot[s]; c->where && i < c->sentence_spot[s + 1]; i++) {
      const struct trv_place_mention *spot = &c->where->places[i];
      if (spot->first_word >= d->m.first_word || spot->first_word < last || !spot_code(c, spot)) continue;
      if (spot->role != TRV_ROLE_NONE || !code) code = spot_code(c, spot), last = spot->first_word;
    }
    if (code) return code;
  }
  return NULL;
}

#define GUARDED 8.0 /* and that of who rules for those who take him in arms, where nothing says that they are foreign */
#define RULED 3.0   /* what the country of those who rule counts for those ruled */
#define TRIED 7.0   /* and that of a court for those whom it tries */

/* "rebels backed by Rwanda": another's. */
static void not_of_backers(struct who_ctx *c, const struct who_draft *d, const char *sector, double *score) {
  const struct trv_parse *p = c->parse;
  if (!c->data->owner_first || !sector || (strncmp(sector, "REB", 3) != 0 && strncmp(sector, "PRM", 3) != 0)) return;
  for (uint32_t k = p->child_begin[d->m.head]; k < p->child_begin[d->m.head + 1]; k++) {
    uint32_t verb = p->children[k];
    if (p->deprel[verb] != TRV_REL_ACL || p->upos[verb] != TRV_VERB) continue;
    for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
      uint32_t by = p->children[i];
      if (p->deprel[by] != TRV_REL_OBL || p->sub[by] != TRV_SUB_AGENT) continue;
      for (uint32_t h = c->sentence_hit[d->sentence]; h < c->sentence_hit[d->sentence + 1]; h++)
        if (c->hits[h].first_word <= by && by < c->hits[h].end_word && hit_code(c, &c->hits[h]))
          add_score(c, score, hit_code(c, &c->hits[h]), -8);
    }
  }
}

/* The verb of which the word is a subject, joined to another ("the army and police arrested") or not; TRV_NO_WORD: none. */
static uint32_t acted(const struct who_ctx *c, uint32_t word) {
  const struct trv_parse *p = c->parse;
  for (unsigned n = 0; n < 8 && p->deprel[word] == TRV_REL_CONJ && p->head[word] != TRV_NO_WORD; n++)
    word = p->head[word];
  return p->deprel[word] == TRV_REL_NSUBJ ? p->head[word] : TRV_NO_WORD;
}

/* "Kenyan soldiers and police fired tear gas at demonstrators": police of the same country act with them, so at home. */
static bool with_police(const struct who_ctx *c, const struct who_draft *d) {
  uint32_t verb = acted(c, d->m.head);
  const char *code = c->entities[d->m.first_entity].code;
  for (uint32_t k = 0; verb != TRV_NO_WORD && k < c->n_drafts && k < 4000; k++) {
    const struct who_draft *o = &c->drafts[k];
    if (o->sentence != d->sentence || o->state != WHO_DONE || o->m.n_entities != 1 || o == d) continue;
    const struct trv_entity *e = &c->entities[o->m.first_entity];
    if (e->sector && !strncmp(e->sector, "COP", 3) && who_same(e->code, code) && acted(c, o->m.head) == verb)
      return true;
  }
  return false;
}

const char *who_focus(struct who_ctx *c, uint32_t at, const char *sector) {
  if (!c->n_codes) return NULL;
  const struct who_draft *d = &c->drafts[at];
  const char *sure = governs_there(c, d, sector);
  if (!sure && d->role != WHO_NONE) sure = who_said_there(c, at);
  if (sure) return sure;
  double max = 0;
  if (!c->score) {
    c->score = TRV_NEW_ARRAY(c->arena, double, c->n_codes);
    c->near = TRV_NEW_ARRAY(c->arena, double, c->n_codes);
  }
  double *score = c->score, *near = c->near;
  memset(score, 0, c->n_codes * sizeof *score);
  for (uint32_t k = 0; k < c->n_codes; k++)
    if (c->codes[k].weight > max) max = c->codes[k].weight;
  /* people are of the place; a government or an army may act anywhere */
  static const char *const mobile[] = {"GOV", "MIL", "LEG", "JUD", "SPY", "REB", "OPP", NULL};
  bool local = true;
  for (size_t k = 0; sector && mobile[k]; k++) local &= strncmp(sector, mobile[k], 3) != 0;
  local |= thing(c, d);
  /* rebels and armies are not of the capital that receives them */
  bool guests = sector && (!strncmp(sector, "REB", 3) || !strncmp(sector, "MIL", 3) || !strncmp(sector, "OPP", 3));
  static const double before[] = {2.0, 1.2, 0.6, 0.3};
  for (uint32_t back = 0; back < 4 && back <= d->sentence; back++) {
    uint32_t s = d->sentence - back;
    memset(near, 0, c->n_codes * sizeof *near);
    for (uint32_t i = c->sentence_hit[s]; i < c->sentence_hit[s + 1]; i++) {
      const char *code = hit_code(c, &c->hits[i]);
      if (!code) code = known_person(c, &c->hits[i]);
      if (!code || (back && who_in_dateline(c, c->hits[i].first_word))) continue;
      uint32_t k = code_index(c, code);
      double v = before[back];
      bool after = back == 0 && c->hits[i].first_word > d->m.first_word;
      if (is_adjective_hit(c, &c->hits[i])) v *= 0.7;
      /* an armed group's name does not speak of its country's army */
      if (is_group_hit(c, &c->hits[i]) && sector && !strncmp(sector, "MIL", 3)) v *= 0.4;
      if (after) v = sector && (!strcmp(sector, "JUD") || !strcmp(sector, "COP")) ? 1.1 : 0.7;
      if (back == 0 && c->hits[i].first_word <= d->m.first_word)
        v += 0.5 / (1.0 + 0.1 * (double)(d->m.first_word - c->hits[i].first_word));
      bool in_place = locative_hit(c, &c->hits[i]) && !of_people(c, &c->hits[i]);
      bool place = in_place && !of_another(c, at, c->hits[i].first_word);
      if (place && !local && capital_hit(c, &c->hits[i])) v *= 0.5;
      /* "the soldiers who seized power in Niger" */
      if (after && place && !local && c->hits[i].first_word <= c->parse->right[d->m.head]) v = 3;
      uint32_t opening = who_sentence_begin(c, c->hits[i].first_word);
      bool fronted = back == 0 && place && !after && c->hits[i].first_word <= opening + 3;
      /* what follows upon the place: "Au Mali, les autorités ont levé", but not "Exilée à Vilnius, …" */
      bool next_to = fronted && c->parse->upos[opening] == TRV_ADP && d->m.first_word <= c->hits[i].end_word + 3;
      fronted &= c->data->owner_first || next_to;
      /* "À Erevan, des milliers de manifestants ont défilé. La police en a arrêté trente." */
      bool scene = back == 1 && place && c->text->sentences[s].paragraph == c->text->sentences[d->sentence].paragraph &&
                   c->hits[i].first_word <= who_sentence_begin(c, c->hits[i].first_word) + 3;
      if (scene && local) v += 2;
      if (fronted && local) v += 5; /* "In Istanbul, meanwhile, crowds gathered" */
      if (next_to && !local && !guests && !capital_hit(c, &c->hits[i])) v += 5;
      /* "Au Tchad, l'opposant a été tué par l'armée" */
      else if (back == 0 && !after && !fronted && sets_scene(c, i, d)) v += 5;
      /* "In Beijing, a foreign ministry spokeswoman said": who speaks for a ministry does so at home */
      const struct who_item *role = d->role == WHO_NONE ? NULL : &c->data->items[d->role];
      bool speaks = role && ((role->office && !strcmp(role->office, "spokesperson")) ||
                             (role->sub == WHO_ROLE_BODY && role->name && !strcmp(role->sector, "GOV")));
      if (fronted && speaks && capital_hit(c, &c->hits[i])) v += 6;
      /* "In Baghdad the government condemned the raids" */
      bool rules = role && role->sub == WHO_ROLE_BODY && d->definite && sector &&
                   (!strncmp(sector, "GOV", 3) || !strncmp(sector, "LEG", 3));
      if (next_to && rules && capital_hit(c, &c->hits[i]) && c->parse->deprel[d->m.head] == TRV_REL_NSUBJ) v += GUARDED;
      if (place && local) {
        bool apart = after && of_other_verb(c, d->m.head, c->hits[i].first_word);
        bool beside = after && !apart && c->hits[i].first_word < d->m.end_word + 8;
        bool next =
            after && !apart && c->hits[i].first_word < d->m.end_word + 5; /* "1 200 personnes dans le sud d'Israël" */
        v += after ? (next ? 4 : beside ? 2.6 : 0.5) : back == 0 ? 2.6 : back == 1 ? 1 : 0.3;
        if (after && thing(c, d) && c->hits[i].first_word <= c->parse->right[d->m.head]) v += 6;
        /* "an Iranian diplomat kidnapped in Baghdad by gunmen" */
        if (c->data->owner_first && back == 0 && of_one_verb(c, d->m.head, c->hits[i].first_word)) v += 3;
      }
      if (after && v < 5 && in_place && acts_at(c, d, sector, c->hits[i].first_word)) v = 5;
      if (v > near[k]) near[k] = v;
    }
    if (c->where) hear_spots(c, d, s, sector, local, before[back]);
    for (uint32_t k = 0; k < c->n_codes; k++) score[k] += near[k];
  }
  for (uint32_t k = 0; k < c->n_codes; k++)
    if (max > 0) score[k] += 4.5 * (c->codes[k].weight - (guests ? 0.8 * c->codes[k].host : 0)) / max;
  /* "the Prime Minister, Bill Skate", of whom nothing is known: of the country that the article is about */
  if (c->data->owner_first && d->n_names && sector && !strncmp(sector, "GOV", 3))
    for (uint32_t k = 0; k < c->n_codes; k++)
      if (max > 0) score[k] += 2.5 * c->codes[k].weight / max;
  /* who fought, protested or judged in the sentences before goes on doing so */
  double memory = 2;
  for (uint32_t p = c->place[at]; sector && p-- > 0;) {
    const struct who_draft *o = &c->drafts[c->order[p]];
    if (o->sentence + 2 < d->sentence) break;
    if (o->state != WHO_DONE) continue;
    for (uint32_t i = 0; i < o->m.n_entities; i++) {
      const struct trv_entity *e = &c->entities[o->m.first_entity + i];
      bool same = e->sector && !strncmp(e->sector, sector, 3);
      if (!strncmp(sector, "GOV", 3) && o->role == WHO_NONE && !o->adjective)
        same = false; /* capitals act everywhere */
      /* "des tirs israéliens": the adjective of an act speaks of who has the arms */
      bool act = o->adjective && (!strcmp(sector, "MIL") || !strcmp(sector, "GOV"));
      if ((!same && !act) || !who_is_country(e->code)) continue;
      /* "le ministère chinois …": does not make "le régime" China's */
      bool told = o->role != WHO_NONE && o->n_polities && d->portfolio == WHO_NONE && !strncmp(sector, "GOV", 3);
      add_score(c, score, e->code, told ? memory * 0.4 : same ? memory : memory * 0.75);
      memory *= 0.5;
      if (o->sentence == d->sentence && c->parse->deprel[o->m.head] == TRV_REL_NSUBJ) add_score(c, score, e->code, 0.7);
    }
  }
  /* "Paris accuse les autorités": not its own */
  bool country = d->anaphor != WHO_NONE; /* "Paris a demandé à ses ressortissants de quitter le pays" */
  bool army = sector && !strncmp(sector, "MIL", 3);
  if (sector && (country || army || !strncmp(sector, "GOV", 3)) && c->parse->deprel[d->m.head] != TRV_REL_NSUBJ)
    for (uint32_t p = c->place[at]; p-- > 0;) {
      const struct who_draft *o = &c->drafts[c->order[p]];
      if (o->sentence != d->sentence) break;
      bool subject = c->parse->deprel[o->m.head] == TRV_REL_NSUBJ &&
                     (o->m.kind == TRV_MENTION_SEAT || (!country && !army && o->m.kind == TRV_MENTION_STATE));
      if (o->state == WHO_DONE && subject && o->m.n_entities == 1)
        add_score(c, score, c->entities[o->m.first_entity].code, -3);
    }
  /* "the Shadow Defence Secretary urged the Government": whom those turn to who are no state is their own */
  static const char *const domestic[] = {"OPP", "PTY", "LEG", "LAB", "EDU", "MED", "ELI", NULL};
  if (sector && !strncmp(sector, "GOV", 3) && d->n_polities == 0 && c->parse->deprel[d->m.head] != TRV_REL_NSUBJ)
    for (uint32_t p = c->place[at]; p-- > 0;) {
      const struct who_draft *o = &c->drafts[c->order[p]];
      if (o->sentence != d->sentence) break;
      if (o->state != WHO_DONE || o->m.n_entities != 1 || c->parse->deprel[o->m.head] != TRV_REL_NSUBJ) continue;
      const struct trv_entity *e = &c->entities[o->m.first_entity];
      for (size_t k = 0; e->sector && domestic[k] && who_is_country(e->code); k++)
        if (!strncmp(e->sector, domestic[k], 3)) add_score(c, score, e->code, 3);
    }
  /* "Niger's elected president was detained by the presidential guard": his own, not that of a state last spoken of */
  static const char *const arms[] = {"MIL", "COP", "SPY", NULL};
  bool agent = c->parse->deprel[d->m.head] == TRV_REL_OBL && c->parse->sub[d->m.head] == TRV_SUB_AGENT;
  for (size_t k = 0; sector && agent && d->n_polities == 0 && arms[k]; k++) {
    if (strncmp(sector, arms[k], 3) != 0) continue;
    for (uint32_t p = c->place[at]; p-- > 0;) {
      const struct who_draft *o = &c->drafts[c->order[p]];
      if (o->sentence != d->sentence) break;
      if (o->state != WHO_DONE || o->m.n_entities != 1 || o->role == WHO_NONE ||
          c->parse->deprel[o->m.head] != TRV_REL_NSUBJ || c->parse->head[o->m.head] != c->parse->head[d->m.head])
        continue;
      const struct trv_entity *e = &c->entities[o->m.first_entity];
      if (e->sector && !strncmp(e->sector, "GOV", 3) && who_is_country(e->code)) add_score(c, score, e->code, GUARDED);
    }
  }
  /* "The Nicaraguan government freed political prisoners": a state's own, where nothing says whose */
  static const char *const ruled[] = {"OPP", "JRN", "EDU", "MED", "LAB", "REL", "CVL", "SOC", NULL};
  bool object = c->parse->deprel[d->m.head] == TRV_REL_OBJ ||
                (c->parse->deprel[d->m.head] == TRV_REL_NSUBJ && c->parse->sub[d->m.head] == TRV_SUB_PASS);
  for (size_t k = 0; sector && object && d->n_polities == 0 && ruled[k]; k++) {
    if (strncmp(sector, ruled[k], 3) != 0) continue;
    for (uint32_t p = c->place[at]; p-- > 0;) {
      const struct who_draft *o = &c->drafts[c->order[p]];
      if (o->sentence != d->sentence) break;
      if (o->state != WHO_DONE || o->m.n_entities != 1 || o->role == WHO_NONE) continue;
      bool joined = c->parse->deprel[o->m.head] == TRV_REL_CONJ;
      if ((!o->n_polities && !joined && !who_said_there(c, c->order[p])) ||
          acted(c, o->m.head) != c->parse->head[d->m.head])
        continue;
      const struct trv_entity *e = &c->entities[o->m.first_entity];
      static const char *const rulers[] = {"GOV", "COP", "JUD", "LEG", NULL};
      for (size_t r = 0; e->sector && rulers[r] && who_is_country(e->code); r++)
        if (!strncmp(e->sector, rulers[r], 3))
          add_score(c, score, e->code, strncmp(e->sector, "JUD", 3) ? RULED : TRIED);
    }
  }
  /* "crowds broke into Parliament": their own */
  static const char *const citizens[] = {"CVL", "EDU", "LAB", "OPP", NULL};
  if (sector && !strncmp(sector, "LEG", 3) && d->n_polities == 0 && c->parse->deprel[d->m.head] != TRV_REL_NSUBJ)
    for (uint32_t p = c->place[at]; p-- > 0;) {
      const struct who_draft *o = &c->drafts[c->order[p]];
      if (o->sentence != d->sentence) break;
      if (o->state != WHO_DONE || o->m.n_entities != 1 || c->parse->deprel[o->m.head] != TRV_REL_NSUBJ) continue;
      const struct trv_entity *e = &c->entities[o->m.first_entity];
      for (size_t k = 0; e->sector && citizens[k] && who_is_country(e->code); k++)
        if (!strncmp(e->sector, citizens[k], 3) && c->parse->head[o->m.head] == c->parse->head[d->m.head])
          add_score(c, score, e->code, 4);
    }
  not_of_backers(c, d, sector, score);
  /* "American instructors have trained the royal army": another's */
  if (army && c->data->owner_first && c->parse->deprel[d->m.head] == TRV_REL_OBJ)
    for (uint32_t p = c->place[at]; p-- > 0;) {
      const struct who_draft *o = &c->drafts[c->order[p]];
      if (o->sentence != d->sentence) break;
      if (o->state != WHO_DONE || o->m.n_entities != 1 || !o->n_polities) continue;
      const struct trv_entity *e = &c->entities[o->m.first_entity];
      if (c->parse->deprel[o->m.head] == TRV_REL_NSUBJ && c->parse->head[o->m.head] == c->parse->head[d->m.head] &&
          e->sector && !strncmp(e->sector, "MIL", 3) && who_is_country(e->code))
        add_score(c, score, e->code, -5);
    }
  /* the same word said before: "le régime" stays the same one, unless the article has several */
  const char *said = NULL;
  bool bare = false, several = false;
  for (uint32_t p = c->place[at], steps = 0; d->role != WHO_NONE && p-- > 0 && steps < 150; steps++) {
    const struct who_draft *o = &c->drafts[c->order[p]];
    if (o->role != d->role || o->state != WHO_DONE || o->m.n_entities != 1) continue;
    if (strcmp(c->parse->lemma[o->m.head], c->parse->lemma[d->m.head]) != 0) continue;
    const char *code = c->entities[o->m.first_entity].code;
    if (!said) said = code, bare = !o->n_polities && o->possessive == WHO_NONE;
    else if (!who_same(said, code)) several = true;
  }
  if (said && who_is_country(said) && (bare || !several)) add_score(c, score, said, 2);
  /* those who are fired at are seldom of the army that fires in the same sentence */
  if (sector && (!strcmp(sector, "CVL") || !strcmp(sector, "REF")))
    for (uint32_t p = c->place[at]; p-- > 0;) {
      const struct who_draft *o = &c->drafts[c->order[p]];
      if (o->sentence != d->sentence) break;
      if (o->state != WHO_DONE || o->m.n_entities != 1) continue;
      const struct trv_entity *e = &c->entities[o->m.first_entity];
      bool fights = e->sector &&
                    (!strncmp(e->sector, "MIL", 3) || !strncmp(e->sector, "REB", 3) || !strncmp(e->sector, "PRM", 3));
      /* an army that the text calls another country's; rebels and one's own soldiers fire at their own people too */
      bool foreign = !strncmp(e->sector ? e->sector : "", "MIL", 3) && o->n_polities && !with_police(c, o);
      double less = !c->data->owner_first ? -1.5 : foreign ? -3.5 : 0;
      if (fights && who_is_country(e->code)) add_score(c, score, e->code, less);
      /* "national guardsmen fired tear gas at people": police, and forces of no country named, act at home */
      bool police = e->sector && !strncmp(e->sector, "COP", 3);
      bool home = (police || (c->data->owner_first && fights && !foreign)) && o->m.first_word < d->m.first_word;
      if (home && who_is_country(e->code) && acted(c, o->m.head) != TRV_NO_WORD)
        add_score(c, score, e->code, police ? 2 : 1.5);
    }
  /* "A crowd hurled stones at the American embassy": it is abroad */
  for (uint32_t i = c->sentence_hit[d->sentence]; local && i < c->sentence_hit[d->sentence + 1]; i++) {
    uint32_t next = c->hits[i].end_word;
    /* nor are the police who then scatter it of that country */
    bool police = sector && !strncmp(sector, "COP", 3) && !d->n_polities;
    if (c->hits[i].first_word < d->m.end_word && !police) continue;
    if (next >= c->text->n_words || c->draft_at[next] == WHO_NONE) continue;
    const struct who_draft *o = &c->drafts[c->draft_at[next]];
    const struct who_item *post = o->role != WHO_NONE ? &c->data->items[o->role] : NULL;
    bool abroad = post && post->sub == WHO_ROLE_BODY && post->bare == WHO_BARE_NONE && post->sector &&
                  !strcmp(post->sector, "GOV");
    if (abroad && hit_code(c, &c->hits[i])) add_score(c, score, hit_code(c, &c->hits[i]), -5);
  }
  /* people are where the article says that things happen */
  if (local && c->data->owner_first) {
    double most = 0;
    for (uint32_t k = 0; k < c->n_codes; k++)
      if (c->codes[k].locative > most) most = c->codes[k].locative;
    for (uint32_t k = 0; k < c->n_codes && most > 0; k++) score[k] += 3 * c->codes[k].locative / most;
  }
  for (uint32_t k = 0; army && c->data->owner_first && k < c->n_codes; k++)
    if (who_unarmed(c->codes[k].code)) score[k] -= 6;
  uint32_t best = 0;
  for (uint32_t k = 1; k < c->n_codes; k++)
    if (score[k] > score[best]) best = k;
  return score[best] > 0 ? c->codes[best].code : NULL;
}

static bool is_side(const struct trv_entity *e) {
  if (!e->code || !e->sector) return false;
  if (who_is_group(e) || !strcmp(e->code, "IMG")) return true;
  return who_is_country(e->code) && (!strncmp(e->sector, "GOV", 3) || !strncmp(e->sector, "MIL", 3));
}

static bool opposes(const struct trv_entity *e) { return e->sector && strstr(e->sector, "OPP"); }

/* How much of the article speaks of that country, 0 to 1. */
static double share(const struct who_ctx *c, const char *code) {
  double max = 0, own = 0;
  for (uint32_t k = 0; k < c->n_codes; k++) {
    if (c->codes[k].weight > max) max = c->codes[k].weight;
    if (!strcmp(c->codes[k].code, code)) own = c->codes[k].weight;
  }
  return max > 0 && own > 0 ? own / max : 0.3;
}

static void vote(struct who_ctx *c, uint32_t word, const struct trv_entity *a, const struct trv_entity *b,
                 double weight) {
  /* "Mwai Kibaki et Raila Odinga": government and opposition of one country are sides too */
  bool opposed = who_same(a->code, b->code) && opposes(a) != opposes(b);
  if ((!opposed && (!is_side(a) || !is_side(b))) || (!opposed && who_same_side(a, b))) return;
  if (who_is_group(a) || who_is_group(b)) weight *= c->data->owner_first ? 2 : 1.2;
  /* allies and mediators are named together too: what counts is whom the article is about */
  bool group = who_is_group(a) || who_is_group(b);
  if (who_same(a->code, b->code))
    weight *= strstr(a->sector, "OPP") || strstr(b->sector, "OPP") ? 0.4 : c->data->owner_first && group ? 1 : 0.75;
  else if (c->data->owner_first && group) weight *= 0.75;
  weight *= share(c, a->code) * share(c, b->code);
  TRV_PUSH(c->arena, c->votes, c->n_votes, c->cap_votes,
           (struct who_vote){.word = word, .a = *a, .b = *b, .weight = weight});
}

/* "sous l'égide de Riyad et de Washington": those who lend their offices are no sides. */
static bool broker_word(const struct who_ctx *c, uint32_t word) {
  uint32_t i = trv_map_get(&c->data->words, trv_slice_of(c->parse->lemma[word]));
  return i != TRV_MAP_NONE && c->data->items[i].sub == WHO_WORD_BROKER;
}

/* A verb by which a third party goes between two: "mediated", "resume facilitation". */
static bool goes_between(const struct who_ctx *c, uint32_t verb, unsigned depth) {
  if (broker_word(c, verb)) return true;
  for (uint32_t i = c->parse->child_begin[verb]; depth && i < c->parse->child_begin[verb + 1]; i++) {
    uint32_t child = c->parse->children[i];
    uint8_t rel = c->parse->deprel[child];
    if (rel == TRV_REL_OBJ && broker_word(c, child)) return true;
    if (rel == TRV_REL_XCOMP && goes_between(c, child, depth - 1)) return true;
  }
  return false;
}

static bool brokers(const struct who_ctx *c, uint32_t word) {
  if (who_word(c, word, NULL) == WHO_WORD_BROKER) return true; /* "les médiateurs saoudiens et américains" */
  for (int i = 0; i < 4 && word != TRV_NO_WORD; i++) {
    uint32_t head = c->parse->head[word];
    uint8_t rel = c->parse->deprel[word];
    if (head != TRV_NO_WORD && (rel == TRV_REL_NMOD || rel == TRV_REL_AMOD || rel == TRV_REL_COMPOUND) &&
        who_word(c, head, NULL) == WHO_WORD_BROKER)
      return true;
    bool part = rel == TRV_REL_CONJ || rel == TRV_REL_FLAT;
    /* "Saudi-American" */
    part |= rel == TRV_REL_COMPOUND || (rel == TRV_REL_AMOD && head != TRV_NO_WORD && c->parse->upos[head] == TRV_ADJ);
    if (!part) break;
    word = head;
  }
  if (!c->data->owner_first || word == TRV_NO_WORD) return false;
  uint8_t rel = c->parse->deprel[word];
  uint32_t head = c->parse->head[word];
  if (head != TRV_NO_WORD && (rel == TRV_REL_NSUBJ || rel == TRV_REL_OBL) &&
      goes_between(c, head, rel == TRV_REL_NSUBJ ? 2 : 0))
    return true;
  for (uint32_t i = c->parse->child_begin[word]; i < c->parse->child_begin[word + 1]; i++)
    if (c->parse->deprel[c->parse->children[i]] == TRV_REL_ACL && goes_between(c, c->parse->children[i], 2))
      return true;
  return false;
}

/* "in the Saudi port of Jeddah": where, not who. */
static bool of_place(const struct who_ctx *c, const struct who_draft *d) {
  uint32_t head = d->adjective ? c->parse->head[d->m.head] : TRV_NO_WORD;
  if (head == TRV_NO_WORD || c->draft_at[head] != WHO_NONE) return false;
  for (uint32_t i = c->parse->child_begin[head]; i < c->parse->child_begin[head + 1]; i++) {
    uint32_t k = c->parse->children[i];
    if (k < head && c->parse->deprel[k] == TRV_REL_CASE && who_word(c, k, NULL) == WHO_WORD_AT) return true;
  }
  return false;
}

void who_count_sides(struct who_ctx *c) {
  uint32_t near[4], n = 0; /* the sides that the sentence has named so far, but for those joined by "et" */
  for (uint32_t k = 0; k < c->n_drafts; k++) {
    uint32_t i = c->order[k];
    const struct who_draft *d = &c->drafts[i];
    if (d->state != WHO_DONE || !d->m.n_entities || d->m.kind == TRV_MENTION_PRONOUN) continue;
    if (brokers(c, d->m.head) || of_place(c, d)) continue;
    const struct trv_entity *e = &c->entities[d->m.first_entity];
    double person = d->m.person ? 0.5 : 1;
    if (d->m.n_entities == 2 && !d->n_names) vote(c, d->m.head, &e[0], &e[1], (d->adjective ? 2 : 3) * person);
    struct who_list list = {0};
    if (d->m.n_entities == 1 && c->parse->deprel[d->m.head] != TRV_REL_CONJ) {
      who_collect(c, d->m.head, &list);
      if (list.n == 2) vote(c, d->m.head, &list.items[0], &list.items[1], 3 * person);
    }
    bool joined = list.n > 1 || c->parse->deprel[d->m.head] == TRV_REL_CONJ;
    /* "the RSF, a paramilitary force": the same */
    joined |= c->parse->deprel[d->m.head] == TRV_REL_APPOS;
    bool town = d->name != WHO_NONE && c->data->items[d->name].kind == WHO_REGION;
    if (n > 0 && c->drafts[near[0]].sentence != d->sentence) n = 0;
    if (d->m.n_entities != 1 || d->locative || d->inner || town || joined || !(is_side(e) || opposes(e)) || n == 4)
      continue;
    bool known = false;
    for (uint32_t q = 0; q < n; q++) known |= who_same_side(&c->entities[c->drafts[near[q]].m.first_entity], e);
    if (known) continue;
    for (uint32_t q = 0; q < n; q++)
      vote(c, d->m.head, &c->entities[c->drafts[near[q]].m.first_entity], e, 0.7 * person);
    near[n++] = i;
  }
}

static struct trv_entity side_of(const struct trv_entity *e) {
  struct trv_entity s = {.code = e->code, .sector = e->sector, .name = e->name};
  if (opposes(e)) s.sector = "OPP", s.name = NULL;
  else if (!who_is_group(e)) s.sector = "GOV", s.name = NULL;
  else if (e->office) s.name = NULL;
  return s;
}

/* Whoever acts in the clause of the draft without being it: "M. Trump annonce un cessez-le-feu entre les deux pays". */
static const char *acting_beside(const struct who_ctx *c, uint32_t at) {
  const struct trv_parse *p = c->parse;
  uint32_t w = c->drafts[at].m.head;
  for (int i = 0; i < 6 && w != TRV_NO_WORD; i++) {
    if (p->deprel[w] == TRV_REL_NSUBJ) return NULL;
    w = p->head[w];
    if (w == TRV_NO_WORD || p->upos[w] != TRV_VERB) continue;
    for (uint32_t k = p->child_begin[w]; k < p->child_begin[w + 1]; k++) {
      uint32_t i2 = p->deprel[p->children[k]] == TRV_REL_NSUBJ ? c->draft_at[p->children[k]] : WHO_NONE;
      if (i2 == WHO_NONE || i2 == at || c->drafts[i2].state != WHO_DONE || c->drafts[i2].m.n_entities != 1) continue;
      const char *code = c->entities[c->drafts[i2].m.first_entity].code;
      if (who_is_country(code)) return code;
    }
    return NULL;
  }
  return NULL;
}

/* "La France exhorte les deux capitales à la retenue", "propose aux deux camps une trêve": to whom something is done is not who does it. */
static bool addressed(const struct who_ctx *c, uint32_t at) {
  const struct trv_parse *p = c->parse;
  uint32_t w = c->drafts[at].m.head, verb = p->head[w];
  if (c->data->owner_first || verb == TRV_NO_WORD || p->upos[verb] != TRV_VERB) return false;
  if (p->deprel[w] == TRV_REL_OBJ || p->deprel[w] == TRV_REL_IOBJ) return true;
  if (p->deprel[w] != TRV_REL_OBL || p->left[w] >= w) return false;
  return who_word(c, p->left[w], NULL) == WHO_WORD_AT;
}

/* The rebels of a vote, if one side of it are rebels. */
static const struct trv_entity *rebels_of(const struct who_vote *v) {
  if (!strncmp(v->a.sector, "REB", 3)) return &v->a;
  return !strncmp(v->b.sector, "REB", 3) ? &v->b : NULL;
}

static bool civil_war(const struct who_vote *v) { return rebels_of(v) && who_same(v->a.code, v->b.code); }

static bool same_group(const struct who_vote *v, const struct who_vote *home) {
  const struct trv_entity *a = rebels_of(v), *b = rebels_of(home);
  return a && b && who_same(a->code, b->code);
}

bool who_addressed_by_one(const struct who_ctx *c, uint32_t at, const struct trv_entity sides[2]) {
  const char *beside = addressed(c, at) ? acting_beside(c, at) : NULL;
  return beside && (who_same(sides[0].code, beside) || who_same(sides[1].code, beside));
}

bool who_sides(struct who_ctx *c, uint32_t at, bool states, const char *code, bool both, struct trv_entity out[2]) {
  const struct who_draft *d = &c->drafts[at];
  double best_score = 0, others_score = 0, home_score = 0;
  const struct who_vote *best = NULL, *others = NULL, *home = NULL;
  const char *beside = acting_beside(c, at);
  /* the votes around the draft: they are ordered by word */
  uint32_t lo = 0, hi = c->n_votes;
  while (lo < hi) {
    uint32_t mid = (lo + hi) / 2;
    if (c->votes[mid].word < d->m.first_word) lo = mid + 1;
    else hi = mid;
  }
  uint32_t first = lo > 60 ? lo - 60 : 0, last = lo + 20 < c->n_votes ? lo + 20 : c->n_votes;
  for (uint32_t i = first; i < last; i++) {
    const struct who_vote *v = &c->votes[i];
    if (states && (who_is_group(&v->a) || who_is_group(&v->b))) continue;
    if (code && both && (!who_same(v->a.code, code) || !who_same(v->b.code, code))) continue;
    if (code && !who_same(v->a.code, code) && !who_same(v->b.code, code)) continue;
    double score = 0;
    for (uint32_t k = first; k < last; k++) {
      const struct who_vote *o = &c->votes[k];
      bool same = (who_same_side(&o->a, &v->a) && who_same_side(&o->b, &v->b)) ||
                  (who_same_side(&o->a, &v->b) && who_same_side(&o->b, &v->a));
      if (!same) continue;
      uint32_t s = c->text->words[o->word].sentence;
      double dist = s > d->sentence ? s - d->sentence : d->sentence - s;
      score += s > d->sentence ? o->weight * 0.5 / (1 + 0.3 * dist) : o->weight / (1 + 0.2 * dist);
    }
    if (score > best_score) best = v, best_score = score;
    if (civil_war(v) && score > home_score) home = v, home_score = score;
    bool apart = beside && !who_same(v->a.code, beside) && !who_same(v->b.code, beside);
    if (apart && score > others_score) others = v, others_score = score;
  }
  if (others && others_score >= (addressed(c, at) ? 0.05 : 0.4) * best_score) best = others;
  /* rebels and a state that speaks to them, where they fight their own */
  if (best && home && !civil_war(best) && same_group(best, home) && home_score >= 0.35 * best_score) best = home;
  /* two states that stand in one sentence once are no sides yet; where a name's owner comes last, sentences are longer */
  if (best && best_score < (c->data->owner_first ? 0.5 : 0.2) && !who_is_group(&best->a) && !who_is_group(&best->b))
    best = NULL;
  if (best) {
    out[0] = side_of(&best->a);
    out[1] = side_of(&best->b);
    return true;
  }
  /* A group alone: the other side is the government of its country. Rebels before militias, those before the draft
   * before those after. */
  if (states) return false;
  for (unsigned pass = 0; pass < 4; pass++) {
    bool before = pass % 2 == 0, rebels = pass < 2;
    uint32_t place = c->place[at];
    for (uint32_t step = 1; step < 400; step++) {
      if (before ? step > place : place + step >= c->n_drafts) break;
      const struct who_draft *o = &c->drafts[c->order[before ? place - step : place + step]];
      if (o->state != WHO_DONE || o->m.n_entities != 1) continue;
      const struct trv_entity *e = &c->entities[o->m.first_entity];
      if (!who_is_group(e) || !who_is_country(e->code) || (code && !who_same(code, e->code))) continue;
      if (rebels != !strncmp(e->sector, "REB", 3)) continue;
      out[0] = (struct trv_entity){.code = e->code, .sector = "GOV"};
      out[1] = side_of(e);
      return true;
    }
  }
  if (!code || !both) return false;
  out[0] = (struct trv_entity){.code = code, .sector = "GOV"};
  out[1] = (struct trv_entity){.code = code, .sector = "REB"};
  return true;
}
