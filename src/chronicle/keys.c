/* By what a telling is found: the keys of incidents.h. Input: a telling. Output: hashes of what two tellings of one
 * incident always share: a class of types, a country code or a place, and a day.
 *
 * A telling that spans days has a key for each, and one more for the day after, so that those a day apart meet. What is told
 * to the month meets its like. What has a place meets what happened there in that month, whoever it was. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "chronicle/link.h"
#include "chronicle/weights.h"

struct keys {
  uint32_t n;
  uint64_t *items;
};

static uint64_t mix(uint64_t h, uint64_t value) {
  h ^= value + 0x9e3779b97f4a7c15u + (h << 6) + (h >> 2);
  h *= 0xff51afd7ed558ccdu;
  return h ^ (h >> 33);
}

static uint64_t of_text(const char *s) { return trv_hash(s, strlen(s)); }

static void add(struct keys *k, uint64_t key) {
  if (k->n < TRV_MAX_TELLING_KEYS) k->items[k->n++] = key;
}

/* The classes of types that a telling can be linked within: its own, and those of types told for it (link.c). */
static uint32_t classes_of(const struct trv_facts *f, uint64_t out[5]) {
  uint32_t n = 0;
  out[n++] = (uint64_t)f->type;
  if (f->type == TRV_AGREE || f->type == TRV_CONCEDE) out[n++] = 100;
  if (f->type == TRV_CONCEDE || f->type == TRV_RETREAT) out[n++] = 101;
  if (f->truce_tag && (f->type == TRV_AGREE || f->type == TRV_RETREAT)) out[n++] = 102;
  if (trv_equal(f->mode, "arrest") || trv_equal(f->mode, "abduct")) out[n++] = 103;
  return n;
}

/* Country codes of both sides, without doubles. */
static uint32_t codes_of(const struct trv_facts *f, uint64_t out[2 * TRV_MAX_ENTITIES]) {
  uint32_t n = 0;
  for (int side = 0; side < 2; side++) {
    const struct trv_side *s = side ? &f->recipient : &f->actor;
    for (uint32_t i = 0; i < s->n; i++) {
      uint64_t code = of_text(s->items[i].code);
      uint32_t k = 0;
      while (k < n && out[k] != code) k++;
      if (k == n) out[n++] = code;
    }
  }
  return n;
}

static int by_value(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

/* The month that a day is in, counted from year 0. */
static uint64_t month_of(int32_t day) {
  struct trv_civil c = trv_civil_of(day);
  return (uint64_t)(c.year * 12 + c.month);
}

static void add_days(struct keys *k, uint64_t root, const struct trv_days *d) {
  for (int32_t day = d->from; day <= d->to + 1; day++) add(k, mix(mix(root, 1), (uint64_t)(uint32_t)day));
}

static void add_month(struct keys *k, uint64_t root, uint64_t kind, int32_t day) {
  add(k, mix(mix(root, kind), month_of(day)));
}

uint32_t trv_telling_keys(const struct trv_telling *t, uint64_t keys[TRV_MAX_TELLING_KEYS]) {
  struct keys k = {0, keys};
  struct trv_facts f;
  uint64_t classes[5], codes[2 * TRV_MAX_ENTITIES];
  trv_facts_of(t, &f);
  const struct trv_place *place = t->event->place;
  uint32_t n_classes = classes_of(&f, classes), n_codes = codes_of(&f, codes);
  bool brief = f.timed && f.days.precision != TRV_PRECISE_OPEN && f.days.to - f.days.from < 8;
  /* "since Monday" is told of what began on Monday */
  int32_t end = f.days.from != TRV_NO_DAY ? f.days.from : f.days.to;
  const struct trv_days begun = {end, end, TRV_PRECISE_DAY};
  for (uint32_t c = 0; c < n_classes; c++) {
    uint64_t class = mix(mix(7, classes[c]), (uint64_t)f.reality);
    uint64_t where = place && place->name ? mix(mix(class, 2), of_text(place->name)) : 0;
    for (uint32_t i = 0; i < n_codes; i++) {
      uint64_t who = mix(mix(class, 1), codes[i]);
      if (brief) add_days(&k, who, &f.days);
      else if (f.timed && f.days.precision == TRV_PRECISE_OPEN) add_days(&k, who, &begun);
      else if (f.timed) add_month(&k, who, 3, f.days.from);
      else add(&k, mix(who, 4));
    }
    if (where && f.timed && f.days.from != TRV_NO_DAY) add_month(&k, where, 5, f.days.from);
    if (where && f.timed && f.days.to != TRV_NO_DAY) add_month(&k, where, 5, f.days.to);
  }
  qsort(keys, k.n, sizeof *keys, by_value);
  uint32_t n = 0;
  for (uint32_t i = 0; i < k.n; i++)
    if (!n || keys[n - 1] != keys[i]) keys[n++] = keys[i];
  return n;
}
