/* Pieces: tokens in the making. The scanner cuts a paragraph into pieces; borders and contractions are decided over
 * them; words, tokens and sentences of text.h are then written from them. Internal to this folder. */
#ifndef TRV_TEXT_PIECES_H
#define TRV_TEXT_PIECES_H

#include "text/fold.h"
#include "text/rules.h"

enum trv_piece_kind {
  TRV_PIECE_WORD,
  TRV_PIECE_NUMBER,  /* begins with a digit or a sign and a digit */
  TRV_PIECE_ADDRESS, /* URL, e-mail, @name, #tag */
  TRV_PIECE_STOP,    /* . ? ! … and runs of periods */
  TRV_PIECE_OPENER,  /* ( [ « “ and " where it opens */
  TRV_PIECE_CLOSER,  /* ) ] » ” and " where it closes */
  TRV_PIECE_PUNCT    /* other punctuation and signs */
};

enum {
  TRV_PIECE_SPACE_BEFORE = 1,
  TRV_PIECE_CAPITAL = 2,       /* first letter is upper case */
  TRV_PIECE_ALL_CAPS = 4,      /* two letters or more, all upper case */
  TRV_PIECE_TITLE = 8,         /* an abbreviation that ends no sentence */
  TRV_PIECE_ABBREVIATION = 16, /* ends with a period of its own and may end a sentence; with TITLE: an initial */
  TRV_PIECE_SPLIT = 32,        /* a contraction of several words */
  TRV_PIECE_BORDER = 64        /* a sentence ends behind it */
};

struct trv_piece {
  struct trv_span span;
  struct trv_slice form, lower;
  const struct trv_contraction *contraction; /* NULL: none possible */
  uint8_t kind, flags;
  uint16_t hints; /* odds of being a verb, a noun, a preposition: see trv_mark_hints */
};

struct trv_pieces {
  struct trv_arena *arena;
  struct trv_pool pool;
  const struct trv_text_rules *rules;
  const char *source;
  bool has_layout; /* the article has lines and paragraphs, headings among them */
  struct trv_piece *items;
  uint32_t n, cap;
};

/* Appends the piece source[span) with its forms and flags; nothing where the form is empty. */
void trv_pieces_add(struct trv_pieces *pieces, struct trv_span span, enum trv_piece_kind kind, uint32_t flags);

/* Cuts source[begin, end), one paragraph, into pieces. */
void trv_scan(struct trv_pieces *pieces, uint32_t begin, uint32_t end);

/* Cuts a run of letters, digits, hyphens and apostrophes into elided words, a word, and clitics. */
void trv_divide(struct trv_pieces *pieces, struct trv_span run, uint32_t flags);

/* Marks openers and closers among the quotation marks that look alike on both sides. */
void trv_mark_quotes(struct trv_pieces *pieces);
/* Sets the hints of every piece, which the choices below use. */
void trv_mark_hints(struct trv_pieces *pieces);
/* Sets TRV_PIECE_SPLIT where a possible contraction is several words. */
void trv_mark_contractions(struct trv_pieces *pieces);
/* Sets TRV_PIECE_BORDER; the last piece always has it. */
void trv_mark_borders(struct trv_pieces *pieces);

/* The features of a choice about piece i, and whether there is a choice at all; also used in training. */
/* (trv_tag_features: of the hints, TRV_TASK_VERB to TRV_TASK_PREPOSITION.) */
bool trv_tag_features(const struct trv_pieces *pieces, uint32_t i, struct trv_features *out);
bool trv_contraction_features(const struct trv_pieces *pieces, uint32_t i, struct trv_features *out);
/* `since`: pieces since the last border. */
bool trv_border_features(const struct trv_pieces *pieces, uint32_t i, uint32_t since, struct trv_features *out);

#endif
