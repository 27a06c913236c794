/* See http.h. Follows RFC 9112 (messages, chunks) and RFC 9110 section 8.4 (content codings). "deflate" is zlib's format
 * there, and deflate alone with many servers; both are read. */
#include "read/http.h"

#include <ctype.h>

#include "base/limits.h"
#include "read/headers.h"
#include "read/unpack.h"

enum { PIECE = 64 * 1024 };

bool trv_http_begins(struct trv_slice bytes) { return bytes.n >= 5 && memcmp(bytes.p, "HTTP/", 5) == 0; }

/* ---- the head */

/* "HTTP/1.1 200 OK", "HTTP/2 200": the status; 0: it is none. */
static unsigned read_status(struct trv_slice line) {
  if (!trv_http_begins(line)) return 0;
  size_t i = 5;
  while (i < line.n && (isdigit((unsigned char)line.p[i]) || line.p[i] == '.')) i++;
  size_t gap = i;
  while (i < line.n && line.p[i] == ' ') i++;
  if (i == gap || line.n - i < 3) return 0;
  unsigned status = 0;
  for (size_t k = i; k < i + 3; k++) {
    if (!isdigit((unsigned char)line.p[k])) return 0;
    status = status * 10 + (unsigned)(line.p[k] - '0');
  }
  return line.n - i == 3 || !isalnum((unsigned char)line.p[i + 3]) ? status : 0;
}

static enum trv_coding coding_of(struct trv_slice name) {
  if (trv_header_is(name, "gzip") || trv_header_is(name, "x-gzip")) return TRV_CODING_GZIP;
  if (trv_header_is(name, "deflate")) return TRV_CODING_DEFLATE;
  if (trv_header_is(name, "zstd")) return TRV_CODING_ZSTD;
  if (trv_header_is(name, "br")) return TRV_CODING_BROTLI;
  return TRV_CODING_UNKNOWN;
}

static void read_codings(struct trv_http *head, struct trv_slice value) {
  while (value.p) {
    struct trv_slice name = trv_header_trim(trv_slice_split(&value, ','));
    if (name.n == 0 || trv_header_is(name, "identity") || trv_header_is(name, "none")) continue;
    if (head->n_codings == TRV_HTTP_MOST_CODINGS) head->codings[0] = TRV_CODING_UNKNOWN;
    else head->codings[head->n_codings++] = (uint8_t)coding_of(name);
  }
}

bool trv_http_head(struct trv_slice bytes, struct trv_http *out) {
  *out = (struct trv_http){.n_head = trv_header_end(bytes)};
  if (out->n_head == 0) out->n_head = bytes.n;
  struct trv_slice rest = {bytes.p, out->n_head}, name, value;
  out->status = read_status(trv_header_trim(trv_slice_split(&rest, '\n')));
  if (out->status == 0) return false;
  while (rest.p && trv_header_next(&rest, &name, &value)) {
    if (trv_header_is(name, "Content-Type") && out->type.n == 0) out->type = value;
    else if (trv_header_is(name, "Content-Encoding")) read_codings(out, value);
    else if (trv_header_is(name, "Transfer-Encoding") && trv_header_begins(value, "chunked")) out->chunked = true;
  }
  return true;
}

/* ---- what the body looks like */

static struct trv_slice skip_space(struct trv_slice s) {
  if (s.n >= 3 && memcmp(s.p, "\xef\xbb\xbf", 3) == 0) s.p += 3, s.n -= 3;
  while (s.n && isspace((unsigned char)s.p[0])) s.p++, s.n--;
  return s;
}

bool trv_html_begins(struct trv_slice s) {
  s = skip_space(s);
  for (int i = 0; i < 8; i++) {
    const char *end = NULL;
    if (s.n >= 4 && memcmp(s.p, "<!--", 4) == 0) end = memmem(s.p, s.n, "-->", 3), end = end ? end + 3 : NULL;
    else if (trv_header_begins(s, "<?xml")) end = memchr(s.p, '>', s.n), end = end ? end + 1 : NULL;
    if (!end) break;
    s = skip_space((struct trv_slice){end, s.n - (size_t)(end - s.p)});
  }
  return trv_header_begins(s, "<!doctype html") || trv_header_begins(s, "<html");
}

/* The format of a body that was declared to be coded; TRV_PACK_NONE: it is not. */
static enum trv_packing format_of(enum trv_coding coding, struct trv_slice body) {
  enum trv_packing magic = trv_packing_of(body.p, body.n);
  if (coding == TRV_CODING_GZIP) return magic == TRV_PACK_GZIP ? magic : TRV_PACK_NONE;
  if (coding == TRV_CODING_ZSTD) return magic == TRV_PACK_ZSTD ? magic : TRV_PACK_NONE;
  struct trv_slice text = skip_space(body);
  if (body.n < 2 || (text.n && text.p[0] == '<')) return TRV_PACK_NONE;
  if (coding == TRV_CODING_BROTLI) return TRV_PACK_BROTLI;
  unsigned first = (unsigned char)body.p[0], second = (unsigned char)body.p[1];
  return (first & 0x0f) == 8 && (first << 8 | second) % 31 == 0 ? TRV_PACK_ZLIB : TRV_PACK_DEFLATE;
}

/* ---- chunks */

