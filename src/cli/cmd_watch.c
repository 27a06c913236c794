/* treve watch: what feeds bring, into a database, as they bring it.
 *
 * A round: the feeds that are due are asked, some at a time; their entries that were not read yet are read, those of all feeds in
 * turn, so that no host is asked again and again while others wait; what came is made to last. What was read is marked in the batch
 * that holds it, so that it is read once, however the program ends. How to ask a feed whether it has changed is kept once all that it
 * brought was read: until then it is asked for all again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "articles.h"
#include "feeds.h"
#include "intake.h"
#include "pool.h"
#include "report.h"

#define EVERY_MIN 15.0
#define LEAST_EVERY_MIN 1.0
#define MOST_CONNECTIONS 8 /* at a time; each waits for the network most of its time */
#define MOST_ATTEMPTS 3    /* at an entry whose page may be had another time */
#define SLICE_S 0.05

struct entry {
  struct cli_feed *feed;
  struct trv_item *item;
  char *key;     /* it is known again by; NULL: it has nothing of the kind */
  size_t rank;   /* in its feed */
  uint64_t hash; /* of the key */
};

struct round {
  double begun;
  size_t read, unchanged, failed, waiting;
  size_t at; /* of the feeds, or of the entries */
  struct entry *entries;
  size_t n_entries, cap_entries;
};

struct watch {
  struct cli_intake in;
  struct cli_feeds feeds;
  double every_s;
  struct round round;
};

/* What was made of one entry. */
struct outcome {
  struct entry *entry;
  struct cli_taken *taken;
  bool passing, asked, interrupted;
};

/* ---- entries that were not read yet */

/* Names that are no addresses count within their feed; what the reader named by its place has none that lasts. */
static bool make_key(const struct cli_feed *feed, const struct trv_item *item, char **key) {
  *key = NULL;
  if (item->url) return (*key = strdup(item->url)) != NULL;
  const char *mark = strrchr(item->name, ':'); /* "ADDRESS: entry 3" */
  size_t n = mark ? (size_t)(mark - item->name) : 0;
  if (strncmp(item->file, item->name, n) == 0 && item->file[n] == '#') return true;
  return asprintf(key, "%s %s", feed->address, item->file) >= 0 || (*key = NULL);
}

static uint64_t hash_of(const char *s) {
  uint64_t h = 14695981039346656037u;
  for (; *s; s++) h = (h ^ (unsigned char)*s) * 1099511628211u;
  return h;
}

static bool is_taken(const struct round *r, const struct entry *e) {
  for (size_t i = 0; i < r->n_entries; i++)
    if (r->entries[i].key && r->entries[i].hash == e->hash && strcmp(r->entries[i].key, e->key) == 0) return true;
  return false;
}

static bool push(struct round *r, struct entry e) {
  if (r->n_entries == r->cap_entries) {
    size_t cap = r->cap_entries ? 2 * r->cap_entries : 64;
    struct entry *entries = realloc(r->entries, cap * sizeof *entries);
    if (!entries) return false;
    r->entries = entries;
    r->cap_entries = cap;
  }
  r->entries[r->n_entries++] = e;
  e.feed->n_left++;
  return true;
}

/* The item at *slot becomes the round's where it is new. */
static bool take_entry(struct watch *w, struct cli_feed *feed, struct trv_item **slot, size_t rank) {
  struct trv_error err = {.message = "memory ran out"};
  struct entry e = {.feed = feed, .item = *slot, .rank = rank};
  bool known = false;
  if (!make_key(feed, e.item, &e.key)) return cli_intake_fail(&w->in, &err);
  if (e.key) {
    e.hash = hash_of(e.key);
    known = is_taken(&w->round, &e);
    if (!known && trv_store_entry(w->in.store, e.key, &known, &err) != TRV_OK) {
      free(e.key);
      return cli_intake_fail(&w->in, &err);
    }
  }
  if (!known && push(&w->round, e)) {
    if (!e.key) e.item->file = NULL;
    *slot = NULL;
    return true;
  }
  free(e.key);
  return known || cli_intake_fail(&w->in, &err);
}

/* ---- asking the feeds */

static bool next_feed(void *context, void **thing) {
  struct watch *w = context;
  while (!cli_stopped && w->round.at < w->feeds.n) {
    struct cli_feed *feed = &w->feeds.items[w->round.at++];
    *thing = feed;
    if (feed->due <= w->round.begun) return true;
    w->round.waiting++;
  }
  return false;
}

static void *poll_feed(void *context, void *thing) {
  struct watch *w = context;
  return cli_feed_poll(thing, &w->in.inputs.how);
}

