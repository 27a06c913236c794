/* See actors.h. */
#include "ontology/actors.h"

#include <stdio.h>
#include <string.h>

#include "ontology/tables.h"

bool trv_country_find(const char *code, struct trv_country *out) {
  for (size_t i = 0; code && trv_ontology_countries[i][0]; i++) {
    const char *const *row = trv_ontology_countries[i];
    if (strcmp(row[TRV_COUNTRIES_CODE], code) != 0) continue;
    *out = (struct trv_country){.code = row[TRV_COUNTRIES_CODE],
                                .numeric = row[TRV_COUNTRIES_NUMERIC],
                                .fips = row[TRV_COUNTRIES_FIPS],
                                .cameo = row[TRV_COUNTRIES_CAMEO],
                                .region = row[TRV_COUNTRIES_REGION],
                                .name = row[TRV_COUNTRIES_NAME]};
    return true;
  }
  return false;
}

/* The row of a sector or body of `n` bytes; NULL: none. */
static const char *const *row_of(const char *code, size_t n, const char *kind) {
  for (size_t i = 0; trv_ontology_actors[i][0]; i++) {
    const char *const *row = trv_ontology_actors[i];
    if (strlen(row[TRV_ACTORS_CODE]) == n && memcmp(row[TRV_ACTORS_CODE], code, n) == 0 &&
        strcmp(row[TRV_ACTORS_KIND], kind) == 0)
      return row;
  }
  return NULL;
}

static const char *const *body_of(const struct trv_entity *e) { return row_of(e->code, strlen(e->code), "body"); }

/* Sectors are joined by `+`: the row of each in turn. */
static const char *const *next_sector(const char **rest) {
  while (*rest && **rest) {
    size_t n = strcspn(*rest, "+");
    const char *const *row = row_of(*rest, n, "sector");
    *rest += n;
    *rest += **rest == '+';
    if (row) return row;
  }
  return NULL;
}

/* ---- CAMEO */

static void add_type(struct trv_cameo_actor *out, const char *type) {
  size_t n = 0;
  for (; n < sizeof out->types / sizeof *out->types && out->types[n]; n++)
    if (strcmp(out->types[n], type) == 0) return;
  if (n < sizeof out->types / sizeof *out->types) out->types[n] = type;
}

void trv_cameo_actor(const struct trv_entity *e, struct trv_cameo_actor *out) {
  *out = (struct trv_cameo_actor){.group = NULL};
  struct trv_country country;
  const char *const *body = body_of(e), *const * row;
  if (trv_country_find(e->code, &country)) snprintf(out->country, sizeof out->country, "%s", country.cameo);
  if (body) {
    add_type(out, body[TRV_ACTORS_CAMEO]);
    out->group = body[TRV_ACTORS_GROUP];
  }
  for (char rank = '1'; rank <= '2'; rank++) /* roles that CAMEO names first, then those that follow */
    for (const char *rest = e->sector; (row = next_sector(&rest));)
      if (row[TRV_ACTORS_CAMEO] && row[TRV_ACTORS_RANK][0] == rank) add_type(out, row[TRV_ACTORS_CAMEO]);
  int n = snprintf(out->code, sizeof out->code, "%s", out->country);
  for (size_t i = 0; i < sizeof out->types / sizeof *out->types && out->types[i]; i++) {
    n += snprintf(out->code + n, sizeof out->code - (size_t)n, "%s", out->types[i]);
    if (!i && body && out->group) n += snprintf(out->code + n, sizeof out->code - (size_t)n, "%s", out->group);
  }
}

/* ---- ACLED, contexts */

/* What tells most of an actor: its first sector with a kind, else its body. */
static const char *const *telling_row(const struct trv_entity *e) {
  const char *const *row;
  for (const char *rest = e->sector; (row = next_sector(&rest));)
    if (row[TRV_ACTORS_INTER][0] != '0') return row;
  return body_of(e);
}

enum trv_inter trv_entity_inter(const struct trv_entity *e) {
  const char *const *body = body_of(e), *const *row = telling_row(e);
  if (body && body[TRV_ACTORS_INTER][0] == '8') return TRV_INTER_OTHER; /* soldiers of the United Nations are theirs */
  if (row) return (enum trv_inter)(row[TRV_ACTORS_INTER][0] - '0');
  struct trv_country country;
  return !e->sector && trv_country_find(e->code, &country) ? TRV_INTER_STATE : TRV_INTER_NONE;
}

const char *trv_entity_acled_name(const struct trv_entity *e) {
  const char *const *body = body_of(e), *const *row = telling_row(e);
  if (body && body[TRV_ACTORS_INTER][0] == '8') row = body;
  if (!row) row = row_of("GOV", 3, "sector");
  return row ? row[TRV_ACTORS_ACLED] : NULL;
}

const char *trv_entity_context(const struct trv_entity *e) {
  const char *const *row;
  for (const char *rest = e->sector; (row = next_sector(&rest));)
    if (row[TRV_ACTORS_CONTEXT]) return row[TRV_ACTORS_CONTEXT];
  return NULL;
}
