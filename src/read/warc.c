/* See warc.h and read.h. Follows ISO 28500:2017 (WARC 1.1), its 2009 edition (1.0) and the drafts 0.17 and 0.18 that ClueWeb
 * uses.
 *
 * A record is a header of named fields, a block of as many bytes as Content-Length says, and two line ends; most archives
 * compress each record as a member of its own. A header whose Content-Length is wrong would take the records behind it along,
 * so that before a block is taken what stands behind it is looked at: there the file ends or another record begins. It is
 * looked at in the window where the block is short, by a read of its own in a plain file, and otherwise once the block has
 * been passed. After damage the next line that is "WARC/" and a version begins the next record.
 *
 * Pages come as `response`, an HTTP message (http.h), and as `resource`, the page itself. Everything else is passed. */
#include "read/warc.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "read/headers.h"
#include "read/http.h"
#include "read/warc_page.h"

enum { BEHIND = 32, LOOK_FIRST = 4096, KEEP = 1 << 20 };

static const char version[] = "WARC/";
enum { N_VERSION = sizeof version - 1 };

struct trv_warc {
  struct trv_stream *stream;
  char *path;
  struct trv_strbuf head, type, uri, block;
  struct trv_body_room room;
  struct trv_warc_header header;
  struct trv_warc_record record;
  uint64_t member, member_base; /* the member the last record began in, and the first byte of its first record */
  uint64_t decoded;             /* bytes that content codings gave */
  bool any;                     /* a record has begun */
  bool lost;                    /* the next record is to be looked for */
  bool at_line;                 /* when lost: a line begins here */
  bool ended;
};

/* ---- damage */

/* "#48311" or, for a later record of the member, "#48311+2000". */
static void write_place(const struct trv_warc_record *r, char *out, size_t n) {
  if (r->inner) snprintf(out, n, "%ju+%ju", (uintmax_t)r->place, (uintmax_t)r->inner);
  else snprintf(out, n, "%ju", (uintmax_t)r->place);
}

static enum trv_status damaged(struct trv_warc *w, struct trv_error *err, const char *reason) {
  char place[48];
  write_place(&w->record, place, sizeof place);
  w->lost = true;
  return trv_fail(err, TRV_REJECTED, w->path, 0, 0, "record %zu at byte %s: %s", w->record.number, place, reason);
}

static enum trv_status no_memory(struct trv_warc *w, struct trv_error *err) {
  w->ended = true;
  return trv_fail(err, TRV_NO_MEMORY, w->path, 0, 0, "memory ran out");
}

/* The stream failed with `status`. */
static enum trv_status stream_failed(struct trv_warc *w, enum trv_status status, struct trv_error *err) {
  if (status != TRV_REJECTED) {
    w->ended = true;
    return status;
  }
  struct trv_error why = {0};
  struct trv_slice none;
  trv_stream_look(w->stream, 1, &none, &why);
  if (trv_stream_resync(w->stream)) w->at_line = true;
  else w->ended = true;
  return damaged(w, err, why.message);
}

/* ---- finding a record */

/* The length of a whole version line, "WARC/1.0" with its end; 0: it is none. */
static size_t version_line(struct trv_slice s) {
  size_t i = N_VERSION;
  if (s.n <= i || memcmp(s.p, version, i) != 0) return 0;
  size_t major = i;
  while (i < s.n && isdigit((unsigned char)s.p[i])) i++;
  if (i == major || i == s.n || s.p[i] != '.') return 0;
  size_t minor = ++i;
  while (i < s.n && isdigit((unsigned char)s.p[i])) i++;
  if (i == minor || i - major > 8) return 0;
  while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\r')) i++;
  return i < s.n && s.p[i] == '\n' ? i + 1 : 0;
}

/* Where a line that begins a record begins in `s`; s.n: nowhere. */
static size_t find_version(struct trv_slice s, bool at_line) {
  if (at_line && version_line(s)) return 0;
  for (size_t i = 0; i < s.n; i++) {
    const char *p = memmem(s.p + i, s.n - i, "\nWARC/", 1 + N_VERSION);
    if (!p) break;
    i = (size_t)(p - s.p);
    if (version_line((struct trv_slice){p + 1, s.n - i - 1})) return i + 1;
  }
  return s.n;
}

/* Passes over what is no record. Compressed data that turn out to be damaged meanwhile are of the damage that has been told,
 * unless all the rest is lost with them. */
