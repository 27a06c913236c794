/* What the when layer knows of an article while it reads it, and what when.c, complement.c and beside.c share. Internal. */
#ifndef TRV_WHEN_TELLING_H
#define TRV_WHEN_TELLING_H

#include "when/attach.h"
#include "when/match.h"
#include "when/resolve.h"
#include "when/syntax.h"
#include "when/when.h"

/* An expression of the text, before it is resolved. */
struct trv_found {
  const struct trv_edge *edge;
  uint32_t sentence, first_word, end_word;
  uint32_t begin_piece;
  uint32_t next_word;       /* of a noun that a complement dates, without a tree; TRV_NO_WORD */
  bool dateline, announced; /* announced: a word of the future stands just before ("prévue mardi") */
  bool heading;             /* opens its paragraph and stands alone there: "July 8 – Troops …" */
};

/* The narrative while it is read. */
struct trv_telling {
  const struct trv_when_data *data;
  const struct trv_text *text;
  const struct trv_parse *parse;
  struct trv_syntax tree;
  struct trv_arena *arena;
  struct trv_matcher matcher;
  struct trv_resolver resolver;
  struct trv_found *found;
  uint32_t n_found, cap_found;
  struct trv_when_expr *exprs;
  uint32_t n_exprs, cap_exprs;
  uint32_t current_sentence; /* that the resolver's current day was told in */
  bool *headed;              /* [n_sentences]: see struct trv_when */
  struct trv_days *told;     /* [n_sentences]: the day that each sentence told of, for nouns that come back */
  uint32_t scene_sentence;
  struct trv_days passing; /* the day told of last, of whatever clause */
  struct trv_days heading; /* that a paragraph opened with last; its year is told or follows from the one before */
};

/* How far a complement lies from the clause that it stands in: "two days after", "a month before". */
struct trv_shift {
  int32_t days, months;
};

/* Gives an expression its days, and their ISO form. */
void trv_when_set_days(struct trv_telling *run, struct trv_when_expr *e, struct trv_days days);
/* The days that an expression has; its iso is not NULL. */
struct trv_days trv_when_days_of(const struct trv_when_expr *e);

/* Dates the complement `index` of a sentence whose first expression is `first`: complement.c. */
void trv_when_date_complement(struct trv_telling *run, const struct trv_found *f, uint32_t index, uint32_t first,
                              const bool *told, struct trv_shift by_how_much);

/* What stands beside the expressions once the whole text was read: beside.c. All want a tree. */
void trv_when_mend_closers(struct trv_telling *run);
void trv_when_add_openings(struct trv_telling *run);
void trv_when_add_since_clauses(struct trv_telling *run);
void trv_when_add_clauses(struct trv_telling *run);
void trv_when_add_spans(struct trv_telling *run);

#endif
