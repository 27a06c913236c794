/* Comparing what is coded with gold records: precision, recall and how far matched events agree.
 *
 * Method: in each article events are paired one to one, the best agreement first, then reading order. A pair counts as
 * found; its fields are then compared one by one. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "check/score.h"
#include "coder/coder.h"

enum figure {
  GOLD,
  CODED,
  FOUND,
  SECTOR,
  MODE,
  DATE,
  PLACE,
  STATUS,
  ACCORDING,
  TAGS,
  SIZE_GOLD,
  SIZE,
  C_GOLD,
  C_CODED,
  C_FOUND,
  C_STATUS,
  C_MEDIATORS,
  C_TERMS,
  N_FIGURES
};

struct type_count {
  const char *type;
  size_t gold, coded, found;
};

struct finding {
  const char *article, *kind;
  struct trv_scored_event event;
};

struct trv_eval {
  struct trv_arena arena;
  size_t articles, n[N_FIGURES];
  uint32_t n_types, cap_types, n_findings, cap_findings;
  struct type_count *types; /* in the order of their first event */
  struct finding *findings;
};

enum trv_status trv_eval_new(struct trv_eval **out, struct trv_error *err) {
  struct trv_eval *e = calloc(1, sizeof *e);
  if (!e) return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out");
  trv_arena_init(&e->arena, 0);
  *out = e;
  return TRV_OK;
}

void trv_eval_free(struct trv_eval *e) {
  if (!e) return;
  trv_arena_release(&e->arena);
  free(e);
}

struct pair {
  double score;
  uint32_t gold, coded;
};

static int better(const void *a, const void *b) {
  const struct pair *x = a, *y = b;
  if (x->score != y->score) return x->score > y->score ? -1 : 1;
  if (x->gold != y->gold) return x->gold < y->gold ? -1 : 1;
  return x->coded < y->coded ? -1 : x->coded > y->coded;
}

/* Keeps of `n` pairs the best ones in which nothing stands twice; returns how many, at the front of `pairs`. */
static uint32_t choose(struct pair *pairs, size_t n, bool *gold_used, bool *coded_used) {
  uint32_t kept = 0;
  qsort(pairs, n, sizeof *pairs, better);
  for (size_t i = 0; i < n; i++) {
    struct pair p = pairs[i];
    if (gold_used[p.gold] || coded_used[p.coded]) continue;
    gold_used[p.gold] = coded_used[p.coded] = true;
    pairs[kept++] = p;
  }
  return kept;
}

static struct type_count *type_count(struct trv_eval *e, const char *type) {
  for (uint32_t i = 0; i < e->n_types; i++)
    if (strcmp(e->types[i].type, type) == 0) return &e->types[i];
  TRV_PUSH(&e->arena, e->types, e->n_types, e->cap_types, (struct type_count){.type = type});
  return &e->types[e->n_types - 1];
}

static void compare_pair(struct trv_eval *e, const struct trv_scored_event *a, const struct trv_scored_event *b) {
  type_count(e, a->type)->found++;
  e->n[SECTOR] += trv_parties_equal(a->actor, b->actor) && trv_parties_equal(a->recipient, b->recipient);
  e->n[MODE] += trv_text_equal(a->mode, b->mode);
  e->n[DATE] += trv_text_equal(a->date, b->date);
  e->n[PLACE] += trv_place_equal(a->place, b->place);
  e->n[STATUS] += trv_text_equal(a->status, b->status);
  e->n[ACCORDING] += trv_parties_equal(a->according, b->according);
  e->n[TAGS] += trv_labels_equal(a->tags, b->tags);
  if (a->killed < 0 && a->wounded < 0) return;
  e->n[SIZE_GOLD]++;
  e->n[SIZE] += a->killed == b->killed && a->wounded == b->wounded;
}

static void add_events(struct trv_eval *e, const char *name, const struct trv_scored_event *gold, uint32_t n_gold,
                       const struct trv_scored_event *coded, uint32_t n_coded) {
  struct pair *pairs = TRV_NEW_ARRAY(&e->arena, struct pair, (size_t)n_gold * n_coded + 1);
  bool *gold_used = TRV_NEW_ARRAY(&e->arena, bool, n_gold + 1),
       *coded_used = TRV_NEW_ARRAY(&e->arena, bool, n_coded + 1);
  size_t n = 0;
  for (uint32_t i = 0; i < n_gold; i++)
    for (uint32_t j = 0; j < n_coded; j++) {
      double score = trv_event_agreement(&gold[i], &coded[j]);
      if (score > 0) pairs[n++] = (struct pair){score, i, j};
    }
  uint32_t found = choose(pairs, n, gold_used, coded_used);
  e->n[GOLD] += n_gold;
  e->n[CODED] += n_coded;
  e->n[FOUND] += found;
  for (uint32_t i = 0; i < n_gold; i++) type_count(e, gold[i].type)->gold++;
  for (uint32_t j = 0; j < n_coded; j++) type_count(e, coded[j].type)->coded++;
  for (uint32_t k = 0; k < found; k++) compare_pair(e, &gold[pairs[k].gold], &coded[pairs[k].coded]);
  for (uint32_t i = 0; i < n_gold; i++)
    if (!gold_used[i])
      TRV_PUSH(&e->arena, e->findings, e->n_findings, e->cap_findings, (struct finding){name, "missed", gold[i]});
  for (uint32_t j = 0; j < n_coded; j++)
    if (!coded_used[j])
      TRV_PUSH(&e->arena, e->findings, e->n_findings, e->cap_findings, (struct finding){name, "spurious", coded[j]});
}

