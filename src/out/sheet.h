/* Rows of cells under named columns, of which the user may choose: CSV, TSV, and a table for people.
 *
 *   trv_sheet_init(&sheet, TRV_SHEET_CSV, "id,date,place", options->columns, err)   then trv_sheet_header once
 *   for each row: trv_sheet_text(&sheet, id); … one call for each column, in their order; trv_sheet_end(&sheet, out)
 *   trv_sheet_finish(&sheet, out)                                              the rows that a table still keeps; releases it
 *
 * What writes a row knows nothing of the choice and of the quoting. */
#ifndef TRV_OUT_SHEET_H
#define TRV_OUT_SHEET_H

#include "base/limits.h"
#include "base/status.h"
#include "base/str.h"
#include "treve/treve.h"

enum trv_sheet_kind {
  TRV_SHEET_CSV,  /* RFC 4180 */
  TRV_SHEET_TSV,  /* parted by one tab; tabs and line ends in cells become spaces */
  TRV_SHEET_TABLE /* aligned for people, as wide as it needs; no cell above TRV_SHEET_WIDEST columns */
};
#define TRV_SHEET_WIDEST 60

struct trv_sheet {
  enum trv_sheet_kind kind;
  bool colour;
  const char *names; /* of all columns, joined by commas */
  uint32_t n_columns, n_chosen;
  uint8_t chosen[TRV_MAX_SHEET_COLUMNS];
  struct trv_strbuf cells; /* of the row in hand, one behind the other */
  uint32_t n_cells;
  size_t begins[TRV_MAX_SHEET_COLUMNS + 1];
  struct trv_strbuf kept; /* a table's rows: chosen cells, each with a NUL behind it */
  uint32_t n_kept;
};

/* `columns`: names joined by commas, NULL: all. TRV_USAGE where one is none of `names`, or they are too many; then there is nothing to
 * release. */
enum trv_status trv_sheet_init(struct trv_sheet *sheet, enum trv_sheet_kind kind, const char *names,
                               const struct trv_write_options *options, struct trv_error *err);
/* The line of names; a table writes it above its rows. */
void trv_sheet_header(const struct trv_sheet *sheet, struct trv_strbuf *out);
/* Begins the next cell: what is appended to the result, before the next call, is in it. */
struct trv_strbuf *trv_sheet_cell(struct trv_sheet *sheet);
/* A cell each. */
void trv_sheet_text(struct trv_sheet *sheet, const char *s); /* empty where NULL */
void trv_sheet_slice(struct trv_sheet *sheet, struct trv_slice s);
void trv_sheet_number(struct trv_sheet *sheet, int64_t n); /* empty where negative */
void trv_sheet_entities(struct trv_sheet *sheet, struct trv_entities list);
void trv_sheet_strings(struct trv_sheet *sheet, uint32_t n, const char *const *items);
/* Two: latitude and longitude; empty where it is not located. */
void trv_sheet_point(struct trv_sheet *sheet, const struct trv_place *place);
/* `n` empty cells. */
void trv_sheet_skip(struct trv_sheet *sheet, uint32_t n);
/* Ends the row; cells that are missing are empty. */
void trv_sheet_end(struct trv_sheet *sheet, struct trv_strbuf *out);
void trv_sheet_finish(struct trv_sheet *sheet, struct trv_strbuf *out);

/* One cell of CSV, in quotation marks where it needs them. */
void trv_csv_cell(struct trv_strbuf *b, const char *s, size_t n);
/* Entities as CODE:SECTOR[:Name], joined by `;`. */
void trv_entities_add(struct trv_strbuf *b, struct trv_entities list);

#endif
