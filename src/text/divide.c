/* Pieces: adding one, and dividing a run into elided words, a word or its parts, and clitics.
 *
 * "Qu'a-t-il" gives "Qu'" "a" "-t-il"; "aujourd'hui" and "celui-ci" are in the table as never divided. Where the
 * language's hyphen is a joint, "well-known" gives "well" "-" "known"; "hadn't" gives "had" "n't". */
#include "text/pieces.h"
#include "text/utf8.h"

#define MAX_CLITICS 4
#define MAX_SUFFIX 5 /* characters of a suffix with an apostrophe */

void trv_pieces_add(struct trv_pieces *pieces, struct trv_span span, enum trv_piece_kind kind, uint32_t flags) {
  struct trv_piece piece = {.span = span, .kind = (uint8_t)kind};
  piece.form = trv_form(&pieces->pool, pieces->source + span.begin, span.end - span.begin);
  if (!piece.form.n) return;
  piece.lower = trv_lower(&pieces->pool, piece.form);
  if (kind == TRV_PIECE_WORD) {
    uint32_t letters = 0, capitals = 0, length;
    for (size_t i = 0; i < piece.form.n; i += length) {
      uint32_t c = trv_utf8_get(piece.form.p + i, &length);
      if (trv_char_class(c) != TRV_CHAR_LETTER) continue;
      bool capital = trv_char_is_upper(c);
      if (!letters && capital) flags |= TRV_PIECE_CAPITAL;
      letters++;
      capitals += capital;
    }
    if (letters > 1 && letters == capitals) flags |= TRV_PIECE_ALL_CAPS;
    trv_rules_get(pieces->rules, piece.lower.p, (uint32_t)piece.lower.n, &piece.contraction);
  }
  piece.flags = (uint8_t)flags;
  TRV_PUSH(pieces->arena, pieces->items, pieces->n, pieces->cap, piece);
}

static uint32_t rule_of(const struct trv_pieces *pieces, uint32_t begin, uint32_t end) {
  char key[TRV_TEXT_KEY_BYTES + 4];
  if (end - begin > TRV_TEXT_KEY_BYTES * 2) return 0;
  return trv_rules_get(pieces->rules, key, trv_lookup_key(pieces->source + begin, end - begin, key, sizeof key), NULL);
}

/* The end of the first apostrophe in [begin, end), or 0. */
static uint32_t apostrophe_end(const char *s, uint32_t begin, uint32_t end) {
  uint32_t length;
  for (uint32_t at = begin; at < end; at += length) {
    uint32_t c = trv_utf8_get(s + at, &length);
    if ((c == '\'' || c > 0x7F) && trv_char_class(c) == TRV_CHAR_APOSTROPHE) return at + length;
  }
  return 0;
}

/* The last hyphen of [begin, end), or `begin`: a clitic never is the whole run. */
static uint32_t last_hyphen(const char *s, uint32_t begin, uint32_t end) {
  for (uint32_t at = end; at > begin;) {
    at -= trv_utf8_back(s, at);
    uint32_t length, c = trv_utf8_get(s + at, &length);
    if (c == '-' || c == 0x2010 || c == 0x2011) return at;
  }
  return begin;
}

static bool same_case(const char *s, uint32_t hyphen, uint32_t begin) {
  /* "Bois-Le" is a name; "A-T-IL" and "a-t-il" are not: the clitic is as high as the letter before it. */
  uint32_t length, c = trv_utf8_get(s + hyphen, &length);
  c = trv_utf8_get(s + hyphen + length, &length);
  if (!trv_char_is_upper(c)) return true;
  uint32_t before = hyphen - trv_utf8_back(s, hyphen);
  return before >= begin && trv_char_is_upper(trv_utf8_get(s + before, &length));
}

/* Where the suffix with an apostrophe begins that ends [begin, end), or `end`: the longest, "n't". */
static uint32_t elided_suffix(const struct trv_pieces *pieces, uint32_t begin, uint32_t end) {
  const char *s = pieces->source;
  if (!pieces->rules->elided_suffixes || !apostrophe_end(s, begin, end)) return end;
  uint32_t from = end, found = end;
  for (uint32_t k = 0; k < MAX_SUFFIX; k++) {
    from -= trv_utf8_back(s, from);
    if (from <= begin) break;
    if (rule_of(pieces, from, end) & TRV_RULE_SUFFIX) found = from;
  }
  return found;
}

