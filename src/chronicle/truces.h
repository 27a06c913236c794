/* The truces being followed while an article is read; see chronicle.h. */
#ifndef TRV_CHRONICLE_TRUCES_H
#define TRV_CHRONICLE_TRUCES_H

#include "base/limits.h"
#include "base/map.h"
#include "chronicle/chronicle.h"
#include "chronicle/facts.h"
#include "tree/tree.h"

struct trv_party_list {
  uint32_t n;
  struct trv_entity items[TRV_MAX_ENTITIES];
};

struct trv_truce {
  uint32_t first_word;    /* where it is first spoken of */
  uint32_t last_sentence; /* of its last act */
  uint32_t made_sentence; /* of the last that made it or put it in force */
  struct trv_party_list parties, announced_by, mediators, violators;
  struct trv_party_list between; /* "la trêve entre A et B": parties, where no act names them */
  struct trv_party_list bound;   /* who is told to end or break it, and whom that concerns */
  const char *kind, *effective, *end, *agreed;
  bool within_day;                 /* it is to last some hours */
  uint32_t term_days;              /* how long it is to last; 0: not told */
  uint32_t term_months;            /* the same, where it is told in months */
  uint32_t more_days, more_months; /* by how long it was last prolonged; 0: not told */
  const char *prolonged;           /* the day of that */
  uint32_t prolonged_in;           /* the sentence that tells it */
  uint32_t terms;                  /* bits of term numbers */
  bool real;                       /* agreed, declared, proposed, in force: more than called for */
  bool named;                      /* by a noun that means a truce, not only by its signs: "les canons se sont tus" */
  bool proposed, negotiated, concluded, started, violated, failed, unilateral;
  bool ahead;                /* told to begin one day, no date being known */
  bool another;              /* told as another than the one before */
  bool since;                /* its beginning is told by how long it has been in force */
  bool expired;              /* told to have ended by itself */
  uint32_t offered_sentence; /* that proposes it */
  uint32_t n_acts, cap_acts;
  struct trv_ceasefire_act *acts;
};

#define TRV_MAX_TRUCES 64
#define TRV_NO_TRUCE UINT32_MAX

/* The reading of an article. */
struct trv_following {
  const struct trv_chronicle_data *data;
  const struct trv_layers *in;
  struct trv_what *what;
  struct trv_arena *arena;
  struct trv_tree tree;
  uint32_t n;
  struct trv_truce truces[TRV_MAX_TRUCES];
  uint32_t current;      /* the truce last spoken of, or n where none was */
  uint32_t last_mention; /* the sentence that spoke of it by its noun */
  const char **bare;     /* [n_words]: tags of what is told without an actor, or NULL */
  uint32_t n_at, *at;    /* [events]: the truce last spoken of in its sentence or before, or TRV_NO_TRUCE */
  const char *date;      /* the article's */
  bool *refused;         /* [n_sentences + 1]: those that tell of a truce turned down, or offered in vain */
};

/* Whether a lemma is in a set of the language's grammar. */
bool trv_following_has(const struct trv_following *s, const char *set, const char *lemma);

