/* What the when layer knows of a language: its temporal words and its patterns. Internal to src/when.
 *
 * `when-words.tsv` gives classes of words with values (month 8: août), `when-patterns.tsv` the rules over them. A rule
 * is a name, a pattern and an operation; a pattern may use the names of rules that stand above it, so that the
 * grammar has layers and no recursion. */
#ifndef TRV_WHEN_DATA_H
#define TRV_WHEN_DATA_H

#include "base/arena.h"
#include "base/map.h"
#include "base/status.h"
#include "base/table.h"

/* Classes that the program itself reads the values of; a pack may add others, for use as filters in patterns. */
enum trv_when_class {
  TRV_CLASS_MONTH,   /* 1 to 12 */
  TRV_CLASS_WEEKDAY, /* 1 Monday to 7 Sunday */
  TRV_CLASS_NUMBER,  /* cardinals, composed by value: "vingt" "deux" is 22, "quatre-vingt" one entry */
  TRV_CLASS_AND,     /* joins parts of a number: "vingt et un" */
  TRV_CLASS_ORDINAL, /* "premier", "1er" */
  TRV_CLASS_UNIT,    /* day, week, month, year, hour, minute */
  TRV_CLASS_SEASON,  /* spring, summer, autumn, winter */
  TRV_CLASS_SPLIT,   /* contractions to open where the text layer left them whole: value "de le", form "du" */
  TRV_CLASS_FUTURE,  /* lemmas that put what hangs on them ahead of the article: prévoir, devoir */
  TRV_CLASS_ASKING,  /* lemmas that put the acts in their clauses ahead: demander, promettre */
  TRV_CLASS_TELLING, /* lemmas whose date is that of the telling, not of the act told: condamner, revendiquer */
  TRV_CLASS_HOLDING, /* lemmas of what goes on until an end: durer, tenir */
  TRV_CLASS_SAYING,  /* lemmas of speech: dire, annoncer */
  TRV_CLASS_SETTING, /* lemmas of participles whose date is the main clause's too: "Réunis lundi à Paris, ils ont …" */
  TRV_CLASS_AHEAD, /* auxiliaries of what is to come; the mark of an infinitive that a copula puts ahead: will, are *to* meet */
  TRV_CLASS_WHEN,       /* words that open a clause of the same time: when, as */
  TRV_CLASS_RELATIVE,   /* words that open a clause which a date before it dates: on Tuesday, when */
  TRV_CLASS_LASTING,    /* prepositions of what took so long: four days *of* fighting */
  TRV_CLASS_MOMENT,     /* nouns whose relative clause has the time of the clause they stand in: at the moment when */
  TRV_CLASS_GOING_ON,   /* relative pronouns whose clause may tell what came next: the embassy, which took them in */
  TRV_CLASS_SCENE,      /* what a date behind its verb begins with, so that it sets no scene: They met *in* 1992 */
  TRV_CLASS_UP_TO_NOW,  /* auxiliaries whose present takes no day of the past from another clause: has, have */
  TRV_CLASS_SHARING,    /* joins two verbs of one subject, whose date stands behind the second: and */
  TRV_CLASS_ANNOUNCING, /* verbs that tell the news of the day: what was announced on Thursday is of Thursday */
  TRV_CLASS_PRIOR,      /* marks of a clause of another time: after accusing */
  TRV_CLASS_HOLIDAY,    /* named days of the year, month times 100 plus day: New Year's Eve 1231 */
  TRV_CLASS_SINCE,      /* prepositions that open an interval: depuis */
  TRV_CLASS_DURING,     /* prepositions that give their noun's date to the governor: lors de */
  TRV_CLASS_APART,      /* prepositions whose noun has a time of its own: après, malgré */
  TRV_CLASS_NAMING,     /* prepositions by which a date names a noun rather than dates the clause: de */
  TRV_CLASS_DETERMINER,
  TRV_CLASS_DATELINE, /* what closes a dateline: "(", "–" */
  TRV_N_FIXED_CLASSES
};

enum trv_when_unit {
  TRV_UNIT_NONE,
  TRV_UNIT_MINUTE,
  TRV_UNIT_HOUR,
  TRV_UNIT_DAY,
  TRV_UNIT_WEEKEND,
  TRV_UNIT_WEEK,
  TRV_UNIT_MONTH,
  TRV_UNIT_YEAR,
  TRV_UNIT_DECADE
};

