/* Lemmas: choosing among the scripts that the tagger scored, and carrying one out. */
#ifndef TRV_PARSE_LEMMA_H
#define TRV_PARSE_LEMMA_H

#include "parse/model.h"

/* The best-scored script; where the lexicon knows the form as that part of speech (index into the model's own list), the
 * best of those that give a lemma of the lexicon. */
uint32_t trv_lemma_choose(const struct trv_parser *p, const char *form, const char *lower, uint32_t upos,
                          const float *score);

/* The lemma; `form` or `lower` itself where nothing changes, else a copy in the arena. */
const char *trv_lemma_make(const struct trv_parser *p, uint32_t script, const char *form, const char *lower,
                           struct trv_arena *arena);

#endif
