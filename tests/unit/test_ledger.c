/* The ledger: stories of ceasefires told by several articles, each line a telling (tellings.h) or an article's record. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chronicle/ledger.h"
#include "tellings.h"

enum { MOST = 64 };

static struct trv_arena arena;

static int set_up(void **state) {
  trv_arena_init(&arena, 0);
  return 0;
}

static int tear_down(void **state) {
  trv_arena_release(&arena);
  return 0;
}

struct story {
  uint32_t n;
  struct trv_truce_telling items[MOST];
};

/* One article: its events, one a line, and the beginning, end, kind and state of its record; NULL parties: no record. */
static void article(struct story *s, const char *const *lines, const char *parties, const char *effective,
                    const char *end, const char *kind, const char *status) {
  struct trv_telling *events = TRV_NEW_ARRAY(&arena, struct trv_telling, 16);
  struct trv_ceasefire *record = TRV_NEW(&arena, struct trv_ceasefire);
  struct trv_truce_telling *out;
  uint32_t n = 0, n_out;
  for (; lines[n]; n++) {
    events[n] = telling(&arena, lines[n]);
    events[n].id = trv_arena_printf(&arena, "%s:%u", events[n].article, n);
    struct trv_event *e = (struct trv_event *)events[n].event;
    e->id = trv_arena_printf(&arena, "%u", n);
  }
  if (parties) {
    struct trv_ceasefire_act *acts = TRV_NEW_ARRAY(&arena, struct trv_ceasefire_act, n + 1);
    *record = (struct trv_ceasefire){.id = "c",
                                     .parties = entities_of(&arena, parties),
                                     .effective = effective,
                                     .end = end,
                                     .kind = kind,
                                     .status = status,
                                     .acts = acts};
    for (uint32_t i = 0; i < n; i++)
      if (events[i].event->n_tags)
        acts[record->n_acts++] = (struct trv_ceasefire_act){.act = events[i].event->tags[0] + strlen("ceasefire:"),
                                                            .date = events[i].event->date,
                                                            .event = events[i].event->id};
  }
  trv_truces_of_article(&events[0], events, n, record, parties != NULL, &arena, &out, &n_out);
  for (uint32_t i = 0; i < n_out; i++) {
    if (s->n == MOST) abort();
    s->items[s->n++] = out[i];
  }
}

#define LINES(...) \
  (const char *const[]) { __VA_ARGS__, NULL }

static const struct trv_truce_entry *entry(const struct trv_ledger *l, uint32_t i) {
  assert_true(i < l->n);
  return &l->items[i];
}

static void state_is(const struct trv_truce_entry *e, const char *effective, const char *end, const char *status) {
  if (effective) assert_string_equal(e->effective, effective);
  else assert_null(e->effective);
  if (end) assert_string_equal(e->end, end);
  else assert_null(e->end);
  assert_string_equal(trv_truce_state_name(e->status), status);
}

static bool has(const struct trv_truce_entry *e, const char *state, const char *date) {
  for (uint32_t i = 0; i < e->n_transitions; i++)
    if (strcmp(trv_truce_state_name(e->transitions[i].state), state) == 0 && e->transitions[i].date &&
        strcmp(e->transitions[i].date, date) == 0)
      return true;
  return false;
}

