/* One ceasefire with its evidence. Internal to this folder. */
#ifndef TRV_STORE_CEASEFIRES_H
#define TRV_STORE_CEASEFIRES_H

#include "store/show.h"

/* False where there is no such row. */
bool trv_show_ceasefire(struct trv_store *s, struct trv_writer *w, int64_t row);

#endif
