/* A map from strings to 32-bit numbers (open addressing, linear probing, FNV-1a), in an arena. Keys are copied. */
#ifndef TRV_BASE_MAP_H
#define TRV_BASE_MAP_H

#include "base/arena.h"
#include "base/str.h"

#define TRV_MAP_NONE UINT32_MAX

struct trv_map_slot {
  const char *key; /* NULL: free */
  uint32_t n, value;
  uint64_t hash;
};

struct trv_map {
  struct trv_arena *arena;
  struct trv_map_slot *slots;
  uint32_t n, cap; /* cap is a power of two or 0 */
};

uint64_t trv_hash(const char *p, size_t n);
void trv_map_init(struct trv_map *map, struct trv_arena *arena);
/* Sets key to value, replacing a former one. */
void trv_map_put(struct trv_map *map, struct trv_slice key, uint32_t value);
/* The value of key, or TRV_MAP_NONE. */
uint32_t trv_map_get(const struct trv_map *map, struct trv_slice key);

#endif
