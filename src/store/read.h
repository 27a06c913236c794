/* What the reading commands share: choosing rows, and writing them out. Internal to this folder. */
#ifndef TRV_STORE_READ_H
#define TRV_STORE_READ_H

#include "out/json.h"
#include "out/out.h"
#include "out/row.h"
#include "out/screen.h"
#include "out/table.h"
#include "store/internal.h"

/* ---- writer.c: output in pieces */

struct trv_writer {
  struct trv_strbuf b;
  trv_sink *sink;
  void *context;
  struct trv_write_options options;
  enum trv_format format;
  struct trv_arena scratch; /* of one row */
  bool stopped;
};

void trv_writer_init(struct trv_writer *w, enum trv_format format, const struct trv_write_options *options,
                     trv_sink *sink, void *context);
/* Hands over what has gathered, where that is much or `all`. False where the sink wants no more. */
bool trv_writer_pass(struct trv_writer *w, bool all);
/* Hands over the rest and ends; TRV_SYSTEM where the sink failed, TRV_NO_MEMORY, or the store's error. */
enum trv_status trv_writer_finish(struct trv_writer *w, struct trv_store *s, struct trv_error *err);
/* Prints under a guard: memory that runs out in the scratch or the store's caches ends up in the store's error, which
 * trv_writer_finish tells. */
typedef void trv_print(struct trv_store *s, struct trv_writer *w, void *what);
void trv_writer_run(struct trv_writer *w, struct trv_store *s, trv_print *print, void *what);
/* Below a table of `n` rows: that there are no such (`none` names them), or that a limit kept `more` back. */
void trv_write_foot(struct trv_writer *w, uint64_t n, bool more, const char *none);
/* Releases a part of the output that was made apart; what failed in it has failed in the whole. */
void trv_writer_drop(struct trv_writer *w, struct trv_strbuf *part);
/* The entities of a list CODE:SECTOR[:Name];…, in the arena; none of NULL. */
struct trv_entities trv_entities_of_list(struct trv_arena *arena, const char *list);
/* The same, in the scratch. */
struct trv_entities trv_side_entities(struct trv_writer *w, const char *list);
void trv_write_ink(struct trv_writer *w, enum trv_ink ink);
/* Text in one ink, padded to `columns` where that is not 0. */
void trv_write_in(struct trv_writer *w, enum trv_ink ink, const char *text, uint32_t columns);
/* For CSV: a comma before every cell but the first. */
void trv_write_cell(struct trv_writer *w, const char *text);
void trv_write_cell_number(struct trv_writer *w, int64_t n); /* empty where negative */
enum trv_ink trv_ink_of_quad(int64_t quad_class);

/* ---- query.c: SQL made of a filter */

struct trv_query {
  struct trv_strbuf sql;
  uint32_t n, cap;
  char **parameters; /* owned */
};

void trv_query_init(struct trv_query *q, const char *select);
/* Appends text and, for each `?` in it, a parameter (copied). */
void trv_query_add(struct trv_query *q, const char *text, ...);
/* Releases a query that is not prepared. */
void trv_query_drop(struct trv_query *q);
/* A copy of the next item of a list parted by commas, trimmed; NULL at its end. To be freed. */
char *trv_query_item(struct trv_slice *rest);
/* Whether each of a list of types, with or without a mode, is one of PLOVER's; NULL is. */
enum trv_status trv_query_check_types(const char *list, struct trv_error *err);
/* Appends `AND (…)` that is true where a list of entities in `column` matches one of `who`. */
void trv_query_side(struct trv_query *q, const char *column, const char *who);
/* `column` is one of the items of `list`. */
void trv_query_any(struct trv_query *q, const char *column, const char *list);
/* `column` is a list parted by semicolons that holds one of `list`, or one that begins so before a colon. */
void trv_query_holds(struct trv_query *q, const char *column, const char *list);
/* First day of a day or month, or the last. */
void trv_query_day(const char *date, bool last, char out[16]);
/* Releases the query: nothing of it is held while rows are read. */
sqlite3_stmt *trv_query_prepare(struct trv_store *s, struct trv_query *q);
/* Appends `AND (…)` that is true where the key in `column` is of a conflict that is meant by one of `list`, by its id, the
 * beginning of its id or part of its name. */
