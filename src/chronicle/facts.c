/* See facts.h. */
#include "chronicle/facts.h"

#include <stddef.h>
#include <string.h>

#include "chronicle/weights.h"

bool trv_equal(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

static enum trv_camp camp_of(const char *sector) {
  static const char state[] = "GOV MIL COP JUD LEG SPY PTY ELI", armed[] = "REB PRM UAF CRM", body[] = "IGO NGO";
  if (!sector) return TRV_CAMP_STATE;
  for (size_t i = 0; i < sizeof state; i += 4)
    if (strncmp(sector, state + i, 3) == 0) return TRV_CAMP_STATE;
  for (size_t i = 0; i < sizeof armed; i += 4)
    if (strncmp(sector, armed + i, 3) == 0) return TRV_CAMP_ARMED;
  for (size_t i = 0; i < sizeof body; i += 4)
    if (strncmp(sector, body + i, 3) == 0) return TRV_CAMP_BODY;
  return TRV_CAMP_CIVIL;
}

void trv_side_of(struct trv_entities list, struct trv_side *out) {
  out->n = 0;
  for (uint32_t i = 0; i < list.n && out->n < TRV_MAX_ENTITIES; i++) {
    const struct trv_entity *e = &list.items[i];
    enum trv_camp camp = camp_of(e->sector);
    /* the head of an armed group stands for it */
    out->items[out->n++] =
        (struct trv_party){.code = e->code ? e->code : "",
                           .name = camp == TRV_CAMP_ARMED && e->office ? NULL : e->name,
                           .camp = camp,
                           .partial = e->sector && strcmp(e->sector + strcspn(e->sector, "+"), "+PRE") == 0};
  }
}

int trv_party_match(const struct trv_party *a, const struct trv_party *b) {
  if (strcmp(a->code, b->code) != 0 || a->partial != b->partial) return 0;
  bool named = a->name && b->name, same_name = named && strcmp(a->name, b->name) == 0;
  if (same_name) return 100;
  if (a->camp == b->camp) {
    if (!named) return a->name || b->name ? trv_match.named_and_not : 100;
    /* two leaders of one government speak for it; two armed groups or two bodies are two */
    return a->camp == TRV_CAMP_STATE ? trv_match.other_person : trv_match.other_group;
  }
  /* whoever was hit in a country's town: its people or its troops, as outlets will have it; its rebels are no part of it */
  if (a->camp == TRV_CAMP_ARMED || b->camp == TRV_CAMP_ARMED) return trv_match.armed_and_not;
  return trv_match.state_and_people;
}

static int best_match(const struct trv_party *p, const struct trv_side *s) {
  int best = 0;
  for (uint32_t i = 0; i < s->n; i++) {
    int m = trv_party_match(p, &s->items[i]);
    if (m > best) best = m;
  }
  return best;
}

int trv_side_match(const struct trv_side *a, const struct trv_side *b) {
  int sum = 0;
  if (!a->n || !b->n) return 0;
  for (uint32_t i = 0; i < a->n; i++) sum += best_match(&a->items[i], b);
  for (uint32_t i = 0; i < b->n; i++) sum += best_match(&b->items[i], a);
  return sum / (int)(a->n + b->n);
}

void trv_side_join(const struct trv_side *a, const struct trv_side *b, struct trv_side *out) {
  *out = *a;
  for (uint32_t i = 0; i < b->n && out->n < TRV_MAX_ENTITIES; i++)
    if (best_match(&b->items[i], a) < 100) out->items[out->n++] = b->items[i];
}

static bool is_among(const char *word, const char *const *list) {
  for (; word && *list; list++)
    if (strcmp(word, *list) == 0) return true;
  return false;
}

static bool is_planned(const struct trv_event *e) {
  static const char *const planned[] = {"future", "hypothetical", NULL};
  return is_among(e->status, planned);
}

const char *trv_date_told(const struct trv_telling *t) {
  struct trv_days d, article;
  if (!trv_days_parse(t->event->date, &d)) return NULL;
  if (is_planned(t->event) || d.from == TRV_NO_DAY) return t->event->date;
  return trv_days_parse(t->article_day, &article) && article.to != TRV_NO_DAY && d.from > article.to ? NULL
                                                                                                     : t->event->date;
}

void trv_facts_of(const struct trv_telling *t, struct trv_facts *out) {
  const struct trv_event *e = t->event;
  memset(out, 0, offsetof(struct trv_facts, actor)); /* the sides set themselves */
  out->type = trv_event_of(e->type);
  out->mode = e->mode;
  if (is_planned(e)) out->reality = TRV_PLANNED;
  else if (e->status && strcmp(e->status, "negated") == 0) out->reality = TRV_NOT_DONE;
  for (uint32_t i = 0; i < e->n_tags; i++) {
    if (strncmp(e->tags[i], "ceasefire:", 10) == 0) out->truce_tag = e->tags[i];
    if (strcmp(e->tags[i], "red_line") == 0) out->red_line = true;
  }
  trv_side_of(e->actor, &out->actor);
  trv_side_of(e->recipient, &out->recipient);
  out->dated = out->timed = trv_days_parse(trv_date_told(t), &out->days);
  if (!out->dated && trv_days_parse(t->article_day, &out->days)) {
    out->timed = true;
    if (out->days.precision == TRV_PRECISE_DAY) {
      out->days.from -= trv_limits.days_before_article;
      out->days.precision = TRV_PRECISE_INTERVAL;
    }
  }
}
