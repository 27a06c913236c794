/* The store beneath its commands: dates, sides, and groups of tellings that grow above the ceiling and are parted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "store/read.h"

#define N_ARTICLES 20
static struct trv_treve *treve;
static char *texts[N_ARTICLES];
static struct trv_document *docs[N_ARTICLES];
static char folder[] = "/tmp/treve-store-XXXXXX";

static int set_up(void **state) {
  struct trv_error err;
  struct trv_open_options options = {.share = SHARE_DIR};
  assert_int_equal(trv_open(&options, &treve, &err), TRV_OK);
  for (int i = 0; i < N_ARTICLES; i++) {
    char name[256];
    struct trv_article article = {0};
    snprintf(name, sizeof name, SAMPLES_DIR "/chronicle/c1-%02d.txt", i + 1);
    FILE *f = fopen(name, "rb");
    assert_non_null(f);
    article.text = texts[i] = calloc(1, 65536);
    article.n_bytes = fread(texts[i], 1, 65535, f);
    fclose(f);
    assert_int_equal(trv_code(treve, &article, &docs[i], &err), TRV_OK);
  }
  assert_non_null(mkdtemp(folder));
  return 0;
}

static int tear_down(void **state) {
  for (int i = 0; i < N_ARTICLES; i++) {
    trv_document_free(docs[i]);
    free(texts[i]);
  }
  trv_close(treve);
  rmdir(folder);
  return 0;
}

static void dates_are_ranges(void **state) {
  static const struct {
    const char *iso, *from, *to, *precision;
  } all[] = {
      {"2020-10-27", "2020-10-27", "2020-10-27", "day"},
      {"2020-02", "2020-02-01", "2020-02-29", "month"},
      {"2021", "2021-01-01", "2021-12-31", "year"},
      {"2020-10-17/2020-10-18", "2020-10-17", "2020-10-18", "interval"},
      {"2020-09/2020-11", "2020-09-01", "2020-11-30", "interval"},
      {"2020-09-27/..", "2020-09-27", "", "since"},
      {"../2020-10-10", "", "2020-10-10", "interval"},
      {"yesterday", "", "", NULL},
      {"2020-13", "", "", NULL},
      {"2021-02-29", "", "", NULL},
      {"", "", "", NULL},
      {NULL, "", "", NULL},
  };
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    struct trv_day_range r;
    char iso[40];
    trv_range_of(all[i].iso, &r);
    assert_string_equal(r.from, all[i].from);
    assert_string_equal(r.to, all[i].to);
    if (!all[i].precision) {
      assert_null(r.precision);
      assert_null(trv_range_iso(r.from, r.to, r.precision, iso));
      continue;
    }
    assert_string_equal(r.precision, all[i].precision);
    struct trv_day_range again;
    trv_range_of(trv_range_iso(r.from, r.to, r.precision, iso), &again);
    assert_memory_equal(&r, &again, sizeof r);
  }
}

static void sides_are_found(void **state) {
  const char *list = "AZE:GOV:Ilham Aliyev;AZE:MIL;IGO::OSCE;AZE:GOV+PRE:Artsakh";
  static const char *const in[] = {
      "AZE",  "aze:mil", "AZE:GOV",     "Aliyev",      "ilham aliyev", "AZE:GOV:Ilham Aliyev",
      "OSCE", "ARM,IGO", "AZE:GOV+PRE", "AZE::Artsakh"};
  static const char *const out[] = {"ARM", "AZE:CVL", "AZ", "AZE:GOV:Aliyev", "", ",", "MIL", "AZE:"};
  for (size_t i = 0; i < sizeof in / sizeof *in; i++) assert_true(trv_side_has(list, in[i]));
  for (size_t i = 0; i + 1 < sizeof out / sizeof *out; i++) assert_false(trv_side_has(list, out[i]));
}

struct text {
  size_t n, cap;
  char *p;
};

static bool gather(void *context, const char *bytes, size_t n) {
  struct text *t = context;
  if (t->n + n + 1 > t->cap) t->p = realloc(t->p, t->cap = t->cap * 2 + n + 1);
  assert_non_null(t->p);
  memcpy(t->p + t->n, bytes, n);
  t->p[t->n += n] = '\0';
  return true;
}

static void drop_file(const char *path) {
  static const char *const ends[] = {"", "-wal", "-shm"};
  for (int i = 0; i < 3; i++) {
    char name[96];
    snprintf(name, sizeof name, "%s%s", path, ends[i]);
    unlink(name);
  }
}

/* The articles in an order of their own, in batches of their own; some are stored twice over under another file's name, and go
 * again. */
