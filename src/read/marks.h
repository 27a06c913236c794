/* What a block of a page says of itself: share/read/phrases.tsv. */
#ifndef TRV_READ_MARKS_H
#define TRV_READ_MARKS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"

enum trv_mark {
  TRV_MARK_NONE,
  TRV_MARK_COMMENTS, /* begins what readers say */
  TRV_MARK_END,      /* begins other articles, offers and the like */
  TRV_MARK_ASIDE,    /* points to what is no part of the article */
  TRV_MARK_STAMP,    /* tells when the article was published */
  TRV_MARK_LEGAL     /* tells whose it is */
};

struct trv_marks;
enum trv_status trv_marks_load(const char *path, struct trv_arena *arena, struct trv_marks **out,
                               struct trv_error *err);
/* What a block says that is as short as such blocks are; TRV_MARK_NONE for all others. */
enum trv_mark trv_mark_of(const struct trv_marks *marks, struct trv_slice text);

#endif
