/* What a batch adds to an index of keys, to be written in the order of the keys; see filing.h. */
#include "store/filing.h"

#include <stdlib.h>

struct trv_filed {
  uint64_t key;
  int64_t row;
  uint32_t n;
};

static int by_key(const void *a, const void *b) {
  const struct trv_filed *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  if (x->row != y->row) return x->row < y->row ? -1 : 1;
  return x->n < y->n ? -1 : x->n > y->n;
}

void trv_filing_add(struct trv_store *s, struct trv_filing *f, const uint64_t *keys, uint32_t n_keys, int64_t row,
                    uint32_t n) {
  if (f->n + n_keys > f->cap) {
    size_t cap = f->cap * 2 + 4096 + n_keys;
    struct trv_filed *items = trv_heap_grow(s, f->items, cap * sizeof *items);
    if (!items) return;
    f->items = items;
    f->cap = cap;
  }
  for (uint32_t k = 0; k < n_keys; k++) f->items[f->n++] = (struct trv_filed){keys[k], row, n};
}

void trv_filing_write(struct trv_store *s, struct trv_filing *f, enum trv_sql_id id) {
  if (f->n) qsort(f->items, f->n, sizeof *f->items, by_key);
  for (size_t i = 0; i < f->n && !s->rc; i++) {
    sqlite3_stmt *st = trv_sql(s, id);
    trv_sql_bind(s, st, sqlite3_bind_parameter_count(st) == 3 ? "uii" : "ui", f->items[i].key, f->items[i].row,
                 (int64_t)f->items[i].n);
    trv_sql_run(s, st);
  }
  trv_heap_free(f->items);
  *f = (struct trv_filing){0};
}
