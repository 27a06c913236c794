/* What the article is about: the country in focus, and the two sides of its conflict.
 *
 * Counts over the names of the document, weighted by where they stand. Both answers look at a window of a few
 * sentences, so that the work stays linear in the length of the article. */
#include "who/internal.h"

bool who_is_country(const char *code) {
  static const char *const others[] = {"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC", NULL};
  for (size_t i = 0; others[i]; i++)
    if (!code || !strcmp(code, others[i])) return false;
  return true;
}

bool who_is_group(const struct trv_entity *e) {
  return e->sector && (!strncmp(e->sector, "REB", 3) || !strncmp(e->sector, "PRM", 3) || strstr(e->sector, "+PRE"));
}

static uint32_t code_index(struct who_ctx *c, const char *code) {
  for (uint32_t i = 0; i < c->n_codes; i++)
    if (!strcmp(c->codes[i].code, code)) return i;
  TRV_PUSH(c->arena, c->codes, c->n_codes, c->cap_codes, (struct who_code_stat){.code = code});
  return c->n_codes - 1;
}

/* The one country that a hit speaks of, or NULL: agencies, organisations and ambiguous forms speak of none. */
static const char *hit_code(const struct who_ctx *c, const struct who_hit *hit) {
  const char *code = NULL;
  for (uint32_t i = 0; i < hit->n_values; i++) {
    const struct who_item *item = &c->data->items[hit->values[i]];
    if (item->kind == WHO_MEDIA || item->kind == WHO_ORG || item->kind == WHO_ORG_ADJ || item->kind >= WHO_ROLE) continue;
    if (!item->code || !who_is_country(item->code)) continue;
    if (code && strcmp(code, item->code) != 0) return NULL;
    code = item->code;
  }
  return code;
}

static bool is_person_hit(const struct who_ctx *c, const struct who_hit *hit) {
  return c->data->items[hit->values[0]].kind == WHO_PERSON;
}

static bool locative_hit(const struct who_ctx *c, const struct who_hit *hit) {
  uint32_t w = hit->first_word, begin = who_sentence_begin(c, w);
  if (w > begin && c->parse->upos[w - 1] == TRV_DET) w--;
  return w > begin && who_word(c, w - 1, NULL) == WHO_WORD_AT;
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
    c->codes[k].weight += w;
    if (locative_hit(c, &c->hits[i])) c->codes[k].locative += w, c->codes[k].weight += 0.5;
    uint32_t first = c->hits[i].first_word;
    if (first > 0 && c->parse->upos[first - 1] == TRV_DET && c->parse->feats[first - 1].gender && !is_person_hit(c, &c->hits[i]))
      c->codes[k].gender = c->parse->feats[first - 1].gender;
  }
  while (s <= t->n_sentences) c->sentence_hit[s++] = c->n_hits;
}

