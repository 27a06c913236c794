/* See robots.h. Follows RFC 9309; Crawl-delay is not in it, but in use.
 *
 * Patterns and paths are compared in one form: %XX of what needs no coding is decoded, all else beyond ASCII is %XX in capitals.
 * A pattern is cut at its stars, and each piece is looked for behind the one before: the first place is as good as any
 * other, so that the time is that of one pass over the path. */
#include "read/robots.h"

#include <ctype.h>
#include <curl/curl.h>

#include "base/limits.h"
#include "read/headers.h"

/* ---- one form */

static int hex(char c) {
  if (!isxdigit((unsigned char)c)) return -1;
  return isdigit((unsigned char)c) ? c - '0' : (c | 0x20) - 'a' + 10;
}

static bool is_plain(int c) { return c < 0x80 && (isalnum(c) || (c && strchr("-._~", c))); }

static size_t add_coded(char *out, size_t n, int c) {
  static const char digits[] = "0123456789ABCDEF";
  out[n++] = '%';
  out[n++] = digits[c >> 4];
  out[n++] = digits[c & 15];
  return n;
}

/* In a pattern a star and a last dollar sign mean something; a path has neither. */
static struct trv_slice in_one_form(struct trv_slice s, bool pattern, struct trv_arena *arena) {
  char *out = TRV_NEW_ARRAY(arena, char, s.n * 3 + 1);
  size_t n = 0;
  for (size_t i = 0; i < s.n; i++) {
    int c = (unsigned char)s.p[i], high = -1, low = -1;
    if (c == '%' && i + 2 < s.n) high = hex(s.p[i + 1]), low = hex(s.p[i + 2]);
    bool coded = high >= 0 && low >= 0;
    if (coded) c = high * 16 + low, i += 2;
    bool special = !coded && pattern && (c == '*' || (c == '$' && i + 1 == s.n));
    bool literal = !special && (c == '*' || c == '$');
    if (coded ? !is_plain(c) : literal || c >= 0x80 || c <= ' ') n = add_coded(out, n, c);
    else out[n++] = (char)c;
  }
  return (struct trv_slice){out, n};
}

static bool ends_with(struct trv_slice s, struct trv_slice end) {
  return s.n >= end.n && memcmp(s.p + s.n - end.n, end.p, end.n) == 0;
}

static bool matches(struct trv_slice pattern, struct trv_slice path) {
  bool anchored = pattern.n && pattern.p[pattern.n - 1] == '$', first = true;
  if (anchored) pattern.n--;
  while (pattern.p) {
    struct trv_slice piece = trv_slice_split(&pattern, '*');
    if (!pattern.p && anchored) return (!first || path.n == piece.n) && ends_with(path, piece);
    const char *at = piece.n == 0 ? path.p : memmem(path.p, path.n, piece.p, piece.n);
    if (first && piece.n && (path.n < piece.n || memcmp(path.p, piece.p, piece.n) != 0)) return false;
    if (!at) return false;
    if (first) at = path.p;
    size_t gone = (size_t)(at - path.p) + piece.n;
    path = (struct trv_slice){path.p + gone, path.n - gone};
    first = false;
  }
  return true;
}

bool trv_robots_allows(const struct trv_robots *robots, struct trv_slice path, struct trv_arena *arena) {
  bool allow = true;
  size_t most = 0;
  path = in_one_form(path, false, arena);
  if (trv_slice_is(path, "/robots.txt")) return true;
  for (uint32_t i = 0; i < robots->n_rules; i++) {
    const struct trv_robots_rule *rule = &robots->rules[i];
    size_t n = rule->pattern.n;
    if (n < most || (n == most && (allow || !rule->allow))) continue;
    if (!matches(rule->pattern, path)) continue;
    allow = rule->allow;
    most = n;
  }
  return allow;
}

/* ---- groups */

struct reading {
  const char *agent;
  struct trv_arena *arena;
  struct trv_robots named, any; /* of the agent, of "*" */
  bool has_named;               /* there is a group for the agent, if only an empty one */
  bool in_names;                /* the last line was a User-agent */
  bool to_named, to_any;        /* whose group it is */
};

