/* The chronicle of a folder of articles, without a database: what linking makes of the events that treve codes, or of the
 * events that a careful reader would code.
 *
 *   chronicle_sample coded DIR    reads DIR/NAME.txt, codes them, links what was coded
 *   chronicle_sample gold DIR     takes the mentions of DIR/clusters.json as they should be coded
 *
 * Prints the records of `treve chronicle`, `treve ceasefires` and `treve redlines --format ndjson` as far as tools/eval_chronicle.py
 * looks at them. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/map.h"
#include "chronicle/incidents.h"
#include "chronicle/ledger.h"
#include "chronicle/redlines.h"
#include "treve/treve.h"
#include "ontology/plover.h"
#include "where/gazetteer.h"
#include "where/where.h"

enum { MOST = 4096, MOST_BYTES = 1 << 20 };

struct article {
  const char *name, *date, *outlet, *agency, *text;
  size_t n_bytes;
  struct trv_document *doc;
};

struct set {
  json_t *gold;
  struct trv_treve *treve; /* what is coded borrows from its packs */
  struct trv_arena arena;
  struct trv_gazetteer places;
  uint32_t n_articles, n, n_truces;
  struct article articles[MOST];
  struct trv_telling tellings[MOST];
  const char *texts[MOST]; /* the sentence of each telling, or its first words */
  struct trv_truce_telling truces[MOST];
  uint32_t incident[MOST];
};

static void die(const char *what, const char *of) {
  fprintf(stderr, "chronicle_sample: %s: %s\n", of, what);
  exit(2);
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const struct article *)a)->name, ((const struct article *)b)->name);
}

/* The value of the header line `key VALUE`, or NULL. */
static const char *header(struct trv_arena *arena, const char *text, const char *key) {
  for (const char *line = text; *line && *line != '\n'; line += strcspn(line, "\n"), line += *line == '\n')
    if (strncmp(line, key, strlen(key)) == 0 && line[strlen(key)] == ' ') {
      line += strlen(key) + 1;
      return trv_arena_strndup(arena, line, strcspn(line, "\n"));
    }
  return NULL;
}

static void read_articles(struct set *s, const char *folder) {
  DIR *dir = opendir(folder);
  if (!dir) die("cannot be read", folder);
  for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
    size_t n = strlen(e->d_name);
    if (n < 5 || strcmp(e->d_name + n - 4, ".txt") != 0 || s->n_articles == MOST) continue;
    struct article *a = &s->articles[s->n_articles++];
    FILE *f = fopen(trv_arena_printf(&s->arena, "%s/%s", folder, e->d_name), "rb");
    char *text = trv_arena_alloc(&s->arena, MOST_BYTES);
    if (!f) die("cannot be read", e->d_name);
    a->n_bytes = fread(text, 1, MOST_BYTES - 1, f);
    fclose(f);
    a->name = trv_arena_strndup(&s->arena, e->d_name, n - 4);
    a->text = text;
    a->date = header(&s->arena, text, "date");
    a->outlet = header(&s->arena, text, "outlet");
    a->agency = header(&s->arena, text, "agency");
  }
  closedir(dir);
  qsort(s->articles, s->n_articles, sizeof *s->articles, by_name);
}

/* The words of a sentence without marks and case of plain letters: what copies have in common. */
static uint64_t wording(const char *text) {
  uint64_t h = 1469598103934665603u;
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    if (c >= 'A' && c <= 'Z') c = (unsigned char)(c - 'A' + 'a');
    if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) h = (h ^ c) * 1099511628211u;
  }
  return h;
}

static struct trv_telling *add_telling(struct set *s, const struct article *a, const struct trv_event *e,
                                       const char *text) {
  if (s->n == MOST) die("too many events", a->name);
  s->texts[s->n] = text;
  struct trv_telling *t = &s->tellings[s->n++];
  *t = (struct trv_telling){.article = a->name,
                            .article_day = a->date,
                            .outlet = a->outlet,
                            .agency = a->agency,
                            .event = e,
                            .lang = a->doc ? a->doc->article.lang : NULL,
                            .wording = wording(text)};
  return t;
}

/* ---- as coded */

