/* Trains a language's text.model: whether a contraction is several words, whether a sentence ends.
 *
 *   text_train PACK OUT TREEBANK.conllu…        writes OUT (share/languages/XX/text.model)
 *   text_train --folds N PACK TREEBANK.conllu…  N-fold accuracies, writes nothing
 *
 * A treebank given as words:FILE teaches contractions alone: speech has no punctuation to learn borders from.
 *
 * The `# text` lines of a treebank are joined by spaces (by a blank line at `# newpar` and `# newdoc`), cut into
 * pieces as treve does, and aligned with the treebank's tokens by their characters. Choices are learned with
 * hints (is the word before a verb, a noun) from hint models that have not seen that part of the treebanks. Logistic regression by stochastic
 * gradient descent with AdaGrad steps (Duchi et al. 2011) over the hashed features of choices.c; the weights are
 * rounded to bytes. The same input gives the same model. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "text/pieces.h"
#include "text/utf8.h"

#define BITS 15
#define SIZE (1u << BITS)
#define EPOCHS 12
#define STEP 0.15
#define DECAY 2e-4
#define HINT_PARTS 4
#define MAX_CORPORA 32

struct example {
  struct trv_features features;
  bool yes;
};

struct examples {
  struct example *items;
  uint32_t n, cap;
};

struct corpus {
  struct trv_strbuf text;
  uint8_t *gold; /* by characters that are no spaces: what ends there */
  uint32_t n, cap;
  bool borders;
  struct trv_pieces pieces;
};

enum { TOKEN = 1, WORDS = 2, SENTENCE = 4, VERB = 8, NOUN = 16, PREPOSITION = 32 };

static _Noreturn void die(const char *what) {
  fprintf(stderr, "text_train: %s\n", what);
  exit(2);
}

static uint32_t count_letters(const char *s, size_t n) {
  uint32_t letters = 0, length;
  for (size_t i = 0; i < n; i += length) {
    enum trv_char_class class = trv_char_class(trv_utf8_get(s + i, &length));
    letters += class != TRV_CHAR_SPACE && class != TRV_CHAR_IGNORABLE && class != TRV_CHAR_MARK;
  }
  return letters;
}

static uint8_t tag(const char *upos, const char *features) {
  bool verb = strcmp(upos, "VERB") == 0 || strcmp(upos, "AUX") == 0;
  if (verb && strstr(features, "VerbForm=Part") && strstr(features, "Tense=Past")) return 0;
  return verb                                                      ? VERB
         : strcmp(upos, "NOUN") == 0 || strcmp(upos, "PROPN") == 0 ? NOUN
         : strcmp(upos, "ADP") == 0                                ? PREPOSITION
                                                                   : 0;
}

/* One line of a token: its characters, and what it is at the last of them. */
static void read_token(char *line, struct corpus *c, uint32_t *covered, struct trv_arena *arena) {
  char *fields[6] = {0}, *rest = line;
  for (int i = 0; i < 6; i++) fields[i] = strsep(&rest, "\t");
  unsigned first = 0, last = 0;
  int numbers = sscanf(fields[0], "%u-%u", &first, &last);
  if (!rest || !fields[5] || strchr(fields[0], '.') || (numbers == 1 && first <= *covered)) return;
  if (numbers == 2) *covered = last;
  uint32_t letters = count_letters(fields[1], strlen(fields[1]));
  for (uint32_t i = 0; i < letters; i++) TRV_PUSH(arena, c->gold, c->n, c->cap, 0);
  if (letters) c->gold[c->n - 1] = (uint8_t)(numbers == 2 ? TOKEN | WORDS : TOKEN | tag(fields[3], fields[5]));
}

static void read_treebank(const char *path, struct corpus *c, struct trv_arena *arena) {
  FILE *file = fopen(path, "r");
  if (!file) die(path);
  char *line = NULL;
  size_t cap = 0;
  uint32_t covered = 0;
  ssize_t got;
  while ((got = getline(&line, &cap, file)) >= 0) {
    while (got && (line[got - 1] == '\n' || line[got - 1] == '\r')) line[--got] = '\0';
    if (strncmp(line, "# newpar", 8) == 0 || strncmp(line, "# newdoc", 8) == 0) {
      trv_strbuf_adds(&c->text, "\n\n");
    } else if (strncmp(line, "# text = ", 9) == 0) {
      if (c->text.n) trv_strbuf_addc(&c->text, ' ');
      trv_strbuf_adds(&c->text, line + 9);
      covered = 0;
    } else if (!got && c->n) {
      c->gold[c->n - 1] |= SENTENCE;
    } else if (line[0] >= '0' && line[0] <= '9') {
      read_token(line, c, &covered, arena);
    }
  }
  free(line);
  fclose(file);
}

struct phase {
  bool tags, choices;
  uint32_t parts, part; /* of the tags: all but this part, parts 0: all; of the choices: this part */
};

