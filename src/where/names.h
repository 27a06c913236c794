/* Private to src/where: the steps from names to roles. */
#ifndef TRV_WHERE_NAMES_H
#define TRV_WHERE_NAMES_H

#include "where/data.h"

struct trv_where_run {
  const struct trv_where_data *data;
  const struct trv_text *text;
  const struct trv_parse *parse; /* may be NULL */
  struct trv_arena *arena;
  struct trv_place_mention *mentions;
  uint32_t n_mentions, cap_mentions;
  uint32_t *votes;      /* [n_countries + 1]: how often the article speaks of each country */
  uint32_t *land;       /* [n_words]: the country that a name beginning there is, or lies in; UINT32_MAX */
  uint32_t *mention_of; /* [n_words]: the mention that covers the word, or UINT32_MAX */
};

/* Names found in the gazetteer, chosen among their namesakes, in order; without roles. */
void trv_where_names(struct trv_where_run *run);
/* Adds the places taken up or meant ("cette ville", "y", "la capitale tchèque"), then gives every mention its role. */
void trv_where_implied(struct trv_where_run *run);
/* The role of one mention, from its head word. */
void trv_where_role(struct trv_where_run *run, struct trv_place_mention *m);

/* Fills `m` from the gazetteer. */
void trv_where_fill(const struct trv_where_run *run, struct trv_place_mention *m, uint32_t place);
bool trv_where_lemma_is(const struct trv_where_run *run, uint32_t word, enum trv_where_class class);
/* The first case marker of a word, or TRV_NO_WORD. */
uint32_t trv_where_case(const struct trv_parse *parse, uint32_t word);

#endif
