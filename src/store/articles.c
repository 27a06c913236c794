/* Articles in: new, known, from another file, or in the place of what a file held before.
 *
 * An article is its text: the key is a hash of all its bytes. A file holds one text at a time, so another text from the same
 * file supersedes the former one, unless other files still hold that. An address is taken for the same article too: of
 * two texts under it the one that came with a later run counts; within a run the later date, then the larger key. */
#include <stdio.h>
#include <string.h>

#include "store/articles.h"
#include "store/layout.h"

struct found {
  int64_t id; /* 0: none */
  bool superseded;
};

static struct found find_article(struct trv_store *s, int64_t key, size_t n_bytes) {
  struct found f = {0, false};
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ARTICLE_BY_KEY);
  trv_sql_bind(s, st, "i", key);
  if (trv_sql_row(s, st)) {
    f = (struct found){trv_sql_int(st, 0), trv_sql_count(st, 1) >= 0};
    if ((size_t)trv_sql_int(st, 2) != n_bytes) trv_sql_set(s, SQLITE_CONSTRAINT, "two texts have the same hash");
    sqlite3_reset(st);
  }
  return f;
}

/* Takes the place of `old`: its events go, its text stays. */
static void supersede(struct trv_store *s, int64_t old, int64_t by) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ARTICLE_SUPERSEDE);
  trv_sql_bind(s, st, "ii", by, old);
  trv_sql_run(s, st);
  if (s->rc || !sqlite3_changes(s->db)) return; /* it was superseded before */
  trv_tally_article(s, old, -1);
  trv_ledger_remove(s, old);
  trv_events_drop(s, old);
  st = trv_sql(s, TRV_SQL_SENTENCES_DROP);
  trv_sql_bind(s, st, "i", old);
  trv_sql_run(s, st);
  st = trv_sql(s, TRV_SQL_SEARCH_DROP);
  trv_sql_bind(s, st, "i", old);
  trv_sql_run(s, st);
}

static bool has_files(struct trv_store *s, int64_t article) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_FILES_LEFT);
  trv_sql_bind(s, st, "i", article);
  bool any = trv_sql_row(s, st);
  if (any) sqlite3_reset(st);
  return any;
}

/* Ties `file` to `article`; *moved: it held another before, whose number is returned (else 0). *tied: it did already. */
static int64_t tie_file(struct trv_store *s, const char *file, int64_t article, bool *tied) {
  int64_t former = 0;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_FILE_OF);
  trv_sql_bind(s, st, "t", file);
  if (trv_sql_row(s, st)) {
    former = trv_sql_int(st, 0);
    sqlite3_reset(st);
  }
  *tied = former == article;
  if (*tied || s->rc || !trv_batch_begin(s)) return 0;
  trv_batch_run(s);
  st = trv_sql(s, TRV_SQL_FILE_SET);
  trv_sql_bind(s, st, "ti", file, article);
  trv_sql_run(s, st);
  return former;
}

static void count(struct trv_store *s, int64_t n_new, int64_t n_changed) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_RUN_COUNT);
  trv_sql_bind(s, st, "iii", s->run, n_new, n_changed);
  trv_sql_run(s, st);
}

static void add_sentences(struct trv_store *s, int64_t article, const struct trv_document *doc) {
  struct trv_bytes span;
  for (uint32_t i = 0; trv_layout_sentence(doc, i, &span) && !s->rc; i++) {
    sqlite3_stmt *st = trv_sql(s, TRV_SQL_SENTENCE_ADD);
    trv_sql_bind(s, st, "iiii", article, (int64_t)i, (int64_t)span.begin, (int64_t)span.end);
    trv_sql_run(s, st);
  }
}

static struct trv_slice title_of(const struct trv_document *doc) {
  if (doc->title.begin == doc->title.end) return (struct trv_slice){NULL, 0};
  return (struct trv_slice){doc->article.text + doc->title.begin, doc->title.end - doc->title.begin};
}

static int64_t insert(struct trv_store *s, int64_t key, const struct trv_document *doc) {
  const struct trv_article *a = &doc->article;
  struct trv_slice title = title_of(doc);
  struct trv_day_range r;
  trv_range_of(a->date, &r);
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ARTICLE_ADD);
  trv_sql_bind(s, st, "ittttttiiti", key, a->publisher, a->agency, a->url, a->lang, a->date, r.precision,
               (int64_t)a->n_bytes, (int64_t)doc->n_words, TREVE_VERSION, s->run);
  trv_sql_run(s, st);
  int64_t id = s->rc ? 0 : sqlite3_last_insert_rowid(s->db);
  st = trv_sql(s, TRV_SQL_TEXT_ADD);
  trv_sql_bind(s, st, "ibb", id, title.p, title.n, a->text, a->n_bytes);
  trv_sql_run(s, st);
  return id;
}

static void revive(struct trv_store *s, int64_t article) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ARTICLE_REVIVE);
  trv_sql_bind(s, st, "tii", TREVE_VERSION, s->run, article);
  trv_sql_run(s, st);
}

