/* How well two records agree; see score.h. An event can be the same only where types are equal and both sides share a
 * code; dates, modes and tags choose between several. Ceasefires must share a party and begin within a day. */
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "check/score.h"

bool trv_text_equal(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

static bool has_party(struct trv_parties list, struct trv_party p) {
  for (uint32_t i = 0; i < list.n; i++)
    if (strcmp(list.items[i].code, p.code) == 0 && strcmp(list.items[i].sector, p.sector) == 0) return true;
  return false;
}

bool trv_parties_equal(struct trv_parties a, struct trv_parties b) {
  for (uint32_t i = 0; i < a.n; i++)
    if (!has_party(b, a.items[i])) return false;
  for (uint32_t i = 0; i < b.n; i++)
    if (!has_party(a, b.items[i])) return false;
  return true;
}

static bool has_code(const struct trv_parties *list, uint32_t n, const char *code) {
  for (uint32_t i = 0; i < n; i++)
    if (strcmp(list->items[i].code, code) == 0) return true;
  return false;
}

/* Sizes of the sets of codes and of what they share; empty codes do not count. */
static void count_codes(struct trv_parties a, struct trv_parties b, uint32_t *n_a, uint32_t *n_b, uint32_t *shared) {
  *n_a = *n_b = *shared = 0;
  for (uint32_t i = 0; i < a.n; i++) {
    const char *code = a.items[i].code;
    if (!*code || has_code(&a, i, code)) continue;
    ++*n_a;
    *shared += has_code(&b, b.n, code);
  }
  for (uint32_t i = 0; i < b.n; i++) *n_b += *b.items[i].code && !has_code(&b, i, b.items[i].code);
}

bool trv_codes_equal(struct trv_parties a, struct trv_parties b) {
  uint32_t n_a, n_b, shared;
  count_codes(a, b, &n_a, &n_b, &shared);
  return n_a == shared && n_b == shared;
}

static bool has_label(struct trv_labels list, const char *s) {
  for (uint32_t i = 0; i < list.n; i++)
    if (strcmp(list.items[i], s) == 0) return true;
  return false;
}

bool trv_labels_equal(struct trv_labels a, struct trv_labels b) {
  for (uint32_t i = 0; i < a.n; i++)
    if (!has_label(b, a.items[i])) return false;
  for (uint32_t i = 0; i < b.n; i++)
    if (!has_label(a, b.items[i])) return false;
  return true;
}

static bool share_label(struct trv_labels a, struct trv_labels b) {
  for (uint32_t i = 0; i < a.n; i++)
    if (has_label(b, a.items[i])) return true;
  return false;
}

/* The next letter or digit in lower case, 0 at the end. */
static UChar32 next_alnum(const char *s, size_t n, size_t *at) {
  while (*at < n) {
    int32_t i = 0, length = n - *at > 4 ? 4 : (int32_t)(n - *at);
    UChar32 c;
    U8_NEXT((const uint8_t *)s + *at, i, length, c);
    *at += (size_t)i;
    if (c > 0 && (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_N_MASK))) return u_tolower(c);
  }
  return 0;
}

bool trv_place_equal(const char *a, const char *b) {
  size_t n_a = a ? strlen(a) : 0, n_b = b ? strlen(b) : 0, i = 0, j = 0;
  for (;;) {
    UChar32 x = next_alnum(a, n_a, &i), y = next_alnum(b, n_b, &j);
    if (x != y) return false;
    if (!x) return true;
  }
}

/* The share of the two sets of codes that they have in common. */
static double overlap(struct trv_parties a, struct trv_parties b) {
  uint32_t n_a, n_b, shared;
  count_codes(a, b, &n_a, &n_b, &shared);
  if (!n_a && !n_b) return 1.0;
  return shared ? (double)shared / (double)(n_a + n_b - shared) : 0.0;
}

double trv_event_agreement(const struct trv_scored_event *g, const struct trv_scored_event *p) {
  if (strcmp(g->type, p->type) != 0) return 0;
  double a = overlap(g->actor, p->actor), r = overlap(g->recipient, p->recipient);
  if (a <= 0 || r <= 0) return 0;
  return a + r + 0.5 * trv_text_equal(g->date, p->date) + 0.25 * trv_text_equal(g->mode, p->mode) +
         0.25 * share_label(g->tags, p->tags);
}

/* The day number of "2020-10-28" or of the begin of "2020-10-28/…"; false for anything less precise. */
static bool day_of(const char *s, long *out) {
  int n[3] = {0};
  if (!s || strlen(s) < 10 || (s[10] && s[10] != '/')) return false;
  for (int i = 0, part = 0; i < 10; i++) {
    if (i == 4 || i == 7) {
      if (s[i] != '-') return false;
      part++;
    } else if (s[i] < '0' || s[i] > '9') {
      return false;
    } else {
      n[part] = n[part] * 10 + (s[i] - '0');
    }
  }
  static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = n[0] % 4 == 0 && (n[0] % 100 != 0 || n[0] % 400 == 0);
  if (!n[0] || n[1] < 1 || n[1] > 12 || n[2] < 1 || n[2] > length[n[1] - 1] + (leap && n[1] == 2)) return false;
  /* days from March of year 0 (Howard Hinnant, "chrono-compatible low-level date algorithms") */
  int y = n[1] > 2 ? n[0] : n[0] - 1, m = n[1] > 2 ? n[1] - 3 : n[1] + 9;
  *out = 365L * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + n[2];
  return true;
}

double trv_ceasefire_agreement(const struct trv_scored_ceasefire *g, const struct trv_scored_ceasefire *p) {
  double o = overlap(g->parties, p->parties);
  if (o <= 0) return 0;
  long a, b;
  bool has_a = day_of(g->effective, &a), has_b = day_of(p->effective, &b);
  if (!has_a && !has_b) return trv_text_equal(g->effective, p->effective) ? o : 0;
  return has_a && has_b && labs(a - b) <= 1 ? o : 0;
}
