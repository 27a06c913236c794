/* A memory arena: objects are allocated one after the other and released all at once.
 *
 * One arena holds a document and everything derived from it; one holds each loaded pack.
 *
 * Running out of memory: the owner of an arena arms it with `trv_arena_guard` (a setjmp buffer). An allocation that
 * fails jumps there, so that stages need not test each allocation; the owner releases the arena and returns
 * TRV_NO_MEMORY. Code that allocates from an arena therefore holds no other resource across an allocation, or
 * registers it with trv_arena_defer. An arena without a guard aborts.
 *
 * With TRV_ARENA_DEBUG each object is a malloc of its own, so that AddressSanitizer sees overruns. */
#ifndef TRV_BASE_ARENA_H
#define TRV_BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct trv_arena_block;
struct trv_arena_deferred;

struct trv_arena {
  struct trv_arena_block *blocks;
  struct trv_arena_deferred *deferred;
  size_t used;    /* bytes handed out */
  size_t ceiling; /* bytes that may be handed out; 0: no ceiling */
  jmp_buf *guard;
};

/* An empty arena; allocates nothing yet. `ceiling` in bytes, 0 for none. */
void trv_arena_init(struct trv_arena *arena, size_t ceiling);
/* Frees everything, running deferred calls last in, first out. The arena may be used again. */
void trv_arena_release(struct trv_arena *arena);
/* Empties the arena like release, but keeps its first block for the next document. */
void trv_arena_reset(struct trv_arena *arena);
/* Sets where to go when memory runs out; NULL disarms. Returns the former guard. */
jmp_buf *trv_arena_guard(struct trv_arena *arena, jmp_buf *guard);
/* Runs fn(resource) when the arena is released or reset. */
void trv_arena_defer(struct trv_arena *arena, void (*fn)(void *), void *resource);

/* `size` bytes, zeroed, aligned for any object. Never NULL. */
void *trv_arena_alloc(struct trv_arena *arena, size_t size);
/* `count` objects of `size` bytes, zeroed; guards the product against overflow. Never NULL. */
void *trv_arena_array(struct trv_arena *arena, size_t count, size_t size);
/* Room for `new_count` objects holding the first `old_count` of `old`; the rest zeroed. */
void *trv_arena_grow(struct trv_arena *arena, const void *old, size_t old_count, size_t new_count, size_t size);
/* A NUL-terminated copy of `n` bytes. */
char *trv_arena_strndup(struct trv_arena *arena, const char *s, size_t n);
char *trv_arena_strdup(struct trv_arena *arena, const char *s);
/* A NUL-terminated formatted string. */
char *trv_arena_printf(struct trv_arena *arena, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#define TRV_NEW(arena, type) ((type *)trv_arena_alloc((arena), sizeof(type)))
#define TRV_NEW_ARRAY(arena, type, n) ((type *)trv_arena_array((arena), (n), sizeof(type)))

/* Appends `value` to the array `items` (with fields n_items and cap_items beside it):
 *   TRV_PUSH(arena, doc->dates, doc->n_dates, doc->cap_dates, (struct trv_date){...});  */
#define TRV_PUSH(arena, items, n, cap, ...)                                           \
  do {                                                                                \
    if ((n) == (cap)) {                                                               \
      size_t trv_push_cap = (cap) ? (size_t)(cap)*2 : 8;                              \
      (items) = trv_arena_grow((arena), (items), (n), trv_push_cap, sizeof *(items)); \
      (cap) = (uint32_t)trv_push_cap;                                                 \
    }                                                                                 \
    (items)[(n)++] = __VA_ARGS__;                                                     \
  } while (0)

#endif
