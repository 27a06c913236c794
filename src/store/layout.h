/* What the store takes from the layers of a document: the spans of its sentences. */
#ifndef TRV_STORE_LAYOUT_H
#define TRV_STORE_LAYOUT_H

#include "treve/treve.h"

/* False where there are fewer sentences. */
bool trv_layout_sentence(const struct trv_document *doc, uint32_t n, struct trv_bytes *out);

#endif
