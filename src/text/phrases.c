/* See phrases.h. A trie over atoms: each folded atom has a number, each edge (node, atom) leads to a node; both
 * stand in hash tables, so that a position without an entry costs one look-up. */
#include "text/phrases.h"

#include "base/map.h"
#include "text/fold.h"

/* What an entry asks of the text's letters, and what the text has. */
enum letter_case { ANY_CASE, CAPITAL, ALL_CAPS, CASES };

struct phrase_value {
  uint32_t value;
  uint32_t next; /* index + 1 in values; 0: last */
  uint8_t letter_case;
};

struct phrase_node {
  uint32_t first, last; /* values, index + 1 */
  struct {
    uint32_t n;
    const uint32_t *values;
  } found[CASES]; /* after finish: what a text of that case gives, in the order added */
};

struct phrase_edge {
  uint64_t key; /* node << 32 | atom + 1; 0: free */
  uint32_t node;
};

struct trv_phrases {
  struct trv_arena *arena;
  struct trv_pool pool;
  struct trv_map atoms;
  uint32_t n_atoms;
  struct phrase_node *nodes;
  uint32_t n_nodes, cap_nodes;
  struct phrase_value *values;
  uint32_t n_values, cap_values;
  struct phrase_edge *edges;
  uint32_t n_edges, cap_edges; /* a power of two */
};

static struct phrase_edge *edge_at(struct phrase_edge *edges, uint32_t cap, uint64_t key) {
  uint32_t i = (uint32_t)((key * 0x9E3779B97F4A7C15u) >> 32) & (cap - 1);
  while (edges[i].key && edges[i].key != key) i = (i + 1) & (cap - 1);
  return &edges[i];
}

static uint64_t edge_key(uint32_t node, uint32_t atom) { return (uint64_t)node << 32 | (atom + 1); }

struct trv_phrases *trv_phrases_new(struct trv_arena *arena) {
  struct trv_phrases *p = TRV_NEW(arena, struct trv_phrases);
  p->arena = arena;
  p->pool.arena = arena;
  trv_map_init(&p->atoms, arena);
  p->cap_edges = 256;
  p->edges = TRV_NEW_ARRAY(arena, struct phrase_edge, p->cap_edges);
  TRV_PUSH(arena, p->nodes, p->n_nodes, p->cap_nodes, (struct phrase_node){0});
  return p;
}

static uint32_t child(struct trv_phrases *p, uint32_t node, uint32_t atom) {
  struct phrase_edge *edge = edge_at(p->edges, p->cap_edges, edge_key(node, atom));
  if (edge->key) return edge->node;
  uint32_t next = p->n_nodes;
  *edge = (struct phrase_edge){edge_key(node, atom), next};
  TRV_PUSH(p->arena, p->nodes, p->n_nodes, p->cap_nodes, (struct phrase_node){0});
  if (++p->n_edges * 2 < p->cap_edges) return next;
  uint32_t cap = p->cap_edges * 2;
  struct phrase_edge *edges = TRV_NEW_ARRAY(p->arena, struct phrase_edge, cap);
  for (uint32_t i = 0; i < p->cap_edges; i++)
    if (p->edges[i].key) *edge_at(edges, cap, p->edges[i].key) = p->edges[i];
  p->edges = edges;
  p->cap_edges = cap;
  return next;
}

void trv_phrases_add(struct trv_phrases *p, struct trv_slice phrase, uint32_t value) {
  struct trv_fold_cursor cursor = {phrase.p, (uint32_t)phrase.n, 0};
  struct trv_fold_piece piece;
  uint32_t node = 0, letters = 0, capitals = 0;
  bool first_capital = false;
  while (trv_fold_next(&cursor, &p->pool, &piece)) {
    if (!node) first_capital = piece.capital_first;
    letters += piece.letters;
    capitals += piece.capitals;
    struct trv_slice key = {piece.fold, piece.n};
    uint32_t atom = trv_map_get(&p->atoms, key);
    if (atom == TRV_MAP_NONE) trv_map_put(&p->atoms, key, atom = p->n_atoms++);
    node = child(p, node, atom);
  }
  if (!node) return;
  uint8_t letter_case = !first_capital                                       ? ANY_CASE
                        : letters == capitals && letters > 1 && letters <= 5 ? ALL_CAPS
                                                                             : CAPITAL;
  TRV_PUSH(p->arena, p->values, p->n_values, p->cap_values, (struct phrase_value){value, 0, letter_case});
  struct phrase_node *n = &p->nodes[node];
  if (n->last) p->values[n->last - 1].next = p->n_values;
  else n->first = p->n_values;
  n->last = p->n_values;
}

void trv_phrases_finish(struct trv_phrases *p) {
  for (uint32_t i = 0; i < p->n_nodes; i++) {
    struct phrase_node *node = &p->nodes[i];
    for (int text_case = ANY_CASE; text_case < CASES; text_case++) {
      uint32_t n = 0;
      for (uint32_t v = node->first; v; v = p->values[v - 1].next) n += p->values[v - 1].letter_case <= text_case;
      if (!n) continue;
      uint32_t *found = TRV_NEW_ARRAY(p->arena, uint32_t, n);
      node->found[text_case].values = found;
      node->found[text_case].n = n;
      for (uint32_t v = node->first; v; v = p->values[v - 1].next)
        if (p->values[v - 1].letter_case <= text_case) *found++ = p->values[v - 1].value;
    }
  }
}

bool trv_phrases_match(const struct trv_phrases *p, const struct trv_text *text, uint32_t at,
                       struct trv_phrase_match *out) {
  return trv_phrases_match_before(p, text, at, text->n_atoms, out);
}

bool trv_phrases_match_before(const struct trv_phrases *p, const struct trv_text *text, uint32_t at, uint32_t end,
                              struct trv_phrase_match *out) {
  uint32_t node = 0, sentence = text->words[text->atoms[at].word].sentence;
  int text_case = text->atoms[at].flags & TRV_ATOM_ALL_CAPS  ? ALL_CAPS
                  : text->atoms[at].flags & TRV_ATOM_CAPITAL ? CAPITAL
                                                             : ANY_CASE;
  bool found = false;
  for (uint32_t i = at; i < end; i++) {
    const struct trv_atom *atom = &text->atoms[i];
    if (text->words[atom->word].sentence != sentence) break;
    uint32_t number = trv_map_get(&p->atoms, (struct trv_slice){atom->fold, atom->n});
    if (number == TRV_MAP_NONE) break;
    const struct phrase_edge *edge = edge_at(p->edges, p->cap_edges, edge_key(node, number));
    if (!edge->key) break;
    node = edge->node;
    if (!(atom->flags & TRV_ATOM_LAST) || !p->nodes[node].found[text_case].n) continue;
    *out = (struct trv_phrase_match){at, i - at + 1, p->nodes[node].found[text_case].n,
                                     p->nodes[node].found[text_case].values};
    found = true;
  }
  return found;
}
