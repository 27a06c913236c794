/* The ground that all stages stand on: arena, strings, map, tables, errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/table.h"

/* ---- arena */

static void arena_gives_zeroed_aligned_memory(void **state) {
  struct trv_arena a;
  trv_arena_init(&a, 0);
  for (size_t size = 0; size < 3000; size += 37) {
    unsigned char *p = trv_arena_alloc(&a, size);
    assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
    for (size_t i = 0; i < size; i++) assert_int_equal(p[i], 0);
    memset(p, 0xa5, size);
  }
  unsigned char *large = trv_arena_alloc(&a, (size_t)1 << 20);
  assert_int_equal(large[((size_t)1 << 20) - 1], 0);
  trv_arena_release(&a);
}

static void arena_reset_hands_out_zeroes_again(void **state) {
  struct trv_arena a;
  trv_arena_init(&a, 0);
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < 200; i++) {
      char *p = trv_arena_alloc(&a, 5000);
      assert_int_equal(p[0] | p[4999], 0);
      memset(p, 1, 5000);
    }
    trv_arena_reset(&a);
    assert_int_equal(a.used, 0);
  }
  trv_arena_release(&a);
}

static void arena_ceiling_jumps_to_the_guard(void **state) {
  struct trv_arena a;
  trv_arena_init(&a, 1000);
  jmp_buf guard;
  volatile int jumps = 0;
  if (setjmp(guard)) jumps++;
  trv_arena_guard(&a, &guard);
  if (jumps == 0) trv_arena_alloc(&a, 1001);
  if (jumps == 1) trv_arena_array(&a, SIZE_MAX / 2, 3);
  if (jumps == 2)
    for (int i = 0; i < 100; i++) trv_arena_alloc(&a, 16);
  assert_int_equal(jumps, 3);
  trv_arena_release(&a);
}

static int order[3], n_order;
static void note(void *number) { order[n_order++] = *(int *)number; }

static void arena_runs_deferred_calls_backwards(void **state) {
  static int numbers[] = {1, 2, 3};
  struct trv_arena a;
  trv_arena_init(&a, 0);
  n_order = 0;
  for (int i = 0; i < 3; i++) trv_arena_defer(&a, note, &numbers[i]);
  trv_arena_release(&a);
  assert_int_equal(n_order, 3);
  assert_int_equal(order[0] * 100 + order[1] * 10 + order[2], 321);
  trv_arena_release(&a);
  assert_int_equal(n_order, 3);
}

static void arena_push_keeps_what_it_holds(void **state) {
  struct trv_arena a;
  trv_arena_init(&a, 0);
  uint32_t *items = NULL, n = 0, cap = 0;
  for (uint32_t i = 0; i < 1000; i++) TRV_PUSH(&a, items, n, cap, i * i);
  assert_int_equal(n, 1000);
  assert_true(cap >= n);
  for (uint32_t i = 0; i < n; i++) assert_int_equal(items[i], i * i);
  trv_arena_release(&a);
}

static void arena_copies_and_formats_strings(void **state) {
  struct trv_arena a;
  trv_arena_init(&a, 0);
  assert_string_equal(trv_arena_strndup(&a, "trêve longue", 6), "trêve");
  assert_string_equal(trv_arena_strdup(&a, ""), "");
  assert_string_equal(trv_arena_printf(&a, "%s:%d", "events.rules", 41), "events.rules:41");
  assert_string_equal(trv_arena_printf(&a, "%s", ""), "");
  trv_arena_release(&a);
}

/* ---- slices and buffers */

static void slices_split_and_trim(void **state) {
  struct trv_slice rest = trv_slice_of("a||b c|");
  static const char *const want[] = {"a", "", "b c", ""};
  size_t n = 0;
  while (rest.p) {
    assert_true(n < 4);
    assert_true(trv_slice_is(trv_slice_split(&rest, '|'), want[n]));
    n++;
  }
  assert_int_equal(n, 4);
  assert_true(trv_slice_is(trv_slice_trim(trv_slice_of(" \t x y\t ")), "x y"));
  assert_true(trv_slice_is(trv_slice_trim(trv_slice_of(" \t ")), ""));
  struct trv_slice empty = trv_slice_of("");
  assert_true(trv_slice_is(trv_slice_split(&empty, ','), ""));
  assert_null(empty.p);
}

