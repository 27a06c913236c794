/* Loading a parser: takes the sections of the model file one by one and checks that their sizes agree.
 *
 * The sections are written by train/export.py, which documents each. */
#include "parse/model.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "parse/labels.h"

enum dim {
  DIM_WORD,
  DIM_LEX,
  DIM_VEC,
  DIM_AFFIX,
  DIM_X,
  DIM_HID,
  DIM_TAG,
  DIM_ARC,
  DIM_REL,
  DIM_UPOS,
  DIM_FEATS,
  DIM_SCRIPTS,
  DIM_RELS,
  DIM_NAMES,
  DIM_BUCKETS,
  DIM_SLOTS,
  N_DIMS
};

uint64_t trv_fnv(uint64_t h, const char *p, size_t n) {
  for (size_t i = 0; i < n; i++) h = (h ^ (uint8_t)p[i]) * 0x100000001B3u;
  return h;
}

uint32_t trv_fnv_fold(uint64_t h) { return (uint32_t)(h ^ h >> 32); }

uint32_t trv_keys_find(const struct trv_keys *keys, uint32_t key) {
  uint32_t from = keys->start[key >> 16], end = keys->start[(key >> 16) + 1];
  uint16_t low = (uint16_t)key;
  for (uint32_t left = from, right = end; left < right;) {
    uint32_t middle = left + (right - left) / 2;
    if (keys->low[middle] == low) return middle;
    if (keys->low[middle] < low) left = middle + 1;
    else right = middle;
  }
  return UINT32_MAX;
}

/* A loading in progress: the first error stops the rest. */
struct loading {
  struct trv_parser *p;
  struct trv_error *err;
  enum trv_status status;
  const void *found;
};

static const void *section(struct loading *l, const char *name, size_t item, size_t count, size_t *n_found) {
  l->found = NULL;
  if (l->status == TRV_OK) l->status = trv_model_section(&l->p->file, name, item, count, &l->found, n_found, l->err);
  return l->found;
}

static void broken(struct loading *l, const char *what) {
  if (l->status == TRV_OK) l->status = trv_fail(l->err, TRV_BAD_DATA, l->p->file.path, 0, 0, "parser model: %s", what);
}

static const void *part(struct loading *l, const char *name, const char *of, size_t item, size_t count) {
  char full[17];
  size_t n = strlen(name), m = strlen(of);
  if (n + m > 16) {
    broken(l, "a section name is too long");
    return NULL;
  }
  memcpy(full, name, n);
  memcpy(full + n, of, m + 1);
  return section(l, full, item, count, NULL);
}

static struct trv_linear linear(struct loading *l, const char *name, size_t n_in, size_t n_out) {
  struct trv_linear layer = {.n_in = (n_in + 3) / 4 * 4, .n_out = (n_out + 15) / 16 * 16};
  if (layer.n_in > TRV_MAX_INPUTS) broken(l, "a layer is too wide");
  layer.w = part(l, name, ".w", 1, layer.n_in * layer.n_out);
  layer.scale = part(l, name, ".scale", sizeof(float), layer.n_out);
  layer.bias = part(l, name, ".bias", sizeof(float), layer.n_out);
  layer.sum = part(l, name, ".sum", sizeof(int32_t), layer.n_out);
  return layer;
}

static struct trv_embedding embedding(struct loading *l, const char *name, size_t dim) {
  struct trv_embedding e = {.dim = dim};
  char scale[17];
  snprintf(scale, sizeof scale, "%s.scale", name);
  e.scale = section(l, scale, sizeof(float), SIZE_MAX, &e.n_rows);
  e.rows = part(l, name, ".rows", 1, e.n_rows * dim);
  if (e.n_rows == 0) broken(l, "an embedding is empty");
  return e;
}

static struct trv_keys keys(struct loading *l, const char *name, size_t *n) {
  struct trv_keys k = {0};
  char full[17];
  snprintf(full, sizeof full, "%s.key", name);
  k.low = section(l, full, sizeof *k.low, SIZE_MAX, n);
  k.start = part(l, name, ".start", sizeof(uint32_t), 65537);
  if (l->status != TRV_OK) return k;
  for (size_t i = 0; i < 65536; i++)
    if (k.start[i] > k.start[i + 1]) broken(l, "a key index is not sorted");
  if (k.start[65536] != *n) broken(l, "a key index does not fit its keys");
  return k;
}

