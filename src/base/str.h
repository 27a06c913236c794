/* Strings: borrowed slices and a growing buffer for output.
 *
 * A slice never owns its bytes and need not be NUL-terminated. A strbuf is always NUL-terminated; when memory runs
 * out it keeps what it has, sets `failed` and ignores further writes, so that one test at the end is enough. */
#ifndef TRV_BASE_STR_H
#define TRV_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Half-open byte offsets into the source text of the article. */
struct trv_span {
  uint32_t begin, end;
};

struct trv_slice {
  const char *p;
  size_t n;
};

static inline struct trv_slice trv_slice_of(const char *s) { return (struct trv_slice){s, s ? strlen(s) : 0}; }
static inline bool trv_slice_equal(struct trv_slice a, struct trv_slice b) {
  return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
static inline bool trv_slice_is(struct trv_slice a, const char *s) { return trv_slice_equal(a, trv_slice_of(s)); }
/* Without ASCII spaces and tabs at either end. */
struct trv_slice trv_slice_trim(struct trv_slice s);
/* Cuts off and returns what stands before the first `sep` (all of it where there is none, leaving `rest` with p NULL).
 * Loop: `while (rest.p) { item = trv_slice_split(&rest, '|'); … }`. */
struct trv_slice trv_slice_split(struct trv_slice *rest, char sep);
/* A whole decimal number without sign; false where it is anything else or above `max`. */
bool trv_slice_uint(struct trv_slice s, uint64_t max, uint64_t *out);

struct trv_strbuf {
  char *p; /* never NULL after init; NUL-terminated */
  size_t n, cap;
  bool failed;
};

void trv_strbuf_init(struct trv_strbuf *b);
void trv_strbuf_release(struct trv_strbuf *b);
void trv_strbuf_clear(struct trv_strbuf *b);
void trv_strbuf_add(struct trv_strbuf *b, const char *s, size_t n);
void trv_strbuf_adds(struct trv_strbuf *b, const char *s);
void trv_strbuf_addc(struct trv_strbuf *b, char c);
void trv_strbuf_addf(struct trv_strbuf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
