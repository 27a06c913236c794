/* What the formats of other data sets are written from: one event of an article, or one incident of many, in the same terms. Each format has
 * one writer over this; docs/data-formats.md says what is in which field. */
#ifndef TRV_OUT_ROW_H
#define TRV_OUT_ROW_H

#include "base/dates.h"
#include "base/str.h"
#include "ontology/cameo.h"
#include "out/sheet.h"
#include "treve/treve.h"

struct trv_row {
  const char *id;                /* 16 hexadecimal digits, of an incident behind its letter */
  const struct trv_event *event; /* of an incident: what it comes to; numbers are the least that is told */
  int64_t most[3];               /* the most that is told: killed, wounded, captured; -1 */
  struct trv_cameo cameo;
  struct trv_day_range days;       /* of the event */
  bool told;                       /* its day is: else `days` are those of the article */
  const char *date_from, *date_to; /* first and last day that is told; NULL: none, or open */
  bool incident, contested;
  uint64_t n_mentions, n_articles, n_sources;
  const char *article, *file, *lang, *article_date, *url; /* of an incident: of the first that tells it */
  const char *outlets;                                    /* who published it, joined by "; "; NULL: not known */
  struct trv_slice title, text, words;                    /* the sentence, and the words of it that carry the event */
  uint32_t begin, end;                                    /* of the sentence, in characters of the article */
  const char *conflict;                                   /* its id; NULL: none */
};

/* The row of an event of a document. */
void trv_row_of_event(const struct trv_document *doc, const struct trv_event *event, struct trv_row *out);
/* Fills code and days of a row from its event and the day of its article. */
void trv_row_complete(struct trv_row *row);
/* The id as a number of at most 63 bits, the same for the same id. */
uint64_t trv_row_number(const struct trv_row *row);
/* How many characters the first `n` bytes of a text hold. */
uint32_t trv_characters(const char *text, size_t n);
/* The side that acts, and the one that is acted upon: of an act of several among themselves (an agreement, a meeting, a clash) the others. Either may
 * be empty. */
void trv_row_sides(const struct trv_row *row, struct trv_entities *actor, struct trv_entities *recipient);

/* Whether a format has columns: CSV, TSV, GDELT, ACLED, and a table of which columns are chosen. */
bool trv_has_columns(enum trv_format format, const struct trv_write_options *options);
/* The sheet of such a format; `own` are the columns of CSV, TSV and table. As trv_sheet_init; TRV_USAGE too where columns are chosen of a format
 * that has none. */
enum trv_status trv_sheet_of(enum trv_format format, const char *own, const struct trv_write_options *options,
                             struct trv_sheet *sheet, struct trv_error *err);
/* Its line of names, where the format has one. */
void trv_sheet_head(enum trv_format format, const struct trv_sheet *sheet, struct trv_strbuf *out);
/* A row in PLOVER, GDELT, ACLED or GeoJSON; `sheet` is that of the format, where it has columns. `first`: no row stands before it. Whether it
 * wrote anything. */
bool trv_row_write(const struct trv_row *row, enum trv_format format, struct trv_sheet *sheet, bool first,
                   struct trv_strbuf *out);

/* The table of all fields, for CSV, TSV and tables with chosen columns: events and ceasefires of a document share it. */
extern const char trv_csv_columns[];
void trv_csv_rows(const struct trv_document *doc, struct trv_sheet *sheet, struct trv_strbuf *out);

extern const char trv_gdelt_columns[];
void trv_gdelt_row(const struct trv_row *row, struct trv_sheet *sheet, struct trv_strbuf *out);
extern const char trv_acled_columns[];
/* Nothing where ACLED does not record such an event. */
void trv_acled_row(const struct trv_row *row, struct trv_sheet *sheet, struct trv_strbuf *out);
/* One JSON object and a line end. */
void trv_plover_row(const struct trv_row *row, struct trv_strbuf *out);
/* One feature, without a line end; false, and nothing, where it has no place on the map. */
bool trv_geojson_row(const struct trv_row *row, bool first, struct trv_strbuf *out);
extern const char trv_geojson_head[], trv_geojson_foot[];

#endif
