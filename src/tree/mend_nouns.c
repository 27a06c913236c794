/* Noun phrases: what counts, joins or names; nouns taken for verbs and the other way round. See mend.h. */
#include <stdio.h>

#include "tree/mend.h"

/* "ont décidé seules, dimanche, de ne plus tirer": the day is the verb's, not that of the adjective before it. */
void mend_date_of_predicate(struct mender *m, uint32_t date) {
  struct trv_parse *p = m->p;
  uint32_t adjective = p->head[date];
  if (!is(m, "calendar", date) || p->deprel[date] != TRV_REL_OBL || adjective == TRV_NO_WORD || adjective > date)
    return;
  uint32_t verb = p->head[adjective];
  if (p->upos[adjective] != TRV_ADJ || p->deprel[adjective] != TRV_REL_XCOMP || verb == TRV_NO_WORD) return;
  if (p->upos[verb] != TRV_VERB || has_child(m, date, TRV_REL_DET) || has_child(m, date, TRV_REL_CASE)) return;
  hang(m, date, verb, TRV_REL_OBL, p->sub[date]);
}

/* "launched two days of drills", "held three days of talks": what is launched, and not when. */
static bool length_of_act(const struct mender *m, uint32_t length, uint32_t verb) {
  const struct trv_parse *p = m->p;
  if (p->left[length] != verb + 1 || !has_child(m, length, TRV_REL_NUMMOD) || has_child(m, verb, TRV_REL_OBJ))
    return false;
  FOR_CHILDREN(p, length, c)
    if (c > length && p->deprel[c] == TRV_REL_NMOD && p->left[c] == length + 1 &&
        trv_grammar_has(m->grammar, "genitive_preposition", p->lemma[length + 1]))
      return true;
  return false;
}

/* "ont tué jeudi trois civils": no day is of three; an adjective that is counted behind it is a noun, which the verb takes. */
void mend_counted_behind_date(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t date = p->head[word], number = word - 1;
  if ((p->deprel[word] != TRV_REL_AMOD && p->deprel[word] != TRV_REL_NMOD) || nominal(p, word)) return;
  if (date == TRV_NO_WORD || date + 1 >= word || has_child(m, word, TRV_REL_CASE)) return;
  if (!is(m, "calendar", date) || p->upos[date] != TRV_NOUN || p->deprel[date] != TRV_REL_OBL) return;
  while (number > date + 1 && p->upos[number] == TRV_ADJ) number--;
  uint32_t verb = p->head[date];
  if (number != date + 1 || p->upos[number] != TRV_NUM) return;
  if (verb == TRV_NO_WORD || verb > date || p->upos[verb] != TRV_VERB || has_child(m, verb, TRV_REL_OBJ)) return;
  if (has_child(m, date, TRV_REL_DET) || has_child(m, date, TRV_REL_CASE)) return;
  FOR_CHILDREN(p, date, c)
    if (c > date && c != word) p->head[c] = word;
  p->upos[word] = TRV_NOUN;
  hang(m, word, verb, has_child(m, verb, TRV_REL_NSUBJ) ? TRV_REL_OBJ : TRV_REL_NSUBJ, 0);
}

/* "dimanche", "jeudi soir", without article or preposition, beside a verb. */
void mend_free_of_date(struct mender *m, uint32_t date) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[date];
  if (!is(m, "calendar", date) || p->upos[date] != TRV_NOUN || p->deprel[date] != TRV_REL_OBL) return;
  if (verb == TRV_NO_WORD || verb > date || p->upos[verb] != TRV_VERB) return;
  if (has_child(m, date, TRV_REL_DET) || has_child(m, date, TRV_REL_CASE) || mend_is_length_of_truce(m, date)) return;
  if (has_child(m, date, TRV_REL_NUMMOD)) return; /* "began two days of talks" */
  if (length_of_act(m, date, verb)) {
    hang(m, date, verb, TRV_REL_OBJ, TRV_SUB_NONE);
    return;
  }
  bool object = has_child(m, verb, TRV_REL_OBJ), subject = has_child(m, verb, TRV_REL_NSUBJ);
  FOR_CHILDREN(p, date, c) {
    uint8_t rel = p->deprel[c];
    if (c < date || !nominal(p, c) || is(m, "calendar", c)) continue;
    if (rel != TRV_REL_NMOD && rel != TRV_REL_OBL && rel != TRV_REL_OBJ && rel != TRV_REL_APPOS && rel != TRV_REL_FLAT)
      continue;
    bool preposition = false;
    FOR_CHILDREN(p, c, k) preposition |= p->deprel[k] == TRV_REL_CASE;
    if (preposition) {
      hang(m, c, verb, TRV_REL_OBL, TRV_SUB_ARG);
    } else if (!object && subject) {
      hang(m, c, verb, TRV_REL_OBJ, 0);
      object = true;
    } else if (!subject) {
      hang(m, c, verb, TRV_REL_NSUBJ, 0);
      subject = true;
    }
  }
}

/* "sentenced an opposition activist": the noun that may be an adjective is what the one before it describes. */
void mend_noun_as_epithet(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t first = p->head[word];
  if (p->upos[word] != TRV_ADJ || p->deprel[word] != TRV_REL_AMOD || word == 0 || first != word - 1) return;
  if (p->upos[first] != TRV_NOUN || !is(m, "noun_or_adjective", word)) return;
  uint32_t above = p->head[first];
  uint8_t rel = p->deprel[first], sub = p->sub[first];
  FOR_CHILDREN(p, first, c)
    if (c != word) p->head[c] = word;
  p->upos[word] = TRV_NOUN;
  put(m, word, above, rel, sub);
  put(m, first, word, TRV_REL_COMPOUND, TRV_SUB_NONE);
}

/* "arranged in a call that afternoon between the commanders", "dismissed the previous day, accused of": no day is of anybody,
 * nor does anything. */
void mend_free_of_day(struct mender *m, uint32_t date) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[date];
  if (!date_word(m, date) || !nominal(p, date) || p->deprel[date] != TRV_REL_OBL) return;
  if (verb == TRV_NO_WORD || verb > date || p->upos[verb] != TRV_VERB || !trv_grammar_has(m->grammar, "shares", ""))
    return;
  FOR_CHILDREN(p, date, c) {
    if (c < date || date_word(m, c)) continue;
    if (p->deprel[c] == TRV_REL_ACL && p->sub[c] != TRV_SUB_RELCL && p->upos[c] == TRV_VERB &&
        p->feats[c].verbform == TRV_PART_FORM) {
      hang(m, c, verb, TRV_REL_ADVCL, TRV_SUB_NONE);
    } else if (p->deprel[c] == TRV_REL_NMOD && nominal(p, c)) {
      bool preposition = false, genitive = false;
      FOR_CHILDREN(p, c, k) {
        preposition |= p->deprel[k] == TRV_REL_CASE && k < c;
        genitive |= p->deprel[k] == TRV_REL_CASE && is(m, "genitive_preposition", k);
      }
      if (preposition && !genitive) hang(m, c, verb, TRV_REL_OBL, TRV_SUB_NONE);
    }
  }
}

