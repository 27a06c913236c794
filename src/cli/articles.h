/* Reading many articles and writing what was made of each, in order; what `code` and `parse` share. */
#ifndef TRV_CLI_ARTICLES_H
#define TRV_CLI_ARTICLES_H

#include "inputs.h"

enum cli_depth { CLI_TO_PARSE, CLI_TO_EVENTS };

/* An article and what was made of it. */
struct cli_coded {
  struct trv_found *found;
  struct trv_document *doc;
};
/* Reads one file that holds one article, text or page. TRV_REJECTED where it holds several. To be released. */
enum trv_status cli_article(const struct trv_treve *treve, const struct cli_options *options, char *path,
                            struct cli_coded *out, struct trv_error *err);
void cli_coded_release(struct cli_coded *coded);

/* How many threads the options ask for. */
uint32_t cli_threads(const struct cli_options *options);

/* Reads the operands (standard input where there are none) and writes them in `format`; the exit status. */
int cli_articles_run(const struct cli_options *options, enum cli_depth depth, enum trv_format format);

#endif