static void collect(struct corpus *c, struct phase phase, struct examples *out, struct trv_arena *arena) {
  struct trv_pieces *pieces = &c->pieces;
  uint32_t letters = 0, since = 1;
  struct example e;
#define ADD(task) TRV_PUSH(arena, out[task].items, out[task].n, out[task].cap, e)
  for (uint32_t i = 0; i < pieces->n; i++, since++) {
    uint32_t before = letters;
    const struct trv_piece *p = &pieces->items[i];
    letters += count_letters(pieces->source + p->span.begin, p->span.end - p->span.begin);
    if (letters > c->n) die("more characters in the text than in the tokens");
    uint32_t gold = c->gold[letters - 1];
    bool whole = gold & TOKEN && (!before || c->gold[before - 1] & TOKEN);
    for (uint32_t l = before; l + 1 < letters; l++) whole &= !(c->gold[l] & TOKEN);
    bool in_part = phase.parts && (uint64_t)i * phase.parts / pieces->n == phase.part;
    if (phase.tags && whole && !in_part && trv_tag_features(pieces, i, &e.features)) {
      e.yes = gold & VERB;
      ADD(TRV_TASK_VERB);
      e.yes = gold & NOUN;
      ADD(TRV_TASK_NOUN);
      e.yes = gold & PREPOSITION;
      ADD(TRV_TASK_PREPOSITION);
    }
    /* The features of a choice see the choices before it: here the right ones. */
    if (gold & WORDS) pieces->items[i].flags |= TRV_PIECE_SPLIT;
    if (phase.choices && whole && in_part && trv_contraction_features(pieces, i, &e.features)) {
      e.yes = gold & WORDS;
      ADD(TRV_TASK_CONTRACTION);
    }
    if (phase.choices && in_part && c->borders && trv_border_features(pieces, i, since, &e.features)) {
      e.yes = gold & SENTENCE;
      ADD(TRV_TASK_BORDER);
    }
    if (gold & SENTENCE) since = 0;
  }
}

struct weights {
  double w[SIZE], g[SIZE], bias, bias_g;
};

static double score(const struct weights *m, const struct trv_features *f) {
  double sum = m->bias;
  for (uint32_t i = 0; i < f->n; i++) sum += m->w[(uint32_t)f->hash[i] & (SIZE - 1)];
  return sum;
}

static void train(struct weights *m, const struct examples *ex, uint32_t folds, uint32_t held) {
  memset(m, 0, sizeof *m);
  uint64_t random = 88172645463325252u;
  uint32_t *order = calloc(ex->n ? ex->n : 1, sizeof *order);
  if (!order) die("no memory");
  for (uint32_t i = 0; i < ex->n; i++) order[i] = i;
  for (int epoch = 0; epoch < EPOCHS; epoch++) {
    for (uint32_t i = ex->n; i > 1; i--) {
      random ^= random << 13, random ^= random >> 7, random ^= random << 17;
      uint32_t j = (uint32_t)(random % i), t = order[i - 1];
      order[i - 1] = order[j];
      order[j] = t;
    }
    for (uint32_t k = 0; k < ex->n; k++) {
      uint32_t at = order[k];
      /* Folds are blocks of neighbours: near examples resemble one another. */
      if (folds && (uint64_t)at * folds / ex->n == held) continue;
      const struct example *e = &ex->items[at];
      double error = 1 / (1 + exp(-score(m, &e->features))) - (e->yes ? 1 : 0);
      for (uint32_t i = 0; i < e->features.n; i++) {
        uint32_t w = (uint32_t)e->features.hash[i] & (SIZE - 1);
        double g = error + DECAY * m->w[w];
        m->g[w] += g * g;
        m->w[w] -= STEP * g / sqrt(m->g[w] + 0.01);
      }
      m->bias_g += error * error;
      m->bias -= STEP * error / sqrt(m->bias_g + 0.01);
    }
  }
  free(order);
}

static void cross_validate(struct weights *m, const struct examples *ex, uint32_t folds, const char *name) {
  uint32_t right = 0, yes = 0, found = 0, both = 0;
  for (uint32_t held = 0; held < folds; held++) {
    train(m, ex, folds, held);
    for (uint32_t at = 0; at < ex->n; at++) {
      if ((uint64_t)at * folds / ex->n != held) continue;
      bool says = score(m, &ex->items[at].features) > 0;
      right += says == ex->items[at].yes;
      yes += ex->items[at].yes;
      found += says;
      both += says && ex->items[at].yes;
    }
  }
  printf("%-12s %u choices, accuracy %.2f, F1 %.2f\n", name, ex->n, 100.0 * right / ex->n,
         200.0 * both / (yes + found));
}

static void little(struct trv_strbuf *b, uint64_t v, int n) {
  for (int i = 0; i < n; i++) trv_strbuf_addc(b, (char)(v >> 8 * i & 0xFF));
}

