/* Text on a screen: how many columns it takes, cutting it to fit, colours. */
#ifndef TRV_OUT_SCREEN_H
#define TRV_OUT_SCREEN_H

#include "base/str.h"

/* Columns of a UTF-8 string as trv_screen_add shows it: wide characters (UAX 11: W, F) take two, marks none. */
uint32_t trv_screen_width(const char *s, size_t n);
/* Appends text made fit for a screen, at most `columns` wide, ending in "…" where it was cut. Line ends, tabs and
 * control characters become spaces (runs of them one), direction marks vanish, bytes that are no UTF-8 become U+FFFD: a
 * text or a file name must not command the terminal. */
void trv_screen_add(struct trv_strbuf *b, const char *s, size_t n, uint32_t columns);
/* The same, padded with spaces to `columns`. */
void trv_screen_pad(struct trv_strbuf *b, const char *s, size_t n, uint32_t columns);
/* The longest part of [begin, end) before `at` (or after it) that is no wider than `columns`, cut between words: its
 * first (or last) byte. */
size_t trv_screen_before(const char *s, size_t begin, size_t at, uint32_t columns);
size_t trv_screen_after(const char *s, size_t at, size_t end, uint32_t columns);

enum trv_ink {
  TRV_INK_NONE,
  TRV_INK_DIM,
  TRV_INK_STRONG,
  TRV_INK_GOOD,
  TRV_INK_MILD,
  TRV_INK_WARN,
  TRV_INK_BAD,
  TRV_INK_NOTE
};
/* Begins a colour; TRV_INK_NONE ends it. Nothing where `colour` is false. */
void trv_screen_ink(struct trv_strbuf *b, bool colour, enum trv_ink ink);

#endif
