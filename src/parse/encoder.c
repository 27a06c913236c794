/* The encoder: form features -> linear layer -> two bidirectional LSTM layers -> normalisation -> the heads' inputs.
 *
 * Words of a batch lie in packed rows (first words of all pieces, then second words, …), so that each step of an LSTM is
 * one product over the sentences still running. A row's result depends on its own sentence alone, never on the batch.
 * Distinct forms of a batch go through the input layer once. Hochreiter and Schmidhuber 1997; Dozat and Manning 2017. */
#include "parse/encoder.h"

#include <stdlib.h>
#include <string.h>

#include "parse/features.h"

enum { CHUNK = 64 };

static size_t aligned(size_t n) { return (n + 63) / 64 * 64; }

/* Gives the buffers their places from `base` on (NULL: only counts); returns the bytes they take. */
static size_t place(struct trv_encoder *e, uint8_t *base, size_t longest) {
  const struct trv_parser *p = e->p;
  size_t used = 0, rows = e->rows, out = 2 * p->hid;
#define PLACE(field, count)                      \
  do {                                           \
    if (base) e->field = (void *)(base + used);  \
    used += aligned((count) * sizeof *e->field); \
  } while (0)
  PLACE(row_form, rows);
  PLACE(form_word, rows);
  PLACE(slots, e->n_slots);
  PLACE(embedded, CHUNK * p->input.n_in);
  PLACE(form_x, rows * p->x);
  PLACE(form_q, rows * p->x);
  PLACE(form_scale, rows);
  PLACE(x_q, rows * p->x);
  PLACE(x_scale, rows);
  PLACE(gates, rows * 4 * p->hid);
  PLACE(state, rows * out);
  PLACE(state_q, rows * out);
  PLACE(state_scale, rows);
  PLACE(cell, TRV_BATCH_PIECES * p->hid);
  PLACE(hidden_q, TRV_BATCH_PIECES * p->hid);
  PLACE(hidden_scale, TRV_BATCH_PIECES);
  PLACE(tag, rows * p->tag_h.n_out);
  PLACE(tag_q, rows * p->tag_h.n_out);
  PLACE(tag_scale, rows);
  PLACE(scores, rows * p->heads.n_out);
  PLACE(edges, rows * p->edges.n_out);
  PLACE(start, longest + 1);
  PLACE(alive, longest + 1);
#undef PLACE
  return used;
}

bool trv_encoder_init(struct trv_encoder *e, const struct trv_parser *p, size_t longest, size_t words) {
  size_t most = longest > TRV_BATCH_WORDS ? longest : TRV_BATCH_WORDS;
  *e = (struct trv_encoder){.p = p, .rows = words < most ? words : most};
  if (e->rows < CHUNK) e->rows = CHUNK;
  e->n_slots = 1;
  while (e->n_slots < 2 * e->rows) e->n_slots *= 2;
  size_t bytes = place(e, NULL, longest);
  e->memory = aligned_alloc(64, bytes);
  if (!e->memory) return false;
  place(e, e->memory, longest);
  for (size_t i = 0; i < TRV_BATCH_PIECES; i++) e->hidden_scale[i] = 1.0f / 127.0f;
  return true;
}

void trv_encoder_release(struct trv_encoder *e) {
  free(e->memory);
  *e = (struct trv_encoder){0};
}

static size_t pack(struct trv_encoder *e, const struct trv_piece *pieces, size_t n) {
  uint32_t rows = 0;
  size_t alive = n;
  e->longest = pieces[0].n;
  for (uint32_t i = 0; i < e->longest; i++) {
    while (pieces[alive - 1].n <= i) alive--;
    e->start[i] = rows;
    e->alive[i] = (uint32_t)alive;
    rows += (uint32_t)alive;
  }
  e->start[e->longest] = rows;
  return rows;
}

/* Numbers the distinct forms of the batch; returns how many there are. */
static size_t find_forms(struct trv_encoder *e, const struct trv_text *text, const struct trv_piece *pieces) {
  size_t count = 0;
  memset(e->slots, 0xFF, e->n_slots * sizeof *e->slots);
  for (uint32_t i = 0; i < e->longest; i++)
    for (uint32_t k = 0; k < e->alive[i]; k++) {
      uint32_t word = pieces[k].first + i;
      const char *form = text->words[word].form;
      size_t slot = trv_fnv_fold(trv_fnv(TRV_FNV_START, form, strlen(form))) & (e->n_slots - 1);
      while (e->slots[slot] != UINT32_MAX && strcmp(text->words[e->form_word[e->slots[slot]]].form, form) != 0)
        slot = (slot + 1) & (e->n_slots - 1);
      if (e->slots[slot] == UINT32_MAX) {
        e->form_word[count] = word;
        e->slots[slot] = (uint32_t)count++;
      }
      e->row_form[e->start[i] + k] = e->slots[slot];
    }
  return count;
}

