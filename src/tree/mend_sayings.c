/* Clauses that tell who says what, and their subjects. See mend.h. */
#include "tree/mend.h"

/* "a informé Paris que la Russie avait bombardé Odessa": what was taken for a relative pronoun, beside an object of the verb;
 * TRV_NO_WORD: none. */
static uint32_t taken_for_relative(const struct mender *m, uint32_t verb) {
  const struct trv_parse *p = m->p;
  uint32_t mark = TRV_NO_WORD;
  bool object = false;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] != TRV_REL_OBJ) continue;
    if (c < verb && p->upos[c] == TRV_PRON && is(m, "told_mark", c)) mark = c;
    object |= c > verb;
  }
  return object ? mark : TRV_NO_WORD;
}

/* "wrote on Telegram that …", "reported, citing the ministry, that …": what is said, and no clause of the noun before it;
 * "said on Tuesday morning that …": nor one of its circumstances. */
void mend_told_clause(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  bool adverbial = p->deprel[word] == TRV_REL_ADVCL && noun != TRV_NO_WORD && p->upos[noun] == TRV_VERB;
  if ((p->deprel[word] != TRV_REL_ACL && !adverbial) || noun == TRV_NO_WORD || noun > word) return;
  bool subject = false;
  uint32_t mark = TRV_NO_WORD; /* a conjunction, be it taken for the object */
  FOR_CHILDREN(p, word, c) {
    subject |= (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_EXPL) && c < word;
    if ((p->deprel[c] == TRV_REL_MARK || p->deprel[c] == TRV_REL_OBJ) && p->upos[c] == TRV_SCONJ &&
        is(m, "told_mark", c))
      mark = c;
  }
  if (adverbial && mark != p->left[word]) return; /* "before", "so that" */
  uint32_t relative = taken_for_relative(m, word);
  if (!subject || (mark == TRV_NO_WORD && relative == TRV_NO_WORD) || is(m, "told_noun", noun)) return;
  uint32_t verb = noun;
  for (int i = 0; i < 5 && verb != TRV_NO_WORD; i++, verb = p->head[verb]) {
    bool told = p->upos[verb] == TRV_VERB && is(m, "saying", verb);
    if (told && !is(m, "citing", verb)) break;
  }
  if (verb == TRV_NO_WORD || p->upos[verb] != TRV_VERB || verb > noun || !is(m, "saying", verb) ||
      has_child(m, verb, TRV_REL_CCOMP))
    return;
  hang(m, word, verb, TRV_REL_CCOMP, TRV_SUB_NONE);
  if (mark != TRV_NO_WORD) hang(m, mark, word, TRV_REL_MARK, TRV_SUB_NONE);
  if (relative == TRV_NO_WORD) return;
  p->upos[relative] = TRV_SCONJ;
  hang(m, relative, word, TRV_REL_MARK, TRV_SUB_NONE);
}

/* "a averti Damas qu'il attaquerait": what somebody is told, and no clause of his. */
void mend_told_to(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t object = p->head[word], mark = p->left[word];
  if (p->deprel[word] != TRV_REL_ACL || object == TRV_NO_WORD || p->deprel[object] != TRV_REL_OBJ) return;
  uint32_t verb = p->head[object];
  if (verb == TRV_NO_WORD || verb > object || !is(m, "told_to", verb) || has_child(m, verb, TRV_REL_CCOMP)) return;
  if (mark < object) return;
  if (!is(m, "told_to_mark", mark) || comma(m, mark - 1) || !has_child(m, word, TRV_REL_NSUBJ)) return;
  p->upos[mark] = TRV_SCONJ;
  p->feats[mark].prontype = 0;
  hang(m, mark, word, TRV_REL_MARK, TRV_SUB_NONE);
  hang(m, word, verb, TRV_REL_CCOMP, TRV_SUB_NONE);
}

