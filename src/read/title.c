/* See title.h. */
#include "read/title.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#include "read/entry.h"

const char *trv_one_line(const char *s, struct trv_arena *arena) {
  char *line = trv_arena_strdup(arena, s);
  size_t n = 0;
  for (const char *p = s; *p; p++) {
    bool blank = (unsigned char)*p <= ' ';
    if (strncmp(p, "\xC2\xA0", 2) == 0) blank = true, p++; /* no-break spaces */
    else if (strncmp(p, "\xE2\x80\xAF", 3) == 0) blank = true, p += 2;
    if (strncmp(p, "\xC2\xAD", 2) == 0) p++; /* soft hyphens */
    else if (!blank) line[n++] = *p;
    else if (n && line[n - 1] != ' ') line[n++] = ' ';
  }
  while (n && line[n - 1] == ' ') n--;
  line[n] = '\0';
  return n ? line : NULL;
}

/* Signs between a title and the name of its outlet: "Talks resume - The Gazette", "The Gazette | Talks resume". */
static const char *const signs[] = {" - ",        " | ",  " \xE2\x80\x93 ", " \xE2\x80\x94 ",
                                    " \xC2\xB7 ", " :: ", " \xC2\xBB ",     ": "};
#define N_SIGNS (sizeof signs / sizeof *signs)

/* The first sign in `s`, but the last one of the list, which titles have of their own; NULL: none. A sign may close a title that
 * another one ends: "« Talks resume » - The Gazette". */
static const char *next_sign(const char *s, size_t *n) {
  const char *best = NULL;
  for (size_t i = 0; i + 1 < N_SIGNS; i++) {
    const char *at = strstr(s, signs[i]);
    if (at && (!best || at < best)) best = at, *n = strlen(signs[i]);
  }
  for (size_t i = 0; best && i + 1 < N_SIGNS; i++)
    if (strncmp(best + *n - 1, signs[i], strlen(signs[i])) == 0) {
      best += *n - 1;
      *n = strlen(signs[i]);
      break;
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

/* ---- names that read like the page's host */

#define MAX_LETTERS 64
#define MAX_LABELS 6
#define MIN_LABEL 4 /* letters; shorter ones are in too many words */

struct host {
  const char *name; /* without "www."; NULL: no address */
  uint32_t n;
  char labels[MAX_LABELS][MAX_LETTERS]; /* the name as a whole, then its parts but the last one */
};

/* Letters and digits of ASCII below their accents, in small letters; others do not count. */
static size_t letters(const char *s, size_t n, char out[MAX_LETTERS]) {
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *nfd = unorm2_getNFDInstance(&code);
  size_t m = 0;
  for (int32_t i = 0; i < (int32_t)n && m + 1 < MAX_LETTERS;) {
    UChar32 c;
    UChar parts[8];
    U8_NEXT((const uint8_t *)s, i, (int32_t)n, c);
    if (c > 0x7F && U_SUCCESS(code) && unorm2_getDecomposition(nfd, c, parts, 8, &code) > 0) c = parts[0];
    code = U_ZERO_ERROR;
    if (c >= 'A' && c <= 'Z') c |= 0x20;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out[m++] = (char)c;
  }
  out[m] = '\0';
  return m;
}

static struct host host_of(const char *url, struct trv_arena *arena) {
  struct host h = {.name = NULL};
  if (url && strncasecmp(url, "http", 4) == 0) h.name = trv_entry_outlet(arena, trv_slice_of(url));
  if (!h.name) return h;
  h.n = letters(h.name, strlen(h.name), h.labels[0]) > 0;
  for (const char *p = h.name, *dot; (dot = strchr(p, '.')) != NULL && h.n && h.n < MAX_LABELS; p = dot + 1)
    if (letters(p, (size_t)(dot - p), h.labels[h.n]) >= MIN_LABEL) h.n++;
  return h;
}

/* Whether `name` is that of the host or of a part of it; `loosely`: or has it in it and little more ("Le blog de Sahelien"). */
static bool reads_like(const struct host *h, const char *name, bool loosely) {
  char own[MAX_LETTERS];
  size_t n = letters(name, strlen(name), own);
  if (n < MIN_LABEL) return false;
  for (uint32_t i = 0; i < h->n; i++)
    if (strcmp(own, h->labels[i]) == 0 || (loosely && i && n <= 2 * strlen(h->labels[i]) && strstr(own, h->labels[i])))
      return true;
  return false;
}

/* The part of what the page is called that reads like its host; NULL: none does, or it is all. */
static const char *part_like(const struct host *h, const char *whole, struct trv_arena *arena) {
  size_t k = 0;
  for (const char *p = whole, *end; p; p = end ? end + k : NULL) {
    end = next_sign(p, &k);
    const char *part = end ? trv_arena_strndup(arena, p, (size_t)(end - p)) : p;
    if (strlen(part) < strlen(whole) && reads_like(h, part, true)) return part;
  }
  return NULL;
}

/* The first short text of the page that is its host's name as people write it. */
static const char *text_like(const struct host *h, const struct trv_dom *dom, struct trv_arena *arena) {
  for (uint32_t i = 0; i < dom->n && h->n > 1; i++) {
    const char *s = dom->nodes[i].text;
    const char *name = s && strnlen(s, MAX_LETTERS) < MAX_LETTERS ? trv_one_line(s, arena) : NULL;
    if (name && isalnum((unsigned char)*name) && strcasecmp(name, h->name) != 0 && reads_like(h, name, false))
      return name;
  }
  return NULL;
}

/* ---- both */

static const char *either(const char *a, const char *b, struct trv_arena *arena) {
  const char *s = a && *a ? a : b;
  return s && *s ? trv_one_line(s, arena) : NULL;
}

struct trv_page_title trv_page_title(const struct trv_item *item, const struct trv_page_meta *meta,
                                     const struct trv_dom *dom, struct trv_arena *a) {
  const char *said = either(item->title, meta->title, a), *outlet = either(meta->outlet, item->outlet, a);
  const char *heading = meta->heading ? trv_one_line(meta->heading, a) : NULL;
  const char *element = meta->element ? trv_one_line(meta->element, a) : NULL, *title = said;
  struct host host = host_of(meta->url ? meta->url : item->url, a);
  const char *like = element ? part_like(&host, element, a) : NULL;
  if (said && !item->title) {
    const char *name = outlet ? outlet : like;
    const char *alone = name ? beside(said, name, a) : NULL;
    const char *rest = heading ? beside(said, heading, a) : NULL;
    /* the heading may be the site's name */
    bool site =
        rest && (strlen(rest) > strlen(heading) + strlen(heading) / 2 || (like && strcasecmp(like, heading) == 0));
    if (site) title = rest, outlet = outlet ? outlet : heading;
    else if (heading && (strcasecmp(said, heading) == 0 || rest)) title = heading;
    else if (alone) title = alone;
    else if (!outlet && !heading) title = longest(said, a);
  }
  if (!said) title = heading;
  if (!outlet && like && (!title || strcasecmp(like, title) != 0)) outlet = like;
  if (!outlet) outlet = text_like(&host, dom, a);
  const char *rest = title && element && !outlet ? beside(element, title, a) : NULL;
  if (rest) outlet = last_part(rest);
  return (struct trv_page_title){title, outlet ? outlet : host.name};
}
