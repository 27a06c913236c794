/* What the tellings of one incident say together; see incidents.h.
 *
 * Input: tellings. Method: they are put into canonical order; each field is what most independent sources say (a copy adds
 * nothing), ties going to the more precise and then to the alphabet; numbers and dates keep their whole range; each side's
 * version is what it is cited with. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "chronicle/parties.h"
#include "chronicle/sources.h"
#include "ontology/cameo.h"

struct sum {
  struct trv_arena *arena;
  uint32_t n;
  const struct trv_telling **tellings; /* in canonical order */
  struct trv_source *sources;
  uint32_t *source;         /* of each telling, the number of its source */
  uint32_t *counted, round; /* of each source, the round in which it was last counted */
  struct trv_incident *out;
};

void trv_chronicle_id(char prefix, const char *first, char out[TRV_ID_BYTES]) {
  snprintf(out, TRV_ID_BYTES, "%c%016llx", prefix, (unsigned long long)trv_hash(first, strlen(first)));
}

const char *trv_stance_name(enum trv_version_stance stance) {
  static const char *const names[] = {"asserts", "denies", "accuses"};
  return names[stance];
}

static int canonical(const void *a, const void *b) {
  return trv_telling_order(*(const struct trv_telling *const *)a, *(const struct trv_telling *const *)b);
}

/* A field of a telling, and how many sources give it the value `v`. */
typedef const char *field_of(const struct trv_telling *t);

static uint32_t support(struct sum *s, field_of *value, const char *v) {
  uint32_t n = 0;
  s->round++;
  for (uint32_t i = 0; i < s->n; i++) {
    if (s->counted[s->source[i]] == s->round || !trv_equal(value(s->tellings[i]), v)) continue;
    s->counted[s->source[i]] = s->round;
    n++;
  }
  return n;
}

/* How good a value is where as many sources tell it; greater is better. */
typedef int rank_of(const char *value);

/* The value that most sources give, then the best, then the first of the alphabet; NULL where nobody gives one. */
static const char *majority(struct sum *s, field_of *value, rank_of *rank) {
  const char *best = NULL;
  uint32_t best_n = 0;
  for (uint32_t i = 0; i < s->n; i++) {
    const char *v = value(s->tellings[i]);
    if (!v || trv_equal(v, best)) continue;
    uint32_t n = support(s, value, v);
    int better = best && rank ? rank(v) - rank(best) : 0;
    if (!best || n > best_n || (n == best_n && (better > 0 || (better == 0 && strcmp(v, best) < 0))))
      best = v, best_n = n;
  }
  return best;
}

static const char *type_of(const struct trv_telling *t) { return t->event->type; }
static const char *mode_of(const struct trv_telling *t) { return t->event->mode; }
static const char *cameo_of(const struct trv_telling *t) { return t->event->cameo; }
static const char *status_of(const struct trv_telling *t) { return t->event->status; }
static const char *date_of(const struct trv_telling *t) { return trv_date_told(t); }
static const char *place_of(const struct trv_telling *t) { return t->event->place ? t->event->place->name : NULL; }

static int status_rank(const char *status) {
  static const char *const order[] = {"negated", "hypothetical", "future", "denied", "alleged", "actual", NULL};
  for (int i = 0; order[i]; i++)
    if (strcmp(status, order[i]) == 0) return i;
  return -1;
}

static int date_rank(const char *date) {
  struct trv_days d;
  return trv_days_parse(date, &d) ? -(int)d.precision : -100;
}

/* ---- fields */

static void sum_dates(struct sum *s) {
  int32_t from = INT32_MAX, to = INT32_MIN;
  bool any = false, fine = false;
  struct trv_days d;
  s->out->date = majority(s, date_of, date_rank);
  for (uint32_t i = 0; i < s->n; i++)
    fine |= trv_days_parse(date_of(s->tellings[i]), &d) && d.precision <= TRV_PRECISE_INTERVAL;
  for (uint32_t i = 0; i < s->n; i++) {
    if (!trv_days_parse(date_of(s->tellings[i]), &d) || (fine && d.precision > TRV_PRECISE_INTERVAL)) continue;
    any = true;
    /* an open end stays open */
    if (d.from == TRV_NO_DAY || from == TRV_NO_DAY) from = TRV_NO_DAY;
    else if (d.from < from) from = d.from;
    if (d.to == TRV_NO_DAY || to == INT32_MAX) to = INT32_MAX;
    else if (d.to > to) to = d.to;
  }
  if (!any) return;
  char text[16];
  if (from != TRV_NO_DAY) trv_day_print(from, text), s->out->date_from = trv_arena_strdup(s->arena, text);
  if (to != INT32_MAX) trv_day_print(to, text), s->out->date_to = trv_arena_strdup(s->arena, text);
}

static int place_rank(const struct trv_place *p) {
  if (trv_equal(p->kind, "country")) return 0;
  return trv_equal(p->kind, "region") ? 1 : p->located ? 3 : 2;
}

