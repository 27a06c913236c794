/* Places that are taken up or meant rather than named.
 *
 *   "Dans la capitale tchèque, M. Pachinian s'est entretenu …"   the capital of the country of the adjective
 *   "Des corps ont été découverts dans cette ville"              the last town told
 *   "… à l'enclave", "dans le territoire"                        the last region told
 *   "les terminaux pétroliers du pays"                           the country that the article is about
 *   "sur le sol arménien", "les ports ukrainiens"                the country of the adjective
 *   "ont envahi le siège du gouvernement arménien"               the capital of that country
 *   "des soldats y auraient exécuté un habitant"                 the last place of an act told
 */
#include "where/names.h"

#include <stdlib.h>

#define NO_PLACE UINT32_MAX

/* The country that an adjective or a "de X" of the noun names; TRV_MAP_NONE: none. */
static uint32_t country_beside(const struct trv_where_run *run, uint32_t noun, uint32_t *last_word) {
  const struct trv_parse *p = run->parse;
  for (uint32_t i = p->child_begin[noun]; i < p->child_begin[noun + 1]; i++) {
    uint32_t child = p->children[i];
    if (p->deprel[child] != TRV_REL_AMOD && p->deprel[child] != TRV_REL_NMOD && p->deprel[child] != TRV_REL_APPOS &&
        !(run->data->lends && p->deprel[child] == TRV_REL_COMPOUND))
      continue;
    uint32_t country = trv_where_adjective(run->data, run->text->words[child].lower);
    if (country == TRV_MAP_NONE && run->mention_of[child] != UINT32_MAX) {
      const struct trv_place_mention *m = &run->mentions[run->mention_of[child]];
      if (m->kind == TRV_PLACE_COUNTRY && m->place.country)
        country = trv_gazetteer_country_of(&run->data->gazetteer, m->place.country, 3);
      if (country == UINT32_MAX) continue;
    }
    if (country == TRV_MAP_NONE) continue;
    *last_word = child;
    return country;
  }
  return TRV_MAP_NONE;
}

/* Whether the noun stands alone but for a determiner: "la ville", "cette localité", "le pays". Number is singular. */
static bool is_bare(const struct trv_where_run *run, uint32_t noun) {
  const struct trv_parse *p = run->parse;
  bool determined = false;
  if (p->feats[noun].number == TRV_PLUR) return false;
  for (uint32_t i = p->child_begin[noun]; i < p->child_begin[noun + 1]; i++) {
    uint32_t child = p->children[i];
    switch (p->deprel[child]) {
      case TRV_REL_DET: determined |= p->feats[child].definite == 1 || p->feats[child].prontype == 2; break;
      case TRV_REL_CASE:
      case TRV_REL_PUNCT:
      case TRV_REL_CC:
      case TRV_REL_ADVMOD: break;
      case TRV_REL_AMOD: /* "cette localité rebelle" */
        if (trv_where_adjective(run->data, run->text->words[child].lower) != TRV_MAP_NONE) return false;
        break;
      case TRV_REL_ACL: break;
      default:
        if (child > noun && (p->deprel[child] == TRV_REL_NMOD || p->deprel[child] == TRV_REL_APPOS)) return false;
    }
  }
  return determined;
}

/* "agreed with Riyadh in Beijing": the one does not lie in the other, whatever the tree says. */
static bool apart(const struct trv_place_mention *a, const struct trv_place_mention *b) {
  return a->place.country && b->place.country && strcmp(a->place.country, b->place.country) != 0;
}

/* The last mention before `word` of a kind asked for; how: 1 towns, 2 regions, 4 any place of an act. */
static const struct trv_place_mention *last_before(const struct trv_where_run *run, uint32_t word, unsigned how) {
  const struct trv_place_mention *best = NULL;
  for (uint32_t i = 0; i < run->n_mentions; i++) {
    const struct trv_place_mention *m = &run->mentions[i];
    if (m->end_word > word || m->dateline || m->kind == TRV_PLACE_OTHER) continue;
    /* "à Boutcha, près de Kiev": Kiev only helps to find Boutcha */
    if ((m->beside && best && !best->beside &&
         run->text->words[best->first_word].sentence == run->text->words[m->first_word].sentence) ||
        (m->anchor != TRV_NO_WORD && run->mention_of[m->anchor] != UINT32_MAX && run->mention_of[m->anchor] != i &&
         !(run->data->lends && apart(m, &run->mentions[run->mention_of[m->anchor]]))))
      continue;
    bool act =
        m->role == TRV_ROLE_IN || m->role == TRV_ROLE_ACTED || m->role == TRV_ROLE_OBJECT || m->role == TRV_ROLE_TOWARD;
    bool town = m->kind == TRV_PLACE_TOWN || m->kind == TRV_PLACE_CAPITAL;
    bool wanted = (how & 1 && town && (act || m->kind == TRV_PLACE_TOWN)) || (how & 2 && m->kind == TRV_PLACE_REGION) ||
                  (how & 4 && act);
    if (wanted && (!best || m->first_word > best->first_word)) best = m;
  }
  return best;
}

