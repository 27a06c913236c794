/* What the files of the importer share.
 *
 * lines.c cuts a dictionary into lines and each line into name, codes and remarks; actors.c gathers the lines of one
 * actor, agents.c reads role words; codes.c says what CAMEO's codes and the dates behind them mean; forms.c makes of
 * NAMES_IN_CAPITALS what an article writes; tables.c writes the rows. */
#ifndef TRV_IMPORT_INTERNAL_H
#define TRV_IMPORT_INTERNAL_H

#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/status.h"
#include "base/str.h"
#include "text/fold.h"
#include "treve/import.h"

/* Why a line was not taken; import.c has the words. */
enum imp_reason {
  IMP_NOT_UTF8,
  IMP_TOO_LONG,
  IMP_NO_CODE,
  IMP_LOST_CODE,
  IMP_NO_NAME,
  IMP_ORPHAN,
  IMP_OPEN_BRACKET,
  IMP_EMPTY_CODE,
  IMP_BAD_CODE,
  IMP_NULL_CODE,
  IMP_UNKNOWN_CODE,
  IMP_NO_COUNTRY,
  IMP_REGION,
  IMP_BAD_DATE,
  IMP_BAD_RANGE,
  IMP_BAD_NAME,
  IMP_LETTER,
  IMP_BAR,
  IMP_TOO_MANY,
  IMP_BAD_SET,
  IMP_NO_SET,
  IMP_OPEN_BRACE,
  IMP_N_REASONS,
  IMP_TAKEN = IMP_N_REASONS
};

/* The tables that are written; their files stand in tables.c. */
enum imp_table {
  IMP_PEOPLE,
  IMP_REGIONS,
  IMP_GROUPS,
  IMP_MEDIA,
  IMP_ORGANISATIONS,
  IMP_INSTITUTIONS,
  IMP_ROLES,
  IMP_N_TABLES
};

/* What a CAMEO code is to treve. NULL: none. */
struct imp_actor {
  const char *code, *sector;
  const char *role, *bare; /* kind of a role word, and what it is without a country */
  bool body;               /* an organisation, whatever its kind */
};

struct imp_row {
  struct imp_actor actor;
  int32_t from, to; /* yyyymmdd; 0: open */
  const char *name;
  const char *forms; /* parted by bars */
};

struct imp_rejected {
  const char *file;
  uint32_t line;
  enum imp_reason reason;
  struct trv_slice text; /* without spaces at its ends */
};

struct imp_part { /* a row of cameo-actors.tsv */
  uint8_t kind;
  const char *code, *sector, *role, *bare;
};

struct imp_list {
  struct trv_slice *items;
  uint32_t n, cap;
};

struct imp_plural {
  struct trv_slice ending, value; /* ending with n 0: any */
};

struct trv_import {
  struct trv_arena arena;
  struct trv_pool pool;
  const char *language;
  const char *roles_file;
  struct imp_part *parts;
  uint32_t n_parts, cap_parts;
  struct trv_map first, later; /* a part of a code in the first place and behind it, to parts */
  struct trv_map small, body;  /* words.tsv */
  struct imp_plural *plurals;
  uint32_t n_plurals, cap_plurals;
  struct {
    struct imp_row *rows;
    uint32_t n, cap;
    size_t bytes; /* of what is written of them, at the most */
  } tables[IMP_N_TABLES];
  struct imp_rejected *rejected;
  uint32_t n_rejected, cap_rejected;
  struct trv_import_counts counts;
};

/* ---- codes.c */

/* Loads share/import/cameo-actors.tsv and words.tsv. */
enum trv_status imp_codes_load(struct trv_import *im, const char *dir, struct trv_error *err);
/* What stands between brackets: a code, and the days that it is of, in either order. `agent`: "~GOV", "NGO~". */
enum imp_reason imp_code(const struct trv_import *im, struct trv_slice inside, bool agent, struct imp_actor *actor,
                         int32_t *from, int32_t *to);

/* ---- forms.c */

/* "AL-QAEDA_IN_IRAQ_" as "Al-Qaeda in Iraq", in the arena. */
enum imp_reason imp_form(struct trv_import *im, struct trv_slice raw, struct trv_slice *out);
/* The form in small letters, for role words. */
enum imp_reason imp_word(struct trv_import *im, struct trv_slice raw, struct trv_slice *out);
/* Whether a name may be a person's: of two words to five, none of which only bodies have. */
bool imp_personal(const struct trv_import *im, struct trv_slice form);
/* The plural of a word by the rule of its language; p NULL where there is none. */
struct trv_slice imp_plural_of(struct trv_import *im, struct trv_slice word);

/* ---- lines.c */

struct imp_lines {
  const char *file;
  struct trv_slice rest;
  uint32_t line;
  bool comment; /* inside of <!-- … --> */
};

struct imp_line {
  uint32_t number;
  struct trv_slice raw;  /* as it stands, trimmed, for the report */
  struct trv_slice name; /* before the first bracket, trimmed */
  struct trv_slice tail; /* from the first bracket on; n 0: none */
};

enum imp_got { IMP_END, IMP_NOTHING, IMP_LINE, IMP_WRONG };
/* The next line; IMP_NOTHING for a blank or a comment, IMP_WRONG with a reason for what is no text. */
enum imp_got imp_lines_next(struct imp_lines *lines, struct imp_line *out, enum imp_reason *reason);
/* Takes "[…]" off a tail; what stands around brackets is a remark. IMP_TAKEN with `inside`, with p NULL at the end. */
enum imp_reason imp_bracket(struct trv_slice *tail, struct trv_slice *inside);

/* ---- actors.c, agents.c */

struct imp_dated {
  struct imp_actor actor;
  int32_t from, to;
};

struct imp_actor_lines { /* the entry in hand */
  const char *file;
  struct imp_line *names;
  uint32_t n_names, cap_names;
  struct imp_dated *codes;
  uint32_t n_codes, cap_codes;
  uint32_t n_told; /* codes that stood there, taken or not */
};

void imp_actor_line(struct trv_import *im, struct imp_actor_lines *entry, const struct imp_line *line);
/* The entry is complete: its rows. */
void imp_actor_end(struct trv_import *im, struct imp_actor_lines *entry);

bool imp_is_agent(const struct imp_line *line);
bool imp_is_set(const struct imp_line *line);
/* The substitution sets of a file, by their names. */
struct imp_sets {
  struct trv_map names;
  struct imp_list *items; /* !PERSON! = MAN, MEN */
  uint32_t n, cap;
};
void imp_set_line(struct trv_import *im, struct imp_sets *sets, const char *file, const struct imp_line *line);
void imp_agent_line(struct trv_import *im, const struct imp_sets *sets, const char *file, const struct imp_line *line);

/* ---- import.c, tables.c */

void imp_reject(struct trv_import *im, const char *file, const struct imp_line *line, enum imp_reason reason);
/* The items between bars, in the arena. */
const char *imp_join(struct trv_import *im, const struct imp_list *list);
void imp_row_add(struct trv_import *im, enum imp_table table, struct imp_row row);

#endif
