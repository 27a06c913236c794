/* See syntax.h. */
#include "when/syntax.h"

/* Chains of heads are cut here: sentences nest less. */
#define MAX_CLIMB 24

bool trv_syntax_in_class(const struct trv_syntax *t, uint32_t word, uint32_t class_id) {
  return trv_when_in_class(t->data, class_id, t->parse->lemma[word], NULL) ||
         trv_when_in_class(t->data, class_id, t->text->words[word].lower, NULL);
}

static bool is_content(uint8_t upos) {
  return upos == TRV_NOUN || upos == TRV_PROPN || upos == TRV_NUM || upos == TRV_ADV || upos == TRV_VERB;
}

uint32_t trv_syntax_head(const struct trv_syntax *t, uint32_t first, uint32_t end) {
  uint32_t any = TRV_NO_WORD;
  int best = 0;
  for (uint32_t w = first; w < end; w++) {
    uint32_t h = t->parse->head[w];
    if (h != TRV_NO_WORD && h >= first && h < end) continue;
    /* "approved sanctions on oil companies late on Friday": rather Friday than late */
    int rank = !is_content(t->parse->upos[w]) ? 1 : t->parse->upos[w] == TRV_ADV ? 2 : 3;
    if (rank <= best) continue;
    best = rank;
    any = w;
  }
  return any == TRV_NO_WORD ? first : any;
}

uint32_t trv_syntax_child(const struct trv_syntax *t, uint32_t word, enum trv_deprel rel) {
  const struct trv_parse *p = t->parse;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++)
    if (p->deprel[p->children[i]] == rel) return p->children[i];
  return TRV_NO_WORD;
}

bool trv_syntax_is_clause(const struct trv_syntax *t, uint32_t word) {
  return t->parse->upos[word] == TRV_VERB || trv_syntax_child(t, word, TRV_REL_COP) != TRV_NO_WORD;
}

bool trv_syntax_case_in(const struct trv_syntax *t, uint32_t word, uint32_t class_id) {
  const struct trv_parse *p = t->parse;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] != TRV_REL_CASE && p->deprel[c] != TRV_REL_MARK) continue;
    if (trv_syntax_in_class(t, c, class_id)) return true;
    /* "au cours de", "à l'occasion de": the noun of the phrase hangs on its preposition as `fixed`. */
    for (uint32_t k = p->child_begin[c]; k < p->child_begin[c + 1]; k++)
      if (p->deprel[p->children[k]] == TRV_REL_FIXED && trv_syntax_in_class(t, p->children[k], class_id)) return true;
  }
  return false;
}

bool trv_syntax_is_bare_participle(const struct trv_syntax *t, uint32_t word) {
  return t->parse->feats[word].verbform == TRV_PART_FORM && trv_syntax_child(t, word, TRV_REL_AUX) == TRV_NO_WORD &&
         trv_syntax_child(t, word, TRV_REL_COP) == TRV_NO_WORD;
}

bool trv_syntax_is_perfect(const struct trv_syntax *t, uint32_t word) {
  const struct trv_parse *p = t->parse;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_AUX && p->feats[p->children[i]].tense == TRV_PRES) return true;
  return false;
}

bool trv_syntax_is_up_to_now(const struct trv_syntax *t, uint32_t verb) {
  const struct trv_parse *p = t->parse;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] != TRV_SUB_PASS && p->feats[c].tense == TRV_PRES &&
        p->feats[c].verbform == TRV_FIN && trv_syntax_in_class(t, c, TRV_CLASS_UP_TO_NOW))
      return true;
  }
  return false;
}

bool trv_syntax_said_behind(const struct trv_syntax *t, uint32_t verb) {
  const struct trv_parse *p = t->parse;
  if (!trv_syntax_in_class(t, verb, TRV_CLASS_SAYING)) return false;
  if (p->deprel[verb] == TRV_REL_PARATAXIS && p->head[verb] < verb) return true;
  uint32_t told = trv_syntax_child(t, verb, TRV_REL_CCOMP);
  return told != TRV_NO_WORD && told < verb;
}

struct aspect {
  bool past_infinitive; /* "could have attacked" */
  bool future, conditional, present, past, has_aux, infinitive, subjunctive;
};

/* Of the verb with its auxiliaries and copula. */
static struct aspect aspect_of(const struct trv_syntax *t, uint32_t word) {
  const struct trv_parse *p = t->parse;
  struct trv_feats f = p->feats[word];
  struct aspect a = {.infinitive = f.verbform == TRV_INF};
  bool ahead = false, copula = false;
  uint8_t tense = f.verbform == TRV_FIN ? f.tense : 0, mood = f.verbform == TRV_FIN ? f.mood : 0;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] != TRV_REL_AUX && p->deprel[c] != TRV_REL_COP) continue;
    if (p->feats[c].verbform == TRV_INF) a.infinitive = true;
    if (p->deprel[c] == TRV_REL_COP) copula = true;
    /* "will attack"; "could have attacked" is past */
    bool perfect = f.tense == TRV_PAST && f.verbform == TRV_PART_FORM;
    if (trv_syntax_in_class(t, c, TRV_CLASS_AHEAD)) ahead = true;
    else if (p->deprel[c] == TRV_REL_AUX && p->sub[c] != TRV_SUB_PASS && p->feats[c].verbform == TRV_INF && perfect)
      a.past_infinitive = true;
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] != TRV_SUB_PASS && p->sub[c] != TRV_SUB_CAUS) a.has_aux = true;
    if (p->feats[c].verbform != TRV_FIN || tense) continue;
    tense = p->feats[c].tense;
    mood = p->feats[c].mood;
  }
  a.subjunctive = mood == TRV_SUBJ;
  a.conditional = mood == TRV_CND && !a.has_aux;
  /* "n'aura tenu que jusqu'à mardi": told looking back, but for clauses of what is to come first */
  bool looking_back = tense == TRV_FUT && a.has_aux && f.verbform == TRV_PART_FORM && f.tense == TRV_PAST &&
                      p->deprel[word] != TRV_REL_ADVCL && p->deprel[word] != TRV_REL_ACL &&
                      p->deprel[word] != TRV_REL_CCOMP;
  a.future = tense == TRV_FUT && mood != TRV_CND && !looking_back;
  a.present = tense == TRV_PRES && mood != TRV_CND && !a.has_aux && !a.subjunctive;
  /* "is shelling" */
  if (tense == TRV_PRES && a.has_aux && f.verbform == TRV_PART_FORM && f.tense == TRV_PRES) a.present = true;
  a.past = tense != 0 && !a.future && !a.conditional && !a.present && !a.subjunctive;
  if (copula && f.verbform == TRV_INF && trv_syntax_case_in(t, word, TRV_CLASS_AHEAD)) ahead = true;
  if (ahead) {
    a.future = !a.past_infinitive;
    a.past = a.past_infinitive;
    a.present = false;
  }
  return a;
}

