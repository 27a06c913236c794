/* See charset.h. Labels are taken as browsers take them (WHATWG Encoding Standard): "iso-8859-1" means windows-1252, and so on;
 * conversion and detection are ICU's. */
#include "read/charset.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#define LABEL_LOOK 4096   /* bytes at the beginning of a page, where it says its character set */
#define DETECT_LOOK 65536 /* bytes that are enough to detect it */
#define MAX_LABEL 40

/* Labels that browsers read as a larger set. */
static const char *real_name(const char *label) {
  static const struct {
    const char *label, *name;
  } names[] = {{"iso-8859-1", "windows-1252"},
               {"iso8859-1", "windows-1252"},
               {"iso_8859-1", "windows-1252"},
               {"latin1", "windows-1252"},
               {"latin-1", "windows-1252"},
               {"l1", "windows-1252"},
               {"us-ascii", "windows-1252"},
               {"ascii", "windows-1252"},
               {"iso-8859-9", "windows-1254"},
               {"latin5", "windows-1254"},
               {"iso-8859-11", "windows-874"},
               {"tis-620", "windows-874"},
               {"gb2312", "gb18030"},
               {"gbk", "gb18030"},
               {"x-gbk", "gb18030"},
               {"euc-kr", "windows-949"},
               {"ks_c_5601-1987", "windows-949"},
               {"shift_jis", "ibm-943_P15A-2003"},
               {"x-sjis", "ibm-943_P15A-2003"},
               {"unicode", "utf-16le"},
               {"utf8", "utf-8"}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcasecmp(names[i].label, label) == 0) return names[i].name;
  return label;
}

/* Whether the bytes are UTF-8, and whether they say something beyond ASCII. A last character that is cut off is taken away. */
static bool valid_utf8(struct trv_slice *bytes, bool *beyond) {
  struct trv_slice s = *bytes;
  *beyond = false;
  for (size_t i = 0; i < s.n;) {
    unsigned char c = (unsigned char)s.p[i];
    if (c < 0x80) {
      uint64_t eight;
      for (i++; i + sizeof eight <= s.n; i += sizeof eight) {
        memcpy(&eight, s.p + i, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080)) break;
      }
      continue;
    }
    size_t more = c >= 0xC2 && c <= 0xDF ? 1 : (c & 0xF0) == 0xE0 ? 2 : c >= 0xF0 && c <= 0xF4 ? 3 : 0;
    if (!more) return false;
    if (i + more >= s.n) {
      if (*beyond) bytes->n = i;
      return *beyond;
    }
    unsigned char second = (unsigned char)s.p[i + 1];
    if ((c == 0xE0 && second < 0xA0) || (c == 0xED && second > 0x9F) || (c == 0xF0 && second < 0x90) ||
        (c == 0xF4 && second > 0x8F))
      return false;
    for (size_t k = 1; k <= more; k++)
      if (((unsigned char)s.p[i + k] & 0xC0) != 0x80) return false;
    *beyond = true;
    i += more + 1;
  }
  return true;
}

/* Whether bytes that are said to be UTF-8 are something else: more of them stand alone than make characters. */
static bool belied(struct trv_slice s, const char *label) {
  size_t good = 0, bad = 0;
  if (strcasecmp(real_name(label), "utf-8") != 0) return false;
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    size_t more = c >= 0xC2 && c <= 0xDF ? 1 : (c & 0xF0) == 0xE0 ? 2 : c >= 0xF0 && c <= 0xF4 ? 3 : 0, k = 0;
    while (k < more && i + k + 1 < s.n && ((unsigned char)s.p[i + k + 1] & 0xC0) == 0x80) k++;
    if (c < 0x80) continue;
    if (more && k == more) good++, i += more;
    else bad++;
  }
  return bad > good;
}

/* Whether so many bytes are NUL as in text of two or four bytes a character. What else is taken for that is no text at all. */
static bool wide(struct trv_slice bytes) {
  size_t n = bytes.n < DETECT_LOOK ? bytes.n : DETECT_LOOK, zeros = 0;
  for (size_t i = 0; i < n; i++) zeros += bytes.p[i] == '\0';
  return zeros * 8 > n;
}

/* The value of charset= in a page's first bytes: `<meta charset=…>`, `<meta http-equiv … content="text/html; charset=…">` or
 * `<?xml … encoding=…?>`. */
