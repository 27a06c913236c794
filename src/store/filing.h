/* What a batch adds to an index of keys. Neighbours in the index are written together. Internal to this folder. */
#ifndef TRV_STORE_FILING_H
#define TRV_STORE_FILING_H

#include "store/internal.h"

struct trv_filing {
  size_t n, cap;
  struct trv_filed *items; /* of the store's heap */
};

/* Files the n-th part of a row (0 where it has none) under each of its keys. */
void trv_filing_add(struct trv_store *s, struct trv_filing *f, const uint64_t *keys, uint32_t n_keys, int64_t row,
                    uint32_t n);
/* Writes all in the order of their keys by a statement of two parameters, key and row, or three, the part behind them; and
 * empties it. */
void trv_filing_write(struct trv_store *s, struct trv_filing *f, enum trv_sql_id id);

#endif
