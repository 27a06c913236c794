/* Red lines in the store. Internal to this folder. */
#ifndef TRV_STORE_REDLINES_H
#define TRV_STORE_REDLINES_H

#include "store/show.h"

/* Makes those that an event bears on due to be judged anew: where it came, and before it goes. */
void trv_red_lines_touch(struct trv_store *s, int64_t event);
/* Brings all of them up to the events that there are. */
void trv_red_lines_settle(struct trv_store *s);
/* False where there is no such row. */
bool trv_show_red_line(struct trv_store *s, struct trv_writer *w, int64_t row);

#endif