/* "The army, Interfax reported, bombed": a clause of saying between commas, set into the sentence. */
void mend_inserted_saying(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[verb];
  if (p->upos[verb] != TRV_VERB || noun == TRV_NO_WORD || p->feats[verb].verbform != TRV_FIN) return;
  if (!trv_grammar_has(m->grammar, "inserted_saying", p->lemma[verb])) return;
  if (p->deprel[verb] != TRV_REL_ACL && p->deprel[verb] != TRV_REL_ADVCL) return;
  uint32_t subject = TRV_NO_WORD;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_MARK || p->deprel[c] == TRV_REL_OBJ || p->deprel[c] == TRV_REL_CCOMP ||
        p->deprel[c] == TRV_REL_XCOMP)
      return;
    if (p->deprel[c] == TRV_REL_NSUBJ) subject = c;
  }
  if (subject != TRV_NO_WORD && is(m, "relative_pronoun", subject)) return;
  uint32_t apposed = TRV_NO_WORD;
  if (subject == TRV_NO_WORD && verb > 0) { /* taken for an apposition of the noun before */
    apposed = verb - 1;
    while ((p->deprel[apposed] == TRV_REL_FLAT || p->deprel[apposed] == TRV_REL_COMPOUND) &&
           p->head[apposed] != TRV_NO_WORD)
      apposed = p->head[apposed];
    if (p->deprel[apposed] != TRV_REL_APPOS || apposed > verb) return;
    subject = apposed;
  }
  uint32_t first = p->left[subject];
  while (comma(m, first)) first++;
  if (first == 0 || !comma(m, first - 1) || !comma(m, p->right[verb] == verb ? verb + 1 : p->right[verb])) {
    if (first == 0 || !comma(m, first - 1) || !comma(m, p->right[verb] + 1)) return;
  }
  uint32_t over = noun;
  if (p->upos[over] != TRV_VERB && over < verb && p->head[over] != TRV_NO_WORD && p->deprel[over] == TRV_REL_NSUBJ)
    over = p->head[over];
  hang(m, verb, over, TRV_REL_PARATAXIS, TRV_SUB_NONE);
  FOR_CHILDREN(p, verb, c)
    if (p->upos[c] == TRV_PUNCT && c > verb + 1) p->head[c] = over; /* the sentence's */
  if (apposed != TRV_NO_WORD) hang(m, apposed, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
}

/* "a proposé une trêve, a annoncé l'Élysée": what stands before the comma is the sentence's, not that of the saying. */
void mend_before_inserted(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t over = p->head[verb];
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_PARATAXIS || over == TRV_NO_WORD || over > verb) return;
  uint32_t start = group_start(m, verb);
  bool behind = false;
  FOR_CHILDREN(p, verb, c) behind |= p->deprel[c] == TRV_REL_NSUBJ && c > verb;
  if (!behind || start == 0 || !comma(m, start - 1) || start - 1 < over) return;
  FOR_CHILDREN(p, verb, c) {
    if (c >= start - 1 || c < over || p->upos[c] == TRV_PUNCT || p->deprel[c] == TRV_REL_NSUBJ) continue;
    if (p->deprel[c] == TRV_REL_OBL || p->deprel[c] == TRV_REL_ADVMOD) continue; /* a setting may be of both */
    uint32_t joined = c + 1;                                                     /* "and" belongs to what it joins */
    while (p->deprel[c] == TRV_REL_CC && joined < start - 1 && p->deprel[joined] != TRV_REL_CONJ) joined++;
    if (p->deprel[c] == TRV_REL_CC && joined < start - 1) hang(m, c, joined, TRV_REL_CC, TRV_SUB_NONE);
    else if (p->deprel[c] != TRV_REL_CC) hang(m, c, over, p->deprel[c], p->sub[c]);
  }
}

/* "set fire to a post and to some houses, officials said": what stands before its comma is the sentence's, though the saying was taken for
 * what is joined to it. */
