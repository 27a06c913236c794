/* Red lines across articles: which tellings are of one, and what crosses or meets it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chronicle/redlines.h"
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

static struct trv_red_line_telling line(const char *text, const char *deadline, const char *beside) {
  struct trv_red_line_telling t = {.telling = telling(&arena, text)};
  ((struct trv_event *)t.telling.event)->deadline = deadline;
  if (beside) {
    struct trv_telling *b = TRV_NEW(&arena, struct trv_telling);
    *b = telling(&arena, beside);
    t.beside = b;
    t.n_beside = 1;
  }
  return t;
}

static void tellings_of_one_red_line_are_joined(void **state) {
  const struct trv_red_line_telling t[] = {
      line("a1 2021-07-20 THREATEN/violence ARM:GOV:Nikol_Pashinyan -> AZE:GOV date=2021-07-19 tag=red_line outlet=o1",
           NULL, NULL),
      line("b1 2021-07-30 THREATEN ARM:GOV -> AZE:GOV tag=red_line outlet=o2", NULL, NULL),
      line("c1 2021-08-03 THREATEN ARM:GOV:Nikol_Pashinyan -> AZE:GOV date=2021-08-02 tag=red_line outlet=o3", NULL,
           NULL),
      line("d1 2021-07-20 THREATEN TUR:GOV -> AZE:GOV date=2021-07-19 tag=red_line outlet=o4", NULL, NULL),
      line("e1 2021-07-20 THREATEN AZE:GOV -> ARM:GOV date=2021-07-19 tag=red_line outlet=o5", NULL, NULL),
      line("f1 2021-12-01 THREATEN ARM:GOV -> AZE:GOV tag=red_line outlet=o6", NULL, NULL),
  };
  struct trv_red_line_telling mixed[6];
  struct trv_red_lines l, other;
  trv_red_lines_join(t, 6, &arena, &l);
  assert_int_equal(l.n, 5);
  for (uint32_t i = 0; i < 6; i++) mixed[i] = t[(i * 5 + 2) % 6];
  trv_red_lines_join(mixed, 6, &arena, &other);
  assert_int_equal(other.n, l.n);
  uint32_t two = 0;
  for (uint32_t i = 0; i < l.n; i++) {
    assert_string_equal(l.items[i].id, other.items[i].id);
    assert_int_equal(l.items[i].n_members, other.items[i].n_members);
    if (l.items[i].n_members != 2) continue;
    two++;
    assert_string_equal(l.items[i].date, "2021-07-19");
    assert_int_equal(l.items[i].n_articles, 2);
    assert_int_equal(l.items[i].n_sources, 2);
    assert_string_equal(l.items[i].by.items[0].name, "Nikol Pashinyan");
    assert_string_equal(l.items[i].best->article, "a1");
  }
  assert_int_equal(two, 1);
  trv_red_lines_join(t, 0, &arena, &l);
  assert_int_equal(l.n, 0);
}

static const struct {
  enum trv_bearing bears;
  const char *red_line, *deadline, *beside, *event;
} evidence[] = {
#define SET "a1 2021-07-19 THREATEN ARM:GOV -> AZE:GOV date=2021-07-19 tag=red_line"
#define OVER "a1 2021-07-19 ASSAULT AZE:MIL -> ARM:CVL place=Vardenis@40.18,45.73,ARM status=hypothetical"
    {TRV_BEARS_CROSSES, SET, NULL, NULL, "b1 2021-07-30 ASSAULT AZE:MIL -> ARM:CVL date=2021-07-29"},
    {TRV_BEARS_CROSSES, SET, NULL, OVER,
     "b1 2021-07-30 ASSAULT AZE:MIL -> ARM:CVL date=2021-07-29 place=Vardenis@40.18,45.73,ARM"},
    {TRV_BEARS_NOT, SET, NULL, OVER,
     "b1 2021-07-30 ASSAULT AZE:MIL -> ARM:MIL date=2021-07-20 place=Yeraskh@39.74,44.82,ARM"},
    {TRV_BEARS_NOT, SET, NULL, OVER, "b1 2021-07-30 ASSAULT AZE:MIL -> ARM:MIL date=2021-07-20"},
    {TRV_BEARS_NOT, SET, NULL, NULL, "b1 2021-07-30 ASSAULT AZE:MIL -> ARM:CVL date=2021-07-19"}, /* before, perhaps */
    {TRV_BEARS_NOT, SET, NULL, NULL, "b1 2021-07-30 ASSAULT AZE:MIL -> ARM:CVL date=2021-07-29 status=denied"},
    {TRV_BEARS_NOT, SET, NULL, NULL, "b1 2021-07-30 ASSAULT ARM:MIL -> AZE:MIL date=2021-07-29"},
    {TRV_BEARS_NOT, SET, NULL, NULL, "b1 2021-07-30 ASSAULT AZE:MIL -> ARM:CVL date=2021-12-29"},
    {TRV_BEARS_NOT, SET, NULL, NULL, "b1 2021-07-30 ASSAULT AZE:MIL -> ARM:CVL"},
    {TRV_BEARS_MEETS, SET, "2021-07-25", NULL, "b1 2021-07-30 RETREAT/withdraw AZE:MIL -> - date=2021-07-24"},
    {TRV_BEARS_NOT, SET, "2021-07-25", NULL, "b1 2021-07-30 RETREAT/withdraw AZE:MIL -> - date=2021-07-26"},
    {TRV_BEARS_NOT, SET, "2021-07-25", NULL, "b1 2021-07-30 ASSAULT AZE:MIL -> ARM:MIL date=2021-07-22"},
    {TRV_BEARS_NOT, SET, NULL, NULL, "b1 2021-07-30 RETREAT/ceasefire ARM:MIL,AZE:MIL -> - date=2021-07-24"},
    {TRV_BEARS_NOT, SET, NULL, NULL, "b1 2021-07-30 RETREAT/release AZE:GOV -> ARM:GOV date=2021-07-24"},
};

