/* Clauses, participles and infinitives that hang on the wrong word. See mend.h. */
#include "tree/mend.h"

/* "sont convenus mardi de cesser le feu": what such verbs have with "être" is no passive but their past. */
void mend_past_with_be(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  if (p->upos[verb] != TRV_VERB || p->feats[verb].verbform != TRV_PART_FORM || !is(m, "unaccusative", verb)) return;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS) p->sub[c] = TRV_SUB_TENSE;
    if (p->deprel[c] == TRV_REL_NSUBJ && p->sub[c] == TRV_SUB_PASS) p->sub[c] = TRV_SUB_NONE;
  }
}

/* ", promettant de", ", excluant": not said of the noun before the comma. */
void mend_free_of_noun(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_ACL || p->sub[word] == TRV_SUB_RELCL) return;
  if (p->feats[word].verbform != TRV_PART_FORM || p->feats[word].tense != TRV_PRES) return;
  if (noun == TRV_NO_WORD || noun > word || p->left[word] == 0) return;
  uint32_t first = p->left[word];
  if (p->upos[first] == TRV_PUNCT) first++;
  if (first == 0 || p->upos[first - 1] != TRV_PUNCT || strcmp(m->text->words[first - 1].form, ",") != 0) return;
  uint32_t verb = noun;
  for (int i = 0; i < 8 && verb != TRV_NO_WORD && p->upos[verb] != TRV_VERB; i++) {
    if (p->deprel[verb] == TRV_REL_NSUBJ) return; /* an apposition to the subject */
    verb = p->head[verb];
  }
  if (verb == TRV_NO_WORD || p->upos[verb] != TRV_VERB || verb > word) return;
  hang(m, word, verb, TRV_REL_ADVCL, 0);
}

/* "a renforcé la présence navale française et pressé Ankara": a participle that shares the auxiliary of the verb before,
 * joined to the adjective or noun in between. */
void mend_participle_of_verb(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_CONJ || verb == TRV_NO_WORD || p->upos[verb] == TRV_VERB)
    return;
  if (p->feats[word].verbform != TRV_PART_FORM || p->feats[word].tense != TRV_PAST) return;
  if (!has_child(m, word, TRV_REL_CC) || has_child(m, word, TRV_REL_AUX)) return;
  bool own = false;
  FOR_CHILDREN(p, word, c)
    own |= c > word && (p->deprel[c] == TRV_REL_OBJ || p->deprel[c] == TRV_REL_XCOMP || p->deprel[c] == TRV_REL_CCOMP);
  if (!own) return;
  for (int i = 0; i < 6 && verb != TRV_NO_WORD && p->upos[verb] != TRV_VERB; i++) verb = p->head[verb];
  if (verb == TRV_NO_WORD || p->upos[verb] != TRV_VERB || verb > word) return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_AUX && c < verb && is(m, "active_auxiliary", c)) {
      hang(m, word, verb, TRV_REL_CONJ, 0);
      return;
    }
}

/* "a condamné le putsch, suspendu sa coopération et demandé des élections": with an object of its own it is one more verb of the
 * auxiliary, no epithet. */
void mend_participle_in_list(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word];
  if (p->upos[word] != TRV_VERB || (p->deprel[word] != TRV_REL_ADVCL && p->deprel[word] != TRV_REL_ACL)) return;
  if (p->feats[word].verbform != TRV_PART_FORM || p->feats[word].tense != TRV_PAST || !word || !comma(m, word - 1))
    return;
  if (verb != TRV_NO_WORD && nominal(p, verb) && p->deprel[verb] == TRV_REL_OBJ) verb = p->head[verb];
  if (verb == TRV_NO_WORD || verb > word || p->upos[verb] != TRV_VERB || p->feats[verb].verbform != TRV_PART_FORM)
    return;
  bool object = false, active = false;
  FOR_CHILDREN(p, word, c) {
    if (p->deprel[c] == TRV_REL_AUX || p->deprel[c] == TRV_REL_MARK || p->deprel[c] == TRV_REL_NSUBJ) return;
    object |= c > word && p->deprel[c] == TRV_REL_OBJ;
  }
  FOR_CHILDREN(p, verb, c) active |= p->deprel[c] == TRV_REL_AUX && c < verb && is(m, "active_auxiliary", c);
  if (!object || !active) return;
  hang(m, word, verb, TRV_REL_CONJ, TRV_SUB_NONE);
}

/* The noun with "between" that hangs on a verb and ends right before a word. */
static uint32_t first_of_between(const struct mender *m, uint32_t verb, uint32_t before) {
  const struct trv_parse *p = m->p;
  FOR_CHILDREN(p, verb, c) {
    if (!nominal(p, c) || p->right[c] + 1 != before) continue;
    FOR_CHILDREN(p, c, k)
      if (p->deprel[k] == TRV_REL_CASE && k < c && is(m, "between", k)) return c;
  }
  return TRV_NO_WORD;
}

/* "La trêve conclue entre Israël et le Hamas est entrée en vigueur": two are between, so that the second is no subject; the verb behind
 * it is the noun's, and the participle an epithet of that. */
void mend_verb_behind_between(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t said = p->head[verb], and = TRV_NO_WORD, second = TRV_NO_WORD, noun = TRV_NO_WORD;
  if (p->deprel[verb] != TRV_REL_CONJ || said == TRV_NO_WORD || said > verb || p->upos[said] != TRV_VERB) return;
  if (p->feats[said].verbform != TRV_PART_FORM || has_child(m, said, TRV_REL_AUX)) return;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_CC && c < verb) and = c;
    if (p->deprel[c] == TRV_REL_NSUBJ && c < verb) second = c;
  }
  if (and == TRV_NO_WORD || second == TRV_NO_WORD || !nominal(p, second) || p->left[second] != and+1) return;
  uint32_t first = first_of_between(m, said, and);
  FOR_CHILDREN(p, said, c)
    if (p->deprel[c] == TRV_REL_NSUBJ && c < said) noun = c;
  if (first == TRV_NO_WORD || noun == TRV_NO_WORD || p->upos[noun] != TRV_NOUN) return;
  uint8_t sub = p->sub[second];
  put(m, verb, p->head[said], p->deprel[said], p->sub[said]);
  hang(m, noun, verb, TRV_REL_NSUBJ, sub);
  hang(m, said, noun, TRV_REL_ACL, TRV_SUB_NONE);
  hang(m, second, first, TRV_REL_CONJ, TRV_SUB_NONE);
  hang(m, and, second, TRV_REL_CC, TRV_SUB_NONE);
  FOR_CHILDREN(p, said, c)
    if (c != noun && c != verb && (c < noun || c > verb)) p->head[c] = verb;
}

static bool has_conjunct(const struct trv_parse *p, uint32_t noun) {
  FOR_CHILDREN(p, noun, c)
    if (p->deprel[c] == TRV_REL_CONJ) return true;
  return false;
}

