/* Who fights whom and where: conflicts, found from the incidents and ceasefires themselves.
 *
 * Input: dyads, each two parties with how often acts of violence set them against each other in a country (the store keeps
 * these counts). Method: a dyad in several countries is one conflict; so are dyads in one country that have a party in common,
 * allies and splinters of one war. The sides are the two colours of the graph of dyads, as far as it has two.
 * Functions of the set of dyads; what is printed does not depend on their order. */
#ifndef TRV_CHRONICLE_CONFLICTS_H
#define TRV_CHRONICLE_CONFLICTS_H

#include "base/status.h"
#include "chronicle/incidents.h"

/* A party: a state with its government, army and people (sector NULL), or an armed group by its name. a comes before b. */
struct trv_dyad {
  struct trv_entity a, b;
  const char *country; /* where; NULL: not told, and no country of their own */
  uint32_t n;          /* incidents */
  int32_t first_day, last_day;
};

#define TRV_MAX_DYADS 36

/* The dyads of one incident or ceasefire (recipient empty: all against all), each with n = 1 and no days; returns how many. */
uint32_t trv_dyads_of(struct trv_entities actor, struct trv_entities recipient, const struct trv_place *place,
                      struct trv_dyad out[TRV_MAX_DYADS]);
/* Whether an incident counts for finding conflicts: violence that happened, or is alleged to have. */
bool trv_makes_conflict(const char *type, const char *mode, const char *status);
/* The total order of dyads: parties, then country. As for qsort. */
int trv_dyad_order(const struct trv_dyad *a, const struct trv_dyad *b);

struct trv_conflict {
  char id[TRV_ID_BYTES]; /* c… */
  const char *name;
  struct trv_entities sides[2];
  uint32_t n_countries;
  const char *const *countries; /* sorted */
  uint32_t n;                   /* incidents */
  int32_t first_day, last_day;
};

/* A party of a conflict, to find it by. */
struct trv_conflict_party {
  struct trv_entity party;
  uint32_t conflict;
  int side;
};

struct trv_conflicts {
  uint32_t n;
  const struct trv_conflict *items; /* most incidents first, then id */
  uint32_t n_parties;
  const struct trv_conflict_party *parties; /* in order, then by conflict */
};

/* A user's name for the conflict that has all of `parties`. */
struct trv_conflict_name {
  const char *name;
  struct trv_entities parties;
};
struct trv_conflict_names {
  uint32_t n;
  struct trv_conflict_name *items;
};
/* Reads a table of names (docs/data-formats.md): columns `name` and `parties`, the latter `CODE[:SECTOR[:Name]]` between bars. */
enum trv_status trv_conflict_names_load(const char *path, struct trv_arena *arena, struct trv_conflict_names *out,
                                        struct trv_error *err);

/* The usual English name of a country code, or NULL. */
typedef const char *trv_country_name(void *context, const char *code);

/* Dyads of less than `least` incidents found no conflict, but join one. `names` and `country` may be NULL. */
void trv_conflicts_find(const struct trv_dyad *dyads, uint32_t n, uint32_t least,
                        const struct trv_conflict_names *names, trv_country_name *country, void *context,
                        struct trv_arena *arena, struct trv_conflicts *out);

#define TRV_NO_CONFLICT UINT32_MAX
/* The conflict that an incident or ceasefire belongs to: one whose two sides both take part in it, or are both spoken to; else
 * one of whose parties takes part in a country of it. TRV_NO_CONFLICT where none does. */
uint32_t trv_conflict_of(const struct trv_conflicts *all, struct trv_entities actor, struct trv_entities recipient,
                         const struct trv_place *place);

#endif
