/* See pool.h. A ring of results: a thread takes up the next item only while that lies within the ring's length from the
 * one that is to be taken next. */
#include "pool.h"

#include <pthread.h>
#include <stdlib.h>

struct slot {
  void *result;
  bool done;
};

struct pool {
  const struct cli_work *work;
  size_t n, next, taken, ring;
  bool stop;
  struct slot *slots; /* [ring] */
  pthread_mutex_t lock;
  pthread_cond_t made, freed;
};

static void *run_thread(void *argument) {
  struct pool *p = argument;
  pthread_mutex_lock(&p->lock);
  for (;;) {
    while (!p->stop && p->next < p->n && p->next >= p->taken + p->ring) pthread_cond_wait(&p->freed, &p->lock);
    if (p->stop || p->next >= p->n) break;
    size_t item = p->next++;
    pthread_mutex_unlock(&p->lock);
    void *result = p->work->make(p->work->context, item);
    pthread_mutex_lock(&p->lock);
    p->slots[item % p->ring] = (struct slot){result, true};
    pthread_cond_signal(&p->made);
  }
  pthread_mutex_unlock(&p->lock);
  return NULL;
}

static bool take_all(struct pool *p) {
  bool ok = true;
  for (size_t i = 0; ok && i < p->n; i++) {
    struct slot *slot = &p->slots[i % p->ring];
    pthread_mutex_lock(&p->lock);
    while (!slot->done) pthread_cond_wait(&p->made, &p->lock);
    void *result = slot->result;
    *slot = (struct slot){NULL, false};
    pthread_mutex_unlock(&p->lock);
    ok = p->work->take(p->work->context, i, result);
    pthread_mutex_lock(&p->lock);
    p->taken = i + 1;
    p->stop = !ok;
    pthread_cond_broadcast(&p->freed);
    pthread_mutex_unlock(&p->lock);
  }
  return ok;
}

static bool run_here(const struct cli_work *work, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!work->take(work->context, i, work->make(work->context, i))) return false;
  return true;
}

bool cli_pool_run(const struct cli_work *work, size_t n, uint32_t threads) {
  if (threads > n) threads = (uint32_t)n;
  if (threads <= 1) return run_here(work, n);
  struct pool p = {.work = work, .n = n, .ring = (size_t)threads * 4};
  pthread_t *ids = calloc(threads, sizeof *ids);
  p.slots = calloc(p.ring, sizeof *p.slots);
  if (!ids || !p.slots) {
    free(ids);
    free(p.slots);
    return run_here(work, n);
  }
  pthread_mutex_init(&p.lock, NULL);
  pthread_cond_init(&p.made, NULL);
  pthread_cond_init(&p.freed, NULL);
  uint32_t started = 0;
  while (started < threads && pthread_create(&ids[started], NULL, run_thread, &p) == 0) started++;
  bool ok = started ? take_all(&p) : run_here(work, n);
  for (uint32_t i = 0; i < started; i++) pthread_join(ids[i], NULL);
  for (size_t i = 0; i < p.ring; i++)
    if (p.slots[i].done && p.slots[i].result) work->drop(work->context, p.slots[i].result);
  pthread_cond_destroy(&p.freed);
  pthread_cond_destroy(&p.made);
  pthread_mutex_destroy(&p.lock);
  free(p.slots);
  free(ids);
  return ok;
}
