/* Coding stored texts anew: which, their texts, and the new events in the place of the old. See store.h. */
#include <stdlib.h>

#include "store/corrections.h"
#include "store/articles.h"

enum trv_status trv_store_to_recode(struct trv_store *s, bool all, int64_t **ids, size_t *n, struct trv_error *err) {
  struct trv_ids found = {0};
  sqlite3_stmt *st =
      trv_sql_prepare(s, "SELECT id FROM article WHERE superseded_by IS NULL AND (?1 OR coder <> ?2) ORDER BY id");
  trv_sql_bind(s, st, "it", (int64_t)all, TREVE_VERSION);
  while (trv_sql_row(s, st)) trv_ids_add(s, &found, trv_sql_int(st, 0));
  trv_sql_end(s, st);
  enum trv_status status = trv_sql_status(s, err);
  *n = found.n;
  *ids = malloc((found.n + 1) * sizeof **ids); /* the caller's, to be freed as any */
  if (!*ids && status == TRV_OK) status = trv_fail(err, TRV_NO_MEMORY, s->path, 0, 0, "memory ran out");
  if (*ids && found.n) memcpy(*ids, found.items, found.n * sizeof **ids);
  trv_ids_release(&found);
  trv_store_clear(s);
  return status;
}

/* Packs strings behind each other; what is NULL stays so. */
static const char *put(char *bytes, size_t *at, const char *text) {
  if (!text) return NULL;
  size_t n = strlen(text) + 1;
  memcpy(bytes + *at, text, n);
  *at += n;
  return bytes + *at - n;
}

static size_t length(const char *text) { return text ? strlen(text) + 1 : 0; }

static enum trv_status read_text(sqlite3_stmt *st, struct trv_output *text, struct trv_article *out) {
  const char *date = trv_sql_str(st, 1), *lang = trv_sql_str(st, 2), *file = trv_sql_str(st, 3);
  const char *body = trv_sql_str(st, 0);
  size_t n = (size_t)sqlite3_column_bytes(st, 0), at = 0;
  char *bytes = malloc(n + 1 + length(date) + length(lang) + length(file));
  if (!bytes || !body) {
    free(bytes);
    return TRV_NO_MEMORY;
  }
  memcpy(bytes, body, n + 1);
  at = n + 1;
  *out = (struct trv_article){.text = bytes, .n_bytes = n};
  out->date = put(bytes, &at, date);
  out->lang = put(bytes, &at, lang);
  out->file = put(bytes, &at, file);
  *text = (struct trv_output){bytes, at};
  return TRV_OK;
}

enum trv_status trv_store_text(struct trv_store *s, int64_t id, struct trv_output *text, struct trv_article *out,
                               struct trv_error *err) {
  sqlite3_stmt *st = NULL;
  enum trv_status status = TRV_SYSTEM;
  pthread_mutex_lock(&s->lock);
  if (trv_reader_open(s) &&
      sqlite3_prepare_v2(
          s->reader,
          "SELECT x.text, a.date, a.lang, (SELECT min(file) FROM article_file f WHERE f.article = a.id) FROM "
          "article a JOIN article_text x ON x.id = a.id WHERE a.id = ?",
          -1, &st, NULL) == SQLITE_OK) {
    sqlite3_bind_int64(st, 1, id);
    if (sqlite3_step(st) == SQLITE_ROW) status = read_text(st, text, out);
  }
  if (status == TRV_SYSTEM)
    trv_fail(err, TRV_SYSTEM, s->path, 0, 0, "could not be read: %s",
             s->reader ? sqlite3_errmsg(s->reader) : "memory ran out");
  if (status == TRV_NO_MEMORY) trv_fail(err, TRV_NO_MEMORY, s->path, 0, 0, "memory ran out");
  sqlite3_finalize(st);
  pthread_mutex_unlock(&s->lock);
  return status;
}

enum trv_status trv_store_recode(struct trv_store *s, int64_t id, const struct trv_document *doc,
                                 struct trv_error *err) {
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_store_exhausted(s);
  } else {
    trv_cache_guard(s, &guard);
    if (trv_batch_begin(s)) trv_article_recode(s, id, doc);
  }
  trv_cache_guard(s, NULL);
  enum trv_status status = trv_sql_status(s, err);
  if (status != TRV_OK) trv_store_rollback(s);
  return status;
}