/* Whether a participle may be said of a noun; names tell no gender. */
static bool may_agree(const struct trv_parse *p, uint32_t participle, uint32_t noun) {
  struct trv_feats a = p->feats[participle], b = p->feats[noun];
  bool many = b.number == TRV_PLUR || has_conjunct(p, noun);
  return (a.number == TRV_PLUR) == many && (!a.gender || !b.gender || a.gender == b.gender);
}

/* "ont repris la ville, tombée en mai", "a repris Palmyre, conquise par les rebelles": behind a comma and the object with which it
 * agrees, a participle is said of that, where it does not agree with the subject or where it is what befalls places and captives. */
void mend_agreeing_participle(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word], object = TRV_NO_WORD, subject = TRV_NO_WORD;
  bool joined = p->deprel[word] == TRV_REL_CONJ, active = false;
  if (p->upos[word] != TRV_VERB || (!joined && p->deprel[word] != TRV_REL_ADVCL)) return;
  struct trv_feats f = p->feats[word];
  if (verb == TRV_NO_WORD || verb > word || f.verbform != TRV_PART_FORM || f.tense != TRV_PAST) return;
  if (!word || !comma(m, word - 1) || (joined && f.gender != TRV_FEM && f.number != TRV_PLUR)) return;
  FOR_CHILDREN(p, verb, c) {
    active |= p->deprel[c] == TRV_REL_AUX && c < verb && is(m, "active_auxiliary", c);
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS) return;
    if (p->deprel[c] == TRV_REL_NSUBJ) subject = c;
    if (p->deprel[c] == TRV_REL_OBJ && c > verb && c < word && p->upos[c] != TRV_PRON) object = c;
  }
  FOR_CHILDREN(p, word, c) {
    uint8_t rel = p->deprel[c];
    if (rel == TRV_REL_AUX || rel == TRV_REL_CC || rel == TRV_REL_NSUBJ || rel == TRV_REL_OBJ) return;
    if (rel == TRV_REL_MARK || rel == TRV_REL_CASE) return;
  }
  if (!active || object == TRV_NO_WORD || !may_agree(p, word, object)) return;
  bool either = subject == TRV_NO_WORD || may_agree(p, word, subject);
  if (!joined && either && !is(m, "befalls_objects", word)) return;
  hang(m, word, object, TRV_REL_ACL, TRV_SUB_NONE);
}

/* "a rejeté une résolution réclamant une trêve": said of the text, not of who rejects it. */
void mend_participle_of_text(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word], last = TRV_NO_WORD;
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_ADVCL || verb == TRV_NO_WORD || verb > word) return;
  if (p->feats[word].verbform != TRV_PART_FORM || p->feats[word].tense != TRV_PRES || !word) return;
  if (has_child(m, word, TRV_REL_MARK) || has_child(m, word, TRV_REL_CASE) || has_child(m, word, TRV_REL_NSUBJ)) return;
  FOR_CHILDREN(p, verb, c)
    if (c < word && p->right[c] + 1 == p->left[word] && p->upos[c] == TRV_NOUN && is(m, "text_noun", c)) last = c;
  if (last != TRV_NO_WORD) hang(m, word, last, TRV_REL_ACL, TRV_SUB_NONE);
}

/* "a demandé à Israël et au Hezbollah de cesser", "a appelé l'armée et les rebelles à la retenue": what is asked of both
 * hangs on the verb, not on the second of them. */
void mend_asked_of_both(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  bool infinitive = p->upos[word] == TRV_VERB && p->feats[word].verbform == TRV_INF && p->deprel[word] == TRV_REL_ACL;
  if ((!infinitive && p->deprel[word] != TRV_REL_NMOD) || noun == TRV_NO_WORD || noun > word) return;
  bool marked = false;
  FOR_CHILDREN(p, word, c)
    marked |= c < word && (infinitive ? p->deprel[c] == TRV_REL_MARK && is(m, "complement_mark", c)
                                      : p->deprel[c] == TRV_REL_CASE && is(m, "dative_preposition", c));
  if (!marked || p->deprel[noun] != TRV_REL_CONJ) return;
  while (p->deprel[noun] == TRV_REL_CONJ && p->head[noun] != TRV_NO_WORD && nominal(p, p->head[noun]))
    noun = p->head[noun];
  uint32_t verb = p->head[noun];
  uint8_t rel = p->deprel[noun];
  if (verb == TRV_NO_WORD || verb > noun || p->upos[verb] != TRV_VERB || !is(m, "ask", verb)) return;
  if (rel != TRV_REL_OBJ && rel != TRV_REL_IOBJ && rel != TRV_REL_OBL) return;
  if (infinitive) hang(m, word, verb, TRV_REL_XCOMP, 0);
  else if (rel == TRV_REL_OBJ) hang(m, word, verb, TRV_REL_OBL, TRV_SUB_ARG);
}

/* What is inserted behind `noun` and ends with the comma before `verb`: a relative clause or an apposition; TRV_NO_WORD: nothing. */
static uint32_t inserted_before(const struct mender *m, uint32_t noun, uint32_t verb) {
  const struct trv_parse *p = m->p;
  uint32_t mark = strcmp(m->text->words[p->left[verb]].form, ",") == 0 ? p->left[verb] : p->left[verb] - 1;
  if (strcmp(m->text->words[mark].form, ",") != 0) return TRV_NO_WORD;
  FOR_CHILDREN(p, noun, c) {
    if (c < noun || c > mark || (p->deprel[c] != TRV_REL_ACL && p->deprel[c] != TRV_REL_APPOS)) continue;
    bool parted = strcmp(m->text->words[p->left[c]].form, ",") == 0 ||
                  (p->left[c] > noun + 1 && strcmp(m->text->words[p->left[c] - 1].form, ",") == 0);
    if (parted && p->right[c] + 1 >= mark) return c;
  }
  return TRV_NO_WORD;
}

/* "Angolan President João Lourenço, the mediator, hosted": the noun that a verb was hung on though a comma parts them is in apposition to
 * the root; TRV_NO_WORD: it is not. */
static uint32_t apposed_before(const struct mender *m, uint32_t noun, uint32_t verb) {
  const struct trv_parse *p = m->p;
  uint32_t first = p->left[verb];
  if (noun == TRV_NO_WORD || noun > verb || p->deprel[noun] != TRV_REL_APPOS || first == 0) return TRV_NO_WORD;
  bool parted = strcmp(m->text->words[first].form, ",") == 0 || strcmp(m->text->words[first - 1].form, ",") == 0;
  return parted && p->sub[verb] != TRV_SUB_RELCL ? noun : TRV_NO_WORD;
}

/* "Human Rights Watch": the last word of a name, though it was taken for a verb without any form of one. */
static void mend_name_of_watch(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  unsigned char first = (unsigned char)m->text->words[word].form[0];
  if (p->upos[word] == TRV_VERB && !p->feats[word].verbform && first >= 'A' && first <= 'Z' &&
      has_child(m, word, TRV_REL_COMPOUND))
    p->upos[word] = TRV_PROPN;
}

