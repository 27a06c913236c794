/* The choices that need the words around: contractions and sentence borders.
 *
 * Each is a logistic regression over features of up to three pieces on either side (model.h). The features name no
 * word of a language; what the words mean for the choice is in the weights. A border is only considered where
 * something speaks for it: final punctuation, an abbreviation, a colon, or a capital behind a space. */
#include "text/pieces.h"
#include "text/utf8.h"

#define NO_HINTS 511u /* no word */

static const struct trv_slice none = {"", 0}, edge = {"\1", 1};

static struct trv_slice lower_at(const struct trv_pieces *p, uint32_t i, int offset) {
  int64_t at = (int64_t)i + offset;
  return at < 0 || at >= (int64_t)p->n ? edge : p->items[at].lower;
}

/* The last `n` bytes; enough of the ending of a word for a linear model, even where they cut a character. */
static struct trv_slice ending(struct trv_slice s, size_t n) {
  return s.n <= n ? s : (struct trv_slice){s.p + s.n - n, n};
}

static uint64_t shape_at(const struct trv_pieces *p, uint32_t i, int offset) {
  int64_t at = (int64_t)i + offset;
  if (at < 0 || at >= (int64_t)p->n) return 4095;
  const struct trv_piece *piece = &p->items[at];
  uint64_t one = piece->kind == TRV_PIECE_WORD && piece->form.n == 1;
  return piece->kind | (uint64_t)(piece->flags & 31u) << 4 | one << 10;
}

bool trv_tag_features(const struct trv_pieces *p, uint32_t i, struct trv_features *out) {
  out->n = 0;
  const struct trv_piece *piece = &p->items[i];
  if (piece->kind != TRV_PIECE_WORD) return false;
  struct trv_slice w = piece->lower, w1 = lower_at(p, i, -1), w2 = lower_at(p, i, -2);
  trv_features_add(out, 201, w, none);
  for (uint32_t n = 2; n <= 5; n++) trv_features_add(out, 201 + n, ending(w, n), none);
  trv_features_add(out, 207, w1, none);
  trv_features_add(out, 208, w1, ending(w, 2));
  trv_features_add(out, 209, w1, ending(w, 3));
  trv_features_add(out, 210, ending(w1, 3), ending(w, 3));
  trv_features_add(out, 211, w2, w1);
  trv_features_add(out, 212, ending(w1, 2), none);
  trv_features_add_number(out, 213, shape_at(p, i, 0), none);
  trv_features_add_number(out, 214, shape_at(p, i, 0), w1);
  trv_features_add_number(out, 215, shape_at(p, i, -1) << 16 | shape_at(p, i, 0), ending(w, 2));
  return true;
}

/* A score as an odds bucket from 0 to 6. */
static uint32_t bucket(const struct trv_model *model, enum trv_model_task task, const struct trv_features *f) {
  int32_t unit = model->unit[task], score = trv_model_score(model, task, f);
  int32_t b = unit ? (2 * score + 7 * unit) / (2 * unit) : 3;
  return (uint32_t)(b < 0 ? 0 : b > 6 ? 6 : b);
}

void trv_mark_hints(struct trv_pieces *p) {
  struct trv_features f;
  for (uint32_t i = 0; i < p->n; i++) {
    uint32_t hints = NO_HINTS;
    if (trv_tag_features(p, i, &f)) {
      hints = 0;
      for (enum trv_model_task task = TRV_TASK_VERB; task <= TRV_TASK_PREPOSITION; task++)
        hints = hints << 3 | bucket(&p->rules->model, task, &f);
    }
    p->items[i].hints = (uint16_t)hints;
  }
}

static uint64_t hints_at(const struct trv_pieces *p, uint32_t i, int offset) {
  int64_t at = (int64_t)i + offset;
  return at < 0 || at >= (int64_t)p->n ? NO_HINTS : p->items[at].hints;
}

/* Coordinated phrases are made alike ("des soldats, des chars et des avions"): how the last contraction was read,
 * and how far back it stands. 0: none near. */
static uint64_t former_reading(const struct trv_pieces *p, uint32_t i) {
  for (uint32_t back = 1; back <= i && back < 16; back++) {
    const struct trv_piece *q = &p->items[i - back];
    if (q->kind == TRV_PIECE_STOP) return 0;
    if (q->contraction) return 1u + (uint64_t) !!(q->flags & TRV_PIECE_SPLIT) + (back < 5 ? 0u : 2u);
  }
  return 0;
}

