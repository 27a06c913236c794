/* How the rules read a word, for people who ask why: which rule fits and what its slots hold, or why none does. */
#ifndef TRV_WHAT_TRACE_H
#define TRV_WHAT_TRACE_H

#include "tree/tree.h"
#include "what/what.h"

enum trv_trace_state {
  TRV_TRACE_EVENT,   /* an event of the output */
  TRV_TRACE_MERGED,  /* told again; counted with another event */
  TRV_TRACE_TAKEN,   /* part of the act of another word */
  TRV_TRACE_DROPPED, /* a rule fits, but nothing is told: `why` */
  TRV_TRACE_BLOCKED, /* the rule that fits says that this is no event */
  TRV_TRACE_NONE     /* no rule of the word fits: `misses` */
};

/* One slot of the rule that fits. */
struct trv_trace_slot {
  const char *use;  /* "where", "actor", "recipient", "killed", … */
  const char *name; /* "obj.de" */
  struct trv_words words;
};

/* A rule of the word that does not fit, and the first thing that it asks for in vain. */
struct trv_trace_miss {
  const struct trv_rule *rule;
  const char *wants;
};

struct trv_trace {
  enum trv_trace_state state;
  const struct trv_rule *rule; /* NULL: none fits */
  const char *why;             /* NULL: not known */
  uint32_t other;              /* TAKEN: the word that took it; else TRV_NO_WORD */
  uint32_t event;              /* EVENT, MERGED: number in trv_what.items; else UINT32_MAX */
  uint32_t refers_to;          /* the word of the earlier event that it means ("l'attaque"), or TRV_NO_WORD */
  uint32_t n_slots, cap_slots, n_misses, cap_misses;
  struct trv_trace_slot *slots;
  struct trv_trace_miss *misses;
};

/* Opens what trv_trace_word needs; everything is in `arena`. */
struct trv_tracer;
struct trv_tracer *trv_tracer_new(const struct trv_what_data *data, const struct trv_layers *layers,
                                  const struct trv_what *what, struct trv_arena *arena);
/* False where the pack has no rules for the word. */
bool trv_trace_word(struct trv_tracer *tracer, uint32_t word, struct trv_trace *out);
/* The actors that a word found for a slot stands for. */
struct trv_entities trv_trace_entities(struct trv_tracer *tracer, uint32_t word);

#endif