/* A truce between states, from the call to its end, and the next one. */
static void caucasus(struct story *s) {
  article(s,
          LINES("a1 2021-07-14 REQUEST/yield UNO:IGO -> ARM:GOV,AZE:GOV date=2021-07-14 tag=ceasefire:call outlet=o1"),
          NULL, NULL, NULL, NULL, NULL);
  article(s, LINES("a2 2021-07-20 AGREE RUS:GOV -> ARM:GOV,AZE:GOV tag=ceasefire:proposal outlet=o2"),
          "ARM:GOV,AZE:GOV", NULL, NULL, NULL, "proposed");
  article(
      s,
      LINES("a3 2021-07-22 AGREE ARM:GOV,AZE:GOV -> - date=2021-07-21 tag=ceasefire:agreement outlet=o3 agency=TASS",
            "a3 2021-07-22 RETREAT/ceasefire ARM:GOV,AZE:GOV -> - date=2021-07-22 tag=ceasefire:start outlet=o3 "
            "agency=TASS"),
      "ARM:GOV,AZE:GOV", "2021-07-22", NULL, NULL, "in_force");
  article(s,
          LINES("a4 2021-07-22 RETREAT/ceasefire AZE:GOV,ARM:GOV -> - date=2021-07-21/2021-07-22 tag=ceasefire:start "
                "outlet=o4"),
          "AZE:GOV,ARM:GOV", NULL, NULL, NULL, "in_force");
  article(
      s,
      LINES("a5 2021-07-24 ACCUSE/allege ARM:GOV -> AZE:GOV date=2021-07-23 tag=ceasefire:alleged_violation outlet=o5",
            "a5 2021-07-24 ACCUSE/allege AZE:GOV -> ARM:GOV date=2021-07-23 tag=ceasefire:alleged_violation outlet=o5",
            "a5 2021-07-24 REQUEST/yield RUS:GOV -> ARM:GOV,AZE:GOV date=2021-07-24 tag=ceasefire:call outlet=o5"),
      "ARM:GOV,AZE:GOV", NULL, NULL, NULL, "violated");
  article(s,
          LINES("a6 2021-07-30 ASSAULT/heavy-weapons AZE:MIL -> ARM:CVL date=2021-07-29 killed=4 outlet=o6",
                "a6 2021-07-30 REJECT/yield ARM:GOV -> - date=2021-07-29 tag=ceasefire:end outlet=o6",
                "a6 2021-07-30 ASSAULT/heavy-weapons ARM:MIL -> AZE:MIL date=2021-07-29/2021-07-30 outlet=o6"),
          "ARM:GOV,AZE:GOV", NULL, NULL, NULL, "failed");
  article(s,
          LINES("a7 2021-08-07 RETREAT/ceasefire ARM:GOV,AZE:GOV -> - date=2021-08-07 tag=ceasefire:start outlet=o7",
                "a7 2021-08-07 AGREE ARM:GOV,AZE:GOV -> - tag=ceasefire:agreement outlet=o7"),
          "ARM:GOV,AZE:GOV", "2021-08-07", "2021-08-12", "humanitarian", "in_force");
  article(
      s,
      LINES("a8 2021-08-12 AGREE ARM:GOV,AZE:GOV -> - date=2021-08-11 tag=ceasefire:extension outlet=o8",
            "a8 2021-08-12 ASSAULT/firearms AZE:MIL -> ARM:MIL date=2021-08-09 status=alleged by=ARM:GOV outlet=o8"),
      "ARM:GOV,AZE:GOV", NULL, NULL, NULL, "in_force");
}

static void a_truce_is_followed_to_its_end(void **state) {
  struct story s = {0};
  struct trv_ledger l;
  caucasus(&s);
  trv_ledger_join(s.items, s.n, &arena, &l);
  assert_int_equal(l.n, 2);
  const struct trv_truce_entry *e = entry(&l, 0);
  state_is(e, "2021-07-22", "2021-07-29", "collapsed");
  assert_string_equal(e->agreed, "2021-07-21");
  assert_true(has(e, "called_for", "2021-07-14"));
  assert_true(has(e, "proposed", "2021-07-20"));
  assert_true(has(e, "agreed", "2021-07-21"));
  assert_true(has(e, "in_force", "2021-07-22"));
  assert_true(has(e, "violation_alleged", "2021-07-23"));
  assert_true(has(e, "violated", "2021-07-29"));
  assert_true(has(e, "collapsed", "2021-07-29"));
  assert_int_equal(e->n_transitions, 8);
  assert_int_equal(e->parties.n, 2);
  assert_int_equal(e->alleged_violators.n, 2);
  e = entry(&l, 1);
  state_is(e, "2021-08-07", NULL, "in_force"); /* prolonged: the first term no longer counts */
  assert_string_equal(e->kind, "humanitarian");
  assert_true(has(e, "violation_alleged", "2021-08-09"));
  assert_true(has(e, "extended", "2021-08-11"));
}