bool trv_contraction_features(const struct trv_pieces *p, uint32_t i, struct trv_features *out) {
  out->n = 0;
  const struct trv_piece *piece = &p->items[i];
  if (!piece->contraction) return false;
  if (!(trv_rules_get(p->rules, piece->lower.p, (uint32_t)piece->lower.n, NULL) & TRV_RULE_CHOICE)) return false;
  struct trv_slice w = piece->lower, w1 = lower_at(p, i, -1), w2 = lower_at(p, i, -2), w3 = lower_at(p, i, -3),
                   n1 = lower_at(p, i, 1), n2 = lower_at(p, i, 2);
  trv_features_add(out, 1, w, none);
  trv_features_add(out, 2, w, w1);
  trv_features_add(out, 3, w, w2);
  trv_features_add(out, 4, w, n1);
  trv_features_add(out, 5, w, n2);
  trv_features_add(out, 6, w1, n1);
  trv_features_add(out, 7, w2, w1);
  trv_features_add(out, 8, w, ending(w1, 3));
  trv_features_add(out, 9, w, ending(w1, 4));
  trv_features_add(out, 10, w, ending(w1, 2));
  trv_features_add(out, 11, w, ending(n1, 3));
  trv_features_add(out, 12, ending(w1, 3), ending(n1, 3));
  trv_features_add(out, 13, ending(w2, 3), ending(w1, 3));
  trv_features_add(out, 14, w2, ending(w1, 3));
  trv_features_add(out, 15, w, w3);
  trv_features_add_number(out, 16, shape_at(p, i, -1), w);
  trv_features_add_number(out, 17, shape_at(p, i, 1), w);
  trv_features_add_number(out, 18, (uint64_t)(piece->flags & TRV_PIECE_CAPITAL), w);
  trv_features_add(out, 19, w3, ending(w1, 2));
  trv_features_add(out, 20, n1, ending(n2, 3));
  uint64_t h1 = hints_at(p, i, -1), h2 = hints_at(p, i, -2);
  trv_features_add_number(out, 21, h1, none);
  trv_features_add_number(out, 22, h1 >> 6, w);
  trv_features_add_number(out, 23, h1 >> 3 & 7, w);
  trv_features_add_number(out, 24, h1 & 7, w);
  trv_features_add_number(out, 25, h1 << 9 | h2, none);
  trv_features_add_number(out, 26, h2, w1);
  trv_features_add_number(out, 27, h1, ending(n1, 2));
  trv_features_add(out, 28, w1, none);
  uint64_t former = former_reading(p, i);
  trv_features_add_number(out, 29, former, w1);
  trv_features_add_number(out, 30, former | h1 << 4, none);
  return true;
}

void trv_mark_contractions(struct trv_pieces *p) {
  struct trv_features f;
  for (uint32_t i = 0; i < p->n; i++) {
    struct trv_piece *piece = &p->items[i];
    if (!piece->contraction) continue;
    if (!trv_contraction_features(p, i, &f) || trv_model_score(&p->rules->model, TRV_TASK_CONTRACTION, &f) > 0)
      piece->flags |= TRV_PIECE_SPLIT;
  }
}

/* --- borders --- */

static bool is_sign(const struct trv_piece *piece, char c) { return piece->form.n == 1 && piece->form.p[0] == c; }

/* Final punctuation at i, or closing marks behind one. */
static bool after_stop(const struct trv_pieces *p, uint32_t i) {
  for (uint32_t back = 0; p->items[i].kind == TRV_PIECE_CLOSER && i > 0 && back < 4; back++) i--;
  return p->items[i].kind == TRV_PIECE_STOP;
}