/* "Human Rights Watch accused the army", "Opposition supporters rallied in Minsk": where past and participle look alike, a sentence
 * without any other verb has one as its own: if an object stands behind it, or if it takes none. */
void mend_participle_root(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[verb];
  if (p->upos[verb] != TRV_VERB || (p->deprel[verb] != TRV_REL_ACL && p->deprel[verb] != TRV_REL_AMOD)) return;
  uint32_t apposed = apposed_before(m, noun, verb);
  if (p->deprel[verb] == TRV_REL_AMOD && apposed == TRV_NO_WORD) return;
  if (noun != TRV_NO_WORD) mend_name_of_watch(m, noun);
  if (apposed != TRV_NO_WORD) noun = p->head[apposed];
  while (noun != TRV_NO_WORD && apposed == TRV_NO_WORD && p->deprel[noun] == TRV_REL_NMOD &&
         p->head[noun] != TRV_NO_WORD && p->head[noun] < noun && p->right[noun] == p->right[verb])
    noun = p->head[noun]; /* "Leaders of the G7 gathered" */
  FOR_CHILDREN(p, verb, c)
    if (p->sub[verb] == TRV_SUB_RELCL && c < verb && p->upos[c] == TRV_PRON) return;
  if (noun == TRV_NO_WORD || noun > verb || p->head[noun] != TRV_NO_WORD || !nominal(p, noun)) return;
  if ((p->feats[verb].verbform != TRV_PART_FORM && p->feats[verb].verbform != TRV_FIN) ||
      p->feats[verb].tense == TRV_PRES || has_child(m, verb, TRV_REL_NSUBJ) || has_child(m, verb, TRV_REL_MARK))
    return;
  /* "On June 3 rebels seized the town": the preposition is that of the date */
  if (has_child(m, noun, TRV_REL_CASE) && !opened_by_setting(m, noun)) return;
  if (!trv_grammar_has(m->grammar, "participle_root", "*") || has_child(m, noun, TRV_REL_COP) ||
      has_child(m, noun, TRV_REL_NSUBJ) || has_child(m, verb, TRV_REL_AUX))
    return;
  if (p->left[verb] == 0) return;
  uint32_t inserted = apposed; /* "Mr Wickremesinghe, who leads the opposition, accused the president" */
  if (inserted == TRV_NO_WORD) inserted = inserted_before(m, noun, verb);
  if (p->upos[p->left[verb] - 1] == TRV_PUNCT && inserted == TRV_NO_WORD) return;
  FOR_CHILDREN(p, verb, c)
    if (c > verb) mend_plain_object(m, c);
  if (!has_child(m, verb, TRV_REL_OBJ) && !trv_grammar_has(m->grammar, "participle_root", p->lemma[verb])) return;
  const struct trv_sentence *s = &m->text->sentences[m->text->words[verb].sentence];
  for (uint32_t w = s->first_word; w < s->first_word + s->n_words; w++) {
    bool below = w > verb && p->left[verb] <= w && w <= p->right[verb];
    below |= inserted != TRV_NO_WORD && p->left[inserted] <= w && w <= p->right[inserted];
    /* "Men whom the movement disowns shot two youths" */
    FOR_CHILDREN(p, noun, c) {
      /* "People rallied in the capital, where the president joined them" */
      bool own = p->deprel[c] == TRV_REL_ACL && (c < verb || p->sub[c] == TRV_SUB_RELCL);
      own |= p->deprel[c] == TRV_REL_ADVCL && has_child(m, c, TRV_REL_MARK);
      below |= own && c != verb && p->left[c] <= w && w <= p->right[c];
    }
    if (w != verb && !below && p->feats[w].verbform == TRV_FIN) return;
  }
  main_verb(m, verb, noun);
}

/* "accused each other of breaking it": a clause hung on the second word of a fixed pair goes to the pair. */
void mend_behind_fixed(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t head = p->head[word];
  if (head == TRV_NO_WORD || p->deprel[head] != TRV_REL_FIXED || p->head[head] == TRV_NO_WORD || word < head) return;
  if (!is(m, "reciprocal", head)) return;
  if (p->deprel[word] == TRV_REL_ADVCL) hang(m, word, p->head[head], TRV_REL_ACL, TRV_SUB_NONE);
}

/* "after rebels, who had refused, pounded it", "after rebels attacked the town": a clause whose subject was taken for the
 * noun of the preposition. */
