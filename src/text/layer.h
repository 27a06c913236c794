/* Writes the text layer from the pieces of one paragraph after the other. Internal to this folder. */
#ifndef TRV_TEXT_LAYER_H
#define TRV_TEXT_LAYER_H

#include "text/pieces.h"
#include "text/quotes.h"

struct trv_layer {
  struct trv_text *text;
  struct trv_arena *arena;
  uint32_t cap_sentences, cap_tokens, cap_words, cap_atoms;
  struct trv_quote_mark *marks;
  uint32_t n_marks, cap_marks;
  bool sentence_open;
};

/* Appends the sentences of `pieces`, which belong to the paragraph; its marks go to layer->marks. */
void trv_layer_add(struct trv_layer *layer, struct trv_pieces *pieces, uint32_t paragraph);
/* Fills word_atom and the quotes. */
void trv_layer_finish(struct trv_layer *layer);

#endif
