/* See layer.h. A piece becomes a token; a contraction becomes a token of several words; an abbreviation that ends a
 * sentence ("…, etc.") leaves its period to the sentence, as the treebanks have it. */
#include "text/layer.h"

#include "base/limits.h"
#include "text/utf8.h"

/* The first word of a contraction is written as high as its token: "Au" "À" "le", "DES" "DE" "les". */
static const char *first_form(struct trv_pieces *pieces, struct trv_slice word, uint32_t flags) {
  char buffer[128];
  uint32_t used = 0, length;
  for (size_t i = 0; i < word.n && used + 4 < sizeof buffer; i += length) {
    uint32_t c = trv_utf8_get(word.p + i, &length);
    bool high = flags & TRV_PIECE_ALL_CAPS || (i == 0 && flags & TRV_PIECE_CAPITAL);
    used += trv_utf8_put(buffer + used, high ? trv_char_upper(c) : c);
  }
  return trv_pool_add(&pieces->pool, buffer, used);
}

static void add_words(struct trv_layer *l, struct trv_pieces *pieces, const struct trv_piece *piece, uint32_t token) {
  struct trv_text *t = l->text;
  struct trv_word word = {.span = piece->span, .token = token, .sentence = t->n_sentences - 1};
  if (!(piece->flags & TRV_PIECE_SPLIT)) {
    word.form = piece->form.p;
    word.lower = piece->lower.p;
    TRV_PUSH(l->arena, t->words, t->n_words, l->cap_words, word);
    return;
  }
  for (uint32_t i = 0; i < piece->contraction->n; i++) {
    struct trv_slice part = piece->contraction->words[i];
    word.lower = trv_pool_add(&pieces->pool, part.p, part.n);
    word.form = i ? word.lower : first_form(pieces, part, piece->flags);
    TRV_PUSH(l->arena, t->words, t->n_words, l->cap_words, word);
  }
}

static bool is_low_ascii(struct trv_slice s) {
  for (size_t i = 0; i < s.n; i++)
    if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9'))) return false;
  return true;
}

static void add_atoms(struct trv_layer *l, struct trv_pieces *pieces, const struct trv_piece *piece, uint32_t word) {
  struct trv_text *t = l->text;
  uint32_t first = t->n_atoms;
  if (piece->form.n == piece->span.end - piece->span.begin && is_low_ascii(piece->lower)) {
    uint32_t flags = TRV_ATOM_FIRST | (piece->flags & TRV_PIECE_CAPITAL ? TRV_ATOM_CAPITAL : 0u) |
                     (piece->flags & TRV_PIECE_ALL_CAPS ? TRV_ATOM_ALL_CAPS : 0u);
    TRV_PUSH(l->arena, t->atoms, t->n_atoms, l->cap_atoms,
             (struct trv_atom){piece->lower.p, (uint32_t)piece->lower.n, word, piece->span, (uint8_t)flags});
  } else {
    struct trv_fold_cursor cursor = {t->source + piece->span.begin, piece->span.end - piece->span.begin, 0};
    struct trv_fold_piece part;
    while (trv_fold_next(&cursor, &pieces->pool, &part)) {
      uint32_t flags = (t->n_atoms == first ? TRV_ATOM_FIRST : 0u) | (part.capital_first ? TRV_ATOM_CAPITAL : 0u) |
                       (part.letters > 1 && part.letters == part.capitals ? TRV_ATOM_ALL_CAPS : 0u);
      struct trv_span span = {piece->span.begin + part.span.begin, piece->span.begin + part.span.end};
      TRV_PUSH(l->arena, t->atoms, t->n_atoms, l->cap_atoms,
               (struct trv_atom){part.fold, part.n, word, span, (uint8_t)flags});
    }
  }
  if (t->n_atoms > first) t->atoms[t->n_atoms - 1].flags |= TRV_ATOM_LAST;
}

static void open_sentence(struct trv_layer *l, const struct trv_piece *piece, uint32_t paragraph) {
  struct trv_text *t = l->text;
  struct trv_sentence s = {
      .span = piece->span, .paragraph = paragraph, .first_token = t->n_tokens, .first_word = t->n_words};
  TRV_PUSH(l->arena, t->sentences, t->n_sentences, l->cap_sentences, s);
  t->paragraphs[paragraph].n_sentences++;
  l->sentence_open = true;
}

/* The first atom with a letter or a digit has no capital of its own. */
static void close_sentence(struct trv_layer *l, uint32_t first_atom) {
  struct trv_text *t = l->text;
  struct trv_sentence *s = &t->sentences[t->n_sentences - 1];
  s->n_tokens = t->n_tokens - s->first_token;
  s->n_words = t->n_words - s->first_word;
  s->span.end = t->tokens[t->n_tokens - 1].span.end;
  for (uint32_t i = first_atom; i < t->n_atoms; i++) {
    uint32_t length;
    enum trv_char_class class = trv_char_class(trv_utf8_get(t->atoms[i].fold, &length));
    if (class != TRV_CHAR_LETTER && class != TRV_CHAR_DIGIT) continue;
    t->atoms[i].flags |= TRV_ATOM_SENTENCE;
    break;
  }
  l->sentence_open = false;
}