bool trv_border_features(const struct trv_pieces *p, uint32_t i, uint32_t since, struct trv_features *out) {
  out->n = 0;
  if (i + 1 >= p->n) return false;
  const struct trv_piece *piece = &p->items[i], *next = &p->items[i + 1];
  uint32_t period = piece->flags & (TRV_PIECE_TITLE | TRV_PIECE_ABBREVIATION);
  if (period == TRV_PIECE_TITLE || piece->kind == TRV_PIECE_OPENER) return false;
  if (next->kind == TRV_PIECE_CLOSER || next->kind == TRV_PIECE_STOP || is_sign(next, ',')) return false;
  bool stop = after_stop(p, i), space = next->flags & TRV_PIECE_SPACE_BEFORE;
  bool colon = is_sign(piece, ':') || is_sign(piece, ';'), abbreviation = period;
  bool high = next->flags & TRV_PIECE_CAPITAL || next->kind == TRV_PIECE_NUMBER || next->kind == TRV_PIECE_OPENER ||
              (next->kind == TRV_PIECE_PUNCT && !is_sign(next, '%'));
  if (!space && !stop) return false;
  if (!stop && !colon && !abbreviation && !high) return false;
  uint64_t type =
      (uint64_t)stop | (uint64_t)colon << 1 | (uint64_t)abbreviation << 2 | (uint64_t)high << 3 | (uint64_t)space << 4;
  uint64_t length = since < 2 ? since : since < 4 ? 2 : since < 8 ? 3 : since < 16 ? 4 : since < 32 ? 5 : 6;
  /* Open brackets since the last border; verbs likely there (a heading has none). */
  int open = 0;
  uint64_t verbs = 0;
  for (uint32_t back = 0; back < since && back < 60 && verbs < 2; back++) {
    uint32_t hints = p->items[i - back].hints;
    verbs += hints != NO_HINTS && hints >> 6 >= 4;
  }
  uint32_t start = i + 1 - (since ? since : 1);
  for (uint32_t back = 0; back < since && back < 60; back++) {
    const struct trv_piece *q = &p->items[i - back];
    open += (q->kind == TRV_PIECE_OPENER) - (q->kind == TRV_PIECE_CLOSER);
    if (open > 0) break;
  }
  struct trv_slice w = piece->lower, w1 = lower_at(p, i, -1), n1 = lower_at(p, i, 1), n2 = lower_at(p, i, 2);
  uint64_t s0 = shape_at(p, i, 0), s1 = shape_at(p, i, -1), t1 = shape_at(p, i, 1), t2 = shape_at(p, i, 2);
  trv_features_add_number(out, 101, type, none);
  trv_features_add_number(out, 102, type | length << 8, none);
  trv_features_add_number(out, 103, type | (uint64_t)(open > 0) << 8, none);
  trv_features_add_number(out, 104, type, w);
  trv_features_add_number(out, 105, type, w1);
  trv_features_add_number(out, 106, type, n1);
  trv_features_add_number(out, 107, type, n2);
  trv_features_add_number(out, 108, type | t1 << 8, w);
  trv_features_add_number(out, 109, type | s0 << 8 | t1 << 24, none);
  trv_features_add_number(out, 110, type | s1 << 8 | s0 << 24 | t1 << 40, none);
  trv_features_add_number(out, 111, type | t1 << 8 | t2 << 24, none);
  trv_features_add(out, 112, w, n1);
  trv_features_add_number(out, 113, s1 | t1 << 16, w);
  trv_features_add_number(out, 114, type | length << 8 | t1 << 16, none);
  trv_features_add_number(out, 115, type | t1 << 8, ending(n1, 3));
  trv_features_add_number(out, 116, type | s0 << 8, ending(w, 3));
  trv_features_add_number(out, 117, type | t2 << 8, n1);
  trv_features_add_number(out, 118, type | length << 8, w);
  trv_features_add_number(out, 120, type | verbs << 8, none);
  trv_features_add_number(out, 121, type | verbs << 8 | length << 12 | t1 << 16, none);
  trv_features_add_number(out, 122, type | shape_at(p, start, 0) << 8 | t1 << 24 | verbs << 40, none);
  trv_features_add_number(out, 123, type | shape_at(p, start, 0) << 8 | verbs << 40, n1);
  trv_features_add_number(out, 124, type | hints_at(p, i, 1) << 8 | hints_at(p, i, 0) << 24, none);
  trv_features_add_number(out, 125, type | hints_at(p, i, 1) << 8 | hints_at(p, i, 2) << 24 | verbs << 40, none);
  trv_features_add_number(out, 119, type | (uint64_t)(open > 0) << 8 | length << 12, n1);
  return true;
}

/* Cutting a sentence in two costs a reader more than missing a heading written into a line. Where the article has
 * its layout, headings stand on lines of their own, and a border that no final punctuation announces needs odds of
 * 20 to 1 (in logarithms 3); where the layout is lost, 4 to 3. */
static int32_t threshold(const struct trv_pieces *p, uint32_t i) {
  /* learned from the web, where headings run into the text, "Boko Haram" and "Ban Ki-moon" are cut in two */
  int32_t tenths = p->rules->datelines ? p->has_layout ? 120 : 60 : p->has_layout ? 30 : 3;
  return after_stop(p, i) ? 0 : p->rules->model.unit[TRV_TASK_BORDER] * tenths / 10;
}

/* "…, des avions, etc. Le front": the treebanks have too few abbreviations at a sentence's end to learn from. A capital
 * behind one that the table knows begins a sentence where its word is no likely noun or name ("av. J.-C."). */
