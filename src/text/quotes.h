/* Pairs the quotation marks of an article. Internal to this folder. */
#ifndef TRV_TEXT_QUOTES_H
#define TRV_TEXT_QUOTES_H

#include "text/text.h"

struct trv_quote_mark {
  struct trv_span span;
  uint32_t word; /* the mark's own word */
  uint32_t paragraph;
  char type;         /* '<' « », '"' " “ ” „, '\'' ‹ › */
  bool opens, first; /* first: nothing stands before it in its paragraph */
};

/* Fills text->quotes, ordered by their begin. */
void trv_quotes(struct trv_text *text, const struct trv_quote_mark *marks, uint32_t n, struct trv_arena *arena);

#endif
