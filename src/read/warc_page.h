/* What the header of a record says, and whether the record holds a page. */
#ifndef TRV_READ_WARC_PAGE_H
#define TRV_READ_WARC_PAGE_H

#include "read/http.h"
#include "treve/read.h"

/* Slices are of the header's bytes; empty where a field is missing. */
struct trv_warc_header {
  struct trv_slice type, uri, media,
      identified; /* WARC-Type, WARC-Target-URI, Content-Type, WARC-Identified-Payload-Type */
  uint64_t length;
  bool cut; /* by who wrote the archive, which says so */
};

/* Reads the header, its version line first. Returns what is wrong with it, or NULL. */
const char *trv_warc_header_read(struct trv_slice bytes, struct trv_warc_header *out);
/* An address without what no address holds: angle brackets around it, line ends; spaces and bytes that are no ASCII become
 * %XX. */
void trv_warc_write_uri(struct trv_slice uri, struct trv_strbuf *out);

/* Where a page stands in its block, and what it was said to be. */
struct trv_warc_page {
  struct trv_http http;   /* all zero for `resource` */
  struct trv_slice media; /* empty: not said; to be told from the bytes */
};

/* Whether the record may hold a page, from its header, its address and `block`, the first bytes of its block with the head of
 * the HTTP message. *wrong: what is wrong with that, or NULL. */
bool trv_warc_is_page(const struct trv_warc_header *header, const char *uri, struct trv_slice block,
                      struct trv_warc_page *page, const char **wrong);
/* What is read of a media type: TRV_INPUT_HTML, TRV_INPUT_TEXT, or TRV_INPUT_AUTO for nothing. */
enum trv_input trv_warc_input(struct trv_slice media);

#endif