/* Lines end with CR, LF or both. */
static struct trv_slice take_line(struct trv_slice *rest) {
  size_t n = 0;
  while (n < rest->n && rest->p[n] != '\n' && rest->p[n] != '\r') n++;
  struct trv_slice line = {rest->p, n};
  size_t gone = n < rest->n ? n + 1 : n;
  *rest = (struct trv_slice){rest->p + gone, rest->n - gone};
  return trv_slice_split(&line, '#');
}

static void take_agent(struct reading *r, struct trv_slice value) {
  if (!r->in_names) r->to_named = r->to_any = false;
  r->in_names = true;
  size_t n = 0;
  while (n < value.n && (isalpha((unsigned char)value.p[n]) || value.p[n] == '-' || value.p[n] == '_')) n++;
  if (value.n && value.p[0] == '*') r->to_any = true;
  else if (trv_header_is((struct trv_slice){value.p, n}, r->agent)) r->to_named = r->has_named = true;
}

static void take_rule(struct reading *r, struct trv_slice value, bool allow) {
  r->in_names = false;
  if (!value.n || (!r->to_named && !r->to_any)) return;
  struct trv_robots_rule rule = {in_one_form(value, true, r->arena), allow};
  if (r->to_named) TRV_PUSH(r->arena, r->named.rules, r->named.n_rules, r->named.cap_rules, rule);
  if (r->to_any) TRV_PUSH(r->arena, r->any.rules, r->any.n_rules, r->any.cap_rules, rule);
}

/* "2", "0.5": seconds; what is longer than a day is as good as one. */
static double read_delay(struct trv_slice value) {
  struct trv_slice whole = trv_slice_split(&value, '.');
  uint64_t seconds = 0;
  if (whole.n && !trv_slice_uint(whole, 86400, &seconds)) {
    for (size_t i = 0; i < whole.n; i++)
      if (!isdigit((unsigned char)whole.p[i])) return 0;
    seconds = 86400;
  }
  double part = 0, unit = 0.1;
  for (size_t i = 0; value.p && i < value.n && i < 6; i++, unit /= 10) {
    if (!isdigit((unsigned char)value.p[i])) return 0;
    part += unit * (value.p[i] - '0');
  }
  return (double)seconds + part;
}

static void take_delay(struct reading *r, struct trv_slice value) {
  double delay = read_delay(value);
  r->in_names = false;
  if (r->to_named && delay > r->named.delay_s) r->named.delay_s = delay;
  if (r->to_any && delay > r->any.delay_s) r->any.delay_s = delay;
}

void trv_robots_read(struct trv_slice bytes, const char *agent, struct trv_arena *arena, struct trv_robots *out) {
  struct reading r = {.agent = agent, .arena = arena};
  if (bytes.n >= 3 && memcmp(bytes.p, "\xEF\xBB\xBF", 3) == 0) bytes.p += 3, bytes.n -= 3;
  while (bytes.n) {
    struct trv_slice line = take_line(&bytes), name = trv_header_trim(trv_slice_split(&line, ':'));
    if (!line.p) continue;
    struct trv_slice value = trv_header_trim(line);
    if (trv_header_is(name, "User-agent")) take_agent(&r, value);
    else if (trv_header_is(name, "Allow")) take_rule(&r, value, true);
    else if (trv_header_is(name, "Disallow")) take_rule(&r, value, false);
    else if (trv_header_is(name, "Crawl-delay")) take_delay(&r, value);
  }
  *out = r.has_named ? r.named : r.any;
}

/* ---- Retry-After */

int64_t trv_retry_after(struct trv_slice value, int64_t now) {
  uint64_t seconds;
  char date[64];
  value = trv_header_trim(value);
  if (!value.n || value.n >= sizeof date) return -1;
  size_t digits = 0;
  while (digits < value.n && isdigit((unsigned char)value.p[digits])) digits++;
  if (digits == value.n)
    return trv_slice_uint(value, TRV_MAX_RETRY_SECONDS, &seconds) ? (int64_t)seconds : TRV_MAX_RETRY_SECONDS;
  memcpy(date, value.p, value.n);
  date[value.n] = '\0';
  int64_t then = (int64_t)curl_getdate(date, NULL);
  if (!isalpha((unsigned char)date[0]) || then < 0) return -1;
  if (then <= now) return 0;
  return then - now < TRV_MAX_RETRY_SECONDS ? then - now : TRV_MAX_RETRY_SECONDS;
}
