/* Which articles are wanted, by what is known of them before they are parsed: see treve/read.h. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

#include "coder/coder.h"
#include "read/read.h"

struct trv_selection {
  char *since, *until, *outlet, *only;
  URegularExpression *match;
};

static bool copy(char **to, const char *from) {
  *to = from ? strdup(from) : NULL;
  return !from || *to;
}

static enum trv_status compile(struct trv_selection *s, const char *match, struct trv_error *err) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where = {0};
  UText *text = utext_openUTF8(NULL, match, -1, &status);
  s->match = text ? uregex_openUText(text, UREGEX_CASE_INSENSITIVE, &where, &status) : NULL;
  if (text) utext_close(text);
  if (U_SUCCESS(status)) return TRV_OK;
  return trv_fail(err, TRV_USAGE, NULL, 0, 0, "\"%s\" is no regular expression: %s at its letter %d", match,
                  u_errorName(status), (int)where.offset);
}

enum trv_status trv_selection_open(const struct trv_selection_options *o, struct trv_selection **out,
                                   struct trv_error *err) {
  struct trv_selection *s = calloc(1, sizeof *s);
  enum trv_status status = TRV_OK;
  if (!s || !copy(&s->since, o->since) || !copy(&s->until, o->until) || !copy(&s->outlet, o->outlet) ||
      !copy(&s->only, o->only))
    status = trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out");
  if (status == TRV_OK && o->match) status = compile(s, o->match, err);
  if (status == TRV_OK) *out = s;
  else trv_selection_close(s);
  return status;
}

void trv_selection_close(struct trv_selection *s) {
  if (!s) return;
  if (s->match) uregex_close(s->match);
  free(s->since);
  free(s->until);
  free(s->outlet);
  free(s->only);
  free(s);
}

/* Of a day and a month the month counts: 2020-10 is in a range that begins on 2020-10-12. */
static int compare_days(const char *a, const char *b) {
  size_t n = strlen(a), m = strlen(b);
  return strncmp(a, b, n < m ? n : m);
}

static bool in_time(const struct trv_selection *s, const char *date) {
  if (!s->since && !s->until) return true;
  if (!date) return false;
  return (!s->since || compare_days(date, s->since) >= 0) && (!s->until || compare_days(date, s->until) <= 0);
}

static bool from_outlet(const struct trv_selection *s, const struct trv_article *a) {
  if (!s->outlet || (a->publisher && strcasestr(a->publisher, s->outlet))) return true;
  const char *host = a->url ? strstr(a->url, "://") : NULL;
  if (!host) return false;
  host += 3;
  size_t n = strcspn(host, "/?#"), m = strlen(s->outlet);
  for (size_t i = 0; i + m <= n; i++)
    if (strncasecmp(host + i, s->outlet, m) == 0) return true;
  return false;
}

static bool matches(const struct trv_selection *s, const struct trv_article *a) {
  if (!s->match) return true;
  UErrorCode status = U_ZERO_ERROR;
  URegularExpression *match = uregex_clone(s->match, &status);
  UText *text = utext_openUTF8(NULL, a->text, (int64_t)a->n_bytes, &status);
  uregex_setUText(match, text, &status);
  bool found = uregex_find64(match, 0, &status) && U_SUCCESS(status);
  if (match) uregex_close(match);
  if (text) utext_close(text);
  return found;
}

static bool in_language(const struct trv_selection *s, const struct trv_treve *treve, const struct trv_article *a) {
  if (!s->only) return true;
  const struct trv_language *l = treve ? trv_language_guess(treve, a->text, a->n_bytes) : NULL;
  const char *code = a->lang ? a->lang : l ? l->code : NULL;
  for (struct trv_slice rest = trv_slice_of(s->only); code && rest.p;)
    if (trv_slice_is(trv_slice_trim(trv_slice_split(&rest, ',')), code)) return true;
  return false;
}

bool trv_selection_has(const struct trv_selection *s, const struct trv_treve *treve, const struct trv_article *a) {
  return in_time(s, a->date) && from_outlet(s, a) && in_language(s, treve, a) && matches(s, a);
}
