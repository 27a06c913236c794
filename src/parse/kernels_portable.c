/* The kernels in plain C: what the others must agree with. Also chooses between them. */
#include "parse/kernels_float.h"

static void linear(const struct trv_linear *layer, const int8_t *a, const float *a_scale, size_t rows, float *out,
                   bool add) {
  size_t groups = layer->n_in / TRV_GROUP;
  for (size_t block = 0; block < layer->n_out; block += TRV_LANES) {
    const int8_t *weights = layer->w + block * layer->n_in;
    for (size_t r = 0; r < rows; r++) {
      const int8_t *row = a + r * layer->n_in;
      int32_t sum[TRV_LANES] = {0};
      for (size_t g = 0; g < groups; g++) {
        const int8_t *w = weights + g * TRV_LANES * TRV_GROUP, *x = row + g * TRV_GROUP;
        for (int j = 0; j < TRV_LANES; j++)
          sum[j] += w[4 * j] * x[0] + w[4 * j + 1] * x[1] + w[4 * j + 2] * x[2] + w[4 * j + 3] * x[3];
      }
      float *y = out + r * layer->n_out + block;
      for (int j = 0; j < TRV_LANES; j++) {
        float value = (float)sum[j] * (a_scale[r] * layer->scale[block + (size_t)j]);
        y[j] = value + (add ? y[j] : layer->bias[block + (size_t)j]);
      }
    }
  }
}

static void dots(const int8_t *q, const int8_t *rows, size_t n, size_t k, int32_t *out) {
  for (size_t i = 0; i < n; i++) {
    int32_t sum = 0;
    for (size_t j = 0; j < k; j++) sum += q[j] * rows[i * k + j];
    out[i] = sum;
  }
}

const struct trv_kernels trv_kernels_portable = {"portable", linear,      dots,       float_quantise,
                                                 float_lstm, float_leaky, float_norm, float_outer};

const struct trv_kernels *trv_kernels_choose(const char *wanted) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  bool avx2 = __builtin_cpu_supports("avx2");
  bool vnni = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
              __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
  if (vnni && (!wanted || strcmp(wanted, "vnni") == 0)) return &trv_kernels_vnni;
  if (avx2 && (!wanted || strcmp(wanted, "avx2") == 0)) return &trv_kernels_avx2;
#else
  (void)wanted;
#endif
  return &trv_kernels_portable;
}
