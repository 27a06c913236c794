/* See quotes.h. Marks are paired with a stack.
 *
 * A quotation may run over several paragraphs; then either each further one opens anew («… ¶ « …»), which is no
 * nesting, or the next mark of its kind closes it. A quotation that nothing closes ends with its paragraph. */
#include "text/quotes.h"

#include "text/pieces.h"

#define MAX_DEPTH 8
#define MAX_PARAGRAPHS 6 /* a quotation over more is an unclosed one */

struct open_quote {
  uint32_t quote; /* index */
  uint32_t mark, paragraph;
};

static void close(struct trv_text *text, uint32_t quote, uint32_t end, uint32_t end_word, bool closed) {
  struct trv_quote *q = &text->quotes[quote];
  q->span.end = end;
  q->end_word = end_word > q->first_word ? end_word : q->first_word;
  q->closed = closed;
}

static void close_at_paragraph(struct trv_text *text, const struct open_quote *o, uint32_t paragraph) {
  const struct trv_paragraph *p = &text->paragraphs[paragraph];
  const struct trv_sentence *last = &text->sentences[p->first_sentence + p->n_sentences - 1];
  close(text, o->quote, last->span.end, last->first_word + last->n_words, false);
}

/* Does an open quotation go on in the paragraph of mark i, the first mark behind its own paragraph? */
static bool goes_on(const struct trv_quote_mark *marks, uint32_t n, uint32_t i, const struct open_quote *o) {
  char type = marks[o->mark].type;
  if (marks[i].paragraph > o->paragraph + 1) {
    /* Whole paragraphs without a mark between: only a closing mark of its kind soon after speaks for it. */
    if (marks[i].paragraph > o->paragraph + MAX_PARAGRAPHS) return false;
  } else if (marks[i].type == type && marks[i].opens && marks[i].first) {
    return true;
  }
  for (uint32_t j = i; j < n && j < i + 8; j++)
    if (marks[j].type == type) return !marks[j].opens;
  return false;
}

void trv_quotes(struct trv_text *text, const struct trv_quote_mark *marks, uint32_t n, struct trv_arena *arena) {
  struct open_quote stack[MAX_DEPTH];
  uint32_t depth = 0, cap = 0;
  for (uint32_t i = 0; i < n; i++) {
    const struct trv_quote_mark *m = &marks[i];
    bool continued = false;
    while (depth && stack[depth - 1].paragraph != m->paragraph) {
      struct open_quote *o = &stack[depth - 1];
      if (goes_on(marks, n, i, o)) {
        continued = m->opens && m->first && m->type == marks[o->mark].type && m->paragraph == o->paragraph + 1;
        for (uint32_t d = 0; d < depth; d++) stack[d].paragraph = m->paragraph;
        break;
      }
      close_at_paragraph(text, o, o->paragraph);
      depth--;
    }
    if (continued) continue;
    if (m->opens) {
      if (depth == MAX_DEPTH) continue;
      stack[depth] = (struct open_quote){text->n_quotes, i, m->paragraph};
      struct trv_quote q = {.span = m->span,
                            .first_word = m->word + 1,
                            .end_word = m->word + 1,
                            .parent = depth ? stack[depth - 1].quote : UINT32_MAX};
      TRV_PUSH(arena, text->quotes, text->n_quotes, cap, q);
      depth++;
      continue;
    }
    uint32_t d = depth;
    while (d && marks[stack[d - 1].mark].type != m->type) d--;
    if (!d) continue; /* a closing mark of nothing */
    while (depth > d) {
      const struct open_quote *inner = &stack[--depth];
      close(text, inner->quote, m->span.begin, m->word, false);
    }
    close(text, stack[--depth].quote, m->span.end, m->word, true);
  }
  while (depth) {
    depth--;
    close_at_paragraph(text, &stack[depth], stack[depth].paragraph);
  }
}

/* --- marks that look alike on both sides --- */

static bool is_twin(const struct trv_piece *p) { return p->form.n == 1 && p->form.p[0] == '"'; }

/* An apostrophe that stands alone. */
static bool is_single(const struct trv_piece *p) { return p->form.n == 1 && p->form.p[0] == '\''; }

static bool may_open(const struct trv_pieces *p, uint32_t i) {
  if (!is_single(&p->items[i]) || i + 1 == p->n || p->items[i + 1].flags & TRV_PIECE_SPACE_BEFORE) return false;
  return i == 0 || p->items[i].flags & TRV_PIECE_SPACE_BEFORE || p->items[i - 1].kind == TRV_PIECE_OPENER;
}

static bool may_close(const struct trv_pieces *p, uint32_t i) {
  if (!is_single(&p->items[i]) || p->items[i].flags & TRV_PIECE_SPACE_BEFORE) return false;
  return i + 1 == p->n || p->items[i + 1].flags & TRV_PIECE_SPACE_BEFORE || p->items[i + 1].kind >= TRV_PIECE_STOP;
}

/* Single marks quote in pairs: what opens one is closed before the next opens, rather behind punctuation than behind a word, which
 * may be a possessive ('The soldiers' families wept,' he said). */
static void mark_singles(struct trv_pieces *p) {
  for (uint32_t i = 0; i < p->n; i++) {
    if (!may_open(p, i)) continue;
    uint32_t close = 0;
    for (uint32_t j = i + 2; j < p->n && !may_open(p, j); j++) {
      if (!may_close(p, j)) continue;
      bool behind_sign = p->items[j - 1].kind == TRV_PIECE_STOP || p->items[j - 1].kind == TRV_PIECE_PUNCT;
      if (!close || behind_sign) close = j;
      if (behind_sign) break;
    }
    if (!close) continue;
    p->items[i].kind = TRV_PIECE_OPENER;
    p->items[close].kind = TRV_PIECE_CLOSER;
    i = close;
  }
}

void trv_mark_quotes(struct trv_pieces *p) {
  bool open = false;
  mark_singles(p);
  for (uint32_t i = 0; i < p->n; i++) {
    struct trv_piece *piece = &p->items[i];
    if (!is_twin(piece)) continue;
    bool space_before = piece->flags & TRV_PIECE_SPACE_BEFORE;
    bool space_after = i + 1 == p->n || p->items[i + 1].flags & TRV_PIECE_SPACE_BEFORE;
    bool after_opener = i && p->items[i - 1].kind == TRV_PIECE_OPENER && !is_twin(&p->items[i - 1]);
    bool opens = !open;
    if (i == 0 || after_opener || (space_before && !space_after)) opens = true;
    else if (i + 1 == p->n || (space_after && !space_before)) opens = false;
    piece->kind = opens ? TRV_PIECE_OPENER : TRV_PIECE_CLOSER;
    open = opens;
  }
}

/* Quotations stand in the order in which they open: the last one before the word, or one around that, holds it. */
bool trv_text_quoted(const struct trv_text *text, uint32_t word) {
  uint32_t low = 0, high = text->n_quotes;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (text->quotes[middle].first_word <= word) low = middle + 1;
    else high = middle;
  }
  for (uint32_t q = low ? low - 1 : UINT32_MAX; q != UINT32_MAX; q = text->quotes[q].parent)
    if (word < text->quotes[q].end_word) return true;
  return false;
}
