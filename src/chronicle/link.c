/* How well two tellings agree; see incidents.h. Input: two tellings with their facts. Output: a sum of weights. */
#include "chronicle/link.h"

#include <string.h>

#include "chronicle/weights.h"

static enum trv_link_family family_of(enum trv_event_type type) {
  if (type == TRV_CONSULT || type == TRV_COOPERATE) return TRV_FAMILY_MEETINGS;
  return trv_event_verbal(type) ? TRV_FAMILY_WORDS : TRV_FAMILY_DEEDS;
}

/* Types that outlets tell for each other: what one side concedes is agreed, a captured soldier is abducted or arrested. */
static bool types_agree(const struct trv_facts *a, const struct trv_facts *b) {
  const struct trv_facts *x = a->type < b->type ? a : b, *y = a->type < b->type ? b : a;
  if (x->type == y->type) return true;
  if (x->type == TRV_AGREE && y->type == TRV_CONCEDE) return true;
  if (x->type == TRV_CONCEDE && y->type == TRV_RETREAT) return true;
  if (x->type == TRV_AGREE && y->type == TRV_RETREAT) return x->truce_tag && y->truce_tag;
  if (x->type == TRV_COERCE && y->type == TRV_ASSAULT)
    return trv_equal(x->mode, "arrest") && trv_equal(y->mode, "abduct");
  return false;
}

static int32_t length(const struct trv_days *d) { return d->to - d->from + 1; }

static int days_weight(const struct trv_facts *a, const struct trv_facts *b, const struct trv_link_weights *w) {
  const struct trv_days *x = &a->days, *y = &b->days;
  if (!a->timed || !b->timed) return 0;
  bool x_open = x->precision == TRV_PRECISE_OPEN, y_open = y->precision == TRV_PRECISE_OPEN;
  if (x_open && y_open) return x->from == y->from && x->to == y->to ? w->same_span : w->other_day;
  if (x_open || y_open) {
    /* what lasts since Monday began on Monday, as did much else */
    const struct trv_days *open = x_open ? x : y, *other = x_open ? y : x;
    if (other->from == open->from || other->to == open->to) return w->began;
    bool in =
        (open->from == TRV_NO_DAY || open->from <= other->to) && (open->to == TRV_NO_DAY || other->from <= open->to);
    return in ? w->within : w->other_day;
  }
  int32_t gap = x->from > y->to ? x->from - y->to : y->from > x->to ? y->from - x->to : 0;
  bool guessed = !a->dated || !b->dated;
  if (gap > 1) return w->other_day;
  if (gap == 1) return guessed ? w->within : w->next_day;
  if (x->from == y->from && x->to == y->to && !guessed)
    return x->precision <= TRV_PRECISE_INTERVAL ? w->same_day : w->same_span;
  if (length(x) > trv_limits.short_span_days || length(y) > trv_limits.short_span_days) return w->within;
  return guessed ? w->guessed_day : w->same_span;
}

/* The cosine of an angle in degrees, by its series: the same on every machine, and good to a part in ten thousand. */
static double cosine(double degrees) {
  double x = degrees * 3.14159265358979 / 180, x2 = x * x;
  return 1 - x2 / 2 * (1 - x2 / 12 * (1 - x2 / 30 * (1 - x2 / 56)));
}

/* Newton's method, for the same reason. */
static double square_root(double x) {
  double r = x > 1 ? x : 1;
  if (x <= 0) return 0;
  for (int i = 0; i < 40; i++) r = (r + x / r) / 2;
  return r;
}

double trv_place_distance(const struct trv_place *a, const struct trv_place *b) {
  double north = a->lat_deg - b->lat_deg, east = a->lon_deg - b->lon_deg;
  if (east > 180) east -= 360;
  if (east < -180) east += 360;
  east *= cosine((a->lat_deg + b->lat_deg) / 2);
  return 111.2 * square_root(north * north + east * east);
}

