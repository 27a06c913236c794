/* What is made of what is kept: derived.sql. An older database gets it anew, by the steps by which it grew. */
#include <stdlib.h>

#include "store/corrections.h"

extern const char trv_derived_sql[]; /* derived.sql, put into the program by the build */

#define AT_ONCE 5000 /* events, articles */

void trv_derived_make(struct trv_store *s) { trv_sql_text(s, trv_derived_sql); }

/* Drops each table and view that derived.sql names; indexes go with their tables. */
static void drop_all(struct trv_store *s) {
  static const char *const kinds[] = {"TABLE", "VIEW"};
  struct trv_strbuf sql;
  trv_strbuf_init(&sql);
  for (const char *at = strstr(trv_derived_sql, "\nCREATE "); at; at = strstr(at + 1, "\nCREATE "))
    for (int k = 0; k < 2; k++) {
      size_t n = strlen(kinds[k]);
      const char *kind = at + strlen("\nCREATE "), *name = kind + n + 1;
      if (strncmp(kind, kinds[k], n) == 0)
        trv_strbuf_addf(&sql, "DROP %s IF EXISTS %.*s;\n", kinds[k], (int)strcspn(name, " ("), name);
    }
  if (sql.failed) trv_sql_set(s, SQLITE_NOMEM, NULL);
  else trv_sql_text(s, sql.p);
  trv_strbuf_release(&sql);
}

static void read_ids(struct trv_store *s, const char *sql, struct trv_ids *out) {
  sqlite3_stmt *st = trv_sql_prepare(s, sql);
  while (trv_sql_row(s, st)) trv_ids_add(s, out, trv_sql_int(st, 0));
  trv_sql_end(s, st);
}

/* As a batch ends. */
static void end_some(struct trv_store *s, jmp_buf *guard) {
  trv_link_batch(s);
  trv_ledger_add(s);
  trv_tally_write(s);
  s->told.n = 0;
  trv_cache_trim(s);
  trv_cache_guard(s, guard);
}

/* Events are linked in the order of their rows. */
static void take_events(struct trv_store *s, jmp_buf *guard) {
  struct trv_ids events = {0};
  read_ids(s, "SELECT id FROM event ORDER BY id", &events);
  for (size_t i = 0; i < events.n && !s->rc; i++) {
    trv_ids_add(s, &s->added, events.items[i]);
    if (i + 1 == events.n || (i + 1) % AT_ONCE == 0) end_some(s, guard);
  }
  trv_tally(s, "events", "", (int64_t)events.n);
  trv_ids_release(&events);
}

static void take_articles(struct trv_store *s, jmp_buf *guard) {
  struct trv_ids articles = {0};
  read_ids(s, "SELECT id FROM article WHERE superseded_by IS NULL ORDER BY id", &articles);
  for (size_t i = 0; i < articles.n && !s->rc; i++) {
    trv_tally_article(s, articles.items[i], 1);
    trv_ids_add(s, &s->told, articles.items[i]);
    if (i + 1 == articles.n || (i + 1) % AT_ONCE == 0) end_some(s, guard);
  }
  trv_ids_release(&articles);
}

void trv_derived_remake(struct trv_store *s) {
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_store_exhausted(s);
  } else {
    trv_cache_guard(s, &guard);
    drop_all(s);
    trv_derived_make(s);
    trv_corrections_load(s);
    take_events(s, &guard);
    take_articles(s, &guard);
    if (!s->rc) trv_batch_settle(s);
    if (!s->rc) trv_tally_write(s);
  }
  trv_cache_guard(s, NULL);
}