/* Where the last clitic of [begin, end) begins, or `end`: "-t-il" rather than "-il". */
static uint32_t clitic(const struct trv_pieces *pieces, uint32_t begin, uint32_t end) {
  const char *s = pieces->source;
  uint32_t elided = elided_suffix(pieces, begin, end);
  if (elided < end) return elided;
  uint32_t one = last_hyphen(s, begin, end);
  if (one == begin) return end;
  uint32_t two = last_hyphen(s, begin, one);
  if (two > begin && rule_of(pieces, two, end) & TRV_RULE_SUFFIX && same_case(s, two, begin)) return two;
  return rule_of(pieces, one, end) & TRV_RULE_SUFFIX && same_case(s, one, begin) ? one : end;
}

static bool is_number(const char *s, uint32_t begin, uint32_t end) {
  bool digit = false;
  for (uint32_t i = begin; i < end; i++) {
    if (s[i] >= '0' && s[i] <= '9') digit = true;
    else if (!strchr(".,:/", s[i])) return false;
  }
  return digit;
}

/* Adds the parts of [begin, end) and the joints between them; a bound part stays with what follows it: "non-human". */
static void add_parts(struct trv_pieces *pieces, uint32_t begin, uint32_t end, uint32_t flags) {
  const uint32_t own = TRV_PIECE_TITLE | TRV_PIECE_ABBREVIATION;
  const char *s = pieces->source;
  bool whole = !pieces->rules->joint_hyphens || rule_of(pieces, begin, end) & TRV_RULE_WHOLE;
  uint32_t length;
  for (uint32_t at = begin; at < end && !whole; at += length) {
    uint32_t c = trv_utf8_get(s + at, &length);
    if (trv_char_class(c) != TRV_CHAR_HYPHEN || at == begin || at + length >= end) continue;
    if (rule_of(pieces, begin, at + length) & TRV_RULE_BOUND) continue;
    enum trv_piece_kind kind = is_number(s, begin, at) ? TRV_PIECE_NUMBER : TRV_PIECE_WORD;
    trv_pieces_add(pieces, (struct trv_span){begin, at}, kind, flags & ~own);
    flags &= ~(uint32_t)TRV_PIECE_SPACE_BEFORE;
    trv_pieces_add(pieces, (struct trv_span){at, at + length}, TRV_PIECE_PUNCT, 0);
    begin = at + length;
    if (rule_of(pieces, begin, end) & TRV_RULE_WHOLE) break;
  }
  bool number = pieces->rules->joint_hyphens && is_number(s, begin, end);
  trv_pieces_add(pieces, (struct trv_span){begin, end}, number ? TRV_PIECE_NUMBER : TRV_PIECE_WORD, flags);
}

void trv_divide(struct trv_pieces *pieces, struct trv_span run, uint32_t flags) {
  const uint32_t own = TRV_PIECE_TITLE | TRV_PIECE_ABBREVIATION; /* of the part that has the period */
  uint32_t begin = run.begin, end = run.end;
  while (begin < end) {
    uint32_t cut = apostrophe_end(pieces->source, begin, end);
    if (!cut || rule_of(pieces, begin, end) & TRV_RULE_WHOLE) break;
    if (!(rule_of(pieces, begin, cut) & TRV_RULE_PREFIX)) break;
    trv_pieces_add(pieces, (struct trv_span){begin, cut}, TRV_PIECE_WORD, flags & ~own);
    flags &= ~(uint32_t)TRV_PIECE_SPACE_BEFORE;
    begin = cut;
  }
  if (begin >= end) return;
  uint32_t cuts[MAX_CLITICS + 1], n = 0;
  cuts[n++] = end;
  while (n <= MAX_CLITICS && !(rule_of(pieces, begin, cuts[n - 1]) & TRV_RULE_WHOLE)) {
    uint32_t cut = clitic(pieces, begin, cuts[n - 1]);
    if (cut == cuts[n - 1]) break;
    cuts[n++] = cut;
  }
  for (uint32_t from = begin; n-- > 0; from = cuts[n]) {
    if (from == begin) add_parts(pieces, from, cuts[n], n ? flags & ~own : flags);
    else trv_pieces_add(pieces, (struct trv_span){from, cuts[n]}, TRV_PIECE_WORD, n ? flags & ~own : flags);
    flags &= ~(uint32_t)TRV_PIECE_SPACE_BEFORE;
  }
}
