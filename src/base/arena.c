/* See arena.h. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define BLOCK_SIZE ((size_t)256 * 1024)

struct trv_arena_block {
  struct trv_arena_block *next;
  size_t size, used;
  bool fresh; /* zeroed by calloc and not yet reused */
  max_align_t data[];
};

struct trv_arena_deferred {
  struct trv_arena_deferred *next;
  void (*fn)(void *);
  void *resource;
};

void trv_arena_init(struct trv_arena *arena, size_t ceiling) { *arena = (struct trv_arena){.ceiling = ceiling}; }

static void run_deferred(struct trv_arena *arena) {
  for (struct trv_arena_deferred *d = arena->deferred; d; d = d->next) d->fn(d->resource);
  arena->deferred = NULL;
}

void trv_arena_release(struct trv_arena *arena) {
  run_deferred(arena);
  while (arena->blocks) {
    struct trv_arena_block *next = arena->blocks->next;
    free(arena->blocks);
    arena->blocks = next;
  }
  arena->used = 0;
}

void trv_arena_reset(struct trv_arena *arena) {
  run_deferred(arena);
  struct trv_arena_block *keep = NULL;
  while (arena->blocks) {
    struct trv_arena_block *next = arena->blocks->next;
    if (!next && arena->blocks->size == BLOCK_SIZE) keep = arena->blocks;
    else free(arena->blocks);
    arena->blocks = next;
  }
  if (keep) keep->used = 0, keep->fresh = false;
  arena->blocks = keep;
  arena->used = 0;
}

jmp_buf *trv_arena_guard(struct trv_arena *arena, jmp_buf *guard) {
  jmp_buf *former = arena->guard;
  arena->guard = guard;
  return former;
}

static _Noreturn void exhausted(struct trv_arena *arena) {
  if (arena->guard) longjmp(*arena->guard, 1);
  abort();
}

void trv_arena_defer(struct trv_arena *arena, void (*fn)(void *), void *resource) {
  struct trv_arena_deferred *d = TRV_NEW(arena, struct trv_arena_deferred);
  *d = (struct trv_arena_deferred){arena->deferred, fn, resource};
  arena->deferred = d;
}

void *trv_arena_alloc(struct trv_arena *arena, size_t size) {
  const size_t align = sizeof(max_align_t);
  if (size > SIZE_MAX - align) exhausted(arena);
  size = (size + align - 1) / align * align;
  if (arena->ceiling && (size > arena->ceiling || arena->used > arena->ceiling - size)) exhausted(arena);
  struct trv_arena_block *b = arena->blocks;
#ifdef TRV_ARENA_DEBUG
  b = NULL;
#endif
  if (!b || b->size - b->used < size) {
#ifdef TRV_ARENA_DEBUG
    size_t room = size;
#else
    size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
#endif
    b = calloc(1, sizeof *b + room);
    if (!b) exhausted(arena);
    b->size = room;
    b->fresh = true;
    b->next = arena->blocks;
    arena->blocks = b;
  }
  void *p = (char *)b->data + b->used;
  b->used += size;
  arena->used += size;
  return b->fresh ? p : memset(p, 0, size);
}

void *trv_arena_array(struct trv_arena *arena, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) exhausted(arena);
  return trv_arena_alloc(arena, count * size);
}

void *trv_arena_grow(struct trv_arena *arena, const void *old, size_t old_count, size_t new_count, size_t size) {
  void *p = trv_arena_array(arena, new_count, size);
  if (old_count) memcpy(p, old, old_count * size);
  return p;
}

char *trv_arena_strndup(struct trv_arena *arena, const char *s, size_t n) {
  char *p = trv_arena_alloc(arena, n + 1);
  if (n) memcpy(p, s, n);
  return p;
}

char *trv_arena_strdup(struct trv_arena *arena, const char *s) { return trv_arena_strndup(arena, s, strlen(s)); }

char *trv_arena_printf(struct trv_arena *arena, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  va_list again;
  va_copy(again, ap);
  int n = vsnprintf(NULL, 0, fmt, ap);
  va_end(ap);
  char *p = trv_arena_alloc(arena, n > 0 ? (size_t)n + 1 : 1);
  if (n > 0) vsnprintf(p, (size_t)n + 1, fmt, again);
  va_end(again);
  return p;
}
