/* Comparing two tellings whose facts are taken apart; see incidents.h and weights.h. */
#ifndef TRV_CHRONICLE_LINK_H
#define TRV_CHRONICLE_LINK_H

#include "chronicle/facts.h"

/* They cannot be one incident, whatever links them over others. */
#define TRV_LINK_NEVER (-1000)

/* The sum of weights: 0 and more is a link; TRV_LINK_NEVER where something contradicts. Symmetric. */
int trv_facts_link(const struct trv_telling *a, const struct trv_facts *fa, const struct trv_telling *b,
                   const struct trv_facts *fb);
/* trv_telling_link of tellings whose facts are known. */
double trv_facts_score(const struct trv_telling *a, const struct trv_facts *fa, const struct trv_telling *b,
                       const struct trv_facts *fb);
/* The keys (trv_telling_keys) under which tellings are filed of what happened between two days, of that type, where a country has part
 * in it; at most `most`. Returns how many. */
uint32_t trv_acts_looks(enum trv_event_type type, const char *code, int32_t from, int32_t to, uint64_t *keys,
                        uint32_t most);
/* Kilometres between two places that are located. */
double trv_place_distance(const struct trv_place *a, const struct trv_place *b);

#endif