static void add_truces(struct set *s, const struct trv_telling *of, const struct trv_telling *tellings, uint32_t n,
                       const struct trv_document *d) {
  struct trv_truce_telling *truces;
  uint32_t n_truces;
  trv_truces_of_article(of, tellings, n, d ? d->ceasefires : NULL, d ? (uint32_t)d->n_ceasefires : 0, &s->arena,
                        &truces, &n_truces);
  for (uint32_t i = 0; i < n_truces; i++) s->truces[s->n_truces++] = truces[i];
}

static void code(struct set *s) {
  struct trv_error err = {0};
  const struct trv_open_options options = {.share = SHARE_DIR};
  if (trv_open(&options, &s->treve, &err) != TRV_OK) die(err.message, err.path);
  for (uint32_t i = 0; i < s->n_articles; i++) {
    struct article *a = &s->articles[i];
    const struct trv_article in = {.text = a->text, .n_bytes = a->n_bytes, .file = a->name};
    if (trv_code(s->treve, &in, &a->doc, &err) != TRV_OK) die(err.message, a->name);
    uint32_t first = s->n;
    a->date = a->doc->article.date;
    for (size_t k = 0; k < a->doc->n_events; k++) {
      const struct trv_event *e = &a->doc->events[k];
      const char *text = trv_arena_strndup(&s->arena, a->text + e->span.begin, e->span.end - e->span.begin);
      add_telling(s, a, e, text)->id = trv_arena_printf(&s->arena, "%s:%s", a->name, e->id);
    }
    const struct trv_telling of = {.article = a->name,
                                   .article_day = a->date,
                                   .outlet = a->outlet,
                                   .agency = a->agency,
                                   .lang = a->doc->article.lang};
    add_truces(s, &of, s->tellings + first, s->n - first, a->doc);
  }
}

/* ---- as a reader would have coded it */

static const char *field(const json_t *o, const char *key) { return json_string_value(json_object_get(o, key)); }

static struct trv_entities entities_of(struct trv_arena *arena, const json_t *list) {
  size_t n = json_array_size(list), i;
  struct trv_entity *items = TRV_NEW_ARRAY(arena, struct trv_entity, n + 1);
  json_t *value;
  json_array_foreach(list, i, value) {
    char *rest = trv_arena_strdup(arena, json_string_value(value));
    items[i].code = strsep(&rest, ":");
    items[i].sector = strsep(&rest, ":");
    items[i].name = rest;
  }
  return (struct trv_entities){(uint32_t)n, items};
}

/* A place by its usual English name, with what the gazetteer knows of it. */
static const struct trv_place *place_of(struct set *s, const char *name) {
  char key[128];
  uint32_t n = 0;
  struct trv_gaz_hit hits[16];
  if (!name) return NULL;
  struct trv_place *out = TRV_NEW(&s->arena, struct trv_place);
  out->name = name;
  for (const char *c = name; *c && n < sizeof key; c++)
    if (*c != ' ' && *c != '-' && *c != '\'') key[n++] = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
  uint32_t found = trv_gazetteer_find(&s->places, key, n, false, hits, 16);
  for (uint32_t i = 0; i < found; i++) {
    struct trv_gaz_place p = trv_gazetteer_place(&s->places, hits[i].place);
    if (strcmp(p.name, name) != 0) continue;
    out->country = trv_gazetteer_country(&s->places, p.country);
    out->kind = trv_place_kind_name((enum trv_place_kind)p.kind);
    out->lat_deg = p.lat_deg;
    out->lon_deg = p.lon_deg;
    out->located = true;
    break;
  }
  return out;
}

/* The `number`th mention's share of a range: the reader noted only the lowest and the highest. */
static int64_t number_of(const json_t *incident, const char *key, size_t number) {
  const json_t *range = json_object_get(incident, key);
  if (!json_is_array(range)) return -1;
  return json_integer_value(json_array_get(range, number % 2));
}

