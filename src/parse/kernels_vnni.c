/* The kernels for AVX-512 with VNNI, whose instruction multiplies unsigned by signed bytes: activations are taken plus
 * 128, and 128 times the sum of the weights is taken off at the start. */
#if defined(__x86_64__)
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")
#include <immintrin.h>

#include "parse/kernels_float.h"

static inline __m512i load4(const int8_t *p) {
  uint32_t v;
  memcpy(&v, p, sizeof v);
  return _mm512_set1_epi32((int32_t)(v ^ 0x80808080u));
}

/* `n` rows times `b` blocks of 16 outputs; both are constants where this is used. */
static inline __attribute__((always_inline)) void tile(const struct trv_linear *layer, const int8_t *a, const float *a_scale,
                                                       size_t column, float *out, bool add, int n, int b) {
  const size_t n_in = layer->n_in, step = TRV_LANES * n_in;
  const int8_t *w = layer->w + column * n_in;
  __m512i sum[4][4];
  for (int j = 0; j < b; j++) {
    __m512i start = _mm512_loadu_si512(layer->sum + column + (size_t)j * TRV_LANES);
    start = _mm512_sub_epi32(_mm512_setzero_si512(), _mm512_slli_epi32(start, 7));
    for (int r = 0; r < n; r++) sum[r][j] = start;
  }
  for (size_t i = 0; i < n_in; i += TRV_GROUP) {
    __m512i weight[4];
    for (int j = 0; j < b; j++) weight[j] = _mm512_loadu_si512(w + (size_t)j * step + i * TRV_LANES);
    for (int r = 0; r < n; r++) {
      __m512i x = load4(a + (size_t)r * n_in + i);
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

static void linear(const struct trv_linear *layer, const int8_t *a, const float *a_scale, size_t rows, float *out, bool add) {
  size_t column = 0;
  for (; column + 4 * TRV_LANES <= layer->n_out; column += 4 * TRV_LANES) {
    size_t r = 0;
    for (; r + 4 <= rows; r += 4) tile(layer, a + r * layer->n_in, a_scale + r, column, out + r * layer->n_out, add, 4, 4);
    for (; r < rows; r++) tile(layer, a + r * layer->n_in, a_scale + r, column, out + r * layer->n_out, add, 1, 4);
  }
  for (; column < layer->n_out; column += TRV_LANES) {
    size_t r = 0;
    for (; r + 4 <= rows; r += 4) tile(layer, a + r * layer->n_in, a_scale + r, column, out + r * layer->n_out, add, 4, 1);
    for (; r < rows; r++) tile(layer, a + r * layer->n_in, a_scale + r, column, out + r * layer->n_out, add, 1, 1);
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

const struct trv_kernels trv_kernels_vnni = {"vnni", linear, dots, float_quantise, float_lstm, float_leaky, float_norm};
#else
typedef int trv_no_vnni_here;
#endif
