/* Days of publication as pages write them. */
#ifndef TRV_READ_PUBLISHED_H
#define TRV_READ_PUBLISHED_H

#include <stdbool.h>

#include "base/arena.h"

/* Names of months in the languages of the press, from ICU. */
struct trv_months;
struct trv_months *trv_months_new(struct trv_arena *arena);

/* "2019-05-27T10:00:00+02:00", "20190527", "Mon, 27 May 2019 10:00:00 GMT", "May 27, 2019", "27.05.2019": the day as YYYY-MM-DD, or NULL.
 * `lang` (BCP 47) says in which language months are written, beside English; of a page that does not say it (NULL) any will do. Of figures alone, the day
 * comes before the month, but in American pages. */
const char *trv_published_read(const struct trv_months *months, const char *text, const char *lang,
                               struct trv_arena *arena);
/* The same anywhere in a line of text, which says little else. */
const char *trv_published_find(const struct trv_months *months, const char *line, const char *lang,
                               struct trv_arena *arena);
/* "/2019/05/27/", "/2019-05-27-", "-20190527": the day in an address, or NULL. */
const char *trv_published_address(const char *url, struct trv_arena *arena);

#endif
