/* What people said of incidents, as linking and summing up need it. Internal to this folder. */
#ifndef TRV_STORE_CORRECTIONS_H
#define TRV_STORE_CORRECTIONS_H

#include "store/internal.h"

/* Reads which corrections stand, where there are any; at the beginning of a batch and of a reading. */
void trv_corrections_load(struct trv_store *s);
void trv_corrections_free(struct trv_store *s);
/* Whether an event was rejected, by itself or with its incident. */
bool trv_event_rejected(struct trv_store *s, int64_t event);

/* Ties between `events`, in the form of trv_incidents_divide; in `arena`. */
uint32_t trv_ties_between(struct trv_store *s, const int64_t *events, uint32_t n, struct trv_arena *arena,
                          struct trv_tie **out);
/* Puts what people wrote in the place of what was summed up, and tells what they did last ("accepted", …; NULL: nothing). */
const char *trv_edit_incident(struct trv_store *s, const int64_t *events, uint32_t n, struct trv_incident *sum,
                              struct trv_arena *arena);

/* Hangs the corrections of an article's events on those that it has now; with `article` coded anew, or come back. */
void trv_corrections_anchor(struct trv_store *s, int64_t article);

#endif
