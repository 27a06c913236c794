/* Learned yes-or-no choices of a language: is "des" two words, does a sentence end here.
 *
 * Logistic regression over hashed features (Weinberger et al. 2009, "Feature hashing for large scale multitask
 * learning"), its weights rounded to a byte each, so that a score is a sum of integers and the same everywhere.
 *
 * The file, little-endian: "TRVTEXT1"; u32 tasks; u32 bits; for each task: i32 unit, i32 bias, i8 weights[1 << bits];
 * last a u64 FNV-1a hash (trv_hash) of all bytes before it. */
#ifndef TRV_TEXT_MODEL_H
#define TRV_TEXT_MODEL_H

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"

enum trv_model_task {
  TRV_TASK_VERB,        /* yes: a finite verb, an infinitive or a present participle; a hint for the next */
  TRV_TASK_NOUN,        /* yes: a noun or a name; a hint for the next */
  TRV_TASK_PREPOSITION, /* yes: a preposition; a hint for the next */
  TRV_TASK_CONTRACTION, /* yes: several words */
  TRV_TASK_BORDER,      /* yes: a sentence ends before the next token */
  TRV_TASKS
};

#define TRV_MODEL_MAGIC "TRVTEXT1"
#define TRV_MODEL_MAX_FEATURES 48

struct trv_model {
  uint32_t bits;
  int32_t unit[TRV_TASKS]; /* the score of log-odds 1 */
  int32_t bias[TRV_TASKS];
  const int8_t *weights[TRV_TASKS];
};

/* The features of one choice, as hashes. */
struct trv_features {
  uint32_t n;
  uint64_t hash[TRV_MODEL_MAX_FEATURES];
};

/* Adds the feature `name` with the values a and b (either may be empty). */
void trv_features_add(struct trv_features *f, uint32_t name, struct trv_slice a, struct trv_slice b);
/* The same for a small number. */
void trv_features_add_number(struct trv_features *f, uint32_t name, uint64_t a, struct trv_slice b);

/* Positive: yes. */
int32_t trv_model_score(const struct trv_model *model, enum trv_model_task task, const struct trv_features *f);

enum trv_status trv_model_load(struct trv_model *model, const char *path, struct trv_arena *arena,
                               struct trv_error *err);

#endif
