/* See strip.h. One scan that looks at "<" alone. Tags and their attributes are cut as HTML5's tokenizer cuts them; the contents
 * that are left out it would have read as one piece of raw text. */
#include "read/strip.h"

#include <string.h>
#include <strings.h>

struct stripper {
  const char *p, *end;
  char *out;
  size_t n;
  uint32_t depth, most;
};

static bool blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool letter(char c) { return (unsigned)(c | 0x20) - 'a' < 26u; }

static bool is(struct trv_slice s, const char *name) { return s.n == strlen(name) && strncasecmp(s.p, name, s.n) == 0; }

static bool any_of(struct trv_slice s, const char *const *names) {
  for (char first = (char)(s.p[0] | 0x20); *names; names++)
    if (**names == first && is(s, *names)) return true;
  return false;
}

static void put(struct stripper *s, const char *p, size_t n) {
  memcpy(s->out + s->n, p, n);
  s->n += n;
}

/* Text: a run of blanks tells no more than one. */
static void put_text(struct stripper *s, const char *p, size_t n) {
  char *out = s->out + s->n;
  for (size_t i = 0; i < n; i++) {
    bool is_blank = blank(p[i]);
    if (is_blank && out > s->out && out[-1] == ' ') continue;
    *out++ = is_blank ? ' ' : p[i];
  }
  s->n = (size_t)(out - s->out);
}

/* ---- attributes */

/* Those that the readers of the tree look at (dom.c, meta.c); of links their address too. */
static bool wanted(struct trv_slice tag, struct trv_slice name, struct trv_slice value) {
  static const char *const names[] = {"class",    "id",   "role",     "itemprop",       "hidden",      "aria-hidden",
                                      "property", "name", "content",  "datetime",       "pubdate",     "type",
                                      "rel",      "lang", "xml:lang", "data-component", "data-testid", NULL};
  if (any_of(name, names)) return true;
  if (is(name, "href")) return is(tag, "link") || is(tag, "base");
  return is(name, "style") && (memmem(value.p, value.n, "none", 4) || memmem(value.p, value.n, "hidden", 6));
}

/* The next attribute of the tag at s->p, with its sign of equality and value; false at the end of the tag. */
static bool next_attribute(struct stripper *s, struct trv_slice *name, struct trv_slice *value, struct trv_slice *all) {
  const char *end = s->end, *p = s->p;
  while (p < end && (blank(*p) || *p == '/')) p++;
  if (p >= end || *p == '>') return s->p = p, false;
  const char *begin = p++;
  while (p < end && !blank(*p) && *p != '/' && *p != '>' && *p != '=') p++;
  *name = (struct trv_slice){begin, (size_t)(p - begin)};
  *value = (struct trv_slice){p, 0};
  const char *after = p;
  while (after < end && blank(*after)) after++;
  if (after < end && *after == '=') {
    p = after + 1;
    while (p < end && blank(*p)) p++;
    char quote = p < end && (*p == '"' || *p == '\'') ? *p : '\0';
    const char *from = quote ? ++p : p;
    if (quote) p = memchr(p, quote, (size_t)(end - p));
    else
      while (p < end && !blank(*p) && *p != '>') p++;
    if (!p) p = end;
    *value = (struct trv_slice){from, (size_t)(p - from)};
    if (quote && p < end) p++;
  }
  *all = (struct trv_slice){begin, (size_t)(p - begin)};
  s->p = p;
  return true;
}

/* Copies the tag at s->p, behind its name, without the attributes that nobody asks for; whether it is the tag of data. */
static bool copy_attributes(struct stripper *s, struct trv_slice tag) {
  struct trv_slice name, value, all;
  bool data = false;
  while (next_attribute(s, &name, &value, &all)) {
    data |= is(name, "type") && memmem(value.p, value.n, "ld+json", 7) != NULL;
    if (!wanted(tag, name, value)) continue;
    put(s, " ", 1);
    put(s, all.p, all.n);
  }
  bool closed = s->p > tag.p && s->p[-1] == '/';
  if (s->p < s->end) s->p++;
  put(s, closed ? "/>" : ">", closed ? 2 : 1);
  return data;
}

