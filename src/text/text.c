/* See text.h. Checks the bytes, finds header and paragraphs, and runs the steps of pieces.h over each paragraph. */
#include "text/text.h"

#include <stdio.h>

#include "base/limits.h"
#include "text/layer.h"
#include "text/paragraphs.h"
#include "text/utf8.h"

/* A paragraph is cut in parts of at most so many bytes, at a space, so that its pieces stay small: no writer's
 * paragraph is as long. */
#define MAX_PART_BYTES ((uint32_t)1 << 20)
/* A paragraph longer than this has swallowed others. */
#define MAX_LAID_OUT_BYTES 6000

static enum trv_status reject_at(struct trv_error *err, const char *s, size_t at, const char *why) {
  uint32_t line = 1, column = 1;
  for (size_t i = 0; i < at; i++) {
    if (s[i] == '\n') line++, column = 1;
    else column++;
  }
  return trv_fail(err, TRV_REJECTED, NULL, line, column, "%s", why);
}

#define ONLY_BLANKS "empty: only blanks"

enum trv_status trv_text_check(const char *s, size_t n, struct trv_error *err) {
  char why[160];
  if (n > TRV_MAX_ARTICLE_BYTES)
    return trv_fail(err, TRV_REJECTED, NULL, 0, 0, "%zu bytes, more than the %zu of an article", n,
                    TRV_MAX_ARTICLE_BYTES);
  if (n == 0) return trv_fail(err, TRV_REJECTED, NULL, 0, 0, "empty");
  if (n >= 2 && (memcmp(s, "\xFF\xFE", 2) == 0 || memcmp(s, "\xFE\xFF", 2) == 0))
    return trv_fail(err, TRV_REJECTED, NULL, 0, 0, "UTF-16, where UTF-8 is expected");
  const char *zero = memchr(s, '\0', n);
  if (zero) {
    snprintf(why, sizeof why, "binary: byte %zu is a NUL", (size_t)(zero - s));
    return trv_fail(err, TRV_REJECTED, NULL, 0, 0, "%s", why);
  }
  size_t blank = 0;
  while (blank < n && memchr(" \t\r\n", s[blank], 4)) blank++;
  if (blank == n) return trv_fail(err, TRV_REJECTED, NULL, 0, 0, ONLY_BLANKS);
  size_t good = trv_utf8_check(s, n);
  if (good == n) return TRV_OK;
  unsigned char a = (unsigned char)s[good];
  size_t needs = a >= 0xF0 ? 4 : a >= 0xE0 ? 3 : a >= 0xC2 ? 2 : 1;
  bool cut = a >= 0xC2 && a < 0xF5 && n - good < needs;
  for (size_t i = good + 1; i < n && cut; i++) cut = ((unsigned char)s[i] & 0xC0) == 0x80;
  if (cut) snprintf(why, sizeof why, "not UTF-8: ends inside the character that begins at byte %zu", good);
  else snprintf(why, sizeof why, "not UTF-8: byte %zu is 0x%02X", good, a);
  return reject_at(err, s, good, why);
}

/* The end of the part of [begin, end) to be scanned in one go: behind the last space within the limit. */
static uint32_t part_end(const char *s, uint32_t begin, uint32_t end) {
  if (end - begin <= MAX_PART_BYTES) return end;
  uint32_t p = begin + MAX_PART_BYTES;
  while (p > begin + MAX_PART_BYTES / 2 && (unsigned char)s[p - 1] > ' ') p--;
  if (p > begin + MAX_PART_BYTES / 2) return p;
  p = begin + MAX_PART_BYTES;
  while (((unsigned char)s[p] & 0xC0) == 0x80) p--;
  return p;
}

static void run_paragraph(struct trv_layer *layer, struct trv_pieces *pieces, uint32_t paragraph) {
  struct trv_paragraph *p = &layer->text->paragraphs[paragraph];
  p->first_sentence = layer->text->n_sentences;
  for (uint32_t at = p->span.begin, end; at < p->span.end; at = end) {
    end = part_end(layer->text->source, at, p->span.end);
    pieces->has_layout = layer->text->n_paragraphs > 1 && p->span.end - p->span.begin <= MAX_LAID_OUT_BYTES;
    pieces->n = 0;
    trv_scan(pieces, at, end);
    trv_mark_quotes(pieces);
    trv_mark_hints(pieces);
    trv_mark_contractions(pieces);
    trv_mark_borders(pieces);
    trv_layer_add(layer, pieces, paragraph);
  }
}

enum trv_status trv_text_run(const struct trv_text_rules *rules, const char *source, size_t n_bytes,
                             struct trv_arena *arena, struct trv_text **out, struct trv_error *err) {
  enum trv_status status = trv_text_check(source, n_bytes, err);
  if (status != TRV_OK) return status;
  struct trv_text *text = TRV_NEW(arena, struct trv_text);
  text->source = source;
  text->n_bytes = (uint32_t)n_bytes;
  uint32_t at = n_bytes >= 3 && memcmp(source, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  text->date = trv_header(source, text->n_bytes, &at, arena);
  if (text->date) trv_header_lines(text, &at, arena);
  trv_paragraphs(text, at, arena);
  struct trv_layer layer = {.text = text, .arena = arena};
  struct trv_pieces pieces = {.arena = arena, .pool = {.arena = arena}, .rules = rules, .source = source};
  uint32_t kept = 0;
  for (uint32_t i = 0; i < text->n_paragraphs; i++) {
    text->paragraphs[kept] = text->paragraphs[i];
    run_paragraph(&layer, &pieces, kept);
    if (text->paragraphs[kept].n_sentences) kept++; /* else: nothing but marks and joiners */
  }
  text->n_paragraphs = kept;
  if (!text->n_words)
    return trv_fail(err, TRV_REJECTED, NULL, 0, 0, text->date ? "empty: nothing behind its date" : ONLY_BLANKS);
  trv_layer_finish(&layer);
  *out = text;
  return TRV_OK;
}

const char *trv_fold(struct trv_arena *arena, const char *s, size_t n) {
  struct trv_pool pool = {.arena = arena};
  struct trv_fold_cursor cursor = {s, (uint32_t)n, 0};
  struct trv_fold_piece piece;
  char *folded = NULL;
  size_t used = 0, cap = 0;
  while (trv_fold_next(&cursor, &pool, &piece)) {
    if (used + piece.n + 2 > cap) {
      size_t wider = (used + piece.n + 2) * 2;
      folded = trv_arena_grow(arena, folded, used, wider, 1);
      cap = wider;
    }
    if (used) folded[used++] = ' ';
    memcpy(folded + used, piece.fold, piece.n);
    used += piece.n;
  }
  if (!folded) return trv_arena_strdup(arena, "");
  folded[used] = '\0';
  return folded;
}