static void take_gold(struct set *s, const char *folder) {
  json_error_t wrong;
  struct trv_error err = {0};
  json_t *root = json_load_file(trv_arena_printf(&s->arena, "%s/clusters.json", folder), 0, &wrong), *incident,
         *mention;
  size_t i, k;
  if (!root) die(wrong.text, "clusters.json");
  if (trv_gazetteer_open(SHARE_DIR "/world/places.trv", &s->arena, &s->places, &err) != TRV_OK)
    die(err.message, err.path);
  s->gold = root;
  json_array_foreach(json_object_get(root, "incidents"), i, incident) {
    json_array_foreach(json_object_get(incident, "mentions"), k, mention) {
      const struct article *a = s->articles;
      while (a < s->articles + s->n_articles && strcmp(a->name, field(mention, "article")) != 0) a++;
      if (a == s->articles + s->n_articles) die("no such article", field(mention, "article"));
      struct trv_event *e = TRV_NEW(&s->arena, struct trv_event);
      const json_t *tags = json_object_get(incident, "tags");
      const char **names = TRV_NEW_ARRAY(&s->arena, const char *, json_array_size(tags) + 1);
      for (size_t j = 0; j < json_array_size(tags); j++)
        names[e->n_tags++] = json_string_value(json_array_get(tags, j));
      e->tags = names;
      e->type = field(incident, "event");
      e->id = field(incident, "id");
      e->quad_class = trv_event_quad(trv_event_of(e->type));
      e->mode = field(incident, "mode");
      e->actor = entities_of(&s->arena, json_object_get(incident, "actor"));
      e->recipient = entities_of(&s->arena, json_object_get(incident, "recipient"));
      e->date = field(incident, "date");
      e->place = place_of(s, field(incident, "place"));
      e->status = field(incident, "status");
      e->killed = number_of(incident, "killed", k);
      e->wounded = number_of(incident, "wounded", k);
      e->captured = number_of(incident, "captured", k);
      struct trv_telling *t = add_telling(s, a, e, field(mention, "sentence"));
      t->id = trv_arena_printf(&s->arena, "%s:%s", a->name, field(incident, "id"));
      t->wording = 0; /* only its first words are known */
    }
  }
}

static int by_article(const void *a, const void *b) {
  const struct trv_telling *x = a, *y = b;
  int c = strcmp(x->article, y->article);
  return c ? c : strcmp(x->id, y->id);
}

/* A reader's mentions stand by incident; the truces of an article are made of all it tells. */
static void take_gold_truces(struct set *s) {
  struct trv_telling *sorted = TRV_NEW_ARRAY(&s->arena, struct trv_telling, s->n + 1);
  memcpy(sorted, s->tellings, s->n * sizeof *sorted);
  qsort(sorted, s->n, sizeof *sorted, by_article);
  for (uint32_t first = 0, end; first < s->n; first = end) {
    for (end = first; end < s->n && strcmp(sorted[end].article, sorted[first].article) == 0;) end++;
    add_truces(s, &sorted[first], sorted + first, end - first, NULL);
  }
}

/* ---- linking */

