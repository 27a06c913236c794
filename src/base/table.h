/* Tables of language packs and of the world: UTF-8 NFC text, one row a line.
 *
 *   # comment            lines that start with `#` and blank lines are skipped
 *   code<TAB>name<TAB>fr the first other line names the columns
 *   TUR<TAB>Turkey<TAB>Turquie|République de Turquie
 *
 * Cells are separated by exactly one TAB; `-` is an empty cell; `|` separates variants inside a cell (the caller
 * splits). Columns must be those expected, in that order. Errors name file, line and column. */
#ifndef TRV_BASE_TABLE_H
#define TRV_BASE_TABLE_H

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"

struct trv_table {
  const char *path;
  uint32_t n_rows, n_columns;
  struct trv_slice *cells; /* [n_rows][n_columns]; an empty cell has n == 0 */
  uint32_t *lines;         /* [n_rows], 1-based */
  struct trv_slice *names; /* [n_columns] */
};

/* Reads a whole file into the arena, NUL-terminated; at most `max` bytes. */
enum trv_status trv_file_read(const char *path, size_t max, struct trv_arena *arena, struct trv_slice *out,
                              struct trv_error *err);
/* Loads a table; `columns` is a NULL-terminated list. Cells borrow from the arena. */
enum trv_status trv_table_load(const char *path, const char *const *columns, struct trv_arena *arena,
                               struct trv_table *out, struct trv_error *err);
/* The same with whatever columns the header names. */
enum trv_status trv_table_load_any(const char *path, struct trv_arena *arena, struct trv_table *out,
                                   struct trv_error *err);
/* The number of a column, UINT32_MAX where there is none of that name. */
uint32_t trv_table_column(const struct trv_table *t, const char *name);
static inline struct trv_slice trv_table_cell(const struct trv_table *t, uint32_t row, uint32_t column) {
  return t->cells[(size_t)row * t->n_columns + column];
}
/* An error at a row: names file, line and the 1-based number of the column. */
enum trv_status trv_table_fail(const struct trv_table *t, uint32_t row, uint32_t column, struct trv_error *err,
                               const char *fmt, ...) TRV_PRINTF(5, 6);

#endif
