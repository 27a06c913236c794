/* What the entries of feeds tell; see feed_entry.h. Which element is what, a table says, the most trustworthy first; dates are those
 * of publication before those of changes. */
#include "read/feed_entry.h"

#include <strings.h>

#include "base/limits.h"
#include "read/entry.h"
#include "read/feed_xml.h"

/* ---- names */

/* Families of namespaces. */
enum space {
  SPACE_PLAIN = 1 << 0, /* none, RSS, RDF */
  SPACE_ATOM = 1 << 1,
  SPACE_DC = 1 << 2,
  SPACE_CONTENT = 1 << 3,
  SPACE_XHTML = 1 << 4,
  SPACE_ITUNES = 1 << 5,
  SPACE_MEDIA = 1 << 6,
  SPACE_FEEDBURNER = 1 << 7,
  SPACE_YANDEX = 1 << 8,
  SPACE_OTHER = 1 << 9
};
#define SPACE_MAIN (SPACE_PLAIN | SPACE_ATOM)

static const struct {
  const char *begin, *prefix; /* of the address; used where the feed does not declare it */
  uint32_t space;
} spaces[] = {
    {"http://www.w3.org/2005/Atom", "atom", SPACE_ATOM},
    {"http://purl.org/atom/", "atom03", SPACE_ATOM},
    {"http://purl.org/dc/", "dc", SPACE_DC},
    {"http://purl.org/dc/terms/", "dcterms", SPACE_DC},
    {"http://purl.org/rss/1.0/modules/content", "content", SPACE_CONTENT},
    {"http://purl.org/rss/1.0/modules/", "", SPACE_OTHER},
    {"http://purl.org/rss/", "rss", SPACE_PLAIN},
    {"http://purl.org/net/rss", "", SPACE_PLAIN},
    {"http://my.netscape.com/", "", SPACE_PLAIN},
    {"http://channel.netscape.com/", "", SPACE_PLAIN},
    {"http://backend.userland.com/", "", SPACE_PLAIN},
    {"http://blogs.law.harvard.edu/", "", SPACE_PLAIN},
    {"http://cyber.law.harvard.edu/", "", SPACE_PLAIN},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf", SPACE_PLAIN},
    {"http://www.w3.org/1999/xhtml", "xhtml", SPACE_XHTML},
    {"http://www.itunes.com/", "itunes", SPACE_ITUNES},
    {"http://search.yahoo.com/mrss", "media", SPACE_MEDIA},
    {"http://rssnamespace.org/feedburner", "feedburner", SPACE_FEEDBURNER},
    {"http://news.yandex.ru", "yandex", SPACE_YANDEX},
};

static uint32_t space_of(const xmlNode *element) {
  const char *uri = element->ns ? (const char *)element->ns->href : NULL, *name = (const char *)element->name;
  const char *colon = strchr(name, ':');
  if (!uri && !colon) return SPACE_PLAIN;
  for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
    size_t n = strlen(spaces[i].prefix);
    if (uri && strncasecmp(uri, spaces[i].begin, strlen(spaces[i].begin)) == 0) return spaces[i].space;
    if (!uri && n && (size_t)(colon - name) == n && strncasecmp(name, spaces[i].prefix, n) == 0) return spaces[i].space;
  }
  return uri && !element->ns->prefix ? SPACE_PLAIN : SPACE_OTHER;
}

static bool is(const xmlNode *node, uint32_t in, const char *name) {
  return node->type == XML_ELEMENT_NODE && strcasecmp(trv_feed_name(node), name) == 0 && (space_of(node) & in);
}

static const xmlNode *child(const xmlNode *parent, uint32_t in, const char *name) {
  const xmlNode *node = parent ? parent->children : NULL;
  while (node && !is(node, in, name)) node = node->next;
  return node;
}

/* ---- which element is what */

enum part { PART_TITLE, PART_CONTENT, PART_SUMMARY, PART_URL, PART_DATE, PART_AUTHOR, PART_LANG, PART_OUTLET, N_PARTS };