static void drop_polled(void *context, void *result) {
  (void)context;
  cli_polled_free(result);
}

static void tell_failure(struct watch *w, const struct cli_polled *p, double now) {
  char text[1100];
  double wait = p->feed->due - now;
  struct trv_error err = p->err;
  snprintf(err.path, sizeof err.path, "%s", p->feed->address);
  cli_error_text(&err, text, sizeof text);
  if (wait >= 90) cli_message("%s; it is asked again in %.0f minutes", text, wait / 60);
  else cli_message("%s; it is asked again in %.0f seconds", text, wait);
  w->round.failed++;
  if (w->in.exit < CLI_REJECTED) w->in.exit = CLI_REJECTED;
}

static bool take_answer(struct watch *w, struct cli_polled *p) {
  struct cli_feed *feed = p->feed;
  double now = cli_now();
  bool ok = true;
  if (p->status != TRV_OK && p->status != TRV_REJECTED) return cli_intake_fail(&w->in, &p->err);
  /* the next round begins so long after this one, however long the answer took */
  cli_feed_wait(feed, p, p->status == TRV_OK ? w->round.begun : now, w->every_s);
  if (p->status != TRV_OK) {
    tell_failure(w, p, now);
    return true;
  }
  w->round.read++;
  w->round.unchanged += p->unchanged;
  feed->asked = !p->unchanged;
  feed->again = p->damaged;
  feed->n_left = 0;
  if (p->damaged) cli_error(&p->err);
  for (size_t i = 0; i < p->n_items && ok; i++) ok = take_entry(w, feed, &p->items[i], i);
  return ok;
}

static bool take_polled(void *context, void *result) {
  struct watch *w = context;
  struct cli_polled *p = result;
  if (!p) return cli_intake_fail(&w->in, &(struct trv_error){.message = "memory ran out"});
  bool ok = !p->interrupted && take_answer(w, p);
  cli_polled_free(p);
  return ok && !cli_stopped;
}

/* ---- reading the entries */

static int by_rank(const void *a, const void *b) {
  const struct entry *x = a, *y = b;
  if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
  return x->feed < y->feed ? -1 : x->feed > y->feed;
}

static bool next_entry(void *context, void **thing) {
  struct round *r = &((struct watch *)context)->round;
  if (cli_stopped || r->at == r->n_entries) return false;
  *thing = &r->entries[r->at++];
  return true;
}

static void *make_outcome(void *context, void *thing) {
  struct watch *w = context;
  struct outcome *o = calloc(1, sizeof *o);
  struct entry *e = thing;
  struct cli_thing t = {0};
  if (!o) return NULL;
  o->entry = e;
  if (e->item->summary && e->item->url)
    t.status = cli_entry_page(e->item, &w->in.inputs.how, &t.item, &o->passing, &o->asked, &t.err);
  o->interrupted = t.status == TRV_REJECTED && o->passing && cli_stopped;
  struct trv_item *page = t.item;
  if (t.status == TRV_OK && !page) t.item = e->item;
  if (!o->interrupted) o->taken = cli_intake_make(&w->in, &t, "-");
  trv_item_free(page);
  trv_item_free(e->item); /* of the many of a round no more are kept than are left */
  e->item = NULL;
  return o;
}

static void drop_outcome(void *context, void *result) {
  struct outcome *o = result;
  (void)context;
  cli_taken_free(o->taken);
  free(o);
}

static bool take_outcome(void *context, void *result) {
  struct watch *w = context;
  struct outcome *o = result;
  struct trv_error err = {.message = "memory ran out"};
  if (!o) return cli_intake_fail(&w->in, &err);
  struct entry *e = o->entry;
  bool ok = !o->interrupted;
  if (ok) {
    bool later = o->passing && e->key && (!o->asked || cli_feed_attempt(e->feed, e->key) < MOST_ATTEMPTS);
    e->feed->again |= later;
    e->feed->n_left--;
    if (e->key && !later && trv_store_entry_set(w->in.store, e->key, &err) != TRV_OK)
      ok = cli_intake_fail(&w->in, &err);
    ok = ok && cli_intake_take(&w->in, o->taken);
  }
  drop_outcome(context, o);
  return ok && !cli_stopped;
}

/* ---- rounds */

/* What a feed is asked by the next time. */
static bool keep_state(struct watch *w, struct cli_feed *feed) {
  struct trv_error err = {0};
  if (!feed->asked) return true;
  feed->asked = false;
  if (feed->again || feed->n_left) feed->fresh = (struct trv_feed_state){0};
  if (strcmp(feed->fresh.etag, feed->state.etag) == 0 && strcmp(feed->fresh.modified, feed->state.modified) == 0)
    return true;
  feed->state = feed->fresh;
  return trv_store_feed_set(w->in.store, feed->address, &feed->state, &err) == TRV_OK || cli_intake_fail(&w->in, &err);
}

