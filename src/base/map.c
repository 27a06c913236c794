/* See map.h. */
#include "base/map.h"

uint64_t trv_hash(const char *p, size_t n) {
  uint64_t h = 1469598103934665603u;
  for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)p[i]) * 1099511628211u;
  return h ^ (h >> 29);
}

void trv_map_init(struct trv_map *map, struct trv_arena *arena) { *map = (struct trv_map){.arena = arena}; }

static struct trv_map_slot *find(struct trv_map_slot *slots, uint32_t cap, struct trv_slice key, uint64_t hash) {
  uint32_t i = (uint32_t)hash & (cap - 1);
  while (slots[i].key) {
    if (slots[i].hash == hash && slots[i].n == key.n && memcmp(slots[i].key, key.p, key.n) == 0) break;
    i = (i + 1) & (cap - 1);
  }
  return &slots[i];
}

static void enlarge(struct trv_map *map) {
  uint32_t cap = map->cap ? map->cap * 2 : 8;
  struct trv_map_slot *slots = TRV_NEW_ARRAY(map->arena, struct trv_map_slot, cap);
  for (uint32_t i = 0; i < map->cap; i++) {
    const struct trv_map_slot *s = &map->slots[i];
    if (s->key) *find(slots, cap, (struct trv_slice){s->key, s->n}, s->hash) = *s;
  }
  map->slots = slots;
  map->cap = cap;
}

void trv_map_put(struct trv_map *map, struct trv_slice key, uint32_t value) {
  if (!map->cap || map->n * 4 >= map->cap * 3) enlarge(map);
  uint64_t hash = trv_hash(key.p, key.n);
  struct trv_map_slot *s = find(map->slots, map->cap, key, hash);
  if (!s->key) {
    *s = (struct trv_map_slot){trv_arena_strndup(map->arena, key.p, key.n), (uint32_t)key.n, value, hash};
    map->n++;
  }
  s->value = value;
}

uint32_t trv_map_get(const struct trv_map *map, struct trv_slice key) {
  if (!map->cap) return TRV_MAP_NONE;
  const struct trv_map_slot *s = find(map->slots, map->cap, key, trv_hash(key.p, key.n));
  return s->key ? s->value : TRV_MAP_NONE;
}