/* The country that the subject of the clause around `word` names, or UINT32_MAX. */
static uint32_t subject_country(const struct trv_where_run *run, uint32_t word) {
  const struct trv_parse *p = run->parse;
  uint32_t verb = word, own = UINT32_MAX;
  for (uint32_t n = 0; n < 12 && p->upos[verb] != TRV_VERB; n++) {
    if (p->head[verb] == TRV_NO_WORD) return UINT32_MAX;
    verb = p->head[verb];
  }
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t subject = p->children[i];
    if (p->deprel[subject] != TRV_REL_NSUBJ || (word >= p->left[subject] && word <= p->right[subject])) continue;
    for (uint32_t w = p->left[subject]; w <= p->right[subject] && own == UINT32_MAX; w++) {
      own = trv_where_adjective(run->data, run->text->words[w].lower);
      if (own == TRV_MAP_NONE && run->mention_of[w] != UINT32_MAX && run->mentions[run->mention_of[w]].place.country)
        own = trv_gazetteer_country_of(&run->data->gazetteer, run->mentions[run->mention_of[w]].place.country, 3);
    }
  }
  return own;
}

/* Whether a preposition of place stands on the way from `word` up to its verb: "dans plusieurs villes du pays". */
static bool is_setting(const struct trv_where_run *run, uint32_t word) {
  const struct trv_parse *p = run->parse;
  for (uint32_t n = 0; n < 12 && word != TRV_NO_WORD && p->upos[word] != TRV_VERB; n++, word = p->head[word]) {
    uint32_t mark = trv_where_case(p, word);
    if (mark != TRV_NO_WORD && trv_where_lemma_is(run, mark, TRV_WHERE_IN)) return true;
  }
  return false;
}

/* The country that "le pays", "la capitale" mean: where people act, their own ("des Maliens se sont rassemblés dans la
 * capitale"); what is acted upon, another's ("l'armée russe bombarde les centrales du pays"); else the country that the
 * article speaks of most. UINT32_MAX: none. */
static uint32_t meant_country(const struct trv_where_run *run, uint32_t word) {
  uint32_t own = subject_country(run, word), best = UINT32_MAX;
  /* "captured a base at Senaki, in the west of the country" */
  for (uint32_t i = 0; run->data->lends && i < run->n_mentions; i++) {
    const struct trv_place_mention *m = &run->mentions[i];
    if (m->end_word > word || run->text->words[m->first_word].sentence != run->text->words[word].sentence) continue;
    if (m->kind != TRV_PLACE_TOWN || !m->place.country || m->role == TRV_ROLE_NONE) continue;
    uint32_t of = trv_gazetteer_country_of(&run->data->gazetteer, m->place.country, 3);
    if (of != UINT32_MAX) return of;
  }
  if (own != UINT32_MAX && is_setting(run, word)) return own;
  /* where something was told to happen before: "stormed the palace in Bangui … imposed a curfew on the capital" */
  uint32_t told[16], times[16], n = 0, at = UINT32_MAX;
  for (uint32_t i = 0; i < run->n_mentions; i++) {
    const struct trv_place_mention *m = &run->mentions[i];
    if (m->end_word > word || !m->place.country || m->implied || (m->role == TRV_ROLE_NONE && !m->dateline)) continue;
    uint32_t of = trv_gazetteer_country_of(&run->data->gazetteer, m->place.country, 3), k = 0;
    while (k < n && told[k] != of) k++;
    if (of == UINT32_MAX || of == own || k == 16) continue;
    if (k == n) told[n] = of, times[n++] = 0;
    times[k]++;
    if (at == UINT32_MAX || times[k] > times[at]) at = k;
  }
  for (uint32_t c = 0; c < run->data->gazetteer.n_countries; c++)
    if (c != own && run->votes[c] && (best == UINT32_MAX || run->votes[c] > run->votes[best])) best = c;
  if (at != UINT32_MAX && best != UINT32_MAX && 2 * run->votes[told[at]] >= run->votes[best]) best = told[at];
  /* "Myanmar's military took control of the country": nobody else is much spoken of */
  if (own != UINT32_MAX && (best == UINT32_MAX || 2 * run->votes[best] <= run->votes[own])) best = own;
  return best;
}

static void add(struct trv_where_run *run, uint32_t first, uint32_t end, uint32_t head, uint32_t place) {
  if (place == NO_PLACE) return;
  struct trv_place_mention m = {
      .first_word = first, .end_word = end, .head = head, .implied = true, .anchor = TRV_NO_WORD};
  m.span.begin = run->text->words[first].span.begin;
  m.span.end = run->text->words[end - 1].span.end;
  trv_where_fill(run, &m, place);
  TRV_PUSH(run->arena, run->mentions, run->n_mentions, run->cap_mentions, m);
  struct trv_place_mention *last = &run->mentions[run->n_mentions - 1];
  trv_where_role(run, last);
  for (uint32_t w = first; w < end; w++)
    if (run->mention_of[w] == UINT32_MAX) run->mention_of[w] = run->n_mentions - 1;
}

