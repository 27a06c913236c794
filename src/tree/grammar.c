/* The grammar words of a language; see tree.h. */
#include "base/table.h"
#include "tree/tree.h"

struct trv_grammar {
  struct trv_map words;  /* "set\tlemma" */
  struct trv_map joined; /* lemmas of several words: "call_off" */
  struct trv_map forms;  /* of verbs whose lemma the parser gets wrong, to their place in `lemmas` */
  const char **lemmas;
  uint32_t n_lemmas, cap_lemmas;
};

enum trv_status trv_grammar_load(const char *lang_dir, struct trv_arena *arena, struct trv_grammar **out,
                                 struct trv_error *err) {
  static const char *const columns[] = {"set", "words", NULL};
  struct trv_table t;
  struct trv_grammar *g = TRV_NEW(arena, struct trv_grammar);
  trv_map_init(&g->words, arena);
  trv_map_init(&g->joined, arena);
  trv_map_init(&g->forms, arena);
  enum trv_status status = trv_table_load(trv_arena_printf(arena, "%s/grammar.tsv", lang_dir), columns, arena, &t, err);
  if (status != TRV_OK) return status;
  for (uint32_t i = 0; i < t.n_rows; i++) {
    struct trv_slice set = trv_table_cell(&t, i, 0), words = trv_table_cell(&t, i, 1);
    bool forms = set.n > 6 && memcmp(set.p, "lemma ", 6) == 0;
    if (forms) {
      const char *lemma = trv_arena_strndup(arena, set.p + 6, set.n - 6);
      TRV_PUSH(arena, g->lemmas, g->n_lemmas, g->cap_lemmas, lemma);
    }
    while (words.p) {
      struct trv_slice word = trv_slice_split(&words, '|');
      if (!word.n) return trv_table_fail(&t, i, 1, err, "empty word");
      if (forms) trv_map_put(&g->forms, word, g->n_lemmas - 1);
      else trv_grammar_put(g, trv_arena_printf(arena, "%.*s", (int)set.n, set.p), word);
      trv_grammar_learn(g, word);
    }
  }
  *out = g;
  return TRV_OK;
}

bool trv_grammar_has(const struct trv_grammar *grammar, const char *name, const char *lemma) {
  char key[256];
  size_t n = strlen(name), m = strlen(lemma);
  if (n + m + 1 >= sizeof key) return false;
  memcpy(key, name, n);
  key[n] = '\t';
  memcpy(key + n + 1, lemma, m);
  return trv_map_get(&grammar->words, (struct trv_slice){key, n + m + 1}) != TRV_MAP_NONE;
}

const char *trv_grammar_lemma(const struct trv_grammar *grammar, const char *form) {
  uint32_t i = trv_map_get(&grammar->forms, trv_slice_of(form));
  return i == TRV_MAP_NONE ? NULL : grammar->lemmas[i];
}

void trv_grammar_put(struct trv_grammar *grammar, const char *set, struct trv_slice lemma) {
  char *key = trv_arena_printf(grammar->words.arena, "%s\t%.*s", set, (int)lemma.n, lemma.p);
  trv_map_put(&grammar->words, trv_slice_of(key), 1);
  trv_map_put(&grammar->words, trv_slice_of(trv_arena_printf(grammar->words.arena, "%s\t", set)), 1); /* has words */
}

void trv_grammar_learn(struct trv_grammar *grammar, struct trv_slice lemma) {
  if (memchr(lemma.p, '_', lemma.n)) trv_map_put(&grammar->joined, lemma, 1);
}

bool trv_grammar_joined(const struct trv_grammar *grammar, const char *lemma) {
  return trv_map_get(&grammar->joined, trv_slice_of(lemma)) != TRV_MAP_NONE;
}
