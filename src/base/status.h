/* Results and errors shared by every part of treve.
 *
 * Functions that can fail return `enum trv_status` and fill a `struct trv_error` passed last. "Nothing found" is
 * a result, not an error. Broken invariants assert. */
#ifndef TRV_BASE_STATUS_H
#define TRV_BASE_STATUS_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "treve/treve.h"

#if defined(__GNUC__)
#define TRV_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#else
#define TRV_PRINTF(fmt, first)
#endif

/* Fills `err` (may be NULL) and returns `status`, so that `return trv_fail(...)` reads well. `path` may be NULL;
 * `line` and `column` are 1-based, 0 where they do not apply. Strings are copied and cut to the fields' sizes. */
enum trv_status trv_fail(struct trv_error *err, enum trv_status status, const char *path, uint32_t line,
                         uint32_t column, const char *fmt, ...) TRV_PRINTF(6, 7);

#endif
