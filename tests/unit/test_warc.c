/* Archives: which records are given as pages and with what, what of a body was for the way only, and that whatever is wrong
 * with a record is told with its number and place and costs that record alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <brotli/encode.h>
#include <zdict.h>

#include "base/limits.h"
#include "read/read.h"
#include "read/warc.h"
#include "packing.h"

#define PAGE "<!doctype html><html><p>An armistice was signed.</p></html>"
#define HTTP "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n"
static const char http_page[] = HTTP PAGE;

/* ---- making archives */

/* A record with more header lines and a Content-Length that is off by `off`. */
static void add_bytes(struct trv_strbuf *b, const char *type, const char *more, const char *block, size_t n, long off) {
  trv_strbuf_addf(b,
                  "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: http://a.example/%zu\r\n%sContent-Length: %ld\r\n\r\n",
                  type, b->n, more, (long)n + off);
  trv_strbuf_add(b, block, n);
  trv_strbuf_adds(b, "\r\n\r\n");
}

static void add(struct trv_strbuf *b, const char *type, const char *block) {
  add_bytes(b, type, "Content-Type: application/http; msgtype=response\r\n", block, strlen(block), 0);
}

static void add_page(struct trv_strbuf *b) { add(b, "response", http_page); }

/* A response with a body as its head says. */
static void add_body(struct trv_strbuf *b, const char *head, const char *body, size_t n) {
  struct trv_strbuf block;
  trv_strbuf_init(&block);
  trv_strbuf_addf(&block, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%s\r\n", head);
  trv_strbuf_add(&block, body, n);
  add_bytes(b, "response", "", block.p, block.n, 0);
  trv_strbuf_release(&block);
}

static struct trv_strbuf empty(void) {
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  return b;
}

/* ---- reading them */

struct seen {
  struct trv_strbuf lines; /* "item BYTES" or "MESSAGE" a line */
  struct trv_source_tally tally;
};

static struct seen read_stream(struct trv_stream *s) {
  struct seen seen = {.lines = empty()};
  struct trv_reader reader;
  struct trv_error err = {0};
  assert_int_equal(trv_warc_open(s, "a.warc", &reader, &err), TRV_OK);
  for (;;) {
    struct trv_item *item = NULL;
    enum trv_status status = reader.next(reader.self, &seen.tally, &item, &err);
    if (status == TRV_OK && !item) break;
    if (status == TRV_OK)
      trv_strbuf_addf(&seen.lines, "item %.*s\n", item->n_bytes > 99 ? 9 : (int)item->n_bytes, item->bytes);
    else {
      assert_int_equal(status, TRV_REJECTED);
      assert_string_equal(err.path, "a.warc");
      trv_strbuf_addf(&seen.lines, "%s\n", err.message);
    }
    trv_item_free(item);
  }
  reader.close(reader.self);
  assert_int_equal(seen.tally.records, seen.tally.items + seen.tally.passed + seen.tally.damaged);
  assert_int_equal(seen.tally.n_bytes, trv_stream_taken(s));
  trv_stream_close(s);
  return seen;
}

static struct seen read_bytes(const struct trv_strbuf *b) {
  struct trv_stream *s;
  struct trv_error err = {0};
  assert_int_equal(trv_stream_of((struct trv_slice){b->p, b->n}, "a.warc", &s, &err), TRV_OK);
  return read_stream(s);
}

/* Through a file, so that blocks can be verified ahead; or through a pipe, where they cannot. */
static struct seen read_file(const struct trv_strbuf *b, bool piped) {
  struct trv_stream *s;
  struct trv_error err = {0};
  FILE *file = tmpfile();
  assert_non_null(file);
  assert_int_equal(fwrite(b->p, 1, b->n, file), b->n);
  assert_int_equal(fflush(file), 0);
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(file));
  FILE *pipe = NULL;
  if (piped) {
    char command[128];
    snprintf(command, sizeof command, "/proc/%d/fd/%d", (int)getpid(), fileno(file));
    int ends[2];
    assert_int_equal(pipe2(ends, 0), 0);
    if (fork() == 0) {
      dup2(ends[1], STDOUT_FILENO);
      close(ends[0]);
      execlp("cat", "cat", command, (char *)NULL);
      _exit(1);
    }
    close(ends[1]);
    pipe = fdopen(ends[0], "rb");
    assert_non_null(pipe);
    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[0]);
  }
  assert_int_equal(trv_stream_open(path, &s, &err), TRV_OK);
  if (pipe) fclose(pipe); /* the stream holds its own */
  struct seen seen = read_stream(s);
  fclose(file);
  if (piped) wait(NULL);
  return seen;
}

