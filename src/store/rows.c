/* Rows of incidents as they are printed, and the sentences that tell them; see read.h. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/read.h"

void trv_incident_row_read(sqlite3_stmt *st, struct trv_incident_row *r) {
  r->row = trv_sql_int(st, 0);
  snprintf(r->id, sizeof r->id, "i%016" PRIx64, (uint64_t)trv_sql_int(st, 1));
  r->type = trv_sql_str(st, 2);
  r->mode = trv_sql_str(st, 3);
  r->quad_class = trv_sql_int(st, 4);
  r->date = trv_sql_str(st, 5);
  r->date_from = trv_sql_str(st, 6);
  r->date_to = trv_sql_str(st, 7);
  r->actors = trv_sql_str(st, 8);
  r->recipients = trv_sql_str(st, 9);
  r->place = (struct trv_place){.name = trv_sql_str(st, 10), .country = trv_sql_str(st, 11)};
  r->place.located = sqlite3_column_type(st, 12) != SQLITE_NULL;
  r->place.lat_deg = sqlite3_column_double(st, 12);
  r->place.lon_deg = sqlite3_column_double(st, 13);
  r->status = trv_sql_str(st, 14);
  r->contested = trv_sql_int(st, 15);
  r->tags = trv_sql_str(st, 16);
  r->langs = trv_sql_str(st, 17);
  for (int i = 0; i < 6; i++) r->numbers[i] = trv_sql_count(st, 18 + i);
  r->n_tellings = trv_sql_int(st, 24);
  r->n_articles = trv_sql_int(st, 25);
  r->n_sources = trv_sql_int(st, 26);
  r->review = trv_sql_str(st, 27);
  r->cameo = trv_sql_str(st, 29);
  r->goldstein = sqlite3_column_double(st, 30);
  r->contexts = trv_sql_str(st, 31);
  r->place.kind = trv_sql_str(st, 32);
  r->conflict = sqlite3_column_type(st, 28) == SQLITE_NULL ? 0 : trv_sql_int(st, 28);
}

const char *trv_conflict_id(int64_t key, char out[18]) {
  snprintf(out, 18, "c%016" PRIx64, (uint64_t)key);
  return key ? out : NULL;
}

/* ---- tellings */

void trv_incident_events(struct trv_store *s, int64_t incident, struct trv_ids *out) {
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_INCIDENT_EVENTS);
  trv_sql_bind(s, st, "i", incident);
  while (trv_sql_row(s, st)) trv_ids_add(s, out, trv_sql_int(st, 0));
}

static const char *copy(struct trv_arena *arena, sqlite3_stmt *st, int column) {
  const char *text = trv_sql_str(st, column);
  return text ? trv_arena_strdup(arena, text) : NULL;
}

static bool fits_text(const char *text, size_t n, struct trv_bytes span) {
  return text && span.begin <= span.end && span.end <= n;
}

bool trv_mention_of(struct trv_store *s, int64_t event, struct trv_arena *arena, struct trv_mention *out) {
  *out = (struct trv_mention){.telling = trv_telling_of(s, event)};
  if (!out->telling) return false;
  sqlite3_stmt *st = trv_sql(s, TRV_SQL_EVENT_ARTICLE);
  trv_sql_bind(s, st, "i", event);
  if (!trv_sql_row(s, st)) return false;
  out->title = copy(arena, st, 0);
  out->url = copy(arena, st, 1);
  out->date = copy(arena, st, 2);
  out->file = copy(arena, st, 3);
  const char *text = trv_sql_str(st, 4);
  size_t n = (size_t)sqlite3_column_bytes(st, 4);
  struct trv_bytes span = {(uint32_t)trv_sql_int(st, 5), (uint32_t)trv_sql_int(st, 6)};
  struct trv_bytes trigger = {(uint32_t)trv_sql_int(st, 7), (uint32_t)trv_sql_int(st, 8)};
  out->span = span;
  out->trigger_span = trigger;
  bool fits = fits_text(text, n, span) && fits_text(text, n, trigger);
  if (fits) out->begin = trv_characters(text, span.begin);
  if (fits) out->end = out->begin + trv_characters(text + span.begin, span.end - span.begin);
  out->text = trv_arena_strndup(arena, fits ? text + span.begin : "", fits ? span.end - span.begin : 0);
  out->trigger = trv_arena_strndup(arena, fits ? text + trigger.begin : "", fits ? trigger.end - trigger.begin : 0);
  sqlite3_reset(st);
  return true;
}

/* ---- NDJSON */

