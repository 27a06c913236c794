/* See strip.h. One scan that looks at "<" alone. Tags and their attributes are cut as HTML5's tokenizer cuts them; the contents
 * that are left out it would have read as one piece of raw text. */
#include "read/strip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* U+F8FF, of no use on the web: a reference is a number between two. Those that a page has become blanks. */
#define MARK "\xEF\xA3\xBF"
#define MARK_BYTES 3
#define MARK_CODE 0xF8FF
#define SHORT_TEXT 16 /* bytes, not worth a reference */

struct stripper {
  struct trv_naming *naming;
  struct trv_arena *arena;
  struct trv_stripped *page;
  const char *p, *end;
  char *out;
  size_t n;
  uint32_t depth;
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

/* Takes out what was written from `from` on. */
static void refer(struct stripper *s, size_t from) {
  struct trv_stripped *page = s->page;
  char *copy = trv_arena_strndup(s->arena, s->out + from, s->n - from);
  TRV_PUSH(s->arena, page->texts, page->n_texts, page->cap_texts, ((struct trv_slice){copy, s->n - from}));
  char reference[2 * MARK_BYTES + 11];
  s->n = from;
  put(s, reference, (size_t)snprintf(reference, sizeof reference, MARK "%u" MARK, page->n_texts - 1));
}

/* Text: a run of blanks tells no more than one. What has character references is the parser's to read. */
static void put_text(struct stripper *s, const char *p, size_t n) {
  char *out = s->out + s->n, *begin = out;
  bool plain = true;
  for (size_t i = 0; i < n; i++) {
    bool is_blank = blank(p[i]);
    if (is_blank && out > s->out && out[-1] == ' ') continue;
    *out++ = is_blank ? ' ' : p[i];
    plain &= p[i] != '&' && p[i] != '\0';
  }
  s->n = (size_t)(out - s->out);
  if (!plain || out - begin <= SHORT_TEXT + 2) return;
  bool open = out[-1] == ' ';
  s->n -= open;
  refer(s, (size_t)(begin - s->out) + (*begin == ' '));
  if (open) put(s, " ", 1);
}

/* The number of the text that the reference at `p` stands for and the end of the reference; NULL: it is none. */
static const char *reference(const struct trv_stripped *page, const char *p, uint32_t *number) {
  const char *q = p + MARK_BYTES;
  for (*number = 0; *q >= '0' && *q <= '9' && *number < page->n_texts; q++)
    *number = *number * 10 + (uint32_t)(*q - '0');
  bool known = q > p + MARK_BYTES && *number < page->n_texts && strncmp(q, MARK, MARK_BYTES) == 0;
  return known ? q + MARK_BYTES : NULL;
}

const char *trv_stripped_text(const struct trv_stripped *page, const char *text, struct trv_arena *arena) {
  const char *mark = strstr(text, MARK), *end;
  if (!mark) return text;
  char *out = NULL;
  for (size_t pass = 0, n = 0; pass < 2; pass++) {
    if (pass) out = TRV_NEW_ARRAY(arena, char, n + 1);
    n = 0;
    for (const char *p = text; *p; p = end) {
      uint32_t i;
      struct trv_slice piece = {p, 0};
      mark = strstr(p, MARK);
      if (mark == p && (end = reference(page, p, &i)) != NULL) piece = page->texts[i];
      else {
        end = mark && mark > p ? mark : mark ? mark + MARK_BYTES : p + strlen(p);
        piece.n = (size_t)(end - p);
      }
      if (pass) memcpy(out + n, piece.p, piece.n);
      n += piece.n;
    }
  }
  return out;
}

/* ---- attributes */

/* Those that the readers of the tree look at (dom.c, meta.c): names only where they say something, addresses only of links. */
static bool wanted(struct stripper *s, struct trv_slice tag, struct trv_slice name, struct trv_slice value) {
  static const char *const names[] = {"class", "id", "data-component", "data-testid", NULL};
  static const char *const others[] = {"role", "itemprop", "hidden",   "aria-hidden", "property",
                                       "name", "content",  "datetime", "pubdate",     "type",
                                       "rel",  "lang",     "xml:lang", NULL};
  if (any_of(name, names)) return trv_naming_says(s->naming, value) != 0;
  if (any_of(name, others)) return true;
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

/* What is kept of links and scripts. */
enum { LINK_CANONICAL = 1, SCRIPT_DATA };

/* Copies the tag at s->p, behind its name, without the attributes that nobody asks for; which of LINK_CANONICAL and SCRIPT_DATA
 * it is, or 0. */
static int copy_attributes(struct stripper *s, struct trv_slice tag) {
  struct trv_slice name, value, all;
  int kept = 0;
  while (next_attribute(s, &name, &value, &all)) {
    if (is(name, "type") && is(tag, "script") && memmem(value.p, value.n, "ld+json", 7)) kept = SCRIPT_DATA;
    if (is(name, "rel") && is(tag, "link") && is(value, "canonical")) kept = LINK_CANONICAL;
    if (!wanted(s, tag, name, value)) continue;
    put(s, " ", 1);
    put(s, all.p, all.n);
  }
  bool closed = s->p > tag.p && s->p[-1] == '/';
  if (s->p < s->end) s->p++;
  put(s, closed ? "/>" : ">", closed ? 2 : 1);
  return kept;
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

/* Elements that hold no text for readers: nothing of them is kept. */
static bool holds_nothing(struct trv_slice tag) {
  static const char *const names[] = {"script", "style", "svg",    "link",  "img",
                                      "input",  "track", "source", "param", NULL};
  return any_of(tag, names);
}

/* Leaves out what an element of raw text holds, up to its end tag. */
static void skip_raw(struct stripper *s, struct trv_slice name, bool data, bool empty) {
  const char *close = closing(s, name);
  if (empty && (is(name, "svg") || close == s->end)) return;
  if (data) {
    size_t from = s->n, n = (size_t)(close - s->p);
    put(s, s->p, n);
    if (n > SHORT_TEXT && !memchr(s->p, '\0', n)) refer(s, from);
    put(s, "</script>", 9);
  }
  s->p = close;
}

static void tag(struct stripper *s) {
  static const char *const raw[] = {"script",   "style",  "svg",    "noscript", "iframe",
                                    "textarea", "select", "button", NULL};
  bool closes = s->p[1] == '/';
  size_t before = s->n;
  const char *begin = s->p, *p = begin + 1 + closes;
  struct trv_slice name = {p, 0};
  while (p < s->end && !blank(*p) && *p != '/' && *p != '>') p++;
  name.n = (size_t)(p - name.p);
  put(s, begin, (size_t)(p - begin));
  s->p = p;
  int kept = copy_attributes(s, name);
  bool empty = s->out[s->n - 2] == '/';
  if (!kept && holds_nothing(name)) s->n = before;
  if (counts(name)) {
    uint32_t *most = &s->page->depth;
    if (closes && s->depth) s->depth--;
    else if (!closes && !empty && ++s->depth > *most) *most = s->depth;
  }
  if (!closes && any_of(name, raw)) skip_raw(s, name, kept == SCRIPT_DATA, empty);
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

/* The page with blanks for the marks in it, as they are or as character references. */
static struct trv_slice unmarked(struct trv_slice html, struct trv_arena *arena) {
  if (!memmem(html.p, html.n, MARK, MARK_BYTES) && !memmem(html.p, html.n, "&#", 2)) return html;
  char *copy = trv_arena_strndup(arena, html.p, html.n), *end = copy + html.n;
  for (char *p = copy; (p = memmem(p, (size_t)(end - p), MARK, MARK_BYTES)) != NULL;) memset(p, ' ', MARK_BYTES);
  for (char *p = copy, *number; (p = memmem(p, (size_t)(end - p), "&#", 2)) != NULL; p = number) {
    bool hexadecimal = (p[2] | 0x20) == 'x';
    number = p + 2 + hexadecimal;
    if (strtoul(number, NULL, hexadecimal ? 16 : 10) == MARK_CODE) *p = ' ';
  }
  return (struct trv_slice){copy, html.n};
}

void trv_page_strip(struct trv_slice html, struct trv_naming *naming, struct trv_arena *arena,
                    struct trv_stripped *page) {
  *page = (struct trv_stripped){0};
  html = unmarked(html, arena);
  struct stripper s = {.naming = naming, .arena = arena, .page = page, .p = html.p, .end = html.p + html.n};
  s.out = TRV_NEW_ARRAY(arena, char, html.n + html.n / 2 + 32); /* a blank may come before each attribute */
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
  page->html = (struct trv_slice){s.out, s.n};
}