/* A noun that stands for a place told or known; NO_PLACE: it does not. */
static uint32_t meant(const struct trv_where_run *run, uint32_t noun, uint32_t *end) {
  const struct trv_where_data *d = run->data;
  uint32_t beside = noun, country = country_beside(run, noun, &beside);
  const struct trv_place_mention *m = NULL;
  *end = (beside > noun ? beside : noun) + 1;
  if (trv_where_lemma_is(run, noun, TRV_WHERE_CAPITAL)) {
    if (country != TRV_MAP_NONE) return d->capitals[country];
    if (!is_bare(run, noun)) return NO_PLACE;
    country = meant_country(run, noun);
    return country == UINT32_MAX ? NO_PLACE : d->capitals[country];
  }
  if (trv_where_lemma_is(run, noun, TRV_WHERE_SEAT)) {
    for (uint32_t i = run->parse->child_begin[noun]; country == TRV_MAP_NONE && i < run->parse->child_begin[noun + 1];
         i++)
      if (run->parse->deprel[run->parse->children[i]] == TRV_REL_NMOD)
        country = country_beside(run, run->parse->children[i], &beside);
    *end = (beside > noun ? beside : noun) + 1;
    return country == TRV_MAP_NONE ? NO_PLACE : d->capitals[country];
  }
  if (country != TRV_MAP_NONE) {
    /* "la ville saoudienne": the last town told, where it is in that country */
    if (trv_where_lemma_is(run, noun, TRV_WHERE_TOWN) && run->parse->feats[noun].number != TRV_PLUR) {
      m = last_before(run, noun, 1);
      const char *code = trv_gazetteer_country(&d->gazetteer, country);
      if (m && m->place.country && code && strcmp(m->place.country, code) == 0) return m->gaz;
      return NO_PLACE;
    }
    if (!trv_where_lemma_is(run, noun, TRV_WHERE_GROUND)) return NO_PLACE;
    for (uint32_t i = run->parse->child_begin[noun]; i < run->parse->child_begin[noun + 1]; i++) {
      uint32_t child = run->parse->children[i]; /* "la province syrienne d'Idleb": the name tells */
      if (run->mention_of[child] != UINT32_MAX && child != beside) return NO_PLACE;
    }
    return d->states[country];
  }
  if (!is_bare(run, noun)) return NO_PLACE;
  /* "dans le Sud": of the country that is spoken of */
  if (trv_where_lemma_is(run, noun, TRV_WHERE_SIDE)) {
    const char *form = run->text->words[noun].form;
    uint32_t mark = trv_where_case(run->parse, noun);
    if (form[0] < 'A' || form[0] > 'Z' || mark == TRV_NO_WORD || !trv_where_lemma_is(run, mark, TRV_WHERE_IN))
      return NO_PLACE;
    country = meant_country(run, noun);
    return country == UINT32_MAX ? NO_PLACE : d->states[country];
  }
  if (trv_where_lemma_is(run, noun, TRV_WHERE_TOWN)) m = last_before(run, noun, 1);
  if (!m && trv_where_lemma_is(run, noun, TRV_WHERE_REGION)) m = last_before(run, noun, 2);
  if (m) return m->gaz;
  if (trv_where_lemma_is(run, noun, TRV_WHERE_COUNTRY)) {
    country = meant_country(run, noun);
    return country == UINT32_MAX ? NO_PLACE : d->states[country];
  }
  return NO_PLACE;
}

static int by_first_word(const void *a, const void *b) {
  const struct trv_place_mention *x = a, *y = b;
  if (x->first_word != y->first_word) return x->first_word < y->first_word ? -1 : 1;
  return x->implied < y->implied ? -1 : x->implied > y->implied;
}

void trv_where_implied(struct trv_where_run *run) {
  const struct trv_parse *p = run->parse;
  uint32_t named = run->n_mentions;
  for (uint32_t i = 0; i < named; i++) trv_where_role(run, &run->mentions[i]);
  for (uint32_t w = 0; w < run->text->n_words; w++) {
    if (run->mention_of[w] != UINT32_MAX) continue;
    uint32_t end = w + 1, place = NO_PLACE;
    if (p->upos[w] == TRV_NOUN || p->upos[w] == TRV_PROPN) {
      place = meant(run, w, &end);
    } else if (p->upos[w] == TRV_PRON || p->upos[w] == TRV_ADV) {
      if (!trv_where_lemma_is(run, w, TRV_WHERE_THERE) || p->head[w] == TRV_NO_WORD || p->deprel[w] == TRV_REL_CASE ||
          (p->deprel[w] == TRV_REL_EXPL && run->data->lends) ||
          (p->upos[p->head[w]] != TRV_VERB && p->upos[p->head[w]] != TRV_ADJ && !run->data->lends))
        continue;
      const struct trv_place_mention *m = last_before(run, w, 4);
      if (m) place = m->gaz;
    }
    add(run, w, end, w, place);
  }
  if (run->n_mentions) qsort(run->mentions, run->n_mentions, sizeof *run->mentions, by_first_word);
}