/* truce_days.c: when a truce begins and ends. */
/* A noun that means a truce: "la trêve", "l'arrêt des combats". */
bool trv_truce_noun(const struct trv_following *s, uint32_t word);
/* Whether a word may mean the truce last spoken of: its noun, an accord's, a pronoun. */
bool trv_truce_meant(const struct trv_following *s, uint32_t word);
const char *trv_truce_beginning(const struct trv_following *s, uint32_t word);
const char *trv_plain_date(struct trv_following *s, const char *iso);
bool trv_truce_ends(const struct trv_following *s, uint32_t verb, bool *planned);
bool trv_truce_prolonged(const struct trv_following *s, uint32_t sentence);
/* "la trêve en vigueur depuis avril": since when; NULL where the word is none such. */
const char *trv_truce_in_force(struct trv_following *s, uint32_t word);
/* "under a ceasefire" */
bool trv_truce_lasts(const struct trv_following *s, uint32_t word);
bool trv_truce_ends_before(const struct trv_truce *t, const char *iso);
void trv_truce_take_expiry(struct trv_following *s, uint32_t noun);
void trv_truce_take_ending(struct trv_following *s, uint32_t verb);
void trv_truce_take_entry(struct trv_following *s, uint32_t noun);
/* "l'accord de Luanda" in an article that speaks of a truce. */
bool trv_truce_accord(const struct trv_following *s, uint32_t word);
/* "La trêve a volé en éclats": told as done. */
bool trv_truce_has_failed(const struct trv_following *s, uint32_t word);
/* "ont tiré, en violation de la trêve": an act of the sentence breaks it, or is said to. */
bool trv_truce_breached(const struct trv_following *s, uint32_t word);
bool trv_truce_has_ended(const struct trv_following *s, uint32_t word);
/* "Elle doit durer cinq jours". */
void trv_truce_take_length(struct trv_following *s, uint32_t verb);
void trv_truce_take_beginning(struct trv_following *s, uint32_t verb);
/* Its last day from now on, where one of a sentence and the next prolongs it. */
/* `e` prolongs the truce: until a day, or by a length. */
void trv_truce_prolong(struct trv_following *s, struct trv_truce *t, const struct trv_coded *e);
void trv_truce_end_of_term(struct trv_following *s, struct trv_truce *t);
/* "2020-10-28", or an interval that begins so. */
bool trv_full_day(const char *iso);
/* How many days lie between two full days; 0 where either is none. */
int32_t trv_days_apart(const char *a, const char *b);
bool trv_day_reached(const char *date, const char *today);

/* truce_terms.c: what it provides, as a sentence tells; the names of its bits. */
void trv_truce_take_terms(struct trv_following *s, struct trv_truce *t, uint32_t sentence);
void trv_truce_take_watch(struct trv_following *s, struct trv_truce *t, uint32_t sentence);
/* What its parties promise in sentences of their own, once it is made. */
void trv_truce_take_promises(struct trv_following *s, struct trv_truce *t);
void trv_truce_take_provisions(struct trv_following *s, uint32_t verb);
const char *const *trv_truce_term_names(struct trv_arena *arena, uint32_t bits, uint32_t *n);

/* truce_close.c: what is one truce told as two is joined; its record. */
void trv_truces_join(struct trv_following *s);
void trv_truce_close(struct trv_following *s, struct trv_truce *t, struct trv_chronicle *out);

/* truce_parties.c: whose truce it is. */
bool trv_truce_has_party(const struct trv_truce *t, const struct trv_entity *e);
/* Of one that is told without: who ends it, else who fights in the article, else who deals with whom; none: it is no record. */
void trv_truce_find_parties(struct trv_following *s, struct trv_truce *t);
void trv_truce_settle_parties(struct trv_following *s, struct trv_truce *t);
/* Of one that a third party alone offers: the parties are those of another truce of the article. What was turned down has failed. */
void trv_truce_settle_offer(struct trv_following *s, struct trv_truce *t);

/* truce_brokers.c: who brought about the truce last spoken of, as a sentence tells. */
void trv_truce_take_brokers(struct trv_following *s, uint32_t sentence);

/* truce_outcome.c: what becomes of a truce. */
void trv_truce_take_outcome(struct trv_following *s, uint32_t verb);
/* Gives an event a tag of its own; NULL: takes it away. */
void trv_truce_set_tag(struct trv_following *s, struct trv_coded *e, const char *tag);
void trv_truce_find_breaches(struct trv_following *s, struct trv_truce *t);

/* Whether an actor is one of the parties: the army of a government that made the truce is, another rebel group is not. */
/* "avait bombardé": told as past before what the article tells. */
bool trv_told_back(const struct trv_following *s, uint32_t word);
bool trv_truce_side(const struct trv_truce *t, const struct trv_entity *e);
void trv_truce_add_act(struct trv_following *s, struct trv_truce *t, const struct trv_coded *e);
/* `as_party`: as government or group, not as the person who signs or the army that fights. */
void trv_party_add(struct trv_party_list *list, const struct trv_entity *e, bool as_party);

#endif
