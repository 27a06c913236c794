/* Red lines in the store. Internal to this folder. */
#ifndef TRV_STORE_REDLINES_H
#define TRV_STORE_REDLINES_H

#include "store/show.h"

/* Makes all of them anew. */
void trv_red_lines_settle(struct trv_store *s);
/* False where there is no such row. */
bool trv_show_red_line(struct trv_store *s, struct trv_writer *w, int64_t row);

#endif
