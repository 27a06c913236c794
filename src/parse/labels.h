/* From the labels of a treebank to the values of parse.h. */
#ifndef TRV_PARSE_LABELS_H
#define TRV_PARSE_LABELS_H

#include "parse/parse.h"

/* "Gender=Masc|Number=Sing" or "_"; what parse.h has no field for is left out. */
struct trv_feats trv_feats_of(const char *text);
/* "B-PER", "I-LOC", "O" */
struct trv_name_tag trv_name_tag_of(const char *tag);

#endif
