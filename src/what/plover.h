/* PLOVER's event types and modes (PLOVER manual, 2021) and what follows from them in every language. */
#ifndef TRV_WHAT_PLOVER_H
#define TRV_WHAT_PLOVER_H

#include <stdbool.h>
#include <stdint.h>

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

/* Whether `tag` may stand among the tags of an event, and `status` be its status (docs/data-formats.md); false for NULL. */
bool trv_is_tag(const char *tag);
bool trv_is_status(const char *status);

/* The mode of an act about another act: what is requested, rejected or threatened. NULL: none known. */
const char *trv_mode_requested(enum trv_event_type inner, const char *inner_mode);
const char *trv_mode_threatened(enum trv_event_type inner, const char *inner_mode);
/* The type of a promise of `inner` (gold decision: future cooperation AGREE, future retreat CONCEDE). */
enum trv_event_type trv_type_promised(enum trv_event_type inner);

#endif