void mend_clause_behind_preposition(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  if (p->upos[verb] != TRV_VERB || p->head[verb] == TRV_NO_WORD) return;
  bool own = false, object = false;
  FOR_CHILDREN(p, verb, c) {
    own |= p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_CC || p->deprel[c] == TRV_REL_MARK ||
           p->deprel[c] == TRV_REL_EXPL;
    object |= p->deprel[c] == TRV_REL_OBJ && c > verb;
  }
  if (own) return;
  uint32_t noun = TRV_NO_WORD, start = group_start(m, verb);
  bool participle = p->deprel[verb] == TRV_REL_ACL && p->sub[verb] != TRV_SUB_RELCL && object && start == verb &&
                    p->feats[verb].verbform == TRV_PART_FORM && p->feats[verb].tense == TRV_PAST;
  if (participle) noun = p->head[verb];
  else if ((p->deprel[verb] == TRV_REL_CONJ || p->deprel[verb] == TRV_REL_PARATAXIS) && finite(m, verb))
    FOR_CHILDREN(p, p->head[verb], c) {
      uint32_t end = p->right[c] + 1;
      while (end < start && p->upos[end] == TRV_PUNCT) end++;
      if (c < verb && p->deprel[c] == TRV_REL_OBL && end == start) noun = c;
    }
  else if (finite(m, verb) || (p->deprel[verb] == TRV_REL_ADVCL && p->feats[verb].tense == TRV_PAST)) {
    /* "hours after Israeli troops fired on": the noun was given to the verb, or to the one over it */
    noun = start > 0 ? start - 1 : TRV_NO_WORD;
    while (noun != TRV_NO_WORD && p->deprel[noun] != TRV_REL_OBL && p->head[noun] != verb) noun = p->head[noun];
    if (noun != TRV_NO_WORD && p->right[noun] + 1 != start) return;
  }
  if (noun == TRV_NO_WORD || noun > verb || !nominal(p, noun) || p->head[noun] == TRV_NO_WORD) return;
  if (p->deprel[noun] != TRV_REL_OBL || date_word(m, noun) || (participle && p->left[verb] != noun + 1)) return;
  uint32_t mark = TRV_NO_WORD;
  FOR_CHILDREN(p, noun, c)
    if (p->deprel[c] == TRV_REL_CASE && c < noun && mark == TRV_NO_WORD) mark = c;
  if (mark == TRV_NO_WORD || !trv_grammar_has(m->grammar, "clause_mark", p->lemma[mark])) return;
  uint32_t over = p->head[noun] == verb ? p->head[verb] : p->head[noun];
  hang(m, verb, over, TRV_REL_ADVCL, TRV_SUB_NONE);
  p->feats[verb].verbform = TRV_FIN;
  hang(m, noun, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
  hang(m, mark, verb, TRV_REL_MARK, TRV_SUB_NONE);
  p->upos[mark] = TRV_SCONJ;
}

/* "announced the halt in fighting and called on": a finite verb is joined to a finite verb. */
void mend_joined_to_finite(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t over = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_CONJ || over == TRV_NO_WORD || over > word) return;
  if (!trv_grammar_has(m->grammar, "shares", "")) return;
  bool past = p->feats[word].tense == TRV_PAST &&
              (p->feats[word].verbform == TRV_PART_FORM || p->feats[word].verbform == TRV_FIN);
  if (nominal(p, over) && past) {
    /* joined to a noun, and with more behind it than an epithet has: past, and no participle */
    bool more = false;
    FOR_CHILDREN(p, word, c) {
      if (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_AUX || p->deprel[c] == TRV_REL_MARK) return;
      more |=
          c > word && (p->deprel[c] == TRV_REL_OBJ || p->deprel[c] == TRV_REL_XCOMP || p->deprel[c] == TRV_REL_CCOMP);
      more |= c > word && p->deprel[c] == TRV_REL_OBL && p->feats[word].verbform == TRV_FIN;
    }
    if (!more || !has_child(m, word, TRV_REL_CC)) return;
    for (int i = 0; i < 6 && over != TRV_NO_WORD; i++, over = p->head[over])
      if (p->upos[over] == TRV_VERB && p->feats[over].verbform == TRV_FIN && p->feats[over].tense == TRV_PAST) {
        p->feats[word].verbform = TRV_FIN;
        hang(m, word, over, TRV_REL_CONJ, TRV_SUB_NONE);
        return;
      }
    return;
  }
  uint8_t form = p->feats[over].verbform;
  if (p->upos[over] != TRV_VERB || (form != TRV_GER && form != TRV_INF)) return;
  /* "asked them to match the gesture and proposed to meet": taken for a participle, which no infinitive has beside it */
  bool taken = past && form == TRV_INF && !has_child(m, over, TRV_REL_AUX) && !has_child(m, word, TRV_REL_AUX);
  if (p->feats[word].verbform != TRV_FIN && !taken) return;
  /* "warning they did not rule it out, and imposed sanctions" */
  if (has_child(m, over, TRV_REL_AUX) && (form != TRV_INF || !past)) return;
  if (!has_child(m, word, TRV_REL_CC) || has_child(m, word, TRV_REL_NSUBJ) || has_child(m, word, TRV_REL_MARK)) return;
  for (int i = 0; i < 6 && over != TRV_NO_WORD; i++, over = p->head[over])
    if (p->upos[over] == TRV_VERB && p->feats[over].verbform == TRV_FIN && p->deprel[over] != TRV_REL_ACL) {
      p->feats[word].verbform = TRV_FIN;
      hang(m, word, over, TRV_REL_CONJ, TRV_SUB_NONE);
      return;
    }
}

/* "declared it over and shelled Rafah, killing 70": said of the verb before it, not of the first. */
void mend_participle_of_last(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word], last = TRV_NO_WORD;
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_ADVCL || verb == TRV_NO_WORD || verb > word) return;
  if (p->feats[word].verbform != TRV_PART_FORM || p->feats[word].tense != TRV_PRES ||
      has_child(m, word, TRV_REL_MARK) || !trv_grammar_has(m->grammar, "shares", ""))
    return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_CONJ && p->upos[c] == TRV_VERB && c < word &&
        p->feats[c].verbform == p->feats[verb].verbform)
      last = c;
  if (last != TRV_NO_WORD) hang(m, word, last, TRV_REL_ADVCL, TRV_SUB_NONE);
}

/* "ont accepté, quelques minutes avant qu'il n'expire, de prolonger": what stands behind the comma that closes a clause completes the
 * verb before that clause. */
void mend_behind_a_clause(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t inner = p->head[word], first = p->left[word];
  if (p->deprel[word] != TRV_REL_XCOMP || p->feats[word].verbform != TRV_INF || inner == TRV_NO_WORD || inner > word)
    return;
  if (p->deprel[inner] != TRV_REL_ADVCL || !first || p->head[inner] == TRV_NO_WORD || p->head[inner] > inner) return;
  uint32_t mark = p->upos[first] == TRV_PUNCT ? first + 1 : first;
  if (!mark || strcmp(m->text->words[mark - 1].form, ",") != 0 || p->deprel[mark] != TRV_REL_MARK ||
      !is(m, "complement_mark", mark))
    return;
  uint32_t verb = p->head[inner];
  if (p->upos[verb] != TRV_VERB || has_child(m, verb, TRV_REL_XCOMP) || has_child(m, verb, TRV_REL_CCOMP)) return;
  hang(m, word, verb, TRV_REL_XCOMP, 0);
}

/* "voted on Tuesday to extend the mission": apart from its verb, what is decided is taken for a purpose. */
void mend_decided_as_purpose(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word], mark = TRV_NO_WORD;
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_ADVCL || p->feats[word].verbform != TRV_INF) return;
  if (verb == TRV_NO_WORD || verb > word || p->upos[verb] != TRV_VERB || !is(m, "decides", verb)) return;
  FOR_CHILDREN(p, word, c)
    if (p->deprel[c] == TRV_REL_MARK && c < word) mark = c;
  if (mark == TRV_NO_WORD || !is(m, "complement_mark", mark) || p->left[word] != mark) return;
  if (has_child(m, verb, TRV_REL_XCOMP) || has_child(m, verb, TRV_REL_CCOMP) || has_child(m, verb, TRV_REL_OBJ)) return;
  if (strcmp(m->text->words[mark - 1].form, ",") == 0) return;
  hang(m, word, verb, TRV_REL_XCOMP, TRV_SUB_NONE);
}

/* "Rebels seized the town and the president fled": a past participle with an object of its own, and behind it the subject of the verb
 * that was taken for the noun's, is a verb beside that one. */
void mend_active_participle(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[verb], object = TRV_NO_WORD, subject = TRV_NO_WORD;
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_ACL || p->feats[verb].verbform != TRV_PART_FORM) return;
  if (noun + 1 != verb || p->deprel[noun] != TRV_REL_NSUBJ || is(m, "two_objects", verb) || is(m, "ditransitive", verb))
    return;
  uint32_t other = p->head[noun];
  if (p->upos[other] != TRV_VERB || other < verb || !finite(m, other)) return;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_AUX) return;
    if (p->deprel[c] == TRV_REL_OBJ && c > verb && nominal(p, c)) object = c;
  }
  FOR_CHILDREN(p, noun, c)
    if (p->deprel[c] == TRV_REL_CONJ && object != TRV_NO_WORD && c > object && c < other && nominal(p, c)) subject = c;
  if (subject == TRV_NO_WORD) return;
  put(m, verb, p->head[other], p->deprel[other], p->sub[other]);
  p->feats[verb].verbform = TRV_FIN;
  put(m, other, verb, TRV_REL_CONJ, TRV_SUB_NONE);
  hang(m, noun, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
  hang(m, subject, other, TRV_REL_NSUBJ, TRV_SUB_NONE);
  FOR_CHILDREN(p, subject, c)
    if (p->deprel[c] == TRV_REL_CC) hang(m, c, other, TRV_REL_CC, TRV_SUB_NONE);
}