static void store_in_order(uint32_t seed, uint32_t max_group, struct text *out) {
  struct trv_error err = {0};
  struct trv_store *store;
  enum trv_store_outcome outcome;
  char path[64];
  int order[N_ARTICLES];
  uint32_t random = seed * 2654435761u + 1;
  for (int i = 0; i < N_ARTICLES; i++) order[i] = i;
  for (int i = N_ARTICLES - 1; seed && i > 0; i--) {
    random = random * 1664525u + 1013904223u;
    int k = (int)(random >> 8) % (i + 1), t = order[i];
    order[i] = order[k];
    order[k] = t;
  }
  snprintf(path, sizeof path, "%s/%u.db", folder, seed);
  assert_int_equal(trv_store_open(path, TRV_STORE_CREATE, &store, &err), TRV_OK);
  store->max_group = max_group;
  for (int i = 0; i < N_ARTICLES; i++) {
    if (i + 1 < N_ARTICLES) { /* what the file holds at first is taken back by the next text from it */
      assert_int_equal(trv_store_add(store, docs[order[i + 1]], "/a", &outcome, &err), TRV_OK);
      if (i % 3 == 0) assert_int_equal(trv_store_commit(store, &err), TRV_OK);
    }
    assert_int_equal(trv_store_add(store, docs[order[i]], "/a", &outcome, &err), TRV_OK);
    char name[16];
    snprintf(name, sizeof name, "/%d", order[i]);
    assert_int_equal(trv_store_add(store, docs[order[i]], name, &outcome, &err), TRV_OK);
    if (i % 5 == (int)(seed % 5)) assert_int_equal(trv_store_commit(store, &err), TRV_OK);
  }
  assert_int_equal(trv_store_add(store, docs[0], "/a", &outcome, &err), TRV_OK);
  assert_int_equal(trv_store_settle(store, &err), TRV_OK);
  out->n = 0;
  assert_int_equal(trv_store_chronicle(store, NULL, TRV_FORMAT_NDJSON, NULL, gather, out, &err), TRV_OK);
  assert_int_equal(trv_store_ceasefires(store, NULL, TRV_FORMAT_NDJSON, NULL, gather, out, &err), TRV_OK);
  assert_int_equal(trv_store_stats(store, TRV_FORMAT_NDJSON, NULL, gather, out, &err), TRV_OK);
  trv_store_close(store);
  drop_file(path);
}

static void parted_groups_do_not_depend_on_order(void **state) {
  static const uint32_t most[] = {1, 2, 3, 5, TRV_MAX_COMPONENT};
  struct text first = {0}, other = {0};
  for (size_t k = 0; k < sizeof most / sizeof *most; k++) {
    store_in_order(0, most[k], &first);
    for (uint32_t seed = 1; seed < 5; seed++) {
      store_in_order(seed, most[k], &other);
      assert_string_equal(other.p, first.p);
    }
  }
  free(first.p);
  free(other.p);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(dates_are_ranges),
      cmocka_unit_test(sides_are_found),
      cmocka_unit_test(parted_groups_do_not_depend_on_order),
  };
  return cmocka_run_group_tests_name("store", tests, set_up, tear_down);
}
