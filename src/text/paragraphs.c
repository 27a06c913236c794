/* See paragraphs.h.
 *
 * Blank lines part paragraphs. A single newline is a space in a wrapped text and a border in a text of one paragraph
 * a line: it is a space where the next line's first word would not have fitted on the line, given the longest line
 * of the block (nobody wraps a line early), and where the line neither ends a sentence nor stands like a heading.
 * Where every line of a block ends a sentence, each is a paragraph. */
#include "text/paragraphs.h"

#include "text/utf8.h"

/* Lines longer than this were not wrapped by hand or by mail. */
#define MAX_WRAP_BYTES 200
#define MAX_HEADING_BYTES 160

static bool is_blank(char c) { return (unsigned char)c <= ' ' || c == 0x7F; }

/* --- header --- */

static bool digits(const char *s, uint32_t n, uint32_t *value) {
  *value = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (s[i] < '0' || s[i] > '9') return false;
    *value = *value * 10 + (uint32_t)(s[i] - '0');
  }
  return true;
}

static uint32_t days_of(uint32_t year, uint32_t month) {
  static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (uint32_t)(leap && month == 2);
}

const char *trv_header(const char *s, uint32_t n, uint32_t *at, struct trv_arena *arena) {
  uint32_t i = *at, year, month, day = 1, length = 7;
  while (i < n && is_blank(s[i])) i++;
  if (n - i < 12 || memcmp(s + i, "date", 4) != 0 || (s[i + 4] != ' ' && s[i + 4] != '\t')) return NULL;
  i += 4;
  while (i < n && (s[i] == ' ' || s[i] == '\t')) i++;
  if (n - i < 7 || s[i + 4] != '-' || !digits(s + i, 4, &year) || !digits(s + i + 5, 2, &month)) return NULL;
  if (n - i >= 10 && s[i + 7] == '-' && digits(s + i + 8, 2, &day)) length = 10;
  if (i + length < n && !is_blank(s[i + length])) return NULL;
  if (!year || !month || month > 12 || !day || day > days_of(year, month)) return NULL;
  *at = i + length;
  return trv_arena_strndup(arena, s + i, length);
}

/* The value of a line `NAME VALUE` at s[*at], which moves behind it; NULL: no such line. */
static const char *header_value(const char *s, uint32_t n, uint32_t *at, const char *name, struct trv_arena *arena) {
  uint32_t length = (uint32_t)strlen(name), begin = *at + length;
  if (n - *at <= length || memcmp(s + *at, name, length) != 0 || (s[begin] != ' ' && s[begin] != '\t')) return NULL;
  uint32_t next = begin;
  while (next < n && s[next] != '\n' && s[next] != '\r') next++;
  uint32_t end = next;
  while (begin < end && is_blank(s[begin])) begin++;
  while (end > begin && is_blank(s[end - 1])) end--;
  if (begin == end) return NULL;
  *at = next;
  return trv_arena_strndup(arena, s + begin, end - begin);
}

void trv_header_lines(struct trv_text *text, uint32_t *at, struct trv_arena *arena) {
  const char *s = text->source;
  uint32_t n = text->n_bytes;
  const struct {
    const char *name, **value;
  } lines[] = {{"outlet", &text->outlet}, {"agency", &text->agency}, {"url", &text->url}};
  for (bool found = true; found;) {
    found = false;
    uint32_t next = *at;
    while (next < n && (s[next] == ' ' || s[next] == '\t')) next++;
    if (next < n && s[next] == '\r') next++;
    if (next < n && s[next] == '\n') next++;
    else if (next == *at || s[next - 1] != '\r') return;
    for (size_t i = 0; i < sizeof lines / sizeof *lines && !found; i++) {
      const char *value = *lines[i].value ? NULL : header_value(s, n, &next, lines[i].name, arena);
      if (!value) continue;
      *lines[i].value = value;
      *at = next;
      found = true;
    }
  }
}

/* --- paragraphs --- */

struct line {
  uint32_t begin, end; /* without blanks at either end; empty: begin == end */
  uint32_t next;
};

static struct line line_at(const char *s, uint32_t n, uint32_t at) {
  struct line line = {at, at, n};
  uint32_t end = at;
  while (end < n && s[end] != '\n' && s[end] != '\r') end++;
  line.next = end < n ? end + 1 : n;
  if (end + 1 < n && s[end] == '\r' && s[end + 1] == '\n') line.next++;
  while (line.begin < end && is_blank(s[line.begin])) line.begin++;
  while (end > line.begin && is_blank(s[end - 1])) end--;
  line.end = end;
  /* A line of nothing but no-break spaces is blank too. */
  uint32_t p = line.begin, length;
  while (p < end && p - line.begin < 16 && trv_char_class(trv_utf8_get(s + p, &length)) == TRV_CHAR_SPACE) p += length;
  if (p >= end) line.begin = line.end = end;
  return line;
}

static uint32_t last_char(const char *s, uint32_t begin, uint32_t *end) {
  uint32_t length;
  if (*end <= begin) return 0;
  *end -= trv_utf8_back(s, *end);
  return trv_utf8_get(s + *end, &length);
}

