/* See cameo.h. */
#include "ontology/cameo.h"

#include <stdlib.h>
#include <string.h>

#include "ontology/tables.h"

static size_t n_codes(void) {
  size_t n = 0;
  while (trv_ontology_cameo[n][0]) n++;
  return n;
}

static int by_code(const void *key, const void *row) { return strcmp(key, *(const char *const *)row); }

bool trv_cameo_find(const char *code, struct trv_cameo *out) {
  const char *const *row = bsearch(code, trv_ontology_cameo, n_codes(), sizeof *trv_ontology_cameo, by_code);
  if (!row) return false;
  *out = (struct trv_cameo){.code = row[TRV_CAMEO_CODE],
                            .goldstein = trv_ontology_number(row[TRV_CAMEO_GOLDSTEIN]),
                            .quad = row[TRV_CAMEO_QUAD][0] - '0',
                            .plover = row[TRV_CAMEO_PLOVER],
                            .context = row[TRV_CAMEO_CONTEXT],
                            .name = row[TRV_CAMEO_NAME]};
  return true;
}

bool trv_cameo_fits(const struct trv_cameo *cameo, enum trv_event_type type) {
  const char *name = trv_event_name(type);
  if (!name) return false;
  size_t n = strlen(name);
  for (const char *at = cameo->plover; at; at = strchr(at, '|')) {
    at += *at == '|';
    if (strncmp(at, name, n) == 0 && (!at[n] || at[n] == '/' || at[n] == '|')) return true;
  }
  return false;
}

struct trv_cameo trv_cameo_of(enum trv_event_type type, const char *mode, const char *code) {
  struct trv_cameo cameo = {.code = ""};
  if (type == TRV_EVENT_NONE) return cameo;
  if (code && trv_cameo_find(code, &cameo) && trv_cameo_fits(&cameo, type)) return cameo;
  const char *usual = trv_ontology_types[type - 1][TRV_TYPES_CAMEO];
  for (size_t i = 0; mode && trv_ontology_modes[i][0]; i++)
    if (strcmp(trv_ontology_modes[i][TRV_MODES_MODE], mode) == 0 &&
        strcmp(trv_ontology_modes[i][TRV_MODES_TYPE], trv_event_name(type)) == 0)
      usual = trv_ontology_modes[i][TRV_MODES_CAMEO];
  trv_cameo_find(usual, &cameo);
  return cameo;
}