void mend_saying_as_joined(struct mender *m, uint32_t saying) {
  struct trv_parse *p = m->p;
  uint32_t over = p->head[saying], subject = TRV_NO_WORD;
  if (p->upos[saying] != TRV_VERB || p->deprel[saying] != TRV_REL_CONJ || over > saying) return;
  if (!is(m, "inserted_saying", saying)) return;
  FOR_CHILDREN(p, saying, c) {
    uint8_t r = p->deprel[c];
    if (r == TRV_REL_CCOMP || r == TRV_REL_OBJ || r == TRV_REL_XCOMP || r == TRV_REL_MARK) return;
    if (r == TRV_REL_NSUBJ && c < saying) subject = c;
  }
  if (subject == TRV_NO_WORD || p->right[subject] + 1 != saying) return;
  uint32_t first = p->left[subject];
  while (comma(m, first)) first++;
  if (first == 0 || !comma(m, first - 1)) return;
  bool before = false; /* only where something does */
  FOR_CHILDREN(p, saying, c) before |= c < first - 1 && p->deprel[c] == TRV_REL_OBL;
  if (!before) return;
  FOR_CHILDREN(p, saying, c)
    if (c < first - 1 && p->upos[c] != TRV_PUNCT) hang(m, c, over, p->deprel[c], p->sub[c]);
  hang(m, saying, over, TRV_REL_PARATAXIS, TRV_SUB_NONE);
}

/* The full stop is the sentence's, not that of a clause set into it. */
void mend_stop_of_inserted(struct mender *m, uint32_t stop) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[stop];
  if (p->upos[stop] != TRV_PUNCT || verb == TRV_NO_WORD || p->deprel[verb] != TRV_REL_PARATAXIS) return;
  uint32_t over = p->head[verb];
  if (over == TRV_NO_WORD || over < verb || stop < over || !is(m, "inserted_saying", verb)) return;
  p->head[stop] = over;
  m->changed = true;
}

/* "It would not, it added, accept a decree": the inserted clause taken for the main one, and that for one joined to it. */
void mend_inserted_above(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  if (p->upos[verb] != TRV_VERB || !is(m, "inserted_saying", verb) || !comma(m, verb + 1)) return;
  uint32_t subject = TRV_NO_WORD, main = TRV_NO_WORD;
  FOR_CHILDREN(p, verb, c) {
    uint8_t r = p->deprel[c];
    if (r == TRV_REL_OBJ || r == TRV_REL_CCOMP || r == TRV_REL_XCOMP || r == TRV_REL_MARK) return;
    if (r == TRV_REL_NSUBJ && c < verb) subject = c;
    if (c > verb && p->upos[c] == TRV_VERB && main == TRV_NO_WORD &&
        (r == TRV_REL_CONJ || r == TRV_REL_PARATAXIS || r == TRV_REL_ADVCL) && !has_child(m, c, TRV_REL_CC))
      main = c;
  }
  if (subject == TRV_NO_WORD || main == TRV_NO_WORD || has_child(m, main, TRV_REL_MARK)) return;
  uint32_t first = p->left[subject];
  while (comma(m, first)) first++;
  if (first == 0 || !comma(m, first - 1)) return;
  bool before = false;
  FOR_CHILDREN(p, verb, c) before |= c < first - 1 && p->upos[c] != TRV_PUNCT && p->deprel[c] != TRV_REL_CC;
  if (!before) return;
  hang(m, main, p->head[verb], p->deprel[verb], p->sub[verb]);
  FOR_CHILDREN(p, verb, c)
    if (c + 1 < first || (c > main && p->upos[c] != TRV_PUNCT)) p->head[c] = main;
  hang(m, verb, main, TRV_REL_PARATAXIS, TRV_SUB_NONE);
}

/* "Le cessez-le-feu signé la veille est entré en vigueur mardi, a déclaré le porte-parole": what is said was hung on the clause of
 * saying behind it, which took its subject. */