static void fill(struct trv_store *s, int64_t article, const struct trv_document *doc) {
  add_sentences(s, article, doc);
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_SEARCH_ADD);
  trv_sql_bind(s, st, "ib", article, doc->article.text, doc->article.n_bytes);
  trv_sql_run(s, st);
  trv_tally_article(s, article, 1);
  trv_events_add(s, article, doc);
  trv_ids_add(s, &s->told, article);
}

/* Of other texts under the same address: supersedes the older ones, or says that a newer one is there. */
static int64_t settle_address(struct trv_store *s, int64_t article, int64_t key, const struct trv_document *doc,
                              bool *changed) {
  struct trv_ids older = {0};
  int64_t newer = 0;
  const char *date = doc->article.date ? doc->article.date : "";
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_ARTICLE_BY_URL);
  trv_sql_bind(s, st, "ti", doc->article.url, article);
  while (trv_sql_row(s, st)) {
    const char *other = trv_sql_str(st, 1);
    int order = strcmp(date, other ? other : "");
    bool wins = trv_sql_int(st, 3) != s->run || order > 0 || (order == 0 && key > trv_sql_int(st, 2));
    if (wins) trv_ids_add(s, &older, trv_sql_int(st, 0));
    else newer = trv_sql_int(st, 0);
  }
  for (size_t i = 0; !newer && i < older.n; i++) {
    supersede(s, older.items[i], article);
    *changed = true;
  }
  trv_ids_release(&older);
  return newer;
}

static void add(struct trv_store *s, const struct trv_document *doc, const char *file,
                enum trv_store_outcome *outcome) {
  int64_t key = 0, former = 0;
  trv_key_parse(doc->id, &key);
  struct found found = find_article(s, key, doc->article.n_bytes);
  bool tied = !file, changed = false, fresh = !found.id || found.superseded;
  if (fresh) {
    if (!trv_batch_begin(s)) return;
    trv_batch_run(s);
    if (found.id) revive(s, found.id);
    else found.id = insert(s, key, doc);
    if (s->rc) return;
    int64_t newer = doc->article.url ? settle_address(s, found.id, key, doc, &changed) : 0;
    fill(s, found.id, doc);
    if (newer) supersede(s, found.id, newer);
  }
  if (file) former = tie_file(s, file, found.id, &tied);
  if (former && !has_files(s, former)) {
    supersede(s, former, found.id);
    changed = true;
  }
  *outcome = changed ? TRV_STORE_CHANGED : fresh ? TRV_STORE_NEW : tied ? TRV_STORE_KNOWN : TRV_STORE_COPY;
  if (fresh || changed) count(s, fresh, changed);
}

enum trv_status trv_store_add(struct trv_store *s, const struct trv_document *doc, const char *file,
                              enum trv_store_outcome *outcome, struct trv_error *err) {
  jmp_buf guard;
  if (setjmp(guard)) trv_store_exhausted(s);
  else {
    trv_cache_guard(s, &guard);
    add(s, doc, file, outcome);
  }
  trv_cache_guard(s, NULL);
  enum trv_status status = trv_sql_status(s, err);
  if (status != TRV_OK) trv_store_rollback(s);
  return status;
}

static void note(struct trv_store *s, const char *text, size_t n_bytes, const char *file,
                 enum trv_store_outcome *outcome) {
  bool tied = !file;
  struct found found = find_article(s, (int64_t)trv_hash(text, n_bytes), n_bytes);
  if (!s->rc && !found.id) trv_sql_set(s, SQLITE_ERROR, "the text is not stored");
  int64_t former = file ? tie_file(s, file, found.id, &tied) : 0;
  bool changed = former && !has_files(s, former);
  if (changed) {
    supersede(s, former, found.id);
    count(s, 0, 1);
  }
  *outcome = changed ? TRV_STORE_CHANGED : tied ? TRV_STORE_KNOWN : TRV_STORE_COPY;
}

enum trv_status trv_store_note(struct trv_store *s, const char *text, size_t n_bytes, const char *file,
                               enum trv_store_outcome *outcome, struct trv_error *err) {
  jmp_buf guard;
  if (setjmp(guard)) trv_store_exhausted(s);
  else {
    trv_cache_guard(s, &guard);
    note(s, text, n_bytes, file, outcome);
  }
  trv_cache_guard(s, NULL);
  enum trv_status status = trv_sql_status(s, err);
  if (status != TRV_OK) trv_store_rollback(s);
  return status;
}

void trv_article_recode(struct trv_store *s, int64_t article, const struct trv_document *doc) {
  trv_batch_run(s);
  trv_ledger_remove(s, article);
  trv_events_drop(s, article);
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_SENTENCES_DROP);
  trv_sql_bind(s, st, "i", article);
  trv_sql_run(s, st);
  add_sentences(s, article, doc);
  trv_events_add(s, article, doc);
  trv_ids_add(s, &s->told, article);
  revive(s, article);
  count(s, 0, 1);
}
