/* Cuts a dictionary into lines, and a line into name and codes.
 *
 *   KOFI_ANNAN_  [ELI] [IGOUNO 970101-061231]  ; a remark       name "KOFI_ANNAN_", tail "[ELI] [IGOUNO 970101-061231]"
 *   # a remark, and so are blank lines and <!-- what stands between these -->
 *
 * A remark begins at a `#`, at a `;`, or at a tag; TABARI, PETRARCH and their dictionaries use all three. */
#include "import/internal.h"
#include "text/utf8.h"

static struct trv_slice trim(struct trv_slice s) {
  while (s.n && (unsigned char)s.p[0] <= ' ') s.p++, s.n--;
  while (s.n && (unsigned char)s.p[s.n - 1] <= ' ') s.n--;
  return s;
}

static const char *find(struct trv_slice s, const char *what) { return memmem(s.p, s.n, what, strlen(what)); }

/* Cuts the line off at its remark. */
static struct trv_slice without_remark(struct trv_slice s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] == '#' || s.p[i] == ';' || (s.p[i] == '<' && i + 1 < s.n && s.p[i + 1] == '!')) {
      s.n = i;
      break;
    }
  return trim(s);
}

enum imp_got imp_lines_next(struct imp_lines *lines, struct imp_line *out, enum imp_reason *reason) {
  if (!lines->rest.p || !lines->rest.n) return IMP_END;
  struct trv_slice line = trim(trv_slice_split(&lines->rest, '\n'));
  *out = (struct imp_line){.number = ++lines->line, .raw = line};
  if (lines->comment) {
    lines->comment = !find(line, "-->");
    return IMP_NOTHING;
  }
  if (line.n > TRV_MAX_IMPORT_LINE) {
    out->raw.n = 0;
    return *reason = IMP_TOO_LONG, IMP_WRONG;
  }
  if (trv_utf8_check(line.p, line.n) != line.n || memchr(line.p, '\0', line.n)) {
    out->raw.n = 0;
    return *reason = IMP_NOT_UTF8, IMP_WRONG;
  }
  const char *tag = find(line, "<!");
  if (tag) lines->comment = !find(line, "-->") && !find(line, "--!>") && tag == line.p;
  struct trv_slice s = without_remark(line);
  if (!s.n) return IMP_NOTHING;
  const char *bracket = memchr(s.p, '[', s.n);
  size_t at = bracket ? (size_t)(bracket - s.p) : s.n;
  out->name = trim((struct trv_slice){s.p, at});
  out->tail = (struct trv_slice){s.p + at, s.n - at};
  return IMP_LINE;
}

enum imp_reason imp_bracket(struct trv_slice *tail, struct trv_slice *inside) {
  const char *open = tail->n ? memchr(tail->p, '[', tail->n) : NULL;
  *inside = (struct trv_slice){NULL, 0};
  if (!open) return IMP_TAKEN;
  tail->n -= (size_t)(open + 1 - tail->p);
  tail->p = open + 1;
  const char *close = tail->n ? memchr(tail->p, ']', tail->n) : NULL;
  const char *again = tail->n ? memchr(tail->p, '[', tail->n) : NULL;
  if (!close || (again && again < close)) {
    *tail = again ? (struct trv_slice){again, (size_t)(tail->p + tail->n - again)} : (struct trv_slice){tail->p, 0};
    return IMP_OPEN_BRACKET;
  }
  *inside = trim((struct trv_slice){tail->p, (size_t)(close - tail->p)});
  tail->n -= (size_t)(close + 1 - tail->p);
  tail->p = close + 1;
  return IMP_TAKEN;
}
