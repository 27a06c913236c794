/* How places hang on acts, and which place an act has.
 *
 * From a place's head word the way leads up the tree: through nouns that name a part or a kind of place ("la banlieue
 * de", "le port ukrainien d'"), through those who live there, through appositions and coordinations, to the word that
 * the place is told of. The case markers met on the way and the relation at its end give the role. An act then takes
 * the best place told of itself, of the words below it, or of the verb that carries it ("a mené un raid"). */
#include "where/names.h"

#define MAX_CLIMB 8
#define MAX_SCOPE 6
#define MAX_REACH 8
#define MAX_BACK 2 /* sentences over which a scene lasts */

uint32_t trv_where_case(const struct trv_parse *p, uint32_t word) {
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_CASE) return p->children[i];
  return TRV_NO_WORD;
}

static bool is_verbal(const struct trv_parse *p, uint32_t w) { return p->upos[w] == TRV_VERB || p->upos[w] == TRV_AUX; }

enum { CASE_NONE, CASE_IN, CASE_TOWARD, CASE_OF, CASE_OTHER };

/* The strongest of a word's case markers: "y compris sur sa capitale" has two. */
static int case_of(const struct trv_where_run *run, uint32_t word) {
  const struct trv_parse *p = run->parse;
  int best = CASE_NONE;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t mark = p->children[i];
    if (p->deprel[mark] != TRV_REL_CASE) continue;
    int found = trv_where_lemma_is(run, mark, TRV_WHERE_IN)           ? CASE_IN
                : trv_where_lemma_is(run, mark, TRV_WHERE_TOWARD)     ? CASE_TOWARD
                : trv_where_lemma_is(run, mark, TRV_WHERE_POSSESSION) ? CASE_OF
                                                                      : CASE_OTHER;
    if (best == CASE_NONE || found < best) best = found;
  }
  return best;
}

/* "il a demandé à Cuba": "à" alone before a state, a capital or people, under a verb that takes a recipient. */
static bool is_recipient(const struct trv_where_run *run, const struct trv_place_mention *m, uint32_t word,
                         uint32_t governor) {
  const struct trv_parse *p = run->parse;
  bool state = m->kind == TRV_PLACE_COUNTRY || m->kind == TRV_PLACE_CAPITAL;
  if (!m->people && (!state || m->typed)) return false;
  if (p->deprel[word] == TRV_REL_IOBJ) return true;
  uint32_t mark = trv_where_case(p, word);
  if (mark == TRV_NO_WORD || !trv_where_lemma_is(run, mark, TRV_WHERE_TO)) return false;
  for (uint32_t i = p->child_begin[mark]; i < p->child_begin[mark + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_FIXED) return false;
  if (p->deprel[word] == TRV_REL_OBL && p->sub[word] == TRV_SUB_ARG &&
      trv_where_lemma_is(run, governor, TRV_WHERE_DATIVE))
    return true;
  /* "livrer des armes à l'Ukraine", hung on the object */
  if (p->deprel[governor] == TRV_REL_OBJ && p->head[governor] != TRV_NO_WORD && word > governor &&
      trv_where_lemma_is(run, p->head[governor], TRV_WHERE_DATIVE))
    return true;
  return word > governor && trv_where_lemma_is(run, governor, TRV_WHERE_DATIVE);
}

/* "à Tajoura, dans la banlieue de Tripoli", "Al-Chaayrate, près de Homs": after a name, a comma and a preposition. */
static bool follows_place(const struct trv_where_run *run, const struct trv_place_mention *m) {
  bool preposition = false;
  for (uint32_t back = 1; back <= 6 && back < m->first_word; back++) {
    uint32_t w = m->first_word - back;
    if (run->text->words[w].sentence != run->text->words[m->first_word].sentence) return false;
    if (run->parse->upos[w] == TRV_PUNCT)
      return preposition && strcmp(run->text->words[w].form, ",") == 0 && run->mention_of[w - 1] != UINT32_MAX;
    preposition |= run->parse->upos[w] == TRV_ADP;
    if (is_verbal(run->parse, w)) return false;
  }
  return false;
}

static bool has_particle(const struct trv_parse *p, uint32_t verb) {
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_COMPOUND && p->sub[p->children[i]] == TRV_SUB_PRT) return true;
  return false;
}

