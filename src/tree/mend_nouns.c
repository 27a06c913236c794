/* Noun phrases: what counts, joins or names; nouns taken for verbs and the other way round. See mend.h. */
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

/* "shelled Kharkiv and bombed Mariupol": a second verb joined to the object of the first, which got the second's object. */
void mend_joined_to_object(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word], second = TRV_NO_WORD;
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_CONJ || noun == TRV_NO_WORD || noun > word) return;
  if (!nominal(p, noun) || p->deprel[noun] != TRV_REL_OBJ || p->feats[word].tense != TRV_PAST) return;
  uint32_t verb = p->head[noun];
  if (verb == TRV_NO_WORD || verb > noun || p->upos[verb] != TRV_VERB || p->feats[verb].tense != TRV_PAST) return;
  if (!has_child(m, word, TRV_REL_CC) || has_child(m, word, TRV_REL_AUX) || has_child(m, word, TRV_REL_OBJ) ||
      has_child(m, word, TRV_REL_NSUBJ) || !trv_grammar_has(m->grammar, "shares", ""))
    return;
  FOR_CHILDREN(p, verb, c)
    if (c > word && p->left[c] == word + 1 && p->deprel[c] == TRV_REL_OBJ) second = c;
  if (second == TRV_NO_WORD) return;
  p->feats[word].verbform = p->feats[verb].verbform;
  hang(m, word, verb, TRV_REL_CONJ, TRV_SUB_NONE);
  hang(m, second, word, TRV_REL_OBJ, TRV_SUB_NONE);
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
  p->feats[word].verbform = p->feats[verb].verbform;
  hang(m, word, verb, TRV_REL_CONJ, TRV_SUB_NONE);
  hang(m, joint, word, TRV_REL_CC, TRV_SUB_NONE);
  hang(m, noun, word, TRV_REL_OBJ, TRV_SUB_NONE);
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
