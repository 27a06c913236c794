/* Names as articles write them, of names as the dictionaries do: capitals, with `_` for spaces, and no sign of what was
 * an acronym.
 *
 *   AL-QAEDA_IN_IRAQ_       Al-Qaeda in Iraq         each word with a capital but those of words.tsv that stay small
 *   U.N._                   U.N.
 *   IRA_                    IRA                      of one word: up to three letters are an acronym, more a name
 *   YOSEF_"YOSSI"_PELED_    Yosef Yossi Peled
 *   ISLAMIC_ARMY_(IAA)_     Islamic Army
 *
 * What holds small letters already is kept as it is. */
#include "import/internal.h"
#include "text/utf8.h"

enum { ACRONYM_LETTERS = 3, MOST_WORDS_OF_A_PERSON = 5 };

static bool spells(const char *s, uint32_t *length) {
  enum trv_char_class k = trv_char_class(trv_utf8_get(s, length));
  return k == TRV_CHAR_LETTER || k == TRV_CHAR_DIGIT || k == TRV_CHAR_MARK;
}

/* Spaces for underscores, one at a time; without quotation marks and what stands in parentheses. */
static enum imp_reason clean(struct trv_import *im, struct trv_slice raw, struct trv_slice *out) {
  char *p = trv_arena_alloc(&im->arena, raw.n + 1);
  size_t n = 0;
  unsigned depth = 0;
  uint32_t letters = 0, length;
  for (size_t i = 0; i < raw.n; i += length) {
    char c = raw.p[i];
    bool letter = spells(raw.p + i, &length);
    if (c == '|') return IMP_BAR;
    if (c == '(') depth++;
    if (depth || c == '"') {
      depth -= c == ')' && depth;
      c = ' ';
      length = length > 1 && !depth ? 1 : length;
    }
    if (c == ')') c = ' ';
    if (c == '_' || (unsigned char)c <= ' ') {
      if (n && p[n - 1] != ' ') p[n++] = ' ';
      continue;
    }
    if (c == '`') c = '\'';
    p[n++] = c;
    for (uint32_t k = 1; k < length; k++) p[n++] = raw.p[i + k];
    letters += letter;
  }
  while (n && p[n - 1] == ' ') n--;
  *out = (struct trv_slice){p, n};
  return !letters ? IMP_BAD_NAME : letters == 1 ? IMP_LETTER : IMP_TAKEN;
}

/* Capitals at the beginning and behind a hyphen, a period, a slash or an ampersand; behind an apostrophe where at
 * most one letter stands before it ("O'Brien", not "People's"). */
static void capitalise(char *p, size_t n) {
  uint32_t length;
  bool begins = true;
  uint32_t since = 0; /* letters since the last capital that was due */
  for (size_t i = 0; i < n; i += length) {
    uint32_t c = trv_utf8_get(p + i, &length), changed = begins ? trv_char_upper(c) : trv_char_lower(c);
    char bytes[4];
    if (changed != c && trv_utf8_put(bytes, changed) == length) memcpy(p + i, bytes, length);
    enum trv_char_class k = trv_char_class(c);
    begins = k == TRV_CHAR_HYPHEN || (k == TRV_CHAR_APOSTROPHE && since <= 1) || k == TRV_CHAR_PERIOD ||
             k == TRV_CHAR_SYMBOL || k == TRV_CHAR_PUNCT;
    since = begins || k == TRV_CHAR_APOSTROPHE ? 0 : since + 1;
  }
}

static bool has_small(struct trv_slice s) {
  uint32_t length;
  for (size_t i = 0; i < s.n; i += length) {
    uint32_t c = trv_utf8_get(s.p + i, &length);
    if (trv_char_upper(c) != c) return true;
  }
  return false;
}

static bool has_capital(struct trv_slice s) {
  uint32_t length;
  for (size_t i = 0; i < s.n; i += length)
    if (trv_char_is_upper(trv_utf8_get(s.p + i, &length))) return true;
  return false;
}

static uint32_t count_letters(struct trv_slice s) {
  uint32_t n = 0, length;
  for (size_t i = 0; i < s.n; i += length) n += spells(s.p + i, &length);
  return n;
}

static bool in(struct trv_import *im, const struct trv_map *map, struct trv_slice word) {
  return trv_map_get(map, trv_lower(&im->pool, word)) != TRV_MAP_NONE;
}

enum imp_reason imp_form(struct trv_import *im, struct trv_slice raw, struct trv_slice *out) {
  enum imp_reason reason = clean(im, raw, out);
  if (reason != IMP_TAKEN || (has_small(*out) && has_capital(*out))) return reason;
  bool alone = !memchr(out->p, ' ', out->n);
  if (alone && count_letters(*out) <= ACRONYM_LETTERS && has_capital(*out)) return reason;
  char *p = trv_arena_strndup(&im->arena, out->p, out->n);
  for (size_t i = 0; i < out->n;) {
    const char *space = memchr(p + i, ' ', out->n - i);
    size_t n = space ? (size_t)(space - p) - i : out->n - i;
    struct trv_slice word = {p + i, n};
    if (i && in(im, &im->small, word)) {
      struct trv_slice lower = trv_lower(&im->pool, word);
      if (lower.n == n) memcpy(p + i, lower.p, n);
    } else {
      capitalise(p + i, n);
    }
    i += n + 1;
  }
  out->p = p;
  return IMP_TAKEN;
}

enum imp_reason imp_word(struct trv_import *im, struct trv_slice raw, struct trv_slice *out) {
  enum imp_reason reason = clean(im, raw, out);
  if (reason == IMP_TAKEN) *out = trv_lower(&im->pool, *out);
  return reason;
}

bool imp_personal(const struct trv_import *im, struct trv_slice form) {
  char word[64];
  size_t words = 0;
  while (form.p && form.n) {
    struct trv_slice one = trv_slice_split(&form, ' ');
    words++;
    if (one.n >= sizeof word) return false;
    uint32_t n = trv_lookup_key(one.p, one.n, word, sizeof word);
    if (!n || trv_map_get(&im->body, (struct trv_slice){word, n}) != TRV_MAP_NONE) return false;
  }
  return words >= 2 && words <= MOST_WORDS_OF_A_PERSON;
}

struct trv_slice imp_plural_of(struct trv_import *im, struct trv_slice word) {
  const struct imp_plural *best = NULL;
  for (uint32_t i = 0; i < im->n_plurals; i++) {
    const struct imp_plural *p = &im->plurals[i];
    if (p->ending.n > word.n || (p->ending.n && memcmp(word.p + word.n - p->ending.n, p->ending.p, p->ending.n) != 0))
      continue;
    if (!best || p->ending.n > best->ending.n) best = p;
  }
  if (!best) return (struct trv_slice){NULL, 0};
  return trv_slice_of(trv_arena_printf(&im->arena, "%.*s%.*s", (int)(word.n - best->ending.n), word.p,
                                       (int)best->value.n, best->value.n ? best->value.p : ""));
}
