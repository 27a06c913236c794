/* trv_store_stats: what is in the file, in counts with bars. */
#include <stdio.h>

#include "store/read.h"

#define BAR_COLUMNS 30

struct part {
  const char *kind, *title;
  bool by_name; /* else the most frequent first */
  uint32_t limit;
};

static const struct part parts[] = {
    {"month", "Incidents per month", true, 60},     {"type", "Incidents per type", false, 20},
    {"dyad", "Who to whom (incidents)", false, 15}, {"outlet", "Articles per outlet", false, 15},
    {"lang", "Articles per language", false, 20},   {"article_month", "Articles per month", true, 60},
};

static int64_t count_of(struct trv_store *s, const char *kind) {
  sqlite3_stmt *st = trv_sql_prepare(s, "SELECT n FROM tally WHERE kind = ? AND item = ''");
  trv_sql_bind(s, st, "t", kind);
  int64_t n = trv_sql_row(s, st) ? trv_sql_int(st, 0) : 0;
  trv_sql_end(s, st);
  return n;
}

/* A bar of eighths would be finer, but not every font has them. */
static void put_bar(struct trv_writer *w, int64_t n, int64_t most) {
  int64_t columns = most ? (n * BAR_COLUMNS + most - 1) / most : 0;
  trv_write_ink(w, TRV_INK_MILD);
  for (int64_t i = 0; i < columns; i++) trv_strbuf_adds(&w->b, "▇");
  trv_write_ink(w, TRV_INK_NONE);
}

static void put_row(struct trv_writer *w, const struct part *p, const char *item, int64_t n, int64_t most) {
  bool undated = strncmp(item, "9999", 4) == 0;
  switch (w->format) {
    case TRV_FORMAT_TABLE:
      trv_strbuf_adds(&w->b, "  ");
      trv_write_in(w, undated ? TRV_INK_DIM : TRV_INK_NONE, undated ? "no date" : item, 40);
      trv_strbuf_addf(&w->b, " %9lld  ", (long long)n);
      put_bar(w, n, most);
      trv_strbuf_addc(&w->b, '\n');
      break;
    case TRV_FORMAT_CSV:
      trv_strbuf_adds(&w->b, p->kind);
      trv_write_cell(w, undated ? NULL : item);
      trv_write_cell_number(w, n);
      trv_strbuf_adds(&w->b, "\r\n");
      break;
    default:
      trv_strbuf_addf(&w->b, "{\"record\":\"count\",\"of\":\"%s\"", p->kind);
      trv_json_text(&w->b, "item", undated ? NULL : item);
      trv_strbuf_addf(&w->b, ",\"n\":%lld}\n", (long long)n);
      break;
  }
}

static int64_t most_of(struct trv_store *s, const char *kind) {
  sqlite3_stmt *st = trv_sql_prepare(s, "SELECT max(n) FROM tally WHERE kind = ?");
  trv_sql_bind(s, st, "t", kind);
  int64_t n = trv_sql_row(s, st) ? trv_sql_int(st, 0) : 0;
  trv_sql_end(s, st);
  return n;
}

static void put_part(struct trv_store *s, struct trv_writer *w, const struct part *p) {
  bool table = w->format == TRV_FORMAT_TABLE;
  int64_t most = most_of(s, p->kind), shown = 0, all = 0;
  sqlite3_stmt *st =
      trv_sql_prepare(s, !p->by_name ? "SELECT item, n FROM tally WHERE kind = ?1 AND n > 0 ORDER BY n DESC, item"
                         : table ? "SELECT * FROM (SELECT item, n FROM tally WHERE kind = ?1 AND n > 0 ORDER BY item "
                                   "DESC LIMIT 60) ORDER BY item"
                                 : "SELECT item, n FROM tally WHERE kind = ?1 AND n > 0 ORDER BY item");
  trv_sql_bind(s, st, "t", p->kind);
  if (table) {
    trv_strbuf_addc(&w->b, '\n');
    trv_write_in(w, TRV_INK_STRONG, p->title, 0);
    trv_strbuf_addc(&w->b, '\n');
  }
  for (; trv_sql_row(s, st); all++) {
    if (table && shown == p->limit) continue;
    put_row(w, p, trv_sql_str(st, 0), trv_sql_int(st, 1), most);
    shown++;
    if (!trv_writer_pass(w, false)) break;
  }
  if (shown < all) trv_strbuf_addf(&w->b, "  … and %lld more\n", (long long)(all - shown));
  trv_sql_end(s, st);
}

static void put_totals(struct trv_store *s, struct trv_writer *w) {
  static const char *const names[] = {"articles", "events", "incidents", "ceasefires"};
  for (int i = 0; i < 4; i++) {
    int64_t n = count_of(s, names[i]);
    if (w->format == TRV_FORMAT_TABLE) trv_strbuf_addf(&w->b, "%s%lld %s", i ? ", " : "", (long long)n, names[i]);
    else put_row(w, &(struct part){.kind = names[i]}, "", n, 0);
  }
  if (w->format == TRV_FORMAT_TABLE) trv_strbuf_addc(&w->b, '\n');
}

enum trv_status trv_store_stats(struct trv_store *s, enum trv_format format, const struct trv_write_options *options,
                                trv_sink *sink, void *context, struct trv_error *err) {
  struct trv_writer w;
  trv_writer_init(&w, format, options, sink, context);
  if (format == TRV_FORMAT_CSV) trv_strbuf_adds(&w.b, "of,item,n\r\n");
  put_totals(s, &w);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) put_part(s, &w, &parts[i]);
  return trv_writer_finish(&w, s, err);
}