static void note_mark(struct trv_layer *l, const struct trv_piece *piece, uint32_t word, uint32_t paragraph,
                      bool first) {
  uint32_t length, c = trv_utf8_get(piece->form.p, &length);
  char type = c == 0xAB || c == 0xBB                     ? '<'
              : c == '"' || (c >= 0x201C && c <= 0x201F) ? '"'
              : c == '\'' || c == 0x2039 || c == 0x203A  ? '\''
                                                         : '\0';
  if (!type) return;
  TRV_PUSH(l->arena, l->marks, l->n_marks, l->cap_marks,
           (struct trv_quote_mark){piece->span, word, paragraph, type, piece->kind == TRV_PIECE_OPENER, first});
}

static void add_piece(struct trv_layer *l, struct trv_pieces *pieces, const struct trv_piece *piece, bool space_after) {
  struct trv_text *t = l->text;
  uint32_t word = t->n_words, token = t->n_tokens;
  add_words(l, pieces, piece, token);
  /* a hyphen that joins two tokens is no atom: "Nagorno-Karabakh" is a name of two, divided or not */
  bool touches = token > 0 && !t->tokens[token - 1].space_after && t->tokens[token - 1].sentence == t->n_sentences - 1;
  bool joint = piece->form.n == 1 && touches && piece->form.p[0] == '-' && !space_after;
  /* nor is the apostrophe of "Workers' Party" */
  joint |= piece->form.n == 1 && touches && piece->form.p[0] == '\'' && pieces->rules->elided_suffixes;
  if (!joint) add_atoms(l, pieces, piece, word);
  struct trv_token tok = {.span = piece->span,
                          .sentence = t->n_sentences - 1,
                          .first_word = word,
                          .n_words = t->n_words - word,
                          .space_after = space_after};
  TRV_PUSH(l->arena, t->tokens, t->n_tokens, l->cap_tokens, tok);
}

/* "etc." and the letter of "groupe A." do; the last period of "O.N.U." is its own. */
static bool leaves_period(const struct trv_pieces *pieces, const struct trv_piece *piece) {
  if (!(piece->flags & TRV_PIECE_ABBREVIATION) || piece->form.n < 2) return false;
  if (piece->flags & TRV_PIECE_TITLE) return true;
  return trv_rules_get(pieces->rules, piece->lower.p, (uint32_t)piece->lower.n, NULL) & TRV_RULE_ABBREVIATION;
}

/* Divides "etc." into "etc" and ".". */
static void add_with_period(struct trv_layer *l, struct trv_pieces *pieces, const struct trv_piece *piece,
                            bool space_after) {
  struct trv_piece stem = *piece, period = *piece;
  stem.span.end--;
  stem.form.p = trv_pool_add(&pieces->pool, piece->form.p, --stem.form.n);
  stem.lower.p = trv_pool_add(&pieces->pool, piece->lower.p, --stem.lower.n);
  period.span.begin = stem.span.end;
  period.form = period.lower = (struct trv_slice){trv_pool_add(&pieces->pool, ".", 1), 1};
  add_piece(l, pieces, &stem, false);
  add_piece(l, pieces, &period, space_after);
}

void trv_layer_add(struct trv_layer *l, struct trv_pieces *pieces, uint32_t paragraph) {
  struct trv_text *t = l->text;
  uint32_t first_atom = t->n_atoms;
  for (uint32_t i = 0; i < pieces->n; i++) {
    struct trv_piece *piece = &pieces->items[i];
    uint32_t n_words = piece->flags & TRV_PIECE_SPLIT ? piece->contraction->n : 1;
    if (l->sentence_open &&
        t->n_words - t->sentences[t->n_sentences - 1].first_word + n_words + 1 > TRV_MAX_SENTENCE_WORDS)
      close_sentence(l, first_atom);
    if (!l->sentence_open) {
      open_sentence(l, piece, paragraph);
      first_atom = t->n_atoms;
    }
    if (piece->kind == TRV_PIECE_OPENER || piece->kind == TRV_PIECE_CLOSER)
      note_mark(l, piece, t->n_words, paragraph, i == 0);
    bool space_after = i + 1 == pieces->n || pieces->items[i + 1].flags & TRV_PIECE_SPACE_BEFORE;
    bool border = piece->flags & TRV_PIECE_BORDER;
    if (border && leaves_period(pieces, piece)) add_with_period(l, pieces, piece, space_after);
    else add_piece(l, pieces, piece, space_after);
    if (border) close_sentence(l, first_atom);
  }
}

void trv_layer_finish(struct trv_layer *l) {
  struct trv_text *t = l->text;
  t->word_atom = TRV_NEW_ARRAY(l->arena, uint32_t, (size_t)t->n_words + 1);
  uint32_t atom = 0;
  for (uint32_t w = 0; w <= t->n_words; w++) {
    while (atom < t->n_atoms && t->atoms[atom].word < w) atom++;
    t->word_atom[w] = atom;
  }
  trv_quotes(t, l->marks, l->n_marks, l->arena);
}
