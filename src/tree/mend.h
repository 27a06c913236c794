/* Mending attachments that the parser gets wrong; what the files of it share. mend.c tells the order. */
#ifndef TRV_TREE_MEND_H
#define TRV_TREE_MEND_H

#include <string.h>

#include "tree/tree.h"

#define FOR_CHILDREN(p, w, c)                                                                                          \
  for (uint32_t c##_i = (p)->child_begin[w], c; c##_i < (p)->child_begin[(w) + 1] && (c = (p)->children[c##_i], true); \
       c##_i++)

struct mender {
  const struct trv_text *text;
  const struct trv_grammar *grammar;
  struct trv_parse *p;
  bool changed;
};

static inline bool is(const struct mender *m, const char *set, uint32_t word) {
  return trv_grammar_has(m->grammar, set, m->p->lemma[word]);
}

static inline bool has_child(const struct mender *m, uint32_t word, uint8_t rel) {
  FOR_CHILDREN(m->p, word, c)
    if (m->p->deprel[c] == rel) return true;
  return false;
}

/* Hangs `word` on `head`, which the caller knows not to hang on it. */
static inline void put(struct mender *m, uint32_t word, uint32_t head, uint8_t rel, uint8_t sub) {
  m->p->head[word] = head;
  m->p->deprel[word] = rel;
  m->p->sub[word] = sub;
  m->changed = true;
}

static inline void hang(struct mender *m, uint32_t word, uint32_t head, uint8_t rel, uint8_t sub) {
  uint32_t above = head, steps = 0; /* never on what hangs on it */
  for (; above != TRV_NO_WORD && above != word && steps < m->p->n_words; steps++) above = m->p->head[above];
  if (above == TRV_NO_WORD) put(m, word, head, rel, sub);
}

/* `word` is one more act beside `verb`, in its form, with the conjunction (TRV_NO_WORD: none) and the object that are its own. */
static inline void join_act(struct mender *m, uint32_t word, uint32_t verb, uint32_t conjunction, uint32_t object) {
  m->p->feats[word].verbform = m->p->feats[verb].verbform;
  hang(m, word, verb, TRV_REL_CONJ, TRV_SUB_NONE);
  if (conjunction != TRV_NO_WORD) hang(m, conjunction, word, TRV_REL_CC, TRV_SUB_NONE);
  hang(m, object, word, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* The participle `verb`, an epithet of the sentence's root `noun`, is its verb, with `noun` for subject. */
static inline void main_verb(struct mender *m, uint32_t verb, uint32_t noun) {
  struct trv_parse *p = m->p;
  p->head[verb] = TRV_NO_WORD;
  p->deprel[verb] = TRV_REL_ROOT;
  p->sub[verb] = TRV_SUB_NONE;
  p->feats[verb].verbform = TRV_FIN;
  hang(m, noun, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
  FOR_CHILDREN(p, noun, c)
    if (c > verb) p->head[c] = verb;
}

static inline bool comma(const struct mender *m, uint32_t w) {
  return w < m->p->n_words && m->p->upos[w] == TRV_PUNCT && strcmp(m->text->words[w].form, ",") == 0;
}

static inline bool capital(const struct mender *m, uint32_t word) {
  unsigned char first = (unsigned char)m->text->words[word].form[0];
  return first >= 'A' && first <= 'Z';
}

static inline bool nominal(const struct trv_parse *p, uint32_t w) {
  return p->upos[w] == TRV_NOUN || p->upos[w] == TRV_PROPN || p->upos[w] == TRV_PRON;
}

static inline bool finite(const struct mender *m, uint32_t verb) {
  const struct trv_parse *p = m->p;
  bool finite = p->feats[verb].verbform == TRV_FIN;
  FOR_CHILDREN(p, verb, c) finite |= p->deprel[c] == TRV_REL_AUX && c < verb && p->feats[c].verbform == TRV_FIN;
  return finite && p->feats[verb].mood != TRV_IMPER;
}

/* The first word of the verb group: auxiliaries and adverbs. */
static inline uint32_t group_start(const struct mender *m, uint32_t verb) {
  const struct trv_parse *p = m->p;
  uint32_t first = m->text->sentences[m->text->words[verb].sentence].first_word, w = verb;
  while (w > first && p->head[w - 1] == verb &&
         (p->deprel[w - 1] == TRV_REL_AUX || p->deprel[w - 1] == TRV_REL_ADVMOD || p->deprel[w - 1] == TRV_REL_COP))
    w--;
  return w;
}

static inline bool date_word(const struct mender *m, uint32_t w) {
  return is(m, "calendar", w) || trv_grammar_has(m->grammar, "calendar", m->text->words[w].lower);
}

/* mend_nouns.c */
void mend_date_of_predicate(struct mender *m, uint32_t date);
void mend_counted_behind_date(struct mender *m, uint32_t word);
void mend_free_of_date(struct mender *m, uint32_t word);
void mend_noun_of_both(struct mender *m, uint32_t word);
void mend_free_of_day(struct mender *m, uint32_t word);
void mend_joined_to_noun(struct mender *m, uint32_t word);
void mend_both_alike(struct mender *m, uint32_t word);
/* Whether `second` is that of "between A and B" and so no subject of `verb`, which then gets what is between them. */
bool mend_subject_between(struct mender *m, uint32_t second, uint32_t verb);
/* True: the verb has another subject, so that what hangs on what is to be told anew. */
bool mend_second_as_subject(struct mender *m, uint32_t second);
void mend_company(struct mender *m, uint32_t noun);
void mend_second_of_list(struct mender *m, uint32_t word);
void mend_second_of_two(struct mender *m, uint32_t word);
void mend_counted_object(struct mender *m, uint32_t word);
void mend_length_ago(struct mender *m, uint32_t word);
void mend_counted_subject(struct mender *m, uint32_t word);
void mend_length_given(struct mender *m, uint32_t word);
void mend_hyphenated(struct mender *m, uint32_t word);
void mend_agent_behind_day(struct mender *m, uint32_t word);
void mend_clause_of_place(struct mender *m, uint32_t verb);
void mend_apposed_to_last(struct mender *m, uint32_t name);
void mend_name_of_second(struct mender *m, uint32_t name);
void mend_agent_behind_place(struct mender *m, uint32_t word);
void mend_agent_behind_act(struct mender *m, uint32_t agent);
/* mend_verbal.c */
void mend_noun_as_epithet(struct mender *m, uint32_t word);
void mend_gerund_as_epithet(struct mender *m, uint32_t gerund);
void mend_strife_as_verb(struct mender *m, uint32_t word);
void mend_verbal_noun(struct mender *m, uint32_t word);
void mend_past_as_noun(struct mender *m, uint32_t word);
void mend_name_as_verb(struct mender *m, uint32_t name);
void mend_formless_verb(struct mender *m, uint32_t name);
void mend_verbal_preposition(struct mender *m, uint32_t verb);
void mend_object_of_second(struct mender *m, uint32_t verb);
void mend_joined_to_object(struct mender *m, uint32_t word);
void mend_name_of_verbal_noun(struct mender *m, uint32_t word);
void mend_second_as_epithet(struct mender *m, uint32_t word);
void mend_name_as_infinitive(struct mender *m, uint32_t word);
void mend_act_as_epithet(struct mender *m, uint32_t word);
void mend_second_behind_object(struct mender *m, uint32_t word);
void mend_infinitive_as_epithet(struct mender *m, uint32_t word);
void mend_saying_as_name(struct mender *m, uint32_t name);
/* mend_objects.c */
void mend_subject_across_verb(struct mender *m, uint32_t word);
void mend_object_before_date(struct mender *m, uint32_t word);
bool mend_is_length_of_truce(const struct mender *m, uint32_t word);
void mend_length_of_truce(struct mender *m, uint32_t word);
void mend_object_behind_time(struct mender *m, uint32_t word);
void mend_length_as_object(struct mender *m, uint32_t length);
void mend_length_of_act(struct mender *m, uint32_t word);
void mend_object_behind(struct mender *m, uint32_t word);
void mend_way_behind_object(struct mender *m, uint32_t adverb);
void mend_plain_object(struct mender *m, uint32_t word);
void mend_bare_object(struct mender *m, uint32_t word);
void mend_first_of_two_objects(struct mender *m, uint32_t word);
void mend_way_behind_object(struct mender *m, uint32_t adverb);
void mend_plain_object(struct mender *m, uint32_t word);
void mend_behind_the_object(struct mender *m, uint32_t word);
void mend_name_before_number(struct mender *m, uint32_t name);
void mend_what_it_is_called(struct mender *m, uint32_t noun);
void mend_object_of_its_own(struct mender *m, uint32_t word);
/* mend_subjects.c */
void mend_subject_of_subject(struct mender *m, uint32_t word);
void mend_expletive(struct mender *m, uint32_t word);
void mend_subject_of_its_own(struct mender *m, uint32_t word);
void mend_one_subject(struct mender *m, uint32_t word);
void mend_subject_behind_name(struct mender *m, uint32_t word);
void mend_reduced_clause(struct mender *m, uint32_t participle);
void mend_clause_as_noun(struct mender *m, uint32_t object);
void mend_gerund_as_subject(struct mender *m, uint32_t gerund);
void mend_subject_on_object(struct mender *m, uint32_t subject);
void mend_subject_as_epithet(struct mender *m, uint32_t noun);
void mend_name_before_object(struct mender *m, uint32_t noun);
void mend_progressive(struct mender *m, uint32_t verb);
void mend_joined_by_nothing(struct mender *m, uint32_t noun);
void mend_number_before_adjective(struct mender *m, uint32_t number);
void mend_two_phrases(struct mender *m, uint32_t noun);
void mend_called_so(struct mender *m, uint32_t what);
void mend_verb_behind_apposition(struct mender *m, uint32_t verb);
void mend_name_behind_comma(struct mender *m, uint32_t word);
void mend_object_as_subject(struct mender *m, uint32_t noun);
void mend_verb_as_epithet(struct mender *m, uint32_t noun);
void mend_headless_subject(struct mender *m, uint32_t word);
void mend_subject_as_apposition(struct mender *m, uint32_t name);
void mend_inserted_behind_subject(struct mender *m, uint32_t saying);
void mend_speaker_as_apposition(struct mender *m, uint32_t saying);
void mend_subject_behind_adjunct(struct mender *m, uint32_t word);
void mend_setting_before_subject(struct mender *m, uint32_t word);
void mend_subject_behind_mark(struct mender *m, uint32_t word);
void mend_name_before_subject(struct mender *m, uint32_t word);
void mend_subject_behind_comma(struct mender *m, uint32_t word);
void mend_name_acts(struct mender *m, uint32_t word);
void mend_name_captured(struct mender *m, uint32_t word);
void mend_name_as_auxiliary(struct mender *m, uint32_t word);
void mend_between_subject_and_verb(struct mender *m, uint32_t word);
void mend_called_besides(struct mender *m, uint32_t called);
void mend_inverted_subject(struct mender *m, uint32_t word);
void mend_before_participle(struct mender *m, uint32_t word);
/* mend_inserted.c */
/* True: something changed, so that what hangs on what is to be told anew. */
bool mend_sayings_in_clauses(struct mender *m, uint32_t saying);
bool mend_around_inserted(struct mender *m, uint32_t word);
/* mend_clauses.c */
void mend_verb_as_noun(struct mender *m, uint32_t word);
void mend_past_with_be(struct mender *m, uint32_t verb);
void mend_free_of_noun(struct mender *m, uint32_t word);
void mend_participle_of_verb(struct mender *m, uint32_t word);
void mend_participle_in_list(struct mender *m, uint32_t word);
void mend_agreeing_participle(struct mender *m, uint32_t word);
void mend_told_to(struct mender *m, uint32_t word);
void mend_verb_behind_between(struct mender *m, uint32_t verb);
void mend_participle_of_text(struct mender *m, uint32_t word);
void mend_asked_of_both(struct mender *m, uint32_t word);
/* Whether a date or place with a preposition, which belongs to the clause, opens the noun phrase: "On June 3 rebels seized". */
bool opened_by_setting(const struct mender *m, uint32_t noun);
/* The end of the date or place behind the preposition that opens the noun phrase; the word behind that preposition where there is none. */
uint32_t mend_setting_in(const struct mender *m, uint32_t noun);
void mend_participle_root(struct mender *m, uint32_t word);
void mend_behind_fixed(struct mender *m, uint32_t word);
void mend_told_clause(struct mender *m, uint32_t word);
void mend_inserted_saying(struct mender *m, uint32_t word);
void mend_before_inserted(struct mender *m, uint32_t word);
void mend_saying_as_joined(struct mender *m, uint32_t saying);
void mend_stop_of_inserted(struct mender *m, uint32_t word);
void mend_inserted_above(struct mender *m, uint32_t word);
void mend_within_name(struct mender *m, uint32_t word);
void mend_clause_behind_preposition(struct mender *m, uint32_t word);
void mend_joined_to_finite(struct mender *m, uint32_t word);
void mend_participle_of_last(struct mender *m, uint32_t word);
void mend_citing_participle(struct mender *m, uint32_t word);
void mend_behind_a_clause(struct mender *m, uint32_t word);
void mend_saying_behind(struct mender *m, uint32_t word);
void mend_decided_as_purpose(struct mender *m, uint32_t word);
void mend_subject_of_told(struct mender *m, uint32_t told);
void mend_active_participle(struct mender *m, uint32_t word);
void mend_split_auxiliary(struct mender *m, uint32_t word);
void mend_act_in_list(struct mender *m, uint32_t verb);
void mend_clause_of_verb(struct mender *m, uint32_t verb);
void mend_opening_participle(struct mender *m, uint32_t verb);
void mend_clause_in_list(struct mender *m, uint32_t noun);
void mend_participle_of_clause(struct mender *m, uint32_t word);
void mend_verb_behind_place(struct mender *m, uint32_t verb);
void mend_joined_to_clause(struct mender *m, uint32_t word);
void mend_joined_to_saying(struct mender *m, uint32_t word);
void mend_object_as_verb(struct mender *m, uint32_t noun);
void mend_infinitive_as_noun(struct mender *m, uint32_t noun);
void mend_condition(struct mender *m, uint32_t word);
void mend_behind_a_day(struct mender *m, uint32_t word);
void mend_first_of_list(struct mender *m, uint32_t word);
void mend_agent_of_passive(struct mender *m, uint32_t word);
void mend_behind_members(struct mender *m, uint32_t verb);
void mend_claimed_act(struct mender *m, uint32_t word);

#endif
