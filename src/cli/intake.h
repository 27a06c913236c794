/* Articles into a database: what ingest and watch share. They are read and coded on several threads and stored by one.
 *
 * Every BATCH_ARTICLES articles or BATCH_SECONDS seconds what was added is linked and made to last. */
#ifndef TRV_CLI_INTAKE_H
#define TRV_CLI_INTAKE_H

#include "inputs.h"
#include "tally.h"

struct cli_outcomes {
  size_t fresh, known, copies, changed;
};

struct cli_intake {
  const struct cli_options *options;
  struct trv_treve *treve;
  struct trv_store *store;
  struct cli_inputs inputs;
  struct cli_tally tally;        /* read: all but the rejected */
  struct cli_outcomes done, all; /* done: those that last */
  size_t in_batch;               /* articles that do not last yet */
  double batch_begun;            /* seconds */
  double coding, storing;        /* seconds of processors */
  int exit;
};

/* What was made of one thing. */
struct cli_taken {
  enum trv_status status;
  struct trv_error err;
  char name[512];
  size_t part; /* which of the files it is from */
  bool wanted, known;
  double seconds; /* of a processor, to read and code it */
  struct trv_found *found;
  struct trv_document *doc;
  char *file; /* as the system names it, whatever folder the program runs in */
};

/* Opens the database, what the options name, and the packs, and names the run after the command; signals are listened to from then
 * on. `files`: the operands are files to be read. False after a message, with `exit` set. To be closed in either case. */
bool cli_intake_open(struct cli_intake *in, const struct cli_options *options, bool files);
void cli_intake_close(struct cli_intake *in);

/* Reads and codes a thing that came from `path`; on any thread. NULL: memory ran out. */
struct cli_taken *cli_intake_make(struct cli_intake *in, struct cli_thing *thing, const char *path);
void cli_taken_free(struct cli_taken *taken);
/* Stores it, or tells why it was rejected; NULL is memory that ran out. False after a message: nothing more can be stored. */
bool cli_intake_take(struct cli_intake *in, const struct cli_taken *taken);
/* A message, where the store failed: what was not made to last is gone. Returns false. */
bool cli_intake_fail(struct cli_intake *in, const struct trv_error *err);
/* The end of a run or a round: makes all last, and joins what the batches have left to be joined. */
bool cli_intake_settle(struct cli_intake *in);

/* Seconds that this thread has run. */
double cli_thread_seconds(void);

#endif
