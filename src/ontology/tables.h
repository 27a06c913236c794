/* The tables of share/ontology as the build puts them into the program (table.cmake): rows of cells as they stand in the file, an empty
 * cell NULL, behind the last row one whose first cell is NULL. For this folder and for `treve lint`, which checks the files. */
#ifndef TRV_ONTOLOGY_TABLES_H
#define TRV_ONTOLOGY_TABLES_H

#include <stddef.h>

#define TRV_ONTOLOGY_CELLS 8

extern const char *const trv_ontology_types[][TRV_ONTOLOGY_CELLS];
extern const char *const trv_ontology_modes[][TRV_ONTOLOGY_CELLS];
extern const char *const trv_ontology_contexts[][TRV_ONTOLOGY_CELLS];
extern const char *const trv_ontology_cameo[][TRV_ONTOLOGY_CELLS];
extern const char *const trv_ontology_actors[][TRV_ONTOLOGY_CELLS];
extern const char *const trv_ontology_countries[][TRV_ONTOLOGY_CELLS];
extern const char *const trv_ontology_acled[][TRV_ONTOLOGY_CELLS];
extern const char *const trv_ontology_acled_events[][TRV_ONTOLOGY_CELLS];

/* Their columns, in order. */
enum { TRV_TYPES_TYPE, TRV_TYPES_QUAD, TRV_TYPES_SPEECH, TRV_TYPES_SCORE, TRV_TYPES_CAMEO, TRV_TYPES_NAME };
enum { TRV_MODES_TYPE, TRV_MODES_MODE, TRV_MODES_SCORE, TRV_MODES_CAMEO, TRV_MODES_CONTEXT, TRV_MODES_NAME };
enum { TRV_CONTEXTS_CONTEXT, TRV_CONTEXTS_NAME };
enum { TRV_CAMEO_CODE, TRV_CAMEO_GOLDSTEIN, TRV_CAMEO_QUAD, TRV_CAMEO_PLOVER, TRV_CAMEO_CONTEXT, TRV_CAMEO_NAME };
enum {
  TRV_ACTORS_CODE,
  TRV_ACTORS_KIND,
  TRV_ACTORS_CAMEO,
  TRV_ACTORS_RANK,
  TRV_ACTORS_GROUP,
  TRV_ACTORS_INTER,
  TRV_ACTORS_CONTEXT,
  TRV_ACTORS_ACLED
};
enum {
  TRV_COUNTRIES_CODE,
  TRV_COUNTRIES_NUMERIC,
  TRV_COUNTRIES_FIPS,
  TRV_COUNTRIES_CAMEO,
  TRV_COUNTRIES_REGION,
  TRV_COUNTRIES_NAME
};
enum {
  TRV_ACLED_TYPE,
  TRV_ACLED_MODE,
  TRV_ACLED_CAMEO,
  TRV_ACLED_TAG,
  TRV_ACLED_ACTOR,
  TRV_ACLED_RECIPIENT,
  TRV_ACLED_SUB_EVENT_TYPE
};
enum { TRV_ACLED_EVENTS_SUB, TRV_ACLED_EVENTS_EVENT, TRV_ACLED_EVENTS_DISORDER };

#endif