/* Rounds the weights to bytes. */
static void round_weights(struct trv_model *model, enum trv_model_task task, const struct weights *m,
                          struct trv_arena *arena) {
  double largest = 0;
  for (uint32_t i = 0; i < SIZE; i++) largest = fmax(largest, fabs(m->w[i]));
  if (largest == 0) largest = 1; /* a language without this choice */
  int8_t *bytes = TRV_NEW_ARRAY(arena, int8_t, SIZE);
  for (uint32_t i = 0; i < SIZE; i++) bytes[i] = (int8_t)lround(m->w[i] * 127 / largest);
  model->bits = BITS;
  model->unit[task] = (int32_t)lround(127 / largest);
  model->bias[task] = (int32_t)lround(m->bias * 127 / largest);
  model->weights[task] = bytes;
}

static void write_model(const struct trv_model *model, const char *path) {
  struct trv_strbuf file;
  trv_strbuf_init(&file);
  trv_strbuf_add(&file, TRV_MODEL_MAGIC, 8);
  little(&file, TRV_TASKS, 4);
  little(&file, BITS, 4);
  for (int task = 0; task < TRV_TASKS; task++) {
    little(&file, (uint32_t)model->unit[task], 4);
    little(&file, (uint32_t)model->bias[task], 4);
    trv_strbuf_add(&file, (const char *)model->weights[task], SIZE);
  }
  little(&file, trv_hash(file.p, file.n), 8);
  FILE *f = fopen(path, "wb");
  if (!f || fwrite(file.p, 1, file.n, f) != file.n || fclose(f) != 0) die(path);
  trv_strbuf_release(&file);
}

static void train_hints(struct trv_model *model, struct weights *m, struct corpus *corpora, uint32_t n,
                        struct phase phase, struct trv_arena *arena) {
  struct examples ex[TRV_TASKS] = {0};
  struct trv_arena scratch;
  trv_arena_init(&scratch, 0);
  for (uint32_t i = 0; i < n; i++) collect(&corpora[i], phase, ex, &scratch);
  for (enum trv_model_task task = TRV_TASK_VERB; task <= TRV_TASK_PREPOSITION; task++) {
    train(m, &ex[task], 0, 0);
    round_weights(model, task, m, arena);
  }
  trv_arena_release(&scratch);
}

int main(int argc, char **argv) {
  uint32_t folds = 0;
  int arg = 1;
  if (argc > 3 && strcmp(argv[1], "--folds") == 0) folds = (uint32_t)strtoul(argv[2], NULL, 10), arg = 3;
  if (argc - arg < (folds ? 2 : 3)) die("usage: text_train [--folds N] PACK [OUT] TREEBANK.conllu…");
  struct trv_arena arena;
  trv_arena_init(&arena, 0);
  struct trv_error err;
  struct trv_text_rules *rules;
  if (trv_rules_read(argv[arg++], &arena, &rules, &err) != TRV_OK) die(err.message);
  const char *out = folds ? NULL : argv[arg++];
  struct corpus corpora[MAX_CORPORA];
  uint32_t n = 0;
  for (; arg < argc && n < MAX_CORPORA; arg++, n++) {
    struct corpus *c = &corpora[n];
    *c = (struct corpus){.borders = strncmp(argv[arg], "words:", 6) != 0};
    trv_strbuf_init(&c->text);
    read_treebank(argv[arg] + (c->borders ? 0 : 6), c, &arena);
    c->pieces = (struct trv_pieces){.arena = &arena, .pool = {.arena = &arena}, .rules = rules, .source = c->text.p};
    trv_scan(&c->pieces, 0, (uint32_t)c->text.n);
    trv_mark_quotes(&c->pieces);
  }
  static struct weights m;
  struct examples ex[TRV_TASKS] = {0};
  for (uint32_t part = 0; part < HINT_PARTS; part++) {
    train_hints(&rules->model, &m, corpora, n, (struct phase){.tags = true, .parts = HINT_PARTS, .part = part}, &arena);
    for (uint32_t i = 0; i < n; i++) {
      trv_mark_hints(&corpora[i].pieces);
      collect(&corpora[i], (struct phase){.choices = true, .parts = HINT_PARTS, .part = part}, ex, &arena);
    }
  }
  if (folds) {
    cross_validate(&m, &ex[TRV_TASK_CONTRACTION], folds, "contraction");
    cross_validate(&m, &ex[TRV_TASK_BORDER], folds, "border");
  } else {
    train_hints(&rules->model, &m, corpora, n, (struct phase){.tags = true}, &arena);
    for (enum trv_model_task task = TRV_TASK_CONTRACTION; task <= TRV_TASK_BORDER; task++) {
      train(&m, &ex[task], 0, 0);
      round_weights(&rules->model, task, &m, &arena);
    }
    write_model(&rules->model, out);
  }
  for (uint32_t i = 0; i < n; i++) trv_strbuf_release(&corpora[i].text);
  trv_arena_release(&arena);
  return 0;
}
