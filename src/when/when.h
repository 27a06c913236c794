/* The when layer: temporal expressions of the text, resolved to ISO 8601 dates.
 *
 * "le 27 octobre", "mardi", "dans la nuit du 17 au 18 octobre", "depuis le 27 septembre", "la veille" are resolved
 * against the article's date (to the day or the month) and against the narrative's own time. What stays vague has no
 * iso ("récemment"). */
#ifndef TRV_WHEN_WHEN_H
#define TRV_WHEN_WHEN_H

#include "base/arena.h"
#include "base/status.h"
#include "parse/parse.h"
#include "text/text.h"

enum trv_when_kind {
  TRV_WHEN_POINT,    /* a day, month or year: 2020-10-27, 2020-10 */
  TRV_WHEN_INTERVAL, /* 2020-10-17/2020-10-18 */
  TRV_WHEN_SINCE,    /* 2020-09-27/.. */
  TRV_WHEN_UNTIL,    /* d'ici au 15 novembre: ../2020-11-15 */
  TRV_WHEN_FROM,     /* à partir du, à compter de: begins then */
  TRV_WHEN_DURATION, /* pendant deux mois, quatre jours: no point on the calendar; duration_days */
};

struct trv_when_expr {
  struct trv_span span;
  uint32_t first_word, end_word; /* half-open */
  uint32_t head;                 /* the word of it that hangs on the rest of the sentence */
  uint8_t kind;
  bool anaphoric;   /* la veille, le lendemain, le même jour */
  bool time_of_day; /* à midi, dans la soirée: adds no date by itself; iso is the day that the narrative is at */
  bool dateline;    /* "Moscou, 3 novembre (AFP) –": dates the article, no act */
  const char *iso;  /* as the event record wants it; NULL: vague */
  uint32_t duration_days;
  bool opens;               /* "since April 26, when thousands marched": what its clause tells went on from then */
  bool ahead;               /* of an act that lies ahead, as its verb tells */
  uint32_t duration_months; /* a duration told in months, which are not all of a length; else 0 */
  bool within_day;          /* a duration of some hours: no more than half a day */
  /* "au lendemain de la signature": the word that it dates (signature), not the one that it hangs on; else
   * TRV_NO_WORD. */
  uint32_t target;
  int32_t first_day, last_day; /* days from 1970-01-01, inclusive; TRV_WHEN_NO_DAY where iso is NULL */
  uint32_t line;               /* of its pattern in when-patterns.tsv; 0: an interval opened by the tree */
};

#define TRV_WHEN_NO_DAY INT32_MIN

struct trv_when_data;

/* Expressions may overlap: "depuis le putsch du 1er février" is an interval around the date that it opens with. */
struct trv_when {
  uint32_t n;
  struct trv_when_expr *exprs; /* ordered by first_word */
  const char **narrative; /* [n_sentences]: the day that its paragraph is at when the sentence begins; NULL: none */
  bool *
      headed; /* [n_sentences]: its paragraph opens with the day alone, as those of a chronicle: "13 juin. L'aviation …" */
  const char **
      above; /* [n_sentences]: of the first sentence of a paragraph, the day that the sentence before told of; NULL: none */
  bool *just_told; /* [n_sentences]: that day was told by the sentence right before */
  int32_t today;   /* the article's last day, be it of its month; TRV_WHEN_NO_DAY: it has no date */
  bool month_only; /* its day is not told */
  const struct trv_when_data *data;
};

enum trv_status trv_when_data_load(const char *lang_dir, struct trv_arena *arena, struct trv_when_data **out,
                                   struct trv_error *err);
/* `date`: the article's, "2020-10-28" or "2020-10", or NULL: then only complete dates resolve. `parse` may be NULL:
 * then all acts are taken as past, and no expression has a head of its own. */
enum trv_status trv_when_run(const struct trv_when_data *data, const struct trv_text *text,
                             const struct trv_parse *parse, const char *date, struct trv_arena *arena,
                             struct trv_when **out, struct trv_error *err);

/* The expression that dates the act whose trigger is `word` (a verb or an event noun): in its own clause first
 * (dependents of it, of its auxiliary or light verb, of its event noun), then of the clauses that govern it where the
 * date takes both (coordination, infinitives, "lors de …"); NULL where the text does not tell. Never one inside
 * another act's clause. One with a NULL iso says that the text tells a time but no date. Ends ("jusqu'au 31 octobre")
 * and durations are never returned: see trv_when_bound. */
const struct trv_when_expr *trv_when_of(const struct trv_when *when, const struct trv_text *text,
                                        const struct trv_parse *parse, uint32_t word);

/* The day told beside an act in the present perfect that trv_when_of does not date, since which it goes on: "broke out on Friday
 * and has been shelling the hill". NULL: none. */
const struct trv_when_expr *trv_when_since_then(const struct trv_when *when, const struct trv_text *text,
                                                const struct trv_parse *parse, uint32_t word);

/* The day that a main clause tells before an act in the past that trv_when_of does not date, in its sentence: "announced on Thursday
 * that their armies had agreed". NULL: none. */
const struct trv_when_expr *trv_when_told_before(const struct trv_when *when, const struct trv_text *text,
                                                 const struct trv_parse *parse, uint32_t word);

/* The day that the paragraph is at, for an act in the past that trv_when_of does not date: "Mardi, la foule a attaqué
 * les ambassades. La police a tiré des gaz." NULL: none, or the act is not told in the past, or in a quotation. It holds
 * for violence and protests; sayings and measures are as often of another day. */
const char *trv_when_carried(const struct trv_when *when, const struct trv_text *text, const struct trv_parse *parse,
                             uint32_t word);

/* The same for any act, in languages whose simple past tells what came next: "On Sunday they met in Abuja. They also closed
 * the border.". taken_up: the subject is that of the sentence before, even across paragraphs. NULL: none, or the act is told in another tense, or in a clause that has a time of its own. */
const char *trv_when_continued(const struct trv_when *when, const struct trv_text *text, const struct trv_parse *parse,
                               uint32_t word, bool taken_up);

/* The day of an act that trv_when_of does not date, in a paragraph that opens with its day: "13 juin. L'aviation frappe Natanz. Le
 * soir, Téhéran riposte." NULL: it does not, or the act is told in the pluperfect. */
const char *trv_when_headed(const struct trv_when *when, const struct trv_text *text, const struct trv_parse *parse,
                            uint32_t word);

/* The expression of one kind (TRV_WHEN_FROM, TRV_WHEN_UNTIL, TRV_WHEN_SINCE, TRV_WHEN_DURATION) that hangs on the word,
 * on its noun phrase or on the verb that it is an argument of: "un cessez-le-feu à compter de dimanche", "a prolongé
 * jusqu'au 31 octobre la trêve". NULL: none. */
const struct trv_when_expr *trv_when_bound(const struct trv_when *when, const struct trv_text *text,
                                           const struct trv_parse *parse, uint32_t word, enum trv_when_kind kind);

#endif
