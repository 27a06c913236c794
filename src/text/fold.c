/* See fold.h.
 *
 * Most text is ASCII and Latin: those characters are folded by a table. Others are lowered and decomposed by ICU
 * (Unicode's canonical decomposition, its marks dropped), one character at a time, so that a string folds alike
 * wherever it stands. */
#include "text/fold.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "text/utf8.h"

#define POOL_BLOCK ((size_t)32 * 1024)
/* A form longer than this is normalised in parts. Scanned tokens stay below; see TRV_MAX_TOKEN_BYTES. */
#define FORM_CHARS 2048

char *trv_pool_room(struct trv_pool *pool, size_t n) {
  if (pool->left < n) {
    size_t size = n > POOL_BLOCK / 4 ? n : POOL_BLOCK;
    char *block = trv_arena_alloc(pool->arena, size);
    if (size == n) return block;
    pool->p = block;
    pool->left = size;
  }
  char *room = pool->p;
  pool->p += n;
  pool->left -= n;
  return room;
}

const char *trv_pool_add(struct trv_pool *pool, const char *s, size_t n) {
  char *p = trv_pool_room(pool, n + 1);
  if (n) memcpy(p, s, n);
  p[n] = '\0';
  return p;
}

/* --- forms --- */

/* Characters below U+0300 compose with nothing before them and are their own NFC. Writes what NFC makes of the
 * others; never more than three times the bytes (UAX 15). */
static size_t compose(const char *s, size_t n, char *out, size_t cap) {
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
  UChar wide[FORM_CHARS], composed[FORM_CHARS * 3];
  int32_t n_wide = 0, n_composed = 0, n_out = 0;
  u_strFromUTF8(wide, FORM_CHARS, &n_wide, s, (int32_t)n, &code);
  if (U_SUCCESS(code)) n_composed = unorm2_normalize(nfc, wide, n_wide, composed, FORM_CHARS * 3, &code);
  if (U_SUCCESS(code)) u_strToUTF8(out, (int32_t)cap, &n_out, composed, n_composed, &code);
  return U_SUCCESS(code) ? (size_t)n_out : 0;
}

static bool is_plain(const char *s, size_t n) {
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)s[i];
    if (c >= 0xCC || c < ' ' || c == 0x7F) return false; /* U+0300 and above; controls */
    if (c == 0xC2 && ((unsigned char)s[i + 1] < 0xA1 || (unsigned char)s[i + 1] == 0xAD)) return false;
    if (c == '\'' && i + 1 < n && s[i + 1] == '\'') return false;
  }
  return true;
}

struct trv_slice trv_form(struct trv_pool *pool, const char *s, size_t n) {
  if (is_plain(s, n)) return (struct trv_slice){trv_pool_add(pool, s, n), n};
  char buffer[FORM_CHARS];
  size_t used = 0;
  bool combine = false;
  uint32_t length, former = 0;
  if (n > FORM_CHARS - 8) n = FORM_CHARS - 8;
  for (size_t i = 0; i < n; i += length) {
    uint32_t c = trv_utf8_get(s + i, &length);
    switch (trv_char_class(c)) {
      case TRV_CHAR_IGNORABLE: continue;
      case TRV_CHAR_SPACE: c = ' '; break;
      case TRV_CHAR_HYPHEN: c = '-'; break;
      case TRV_CHAR_APOSTROPHE:
        c = '\'';
        if (former == '\'' && used) {
          used--;
          c = '"';
        }
        break;
      default: combine |= c >= 0x300;
    }
    used += trv_utf8_put(buffer + used, c);
    former = c;
  }
  if (combine) {
    char composed[FORM_CHARS * 3];
    size_t m = compose(buffer, used, composed, sizeof composed);
    if (m) return (struct trv_slice){trv_pool_add(pool, composed, m), m};
  }
  return (struct trv_slice){trv_pool_add(pool, buffer, used), used};
}

