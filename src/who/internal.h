/* What the files of the who layer share: the loaded tables, and the state of one document's reading.
 *
 * The reading has three passes. names.c finds the dictionary's entries in the atoms. roles.c walks over the words once
 * and makes drafts of mentions: a name, or a role with its nationality, complement and names in apposition. coref.c
 * then goes through the drafts in reading order and gives each its entities; what a draft needs from a later one
 * ("le porte-parole des insurgés") is resolved on the way. */
#ifndef TRV_WHO_INTERNAL_H
#define TRV_WHO_INTERNAL_H

#include "base/limits.h"
#include "base/map.h"
#include "text/phrases.h"
#include "who/who.h"

#define WHO_NONE UINT32_MAX
/* More polities in one distributive phrase than any sentence has. */
#define WHO_MAX_POLITIES 8
#define WHO_MAX_NAMES 8

/* What an entry of the dictionary is. */
enum who_kind {
  WHO_STATE,
  WHO_ENTITY,
  WHO_CAPITAL,
  WHO_ENTITY_CAPITAL,
  WHO_SEAT,
  WHO_INSTITUTION,
  WHO_GROUP,
  WHO_ORG,
  WHO_MEDIA,
  WHO_PERSON,
  WHO_REGION,
  WHO_ADJ,
  WHO_ENTITY_ADJ,
  WHO_GROUP_ADJ,
  WHO_ORG_ADJ,
  WHO_ROLE,
  WHO_PORTFOLIO,
  WHO_MODIFIER,
  WHO_PRONOUN,
  WHO_ANAPHOR,
  WHO_WORD
};
#define WHO_IS_NAME(kind) ((kind) <= WHO_REGION)
#define WHO_IS_ADJ(kind) ((kind) >= WHO_ADJ && (kind) <= WHO_ORG_ADJ)

enum who_role_kind { WHO_ROLE_PERSON, WHO_ROLE_BODY, WHO_ROLE_PEOPLE, WHO_ROLE_THING };
/* What a role without nationality takes. */
enum who_bare { WHO_BARE_FOCUS, WHO_BARE_NONE, WHO_BARE_REBEL };

enum who_effect {
  WHO_EFFECT_REBEL,
  WHO_EFFECT_SEPARATIST,
  WHO_EFFECT_LOYAL,
  WHO_EFFECT_OPPOSITION,
  WHO_EFFECT_FORMER,
  WHO_EFFECT_SECTOR,
  WHO_EFFECT_PLAIN,
  WHO_EFFECT_FOREIGN
};

enum who_pronoun {
  WHO_PRO_PERSONAL,
  WHO_PRO_OBJECT,
  WHO_PRO_DEMONSTRATIVE,
  WHO_PRO_LAST,
  WHO_PRO_RELATIVE,
  WHO_PRO_POSSESSIVE,
  WHO_PRO_BOTH,
  WHO_PRO_FIRST,
  WHO_PRO_SECOND,
  WHO_PRO_OTHERS,
  WHO_PRO_SEVERAL
};

enum who_anaphor {
  WHO_ANA_PARTIES,
  WHO_ANA_COUNTRIES,
  WHO_ANA_PERSONS,
  WHO_ANA_GROUP,
  WHO_ANA_ORG,
  WHO_ANA_COUNTRY,
  WHO_ANA_ENCLAVE,
  WHO_ANA_OTHER_SIDE,
  WHO_ANA_MEDIA,
  WHO_ANA_PERSON,
  WHO_ANA_OTHER_COUNTRY,
  WHO_ANA_NAMESAKE
};

enum who_word {
  WHO_WORD_OF,
  WHO_WORD_AND,
  WHO_WORD_AT,
  WHO_WORD_PARTICLE,
  WHO_WORD_TITLE,
  WHO_WORD_ONE,
  WHO_WORD_NUMBER,
  WHO_WORD_QUANTITY,
  WHO_WORD_HOMOLOGUE,
  WHO_WORD_FEMININE,
  WHO_WORD_LIKE,
  WHO_WORD_SAME,
  WHO_WORD_THING,
  WHO_WORD_AGAINST,
  WHO_WORD_BROKER,
  WHO_WORD_GENITIVE,
  WHO_WORD_BEHALF,
  WHO_WORD_LED,
  WHO_WORD_ETHNIC,
  WHO_WORD_MOVED,
  WHO_WORD_EACH,
  WHO_WORD_ARM,
  WHO_WORD_LOYAL,
  WHO_WORD_THERE
};

