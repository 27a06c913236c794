/* Dumps of articles as JSON (RFC 8259): one object a line, one after the other, or in one array; each an article, or what an
 * interface answers (an object that holds a list of them). Which member is what, share/read/fields.tsv says. Of an object in an
 * object the members count under both names ("source.name"), and those of what the table calls "inside" as the record's own; lists of
 * strings are joined. Reading is Jansson's, record by record. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "read/entry.h"
#include "read/json_cut.h"
#include "read/read.h"

enum { MOST_NAME = 128, MOST_INSIDE = 4, FARTHER = 1000 /* added to the rank of what lies deeper */ };

struct dump {
  struct trv_json_cut cut;
  const struct trv_fields *fields;
  char *path;
  json_t *value;      /* the object in hand */
  const json_t *list; /* in it: the records that it holds; NULL: it is one itself */
  size_t at;
  const json_t *outlet; /* of a list of records, what it says of all */
  struct trv_entry_langs langs;
  uint64_t line;
  size_t n;                    /* records so far */
  bool begun, done, told_bare; /* a record without a text was told */
};

/* What was found for a field: a value, or in a list of objects the members of that name. */
struct choice {
  uint32_t rank;
  const json_t *value;
  const char *member;
};

struct choices {
  const struct trv_fields *fields;
  struct choice of[TRV_N_FIELDS];
  const json_t *list; /* of records */
  bool empty_list;
};

/* ---- which member is what */

static bool is_blank(const char *s, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (s[i] != ' ' && !(s[i] >= '\t' && s[i] <= '\r')) return false;
  return true;
}

/* Whether a value says something for the field. Numbers are days; `true` tells that there is one. */
static bool says(const json_t *value, enum trv_field field) {
  if (json_is_string(value)) return !is_blank(json_string_value(value), json_string_length(value));
  if (!json_is_number(value) || field != TRV_FIELD_DATE) return false;
  double number = json_number_value(value);
  return number >= 1e7 && number < 1e14;
}

static bool any_says(const json_t *value, const char *member, enum trv_field field) {
  if (!json_is_array(value)) return says(value, field);
  for (size_t i = 0; i < json_array_size(value); i++) {
    const json_t *item = json_array_get(value, i);
    if (says(member ? json_object_get(item, member) : item, field)) return true;
  }
  return false;
}

static void offer(struct choices *c, const char *name, size_t n, const json_t *value, const char *member,
                  uint32_t farther) {
  for (uint32_t f = 0; f < TRV_N_FIELDS; f++) {
    uint32_t rank = trv_fields_rank(c->fields, f, (struct trv_slice){name, n});
    if (rank == UINT32_MAX || rank + farther >= c->of[f].rank || !any_says(value, member, f)) continue;
    c->of[f] = (struct choice){rank + farther, value, member};
  }
}

/* {"$date": {"$numberLong": "…"}}, as MongoDB writes it, is the value itself. */
static const json_t *without_dollars(const json_t *value) {
  void *it;
  while (json_object_size(value) == 1 && (it = json_object_iter((json_t *)value)) != NULL &&
         json_object_iter_key(it)[0] == '$')
    value = json_object_iter_value(it);
  return value;
}

/* "prefix.name"; 0: too long. */
static size_t joined(char out[static MOST_NAME], const char *prefix, const char *name) {
  size_t a = strlen(prefix), b = strlen(name);
  if (a + b + 2 > MOST_NAME) return 0;
  memcpy(out, prefix, a);
  out[a] = '.';
  memcpy(out + a + 1, name, b + 1);
  return a + b + 1;
}

/* The members of an object in an object, or of the first of a list of them. */
static void look_below(struct choices *c, const char *prefix, const json_t *object, const json_t *list,
                       uint32_t farther) {
  const char *key;
  json_t *inner;
  char name[MOST_NAME];
  json_object_foreach((json_t *)object, key, inner) {
    size_t n = joined(name, prefix, key);
    const json_t *value = without_dollars(inner);
    if (n && json_is_object(value) && !list) look_below(c, name, value, NULL, farther + FARTHER);
    else if (n) offer(c, name, n, list ? list : value, list ? key : NULL, farther);
  }
}