static void check(struct seen seen, const char *want) {
  assert_string_equal(seen.lines.p, want);
  trv_strbuf_release(&seen.lines);
}

/* Reads and frees the archive. */
static void gives(struct trv_strbuf *b, const char *want) {
  check(read_bytes(b), want);
  trv_strbuf_release(b);
}

/* ---- what is given */

static struct trv_item *only_item(struct trv_strbuf *b, struct trv_stream **s, struct trv_reader *reader) {
  struct trv_error err = {0};
  struct trv_source_tally tally = {0};
  struct trv_item *item;
  assert_int_equal(trv_stream_of((struct trv_slice){b->p, b->n}, "a.warc", s, &err), TRV_OK);
  assert_int_equal(trv_warc_open(*s, "a.warc", reader, &err), TRV_OK);
  assert_int_equal(reader->next(reader->self, &tally, &item, &err), TRV_OK);
  assert_non_null(item);
  return item;
}

static void a_page_comes_with_what_is_known_of_it(void **state) {
  struct trv_strbuf b = empty();
  struct trv_stream *s;
  struct trv_reader reader;
  add(&b, "warcinfo", "software: x\r\n");
  size_t at = b.n;
  add_page(&b);
  struct trv_item *item = only_item(&b, &s, &reader);
  char want[100];
  assert_int_equal(item->type, TRV_INPUT_HTML);
  assert_int_equal(item->n_bytes, strlen(PAGE));
  assert_string_equal(item->bytes, PAGE);
  assert_string_equal(item->charset, "utf-8");
  snprintf(want, sizeof want, "http://a.example/%zu", at);
  assert_string_equal(item->url, want);
  snprintf(want, sizeof want, "a.warc: record 2 at byte %zu", at);
  assert_string_equal(item->name, want);
  snprintf(want, sizeof want, "a.warc#%zu", at);
  assert_string_equal(item->file, want);
  assert_null(item->date);
  assert_null(item->title);
  trv_item_free(item);
  reader.close(reader.self);
  trv_stream_close(s);
  trv_strbuf_release(&b);
}

static void a_resource_is_the_page_itself(void **state) {
  struct trv_strbuf b = empty();
  struct trv_stream *s;
  struct trv_reader reader;
  trv_strbuf_adds(&b,
                  "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: <http://a.example/\xc3\xa9 x>\r\n"
                  "Content-Type: text/plain;\r\n charset=iso-8859-1\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n");
  struct trv_item *item = only_item(&b, &s, &reader);
  assert_int_equal(item->type, TRV_INPUT_TEXT);
  assert_string_equal(item->bytes, "abc");
  assert_string_equal(item->charset, "iso-8859-1");
  assert_string_equal(item->url, "http://a.example/%C3%A9%20x");
  assert_string_equal(item->file, "a.warc#0");
  trv_item_free(item);
  reader.close(reader.self);
  trv_stream_close(s);
  trv_strbuf_release(&b);
}

static void versions_and_line_ends(void **state) {
  static const char *const versions[] = {"WARC/1.0\r\n", "WARC/1.1\n", "WARC/0.18\r\n", "WARC/0.17\n"};
  for (size_t i = 0; i < 4; i++) {
    struct trv_strbuf b = empty();
    for (int k = 0; k < 2; k++)
      trv_strbuf_addf(&b,
                      "%swarc-type: response\ncontent-LENGTH:%zu\nno field\nContent-Type: application/http\n\n"
                      "HTTP/1.0 200\ncontent-type: TEXT/HTML\n\n%s\n\n",
                      versions[i], strlen("HTTP/1.0 200\ncontent-type: TEXT/HTML\n\n" PAGE), PAGE);
    gives(&b, "item " PAGE "\nitem " PAGE "\n");
  }
}