static bool said_in_page(struct trv_slice page, char *label) {
  size_t n = page.n < LABEL_LOOK ? page.n : LABEL_LOOK;
  static const char *const keys[] = {"charset", "encoding"};
  for (size_t i = 0; i + 10 < n; i++)
    for (size_t k = 0; k < 2; k++) {
      size_t length = strlen(keys[k]), at = i + length, m = 0;
      if (at >= n || strncasecmp(page.p + i, keys[k], length) != 0) continue;
      while (at < n && isspace((unsigned char)page.p[at])) at++;
      if (at >= n || page.p[at] != '=') continue;
      at++;
      while (at < n && (isspace((unsigned char)page.p[at]) || page.p[at] == '"' || page.p[at] == '\'')) at++;
      while (at < n && m < MAX_LABEL - 1 && (isalnum((unsigned char)page.p[at]) || strchr("-_.:", page.p[at])))
        label[m++] = page.p[at++];
      label[m] = '\0';
      if (m) return true;
    }
  return false;
}

static void close_detector(void *detector) { ucsdet_close(detector); }

static bool detect(struct trv_slice bytes, char *label, struct trv_arena *arena) {
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&status);
  if (!detector) return false;
  trv_arena_defer(arena, close_detector, detector);
  size_t n = bytes.n < DETECT_LOOK ? bytes.n : DETECT_LOOK;
  ucsdet_enableInputFilter(detector, true);
  ucsdet_setText(detector, bytes.p, (int32_t)n, &status);
  const UCharsetMatch *match = ucsdet_detect(detector, &status);
  const char *name = match && U_SUCCESS(status) ? ucsdet_getName(match, &status) : NULL;
  if (!name || U_FAILURE(status) || strlen(name) >= MAX_LABEL) return false;
  memcpy(label, name, strlen(name) + 1);
  return true;
}

static void close_converter(void *converter) { ucnv_close(converter); }

static bool convert(struct trv_slice bytes, const char *label, struct trv_arena *arena, struct trv_slice *out) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *from = ucnv_open(real_name(label), &status);
  if (!from || U_FAILURE(status)) return false;
  trv_arena_defer(arena, close_converter, from);
  UConverter *to = ucnv_open("UTF-8", &status);
  if (!to || U_FAILURE(status)) return false;
  trv_arena_defer(arena, close_converter, to);
  size_t cap = bytes.n * 3 + 16;
  char *text = TRV_NEW_ARRAY(arena, char, cap), *end = text;
  const char *source = bytes.p;
  UChar pivot[1024], *pivot_source = pivot, *pivot_target = pivot;
  ucnv_convertEx(to, from, &end, text + cap - 1, &source, bytes.p + bytes.n, pivot, &pivot_source, &pivot_target,
                 pivot + sizeof pivot / sizeof *pivot, true, true, &status);
  if (U_FAILURE(status)) return false;
  *out = (struct trv_slice){text, (size_t)(end - text)};
  return true;
}

struct trv_slice trv_charset_utf8(struct trv_slice bytes, const char *said, bool markup, struct trv_arena *arena) {
  char label[MAX_LABEL];
  struct trv_slice out;
  bool beyond;
  if (bytes.n >= 3 && memcmp(bytes.p, "\xEF\xBB\xBF", 3) == 0) bytes.p += 3, bytes.n -= 3, said = "utf-8";
  else if (bytes.n >= 2 && memcmp(bytes.p, "\xFF\xFE", 2) == 0) bytes.p += 2, bytes.n -= 2, said = "utf-16le";
  else if (bytes.n >= 2 && memcmp(bytes.p, "\xFE\xFF", 2) == 0) bytes.p += 2, bytes.n -= 2, said = "utf-16be";
  else if (valid_utf8(&bytes, &beyond) && (beyond || !said)) return bytes;
  if (said && !belied(bytes, said) && convert(bytes, said, arena, &out)) return out;
  if (markup && said_in_page(bytes, label) && strncasecmp(label, "utf-16", 6) != 0 && !belied(bytes, label) &&
      convert(bytes, label, arena, &out))
    return out;
  bool found = detect(bytes, label, arena);
  if (found && markup && strncasecmp(label, "utf-", 4) == 0 && strcasecmp(label, "utf-8") != 0 && !wide(bytes))
    found = false;
  if (found && convert(bytes, label, arena, &out)) return out;
  return convert(bytes, "windows-1252", arena, &out) ? out : bytes;
}
