/* See str.h. */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static char empty[1];

struct trv_slice trv_slice_trim(struct trv_slice s) {
  while (s.n && (s.p[0] == ' ' || s.p[0] == '\t')) s.p++, s.n--;
  while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t')) s.n--;
  return s;
}

struct trv_slice trv_slice_split(struct trv_slice *rest, char sep) {
  struct trv_slice item = *rest;
  const char *at = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
  if (!at) {
    *rest = (struct trv_slice){NULL, 0};
    return item;
  }
  item.n = (size_t)(at - rest->p);
  rest->p = at + 1;
  rest->n -= item.n + 1;
  return item;
}

bool trv_slice_uint(struct trv_slice s, uint64_t max, uint64_t *out) {
  uint64_t v = 0;
  if (!s.n) return false;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9') return false;
    uint64_t d = (uint64_t)(s.p[i] - '0');
    if (v > max / 10 || v * 10 > max - d) return false;
    v = v * 10 + d;
  }
  *out = v;
  return true;
}

void trv_strbuf_init(struct trv_strbuf *b) { *b = (struct trv_strbuf){.p = empty}; }

void trv_strbuf_release(struct trv_strbuf *b) {
  if (b->cap) free(b->p);
  trv_strbuf_init(b);
}

void trv_strbuf_clear(struct trv_strbuf *b) {
  b->n = 0;
  if (b->cap) b->p[0] = '\0';
}

static bool reserve(struct trv_strbuf *b, size_t more) {
  if (b->failed) return false;
  if (b->cap - b->n > more) return true;
  size_t want = b->cap ? b->cap * 2 : 256;
  if (more > SIZE_MAX / 4 || b->n > SIZE_MAX / 4) return !(b->failed = true);
  if (want < b->n + more + 1) want = b->n + more + 1;
  char *p = realloc(b->cap ? b->p : NULL, want);
  if (!p) return !(b->failed = true);
  b->p = p;
  b->cap = want;
  return true;
}

void trv_strbuf_add(struct trv_strbuf *b, const char *s, size_t n) {
  if (!n || !reserve(b, n)) return;
  memcpy(b->p + b->n, s, n);
  b->n += n;
  b->p[b->n] = '\0';
}

void trv_strbuf_adds(struct trv_strbuf *b, const char *s) { trv_strbuf_add(b, s, strlen(s)); }
void trv_strbuf_addc(struct trv_strbuf *b, char c) { trv_strbuf_add(b, &c, 1); }

void trv_strbuf_addf(struct trv_strbuf *b, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  va_list again;
  va_copy(again, ap);
  int n = vsnprintf(NULL, 0, fmt, ap);
  va_end(ap);
  if (n > 0 && reserve(b, (size_t)n)) {
    vsnprintf(b->p + b->n, b->cap - b->n, fmt, again);
    b->n += (size_t)n;
  }
  va_end(again);
}