/* An army and its rebels: truces of days, one after the other; a call by one outsider, acts told of one side only. */
static void truces_of_a_term_follow_each_other(void **state) {
  struct story s = {0};
  struct trv_ledger l;
  const char *both = "SDN:MIL,SDN:REB:Rapid_Support_Forces";
  article(&s,
          LINES("a1 2023-04-24 AGREE SDN:MIL,SDN:REB:Rapid_Support_Forces -> - date=2023-04-24 tag=ceasefire:agreement",
                "a1 2023-04-24 ASSAULT SDN:MIL -> SDN:REB:Rapid_Support_Forces date=2023-04-23"),
          both, "2023-04-25", "2023-04-27", NULL, "agreed");
  article(&s,
          LINES("a2 2023-04-28 AGREE SDN:MIL,SDN:REB -> - date=2023-04-27 tag=ceasefire:extension",
                "a2 2023-04-28 ASSAULT SDN:REB:Rapid_Support_Forces -> SDN:MIL date=2023-04-28"),
          both, NULL, "2023-04-30", NULL, "violated");
  article(
      &s,
      LINES("a3 2023-05-03 RETREAT/ceasefire SDN:MIL,SDN:REB:Rapid_Support_Forces -> - date=2023-05-04 status=future "
            "tag=ceasefire:start",
            "a3 2023-05-03 AGREE SDN:MIL,SDN:REB:Rapid_Support_Forces -> - date=2023-05-02 tag=ceasefire:agreement"),
      both, "2023-05-04", "2023-05-11", NULL, "agreed");
  article(&s,
          LINES("a4 2023-05-12 CONCEDE SDN:REB:Rapid_Support_Forces -> - date=2023-05-12 tag=ceasefire:declaration",
                "a4 2023-05-12 ASSAULT SDN:MIL -> SDN:REB:Rapid_Support_Forces date=2023-05-12 place=Khartoum"),
          "SDN:REB:Rapid_Support_Forces", NULL, NULL, "unilateral", "agreed");
  trv_ledger_join(s.items, s.n, &arena, &l);
  assert_int_equal(l.n, 3);
  state_is(entry(&l, 0), "2023-04-25", "2023-04-30", "collapsed");
  state_is(entry(&l, 1), "2023-05-04", "2023-05-11", "expired");
  assert_true(has(entry(&l, 1), "expired", "2023-05-11"));
  state_is(entry(&l, 2), "2023-05-12", NULL, "in_force");
  assert_int_equal(entry(&l, 2)->parties.n, 1);
}

static void attempts_that_lead_nowhere_are_entries_mere_calls_are_not(void **state) {
  struct story s = {0};
  struct trv_ledger l;
  article(&s, LINES("a1 2020-01-05 REQUEST/yield UNO:IGO -> LBY:GOV,LBY:REB:LNA date=2020-01-05 tag=ceasefire:call"),
          NULL, NULL, NULL, NULL, NULL);
  trv_ledger_join(s.items, s.n, &arena, &l);
  assert_int_equal(l.n, 0);
  article(&s, LINES("a2 2020-01-07 AGREE RUS:GOV -> LBY:GOV,LBY:REB:LNA date=2020-01-07 tag=ceasefire:proposal"), NULL,
          NULL, NULL, NULL, NULL);
  article(&s, LINES("a3 2020-01-14 CONSULT LBY:GOV,LBY:REB:LNA -> - date=2020-01-13 tag=ceasefire:negotiation"), NULL,
          NULL, NULL, NULL, NULL);
  trv_ledger_join(s.items, s.n, &arena, &l);
  assert_int_equal(l.n, 1);
  state_is(entry(&l, 0), NULL, NULL, "negotiated");
  trv_ledger_join(s.items, 0, &arena, &l);
  assert_int_equal(l.n, 0);
}

static void others_and_other_years_are_other_truces(void **state) {
  struct story s = {0};
  struct trv_ledger l;
  article(&s, LINES("a1 1994-05-12 RETREAT/ceasefire ARM:GOV,AZE:GOV -> - date=1994-05-12 tag=ceasefire:start"), NULL,
          NULL, NULL, NULL, NULL);
  article(&s, LINES("a2 2016-04-05 RETREAT/ceasefire ARM:GOV,AZE:GOV -> - date=2016-04-05 tag=ceasefire:start"), NULL,
          NULL, NULL, NULL, NULL);
  article(&s, LINES("a3 2016-04-05 RETREAT/ceasefire SYR:GOV,SYR:REB -> - date=2016-04-05 tag=ceasefire:start"), NULL,
          NULL, NULL, NULL, NULL);
  article(&s, LINES("a4 2016-04-06 RETREAT/ceasefire COD:GOV,COD:REB:M23 -> - date=2016-04-05 tag=ceasefire:start"),
          NULL, NULL, NULL, NULL, NULL);
  article(&s, LINES("a5 2016-04-06 RETREAT/ceasefire COD:GOV,COD:REB:FDLR -> - date=2016-04-05 tag=ceasefire:start"),
          NULL, NULL, NULL, NULL, NULL);
  trv_ledger_join(s.items, s.n, &arena, &l);
  assert_int_equal(l.n, 5);
  state_is(entry(&l, 0), "1994-05-12", NULL, "in_force"); /* not undone by one of another generation */
}