static void role_by_tree(struct trv_where_run *run, struct trv_place_mention *m) {
  const struct trv_parse *p = run->parse;
  m->role = TRV_ROLE_NONE;
  m->anchor = TRV_NO_WORD;
  if (!p || m->dateline) return;
  m->beside = follows_place(run, m);
  uint32_t h = m->head;
  bool state = m->kind == TRV_PLACE_COUNTRY || m->kind == TRV_PLACE_CAPITAL;
  if (m->implied && p->upos[h] != TRV_NOUN && p->upos[h] != TRV_PROPN && p->head[h] != TRV_NO_WORD) { /* "y" */
    m->role = TRV_ROLE_IN;
    m->anchor = p->head[h];
    return;
  }
  int borrowed = CASE_NONE; /* a case marker of the first conjunct stands for all */
  for (uint32_t n = 0; n < MAX_CLIMB; n++) {
    uint32_t g = p->head[h];
    if (g == TRV_NO_WORD) return;
    int mark = case_of(run, h);
    if (mark == CASE_NONE) mark = borrowed;
    uint8_t rel = p->deprel[h];
    if (mark == CASE_IN || mark == CASE_TOWARD) {
      if (mark == CASE_IN && is_recipient(run, m, h, g)) return;
      m->role = mark == CASE_IN ? TRV_ROLE_IN : TRV_ROLE_TOWARD;
      m->anchor = g;
      return;
    }
    if (mark == CASE_OTHER) return;
    bool noun = p->upos[g] == TRV_NOUN || p->upos[g] == TRV_PROPN || trv_where_lemma_is(run, g, TRV_WHERE_TYPE);
    if (mark == CASE_OF) {
      /* "près de Wau" where "près" is the adverb, "le long de" */
      if (trv_where_lemma_is(run, g, TRV_WHERE_IN) && case_of(run, g) == CASE_NONE) {
        m->role = TRV_ROLE_IN;
        m->anchor = p->head[g] == TRV_NO_WORD ? g : p->head[g];
        return;
      }
      if (!noun && has_particle(p, g) && n == 0) { /* "pulled out of Avdiivka" */
        m->role = TRV_ROLE_IN;
        m->anchor = g;
        return;
      }
      if (!noun) return;
      /* "the embassy of Israel" is elsewhere */
      if (m->kind == TRV_PLACE_COUNTRY && trv_where_lemma_is(run, g, TRV_WHERE_MISSION)) return;
      if (trv_where_lemma_is(run, g, TRV_WHERE_ACTED)) {
        m->role = TRV_ROLE_ACTED;
        m->anchor = g;
        return;
      }
      if (trv_where_lemma_is(run, g, TRV_WHERE_MEETING)) {
        m->role = TRV_ROLE_IN;
        m->anchor = g;
        return;
      }
      if (trv_where_lemma_is(run, g, TRV_WHERE_TYPE) || trv_where_lemma_is(run, g, TRV_WHERE_PART)) {
        m->typed = true;
        m->beside |= !trv_where_lemma_is(run, g, TRV_WHERE_TYPE);
      } else if (trv_where_lemma_is(run, g, TRV_WHERE_PEOPLE)) {
        m->people = true;
      } else {
        m->role = TRV_ROLE_OF;
        m->anchor = g;
        return;
      }
      h = g;
      borrowed = CASE_NONE;
      continue;
    }
    /* No case marker: an apposition, a conjunct, an object, a subject. */
    if (rel == TRV_REL_CONJ) {
      borrowed = case_of(run, g);
      if (borrowed != CASE_NONE || noun) {
        h = g;
        continue;
      }
      return;
    }
    if (rel == TRV_REL_APPOS || rel == TRV_REL_NMOD || rel == TRV_REL_FLAT) {
      if (!noun) return;
      if (trv_where_lemma_is(run, g, TRV_WHERE_TYPE) || run->mention_of[g] != UINT32_MAX) {
        m->typed = true;
        h = g;
        continue;
      }
      return;
    }
    bool passive_subject = rel == TRV_REL_NSUBJ && p->sub[h] == TRV_SUB_PASS;
    if (rel == TRV_REL_OBJ || passive_subject) {
      bool upon = trv_where_lemma_is(run, g, TRV_WHERE_UPON);
      if (state && !m->typed && !m->people && !upon) return;
      m->role = TRV_ROLE_OBJECT;
      m->anchor = g;
      return;
    }
    /* "Le Haut-Karabakh est le théâtre d'affrontements", "Goma a connu des combats", "Genève accueille les pourparlers" */
    if (rel == TRV_REL_NSUBJ && trv_where_lemma_is(run, g, TRV_WHERE_STAGE)) {
      m->role = TRV_ROLE_ACTED;
      m->anchor = g;
      return;
    }
    /* "Les Palestiniens de Cisjordanie observaient une grève": those who act stand in the place */
    if (rel == TRV_REL_NSUBJ && m->people) {
      m->role = TRV_ROLE_OF;
      m->anchor = g;
    }
    return;
  }
}