void trv_query_conflict(struct trv_query *q, const char *column, const char *list);
/* The SQL functions trv_side_has(list, who), trv_conflict_is(key, name, who), trv_fights(type, mode, status). */
bool trv_query_functions(struct trv_store *s);
/* Whether a list of entities holds one of `who`. */
bool trv_side_has(const char *list, const char *who);

/* ---- choose.c */

/* Appends what chooses rows of `incident i`, ` AND …`. */
void trv_query_incidents(struct trv_store *s, struct trv_query *q, const struct trv_chronicle_filter *f);

/* ---- rows.c: rows of incidents as they are printed */

struct trv_incident_row {
  int64_t row;
  char id[18];
  const char *type, *mode, *cameo, *date, *date_from, *date_to, *actors, *recipients, *status, *tags, *contexts, *langs,
      *review;
  double goldstein;
  struct trv_place place; /* name NULL: none */
  int64_t quad_class, contested, conflict;
  int64_t numbers[6]; /* killed, wounded, captured: least and most; -1 */
  int64_t n_tellings, n_articles, n_sources;
};

/* The key of its conflict; NULL: none. */
#define TRV_CONFLICT_OF_INCIDENT                                                                        \
  "(SELECT b.conflict FROM belonging b WHERE b.actors = ifnull(i.actors, 0) AND b.recipients = ifnull(" \
  "i.recipients, 0) AND b.place = ifnull(i.place, 0))"
#define TRV_INCIDENT_COLUMNS                                                                                         \
  "i.id, i.key, i.type, i.mode, i.quad_class, i.date, i.date_from, i.date_to, a.list, r.list, p.name, p.country, "   \
  "p.lat, p.lon, i.status, i.contested, i.tags, i.langs, i.killed_min, i.killed_max, i.wounded_min, i.wounded_max, " \
  "i.captured_min, i.captured_max, i.n_tellings, i.n_articles, i.n_sources, i.review, " TRV_CONFLICT_OF_INCIDENT     \
  ", i.cameo, i.goldstein, i.contexts, p.kind"
#define TRV_INCIDENT_JOINS \
  " LEFT JOIN side a ON a.id = i.actors LEFT JOIN side r ON r.id = i.recipients LEFT JOIN place p ON p.id = i.place "

/* Borrows from the statement's row. */
void trv_incident_row_read(sqlite3_stmt *st, struct trv_incident_row *out);
/* The id of a conflict, into `out`; NULL for 0, which is none. */
const char *trv_conflict_id(int64_t key, char out[18]);
/* What of a list joined by `;`, in the scratch. */
uint32_t trv_split_list(struct trv_writer *w, const char *list, const char *const **out);
/* The incident as a row of other formats, with room for its event; in the scratch. `whole`: with the text of its first telling, its outlets, how
 * often it is told. False after an error. */
bool trv_incident_export(struct trv_store *s, struct trv_writer *w, const struct trv_incident_row *row, bool whole,
                         struct trv_row *out);
/* As one object, with versions and mentions; without the line end. */
void trv_incident_json(struct trv_store *s, struct trv_writer *w, const struct trv_incident_row *row);
/* "TUR gov → RUS gov", made to fit. */
void trv_incident_sides(struct trv_writer *w, const struct trv_incident_row *row, uint32_t columns,
                        struct trv_strbuf *out);
/* Notes: place, numbers, status, tags, how many tell it. */
void trv_incident_notes(struct trv_writer *w, const struct trv_incident_row *row, uint32_t columns);
/* "7-13 killed" */
void trv_range_text(char out[64], int64_t low, int64_t high, const char *what);

/* Events of an incident in the order of article day, file and place in the article: their rowids. */
void trv_incident_events(struct trv_store *s, int64_t incident, struct trv_ids *out);
/* The same, to be released by the caller, and what they come to, in the scratch; without versions after an error. */
void trv_incident_summed(struct trv_store *s, struct trv_writer *w, int64_t incident, struct trv_ids *ids,
                         struct trv_incident *out);

/* An event with its article, for mentions. Strings are in `arena`. */
struct trv_mention {
  const struct trv_telling *telling;
  const char *title, *url, *date, *file;
  const char *text, *trigger; /* the sentence; the words that carry it */
  struct trv_bytes span, trigger_span;
  uint32_t begin, end; /* of the sentence, in characters */
};
void trv_mention_json(struct trv_strbuf *b, const struct trv_mention *m);
bool trv_mention_of(struct trv_store *s, int64_t event, struct trv_arena *arena, struct trv_mention *out);

#endif
