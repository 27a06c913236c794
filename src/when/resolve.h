/* Gives dates to matched expressions, in reading order. Internal to src/when.
 *
 * Input: an edge of match.h, the article's date and what the text has told so far. Output: days of the calendar with
 * their precision. The narrative's own time is the day told of last: expressions are resolved one by one, and the
 * caller moves it on. */
#ifndef TRV_WHEN_RESOLVE_H
#define TRV_WHEN_RESOLVE_H

#include "when/calendar.h"
#include "when/match.h"

enum trv_grain { TRV_GRAIN_NONE, TRV_GRAIN_DAY, TRV_GRAIN_MONTH, TRV_GRAIN_YEAR };

/* Days first to last, told to the day, the month or the year; TRV_GRAIN_NONE: not known. */
struct trv_days {
  int32_t first, last;
  uint8_t grain;
};

/* Which way the act lies from the article, as its verb tells. */
enum trv_side { TRV_SIDE_PAST, TRV_SIDE_PRESENT, TRV_SIDE_OPEN, TRV_SIDE_FUTURE };

struct trv_resolver {
  const struct trv_when_data *data;
  bool dated;                /* the article has a date, or the text pinned one */
  struct trv_days article;   /* to the day or the month */
  struct trv_days sentence;  /* told of last in this sentence */
  struct trv_days narrative; /* told of last before it */
  struct trv_days current;   /* told of last before it in a main clause: the day that the text is at */
  struct trv_days last;      /* told of last at all */
  struct trv_days lead;      /* told of first */
  struct trv_days start;     /* what began last */
  struct trv_days scene;     /* "En mai 1992, …": governs dates without year */
  struct trv_days month;     /* told of last: "les 13 et 14 septembre … le 14 au soir" */
  uint32_t month_sentence;
  uint32_t at_sentence;
  bool goes_on; /* the verb of the expression tells what came next: "Dans la nuit, il a démissionné" */
};

struct trv_reading {
  struct trv_days days;
  uint8_t kind; /* enum trv_when_kind */
  bool anaphoric, time_of_day, complement, explicit_year;
  int32_t shift_days;   /* of a complement: from it to the clause that it stands in */
  int32_t shift_months; /* the same, where it is told in months or years */
  uint32_t duration_days;
  uint32_t duration_months; /* of a duration told in months, which are not all of a length */
  bool within_day;          /* a duration of some hours */
};

void trv_resolver_init(struct trv_resolver *r, const struct trv_when_data *data, const char *article_date);
/* Whether the year stands in the expression or in one of its parts. */
bool trv_edge_tells_year(const struct trv_edge *edge);
struct trv_reading trv_resolve(const struct trv_resolver *r, const struct trv_edge *edge, enum trv_side side);
/* A length as the interval of that length up to the article's day: "has been shelling the city for three weeks". */
struct trv_reading trv_resolve_up_to_now(const struct trv_resolver *r, const struct trv_edge *edge);
/* The day an expression of weekday, day and month pins ("mardi 3 novembre"), TRV_NO_DAY for any other. */
int32_t trv_resolver_pinned(const struct trv_resolver *r, const struct trv_edge *edge);
/* "2020-10-27", "2020-10", "2020-10-17/2020-10-18", "2020-09-27/..": NULL where the days are not known. */
const char *trv_days_iso(struct trv_arena *arena, struct trv_days days, uint8_t kind);

#endif
