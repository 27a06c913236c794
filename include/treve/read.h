/* Articles as they come: files, addresses, pages, feeds, archives and dumps, compressed or not, become items, and an item becomes the
 * text of an article with what is known of it.
 *
 *   struct trv_source *source;
 *   if (trv_source_open("news.warc.gz", NULL, &source, &err) != TRV_OK) …
 *   struct trv_item *item;
 *   while ((status = trv_source_next(source, &item, &err)) == TRV_REJECTED || (status == TRV_OK && item)) {
 *     if (status == TRV_REJECTED) { …; continue; }        a damaged record: err names it, the next ones follow
 *     struct trv_found *found;
 *     if (trv_extract(extractor, item, &found, &err) == TRV_OK) { … trv_code(treve, &found->article, …); trv_found_free(found); }
 *     trv_item_free(item);
 *   }
 *   trv_source_close(source);
 *
 * A source is one thread's; items may be extracted by any number of threads. */
#ifndef TREVE_READ_H
#define TREVE_READ_H

#include "treve/fetch.h"
#include "treve/treve.h"

#ifdef __cplusplus
extern "C" {
#endif

enum trv_input {
  TRV_INPUT_AUTO, /* found from the content */
  TRV_INPUT_TEXT, /* an article as docs/data-formats.md has it */
  TRV_INPUT_HTML,
  TRV_INPUT_FEED, /* RSS 2.0, RSS 1.0, Atom */
  TRV_INPUT_WARC,
  TRV_INPUT_NDJSON, /* JSON objects one after the other, or one array of them */
  TRV_INPUT_CSV     /* with a header; commas, semicolons or tabs */
};
/* "text", "html", … ; -1: none has the name. */
TRV_API int trv_input_of(const char *name);

struct trv_input_options {
  enum trv_input type;
  /* Names of fields of dumps, "text=body", "date=published": NULL-terminated, NULL: all guessed */
  const char *const *fields;
  const char *share;           /* as in trv_open_options */
  bool links;                  /* entries of feeds that have an address and no text, too */
  struct trv_fetcher *fetcher; /* for addresses; NULL: one for each, which asks public hosts only */
};

/* What holds one article, as it came. Strings are UTF-8, of the item, and NULL where its container does not tell. */
struct trv_item {
  enum trv_input type; /* TRV_INPUT_TEXT or TRV_INPUT_HTML */
  const char *bytes;
  size_t n_bytes;
  const char *name; /* for messages: "news.warc.gz: record 12 at byte 48311" */
  const char *file; /* to be known again by: the file's path, with "#" and a mark of the record where it has many */
  const char
      *charset;  /* of the bytes, as a protocol said it; "?": to be found out; NULL: a text is UTF-8, a page says it */
  bool fragment; /* of a page: it is no whole page, and its container knows more of it */
  bool summary;  /* of a feed's entry: it is no more than a summary of what its address leads to, or nothing */
  bool linked;   /* of a page: what its container knows of it counts where it does not say it itself */
  const char *url, *title, *date, *outlet, *author, *lang; /* date as it was written */
};

struct trv_source;
/* Opens a file, standard input for "-", or what an address of http or https leads to, of which no more is read than the longest feed
 * has. TRV_REJECTED with the reason: missing, a folder, of no type that is known, not fetched. */
TRV_API enum trv_status trv_source_open(const char *path, const struct trv_input_options *options,
                                        struct trv_source **out, struct trv_error *err);
/* The same of what was fetched, which becomes the source's, whatever comes of it. */
TRV_API enum trv_status trv_source_of(struct trv_fetched *fetched, const struct trv_input_options *options,
                                      struct trv_source **out, struct trv_error *err);
/* The next item, NULL at the end. TRV_REJECTED: what stood there is damaged or too large, and was left out; more may follow. */
TRV_API enum trv_status trv_source_next(struct trv_source *source, struct trv_item **out, struct trv_error *err);
TRV_API void trv_item_free(struct trv_item *item);
TRV_API enum trv_input trv_source_type(const struct trv_source *source);
TRV_API void trv_source_close(struct trv_source *source);

/* What a source has gone through so far. */
struct trv_source_tally {
  size_t records;   /* of whatever kind */
  size_t items;     /* handed out */
  size_t passed;    /* left out as no article: requests, images, revisits */
  size_t bare;      /* 1: some have no text; told, as TRV_REJECTED at the end, where none has one */
  size_t damaged;   /* told as TRV_REJECTED */
  uint64_t n_bytes; /* after decompression */
};
TRV_API struct trv_source_tally trv_source_tally(const struct trv_source *source);

struct trv_extractor;
/* Loads share/read; `share` as in trv_open_options. */
TRV_API enum trv_status trv_extractor_open(const char *share, struct trv_extractor **out, struct trv_error *err);
TRV_API void trv_extractor_close(struct trv_extractor *extractor);

/* An article found in an item. */
struct trv_found {
  struct trv_article article; /* its text begins with the title, where there is one; `file` is the item's name */
  const char *title, *author; /* NULL: not found */
  const char *file;           /* the item's */
};
/* TRV_REJECTED with the reason where the item holds no article. */
TRV_API enum trv_status trv_extract(const struct trv_extractor *extractor, const struct trv_item *item,
                                    struct trv_found **out, struct trv_error *err);
TRV_API void trv_found_free(struct trv_found *found);

/* Which articles are wanted, before anything is made of them; NULL: no matter. */
struct trv_selection_options {
  const char *since, *until; /* ISO days or months, both included; articles without a day are left out */
  const char *outlet;        /* part of its name, or of the address's host; case does not count */
  const char *match;         /* a regular expression (ICU's) for any part of the text; case does not count */
  const char *only;          /* codes of languages, comma-separated */
};
struct trv_selection;
/* TRV_USAGE where the regular expression is none. */
TRV_API enum trv_status trv_selection_open(const struct trv_selection_options *options, struct trv_selection **out,
                                           struct trv_error *err);
/* Any number of threads may ask. `treve` finds the language; it may be NULL without `only`. */
TRV_API bool trv_selection_has(const struct trv_selection *selection, const struct trv_treve *treve,
                               const struct trv_article *article);
TRV_API void trv_selection_close(struct trv_selection *selection);

#ifdef __cplusplus
}
#endif

#endif
