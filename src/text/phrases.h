/* Phrases: a dictionary of names looked up in the atoms of a text, longest first.
 *
 * Entries are folded (trv_fold) when added; an entry that begins with a capital letter matches only where the
 * text has one too (a name at least; "marche" is no "Marche"). An all-capital entry of up to five letters ("ONU",
 * "ANC") matches only all capitals. One phrase may have several values, in the order they were added. */
#ifndef TRV_TEXT_PHRASES_H
#define TRV_TEXT_PHRASES_H

#include "text/text.h"

struct trv_phrases;

struct trv_phrase_match {
  uint32_t first_atom, n_atoms;
  uint32_t n_values;
  const uint32_t *values;
};

struct trv_phrases *trv_phrases_new(struct trv_arena *arena);
void trv_phrases_add(struct trv_phrases *p, struct trv_slice phrase, uint32_t value);
/* After the last add, before the first match. */
void trv_phrases_finish(struct trv_phrases *p);
/* The longest entry that begins at atom `at` and ends at the end of a token and inside the sentence; false: none. */
bool trv_phrases_match(const struct trv_phrases *p, const struct trv_text *text, uint32_t at,
                       struct trv_phrase_match *out);
/* The longest that ends before atom `end`. */
bool trv_phrases_match_before(const struct trv_phrases *p, const struct trv_text *text, uint32_t at, uint32_t end,
                              struct trv_phrase_match *out);

#endif
