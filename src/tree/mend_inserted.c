/* Clauses and nouns around what is set into a sentence or stands loose in it: absolute clauses, sayings between a subject and its verb,
 * adjuncts that no comma parts from the subject. See mend.h. */
#include "tree/mend.h"

/* Whether a verb may be the past of a clause of its own though it was taken for a participle: no auxiliary, no agent. */
static bool plain_past(const struct mender *m, uint32_t verb) {
  const struct trv_parse *p = m->p;
  if (p->upos[verb] != TRV_VERB || p->feats[verb].tense != TRV_PAST) return false;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_AUX || (p->deprel[c] == TRV_REL_OBL && p->sub[c] == TRV_SUB_AGENT)) return false;
  return true;
}

/* The first word of a phrase behind the punctuation that hangs in it. */
static uint32_t phrase_start(const struct mender *m, uint32_t word) {
  uint32_t first = m->p->left[word];
  while (first < word && m->p->upos[first] == TRV_PUNCT) first++;
  return first;
}

/* Makes `noun` the subject of `verb`, and so a clause of it; what was taken for its subject behind it is its object. */
static void take_subject(struct mender *m, uint32_t verb, uint32_t noun) {
  struct trv_parse *p = m->p;
  bool passive = false, object = has_child(m, verb, TRV_REL_OBJ), auxiliary = has_child(m, verb, TRV_REL_AUX);
  FOR_CHILDREN(p, verb, c) {
    passive |= p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS;
    if (p->deprel[c] == TRV_REL_NSUBJ && c > verb && !object) hang(m, c, verb, TRV_REL_OBJ, TRV_SUB_NONE);
  }
  if (!auxiliary && p->feats[verb].tense == TRV_PAST) p->feats[verb].verbform = TRV_FIN;
  hang(m, noun, verb, TRV_REL_NSUBJ, passive ? TRV_SUB_PASS : TRV_SUB_NONE);
}

/* The auxiliary of "having refused", "being besieged"; TRV_NO_WORD: there is none. */
static uint32_t absolute_auxiliary(const struct mender *m, uint32_t verb) {
  const struct trv_parse *p = m->p;
  if (p->upos[verb] != TRV_VERB || p->feats[verb].tense != TRV_PAST) return TRV_NO_WORD;
  FOR_CHILDREN(p, verb, c) {
    if (c > verb || p->deprel[c] == TRV_REL_MARK) return TRV_NO_WORD;
    bool gerund =
        p->feats[c].verbform == TRV_GER || (p->feats[c].verbform == TRV_PART_FORM && p->feats[c].tense == TRV_PRES);
    if (p->deprel[c] == TRV_REL_AUX) return gerund ? c : TRV_NO_WORD;
  }
  return TRV_NO_WORD;
}

/* "The talks failed, the rebels having refused to disarm": the noun behind the comma is the subject of a clause of its own, and nothing
 * in the clause before. */
static void absolute(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t having = absolute_auxiliary(m, verb), noun = p->head[verb];
  if (having == TRV_NO_WORD || p->deprel[verb] != TRV_REL_ACL || noun == TRV_NO_WORD || noun > having) return;
  if (!trv_grammar_has(m->grammar, "shares", "")) return;
  uint32_t main = p->head[noun], first = phrase_start(m, noun);
  uint8_t rel = p->deprel[noun];
  if (main == TRV_NO_WORD || main > noun || !nominal(p, noun) || has_child(m, noun, TRV_REL_CASE)) return;
  if (rel != TRV_REL_NSUBJ && rel != TRV_REL_OBJ && rel != TRV_REL_OBL && rel != TRV_REL_APPOS && rel != TRV_REL_CONJ)
    return;
  if (first == 0 || !comma(m, first - 1) || p->upos[first] == TRV_CCONJ || having == 0 || comma(m, having - 1)) return;
  while (main != TRV_NO_WORD && nominal(p, main)) main = p->head[main];
  if (main == TRV_NO_WORD || main > noun || p->upos[main] == TRV_PUNCT) return;
  hang(m, verb, main, TRV_REL_ADVCL, TRV_SUB_NONE);
  take_subject(m, verb, noun);
}

/* "The minister, Thabo Mbeki, declined, his army being stretched": the absolute clause taken for the main one, and the verb of that for
 * an epithet of its subject. */
static void absolute_as_main(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t having = absolute_auxiliary(m, verb), noun = TRV_NO_WORD, own = TRV_NO_WORD, main = TRV_NO_WORD;
  if (having == TRV_NO_WORD || p->head[verb] != TRV_NO_WORD) return;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] != TRV_REL_NSUBJ || c > having) continue;
    if (noun == TRV_NO_WORD) noun = c;
    else own = c;
  }
  if (own == TRV_NO_WORD || phrase_start(m, own) == 0 || !comma(m, phrase_start(m, own) - 1)) return;
  FOR_CHILDREN(p, noun, c)
    if (p->deprel[c] == TRV_REL_ACL && c > noun && c < own && plain_past(m, c) && p->sub[c] != TRV_SUB_RELCL) main = c;
  if (main == TRV_NO_WORD || p->head[noun] != verb || p->head[main] != noun) return;
  put(m, main, TRV_NO_WORD, TRV_REL_ROOT, TRV_SUB_NONE);
  p->feats[main].verbform = TRV_FIN;
  put(m, noun, main, TRV_REL_NSUBJ, TRV_SUB_NONE);
  put(m, verb, main, TRV_REL_ADVCL, TRV_SUB_NONE);
  FOR_CHILDREN(p, verb, c)
    if (p->head[c] == verb && c < own && c != noun && p->deprel[c] != TRV_REL_AUX) p->head[c] = main;
}

