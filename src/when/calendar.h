/* Civil dates of the proleptic Gregorian calendar, as day numbers: day 0 is 1970-01-01.
 *
 * Day numbers make differences and weekdays arithmetic. The conversions are Howard Hinnant's ("chrono-compatible
 * low-level date algorithms"), exact for every year that fits. */
#ifndef TRV_WHEN_CALENDAR_H
#define TRV_WHEN_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* A day number that stands for "not known". */
#define TRV_NO_DAY INT32_MIN

struct trv_civil {
  int32_t year;
  int32_t month; /* 1 to 12 */
  int32_t day;   /* 1 to 31 */
};

int32_t trv_day_of(int32_t year, int32_t month, int32_t day);
struct trv_civil trv_civil_of(int32_t utc_day);
/* 1 Monday to 7 Sunday, as ISO 8601 numbers them. */
int32_t trv_weekday_of(int32_t utc_day);
int32_t trv_month_length(int32_t year, int32_t month);
/* The day number, or TRV_NO_DAY where the calendar has no such day (29 February 2021). */
int32_t trv_day_checked(int32_t year, int32_t month, int32_t day);
/* `months` later (or earlier), on the same day of the month or the month's last one. */
int32_t trv_day_add_months(int32_t utc_day, int32_t months);
/* First and last day of the month that `months` later than that of `utc_day`. */
void trv_month_around(int32_t utc_day, int32_t months, int32_t *first, int32_t *last);
/* "2020-10-28", "2020-10" or "2020"; what is missing is 0. False where it is none of these. */
bool trv_civil_parse(const char *iso, struct trv_civil *out);

#endif
