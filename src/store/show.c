/* trv_store_show: one incident, ceasefire, event or article with all that is known of it; see store.h. */
#include <inttypes.h>
#include <stdio.h>

#include "store/ceasefires.h"
#include "store/redlines.h"

/* Writes `text` in lines of the table's width behind `indent` spaces, the words [from, to) of it strong. */
void trv_show_wrap(struct trv_writer *w, const char *text, size_t from, size_t to, uint32_t indent) {
  size_t n = strlen(text);
  for (size_t at = 0; at < n;) {
    while (at < n && (unsigned char)text[at] <= ' ') at++;
    size_t end = trv_screen_after(text, at, n, w->options.width - indent);
    if (end <= at) end = n; /* one word wider than the screen */
    size_t mid[4] = {at, from < at ? at : from > end ? end : from, to < at ? at : to > end ? end : to, end};
    trv_strbuf_addf(&w->b, "%*s", (int)indent, "");
    for (int i = 0; i < 3; i++) {
      if (mid[i] == mid[i + 1]) continue;
      if (i == 1) trv_write_ink(w, TRV_INK_STRONG);
      trv_screen_add(&w->b, text + mid[i], mid[i + 1] - mid[i], UINT32_MAX);
      if (i == 1) trv_write_ink(w, TRV_INK_NONE);
    }
    trv_strbuf_addc(&w->b, '\n');
    at = end;
  }
}

void trv_show_title(struct trv_writer *w, const char *text) {
  trv_strbuf_addc(&w->b, '\n');
  trv_write_in(w, TRV_INK_STRONG, text, 0);
  trv_strbuf_addc(&w->b, '\n');
}

/* "Le Monde (AFP)  c1-03.txt" */
static void put_source(struct trv_writer *w, const struct trv_mention *m) {
  const struct trv_telling *t = m->telling;
  const char *base = m->file ? strrchr(m->file, '/') : NULL;
  trv_write_in(w, TRV_INK_DIM, m->date ? m->date : "no date", 11);
  trv_write_in(w, TRV_INK_NONE, t->outlet ? t->outlet : "outlet not told", 0);
  if (t->agency) {
    trv_strbuf_adds(&w->b, " (");
    trv_write_in(w, TRV_INK_NONE, t->agency, 0);
    trv_strbuf_addc(&w->b, ')');
  }
  trv_strbuf_adds(&w->b, "  ");
  trv_write_in(w, TRV_INK_DIM, base ? base + 1 : m->file ? m->file : t->article, 0);
}

void trv_show_mention(struct trv_writer *w, const struct trv_mention *m) {
  const struct trv_event *e = m->telling->event;
  struct trv_strbuf line;
  trv_strbuf_init(&line);
  trv_strbuf_adds(&w->b, "  ");
  put_source(w, m);
  if (strcmp(e->status, "actual") != 0) {
    trv_strbuf_adds(&w->b, "  ");
    trv_write_in(w, TRV_INK_NOTE, e->status, 0);
  }
  for (uint32_t i = 0; i < e->according_to.n; i++) {
    trv_strbuf_adds(&line, i ? " < " : "  per ");
    trv_table_entity(&line, &e->according_to.items[i], TRV_DETAIL_NAMES);
  }
  trv_screen_add(&w->b, line.p, line.n, UINT32_MAX);
  trv_strbuf_addf(&w->b, "  s%u\n", e->sentence);
  size_t from = m->trigger_span.begin >= m->span.begin ? m->trigger_span.begin - m->span.begin : 0, n = strlen(m->text);
  size_t to = from + (m->trigger_span.end - m->trigger_span.begin);
  trv_show_wrap(w, m->text, from > n ? n : from, to > n ? n : to, 13);
  trv_writer_drop(w, &line);
}

/* ---- an incident */

static void put_field(struct trv_writer *w, const char *name, const char *value) {
  if (!value || !*value) return;
  trv_strbuf_adds(&w->b, "  ");
  trv_write_in(w, TRV_INK_DIM, name, 11);
  trv_write_in(w, TRV_INK_NONE, value, 0);
  trv_strbuf_addc(&w->b, '\n');
}

