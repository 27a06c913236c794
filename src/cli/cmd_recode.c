/* treve recode: the stored texts coded anew. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "articles.h"
#include "pool.h"
#include "report.h"
#include "tally.h"

#define BATCH_ARTICLES 500

struct recoded {
  enum trv_status status;
  struct trv_error err;
  struct trv_output text;
  struct trv_document *doc;
  int64_t id;
};

struct recoding {
  const struct trv_treve *treve;
  struct trv_store *store;
  int64_t *ids;
  size_t n, at, in_batch;
  struct cli_tally tally;
  int exit;
};

static bool next(void *context, void **thing) {
  struct recoding *r = context;
  if (r->at == r->n) return false;
  *thing = &r->ids[r->at++];
  return true;
}

static void *make(void *context, void *thing) {
  struct recoding *r = context;
  struct recoded *c = calloc(1, sizeof *c);
  struct trv_article article;
  if (!c) return NULL;
  c->id = *(int64_t *)thing;
  c->status = trv_store_text(r->store, c->id, &c->text, &article, &c->err);
  if (c->status == TRV_OK) c->status = trv_code(r->treve, &article, &c->doc, &c->err);
  return c;
}

static void drop(void *context, void *result) {
  (void)context;
  struct recoded *c = result;
  trv_document_free(c->doc);
  trv_output_release(&c->text);
  free(c);
}

static bool fail(struct recoding *r, const struct trv_error *err) {
  cli_tally_clear(&r->tally);
  cli_error(err);
  r->exit = CLI_FAILED;
  return false;
}

static bool take(void *context, void *result) {
  struct recoding *r = context;
  struct recoded *c = result;
  bool ok = true;
  if (!c) return fail(r, &(struct trv_error){.message = "memory ran out"});
  r->tally.seen++;
  if (c->status == TRV_REJECTED) { /* its old events stay */
    cli_tally_clear(&r->tally);
    cli_error(&c->err);
    cli_tally_reject(&r->tally, &c->err);
    if (r->exit < CLI_REJECTED) r->exit = CLI_REJECTED;
  } else if (c->status != TRV_OK || trv_store_recode(r->store, c->id, c->doc, &c->err) != TRV_OK) {
    ok = fail(r, &c->err);
  } else {
    r->tally.read++;
    r->tally.words += c->doc->n_words;
    r->tally.events += c->doc->n_events;
    r->tally.ceasefires += c->doc->n_ceasefires;
    if (++r->in_batch >= BATCH_ARTICLES) {
      if (trv_store_commit(r->store, &c->err) != TRV_OK) ok = fail(r, &c->err);
      r->in_batch = 0;
    }
  }
  drop(context, c);
  cli_tally_draw(&r->tally, "");
  return ok;
}

static void run(struct recoding *r, const struct cli_options *options) {
  char now[40];
  time_t t = time(NULL);
  struct tm utc;
  struct trv_error err = {0};
  gmtime_r(&t, &utc);
  strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &utc);
  trv_store_run(r->store, "recode", now);
  cli_tally_init(&r->tally, r->n, stdout);
  struct cli_work work = {.context = r, .next = next, .make = make, .take = take, .drop = drop};
  bool ok = cli_pool_run(&work, cli_threads(options));
  if (ok && trv_store_settle(r->store, &err) != TRV_OK) fail(r, &err);
  cli_tally_finish(&r->tally, true);
}

int cli_recode(const struct cli_options *options) {
  struct recoding r = {.exit = CLI_DONE};
  struct trv_error err = {0};
  r.store = cli_store_open(options, TRV_STORE_WRITE);
  if (!r.store) return CLI_FAILED;
  struct trv_treve *treve = NULL;
  if (trv_store_to_recode(r.store, options->all, &r.ids, &r.n, &err) != TRV_OK) fail(&r, &err);
  else if (!r.n) cli_message("every article was coded by this version; --all codes them anew all the same");
  else if ((treve = cli_open(options, &r.exit))) {
    r.treve = treve;
    run(&r, options);
    trv_close(treve);
  }
  free(r.ids);
  trv_store_close(r.store);
  return r.exit;
}
