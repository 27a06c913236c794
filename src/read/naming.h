/* What the names that a page gives to its parts (class, id and the like) say of them (share/read/classes.tsv). */
#ifndef TRV_READ_NAMING_H
#define TRV_READ_NAMING_H

#include "base/map.h"
#include "base/status.h"
#include "base/str.h"

enum {
  TRV_SAYS_ARTICLE = 1, /* holds the article */
  TRV_SAYS_ASIDE = 2,   /* holds something else */
  TRV_SAYS_DAY = 4      /* shows the day of publication */
};

struct trv_page_words; /* the loaded table */

/* Loads share/read/classes.tsv into the arena. TRV_BAD_DATA, with file and line, where it is damaged; TRV_SYSTEM where it is not there. */
enum trv_status trv_page_words_load(const char *path, struct trv_arena *arena, struct trv_page_words **out,
                                    struct trv_error *err);

/* Pages repeat a few hundred names thousands of times: what was said of one is kept. */
struct trv_naming {
  const struct trv_page_words *words;
  struct trv_map judged;
};

/* `words` and the arena are to outlive it; the arena holds what is kept. */
void trv_naming_init(struct trv_naming *naming, const struct trv_page_words *words, struct trv_arena *arena);
/* What the value of a class or id says: a sum of TRV_SAYS_…; 0: nothing. */
uint32_t trv_naming_says(struct trv_naming *naming, struct trv_slice value);

#endif
