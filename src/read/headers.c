/* See headers.h. Follows RFC 9112 section 5, with what archives hold beside it: lines that end with LF alone, and folded ones. */
#include "read/headers.h"

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

struct trv_slice trv_header_trim(struct trv_slice s) {
  while (s.n && is_space(s.p[0])) s.p++, s.n--;
  while (s.n && is_space(s.p[s.n - 1])) s.n--;
  return s;
}

size_t trv_header_end(struct trv_slice bytes) {
  const char *p = bytes.p, *end = bytes.p + bytes.n;
  while (p < end) {
    const char *line = p;
    const char *stop = memchr(p, '\n', (size_t)(end - p));
    if (!stop) return 0;
    p = stop + 1;
    if (stop == line || (stop == line + 1 && *line == '\r')) return (size_t)(p - bytes.p);
  }
  return 0;
}

/* A line and those that continue it. */
static struct trv_slice take_lines(struct trv_slice *rest) {
  const char *begin = rest->p, *end = rest->p + rest->n, *p = begin;
  do {
    const char *stop = memchr(p, '\n', (size_t)(end - p));
    p = stop ? stop + 1 : end;
  } while (p < end && (*p == ' ' || *p == '\t'));
  *rest = (struct trv_slice){p, (size_t)(end - p)};
  return (struct trv_slice){begin, (size_t)(p - begin)};
}

bool trv_header_next(struct trv_slice *rest, struct trv_slice *name, struct trv_slice *value) {
  while (rest->n) {
    struct trv_slice lines = take_lines(rest);
    const char *colon = memchr(lines.p, ':', lines.n);
    if (!colon) continue;
    size_t n = (size_t)(colon - lines.p);
    *name = trv_header_trim((struct trv_slice){lines.p, n});
    *value = trv_header_trim((struct trv_slice){colon + 1, lines.n - n - 1});
    if (name->n) return true;
  }
  return false;
}

struct trv_slice trv_media_type(struct trv_slice value) {
  return trv_header_trim(trv_slice_split(&value, ';'));
}

struct trv_slice trv_media_charset(struct trv_slice value) {
  trv_slice_split(&value, ';');
  while (value.p) {
    struct trv_slice item = trv_slice_split(&value, ';');
    struct trv_slice name = trv_header_trim(trv_slice_split(&item, '='));
    if (!item.p || !trv_header_is(name, "charset")) continue;
    item = trv_header_trim(item);
    while (item.n && (item.p[0] == '"' || item.p[0] == '\'')) item.p++, item.n--;
    while (item.n && (item.p[item.n - 1] == '"' || item.p[item.n - 1] == '\'')) item.n--;
    return item;
  }
  return (struct trv_slice){"", 0};
}