static void range_json(struct trv_strbuf *b, const char *key, int64_t low, int64_t high) {
  if (low < 0) trv_strbuf_addf(b, ",\"%s\":null", key);
  else trv_strbuf_addf(b, ",\"%s\":{\"min\":%lld,\"max\":%lld}", key, (long long)low, (long long)high);
}

static void version_json(struct trv_strbuf *b, const struct trv_version *v) {
  trv_strbuf_addf(b, "{\"stance\":\"%s\",\"who\":", trv_stance_name(v->stance));
  if (v->who) trv_json_entity(b, v->who);
  else trv_strbuf_adds(b, "null");
  range_json(b, "killed", v->killed.low, v->killed.high);
  range_json(b, "wounded", v->wounded.low, v->wounded.high);
  range_json(b, "captured", v->captured.low, v->captured.high);
  trv_strbuf_addf(b, ",\"n_articles\":%u,\"n_sources\":%u,\"event\":\"%s\"}", v->n_articles, v->n_sources, v->event);
}

void trv_mention_json(struct trv_strbuf *b, const struct trv_mention *m) {
  const struct trv_telling *t = m->telling;
  const struct trv_event *e = t->event;
  trv_strbuf_addf(b, "{\"id\":\"%s\",\"article\":{\"id\":\"%s\"", t->id, t->article);
  trv_json_text(b, "file", m->file);
  trv_json_text(b, "lang", t->lang);
  trv_json_text(b, "date", m->date);
  trv_json_text(b, "outlet", t->outlet);
  trv_json_text(b, "agency", t->agency);
  trv_json_text(b, "url", m->url);
  trv_strbuf_addf(b, "},\"event\":\"%s\",\"status\":\"%s\"", e->type, e->status);
  trv_json_text(b, "date", e->date);
  trv_json_entities(b, "according_to", e->according_to);
  trv_strbuf_addf(b, ",\"sentence\":%u,\"span\":[%u,%u]", e->sentence, m->span.begin, m->span.end);
  trv_json_text(b, "text", m->text);
  trv_json_text(b, "event_text", m->trigger);
  trv_strbuf_addc(b, '}');
}

static void list_json(struct trv_writer *w, const char *key, const char *list) {
  trv_strbuf_addf(&w->b, ",\"%s\":[", key);
  struct trv_slice rest = trv_slice_of(list);
  for (bool first = true; list && rest.p; first = false) {
    struct trv_slice one = trv_slice_split(&rest, ';');
    if (!first) trv_strbuf_addc(&w->b, ',');
    trv_json_string(&w->b, one.p, one.n);
  }
  trv_strbuf_addc(&w->b, ']');
}

void trv_incident_summed(struct trv_store *s, struct trv_writer *w, int64_t incident, struct trv_ids *ids,
                         struct trv_incident *out) {
  *out = (struct trv_incident){.n_versions = 0};
  trv_incident_events(s, incident, ids);
  struct trv_telling *tellings = TRV_NEW_ARRAY(&w->scratch, struct trv_telling, ids->n + 1);
  for (size_t i = 0; i < ids->n; i++) {
    const struct trv_telling *t = trv_telling_of(s, ids->items[i]);
    if (!t) break;
    tellings[i] = *t;
  }
  if (ids->n && !s->rc) trv_incident_sum(tellings, (uint32_t)ids->n, &w->scratch, out);
}

/* What the tellings add to the row: versions and mentions. */
static void tellings_json(struct trv_store *s, struct trv_writer *w, int64_t incident) {
  struct trv_ids ids = {0};
  struct trv_incident sum;
  trv_incident_summed(s, w, incident, &ids, &sum);
  trv_strbuf_adds(&w->b, ",\"versions\":[");
  for (uint32_t i = 0; i < sum.n_versions; i++) {
    if (i) trv_strbuf_addc(&w->b, ',');
    version_json(&w->b, &sum.versions[i]);
  }
  trv_strbuf_adds(&w->b, "],\"mentions\":[");
  for (size_t i = 0; i < ids.n && !s->rc; i++) {
    struct trv_mention m;
    if (!trv_mention_of(s, ids.items[i], &w->scratch, &m)) break;
    if (i) trv_strbuf_addc(&w->b, ',');
    trv_mention_json(&w->b, &m);
  }
  trv_strbuf_addc(&w->b, ']');
  trv_ids_release(&ids);
}