/* The subject and the speaker around ", the agency said": of two subjects of the saying the first and the second, or the noun behind the
 * comma that was taken for one more of the subjects. */
static bool around_saying(const struct mender *m, uint32_t saying, uint32_t *subject, uint32_t *speaker) {
  const struct trv_parse *p = m->p;
  *subject = *speaker = TRV_NO_WORD;
  FOR_CHILDREN(p, saying, c) {
    if (p->deprel[c] == TRV_REL_MARK || p->deprel[c] == TRV_REL_OBJ) return false;
    bool called = p->deprel[c] == TRV_REL_VOCATIVE || p->deprel[c] == TRV_REL_DISCOURSE;
    if ((p->deprel[c] != TRV_REL_NSUBJ && (!called || !nominal(p, c))) || c > saying) continue;
    if (*subject == TRV_NO_WORD) *subject = c;
    else if (*speaker == TRV_NO_WORD) *speaker = c;
    else return false;
  }
  if (*subject == TRV_NO_WORD) return false;
  if (*speaker == TRV_NO_WORD)
    FOR_CHILDREN(p, *subject, c)
      if (c > *subject && (p->deprel[c] == TRV_REL_CONJ || p->deprel[c] == TRV_REL_APPOS) && nominal(p, c) &&
          !has_child(m, c, TRV_REL_CC))
        *speaker = c;
  if (*speaker == TRV_NO_WORD || p->right[*speaker] + 1 != saying) return false;
  uint32_t first = phrase_start(m, *speaker);
  return first > 0 && comma(m, first - 1);
}

/* The first verb behind a saying that has neither subject nor mark nor conjunction, behind a comma. */
static uint32_t verb_behind_saying(const struct mender *m, uint32_t saying) {
  const struct trv_parse *p = m->p;
  FOR_CHILDREN(p, saying, c) {
    uint8_t r = p->deprel[c];
    if (c < saying || (p->upos[c] != TRV_VERB && !has_child(m, c, TRV_REL_COP))) continue;
    if (r != TRV_REL_CCOMP && r != TRV_REL_ADVCL && r != TRV_REL_CONJ && r != TRV_REL_PARATAXIS) continue;
    uint32_t start = group_start(m, c);
    bool verbal = p->upos[c] != TRV_VERB || finite(m, c) || plain_past(m, c);
    for (uint32_t w = saying + 1; p->upos[c] != TRV_VERB && w < start; w++)
      if (p->head[w] == c && p->deprel[w] == TRV_REL_COP) start = w;
    if (!comma(m, start - 1) || !verbal) return TRV_NO_WORD;
    if (has_child(m, c, TRV_REL_MARK) || has_child(m, c, TRV_REL_CC)) return TRV_NO_WORD;
    FOR_CHILDREN(p, c, k)
      if ((p->deprel[k] == TRV_REL_NSUBJ || p->deprel[k] == TRV_REL_EXPL) && k < c) return TRV_NO_WORD;
    return c;
  }
  return TRV_NO_WORD;
}

/* The verb takes the place of the saying, which is set into its clause; what stands before the saying and behind the verb is the verb's. */
static void set_saying_into(struct mender *m, uint32_t saying, uint32_t subject, uint32_t verb) {
  struct trv_parse *p = m->p;
  if (p->head[verb] != saying) return;
  put(m, verb, p->head[saying], p->deprel[saying], p->sub[saying]);
  take_subject(m, verb, subject);
  FOR_CHILDREN(p, saying, c)
    if (p->head[c] == saying && c != verb && (c > verb || c < subject)) p->head[c] = verb;
  put(m, saying, verb, TRV_REL_PARATAXIS, TRV_SUB_NONE);
}

/* "Russian troops, the agency said on Monday, captured the town": the saying set between the subject and its verb was taken for the main
 * clause, though something of its own stands behind it. */
static void saying_in_clause(struct mender *m, uint32_t saying) {
  struct trv_parse *p = m->p;
  if (p->upos[saying] != TRV_VERB || !is(m, "inserted_saying", saying)) return;
  uint32_t subject, speaker, verb = verb_behind_saying(m, saying);
  if (verb == TRV_NO_WORD || !around_saying(m, saying, &subject, &speaker)) return;
  hang(m, speaker, saying, TRV_REL_NSUBJ, TRV_SUB_NONE);
  set_saying_into(m, saying, subject, verb);
}

/* "The court, said his host, Viktor Orban, had turned against him": the same with the speaker behind the saying, taken for the subject
 * of what is said. */
