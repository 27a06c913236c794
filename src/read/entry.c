/* What feeds and dumps tell of an article; see entry.h.
 *
 * A body without any tag or character reference is text. One with both line ends and no element that breaks lines is text in which
 * somebody left inline markup: its lines become paragraphs, which HTML would run together. All others are pieces of HTML. */
#include "read/entry.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <strings.h>
#include <time.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "text/utf8.h"

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static struct trv_slice trimmed(struct trv_slice s) {
  while (s.n && is_space(s.p[0])) s.p++, s.n--;
  while (s.n && is_space(s.p[s.n - 1])) s.n--;
  return s;
}

/* ---- characters */

bool trv_entry_is_utf8(struct trv_slice text) { return trv_utf8_check(text.p, text.n) == text.n; }

uint32_t trv_entry_1252(uint32_t c) {
  static const uint16_t high[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  return c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c;
}

size_t trv_entry_encode(uint32_t c, char out[static 4]) {
  bool none = !c || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000);
  return none ? 0 : trv_utf8_put(out, c);
}

/* The character that HTML 4 names so ("eacute"), 0: none. */
static uint32_t character(struct trv_slice name) {
  char copy[16];
  if (!name.n || name.n >= sizeof copy) return 0;
  memcpy(copy, name.p, name.n);
  copy[name.n] = '\0';
  const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)copy);
  return entity ? entity->value : 0;
}

struct trv_slice trv_entry_utf8(struct trv_arena *arena, struct trv_slice text) {
  if (trv_entry_is_utf8(text)) return text;
  char *out = TRV_NEW_ARRAY(arena, char, text.n * 3 + 1);
  size_t n = 0;
  for (size_t i = 0; i < text.n; i++) n += trv_entry_encode(trv_entry_1252((unsigned char)text.p[i]), out + n);
  return (struct trv_slice){out, n};
}

size_t trv_entry_reference(const char *p, const char *end, uint32_t *c) {
  const char *stop = memchr(p, ';', (size_t)(end - p) < 12 ? (size_t)(end - p) : 12);
  if (!stop || *p != '&' || stop - p < 2) return 0;
  if (p[1] != '#') {
    *c = character((struct trv_slice){p + 1, (size_t)(stop - p - 1)});
  } else {
    bool hex = p[2] == 'x' || p[2] == 'X';
    uint32_t value = 0;
    for (const char *q = p + (hex ? 3 : 2); q < stop; q++) {
      if (!(hex ? isxdigit((unsigned char)*q) : isdigit((unsigned char)*q)) || value > 0x10FFFF) return 0;
      uint32_t digit = isdigit((unsigned char)*q) ? (uint32_t)(*q - '0') : (uint32_t)((*q | 0x20) - 'a' + 10);
      value = value * (hex ? 16 : 10) + digit;
    }
    *c = trv_entry_1252(value);
  }
  return *c ? (size_t)(stop + 1 - p) : 0;
}

/* The bytes of the tag or comment at `p`; 0: there is none, only a sign for "less". */
static size_t tag_at(const char *p, const char *end) {
  if (end - p < 3 || *p != '<' || !(isalpha((unsigned char)p[1]) || p[1] == '/' || p[1] == '!')) return 0;
  if (p[1] == '/' && !isalpha((unsigned char)p[2])) return 0;
  if (p[1] == '!' && !isalpha((unsigned char)p[2]) && p[2] != '-') return 0;
  const char *stop = memchr(p, '>', (size_t)(end - p));
  return stop ? (size_t)(stop + 1 - p) : 0;
}

/* ---- the body */

/* Elements of HTML that articles have. */
static const char *const inline_tags[] = {"a",    "abbr",   "b",   "bdi", "cite", "code", "del", "em",
                                          "font", "i",      "img", "ins", "mark", "q",    "s",   "small",
                                          "span", "strong", "sub", "sup", "time", "u",    NULL},
                         *const block_tags[] = {"address", "article", "aside",   "blockquote", "body",  "br",
                                                "center",  "dd",      "div",     "dl",         "dt",    "figcaption",
                                                "figure",  "footer",  "h1",      "h2",         "h3",    "h4",
                                                "h5",      "h6",      "head",    "header",     "hr",    "html",
                                                "iframe",  "li",      "main",    "nav",        "ol",    "p",
                                                "pre",     "script",  "section", "style",      "table", "tbody",
                                                "td",      "tr",      "ul",      "video",      NULL};

