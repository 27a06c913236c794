/* One request over HTTP and its answer: what libcurl does for us. No redirect is followed here. */
#ifndef TRV_READ_TRANSFER_H
#define TRV_READ_TRANSFER_H

#include "base/status.h"
#include "base/str.h"
#include "treve/fetch.h"

struct trv_transfer {
  const struct trv_fetch_options *options;
  const char *address;
  const char *etag, *modified; /* NULL: not asked under a condition */
  size_t max_bytes;
  bool cut; /* at max_bytes the body ends; else a longer one is refused */

  /* the answer */
  unsigned status;
  struct trv_strbuf body;                                     /* of 200 and 203 */
  char *redirect;                                             /* where a redirect leads to, made absolute; NULL: none */
  char etag_got[512], modified_got[64], type[256], retry[64]; /* "": not told, or longer than any in use */
  size_t n_head, n_body;
  const char *local; /* why an address of the host was refused, or would have been */
  char host[64];     /* that address */
  bool large, refused;
};

/* `timeout_s`, where it is 0, is the ceiling of limits.h. TRV_OK where an answer came, whatever it is; TRV_REJECTED with the
 * reason where none did. `body` is to be initialised before and released after, `redirect` to be freed. */
enum trv_status trv_transfer_run(struct trv_transfer *transfer, struct trv_error *err);

#endif
