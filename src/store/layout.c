/* See layout.h. */
#include "store/layout.h"

#include "coder/coder.h"

bool trv_layout_sentence(const struct trv_document *doc, uint32_t n, struct trv_bytes *out) {
  const struct trv_text *text = trv_document_layers(doc)->layers.text;
  if (n >= text->n_sentences) return false;
  *out = (struct trv_bytes){text->sentences[n].span.begin, text->sentences[n].span.end};
  return true;
}

bool trv_layout_title(const struct trv_document *doc, struct trv_bytes *out) {
  const struct trv_text *text = trv_document_layers(doc)->layers.text;
  if (!text->n_paragraphs || text->paragraphs[0].kind != TRV_TITLE) return false;
  *out = (struct trv_bytes){text->paragraphs[0].span.begin, text->paragraphs[0].span.end};
  return true;
}