static void suspending_is_not_ending(void **state) {
  struct story s = {0};
  struct trv_ledger l;
  article(&s, LINES("a1 2023-05-22 RETREAT/ceasefire SDN:MIL,SDN:REB:RSF -> - date=2023-05-22 tag=ceasefire:start"),
          NULL, NULL, NULL, NULL, NULL);
  article(&s, LINES("a2 2023-05-31 SANCTION/withdraw SDN:MIL -> SDN:REB:RSF date=2023-05-31 tag=ceasefire:end"), NULL,
          NULL, NULL, NULL, NULL);
  trv_ledger_join(s.items, s.n, &arena, &l);
  assert_int_equal(l.n, 1);
  state_is(entry(&l, 0), "2023-05-22", "2023-05-31", "suspended");
}

static bool finds(const uint64_t *filed, uint32_t n, const uint64_t *others, uint32_t n_others) {
  uint64_t looks[TRV_MAX_TRUCE_LOOKS];
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t m = trv_truce_looks(filed[i], looks), k = 0; k < m; k++)
      for (uint32_t j = 0; j < n_others; j++)
        if (others[j] == looks[k]) return true;
  return false;
}

static bool find_each_other(const struct trv_truce_telling *a, const struct trv_truce_telling *b) {
  uint64_t x[TRV_MAX_TRUCE_KEYS], y[TRV_MAX_TRUCE_KEYS];
  uint32_t n = trv_truce_keys(a, x), m = trv_truce_keys(b, y);
  bool forth = finds(x, n, y, m);
  assert_true(forth == finds(y, m, x, n));
  return forth;
}

/* "La trêve a pris fin dimanche": a record without any act, found by its last day. */
static void an_end_told_alone_finds_its_truce(void **state) {
  struct story s = {0};
  struct trv_ledger l;
  article(&s, LINES("a1 2022-08-03 AGREE YEM:GOV,YEM:REB:Houthis -> - date=2022-08-02 tag=ceasefire:extension"),
          "YEM:GOV,YEM:REB:Houthis", NULL, NULL, NULL, "in_force");
  article(&s, LINES("a2 2022-10-03 CONSULT UNO:IGO -> YEM:GOV date=2022-10-03"), "YEM:GOV,YEM:REB:Houthis", NULL,
          "2022-10-02", NULL, "failed");
  assert_null(s.items[1].n_events ? "events" : NULL);
  assert_true(find_each_other(&s.items[0], &s.items[1]));
  trv_ledger_join(s.items, s.n, &arena, &l);
  assert_int_equal(l.n, 1);
  assert_string_equal(entry(&l, 0)->end, "2022-10-02");
  assert_string_equal(trv_truce_state_name(entry(&l, 0)->status), "expired");
}

static void who_does_not_fight_proposes(void **state) {
  struct story s = {0};
  struct trv_ledger l;
  article(&s,
          LINES("a1 2021-08-04 CONCEDE FRA:GOV -> - tag=ceasefire:declaration",
                "a1 2021-08-04 ASSAULT ARM:MIL -> AZE:MIL date=2021-08-03"),
          "FRA:GOV", NULL, NULL, "unilateral", "agreed");
  article(&s, LINES("a2 2021-08-07 RETREAT/ceasefire ARM:GOV,AZE:GOV -> - date=2021-08-07 tag=ceasefire:start"), NULL,
          NULL, NULL, NULL, NULL);
  trv_ledger_join(s.items, s.n, &arena, &l);
  assert_int_equal(l.n, 1);
  assert_true(has(entry(&l, 0), "proposed", "2021-08-04"));
}

/* "Ankara a proposé une trêve. Douchanbé a rejeté l'offre.": nothing came of it, unless who made it brought about the next. */
static void an_offer_turned_down_stands_alone(void **state) {
  struct story s = {0};
  struct trv_ledger l;
  article(&s, LINES("a1 2023-09-13 AGREE TUR:GOV -> KGZ:GOV,TJK:GOV date=2023-09-12 tag=ceasefire:proposal"),
          "KGZ:GOV,TJK:GOV", NULL, NULL, NULL, "failed");
  article(&s, LINES("a2 2023-09-16 AGREE KGZ:GOV,TJK:GOV -> - date=2023-09-15 tag=ceasefire:agreement"), NULL, NULL,
          NULL, NULL, NULL);
  trv_ledger_join(s.items, s.n, &arena, &l);
  assert_int_equal(l.n, 2);
  for (uint32_t i = 0; i < 2; i++)
    if (has(entry(&l, i), "proposed", "2023-09-12"))
      assert_string_equal(trv_truce_state_name(entry(&l, i)->status), "proposed");
    else assert_true(has(entry(&l, i), "agreed", "2023-09-15"));
}

