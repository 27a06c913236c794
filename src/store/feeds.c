/* What is remembered of the feeds that are watched; see treve/store.h. */
#include <stdio.h>

#include "store/internal.h"

static enum trv_status end(struct trv_store *s, bool wrote, struct trv_error *err) {
  enum trv_status status = trv_sql_status(s, err);
  if (status != TRV_OK && wrote) trv_store_rollback(s);
  return status;
}

enum trv_status trv_store_feed(struct trv_store *s, const char *address, struct trv_feed_state *out,
                               struct trv_error *err) {
  *out = (struct trv_feed_state){0};
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_FEED_GET);
  trv_sql_bind(s, st, "t", address);
  if (trv_sql_row(s, st)) {
    const char *etag = trv_sql_str(st, 0), *modified = trv_sql_str(st, 1);
    snprintf(out->etag, sizeof out->etag, "%s", etag ? etag : "");
    snprintf(out->modified, sizeof out->modified, "%s", modified ? modified : "");
    sqlite3_reset(st);
  }
  return end(s, false, err);
}

static const char *told(const char *text) { return text[0] ? text : NULL; }

enum trv_status trv_store_feed_set(struct trv_store *s, const char *address, const struct trv_feed_state *state,
                                   struct trv_error *err) {
  if (trv_batch_begin(s)) {
    sqlite3_stmt *st = trv_sql(s, TRV_SQL_FEED_SET);
    trv_sql_bind(s, st, "ttt", address, told(state->etag), told(state->modified));
    trv_sql_run(s, st);
  }
  return end(s, true, err);
}

enum trv_status trv_store_entry(struct trv_store *s, const char *entry, bool *out, struct trv_error *err) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ENTRY_GET);
  trv_sql_bind(s, st, "t", entry);
  *out = trv_sql_row(s, st);
  if (*out) sqlite3_reset(st);
  return end(s, false, err);
}

enum trv_status trv_store_entry_set(struct trv_store *s, const char *entry, struct trv_error *err) {
  if (trv_batch_begin(s)) {
    sqlite3_stmt *st = trv_sql(s, TRV_SQL_ENTRY_ADD);
    trv_sql_bind(s, st, "t", entry);
    trv_sql_run(s, st);
  }
  return end(s, true, err);
}
