/* The parser: kernels, trees, model files, and the whole layer on the French model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "parse/conllu.h"
#include "parse/model.h"
#include "parse/tree.h"

#ifndef SHARE_DIR
#define SHARE_DIR "share"
#endif
#define TRV_TEST_MODEL SHARE_DIR "/languages/fr/model.trv"

static uint64_t seed = 1;

static uint32_t next(void) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(seed >> 33);
}

static float next_float(void) { return (float)next() / 1073741824.0f - 1.0f; }

static const char *const kernel_names[] = {"portable", "avx2", "vnni"};

/* ---- kernels */

enum { MOST_IN = 192, MOST_OUT = 144, MOST_ROWS = 9 };

static void check_linear(size_t n_in, size_t n_out, size_t rows) {
  static int8_t w[MOST_IN * MOST_OUT], a[MOST_IN * MOST_ROWS];
  static float scale[MOST_OUT], bias[MOST_OUT], a_scale[MOST_ROWS], want[MOST_OUT * MOST_ROWS],
      got[MOST_OUT * MOST_ROWS];
  static int32_t sum[MOST_OUT];
  memset(sum, 0, sizeof sum);
  for (size_t i = 0; i < n_in * n_out; i++) w[i] = (int8_t)((int)(next() % 255) - 127);
  for (size_t block = 0; block < n_out / 16; block++)
    for (size_t g = 0; g < n_in / 4; g++)
      for (size_t j = 0; j < 16; j++)
        for (size_t i = 0; i < 4; i++) sum[block * 16 + j] += w[block * 16 * n_in + g * 64 + j * 4 + i];
  for (size_t i = 0; i < n_in * rows; i++)
    a[i] = (int8_t)(i % 7 == 0 ? (i % 2 ? 127 : -127) : (int)(next() % 255) - 127);
  for (size_t i = 0; i < n_out; i++) scale[i] = next_float(), bias[i] = next_float();
  for (size_t i = 0; i < rows; i++) a_scale[i] = next_float();
  struct trv_linear layer = {n_in, n_out, w, scale, bias, sum};
  for (int add = 0; add < 2; add++) {
    for (size_t i = 0; i < n_out * rows; i++) want[i] = (float)i;
    trv_kernels_portable.linear(&layer, a, a_scale, rows, want, add);
    for (int k = 1; k < 3; k++) {
      for (size_t i = 0; i < n_out * rows; i++) got[i] = (float)i;
      trv_kernels_choose(kernel_names[k])->linear(&layer, a, a_scale, rows, got, add);
      assert_memory_equal(want, got, n_out * rows * sizeof *got);
    }
  }
}

static void linear_layers_agree(void **state) {
  (void)state;
  for (size_t rows = 1; rows <= MOST_ROWS; rows++)
    for (size_t n_out = 16; n_out <= MOST_OUT; n_out += 16) check_linear(4 + next() % (MOST_IN / 4) * 4, n_out, rows);
}

static void dot_products_agree(void **state) {
  (void)state;
  int8_t q[128], rows[5 * 128];
  int32_t want[5], got[5];
  for (int round = 0; round < 50; round++) {
    for (int i = 0; i < 128; i++) q[i] = (int8_t)((int)(next() % 255) - 127);
    for (int i = 0; i < 5 * 128; i++) rows[i] = (int8_t)((int)(next() % 255) - 127);
    trv_kernels_portable.dots(q, rows, 5, 128, want);
    for (int k = 1; k < 3; k++) {
      trv_kernels_choose(kernel_names[k])->dots(q, rows, 5, 128, got);
      assert_memory_equal(want, got, sizeof got);
    }
  }
}

