/* Subjects that the parser hung elsewhere or took for something else. See mend.h. */
#include "tree/mend.h"

/* "Il s'est entretenu avec le président": he, where the verb is none of those that may be said of nobody. */
void mend_expletive(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word];
  if (p->deprel[word] != TRV_REL_EXPL || p->upos[word] != TRV_PRON || verb == TRV_NO_WORD || verb < word) return;
  if (!trv_grammar_has(m->grammar, "may_be_nobody", m->text->words[word].lower) || p->upos[verb] != TRV_VERB) return;
  if (has_child(m, verb, TRV_REL_NSUBJ) || has_child(m, verb, TRV_REL_CSUBJ) || is(m, "of_nobody", verb)) return;
  bool reflexive = false;
  FOR_CHILDREN(p, verb, c) reflexive |= c > word && c < verb && p->upos[c] == TRV_PRON && p->feats[c].reflex;
  if (reflexive) hang(m, word, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
}

/* The head of the noun phrase that ends right before the verb group of `verb`; TRV_NO_WORD: none. */
static uint32_t noun_before(const struct mender *m, uint32_t verb) {
  const struct trv_parse *p = m->p;
  uint32_t first = m->text->sentences[m->text->words[verb].sentence].first_word, w = verb;
  while (w > first && p->head[w - 1] == verb &&
         (p->deprel[w - 1] == TRV_REL_AUX || p->upos[w - 1] == TRV_ADV || p->upos[w - 1] == TRV_PRON))
    w--;
  if (w == first) return TRV_NO_WORD;
  w--;
  while ((p->deprel[w] == TRV_REL_FLAT || p->deprel[w] == TRV_REL_AMOD) && p->head[w] != TRV_NO_WORD && p->head[w] < w)
    w = p->head[w];
  return p->upos[w] == TRV_NOUN || p->upos[w] == TRV_PROPN ? w : TRV_NO_WORD;
}

void mend_subject_of_its_own(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  if (p->upos[verb] != TRV_VERB) return;
  bool finite = p->feats[verb].verbform == TRV_FIN, and = false;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_CSUBJ || p->deprel[c] == TRV_REL_EXPL) return;
    finite |= p->deprel[c] == TRV_REL_AUX && c < verb && p->feats[c].verbform == TRV_FIN;
    and |= p->deprel[c] == TRV_REL_CC;
  }
  if (!finite || p->feats[verb].mood == TRV_IMPER) return;
  uint32_t noun = noun_before(m, verb);
  if (noun == TRV_NO_WORD || mend_subject_between(m, noun, verb)) return;
  while (p->deprel[noun] == TRV_REL_NMOD && p->head[noun] < noun && nominal(p, p->head[noun])) noun = p->head[noun];
  bool apposed = p->deprel[noun] == TRV_REL_APPOS;
  if ((p->deprel[noun] != TRV_REL_CONJ && !apposed) || has_child(m, noun, TRV_REL_CASE)) return;
  uint32_t top = noun;
  while (p->deprel[top] == TRV_REL_CONJ && p->head[top] != TRV_NO_WORD && p->deprel[p->head[top]] == TRV_REL_CONJ &&
         nominal(p, p->head[top]))
    top = p->head[top];
  if (p->deprel[top] == TRV_REL_CONJ && p->head[top] != TRV_NO_WORD && p->deprel[p->head[top]] == TRV_REL_APPOS &&
      nominal(p, p->head[top]))
    top = p->head[top]; /* "À Taëz, rebelles et soldats ont": no apposition to the town */
  uint32_t over = p->head[top];
  if (over == TRV_NO_WORD) return;
  /* the first of the nouns stands behind the comma of a clause set before the verb */
  uint32_t clause = over;
  for (int i = 0; i < 6 && clause != TRV_NO_WORD && p->head[clause] != verb; i++) clause = p->head[clause];
  bool fronted = clause != TRV_NO_WORD && p->head[clause] == verb && clause < top &&
                 (p->deprel[clause] == TRV_REL_ADVCL || p->deprel[clause] == TRV_REL_OBL);
  uint32_t mark = p->left[top];
  if (p->upos[mark] == TRV_PUNCT) mark++;
  fronted = fronted && mark > 0 && p->upos[mark - 1] == TRV_PUNCT && !has_child(m, top, TRV_REL_CC);
  /* or the last of them begins a clause that the parser joins to the verb before */
  bool joined = !and&&!apposed && top == noun && p->deprel[verb] == TRV_REL_CONJ && p->head[verb] < noun &&
                has_child(m, noun, TRV_REL_CC);
  if (!fronted && !joined) return;
  hang(m, top, verb, TRV_REL_NSUBJ, 0);
}

/* "une trêve entre la coalition et les rebelles a commencé": not two subjects, but two in the phrase of one. */
void mend_one_subject(struct mender *m, uint32_t second) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[second], first = TRV_NO_WORD;
  if (p->deprel[second] != TRV_REL_NSUBJ || verb == TRV_NO_WORD || verb < second || !nominal(p, second)) return;
  uint32_t left = p->left[second];
  if (left == 0 || p->deprel[left - 1] != TRV_REL_CC || (p->head[left - 1] != verb && p->head[left - 1] != second))
    return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_NSUBJ && c < second && first == TRV_NO_WORD) first = c;
  if (first == TRV_NO_WORD || p->right[first] + 2 != left) return;
  uint32_t to = TRV_NO_WORD;
  for (uint32_t w = first; w <= p->right[first]; w++)
    if (nominal(p, w) && !has_child(m, w, TRV_REL_CONJ))
      FOR_CHILDREN(p, w, c)
        if (p->deprel[c] == TRV_REL_CASE && c < w && is(m, "between", c)) to = w;
  if (to != TRV_NO_WORD) hang(m, second, to, TRV_REL_CONJ, 0);
}