static void inverted_in_clause(struct mender *m, uint32_t saying) {
  struct trv_parse *p = m->p;
  if (p->upos[saying] != TRV_VERB || saying == 0 || !is(m, "inserted_saying", saying) || !comma(m, saying - 1)) return;
  uint32_t subject = TRV_NO_WORD, speaker = TRV_NO_WORD, verb = TRV_NO_WORD;
  FOR_CHILDREN(p, saying, c) {
    if (p->deprel[c] == TRV_REL_MARK || p->deprel[c] == TRV_REL_AUX) return;
    if (p->deprel[c] == TRV_REL_NSUBJ && c < saying) subject = subject == TRV_NO_WORD ? c : saying;
    if ((p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_OBJ) && c > saying && speaker == TRV_NO_WORD)
      speaker = c;
    bool clause = p->deprel[c] == TRV_REL_CCOMP || p->deprel[c] == TRV_REL_ADVCL || p->deprel[c] == TRV_REL_PARATAXIS ||
                  p->deprel[c] == TRV_REL_CONJ;
    if (clause && c > saying && p->upos[c] == TRV_VERB && verb == TRV_NO_WORD) verb = c;
  }
  if (subject == TRV_NO_WORD || subject == saying || verb == TRV_NO_WORD) return;
  if (has_child(m, verb, TRV_REL_MARK) || has_child(m, verb, TRV_REL_CC)) return;
  if (!finite(m, verb) && !plain_past(m, verb)) return;
  FOR_CHILDREN(p, verb, c)
    if ((p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_OBJ) && c < verb)
      speaker = speaker == TRV_NO_WORD ? c : saying;
  if (speaker == TRV_NO_WORD || speaker == saying || speaker > verb || phrase_start(m, speaker) != saying + 1) return;
  if (!comma(m, group_start(m, verb) - 1)) return;
  hang(m, speaker, saying, TRV_REL_NSUBJ, TRV_SUB_NONE);
  set_saying_into(m, saying, subject, verb);
}

/* Where the noun phrase proper begins in "of June Russian troops", "of the announcement Iran", behind a preposition that belongs to another
 * noun; TRV_NO_WORD: nowhere. */
static uint32_t phrase_proper(const struct mender *m, uint32_t noun) {
  const struct trv_parse *p = m->p;
  uint32_t first = p->left[noun];
  if (p->deprel[first] != TRV_REL_CASE || p->head[first] != noun) return TRV_NO_WORD;
  uint32_t end = mend_setting_in(m, noun);
  if (end > first + 1 && end <= noun) return end;
  FOR_CHILDREN(p, noun, c) {
    bool part = p->deprel[c] == TRV_REL_COMPOUND || p->deprel[c] == TRV_REL_NMOD;
    if (c <= first || c >= noun || !part || p->upos[c] != TRV_NOUN || has_child(m, c, TRV_REL_CASE)) continue;
    if (!capital(m, c) && p->upos[c + 1] != TRV_PUNCT && capital(m, c + 1)) return c + 1;
  }
  return TRV_NO_WORD;
}

/* Hangs what stands before `begin` in the phrase of `noun`, with its preposition, on the noun over it. */
static void split_phrase(struct mender *m, uint32_t noun, uint32_t begin) {
  struct trv_parse *p = m->p;
  uint32_t first = p->left[noun], setting = begin - 1;
  for (uint32_t w = begin; w-- > first + 1;)
    if (p->head[w] <= first || p->head[w] >= begin) {
      setting = w;
      break;
    }
  for (uint32_t w = first; w < begin; w++)
    if (w != setting && (p->head[w] <= first || p->head[w] >= begin)) p->head[w] = setting;
  uint32_t on = p->head[noun];
  hang(m, setting, on, p->upos[on] == TRV_VERB ? TRV_REL_OBL : TRV_REL_NMOD, TRV_SUB_NONE);
}

/* Whether `noun` hangs on a noun before it in a way that only an adjunct without a comma leads to: without a preposition as what it is
 * named, or in apposition though nothing parts them. */
static bool swallowed_so(const struct mender *m, uint32_t noun) {
  const struct trv_parse *p = m->p;
  uint32_t first = p->left[noun];
  if (!nominal(p, noun) || first == 0 || p->head[noun] == TRV_NO_WORD || p->head[noun] >= first) return false;
  if (p->upos[first] == TRV_PUNCT || p->upos[first - 1] == TRV_PUNCT || p->upos[first - 1] == TRV_ADP) return false;
  if (date_word(m, noun)) return false;
  if (p->deprel[noun] == TRV_REL_APPOS) return !has_child(m, noun, TRV_REL_CASE);
  return p->deprel[noun] == TRV_REL_NMOD &&
         (p->sub[noun] == TRV_SUB_NONE || (p->sub[noun] == TRV_SUB_UNMARKED && p->upos[noun] == TRV_PROPN));
}

/* The noun phrase right before `start` that was taken for a part of what stands before it, and where it begins; TRV_NO_WORD: none. */
static uint32_t swallowed(const struct mender *m, uint32_t start, uint32_t top, uint32_t *begin) {
  const struct trv_parse *p = m->p;
  uint32_t w = comma(m, start - 1) && start > 1 ? start - 2 : start - 1;
  for (; w != TRV_NO_WORD && w != top && (p->right[w] + 1 == start || comma(m, p->right[w] + 1)); w = p->head[w]) {
    if (!swallowed_so(m, w) || (p->deprel[top] == TRV_REL_NSUBJ && p->deprel[w] == TRV_REL_APPOS)) continue;
    *begin = has_child(m, w, TRV_REL_CASE) ? phrase_proper(m, w) : p->left[w];
    if (*begin != TRV_NO_WORD) return w;
  }
  return TRV_NO_WORD;
}

