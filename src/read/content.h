/* The main text of a web page. */
#ifndef TRV_READ_CONTENT_H
#define TRV_READ_CONTENT_H

#include "read/dom.h"
#include "read/marks.h"

/* The article's paragraphs, headings among them, with an empty line between; empty where the page has none. `title`: what is not
 * said again as a paragraph; may be NULL. The text is the arena's. */
struct trv_slice trv_page_content(const struct trv_dom *dom, const struct trv_marks *marks, const char *title,
                                  struct trv_arena *arena);

#endif
