/* Reading and running case files; see cases.h. Each case is an article of its own. */
#include "check/cases.h"

#include <stdlib.h>

#include "base/table.h"
#include "check/expectation.h"

#define MAX_EXPECTED 64

struct runner {
  const struct trv_treve *treve;
  const char *path;
  struct trv_strbuf *report;
  struct trv_lint_result *result;
  struct trv_arena *arena;
  const char *date;       /* of the cases that follow, or NULL */
  struct trv_strbuf text; /* of the case being read */
  uint32_t text_line, n;
  struct trv_expectation expected[MAX_EXPECTED];
};

static void error_at(struct runner *r, uint32_t line, uint32_t column, const char *message) {
  trv_strbuf_addf(r->report, "%s:%u:%u: %s\n", r->path, line, column, message);
  r->result->n_errors++;
}

static void tell(struct runner *r, uint32_t line, const char *what, const char *text) {
  trv_strbuf_addf(r->report, "%s:%u: %s: %s\n", r->path, line, what, text);
}

static void tell_event(struct runner *r, uint32_t line, const char *what, const struct trv_event *e) {
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  trv_expectation_show(e, &b);
  trv_strbuf_addf(r->report, "%s:%u: %s: %s (%s)\n", r->path, line, what, b.p, e->rule);
  trv_strbuf_release(&b);
}

struct matching {
  const struct runner *runner;
  const struct trv_document *doc;
  uint32_t *expected_of; /* [n_events]: the expectation that an event meets, or UINT32_MAX */
  bool *seen;            /* [n_events] */
};

/* Finds an event for expectation `i`, moving others where that helps (augmenting paths), so that vague expectations
 * do not take what precise ones need. Depth is at most MAX_EXPECTED. */
static bool assign(struct matching *m, uint32_t i) {
  for (size_t j = 0; j < m->doc->n_events; j++) {
    if (m->seen[j] || !trv_expectation_met(&m->runner->expected[i], &m->doc->events[j])) continue;
    m->seen[j] = true;
    if (m->expected_of[j] == UINT32_MAX || assign(m, m->expected_of[j])) {
      m->expected_of[j] = i;
      return true;
    }
  }
  return false;
}

/* Expectations without an event, and events without an expectation. Where a case has a known failure, what else it
 * gives is part of that failure. */
static void judge(struct runner *r, const struct trv_document *doc) {
  bool failed = false, known = false;
  struct matching m = {r, doc, TRV_NEW_ARRAY(r->arena, uint32_t, doc->n_events + 1), NULL};
  for (size_t j = 0; j < doc->n_events; j++) m.expected_of[j] = UINT32_MAX;
  for (uint32_t i = 0; i < r->n; i++) {
    const struct trv_expectation *x = &r->expected[i];
    m.seen = TRV_NEW_ARRAY(r->arena, bool, doc->n_events + 1);
    bool met = x->nothing ? doc->n_events == 0 : assign(&m, i);
    if (x->known) {
      known = true;
      if (met) r->result->n_known_passing++;
      else r->result->n_known++;
      tell(r, x->line, met ? "known failure passes by now" : "known failure", x->text);
    } else if (!met) {
      failed = true;
      if (!x->nothing) tell(r, x->line, "missing", x->text);
    }
  }
  for (size_t j = 0; j < doc->n_events && !known; j++)
    if (m.expected_of[j] == UINT32_MAX) {
      failed = true;
      tell_event(r, r->text_line, "unexpected", &doc->events[j]);
    }
  r->result->n_failed += failed;
}