struct trv_slice trv_lower(struct trv_pool *pool, struct trv_slice form) {
  bool changes = false;
  for (size_t i = 0; i < form.n && !changes; i++) {
    unsigned char c = (unsigned char)form.p[i];
    changes = (c >= 'A' && c <= 'Z') || c >= 0xC4 || (c == 0xC3 && (unsigned char)form.p[i + 1] < 0x9F);
  }
  if (!changes) return form;
  char *out = trv_pool_room(pool, form.n * 2 + 1); /* a lower-case letter has at most one byte more: U+023A */
  size_t used = 0;
  uint32_t length;
  for (size_t i = 0; i < form.n; i += length) {
    uint32_t c = trv_utf8_get(form.p + i, &length);
    used += trv_utf8_put(out + used, trv_char_lower(c));
  }
  out[used] = '\0';
  return (struct trv_slice){out, used};
}

uint32_t trv_lookup_key(const char *s, size_t n, char *out, uint32_t cap) {
  uint32_t used = 0, length;
  for (size_t i = 0; i < n; i += length) {
    if (used + 4 > cap) return 0;
    uint32_t c = trv_utf8_get(s + i, &length);
    if (c >= 0x300) {
      enum trv_char_class class = trv_char_class(c);
      if (class == TRV_CHAR_IGNORABLE) continue;
      if (class == TRV_CHAR_APOSTROPHE) c = '\'';
      else if (class == TRV_CHAR_HYPHEN) c = '-';
    } else if (c == 0xAD) {
      continue;
    }
    used += trv_utf8_put(out + used, trv_char_lower(c));
  }
  return used;
}

/* --- folding --- */

/* U+00C0 to U+017F in lower case without diacritics, ligatures opened. */
static const char latin[][3] = {
    "a", "a", "a",  "a", "a", "a", "ae", "c",  "e", "e", "e",  "e",  "i", "i", "i",  "i",  "d", "n", "o",  "o",
    "o", "o", "o",  "×", "o", "u", "u",  "u",  "u", "y", "th", "ss", "a", "a", "a",  "a",  "a", "a", "ae", "c",
    "e", "e", "e",  "e", "i", "i", "i",  "i",  "d", "n", "o",  "o",  "o", "o", "o",  "÷",  "o", "u", "u",  "u",
    "u", "y", "th", "y", "a", "a", "a",  "a",  "a", "a", "c",  "c",  "c", "c", "c",  "c",  "c", "c", "d",  "d",
    "d", "d", "e",  "e", "e", "e", "e",  "e",  "e", "e", "e",  "e",  "g", "g", "g",  "g",  "g", "g", "g",  "g",
    "h", "h", "h",  "h", "i", "i", "i",  "i",  "i", "i", "i",  "i",  "i", "i", "ij", "ij", "j", "j", "k",  "k",
    "k", "l", "l",  "l", "l", "l", "l",  "l",  "l", "l", "l",  "n",  "n", "n", "n",  "n",  "n", "n", "n",  "n",
    "o", "o", "o",  "o", "o", "o", "oe", "oe", "r", "r", "r",  "r",  "r", "r", "s",  "s",  "s", "s", "s",  "s",
    "s", "s", "t",  "t", "t", "t", "t",  "t",  "u", "u", "u",  "u",  "u", "u", "u",  "u",  "u", "u", "u",  "u",
    "w", "w", "y",  "y", "y", "z", "z",  "z",  "z", "z", "z",  "s",
};

/* Folds one letter into `out` (at most 8 bytes). Marks give nothing. */
static uint32_t fold_char(uint32_t c, char *out) {
  if (c < 0xC0) return trv_utf8_put(out, trv_char_lower(c));
  if (c < 0x180) {
    uint32_t n = 0;
    for (const char *p = latin[c - 0xC0]; n < 3 && p[n]; n++) out[n] = p[n];
    return n;
  }
  c = trv_char_lower(c);
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *nfd = unorm2_getNFDInstance(&code);
  UChar parts[8];
  int32_t n = U_SUCCESS(code) ? unorm2_getDecomposition(nfd, (UChar32)c, parts, 8, &code) : -1;
  if (U_FAILURE(code) || n < 1) return trv_utf8_put(out, c);
  uint32_t base = parts[0];
  if (U16_IS_LEAD(base) && n > 1) base = (base - 0xD800) << 10 | (parts[1] - 0xDC00u), base += 0x10000;
  if (base >= 0xC0 && base < 0x180) return fold_char(base, out);
  return trv_utf8_put(out, base);
}

static bool is_wordish(enum trv_char_class class) {
  return class == TRV_CHAR_LETTER || class == TRV_CHAR_DIGIT || class == TRV_CHAR_MARK;
}

