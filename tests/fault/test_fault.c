/* Memory runs out at each allocation in turn, while the library opens and while it reads a short article. Every call
 * must give TRV_NO_MEMORY or succeed, leak nothing, and leave the library fit for the next article.
 *
 * malloc, calloc, realloc and strdup are wrapped by the linker (-Wl,--wrap); what shared libraries allocate for themselves is
 * not. Where there are too many allocations for the time given, a stride is taken; it is odd, so that it meets
 * different ones as the code changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "../unit/tellings.h"
#include "chronicle/conflicts.h"
#include "chronicle/ledger.h"
#include "chronicle/redlines.h"
#include "out/out.h"
#include "treve/treve.h"
#include "failing.h"

static unsigned long count, fail_at; /* fail_at 0: never */

static bool allocation_fails(void) { return ++count == fail_at; }

static const char article_text[] =
    "date 2020-10-10\n\n"
    "Les ministres arménien et azerbaïdjanais des Affaires étrangères ont conclu vendredi à Moscou un cessez-le-feu "
    "humanitaire, sous l'égide de la Russie.\n\n"
    "Selon le ministère azerbaïdjanais de la Défense, l'armée arménienne a bombardé la ville de Terter, tuant deux "
    "civils. « Nous riposterons à toute attaque », a averti samedi le président Ilham Aliev.\n";

static const struct trv_open_options options = {.share = SHARE_DIR};

