/* What the where layer knows of the world and of the language; private to src/where. */
#ifndef TRV_WHERE_DATA_H
#define TRV_WHERE_DATA_H

#include "base/map.h"
#include "where/gazetteer.h"
#include "where/where.h"

/* Classes of where.tsv, told in that file. */
enum trv_where_class {
  TRV_WHERE_IN,
  TRV_WHERE_TOWARD,
  TRV_WHERE_POSSESSION,
  TRV_WHERE_PART,
  TRV_WHERE_TYPE,
  TRV_WHERE_PROVINCE,
  TRV_WHERE_GROUND,
  TRV_WHERE_PEOPLE,
  TRV_WHERE_MEETING,
  TRV_WHERE_ACTED,
  TRV_WHERE_UPON,
  TRV_WHERE_DATIVE,
  TRV_WHERE_SETS_SCENE,
  TRV_WHERE_RELATIVE,
  TRV_WHERE_THERE,
  TRV_WHERE_CAPITAL,
  TRV_WHERE_TOWN,
  TRV_WHERE_REGION,
  TRV_WHERE_COUNTRY,
  TRV_WHERE_SIDE,
  TRV_WHERE_DURING,
  TRV_WHERE_SEAT,
  TRV_WHERE_STAGE,
  TRV_WHERE_TO,
  TRV_WHERE_TITLE,
  TRV_WHERE_NOT,
  TRV_WHERE_NOT_AFTER,
  TRV_WHERE_LENDS,
  TRV_WHERE_FIRM,
  TRV_WHERE_MISSION,
  TRV_WHERE_N_CLASSES
};

struct trv_where_data {
  struct trv_gazetteer gazetteer;
  struct trv_map classes;    /* form in lower case -> bits 1 << class */
  bool lends;                /* the table has TRV_WHERE_LENDS: verbs and their objects stand side by side */
  struct trv_map adjectives; /* adjective or demonym in lower case -> country of the gazetteer */
  uint32_t *capitals;        /* [n_countries]: place, or UINT32_MAX */
  uint32_t *states;          /* [n_countries]: place of the state itself, or UINT32_MAX */
};

bool trv_where_is(const struct trv_where_data *data, const char *form, enum trv_where_class class);
/* The country that an adjective names, or TRV_MAP_NONE. */
uint32_t trv_where_adjective(const struct trv_where_data *data, const char *lower);

#endif