/* A row of a table. Strings belong to the arena of the data; NULL: empty cell. */
struct who_item {
  uint8_t kind;           /* enum who_kind */
  uint8_t sub;            /* role kind, effect, pronoun, anaphor or word kind */
  uint8_t bare;           /* roles: enum who_bare */
  uint8_t number, gender; /* pronouns; roles: of the person where the word tells */
  bool pre;               /* partially recognised: sectors take "+PRE" */
  int32_t from, to;       /* yyyymmdd; 0: open */
  uint32_t next;          /* persons: the same person's next row; states: first of another state with that name */
  uint32_t value;         /* numbers */
  const char *code, *sector, *name, *office;
};

struct trv_who_data {
  /* Names and roles of users' own worlds, apart from treve's; NULL: none. */
  struct trv_phrases *layer;
  struct trv_arena *arena;
  struct who_item *items;
  uint32_t n_items, cap_items;
  struct trv_phrases *phrases;
  struct trv_map prefixes;  /* first halves of compounds ("russo"), to the item of the adjective */
  struct trv_map persons;   /* English name to first row */
  struct trv_map feminine;  /* given names of women */
  struct trv_map states;    /* code to the item of the state */
  struct trv_map words;     /* function words as the text layer writes them in small letters, to their items */
  struct trv_map ministers; /* one-word roles of the office "minister", ministries too */
  struct trv_map former;    /* prefixes of offices no longer held: "ex" */
  const char *opposing;     /* what a party in opposition is coded as: "PTY+OPP", or as the pack says */
  bool owner_first;         /* what qualifies a noun stands before it: "Russia's army", "the army spokesman" */
  bool natural_gender;      /* "he" and "she" are persons, "it" is none */
};

struct who_hit {
  uint32_t first_atom, end_atom, first_word, end_word;
  uint32_t n_values;
  const uint32_t *values;
  uint32_t prefix[3], n_prefix; /* items of the compound's first parts, in order */
  uint32_t name;                /* the chosen item of a name kind, or WHO_NONE */
};

/* What a role belongs to: a state, a breakaway entity, an organisation, a group, or another mention. */
struct who_polity {
  uint32_t item; /* WHO_NONE: the draft */
  uint32_t draft;
};

enum who_state { WHO_PENDING, WHO_ACTIVE, WHO_DONE };

struct who_draft {
  struct trv_mention m;
  uint8_t state;
  uint8_t gender, number; /* 0: unknown */
  bool capital_adjective; /* an adjective that is a noun: "les Russes" */
  bool demonstrative;     /* "those authorities" */
  bool dead;              /* read anew as part of another */
  bool adjective;         /* an adjective of nationality outside of any noun phrase that is a mention */
  bool locative;          /* stands where a place stands: "à Bakou", "en Libye" */
  bool former, definite, separatist, rebel, loyal, opposition, foreign, inner; /* inner: the complement of a role */
  uint32_t count;                                   /* "les deux", "les quatre": 2, 4; 0: none told */
  uint32_t role, portfolio, name, pronoun, anaphor; /* items; WHO_NONE */
  const char *sector;                               /* from an adjective */
  uint32_t n_polities;
  struct who_polity polities[WHO_MAX_POLITIES];
  uint32_t possessive; /* draft of the possessive determiner */
  uint32_t n_names;    /* names in apposition: drafts */
  uint32_t names[WHO_MAX_NAMES];
  uint32_t title;       /* names: the role that describes the person, a draft */
  uint32_t title_index; /* which of its names this is */
  uint32_t person;      /* of ctx.persons */
  uint32_t sentence;
};

/* A person of the document. */
struct who_person {
  uint32_t item; /* first row, or WHO_NONE */
  const char *code, *sector, *name, *office;
  uint8_t gender;
  uint32_t first_atom, end_atom; /* where named in full */
  bool described;                /* code and sector stand */
};

struct who_code_stat {
  const char *code;
  double weight;   /* of all its mentions */
  double locative; /* of places named where a place stands */
  uint8_t gender;  /* of the state's name, where a determiner tells */
  double host;     /* of weight, as the capital where something takes place */
};

/* Two sides that the article names together; `mil`: as armies. */
struct who_vote {
  uint32_t word;
  struct trv_entity a, b;
  double weight;
};

struct who_list {
  uint32_t n;
  struct trv_entity items[TRV_MAX_ENTITIES];
};

