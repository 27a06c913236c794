/* Finds temporal expressions in the words of a sentence. Internal to src/when.
 *
 * Input: the text layer, the pack's patterns. Output: edges, each the match of one pattern with what its slots took;
 * resolve.h gives them dates. Method: memoised backtracking over layered rules, longest match first from the left. */
#ifndef TRV_WHEN_MATCH_H
#define TRV_WHEN_MATCH_H

#include "text/text.h"
#include "when/data.h"

#define TRV_MAX_CAPTURES 8

/* What stands between spaces, hyphens and apostrophes, in lower case. */
struct trv_when_piece {
  uint32_t literal; /* TRV_MAP_NONE: no word of the pack */
  uint32_t word;    /* of the document */
  int32_t number;   /* of figures, at most six; -1 otherwise */
  uint8_t n_figures;
  bool punct;
};

struct trv_edge;
struct trv_capture {
  uint32_t kind; /* enum trv_instr_kind: CLASS, NUMBER, YEAR or RULE */
  uint32_t class_id;
  int32_t value;
  const struct trv_edge *edge; /* of RULE */
};

struct trv_edge {
  uint32_t begin, end; /* pieces, half-open */
  const struct trv_when_op *op;
  uint32_t line; /* of the pattern */
  uint32_t n_captures;
  struct trv_capture *captures;
  const struct trv_edge *next; /* of the same rule at the same piece, with another end */
};

struct trv_matcher {
  const struct trv_when_data *data;
  const struct trv_text *text;
  struct trv_arena *arena;
  struct trv_when_piece *pieces;
  uint32_t n_pieces, cap_pieces;
  const struct trv_edge **memo; /* [n_rules][n_pieces] */
  bool *tried;
  size_t cap_memo;
};

void trv_matcher_init(struct trv_matcher *m, const struct trv_when_data *data, const struct trv_text *text,
                      struct trv_arena *arena);
/* Cuts a sentence into m->pieces and forgets the former one. */
void trv_matcher_sentence(struct trv_matcher *m, const struct trv_sentence *sentence);
/* The longest expression that begins at piece `at`; NULL: none. */
const struct trv_edge *trv_matcher_at(struct trv_matcher *m, uint32_t at);
bool trv_piece_in_class(const struct trv_matcher *m, uint32_t at, uint32_t class_id);

#endif
