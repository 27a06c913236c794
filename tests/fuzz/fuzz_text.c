/* The text layer on any bytes: it is rejected with a message, or every promise of the layer holds. */
#include <stdlib.h>

#include "base/limits.h"
#include "checks.h"
#include "fuzz.h"

static struct trv_arena pack;
static struct trv_text_rules *rules;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  struct trv_error err = {0};
  trv_arena_init(&pack, 0);
  if (trv_text_rules_load(SHARE_DIR "/languages/fr", &pack, &rules, &err) != TRV_OK) fuzz_die(err.path, err.message);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct trv_arena arena;
  struct trv_text *text;
  struct trv_error err = {0};
  trv_arena_init(&arena, TRV_MAX_ARENA_BYTES);
  enum trv_status status = trv_text_run(rules, (const char *)data, size, &arena, &text, &err);
  if (status == TRV_OK) trv_check_text(text);
  else if (status != TRV_REJECTED || !err.message[0]) abort();
  trv_arena_release(&arena);
  return 0;
}
