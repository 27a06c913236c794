/* What the formats share: sheets with chosen columns, and rows. The formats themselves are read back in tests/e2e/test_formats.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "out/row.h"

/* Two rows of the columns a, b, c. */
static void write_rows(enum trv_sheet_kind kind, const char *columns, struct trv_strbuf *out) {
  struct trv_sheet sheet;
  struct trv_error err;
  const struct trv_write_options options = {.columns = columns};
  trv_strbuf_init(out);
  assert_int_equal(trv_sheet_init(&sheet, kind, "a,b,c", &options, &err), TRV_OK);
  trv_sheet_header(&sheet, out);
  trv_sheet_text(&sheet, "one,\t\"two\"");
  trv_sheet_number(&sheet, 7);
  trv_sheet_slice(&sheet, (struct trv_slice){"three\nfour!", 10});
  trv_sheet_end(&sheet, out);
  trv_sheet_text(&sheet, NULL);
  trv_sheet_number(&sheet, -1);
  trv_sheet_end(&sheet, out); /* a cell is missing */
  trv_sheet_finish(&sheet, out);
  assert_false(out->failed);
}

static void sheets_have_the_columns_chosen(void **state) {
  static const struct {
    enum trv_sheet_kind kind;
    const char *columns, *text;
  } cases[] = {
      {TRV_SHEET_CSV, NULL, "a,b,c\r\n\"one,\t\"\"two\"\"\",7,\"three\nfour\"\r\n,,\r\n"},
      {TRV_SHEET_CSV, "c, b", "c,b\r\n\"three\nfour\",7\r\n,\r\n"},
      {TRV_SHEET_TSV, NULL, "a\tb\tc\none, \"two\"\t7\tthree four\n\t\t\n"},
      {TRV_SHEET_TSV, "b,b,a", "b\tb\ta\n7\t7\tone, \"two\"\n\t\t\n"},
      {TRV_SHEET_TABLE, "b,a", "b  a\n7  one, \"two\"\n"},
      {TRV_SHEET_TABLE, "a,b", "a           b\none, \"two\"  7\n"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct trv_strbuf out;
    write_rows(cases[i].kind, cases[i].columns, &out);
    assert_string_equal(out.p, cases[i].text);
    trv_strbuf_release(&out);
  }
}

static void wrong_columns_are_named(void **state) {
  static const char *const wrong[] = {"d", "", "a,,b", "a b", "A", "a,b,c,"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    struct trv_sheet sheet;
    struct trv_error err;
    const struct trv_write_options options = {.columns = wrong[i]};
    assert_int_equal(trv_sheet_init(&sheet, TRV_SHEET_CSV, "a,b,c", &options, &err), TRV_USAGE);
    assert_non_null(strstr(err.message, "; there are: a,b,c"));
  }
}

static void tables_are_laid_out_in_parts_and_cut(void **state) {
  struct trv_sheet sheet;
  struct trv_error err;
  struct trv_strbuf out;
  char wide[200];
  memset(wide, 'x', sizeof wide);
  wide[sizeof wide - 1] = '\0';
  trv_strbuf_init(&out);
  assert_int_equal(trv_sheet_init(&sheet, TRV_SHEET_TABLE, "a,b", NULL, &err), TRV_OK);
  for (int i = 0; i < TRV_MAX_SHEET_ROWS + 1; i++) {
    trv_sheet_text(&sheet, i ? "y" : wide);
    trv_sheet_text(&sheet, "\x1b[31mz");
    trv_sheet_end(&sheet, &out);
  }
  trv_sheet_finish(&sheet, &out);
  uint32_t lines = 0;
  for (const char *at = out.p; (at = strchr(at, '\n')); at++) lines++;
  assert_int_equal(lines, TRV_MAX_SHEET_ROWS + 3); /* and the names twice */
  assert_null(strchr(out.p, '\x1b'));
  assert_null(strstr(out.p, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
  trv_strbuf_release(&out);
}

static void formats_that_have_columns(void **state) {
  const struct trv_write_options some = {.columns = "a"};
  struct trv_sheet sheet;
  struct trv_error err;
  assert_true(trv_has_columns(TRV_FORMAT_CSV, NULL));
  assert_true(trv_has_columns(TRV_FORMAT_GDELT, NULL));
  assert_false(trv_has_columns(TRV_FORMAT_TABLE, NULL));
  assert_true(trv_has_columns(TRV_FORMAT_TABLE, &some));
  assert_false(trv_has_columns(TRV_FORMAT_PLOVER, &some));
  assert_int_equal(trv_sheet_of(TRV_FORMAT_PLOVER, "a", &some, &sheet, &err), TRV_USAGE);
}

/* ---- rows */

static void sides_of_acts_among_several(void **state) {
  static const struct trv_entity actors[] = {{.code = "ARM"}, {.code = "AZE"}, {.code = "RUS"}};
  static const struct trv_entity other = {.code = "GEO"};
  static const struct {
    const char *type, *mode;
    int quad;
    uint32_t n_actors, n_recipients, first, second;
  } cases[] = {
      {"AGREE", NULL, 1, 3, 0, 1, 2},   {"AGREE", NULL, 1, 1, 0, 1, 0},       {"AGREE", NULL, 1, 2, 1, 2, 1},
      {"ASSAULT", NULL, 4, 2, 0, 1, 1}, {"ASSAULT", "aerial", 4, 2, 0, 2, 0}, {"COERCE", NULL, 4, 2, 0, 2, 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct trv_event e = {.type = cases[i].type,
                          .mode = cases[i].mode,
                          .quad_class = cases[i].quad,
                          .actor = {cases[i].n_actors, actors},
                          .recipient = {cases[i].n_recipients, &other}};
    struct trv_row row = {.event = &e};
    struct trv_entities first, second;
    trv_row_sides(&row, &first, &second);
    assert_int_equal(first.n, cases[i].first);
    assert_int_equal(second.n, cases[i].second);
  }
}

static void rows_have_numbers_days_and_characters(void **state) {
  struct trv_event e = {.type = "ASSAULT", .mode = "drone", .date = "2020-02"};
  struct trv_row row = {.id = "ifedcba9876543210", .event = &e, .incident = true, .article_date = "2020-03-04"};
  trv_row_complete(&row);
  assert_true(trv_row_number(&row) == UINT64_C(0xfedcba9876543210) >> 1);
  assert_string_equal(row.days.to, "2020-02-29");
  assert_string_equal(row.cameo.code, "1952");
  assert_true(row.told);
  e.date = NULL;
  trv_row_complete(&row);
  assert_false(row.told);
  assert_string_equal(row.days.from, "2020-03-04");
  e.type = "MURDER"; /* as a person may have it */
  trv_row_complete(&row);
  assert_string_equal(row.cameo.code, "");
  assert_int_equal(trv_characters("été 😀", 10), 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sheets_have_the_columns_chosen),       cmocka_unit_test(wrong_columns_are_named),
      cmocka_unit_test(tables_are_laid_out_in_parts_and_cut), cmocka_unit_test(formats_that_have_columns),
      cmocka_unit_test(sides_of_acts_among_several),          cmocka_unit_test(rows_have_numbers_days_and_characters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
