/* What the files of the says stage share. */
#ifndef TRV_SAYS_INTERNAL_H
#define TRV_SAYS_INTERNAL_H

#include "base/map.h"
#include "says/says.h"
#include "tree/tree.h"

struct trv_says_data {
  const struct trv_grammar *grammar;
  struct trv_map verbs;        /* lemma -> stance */
  struct trv_map announce;     /* verbs whose noun object is what they tell: annoncer la prise de … */
  struct trv_map prepositions; /* "selon" -> stance */
  struct trv_map opening;      /* "pour": a source only at the head of a clause */
  struct trv_map nouns;        /* "claim": what it says stands in its clause, who says it is its owner */
  struct trv_map comparatives; /* "comme": marks of comment clauses */
  struct trv_map citing;       /* participle lemma: its object is the source behind the speaker */
  struct trv_map cited;        /* participle lemma: its agent relays the speaker */
};

#endif