/* ---- elements */

/* Void elements, and those whose end may be left out. */
static bool counts(struct trv_slice tag) {
  static const char *const uncounted[] = {
      "area", "base",   "body",  "br", "col",   "colgroup", "dd",       "dt",     "embed", "head",  "hr",
      "html", "img",    "input", "li", "link",  "meta",     "optgroup", "option", "p",     "param", "rp",
      "rt",   "source", "tbody", "td", "tfoot", "th",       "thead",    "tr",     "track", "wbr",   NULL};
  return !any_of(tag, uncounted);
}

/* Where "</name" begins at or after `p`, or the end. */
static const char *closing(const struct stripper *s, struct trv_slice name) {
  const char *p = s->p, *end = s->end;
  while (p < end && (p = memchr(p, '<', (size_t)(end - p))) != NULL) {
    const char *at = p + 2;
    if ((size_t)(end - p) > name.n + 2 && p[1] == '/' && strncasecmp(at, name.p, name.n) == 0 &&
        (blank(at[name.n]) || at[name.n] == '>' || at[name.n] == '/'))
      return p;
    p++;
  }
  return end;
}

static void tag(struct stripper *s) {
  static const char *const raw[] = {"script",   "style",  "svg",    "noscript", "iframe",
                                    "textarea", "select", "button", NULL};
  bool closes = s->p[1] == '/';
  const char *begin = s->p, *p = begin + 1 + closes;
  struct trv_slice name = {p, 0};
  while (p < s->end && !blank(*p) && *p != '/' && *p != '>') p++;
  name.n = (size_t)(p - name.p);
  put(s, begin, (size_t)(p - begin));
  s->p = p;
  bool data = copy_attributes(s, name), empty = s->out[s->n - 2] == '/';
  if (counts(name)) {
    if (closes && s->depth) s->depth--;
    else if (!closes && !empty && ++s->depth > s->most) s->most = s->depth;
  }
  if (closes || empty || !any_of(name, raw)) return;
  const char *close = closing(s, name);
  if (data) put(s, s->p, (size_t)(close - s->p));
  s->p = close;
}

/* What begins with "<!" or "<?", or with "</" and no letter, up to its end; comments are left out. */
static void declaration(struct stripper *s) {
  bool comment = s->end - s->p > 3 && memcmp(s->p, "<!--", 4) == 0;
  const char *close =
      comment ? memmem(s->p + 4, (size_t)(s->end - s->p - 4), "-->", 3) : memchr(s->p, '>', (size_t)(s->end - s->p));
  const char *next = close ? close + (comment ? 3 : 1) : s->end;
  if (!comment) put(s, s->p, (size_t)(next - s->p));
  s->p = next;
}

struct trv_slice trv_page_strip(struct trv_slice html, struct trv_arena *arena, uint32_t *depth) {
  struct stripper s = {.p = html.p, .end = html.p + html.n};
  s.out = TRV_NEW_ARRAY(arena, char, html.n + html.n / 2 + 8); /* a blank may come before each attribute */
  while (s.p < s.end) {
    const char *mark = memchr(s.p, '<', (size_t)(s.end - s.p)), *stop = mark ? mark : s.end;
    put_text(&s, s.p, (size_t)(stop - s.p));
    s.p = stop;
    if (!mark) break;
    bool slash = s.end - s.p > 2 && s.p[1] == '/';
    if (s.end - s.p > 1 && letter(s.p[1 + slash])) tag(&s);
    else if (s.end - s.p > 1 && (s.p[1] == '!' || s.p[1] == '?')) declaration(&s);
    else put(&s, s.p++, 1);
  }
  *depth = s.most;
  return (struct trv_slice){s.out, s.n};
}