/* `count` NUL-terminated strings, one after the other. */
static const char **strings(struct loading *l, const char *name, size_t count) {
  size_t n = 0;
  const char *text = section(l, name, 1, SIZE_MAX, &n);
  if (l->status != TRV_OK || !text) return NULL;
  const char **out = TRV_NEW_ARRAY(&l->p->arena, const char *, count + 1);
  size_t at = 0;
  for (size_t i = 0; i < count; i++) {
    const char *end = at < n ? memchr(text + at, 0, n - at) : NULL;
    if (!end) {
      broken(l, "an inventory is shorter than it says");
      return NULL;
    }
    out[i] = text + at;
    at = (size_t)(end - text) + 1;
  }
  return out;
}

static void load_scripts(struct loading *l) {
  struct trv_parser *p = l->p;
  const char **text = strings(l, "scripts", p->n_scripts);
  if (!text) return;
  p->scripts = TRV_NEW_ARRAY(&p->arena, struct trv_script, p->n_scripts);
  for (size_t i = 0; i < p->n_scripts; i++) {
    struct trv_script *s = &p->scripts[i];
    if (text[i][0] == '=') {
      *s = (struct trv_script){TRV_SCRIPT_WHOLE, 0, text[i] + 1};
      continue;
    }
    char *end = NULL;
    unsigned long cut = text[i][0] ? strtoul(text[i] + 1, &end, 10) : 0;
    if (!end || *end != ':' || cut > 64 || (text[i][0] != 'l' && text[i][0] != 'k')) {
      broken(l, "a lemma script cannot be read");
      return;
    }
    *s = (struct trv_script){text[i][0] == 'l' ? TRV_SCRIPT_LOWER : TRV_SCRIPT_KEEP, (uint32_t)cut, end + 1};
  }
}

static void load_labels(struct loading *l) {
  struct trv_parser *p = l->p;
  const char **upos = strings(l, "upos", p->n_upos), **rels = strings(l, "rels", p->n_rels);
  const char **names = strings(l, "names", p->n_names);
  p->feats_text = strings(l, "feats", p->n_feats);
  p->compatible = section(l, "compatible", 1, p->n_upos * p->n_feats, NULL);
  load_scripts(l);
  if (l->status != TRV_OK) return;
  p->upos = TRV_NEW_ARRAY(&p->arena, uint8_t, p->n_upos);
  for (size_t i = 0; i < p->n_upos; i++) p->upos[i] = (uint8_t)trv_upos_of(upos[i]);
  p->rels = TRV_NEW_ARRAY(&p->arena, struct trv_relation, p->n_rels);
  p->root_rel = p->n_rels;
  for (size_t i = 0; i < p->n_rels; i++) {
    trv_deprel_of(rels[i], &p->rels[i].deprel, &p->rels[i].sub);
    if (strcmp(rels[i], "root") == 0) p->root_rel = i;
  }
  if (p->root_rel == p->n_rels || p->n_rels < 2) broken(l, "its relations lack 'root'");
  p->names = TRV_NEW_ARRAY(&p->arena, struct trv_name_tag, p->n_names);
  for (size_t i = 0; i < p->n_names; i++) p->names[i] = trv_name_tag_of(names[i]);
  p->feats = TRV_NEW_ARRAY(&p->arena, struct trv_feats, p->n_feats);
  for (size_t i = 0; i < p->n_feats; i++) p->feats[i] = trv_feats_of(p->feats_text[i]);
}

static void load_forms(struct loading *l) {
  struct trv_parser *p = l->p;
  size_t n = 0, n_words = 0, n_lemmas = 0;
  p->forms = keys(l, "form", &n);
  p->form_vec = section(l, "form.vec", sizeof(uint16_t), n, NULL);
  p->form_lex = section(l, "form.lex", sizeof(uint16_t), n, NULL);
  p->words = keys(l, "word", &n_words);
  p->lemmas = keys(l, "lemma", &n_lemmas);
  if (l->status != TRV_OK) return;
  for (size_t i = 0; i < n; i++)
    if (p->form_vec[i] >= p->vec.n_rows || p->form_lex[i] >= p->lex.n_rows) {
      broken(l, "a form points outside the embeddings");
      return;
    }
  if (n_words + 1 != p->word.n_rows) broken(l, "its words do not fit their embeddings");
}