/* The first word of the verb group, or the comma before what is set between it and its subject: ", in fatigues, charged". */
static uint32_t inserted_start(const struct mender *m, uint32_t verb) {
  const struct trv_parse *p = m->p;
  uint32_t start = group_start(m, verb);
  if (start == 0 || !comma(m, start - 1)) return start;
  FOR_CHILDREN(p, verb, c) {
    uint32_t first = phrase_start(m, c);
    if (c >= start || p->deprel[c] != TRV_REL_OBL || !has_child(m, c, TRV_REL_CASE) || first == 0) continue;
    if ((p->right[c] + 1 == start || p->right[c] + 2 == start) && comma(m, first - 1)) return first - 1;
  }
  return start;
}

/* "Within hours of the vote Russian troops captured", "From his camp Murad Ebrahim deplored", "Since the middle of June peasants have
 * blocked": where no comma parts an adjunct from the subject, the subject is taken for a part of it, and what is left of it for the
 * subject. */
static void subject_in_adjunct(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] == TRV_REL_ADVCL || p->deprel[verb] == TRV_REL_ACL) return;
  bool past = plain_past(m, verb) && (has_child(m, verb, TRV_REL_OBJ) || has_child(m, verb, TRV_REL_XCOMP));
  uint32_t top = TRV_NO_WORD, mark = TRV_NO_WORD, start = inserted_start(m, verb);
  if ((!finite(m, verb) && !past) || !trv_grammar_has(m->grammar, "shares", "") || start == 0) return;
  FOR_CHILDREN(p, verb, c) {
    if (c >= start) continue;
    if (p->deprel[c] == TRV_REL_MARK) mark = c;
    if (p->deprel[c] == TRV_REL_EXPL || p->deprel[c] == TRV_REL_CSUBJ) return;
    if (p->deprel[c] == TRV_REL_NSUBJ && (mark == TRV_NO_WORD || p->left[c] != mark + 1)) return;
    if ((p->deprel[c] == TRV_REL_OBL || p->deprel[c] == TRV_REL_NSUBJ) && nominal(p, c)) top = c;
  }
  if (top == TRV_NO_WORD || (mark != TRV_NO_WORD && p->deprel[top] != TRV_REL_NSUBJ)) return;
  uint32_t begin, noun = swallowed(m, start, top, &begin), setting = mend_setting_in(m, top);
  /* "On Monday Presidents Aliyev and Putin agreed": the adjunct is only what opens the phrase */
  if (noun == TRV_NO_WORD || (has_child(m, top, TRV_REL_CASE) && setting > p->left[top] + 1 && setting <= top)) return;
  if (mark != TRV_NO_WORD) hang(m, mark, top, TRV_REL_CASE, TRV_SUB_NONE);
  if (begin > p->left[noun]) split_phrase(m, noun, begin);
  hang(m, top, verb, TRV_REL_OBL, p->deprel[top] == TRV_REL_OBL ? p->sub[top] : TRV_SUB_NONE);
  take_subject(m, verb, noun);
}

/* "Sankoh, who led the rebels, fled": what seemed to be called out is the subject of a verb that has no other. */
static void called_as_subject(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun];
  if (p->deprel[noun] != TRV_REL_VOCATIVE && p->deprel[noun] != TRV_REL_DISCOURSE) return;
  if (!nominal(p, noun) || verb == TRV_NO_WORD || verb < noun || p->upos[verb] != TRV_VERB) return;
  if ((!finite(m, verb) && !plain_past(m, verb)) || p->feats[verb].mood == TRV_IMPER) return;
  if (has_child(m, verb, TRV_REL_NSUBJ) || has_child(m, verb, TRV_REL_EXPL) || has_child(m, verb, TRV_REL_CSUBJ))
    return;
  if (trv_grammar_has(m->grammar, "shares", "")) take_subject(m, verb, noun);
}

/* "Around 1,000 of them have waded", "More than 300 were detained": a number without a preposition before a verb without a subject. */
static void number_as_adjunct(struct mender *m, uint32_t number) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[number];
  if (p->deprel[number] != TRV_REL_OBL || p->upos[number] != TRV_NUM || verb == TRV_NO_WORD || verb < number) return;
  if (has_child(m, number, TRV_REL_CASE) || p->right[number] + 1 != group_start(m, verb) || !finite(m, verb)) return;
  if (has_child(m, verb, TRV_REL_NSUBJ) || has_child(m, verb, TRV_REL_EXPL) || has_child(m, verb, TRV_REL_CSUBJ))
    return;
  if (date_word(m, number) || !trv_grammar_has(m->grammar, "shares", "")) return;
  take_subject(m, verb, number);
}

