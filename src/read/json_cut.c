/* See json_cut.h. Braces are counted outside of strings; nothing else of JSON is known here but the few things that tell where an
 * object that was cut off gives way to the next one:
 *
 *   - where the first object stood on a line of its own, each line does (NDJSON), and an object ends with its line;
 *   - else, where the object began its line, a string holds no line end, and an object that begins a line in the same column does so
 *     behind a colon, a bracket, or a comma in an array.
 *
 * Behind such an object, reading goes on with the next line that begins like it. */
#include "read/json_cut.h"

#include <stdlib.h>

#include "base/limits.h"

enum { WINDOW = 64 * 1024, MOST_OTHER = 4096, MOST_DEPTH = 2048 /* Jansson's */ };

enum trv_status trv_json_cut_open(struct trv_json_cut *cut, struct trv_stream *stream, struct trv_error *err) {
  *cut = (struct trv_json_cut){.stream = stream, .line = 1, .blank = true, .window = malloc(WINDOW)};
  return cut->window ? TRV_OK : trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out");
}

void trv_json_cut_release(struct trv_json_cut *cut) {
  free(cut->window);
  free(cut->piece);
  *cut = (struct trv_json_cut){0};
}

/* ---- bytes */

/* Fills the window where it is empty. */
static enum trv_status fill(struct trv_json_cut *cut, struct trv_error *err) {
  if (cut->pos < cut->n || cut->ended) return TRV_OK;
  cut->pos = cut->n = 0;
  enum trv_status status = trv_stream_read(cut->stream, cut->window, WINDOW, &cut->n, err);
  if (status != TRV_OK) cut->n = 0;
  else if (!cut->n) cut->ended = true;
  return status;
}

static bool at_end(const struct trv_json_cut *cut) { return cut->pos == cut->n; }

/* Goes past the byte that comes next, which is in the window. */
static void advance(struct trv_json_cut *cut) {
  char c = cut->window[cut->pos++];
  if (c == '\n') {
    cut->line++;
    cut->column = 0;
    cut->blank = true;
  } else {
    cut->column++;
    cut->blank &= c == ' ' || c == '\t' || c == '\r';
  }
}

static enum trv_status keep(struct trv_json_cut *cut, const char *bytes, size_t n, struct trv_error *err) {
  if (cut->cap_piece - cut->n_piece < n + 1) {
    size_t cap = cut->cap_piece ? cut->cap_piece * 2 : (size_t)2 * WINDOW;
    char *p = realloc(cut->piece, cap);
    if (!p) return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out");
    cut->piece = p;
    cut->cap_piece = cap;
  }
  memcpy(cut->piece + cut->n_piece, bytes, n);
  cut->n_piece += n;
  cut->piece[cut->n_piece] = '\0';
  return TRV_OK;
}

/* ---- an object */

struct scan {
  size_t depth, column;
  bool in_string, escaped, too_long;
  bool begins_line; /* nothing stood before it in its line */
  char before;      /* the last sign outside of strings that is no space */
  uint8_t arrays[MOST_DEPTH / 8];
};

static bool in_array(const struct scan *s) {
  return s->depth <= MOST_DEPTH && (s->arrays[(s->depth - 1) / 8] >> ((s->depth - 1) % 8) & 1);
}

static void open_one(struct scan *s, bool array) {
  if (s->depth < MOST_DEPTH) {
    uint8_t bit = (uint8_t)(1u << (s->depth % 8));
    s->arrays[s->depth / 8] = (uint8_t)(array ? s->arrays[s->depth / 8] | bit : s->arrays[s->depth / 8] & ~bit);
  }
  s->depth++;
}

/* Whether the object in hand cannot go on with the sign that comes next. */
static bool is_cut_off(const struct trv_json_cut *cut, const struct scan *s, char c) {
  if (c == '\n') return cut->layout == CUT_LINES || (s->in_string && s->begins_line);
  if (c != '{' || s->in_string || !s->begins_line || !cut->blank || cut->column != s->column || !s->depth) return false;
  return !(s->before == ':' || s->before == '[' || (s->before == ',' && in_array(s)));
}

static void step(struct trv_json_cut *cut, struct scan *s, char c) {
  if (s->in_string) {
    if (s->escaped) s->escaped = false;
    else if (c == '\\') s->escaped = true;
    else if (c == '"') s->in_string = false;
    return;
  }
  if (c == '"') s->in_string = true;
  else if (c == '{' || c == '[') open_one(s, c == '[');
  else if (c == '}' || c == ']') s->depth--;
  /* NaN is no JSON, but what Python writes for a value that is missing: an empty string of three signs. */
  size_t n = cut->n_piece;
  if (c == 'N' && n > 2 && !s->too_long && memcmp(cut->piece + n - 3, "NaN", 3) == 0)
    memcpy(cut->piece + n - 3, "\"\" ", 3);
  if (c != ' ' && c != '\t' && c != '\r' && c != '\n') s->before = c;
}

