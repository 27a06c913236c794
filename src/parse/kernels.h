/* The arithmetic of the encoder, in one version for each instruction set.
 *
 * Weights and activations are 8-bit integers; their products are summed exactly in 32 bits, and everything in floating
 * point is done element by element in the same order, so that every version gives the same bits. Rows of activations
 * have a scale each (value = integer * scale), rows of weights too. */
#ifndef TRV_PARSE_KERNELS_H
#define TRV_PARSE_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Outputs come in blocks of TRV_LANES, inputs in groups of TRV_GROUP: w[n_out / 16][n_in / 4][16][4]. */
enum { TRV_LANES = 16, TRV_GROUP = 4, TRV_MAX_INPUTS = 16384 };

/* A linear layer: y = W x + b. Both sizes are padded with zeros to whole blocks; n_in is at most TRV_MAX_INPUTS. */
struct trv_linear {
  size_t n_in, n_out;
  const int8_t *w;
  const float *scale; /* [n_out] */
  const float *bias;  /* [n_out] */
  const int32_t *sum; /* [n_out] sum of the row's weights, for unsigned activations */
};

struct trv_kernels {
  const char *name;
  /* out[rows][n_out] = layer(a[rows][n_in]), or += without the bias where `add`. */
  void (*linear)(const struct trv_linear *layer, const int8_t *a, const float *a_scale, size_t rows, float *out,
                 bool add);
  /* out[i] = q[k] . rows[i][k] for n rows; k is a multiple of 64. */
  void (*dots)(const int8_t *q, const int8_t *rows, size_t n, size_t k, int32_t *out);
  /* Each row of n floats (a multiple of 4) to integers in -127..127 with its scale. */
  void (*quantise)(const float *x, size_t rows, size_t n, int8_t *q, float *scale);
  /* One step of an LSTM for `rows` sentences: gates[rows][4 * hid] (input, forget, output, candidate; before their
   * functions), cell state in and out, hidden state to h (rows `h_stride` floats apart) and, times 127, to hq. */
  void (*lstm)(const float *gates, size_t rows, size_t hid, float *cell, float *h, size_t h_stride, int8_t *hq);
  /* x[i] = x[i] < 0 ? x[i] / 10 : x[i] */
  void (*leaky)(float *x, size_t n);
  /* Layer normalisation of each row of n floats (a multiple of 16), in place. */
  void (*norm)(float *x, size_t rows, size_t n, const float *gain, const float *bias);
  /* out[(n + 1) * (n + 1)] = outer product of a and b, each with a one at its end. */
  void (*outer)(const float *a, const float *b, size_t n, float *out);
};

extern const struct trv_kernels trv_kernels_portable;
#if defined(__x86_64__)
extern const struct trv_kernels trv_kernels_avx2;
extern const struct trv_kernels trv_kernels_vnni;
#endif

/* The fastest version this processor runs; "portable", "avx2" or "vnni" in `wanted` asks for one (NULL: any). Falls
 * back to portable. */
const struct trv_kernels *trv_kernels_choose(const char *wanted);

#endif