static void add_ceasefires(struct trv_eval *e, const struct trv_scored_ceasefire *gold, uint32_t n_gold,
                           const struct trv_scored_ceasefire *coded, uint32_t n_coded) {
  struct pair *pairs = TRV_NEW_ARRAY(&e->arena, struct pair, (size_t)n_gold * n_coded + 1);
  bool *gold_used = TRV_NEW_ARRAY(&e->arena, bool, n_gold + 1),
       *coded_used = TRV_NEW_ARRAY(&e->arena, bool, n_coded + 1);
  size_t n = 0;
  for (uint32_t i = 0; i < n_gold; i++)
    for (uint32_t j = 0; j < n_coded; j++) {
      double score = trv_ceasefire_agreement(&gold[i], &coded[j]);
      if (score > 0) pairs[n++] = (struct pair){score, i, j};
    }
  uint32_t found = choose(pairs, n, gold_used, coded_used);
  e->n[C_GOLD] += n_gold;
  e->n[C_CODED] += n_coded;
  e->n[C_FOUND] += found;
  for (uint32_t k = 0; k < found; k++) {
    const struct trv_scored_ceasefire *a = &gold[pairs[k].gold], *b = &coded[pairs[k].coded];
    e->n[C_STATUS] += trv_text_equal(a->status, b->status);
    e->n[C_MEDIATORS] += trv_codes_equal(a->mediators, b->mediators);
    e->n[C_TERMS] += trv_labels_equal(a->terms, b->terms);
  }
}

static enum trv_status add(struct trv_eval *e, const char *name, const json_t *root, const struct trv_document *doc,
                           struct trv_error *err) {
  const json_t *events = json_object_get(root, "events"), *truces = json_object_get(root, "ceasefires");
  uint32_t n_gold = (uint32_t)json_array_size(events), n_truces = (uint32_t)json_array_size(truces);
  uint32_t n_coded = doc ? (uint32_t)doc->n_events : 0, n_ledger = doc ? (uint32_t)doc->n_ceasefires : 0;
  struct trv_arena *a = &e->arena;
  struct trv_scored_event *gold = TRV_NEW_ARRAY(a, struct trv_scored_event, n_gold + 1);
  struct trv_scored_event *coded = TRV_NEW_ARRAY(a, struct trv_scored_event, n_coded + 1);
  struct trv_scored_ceasefire *held = TRV_NEW_ARRAY(a, struct trv_scored_ceasefire, n_truces + 1);
  struct trv_scored_ceasefire *ledger = TRV_NEW_ARRAY(a, struct trv_scored_ceasefire, n_ledger + 1);
  for (uint32_t i = 0; i < n_gold; i++)
    if (!trv_event_of_gold(json_array_get(events, i), a, &gold[i]))
      return trv_fail(err, TRV_BAD_DATA, name, 0, 0, "event %u has no type", i + 1);
  for (uint32_t i = 0; i < n_truces; i++)
    if (!trv_ceasefire_of_gold(json_array_get(truces, i), a, &held[i]))
      return trv_fail(err, TRV_BAD_DATA, name, 0, 0, "ceasefire %u is no object", i + 1);
  for (uint32_t i = 0; i < n_coded; i++) trv_event_of_coded(doc, &doc->events[i], a, &coded[i]);
  for (uint32_t i = 0; i < n_ledger; i++) trv_ceasefire_of_coded(&doc->ceasefires[i], a, &ledger[i]);
  e->articles++;
  add_events(e, trv_arena_strdup(a, name), gold, n_gold, coded, n_coded);
  add_ceasefires(e, held, n_truces, ledger, n_ledger);
  return TRV_OK;
}

