/* See ontology.h. Each column of a table has a test of its cells; rows are compared with the table in the program. */
#include "check/ontology.h"

#include <string.h>

#include "base/limits.h"
#include "base/table.h"
#include "ontology/cameo.h"
#include "ontology/tables.h"

struct place {
  const struct trv_table *table;
  uint32_t row;
};

static struct trv_slice cell(struct place at, uint32_t column) { return trv_table_cell(at.table, at.row, column); }

/* NULL where the cell is right, else what it should be. */
typedef const char *test(struct place at, struct trv_slice s);

static bool among(const char *const (*table)[TRV_ONTOLOGY_CELLS], uint32_t column, struct trv_slice s) {
  for (size_t i = 0; table[i][0]; i++)
    if (table[i][column] && trv_slice_is(s, table[i][column])) return true;
  return false;
}

static const char *text(struct place at, struct trv_slice s) {
  (void)at;
  return s.n ? NULL : "empty";
}

static const char *any(struct place at, struct trv_slice s) {
  (void)at, (void)s;
  return NULL;
}

static const char *type(struct place at, struct trv_slice s) {
  (void)at;
  return among(trv_ontology_types, TRV_TYPES_TYPE, s) ? NULL : "no type of PLOVER";
}

static bool is_mode(struct trv_slice of, struct trv_slice s) {
  for (size_t i = 0; trv_ontology_modes[i][0]; i++)
    if (trv_slice_is(of, trv_ontology_modes[i][TRV_MODES_TYPE]) &&
        trv_slice_is(s, trv_ontology_modes[i][TRV_MODES_MODE]))
      return true;
  return false;
}

static const char *mode(struct place at, struct trv_slice s) {
  return is_mode(cell(at, 0), s) ? NULL : "no mode of the type";
}

static const char *mode_or_none(struct place at, struct trv_slice s) { return s.n ? mode(at, s) : NULL; }

static const char *digit(struct trv_slice s, char low, char high, const char *what) {
  return s.n == 1 && s.p[0] >= low && s.p[0] <= high ? NULL : what;
}

static const char *quad(struct place at, struct trv_slice s) {
  (void)at;
  return digit(s, '1', '4', "not 1, 2, 3 or 4");
}

static const char *flag(struct place at, struct trv_slice s) {
  (void)at;
  return digit(s, '0', '1', "not 0 or 1");
}

static const char *rank(struct place at, struct trv_slice s) {
  (void)at;
  return digit(s, '1', '3', "not 1, 2 or 3");
}

static const char *inter(struct place at, struct trv_slice s) {
  (void)at;
  return digit(s, '0', '8', "not a digit from 0 to 8");
}

/* "-9.5": at most ten, with one decimal. */
static const char *score(struct place at, struct trv_slice s) {
  (void)at;
  static const char wrong[] = "not a number from -10.0 to 10.0 with one decimal";
  if (s.n && s.p[0] == '-') s.p++, s.n--;
  bool ten = s.n == 4 && memcmp(s.p, "10.0", 4) == 0;
  bool less = s.n == 3 && s.p[0] >= '0' && s.p[0] <= '9' && s.p[1] == '.' && s.p[2] >= '0' && s.p[2] <= '9';
  return ten || less ? NULL : wrong;
}

static const char *contexts(struct place at, struct trv_slice s) {
  (void)at;
  while (s.n) {
    struct trv_slice one = trv_slice_split(&s, '|');
    if (trv_context_of(one.p, one.n) == TRV_MAX_CONTEXTS) return "no context of PLOVER";
    if (!s.p) break;
  }
  return NULL;
}

static const char *cameo(struct place at, struct trv_slice s) {
  (void)at;
  return among(trv_ontology_cameo, TRV_CAMEO_CODE, s) ? NULL : "no code of CAMEO";
}

/* The code that an event of this type usually has must be one that the type may have. */
static const char *usual_cameo(struct place at, struct trv_slice s) {
  char code[8] = "", name[32] = "";
  struct trv_slice of = cell(at, 0);
  struct trv_cameo found;
  if (s.n >= sizeof code || of.n >= sizeof name) return "no code of CAMEO";
  memcpy(code, s.p, s.n);
  memcpy(name, of.p, of.n);
  if (!trv_cameo_find(code, &found)) return "no code of CAMEO";
  return trv_cameo_fits(&found, trv_event_of(name)) ? NULL : "a code that does not stand with the type";
}

