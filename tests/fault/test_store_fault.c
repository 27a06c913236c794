/* Each operation on the files of a database fails in turn (reading, writing, flushing, opening, locking), the disk is full at each,
 * and memory runs out at each allocation, while articles are stored. Every call must say so or succeed; afterwards the
 * same articles are stored without failures, and the database must be sound and hold what it would have held.
 *
 * SQLite's files go through a layer of its own kind (a VFS) that counts the calls. Where there are too many for the time
 * given, a stride is taken; it is odd, so that it meets different ones as the code changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "treve/treve.h"
#include "failing.h"

enum kind { NOTHING, MEMORY, FILES, FULL };
static enum kind kind;
static unsigned long count, fail_at;

static bool fails(enum kind of) { return kind == of && ++count == fail_at; }
static bool allocation_fails(void) { return fails(MEMORY); }

/* ---- the layer over SQLite's files */

struct shim {
  sqlite3_file base;
  sqlite3_file *real;
};

static sqlite3_vfs *real_vfs, shim_vfs;
static sqlite3_io_methods methods;
#define REAL(f) (((struct shim *)(f))->real)

static int shim_close(sqlite3_file *f) { return REAL(f)->pMethods ? REAL(f)->pMethods->xClose(REAL(f)) : SQLITE_OK; }
static int shim_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at) {
  return fails(FILES) ? SQLITE_IOERR_READ : REAL(f)->pMethods->xRead(REAL(f), p, n, at);
}
static int shim_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at) {
  if (fails(FILES)) return SQLITE_IOERR_WRITE;
  return fails(FULL) ? SQLITE_FULL : REAL(f)->pMethods->xWrite(REAL(f), p, n, at);
}
static int shim_truncate(sqlite3_file *f, sqlite3_int64 n) {
  return fails(FILES) ? SQLITE_IOERR_TRUNCATE : REAL(f)->pMethods->xTruncate(REAL(f), n);
}
static int shim_sync(sqlite3_file *f, int flags) {
  return fails(FILES) ? SQLITE_IOERR_FSYNC : REAL(f)->pMethods->xSync(REAL(f), flags);
}
static int shim_size(sqlite3_file *f, sqlite3_int64 *n) {
  return fails(FILES) ? SQLITE_IOERR_FSTAT : REAL(f)->pMethods->xFileSize(REAL(f), n);
}
static int shim_lock(sqlite3_file *f, int level) {
  return fails(FILES) ? SQLITE_IOERR_LOCK : REAL(f)->pMethods->xLock(REAL(f), level);
}
static int shim_unlock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xUnlock(REAL(f), level); }
static int shim_reserved(sqlite3_file *f, int *out) { return REAL(f)->pMethods->xCheckReservedLock(REAL(f), out); }
static int shim_control(sqlite3_file *f, int op, void *p) { return REAL(f)->pMethods->xFileControl(REAL(f), op, p); }
static int shim_sector(sqlite3_file *f) { return REAL(f)->pMethods->xSectorSize(REAL(f)); }
static int shim_device(sqlite3_file *f) { return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f)); }
static int shim_map(sqlite3_file *f, int region, int size, int extend, void volatile **out) {
  return fails(FILES) ? SQLITE_IOERR_SHMMAP : REAL(f)->pMethods->xShmMap(REAL(f), region, size, extend, out);
}
static int shim_shm_lock(sqlite3_file *f, int at, int n, int flags) {
  return REAL(f)->pMethods->xShmLock(REAL(f), at, n, flags);
}
static void shim_barrier(sqlite3_file *f) { REAL(f)->pMethods->xShmBarrier(REAL(f)); }
static int shim_unmap(sqlite3_file *f, int drop) { return REAL(f)->pMethods->xShmUnmap(REAL(f), drop); }

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out) {
  struct shim *s = (struct shim *)f;
  (void)vfs;
  f->pMethods = NULL;
  if (fails(FILES)) return SQLITE_CANTOPEN;
  s->real = (sqlite3_file *)(s + 1);
  int rc = real_vfs->xOpen(real_vfs, name, s->real, flags, out);
  if (s->real->pMethods) f->pMethods = &methods;
  return rc;
}

