/* Rows of the embedding tables for a form: training word, lexicon class and vector by looking the form up, affixes
 * and shape by hashing. */
#include "parse/features.h"

#include <string.h>

/* Forms are seen up to this many bytes, cut at a character; longer ones are addresses and noise. */
enum { MAX_SEEN = 240, MAX_SHAPE = 24 };

/* Bytes of the UTF-8 character at p (1 for a stray byte), within n. */
static size_t char_bytes(const char *p, size_t n) {
  unsigned char c = (unsigned char)p[0];
  size_t want = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
  return want <= n ? want : n;
}

static uint32_t code_point(const char *p, size_t n) {
  const unsigned char *u = (const unsigned char *)p;
  if (n == 1) return u[0];
  uint32_t c = n == 2 ? u[0] & 0x1Fu : n == 3 ? u[0] & 0x0Fu : u[0] & 0x07u;
  for (size_t i = 1; i < n; i++) c = c << 6 | (u[i] & 0x3Fu);
  return c;
}

static bool is_letter(uint32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
         (c >= 0x370 && c <= 0x1FFF);
}

/* Byte offsets of the characters of s, and its length as the last; returns the number of characters. */
static size_t offsets_of(const char *s, size_t n, uint16_t *offsets) {
  size_t count = 0, at = 0;
  while (at < n) {
    offsets[count++] = (uint16_t)at;
    at += char_bytes(s + at, n - at);
  }
  offsets[count] = (uint16_t)n;
  return count;
}

static uint32_t bucket(const struct trv_parser *p, char kind, const char *s, size_t n) {
  uint64_t h = trv_fnv(trv_fnv(TRV_FNV_START, &kind, 1), s, n);
  return 1 + trv_fnv_fold(h) % (uint32_t)(p->affix.n_rows - 1);
}

/* X capital, x other letter, d digit, anything else itself; runs longer than two are cut to two. */
static size_t shape_of(const char *form, const uint16_t *at, size_t n, const char *lower, const uint16_t *low_at,
                       size_t n_low, char *out) {
  uint32_t last[2] = {0, 0};
  size_t bytes = 0, kept = 0;
  for (size_t i = 0; i < n && kept < MAX_SHAPE; i++) {
    size_t width = (size_t)(at[i + 1] - at[i]);
    const char *c = form + at[i];
    uint32_t code = code_point(c, width);
    char mark = 0;
    if (code >= '0' && code <= '9') {
      mark = 'd';
    } else if (is_letter(code)) {
      size_t low_width = n == n_low ? (size_t)(low_at[i + 1] - low_at[i]) : 0;
      mark = n == n_low && (low_width != width || memcmp(c, lower + low_at[i], width) != 0) ? 'X' : 'x';
    }
    uint32_t sign = mark ? (uint32_t)mark : code;
    if (kept >= 2 && last[0] == sign && last[1] == sign) continue;
    last[0] = last[1];
    last[1] = sign;
    kept++;
    if (mark) {
      out[bytes++] = mark;
    } else {
      memcpy(out + bytes, c, width);
      bytes += width;
    }
  }
  return bytes;
}

static size_t seen_bytes(const char *s) {
  size_t n = strnlen(s, MAX_SEEN + 1);
  if (n <= MAX_SEEN) return n;
  for (n = MAX_SEEN; n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80;) n--;
  return n;
}

enum trv_spelling trv_parser_spelling(const struct trv_parser *p, const char *lower, size_t n) {
  uint32_t key = trv_fnv_fold(trv_fnv(TRV_FNV_START, lower, n)), form = trv_keys_find(&p->forms, key);
  if (form != UINT32_MAX && p->form_lex[form]) return TRV_SPELLING_LISTED;
  return trv_keys_find(&p->words, key) != UINT32_MAX ? TRV_SPELLING_SEEN : TRV_SPELLING_UNKNOWN;
}

struct trv_form_rows trv_form_rows_of(const struct trv_parser *p, const char *form, const char *lower) {
  struct trv_form_rows rows = {0};
  size_t n = seen_bytes(form), n_low = seen_bytes(lower);
  uint16_t at[MAX_SEEN + 1], low_at[MAX_SEEN + 1];
  size_t count = offsets_of(form, n, at), low_count = offsets_of(lower, n_low, low_at);

  uint32_t key = trv_fnv_fold(trv_fnv(TRV_FNV_START, form, n)),
           low_key = trv_fnv_fold(trv_fnv(TRV_FNV_START, lower, n_low));
  uint32_t exact = trv_keys_find(&p->forms, key), low = key == low_key ? exact : trv_keys_find(&p->forms, low_key);
  if (exact != UINT32_MAX) rows.vec = p->form_vec[exact], rows.lex = p->form_lex[exact];
  if (low != UINT32_MAX) {
    if (!rows.vec) rows.vec = p->form_vec[low];
    if (!rows.lex) rows.lex = p->form_lex[low];
  }
  uint32_t word = trv_keys_find(&p->words, low_key);
  rows.word = word == UINT32_MAX ? 0 : word + 1;

  uint32_t *affix = rows.affix;
  for (size_t k = 1; k <= TRV_AFFIX_PREFIXES; k++)
    *affix++ = bucket(p, (char)k, lower, low_at[k < low_count ? k : low_count]);
  for (size_t k = 1; k <= TRV_AFFIX_SUFFIXES; k++) {
    size_t from = low_at[k < low_count ? low_count - k : 0];
    *affix++ = bucket(p, (char)(16 + k), lower + from, n_low - from);
  }
  char shape[4 * MAX_SHAPE];
  *affix = bucket(p, 32, shape, shape_of(form, at, count, lower, low_at, low_count, shape));
  return rows;
}
