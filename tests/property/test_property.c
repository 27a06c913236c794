/* What must hold of every article, tried on all samples and on damaged copies of them: the promises of each layer, the
 * same bytes from every kernel, from one thread and from two, and on a second reading. */
#include <dirent.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "checks.h"
#include "out/out.h"

/* The portable kernel is slow under the sanitizers; there, part of the samples must do. */
#if defined(__SANITIZE_ADDRESS__)
#define KERNEL_STEP 9
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KERNEL_STEP 9
#endif
#endif
#ifndef KERNEL_STEP
#define KERNEL_STEP 1
#endif

enum { MOST_SAMPLES = 256 };

static struct sample {
  char name[64];
  char *text;
  size_t n;
} samples[MOST_SAMPLES];
static size_t n_samples;
static struct trv_treve *treve;

static struct trv_treve *open_library(void) {
  struct trv_error err = {0};
  struct trv_treve *t = NULL;
  const struct trv_open_options options = {.share = SHARE_DIR};
  if (trv_open(&options, &t, &err) != TRV_OK) {
    fprintf(stderr, "%s:%u:%u: %s\n", err.path, err.line, err.column, err.message);
    abort();
  }
  return t;
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const struct sample *)a)->name, ((const struct sample *)b)->name);
}

static int read_folder(const char *folder) {
  DIR *dir = opendir(folder);
  if (!dir) return -1;
  for (struct dirent *e = readdir(dir); e && n_samples < MOST_SAMPLES; e = readdir(dir)) {
    size_t length = strlen(e->d_name);
    if (length < 4 || strcmp(e->d_name + length - 4, ".txt") != 0 || length >= sizeof samples[0].name) continue;
    struct sample *s = &samples[n_samples];
    char path[1024];
    snprintf(s->name, sizeof s->name, "%.63s", e->d_name);
    snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
    FILE *f = fopen(path, "rb");
    if (!f) return -1;
    s->text = malloc((size_t)1 << 20);
    if (!s->text) return -1;
    s->n = fread(s->text, 1, (size_t)1 << 20, f);
    fclose(f);
    n_samples++;
  }
  closedir(dir);
  return 0;
}

static int set_up(void **state) {
  if (read_folder(SAMPLES_DIR "/fr") != 0 || read_folder(SAMPLES_DIR "/en") != 0) return -1;
  qsort(samples, n_samples, sizeof *samples, by_name);
  treve = open_library();
  return n_samples ? 0 : -1;
}

static int tear_down(void **state) {
  for (size_t i = 0; i < n_samples; i++) free(samples[i].text);
  trv_close(treve);
  return 0;
}

/* A sample's name begins with its language; that of a text made of several is French. */
static const char *lang_of(const char *name) { return strncmp(name, "en-", 3) == 0 ? "en" : "fr"; }

/* What the library prints for one article. */
static char *coded(const struct trv_treve *t, const struct sample *s) {
  struct trv_article article = {.text = s->text, .n_bytes = s->n, .file = s->name, .lang = lang_of(s->name)};
  struct trv_document *doc = NULL;
  struct trv_error err = {0};
  struct trv_strbuf out;
  trv_strbuf_init(&out);
  if (trv_code(t, &article, &doc, &err) == TRV_OK) {
    trv_out_ndjson(doc, &out);
    trv_document_free(doc);
  } else {
    trv_strbuf_addf(&out, "%d %s", err.status, err.message);
  }
  char *copy = malloc(out.n + 1);
  assert_non_null(copy);
  memcpy(copy, out.p, out.n + 1);
  trv_strbuf_release(&out);
  return copy;
}

static void check_article(const char *name, const char *text, size_t n) {
  struct trv_article article = {.text = text, .n_bytes = n, .file = name, .lang = lang_of(name)};
  struct trv_document *doc = NULL;
  struct trv_error err = {0};
  trv_checked = name;
  enum trv_status status = trv_code(treve, &article, &doc, &err);
  if (status != TRV_OK) {
    assert_int_equal(status, TRV_REJECTED);
    assert_true(err.message[0]);
    return;
  }
  const struct trv_layers *layers = &trv_document_layers(doc)->layers;
  trv_check_text(layers->text);
  trv_check_parse(layers->text, layers->parse);
  trv_check_layers(layers);
  trv_check_document(doc);
  trv_document_free(doc);
}

static void every_layer_keeps_its_promises(void **state) {
  for (size_t i = 0; i < n_samples; i++) check_article(samples[i].name, samples[i].text, samples[i].n);
}

