/* What the encoder sees of a form. train/features.py computes the same; change both together. */
#ifndef TRV_PARSE_FEATURES_H
#define TRV_PARSE_FEATURES_H

#include "parse/model.h"

struct trv_form_rows {
  uint32_t word, lex, vec;
  uint32_t affix[TRV_AFFIX_SLOTS];
};

struct trv_form_rows trv_form_rows_of(const struct trv_parser *p, const char *form, const char *lower);

#endif