void mend_saying_behind(struct mender *m, uint32_t said) {
  struct trv_parse *p = m->p;
  uint32_t saying = p->head[said], subject = TRV_NO_WORD, speaker = TRV_NO_WORD;
  if (p->upos[said] != TRV_VERB || saying == TRV_NO_WORD || saying < said || p->upos[saying] != TRV_VERB) return;
  if (p->deprel[said] != TRV_REL_PARATAXIS && p->deprel[said] != TRV_REL_CCOMP) return;
  bool finite = p->feats[said].verbform == TRV_FIN;
  FOR_CHILDREN(p, said, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_CSUBJ || p->deprel[c] == TRV_REL_MARK) return;
    finite |= p->deprel[c] == TRV_REL_AUX && p->feats[c].verbform == TRV_FIN;
  }
  FOR_CHILDREN(p, saying, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ && c < said) subject = c;
    bool behind = c > saying && (p->deprel[c] == TRV_REL_OBJ || p->deprel[c] == TRV_REL_NSUBJ);
    if (behind && nominal(p, c)) speaker = speaker == TRV_NO_WORD ? c : saying;
  }
  if (!finite || subject == TRV_NO_WORD || speaker == TRV_NO_WORD || speaker == saying) return;
  /* between the two a comma, and nothing but the auxiliaries of the saying */
  uint32_t w = saying;
  while (w > said && (p->head[w - 1] == saying) && (p->deprel[w - 1] == TRV_REL_AUX || p->upos[w - 1] == TRV_PRON)) w--;
  if (w <= said + 1 || strcmp(m->text->words[w - 1].form, ",") != 0) return;
  uint32_t head = p->head[saying];
  uint8_t rel = p->deprel[saying], sub = p->sub[saying];
  hang(m, subject, said, TRV_REL_NSUBJ, p->sub[subject]);
  hang(m, said, head, rel, sub);
  hang(m, saying, said, TRV_REL_PARATAXIS, 0);
  hang(m, speaker, saying, TRV_REL_NSUBJ, 0);
}

/* "The ministers, X and Y, talked on Tuesday, the ministry said": of two subjects of the saying the first is of what is said. */
void mend_subject_of_told(struct mender *m, uint32_t told) {
  struct trv_parse *p = m->p;
  uint32_t saying = p->head[told], subject = TRV_NO_WORD, speaker = TRV_NO_WORD;
  if (p->upos[told] != TRV_VERB || p->deprel[told] != TRV_REL_CCOMP || p->feats[told].tense != TRV_PAST) return;
  if (saying == TRV_NO_WORD || saying < told || p->upos[saying] != TRV_VERB) return;
  if (has_child(m, told, TRV_REL_MARK) || has_child(m, told, TRV_REL_AUX)) return;
  uint32_t object = TRV_NO_WORD, apposed = TRV_NO_WORD; /* "bombed the airport, its main hub, residents said" */
  FOR_CHILDREN(p, told, c) {
    if (p->deprel[c] == TRV_REL_OBJ && object == TRV_NO_WORD) object = c;
    if (p->deprel[c] != TRV_REL_NSUBJ) continue;
    if (object == TRV_NO_WORD || c < object) return;
    apposed = c;
  }
  FOR_CHILDREN(p, saying, c) {
    if (p->deprel[c] != TRV_REL_NSUBJ) continue;
    if (c < told) subject = c;
    else if (c < saying) speaker = c;
  }
  if (subject == TRV_NO_WORD || speaker == TRV_NO_WORD) return;
  p->feats[told].verbform = TRV_FIN;
  hang(m, subject, told, TRV_REL_NSUBJ, TRV_SUB_NONE);
  if (apposed != TRV_NO_WORD) hang(m, apposed, object, TRV_REL_APPOS, TRV_SUB_NONE);
}

/* ", quoting witnesses": a participle behind a comma with its object, taken for an epithet of it. */
void mend_citing_participle(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_AMOD || noun == TRV_NO_WORD || noun < word) return;
  if (!is(m, "citing", word) || word == 0 || !comma(m, word - 1)) return;
  uint32_t verb = p->head[noun];
  for (int i = 0; i < 4 && verb != TRV_NO_WORD && p->upos[verb] != TRV_VERB; i++) verb = p->head[verb];
  if (verb == TRV_NO_WORD || p->upos[verb] != TRV_VERB) return;
  hang(m, word, verb, TRV_REL_ADVCL, TRV_SUB_NONE);
  hang(m, noun, word, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "said that no deal had been reached, and called on both sides", "'We have lost it,' said the president, and called on": a past behind
 * a comma is joined to the verb of saying, whose tense it has, and not to the one that has an auxiliary. */
void mend_joined_to_saying(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t over = p->head[word], cc = TRV_NO_WORD, verb;
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_CONJ || over == TRV_NO_WORD || over > word) return;
  if (p->upos[over] != TRV_VERB || p->deprel[over] != TRV_REL_CCOMP || !has_child(m, over, TRV_REL_AUX)) return;
  if (p->feats[word].verbform != TRV_FIN || p->feats[word].tense != TRV_PAST) return;
  FOR_CHILDREN(p, word, c) {
    if (p->deprel[c] == TRV_REL_CC && c < word) cc = c;
    if (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_AUX || p->deprel[c] == TRV_REL_EXPL) return;
  }
  if (cc == TRV_NO_WORD || cc == 0 || m->text->words[cc - 1].form[0] != ',') return;
  verb = p->head[over];
  if (verb == TRV_NO_WORD || verb > word || p->upos[verb] != TRV_VERB || p->feats[verb].verbform != TRV_FIN ||
      p->feats[verb].tense != TRV_PAST || has_child(m, verb, TRV_REL_AUX))
    return;
  hang(m, word, verb, TRV_REL_CONJ, TRV_SUB_NONE);
}

