/* Feeds: RSS 0.9x and 2.0, RSS 1.0 (RDF) and Atom (RFC 4287, and 0.3 before it), with the modules content, Dublin Core, iTunes and Media
 * RSS. Each entry is an item: its whole content where the feed has it, else its summary. Which element is what, a table says, the
 * most trustworthy first; dates are those of publication before those of changes. */
#include <libxml/tree.h>
#include <stdlib.h>
#include <strings.h>

#include "base/limits.h"
#include "read/entry.h"
#include "read/feed_xml.h"
#include "read/read.h"

struct feed {
  struct trv_stream *stream;
  char *path;
  xmlDocPtr doc;
  struct trv_arena arena;
  const xmlNode **entries;
  uint32_t n_entries, cap_entries, at;
  const char *base, *outlet, *lang, *author; /* of the whole feed */
  struct trv_error damage;                   /* told behind all entries */
  bool begun, done, damaged, told_bare;
};

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
  const struct feed *feed;
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
    const char *lang = told.n ? trv_entry_lang(arena, told) : NULL;
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
    case PART_LANG: return trv_entry_lang(r->arena, text_of(r, node));
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
  return trv_entry_body(item, whole ? content.text : summary.text, whole ? content.kind : summary.kind);
}

/* ---- items */

static bool fill_item(struct reading *r, struct trv_read_item *item, uint32_t number) {
  const struct feed *f = r->feed;
  const xmlNode *where = r->entry;
  struct trv_item *out = &item->public;
  if (!fill_body(r, item, &where)) return false;
  out->charset = "utf-8";
  out->title = find(r, PART_TITLE);
  out->date = find(r, PART_DATE);
  out->author = find(r, PART_AUTHOR);
  out->outlet = find(r, PART_OUTLET);
  out->lang = find(r, PART_LANG);
  out->url = find(r, PART_URL);
  struct trv_slice about = trv_feed_attribute(r->arena, r->entry, "about");
  if (!out->url && is_web(about.p)) out->url = trv_entry_url(r->arena, NULL, about);
  if (!out->lang) out->lang = lang_of(r->arena, where);
  if (!out->lang && f->lang) out->lang = trv_arena_strdup(r->arena, f->lang);
  if (!out->outlet && f->outlet) out->outlet = trv_arena_strdup(r->arena, f->outlet);
  if (!out->author && f->author) out->author = trv_arena_strdup(r->arena, f->author);
  out->name = trv_arena_printf(r->arena, "%s: entry %u", f->path, number);
  out->file = out->url ? out->url : r->id ? r->id : trv_arena_printf(r->arena, "%s#%u", f->path, number);
  return !r->too_long;
}

static enum trv_status no_memory(const char *path, struct trv_error *err) {
  return trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "memory ran out");
}

static uint32_t line_of(const xmlNode *node) {
  long line = xmlGetLineNo(node);
  return line > 0 && line < UINT32_MAX ? (uint32_t)line : 0;
}

/* An entry as an item, NULL where it has no text. */
static enum trv_status make_item(const struct feed *f, const xmlNode *entry, uint32_t number, struct trv_item **out,
                                 struct trv_error *err) {
  struct trv_read_item *item = trv_item_new();
  if (!item) return no_memory(f->path, err);
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_item_free(&item->public);
    return no_memory(f->path, err);
  }
  trv_arena_guard(&item->arena, &guard);
  struct reading r = {.feed = f, .arena = &item->arena, .entry = entry, .base = f->base};
  bool has = fill_item(&r, item, number);
  trv_arena_guard(&item->arena, NULL);
  if (has) *out = &item->public;
  else trv_item_free(&item->public);
  if (!r.too_long) return TRV_OK;
  return trv_fail(err, TRV_REJECTED, f->path, line_of(entry), 0, "entry %u has more than the %zu MiB that are read",
                  number, TRV_MAX_RECORD_BYTES >> 20);
}

static enum trv_status take_entry(struct feed *f, struct trv_source_tally *tally, struct trv_item **out,
                                  struct trv_error *err) {
  const xmlNode *entry = f->entries[f->at];
  uint32_t number = ++f->at;
  enum trv_status status = TRV_OK;
  tally->records++;
  if (!trv_feed_is_closed(entry))
    status = trv_fail(err, TRV_REJECTED, f->path, line_of(entry), 0, "entry %u is cut off", number);
  else status = make_item(f, entry, number, out, err);
  if (status == TRV_OK && !*out && !f->told_bare) {
    f->told_bare = true;
    status =
        trv_fail(err, TRV_REJECTED, f->path, line_of(entry), 0, "entry %u has neither content nor summary", number);
    tally->bare++;
    return status;
  } else if (status == TRV_OK && !*out) {
    tally->passed++;
  }
  tally->items += *out != NULL;
  tally->damaged += status == TRV_REJECTED;
  return status;
}

/* ---- the feed */

/* The next node in the order of the document; below `node` too where `down`. */
static const xmlNode *following(const xmlNode *node, bool down) {
  if (down && node->type == XML_ELEMENT_NODE && node->children) return node->children;
  while (node && !node->next) node = node->parent;
  return node ? node->next : NULL;
}

