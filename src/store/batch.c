/* A batch: one transaction, from the first change to trv_store_commit. */
#include <stdio.h>

#include "store/conflicts.h"
#include "store/corrections.h"
#include "store/redlines.h"

bool trv_batch_begin(struct trv_store *s) {
  if (!s->in_batch) {
    trv_sql_text(s, "BEGIN IMMEDIATE");
    s->in_batch = !s->rc;
    s->run_added = s->run != 0;
    trv_corrections_load(s);
  }
  return !s->rc;
}

void trv_batch_run(struct trv_store *s) {
  if (s->run) return;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_RUN_ADD);
  trv_sql_bind(s, st, "ttt", s->command, TREVE_VERSION, s->now[0] ? s->now : NULL);
  trv_sql_run(s, st);
  if (!s->rc) s->run = sqlite3_last_insert_rowid(s->db);
}

void trv_store_run(struct trv_store *s, const char *command, const char *now) {
  snprintf(s->command, sizeof s->command, "%s", command);
  snprintf(s->now, sizeof s->now, "%s", now ? now : "");
  s->run = 0;
}

void trv_store_rollback(struct trv_store *s) {
  for (int i = 0; i < TRV_N_SQL; i++)
    if (s->statements[i]) sqlite3_reset(s->statements[i]);
  if (s->in_batch && !sqlite3_get_autocommit(s->db)) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
  if (!s->run_added) s->run = 0;
  s->in_batch = false;
  s->added.n = s->again.n = s->dirty.n = s->told.n = 0;
  trv_cache_release(s);
  trv_cache_init(s);
  trv_store_clear(s);
}

static bool is_due(struct trv_store *s) {
  sqlite3_stmt *st = trv_sql_prepare(
      s, "SELECT 1 FROM truce_due UNION ALL SELECT 1 FROM setting WHERE name = 'red_lines' AND value = 'due' LIMIT 1");
  bool due = trv_sql_row(s, st);
  trv_sql_end(s, st);
  return due;
}

static void set_red_lines(struct trv_store *s, const char *value) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_SETTING_SET);
  trv_sql_bind(s, st, "tt", "red_lines", value);
  trv_sql_run(s, st);
}

void trv_batch_settle(struct trv_store *s) {
  trv_ledger_settle(s);
  trv_red_lines_settle(s);
  trv_conflicts_settle(s);
  set_red_lines(s, "made");
}

enum trv_status trv_store_settle(struct trv_store *s, struct trv_error *err) {
  enum trv_status status = trv_store_commit(s, err);
  if (status != TRV_OK || !is_due(s)) return status == TRV_OK ? trv_sql_status(s, err) : status;
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_store_exhausted(s);
  } else {
    trv_cache_guard(s, &guard);
    if (trv_batch_begin(s)) trv_batch_settle(s);
  }
  trv_cache_guard(s, NULL);
  return trv_store_commit(s, err);
}

enum trv_status trv_store_commit(struct trv_store *s, struct trv_error *err) {
  if (!s->in_batch) return TRV_OK;
  jmp_buf guard;
  if (setjmp(guard)) trv_store_exhausted(s);
  else {
    trv_cache_guard(s, &guard);
    if (s->added.n || s->again.n || s->told.n) set_red_lines(s, "due");
    trv_link_batch(s);
    trv_ledger_add(s);
    trv_tally_write(s);
  }
  trv_cache_guard(s, NULL);
  trv_sql_text(s, "COMMIT");
  enum trv_status status = trv_sql_status(s, err);
  if (status != TRV_OK) {
    trv_store_rollback(s);
    return status;
  }
  s->in_batch = false;
  s->told.n = 0;
  trv_cache_trim(s);
  return TRV_OK;
}
