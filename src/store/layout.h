/* What the store takes from the layers of a document: the spans of its sentences and of its title. */
#ifndef TRV_STORE_LAYOUT_H
#define TRV_STORE_LAYOUT_H

#include "treve/treve.h"

/* False where there are fewer sentences. */
bool trv_layout_sentence(const struct trv_document *doc, uint32_t n, struct trv_bytes *out);
/* False where it has none. */
bool trv_layout_title(const struct trv_document *doc, struct trv_bytes *out);

#endif
