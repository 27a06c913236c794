/* trv_store_conflicts: the conflicts of a database; trv_store_name_conflicts: the names that the user gives them. */
#include <stdio.h>

#include "chronicle/conflicts.h"
#include "store/conflicts.h"
#include "store/read.h"

/* ---- names */

static void write_names(struct trv_store *s, const struct trv_conflict_names *names) {
  trv_sql_text(s, "DELETE FROM conflict_name");
  sqlite3_stmt *st = trv_sql_prepare(s, "INSERT INTO conflict_name (n, name, parties) VALUES (?, ?, ?)");
  for (uint32_t i = 0; i < names->n && !s->rc; i++) {
    trv_sql_bind(s, st, "itt", (int64_t)i, names->items[i].name, trv_side_list(s, names->items[i].parties));
    trv_sql_run(s, st);
  }
  trv_sql_end(s, st);
}

enum trv_status trv_store_name_conflicts(struct trv_store *s, const char *path, struct trv_error *err) {
  struct trv_conflict_names names;
  struct trv_arena arena;
  volatile enum trv_status status = TRV_OK;
  jmp_buf guard;
  trv_arena_init(&arena, 0);
  if (setjmp(guard)) {
    trv_store_exhausted(s);
    status = TRV_OK; /* the commit tells it */
  } else {
    trv_arena_guard(&arena, &guard);
    trv_cache_guard(s, &guard);
    status = trv_conflict_names_load(path, &arena, &names, err);
    if (status == TRV_OK && trv_batch_begin(s)) {
      write_names(s, &names);
      trv_conflicts_settle(s);
    }
  }
  trv_cache_guard(s, NULL);
  trv_arena_release(&arena);
  if (status != TRV_OK) return status;
  return s->in_batch ? trv_store_commit(s, err) : trv_sql_status(s, err);
}

/* ---- printing */

struct row {
  char id[18];
  const char *name, *sides[2], *countries, *first_day, *last_day;
  int64_t n_incidents, n_ceasefires;
};

static void read_row(sqlite3_stmt *st, struct row *r) {
  trv_conflict_id(trv_sql_int(st, 0), r->id);
  r->name = trv_sql_str(st, 1);
  r->sides[0] = trv_sql_str(st, 2);
  r->sides[1] = trv_sql_str(st, 3);
  r->countries = trv_sql_str(st, 4);
  r->first_day = trv_sql_str(st, 5);
  r->last_day = trv_sql_str(st, 6);
  r->n_incidents = trv_sql_int(st, 7);
  r->n_ceasefires = trv_sql_int(st, 8);
}

static void put_party(struct trv_strbuf *b, const struct trv_entity *e) {
  trv_strbuf_adds(b, e->code);
  if (e->name) trv_strbuf_addf(b, " %s", e->name);
  else if (e->sector) trv_strbuf_addf(b, " %s", strcmp(e->sector, "GOV+PRE") == 0 ? "breakaway" : "rebels");
}

static void table_row(struct trv_writer *w, const struct row *r) {
  struct trv_strbuf b;
  char id[18];
  trv_strbuf_init(&b);
  for (int side = 0; side < 2; side++) {
    struct trv_entities all = trv_side_entities(w, r->sides[side]);
    if (side) trv_strbuf_adds(&b, " ↔ ");
    for (uint32_t i = 0; i < all.n; i++) {
      if (i) trv_strbuf_adds(&b, ", ");
      put_party(&b, &all.items[i]);
    }
  }
  snprintf(id, sizeof id, "%.9s", r->id);
  trv_write_in(w, TRV_INK_DIM, id, 10);
  trv_write_in(w, TRV_INK_STRONG, r->name, 0);
  trv_strbuf_addf(&w->b, " · %s → %s", r->first_day ? r->first_day : "?", r->last_day ? r->last_day : "?");
  trv_strbuf_addf(&w->b, " · %lld incident%s, %lld ceasefire%s\n          ", (long long)r->n_incidents,
                  r->n_incidents == 1 ? "" : "s", (long long)r->n_ceasefires, r->n_ceasefires == 1 ? "" : "s");
  trv_screen_add(&w->b, b.p, b.n, UINT32_MAX);
  if (r->countries) trv_strbuf_addf(&w->b, " · in %s", r->countries);
  trv_strbuf_addc(&w->b, '\n');
  trv_writer_drop(w, &b);
}