/* "France had on Saturday suspended its aid", "was on Friday arrested": a day between auxiliary and participle. */
void mend_split_auxiliary(struct mender *m, uint32_t have) {
  struct trv_parse *p = m->p;
  if ((p->upos[have] != TRV_VERB && p->upos[have] != TRV_AUX) || !is(m, "active_auxiliary", have)) return;
  if (p->feats[have].verbform != TRV_FIN || has_child(m, have, TRV_REL_OBJ) || has_child(m, have, TRV_REL_COP)) return;
  uint32_t verb = TRV_NO_WORD, day = TRV_NO_WORD;
  FOR_CHILDREN(p, have, c)
    if (c > have && p->upos[c] == TRV_VERB && p->feats[c].tense == TRV_PAST &&
        (p->feats[c].verbform == TRV_PART_FORM || p->feats[c].verbform == TRV_FIN) &&
        (p->deprel[c] == TRV_REL_ADVCL || p->deprel[c] == TRV_REL_XCOMP || p->deprel[c] == TRV_REL_CCOMP) &&
        !has_child(m, c, TRV_REL_MARK) && !has_child(m, c, TRV_REL_AUX))
      verb = c;
  if (verb == TRV_NO_WORD || verb - have > 6) return;
  for (uint32_t w = have + 1; w < verb; w++) {
    if (date_word(m, w)) day = w;
    else if (p->upos[w] != TRV_ADP && p->upos[w] != TRV_NUM && p->upos[w] != TRV_ADV && p->upos[w] != TRV_DET) return;
  }
  if (day == TRV_NO_WORD) return;
  put(m, verb, p->head[have], p->deprel[have], p->sub[have]);
  put(m, have, verb, TRV_REL_AUX, TRV_SUB_NONE);
  p->upos[have] = TRV_AUX;
  p->feats[verb].verbform = TRV_PART_FORM;
  m->changed = true;
  FOR_CHILDREN(p, have, c)
    if (c != verb) hang(m, c, verb, p->deprel[c], p->sub[c]);
  FOR_CHILDREN(p, verb, c)
    if (c > verb && p->deprel[c] == TRV_REL_NSUBJ) hang(m, c, verb, TRV_REL_OBJ, TRV_SUB_NONE);
  for (uint32_t w = have + 1; w < verb; w++) {
    if (w == day) hang(m, w, verb, TRV_REL_OBL, TRV_SUB_NONE);
    else
      hang(m, w, day,
           p->upos[w] == TRV_ADP   ? TRV_REL_CASE
           : p->upos[w] == TRV_NUM ? TRV_REL_NUMMOD
                                   : TRV_REL_ADVMOD,
           TRV_SUB_NONE);
  }
}

/* "the steps India took when it suspended the treaty, closed the crossing and expelled the envoy": the clause with the
 * subject, hung on the second of the verbs that share it, has them all. */
void mend_first_of_list(struct mender *m, uint32_t clause) {
  struct trv_parse *p = m->p;
  uint32_t second = p->head[clause];
  if (p->deprel[clause] != TRV_REL_ADVCL || p->upos[clause] != TRV_VERB || second == TRV_NO_WORD || second < clause)
    return;
  if (p->deprel[second] != TRV_REL_CONJ || p->upos[second] != TRV_VERB || p->head[second] > clause) return;
  if (!finite(m, clause) || has_child(m, second, TRV_REL_NSUBJ) || has_child(m, second, TRV_REL_CC)) return;
  if (!has_child(m, clause, TRV_REL_NSUBJ) || has_child(m, second, TRV_REL_AUX) || p->right[clause] + 2 < second)
    return;
  if (p->right[clause] + 1 < second && m->text->words[p->right[clause] + 1].form[0] != ',') return;
  bool marked = false, third = false;
  FOR_CHILDREN(p, clause, c)
    marked |= c == p->left[clause] && (p->deprel[c] == TRV_REL_MARK || p->deprel[c] == TRV_REL_ADVMOD);
  FOR_CHILDREN(p, second, c) third |= p->deprel[c] == TRV_REL_CONJ && c > second && has_child(m, c, TRV_REL_CC);
  if (!marked || !third) return;
  hang(m, clause, p->head[second], TRV_REL_ADVCL, TRV_SUB_NONE);
  hang(m, second, clause, TRV_REL_CONJ, TRV_SUB_NONE);
}

/* "imposed a curfew after gunmen stormed the prison and freed the inmates": without a comma, a verb behind a clause is joined to that
 * clause rather than to the verb over it, which has another joined to it already. */
void mend_joined_to_clause(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word], clause = TRV_NO_WORD, joint = TRV_NO_WORD;
  if (p->deprel[word] != TRV_REL_CONJ || p->upos[word] != TRV_VERB || verb == TRV_NO_WORD || verb > word) return;
  if (p->upos[verb] != TRV_VERB || has_child(m, word, TRV_REL_NSUBJ) || has_child(m, word, TRV_REL_AUX)) return;
  FOR_CHILDREN(p, word, c)
    if (c < word && p->deprel[c] == TRV_REL_CC) joint = c;
  if (joint == TRV_NO_WORD || joint != p->left[word] || comma(m, joint - 1)) return;
  bool joined = p->deprel[verb] == TRV_REL_CONJ;
  FOR_CHILDREN(p, verb, c) {
    joined |= p->deprel[c] == TRV_REL_CONJ && c < joint && p->upos[c] == TRV_VERB;
    if (p->deprel[c] == TRV_REL_ADVCL && c > verb && p->right[c] + 1 == joint && finite(m, c)) clause = c;
    if (p->deprel[c] == TRV_REL_CONJ && c < joint && p->right[c] + 1 == joint)
      FOR_CHILDREN(p, c, d)
        if (p->deprel[d] == TRV_REL_ADVCL && d > c && p->right[d] + 1 == joint && finite(m, d)) clause = d;
  }
  if (!joined || clause == TRV_NO_WORD || !has_child(m, clause, TRV_REL_MARK) || !has_child(m, clause, TRV_REL_NSUBJ))
    return;
  if (p->feats[word].tense != p->feats[clause].tense) return;
  hang(m, word, clause, TRV_REL_CONJ, TRV_SUB_NONE);
}

