/* Compressed data for tests. */
#ifndef TRV_TESTS_PACKING_H
#define TRV_TESTS_PACKING_H

#include <stdlib.h>

#include <cmocka.h>
#include <zlib.h>
#include <zstd.h>

#include "base/str.h"

enum { AS_GZIP = 31, AS_ZLIB = 15, AS_DEFLATE = -15 };

static inline void add_deflated(struct trv_strbuf *b, const char *p, size_t n, int level, int bits) {
  z_stream z = {0};
  assert_int_equal(deflateInit2(&z, level, Z_DEFLATED, bits, 9, Z_DEFAULT_STRATEGY), Z_OK);
  size_t room = deflateBound(&z, (uLong)n) + 64;
  char *out = malloc(room);
  assert_non_null(out);
  z.next_in = (z_const Bytef *)(uintptr_t)p;
  z.avail_in = (uInt)n;
  z.next_out = (Bytef *)out;
  z.avail_out = (uInt)room;
  assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
  trv_strbuf_add(b, out, room - z.avail_out);
  deflateEnd(&z);
  free(out);
}

static inline void add_gzip(struct trv_strbuf *b, const char *p, size_t n, int level) {
  add_deflated(b, p, n, level, AS_GZIP);
}

static inline void add_zstd(struct trv_strbuf *b, const char *p, size_t n) {
  size_t room = ZSTD_compressBound(n);
  char *out = malloc(room);
  assert_non_null(out);
  size_t made = ZSTD_compress(out, room, p, n, 3);
  assert_false(ZSTD_isError(made));
  trv_strbuf_add(b, out, made);
  free(out);
}

#endif