/* "les Émirats arabes unis et Bahreïn": a noun joined to an adjective or participle of the noun before it. */
void mend_joined_to_noun(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t other = p->head[word];
  if (p->deprel[word] != TRV_REL_CONJ || (p->upos[word] != TRV_PROPN && p->upos[word] != TRV_NOUN)) return;
  if (other == TRV_NO_WORD || other > word || (p->upos[other] != TRV_ADJ && p->upos[other] != TRV_VERB)) return;
  if (p->deprel[other] != TRV_REL_AMOD && p->deprel[other] != TRV_REL_ACL) return;
  if (p->sub[other] == TRV_SUB_RELCL || has_child(m, word, TRV_REL_CASE)) return;
  bool next = false;
  FOR_CHILDREN(p, word, c) next |= p->deprel[c] == TRV_REL_CC && c == other + 1;
  if (!next) return;
  uint32_t noun = p->head[other];
  if (noun == TRV_NO_WORD || noun > other || (p->upos[noun] != TRV_PROPN && p->upos[noun] != TRV_NOUN)) return;
  hang(m, word, noun, TRV_REL_CONJ, 0);
}

/* "Les Etats-Unis, la Corée du Sud et le Japon ont": a name with an article of its own, joined to another, is no apposition of the one before,
 * but the second of a list. */
void mend_second_of_list(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t first = p->head[word], third = TRV_NO_WORD;
  if (p->deprel[word] != TRV_REL_APPOS || p->upos[word] != TRV_PROPN || first == TRV_NO_WORD || first > word) return;
  if (p->upos[first] != TRV_PROPN || !has_child(m, word, TRV_REL_DET) || !has_child(m, first, TRV_REL_DET)) return;
  FOR_CHILDREN(p, word, c)
    if (p->deprel[c] == TRV_REL_CONJ && c > word && p->upos[c] == TRV_PROPN && has_child(m, c, TRV_REL_CC)) third = c;
  if (third == TRV_NO_WORD) return;
  hang(m, word, first, TRV_REL_CONJ, TRV_SUB_NONE);
  hang(m, third, first, TRV_REL_CONJ, TRV_SUB_NONE);
}

/* "Paris comme Berlin ont": two, as the verb tells. */
void mend_both_alike(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t first = p->head[word];
  if (p->deprel[word] != TRV_REL_NMOD || first == TRV_NO_WORD || first > word || p->deprel[first] != TRV_REL_NSUBJ)
    return;
  bool alike = false, plural = false;
  FOR_CHILDREN(p, word, c) alike |= p->deprel[c] == TRV_REL_CASE && is(m, "alike", c);
  uint32_t verb = p->head[first];
  if (!alike || verb == TRV_NO_WORD || p->feats[first].number == TRV_PLUR) return;
  plural = p->feats[verb].verbform == TRV_FIN && p->feats[verb].number == TRV_PLUR;
  FOR_CHILDREN(p, verb, c) plural |= p->deprel[c] == TRV_REL_AUX && p->feats[c].number == TRV_PLUR;
  if (plural) hang(m, word, first, TRV_REL_CONJ, 0);
}

/* "(since) the fighting between the army and the rebels broke out": what `first` is told of is the subject, not the second of the two. */
static void strife_as_subject(struct mender *m, uint32_t first, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[first];
  if (noun == TRV_NO_WORD || noun > first || !nominal(p, noun) || p->deprel[first] != TRV_REL_NMOD) return;
  if (p->head[noun] == verb) return;
  uint32_t over = p->head[verb];
  FOR_CHILDREN(p, noun, c) {
    bool mark = c < noun && (p->deprel[c] == TRV_REL_CASE || p->deprel[c] == TRV_REL_MARK);
    if (!mark || !trv_grammar_has(m->grammar, "clause_mark", p->lemma[c]) || over == TRV_NO_WORD || over > c) continue;
    hang(m, c, verb, TRV_REL_MARK, TRV_SUB_NONE);
    hang(m, verb, over, TRV_REL_ADVCL, TRV_SUB_NONE);
  }
  hang(m, noun, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
}

/* "as a ceasefire between the government and the guerrillas took effect": the second of the two, taken with its "and" for a subject. */
bool mend_second_as_subject(struct mender *m, uint32_t second) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[second], left = p->left[second], first = TRV_NO_WORD, joint;
  if (p->deprel[second] != TRV_REL_NSUBJ || !nominal(p, second) || verb == TRV_NO_WORD || verb < second || left == 0)
    return false;
  joint = p->deprel[left] == TRV_REL_CC ? left : left - 1;
  if (joint == 0 || p->deprel[joint] != TRV_REL_CC || (p->head[joint] != verb && p->head[joint] != second))
    return false;
  for (uint32_t w = joint - 1; first == TRV_NO_WORD && w != TRV_NO_WORD && p->right[w] + 1 == joint; w = p->head[w])
    if (nominal(p, w))
      FOR_CHILDREN(p, w, c)
        if (p->deprel[c] == TRV_REL_CASE && c < w && is(m, "between", c)) first = w;
  if (first == TRV_NO_WORD || has_child(m, first, TRV_REL_CONJ)) return false;
  hang(m, second, first, TRV_REL_CONJ, TRV_SUB_NONE);
  hang(m, joint, second, TRV_REL_CC, TRV_SUB_NONE);
  strife_as_subject(m, first, verb);
  return true;
}

bool mend_subject_between(struct mender *m, uint32_t second, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t first = p->head[second];
  bool between = false;
  if (first == TRV_NO_WORD || p->deprel[second] != TRV_REL_CONJ || first > second) return false;
  FOR_CHILDREN(p, first, c) between |= p->deprel[c] == TRV_REL_CASE && c < first && is(m, "between", c);
  if (between) strife_as_subject(m, first, verb);
  return between;
}

/* Whether what stands before `noun`, behind a comma perhaps, says that it is in company: "along with", "alongside". */
static bool in_company(const struct mender *m, uint32_t noun) {
  const struct trv_parse *p = m->p;
  uint32_t first = p->left[noun];
  while (first < noun && p->upos[first] == TRV_PUNCT) first++;
  if (first == noun) return false;
  if (is(m, "company", first)) return true;
  char words[64];
  for (uint32_t a = first > 0 ? first - 1 : first; a <= first; a++) {
    snprintf(words, sizeof words, "%s %s", m->text->words[a].lower, m->text->words[a + 1].lower);
    if (trv_grammar_has(m->grammar, "company", words)) return true;
  }
  return false;
}

/* "France, along with Germany, condemned", "France together with Britain bombed": one more subject. */
void mend_company(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t over = p->head[noun], subject = TRV_NO_WORD;
  if (!nominal(p, noun) || over == TRV_NO_WORD) return;
  if (p->deprel[noun] == TRV_REL_NMOD && over < noun && p->deprel[over] == TRV_REL_NSUBJ) subject = over;
  /* "Russia, together with China, vetoed", hung on the adverb */
  uint32_t above = p->upos[over] == TRV_ADV && over < noun ? p->head[over] : TRV_NO_WORD;
  if (above != TRV_NO_WORD && above < noun && p->deprel[above] == TRV_REL_NSUBJ) subject = above;
  if (p->deprel[noun] == TRV_REL_OBL && over > noun)
    FOR_CHILDREN(p, over, c)
      if (p->deprel[c] == TRV_REL_NSUBJ && c < noun) subject = c;
  if (subject == TRV_NO_WORD || has_child(m, subject, TRV_REL_CONJ) || p->head[subject] < noun) return;
  if (!in_company(m, noun)) return;
  hang(m, noun, subject, TRV_REL_CONJ, TRV_SUB_NONE);
}

