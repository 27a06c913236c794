/* The text layer: paragraphs, sentences, tokens, words and atoms of an article, each tied to its bytes.
 *
 * Input: the article's bytes (valid UTF-8). Output: plain arrays in the document's arena. Tokens are what stands
 * between spaces and punctuation; words are syntactic words as Universal Dependencies has them (French "du" is one
 * token and the two words "de" "le"). Atoms are folded pieces of tokens, for looking up names. */
#ifndef TRV_TEXT_TEXT_H
#define TRV_TEXT_TEXT_H

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"

#define TRV_NO_WORD UINT32_MAX

enum trv_paragraph_kind { TRV_BODY, TRV_TITLE, TRV_HEADING };

struct trv_paragraph {
  struct trv_span span;
  enum trv_paragraph_kind kind;
  uint32_t first_sentence, n_sentences;
};

struct trv_sentence {
  struct trv_span span;
  uint32_t paragraph;
  uint32_t first_token, n_tokens;
  uint32_t first_word, n_words;
};

struct trv_token {
  struct trv_span span;
  uint32_t sentence;
  uint32_t first_word, n_words; /* n_words > 1: a multiword token */
  bool space_after;
};

struct trv_word {
  struct trv_span span; /* of its token, or of its own part where the token's bytes can be divided (l' + ONU) */
  uint32_t token, sentence;
  const char *form;  /* NFC, apostrophes as ', hyphens as -, '' as ", each space as one (1 800), soft hyphens gone */
  const char *lower; /* form in lower case; the same pointer where they are equal */
};

enum {
  TRV_ATOM_CAPITAL = 1,  /* first letter upper case in the text */
  TRV_ATOM_ALL_CAPS = 2, /* two letters or more, all upper case */
  TRV_ATOM_FIRST = 4,    /* first atom of its token */
  TRV_ATOM_LAST = 8,     /* last atom of its token */
  TRV_ATOM_SENTENCE = 16 /* first atom of its sentence with a letter or digit: its capital may mean nothing */
};

/* A piece of a token between hyphens, apostrophes and periods, folded: lower case, no diacritics, ligatures opened
 * ("Haut-Karabakh" gives "haut" "karabakh", "l'ONU" "l" "onu", "O.N.U." "onu", "du" "du"). Punctuation tokens give
 * one atom each, their own character, so that names never match across a comma. */
struct trv_atom {
  const char *fold;
  uint32_t n;    /* bytes of fold */
  uint32_t word; /* first word of its token, or the word it lies in where a token was divided */
  struct trv_span span;
  uint8_t flags;
};

/* A quotation: from opening to closing mark, over sentence borders where it goes on, and over paragraphs that open
 * anew. Nested ones have a parent, which stands before them. One that nothing closes ends with its paragraph. */
struct trv_quote {
  struct trv_span span;          /* with its marks */
  uint32_t first_word, end_word; /* words inside, half-open, without the marks */
  uint32_t parent;               /* index, or UINT32_MAX */
  bool closed;
};

struct trv_text {
  const char *source;
  uint32_t n_bytes;
  const char *date;                  /* from the header line: "2020-10" or "2020-10-28"; NULL: none */
  const char *outlet, *agency, *url; /* from the lines directly below it; NULL: none */
  uint32_t n_paragraphs, n_sentences, n_tokens, n_words, n_atoms, n_quotes;
  struct trv_paragraph *paragraphs;
  struct trv_sentence *sentences;
  struct trv_token *tokens;
  struct trv_word *words;
  struct trv_atom *atoms;
  uint32_t *word_atom; /* [n_words + 1]: first atom whose word is >= that word */
  struct trv_quote *quotes;
};

/* What a language needs to cut text: abbreviations, contractions, clitics. Immutable, in the pack's arena. */
struct trv_text_rules;

/* Loads `dir`/text.* tables (see docs/language-packs.md). */
enum trv_status trv_text_rules_load(const char *dir, struct trv_arena *arena, struct trv_text_rules **out,
                                    struct trv_error *err);

/* Cuts `n_bytes` of UTF-8 into the text layer. `source` must outlive it. TRV_REJECTED names the byte (from 0) where the
 * text is not UTF-8 with its line and column, or says that it is empty, too long, UTF-16 or binary (a NUL). Never gives
 * a text without words, a sentence of more than TRV_MAX_SENTENCE_WORDS, or a paragraph without sentences. */
enum trv_status trv_text_run(const struct trv_text_rules *rules, const char *source, size_t n_bytes,
                             struct trv_arena *arena, struct trv_text **out, struct trv_error *err);

/* Folds a UTF-8 string as atoms are folded, pieces separated by single spaces; in the arena. For lexicon keys:
 * "Haut-Karabakh" -> "haut karabakh". */
const char *trv_fold(struct trv_arena *arena, const char *s, size_t n);

/* Whether `n` bytes may be an article: not blank, of no more than TRV_MAX_ARTICLE_BYTES, UTF-8 without NUL. Else TRV_REJECTED with
 * the reason, and line and column where there is a place. */
enum trv_status trv_text_check(const char *s, size_t n, struct trv_error *err);
/* Whether a word stands within a quotation, its marks apart. Logarithmic in the number of quotations. */
bool trv_text_quoted(const struct trv_text *text, uint32_t word);

#endif