static void look(struct choices *c, const json_t *object, uint32_t depth) {
  const char *key;
  json_t *inner;
  json_object_foreach((json_t *)object, key, inner) {
    const json_t *value = without_dollars(inner), *first = json_array_get(value, 0);
    bool inside = trv_fields_inside(c->fields, trv_slice_of(key));
    if (json_is_object(value)) {
      if (key[0] != '_') look_below(c, key, value, NULL, depth * FARTHER); /* "_source" is no source */
      if (inside && depth < MOST_INSIDE) look(c, value, depth + 1);
    } else if (json_is_object(first)) {
      /* A list of records is not one of paragraphs, even if it is called "news". */
      if (!inside) look_below(c, key, first, value, depth * FARTHER);
      else if (!c->list) c->list = value;
    } else {
      if (inside && json_is_array(value) && !first) c->empty_list = true;
      offer(c, key, strlen(key), value, NULL, depth * FARTHER);
    }
  }
}

static struct choices choose(const struct trv_fields *fields, const json_t *object) {
  struct choices c = {.fields = fields};
  for (uint32_t f = 0; f < TRV_N_FIELDS; f++) c.of[f].rank = UINT32_MAX;
  look(&c, object, 0);
  return c;
}

static bool has_body(const struct choices *c) {
  for (uint32_t f = 0; f < TRV_N_BODY_FIELDS; f++)
    if (c->of[f].value) return true;
  return false;
}

/* ---- what they say */

static size_t put(char *out, size_t at, const char *s, size_t n) {
  for (size_t i = 0; out && i < n; i++) out[at + i] = s[i] ? s[i] : ' '; /* "\u0000" stands in some */
  return at + n;
}

/* Writes the value, or its length where `out` is NULL. */
static size_t write_value(char *out, const struct choice *c, enum trv_field field, const char *between) {
  size_t n = 0, count = json_is_array(c->value) ? json_array_size(c->value) : 1;
  for (size_t i = 0; i < count; i++) {
    const json_t *item = json_is_array(c->value) ? json_array_get(c->value, i) : c->value;
    if (c->member) item = json_object_get(item, c->member);
    if (!says(item, field)) continue;
    if (n) n = put(out, n, between, strlen(between));
    if (json_is_string(item)) {
      n = put(out, n, json_string_value(item), json_string_length(item));
    } else {
      char number[32];
      snprintf(number, sizeof number, "%.0f", json_number_value(item));
      n = put(out, n, number, strlen(number));
    }
  }
  return n;
}

static struct trv_slice said(struct trv_arena *arena, const struct choices *c, enum trv_field field) {
  const char *between = field < TRV_N_BODY_FIELDS ? "\n\n" : ", ";
  if (!c->of[field].value) return (struct trv_slice){"", 0};
  size_t n = write_value(NULL, &c->of[field], field, between);
  char *out = TRV_NEW_ARRAY(arena, char, n + 1);
  return (struct trv_slice){out, write_value(out, &c->of[field], field, between)};
}

static const json_t *one_value(const struct choices *c, enum trv_field field) {
  const json_t *value = c->of[field].value;
  return json_is_string(value) ? value : NULL;
}

/* ---- items */

/* False: the record has no text. */
static bool fill_item(struct dump *d, struct trv_read_item *item, const struct choices *c) {
  struct trv_arena *arena = &item->arena;
  bool has = false;
  for (uint32_t f = 0; f < TRV_N_BODY_FIELDS && !has; f++)
    has = trv_entry_body(item, said(arena, c, f), f == TRV_FIELD_HTML ? TRV_BODY_HTML : TRV_BODY_ANY);
  if (!has) return false;
  struct trv_slice outlet = said(arena, c, TRV_FIELD_OUTLET);
  if (!outlet.n && d->outlet) outlet = trv_slice_of(json_string_value(d->outlet));
  item->public.title = trv_entry_line(arena, said(arena, c, TRV_FIELD_TITLE), true);
  item->public.date = trv_entry_date(arena, said(arena, c, TRV_FIELD_DATE));
  item->public.url = trv_entry_address(arena, said(arena, c, TRV_FIELD_URL));
  item->public.outlet = trv_entry_outlet(arena, outlet);
  item->public.author = trv_entry_author(arena, said(arena, c, TRV_FIELD_AUTHOR));
  item->public.lang = trv_entry_lang(arena, said(arena, c, TRV_FIELD_LANG), &d->langs);
  item->public.charset = "utf-8";
  item->public.name = trv_arena_printf(arena, "%s: record %zu (line %ju)", d->path, d->n, (uintmax_t)d->line);
  item->public.file = trv_arena_printf(arena, "%s#%zu", d->path, d->n);
  return true;
}

