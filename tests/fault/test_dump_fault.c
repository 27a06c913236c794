/* Memory runs out at each allocation while feeds and dumps are read, those of libxml2 and Jansson among them. Every call must say so,
 * and what was read before is whole; a leak is seen by AddressSanitizer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>
#include <libxml/parser.h>

#include "read/read.h"
#include "failing.h"

static bool armed;
static unsigned long count, fail_at;

static bool allocation_fails(void) { return armed && ++count == fail_at; }

enum format { FEED, NDJSON, CSV, N_FORMATS };

static const char *const inputs[N_FORMATS] = {
    "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><!DOCTYPE feed [<!ENTITY x \"y\">]><feed "
    "xmlns=\"http://www.w3.org/2005/Atom\" "
    "xml:lang=\"fr\" xml:base=\"https://a.b/\"><title>Le Fil</title><entry><id>1</id><title>A &x; &eacute; "
    "\xE9</title><link href=\"1\"/>"
    "<author><name>X</name></author><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p "
    "class=\"&x;\">A</p></div>"
    "</content></entry><entry><summary>B &lt;b&gt;c&lt;/b&gt;\nd</summary></entry><entry><title>bare</title></entry>"
    "<entry><summary>cut",
    "[{\"text\": \"One &amp; two.\\nThree.\", \"title\": \"T\", \"date\": 1602324000, \"source\": {\"name\": \"S\"}, "
    "\"authors\": [\"A\", "
    "\"B\"], \"language\": \"French\"}, {\"x\": 1}, {\"text\": }, {\"articles\": [{\"content\": \"Four.\"}, "
    "{\"content\": \"Five.\"}]}]",
    "title,text,date\nT,\"One\nand two.\",2020\n\xE9,caf\xE9,\nbad\n,,\n"};

static enum trv_status open_reader(enum format format, struct trv_stream *stream, const struct trv_fields *fields,
                                   struct trv_reader *reader, struct trv_error *err) {
  if (format == FEED) return trv_feed_open(stream, "d", false, reader, err);
  return (format == CSV ? trv_csv_open : trv_ndjson_open)(stream, "d", fields, reader, err);
}

/* The number of items and of rejections, and how it ended. */
static enum trv_status read_all(enum format format, size_t *items, size_t *rejected) {
  struct trv_fields *fields = NULL;
  struct trv_stream *stream = NULL;
  struct trv_reader reader;
  struct trv_source_tally tally = {0};
  struct trv_error err = {0};
  *items = *rejected = 0;
  enum trv_status status = trv_fields_open(SHARE_DIR, NULL, &fields, &err);
  if (status == TRV_OK)
    status = trv_stream_of((struct trv_slice){inputs[format], strlen(inputs[format])}, "d", &stream, &err);
  if (status == TRV_OK) status = open_reader(format, stream, fields, &reader, &err);
  bool opened = status == TRV_OK;
  while (status == TRV_OK || status == TRV_REJECTED) {
    struct trv_item *item = NULL;
    status = reader.next(reader.self, &tally, &item, &err);
    if (status == TRV_OK && !item) break;
    *items += item != NULL;
    *rejected += status == TRV_REJECTED;
    trv_item_free(item);
  }
  if (status != TRV_OK) assert_string_equal(err.message, "memory ran out");
  if (opened) reader.close(reader.self);
  trv_stream_close(stream);
  trv_fields_close(fields);
  return status;
}

static void memory_runs_out_anywhere(void **state) {
  static const size_t want[N_FORMATS][2] = {{2, 3}, {3, 2}, {2, 2}};
  for (int format = 0; format < N_FORMATS; format++) {
    size_t items, rejected;
    assert_int_equal(read_all((enum format)format, &items, &rejected), TRV_OK);
    assert_int_equal(items, want[format][0]);
    assert_int_equal(rejected, want[format][1]);
    unsigned long n = 0;
    enum trv_status status;
    do {
      count = 0;
      fail_at = ++n;
      armed = true;
      status = read_all((enum format)format, &items, &rejected);
      armed = false;
      assert_true(status == TRV_OK || status == TRV_NO_MEMORY);
      /* Jansson takes a string for which there is no memory for one that is wrong: that is told too. */
      bool whole = items == want[format][0] && rejected == want[format][1];
      if (status == TRV_OK && !whole && rejected <= want[format][1])
        fail_msg("format %d, allocation %lu: %zu items, %zu rejected", format, n, items, rejected);
    } while (count >= fail_at);
    assert_true(n > 20);
  }
}

int main(void) {
  xmlMemSetup(free, __wrap_malloc, __wrap_realloc, __wrap_strdup);
  json_set_alloc_funcs(__wrap_malloc, free);
  xmlInitParser();
  const struct CMUnitTest tests[] = {cmocka_unit_test(memory_runs_out_anywhere)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
