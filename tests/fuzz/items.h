/* What must hold of whatever a reader of feeds or dumps gives: each record is given, passed or told, once; strings are UTF-8. */
#ifndef TRV_TESTS_FUZZ_ITEMS_H
#define TRV_TESTS_FUZZ_ITEMS_H

#include <stdlib.h>
#include <string.h>

#include "read/read.h"
#include "text/utf8.h"

static inline void check_string(const char *s, bool needed) {
  if (!s && !needed) return;
  if (!s || !*s || trv_utf8_check(s, strlen(s)) != strlen(s)) abort();
}

static inline void check_item(const struct trv_item *item) {
  const char *const strings[] = {item->url, item->title, item->date, item->outlet, item->author, item->lang};
  if (item->type != TRV_INPUT_HTML && item->type != TRV_INPUT_TEXT) abort();
  if (item->fragment && item->type != TRV_INPUT_HTML) abort();
  if (!item->bytes || !item->n_bytes || item->bytes[item->n_bytes] != '\0') abort();
  if (strcmp(item->charset, "utf-8") == 0 && trv_utf8_check(item->bytes, item->n_bytes) != item->n_bytes) abort();
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) check_string(strings[i], false);
  check_string(item->name, true);
  check_string(item->file, true);
}

/* Reads all that a reader gives and closes it. */
static inline void check_reader(struct trv_reader reader) {
  struct trv_source_tally tally = {0};
  size_t items = 0, rejected = 0;
  for (;;) {
    struct trv_item *item = NULL;
    struct trv_error err = {0};
    enum trv_status status = reader.next(reader.self, &tally, &item, &err);
    if (status == TRV_OK && !item) break;
    if (status == TRV_OK) check_item(item);
    else if (status != TRV_REJECTED || item || !err.message[0] || !err.path[0]) abort();
    items += status == TRV_OK;
    rejected += status == TRV_REJECTED;
    trv_item_free(item);
  }
  if (tally.records != tally.items + tally.passed + tally.damaged + tally.bare) abort();
  if (tally.items != items || tally.damaged + tally.bare != rejected) abort();
  reader.close(reader.self);
}

#endif
