/* Incidents as rows of the formats of other data sets (out/row.h): what the chronicle has of them, and from their tellings what it has not. */
#include "store/read.h"

uint32_t trv_split_list(struct trv_writer *w, const char *list, const char *const **out) {
  uint32_t n = 0, cap = 0;
  const char **items = NULL;
  struct trv_slice rest = trv_slice_of(list);
  while (list && rest.p) {
    struct trv_slice one = trv_slice_split(&rest, ';');
    TRV_PUSH(&w->scratch, items, n, cap, trv_arena_strndup(&w->scratch, one.p, one.n));
  }
  *out = items;
  return n;
}

/* The tellings of an incident, in the order in which they are shown. */
struct tellings {
  uint32_t n;
  const struct trv_telling **items;
};

static bool same_entity(const struct trv_entity *a, const struct trv_entity *b) {
  const char *const x[] = {a->code, a->sector, a->name}, *const y[] = {b->code, b->sector, b->name};
  for (int i = 0; i < 3; i++)
    if (!x[i] != !y[i] || (x[i] && strcmp(x[i], y[i]) != 0)) return false;
  return true;
}

struct placed {
  struct trv_entity entity;
  uint32_t order;
};

/* Where a telling names an entity first, and with which office. */
static void place_entity(struct placed *p, const struct tellings *t, bool acts) {
  p->order = UINT32_MAX;
  for (uint32_t i = 0; i < t->n && p->order == UINT32_MAX; i++) {
    struct trv_entities list = acts ? t->items[i]->event->actor : t->items[i]->event->recipient;
    for (uint32_t k = 0; k < list.n && p->order == UINT32_MAX; k++)
      if (same_entity(&list.items[k], &p->entity)) {
        p->order = i * TRV_MAX_ENTITIES + k;
        p->entity.office = list.items[k].office;
      }
  }
}

/* A side of the chronicle in the order in which it is told: its list there is sorted, and has no offices. */
static struct trv_entities side(struct trv_writer *w, const char *list, const struct tellings *t, bool acts) {
  struct trv_entities all = trv_side_entities(w, list);
  struct placed *placed = TRV_NEW_ARRAY(&w->scratch, struct placed, all.n + 1u);
  for (uint32_t i = 0; i < all.n; i++) {
    struct placed p = {.entity = all.items[i]};
    place_entity(&p, t, acts);
    uint32_t k = i;
    for (; k > 0 && placed[k - 1].order > p.order; k--) placed[k] = placed[k - 1];
    placed[k] = p;
  }
  struct trv_entity *items = TRV_NEW_ARRAY(&w->scratch, struct trv_entity, all.n + 1u);
  for (uint32_t i = 0; i < all.n; i++) items[i] = placed[i].entity;
  return (struct trv_entities){all.n, items};
}

static uint64_t count_mentions(struct trv_store *s, int64_t event) {
  uint64_t n = 0;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_MENTIONS_OF);
  trv_sql_bind(s, st, "i", event);
  while (trv_sql_row(s, st)) n++;
  return n ? n : 1;
}

static bool listed(const char *const *items, uint32_t n, const char *item) {
  for (uint32_t i = 0; i < n; i++)
    if (strcmp(items[i], item) == 0) return true;
  return false;
}

/* Who published the tellings, each once. */
static const char *outlets(struct trv_writer *w, const struct tellings *t) {
  const char **names = TRV_NEW_ARRAY(&w->scratch, const char *, t->n + 1u), *all = NULL;
  uint32_t n = 0;
  for (uint32_t i = 0; i < t->n; i++) {
    const char *outlet = t->items[i]->outlet;
    if (!outlet || listed(names, n, outlet)) continue;
    names[n++] = outlet;
    all = all ? trv_arena_printf(&w->scratch, "%s; %s", all, outlet) : outlet;
  }
  return all;
}

/* What only the tellings have. */
static bool add_tellings(struct trv_store *s, struct trv_writer *w, const struct trv_incident_row *r,
                         struct trv_event *e, struct trv_row *out) {
  struct trv_ids ids = {0};
  struct trv_mention m;
  trv_incident_events(s, r->row, &ids);
  struct tellings t = {0, TRV_NEW_ARRAY(&w->scratch, const struct trv_telling *, ids.n + 1)};
  for (size_t i = 0; i < ids.n && !s->rc; i++) {
    const struct trv_telling *telling = trv_telling_of(s, ids.items[i]);
    if (telling) t.items[t.n++] = telling;
    out->n_mentions += count_mentions(s, ids.items[i]);
  }
  bool ok = ids.n && !s->rc && trv_mention_of(s, ids.items[0], &w->scratch, &m);
  trv_ids_release(&ids);
  if (!ok) return false;
  e->actor = side(w, r->actors, &t, true);
  e->recipient = side(w, r->recipients, &t, false);
  e->sentence = m.telling->event->sentence;
  out->article = m.telling->article;
  out->lang = m.telling->lang;
  out->article_date = m.date;
  out->file = m.file;
  out->url = m.url;
  out->outlets = outlets(w, &t);
  out->title = trv_slice_of(m.title);
  out->text = trv_slice_of(m.text);
  out->words = trv_slice_of(m.trigger);
  out->begin = m.begin;
  out->end = m.end;
  return true;
}

bool trv_incident_export(struct trv_store *s, struct trv_writer *w, const struct trv_incident_row *r, bool whole,
                         struct trv_row *out) {
  struct trv_event *e = TRV_NEW(&w->scratch, struct trv_event);
  *e = (struct trv_event){.id = r->id,
                          .type = r->type,
                          .mode = r->mode,
                          .cameo = r->cameo,
                          .quad_class = (int)r->quad_class,
                          .date = r->date,
                          .place = r->place.name ? &r->place : NULL,
                          .status = r->status,
                          .killed = r->numbers[0],
                          .wounded = r->numbers[2],
                          .captured = r->numbers[4],
                          .goldstein = r->goldstein};
  e->n_tags = trv_split_list(w, r->tags, &e->tags);
  e->n_contexts = trv_split_list(w, r->contexts, &e->contexts);
  *out = (struct trv_row){.id = r->id,
                          .event = e,
                          .most = {r->numbers[1], r->numbers[3], r->numbers[5]},
                          .incident = true,
                          .contested = r->contested != 0,
                          .n_articles = (uint64_t)r->n_articles,
                          .n_sources = (uint64_t)r->n_sources,
                          .date_from = r->date_from,
                          .date_to = r->date_to};
  char id[18];
  if (r->conflict) out->conflict = trv_arena_strdup(&w->scratch, trv_conflict_id(r->conflict, id));
  if (!whole) {
    e->actor = trv_side_entities(w, r->actors);
    e->recipient = trv_side_entities(w, r->recipients);
  } else if (!add_tellings(s, w, r, e, out)) {
    return false;
  }
  trv_row_complete(out);
  return true;
}
