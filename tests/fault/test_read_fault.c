/* Memory runs out at each allocation while an archive is read. Every call must say so, and what was read before is whole; a
 * leak is seen by AddressSanitizer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/packing.h"
#include "read/read.h"
#include "failing.h"

static bool armed;
static unsigned long count, fail_at;

static bool allocation_fails(void) { return armed && ++count == fail_at; }

#define PAGE "<!doctype html><p>An armistice was signed."

/* Pages in each coding, one that does not fit the window, and one that is damaged. */
static struct trv_strbuf make_archive(bool zstd) {
  static const char *const heads[] = {"", "Content-Encoding: gzip\r\n",
                                      "Content-Encoding: zstd\r\nTransfer-Encoding: chunked\r\n"};
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  for (int i = 0; i < 5; i++) {
    struct trv_strbuf body, record;
    trv_strbuf_init(&body);
    trv_strbuf_init(&record);
    if (i == 1) add_gzip(&body, PAGE, strlen(PAGE), 6);
    else if (i == 2) trv_strbuf_adds(&body, "5\r\nabcde\r\n0\r\n\r\n");
    else trv_strbuf_adds(&body, PAGE);
    while (i == 3 && body.n < 400000) trv_strbuf_addf(&body, "<p>%zu</p>", body.n * 7919);
    const char *head = heads[i < 3 ? i : 0];
    size_t n = strlen("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n") + strlen(head) + body.n;
    trv_strbuf_addf(
        &record,
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: %zu\r\n\r\n"
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%s\r\n",
        n, head);
    trv_strbuf_add(&record, body.p, body.n);
    trv_strbuf_adds(&record, "\r\n\r\n");
    size_t at = b.n;
    if (zstd) add_zstd(&b, record.p, record.n);
    else add_gzip(&b, record.p, record.n, 6);
    if (i == 1 && !zstd) b.p[at + (b.n - at) / 2] ^= 0x40;
    trv_strbuf_release(&record);
    trv_strbuf_release(&body);
  }
  return b;
}

/* The number of items, and how it ended. */
static enum trv_status read_all(const struct trv_strbuf *b, size_t *items) {
  struct trv_stream *stream;
  struct trv_reader reader;
  struct trv_source_tally tally = {0};
  struct trv_error err = {0};
  *items = 0;
  enum trv_status status = trv_stream_of((struct trv_slice){b->p, b->n}, "a.warc", &stream, &err);
  if (status != TRV_OK) return status;
  status = trv_warc_open(stream, "a.warc", &reader, &err);
  bool opened = status == TRV_OK;
  while (status == TRV_OK || status == TRV_REJECTED) {
    struct trv_item *item = NULL;
    status = reader.next(reader.self, &tally, &item, &err);
    if (status == TRV_OK && !item) break;
    *items += item != NULL;
    if (item) assert_true(item->n_bytes == strlen(item->bytes));
    trv_item_free(item);
  }
  if (status != TRV_OK) assert_string_equal(err.message, "memory ran out");
  if (opened) reader.close(reader.self);
  trv_stream_close(stream);
  return status;
}

static void memory_runs_out_anywhere(void **state) {
  for (int zstd = 0; zstd < 2; zstd++) {
    struct trv_strbuf b = make_archive(zstd);
    size_t whole, items;
    assert_int_equal(read_all(&b, &whole), TRV_OK);
    assert_int_equal(whole, zstd ? 5 : 4);
    unsigned long n = 0;
    enum trv_status status;
    do {
      count = 0;
      fail_at = ++n;
      armed = true;
      status = read_all(&b, &items);
      armed = false;
      assert_true(status == TRV_OK || status == TRV_NO_MEMORY);
      if (status == TRV_OK) assert_int_equal(items, whole);
      else assert_true(items <= whole);
    } while (count >= fail_at);
    assert_true(n > 20);
    trv_strbuf_release(&b);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(memory_runs_out_anywhere)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