/* "In rebel-held Kherson, soldiers fired": a preposition that opens the sentence, whatever the tree makes of it. */
static void role_by_words(struct trv_where_run *run, struct trv_place_mention *m) {
  const struct trv_parse *p = run->parse;
  uint32_t sentence = run->text->words[m->first_word].sentence, first = run->text->sentences[sentence].first_word;
  uint32_t end = first + run->text->sentences[sentence].n_words;
  if (m->first_word == first || m->first_word - first > 6 || p->upos[first] != TRV_ADP ||
      !trv_where_lemma_is(run, first, TRV_WHERE_IN))
    return;
  for (uint32_t w = first + 1; w < m->first_word; w++)
    if (p->upos[w] != TRV_ADJ && p->upos[w] != TRV_DET && p->upos[w] != TRV_PROPN && p->upos[w] != TRV_PUNCT &&
        p->feats[w].verbform != TRV_PART_FORM)
      return;
  for (uint32_t w = m->end_word; w < end; w++)
    if (p->upos[w] == TRV_VERB && (p->deprel[w] == TRV_REL_ROOT || p->feats[w].verbform == TRV_FIN)) {
      m->role = TRV_ROLE_IN;
      m->anchor = w;
      return;
    }
}

void trv_where_role(struct trv_where_run *run, struct trv_place_mention *m) {
  role_by_tree(run, m);
  if (m->role == TRV_ROLE_NONE && run->data->lends && run->parse && !m->dateline && !m->implied) role_by_words(run, m);
}

/* --- the place of an act --- */

static bool opens_clause(const struct trv_parse *p, uint32_t word) {
  switch (p->deprel[word]) {
    case TRV_REL_ADVCL:
    case TRV_REL_ACL:
    case TRV_REL_CCOMP:
    case TRV_REL_CSUBJ:
    case TRV_REL_PARATAXIS:
    case TRV_REL_ROOT: return true;
    case TRV_REL_CONJ: return p->upos[word] == TRV_VERB || p->upos[word] == TRV_AUX;
    default: return false;
  }
}

/* How many steps lead from `from` up to `to` inside one clause; UINT32_MAX: none do. "Les colonels au pouvoir à Bamako
 * ont exigé": where those who act are is not where they act, unless the subject is an act itself. */
