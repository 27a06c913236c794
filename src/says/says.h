/* The says layer: who says so, and how sure it is.
 *
 * A report is one act of saying: a speech verb with its complement or quotation ("a déclaré que …", "« … », a-t-il
 * dit"), a preposition ("selon l'ONU"), a comment clause ("comme l'a annoncé le Kremlin"), a source participle
 * ("citant le chef de l'État") or conditional hearsay. Its scope is the words it vouches for. Reports nest: the
 * chain of a word runs from the outermost to the innermost report over it. */
#ifndef TRV_SAYS_SAYS_H
#define TRV_SAYS_SAYS_H

#include "base/arena.h"
#include "base/status.h"
#include "parse/parse.h"
#include "text/text.h"
#include "tree/tree.h"
#include "treve/treve.h"
#include "who/who.h"

#define TRV_NO_REPORT UINT32_MAX

enum trv_report_kind {
  TRV_REPORT_QUOTE,
  TRV_REPORT_CLAUSE,
  TRV_REPORT_ACCORDING,
  TRV_REPORT_COMMENT,
  TRV_REPORT_CITING
};

/* What the source does with the content; from the pack's speech verbs. */
enum trv_stance {
  TRV_STANCE_SAY,    /* dire, déclarer, annoncer, indiquer, selon */
  TRV_STANCE_CLAIM,  /* affirmer, prétendre, assurer: the outlet does not vouch */
  TRV_STANCE_ADMIT,  /* reconnaître, admettre, confirmer: counts as true */
  TRV_STANCE_DENY,   /* démentir, nier, rejeter */
  TRV_STANCE_ACCUSE, /* accuser, dénoncer */
  TRV_STANCE_DEMAND, /* exiger, appeler à, menacer de: the content is not told as done */
  TRV_STANCE_EXPECT, /* prévoir, craindre, espérer */
};

struct trv_report {
  uint8_t kind, stance;
  uint32_t cue;                 /* the speech verb, preposition or participle */
  uint32_t speaker;             /* the word that heads the speaker's noun phrase, or TRV_NO_WORD */
  struct trv_entities speakers; /* resolved; n == 0 where the source is no actor or not named */
  uint32_t outer;               /* the report around this one, or TRV_NO_REPORT */
  bool quoted;                  /* the scope (or part of it) stands between quotation marks */
};

struct trv_says {
  uint32_t n;
  struct trv_report *reports;
  uint32_t *at; /* [n_words]: the innermost report whose scope holds the word, or TRV_NO_REPORT. The speech verb itself
                   and the speaker lie outside their own report's scope (but inside outer ones). */
};

struct trv_says_data;

/* Loads `lang_dir`/says.tsv (columns lemma pos stance); keeps `grammar`, which must outlive it and learns the verbs of
 * several words. */
enum trv_status trv_says_data_load(const char *lang_dir, struct trv_grammar *grammar, struct trv_arena *arena,
                                   struct trv_says_data **out, struct trv_error *err);
enum trv_status trv_says_run(const struct trv_says_data *data, const struct trv_text *text,
                             const struct trv_parse *parse, const struct trv_who *who, struct trv_arena *arena,
                             struct trv_says **out, struct trv_error *err);

/* The sources over `word`, outermost first, duplicates removed; list in `arena`. */
struct trv_entities trv_says_chain(const struct trv_says *says, uint32_t word, struct trv_arena *arena);

/* The entities that first persons ("je", "nous", "nos") at `word` stand for: the speakers of the innermost quotation
 * over it. Empty outside quotations. */
struct trv_entities trv_says_first_person(const struct trv_says *says, uint32_t word);

/* How the predicate (verb, participle or event noun) at `word` is told, by its own grammar: tense, mood, negation,
 * modals and the verbs that govern it (nier avoir …, envisager de …, refuser de …, si …). */
struct trv_factuality {
  bool negated;      /* n'a pas …, sans …, aucun …, échouer à */
  bool restricted;   /* ne … que: "n'a tenu que quelques heures" */
  bool future;       /* fera, va faire, doit faire (planned), prévu */
  bool hypothetical; /* pourrait, si …, envisager de, possible */
  bool conditional;  /* a condition is told with it: si …, sauf si */
  bool hearsay;      /* French journalistic conditional: aurait fait, "serait" */
  bool denied;       /* under nier, démentir */
  bool intended;     /* envisager de, vouloir, avoir l'intention de; hypothetical too */
  bool required;     /* il faut que …, doit …, il est temps de … */
  bool obliged;      /* required by an auxiliary of obligation: must, should */
  bool attempted;    /* tenter de, efforts to: of what the act is the aim */
  bool asked;        /* under demander de, exiger, appeler à, menacer de, vouloir, infinitive of purpose */
  uint8_t stance;    /* of the innermost report over the word; TRV_STANCE_SAY where there is none */
};
struct trv_factuality trv_says_factuality(const struct trv_says_data *data, const struct trv_says *says,
                                          const struct trv_text *text, const struct trv_parse *parse, uint32_t word);

#endif