/* "We were shelled," a spokeswoman, Ann Hill, told reporters: who says it to somebody was taken for a part of what is said. */
static void speaker_of_told(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  if (p->upos[verb] != TRV_VERB || p->feats[verb].tense != TRV_PAST || !is(m, "told_to", verb)) return;
  uint32_t start = group_start(m, verb), speaker = TRV_NO_WORD;
  bool hearer = false;
  FOR_CHILDREN(p, verb, c) {
    uint8_t r = p->deprel[c];
    if (r == TRV_REL_NSUBJ || r == TRV_REL_EXPL || r == TRV_REL_CSUBJ || r == TRV_REL_MARK || r == TRV_REL_AUX) return;
    hearer |= c > verb && (r == TRV_REL_OBJ || r == TRV_REL_IOBJ) && nominal(p, c);
  }
  if (!hearer || start == 0 || p->deprel[verb] == TRV_REL_ACL || p->deprel[verb] == TRV_REL_CONJ) return;
  for (uint32_t w = start - 1, n = 0; w != TRV_NO_WORD && n < 8 && p->right[w] + 2 >= start; w = p->head[w], n++) {
    uint32_t first = phrase_start(m, w);
    if (w > verb || first == 0 || p->upos[first - 1] != TRV_PUNCT || !nominal(p, w) || p->head[w] == TRV_NO_WORD)
      continue;
    if (p->head[w] < first && !has_child(m, w, TRV_REL_CASE) && !has_child(m, w, TRV_REL_CC)) speaker = w;
  }
  if (speaker == TRV_NO_WORD || speaker > verb) return;
  take_subject(m, verb, speaker);
}

/* "Kofi Annan urged": not two subjects, but one name. */
static void name_as_two(struct mender *m, uint32_t last) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[last], first = last - 1;
  if (p->deprel[last] != TRV_REL_NSUBJ || p->upos[last] != TRV_PROPN || last == 0 || verb == TRV_NO_WORD) return;
  if (verb < last || p->left[last] != last || p->upos[first] != TRV_PROPN || p->right[first] != first) return;
  if (p->head[first] == verb && p->deprel[first] == TRV_REL_NSUBJ) hang(m, last, first, TRV_REL_FLAT, TRV_SUB_NONE);
}

/* "In Illela, the border town, lorries formed a queue", "Falintil, the guerrilla army, has kept": of two subjects the one behind a comma
 * and the end of an adjunct or of the other is in apposition to that. */
static void apposition_as_subject(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun], first = phrase_start(m, noun), other = TRV_NO_WORD, before = TRV_NO_WORD;
  if (p->deprel[noun] != TRV_REL_NSUBJ || p->upos[noun] != TRV_NOUN || verb == TRV_NO_WORD || verb < noun) return;
  if (first < 2 || !comma(m, first - 1) || !trv_grammar_has(m->grammar, "shares", "")) return;
  if (has_child(m, noun, TRV_REL_CC) || !comma(m, p->right[noun]) == !comma(m, p->right[noun] + 1)) return;
  FOR_CHILDREN(p, verb, c) {
    if (c >= verb || c == noun) continue;
    if (p->deprel[c] == TRV_REL_NSUBJ) other = other == TRV_NO_WORD ? c : verb;
    bool ends = p->right[c] + 1 == first || p->right[c] + 2 == first;
    if (ends && (p->deprel[c] == TRV_REL_OBL || p->deprel[c] == TRV_REL_NSUBJ) && nominal(p, c)) before = c;
  }
  if (other == TRV_NO_WORD || other == verb || before == TRV_NO_WORD || date_word(m, before)) return;
  if (p->upos[before] == TRV_PROPN && p->feats[noun].number == TRV_PLUR && !has_child(m, before, TRV_REL_CONJ)) return;
  if (before == other || (other > noun && p->left[other] > p->right[noun]))
    hang(m, noun, before, TRV_REL_APPOS, TRV_SUB_NONE);
}

/* "Before dawn on Tuesday President Maduro rejected": of two subjects the one behind a preposition, which was taken for a conjunction, is
 * none. */
static void adjunct_as_subject(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun], first = p->left[noun], mark = first - 1;
  if (p->deprel[noun] != TRV_REL_NSUBJ || !nominal(p, noun) || verb == TRV_NO_WORD || verb < noun || first == 0) return;
  if (p->deprel[mark] != TRV_REL_MARK || p->head[mark] != verb || p->deprel[verb] == TRV_REL_ADVCL) return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_NSUBJ && c > noun && c < verb) {
      hang(m, noun, verb, TRV_REL_OBL, TRV_SUB_NONE);
      hang(m, mark, noun, TRV_REL_CASE, TRV_SUB_NONE);
      return;
    }
}

static bool opens_clause(const struct mender *m, uint32_t stop) {
  const char *form = m->text->words[stop].form;
  return m->p->upos[stop] == TRV_PUNCT && (form[0] == ';' || form[0] == ':');
}

