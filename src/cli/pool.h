/* Work on many items at a time, taken up in order. */
#ifndef TRV_CLI_POOL_H
#define TRV_CLI_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cli_work {
  void *context;
  /* Makes the result of one item; on any thread. NULL: memory ran out. */
  void *(*make)(void *context, size_t item);
  /* Takes a result and frees it; on the calling thread, item 0 first, then 1, … False stops the work: results that are
   * still made go to `drop`. */
  bool (*take)(void *context, size_t item, void *result);
  void (*drop)(void *context, void *result);
};

/* Runs `n` items on `threads` threads (1: on the calling one). At most a few results for each thread wait to be taken,
 * however long one item lasts, so that memory stays bounded. False where `take` stopped it or no thread could begin. */
bool cli_pool_run(const struct cli_work *work, size_t n, uint32_t threads);

#endif