static void acts_of_the_addressee_bear_on_it(void **state) {
  for (size_t i = 0; i < sizeof evidence / sizeof *evidence; i++) {
    struct trv_red_line_telling t = line(evidence[i].red_line, evidence[i].deadline, evidence[i].beside);
    struct trv_telling e = telling(&arena, evidence[i].event);
    struct trv_red_lines l;
    trv_red_lines_join(&t, 1, &arena, &l);
    assert_int_equal(l.n, 1);
    if (trv_red_line_bearing(&l.items[0], &e) != evidence[i].bears) fail_msg("%s", evidence[i].event);
  }
}

static void both_kinds_of_evidence_stand_side_by_side(void **state) {
  assert_string_equal(trv_red_line_status_name(trv_red_line_judge(0, 0)), "standing");
  assert_string_equal(trv_red_line_status_name(trv_red_line_judge(2, 0)), "crossed");
  assert_string_equal(trv_red_line_status_name(trv_red_line_judge(0, 1)), "met");
  assert_string_equal(trv_red_line_status_name(trv_red_line_judge(1, 1)), "disputed");
}

static void tellings_of_one_red_line_share_a_key(void **state) {
  struct trv_telling a =
      telling(&arena, "a1 2021-07-31 THREATEN ARM:GOV -> AZE:GOV,RUS:GOV date=2021-07-31 tag=red_line");
  struct trv_telling b = telling(&arena, "b1 2021-08-20 THREATEN ARM:GOV -> AZE:GOV tag=red_line");
  uint64_t x[TRV_MAX_RED_LINE_KEYS], y[TRV_MAX_RED_LINE_KEYS];
  uint32_t n = trv_red_line_keys(&a, x), m = trv_red_line_keys(&b, y), common = 0;
  assert_int_equal(n, 4);
  assert_int_equal(m, 2);
  for (uint32_t i = 1; i < n; i++) assert_true(x[i - 1] < x[i]);
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = 0; k < m; k++) common += x[i] == y[k];
  assert_true(common > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tellings_of_one_red_line_are_joined),
      cmocka_unit_test(acts_of_the_addressee_bear_on_it),
      cmocka_unit_test(both_kinds_of_evidence_stand_side_by_side),
      cmocka_unit_test(tellings_of_one_red_line_share_a_key),
  };
  return cmocka_run_group_tests_name("redlines", tests, set_up, tear_down);
}
