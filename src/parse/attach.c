/* Biaffine attachment (Dozat and Manning 2017): score(i, j) = (W d_i + b) . h_j + distance(i - j) over all heads j, the best
 * tree by tree.c, then for each arc the best relation from the outer product of its two ends. */
#include "parse/attach.h"

#include <stdlib.h>
#include <string.h>

#include "parse/tree.h"

enum { CHUNK = 32 };

static size_t aligned(size_t n) { return (n + 63) / 64 * 64; }

static size_t place(struct trv_attach *a, uint8_t *base, size_t longest) {
  const struct trv_parser *p = a->p;
  size_t used = 0;
#define PLACE(field, count)                      \
  do {                                           \
    if (base) a->field = (void *)(base + used);  \
    used += aligned((count) * sizeof *a->field); \
  } while (0)
  PLACE(rows, (longest + 1) * p->arc);
  PLACE(heads_q, (longest + 1) * p->arc);
  PLACE(heads_scale, longest + 1);
  PLACE(query, longest * p->arc);
  PLACE(query_q, longest * p->arc);
  PLACE(query_scale, longest);
  PLACE(dots, longest + 1);
  PLACE(score, longest * (longest + 1));
  PLACE(outer, CHUNK * p->relation.n_in);
  PLACE(outer_q, CHUNK * p->relation.n_in);
  PLACE(outer_scale, CHUNK);
  PLACE(rel_score, CHUNK * p->relation.n_out);
#undef PLACE
  if (base) a->tree = base + used;
  return used + aligned(trv_tree_scratch_bytes(longest));
}

bool trv_attach_init(struct trv_attach *a, const struct trv_parser *p, size_t longest) {
  *a = (struct trv_attach){.p = p};
  a->memory = aligned_alloc(64, place(a, NULL, longest));
  if (a->memory) place(a, a->memory, longest);
  return a->memory != NULL;
}

void trv_attach_release(struct trv_attach *a) {
  free(a->memory);
  *a = (struct trv_attach){0};
}

/* The encoder's row of word i of the piece. */
static const float *edges_of(const struct trv_encoder *e, uint32_t rank, size_t i) {
  return e->edges + (size_t)(e->start[i] + rank) * e->p->edges.n_out;
}

static void score_arcs(struct trv_attach *a, const struct trv_encoder *e, uint32_t rank, size_t n) {
  const struct trv_parser *p = a->p;
  const struct trv_kernels *k = p->kernels;
  size_t arc = p->arc;
  memcpy(a->rows, p->root, arc * sizeof *a->rows);
  for (size_t i = 0; i < n; i++) memcpy(a->rows + (i + 1) * arc, edges_of(e, rank, i), arc * sizeof *a->rows);
  k->quantise(a->rows, n + 1, arc, a->heads_q, a->heads_scale);
  for (size_t i = 0; i < n; i++) memcpy(a->rows + i * arc, edges_of(e, rank, i) + arc, arc * sizeof *a->rows);
  k->quantise(a->rows, n, arc, a->query_q, a->query_scale);
  k->linear(&p->arc_query, a->query_q, a->query_scale, n, a->query, false);
  k->quantise(a->query, n, arc, a->query_q, a->query_scale);
  for (size_t i = 0; i < n; i++) {
    float *score = a->score + i * (n + 1);
    k->dots(a->query_q + i * arc, a->heads_q, n + 1, arc, a->dots);
    for (size_t j = 0; j <= n; j++) {
      ptrdiff_t far = (ptrdiff_t)i + 1 - (ptrdiff_t)j;
      far = far > TRV_PARSE_FAR ? TRV_PARSE_FAR : far < -TRV_PARSE_FAR ? -TRV_PARSE_FAR : far;
      score[j] = (float)a->dots[j] * (a->query_scale[i] * a->heads_scale[j]) + p->distance[far + TRV_PARSE_FAR];
    }
  }
}

static void choose_relations(struct trv_attach *a, const struct trv_encoder *e, uint32_t rank, size_t n,
                             const uint32_t *head, uint8_t *rel) {
  const struct trv_parser *p = a->p;
  size_t at_head = 2 * p->arc, at_dep = at_head + p->rel;
  for (size_t from = 0; from < n; from += CHUNK) {
    size_t count = n - from < CHUNK ? n - from : CHUNK;
    for (size_t i = 0; i < count; i++) {
      uint32_t h = head[from + i];
      const float *row = h == 0 ? p->root + p->arc : edges_of(e, rank, h - 1) + at_head;
      float *outer = a->outer + i * p->relation.n_in;
      p->kernels->outer(edges_of(e, rank, from + i) + at_dep, row, p->rel, outer);
      for (size_t k = (p->rel + 1) * (p->rel + 1); k < p->relation.n_in; k++) outer[k] = 0;
    }
    p->kernels->quantise(a->outer, count, p->relation.n_in, a->outer_q, a->outer_scale);
    p->kernels->linear(&p->relation, a->outer_q, a->outer_scale, count, a->rel_score, false);
    for (size_t i = 0; i < count; i++) {
      const float *score = a->rel_score + i * p->relation.n_out;
      size_t best = p->root_rel ? 0 : 1;
      for (size_t r = 0; r < p->n_rels; r++)
        if (r != p->root_rel && score[r] > score[best]) best = r;
      rel[from + i] = (uint8_t)(head[from + i] == 0 ? p->root_rel : best);
    }
  }
}

void trv_attach_run(struct trv_attach *a, const struct trv_encoder *e, uint32_t rank, size_t n, uint32_t *head,
                    uint8_t *rel) {
  score_arcs(a, e, rank, n);
  trv_tree_decode(a->score, n, head, a->tree);
  choose_relations(a, e, rank, n, head, rel);
}