static const struct {
  enum part part;
  uint32_t in;
  const char *name;
} parts[] = {
    /* of each part the most trustworthy first */
    {PART_TITLE, SPACE_MAIN, "title"},
    {PART_TITLE, SPACE_DC | SPACE_MEDIA, "title"},
    {PART_CONTENT, SPACE_CONTENT, "encoded"},
    {PART_CONTENT, SPACE_YANDEX, "full-text"},
    {PART_CONTENT, SPACE_MAIN, "content"},
    {PART_CONTENT, SPACE_XHTML | SPACE_MAIN, "body"},
    {PART_CONTENT, SPACE_XHTML, "div"},
    {PART_CONTENT, SPACE_PLAIN, "fullitem"},
    {PART_SUMMARY, SPACE_MAIN, "summary"},
    {PART_SUMMARY, SPACE_MAIN, "description"},
    {PART_SUMMARY, SPACE_DC, "description"},
    {PART_SUMMARY, SPACE_DC | SPACE_PLAIN, "abstract"},
    {PART_SUMMARY, SPACE_ITUNES, "summary"},
    {PART_SUMMARY, SPACE_MEDIA, "description"},
    {PART_URL, SPACE_FEEDBURNER, "origLink"},
    {PART_URL, SPACE_MAIN, "link"},
    {PART_URL, SPACE_PLAIN, "guid"},
    {PART_URL, SPACE_ATOM, "id"},
    {PART_DATE, SPACE_PLAIN, "pubDate"},
    {PART_DATE, SPACE_MAIN, "published"},
    {PART_DATE, SPACE_MAIN | SPACE_DC, "issued"},
    {PART_DATE, SPACE_DC, "date"},
    {PART_DATE, SPACE_MAIN | SPACE_DC, "created"},
    {PART_DATE, SPACE_MAIN, "updated"},
    {PART_DATE, SPACE_MAIN | SPACE_DC, "modified"},
    {PART_DATE, SPACE_PLAIN, "date"},
    {PART_AUTHOR, SPACE_DC, "creator"},
    {PART_AUTHOR, SPACE_MAIN, "author"},
    {PART_AUTHOR, SPACE_ITUNES | SPACE_DC, "author"},
    {PART_LANG, SPACE_DC | SPACE_PLAIN, "language"},
    {PART_OUTLET, SPACE_MAIN, "source"},
};
enum { N_NAMES = sizeof parts / sizeof *parts };

/* What is read of an entry. */
struct reading {
  struct trv_arena *arena;
  const xmlNode *entry;
  const char *id; /* guid or id, whatever it looks like */
  const char *base;
  bool too_long;
};

static struct trv_slice text_of(struct reading *r, const xmlNode *node) {
  struct trv_slice text = trv_feed_text(r->arena, node);
  if (!text.p) r->too_long = true;
  return text.p ? text : (struct trv_slice){"", 0};
}

static bool attribute_is(struct reading *r, const xmlNode *node, const char *name, const char *value) {
  struct trv_slice got = trv_feed_attribute(r->arena, node, name);
  return got.n == strlen(value) && strncasecmp(got.p, value, got.n) == 0;
}

/* xml:base and xml:lang hold for what stands below them. */
static const char *base_of(struct trv_arena *arena, const xmlNode *node, const char *outermost) {
  const char *base = outermost;
  const xmlNode *stack[256];
  size_t n = 0;
  for (; node && node->type == XML_ELEMENT_NODE && n < 256; node = node->parent) stack[n++] = node;
  while (n > 0) {
    struct trv_slice told = trv_feed_attribute(arena, stack[--n], "base");
    if (told.n) base = trv_entry_url(arena, base, told);
  }
  return base;
}

static const char *lang_of(struct trv_arena *arena, const xmlNode *node) {
  for (; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
    struct trv_slice told = trv_feed_attribute(arena, node, "lang");
    const char *lang = told.n ? trv_entry_lang(arena, told, NULL) : NULL;
    if (lang) return lang;
  }
  return NULL;
}

static bool is_web(const char *url) {
  return url && (strncasecmp(url, "http://", 7) == 0 || strncasecmp(url, "https://", 8) == 0);
}