static void slices_read_whole_numbers(void **state) {
  static const struct {
    const char *text;
    uint64_t max;
    bool ok;
    uint64_t value;
  } table[] = {
      {"0", 9, true, 0},
      {"007", 9, true, 7},
      {"9999", 9999, true, 9999},
      {"10000", 9999, false, 0},
      {"18446744073709551615", UINT64_MAX, true, UINT64_MAX},
      {"18446744073709551616", UINT64_MAX, false, 0},
      {"", 9, false, 0},
      {"-1", 9, false, 0},
      {"+1", 9, false, 0},
      {" 1", 9, false, 0},
      {"1 ", 9, false, 0},
      {"1e3", 9999, false, 0},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    uint64_t value = 0;
    assert_int_equal(trv_slice_uint(trv_slice_of(table[i].text), table[i].max, &value), table[i].ok);
    if (table[i].ok) assert_true(value == table[i].value);
  }
}

static void buffers_grow_and_stay_terminated(void **state) {
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  assert_string_equal(b.p, "");
  for (int i = 0; i < 1000; i++) {
    trv_strbuf_addc(&b, 'x');
    trv_strbuf_addf(&b, "%d,", i);
    assert_int_equal(strlen(b.p), b.n);
  }
  assert_memory_equal(b.p, "x0,x1,x2,", 9);
  trv_strbuf_clear(&b);
  assert_string_equal(b.p, "");
  trv_strbuf_add(&b, "a\0b", 3);
  assert_int_equal(b.n, 3);
  trv_strbuf_adds(&b, "");
  assert_int_equal(b.n, 3);
  assert_false(b.failed);
  trv_strbuf_release(&b);
  trv_strbuf_release(&b);
  assert_string_equal(b.p, "");
}

/* ---- map */

static void map_finds_what_was_put(void **state) {
  struct trv_arena a;
  trv_arena_init(&a, 0);
  struct trv_map map;
  trv_map_init(&map, &a);
  assert_int_equal(trv_map_get(&map, trv_slice_of("x")), TRV_MAP_NONE);
  char key[16];
  for (uint32_t i = 0; i < 5000; i++) {
    snprintf(key, sizeof key, "k%u", i);
    trv_map_put(&map, trv_slice_of(key), i);
  }
  trv_map_put(&map, trv_slice_of("k7"), 70);
  trv_map_put(&map, trv_slice_of(""), 1);
  trv_map_put(&map, (struct trv_slice){"a\0b", 3}, 2);
  assert_int_equal(map.n, 5002);
  for (uint32_t i = 0; i < 5000; i++) {
    snprintf(key, sizeof key, "k%u", i);
    assert_int_equal(trv_map_get(&map, trv_slice_of(key)), i == 7 ? 70 : i);
  }
  assert_int_equal(trv_map_get(&map, trv_slice_of("k5000")), TRV_MAP_NONE);
  assert_int_equal(trv_map_get(&map, trv_slice_of("")), 1);
  assert_int_equal(trv_map_get(&map, (struct trv_slice){"a\0b", 3}), 2);
  assert_int_equal(trv_map_get(&map, trv_slice_of("a")), TRV_MAP_NONE);
  trv_arena_release(&a);
}

/* ---- errors */

static void errors_are_cut_to_their_fields(void **state) {
  struct trv_error err;
  char lengthy[2000];
  memset(lengthy, 'p', sizeof lengthy);
  lengthy[sizeof lengthy - 1] = '\0';
  assert_int_equal(trv_fail(&err, TRV_REJECTED, lengthy, 3, 4, "%s", lengthy), TRV_REJECTED);
  assert_int_equal(strlen(err.path), sizeof err.path - 1);
  assert_int_equal(strlen(err.message), sizeof err.message - 1);
  assert_int_equal(err.line, 3);
  assert_int_equal(err.column, 4);
  assert_int_equal(trv_fail(&err, TRV_SYSTEM, NULL, 0, 0, "x"), TRV_SYSTEM);
  assert_string_equal(err.path, "");
  assert_int_equal(trv_fail(NULL, TRV_USAGE, "a", 0, 0, "x"), TRV_USAGE);
}