static double now_s(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Seconds for all failures of one kind: TREVE_FAULT_SECONDS, or 12. */
static double seconds(void) {
  const char *s = getenv("TREVE_FAULT_SECONDS");
  return s ? strtod(s, NULL) : 12;
}

typedef enum trv_status (*attempt)(void *context, struct trv_error *err);

/* Runs `try` with the k-th allocation failing, for k spread over all of them. */
static void fail_each(attempt try, void *context, const char *what) {
  struct trv_error err = {0};
  fail_at = count = 0;
  double begin = now_s();
  assert_int_equal(try(context, &err), TRV_OK);
  double took = now_s() - begin;
  unsigned long n = count, stride = 1 + (unsigned long)((double)n * took / seconds());
  stride |= 1;
  unsigned long tried = 0, refused = 0;
  for (unsigned long k = 1; k <= n; k += stride, tried++) {
    memset(&err, 0, sizeof err);
    count = 0;
    fail_at = k;
    enum trv_status status = try(context, &err);
    fail_at = 0;
    if (status != TRV_OK && status != TRV_NO_MEMORY)
      fail_msg("%s: allocation %lu: status %d: %s", what, k, status, err.message);
    if (status == TRV_NO_MEMORY) {
      refused++;
      assert_int_equal(err.status, TRV_NO_MEMORY);
      assert_true(err.message[0]);
    }
  }
  assert_true(tried > 0);
  print_message("%s: %lu allocations, %lu failed in turn, %lu gave no memory\n", what, n, tried, refused);
}

static enum trv_status open_and_close(void *context, struct trv_error *err) {
  struct trv_treve *t = NULL;
  enum trv_status status = trv_open(&options, &t, err);
  if (status == TRV_OK) trv_close(t);
  return status;
}

static enum trv_status read_article(void *context, struct trv_error *err) {
  struct trv_article article = {
      .text = article_text, .n_bytes = sizeof article_text - 1, .file = "short", .lang = "fr"};
  struct trv_document *doc = NULL;
  enum trv_status status = trv_code(context, &article, &doc, err);
  if (status != TRV_OK) return status;
  struct trv_strbuf out;
  trv_strbuf_init(&out);
  trv_out_ndjson(doc, &out);
  if (fail_at == 0) assert_false(out.failed);
  if (fail_at == 0) assert_true(doc->n_events >= 1);
  trv_strbuf_release(&out);
  trv_document_free(doc);
  return TRV_OK;
}

/* What a pack still lacks is loaded with its first article. */
static enum trv_status open_and_read(void *context, struct trv_error *err) {
  struct trv_treve *t = NULL;
  enum trv_status status = trv_open(&options, &t, err);
  if (status != TRV_OK) return status;
  unsigned long failing = fail_at;
  status = read_article(t, err);
  fail_at = 0;
  struct trv_error again = {0};
  if (failing) assert_int_equal(read_article(t, &again), TRV_OK);
  fail_at = failing;
  trv_close(t);
  return status;
}

static enum trv_status import_dictionary(void *context, struct trv_error *err) {
  static const struct trv_import_options how = {.share = SHARE_DIR};
  static const char text[] =
      "FRONT_ROUGE_\n+FR-7\n\t[AZEREB 180101-201231]\n\t[AZEGOV]\nARAM_TESTIAN_ [ARMGOV >200101]\nLOST_\n"
      "!SET! = MAN, MEN\nHERDS!SET! [~AGR]\nSOLDIER [~MIL]\n";
  struct trv_import *import = NULL;
  struct trv_output out;
  const char *name;
  enum trv_status status = trv_import_new(&how, &import, err);
  if (status != TRV_OK) return status;
  status = trv_import_add(import, "d.txt", text, sizeof text - 1, err);
  for (int full = 0; status == TRV_OK && full < 2; full++) {
    status = trv_import_report(import, full, &out, err);
    if (status == TRV_OK) trv_output_release(&out);
  }
  for (size_t i = 0; status == TRV_OK && i < trv_import_tables(import); i++) {
    status = trv_import_table(import, i, &name, &out, err);
    if (status == TRV_OK) trv_output_release(&out);
  }
  trv_import_free(import);
  return status;
}

static void importing_survives_every_failed_allocation(void **state) {
  fail_each(import_dictionary, NULL, "importing");
}

static void opening_survives_every_failed_allocation(void **state) { fail_each(open_and_close, NULL, "opening"); }

static void first_reading_survives_every_failed_allocation(void **state) {
  fail_each(open_and_read, NULL, "opening and the first reading");
}

static void reading_survives_every_failed_allocation(void **state) {
  struct trv_treve *t = NULL;
  struct trv_error err = {0};
  assert_int_equal(trv_open(&options, &t, &err), TRV_OK);
  fail_each(read_article, t, "reading");
  assert_int_equal(read_article(t, &err), TRV_OK);
  trv_close(t);
}

/* The chronicle of a few tellings, made before memory runs out. */
enum { N_TELLINGS = 12 };
struct chronicle {
  struct trv_telling tellings[N_TELLINGS];
  struct trv_truce_telling *truces;
  uint32_t n_truces;
};

/* What is told is put together in an arena, whose owner says what comes of no memory. */
static enum trv_status sum_up(const struct chronicle *c, struct trv_arena *arena, struct trv_error *err) {
  struct trv_incident incident;
  struct trv_ledger ledger;
  struct trv_red_lines lines;
  struct trv_conflicts conflicts;
  struct trv_dyad dyads[TRV_MAX_DYADS];
  struct trv_red_line_telling red = {.telling = c->tellings[1]};
  jmp_buf guard;
  if (setjmp(guard)) return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out");
  trv_arena_guard(arena, &guard);
  trv_incident_sum(c->tellings, N_TELLINGS, arena, &incident);
  trv_ledger_join(c->truces, c->n_truces, arena, &ledger);
  trv_red_lines_join(&red, 1, arena, &lines);
  uint32_t n = trv_dyads_of(c->tellings[0].event->actor, c->tellings[0].event->recipient, NULL, dyads);
  trv_conflicts_find(dyads, n, 1, NULL, NULL, NULL, arena, &conflicts);
  trv_arena_guard(arena, NULL);
  assert_int_equal(conflicts.n, 1);
  assert_int_equal(lines.n, 1);
  assert_true(ledger.n >= 1);
  return TRV_OK;
}

static enum trv_status chronicle(void *context, struct trv_error *err) {
  const struct chronicle *c = context;
  uint32_t incident[N_TELLINGS];
  const struct trv_tie tie = {0, 3, true};
  enum trv_status status = trv_incidents_divide(c->tellings, N_TELLINGS, &tie, 1, incident, err);
  if (status != TRV_OK) return status;
  struct trv_arena arena;
  trv_arena_init(&arena, 0);
  status = sum_up(c, &arena, err);
  trv_arena_release(&arena);
  return status;
}

static void the_chronicle_survives_every_failed_allocation(void **state) {
  struct trv_arena arena;
  struct chronicle c;
  struct trv_error err;
  trv_arena_init(&arena, 0);
  for (uint32_t i = 0; i < N_TELLINGS; i++)
    c.tellings[i] = telling(&arena, trv_arena_printf(&arena,
                                                     i % 3 ? "a%u 2021-07-%02u AGREE ARM:GOV,AZE:GOV -> RUS:GOV "
                                                             "date=2021-07-%02u tag=ceasefire:agreement"
                                                           : "a%u 2021-07-%02u ASSAULT ARM:MIL -> AZE:MIL "
                                                             "date=2021-07-%02u killed=3 status=alleged by=AZE:GOV",
                                                     i, 10 + i, 10 + i / 4));
  trv_truces_of_article(&c.tellings[0], c.tellings, N_TELLINGS, NULL, 0, &arena, &c.truces, &c.n_truces);
  fail_each(chronicle, &c, "chronicle");
  assert_int_equal(chronicle(&c, &err), TRV_OK);
  trv_arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(importing_survives_every_failed_allocation),
      cmocka_unit_test(opening_survives_every_failed_allocation),
      cmocka_unit_test(first_reading_survives_every_failed_allocation),
      cmocka_unit_test(reading_survives_every_failed_allocation),
      cmocka_unit_test(the_chronicle_survives_every_failed_allocation),
  };
  return cmocka_run_group_tests_name("fault", tests, NULL, NULL);
}
