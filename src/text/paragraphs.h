/* The layout of an article: its header line, and paragraphs with their kinds. Internal to this folder, but for the
 * header, which src/read asks for. */
#ifndef TRV_TEXT_PARAGRAPHS_H
#define TRV_TEXT_PARAGRAPHS_H

#include "text/text.h"

/* Reads a header `date YYYY-MM[-DD]` at *at (behind blanks), moves *at behind it and returns the date; else NULL. */
const char *trv_header(const char *s, uint32_t n, uint32_t *at, struct trv_arena *arena);

/* Reads the lines `outlet NAME`, `agency NAME`, `url ADDRESS` that stand directly below the line of the date, in any order,
 * into `text`; moves *at behind them. */
void trv_header_lines(struct trv_text *text, uint32_t *at, struct trv_arena *arena);

/* Cuts source[begin, end) into text->paragraphs, with span and kind. */
void trv_paragraphs(struct trv_text *text, uint32_t begin, struct trv_arena *arena);

#endif