/* "entre l'Inde et le Pakistan": the second of the two hung on some noun further back. */
void mend_second_of_two(struct mender *m, uint32_t first) {
  struct trv_parse *p = m->p;
  bool between = false;
  if (!nominal(p, first) || has_child(m, first, TRV_REL_CONJ)) return;
  FOR_CHILDREN(p, first, c) between |= p->deprel[c] == TRV_REL_CASE && c < first && is(m, "between", c);
  uint32_t and = p->right[first] + 1;
  if (!between || and >= p->n_words || p->deprel[and] != TRV_REL_CC) return;
  uint32_t second = p->head[and];
  if (second == TRV_NO_WORD || second < and || p->deprel[second] != TRV_REL_CONJ || p->head[second] == first ||
      !nominal(p, second))
    return;
  if (p->head[second] < first) hang(m, second, first, TRV_REL_CONJ, 0);
}

/* "accused Iran of arming militias": the gerund behind the preposition of such a verb is no epithet of its own object. */
void mend_gerund_as_epithet(struct mender *m, uint32_t gerund) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[gerund], preposition = gerund - 1;
  if (p->upos[gerund] != TRV_VERB || p->feats[gerund].verbform != TRV_GER || gerund == 0) return;
  if (p->deprel[gerund] != TRV_REL_COMPOUND && p->deprel[gerund] != TRV_REL_AMOD) return;
  if (noun == TRV_NO_WORD || noun < gerund || !nominal(p, noun) || !is(m, "gerund_preposition", preposition)) return;
  if (p->head[preposition] != noun && p->head[preposition] != gerund) return;
  uint32_t verb = p->head[noun];
  if (verb != TRV_NO_WORD && nominal(p, verb) && p->deprel[noun] == TRV_REL_NMOD) verb = p->head[verb];
  if (verb == TRV_NO_WORD || verb > gerund || p->upos[verb] != TRV_VERB || !is(m, "takes_genitive", verb)) return;
  hang(m, gerund, verb, TRV_REL_ADVCL, TRV_SUB_NONE);
  hang(m, noun, gerund, TRV_REL_OBJ, TRV_SUB_NONE);
  hang(m, preposition, gerund, TRV_REL_MARK, TRV_SUB_NONE);
}

/* "Shelling by government forces killed twelve", "four days of fighting", "by rebel shelling", "because of shelling": a
 * verbal noun taken for the verb of a clause. */
void mend_verbal_noun(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint8_t rel = p->deprel[word];
  /* "a pause in fighting", a noun, but hung on as a clause */
  if (p->upos[word] != TRV_VERB && !(p->upos[word] == TRV_NOUN && rel == TRV_REL_ACL)) return;
  if (!trv_grammar_has(m->grammar, "verbal_noun", m->text->words[word].lower)) return;
  bool noun = rel == TRV_REL_CSUBJ || rel == TRV_REL_NSUBJ || rel == TRV_REL_OBL || rel == TRV_REL_NMOD;
  bool clause = rel == TRV_REL_ACL || rel == TRV_REL_ADVCL, of = false;
  if (!noun && !clause) return;
  FOR_CHILDREN(p, word, c) {
    uint8_t r = p->deprel[c];
    bool relative = false; /* "four days of fighting in which" */
    if (r == TRV_REL_CCOMP)
      FOR_CHILDREN(p, word, k) relative |= k < c && is(m, "relative_pronoun", k) && has_child(m, k, TRV_REL_CASE);
    if (r == TRV_REL_OBJ || r == TRV_REL_NSUBJ || r == TRV_REL_AUX || r == TRV_REL_XCOMP) return;
    if (r == TRV_REL_CCOMP && !relative) return;
    if (r == TRV_REL_MARK && !clause) return;
    of |= r == TRV_REL_MARK && is(m, rel == TRV_REL_ACL ? "noun_preposition" : "before_noun", c);
    of |= r == TRV_REL_MARK && rel == TRV_REL_ACL && is(m, "truce_head", p->head[word]); /* "a halt in fighting" */
    noun |= clause && c < word && (r == TRV_REL_DET || (r == TRV_REL_AMOD && p->upos[c] == TRV_ADJ));
  }
  if (!noun && !of) return;
  p->upos[word] = TRV_NOUN;
  p->lemma[word] = m->text->words[word].lower;
  if (rel == TRV_REL_CSUBJ) p->deprel[word] = TRV_REL_NSUBJ;
  else if (rel == TRV_REL_ACL) p->deprel[word] = TRV_REL_NMOD;
  else if (rel == TRV_REL_ADVCL) p->deprel[word] = TRV_REL_OBL;
  p->feats[word].verbform = p->feats[word].tense = 0;
  FOR_CHILDREN(p, word, c) {
    if (p->deprel[c] == TRV_REL_OBL) p->deprel[c] = TRV_REL_NMOD;
    if (p->deprel[c] == TRV_REL_MARK) p->deprel[c] = TRV_REL_CASE;
    if (p->deprel[c] == TRV_REL_CCOMP) {
      p->deprel[c] = TRV_REL_ACL, p->sub[c] = TRV_SUB_RELCL;
      FOR_CHILDREN(p, word, k)
        if (k < c && is(m, "relative_pronoun", k)) hang(m, k, c, TRV_REL_OBL, TRV_SUB_NONE);
    }
    if (p->deprel[c] == TRV_REL_ADVMOD && p->upos[c] == TRV_ADJ) p->deprel[c] = TRV_REL_AMOD;
  }
  m->changed = true;
}

/* "by Houthi shelling in Taiz": the name is the epithet of what is done behind it. */
void mend_name_of_verbal_noun(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t name = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_ACL || p->feats[word].verbform != TRV_GER) return;
  if (word == 0 || name != word - 1 || p->upos[name] != TRV_PROPN || p->head[name] == TRV_NO_WORD) return;
  if (!trv_grammar_has(m->grammar, "verbal_noun", m->text->words[word].lower)) return;
  if (has_child(m, word, TRV_REL_OBJ) || has_child(m, word, TRV_REL_NSUBJ) || has_child(m, word, TRV_REL_XCOMP)) return;
  if (!has_child(m, name, TRV_REL_CASE) || has_child(m, name, TRV_REL_DET)) return;
  uint32_t above = p->head[name];
  uint8_t rel = p->deprel[name], sub = p->sub[name];
  p->upos[word] = TRV_NOUN;
  p->lemma[word] = m->text->words[word].lower;
  p->feats[word].verbform = p->feats[word].tense = 0;
  FOR_CHILDREN(p, word, c)
    if (p->deprel[c] == TRV_REL_OBL) p->deprel[c] = TRV_REL_NMOD;
  FOR_CHILDREN(p, name, c)
    if (p->deprel[c] == TRV_REL_CASE) p->head[c] = word;
  put(m, word, above, rel, sub);
  put(m, name, word, TRV_REL_COMPOUND, TRV_SUB_NONE);
}

/* "Fighting between the army and the rebels has driven thousands from home": a verbal noun before the verb, with the second
 * of the two that it stands between taken for the subject. */
