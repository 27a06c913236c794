/* The same incident across articles: what links, what does not, that the division depends on the set alone, and what an incident's
 * tellings come to together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "chronicle/days.h"
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

/* ---- dates */

static void dates_are_intervals_of_days(void **state) {
  static const struct {
    const char *iso;
    bool ok;
    const char *from, *to, *precision;
  } cases[] = {
      {"2020-10-27", true, "2020-10-27", "2020-10-27", "day"},
      {"2020-02", true, "2020-02-01", "2020-02-29", "month"},
      {"2021", true, "2021-01-01", "2021-12-31", "year"},
      {"2020-10-17/2020-10-18", true, "2020-10-17", "2020-10-18", "interval"},
      {"2020-09/2020-10-18", true, "2020-09-01", "2020-10-18", "month"},
      {"2020-09-27/..", true, "2020-09-27", "", "open"},
      {"../2020-10-10", true, "", "2020-10-10", "open"},
      {"../..", false, "", "", ""},
      {"..", false, "", "", ""},
      {"2020-10-18/2020-10-17", false, "", "", ""},
      {"2021-02-29", false, "", "", ""},
      {"", false, "", "", ""},
      {"soon", false, "", "", ""},
      {"2020-10-18T10:00:00Z", false, "", "", ""},
  };
  struct trv_days d;
  char text[16];
  assert_false(trv_days_parse(NULL, &d));
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(trv_days_parse(cases[i].iso, &d), cases[i].ok);
    if (!cases[i].ok) continue;
    trv_day_print(d.from, text);
    assert_string_equal(text, cases[i].from);
    trv_day_print(d.to, text);
    assert_string_equal(text, cases[i].to);
    assert_string_equal(trv_precision_name(d.precision), cases[i].precision);
  }
}

/* ---- links */

