/* What the files of the what stage share. */
#ifndef TRV_WHAT_INTERNAL_H
#define TRV_WHAT_INTERNAL_H

#include <string.h>

#include "base/limits.h"
#include "base/map.h"
#include "tree/tree.h"
#include "what/what.h"

/* Which words tell what an event is about (contexts.c). */
struct trv_contexts;

struct trv_what_data {
  struct trv_rules *rules;
  struct trv_map numbers;        /* lower-case word -> value, or multiplier | TRV_NUMBER_* flags */
  struct trv_contexts *contexts; /* NULL: the pack has no table of them */
  struct trv_map topics;         /* lemma -> weight of a topic that is no politics, times 10 */
};
#define TRV_NUMBER_MULTIPLIER 0x80000000u /* cent, mille, million */
#define TRV_NUMBER_GROUP 0x40000000u      /* vingtaine, centaine: a noun whose complement is counted */
#define TRV_NUMBER_VALUE 0x3fffffffu

struct trv_list {
  uint32_t n;
  struct trv_entity items[TRV_MAX_ENTITIES];
};

#define TRV_NO_READING UINT32_MAX

/* One word read as an event. */
struct trv_reading {
  uint32_t word;
  const struct trv_rule *rule;
  enum trv_event_type type;
  const char *mode, *cameo, *tag, *status;
  struct trv_list actor, recipient;
  struct trv_list claimed_by; /* who says that it was theirs */
  bool actor_named;           /* the slot of the actor holds words, whether or not they are known actors */
  bool recipient_named;
  bool of_many;       /* asked of nobody in particular: "urged world leaders to act" */
  bool own_recipient; /* whom the slot of the recipient holds is the actor: "handed power to its commander" */
  int64_t killed, wounded, captured;
  uint32_t taken_by;  /* the reading that took this one up, or TRV_NO_READING */
  uint32_t inner;     /* the reading it took up */
  uint32_t same_as;   /* an earlier reading of the same event that this word refers back to */
  uint32_t date_word; /* word to date and place by besides its own */
  bool filled;        /* its actors come from elsewhere in the article */
  bool dropped;
  bool unfit;      /* dropped for want of actors */
  const char *why; /* reason for `dropped`, for explain */
};

enum { TRV_MAX_FOES = 32 };

struct trv_foes {
  struct trv_entity a, b;
  uint32_t weight;
};

struct trv_context {
  const struct trv_what_data *data;
  const struct trv_layers *in;
  struct trv_tree tree;
  struct trv_arena *arena;
  uint32_t n_readings, cap_readings;
  struct trv_reading *readings;
  uint32_t *reading_at; /* [n_words]: reading of that word, TRV_NO_READING, or READING_OPEN while it is being made */
  uint32_t depth;       /* of event nouns asked for their actors inside one another */
  bool hitting;         /* while the recipients of violence are looked for: places stand for their people */
  uint64_t source_hash;
  uint32_t *report_of; /* [n_words]: the report whose cue that word is, or TRV_NO_REPORT */
  const char *country; /* that the article speaks of most; NULL: none stands out */
  bool country_sought;
  bool quarrel;                       /* they are no more than a government and its opposition: nobody fights */
  struct trv_list sides[2];           /* the two sides of the conflict that the article tells of; n == 0: unknown */
  struct trv_foes foes[TRV_MAX_FOES]; /* who is told to fight whom, by camps */
  uint32_t n_foes;
};

