/* Opening and making the database, and bringing an older one up to date; see store.h.
 *
 * A database is known by its application id and the number of its schema, which SQLite keeps in the header of the file.
 * Both are written in the transaction that makes the tables: one that was cut short leaves an empty file, which the next
 * writer takes up. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "store/corrections.h"
#include "store/read.h"

extern const char trv_schema_sql[]; /* schema.sql, put into the program by the build */

/* migrations[i] brings what is kept from schema i + 1 to i + 2; NULL: it is as it was. */
static const char *const migrations[] = {
    NULL,
    "ALTER TABLE event ADD COLUMN goldstein REAL; ALTER TABLE event ADD COLUMN contexts TEXT; "
    "ALTER TABLE place ADD COLUMN kind TEXT",
    "CREATE TABLE feed (address TEXT PRIMARY KEY, etag TEXT, modified TEXT) WITHOUT ROWID; "
    "CREATE TABLE feed_entry (entry TEXT PRIMARY KEY) WITHOUT ROWID",
    NULL,
};

#define BUSY_MS 5000
#define HEADER "SQLite format 3"

/* A new file wants a folder to be in. */
static enum trv_status look_at_folder(const char *path, struct trv_error *err) {
  char folder[512];
  struct stat st;
  const char *slash = strrchr(path, '/');
  if (!slash || slash == path) return TRV_OK;
  snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
  if (stat(folder, &st) != 0)
    return trv_fail(err, TRV_SYSTEM, folder, 0, 0, "%s", errno == ENOENT ? "no such folder" : strerror(errno));
  if (!S_ISDIR(st.st_mode)) return trv_fail(err, TRV_SYSTEM, folder, 0, 0, "is not a folder");
  return TRV_OK;
}

/* The file before SQLite sees it: its messages would not name what is wrong. */
static enum trv_status look(const char *path, enum trv_store_access access, bool *empty, struct trv_error *err) {
  *empty = true;
  struct stat st;
  if (stat(path, &st) != 0) {
    if (errno != ENOENT) return trv_fail(err, TRV_SYSTEM, path, 0, 0, "%s", strerror(errno));
    if (access == TRV_STORE_CREATE) return look_at_folder(path, err);
    return trv_fail(err, TRV_SYSTEM, path, 0, 0, "no such database; `treve ingest` makes one");
  }
  if (S_ISDIR(st.st_mode)) return trv_fail(err, TRV_SYSTEM, path, 0, 0, "is a folder, not a database");
  if (!S_ISREG(st.st_mode)) return trv_fail(err, TRV_SYSTEM, path, 0, 0, "is not a file");
  if (st.st_size == 0) {
    if (access == TRV_STORE_CREATE) return TRV_OK;
    return trv_fail(err, TRV_BAD_DATA, path, 0, 0, "is empty, not a treve database");
  }
  *empty = false;
  FILE *f = fopen(path, "rb");
  if (!f) return trv_fail(err, TRV_SYSTEM, path, 0, 0, "%s", strerror(errno));
  char magic[16] = {0};
  size_t n = fread(magic, 1, sizeof magic, f);
  bool failed = ferror(f) != 0;
  fclose(f);
  if (failed) return trv_fail(err, TRV_SYSTEM, path, 0, 0, "could not be read");
  if (n < sizeof magic || memcmp(magic, HEADER, sizeof magic) != 0)
    return trv_fail(err, TRV_BAD_DATA, path, 0, 0, "is not a treve database, nor any of SQLite's");
  return TRV_OK;
}

static int64_t number(struct trv_store *s, const char *pragma) {
  sqlite3_stmt *st = trv_sql_prepare(s, pragma);
  int64_t v = trv_sql_row(s, st) ? trv_sql_int(st, 0) : -1;
  trv_sql_end(s, st);
  return v;
}

static void make_schema(struct trv_store *s) {
  char text[160];
  trv_sql_text(s, "BEGIN IMMEDIATE");
  if (number(s, "PRAGMA user_version") == 0) { /* nobody was faster */
    trv_sql_text(s, trv_schema_sql);
    trv_derived_make(s);
    snprintf(text, sizeof text, "PRAGMA application_id = %d; PRAGMA user_version = %d", TRV_APPLICATION_ID,
             TRV_SCHEMA_VERSION);
    trv_sql_text(s, text);
  }
  trv_sql_text(s, "COMMIT");
}

