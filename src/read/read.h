/* What the readers of src/read share; the whole is described in treve/read.h.
 *
 * The way of the data: stream (bytes, decompressed) → source (which reader) → warc, feed, dump or the whole as one → item →
 * page or text → found. */
#ifndef TRV_READ_READ_H
#define TRV_READ_READ_H

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"
#include "read/fields.h"
#include "read/stream.h"
#include "treve/read.h"

/* An item with what it stands in; `public` comes first, so that a pointer to it is one to this. */
struct trv_read_item {
  struct trv_item public;
  struct trv_arena arena; /* all its strings and bytes; guarded by who makes it */
};

/* An empty item; NULL: memory ran out. trv_item_free frees it. */
struct trv_read_item *trv_item_new(void);

/* A reader of one kind of input. `next` gives what trv_source_next does: an item, NULL at the end, or TRV_REJECTED with the
 * damaged record named, after which it can be called again. It counts into `tally`; the first record without a text is TRV_REJECTED
 * too, but counted as bare: it is told where the whole has no text. */
struct trv_reader {
  enum trv_status (*next)(void *self, struct trv_source_tally *tally, struct trv_item **out, struct trv_error *err);
  void (*close)(void *self);
  void *self;
};

/* Each takes over neither stream nor options; `path` names the input in messages. TRV_NO_MEMORY. */
enum trv_status trv_warc_open(struct trv_stream *stream, const char *path, struct trv_reader *out,
                              struct trv_error *err);
/* `links`: entries without a text too, where they have an address. */
enum trv_status trv_feed_open(struct trv_stream *stream, const char *path, bool links, struct trv_reader *out,
                              struct trv_error *err);
enum trv_status trv_ndjson_open(struct trv_stream *stream, const char *path, const struct trv_fields *fields,
                                struct trv_reader *out, struct trv_error *err);
enum trv_status trv_csv_open(struct trv_stream *stream, const char *path, const struct trv_fields *fields,
                             struct trv_reader *out, struct trv_error *err);

#endif
