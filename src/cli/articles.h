/* Reading many articles and writing what was made of each, in order; what `code` and `parse` share. */
#ifndef TRV_CLI_ARTICLES_H
#define TRV_CLI_ARTICLES_H

#include "options.h"

enum cli_depth { CLI_TO_PARSE, CLI_TO_EVENTS };

/* Reads one file as an article; *out is to be freed with trv_document_free, *text with free, after it. */
enum trv_status cli_article(const struct trv_treve *treve, const struct cli_options *options, const char *path,
                            enum cli_depth depth, char **text, struct trv_document **out, struct trv_error *err);

/* Reads the operands (standard input where there are none) and writes them in `format`; the exit status. */
int cli_articles_run(const struct cli_options *options, enum cli_depth depth, enum trv_format format);

#endif
