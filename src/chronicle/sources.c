/* See sources.h. Method: tellings are joined (union-find) where they have an article, an outlet, an agency or a wording in
 * common; sorted by the hash of each in turn, equals stand side by side. */
#include "chronicle/sources.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"

struct mark {
  uint64_t hash;
  uint32_t number;
};

static int by_hash(const void *a, const void *b) {
  const struct mark *x = a, *y = b;
  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  return x->number < y->number ? -1 : x->number > y->number;
}

/* Names of outlets and agencies are compared without regard to the case of plain letters. */
static uint64_t of_name(const char *s) {
  uint64_t h = 1469598103934665603u;
  if (!s || !*s) return 0;
  for (; *s; s++) {
    unsigned char c = (unsigned char)*s;
    if (c >= 'A' && c <= 'Z') c = (unsigned char)(c - 'A' + 'a');
    h = (h ^ c) * 1099511628211u;
  }
  return h ? h : 1;
}

static uint32_t root_of(uint32_t *parent, uint32_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

static uint64_t mark_of(const struct trv_source *s, int kind) {
  switch (kind) {
    case 0: return of_name(s->article);
    case 1: return of_name(s->outlet);
    case 2: return of_name(s->agency);
    default: return s->wording;
  }
}

const char *trv_agency_of(const char *agency, struct trv_entities according_to) {
  if (agency && *agency) return agency;
  for (uint32_t i = 0; i < according_to.n; i++) {
    const struct trv_entity *e = &according_to.items[i];
    if (e->sector && strcmp(e->sector, "JRN") == 0 && e->name) return e->name;
  }
  return NULL;
}

static uint32_t unite(const struct trv_source *items, uint32_t n, int first_kind, int end_kind, uint32_t *group,
                      struct trv_arena *arena) {
  uint32_t *parent = TRV_NEW_ARRAY(arena, uint32_t, n + 1), count = 0;
  struct mark *marks = TRV_NEW_ARRAY(arena, struct mark, n + 1);
  for (uint32_t i = 0; i < n; i++) parent[i] = i;
  for (int kind = first_kind; kind < end_kind; kind++) {
    for (uint32_t i = 0; i < n; i++) marks[i] = (struct mark){mark_of(&items[i], kind), i};
    qsort(marks, n, sizeof *marks, by_hash);
    for (uint32_t i = 1; i < n; i++) {
      if (!marks[i].hash || marks[i].hash != marks[i - 1].hash) continue;
      uint32_t a = root_of(parent, marks[i - 1].number), b = root_of(parent, marks[i].number);
      if (a < b) parent[b] = a;
      else parent[a] = b;
    }
  }
  for (uint32_t i = 0; i < n; i++) {
    uint32_t root = root_of(parent, i);
    count += root == i;
    if (group) group[i] = root;
  }
  return count;
}

uint32_t trv_sources_count(const struct trv_source *items, uint32_t n, uint32_t *group, struct trv_arena *arena) {
  return unite(items, n, 0, 4, group, arena);
}

uint32_t trv_articles_count(const struct trv_source *items, uint32_t n, struct trv_arena *arena) {
  return unite(items, n, 0, 1, NULL, arena);
}
