/* Names of the fields of dumps; see fields.h. A map from field and name to the place of the name in its row, which is its rank. */
#include "read/fields.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/table.h"
#include "coder/coder.h"

enum { ROW_INSIDE = TRV_N_FIELDS, ROW_EMPTY, N_ROWS, MOST_NAME = 128 };

struct given {
  const char **names;
  uint32_t n, cap;
};

struct trv_fields {
  struct trv_arena arena;
  struct trv_map ranks; /* a letter for the row, and the name as fold() has it */
  struct given given[TRV_N_FIELDS];
  const char *const *to_give; /* the caller's, while it is opened */
};

static const char *const rows[N_ROWS] = {"text",   "html",   "summary", "title",  "date", "url",
                                         "outlet", "author", "lang",    "inside", "empty"};

const char *trv_field_name(enum trv_field field) { return rows[field]; }

/* The key of a name; n 0: it is longer than names are. */
static struct trv_slice fold(uint32_t row, struct trv_slice name, char key[static MOST_NAME + 1]) {
  size_t n = 0;
  key[n++] = (char)('a' + row);
  for (size_t i = 0; i < name.n; i++) {
    char c = name.p[i];
    if (row < TRV_N_FIELDS && (c == '-' || c == '_' || c == '.' || c == ' ')) continue;
    if (n > MOST_NAME) return (struct trv_slice){key, 0};
    /* The capitals of Latin-1 too. */
    bool latin = key[n - 1] == '\xC3' && (unsigned char)c >= 0x80 && (unsigned char)c <= 0x9E && c != '\x97';
    key[n++] = (c >= 'A' && c <= 'Z') || latin ? (char)(c + 0x20) : c;
  }
  return (struct trv_slice){key, n};
}

static uint32_t rank_of(const struct trv_fields *fields, uint32_t row, struct trv_slice name) {
  char key[MOST_NAME + 1];
  struct trv_slice folded = fold(row, name, key);
  return folded.n > 1 ? trv_map_get(&fields->ranks, folded) : TRV_MAP_NONE;
}

static bool add_name(struct trv_fields *fields, uint32_t row, struct trv_slice name, uint32_t rank) {
  char key[MOST_NAME + 1];
  struct trv_slice folded = fold(row, name, key);
  if (folded.n < 2) return false;
  if (trv_map_get(&fields->ranks, folded) == TRV_MAP_NONE) trv_map_put(&fields->ranks, folded, rank);
  return true;
}

static enum trv_status add_given(struct trv_fields *fields, const char *given, struct trv_error *err) {
  struct trv_slice name = trv_slice_of(given), field = trv_slice_split(&name, '=');
  uint32_t f = 0;
  field = trv_slice_trim(field);
  name = trv_slice_trim(name);
  while (f < TRV_N_FIELDS && !trv_slice_is(field, rows[f])) f++;
  if (!name.p) return trv_fail(err, TRV_USAGE, NULL, 0, 0, "'%s' is not FIELD=NAME, as in text=body", given);
  if (f == TRV_N_FIELDS)
    return trv_fail(err, TRV_USAGE, NULL, 0, 0,
                    "'%s': no such field; there are text, html, summary, title, date, url, outlet, author and lang",
                    given);
  if (!add_name(fields, f, name, fields->given[f].n))
    return trv_fail(err, TRV_USAGE, NULL, 0, 0, "'%s': that is no name of a field", given);
  const char *copy = trv_arena_strndup(&fields->arena, name.p, name.n);
  TRV_PUSH(&fields->arena, fields->given[f].names, fields->given[f].n, fields->given[f].cap, copy);
  return TRV_OK;
}

/* Guesses are not made for what the user gave; the article itself is one thing under three names. */
static bool is_guessed(const struct trv_fields *fields, uint32_t row) {
  if (row >= TRV_N_FIELDS) return true;
  if (row >= TRV_N_BODY_FIELDS) return !fields->given[row].n;
  for (uint32_t f = 0; f < TRV_N_BODY_FIELDS; f++)
    if (fields->given[f].n) return false;
  return true;
}

