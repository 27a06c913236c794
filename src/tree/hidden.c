/* Verbs that the parser hides in a noun phrase, where the forms of past and participle are one.
 *
 *   "The president of Peru dissolved Congress"   taken for "of [Peru-dissolved Congress]"
 *   "Syrian aircraft dropped barrel bombs"       taken for "[aircraft-dropped] bombs"
 *
 *   "stormed the palace in Conakry and arrested the president"   taken for "[Conakry and arrested] the president"
 *
 * A participle that stands before its noun and right behind another noun, in a clause without any verb, is that clause's
 * verb: what precedes it is its subject, its noun the object. One behind "and", with an object of its own, and joined to a
 * noun, is joined to that noun's verb. */
#include "tree/tree.h"

#include <string.h>

#define FOR_CHILDREN(p, w, c)                                                                                          \
  for (uint32_t c##_i = (p)->child_begin[w], c; c##_i < (p)->child_begin[(w) + 1] && (c = (p)->children[c##_i], true); \
       c##_i++)

static bool nominal(const struct trv_parse *p, uint32_t w) { return p->upos[w] == TRV_NOUN || p->upos[w] == TRV_PROPN; }

static void hang(struct trv_parse *p, uint32_t word, uint32_t head, uint8_t rel) {
  p->head[word] = head;
  p->deprel[word] = rel;
  p->sub[word] = TRV_SUB_NONE;
}

/* The participle `verb` is a finite verb of the past. */
static void tell_past(struct trv_parse *p, uint32_t verb) {
  p->feats[verb].verbform = TRV_FIN;
  p->feats[verb].tense = TRV_PAST;
  p->feats[verb].mood = TRV_IND;
  p->feats[verb].passive = 0;
}

static bool descends(const struct trv_parse *p, uint32_t w, uint32_t from) {
  for (int i = 0; i < 20 && w != TRV_NO_WORD; i++, w = p->head[w])
    if (w == from) return true;
  return false;
}

static bool hidden_verb(const struct trv_text *text, struct trv_parse *p, uint32_t verb) {
  uint32_t object = p->head[verb], root = object, first = text->sentences[text->words[verb].sentence].first_word;
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_AMOD || object == TRV_NO_WORD || object < verb)
    return false;
  if (p->feats[verb].verbform != TRV_PART_FORM || p->feats[verb].tense == TRV_PRES || verb == first) return false;
  /* "Georgian police detained Nika Gvaramia, his party said": of two subjects, the first is what is said */
  uint32_t said = TRV_NO_WORD;
  if (p->deprel[object] == TRV_REL_NSUBJ && p->upos[p->head[object]] == TRV_VERB)
    FOR_CHILDREN(p, p->head[object], c)
      if (p->deprel[c] == TRV_REL_NSUBJ && c > object && c < p->head[object] && p->upos[p->left[c] - 1] == TRV_PUNCT)
        said = p->head[object];
  while (said == TRV_NO_WORD && p->head[root] != TRV_NO_WORD) root = p->head[root];
  if (!nominal(p, root) || !nominal(p, object)) return false;
  FOR_CHILDREN(p, root, c)
    if (p->deprel[c] == TRV_REL_COP || p->deprel[c] == TRV_REL_AUX) return false;
  uint32_t before = verb - 1;
  bool chief = p->upos[before] == TRV_ADJ && p->deprel[before] == TRV_REL_NMOD;
  if (!nominal(p, before) && !chief) return false;
  for (uint32_t w = first; w < verb; w++)
    if (p->upos[w] == TRV_VERB || p->upos[w] == TRV_AUX) return false;
  uint32_t subject = TRV_NO_WORD;
  if (root < verb) { /* "The president of Peru dissolved Congress" */
    subject = root;
    uint32_t end = before;
    while (p->head[end] != TRV_NO_WORD && p->head[end] < verb && p->head[end] != root && end != root)
      end = p->head[end];
    for (uint32_t w = first; w < verb; w++) {
      if (p->head[w] == TRV_NO_WORD || p->head[w] < verb || w == end) continue;
      if (end != root && p->deprel[w] == TRV_REL_CASE) p->head[w] = end;
      else hang(p, w, end == root ? root : end, p->deprel[w]);
    }
    if (end != root && p->head[end] >= verb)
      hang(p, end, root, p->deprel[object] == TRV_REL_APPOS ? TRV_REL_APPOS : TRV_REL_NMOD);
    if (end == root && p->deprel[object] != TRV_REL_NMOD && p->deprel[object] != TRV_REL_APPOS) return false;
  } else if (root == object) { /* "aircraft dropped barrel bombs" */
    subject = before;
    while (p->head[subject] != TRV_NO_WORD && p->head[subject] < verb) subject = p->head[subject];
    if (!nominal(p, subject) && !chief) return false;
    FOR_CHILDREN(p, subject, c)
      if (p->deprel[c] == TRV_REL_CASE) return false;
    for (uint32_t w = first; w < verb; w++) {
      if (w == subject || p->head[w] == TRV_NO_WORD || p->head[w] < verb) continue;
      bool aside = p->deprel[w] == TRV_REL_PUNCT || p->deprel[w] == TRV_REL_OBL || p->deprel[w] == TRV_REL_ADVMOD ||
                   p->deprel[w] == TRV_REL_CC || p->deprel[w] == TRV_REL_ADVCL;
      hang(p, w, aside || descends(p, subject, w) ? verb : subject, p->deprel[w]);
    }
    if (chief) p->upos[subject] = TRV_NOUN;
  } else {
    return false;
  }
  hang(p, verb, said, said == TRV_NO_WORD ? TRV_REL_ROOT : TRV_REL_CCOMP);
  hang(p, subject, verb, TRV_REL_NSUBJ);
  hang(p, object, verb, TRV_REL_OBJ);
  tell_past(p, verb);
  return true;
}

