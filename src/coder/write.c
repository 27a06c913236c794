/* The public ways to write a document; see treve.h and out/out.h. */
#include <stdlib.h>
#include <string.h>

#include "coder/coder.h"
#include "out/out.h"
#include "out/row.h"
#include "parse/conllu.h"

void trv_output_release(struct trv_output *output) {
  free(output->bytes);
  *output = (struct trv_output){NULL, 0};
}

enum trv_status trv_output_take(struct trv_strbuf *from, struct trv_output *out, struct trv_error *err) {
  *out = (struct trv_output){NULL, 0};
  if (from->failed) {
    trv_strbuf_release(from);
    return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out while writing");
  }
  if (from->cap) *out = (struct trv_output){from->p, from->n};
  trv_strbuf_init(from);
  return TRV_OK;
}

bool trv_format_of(const char *name, enum trv_format *out) {
  static const char *const names[] = {"table", "ndjson", "csv", "conllu", "geojson", "tsv", "plover", "gdelt", "acled"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(name, names[i]) == 0) {
      *out = (enum trv_format)i;
      return true;
    }
  return false;
}

static void write_conllu(const struct trv_document *doc, struct trv_strbuf *b) {
  const struct trv_layers *layers = &trv_document_layers(doc)->layers;
  trv_strbuf_addf(b, "# newdoc id = %s\n", doc->id);
  trv_conllu_write(layers->text, layers->parse, b);
}

/* What has columns: the fields of events and ceasefires, or those of another data set. */
static enum trv_status write_sheet(const struct trv_document *doc, enum trv_format format,
                                   const struct trv_write_options *options, struct trv_strbuf *b,
                                   struct trv_error *err) {
  struct trv_sheet sheet;
  enum trv_status status = trv_sheet_of(format, trv_csv_columns, options, &sheet, err);
  if (status != TRV_OK) return status;
  bool own = format != TRV_FORMAT_GDELT && format != TRV_FORMAT_ACLED;
  if (own) trv_csv_rows(doc, &sheet, b);
  for (size_t i = 0; !own && i < doc->n_events; i++) {
    struct trv_row row;
    trv_row_of_event(doc, &doc->events[i], &row);
    trv_row_write(&row, format, &sheet, false, b);
  }
  trv_sheet_finish(&sheet, b);
  return TRV_OK;
}

/* PLOVER, GeoJSON: objects. */
static void write_rows(const struct trv_document *doc, enum trv_format format, struct trv_strbuf *b) {
  bool first = true;
  for (size_t i = 0; i < doc->n_events; i++) {
    struct trv_row row;
    trv_row_of_event(doc, &doc->events[i], &row);
    if (trv_row_write(&row, format, NULL, first, b)) first = false;
  }
}

enum trv_status trv_write(const struct trv_document *doc, enum trv_format format,
                          const struct trv_write_options *options, struct trv_output *out, struct trv_error *err) {
  struct trv_write_options all = options ? *options : (struct trv_write_options){0};
  if (!all.width) all.width = TRV_TABLE_WIDTH;
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  enum trv_status status = TRV_OK;
  if (trv_has_columns(format, &all)) status = write_sheet(doc, format, &all, &b, err);
  else if (format == TRV_FORMAT_TABLE) trv_out_table(doc, &all, &b);
  else if (format == TRV_FORMAT_NDJSON) trv_out_ndjson(doc, &b);
  else if (format == TRV_FORMAT_CONLLU) write_conllu(doc, &b);
  else write_rows(doc, format, &b);
  if (status == TRV_OK) return trv_output_take(&b, out, err);
  trv_strbuf_release(&b);
  return status;
}

static enum trv_status write_head(enum trv_format format, const struct trv_write_options *options, struct trv_strbuf *b,
                                  struct trv_error *err) {
  struct trv_sheet sheet;
  bool columns = trv_has_columns(format, options);
  if (format == TRV_FORMAT_GEOJSON) trv_strbuf_adds(b, trv_geojson_head);
  if (!columns && !(options && options->columns)) return TRV_OK;
  enum trv_status status = trv_sheet_of(format, trv_csv_columns, options, &sheet, err);
  if (status != TRV_OK) return status;
  trv_sheet_head(format, &sheet, b);
  trv_sheet_finish(&sheet, b);
  return TRV_OK;
}

enum trv_status trv_write_frame(enum trv_format format, enum trv_frame frame, const struct trv_write_options *options,
                                struct trv_output *out, struct trv_error *err) {
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  enum trv_status status = frame == TRV_FRAME_HEAD ? write_head(format, options, &b, err) : TRV_OK;
  if (frame == TRV_FRAME_BETWEEN && format == TRV_FORMAT_GEOJSON) trv_strbuf_addc(&b, ',');
  if (frame == TRV_FRAME_BETWEEN && format == TRV_FORMAT_TABLE && trv_has_columns(format, options))
    trv_strbuf_addc(&b, '\n');
  if (frame == TRV_FRAME_FOOT && format == TRV_FORMAT_GEOJSON) trv_strbuf_adds(&b, trv_geojson_foot);
  if (status == TRV_OK) return trv_output_take(&b, out, err);
  trv_strbuf_release(&b);
  return status;
}