static const struct {
  bool one;
  const char *why, *a, *b;
} pairs[] = {
    {true, "one strike, two outlets",
     "a1 2020-10-17 ASSAULT/heavy-weapons ARM:MIL -> AZE:CVL date=2020-10-17 place=Ganja@40.68,46.36,AZE killed=13",
     "b1 2020-10-18 ASSAULT ARM:MIL -> AZE:GOV date=2020-10-16/2020-10-17 place=Ganja@40.68,46.36,AZE killed=12"},
    {true, "a toll that has grown since",
     "a1 2020-10-17 ASSAULT/heavy-weapons ARM:MIL -> AZE:CVL date=2020-10-17 place=Ganja@40.68,46.36,AZE killed=7",
     "b1 2020-10-18 ASSAULT ARM:MIL -> AZE:CVL date=2020-10-17 place=Ganja@40.68,46.36,AZE killed=13 wounded=45"},
    {true, "one tells no author",
     "a1 2020-10-17 ASSAULT - -> AZE:CVL date=2020-10-17 place=Ganja@40.68,46.36,AZE killed=13",
     "b1 2020-10-17 ASSAULT ARM:MIL -> AZE:CVL date=2020-10-17 place=Ganja@40.68,46.36,AZE"},
    {true, "clashes for the one, an attack for the other", "a1 2020-09-27 ASSAULT ARM:MIL,AZE:MIL -> - date=2020-09-27",
     "b1 2020-09-27 ASSAULT AZE:MIL -> ARM:MIL date=2020-09-27"},
    {true, "a meeting, its sides in another order",
     "a1 2020-10-09 CONSULT ARM:GOV,AZE:GOV,RUS:GOV -> - date=2020-10-09 place=Moscow@55.75,37.62,RUS",
     "b1 2020-10-10 CONSULT/third-party RUS:GOV,ARM:GOV,AZE:GOV -> - date=2020-10-09"},
    {true, "a president or his state",
     "a1 2020-10-27 THREATEN TUR:GOV:Erdogan -> RUS:GOV:Putin date=2020-10-27 tag=red_line",
     "b1 2020-10-28 THREATEN TUR:GOV -> RUS:GOV date=2020-10-27 tag=red_line"},
    {true, "the same accusation",
     "a1 2020-10-10 ACCUSE/allege AZE:GOV -> ARM:GOV date=2020-10-10 tag=ceasefire:alleged_violation",
     "b1 2020-10-10 ACCUSE/allege AZE:GOV -> ARM:GOV date=2020-10-10 tag=ceasefire:alleged_violation"},
    {true, "claimed here, denied there",
     "a1 2020-10-17 ASSAULT ARM:MIL -> AZE:CVL date=2020-10-17 place=Ganja@40.68,46.36,AZE status=alleged",
     "b1 2020-10-17 ASSAULT ARM:MIL -> AZE:CVL date=2020-10-17 place=Ganja@40.68,46.36,AZE status=denied"},
    {false, "two towns of one day",
     "a1 2020-10-17 ASSAULT ARM:MIL -> AZE:CVL date=2020-10-17 place=Ganja@40.68,46.36,AZE killed=13",
     "b1 2020-10-17 ASSAULT ARM:MIL -> AZE:CVL date=2020-10-17 place=Mingachevir@40.76,47.05,AZE"},
    {false, "one town, two weeks",
     "a1 2020-10-05 ASSAULT ARM:MIL -> AZE:CVL date=2020-10-04 place=Ganja@40.68,46.36,AZE",
     "b1 2020-10-17 ASSAULT ARM:MIL -> AZE:CVL date=2020-10-17 place=Ganja@40.68,46.36,AZE"},
    {false, "one town, day after day",
     "a1 2024-03-05 ASSAULT RUS:MIL -> UKR:CVL date=2024-03-04 place=Kharkiv@50.0,36.25,UKR",
     "b1 2024-03-05 ASSAULT RUS:MIL -> UKR:CVL date=2024-03-05 place=Kharkiv@50.0,36.25,UKR"},
    {false, "the town attacked and the town taken",
     "a1 2020-11-08 ASSAULT AZE:MIL -> AZE:MIL+PRE date=2020-11-08 place=Shusha",
     "b1 2020-11-08 COERCE/seize AZE:MIL -> AZE:GOV+PRE date=2020-11-08 place=Shusha"},
    {false, "accusing each other", "a1 2020-10-10 ACCUSE/allege AZE:GOV -> ARM:GOV date=2020-10-10",
     "b1 2020-10-10 ACCUSE/allege ARM:GOV -> AZE:GOV date=2020-10-10"},
    {false, "two rebel groups", "a1 2025-01-10 ASSAULT COD:REB:M23 -> COD:MIL date=2025-01-10",
     "b1 2025-01-10 ASSAULT COD:REB:ADF -> COD:CVL date=2025-01-10"},
    {false, "an army and the rebels it fights", "a1 2023-04-20 ASSAULT SDN:MIL -> SDN:REB:RSF date=2023-04-20",
     "b1 2023-04-20 ASSAULT SDN:REB:RSF -> SDN:MIL date=2023-04-20"},
    {false, "done and threatened", "a1 2020-10-17 ASSAULT ARM:MIL -> AZE:CVL date=2020-10-17 place=Ganja",
     "b1 2020-10-17 ASSAULT ARM:MIL -> AZE:CVL date=2020-10-17 place=Ganja status=future"},
    {false, "two events of one article", "a1 2020-10-17 ASSAULT ARM:MIL -> AZE:CVL date=2020-10-17 place=Ganja",
     "a1 2020-10-17 ASSAULT ARM:MIL -> AZE:CVL date=2020-10-17 place=Ganja"},
    {false, "a skirmish and a massacre", "a1 2024-01-10 ASSAULT SDN:REB:RSF -> SDN:CVL date=2024-01-10 killed=4",
     "b1 2024-01-10 ASSAULT - -> SDN:CVL date=2024-01-10 killed=120"},
};

/* Each finds the other. */
static bool find_each_other(const struct trv_telling *a, const struct trv_telling *b) {
  uint64_t keys[2][TRV_MAX_TELLING_KEYS], looks[2][TRV_MAX_TELLING_KEYS];
  uint32_t n[2] = {trv_telling_keys(a, keys[0]), trv_telling_keys(b, keys[1])};
  uint32_t m[2] = {trv_telling_looks(a, looks[0]), trv_telling_looks(b, looks[1])};
  bool forth = trv_keys_meet(looks[0], m[0], keys[1], n[1]);
  assert_true(forth == trv_keys_meet(looks[1], m[1], keys[0], n[0]));
  return forth;
}

