/* See published.h. A date is looked for as three groups beside each other, of figures or the name of a month. */
#include "read/published.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

enum { FIRST_YEAR = 1990, LAST_YEAR = 2100, MONTH_BYTES = 40, MAX_GROUPS = 48 };

/* Languages of the press that ICU has months of. */
static const char *const languages[] = {"en", "fr", "es", "pt", "it", "de", "nl", "ca", "gl", "ro",
                                        "pl", "cs", "sk", "hr", "sr", "sl", "hu", "sv", "da", "nb",
                                        "fi", "et", "lv", "lt", "sq", "tr", "az", "id", "vi", "ru",
                                        "uk", "bg", "el", "eu", "cy", "ga", "mt", "sw", "af", "lb"};
#define N_LANGUAGES (sizeof languages / sizeof *languages)

struct names {
  char of[2][12][MONTH_BYTES]; /* long and short, in small letters */
};

struct trv_months {
  struct names names[N_LANGUAGES];
};

static void small(char *s) {
  for (; *s; s++)
    if ((unsigned char)*s < 0x80) *s = (char)tolower((unsigned char)*s);
}

static void months_of(const char *locale, struct names *out) {
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format = udat_open(UDAT_NONE, UDAT_MEDIUM, locale, NULL, 0, NULL, 0, &status);
  if (U_FAILURE(status)) return;
  const UDateFormatSymbolType types[] = {UDAT_MONTHS, UDAT_SHORT_MONTHS};
  for (int t = 0; t < 2; t++)
    for (int m = 0; m < 12; m++) {
      UChar wide[MONTH_BYTES], low[MONTH_BYTES];
      int32_t n = 0;
      status = U_ZERO_ERROR;
      udat_getSymbols(format, types[t], m, wide, MONTH_BYTES, &status);
      if (U_FAILURE(status)) continue;
      u_strToLower(low, MONTH_BYTES, wide, -1, locale, &status);
      u_strToUTF8(out->of[t][m], MONTH_BYTES, &n, low, -1, &status);
      size_t end = strlen(out->of[t][m]);
      if (end && out->of[t][m][end - 1] == '.') out->of[t][m][end - 1] = '\0';
      if (U_FAILURE(status)) out->of[t][m][0] = '\0';
    }
  udat_close(format);
}

struct trv_months *trv_months_new(struct trv_arena *arena) {
  struct trv_months *m = TRV_NEW(arena, struct trv_months);
  for (size_t i = 0; i < N_LANGUAGES; i++) months_of(languages[i], &m->names[i]);
  return m;
}

struct group {
  int value; /* of figures */
  int month; /* 1 to 12: the name of one; 0: figures */
  size_t digits, begin, end;
};

/* The month that begins at `p`, as long as it can be; its bytes in *n. */
static int month_at(const struct names *const *m, const char *p, size_t *n) {
  int best = 0;
  *n = 0;
  for (int t = 0; t < 4; t++)
    for (int k = 0; m[t / 2] && k < 12; k++) {
      const char *name = m[t / 2]->of[t % 2][k];
      size_t len = strlen(name);
      if (len < 3 || len <= *n || strncmp(p, name, len) != 0) continue;
      unsigned char next = (unsigned char)p[len];
      if (isalpha(next) || next >= 0x80) continue;
      best = k + 1;
      *n = len;
    }
  return best;
}

static uint32_t groups_of(const char *s, const struct names *const *m, struct group *groups) {
  uint32_t n = 0;
  for (size_t i = 0; s[i] && n < MAX_GROUPS;) {
    struct group g = {.begin = i};
    bool word = i == 0 || !(isalnum((unsigned char)s[i - 1]) || (unsigned char)s[i - 1] >= 0x80);
    size_t len;
    if (isdigit((unsigned char)s[i])) {
      while (isdigit((unsigned char)s[i]) && g.digits < 9) g.value = g.value * 10 + (s[i++] - '0'), g.digits++;
      while (isdigit((unsigned char)s[i])) i++, g.digits++;
      g.end = i;
      groups[n++] = g;
    } else if (word && (g.month = month_at(m, s + i, &len)) != 0) {
      g.end = i += len;
      groups[n++] = g;
    } else {
      i++;
    }
  }
  return n;
}

static const char *day(int y, int m, int d, struct trv_arena *arena) {
  static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (y < FIRST_YEAR || y > LAST_YEAR || m < 1 || m > 12 || d < 1 || d > lengths[m - 1]) return NULL;
  return trv_arena_printf(arena, "%04d-%02d-%02d", y, m, d);
}

/* Between two groups of one date: a sign or two, or a short word ("27 de mayo de 2019", "27th May"). */
static bool beside(const char *s, const struct group *a, const struct group *b) {
  size_t letters = 0;
  if (b->begin - a->end > 6) return false;
  for (size_t i = a->end; i < b->begin; i++) {
    if (strchr("\n|;()", s[i])) return false;
    letters += isalpha((unsigned char)s[i]) != 0;
  }
  return letters <= 4;
}

static char sign_between(const char *s, const struct group *a, const struct group *b) {
  return b->begin == a->end + 1 ? s[a->end] : b->begin == a->end + 2 && s[a->end] == '.' ? '.' : 0;
}

