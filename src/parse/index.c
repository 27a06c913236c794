/* Walking a tree: dependents of each word in order, and the words its subtree covers. */
#include "parse/parse.h"

/* Widens the span of every ancestor. Words are taken so that each is settled before its head: by depth, deepest first. */
static void spans(struct trv_parse *p, uint32_t *order) {
  uint32_t n = p->n_words, n_order = 0;
  for (uint32_t i = 0; i < n; i++) {
    p->left[i] = p->right[i] = i;
    if (p->head[i] == TRV_NO_WORD) order[n_order++] = i;
  }
  for (uint32_t k = 0; k < n_order; k++)
    for (uint32_t c = p->child_begin[order[k]]; c < p->child_begin[order[k] + 1]; c++)
      order[n_order++] = p->children[c];
  for (uint32_t k = n_order; k-- > 0;) {
    uint32_t i = order[k], h = p->head[i];
    if (h == TRV_NO_WORD) continue;
    if (p->left[i] < p->left[h]) p->left[h] = p->left[i];
    if (p->right[i] > p->right[h]) p->right[h] = p->right[i];
  }
}

void trv_parse_index(struct trv_parse *p, struct trv_arena *arena) {
  uint32_t n = p->n_words;
  p->child_begin = TRV_NEW_ARRAY(arena, uint32_t, (size_t)n + 1);
  p->children = TRV_NEW_ARRAY(arena, uint32_t, n);
  p->left = TRV_NEW_ARRAY(arena, uint32_t, n);
  p->right = TRV_NEW_ARRAY(arena, uint32_t, n);
  uint32_t *order = TRV_NEW_ARRAY(arena, uint32_t, n);
  for (uint32_t i = 0; i < n; i++)
    if (p->head[i] != TRV_NO_WORD) p->child_begin[p->head[i] + 1]++;
  for (uint32_t i = 0; i < n; i++) p->child_begin[i + 1] += p->child_begin[i];
  for (uint32_t i = 0; i < n; i++) order[i] = p->child_begin[i];
  for (uint32_t i = 0; i < n; i++)
    if (p->head[i] != TRV_NO_WORD) p->children[order[p->head[i]]++] = i;
  spans(p, order);
}
