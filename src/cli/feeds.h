/* Feeds that are asked again and again: when to ask which, and what they bring. */
#ifndef TRV_CLI_FEEDS_H
#define TRV_CLI_FEEDS_H

#include <treve/read.h>

#include "options.h"

/* An entry that could not be read, but may be another time. */
struct cli_attempt {
  struct cli_attempt *next;
  unsigned n;
  char entry[];
};

struct cli_feed {
  char *address;
  struct trv_feed_state state; /* of what was read of it in whole; sent with the next request */
  struct trv_feed_state fresh; /* of what is being read */
  bool again;                  /* something of it has to be asked for anew */
  bool asked;                  /* in this round, with an answer that is to be read */
  unsigned failures;           /* in a row */
  double due;                  /* seconds of cli_now: when it may be asked again */
  size_t n_left;               /* of the entries that are being read */
  struct cli_attempt *attempts;
};

struct cli_feeds {
  size_t n;
  struct cli_feed *items;
};

/* Reads the file of addresses, one a line, `#` begins a comment. False after a message. To be released in either case. */
bool cli_feeds_read(struct cli_feeds *feeds, const char *path);
void cli_feeds_release(struct cli_feeds *feeds);

/* What an answer brought. */
struct cli_polled {
  struct cli_feed *feed;
  enum trv_status status;
  struct trv_error err; /* of `status`, or of what is damaged */
  bool unchanged, damaged, local, interrupted;
  int64_t retry_after; /* seconds; -1: not told */
  struct trv_item **items;
  size_t n_items;
};
/* Asks a feed; on any thread. NULL: memory ran out. */
struct cli_polled *cli_feed_poll(struct cli_feed *feed, const struct trv_input_options *how);
void cli_polled_free(struct cli_polled *polled);

/* Fetches the page that an entry links to: an item for which the entry's title, day, … count where the page has none; it borrows them.
 * *passing: of a rejection, whether it may go well another time; *asked: whether the server was asked for it. */
enum trv_status cli_entry_page(const struct trv_item *entry, const struct trv_input_options *how, struct trv_item **out,
                               bool *passing, bool *asked, struct trv_error *err);

/* When to ask again, after an answer or none. */
void cli_feed_wait(struct cli_feed *feed, const struct cli_polled *polled, double now, double every_s);
/* Counts an attempt at an entry; how many there were. */
unsigned cli_feed_attempt(struct cli_feed *feed, const char *entry);

#endif