static void migrate(struct trv_store *s, int64_t version) {
  char text[80];
  trv_sql_text(s, "BEGIN IMMEDIATE");
  version = number(s, "PRAGMA user_version");
  if (version == TRV_SCHEMA_VERSION) { /* somebody was faster */
    trv_sql_text(s, "COMMIT");
    return;
  }
  for (; !s->rc && version < TRV_SCHEMA_VERSION; version++)
    if (migrations[version - 1]) trv_sql_text(s, migrations[version - 1]);
  trv_derived_remake(s);
  snprintf(text, sizeof text, "PRAGMA user_version = %d", TRV_SCHEMA_VERSION);
  trv_sql_text(s, text);
  trv_sql_text(s, "COMMIT");
}

/* Whose it is, and of which version. */
static enum trv_status check(struct trv_store *s, enum trv_store_access access, struct trv_error *err) {
  int64_t id = number(s, "PRAGMA application_id"), version = number(s, "PRAGMA user_version");
  if (s->rc) return trv_sql_status(s, err);
  bool blank = id == 0 && version == 0 && number(s, "SELECT count(*) FROM sqlite_master") == 0;
  if (s->rc) return trv_sql_status(s, err);
  if (blank && access == TRV_STORE_CREATE) {
    make_schema(s);
    return trv_sql_status(s, err);
  }
  if (id != TRV_APPLICATION_ID)
    return trv_fail(
        err, TRV_BAD_DATA, s->path, 0, 0,
        blank ? "is empty, not a treve database" : "is not a treve database: it belongs to another program");
  if (version > TRV_SCHEMA_VERSION)
    return trv_fail(err, TRV_BAD_DATA, s->path, 0, 0,
                    "was made by a newer treve: it has schema %lld, and this one knows up to %d", (long long)version,
                    TRV_SCHEMA_VERSION);
  if (version < 1) return trv_fail(err, TRV_BAD_DATA, s->path, 0, 0, "is damaged: it has no schema");
  if (version == TRV_SCHEMA_VERSION) return TRV_OK;
  if (access == TRV_STORE_READ)
    return trv_fail(err, TRV_BAD_DATA, s->path, 0, 0,
                    "has the older schema %lld; `treve ingest` and `treve recode` bring it up to date",
                    (long long)version);
  migrate(s, version);
  return trv_sql_status(s, err);
}

/* A path as SQLite's URI, with what stands behind it. */
static bool to_uri(const char *path, const char *query, char *out, size_t size) {
  size_t n = (size_t)snprintf(out, size, "file:");
  for (; *path; path++) {
    if (n + 4 >= size) return false;
    if (strchr("%?#", *path)) n += (size_t)snprintf(out + n, size - n, "%%%02X", (unsigned char)*path);
    else out[n++] = *path;
  }
  return (size_t)snprintf(out + n, size - n, "%s", query) < size - n;
}