static enum trv_status run_case(struct runner *r, struct trv_error *err) {
  if (r->text.failed) return trv_fail(err, TRV_NO_MEMORY, r->path, r->text_line, 0, "memory ran out");
  if (!r->text.n) return TRV_OK;
  enum trv_status status = TRV_OK;
  r->result->n_cases++;
  if (!r->n) {
    error_at(r, r->text_line, 1, "a sentence without expectation; `-` where it must give nothing");
  } else {
    struct trv_article article = {
        .text = r->text.p, .n_bytes = r->text.n, .date = r->date, .file = r->path, .lang = r->treve->languages[0].code};
    struct trv_document *doc;
    struct trv_error wrong = {0};
    status = trv_code(r->treve, &article, &doc, &wrong);
    if (status == TRV_OK) {
      judge(r, doc);
      trv_document_free(doc);
    } else if (status == TRV_REJECTED) {
      error_at(r, r->text_line, 1, wrong.message);
      status = TRV_OK;
    } else {
      if (err) *err = wrong;
    }
  }
  trv_strbuf_clear(&r->text);
  r->n = 0;
  return status;
}

static void read_text(struct runner *r, struct trv_slice line, uint32_t number) {
  size_t skip = line.n > 1 && line.p[1] == ' ' ? 2 : 1;
  if (r->text.n) trv_strbuf_adds(&r->text, "\n\n");
  else r->text_line = number;
  trv_strbuf_add(&r->text, line.p + skip, line.n - skip);
}

static void read_expectation(struct runner *r, struct trv_slice line, uint32_t number) {
  uint32_t column = 1;
  const char *message = NULL;
  if (!r->text.n) error_at(r, number, 1, "an expectation without a sentence before it");
  else if (r->n == MAX_EXPECTED) error_at(r, number, 1, "too many expectations");
  else if (!trv_expectation_read(line.p, line.n, r->arena, &r->expected[r->n], &column, &message))
    error_at(r, number, column, message);
  else r->expected[r->n++].line = number;
}

static bool is_date(struct trv_slice s) {
  if (s.n != 7 && s.n != 10) return false;
  for (size_t i = 0; i < s.n; i++)
    if (i == 4 || i == 7 ? s.p[i] != '-' : s.p[i] < '0' || s.p[i] > '9') return false;
  return true;
}

static enum trv_status read_line(struct runner *r, struct trv_slice line, uint32_t number, struct trv_error *err) {
  if (line.n && line.p[line.n - 1] == '\r') line.n--;
  bool text = line.n && line.p[0] == '>', date = line.n > 5 && memcmp(line.p, "date ", 5) == 0;
  enum trv_status status = TRV_OK;
  if (!trv_slice_trim(line).n || line.p[0] == '#') return TRV_OK;
  if ((text && r->n) || date) status = run_case(r, err);
  if (status != TRV_OK) return status;
  if (text) {
    read_text(r, line, number);
  } else if (date) {
    struct trv_slice value = trv_slice_trim((struct trv_slice){line.p + 5, line.n - 5});
    if (is_date(value)) r->date = trv_arena_strndup(r->arena, value.p, value.n);
    else error_at(r, number, 6, "a date is YYYY-MM-DD or YYYY-MM");
  } else {
    read_expectation(r, line, number);
  }
  return TRV_OK;
}

enum trv_status trv_cases_run(const struct trv_treve *treve, const char *path, struct trv_strbuf *report,
                              struct trv_lint_result *result, struct trv_error *err) {
  struct trv_arena arena;
  trv_arena_init(&arena, 0);
  struct runner *r = calloc(1, sizeof *r);
  if (!r) return trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "memory ran out");
  *r = (struct runner){.treve = treve, .path = path, .report = report, .result = result, .arena = &arena};
  trv_strbuf_init(&r->text);
  jmp_buf guard;
  enum trv_status status;
  if (setjmp(guard)) {
    status = trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "memory ran out");
    goto done;
  }
  trv_arena_guard(&arena, &guard);
  struct trv_slice text;
  status = trv_file_read(path, TRV_MAX_TABLE_BYTES, &arena, &text, err);
  uint32_t number = 0;
  while (status == TRV_OK && text.p && text.n) status = read_line(r, trv_slice_split(&text, '\n'), ++number, err);
  if (status == TRV_OK) status = run_case(r, err);
done:
  trv_strbuf_release(&r->text);
  free(r);
  trv_arena_release(&arena);
  return status;
}