void mend_noun_of_both(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t first = TRV_NO_WORD, verb = TRV_NO_WORD, second = TRV_NO_WORD, and = TRV_NO_WORD;
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_ROOT || has_child(m, word, TRV_REL_NSUBJ)) return;
  if (has_child(m, word, TRV_REL_AUX) || !trv_grammar_has(m->grammar, "verbal_noun", m->text->words[word].lower))
    return;
  FOR_CHILDREN(p, word, c) {
    if (p->deprel[c] == TRV_REL_OBL && nominal(p, c) && first == TRV_NO_WORD)
      FOR_CHILDREN(p, c, k)
        if (p->deprel[k] == TRV_REL_CASE && is(m, "between", k)) first = c;
    if (p->deprel[c] == TRV_REL_CONJ && p->upos[c] == TRV_VERB && finite(m, c)) verb = c;
  }
  if (first == TRV_NO_WORD || verb == TRV_NO_WORD || first > verb) return;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ && c > first) second = c;
    if (p->deprel[c] == TRV_REL_CC && c > first) and = c;
  }
  if (second == TRV_NO_WORD || and == TRV_NO_WORD || p->right[first] + 1 != and) return;
  p->upos[word] = TRV_NOUN;
  p->lemma[word] = m->text->words[word].lower;
  p->feats[word].verbform = p->feats[word].tense = 0;
  p->deprel[first] = TRV_REL_NMOD;
  put(m, verb, TRV_NO_WORD, TRV_REL_ROOT, TRV_SUB_NONE);
  hang(m, word, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
  hang(m, second, first, TRV_REL_CONJ, TRV_SUB_NONE);
  hang(m, and, second, TRV_REL_CC, TRV_SUB_NONE);
}

/* "an attack on a village in Taiz that killed six people": a clause that no comma parts from a place's name is said of what
 * was done there. */
void mend_clause_of_place(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t place = p->head[verb], act, pronoun = TRV_NO_WORD;
  if (p->deprel[verb] != TRV_REL_ACL || p->sub[verb] != TRV_SUB_RELCL || place == TRV_NO_WORD || place > verb) return;
  if (p->upos[place] != TRV_PROPN || p->name[place].kind != TRV_NAME_LOC || !has_child(m, place, TRV_REL_CASE)) return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_NSUBJ && is(m, "relative_pronoun", c)) pronoun = c;
  if (pronoun == TRV_NO_WORD || pronoun != p->left[verb] || p->upos[pronoun - 1] == TRV_PUNCT) return;
  act = p->head[place];
  if (act != TRV_NO_WORD && act < place && p->upos[act] == TRV_VERB) /* "fired rockets from Gaza that killed two" */
    FOR_CHILDREN(p, act, c)
      if (p->deprel[c] == TRV_REL_OBJ && c < place && p->upos[c] == TRV_NOUN) {
        hang(m, verb, c, TRV_REL_ACL, TRV_SUB_RELCL);
        return;
      }
  for (unsigned n = 0; n < 4 && act != TRV_NO_WORD && act < place; n++, act = p->head[act]) {
    bool spot = p->deprel[act] == TRV_REL_NMOD && has_child(m, act, TRV_REL_CASE);
    if (p->upos[act] != TRV_NOUN) return;
    if (!spot) break;
  }
  if (act == TRV_NO_WORD || act > place || p->upos[act] != TRV_NOUN) return;
  hang(m, verb, act, TRV_REL_ACL, TRV_SUB_RELCL);
}

/* The last noun of "between A and B" below `word`; TRV_NO_WORD where no such phrase hangs on it. */
static uint32_t between_below(const struct mender *m, uint32_t word) {
  const struct trv_parse *p = m->p;
  uint32_t last = TRV_NO_WORD;
  FOR_CHILDREN(p, word, c)
    FOR_CHILDREN(p, c, k)
      if (c > word && k < c && p->deprel[k] == TRV_REL_CASE && is(m, "between", k)) last = c;
  for (bool on = last != TRV_NO_WORD; on;) {
    on = false;
    FOR_CHILDREN(p, last, c)
      if (p->deprel[c] == TRV_REL_CONJ && c > last) {
        last = c;
        on = true;
        break;
      }
  }
  return last;
}

/* "Fighting erupted between", "Fighting between the army and the rebels erupted": the noun that opens the sentence taken for its
 * verb, and the verb for a participle. */
void mend_strife_as_verb(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  if (p->upos[word] != TRV_VERB || !trv_grammar_has(m->grammar, "verbal_noun", m->text->words[word].lower)) return;
  if (has_child(m, word, TRV_REL_NSUBJ) || has_child(m, word, TRV_REL_OBJ) || has_child(m, word, TRV_REL_AUX)) return;
  uint32_t last = between_below(m, word), verb = TRV_NO_WORD;
  bool root = p->head[word] == TRV_NO_WORD;
  if (root && word + 1 < p->n_words && p->head[word + 1] == word && p->deprel[word + 1] == TRV_REL_XCOMP)
    verb = word + 1;
  if (last != TRV_NO_WORD && root)
    FOR_CHILDREN(p, last, c)
      if (p->deprel[c] == TRV_REL_ACL && p->left[c] == last + 1) verb = c;
  bool participle = verb != TRV_NO_WORD && p->upos[verb] == TRV_VERB && p->feats[verb].verbform == TRV_PART_FORM &&
                    p->feats[verb].tense == TRV_PAST && is(m, "happen", verb);
  /* "Fighting between the army and the rebels broke out" */
  uint32_t over = p->head[word], second = last != TRV_NO_WORD ? p->right[last] + 1 : TRV_NO_WORD;
  bool clause = !root && over > word && p->deprel[word] == TRV_REL_ADVCL && second != TRV_NO_WORD &&
                second < p->n_words && p->deprel[second] == TRV_REL_CC;
  if (clause) second = p->head[second];
  clause = clause && second != TRV_NO_WORD && p->deprel[second] == TRV_REL_NSUBJ && p->head[second] == over;
  if (!participle && !clause) return;
  p->upos[word] = TRV_NOUN;
  p->lemma[word] = m->text->words[word].lower;
  p->feats[word].verbform = p->feats[word].tense = 0;
  FOR_CHILDREN(p, word, c)
    if (p->deprel[c] == TRV_REL_OBL && c < (participle ? verb : over)) p->deprel[c] = TRV_REL_NMOD;
  if (participle) {
    main_verb(m, verb, word);
  } else {
    hang(m, second, last, TRV_REL_CONJ, TRV_SUB_NONE);
    hang(m, word, over, TRV_REL_NSUBJ, TRV_SUB_NONE);
  }
}

/* "killing at least 20 civilians": the words before a number are no preposition of what is counted, which is the object. */
void mend_counted_object(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word], least = TRV_NO_WORD;
  if (p->deprel[word] != TRV_REL_OBL || verb == TRV_NO_WORD || verb > word || p->upos[verb] != TRV_VERB) return;
  uint32_t behind = p->left[word] - 1; /* "shot dead at least eight protesters" */
  if (has_child(m, verb, TRV_REL_OBJ)) return;
  if (behind != verb && !(behind == verb + 1 && p->head[behind] == verb && p->upos[behind] == TRV_ADJ)) return;
  for (uint32_t w = p->left[word]; w < word && least == TRV_NO_WORD; w++)
    if (is(m, "before_number", w)) least = w;
  if (least == TRV_NO_WORD) return;
  FOR_CHILDREN(p, word, c)
    if (p->deprel[c] == TRV_REL_CASE && c + 1 != least) return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS) return;
  hang(m, word, verb, TRV_REL_OBJ, 0);
}

