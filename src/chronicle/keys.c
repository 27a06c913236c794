/* By what a telling is found: the keys of incidents.h. Input: a telling. Output: hashes of what two tellings of one
 * incident always share: a class of types, a country code or a place, and a block of days.
 *
 * A telling is filed under each block that its days touch, and looks into those that the days before and after touch as well, so
 * that two that are a day apart meet. Of who took part, what is told to the month meets its like.
 *
 * The block is in the high bits: what happened at one time lies close together in an index, and a key needs six bytes. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "chronicle/link.h"
#include "chronicle/weights.h"

#define BLOCK_DAYS 4
#define BRIEF_DAYS 8 /* longer spans are looked for by their month */
#define MOST_CODES 8 /* of more countries, those are used that come first by their hashes */

struct keys {
  uint32_t n, most;
  uint64_t *items;
  bool looks; /* else it files */
};

static uint64_t mix(uint64_t h, uint64_t value) {
  h ^= value + 0x9e3779b97f4a7c15u + (h << 6) + (h >> 2);
  h *= 0xff51afd7ed558ccdu;
  return h ^ (h >> 33);
}

static uint64_t of_text(const char *s) { return trv_hash(s, strlen(s)); }

static void add(struct keys *k, int64_t block, uint64_t hash) {
  if (k->n < k->most) k->items[k->n++] = ((uint64_t)block & 0xFFFF) << 31 | (hash >> 33);
}

static uint64_t class_of(enum trv_event_type type) {
  return type == TRV_CONCEDE || type == TRV_RETREAT ? (uint64_t)TRV_AGREE : (uint64_t)type;
}

/* The classes of types that a telling can be linked within: those that outlets tell for each other are one (link.c). */
static uint32_t classes_of(const struct trv_facts *f, uint64_t out[2]) {
  uint32_t n = 0;
  out[n++] = class_of(f->type);
  if (trv_equal(f->mode, "arrest") || trv_equal(f->mode, "abduct")) out[n++] = 100;
  return n;
}

static int by_value(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

static uint32_t sort_once(uint64_t *items, uint32_t n) {
  uint32_t kept = 0;
  if (n) qsort(items, n, sizeof *items, by_value);
  for (uint32_t i = 0; i < n; i++)
    if (!kept || items[kept - 1] != items[i]) items[kept++] = items[i];
  return kept;
}

/* Country codes of both sides. */
static uint32_t codes_of(const struct trv_facts *f, uint64_t out[2 * TRV_MAX_ENTITIES]) {
  uint32_t n = 0;
  for (int side = 0; side < 2; side++) {
    const struct trv_side *s = side ? &f->recipient : &f->actor;
    for (uint32_t i = 0; i < s->n; i++) out[n++] = of_text(s->items[i].code);
  }
  n = sort_once(out, n);
  return n < MOST_CODES ? n : MOST_CODES;
}

static int64_t block_of(int64_t day) { return day >= 0 ? day / BLOCK_DAYS : -((BLOCK_DAYS - 1 - day) / BLOCK_DAYS); }

static void add_days(struct keys *k, uint64_t what, int32_t from, int32_t to) {
  int64_t first = block_of((int64_t)from - k->looks), last = block_of((int64_t)to + k->looks);
  for (int64_t block = first; block <= last; block++) add(k, block, mix(what, 1));
}

/* The first of the month that a day is in. */
static int32_t month_of(int32_t day) {
  struct trv_civil c = trv_civil_of(day);
  return trv_day_of(c.year, c.month, 1);
}

static void add_month(struct keys *k, uint64_t what, int32_t day) {
  add(k, block_of(month_of(day)), mix(mix(what, 2), (uint64_t)(uint32_t)month_of(day)));
}

static bool is_open(const struct trv_facts *f) { return f->days.precision == TRV_PRECISE_OPEN; }
static bool is_brief(const struct trv_facts *f) { return !is_open(f) && f->days.to - f->days.from < BRIEF_DAYS; }

/* "Since Monday" is told of what began on Monday. */
static int32_t began(const struct trv_facts *f) { return f->days.from != TRV_NO_DAY ? f->days.from : f->days.to; }

static void add_code(struct keys *k, uint64_t who, const struct trv_facts *f) {
  if (!f->timed) add(k, 0, mix(who, 3));
  else if (is_open(f)) add_days(k, who, began(f), began(f));
  else if (is_brief(f)) add_days(k, who, f->days.from, f->days.to);
  else add_month(k, who, f->days.from);
}

/* What is told of a place to the month meets what was there on any of its days. */
static void add_place(struct keys *k, uint64_t where, const struct trv_facts *f) {
  int32_t from = began(f), to = is_open(f) || f->days.to == TRV_NO_DAY ? from : f->days.to;
  if (is_brief(f)) {
    add_days(k, where, from, to);
    if (!k->looks) return;
    add_month(k, where, from - 1);
    add_month(k, where, to + 1);
    return;
  }
  const int32_t ends[] = {from, to};
  for (int i = 0; i < 2; i++) {
    add_month(k, where, ends[i]);
    if (k->looks) add_days(k, where, month_of(ends[i]), month_of(month_of(ends[i]) + 31) - 1);
  }
}

static uint64_t of_code(uint64_t class, uint64_t code) { return mix(mix(class, 1), code); }

static uint32_t keys_of(const struct trv_telling *t, struct keys *k) {
  struct trv_facts f;
  uint64_t classes[2], codes[2 * TRV_MAX_ENTITIES];
  trv_facts_of(t, &f);
  const struct trv_place *place = t->event->place;
  uint32_t n_classes = classes_of(&f, classes), n_codes = codes_of(&f, codes);
  for (uint32_t c = 0; c < n_classes; c++) {
    uint64_t class = mix(mix(7, classes[c]), (uint64_t)f.reality);
    for (uint32_t i = 0; i < n_codes; i++) add_code(k, of_code(class, codes[i]), &f);
    if (place && place->name && f.timed) add_place(k, mix(mix(class, 2), of_text(place->name)), &f);
  }
  return sort_once(k->items, k->n);
}

uint32_t trv_telling_keys(const struct trv_telling *t, uint64_t keys[TRV_MAX_TELLING_KEYS]) {
  return keys_of(t, &(struct keys){.most = TRV_MAX_TELLING_KEYS, .items = keys});
}

uint32_t trv_telling_looks(const struct trv_telling *t, uint64_t keys[TRV_MAX_TELLING_KEYS]) {
  return keys_of(t, &(struct keys){.most = TRV_MAX_TELLING_KEYS, .items = keys, .looks = true});
}

bool trv_keys_meet(const uint64_t *a, uint32_t n_a, const uint64_t *b, uint32_t n_b) {
  for (uint32_t i = 0, k = 0; i < n_a && k < n_b;) {
    if (a[i] == b[k]) return true;
    if (a[i] < b[k]) i++;
    else k++;
  }
  return false;
}

uint32_t trv_acts_looks(enum trv_event_type type, const char *code, int32_t from, int32_t to, uint64_t *keys,
                        uint32_t most) {
  struct keys k = {.most = most, .items = keys};
  uint64_t who = of_code(mix(mix(7, class_of(type)), (uint64_t)TRV_HAPPENED), of_text(code));
  add_days(&k, who, from, to);
  for (int32_t day = month_of(from); day <= to; day = month_of(day + 31)) add_month(&k, who, day);
  return sort_once(keys, k.n);
}