static uint32_t reach(const struct trv_where_data *d, const struct trv_parse *p, uint32_t from, uint32_t to,
                      bool through_participle) {
  for (uint32_t n = 0; n < MAX_REACH; n++) {
    if (from == to) return n;
    if (p->head[from] == TRV_NO_WORD) return UINT32_MAX;
    if (through_participle && p->deprel[from] == TRV_REL_ACL && p->sub[from] != TRV_SUB_RELCL) {
      from = p->head[from];
      continue;
    }
    if (opens_clause(p, from)) return UINT32_MAX;
    if (p->deprel[from] == TRV_REL_NSUBJ && p->sub[from] != TRV_SUB_PASS && is_verbal(p, p->head[from]) &&
        !trv_where_is(d, p->lemma[from], TRV_WHERE_ACTED) && !trv_where_is(d, p->lemma[from], TRV_WHERE_MEETING))
      return UINT32_MAX;
    from = p->head[from];
  }
  return UINT32_MAX;
}

/* How precisely a place says where; 0: the role gives it none for an act so far away. */
static int worth_in(const struct trv_place_mention *m, uint32_t steps, bool acted) {
  bool state = m->kind == TRV_PLACE_COUNTRY || m->kind == TRV_PLACE_CAPITAL;
  int base = m->kind == TRV_PLACE_COUNTRY  ? 10
             : m->kind == TRV_PLACE_REGION ? 20
             : m->kind == TRV_PLACE_OTHER  ? 25
                                           : 30;
  switch (m->role) {
    case TRV_ROLE_IN: break;
    case TRV_ROLE_ACTED: break;
    case TRV_ROLE_OBJECT: break;
    case TRV_ROLE_TOWARD:
      if (state && !m->typed) return 0;
      base -= 2;
      break;
    case TRV_ROLE_OF:
      if (state || (steps > 0 && !acted)) return 0;
      base -= 12;
      break;
    default: return 0;
  }
  if (m->people) base -= 6;
  if (m->beside) base -= 3;
  if (m->implied) base -= 2;
  return base;
}

static bool is_passive(const struct trv_parse *p, uint32_t verb) {
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_NSUBJ && p->sub[p->children[i]] == TRV_SUB_PASS) return true;
  return false;
}

static int worth(const struct trv_place_mention *m, uint32_t steps) { return worth_in(m, steps, false); }

/* The best place told of `scope`, with words before `before` only. Of a saying (`said`) only what stands beside the
 * verb tells where it was said: the rest belongs to what is said. */
static const struct trv_place_mention *best_of(const struct trv_where *where, const struct trv_parse *p,
                                               uint32_t sentence, const struct trv_text *t, uint32_t scope,
                                               uint32_t before, bool said, int *best) {
  const struct trv_place_mention *found = NULL;
  /* "la prise aux forces arméniennes de Choucha": what is taken may hang lower */
  bool acted = trv_where_is(where->data, p->lemma[scope], TRV_WHERE_ACTED);
  for (uint32_t i = 0; i < where->n; i++) {
    const struct trv_place_mention *m = &where->places[i];
    if (t->words[m->first_word].sentence != sentence || m->anchor == TRV_NO_WORD || m->first_word >= before) continue;
    /* "l'offensive de la coalition emmenée par Riyad contre les insurgés de Hodeida" */
    uint32_t steps = reach(where->data, p, m->anchor, scope, acted && m->role == TRV_ROLE_TOWARD);
    /* "Protesters in Tehran burned tyres": where those who act stand, unless the act has a place of its own */
    bool stands = steps == UINT32_MAX && where->data->lends && !said && m->role == TRV_ROLE_IN &&
                  m->kind != TRV_PLACE_COUNTRY && m->first_word > m->anchor && p->deprel[m->anchor] == TRV_REL_NSUBJ &&
                  p->sub[m->anchor] != TRV_SUB_PASS && p->head[m->anchor] == scope;
    if (stands) steps = 1;
    if (steps == UINT32_MAX) continue;
    /* "signed a ceasefire in Geneva": what hangs on the object is told of the verb */
    bool lends = said && trv_where_is(where->data, p->lemma[scope], TRV_WHERE_LENDS);
    bool lent = lends && steps == 1 && p->deprel[m->anchor] == TRV_REL_OBJ && p->head[m->anchor] == scope &&
                m->kind != TRV_PLACE_REGION && m->kind != TRV_PLACE_COUNTRY && m->first_word > m->anchor;
    if (said && ((steps > 0 && !lent) || m->role != TRV_ROLE_IN || m->people ||
                 (m->kind == TRV_PLACE_COUNTRY && !(lends && is_passive(p, scope)))))
      continue;
    int value = worth_in(m, steps, acted);
    if (!value) continue;
    if (stands) value = value > 8 ? value - 8 : 1;
    value = value * 4 - (int)steps;
    if (value > *best) {
      *best = value;
      found = m;
    }
  }
  return found;
}

