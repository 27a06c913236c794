/* What a web page says of itself; see meta.h. */
#include "read/meta.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/limits.h"
#include "base/table.h"
#include "read/published.h"

enum field { FIELD_TITLE, FIELD_OUTLET, FIELD_AUTHOR, FIELD_URL, FIELD_DATE, N_FIELDS };

struct name_list {
  uint32_t n, cap;
  struct trv_slice *items;
};

struct trv_meta_names {
  struct name_list fields[N_FIELDS];
};

enum trv_status trv_meta_names_load(const char *path, struct trv_arena *arena, struct trv_meta_names **out,
                                    struct trv_error *err) {
  static const char *const columns[] = {"field", "names", NULL};
  static const char *const fields[N_FIELDS] = {"title", "outlet", "author", "url", "date"};
  struct trv_table t;
  struct trv_meta_names *names = TRV_NEW(arena, struct trv_meta_names);
  enum trv_status status = trv_table_load(path, columns, arena, &t, err);
  if (status != TRV_OK) return status;
  for (uint32_t i = 0; i < t.n_rows; i++) {
    uint32_t f = 0;
    while (f < N_FIELDS && !trv_slice_is(trv_table_cell(&t, i, 0), fields[f])) f++;
    if (f == N_FIELDS) return trv_table_fail(&t, i, 0, err, "no such field");
    for (struct trv_slice rest = trv_table_cell(&t, i, 1); rest.p;) {
      struct trv_slice name = trv_slice_split(&rest, '|');
      if (name.n) TRV_PUSH(arena, names->fields[f].items, names->fields[f].n, names->fields[f].cap, name);
    }
  }
  *out = names;
  return TRV_OK;
}

struct reading {
  const struct trv_dom *dom;
  const struct trv_meta_names *names;
  const struct trv_months *months;
  struct trv_arena *arena;
  struct trv_page_meta *out;
  const char *site; /* the name of a site or an organisation in JSON-LD */
  bool utc;         /* the day is that of a time told in UTC, which may be the day before or after at the outlet */
};

static const char *trimmed(struct trv_arena *arena, const char *s) {
  while (isspace((unsigned char)*s)) s++;
  size_t n = strlen(s);
  while (n && isspace((unsigned char)s[n - 1])) n--;
  return n ? trv_arena_strndup(arena, s, n) : NULL;
}

static void take(struct reading *r, const char **field, const char *value) {
  if (value && !*field) *field = trimmed(r->arena, value);
}

static void take_stamp(struct reading *r, const char *stamp) {
  const char *day = r->out->date ? NULL : trv_published_read(r->months, stamp, r->out->lang, r->arena);
  if (!day) return;
  size_t n = strlen(stamp);
  r->out->date = day;
  r->utc =
      n > 16 && (stamp[n - 1] == 'Z' || strcmp(stamp + n - 6, "+00:00") == 0 || strcmp(stamp + n - 5, "+0000") == 0);
}

/* ---- JSON-LD */

static bool type_is(const json_t *object, const char *const *types) {
  const json_t *type = json_object_get(object, "@type");
  size_t n = json_is_array(type) ? json_array_size(type) : 1;
  for (size_t i = 0; i < n; i++) {
    const char *name = json_string_value(json_is_array(type) ? json_array_get(type, i) : type);
    for (size_t k = 0; name && types[k]; k++)
      if (strcmp(name, types[k]) == 0) return true;
  }
  return false;
}

static const char *name_of(const json_t *value) {
  if (json_is_array(value)) value = json_array_get(value, 0);
  return json_is_object(value) ? json_string_value(json_object_get(value, "name")) : json_string_value(value);
}

static void take_object(struct reading *r, const json_t *o) {
  static const char *const articles[] = {"NewsArticle",
                                         "Article",
                                         "ReportageNewsArticle",
                                         "BlogPosting",
                                         "LiveBlogPosting",
                                         "AnalysisNewsArticle",
                                         "OpinionNewsArticle",
                                         "BackgroundNewsArticle",
                                         "ReviewNewsArticle",
                                         "SocialMediaPosting",
                                         "Report",
                                         "TechArticle",
                                         "ScholarlyArticle",
                                         "MedicalScholarlyArticle",
                                         "AdvertiserContentArticle",
                                         "SatiricalArticle",
                                         NULL};
  static const char *const pages[] = {"WebPage", "ItemPage", "VideoObject", "PodcastEpisode", NULL};
  static const char *const outlets[] = {"WebSite", "NewsMediaOrganization", "Organization", "Periodical", NULL};
  bool article = type_is(o, articles);
  if (type_is(o, outlets)) take(r, &r->site, json_string_value(json_object_get(o, "name")));
  if (!article && !type_is(o, pages)) return;
  const char *day = json_string_value(json_object_get(o, "datePublished"));
  if (day) take_stamp(r, day);
  if (!article) return;
  take(r, &r->out->title, json_string_value(json_object_get(o, "headline")));
  take(r, &r->out->outlet, name_of(json_object_get(o, "publisher")));
  take(r, &r->out->author, name_of(json_object_get(o, "author")));
  take(r, &r->out->lang, json_string_value(json_object_get(o, "inLanguage")));
  take(r, &r->out->body, json_string_value(json_object_get(o, "articleBody")));
}

