/* What a web page says of itself. */
#ifndef TRV_READ_META_H
#define TRV_READ_META_H

#include "read/dom.h"
#include "read/published.h"

struct trv_page_meta {
  const char *title, *outlet, *author, *url, *lang; /* NULL: not said; lang as BCP 47 has it */
  const char *date;                                 /* of publication, YYYY-MM-DD */
  const char *element, *heading; /* what the page's title element and its first heading of the first rank say */
  const char *body;              /* the article's text, where the page gives it as data */
};

struct trv_meta_names; /* the loaded table */

/* Loads share/read/meta.tsv. */
enum trv_status trv_meta_names_load(const char *path, struct trv_arena *arena, struct trv_meta_names **out,
                                    struct trv_error *err);
/* Reads JSON-LD, meta elements, `time`, the address (`address` is the page's own, or NULL) and the text around the title, in this
 * order of trust. All strings are the arena's. */
void trv_page_meta(const struct trv_dom *dom, const struct trv_meta_names *names, const struct trv_months *months,
                   const char *address, struct trv_arena *arena, struct trv_page_meta *out);

#endif
