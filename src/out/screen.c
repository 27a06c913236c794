/* See screen.h. */
#include "out/screen.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define REPLACEMENT 0xFFFD

/* The character at *i, which moves behind it; U+FFFD for bytes that are none. */
static uint32_t next(const char *s, size_t n, size_t *i) {
  int32_t at = 0, length = n - *i > 4 ? 4 : (int32_t)(n - *i);
  UChar32 c;
  U8_NEXT((const uint8_t *)s + *i, at, length, c);
  *i += (size_t)at;
  return c < 0 ? REPLACEMENT : (uint32_t)c;
}

static bool blank(uint32_t c) { return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x2028 || c == 0x2029; }

/* 0 for what is not shown: direction marks, joiners, combining marks. */
static uint32_t columns_of(uint32_t c) {
  if (c >= 0x20 && c < 0x7F) return 1;
  if (blank(c)) return 1;
  int8_t type = u_charType((UChar32)c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  int32_t width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
}

uint32_t trv_screen_width(const char *s, size_t n) {
  uint32_t width = 0;
  bool space = false;
  for (size_t i = 0; i < n;) {
    uint32_t c = next(s, n, &i);
    bool is_blank = blank(c);
    if (!(is_blank && space)) width += columns_of(c);
    space = is_blank;
  }
  return width;
}

void trv_screen_add(struct trv_strbuf *b, const char *s, size_t n, uint32_t columns) {
  bool cut = trv_screen_width(s, n) > columns;
  uint32_t room = cut && columns ? columns - 1 : columns, used = 0;
  bool space = false;
  for (size_t i = 0; i < n;) {
    size_t from = i;
    uint32_t c = next(s, n, &i), width = columns_of(c);
    bool is_blank = blank(c);
    if (is_blank && space) continue;
    space = is_blank;
    if (used + width > room) break;
    used += width;
    if (is_blank) trv_strbuf_addc(b, ' ');
    else if (c == REPLACEMENT) trv_strbuf_adds(b, "\xEF\xBF\xBD");
    else if (u_charType((UChar32)c) != U_FORMAT_CHAR) trv_strbuf_add(b, s + from, i - from);
  }
  if (cut && columns) trv_strbuf_adds(b, "…");
}

void trv_screen_pad(struct trv_strbuf *b, const char *s, size_t n, uint32_t columns) {
  uint32_t width = trv_screen_width(s, n);
  trv_screen_add(b, s, n, columns);
  for (; width < columns; width++) trv_strbuf_addc(b, ' ');
}

static bool continues(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

size_t trv_screen_before(const char *s, size_t begin, size_t at, uint32_t columns) {
  size_t from = at, word = at;
  uint32_t width = 0;
  while (from > begin) {
    size_t k = from - 1;
    while (k > begin && continues(s[k])) k--;
    size_t i = k;
    uint32_t c = next(s, from, &i);
    if ((width += columns_of(c)) > columns) return word;
    if (blank(c)) word = from;
    from = k;
  }
  return from;
}

size_t trv_screen_after(const char *s, size_t at, size_t end, uint32_t columns) {
  size_t to = at, word = at;
  uint32_t width = 0;
  while (to < end) {
    size_t i = to;
    uint32_t c = next(s, end, &i);
    if (blank(c)) word = to;
    if ((width += columns_of(c)) > columns) return word;
    to = i;
  }
  return to;
}

void trv_screen_ink(struct trv_strbuf *b, bool colour, enum trv_ink ink) {
  static const char *const codes[] = {"0", "2", "1", "32", "36", "33", "31", "35"};
  if (colour) trv_strbuf_addf(b, "\x1b[%sm", codes[ink]);
}
