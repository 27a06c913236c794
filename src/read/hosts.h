/* What a fetcher knows of the hosts that it asks: robots.txt, and when the next request may begin. */
#ifndef TRV_READ_HOSTS_H
#define TRV_READ_HOSTS_H

#include <pthread.h>

#include "read/robots.h"

enum trv_robots_state {
  TRV_ROBOTS_UNKNOWN,
  TRV_ROBOTS_RULES,
  TRV_ROBOTS_FAILED /* by the server's fault: nothing may be read */
};

/* All but `name` and the list's fields belong to who holds `busy`. */
struct trv_host {
  char *name; /* "https://host:443" */
  pthread_mutex_t busy;
  double next;   /* seconds on the fetcher's clock: when it may be asked again */
  double closed; /* until then its server has asked to be left alone */
  bool local;    /* it has been connected to at an address that is not public */
  enum trv_robots_state state;
  double until; /* when `state` has to be found out anew */
  struct trv_robots robots;
  struct trv_arena arena; /* of `robots` */

  unsigned users; /* who holds it or waits for it */
  struct trv_host *others;
};

struct trv_hosts {
  pthread_mutex_t lock;
  struct trv_host *first;
  size_t n;
};

void trv_hosts_init(struct trv_hosts *hosts);
void trv_hosts_release(struct trv_hosts *hosts);
/* The host of that name, for this thread alone until it is left; NULL: memory ran out. A thread holds one at a time. */
struct trv_host *trv_host_take(struct trv_hosts *hosts, const char *name);
void trv_host_leave(struct trv_hosts *hosts, struct trv_host *host);

#endif
