/* The formats that events and ceasefires are written in. Nothing here reads the clock or the locale; the same document
 * gives the same bytes. */
#ifndef TRV_OUT_OUT_H
#define TRV_OUT_OUT_H

#include "base/str.h"
#include "treve/treve.h"

/* One JSON object a line, events in reading order, then ceasefires; the fields are told in docs/data-formats.md. */
void trv_out_ndjson(const struct trv_document *doc, struct trv_strbuf *out);

#endif
