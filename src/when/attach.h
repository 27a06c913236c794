/* Which expression dates a word: what attach.c, inherit.c and carry.c share. Internal. */
#ifndef TRV_WHEN_ATTACH_H
#define TRV_WHEN_ATTACH_H

#include "when/syntax.h"
#include "when/when.h"

#define TRV_WHEN_CLIMB 16 /* words above a word that are looked at */

/* The sentence that a word stands in. */
struct trv_scope {
  struct trv_syntax tree;
  const struct trv_when *when;
  uint32_t first_expr, end_expr; /* of the word's sentence */
};

struct trv_scope trv_scope_of(const struct trv_when *when, const struct trv_text *text, const struct trv_parse *parse,
                              uint32_t word);
/* The noun that a date opens an interval around: "depuis le putsch du 1er février"; TRV_NO_WORD. */
uint32_t trv_when_opened_by(const struct trv_syntax *t, uint32_t head);
/* Whether an expression may date an act: no dateline, end nor length. */
bool trv_when_can_date(const struct trv_when_expr *e);
/* The content word that a word hangs on; TRV_NO_WORD. */
uint32_t trv_scope_governor(const struct trv_parse *p, uint32_t word);
/* The best expression that hangs on the word itself; NULL: none. */
const struct trv_when_expr *trv_scope_direct(const struct trv_scope *s, uint32_t word);
/* The one that hangs on it or on what belongs to it; NULL: none. */
const struct trv_when_expr *trv_scope_own(const struct trv_scope *s, uint32_t word);
/* Whether a clause opens with a word of the same time: "in 2014, when Russia annexed Crimea". */
bool trv_scope_is_of_same_time(const struct trv_syntax *t, uint32_t verb);

#endif
