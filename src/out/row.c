/* See row.h. */
#include "out/row.h"

#include <stdlib.h>

uint32_t trv_characters(const char *text, size_t n) {
  uint32_t count = 0;
  for (size_t i = 0; i < n; i++) count += ((unsigned char)text[i] & 0xC0) != 0x80;
  return count;
}

void trv_row_complete(struct trv_row *row) {
  const struct trv_event *e = row->event;
  row->cameo = trv_cameo_of(trv_event_of(e->type), e->mode, e->cameo);
  trv_range_of(e->date, &row->days);
  row->told = row->days.precision != NULL;
  if (!row->told) trv_range_of(row->article_date, &row->days);
  if (row->incident || !row->told) return; /* an incident has those of all its tellings */
  if (*row->days.from) row->date_from = row->days.from;
  if (*row->days.to) row->date_to = row->days.to;
}

void trv_row_of_event(const struct trv_document *d, const struct trv_event *e, struct trv_row *out) {
  const char *text = d->article.text;
  *out = (struct trv_row){.id = e->id,
                          .event = e,
                          .most = {e->killed, e->wounded, e->captured},
                          .n_mentions = e->n_mentions,
                          .n_articles = 1,
                          .n_sources = 1,
                          .article = d->id,
                          .file = d->article.file,
                          .lang = d->article.lang,
                          .article_date = d->article.date,
                          .url = d->article.url,
                          .outlets = d->article.publisher,
                          .title = {text + d->title.begin, d->title.end - d->title.begin},
                          .text = {text + e->span.begin, e->span.end - e->span.begin},
                          .words = {text + e->trigger.begin, e->trigger.end - e->trigger.begin}};
  out->begin = trv_characters(text, e->span.begin);
  out->end = out->begin + trv_characters(out->text.p, out->text.n);
  trv_row_complete(out);
}

uint64_t trv_row_number(const struct trv_row *row) {
  const char *digits = row->id + row->incident;
  return strtoull(digits, NULL, 16) >> 1;
}

void trv_row_sides(const struct trv_row *row, struct trv_entities *actor, struct trv_entities *recipient) {
  *actor = row->event->actor;
  *recipient = row->event->recipient;
  /* agreements, meetings; clashes, of which nothing tells who began: air raids of two are on a third */
  const struct trv_event *e = row->event;
  bool among = e->quad_class <= 2 || (trv_event_of(e->type) == TRV_ASSAULT && !e->mode);
  if (!among || recipient->n || actor->n < 2) return;
  *recipient = (struct trv_entities){actor->n - 1, actor->items + 1};
  actor->n = 1;
}

/* ---- formats */

bool trv_has_columns(enum trv_format format, const struct trv_write_options *options) {
  if (format == TRV_FORMAT_TABLE) return options && options->columns;
  return format == TRV_FORMAT_CSV || format == TRV_FORMAT_TSV || format == TRV_FORMAT_GDELT ||
         format == TRV_FORMAT_ACLED;
}

enum trv_status trv_sheet_of(enum trv_format format, const char *own, const struct trv_write_options *options,
                             struct trv_sheet *sheet, struct trv_error *err) {
  switch (format) {
    case TRV_FORMAT_TABLE: return trv_sheet_init(sheet, TRV_SHEET_TABLE, own, options, err);
    case TRV_FORMAT_CSV: return trv_sheet_init(sheet, TRV_SHEET_CSV, own, options, err);
    case TRV_FORMAT_TSV: return trv_sheet_init(sheet, TRV_SHEET_TSV, own, options, err);
    case TRV_FORMAT_GDELT: return trv_sheet_init(sheet, TRV_SHEET_TSV, trv_gdelt_columns, options, err);
    case TRV_FORMAT_ACLED: return trv_sheet_init(sheet, TRV_SHEET_CSV, trv_acled_columns, options, err);
    default: return trv_fail(err, TRV_USAGE, NULL, 0, 0, "this format has no columns to choose");
  }
}

void trv_sheet_head(enum trv_format format, const struct trv_sheet *sheet, struct trv_strbuf *out) {
  if (format != TRV_FORMAT_GDELT) trv_sheet_header(sheet, out);
}

bool trv_row_write(const struct trv_row *row, enum trv_format format, struct trv_sheet *sheet, bool first,
                   struct trv_strbuf *out) {
  size_t before = out->n;
  switch (format) {
    case TRV_FORMAT_PLOVER: trv_plover_row(row, out); break;
    case TRV_FORMAT_GDELT: trv_gdelt_row(row, sheet, out); break;
    case TRV_FORMAT_ACLED: trv_acled_row(row, sheet, out); break;
    case TRV_FORMAT_GEOJSON: trv_geojson_row(row, first, out); break;
    default: break;
  }
  return out->n > before;
}
