/* The ceasefires of all articles: what the articles tell of them, joined, each followed from the first call to its end.
 *
 * Input: the ceasefire records of articles (chronicle.h) with their acts, and lone events with a `ceasefire:` tag. Method:
 * records of the same parties whose beginnings agree are one ceasefire; what is told without a beginning belongs to the
 * ceasefire of those parties that was last in being on its day (acts that make a truce: to the one that they precede). The acts
 * become transitions of a small state machine; accounts that contradict each other stand side by side.
 *
 * Everything is a function of the set of records, and local: what becomes of a record depends only on those it shares keys
 * with, and on those that these share keys with. */
#ifndef TRV_CHRONICLE_LEDGER_H
#define TRV_CHRONICLE_LEDGER_H

#include "chronicle/incidents.h"

/* A ceasefire as one article tells it: a record with its acts; or a lone event, with a `ceasefire:` tag, or without one an attack
 * that may break a truce. */
struct trv_truce_telling {
  const char *id; /* of the record, or of the lone event: unique in the chronicle */
  const char *article, *article_day, *outlet, *agency, *lang;
  const struct trv_ceasefire *record; /* NULL: a lone event */
  uint32_t n_events;
  const struct trv_telling *events; /* those of the record's acts, or the lone one */
  struct trv_entities around;       /* who fights whom in the article, as far as it tells */
};

/* What one article tells of ceasefires, from all its events and its records. `trv_telling.id` is unique in the chronicle,
 * `trv_telling.event->id` is what the records' acts call it; `of` is the article, whatever of it tells nothing.
 * Borrows from its arguments. */
void trv_truces_of_article(const struct trv_telling *of, const struct trv_telling *tellings, uint32_t n,
                           const struct trv_ceasefire *records, uint32_t n_records, struct trv_arena *arena,
                           struct trv_truce_telling **out, uint32_t *n_out);

#define TRV_MAX_TRUCE_KEYS 128
#define TRV_MAX_TRUCE_LOOKS 32

/* The keys that it is filed under, sorted, without doubles, below 2^47. */
uint32_t trv_truce_keys(const struct trv_truce_telling *t, uint64_t keys[TRV_MAX_TRUCE_KEYS]);
/* Under which keys others are filed that what is filed under `key` has to do with: the same parties, as far as an act looks back
 * or ahead. Tellings that do not meet so, directly or over others, have nothing to do with each other. Returns how many. */
uint32_t trv_truce_looks(uint64_t key, uint64_t keys[TRV_MAX_TRUCE_LOOKS]);

enum trv_truce_state {
  TRV_CALLED_FOR,
  TRV_PROPOSED,
  TRV_NEGOTIATED,
  TRV_AGREED,
  TRV_IN_FORCE,
  TRV_VIOLATION_ALLEGED,
  TRV_VIOLATED,
  TRV_EXTENDED,
  TRV_SUSPENDED,
  TRV_COLLAPSED,
  TRV_EXPIRED,
};
/* "called_for" … "expired" */
const char *trv_truce_state_name(enum trv_truce_state state);

struct trv_transition {
  enum trv_truce_state state;
  bool aside;       /* suspended: not it, but talks or a committee that belong to it */
  const char *date; /* ISO; NULL: not told */
  struct trv_entities by, against;
  uint32_t n_events;
  const char *const *events; /* ids of the evidence, in canonical order; none where a date alone tells (expired) */
  uint32_t n_articles;
  const char *const *articles; /* keys, sorted */
  uint32_t n_sources;
};

struct trv_truce_entry {
  char id[TRV_ID_BYTES]; /* t… */
  struct trv_entities parties, announced_by, mediators, alleged_violators;
  const char *kind;
  const char *agreed, *effective, *end;
  uint32_t n_terms;
  const char *const *terms;
  enum trv_truce_state status;
  uint32_t n_transitions;
  const struct trv_transition *transitions; /* by date, then state */
  uint32_t n_members;
  const uint32_t *members; /* numbers of the tellings it is made of, in canonical order */
  uint32_t n_articles, n_sources;
};

struct trv_ledger {
  uint32_t n;
  const struct trv_truce_entry *items; /* by date, then id */
};

/* Joins `n` tellings, all those of one or several components. The result does not depend on their order. */
void trv_ledger_join(const struct trv_truce_telling *tellings, uint32_t n, struct trv_arena *arena,
                     struct trv_ledger *out);

/* The same, giving each entry to `take` as it is made, in no order; what it holds in `scratch` is gone when that returns. */
typedef void trv_truce_take(void *context, const struct trv_truce_entry *entry);
void trv_ledger_each(const struct trv_truce_telling *tellings, uint32_t n, struct trv_arena *arena,
                     struct trv_arena *scratch, trv_truce_take *take, void *context);

#endif