static void json_row(struct trv_writer *w, const struct row *r) {
  trv_strbuf_addf(&w->b, "{\"record\":\"conflict\",\"id\":\"%s\"", r->id);
  trv_json_text(&w->b, "name", r->name);
  trv_strbuf_adds(&w->b, ",\"sides\":[");
  for (int side = 0; side < 2; side++) {
    struct trv_entities all = trv_side_entities(w, r->sides[side]);
    trv_strbuf_adds(&w->b, side ? ",[" : "[");
    for (uint32_t i = 0; i < all.n; i++) {
      if (i) trv_strbuf_addc(&w->b, ',');
      trv_json_entity(&w->b, &all.items[i]);
    }
    trv_strbuf_addc(&w->b, ']');
  }
  trv_strbuf_adds(&w->b, "],\"countries\":[");
  struct trv_slice rest = trv_slice_of(r->countries);
  for (bool first = true; r->countries && rest.p; first = false) {
    struct trv_slice one = trv_slice_split(&rest, ';');
    if (!first) trv_strbuf_addc(&w->b, ',');
    trv_json_string(&w->b, one.p, one.n);
  }
  trv_strbuf_addc(&w->b, ']');
  trv_json_text(&w->b, "first_day", r->first_day);
  trv_json_text(&w->b, "last_day", r->last_day);
  trv_strbuf_addf(&w->b, ",\"n_incidents\":%lld,\"n_ceasefires\":%lld}\n", (long long)r->n_incidents,
                  (long long)r->n_ceasefires);
}

static void csv_row(struct trv_writer *w, const struct row *r) {
  const char *const cells[] = {r->name, r->sides[0], r->sides[1], r->countries, r->first_day, r->last_day};
  trv_strbuf_adds(&w->b, r->id);
  for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) trv_write_cell(w, cells[i]);
  trv_write_cell_number(w, r->n_incidents);
  trv_write_cell_number(w, r->n_ceasefires);
  trv_strbuf_adds(&w->b, "\r\n");
}

static void run(struct trv_store *s, struct trv_writer *w, void *unused) {
  (void)unused;
  uint64_t n = 0;
  if (w->format == TRV_FORMAT_CSV)
    trv_strbuf_adds(&w->b, "conflict,name,side_a,side_b,countries,first_day,last_day,n_incidents,n_ceasefires\r\n");
  sqlite3_stmt *st = trv_sql_prepare(
      s,
      "SELECT c.key, c.name, a.list, b.list, c.countries, c.first_day, c.last_day, c.n_incidents, c.n_ceasefires FROM "
      "conflict c JOIN side a ON a.id = c.side JOIN side b ON b.id = c.other ORDER BY c.n_incidents DESC, c.key");
  for (; trv_sql_row(s, st); n++) {
    struct row r;
    read_row(st, &r);
    trv_arena_reset(&w->scratch);
    if (w->format == TRV_FORMAT_TABLE) table_row(w, &r);
    else if (w->format == TRV_FORMAT_CSV) csv_row(w, &r);
    else json_row(w, &r);
    if (!trv_writer_pass(w, false)) break;
  }
  trv_write_foot(w, n, false, "conflicts");
  trv_sql_end(s, st);
}

enum trv_status trv_store_conflicts(struct trv_store *s, enum trv_format format,
                                    const struct trv_write_options *options, trv_sink *sink, void *context,
                                    struct trv_error *err) {
  struct trv_writer w;
  trv_writer_init(&w, format, options, sink, context);
  trv_writer_run(&w, s, run, NULL);
  return trv_writer_finish(&w, s, err);
}