/* "The European Union imposed visa bans on ten officials": an object taken for the verb, and the verb with its subject for its epithet. */
void mend_object_as_verb(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = TRV_NO_WORD, subject = TRV_NO_WORD;
  if (p->upos[noun] != TRV_VERB || p->feats[noun].verbform != TRV_FIN || p->feats[noun].tense != TRV_PRES) return;
  FOR_CHILDREN(p, noun, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_AUX || p->deprel[c] == TRV_REL_OBJ) return;
    if (p->deprel[c] == TRV_REL_AMOD && p->upos[c] == TRV_VERB && p->feats[c].tense == TRV_PAST && c < noun) verb = c;
  }
  if (verb == TRV_NO_WORD) return;
  FOR_CHILDREN(p, verb, c)
    if (c < verb && nominal(p, c) && p->right[c] + 1 == verb &&
        (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_COMPOUND))
      subject = c;
  if (subject == TRV_NO_WORD) return;
  put(m, verb, p->head[noun], p->deprel[noun], p->sub[noun]);
  p->feats[verb].verbform = TRV_FIN;
  p->feats[noun].verbform = 0;
  p->feats[noun].tense = 0;
  p->upos[noun] = TRV_NOUN;
  put(m, noun, verb, TRV_REL_OBJ, TRV_SUB_NONE);
  hang(m, subject, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
  FOR_CHILDREN(p, noun, c)
    if (c > noun || p->right[c] < p->left[subject]) p->head[c] = verb;
}

/* "threatened to march on Kinshasa", "tried to storm parliament": an infinitive taken for a noun behind verbs that have no other "to". */
void mend_infinitive_as_noun(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun], mark = TRV_NO_WORD;
  if (p->upos[noun] != TRV_NOUN && p->upos[noun] != TRV_PROPN) return;
  if (p->deprel[noun] != TRV_REL_OBL && p->deprel[noun] != TRV_REL_OBJ) return;
  if (verb == TRV_NO_WORD || verb > noun || p->upos[verb] != TRV_VERB || !is(m, "infinitive_behind", verb)) return;
  FOR_CHILDREN(p, noun, c)
    if (p->deprel[c] == TRV_REL_CASE && mark == TRV_NO_WORD) mark = c;
  if (mark == TRV_NO_WORD || mark < verb || mark > verb + 5 ||
      !trv_grammar_has(m->grammar, "planned_mark", p->lemma[mark]))
    return;
  for (uint32_t w = verb + 1; w < mark; w++) /* "tried on Tuesday to storm" */
    if (!date_word(m, w) && p->upos[w] != TRV_ADP && p->upos[w] != TRV_NUM && p->upos[w] != TRV_ADJ) return;
  uint32_t inner = mark + 1;
  bool verbal = p->upos[inner] == TRV_VERB && p->feats[inner].verbform == TRV_INF && inner != noun;
  if (!verbal && p->upos[inner] != TRV_NOUN && p->upos[inner] != TRV_PROPN && p->upos[inner] != TRV_ADJ) return;
  if (inner != noun && (p->head[inner] != noun || p->right[inner] != inner)) return;
  if (p->feats[inner].number == TRV_PLUR || has_child(m, verb, TRV_REL_XCOMP)) return;
  const char *form = m->text->words[inner].form;
  if (form[0] < 'a' || form[0] > 'z') return;
  p->upos[inner] = TRV_VERB;
  p->feats[inner].verbform = TRV_INF;
  p->upos[mark] = TRV_PART;
  put(m, inner, verb, TRV_REL_XCOMP, TRV_SUB_NONE);
  if (inner != noun) hang(m, noun, inner, TRV_REL_OBJ, TRV_SUB_NONE);
  hang(m, mark, inner, TRV_REL_MARK, TRV_SUB_NONE);
  FOR_CHILDREN(p, verb, c)
    if (c > noun && p->deprel[c] == TRV_REL_OBL && !date_word(m, c)) hang(m, c, inner, TRV_REL_OBL, p->sub[c]);
}

/* "threatened to resign if Kosovo did not free them": a condition is no complement but of verbs of saying and asking. */
void mend_condition(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word];
  if (p->deprel[word] != TRV_REL_CCOMP || verb == TRV_NO_WORD || verb > word || p->upos[verb] != TRV_VERB) return;
  if (!trv_grammar_has(m->grammar, "completed", "") || is(m, "saying", verb) || is(m, "ask", verb)) return;
  if (p->feats[verb].verbform != TRV_INF) return;
  FOR_CHILDREN(p, word, c)
    if (p->deprel[c] == TRV_REL_MARK && c == p->left[word] && is(m, "condition_mark", c) && is(m, "clause_word", c)) {
      hang(m, word, verb, TRV_REL_ADVCL, TRV_SUB_NONE);
      return;
    }
}

/* "decided on Monday to close the border": behind a day the infinitive completes such a verb, it tells no purpose. */
void mend_behind_a_day(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word], mark = p->left[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_ADVCL || p->feats[word].verbform != TRV_INF) return;
  if (verb == TRV_NO_WORD || verb > mark || p->upos[verb] != TRV_VERB || !is(m, "completed", verb)) return;
  if (p->deprel[mark] != TRV_REL_MARK || !is(m, "complement_mark", mark) || mark - verb > 6) return;
  if (has_child(m, verb, TRV_REL_XCOMP) || has_child(m, verb, TRV_REL_CCOMP)) return;
  bool day = false;
  for (uint32_t w = verb + 1; w < mark; w++) {
    day |= date_word(m, w);
    if (p->deprel[w] == TRV_REL_OBJ && !date_word(m, w)) return;
    if (p->upos[w] == TRV_PUNCT || (nominal(p, w) && !date_word(m, w))) return;
  }
  if (day) hang(m, word, verb, TRV_REL_XCOMP, TRV_SUB_NONE);
}

/* "a été appelé à démissionner par l'opposition", "a été condamné à verser une amende par un tribunal": in what a passive is completed by,
 * who acts is who does what the passive tells. */
void mend_agent_of_passive(struct mender *m, uint32_t agent) {
  struct trv_parse *p = m->p;
  uint32_t in = p->head[agent], verb;
  if ((p->deprel[agent] != TRV_REL_OBL && p->deprel[agent] != TRV_REL_NMOD) || !nominal(p, agent)) return;
  if (in == TRV_NO_WORD || in > agent || date_word(m, agent)) return;
  bool by = false, whole = p->upos[agent] == TRV_PROPN; /* but "par jalousie" */
  FOR_CHILDREN(p, agent, c) {
    by |= p->deprel[c] == TRV_REL_CASE && c < agent && is(m, "agent_preposition", c);
    whole |= p->deprel[c] == TRV_REL_DET && c < agent;
  }
  if (!by || !whole) return;
  if (p->upos[in] == TRV_NOUN && p->deprel[in] == TRV_REL_OBJ && p->right[in] == p->right[agent]) in = p->head[in];
  if (in == TRV_NO_WORD || p->upos[in] != TRV_VERB || p->deprel[in] != TRV_REL_XCOMP) return;
  verb = p->head[in];
  if (verb == TRV_NO_WORD || verb > in || p->upos[verb] != TRV_VERB || p->feats[verb].verbform != TRV_PART_FORM) return;
  bool passive = false;
  FOR_CHILDREN(p, in, c)
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS) return;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_OBL && p->sub[c] == TRV_SUB_AGENT) return;
    passive |= p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS;
  }
  if (passive) hang(m, agent, verb, TRV_REL_OBL, TRV_SUB_AGENT);
}

