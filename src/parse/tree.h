/* The best tree of a sentence from the scores of all possible arcs. */
#ifndef TRV_PARSE_TREE_H
#define TRV_PARSE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Longest sentence that trv_tree_decode takes, in words. */
#define TRV_TREE_MAX_WORDS 512

/* Bytes of scratch memory for sentences of up to n words. */
size_t trv_tree_scratch_bytes(size_t n);

/* score[n][n + 1]: of word i (from 0) hanging on node j, 0 being the root and j the word j - 1. Writes for each word
 * its head as such a node. The result is a tree with exactly one word on the root, and the best of those by the sum
 * of its scores (scores are taken as within +-1000). n is at least 1. */
void trv_tree_decode(const float *score, size_t n, uint32_t *head, void *scratch);

/* Whether heads form a tree with exactly one word on the root. */
bool trv_tree_is_sound(const uint32_t *head, size_t n);

#endif
