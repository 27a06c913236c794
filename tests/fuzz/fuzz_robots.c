/* Any bytes as robots.txt, their first line as a path and as a Retry-After: what is allowed is the same however it is asked, robots.txt
 * itself is always allowed, and a wait is within its ceiling. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "fuzz.h"
#include "read/robots.h"

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  return 0;
}

static void check_rules(const struct trv_robots *robots) {
  if (robots->delay_s < 0 || robots->delay_s > 86401) abort();
  for (uint32_t i = 0; i < robots->n_rules; i++) {
    struct trv_slice pattern = robots->rules[i].pattern;
    if (pattern.n == 0) abort();
    for (size_t k = 0; k < pattern.n; k++)
      if (pattern.p[k] <= ' ' || (unsigned char)pattern.p[k] >= 0x80) abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct trv_slice rest = {(const char *)data, size}, line = trv_slice_split(&rest, '\n');
  struct trv_slice robots_txt = rest.p ? rest : (struct trv_slice){"", 0};
  struct trv_arena arena;
  struct trv_robots robots;
  int64_t wait = trv_retry_after(line, 784111717);
  if (wait < -1 || wait > TRV_MAX_RETRY_SECONDS) abort();
  trv_arena_init(&arena, 0);
  trv_robots_read(robots_txt, "treve", &arena, &robots);
  check_rules(&robots);
  bool allowed = trv_robots_allows(&robots, line, &arena);
  if (allowed != trv_robots_allows(&robots, line, &arena)) abort();
  if (!robots.n_rules && !allowed) abort();
  if (!trv_robots_allows(&robots, trv_slice_of("/robots.txt"), &arena)) abort();
  trv_arena_release(&arena);
  return 0;
}