/* "a suspendu sa participation au comité de suivi": the truce goes on. */
static void leaving_a_committee_ends_nothing(void **state) {
  struct story s = {0};
  struct trv_ledger l;
  article(&s, LINES("a1 2023-10-10 RETREAT/ceasefire KGZ:GOV,TJK:GOV -> - date=2023-10-10 tag=ceasefire:start"), NULL,
          NULL, NULL, NULL, NULL);
  article(&s,
          LINES("a2 2023-10-19 SANCTION/discontinue TJK:GOV -> KGZ:GOV date=2023-10-18",
                "a2 2023-10-19 RETREAT/ceasefire TJK:GOV,KGZ:GOV -> - date=2023-10-19 tag=ceasefire:observed"),
          NULL, NULL, NULL, NULL, NULL);
  trv_ledger_join(s.items, s.n, &arena, &l);
  assert_int_equal(l.n, 1);
  assert_true(has(entry(&l, 0), "suspended", "2023-10-18"));
  assert_string_equal(trv_truce_state_name(entry(&l, 0)->status), "in_force");
}

/* ---- what holds of any set */

static uint32_t seed = 7;
static uint32_t next(uint32_t n) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % n;
}

static void any_story(struct story *s, uint32_t articles) {
  static const char *const acts[] = {"AGREE %s -> - tag=ceasefire:agreement",
                                     "RETREAT/ceasefire %s -> - tag=ceasefire:start",
                                     "RETREAT/ceasefire %s -> - tag=ceasefire:observed",
                                     "AGREE %s -> - tag=ceasefire:extension",
                                     "CONSULT %s -> - tag=ceasefire:negotiation",
                                     "REQUEST/yield UNO:IGO -> %s tag=ceasefire:call",
                                     "REJECT/yield SDN:MIL -> - tag=ceasefire:end",
                                     "ACCUSE/allege ARM:GOV -> AZE:GOV tag=ceasefire:alleged_violation",
                                     "ASSAULT SDN:MIL -> SDN:REB:RSF",
                                     "SUPPORT RUS:GOV -> CHN:GOV"};
  static const char *const parties[] = {"ARM:GOV,AZE:GOV", "SDN:MIL,SDN:REB:RSF", "SDN:GOV,SDN:REB", "SDN:MIL"};
  for (uint32_t i = 0; i < articles; i++) {
    const char *lines[4] = {0}, *who = parties[next(4)];
    for (uint32_t k = 0, n = 1 + next(3); k < n; k++) {
      char *act = trv_arena_printf(&arena, acts[next(10)], who);
      lines[k] =
          trv_arena_printf(&arena, "a%u 2023-%02u-%02u %s%s", i, 1 + i % 6, 1 + next(28), act,
                           next(3) ? trv_arena_printf(&arena, " date=2023-%02u-%02u", 1 + i % 6, 1 + next(28)) : "");
    }
    article(s, lines, next(2) ? who : NULL,
            next(2) ? trv_arena_printf(&arena, "2023-%02u-%02u", 1 + i % 6, 1 + next(28)) : NULL,
            next(2) ? trv_arena_printf(&arena, "2023-%02u-%02u", 1 + i % 6, 1 + next(28)) : NULL, NULL,
            next(2) ? "failed" : "in_force");
  }
}

static void same_ledger(const struct trv_ledger *a, const struct trv_ledger *b) {
  assert_int_equal(a->n, b->n);
  for (uint32_t i = 0; i < a->n; i++) {
    const struct trv_truce_entry *x = &a->items[i], *y = &b->items[i];
    assert_string_equal(x->id, y->id);
    assert_int_equal(x->status, y->status);
    assert_int_equal(x->n_articles, y->n_articles);
    assert_int_equal(x->n_sources, y->n_sources);
    assert_int_equal(x->n_transitions, y->n_transitions);
    for (uint32_t k = 0; k < x->n_transitions; k++) {
      assert_int_equal(x->transitions[k].state, y->transitions[k].state);
      assert_true(!x->transitions[k].date == !y->transitions[k].date);
      if (x->transitions[k].date) assert_string_equal(x->transitions[k].date, y->transitions[k].date);
      assert_int_equal(x->transitions[k].n_events, y->transitions[k].n_events);
      for (uint32_t e = 0; e < x->transitions[k].n_events; e++)
        assert_string_equal(x->transitions[k].events[e], y->transitions[k].events[e]);
    }
  }
}

