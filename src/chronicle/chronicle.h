/* The ceasefires of one article, as they live in it: who made them, when they were to begin, what they provide, who is
 * said to have broken them and what became of them.
 *
 * Input: the layers and the coded events. Method: mentions of truces (nouns of the set `truce`) and events with a
 * `ceasefire:` tag are followed in reading order; a definite mention means the truce last spoken of, an indefinite or
 * numbered one ("une deuxième trêve") or another date opens a new record. Gold decisions 7, 15, 18, 20 and 28. */
#ifndef TRV_CHRONICLE_CHRONICLE_H
#define TRV_CHRONICLE_CHRONICLE_H

#include "what/what.h"

/* Term words of a language; immutable. */
struct trv_chronicle_data;
/* Loads `lang_dir`/terms.tsv (columns term, word, with). */
enum trv_status trv_chronicle_data_load(const char *lang_dir, struct trv_arena *arena, struct trv_chronicle_data **out,
                                        struct trv_error *err);

struct trv_chronicle {
  uint32_t n, cap;
  struct trv_ceasefire *items;
};

/* `date`: the article's, or NULL. Events of `what` that break a truce get its tag. */
enum trv_status trv_chronicle_run(const struct trv_chronicle_data *data, const struct trv_layers *layers,
                                  struct trv_what *what, const char *date, struct trv_arena *arena,
                                  struct trv_chronicle **out, struct trv_error *err);

#endif