static void float_parts_agree(void **state) {
  (void)state;
  enum { ROWS = 3, HID = 48 };
  float gates[ROWS * 4 * HID], x[ROWS * HID], gain[HID], bias[HID];
  for (int i = 0; i < ROWS * 4 * HID; i++) gates[i] = next_float() * 9;
  for (int i = 0; i < ROWS * HID; i++) x[i] = i % 11 ? next_float() * 3 : 0;
  for (int i = 0; i < HID; i++) gain[i] = next_float(), bias[i] = next_float();
  float want[4][ROWS * HID];
  int8_t want_q[2][ROWS * HID];
  float want_scale[ROWS];
  for (int k = 0; k < 3; k++) {
    const struct trv_kernels *kernels = trv_kernels_choose(kernel_names[k]);
    float cell[ROWS * HID], h[ROWS * HID], leaky[ROWS * HID], norm[ROWS * HID], scale[ROWS];
    int8_t hq[ROWS * HID], q[ROWS * HID];
    memcpy(cell, x, sizeof cell), memcpy(leaky, x, sizeof leaky), memcpy(norm, x, sizeof norm);
    kernels->lstm(gates, ROWS, HID, cell, h, HID, hq);
    kernels->leaky(leaky, ROWS * HID);
    kernels->norm(norm, ROWS, HID, gain, bias);
    kernels->quantise(x, ROWS, HID, q, scale);
    if (k == 0) {
      memcpy(want[0], cell, sizeof cell), memcpy(want[1], h, sizeof h), memcpy(want[2], leaky, sizeof leaky);
      memcpy(want[3], norm, sizeof norm), memcpy(want_q[0], hq, sizeof hq), memcpy(want_q[1], q, sizeof q);
      memcpy(want_scale, scale, sizeof scale);
    }
    assert_memory_equal(want[0], cell, sizeof cell);
    assert_memory_equal(want[1], h, sizeof h);
    assert_memory_equal(want[2], leaky, sizeof leaky);
    assert_memory_equal(want[3], norm, sizeof norm);
    assert_memory_equal(want_q[0], hq, sizeof hq);
    assert_memory_equal(want_q[1], q, sizeof q);
    assert_memory_equal(want_scale, scale, sizeof scale);
    for (int i = 0; i < ROWS * HID; i++) assert_true(h[i] > -1.0f && h[i] < 1.0f);
  }
}

static void quantising_survives_odd_values(void **state) {
  (void)state;
  float x[8] = {0}, scale;
  int8_t q[8];
  for (int k = 0; k < 3; k++) {
    const struct trv_kernels *kernels = trv_kernels_choose(kernel_names[k]);
    memset(x, 0, sizeof x);
    kernels->quantise(x, 1, 8, q, &scale);
    assert_true(scale == 0.0f && q[0] == 0);
    uint32_t nan = 0x7FC00000;
    memcpy(&x[3], &nan, sizeof nan);
    kernels->quantise(x, 1, 8, q, &scale);
    assert_true(scale == 0.0f && q[3] == 0);
  }
}

/* ---- trees */

static double total(const float *score, size_t n, const uint32_t *head) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += (double)score[i * (n + 1) + head[i]];
  return sum;
}

/* The best of all trees, by trying every assignment of heads. */
static double best_by_force(const float *score, size_t n) {
  uint32_t head[8] = {0};
  double best = -1e9;
  for (;;) {
    if (trv_tree_is_sound(head, n) && total(score, n, head) > best) best = total(score, n, head);
    size_t i = 0;
    while (i < n && head[i] == n) head[i++] = 0;
    if (i == n) return best;
    head[i]++;
  }
}

static void trees_are_the_best(void **state) {
  (void)state;
  void *scratch = malloc(trv_tree_scratch_bytes(5));
  assert_non_null(scratch);
  for (int round = 0; round < 2000; round++) {
    size_t n = 1 + next() % 5;
    float score[5 * 6];
    for (size_t i = 0; i < n * (n + 1); i++) score[i] = (float)(next() % 64);
    uint32_t head[5];
    trv_tree_decode(score, n, head, scratch);
    assert_true(trv_tree_is_sound(head, n));
    assert_true(total(score, n, head) > best_by_force(score, n) - 1e-6);
  }
  free(scratch);
}

static void one_root_even_if_all_want_it(void **state) {
  (void)state;
  /* Every word scores the root best; the second loses least by giving it up for the first. */
  const float score[3 * 4] = {9, 0, 1, 1, 9, 8, 0, 7, 9, 8, 7, 0};
  uint32_t head[3];
  void *scratch = malloc(trv_tree_scratch_bytes(3));
  assert_non_null(scratch);
  trv_tree_decode(score, 3, head, scratch);
  assert_int_equal(head[0], 0);
  assert_int_equal(head[1], 1);
  assert_int_equal(head[2], 1);
  free(scratch);
}

