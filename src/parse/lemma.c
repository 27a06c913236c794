/* See lemma.h. The scripts are those of train/scripts.py. */
#include "parse/lemma.h"

#include <string.h>

/* How many scripts are tried against the lexicon before all are. */
enum { TRIED = 4 };

/* The form's part that a script keeps, and what it adds. */
struct pieces {
  const char *stem;
  size_t n_stem;
  const char *ending;
};

static struct pieces pieces_of(const struct trv_script *s, const char *form, const char *lower) {
  if (s->kind == TRV_SCRIPT_WHOLE) return (struct pieces){"", 0, s->add};
  const char *base = s->kind == TRV_SCRIPT_LOWER ? lower : form;
  size_t length = strlen(base), n = length;
  for (uint32_t k = 0; k < s->cut; k++) {
    if (n == 0) return (struct pieces){base, length, ""}; /* the form is too short for this script */
    n--;
    while (n > 0 && ((unsigned char)base[n] & 0xC0) == 0x80) n--;
  }
  if (n == 0 && !s->add[0]) return (struct pieces){base, length, ""};
  return (struct pieces){base, n, s->add};
}

/* The lexicon's keys: lowercased form, part of speech and, for the triple, lemma, with a tab between. */
static uint64_t reading_hash(const char *lower, const char *upos) {
  uint64_t h = trv_fnv(TRV_FNV_START, lower, strlen(lower));
  h = trv_fnv(h, "\t", 1);
  return trv_fnv(h, upos, strlen(upos));
}

static bool is_known(const struct trv_parser *p, uint64_t reading, struct pieces lemma) {
  uint64_t h = trv_fnv(trv_fnv(reading, "\t", 1), lemma.stem, lemma.n_stem);
  return trv_keys_find(&p->lemmas, trv_fnv_fold(trv_fnv(h, lemma.ending, strlen(lemma.ending)))) != UINT32_MAX;
}

uint32_t trv_lemma_choose(const struct trv_parser *p, const char *form, const char *lower, uint32_t upos,
                          const float *score) {
  uint32_t best[TRIED];
  size_t n = 0;
  for (uint32_t i = 0; i < p->n_scripts; i++) {
    if (n == TRIED && !(score[i] > score[best[TRIED - 1]])) continue;
    size_t at = n < TRIED ? n++ : TRIED - 1;
    for (; at > 0 && score[i] > score[best[at - 1]]; at--) best[at] = best[at - 1];
    best[at] = i;
  }
  uint64_t reading = reading_hash(lower, trv_upos_name((enum trv_upos)p->upos[upos]));
  if (trv_keys_find(&p->lemmas, trv_fnv_fold(reading)) == UINT32_MAX) return best[0];
  for (size_t k = 0; k < n; k++)
    if (is_known(p, reading, pieces_of(&p->scripts[best[k]], form, lower))) return best[k];
  uint32_t found = UINT32_MAX;
  for (uint32_t i = 0; i < p->n_scripts; i++)
    if ((found == UINT32_MAX || score[i] > score[found]) &&
        is_known(p, reading, pieces_of(&p->scripts[i], form, lower)))
      found = i;
  return found == UINT32_MAX ? best[0] : found;
}

const char *trv_lemma_make(const struct trv_parser *p, uint32_t script, const char *form, const char *lower,
                           struct trv_arena *arena) {
  const struct trv_script *s = &p->scripts[script];
  struct pieces lemma = pieces_of(s, form, lower);
  if (!lemma.ending[0] && lemma.stem[lemma.n_stem] == 0) return lemma.stem;
  if (s->kind == TRV_SCRIPT_WHOLE) return s->add;
  return trv_arena_printf(arena, "%.*s%s", (int)lemma.n_stem, lemma.stem, lemma.ending);
}
