/* See model.h. */
#include "text/model.h"

#include "base/map.h"
#include "base/table.h"

#define MAX_FILE ((size_t)1 << 20)
#define HEADER_BYTES 16
/* Sums of 8-bit weights stay far below; larger ones could overflow. */
#define MAX_UNIT (1 << 20)
#define MAX_BIAS (1 << 24)

static uint64_t mix(uint64_t h, const char *p, size_t n) {
  for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)p[i]) * 1099511628211u;
  return h * 1099511628211u ^ 0xFF;
}

static void push(struct trv_features *f, uint64_t h) {
  if (f->n < TRV_MODEL_MAX_FEATURES) f->hash[f->n++] = h ^ h >> 32 ^ h >> 17;
}

void trv_features_add(struct trv_features *f, uint32_t name, struct trv_slice a, struct trv_slice b) {
  push(f, mix(mix(1469598103934665603u + name * 0x9E3779B97F4A7C15u, a.p, a.n), b.p, b.n));
}

void trv_features_add_number(struct trv_features *f, uint32_t name, uint64_t a, struct trv_slice b) {
  push(f, mix((1469598103934665603u + name * 0x9E3779B97F4A7C15u + a) * 1099511628211u, b.p, b.n));
}

int32_t trv_model_score(const struct trv_model *model, enum trv_model_task task, const struct trv_features *f) {
  uint32_t mask = ((uint32_t)1 << model->bits) - 1;
  int32_t sum = model->bias[task];
  for (uint32_t i = 0; i < f->n; i++) sum += model->weights[task][(uint32_t)f->hash[i] & mask];
  return sum;
}

static uint64_t little(const char *p, size_t n) {
  uint64_t v = 0;
  for (size_t i = n; i-- > 0;) v = v << 8 | (unsigned char)p[i];
  return v;
}

enum trv_status trv_model_load(struct trv_model *model, const char *path, struct trv_arena *arena,
                               struct trv_error *err) {
  struct trv_slice file;
  enum trv_status status = trv_file_read(path, MAX_FILE, arena, &file, err);
  if (status != TRV_OK) return status;
  if (file.n < HEADER_BYTES + 8 || memcmp(file.p, TRV_MODEL_MAGIC, 8) != 0)
    return trv_fail(err, TRV_BAD_DATA, path, 0, 0, "not a text model");
  uint64_t tasks = little(file.p + 8, 4), bits = little(file.p + 12, 4);
  if (tasks != TRV_TASKS || bits < 4 || bits > 18)
    return trv_fail(err, TRV_BAD_DATA, path, 0, 0, "a text model of another version");
  size_t per_task = 8 + ((size_t)1 << bits);
  if (file.n != HEADER_BYTES + tasks * per_task + 8)
    return trv_fail(err, TRV_BAD_DATA, path, 0, 0, "%zu bytes where its header announces %zu", file.n,
                    HEADER_BYTES + tasks * per_task + 8);
  if (little(file.p + file.n - 8, 8) != trv_hash(file.p, file.n - 8))
    return trv_fail(err, TRV_BAD_DATA, path, 0, 0, "damaged: its checksum does not match");
  model->bits = (uint32_t)bits;
  for (size_t i = 0; i < TRV_TASKS; i++) {
    const char *task = file.p + HEADER_BYTES + i * per_task;
    model->unit[i] = (int32_t)(uint32_t)little(task, 4);
    model->bias[i] = (int32_t)(uint32_t)little(task + 4, 4);
    if (model->unit[i] < 0 || model->unit[i] > MAX_UNIT || model->bias[i] > MAX_BIAS || model->bias[i] < -MAX_BIAS)
      return trv_fail(err, TRV_BAD_DATA, path, 0, 0, "a unit or bias that no training gives");
    model->weights[i] = (const int8_t *)(task + 8);
  }
  return TRV_OK;
}