/* "A court sentenced opposition leader Alexei Navalny": of two subjects of an active verb the one behind it is its object. */
void mend_object_as_subject(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun];
  if (p->deprel[noun] != TRV_REL_NSUBJ || p->sub[noun] == TRV_SUB_PASS || !nominal(p, noun)) return;
  if (verb == TRV_NO_WORD || verb > noun || p->upos[verb] != TRV_VERB) return;
  for (uint32_t w = verb + 1; w < noun; w++)
    if (p->head[w] != noun || p->upos[w] == TRV_PUNCT || p->upos[w] == TRV_ADP || p->upos[w] == TRV_SCONJ) return;
  if (!trv_grammar_has(m->grammar, "shares", "") || has_child(m, verb, TRV_REL_OBJ) ||
      has_child(m, verb, TRV_REL_EXPL) || has_child(m, noun, TRV_REL_CASE))
    return;
  uint32_t subject = TRV_NO_WORD;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ && c < verb && p->sub[c] != TRV_SUB_PASS) subject = c;
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS) return;
  }
  if (subject == TRV_NO_WORD) return;
  FOR_CHILDREN(p, noun, c)
    if (c < subject) p->head[c] = subject; /* the article of the first */
  if (!has_child(m, verb, TRV_REL_AUX)) p->feats[verb].verbform = TRV_FIN;
  hang(m, noun, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "EU foreign ministers met": not two subjects, but a name before the noun that it tells more of. */
void mend_name_before_subject(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun];
  if (p->deprel[noun] != TRV_REL_NSUBJ || p->upos[noun] != TRV_NOUN || verb == TRV_NO_WORD || verb < noun) return;
  uint8_t first = p->upos[p->left[noun]];
  if (has_child(m, noun, TRV_REL_DET) || has_child(m, noun, TRV_REL_CC) || first == TRV_PUNCT || first == TRV_CCONJ ||
      first == TRV_PRON || !trv_grammar_has(m->grammar, "shares", ""))
    return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_NSUBJ && p->right[c] == c && p->upos[c] == TRV_PROPN && c < noun &&
        p->right[c] + 1 == p->left[noun]) {
      hang(m, c, noun, TRV_REL_COMPOUND, TRV_SUB_NONE);
      return;
    }
}

/* "In Yerevan police detained 98": the noun right before a finite verb without a subject is its subject; the name before
 * it alone stands with the preposition. */
void mend_subject_behind_name(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun], name = TRV_NO_WORD, first = p->left[noun];
  if (p->deprel[noun] != TRV_REL_OBL || p->upos[noun] != TRV_NOUN || verb == TRV_NO_WORD || verb < noun) return;
  if (p->upos[verb] != TRV_VERB || p->feats[noun].number != TRV_PLUR || has_child(m, verb, TRV_REL_NSUBJ)) return;
  bool finite = p->feats[verb].verbform == TRV_FIN;
  FOR_CHILDREN(p, verb, c) {
    finite |= p->deprel[c] == TRV_REL_AUX && c < verb && p->feats[c].verbform == TRV_FIN;
    if (c > noun && c < verb && p->deprel[c] != TRV_REL_AUX && p->deprel[c] != TRV_REL_ADVMOD) return;
  }
  if (!finite || p->right[noun] != noun || p->deprel[first] != TRV_REL_CASE || p->head[first] != noun) return;
  FOR_CHILDREN(p, noun, c)
    if (c > first && c < noun && p->deprel[c] == TRV_REL_COMPOUND && p->upos[c] == TRV_PROPN && p->left[c] == first + 1)
      name = c;
  if (name == TRV_NO_WORD) return;
  hang(m, name, verb, TRV_REL_OBL, 0);
  hang(m, first, name, TRV_REL_CASE, 0);
  hang(m, noun, verb, TRV_REL_NSUBJ, 0);
}

/* "Clashes between police and protesters left five dead": a finite verb joined by nothing to the noun before it, which
 * nothing governs, is the clause of which that noun is the subject. */
void mend_headless_subject(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[verb];
  if (p->upos[verb] != TRV_VERB || noun == TRV_NO_WORD || noun > verb || p->head[noun] != TRV_NO_WORD) return;
  if (p->deprel[verb] != TRV_REL_CONJ && p->deprel[verb] != TRV_REL_PARATAXIS) return;
  if ((p->upos[noun] != TRV_NOUN && p->upos[noun] != TRV_PROPN) || p->feats[verb].verbform != TRV_FIN) return;
  if (!trv_grammar_has(m->grammar, "headless_subject", p->lemma[verb]) || has_child(m, verb, TRV_REL_NSUBJ) ||
      has_child(m, verb, TRV_REL_CC) || has_child(m, verb, TRV_REL_EXPL) || has_child(m, noun, TRV_REL_CASE) ||
      has_child(m, noun, TRV_REL_COP))
    return;
  uint32_t left = p->left[verb];
  if (left == 0 || p->upos[left - 1] == TRV_PUNCT || p->upos[left] == TRV_PUNCT) return;
  p->head[verb] = TRV_NO_WORD;
  p->deprel[verb] = TRV_REL_ROOT;
  hang(m, noun, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
  FOR_CHILDREN(p, noun, c)
    if (c > verb) p->head[c] = verb;
}

static bool dash_form(const char *form) {
  return strcmp(form, "-") == 0 || strcmp(form, "--") == 0 || strcmp(form, "\xe2\x80\x93") == 0 ||
         strcmp(form, "\xe2\x80\x94") == 0;
}

/* "The rebel leader, Sekou Conneh, announced by radio that": a participle behind the comma that closes an apposition, in a sentence
 * without another verb, is its verb; "Hungary - a member since 2004 - threatened to leave": so behind the dash that does, whatever it is. */
void mend_verb_behind_apposition(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[verb];
  if (p->upos[verb] != TRV_VERB || p->feats[verb].tense != TRV_PAST || verb == 0) return;
  bool dash = p->upos[verb - 1] == TRV_PUNCT && p->upos[verb] == TRV_VERB && dash_form(m->text->words[verb - 1].form);
  if (p->deprel[verb] != TRV_REL_ACL && (!dash || p->deprel[verb] != TRV_REL_PARATAXIS)) return;
  if (noun == TRV_NO_WORD || noun > verb || p->head[noun] != TRV_NO_WORD || !nominal(p, noun)) return;
  if (!dash && !is(m, "own_word", verb) && !is(m, "object_behind", verb) && !is(m, "deed_verb", verb)) return;
  if (has_child(m, noun, TRV_REL_CASE) || has_child(m, noun, TRV_REL_COP) || has_child(m, verb, TRV_REL_AUX)) return;
  if (!dash && !comma(m, verb - 1)) return;
  bool closed = false;
  FOR_CHILDREN(p, noun, c)
    closed |= p->deprel[c] == TRV_REL_APPOS && (p->right[c] + 2 == verb || (dash && p->right[c] + 1 == verb));
  if (!closed) return;
  main_verb(m, verb, noun);
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_OBL) p->sub[c] = TRV_SUB_NONE;
}

