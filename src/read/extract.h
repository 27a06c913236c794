/* Pages into articles. */
#ifndef TRV_READ_EXTRACT_H
#define TRV_READ_EXTRACT_H

#include "read/dom.h"
#include "read/marks.h"
#include "read/meta.h"
#include "read/published.h"
#include "read/read.h"

struct trv_extractor {
  struct trv_arena arena;
  struct trv_page_words *words;
  struct trv_meta_names *names;
  struct trv_marks *marks;
  struct trv_months *months;
};

/* What was made of an item; `public` comes first, so that a pointer to it is one to this. */
struct trv_found_text {
  struct trv_found public;
  struct trv_arena arena;
};

/* The text behind its title and an empty line, unless it begins with it. */
struct trv_slice trv_with_title(const char *title, struct trv_slice text, struct trv_arena *arena);
/* The article of an HTML item: text and metadata in the arena of `found`. TRV_REJECTED where there is none. */
enum trv_status trv_page_read(const struct trv_extractor *extractor, const struct trv_item *item,
                              struct trv_found_text *found, struct trv_error *err);

#endif
