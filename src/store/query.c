/* SQL made of a filter. Values are always bound, never written into the text. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "chronicle/conflicts.h"
#include "store/read.h"
#include "ontology/plover.h"

void trv_query_init(struct trv_query *q, const char *select) {
  *q = (struct trv_query){.n = 0};
  trv_strbuf_init(&q->sql);
  trv_strbuf_adds(&q->sql, select);
}

void trv_query_drop(struct trv_query *q) {
  trv_strbuf_release(&q->sql);
  for (uint32_t i = 0; i < q->n; i++) free(q->parameters[i]);
  free(q->parameters);
}

static void add_parameter(struct trv_query *q, const char *value) {
  if (q->n == q->cap) {
    uint32_t cap = q->cap ? 2 * q->cap : 16;
    char **grown = realloc(q->parameters, cap * sizeof *grown);
    q->sql.failed = q->sql.failed || !grown;
    if (!grown) return;
    q->parameters = grown;
    q->cap = cap;
  }
  q->parameters[q->n] = strdup(value);
  q->sql.failed = q->sql.failed || !q->parameters[q->n];
  q->n++;
}

void trv_query_add(struct trv_query *q, const char *text, ...) {
  trv_strbuf_adds(&q->sql, text);
  va_list ap;
  va_start(ap, text);
  for (const char *c = strchr(text, '?'); c; c = strchr(c + 1, '?')) add_parameter(q, va_arg(ap, const char *));
  va_end(ap);
}

sqlite3_stmt *trv_query_prepare(struct trv_store *s, struct trv_query *q) {
  if (q->sql.failed) trv_sql_set(s, SQLITE_NOMEM, NULL);
  sqlite3_stmt *st = trv_sql_prepare(s, q->sql.p);
  for (uint32_t i = 0; st && i < q->n; i++)
    if (sqlite3_bind_text(st, (int)i + 1, q->parameters[i], -1, SQLITE_TRANSIENT) != SQLITE_OK)
      trv_sql_set(s, sqlite3_extended_errcode(s->db), sqlite3_errmsg(s->db));
  trv_query_drop(q);
  return st;
}

void trv_query_day(const char *date, bool last, char out[16]) {
  struct trv_day_range r;
  trv_range_of(date, &r);
  snprintf(out, 16, "%.10s", last ? r.to : r.from);
}

/* ---- lists */

static char low(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c; }

char *trv_query_item(struct trv_slice *rest) {
  while (rest->p) {
    struct trv_slice one = trv_slice_trim(trv_slice_split(rest, ','));
    if (one.n) return strndup(one.p, one.n);
  }
  return NULL;
}

void trv_query_any(struct trv_query *q, const char *column, const char *list) {
  struct trv_slice rest = trv_slice_of(list);
  trv_strbuf_addf(&q->sql, " AND %s IN (NULL", column);
  for (char *item = trv_query_item(&rest); item; item = trv_query_item(&rest)) {
    trv_query_add(q, ", ?", item);
    free(item);
  }
  trv_strbuf_adds(&q->sql, ")");
}

void trv_query_holds(struct trv_query *q, const char *column, const char *list) {
  struct trv_slice rest = trv_slice_of(list);
  trv_strbuf_adds(&q->sql, " AND (0");
  for (char *item = trv_query_item(&rest); item; item = trv_query_item(&rest)) {
    trv_strbuf_addf(&q->sql, " OR instr(';' || replace(%s, ':', ':;:') || ';', ", column);
    trv_query_add(q, "';' || replace(?, ':', ':;:') || ';') > 0", item);
    trv_strbuf_addf(&q->sql, " OR instr(';' || %s, ", column);
    trv_query_add(q, "';' || ? || ':') > 0", item);
    free(item);
  }
  trv_strbuf_adds(&q->sql, ")");
}

