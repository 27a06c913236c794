/* See pool.h. A ring of results: a thread takes up the next thing only while that lies within the ring's length from the
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
  size_t next, taken, ring;
  bool stop, ended;
  struct slot *slots;     /* [ring] */
  pthread_mutex_t source; /* held while the next thing is fetched; taken before `lock` */
  pthread_mutex_t lock;
  pthread_cond_t made, freed;
};

/* The number of the thing fetched; false: there is none left, or the work was stopped. */
static bool fetch(struct pool *p, void **thing, size_t *number) {
  pthread_mutex_lock(&p->source);
  pthread_mutex_lock(&p->lock);
  while (!p->stop && p->next >= p->taken + p->ring) pthread_cond_wait(&p->freed, &p->lock);
  bool ok = !p->stop && !p->ended;
  pthread_mutex_unlock(&p->lock);
  ok = ok && p->work->next(p->work->context, thing);
  pthread_mutex_lock(&p->lock);
  if (ok) *number = p->next++;
  else p->ended = true;
  if (!ok) pthread_cond_signal(&p->made);
  pthread_mutex_unlock(&p->lock);
  pthread_mutex_unlock(&p->source);
  return ok;
}

static void *run_thread(void *argument) {
  struct pool *p = argument;
  void *thing;
  size_t number;
  while (fetch(p, &thing, &number)) {
    void *result = p->work->make(p->work->context, thing);
    pthread_mutex_lock(&p->lock);
    p->slots[number % p->ring] = (struct slot){result, true};
    pthread_cond_signal(&p->made);
    pthread_mutex_unlock(&p->lock);
  }
  return NULL;
}

static bool take_all(struct pool *p) {
  for (size_t i = 0;; i++) {
    struct slot *slot = &p->slots[i % p->ring];
    pthread_mutex_lock(&p->lock);
    while (!slot->done && !(p->ended && i >= p->next)) pthread_cond_wait(&p->made, &p->lock);
    bool over = !slot->done;
    void *result = slot->result;
    *slot = (struct slot){NULL, false};
    pthread_mutex_unlock(&p->lock);
    if (over) return true;
    bool ok = p->work->take(p->work->context, result);
    pthread_mutex_lock(&p->lock);
    p->taken = i + 1;
    p->stop = !ok;
    pthread_cond_broadcast(&p->freed);
    pthread_mutex_unlock(&p->lock);
    if (!ok) return false;
  }
}

static bool run_here(const struct cli_work *work) {
  void *thing;
  while (work->next(work->context, &thing))
    if (!work->take(work->context, work->make(work->context, thing))) return false;
  return true;
}

bool cli_pool_run(const struct cli_work *work, uint32_t threads) {
  if (threads <= 1) return run_here(work);
  struct pool p = {.work = work, .ring = (size_t)threads * 4};
  pthread_t *ids = calloc(threads, sizeof *ids);
  p.slots = calloc(p.ring, sizeof *p.slots);
  if (!ids || !p.slots) {
    free(ids);
    free(p.slots);
    return run_here(work);
  }
  pthread_mutex_init(&p.source, NULL);
  pthread_mutex_init(&p.lock, NULL);
  pthread_cond_init(&p.made, NULL);
  pthread_cond_init(&p.freed, NULL);
  uint32_t started = 0;
  while (started < threads && pthread_create(&ids[started], NULL, run_thread, &p) == 0) started++;
  bool ok = started ? take_all(&p) : run_here(work);
  for (uint32_t i = 0; i < started; i++) pthread_join(ids[i], NULL);
  for (size_t i = 0; i < p.ring; i++)
    if (p.slots[i].done && p.slots[i].result) work->drop(work->context, p.slots[i].result);
  pthread_cond_destroy(&p.freed);
  pthread_cond_destroy(&p.made);
  pthread_mutex_destroy(&p.lock);
  pthread_mutex_destroy(&p.source);
  free(p.slots);
  free(ids);
  return ok;
}
