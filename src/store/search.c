/* trv_store_search: articles by their words, over SQLite's full-text index. */
#include <stdio.h>

#include "store/show.h"

#define MARK_BEGIN "\x02"
#define MARK_END "\x03"

/* The user's words as a query of FTS5: each in quotation marks, so that nothing in them is an operator; phrases and a
 * final * stay. */
static void make_query(struct trv_strbuf *q, const char *words) {
  for (const char *c = words; *c;) {
    while (*c == ' ' || *c == '\t' || *c == '\n') c++;
    if (!*c) break;
    bool phrase = *c == '"';
    if (phrase) c++;
    const char *end = c;
    while (*end && *end != '"' && (phrase || !strchr(" \t\n", *end))) end++;
    const char *last = end;
    bool prefix = !phrase && last > c && last[-1] == '*';
    if (prefix) last--;
    if (last > c) {
      trv_strbuf_adds(q, q->n ? " \"" : "\"");
      trv_strbuf_add(q, c, (size_t)(last - c));
      trv_strbuf_adds(q, prefix ? "\"*" : "\"");
    }
    c = *end == '"' ? end + 1 : end;
  }
}

static void put_marked(struct trv_writer *w, const char *text) {
  trv_strbuf_adds(&w->b, "    ");
  while (*text) {
    size_t n = strcspn(text, MARK_BEGIN MARK_END);
    trv_screen_add(&w->b, text, n, UINT32_MAX);
    text += n;
    if (*text) trv_write_ink(w, *text == MARK_BEGIN[0] ? TRV_INK_STRONG : TRV_INK_NONE);
    text += *text != '\0';
  }
  trv_strbuf_addc(&w->b, '\n');
}

static void table_row(struct trv_writer *w, sqlite3_stmt *st, const char *key) {
  const char *date = trv_sql_str(st, 1), *outlet = trv_sql_str(st, 2), *title = trv_sql_str(st, 3);
  trv_write_in(w, TRV_INK_DIM, key, 17);
  trv_write_in(w, TRV_INK_STRONG, date ? date : "no date", 11);
  if (outlet) {
    trv_write_in(w, TRV_INK_NONE, outlet, 0);
    trv_strbuf_adds(&w->b, "  ");
  }
  if (title) trv_write_in(w, TRV_INK_NONE, title, 0);
  trv_strbuf_addc(&w->b, '\n');
  put_marked(w, trv_sql_str(st, 6));
}

static void without_marks(struct trv_writer *w, const char *text, bool json) {
  size_t n = strlen(text);
  char *plain = trv_arena_alloc(&w->scratch, n + 1);
  size_t k = 0;
  for (size_t i = 0; i < n; i++)
    if (text[i] != MARK_BEGIN[0] && text[i] != MARK_END[0]) plain[k++] = text[i];
  if (json) trv_json_text(&w->b, "snippet", plain);
  else trv_write_cell(w, plain);
}

static void put(struct trv_writer *w, sqlite3_stmt *st) {
  static const char *const names[] = {"id", "date", "outlet", "title", "lang", "file"};
  char key[17];
  trv_key_print(trv_sql_int(st, 0), key);
  trv_arena_reset(&w->scratch);
  if (w->format == TRV_FORMAT_TABLE) {
    table_row(w, st, key);
    return;
  }
  bool json = w->format != TRV_FORMAT_CSV;
  if (json) trv_strbuf_addf(&w->b, "{\"record\":\"article\",\"id\":\"%s\"", key);
  else trv_strbuf_adds(&w->b, key);
  for (int i = 1; i < 6; i++) {
    if (json) trv_json_text(&w->b, names[i], trv_sql_str(st, i));
    else trv_write_cell(w, trv_sql_str(st, i));
  }
  without_marks(w, trv_sql_str(st, 6), json);
  trv_strbuf_adds(&w->b, json ? "}\n" : "\r\n");
}

struct wanted {
  const char *query;
  uint64_t limit; /* 0: all */
};

static void run(struct trv_store *s, struct trv_writer *w, void *what) {
  const struct wanted *it = what;
  struct trv_query q;
  uint64_t n = 0;
  /* the best are found first: what is printed of an article is made for those alone, in a second pass over all that match,
   * which costs less than finding each by its words again */
  trv_query_init(&q,
                 "WITH best AS MATERIALIZED (SELECT x.rowid AS id, bm25(article_search) AS score, a.key AS key FROM "
                 "article_search x CROSS JOIN article a ON a.id = x.rowid WHERE article_search");
  trv_query_add(&q, " MATCH ? ORDER BY score, a.key", it->query);
  if (it->limit) trv_strbuf_addf(&q.sql, " LIMIT %llu", (unsigned long long)it->limit);
  trv_query_add(
      &q,
      ") SELECT a.key, a.date, a.outlet, y.title, a.lang, (SELECT min(file) FROM article_file f WHERE f.article "
      "= a.id), snippet(article_search, 0, char(2), char(3), '...', 24) FROM article_search x CROSS JOIN best b "
      "ON b.id = +x.rowid CROSS JOIN article a ON a.id = b.id CROSS JOIN article_text y ON y.id = b.id WHERE "
      "article_search MATCH ? ORDER BY b.score, b.key",
      it->query);
  if (w->format == TRV_FORMAT_CSV) trv_strbuf_adds(&w->b, "article,date,outlet,title,lang,file,snippet\r\n");
  sqlite3_stmt *st = trv_query_prepare(s, &q);
  for (; trv_sql_row(s, st); n++) {
    put(w, st);
    if (!trv_writer_pass(w, false)) break;
  }
  trv_write_foot(w, n, false, "articles");
  trv_sql_end(s, st);
}

enum trv_status trv_store_search(struct trv_store *s, const char *words, uint64_t limit, enum trv_format format,
                                 const struct trv_write_options *options, trv_sink *sink, void *context,
                                 struct trv_error *err) {
  struct trv_writer w;
  struct trv_strbuf query;
  trv_strbuf_init(&query);
  make_query(&query, words);
  if (!query.n) {
    trv_strbuf_release(&query);
    return trv_fail(err, TRV_USAGE, NULL, 0, 0, "no words to search for");
  }
  trv_writer_init(&w, format, options, sink, context);
  struct wanted it = {query.p, limit};
  trv_writer_run(&w, s, run, &it);
  trv_strbuf_release(&query);
  return trv_writer_finish(&w, s, err);
}