enum trv_status trv_query_check_types(const char *list, struct trv_error *err) {
  struct trv_slice rest = trv_slice_of(list);
  while (rest.p) {
    char text[64], *mode;
    struct trv_slice one = trv_slice_trim(trv_slice_split(&rest, ','));
    if (!one.n) continue;
    snprintf(text, sizeof text, "%.*s", (int)one.n, one.p);
    if ((mode = strchr(text, '/'))) *mode++ = '\0';
    for (char *c = text; *c; c++) *c = (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
    for (char *c = mode; c && *c; c++) *c = low(*c);
    enum trv_event_type type = trv_event_of(text);
    if (type == TRV_EVENT_NONE)
      return trv_fail(err, TRV_USAGE, NULL, 0, 0, "\"%s\" is no event type of PLOVER, such as ASSAULT", text);
    if (mode && !trv_event_has_mode(type, mode))
      return trv_fail(err, TRV_USAGE, NULL, 0, 0, "\"%s\" is no mode of %s", mode, text);
  }
  return TRV_OK;
}

/* ---- sides */

static bool same(struct trv_slice a, struct trv_slice b) {
  if (a.n != b.n) return false;
  for (size_t i = 0; i < a.n; i++)
    if (low(a.p[i]) != low(b.p[i])) return false;
  return true;
}

static bool part_of(struct trv_slice all, struct trv_slice part) {
  for (size_t i = 0; i + part.n <= all.n; i++)
    if (same((struct trv_slice){all.p + i, part.n}, part)) return true;
  return false;
}

/* CODE, CODE:SECTOR, CODE:SECTOR:Name, or part of a name. A sector matches its first part too: GOV matches GOV+PRE. */
static bool entity_is(struct trv_slice entity, struct trv_slice who) {
  struct trv_slice e = entity, w = who;
  struct trv_slice code = trv_slice_split(&e, ':'), sector = e.p ? trv_slice_split(&e, ':') : e, name = e;
  if (part_of(name, who)) return true;
  if (!same(code, trv_slice_split(&w, ':'))) return false;
  if (!w.p) return true;
  struct trv_slice wanted = trv_slice_split(&w, ':'), first = sector;
  if (first.p) first = trv_slice_split(&first, '+');
  if (wanted.n && !same(sector, wanted) && !same(first, wanted)) return false;
  return !w.p || same(name, w);
}

bool trv_side_has(const char *list, const char *who) {
  struct trv_slice wanted = trv_slice_of(who);
  while (wanted.p) {
    struct trv_slice one = trv_slice_trim(trv_slice_split(&wanted, ','));
    struct trv_slice rest = trv_slice_of(list);
    while (one.n && rest.p)
      if (entity_is(trv_slice_split(&rest, ';'), one)) return true;
  }
  return false;
}

static void side_has(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n;
  const char *list = (const char *)sqlite3_value_text(values[0]), *who = (const char *)sqlite3_value_text(values[1]);
  sqlite3_result_int(context, list && who && trv_side_has(list, who));
}

/* An id or its beginning, or part of a name. */
static bool conflict_is(int64_t key, const char *name, const char *list) {
  char id[24];
  struct trv_slice wanted = trv_slice_of(list);
  id[0] = 'c';
  trv_key_print(key, id + 1);
  while (wanted.p) {
    struct trv_slice one = trv_slice_trim(trv_slice_split(&wanted, ','));
    if (!one.n) continue;
    if (one.n > 1 && one.n <= 17 && same((struct trv_slice){id, one.n}, one)) return true;
    if (part_of(trv_slice_of(name), one)) return true;
  }
  return false;
}

static void sql_conflict_is(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n;
  const char *name = (const char *)sqlite3_value_text(values[1]), *list = (const char *)sqlite3_value_text(values[2]);
  sqlite3_result_int(context, name && list && conflict_is(sqlite3_value_int64(values[0]), name, list));
}

static void sql_fights(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n;
  const char *type = (const char *)sqlite3_value_text(values[0]), *mode = (const char *)sqlite3_value_text(values[1]);
  sqlite3_result_int(context, trv_makes_conflict(type, mode, (const char *)sqlite3_value_text(values[2])));
}

bool trv_query_functions(struct trv_store *s) {
  static const struct {
    const char *name;
    int n;
    void (*call)(sqlite3_context *, int, sqlite3_value **);
  } functions[] = {
      {"trv_side_has", 2, side_has}, {"trv_conflict_is", 3, sql_conflict_is}, {"trv_fights", 3, sql_fights}};
  for (size_t i = 0; i < sizeof functions / sizeof *functions && !s->rc; i++)
    if (sqlite3_create_function(s->db, functions[i].name, functions[i].n, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                                functions[i].call, NULL, NULL) != SQLITE_OK)
      trv_sql_set(s, sqlite3_extended_errcode(s->db), sqlite3_errmsg(s->db));
  return !s->rc;
}

void trv_query_side(struct trv_query *q, const char *column, const char *who) {
  trv_strbuf_addf(&q->sql, " AND %s IN (SELECT id FROM side WHERE ", column);
  trv_query_add(q, "trv_side_has(list, ?))", who);
}

void trv_query_conflict(struct trv_query *q, const char *column, const char *list) {
  trv_strbuf_addf(&q->sql, " AND %s IN (SELECT key FROM conflict WHERE ", column);
  trv_query_add(q, "trv_conflict_is(key, name, ?))", list);
}
