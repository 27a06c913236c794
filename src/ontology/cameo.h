/* CAMEO's codes of events, and Goldstein's scores of them, as share/ontology/cameo.tsv has them. */
#ifndef TRV_ONTOLOGY_CAMEO_H
#define TRV_ONTOLOGY_CAMEO_H

#include "ontology/plover.h"

struct trv_cameo {
  const char *code;
  double goldstein;    /* -10 to 10 */
  int quad;            /* as trv_event_quad, of the code's root */
  const char *plover;  /* types and modes that it may stand with, `TYPE[/mode]` between bars; NULL: none of PLOVER's */
  const char *context; /* contexts between bars; NULL: none */
  const char *name;
};

/* The code's row; false where there is no such code. */
bool trv_cameo_find(const char *code, struct trv_cameo *out);
/* Whether events of `type` may have the code. */
bool trv_cameo_fits(const struct trv_cameo *cameo, enum trv_event_type type);
/* The row of an event: of its own code where it has one that fits its type, else of that which its type and mode usually have. `code` and
 * `mode` may be NULL; of TRV_EVENT_NONE an empty code. */
struct trv_cameo trv_cameo_of(enum trv_event_type type, const char *mode, const char *code);

#endif
