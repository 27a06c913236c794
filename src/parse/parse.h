/* The parse layer: tags, features, lemmas and dependency tree of every word, by the encoder of src/parse.
 *
 * Input: the text layer. Output: one array entry per word of the document. Heads are word indices of the whole
 * document. Relations are Universal Dependencies v2: the part before the colon in `deprel`, after it in `sub`. */
#ifndef TRV_PARSE_PARSE_H
#define TRV_PARSE_PARSE_H

#include "base/arena.h"
#include "base/status.h"
#include "text/text.h"

enum trv_upos {
  TRV_UPOS_X,
  TRV_ADJ,
  TRV_ADP,
  TRV_ADV,
  TRV_AUX,
  TRV_CCONJ,
  TRV_DET,
  TRV_INTJ,
  TRV_NOUN,
  TRV_NUM,
  TRV_PART,
  TRV_PRON,
  TRV_PROPN,
  TRV_PUNCT,
  TRV_SCONJ,
  TRV_SYM,
  TRV_VERB,
  TRV_N_UPOS
};

enum trv_deprel {
  TRV_REL_OTHER,
  TRV_REL_ROOT,
  TRV_REL_NSUBJ,
  TRV_REL_CSUBJ,
  TRV_REL_OBJ,
  TRV_REL_IOBJ,
  TRV_REL_OBL,
  TRV_REL_CCOMP,
  TRV_REL_XCOMP,
  TRV_REL_ADVCL,
  TRV_REL_ADVMOD,
  TRV_REL_ACL,
  TRV_REL_AMOD,
  TRV_REL_NMOD,
  TRV_REL_NUMMOD,
  TRV_REL_APPOS,
  TRV_REL_DET,
  TRV_REL_CASE,
  TRV_REL_MARK,
  TRV_REL_CC,
  TRV_REL_CONJ,
  TRV_REL_AUX,
  TRV_REL_COP,
  TRV_REL_EXPL,
  TRV_REL_FIXED,
  TRV_REL_FLAT,
  TRV_REL_COMPOUND,
  TRV_REL_PARATAXIS,
  TRV_REL_DISLOCATED,
  TRV_REL_VOCATIVE,
  TRV_REL_DISCOURSE,
  TRV_REL_ORPHAN,
  TRV_REL_LIST,
  TRV_REL_GOESWITH,
  TRV_REL_REPARANDUM,
  TRV_REL_PUNCT,
  TRV_REL_CLF,
  TRV_REL_DEP,
  TRV_N_DEPREL
};

enum trv_sub {
  TRV_SUB_NONE,
  TRV_SUB_PASS,
  TRV_SUB_AGENT,
  TRV_SUB_ARG,
  TRV_SUB_MOD,
  TRV_SUB_NAME,
  TRV_SUB_FOREIGN,
  TRV_SUB_RELCL,
  TRV_SUB_CLEFT,
  TRV_SUB_TENSE,
  TRV_SUB_CAUS,
  TRV_SUB_SUBJ,
  TRV_SUB_COMP,
  TRV_SUB_PV,
  TRV_SUB_LVC,
  TRV_SUB_POSS,
  TRV_SUB_PRT,
  TRV_SUB_TMOD,
  TRV_SUB_NPMOD,
  TRV_SUB_OUTER,
  TRV_SUB_INSERT,
  TRV_SUB_PARENTH,
  TRV_SUB_APPOS,
  TRV_SUB_UNMARKED,
  TRV_SUB_PREDET,
  TRV_SUB_PRECONJ,
  TRV_SUB_DESC,
  TRV_SUB_OTHER,
  TRV_N_SUB
};

/* Values are 0 where the feature is absent. */
enum trv_number { TRV_SING = 1, TRV_PLUR };
enum trv_gender { TRV_MASC = 1, TRV_FEM, TRV_NEUT };
enum trv_verbform { TRV_FIN = 1, TRV_INF, TRV_PART_FORM, TRV_GER };
enum trv_tense { TRV_PRES = 1, TRV_PAST, TRV_FUT, TRV_IMP };
enum trv_mood { TRV_IND = 1, TRV_CND, TRV_SUBJ, TRV_IMPER };
struct trv_feats {
  uint8_t gender, number, person, verbform, tense, mood;
  uint8_t passive;  /* Voice=Pass */
  uint8_t negative; /* Polarity=Neg */
  uint8_t poss;     /* Poss=Yes */
  uint8_t reflex;   /* Reflex=Yes */
  uint8_t definite; /* 1 Def, 2 Ind */
  uint8_t ordinal;  /* NumType=Ord */
  uint8_t prontype; /* 1 Prs 2 Dem 3 Rel 4 Int 5 Ind 6 Neg 7 Art 8 Tot */
};

enum trv_name_kind { TRV_NAME_NONE, TRV_NAME_PER, TRV_NAME_LOC, TRV_NAME_ORG, TRV_NAME_MISC };
struct trv_name_tag {
  uint8_t kind;  /* enum trv_name_kind */
  uint8_t begin; /* 1: first word of its span */
};

struct trv_parse {
  uint32_t n_words;
  uint8_t *upos;
  struct trv_feats *feats;
  const char **feats_text; /* "Gender=Masc|Number=Sing" or "_" */
  const char **lemma;
  uint32_t *head; /* TRV_NO_WORD: root of its sentence */
  uint8_t *deprel, *sub;
  struct trv_name_tag *name;
  uint32_t *child_begin;  /* [n_words + 1] into children */
  uint32_t *children;     /* dependents of each word, in word order */
  uint32_t *left, *right; /* [n_words]: first and last word of the subtree */
};

struct trv_parser;

/* Loads a model file into memory shared by threads. Errors name the file and what is wrong with it. */
enum trv_status trv_parser_load(const char *path, struct trv_parser **out, struct trv_error *err);
void trv_parser_free(struct trv_parser *parser);

/* What the model knows of a form, given in lower case: nothing, that it was among what it was trained on (names and
 * foreign words too), or that its dictionary has it. */
enum trv_spelling { TRV_SPELLING_UNKNOWN, TRV_SPELLING_SEEN, TRV_SPELLING_LISTED };
enum trv_spelling trv_parser_spelling(const struct trv_parser *parser, const char *lower, size_t n);

/* Parses every sentence of `text`. */
enum trv_status trv_parse_run(const struct trv_parser *parser, const struct trv_text *text, struct trv_arena *arena,
                              struct trv_parse **out, struct trv_error *err);

/* Names as UD writes them ("VERB", "nsubj", "pass"); NULL for TRV_SUB_NONE. */
const char *trv_upos_name(enum trv_upos upos);
const char *trv_deprel_name(enum trv_deprel rel);
const char *trv_sub_name(enum trv_sub sub);
/* The value for a name; TRV_REL_OTHER, TRV_SUB_OTHER or TRV_UPOS_X for unknown ones. `full` may have a subtype. */
enum trv_upos trv_upos_of(const char *name);
void trv_deprel_of(const char *full, uint8_t *rel, uint8_t *sub);

/* Fills children, left and right from heads. */
void trv_parse_index(struct trv_parse *p, struct trv_arena *arena);

#endif