/* An address: the text of RSS's elements, an attribute of Atom's. */
static const char *url_in(struct reading *r, const xmlNode *node) {
  struct trv_slice href = trv_feed_attribute(r->arena, node, "href"), rel = trv_feed_attribute(r->arena, node, "rel");
  bool id = strcasecmp(trv_feed_name(node), "guid") == 0 || strcasecmp(trv_feed_name(node), "id") == 0;
  if (rel.n && !attribute_is(r, node, "rel", "alternate")) return NULL;
  if (href.n) return trv_entry_url(r->arena, base_of(r->arena, node, r->base), href);
  struct trv_slice text = text_of(r, node);
  if (id) {
    const char *line = trv_entry_line(r->arena, text, false);
    if (!r->id) r->id = line;
    return is_web(line) && !attribute_is(r, node, "isPermaLink", "false") ? line : NULL;
  }
  return trv_entry_url(r->arena, base_of(r->arena, node, r->base), text);
}

/* Of several, a page before other kinds of files. */
static const char *best_url(struct reading *r, size_t rule) {
  const char *url = NULL;
  bool page = false;
  for (const xmlNode *node = r->entry->children; node; node = node->next) {
    if (!is(node, parts[rule].in, parts[rule].name)) continue;
    struct trv_slice type = trv_feed_attribute(r->arena, node, "type");
    bool is_page = !type.n || memmem(type.p, type.n, "html", 4) != NULL;
    const char *found = url && (page || !is_page) ? NULL : url_in(r, node);
    if (!found) continue;
    url = found;
    page = is_page;
  }
  return url;
}

static const char *author_in(struct reading *r, const xmlNode *node) {
  const xmlNode *name = child(node, SPACE_MAIN, "name");
  return trv_entry_author(r->arena, text_of(r, name ? name : node));
}

static const char *line_in(struct reading *r, const xmlNode *node) {
  bool text = attribute_is(r, node, "type", "text") || attribute_is(r, node, "type", "text/plain");
  return trv_entry_line(r->arena, text_of(r, node), !text);
}

static const char *value_of(struct reading *r, enum part part, const xmlNode *node) {
  const xmlNode *title;
  switch (part) {
    case PART_TITLE: return line_in(r, node);
    case PART_DATE: return trv_entry_date(r->arena, text_of(r, node));
    case PART_AUTHOR: return author_in(r, node);
    case PART_LANG: return trv_entry_lang(r->arena, text_of(r, node), NULL);
    case PART_OUTLET:
      title = child(node, SPACE_MAIN, "title");
      return title ? line_in(r, title) : trv_entry_outlet(r->arena, text_of(r, node));
    case PART_CONTENT:
    case PART_SUMMARY:
    case PART_URL:
    case N_PARTS: break;
  }
  return NULL;
}

/* What the first rule of the part gives that gives anything; of several authors, all. */
static const char *find(struct reading *r, enum part part) {
  for (size_t i = 0; i < N_NAMES; i++) {
    if (parts[i].part != part) continue;
    const char *found = part == PART_URL ? best_url(r, i) : NULL;
    for (const xmlNode *node = part == PART_URL ? NULL : r->entry->children; node; node = node->next) {
      if (!is(node, parts[i].in, parts[i].name)) continue;
      const char *value = value_of(r, part, node);
      if (value) found = found ? trv_arena_printf(r->arena, "%s, %s", found, value) : value;
      if (found && part != PART_AUTHOR) break;
    }
    if (found) return found;
  }
  return NULL;
}

/* ---- the body */

struct body {
  struct trv_slice text;
  enum trv_body kind;
};

static bool has_elements(const xmlNode *node) {
  for (node = node->children; node; node = node->next)
    if (node->type == XML_ELEMENT_NODE) return true;
  return false;
}

/* Atom wraps XHTML in a div. */
static const xmlNode *inside_div(const xmlNode *node) {
  const xmlNode *only = NULL;
  for (const xmlNode *at = node->children; at; at = at->next) {
    if (at->type == XML_ELEMENT_NODE && only) return node;
    if (at->type == XML_ELEMENT_NODE) only = at;
  }
  return only && strcasecmp(trv_feed_name(only), "div") == 0 ? only : node;
}

static struct body body_in(struct reading *r, const xmlNode *node) {
  struct trv_slice type = trv_feed_attribute(r->arena, node, "type");
  struct body body = {{"", 0}, TRV_BODY_ANY};
  bool text = attribute_is(r, node, "type", "text") || attribute_is(r, node, "type", "text/plain");
  bool markup = type.n && memmem(type.p, type.n, "html", 4),
       other = type.n && !text && !markup && memchr(type.p, '/', type.n);
  bool xml = has_elements(node) && !attribute_is(r, node, "mode", "escaped");
  if (attribute_is(r, node, "mode", "base64") || (other && !xml && strncasecmp(type.p, "text/", 5) != 0)) return body;
  if (xml) {
    body = (struct body){trv_feed_markup(r->arena, inside_div(node)), TRV_BODY_HTML};
    if (!body.text.p) r->too_long = true;
    return body;
  }
  body.text = text_of(r, node);
  body.kind = text ? TRV_BODY_TEXT : markup ? TRV_BODY_HTML : TRV_BODY_ANY;
  return body;
}