/* The relative clause "Goma, où ils étaient entrés": the place is what the clause hangs on. */
static const struct trv_place_mention *antecedent(const struct trv_where *where, const struct trv_text *t,
                                                  const struct trv_parse *p, uint32_t verb) {
  if (p->deprel[verb] != TRV_REL_ACL || p->head[verb] == TRV_NO_WORD) return NULL;
  bool relative = false;
  for (uint32_t w = p->left[verb]; w <= p->right[verb] && w <= verb; w++)
    relative |= trv_where_is(where->data, t->words[w].lower, TRV_WHERE_RELATIVE);
  if (!relative) return NULL;
  uint32_t noun = p->head[verb];
  const struct trv_place_mention *best = NULL;
  for (uint32_t i = 0; i < where->n; i++) {
    const struct trv_place_mention *m = &where->places[i];
    if (m->dateline || m->first_word >= verb) continue;
    if (m->first_word <= noun && noun < m->end_word) return m;
    uint32_t up = m->head; /* "la quasi-totalité de Goma, où": the noun above the name */
    for (uint32_t n = 0; n < 4 && up != TRV_NO_WORD; n++, up = p->head[up])
      if (up == noun) best = m;
  }
  return best;
}

/* "Réunis à Luanda, les dirigeants ont réclamé": a participle before the verb, on the verb or on its subject. */
static const struct trv_place_mention *scene_set(const struct trv_where *where, const struct trv_text *t,
                                                 const struct trv_parse *p, uint32_t sentence, uint32_t verb) {
  uint32_t subject = TRV_NO_WORD;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_NSUBJ) subject = p->children[i];
  for (uint32_t w = t->sentences[sentence].first_word; w < verb; w++) {
    if (p->upos[w] != TRV_VERB && p->upos[w] != TRV_ADJ) continue;
    if (!trv_where_is(where->data, p->lemma[w], TRV_WHERE_SETS_SCENE) &&
        !trv_where_is(where->data, t->words[w].lower, TRV_WHERE_SETS_SCENE))
      continue;
    if (p->head[w] != verb && (subject == TRV_NO_WORD || p->head[w] != subject)) continue;
    if (subject != TRV_NO_WORD && w > subject) continue;
    int best = 0;
    const struct trv_place_mention *m = best_of(where, p, sentence, t, w, UINT32_MAX, false, &best);
    if (m) return m;
  }
  /* "Au terme de seize heures de tractations entamées mercredi à Minsk, ils ont annoncé …" */
  for (uint32_t i = 0; i < where->n && where->places[i].first_word < verb; i++) {
    const struct trv_place_mention *m = &where->places[i];
    if (m->role != TRV_ROLE_IN || t->words[m->first_word].sentence != sentence) continue;
    if (subject == TRV_NO_WORD || m->first_word > p->left[subject]) continue;
    bool meeting = false;
    uint32_t up = m->anchor;
    for (uint32_t n = 0; n < MAX_REACH && up != verb && up != TRV_NO_WORD; n++, up = p->head[up])
      meeting |= trv_where_is(where->data, p->lemma[up], TRV_WHERE_MEETING);
    if (meeting && up == verb) return m;
  }
  return NULL;
}

