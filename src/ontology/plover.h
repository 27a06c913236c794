/* PLOVER's event types, modes and contexts (PLOVER manual, 2021), as share/ontology has them, and what follows from them in every
 * language. */
#ifndef TRV_ONTOLOGY_PLOVER_H
#define TRV_ONTOLOGY_PLOVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In the order of share/ontology/types.tsv. */
enum trv_event_type {
  TRV_EVENT_NONE,
  TRV_AGREE,
  TRV_CONSULT,
  TRV_SUPPORT,
  TRV_CONCEDE,
  TRV_COOPERATE,
  TRV_AID,
  TRV_RETREAT,
  TRV_REQUEST,
  TRV_ACCUSE,
  TRV_REJECT,
  TRV_THREATEN,
  TRV_PROTEST,
  TRV_SANCTION,
  TRV_MOBILIZE,
  TRV_COERCE,
  TRV_ASSAULT,
  TRV_N_EVENTS
};

/* "ASSAULT"; NULL for TRV_EVENT_NONE. */
const char *trv_event_name(enum trv_event_type type);
/* The type of a name, TRV_EVENT_NONE where there is none. */
enum trv_event_type trv_event_of(const char *name);
/* Whether `mode` is a mode of `type`. */
bool trv_event_has_mode(enum trv_event_type type, const char *mode);
/* PLOVER's quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. */
int trv_event_quad(enum trv_event_type type);
/* Whether the type is an act of speech (AGREE CONSULT SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN). */
bool trv_event_verbal(enum trv_event_type type);
/* PLOVER's score of a type, or of one of its modes (NULL: none), from -10 conflict to 10 cooperation. */
double trv_event_score(enum trv_event_type type, const char *mode);
/* The context that goes with a mode; NULL: none. */
const char *trv_mode_context(enum trv_event_type type, const char *mode);

/* Contexts are numbered in the order of the table, from 0. */
#define TRV_MAX_CONTEXTS 64
uint32_t trv_n_contexts(void);
/* "human_rights" */
const char *trv_context_name(uint32_t context);
/* The number of a name of `n` bytes, TRV_MAX_CONTEXTS where there is none. */
uint32_t trv_context_of(const char *name, size_t n);

/* Whether `tag` may stand among the tags of an event, and `status` be its status (docs/data-formats.md); false for NULL. */
bool trv_is_tag(const char *tag);
bool trv_is_status(const char *status);

/* The mode of an act about another act: what is requested, rejected or threatened. NULL: none known. */
const char *trv_mode_requested(enum trv_event_type inner, const char *inner_mode);
const char *trv_mode_threatened(enum trv_event_type inner, const char *inner_mode);
/* The type of a promise of `inner` (gold decision: future cooperation AGREE, future retreat CONCEDE). */
enum trv_event_type trv_type_promised(enum trv_event_type inner);

/* A number of the tables such as "-9.5", whatever the locale. */
double trv_ontology_number(const char *cell);

#endif
