/* What of a telling is compared: its fields taken apart once, so that comparing is cheap. */
#ifndef TRV_CHRONICLE_FACTS_H
#define TRV_CHRONICLE_FACTS_H

#include "base/limits.h"
#include "chronicle/days.h"
#include "chronicle/incidents.h"
#include "ontology/plover.h"

/* To what kind of side a PLOVER sector belongs. A state's government and its army act as one; its rebels do not. */
enum trv_camp { TRV_CAMP_STATE, TRV_CAMP_ARMED, TRV_CAMP_CIVIL, TRV_CAMP_BODY };

struct trv_party {
  const char *code, *name; /* name: NULL where it is the state or sector as such */
  enum trv_camp camp;
  bool partial; /* authorities that are recognised in part */
};

struct trv_side {
  uint32_t n;
  struct trv_party items[TRV_MAX_ENTITIES];
};

/* Whether an event is told to have happened: alleged and denied ones are, by somebody. */
enum trv_reality { TRV_HAPPENED, TRV_PLANNED, TRV_NOT_DONE };

struct trv_facts {
  enum trv_event_type type;
  enum trv_reality reality;
  const char *mode, *truce_tag; /* the `ceasefire:` tag, or NULL */
  bool red_line;
  struct trv_side actor, recipient;
  struct trv_days days;
  bool dated; /* else `days` are those around the article's */
  bool timed; /* `days` hold something */
};

/* When an event is told to have been; NULL: not told. What has happened cannot have happened after the day of its article: such
 * a date was misread, and is none. */
const char *trv_date_told(const struct trv_telling *t);
void trv_facts_of(const struct trv_telling *t, struct trv_facts *out);
void trv_side_of(struct trv_entities list, struct trv_side *out);
/* How much two parties are one, 0 to 100; symmetric. */
int trv_party_match(const struct trv_party *a, const struct trv_party *b);
/* How much two sides are one, 0 to 100: each party's best match on the other side, averaged over both. 0 where one is empty. */
int trv_side_match(const struct trv_side *a, const struct trv_side *b);
/* All of both sides, without doubles. */
void trv_side_join(const struct trv_side *a, const struct trv_side *b, struct trv_side *out);

/* Two strings that are equal, or both NULL. */
bool trv_equal(const char *a, const char *b);

#endif