static void put_facts(struct trv_writer *w, const struct trv_incident_row *r) {
  static const char *const what[] = {"killed", "wounded", "captured"};
  char text[256];
  put_field(w, "date", r->date);
  if (r->date_from && r->date_to && (!r->date || strcmp(r->date_from, r->date_to) != 0)) {
    snprintf(text, sizeof text, "%s to %s", r->date_from, r->date_to);
    put_field(w, "told as", text);
  }
  if (r->place.name) {
    int n = snprintf(text, sizeof text, "%.120s%s%s", r->place.name, r->place.country ? ", " : "",
                     r->place.country ? r->place.country : "");
    if (r->place.located)
      snprintf(text + n, sizeof text - (size_t)n, " (%.4f, %.4f)", r->place.lat_deg, r->place.lon_deg);
    put_field(w, "place", text);
  }
  for (int i = 0; i < 3; i++)
    if (r->numbers[2 * i] >= 0) {
      trv_range_text(text, r->numbers[2 * i], r->numbers[2 * i + 1], "");
      put_field(w, what[i], text);
    }
  snprintf(text, sizeof text, "%s%s", r->status,
           r->contested ? ", contested: one side asserts what another denies" : "");
  put_field(w, "status", text);
  put_field(w, "tags", r->tags);
  snprintf(text, sizeof text, "%lld article%s, %lld independent source%s (%s)", (long long)r->n_articles,
           r->n_articles == 1 ? "" : "s", (long long)r->n_sources, r->n_sources == 1 ? "" : "s", r->langs);
  put_field(w, "told by", text);
  put_field(w, "review", r->review);
}

static void put_version(struct trv_writer *w, const struct trv_version *v) {
  static const enum trv_ink inks[] = {TRV_INK_GOOD, TRV_INK_BAD, TRV_INK_WARN};
  static const char *const what[] = {"killed", "wounded", "captured"};
  const struct trv_range ranges[] = {v->killed, v->wounded, v->captured};
  char text[64];
  struct trv_strbuf who;
  trv_strbuf_init(&who);
  if (v->who) trv_table_entity(&who, v->who, TRV_DETAIL_NAMES);
  else trv_strbuf_adds(&who, "the outlets themselves");
  trv_strbuf_adds(&w->b, "  ");
  trv_write_in(w, inks[v->stance], trv_stance_name(v->stance), 11);
  trv_write_in(w, TRV_INK_NONE, who.p, 36);
  trv_strbuf_addf(&w->b, " %u article%s, %u source%s", v->n_articles, v->n_articles == 1 ? "" : "s", v->n_sources,
                  v->n_sources == 1 ? "" : "s");
  for (int i = 0; i < 3; i++)
    if (ranges[i].low >= 0) {
      trv_range_text(text, ranges[i].low, ranges[i].high, what[i]);
      trv_strbuf_addf(&w->b, ", %s", text);
    }
  trv_strbuf_addc(&w->b, '\n');
  trv_writer_drop(w, &who);
}