/* "…; Hungary, for once, threatened to leave": the noun behind the stop is the subject of the verb behind it, which has none. */
static void subject_behind_stop(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t first = phrase_start(m, noun), over = p->head[noun];
  if (!nominal(p, noun) || over == TRV_NO_WORD || over > noun || first == 0 || !opens_clause(m, first - 1)) return;
  if (p->deprel[noun] != TRV_REL_PARATAXIS && p->deprel[noun] != TRV_REL_APPOS && p->deprel[noun] != TRV_REL_CONJ)
    return;
  if (has_child(m, noun, TRV_REL_CASE) || has_child(m, noun, TRV_REL_COP)) return;
  uint32_t end = m->text->sentences[m->text->words[noun].sentence].first_word +
                 m->text->sentences[m->text->words[noun].sentence].n_words;
  uint32_t verb = p->right[noun] + 1;
  for (; verb < end && p->upos[verb] != TRV_VERB; verb++)
    if (opens_clause(m, verb)) return;
  if (verb == end || (!finite(m, verb) && !plain_past(m, verb)) || p->head[verb] > noun) return;
  if (p->deprel[verb] != TRV_REL_PARATAXIS && p->deprel[verb] != TRV_REL_ADVCL && p->deprel[verb] != TRV_REL_CONJ)
    return;
  if (has_child(m, verb, TRV_REL_MARK) || has_child(m, verb, TRV_REL_CC)) return;
  bool object = has_child(m, verb, TRV_REL_OBJ);
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_EXPL || p->deprel[c] == TRV_REL_CSUBJ) return;
    if (p->deprel[c] == TRV_REL_NSUBJ && (c < verb || object || p->left[c] != verb + 1)) return;
  }
  take_subject(m, verb, noun);
}

/* "came as Russian troops captured the town", "With rebels shelling the road": the noun between what opens a clause and its verb is the
 * subject of that, not hung on the verb over it. */
static void noun_behind_opening(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t over = p->head[noun], first = p->left[noun], verb = p->right[noun] + 1;
  if (p->deprel[noun] != TRV_REL_OBL && p->deprel[noun] != TRV_REL_NSUBJ) return;
  if (!nominal(p, noun) || over == TRV_NO_WORD || first == 0 || p->deprel[first - 1] != TRV_REL_MARK) return;
  verb = p->head[first - 1];
  if (verb == TRV_NO_WORD || verb == over || p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_ADVCL) return;
  if (p->head[verb] != over || has_child(m, noun, TRV_REL_CASE) || group_start(m, verb) != p->right[noun] + 1) return;
  if (date_word(m, noun) || !trv_grammar_has(m->grammar, "shares", "")) return;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_EXPL || p->deprel[c] == TRV_REL_CSUBJ) return;
    if (p->deprel[c] == TRV_REL_NSUBJ && (c < verb || p->left[c] != verb + 1)) return;
  }
  take_subject(m, verb, noun);
}

/* The verb stands where `main`, a clause of whose subject it was taken for, stood; what follows that is the verb's. */
static void clause_of_past(struct mender *m, uint32_t verb, uint32_t noun, uint32_t main, uint8_t rel) {
  struct trv_parse *p = m->p;
  if (p->head[verb] != noun || p->head[noun] != main) return;
  put(m, verb, p->head[main], p->deprel[main], p->sub[main]);
  put(m, main, verb, rel, TRV_SUB_NONE);
  take_subject(m, verb, noun);
}

/* "Lawmakers ignored the decree, removed him and swore in his deputy": the first of several acts taken for a participle said of who acts. */
static void first_act_as_epithet(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[verb], main, conjunct = TRV_NO_WORD;
  if (p->deprel[verb] != TRV_REL_ACL || p->sub[verb] == TRV_SUB_RELCL || !plain_past(m, verb)) return;
  if (noun == TRV_NO_WORD || p->deprel[noun] != TRV_REL_NSUBJ || !nominal(p, noun)) return;
  if (!has_child(m, verb, TRV_REL_OBJ) || has_child(m, verb, TRV_REL_MARK) || p->upos[verb - 1] == TRV_PUNCT) return;
  main = p->head[noun];
  if (main == TRV_NO_WORD || main < verb || !plain_past(m, main) || !comma(m, main - 1)) return;
  FOR_CHILDREN(p, main, c)
    if (p->deprel[c] == TRV_REL_CONJ && p->upos[c] == TRV_VERB) conjunct = c;
  if (conjunct == TRV_NO_WORD || p->sub[noun] == TRV_SUB_PASS || !trv_grammar_has(m->grammar, "shares", "")) return;
  clause_of_past(m, verb, noun, main, TRV_REL_CONJ);
}

/* "Their minister, Mahmood Malik, accused Jakarta of never having wanted": what stands behind a mark is not the main clause, but what the
 * past before it is about. */
static void main_behind_mark(struct mender *m, uint32_t main) {
  struct trv_parse *p = m->p;
  uint32_t mark = TRV_NO_WORD, noun = TRV_NO_WORD, verb = TRV_NO_WORD;
  if (p->upos[main] != TRV_VERB || p->deprel[main] != TRV_REL_ROOT || !trv_grammar_has(m->grammar, "shares", ""))
    return;
  FOR_CHILDREN(p, main, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ && c < main && mark == TRV_NO_WORD) noun = c;
    if (p->deprel[c] == TRV_REL_MARK && c < main && mark == TRV_NO_WORD) mark = c;
  }
  if (mark == TRV_NO_WORD || noun == TRV_NO_WORD || p->right[noun] + 1 != mark) return;
  FOR_CHILDREN(p, noun, c)
    if (p->deprel[c] == TRV_REL_ACL && p->sub[c] != TRV_SUB_RELCL && c < mark && plain_past(m, c)) verb = c;
  if (verb != TRV_NO_WORD) clause_of_past(m, verb, noun, main, TRV_REL_ADVCL);
}