/* "killed 20 villagers in Kishishe, the government alleged on Thursday": a past that ends the sentence, taken for a participle said of a
 * noun; the verb of what is told, TRV_NO_WORD: it is none. */
static uint32_t told_before_past(const struct mender *m, uint32_t saying) {
  const struct trv_parse *p = m->p;
  const struct trv_sentence *s = &m->text->sentences[m->text->words[saying].sentence];
  if (p->deprel[saying] != TRV_REL_ACL || p->feats[saying].tense != TRV_PAST || p->sub[saying] == TRV_SUB_RELCL)
    return TRV_NO_WORD;
  if (p->right[saying] + 2 < s->first_word + s->n_words || !nominal(p, saying - 1)) return TRV_NO_WORD;
  FOR_CHILDREN(p, saying, c)
    if ((c < saying && !comma(m, c)) || p->deprel[c] == TRV_REL_XCOMP || p->sub[c] == TRV_SUB_AGENT) return TRV_NO_WORD;
  uint32_t told = p->head[saying];
  while (told != TRV_NO_WORD && nominal(p, told)) told = p->head[told];
  return told;
}

/* The first of a list behind a comma whose second is `word`, both hung on a noun before the comma; TRV_NO_WORD: none. */
static uint32_t first_of_two(const struct mender *m, uint32_t word) {
  const struct trv_parse *p = m->p;
  uint32_t noun = p->head[word], first = p->left[word];
  if (noun == TRV_NO_WORD || p->deprel[word] != TRV_REL_CONJ || p->upos[first] != TRV_CCONJ) return TRV_NO_WORD;
  FOR_CHILDREN(p, noun, c) {
    uint32_t start = p->left[c];
    while (start < c && comma(m, start)) start++;
    if (p->deprel[c] == TRV_REL_CONJ && c > noun && p->right[c] + 1 == first && start > 0 && comma(m, start - 1))
      return c;
  }
  return TRV_NO_WORD;
}

/* "looted vehicles at the gates, a UN spokesman, David Wimhurst, said": who says it was taken for an apposition of what is said;
 * "in Borno, residents and officials said": or for the next of a list. */
