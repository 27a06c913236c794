/* What the files that look for recipients share: candidates.c offers them, settle.c gives them their sectors, recipients.c
 * asks in order. */
#ifndef TRV_WHAT_RECIPIENTS_H
#define TRV_WHAT_RECIPIENTS_H

#include "what/internal.h"

/* candidates.c */
/* "condemned the attack on Ukraine", "denounced the killing of three aid workers": not those to whom it was done. */
bool trv_is_victim(const struct trv_context *c, const struct trv_reading *r, const struct trv_entity *e);
/* Nor is the state that was hit to blame for it, where the reproach names it. */
void trv_not_who_was_hit(struct trv_context *c, struct trv_reading *r);
/* An actor named after the verb in its own clause, or in the noun phrase of an event noun. */
void trv_from_clause(struct trv_context *c, struct trv_reading *r);
/* The other of the two sides, or whom the article tells the doer to fight; `fought`: as those who fight. */
void trv_other_side(struct trv_context *c, struct trv_reading *r, bool fought);
/* Protesters and rebels face the government of their own country. */
void trv_faced_government(struct trv_reading *r);
/* The actor last spoken of before the act, in its sentence or the one before. */
void trv_last_spoken_of(struct trv_context *c, struct trv_reading *r);
/* "Washington condemned the incursion and threatened sanctions": against the same. */
void trv_joined_act(struct trv_context *c, struct trv_reading *r);
/* "warned of war unless the prime minister steps down": of whom the condition tells. */
void trv_from_condition(struct trv_context *c, struct trv_reading *r);
/* "Bolivia severed ties with Israel. Chile recalled its ambassador": from the same state. */
void trv_as_another_did(struct trv_context *c, struct trv_reading *r);

/* settle.c */
/* Every `from` of the list becomes `to`. */
void trv_turn_sector(struct trv_list *list, const char *from, const char *to);
/* The mention that an entity was read from; NULL: none. */
const struct trv_mention *trv_mention_behind(const struct trv_context *c, const struct trv_entity *e);
/* Some of them bring relief: the UN, an NGO. */
bool trv_relief_worker(const struct trv_list *actors);
/* "les deux camps": the armed group that fights, rather than the government of its country. */
void trv_group_as_side(const struct trv_context *c, struct trv_list *list);
/* "les deux camps", where the army is one of them. */
void trv_army_as_side(const struct trv_context *c, struct trv_list *list);
/* "between protesters and police, who detained dozens": of those named together, some do what only the state's men, or only a crowd, do;
 * a riot is against the others. */
void trv_of_two_named(struct trv_reading *r);
/* Takes those to whom the condemned act was done from the recipients. */
void trv_not_the_victims(const struct trv_context *c, struct trv_reading *r);
/* "38 people have been killed in five days of fighting": both sides did it to each other. */
void trv_each_other(const struct trv_context *c, struct trv_reading *r);
/* "demanded the reopening of the schools", "the release of the doctors": asked of the state that holds or shuts them, not of
 * them. */
void trv_state_of_those_held(struct trv_reading *r);
/* "condemned the execution of protesters": what is done to people by none but a state. */
bool trv_done_by_state(const struct trv_context *c, const struct trv_reading *r);
/* The sector that the kind of act gives: promises and refusals are made to governments, those driven out are refugees,
 * a truce is kept by a party, not by its soldiers. */
void trv_settle_sectors(struct trv_context *c, struct trv_reading *r);

#endif
