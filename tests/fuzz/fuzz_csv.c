/* Any bytes as a table of articles. */
#include "fuzz.h"
#include "items.h"

static struct trv_fields *fields;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  struct trv_error err = {0};
  if (trv_fields_open(SHARE_DIR, NULL, &fields, &err) != TRV_OK) fuzz_die(err.path, err.message);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct trv_stream *stream;
  struct trv_reader reader;
  struct trv_error err = {0};
  if (trv_stream_of((struct trv_slice){(const char *)data, size}, "d.csv", &stream, &err) != TRV_OK) abort();
  enum trv_status status = trv_csv_open(stream, "d.csv", fields, &reader, &err);
  if (status == TRV_OK) check_reader(reader);
  else if (status != TRV_REJECTED || !err.message[0]) abort();
  trv_stream_close(stream);
  return 0;
}
