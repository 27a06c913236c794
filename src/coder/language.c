/* Which language an article is in: that of the pack to which its words belong.
 *
 * A word tells one pack where it is among the frequent words of that pack alone (`language.tsv`: frequent in the language,
 * rare in its neighbours) or, with half the weight, in the dictionary of its parser alone; it weighs its bytes, since short
 * words are spelled alike by chance. Where the article tells nothing, the names of its outlet and agency may. An article of
 * whose words the chosen pack knows too few is in another language, words with a capital not counted, which are names; and so is
 * one whose frequent words (share/read/languages.tsv) are rather those of a language without a pack: a word counts for each
 * language that has it, the less the more have it.
 *
 * One pass over the beginning of the text, before anything is loaded into memory for it. */
#include <unistd.h>

#include "base/table.h"
#include "coder/coder.h"

#define LOOK_BYTES 32768 /* of the text; a few pages tell */
#define MAX_WORD 64

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

static void add_known(struct trv_known_languages *k, struct trv_slice word, uint32_t language) {
  uint32_t at = trv_map_get(&k->words, word);
  if (at == TRV_MAP_NONE) {
    at = k->n_sets;
    trv_map_put(&k->words, word, at);
    TRV_PUSH(k->words.arena, k->sets, k->n_sets, k->cap_sets, 0);
  }
  k->sets[at] |= UINT64_C(1) << language;
}

enum trv_status trv_known_languages_load(const char *path, struct trv_arena *arena, struct trv_known_languages *out,
                                         struct trv_error *err) {
  static const char *const columns[] = {"language", "words", NULL};
  struct trv_table t;
  trv_map_init(&out->words, arena);
  if (access(path, F_OK) != 0) return TRV_OK;
  enum trv_status status = trv_table_load(path, columns, arena, &t, err);
  for (uint32_t i = 0; status == TRV_OK && i < t.n_rows; i++) {
    if (out->n == TRV_MAX_KNOWN_LANGUAGES) return trv_table_fail(&t, i, 0, err, "too many languages");
    struct trv_slice code = trv_table_cell(&t, i, 0);
    out->codes[out->n] = trv_arena_strndup(arena, code.p, code.n);
    for (struct trv_slice rest = trv_table_cell(&t, i, 1); rest.p;) {
      struct trv_slice word = trv_slice_split(&rest, '|');
      if (word.n) add_known(out, word, out->n);
    }
    out->n++;
  }
  return status;
}

static bool letter(unsigned char c) { return (unsigned)(c | 0x20) - (unsigned)'a' < 26u || c >= 0x80; }

struct word {
  size_t n;             /* bytes, also of what is cut off */
  size_t capitals;      /* among its letters */
  char small[MAX_WORD]; /* its beginning in lower case */
};

/* The small letter of byte `c` behind `before`: ASCII and the capitals of Latin-1, which are all that frequent words have. */
static char small(unsigned char before, unsigned char c) {
  if (c >= 'A' && c <= 'Z') return (char)(c | 0x20);
  return (char)(before == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97 ? c + 0x20 : c);
}

/* The next run of letters before `end`; false where there is none. */
static bool next_word(const char *text, size_t end, size_t *at, struct word *word) {
  size_t i = *at;
  while (i < end && (!letter((unsigned char)text[i]) || (i + 2 < end && memcmp(text + i, "\xE2\x80", 2) == 0)))
    i += (unsigned char)text[i] == 0xE2 && i + 2 < end ? 3 : 1; /* typographic marks are U+20xx */
  size_t begin = i;
  word->capitals = 0;
  for (; i < end && letter((unsigned char)text[i]) && !(i + 2 < end && memcmp(text + i, "\xE2\x80", 2) == 0); i++) {
    unsigned char before = i > begin ? (unsigned char)text[i - 1] : 0, c = (unsigned char)text[i];
    char low = small(before, c);
    word->capitals += (unsigned char)low != c;
    if (i - begin < MAX_WORD) word->small[i - begin] = low;
  }
  word->n = i - begin;
  *at = i;
  return word->n > 0;
}

/* Words written small, and in capitals throughout. */
enum { SMALL, CAPITALS, N_CASES };

struct evidence {
  size_t words;
  size_t alone[TRV_MAX_LANGUAGES]; /* the weight of words of this pack alone */
  size_t of_case[N_CASES];
  size_t known[N_CASES][TRV_MAX_LANGUAGES]; /* of them, those that the pack knows */
  size_t frequent[TRV_MAX_KNOWN_LANGUAGES]; /* the weight of frequent words */
};

/* Parts that a frequent word is divided into among its languages. */
#define FREQUENT_WEIGHT 60

