/* What stands in a file or behind an address, and the way through it: trv_source_open and trv_source_next.
 *
 * The type is found from the first bytes, after decompression: "WARC/", the root element of a feed, any other element of a
 * page, "{" or "[" and an object of a dump, a first line that names fields of a table; all else is text. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "read/address.h"
#include "read/fields.h"
#include "read/read.h"

#define LOOK 8192 /* bytes to find the type by */

struct trv_source {
  struct trv_stream *stream;
  char *path;
  enum trv_input type;
  struct trv_fields *fields;
  struct trv_fetched *fetched; /* what came of an address; NULL: a file */
  struct trv_reader reader;
  bool links;
  bool done;             /* the file as one item was given */
  bool told;             /* that there is no text */
  struct trv_error bare; /* what the first record without a text was rejected for */
  struct trv_source_tally tally;
};

static const char *const names[] = {"auto", "text", "html", "feed", "warc", "ndjson", "csv"};

int trv_input_of(const char *name) {
  for (int i = 0; i < (int)(sizeof names / sizeof *names); i++)
    if (strcmp(names[i], name) == 0) return i;
  return -1;
}

/* ---- the type */

static struct trv_slice behind(struct trv_slice s, size_t n) { return (struct trv_slice){s.p + n, s.n - n}; }

static struct trv_slice skip_blanks(struct trv_slice s) {
  while (s.n && isspace((unsigned char)*s.p)) s.p++, s.n--;
  return s;
}

static bool begins(struct trv_slice s, const char *word) {
  size_t n = strlen(word);
  return s.n >= n && strncasecmp(s.p, word, n) == 0;
}

/* The end of what begins with "<!" or "<?": a declaration of a document's type may hold others in brackets. */
static const char *end_of(struct trv_slice s) {
  const char *end = memchr(s.p, '>', s.n), *bracket = begins(s, "<!DOCTYPE") ? memchr(s.p, '[', s.n) : NULL;
  if (!end || !bracket || bracket > end) return end;
  const char *close = memchr(bracket, ']', s.n - (size_t)(bracket - s.p));
  return close ? memchr(close, '>', s.n - (size_t)(close - s.p)) : NULL;
}

/* Behind comments, declarations and processing instructions. */
static struct trv_slice skip_prolog(struct trv_slice s) {
  for (s = skip_blanks(s); begins(s, "<?") || begins(s, "<!"); s = skip_blanks(s)) {
    bool comment = begins(s, "<!--");
    const char *end = comment ? memmem(s.p, s.n, "-->", 3) : end_of(s);
    if (!end) return (struct trv_slice){s.p, 0};
    s = behind(s, (size_t)(end - s.p) + (comment ? 3 : 1));
  }
  return s;
}

static bool is_feed(struct trv_slice root) {
  static const char *const roots[] = {"<rss", "<feed", "<rdf:RDF", "<atom:feed"};
  for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
    size_t n = strlen(roots[i]);
    if (begins(root, roots[i]) && root.n > n && (isspace((unsigned char)root.p[n]) || root.p[n] == '>')) return true;
  }
  return false;
}

static bool is_object(struct trv_slice s) {
  if (begins(s, "[")) s = skip_blanks(behind(s, 1));
  if (!begins(s, "{")) return false;
  s = skip_blanks(behind(s, 1));
  return begins(s, "\"") || begins(s, "}");
}

static bool is_table(struct trv_slice s, const struct trv_fields *fields) {
  const char *end = memchr(s.p, '\n', s.n);
  return end && trv_fields_header(fields, (struct trv_slice){s.p, (size_t)(end - s.p)});
}

static enum trv_input type_of(struct trv_slice s, const struct trv_fields *fields) {
  if (begins(s, "\xEF\xBB\xBF")) s = behind(s, 3);
  if (begins(s, "WARC/")) return TRV_INPUT_WARC;
  struct trv_slice first = skip_blanks(s);
  if (begins(first, "<")) {
    struct trv_slice root = skip_prolog(first);
    if (is_feed(root)) return TRV_INPUT_FEED;
    bool element = root.n > 1 && root.p[0] == '<' && isalpha((unsigned char)root.p[1]);
    return element || !root.n ? TRV_INPUT_HTML : TRV_INPUT_TEXT;
  }
  if (is_object(first)) return TRV_INPUT_NDJSON;
  return is_table(s, fields) ? TRV_INPUT_CSV : TRV_INPUT_TEXT;
}