/* "stormed the palace in Conakry and arrested the president" */
static bool coordinated_verb(const struct trv_text *text, struct trv_parse *p, uint32_t verb) {
  uint32_t noun = p->head[verb], over = noun, object = TRV_NO_WORD;
  (void)text;
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_CONJ || noun == TRV_NO_WORD || noun > verb) return false;
  if (!nominal(p, noun) || p->feats[verb].verbform != TRV_PART_FORM || p->feats[verb].tense == TRV_PRES) return false;
  if (verb == 0 || p->deprel[verb - 1] != TRV_REL_CC || p->head[verb - 1] != verb) return false;
  for (int i = 0; i < 6 && over != TRV_NO_WORD && p->upos[over] != TRV_VERB; i++) over = p->head[over];
  if (over == TRV_NO_WORD || p->upos[over] != TRV_VERB || over > noun) return false;
  FOR_CHILDREN(p, verb, c) {
    bool preposition = false;
    FOR_CHILDREN(p, c, k) preposition |= p->deprel[k] == TRV_REL_CASE || p->deprel[k] == TRV_REL_MARK;
    if (p->deprel[c] == TRV_REL_AUX) return false;
    if (c > verb && nominal(p, c) && !preposition && object == TRV_NO_WORD &&
        (p->deprel[c] == TRV_REL_OBJ || p->deprel[c] == TRV_REL_XCOMP || p->deprel[c] == TRV_REL_OBL) &&
        p->left[c] == verb + 1)
      object = c;
  }
  if (object == TRV_NO_WORD) return false;
  bool finite = p->feats[over].verbform == TRV_FIN;
  FOR_CHILDREN(p, over, c) finite |= p->deprel[c] == TRV_REL_AUX && p->sub[c] != TRV_SUB_PASS;
  if (!finite) return false;
  hang(p, verb, over, TRV_REL_CONJ);
  hang(p, object, verb, TRV_REL_OBJ);
  p->feats[verb].verbform = p->feats[over].verbform;
  p->feats[verb].tense = p->feats[over].tense;
  p->feats[verb].mood = p->feats[over].mood;
  p->feats[verb].passive = 0;
  return true;
}

/* "Thousands fled as Turkish warplanes bombed the town": the noun between a conjunction and a verb, taken for a complement
 * of the verb before, is the subject of the clause. */