/* Of two to four digits, behind the one before it, below its parent. */
static const char *new_cameo(struct place at, struct trv_slice s) {
  bool digits = s.n >= 2 && s.n <= 4;
  for (size_t i = 0; i < s.n; i++) digits = digits && s.p[i] >= '0' && s.p[i] <= '9';
  if (!digits) return "not two to four digits";
  if (at.row) {
    struct trv_slice last = trv_table_cell(at.table, at.row - 1, 0);
    int order = memcmp(last.p, s.p, last.n < s.n ? last.n : s.n);
    if (order > 0 || (order == 0 && last.n >= s.n)) return "not in the order of the codes";
  }
  return s.n == 2 || cameo(at, (struct trv_slice){s.p, s.n - 1}) == NULL ? NULL : "a code without the one above it";
}

/* TYPE[/mode] between bars. */
static const char *plover(struct place at, struct trv_slice s) {
  while (s.n) {
    struct trv_slice one = trv_slice_split(&s, '|'), of = trv_slice_split(&one, '/');
    const char *wrong = type(at, of);
    if (!wrong && one.p && !is_mode(of, one)) wrong = "no mode of the type";
    if (wrong) return wrong;
    if (!s.p) break;
  }
  return NULL;
}

static const char *actor_kind(struct place at, struct trv_slice s) {
  (void)at;
  return trv_slice_is(s, "sector") || trv_slice_is(s, "body") ? NULL : "not sector or body";
}

static const char *side(struct place at, struct trv_slice s) {
  (void)at;
  static const char *const sides[] = {"state", "foreign", "armed", "civil", "body"};
  for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
    if (trv_slice_is(s, sides[i])) return NULL;
  return s.n ? "not state, foreign, armed, civil or body" : NULL;
}

static const char *sub_event_type(struct place at, struct trv_slice s) {
  (void)at;
  return !s.n || among(trv_ontology_acled_events, TRV_ACLED_EVENTS_SUB, s) ? NULL : "no sub-event type of ACLED";
}

static const char *numeric(struct place at, struct trv_slice s) {
  (void)at;
  uint64_t n;
  return s.n == 3 && trv_slice_uint(s, 999, &n) ? NULL : "not three digits";
}

static const struct {
  const char *file;
  const char *const (*built)[TRV_ONTOLOGY_CELLS];
  const char *columns[TRV_ONTOLOGY_CELLS + 1];
  test *tests[TRV_ONTOLOGY_CELLS];
  uint32_t n_key; /* the first columns of a row are found in no other; 0: may be */
} tables[] = {
    {"types.tsv",
     trv_ontology_types,
     {"type", "quad", "speech", "score", "cameo", "name"},
     {type, quad, flag, score, usual_cameo, text},
     1},
    {"modes.tsv",
     trv_ontology_modes,
     {"type", "mode", "score", "cameo", "context", "name"},
     {type, text, score, usual_cameo, contexts, text},
     2},
    {"contexts.tsv", trv_ontology_contexts, {"context", "name"}, {text, text}, 1},
    {"cameo.tsv",
     trv_ontology_cameo,
     {"code", "goldstein", "quad", "plover", "context", "name"},
     {new_cameo, score, quad, plover, contexts, text},
     1},
    {"actors.tsv",
     trv_ontology_actors,
     {"code", "kind", "cameo", "rank", "group", "inter", "context", "acled"},
     {text, actor_kind, any, rank, any, inter, contexts, any},
     1},
    {"countries.tsv",
     trv_ontology_countries,
     {"code", "numeric", "fips", "cameo", "region", "name"},
     {text, numeric, any, text, text, text},
     1},
    {"acled.tsv",
     trv_ontology_acled,
     {"type", "mode", "cameo", "tag", "actor", "recipient", "sub_event_type"},
     {type, mode_or_none, any, any, side, side, sub_event_type},
     0},
    {"acled-events.tsv",
     trv_ontology_acled_events,
     {"sub_event_type", "event_type", "disorder_type"},
     {text, text, text},
     1},
};