static enum trv_status make_item(struct dump *d, const struct choices *c, struct trv_item **out,
                                 struct trv_error *err) {
  struct trv_read_item *item = trv_item_new();
  if (!item) return trv_fail(err, TRV_NO_MEMORY, d->path, 0, 0, "memory ran out");
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_item_free(&item->public);
    return trv_fail(err, TRV_NO_MEMORY, d->path, 0, 0, "memory ran out");
  }
  trv_arena_guard(&item->arena, &guard);
  bool has = fill_item(d, item, c);
  trv_arena_guard(&item->arena, NULL);
  if (has) *out = &item->public;
  else trv_item_free(&item->public);
  return TRV_OK;
}

static uint32_t line_of(const struct dump *d) { return d->line > UINT32_MAX ? UINT32_MAX : (uint32_t)d->line; }

static enum trv_status reject(struct dump *d, struct trv_source_tally *tally, struct trv_error *err, const char *why) {
  tally->damaged++;
  return trv_fail(err, TRV_REJECTED, d->path, line_of(d), 0, "%s", why);
}

/* The first record that has no text is told with what it has; of a dump that has none at all, every record would be. */
static enum trv_status tell_bare(struct dump *d, const json_t *record, struct trv_source_tally *tally,
                                 struct trv_error *err) {
  char names[200] = "";
  const char *key;
  json_t *value;
  json_object_foreach((json_t *)record, key, value) trv_entry_list(names, sizeof names, trv_slice_of(key));
  const char *given = trv_fields_given(d->fields, TRV_FIELD_TEXT, 0);
  d->told_bare = true;
  tally->bare++;
  return trv_fail(err, TRV_REJECTED, d->path, line_of(d), 0,
                  "%s%s among the record's fields (%s); --field text=NAME names it",
                  given ? "no text called " : "no text", given ? given : "", names);
}

static enum trv_status take_record(struct dump *d, const json_t *record, const struct choices *c,
                                   struct trv_source_tally *tally, struct trv_item **out, struct trv_error *err) {
  d->n++;
  tally->records++;
  if (!json_is_object(record)) return reject(d, tally, err, "no object, but a single value");
  enum trv_status status = make_item(d, c, out, err);
  if (status != TRV_OK) return status;
  if (*out) tally->items++;
  else if (!d->told_bare && !c->empty_list) return tell_bare(d, record, tally, err);
  else tally->passed++;
  return TRV_OK;
}

/* ---- the stream */

static enum trv_status fail_json(struct dump *d, const struct trv_json_piece *piece, const json_error_t *error,
                                 struct trv_error *err) {
  uint64_t line = d->line + (error->line > 0 ? (uint64_t)error->line - 1 : 0);
  /* Jansson says nothing where memory runs out in most places. */
  if (json_error_code(error) == json_error_out_of_memory || !error->text[0])
    return trv_fail(err, TRV_NO_MEMORY, d->path, 0, 0, "memory ran out");
  char why[JSON_ERROR_TEXT_LENGTH];
  snprintf(why, sizeof why, "%s", error->text);
  for (char *p = why; *p; p++)
    if ((unsigned char)*p < ' ') *p = ' ';
  return trv_fail(err, TRV_REJECTED, d->path, line > UINT32_MAX ? UINT32_MAX : (uint32_t)line,
                  error->column > 0 ? (uint32_t)error->column : 0, "no JSON: %s%s", why,
                  piece->kind == TRV_JSON_CUT_OFF ? " (the record is cut off)" : "");
}

/* Parses the piece into d->value. */
static enum trv_status parse(struct dump *d, const struct trv_json_piece *piece, struct trv_source_tally *tally,
                             struct trv_error *err) {
  json_error_t error;
  d->line = piece->line;
  if (piece->kind == TRV_JSON_TOO_LONG || piece->kind == TRV_JSON_OTHER) d->n++, tally->records++;
  if (piece->kind == TRV_JSON_TOO_LONG) {
    tally->damaged++;
    return trv_fail(err, TRV_REJECTED, d->path, line_of(d), 0, "a record of more than the %zu MiB that are read",
                    TRV_MAX_RECORD_BYTES >> 20);
  }
  d->value =
      json_loadb(piece->bytes.p, piece->bytes.n, JSON_ALLOW_NUL | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, &error);
  if (d->value && piece->kind == TRV_JSON_OBJECT) return TRV_OK;
  if (d->value) return reject(d, tally, err, "no object, but a single value");
  if (piece->kind != TRV_JSON_OTHER) d->n++, tally->records++;
  enum trv_status status = fail_json(d, piece, &error, err);
  tally->damaged += status == TRV_REJECTED;
  return status;
}