static void put_corrections(struct trv_store *s, struct trv_writer *w, const struct trv_ids *events) {
  struct trv_ids ids = {0};
  for (size_t i = 0; i < events->n; i++) {
    sqlite3_stmt *st = trv_sql(s, TRV_SQL_ANCHORS_OF);
    trv_sql_bind(s, st, "i", events->items[i]);
    while (trv_sql_row(s, st)) trv_ids_add(s, &ids, trv_sql_int(st, 0));
  }
  trv_ids_sort(&ids);
  if (ids.n) trv_show_title(w, "Corrections");
  for (size_t i = 0; i < ids.n; i++) {
    sqlite3_stmt *st =
        trv_sql_prepare(s, "SELECT act, made, author, reason, field, value, undoes FROM correction WHERE id = ?");
    trv_sql_bind(s, st, "i", ids.items[i]);
    if (trv_sql_row(s, st)) {
      trv_strbuf_addf(&w->b, "  %lld  ", (long long)ids.items[i]);
      trv_write_in(w, TRV_INK_STRONG, trv_sql_str(st, 0), 0);
      if (trv_sql_str(st, 4)) {
        trv_strbuf_addc(&w->b, ' ');
        trv_write_in(w, TRV_INK_NONE, trv_sql_str(st, 4), 0);
        trv_strbuf_addc(&w->b, '=');
        trv_write_in(w, TRV_INK_NONE, trv_sql_str(st, 5), 0);
      }
      if (trv_sql_count(st, 6) > 0) trv_strbuf_addf(&w->b, " %lld", (long long)trv_sql_int(st, 6));
      trv_strbuf_adds(&w->b, "  ");
      trv_write_in(w, TRV_INK_DIM, trv_sql_str(st, 1) ? trv_sql_str(st, 1) : "", 0);
      trv_strbuf_adds(&w->b, "  ");
      trv_write_in(w, TRV_INK_NONE, trv_sql_str(st, 2), 0);
      trv_strbuf_adds(&w->b, ": ");
      trv_write_in(w, TRV_INK_NONE, trv_sql_str(st, 3), 0);
      trv_strbuf_addc(&w->b, '\n');
    }
    trv_sql_end(s, st);
  }
  trv_ids_release(&ids);
}

static void put_tellings(struct trv_store *s, struct trv_writer *w, int64_t incident) {
  struct trv_ids ids = {0};
  struct trv_incident sum;
  trv_incident_summed(s, w, incident, &ids, &sum);
  if (sum.n_versions) trv_show_title(w, "Versions");
  for (uint32_t i = 0; i < sum.n_versions; i++) put_version(w, &sum.versions[i]);
  put_corrections(s, w, &ids);
  trv_show_title(w, "Told by");
  for (size_t i = 0; i < ids.n && !s->rc; i++) {
    struct trv_mention m;
    if (trv_mention_of(s, ids.items[i], &w->scratch, &m)) trv_show_mention(w, &m);
  }
  trv_ids_release(&ids);
}

static void incident_table(struct trv_store *s, struct trv_writer *w, const struct trv_incident_row *r) {
  struct trv_strbuf sides;
  trv_strbuf_init(&sides);
  trv_write_in(w, TRV_INK_STRONG, r->id, 0);
  trv_strbuf_adds(&w->b, "  ");
  trv_strbuf_addf(&sides, "%s%s%s", r->type, r->mode ? "/" : "", r->mode ? r->mode : "");
  trv_write_in(w, trv_ink_of_quad(r->quad_class), sides.p, 0);
  trv_strbuf_adds(&w->b, "  ");
  trv_incident_sides(w, r, UINT32_MAX, &sides);
  trv_screen_add(&w->b, sides.p, sides.n, UINT32_MAX);
  trv_strbuf_addc(&w->b, '\n');
  put_facts(w, r);
  trv_writer_drop(w, &sides);
  put_tellings(s, w, r->row);
}

static bool show_incident(struct trv_store *s, struct trv_writer *w, int64_t row) {
  sqlite3_stmt *st =
      trv_sql_prepare(s, "SELECT " TRV_INCIDENT_COLUMNS " FROM incident i" TRV_INCIDENT_JOINS "WHERE i.id = ?");
  trv_sql_bind(s, st, "i", row);
  struct trv_incident_row r;
  bool found = trv_sql_row(s, st);
  if (found) {
    trv_incident_row_read(st, &r);
    if (w->format == TRV_FORMAT_TABLE) {
      incident_table(s, w, &r);
    } else {
      trv_incident_json(s, w, &r);
      trv_strbuf_addc(&w->b, '\n');
    }
  }
  trv_sql_end(s, st);
  return found;
}

/* ---- an article */

