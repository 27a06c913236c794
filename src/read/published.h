/* Days of publication as pages write them. */
#ifndef TRV_READ_PUBLISHED_H
#define TRV_READ_PUBLISHED_H

#include <stdbool.h>

#include "base/arena.h"

/* "2019-05-27T10:00:00+02:00", "20190527", "Mon, 27 May 2019 10:00:00 GMT", "May 27, 2019", "27.05.2019": the day as YYYY-MM-DD, or NULL.
 * `lang` (BCP 47, may be NULL) says in which language months are written, beside English; the names are ICU's. Of figures alone, the day
 * comes before the month, but in American pages. */
const char *trv_published_read(const char *text, const char *lang, struct trv_arena *arena);
/* The same anywhere in a line of text, which says little else. */
const char *trv_published_find(const char *line, const char *lang, struct trv_arena *arena);
/* "/2019/05/27/", "/2019-05-27-", "-20190527": the day in an address, or NULL. */
const char *trv_published_address(const char *url, struct trv_arena *arena);

#endif