/* The most specific place; of equally specific ones that of most sources. */
static void sum_place(struct sum *s) {
  const struct trv_place *best = NULL;
  uint32_t best_n = 0;
  for (uint32_t i = 0; i < s->n; i++) {
    const struct trv_place *p = s->tellings[i]->event->place;
    if (!p || !p->name || (best && strcmp(best->name, p->name) == 0)) continue;
    uint32_t n = support(s, place_of, p->name);
    int c = best ? place_rank(p) - place_rank(best) : 1;
    if (c > 0 || (c == 0 && (n > best_n || (n == best_n && strcmp(p->name, best->name) < 0)))) best = p, best_n = n;
  }
  s->out->place = best;
}

static void widen(struct trv_range *r, int64_t number) {
  if (number < 0) return;
  if (r->low < 0 || number < r->low) r->low = number;
  if (number > r->high) r->high = number;
}

static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static void sum_tags(struct sum *s) {
  uint32_t n = 0, cap = 0, kept = 0;
  const char **tags = NULL;
  for (uint32_t i = 0; i < s->n; i++)
    for (uint32_t k = 0; k < s->tellings[i]->event->n_tags; k++)
      TRV_PUSH(s->arena, tags, n, cap, s->tellings[i]->event->tags[k]);
  if (n) qsort(tags, n, sizeof *tags, by_text);
  for (uint32_t i = 0; i < n; i++)
    if (!kept || strcmp(tags[kept - 1], tags[i]) != 0) tags[kept++] = tags[i];
  s->out->n_tags = kept;
  s->out->tags = tags;
}

static void sum_contexts(struct sum *s) {
  bool told[TRV_MAX_CONTEXTS] = {false};
  uint32_t n = trv_n_contexts();
  for (uint32_t i = 0; i < s->n; i++)
    for (uint32_t k = 0; k < s->tellings[i]->event->n_contexts; k++) {
      const char *name = s->tellings[i]->event->contexts[k];
      uint32_t context = trv_context_of(name, strlen(name));
      if (context < n) told[context] = true;
    }
  const char **contexts = TRV_NEW_ARRAY(s->arena, const char *, TRV_MAX_CONTEXTS);
  for (uint32_t c = 0; c < n; c++)
    if (told[c]) contexts[s->out->n_contexts++] = trv_context_name(c);
  s->out->contexts = contexts;
}

/* The code that most sources tell; one that does not stand with the type is none. */
static void sum_cameo(struct sum *s) {
  struct trv_cameo cameo;
  const char *code = majority(s, cameo_of, NULL);
  bool fits = code && trv_cameo_find(code, &cameo) && trv_cameo_fits(&cameo, trv_event_of(s->out->type));
  s->out->cameo = fits ? code : NULL;
}

static void sum_sides(struct sum *s) {
  struct trv_entity_bag bag;
  trv_bag_init(&bag, s->arena);
  for (uint32_t i = 0; i < s->n; i++) {
    trv_bag_add_all(&bag, s->tellings[i]->event->actor, true);
    trv_bag_add_all(&bag, s->tellings[i]->event->recipient, false);
  }
  trv_bag_settle(&bag);
  s->out->actor = trv_bag_list(&bag, true);
  s->out->recipient = trv_bag_list(&bag, false);
}

/* ---- versions */

struct saying {
  enum trv_version_stance stance;
  const struct trv_entity *who;
  uint32_t telling;
};

static int by_saying(const void *a, const void *b) {
  const struct saying *x = a, *y = b;
  if (!x->who != !y->who) return x->who ? 1 : -1;
  int c = x->who ? trv_entity_order(x->who, y->who) : 0;
  if (!c) c = (int)x->stance - (int)y->stance;
  return c ? c : x->telling < y->telling ? -1 : x->telling > y->telling;
}

static bool on_side(const struct trv_entity *e, struct trv_entities side) {
  struct trv_side one, all;
  trv_side_of((struct trv_entities){1, e}, &one);
  trv_side_of(side, &all);
  for (uint32_t i = 0; i < all.n; i++)
    if (strcmp(one.items[0].code, all.items[i].code) == 0 && one.items[0].camp == all.items[i].camp) return true;
  return false;
}

/* Who says it: the last of the chain who is no medium. NULL: the outlets themselves. */
static const struct trv_entity *speaker_of(const struct trv_event *e) {
  for (uint32_t i = e->according_to.n; i-- > 0;)
    if (!trv_equal(e->according_to.items[i].sector, "JRN")) return &e->according_to.items[i];
  return NULL;
}

/* What one telling says of who says what. A denied act of which the author is cited is denied by him; of which somebody else is
 * cited, it is asserted by that one and denied by its author. */
