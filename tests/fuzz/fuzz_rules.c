/* Any bytes as a file of event rules: loaded, or an error with its line and column inside the file. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "what/rules.h"

static struct fuzz_file file;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  fuzz_file_open(&file);
  return 0;
}

static size_t count_lines(const uint8_t *data, size_t size) {
  size_t lines = 1;
  for (size_t i = 0; i < size; i++) lines += data[i] == '\n';
  return lines;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct trv_arena arena;
  struct trv_rules *rules = NULL;
  struct trv_error err = {0};
  trv_arena_init(&arena, 0);
  fuzz_file_set(&file, data, size);
  enum trv_status status = trv_rules_load(file.path, "fuzz/events.rules", &arena, &rules, &err);
  if (status == TRV_OK) {
    for (uint32_t i = 0; i < rules->n_rules; i++)
      if (rules->rules[i].type >= TRV_N_EVENTS || rules->rules[i].line > count_lines(data, size)) abort();
    trv_rules_of(rules, TRV_VERB, "tirer");
    trv_rules_in_set(rules, "truce", "tirer");
  } else if (status != TRV_BAD_DATA || !err.message[0] || err.line == 0 || err.column == 0 ||
             err.line > count_lines(data, size) || err.column > size + 1) {
    abort();
  }
  trv_arena_release(&arena);
  return 0;
}
