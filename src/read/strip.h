/* A page as the parser gets it: without what is no text and tells nothing, which is most of its bytes, and with longer texts taken out.
 * The parser looks at each character, and its tree does not depend on which ones a text has: a reference of a few stands for them. */
#ifndef TRV_READ_STRIP_H
#define TRV_READ_STRIP_H

#include "base/arena.h"
#include "base/str.h"
#include "read/naming.h"

struct trv_stripped {
  struct trv_slice html;
  uint32_t
      depth; /* how deeply its elements seem to be nested, by their tags alone; those that need no end tag do not count */
  uint32_t n_texts, cap_texts;
  struct trv_slice *texts; /* that references stand for */
};

/* `html` (UTF-8) without the contents of script (but those of JSON-LD), style, svg, forms' fields and the like, without comments, runs
 * of blanks, attributes that nobody asks for, names that say nothing, and elements that hold no text. HTML5's rules look at
 * all open elements for each tag, so that a page of nothing but open ones would take forever: see `depth`. */
void trv_page_strip(struct trv_slice html, struct trv_naming *naming, struct trv_arena *arena,
                    struct trv_stripped *out);
/* A text of the tree with its texts in place of their references; `text` itself where it has none. */
const char *trv_stripped_text(const struct trv_stripped *page, const char *text, struct trv_arena *arena);

#endif
