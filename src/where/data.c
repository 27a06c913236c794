/* Loads the gazetteer, the language's where.tsv and the adjectives of states. */
#include "where/data.h"

#include "base/table.h"

#define NO_PLACE UINT32_MAX

static const char *const class_names[TRV_WHERE_N_CLASSES] = {
    "in",     "toward", "of",    "part",  "type",  "province", "ground",    "people", "meeting", "acted",
    "upon",   "dative", "scene", "where", "there", "capital",  "town",      "region", "country", "side",
    "during", "seat",   "stage", "to",    "title", "not",      "not_after", "lends",  "firm",    "mission"};

bool trv_where_is(const struct trv_where_data *data, const char *form, enum trv_where_class class) {
  uint32_t bits = trv_map_get(&data->classes, trv_slice_of(form));
  return bits != TRV_MAP_NONE && (bits >> class & 1);
}

uint32_t trv_where_adjective(const struct trv_where_data *data, const char *lower) {
  return trv_map_get(&data->adjectives, trv_slice_of(lower));
}

static enum trv_status load_classes(struct trv_where_data *data, const char *path, struct trv_arena *arena,
                                    struct trv_error *err) {
  static const char *const columns[] = {"class", "forms", NULL};
  struct trv_table table;
  enum trv_status status = trv_table_load(path, columns, arena, &table, err);
  if (status != TRV_OK) return status;
  for (uint32_t row = 0; row < table.n_rows; row++) {
    struct trv_slice name = trv_table_cell(&table, row, 0), rest = trv_table_cell(&table, row, 1);
    uint32_t class = 0;
    while (class < TRV_WHERE_N_CLASSES && !trv_slice_is(name, class_names[class])) class ++;
    if (class == TRV_WHERE_N_CLASSES)
      return trv_table_fail(&table, row, 1, err, "there is no class \"%.*s\"", (int)name.n, name.p);
    data->lends |= class == TRV_WHERE_LENDS;
    while (rest.p) {
      struct trv_slice form = trv_slice_trim(trv_slice_split(&rest, '|'));
      if (!form.n) return trv_table_fail(&table, row, 2, err, "an empty form");
      uint32_t bits = trv_map_get(&data->classes, form);
      trv_map_put(&data->classes, form, (bits == TRV_MAP_NONE ? 0 : bits) | 1u << class);
    }
  }
  return TRV_OK;
}

/* The adjectives of states. Where two states share one, the first row is the usual reading (see states.tsv). */
static enum trv_status load_adjectives(struct trv_where_data *data, const char *path, const char *lang,
                                       struct trv_arena *arena, struct trv_error *err) {
  static const char *const columns[] = {"code",   "name",    "fr",         "fr_adj",     "en",
                                        "en_adj", "capital", "capital_fr", "capital_en", NULL};
  struct trv_table table;
  enum trv_status status = trv_table_load(path, columns, arena, &table, err);
  if (status != TRV_OK) return status;
  const char *wanted = trv_arena_printf(arena, "%s_adj", lang);
  uint32_t column = 0;
  while (columns[column] && strcmp(columns[column], wanted) != 0) column++;
  if (!columns[column]) return trv_fail(err, TRV_BAD_DATA, path, 0, 0, "has no column %s", wanted);
  for (uint32_t row = 0; row < table.n_rows; row++) {
    struct trv_slice code = trv_table_cell(&table, row, 0), rest = trv_table_cell(&table, row, column);
    uint32_t country = trv_gazetteer_country_of(&data->gazetteer, code.p, code.n);
    if (country == UINT32_MAX) continue;
    while (rest.p) {
      struct trv_slice form = trv_slice_trim(trv_slice_split(&rest, '|'));
      if (!form.n) continue;
      char *lower = trv_arena_strndup(arena, form.p, form.n);
      for (char *p = lower; *p; p++)
        if (*p >= 'A' && *p <= 'Z') *p = (char)(*p - 'A' + 'a');
      if (trv_map_get(&data->adjectives, trv_slice_of(lower)) == TRV_MAP_NONE)
        trv_map_put(&data->adjectives, trv_slice_of(lower), country);
    }
  }
  return TRV_OK;
}

enum trv_status trv_where_data_load(const char *world_dir, const char *lang_dir, const char *lang,
                                    struct trv_arena *arena, struct trv_where_data **out, struct trv_error *err) {
  struct trv_where_data *data = TRV_NEW(arena, struct trv_where_data);
  trv_map_init(&data->classes, arena);
  trv_map_init(&data->adjectives, arena);
  enum trv_status status =
      trv_gazetteer_open(trv_arena_printf(arena, "%s/places.trv", world_dir), arena, &data->gazetteer, err);
  if (status == TRV_OK) status = load_classes(data, trv_arena_printf(arena, "%s/where.tsv", lang_dir), arena, err);
  if (status == TRV_OK)
    status = load_adjectives(data, trv_arena_printf(arena, "%s/states.tsv", world_dir), lang, arena, err);
  if (status != TRV_OK) return status;
  const struct trv_gazetteer *g = &data->gazetteer;
  data->capitals = TRV_NEW_ARRAY(arena, uint32_t, (size_t)g->n_countries + 1);
  data->states = TRV_NEW_ARRAY(arena, uint32_t, (size_t)g->n_countries + 1);
  for (uint32_t c = 0; c <= g->n_countries; c++) data->capitals[c] = data->states[c] = NO_PLACE;
  /* Places stand by population, so that the first capital of a country is its greatest. */
  for (uint32_t p = 0; p < g->n_places; p++) {
    uint32_t kind = g->places[(size_t)p * 3] >> 24 & 7, country = g->places[(size_t)p * 3 + 2] >> 24;
    if (country >= g->n_countries) continue;
    if (kind == TRV_PLACE_CAPITAL && data->capitals[country] == NO_PLACE) data->capitals[country] = p;
    if (kind == TRV_PLACE_COUNTRY && data->states[country] == NO_PLACE) data->states[country] = p;
  }
  *out = data;
  return TRV_OK;
}
