/* What articles tell of ceasefires, taken apart into single acts; inside of the ledger (ledger.h). */
#ifndef TRV_CHRONICLE_ACTS_H
#define TRV_CHRONICLE_ACTS_H

#include "chronicle/facts.h"
#include "chronicle/ledger.h"

/* Those who fight and make truces: governments and armies as one, armed groups each by its name; civilians stand for their state,
 * and organisations are no parties. */
struct trv_foes {
  uint32_t n;
  struct trv_party items[TRV_MAX_ENTITIES];
};

struct trv_act {
  enum trv_truce_state state;
  bool starts;      /* in force from that day on; else: found to be in force */
  int32_t from, to; /* days; the article's where nothing is told */
  bool maybe;    /* no tag says it: an attack is a breach if there is a truce, a meeting is about one if one follows */
  bool refused;  /* an offer that was turned down: nothing came of it */
  bool aside;    /* of talks or of a committee, which somebody leaves: the truce goes on */
  int32_t until; /* last day that an interval tells (observed from … to …); TRV_NO_DAY */
  bool vague;    /* nothing is told, and the article's day is only a month */
  bool wide;     /* only the month is told, and it is past: from its first day to its last */
  bool told;     /* the date is told, to the day or to a few */
  const char *date; /* ISO; NULL where not told */
  uint32_t number;  /* of the article's telling */
  const struct trv_truce_telling *telling;
  const struct trv_telling *event; /* NULL: only the record tells it, by its beginning or its state */
  uint32_t foes;                   /* number of its parties: those of two acts are equal where it is */
  const struct trv_foes *parties;
  struct trv_entities by, against;
  uint32_t entry; /* what it belongs to; TRV_NO_ENTRY: nothing yet */
};

#define TRV_NO_ENTRY UINT32_MAX

struct trv_acts {
  uint32_t n, n_foes, cap_foes;
  struct trv_act *items;
  const struct trv_foes **foes; /* each once */
};

/* All acts of `n` tellings in canonical order. Those without a day, or without parties, are left out. */
void trv_acts_of(const struct trv_truce_telling *tellings, uint32_t n, struct trv_arena *arena, struct trv_acts *out);
/* Whether an event may say something of a truce: by its tag; without one, an attack or a meeting of two parties with its day. */
bool trv_act_bears(const struct trv_telling *t);
/* Whose truce one article's telling is about: its parties; where it names less than two, those who fight in the article. */
void trv_foes_of(const struct trv_truce_telling *t, struct trv_foes *out);
/* Two parties in common; one, where only one is told and the war is inside its country. Symmetric. */
/* Whether one of `list` is among them. */
bool trv_foes_have(const struct trv_foes *foes, struct trv_entities list);
bool trv_foes_match(const struct trv_foes *a, const struct trv_foes *b);

/* summing up: the transitions and fields of an entry from its acts, which are in canonical order. */
struct trv_entry_acts {
  uint32_t n;
  const struct trv_act **items;
  int32_t last_day; /* of the articles about truces of these parties, as far as they have a bearing on it */
  bool superseded;  /* the same parties made another truce later */
  uint32_t n_homes; /* records of which this is the ceasefire meant; numbers of tellings */
  const uint32_t *homes;
  const struct trv_truce_telling *tellings;
};
void trv_entry_sum(const struct trv_entry_acts *in, struct trv_arena *arena, struct trv_truce_entry *out);

#endif
