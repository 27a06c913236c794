/* libtreve: reads press articles and codes the political events and ceasefires in them.
 *
 *   struct trv_error err;
 *   struct trv_treve *treve;
 *   if (trv_open(NULL, &treve, &err) != TRV_OK) …           loads the language packs and the world, once
 *   struct trv_document *doc;
 *   if (trv_code(treve, &article, &doc, &err) == TRV_OK) {  any number of threads, one document each
 *     for (size_t i = 0; i < doc->n_events; i++) …
 *     trv_document_free(doc);
 *   }
 *   trv_close(treve);
 *
 * Everything in a document is borrowed from it and dies with it. Strings are UTF-8, NUL-terminated; NULL means that
 * the text does not tell. Spans are half-open byte offsets into the article's text as it was given. Nothing here
 * prints, exits, or asks the clock. */
#ifndef TREVE_TREVE_H
#define TREVE_TREVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TREVE_VERSION "0.1.0"

#if defined(__GNUC__)
#define TRV_API __attribute__((visibility("default")))
#else
#define TRV_API
#endif

enum trv_status {
  TRV_OK = 0,
  TRV_REJECTED,  /* this input cannot be read; the next one may */
  TRV_BAD_DATA,  /* a pack, a model or a table of ours is wrong */
  TRV_USAGE,     /* the caller asked for what does not exist */
  TRV_SYSTEM,    /* the system refused: file, directory, permission */
  TRV_NO_MEMORY, /* memory ran out or a ceiling was met */
};

struct trv_error {
  enum trv_status status;
  uint32_t line, column; /* 1-based; 0: does not apply */
  char path[512];        /* the file concerned, "" where there is none */
  char message[512];     /* without path and final period */
};

/* A span of the article's bytes, half-open. */
struct trv_bytes {
  uint32_t begin, end;
};

/* An actor, recipient, source or party. */
struct trv_entity {
  const char *code;   /* ISO 3166-1 alpha-3, or UNO EUR IGO NGO IMG ISM MNC */
  const char *sector; /* PLOVER sector, `GOV+PRE` for partially recognised; NULL: none */
  const char *name;   /* usual English name of a person or body; NULL: the state or sector as such */
  const char *office; /* "head of state", …; NULL: none known */
  const char *text;   /* the words of the article; NULL where the reading supplied it */
  struct trv_bytes span;
};

struct trv_entities {
  uint32_t n;
  const struct trv_entity *items;
};

struct trv_place {
  const char *name;    /* usual English name */
  const char *country; /* ISO alpha-3; NULL: none */
  const char *kind;    /* country region capital town other; NULL: not known */
  double lat_deg, lon_deg;
  bool located; /* lat/lon are known */
  const char *text;
  struct trv_bytes span;
};

/* One event of the article, PLOVER's record with its source chain and status. */
struct trv_event {
  const char *id;    /* stable: a hash of the text and of what was read */
  const char *type;  /* AGREE … ASSAULT */
  const char *mode;  /* PLOVER mode of that type, or NULL */
  const char *cameo; /* CAMEO code where the lexicon knows one, or NULL */
  int quad_class;    /* 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict */
  struct trv_entities actor, recipient;
  const char *date; /* ISO 8601 day, month, year, interval `a/b`, or `a/..`; NULL */
  const char *date_text;
  const char *deadline;             /* ISO day by which a red line demands something; NULL: none told, or no red line */
  const struct trv_place *place;    /* NULL: none named */
  struct trv_entities according_to; /* outermost first */
  const char *status;               /* actual alleged denied future hypothetical negated */
  uint32_t n_tags;
  const char *const *tags;
  int64_t killed, wounded, captured; /* -1: not told */
  uint32_t sentence;                 /* number of the sentence, from 0 */
  struct trv_bytes span;             /* of the sentence that reports it best */
  struct trv_bytes trigger;          /* of the words that carry it */
  double confidence;                 /* 0 to 1 */
  const char *rule;                  /* `fr/events.rules:41` */
  uint32_t n_mentions;
  const struct trv_bytes *mentions; /* sentences that tell it, in order */
  double goldstein; /* Goldstein's score of its CAMEO code, or of the one its type and mode usually have */
  uint32_t n_contexts;
  const char *const *contexts; /* PLOVER's: what it is about, in the order of share/ontology/contexts.tsv */
};