static void tellings_of_one_incident_are_linked(void **state) {
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    struct trv_telling a = telling(&arena, pairs[i].a), b = telling(&arena, pairs[i].b);
    double link = trv_telling_link(&a, &b);
    if ((link >= TRV_LINK_MIN) != pairs[i].one) fail_msg("%s: %.2f", pairs[i].why, link);
    assert_true(link == trv_telling_link(&b, &a));
    if (pairs[i].one && !find_each_other(&a, &b)) fail_msg("%s: no key in common", pairs[i].why);
  }
}

static void keys_are_sorted_and_single(void **state) {
  uint64_t keys[TRV_MAX_TELLING_KEYS];
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    struct trv_telling a = telling(&arena, pairs[i].a);
    uint32_t n = trv_telling_keys(&a, keys);
    assert_in_range(n, 1, TRV_MAX_TELLING_KEYS);
    for (uint32_t k = 1; k < n; k++) assert_true(keys[k - 1] < keys[k]);
  }
}

/* ---- random tellings, for what must hold of any */

static uint32_t seed = 1;
static uint32_t next(uint32_t n) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % n;
}

static struct trv_telling any_telling(uint32_t number, uint32_t articles) {
  static const char *const types[] = {"ASSAULT",      "ASSAULT/aerial",   "ASSAULT/abduct", "COERCE/arrest",
                                      "COERCE/seize", "ACCUSE/allege",    "CONSULT",        "AGREE",
                                      "CONCEDE",      "RETREAT/ceasefire"};
  static const char *const sides[] = {
      "-", "ARM:MIL", "AZE:MIL", "AZE:CVL", "AZE:GOV:Ilham_Aliyev", "ARM:GOV,AZE:GOV", "AZE:GOV+PRE", "RUS:GOV"};
  static const char *const dates[] = {
      "", "date=2020-10-10", "date=2020-10-11", "date=2020-10-10/2020-10-11", "date=2020-10", "date=2020-10-10/.."};
  static const char *const places[] = {"", "place=Ganja@40.68,46.36,AZE", "place=Terter@40.34,46.93,AZE",
                                       "place=Stepanakert@39.82,46.75,AZE"};
  static const char *const tolls[] = {"", "killed=1", "killed=7", "killed=13", "wounded=40"};
  static const char *const statuses[] = {"", "status=alleged", "status=denied", "status=future"};
  uint32_t article = next(articles);
  struct trv_telling t = telling(
      &arena, trv_arena_printf(&arena, "a%u 2020-10-%02u %s %s -> %s %s %s %s %s outlet=o%u agency=g%u", article,
                               10 + article % 3, types[next(10)], sides[next(8)], sides[next(8)], dates[next(6)],
                               places[next(4)], tolls[next(5)], statuses[next(4)], article % 5, article % 4));
  t.id = trv_arena_printf(&arena, "a%u:e%u", article, number);
  return t;
}

static void links_are_symmetric_and_found_by_keys(void **state) {
  uint32_t linked = 0;
  for (int i = 0; i < 20000; i++) {
    struct trv_telling a = any_telling(1, 50), b = any_telling(2, 50);
    double link = trv_telling_link(&a, &b);
    assert_true(link == trv_telling_link(&b, &a));
    assert_true(link >= 0 && link <= 1);
    if (link < TRV_LINK_MIN) continue;
    linked++;
    if (!find_each_other(&a, &b))
      fail_msg("%s %s, %s %s: no key in common", a.event->type, a.event->date, b.event->type, b.event->date);
  }
  assert_in_range(linked, 100, 19000);
}

enum { MANY = 120 };

static void divide(const struct trv_telling *t, uint32_t n, const struct trv_tie *ties, uint32_t n_ties,
                   uint32_t *incident) {
  struct trv_error err = {0};
  assert_int_equal(trv_incidents_divide(t, n, ties, n_ties, incident, &err), TRV_OK);
}

