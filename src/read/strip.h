/* A page without what is no text and tells nothing, before it is parsed: most of its bytes. */
#ifndef TRV_READ_STRIP_H
#define TRV_READ_STRIP_H

#include "base/arena.h"
#include "base/str.h"

/* A copy of `html` without the contents of script (but those of JSON-LD), style, svg, forms' fields and the like, of comments, without
 * runs of blanks, and without the attributes that
 * nobody asks for. *depth: how deeply its elements seem to be nested, by their tags alone; those that need no end tag do not count.
 * HTML5's rules look at all open elements for each tag, so that a page of nothing but open ones would take forever. */
struct trv_slice trv_page_strip(struct trv_slice html, struct trv_arena *arena, uint32_t *depth);

#endif