struct trv_ceasefire_act {
  const char *act; /* call proposal negotiation agreement declaration start observed alleged_violation violation … */
  const char *date;
  const char *event; /* id */
  struct trv_bytes span;
};

struct trv_ceasefire {
  const char *id;
  struct trv_entities parties, announced_by, mediators, alleged_violators;
  const char *kind; /* humanitarian local general unilateral, or NULL */
  const char *effective, *end;
  uint32_t n_terms;
  const char *const *terms;
  const char *status; /* proposed negotiating agreed in_force violated failed */
  uint32_t n_acts;
  const struct trv_ceasefire_act *acts;
};

/* An article as given by the caller; `text` must outlive the document made of it. */
struct trv_article {
  const char *text; /* UTF-8; begins with a header, docs/data-formats.md */
  size_t n_bytes;
  const char *file;      /* name for messages and output; may be NULL */
  const char *date;      /* ISO day or month; NULL: from the header line, else unknown */
  const char *lang;      /* "fr"; NULL: the library's only or default language */
  const char *publisher; /* the outlet; NULL: from the header's line `outlet NAME`, else unknown */
  const char *agency;    /* whom it has the whole from; NULL: from `agency NAME`, else unknown */
  const char *url;       /* NULL: from `url ADDRESS`, else unknown */
};

/* The longest article that is read, in bytes: so much need never be loaded. */
TRV_API size_t trv_article_ceiling(void);

struct trv_document {
  struct trv_article article; /* with date and lang as they were found */
  const char *id;             /* 16 hexadecimal digits of a hash of the text */
  struct trv_bytes title;     /* of its headline; empty: none */
  size_t n_sentences, n_words;
  size_t n_events;
  const struct trv_event *events;
  size_t n_ceasefires;
  const struct trv_ceasefire *ceasefires;
};

struct trv_treve;

struct trv_open_options {
  const char *share;     /* folder with languages/ world/ ontology/; NULL: TREVE_SHARE, else as installed */
  const char *languages; /* comma-separated; NULL: every pack found */
  /* Folders with actors of one's own, docs/import.md; NULL-terminated, of two the later counts; NULL: none */
  const char *const *worlds;
};

/* Loads what finds the language and the trees of an article; all of a pack at once where `languages` names it or there
 * are `worlds`, else when its first article comes. Threads may share the result.
 * TRV_SYSTEM or TRV_BAD_DATA with file, line and column where something is missing or wrong. */
TRV_API enum trv_status trv_open(const struct trv_open_options *options, struct trv_treve **out, struct trv_error *err);
TRV_API void trv_close(struct trv_treve *treve);

/* The codes of the packs loaded, in order, at most `cap` of them; returns how many there are. */
TRV_API size_t trv_languages(const struct trv_treve *treve, const char **codes, size_t cap);

/* The code of the language that a text is in, by its words; NULL where it is in none of those loaded. */
TRV_API const char *trv_language_of(const struct trv_treve *treve, const char *text, size_t n_bytes);

/* Reads one article. TRV_REJECTED with the reason where its bytes are no readable text, or, with a NULL `lang`, where
 * it is in none of the languages loaded. TRV_SYSTEM or TRV_BAD_DATA where the pack of its language, which may be loaded
 * with its first article, is damaged: every article of that language will meet it. */
TRV_API enum trv_status trv_code(const struct trv_treve *treve, const struct trv_article *article,
                                 struct trv_document **out, struct trv_error *err);
TRV_API void trv_document_free(struct trv_document *doc);

/* trv_code stopping after words, tags and trees: a document without events, for TRV_FORMAT_CONLLU. */
TRV_API enum trv_status trv_parse_article(const struct trv_treve *treve, const struct trv_article *article,
                                          struct trv_document **out, struct trv_error *err);

/* Called at the end of each stage, with its name ("text", "parse", "who", …). */
typedef void trv_stage_watch(void *context, const char *stage);
/* trv_code, telling a watcher how it goes: the library never asks the clock, a caller may. */
TRV_API enum trv_status trv_code_watched(const struct trv_treve *treve, const struct trv_article *article,
                                         trv_stage_watch *watch, void *context, struct trv_document **out,
                                         struct trv_error *err);