/* ---- files and tables */

static char folder[64];

static int make_folder(void **state) {
  snprintf(folder, sizeof folder, "/tmp/treve-base-XXXXXX");
  return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) { return rmdir(folder); }

/* Writes `text` to a file, loads it as a table with `columns` (NULL: any), and removes it. */
static enum trv_status load_as(const char *text, size_t n, const char *const *columns, struct trv_arena *a,
                               struct trv_table *t, struct trv_error *err) {
  char path[128];
  snprintf(path, sizeof path, "%s/t.tsv", folder);
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  assert_int_equal(fwrite(text, 1, n, f), n);
  fclose(f);
  memset(err, 0, sizeof *err);
  enum trv_status status = columns ? trv_table_load(path, columns, a, t, err) : trv_table_load_any(path, a, t, err);
  unlink(path);
  return status;
}

static enum trv_status load(const char *text, size_t n, struct trv_arena *a, struct trv_table *t,
                            struct trv_error *err) {
  static const char *const columns[] = {"code", "name", NULL};
  return load_as(text, n, columns, a, t, err);
}

static void tables_keep_cells_and_line_numbers(void **state) {
  struct trv_arena a;
  struct trv_table t;
  struct trv_error err;
  static const char text[] =
      "# comment\n\ncode\tname\nTUR\tTurquie|République de Turquie\n# more\n-\tsans code\nFRA\t-";
  trv_arena_init(&a, 0);
  assert_int_equal(load(text, sizeof text - 1, &a, &t, &err), TRV_OK);
  assert_int_equal(t.n_rows, 3);
  assert_int_equal(t.n_columns, 2);
  assert_int_equal(t.lines[0], 4);
  assert_int_equal(t.lines[1], 6);
  assert_int_equal(t.lines[2], 7);
  assert_true(trv_slice_is(trv_table_cell(&t, 0, 0), "TUR"));
  assert_true(trv_slice_is(trv_table_cell(&t, 0, 1), "Turquie|République de Turquie"));
  assert_int_equal(trv_table_cell(&t, 1, 0).n, 0);
  assert_int_equal(trv_table_cell(&t, 2, 1).n, 0);
  assert_int_equal(trv_table_fail(&t, 1, 1, &err, "no such %s", "thing"), TRV_BAD_DATA);
  assert_int_equal(err.line, 6);
  assert_int_equal(err.column, 2);
  assert_string_equal(err.message, "no such thing");
  trv_arena_release(&a);
}

static void tables_of_any_columns_take_the_names_of_the_header(void **state) {
  struct trv_arena a;
  struct trv_table t;
  struct trv_error err;
  static const char text[] = "# comment\ncode\tfr\tname\nTUR\tx\tTurkey\n", ragged[] = "code\tname\nTUR\n";
  trv_arena_init(&a, 0);
  assert_int_equal(load_as(text, sizeof text - 1, NULL, &a, &t, &err), TRV_OK);
  assert_int_equal(t.n_columns, 3);
  assert_int_equal(trv_table_column(&t, "name"), 2);
  assert_int_equal(trv_table_column(&t, "nom"), UINT32_MAX);
  assert_true(trv_slice_is(trv_table_cell(&t, 0, 2), "Turkey"));
  assert_int_equal(load_as(ragged, sizeof ragged - 1, NULL, &a, &t, &err), TRV_BAD_DATA);
  assert_int_equal(err.line, 2);
  char wide[64] = {0};
  memset(wide, '\t', 30);
  assert_int_equal(load_as(wide, 30, NULL, &a, &t, &err), TRV_BAD_DATA);
  assert_string_equal(err.message, "more than 24 columns");
  trv_arena_release(&a);
}

