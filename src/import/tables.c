/* Writes the tables of a world: the columns of share/world, with the names in `any`, which holds in every language. */
#include "coder/coder.h"
#include "import/internal.h"

static const char *const files[IMP_N_TABLES] = {
    [IMP_PEOPLE] = "people.tsv",
    [IMP_REGIONS] = "regions.tsv",
    [IMP_GROUPS] = "groups.tsv",
    [IMP_MEDIA] = "media.tsv",
    [IMP_ORGANISATIONS] = "organisations.tsv",
    [IMP_INSTITUTIONS] = "institutions.tsv",
};

static const char named_header[] = "code\tsector\tname\tfrom\tto\tany\n";
static const char people_header[] = "code\tsector\tname\toffice\tfrom\tto\tany\n";
static const char roles_header[] = "forms\tsector\tkind\tbare\toffice\tname\tcode\tgender\n";
/* What a row has beside name and forms: codes, days, tabs. */
enum { ROW_ROOM = 64, HEADER_ROOM = 1024 };

const char *imp_join(struct trv_import *im, const struct imp_list *list) {
  size_t n = 1;
  for (uint32_t i = 0; i < list->n; i++) n += list->items[i].n + 1;
  char *all = trv_arena_alloc(&im->arena, n), *p = all;
  for (uint32_t i = 0; i < list->n; i++) {
    if (i) *p++ = '|';
    memcpy(p, list->items[i].p, list->items[i].n);
    p += list->items[i].n;
  }
  return all;
}

void imp_row_add(struct trv_import *im, enum imp_table table, struct imp_row row) {
  TRV_PUSH(&im->arena, im->tables[table].rows, im->tables[table].n, im->tables[table].cap, row);
  im->tables[table].bytes += ROW_ROOM + strlen(row.forms) + (row.name ? strlen(row.name) : 0);
  im->counts.rows++;
}

static enum imp_table nth(const struct trv_import *im, size_t n) {
  enum imp_table table = 0;
  for (; table < IMP_N_TABLES; table++)
    if (im->tables[table].n && n-- == 0) break;
  return table;
}

size_t trv_import_tables(const struct trv_import *im) {
  size_t n = 0;
  for (enum imp_table table = 0; table < IMP_N_TABLES; table++) n += im->tables[table].n != 0;
  return n;
}

static const char *cell(const char *s) { return s && *s ? s : "-"; }

static void write_day(struct trv_strbuf *b, int32_t day) {
  if (day) trv_strbuf_addf(b, "%04d-%02d-%02d\t", day / 10000, day / 100 % 100, day % 100);
  else trv_strbuf_adds(b, "-\t");
}

static void write_row(enum imp_table table, const struct imp_row *row, struct trv_strbuf *b) {
  const struct imp_actor *a = &row->actor;
  if (table == IMP_ROLES) {
    /* a body's people are its own wherever they are told of */
    const char *kind = a->code ? "people" : a->role, *bare = a->code ? "focus" : a->bare;
    trv_strbuf_addf(b, "%s\t%s\t%s\t%s\t-\t-\t%s\t-\n", row->forms, cell(a->sector), cell(kind), cell(bare),
                    cell(a->code));
    return;
  }
  trv_strbuf_addf(b, "%s\t%s\t%s\t", cell(a->code), cell(a->sector), row->name);
  if (table == IMP_PEOPLE) trv_strbuf_adds(b, "-\t");
  write_day(b, row->from);
  write_day(b, row->to);
  trv_strbuf_addf(b, "%s\n", row->forms);
}

enum trv_status trv_import_table(const struct trv_import *im, size_t n, const char **name, struct trv_output *out,
                                 struct trv_error *err) {
  enum imp_table table = nth(im, n);
  *out = (struct trv_output){NULL, 0};
  if (table == IMP_N_TABLES) return trv_fail(err, TRV_USAGE, NULL, 0, 0, "no such table");
  *name = table == IMP_ROLES ? im->roles_file : files[table];
  if (im->tables[table].bytes + HEADER_ROOM > TRV_MAX_TABLE_BYTES)
    return trv_fail(err, TRV_USAGE, *name, 0, 0,
                    "the table would be longer than the %zu bytes that are read of one: import fewer dictionaries into "
                    "one folder",
                    TRV_MAX_TABLE_BYTES);
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  trv_strbuf_adds(&b, "# Made by treve import; docs/import.md describes it. Names are in the column \"any\".\n");
  trv_strbuf_adds(&b, table == IMP_ROLES ? roles_header : table == IMP_PEOPLE ? people_header : named_header);
  for (uint32_t i = 0; i < im->tables[table].n; i++) write_row(table, &im->tables[table].rows[i], &b);
  return trv_output_take(&b, out, err);
}
