/* Names of parts of speech, relations and features: Universal Dependencies v2 (universaldependencies.org/u). */
#include "parse/labels.h"

#include <string.h>

static const char *const upos_names[TRV_N_UPOS] = {
    [TRV_UPOS_X] = "X",    [TRV_ADJ] = "ADJ",   [TRV_ADP] = "ADP",     [TRV_ADV] = "ADV",     [TRV_AUX] = "AUX",
    [TRV_CCONJ] = "CCONJ", [TRV_DET] = "DET",   [TRV_INTJ] = "INTJ",   [TRV_NOUN] = "NOUN",   [TRV_NUM] = "NUM",
    [TRV_PART] = "PART",   [TRV_PRON] = "PRON", [TRV_PROPN] = "PROPN", [TRV_PUNCT] = "PUNCT", [TRV_SCONJ] = "SCONJ",
    [TRV_SYM] = "SYM",     [TRV_VERB] = "VERB",
};

static const char *const deprel_names[TRV_N_DEPREL] = {
    [TRV_REL_OTHER] = "dep",
    [TRV_REL_ROOT] = "root",
    [TRV_REL_NSUBJ] = "nsubj",
    [TRV_REL_CSUBJ] = "csubj",
    [TRV_REL_OBJ] = "obj",
    [TRV_REL_IOBJ] = "iobj",
    [TRV_REL_OBL] = "obl",
    [TRV_REL_CCOMP] = "ccomp",
    [TRV_REL_XCOMP] = "xcomp",
    [TRV_REL_ADVCL] = "advcl",
    [TRV_REL_ADVMOD] = "advmod",
    [TRV_REL_ACL] = "acl",
    [TRV_REL_AMOD] = "amod",
    [TRV_REL_NMOD] = "nmod",
    [TRV_REL_NUMMOD] = "nummod",
    [TRV_REL_APPOS] = "appos",
    [TRV_REL_DET] = "det",
    [TRV_REL_CASE] = "case",
    [TRV_REL_MARK] = "mark",
    [TRV_REL_CC] = "cc",
    [TRV_REL_CONJ] = "conj",
    [TRV_REL_AUX] = "aux",
    [TRV_REL_COP] = "cop",
    [TRV_REL_EXPL] = "expl",
    [TRV_REL_FIXED] = "fixed",
    [TRV_REL_FLAT] = "flat",
    [TRV_REL_COMPOUND] = "compound",
    [TRV_REL_PARATAXIS] = "parataxis",
    [TRV_REL_DISLOCATED] = "dislocated",
    [TRV_REL_VOCATIVE] = "vocative",
    [TRV_REL_DISCOURSE] = "discourse",
    [TRV_REL_ORPHAN] = "orphan",
    [TRV_REL_LIST] = "list",
    [TRV_REL_GOESWITH] = "goeswith",
    [TRV_REL_REPARANDUM] = "reparandum",
    [TRV_REL_PUNCT] = "punct",
    [TRV_REL_CLF] = "clf",
    [TRV_REL_DEP] = "dep",
};

static const char *const sub_names[TRV_N_SUB] = {
    [TRV_SUB_PASS] = "pass",       [TRV_SUB_AGENT] = "agent",       [TRV_SUB_ARG] = "arg",
    [TRV_SUB_MOD] = "mod",         [TRV_SUB_NAME] = "name",         [TRV_SUB_FOREIGN] = "foreign",
    [TRV_SUB_RELCL] = "relcl",     [TRV_SUB_CLEFT] = "cleft",       [TRV_SUB_TENSE] = "tense",
    [TRV_SUB_CAUS] = "caus",       [TRV_SUB_SUBJ] = "subj",         [TRV_SUB_COMP] = "comp",
    [TRV_SUB_PV] = "pv",           [TRV_SUB_LVC] = "lvc",           [TRV_SUB_POSS] = "poss",
    [TRV_SUB_PRT] = "prt",         [TRV_SUB_TMOD] = "tmod",         [TRV_SUB_NPMOD] = "npmod",
    [TRV_SUB_OUTER] = "outer",     [TRV_SUB_INSERT] = "insert",     [TRV_SUB_PARENTH] = "parenth",
    [TRV_SUB_APPOS] = "appos",     [TRV_SUB_UNMARKED] = "unmarked", [TRV_SUB_PREDET] = "predet",
    [TRV_SUB_PRECONJ] = "preconj", [TRV_SUB_DESC] = "desc",         [TRV_SUB_OTHER] = "other",
};