static bool clause_subject(const struct trv_grammar *grammar, struct trv_parse *p, uint32_t verb) {
  uint32_t over = p->head[verb], noun = TRV_NO_WORD, mark = TRV_NO_WORD, other = TRV_NO_WORD;
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_ADVCL || over == TRV_NO_WORD || over > verb) return false;
  if (p->upos[over] != TRV_VERB || p->feats[verb].verbform != TRV_FIN) return false;
  FOR_CHILDREN(p, over, c)
    if (c > over && c < verb && p->deprel[c] == TRV_REL_OBL && nominal(p, c) && p->right[c] == verb - 1) noun = c;
  if (noun == TRV_NO_WORD) return false;
  FOR_CHILDREN(p, noun, c)
    if (c < noun && p->deprel[c] == TRV_REL_CASE && trv_grammar_has(grammar, "clause_word", p->lemma[c])) mark = c;
  if (mark == TRV_NO_WORD || mark != p->left[noun]) return false;
  bool own = false;
  FOR_CHILDREN(p, over, c) own |= p->deprel[c] == TRV_REL_NSUBJ;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_NSUBJ) {
      if (c > over) return false;
      other = c;
    }
  if (other != TRV_NO_WORD) hang(p, other, over, own ? TRV_REL_DEP : TRV_REL_NSUBJ);
  hang(p, mark, verb, TRV_REL_MARK);
  hang(p, noun, verb, TRV_REL_NSUBJ);
  return true;
}

/* "were killed and 12 wounded", "and dozens injured": the participle behind a number joined to a verb shares that verb's
 * auxiliary. */
static bool counted_participle(struct trv_parse *p, uint32_t verb) {
  uint32_t number = p->head[verb];
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_ACL || number == TRV_NO_WORD || number + 1 != verb)
    return false;
  if (p->feats[verb].verbform != TRV_PART_FORM || p->feats[verb].tense == TRV_PRES) return false;
  uint32_t over = p->head[number];
  if ((p->upos[number] != TRV_NUM && p->upos[number] != TRV_NOUN) || p->deprel[number] != TRV_REL_CONJ) return false;
  if (over == TRV_NO_WORD || over > number || p->upos[over] != TRV_VERB) return false;
  bool auxiliary = false;
  FOR_CHILDREN(p, over, c) auxiliary |= p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS;
  if (!auxiliary) return false;
  FOR_CHILDREN(p, number, c)
    if (p->deprel[c] == TRV_REL_CC) p->head[c] = verb;
  hang(p, verb, over, TRV_REL_CONJ);
  hang(p, number, verb, TRV_REL_NSUBJ);
  p->sub[number] = TRV_SUB_PASS;
  return true;
}

/* "shot and killed three protesters": what follows the second verb, joined to the first by nothing, is its object. */
static bool object_of_second(struct trv_parse *p, uint32_t word) {
  uint32_t first = p->head[word];
  if (!nominal(p, word) || p->deprel[word] != TRV_REL_CONJ || first == TRV_NO_WORD || first > word) return false;
  if (p->upos[first] != TRV_VERB || p->left[word] < 2) return false;
  uint32_t second = p->left[word] - 1;
  if (p->upos[second] != TRV_VERB || p->deprel[second] != TRV_REL_CONJ || p->head[second] != first) return false;
  FOR_CHILDREN(p, word, c)
    if (p->deprel[c] == TRV_REL_CC || p->deprel[c] == TRV_REL_CASE) return false;
  FOR_CHILDREN(p, second, c)
    if (p->deprel[c] == TRV_REL_OBJ || p->deprel[c] == TRV_REL_XCOMP || p->deprel[c] == TRV_REL_CCOMP) return false;
  hang(p, word, second, TRV_REL_OBJ);
  return true;
}

/* "Armenian soldiers fired on positions, Baku said": the first of two subjects is that of the participle behind it. */
static bool said_behind(struct trv_parse *p, uint32_t verb) {
  uint32_t noun = p->head[verb], said, other = TRV_NO_WORD;
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_ACL || p->sub[verb] == TRV_SUB_RELCL ||
      noun == TRV_NO_WORD || noun > verb)
    return false;
  if (p->feats[verb].verbform != TRV_PART_FORM || p->feats[verb].tense == TRV_PRES) return false;
  said = p->head[noun];
  if (!nominal(p, noun) || p->deprel[noun] != TRV_REL_NSUBJ || said == TRV_NO_WORD || p->upos[said] != TRV_VERB ||
      said < verb)
    return false;
  FOR_CHILDREN(p, said, c)
    if (p->deprel[c] == TRV_REL_NSUBJ && c > verb && c < said && p->left[c] > 0 && p->upos[p->left[c] - 1] == TRV_PUNCT)
      other = c;
  if (other == TRV_NO_WORD) return false;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_AUX || (p->deprel[c] == TRV_REL_OBL && p->sub[c] == TRV_SUB_AGENT)) return false;
  hang(p, verb, said, TRV_REL_CCOMP);
  hang(p, noun, verb, TRV_REL_NSUBJ);
  tell_past(p, verb);
  return true;
}

