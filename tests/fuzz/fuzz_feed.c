/* Any bytes as a feed. */
#include "fuzz.h"
#include "items.h"

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct trv_stream *stream;
  struct trv_reader reader;
  struct trv_error err = {0};
  if (trv_stream_of((struct trv_slice){(const char *)data, size}, "f.xml", &stream, &err) != TRV_OK) abort();
  if (trv_feed_open(stream, "f.xml", false, &reader, &err) != TRV_OK) abort();
  check_reader(reader);
  trv_stream_close(stream);
  return 0;
}
