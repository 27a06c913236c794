/* robots.txt: what a host lets programs read (RFC 9309), and how long they are to wait between two requests. */
#ifndef TRV_READ_ROBOTS_H
#define TRV_READ_ROBOTS_H

#include "base/arena.h"
#include "base/str.h"

struct trv_robots_rule {
  struct trv_slice pattern; /* in the form in which paths are compared */
  bool allow;
};

struct trv_robots {
  struct trv_robots_rule *rules;
  uint32_t n_rules, cap_rules;
  double delay_s; /* Crawl-delay, as it was asked for; 0: none */
};

/* Reads the groups for `agent`, a product's name without version, or those for "*" where there are none. All memory is the arena's. */
void trv_robots_read(struct trv_slice bytes, const char *agent, struct trv_arena *arena, struct trv_robots *out);
/* Whether a path with its query, "/a?b", may be read: the longest rule that matches decides, and of two the one that allows. */
bool trv_robots_allows(const struct trv_robots *robots, struct trv_slice path, struct trv_arena *arena);

/* Seconds until a time or a number of seconds as Retry-After has it (RFC 9110, 10.2.3), up to TRV_MAX_RETRY_SECONDS; -1: it is
 * neither. `now`: seconds since 1970. */
int64_t trv_retry_after(struct trv_slice value, int64_t now);

#endif