static uint32_t sayings_of(const struct trv_event *e, uint32_t telling, struct saying *out) {
  uint32_t n = 0;
  const struct trv_entity *who = speaker_of(e);
  bool accuses = trv_equal(e->type, "ACCUSE"), denied = trv_equal(e->status, "denied");
  if (accuses && !denied && !trv_equal(e->status, "negated"))
    for (uint32_t i = 0; i < e->actor.n && n < TRV_MAX_ENTITIES; i++)
      out[n++] = (struct saying){TRV_ACCUSES, &e->actor.items[i], telling};
  if (accuses && !denied && n) return n;
  bool own = who && on_side(who, e->actor);
  if (denied && !own)
    for (uint32_t i = 0; i < e->actor.n && n < TRV_MAX_ENTITIES; i++)
      out[n++] = (struct saying){TRV_DENIES, &e->actor.items[i], telling};
  bool denies = (denied && own) || trv_equal(e->status, "negated");
  if (!denied || who) out[n++] = (struct saying){denies ? TRV_DENIES : TRV_ASSERTS, who, telling};
  return n;
}

static struct trv_version version_of(struct sum *s, const struct saying *sayings, uint32_t n) {
  struct trv_version v = {.stance = sayings->stance,
                          .who = sayings->who,
                          .killed = {-1, -1},
                          .wounded = {-1, -1},
                          .captured = {-1, -1},
                          .event = s->tellings[sayings->telling]->id};
  struct trv_source *from = TRV_NEW_ARRAY(s->arena, struct trv_source, n);
  for (uint32_t i = 0; i < n; i++) {
    const struct trv_event *e = s->tellings[sayings[i].telling]->event;
    from[i] = s->sources[sayings[i].telling];
    if (v.stance == TRV_DENIES) continue;
    widen(&v.killed, e->killed);
    widen(&v.wounded, e->wounded);
    widen(&v.captured, e->captured);
  }
  v.n_sources = trv_sources_count(from, n, NULL, s->arena);
  v.n_articles = trv_articles_count(from, n, s->arena);
  return v;
}

static void sum_versions(struct sum *s) {
  struct saying *all = TRV_NEW_ARRAY(s->arena, struct saying, (size_t)s->n * (TRV_MAX_ENTITIES + 1));
  uint32_t n = 0, asserted = 0, denied = 0, cap = 0;
  struct trv_version *versions = NULL;
  for (uint32_t i = 0; i < s->n; i++) n += sayings_of(s->tellings[i]->event, i, all + n);
  if (n) qsort(all, n, sizeof *all, by_saying);
  for (uint32_t i = 0, end; i < n; i = end) {
    for (end = i + 1; end < n && all[end].stance == all[i].stance && !all[i].who == !all[end].who &&
                      (!all[i].who || trv_entity_order(all[i].who, all[end].who) == 0);)
      end++;
    TRV_PUSH(s->arena, versions, s->out->n_versions, cap, version_of(s, all + i, end - i));
    if (all[i].stance == TRV_DENIES) denied++;
    else asserted++;
  }
  s->out->versions = versions;
  s->out->contested = asserted && denied;
}

void trv_incident_sum(const struct trv_telling *tellings, uint32_t n, struct trv_arena *arena,
                      struct trv_incident *out) {
  struct sum s = {.arena = arena, .n = n, .out = out};
  *out = (struct trv_incident){.n_tellings = n, .killed = {-1, -1}, .wounded = {-1, -1}, .captured = {-1, -1}};
  s.tellings = TRV_NEW_ARRAY(arena, const struct trv_telling *, n + 1);
  s.sources = TRV_NEW_ARRAY(arena, struct trv_source, n + 1);
  s.source = TRV_NEW_ARRAY(arena, uint32_t, n + 1);
  s.counted = TRV_NEW_ARRAY(arena, uint32_t, n + 1);
  for (uint32_t i = 0; i < n; i++) s.tellings[i] = &tellings[i];
  qsort(s.tellings, n, sizeof *s.tellings, canonical);
  for (uint32_t i = 0; i < n; i++) {
    const struct trv_telling *t = s.tellings[i];
    s.sources[i] =
        (struct trv_source){t->article, t->outlet, trv_agency_of(t->agency, t->event->according_to), t->wording};
    widen(&out->killed, t->event->killed);
    widen(&out->wounded, t->event->wounded);
    widen(&out->captured, t->event->captured);
  }
  out->n_sources = trv_sources_count(s.sources, n, s.source, arena);
  out->n_articles = trv_articles_count(s.sources, n, arena);
  trv_chronicle_id('i', s.tellings[0]->id, out->id);
  out->type = majority(&s, type_of, NULL);
  out->quad_class = out->type ? trv_event_quad(trv_event_of(out->type)) : 0;
  const char *mode = majority(&s, mode_of, NULL);
  out->mode = mode && trv_event_has_mode(trv_event_of(out->type), mode) ? mode : NULL;
  out->status = majority(&s, status_of, status_rank);
  sum_dates(&s);
  sum_place(&s);
  sum_cameo(&s);
  sum_tags(&s);
  sum_contexts(&s);
  sum_sides(&s);
  sum_versions(&s);
}