/* The noun with a preposition that may open a clause ("after") whose phrase ends with `word`; TRV_NO_WORD: none. */
static uint32_t opened_phrase(const struct mender *m, uint32_t word, uint32_t *mark) {
  const struct trv_parse *p = m->p;
  uint32_t top = word;
  for (int i = 0; i < 4 && top != TRV_NO_WORD && top <= word; i++, top = p->head[top]) {
    if (!nominal(p, top) || p->deprel[top] != TRV_REL_OBL) continue;
    FOR_CHILDREN(p, top, c)
      if (p->deprel[c] == TRV_REL_CASE && c == p->left[top] &&
          trv_grammar_has(m->grammar, "clause_mark", p->lemma[c])) {
        *mark = c;
        return top;
      }
  }
  return TRV_NO_WORD;
}

/* "after a bomb planted by the group killed 22": the past with its object is the verb of the clause that the preposition opens. */
static void clause_as_adjunct(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[verb], mark = TRV_NO_WORD;
  if (p->deprel[verb] != TRV_REL_ACL || p->sub[verb] == TRV_SUB_RELCL || !plain_past(m, verb)) return;
  if (noun == TRV_NO_WORD || noun > verb || !nominal(p, noun) || !trv_grammar_has(m->grammar, "shares", "")) return;
  if (!is(m, "object_behind", verb) && !is(m, "deed_verb", verb)) return;
  if (!has_child(m, verb, TRV_REL_OBJ) || has_child(m, verb, TRV_REL_MARK) || p->upos[verb - 1] == TRV_PUNCT) return;
  uint32_t top = opened_phrase(m, noun, &mark);
  if (top == TRV_NO_WORD || p->head[top] == TRV_NO_WORD || p->head[top] > top) return;
  hang(m, verb, p->head[top], TRV_REL_ADVCL, TRV_SUB_NONE);
  hang(m, mark, verb, TRV_REL_MARK, TRV_SUB_NONE);
  take_subject(m, verb, top);
}

/* "The court, which in March convicted its leader, issued": a clause with a relative pronoun behind a comma is said of the noun before. */
static void relative_as_adverbial(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t pronoun = p->left[verb];
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_ADVCL || !trv_grammar_has(m->grammar, "shares", ""))
    return;
  while (pronoun < verb && p->upos[pronoun] == TRV_PUNCT) pronoun++;
  if (p->deprel[pronoun] != TRV_REL_NSUBJ || p->head[pronoun] != verb || !is(m, "relative_pronoun", pronoun)) return;
  if (pronoun < 2 || !comma(m, pronoun - 1) || is(m, "told_mark", pronoun)) return;
  uint32_t noun = pronoun - 2;
  while (p->head[noun] != TRV_NO_WORD && p->head[noun] < noun && nominal(p, p->head[noun]) &&
         (p->deprel[noun] == TRV_REL_FLAT || (p->deprel[noun] == TRV_REL_NMOD && p->upos[p->head[noun]] == TRV_PROPN)))
    noun = p->head[noun];
  if (nominal(p, noun) && p->upos[noun] != TRV_PRON) hang(m, verb, noun, TRV_REL_ACL, TRV_SUB_RELCL);
}

static bool without_subject(const struct mender *m, uint32_t verb) {
  return !has_child(m, verb, TRV_REL_NSUBJ) && !has_child(m, verb, TRV_REL_EXPL) && !has_child(m, verb, TRV_REL_CSUBJ);
}

/* "two days after troops loyal to Maduro drove back convoys": the noun that was taken for an adjunct of the verb behind it is its subject,
 * and the preposition opens the clause. */
static void subject_behind_preposition(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun], mark = p->left[noun];
  if (p->deprel[noun] != TRV_REL_OBL || !nominal(p, noun) || verb == TRV_NO_WORD || verb < noun || date_word(m, noun))
    return;
  if (p->upos[noun] == TRV_PRON || p->upos[p->right[noun]] == TRV_PUNCT) return;
  if (p->upos[verb] != TRV_VERB || (!finite(m, verb) && !plain_past(m, verb)) || !without_subject(m, verb)) return;
  if (p->deprel[mark] != TRV_REL_CASE || p->head[mark] != noun || p->right[noun] + 1 != group_start(m, verb)) return;
  if (!trv_grammar_has(m->grammar, "clause_mark", p->lemma[mark]) || !trv_grammar_has(m->grammar, "shares", "")) return;
  if (p->deprel[verb] == TRV_REL_ROOT && (mark == 0 || !date_word(m, mark - 1))) return;
  FOR_CHILDREN(p, verb, c)
    if (c < mark && p->upos[c] != TRV_PUNCT && !date_word(m, c) && p->deprel[c] != TRV_REL_CC) return;
  hang(m, mark, verb, TRV_REL_MARK, TRV_SUB_NONE);
  if (p->deprel[verb] == TRV_REL_PARATAXIS || p->deprel[verb] == TRV_REL_CCOMP)
    p->deprel[verb] = TRV_REL_ADVCL, p->sub[verb] = TRV_SUB_NONE;
  take_subject(m, verb, noun);
}