static enum trv_status find_record(struct trv_warc *w, struct trv_error *err) {
  for (;;) {
    struct trv_slice s;
    enum trv_status status = trv_stream_look(w->stream, 64 * 1024, &s, err);
    if (status == TRV_REJECTED && trv_stream_resync(w->stream)) {
      w->at_line = true;
      continue;
    }
    if (status != TRV_OK || s.n == 0) return status;
    size_t at = find_version(s, w->at_line);
    if (at < s.n) {
      trv_stream_take(w->stream, at);
      w->lost = false;
      return TRV_OK;
    }
    /* a line may be cut by the window's end */
    size_t keep = s.n == 64 * 1024 ? BEHIND : 0;
    w->at_line = s.n > keep && s.p[s.n - keep - 1] == '\n';
    trv_stream_take(w->stream, s.n - keep);
  }
}

/* Passes over the line ends between records; *n is 0 at the end. */
static enum trv_status skip_lines(struct trv_warc *w, size_t *n, struct trv_error *err) {
  for (;;) {
    struct trv_slice s;
    enum trv_status status = trv_stream_look(w->stream, LOOK_FIRST, &s, err);
    *n = s.n;
    if (status != TRV_OK || s.n == 0) return status;
    size_t i = 0;
    while (i < s.n && (s.p[i] == '\r' || s.p[i] == '\n')) i++;
    trv_stream_take(w->stream, i);
    if (i < s.n) return TRV_OK;
  }
}

/* Names the record that begins here. */
static void begin_record(struct trv_warc *w) {
  uint64_t place = trv_stream_place(w->stream), taken = trv_stream_taken(w->stream);
  if (!w->any || place != w->member) w->member = place, w->member_base = taken;
  w->any = true;
  trv_strbuf_clear(&w->type);
  trv_strbuf_clear(&w->uri);
  w->header = (struct trv_warc_header){.length = 0};
  w->record = (struct trv_warc_record){
      .number = w->record.number + 1,
      .place = place,
      .inner = taken - w->member_base,
      .type = w->type.p,
      .uri = w->uri.p,
      .outcome = TRV_WARC_DAMAGED,
  };
}

/* The record does not end in `s`, which is all that is left. What stopped the stream is the better reason. */
static enum trv_status cut_short(struct trv_warc *w, struct trv_slice s, const char *reason, struct trv_error *err) {
  struct trv_slice rest;
  if (find_version(s, w->at_line) < s.n) return damaged(w, err, reason);
  trv_stream_take(w->stream, s.n);
  enum trv_status status = trv_stream_look(w->stream, 1, &rest, err);
  return status != TRV_OK ? stream_failed(w, status, err) : damaged(w, err, reason);
}

/* ---- its header */

/* Takes the header. It ends before the next record in any case, so that what is read in vain is read once. */
static enum trv_status read_header(struct trv_warc *w, struct trv_error *err) {
  struct trv_slice s = {NULL, 0};
  size_t n = 0, next = 0;
  for (size_t want = LOOK_FIRST; n == 0 && next == s.n && want <= TRV_MAX_RECORD_HEAD_BYTES; want *= 4) {
    enum trv_status status = trv_stream_look(w->stream, want, &s, err);
    if (status != TRV_OK) return stream_failed(w, status, err);
    next = find_version(s, false);
    n = trv_header_end((struct trv_slice){s.p, next});
    if (s.n < want) break;
  }
  w->at_line = false;
  if (n == 0 || !version_line(s)) {
    const char *reason = "its header is longer than any in use";
    if (s.n < N_VERSION || memcmp(s.p, version, N_VERSION) != 0) reason = "it does not begin with WARC/";
    else if (!version_line(s)) reason = "its version is none that is known";
    else if (next < s.n || s.n < TRV_MAX_RECORD_HEAD_BYTES) reason = "its header does not end";
    return n == 0 && next == s.n && s.n < TRV_MAX_RECORD_HEAD_BYTES ? cut_short(w, s, reason, err)
                                                                    : damaged(w, err, reason);
  }
  trv_strbuf_clear(&w->head);
  trv_strbuf_add(&w->head, s.p, n);
  trv_stream_take(w->stream, n);
  w->at_line = true;
  if (w->head.failed) return no_memory(w, err);
  const char *wrong = trv_warc_header_read((struct trv_slice){w->head.p, w->head.n}, &w->header);
  trv_strbuf_add(&w->type, w->header.type.p, w->header.type.n);
  trv_warc_write_uri(w->header.uri, &w->uri);
  if (w->type.failed || w->uri.failed) return no_memory(w, err);
  w->record.type = w->type.p;
  w->record.uri = w->uri.p;
  w->record.n_block = w->header.length;
  return wrong ? damaged(w, err, wrong) : TRV_OK;
}

