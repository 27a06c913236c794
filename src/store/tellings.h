/* Events as they are compared. Internal to this folder. */
#ifndef TRV_STORE_TELLINGS_H
#define TRV_STORE_TELLINGS_H

#include "base/limits.h"
#include "store/internal.h"

/* What linking looks at of an event, as it stands in the tables. */
struct trv_stored_event {
  int64_t event, key, article, place; /* place: 0 or less: none */
  uint64_t wording;
  const char *type, *mode, *cameo, *status, *tags, *contexts, *date_from, *date_to, *date_precision;
  int quad_class;
  int64_t killed, wounded, captured;
  uint32_t sentence;
  uint32_t n_roles[3]; /* actor, recipient, source: numbers of entities */
  int64_t roles[3][TRV_MAX_ENTITIES];
};
/* Keeps an event that was just stored, so that it need not be read back. */
void trv_telling_put(struct trv_store *s, const struct trv_stored_event *e);

/* A telling with room for its own parts; what it points to elsewhere lives until the batch ends. */
struct trv_unfolded {
  struct trv_telling telling;
  struct trv_event event;
  char id[17];
};
/* False after an error. */
bool trv_telling_unfold(struct trv_store *s, int64_t event, struct trv_unfolded *out);
/* A copy of an unfolded telling. */
void trv_unfolded_copy(const struct trv_telling *from, struct trv_unfolded *out);
bool trv_tellings_full(const struct trv_store *s);

#endif