void trv_incident_json(struct trv_store *s, struct trv_writer *w, const struct trv_incident_row *r) {
  struct trv_strbuf *b = &w->b;
  trv_strbuf_addf(b, "{\"record\":\"incident\",\"id\":\"%s\"", r->id);
  trv_json_text(b, "event", r->type);
  trv_json_text(b, "mode", r->mode);
  trv_json_text(b, "cameo", r->cameo);
  trv_json_number(b, "quad_code", r->quad_class);
  trv_strbuf_addf(b, ",\"goldstein\":%.1f", r->goldstein);
  list_json(w, "context", r->contexts);
  trv_json_entities(b, "actor", trv_side_entities(w, r->actors));
  trv_json_entities(b, "recipient", trv_side_entities(w, r->recipients));
  trv_json_text(b, "date", r->date);
  trv_json_text(b, "date_from", r->date_from);
  trv_json_text(b, "date_to", r->date_to);
  trv_json_place(b, r->place.name ? &r->place : NULL);
  trv_json_text(b, "status", r->status);
  trv_strbuf_addf(b, ",\"contested\":%s", r->contested ? "true" : "false");
  list_json(w, "tags", r->tags);
  range_json(b, "killed", r->numbers[0], r->numbers[1]);
  range_json(b, "wounded", r->numbers[2], r->numbers[3]);
  range_json(b, "captured", r->numbers[4], r->numbers[5]);
  trv_strbuf_addf(b, ",\"n_tellings\":%lld,\"n_articles\":%lld,\"n_sources\":%lld", (long long)r->n_tellings,
                  (long long)r->n_articles, (long long)r->n_sources);
  list_json(w, "langs", r->langs);
  trv_json_text(b, "review", r->review);
  char conflict[18];
  trv_json_text(b, "conflict", trv_conflict_id(r->conflict, conflict));
  tellings_json(s, w, r->row);
  trv_strbuf_addc(b, '}');
}

/* ---- for the table */

void trv_incident_sides(struct trv_writer *w, const struct trv_incident_row *r, uint32_t columns,
                        struct trv_strbuf *out) {
  struct trv_entities actor = trv_side_entities(w, r->actors), recipient = trv_side_entities(w, r->recipients);
  for (int detail = TRV_DETAIL_NAMES; detail <= TRV_DETAIL_FEW; detail++) {
    trv_strbuf_clear(out);
    if (actor.n) trv_table_entities(out, actor, (enum trv_detail)detail);
    else trv_strbuf_adds(out, "?");
    if (recipient.n) {
      trv_strbuf_adds(out, " → ");
      trv_table_entities(out, recipient, (enum trv_detail)detail);
    }
    if (trv_screen_width(out->p, out->n) <= columns) return;
  }
}

void trv_range_text(char out[64], int64_t low, int64_t high, const char *what) {
  if (low == high) snprintf(out, 64, "%lld %s", (long long)low, what);
  else snprintf(out, 64, "%lld–%lld %s", (long long)low, (long long)high, what);
}

/* One note, where there is room for it. */
static void note(struct trv_writer *w, uint32_t *left, enum trv_ink ink, const char *text) {
  uint32_t width = trv_screen_width(text, strlen(text)) + 3;
  if (width > *left) return;
  *left -= width;
  trv_strbuf_adds(&w->b, " · ");
  trv_write_in(w, ink, text, 0);
}

void trv_incident_notes(struct trv_writer *w, const struct trv_incident_row *r, uint32_t columns) {
  static const char *const what[] = {"killed", "wounded", "captured"};
  char text[96];
  uint32_t left = columns;
  snprintf(text, sizeof text, "%lld source%s", (long long)r->n_sources, r->n_sources == 1 ? "" : "s");
  if (r->n_articles > r->n_sources)
    snprintf(text, sizeof text, "%lld articles, %lld source%s", (long long)r->n_articles, (long long)r->n_sources,
             r->n_sources == 1 ? "" : "s");
  note(w, &left, r->n_sources > 1 ? TRV_INK_STRONG : TRV_INK_DIM, text);
  if (r->place.name) note(w, &left, TRV_INK_NONE, r->place.name);
  for (int i = 0; i < 3; i++)
    if (r->numbers[2 * i] >= 0) {
      trv_range_text(text, r->numbers[2 * i], r->numbers[2 * i + 1], what[i]);
      note(w, &left, TRV_INK_STRONG, text);
    }
  if (r->contested) note(w, &left, TRV_INK_BAD, "contested");
  if (strcmp(r->status, "actual") != 0) note(w, &left, TRV_INK_NOTE, r->status);
  if (r->tags) note(w, &left, TRV_INK_MILD, r->tags);
  if (r->review) note(w, &left, TRV_INK_GOOD, r->review);
}