void mend_speaker_as_apposition(struct mender *m, uint32_t saying) {
  struct trv_parse *p = m->p;
  if (p->upos[saying] != TRV_VERB || saying < 3 || !is(m, "inserted_saying", saying)) return;
  uint32_t told = told_before_past(m, saying), speaker = TRV_NO_WORD, subject = TRV_NO_WORD;
  bool past = told != TRV_NO_WORD;
  if (!past && !finite(m, saying)) return;
  FOR_CHILDREN(p, saying, c) {
    uint8_t r = p->deprel[c];
    if (r == TRV_REL_CSUBJ || r == TRV_REL_EXPL || r == TRV_REL_OBJ || r == TRV_REL_MARK || r == TRV_REL_CC) return;
    if ((r == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS) || (r == TRV_REL_NSUBJ && subject != TRV_NO_WORD)) return;
    if (r == TRV_REL_CCOMP && (c > saying || told != TRV_NO_WORD)) return;
    bool loose = r == TRV_REL_ADVCL && c < saying && finite(m, c) && !has_child(m, c, TRV_REL_MARK);
    if (r == TRV_REL_CCOMP || (loose && told == TRV_NO_WORD)) told = c;
    if (r == TRV_REL_NSUBJ) subject = c;
  }
  bool joined = past;
  uint8_t rel = p->deprel[saying];
  if (told == TRV_NO_WORD && (rel == TRV_REL_CONJ || rel == TRV_REL_PARATAXIS || rel == TRV_REL_ADVCL))
    told = p->head[saying], joined = true;
  if (told == TRV_NO_WORD || told > saying || p->upos[told] != TRV_VERB) return;
  /* "A bomb killed six in Baghdad, police said": its one subject may be that of what is told */
  if (subject != TRV_NO_WORD && (subject > told || has_child(m, told, TRV_REL_NSUBJ))) return;
  uint32_t w = saying - 1;
  while (w > told && p->deprel[w] == TRV_REL_AUX) w--;
  if (comma(m, w)) w--;
  while (w != TRV_NO_WORD && w > told && nominal(p, w)) {
    uint32_t first = p->left[w];
    while (first < w && comma(m, first)) first++;
    bool apposed = p->deprel[w] == TRV_REL_APPOS || p->deprel[w] == TRV_REL_PARATAXIS ||
                   (p->deprel[w] == TRV_REL_CONJ && p->upos[first] != TRV_CCONJ);
    if (apposed && first > told && comma(m, first - 1)) speaker = w;
    uint32_t other = first_of_two(m, w);
    if (other != TRV_NO_WORD) hang(m, w, other, TRV_REL_CONJ, TRV_SUB_NONE);
    w = p->head[w];
  }
  if (speaker == TRV_NO_WORD) return;
  hang(m, speaker, saying, TRV_REL_NSUBJ, TRV_SUB_NONE);
  if (subject != TRV_NO_WORD) hang(m, subject, told, TRV_REL_NSUBJ, p->sub[subject]);
  if (past) p->feats[saying].verbform = TRV_FIN;
  if (joined) hang(m, saying, told, TRV_REL_PARATAXIS, TRV_SUB_NONE);
  else if (p->deprel[told] == TRV_REL_ADVCL) hang(m, told, saying, TRV_REL_CCOMP, TRV_SUB_NONE);
}

/* "Sudan's army, the UN said, killed 20": of two subjects of the saying the first is of the verb behind it, in which it is set. */
void mend_inserted_behind_subject(struct mender *m, uint32_t saying) {
  struct trv_parse *p = m->p;
  if (p->upos[saying] != TRV_VERB || !is(m, "inserted_saying", saying)) return;
  uint32_t subject = TRV_NO_WORD, speaker = TRV_NO_WORD, verb = TRV_NO_WORD;
  FOR_CHILDREN(p, saying, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ && c < saying) {
      if (subject == TRV_NO_WORD) subject = c;
      else speaker = speaker == TRV_NO_WORD ? c : saying;
    }
    if (p->deprel[c] == TRV_REL_CCOMP && c > saying && verb == TRV_NO_WORD) verb = c;
    if (p->deprel[c] == TRV_REL_MARK || p->deprel[c] == TRV_REL_OBJ) return;
  }
  if (speaker == TRV_NO_WORD || speaker == saying || verb == TRV_NO_WORD || !finite(m, verb)) return;
  if (has_child(m, verb, TRV_REL_NSUBJ) || has_child(m, verb, TRV_REL_MARK) || p->right[speaker] + 1 != saying) return;
  uint32_t first = p->left[speaker];
  while (comma(m, first)) first++;
  if (first == 0 || !comma(m, first - 1) || !comma(m, saying + 1)) return;
  hang(m, verb, p->head[saying], p->deprel[saying], p->sub[saying]);
  hang(m, subject, verb, TRV_REL_NSUBJ, p->sub[subject]);
  FOR_CHILDREN(p, saying, c)
    if (c > verb || c < subject) p->head[c] = verb;
  hang(m, saying, verb, TRV_REL_PARATAXIS, TRV_SUB_NONE);
}
