/* See ticker.h. A paragraph opens with a clock where its first bytes are one or two figures, a colon, a point or an h, and two figures:
 * "20:15", "8.40pm", "20h15". */
#include "when/ticker.h"

#include <stddef.h>

#define MIN_CLOCKS 3 /* paragraphs so opened make a ticker: a score or an hour may open one by chance */

static bool is_figure(char c) { return c >= '0' && c <= '9'; }

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* "20:15 Saudi Arabia …", "8.40pm", not "3.20 million" nor "10.5 percent". */
static bool opens_with_clock(const char *s, size_t n) {
  size_t i = 0;
  int32_t hour = 0;
  while (i < n && i < 2 && is_figure(s[i])) hour = hour * 10 + (s[i++] - '0');
  if (!i || hour > 24 || i + 2 >= n) return false;
  char mark = s[i];
  if (mark != ':' && mark != '.' && mark != 'h') return false;
  if (s[i + 1] > '5' || !is_figure(s[i + 1]) || !is_figure(s[i + 2])) return false;
  i += 3;
  /* a point wants the half of the day behind it */
  bool half = i + 1 < n && is_letter(s[i]) && (s[i + 1] == 'm' || s[i + 1] == 'M');
  if (mark == '.') return half;
  return half || i >= n || (!is_figure(s[i]) && !is_letter(s[i]));
}

uint32_t trv_ticker_begin(const struct trv_text *text) {
  uint32_t clocks = 0, first = TRV_NO_TICKER;
  for (uint32_t i = 0; i < text->n_paragraphs; i++) {
    const struct trv_paragraph *p = &text->paragraphs[i];
    if (!p->n_sentences || !opens_with_clock(text->source + p->span.begin, p->span.end - p->span.begin)) continue;
    if (!clocks++) first = p->first_sentence;
  }
  return clocks >= MIN_CLOCKS ? first : TRV_NO_TICKER;
}
