/* See utf8.h. ASCII and Latin-1 are answered here; the rest by ICU's character tables. */
#include "text/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

/* Bytes of the sequence that begins at p, 0 where it is none (Unicode 15, table 3-7). */
static size_t sequence(const unsigned char *p, size_t n) {
  unsigned char a = p[0], low = 0x80, high = 0xBF;
  size_t length = a < 0x80 ? 1 : a < 0xC2 ? 0 : a < 0xE0 ? 2 : a < 0xF0 ? 3 : a < 0xF5 ? 4 : 0;
  if (length > n) return 0;
  if (length < 2) return length;
  if (a == 0xE0) low = 0xA0;
  if (a == 0xED) high = 0x9F;
  if (a == 0xF0) low = 0x90;
  if (a == 0xF4) high = 0x8F;
  if (p[1] < low || p[1] > high) return 0;
  for (size_t i = 2; i < length; i++)
    if ((p[i] & 0xC0) != 0x80) return 0;
  return length;
}

size_t trv_utf8_check(const char *s, size_t n) {
  size_t at = 0;
  while (at < n) {
    uint64_t eight;
    if (n - at >= 8 && (memcpy(&eight, s + at, 8), !(eight & 0x8080808080808080u))) {
      at += 8;
      continue;
    }
    size_t length = sequence((const unsigned char *)s + at, n - at);
    if (!length) break;
    at += length;
  }
  return at;
}

uint32_t trv_utf8_put(char *out, uint32_t c) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (char)(0xC0 | c >> 6);
    out[1] = (char)(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 0x3F));
  out[2] = (char)(0x80 | (c >> 6 & 0x3F));
  out[3] = (char)(0x80 | (c & 0x3F));
  return 4;
}

static enum trv_char_class ascii_class(uint32_t c) {
  if (c <= ' ' || c == 0x7F) return TRV_CHAR_SPACE;
  if (c >= '0' && c <= '9') return TRV_CHAR_DIGIT;
  if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') return TRV_CHAR_LETTER;
  if (c == '\'') return TRV_CHAR_APOSTROPHE;
  if (c == '-') return TRV_CHAR_HYPHEN;
  if (c == '.') return TRV_CHAR_PERIOD;
  return strchr("$+<=>^`|~", (int)c) ? TRV_CHAR_SYMBOL : TRV_CHAR_PUNCT;
}

enum trv_char_class trv_char_class(uint32_t c) {
  if (c < 0x80) return ascii_class(c);
  switch (c) {
    case 0x2019:
    case 0x02BC:
    case 0x2018:
    case 0x201B:
    case 0x2032:
    case 0xFF07: return TRV_CHAR_APOSTROPHE;
    case 0x2010:
    case 0x2011: return TRV_CHAR_HYPHEN;
    case 0x200B:
    case 0xFEFF: return TRV_CHAR_SPACE;
    default: break;
  }
  switch (u_charType((UChar32)c)) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER: /* m², t½ */ return TRV_CHAR_LETTER;
    case U_DECIMAL_DIGIT_NUMBER: return TRV_CHAR_DIGIT;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK: return TRV_CHAR_MARK;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_CONTROL_CHAR: return TRV_CHAR_SPACE;
    case U_FORMAT_CHAR: return TRV_CHAR_IGNORABLE;
    case U_DASH_PUNCTUATION:
    case U_START_PUNCTUATION:
    case U_END_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION:
    case U_OTHER_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION: return TRV_CHAR_PUNCT;
    default: return TRV_CHAR_SYMBOL;
  }
}

bool trv_char_is_upper(uint32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c < 0x100) return c >= 0xC0 && c <= 0xDE && c != 0xD7;
  return u_isupper((UChar32)c) || u_istitle((UChar32)c);
}

uint32_t trv_char_lower(uint32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
  if (c < 0x100) return trv_char_is_upper(c) ? c + 0x20 : c;
  return (uint32_t)u_tolower((UChar32)c);
}

uint32_t trv_char_upper(uint32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 0x20 : c;
  return (uint32_t)u_toupper((UChar32)c);
}
