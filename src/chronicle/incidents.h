/* The same incident across articles: which tellings tell of one happening, and what they say of it together.
 *
 * Pure functions over plain records: no database, no clock, no order. What is made of a set of tellings depends on
 * the set alone, so that any order of ingestion gives the same chronicle:
 *
 *   1. Each telling has a few keys (trv_telling_keys), and looks under a few more: two tellings can only be of one incident if they meet. The
 *      store keeps an index of them, so that a new telling finds its candidates without a pass over the rest.
 *   2. Two candidates are linked when trv_telling_link gives at least TRV_LINK_MIN: compatible type, actors, recipients,
 *      date, place, numbers. Links span components; a component is a function of the set of tellings.
 *   3. A component is divided (trv_incidents_divide) by agglomeration from the strongest link down, ties broken by
 *      canonical order, refusing to join what contradicts (two places far apart, two days, two events of one article): so that
 *      chains of weak links do not run two incidents of a week together.
 *   4. The tellings of one incident are summed up (trv_incident_sum).
 *
 * Nothing here looks at words: sides, dates, places, numbers, types and tags mean the same in every language. */
#ifndef TRV_CHRONICLE_INCIDENTS_H
#define TRV_CHRONICLE_INCIDENTS_H

#include <treve/treve.h>

#include "base/arena.h"

/* One event as one article tells it. Strings are borrowed. */
struct trv_telling {
  const char *id;          /* of the event: unique in the chronicle */
  const char *article;     /* key of the article */
  const char *article_day; /* ISO day or month; NULL unknown */
  const char *outlet;      /* NULL unknown */
  const char *agency;      /* whom the article credits as a whole, or NULL */
  const struct trv_event *event;
  const char *lang;
  uint64_t
      wording; /* hash of the sentence's normalised words, 0 unknown: tells an agency's copy from a telling of one's own */
};

#define TRV_MAX_TELLING_KEYS 96
#define TRV_LINK_MIN 0.5

/* The keys that a telling is filed under, at most TRV_MAX_TELLING_KEYS, sorted, without doubles, below 2^47; returns how many. */
uint32_t trv_telling_keys(const struct trv_telling *t, uint64_t keys[TRV_MAX_TELLING_KEYS]);
/* The keys under which it looks for others, in the same way: if it finds one, that one finds it. */
uint32_t trv_telling_looks(const struct trv_telling *t, uint64_t keys[TRV_MAX_TELLING_KEYS]);
/* Whether two sorted lists of keys have one in common. */
bool trv_keys_meet(const uint64_t *a, uint32_t n_a, const uint64_t *b, uint32_t n_b);
/* How well two tellings agree, 0 to 1; symmetric. Always the same number on every machine: sums of whole weights. */
double trv_telling_link(const struct trv_telling *a, const struct trv_telling *b);
/* The canonical order of tellings: earliest event date, then article day, then id. As for qsort. */
int trv_telling_order(const struct trv_telling *a, const struct trv_telling *b);

/* What a person has said of two tellings of a component: it stands whatever their link. */
struct trv_tie {
  uint32_t a, b; /* numbers of tellings */
  bool together; /* false: apart */
};

/* Divides one component of `n` tellings: incident[i] gets the number of its incident, from 0, numbered by their first
 * telling in canonical order. The result does not depend on the order of `tellings` or `ties`. Of more than
 * TRV_MAX_COMPONENT tellings (base/limits.h) stronger links are asked for, until what hangs together is no larger.
 * TRV_NO_MEMORY is the only failure. */
enum trv_status trv_incidents_divide(const struct trv_telling *tellings, uint32_t n, const struct trv_tie *ties,
                                     uint32_t n_ties, uint32_t *incident, struct trv_error *err);

/* The least and the greatest number told; -1: nobody tells. */
struct trv_range {
  int64_t low, high;
};

enum trv_version_stance { TRV_ASSERTS, TRV_DENIES, TRV_ACCUSES };
/* "asserts", "denies", "accuses" */
const char *trv_stance_name(enum trv_version_stance stance);

/* What one side says of an incident. */
struct trv_version {
  enum trv_version_stance stance;
  const struct trv_entity *who; /* NULL: the outlets themselves */
  struct trv_range killed, wounded, captured;
  uint32_t n_articles, n_sources;
  const char *event; /* id of its first telling */
};

#define TRV_ID_BYTES 18 /* a letter, 16 hexadecimal digits, NUL */

/* Strings and entities are borrowed from the tellings or live in the arena. */
struct trv_incident {
  char id[TRV_ID_BYTES];           /* i… */
  const char *type, *mode, *cameo; /* cameo: of those that may stand with the type; NULL: none told */
  int quad_class;
  struct trv_entities actor, recipient;
  const char *date, *date_from, *date_to; /* see docs/data-formats.md; NULL unknown */
  const struct trv_place *place;          /* NULL: none named */
  const char *status;
  bool contested;
  uint32_t n_tags;
  const char *const *tags;
  uint32_t n_contexts; /* of all tellings, in the order of the table */
  const char *const *contexts;
  struct trv_range killed, wounded, captured;
  uint32_t n_tellings, n_articles, n_sources;
  uint32_t n_versions;
  const struct trv_version *versions;
};

/* Sums up the tellings of one incident, at least one. The result does not depend on their order. */
void trv_incident_sum(const struct trv_telling *tellings, uint32_t n, struct trv_arena *arena,
                      struct trv_incident *out);

/* The id of what begins with the telling or record called `first`: `prefix` and a hash of it. */
void trv_chronicle_id(char prefix, const char *first, char out[TRV_ID_BYTES]);

#endif
