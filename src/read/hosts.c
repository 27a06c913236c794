/* See hosts.h. A list: a run knows some tens of hosts, and asking one takes longer than finding it. Where it grows too long, those
 * that nobody is asking are forgotten. */
#include "read/hosts.h"

#include <stdlib.h>

#include "base/limits.h"

void trv_hosts_init(struct trv_hosts *hosts) {
  *hosts = (struct trv_hosts){0};
  pthread_mutex_init(&hosts->lock, NULL);
}

static void free_host(struct trv_host *host) {
  pthread_mutex_destroy(&host->busy);
  trv_arena_release(&host->arena);
  free(host->name);
  free(host);
}

static void forget_idle(struct trv_hosts *hosts) {
  for (struct trv_host **at = &hosts->first; *at;) {
    struct trv_host *host = *at;
    if (host->users) {
      at = &host->others;
      continue;
    }
    *at = host->others;
    free_host(host);
    hosts->n--;
  }
}

void trv_hosts_release(struct trv_hosts *hosts) {
  forget_idle(hosts);
  pthread_mutex_destroy(&hosts->lock);
}

static struct trv_host *add(struct trv_hosts *hosts, const char *name) {
  if (hosts->n >= TRV_MAX_FETCH_HOSTS) forget_idle(hosts);
  struct trv_host *host = calloc(1, sizeof *host);
  if (host) host->name = strdup(name);
  if (!host || !host->name) {
    free(host);
    return NULL;
  }
  pthread_mutex_init(&host->busy, NULL);
  host->others = hosts->first;
  hosts->first = host;
  hosts->n++;
  return host;
}

struct trv_host *trv_host_take(struct trv_hosts *hosts, const char *name) {
  pthread_mutex_lock(&hosts->lock);
  struct trv_host *host = hosts->first;
  while (host && strcmp(host->name, name) != 0) host = host->others;
  if (!host) host = add(hosts, name);
  if (host) host->users++;
  pthread_mutex_unlock(&hosts->lock);
  if (host) pthread_mutex_lock(&host->busy);
  return host;
}

void trv_host_leave(struct trv_hosts *hosts, struct trv_host *host) {
  pthread_mutex_unlock(&host->busy);
  pthread_mutex_lock(&hosts->lock);
  host->users--;
  pthread_mutex_unlock(&hosts->lock);
}
