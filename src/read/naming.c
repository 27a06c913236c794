/* See naming.h. */
#include "read/naming.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/table.h"

#define MAX_NAME 512
#define MAX_TOKEN 64

/* Parts of names, by their first letter. */
struct part_list {
  uint32_t n[256], cap[256];
  struct trv_slice *items[256];
};

struct trv_page_words {
  struct trv_map tokens; /* whole tokens, to what they say */
  struct part_list article, aside, day;
};

static void add_word(struct trv_page_words *words, struct part_list *parts, uint32_t says, struct trv_slice word) {
  struct trv_arena *arena = words->tokens.arena;
  unsigned char first = (unsigned char)word.p[0];
  if (parts) {
    TRV_PUSH(arena, parts->items[first], parts->n[first], parts->cap[first], word);
  } else {
    uint32_t known = trv_map_get(&words->tokens, word);
    trv_map_put(&words->tokens, word, (known == TRV_MAP_NONE ? 0 : known) | says);
  }
}

enum trv_status trv_page_words_load(const char *path, struct trv_arena *arena, struct trv_page_words **out,
                                    struct trv_error *err) {
  static const char *const columns[] = {"kind", "words", NULL};
  struct trv_table t;
  struct trv_page_words *words = TRV_NEW(arena, struct trv_page_words);
  enum trv_status status = trv_table_load(path, columns, arena, &t, err);
  if (status != TRV_OK) return status;
  trv_map_init(&words->tokens, arena);
  struct {
    const char *kind;
    struct part_list *parts;
    uint32_t says;
  } kinds[] = {{"article", NULL, TRV_SAYS_ARTICLE},
               {"article-part", &words->article, TRV_SAYS_ARTICLE},
               {"aside", NULL, TRV_SAYS_ASIDE},
               {"aside-part", &words->aside, TRV_SAYS_ASIDE},
               {"day-part", &words->day, TRV_SAYS_DAY}};
  for (uint32_t i = 0; i < t.n_rows; i++) {
    size_t k = 0;
    while (k < sizeof kinds / sizeof *kinds && !trv_slice_is(trv_table_cell(&t, i, 0), kinds[k].kind)) k++;
    if (k == sizeof kinds / sizeof *kinds) return trv_table_fail(&t, i, 0, err, "no such kind of word");
    for (struct trv_slice rest = trv_table_cell(&t, i, 1); rest.p;) {
      struct trv_slice word = trv_slice_split(&rest, '|');
      if (word.n) add_word(words, kinds[k].parts, kinds[k].says, word);
    }
  }
  *out = words;
  return TRV_OK;
}

/* `small`: the name in small letters. `apart`: only as a word of `name`: between signs, or from a capital on. */
static bool part_of(const struct part_list *list, const char *small, size_t n, const char *name, bool apart) {
  for (size_t at = 0; at < n; at++) {
    unsigned char first = (unsigned char)small[at];
    if (apart && at && islower((unsigned char)name[at - 1]) && !isupper((unsigned char)name[at])) continue;
    for (uint32_t i = 0; i < list->n[first]; i++) {
      struct trv_slice part = list->items[first][i];
      if (part.n > n - at || memcmp(small + at, part.p, part.n) != 0) continue;
      if (!apart || at + part.n == n || !islower((unsigned char)name[at + part.n])) return true;
    }
  }
  return false;
}

/* Looks at the name as a whole, and at its tokens: runs of letters and digits, in small letters, cut where a capital follows a small
 * one. */
static uint32_t judge(const struct trv_page_words *words, struct trv_slice value) {
  char small[MAX_NAME] = "", token[MAX_TOKEN];
  size_t n = value.n < MAX_NAME ? value.n : MAX_NAME, m = 0;
  for (size_t i = 0; i < n; i++) small[i] = (char)tolower((unsigned char)value.p[i]);
  uint32_t says = (part_of(&words->article, small, n, value.p, false) ? TRV_SAYS_ARTICLE : 0) |
                  (part_of(&words->aside, small, n, value.p, false) ? TRV_SAYS_ASIDE : 0) |
                  (part_of(&words->day, small, n, value.p, true) ? TRV_SAYS_DAY : 0);
  for (size_t i = 0;; i++) {
    unsigned char c = i < value.n ? (unsigned char)value.p[i] : 0;
    bool letter = isalnum(c) != 0;
    bool hump = m > 0 && isupper(c) && islower((unsigned char)value.p[i - 1]);
    if (m && (!letter || hump)) {
      uint32_t known = trv_map_get(&words->tokens, (struct trv_slice){token, m});
      if (known != TRV_MAP_NONE) says |= known;
      m = 0;
    }
    if (i >= value.n) return says;
    if (letter && m < sizeof token) token[m++] = (char)tolower(c);
  }
}

void trv_naming_init(struct trv_naming *naming, const struct trv_page_words *words, struct trv_arena *arena) {
  naming->words = words;
  trv_map_init(&naming->judged, arena);
}

uint32_t trv_naming_says(struct trv_naming *naming, struct trv_slice value) {
  if (!value.n) return 0;
  uint32_t known = trv_map_get(&naming->judged, value);
  if (known == TRV_MAP_NONE) trv_map_put(&naming->judged, value, known = judge(naming->words, value));
  return known;
}
