/* How many independent sources tell something: copies of one agency, and of one wording, count once. */
#ifndef TRV_CHRONICLE_SOURCES_H
#define TRV_CHRONICLE_SOURCES_H

#include "base/arena.h"
#include "treve/treve.h"

/* One telling, as far as its source goes. Strings may be NULL. */
struct trv_source {
  const char *article, *outlet, *agency;
  uint64_t wording; /* 0: not known */
};

/* The agency that a telling comes from: that of its article, else the first medium in `according_to`; NULL: none. */
const char *trv_agency_of(const char *agency, struct trv_entities according_to);
/* Tellings of one article, outlet, agency or wording come from one source; returns how many there are. `group` (may be NULL)
 * gets the number of each telling's source, by its first telling. */
uint32_t trv_sources_count(const struct trv_source *items, uint32_t n, uint32_t *group, struct trv_arena *arena);
/* How many articles there are among the tellings. */
uint32_t trv_articles_count(const struct trv_source *items, uint32_t n, struct trv_arena *arena);

#endif
