/* Work on many things at a time, taken up in order. */
#ifndef TRV_CLI_POOL_H
#define TRV_CLI_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cli_work {
  void *context;
  /* Gives the next thing to work on; on any thread, but never on two at once. False: there is none left. */
  bool (*next)(void *context, void **thing);
  /* Makes its result, and frees it; on any thread. NULL: memory ran out. */
  void *(*make)(void *context, void *thing);
  /* Takes a result and frees it; on the calling thread, in the order of `next`. False stops the work: results that are
   * still made go to `drop`. */
  bool (*take)(void *context, void *result);
  void (*drop)(void *context, void *result);
};

/* Works until there is nothing left, on `threads` threads (1: on the calling one). At most a few results for each thread wait to
 * be taken, however long one lasts, so that memory stays bounded. False where `take` stopped it or no thread could begin. */
bool cli_pool_run(const struct cli_work *work, uint32_t threads);

#endif