static void release_round(struct round *r) {
  for (size_t i = 0; i < r->n_entries; i++) {
    trv_item_free(r->entries[i].item);
    free(r->entries[i].key);
  }
  free(r->entries);
  *r = (struct round){0};
}

static bool run_round(struct watch *w) {
  struct round *r = &w->round;
  uint32_t jobs = cli_threads(w->in.options);
  struct cli_work asking = {
      .context = w, .next = next_feed, .make = poll_feed, .take = take_polled, .drop = drop_polled};
  struct cli_work reading = {
      .context = w, .next = next_entry, .make = make_outcome, .take = take_outcome, .drop = drop_outcome};
  bool ok = cli_pool_run(&asking, w->feeds.n < MOST_CONNECTIONS ? (uint32_t)w->feeds.n : MOST_CONNECTIONS);
  if (r->n_entries) qsort(r->entries, r->n_entries, sizeof *r->entries, by_rank);
  r->at = 0;
  if (ok) ok = cli_pool_run(&reading, w->in.options->jobs ? jobs : MOST_CONNECTIONS);
  if (w->in.exit == CLI_FAILED) return false;
  for (size_t i = 0; i < w->feeds.n; i++)
    if (!keep_state(w, &w->feeds.items[i])) return false;
  return cli_intake_settle(&w->in) && ok;
}

static void tell_round(const struct watch *w, size_t number, const struct cli_intake *before) {
  const struct round *r = &w->round;
  size_t fresh = w->in.all.fresh + w->in.all.changed - before->all.fresh - before->all.changed;
  size_t rejected = w->in.tally.seen - w->in.tally.read - (before->tally.seen - before->tally.read);
  char rest[80] = "";
  int n = 0;
  if (r->waiting) n = snprintf(rest, sizeof rest, ", %zu waiting", r->waiting);
  snprintf(rest + n, sizeof rest - (size_t)n, "; %zu new article%s", fresh, fresh == 1 ? "" : "s");
  char bad[40] = "";
  if (rejected) snprintf(bad, sizeof bad, ", %zu rejected", rejected);
  cli_message("round %zu: %zu feed%s read, %zu unchanged, %zu failed%s%s", number, r->read, r->read == 1 ? "" : "s",
              r->unchanged, r->failed, rest, bad);
}

static void wait_until(double when) {
  for (double left = when - cli_now(); left > 0 && !cli_stopped; left = when - cli_now()) {
    double slice = left < SLICE_S ? left : SLICE_S;
    nanosleep(&(struct timespec){0, (long)(slice * 1e9)}, NULL);
  }
}

static bool load_states(struct watch *w) {
  struct trv_error err = {0};
  for (size_t i = 0; i < w->feeds.n; i++)
    if (trv_store_feed(w->in.store, w->feeds.items[i].address, &w->feeds.items[i].state, &err) != TRV_OK)
      return cli_intake_fail(&w->in, &err);
  return true;
}

static void run_rounds(struct watch *w) {
  bool ok = load_states(w);
  cli_tally_init(&w->in.tally, 0, stdout);
  w->in.tally.progress = false;
  for (size_t number = 1; ok && !cli_stopped; number++) {
    double begun = w->round.begun = cli_now();
    struct cli_intake before = w->in;
    ok = run_round(w);
    if (w->in.exit != CLI_FAILED) tell_round(w, number, &before);
    release_round(&w->round);
    if (number == w->in.options->rounds) break;
    if (ok) wait_until(begun + w->every_s);
  }
  if (cli_stopped && w->in.exit != CLI_FAILED) {
    cli_message("stopped; the same command goes on from here");
    w->in.exit = CLI_DONE; /* it is how a watch ends */
  }
}

int cli_watch(const struct cli_options *options) {
  struct watch w = {.every_s = 60 * (options->every_min > 0 ? options->every_min : EVERY_MIN)};
  if (options->n_operands != 1) {
    cli_message("watch needs one file with the addresses of feeds");
    return CLI_FAILED;
  }
  if (w.every_s < 60 * LEAST_EVERY_MIN && !options->allow_local) {
    cli_message("--every: feeds are asked once a minute at most");
    return CLI_FAILED;
  }
  int exit = CLI_FAILED;
  if (cli_feeds_read(&w.feeds, options->operands[0])) {
    if (cli_intake_open(&w.in, options, false)) run_rounds(&w);
    exit = w.in.exit;
    cli_intake_close(&w.in);
  }
  cli_feeds_release(&w.feeds);
  return exit;
}