static bool is_one_of(const char *p, const char *end, const char *const *names) {
  size_t n = 0;
  while (p + n < end && isalnum((unsigned char)p[n])) n++;
  for (; *names; names++)
    if (strlen(*names) == n && strncasecmp(p, *names, n) == 0) return true;
  return false;
}

struct markup {
  bool any, blocks, lines, page;
};

static struct markup markup_of(struct trv_slice body) {
  struct markup m = {false, false, memchr(body.p, '\n', body.n) != NULL, false};
  const char *end = body.p + body.n;
  for (const char *p = body.p; p < end && !(m.any && m.blocks && m.page); p++) {
    uint32_t c;
    if (*p == '&' && !m.any) m.any = trv_entry_reference(p, end, &c) > 0;
    if (*p != '<' || !tag_at(p, end)) continue;
    const char *name = p + (p[1] == '/' ? 2 : 1);
    if (is_one_of(name, end, block_tags)) m.any = m.blocks = true;
    else if (is_one_of(name, end, inline_tags) || (end - p > 3 && memcmp(p, "<!--", 4) == 0)) m.any = true;
    if (strncasecmp(name, "html", 4) == 0 || strncasecmp(name, "body", 4) == 0 || strncasecmp(name, "!doctype", 8) == 0)
      m.any = m.blocks = m.page = true;
  }
  return m;
}

static struct trv_slice lines_as_paragraphs(struct trv_arena *arena, struct trv_slice body) {
  size_t lines = 1, n = 0;
  for (size_t i = 0; i < body.n; i++) lines += body.p[i] == '\n';
  char *out = TRV_NEW_ARRAY(arena, char, body.n + lines * 5 + 1);
  for (struct trv_slice rest = body; rest.p;) {
    struct trv_slice line = trimmed(trv_slice_split(&rest, '\n'));
    if (!line.n) continue;
    memcpy(out + n, "<p>", 3);
    memcpy(out + n + 3, line.p, line.n);
    n += 3 + line.n;
    out[n++] = '\n';
  }
  return (struct trv_slice){out, n};
}

size_t trv_entry_visible(struct trv_slice body) {
  const char *p = body.p, *end = body.p + body.n;
  size_t n = 0;
  while (p < end) {
    size_t tag = tag_at(p, end);
    n += !tag && !is_space(*p);
    p += tag ? tag : 1;
  }
  return n;
}

bool trv_entry_body(struct trv_read_item *item, struct trv_slice body, enum trv_body kind) {
  if (!trimmed(body).n) return false;
  struct markup m = {0};
  if (kind != TRV_BODY_TEXT) m = markup_of(body);
  if (kind == TRV_BODY_ANY && m.any && m.lines && !m.blocks) body = lines_as_paragraphs(&item->arena, body);
  bool html = kind == TRV_BODY_HTML || m.any;
  item->public.type = html ? TRV_INPUT_HTML : TRV_INPUT_TEXT;
  item->public.fragment = html && !m.page;
  item->public.bytes = body.p;
  item->public.n_bytes = body.n;
  return true;
}

/* ---- what is known of it */

const char *trv_entry_line(struct trv_arena *arena, struct trv_slice text, bool markup) {
  char *out = TRV_NEW_ARRAY(arena, char, text.n + 1);
  const char *p = text.p, *end = text.p + text.n;
  size_t n = 0;
  bool gap = false;
  while (p < end) {
    uint32_t c = 0;
    size_t skip = markup && *p == '<' ? tag_at(p, end) : 0,
           ref = markup && *p == '&' ? trv_entry_reference(p, end, &c) : 0;
    if (skip && !is_one_of(p + (p[1] == '/' ? 2 : 1), end, inline_tags)) gap = true;
    p += skip;
    if (skip) continue;
    if (!ref && (is_space(*p) || !*p)) {
      gap = true;
      p++;
      continue;
    }
    if (gap && n) out[n++] = ' ';
    gap = false;
    /* a reference is never shorter than its character */
    if (ref) n += trv_entry_encode(c, out + n);
    else out[n++] = *p;
    p += ref ? ref : 1;
  }
  out[n] = '\0';
  return n ? out : NULL;
}

