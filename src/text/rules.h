/* What a language pack says about cutting text: its table text.tsv and its learned choices text.model. */
#ifndef TRV_TEXT_RULES_H
#define TRV_TEXT_RULES_H

#include "base/map.h"
#include "text/model.h"
#include "text/text.h"

#define TRV_TEXT_KEY_BYTES 48 /* no entry of the table is longer */

/* What a form may be; several hold at once ("m." is an abbreviation and, as "m", a unit). */
enum {
  TRV_RULE_WHOLE = 1,         /* never divided: aujourd'hui, celui-ci, n° */
  TRV_RULE_PREFIX = 2,        /* an elided word before an apostrophe: l', qu' */
  TRV_RULE_SUFFIX = 4,        /* a clitic behind a hyphen or with an apostrophe: -t-il, -là, 's, n't */
  TRV_RULE_TITLE = 8,         /* an abbreviation that ends no sentence: M., Dr. */
  TRV_RULE_ABBREVIATION = 16, /* one that may: etc., av. */
  TRV_RULE_UNIT = 32,         /* cut off a number it is written against: 14h30, 20km */
  TRV_RULE_CONTRACTION = 64,  /* two words in one: au, duquel */
  TRV_RULE_CHOICE = 128,      /* two words or one, as the model says: du, des */
  TRV_RULE_BOUND = 256,       /* with its hyphen a part of the word behind it: non-, e- */
  TRV_RULE_JOINT = 512,       /* "hyphen": it is a token of its own between the parts of a word */
  TRV_RULE_RUN = 1024,        /* a sign whose repetitions are one token: !!! */
  TRV_RULE_DATELINE = 2048    /* "dash": what stands before the dash that opens an article is a sentence of its own */
};

struct trv_contraction {
  uint32_t n;
  struct trv_slice *words;
};

struct trv_text_rules {
  struct trv_map entries; /* lower-case form -> flags | contraction << 16 */
  struct trv_contraction *contractions;
  uint32_t n_contractions, cap_contractions;
  bool symbol_starts[256]; /* first bytes of entries that begin with a sign: "°C", "+/-" */
  bool joint_hyphens;      /* TRV_RULE_JOINT stands in the table */
  bool datelines;          /* so does TRV_RULE_DATELINE */
  bool elided_suffixes;    /* so does a suffix with an apostrophe */
  bool runs[128];          /* and so do the signs of TRV_RULE_RUN */
  struct trv_model model;
};

/* The table alone, for training the model; its scores are all 0. */
enum trv_status trv_rules_read(const char *dir, struct trv_arena *arena, struct trv_text_rules **out,
                               struct trv_error *err);

/* Flags of a lower-case form; 0: not in the table. *contraction (may be NULL) is set for either kind of them. */
static inline uint32_t trv_rules_get(const struct trv_text_rules *rules, const char *lower, uint32_t n,
                                     const struct trv_contraction **contraction) {
  if (!n || n > TRV_TEXT_KEY_BYTES) return 0;
  uint32_t value = trv_map_get(&rules->entries, (struct trv_slice){lower, n});
  if (value == TRV_MAP_NONE) return 0;
  if (contraction && (value & (TRV_RULE_CONTRACTION | TRV_RULE_CHOICE)))
    *contraction = &rules->contractions[value >> 16];
  return value & 0xFFFF;
}

#endif