struct who_ctx {
  const struct trv_who_data *data;
  const struct trv_text *text;
  const struct trv_parse *parse;
  struct trv_arena *arena;
  int32_t day; /* the article's, yyyymmdd; 0: unknown */
  struct who_hit *hits;
  uint32_t n_hits, cap_hits;
  uint32_t *hit_at; /* [n_words] the hit that covers a word */
  struct who_draft *drafts;
  uint32_t n_drafts, cap_drafts;
  uint32_t *draft_at; /* [n_words] */
  struct who_person *persons;
  uint32_t n_persons, cap_persons;
  struct trv_map aliases; /* folded surname to person */
  struct trv_map given;   /* folded first word of the name: "M. Lee" is Lee Myung-bak, "M. Getachew" Getachew Reda */
  struct trv_entity *entities;
  uint32_t n_entities, cap_entities;
  struct who_code_stat *codes;
  bool named; /* which of several states each name means is settled */
  uint32_t n_codes, cap_codes;
  double *score, *near;          /* [n_codes] for who_focus */
  uint32_t *order;               /* drafts in reading order */
  uint32_t *place;               /* a draft's place in that order */
  uint32_t *sentence_hit;        /* [n_sentences + 1] first hit of a sentence */
  const struct trv_where *where; /* or NULL */
  uint32_t *sentence_spot;       /* [n_sentences + 1] first place of a sentence, in the where layer */
  struct who_vote *votes;
  uint32_t n_votes, cap_votes;
  uint8_t *quoted; /* [n_words + 1] 1 inside a quotation */
  bool second;     /* the second round: pronouns and anaphors too */
  uint32_t depth;
};

/* world.c */
int32_t who_day(struct trv_slice date, bool end);

/* names.c */
void who_find_names(struct who_ctx *c);
/* The value of `kind` among those of the hit that begins at `word`; WHO_NONE. */
uint32_t who_value_at(const struct who_ctx *c, uint32_t word, uint8_t kind);
/* The hit that begins at `word`, or NULL. */
const struct who_hit *who_hit_begin(const struct who_ctx *c, uint32_t word);
bool who_dated(const struct who_item *item, int32_t day);
/* End of a sequence of capitalised words that may be a person's name, beginning at `word`; `word`: none. */
uint32_t who_name_sequence(const struct who_ctx *c, uint32_t word, bool after_role);
bool who_capital(const struct who_ctx *c, uint32_t word);
uint32_t who_person_add(struct who_ctx *c, uint32_t item, uint32_t first_word, uint32_t end_word);
uint32_t who_alias(const struct who_ctx *c, uint32_t first_word, uint32_t end_word);
/* The person whose name begins with that one word; for what follows a title. */
uint32_t who_given(const struct who_ctx *c, uint32_t first_word, uint32_t end_word);
/* The kind of function word, -1: none. `value` of numbers, may be NULL. */
int who_word(const struct who_ctx *c, uint32_t word, uint32_t *value);
uint8_t who_word_gender(const struct who_ctx *c, uint32_t word);
/* A preposition of place governs what begins at `word`: "in Libya"; where qualifiers stand before, "in eastern Libya". */
bool who_in_place(const struct who_ctx *c, uint32_t word);
uint32_t who_sentence_end(const struct who_ctx *c, uint32_t word);
uint32_t who_sentence_begin(const struct who_ctx *c, uint32_t word);

/* layer.c */
/* The entry of a user's own world that begins at `atom` and counts before `own`, treve's entry there (NULL: none). */
bool who_layer_match(struct who_ctx *c, uint32_t atom, const struct trv_phrase_match *own,
                     struct trv_phrase_match *out);

/* roles.c: reading noun phrases. Those that read return the word after what they took, or the word given where there is
 * nothing; those that make a draft return it. */
uint32_t who_new_draft(struct who_ctx *c, uint8_t kind, uint32_t first, uint32_t end);
uint32_t who_head_of(const struct who_ctx *c, uint32_t first, uint32_t end);
void who_claim(struct who_ctx *c, uint32_t first, uint32_t end, uint32_t draft);
bool who_is_modifier(uint8_t upos);
void who_agree(struct who_ctx *c, struct who_draft *d, uint32_t word);
uint32_t who_read_left(struct who_ctx *c, uint32_t draft, uint32_t first);
void who_add_polity(struct who_draft *d, uint32_t item, uint32_t draft);
uint32_t who_adjective_item(const struct who_ctx *c, uint32_t word);
uint32_t who_read_adjective(struct who_ctx *c, uint32_t draft, uint32_t word);
bool who_is_comma(const struct who_ctx *c, uint32_t w);
uint32_t who_after_of(const struct who_ctx *c, uint32_t word);
uint32_t who_read_adjectives(struct who_ctx *c, uint32_t draft, uint32_t w);
uint32_t who_read_role(struct who_ctx *c, uint32_t first);
uint32_t who_read_named(struct who_ctx *c, uint32_t w);