/* ---- opening */

static enum trv_status open_reader(struct trv_source *s, struct trv_error *err) {
  switch (s->type) {
    case TRV_INPUT_WARC: return trv_warc_open(s->stream, s->path, &s->reader, err);
    case TRV_INPUT_FEED: return trv_feed_open(s->stream, s->path, s->links, &s->reader, err);
    case TRV_INPUT_NDJSON: return trv_ndjson_open(s->stream, s->path, s->fields, &s->reader, err);
    case TRV_INPUT_CSV: return trv_csv_open(s->stream, s->path, s->fields, &s->reader, err);
    default: return TRV_OK;
  }
}

/* Text of two bytes a letter, as far as its beginning tells a type: without the zeros. */
static struct trv_slice narrow(struct trv_slice s, char *room) {
  size_t n = 0;
  if (s.n < 2 || (memcmp(s.p, "\xFF\xFE", 2) != 0 && memcmp(s.p, "\xFE\xFF", 2) != 0)) return s;
  for (size_t i = 2; i < s.n && n < LOOK; i++)
    if (s.p[i]) room[n++] = s.p[i];
  return (struct trv_slice){room, n};
}

static enum trv_status begin(struct trv_source *s, const struct trv_input_options *options, struct trv_error *err) {
  struct trv_slice look;
  char room[LOOK];
  enum trv_status status = trv_stream_look(s->stream, LOOK, &look, err);
  if (status != TRV_OK) return status;
  s->type = options->type ? options->type : type_of(narrow(look, room), s->fields);
  return open_reader(s, err);
}

/* Kinds of files that no article is in, however they begin. */
static bool is_other(const char *media) {
  static const char *const others[] = {"image/", "audio/", "video/", "font/", "application/pdf"};
  for (size_t i = 0; media && i < sizeof others / sizeof *others; i++)
    if (strncasecmp(media, others[i], strlen(others[i])) == 0) return true;
  return false;
}

/* What is read is known by its address behind all redirects. */
static enum trv_status take_fetched(struct trv_source *s, struct trv_error *err) {
  const struct trv_fetched *got = s->fetched;
  if (is_other(got->media)) return trv_fail(err, TRV_REJECTED, s->path, 0, 0, "no article: it is %s", got->media);
  char *path = strdup(got->address);
  if (!path) return trv_fail(err, TRV_NO_MEMORY, s->path, 0, 0, "memory ran out");
  free(s->path);
  s->path = path;
  return trv_stream_of((struct trv_slice){got->bytes, got->n_bytes}, s->path, &s->stream, err);
}

static enum trv_status fetch(struct trv_source *s, struct trv_fetcher *fetcher, struct trv_error *err) {
  struct trv_fetcher *own = NULL;
  enum trv_status status = fetcher ? TRV_OK : trv_fetcher_open(NULL, &own, err);
  const struct trv_request request = {.address = s->path};
  if (status == TRV_OK) status = trv_fetch(fetcher ? fetcher : own, &request, &s->fetched, err);
  trv_fetcher_close(own);
  return status == TRV_OK ? take_fetched(s, err) : status;
}

/* From `path`, or of `fetched`. */
static enum trv_status open_source(const char *path, struct trv_fetched *fetched,
                                   const struct trv_input_options *options, struct trv_source **out,
                                   struct trv_error *err) {
  static const struct trv_input_options none = {0};
  struct trv_source *s = calloc(1, sizeof *s);
  if (s) s->path = strdup(path);
  if (!s || !s->path) {
    trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "memory ran out");
    trv_source_close(s);
    trv_fetched_free(fetched);
    return TRV_NO_MEMORY;
  }
  if (!options) options = &none;
  s->fetched = fetched;
  s->links = options->links;
  enum trv_status status = trv_fields_open(options->share, options->fields, &s->fields, err);
  if (status == TRV_OK && fetched) status = take_fetched(s, err);
  else if (status == TRV_OK && trv_is_address(path)) status = fetch(s, options->fetcher, err);
  else if (status == TRV_OK) status = trv_stream_open(path, &s->stream, err);
  if (status == TRV_OK) status = begin(s, options, err);
  if (status == TRV_OK) *out = s;
  else trv_source_close(s);
  return status;
}

enum trv_status trv_source_open(const char *path, const struct trv_input_options *options, struct trv_source **out,
                                struct trv_error *err) {
  return open_source(path, NULL, options, out, err);
}