void trv_finding_add(struct trv_strbuf *report, const struct trv_error *e) {
  trv_strbuf_adds(report, e->path);
  if (e->line) trv_strbuf_addf(report, ":%u", e->line);
  if (e->line && e->column) trv_strbuf_addf(report, ":%u", e->column);
  trv_strbuf_addf(report, ": %s\n", e->message);
}

static void find(struct trv_strbuf *report, const struct trv_table *t, uint32_t row, uint32_t column,
                 const char *message, struct trv_slice s) {
  trv_strbuf_addf(report, "%s:%u:%u: %s", t->path, t->lines[row], column + 1, message);
  if (s.n) trv_strbuf_addf(report, ": \"%.*s\"", (int)(s.n > 80 ? 80 : s.n), s.p);
  trv_strbuf_addc(report, '\n');
}

/* Whether a row above has the same key. */
static bool twice(const struct trv_table *t, uint32_t row, uint32_t n_key) {
  for (uint32_t i = 0; n_key && i < row; i++) {
    uint32_t k = 0;
    while (k < n_key && trv_slice_equal(trv_table_cell(t, i, k), trv_table_cell(t, row, k))) k++;
    if (k == n_key) return true;
  }
  return false;
}

/* Whether the file is the table in the program. */
static bool as_built(const struct trv_table *t, const char *const (*built)[TRV_ONTOLOGY_CELLS]) {
  for (uint32_t row = 0; row < t->n_rows; row++) {
    if (!built[row][0]) return false;
    for (uint32_t k = 0; k < t->n_columns; k++) {
      const char *is = built[row][k];
      if (!trv_slice_is(trv_table_cell(t, row, k), is ? is : "")) return false;
    }
  }
  return !built[t->n_rows][0];
}

static uint32_t check_table(size_t which, const char *dir, struct trv_arena *arena, struct trv_strbuf *report) {
  struct trv_table t;
  struct trv_error err = {0};
  uint32_t n = 0;
  const char *path = trv_arena_printf(arena, "%s/%s", dir, tables[which].file);
  if (trv_table_load(path, tables[which].columns, arena, &t, &err) != TRV_OK) {
    trv_finding_add(report, &err);
    return 1;
  }
  if (t.n_rows > TRV_MAX_ONTOLOGY_ROWS) {
    trv_strbuf_addf(report, "%s: %u rows, more than the %u that are checked\n", t.path, t.n_rows,
                    TRV_MAX_ONTOLOGY_ROWS);
    return 1;
  }
  for (uint32_t row = 0; row < t.n_rows; row++) {
    for (uint32_t k = 0; k < t.n_columns; k++) {
      struct trv_slice s = trv_table_cell(&t, row, k);
      const char *wrong = tables[which].tests[k]((struct place){&t, row}, s);
      if (!wrong) continue;
      find(report, &t, row, k, wrong, s);
      n++;
    }
    if (!twice(&t, row, tables[which].n_key)) continue;
    find(report, &t, row, 0, "stands above already", trv_table_cell(&t, row, 0));
    n++;
  }
  if (!n && !as_built(&t, tables[which].built)) {
    trv_strbuf_addf(report, "%s: is not the table that this treve was built with: build it anew\n", t.path);
    n++;
  }
  return n;
}

uint32_t trv_ontology_check(const char *dir, struct trv_arena *arena, struct trv_strbuf *report) {
  uint32_t n = 0;
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) n += check_table(i, dir, arena, report);
  return n;
}

uint32_t trv_rule_codes_check(const struct trv_rules *rules, const char *path, struct trv_strbuf *report) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < rules->n_rules; i++) {
    const struct trv_rule *r = &rules->rules[i];
    struct trv_cameo found;
    if (!r->cameo) continue;
    bool known = trv_cameo_find(r->cameo, &found);
    if (known && trv_cameo_fits(&found, (enum trv_event_type)r->type)) continue;
    n++;
    trv_strbuf_addf(report, "%s:%u: ", path, r->line);
    if (!known) trv_strbuf_addf(report, "no code of CAMEO: \"%s\"\n", r->cameo);
    else
      trv_strbuf_addf(report, "%s does not stand with %s, but with %s\n", r->cameo,
                      trv_event_name((enum trv_event_type)r->type), found.plover ? found.plover : "nothing of PLOVER");
  }
  return n;
}