/* "The resolution, carried unanimously, urged both to withdraw": the participle between commas taken for the verb of its noun. */
static void participle_between(struct mender *m, uint32_t participle) {
  struct trv_parse *p = m->p;
  uint32_t noun = TRV_NO_WORD, verb = TRV_NO_WORD;
  if (!plain_past(m, participle) || participle == 0) return;
  if (!comma(m, participle - 1) || has_child(m, participle, TRV_REL_MARK) || !trv_grammar_has(m->grammar, "shares", ""))
    return;
  FOR_CHILDREN(p, participle, c)
    if (p->deprel[c] == TRV_REL_NSUBJ && c < participle) noun = c;
  if (noun == TRV_NO_WORD || !nominal(p, noun) || p->right[noun] + 2 < participle) return;
  bool past = p->feats[participle].verbform != TRV_PART_FORM; /* "Lavrov, the minister, arrived, met" */
  if (past &&
      (has_child(m, noun, TRV_REL_APPOS) || has_child(m, noun, TRV_REL_ACL) || has_child(m, participle, TRV_REL_OBJ)))
    return;
  uint32_t over = p->head[participle];
  if (p->deprel[participle] == TRV_REL_ADVCL && over != TRV_NO_WORD && over > participle) verb = over;
  else if (p->deprel[participle] != TRV_REL_ADVCL && !has_child(m, participle, TRV_REL_OBJ))
    FOR_CHILDREN(p, participle, c)
      if (c > participle && verb == TRV_NO_WORD && !has_child(m, c, TRV_REL_CC) && !has_child(m, c, TRV_REL_MARK) &&
          (p->deprel[c] == TRV_REL_PARATAXIS || p->deprel[c] == TRV_REL_CONJ || p->deprel[c] == TRV_REL_CCOMP))
        verb = c;
  if (verb == TRV_NO_WORD || p->upos[verb] != TRV_VERB || (!finite(m, verb) && !plain_past(m, verb))) return;
  if (!without_subject(m, verb) || group_start(m, verb) == 0 || !comma(m, group_start(m, verb) - 1)) return;
  if (p->head[noun] != participle || (verb != over && p->head[verb] != participle)) return;
  if (verb != over) {
    FOR_CHILDREN(p, participle, c)
      if (p->head[c] == participle && c > verb) p->head[c] = verb;
    put(m, verb, over, p->deprel[participle], p->sub[participle]);
  }
  p->head[noun] = verb; /* and no more on the participle */
  put(m, participle, noun, TRV_REL_ACL, TRV_SUB_NONE);
  take_subject(m, verb, noun);
}

/* "Men landed on the islet, tore down a banner and planted their own": a past behind a comma, before the last of several acts, is one. */
static void act_beside(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t first = p->head[verb];
  if (p->deprel[verb] != TRV_REL_PARATAXIS || !plain_past(m, verb) || !without_subject(m, verb) || verb == 0) return;
  if (first == TRV_NO_WORD || first > verb || !plain_past(m, first) || without_subject(m, first)) return;
  if (!comma(m, verb - 1) || has_child(m, verb, TRV_REL_MARK) || !trv_grammar_has(m->grammar, "shares", "")) return;
  bool more = false;
  FOR_CHILDREN(p, first, c)
    more |= p->deprel[c] == TRV_REL_CONJ && c > verb && p->upos[c] == TRV_VERB && plain_past(m, c);
  FOR_CHILDREN(p, verb, c)
    more |= p->deprel[c] == TRV_REL_CONJ && c > verb && p->upos[c] == TRV_VERB && plain_past(m, c);
  if (!more || is(m, "inserted_saying", verb)) return;
  p->feats[verb].verbform = TRV_FIN;
  hang(m, verb, first, TRV_REL_CONJ, TRV_SUB_NONE);
}

/* Runs the mends of one kind and tells whether they changed something. */
static bool changed_by(struct mender *m, uint32_t word, void (*const mends[])(struct mender *, uint32_t), size_t n) {
  bool before = m->changed;
  m->changed = false;
  for (size_t i = 0; i < n && !m->changed; i++)
    mends[i](m, word); /* what hangs on what is known until one changes it */
  bool now = m->changed;
  m->changed |= before;
  return now;
}

bool mend_sayings_in_clauses(struct mender *m, uint32_t saying) {
  static void (*const mends[])(struct mender *, uint32_t) = {saying_in_clause, inverted_in_clause};
  return changed_by(m, saying, mends, sizeof mends / sizeof *mends);
}

bool mend_around_inserted(struct mender *m, uint32_t word) {
  static void (*const mends[])(struct mender *, uint32_t) = {absolute,
                                                             absolute_as_main,
                                                             subject_in_adjunct,
                                                             adjunct_as_subject,
                                                             subject_behind_stop,
                                                             noun_behind_opening,
                                                             number_as_adjunct,
                                                             called_as_subject,
                                                             speaker_of_told,
                                                             name_as_two,
                                                             apposition_as_subject,
                                                             first_act_as_epithet,
                                                             main_behind_mark,
                                                             clause_as_adjunct,
                                                             relative_as_adverbial,
                                                             subject_behind_preposition,
                                                             participle_between,
                                                             act_beside};
  return changed_by(m, word, mends, sizeof mends / sizeof *mends);
}