/* ---- its block */

/* Whether what follows a block is a record, or the end of the file. */
static bool is_behind(struct trv_slice s) {
  while (s.n && (s.p[0] == '\r' || s.p[0] == '\n')) s.p++, s.n--;
  return memcmp(s.p, version, s.n < N_VERSION ? s.n : N_VERSION) == 0;
}

static const char ends_early[] = "its block ends before its Content-Length";
static const char wrong_length[] = "its Content-Length is wrong: no record follows its block";

/* Looks at what stands behind the block, where that can be done before it is taken. The end of a member is an end as good as a
 * record: what is wrong behind it is another record's matter. */
static enum trv_status check_block(struct trv_warc *w, struct trv_error *err) {
  const uint64_t n = w->header.length;
  struct trv_slice s;
  if (n + BEHIND <= TRV_STREAM_LOOK) {
    enum trv_status status = trv_stream_look(w->stream, (size_t)n + BEHIND, &s, err);
    if (status != TRV_OK) return stream_failed(w, status, err);
    if (s.n < n || (s.n < n + BEHIND && trv_stream_damaged(w->stream))) return cut_short(w, s, ends_early, err);
    size_t member = trv_stream_member(w->stream);
    if (member >= n && member < s.n) s.n = member;
    return is_behind((struct trv_slice){s.p + n, s.n - n}) ? TRV_OK : damaged(w, err, wrong_length);
  }
  char behind[1 + BEHIND];
  size_t got;
  if (!trv_stream_peek(w->stream, n - 1, behind, sizeof behind, &got)) return TRV_OK;
  if (got == 0) return damaged(w, err, ends_early);
  return is_behind((struct trv_slice){behind + 1, got - 1}) ? TRV_OK : damaged(w, err, wrong_length);
}

/* The same behind a block that has been taken, whose last byte came from `member`. */
static enum trv_status check_behind(struct trv_warc *w, uint64_t member, struct trv_error *err) {
  struct trv_slice s;
  enum trv_status status = trv_stream_look(w->stream, BEHIND, &s, err);
  if (trv_stream_compressed(w->stream) && trv_stream_place(w->stream) != member) return TRV_OK;
  if (status != TRV_OK) return stream_failed(w, status, err);
  if (s.n < BEHIND && trv_stream_damaged(w->stream)) return cut_short(w, s, wrong_length, err);
  size_t run = trv_stream_member(w->stream);
  if (run < s.n) s.n = run;
  w->at_line = false;
  return is_behind(s) ? TRV_OK : damaged(w, err, wrong_length);
}

/* A member that begins with a record ends the block of the one before. */
static bool record_begins(struct trv_warc *w, uint64_t member) {
  struct trv_slice s;
  struct trv_error err;
  if (trv_stream_place(w->stream) == member || !trv_stream_compressed(w->stream)) return false;
  return trv_stream_look(w->stream, BEHIND, &s, &err) == TRV_OK && version_line(s);
}

/* Takes the block, into `keep` where that is not NULL. Its first bytes may have been looked at. */
static enum trv_status take_block(struct trv_warc *w, struct trv_strbuf *keep, struct trv_error *err) {
  uint64_t left = w->header.length, member = trv_stream_place(w->stream);
  struct trv_slice s;
  while (left) {
    enum trv_status status =
        trv_stream_look(w->stream, left < TRV_STREAM_LOOK / 2 ? (size_t)left : TRV_STREAM_LOOK / 2, &s, err);
    if (status != TRV_OK) return stream_failed(w, status, err);
    if (s.n == 0) return damaged(w, err, ends_early);
    if (record_begins(w, member)) {
      w->at_line = true;
      return damaged(w, err, ends_early);
    }
    status = trv_stream_look(w->stream, s.n, &s, err);
    if (status != TRV_OK) return stream_failed(w, status, err);
    member = trv_stream_place(w->stream);
    size_t run = trv_stream_member(w->stream);
    if (run > s.n || run == 0) run = s.n;
    if (keep) trv_strbuf_add(keep, s.p, run);
    if (keep && keep->failed) return no_memory(w, err);
    trv_stream_take(w->stream, run);
    left -= run;
  }
  bool small = w->header.length + BEHIND <= TRV_STREAM_LOOK;
  return small ? TRV_OK : check_behind(w, member, err); /* small ones have been looked at */
}

