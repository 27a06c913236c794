/* Tellings to incidents; see incidents.h.
 *
 * Input: the tellings of one component. Method: agglomerative clustering with average linkage (Sokal and Michener 1958),
 * where two groups are never joined if any two of their tellings contradict each other. The sums are whole numbers and every tie
 * is broken by canonical order, so that the result is a function of the set. Each row keeps its best partner; a join renews
 * only the rows that pointed to what was joined, which makes the whole quadratic in practice. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/status.h"
#include "chronicle/link.h"

struct division {
  uint32_t n;
  const struct trv_telling *tellings; /* as the caller has them */
  uint32_t *order;                    /* canonical position to number */
  uint32_t *rank;                     /* number to canonical position */
  struct trv_facts *facts;            /* by canonical position, like all below */
  int16_t *tie;                       /* 1 together, -1 apart; [n * n], NULL where nobody has said anything */
  uint32_t *part;                     /* the part of the component, before agglomeration */
};

/* A part being agglomerated: `m` groups at first, each one telling. */
struct part {
  uint32_t m;
  const uint32_t *who; /* canonical positions, ascending */
  int64_t *sum;        /* [m * m] sums of links between groups; NEVER where one contradicts */
  int64_t *size;       /* of each group; 0: joined to another */
  uint32_t *best;      /* of each group, its best partner with a higher number; m: none */
  uint32_t *group;     /* [m] the group of each telling */
};

#define NEVER INT64_MIN

int trv_telling_order(const struct trv_telling *a, const struct trv_telling *b) {
  struct trv_days x, y;
  bool timed_a = trv_days_parse(trv_date_told(a), &x), timed_b = trv_days_parse(trv_date_told(b), &y);
  int32_t from_a = timed_a && x.from != TRV_NO_DAY ? x.from : INT32_MAX;
  int32_t from_b = timed_b && y.from != TRV_NO_DAY ? y.from : INT32_MAX;
  if (from_a != from_b) return from_a < from_b ? -1 : 1;
  int c = strcmp(a->article_day ? a->article_day : "~", b->article_day ? b->article_day : "~");
  return c ? c : strcmp(a->id, b->id);
}

struct ordered {
  const struct trv_telling *telling;
  uint32_t number;
};

static int canonical(const void *a, const void *b) {
  return trv_telling_order(((const struct ordered *)a)->telling, ((const struct ordered *)b)->telling);
}

static int link_of(const struct division *d, uint32_t i, uint32_t j) {
  int tie = d->tie ? d->tie[(size_t)i * d->n + j] : 0;
  if (tie) return tie > 0 ? -TRV_LINK_NEVER : TRV_LINK_NEVER;
  return trv_facts_link(&d->tellings[d->order[i]], &d->facts[i], &d->tellings[d->order[j]], &d->facts[j]);
}

/* ---- parts: what hangs together by links of at least `least` */

static uint32_t root_of(uint32_t *parent, uint32_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

/* Cuts the tellings `who` into parts no larger than the ceiling, each named by its first telling. Links are asked to be
 * stronger from step to step; where even the strongest hold too many together, they are cut in canonical order. */
static void cut(struct division *d, uint32_t *who, uint32_t n, int least) {
  enum { STEP = 20, STRONGEST = 120 };
  if (n <= TRV_MAX_COMPONENT || least > STRONGEST) {
    for (uint32_t i = 0; i < n; i++) d->part[who[i]] = who[i - i % TRV_MAX_COMPONENT];
    return;
  }
  for (uint32_t i = 0; i < n; i++) d->part[who[i]] = who[i];
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t j = 0; j < i; j++) {
      uint32_t a = root_of(d->part, who[i]), b = root_of(d->part, who[j]);
      if (a == b || link_of(d, who[j], who[i]) < least) continue;
      if (a < b) d->part[b] = a;
      else d->part[a] = b;
    }
  for (uint32_t i = 0; i < n; i++) d->part[who[i]] = root_of(d->part, who[i]);
  /* gather each part in front, in order, and cut it further */
  for (uint32_t begin = 0; begin < n;) {
    uint32_t end = begin, name = d->part[who[begin]];
    for (uint32_t i = begin; i < n; i++)
      if (d->part[who[i]] == name) {
        uint32_t moved = who[i];
        memmove(&who[end + 1], &who[end], (i - end) * sizeof *who);
        who[end++] = moved;
      }
    cut(d, who + begin, end - begin, least + STEP);
    begin = end;
  }
}

