/* A page without what is no text, before it is parsed: scripts, styles, drawings and comments are most of its bytes. */
#ifndef TRV_READ_STRIP_H
#define TRV_READ_STRIP_H

#include "base/arena.h"
#include "base/str.h"

/* A copy of `html` in which the contents of script (but those of JSON-LD), style, svg and of comments are left out. */
struct trv_slice trv_page_strip(struct trv_slice html, struct trv_arena *arena);

#endif
