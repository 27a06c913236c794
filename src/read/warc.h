/* The records of a WARC, one after the other. The reader (read.h) gives those that hold pages; this gives all. */
#ifndef TRV_READ_WARC_H
#define TRV_READ_WARC_H

#include "read/read.h"

enum trv_warc_outcome { TRV_WARC_ITEM, TRV_WARC_PASSED, TRV_WARC_DAMAGED };

struct trv_warc_record {
  size_t number;    /* from 1; 0: there was no further one */
  uint64_t place;   /* of the file: where it begins, or the compressed member that it begins in */
  uint64_t inner;   /* bytes after decompression from the first record that begins in that member */
  const char *type; /* WARC-Type and WARC-Target-URI; "" where they are missing; until the next record */
  const char *uri;
  uint64_t n_block;   /* Content-Length */
  uint64_t n_payload; /* of an item, decoded */
  enum trv_warc_outcome outcome;
};

struct trv_warc;
enum trv_status trv_warc_new(struct trv_stream *stream, const char *path, struct trv_warc **out, struct trv_error *err);
void trv_warc_free(struct trv_warc *warc);
/* Reads a record, whatever it is; *item is NULL but for TRV_WARC_ITEM. TRV_REJECTED: it is damaged or too large, as err says;
 * the next call goes on behind it. */
enum trv_status trv_warc_step(struct trv_warc *warc, struct trv_item **item, struct trv_error *err);
const struct trv_warc_record *trv_warc_record(const struct trv_warc *warc);

#endif