static bool abbreviation_ends(const struct trv_pieces *p, uint32_t i) {
  const struct trv_piece *piece = &p->items[i], *next = piece + 1;
  if ((piece->flags & (TRV_PIECE_TITLE | TRV_PIECE_ABBREVIATION)) != TRV_PIECE_ABBREVIATION) return false;
  if (next->hints == NO_HINTS || !(next->flags & TRV_PIECE_CAPITAL) || next->flags & TRV_PIECE_ABBREVIATION)
    return false;
  bool known = trv_rules_get(p->rules, piece->lower.p, (uint32_t)piece->lower.n, NULL) & TRV_RULE_ABBREVIATION;
  return known && (next->hints >> 3 & 7) < 3;
}

/* A dateline has so few pieces, its dash among them. */
#define MAX_DATELINE 24
#define MAX_SHORT_DATELINE 4
/* What stands between two dashes is no longer than this. */
#define MAX_INSERTED 40

static bool is_dash(const struct trv_piece *piece) {
  return piece->kind == TRV_PIECE_PUNCT &&
         (is_sign(piece, '-') || trv_slice_is(piece->form, "--") || trv_slice_is(piece->form, "\xE2\x80\x93") ||
          trv_slice_is(piece->form, "\xE2\x80\x94"));
}

/* A dash with spaces around it. */
static bool is_spaced_dash(const struct trv_pieces *p, uint32_t i) {
  return is_dash(&p->items[i]) && p->items[i].flags & TRV_PIECE_SPACE_BEFORE &&
         p->items[i + 1].flags & TRV_PIECE_SPACE_BEFORE;
}

/* "Bangkok - Thailand accused": a name alone before a dash that no other one answers. */
static bool is_short_dateline(const struct trv_pieces *p, uint32_t dash) {
  const struct trv_piece *next = &p->items[dash + 1];
  if (dash > MAX_SHORT_DATELINE || next->kind != TRV_PIECE_WORD || !(next->flags & TRV_PIECE_CAPITAL)) return false;
  for (uint32_t i = dash + 1; i + 1 < p->n && i < dash + MAX_INSERTED; i++)
    if (is_spaced_dash(p, i)) return false;
  return true;
}

/* The dash of "KYIV, Ukraine, Feb. 22 (Agency) - " at the beginning of a paragraph: capitals, figures and marks before it, and
 * either the first word in capitals alone, or brackets right before it, or no more than a name; p->n: none. */
static uint32_t dateline_end(const struct trv_pieces *p) {
  if (!p->rules->datelines || !p->n || !(p->items[0].flags & TRV_PIECE_CAPITAL)) return p->n;
  int open = 0;
  for (uint32_t i = 1; i + 1 < p->n && i < MAX_DATELINE; i++) {
    const struct trv_piece *piece = &p->items[i], *next = &p->items[i + 1];
    open += (piece->kind == TRV_PIECE_OPENER) - (piece->kind == TRV_PIECE_CLOSER);
    if (is_spaced_dash(p, i)) {
      bool closed = is_sign(piece - 1, ')'), capitals = p->items[0].flags & TRV_PIECE_ALL_CAPS;
      return !open && (closed || capitals || is_short_dateline(p, i)) ? i : p->n;
    }
    /* "WASHINGTON: President Clinton told" */
    bool capitals = p->items[0].flags & TRV_PIECE_ALL_CAPS && (i < 2 || p->items[i - 1].flags & TRV_PIECE_ALL_CAPS);
    if (is_sign(piece, ':') && i < 4 && capitals && next->flags & TRV_PIECE_SPACE_BEFORE) return i;
    bool low = piece->kind == TRV_PIECE_WORD && !(piece->flags & TRV_PIECE_CAPITAL);
    if ((low && !open) || piece->kind == TRV_PIECE_STOP) return p->n;
  }
  return p->n;
}

void trv_mark_borders(struct trv_pieces *p) {
  struct trv_features f;
  uint32_t since = 1, dateline = dateline_end(p);
  for (uint32_t i = 0; i < p->n; i++, since++) {
    bool border = i + 1 == p->n || i == dateline;
    if (!border && trv_border_features(p, i, since, &f))
      border = trv_model_score(&p->rules->model, TRV_TASK_BORDER, &f) > threshold(p, i) || abbreviation_ends(p, i);
    if (border) {
      p->items[i].flags |= TRV_PIECE_BORDER;
      since = 0;
    }
  }
}