static void load_network(struct loading *l, const uint32_t *d) {
  static const char *const x_name[2][2] = {{"l0fx", "l0bx"}, {"l1fx", "l1bx"}}, *const h_name[2][2] = {
                                                                                    {"l0fh", "l0bh"}, {"l1fh", "l1bh"}};
  struct trv_parser *p = l->p;
  size_t out = 2 * p->hid;
  p->word = embedding(l, "wemb", d[DIM_WORD]);
  p->lex = embedding(l, "lemb", d[DIM_LEX]);
  p->vec = embedding(l, "vemb", d[DIM_VEC]);
  p->affix = embedding(l, "aemb", d[DIM_AFFIX]);
  if (p->affix.n_rows != d[DIM_BUCKETS]) broken(l, "its affixes do not fit their embeddings");
  p->in_dim = d[DIM_WORD] + d[DIM_LEX] + d[DIM_VEC] + (size_t)TRV_AFFIX_SLOTS * d[DIM_AFFIX];
  p->input = linear(l, "input", p->in_dim, p->x);
  for (int i = 0; i < TRV_PARSE_LAYERS; i++)
    for (int k = 0; k < 2; k++) {
      p->lstm_x[i][k] = linear(l, x_name[i][k], i == 0 ? p->x : out, 4 * p->hid);
      p->lstm_h[i][k] = linear(l, h_name[i][k], p->hid, 4 * p->hid);
    }
  p->norm_gain = section(l, "norm.gain", sizeof(float), out, NULL);
  p->norm_bias = section(l, "norm.bias", sizeof(float), out, NULL);
  p->tag_h = linear(l, "tagh", out, d[DIM_TAG]);
  p->tag_x = linear(l, "tagx", p->x, d[DIM_TAG]);
  p->heads = linear(l, "heads", d[DIM_TAG], p->n_upos + p->n_feats + p->n_scripts + p->n_names);
  p->edges = linear(l, "edges", out, 2 * p->arc + 2 * p->rel);
  p->arc_query = linear(l, "query", p->arc, p->arc);
  p->relation = linear(l, "relation", (p->rel + 1) * (p->rel + 1), p->n_rels);
  p->root = section(l, "root", sizeof(float), p->arc + p->rel, NULL);
  p->distance = section(l, "distance", sizeof(float), 2 * TRV_PARSE_FAR + 1, NULL);
}

/* The widths that the kernels count on. */
static bool sound(const uint32_t *d) {
  for (int i = 0; i < N_DIMS; i++)
    if (d[i] == 0 || d[i] > 1u << 20) return false;
  return d[DIM_WORD] % 4 == 0 && d[DIM_LEX] % 4 == 0 && d[DIM_VEC] % 4 == 0 && d[DIM_AFFIX] % 4 == 0 &&
         d[DIM_X] % 16 == 0 && d[DIM_HID] % 16 == 0 && d[DIM_TAG] % 16 == 0 && d[DIM_ARC] % 64 == 0 &&
         d[DIM_REL] % 8 == 0 && d[DIM_X] <= 4096 && d[DIM_HID] <= 4096 && d[DIM_TAG] <= 4096 && d[DIM_ARC] <= 4096 &&
         d[DIM_REL] <= 256 && d[DIM_SLOTS] == TRV_AFFIX_SLOTS && d[DIM_UPOS] <= 64 && d[DIM_FEATS] <= 4096 &&
         d[DIM_SCRIPTS] <= 4096 && d[DIM_RELS] <= 255 && d[DIM_NAMES] <= 255 && d[DIM_BUCKETS] > 1;
}

enum trv_status trv_parser_load(const char *path, struct trv_parser **out, struct trv_error *err) {
  *out = NULL;
  struct trv_parser *p = calloc(1, sizeof *p);
  if (!p) return trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "out of memory");
  trv_arena_init(&p->arena, 0);
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_parser_free(p);
    return trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "out of memory");
  }
  trv_arena_guard(&p->arena, &guard);
  struct loading l = {p, err, TRV_OK, NULL};
  l.status = trv_model_file_open(path, &p->file, err);
  const uint32_t *d = section(&l, "dims", sizeof(uint32_t), N_DIMS, NULL);
  if (l.status == TRV_OK && !sound(d)) broken(&l, "its dimensions make no sense");
  if (l.status == TRV_OK) {
    p->x = d[DIM_X], p->hid = d[DIM_HID], p->arc = d[DIM_ARC], p->rel = d[DIM_REL];
    p->n_upos = d[DIM_UPOS], p->n_feats = d[DIM_FEATS], p->n_scripts = d[DIM_SCRIPTS];
    p->n_rels = d[DIM_RELS], p->n_names = d[DIM_NAMES];
    load_network(&l, d);
    load_forms(&l);
    load_labels(&l);
  }
  trv_arena_guard(&p->arena, NULL);
  p->kernels = trv_kernels_choose(getenv("TREVE_KERNEL"));
  if (l.status != TRV_OK) {
    trv_parser_free(p);
    return l.status;
  }
  *out = p;
  return TRV_OK;
}

void trv_parser_free(struct trv_parser *parser) {
  if (!parser) return;
  trv_model_file_close(&parser->file);
  trv_arena_release(&parser->arena);
  free(parser);
}
