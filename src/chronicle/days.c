/* See days.h. */
#include "chronicle/days.h"

#include <stdio.h>
#include <string.h>

/* "2020-10-27", which nearly all are, without the detour over its parts; false where it is anything else. */
static bool parse_day(const char *iso, size_t n, int32_t *day) {
  int32_t part[3] = {0, 0, 0};
  if (n != 10) return false;
  for (int i = 0, k = 0; i < 10; i++) {
    if (i == 4 || i == 7) {
      if (iso[i] != '-') return false;
      k++;
    } else {
      if (iso[i] < '0' || iso[i] > '9') return false;
      part[k] = part[k] * 10 + (iso[i] - '0');
    }
  }
  *day = trv_day_checked(part[0], part[1], part[2]);
  return *day != TRV_NO_DAY;
}

/* One end of an interval; ".." is open. */
static bool parse_end(const char *iso, size_t n, struct trv_days *out) {
  char part[11];
  struct trv_civil c;
  if (parse_day(iso, n, &out->from)) {
    out->to = out->from;
    out->precision = TRV_PRECISE_DAY;
    return true;
  }
  if (n == 2 && memcmp(iso, "..", 2) == 0) {
    *out = (struct trv_days){TRV_NO_DAY, TRV_NO_DAY, TRV_PRECISE_OPEN};
    return true;
  }
  if (n >= sizeof part) return false;
  memcpy(part, iso, n);
  part[n] = '\0';
  if (!trv_civil_parse(part, &c)) return false;
  if (c.day) {
    out->from = out->to = trv_day_of(c.year, c.month, c.day);
    out->precision = TRV_PRECISE_DAY;
  } else {
    int32_t last = c.month ? c.month : 12;
    out->from = trv_day_of(c.year, c.month ? c.month : 1, 1);
    out->to = trv_day_of(c.year, last, trv_month_length(c.year, last));
    out->precision = c.month ? TRV_PRECISE_MONTH : TRV_PRECISE_YEAR;
  }
  return true;
}

bool trv_days_parse(const char *iso, struct trv_days *out) {
  *out = (struct trv_days){TRV_NO_DAY, TRV_NO_DAY, TRV_PRECISE_OPEN};
  if (!iso) return false;
  if (parse_end(iso, strlen(iso), out)) return out->from != TRV_NO_DAY;
  *out = (struct trv_days){TRV_NO_DAY, TRV_NO_DAY, TRV_PRECISE_OPEN};
  const char *slash = strchr(iso, '/');
  if (!slash) return false;
  struct trv_days begin, end;
  if (!parse_end(iso, (size_t)(slash - iso), &begin) || !parse_end(slash + 1, strlen(slash + 1), &end)) return false;
  if (begin.from == TRV_NO_DAY && end.to == TRV_NO_DAY) return false;
  out->from = begin.from;
  out->to = end.to;
  out->precision = begin.precision > end.precision ? begin.precision : end.precision;
  if (out->precision == TRV_PRECISE_DAY && out->from != out->to) out->precision = TRV_PRECISE_INTERVAL;
  /* an interval told backwards is no interval */
  return out->precision == TRV_PRECISE_OPEN || out->from <= out->to;
}

void trv_day_print(int32_t day, char out[16]) {
  out[0] = '\0';
  if (day == TRV_NO_DAY) return;
  struct trv_civil c = trv_civil_of(day);
  snprintf(out, 16, "%04u-%02u-%02u", (unsigned)c.year % 10000, (unsigned)c.month % 100, (unsigned)c.day % 100);
}

const char *trv_precision_name(enum trv_precision precision) {
  static const char *const names[] = {"day", "interval", "month", "year", "open"};
  return names[precision];
}
