/* The formats that events and ceasefires are written in. Nothing here reads the clock, the locale or the terminal; the
 * same document gives the same bytes. docs/data-formats.md tells every field. */
#ifndef TRV_OUT_OUT_H
#define TRV_OUT_OUT_H

#include "base/str.h"
#include "treve/treve.h"

/* One JSON object a line, events in reading order, then ceasefires. */
void trv_out_ndjson(const struct trv_document *doc, struct trv_strbuf *out);

/* For people: a line that names the article, two lines at most for each event, a ledger of the ceasefires. */
#define TRV_TABLE_WIDTH 100    /* where the caller does not know */
#define TRV_TABLE_MIN_WIDTH 60 /* narrower terminals wrap */
void trv_out_table(const struct trv_document *doc, const struct trv_write_options *options, struct trv_strbuf *out);

#endif
