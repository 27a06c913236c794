/* The promises of each layer, checked on any document. A broken one is printed and aborts, so that the property tests
 * and the fuzz targets can share them. */
#ifndef TRV_TESTS_CHECKS_H
#define TRV_TESTS_CHECKS_H

#include "coder/coder.h"

/* What is being checked, for the message: a file's name. */
extern const char *trv_checked;

/* Paragraphs, sentences, tokens, words, atoms and quotations: ordered, nested, inside the text. */
void trv_check_text(const struct trv_text *text);
/* One root a sentence, heads inside it, no cycle, children and spans as the heads have them. */
void trv_check_parse(const struct trv_text *text, const struct trv_parse *parse);
/* Mentions, dates, places and reports: indices and spans inside the text. */
void trv_check_layers(const struct trv_layers *layers);
/* Events and ceasefires hold values of the ontology only; their spans lie in the text and hold the text they quote. */
void trv_check_document(const struct trv_document *doc);

#endif
