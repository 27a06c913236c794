/* Maximum spanning trees, by Chu-Liu and Edmonds' algorithm on a dense graph in O(n^2) (Tarjan 1977): follow best
 * incoming arcs until they close a cycle, contract it to a new node, go on; then open the cycles again, last first.
 *
 * One word on the root: each arc from the root is made worse by more than all other scores can differ, so that the best
 * tree has the fewest of them, which is one (Stanojević and Cohen 2021, "A root of a problem"). Most sentences need none
 * of this: the best head of every word already gives a sound tree. */
#include "parse/tree.h"

#include <string.h>

#define ROOT_PENALTY 4.0e6
#define CLAMP 1000.0
#define NONE UINT16_MAX

/* An arc between original nodes. */
struct arc {
  uint16_t from, to;
};

/* Nodes 0..n are the root and the words; each contraction adds one, at most n. Matrices are [from][to]. */
struct graph {
  size_t width;     /* room for nodes */
  uint32_t n_nodes; /* in use */
  double *weight;
  struct arc *arc;  /* the original arc behind each entry */
  struct arc *best; /* [width] the chosen incoming arc of a node */
  double *best_weight;
  uint16_t *super;  /* [width] the cycle a node was contracted into, or NONE */
  uint16_t *path;   /* [width] the nodes being followed */
  uint16_t *active; /* [width] nodes not contracted */
  uint8_t *state;   /* [width] 0 new, 1 on the path, 2 joined to the root */
  uint32_t n_active;
};

static size_t round_up(size_t n) { return (n + 15) / 16 * 16; }

size_t trv_tree_scratch_bytes(size_t n) {
  size_t width = 2 * (n + 1);
  return round_up(width * width * sizeof(double)) + round_up(width * width * sizeof(struct arc)) +
         round_up(width * sizeof(struct arc)) + round_up(width * sizeof(double)) +
         3 * round_up(width * sizeof(uint16_t)) + round_up(width);
}

static void *take(uint8_t **at, size_t bytes) {
  void *p = *at;
  *at += round_up(bytes);
  return p;
}

static struct graph graph_of(const float *score, size_t n, void *scratch) {
  uint8_t *at = scratch;
  struct graph g = {.width = 2 * (n + 1), .n_nodes = (uint32_t)n + 1, .n_active = (uint32_t)n + 1};
  size_t w = g.width;
  g.weight = take(&at, w * w * sizeof(double));
  g.arc = take(&at, w * w * sizeof(struct arc));
  g.best_weight = take(&at, w * sizeof(double));
  g.best = take(&at, w * sizeof(struct arc));
  g.super = take(&at, w * sizeof(uint16_t));
  g.path = take(&at, w * sizeof(uint16_t));
  g.active = take(&at, w * sizeof(uint16_t));
  g.state = take(&at, w);
  memset(g.state, 0, w);
  for (size_t i = 0; i < w; i++) g.super[i] = NONE;
  for (size_t i = 0; i <= n; i++) g.active[i] = (uint16_t)i;
  for (size_t to = 1; to <= n; to++)
    for (size_t from = 0; from <= n; from++) {
      double s = (double)score[(to - 1) * (n + 1) + from];
      s = s > CLAMP ? CLAMP : s > -CLAMP ? s : -CLAMP; /* the last also takes what is not a number */
      g.weight[from * w + to] = from == 0 ? s - ROOT_PENALTY : s;
      g.arc[from * w + to] = (struct arc){(uint16_t)from, (uint16_t)to};
    }
  return g;
}

/* Chooses the best arc into `node` from another active node; returns the active node it comes from. */
static uint16_t choose(struct graph *g, uint16_t node) {
  uint16_t best = NONE;
  for (uint32_t i = 0; i < g->n_active; i++) {
    uint16_t from = g->active[i];
    if (from == node) continue;
    if (best == NONE || g->weight[from * g->width + node] > g->weight[best * g->width + node]) best = from;
  }
  g->best[node] = g->arc[best * g->width + node];
  g->best_weight[node] = g->weight[best * g->width + node];
  return best;
}

/* Makes one node of the cycle path[first..end). */
static uint16_t contract(struct graph *g, size_t first, size_t end) {
  uint16_t made = (uint16_t)g->n_nodes++;
  size_t w = g->width;
  for (size_t k = first; k < end; k++) g->super[g->path[k]] = made;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < g->n_active; i++) {
    uint16_t other = g->active[i];
    if (g->super[other] != NONE) continue;
    g->active[kept++] = other;
    double in = 0, out = 0;
    for (size_t k = first; k < end; k++) {
      uint16_t member = g->path[k];
      double enter = g->weight[other * w + member] - g->best_weight[member], leave = g->weight[member * w + other];
      if (k == first || enter > in) in = enter, g->arc[other * w + made] = g->arc[other * w + member];
      if (other != 0 && (k == first || leave > out)) out = leave, g->arc[made * w + other] = g->arc[member * w + other];
    }
    g->weight[other * w + made] = in;
    g->weight[made * w + other] = out;
  }
  g->active[kept++] = made;
  g->n_active = kept;
  return made;
}

static uint16_t outermost(const struct graph *g, uint16_t node) {
  while (g->super[node] != NONE) node = g->super[node];
  return node;
}

static void spanning_tree(struct graph *g, size_t n) {
  g->state[0] = 2;
  for (size_t start = 1; start <= n; start++) {
    size_t depth = 0;
    uint16_t node = outermost(g, (uint16_t)start);
    while (g->state[node] != 2) {
      if (g->state[node] == 1) {
        size_t first = depth;
        while (g->path[first - 1] != node) first--;
        node = contract(g, first - 1, depth);
        depth = first - 1;
      }
      g->state[node] = 1;
      g->path[depth++] = node;
      node = choose(g, node);
    }
    while (depth > 0) g->state[g->path[--depth]] = 2;
  }
  /* Open the cycles: the arc that enters a cycle takes the place of one inside it. */
  for (uint32_t made = g->n_nodes; made-- > n + 1;) {
    uint16_t inside = g->best[made].to;
    while (g->super[inside] != made) inside = g->super[inside];
    g->best[inside] = g->best[made];
  }
}

bool trv_tree_is_sound(const uint32_t *head, size_t n) {
  size_t on_root = 0;
  for (size_t i = 0; i < n; i++) on_root += head[i] == 0;
  if (on_root != 1) return false;
  uint8_t reached[TRV_TREE_MAX_WORDS + 1] = {1};
  if (n > TRV_TREE_MAX_WORDS) return false;
  for (size_t i = 1; i <= n; i++) {
    size_t node = i, steps = 0;
    while (!reached[node] && steps++ <= n) {
      if (head[node - 1] > n) return false;
      node = head[node - 1];
    }
    if (!reached[node]) return false;
    for (node = i; !reached[node]; node = head[node - 1]) reached[node] = 1;
  }
  return true;
}

void trv_tree_decode(const float *score, size_t n, uint32_t *head, void *scratch) {
  for (size_t i = 0; i < n; i++) {
    const float *row = score + i * (n + 1);
    uint32_t best = i == 0 ? (n > 1 ? 2 : 0) : 0;
    for (uint32_t j = 0; j <= n; j++)
      if (j != i + 1 && row[j] > row[best]) best = j;
    head[i] = best;
  }
  if (trv_tree_is_sound(head, n)) return;
  struct graph g = graph_of(score, n, scratch);
  spanning_tree(&g, n);
  for (size_t i = 0; i < n; i++) head[i] = g.best[i + 1].from;
}