static bool is_closing(uint32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xBB || c == 0x201D || c == 0x203A || c == 0x2019 ||
         c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009;
}

/* The last character before closing marks. */
static uint32_t final_sign(const char *s, uint32_t begin, uint32_t end) {
  uint32_t c;
  do c = last_char(s, begin, &end);
  while (c && is_closing(c));
  return c;
}

static bool ends_sentence(const char *s, uint32_t begin, uint32_t end) {
  uint32_t c = final_sign(s, begin, end);
  return c == '.' || c == '?' || c == '!' || c == 0x2026;
}

static bool starts_item(const char *s, struct line line) {
  if (line.end - line.begin < 2) return false;
  uint32_t length, c = trv_utf8_get(s + line.begin, &length);
  bool bullet = c == '-' || c == '*' || c == 0x2013 || c == 0x2014 || c == 0x2022 || c == 0xB7 || c == 0x25AA ||
                c == 0x25A0 || c == 0x25CF;
  if (!bullet || line.begin + length >= line.end) return false;
  return trv_char_class(trv_utf8_get(s + line.begin + length, &(uint32_t){0})) == TRV_CHAR_SPACE;
}

static bool starts_high(const char *s, struct line line) {
  uint32_t length;
  for (uint32_t p = line.begin; p < line.end && p - line.begin < 16; p += length) {
    uint32_t c = trv_utf8_get(s + p, &length);
    enum trv_char_class class = trv_char_class(c);
    if (class == TRV_CHAR_LETTER) return trv_char_is_upper(c);
    if (class == TRV_CHAR_DIGIT) return true;
  }
  return false;
}

/* Lines up to a blank one. */
struct block {
  uint32_t width;       /* of the longest line */
  bool whole_sentences; /* every line ends one: nobody wraps like that */
};

static struct block block_at(const char *s, uint32_t n, struct line line) {
  struct block block = {0, true};
  for (; line.begin != line.end; line = line_at(s, n, line.next)) {
    if (line.end - line.begin > block.width) block.width = line.end - line.begin;
    block.whole_sentences &= ends_sentence(s, line.begin, line.end);
    if (line.next >= n) break;
  }
  return block;
}

/* Does a paragraph end between two lines of a block? */
static bool breaks(const char *s, struct line a, struct line b, struct block block) {
  if (starts_item(s, b)) return true;
  uint32_t width = block.width;
  bool sentence = ends_sentence(s, a.begin, a.end), high = starts_high(s, b);
  if (width > MAX_WRAP_BYTES || block.whole_sentences) return sentence || high;
  uint32_t word = 0;
  while (word < b.end - b.begin && s[b.begin + word] != ' ') word++;
  bool would_fit = a.end - a.begin + 1 + word <= width;
  return would_fit && high && (sentence || a.end - a.begin + 1 + word <= width * 3 / 4);
}

static bool is_heading(const char *s, uint32_t begin, uint32_t end) {
  if (end - begin > MAX_HEADING_BYTES) return false;
  uint32_t c = final_sign(s, begin, end);
  if (c == '.' || c == 0x2026 || c == ':' || c == ';' || c == ',') return false;
  struct line line = {begin, end, end};
  return starts_high(s, line) && !starts_item(s, line);
}

static void add(struct trv_text *text, uint32_t *cap, struct trv_arena *arena, uint32_t begin, uint32_t end,
                bool one_line, bool blank_after, bool more) {
  enum trv_paragraph_kind kind = TRV_BODY;
  const char *s = text->source;
  if (one_line && is_heading(s, begin, end)) {
    uint32_t c = final_sign(s, begin, end);
    bool first = text->n_paragraphs == 0;
    if (first && more && blank_after) kind = TRV_TITLE;
    else if (!first && c != '?' && c != '!') kind = TRV_HEADING;
  }
  TRV_PUSH(arena, text->paragraphs, text->n_paragraphs, *cap,
           (struct trv_paragraph){.span = {begin, end}, .kind = kind});
}

void trv_paragraphs(struct trv_text *text, uint32_t begin, struct trv_arena *arena) {
  const char *s = text->source;
  uint32_t n = text->n_bytes, cap = 0;
  struct line line = line_at(s, n, begin);
  while (line.begin < n || line.next < n) {
    if (line.begin == line.end) {
      if (line.next >= n) break;
      line = line_at(s, n, line.next);
      continue;
    }
    struct block block = block_at(s, n, line);
    uint32_t first = line.begin;
    bool one_line = true, block_ends = false;
    while (!block_ends) {
      struct line after = line.next < n ? line_at(s, n, line.next) : (struct line){n, n, n};
      block_ends = after.begin == after.end;
      if (block_ends || breaks(s, line, after, block)) {
        add(text, &cap, arena, first, line.end, one_line, block_ends, after.next < n || !block_ends);
        first = after.begin;
        one_line = true;
      } else {
        one_line = false;
      }
      line = after;
    }
  }
}
