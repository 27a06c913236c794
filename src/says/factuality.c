/* How a predicate is told: negation, time, modality, hearsay. See says.h.
 *
 * The predicate's own words are looked at first, then the verbs that govern it as their complement or object, up to
 * the border of a report. */
#include <stdio.h>
#include <string.h>

#include "says/internal.h"

#define FOR_CHILDREN(w, c)                                                                                       \
  for (uint32_t c##_i = p->child_begin[w], c; c##_i < p->child_begin[(w) + 1] && (c = p->children[c##_i], true); \
       c##_i++)

static bool has(const struct trv_says_data *d, const char *set, const char *lemma) {
  return trv_grammar_has(d->grammar, set, lemma);
}

/* "aucun accord", "nul besoin" */
static bool none_of(const struct trv_says_data *d, const struct trv_parse *p, uint32_t w) {
  FOR_CHILDREN(w, c)
    if ((p->deprel[c] == TRV_REL_DET || p->deprel[c] == TRV_REL_AMOD) && has(d, "negative_determiner", p->lemma[c]))
      return true;
  return false;
}

static bool negative_noun(const struct trv_says_data *d, const struct trv_parse *p, uint32_t w) {
  if (has(d, "no_lack", p->lemma[w])) return false; /* "sans doute" */
  FOR_CHILDREN(w, c)
    if (p->deprel[c] == TRV_REL_CASE && has(d, "negative_preposition", p->lemma[c])) return true;
  return none_of(d, p, w);
}

static bool negated(const struct trv_says_data *d, const struct trv_parse *p, uint32_t w, bool *restricted) {
  bool particle = false, word = false, restriction = false;
  FOR_CHILDREN(w, c) {
    uint8_t r = p->deprel[c];
    if (r == TRV_REL_ADVMOD || r == TRV_REL_CC || r == TRV_REL_DISCOURSE) {
      if (has(d, "negation_particle", p->lemma[c])) particle = true;
      else if (has(d, "negator", p->lemma[c]))
        word |= !(c + 1 < p->n_words && has(d, "negator_undone", p->lemma[c + 1]));
      else if (has(d, "restriction", p->lemma[c])) restriction = true;
    }
    if (r == TRV_REL_MARK && (has(d, "negative_preposition", p->lemma[c]) || has(d, "lacking", p->lemma[c])))
      return true;
    if ((r == TRV_REL_NSUBJ || r == TRV_REL_OBJ) && (negative_noun(d, p, c) || p->feats[c].prontype == 6)) return true;
    /* "at no time", but not "to no avail"; "signé sans surprise" is signed */
    if (r == TRV_REL_OBL) {
      bool other = has(d, "negative_oblique", "") && !has(d, "negative_oblique", p->lemma[c]);
      if (!other && none_of(d, p, c)) return true;
    }
    /* "pas un seul civil n'a …" */
    if (r == TRV_REL_NSUBJ)
      FOR_CHILDREN(c, k)
        if (has(d, "negator", p->lemma[k])) word = true;
  }
  /* "no longer holds": the negation stands with an adverb */
  FOR_CHILDREN(w, c)
    if (p->deprel[c] == TRV_REL_ADVMOD && c < w)
      FOR_CHILDREN(c, k)
        if (k < c && has(d, "adverb_negator", p->lemma[k])) word = true;
  *restricted = particle && restriction && !word;
  return word && (particle || d->grammar != NULL);
}

/* The words that introduce the clause of `w`: "si", "pour que", whether the parser joins them or not. */
static const char *mark_of(const struct trv_parse *p, uint32_t w, char *buf, size_t size) {
  size_t n = 0;
  uint32_t last = TRV_NO_WORD;
  FOR_CHILDREN(w, c) {
    if ((p->deprel[c] != TRV_REL_MARK && p->deprel[c] != TRV_REL_CASE) || c > w) continue;
    if (last != TRV_NO_WORD && c != last + 1) break;
    int k = snprintf(buf + n, size - n, "%s%s", n ? " " : "", p->lemma[c]);
    last = c;
    FOR_CHILDREN(c, f) {
      if (k > 0 && (size_t)k < size - n) n += (size_t)k;
      k = p->deprel[f] == TRV_REL_FIXED ? snprintf(buf + n, size - n, " %s", p->lemma[f]) : 0;
      if (p->deprel[f] == TRV_REL_FIXED) last = f;
    }
    if (k > 0 && (size_t)k < size - n) n += (size_t)k;
  }
  return last == TRV_NO_WORD ? NULL : buf;
}

/* "was to meet", "are to be freed": an auxiliary that tells the future by the mark behind it. */
static bool is_to(const struct trv_says_data *d, const struct trv_parse *p, uint32_t w, const char *mark) {
  char both[64];
  bool infinitive = p->feats[w].verbform == TRV_INF;
  FOR_CHILDREN(w, c)
    infinitive |= p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS && p->feats[c].verbform == TRV_INF;
  FOR_CHILDREN(w, c) {
    if (p->deprel[c] != TRV_REL_AUX || p->sub[c] == TRV_SUB_PASS || !infinitive) continue;
    int n = snprintf(both, sizeof both, "%s %s", p->lemma[c], mark);
    if (n > 0 && (size_t)n < sizeof both && has(d, "planned_mark", both)) return true;
  }
  return false;
}

/* Tense and mood as the verb group shows them: of the verb itself or of its auxiliaries. */
static void tense(const struct trv_parse *p, uint32_t w, bool *future, bool *conditional, bool *past) {
  const struct trv_feats *f = &p->feats[w];
  *future = f->tense == TRV_FUT;
  *conditional = f->mood == TRV_CND;
  *past = f->tense == TRV_PAST || f->tense == TRV_IMP;
  FOR_CHILDREN(w, c) {
    if (p->deprel[c] != TRV_REL_AUX && p->deprel[c] != TRV_REL_COP) continue;
    if (p->feats[c].tense == TRV_FUT) *future = true;
    if (p->feats[c].mood == TRV_CND) *conditional = true;
  }
  (void)past;
}

/* "Should Doha persist, …", "Had they attacked, …": a condition told by an auxiliary before its subject. */
static bool inverted_condition(const struct trv_says_data *d, const struct trv_parse *p, uint32_t w) {
  uint32_t first = TRV_NO_WORD;
  FOR_CHILDREN(w, c) {
    if (c > w || p->deprel[c] == TRV_REL_PUNCT) continue;
    if (first == TRV_NO_WORD) first = c;
    else if (p->deprel[c] == TRV_REL_NSUBJ)
      return p->deprel[first] == TRV_REL_AUX && p->left[c] == first + 1 &&
             has(d, "inverted_condition", p->lemma[first]);
  }
  return false;
}

static bool is_condition(const struct trv_says_data *d, const struct trv_parse *p, uint32_t clause) {
  if (p->deprel[clause] != TRV_REL_ADVCL) return false;
  FOR_CHILDREN(clause, m)
    if (p->deprel[m] == TRV_REL_MARK && has(d, "condition_mark", p->lemma[m])) return true;
  return inverted_condition(d, p, clause);
}

static bool under_condition(const struct trv_says_data *d, const struct trv_parse *p, uint32_t w) {
  uint32_t head = p->head[w];
  FOR_CHILDREN(w, c)
    if (is_condition(d, p, c)) return true;
  /* "If they come, we will fight, he warned": the condition hung on the saying behind */
  if (p->deprel[w] != TRV_REL_CCOMP || head == TRV_NO_WORD || head < w) return false;
  FOR_CHILDREN(head, c)
    if (c < w && is_condition(d, p, c)) return true;
  return false;
}

/* Of a verb with an auxiliary of the conditional: what would be, or would have been, on a condition. */
static bool unreal(const struct trv_says_data *d, const struct trv_parse *p, uint32_t w) {
  FOR_CHILDREN(w, c)
    if (p->deprel[c] == TRV_REL_AUX && p->feats[c].verbform == TRV_INF && has(d, "active_auxiliary", p->lemma[c]))
      return true;
  return under_condition(d, p, w);
}

/* "went on to bomb the town", "only to abandon it": what followed, no purpose. */
static bool sequel(const struct trv_says_data *d, const struct trv_parse *p, uint32_t w) {
  if (p->head[w] != TRV_NO_WORD && has(d, "sequel", p->lemma[p->head[w]])) return true;
  FOR_CHILDREN(w, c)
    if (c < w && p->deprel[c] == TRV_REL_ADVMOD && has(d, "sequel", p->lemma[c])) return true;
  return false;
}

/* "pour obtenir le départ du ministre": what is aimed at by an infinitive of purpose. */
static bool aimed_at(const struct trv_says_data *d, const struct trv_tree *tree, const struct trv_parse *p,
                     uint32_t verb) {
  char buf[64];
  if (!trv_tree_infinitive(tree, verb)) return false;
  const char *mark = mark_of(p, verb, buf, sizeof buf);
  uint8_t rel = p->deprel[verb];
  return mark && has(d, "purpose_mark", mark) && (rel == TRV_REL_ADVCL || rel == TRV_REL_OBL || rel == TRV_REL_ACL) &&
         !sequel(d, p, verb);
}

/* "neither confirmed nor denied" */
static bool refuses_denial(const struct trv_says_data *d, const struct trv_parse *p, uint32_t w) {
  FOR_CHILDREN(w, c)
    if ((p->deprel[c] == TRV_REL_CC || p->deprel[c] == TRV_REL_ADVMOD) && has(d, "denial_negator", p->lemma[c]))
      return true;
  return false;
}

/* An act told by a noun that is only thought of: "fears of an Israeli raid", "à toute attaque". */
static bool imagined(const struct trv_says_data *d, const struct trv_parse *p, uint32_t w) {
  uint32_t head = p->head[w], articles = 0;
  bool whichever = false;
  FOR_CHILDREN(w, c) {
    articles += p->deprel[c] == TRV_REL_DET;
    whichever |= p->deprel[c] == TRV_REL_DET && has(d, "whichever", p->lemma[c]);
  }
  if (whichever && articles == 1) return true; /* "toute l'attaque" was one */
  if (p->deprel[w] == TRV_REL_OBJ && p->upos[head] == TRV_VERB)
    return has(d, "imagined", p->lemma[head]); /* "fear a raid" */
  return p->deprel[w] == TRV_REL_NMOD && p->upos[head] == TRV_NOUN && has(d, "imagined", p->lemma[head]);
}

/* "rejects claims that its soldiers shelled the town", "there is no evidence that it has attacked", "reports that it bombed them": what
 * the clause of a noun tells is denied, open, or only said. */
static void told_by_noun(const struct trv_says_data *d, const struct trv_parse *p, uint32_t w,
                         struct trv_factuality *f) {
  uint32_t noun = p->head[w];
  bool marked = false, none = false;
  if (noun == TRV_NO_WORD || p->upos[noun] != TRV_NOUN || !has(d, "told_noun", p->lemma[noun])) return;
  if (p->deprel[w] != TRV_REL_ACL && p->deprel[w] != TRV_REL_CCOMP) return;
  unsigned objects = 0; /* "reports that the army had bombed Faya": no relative, where the verb has an object besides */
  FOR_CHILDREN(w, c) objects += p->deprel[c] == TRV_REL_OBJ;
  FOR_CHILDREN(w, c)
    marked |= (p->deprel[c] == TRV_REL_MARK || (p->deprel[c] == TRV_REL_OBJ && objects > 1)) &&
              has(d, "told_mark", p->lemma[c]);
  FOR_CHILDREN(noun, c) none |= p->deprel[c] == TRV_REL_DET && has(d, "negative_determiner", p->lemma[c]);
  if (!marked) return;
  uint32_t verb = p->head[noun];
  bool object = p->deprel[noun] == TRV_REL_OBJ || (p->deprel[noun] == TRV_REL_NSUBJ && p->sub[noun] == TRV_SUB_PASS);
  if (object && verb != TRV_NO_WORD && (has(d, "denial", p->lemma[verb]) || has(d, "deny", p->lemma[verb])))
    f->denied = !refuses_denial(d, p, verb);
  else if (none || has(d, "imagined", p->lemma[noun])) f->asked = true;
  else if (has(d, "hearsay_noun", p->lemma[noun])) f->hearsay = true;
}

/* The verb whose auxiliaries and governor `w`, joined to it without subject, auxiliary or negation of its own, shares;
 * TRV_NO_WORD: none. Only where the joining word is of the language's set. */
static uint32_t shared_with(const struct trv_says_data *d, const struct trv_parse *p, uint32_t w) {
  uint32_t head = p->head[w];
  if (p->deprel[w] != TRV_REL_CONJ || p->upos[w] != TRV_VERB || head == TRV_NO_WORD || p->upos[head] != TRV_VERB)
    return TRV_NO_WORD;
  bool joined = false, own = false, auxiliary = false;
  FOR_CHILDREN(w, c) {
    joined |= p->deprel[c] == TRV_REL_CC && has(d, "shares", p->lemma[c]);
    own |= p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_AUX || p->deprel[c] == TRV_REL_MARK;
  }
  FOR_CHILDREN(head, c) auxiliary |= p->deprel[c] == TRV_REL_AUX;
  bool finite = p->feats[w].verbform == TRV_FIN;
  if (!joined || own || (finite && auxiliary)) return TRV_NO_WORD;
  if (finite && p->deprel[head] != TRV_REL_CCOMP) return TRV_NO_WORD;
  return head;
}

struct trv_factuality trv_says_factuality(const struct trv_says_data *d, const struct trv_says *says,
                                          const struct trv_text *text, const struct trv_parse *p, uint32_t word) {
  struct trv_factuality f = {.stance = TRV_STANCE_SAY};
  struct trv_tree tree = {text, p, d->grammar};
  uint32_t report = says->at[word];
  if (report != TRV_NO_REPORT) f.stance = says->reports[report].stance;
  char buf[64];
  uint32_t w = word;
  bool first = true, by_verb = false, unmet = false;
  if (shared_with(d, p, word) !=
      TRV_NO_WORD) { /* "denies that it armed them or sent troops", "has not fired or moved" */
    struct trv_factuality g = trv_says_factuality(d, says, text, p, shared_with(d, p, word));
    if (g.denied || g.negated || g.future || g.hypothetical) {
      f.denied = g.denied, f.future = g.future, f.hypothetical = g.hypothetical;
      f.negated = g.negated;
    }
  }
  for (int depth = 0; depth < 6; depth++) {
    bool verb = trv_tree_is_verb(&tree, w);
    uint32_t head = p->head[w];
    uint8_t rel = p->deprel[w];
    if (verb) {
      bool future, conditional, past, restricted = false;
      tense(p, w, &future, &conditional, &past);
      const char *lemma = p->lemma[w];
      /* "n'exclut pas de", "n'hésitera pas à": no denial of what follows */
      if (negated(d, p, w, &restricted) && !(!first && has(d, "intend", lemma))) f.negated = !f.negated || first;
      if (restricted && first) f.restricted = true;
      if (future) f.future = true;
      if (under_condition(d, p, w)) f.conditional = true;
      if (conditional) {
        /* reported speech in the past: the conditional is its future */
        bool in_past_report = rel == TRV_REL_CCOMP && report != TRV_NO_REPORT;
        bool compound = false;
        FOR_CHILDREN(w, c)
          if (p->deprel[c] == TRV_REL_AUX) compound = true;
        if (under_condition(d, p, w)) f.hypothetical = true;
        else if (in_past_report && !compound) f.future = true;
        else f.hearsay = true;
      }
      if (!first) {
        if (has(d, "modal_possible", lemma)) f.hypothetical = true;
        else if (by_verb && has(d, "ready", lemma)) f.future = true;
        else if (has(d, "planned", lemma)) f.future = true; /* "is set to", "is due to", "is expected to" */
        else if (has(d, "reputed", lemma) && trv_tree_passive(&tree, w)) f.hearsay = true; /* "is said to have" */
        else if (by_verb && has(d, "obliged", lemma)) { /* "has to withdraw" */ f.future = true;
          f.required = report != TRV_NO_REPORT;
        } else if (has(d, "modal_planned", lemma)) {
          f.future = true;
          f.required = report != TRV_NO_REPORT && says->reports[report].quoted;
        } else if (has(d, "go", lemma)) f.future = true;
        else if (has(d, "hesitate", lemma)) f.future = true;
        else if (has(d, "intend", lemma)) f.hypothetical = f.intended = true;
        else if (has(d, "deny", lemma)) f.denied = !refuses_denial(d, p, w);
        else if (has(d, "fail", lemma)) f.negated = !f.negated;
        else if (has(d, "ask", lemma)) f.asked = true;
        if (by_verb && has(d, "attempt", lemma)) f.attempted = true;
      }
      if ((rel == TRV_REL_ADVCL || rel == TRV_REL_CCOMP) && inverted_condition(d, p, w)) f.asked = true;
      /* "has yet to withdraw" */
      if (rel == TRV_REL_XCOMP && head != TRV_NO_WORD && has(d, "obliged", p->lemma[head]))
        FOR_CHILDREN(w, c)
          if (p->deprel[c] == TRV_REL_ADVMOD && c > head && has(d, "yet_to", p->lemma[c])) f.asked = unmet = true;
      const char *mark = mark_of(p, w, buf, sizeof buf);
      if (mark) {
        if (has(d, "prevented_mark", mark) && head != TRV_NO_WORD) { /* "banned them from marching" */
          uint32_t over = trv_tree_is_verb(&tree, head) ? head : p->head[head];
          if (over != TRV_NO_WORD && (has(d, "fail", p->lemma[over]) || has(d, "ask", p->lemma[over]))) f.asked = true;
        }
        /* a condition and a question ("have yet to say whether they will respect it") tell no act */
        if (has(d, "condition_mark", mark) && (rel == TRV_REL_ADVCL || rel == TRV_REL_CCOMP)) f.asked = true;
        bool planned = head != TRV_NO_WORD && p->upos[head] == TRV_ADJ && has(d, "planned", p->lemma[head]);
        if (planned) f.future = true; /* "are due to meet" */
        if (!planned && has(d, "purpose_mark", mark) &&
            (trv_tree_infinitive(&tree, w) || p->feats[w].mood == TRV_SUBJ || strchr(mark, ' ')) &&
            (rel == TRV_REL_ADVCL || rel == TRV_REL_OBL || rel == TRV_REL_ACL) && !sequel(d, p, w))
          f.asked = true;
        if (has(d, "negative_preposition", mark) || has(d, "lacking", mark)) f.negated = true;
      }
      /* modals as auxiliaries or as heads with the verb beside them */
      FOR_CHILDREN(w, c)
        if (p->deprel[c] == TRV_REL_AUX &&
            !(has(d, "inverted_condition", p->lemma[c]) && inverted_condition(d, p, w))) {
          if (has(d, "modal_possible", p->lemma[c])) f.hypothetical = true;
          if (has(d, "modal_planned", p->lemma[c])) f.future = true;
          if (has(d, "modal_obliged", p->lemma[c])) f.future = f.obliged = true, f.required = report != TRV_NO_REPORT;
          if (has(d, "modal_conditional", p->lemma[c])) {
            if (unreal(d, p, w)) f.hypothetical = true; /* "would have fired", "would fire if" */
            else f.future = true;                       /* "said it would fire" */
          }
        } else if (p->deprel[c] == TRV_REL_ADVMOD && has(d, "hearsay", p->lemma[c])) {
          f.hearsay = true; /* "reportedly" */
        } else if (p->deprel[c] == TRV_REL_COP && mark && has(d, "planned_mark", mark)) {
          f.future = true; /* "were to meet", "are due to meet" */
        }
      if (mark && is_to(d, p, w, mark)) f.future = true;
    } else {
      bool ignored = false; /* "n'est pas prêt à", "pas question de" */
      if (negative_noun(d, p, w) || negated(d, p, w, &ignored)) f.negated = true;
      FOR_CHILDREN(w, c)
        if (p->deprel[c] == TRV_REL_CASE && has(d, "lacking", p->lemma[c]) && !has(d, "no_lack", p->lemma[w]))
          f.negated = true;                                              /* "ended without a deal": of the deal alone */
      if (by_verb && has(d, "attempt", p->lemma[w])) f.attempted = true; /* "efforts to free" */
      if (!first && (has(d, "ready", p->lemma[w]) || (by_verb && has(d, "planned", p->lemma[w])))) f.future = true;
      FOR_CHILDREN(w, c)
        if ((p->deprel[c] == TRV_REL_ACL || p->deprel[c] == TRV_REL_AMOD) &&
            (has(d, "planned_participle", p->lemma[c]) || has(d, "planned_participle", text->words[c].lower)))
          f.future = true;
        else if (p->deprel[c] == TRV_REL_AMOD && has(d, "hearsay", p->lemma[c])) f.hearsay = true; /* "alleged" */
    }
    if (head == TRV_NO_WORD) break;
    if (!verb && first && imagined(d, p, w)) f.asked = true;
    if (verb && first) told_by_noun(d, p, w, &f);
    if ((rel == TRV_REL_CCOMP || rel == TRV_REL_XCOMP || rel == TRV_REL_CSUBJ || rel == TRV_REL_OBJ) &&
        has(d, "necessity", p->lemma[head])) {
      bool unneeded = false, ignored = false;
      unneeded = negated(d, p, head, &ignored);
      f.required = !unneeded;
    }
    bool climb = false;
    bool infinitive = verb && trv_tree_infinitive(&tree, w);
    if (rel == TRV_REL_XCOMP) climb = true;
    else if (verb && trv_tree_gerund(&tree, w)) {
      /* "barred from entering", "insisted on keeping" */
      const char *l = p->lemma[head];
      climb = has(d, "fail", l) || has(d, "deny", l) || has(d, "intend", l) || has(d, "ask", l) || has(d, "aspect", l);
      /* "spoke of wiping them out", "came close to taking the town": by no deed */
      if (first && has(d, "imagined_by", l) && mark_of(p, w, buf, sizeof buf)) f.asked = true;
      if (first && rel == TRV_REL_ACL && p->upos[head] == TRV_NOUN && has(d, "imagined", l)) f.asked = true;
    } else if (infinitive && (rel == TRV_REL_CCOMP || rel == TRV_REL_OBL || rel == TRV_REL_ACL || rel == TRV_REL_OBJ ||
                              rel == TRV_REL_IOBJ || rel == TRV_REL_NMOD || rel == TRV_REL_OTHER)) {
      climb = !f.asked;
    } else if (verb && rel == TRV_REL_CONJ && trv_tree_infinitive(&tree, w)) climb = true;
    else if (rel == TRV_REL_CCOMP && trv_tree_is_verb(&tree, head) &&
             (has(d, "deny", p->lemma[head]) || has(d, "intend", p->lemma[head]) || has(d, "ask", p->lemma[head]))) {
      if (has(d, "deny", p->lemma[head])) f.denied = !refuses_denial(d, p, head);
      else if (p->feats[w].mood == TRV_SUBJ || has(d, "imagined", p->lemma[head]))
        f.asked = true; /* "fear that they would attack" */
      break;
    } else if (!verb && (rel == TRV_REL_OBJ || rel == TRV_REL_NSUBJ || rel == TRV_REL_OBL) &&
               trv_tree_is_verb(&tree, head)) {
      const char *l = p->lemma[head];
      bool supports = has(d, "light", l) || has(d, "aspect", l) || has(d, "fail", l) || has(d, "undergo", l);
      if (rel == TRV_REL_NSUBJ) supports = supports || trv_tree_passive(&tree, head);
      if (rel == TRV_REL_NSUBJ) supports = supports || has(d, "happen", l); /* "talks will begin" */
      climb = supports || has(d, "deny", l) || has(d, "intend", l) || has(d, "ask", l);
      climb |= rel == TRV_REL_OBJ && has(d, "achieve", l); /* "aims at securing a withdrawal" */
      if (!climb && rel == TRV_REL_OBJ && aimed_at(d, &tree, p, head)) f.asked = true;
      char prep[64];
      const char *behind = rel == TRV_REL_OBL ? trv_tree_case(&tree, w, prep, sizeof prep) : NULL;
      if (behind && has(d, "apart", behind)) climb = false;      /* "since the fighting" */
      if (behind && w < head && has(d, "ask", l)) climb = false; /* "on a visit to Kyiv, pledged aid" */
      if (behind && has(d, "ask", l) && has(d, "occasion_preposition", behind) && has(d, "occasion", p->lemma[w]))
        climb = false; /* "urged him in a call" */
      if (rel == TRV_REL_OBL)
        climb = climb && (has(d, "light", l) || has(d, "aspect", l) || has(d, "deny", l) || has(d, "ask", l));
    }
    if (!climb) break;
    /* what a report tells is judged inside it */
    if (says->at[head] != report && p->deprel[w] != TRV_REL_XCOMP && !has(d, "deny", p->lemma[head])) break;
    w = head;
    first = false;
    by_verb = verb;
  }
  return f;
}
