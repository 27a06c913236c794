/* See status.h. */
#include "base/status.h"

#include <stdio.h>

enum trv_status trv_fail(struct trv_error *err, enum trv_status status, const char *path, uint32_t line,
                         uint32_t column, const char *fmt, ...) {
  if (!err) return status;
  err->status = status;
  err->line = line;
  err->column = column;
  snprintf(err->path, sizeof err->path, "%s", path ? path : "");
  va_list ap;
  va_start(ap, fmt);
  vsnprintf(err->message, sizeof err->message, fmt, ap);
  va_end(ap);
  return status;
}
