/* See plover.h. */
#include "ontology/plover.h"

#include <string.h>

#include "ontology/tables.h"

/* The row of a type; types are numbered from 1. */
static const char *const *row_of(enum trv_event_type type) { return trv_ontology_types[type - 1]; }

const char *trv_event_name(enum trv_event_type type) {
  return type == TRV_EVENT_NONE ? NULL : row_of(type)[TRV_TYPES_TYPE];
}

enum trv_event_type trv_event_of(const char *name) {
  for (int t = TRV_AGREE; t < TRV_N_EVENTS; t++) {
    const char *known = row_of((enum trv_event_type)t)[TRV_TYPES_TYPE];
    if (known[0] == name[0] && strcmp(known, name) == 0) return (enum trv_event_type)t;
  }
  return TRV_EVENT_NONE;
}

/* The row of a mode; NULL: the type has none such. */
static const char *const *mode_row(enum trv_event_type type, const char *mode) {
  if (type == TRV_EVENT_NONE || !mode) return NULL;
  for (size_t i = 0; trv_ontology_modes[i][0]; i++) {
    const char *const *row = trv_ontology_modes[i];
    if (strcmp(row[TRV_MODES_MODE], mode) == 0 && strcmp(row[TRV_MODES_TYPE], row_of(type)[TRV_TYPES_TYPE]) == 0)
      return row;
  }
  return NULL;
}

bool trv_event_has_mode(enum trv_event_type type, const char *mode) { return mode_row(type, mode) != NULL; }

int trv_event_quad(enum trv_event_type type) {
  return type == TRV_EVENT_NONE ? 0 : row_of(type)[TRV_TYPES_QUAD][0] - '0';
}

bool trv_event_verbal(enum trv_event_type type) {
  return type != TRV_EVENT_NONE && row_of(type)[TRV_TYPES_SPEECH][0] == '1';
}

double trv_event_score(enum trv_event_type type, const char *mode) {
  const char *const *row = mode_row(type, mode);
  if (row) return trv_ontology_number(row[TRV_MODES_SCORE]);
  return type == TRV_EVENT_NONE ? 0 : trv_ontology_number(row_of(type)[TRV_TYPES_SCORE]);
}

const char *trv_mode_context(enum trv_event_type type, const char *mode) {
  const char *const *row = mode_row(type, mode);
  return row ? row[TRV_MODES_CONTEXT] : NULL;
}

/* ---- contexts */

uint32_t trv_n_contexts(void) {
  uint32_t n = 0;
  while (n < TRV_MAX_CONTEXTS && trv_ontology_contexts[n][0]) n++;
  return n;
}

const char *trv_context_name(uint32_t context) { return trv_ontology_contexts[context][TRV_CONTEXTS_CONTEXT]; }

uint32_t trv_context_of(const char *name, size_t n) {
  for (uint32_t i = 0; i < TRV_MAX_CONTEXTS && trv_ontology_contexts[i][0]; i++) {
    const char *known = trv_ontology_contexts[i][TRV_CONTEXTS_CONTEXT];
    if (strlen(known) == n && memcmp(known, name, n) == 0) return i;
  }
  return TRV_MAX_CONTEXTS;
}

double trv_ontology_number(const char *cell) {
  bool negative = *cell == '-';
  double value = 0, unit = 1;
  for (cell += negative; *cell >= '0' && *cell <= '9'; cell++) value = value * 10 + (*cell - '0');
  if (*cell == '.')
    for (cell++; *cell >= '0' && *cell <= '9'; cell++) value = value * 10 + (*cell - '0'), unit *= 10;
  return (negative ? -value : value) / unit;
}

/* ---- what follows from them */

static bool is(const char *mode, const char *name) { return mode && strcmp(mode, name) == 0; }

const char *trv_mode_requested(enum trv_event_type inner, const char *inner_mode) {
  switch (inner) {
    case TRV_RETREAT: return is(inner_mode, "resign") ? "change" : "yield";
    case TRV_CONCEDE: return "yield";
    case TRV_CONSULT:
    case TRV_AGREE:
    case TRV_COOPERATE: return "meet";
    case TRV_AID: return "assist";
    case TRV_SANCTION: return "change";
    default: return NULL;
  }
}

const char *trv_mode_threatened(enum trv_event_type inner, const char *inner_mode) {
  switch (inner) {
    case TRV_ASSAULT:
    case TRV_MOBILIZE: return "violence";
    case TRV_SANCTION:
      if (is(inner_mode, "expel")) return "expel";
      if (is(inner_mode, "withdraw")) return "relations";
      return "restrict";
    case TRV_COERCE:
      if (is(inner_mode, "arrest")) return "arrest";
      if (is(inner_mode, "seize")) return "territory";
      return "restrict";
    default: return NULL;
  }
}

enum trv_event_type trv_type_promised(enum trv_event_type inner) {
  switch (inner) {
    case TRV_RETREAT:
    case TRV_CONCEDE: return TRV_CONCEDE;
    case TRV_COOPERATE:
    case TRV_AID:
    case TRV_AGREE:
    case TRV_SUPPORT:
    case TRV_CONSULT: return TRV_AGREE;
    default: return inner;
  }
}

static const char *const tags[] = {"red_line",
                                   "ceasefire:call",
                                   "ceasefire:proposal",
                                   "ceasefire:negotiation",
                                   "ceasefire:agreement",
                                   "ceasefire:declaration",
                                   "ceasefire:start",
                                   "ceasefire:observed",
                                   "ceasefire:alleged_violation",
                                   "ceasefire:violation",
                                   "ceasefire:extension",
                                   "ceasefire:end",
                                   NULL};
static const char *const statuses[] = {"actual", "alleged", "denied", "future", "hypothetical", "negated", NULL};

static bool one_of(const char *word, const char *const *list) {
  for (; word && *list; list++)
    if (strcmp(word, *list) == 0) return true;
  return false;
}

bool trv_is_tag(const char *tag) { return one_of(tag, tags); }
bool trv_is_status(const char *status) { return one_of(status, statuses); }
