/* Importing dictionaries of actors: the .actors and .agents files of TABARI, PETRARCH and PETRARCH2 become the tables of
 * a world of one's own, which trv_open reads beside treve's (trv_open_options.worlds).
 *
 *   struct trv_import *import;
 *   if (trv_import_new(NULL, &import, &err) != TRV_OK) …
 *   for each file: trv_import_add(import, name, text, n_bytes, &err);
 *   for (size_t i = 0; i < trv_import_tables(import); i++) trv_import_table(import, i, &name, &bytes, &err);
 *   trv_import_free(import);
 *
 * Every line is taken or told with its reason. Included by treve.h. */
#ifndef TREVE_IMPORT_H
#define TREVE_IMPORT_H

#include <treve/treve.h>

#ifdef __cplusplus
extern "C" {
#endif

struct trv_import;

struct trv_import_options {
  const char *share;    /* as in trv_open_options: its import/ holds the tables of codes; NULL: as there */
  const char *language; /* of the role words of agents: "en" where NULL */
};

TRV_API enum trv_status trv_import_new(const struct trv_import_options *options, struct trv_import **out,
                                       struct trv_error *err);
TRV_API void trv_import_free(struct trv_import *import);

/* The longest dictionary that is read, in bytes. */
TRV_API size_t trv_import_ceiling(void);
/* Reads one dictionary, of actors or agents. `text` need not outlive the call. TRV_REJECTED where it is longer than the
 * ceiling, or the lines of all are more than can be taken; nothing of it is taken then. */
TRV_API enum trv_status trv_import_add(struct trv_import *import, const char *name, const char *text, size_t n_bytes,
                                       struct trv_error *err);

struct trv_import_counts {
  size_t files, lines;
  size_t empty;             /* of the lines, blank or comment; */
  size_t entries, synonyms; /* names taken; */
  size_t codes;             /* taken, that hold codes alone; */
  size_t roles, sets;       /* role words and substitution sets taken; */
  size_t rejected;          /* not taken: these six and the empty ones make up the lines */
  size_t rows;              /* of all tables */
};
TRV_API void trv_import_count(const struct trv_import *import, struct trv_import_counts *out);
/* The lines that were not taken: counted by reason, or with `full` one a line as FILE:LINE: REASON: TEXT. */
TRV_API enum trv_status trv_import_report(const struct trv_import *import, bool full, struct trv_output *out,
                                          struct trv_error *err);

/* The tables that hold something, and each with its file's name. */
TRV_API size_t trv_import_tables(const struct trv_import *import);
TRV_API enum trv_status trv_import_table(const struct trv_import *import, size_t table, const char **name,
                                         struct trv_output *out, struct trv_error *err);

#ifdef __cplusplus
}
#endif

#endif
