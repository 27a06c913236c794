/* The encoder: sentences in, what the heads need for every word out. */
#ifndef TRV_PARSE_ENCODER_H
#define TRV_PARSE_ENCODER_H

#include "parse/model.h"

/* A batch: at most so many pieces, and so many words in all (a piece alone may fill it). */
enum { TRV_BATCH_PIECES = 64, TRV_BATCH_WORDS = 1024 };

/* A run of words that is encoded and decoded as one sentence: a sentence, or a part of one that is too long. */
struct trv_piece {
  uint32_t first, n;
};

/* Buffers for one batch, used again for each; one allocation. */
struct trv_encoder {
  const struct trv_parser *p;
  size_t rows; /* room for words */
  void *memory;
  /* by packed row: all first words of the pieces (longest piece first), then all second words, … */
  uint32_t *row_form;  /* [rows] which distinct form */
  uint32_t *form_word; /* [rows] a word of that form */
  uint32_t *slots;     /* [4 * rows rounded up to a power of two] hash table of forms */
  size_t n_slots;
  float *embedded; /* [chunk][in_dim] */
  float *form_x;   /* [rows][x] of distinct forms */
  int8_t *form_q;  /* the same, quantised */
  float *form_scale;
  int8_t *x_q; /* [rows][x] */
  float *x_scale;
  float *gates; /* [rows][4 hid] */
  float *state; /* [rows][2 hid] outputs of a layer; at last normalised */
  int8_t *state_q;
  float *state_scale;
  float *cell;         /* [TRV_BATCH_PIECES][hid] */
  int8_t *hidden_q;    /* [TRV_BATCH_PIECES][hid] */
  float *hidden_scale; /* [TRV_BATCH_PIECES] constant */
  float *tag;          /* [rows][tag] */
  int8_t *tag_q;
  float *tag_scale;
  float *scores; /* [rows][heads] of parts of speech, features, scripts, names, one after the other */
  float *edges;  /* [rows][2 arc + 2 rel]: as head and as dependent, of arcs and of relations */
  /* where the words of each piece are: row of word i of piece k = start[i] + rank[k] */
  uint32_t *start; /* [longest + 1] */
  uint32_t *alive; /* [longest] pieces that have a word i */
  uint32_t longest;
};

/* Room for batches of a document of `words` words whose longest piece has up to `longest`. False: out of memory. */
bool trv_encoder_init(struct trv_encoder *e, const struct trv_parser *p, size_t longest, size_t words);
void trv_encoder_release(struct trv_encoder *e);

/* Encodes n pieces (1 to TRV_BATCH_PIECES), sorted by falling length, together within the room. Fills scores and edges. */
void trv_encoder_run(struct trv_encoder *e, const struct trv_text *text, const struct trv_piece *pieces, size_t n);

#endif