static void gather(struct feed *f, const xmlNode *root) {
  struct reading r = {.feed = f, .arena = &f->arena};
  const xmlNode *channel = child(root, SPACE_PLAIN, "channel"), *home = channel ? channel : root;
  for (const xmlNode *node = root; node;) {
    bool entry = is(node, SPACE_MAIN, "item") || is(node, SPACE_MAIN, "entry");
    if (entry) TRV_PUSH(&f->arena, f->entries, f->n_entries, f->cap_entries, node);
    node = following(node, !entry || f->damaged);
  }
  r.entry = home;
  f->base = base_of(&f->arena, home, NULL);
  r.base = f->base;
  const char *link = find(&r, PART_URL);
  if (!f->base && is_web(link)) f->base = link;
  f->outlet = find(&r, PART_TITLE);
  f->lang = find(&r, PART_LANG);
  const xmlNode *author = child(home, SPACE_ATOM, "author");
  if (author) f->author = author_in(&r, author);
}

static enum trv_status find_entries(struct feed *f, struct trv_error *err) {
  static const char *const roots[] = {"rss", "rdf", "feed", "channel", NULL};
  const xmlNode *root = xmlDocGetRootElement(f->doc);
  size_t i = 0;
  while (roots[i] && strcasecmp(roots[i], trv_feed_name(root)) != 0) i++;
  if (!roots[i])
    return trv_fail(err, TRV_REJECTED, f->path, 0, 0, "no feed: its root is the element '%s'", trv_feed_name(root));
  jmp_buf guard;
  if (setjmp(guard)) return no_memory(f->path, err);
  trv_arena_guard(&f->arena, &guard);
  gather(f, root);
  trv_arena_guard(&f->arena, NULL);
  return TRV_OK;
}

/* All bytes, to be freed. What goes wrong on the way is kept; what came before it is read. */
static enum trv_status read_all(struct feed *f, char **bytes, size_t *n, struct trv_error *err) {
  size_t cap = 0, got = 1;
  while (got) {
    if (*n == cap) {
      cap = cap ? cap * 2 : 64 * 1024;
      char *p = realloc(*bytes, cap);
      if (!p) return no_memory(f->path, err);
      *bytes = p;
    }
    enum trv_status status = trv_stream_read(f->stream, *bytes + *n, cap - *n, &got, err);
    f->damaged = status == TRV_REJECTED;
    if (f->damaged && err) f->damage = *err;
    if (f->damaged) return TRV_OK;
    if (status != TRV_OK) return status;
    *n += got;
    if (*n > TRV_MAX_FEED_BYTES)
      return trv_fail(err, TRV_REJECTED, f->path, 0, 0, "a feed of more than the %zu MiB that are read",
                      TRV_MAX_FEED_BYTES >> 20);
  }
  return TRV_OK;
}

static enum trv_status begin(struct feed *f, struct trv_source_tally *tally, struct trv_error *err) {
  char *bytes = NULL;
  size_t n = 0;
  struct trv_feed_xml xml = {0};
  f->begun = true;
  enum trv_status status = read_all(f, &bytes, &n, err);
  tally->n_bytes = trv_stream_taken(f->stream);
  if (status == TRV_OK) status = trv_feed_parse((struct trv_slice){bytes, n}, f->path, &xml, err);
  free(bytes);
  f->doc = xml.doc;
  if (status == TRV_OK && xml.damaged && !f->damaged) {
    f->damaged = true;
    f->damage = xml.damage;
  }
  if (status == TRV_OK) status = find_entries(f, err);
  f->done = status != TRV_OK;
  tally->records += status == TRV_REJECTED;
  tally->damaged += status == TRV_REJECTED;
  return status;
}

static enum trv_status next(void *self, struct trv_source_tally *tally, struct trv_item **out, struct trv_error *err) {
  struct feed *f = self;
  *out = NULL;
  enum trv_status status = f->begun ? TRV_OK : begin(f, tally, err);
  if (f->done) return status;
  while (status == TRV_OK && !*out && f->at < f->n_entries) status = take_entry(f, tally, out, err);
  if (status != TRV_OK || *out) return status;
  f->done = true;
  if (!f->damaged) return TRV_OK;
  tally->records++;
  tally->damaged++;
  if (err) *err = f->damage;
  return TRV_REJECTED;
}

static void close_feed(void *self) {
  struct feed *f = self;
  xmlFreeDoc(f->doc);
  trv_arena_release(&f->arena);
  free(f->path);
  free(f);
}

enum trv_status trv_feed_open(struct trv_stream *stream, const char *path, struct trv_reader *out,
                              struct trv_error *err) {
  struct feed *f = calloc(1, sizeof *f);
  if (f) {
    f->stream = stream;
    f->path = strdup(path);
    trv_arena_init(&f->arena, 0);
  }
  if (f && f->path) {
    *out = (struct trv_reader){next, close_feed, f};
    return TRV_OK;
  }
  free(f);
  return no_memory(path, err);
}
