/* The country in focus, shared by the files that weigh it. */
#ifndef TRV_WHO_FOCUS_H
#define TRV_WHO_FOCUS_H

#include "who/internal.h"

/* Whose country is asked for. The scores of the countries stand in `c->score`, [c->n_codes]. */
struct who_focus_of {
  struct who_ctx *c;
  uint32_t at;
  const struct who_draft *d;   /* draft `at` */
  const struct who_item *role; /* its role, or NULL */
  const char *sector;          /* or NULL */
  bool local;  /* people and things, of where the article is; a government or an army may act anywhere */
  bool guests; /* not of the capital that receives them: armies, rebels */
  bool army;
};

/* `sector` is `kind`, "GOV", alone or as the first of several. */
bool who_of_sector(const char *sector, const char *kind);
/* It is one of those; `kinds` ends with NULL. */
bool who_of_sectors(const char *sector, const char *const *kinds);
/* Adds `value` to the score of a country that the article names; others have no place in the vector. */
void who_focus_add(const struct who_focus_of *f, const char *code, double value);

/* focus_acts.c: adds what is told of others who act in the same sentence and just before. */
void who_focus_acts(const struct who_focus_of *f);

#endif