static const char *of_groups(const char *s, const struct group *g, uint32_t n, bool american, struct trv_arena *arena) {
  for (uint32_t i = 0; i < n; i++) {
    const char *found = NULL;
    if (!g[i].month && g[i].digits == 8) /* 20190527 */
      found = day(g[i].value / 10000, g[i].value / 100 % 100, g[i].value % 100, arena);
    if (!found && !g[i].month && (g[i].digits == 14)) /* 20190527101500 */
      found = day(g[i].value / 100000, g[i].value / 1000 % 100, g[i].value / 10 % 100, arena);
    if (found) return found;
    if (i + 2 >= n || !beside(s, &g[i], &g[i + 1]) || !beside(s, &g[i + 1], &g[i + 2])) continue;
    const struct group *a = &g[i], *b = &g[i + 1], *c = &g[i + 2];
    if (a->month && !b->month && b->digits <= 2 && c->digits == 4) found = day(c->value, a->month, b->value, arena);
    else if (b->month && a->digits <= 2 && (c->digits == 4)) found = day(c->value, b->month, a->value, arena);
    else if (b->month && a->digits == 4 && c->digits <= 2) found = day(a->value, b->month, c->value, arena);
    else if (!a->month && !b->month && !c->month) {
      char sign = sign_between(s, a, b);
      if (!sign || sign != sign_between(s, b, c) || !strchr("-/.", sign)) continue;
      if (a->digits == 4 && b->digits <= 2 && c->digits <= 2) found = day(a->value, b->value, c->value, arena);
      else if (a->digits <= 2 && b->digits <= 2 && (c->digits == 4 || c->digits == 2)) {
        int year = c->digits == 4 ? c->value : c->value < 70 ? 2000 + c->value : 1900 + c->value;
        bool first = american && sign == '/';
        found = first ? day(year, a->value, b->value, arena) : day(year, b->value, a->value, arena);
        if (!found) found = first ? day(year, b->value, a->value, arena) : day(year, a->value, b->value, arena);
      }
    }
    if (found) return found;
  }
  return NULL;
}

static const char *read(const struct trv_months *m, const char *text, const char *lang, size_t most,
                        struct trv_arena *arena) {
  struct group groups[MAX_GROUPS];
  size_t n = strlen(text);
  if (!text[strcspn(text, "0123456789")]) return NULL;
  char *copy = trv_arena_strndup(arena, text, n < most ? n : most);
  small(copy);
  bool american = lang && (strcmp(lang, "en-US") == 0 || strcmp(lang, "en_US") == 0);
  const char *found = NULL;
  bool known = false;
  for (size_t i = 0; lang && i < N_LANGUAGES && !known; i++) {
    size_t length = strlen(languages[i]);
    known = strncasecmp(lang, languages[i], length) == 0 && !isalpha((unsigned char)lang[length]);
    const struct names *names[] = {&m->names[0], i ? &m->names[i] : NULL};
    if (known) found = of_groups(copy, groups, groups_of(copy, names, groups), american, arena);
  }
  /* where the page does not say its language, that which tells a day */
  for (size_t i = 0; !known && i < N_LANGUAGES && !found; i++) {
    const struct names *names[] = {&m->names[i], NULL};
    found = of_groups(copy, groups, groups_of(copy, names, groups), false, arena);
  }
  return found;
}

const char *trv_published_read(const struct trv_months *months, const char *text, const char *lang,
                               struct trv_arena *arena) {
  while (isspace((unsigned char)*text)) text++;
  /* seconds or milliseconds since 1970 */
  size_t digits = strspn(text, "0123456789");
  if ((digits == 10 || digits == 13) && (!text[digits] || isspace((unsigned char)text[digits]))) {
    long long value = 0;
    for (size_t i = 0; i < digits; i++) value = value * 10 + (text[i] - '0');
    time_t at = (time_t)(digits == 13 ? value / 1000 : value);
    struct tm tm;
    if (gmtime_r(&at, &tm)) return day(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, arena);
  }
  return read(months, text, lang, 80, arena);
}

const char *trv_published_find(const struct trv_months *months, const char *line, const char *lang,
                               struct trv_arena *arena) {
  return read(months, line, lang, 300, arena);
}

const char *trv_published_address(const char *url, struct trv_arena *arena) {
  const char *path = strstr(url, "//");
  path = path ? strchr(path + 2, '/') : url;
  for (const char *p = path; p && *p; p++) {
    int y, m, d, n;
    if (!isdigit((unsigned char)*p) || (p > path && isdigit((unsigned char)p[-1]))) continue;
    size_t digits = strspn(p, "0123456789");
    if (digits == 8 && sscanf(p, "%4d%2d%2d", &y, &m, &d) == 3) {
      const char *found = day(y, m, d, arena);
      if (found) return found;
    }
    if (digits != 4 || sscanf(p, "%4d%*1[-/_]%2d%n", &y, &m, &n) != 2) continue;
    const char *rest = p + n;
    if (strchr("-/_", *rest) && *rest && sscanf(rest + 1, "%2d%n", &d, &n) == 1 &&
        !isdigit((unsigned char)rest[1 + n])) {
      const char *found = day(y, m, d, arena);
      if (found) return found;
    }
  }
  return NULL;
}
