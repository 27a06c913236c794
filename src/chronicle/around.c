/* What one article tells of ceasefires, and who fights in it; see ledger.h.
 *
 * Input: the events and records of an article. Output: each record with its events; each event with a `ceasefire:` tag that no
 * record holds; and, where the article is about a truce at all, its attacks, which may break it, and its meetings, which may
 * lead to it. With each goes who fights whom:
 * the parties of the article's records where these name two, else the two who most of its acts of conflict set against each
 * other. */
#include <string.h>

#include "chronicle/acts.h"
#include "chronicle/parties.h"

struct foes_pair {
  const struct trv_entity *a, *b;
  uint32_t n;
};

/* How much an event says of who fights whom. */
static uint32_t fighting(const struct trv_event *e) {
  if (trv_equal(e->type, "ASSAULT") || trv_equal(e->type, "COERCE")) return 2;
  return trv_equal(e->type, "ACCUSE") ? 1 : 0;
}

/* A state for its army and its people, a group by its name. */
static int foe_order(const struct trv_entity *a, const struct trv_entity *b) {
  struct trv_side x, y;
  trv_side_of((struct trv_entities){1, a}, &x);
  trv_side_of((struct trv_entities){1, b}, &y);
  bool armed_a = x.items[0].camp == TRV_CAMP_ARMED, armed_b = y.items[0].camp == TRV_CAMP_ARMED;
  int c = strcmp(x.items[0].code, y.items[0].code);
  if (c) return c;
  if (armed_a != armed_b) return armed_a ? 1 : -1;
  if (x.items[0].partial != y.items[0].partial) return x.items[0].partial ? 1 : -1;
  return !armed_a || !a->name || !b->name ? 0 : strcmp(a->name, b->name);
}

static bool is_party(const struct trv_entity *e) {
  struct trv_side side;
  trv_side_of((struct trv_entities){1, e}, &side);
  return side.items[0].camp != TRV_CAMP_BODY;
}

static void count_pair(struct foes_pair *pairs, uint32_t *n, uint32_t most, const struct trv_entity *a,
                       const struct trv_entity *b) {
  int c = foe_order(a, b);
  uint32_t i = 0;
  if (c == 0 || !is_party(a) || !is_party(b)) return;
  if (c > 0) {
    const struct trv_entity *x = a;
    a = b;
    b = x;
  }
  while (i < *n && (foe_order(pairs[i].a, a) != 0 || foe_order(pairs[i].b, b) != 0)) i++;
  if (i == most) return;
  if (i == *n) pairs[(*n)++] = (struct foes_pair){a, b, 0};
  pairs[i].n++;
}

static void count_event(struct foes_pair *pairs, uint32_t *n, uint32_t most, const struct trv_event *e) {
  for (uint32_t i = 0; i < e->actor.n; i++) {
    for (uint32_t k = 0; k < e->recipient.n; k++)
      count_pair(pairs, n, most, &e->actor.items[i], &e->recipient.items[k]);
    /* clashes have both sides in the actor */
    for (uint32_t k = 0; k < i && !e->recipient.n; k++)
      count_pair(pairs, n, most, &e->actor.items[i], &e->actor.items[k]);
  }
}

static bool stronger(const struct foes_pair *a, const struct foes_pair *b) {
  if (a->n != b->n) return a->n > b->n;
  int c = trv_entity_order(a->a, b->a);
  return c ? c < 0 : trv_entity_order(a->b, b->b) < 0;
}

/* The two who most acts set against each other; none where no act does. */
static struct trv_entities fighters(const struct trv_telling *tellings, uint32_t n, struct trv_arena *arena) {
  enum { MOST_PAIRS = 64 };
  struct foes_pair pairs[MOST_PAIRS];
  uint32_t n_pairs = 0, best = 0;
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = fighting(tellings[i].event); k > 0; k--)
      count_event(pairs, &n_pairs, MOST_PAIRS, tellings[i].event);
  if (!n_pairs) return (struct trv_entities){0, NULL};
  for (uint32_t i = 1; i < n_pairs; i++)
    if (stronger(&pairs[i], &pairs[best])) best = i;
  struct trv_entity *items = TRV_NEW_ARRAY(arena, struct trv_entity, 2);
  items[0] = *pairs[best].a;
  items[1] = *pairs[best].b;
  return (struct trv_entities){2, items};
}

static bool has_act(const struct trv_ceasefire *c, const struct trv_event *e) {
  for (uint32_t i = 0; i < c->n_acts; i++)
    if (c->acts[i].event && strcmp(c->acts[i].event, e->id) == 0) return true;
  return false;
}

static bool tagged(const struct trv_event *e) {
  for (uint32_t i = 0; i < e->n_tags; i++)
    if (strncmp(e->tags[i], "ceasefire:", 10) == 0) return true;
  return false;
}

void trv_truces_of_article(const struct trv_telling *of, const struct trv_telling *tellings, uint32_t n,
                           const struct trv_ceasefire *records, uint32_t n_records, struct trv_arena *arena,
                           struct trv_truce_telling **out, uint32_t *n_out) {
  bool any = n_records > 0;
  *n_out = 0;
  *out = NULL;
  for (uint32_t i = 0; i < n; i++) any |= tagged(tellings[i].event);
  if (!any) return;
  struct trv_truce_telling *items = TRV_NEW_ARRAY(arena, struct trv_truce_telling, (size_t)n + n_records);
  struct trv_truce_telling one = {.article = of->article,
                                  .article_day = of->article_day,
                                  .outlet = of->outlet,
                                  .agency = of->agency,
                                  .lang = of->lang};
  for (uint32_t r = 0; r < n_records && !one.around.n; r++)
    if (records[r].parties.n > 1) one.around = records[r].parties;
  if (!one.around.n) one.around = fighters(tellings, n, arena);
  for (uint32_t r = 0; r < n_records; r++) {
    struct trv_telling *events = TRV_NEW_ARRAY(arena, struct trv_telling, n);
    one.id = trv_arena_printf(arena, "%s:%s", of->article, records[r].id);
    one.record = &records[r];
    one.n_events = 0;
    one.events = events;
    for (uint32_t i = 0; i < n; i++)
      if (has_act(&records[r], tellings[i].event)) events[one.n_events++] = tellings[i];
    items[(*n_out)++] = one;
  }
  one.record = NULL;
  one.n_events = 1;
  for (uint32_t i = 0; i < n; i++) {
    const struct trv_event *e = tellings[i].event;
    bool held = !trv_act_bears(&tellings[i]);
    for (uint32_t r = 0; r < n_records && !held; r++) held = has_act(&records[r], e);
    if (held) continue;
    one.id = tellings[i].id;
    one.events = &tellings[i];
    items[(*n_out)++] = one;
  }
  *out = items;
}
