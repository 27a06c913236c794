/* Lists of entities of several articles made one: who they are under their most specific names, in an order of their own. */
#ifndef TRV_CHRONICLE_PARTIES_H
#define TRV_CHRONICLE_PARTIES_H

#include "chronicle/facts.h"

/* An entity that several tellings name, with how many articles do. */
struct trv_counted_entity {
  struct trv_entity entity;
  uint32_t n;        /* tellings */
  uint32_t as_actor; /* of these, those in which it acts */
};

struct trv_entity_bag {
  struct trv_arena *arena;
  uint32_t n, cap;
  struct trv_counted_entity *items;
};

void trv_bag_init(struct trv_entity_bag *bag, struct trv_arena *arena);
void trv_bag_add(struct trv_entity_bag *bag, const struct trv_entity *e, bool acts);
void trv_bag_add_all(struct trv_entity_bag *bag, struct trv_entities list, bool acts);
/* Drops what a more specific entry says better ("Baku" where Aliyev is named, its army where its government is) and sorts by
 * code, sector and name. The result does not depend on the order of adding. */
void trv_bag_settle(struct trv_entity_bag *bag);
/* Those that mostly act, or those that mostly do not; words and spans, which belong to one article, are left out. */
struct trv_entities trv_bag_list(const struct trv_entity_bag *bag, bool acting);
/* All of them. */
struct trv_entities trv_bag_all(const struct trv_entity_bag *bag);
/* The total order of entities: code, sector, name. As for qsort. */
int trv_entity_order(const struct trv_entity *a, const struct trv_entity *b);

#endif