static void long_random_trees_are_sound(void **state) {
  (void)state;
  static const size_t sizes[] = {2, 30, 200, TRV_TREE_MAX_WORDS};
  void *scratch = malloc(trv_tree_scratch_bytes(TRV_TREE_MAX_WORDS));
  float *score = malloc(sizeof *score * TRV_TREE_MAX_WORDS * (TRV_TREE_MAX_WORDS + 1));
  uint32_t head[TRV_TREE_MAX_WORDS];
  assert_true(scratch && score);
  for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
    for (int hostile = 0; hostile < 3; hostile++) {
      size_t n = sizes[k];
      /* random; all alike; pairs that point at each other */
      for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= n; j++)
          score[i * (n + 1) + j] = hostile == 0       ? next_float() * 20
                                   : hostile == 1     ? 0.0f
                                   : j == (i ^ 1) + 1 ? 50.0f
                                                      : next_float();
      trv_tree_decode(score, n, head, scratch);
      assert_true(trv_tree_is_sound(head, n));
    }
  free(scratch);
  free(score);
}

static void unsound_trees_are_seen(void **state) {
  (void)state;
  assert_true(trv_tree_is_sound((uint32_t[]){2, 0, 2}, 3));
  assert_false(trv_tree_is_sound((uint32_t[]){2, 1, 0}, 3));
  assert_false(trv_tree_is_sound((uint32_t[]){0, 0}, 2));
  assert_false(trv_tree_is_sound((uint32_t[]){1, 0}, 2));
  assert_false(trv_tree_is_sound((uint32_t[]){0, 7}, 2));
}

/* ---- model files */

static void write_file(const char *path, const void *bytes, size_t n) {
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  assert_int_equal(fwrite(bytes, 1, n, f), n);
  fclose(f);
}

static void refuses(const char *path, enum trv_status status, const char *why) {
  struct trv_error err = {0};
  struct trv_parser *p = NULL;
  assert_int_equal(trv_parser_load(path, &p, &err), status);
  assert_null(p);
  assert_string_equal(err.path, path);
  if (!strstr(err.message, why)) fail_msg("'%s' does not say '%s'", err.message, why);
}

static void bad_model_files_are_refused(void **state) {
  (void)state;
  char path[] = "/tmp/treve-model-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  close(fd);
  refuses("/nonexistent/model.trv", TRV_SYSTEM, "cannot open");
  refuses("/tmp", TRV_BAD_DATA, "not a regular file");
  refuses(path, TRV_BAD_DATA, "not a treve parser model");
  char text[200];
  memset(text, 'x', sizeof text);
  write_file(path, text, sizeof text);
  refuses(path, TRV_BAD_DATA, "not a treve parser model");

  FILE *f = fopen(TRV_TEST_MODEL, "rb");
  if (f) {
    size_t room = (size_t)64 << 20;
    uint8_t *bytes = malloc(room);
    assert_non_null(bytes);
    size_t n = fread(bytes, 1, room, f);
    fclose(f);
    write_file(path, bytes, n / 2);
    refuses(path, TRV_BAD_DATA, "truncated");
    bytes[n - 5] ^= 1;
    write_file(path, bytes, n);
    refuses(path, TRV_BAD_DATA, "damaged");
    bytes[n - 5] ^= 1;
    bytes[8] = 99;
    write_file(path, bytes, n);
    refuses(path, TRV_BAD_DATA, "version 99");
    free(bytes);
  }
  unlink(path);
}

/* A file with a sound checksum whose sections are missing. */
static void empty_model_is_refused(void **state) {
  (void)state;
  char path[] = "/tmp/treve-model-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  close(fd);
  uint8_t head[64] = TRV_MODEL_MAGIC;
  uint32_t version = TRV_MODEL_VERSION;
  uint64_t size = sizeof head, sum = trv_model_checksum(head + 64, 0);
  memcpy(head + 8, &version, 4);
  memcpy(head + 16, &size, 8);
  memcpy(head + 24, &sum, 8);
  write_file(path, head, sizeof head);
  refuses(path, TRV_BAD_DATA, "no section 'dims'");
  unlink(path);
}

/* ---- labels */

static void labels_are_read(void **state) {
  (void)state;
  uint8_t rel, sub;
  trv_deprel_of("nsubj:pass", &rel, &sub);
  assert_int_equal(rel, TRV_REL_NSUBJ);
  assert_int_equal(sub, TRV_SUB_PASS);
  trv_deprel_of("obl", &rel, &sub);
  assert_int_equal(rel, TRV_REL_OBL);
  assert_int_equal(sub, TRV_SUB_NONE);
  trv_deprel_of("never:seen", &rel, &sub);
  assert_int_equal(rel, TRV_REL_OTHER);
  assert_int_equal(sub, TRV_SUB_OTHER);
  assert_int_equal(trv_upos_of("VERB"), TRV_VERB);
  assert_int_equal(trv_upos_of("?"), TRV_UPOS_X);
  assert_null(trv_sub_name(TRV_SUB_NONE));
}

