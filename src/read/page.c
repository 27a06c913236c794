/* The article of a web page.
 *
 * Input: an item of HTML, its bytes as they came. Method: its characters become UTF-8, scripts and the like are left out, gumbo
 * makes the tree; metadata from it (meta.c), then the main text (content.c). What the container said (a feed's title, an
 * archive's address) counts where the page does not say it. Output: the text, which begins with the title, and its metadata. */
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "read/charset.h"
#include "read/content.h"
#include "read/extract.h"
#include "read/published.h"
#include "read/strip.h"

/* One line, without runs of blanks. */
static const char *one_line(const char *s, struct trv_arena *arena) {
  char *line = trv_arena_strdup(arena, s);
  size_t n = 0;
  for (const char *p = s; *p; p++) {
    bool blank = (unsigned char)*p <= ' ';
    if (strncmp(p, "\xC2\xA0", 2) == 0) blank = true, p++; /* no-break spaces */
    else if (strncmp(p, "\xE2\x80\xAF", 3) == 0) blank = true, p += 2;
    if (!blank) line[n++] = *p;
    else if (n && line[n - 1] != ' ') line[n++] = ' ';
  }
  while (n && line[n - 1] == ' ') n--;
  line[n] = '\0';
  return n ? line : NULL;
}

static const char *either(const char *a, const char *b, struct trv_arena *arena) {
  const char *s = a && *a ? a : b;
  return s && *s ? one_line(s, arena) : NULL;
}

/* Signs between a title and the name of its outlet: "Talks resume - The Gazette", "The Gazette | Talks resume". */
static const char *const signs[] = {" - ",        " | ",  " \xE2\x80\x93 ", " \xE2\x80\x94 ",
                                    " \xC2\xB7 ", " :: ", " \xC2\xBB ",     ": "};
#define N_SIGNS (sizeof signs / sizeof *signs)

/* The first sign in `s` at or behind `from`, but the last one of the list, which titles have of their own. */
static const char *next_sign(const char *s, size_t *n) {
  const char *best = NULL;
  for (size_t i = 0; i + 1 < N_SIGNS; i++) {
    const char *at = strstr(s, signs[i]);
    if (at && (!best || at < best)) best = at, *n = strlen(signs[i]);
  }
  return best;
}

/* What stands before or behind `part` and a sign in `whole`; NULL: nothing does. */
static const char *beside(const char *whole, const char *part, struct trv_arena *arena) {
  size_t n = strlen(whole), m = strlen(part);
  for (size_t i = 0; i < N_SIGNS && n > m; i++) {
    size_t k = strlen(signs[i]);
    if (n <= m + k) continue;
    if (strncasecmp(whole, part, m) == 0 && memcmp(whole + m, signs[i], k) == 0)
      return trv_arena_strdup(arena, whole + m + k);
    if (strcasecmp(whole + n - m, part) == 0 && memcmp(whole + n - m - k, signs[i], k) == 0)
      return trv_arena_strndup(arena, whole, n - m - k);
  }
  return NULL;
}

/* The longest of the parts between signs. */
static const char *longest(const char *whole, struct trv_arena *arena) {
  size_t k = 0, best = 0;
  const char *out = whole;
  for (const char *p = whole, *end; p; p = end ? end + k : NULL) {
    end = next_sign(p, &k);
    size_t n = end ? (size_t)(end - p) : strlen(p);
    if (n > best) best = n, out = trv_arena_strndup(arena, p, n);
  }
  return out;
}

/* The last of the parts of what stands beside a title: "World - The Gazette". */
static const char *last_part(const char *s) {
  size_t k;
  for (const char *at = next_sign(s, &k); at; at = next_sign(s, &k)) s = at + k;
  return s;
}

/* Title and outlet: the page's heading where its title has it, else the title without the outlet, else its longest part; the outlet
 * is what stands beside it where nothing else tells. */
static void name_article(const struct trv_item *item, const struct trv_page_meta *meta, struct trv_found *found,
                         struct trv_arena *a) {
  const char *said = either(item->title, meta->title, a), *outlet = either(meta->outlet, item->outlet, a);
  const char *heading = meta->heading ? one_line(meta->heading, a) : NULL;
  const char *element = meta->element ? one_line(meta->element, a) : NULL, *title = said;
  if (said && !item->title) {
    const char *alone = outlet ? beside(said, outlet, a) : NULL;
    const char *rest = heading ? beside(said, heading, a) : NULL;
    bool site = rest && strlen(rest) > strlen(heading) + strlen(heading) / 2; /* the heading is the site's name */
    if (site) title = rest, outlet = outlet ? outlet : heading;
    else if (heading && (strcasecmp(said, heading) == 0 || rest)) title = heading;
    else if (alone) title = alone;
    else if (!outlet && !heading) title = longest(said, a);
  }
  if (!said) title = heading;
  const char *rest = title && element && !outlet ? beside(element, title, a) : NULL;
  found->title = title;
  found->article.publisher = outlet ? outlet : rest ? last_part(rest) : NULL;
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
  name_article(&known, &meta, found, a);
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
