/* The what stage: the coded events of an article.
 *
 * Input: all earlier layers. Method: every word that the pack's rules know is read with the best rule that its
 * surroundings allow (match.c); the rule's slots give actors and recipients (arguments.c); acts about acts take their
 * complement up (embed.c); date, place, sources and status come from the layers before (assemble.c); what is told
 * twice becomes one record (merge.c). Follows the PLOVER manual (2021). */
#ifndef TRV_WHAT_WHAT_H
#define TRV_WHAT_WHAT_H

#include "base/arena.h"
#include "base/status.h"
#include "parse/parse.h"
#include "says/says.h"
#include "text/text.h"
#include "treve/treve.h"
#include "ontology/plover.h"
#include "what/rules.h"
#include "when/when.h"
#include "where/where.h"
#include "who/who.h"

struct trv_layers {
  const struct trv_text *text;
  const struct trv_parse *parse;
  const struct trv_who *who;
  const struct trv_when *when;
  const struct trv_where *where;
  const struct trv_says *says;
  const struct trv_says_data *says_data;
  const struct trv_grammar *grammar;
};

/* Rules, number words and topics of a language; immutable. */
struct trv_what_data;

/* Loads `lang_dir`/events.rules, numbers.tsv and topics.tsv, and contexts.tsv where there is one; `lang` names the pack in rule
 * references. */
enum trv_status trv_what_data_load(const char *lang_dir, const char *lang, struct trv_arena *arena,
                                   struct trv_what_data **out, struct trv_error *err);
const struct trv_rules *trv_what_rules(const struct trv_what_data *data);

/* An event with what the next stage needs of its making. */
struct trv_coded {
  struct trv_event event;
  enum trv_event_type type;
  uint32_t word;    /* the trigger */
  const char *tag;  /* its ceasefire: tag, or NULL */
  bool anaphoric;   /* refers back to an event told before: "l'attaque" */
  bool of_violence; /* an act about an act of violence: "accuse X d'avoir bombardé" */
};

struct trv_reading; /* what/internal.h: how each word was read, for `explain` */

struct trv_what {
  uint32_t n, cap;
  struct trv_coded *items; /* in reading order */
  uint32_t n_readings;
  const struct trv_reading *readings;
  bool about_else; /* the article tells of sport, film, weather or markets: nothing is coded */
};

enum trv_status trv_what_run(const struct trv_what_data *data, const struct trv_layers *layers, struct trv_arena *arena,
                             struct trv_what **out, struct trv_error *err);

/* What words tell of a truce though they are no events, for want of an actor or because they are said in passing ("la trêve conclue
 * en 2003"): sets tags[word] to the tag of its rule, for each such word. */
void trv_what_bare_tags(const struct trv_what *what, const char **tags);

/* The number that a noun phrase gives ("une vingtaine de civils", "1 800 soldats", "cinquante-neuf Palestiniens"),
 * -1 where it gives none. */
int64_t trv_what_count(const struct trv_what_data *data, const struct trv_text *text, const struct trv_parse *parse,
                       uint32_t word);

#endif