enum trv_status trv_source_of(struct trv_fetched *fetched, const struct trv_input_options *options,
                              struct trv_source **out, struct trv_error *err) {
  return open_source(fetched->address, fetched, options, out, err);
}

void trv_source_close(struct trv_source *s) {
  if (!s) return;
  if (s->reader.close) s->reader.close(s->reader.self);
  if (s->stream) trv_stream_close(s->stream);
  trv_fields_close(s->fields);
  trv_fetched_free(s->fetched);
  free(s->path);
  free(s);
}

/* ---- the file as one */

static enum trv_status too_long(const struct trv_source *s, size_t max, struct trv_error *err) {
  return trv_fail(err, TRV_REJECTED, s->path, 0, 0, "too long: more than %zu bytes, the length of the longest %s", max,
                  s->type == TRV_INPUT_HTML ? "page" : "article");
}

static enum trv_status read_whole(struct trv_source *s, struct trv_read_item *item, struct trv_error *err) {
  size_t max = s->type == TRV_INPUT_HTML ? TRV_MAX_PAGE_BYTES : TRV_MAX_ARTICLE_BYTES, n = 0, cap = 0;
  char *bytes = NULL;
  for (;;) {
    struct trv_slice look;
    enum trv_status status = trv_stream_look(s->stream, TRV_STREAM_LOOK, &look, err);
    if (status != TRV_OK) return status;
    if (n + look.n > max) return too_long(s, max, err);
    if (n + look.n + 1 > cap) {
      size_t more = cap ? cap * 2 : look.n + 1;
      bytes = trv_arena_grow(&item->arena, bytes, n, more > n + look.n ? more : n + look.n + 1, 1);
      cap = more > n + look.n ? more : n + look.n + 1;
    }
    if (!look.n) break;
    memcpy(bytes + n, look.p, look.n);
    n += look.n;
    trv_stream_take(s->stream, look.n);
  }
  item->public.bytes = bytes;
  item->public.n_bytes = n;
  return TRV_OK;
}

static enum trv_status whole(struct trv_source *s, struct trv_item **out, struct trv_error *err) {
  *out = NULL;
  if (s->done) return TRV_OK;
  s->done = true;
  s->tally.records++;
  struct trv_read_item *item = trv_item_new();
  if (!item) return trv_fail(err, TRV_NO_MEMORY, s->path, 0, 0, "memory ran out");
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_item_free(&item->public);
    return trv_fail(err, TRV_NO_MEMORY, s->path, 0, 0, "memory ran out");
  }
  trv_arena_guard(&item->arena, &guard);
  item->public.type = s->type;
  item->public.name = item->public.file = trv_arena_strdup(&item->arena, s->path);
  if (s->fetched) {
    item->public.url = item->public.file;
    item->public.charset = trv_arena_strdup(&item->arena, s->fetched->charset ? s->fetched->charset : "?");
  }
  enum trv_status status = read_whole(s, item, err);
  trv_arena_guard(&item->arena, NULL);
  if (status != TRV_OK) {
    trv_item_free(&item->public);
    s->tally.damaged++;
    return status;
  }
  s->tally.items++;
  *out = &item->public;
  return TRV_OK;
}

/* A record without a text is passed over, unless there is none with one. */
static enum trv_status next_record(struct trv_source *s, struct trv_item **out, struct trv_error *err) {
  for (;;) {
    size_t bare = s->tally.bare;
    struct trv_error why = {0};
    enum trv_status status = s->reader.next(s->reader.self, &s->tally, out, &why);
    if (status == TRV_REJECTED && s->tally.bare > bare) {
      s->bare = why;
      continue;
    }
    bool none = status == TRV_OK && !*out && s->tally.bare && !s->tally.items && !s->told;
    if (err) *err = none ? s->bare : why;
    s->told |= none;
    return none ? TRV_REJECTED : status;
  }
}

enum trv_status trv_source_next(struct trv_source *s, struct trv_item **out, struct trv_error *err) {
  *out = NULL;
  enum trv_status status = s->reader.next ? next_record(s, out, err) : whole(s, out, err);
  s->tally.n_bytes = trv_stream_taken(s->stream);
  return status;
}

enum trv_input trv_source_type(const struct trv_source *s) { return s->type; }

struct trv_source_tally trv_source_tally(const struct trv_source *s) {
  return s->tally;
}
