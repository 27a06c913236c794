/* Which PLOVER events ACLED records, and as what: share/ontology/acled.tsv and acled-events.tsv. */
#ifndef TRV_ONTOLOGY_ACLED_H
#define TRV_ONTOLOGY_ACLED_H

#include "treve/treve.h"

struct trv_acled_kind {
  const char *sub_event_type, *event_type, *disorder_type;
};

/* What ACLED calls an event with this CAMEO code; false where it records none such. */
bool trv_acled_kind_of(const struct trv_event *e, const char *cameo, struct trv_acled_kind *out);

#endif
