/* The store: many articles, one chronicle, in one file.
 *
 *   struct trv_store *store;
 *   if (trv_store_open("war.db", TRV_STORE_CREATE, &store, &err) != TRV_OK) …
 *   trv_store_run(store, "ingest", now);
 *   for each article: trv_store_add(store, doc, &outcome, &err)
 *   trv_store_commit(store, &err);                links what was added and makes it last: call it every few hundred
 *   trv_store_chronicle(store, &filter, TRV_FORMAT_TABLE, NULL, sink, context, &err);
 *   trv_store_close(store);                       what was not committed is gone
 *
 * One writer and any number of readers may have the file open. What the chronicle holds depends on the set of articles
 * alone, not on the order in which they came or on how they were parted into batches. Functions that return a status
 * fill `err`; after an error of a writing call the batch in hand is undone and the store can be used on. */
#ifndef TREVE_STORE_H
#define TREVE_STORE_H

#include <treve/treve.h>

#ifdef __cplusplus
extern "C" {
#endif

struct trv_store;

enum trv_store_access {
  TRV_STORE_READ,
  TRV_STORE_WRITE,  /* an older schema is brought up to date */
  TRV_STORE_CREATE, /* the same; made where there is none */
};

/* TRV_SYSTEM where the file is missing, locked or cannot be read or written; TRV_BAD_DATA where it is no treve database,
 * is damaged or was made by a newer treve. */
TRV_API enum trv_status trv_store_open(const char *path, enum trv_store_access access, struct trv_store **out,
                                       struct trv_error *err);
TRV_API void trv_store_close(struct trv_store *store);

/* Names what follows in the table of runs, where it changes anything. `now`: UTC, ISO 8601; may be NULL. */
TRV_API void trv_store_run(struct trv_store *store, const char *command, const char *now);

enum trv_store_outcome {
  TRV_STORE_NEW,
  TRV_STORE_KNOWN,   /* this text from this file is there: nothing was done */
  TRV_STORE_COPY,    /* the text is there from another file or address; that was noted */
  TRV_STORE_CHANGED, /* it takes the place of what the same file or address held before */
};

/* Whether the text is stored and coded, so that it need not be coded again: then trv_store_note does. On any thread, while
 * others read or write. */
TRV_API enum trv_status trv_store_knows(struct trv_store *store, const char *text, size_t n_bytes, bool *out,
                                        struct trv_error *err);
/* Notes that `file` (may be NULL) holds a text that trv_store_knows. */
TRV_API enum trv_status trv_store_note(struct trv_store *store, const char *text, size_t n_bytes, const char *file,
                                       enum trv_store_outcome *outcome, struct trv_error *err);
/* Stores a document; `file` is where it came from (absolute, so that it is known again), NULL: nowhere. */
TRV_API enum trv_status trv_store_add(struct trv_store *store, const struct trv_document *doc, const char *file,
                                      enum trv_store_outcome *outcome, struct trv_error *err);
/* Links the batch in hand into incidents and ceasefires, and makes it last. */
TRV_API enum trv_status trv_store_commit(struct trv_store *store, struct trv_error *err);
/* Commits, and joins what was added of ceasefires and red lines to what is there. This looks at all that is told of the sides
 * concerned, so that a run does it once, at its end; what a run that was cut short has left is joined by the next. */
TRV_API enum trv_status trv_store_settle(struct trv_store *store, struct trv_error *err);
/* Undoes the batch in hand. */
TRV_API void trv_store_rollback(struct trv_store *store);
/* Rows written since the store was opened. */
TRV_API uint64_t trv_store_changes(const struct trv_store *store);

/* What is remembered of feeds from one run to the next; what is set becomes part of the batch in hand. */
struct trv_feed_state {
  char etag[512], modified[64]; /* as the server told them; "": it did not */
};
/* `address`: of the feed; of one never seen both strings are "". TRV_SYSTEM or TRV_NO_MEMORY, with the path, here and below. */
TRV_API enum trv_status trv_store_feed(struct trv_store *store, const char *address, struct trv_feed_state *out,
                                       struct trv_error *err);
TRV_API enum trv_status trv_store_feed_set(struct trv_store *store, const char *address,
                                           const struct trv_feed_state *state, struct trv_error *err);
/* Whether an entry was read, and that it was: by its address, or what its feed calls it. */
TRV_API enum trv_status trv_store_entry(struct trv_store *store, const char *entry, bool *out, struct trv_error *err);
TRV_API enum trv_status trv_store_entry_set(struct trv_store *store, const char *entry, struct trv_error *err);

/* What a person says of incidents. It is kept for good, and holds however the articles are read again or coded anew. */
struct trv_correction {
  const char *act; /* accept reject edit merge split undo */
  const char *author, *reason;
  const char *now;           /* UTC, ISO 8601; may be NULL */
  size_t n_ids;              /* of incidents or, to be accepted, rejected or split off alone, of events */
  const char *const *ids;    /* or the beginnings of their ids */
  const char *field, *value; /* of an edit; an empty value: not known */
  int64_t undoes;            /* number of the correction that is undone */
};
/* TRV_USAGE where an id, field or value is wrong: then nothing changes. *number: that of the correction, to be undone by. */
TRV_API enum trv_status trv_store_correct(struct trv_store *store, const struct trv_correction *correction,
                                          int64_t *number, struct trv_error *err);

/* Coding anew. Articles that another version coded, or all; *ids is to be freed. */
TRV_API enum trv_status trv_store_to_recode(struct trv_store *store, bool all, int64_t **ids, size_t *n,
                                            struct trv_error *err);
/* A stored text with its date and language, on any thread; *text is to be released, and `out` borrows from it. */
TRV_API enum trv_status trv_store_text(struct trv_store *store, int64_t id, struct trv_output *text,
                                       struct trv_article *out, struct trv_error *err);
/* Puts the events of `doc` in the place of those that the article had. */
TRV_API enum trv_status trv_store_recode(struct trv_store *store, int64_t id, const struct trv_document *doc,
                                         struct trv_error *err);

/* Bytes for the output; false stops it. */
typedef bool trv_sink(void *context, const char *bytes, size_t n);

/* Which incidents, ceasefires or red lines; NULL: any. Lists are joined by commas: one of them is enough. */
struct trv_chronicle_filter {
  const char *from, *to;         /* ISO days or months, both included: what may lie in them */
  const char *actor, *recipient; /* CODE[:SECTOR[:Name]]; either also takes part of a name */
  const char *type;              /* `ASSAULT`, `ASSAULT/aerial`; what PLOVER has not is TRV_USAGE */
  const char *place;             /* name, or country as ISO alpha-3 */
  const char *status, *tag, *lang;
  const char *conflict; /* its id, the beginning of that, or part of its name */
  uint64_t limit;       /* 0: all */
};

/* Incidents by day: as table, NDJSON, CSV, TSV, GeoJSON, and in the formats of PLOVER, GDELT and ACLED. */
TRV_API enum trv_status trv_store_chronicle(struct trv_store *store, const struct trv_chronicle_filter *filter,
                                            enum trv_format format, const struct trv_write_options *options,
                                            trv_sink *sink, void *context, struct trv_error *err);
/* The events of the incidents that the filter chooses, as each article tells them: in the formats of trv_write, article by article, by their
 * days. Ceasefires are not among them. */
TRV_API enum trv_status trv_store_events(struct trv_store *store, const struct trv_chronicle_filter *filter,
                                         enum trv_format format, const struct trv_write_options *options,
                                         trv_sink *sink, void *context, struct trv_error *err);
TRV_API enum trv_status trv_store_ceasefires(struct trv_store *store, const struct trv_chronicle_filter *filter,
                                             enum trv_format format, const struct trv_write_options *options,
                                             trv_sink *sink, void *context, struct trv_error *err);
TRV_API enum trv_status trv_store_red_lines(struct trv_store *store, const struct trv_chronicle_filter *filter,
                                            enum trv_format format, const struct trv_write_options *options,
                                            trv_sink *sink, void *context, struct trv_error *err);
/* Who fights whom and where, as found at the end of the last run. */
TRV_API enum trv_status trv_store_conflicts(struct trv_store *store, enum trv_format format,
                                            const struct trv_write_options *options, trv_sink *sink, void *context,
                                            struct trv_error *err);
/* Reads a table of names for conflicts (docs/data-formats.md) and keeps them in the place of those that were given before; a
 * table without rows takes them away. TRV_SYSTEM or TRV_BAD_DATA, naming file and line, where it cannot be read: then nothing
 * changes. Between batches. */
TRV_API enum trv_status trv_store_name_conflicts(struct trv_store *store, const char *path, struct trv_error *err);
/* An incident, ceasefire, red line, event or article by its id, or by an id that it once had, with every version, source
 * and quoted sentence. TRV_USAGE where there is none. */
TRV_API enum trv_status trv_store_show(struct trv_store *store, const char *id, enum trv_format format,
                                       const struct trv_write_options *options, trv_sink *sink, void *context,
                                       struct trv_error *err);
/* Articles that hold all the words; "…" holds a phrase, a final * any ending. */
TRV_API enum trv_status trv_store_search(struct trv_store *store, const char *words, uint64_t limit,
                                         enum trv_format format, const struct trv_write_options *options,
                                         trv_sink *sink, void *context, struct trv_error *err);
/* What is in the file: per month, type, dyad, outlet, language. */
TRV_API enum trv_status trv_store_stats(struct trv_store *store, enum trv_format format,
                                        const struct trv_write_options *options, trv_sink *sink, void *context,
                                        struct trv_error *err);

#ifdef __cplusplus
}
#endif
#endif
