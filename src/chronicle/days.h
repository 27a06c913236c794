/* ISO dates of events as intervals of days: "2020-10-27", "2020-10", "2020", "2020-10-17/2020-10-18", "2020-09-27/..",
 * "../2020-10-10". */
#ifndef TRV_CHRONICLE_DAYS_H
#define TRV_CHRONICLE_DAYS_H

#include <stdbool.h>
#include <stdint.h>

#include "when/calendar.h"

enum trv_precision { TRV_PRECISE_DAY, TRV_PRECISE_INTERVAL, TRV_PRECISE_MONTH, TRV_PRECISE_YEAR, TRV_PRECISE_OPEN };

/* First and last day, both included; TRV_NO_DAY where open or not known. */
struct trv_days {
  int32_t from, to;
  enum trv_precision precision; /* of the coarser end; OPEN: one end is open */
};

/* False where `iso` is NULL or none of the above. */
bool trv_days_parse(const char *iso, struct trv_days *out);
/* "2020-10-27" into `out`; "" for TRV_NO_DAY. */
void trv_day_print(int32_t day, char out[16]);
/* "day" "interval" "month" "year" "open" */
const char *trv_precision_name(enum trv_precision precision);

#endif
