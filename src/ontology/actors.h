/* PLOVER's codes of actors and ISO's of countries in other ontologies: share/ontology/actors.tsv and countries.tsv. */
#ifndef TRV_ONTOLOGY_ACTORS_H
#define TRV_ONTOLOGY_ACTORS_H

#include <stdbool.h>
#include <stdint.h>

#include "treve/treve.h"

struct trv_country {
  const char *code, *numeric; /* ISO 3166-1 alpha-3 and numeric */
  const char *fips;           /* FIPS 10-4; NULL: none */
  const char *cameo;
  const char *region; /* ACLED's */
  const char *name;   /* usual English name */
};

/* False where `code` (may be NULL) is no country. */
bool trv_country_find(const char *code, struct trv_country *out);

/* An actor as CAMEO codes it. */
struct trv_cameo_actor {
  char code[32];        /* all of it: "AZEMIL", "IGOUNO" */
  char country[4];      /* "": none */
  const char *group;    /* a known group; NULL: none */
  const char *types[3]; /* roles and bodies; NULL: no more */
};
void trv_cameo_actor(const struct trv_entity *e, struct trv_cameo_actor *out);

/* ACLED's kinds of actors. */
enum trv_inter {
  TRV_INTER_NONE,
  TRV_INTER_STATE,
  TRV_INTER_REBELS,
  TRV_INTER_MILITIA,
  TRV_INTER_IDENTITY,
  TRV_INTER_RIOTERS,
  TRV_INTER_PROTESTERS,
  TRV_INTER_CIVILIANS,
  TRV_INTER_OTHER
};
/* The kind of an actor by its sector, else by what stands for its country; a state as such counts as a state. */
enum trv_inter trv_entity_inter(const struct trv_entity *e);
/* How ACLED names such an actor, with `*` for the name of its country; NULL: no name. */
const char *trv_entity_acled_name(const struct trv_entity *e);
/* The context that an actor brings with it; NULL: none. */
const char *trv_entity_context(const struct trv_entity *e);

#endif