static enum trv_status connect_to(struct trv_store *s, bool writes, const char *query, struct trv_error *err) {
  char uri[2048];
  if (!to_uri(s->path, query, uri, sizeof uri)) return trv_fail(err, TRV_SYSTEM, s->path, 0, 0, "the name is too long");
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
              (writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  if (sqlite3_open_v2(uri, &s->db, flags, NULL) != SQLITE_OK) {
    if (!s->db) return trv_fail(err, TRV_NO_MEMORY, s->path, 0, 0, "memory ran out");
    trv_sql_set(s, sqlite3_extended_errcode(s->db), sqlite3_errmsg(s->db));
    return trv_sql_status(s, err);
  }
  sqlite3_busy_timeout(s->db, BUSY_MS);
  trv_query_functions(s);
  return trv_sql_status(s, err);
}

static void disconnect(struct trv_store *s) {
  trv_sql_finalize_all(s);
  sqlite3_close(s->db);
  s->db = NULL;
}

/* Without a log beside it, a database in a folder that may not be written is read as it lies. */
static bool has_log(const char *path) {
  char log[600];
  struct stat st;
  snprintf(log, sizeof log, "%s-wal", path);
  return stat(log, &st) == 0 && st.st_size > 0;
}

static enum trv_status open_reading(struct trv_store *s, struct trv_error *err) {
  enum trv_status status = connect_to(s, false, "", err);
  if (status == TRV_OK) {
    number(s, "PRAGMA schema_version");
    int rc = s->rc & 0xFF;
    if ((rc == SQLITE_CANTOPEN || rc == SQLITE_READONLY) && !has_log(s->path)) {
      disconnect(s);
      trv_store_clear(s);
      status = connect_to(s, false, "?immutable=1", err);
    }
  }
  if (status == TRV_OK) status = check(s, TRV_STORE_READ, err);
  trv_sql_text(s, "PRAGMA query_only = 1; PRAGMA cache_size = -40960");
  return status == TRV_OK ? trv_sql_status(s, err) : status;
}

static enum trv_status open_writing(struct trv_store *s, enum trv_store_access how, bool empty, struct trv_error *err) {
  if (access(s->path, W_OK) != 0 && !empty)
    return trv_fail(err, TRV_SYSTEM, s->path, 0, 0, "cannot be written: %s", strerror(errno));
  enum trv_status status = connect_to(s, true, "", err);
  if (status != TRV_OK) return status;
  if (!empty && (status = check(s, how, err)) != TRV_OK) return status;
  /* texts of a few kilobytes fill such pages better than SQLite's usual ones */
  if (empty) trv_sql_text(s, "PRAGMA page_size = 8192");
  trv_sql_text(s, "PRAGMA journal_mode = WAL");
  if (empty && (status = check(s, how, err)) != TRV_OK) return status;
  trv_sql_text(s,
               "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -40960; PRAGMA temp_store = MEMORY; "
               "PRAGMA wal_autocheckpoint = 12500");
  s->changes_before = sqlite3_total_changes64(s->db);
  return trv_sql_status(s, err);
}

enum trv_status trv_store_open(const char *path, enum trv_store_access access, struct trv_store **out,
                               struct trv_error *err) {
  bool empty;
  if (strlen(path) >= sizeof((struct trv_store *)0)->path - 8)
    return trv_fail(err, TRV_SYSTEM, path, 0, 0, "the name is too long");
  enum trv_status status = look(path, access, &empty, err);
  if (status != TRV_OK) return status;
  struct trv_store *s = calloc(1, sizeof *s);
  if (!s) return trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "memory ran out");
  snprintf(s->path, sizeof s->path, "%s", path);
  snprintf(s->command, sizeof s->command, "write");
  pthread_mutex_init(&s->lock, NULL);
  s->writes = access != TRV_STORE_READ;
  s->max_group = TRV_MAX_COMPONENT;
  trv_cache_init(s);
  trv_strbuf_init(&s->dyad);
  trv_strbuf_init(&s->list);
  status = s->writes ? open_writing(s, access, empty, err) : open_reading(s, err);
  if (status != TRV_OK) {
    trv_store_close(s);
    return status;
  }
  *out = s;
  return TRV_OK;
}

void trv_store_close(struct trv_store *s) {
  if (!s) return;
  if (s->in_batch) trv_store_rollback(s);
  sqlite3_finalize(s->known);
  sqlite3_close(s->reader);
  trv_cache_release(s);
  trv_ids_release(&s->added);
  trv_ids_release(&s->again);
  trv_ids_release(&s->dirty);
  trv_ids_release(&s->told);
  trv_corrections_free(s);
  trv_strbuf_release(&s->dyad);
  trv_strbuf_release(&s->list);
  if (s->db) disconnect(s);
  pthread_mutex_destroy(&s->lock);
  free(s);
}

uint64_t trv_store_changes(const struct trv_store *s) {
  return (uint64_t)(sqlite3_total_changes64(s->db) - s->changes_before);
}

/* ---- what is known, asked on any thread over a connection of its own */

bool trv_reader_open(struct trv_store *s) {
  if (s->known) return true;
  return sqlite3_open_v2(s->path, &s->reader, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
         sqlite3_busy_timeout(s->reader, BUSY_MS) == SQLITE_OK &&
         sqlite3_prepare_v3(s->reader, "SELECT 1 FROM article WHERE key = ? AND superseded_by IS NULL", -1,
                            SQLITE_PREPARE_PERSISTENT, &s->known, NULL) == SQLITE_OK;
}

enum trv_status trv_store_knows(struct trv_store *s, const char *text, size_t n_bytes, bool *out,
                                struct trv_error *err) {
  int64_t key = (int64_t)trv_hash(text, n_bytes);
  pthread_mutex_lock(&s->lock);
  int rc = SQLITE_ERROR;
  if (trv_reader_open(s)) {
    sqlite3_bind_int64(s->known, 1, key);
    rc = sqlite3_step(s->known);
    sqlite3_reset(s->known);
  }
  enum trv_status status = TRV_OK;
  if (rc != SQLITE_ROW && rc != SQLITE_DONE)
    status = trv_fail(err, TRV_SYSTEM, s->path, 0, 0, "could not be read: %s",
                      s->reader ? sqlite3_errmsg(s->reader) : "memory ran out");
  pthread_mutex_unlock(&s->lock);
  *out = rc == SQLITE_ROW;
  return status;
}
