/* Items: see treve/read.h and read.h. */
#include <stdlib.h>

#include "base/limits.h"
#include "read/read.h"

struct trv_read_item *trv_item_new(void) {
  struct trv_read_item *item = calloc(1, sizeof *item);
  if (item) trv_arena_init(&item->arena, TRV_MAX_ARENA_BYTES);
  return item;
}

void trv_item_free(struct trv_item *item) {
  if (!item) return;
  struct trv_read_item *whole = (struct trv_read_item *)item;
  trv_arena_release(&whole->arena);
  free(whole);
}
