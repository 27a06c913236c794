/* Conflicts: which dyads are of one, who stands on which side, what they are called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "chronicle/conflicts.h"
#include "tellings.h"

static struct trv_arena arena;

static int set_up(void **state) {
  trv_arena_init(&arena, 0);
  return 0;
}

static int tear_down(void **state) {
  trv_arena_release(&arena);
  return 0;
}

static struct trv_dyad dyad(const char *a, const char *b, const char *country, uint32_t n, int32_t day) {
  struct trv_dyad out[TRV_MAX_DYADS];
  const struct trv_place place = {.name = "x", .country = country};
  assert_int_equal(trv_dyads_of(entities_of(&arena, a), entities_of(&arena, b), country ? &place : NULL, out), 1);
  out[0].n = n;
  out[0].first_day = out[0].last_day = day;
  return out[0];
}

static const char *country_name(void *context, const char *code) {
  return strcmp(code, "ARM") == 0   ? "Armenia"
         : strcmp(code, "AZE") == 0 ? "Azerbaijan"
         : strcmp(code, "SDN") == 0 ? "Sudan"
                                    : NULL;
}

static void acts_of_violence_make_dyads(void **state) {
  struct trv_dyad out[TRV_MAX_DYADS];
  assert_int_equal(
      trv_dyads_of(entities_of(&arena, "AZE:MIL,TUR:MIL"), entities_of(&arena, "ARM:CVL,ARM:MIL"), NULL, out), 2);
  assert_string_equal(out[0].a.code, "ARM");
  assert_null(out[0].a.sector);
  assert_null(out[0].country);
  assert_int_equal(trv_dyads_of(entities_of(&arena, "SDN:MIL,SDN:REB:RSF"), entities_of(&arena, "-"), NULL, out), 1);
  assert_string_equal(out[0].country, "SDN");
  assert_string_equal(out[0].b.name, "RSF");
  assert_int_equal(trv_dyads_of(entities_of(&arena, "UNO:IGO"), entities_of(&arena, "ARM:GOV"), NULL, out), 0);
  assert_int_equal(trv_dyads_of(entities_of(&arena, "IRN:COP"), entities_of(&arena, "IRN:CVL"), NULL, out), 0);
  assert_true(trv_makes_conflict("ASSAULT", NULL, "alleged"));
  assert_true(trv_makes_conflict("COERCE", "seize", "actual"));
  assert_false(trv_makes_conflict("COERCE", "arrest", "actual"));
  assert_false(trv_makes_conflict("ASSAULT", NULL, "future"));
}

static void dyads_of_one_war_are_one_conflict(void **state) {
  const struct trv_dyad d[] = {
      dyad("ARM:MIL", "AZE:MIL", "AZE", 9, 100),       dyad("ARM:MIL", "AZE:GOV", "ARM", 4, 90),
      dyad("AZE:MIL", "AZE:GOV+PRE", "AZE", 3, 120),   dyad("SDN:MIL", "SDN:REB:RSF", "SDN", 5, 300),
      dyad("SDN:REB:RSF", "SDN:CVL", "SDN", 2, 310),   dyad("ISR:MIL", "LBN:PRM:Hezbollah", "LBN", 4, 400),
      dyad("ISR:MIL", "PSE:REB:Hamas", "PSE", 6, 400), dyad("EGY:MIL", "SDN:REB:RSF", "SDN", 1, 305),
      dyad("USA:MIL", "IMG:REB:ISIS", "SYR", 1, 1),
  };
  enum { N = sizeof d / sizeof *d };
  struct trv_dyad mixed[N];
  struct trv_conflicts all, again;
  trv_conflicts_find(d, N, 2, NULL, country_name, NULL, &arena, &all);
  assert_int_equal(all.n, 4); /* one strike is no conflict */
  assert_string_equal(all.items[0].name, "Armenia–Azerbaijan");
  assert_int_equal(all.items[0].n, 16);
  assert_int_equal(all.items[0].first_day, 90);
  assert_int_equal(all.items[0].last_day, 120);
  assert_int_equal(all.items[0].n_countries, 2);
  assert_int_equal(all.items[0].sides[0].n, 2); /* Armenia with Artsakh */
  assert_int_equal(all.items[0].sides[1].n, 1);
  assert_string_equal(all.items[1].name, "Sudan: government–RSF");
  assert_int_equal(all.items[1].n, 8);
  assert_int_equal(all.items[1].sides[0].n, 2); /* Egypt with the army */
  for (uint32_t i = 0; i < N; i++) mixed[i] = d[(i * 4 + 3) % N];
  trv_conflicts_find(mixed, N, 2, NULL, country_name, NULL, &arena, &again);
  assert_int_equal(again.n, all.n);
  for (uint32_t i = 0; i < all.n; i++) {
    assert_string_equal(again.items[i].id, all.items[i].id);
    assert_string_equal(again.items[i].name, all.items[i].name);
    assert_int_equal(again.items[i].sides[0].n, all.items[i].sides[0].n);
  }
  const struct trv_place khartoum = {.name = "Khartoum", .country = "SDN"};
  struct trv_entities none = {0, NULL};
  assert_int_equal(trv_conflict_of(&all, entities_of(&arena, "UNO:IGO"), entities_of(&arena, "ARM:GOV,AZE:GOV"), NULL),
                   0);
  assert_int_equal(trv_conflict_of(&all, entities_of(&arena, "SDN:REB:RSF"), none, &khartoum), 1);
  assert_int_equal(trv_conflict_of(&all, entities_of(&arena, "SDN:REB:RSF"), none, NULL), TRV_NO_CONFLICT);
  assert_int_equal(trv_conflict_of(&all, entities_of(&arena, "FRA:GOV"), entities_of(&arena, "DEU:GOV"), NULL),
                   TRV_NO_CONFLICT);
  trv_conflicts_find(d, 0, 2, NULL, NULL, NULL, &arena, &all);
  assert_int_equal(all.n, 0);
}