static void types_are_told_from_the_bytes_where_none_is_said(void **state) {
  static const struct {
    const char *head, *body;
    bool page;
  } cases[] = {
      {"", "<!DOCTYPE html><p>x", true},
      {"", "\xef\xbb\xbf \n<HTML lang=fr>x", true},
      {"", "<?xml version=\"1.0\"?>\n<!-- c --><html>x", true},
      {"", "just text", false},
      {"", "\x89PNG<html>", false},
      {"Content-Type: application/xhtml+xml\r\n", "<x>", true},
      {"Content-Type: text/plain\r\n", "text", true},
      {"Content-Type: image/png\r\n", "<html>", false},
      {"Content-Type: application/json\r\n", "<html>", false},
      {"Content-Type: text/html\r\n", "", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct trv_strbuf b = empty(), block = empty(), want = empty();
    trv_strbuf_addf(&block, "HTTP/1.1 200 OK\r\n%s\r\n%s", cases[i].head, cases[i].body);
    add(&b, "response", block.p);
    if (cases[i].page) trv_strbuf_addf(&want, "item %s\n", cases[i].body);
    gives(&b, want.p);
    trv_strbuf_release(&block);
    trv_strbuf_release(&want);
  }
}

static void everything_else_is_passed(void **state) {
  static const char *const types[] = {"warcinfo",   "request",      "metadata", "revisit",
                                      "conversion", "continuation", "x-own"};
  static const char *const statuses[] = {"404 Not Found", "301 Moved", "206 Partial", "500"};
  struct trv_strbuf b = empty();
  for (size_t i = 0; i < 7; i++) add(&b, types[i], http_page);
  for (size_t i = 0; i < 4; i++) {
    struct trv_strbuf block = empty();
    trv_strbuf_addf(&block, "HTTP/1.1 %s\r\nContent-Type: text/html\r\n\r\n%s", statuses[i], PAGE);
    add(&b, "response", block.p);
    trv_strbuf_release(&block);
  }
  static const char *const machinery[] = {"http://a.example/robots.txt", "metadata://gnu.org/wget.log",
                                          "urn:text:http://a.example/", "dns:a.example"};
  for (size_t i = 0; i < 4; i++)
    trv_strbuf_addf(&b,
                    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: %s\r\nContent-Type: text/plain\r\n"
                    "Content-Length: 3\r\n\r\nabc\r\n\r\n",
                    machinery[i]);
  add_bytes(&b, "response", "Content-Type: text/dns\r\n", "20", 2, 0);
  struct seen seen = read_bytes(&b);
  assert_int_equal(seen.tally.passed, 16);
  assert_int_equal(seen.tally.records, 16);
  check(seen, "");
  trv_strbuf_release(&b);
}

/* ---- bodies */

static void chunks_are_undone(void **state) {
  static const struct {
    const char *body, *want;
  } cases[] = {
      {"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "item abcde\n"},
      {"0003 ;x=\"y\"\r\nabc\r\nA\r\n0123456789\r\n0\r\nX-Trailer: 1\r\n\r\n", "item abc0123456789\n"},
      {"3\nabc\n0\n\n", "item abc\n"},
      {"3\r\nabc\r\n0", "record 1 at byte 0: its chunks end too early\n"},
      {PAGE, "item " PAGE "\n"}, /* declared, but stored without */
      {"3\r\nabcd\r\n0\r\n\r\n", "record 1 at byte 0: a chunk has another length than it says\n"},
      {"3\r\nabc\r\nzz", "record 1 at byte 0: its chunks end too early\n"},
      {"3\r\nabc\r\nzz\r\n0\r\n\r\n", "record 1 at byte 0: a chunk does not say its length\n"},
      {"ffffffffffffffff1\r\nabc\r\n", "item ffffffffffffffff1\r\nabc\r\n\n"},
      {"8\r\nabc", "record 1 at byte 0: its chunks end too early\n"},
      {"3\r\nabc\r\n", "record 1 at byte 0: its chunks end too early\n"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct trv_strbuf b = empty();
    add_body(&b, "Transfer-Encoding: chunked\r\n", cases[i].body, strlen(cases[i].body));
    struct trv_strbuf want = empty();
    trv_strbuf_adds(&want, cases[i].want);
    add_page(&b);
    trv_strbuf_adds(&want, "item " PAGE "\n");
    gives(&b, want.p);
    trv_strbuf_release(&want);
  }
}

static void add_brotli(struct trv_strbuf *b, const char *p, size_t n) {
  uint8_t out[4096];
  size_t made = sizeof out;
  assert_true(BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, n, (const uint8_t *)p, &made, out));
  trv_strbuf_add(b, (const char *)out, made);
}

static void content_codings_are_undone(void **state) {
  static const struct {
    const char *head;
    int ways[2]; /* of packing, one after the other: 0 none, 1 zstd, 2 brotli, otherwise zlib's */
  } cases[] = {
      {"Content-Encoding: gzip\r\n", {AS_GZIP}},
      {"Content-Encoding: x-gzip\r\n", {AS_GZIP}},
      {"Content-Encoding: GZIP, identity\r\n", {AS_GZIP}},
      {"Content-Encoding: deflate\r\n", {AS_ZLIB}},
      {"Content-Encoding: deflate\r\n", {AS_DEFLATE}},
      {"Content-Encoding: zstd\r\n", {1}},
      {"Content-Encoding: gzip, zstd\r\n", {AS_GZIP, 1}},
      {"Content-Encoding: br\r\n", {2}},
      {"Content-Encoding: br, gzip\r\n", {2, AS_GZIP}},
      {"Content-Encoding: deflate\r\nContent-Encoding: gzip\r\n", {AS_DEFLATE, AS_GZIP}},
      {"Content-Encoding: gzip\r\n", {0}}, /* declared, but stored without */
      {"Content-Encoding: deflate\r\n", {0}},
      {"Content-Encoding: zstd\r\n", {0}},
      {"Content-Encoding: br\r\n", {0}},
      {"Content-Encoding: utf-8\r\n", {0}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    for (int chunked = 0; chunked < 2; chunked++) {
      struct trv_strbuf b = empty(), body = empty(), head = empty();
      trv_strbuf_adds(&body, PAGE);
      for (size_t k = 0; k < 2 && cases[i].ways[k]; k++) {
        struct trv_strbuf packed = empty();
        if (cases[i].ways[k] == 1) add_zstd(&packed, body.p, body.n);
        else if (cases[i].ways[k] == 2) add_brotli(&packed, body.p, body.n);
        else add_deflated(&packed, body.p, body.n, 6, cases[i].ways[k]);
        trv_strbuf_release(&body);
        body = packed;
      }
      trv_strbuf_adds(&head, cases[i].head);
      if (chunked) {
        struct trv_strbuf cut = empty();
        trv_strbuf_addf(&cut, "%x\r\n", 10u);
        trv_strbuf_add(&cut, body.p, 10);
        trv_strbuf_addf(&cut, "\r\n%zX\r\n", body.n - 10);
        trv_strbuf_add(&cut, body.p + 10, body.n - 10);
        trv_strbuf_adds(&cut, "\r\n0\r\n\r\n");
        trv_strbuf_release(&body);
        body = cut;
        trv_strbuf_adds(&head, "Transfer-Encoding: chunked\r\n");
      }
      add_body(&b, head.p, body.p, body.n);
      gives(&b, "item " PAGE "\n");
      trv_strbuf_release(&body);
      trv_strbuf_release(&head);
    }
  }
}

static void codings_that_are_not_known_are_passed(void **state) {
  struct trv_strbuf b = empty();
  add_body(&b, "Content-Encoding: aes128gcm\r\n", "\x1b\x35\0\0\4", 5);
  add_body(&b, "Content-Encoding: compress\r\n", "\x1f\x9d\x90", 3);
  struct seen seen = read_bytes(&b);
  assert_int_equal(seen.tally.passed, 2);
  check(seen, "");
  trv_strbuf_release(&b);
}

static void damaged_codings_are_told(void **state) {
  struct trv_strbuf b = empty(), packed = empty();
  add_gzip(&packed, PAGE, strlen(PAGE), 6);
  add_body(&b, "Content-Encoding: gzip\r\n", packed.p, packed.n - 5);
  size_t second = b.n;
  packed.p[packed.n - 6] ^= 1;
  add_body(&b, "Content-Encoding: gzip\r\n", packed.p, packed.n);
  size_t third = b.n;
  trv_strbuf_clear(&packed);
  add_brotli(&packed, PAGE, strlen(PAGE));
  add_body(&b, "Content-Encoding: br\r\n", packed.p, packed.n - 5);
  size_t fourth = b.n;
  add_body(&b, "Content-Encoding: br\r\n", "\xff\xff\xff\xff", 4);
  add_page(&b);
  char want[400];
  snprintf(want, sizeof want,
           "record 1 at byte 0: its content coding ends too early\n"
           "record 2 at byte %zu: incorrect data check\n"
           "record 3 at byte %zu: its content coding ends too early\n"
           "record 4 at byte %zu: damaged brotli\nitem " PAGE "\n",
           second, third, fourth);
  gives(&b, want);
  trv_strbuf_release(&packed);
}

/* An archive says itself that it cut a body: what there is of it is given. */
static void bodies_that_the_archive_cut_are_given(void **state) {
  struct trv_strbuf b = empty(), block = empty(), text = empty();
  for (unsigned i = 0; i < 9999; i++) trv_strbuf_addf(&text, "<p>%u</p>", i * 2654435761u);
  static const char more[] = "WARC-Truncated: length\r\n";
  trv_strbuf_adds(&block, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nabc");
  add_bytes(&b, "response", more, block.p, block.n, 0);
  trv_strbuf_clear(&block);
  trv_strbuf_adds(&block, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n");
  add_gzip(&block, text.p, text.n, 6);
  add_bytes(&b, "response", more, block.p, block.n / 2, 0);
  add_bytes(&b, "response", "WARC-Segment-Number: 1\r\n", block.p, block.n / 3, 0);
  gives(&b, "item abc\nitem <p>0</p><\nitem <p>0</p><\n");
  trv_strbuf_release(&block);
  trv_strbuf_release(&text);
}

/* ---- compression */

static void every_compression_gives_the_same(void **state) {
  struct trv_strbuf plain = empty(), packed = empty(), want = empty();
  struct trv_strbuf one[5];
  for (size_t i = 0; i < 5; i++) {
    one[i] = empty();
    if (i % 2) add(&one[i], "request", "GET / HTTP/1.1\r\n\r\n");
    else add_page(&one[i]), trv_strbuf_adds(&want, "item " PAGE "\n");
    trv_strbuf_add(&plain, one[i].p, one[i].n);
  }
  check(read_bytes(&plain), want.p);
  add_gzip(&packed, plain.p, plain.n, 6);
  check(read_bytes(&packed), want.p);
  trv_strbuf_clear(&packed);
  for (size_t i = 0; i < 5; i++) add_gzip(&packed, one[i].p, one[i].n, 6);
  check(read_bytes(&packed), want.p);
  trv_strbuf_clear(&packed);
  for (size_t at = 0; at < plain.n; at += 100)
    add_gzip(&packed, plain.p + at, plain.n - at < 100 ? plain.n - at : 100, 6);
  check(read_bytes(&packed), want.p);
  trv_strbuf_clear(&packed);
  for (size_t i = 0; i < 5; i++) add_zstd(&packed, one[i].p, one[i].n);
  check(read_bytes(&packed), want.p);
  for (size_t i = 0; i < 5; i++) trv_strbuf_release(&one[i]);
  trv_strbuf_release(&want);
  trv_strbuf_release(&packed);
  trv_strbuf_release(&plain);
}

/* A dictionary of what pages share, as the header of a skippable frame, packed or not. */
static void zstd_archives_may_hold_their_dictionary(void **state) {
  struct trv_strbuf samples = empty(), want = empty();
  size_t sizes[200];
  for (size_t i = 0; i < 200; i++) {
    size_t before = samples.n;
    add_page(&samples);
    trv_strbuf_addf(&samples, "%zu %zu", i * i, i * 7919);
    sizes[i] = samples.n - before;
  }
  char dictionary[4096];
  size_t n = ZDICT_trainFromBuffer(dictionary, sizeof dictionary, samples.p, sizes, 200);
  assert_false(ZDICT_isError(n));
  for (int way = 0; way < 3; way++) {
    struct trv_strbuf b = empty(), frame = empty();
    if (way == 1) add_zstd(&frame, dictionary, n);
    else trv_strbuf_add(&frame, dictionary, n);
    const char size[] = {(char)(frame.n & 255), (char)(frame.n >> 8), 0, 0};
    if (way < 2) {
      trv_strbuf_add(&b, "\x5d\x2a\x4d\x18", 4);
      trv_strbuf_add(&b, size, 4);
      trv_strbuf_add(&b, frame.p, frame.n);
    }
    ZSTD_CCtx *c = ZSTD_createCCtx();
    trv_strbuf_clear(&want);
    for (int i = 0; i < 3; i++) {
      struct trv_strbuf record = empty();
      char out[2000];
      add_page(&record);
      size_t made = ZSTD_compress_usingDict(c, out, sizeof out, record.p, record.n, dictionary, n, 3);
      assert_false(ZSTD_isError(made));
      trv_strbuf_add(&b, out, made);
      trv_strbuf_release(&record);
      trv_strbuf_adds(&want, "item " PAGE "\n");
    }
    ZSTD_freeCCtx(c);
    struct seen seen = read_bytes(&b);
    if (way < 2) check(seen, want.p);
    else {
      assert_non_null(strstr(seen.lines.p, ": a dictionary is needed that the file does not hold\n"));
      trv_strbuf_release(&seen.lines);
    }
    trv_strbuf_release(&frame);
    trv_strbuf_release(&b);
  }
  trv_strbuf_release(&want);
  trv_strbuf_release(&samples);
}

static void records_of_one_member_are_told_apart(void **state) {
  struct trv_strbuf plain = empty(), packed = empty();
  struct trv_stream *s;
  struct trv_reader reader;
  add(&plain, "request", "GET");
  size_t at = plain.n;
  add_page(&plain);
  add_gzip(&packed, plain.p, plain.n, 6);
  struct trv_item *item = only_item(&packed, &s, &reader);
  char want[100];
  snprintf(want, sizeof want, "a.warc#0+%zu", at);
  assert_string_equal(item->file, want);
  trv_item_free(item);
  reader.close(reader.self);
  trv_stream_close(s);
  trv_strbuf_release(&packed);
  trv_strbuf_release(&plain);
}

/* ---- damage */

static void damaged_headers_cost_their_record_only(void **state) {
  static const struct {
    const char *record, *reason;
  } cases[] = {
      {"WARC/1.0\r\nWARC-Type: response\r\n\r\nabc\r\n\r\n", "it has no Content-Length"},
      {"WARC/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n", "it has no WARC-Type"},
      {"WARC/1.0\r\nWARC-Type: x\r\nContent-Length: -3\r\n\r\nabc\r\n\r\n", "its Content-Length is no number"},
      {"WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 99999999999999999999\r\n\r\nabc\r\n",
       "its Content-Length is no number"},
      {"WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc\r\n\r\n", "it has two lengths"},
      {"WARC/one\r\nWARC-Type: x\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n", "its version is none that is known"},
      {"WRAC/1.0\r\nWARC-Type: x\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n", "it does not begin with WARC/"},
      {"WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 3\r\n", "its header does not end"},
      {"garbage\r\n", "it does not begin with WARC/"},
      {"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 5\r\n\r\nabcde\r\n\r\n",
       "its HTTP message has no status line"},
      {"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 14\r\n\r\nHTTP/1.1 okay\n\r\n\r\n",
       "its HTTP message has no status line"},
      {"WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 2\r\n\r\nabc\r\n\r\n",
       "its Content-Length is wrong: no record follows its block"},
      {"WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 50\r\n\r\nabc\r\n\r\n",
       "its Content-Length is wrong: no record follows its block"},
      {"WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 5000\r\n\r\nabc\r\n\r\n",
       "its block ends before its Content-Length"},
      {"WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 5000000\r\n\r\nabc\r\n\r\n",
       "its block ends before its Content-Length"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct trv_strbuf first = empty(), b = empty(), want = empty();
    add_page(&first);
    size_t n = strlen(cases[i].record);
    trv_strbuf_add(&b, first.p, first.n);
    trv_strbuf_add(&b, cases[i].record, n);
    trv_strbuf_add(&b, first.p, first.n);
    /* what is wrong before a record is a record of its own; the first one's block is seen to be wrong where none follows */
    bool none = strstr(cases[i].reason, "begin") != NULL;
    if (none) trv_strbuf_addf(&want, "record 1 at byte 0: its Content-Length is wrong: no record follows its block\n");
    else trv_strbuf_addf(&want, "item " PAGE "\nrecord 2 at byte %zu: %s\n", first.n, cases[i].reason);
    trv_strbuf_adds(&want, "item " PAGE "\n");
    check(read_bytes(&b), want.p);
    check(read_file(&b, false), want.p);
    check(read_file(&b, true), want.p);
    struct trv_strbuf packed = empty();
    add_gzip(&packed, first.p, first.n, 6);
    size_t second = packed.n;
    add_gzip(&packed, cases[i].record, n, 6);
    add_gzip(&packed, first.p, first.n, 6);
    trv_strbuf_clear(&want);
    trv_strbuf_addf(&want, "item " PAGE "\nrecord 2 at byte %zu: %s\n", second, cases[i].reason);
    trv_strbuf_adds(&want, "item " PAGE "\n");
    check(read_bytes(&packed), want.p);
    trv_strbuf_release(&packed);
    trv_strbuf_release(&want);
    trv_strbuf_release(&first);
    trv_strbuf_release(&b);
  }
}

/* Zeros where a disk lost a piece may reach from one header into the next, and what is left then looks whole. */
static void headers_are_text(void **state) {
  static const char holed[] = "WARC/1.0\r\nWARC-Type: x\0\0\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
  struct trv_strbuf b = empty();
  trv_strbuf_add(&b, holed, sizeof holed - 1);
  add_page(&b);
  gives(&b, "record 1 at byte 0: its header is no text\nitem " PAGE "\n");
}

static void garbage_before_the_first_record_is_told(void **state) {
  struct trv_strbuf b = empty();
  for (int i = 0; i < 30000; i++) trv_strbuf_adds(&b, "garbage WARC/1.0\n");
  add_page(&b);
  gives(&b, "record 1 at byte 0: it does not begin with WARC/\nitem " PAGE "\n");
  b = empty();
  trv_strbuf_adds(&b, "garbage");
  gives(&b, "record 1 at byte 0: it does not begin with WARC/\n");
  b = empty();
  trv_strbuf_adds(&b, "\r\n\r\n");
  gives(&b, "");
}

static void long_headers_are_told(void **state) {
  struct trv_strbuf b = empty(), block = empty();
  trv_strbuf_adds(&b, "WARC/1.0\r\n");
  for (int i = 0; i < 9000; i++) trv_strbuf_addf(&b, "X-%d: 1\r\n", i);
  trv_strbuf_adds(&b, "WARC-Type: x\r\nContent-Length: 0\r\n\r\n\r\n\r\n");
  size_t second = b.n;
  trv_strbuf_adds(&block, "HTTP/1.1 200 OK\r\n");
  for (int i = 0; i < 30000; i++) trv_strbuf_addf(&block, "X-%d: 1\r\n", i);
  add_bytes(&b, "response", "", block.p, block.n, 0);
  add_page(&b);
  char want[300];
  snprintf(want, sizeof want,
           "record 1 at byte 0: its header is longer than any in use\n"
           "record 2 at byte %zu: the head of its HTTP message is longer than any in use\nitem " PAGE "\n",
           second);
  gives(&b, want);
  trv_strbuf_release(&block);
}

/* A page of more than the window, with a length that is wrong. */
static void wrong_lengths_of_large_blocks(void **state) {
  struct trv_strbuf text = empty(), one = empty(), b = empty(), packed = empty();
  trv_strbuf_adds(&text, HTTP);
  for (unsigned i = 0; text.n < 600000; i++) trv_strbuf_addf(&text, "<p>%u</p>\n", i * 2654435761u);
  static const char wrong[] = "record 1 at byte 0: its Content-Length is wrong: no record follows its block\n";
  static const char early[] = "record 1 at byte 0: its block ends before its Content-Length\n";
  static const long offs[] = {0, -7, 7, 100000, 9000000};
  for (size_t i = 0; i < sizeof offs / sizeof *offs; i++) {
    trv_strbuf_clear(&b);
    trv_strbuf_clear(&packed);
    add_bytes(&b, "response", "", text.p, text.n, offs[i]);
    add_gzip(&packed, b.p, b.n, 1);
    trv_strbuf_clear(&one);
    add_page(&one);
    for (int k = 0; k < 10; k++) {
      trv_strbuf_add(&b, one.p, one.n);
      add_gzip(&packed, one.p, one.n, 6);
    }
    struct trv_strbuf want = empty();
    trv_strbuf_adds(&want, offs[i] == 0 ? "item <p>0</p>\n\n" : offs[i] > 10000 ? early : wrong);
    for (int k = 0; k < 10; k++) trv_strbuf_adds(&want, "item " PAGE "\n");
    check(read_bytes(&b), want.p);
    check(read_file(&b, false), want.p);
    if (offs[i] > 0) {
      /* a member that begins with a record ends the block before it, however much it says to have */
      trv_strbuf_clear(&want);
      trv_strbuf_adds(&want, early);
      for (int k = 0; k < 10; k++) trv_strbuf_adds(&want, "item " PAGE "\n");
    }
    check(read_bytes(&packed), want.p);
    trv_strbuf_release(&want);
  }
  trv_strbuf_release(&text);
  trv_strbuf_release(&packed);
  trv_strbuf_release(&one);
  trv_strbuf_release(&b);
}

/* Whatever byte an archive is cut at, the records before are given and the cut one is told. */
static void cut_anywhere(void **state) {
  for (int way = 0; way < 3; way++) {
    struct trv_strbuf b = empty(), one = empty();
    size_t ends[4];
    add_page(&one);
    for (size_t i = 0; i < 4; i++) {
      if (way == 0) trv_strbuf_add(&b, one.p, one.n);
      else if (way == 1) add_gzip(&b, one.p, one.n, 6);
      else add_zstd(&b, one.p, one.n);
      ends[i] = b.n;
    }
    size_t whole = b.n;
    for (size_t n = 0; n <= whole; n++) {
      /* blocks that end before their line ends are whole */
      size_t least = 0, most = 0;
      for (size_t i = 0; i < 4; i++) least += ends[i] <= n, most += ends[i] <= n + (way == 0 ? 4 : way == 1 ? 12 : 8);
      b.n = n;
      struct seen seen = read_bytes(&b);
      assert_true(seen.tally.items >= least && seen.tally.items <= most);
      assert_true(seen.tally.damaged <= 1);
      if (least == most && n > (least ? ends[least - 1] : 0)) assert_int_equal(seen.tally.damaged, 1);
      trv_strbuf_release(&seen.lines);
    }
    trv_strbuf_release(&one);
    trv_strbuf_release(&b);
  }
}

/* One wrong byte in the third of six members. */
static void a_damaged_member_costs_its_record_only(void **state) {
  struct trv_strbuf b = empty(), one = empty(), want = empty();
  size_t begin = 0, end = 0;
  add_page(&one);
  for (size_t i = 0; i < 6; i++) {
    if (i == 2) begin = b.n;
    add_gzip(&b, one.p, one.n, 6);
    if (i == 2) end = b.n;
  }
  for (size_t at = begin; at < end; at++) {
    if (at >= begin + 3 && at < begin + 10) continue; /* of the gzip header, which says little */
    b.p[at] ^= 0x20;
    struct seen seen = read_bytes(&b);
    if (seen.tally.items != 5 || seen.tally.damaged != 1)
      print_message("%zu of %zu: %s", at - begin, end - begin, seen.lines.p);
    assert_int_equal(seen.tally.items, 5);
    assert_int_equal(seen.tally.damaged, 1);
    char place[40];
    snprintf(place, sizeof place, "record 3 at byte %zu: ", begin);
    assert_non_null(strstr(seen.lines.p, place));
    trv_strbuf_release(&seen.lines);
    b.p[at] ^= 0x20;
  }
  trv_strbuf_release(&want);
  trv_strbuf_release(&one);
  trv_strbuf_release(&b);
}

/* ---- ceilings */

static void pages_that_are_too_large_are_told(void **state) {
  size_t n = TRV_MAX_PAGE_BYTES + 1;
  char *zeros = calloc(1, n);
  assert_non_null(zeros);
  struct trv_strbuf b = empty(), packed = empty();
  add_body(&b, "", zeros, n);
  size_t second = b.n;
  add_gzip(&packed, zeros, n, 1);
  add_body(&b, "Content-Encoding: gzip\r\n", packed.p, packed.n);
  add_bytes(&b, "response", "", zeros, n, 0);
  add_bytes(&b, "resource", "", zeros, n, 0); /* of no type: nothing says that it is a page */
  add_page(&b);
  char want[300];
  snprintf(want, sizeof want,
           "record 1 at byte 0: its page is larger than any in use\n"
           "record 2 at byte %zu: its page is larger than any in use\nitem " PAGE "\n",
           second);
  gives(&b, want);
  trv_strbuf_release(&packed);
  free(zeros);
}

/* Bombs in codings inside compressed records multiply. */
static void codings_in_compressed_records_have_a_ceiling_together(void **state) {
  size_t n = (size_t)15 << 20;
  char *zeros = calloc(1, n);
  assert_non_null(zeros);
  struct trv_strbuf b = empty(), packed = empty(), one = empty();
  add_gzip(&packed, zeros, n, 9);
  add_body(&one, "Content-Encoding: gzip\r\n", packed.p, packed.n);
  for (int i = 0; i < 6; i++) add_gzip(&b, one.p, one.n, 9);
  struct seen seen = read_bytes(&b);
  assert_int_equal(seen.tally.items, 2);
  assert_int_equal(seen.tally.damaged, 4);
  assert_non_null(strstr(seen.lines.p, "the pages so far grew too much\n"));
  trv_strbuf_release(&seen.lines);
  trv_strbuf_release(&one);
  trv_strbuf_release(&packed);
  trv_strbuf_release(&b);
  free(zeros);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_page_comes_with_what_is_known_of_it),
      cmocka_unit_test(a_resource_is_the_page_itself),
      cmocka_unit_test(versions_and_line_ends),
      cmocka_unit_test(types_are_told_from_the_bytes_where_none_is_said),
      cmocka_unit_test(everything_else_is_passed),
      cmocka_unit_test(chunks_are_undone),
      cmocka_unit_test(content_codings_are_undone),
      cmocka_unit_test(codings_that_are_not_known_are_passed),
      cmocka_unit_test(damaged_codings_are_told),
      cmocka_unit_test(bodies_that_the_archive_cut_are_given),
      cmocka_unit_test(every_compression_gives_the_same),
      cmocka_unit_test(zstd_archives_may_hold_their_dictionary),
      cmocka_unit_test(records_of_one_member_are_told_apart),
      cmocka_unit_test(damaged_headers_cost_their_record_only),
      cmocka_unit_test(headers_are_text),
      cmocka_unit_test(garbage_before_the_first_record_is_told),
      cmocka_unit_test(long_headers_are_told),
      cmocka_unit_test(wrong_lengths_of_large_blocks),
      cmocka_unit_test(cut_anywhere),
      cmocka_unit_test(a_damaged_member_costs_its_record_only),
      cmocka_unit_test(pages_that_are_too_large_are_told),
      cmocka_unit_test(codings_in_compressed_records_have_a_ceiling_together),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
