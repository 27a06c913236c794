/* The written forms of a stretch of text: its normal form, its lower case, and its folded pieces for lookups. */
#ifndef TRV_TEXT_FOLD_H
#define TRV_TEXT_FOLD_H

#include "base/arena.h"
#include "base/str.h"

/* Strings laid one after the other in blocks of an arena: an arena allocation for each word would cost its
 * alignment and its bookkeeping. */
struct trv_pool {
  struct trv_arena *arena;
  char *p;
  size_t left;
};

/* A NUL-terminated copy. */
const char *trv_pool_add(struct trv_pool *pool, const char *s, size_t n);
/* Room for `n` bytes, zeroed. */
char *trv_pool_room(struct trv_pool *pool, size_t n);

/* NFC; apostrophes as ', hyphens as -, two apostrophes in a row as ", every space as one space; soft hyphens and
 * direction marks dropped. */
struct trv_slice trv_form(struct trv_pool *pool, const char *s, size_t n);
/* Lower case of a form; the form itself where nothing changes. */
struct trv_slice trv_lower(struct trv_pool *pool, struct trv_slice form);
/* Into `out` of `cap` bytes, the lower case of the form of s[0, n); 0 where it does not fit or is not all plain
 * letters, digits, hyphens, apostrophes and periods in NFC (then no table has it). For table lookups. */
uint32_t trv_lookup_key(const char *s, size_t n, char *out, uint32_t cap);

/* Walks through the folded pieces of a string (atoms of text.h). */
struct trv_fold_cursor {
  const char *s;
  uint32_t n, at;
};

struct trv_fold_piece {
  struct trv_span span; /* in the string */
  const char *fold;
  uint32_t n;
  uint32_t letters, capitals; /* how many of either */
  bool capital_first;
};

/* The next piece, its text in the pool; false at the end. */
bool trv_fold_next(struct trv_fold_cursor *cursor, struct trv_pool *pool, struct trv_fold_piece *out);

#endif
