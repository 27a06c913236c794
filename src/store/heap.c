/* Memory of the store's own, in a ring, so that it can be freed from outside; see internal.h. */
#include <stdlib.h>

#include "store/internal.h"

struct trv_heap_block {
  struct trv_store *owner;
  struct trv_heap_block *before, *after;
  _Alignas(max_align_t) char bytes[];
};

#define BLOCK(p) ((struct trv_heap_block *)((char *)(p)-offsetof(struct trv_heap_block, bytes)))

static void take_in(struct trv_store *s, struct trv_heap_block *b) {
  b->owner = s;
  b->before = NULL;
  b->after = s->heap;
  if (s->heap) s->heap->before = b;
  s->heap = b;
}

static void take_out(struct trv_heap_block *b) {
  if (b->before) b->before->after = b->after;
  else b->owner->heap = b->after;
  if (b->after) b->after->before = b->before;
}

void *trv_heap_grow(struct trv_store *s, void *p, size_t size) {
  struct trv_heap_block *old = p ? BLOCK(p) : NULL;
  if (size > SIZE_MAX / 2) return NULL;
  if (old) take_out(old);
  struct trv_heap_block *b = realloc(old, offsetof(struct trv_heap_block, bytes) + size);
  if (b) take_in(s, b);
  else if (old) take_in(s, old);
  if (!b) trv_sql_set(s, SQLITE_NOMEM, NULL);
  return b ? b->bytes : NULL;
}

void *trv_heap_zeroed(struct trv_store *s, size_t n, size_t size) {
  void *p = n && size > SIZE_MAX / 2 / n ? NULL : trv_heap_grow(s, NULL, n * size);
  if (p) memset(p, 0, n * size);
  return p;
}

void trv_heap_free(void *p) {
  if (!p) return;
  take_out(BLOCK(p));
  free(BLOCK(p));
}

void trv_store_exhausted(struct trv_store *s) {
  trv_sql_set(s, SQLITE_NOMEM, NULL);
  while (s->heap) trv_heap_free(s->heap->bytes);
  s->added = s->again = s->dirty = s->told = (struct trv_ids){0};
  for (int i = 0; i < TRV_MAX_OTHERS; i++) trv_sql_end(s, s->others[i]);
  for (int i = 0; i < TRV_N_SQL; i++) sqlite3_reset(s->statements[i]);
}
