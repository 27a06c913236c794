/* The public ways to write a document; see treve.h and out/out.h. */
#include <stdlib.h>
#include <string.h>

#include "coder/coder.h"
#include "out/out.h"
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
  static const char *const names[] = {"table", "ndjson", "csv", "conllu", "geojson"};
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

enum trv_status trv_write(const struct trv_document *doc, enum trv_format format,
                          const struct trv_write_options *options, struct trv_output *out, struct trv_error *err) {
  struct trv_write_options all = options ? *options : (struct trv_write_options){0};
  if (!all.width) all.width = TRV_TABLE_WIDTH;
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  switch (format) {
    case TRV_FORMAT_TABLE: trv_out_table(doc, &all, &b); break;
    case TRV_FORMAT_NDJSON: trv_out_ndjson(doc, &b); break;
    case TRV_FORMAT_CSV: trv_out_csv(doc, &b); break;
    case TRV_FORMAT_CONLLU: write_conllu(doc, &b); break;
    case TRV_FORMAT_GEOJSON: return trv_fail(err, TRV_USAGE, NULL, 0, 0, "only a chronicle is written as GeoJSON");
  }
  return trv_output_take(&b, out, err);
}

enum trv_status trv_write_header(enum trv_format format, struct trv_output *out, struct trv_error *err) {
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  if (format == TRV_FORMAT_CSV) trv_out_csv_header(&b);
  return trv_output_take(&b, out, err);
}