static struct body find_body(struct reading *r, enum part part, const xmlNode **where) {
  struct body best = {{"", 0}, TRV_BODY_ANY};
  size_t most = 0;
  for (size_t i = 0; i < N_NAMES && !most; i++) {
    if (parts[i].part != part) continue;
    for (const xmlNode *node = r->entry->children; node && !r->too_long; node = node->next) {
      if (!is(node, parts[i].in, parts[i].name)) continue;
      struct body body = body_in(r, node);
      size_t n = trv_entry_visible(body.text);
      if (n <= most) continue;
      best = body;
      most = n;
      *where = node;
    }
  }
  return best;
}

/* The content, but where the summary says more: then that is a picture, or a beginning. */
static bool fill_body(struct reading *r, struct trv_read_item *item, const xmlNode **where) {
  const xmlNode *at_content = NULL, *at_summary = NULL;
  struct body content = find_body(r, PART_CONTENT, &at_content), summary = find_body(r, PART_SUMMARY, &at_summary);
  bool whole = trv_entry_visible(content.text) >= trv_entry_visible(summary.text);
  if (r->too_long) return false;
  *where = whole ? at_content : at_summary;
  item->public.summary = !whole || trv_entry_visible(content.text) < TRV_MIN_ENTRY_BYTES;
  return trv_entry_body(item, whole ? content.text : summary.text, whole ? content.kind : summary.kind);
}

/* ---- the whole */

bool trv_feed_is_entry(const xmlNode *node) { return is(node, SPACE_MAIN, "item") || is(node, SPACE_MAIN, "entry"); }

void trv_feed_about(const xmlNode *root, const char *address, struct trv_arena *arena, struct trv_feed_about *out) {
  const xmlNode *channel = child(root, SPACE_PLAIN, "channel"), *home = channel ? channel : root;
  struct reading r = {.arena = arena, .entry = home};
  *out = (struct trv_feed_about){.base = base_of(arena, home, address)};
  r.base = out->base;
  const char *link = find(&r, PART_URL);
  if (!out->base && is_web(link)) out->base = link;
  out->outlet = find(&r, PART_TITLE);
  out->lang = find(&r, PART_LANG);
  const xmlNode *author = child(home, SPACE_ATOM, "author");
  if (author) out->author = author_in(&r, author);
}

static const char *copy(struct trv_arena *arena, const char *s) { return s ? trv_arena_strdup(arena, s) : NULL; }

enum trv_feed_got trv_feed_entry(const xmlNode *entry, const struct trv_feed_about *about, struct trv_read_item *item) {
  struct reading r = {.arena = &item->arena, .entry = entry, .base = about->base};
  const xmlNode *where = entry;
  struct trv_item *out = &item->public;
  bool body = fill_body(&r, item, &where);
  if (r.too_long) return TRV_FEED_TOO_LONG;
  out->charset = "utf-8";
  out->title = find(&r, PART_TITLE);
  out->date = find(&r, PART_DATE);
  out->author = find(&r, PART_AUTHOR);
  out->outlet = find(&r, PART_OUTLET);
  out->lang = find(&r, PART_LANG);
  out->url = find(&r, PART_URL);
  struct trv_slice rdf = trv_feed_attribute(r.arena, entry, "about");
  if (!out->url && is_web(rdf.p)) out->url = trv_entry_url(r.arena, NULL, rdf);
  if (!out->lang) out->lang = lang_of(r.arena, where);
  if (!out->lang) out->lang = copy(r.arena, about->lang);
  if (!out->outlet) out->outlet = copy(r.arena, about->outlet);
  if (!out->author) out->author = copy(r.arena, about->author);
  out->file = out->url ? out->url : r.id;
  return r.too_long ? TRV_FEED_TOO_LONG : body ? TRV_FEED_ITEM : TRV_FEED_BARE;
}