static enum trv_status pass(struct trv_warc *w, struct trv_error *err) {
  enum trv_status status = take_block(w, NULL, err);
  if (status == TRV_OK) w->record.outcome = TRV_WARC_PASSED;
  return status;
}

static enum trv_status reject(struct trv_warc *w, const char *reason, struct trv_error *err) {
  enum trv_status status = take_block(w, NULL, err);
  if (status != TRV_OK) return status;
  status = damaged(w, err, reason);
  w->lost = false;
  return status;
}

/* ---- pages */

static char *copy_charset(struct trv_slice media, struct trv_arena *arena) {
  struct trv_slice charset = trv_media_charset(media);
  if (charset.n == 0 || charset.n > 40) return NULL;
  for (size_t i = 0; i < charset.n; i++)
    if (!isalnum((unsigned char)charset.p[i]) && !strchr("-_.:+()", charset.p[i])) return NULL;
  return trv_arena_strndup(arena, charset.p, charset.n);
}

static void fill_item(const struct trv_warc *w, enum trv_input type, struct trv_slice media, struct trv_slice bytes,
                      struct trv_read_item *item) {
  struct trv_arena *arena = &item->arena;
  char place[48];
  write_place(&w->record, place, sizeof place);
  item->public = (struct trv_item){
      .type = type,
      .bytes = trv_arena_strndup(arena, bytes.p, bytes.n),
      .n_bytes = bytes.n,
      .name = trv_arena_printf(arena, "%s: record %zu at byte %s", w->path, w->record.number, place),
      .file = trv_arena_printf(arena, "%s#%s", w->path, place),
      .charset = copy_charset(media, arena),
      .url = w->uri.n ? trv_arena_strdup(arena, w->uri.p) : NULL,
  };
}

static struct trv_read_item *make_item(const struct trv_warc *w, enum trv_input type, struct trv_slice media,
                                       struct trv_slice bytes) {
  struct trv_read_item *item = trv_item_new();
  if (!item) return NULL;
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_item_free(&item->public);
    return NULL;
  }
  trv_arena_guard(&item->arena, &guard);
  fill_item(w, type, media, bytes, item);
  trv_arena_guard(&item->arena, NULL);
  return item;
}

/* Lets go of memory that an odd record asked for. */
static void shrink(struct trv_strbuf *b) {
  if (b->cap > KEEP) trv_strbuf_release(b);
}

/* `block` is whole and verified. */
static enum trv_status read_page(struct trv_warc *w, struct trv_slice block, struct trv_item **out,
                                 struct trv_error *err) {
  struct trv_warc_page page;
  const char *why = NULL;
  struct trv_slice bytes;
  trv_warc_is_page(&w->header, w->record.uri, block, &page, &why); /* again: the block may have been copied since */
  struct trv_slice body = {block.p + page.http.n_head, block.n - page.http.n_head};
  enum trv_body result = trv_http_body(&page.http, body, TRV_MAX_PAGE_BYTES, w->header.cut, &w->room, &bytes, &why);
  enum trv_input type = trv_warc_input(page.media);
  if (result == TRV_BODY_OK && page.media.n == 0 && trv_html_begins(bytes)) type = TRV_INPUT_HTML;
  if (page.http.n_codings) w->decoded += bytes.n;
  enum trv_status status = TRV_OK;
  if (result == TRV_BODY_NO_MEMORY) status = no_memory(w, err);
  else if (result == TRV_BODY_DAMAGED) status = damaged(w, err, why);
  else if (result == TRV_BODY_LARGE) status = damaged(w, err, "its page is larger than any in use");
  else if (result == TRV_BODY_UNKNOWN || type == TRV_INPUT_AUTO || bytes.n == 0) w->record.outcome = TRV_WARC_PASSED;
  else {
    struct trv_read_item *item = make_item(w, type, page.media, bytes);
    if (!item) status = no_memory(w, err);
    else *out = &item->public, w->record.outcome = TRV_WARC_ITEM, w->record.n_payload = bytes.n;
  }
  w->lost = false;
  shrink(&w->room.a);
  shrink(&w->room.b);
  return status;
}

/* Content codings inside compressed records multiply, and are held to the proportion that the file as a whole is. */
static bool is_bomb(const struct trv_warc *w) {
  return w->decoded > TRV_MIN_INFLATED_BYTES && w->decoded / TRV_MAX_INFLATED_RATIO > trv_stream_packed(w->stream);
}

