/* Parses written by hand, for tests of the stages that walk over trees.
 *
 * One word a line: form, lemma, UPOS, number of its head (0: root), relation and, if it has any, features, with blanks
 * between them. An empty line ends a sentence; heads are counted from 1 within the sentence. The text layer made of it
 * has a space after each word. */
#ifndef TRV_TESTS_HAND_PARSE_H
#define TRV_TESTS_HAND_PARSE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parse/labels.h"
#include "parse/parse.h"

enum { HAND_MOST = 256 };

struct hand {
  struct trv_text text;
  struct trv_parse parse;
};

static inline void hand_arrays(struct hand *h, struct trv_arena *a) {
  struct trv_text *t = &h->text;
  struct trv_parse *p = &h->parse;
  t->words = TRV_NEW_ARRAY(a, struct trv_word, HAND_MOST);
  t->tokens = TRV_NEW_ARRAY(a, struct trv_token, HAND_MOST);
  t->sentences = TRV_NEW_ARRAY(a, struct trv_sentence, HAND_MOST);
  t->paragraphs = TRV_NEW_ARRAY(a, struct trv_paragraph, 1);
  t->quotes = TRV_NEW_ARRAY(a, struct trv_quote, HAND_MOST);
  t->atoms = TRV_NEW_ARRAY(a, struct trv_atom, 1);
  t->word_atom = TRV_NEW_ARRAY(a, uint32_t, HAND_MOST + 1);
  p->upos = TRV_NEW_ARRAY(a, uint8_t, HAND_MOST);
  p->feats = TRV_NEW_ARRAY(a, struct trv_feats, HAND_MOST);
  p->feats_text = TRV_NEW_ARRAY(a, const char *, HAND_MOST);
  p->lemma = TRV_NEW_ARRAY(a, const char *, HAND_MOST);
  p->head = TRV_NEW_ARRAY(a, uint32_t, HAND_MOST);
  p->deprel = TRV_NEW_ARRAY(a, uint8_t, HAND_MOST);
  p->sub = TRV_NEW_ARRAY(a, uint8_t, HAND_MOST);
  p->name = TRV_NEW_ARRAY(a, struct trv_name_tag, HAND_MOST);
}

static inline struct hand *hand_parse(struct trv_arena *a, const char *rows) {
  struct hand *h = TRV_NEW(a, struct hand);
  struct trv_text *t = &h->text;
  struct trv_parse *p = &h->parse;
  hand_arrays(h, a);
  char *source = trv_arena_alloc(a, strlen(rows) + 1);
  uint32_t at = 0, n = 0, start = 0, sentence = 0;
  struct trv_slice rest = trv_slice_of(rows);
  while (rest.p) {
    struct trv_slice line = trv_slice_split(&rest, '\n');
    if (!line.n) {
      if (n > start) sentence++;
      start = n;
      continue;
    }
    char form[64], lemma[64], upos[16], rel[32], feats[128] = "_";
    uint32_t head;
    char *row = trv_arena_strndup(a, line.p, line.n);
    int got = sscanf(row, "%63s %63s %15s %u %31s %127s", form, lemma, upos, &head, rel, feats);
    if (got < 5 || n == HAND_MOST) {
      fprintf(stderr, "hand_parse: bad row \"%s\"\n", row);
      abort();
    }
    uint32_t end = at + (uint32_t)strlen(form);
    memcpy(source + at, form, end - at);
    source[end] = ' ';
    const char *word = trv_arena_strdup(a, form);
    t->words[n] = (struct trv_word){{at, end}, n, sentence, word, word};
    t->tokens[n] = (struct trv_token){{at, end}, sentence, n, 1, true};
    struct trv_sentence *s = &t->sentences[sentence];
    if (n == start) *s = (struct trv_sentence){{at, end}, 0, n, 0, n, 0};
    s->span.end = end;
    s->n_words++;
    s->n_tokens++;
    p->upos[n] = (uint8_t)trv_upos_of(upos);
    p->feats_text[n] = trv_arena_strdup(a, feats);
    p->feats[n] = trv_feats_of(p->feats_text[n]);
    p->lemma[n] = trv_arena_strdup(a, lemma);
    p->head[n] = head ? start + head - 1 : TRV_NO_WORD;
    trv_deprel_of(rel, &p->deprel[n], &p->sub[n]);
    n++;
    at = end + 1;
  }
  t->source = source;
  t->n_bytes = at;
  t->n_words = t->n_tokens = p->n_words = n;
  t->n_sentences = sentence + (n > start);
  t->n_paragraphs = 1;
  t->paragraphs[0] = (struct trv_paragraph){{0, at}, TRV_BODY, 0, t->n_sentences};
  trv_parse_index(p, a);
  return h;
}

/* The first word with that form; the test ends where there is none. */
static inline uint32_t hand_word(const struct hand *h, const char *form) {
  for (uint32_t w = 0; w < h->text.n_words; w++)
    if (strcmp(h->text.words[w].form, form) == 0) return w;
  fprintf(stderr, "hand_word: no \"%s\"\n", form);
  abort();
}

/* A quotation from the word `first` to the word `last`, both inside. */
static inline void hand_quote(struct hand *h, uint32_t first, uint32_t last) {
  h->text.quotes[h->text.n_quotes++] = (struct trv_quote){
      {h->text.words[first].span.begin, h->text.words[last].span.end}, first, last + 1, UINT32_MAX, true};
}

#endif
