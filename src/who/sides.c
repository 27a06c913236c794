/* The two sides of the conflict that the article speaks of.
 *
 * Votes over the pairs that it names together; what a draft means is asked of a window of a few sentences, so that the
 * work stays linear in the length of the article. */
#include "who/internal.h"

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
