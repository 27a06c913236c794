/* The title of a web page's article and the name of its outlet, told apart. */
#ifndef TRV_READ_TITLE_H
#define TRV_READ_TITLE_H

#include "read/read.h"
#include "read/meta.h"

struct trv_page_title {
  const char *title, *outlet; /* NULL: not found */
};

/* One line, without runs of blanks and soft hyphens; NULL: nothing is left. */
const char *trv_one_line(const char *s, struct trv_arena *arena);
/* What the page calls itself against its heading: the heading where the title has it, else the title without the outlet, else its
 * longest part. The outlet is what data or `item` say, else what stands beside the title, else what the page has a name for that
 * reads like its host ("Jeune Plume" of jeuneplume.example), else the host. All strings are the arena's. */
struct trv_page_title trv_page_title(const struct trv_item *item, const struct trv_page_meta *meta,
                                     const struct trv_dom *dom, struct trv_arena *arena);

#endif