/* A country or a region holds its towns: no sign for or against. */
static bool holds(const struct trv_place *a, const struct trv_place *b) {
  if (!trv_equal(a->kind, "country") && !trv_equal(a->kind, "region")) return false;
  if (!a->country || !b->country) return true;
  return strcmp(a->country, b->country) == 0;
}

static int place_weight(const struct trv_place *a, const struct trv_place *b, const struct trv_link_weights *w) {
  if (!a || !b) return 0;
  if (trv_equal(a->name, b->name) && (!a->country || !b->country || strcmp(a->country, b->country) == 0))
    return trv_equal(a->kind, "country") ? w->place_same / 3 : w->place_same;
  if (holds(a, b) || holds(b, a)) return 0;
  if (a->located && b->located) {
    double km = trv_place_distance(a, b);
    return km <= trv_limits.near_km     ? w->place_near
           : km <= trv_limits.around_km ? w->place_around
           : km <= trv_limits.apart_km  ? w->place_apart
                                        : w->place_far;
  }
  if (a->country && b->country && strcmp(a->country, b->country) != 0) return w->place_far;
  return w->place_apart;
}

static int number_weight(int64_t a, int64_t b, const struct trv_link_weights *w) {
  if (a < 0 || b < 0) return 0;
  int64_t low = a < b ? a : b, high = a < b ? b : a;
  if (low == high) return low ? w->number_same : w->number_like; /* nobody hurt is said of many things */
  if (low * 100 >= high * trv_limits.like_percent || high - low <= 2) return w->number_like;
  return low * 100 < high * trv_limits.other_percent ? w->number_other : 0;
}

/* Tolls of one attack agree together: the best sign and the worst count, not their number. */
static int numbers_weight(const struct trv_event *a, const struct trv_event *b, const struct trv_link_weights *w) {
  const int each[] = {number_weight(a->killed, b->killed, w), number_weight(a->wounded, b->wounded, w),
                      number_weight(a->captured, b->captured, w)};
  int best = 0, worst = 0;
  for (int i = 0; i < 3; i++) {
    if (each[i] > best) best = each[i];
    if (each[i] < worst) worst = each[i];
  }
  return best + worst;
}

/* From `other` at no match to `same` at a full one, through nought at half. */
static int scaled(int match, int same, int other) {
  return match >= 50 ? same * (match - 50) / 50 : other * (50 - match) / 50;
}

static bool has_persons(const struct trv_side *s) {
  for (uint32_t i = 0; i < s->n; i++)
    if (s->items[i].name && s->items[i].camp == TRV_CAMP_STATE) return true;
  return false;
}

static bool same_person(const struct trv_side *a, const struct trv_side *b) {
  for (uint32_t i = 0; i < a->n; i++)
    for (uint32_t j = 0; j < b->n; j++)
      if (a->items[i].name && b->items[j].name && strcmp(a->items[i].name, b->items[j].name) == 0) return true;
  return false;
}

/* Whether an event has its sides side by side: a meeting, an agreement, clashes. */
static bool mutual(const struct trv_facts *f) { return !f->recipient.n && f->actor.n > 1; }

/* Sides as they stand against each other, TRV_LINK_NEVER where the two are between different parties. */
static int sides_weight(const struct trv_facts *a, const struct trv_facts *b, const struct trv_link_weights *w) {
  int sum = 0;
  bool meeting = family_of(a->type) == TRV_FAMILY_MEETINGS || a->type == TRV_AGREE || b->type == TRV_AGREE;
  int actors = trv_side_match(&a->actor, &b->actor), recipients = trv_side_match(&a->recipient, &b->recipient);
  bool actors_told = a->actor.n && b->actor.n, recipients_told = a->recipient.n && b->recipient.n;
  if (actors_told) sum += scaled(actors, w->actor_same, w->actor_other);
  if (recipients_told) sum += scaled(recipients, w->recipient_same, w->recipient_other);
  if (mutual(a) != mutual(b) || meeting) {
    struct trv_side all_a, all_b;
    trv_side_join(&a->actor, &a->recipient, &all_a);
    trv_side_join(&b->actor, &b->recipient, &all_b);
    int mixed = trv_side_match(&all_a, &all_b);
    int together = scaled(mixed, w->mixed_same, w->actor_other);
    if (all_a.n && all_b.n && together > sum) sum = together;
  }
  if (actors_told && has_persons(&a->actor) && has_persons(&b->actor))
    sum += same_person(&a->actor, &b->actor) ? w->person_same : w->person_other;
  return sum;
}