/* How many of the bytes that come next mean nothing but themselves in a string. */
static size_t plain_run(const struct trv_json_cut *cut) {
  size_t at = cut->pos;
  while (at < cut->n && cut->window[at] != '"' && cut->window[at] != '\\' && (unsigned char)cut->window[at] >= ' ')
    at++;
  return at - cut->pos;
}

static enum trv_status cut_object(struct trv_json_cut *cut, struct trv_json_piece *out, struct trv_error *err) {
  struct scan s = {.column = cut->column, .begins_line = cut->blank};
  enum trv_status status = TRV_OK;
  bool done = false;
  out->kind = TRV_JSON_OBJECT;
  while (!done) {
    if ((status = fill(cut, err)) != TRV_OK) return status;
    if (at_end(cut) || is_cut_off(cut, &s, cut->window[cut->pos])) {
      out->kind = TRV_JSON_CUT_OFF;
      break;
    }
    /* Controls in strings are no JSON, but do no harm. */
    char c = cut->window[cut->pos], kept = s.in_string && (unsigned char)c < ' ' ? ' ' : c;
    size_t run = s.in_string && !s.escaped ? plain_run(cut) : 0, n = run ? run : 1;
    if (cut->n_piece + n > TRV_MAX_RECORD_BYTES) s.too_long = true;
    else status = keep(cut, run ? cut->window + cut->pos : &kept, n, err);
    if (status != TRV_OK) return status;
    if (run) {
      cut->pos += run;
      cut->column += run;
    } else {
      step(cut, &s, c);
      advance(cut);
      done = !s.depth;
    }
  }
  if (s.too_long) out->kind = TRV_JSON_TOO_LONG;
  if (out->kind == TRV_JSON_CUT_OFF && cut->layout != CUT_LINES && !at_end(cut) && cut->window[cut->pos] == '\n') {
    cut->resync = true;
    cut->resync_column = s.begins_line ? s.column : 0;
  }
  if (done && cut->layout == CUT_UNDECIDED)
    cut->layout = s.begins_line && out->line == cut->line ? CUT_FIRST_DONE : CUT_FREE;
  return TRV_OK;
}

/* ---- what stands around objects */

/* What is no object: the rest of the line; in an array, up to the next comma. */
static enum trv_status cut_other(struct trv_json_cut *cut, struct trv_json_piece *out, struct trv_error *err) {
  bool in_string = false, escaped = false;
  enum trv_status status = TRV_OK;
  out->kind = TRV_JSON_OTHER;
  for (;;) {
    if ((status = fill(cut, err)) != TRV_OK) return status;
    if (at_end(cut)) return TRV_OK;
    char c = cut->window[cut->pos];
    if (c == '\n' || (cut->arrays && !in_string && (c == ',' || c == ']'))) return TRV_OK;
    if (escaped) escaped = false;
    else if (c == '\\') escaped = true;
    else if (c == '"') in_string = !in_string;
    if (cut->n_piece < MOST_OTHER) status = keep(cut, &c, 1, err);
    if (status != TRV_OK) return status;
    advance(cut);
  }
}

/* Whether the byte that comes next is one to be passed over in search of where an object begins. */
static bool is_passed(struct trv_json_cut *cut, char c) {
  if (c == '\n' || c == ' ' || c == '\t' || c == '\r') {
    if (c == '\n' && cut->layout == CUT_FIRST_DONE) cut->layout = CUT_LINES;
    return true;
  }
  if (cut->resync) {
    bool found = cut->blank && cut->column <= cut->resync_column && (c == '{' || (c == ']' && cut->arrays));
    cut->resync = !found;
    if (!found) return true;
  }
  if (c == ',' && cut->arrays) return true;
  if (cut->layout == CUT_FIRST_DONE && c != ']') cut->layout = CUT_FREE;
  if (c == '[') cut->arrays++;
  else if (c == ']' && cut->arrays) cut->arrays--;
  else return c == '\x1E'; /* RFC 7464 */
  return true;
}

enum trv_status trv_json_cut_next(struct trv_json_cut *cut, struct trv_json_piece *out, struct trv_error *err) {
  *out = (struct trv_json_piece){.kind = TRV_JSON_END};
  cut->n_piece = 0;
  for (;;) {
    enum trv_status status = fill(cut, err);
    if (status != TRV_OK) return status;
    if (at_end(cut)) break;
    char c = cut->window[cut->pos];
    if (!is_passed(cut, c)) {
      out->line = cut->line;
      status = c == '{' ? cut_object(cut, out, err) : cut_other(cut, out, err);
      if (status != TRV_OK) return status;
      break;
    }
    advance(cut);
  }
  out->bytes = (struct trv_slice){cut->piece, cut->n_piece};
  return TRV_OK;
}
