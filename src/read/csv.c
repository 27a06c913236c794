/* Rows of a table in text, after RFC 4180: cells may stand in quotation marks, and then hold separators, line ends and doubled
 * quotation marks. What stands behind the closing mark is taken as it is, as others do. */
#include "read/csv.h"

#include <stdlib.h>

#include "base/limits.h"

enum { WINDOW = 64 * 1024 };
enum state { CELL_BEGINS, PLAIN, QUOTED, QUOTE_SEEN };

enum trv_status trv_csv_init(struct trv_csv *csv, struct trv_stream *stream, char separator, char line_end,
                             struct trv_error *err) {
  *csv = (struct trv_csv){.stream = stream, .separator = separator, .line_end = line_end, .line = 1};
  csv->window = malloc(WINDOW);
  csv->ends = malloc(TRV_MAX_RECORD_FIELDS * sizeof *csv->ends);
  if (csv->window && csv->ends) return TRV_OK;
  trv_csv_release(csv);
  return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out");
}

void trv_csv_release(struct trv_csv *csv) {
  free(csv->window);
  free(csv->bytes);
  free(csv->ends);
  *csv = (struct trv_csv){0};
}

struct row {
  enum state state;
  bool too_long, done;
};

static bool put(struct trv_csv *csv, struct row *row, char c) {
  if (row->too_long) return true;
  if (csv->n_bytes == csv->cap_bytes) {
    size_t cap = csv->cap_bytes ? csv->cap_bytes * 2 : 4096;
    if (csv->n_bytes >= TRV_MAX_RECORD_BYTES) return row->too_long = true;
    char *p = realloc(csv->bytes, cap);
    if (!p) return false;
    csv->bytes = p;
    csv->cap_bytes = cap;
  }
  csv->bytes[csv->n_bytes++] = c;
  return true;
}

static void end_cell(struct trv_csv *csv, struct row *row) {
  if (csv->n_cells == TRV_MAX_RECORD_FIELDS) row->too_long = true;
  else csv->ends[csv->n_cells++] = csv->n_bytes;
  row->state = CELL_BEGINS;
}

static void end_row(struct trv_csv *csv, struct row *row) {
  size_t begin = csv->n_cells ? csv->ends[csv->n_cells - 1] : 0;
  bool cr = csv->line_end == '\n' && csv->n_bytes > begin && csv->bytes[csv->n_bytes - 1] == '\r';
  if (cr && !row->too_long) csv->n_bytes--;
  end_cell(csv, row);
  row->done = true;
}

/* False: memory ran out. */
static bool step(struct trv_csv *csv, struct row *row, char c) {
  if (c == csv->line_end) csv->line++;
  if (row->state == QUOTED) {
    /* A row that is too long may have been swallowed by a mark that nobody closed: it ends with its line. */
    if (row->too_long && c == csv->line_end) end_row(csv, row);
    if (row->done) return true;
    if (c == '"') row->state = QUOTE_SEEN;
    return c == '"' || put(csv, row, c);
  }
  if (c == csv->line_end) {
    end_row(csv, row);
  } else if (c == csv->separator) {
    end_cell(csv, row);
  } else if (c == '"' && row->state == CELL_BEGINS) {
    row->state = QUOTED;
    csv->quote_line = csv->line;
  } else {
    row->state = c == '"' && row->state == QUOTE_SEEN ? QUOTED : PLAIN;
    return put(csv, row, c);
  }
  return true;
}

static enum trv_status read_row(struct trv_csv *csv, struct row *row, struct trv_error *err) {
  while (!row->done) {
    if (csv->pos == csv->n_window && !csv->ended) {
      csv->pos = csv->n_window = 0;
      enum trv_status status = trv_stream_read(csv->stream, csv->window, WINDOW, &csv->n_window, err);
      if (status != TRV_OK) csv->n_window = 0;
      if (status != TRV_OK) return status;
      csv->ended = !csv->n_window;
    }
    if (csv->ended) return TRV_OK;
    if (!step(csv, row, csv->window[csv->pos++])) return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out");
  }
  return TRV_OK;
}

enum trv_status trv_csv_next(struct trv_csv *csv, enum trv_csv_row *out, struct trv_error *err) {
  for (;;) {
    struct row row = {0};
    csv->n_bytes = csv->n_cells = 0;
    csv->row_line = csv->line;
    *out = TRV_CSV_END;
    enum trv_status status = read_row(csv, &row, err);
    if (status != TRV_OK) return status;
    bool nothing = !row.done && row.state == CELL_BEGINS && !csv->n_cells;
    if (nothing) return TRV_OK;
    bool unclosed = !row.done && row.state == QUOTED;
    if (!row.done) end_row(csv, &row);
    *out = unclosed ? TRV_CSV_UNCLOSED : row.too_long ? TRV_CSV_TOO_LONG : TRV_CSV_ROW;
    if (*out != TRV_CSV_ROW || csv->n_cells > 1 || csv->n_bytes) return TRV_OK;
  }
}