enum trv_when_code {
  TRV_OP_DAY,      /* {number}|{ordinal} {month} [{year}] [{weekday}] */
  TRV_OP_DAYS,     /* two days of one month */
  TRV_OP_BAREDAY,  /* a day of the month at hand: "le 14 au soir" */
  TRV_OP_FIGURES,  /* three numbers; order=dmy|mdy|ymd */
  TRV_OP_MONTH,    /* {month} [{year}] */
  TRV_OP_YEAR,     /* {year} */
  TRV_OP_SEASON,   /* {season} [{year}] */
  TRV_OP_WEEKDAY,  /* {weekday}; dir=near|last|next */
  TRV_OP_OFFSET,   /* count= or {number}, sign=, unit= or {unit}, anchor= */
  TRV_OP_PERIOD,   /* the whole week, month, year … count units from that of the anchor */
  TRV_OP_SOFAR,    /* from the start of the anchor's week, month … to the anchor */
  TRV_OP_NIGHT,    /* of the anchor, or of one or two operands: D-1/D */
  TRV_OP_RANGE,    /* from the first operand to the second */
  TRV_OP_DURATION, /* {number} {unit} */
  TRV_OP_SPAN,     /* {number} {unit} from an operand on */
  TRV_OP_TIME,     /* a time of day */
  TRV_OP_VAGUE,
  TRV_OP_PASS /* the operand as it is, under another kind= or dir= */
};

enum trv_when_anchor {
  TRV_ANCHOR_ARTICLE,   /* the article's day */
  TRV_ANCHOR_NARRATIVE, /* the day told of last */
  TRV_ANCHOR_LEAD,      /* the day told of first: of "l'entretien" that the article is about */
  TRV_ANCHOR_LAST,      /* the day told of last, be it in passing */
  TRV_ANCHOR_START      /* the beginning told of last: of a truce, of an operation */
};

enum trv_when_dir { TRV_DIR_FREE, TRV_DIR_LAST, TRV_DIR_NEXT };

struct trv_when_op {
  uint8_t code, unit, anchor, dir, kind;
  int8_t sign;
  bool has_kind, has_count;
  bool complement; /* dates what follows it: "au lendemain de la signature" */
  bool perfect;    /* with a verb in the perfect an interval up to now: "has been shelling the city for three weeks" */
  char order[4];   /* of FIGURES */
  int32_t count;
};

/* A pattern is a small program of a backtracking matcher (Thompson's and Pike's instructions, without loops). */
enum trv_instr_kind {
  TRV_SYM_LITERAL, /* value: literal id */
  TRV_SYM_CLASS,   /* value: class */
  TRV_SYM_RULE,    /* value: rule */
  TRV_SYM_NUMBER,
  TRV_SYM_YEAR,
  TRV_SYM_END,   /* `$`: a punctuation mark or the end of the sentence follows */
  TRV_SYM_AHEAD, /* `&{class}`: a word of the class follows */
  TRV_SYM_NOT,   /* `!{class}`: none does */
  TRV_SYM_SPLIT, /* goes on with the next instruction, then with the one at value */
  TRV_SYM_JUMP,  /* goes on at value */
  TRV_SYM_MATCH
};

struct trv_instr {
  uint32_t kind, value;
};

struct trv_production {
  uint32_t first_instr;
  uint32_t op;
  uint32_t line; /* in when-patterns.tsv */
};

struct trv_when_rule {
  const char *name;
  uint32_t first, n; /* into productions */
};

/* A word of a class: one literal or several in a row ("après-midi" is "après" "midi"). */
struct trv_class_entry {
  uint32_t class_id;
  int32_t value;
  uint32_t first_literal, n_literals; /* into entry_literals */
};

struct trv_when_data {
  struct trv_arena *arena;
  struct trv_map literals, classes, rule_names;
  uint32_t n_literals, n_classes;

  struct trv_class_entry *entries; /* grouped by first literal after loading */
  uint32_t n_entries, cap_entries;
  uint32_t *entry_literals;
  uint32_t n_entry_literals, cap_entry_literals;
  uint32_t *entries_of; /* [n_literals + 1] into entries */

  struct trv_when_rule *rules;
  uint32_t n_rules, cap_rules;
  struct trv_production *productions;
  uint32_t n_productions, cap_productions;
  struct trv_instr *code;
  uint32_t n_code, cap_code;
  struct trv_when_op *ops;
  uint32_t n_ops, cap_ops;
  uint32_t top; /* the rule named "when" */
};

/* Calls fn for each piece that the matcher cuts a word into: at hyphens, apostrophes, and between figures and
 * letters; "1er" gives "1" "er", "week-end" "week" "end", "2020-10-27" "2020" "-" "10" "-" "27". */
void trv_when_cut(struct trv_slice word, void (*fn)(void *user, struct trv_slice piece), void *user);

/* The id of a literal, added where it is new. */
uint32_t trv_when_literal(struct trv_when_data *data, struct trv_slice piece);
/* Whether the whole word `lower` (one literal) belongs to the class; its value in *value where that is not NULL. */
bool trv_when_in_class(const struct trv_when_data *data, uint32_t class_id, const char *lower, int32_t *value);

/* grammar.c: adds the patterns of a table. */
enum trv_status trv_when_grammar_load(struct trv_when_data *data, const struct trv_table *table, struct trv_error *err);
/* ops.c: reads the operation of a cell. */
enum trv_status trv_when_op_read(const struct trv_table *table, uint32_t row, uint32_t column, struct trv_when_op *out,
                                 struct trv_error *err);
/* The unit for its name, TRV_UNIT_NONE for an unknown one. */
enum trv_when_unit trv_when_unit_of(struct trv_slice name);

#endif
