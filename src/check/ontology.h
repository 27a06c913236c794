/* The tables of share/ontology, and what rules take from them: `treve lint`. */
#ifndef TRV_CHECK_ONTOLOGY_H
#define TRV_CHECK_ONTOLOGY_H

#include "base/arena.h"
#include "base/str.h"
#include "what/rules.h"

/* A line of a report: "PATH:LINE:COLUMN: message", without what is not known. */
void trv_finding_add(struct trv_strbuf *report, const struct trv_error *e);

/* Reads the tables in the folder `dir` and checks them: columns, codes, numbers, what one table takes from another, and that they are
 * those that the program was built with. Adds a line `PATH:LINE:COLUMN: message` to `report` for each finding; returns how many. */
uint32_t trv_ontology_check(const char *dir, struct trv_arena *arena, struct trv_strbuf *report);
/* The same for the CAMEO codes of rules, which stand in the file `path`: each must be one, and may stand with the type of its rule. */
uint32_t trv_rule_codes_check(const struct trv_rules *rules, const char *path, struct trv_strbuf *report);

#endif
