/* See table.h. */
#include "base/table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"

enum trv_status trv_file_read(const char *path, size_t max, struct trv_arena *arena, struct trv_slice *out,
                              struct trv_error *err) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return trv_fail(err, TRV_SYSTEM, path, 0, 0, "%s", strerror(errno));
  enum trv_status status = TRV_OK;
  struct stat st;
  if (fstat(fd, &st) != 0) {
    status = trv_fail(err, TRV_SYSTEM, path, 0, 0, "%s", strerror(errno));
  } else if (!S_ISREG(st.st_mode)) {
    status = trv_fail(err, TRV_SYSTEM, path, 0, 0, "not a regular file");
  } else if ((uintmax_t)st.st_size > max) {
    status =
        trv_fail(err, TRV_SYSTEM, path, 0, 0, "%jd bytes, more than the %zu that are read", (intmax_t)st.st_size, max);
  }
  if (status != TRV_OK) {
    close(fd);
    return status;
  }
  /* The descriptor must not leak when the arena runs out of memory: allocate with the file closed. */
  close(fd);
  size_t size = (size_t)st.st_size, got = 0;
  char *p = trv_arena_alloc(arena, size + 1);
  fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return trv_fail(err, TRV_SYSTEM, path, 0, 0, "%s", strerror(errno));
  while (got < size) {
    ssize_t n = read(fd, p + got, size - got);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      status = trv_fail(err, TRV_SYSTEM, path, 0, 0, "%s", n < 0 ? strerror(errno) : "file shrank while read");
      break;
    }
    got += (size_t)n;
  }
  close(fd);
  *out = (struct trv_slice){p, got};
  return status;
}

static uint32_t split_row(struct trv_slice line, struct trv_slice *cells, uint32_t max) {
  uint32_t n = 0;
  while (line.p) {
    struct trv_slice cell = trv_slice_split(&line, '\t');
    if (n < max) cells[n] = trv_slice_is(cell, "-") ? (struct trv_slice){cell.p, 0} : cell;
    n++;
  }
  return n;
}

/* Takes the header's names, those of `columns` where they are given. */
static enum trv_status read_header(struct trv_table *t, const char *const *columns, uint32_t line,
                                   const struct trv_slice *row, uint32_t n, struct trv_arena *arena,
                                   struct trv_error *err) {
  if (n > TRV_MAX_TABLE_COLUMNS)
    return trv_fail(err, TRV_BAD_DATA, t->path, line, 0, "more than %d columns", TRV_MAX_TABLE_COLUMNS);
  for (uint32_t i = 0; columns && i < n; i++)
    if (!trv_slice_is(row[i], columns[i]))
      return trv_fail(err, TRV_BAD_DATA, t->path, line, i + 1, "column \"%.*s\" where \"%s\" is expected",
                      (int)row[i].n, row[i].p, columns[i]);
  t->n_columns = n;
  t->names = TRV_NEW_ARRAY(arena, struct trv_slice, n);
  memcpy(t->names, row, n * sizeof *row);
  return TRV_OK;
}

static uint32_t count_lines(struct trv_slice text) {
  uint32_t n = 1;
  for (size_t i = 0; i < text.n; i++) n += text.p[i] == '\n';
  return n;
}

static enum trv_status load(const char *path, const char *const *columns, struct trv_arena *arena,
                            struct trv_table *out, struct trv_error *err) {
  struct trv_slice text;
  enum trv_status status = trv_file_read(path, TRV_MAX_TABLE_BYTES, arena, &text, err);
  if (status != TRV_OK) return status;
  *out = (struct trv_table){.path = trv_arena_strdup(arena, path)};
  while (columns && columns[out->n_columns]) out->n_columns++;
  uint32_t cap = count_lines(text);
  out->lines = TRV_NEW_ARRAY(arena, uint32_t, cap);
  struct trv_slice row[TRV_MAX_TABLE_COLUMNS];
  uint32_t line_number = 0;
  while (text.p && text.n) {
    struct trv_slice line = trv_slice_split(&text, '\n');
    line_number++;
    if (line.n && line.p[line.n - 1] == '\r')
      return trv_fail(err, TRV_BAD_DATA, path, line_number, (uint32_t)line.n, "carriage return at the end of the line");
    if (!line.n || line.p[0] == '#') continue;
    uint32_t n = split_row(line, row, TRV_MAX_TABLE_COLUMNS);
    if (n != out->n_columns && (columns || out->names))
      return trv_fail(err, TRV_BAD_DATA, path, line_number, 0, "%u cells where %u are expected", n, out->n_columns);
    if (!out->names) {
      status = read_header(out, columns, line_number, row, n, arena, err);
      if (status != TRV_OK) return status;
      out->cells = TRV_NEW_ARRAY(arena, struct trv_slice, (size_t)cap * n);
      continue;
    }
    memcpy(out->cells + (size_t)out->n_rows * n, row, n * sizeof *row);
    out->lines[out->n_rows++] = line_number;
  }
  if (!out->names) return trv_fail(err, TRV_BAD_DATA, path, 0, 0, "no header line");
  return TRV_OK;
}

enum trv_status trv_table_load(const char *path, const char *const *columns, struct trv_arena *arena,
                               struct trv_table *out, struct trv_error *err) {
  return load(path, columns, arena, out, err);
}

enum trv_status trv_table_load_any(const char *path, struct trv_arena *arena, struct trv_table *out,
                                   struct trv_error *err) {
  return load(path, NULL, arena, out, err);
}

uint32_t trv_table_column(const struct trv_table *t, const char *name) {
  for (uint32_t i = 0; i < t->n_columns; i++)
    if (trv_slice_is(t->names[i], name)) return i;
  return UINT32_MAX;
}

enum trv_status trv_table_fail(const struct trv_table *t, uint32_t row, uint32_t column, struct trv_error *err,
                               const char *fmt, ...) {
  char message[sizeof err->message];
  va_list ap;
  va_start(ap, fmt);
  vsnprintf(message, sizeof message, fmt, ap);
  va_end(ap);
  return trv_fail(err, TRV_BAD_DATA, t->path, t->lines[row], column + 1, "%s", message);
}
