/* Records to compare, from gold files and from documents, and how well two of them agree. */
#ifndef TRV_CHECK_SCORE_H
#define TRV_CHECK_SCORE_H

#include <jansson.h>

#include "base/arena.h"
#include "treve/treve.h"

/* An actor as it is compared: code and primary sector ("GOV" of "GOV+PRE"), "" where there is none. */
struct trv_party {
  const char *code, *sector;
};
struct trv_parties {
  uint32_t n;
  struct trv_party *items;
};
struct trv_labels {
  uint32_t n;
  const char **items;
};

struct trv_scored_event {
  const char *type, *mode, *date, *place, *status, *text; /* mode, date and place may be NULL */
  struct trv_parties actor, recipient, according;
  struct trv_labels tags;
  int64_t killed, wounded; /* -1: not told */
};

struct trv_scored_ceasefire {
  const char *effective, *status;
  struct trv_parties parties, mediators;
  struct trv_labels terms;
};

/* From a gold record; false where it is not an object of the right kind. */
bool trv_event_of_gold(const json_t *record, struct trv_arena *arena, struct trv_scored_event *out);
bool trv_ceasefire_of_gold(const json_t *record, struct trv_arena *arena, struct trv_scored_ceasefire *out);
/* From what was coded. */
void trv_event_of_coded(const struct trv_document *doc, const struct trv_event *e, struct trv_arena *arena,
                        struct trv_scored_event *out);
void trv_ceasefire_of_coded(const struct trv_ceasefire *c, struct trv_arena *arena, struct trv_scored_ceasefire *out);

/* Sets are equal; same strings, NULL equal to NULL only. */
bool trv_parties_equal(struct trv_parties a, struct trv_parties b);
bool trv_codes_equal(struct trv_parties a, struct trv_parties b);
bool trv_labels_equal(struct trv_labels a, struct trv_labels b);
bool trv_text_equal(const char *a, const char *b);
/* Letters and digits alone, in lower case. */
bool trv_place_equal(const char *a, const char *b);

/* 0: cannot be the same event or ceasefire; else the larger the better. */
double trv_event_agreement(const struct trv_scored_event *gold, const struct trv_scored_event *coded);
double trv_ceasefire_agreement(const struct trv_scored_ceasefire *gold, const struct trv_scored_ceasefire *coded);

#endif