/* ---- agglomeration */

/* Compares the mean links of two pairs of groups, sums over products of sizes: exact, for sizes are at most the ceiling. */
static bool stronger(int64_t sum_a, int64_t pairs_a, int64_t sum_b, int64_t pairs_b) {
  return sum_a * pairs_b > sum_b * pairs_a;
}

static int64_t *cell(const struct part *p, uint32_t i, uint32_t j) {
  return i < j ? &p->sum[(size_t)i * p->m + j] : &p->sum[(size_t)j * p->m + i];
}

/* Whether `j` is a better partner of `i` than the one that it has. */
static bool better(const struct part *p, uint32_t i, uint32_t j) {
  int64_t sum = *cell(p, i, j);
  uint32_t best = p->best[i];
  if (!p->size[j] || sum == NEVER || sum < 0) return false;
  return best == p->m || stronger(sum, p->size[i] * p->size[j], *cell(p, i, best), p->size[i] * p->size[best]);
}

static void find_best(struct part *p, uint32_t i) {
  p->best[i] = p->m;
  for (uint32_t j = i + 1; j < p->m; j++)
    if (better(p, i, j)) p->best[i] = j;
}

static void join(struct part *p, uint32_t into, uint32_t from) {
  for (uint32_t k = 0; k < p->m; k++) {
    if (!p->size[k] || k == into || k == from) continue;
    int64_t *a = cell(p, into, k), b = *cell(p, from, k);
    *a = *a == NEVER || b == NEVER ? NEVER : *a + b;
  }
  p->size[into] += p->size[from];
  p->size[from] = 0;
  for (uint32_t k = 0; k < p->m; k++)
    if (p->group[k] == from) p->group[k] = into;
  for (uint32_t k = 0; k < from; k++) {
    if (!p->size[k]) continue;
    if (k == into || p->best[k] == from || p->best[k] == into) find_best(p, k);
    else if (k < into && better(p, k, into)) p->best[k] = into;
  }
}

/* What a person has put together is one, whatever contradicts. */
static void join_tied(struct part *p, const struct division *d) {
  for (uint32_t i = 0; d->tie && i < p->m; i++)
    for (uint32_t j = i + 1; j < p->m; j++) {
      uint32_t a = p->group[i], b = p->group[j];
      if (a == b || d->tie[(size_t)p->who[i] * d->n + p->who[j]] <= 0) continue;
      join(p, a < b ? a : b, a < b ? b : a);
    }
}

static void agglomerate(struct part *p) {
  for (;;) {
    uint32_t top = p->m;
    for (uint32_t i = 0; i < p->m; i++) {
      if (!p->size[i] || p->best[i] == p->m) continue;
      if (top == p->m || stronger(*cell(p, i, p->best[i]), p->size[i] * p->size[p->best[i]],
                                  *cell(p, top, p->best[top]), p->size[top] * p->size[p->best[top]]))
        top = i;
    }
    if (top == p->m) return;
    join(p, top, p->best[top]);
  }
}