enum trv_status trv_eval_add(struct trv_eval *e, const char *name, const char *gold, size_t n_gold,
                             const struct trv_document *doc, bool *counted, struct trv_error *err) {
  json_error_t wrong;
  json_t *root = json_loadb(gold, n_gold, JSON_REJECT_DUPLICATES, &wrong);
  if (counted) *counted = false;
  if (!root)
    return trv_fail(err, TRV_BAD_DATA, name, (uint32_t)wrong.line, (uint32_t)wrong.column, "no JSON: %s", wrong.text);
  enum trv_status status = TRV_OK;
  jmp_buf guard;
  if (setjmp(guard)) {
    status = trv_fail(err, TRV_NO_MEMORY, name, 0, 0, "memory ran out");
  } else if (json_object_get(root, "events")) {
    trv_arena_guard(&e->arena, &guard);
    status = add(e, name, root, doc, err);
    if (counted) *counted = status == TRV_OK;
  }
  trv_arena_guard(&e->arena, NULL);
  json_decref(root);
  return status;
}

static double ratio(size_t n, size_t of) { return of ? (double)n / (double)of : NAN; }

struct prf {
  double p, r, f;
};

static struct prf prf(size_t found, size_t gold, size_t coded) {
  struct prf x = {coded ? ratio(found, coded) : 0.0, ratio(found, gold), 0};
  double sum = x.p + x.r;
  x.f = isnan(sum) ? NAN : sum > 0 ? 2 * x.p * x.r / sum : 0.0;
  return x;
}

/* The printing of figures: "nan" without a sign; in JSON as few digits as give the number back. */
static void figure(struct trv_strbuf *b, double x, int digits) {
  if (isnan(x)) trv_strbuf_adds(b, "nan");
  else trv_strbuf_addf(b, "%.*f", digits, x);
}

static void json_figure(struct trv_strbuf *b, const char *key, double x) {
  char text[32];
  if (isnan(x)) {
    trv_strbuf_addf(b, ", \"%s\": NaN", key);
    return;
  }
  for (int digits = 1; digits <= 17; digits++) {
    snprintf(text, sizeof text, "%.*g", digits, x);
    if (strtod(text, NULL) == x) break;
  }
  trv_strbuf_addf(b, ", \"%s\": %s%s", key, text, strpbrk(text, ".e") ? "" : ".0");
}

static const struct {
  const char *name;
  enum figure figure;
} fields[] = {{"sector", SECTOR}, {"mode", MODE},           {"date", DATE}, {"place", PLACE},
              {"status", STATUS}, {"according", ACCORDING}, {"tags", TAGS}};
#define N_FIELDS (sizeof fields / sizeof *fields)

static void json_types(const struct trv_eval *e, struct trv_strbuf *b) {
  trv_strbuf_adds(b, ", \"types\": {");
  for (uint32_t i = 0; i < e->n_types; i++) {
    const struct type_count *t = &e->types[i];
    struct prf x = prf(t->found, t->gold, t->coded);
    trv_strbuf_addf(b, "%s\"%s\": {\"gold\": %zu, \"output\": %zu", i ? ", " : "", t->type, t->gold, t->coded);
    json_figure(b, "precision", x.p);
    json_figure(b, "recall", x.r);
    json_figure(b, "f1", x.f);
    trv_strbuf_addc(b, '}');
  }
  trv_strbuf_addc(b, '}');
}

static void report_json(const struct trv_eval *e, bool by_type, struct trv_strbuf *b) {
  struct prf x = prf(e->n[FOUND], e->n[GOLD], e->n[CODED]), c = prf(e->n[C_FOUND], e->n[C_GOLD], e->n[C_CODED]);
  trv_strbuf_addf(b, "{\"articles\": %zu, \"gold\": %zu, \"output\": %zu", e->articles, e->n[GOLD], e->n[CODED]);
  json_figure(b, "precision", x.p);
  json_figure(b, "recall", x.r);
  json_figure(b, "f1", x.f);
  for (size_t i = 0; i < N_FIELDS; i++) json_figure(b, fields[i].name, ratio(e->n[fields[i].figure], e->n[FOUND]));
  json_figure(b, "size", ratio(e->n[SIZE], e->n[SIZE_GOLD]));
  trv_strbuf_addf(b, ", \"ceasefire_gold\": %zu, \"ceasefire_output\": %zu", e->n[C_GOLD], e->n[C_CODED]);
  json_figure(b, "ceasefire_precision", c.p);
  json_figure(b, "ceasefire_recall", c.r);
  json_figure(b, "ceasefire_f1", c.f);
  json_figure(b, "ceasefire_status", ratio(e->n[C_STATUS], e->n[C_FOUND]));
  json_figure(b, "ceasefire_mediators", ratio(e->n[C_MEDIATORS], e->n[C_FOUND]));
  json_figure(b, "ceasefire_terms", ratio(e->n[C_TERMS], e->n[C_FOUND]));
  if (by_type) json_types(e, b);
  trv_strbuf_adds(b, "}\n");
}