static enum trv_status at_end(struct dump *d, struct trv_source_tally *tally, struct trv_error *err) {
  bool open = d->cut.arrays > 0, lost = d->cut.resync;
  d->done = true;
  d->line = d->cut.line;
  tally->records += lost || open;
  if (lost) return reject(d, tally, err, "no further record begins behind the one that is cut off");
  return open ? reject(d, tally, err, "the list of records is not closed: the file is cut off") : TRV_OK;
}

static enum trv_status begin(struct dump *d, struct trv_source_tally *tally, struct trv_error *err) {
  struct trv_slice look;
  enum trv_status status = trv_stream_look(d->cut.stream, 3, &look, err);
  d->begun = true;
  d->line = 1;
  if (status != TRV_OK) return TRV_OK; /* reading will meet it again */
  if (look.n > 2 && memcmp(look.p, "\xEF\xBB\xBF", 3) == 0) trv_stream_take(d->cut.stream, 3);
  bool utf16 = look.n > 1 &&
               (memcmp(look.p, "\xFF\xFE", 2) == 0 || memcmp(look.p, "\xFE\xFF", 2) == 0 || !look.p[0] || !look.p[1]);
  d->done = utf16;
  tally->records += utf16;
  return utf16 ? reject(d, tally, err, "UTF-16 or no text: JSON is UTF-8") : TRV_OK;
}

/* The stream is damaged: goes on with the line behind the damage, where there is something. */
static enum trv_status after_damage(struct dump *d, struct trv_source_tally *tally) {
  tally->records++;
  tally->damaged++;
  d->done = !trv_stream_resync(d->cut.stream);
  d->cut.resync = !d->done;
  d->cut.resync_column = SIZE_MAX;
  return TRV_REJECTED;
}

static enum trv_status next(void *self, struct trv_source_tally *tally, struct trv_item **out, struct trv_error *err) {
  struct dump *d = self;
  *out = NULL;
  enum trv_status status = d->begun ? TRV_OK : begin(d, tally, err);
  while (status == TRV_OK && !*out) {
    if (d->list && d->at < json_array_size(d->list)) {
      const json_t *record = json_array_get(d->list, d->at++);
      struct choices c = choose(d->fields, record);
      status = take_record(d, record, &c, tally, out, err);
      continue;
    }
    json_decref(d->value);
    d->value = NULL;
    d->list = d->outlet = NULL;
    struct trv_json_piece piece;
    if (d->done) return TRV_OK;
    status = trv_json_cut_next(&d->cut, &piece, err);
    tally->n_bytes = trv_stream_taken(d->cut.stream);
    if (status == TRV_REJECTED) return after_damage(d, tally);
    if (status == TRV_OK && piece.kind == TRV_JSON_END) return at_end(d, tally, err);
    if (status == TRV_OK) status = parse(d, &piece, tally, err);
    if (status != TRV_OK) break;
    struct choices c = choose(d->fields, d->value);
    if (has_body(&c) || !c.list) {
      status = take_record(d, d->value, &c, tally, out, err);
    } else {
      d->list = c.list;
      d->at = 0;
      d->outlet = one_value(&c, TRV_FIELD_OUTLET) ? one_value(&c, TRV_FIELD_OUTLET) : one_value(&c, TRV_FIELD_TITLE);
    }
  }
  return status;
}

static void close_dump(void *self) {
  struct dump *d = self;
  json_decref(d->value);
  trv_json_cut_release(&d->cut);
  free(d->path);
  free(d);
}

enum trv_status trv_ndjson_open(struct trv_stream *stream, const char *path, const struct trv_fields *fields,
                                struct trv_reader *out, struct trv_error *err) {
  struct dump *d = calloc(1, sizeof *d);
  enum trv_status status = TRV_NO_MEMORY;
  if (d && (d->path = strdup(path)) != NULL) status = trv_json_cut_open(&d->cut, stream, err);
  if (status == TRV_OK) {
    d->fields = fields;
    *out = (struct trv_reader){next, close_dump, d};
    return TRV_OK;
  }
  if (d) close_dump(d);
  return trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "memory ran out");
}