static void weigh_frequent(const struct trv_known_languages *k, struct trv_slice word, size_t *weights) {
  uint32_t at = trv_map_get(&k->words, word);
  if (at == TRV_MAP_NONE) return;
  size_t share = FREQUENT_WEIGHT / (size_t)__builtin_popcountll(k->sets[at]);
  for (uint64_t set = k->sets[at]; set; set &= set - 1) weights[__builtin_ctzll(set)] += share;
}

static void weigh(const struct trv_treve *treve, const char *text, size_t at, size_t end, struct evidence *e) {
  struct word w;
  while (next_word(text, end, &at, &w)) {
    size_t n_frequent = 0, n_listed = 0, letters = w.capitals == 0 ? SMALL : w.capitals > 1 ? CAPITALS : N_CASES;
    uint32_t frequent = 0, listed = 0;
    e->words++;
    if (letters < N_CASES) e->of_case[letters]++;
    if (w.n > MAX_WORD) continue;
    weigh_frequent(&treve->known, (struct trv_slice){w.small, w.n}, e->frequent);
    for (uint32_t i = 0; i < treve->n_languages; i++) {
      const struct trv_language *l = &treve->languages[i];
      bool often = trv_map_get(&l->frequent, (struct trv_slice){w.small, w.n}) != TRV_MAP_NONE;
      enum trv_spelling spelling = l->parser ? trv_parser_spelling(l->parser, w.small, w.n) : TRV_SPELLING_UNKNOWN;
      if (letters < N_CASES) e->known[letters][i] += often || spelling != TRV_SPELLING_UNKNOWN;
      if (often) n_frequent++, frequent = i;
      if (often || spelling == TRV_SPELLING_LISTED) n_listed++, listed = i;
    }
    if (n_frequent == 1) e->alone[frequent] += 2 * w.n;
    else if (n_listed == 1) e->alone[listed] += w.n;
  }
}

/* Where the header ends; its names are weighed on the way, its keys, days and addresses are words of no language. */
static size_t weigh_header(const struct trv_treve *treve, const char *text, size_t n, struct evidence *names) {
  static const char *const keys[] = {"date", "outlet", "agency", "url"};
  size_t at = 0;
  while (at < n && (text[at] == '\n' || text[at] == ' ')) at++;
  for (;;) {
    size_t end = at, k = 0, length = 0;
    while (end < n && text[end] != '\n') end++;
    for (; k < 4; k++) {
      length = strlen(keys[k]);
      if (end - at > length && memcmp(text + at, keys[k], length) == 0 && text[at + length] == ' ') break;
    }
    if (k == 4) return at;
    if (k == 1 || k == 2) weigh(treve, text, at + length, end, names);
    at = end < n ? end + 1 : end;
  }
}

/* The pack that most tells for; `n_languages` where none does. */
static uint32_t most(const struct trv_treve *treve, const size_t *weights) {
  uint32_t best = treve->n_languages;
  for (uint32_t i = 0; i < treve->n_languages; i++)
    if (weights[i] && (best == treve->n_languages || weights[i] > weights[best])) best = i;
  return best;
}

/* Whether the frequent words are rather those of a language without a pack. */
static bool elsewhere(const struct trv_treve *treve, const struct evidence *e, const char *code) {
  size_t own = 0, most = 0;
  for (uint32_t i = 0; i < treve->known.n; i++) {
    if (strcmp(treve->known.codes[i], code) == 0) own = e->frequent[i];
    else if (!trv_treve_language(treve, treve->known.codes[i]) && e->frequent[i] > most) most = e->frequent[i];
  }
  return most > own + own / 4 + FREQUENT_WEIGHT; /* a name or two are no evidence */
}

struct trv_language *trv_language_guess(const struct trv_treve *treve, const char *text, size_t n_bytes) {
  struct evidence body = {0}, names = {0};
  size_t n = n_bytes < LOOK_BYTES ? n_bytes : LOOK_BYTES;
  weigh(treve, text, weigh_header(treve, text, n, &names), n, &body);
  uint32_t best = most(treve, body.alone);
  if (best == treve->n_languages) best = most(treve, names.alone);
  if (best == treve->n_languages) best = most(treve, body.known[SMALL]);
  if (best == treve->n_languages) return body.words ? NULL : &treve->languages[0];
  if (elsewhere(treve, &body, treve->languages[best].code)) return NULL;
  int letters = body.of_case[SMALL] ? SMALL : CAPITALS;
  bool own = body.known[letters][best] * 100 >= body.of_case[letters] * TRV_GUESS_PERCENT;
  return own ? &treve->languages[best] : NULL;
}

const char *trv_language_of(const struct trv_treve *treve, const char *text, size_t n_bytes) {
  const struct trv_language *l = trv_language_guess(treve, text, n_bytes);
  return l ? l->code : NULL;
}