void who_apply_modifier(struct who_ctx *c, uint32_t draft, uint32_t item);

/* before.c: what stands before the noun at `first`, where the language puts it there; where the phrase begins. */
uint32_t who_read_before(struct who_ctx *c, uint32_t draft, uint32_t first);
/* The role that heads the noun phrase whose first word is `word`; WHO_NONE: none. */
uint32_t who_head_role(const struct who_ctx *c, uint32_t word);
/* "General": says what one is, not of what. */
bool who_is_rank(const struct who_ctx *c, uint32_t draft);
bool who_is_genitive(const struct who_ctx *c, uint32_t word);

/* apposed.c */
/* A dash or bracket that sets off a name. */
bool who_is_dash(const struct who_ctx *c, uint32_t w);
/* End of a person's name that begins at `w`, known or not; `w`: none. `comma`: it follows one. */
uint32_t who_person_end(const struct who_ctx *c, uint32_t w, bool comma);
/* The names in apposition that begin at `w`; returns the word after them, or `w`. */
uint32_t who_read_apposed(struct who_ctx *c, uint32_t draft, uint32_t w, bool comma);

/* mentions.c */
uint32_t who_read_anaphor(struct who_ctx *c, uint32_t word);
uint32_t who_read_name(struct who_ctx *c, uint32_t word, bool after_role);
uint32_t who_possessive_draft(struct who_ctx *c, uint32_t word);
/* The pronoun that the word is here: "her" has two rows. */
uint32_t who_pronoun_at(const struct who_ctx *c, uint32_t word);
/* The entry heads a noun phrase, and is no adjective or verb of the same form. */
bool who_is_noun(const struct who_ctx *c, const struct who_hit *hit);
void who_make_drafts(struct who_ctx *c);

/* coref.c */
void who_resolve_drafts(struct who_ctx *c);
void who_resolve_draft(struct who_ctx *c, uint32_t draft);
/* The entities of the noun phrase at `word`, with those coordinated with it. */
void who_collect(struct who_ctx *c, uint32_t word, struct who_list *out);
/* Adds the entities of one draft, resolved where it is not yet. */
void who_add_draft(struct who_ctx *c, uint32_t draft, struct who_list *out);

/* rebels.c */
/* The breakaway entity in focus: named before, else anywhere; NULL: none. */
const struct who_item *who_entity_in_focus(struct who_ctx *c, uint32_t at);
/* Whom the rebels of draft `i` are: of country `code` where given. `role` may be NULL. */
void who_rebels(struct who_ctx *c, uint32_t i, const struct who_item *role, const char *code, struct who_list *out);

/* pronouns.c */
void who_resolve_pronoun(struct who_ctx *c, uint32_t draft, struct who_list *out);

/* anaphors.c */
/* The last two actors before draft `at` that stand together; false: none. */
bool who_last_pair(struct who_ctx *c, uint32_t at, struct who_list out[2]);
/* The entities of the same noun said before with more words, for the definite noun of draft `at`. */
bool who_repeat(struct who_ctx *c, uint32_t at, struct who_list *out);
/* Who speaks in the quotation that draft `at` is in; a draft, or WHO_NONE. */
uint32_t who_speaker(struct who_ctx *c, uint32_t at);
void who_resolve_anaphor(struct who_ctx *c, uint32_t draft, struct who_list *out);
/* The entities of draft `from` for draft `at`, which refers back to it. */
void who_copy(struct who_ctx *c, uint32_t at, uint32_t from, struct who_list *out);

/* The last `want` (at most 8) persons named before draft `at`, in reading order; two that are joined ("Kiir et Machar")
 * before others. Returns `want`, or 0. */
uint32_t who_last_persons(struct who_ctx *c, uint32_t at, uint32_t want, uint32_t out[8]);

/* several.c */
/* Those last named together, as many as `want`. */
bool who_last_several(struct who_ctx *c, uint32_t at, uint32_t want, struct who_list *out);
/* The body `role` of each of the countries last named together, as many as draft `at` counts. */
bool who_body_of_several(struct who_ctx *c, uint32_t at, const struct who_item *role, struct who_list *out);
/* Whose side "forces loyal to Haftar" take, told by the adjective beside the noun of draft `at`. */
bool who_loyal_to(struct who_ctx *c, uint32_t at, const struct who_item *role, struct who_list *out);
/* The arm of the same name whose country was told before. */
bool who_arm_before(struct who_ctx *c, uint32_t at, struct who_list *out);

