/* What the files of the table share. */
#ifndef TRV_OUT_TABLE_H
#define TRV_OUT_TABLE_H

#include "out/out.h"
#include "out/screen.h"

/* How fully entities are written: with names, without, or only the first two of a list. */
enum trv_detail { TRV_DETAIL_NAMES, TRV_DETAIL_CODES, TRV_DETAIL_FEW };

/* "TUR gov Erdoğan", "IGO OSCE". */
void trv_table_entity(struct trv_strbuf *b, const struct trv_entity *e, enum trv_detail detail);
/* Joined by ", ". */
void trv_table_entities(struct trv_strbuf *b, struct trv_entities list, enum trv_detail detail);
/* The ceasefires of an article; nothing where there are none. */
void trv_table_ledger(const struct trv_document *d, const struct trv_write_options *o, struct trv_strbuf *b);

#endif