static enum trv_status load(struct trv_fields *fields, const char *share, struct trv_error *err) {
  static const char *const columns[] = {"field", "names", NULL};
  enum trv_status status = TRV_OK;
  for (; status == TRV_OK && fields->to_give && *fields->to_give; fields->to_give++)
    status = add_given(fields, *fields->to_give, err);
  if (status != TRV_OK) return status;
  const struct trv_open_options options = {.share = share};
  struct trv_table t;
  const char *path = trv_arena_printf(&fields->arena, "%s/read/fields.tsv", trv_share_dir(&options, &fields->arena));
  status = trv_table_load(path, columns, &fields->arena, &t, err);
  if (status != TRV_OK) return status;
  for (uint32_t i = 0; i < t.n_rows; i++) {
    uint32_t row = 0, rank = 0;
    while (row < N_ROWS && !trv_slice_is(trv_table_cell(&t, i, 0), rows[row])) row++;
    if (row == N_ROWS) return trv_table_fail(&t, i, 0, err, "no such field");
    if (!is_guessed(fields, row)) continue;
    for (struct trv_slice rest = trv_table_cell(&t, i, 1); rest.p; rank++) {
      struct trv_slice name = trv_slice_split(&rest, '|');
      if (!add_name(fields, row, name, rank)) return trv_table_fail(&t, i, 1, err, "an empty or overlong name");
    }
  }
  return TRV_OK;
}

enum trv_status trv_fields_open(const char *share, const char *const *given, struct trv_fields **out,
                                struct trv_error *err) {
  *out = NULL;
  struct trv_fields *fields = calloc(1, sizeof *fields);
  if (!fields) return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out");
  trv_arena_init(&fields->arena, 0);
  fields->to_give = given;
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_fields_close(fields);
    return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out");
  }
  trv_arena_guard(&fields->arena, &guard);
  trv_map_init(&fields->ranks, &fields->arena);
  enum trv_status status = load(fields, share, err);
  trv_arena_guard(&fields->arena, NULL);
  if (status == TRV_OK) *out = fields;
  else trv_fields_close(fields);
  return status;
}

void trv_fields_close(struct trv_fields *fields) {
  if (!fields) return;
  trv_arena_release(&fields->arena);
  free(fields);
}

uint32_t trv_fields_rank(const struct trv_fields *fields, enum trv_field field, struct trv_slice name) {
  return rank_of(fields, field, name);
}

const char *trv_fields_given(const struct trv_fields *fields, enum trv_field field, uint32_t n) {
  return n < fields->given[field].n ? fields->given[field].names[n] : NULL;
}

bool trv_fields_inside(const struct trv_fields *fields, struct trv_slice name) {
  return rank_of(fields, ROW_INSIDE, name) != TRV_MAP_NONE;
}

bool trv_fields_empty(const struct trv_fields *fields, struct trv_slice cell) {
  return !cell.n || rank_of(fields, ROW_EMPTY, cell) != TRV_MAP_NONE;
}

uint32_t trv_fields_known(const struct trv_fields *fields, struct trv_slice line, char separator, bool *body) {
  bool found[TRV_N_FIELDS] = {false};
  uint32_t n = 0;
  while (line.n && (line.p[line.n - 1] == '\n' || line.p[line.n - 1] == '\r')) line.n--;
  for (struct trv_slice rest = line; rest.p;) {
    struct trv_slice name = trv_slice_trim(trv_slice_split(&rest, separator));
    if (name.n > 1 && name.p[0] == '"' && name.p[name.n - 1] == '"') name.p++, name.n -= 2;
    for (uint32_t f = 0; f < TRV_N_FIELDS; f++)
      if (rank_of(fields, f, name) != TRV_MAP_NONE) found[f] = true;
  }
  *body = false;
  for (uint32_t f = 0; f < TRV_N_FIELDS; f++) {
    n += found[f];
    *body |= found[f] && f < TRV_N_BODY_FIELDS;
  }
  return n;
}

bool trv_fields_header(const struct trv_fields *fields, struct trv_slice line) {
  static const char bom[] = "\xEF\xBB\xBF", separators[] = ",;\t";
  if (line.n >= 3 && memcmp(line.p, bom, 3) == 0) line.p += 3, line.n -= 3;
  for (const char *s = separators; *s; s++) {
    bool body;
    if (memchr(line.p, *s, line.n) && trv_fields_known(fields, line, *s, &body) > 1 && body) return true;
  }
  return false;
}