static uint32_t root_of(uint32_t *parent, uint32_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

/* Components by links among those that find each other, each divided; returns how many incidents there are. */
static uint32_t link_all(struct set *s) {
  uint32_t *parent = TRV_NEW_ARRAY(&s->arena, uint32_t, s->n + 1), n_incidents = 0;
  for (uint32_t i = 0; i < s->n; i++) {
    uint64_t keys[TRV_MAX_TELLING_KEYS], looks[TRV_MAX_TELLING_KEYS];
    uint32_t n = trv_telling_looks(&s->tellings[i], looks);
    parent[i] = i;
    for (uint32_t k = 0; k < i; k++) {
      uint32_t a = root_of(parent, i), b = root_of(parent, k), m = trv_telling_keys(&s->tellings[k], keys);
      if (a == b || !trv_keys_meet(looks, n, keys, m)) continue;
      if (trv_telling_link(&s->tellings[i], &s->tellings[k]) >= TRV_LINK_MIN) parent[a > b ? a : b] = a > b ? b : a;
    }
  }
  struct trv_telling *part = TRV_NEW_ARRAY(&s->arena, struct trv_telling, s->n + 1);
  uint32_t *number = TRV_NEW_ARRAY(&s->arena, uint32_t, s->n + 1), *who = TRV_NEW_ARRAY(&s->arena, uint32_t, s->n + 1);
  for (uint32_t root = 0; root < s->n; root++) {
    uint32_t m = 0, most = 0;
    struct trv_error err;
    for (uint32_t i = root; i < s->n; i++)
      if (root_of(parent, i) == root) part[m] = s->tellings[i], who[m++] = i;
    if (trv_incidents_divide(part, m, NULL, 0, number, &err) != TRV_OK) die(err.message, "divide");
    for (uint32_t i = 0; i < m; i++) {
      s->incident[who[i]] = n_incidents + number[i];
      if (number[i] + 1 > most) most = number[i] + 1;
    }
    n_incidents += most;
  }
  return n_incidents;
}

/* ---- output */

static json_t *entity_json(const struct trv_entity *e) {
  return json_pack("{s:s, s:s?, s:s?}", "code", e->code, "sector", e->sector, "name", e->name);
}

static json_t *entities_json(struct trv_entities list) {
  json_t *out = json_array();
  for (uint32_t i = 0; i < list.n; i++) json_array_append_new(out, entity_json(&list.items[i]));
  return out;
}

static json_t *range_json(struct trv_range r) {
  return r.low < 0 ? json_null() : json_pack("{s:I, s:I}", "min", (json_int_t)r.low, "max", (json_int_t)r.high);
}

static void print(json_t *record) {
  json_dumpf(record, stdout, JSON_COMPACT);
  putchar('\n');
  json_decref(record);
}

static void print_incidents(struct set *s, uint32_t n_incidents) {
  for (uint32_t x = 0; x < n_incidents; x++) {
    struct trv_telling part[MOST / 8];
    uint32_t m = 0;
    struct trv_incident sum;
    json_t *mentions = json_array(), *versions = json_array();
    for (uint32_t i = 0; i < s->n && m < MOST / 8; i++) {
      if (s->incident[i] != x) continue;
      const struct trv_telling *t = &s->tellings[i];
      part[m++] = *t;
      json_array_append_new(
          mentions,
          json_pack("{s:s, s:{s:s, s:s?}, s:s, s:s, s:s, s:o, s:o}", "id", t->id, "article", "file", t->article, "date",
                    t->article_day, "event", t->event->type, "status", t->event->status, "text", s->texts[i], "actor",
                    entities_json(t->event->actor), "recipient", entities_json(t->event->recipient)));
    }
    if (!m) continue;
    trv_incident_sum(part, m, &s->arena, &sum);
    for (uint32_t i = 0; i < sum.n_versions; i++)
      json_array_append_new(versions, json_pack("{s:s, s:o}", "stance", trv_stance_name(sum.versions[i].stance), "who",
                                                sum.versions[i].who ? entity_json(sum.versions[i].who) : json_null()));
    print(json_pack(
        "{s:s, s:s, s:s, s:s?, s:o, s:o, s:s?, s:s?, s:s?, s:s?, s:s, s:b, s:o, s:o, s:o, s:i, s:i, s:o, s:o}",
        "record", "incident", "id", sum.id, "event", sum.type, "mode", sum.mode, "actor", entities_json(sum.actor),
        "recipient", entities_json(sum.recipient), "date", sum.date, "date_from", sum.date_from, "date_to", sum.date_to,
        "place", sum.place ? sum.place->name : NULL, "status", sum.status, "contested", sum.contested, "killed",
        range_json(sum.killed), "wounded", range_json(sum.wounded), "captured", range_json(sum.captured), "n_articles",
        (int)sum.n_articles, "n_sources", (int)sum.n_sources, "versions", versions, "mentions", mentions));
  }
}

static json_t *strings_json(uint32_t n, const char *const *items) {
  json_t *out = json_array();
  for (uint32_t i = 0; i < n; i++) json_array_append_new(out, json_string(items[i]));
  return out;
}

static void print_truces(struct set *s) {
  struct trv_ledger ledger;
  trv_ledger_join(s->truces, s->n_truces, &s->arena, &ledger);
  for (uint32_t i = 0; i < ledger.n; i++) {
    const struct trv_truce_entry *e = &ledger.items[i];
    json_t *acts = json_array(), *articles = json_array();
    for (uint32_t k = 0; k < e->n_transitions; k++) {
      const struct trv_transition *t = &e->transitions[k];
      json_array_append_new(
          acts, json_pack("{s:s, s:s?, s:o, s:o, s:o, s:o, s:i, s:i}", "state", trv_truce_state_name(t->state), "date",
                          t->date, "by", entities_json(t->by), "against", entities_json(t->against), "events",
                          strings_json(t->n_events, t->events), "files", strings_json(t->n_articles, t->articles),
                          "n_articles", (int)t->n_articles, "n_sources", (int)t->n_sources));
    }
    for (uint32_t k = 0; k < e->n_members; k++)
      json_array_append_new(articles, json_pack("{s:s}", "file", s->truces[e->members[k]].article));
    print(json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:s?, s:s?, s:s?, s:s?, s:o, s:s, s:i, s:i, s:o, s:o}", "record",
                    "truce", "id", e->id, "parties", entities_json(e->parties), "announced_by",
                    entities_json(e->announced_by), "mediators", entities_json(e->mediators), "alleged_violators",
                    entities_json(e->alleged_violators), "kind", e->kind, "agreed", e->agreed, "effective",
                    e->effective, "end", e->end, "terms", strings_json(e->n_terms, e->terms), "status",
                    trv_truce_state_name(e->status), "n_articles", (int)e->n_articles, "n_sources", (int)e->n_sources,
                    "acts", acts, "articles", articles));
  }
}