/* "is walking out of the truce it signed six years ago": of the nearest finite verb. */
void mend_length_ago(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t head = p->head[word];
  if (!is(m, "ago", word) || head == TRV_NO_WORD || head > word || p->upos[head] != TRV_VERB) return;
  for (uint32_t k = p->left[word]; k-- > head + 1;)
    if (p->upos[k] == TRV_VERB && p->feats[k].verbform == TRV_FIN) {
      hang(m, word, k, TRV_REL_ADVMOD, 0);
      return;
    }
}

/* "were killed and 12 wounded by shelling": a number before a second participle is its subject, and both are told of the
 * first verb's clause. */
void mend_counted_subject(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  /* "and captured 15" */
  if (p->upos[word] == TRV_NUM && word && p->deprel[word] == TRV_REL_XCOMP && p->head[word] == word - 1 &&
      is(m, "casualty", word - 1))
    hang(m, word, word - 1, TRV_REL_OBJ, 0);
  if (!is(m, "casualty", word) || word < 2) return;
  uint32_t number = word - 1, verb = TRV_NO_WORD;
  if (p->upos[number] == TRV_ADJ && p->upos[number - 1] == TRV_NUM) number--; /* "vingt autres blessés" */
  bool counted = p->upos[number] == TRV_NUM || (p->upos[number] == TRV_NOUN && is(m, "quantifier", number));
  if (nominal(p, number)) /* "five others wounded" */
    FOR_CHILDREN(p, number, c) counted |= p->deprel[c] == TRV_REL_NUMMOD && c < number;
  if (!counted) return;
  uint32_t w = number;
  while (w > 0 && p->upos[w] != TRV_CCONJ && number - w < 4 && p->upos[w] != TRV_VERB && p->upos[w] != TRV_PUNCT) w--;
  if (p->upos[w] != TRV_CCONJ || w == 0) return;
  for (uint32_t k = w; k-- > 0 && w - k < 8 && verb == TRV_NO_WORD && p->upos[k] != TRV_PUNCT;)
    FOR_CHILDREN(p, k, c)
      if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS) verb = k;
  /* "left 12 dead and 40 wounded" */
  if (verb == TRV_NO_WORD && is(m, "casualty", w - 1))
    for (uint32_t h = p->head[w - 1], n = 0; h != TRV_NO_WORD && n < 3 && verb == TRV_NO_WORD; h = p->head[h], n++)
      if (p->upos[h] == TRV_VERB && h < w) verb = h;
  if (verb == TRV_NO_WORD || has_child(m, word, TRV_REL_AUX) || p->head[verb] == word) return;
  for (uint32_t h = verb, n = 0; h != TRV_NO_WORD && n < 12; h = p->head[h], n++)
    if (h == word) return;
  hang(m, word, verb, TRV_REL_CONJ, 0);
  hang(m, number, word, TRV_REL_NSUBJ, TRV_SUB_PASS);
  const char *lemma = trv_grammar_lemma(m->grammar, m->text->words[word].lower);
  if (lemma) p->lemma[word] = lemma;
  p->upos[word] = TRV_VERB;
  p->feats[word].verbform = TRV_PART_FORM;
  p->feats[word].tense = TRV_PAST;
  p->feats[word].passive = 1;
}

