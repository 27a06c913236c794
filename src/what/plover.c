/* See plover.h. */
#include "what/plover.h"

#include <stddef.h>
#include <string.h>

static const struct {
  const char *name;
  int quad;
  bool verbal;
  const char *modes[16];
} types[TRV_N_EVENTS] = {
    [TRV_AGREE] = {"AGREE", 1, true, {0}},
    [TRV_CONSULT] = {"CONSULT", 1, true, {"visit", "third-party", "multilateral", "phone"}},
    [TRV_SUPPORT] = {"SUPPORT", 1, true, {0}},
    [TRV_CONCEDE] = {"CONCEDE", 1, true, {0}},
    [TRV_COOPERATE] = {"COOPERATE", 2, false, {0}},
    [TRV_AID] = {"AID", 2, false, {0}},
    [TRV_RETREAT] = {"RETREAT", 2, false, {"withdraw", "release", "disarm", "ceasefire", "access", "resign"}},
    [TRV_REQUEST] = {"REQUEST", 3, true, {"assist", "change", "yield", "meet"}},
    [TRV_ACCUSE] = {"ACCUSE", 3, true, {"disapprove", "investigate", "allege"}},
    [TRV_REJECT] = {"REJECT", 3, true, {"assist", "change", "yield", "meet"}},
    [TRV_THREATEN] = {"THREATEN", 3, true, {"restrict", "arrest", "relations", "expel", "territory", "violence"}},
    [TRV_PROTEST] = {"PROTEST", 4, false, {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}},
    [TRV_SANCTION] = {"SANCTION", 4, false, {"convict", "expel", "withdraw", "discontinue"}},
    [TRV_MOBILIZE] = {"MOBILIZE", 4, false, {"troops", "weapons", "police", "militia"}},
    [TRV_COERCE] = {"COERCE",
                    4,
                    false,
                    {"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
                     "misinformation", "cyber"}},
    [TRV_ASSAULT] = {"ASSAULT",
                     4,
                     false,
                     {"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
                      "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
                      "unconventional"}},
};

const char *trv_event_name(enum trv_event_type type) { return types[type].name; }

enum trv_event_type trv_event_of(const char *name) {
  for (int t = TRV_AGREE; t < TRV_N_EVENTS; t++)
    if (types[t].name[0] == name[0] && strcmp(types[t].name, name) == 0) return (enum trv_event_type)t;
  return TRV_EVENT_NONE;
}

bool trv_event_has_mode(enum trv_event_type type, const char *mode) {
  for (size_t i = 0; i < 16 && types[type].modes[i]; i++)
    if (strcmp(types[type].modes[i], mode) == 0) return true;
  return false;
}

int trv_event_quad(enum trv_event_type type) { return types[type].quad; }
bool trv_event_verbal(enum trv_event_type type) { return types[type].verbal; }

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