bool trv_syntax_is_ahead(const struct trv_syntax *t, uint32_t word) {
  struct aspect a = aspect_of(t, word);
  return a.future || a.conditional || a.present || trv_syntax_is_bare_participle(t, word);
}

bool trv_syntax_is_past(const struct trv_syntax *t, uint32_t word) {
  return aspect_of(t, word).past || trv_syntax_is_bare_participle(t, word);
}

/* Climbs from the expression to the verbs above it until one tells: "devaient se retrouver mardi" lies ahead, so do
 * "appelé à manifester mercredi" and "sera coupé vendredi"; "ont commencé à tirer mardi" does not. */
enum trv_side trv_syntax_side(const struct trv_syntax *t, uint32_t head) {
  const struct trv_parse *p = t->parse;
  bool from_clause = false;
  uint32_t w = p->head[head];
  for (uint32_t n = 0; w != TRV_NO_WORD && n < MAX_CLIMB; n++, w = p->head[w]) {
    if (trv_syntax_in_class(t, w, TRV_CLASS_FUTURE) || trv_syntax_case_in(t, w, TRV_CLASS_FUTURE))
      return TRV_SIDE_FUTURE;
    if (from_clause && trv_syntax_in_class(t, w, TRV_CLASS_ASKING)) return TRV_SIDE_FUTURE;
    /* "Entrée en vigueur vendredi, la trêve doit durer": what stands beside the clause has a time of its own. */
    bool aside = p->deprel[w] == TRV_REL_ADVCL || p->deprel[w] == TRV_REL_ACL || p->deprel[w] == TRV_REL_DISLOCATED ||
                 p->deprel[w] == TRV_REL_APPOS;
    if (aside && p->feats[w].verbform != TRV_INF && p->feats[w].verbform != TRV_FIN &&
        trv_syntax_child(t, w, TRV_REL_AUX) == TRV_NO_WORD && trv_syntax_child(t, w, TRV_REL_COP) == TRV_NO_WORD)
      return TRV_SIDE_PAST;
    if (!trv_syntax_is_clause(t, w)) continue;
    struct aspect a = aspect_of(t, w);
    if (a.future || a.conditional) return TRV_SIDE_FUTURE;
    if (a.past || (a.infinitive && a.has_aux)) return TRV_SIDE_PAST;
    if (a.present) return TRV_SIDE_PRESENT;
    if (!a.infinitive && !a.subjunctive) return TRV_SIDE_PAST;
    from_clause = true;
  }
  return TRV_SIDE_PAST;
}

bool trv_syntax_is_main(const struct trv_syntax *t, uint32_t head) {
  const struct trv_parse *p = t->parse;
  uint32_t w = head;
  for (uint32_t n = 0; n < MAX_CLIMB; n++) {
    uint32_t h = p->head[w];
    if (h == TRV_NO_WORD) return true;
    uint8_t rel = p->deprel[w];
    bool level = rel == TRV_REL_CONJ || rel == TRV_REL_PARATAXIS || rel == TRV_REL_XCOMP ||
                 trv_syntax_in_class(t, w, TRV_CLASS_SETTING) || (rel == TRV_REL_CCOMP && trv_syntax_said_behind(t, h));
    if (w != head && (trv_syntax_is_clause(t, w) || rel == TRV_REL_ADVCL) && !level) return false;
    if (rel == TRV_REL_NMOD && trv_syntax_case_in(t, w, TRV_CLASS_NAMING)) return false;
    w = h;
  }
  return false;
}

bool trv_syntax_is_finite(const struct trv_syntax *t, uint32_t verb) {
  const struct trv_parse *p = t->parse;
  if (p->feats[verb].verbform == TRV_FIN) return true;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    bool helper = p->deprel[c] == TRV_REL_AUX || p->deprel[c] == TRV_REL_COP;
    if (helper && p->feats[c].verbform == TRV_FIN) return true;
  }
  return false;
}

uint32_t trv_syntax_clause_above(const struct trv_syntax *t, uint32_t word) {
  uint32_t w = word;
  for (uint32_t n = 0; w != TRV_NO_WORD && n < MAX_CLIMB && !trv_syntax_is_clause(t, w); n++) w = t->parse->head[w];
  return w;
}