static void add_layer(void) {
  real_vfs = sqlite3_vfs_find(NULL);
  shim_vfs = *real_vfs;
  shim_vfs.zName = "shim";
  shim_vfs.szOsFile = (int)sizeof(struct shim) + real_vfs->szOsFile;
  shim_vfs.xOpen = shim_open;
  shim_vfs.pNext = NULL;
  methods = (sqlite3_io_methods){.iVersion = 2,
                                 .xClose = shim_close,
                                 .xRead = shim_read,
                                 .xWrite = shim_write,
                                 .xTruncate = shim_truncate,
                                 .xSync = shim_sync,
                                 .xFileSize = shim_size,
                                 .xLock = shim_lock,
                                 .xUnlock = shim_unlock,
                                 .xCheckReservedLock = shim_reserved,
                                 .xFileControl = shim_control,
                                 .xSectorSize = shim_sector,
                                 .xDeviceCharacteristics = shim_device,
                                 .xShmMap = shim_map,
                                 .xShmLock = shim_shm_lock,
                                 .xShmBarrier = shim_barrier,
                                 .xShmUnmap = shim_unmap};
  assert_int_equal(sqlite3_vfs_register(&shim_vfs, 1), SQLITE_OK);
}

/* ---- what is stored */

#define N_ARTICLES 10
static struct trv_treve *treve;
static char *texts[N_ARTICLES];
static struct trv_document *docs[N_ARTICLES];
static char folder[] = "/tmp/treve-fault-XXXXXX", path[64];

static char *read_file(const char *name, size_t *n) {
  FILE *f = fopen(name, "rb");
  assert_non_null(f);
  char *text = calloc(1, 65536);
  assert_non_null(text);
  *n = fread(text, 1, 65535, f);
  fclose(f);
  return text;
}

static int set_up(void **state) {
  struct trv_error err;
  struct trv_open_options options = {.share = SHARE_DIR};
  assert_int_equal(trv_open(&options, &treve, &err), TRV_OK);
  for (int i = 0; i < N_ARTICLES; i++) {
    char name[256];
    struct trv_article article = {0};
    snprintf(name, sizeof name, SAMPLES_DIR "/chronicle/c1-%02d.txt", i + 1);
    article.text = texts[i] = read_file(name, &article.n_bytes);
    assert_int_equal(trv_code(treve, &article, &docs[i], &err), TRV_OK);
  }
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/a.db", folder);
  add_layer();
  return 0;
}

static void remove_files(void) {
  char name[80];
  static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
  for (int i = 0; i < 4; i++) {
    snprintf(name, sizeof name, "%s%s", path, ends[i]);
    unlink(name);
  }
}

static int tear_down(void **state) {
  for (int i = 0; i < N_ARTICLES; i++) {
    trv_document_free(docs[i]);
    free(texts[i]);
  }
  trv_close(treve);
  remove_files();
  rmdir(folder);
  return 0;
}

/* All of them, in batches of four; one changes a file that another held. */
static enum trv_status store_all(struct trv_error *err) {
  struct trv_store *store;
  enum trv_store_outcome outcome;
  enum trv_status status = trv_store_open(path, TRV_STORE_CREATE, &store, err);
  if (status != TRV_OK) return status;
  for (int i = 0; i < N_ARTICLES && status == TRV_OK; i++) {
    char name[16];
    bool known;
    snprintf(name, sizeof name, "/%d", i == 5 ? 1 : i);
    status = trv_store_knows(store, docs[i]->article.text, docs[i]->article.n_bytes, &known, err);
    if (status == TRV_OK) status = trv_store_add(store, docs[i], name, &outcome, err);
    if (status == TRV_OK && i % 4 == 3) status = trv_store_commit(store, err);
  }
  if (status == TRV_OK) status = trv_store_settle(store, err);
  trv_store_close(store);
  return status;
}

struct text {
  size_t n, cap;
  char *p;
};

static bool gather(void *context, const char *bytes, size_t n) {
  struct text *t = context;
  if (t->n + n + 1 > t->cap) {
    char *p = __real_realloc(t->p, t->cap = t->cap * 2 + n + 1);
    if (!p) return false;
    t->p = p;
  }
  memcpy(t->p + t->n, bytes, n);
  t->p[t->n += n] = '\0';
  return true;
}

