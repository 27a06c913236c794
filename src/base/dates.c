/* See dates.h. */
#include <stdio.h>
#include <string.h>

#include "base/dates.h"

static int days_of(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leap);
}

/* Digits at `s`, as many as `n`; -1 where there are others. */
static int digits(const char *s, int n) {
  int v = 0;
  for (int i = 0; i < n; i++) {
    if (s[i] < '0' || s[i] > '9') return -1;
    v = 10 * v + (s[i] - '0');
  }
  return v;
}

static void put(char out[TRV_DAY_BYTES], int year, int month, int day) {
  const int parts[] = {year / 100, year % 100, -1, month, -1, day};
  char *c = out;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (parts[i] >= 0) *c++ = (char)('0' + parts[i] / 10);
    *c++ = (char)(parts[i] >= 0 ? '0' + parts[i] % 10 : '-');
  }
  *c = '\0';
}

/* A day, month or year in `n` bytes; 0 where it is none, else how many bytes it was written with. */
static size_t one(const char *s, size_t n, char from[TRV_DAY_BYTES], char to[TRV_DAY_BYTES]) {
  int year = n >= 4 ? digits(s, 4) : -1;
  if (year < 0) return 0;
  if (n == 4) {
    put(from, year, 1, 1);
    put(to, year, 12, 31);
    return 4;
  }
  int month = n >= 7 && s[4] == '-' ? digits(s + 5, 2) : -1;
  if (month < 1 || month > 12) return 0;
  if (n == 7) {
    put(from, year, month, 1);
    put(to, year, month, days_of(year, month));
    return 7;
  }
  int day = n == 10 && s[7] == '-' ? digits(s + 8, 2) : -1;
  if (day < 1 || day > days_of(year, month)) return 0;
  put(from, year, month, day);
  put(to, year, month, day);
  return 10;
}

void trv_range_of(const char *iso, struct trv_day_range *out) {
  *out = (struct trv_day_range){.precision = NULL};
  if (!iso) return;
  struct trv_day_range r = {.precision = NULL};
  char ignored[TRV_DAY_BYTES];
  size_t n = strlen(iso), first = strcspn(iso, "/"), length;
  if (first == n) {
    length = one(iso, n, r.from, r.to);
    if (!length) return;
    r.precision = length == 4 ? "year" : length == 7 ? "month" : "day";
  } else if (strcmp(iso + first, "/..") == 0) {
    if (!one(iso, first, r.from, ignored)) return;
    r.precision = "since";
  } else {
    bool open = strncmp(iso, "..", first) == 0 && first == 2;
    if (!open && !one(iso, first, r.from, ignored)) return;
    if (!one(iso + first + 1, n - first - 1, ignored, r.to)) return;
    r.precision = "interval";
  }
  *out = r;
}

static void copy_day(const char *from, char *out) {
  size_t n = strnlen(from, 10);
  memcpy(out, from, n);
  out[n] = '\0';
}

const char *trv_range_iso(const char *from, const char *to, const char *precision, char out[40]) {
  if (!precision) return NULL;
  if (strcmp(precision, "day") == 0) copy_day(from, out);
  else if (strcmp(precision, "month") == 0) snprintf(out, 40, "%.7s", from);
  else if (strcmp(precision, "year") == 0) snprintf(out, 40, "%.4s", from);
  else snprintf(out, 40, "%.10s/%.10s", from && *from ? from : "..", to && *to ? to : "..");
  return out;
}
