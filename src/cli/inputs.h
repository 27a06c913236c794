/* The articles of a run, one after the other, whatever files, folders, archives and dumps they come in. */
#ifndef TRV_CLI_INPUTS_H
#define TRV_CLI_INPUTS_H

#include <treve/read.h>

#include "input.h"
#include "options.h"

/* One thing of a run: an item, or why there is none. */
struct cli_thing {
  enum trv_status status;
  struct trv_error err;
  struct trv_item *item;
  size_t file; /* which of the files it is from */
};

struct cli_inputs {
  const struct cli_options *options;
  struct cli_names names;
  struct trv_input_options how;
  struct trv_fetcher *fetcher; /* for addresses */
  struct trv_extractor *extractor;
  struct trv_selection *selection;
  struct trv_source *source;
  size_t at; /* of the file that `source` is, or the next one */
  bool many; /* some of the files hold several articles, as far as they were opened */
  struct trv_source_tally tally;
};

/* Finds the files that the operands name; standard input where there are none and `standard_input` says so. False after a
 * message, with *exit set where the run must not begin; files that are missing are told when their turn comes. */
bool cli_inputs_open(struct cli_inputs *inputs, const struct cli_options *options, bool standard_input, int *exit);
/* The same without files: for cli_thing_read of things that come in another way. */
bool cli_inputs_prepare(struct cli_inputs *inputs, const struct cli_options *options, int *exit);
void cli_inputs_close(struct cli_inputs *inputs);
/* For cli_work.next: `context` is a struct cli_inputs, the thing a struct cli_thing, to be freed by cli_thing_free. */
bool cli_inputs_next(void *context, void **thing);
void cli_thing_free(struct cli_thing *thing);

/* What a thing gives: an article to be coded, with the options' date and language, and whether the options want it. `treve` may be
 * NULL without --only. */
enum trv_status cli_thing_read(const struct cli_inputs *inputs, const struct trv_treve *treve, struct cli_thing *thing,
                               struct trv_found **found, bool *wanted, struct trv_error *err);

#endif
