/* The article of a web page.
 *
 * Input: an item of HTML, its bytes as they came. Method: its characters become UTF-8, scripts and the like are left out, gumbo
 * makes the tree; metadata from it (meta.c), then the main text (content.c). What the container said (a feed's title, an
 * archive's address) counts where the page does not say it. Output: the text, which begins with the title, and its metadata. */
#include <string.h>

#include "base/limits.h"
#include "read/charset.h"
#include "read/content.h"
#include "read/extract.h"
#include "read/published.h"
#include "read/strip.h"
#include "read/title.h"

static const char *either(const char *a, const char *b, struct trv_arena *arena) {
  const char *s = a && *a ? a : b;
  return s && *s ? trv_one_line(s, arena) : NULL;
}

struct trv_slice trv_with_title(const char *title, struct trv_slice text, struct trv_arena *arena) {
  size_t n = title ? strlen(title) : 0;
  if (!n || (text.n >= n && memcmp(text.p, title, n) == 0)) return text;
  char *all = TRV_NEW_ARRAY(arena, char, n + text.n + 3);
  memcpy(all, title, n);
  memcpy(all + n, "\n\n", 2);
  memcpy(all + n + 2, text.p, text.n);
  return (struct trv_slice){all, n + 2 + text.n};
}

enum trv_status trv_page_read(const struct trv_extractor *x, const struct trv_item *item, struct trv_found_text *f,
                              struct trv_error *err) {
  struct trv_arena *a = &f->arena;
  struct trv_slice html = {item->bytes, item->n_bytes};
  const char *said = item->charset && item->charset[0] != '?' ? item->charset : NULL;
  if (html.n > TRV_MAX_PAGE_BYTES)
    return trv_fail(err, TRV_REJECTED, item->name, 0, 0, "too long: %zu bytes, more than the %zu of the longest page",
                    html.n, TRV_MAX_PAGE_BYTES);
  struct trv_stripped page;
  struct trv_naming naming;
  trv_naming_init(&naming, x->words, a);
  trv_page_strip(trv_charset_utf8(html, said, true, a), &naming, a, &page);
  if (page.depth > TRV_MAX_PAGE_NESTING)
    return trv_fail(err, TRV_REJECTED, item->name, 0, 0, "elements nested more than %u deep", TRV_MAX_PAGE_NESTING);
  struct trv_dom dom;
  enum trv_status status = trv_dom_parse(&page, &naming, a, &dom, err);
  if (status != TRV_OK) return status;
  struct trv_page_meta meta;
  trv_page_meta(&dom, x->names, x->months, item->url, a, &meta);
  struct trv_found *found = &f->public;
  struct trv_item known = *item; /* where the page says it itself, what links to it does not count */
  if (item->linked && (meta.title || meta.heading)) known.title = NULL;
  if (item->linked && meta.date) known.date = NULL;
  struct trv_page_title named = trv_page_title(&known, &meta, &dom, a);
  found->title = named.title;
  found->article.publisher = named.outlet;
  found->author = either(meta.author, item->author, a);
  found->article.url = either(meta.url, item->url, a);
  found->article.date = meta.date;
  if (known.date)
    found->article.date = trv_published_read(x->months, known.date, item->lang ? item->lang : meta.lang, a);
  if (!found->article.date) found->article.date = meta.date;
  struct trv_slice text = trv_page_content(&dom, x->marks, found->title, a);
  if (!text.n) return trv_fail(err, TRV_REJECTED, item->name, 0, 0, "no article in this page");
  text = trv_with_title(found->title, text, a);
  found->article.text = text.p;
  found->article.n_bytes = text.n;
  return TRV_OK;
}