/* The line of a chunk's size, cut off `rest`. False: it is none. */
static bool chunk_size(struct trv_slice *rest, uint64_t *size) {
  struct trv_slice after = *rest, line = trv_slice_split(&after, '\n');
  size_t n = 0;
  uint64_t sum = 0;
  if (!after.p) return false;
  for (; n < line.n && isxdigit((unsigned char)line.p[n]); n++) {
    int c = tolower((unsigned char)line.p[n]);
    if (sum >> 58) return false;
    sum = sum << 4 | (uint64_t)(isdigit(c) ? c - '0' : c - 'a' + 10);
  }
  struct trv_slice tail = trv_header_trim((struct trv_slice){line.p + n, line.n - n});
  if (n == 0 || (tail.n && tail.p[0] != ';')) return false;
  *rest = after;
  *size = sum;
  return true;
}

static enum trv_body undo_chunks(struct trv_slice body, bool cut, struct trv_strbuf *out, struct trv_slice *plain,
                                 const char **why) {
  struct trv_slice rest = body;
  uint64_t size;
  *plain = body;
  if (!chunk_size(&rest, &size)) return TRV_BODY_OK; /* declared, but stored without */
  trv_strbuf_clear(out);
  while (size) {
    bool whole = size <= rest.n;
    size_t n = whole ? (size_t)size : rest.n;
    trv_strbuf_add(out, rest.p, n);
    rest.p += n, rest.n -= n;
    if (rest.n && rest.p[0] == '\r') rest.p++, rest.n--;
    if (rest.n == 0) break;
    *why = "a chunk has another length than it says";
    if (rest.p[0] != '\n') return TRV_BODY_DAMAGED;
    rest.p++, rest.n--;
    *why = "a chunk does not say its length";
    if (!memchr(rest.p, '\n', rest.n)) break;
    if (!chunk_size(&rest, &size)) return TRV_BODY_DAMAGED;
  }
  *why = "its chunks end too early";
  if (out->failed) return TRV_BODY_NO_MEMORY;
  if (size && !cut) return TRV_BODY_DAMAGED;
  *plain = (struct trv_slice){out->p, out->n};
  return TRV_BODY_OK;
}

/* ---- content codings */

static enum trv_body unpack_into(struct trv_unpacker *u, enum trv_packing format, struct trv_slice packed, size_t max,
                                 bool cut, struct trv_strbuf *out, const char **why) {
  uint8_t piece[PIECE];
  struct trv_unpack_io io = {(const uint8_t *)packed.p, packed.n, piece, PIECE};
  if (!trv_unpacker_begin(u, format)) return TRV_BODY_NO_MEMORY;
  for (;;) {
    io.out = piece, io.n_out = PIECE;
    enum trv_unpacked result = trv_unpack(u, &io);
    size_t made = PIECE - io.n_out;
    trv_strbuf_add(out, (const char *)piece, made);
    if (out->failed || result == TRV_UNPACK_NO_MEMORY) return TRV_BODY_NO_MEMORY;
    if (out->n > max) return TRV_BODY_LARGE;
    if (out->n > TRV_MIN_INFLATED_BYTES && out->n / TRV_MAX_INFLATED_RATIO > packed.n) return TRV_BODY_LARGE;
    *why = u->why;
    if (result == TRV_UNPACK_DAMAGED) return TRV_BODY_DAMAGED;
    if (result == TRV_UNPACK_END) {
      if (trv_packing_of(io.in, io.n_in) != format) return TRV_BODY_OK; /* gzip and zstd may have more members */
      if (!trv_unpacker_begin(u, format)) return TRV_BODY_NO_MEMORY;
    } else if (io.n_in == 0 && made == 0) {
      *why = "its content coding ends too early";
      return cut ? TRV_BODY_OK : TRV_BODY_DAMAGED;
    }
  }
}

/* zlib's own words live in the unpacker, which is released here; those of both libraries are constants. */
static enum trv_body undo_coding(enum trv_coding coding, size_t max, bool cut, struct trv_strbuf *out,
                                 struct trv_slice *body, const char **why) {
  if (coding == TRV_CODING_UNKNOWN) return trv_html_begins(*body) ? TRV_BODY_OK : TRV_BODY_UNKNOWN;
  enum trv_packing format = format_of(coding, *body);
  if (format == TRV_PACK_NONE) return TRV_BODY_OK;
  struct trv_unpacker u;
  trv_unpacker_init(&u);
  trv_strbuf_clear(out);
  enum trv_body result = unpack_into(&u, format, *body, max, cut, out, why);
  trv_unpacker_release(&u);
  *body = (struct trv_slice){out->p, out->n};
  return result;
}

enum trv_body trv_http_body(const struct trv_http *head, struct trv_slice body, size_t max, bool cut,
                            struct trv_body_room *room, struct trv_slice *out, const char **why) {
  struct trv_strbuf *to = &room->a, *other = &room->b;
  *out = body;
  if (head->chunked) {
    enum trv_body result = undo_chunks(body, cut, to, out, why);
    if (result != TRV_BODY_OK) return result;
    if (out->p == to->p) to = &room->b, other = &room->a;
  }
  for (size_t i = head->n_codings; i-- > 0;) {
    const char *before = out->p;
    enum trv_body result = undo_coding((enum trv_coding)head->codings[i], max, cut, to, out, why);
    if (result != TRV_BODY_OK) return result;
    if (out->p == before) continue;
    struct trv_strbuf *used = to;
    to = other;
    other = used;
  }
  return out->n > max ? TRV_BODY_LARGE : TRV_BODY_OK;
}
