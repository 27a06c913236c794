/* treve correct: what a person says of incidents. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "report.h"

static int wrong(const char *message) {
  cli_message("%s", message);
  return CLI_FAILED;
}

/* "edit ID FIELD=VALUE" */
static bool take_field(struct trv_correction *c, char **operands, size_t *n) {
  char *equals = *n ? strchr(operands[*n - 1], '=') : NULL;
  if (!equals || equals == operands[*n - 1]) return false;
  *equals = '\0';
  c->field = operands[*n - 1];
  c->value = equals + 1;
  (*n)--;
  return true;
}

int cli_correct(const struct cli_options *options) {
  char now[40];
  size_t n = options->n_operands;
  if (n < 2) return wrong("correct needs what to do (accept, reject, edit, merge, split, undo) and an id");
  struct trv_correction c = {.act = options->operands[0], .author = options->author, .reason = options->reason};
  char **rest = options->operands + 1;
  n--;
  if (!c.author) c.author = getenv("TREVE_AUTHOR");
  if (!c.author || !*c.author)
    return wrong("whose correction is it? --author NAME, or the environment variable TREVE_AUTHOR");
  if (!c.reason || !*c.reason) return wrong("a correction needs its reason: --reason TEXT");
  if (strcmp(c.act, "edit") == 0 && (!take_field(&c, rest, &n) || n != 1))
    return wrong("edit needs an id and FIELD=VALUE");
  if (strcmp(c.act, "undo") == 0) {
    char *end;
    c.undoes = strtoll(rest[0], &end, 10);
    if (n != 1 || *end || c.undoes < 1) return wrong("undo needs the number of a correction");
    n = 0;
  }
  time_t t = time(NULL);
  struct tm utc;
  gmtime_r(&t, &utc);
  strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &utc);
  c.now = now;
  c.n_ids = n;
  c.ids = (const char *const *)rest;
  struct trv_store *store = cli_store_open(options, TRV_STORE_WRITE);
  struct trv_error err = {0};
  int64_t number = 0;
  if (!store) return CLI_FAILED;
  trv_store_run(store, "correct", now);
  enum trv_status status = trv_store_correct(store, &c, &number, &err);
  trv_store_close(store);
  if (status != TRV_OK) {
    cli_error(&err);
    return CLI_FAILED;
  }
  printf("correction %lld; `treve correct undo %lld` undoes it\n", (long long)number, (long long)number);
  return CLI_DONE;
}