/* ---- the layer */

static const char *const sentences[] = {
    "Le président turc a averti son homologue russe mardi .",
    "« Nous ne négocierons pas » , a -t-il déclaré .",
    "Oui",
    "Des bombardements ont été signalés par les autorités arméniennes dans la nuit de le 10 octobre .",
};
enum { N_SENTENCES = sizeof sentences / sizeof *sentences };

static void add_sentence(struct trv_arena *arena, struct trv_text *text, const char *line, uint32_t times) {
  struct trv_sentence s = {.first_word = text->n_words};
  for (uint32_t k = 0; k < times; k++)
    for (struct trv_slice rest = trv_slice_of(line); rest.p;) {
      struct trv_slice form = trv_slice_split(&rest, ' ');
      struct trv_word word = {.form = trv_arena_strndup(arena, form.p, form.n), .sentence = text->n_sentences};
      char *lower = trv_arena_strndup(arena, form.p, form.n);
      if (*lower >= 'A' && *lower <= 'Z') *lower = (char)(*lower + 32);
      word.lower = lower;
      text->words[text->n_words++] = word;
    }
  s.n_words = text->n_words - s.first_word;
  text->sentences[text->n_sentences++] = s;
}

static struct trv_text *new_text(struct trv_arena *arena) {
  struct trv_text *text = TRV_NEW(arena, struct trv_text);
  text->words = TRV_NEW_ARRAY(arena, struct trv_word, 20000);
  text->sentences = TRV_NEW_ARRAY(arena, struct trv_sentence, 200);
  return text;
}

static void check_tree(const struct trv_text *text, const struct trv_parse *p) {
  for (uint32_t s = 0; s < text->n_sentences; s++) {
    uint32_t first = text->sentences[s].first_word, n = text->sentences[s].n_words, roots = 0;
    for (uint32_t i = first; i < first + n; i++) {
      uint32_t node = i, steps = 0;
      while (p->head[node] != TRV_NO_WORD && steps++ <= n) {
        node = p->head[node];
        assert_true(node >= first && node < first + n);
      }
      assert_true(steps <= n);
      roots += p->head[i] == TRV_NO_WORD;
      assert_int_equal(p->head[i] == TRV_NO_WORD, p->deprel[i] == TRV_REL_ROOT);
      assert_true(p->left[i] <= i && i <= p->right[i]);
      for (uint32_t c = p->child_begin[i]; c < p->child_begin[i + 1]; c++) {
        assert_int_equal(p->head[p->children[c]], i);
        assert_true(c == p->child_begin[i] || p->children[c - 1] < p->children[c]);
        assert_true(p->left[i] <= p->left[p->children[c]] && p->right[p->children[c]] <= p->right[i]);
      }
      assert_non_null(p->lemma[i]);
      assert_non_null(p->feats_text[i]);
    }
    assert_int_equal(roots, 1);
  }
}

static struct trv_parser *load_or_skip(void) {
  struct trv_error err = {0};
  struct trv_parser *parser = NULL;
  if (access(TRV_TEST_MODEL, R_OK) != 0) skip();
  if (trv_parser_load(TRV_TEST_MODEL, &parser, &err) != TRV_OK) fail_msg("%s: %s", err.path, err.message);
  return parser;
}

static struct trv_parse *run(const struct trv_parser *parser, const struct trv_text *text, struct trv_arena *arena) {
  struct trv_error err = {0};
  struct trv_parse *parse = NULL;
  assert_int_equal(trv_parse_run(parser, text, arena, &parse, &err), TRV_OK);
  return parse;
}

static void a_plain_sentence_is_understood(void **state) {
  (void)state;
  struct trv_parser *parser = load_or_skip();
  struct trv_arena arena;
  trv_arena_init(&arena, 0);
  struct trv_text *text = new_text(&arena);
  add_sentence(&arena, text, sentences[0], 1);
  struct trv_parse *p = run(parser, text, &arena);
  check_tree(text, p);
  assert_string_equal(p->lemma[4], "avertir");
  assert_int_equal(p->upos[4], TRV_VERB);
  assert_int_equal(p->head[4], TRV_NO_WORD);
  assert_int_equal(p->deprel[1], TRV_REL_NSUBJ);
  assert_int_equal(p->head[1], 4);
  assert_int_equal(p->deprel[6], TRV_REL_OBJ);
  assert_int_equal(p->feats[1].gender, TRV_MASC);
  trv_arena_release(&arena);
  trv_parser_free(parser);
}