const char *trv_entry_date(struct trv_arena *arena, struct trv_slice text) {
  text = trimmed(text);
  size_t digits = 0;
  while (digits < text.n && isdigit((unsigned char)text.p[digits])) digits++;
  bool whole = digits == text.n || (text.p[digits] == '.' && digits >= 9 && digits <= 10);
  uint64_t value;
  if (!whole || digits < 9 || digits == 11 || digits > 13 ||
      !trv_slice_uint((struct trv_slice){text.p, digits}, UINT64_MAX, &value))
    return trv_entry_line(arena, text, false);
  time_t seconds = (time_t)(digits > 11 ? value / 1000 : value);
  struct tm tm;
  char iso[40];
  if (!gmtime_r(&seconds, &tm) || !strftime(iso, sizeof iso, "%Y-%m-%dT%H:%M:%SZ", &tm)) return NULL;
  return trv_arena_strdup(arena, iso);
}

const char *trv_entry_outlet(struct trv_arena *arena, struct trv_slice text) {
  text = trimmed(text);
  const char *mark = text.n ? memmem(text.p, text.n, "://", 3) : NULL;
  if (!mark) return trv_entry_line(arena, text, true);
  const char *host = mark + 3, *end = text.p + text.n, *stop = host;
  while (stop < end && *stop != '/' && *stop != ':' && *stop != '?' && *stop != '#') stop++;
  if (stop - host > 4 && strncasecmp(host, "www.", 4) == 0) host += 4;
  return trv_entry_line(arena, (struct trv_slice){host, (size_t)(stop - host)}, false);
}

const char *trv_entry_author(struct trv_arena *arena, struct trv_slice text) {
  text = trimmed(text);
  if (text.n && memmem(text.p, text.n, "://", 3)) return NULL;
  const char *at = text.n ? memchr(text.p, '@', text.n) : NULL;
  const char *open = at ? memchr(at, '(', (size_t)(text.p + text.n - at)) : NULL;
  if (open && text.p[text.n - 1] == ')') text = (struct trv_slice){open + 1, (size_t)(text.p + text.n - open - 2)};
  return trv_entry_line(arena, text, true);
}

void trv_entry_list(char *list, size_t size, struct trv_slice name) {
  size_t n = strlen(list);
  if (n >= 3 && strcmp(list + n - 3, "...") == 0) return;
  bool fits = n + name.n + sizeof ", , ..." < size;
  snprintf(list + n, size - n, "%s%.*s", n ? ", " : "", fits ? (int)name.n : 3, fits ? name.p : "...");
}

/* The code of the language whose name that is in English or in itself. */
static const char *language_named(const char *name) {
  UChar want[64], shown[64];
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8(want, 64, NULL, name, -1, &status);
  if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING) return NULL;
  for (const char *const *code = uloc_getISOLanguages(); *code; code++) {
    for (int own = 0; own < 2 && strlen(*code) == 2; own++) {
      status = U_ZERO_ERROR;
      uloc_getDisplayLanguage(*code, own ? *code : "en", shown, 64, &status);
      if (U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING && u_strcasecmp(want, shown, 0) == 0)
        return *code;
    }
  }
  return NULL;
}

/* The same, remembered. */
static const char *language_met(const char *name, struct trv_entry_langs *met) {
  const uint32_t room = sizeof met->items / sizeof *met->items;
  if (!met || strlen(name) >= sizeof met->items[0].name) return language_named(name);
  for (uint32_t i = 0; i < met->n && i < room; i++)
    if (strcmp(met->items[i].name, name) == 0) return *met->items[i].code ? met->items[i].code : NULL;
  const char *code = language_named(name);
  uint32_t at = met->n++ % room;
  snprintf(met->items[at].name, sizeof met->items[at].name, "%s", name);
  snprintf(met->items[at].code, sizeof met->items[at].code, "%s", code ? code : "");
  return code;
}

const char *trv_entry_lang(struct trv_arena *arena, struct trv_slice text, struct trv_entry_langs *met) {
  char *tag = trv_arena_strndup(arena, trimmed(text).p, trimmed(text).n), code[8];
  size_t letters = 0;
  while (isalpha((unsigned char)tag[letters])) letters++;
  if ((letters == 2 || letters == 3) && (!tag[letters] || tag[letters] == '-' || tag[letters] == '_')) {
    for (char *p = tag; *p; p++) {
      if (*p == '_') *p = '-';
      if (!isalnum((unsigned char)*p) && *p != '-') return NULL;
    }
    for (size_t i = 0; i < letters; i++) tag[i] = (char)(tag[i] | 0x20);
    UErrorCode status = U_ZERO_ERROR;
    if (letters == 2) return tag;
    int32_t n = uloc_getLanguage(tag, code, sizeof code, &status);
    return U_SUCCESS(status) && n > 0 && n < 8 ? trv_arena_printf(arena, "%s%s", code, tag + letters) : NULL;
  }
  const char *named = *tag ? language_met(tag, met) : NULL;
  return named ? trv_arena_strdup(arena, named) : NULL;
}

