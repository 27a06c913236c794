/* Which language an article is in, by the share of each pack's frequent words among its own.
 *
 * Packs list words that are frequent in their language and rare in its neighbours (`language.tsv`), so a plain count
 * is enough: one pass over the beginning of the text, before anything is loaded into memory for it. */
#include "base/table.h"
#include "coder/coder.h"

#define LOOK_BYTES 32768 /* of the text; a few pages tell */
#define MAX_WORD 64
#define UNIT_BYTES 16 /* scripts without spaces: so many bytes count as a word */

enum trv_status trv_frequent_load(const char *lang_dir, struct trv_arena *arena, struct trv_map *out,
                                  struct trv_error *err) {
  static const char *const columns[] = {"word", NULL};
  struct trv_table t;
  trv_map_init(out, arena);
  enum trv_status status =
      trv_table_load(trv_arena_printf(arena, "%s/language.tsv", lang_dir), columns, arena, &t, err);
  for (uint32_t i = 0; status == TRV_OK && i < t.n_rows; i++) trv_map_put(out, trv_table_cell(&t, i, 0), 1);
  return status;
}

static bool letter(unsigned char c) { return (unsigned)(c | 0x20) - (unsigned)'a' < 26u || c >= 0x80; }

/* The next run of letters in lower case (ASCII alone: frequent words are written small); its bytes, 0 at the end. An
 * accented capital counts as another letter, which costs a few words of headlines. */
static size_t next_word(const char *text, size_t n, size_t *at, char word[MAX_WORD]) {
  size_t i = *at;
  while (i < n && (!letter((unsigned char)text[i]) || (i + 2 < n && memcmp(text + i, "\xE2\x80", 2) == 0)))
    i += (unsigned char)text[i] == 0xE2 && i + 2 < n ? 3 : 1; /* typographic marks are U+20xx */
  size_t begin = i;
  while (i < n && letter((unsigned char)text[i]) && !(i + 2 < n && memcmp(text + i, "\xE2\x80", 2) == 0)) {
    unsigned char c = (unsigned char)text[i];
    if (i - begin < MAX_WORD) word[i - begin] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    i++;
  }
  *at = i;
  return i - begin;
}

const struct trv_language *trv_language_guess(const struct trv_treve *treve, const char *text, size_t n_bytes) {
  size_t n = n_bytes < LOOK_BYTES ? n_bytes : LOOK_BYTES, words = 0, length;
  uint32_t found[TRV_MAX_LANGUAGES] = {0}, best = 0;
  char word[MAX_WORD];
  for (size_t at = 0; (length = next_word(text, n, &at, word)) > 0;) {
    words += length > UNIT_BYTES * 2 ? length / UNIT_BYTES : 1;
    if (length > MAX_WORD) continue;
    for (uint32_t i = 0; i < treve->n_languages; i++)
      found[i] += trv_map_get(&treve->languages[i].frequent, (struct trv_slice){word, length}) != TRV_MAP_NONE;
  }
  for (uint32_t i = 1; i < treve->n_languages; i++)
    if (found[i] > found[best]) best = i;
  if (words >= TRV_GUESS_WORDS && found[best] * (size_t)100 < words * TRV_GUESS_PERCENT) return NULL;
  return &treve->languages[best];
}