/* "More than 100 prisoners escaped after gunmen attacked a jail": the verb behind the conjunction taken for the main one, and that
 * for an epithet of its subject. */
static bool main_verb_before(const struct trv_grammar *grammar, struct trv_parse *p, uint32_t verb) {
  uint32_t subject = TRV_NO_WORD, first = TRV_NO_WORD, noun = TRV_NO_WORD, mark = TRV_NO_WORD;
  if (p->upos[verb] != TRV_VERB || p->feats[verb].verbform != TRV_FIN || verb == 0) return false;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_NSUBJ && c < verb) {
      if (subject != TRV_NO_WORD) return false;
      subject = c;
    }
  if (subject == TRV_NO_WORD || !nominal(p, subject) || p->right[subject] != verb - 1) return false;
  FOR_CHILDREN(p, subject, c)
    if (p->deprel[c] == TRV_REL_ACL && p->sub[c] != TRV_SUB_RELCL && p->upos[c] == TRV_VERB && c > subject) first = c;
  if (first == TRV_NO_WORD || p->feats[first].verbform != TRV_PART_FORM || p->feats[first].tense == TRV_PRES)
    return false;
  FOR_CHILDREN(p, first, c) {
    if (p->deprel[c] == TRV_REL_AUX) return false;
    if (p->deprel[c] == TRV_REL_OBL && nominal(p, c) && p->right[c] == verb - 1) noun = c;
  }
  if (noun == TRV_NO_WORD) return false;
  FOR_CHILDREN(p, noun, c)
    if (c < noun && p->deprel[c] == TRV_REL_CASE && p->upos[c] == TRV_SCONJ &&
        trv_grammar_has(grammar, "clause_word", p->lemma[c]))
      mark = c;
  if (mark == TRV_NO_WORD || mark != p->left[noun]) return false;
  uint32_t head = p->head[verb];
  uint8_t rel = p->deprel[verb];
  hang(p, first, head, rel);
  hang(p, subject, first, TRV_REL_NSUBJ);
  hang(p, verb, first, TRV_REL_ADVCL);
  hang(p, mark, verb, TRV_REL_MARK);
  hang(p, noun, verb, TRV_REL_NSUBJ);
  tell_past(p, first);
  return true;
}

/* "A bomb attached to a bicycle exploded in a market": of two participles, in a sentence without any verb, the second is its verb. */
static bool second_participle(const struct trv_text *text, struct trv_parse *p, uint32_t verb) {
  const struct trv_sentence *s = &text->sentences[text->words[verb].sentence];
  uint32_t noun = p->head[verb], root = noun;
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_ACL || p->sub[verb] == TRV_SUB_RELCL) return false;
  if (p->feats[verb].verbform != TRV_PART_FORM || p->feats[verb].tense == TRV_PRES) return false;
  if (noun == TRV_NO_WORD || noun + 1 != verb || !nominal(p, noun)) return false;
  bool other = false;
  for (; p->head[root] != TRV_NO_WORD; root = p->head[root])
    other |= p->upos[root] == TRV_VERB && p->deprel[root] == TRV_REL_ACL && p->feats[root].verbform == TRV_PART_FORM;
  if (!other || !nominal(p, root) || root > verb) return false;
  for (uint32_t w = s->first_word; w < s->first_word + s->n_words; w++)
    if (p->upos[w] == TRV_AUX || (p->upos[w] == TRV_VERB && p->feats[w].verbform == TRV_FIN)) return false;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_OBL && p->sub[c] == TRV_SUB_AGENT) return false;
  hang(p, verb, TRV_NO_WORD, TRV_REL_ROOT);
  hang(p, root, verb, TRV_REL_NSUBJ);
  tell_past(p, verb);
  return true;
}

void trv_tree_hidden_verbs(const struct trv_text *text, const struct trv_grammar *grammar, struct trv_arena *arena,
                           struct trv_parse *parse) {
  if (!trv_grammar_has(grammar, "option", "passive_has_auxiliary")) return;
  for (uint32_t w = 0; w < parse->n_words; w++)
    if (hidden_verb(text, parse, w) || coordinated_verb(text, parse, w) || clause_subject(grammar, parse, w) ||
        counted_participle(parse, w) || object_of_second(parse, w) || said_behind(parse, w) ||
        main_verb_before(grammar, parse, w) || second_participle(text, parse, w))
      trv_parse_index(parse, arena);
}