static void article_table(struct trv_store *s, struct trv_writer *w, sqlite3_stmt *st) {
  char key[17];
  trv_key_print(trv_sql_int(st, 1), key);
  const char *title = trv_sql_str(st, 6);
  trv_write_in(w, TRV_INK_STRONG, key, 0);
  trv_strbuf_adds(&w->b, "  ");
  trv_write_in(w, TRV_INK_NONE, title ? title : "no title", 0);
  trv_strbuf_addc(&w->b, '\n');
  put_field(w, "date", trv_sql_str(st, 2));
  put_field(w, "outlet", trv_sql_str(st, 3));
  put_field(w, "agency", trv_sql_str(st, 4));
  put_field(w, "address", trv_sql_str(st, 5));
  put_field(w, "file", trv_sql_str(st, 7));
  if (trv_sql_count(st, 8) >= 0) put_field(w, "status", "superseded: its file or address holds another text by now");
  sqlite3_stmt *events = trv_sql_prepare(
      s,
      "SELECT e.id, i.key FROM event e LEFT JOIN telling t ON t.event = e.id LEFT JOIN incident i ON i.id = t.incident "
      "WHERE e.article = ? ORDER BY e.n");
  trv_sql_bind(s, events, "i", trv_sql_int(st, 0));
  trv_show_title(w, "Events");
  while (trv_sql_row(s, events)) {
    struct trv_mention m;
    char id[18] = "not linked";
    if (!trv_mention_of(s, trv_sql_int(events, 0), &w->scratch, &m)) break;
    if (sqlite3_column_type(events, 1) != SQLITE_NULL)
      snprintf(id, sizeof id, "i%016" PRIx64, (uint64_t)trv_sql_int(events, 1));
    trv_strbuf_addf(&w->b, "  %-9.9s %s %s\n", id, m.telling->event->type,
                    m.telling->event->mode ? m.telling->event->mode : "");
    trv_show_wrap(w, m.text, 0, 0, 13);
  }
  trv_sql_end(s, events);
}

static void article_json(struct trv_writer *w, sqlite3_stmt *st) {
  char key[17];
  trv_key_print(trv_sql_int(st, 1), key);
  trv_strbuf_addf(&w->b, "{\"record\":\"article\",\"id\":\"%s\"", key);
  trv_json_text(&w->b, "date", trv_sql_str(st, 2));
  trv_json_text(&w->b, "outlet", trv_sql_str(st, 3));
  trv_json_text(&w->b, "agency", trv_sql_str(st, 4));
  trv_json_text(&w->b, "url", trv_sql_str(st, 5));
  trv_json_text(&w->b, "title", trv_sql_str(st, 6));
  trv_json_text(&w->b, "file", trv_sql_str(st, 7));
  trv_json_text(&w->b, "text", trv_sql_str(st, 9));
  trv_strbuf_adds(&w->b, "}\n");
}

static bool show_article(struct trv_store *s, struct trv_writer *w, int64_t row) {
  sqlite3_stmt *st =
      trv_sql_prepare(s,
                      "SELECT a.id, key, date, outlet, agency, url, title, (SELECT min(file) FROM article_file f WHERE "
                      "f.article = a.id), "
                      "superseded_by, text FROM article a JOIN article_text x ON x.id = a.id WHERE a.id = ?");
  trv_sql_bind(s, st, "i", row);
  bool found = trv_sql_row(s, st);
  if (found && w->format == TRV_FORMAT_TABLE) article_table(s, w, st);
  else if (found) article_json(w, st);
  trv_sql_end(s, st);
  return found;
}

/* ---- what an id means */

static bool is_hex(const char *s) {
  size_t n = strspn(s, "0123456789abcdef");
  return n > 0 && n <= 16 && !s[n];
}

/* Rows of `table` whose key begins with the hexadecimal digits; at most two are looked at. */
static int find_prefix(struct trv_store *s, const char *table, const char *digits, int64_t *row) {
  size_t n = strlen(digits);
  char low[17], high[17], text[96];
  int64_t from, to;
  for (size_t i = 0; i < 16; i++) low[i] = i < n ? digits[i] : '0', high[i] = i < n ? digits[i] : 'f';
  low[16] = high[16] = '\0';
  if (!trv_key_parse(low, &from) || !trv_key_parse(high, &to)) return 0;
  snprintf(text, sizeof text, "SELECT id FROM %s WHERE key BETWEEN ? AND ? LIMIT 2", table);
  sqlite3_stmt *st = trv_sql_prepare(s, text);
  trv_sql_bind(s, st, "ii", from, to);
  int found = 0;
  while (trv_sql_row(s, st))
    if (!found++) *row = trv_sql_int(st, 0);
  trv_sql_end(s, st);
  return found;
}