/* "at the residence of Anwar Ibrahim, by Hun Manet": what has a preposition and a comma before it is no part of a name. */
void mend_name_behind_comma(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t name = p->head[word], first = p->left[word], verb = name;
  if (p->deprel[word] != TRV_REL_FLAT || name == TRV_NO_WORD || name > word || first + 1 >= word) return;
  if (strcmp(m->text->words[first].form, ",") != 0 || p->deprel[first + 1] != TRV_REL_CASE) return;
  for (int i = 0; i < 8 && verb != TRV_NO_WORD && p->upos[verb] != TRV_VERB; i++) verb = p->head[verb];
  if (verb == TRV_NO_WORD || p->upos[verb] != TRV_VERB || verb > word) return;
  hang(m, word, verb, TRV_REL_OBL, TRV_SUB_NONE);
  hang(m, first + 1, word, TRV_REL_CASE, TRV_SUB_NONE);
}

/* "Under the deal Armenia promised": where no comma parts them, the name behind an adjunct is taken for a part of it, and
 * the verb is left without a subject. */
void mend_subject_behind_adjunct(struct mender *m, uint32_t name) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[name], preposition = TRV_NO_WORD;
  if (p->deprel[name] != TRV_REL_OBL || p->upos[name] != TRV_PROPN || verb == TRV_NO_WORD || verb < name) return;
  if (p->upos[verb] != TRV_VERB ||
      (p->deprel[verb] != TRV_REL_ROOT && p->deprel[verb] != TRV_REL_CCOMP && p->deprel[verb] != TRV_REL_PARATAXIS))
    return;
  if (has_child(m, verb, TRV_REL_NSUBJ) || has_child(m, verb, TRV_REL_EXPL) || has_child(m, verb, TRV_REL_CSUBJ))
    return;
  for (uint32_t w = name + 1; w < verb; w++) /* nothing between but the verb's own words and the rest of the name */
    if (p->upos[w] != TRV_AUX && p->upos[w] != TRV_ADV && p->head[w] != name) return;
  FOR_CHILDREN(p, name, c)
    if (c < name && p->deprel[c] == TRV_REL_CASE && preposition == TRV_NO_WORD) preposition = c;
  uint32_t noun = name;
  while (noun > 0 && p->upos[noun] == TRV_PROPN) noun--;
  if (p->upos[noun] != TRV_NOUN || preposition == TRV_NO_WORD || preposition > noun) return;
  bool part = p->head[noun] == name && p->deprel[noun] == TRV_REL_COMPOUND;
  bool beside = p->head[noun] == verb && p->deprel[noun] == TRV_REL_OBL && !has_child(m, noun, TRV_REL_CASE);
  if (!part && !beside) return;
  FOR_CHILDREN(p, name, c)
    if (c < noun) p->head[c] = noun;
  hang(m, noun, verb, TRV_REL_OBL, TRV_SUB_NONE);
  hang(m, name, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
}

/* The end of the date or place that opens the noun phrase of `head` at `first`, behind the preposition at `first` - 1 where
 * `marked`; `first` where none does. `orphan`: the verb has no subject. */
static uint32_t setting_end(const struct mender *m, uint32_t first, uint32_t head, bool marked, bool orphan) {
  const struct trv_parse *p = m->p;
  uint32_t w = first, end = first;
  bool opener = marked;
  while (w < head && (p->upos[w] == TRV_DET || trv_grammar_has(m->grammar, "date_opener", m->text->words[w].lower))) {
    opener |= trv_grammar_has(m->grammar, "date_opener", m->text->words[w].lower);
    w++;
  }
  while (w < head && opener &&
         (date_word(m, w) || (w > first && p->upos[w] == TRV_NUM && date_word(m, w - 1)) ||
          (p->upos[w] == TRV_NUM && w + 1 < head && date_word(m, w + 1))))
    end = ++w;
  if (end > first) return end;
  if (!marked || p->upos[w] == TRV_PUNCT) return first;
  /* "in the east", "near the Brazilian frontier" */
  uint32_t at = w;
  while (at < head && p->upos[at] == TRV_ADJ && !trv_grammar_has(m->grammar, "setting_noun", m->text->words[at].lower))
    at++;
  if (w > first && at < head && trv_grammar_has(m->grammar, "setting_noun", m->text->words[at].lower)) return at + 1;
  if (w > first && w < head && trv_grammar_has(m->grammar, "setting_noun", m->text->words[w].lower)) return w + 1;
  /* "in eastern Congo rebels attacked" */
  if (at == w + 1 && at < head && p->name[at].kind == TRV_NAME_LOC) w = first = at;
  bool named = p->name[w].kind == TRV_NAME_LOC && p->name[w].begin;
  if (w > first || p->upos[w] != TRV_PROPN || (!named && !(orphan && p->upos[head] == TRV_NOUN))) return first;
  for (w = first + 1; w < head && (named ? p->name[w].kind == TRV_NAME_LOC && !p->name[w].begin
                                         : p->upos[w] == TRV_PROPN && p->head[w] != head);
       w++)
    continue;
  if (w < head && w + 1 < head + 1 && trv_grammar_has(m->grammar, "setting_noun", m->text->words[w].lower)) w++;
  return w;
}

