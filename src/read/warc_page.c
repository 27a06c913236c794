/* See warc_page.h. Follows ISO 28500, clauses 4 to 6. */
#include "read/warc_page.h"

#include "read/headers.h"

/* ---- the header */

const char *trv_warc_header_read(struct trv_slice rest, struct trv_warc_header *h) {
  struct trv_slice name, value;
  bool sized = false;
  *h = (struct trv_warc_header){.length = 0};
  if (memchr(rest.p, '\0', rest.n)) return "its header is no text";
  trv_slice_split(&rest, '\n');
  while (rest.p && trv_header_next(&rest, &name, &value)) {
    if (trv_header_is(name, "Content-Length")) {
      uint64_t length;
      if (!trv_slice_uint(value, INT64_MAX / 2, &length)) return "its Content-Length is no number";
      if (sized && length != h->length) return "it has two lengths";
      h->length = length;
      sized = true;
    } else if (trv_header_is(name, "WARC-Type")) {
      if (!h->type.n) h->type = value;
    } else if (trv_header_is(name, "WARC-Target-URI")) {
      if (!h->uri.n) h->uri = value;
    } else if (trv_header_is(name, "Content-Type")) {
      if (!h->media.n) h->media = value;
    } else if (trv_header_is(name, "WARC-Identified-Payload-Type")) {
      if (!h->identified.n) h->identified = value;
    } else if (trv_header_is(name, "WARC-Truncated") || trv_header_is(name, "WARC-Segment-Number")) h->cut = true;
  }
  if (!h->type.n) return "it has no WARC-Type";
  return sized ? NULL : "it has no Content-Length";
}

void trv_warc_write_uri(struct trv_slice uri, struct trv_strbuf *out) {
  static const char hex[] = "0123456789ABCDEF";
  if (uri.n > 1 && uri.p[0] == '<' && uri.p[uri.n - 1] == '>') uri.p++, uri.n -= 2;
  for (size_t i = 0; i < uri.n; i++) {
    unsigned char c = (unsigned char)uri.p[i];
    if (c == '\r' || c == '\n' || c == '\t') continue;
    if (c > ' ' && c < 0x7f) {
      trv_strbuf_addc(out, (char)c);
      continue;
    }
    const char coded[] = {'%', hex[c >> 4], hex[c & 15]};
    trv_strbuf_add(out, coded, sizeof coded);
  }
}

/* ---- pages */

enum trv_input trv_warc_input(struct trv_slice media) {
  struct trv_slice type = trv_media_type(media);
  if (trv_header_is(type, "text/html") || trv_header_is(type, "application/xhtml+xml")) return TRV_INPUT_HTML;
  return trv_header_is(type, "text/plain") ? TRV_INPUT_TEXT : TRV_INPUT_AUTO;
}

/* Files about a site or a crawl, which no reader was meant to see. */
static bool is_machinery(const char *uri) {
  struct trv_slice s = trv_slice_of(uri);
  static const char robots[] = "/robots.txt";
  const size_t n = sizeof robots - 1;
  if (trv_header_begins(s, "metadata:") || trv_header_begins(s, "urn:") || trv_header_begins(s, "dns:")) return true;
  return s.n > n && strcmp(uri + s.n - n, robots) == 0;
}

bool trv_warc_is_page(const struct trv_warc_header *h, const char *uri, struct trv_slice block,
                      struct trv_warc_page *page, const char **wrong) {
  *wrong = NULL;
  *page = (struct trv_warc_page){.media = h->media};
  if (h->length == 0 || is_machinery(uri)) return false;
  if (trv_header_is(h->type, "response")) {
    bool http = trv_header_is(trv_media_type(h->media), "application/http");
    if (!trv_http_begins(block)) {
      *wrong = http ? "its HTTP message has no status line" : NULL;
      return false;
    }
    if (!trv_http_head(block, &page->http)) {
      *wrong = "its HTTP message has no status line";
      return false;
    }
    if (page->http.n_head == block.n && block.n < h->length)
      *wrong = "the head of its HTTP message is longer than any in use";
    page->media = page->http.type.n ? page->http.type : h->identified;
    if (*wrong || page->http.status != 200 || page->http.n_head == h->length) return false;
  } else if (!trv_header_is(h->type, "resource")) {
    return false;
  }
  return page->media.n == 0 || trv_warc_input(page->media) != TRV_INPUT_AUTO;
}
