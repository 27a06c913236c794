/* See layout.h. */
#include "store/layout.h"

#include "coder/coder.h"

bool trv_layout_sentence(const struct trv_document *doc, uint32_t n, struct trv_bytes *out) {
  const struct trv_text *text = trv_document_layers(doc)->layers.text;
  if (n >= text->n_sentences) return false;
  *out = (struct trv_bytes){text->sentences[n].span.begin, text->sentences[n].span.end};
  return true;
}