bool opened_by_setting(const struct mender *m, uint32_t noun) {
  const struct trv_parse *p = m->p;
  uint32_t first = p->left[noun], cases = 0;
  FOR_CHILDREN(p, noun, c) cases += p->deprel[c] == TRV_REL_CASE;
  if (p->deprel[first] != TRV_REL_CASE || cases != 1) return false;
  if (!trv_grammar_has(m->grammar, "opening_preposition", m->text->words[first].lower)) return false;
  uint32_t end = setting_end(m, first + 1, noun, true, false);
  return end > first + 1 && end <= noun;
}

uint32_t mend_setting_in(const struct mender *m, uint32_t noun) {
  return setting_end(m, m->p->left[noun] + 1, noun, true, false);
}

/* "In Yerevan police detained", "On Tuesday Chancellor Olaf Scholz halted": no comma parts where or when from the subject,
 * and the parser makes one noun phrase of both. */
void mend_setting_before_subject(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  if ((p->upos[verb] != TRV_VERB && p->upos[verb] != TRV_AUX) || !finite(m, verb)) return;
  uint32_t start = group_start(m, verb), subject = TRV_NO_WORD, oblique = TRV_NO_WORD;
  bool passive = false;
  FOR_CHILDREN(p, verb, c) {
    passive |= p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS;
    if (c >= verb) continue;
    if (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_CSUBJ || p->deprel[c] == TRV_REL_EXPL) subject = c;
    if (p->deprel[c] == TRV_REL_OBL && (p->upos[c] == TRV_NOUN || p->upos[c] == TRV_PROPN)) oblique = c;
  }
  uint32_t head = subject != TRV_NO_WORD ? subject : oblique;
  if (head == TRV_NO_WORD || (p->upos[head] != TRV_NOUN && p->upos[head] != TRV_PROPN)) return;
  uint32_t end = p->right[head] + 1;
  while (end < start && p->upos[end] == TRV_PUNCT) end++;
  if (end != start) return;
  uint32_t first = p->left[head];
  while (first < head && p->upos[first] == TRV_PUNCT) first++;
  bool marked = p->deprel[first] == TRV_REL_CASE && p->head[first] <= head &&
                trv_grammar_has(m->grammar, "opening_preposition", m->text->words[first].lower);
  if (p->deprel[first] == TRV_REL_CASE && !marked) return;
  uint32_t from = marked ? first + 1 : first, to = setting_end(m, from, head, marked, subject == TRV_NO_WORD);
  if (to <= from || to > head) return;
  uint32_t setting = to - 1; /* the last word of the date or place that hangs outside it heads it */
  for (uint32_t w = to; w-- > from;)
    if (p->head[w] < from || p->head[w] >= to) {
      setting = w;
      break;
    }
  for (uint32_t w = first; w < to; w++)
    if (w != setting && (p->head[w] < from || p->head[w] >= to)) p->head[w] = setting;
  hang(m, setting, verb, TRV_REL_OBL, TRV_SUB_NONE);
  hang(m, head, verb, TRV_REL_NSUBJ, passive ? TRV_SUB_PASS : TRV_SUB_NONE);
}

/* "hours after Vladimir Putin, in an address, announced": the subject of the clause hung on the verb over it. */
void mend_subject_behind_mark(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_ADVCL || !finite(m, verb)) return;
  uint32_t mark = TRV_NO_WORD, over = p->head[verb], noun = TRV_NO_WORD;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_CSUBJ || p->deprel[c] == TRV_REL_EXPL) return;
    if (p->deprel[c] == TRV_REL_MARK && c < verb && mark == TRV_NO_WORD) mark = c;
  }
  if (mark == TRV_NO_WORD || over == TRV_NO_WORD || over > mark ||
      !trv_grammar_has(m->grammar, "clause_mark", p->lemma[mark]))
    return;
  FOR_CHILDREN(p, over, c)
    if (c > mark && c < verb && p->deprel[c] == TRV_REL_NSUBJ && nominal(p, c)) noun = c;
  if (noun != TRV_NO_WORD) hang(m, noun, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
}

/* "Speaking at Rafah, the prime ministers of Spain and Belgium condemned": the noun behind the comma of the clause that
 * opens the sentence is no object of that clause, where the verb has no subject. */
void mend_subject_behind_comma(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t clause = p->head[noun];
  if (!nominal(p, noun) || clause == TRV_NO_WORD || clause > noun || p->deprel[clause] != TRV_REL_ADVCL) return;
  if (p->deprel[noun] != TRV_REL_OBJ && p->deprel[noun] != TRV_REL_OBL && p->deprel[noun] != TRV_REL_NSUBJ) return;
  uint32_t verb = p->head[clause], first = p->left[noun];
  if (verb == TRV_NO_WORD || verb < noun || p->upos[verb] != TRV_VERB || p->upos[clause] != TRV_VERB) return;
  if (!finite(m, verb) || finite(m, clause) || has_child(m, noun, TRV_REL_CASE)) return;
  if (p->upos[first] == TRV_PUNCT) first++;
  if (first == 0 || m->text->words[first - 1].form[0] != ',' || first - 1 <= clause) return;
  bool passive = false;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_CSUBJ || p->deprel[c] == TRV_REL_EXPL) return;
    passive |= p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS;
  }
  hang(m, noun, verb, TRV_REL_NSUBJ, passive ? TRV_SUB_PASS : TRV_SUB_NONE);
}