static void mix(struct story *s) {
  for (uint32_t i = s->n - 1; i > 0; i--) {
    uint32_t k = next(i + 1);
    struct trv_truce_telling x = s->items[i];
    s->items[i] = s->items[k];
    s->items[k] = x;
  }
}

static void the_order_of_articles_does_not_matter(void **state) {
  struct trv_ledger first, again;
  for (int round = 0; round < 30; round++) {
    struct story s = {0};
    any_story(&s, 12);
    if (s.n < 2) continue;
    trv_ledger_join(s.items, s.n, &arena, &first);
    for (int k = 0; k < 5; k++) {
      mix(&s);
      trv_ledger_join(s.items, s.n, &arena, &again);
      same_ledger(&first, &again);
    }
  }
}

static uint32_t root_of(uint32_t *parent, uint32_t i) {
  while (parent[i] != i) i = parent[i];
  return i;
}

/* What does not find each other, directly or over others, has nothing to do with each other: the ledger of all is that of the parts. */
static void parts_that_do_not_meet_are_apart(void **state) {
  uint32_t apart = 0;
  for (int round = 0; round < 40; round++) {
    struct story s = {0};
    uint32_t parent[MOST], n_parts = 0, n_entries = 0;
    struct trv_ledger all, part;
    any_story(&s, 3 + next(8));
    for (uint32_t i = 0; i < s.n; i++) parent[i] = i;
    for (uint32_t i = 0; i < s.n; i++)
      for (uint32_t j = 0; j < i; j++)
        if (find_each_other(&s.items[i], &s.items[j])) parent[root_of(parent, i)] = root_of(parent, j);
    trv_ledger_join(s.items, s.n, &arena, &all);
    for (uint32_t r = 0; r < s.n; r++) {
      struct story one = {0};
      for (uint32_t i = 0; i < s.n; i++)
        if (root_of(parent, i) == r) one.items[one.n++] = s.items[i];
      if (!one.n) continue;
      n_parts++;
      trv_ledger_join(one.items, one.n, &arena, &part);
      n_entries += part.n;
      for (uint32_t i = 0; i < part.n; i++) {
        uint32_t k = 0;
        while (k < all.n && strcmp(all.items[k].id, part.items[i].id) != 0) k++;
        assert_true(k < all.n);
        assert_int_equal(all.items[k].status, part.items[i].status);
        assert_int_equal(all.items[k].n_transitions, part.items[i].n_transitions);
      }
    }
    assert_int_equal(n_entries, all.n);
    apart += n_parts > 1;
  }
  assert_true(apart > 10);
}

static void keys_are_sorted_and_single(void **state) {
  struct story s = {0};
  uint64_t keys[TRV_MAX_TRUCE_KEYS];
  caucasus(&s);
  for (uint32_t i = 0; i < s.n; i++) {
    uint32_t n = trv_truce_keys(&s.items[i], keys);
    assert_in_range(n, 1, TRV_MAX_TRUCE_KEYS);
    for (uint32_t k = 1; k < n; k++) assert_true(keys[k - 1] < keys[k]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_truce_is_followed_to_its_end),
      cmocka_unit_test(truces_of_a_term_follow_each_other),
      cmocka_unit_test(attempts_that_lead_nowhere_are_entries_mere_calls_are_not),
      cmocka_unit_test(others_and_other_years_are_other_truces),
      cmocka_unit_test(suspending_is_not_ending),
      cmocka_unit_test(an_end_told_alone_finds_its_truce),
      cmocka_unit_test(who_does_not_fight_proposes),
      cmocka_unit_test(an_offer_turned_down_stands_alone),
      cmocka_unit_test(leaving_a_committee_ends_nothing),
      cmocka_unit_test(the_order_of_articles_does_not_matter),
      cmocka_unit_test(parts_that_do_not_meet_are_apart),
      cmocka_unit_test(keys_are_sorted_and_single),
  };
  return cmocka_run_group_tests_name("ledger", tests, set_up, tear_down);
}