static bool has_own_subject(const struct trv_parse *p, uint32_t verb) {
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t child = p->children[i];
    if (p->deprel[child] == TRV_REL_NSUBJ || (p->deprel[child] == TRV_REL_AUX && p->feats[child].verbform == TRV_FIN))
      return true;
  }
  return false;
}

/* The words that carry the act of `word`: itself, then the verbs it is the object, subject or complement of. */
static uint32_t scopes(const struct trv_where_data *d, const struct trv_parse *p, uint32_t word,
                       uint32_t out[MAX_SCOPE]) {
  uint32_t n = 0;
  out[n++] = word;
  while (n < MAX_SCOPE) {
    uint32_t w = out[n - 1], head = p->head[w];
    if (head == TRV_NO_WORD) break;
    uint8_t rel = p->deprel[w];
    if (is_verbal(p, w)) {
      /* "une attaque revendiquée par X avait tué …": the act is the noun's; "avant d'être dispersés": the same place */
      bool act = rel == TRV_REL_ACL && p->sub[w] != TRV_SUB_RELCL && trv_where_is(d, p->lemma[head], TRV_WHERE_ACTED);
      bool same = rel == TRV_REL_ADVCL && p->feats[w].verbform != TRV_FIN && !has_own_subject(p, w) && head < w;
      if (rel != TRV_REL_XCOMP && rel != TRV_REL_AUX && rel != TRV_REL_COP && !act && !same) break;
    } else if (rel == TRV_REL_OBL) {
      /* "tués à Idleb dans un bombardement", but not "après l'entrée en vigueur, des tirs retentissaient" */
      uint32_t mark = trv_where_case(p, w);
      if (mark == TRV_NO_WORD || !trv_where_is(d, p->lemma[mark], TRV_WHERE_DURING)) break;
    } else if (rel != TRV_REL_OBJ && rel != TRV_REL_NSUBJ && rel != TRV_REL_XCOMP && rel != TRV_REL_NMOD &&
               rel != TRV_REL_IOBJ && rel != TRV_REL_CONJ && rel != TRV_REL_APPOS) {
      break;
    }
    out[n++] = head;
  }
  return n;
}

static const struct trv_place_mention *find(const struct trv_where *where, const struct trv_text *text,
                                            const struct trv_parse *parse, uint32_t word, bool said) {
  if (!where->n || !parse || word >= text->n_words) return NULL;
  uint32_t sentence = text->words[word].sentence, scope[MAX_SCOPE];
  uint32_t n = scopes(where->data, parse, word, scope);
  for (uint32_t i = 0; i < n; i++) {
    int best = 0;
    const struct trv_place_mention *m = best_of(where, parse, sentence, text, scope[i], UINT32_MAX, said, &best);
    if (!m) m = antecedent(where, text, parse, scope[i]);
    if (!m && is_verbal(parse, scope[i])) m = scene_set(where, text, parse, sentence, scope[i]);
    if (m) return m;
  }
  /* "s'engage à rendre le district de Kelbadjar": what is promised or begun has its place below */
  for (uint32_t i = parse->child_begin[word]; !said && is_verbal(parse, word) && i < parse->child_begin[word + 1];
       i++) {
    uint32_t child = parse->children[i];
    int best = 0;
    if (child < word || !is_verbal(parse, child) || parse->feats[child].verbform != TRV_INF) continue;
    if (parse->deprel[child] != TRV_REL_XCOMP && parse->deprel[child] != TRV_REL_OBL &&
        parse->deprel[child] != TRV_REL_ADVCL)
      continue;
    const struct trv_place_mention *m = best_of(where, parse, sentence, text, child, UINT32_MAX, false, &best);
    if (m) return m;
  }
  /* "À Kinshasa, des manifestants ont attaqué …, et la police a tiré": what opens the sentence covers its clauses. */
  uint32_t last = scope[n - 1];
  while (parse->deprel[last] == TRV_REL_CONJ && parse->head[last] != TRV_NO_WORD && is_verbal(parse, last)) {
    uint32_t first = parse->head[last], before = first;
    for (uint32_t i = parse->child_begin[first]; i < parse->child_begin[first + 1]; i++)
      if (parse->deprel[parse->children[i]] == TRV_REL_NSUBJ) before = parse->left[parse->children[i]];
    int best = 0;
    const struct trv_place_mention *m = best_of(where, parse, sentence, text, first, before, said, &best);
    if (!m) m = scene_set(where, text, parse, sentence, first);
    if (m) return m;
    last = first;
  }
  return NULL;
}

