/* treve code, treve parse. */
#include "articles.h"

int cli_code(const struct cli_options *options) { return cli_articles_run(options, CLI_TO_EVENTS, options->format); }

int cli_parse(const struct cli_options *options) { return cli_articles_run(options, CLI_TO_PARSE, TRV_FORMAT_CONLLU); }