/* "Police shot and killed two protesters", "A sniper shot dead a soldier": a past form taken for the noun that looks like it. */
void mend_past_as_noun(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  const char *form = m->text->words[word].lower, *lemma = trv_grammar_lemma(m->grammar, form);
  if (p->upos[word] != TRV_NOUN || word == 0 || !lemma || !trv_grammar_has(m->grammar, "past_as_noun", form)) return;
  if (p->deprel[word] != TRV_REL_ROOT && p->deprel[word] != TRV_REL_CCOMP && p->deprel[word] != TRV_REL_PARATAXIS)
    return;
  uint32_t subject = word - 1, second = TRV_NO_WORD, object = TRV_NO_WORD;
  if (!nominal(p, subject) || p->head[subject] != word || p->deprel[subject] != TRV_REL_COMPOUND) return;
  bool acts = false; /* it has what a noun has not */
  FOR_CHILDREN(p, word, c) {
    if (p->deprel[c] == TRV_REL_CASE || p->deprel[c] == TRV_REL_COP || p->deprel[c] == TRV_REL_NSUBJ) return;
    if (c < word) continue;
    acts |= p->deprel[c] == TRV_REL_OBJ || (p->deprel[c] == TRV_REL_XCOMP && c == word + 1);
    if (p->deprel[c] != TRV_REL_CONJ) continue;
    if (p->upos[c] == TRV_VERB && c == word + 2 && has_child(m, c, TRV_REL_CC)) second = c;
    else if (nominal(p, c) && second != TRV_NO_WORD && p->left[c] == second + 1 && !has_child(m, c, TRV_REL_CC))
      object = c;
  }
  if (!acts && second == TRV_NO_WORD) return;
  p->upos[word] = TRV_VERB;
  p->lemma[word] = lemma;
  p->feats[word].verbform = TRV_FIN;
  p->feats[word].tense = TRV_PAST;
  FOR_CHILDREN(p, word, c)
    if (c < subject) p->head[c] = subject;
  hang(m, subject, word, TRV_REL_NSUBJ, TRV_SUB_NONE);
  if (second != TRV_NO_WORD) p->feats[second].verbform = TRV_FIN;
  if (object != TRV_NO_WORD) hang(m, object, second, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "à en croire l'armée": words that stand for a preposition, taken for a clause of their verb. */
void mend_verbal_preposition(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t over = p->head[verb], noun = TRV_NO_WORD;
  if (p->upos[verb] != TRV_VERB || over == TRV_NO_WORD || verb < 2 || !is(m, "verbal_preposition", verb)) return;
  uint32_t mark = verb - 2, pronoun = verb - 1;
  if (p->upos[mark] != TRV_ADP || p->head[mark] != verb || p->upos[pronoun] != TRV_PRON || p->head[pronoun] != verb)
    return;
  FOR_CHILDREN(p, verb, c)
    if (c > verb && p->deprel[c] == TRV_REL_OBJ && nominal(p, c) && noun == TRV_NO_WORD) noun = c;
  if (noun == TRV_NO_WORD) return;
  hang(m, noun, over, TRV_REL_OBL, TRV_SUB_MOD);
  FOR_CHILDREN(p, verb, c)
    if (c != noun) hang(m, c, noun, p->deprel[c], p->sub[c]);
  hang(m, mark, noun, TRV_REL_CASE, TRV_SUB_NONE);
  hang(m, pronoun, mark, TRV_REL_FIXED, TRV_SUB_NONE);
  hang(m, verb, mark, TRV_REL_FIXED, TRV_SUB_NONE);
  p->upos[verb] = TRV_ADP;
}

/* "when missiles hit Odesa": a name taken for a verb, though it has the form of none. */
void mend_formless_verb(struct mender *m, uint32_t name) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[name];
  if (p->upos[name] != TRV_VERB || p->feats[name].verbform || !capital(m, name) || verb != name - 1 || name == 0)
    return;
  if (p->upos[verb] != TRV_VERB || capital(m, verb) || has_child(m, verb, TRV_REL_OBJ)) return;
  if (p->deprel[name] != TRV_REL_XCOMP && p->deprel[name] != TRV_REL_CCOMP) return;
  if (has_child(m, name, TRV_REL_NSUBJ) || has_child(m, name, TRV_REL_MARK) || has_child(m, name, TRV_REL_AUX)) return;
  p->upos[name] = TRV_PROPN;
  p->lemma[name] = m->text->words[name].form;
  hang(m, name, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "A court sentenced opposition leader Rached Ghannouchi": a name taken for the verb, and the verb for an epithet of what the name stands
 * beside. */
/* "the leader of the opposition, Said Abdullo Nuri, signed": a first name taken for the verb that it is in small letters. */
void mend_saying_as_name(struct mender *m, uint32_t name) {
  struct trv_parse *p = m->p;
  if (p->upos[name] != TRV_VERB || !capital(m, name) || name < 2 || !comma(m, name - 1) || name + 1 >= p->n_words)
    return;
  if (p->upos[name + 1] != TRV_PROPN || !capital(m, name + 1)) return;
  uint32_t subject = TRV_NO_WORD, verb = TRV_NO_WORD, given = name + 1;
  FOR_CHILDREN(p, name, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ && c < name) subject = c;
    if (p->upos[c] == TRV_VERB && c > given && verb == TRV_NO_WORD && !has_child(m, c, TRV_REL_NSUBJ)) verb = c;
  }
  if (subject == TRV_NO_WORD || verb == TRV_NO_WORD || p->right[subject] + 2 < name) return;
  uint32_t noun = name - 2;
  while (noun != subject && p->deprel[noun] != TRV_REL_CONJ && p->head[noun] != TRV_NO_WORD &&
         p->right[p->head[noun]] + 2 >= name && p->head[noun] < name)
    noun = p->head[noun];
  if (!nominal(p, noun)) return;
  put(m, verb, p->head[name], p->deprel[name], p->sub[name]);
  p->feats[verb].verbform = TRV_FIN;
  FOR_CHILDREN(p, name, c)
    if (c != verb && c != given) p->head[c] = verb;
  p->upos[name] = TRV_PROPN;
  p->lemma[name] = m->text->words[name].form;
  put(m, name, noun, TRV_REL_APPOS, TRV_SUB_NONE);
  put(m, given, name, TRV_REL_FLAT, TRV_SUB_NONE);
}

void mend_name_as_verb(struct mender *m, uint32_t name) {
  struct trv_parse *p = m->p;
  uint32_t noun = TRV_NO_WORD, verb = TRV_NO_WORD, subject = TRV_NO_WORD;
  if (p->upos[name] != TRV_VERB || !capital(m, name) || name + 1 >= p->n_words || p->head[name + 1] != name) return;
  if (p->upos[name + 1] != TRV_PROPN || !capital(m, name + 1) || !trv_grammar_has(m->grammar, "shares", "")) return;
  FOR_CHILDREN(p, name, c)
    if (p->deprel[c] == TRV_REL_NSUBJ && c + 1 == name && p->upos[c] == TRV_NOUN) noun = c;
  if (noun == TRV_NO_WORD) return;
  FOR_CHILDREN(p, noun, c)
    if (p->deprel[c] == TRV_REL_AMOD && p->upos[c] == TRV_VERB && p->feats[c].tense == TRV_PAST) verb = c;
  if (verb == TRV_NO_WORD) return;
  FOR_CHILDREN(p, noun, c)
    if (c < verb && nominal(p, c) && p->right[c] + 1 == verb) subject = c;
  if (subject == TRV_NO_WORD) return;
  p->upos[name] = TRV_PROPN;
  put(m, verb, p->head[name], p->deprel[name], p->sub[name]);
  p->feats[verb].verbform = TRV_FIN;
  FOR_CHILDREN(p, name, c)
    if (c != noun && c != name + 1) p->head[c] = verb;
  FOR_CHILDREN(p, noun, c)
    if (c < subject) p->head[c] = subject;
  p->head[subject] = verb;
  p->deprel[subject] = TRV_REL_NSUBJ;
  p->head[noun] = verb;
  p->deprel[noun] = TRV_REL_OBJ;
  p->head[name] = noun;
  p->deprel[name] = TRV_REL_APPOS;
  p->deprel[name + 1] = TRV_REL_FLAT;
  m->changed = true;
}

/* "Police shot and wounded two men": the object of the second verb taken for a third conjunct, to which the "and" was hung. */
void mend_object_of_second(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = TRV_NO_WORD, joint = TRV_NO_WORD;
  if (p->upos[verb] != TRV_VERB || has_child(m, verb, TRV_REL_OBJ)) return;
  FOR_CHILDREN(p, verb, c)
    if (c > verb && p->deprel[c] == TRV_REL_CONJ && p->upos[c] == TRV_NOUN) noun = c;
  if (noun == TRV_NO_WORD || has_child(m, noun, TRV_REL_CASE)) return;
  FOR_CHILDREN(p, noun, c)
    if (p->deprel[c] == TRV_REL_CC && c == verb + 1) joint = c;
  uint32_t second = joint == TRV_NO_WORD ? TRV_NO_WORD : joint + 1;
  if (second == TRV_NO_WORD || second >= noun || p->upos[second] != TRV_VERB || p->head[second] != verb ||
      p->deprel[second] != TRV_REL_CONJ || has_child(m, second, TRV_REL_OBJ))
    return;
  hang(m, joint, second, TRV_REL_CC, TRV_SUB_NONE);
  hang(m, noun, second, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "gave the ambassador, Joel Meyer, 72 hours to leave", "handed the editor a long term": a counted length of time is no apposition of
 * a name, nor a noun with an article of its own a part of another, but what is given. */
void mend_length_given(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  bool length = p->deprel[word] == TRV_REL_APPOS && is(m, "calendar", word) && has_child(m, word, TRV_REL_NUMMOD);
  bool noun_of_its_own = p->deprel[word] == TRV_REL_NMOD && p->upos[word] == TRV_NOUN &&
                         has_child(m, word, TRV_REL_DET) && !has_child(m, word, TRV_REL_CASE) &&
                         p->sub[word] == TRV_SUB_NONE;
  if (!length && !noun_of_its_own) return;
  uint32_t noun = p->head[word];
  if (noun == TRV_NO_WORD || noun > word) return;
  for (int i = 0; i < 3 && noun != TRV_NO_WORD && (p->deprel[noun] == TRV_REL_APPOS || p->deprel[noun] == TRV_REL_FLAT);
       i++)
    noun = p->head[noun];
  uint32_t verb = noun == TRV_NO_WORD ? TRV_NO_WORD : p->head[noun];
  if (verb == TRV_NO_WORD || verb > noun || !is(m, "ditransitive", verb)) return;
  if (p->deprel[noun] != TRV_REL_OBJ && p->deprel[noun] != TRV_REL_IOBJ) return;
  hang(m, word, verb, TRV_REL_OBJ, TRV_SUB_NONE);
  hang(m, noun, verb, TRV_REL_IOBJ, TRV_SUB_NONE);
}

/* The verb that `noun` completes, at first or second hand; none: it is not right above such a chain. */
static uint32_t verb_over(const struct trv_parse *p, uint32_t noun) {
  uint32_t w = noun;
  for (int i = 0; i < 5 && w != TRV_NO_WORD && p->upos[w] != TRV_VERB; i++) {
    uint8_t rel = p->deprel[w];
    bool below = rel == TRV_REL_NMOD || rel == TRV_REL_OBL || rel == TRV_REL_OBJ || rel == TRV_REL_CONJ;
    w = below ? p->head[w] : TRV_NO_WORD;
  }
  return w != TRV_NO_WORD && w < noun && p->upos[w] == TRV_VERB ? w : TRV_NO_WORD;
}

/* The head of the phrase that begins at `first` and hangs on what stands before `word`, as an object or for want of one. */
static uint32_t phrase_behind(const struct trv_parse *p, uint32_t word, uint32_t first) {
  uint32_t top = first;
  if (top >= p->n_words) return TRV_NO_WORD;
  while (p->head[top] != TRV_NO_WORD && p->head[top] > word && p->left[p->head[top]] == first) top = p->head[top];
  bool object = p->deprel[top] == TRV_REL_OBJ || p->deprel[top] == TRV_REL_NMOD;
  return object && nominal(p, top) && p->head[top] < word && p->left[top] == first ? top : TRV_NO_WORD;
}

/* "shelled Kharkiv and bombed Mariupol", "surrounded the palace in Niamey and detained the president": a second verb joined to the
 * object of the first or to the place behind it, which got the second's object. */
void mend_joined_to_object(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_CONJ || noun == TRV_NO_WORD || noun > word) return;
  bool place = p->upos[noun] == TRV_PROPN && has_child(m, noun, TRV_REL_CASE);
  if (!nominal(p, noun) || (p->deprel[noun] != TRV_REL_OBJ && !place) || p->feats[word].tense != TRV_PAST) return;
  uint32_t verb = verb_over(p, noun);
  if (verb == TRV_NO_WORD || p->feats[verb].tense != TRV_PAST) return;
  if (!has_child(m, word, TRV_REL_CC) || has_child(m, word, TRV_REL_AUX) || has_child(m, word, TRV_REL_OBJ) ||
      has_child(m, word, TRV_REL_NSUBJ) || !trv_grammar_has(m->grammar, "shares", ""))
    return;
  uint32_t second = phrase_behind(p, word, word + 1);
  if (second == TRV_NO_WORD) return;
  join_act(m, word, verb, TRV_NO_WORD, second);
}

/* "raped and killed civilians", "looted and burned villages": a second verb taken for an epithet of the object. */
void mend_second_as_epithet(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_AMOD || p->feats[word].tense != TRV_PAST) return;
  if (noun == TRV_NO_WORD || noun < word || !nominal(p, noun) || p->deprel[noun] != TRV_REL_CONJ) return;
  uint32_t verb = p->head[noun], joint = TRV_NO_WORD;
  if (verb == TRV_NO_WORD || verb + 2 != word || p->upos[verb] != TRV_VERB || p->feats[verb].tense != TRV_PAST) return;
  if (has_child(m, verb, TRV_REL_OBJ) || !trv_grammar_has(m->grammar, "shares", "")) return;
  FOR_CHILDREN(p, noun, c)
    if (c == word - 1 && p->deprel[c] == TRV_REL_CC) joint = c;
  if (joint == TRV_NO_WORD) return;
  join_act(m, word, verb, joint, noun);
}

/* "closed the borders and suspended exports": a second act taken for an epithet of a second object. */
void mend_act_as_epithet(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_AMOD || !is(m, "second_act", word)) return;
  if (noun == TRV_NO_WORD || noun < word || !nominal(p, noun) || p->deprel[noun] != TRV_REL_CONJ) return;
  uint32_t object = p->head[noun], joint = word - 1;
  uint32_t verb =
      object == TRV_NO_WORD || object > word || p->deprel[object] != TRV_REL_OBJ ? TRV_NO_WORD : p->head[object];
  if (verb == TRV_NO_WORD || verb > object || p->upos[verb] != TRV_VERB || p->feats[verb].tense != TRV_PAST) return;
  if (p->head[joint] != noun || p->deprel[joint] != TRV_REL_CC || p->left[word] != word) return;
  join_act(m, word, verb, joint, noun);
}

/* "Joe Biden and his counterpart, Luiz Inácio Lula da Silva, spoke": in apposition to the noun before it, not to the first of the two. */
void mend_apposed_to_last(struct mender *m, uint32_t name) {
  struct trv_parse *p = m->p;
  uint32_t first = p->head[name], last = TRV_NO_WORD;
  if (p->deprel[name] != TRV_REL_APPOS || p->upos[name] != TRV_PROPN || first == TRV_NO_WORD || first > name) return;
  FOR_CHILDREN(p, first, c)
    if (p->deprel[c] == TRV_REL_CONJ && c < name && p->upos[c] == TRV_NOUN) last = c;
  if (last == TRV_NO_WORD || p->right[last] >= name) return;
  uint32_t comma = p->right[last] + 1;
  if (strcmp(m->text->words[comma].form, ",") != 0 || comma > name || p->left[name] > comma + 1) return;
  hang(m, name, last, TRV_REL_APPOS, TRV_SUB_NONE);
}

/* "handed over to Kyiv the bodies", "gave to Minsk a list": a name taken for an infinitive. */
void mend_name_as_infinitive(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word], mark = word - 1;
  unsigned char first = (unsigned char)m->text->words[word].form[0];
  if (p->upos[word] != TRV_VERB || p->feats[word].verbform != TRV_INF || first < 'A' || first > 'Z') return;
  if (word == 0 || verb == TRV_NO_WORD || verb > word || p->upos[verb] != TRV_VERB) return;
  if (p->head[mark] != word || p->deprel[mark] != TRV_REL_MARK) return;
  p->upos[word] = TRV_PROPN;
  p->feats[word].verbform = 0;
  hang(m, word, verb, TRV_REL_OBL, TRV_SUB_NONE);
  hang(m, mark, word, TRV_REL_CASE, TRV_SUB_NONE);
  FOR_CHILDREN(p, word, c)
    if (c > word && p->deprel[c] != TRV_REL_FLAT) p->head[c] = verb;
}