/* "Human Rights Watch accused the army of": no participle of the name, since it has an object of its own. */
void mend_name_acts(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[verb];
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_ACL || p->sub[verb] == TRV_SUB_RELCL) return;
  if (noun == TRV_NO_WORD || noun > verb || p->head[noun] != TRV_NO_WORD || !nominal(p, noun)) return;
  if (p->feats[verb].verbform != TRV_PART_FORM || p->feats[verb].tense != TRV_PAST || p->left[verb] != noun + 1) return;
  bool object = false;
  FOR_CHILDREN(p, verb, c) {
    object |= p->deprel[c] == TRV_REL_OBJ && c > verb;
    if (p->deprel[c] == TRV_REL_AUX || p->deprel[c] == TRV_REL_MARK) return;
  }
  if (!object || !trv_grammar_has(m->grammar, "clause_mark", "") || is(m, "two_objects", verb) ||
      has_child(m, noun, TRV_REL_CASE) || has_child(m, noun, TRV_REL_COP))
    return;
  main_verb(m, verb, noun);
}

/* "to have captured Bakhmut": the auxiliary taken for the verb, and the participle for an epithet of the name. */
void mend_name_captured(struct mender *m, uint32_t have) {
  struct trv_parse *p = m->p;
  uint32_t verb = have + 1;
  if ((p->upos[have] != TRV_VERB && p->upos[have] != TRV_AUX) || p->deprel[have] == TRV_REL_AUX ||
      !is(m, "active_auxiliary", have) || verb >= p->n_words)
    return;
  uint32_t noun = p->head[verb];
  if (p->deprel[verb] != TRV_REL_AMOD || p->upos[verb] != TRV_VERB || p->feats[verb].tense != TRV_PAST) return;
  if (noun == TRV_NO_WORD || p->head[noun] != have || p->deprel[noun] != TRV_REL_OBJ) return;
  unsigned char first = (unsigned char)m->text->words[noun].form[0];
  /* "had committed war crimes", "has seized three towns" */
  bool told = p->feats[have].verbform == TRV_FIN && has_child(m, have, TRV_REL_NSUBJ) && p->left[noun] == verb &&
              is(m, "deed_verb", verb);
  if (((first < 'A' || first > 'Z') && !told) || !trv_grammar_has(m->grammar, "finite_auxiliary", p->lemma[have]))
    return;
  uint32_t head = p->head[have];
  uint8_t rel = p->deprel[have], sub = p->sub[have];
  FOR_CHILDREN(p, have, c) p->head[c] = verb;
  p->upos[have] = TRV_AUX;
  hang(m, verb, head, rel, sub);
  hang(m, have, verb, TRV_REL_AUX, TRV_SUB_NONE);
  hang(m, noun, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "Theresa May": a name taken for an auxiliary. */
void mend_name_as_auxiliary(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  if (p->upos[word] != TRV_AUX || word == 0 || p->upos[word - 1] != TRV_PROPN) return;
  unsigned char first = (unsigned char)m->text->words[word].form[0],
                second = (unsigned char)m->text->words[word].form[1];
  if (first < 'A' || first > 'Z' || second < 'a' || second > 'z') return; /* not a heading in capitals */
  if (m->text->words[word - 1].sentence != m->text->words[word].sentence) return;
  uint32_t noun = word - 1;
  while (p->deprel[noun] == TRV_REL_FLAT && p->head[noun] != TRV_NO_WORD) noun = p->head[noun];
  p->upos[word] = TRV_PROPN;
  p->lemma[word] = m->text->words[word].form;
  p->feats[word].verbform = p->feats[word].tense = p->feats[word].mood = 0;
  hang(m, word, noun, TRV_REL_FLAT, TRV_SUB_NONE);
}

/* "La trêve que les deux armées observent n'a connu que": what stands between a noun and its verb is no complement of the verb. */
void mend_between_subject_and_verb(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word], mark = TRV_NO_WORD;
  if (p->deprel[word] != TRV_REL_CCOMP || verb == TRV_NO_WORD || verb < word || p->upos[word] != TRV_VERB) return;
  FOR_CHILDREN(p, word, c)
    if (p->deprel[c] == TRV_REL_MARK && c == p->left[word] && is(m, "relative_pronoun", c)) mark = c;
  if (mark == TRV_NO_WORD || !mark) return;
  uint32_t noun = mark - 1;
  while (p->head[noun] != TRV_NO_WORD && p->head[noun] < noun && p->deprel[noun] != TRV_REL_NSUBJ) noun = p->head[noun];
  if (p->deprel[noun] != TRV_REL_NSUBJ || p->head[noun] != verb || !nominal(p, noun)) return;
  hang(m, word, noun, TRV_REL_ACL, TRV_SUB_RELCL);
  if (has_child(m, word, TRV_REL_OBJ)) return;
  p->upos[mark] = TRV_PRON;
  hang(m, mark, word, TRV_REL_OBJ, 0);
}

/* "« … », a lu son négociateur", "à l'heure où débutait la trêve": a finite verb without a subject in a clause of its own has it
 * behind it. */
void mend_inverted_subject(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t behind = TRV_NO_WORD;
  if (p->upos[verb] != TRV_VERB || p->feats[verb].mood == TRV_IMPER) return;
  bool clause = p->deprel[verb] == TRV_REL_PARATAXIS || p->deprel[verb] == TRV_REL_ADVCL ||
                (p->deprel[verb] == TRV_REL_ACL && p->sub[verb] == TRV_SUB_RELCL);
  bool finite = p->feats[verb].verbform == TRV_FIN;
  uint8_t number = p->feats[verb].number;
  if (!clause) return;
  FOR_CHILDREN(p, verb, c) {
    uint8_t rel = p->deprel[c];
    if (rel == TRV_REL_NSUBJ || rel == TRV_REL_CSUBJ || rel == TRV_REL_EXPL) return;
    if (rel == TRV_REL_AUX && c < verb && p->feats[c].verbform == TRV_FIN) finite = true, number = p->feats[c].number;
    if (rel == TRV_REL_OBJ && c > verb && (p->upos[c] == TRV_NOUN || p->upos[c] == TRV_PROPN))
      behind = behind == TRV_NO_WORD ? c : verb;
  }
  if (!finite || behind == TRV_NO_WORD || behind == verb) return;
  if (number && p->feats[behind].number && number != p->feats[behind].number && !has_child(m, behind, TRV_REL_CONJ))
    return;
  hang(m, behind, verb, TRV_REL_NSUBJ, 0);
}

/* "à l'heure où débutait la trêve conclue samedi": the noun between a verb without a subject and a bare participle is the verb's. */
void mend_before_participle(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t participle = p->head[noun];
  if (p->deprel[noun] != TRV_REL_NSUBJ || p->upos[noun] != TRV_NOUN || participle == TRV_NO_WORD || participle < noun)
    return;
  if (p->deprel[participle] != TRV_REL_ADVCL || p->feats[participle].verbform != TRV_PART_FORM ||
      has_child(m, participle, TRV_REL_AUX) || has_child(m, participle, TRV_REL_MARK))
    return;
  uint32_t verb = p->head[participle], first = p->left[noun];
  if (verb == TRV_NO_WORD || verb + 1 != first || p->feats[verb].verbform != TRV_FIN) return;
  if (has_child(m, verb, TRV_REL_NSUBJ) || has_child(m, verb, TRV_REL_EXPL) || has_child(m, verb, TRV_REL_OBJ)) return;
  hang(m, noun, verb, TRV_REL_NSUBJ, 0);
  hang(m, participle, noun, TRV_REL_ACL, 0);
}

/* "Par ces mots, Ali Darassa, porte-parole de la coalition, a clos l'accalmie": behind a comma, a name is no apposition of the adjunct that
 * opens the sentence, but the subject of a verb that has no other. */
void mend_subject_as_apposition(struct mender *m, uint32_t name) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[name];
  if (p->deprel[name] != TRV_REL_APPOS || p->upos[name] != TRV_PROPN || noun == TRV_NO_WORD || noun > name) return;
  uint32_t verb = p->head[noun];
  if (p->deprel[noun] != TRV_REL_OBL || p->upos[noun] != TRV_NOUN || verb == TRV_NO_WORD || verb < name) return;
  if (p->upos[verb] != TRV_VERB || !has_child(m, noun, TRV_REL_CASE) || p->upos[name - 1] != TRV_PUNCT) return;
  if (has_child(m, verb, TRV_REL_NSUBJ) || has_child(m, verb, TRV_REL_EXPL) || has_child(m, verb, TRV_REL_CSUBJ))
    return;
  bool person = false, active = false, stop = false;
  FOR_CHILDREN(p, name, c) person |= c > name && (p->deprel[c] == TRV_REL_FLAT || p->deprel[c] == TRV_REL_APPOS);
  FOR_CHILDREN(p, verb, c) active |= p->deprel[c] == TRV_REL_AUX && is(m, "active_auxiliary", c) && c > name;
  if (!person || !active) return;
  for (uint32_t w = name + 1; w < verb; w++) stop |= p->upos[w] == TRV_PUNCT;
  if (!stop) return;
  hang(m, name, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
}

/* The finite verb behind `participle` that was left without a subject beside it; TRV_NO_WORD: none. */
static uint32_t finite_beside(const struct mender *m, uint32_t participle) {
  const struct trv_parse *p = m->p;
  const struct trv_sentence *s = &m->text->sentences[m->text->words[participle].sentence];
  for (uint32_t w = participle + 1; w < s->first_word + s->n_words; w++) {
    if (p->upos[w] == TRV_PUNCT || p->upos[w] == TRV_CCONJ || p->upos[w] == TRV_SCONJ) return TRV_NO_WORD;
    if (p->upos[w] != TRV_VERB) continue;
    bool beside = p->head[w] == participle || p->head[participle] == w || p->head[w] == p->head[participle];
    if (!beside || p->feats[w].verbform != TRV_FIN || p->deprel[w] == TRV_REL_ACL || p->deprel[w] == TRV_REL_ADVCL)
      return TRV_NO_WORD;
    FOR_CHILDREN(p, w, c)
      if (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_CSUBJ || p->deprel[c] == TRV_REL_EXPL ||
          p->deprel[c] == TRV_REL_CC || p->deprel[c] == TRV_REL_MARK)
        return TRV_NO_WORD;
    return w;
  }
  return TRV_NO_WORD;
}

static bool bare_past(const struct mender *m, uint32_t word) {
  const struct trv_parse *p = m->p;
  return p->upos[word] == TRV_VERB && p->feats[word].verbform == TRV_PART_FORM && p->feats[word].tense == TRV_PAST &&
         !has_child(m, word, TRV_REL_AUX);
}

/* "A truce negotiated with the rebels collapsed": a participle said of the subject, taken for its verb; the verb behind has none. */
void mend_reduced_clause(struct mender *m, uint32_t participle) {
  struct trv_parse *p = m->p;
  uint32_t noun = TRV_NO_WORD;
  if (!bare_past(m, participle)) return;
  FOR_CHILDREN(p, participle, c) {
    if (p->deprel[c] == TRV_REL_COP || p->deprel[c] == TRV_REL_OBJ) return;
    if (p->deprel[c] == TRV_REL_NSUBJ && c < participle) noun = c;
  }
  if (noun == TRV_NO_WORD || !nominal(p, noun) || p->right[noun] + 1 != participle) return;
  uint32_t verb = finite_beside(m, participle);
  if (verb == TRV_NO_WORD) return;
  if (p->head[participle] != verb) {
    uint32_t head = p->head[participle];
    uint8_t rel = p->deprel[participle], sub = p->sub[participle];
    FOR_CHILDREN(p, participle, c)
      if (c > verb) p->head[c] = verb;
    if (head == TRV_NO_WORD) p->head[verb] = TRV_NO_WORD, p->deprel[verb] = rel;
    else hang(m, verb, head, rel, sub);
  }
  hang(m, noun, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
  hang(m, participle, noun, TRV_REL_ACL, TRV_SUB_NONE);
}

/* "Rebels backed by Rwanda entered Goma": a sentence read as a noun and its participles, the last of which has an object of its own, is
 * a clause of which that one is the verb. */
void mend_clause_as_noun(struct mender *m, uint32_t object) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[object];
  if (p->deprel[object] != TRV_REL_OBJ || verb > object || !bare_past(m, verb) ||
      !trv_grammar_has(m->grammar, "shares", ""))
    return;
  if (p->deprel[verb] != TRV_REL_ADVCL && p->deprel[verb] != TRV_REL_XCOMP && p->deprel[verb] != TRV_REL_CCOMP) return;
  if (has_child(m, verb, TRV_REL_NSUBJ) || has_child(m, verb, TRV_REL_MARK) || has_child(m, verb, TRV_REL_CC)) return;
  uint32_t participle = p->head[verb];
  if (participle > verb || p->deprel[participle] != TRV_REL_ACL || !bare_past(m, participle) ||
      has_child(m, participle, TRV_REL_OBJ))
    return;
  uint32_t noun = p->head[participle];
  if (noun > participle || !nominal(p, noun) || p->head[noun] != TRV_NO_WORD) return;
  FOR_CHILDREN(p, verb, c)
    if (c < verb && nominal(p, c)) hang(m, c, participle, TRV_REL_OBL, TRV_SUB_NONE);
  main_verb(m, verb, noun);
}

/* "The military seized power in Mali": the subject taken for an epithet of the object behind the verb. */
static void subject_before_verb(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun], subject = TRV_NO_WORD;
  if (verb == TRV_NO_WORD || verb > noun || p->deprel[noun] != TRV_REL_OBJ || p->upos[verb] != TRV_VERB) return;
  if (p->feats[verb].tense != TRV_PAST || has_child(m, verb, TRV_REL_NSUBJ) || has_child(m, verb, TRV_REL_AUX)) return;
  FOR_CHILDREN(p, noun, c)
    if (c + 1 == verb && p->deprel[c] == TRV_REL_AMOD && is(m, "nominal_adjective", c)) subject = c;
  if (subject == TRV_NO_WORD) return;
  FOR_CHILDREN(p, noun, c)
    if (c < subject) p->head[c] = subject;
  p->feats[verb].verbform = TRV_FIN;
  p->upos[subject] = TRV_NOUN;
  hang(m, subject, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
}

/* "Slovakia vetoed EU sanctions", "South Korea's military fired warning shots": the same, with words between the verb and its
 * object. */
void mend_verb_as_epithet(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  if (p->head[noun] != TRV_NO_WORD || p->upos[noun] != TRV_NOUN || noun < 3) return;
  uint32_t verb = noun - 1;
  while (verb > 0 && p->head[verb] == noun && p->deprel[verb] == TRV_REL_COMPOUND) verb--;
  if (verb == 0 || verb == noun - 1 || p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_AMOD ||
      p->head[verb] != noun || p->feats[verb].tense != TRV_PAST)
    return;
  uint32_t subject = verb - 1;
  bool named = p->head[subject] == verb && p->deprel[subject] == TRV_REL_NSUBJ && p->feats[verb].verbform == TRV_FIN;
  bool body = p->deprel[subject] == TRV_REL_AMOD && is(m, "nominal_adjective", subject) &&
              (p->head[subject] == verb || p->head[subject] == noun);
  if ((!named && !body) || has_child(m, noun, TRV_REL_NSUBJ) || has_child(m, noun, TRV_REL_COP)) return;
  FOR_CHILDREN(p, noun, c) {
    if (c < subject) p->head[c] = subject;
    else if (c > noun && p->deprel[c] == TRV_REL_PUNCT) p->head[c] = verb;
  }
  put(m, verb, TRV_NO_WORD, TRV_REL_ROOT, TRV_SUB_NONE);
  p->feats[verb].verbform = TRV_FIN;
  if (body) p->upos[subject] = TRV_NOUN;
  hang(m, subject, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
  hang(m, noun, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "Thailand's military seized power", "Beijing threatened consequences": the subject and its verb were taken for epithets of the object. */
void mend_subject_as_epithet(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = noun - 1, subject = noun - 2;
  subject_before_verb(m, noun);
  if (noun < 2 || p->head[noun] != TRV_NO_WORD || p->upos[noun] != TRV_NOUN) return;
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_AMOD || p->head[verb] != noun ||
      p->feats[verb].tense != TRV_PAST || p->head[subject] != noun)
    return;
  bool name =
      p->deprel[subject] == TRV_REL_COMPOUND && p->upos[subject] == TRV_PROPN && p->feats[verb].verbform == TRV_FIN;
  if (!name && (p->deprel[subject] != TRV_REL_AMOD || !is(m, "nominal_adjective", subject))) return;
  FOR_CHILDREN(p, noun, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_COP) return;
    if (c < subject) p->head[c] = subject;
    else if (c > noun && p->deprel[c] == TRV_REL_PUNCT) p->head[c] = verb;
    else if (c > noun && p->deprel[c] == TRV_REL_ACL && has_child(m, c, TRV_REL_MARK))
      hang(m, c, verb, TRV_REL_ADVCL, TRV_SUB_NONE);
  }
  put(m, verb, TRV_NO_WORD, TRV_REL_ROOT, TRV_SUB_NONE);
  p->feats[verb].verbform = TRV_FIN;
  if (!name) p->upos[subject] = TRV_NOUN;
  hang(m, subject, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
  hang(m, noun, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "Sudan's army and the RSF traded blame": the first of two subjects hung on the second as its own. */
void mend_subject_of_subject(struct mender *m, uint32_t first) {
  struct trv_parse *p = m->p;
  uint32_t second = p->head[first], and = p->right[first] + 1, verb;
  if (p->deprel[first] != TRV_REL_NSUBJ || !nominal(p, first) || second == TRV_NO_WORD || second < first) return;
  if (!nominal(p, second) || p->deprel[second] != TRV_REL_NSUBJ || and >= second || p->deprel[and] != TRV_REL_CC)
    return;
  verb = p->head[second];
  if (verb == TRV_NO_WORD || verb < second || has_child(m, second, TRV_REL_COP)) return;
  hang(m, first, verb, TRV_REL_NSUBJ, p->sub[second]);
  hang(m, second, first, TRV_REL_CONJ, TRV_SUB_NONE);
  hang(m, and, second, TRV_REL_CC, TRV_SUB_NONE);
}

/* "said it was suspending aid to Georgia": the subject hung on the verb's object. */
void mend_subject_on_object(struct mender *m, uint32_t subject) {
  struct trv_parse *p = m->p;
  uint32_t object = p->head[subject];
  if (p->deprel[subject] != TRV_REL_NSUBJ || object == TRV_NO_WORD || object < subject) return;
  uint32_t verb = p->deprel[object] == TRV_REL_OBJ ? p->head[object] : TRV_NO_WORD;
  if (verb == TRV_NO_WORD || verb < subject || verb > object || p->upos[verb] != TRV_VERB) return;
  if (has_child(m, verb, TRV_REL_NSUBJ) || has_child(m, object, TRV_REL_COP)) return;
  hang(m, subject, verb, TRV_REL_NSUBJ, p->sub[subject]);
}

/* "Trucks carrying aid entered Gaza": what carries is the subject, not the carrying. */
void mend_gerund_as_subject(struct mender *m, uint32_t gerund) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[gerund], noun = gerund - 1;
  if (p->deprel[gerund] != TRV_REL_CSUBJ || p->upos[gerund] != TRV_VERB || gerund == 0 || verb == TRV_NO_WORD) return;
  if (verb < gerund || p->upos[verb] != TRV_VERB || has_child(m, verb, TRV_REL_NSUBJ)) return;
  if (p->head[noun] != gerund || p->deprel[noun] != TRV_REL_COMPOUND || !nominal(p, noun)) return;
  FOR_CHILDREN(p, gerund, c)
    if (c < noun) p->head[c] = noun;
  hang(m, noun, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
  hang(m, gerund, noun, TRV_REL_ACL, TRV_SUB_NONE);
}

/* "Le chef des rebelles, Pushpa Kamal Dahal, dit Prachanda, et le ministre ont signé": how somebody is called besides is said of his name
 * and is not what the sentence tells, which is the verb joined to it. */
void mend_called_besides(struct mender *m, uint32_t called) {
  struct trv_parse *p = m->p;
  if (p->upos[called] != TRV_VERB || !is(m, "called_besides", called) || called < 2 || !comma(m, called - 1)) return;
  if (called + 1 >= p->n_words || p->head[called] != TRV_NO_WORD || p->upos[called + 1] != TRV_PROPN) return;
  uint32_t name = called - 2, subject = TRV_NO_WORD, verb = TRV_NO_WORD, second = TRV_NO_WORD;
  if (p->upos[name] != TRV_PROPN) return;
  FOR_CHILDREN(p, called, c) {
    if (c < called && p->deprel[c] == TRV_REL_NSUBJ) subject = c;
    bool joined = p->deprel[c] == TRV_REL_CONJ || p->deprel[c] == TRV_REL_PARATAXIS;
    if (c > called && joined && p->upos[c] == TRV_VERB && verb == TRV_NO_WORD) verb = c;
  }
  if (subject == TRV_NO_WORD || verb == TRV_NO_WORD || !finite(m, verb)) return;
  FOR_CHILDREN(p, verb, c)
    if (c < verb && p->deprel[c] == TRV_REL_NSUBJ) second = c;
  FOR_CHILDREN(p, called + 1, c)
    if (c < verb && p->deprel[c] == TRV_REL_CONJ && second == TRV_NO_WORD) second = c;
  p->head[verb] = TRV_NO_WORD;
  p->deprel[verb] = TRV_REL_ROOT;
  p->sub[verb] = TRV_SUB_NONE;
  p->feats[called].verbform = TRV_PART_FORM;
  put(m, subject, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
  put(m, called, name, TRV_REL_ACL, TRV_SUB_NONE);
  if (second != TRV_NO_WORD) put(m, second, subject, TRV_REL_CONJ, TRV_SUB_NONE);
}