const char *trv_upos_name(enum trv_upos upos) { return (unsigned)upos < TRV_N_UPOS ? upos_names[upos] : "X"; }
const char *trv_deprel_name(enum trv_deprel rel) { return (unsigned)rel < TRV_N_DEPREL ? deprel_names[rel] : "dep"; }
const char *trv_sub_name(enum trv_sub sub) { return (unsigned)sub < TRV_N_SUB ? sub_names[sub] : NULL; }

enum trv_upos trv_upos_of(const char *name) {
  for (int i = 0; i < TRV_N_UPOS; i++)
    if (strcmp(upos_names[i], name) == 0) return (enum trv_upos)i;
  return TRV_UPOS_X;
}

void trv_deprel_of(const char *full, uint8_t *rel, uint8_t *sub) {
  const char *colon = strchr(full, ':');
  size_t n = colon ? (size_t)(colon - full) : strlen(full);
  *rel = TRV_REL_OTHER;
  *sub = TRV_SUB_NONE;
  for (int i = TRV_N_DEPREL - 1; i > 0; i--)
    if (strlen(deprel_names[i]) == n && memcmp(deprel_names[i], full, n) == 0) *rel = (uint8_t)i;
  if (!colon) return;
  *sub = TRV_SUB_OTHER;
  for (int i = 1; i < TRV_N_SUB; i++)
    if (strcmp(sub_names[i], colon + 1) == 0) *sub = (uint8_t)i;
}

/* The value of one feature in "A=x|B=y", as a slice of the text; n is 0 where it is absent. */
static struct trv_slice value_of(const char *text, const char *name) {
  size_t n = strlen(name);
  for (const char *p = text; p && *p;) {
    const char *end = strchr(p, '|');
    size_t length = end ? (size_t)(end - p) : strlen(p);
    if (length > n && memcmp(p, name, n) == 0 && p[n] == '=') return (struct trv_slice){p + n + 1, length - n - 1};
    p = end ? end + 1 : NULL;
  }
  return (struct trv_slice){NULL, 0};
}

/* 1 + the place of the feature's value in the NULL-ended list, or 0. */
static uint8_t place_of(const char *text, const char *name, const char *const *values) {
  struct trv_slice v = value_of(text, name);
  for (uint8_t i = 0; values[i]; i++)
    if (v.n && trv_slice_is(v, values[i])) return (uint8_t)(i + 1);
  return 0;
}

#define VALUES(...) ((const char *const[]){__VA_ARGS__, NULL})

struct trv_feats trv_feats_of(const char *text) {
  struct trv_feats f = {0};
  f.gender = place_of(text, "Gender", VALUES("Masc", "Fem", "Neut"));
  f.number = place_of(text, "Number", VALUES("Sing", "Plur"));
  f.person = place_of(text, "Person", VALUES("1", "2", "3"));
  f.verbform = place_of(text, "VerbForm", VALUES("Fin", "Inf", "Part", "Ger"));
  f.tense = place_of(text, "Tense", VALUES("Pres", "Past", "Fut", "Imp"));
  f.mood = place_of(text, "Mood", VALUES("Ind", "Cnd", "Sub", "Imp"));
  f.passive = place_of(text, "Voice", VALUES("Pass"));
  f.negative = place_of(text, "Polarity", VALUES("Neg"));
  f.poss = place_of(text, "Poss", VALUES("Yes"));
  f.reflex = place_of(text, "Reflex", VALUES("Yes"));
  f.definite = place_of(text, "Definite", VALUES("Def", "Ind"));
  f.ordinal = place_of(text, "NumType", VALUES("Ord"));
  f.prontype = place_of(text, "PronType", VALUES("Prs", "Dem", "Rel", "Int", "Ind", "Neg", "Art", "Tot"));
  return f;
}

struct trv_name_tag trv_name_tag_of(const char *tag) {
  static const char *const kinds[] = {"", "PER", "LOC", "ORG", "MISC"};
  if (tag[0] && tag[1] == '-')
    for (uint8_t k = 1; k < 5; k++)
      if (strcmp(tag + 2, kinds[k]) == 0) return (struct trv_name_tag){k, tag[0] == 'B'};
  return (struct trv_name_tag){TRV_NAME_NONE, 0};
}