static int64_t incident_of(struct trv_store *s, int64_t event) {
  sqlite3_stmt *st = trv_sql_prepare(s, "SELECT incident FROM telling WHERE event = ?");
  trv_sql_bind(s, st, "i", event);
  int64_t incident = trv_sql_row(s, st) ? trv_sql_count(st, 0) : 0;
  trv_sql_end(s, st);
  return incident;
}

/* An incident that was called so while another telling was its first: every telling is asked what it would be called. */
static int64_t former_incident(struct trv_store *s, const char *id) {
  size_t n = strlen(id);
  int64_t event = 0;
  sqlite3_stmt *st = trv_sql_prepare(s, "SELECT id, key FROM event");
  while (!event && trv_sql_row(s, st)) {
    char key[17], called[TRV_ID_BYTES];
    trv_key_print(trv_sql_int(st, 1), key);
    trv_chronicle_id('i', key, called);
    if (strncmp(called, id, n) == 0) event = trv_sql_int(st, 0);
  }
  trv_sql_end(s, st);
  return event ? incident_of(s, event) : 0;
}

int trv_show_find_incident(struct trv_store *s, const char *id, int64_t *row) {
  int found = 0;
  if (id[0] == 'i' && is_hex(id + 1)) {
    found = find_prefix(s, "incident", id + 1, row);
    if (!found && (*row = former_incident(s, id)) > 0) found = 1;
  } else if (is_hex(id)) {
    int64_t event;
    found = find_prefix(s, "event", id, &event);
    if (found == 1 && (*row = incident_of(s, event)) <= 0) found = 0;
  }
  return found;
}

int trv_show_find_event(struct trv_store *s, const char *id, int64_t *row) {
  return is_hex(id) ? find_prefix(s, "event", id, row) : 0;
}

static bool show(struct trv_store *s, struct trv_writer *w, const char *id, int *found) {
  int64_t row = 0;
  *found = trv_show_find_incident(s, id, &row);
  if (*found == 1) return show_incident(s, w, row);
  if (!*found && id[0] == 't' && is_hex(id + 1)) {
    *found = find_prefix(s, "ceasefire", id + 1, &row);
    return *found == 1 && trv_show_ceasefire(s, w, row);
  }
  if (!*found && id[0] == 'r' && is_hex(id + 1)) {
    *found = find_prefix(s, "red_line", id + 1, &row);
    return *found == 1 && trv_show_red_line(s, w, row);
  }
  if (*found || !is_hex(id)) return false;
  *found = find_prefix(s, "article", id, &row);
  return *found == 1 && show_article(s, w, row);
}

struct wanted {
  const char *id;
  int found; /* how many ids begin so */
  bool shown;
};

static void show_wanted(struct trv_store *s, struct trv_writer *w, void *what) {
  struct wanted *it = what;
  it->shown = show(s, w, it->id, &it->found);
}

enum trv_status trv_store_show(struct trv_store *s, const char *id, enum trv_format format,
                               const struct trv_write_options *options, trv_sink *sink, void *context,
                               struct trv_error *err) {
  struct trv_writer w;
  trv_writer_init(&w, format, options, sink, context);
  struct wanted it = {.id = id};
  trv_writer_run(&w, s, show_wanted, &it);
  enum trv_status status = trv_writer_finish(&w, s, err);
  if (status != TRV_OK || it.shown) return status;
  if (it.found > 1) return trv_fail(err, TRV_USAGE, NULL, 0, 0, "\"%s\" begins several ids; give more of it", id);
  return trv_fail(err, TRV_USAGE, NULL, 0, 0, "nothing is called \"%s\"; `treve chronicle` prints the ids", id);
}