/* A red line with the other events of its article. */
static struct trv_red_line_telling red_line_of(struct set *s, uint32_t i) {
  struct trv_telling *beside = TRV_NEW_ARRAY(&s->arena, struct trv_telling, 256);
  struct trv_red_line_telling t = {.telling = s->tellings[i], .beside = beside};
  for (uint32_t k = 0; k < s->n && t.n_beside < 256; k++)
    if (k != i && strcmp(s->tellings[k].article, s->tellings[i].article) == 0) beside[t.n_beside++] = s->tellings[k];
  return t;
}

static void print_red_lines(struct set *s) {
  struct trv_red_line_telling *tellings = TRV_NEW_ARRAY(&s->arena, struct trv_red_line_telling, s->n + 1);
  struct trv_red_lines lines;
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->n; i++)
    if (s->tellings[i].event->n_tags && strcmp(s->tellings[i].event->tags[0], "red_line") == 0)
      tellings[n++] = red_line_of(s, i);
  trv_red_lines_join(tellings, n, &s->arena, &lines);
  for (uint32_t i = 0; i < lines.n; i++) {
    const struct trv_red_line *l = &lines.items[i];
    json_t *evidence[3] = {json_array(), json_array(), json_array()}, *mentions = json_array();
    for (uint32_t k = 0; k < s->n; k++) {
      const struct trv_telling *t = &s->tellings[k];
      json_array_append_new(evidence[trv_red_line_bearing(l, t)],
                            json_pack("{s:s, s:s?, s:s}", "event", t->id, "date", t->event->date, "file", t->article));
    }
    for (uint32_t k = 0; k < l->n_members; k++)
      json_array_append_new(mentions,
                            json_pack("{s:{s:s}}", "article", "file", tellings[l->members[k]].telling.article));
    const char *text = "";
    for (uint32_t k = 0; k < s->n; k++)
      if (s->tellings[k].id == l->best->id) text = s->texts[k];
    enum trv_red_line_status status = trv_red_line_judge((uint32_t)json_array_size(evidence[TRV_BEARS_CROSSES]),
                                                         (uint32_t)json_array_size(evidence[TRV_BEARS_MEETS]));
    print(json_pack("{s:s, s:s, s:o, s:o, s:s, s:s?, s:s?, s:s, s:o, s:o, s:i, s:i, s:o}", "record", "red_line", "id",
                    l->id, "by", entities_json(l->by), "to", entities_json(l->to), "text", text, "date", l->date,
                    "deadline", l->deadline, "status", trv_red_line_status_name(status), "crossed",
                    evidence[TRV_BEARS_CROSSES], "met", evidence[TRV_BEARS_MEETS], "n_articles", (int)l->n_articles,
                    "n_sources", (int)l->n_sources, "mentions", mentions));
    json_decref(evidence[TRV_BEARS_NOT]);
  }
}

int main(int argc, char **argv) {
  if (argc != 3) die("usage: chronicle_sample coded|gold DIR", "two arguments are needed");
  struct set *s = calloc(1, sizeof *s);
  if (!s) die("memory ran out", argv[2]);
  trv_arena_init(&s->arena, 0);
  read_articles(s, argv[2]);
  if (strcmp(argv[1], "gold") == 0) take_gold(s, argv[2]), take_gold_truces(s);
  else code(s);
  print_incidents(s, link_all(s));
  print_truces(s);
  print_red_lines(s);
  for (uint32_t i = 0; i < s->n_articles; i++) trv_document_free(s->articles[i].doc);
  trv_arena_release(&s->arena);
  if (s->treve) trv_close(s->treve);
  json_decref(s->gold);
  free(s);
  return 0;
}