static enum trv_status read_block(struct trv_warc *w, struct trv_item **out, struct trv_error *err) {
  const uint64_t n = w->header.length;
  bool small = n + BEHIND <= TRV_STREAM_LOOK;
  struct trv_slice s;
  struct trv_warc_page page;
  const char *wrong;
  enum trv_status status = check_block(w, err);
  if (status != TRV_OK) return status;
  if (n == 0) return pass(w, err);
  status = trv_stream_look(w->stream, small ? (size_t)n : TRV_MAX_RECORD_HEAD_BYTES, &s, err);
  if (status != TRV_OK) return stream_failed(w, status, err);
  bool wanted = trv_warc_is_page(&w->header, w->record.uri, s, &page, &wrong);
  if (wrong) return reject(w, wrong, err);
  if (!wanted) return pass(w, err);
  if (n > TRV_MAX_PAGE_BYTES && page.media.n == 0) return pass(w, err);
  if (n > TRV_MAX_PAGE_BYTES) return reject(w, "its page is larger than any in use", err);
  if (is_bomb(w) && page.http.n_codings) return reject(w, "the pages so far grew too much", err);
  if (small) {
    status = read_page(w, s, out, err);
    trv_stream_take(w->stream, (size_t)n);
    return status;
  }
  trv_strbuf_clear(&w->block);
  status = take_block(w, &w->block, err);
  if (status == TRV_OK) status = read_page(w, (struct trv_slice){w->block.p, w->block.n}, out, err);
  shrink(&w->block);
  return status;
}

/* ---- the reader */

enum trv_status trv_warc_step(struct trv_warc *w, struct trv_item **item, struct trv_error *err) {
  *item = NULL;
  size_t left = 0;
  enum trv_status status = TRV_OK;
  if (!w->ended) {
    if (w->lost) status = find_record(w, err);
    if (status == TRV_OK) status = skip_lines(w, &left, err);
  }
  if (status == TRV_OK && left == 0) {
    w->ended = true;
    w->record.number = 0;
    return TRV_OK;
  }
  begin_record(w);
  if (status != TRV_OK) return stream_failed(w, status, err);
  status = read_header(w, err);
  return status == TRV_OK ? read_block(w, item, err) : status;
}

const struct trv_warc_record *trv_warc_record(const struct trv_warc *w) { return &w->record; }

enum trv_status trv_warc_new(struct trv_stream *stream, const char *path, struct trv_warc **out,
                             struct trv_error *err) {
  struct trv_warc *w = calloc(1, sizeof *w);
  char *copy = strdup(path);
  *out = NULL;
  if (!w || !copy) {
    free(w);
    free(copy);
    return trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "memory ran out");
  }
  w->stream = stream;
  w->path = copy;
  struct trv_strbuf *const all[] = {&w->head, &w->type, &w->uri, &w->block, &w->room.a, &w->room.b};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) trv_strbuf_init(all[i]);
  *out = w;
  return TRV_OK;
}

void trv_warc_free(struct trv_warc *w) {
  if (!w) return;
  struct trv_strbuf *const all[] = {&w->head, &w->type, &w->uri, &w->block, &w->room.a, &w->room.b};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) trv_strbuf_release(all[i]);
  free(w->path);
  free(w);
}

static enum trv_status next(void *self, struct trv_source_tally *tally, struct trv_item **out, struct trv_error *err) {
  struct trv_warc *w = self;
  enum trv_status status;
  do {
    status = trv_warc_step(w, out, err);
    tally->n_bytes = trv_stream_taken(w->stream);
    if (w->record.number == 0) return status;
    tally->records++;
    tally->items += w->record.outcome == TRV_WARC_ITEM;
    tally->passed += w->record.outcome == TRV_WARC_PASSED;
    tally->damaged += w->record.outcome == TRV_WARC_DAMAGED;
  } while (w->record.outcome == TRV_WARC_PASSED);
  return status;
}

static void close_reader(void *self) { trv_warc_free(self); }

enum trv_status trv_warc_open(struct trv_stream *stream, const char *path, struct trv_reader *out,
                              struct trv_error *err) {
  struct trv_warc *w;
  enum trv_status status = trv_warc_new(stream, path, &w, err);
  *out = (struct trv_reader){.next = next, .close = close_reader, .self = w};
  return status;
}