static enum trv_status read_all(struct text *out, struct trv_error *err) {
  struct trv_store *store;
  enum trv_status status = trv_store_open(path, TRV_STORE_READ, &store, err);
  if (status != TRV_OK) return status;
  out->n = 0;
  status = trv_store_chronicle(store, NULL, TRV_FORMAT_NDJSON, NULL, gather, out, err);
  static const struct trv_write_options some = {.columns = "event,date"};
  for (int form = TRV_FORMAT_TSV; status == TRV_OK && form <= TRV_FORMAT_ACLED; form++)
    status = trv_store_chronicle(store, NULL, (enum trv_format)form, NULL, gather, out, err);
  if (status == TRV_OK) status = trv_store_events(store, NULL, TRV_FORMAT_NDJSON, NULL, gather, out, err);
  if (status == TRV_OK) status = trv_store_events(store, NULL, TRV_FORMAT_TABLE, &some, gather, out, err);
  if (status == TRV_OK) status = trv_store_ceasefires(store, NULL, TRV_FORMAT_NDJSON, NULL, gather, out, err);
  if (status == TRV_OK) status = trv_store_red_lines(store, NULL, TRV_FORMAT_NDJSON, NULL, gather, out, err);
  if (status == TRV_OK) status = trv_store_stats(store, TRV_FORMAT_TABLE, NULL, gather, out, err);
  trv_store_close(store);
  return status;
}

static void is_sound(void) {
  sqlite3 *db;
  sqlite3_stmt *st;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &st, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_step(st), SQLITE_ROW);
  assert_string_equal((const char *)sqlite3_column_text(st, 0), "ok");
  sqlite3_finalize(st);
  sqlite3_close(db);
}

static double now_s(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(void) {
  const char *s = getenv("TREVE_FAULT_SECONDS");
  return s ? strtod(s, NULL) : 12;
}

/* The text that nothing failed for; what is stored must always give it in the end. */
static struct text whole;

static void fail_each(enum kind of) {
  struct trv_error err = {0};
  struct text now = {0};
  remove_files();
  kind = of;
  fail_at = count = 0;
  assert_int_equal(store_all(&err), TRV_OK);
  unsigned long n = count, refused = 0, tried = 0;
  kind = NOTHING;
  assert_int_equal(read_all(&whole, &err), TRV_OK);
  double end = now_s() + seconds();
  unsigned long stride = n / 150 | 1;
  for (unsigned long k = 1; k <= n && now_s() < end; k += stride, tried++) {
    remove_files();
    kind = of;
    fail_at = k;
    count = 0;
    err = (struct trv_error){0};
    enum trv_status status = store_all(&err);
    kind = NOTHING;
    refused += status != TRV_OK;
    if (status != TRV_OK) assert_true(err.message[0] != '\0');
    if (status != TRV_OK && of == FULL) assert_non_null(strstr(err.message, "full"));
    assert_int_equal(store_all(&err), TRV_OK);
    is_sound();
    assert_int_equal(read_all(&now, &err), TRV_OK);
    if (strcmp(now.p, whole.p) != 0) {
      size_t at = 0;
      while (now.p[at] == whole.p[at]) at++;
      fail_msg("operation %lu: what is stored differs: \"%.300s\" for \"%.300s\"", k, now.p + at, whole.p + at);
    }
  }
  print_message("%lu operations, %lu failed in turn, %lu of them told\n", n, tried, refused);
  assert_true(refused > 0);
  free(now.p);
}

static void memory(void **state) { fail_each(MEMORY); }
static void files(void **state) { fail_each(FILES); }
static void full_disk(void **state) { fail_each(FULL); }

/* Reading fails at each operation: a message, or the whole output. */
static void reading(void **state) {
  struct trv_error err = {0};
  struct text now = {0};
  remove_files();
  assert_int_equal(store_all(&err), TRV_OK);
  for (int of = MEMORY; of <= FILES; of++) {
    unsigned long n = 1;
    for (unsigned long k = 0; k <= n; k += k ? n / 200 | 1 : 1) {
      kind = (enum kind)of;
      fail_at = k;
      count = 0;
      enum trv_status status = read_all(&now, &err);
      kind = NOTHING;
      if (!k) n = count;
      if (status == TRV_OK) assert_string_equal(now.p, whole.p);
      else assert_true(err.message[0] != '\0');
    }
  }
  free(now.p);
  free(whole.p);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(files),
      cmocka_unit_test(full_disk),
      cmocka_unit_test(memory),
      cmocka_unit_test(reading),
  };
  return cmocka_run_group_tests_name("store_fault", tests, set_up, tear_down);
}
