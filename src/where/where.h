/* The where layer: places named in the text, found in the gazetteer. */
#ifndef TRV_WHERE_WHERE_H
#define TRV_WHERE_WHERE_H

#include "base/arena.h"
#include "base/status.h"
#include "parse/parse.h"
#include "text/text.h"
#include "treve/treve.h"

enum trv_place_kind { TRV_PLACE_COUNTRY, TRV_PLACE_REGION, TRV_PLACE_CAPITAL, TRV_PLACE_TOWN, TRV_PLACE_OTHER };
/* "country" "region" "capital" "town" "other" */
const char *trv_place_kind_name(enum trv_place_kind kind);

/* How a place hangs on the rest of its sentence. */
enum trv_place_role {
  TRV_ROLE_NONE,   /* acts, owns, is spoken of: no place of anything */
  TRV_ROLE_IN,     /* "à Moscou", "dans la banlieue de Tripoli" */
  TRV_ROLE_TOWARD, /* "un assaut sur", "contre Goma": the place of an act if it is a town or region */
  TRV_ROLE_ACTED,  /* "la prise de Choucha" */
  TRV_ROLE_OBJECT, /* "ont bombardé Alep", "Odessa a été frappé" */
  TRV_ROLE_OF      /* "l'offensive de Hodeida" */
};

struct trv_place_mention {
  struct trv_span span;
  uint32_t first_word, end_word; /* half-open */
  uint32_t head;                 /* the word of it that hangs on the rest of the sentence */
  uint8_t kind;
  bool dateline; /* "MOSCOU, 3 mai (AFP) -": never an event's place */
  bool implied; /* taken up or meant rather than named: "cette ville", "y", "la capitale tchèque", "le sol arménien" */
  uint8_t role;    /* enum trv_place_role */
  bool people;     /* it is told of those who live there: "les habitants du Tigré" */
  bool typed;      /* a common noun says what it is: "la ville de Shire" */
  bool beside;     /* only a point of reference: "à l'ouest de la ville", "près de Kiev" after another name */
  uint32_t anchor; /* the word that the role is played for; TRV_NO_WORD: none */
  uint32_t gaz;    /* number in the gazetteer */
  struct trv_place place;
};

struct trv_where_data;

struct trv_where {
  uint32_t n;
  struct trv_place_mention *places; /* ordered by first_word */
  const struct trv_where_data *data;
};

/* Opens `world_dir`/places.trv (mmap) and the language's tables in `lang_dir`. */
enum trv_status trv_where_data_load(const char *world_dir, const char *lang_dir, const char *lang,
                                    struct trv_arena *arena, struct trv_where_data **out, struct trv_error *err);
/* Finds the places of `text`. `parse` may be NULL: then names are judged by their letters alone and have no roles. */
enum trv_status trv_where_run(const struct trv_where_data *data, const struct trv_text *text,
                              const struct trv_parse *parse, struct trv_arena *arena, struct trv_where **out,
                              struct trv_error *err);

/* The place in whose name `word` stands, of a dateline too; NULL: none, or no layer. Logarithmic in the number of places. */
const struct trv_place_mention *trv_where_at(const struct trv_where *where, uint32_t word);

/* The most specific place where the act whose trigger is `word` happened, as its own clause names it (locative
 * complements: "à Moscou", "près de Wau", "sur son territoire, y compris sur sa capitale Stepanakert"); not places
 * that act or are only origin or epithet ("la diplomatie russe", "le ministre venu de Paris"). NULL: none named. */
const struct trv_place_mention *trv_where_of(const struct trv_where *where, const struct trv_text *text,
                                             const struct trv_parse *parse, uint32_t word);

/* The same for a saying, a commitment or a decision: only a place told of the verb itself or set before it ("À Doha, …",
 * "sont convenus mardi à Moscou"), never one inside what is said ("une trêve dans la bande de Gaza"). */
const struct trv_place_mention *trv_where_said(const struct trv_where *where, const struct trv_text *text,
                                               const struct trv_parse *parse, uint32_t word);

/* Where the text puts who speaks: "In Srinagar the party called …", "warned Tehran at a conference in Herzliya". NULL. */
const struct trv_place_mention *trv_where_staged(const struct trv_where *where, const struct trv_text *text,
                                                 const struct trv_parse *parse, uint32_t word);

/* Where the narrative stands at `word`: the last place of an act told before it in the paragraph. For acts on the
 * ground whose own clause names none ("Plus de quatre-vingts d'entre elles ont été interpellées"); a saying or a
 * decision has no such place. NULL: none. */
const struct trv_place_mention *trv_where_scene(const struct trv_where *where, const struct trv_text *text,
                                                const struct trv_parse *parse, uint32_t word);

#endif