static void the_order_of_tellings_does_not_matter(void **state) {
  struct trv_telling t[MANY], mixed[MANY];
  uint32_t from[MANY], first[MANY], again[MANY];
  struct trv_incident sum, other;
  for (uint32_t i = 0; i < MANY; i++) t[i] = any_telling(i, 40);
  struct trv_tie ties[] = {{3, 50, true}, {4, 60, false}, {60, 70, true}}, moved[3];
  divide(t, MANY, ties, 3, first);
  assert_int_equal(first[3], first[50]);
  assert_int_not_equal(first[4], first[60]);
  for (int round = 0; round < 20; round++) {
    uint32_t to[MANY];
    for (uint32_t i = 0; i < MANY; i++) from[i] = i;
    for (uint32_t i = MANY - 1; i > 0; i--) {
      uint32_t k = next(i + 1), x = from[i];
      from[i] = from[k];
      from[k] = x;
    }
    for (uint32_t i = 0; i < MANY; i++) mixed[i] = t[from[i]], to[from[i]] = i;
    for (uint32_t i = 0; i < 3; i++) moved[2 - i] = (struct trv_tie){to[ties[i].b], to[ties[i].a], ties[i].together};
    divide(mixed, MANY, moved, 3, again);
    for (uint32_t i = 0; i < MANY; i++) assert_int_equal(again[i], first[from[i]]);
    trv_incident_sum(t, MANY, &arena, &sum);
    trv_incident_sum(mixed, MANY, &arena, &other);
    assert_string_equal(sum.id, other.id);
    assert_string_equal(sum.type, other.type);
    assert_string_equal(sum.date, other.date);
    assert_string_equal(sum.place->name, other.place->name);
    assert_int_equal(sum.n_sources, other.n_sources);
    assert_int_equal(sum.n_versions, other.n_versions);
    assert_int_equal(sum.actor.n, other.actor.n);
    assert_int_equal(sum.recipient.n, other.recipient.n);
    for (uint32_t i = 0; i < sum.n_versions; i++) {
      assert_string_equal(sum.versions[i].event, other.versions[i].event);
      assert_int_equal(sum.versions[i].stance, other.versions[i].stance);
    }
  }
}

static void an_incident_has_one_telling_an_article(void **state) {
  struct trv_telling t[MANY];
  uint32_t incident[MANY];
  for (uint32_t i = 0; i < MANY; i++) t[i] = any_telling(i, 30);
  divide(t, MANY, NULL, 0, incident);
  for (uint32_t i = 0; i < MANY; i++)
    for (uint32_t j = 0; j < i; j++)
      if (incident[i] == incident[j]) assert_string_not_equal(t[i].article, t[j].article);
}

/* A town shelled every day, told by dispatches that differ by a day in what they date: no chain runs over the week. */
static void weak_links_make_no_chain(void **state) {
  struct trv_telling t[14];
  uint32_t incident[14];
  for (uint32_t i = 0; i < 14; i++)
    t[i] = telling(
        &arena,
        trv_arena_printf(&arena,
                         "a%u 2024-03-%02u ASSAULT RUS:MIL -> UKR:CVL date=2024-03-%02u%s place=Kharkiv@50.0,36.25,UKR",
                         i, 2 + i / 2, 1 + i / 2, i % 2 ? trv_arena_printf(&arena, "/2024-03-%02u", 2 + i / 2) : ""));
  divide(t, 14, NULL, 0, incident);
  for (uint32_t i = 0; i < 14; i++)
    for (uint32_t j = 0; j + 4 < i; j++) assert_int_not_equal(incident[i], incident[j]);
}

static void more_than_the_ceiling_is_divided_too(void **state) {
  enum { N = TRV_MAX_COMPONENT * 2 + 10 };
  struct trv_telling *t = TRV_NEW_ARRAY(&arena, struct trv_telling, N);
  uint32_t *incident = TRV_NEW_ARRAY(&arena, uint32_t, N), *size = TRV_NEW_ARRAY(&arena, uint32_t, N);
  for (uint32_t i = 0; i < N; i++)
    t[i] = telling(
        &arena,
        trv_arena_printf(
            &arena, "a%04u 2024-03-02 ASSAULT RUS:MIL -> UKR:CVL date=2024-03-01 place=Kharkiv@50.0,36.25,UKR killed=3",
            i));
  divide(t, N, NULL, 0, incident);
  for (uint32_t i = 0; i < N; i++) assert_in_range(++size[incident[i]], 1, TRV_MAX_COMPONENT);
  divide(t, 0, NULL, 0, incident);
}

/* ---- sums */

