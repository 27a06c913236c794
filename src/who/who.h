/* The who layer: mentions of actors in the text and the coded entities they stand for.
 *
 * A mention is a noun phrase or pronoun that may name political actors: a name ("Vladimir Poutine", "l'ONU"), a role
 * ("le chef de l'État turc", "les ministres arménien et azerbaïdjanais de la Défense"), a group of people ("des
 * manifestants"), a place that may act as its government ("Ankara", "la Turquie"), or a pronoun or definite noun
 * that refers back ("il", "les parties", "les deux pays"). It stands for one or several entities: distributive
 * adjectives and plural nouns give lists. Coordination of mentions is resolved by trv_who_resolve.
 *
 * Also mentions: an adjective of nationality that belongs to no other mention ("des médiations russes": kind STATE,
 * nation), so that `trv_who_resolve` on the modifier of an event noun gives whose it is; and what belongs to an army or a
 * body when the text says whose ("des missiles russes", "le convoi de l'ONU"). Civilians, demonstrators and the like are CVL
 * of the country in focus. A name and the role beside it ("le ministre russe, Sergueï Lavrov") are two mentions with
 * the same entities. "les Russes" is GOV with `nation`, "des milliers de Russes" is CVL. */
#ifndef TRV_WHO_WHO_H
#define TRV_WHO_WHO_H

#include "base/arena.h"
#include "base/status.h"
#include "parse/parse.h"
#include "text/text.h"
#include "where/where.h"
#include "treve/treve.h"

#define TRV_NO_MENTION UINT32_MAX

enum trv_mention_kind {
  TRV_MENTION_NAME,       /* person, body, group, agency */
  TRV_MENTION_STATE,      /* a state or breakaway entity by its own name */
  TRV_MENTION_SEAT,       /* capital or seat of power */
  TRV_MENTION_ROLE,       /* office or force: président, armée, rebelles */
  TRV_MENTION_PEOPLE,     /* civilians, demonstrators, nationals: "les Palestiniens" */
  TRV_MENTION_PRONOUN,    /* il, elle, ils, celui-ci, qui */
  TRV_MENTION_PARTIES,    /* les parties, les deux pays, les belligérants */
  TRV_MENTION_POSSESSIVE, /* son, leur: the possessor */
};

struct trv_mention {
  uint32_t head;                 /* the word that governs it in the tree */
  uint32_t first_word, end_word; /* words it covers, half-open: name and modifiers, not relative clauses */
  struct trv_span span;
  uint8_t kind;
  bool person; /* stands for one person */
  bool plural;
  bool thing;  /* a place or a thing that stands for people: a village, a tank */
  bool nation; /* a state, capital or seat: GOV when it acts, MIL when it fights, a place when it is where */
  uint32_t first_entity, n_entities; /* into trv_who.entities; 0 entities: not resolved */
  const char *sector;  /* not resolved because no country is in focus: what it would be of the country where it acts */
  const char *role;    /* the sector that its role alone tells, whose ever it is: MIL of "les commandants"; or NULL */
  const char *pair;    /* "MIL/COP" of a role that may be either of the two; or NULL */
  uint32_t antecedent; /* the mention it refers back to, or the role before a name; TRV_NO_MENTION: none */
};

struct trv_who {
  const struct trv_who_data *data;
  uint32_t n_mentions, n_entities;
  struct trv_mention *mentions; /* ordered by first_word */
  struct trv_entity *entities;
  bool has_sides; /* the article names two sides of a conflict together */
  struct trv_entity sides[2];
  uint32_t
      *at; /* [n_words]: the innermost mention that the word belongs to, for an amount ("des dizaines de", "l'un des")
                 * the mention of what it counts, or TRV_NO_MENTION */
};

/* The world tables and the roles, titles and pronouns of one language; immutable. */
struct trv_who_data;

/* Without any tables. */
struct trv_who_data *trv_who_data_new(struct trv_arena *arena);
/* Loads the tables of `world_dir` in the columns of `lang` and `lang_dir`/who.*.tsv. */
enum trv_status trv_who_data_load(const char *world_dir, const char *lang_dir, const char *lang,
                                  struct trv_arena *arena, struct trv_who_data **out, struct trv_error *err);

/* Adds the worlds of users' own in `dirs` (NULL-terminated, may be NULL), once and before the first article: tables as in
 * share/world, named people, regions, seats, groups, media, organisations, institutions; the names stand in the columns
 * `any` and `lang`. who.roles.LANG.tsv adds role words. Of two worlds the later one counts. */
enum trv_status trv_who_layers_load(struct trv_who_data *data, const char *const *dirs, const char *lang,
                                    struct trv_error *err);

/* Finds and resolves the mentions. The places of `where` (or NULL) tell which country an article is about. `date` is the
 * article's ("2020-10" or NULL): offices are dated. */
enum trv_status trv_who_run(const struct trv_who_data *data, const struct trv_text *text, const struct trv_parse *parse,
                            const struct trv_where *where, const char *date, struct trv_arena *arena,
                            struct trv_who **out, struct trv_error *err);

/* What the person of that English name was for the country `code` on the day that an ISO date begins with, by the tables: his sector;
 * NULL: no office of his there is known for it. */
const char *trv_who_sector_on(const struct trv_who *who, const char *name, const char *code, const char *date);

/* The entities that the noun phrase headed by `word` stands for: its mention, those coordinated with it, the inner
 * noun of quantities ("des dizaines de manifestants", "l'un des porte-parole de"), duplicates removed. Empty where it
 * names no actor. Deterministic; allocates the list in `arena`. */
struct trv_entities trv_who_resolve(const struct trv_who *who, const struct trv_text *text,
                                    const struct trv_parse *parse, uint32_t word, struct trv_arena *arena);

#endif