static float *embed(const struct trv_embedding *table, uint32_t row, float *out) {
  const int8_t *values = table->rows + (size_t)row * table->dim;
  float scale = table->scale[row];
  for (size_t i = 0; i < table->dim; i++) out[i] = (float)values[i] * scale;
  return out + table->dim;
}

/* The input layer: for each distinct form, then copied to the rows. */
static void run_input(struct trv_encoder *e, const struct trv_text *text, size_t rows, size_t forms) {
  const struct trv_parser *p = e->p;
  const struct trv_kernels *k = p->kernels;
  size_t width = p->input.n_in;
  int8_t *quantised = (int8_t *)e->gates; /* not yet in use */
  float scale[CHUNK];
  for (size_t from = 0; from < forms; from += CHUNK) {
    size_t n = forms - from < CHUNK ? forms - from : CHUNK;
    for (size_t i = 0; i < n; i++) {
      const struct trv_word *word = &text->words[e->form_word[from + i]];
      struct trv_form_rows rows_of = trv_form_rows_of(p, word->form, word->lower);
      float *at = e->embedded + i * width;
      at = embed(&p->word, rows_of.word, at);
      at = embed(&p->lex, rows_of.lex, at);
      at = embed(&p->vec, rows_of.vec, at);
      for (int a = 0; a < TRV_AFFIX_SLOTS; a++) at = embed(&p->affix, rows_of.affix[a], at);
      while (at < e->embedded + (i + 1) * width) *at++ = 0;
    }
    k->quantise(e->embedded, n, width, quantised, scale);
    k->linear(&p->input, quantised, scale, n, e->form_x + from * p->x, false);
  }
  k->leaky(e->form_x, forms * p->x);
  k->quantise(e->form_x, forms, p->x, e->form_q, e->form_scale);
  for (size_t r = 0; r < rows; r++) {
    memcpy(e->x_q + r * p->x, e->form_q + e->row_form[r] * p->x, p->x);
    e->x_scale[r] = e->form_scale[e->row_form[r]];
  }
}

/* One direction of one layer, into the left or right half of `state`. */
static void run_lstm(struct trv_encoder *e, int layer, int backwards, const int8_t *in, const float *in_scale,
                     size_t rows) {
  const struct trv_parser *p = e->p;
  const struct trv_kernels *k = p->kernels;
  size_t hid = p->hid;
  k->linear(&p->lstm_x[layer][backwards], in, in_scale, rows, e->gates, false);
  memset(e->cell, 0, TRV_BATCH_PIECES * hid * sizeof *e->cell);
  memset(e->hidden_q, 0, TRV_BATCH_PIECES * hid);
  for (uint32_t step = 0; step < e->longest; step++) {
    uint32_t i = backwards ? e->longest - 1 - step : step;
    size_t row = e->start[i], alive = e->alive[i];
    float *gates = e->gates + row * 4 * hid;
    k->linear(&p->lstm_h[layer][backwards], e->hidden_q, e->hidden_scale, alive, gates, true);
    k->lstm(gates, alive, hid, e->cell, e->state + row * 2 * hid + (backwards ? hid : 0), 2 * hid, e->hidden_q);
  }
}

void trv_encoder_run(struct trv_encoder *e, const struct trv_text *text, const struct trv_piece *pieces, size_t n) {
  const struct trv_parser *p = e->p;
  const struct trv_kernels *k = p->kernels;
  size_t rows = pack(e, pieces, n), out = 2 * p->hid;
  run_input(e, text, rows, find_forms(e, text, pieces));

  for (int layer = 0; layer < TRV_PARSE_LAYERS; layer++) {
    const int8_t *in = layer ? e->state_q : e->x_q;
    const float *scale = layer ? e->state_scale : e->x_scale;
    run_lstm(e, layer, 0, in, scale, rows);
    run_lstm(e, layer, 1, in, scale, rows);
    if (layer + 1 == TRV_PARSE_LAYERS) k->norm(e->state, rows, out, p->norm_gain, p->norm_bias);
    k->quantise(e->state, rows, out, e->state_q, e->state_scale);
  }

  k->linear(&p->tag_h, e->state_q, e->state_scale, rows, e->tag, false);
  k->linear(&p->tag_x, e->x_q, e->x_scale, rows, e->tag, true);
  k->leaky(e->tag, rows * p->tag_h.n_out);
  k->quantise(e->tag, rows, p->tag_h.n_out, e->tag_q, e->tag_scale);
  k->linear(&p->heads, e->tag_q, e->tag_scale, rows, e->scores, false);
  k->linear(&p->edges, e->state_q, e->state_scale, rows, e->edges, false);
  k->leaky(e->edges, rows * p->edges.n_out);
}