const struct trv_place_mention *trv_where_of(const struct trv_where *where, const struct trv_text *text,
                                             const struct trv_parse *parse, uint32_t word) {
  return find(where, text, parse, word, false);
}

const struct trv_place_mention *trv_where_said(const struct trv_where *where, const struct trv_text *text,
                                               const struct trv_parse *parse, uint32_t word) {
  return find(where, text, parse, word, true);
}

const struct trv_place_mention *trv_where_staged(const struct trv_where *where, const struct trv_text *text,
                                                 const struct trv_parse *parse, uint32_t word) {
  if (!where->n || !parse || word >= text->n_words) return NULL;
  uint32_t sentence = text->words[word].sentence, subject = word;
  for (uint32_t i = parse->child_begin[word]; i < parse->child_begin[word + 1]; i++)
    if (parse->deprel[parse->children[i]] == TRV_REL_NSUBJ && parse->children[i] < word)
      subject = parse->left[parse->children[i]];
  const struct trv_place_mention *best = NULL;
  for (uint32_t i = 0; i < where->n; i++) {
    const struct trv_place_mention *m = &where->places[i];
    if (text->words[m->first_word].sentence != sentence || m->role != TRV_ROLE_IN || m->people || m->dateline) continue;
    bool fronted = m->first_word < subject && m->anchor == word;
    /* "warned Tehran at a conference in Herzliya" */
    bool meeting = trv_where_is(where->data, parse->lemma[m->anchor], TRV_WHERE_MEETING) &&
                   parse->head[m->anchor] == word && trv_where_case(parse, m->anchor) != TRV_NO_WORD &&
                   trv_where_is(where->data, parse->lemma[trv_where_case(parse, m->anchor)], TRV_WHERE_IN);
    if ((fronted || meeting) && (!best || worth(m, 0) > worth(best, 0))) best = m;
  }
  return best;
}

const struct trv_place_mention *trv_where_scene(const struct trv_where *where, const struct trv_text *text,
                                                const struct trv_parse *parse, uint32_t word) {
  if (!where->n || !parse || word >= text->n_words) return NULL;
  uint32_t here = text->words[word].sentence, paragraph = text->sentences[here].paragraph, sentence = UINT32_MAX;
  const struct trv_place_mention *best = NULL;
  for (uint32_t i = where->n; i > 0; i--) {
    const struct trv_place_mention *m = &where->places[i - 1];
    if (m->first_word >= word) continue;
    uint32_t at = text->words[m->first_word].sentence;
    if (text->sentences[at].paragraph != paragraph || (best && at != sentence) || at + MAX_BACK < here) break;
    if (m->role != TRV_ROLE_IN && m->role != TRV_ROLE_ACTED && m->role != TRV_ROLE_OBJECT) continue;
    if (!best || worth(m, 0) >= worth(best, 0)) best = m;
    sentence = at;
  }
  return best;
}