static void walk(struct reading *r, const json_t *value, int depth) {
  if (depth > 8) return;
  size_t i;
  json_t *item;
  const char *key;
  if (json_is_array(value)) {
    json_array_foreach(value, i, item) walk(r, item, depth + 1);
  } else if (json_is_object(value)) {
    take_object(r, value);
    json_object_foreach((json_t *)value, key, item) if (json_is_object(item) || json_is_array(item))
        walk(r, item, depth + 1);
  }
}

/* JSON written by hand has line breaks in its strings. */
static char *without_breaks(struct trv_arena *arena, const char *s, size_t n) {
  char *copy = trv_arena_strndup(arena, s, n);
  for (size_t i = 0; i < n; i++)
    if ((unsigned char)copy[i] < 0x20) copy[i] = ' ';
  return copy;
}

static void free_json(void *value) { json_decref(value); }

static void take_json(struct reading *r, uint32_t script) {
  if (script + 1 >= r->dom->nodes[script].end) return;
  const char *text = r->dom->nodes[script + 1].text;
  size_t n = text ? strlen(text) : 0;
  if (!n || n > TRV_MAX_PAGE_JSON_BYTES) return;
  json_error_t error;
  json_t *value = json_loads(without_breaks(r->arena, text, n), JSON_DISABLE_EOF_CHECK, &error);
  if (!value) return;
  trv_arena_defer(r->arena, free_json, value);
  walk(r, value, 0);
}

/* ---- meta elements */

static uint32_t rank_of(const struct name_list *list, const char *name) {
  size_t n = strlen(name);
  for (uint32_t i = 0; i < list->n; i++)
    if (list->items[i].n == n && strncasecmp(list->items[i].p, name, n) == 0) return i;
  return UINT32_MAX;
}

static void take_metas(struct reading *r) {
  uint32_t best[N_FIELDS];
  const char *values[N_FIELDS] = {NULL};
  memset(best, 0xFF, sizeof best);
  for (uint32_t i = 0; i < r->dom->n; i++) {
    const struct trv_dom_node *d = &r->dom->nodes[i];
    if (d->tag != GUMBO_TAG_META) continue;
    const char *content = trv_dom_attribute(d, "content");
    const char *names[] = {trv_dom_attribute(d, "property"), trv_dom_attribute(d, "name"),
                           trv_dom_attribute(d, "itemprop")};
    if (!content || !*content) continue;
    for (size_t k = 0; k < 3; k++)
      for (uint32_t f = 0; names[k] && f < N_FIELDS; f++) {
        uint32_t rank = rank_of(&r->names->fields[f], names[k]);
        if (rank >= best[f]) continue;
        if (f == FIELD_DATE && !trv_published_read(r->months, content, r->out->lang, r->arena)) continue;
        if (f == FIELD_AUTHOR && strstr(content, "://")) continue;
        best[f] = rank;
        values[f] = content;
      }
  }
  take(r, &r->out->title, values[FIELD_TITLE]);
  take(r, &r->out->outlet, values[FIELD_OUTLET]);
  take(r, &r->out->author, values[FIELD_AUTHOR]);
  take(r, &r->out->url, values[FIELD_URL]);
  if (values[FIELD_DATE]) take_stamp(r, values[FIELD_DATE]);
}

/* ---- the page itself */

static const char *text_below(const struct trv_dom *dom, uint32_t node, struct trv_arena *arena) {
  size_t n = 0, cap = 0;
  char *text = NULL;
  for (uint32_t i = node + 1; i < dom->nodes[node].end; i++) {
    const char *s = dom->nodes[i].text;
    if (i > node + 1 && s && n) TRV_PUSH(arena, text, n, cap, ' ');
    for (; s && *s && (n < 400 || ((unsigned char)*s & 0xC0) == 0x80); s++) TRV_PUSH(arena, text, n, cap, *s);
  }
  TRV_PUSH(arena, text, n, cap, '\0');
  return text;
}

static bool is_beside(const struct trv_dom *dom, uint32_t node) {
  for (uint32_t up = node; up != TRV_NO_NODE; up = dom->nodes[up].parent)
    if (dom->nodes[up].hint >= TRV_HINT_ASIDE && dom->nodes[up].end - up > 40) return true;
  return false;
}