static int tag_weight(const struct trv_facts *a, const struct trv_facts *b, const struct trv_link_weights *w) {
  int sum = 0;
  if (a->truce_tag && b->truce_tag) sum += strcmp(a->truce_tag, b->truce_tag) == 0 ? w->tag_same : w->tag_other;
  else if (a->truce_tag || b->truce_tag) sum += w->tag_one;
  if (a->red_line && b->red_line) sum += w->tag_same;
  return sum;
}

/* Whether anything says that two tellings are of the same corner of the world: a country that takes part, or a place. Without,
 * a day and a type are no sign; and nothing would find the one for the other (keys.c). */
static bool meet(const struct trv_facts *a, const struct trv_facts *b, const struct trv_place *x,
                 const struct trv_place *y) {
  const struct trv_side *sides[2][2] = {{&a->actor, &a->recipient}, {&b->actor, &b->recipient}};
  for (int k = 0; k < 4; k++)
    for (uint32_t i = 0; i < sides[0][k / 2]->n; i++)
      for (uint32_t j = 0; j < sides[1][k % 2]->n; j++)
        if (strcmp(sides[0][k / 2]->items[i].code, sides[1][k % 2]->items[j].code) == 0) return true;
  return x && y && trv_equal(x->name, y->name);
}

int trv_facts_link(const struct trv_telling *a, const struct trv_facts *fa, const struct trv_telling *b,
                   const struct trv_facts *fb) {
  if (strcmp(a->article, b->article) == 0) return TRV_LINK_NEVER; /* the reader of one article has told them apart */
  if (fa->reality != fb->reality || !types_agree(fa, fb)) return TRV_LINK_NEVER;
  if (!meet(fa, fb, a->event->place, b->event->place)) return TRV_LINK_NEVER;
  enum trv_link_family family = family_of(fa->type), other = family_of(fb->type);
  const struct trv_link_weights *w = &trv_links[family < other ? family : other];
  int days = days_weight(fa, fb, w);
  if (days <= w->other_day) return TRV_LINK_NEVER;
  int place = place_weight(a->event->place, b->event->place, w);
  if (place <= -100) return TRV_LINK_NEVER;
  int sum = w->base + days + place + sides_weight(fa, fb, w) + numbers_weight(a->event, b->event, w);
  if (fa->mode && fb->mode && fa->type == fb->type) sum += trv_equal(fa->mode, fb->mode) ? w->mode_same : w->mode_other;
  sum += tag_weight(fa, fb, w);
  if (fa->type != fb->type) sum += w->type_other;
  if (a->wording && a->wording == b->wording) sum += w->wording;
  return sum > TRV_LINK_NEVER ? sum : TRV_LINK_NEVER + 1;
}

double trv_facts_score(const struct trv_telling *a, const struct trv_facts *fa, const struct trv_telling *b,
                       const struct trv_facts *fb) {
  int sum = trv_facts_link(a, fa, b, fb);
  if (sum == TRV_LINK_NEVER) return 0;
  double link = TRV_LINK_MIN + (double)sum / 400;
  return link < 0 ? 0 : link > 1 ? 1 : link;
}

double trv_telling_link(const struct trv_telling *a, const struct trv_telling *b) {
  struct trv_facts fa, fb;
  trv_facts_of(a, &fa);
  trv_facts_of(b, &fb);
  return trv_facts_score(a, &fa, b, &fb);
}
