/* Rows of a table in text: RFC 4180, with any separator. */
#ifndef TRV_READ_CSV_H
#define TRV_READ_CSV_H

#include "read/stream.h"

enum trv_csv_row {
  TRV_CSV_END,
  TRV_CSV_ROW,
  TRV_CSV_TOO_LONG, /* more than TRV_MAX_RECORD_BYTES or TRV_MAX_RECORD_FIELDS */
  TRV_CSV_UNCLOSED  /* the input ends inside of quotation marks */
};

struct trv_csv {
  struct trv_stream *stream;
  char separator;
  char line_end; /* '\n', before which a '\r' may stand, or '\r' */
  char *window;
  size_t pos, n_window;
  bool ended;
  uint64_t line;       /* the next one, from 1 */
  uint64_t row_line;   /* where the row begins */
  uint64_t quote_line; /* where its last quotation began */
  char *bytes;         /* of the row's cells, one after the other */
  size_t n_bytes, cap_bytes;
  size_t *ends; /* of each cell in `bytes` */
  size_t n_cells;
};

/* TRV_NO_MEMORY. */
enum trv_status trv_csv_init(struct trv_csv *csv, struct trv_stream *stream, char separator, char line_end,
                             struct trv_error *err);
void trv_csv_release(struct trv_csv *csv);
/* The next row that is not empty; its cells stay until the next call. TRV_REJECTED: the stream is damaged. */
enum trv_status trv_csv_next(struct trv_csv *csv, enum trv_csv_row *out, struct trv_error *err);
static inline struct trv_slice trv_csv_cell(const struct trv_csv *csv, size_t i) {
  size_t begin = i ? csv->ends[i - 1] : 0;
  return (struct trv_slice){csv->bytes ? csv->bytes + begin : "", csv->ends[i] - begin};
}

#endif