/* "suspended talks with Seoul and imposed sanctions", "attacked Goma and seized weapons": a second verb taken for an epithet of its
 * object, which was joined to what hangs on the first. */
void mend_second_behind_object(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_AMOD || p->feats[word].tense != TRV_PAST || word == 0)
    return;
  if (noun == TRV_NO_WORD || noun < word || p->upos[noun] != TRV_NOUN || p->deprel[noun] != TRV_REL_CONJ) return;
  uint32_t joint = word - 1, first = p->head[noun];
  bool parted = joint > 0 && p->upos[joint - 1] == TRV_PUNCT && p->head[joint - 1] == noun;
  if (p->deprel[joint] != TRV_REL_CC || p->head[joint] != noun || p->left[noun] != joint - parted) return;
  if (first == TRV_NO_WORD || first > joint || !nominal(p, first) || !trv_grammar_has(m->grammar, "shares", "")) return;
  /* finite by its form, a thing joined to a name, or a verb that makes no epithets */
  bool name = p->upos[first] == TRV_PROPN && p->name[first].kind != TRV_NAME_PER;
  if (p->feats[word].verbform != TRV_FIN && !name && !is(m, "joined_deed", word)) return;
  uint32_t verb = verb_over(p, first);
  for (int i = 0; i < 2 && verb != TRV_NO_WORD && p->feats[verb].verbform == TRV_INF && p->head[verb] < verb; i++)
    verb = p->upos[p->head[verb]] == TRV_VERB ? p->head[verb] : verb_over(p, p->head[verb]); /* "told them to leave" */
  if (verb == TRV_NO_WORD || p->feats[verb].tense != TRV_PAST || !finite(m, verb)) return;
  join_act(m, word, verb, joint, noun);
}

