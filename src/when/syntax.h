/* What the tree tells about a temporal expression: the word it hangs on, and which way its verb looks. Internal. */
#ifndef TRV_WHEN_SYNTAX_H
#define TRV_WHEN_SYNTAX_H

#include "parse/parse.h"
#include "text/text.h"
#include "when/resolve.h"
#include "when/when.h"

struct trv_syntax {
  const struct trv_text *text;
  const struct trv_parse *parse;
  const struct trv_when_data *data;
};

/* Whether the lemma or the form of a word belongs to the class. */
bool trv_syntax_in_class(const struct trv_syntax *t, uint32_t word, uint32_t class_id);
/* The word of [first, end) that hangs on a word outside; content words first. */
uint32_t trv_syntax_head(const struct trv_syntax *t, uint32_t first, uint32_t end);
/* A verb, or what a copula makes a predicate. */
bool trv_syntax_is_clause(const struct trv_syntax *t, uint32_t word);
/* The dependent with this relation, TRV_NO_WORD: none. */
uint32_t trv_syntax_child(const struct trv_syntax *t, uint32_t word, enum trv_deprel rel);
/* Whether a `case` or `mark` of the word, or the head of a fixed phrase there, belongs to the class. */
bool trv_syntax_case_in(const struct trv_syntax *t, uint32_t word, uint32_t class_id);
/* A past participle that leans on no auxiliary of its own. */
bool trv_syntax_is_bare_participle(const struct trv_syntax *t, uint32_t word);
/* Whether the main verb of a clause says that the act is the news of the day: "a signé", not "avait signé". */
bool trv_syntax_is_perfect(const struct trv_syntax *t, uint32_t word);
/* "On Monday he was shot; his party has demanded": of now, in languages that tell a day of the past otherwise. */
bool trv_syntax_is_up_to_now(const struct trv_syntax *t, uint32_t verb);
/* Whether a verb of speech stands behind what it tells: "Rebels took the town on Sunday, officials said". */
bool trv_syntax_said_behind(const struct trv_syntax *t, uint32_t verb);
/* A verb in the present, the future or the conditional, or a participle without auxiliary: "sera coupé à partir de …". */
bool trv_syntax_is_ahead(const struct trv_syntax *t, uint32_t word);
/* Whether the clause of the verb tells of the past: "a tiré", "avait tiré", "auraient tiré", "tirait". */
bool trv_syntax_is_past(const struct trv_syntax *t, uint32_t word);
/* Which way the act lies that an expression with this head dates. */
enum trv_side trv_syntax_side(const struct trv_syntax *t, uint32_t head);
/* Whether the expression hangs on a main clause of its sentence. */
bool trv_syntax_is_main(const struct trv_syntax *t, uint32_t head);
/* Whether a verb, or an auxiliary or copula of it, is finite. */
bool trv_syntax_is_finite(const struct trv_syntax *t, uint32_t verb);
/* The word itself or the nearest above it that is a clause's; TRV_NO_WORD: none. */
uint32_t trv_syntax_clause_above(const struct trv_syntax *t, uint32_t word);

#endif
