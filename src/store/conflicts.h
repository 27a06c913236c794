/* Conflicts in the store. Internal to this folder. */
#ifndef TRV_STORE_CONFLICTS_H
#define TRV_STORE_CONFLICTS_H

#include "store/internal.h"

/* Finds the conflicts of all incidents anew, writes them, and marks the incidents, ceasefires and red lines that belong to
 * another one than before. Within a batch; errors stick to the store. */
void trv_conflicts_settle(struct trv_store *s);

#endif