static void a_sentence_is_parsed_alike_in_any_company(void **state) {
  (void)state;
  struct trv_parser *parser = load_or_skip();
  struct trv_arena arena;
  trv_arena_init(&arena, 0);
  struct trv_text *all = new_text(&arena);
  for (int k = 0; k < 150; k++) add_sentence(&arena, all, sentences[k % N_SENTENCES], 1);
  struct trv_parse *together = run(parser, all, &arena);
  check_tree(all, together);
  for (uint32_t s = 0; s < N_SENTENCES; s++) {
    struct trv_text *one = new_text(&arena);
    add_sentence(&arena, one, sentences[s], 1);
    struct trv_parse *alone = run(parser, one, &arena);
    uint32_t first = all->sentences[s].first_word;
    for (uint32_t i = 0; i < one->n_words; i++) {
      assert_string_equal(alone->lemma[i], together->lemma[first + i]);
      assert_int_equal(alone->upos[i], together->upos[first + i]);
      assert_int_equal(alone->deprel[i], together->deprel[first + i]);
      assert_true(alone->head[i] == TRV_NO_WORD ? together->head[first + i] == TRV_NO_WORD
                                                : alone->head[i] + first == together->head[first + i]);
    }
  }
  trv_arena_release(&arena);
  trv_parser_free(parser);
}

static void very_long_sentences_stay_sound(void **state) {
  (void)state;
  struct trv_parser *parser = load_or_skip();
  struct trv_arena arena;
  trv_arena_init(&arena, 0);
  struct trv_text *text = new_text(&arena);
  add_sentence(&arena, text, sentences[0], 550);
  add_sentence(&arena, text, sentences[2], 1);
  add_sentence(&arena, text, "; ( % , . » ( « ) — … 7 000", 60);
  check_tree(text, run(parser, text, &arena));
  trv_arena_release(&arena);
  trv_parser_free(parser);
}

static void nothing_gives_nothing(void **state) {
  (void)state;
  struct trv_parser *parser = load_or_skip();
  struct trv_arena arena;
  trv_arena_init(&arena, 0);
  struct trv_text *text = new_text(&arena);
  assert_int_equal(run(parser, text, &arena)->n_words, 0);
  text->n_sentences = 1; /* a sentence without words */
  assert_int_equal(run(parser, text, &arena)->n_words, 0);
  trv_arena_release(&arena);
  trv_parser_free(parser);
}

static void odd_forms_are_taken(void **state) {
  (void)state;
  struct trv_parser *parser = load_or_skip();
  struct trv_arena arena;
  trv_arena_init(&arena, 0);
  struct trv_text *text = new_text(&arena);
  char *huge = trv_arena_alloc(&arena, 1025);
  for (size_t i = 0; i < 1024; i += 2) memcpy(huge + i, "é", 2);
  const char *forms[] = {huge, "\xF0\x9F\x95\x8A", "\xC3", "\x80\x80", "a", "", "日本語", "ÉÈÀ", "1er"};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
    text->words[text->n_words++] = (struct trv_word){.form = forms[i], .lower = forms[i]};
  text->sentences[text->n_sentences++] = (struct trv_sentence){.n_words = text->n_words};
  check_tree(text, run(parser, text, &arena));
  trv_arena_release(&arena);
  trv_parser_free(parser);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(linear_layers_agree),
      cmocka_unit_test(dot_products_agree),
      cmocka_unit_test(float_parts_agree),
      cmocka_unit_test(quantising_survives_odd_values),
      cmocka_unit_test(trees_are_the_best),
      cmocka_unit_test(one_root_even_if_all_want_it),
      cmocka_unit_test(long_random_trees_are_sound),
      cmocka_unit_test(unsound_trees_are_seen),
      cmocka_unit_test(bad_model_files_are_refused),
      cmocka_unit_test(empty_model_is_refused),
      cmocka_unit_test(labels_are_read),
      cmocka_unit_test(a_plain_sentence_is_understood),
      cmocka_unit_test(a_sentence_is_parsed_alike_in_any_company),
      cmocka_unit_test(very_long_sentences_stay_sound),
      cmocka_unit_test(nothing_gives_nothing),
      cmocka_unit_test(odd_forms_are_taken),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
