/* Writing the text and parse layers as CoNLL-U. */
#ifndef TRV_PARSE_CONLLU_H
#define TRV_PARSE_CONLLU_H

#include "parse/parse.h"

/* Appends every sentence: "# sent_id" and "# text" comments, multiword tokens as ranges, SpaceAfter=No and name spans
 * (Name=B-PER) in MISC. */
void trv_conllu_write(const struct trv_text *text, const struct trv_parse *parse, struct trv_strbuf *out);

#endif