/* Divides one part; `group` of each of its tellings becomes the canonical position of its group's first telling. */
static enum trv_status divide_part(const struct division *d, const uint32_t *who, uint32_t m, uint32_t *group,
                                   struct trv_error *err) {
  struct part p = {.m = m, .who = who};
  p.sum = malloc((size_t)m * m * sizeof *p.sum);
  p.size = malloc(m * sizeof *p.size);
  p.best = malloc(m * sizeof *p.best);
  p.group = malloc(m * sizeof *p.group);
  enum trv_status status = TRV_OK;
  if (!p.sum || !p.size || !p.best || !p.group) {
    status = trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out while incidents were found");
    goto done;
  }
  for (uint32_t i = 0; i < m; i++) {
    p.size[i] = 1;
    p.group[i] = i;
    for (uint32_t j = i + 1; j < m; j++) {
      int link = link_of(d, who[i], who[j]);
      p.sum[(size_t)i * m + j] = link == TRV_LINK_NEVER ? NEVER : link;
    }
  }
  for (uint32_t i = 0; i < m; i++) find_best(&p, i);
  join_tied(&p, d);
  agglomerate(&p);
  /* groups are joined into the lower number, and numbers ascend in canonical order */
  for (uint32_t i = 0; i < m; i++) group[who[i]] = who[p.group[i]];
done:
  free(p.sum);
  free(p.size);
  free(p.best);
  free(p.group);
  return status;
}

static enum trv_status prepare(struct division *d, const struct trv_tie *ties, uint32_t n_ties, struct trv_error *err) {
  struct ordered *sorted = malloc((d->n + 1) * sizeof *sorted);
  d->order = malloc((d->n + 1) * sizeof *d->order);
  d->rank = malloc((d->n + 1) * sizeof *d->rank);
  d->part = malloc((d->n + 1) * sizeof *d->part);
  d->facts = malloc((d->n + 1) * sizeof *d->facts);
  if (n_ties) d->tie = calloc((size_t)d->n * d->n + 1, sizeof *d->tie);
  if (!sorted || !d->order || !d->rank || !d->part || !d->facts || (n_ties && !d->tie)) {
    free(sorted);
    return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out while incidents were found");
  }
  for (uint32_t i = 0; i < d->n; i++) sorted[i] = (struct ordered){&d->tellings[i], i};
  qsort(sorted, d->n, sizeof *sorted, canonical);
  for (uint32_t i = 0; i < d->n; i++) {
    d->order[i] = sorted[i].number;
    d->rank[sorted[i].number] = i;
    trv_facts_of(sorted[i].telling, &d->facts[i]);
  }
  free(sorted);
  /* of two that contradict, "apart" stands */
  for (uint32_t i = 0; i < n_ties; i++) {
    size_t a = d->rank[ties[i].a], b = d->rank[ties[i].b];
    if (ties[i].together && d->tie[a * d->n + b] < 0) continue;
    d->tie[a * d->n + b] = d->tie[b * d->n + a] = ties[i].together ? 1 : -1;
  }
  return TRV_OK;
}

static void release(struct division *d) {
  free(d->order);
  free(d->rank);
  free(d->part);
  free(d->facts);
  free(d->tie);
}

enum trv_status trv_incidents_divide(const struct trv_telling *tellings, uint32_t n, const struct trv_tie *ties,
                                     uint32_t n_ties, uint32_t *incident, struct trv_error *err) {
  struct division d = {.n = n, .tellings = tellings};
  uint32_t *who = malloc((n + 1) * sizeof *who), *members = malloc((n + 1) * sizeof *members);
  uint32_t *group = malloc((n + 1) * sizeof *group);
  enum trv_status status = prepare(&d, ties, n_ties, err);
  if (status != TRV_OK) goto done;
  if (!who || !members || !group) {
    status = trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out while incidents were found");
    goto done;
  }
  for (uint32_t i = 0; i < n; i++) who[i] = i;
  cut(&d, who, n, 0);
  for (uint32_t first = 0; first < n; first++) {
    uint32_t m = 0;
    for (uint32_t i = first; i < n && d.part[first] == first; i++)
      if (d.part[i] == first) members[m++] = i;
    if (m && (status = divide_part(&d, members, m, group, err)) != TRV_OK) goto done;
  }
  /* numbered by their first telling */
  uint32_t next = 0;
  for (uint32_t i = 0; i < n; i++) who[i] = group[i] == i ? next++ : who[group[i]];
  for (uint32_t i = 0; i < n; i++) incident[d.order[i]] = who[i];
done:
  free(who);
  free(members);
  free(group);
  release(&d);
  return status;
}
