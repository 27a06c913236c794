/* See strip.h. One scan that looks at "<" alone; what it leaves out, HTML5 would have read as one piece of raw text. */
#include "read/strip.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Whether the tag at `p` (behind its "<") is `name`. */
static bool tag_is(const char *p, const char *end, const char *name) {
  size_t n = strlen(name);
  if ((size_t)(end - p) <= n || strncasecmp(p, name, n) != 0) return false;
  return !isalnum((unsigned char)p[n]) && p[n] != '-';
}

/* Where "</name" begins at or after `p`, or `end`. */
static const char *closing(const char *p, const char *end, const char *name) {
  while ((p = memchr(p, '<', (size_t)(end - p))) != NULL) {
    if (end - p > 1 && p[1] == '/' && tag_is(p + 2, end, name)) return p;
    p++;
  }
  return end;
}

static bool is_data(const char *p, const char *end) {
  static const char type[] = "ld+json";
  return memmem(p, (size_t)(end - p), type, sizeof type - 1) != NULL;
}

struct trv_slice trv_page_strip(struct trv_slice html, struct trv_arena *arena) {
  static const char *const names[] = {"script", "style", "svg", NULL};
  char *out = TRV_NEW_ARRAY(arena, char, html.n + 1);
  const char *p = html.p, *end = html.p + html.n;
  size_t n = 0;
  while (p < end) {
    const char *mark = memchr(p, '<', (size_t)(end - p));
    const char *stop = mark ? mark : end;
    memcpy(out + n, p, (size_t)(stop - p));
    n += (size_t)(stop - p);
    if (!mark) break;
    p = mark;
    if (end - p > 3 && memcmp(p, "<!--", 4) == 0) {
      const char *close = memmem(p + 4, (size_t)(end - p - 4), "-->", 3);
      p = close ? close + 3 : end;
      continue;
    }
    size_t k = 0;
    while (names[k] && !tag_is(p + 1, end, names[k])) k++;
    const char *open = names[k] ? memchr(p, '>', (size_t)(end - p)) : NULL;
    if (open && open[-1] != '/' && !(k == 0 && is_data(p, open))) {
      memcpy(out + n, p, (size_t)(open + 1 - p));
      n += (size_t)(open + 1 - p);
      p = closing(open + 1, end, names[k]);
      continue;
    }
    out[n++] = *p++;
  }
  return (struct trv_slice){out, n};
}
