/* ISO 8601 dates of events as ranges of days, and back. */
#ifndef TRV_BASE_DATES_H
#define TRV_BASE_DATES_H

#include <stdbool.h>

#define TRV_DAY_BYTES 40 /* more than a day needs, so that no compiler fears for it */
struct trv_day_range {
  char from[TRV_DAY_BYTES], to[TRV_DAY_BYTES]; /* "": open or not known */
  const char *precision;                       /* day month year interval since; NULL: no date */
};
/* `iso` may be NULL. */
void trv_range_of(const char *iso, struct trv_day_range *out);
/* The ISO form; NULL where there is none. */
const char *trv_range_iso(const char *from, const char *to, const char *precision, char out[40]);

#endif
