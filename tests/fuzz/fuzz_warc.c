/* Any bytes as an archive, plain or compressed: each record is given, passed or told with its number, once; and the same in
 * whatever way the bytes come. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "read/read.h"

static struct fuzz_file file;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  fuzz_file_open(&file);
  return 0;
}

static void check_item(const struct trv_item *item) {
  if (item->type != TRV_INPUT_HTML && item->type != TRV_INPUT_TEXT) abort();
  if (!item->bytes || !item->n_bytes || item->bytes[item->n_bytes] != '\0') abort();
  if (strncmp(item->name, "a.warc: record ", 15) != 0 || strncmp(item->file, "a.warc#", 7) != 0) abort();
  for (const char *c = item->url; c && *c; c++)
    if (*c <= ' ' || *c > '~') abort();
}

static struct trv_source_tally read_all(struct trv_stream *stream) {
  struct trv_source_tally tally = {0};
  struct trv_reader reader;
  struct trv_error err = {0};
  if (trv_warc_open(stream, "a.warc", &reader, &err) != TRV_OK) abort();
  for (;;) {
    struct trv_item *item = NULL;
    err.message[0] = '\0';
    enum trv_status status = reader.next(reader.self, &tally, &item, &err);
    if (status == TRV_OK && !item) break;
    if (status == TRV_OK) check_item(item);
    else if (status != TRV_REJECTED || item || strncmp(err.message, "record ", 7) != 0) abort();
    trv_item_free(item);
  }
  if (tally.records != tally.items + tally.passed + tally.damaged + tally.bare) abort();
  if (tally.n_bytes != trv_stream_taken(stream)) abort();
  reader.close(reader.self);
  trv_stream_close(stream);
  return tally;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct trv_stream *stream;
  struct trv_error err = {0};
  if (trv_stream_of((struct trv_slice){(const char *)data, size}, "a.warc", &stream, &err) != TRV_OK) abort();
  struct trv_source_tally one = read_all(stream);
  fuzz_file_set(&file, data, size);
  if (trv_stream_open(file.path, &stream, &err) != TRV_OK) abort();
  struct trv_source_tally two = read_all(stream);
  if (memcmp(&one, &two, sizeof one) != 0) abort();
  return 0;
}