/* match.c: the word on which all the others of its quotation hang: « Une honte », a tonné X. */
bool trv_heads_quotation(struct trv_context *c, uint32_t word);
/* match.c: the verb of saying of a quotation in which the speaker says what he will do: « Nous reviendrons », a averti X. */
bool trv_introduces_vow(struct trv_context *c, uint32_t word);
/* what.c: fills `report_of`. */
void trv_find_reports(struct trv_context *c);
/* match.c: the place mention that covers a word, datelines apart; NULL: none. */
const struct trv_place_mention *trv_place_over(struct trv_context *c, uint32_t word);
/* match.c: "BRUXELLES" of "BRUXELLES, 10 février — L'Otan a": nobody who acts. */
bool trv_in_dateline(const struct trv_context *c, uint32_t word);
/* match.c: the reading of `word`, made on demand; TRV_NO_READING where no rule fits. */
uint32_t trv_read_word(struct trv_context *c, uint32_t word);
/* A condition hangs on the word or on what it says: "warned that if the rebels came …" */
bool trv_on_condition(struct trv_context *c, uint32_t word);
/* A weak rule that found no actor or no recipient gives way to the next one that fits. */
void trv_next_rule(struct trv_context *c, struct trv_reading *r);
/* A word that a rule named in its condition belongs to that rule's event ("l'arrêt des combats"). */
void trv_take_conditions(struct trv_context *c);
bool trv_condition_holds(struct trv_context *c, uint32_t word, const struct trv_condition *condition);

/* arguments.c */
void trv_list_add(struct trv_list *list, const struct trv_entity *e);
void trv_list_join(struct trv_list *list, const struct trv_list *more);
/* Takes out of `list` whoever stands in `away` (code and kind of sector). */
void trv_list_without(struct trv_list *list, const struct trv_list *away);
bool trv_list_shares_code(const struct trv_list *a, const struct trv_list *b);
/* The entities of the noun phrase or pronoun at `word`. `as_event`: an event noun gives its own actors. */
void trv_entities_at(struct trv_context *c, uint32_t word, bool as_event, struct trv_list *out);
/* Whom the quotation over `word` is said to; nothing where it is not told. */
void trv_addressee(struct trv_context *c, uint32_t word, struct trv_list *out);
void trv_read_arguments(struct trv_context *c, struct trv_reading *r);
/* The United Nations, the European Union, another international organisation. */
bool trv_is_organisation(const struct trv_entity *e);
/* Nations that fight are their armies. */
void trv_force_sector(struct trv_context *c, struct trv_list *list);
/* Whether a noun has a definite, demonstrative or possessive word before it: "the attack", "cette frappe". */
bool trv_definite(const struct trv_context *c, uint32_t word);

/* likewise.c: rules with the option of that name; after all recipients are known */
void trv_likewise(struct trv_context *c);

/* embed.c */
void trv_embed_all(struct trv_context *c);
/* context.c: event anaphora, tolls, recipients that the text leaves to the reader; pass 0 before acts
 * about acts are joined, pass 1 after. */
