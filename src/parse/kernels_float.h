/* The floating-point parts of the kernels. Included by each kernels_*.c after it has chosen its instruction set, so that
 * the compiler vectorises the same loops for it. No operation here depends on the order of a sum across lanes, and
 * fused multiply-add is off (-ffp-contract=off): the results are the same on every machine. */
#ifndef TRV_PARSE_KERNELS_FLOAT_H
#define TRV_PARSE_KERNELS_FLOAT_H

#include <math.h>
#include <string.h>

#include "parse/kernels.h"

/* Nearest integer, halves to even, for |x| < 2^22: adding 1.5 * 2^23 leaves it in the low bits. */
static inline int32_t round_near(float x) {
  float shifted = x + 12582912.0f;
  int32_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  return bits - 0x4B400000;
}

static void float_quantise(const float *x, size_t rows, size_t n, int8_t *q, float *scale) {
  for (size_t r = 0; r < rows; r++) {
    const float *restrict in = x + r * n;
    int8_t *restrict out = q + r * n;
    /* The largest magnitude, compared as bits: for floats without sign the order is the same. */
    uint32_t top = 0;
    for (size_t i = 0; i < n; i++) {
      uint32_t bits;
      memcpy(&bits, in + i, sizeof bits);
      bits &= 0x7FFFFFFFu;
      top = bits > top ? bits : top;
    }
    float largest;
    memcpy(&largest, &top, sizeof largest);
    if (!(largest > 1e-20f && largest < 1e20f)) {
      memset(out, 0, n);
      scale[r] = 0;
      continue;
    }
    scale[r] = largest / 127.0f;
    float inverse = 127.0f / largest;
    for (size_t i = 0; i < n; i++) out[i] = (int8_t)round_near(in[i] * inverse);
  }
}

/* tanh by the [7/6] Padé approximant; its error stays below 1e-4 up to 4.97, where it reaches 1. */
static inline float tanh_near(float x) {
  x = x > 4.97f ? 4.97f : x;
  x = x < -4.97f ? -4.97f : x;
  float s = x * x;
  float top = x * (135135.0f + s * (17325.0f + s * (378.0f + s)));
  float bottom = 135135.0f + s * (62370.0f + s * (3150.0f + s * 28.0f));
  return top / bottom;
}

static inline float sigmoid_near(float x) { return 0.5f + 0.5f * tanh_near(0.5f * x); }

static void float_lstm(const float *gates, size_t rows, size_t hid, float *cell, float *h, size_t h_stride,
                       int8_t *hq) {
  for (size_t r = 0; r < rows; r++) {
    const float *restrict gi = gates + r * 4 * hid, *restrict gf = gi + hid, *restrict go = gf + hid,
                          *restrict gg = go + hid;
    float *restrict c = cell + r * hid;
    float *restrict out = h + r * h_stride;
    int8_t *restrict q = hq + r * hid;
    for (size_t i = 0; i < hid; i++) {
      float now = sigmoid_near(gf[i]) * c[i] + sigmoid_near(gi[i]) * tanh_near(gg[i]);
      c[i] = now;
      out[i] = sigmoid_near(go[i]) * tanh_near(now);
    }
    for (size_t i = 0; i < hid; i++) q[i] = (int8_t)round_near(out[i] * 127.0f);
  }
}

static void float_leaky(float *x, size_t n) {
  for (size_t i = 0; i < n; i++) {
    float low = x[i] * 0.1f;
    x[i] = x[i] < 0 ? low : x[i];
  }
}

/* Sixteen partial sums, then a fixed tree: the order of additions is the same for every vector width. */
static inline float fold_lanes(const float *lane) {
  float eight[8], four[4];
  for (int i = 0; i < 8; i++) eight[i] = lane[i] + lane[i + 8];
  for (int i = 0; i < 4; i++) four[i] = eight[i] + eight[i + 4];
  return (four[0] + four[2]) + (four[1] + four[3]);
}

static void float_norm(float *x, size_t rows, size_t n, const float *gain, const float *bias) {
  for (size_t r = 0; r < rows; r++) {
    float *restrict row = x + r * n;
    float lane[16] = {0};
    for (size_t i = 0; i < n; i += 16)
      for (size_t j = 0; j < 16; j++) lane[j] += row[i + j];
    float mean = fold_lanes(lane) / (float)n;
    float square[16] = {0};
    for (size_t i = 0; i < n; i += 16)
      for (size_t j = 0; j < 16; j++) {
        float d = row[i + j] - mean;
        square[j] += d * d;
      }
    float factor = 1.0f / sqrtf(fold_lanes(square) / (float)n + 1e-5f);
    for (size_t i = 0; i < n; i++) row[i] = (row[i] - mean) * factor * gain[i] + bias[i];
  }
}

static void float_outer(const float *a, const float *b, size_t n, float *out) {
  for (size_t i = 0; i <= n; i++) {
    float *restrict row = out + i * (n + 1);
    float x = i < n ? a[i] : 1.0f;
    for (size_t j = 0; j < n; j++) row[j] = x * b[j];
    row[n] = x;
  }
}

#endif
