/* Prints the records of archives, to be compared with what other readers say: number, byte, type, address, length of the
 * block, length of the page given and what became of it, with tabs between. usage: warc_dump [-q] FILE…; with -q the sums
 * alone. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "read/warc.h"

static const char *const outcomes[] = {"item", "passed", "damaged"};

static void print_record(const struct trv_warc_record *r, const struct trv_error *err) {
  printf("%zu\t%" PRIu64, r->number, r->place);
  if (r->inner) printf("+%" PRIu64, r->inner);
  printf("\t%s\t%s\t%" PRIu64 "\t%" PRIu64 "\t%s", r->type, r->uri, r->n_block, r->n_payload, outcomes[r->outcome]);
  if (r->outcome == TRV_WARC_DAMAGED) printf("\t%s", err->message);
  putchar('\n');
}

static int dump(const char *path, bool quiet) {
  struct trv_stream *stream;
  struct trv_warc *warc;
  struct trv_error err = {0};
  size_t counts[3] = {0};
  enum trv_status status = trv_stream_open(path, &stream, &err);
  if (status == TRV_OK) status = trv_warc_new(stream, path, &warc, &err);
  if (status != TRV_OK) {
    fprintf(stderr, "%s: %s\n", path, err.message);
    return 1;
  }
  for (;;) {
    struct trv_item *item;
    status = trv_warc_step(warc, &item, &err);
    const struct trv_warc_record *r = trv_warc_record(warc);
    if (status == TRV_NO_MEMORY || r->number == 0) break;
    counts[r->outcome]++;
    if (!quiet) print_record(r, &err);
    trv_item_free(item);
  }
  printf("%s: %zu items, %zu passed, %zu damaged, %" PRIu64 " bytes\n", path, counts[0], counts[1], counts[2],
         trv_stream_taken(stream));
  trv_warc_free(warc);
  trv_stream_close(stream);
  return status == TRV_OK ? 0 : 1;
}

int main(int argc, char **argv) {
  bool quiet = argc > 1 && strcmp(argv[1], "-q") == 0;
  int status = 0;
  for (int i = quiet ? 2 : 1; i < argc; i++) status |= dump(argv[i], quiet);
  return status;
}