static enum trv_char_class class_at(const struct trv_fold_cursor *k, uint32_t at, uint32_t *c, uint32_t *length) {
  if (at >= k->n) return *c = 0, *length = 0, TRV_CHAR_SPACE;
  *c = trv_utf8_get(k->s + at, length);
  return trv_char_class(*c);
}

/* Is there one letter and a period, or one letter and the end, at `at`? Then "O.N.U" goes on. */
static bool letter_of_acronym(const struct trv_fold_cursor *k, uint32_t at) {
  uint32_t c, length, next_length;
  if (class_at(k, at, &c, &length) != TRV_CHAR_LETTER) return false;
  enum trv_char_class next = class_at(k, at + length, &c, &next_length);
  return next == TRV_CHAR_PERIOD || !is_wordish(next);
}

/* A period inside a piece: between digits (1.5) or between the letters of an acronym. */
static bool period_joins(const struct trv_fold_cursor *k, uint32_t after, bool after_digit, bool after_one_letter) {
  uint32_t c, length;
  if (after_digit) return class_at(k, after, &c, &length) == TRV_CHAR_DIGIT;
  return after_one_letter && letter_of_acronym(k, after);
}

bool trv_fold_next(struct trv_fold_cursor *k, struct trv_pool *pool, struct trv_fold_piece *out) {
  uint32_t c, length;
  enum trv_char_class class = TRV_CHAR_SPACE;
  uint32_t first_separator = UINT32_MAX, separator_end = 0;
  for (;; k->at += length) {
    if (k->at >= k->n) break;
    class = class_at(k, k->at, &c, &length);
    if (class == TRV_CHAR_LETTER || class == TRV_CHAR_DIGIT || class == TRV_CHAR_PUNCT || class == TRV_CHAR_SYMBOL)
      break;
    if (first_separator == UINT32_MAX &&
        (class == TRV_CHAR_HYPHEN || class == TRV_CHAR_APOSTROPHE || class == TRV_CHAR_PERIOD))
      first_separator = k->at, separator_end = k->at + length;
  }
  if (k->at >= k->n) {
    /* A string that is one separator alone ("-", ".") is a piece of its own. */
    if (first_separator == UINT32_MAX || first_separator != 0) return false;
    c = trv_utf8_get(k->s, &length);
    class = trv_char_class(c);
    c = class == TRV_CHAR_HYPHEN ? '-' : class == TRV_CHAR_APOSTROPHE ? '\'' : '.';
    char sign[1] = {(char)c};
    *out = (struct trv_fold_piece){.span = {0, separator_end}, .fold = trv_pool_add(pool, sign, 1), .n = 1};
    return true;
  }
  *out = (struct trv_fold_piece){.span = {k->at, k->at + length}};
  char buffer[256];
  uint32_t used = 0;
  if (!is_wordish(class)) {
    used = trv_utf8_put(buffer, c);
    k->at += length;
    out->fold = trv_pool_add(pool, buffer, used);
    out->n = used;
    return true;
  }
  bool after_digit = false, one_letter = false;
  uint32_t in_segment = 0;
  while (k->at < k->n && used + 8 < sizeof buffer) {
    class = class_at(k, k->at, &c, &length);
    if (class == TRV_CHAR_PERIOD || (c == ',' && after_digit)) {
      if (!period_joins(k, k->at + length, after_digit, one_letter)) break;
      if (after_digit) used += trv_utf8_put(buffer + used, c);
      in_segment = 0;
      one_letter = false;
      k->at += length;
      continue;
    }
    if (class == TRV_CHAR_IGNORABLE) {
      k->at += length;
      continue;
    }
    if (!is_wordish(class)) break;
    if (class != TRV_CHAR_MARK) {
      bool capital = trv_char_is_upper(c);
      if (!used) out->capital_first = capital;
      out->letters += class == TRV_CHAR_LETTER;
      out->capitals += capital;
      in_segment++;
      one_letter = class == TRV_CHAR_LETTER && in_segment == 1;
      after_digit = class == TRV_CHAR_DIGIT;
      used += fold_char(c, buffer + used);
    }
    k->at += length;
    out->span.end = k->at;
  }
  out->fold = trv_pool_add(pool, buffer, used);
  out->n = used;
  return true;
}
