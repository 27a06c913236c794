/* Walking the dependency tree: the logical arguments of a predicate, whatever the construction.
 *
 * Written over Universal Dependencies v2 alone, so it serves every language. Passives are undone, shared subjects of
 * coordinated and controlled verbs found, participles take the noun they modify, relative pronouns their antecedent. */
#ifndef TRV_TREE_TREE_H
#define TRV_TREE_TREE_H

#include "parse/parse.h"
#include "text/text.h"

#include "base/map.h"

#define TRV_MAX_SLOT_WORDS 16

/* The grammar words of a language: named sets of lemmas (`grammar.tsv`, columns set and words). Immutable. */
struct trv_grammar;
enum trv_status trv_grammar_load(const char *lang_dir, struct trv_arena *arena, struct trv_grammar **out,
                                 struct trv_error *err);
/* Whether `lemma` is in the set `name`; false too where the language has no such set. "": whether it has the set. */
bool trv_grammar_has(const struct trv_grammar *grammar, const char *name, const char *lemma);
/* Lemmas of a verb and its particle ("call_off") that a set, a rule or a verb of saying names: where the parser took the
 * particle for something else, they tell that it is one. */
void trv_grammar_learn(struct trv_grammar *grammar, struct trv_slice lemma);
/* Puts a lemma into a set; `lemma` is copied. Words of saying that have their own table are sets too: `saying`, `citing`. */
void trv_grammar_put(struct trv_grammar *grammar, const char *set, struct trv_slice lemma);
/* The lemma of a verb form, where the pack corrects the parser's (`lemma freeze`: froze); else NULL. */
const char *trv_grammar_lemma(const struct trv_grammar *grammar, const char *form);
bool trv_grammar_joined(const struct trv_grammar *grammar, const char *lemma);

/* A way from a predicate to its arguments. subj and obj are logical; the speaker stands outside the tree and is found by
 * the caller. */
enum trv_slot_kind {
  TRV_SLOT_SUBJ,
  TRV_SLOT_OBJ,
  TRV_SLOT_IOBJ,
  TRV_SLOT_COMP,
  TRV_SLOT_POSS,
  TRV_SLOT_ADJ,
  TRV_SLOT_ACL,
  TRV_SLOT_ADV,
  TRV_SLOT_GOV,
  TRV_SLOT_SPEAKER,
  TRV_SLOT_SELF,
  TRV_SLOT_PREP
};

#define TRV_MAX_STEPS 4
struct trv_slot {
  uint8_t n_steps;
  struct {
    uint8_t kind;
    const char *prep; /* for TRV_SLOT_PREP, lower case */
  } steps[TRV_MAX_STEPS];
};

struct trv_tree {
  const struct trv_text *text;
  const struct trv_parse *parse;
  const struct trv_grammar *grammar;
};

/* Words found for a slot: heads of noun phrases or predicates; coordination is left to the caller. */
struct trv_words {
  uint32_t n;
  uint32_t items[TRV_MAX_SLOT_WORDS];
};

bool trv_tree_passive(const struct trv_tree *t, uint32_t word);
/* Has a reflexive object or expletive (se réunir). */
bool trv_tree_reflexive(const struct trv_tree *t, uint32_t word);
/* An infinitive, compound ones included ("avoir violé"). */
bool trv_tree_infinitive(const struct trv_tree *t, uint32_t word);
/* A verbal noun behind a preposition that makes it the complement of the word over it: "of shelling", "from entering". */
bool trv_tree_gerund(const struct trv_tree *t, uint32_t word);
bool trv_tree_is_verb(const struct trv_tree *t, uint32_t word);
/* The lower-case lemma of the preposition that introduces `word`, with the words fixed to it ("près de"), into buf;
 * NULL where there is none. */
const char *trv_tree_case(const struct trv_tree *t, uint32_t word, char *buf, size_t size);
/* The word that a relative pronoun stands for; `word` itself for any other. */
uint32_t trv_tree_antecedent(const struct trv_tree *t, uint32_t word);
/* The predicate whose logical subject `word`'s is, when it has none of its own (coordination, control, participle);
 * TRV_NO_WORD: none. */
void trv_tree_slot(const struct trv_tree *t, uint32_t word, const struct trv_slot *slot, struct trv_words *out);
/* The logical subject and object. */
void trv_tree_subject(const struct trv_tree *t, uint32_t verb, struct trv_words *out);
void trv_tree_object(const struct trv_tree *t, uint32_t verb, struct trv_words *out);
/* The noun's complements of belonging ("de"). */
void trv_tree_genitive(const struct trv_tree *t, uint32_t noun, struct trv_words *out);
/* The infinitive or clause that completes `word`. */
void trv_tree_complement(const struct trv_tree *t, uint32_t word, struct trv_words *out);

/* Makes one lemma of a verb and its particle ("call_off"), wherever it stands and whatever the parser took it for. */
void trv_tree_join_particles(const struct trv_text *text, const struct trv_grammar *grammar, struct trv_arena *arena,
                             struct trv_parse *parse);
/* Verbs hidden in noun phrases: hidden.c. `parse` is indexed anew. */
void trv_tree_hidden_verbs(const struct trv_text *text, const struct trv_grammar *grammar, struct trv_arena *arena,
                           struct trv_parse *parse);
/* Mends attachments that the parser gets wrong in ways that the words alone show; `parse` is indexed anew. */
void trv_tree_mend(const struct trv_text *text, const struct trv_grammar *grammar, struct trv_arena *arena,
                   struct trv_parse *parse);

#endif