/* "Joe Biden and his Turkish counterpart, Recep Tayyip Erdogan": the name behind the second is the second's. */
void mend_name_of_second(struct mender *m, uint32_t name) {
  struct trv_parse *p = m->p;
  uint32_t first = p->head[name], second = TRV_NO_WORD;
  if (p->deprel[name] != TRV_REL_APPOS || p->upos[name] != TRV_PROPN || first == TRV_NO_WORD || first > name) return;
  if (p->upos[first] != TRV_PROPN) return;
  FOR_CHILDREN(p, first, c)
    if (p->deprel[c] == TRV_REL_CONJ && c < name && p->upos[c] == TRV_NOUN && p->right[c] + 1 == p->left[name])
      second = c;
  if (second != TRV_NO_WORD && strcmp(m->text->words[p->left[name]].form, ",") == 0)
    hang(m, name, second, TRV_REL_APPOS, TRV_SUB_NONE);
}

/* "called on the government to free comrades": an infinitive taken for an epithet. */
void mend_infinitive_as_epithet(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  if (p->upos[word] != TRV_ADJ || p->deprel[word] != TRV_REL_AMOD || noun == TRV_NO_WORD || noun < word || word == 0)
    return;
  if (!is(m, "verb_or_adjective", word) || p->deprel[noun] != TRV_REL_OBL) return;
  uint32_t to = word - 1, verb = p->head[noun];
  if (p->head[to] != noun || p->deprel[to] != TRV_REL_CASE ||
      !trv_grammar_has(m->grammar, "planned_mark", p->lemma[to]))
    return;
  if (verb == TRV_NO_WORD || verb > to || p->upos[verb] != TRV_VERB ||
      (!is(m, "object_control", verb) && !is(m, "subject_control", verb)))
    return;
  p->upos[word] = TRV_VERB;
  p->feats[word].verbform = TRV_INF;
  hang(m, word, verb, TRV_REL_XCOMP, TRV_SUB_NONE);
  hang(m, noun, word, TRV_REL_OBJ, TRV_SUB_NONE);
  hang(m, to, word, TRV_REL_MARK, TRV_SUB_NONE);
}

/* "an assault on government lines west of Aleppo by the rebels": the agent hung on the name of the place is the act's. */
void mend_agent_behind_place(struct mender *m, uint32_t agent) {
  struct trv_parse *p = m->p;
  uint32_t place = p->head[agent], act;
  bool by = false;
  if ((p->deprel[agent] != TRV_REL_NMOD && p->deprel[agent] != TRV_REL_OBL) || !nominal(p, agent)) return;
  if (place == TRV_NO_WORD || place > agent || date_word(m, agent)) return;
  if (p->upos[place] != TRV_ADV && (p->upos[place] != TRV_PROPN || p->name[place].kind != TRV_NAME_LOC)) return;
  FOR_CHILDREN(p, agent, c) by |= p->deprel[c] == TRV_REL_CASE && c < agent && is(m, "agent_preposition", c);
  if (!by) return;
  act = p->head[place];
  for (unsigned n = 0; n < 3 && act != TRV_NO_WORD && p->upos[act] != TRV_NOUN && p->upos[act] != TRV_VERB; n++)
    act = p->head[act];
  if (act == TRV_NO_WORD || act > place || p->upos[act] != TRV_NOUN) return;
  while (p->deprel[act] == TRV_REL_NMOD && p->head[act] < act && p->upos[p->head[act]] == TRV_NOUN) act = p->head[act];
  hang(m, agent, act, TRV_REL_NMOD, TRV_SUB_NONE);
}

/* "ont péri dans le bombardement d'un marché par l'armée": who is told behind an act and what it hit did the act; nothing is done by him
 * that needs nobody to do it. */
void mend_agent_behind_act(struct mender *m, uint32_t agent) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[agent], act = TRV_NO_WORD;
  bool by = false, of = false;
  if (p->deprel[agent] != TRV_REL_OBL || !nominal(p, agent) || date_word(m, agent)) return;
  if (verb == TRV_NO_WORD || verb > agent || p->upos[verb] != TRV_VERB || has_child(m, verb, TRV_REL_OBJ)) return;
  FOR_CHILDREN(p, agent, c) by |= p->deprel[c] == TRV_REL_CASE && c < agent && is(m, "agent_preposition", c);
  FOR_CHILDREN(p, verb, c) {
    if (p->sub[c] == TRV_SUB_PASS) return;
    if (p->deprel[c] == TRV_REL_OBL && c > verb && c < agent && p->right[c] + 1 == p->left[agent]) act = c;
  }
  if (!by || act == TRV_NO_WORD || !is(m, "weapon", act)) return;
  FOR_CHILDREN(p, act, c) of |= p->deprel[c] == TRV_REL_NMOD && c > act;
  if (of) hang(m, agent, act, TRV_REL_NMOD, TRV_SUB_NONE);
}

/* "the focus of a weeks-long offensive": what a hyphen joins to an epithet is part of it; the noun behind stands in its
 * place. */
void mend_hyphenated(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  const struct trv_word *w = &m->text->words[word];
  uint32_t last = m->text->sentences[w->sentence].first_word + m->text->sentences[w->sentence].n_words - 1;
  if (word + 3 > last || !nominal(p, word) || strcmp(w[1].form, "-") != 0) return;
  if (w[0].span.end != w[1].span.begin || w[1].span.end != w[2].span.begin) return;
  uint32_t epithet = word + 2, noun = p->head[epithet], above = p->head[word];
  if (noun == TRV_NO_WORD || noun < epithet || !nominal(p, noun) || p->deprel[epithet] == TRV_REL_NSUBJ) return;
  if (above == TRV_NO_WORD || (above >= word && above <= noun) || p->head[noun] == word) return;
  FOR_CHILDREN(p, word, c)
    if (c < word) p->head[c] = noun;
  uint8_t rel = p->deprel[word], sub = p->sub[word];
  hang(m, word, epithet, TRV_REL_OBL, TRV_SUB_NONE);
  if (p->head[word] == epithet) hang(m, noun, above, rel, sub);
}

/* "followed an attempted raid Friday by a rebel vessel": behind an active verb, the agent behind the day is that of the
 * act. */
void mend_agent_behind_day(struct mender *m, uint32_t agent) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[agent], by = TRV_NO_WORD, act;
  if (p->deprel[agent] != TRV_REL_OBL || !nominal(p, agent) || date_word(m, agent)) return;
  if (verb == TRV_NO_WORD || verb > agent || p->upos[verb] != TRV_VERB) return;
  FOR_CHILDREN(p, agent, c)
    if (p->deprel[c] == TRV_REL_CASE && c < agent && is(m, "agent_preposition", c)) by = c;
  if (by == TRV_NO_WORD || by < verb + 3 || !date_word(m, by - 1) || !has_child(m, verb, TRV_REL_OBJ)) return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS) return;
  act = p->head[by - 1];
  if (act == verb)
    FOR_CHILDREN(p, verb, c)
      if (p->deprel[c] == TRV_REL_OBJ && c < by) act = c;
  if (act != TRV_NO_WORD && act > verb && act < by && p->upos[act] == TRV_NOUN)
    hang(m, agent, act, TRV_REL_NMOD, TRV_SUB_NONE);
}
