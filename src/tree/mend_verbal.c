/* Nouns and names taken for verbs, verbs for nouns, epithets or prepositions. See mend.h. */
#include "tree/mend.h"

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