/* Bytes made by the library; NUL-terminated. Empty: {NULL, 0}. */
struct trv_output {
  char *bytes;
  size_t n_bytes;
};
TRV_API void trv_output_release(struct trv_output *output);

/* docs/data-formats.md describes them. */
enum trv_format {
  TRV_FORMAT_TABLE,
  TRV_FORMAT_NDJSON,
  TRV_FORMAT_CSV,
  TRV_FORMAT_CONLLU,
  TRV_FORMAT_GEOJSON,
  TRV_FORMAT_TSV,
  TRV_FORMAT_PLOVER, /* one JSON object a line, in the fields of the PLOVER manual */
  TRV_FORMAT_GDELT,  /* the 61 columns of GDELT 2.0, parted by tabs */
  TRV_FORMAT_ACLED   /* the 31 columns of ACLED, as CSV; only what ACLED records */
};
/* The format called `name`; false where there is none. */
TRV_API bool trv_format_of(const char *name, enum trv_format *out);

struct trv_write_options {
  uint32_t width; /* columns of the table; 0: 100 */
  bool colour;    /* ANSI colours, in the table and in explanations */
  const char
      *columns; /* of what has columns, and of the table: those to write, joined by commas, in that order; NULL: all */
};

/* Writes a document into a fresh output; the same document gives the same bytes. `options` may be NULL. */
TRV_API enum trv_status trv_write(const struct trv_document *doc, enum trv_format format,
                                  const struct trv_write_options *options, struct trv_output *out,
                                  struct trv_error *err);
/* What stands around documents: once before all of them, between two that write anything, once behind all. `out` is empty in most
 * formats. TRV_USAGE where `columns` names one that the format has not. */
enum trv_frame { TRV_FRAME_HEAD, TRV_FRAME_BETWEEN, TRV_FRAME_FOOT };
TRV_API enum trv_status trv_write_frame(enum trv_format format, enum trv_frame frame,
                                        const struct trv_write_options *options, struct trv_output *out,
                                        struct trv_error *err);

struct trv_explain_options {
  int64_t sentence;  /* number from 0; -1: every sentence */
  const char *event; /* id: only the sentences that tell it; NULL: any */
  struct trv_write_options write;
};

/* Tells what each stage made of a document and which rule gave each event, in plain text. TRV_USAGE where the
 * sentence or the event does not exist. `treve` is the one that made the document. */
TRV_API enum trv_status trv_explain(const struct trv_treve *treve, const struct trv_document *doc,
                                    const struct trv_explain_options *options, struct trv_output *out,
                                    struct trv_error *err);

struct trv_lint_result {
  uint32_t n_errors; /* in tables, rules and case files */
  uint32_t n_cases, n_failed;
  uint32_t n_known;         /* expectations marked as known failures that fail */
  uint32_t n_known_passing; /* those that pass by now */
};
/* Runs the loaders of the pack `pack` (a code, or the path of its folder) and its cases; `report` gets a line for each
 * finding. TRV_OK also where there are findings; TRV_USAGE where there is no such pack. */
TRV_API enum trv_status trv_lint(const struct trv_open_options *options, const char *pack, struct trv_output *report,
                                 struct trv_lint_result *result, struct trv_error *err);

/* Comparing what is coded with what an expert wrote down. */
struct trv_eval;
TRV_API enum trv_status trv_eval_new(struct trv_eval **out, struct trv_error *err);
TRV_API void trv_eval_free(struct trv_eval *eval);
/* Scores one article. `gold`: its JSON record; `doc`: NULL where it could not be read. TRV_BAD_DATA where the record is
 * wrong. A record without "events" is no gold and is passed over; *counted (may be NULL) tells. */
TRV_API enum trv_status trv_eval_add(struct trv_eval *eval, const char *name, const char *gold, size_t n_gold,
                                     const struct trv_document *doc, bool *counted, struct trv_error *err);

struct trv_eval_options {
  bool by_type, json;
  uint32_t n_errors; /* how many missed and spurious events to list */
};
TRV_API enum trv_status trv_eval_report(const struct trv_eval *eval, const struct trv_eval_options *options,
                                        struct trv_output *out, struct trv_error *err);

#ifdef __cplusplus
}
#endif

#include <treve/import.h>
#include <treve/store.h>

#endif