void trv_fill_from_context(struct trv_context *c, int pass);
/* sides.c: fills `sides` and `quarrel` of the context from its readings */
void trv_find_sides(struct trv_context *c);
/* The state ('s'), its rebels ('r'), its people ('p'); a breakaway entity ('b'). */
char trv_camp(const struct trv_entity *e);
/* Whom the article tells `e` to fight, as a government or a group; false: nobody. */
bool trv_foe_of(const struct trv_context *c, const struct trv_entity *e, struct trv_entity *out);
/* "would begin joint strikes", "« a direct assault on democracy »": no fight that is told of. */
bool trv_not_fought(const struct trv_context *c, const struct trv_reading *r);
/* Which of the two sides (0, 1) all of `list` belongs to; -1: neither, both, or no sides known. */
int trv_side_index(struct trv_context *c, const struct trv_list *list);
/* denials.c: acts told before that the one said to have done them denies */
void trv_read_denials(struct trv_context *c);
/* recipients.c: a state that commits itself does so by its government, whoever would carry it out */
void trv_nation_decides(struct trv_context *c, struct trv_list *list);
/* recipients.c: whom an act is done to, where its rule found nobody. */
void trv_supply_recipients(struct trv_context *c);
/* A nation that only says where: "en Israël", "à Paris". */
bool trv_only_where(struct trv_context *c, uint32_t w, const struct trv_mention *m);
static inline bool trv_is_sector(const struct trv_entity *e, const char *sector) {
  return e->sector && strcmp(e->sector, sector) == 0;
}
/* The sector is, or begins with, one of the list, which ends with NULL. */
bool trv_in_sector(const struct trv_entity *e, const char *const *sectors);
/* A government, an army or a secret service. */
bool trv_of_state(const struct trv_entity *e);
/* The country that half of the article's actors, or more, are of; NULL: none. */
const char *trv_country_of_article(struct trv_context *c);
/* candidates.c: whether an object of the act is people of whom no country is told; with `roles`, several who hold an office too. */
bool trv_unknown_object(struct trv_context *c, const struct trv_reading *r, bool roles);
/* It is asked of people whom we do not know. */
bool trv_asks_unknown(struct trv_context *c, const struct trv_reading *r);
/* dates.c: sets `date` and `date_text` of `e`, the event of `r` that has this status. True: an expression of the text tells the day. */
bool trv_date_act(struct trv_context *c, const struct trv_reading *r, const char *status, struct trv_event *e);
/* doers.c: the actor of an act told without one: captors, police, attackers, rulers */
void trv_who_holds(struct trv_context *c, struct trv_reading *r);
/* doers.c: who drove people out, where an attack or the fighting told before is said to have done it */
void trv_who_drove(struct trv_context *c, struct trv_reading *r);
/* told_before.c: the recipient of an act by what was told before it; left empty where nothing was */
void trv_who_agreed(struct trv_context *c, struct trv_reading *r);
void trv_who_did(struct trv_context *c, struct trv_reading *r);
void trv_who_is_protested(struct trv_context *c, struct trv_reading *r);
void trv_who_asked(struct trv_context *c, struct trv_reading *r);
void trv_who_was_judged(struct trv_context *c, struct trv_reading *r);
void trv_who_does_it(struct trv_context *c, struct trv_reading *r);
void trv_who_hosts(struct trv_context *c, struct trv_reading *r);
void trv_who_should_free(struct trv_context *c, struct trv_reading *r);
/* context.c: its object is a coup */
bool trv_about_overthrow(struct trv_context *c, const struct trv_reading *r);
/* context.c: "the bombardment of Vardenis": adds the state whose place it is. */
void trv_owner_of_place(struct trv_context *c, uint32_t act, struct trv_list *out);
/* "Si le Hezbollah tente de se réarmer, nous attaquerons": the one the condition is put to is the recipient. */
void trv_threatened_by_condition(struct trv_context *c, struct trv_reading *r);
/* The same for one act that turned out to be a promise or a refusal. */
void trv_supply_late(struct trv_context *c, struct trv_reading *r);
/* struck.c: the people or the garrison of a place or a thing that is hit. */
void trv_struck(struct trv_context *c);
/* speech_acts.c */
/* What the word itself makes of an act: attempts, imperatives. Before who says so is asked. */
void trv_as_meant(struct trv_context *c, struct trv_reading *r);
/* What who says so makes of it: demands, threats, charges, refusals. The source that becomes the actor leaves `chain`. */
void trv_as_said(struct trv_context *c, struct trv_reading *r, struct trv_factuality *f, struct trv_entities *chain);
/* The verb of saying over a threat is the threat itself: its own reading falls. */
void trv_silence_cue(struct trv_context *c, uint32_t word);
bool trv_cooperative(enum trv_event_type type);
/* Believed in what he tells of others: journalists, aid workers, doctors, police. */
bool trv_observer(const struct trv_entity *e);
/* One of `actor` is of the country and of the side of `source`. */
bool trv_same_camp(const struct trv_list *actor, const struct trv_entity *source);

/* worth.c: whether the reading is an event of its own; else it is dropped and `why` told. `place` may be NULL. */
bool trv_worth_telling(struct trv_context *c, struct trv_reading *r, const struct trv_factuality *f,
                       const struct trv_place *place);

/* assemble.c */
void trv_assemble(struct trv_context *c, struct trv_what *out);
/* merge.c */
void trv_merge(struct trv_context *c, struct trv_what *what);

/* contexts.c: loads contexts.tsv; what each event is about, `contexts` NULL: by its mode and who takes part alone. */
enum trv_status trv_contexts_load(const char *path, struct trv_arena *arena, struct trv_contexts **out,
                                  struct trv_error *err);
void trv_contexts_find(const struct trv_contexts *contexts, const struct trv_layers *in, struct trv_arena *arena,
                       struct trv_what *what);

#endif
