/* The event rules of a language pack: which word carries which event, and where its actors stand in the tree.
 *
 * File format (`events.rules`), one rule a line, `#` begins a comment:
 *
 *   set NAME = word word "two words" …
 *   POS lemma|lemma… [condition …] : TYPE[/mode] [cameo] ACTOR -> RECIPIENT [option …]
 *   POS lemma|lemma… [condition …] : -                      this word carries no event here
 *
 * POS is V (verb or participle), N (noun) or A (adjective). A lemma may be @NAME, every word of a set.
 * Conditions: `slot=WORDS`, `slot!=WORDS` (not, or nothing there), and the flags refl, passive, active, neg, noneg.
 *   WORDS: lemma|@SET|#TYPE (a word that itself carries an event of that type)|%actor|%force (an actor that
 *   fights: army, rebels, militia, gunmen)|%truce (a truce, or the accord or pronoun that means one)|%place (a town,
 *   region or site)|%number|* (anything).
 * Slots: subj obj iobj comp poss adj acl adv gov (the verb that governs) speaker (who says so) self, any other word is a preposition: `contre`, `sur`. Steps are joined by
 *   points: `obj.de`. subj and obj are logical: the passive is undone, control, coordination and participles followed.
 * ACTOR, RECIPIENT: `-` for none, else alternatives parted by commas (the first that yields actors), each one or
 *   several slots joined by `+` (all of them): `subj+avec`, `de,adj,poss`.
 * Options: tag=…  embed=request|reject|threat|promise|accuse|support|propose|deny|claim  (the complement or object
 *   that is itself an event is taken up into this one; claim: it gets this one's actor, "revendiqué par")  kill=slot wound=slot capture=slot (counts)  status=…
 *   both (every side is an actor)  force (a nation acting is its MIL)  hits-force (a nation hit is its MIL)
 *   also=TYPE/mode (a second event with the same sides: a conviction to prison is an arrest too)
 *   same-act (its type is that of the act told before, and so are its recipients: "has done the same")
 *   enemy (where two states face each other, against the other one)
 *   weak (needs an actor and a recipient)  toll (its numbers belong to the violence last told, where it has no actor)
 * Of the rules of one word the one that asks for most wins (a named word counts more than a kind of word, that more than
 * `*`), then the earlier line. */
#ifndef TRV_WHAT_RULES_H
#define TRV_WHAT_RULES_H

#include "base/arena.h"
#include "base/map.h"
#include "base/status.h"
#include "parse/parse.h"
#include "tree/tree.h"
#include "ontology/plover.h"

#define TRV_MAX_ALTERNATIVES 12
#define TRV_MAX_JOINED 4
struct trv_alternative {
  uint8_t n;
  struct trv_slot slots[TRV_MAX_JOINED];
};
struct trv_argument {
  uint8_t n; /* alternatives; 0: none */
  struct trv_alternative *alternatives;
};

/* Lemmas that a rule names: one by one, in a list where they are few, and by the sets that they stand in. */
struct trv_lemmas {
  uint32_t n_few, n_sets;
  struct trv_slice *few; /* in the text of the file */
  struct trv_map many;
  const struct trv_map **sets;
};

struct trv_condition {
  struct trv_slot slot;
  bool negated, any, actor, force, number, truce, place;
  struct trv_lemmas lemmas;
  uint32_t types; /* bit set of enum trv_event_type */
};

enum trv_embed {
  TRV_EMBED_NONE,
  TRV_EMBED_REQUEST,
  TRV_EMBED_REJECT,
  TRV_EMBED_THREAT,
  TRV_EMBED_PROMISE,
  TRV_EMBED_ACCUSE,
  TRV_EMBED_SUPPORT,
  TRV_EMBED_PROPOSE,
  TRV_EMBED_DENY,
  TRV_EMBED_CLAIM
};

enum {
  TRV_RULE_REFL = 1,
  TRV_RULE_PASSIVE = 2,
  TRV_RULE_ACTIVE = 4,
  TRV_RULE_NEG = 8,
  TRV_RULE_NONEG = 16,
  TRV_RULE_BOTH = 32,
  TRV_RULE_FORCE = 64,
  TRV_RULE_WEAK = 128,
  TRV_RULE_HIT_FORCE = 256,
  TRV_RULE_TOLL = 512,
  TRV_RULE_DEFAULT = 1024,
  TRV_RULE_QUOTED = 2048,
  TRV_RULE_VOWS = 4096,
  TRV_RULE_FUTURE = 8192,
  TRV_RULE_INFINITIVE = 16384,
  TRV_RULE_ENEMY = 32768,
  TRV_RULE_LIKEWISE = 65536,
  TRV_RULE_CONDITIONAL = 131072
};

struct trv_rule {
  uint32_t line;
  uint32_t weight; /* how much it asks for */
  uint8_t pos;     /* TRV_VERB, TRV_NOUN, TRV_ADJ */
  uint32_t flags;
  uint32_t n_conditions;
  struct trv_condition *conditions;
  uint8_t type; /* enum trv_event_type; TRV_EVENT_NONE: blocks */
  const char *mode, *cameo, *tag, *status;
  struct trv_argument actor, recipient;
  uint8_t embed;
  uint8_t also_type; /* a second event with the same sides; TRV_EVENT_NONE: none */
  const char *also_mode;
  bool has_kill, has_wound, has_capture;
  struct trv_slot kill, wound, capture;
};

/* The rules of one lemma, best first. */
struct trv_rule_list {
  uint32_t n, cap;
  uint32_t *rules; /* their numbers */
};

struct trv_rules {
  const char *name; /* "fr/events.rules", for messages and the output */
  uint32_t n_rules, cap_rules;
  struct trv_rule *rules;
  struct trv_map index[3]; /* V, N, A: lemma -> position in `lists` */
  uint32_t n_lists, cap_lists;
  struct trv_rule_list *lists;
  struct trv_map sets; /* set name -> position in set_words */
  uint32_t n_sets, cap_sets;
  struct trv_map **set_words;
  struct trv_map argument_at; /* an argument as it is written -> position in `arguments`: most rules share theirs */
  uint32_t n_arguments, cap_arguments;
  struct trv_argument *arguments;
};

/* Loads the rules file; `name` is what is shown for it. TRV_BAD_DATA names line and column. */
enum trv_status trv_rules_load(const char *path, const char *name, struct trv_arena *arena, struct trv_rules **out,
                               struct trv_error *err);
/* The rules of a lemma; NULL: none. */
const struct trv_rule_list *trv_rules_of(const struct trv_rules *rules, uint8_t upos, const char *lemma);
/* Whether a condition names any lemma, and whether it names this one. */
bool trv_lemmas_any(const struct trv_lemmas *lemmas);
bool trv_lemmas_have(const struct trv_lemmas *lemmas, const char *lemma);
/* Tells `grammar` the lemmas of several words that verbs have rules for. */
void trv_rules_teach(const struct trv_rules *rules, struct trv_grammar *grammar);
/* Whether `lemma` is in the set `name`; false too where the pack has no such set. */
bool trv_rules_in_set(const struct trv_rules *rules, const char *name, const char *lemma);

#endif
