/* See calendar.h. */
#include "when/calendar.h"

int32_t trv_day_of(int32_t year, int32_t month, int32_t day) {
  int32_t y = month <= 2 ? year - 1 : year;
  int32_t era = (y >= 0 ? y : y - 399) / 400;
  int32_t year_of_era = y - era * 400;
  int32_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

struct trv_civil trv_civil_of(int32_t utc_day) {
  int32_t z = utc_day + 719468;
  int32_t era = (z >= 0 ? z : z - 146096) / 146097;
  int32_t day_of_era = z - era * 146097;
  int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int32_t shifted = (5 * day_of_year + 2) / 153;
  struct trv_civil out;
  out.day = day_of_year - (153 * shifted + 2) / 5 + 1;
  out.month = shifted < 10 ? shifted + 3 : shifted - 9;
  out.year = year_of_era + era * 400 + (out.month <= 2);
  return out;
}

int32_t trv_weekday_of(int32_t utc_day) {
  /* Day 0 was a Thursday. */
  int32_t from_monday = (utc_day + 3) % 7;
  return (from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

int32_t trv_month_length(int32_t year, int32_t month) {
  static const int8_t lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : lengths[month - 1];
}

int32_t trv_day_checked(int32_t year, int32_t month, int32_t day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > trv_month_length(year, month))
    return TRV_NO_DAY;
  return trv_day_of(year, month, day);
}

static void shift_month(int32_t *year, int32_t *month, int32_t months) {
  int32_t index = *year * 12 + (*month - 1) + months;
  *year = index / 12;
  *month = index % 12 + 1;
}

int32_t trv_day_add_months(int32_t utc_day, int32_t months) {
  struct trv_civil c = trv_civil_of(utc_day);
  shift_month(&c.year, &c.month, months);
  int32_t length = trv_month_length(c.year, c.month);
  return trv_day_of(c.year, c.month, c.day < length ? c.day : length);
}

void trv_month_around(int32_t utc_day, int32_t months, int32_t *first, int32_t *last) {
  struct trv_civil c = trv_civil_of(utc_day);
  shift_month(&c.year, &c.month, months);
  *first = trv_day_of(c.year, c.month, 1);
  *last = trv_day_of(c.year, c.month, trv_month_length(c.year, c.month));
}

bool trv_civil_parse(const char *iso, struct trv_civil *out) {
  *out = (struct trv_civil){0, 0, 0};
  if (!iso) return false;
  struct trv_slice rest = trv_slice_of(iso);
  int32_t fields[3] = {0, 0, 0};
  static const size_t widths[3] = {4, 2, 2};
  size_t n = 0;
  while (rest.p) {
    struct trv_slice field = trv_slice_split(&rest, '-');
    uint64_t value;
    if (n == 3 || field.n != widths[n] || !trv_slice_uint(field, 9999, &value)) return false;
    fields[n++] = (int32_t)value;
  }
  *out = (struct trv_civil){fields[0], fields[1], fields[2]};
  if (out->year < 1 || (n > 1 && (out->month < 1 || out->month > 12))) return false;
  return n < 3 || trv_day_checked(out->year, out->month, out->day) != TRV_NO_DAY;
}
