/* Feeds: RSS 0.9x and 2.0, RSS 1.0 (RDF) and Atom (RFC 4287, and 0.3 before it), with the modules content, Dublin Core, iTunes and
 * Media RSS. The whole feed is in memory. Entries are given in the order of the document, wherever they stand in it, since in a damaged
 * one they may stand in each other; damage is told behind them. */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <pthread.h>
#include <stdlib.h>
#include <strings.h>

#include "base/limits.h"
#include "read/address.h"
#include "read/feed_entry.h"
#include "read/feed_xml.h"
#include "read/read.h"

struct feed {
  struct trv_stream *stream;
  char *path;
  xmlDocPtr doc;
  struct trv_arena arena;
  const xmlNode **entries;
  uint32_t n_entries, cap_entries, at;
  struct trv_feed_about about;
  struct trv_error damage; /* told behind all entries */
  bool links;              /* entries without a text are given too */
  bool begun, done, damaged, told_bare;
};

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
  enum trv_feed_got got = trv_feed_entry(entry, &f->about, item);
  item->public.name = trv_arena_printf(&item->arena, "%s: entry %u", f->path, number);
  if (!item->public.file) item->public.file = trv_arena_printf(&item->arena, "%s#%u", f->path, number);
  trv_arena_guard(&item->arena, NULL);
  bool link = got == TRV_FEED_BARE && f->links && item->public.url;
  if (link) item->public.bytes = "";
  if (link || got == TRV_FEED_ITEM) *out = &item->public;
  else trv_item_free(&item->public);
  if (got != TRV_FEED_TOO_LONG) return TRV_OK;
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
  for (const xmlNode *node = root; node;) {
    bool entry = trv_feed_is_entry(node);
    if (entry) TRV_PUSH(&f->arena, f->entries, f->n_entries, f->cap_entries, node);
    node = following(node, !entry || f->damaged);
  }
  trv_feed_about(root, trv_is_address(f->path) ? f->path : NULL, &f->arena, &f->about);
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

enum trv_status trv_feed_open(struct trv_stream *stream, const char *path, bool links, struct trv_reader *out,
                              struct trv_error *err) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, xmlInitParser); /* which libxml2 itself does not do safely where several threads begin */
  struct feed *f = calloc(1, sizeof *f);
  if (f) {
    f->stream = stream;
    f->links = links;
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
