/* The truces being followed while an article is read; see chronicle.h. */
#ifndef TRV_CHRONICLE_TRUCES_H
#define TRV_CHRONICLE_TRUCES_H

#include "base/limits.h"
#include "base/map.h"
#include "chronicle/chronicle.h"
#include "tree/tree.h"

struct trv_party_list {
  uint32_t n;
  struct trv_entity items[TRV_MAX_ENTITIES];
};

struct trv_truce {
  uint32_t first_word;    /* where it is first spoken of */
  uint32_t last_sentence; /* of its last act */
  struct trv_party_list parties, announced_by, mediators, violators;
  const char *kind, *effective, *end, *agreed;
  uint32_t terms; /* bits of term numbers */
  bool real;      /* agreed, declared, proposed, in force: more than called for */
  bool proposed, negotiated, concluded, started, violated, failed, unilateral;
  uint32_t n_acts, cap_acts;
  struct trv_ceasefire_act *acts;
};

void trv_party_add(struct trv_party_list *list, const struct trv_entity *e, bool as_party);

#endif
