/* The cases of a language pack: sentences and the events that they must give (docs/testing.md, "Cases"). */
#ifndef TRV_CHECK_CASES_H
#define TRV_CHECK_CASES_H

#include "base/str.h"
#include "coder/coder.h"

/* Runs the cases of one file on the only language of `treve`. Findings go to `report`, one a line, and into `result`. An
 * error is returned only where the file cannot be read or memory runs out. */
enum trv_status trv_cases_run(const struct trv_treve *treve, const char *path, struct trv_strbuf *report,
                              struct trv_lint_result *result, struct trv_error *err);

#endif
