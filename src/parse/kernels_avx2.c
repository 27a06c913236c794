/* The kernels for AVX2. Products go through maddubs with |a| unsigned and w carrying the sign of a: two products of
 * magnitudes up to 127 stay within 16 bits, so that nothing saturates and the sums are exact. */
#if defined(__x86_64__)
#ifndef __clang__ /* clang takes the target from CMakeLists.txt */
#pragma GCC target("avx2")
#endif
#include <immintrin.h>

#include "parse/kernels_float.h"

static inline __m256i load4(const int8_t *p) {
  int32_t v;
  memcpy(&v, p, sizeof v);
  return _mm256_set1_epi32(v);
}

static inline __m256i product(__m256i magnitude, __m256i sign, __m256i w) {
  return _mm256_madd_epi16(_mm256_maddubs_epi16(magnitude, _mm256_sign_epi8(w, sign)), _mm256_set1_epi16(1));
}

static inline void store(const struct trv_linear *layer, __m256i sum, float a_scale, size_t column, float *y,
                         bool add) {
  __m256 factor = _mm256_mul_ps(_mm256_set1_ps(a_scale), _mm256_loadu_ps(layer->scale + column));
  __m256 value = _mm256_mul_ps(_mm256_cvtepi32_ps(sum), factor);
  __m256 other = add ? _mm256_loadu_ps(y) : _mm256_loadu_ps(layer->bias + column);
  _mm256_storeu_ps(y, _mm256_add_ps(value, other));
}

/* `n` rows (1 or 2) times one block of 16 outputs. */
static inline __attribute__((always_inline)) void tile(const struct trv_linear *layer, const int8_t *a,
                                                       const float *a_scale, size_t block, float *out, bool add,
                                                       int n) {
  const int8_t *w = layer->w + block * layer->n_in;
  __m256i sum[2][2];
  for (int r = 0; r < n; r++) sum[r][0] = sum[r][1] = _mm256_setzero_si256();
  for (size_t i = 0; i < layer->n_in; i += TRV_GROUP, w += 64) {
    __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)w);
    __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(w + 32));
    for (int r = 0; r < n; r++) {
      __m256i x = load4(a + (size_t)r * layer->n_in + i), magnitude = _mm256_abs_epi8(x);
      sum[r][0] = _mm256_add_epi32(sum[r][0], product(magnitude, x, low));
      sum[r][1] = _mm256_add_epi32(sum[r][1], product(magnitude, x, high));
    }
  }
  for (int r = 0; r < n; r++) {
    float *y = out + (size_t)r * layer->n_out + block;
    store(layer, sum[r][0], a_scale[r], block, y, add);
    store(layer, sum[r][1], a_scale[r], block + 8, y + 8, add);
  }
}

static void linear(const struct trv_linear *layer, const int8_t *a, const float *a_scale, size_t rows, float *out,
                   bool add) {
  for (size_t block = 0; block < layer->n_out; block += TRV_LANES) {
    size_t r = 0;
    for (; r + 2 <= rows; r += 2) tile(layer, a + r * layer->n_in, a_scale + r, block, out + r * layer->n_out, add, 2);
    if (r < rows) tile(layer, a + r * layer->n_in, a_scale + r, block, out + r * layer->n_out, add, 1);
  }
}

static void dots(const int8_t *q, const int8_t *rows, size_t n, size_t k, int32_t *out) {
  for (size_t i = 0; i < n; i++) {
    __m256i sum = _mm256_setzero_si256();
    for (size_t j = 0; j < k; j += 32) {
      __m256i x = _mm256_loadu_si256((const __m256i *)(const void *)(q + j));
      __m256i w = _mm256_loadu_si256((const __m256i *)(const void *)(rows + i * k + j));
      sum = _mm256_add_epi32(sum, product(_mm256_abs_epi8(x), x, w));
    }
    __m128i half = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4E));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0xB1));
    out[i] = _mm_cvtsi128_si32(half);
  }
}

const struct trv_kernels trv_kernels_avx2 = {"avx2",     linear,      dots,       float_quantise,
                                             float_lstm, float_leaky, float_norm, float_outer};
#else
typedef int trv_no_avx2_here;
#endif