static enum trv_status load(const char *text, struct trv_conflict_names *names, struct trv_error *err) {
  char path[] = "/tmp/treve-conflicts-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
  close(fd);
  enum trv_status status = trv_conflict_names_load(path, &arena, names, err);
  unlink(path);
  return status;
}

static void users_name_conflicts(void **state) {
  struct trv_conflict_names names;
  struct trv_error err = {0};
  struct trv_conflicts all;
  const struct trv_dyad d = dyad("SDN:MIL", "SDN:REB:RSF", "SDN", 5, 300);
  assert_int_equal(load("name\tparties\nLa guerre du Soudan\tSDN:GOV|SDN:REB:RSF\n", &names, &err), TRV_OK);
  trv_conflicts_find(&d, 1, 1, &names, NULL, NULL, &arena, &all);
  assert_string_equal(all.items[0].name, "La guerre du Soudan");
  assert_int_equal(load("name\tparties\nAutre\tSDN:GOV|EGY\n", &names, &err), TRV_OK);
  trv_conflicts_find(&d, 1, 1, &names, NULL, NULL, &arena, &all);
  assert_string_equal(all.items[0].name, "SDN: government–RSF");
  assert_int_equal(load("name\tparties\nSeul\tSDN:GOV\n", &names, &err), TRV_BAD_DATA);
  assert_int_equal(err.line, 2);
  assert_int_equal(load("name\tparties\n-\tSDN:GOV|EGY\n", &names, &err), TRV_BAD_DATA);
  assert_int_equal(load("name\tparties\nX\tSDN:GOV|\n", &names, &err), TRV_BAD_DATA);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(acts_of_violence_make_dyads),
      cmocka_unit_test(dyads_of_one_war_are_one_conflict),
      cmocka_unit_test(users_name_conflicts),
  };
  return cmocka_run_group_tests_name("conflicts", tests, set_up, tear_down);
}
