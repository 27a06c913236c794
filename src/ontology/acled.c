/* See acled.h. */
#include "ontology/acled.h"

#include <string.h>

#include "ontology/actors.h"
#include "ontology/tables.h"

/* state, armed, civil or body, and of who acts foreign: what the table distinguishes; NULL: not known. */
static const char *class_of(struct trv_entities list) {
  for (uint32_t i = 0; i < list.n; i++) switch (trv_entity_inter(&list.items[i])) {
      case TRV_INTER_STATE: return "state";
      case TRV_INTER_REBELS:
      case TRV_INTER_MILITIA:
      case TRV_INTER_IDENTITY: return "armed";
      case TRV_INTER_RIOTERS:
      case TRV_INTER_PROTESTERS:
      case TRV_INTER_CIVILIANS: return "civil";
      case TRV_INTER_OTHER: return "body";
      case TRV_INTER_NONE: break;
    }
  return NULL;
}

/* Whether a state acts outside its country, or against another. */
static bool is_foreign(const struct trv_event *e) {
  const char *own = e->actor.n ? e->actor.items[0].code : NULL;
  struct trv_country other;
  if (!own) return false;
  if (e->place && e->place->country) return strcmp(e->place->country, own) != 0;
  return e->recipient.n && strcmp(e->recipient.items[0].code, own) != 0 &&
         trv_country_find(e->recipient.items[0].code, &other);
}

/* What is said of states holds of foreign ones too. */
static bool is_side(const char *cell, const char *side) {
  if (!cell || !side) return !cell;
  return strcmp(cell, side) == 0 || (strcmp(cell, "state") == 0 && strcmp(side, "foreign") == 0);
}

static bool begins(const char *cell, const char *value) {
  return !cell || (value && strncmp(value, cell, strlen(cell)) == 0);
}

static bool is(const char *cell, const char *value) { return !cell || (value && strcmp(value, cell) == 0); }

static bool tagged(const char *cell, const struct trv_event *e) {
  bool found = !cell;
  for (uint32_t i = 0; i < e->n_tags && !found; i++) found = begins(cell, e->tags[i]);
  return found;
}

static bool kind_of(const char *sub_event_type, struct trv_acled_kind *out) {
  for (size_t i = 0; sub_event_type && trv_ontology_acled_events[i][0]; i++) {
    const char *const *row = trv_ontology_acled_events[i];
    if (strcmp(row[TRV_ACLED_EVENTS_SUB], sub_event_type) != 0) continue;
    *out =
        (struct trv_acled_kind){row[TRV_ACLED_EVENTS_SUB], row[TRV_ACLED_EVENTS_EVENT], row[TRV_ACLED_EVENTS_DISORDER]};
    return true;
  }
  return false;
}

bool trv_acled_kind_of(const struct trv_event *e, const char *cameo, struct trv_acled_kind *out) {
  const char *actor = class_of(e->actor), *recipient = class_of(e->recipient);
  if (actor && strcmp(actor, "state") == 0 && is_foreign(e)) actor = "foreign";
  for (size_t i = 0; trv_ontology_acled[i][0]; i++) {
    const char *const *row = trv_ontology_acled[i];
    if (is(row[TRV_ACLED_TYPE], e->type) && is(row[TRV_ACLED_MODE], e->mode) && begins(row[TRV_ACLED_CAMEO], cameo) &&
        tagged(row[TRV_ACLED_TAG], e) && is_side(row[TRV_ACLED_ACTOR], actor) &&
        is_side(row[TRV_ACLED_RECIPIENT], recipient))
      return kind_of(row[TRV_ACLED_SUB_EVENT_TYPE], out);
  }
  return false;
}