static uint64_t seed;
static size_t next(size_t below) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return below ? (size_t)(seed >> 33) % below : 0;
}

/* Damages a copy in one of the ways that files are damaged: a stretch lost, told twice, moved, capitals only, line ends
 * lost, marks lost, one byte changed. */
static size_t damage(const struct sample *s, char *out) {
  memcpy(out, s->text, s->n);
  size_t n = s->n, from = next(n), length = next(n - from < 200 ? n - from : 200);
  switch (next(7)) {
    case 0: memmove(out + from, out + from + length, n - from - length); return n - length;
    case 1: memmove(out + from + length, out + from, n - from); return n + length;
    case 2: {
      size_t to = next(n);
      memcpy(out, s->text + to, n - to);
      memcpy(out + n - to, s->text, to);
      return n;
    }
    case 3:
      for (size_t i = 0; i < n; i++)
        if (out[i] >= 'a' && out[i] <= 'z') out[i] = (char)(out[i] - 32);
      return n;
    case 4:
      for (size_t i = 16; i < n; i++)
        if (out[i] == '\n') out[i] = ' ';
      return n;
    case 5:
      for (size_t i = 16; i < n; i++)
        if (out[i] == '.' || out[i] == ',') out[i] = ' ';
      return n;
    default: out[from] = (char)next(128); return n;
  }
}

static void damaged_articles_are_read_or_rejected(void **state) {
  for (size_t i = 0; i < n_samples; i += 2) {
    seed = i;
    char *text = malloc(samples[i].n + 256), name[96];
    assert_non_null(text);
    size_t n = damage(&samples[i], text);
    snprintf(name, sizeof name, "%.63s, damaged", samples[i].name);
    check_article(name, text, n);
    free(text);
  }
}

static void every_kernel_gives_the_same_bytes(void **state) {
  static const char *const kernels[] = {"portable", "avx2", "vnni"};
  char *first[MOST_SAMPLES];
  for (size_t k = 0; k < 3; k++) {
    setenv("TREVE_KERNEL", kernels[k], 1);
    struct trv_treve *t = open_library();
    for (size_t i = 0; i < n_samples; i += KERNEL_STEP) {
      char *out = coded(t, &samples[i]);
      if (k == 0) {
        first[i] = out;
        continue;
      }
      if (strcmp(first[i], out) != 0) fail_msg("%s: %s differs from portable", samples[i].name, kernels[k]);
      free(out);
    }
    trv_close(t);
  }
  unsetenv("TREVE_KERNEL");
  for (size_t i = 0; i < n_samples; i += KERNEL_STEP) free(first[i]);
}

/* One of two threads: takes every sample, the second one from the end. */
struct thread {
  bool backwards;
  char *out[MOST_SAMPLES];
};

static void *code_all(void *argument) {
  struct thread *t = argument;
  for (size_t i = 0; i < n_samples; i++) {
    size_t k = t->backwards ? n_samples - 1 - i : i;
    t->out[k] = coded(treve, &samples[k]);
  }
  return NULL;
}

static void two_threads_give_what_one_gives(void **state) {
  static struct thread threads[2] = {{.backwards = false}, {.backwards = true}};
  pthread_t id;
  assert_int_equal(pthread_create(&id, NULL, code_all, &threads[1]), 0);
  code_all(&threads[0]);
  pthread_join(id, NULL);
  for (size_t i = 0; i < n_samples; i++) {
    if (strcmp(threads[0].out[i], threads[1].out[i]) != 0) fail_msg("%s: differs between threads", samples[i].name);
    free(threads[0].out[i]);
    free(threads[1].out[i]);
  }
}

/* A year's worth of articles in one: events of one stay apart from those of the next, and no index wraps. */
static void all_samples_as_one_article(void **state) {
  size_t total = 0, n = 0;
  for (size_t i = 0; i < n_samples; i++) total += samples[i].n + 2;
  char *text = malloc(total);
  assert_non_null(text);
  for (size_t i = 0; i < n_samples; i++) {
    memcpy(text + n, samples[i].text, samples[i].n);
    n += samples[i].n;
    memcpy(text + n, "\n\n", 2);
    n += 2;
  }
  check_article("all samples", text, n);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_layer_keeps_its_promises),    cmocka_unit_test(damaged_articles_are_read_or_rejected),
      cmocka_unit_test(every_kernel_gives_the_same_bytes), cmocka_unit_test(two_threads_give_what_one_gives),
      cmocka_unit_test(all_samples_as_one_article),
  };
  return cmocka_run_group_tests_name("property", tests, set_up, tear_down);
}
