/* A loaded parser: pointers into the mapped model file and the inventories made ready for use. */
#ifndef TRV_PARSE_MODEL_H
#define TRV_PARSE_MODEL_H

#include "parse/kernels.h"
#include "parse/model_file.h"
#include "parse/parse.h"

enum { TRV_PARSE_LAYERS = 2, TRV_PARSE_FAR = 20, TRV_AFFIX_PREFIXES = 3, TRV_AFFIX_SUFFIXES = 5 };
enum { TRV_AFFIX_SLOTS = TRV_AFFIX_PREFIXES + TRV_AFFIX_SUFFIXES + 1 };

/* An embedding table: rows of 8-bit integers, each with its scale. */
struct trv_embedding {
  size_t n_rows, dim;
  const int8_t *rows;
  const float *scale;
};

/* Sorted 32-bit keys: their lower halves, and for each upper half where its keys start. */
struct trv_keys {
  const uint16_t *low;
  const uint32_t *start; /* [65537] */
};

/* How to make a lemma: cut characters off the form, add an ending; or the lemma itself. */
struct trv_script {
  enum trv_script_kind { TRV_SCRIPT_LOWER, TRV_SCRIPT_KEEP, TRV_SCRIPT_WHOLE } kind;
  uint32_t cut;    /* characters */
  const char *add; /* NUL-terminated */
};

struct trv_relation {
  uint8_t deprel, sub;
};

struct trv_parser {
  struct trv_model_file file;
  const struct trv_kernels *kernels;
  struct trv_arena arena; /* the inventories */

  size_t n_upos, n_feats, n_scripts, n_rels, n_names;
  uint8_t *upos;              /* [n_upos] enum trv_upos */
  struct trv_feats *feats;    /* [n_feats] */
  const char **feats_text;    /* [n_feats] */
  struct trv_script *scripts; /* [n_scripts] */
  struct trv_relation *rels;  /* [n_rels] */
  size_t root_rel;            /* index of "root" */
  struct trv_name_tag *names; /* [n_names] */
  const uint8_t *compatible;  /* [n_upos][n_feats]: seen together in training */

  struct trv_keys forms, words, lemmas;
  const uint16_t *form_vec, *form_lex; /* beside forms.key; 0: none */

  struct trv_embedding word, lex, vec, affix;
  size_t in_dim; /* of the concatenated embeddings */
  size_t x, hid; /* after the input layer; of one direction */
  size_t arc, rel;
  struct trv_linear input, lstm_x[TRV_PARSE_LAYERS][2], lstm_h[TRV_PARSE_LAYERS][2];
  struct trv_linear tag_h, tag_x, heads, edges, arc_query, relation;
  const float *norm_gain, *norm_bias;
  const float *root;     /* [arc + rel]: the root's row of `edges`, after its function */
  const float *distance; /* [2 * TRV_PARSE_FAR + 1] */
};

/* Position of a key among sorted keys, or UINT32_MAX. */
uint32_t trv_keys_find(const struct trv_keys *keys, uint32_t key);

/* FNV-1a of 64 bits, to be continued with further bytes, and its fold to 32. */
#define TRV_FNV_START 0xCBF29CE484222325u
uint64_t trv_fnv(uint64_t h, const char *p, size_t n);
uint32_t trv_fnv_fold(uint64_t h);

#endif
