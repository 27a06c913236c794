/* Noun phrases: what counts, joins or names. See mend.h. */
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
