/* UTF-8: checking it, walking through it, and what each character is to a cutter of words. */
#ifndef TRV_TEXT_UTF8_H
#define TRV_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum trv_char_class {
  TRV_CHAR_SPACE,      /* every Unicode space, zero-width space, controls */
  TRV_CHAR_IGNORABLE,  /* soft hyphen, joiners, direction marks: part of the span, not of the form */
  TRV_CHAR_LETTER,     /* letters, and numbers that are no decimal digits (², ½) */
  TRV_CHAR_DIGIT,      /* decimal digits */
  TRV_CHAR_MARK,       /* combining marks */
  TRV_CHAR_APOSTROPHE, /* ' ’ ʼ ‘ ‛ ′ ＇ */
  TRV_CHAR_HYPHEN,     /* - ‐ ‑ */
  TRV_CHAR_PERIOD,     /* . */
  TRV_CHAR_PUNCT,      /* other punctuation */
  TRV_CHAR_SYMBOL      /* signs, emoji, anything else */
};

/* Bytes of the longest valid prefix: n where all of it is UTF-8 (no surrogates, no overlong forms, <= U+10FFFF). */
size_t trv_utf8_check(const char *s, size_t n);

/* The character at `s` and in *length its bytes. `s` must be valid UTF-8, not at its end. */
static inline uint32_t trv_utf8_get(const char *s, uint32_t *length) {
  const unsigned char *p = (const unsigned char *)s;
  if (p[0] < 0x80) return *length = 1, p[0];
  if (p[0] < 0xE0) return *length = 2, (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
  if (p[0] < 0xF0) return *length = 3, (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
  *length = 4;
  return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

/* Bytes before `at` that the character ending there has; `at` > 0 in valid UTF-8. */
static inline uint32_t trv_utf8_back(const char *s, uint32_t at) {
  uint32_t n = 1;
  while (n < 4 && n < at && ((unsigned char)s[at - n] & 0xC0) == 0x80) n++;
  return n;
}

/* Writes a character, at most 4 bytes; returns how many. */
uint32_t trv_utf8_put(char *out, uint32_t c);

enum trv_char_class trv_char_class(uint32_t c);
bool trv_char_is_upper(uint32_t c);
uint32_t trv_char_lower(uint32_t c);
uint32_t trv_char_upper(uint32_t c);

#endif