static void the_sum_keeps_every_version(void **state) {
  const struct trv_telling t[] = {
      telling(&arena,
              "a1 2020-10-17 ASSAULT/heavy-weapons ARM:MIL -> AZE:CVL date=2020-10-17 place=Ganja@40.68,46.36,AZE "
              "killed=7 wounded=33 by=AZE:GOV status=alleged outlet=Monde agency=AFP"),
      telling(&arena,
              "b1 2020-10-17 ASSAULT/heavy-weapons ARM:MIL -> AZE:CVL date=2020-10-17 place=Ganja@40.68,46.36,AZE "
              "killed=7 by=AZE:GOV status=alleged outlet=Figaro agency=afp"),
      telling(&arena,
              "c1 2020-10-18 ASSAULT ARM:GOV -> AZE:CVL date=2020-10-16/2020-10-17 place=Azerbaijan killed=13 "
              "by=AZE:GOV:Ilham_Aliyev status=alleged outlet=RFI"),
      telling(
          &arena,
          "d1 2020-10-18 ASSAULT ARM:MIL -> AZE:CVL date=2020-10-17 killed=13 status=denied by=ARM:MIL outlet=Libre"),
  };
  struct trv_incident s;
  trv_incident_sum(t, 4, &arena, &s);
  assert_int_equal(s.id[0], 'i');
  assert_int_equal(strlen(s.id), 17);
  assert_string_equal(s.type, "ASSAULT");
  assert_string_equal(s.mode, "heavy-weapons");
  assert_string_equal(s.date, "2020-10-17");
  assert_string_equal(s.date_from, "2020-10-16");
  assert_string_equal(s.date_to, "2020-10-17");
  assert_string_equal(s.place->name, "Ganja");
  assert_int_equal(s.killed.low, 7);
  assert_int_equal(s.killed.high, 13);
  assert_int_equal(s.wounded.low, 33);
  assert_int_equal(s.captured.high, -1);
  assert_int_equal(s.n_articles, 4);
  assert_int_equal(s.n_sources, 3); /* one agency twice */
  assert_string_equal(s.status, "alleged");
  assert_true(s.contested);
  assert_int_equal(s.actor.n, 1);
  assert_string_equal(s.actor.items[0].sector, "MIL");
  assert_int_equal(s.n_versions, 3);
  assert_string_equal(s.versions[0].who->code, "ARM");
  assert_string_equal(trv_stance_name(s.versions[0].stance), "denies");
  assert_string_equal(s.versions[1].who->code, "AZE");
  assert_int_equal(s.versions[1].n_articles, 2);
  assert_int_equal(s.versions[1].n_sources, 1);
  assert_int_equal(s.versions[1].killed.high, 7);
  assert_string_equal(s.versions[2].who->name, "Ilham Aliyev");
}

static void an_accusation_is_its_authors_version(void **state) {
  const struct trv_telling t =
      telling(&arena, "a1 2020-10-10 ACCUSE/allege AZE:GOV -> ARM:GOV date=2020-10-10 outlet=Monde by=FRA:JRN:AFP");
  struct trv_incident s;
  trv_incident_sum(&t, 1, &arena, &s);
  assert_int_equal(s.n_versions, 1);
  assert_int_equal(s.versions[0].stance, TRV_ACCUSES);
  assert_string_equal(s.versions[0].who->code, "AZE");
  assert_false(s.contested);
  assert_int_equal(s.quad_class, 3);
}

static void an_outlets_own_word_has_no_speaker(void **state) {
  const struct trv_telling t = telling(&arena, "a1 - ASSAULT RUS:MIL -> UKR:CVL by=FRA:JRN:AFP");
  struct trv_incident s;
  trv_incident_sum(&t, 1, &arena, &s);
  assert_null(s.date);
  assert_null(s.date_from);
  assert_null(s.place);
  assert_int_equal(s.n_versions, 1);
  assert_null(s.versions[0].who);
  assert_int_equal(s.versions[0].stance, TRV_ASSERTS);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(dates_are_intervals_of_days),
      cmocka_unit_test(tellings_of_one_incident_are_linked),
      cmocka_unit_test(keys_are_sorted_and_single),
      cmocka_unit_test(links_are_symmetric_and_found_by_keys),
      cmocka_unit_test(the_order_of_tellings_does_not_matter),
      cmocka_unit_test(an_incident_has_one_telling_an_article),
      cmocka_unit_test(weak_links_make_no_chain),
      cmocka_unit_test(more_than_the_ceiling_is_divided_too),
      cmocka_unit_test(the_sum_keeps_every_version),
      cmocka_unit_test(an_accusation_is_its_authors_version),
      cmocka_unit_test(an_outlets_own_word_has_no_speaker),
  };
  return cmocka_run_group_tests_name("incidents", tests, set_up, tear_down);
}