/* "l'attaque d'une base à Mansila, dans le nord du pays, revendiquée par X": what is claimed is the act, not its place. */
void mend_claimed_act(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_ACL || p->feats[word].verbform != TRV_PART_FORM) return;
  if (noun == TRV_NO_WORD || noun > word || !is(m, "claimed", word) || is(m, "weapon", noun)) return;
  for (uint32_t h = noun, n = 0; h != TRV_NO_WORD && n < 5; h = p->head[h], n++) {
    if (is(m, "weapon", h) && h < word && p->upos[h] == TRV_NOUN) {
      hang(m, word, h, TRV_REL_ACL, TRV_SUB_NONE);
      return;
    }
    FOR_CHILDREN(p, h, c) /* or beside it under one verb: "a fait dix morts dans une attaque à Kaboul, revendiquée" */
      if (p->upos[h] == TRV_VERB && c < noun && c < word && p->upos[c] == TRV_NOUN && is(m, "weapon", c) &&
          p->deprel[c] == TRV_REL_OBL) {
        hang(m, word, c, TRV_REL_ACL, TRV_SUB_NONE);
        return;
      }
  }
}

/* "accuse les Émirats arabes unis d'armer": what was hung on a participle or an epithet within a name hangs on the name's verb. */
void mend_within_name(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t in = p->head[word];
  uint8_t rel = p->deprel[word];
  if (in == TRV_NO_WORD || in > word || (rel != TRV_REL_XCOMP && rel != TRV_REL_ADVCL && rel != TRV_REL_CCOMP)) return;
  if (!is(m, "within_name", in)) return;
  uint32_t noun = p->head[in];
  if (noun == TRV_NO_WORD || noun > in || !nominal(p, noun)) return;
  uint32_t verb = p->head[noun];
  if (verb != TRV_NO_WORD && p->upos[verb] == TRV_VERB && p->deprel[noun] == TRV_REL_OBJ)
    hang(m, word, verb, rel, TRV_SUB_NONE);
}

/* "unless the rebels hand over the town": a verb taken for a noun that its subject describes. */
void mend_verb_as_noun(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t subject = word - 1;
  if (p->upos[word] != TRV_NOUN || (p->deprel[word] != TRV_REL_ADVCL && p->deprel[word] != TRV_REL_CCOMP)) return;
  if (word == 0 || p->head[subject] != word || p->deprel[subject] != TRV_REL_COMPOUND || !nominal(p, subject)) return;
  if (p->feats[subject].number != TRV_PLUR || p->feats[word].number == TRV_PLUR || !has_child(m, word, TRV_REL_MARK))
    return;
  FOR_CHILDREN(p, word, c) {
    if (p->deprel[c] == TRV_REL_COP || p->deprel[c] == TRV_REL_AUX) return;
    if (c < subject &&
        (p->deprel[c] == TRV_REL_DET || p->deprel[c] == TRV_REL_AMOD || p->deprel[c] == TRV_REL_COMPOUND))
      p->head[c] = subject;
  }
  p->upos[word] = TRV_VERB;
  p->feats[word].verbform = TRV_FIN;
  p->feats[word].tense = TRV_PRES;
  hang(m, subject, word, TRV_REL_NSUBJ, TRV_SUB_NONE);
}

/* "denounced the deal, and Doku Zavgayev, its head, called on Yeltsin to": the noun behind a comma and "and" is no further object but the
 * subject of the past behind it, which the parser made a participle. */
void mend_clause_in_list(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t before = p->head[noun], first = p->left[noun], verb = p->right[noun] + 1, over;
  if (p->deprel[noun] != TRV_REL_CONJ || !nominal(p, noun) || before == TRV_NO_WORD || before > noun) return;
  if (p->upos[first] == TRV_PUNCT) first++;
  if (first == 0 || first >= noun || p->deprel[first] != TRV_REL_CC || !comma(m, first - 1)) return;
  for (over = before; over != TRV_NO_WORD && p->upos[over] != TRV_VERB; over = p->head[over]) continue;
  if (over == TRV_NO_WORD || over > noun || !finite(m, over) || !has_child(m, over, TRV_REL_NSUBJ)) return;
  if (comma(m, verb)) verb++;
  while (verb < p->n_words && p->upos[verb] == TRV_ADV) verb++;
  if (verb >= p->n_words || m->text->words[verb].sentence != m->text->words[noun].sentence) return;
  if (p->upos[verb] != TRV_VERB || p->feats[verb].tense != TRV_PAST || has_child(m, verb, TRV_REL_NSUBJ)) return;
  if (!is(m, "own_word", verb) && !is(m, "object_behind", verb) && !is(m, "deed_verb", verb)) return;
  bool told = false; /* it has something of its own, and no agent */
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_AUX || (p->deprel[c] == TRV_REL_OBL && p->sub[c] == TRV_SUB_AGENT)) return;
    told |= c > verb && p->deprel[c] != TRV_REL_PUNCT;
  }
  if (!told || p->head[verb] == noun || p->head[verb] == TRV_NO_WORD) return;
  p->feats[verb].verbform = TRV_FIN;
  hang(m, verb, over, TRV_REL_CONJ, TRV_SUB_NONE);
  hang(m, first, verb, TRV_REL_CC, TRV_SUB_NONE);
  hang(m, noun, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
}

/* "Signed in Geneva, the accord took effect at noon": the participle that opens the sentence, taken for its verb, and the verb for a second. */
void mend_opening_participle(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t first = m->text->sentences[m->text->words[verb].sentence].first_word, main = TRV_NO_WORD;
  if (verb != first || p->deprel[verb] != TRV_REL_ROOT || p->upos[verb] != TRV_VERB) return;
  if (p->feats[verb].tense != TRV_PAST || p->feats[verb].verbform != TRV_PART_FORM) return;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_AUX || p->deprel[c] == TRV_REL_COP || p->deprel[c] == TRV_REL_NSUBJ) return;
    bool clause = p->deprel[c] == TRV_REL_CONJ || p->deprel[c] == TRV_REL_PARATAXIS || p->deprel[c] == TRV_REL_CCOMP;
    if (main != TRV_NO_WORD || !clause || !has_child(m, c, TRV_REL_NSUBJ) || has_child(m, c, TRV_REL_CC)) continue;
    if (p->upos[c] == TRV_VERB ? finite(m, c) : has_child(m, c, TRV_REL_COP)) main = c;
  }
  if (main == TRV_NO_WORD) return;
  uint32_t left = p->left[main];
  if (!comma(m, left) && (left == 0 || !comma(m, left - 1))) return;
  put(m, main, TRV_NO_WORD, TRV_REL_ROOT, TRV_SUB_NONE);
  put(m, verb, main, TRV_REL_ADVCL, TRV_SUB_NONE);
}

