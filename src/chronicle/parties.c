/* See parties.h. */
#include "chronicle/parties.h"

#include <stdlib.h>
#include <string.h>

static int order(const char *a, const char *b) { return strcmp(a ? a : "", b ? b : ""); }

int trv_entity_order(const struct trv_entity *a, const struct trv_entity *b) {
  int c = order(a->code, b->code);
  if (!c) c = order(a->sector, b->sector);
  return c ? c : order(a->name, b->name);
}

static int by_entity(const void *a, const void *b) {
  return trv_entity_order(&((const struct trv_counted_entity *)a)->entity,
                          &((const struct trv_counted_entity *)b)->entity);
}

void trv_bag_init(struct trv_entity_bag *bag, struct trv_arena *arena) {
  *bag = (struct trv_entity_bag){.arena = arena};
}

void trv_bag_add(struct trv_entity_bag *bag, const struct trv_entity *e, bool acts) {
  struct trv_entity one = *e;
  one.text = NULL;
  one.span = (struct trv_bytes){0, 0};
  for (uint32_t i = 0; i < bag->n; i++) {
    struct trv_counted_entity *c = &bag->items[i];
    if (trv_entity_order(&c->entity, &one) != 0) continue;
    /* of two offices of a person, one is taken by the alphabet */
    if (one.office && (!c->entity.office || strcmp(one.office, c->entity.office) < 0)) c->entity.office = one.office;
    c->n++;
    c->as_actor += acts;
    return;
  }
  TRV_PUSH(bag->arena, bag->items, bag->n, bag->cap, (struct trv_counted_entity){one, 1, acts});
}

void trv_bag_add_all(struct trv_entity_bag *bag, struct trv_entities list, bool acts) {
  for (uint32_t i = 0; i < list.n; i++) trv_bag_add(bag, &list.items[i], acts);
}

/* Whether `b` says what `a` says, and more or more often. */
static bool says_better(const struct trv_counted_entity *b, const struct trv_counted_entity *a) {
  struct trv_side x, y;
  trv_side_of((struct trv_entities){1, &a->entity}, &x);
  trv_side_of((struct trv_entities){1, &b->entity}, &y);
  const struct trv_party *p = &x.items[0], *q = &y.items[0];
  if (strcmp(p->code, q->code) != 0 || p->camp != q->camp || p->partial != q->partial || p->name) return false;
  if (q->name) return true;
  if (p->camp == TRV_CAMP_CIVIL && !trv_equal(a->entity.sector, b->entity.sector)) return false;
  /* a government and its army, both unnamed: what more tellings say */
  if (a->n != b->n) return b->n > a->n;
  return trv_entity_order(&b->entity, &a->entity) < 0;
}

void trv_bag_settle(struct trv_entity_bag *bag) {
  uint32_t n = 0;
  if (!bag->n) return;
  qsort(bag->items, bag->n, sizeof *bag->items, by_entity);
  struct trv_counted_entity *kept = TRV_NEW_ARRAY(bag->arena, struct trv_counted_entity, bag->n);
  uint32_t *heir = TRV_NEW_ARRAY(bag->arena, uint32_t, bag->n);
  for (uint32_t i = 0; i < bag->n; i++) {
    heir[i] = i;
    for (uint32_t k = 0; k < bag->n; k++)
      if (k != i && says_better(&bag->items[k], &bag->items[i]) &&
          (heir[i] == i || says_better(&bag->items[k], &bag->items[heir[i]])))
        heir[i] = k;
  }
  /* whether it acts is counted of all that it stands for */
  for (uint32_t i = 0; i < bag->n; i++) {
    if (heir[i] == i) continue;
    uint32_t h = heir[i];
    while (heir[h] != h) h = heir[h];
    bag->items[h].n += bag->items[i].n;
    bag->items[h].as_actor += bag->items[i].as_actor;
  }
  for (uint32_t i = 0; i < bag->n; i++)
    if (heir[i] == i) kept[n++] = bag->items[i];
  bag->items = kept;
  bag->cap = bag->n;
  bag->n = n;
}

static struct trv_entities list_of(const struct trv_entity_bag *bag, bool every, bool acting) {
  struct trv_entity *items = TRV_NEW_ARRAY(bag->arena, struct trv_entity, bag->n + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < bag->n; i++)
    if (every || (bag->items[i].as_actor * 2 >= bag->items[i].n) == acting) items[n++] = bag->items[i].entity;
  return (struct trv_entities){n, n ? items : NULL};
}

struct trv_entities trv_bag_list(const struct trv_entity_bag *bag, bool acting) {
  return list_of(bag, false, acting);
}
struct trv_entities trv_bag_all(const struct trv_entity_bag *bag) {
  return list_of(bag, true, false);
}
