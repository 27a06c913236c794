/* Which characters the bytes of a page or a file stand for. */
#ifndef TRV_READ_CHARSET_H
#define TRV_READ_CHARSET_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* `bytes` as UTF-8, in the arena or as they are; without a byte order mark. By a byte order mark, by being valid UTF-8 beyond
 * ASCII (whatever else is said of them), by `said` (the protocol; may be NULL), by what an HTML page says in its first bytes
 * (`markup`), else detected; what is said to be UTF-8 and mostly is not is detected too. Bytes that stand for nothing become U+FFFD. */
struct trv_slice trv_charset_utf8(struct trv_slice bytes, const char *said, bool markup, struct trv_arena *arena);

#endif
