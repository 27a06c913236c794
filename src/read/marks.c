/* See marks.h. A block is compared in small letters, with one blank for all that is neither letter nor apostrophe: "3 Commentaires (à
 * chaud)" is "commentaires à chaud". */
#include "read/marks.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/map.h"
#include "base/table.h"

#define MAX_MARK 300  /* bytes of a block that is looked at */
#define MAX_TITLE 120 /* of what is nothing but a phrase */
#define MAX_STAMP 160

struct phrases {
  uint32_t n, cap;
  struct trv_slice *items;
};

struct trv_marks {
  struct trv_map whole; /* phrase -> enum trv_mark */
  struct phrases stamp, legal;
};

/* `out` has room for the text and two bytes; begins and ends with a blank. */
static size_t plain(struct trv_slice text, char *out) {
  size_t n = 0;
  out[n++] = ' ';
  for (int32_t i = 0; i < (int32_t)text.n;) {
    UChar32 c;
    U8_NEXT_OR_FFFD((const uint8_t *)text.p, i, (int32_t)text.n, c);
    if (c == 0x2019) c = 0x27;
    if (c == 0x27 || c == 0x2D || u_isalpha(c)) {
      UBool wrong = false;
      int32_t at = (int32_t)n;
      U8_APPEND((uint8_t *)out, at, (int32_t)text.n + 1, (uint32_t)u_tolower(c), wrong);
      if (!wrong) n = (size_t)at;
    } else if (out[n - 1] != ' ') {
      out[n++] = ' ';
    }
  }
  if (out[n - 1] != ' ') out[n++] = ' ';
  return n;
}

enum trv_status trv_marks_load(const char *path, struct trv_arena *arena, struct trv_marks **out,
                               struct trv_error *err) {
  static const char *const columns[] = {"kind", "phrases", NULL}, *const kinds[] = {"",      "comments", "end",
                                                                                    "aside", "stamp",    "legal"};
  struct trv_table t;
  struct trv_marks *m = TRV_NEW(arena, struct trv_marks);
  enum trv_status status = trv_table_load(path, columns, arena, &t, err);
  if (status != TRV_OK) return status;
  trv_map_init(&m->whole, arena);
  for (uint32_t i = 0; i < t.n_rows; i++) {
    uint32_t kind = TRV_MARK_COMMENTS;
    while (kind <= TRV_MARK_LEGAL && !trv_slice_is(trv_table_cell(&t, i, 0), kinds[kind])) kind++;
    if (kind > TRV_MARK_LEGAL) return trv_table_fail(&t, i, 0, err, "no such kind of phrase");
    struct phrases *list = kind == TRV_MARK_STAMP ? &m->stamp : kind == TRV_MARK_LEGAL ? &m->legal : NULL;
    for (struct trv_slice rest = trv_table_cell(&t, i, 1); rest.p;) {
      struct trv_slice phrase = trv_slice_split(&rest, '|');
      if (!phrase.n) continue;
      const char *spaced = trv_arena_printf(arena, " %.*s ", (int)phrase.n, phrase.p);
      if (list) TRV_PUSH(arena, list->items, list->n, list->cap, trv_slice_of(spaced));
      else trv_map_put(&m->whole, trv_slice_of(spaced), kind);
    }
  }
  *out = m;
  return TRV_OK;
}

/* What a title says that is a phrase, or one phrase behind another of its kind ("Forum : 16 réactions"); " … " as plain gives it. */
static uint32_t whole(const struct trv_marks *m, struct trv_slice s) {
  uint32_t kind = trv_map_get(&m->whole, s);
  for (size_t i = 1; kind == TRV_MAP_NONE && i + 1 < s.n; i++) {
    if (s.p[i] != ' ') continue;
    uint32_t first = trv_map_get(&m->whole, (struct trv_slice){s.p, i + 1});
    if (first == TRV_MAP_NONE) continue;
    if (trv_map_get(&m->whole, (struct trv_slice){s.p + i, s.n - i}) == first) kind = first;
  }
  return kind;
}

enum trv_mark trv_mark_of(const struct trv_marks *m, struct trv_slice text) {
  char small[MAX_MARK + 8];
  if (!text.n || text.n > MAX_MARK) return TRV_MARK_NONE;
  struct trv_slice s = {small, plain(text, small)};
  if (text.n <= MAX_TITLE) {
    uint32_t kind = whole(m, s);
    if (kind != TRV_MAP_NONE) return (enum trv_mark)kind;
  }
  bool figure = false;
  for (size_t i = 0; i < text.n; i++) figure |= text.p[i] >= '0' && text.p[i] <= '9';
  for (uint32_t i = 0; i < m->stamp.n && figure && text.n <= MAX_STAMP; i++)
    if (s.n >= m->stamp.items[i].n && memcmp(s.p, m->stamp.items[i].p, m->stamp.items[i].n) == 0) return TRV_MARK_STAMP;
  if (text.n > 1 && memcmp(text.p, "\xC2\xA9", 2) == 0) return TRV_MARK_LEGAL;
  for (uint32_t i = 0; i < m->legal.n; i++)
    if (memmem(s.p, s.n, m->legal.items[i].p, m->legal.items[i].n)) return TRV_MARK_LEGAL;
  return TRV_MARK_NONE;
}
