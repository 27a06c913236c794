/* The where layer: see where.h. Names first, then what takes them up, then roles. */
#include "where/where.h"

#include <string.h>

#include "where/names.h"

enum trv_status trv_where_run(const struct trv_where_data *data, const struct trv_text *text,
                              const struct trv_parse *parse, struct trv_arena *arena, struct trv_where **out,
                              struct trv_error *err) {
  (void)err;
  struct trv_where_run run = {.data = data, .text = text, .parse = parse, .arena = arena};
  run.votes = TRV_NEW_ARRAY(arena, uint32_t, 256);
  run.mention_of = TRV_NEW_ARRAY(arena, uint32_t, (size_t)text->n_words + 1);
  run.land = TRV_NEW_ARRAY(arena, uint32_t, (size_t)text->n_words + 1);
  memset(run.land, 0xFF, ((size_t)text->n_words + 1) * sizeof *run.land);
  trv_where_names(&run);
  for (uint32_t w = 0; w < text->n_words; w++) run.mention_of[w] = UINT32_MAX;
  for (uint32_t i = 0; i < run.n_mentions; i++)
    for (uint32_t w = run.mentions[i].first_word; w < run.mentions[i].end_word; w++) run.mention_of[w] = i;
  if (parse) trv_where_implied(&run);
  struct trv_where *where = TRV_NEW(arena, struct trv_where);
  where->n = run.n_mentions;
  where->places = run.mentions;
  where->data = data;
  *out = where;
  return TRV_OK;
}

const struct trv_place_mention *trv_where_at(const struct trv_where *where, uint32_t word) {
  uint32_t low = 0, high = where ? where->n : 0, n = high;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (where->places[middle].end_word <= word) low = middle + 1;
    else high = middle;
  }
  return low < n && where->places[low].first_word <= word ? &where->places[low] : NULL;
}
