/* Heads and relations of one piece from what the encoder made of it. */
#ifndef TRV_PARSE_ATTACH_H
#define TRV_PARSE_ATTACH_H

#include "parse/encoder.h"

/* Scratch memory for pieces of up to `longest` words. */
struct trv_attach {
  const struct trv_parser *p;
  void *memory;
  float *rows;        /* [longest + 1][max(arc, padded outer product)] */
  int8_t *heads_q;    /* [longest + 1][arc] */
  float *heads_scale; /* [longest + 1] */
  float *query;       /* [longest][arc] */
  int8_t *query_q;
  float *query_scale;
  int32_t *dots; /* [longest + 1] */
  float *score;  /* [longest][longest + 1] */
  float *outer;  /* [chunk][relation.n_in] */
  int8_t *outer_q;
  float *outer_scale, *rel_score;
  void *tree;
};

bool trv_attach_init(struct trv_attach *a, const struct trv_parser *p, size_t longest);
void trv_attach_release(struct trv_attach *a);

/* Piece `rank` of n words: head[n] (0: root, else 1 + word of the piece) and rel[n] (index of the model's relations). */
void trv_attach_run(struct trv_attach *a, const struct trv_encoder *e, uint32_t rank, size_t n, uint32_t *head,
                    uint8_t *rel);

#endif
