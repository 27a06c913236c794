/* Loading of the speech words of a language. */
#include "base/table.h"
#include "says/internal.h"

enum trv_status trv_says_data_load(const char *lang_dir, struct trv_grammar *grammar, struct trv_arena *arena,
                                   struct trv_says_data **out, struct trv_error *err) {
  static const char *const columns[] = {"lemmas", "kind", "stance", NULL};
  static const char *const stances[] = {"say", "claim", "admit", "deny", "accuse", "demand", "expect"};
  struct trv_says_data *d = TRV_NEW(arena, struct trv_says_data);
  d->grammar = grammar;
  struct {
    const char *name;
    struct trv_map *map;
  } kinds[] = {{"verb", &d->verbs},
               {"preposition", &d->prepositions},
               {"announce", &d->announce},
               {"opening", &d->opening},
               {"comparative", &d->comparatives},
               {"citing", &d->citing},
               {"cited", &d->cited},
               {"noun", &d->nouns}};
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) trv_map_init(kinds[k].map, arena);
  struct trv_table t;
  enum trv_status status = trv_table_load(trv_arena_printf(arena, "%s/says.tsv", lang_dir), columns, arena, &t, err);
  if (status != TRV_OK) return status;
  for (uint32_t i = 0; i < t.n_rows; i++) {
    struct trv_map *map = NULL;
    uint32_t stance = UINT32_MAX;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
      if (trv_slice_is(trv_table_cell(&t, i, 1), kinds[k].name)) map = kinds[k].map;
    for (uint32_t s = 0; s < sizeof stances / sizeof *stances; s++)
      if (trv_slice_is(trv_table_cell(&t, i, 2), stances[s])) stance = s;
    if (!map)
      return trv_table_fail(&t, i, 1, err,
                            "kind is verb, announce, preposition, opening, noun, comparative, citing or cited");
    if (stance == UINT32_MAX) return trv_table_fail(&t, i, 2, err, "no such stance");
    struct trv_slice words = trv_table_cell(&t, i, 0);
    while (words.p) {
      struct trv_slice word = trv_slice_split(&words, '|');
      trv_map_put(map, word, stance);
      if (map == &d->verbs || map == &d->citing) {
        trv_grammar_put(grammar, map == &d->verbs ? "saying" : "citing", word);
        trv_grammar_learn(grammar, word);
      }
    }
  }
  *out = d;
  return TRV_OK;
}