/* "The military claims to have killed 40": a clause with a mark hangs on a finite verb as what it says, not as what is said of a noun. */
void mend_clause_of_verb(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t over = p->head[verb];
  if (p->deprel[verb] != TRV_REL_ACL || p->sub[verb] == TRV_SUB_RELCL || over == TRV_NO_WORD || over > verb) return;
  if (p->upos[verb] != TRV_VERB || p->upos[over] != TRV_VERB || !finite(m, over)) return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_MARK && c < verb && is(m, "infinitive_mark", c)) {
      hang(m, verb, over, TRV_REL_XCOMP, TRV_SUB_NONE);
      return;
    }
}

/* "carried out strikes, expelled the ambassador and suspended all visits": a past behind a comma, with a noun right behind it that was
 * taken for its subject, is one of several acts. */
void mend_act_in_list(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t first = p->head[verb], object = TRV_NO_WORD;
  if (p->upos[verb] != TRV_VERB || p->feats[verb].tense != TRV_PAST || !trv_grammar_has(m->grammar, "shares", ""))
    return;
  if (first == TRV_NO_WORD || first > verb || p->upos[first] != TRV_VERB || p->feats[first].tense != TRV_PAST) return;
  if (p->deprel[verb] != TRV_REL_ADVCL && p->deprel[verb] != TRV_REL_PARATAXIS && p->deprel[verb] != TRV_REL_CONJ)
    return;
  if (is(m, "own_word", verb) || is(m, "object_behind", verb) || has_child(m, verb, TRV_REL_MARK) ||
      has_child(m, verb, TRV_REL_AUX) || verb == 0 || !comma(m, verb - 1))
    return;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] != TRV_REL_NSUBJ && p->deprel[c] != TRV_REL_OBJ) continue;
    if (c < verb || p->left[c] != verb + 1) return;
    object = c;
  }
  bool more = p->deprel[verb] == TRV_REL_CONJ; /* one more act follows */
  FOR_CHILDREN(p, first, c) more |= p->deprel[c] == TRV_REL_CONJ && c > verb;
  FOR_CHILDREN(p, verb, c) more |= p->deprel[c] == TRV_REL_CONJ && c > verb && p->upos[c] == TRV_VERB;
  if (object == TRV_NO_WORD || !more) return;
  join_act(m, verb, first, TRV_NO_WORD, object);
}

/* "opened fire on people trying to return home, killing two": behind a comma, of the clause rather than of what somebody in it was trying. */
void mend_participle_of_clause(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t over = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_ADVCL || p->feats[word].tense != TRV_PRES) return;
  if (p->feats[word].verbform != TRV_PART_FORM || word == 0 || !comma(m, word - 1) ||
      has_child(m, word, TRV_REL_MARK) || has_child(m, word, TRV_REL_NSUBJ) ||
      !trv_grammar_has(m->grammar, "shares", ""))
    return;
  bool within = false;
  for (int i = 0; i < 6 && over != TRV_NO_WORD && over < word; i++, over = p->head[over]) {
    /* "fired on a crowd that had marched there, killing 19" */
    bool relative = p->deprel[over] == TRV_REL_ACL && p->sub[over] == TRV_SUB_RELCL;
    if (p->upos[over] == TRV_VERB && finite(m, over) && !(relative && is(m, "outcome", word))) break;
    within |= p->deprel[over] == TRV_REL_ACL && (!relative || is(m, "outcome", word));
  }
  if (!within || over == TRV_NO_WORD || over > word || p->upos[over] != TRV_VERB || !finite(m, over)) return;
  hang(m, word, over, TRV_REL_ADVCL, TRV_SUB_NONE);
}

/* "A coalition of parties in Senegal accused President Macky Sall of a coup": the verb behind a place was taken for an epithet of its object,
 * and the place with it. */
void mend_verb_behind_place(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_AMOD || p->feats[verb].tense != TRV_PAST || verb < 3)
    return;
  uint32_t place = verb - 1, in = verb - 2, noun = verb - 3, object = p->head[in], top = noun;
  if (p->upos[place] != TRV_PROPN || p->upos[in] != TRV_ADP || p->deprel[in] != TRV_REL_CASE || !nominal(p, noun))
    return;
  if (object == TRV_NO_WORD || object <= verb || !nominal(p, object) || !trv_grammar_has(m->grammar, "shares", ""))
    return;
  while (p->head[top] != TRV_NO_WORD && p->head[top] < verb) top = p->head[top];
  if (p->head[top] != TRV_NO_WORD || !nominal(p, top) || has_child(m, top, TRV_REL_COP) ||
      has_child(m, top, TRV_REL_CASE))
    return;
  const struct trv_sentence *s = &m->text->sentences[m->text->words[verb].sentence];
  if (noun < s->first_word) return;
  for (uint32_t w = s->first_word; w < s->first_word + s->n_words; w++)
    if (w != verb && p->feats[w].verbform == TRV_FIN) return;
  p->head[in] = place;
  p->head[place] = noun;
  p->deprel[place] = TRV_REL_NMOD;
  main_verb(m, verb, top);
  put(m, object, verb, TRV_REL_OBJ, TRV_SUB_NONE);
  FOR_CHILDREN(p, object, c)
    if (c < in) p->head[c] = top;
}

/* "Trois opposants, dont l'ancien premier ministre, ont été arrêtés": the relative that only names some of them ends with the comma, and the
 * verb behind it is the sentence's. */
void mend_behind_members(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[verb], start, relative = TRV_NO_WORD;
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_ACL || noun == TRV_NO_WORD || noun > verb) return;
  if (p->head[noun] != TRV_NO_WORD || !nominal(p, noun) || !finite(m, verb) || has_child(m, verb, TRV_REL_NSUBJ))
    return;
  start = group_start(m, verb);
  if (start < noun + 4 || !comma(m, start - 1)) return;
  for (uint32_t w = noun + 1; w + 1 < start; w++) {
    if (relative == TRV_NO_WORD && is(m, "genitive_relative", w) && comma(m, w - 1) && p->head[w] != verb) relative = w;
    else if (relative != TRV_NO_WORD && (p->upos[w] == TRV_VERB || p->upos[w] == TRV_AUX)) return;
  }
  if (relative == TRV_NO_WORD) return;
  bool passive = false;
  FOR_CHILDREN(p, verb, c) passive |= p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS;
  p->head[verb] = TRV_NO_WORD;
  p->deprel[verb] = TRV_REL_ROOT;
  p->sub[verb] = TRV_SUB_NONE;
  put(m, noun, verb, TRV_REL_NSUBJ, passive ? TRV_SUB_PASS : TRV_SUB_NONE);
  FOR_CHILDREN(p, noun, c)
    if (c > verb) p->head[c] = verb;
}
