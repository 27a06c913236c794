/* Red lines across articles: who set one, to whom, over what, by when, and whether it was crossed or met.
 *
 * Input: the events tagged `red_line` of all articles, and what the addressee did afterwards. Method: tellings of the same setter and
 * addressee on one day are one red line; one told without its day is the last that was set before its article. A hostile act of
 * the addressee against the setter crosses it, where the line names a place only one there; a retreat or concession of the
 * addressee meets it. Functions of the set of tellings, and local, as for incidents and ceasefires. */
#ifndef TRV_CHRONICLE_REDLINES_H
#define TRV_CHRONICLE_REDLINES_H

#include "chronicle/incidents.h"

struct trv_red_line_telling {
  struct trv_telling telling;
  uint32_t n_beside; /* the other events of its article: those of its sentence tell what the line is about */
  const struct trv_telling *beside;
};

#define TRV_MAX_RED_LINE_KEYS 32

/* As for tellings: red lines that share no key, directly or over others, have nothing to do with each other. */
uint32_t trv_red_line_keys(const struct trv_telling *t, uint64_t keys[TRV_MAX_RED_LINE_KEYS]);

enum trv_red_line_status { TRV_RED_LINE_STANDING, TRV_RED_LINE_CROSSED, TRV_RED_LINE_MET, TRV_RED_LINE_DISPUTED };
/* "standing" "crossed" "met" "disputed" */
const char *trv_red_line_status_name(enum trv_red_line_status status);

struct trv_red_line {
  char id[TRV_ID_BYTES]; /* r… */
  struct trv_entities by, to;
  const char *date;               /* when it was set; NULL: no article tells */
  const char *deadline;           /* NULL: none told */
  const struct trv_telling *best; /* the telling to quote: the words that carry it, its sentence */
  uint32_t n_members;
  const uint32_t *members; /* numbers of its tellings, in canonical order */
  uint32_t n_articles, n_sources;
  /* days between which acts of the addressee bear on it, both included; TRV_NO_DAY: none do */
  int32_t from_day, to_day;
  uint32_t n_places;
  const struct trv_place *const *places; /* that it names */
};

struct trv_red_lines {
  uint32_t n;
  const struct trv_red_line *items; /* by date, then id */
};

/* Joins `n` tellings, all those of one or several components. The result does not depend on their order. */
void trv_red_lines_join(const struct trv_red_line_telling *tellings, uint32_t n, struct trv_arena *arena,
                        struct trv_red_lines *out);

enum trv_bearing { TRV_BEARS_NOT, TRV_BEARS_CROSSES, TRV_BEARS_MEETS };
/* Whether an event may have to do with a red line at all: a hostile or yielding act with its day, which is given. */
bool trv_red_line_may_bear(const struct trv_telling *event, int32_t *day);
#define TRV_MAX_BEARING_KEYS 1024
/* The keys (trv_telling_keys) under which all are filed that bear on it, and others. Returns how many. */
uint32_t trv_red_line_looks(const struct trv_red_line *line, uint64_t keys[TRV_MAX_BEARING_KEYS]);
/* What an event has to do with a red line. */
enum trv_bearing trv_red_line_bearing(const struct trv_red_line *line, const struct trv_telling *event);
/* The status that evidence of both kinds gives. */
enum trv_red_line_status trv_red_line_judge(uint32_t n_crossing, uint32_t n_meeting);

#endif