/* `time` elements: one that says it is of publication, else the first outside of what is beside the article. */
static void take_times(struct reading *r) {
  const char *first = NULL;
  for (uint32_t i = 0; i < r->dom->n && !r->out->date; i++) {
    const struct trv_dom_node *d = &r->dom->nodes[i];
    const char *prop = d->tag == GUMBO_TAG_LAST ? NULL : trv_dom_attribute(d, "itemprop");
    bool published = prop && strcasecmp(prop, "datePublished") == 0;
    if (d->tag != GUMBO_TAG_TIME && !published) continue;
    const char *value = trv_dom_attribute(d, "datetime");
    if (!value || !*value) value = trv_dom_attribute(d, "content");
    if (!value || !*value) value = text_below(r->dom, i, r->arena);
    const char *day = trv_published_read(r->months, value, r->out->lang, r->arena);
    if (!day) continue;
    if (published || trv_dom_attribute(d, "pubdate")) r->out->date = day;
    else if (!first && !is_beside(r->dom, i)) first = day;
  }
  if (!r->out->date) r->out->date = first;
}

/* The first short element that is named after a day and tells one. */
static void take_dated(struct reading *r) {
  for (uint32_t i = 0; i < r->dom->n && !r->out->date; i++) {
    const struct trv_dom_node *d = &r->dom->nodes[i];
    if (!d->dated || d->end - i > 12 || d->end == i + 1) continue;
    const char *text = text_below(r->dom, i, r->arena);
    if (strlen(text) <= 100 && !is_beside(r->dom, i))
      r->out->date = trv_published_find(r->months, text, r->out->lang, r->arena);
  }
}

/* Days from 1970 on, near enough to tell neighbours. */
static int day_number(const char *date) {
  struct tm tm = {.tm_hour = 12};
  if (sscanf(date, "%d-%d-%d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday) != 3) return 0;
  tm.tm_year -= 1900;
  tm.tm_mon--;
  return (int)(timegm(&tm) / 86400);
}

/* The address has the outlet's own day. */
static void take_address(struct reading *r, const char *address) {
  const char *day = address ? trv_published_address(address, r->arena) : NULL;
  if (!day) return;
  if (!r->out->date || (r->utc && abs(day_number(day) - day_number(r->out->date)) == 1)) r->out->date = day;
  r->utc = false;
}

/* The first date in a short piece of text from the title on. */
static void take_visible(struct reading *r) {
  uint32_t title = 0, seen = 0;
  for (uint32_t i = 0; i < r->dom->n && !title; i++)
    if (r->dom->nodes[i].tag == GUMBO_TAG_H1) title = i;
  for (int pass = title ? 0 : 1; pass < 2 && !r->out->date; pass++) {
    seen = 0;
    for (uint32_t i = pass ? 0 : title; i < r->dom->n && !r->out->date && seen < 60; i++) {
      const struct trv_dom_node *d = &r->dom->nodes[i];
      if (d->tag == GUMBO_TAG_SCRIPT || d->tag == GUMBO_TAG_STYLE || d->tag == GUMBO_TAG_HEAD) {
        i = d->end - 1;
        continue;
      }
      const char *s = d->text;
      if (!s) continue;
      while (isspace((unsigned char)*s)) s++;
      size_t n = strlen(s);
      if (n < 6) continue;
      seen++;
      if (n > 120) continue;
      r->out->date = trv_published_find(r->months, s, r->out->lang, r->arena);
    }
  }
}

void trv_page_meta(const struct trv_dom *dom, const struct trv_meta_names *names, const struct trv_months *months,
                   const char *address, struct trv_arena *arena, struct trv_page_meta *out) {
  struct reading r = {.dom = dom, .names = names, .months = months, .arena = arena, .out = out};
  const char *canonical = NULL, *element = NULL;
  *out = (struct trv_page_meta){0};
  for (uint32_t i = 0; i < dom->n; i++) {
    const struct trv_dom_node *d = &dom->nodes[i];
    if (d->tag == GUMBO_TAG_HTML) take(&r, &out->lang, trv_dom_attribute(d, "lang"));
    if (d->tag == GUMBO_TAG_TITLE && !element && dom->nodes[d->parent].tag == GUMBO_TAG_HEAD)
      element = text_below(dom, i, arena);
    const char *rel = d->tag == GUMBO_TAG_LINK ? trv_dom_attribute(d, "rel") : NULL;
    if (rel && strcasecmp(rel, "canonical") == 0 && !canonical) canonical = trv_dom_attribute(d, "href");
  }
  for (uint32_t i = 0; i < dom->n; i++) {
    const char *type = dom->nodes[i].tag == GUMBO_TAG_SCRIPT ? trv_dom_attribute(&dom->nodes[i], "type") : NULL;
    if (type && strcasecmp(type, "application/ld+json") == 0) take_json(&r, i);
  }
  take(&r, &out->url, canonical);
  take_metas(&r);
  take(&r, &out->outlet, r.site);
  take(&r, &out->element, element);
  take(&r, &out->title, element);
  for (uint32_t i = 0; i < dom->n && !out->heading; i++)
    if (dom->nodes[i].tag == GUMBO_TAG_H1 && !is_beside(dom, i)) take(&r, &out->heading, text_below(dom, i, arena));
  take(&r, &out->url, address);
  if (!out->date) take_times(&r);
  take_address(&r, out->url);
  take_address(&r, address);
  if (!out->date) take_dated(&r);
  if (!out->date) take_visible(&r);
}