/* ---- addresses */

struct parts {
  struct trv_slice scheme, authority, path, query; /* p NULL: not there; the query with what follows it */
};

static struct parts parts_of(struct trv_slice url) {
  struct parts u = {0};
  size_t i = 0;
  while (i < url.n && (isalnum((unsigned char)url.p[i]) || url.p[i] == '+' || url.p[i] == '-' || url.p[i] == '.')) i++;
  if (i && i < url.n && url.p[i] == ':' && isalpha((unsigned char)url.p[0])) {
    u.scheme = (struct trv_slice){url.p, i};
    url.p += i + 1, url.n -= i + 1;
  }
  if (url.n > 1 && url.p[0] == '/' && url.p[1] == '/') {
    i = 2;
    while (i < url.n && url.p[i] != '/' && url.p[i] != '?' && url.p[i] != '#') i++;
    u.authority = (struct trv_slice){url.p + 2, i - 2};
    url.p += i, url.n -= i;
  }
  i = 0;
  while (i < url.n && url.p[i] != '?' && url.p[i] != '#') i++;
  u.path = (struct trv_slice){url.p, i};
  if (i < url.n) u.query = (struct trv_slice){url.p + i, url.n - i};
  return u;
}

/* RFC 3986, 5.2.4, in place: "/a/./b/../c" is "/a/c". */
static size_t without_dots(char *path, size_t n) {
  size_t out = 0, i = 0;
  while (i < n) {
    size_t stop = i + 1;
    while (stop < n && path[stop] != '/') stop++;
    size_t length = stop - i;
    bool one = length == 2 && path[i + 1] == '.', two = length == 3 && path[i + 1] == '.' && path[i + 2] == '.';
    if (two)
      while (out > 0 && path[--out] != '/') continue;
    if (one || two) {
      if (stop == n) path[out++] = '/';
    } else {
      memmove(path + out, path + i, length);
      out += length;
    }
    i = stop;
  }
  return out;
}

const char *trv_entry_address(struct trv_arena *arena, struct trv_slice text) {
  text = trimmed(text);
  bool absolute = text.n && memmem(text.p, text.n, "://", 3), path = text.n && memchr(text.p, '/', text.n);
  if (!absolute && !(path && memchr(text.p, '.', text.n) && !memchr(text.p, ' ', text.n))) return NULL;
  return trv_entry_line(arena, text, false);
}

const char *trv_entry_url(struct trv_arena *arena, const char *base, struct trv_slice url) {
  url = trimmed(url);
  if (!url.n) return NULL;
  struct parts u = parts_of(url), b = base ? parts_of(trv_slice_of(base)) : (struct parts){0};
  if (u.scheme.p || !b.scheme.p || !b.authority.p) return trv_entry_line(arena, url, false);
  char *path = TRV_NEW_ARRAY(arena, char, b.path.n + u.path.n + 2);
  size_t n = 0;
  if (!u.authority.p && !(u.path.n && u.path.p[0] == '/')) {
    n = b.path.n;
    if (u.path.n)
      while (n > 0 && b.path.p[n - 1] != '/') n--;
    memcpy(path, b.path.p, n);
    if (!n) path[n++] = '/';
  }
  if (u.path.n) memcpy(path + n, u.path.p, u.path.n);
  n += u.path.n;
  if (n && path[0] == '/') n = without_dots(path, n);
  struct trv_slice authority = u.authority.p ? u.authority : b.authority, query = {"", 0};
  if (!u.path.n && !u.authority.p && u.query.p && u.query.p[0] == '#' && b.query.p) {
    struct trv_slice rest = b.query;
    query = trv_slice_split(&rest, '#');
  }
  return trv_arena_printf(arena, "%.*s://%.*s%.*s%.*s%.*s", (int)b.scheme.n, b.scheme.p, (int)authority.n, authority.p,
                          (int)n, path, (int)query.n, query.p, (int)u.query.n, u.query.p ? u.query.p : "");
}