/* persons.c */
/* The row of a person that holds at the article's day, one of `office` or `code` before others. */
uint32_t who_person_row(const struct who_ctx *c, uint32_t item, const char *office, const char *code);
/* The entity of the person of name draft `name`, as described by `base` (may be NULL). */
bool who_person_entity(struct who_ctx *c, uint32_t name, const struct trv_entity *base, bool explicit_base,
                       bool inherits, bool former, struct trv_entity *out);
/* The person named before draft `at` who holds `office` of `code` (NULL: of any country); WHO_NONE. */
uint32_t who_office_holder(struct who_ctx *c, uint32_t at, const char *office, const char *code);

/* bases.c */
/* What the role of draft `i` is coded as, without the names in apposition; true: by the text's own words, no guess. */
bool who_role_bases(struct who_ctx *c, uint32_t i, struct who_list *out);
/* "MIL/COP" of a role that may be either: which of the two is meant at draft `at`. */
const char *who_either_sector(struct who_ctx *c, uint32_t at, const char *pair);

/* counts.c */
void who_count_codes(struct who_ctx *c);
/* Once each name is settled: counts the states that ambiguous ones mean too. */
void who_count_meant(struct who_ctx *c);
/* How much the article speaks of a country; 0: not at all. */
double who_code_weight(const struct who_ctx *c, const char *code);
/* Its place in `c->codes`, added where it is new. */
uint32_t who_code_index(struct who_ctx *c, const char *code);
bool who_is_country(const char *code);
/* A state without an army. */
bool who_unarmed(const char *code);
bool who_is_group(const struct trv_entity *e);
/* The form is the capital of one state and the seat of another body: Brussels. */
bool who_shared_capital(const struct who_ctx *c, const struct who_hit *hit);
/* The one country that a hit speaks of, or NULL. */
const char *who_hit_code(const struct who_ctx *c, const struct who_hit *hit);
/* Of a name of several persons, the country of him whom the article has told, where it is counted; or NULL. */
const char *who_hit_holder(const struct who_ctx *c, const struct who_hit *hit);
bool who_hit_person(const struct who_ctx *c, const struct who_hit *hit);
bool who_hit_group(const struct who_ctx *c, const struct who_hit *hit);
bool who_hit_adjective(const struct who_ctx *c, const struct who_hit *hit);
bool who_hit_capital(const struct who_ctx *c, const struct who_hit *hit);
/* It stands as a place: "à Bakou", "dans le sud d'Israël". */
bool who_hit_locative(const struct who_ctx *c, const struct who_hit *hit);
/* An adjective of people, "at Turkish soldiers". */
bool who_hit_of_people(const struct who_ctx *c, const struct who_hit *hit);
/* The country of a place of the where layer that is no name of an actor itself; NULL: none. */
const char *who_spot_code(const struct who_ctx *c, const struct trv_place_mention *spot);
/* "LVIV, Ukraine, March 21 (Agency) -": a sentence of its own that ends with a dash. */
bool who_in_dateline(const struct who_ctx *c, uint32_t word);

/* focus.c */
/* The country that a role of `sector` without nationality belongs to; NULL: none. */
const char *who_focus(struct who_ctx *c, uint32_t at, const char *sector);
/* "Police there": the country of the place last spoken of, where draft `at` is followed by such a word; or NULL. */
const char *who_said_there(const struct who_ctx *c, uint32_t at);

/* sides.c */
void who_count_sides(struct who_ctx *c);
/* The two sides of the conflict that the article speaks of at draft `at`; false: none known. `states`: states only;
 * `code`: one side is of that country, with `both` each is (NULL: any). */
bool who_sides(struct who_ctx *c, uint32_t at, bool states, const char *code, bool both, struct trv_entity out[2]);
/* Draft `at` is what is done to somebody in a clause whose subject is one of these sides: they are not whom it means. */
bool who_addressed_by_one(const struct who_ctx *c, uint32_t at, const struct trv_entity sides[2]);

/* entities.c */
void who_list_add(struct who_list *list, struct trv_entity e);
const char *who_sector(struct who_ctx *c, const char *sector, bool pre);
bool who_same(const char *a, const char *b);
bool who_same_side(const struct trv_entity *a, const struct trv_entity *b);
/* What a name or adjective of the tables stands for by itself. */
struct trv_entity who_item_entity(struct who_ctx *c, const struct who_item *item);
/* A role of that polity: "l'armée" + TUR. */
struct trv_entity who_compose(struct who_ctx *c, const struct who_item *role, const struct who_item *polity);
/* A role of what an entity is: "les soldats" + of the two sides. */
struct trv_entity who_compose_entity(struct who_ctx *c, const struct who_item *role, const struct trv_entity *of);

#endif