const char *who_focus(struct who_ctx *c, uint32_t at, const char *sector) {
  if (!c->n_codes) return NULL;
  const struct who_draft *d = &c->drafts[at];
  double max = 0;
  double *score = TRV_NEW_ARRAY(c->arena, double, c->n_codes);
  double *near = TRV_NEW_ARRAY(c->arena, double, c->n_codes);
  for (uint32_t k = 0; k < c->n_codes; k++)
    if (c->codes[k].weight > max) max = c->codes[k].weight;
  static const double before[] = {2.0, 1.2, 0.6, 0.3};
  for (uint32_t back = 0; back < 4 && back <= d->sentence; back++) {
    uint32_t s = d->sentence - back;
    memset(near, 0, c->n_codes * sizeof *near);
    for (uint32_t i = c->sentence_hit[s]; i < c->sentence_hit[s + 1]; i++) {
      const char *code = hit_code(c, &c->hits[i]);
      if (!code) continue;
      uint32_t k = code_index(c, code);
      double v = before[back];
      if (back == 0 && c->hits[i].first_word > d->m.first_word) v = 0.7;
      if (back == 0 && c->hits[i].first_word <= d->m.first_word)
        v += 0.5 / (1.0 + 0.1 * (double)(d->m.first_word - c->hits[i].first_word));
      if (locative_hit(c, &c->hits[i])) v += back == 0 ? 1.5 : back == 1 ? 1 : 0.3;
      if (v > near[k]) near[k] = v;
    }
    for (uint32_t k = 0; k < c->n_codes; k++) score[k] += near[k];
  }
  for (uint32_t k = 0; k < c->n_codes; k++)
    if (max > 0) score[k] += 3 * c->codes[k].weight / max;
  /* who fought, protested or judged in the sentences before goes on doing so */
  double memory = 2;
  for (uint32_t p = c->place[at]; sector && p-- > 0;) {
    const struct who_draft *o = &c->drafts[c->order[p]];
    if (o->sentence + 2 < d->sentence) break;
    if (o->state != WHO_DONE) continue;
    for (uint32_t i = 0; i < o->m.n_entities; i++) {
      const struct trv_entity *e = &c->entities[o->m.first_entity + i];
      bool same = e->sector && !strncmp(e->sector, sector, 3);
      /* "des tirs israéliens": the adjective of an act speaks of who has the arms */
      bool act = o->adjective && (!strcmp(sector, "MIL") || !strcmp(sector, "GOV"));
      if ((!same && !act) || !who_is_country(e->code)) continue;
      score[code_index(c, e->code)] += same ? memory : memory * 0.75;
      memory *= 0.5;
    }
  }
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

static void vote(struct who_ctx *c, uint32_t word, const struct trv_entity *a, const struct trv_entity *b, double weight) {
  if (!is_side(a) || !is_side(b) || who_same_side(a, b)) return;
  if (who_is_group(a) || who_is_group(b)) weight *= 1.5;
  TRV_PUSH(c->arena, c->votes, c->n_votes, c->cap_votes, (struct who_vote){.word = word, .a = *a, .b = *b, .weight = weight});
}

void who_count_sides(struct who_ctx *c) {
  uint32_t last = WHO_NONE;
  for (uint32_t k = 0; k < c->n_drafts; k++) {
    uint32_t i = c->order[k];
    const struct who_draft *d = &c->drafts[i];
    if (d->state != WHO_DONE || !d->m.n_entities || d->m.kind == TRV_MENTION_PRONOUN) continue;
    const struct trv_entity *e = &c->entities[d->m.first_entity];
    double person = d->m.person ? 0.5 : 1;
    if (d->m.n_entities == 2 && !d->n_names) vote(c, d->m.head, &e[0], &e[1], (d->adjective ? 2 : 3) * person);
    struct who_list list = {0};
    if (d->m.n_entities == 1 && c->parse->deprel[d->m.head] != TRV_REL_CONJ) {
      who_collect(c, d->m.head, &list);
      if (list.n == 2) vote(c, d->m.head, &list.items[0], &list.items[1], 3 * person);
    }
    bool town = d->name != WHO_NONE && c->data->items[d->name].kind == WHO_REGION;
    if (d->m.n_entities == 1 && !d->locative && !d->inner && !town && is_side(e)) {
      if (last != WHO_NONE && c->drafts[last].sentence == d->sentence)
        vote(c, d->m.head, &c->entities[c->drafts[last].m.first_entity], e, 0.7 * person);
      last = i;
    }
  }
}

static struct trv_entity side_of(struct who_ctx *c, const struct trv_entity *e, bool mil) {
  struct trv_entity s = {.code = e->code, .sector = e->sector, .name = e->name};
  if (!who_is_group(e)) s.sector = mil ? "MIL" : "GOV", s.name = NULL;
  else if (e->office) s.name = NULL;
  (void)c;
  return s;
}

bool who_sides(struct who_ctx *c, uint32_t at, bool states, const char *code, struct trv_entity out[2]) {
  const struct who_draft *d = &c->drafts[at];
  double best_score = 0;
  const struct who_vote *best = NULL;
  uint32_t n = c->n_votes > 80 ? 80 : c->n_votes;
  /* the votes around the draft: they are ordered by word */
  uint32_t lo = 0, hi = c->n_votes;
  while (lo < hi) {
    uint32_t mid = (lo + hi) / 2;
    if (c->votes[mid].word < d->m.first_word) lo = mid + 1; else hi = mid;
  }
  uint32_t first = lo > n * 3 / 4 ? lo - n * 3 / 4 : 0, last = first + n < c->n_votes ? first + n : c->n_votes;
  for (uint32_t i = first; i < last; i++) {
    const struct who_vote *v = &c->votes[i];
    if (states && (who_is_group(&v->a) || who_is_group(&v->b))) continue;
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
  }
  if (best) {
    out[0] = side_of(c, &best->a, false);
    out[1] = side_of(c, &best->b, false);
    return true;
  }
  /* A group alone: the other side is the government of its country. */
  if (states) return false;
  uint32_t begin = c->place[at] > 400 ? c->place[at] - 400 : 0;
  uint32_t end = c->n_drafts - begin > 800 ? begin + 800 : c->n_drafts;
  for (uint32_t k = end; k-- > begin;) {
    const struct who_draft *o = &c->drafts[c->order[k]];
    if (o->state != WHO_DONE || o->m.n_entities != 1) continue;
    const struct trv_entity *e = &c->entities[o->m.first_entity];
    if (!who_is_group(e) || !who_is_country(e->code) || (code && !who_same(code, e->code))) continue;
    out[0] = (struct trv_entity){.code = e->code, .sector = "GOV"};
    out[1] = side_of(c, e, false);
    return true;
  }
  return false;
}