static void tables_name_line_and_column_of_an_error(void **state) {
  static const struct {
    const char *text;
    uint32_t line, column;
    const char *message;
  } wrong[] = {
      {"", 0, 0, "no header line"},
      {"# nothing\n\n", 0, 0, "no header line"},
      {"code\tnom\n", 1, 2, "column \"nom\" where \"name\" is expected"},
      {"code\n", 1, 0, "1 cells where 2 are expected"},
      {"code\tname\nA\tB\tC\n", 2, 0, "3 cells where 2 are expected"},
      {"code\tname\nA\tB\n\nC\n", 4, 0, "1 cells where 2 are expected"},
      {"code\tname\r\n", 1, 10, "carriage return at the end of the line"},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    struct trv_arena a;
    struct trv_table t;
    struct trv_error err;
    trv_arena_init(&a, 0);
    assert_int_equal(load(wrong[i].text, strlen(wrong[i].text), &a, &t, &err), TRV_BAD_DATA);
    assert_int_equal(err.line, wrong[i].line);
    assert_int_equal(err.column, wrong[i].column);
    assert_string_equal(err.message, wrong[i].message);
    assert_non_null(strstr(err.path, "t.tsv"));
    trv_arena_release(&a);
  }
}

static void a_row_of_a_thousand_cells_is_an_error(void **state) {
  char text[4000] = "code\tname\n";
  memset(text + 10, '\t', 3000);
  struct trv_arena a;
  struct trv_table t;
  struct trv_error err;
  trv_arena_init(&a, 0);
  assert_int_equal(load(text, 3010, &a, &t, &err), TRV_BAD_DATA);
  assert_int_equal(err.line, 2);
  trv_arena_release(&a);
}

static void files_that_cannot_be_read_say_why(void **state) {
  struct trv_arena a;
  struct trv_slice text;
  struct trv_error err;
  char path[128];
  trv_arena_init(&a, 0);
  snprintf(path, sizeof path, "%s/missing", folder);
  assert_int_equal(trv_file_read(path, 100, &a, &text, &err), TRV_SYSTEM);
  assert_string_equal(err.path, path);
  assert_int_equal(trv_file_read(folder, 100, &a, &text, &err), TRV_SYSTEM);
  assert_string_equal(err.message, "not a regular file");
  snprintf(path, sizeof path, "%s/large", folder);
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  fputs("0123456789", f);
  fclose(f);
  assert_int_equal(trv_file_read(path, 9, &a, &text, &err), TRV_SYSTEM);
  assert_non_null(strstr(err.message, "10 bytes"));
  assert_int_equal(trv_file_read(path, 10, &a, &text, &err), TRV_OK);
  assert_int_equal(text.n, 10);
  assert_int_equal(text.p[10], '\0');
  unlink(path);
  trv_arena_release(&a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arena_gives_zeroed_aligned_memory),
      cmocka_unit_test(arena_reset_hands_out_zeroes_again),
      cmocka_unit_test(arena_ceiling_jumps_to_the_guard),
      cmocka_unit_test(arena_runs_deferred_calls_backwards),
      cmocka_unit_test(arena_push_keeps_what_it_holds),
      cmocka_unit_test(arena_copies_and_formats_strings),
      cmocka_unit_test(slices_split_and_trim),
      cmocka_unit_test(slices_read_whole_numbers),
      cmocka_unit_test(buffers_grow_and_stay_terminated),
      cmocka_unit_test(map_finds_what_was_put),
      cmocka_unit_test(errors_are_cut_to_their_fields),
      cmocka_unit_test(tables_keep_cells_and_line_numbers),
      cmocka_unit_test(tables_of_any_columns_take_the_names_of_the_header),
      cmocka_unit_test(tables_name_line_and_column_of_an_error),
      cmocka_unit_test(a_row_of_a_thousand_cells_is_an_error),
      cmocka_unit_test(files_that_cannot_be_read_say_why),
  };
  return cmocka_run_group_tests_name("base", tests, make_folder, remove_folder);
}
