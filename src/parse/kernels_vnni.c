/* The kernels for AVX-512 with VNNI, whose instruction multiplies unsigned by signed bytes: activations are taken plus
 * 128, and 128 times the sum of the weights is taken off at the start. */
#if defined(__x86_64__)
#ifndef __clang__ /* clang takes the target from CMakeLists.txt */
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")
#endif
#include <immintrin.h>

#include "parse/kernels_float.h"

/* Rows of activations are made unsigned in pieces of so many bytes, which stay in the first-level cache. */
enum { PIECE_BYTES = 24576, TILE_ROWS = 6, TILE_BLOCKS = 4 };

/* `n` rows of unsigned activations times `b` blocks of 16 outputs; both are constants where this is used. */
static inline __attribute__((always_inline)) void tile(const struct trv_linear *layer, const uint8_t *a,
                                                       const float *a_scale, size_t column, float *out, bool add, int n,
                                                       int b) {
  const size_t n_in = layer->n_in, step = TRV_LANES * n_in;
  const int8_t *w = layer->w + column * n_in;
  __m512i sum[TILE_ROWS][TILE_BLOCKS];
  for (int j = 0; j < b; j++) {
    __m512i start = _mm512_loadu_si512(layer->sum + column + (size_t)j * TRV_LANES);
    start = _mm512_sub_epi32(_mm512_setzero_si512(), _mm512_slli_epi32(start, 7));
    for (int r = 0; r < n; r++) sum[r][j] = start;
  }
  for (size_t i = 0; i < n_in; i += TRV_GROUP) {
    __m512i weight[TILE_BLOCKS];
    for (int j = 0; j < b; j++) weight[j] = _mm512_loadu_si512(w + (size_t)j * step + i * TRV_LANES);
    for (int r = 0; r < n; r++) {
      int32_t four;
      memcpy(&four, a + (size_t)r * n_in + i, sizeof four);
      __m512i x = _mm512_set1_epi32(four);
      for (int j = 0; j < b; j++) sum[r][j] = _mm512_dpbusd_epi32(sum[r][j], x, weight[j]);
    }
  }
  for (int r = 0; r < n; r++)
    for (int j = 0; j < b; j++) {
      size_t at = column + (size_t)j * TRV_LANES;
      float *y = out + (size_t)r * layer->n_out + at;
      __m512 factor = _mm512_mul_ps(_mm512_set1_ps(a_scale[r]), _mm512_loadu_ps(layer->scale + at));
      __m512 value = _mm512_mul_ps(_mm512_cvtepi32_ps(sum[r][j]), factor);
      __m512 other = add ? _mm512_loadu_ps(y) : _mm512_loadu_ps(layer->bias + at);
      _mm512_storeu_ps(y, _mm512_add_ps(value, other));
    }
}

/* `rows` rows (at most TILE_ROWS) times all outputs from `column` on, `b` blocks at a time. */
#define CASE(n)                                                                      \
  case n:                                                                            \
    if (b == TILE_BLOCKS) tile(layer, a, a_scale, column, out, add, n, TILE_BLOCKS); \
    else tile(layer, a, a_scale, column, out, add, n, 1);                            \
    break

static void some_rows(const struct trv_linear *layer, const uint8_t *a, const float *a_scale, size_t rows,
                      size_t column, int b, float *out, bool add) {
  switch (rows) {
    CASE(1);
    CASE(2);
    CASE(3);
    CASE(4);
    CASE(5);
    default: CASE(6);
  }
}

static void make_unsigned(const int8_t *a, size_t n, uint8_t *out) {
  for (size_t i = 0; i < n; i++) out[i] = (uint8_t)((uint8_t)a[i] ^ 0x80u);
}

static void linear(const struct trv_linear *layer, const int8_t *a, const float *a_scale, size_t rows, float *out,
                   bool add) {
  uint8_t piece[PIECE_BYTES];
  size_t n_in = layer->n_in, n_out = layer->n_out, most = PIECE_BYTES / n_in;
  if (most > TILE_ROWS) most -= most % TILE_ROWS;
  for (size_t from = 0; from < rows; from += most) {
    size_t n = rows - from < most ? rows - from : most;
    make_unsigned(a + from * n_in, n * n_in, piece);
    for (size_t column = 0; column < n_out;) {
      int b = column + TILE_BLOCKS * TRV_LANES <= n_out ? TILE_BLOCKS : 1;
      for (size_t r = 0; r < n; r += TILE_ROWS)
        some_rows(layer, piece + r * n_in, a_scale + from + r, n - r < TILE_ROWS ? n - r : TILE_ROWS, column, b,
                  out + (from + r) * n_out, add);
      column += (size_t)b * TRV_LANES;
    }
  }
}

static void dots(const int8_t *q, const int8_t *rows, size_t n, size_t k, int32_t *out) {
  const __m512i flip = _mm512_set1_epi8((char)-128), ones = _mm512_set1_epi8(1);
  for (size_t i = 0; i < n; i++) {
    __m512i sum = _mm512_setzero_si512(), weights = _mm512_setzero_si512();
    for (size_t j = 0; j < k; j += 64) {
      __m512i x = _mm512_xor_si512(_mm512_loadu_si512(q + j), flip);
      __m512i w = _mm512_loadu_si512(rows + i * k + j);
      sum = _mm512_dpbusd_epi32(sum, x, w);
      weights = _mm512_dpbusd_epi32(weights, ones, w);
    }
    out[i] = _mm512_reduce_add_epi32(_mm512_sub_epi32(sum, _mm512_slli_epi32(weights, 7)));
  }
}

const struct trv_kernels trv_kernels_vnni = {"vnni",     linear,      dots,       float_quantise,
                                             float_lstm, float_leaky, float_norm, float_outer};
#else
typedef int trv_no_vnni_here;
#endif