static void labelled(struct trv_strbuf *b, const char *label, double x, int digits) {
  trv_strbuf_adds(b, label);
  figure(b, x, digits);
}

static void report_text(const struct trv_eval *e, struct trv_strbuf *b) {
  struct prf x = prf(e->n[FOUND], e->n[GOLD], e->n[CODED]), c = prf(e->n[C_FOUND], e->n[C_GOLD], e->n[C_CODED]);
  trv_strbuf_addf(b, "articles %zu  gold events %zu  output events %zu\n", e->articles, e->n[GOLD], e->n[CODED]);
  labelled(b, "events      P ", x.p, 3);
  labelled(b, "  R ", x.r, 3);
  labelled(b, "  F1 ", x.f, 3);
  trv_strbuf_adds(b, "\nof matched");
  for (size_t i = 0; i < N_FIELDS; i++) {
    trv_strbuf_addf(b, "  %s ", fields[i].name);
    figure(b, ratio(e->n[fields[i].figure], e->n[FOUND]), 3);
  }
  labelled(b, "  size ", ratio(e->n[SIZE], e->n[SIZE_GOLD]), 3);
  trv_strbuf_addf(b, "\nceasefires  gold %zu output %zu", e->n[C_GOLD], e->n[C_CODED]);
  labelled(b, "  P ", c.p, 3);
  labelled(b, "  R ", c.r, 3);
  labelled(b, "  F1 ", c.f, 3);
  labelled(b, "  status ", ratio(e->n[C_STATUS], e->n[C_FOUND]), 3);
  labelled(b, "  mediators ", ratio(e->n[C_MEDIATORS], e->n[C_FOUND]), 3);
  labelled(b, "  terms ", ratio(e->n[C_TERMS], e->n[C_FOUND]), 3);
  trv_strbuf_addc(b, '\n');
}

/* Those with most gold events first, else in the order in which they came; few types, so insertion will do. */
static void report_types(const struct trv_eval *e, struct trv_strbuf *b) {
  const struct type_count *order[64];
  uint32_t n = 0;
  for (uint32_t i = 0; i < e->n_types && n < 64; i++) {
    uint32_t k = n++;
    for (; k && order[k - 1]->gold < e->types[i].gold; k--) order[k] = order[k - 1];
    order[k] = &e->types[i];
  }
  for (uint32_t i = 0; i < n; i++) {
    struct prf x = prf(order[i]->found, order[i]->gold, order[i]->coded);
    trv_strbuf_addf(b, "  %-10s gold %4zu output %4zu", order[i]->type, order[i]->gold, order[i]->coded);
    labelled(b, "  P ", x.p, 2);
    labelled(b, " R ", x.r, 2);
    labelled(b, " F1 ", x.f, 2);
    trv_strbuf_addc(b, '\n');
  }
}

static void add_parties(struct trv_strbuf *b, struct trv_parties list) {
  for (uint32_t i = 0; i < list.n; i++)
    trv_strbuf_addf(b, "%s%s:%s", i ? "+" : "", list.items[i].code, list.items[i].sector);
  if (!list.n) trv_strbuf_addc(b, '-');
}

/* At most `n` characters. */
static size_t prefix(const char *s, size_t n) {
  size_t i = 0;
  for (; s[i]; i++)
    if (((unsigned char)s[i] & 0xC0) != 0x80 && n-- == 0) break;
  return i;
}

static void report_findings(const struct trv_eval *e, uint32_t n, struct trv_strbuf *b) {
  for (uint32_t i = 0; i < e->n_findings && i < n; i++) {
    const struct finding *f = &e->findings[i];
    const struct trv_scored_event *x = &f->event;
    trv_strbuf_addf(b, "%s %-8s %s/%s ", f->article, f->kind, x->type, x->mode ? x->mode : "-");
    add_parties(b, x->actor);
    trv_strbuf_adds(b, " -> ");
    add_parties(b, x->recipient);
    trv_strbuf_addf(b, " %s  «%.*s»\n", x->date ? x->date : "-", (int)prefix(x->text, 70), x->text);
  }
}

enum trv_status trv_eval_report(const struct trv_eval *e, const struct trv_eval_options *options,
                                struct trv_output *out, struct trv_error *err) {
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  if (options && options->json) {
    report_json(e, options->by_type, &b);
  } else {
    report_text(e, &b);
    if (options && options->by_type) report_types(e, &b);
    if (options) report_findings(e, options->n_errors, &b);
  }
  return trv_output_take(&b, out, err);
}
