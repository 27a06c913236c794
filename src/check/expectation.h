/* One expected event of a case, and whether a coded event is it. */
#ifndef TRV_CHECK_EXPECTATION_H
#define TRV_CHECK_EXPECTATION_H

#include "base/arena.h"
#include "base/limits.h"
#include "base/str.h"
#include "treve/treve.h"

/* `CODE:SECTOR[:Name]`; without a name any is right, and initials or a family name do for the whole. */
struct trv_wanted_party {
  const char *code, *sector, *name; /* sector and name may be NULL */
};
struct trv_wanted_parties {
  bool any; /* not compared */
  uint32_t n;
  struct trv_wanted_party items[TRV_MAX_ENTITIES];
};
struct trv_wanted_text {
  bool any;
  const char *value; /* NULL: must be empty */
};

struct trv_expectation {
  uint32_t line;
  bool known;       /* a known failure: told, but no error */
  bool nothing;     /* no event at all */
  const char *text; /* as written */
  const char *type;
  struct trv_wanted_text mode, date, place, status, tag;
  struct trv_wanted_parties actor, recipient, by;
  int64_t killed, wounded, captured; /* -1: not compared */
};

/* Reads a line of a case file. False after filling column (1-based) and message. */
bool trv_expectation_read(const char *line, size_t n, struct trv_arena *arena, struct trv_expectation *out,
                          uint32_t *column, const char **message);
bool trv_expectation_met(const struct trv_expectation *x, const struct trv_event *e);
/* A coded event in the notation of cases. */
void trv_expectation_show(const struct trv_event *e, struct trv_strbuf *out);

#endif
