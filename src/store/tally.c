/* Counts of what is in the file, kept up with each batch, so that `treve stats` need not pass over it. */
#include <stdio.h>

#include "store/internal.h"

struct trv_delta {
  const char *kind, *item;
  int64_t n;
};

void trv_tally(struct trv_store *s, const char *kind, const char *item, int64_t n) {
  char buffer[512];
  int length = snprintf(buffer, sizeof buffer, "%s\x1f%s", kind, item);
  struct trv_slice key = {buffer, (size_t)length < sizeof buffer ? (size_t)length : sizeof buffer - 1};
  uint32_t at = trv_map_get(&s->tallied, key);
  if (at == TRV_MAP_NONE) {
    at = s->n_deltas;
    struct trv_delta delta = {trv_arena_strdup(&s->cache, kind), NULL, 0};
    delta.item = trv_arena_strndup(&s->cache, key.p + strlen(kind) + 1, key.n - strlen(kind) - 1);
    TRV_PUSH(&s->cache, s->deltas, s->n_deltas, s->cap_deltas, delta);
    trv_map_put(&s->tallied, key, at);
  }
  s->deltas[at].n += n;
}

/* CODE:SECTOR of each, without names and doubles. */
static void add_codes(struct trv_strbuf *b, const char *list) {
  size_t from = b->n;
  struct trv_slice rest = trv_slice_of(list);
  while (list && rest.p) {
    struct trv_slice one = trv_slice_split(&rest, ';');
    size_t n = 0;
    for (int colons = 0; n < one.n && (one.p[n] != ':' || ++colons < 2);) n++;
    char item[64];
    int k = snprintf(item, sizeof item, "%.*s", (int)n, one.p);
    if (k > 0 && item[k - 1] == ':') item[k - 1] = '\0';
    const char *there = b->n > from ? strstr(b->p + from, item) : NULL;
    if (!there) trv_strbuf_addf(b, "%s%s", b->n > from ? ";" : "", item);
  }
  if (b->n == from) trv_strbuf_addc(b, '?');
}

void trv_tally_incident(struct trv_store *s, const char *type, const char *begins, const char *actors,
                        const char *recipients, int64_t n) {
  struct trv_strbuf *dyad = &s->dyad;
  char month[8];
  trv_strbuf_clear(dyad);
  add_codes(dyad, actors);
  if (recipients) {
    trv_strbuf_adds(dyad, " → ");
    add_codes(dyad, recipients);
  }
  snprintf(month, sizeof month, "%.7s", begins);
  trv_tally(s, "incidents", "", n);
  trv_tally(s, "type", type, n);
  trv_tally(s, "month", month, n);
  trv_tally(s, "dyad", dyad->p, n);
  if (!dyad->failed) return;
  trv_sql_set(s, SQLITE_NOMEM, NULL);
  trv_strbuf_release(dyad);
}

void trv_tally_incident_row(struct trv_store *s, int64_t row, int64_t n) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_INCIDENT_TALLY);
  trv_sql_bind(s, st, "i", row);
  if (!trv_sql_row(s, st)) return;
  trv_tally_incident(s, trv_sql_str(st, 0), trv_sql_str(st, 1), trv_sql_str(st, 2), trv_sql_str(st, 3), n);
  sqlite3_reset(st);
}

void trv_tally_article(struct trv_store *s, int64_t article, int64_t n) {
  char month[8];
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ARTICLE_TALLY);
  trv_sql_bind(s, st, "i", article);
  if (!trv_sql_row(s, st)) return;
  const char *outlet = trv_sql_str(st, 0), *date = trv_sql_str(st, 2);
  snprintf(month, sizeof month, "%.7s", date ? date : TRV_NO_DAY_TEXT);
  trv_tally(s, "articles", "", n);
  trv_tally(s, "outlet", outlet ? outlet : "not told", n);
  trv_tally(s, "lang", trv_sql_str(st, 1), n);
  trv_tally(s, "article_month", month, n);
  sqlite3_reset(st);
}

void trv_tally_write(struct trv_store *s) {
  for (uint32_t i = 0; i < s->n_deltas && !s->rc; i++) {
    if (!s->deltas[i].n) continue;
    sqlite3_stmt *st = trv_sql(s, TRV_SQL_TALLY_ADD);
    trv_sql_bind(s, st, "tti", s->deltas[i].kind, s->deltas[i].item, s->deltas[i].n);
    trv_sql_run(s, st);
    s->deltas[i].n = 0;
  }
}
