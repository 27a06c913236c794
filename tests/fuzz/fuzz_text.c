/* The text layer of each language on any bytes: it is rejected with a message, or every promise of the layer holds. */
#include <stdlib.h>

#include "base/limits.h"
#include "checks.h"
#include "fuzz.h"

static struct trv_arena pack;
static const char *const packs[] = {SHARE_DIR "/languages/fr", SHARE_DIR "/languages/en"};
enum { N_PACKS = sizeof packs / sizeof *packs };
static struct trv_text_rules *rules[N_PACKS];

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  struct trv_error err = {0};
  trv_arena_init(&pack, 0);
  for (size_t i = 0; i < N_PACKS; i++)
    if (trv_text_rules_load(packs[i], &pack, &rules[i], &err) != TRV_OK) fuzz_die(err.path, err.message);
  return 0;
}

static void read_with(const struct trv_text_rules *own, const uint8_t *data, size_t size) {
  struct trv_arena arena;
  struct trv_text *text;
  struct trv_error err = {0};
  trv_arena_init(&arena, TRV_MAX_ARENA_BYTES);
  enum trv_status status = trv_text_run(own, (const char *)data, size, &arena, &text, &err);
  if (status == TRV_OK) trv_check_text(text);
  else if (status != TRV_REJECTED || !err.message[0]) abort();
  trv_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  for (size_t i = 0; i < N_PACKS; i++) read_with(rules[i], data, size);
  return 0;
}
