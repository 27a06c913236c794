/* An HTTP response as archives keep it: its head, and its body freed from what was for the way only. */
#ifndef TRV_READ_HTTP_H
#define TRV_READ_HTTP_H

#include "base/status.h"
#include "base/str.h"

#define TRV_HTTP_MOST_CODINGS 4

enum trv_coding { TRV_CODING_GZIP, TRV_CODING_DEFLATE, TRV_CODING_ZSTD, TRV_CODING_BROTLI, TRV_CODING_UNKNOWN };

struct trv_http {
  unsigned status;
  size_t n_head;         /* bytes of the head with its empty line; all where that is missing */
  struct trv_slice type; /* Content-Type, of the bytes given; empty where there is none */
  bool chunked;
  uint8_t n_codings; /* in the order in which they were applied */
  uint8_t codings[TRV_HTTP_MOST_CODINGS];
};

/* Whether the bytes begin as a response does. */
bool trv_http_begins(struct trv_slice bytes);
/* Reads the head. False: no status line. */
bool trv_http_head(struct trv_slice bytes, struct trv_http *out);

enum trv_body {
  TRV_BODY_OK,
  TRV_BODY_UNKNOWN, /* a content coding that is not known */
  TRV_BODY_DAMAGED, /* with the reason */
  TRV_BODY_LARGE,   /* larger than `max`, or out of proportion */
  TRV_BODY_NO_MEMORY
};
/* Room for the steps of decoding. */
struct trv_body_room {
  struct trv_strbuf a, b;
};
/* Undoes chunks and content codings. `out` is of `body` or of `room`. What was declared and not done is left alone: archives
 * keep many bodies decoded under the head that came with them. `cut`: the archive says that it cut the body, and that it ends
 * early is no damage. */
enum trv_body trv_http_body(const struct trv_http *head, struct trv_slice body, size_t max, bool cut,
                            struct trv_body_room *room, struct trv_slice *out, const char **why);

/* Whether bytes begin as a page of HTML does. */
bool trv_html_begins(struct trv_slice bytes);

#endif
