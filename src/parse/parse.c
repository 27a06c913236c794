/* The parse layer: cuts the document into batches, encodes them, and turns scores into labels and trees. */
#include "parse/parse.h"

#include <stdlib.h>
#include <string.h>

#include "parse/attach.h"
#include "parse/lemma.h"
#include "parse/tree.h"

/* Longest run of words that is parsed as one; longer sentences are parsed in parts, each hung on the one before. */
#define MAX_PIECE ((uint32_t)TRV_TREE_MAX_WORDS)

/* Labels as the model numbers them, until the lemmas are made. */
struct choices {
  uint16_t *script, *feats;
};

static uint32_t best_of(const float *score, size_t n) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < n; i++)
    if (score[i] > score[best]) best = i;
  return best;
}

static void tag_word(const struct trv_parser *p, const struct trv_text *text, uint32_t word, const float *score,
                     struct trv_parse *out, struct choices *choices) {
  const float *feats = score + p->n_upos, *script = feats + p->n_feats, *name = script + p->n_scripts;
  uint32_t upos = best_of(score, p->n_upos);
  const uint8_t *compatible = p->compatible + (size_t)upos * p->n_feats;
  uint32_t best = UINT32_MAX;
  for (uint32_t i = 0; i < p->n_feats; i++)
    if (compatible[i] && (best == UINT32_MAX || feats[i] > feats[best])) best = i;
  out->upos[word] = p->upos[upos];
  choices->feats[word] = (uint16_t)(best == UINT32_MAX ? best_of(feats, p->n_feats) : best);
  choices->script[word] = (uint16_t)trv_lemma_choose(p, text->words[word].form, text->words[word].lower, upos, script);
  out->name[word] = p->names[best_of(name, p->n_names)];
}

/* A word inside a name follows one of the same kind, or begins it. */
static void mend_names(struct trv_name_tag *name, struct trv_piece piece) {
  for (uint32_t i = piece.first; i < piece.first + piece.n; i++)
    if (name[i].kind != TRV_NAME_NONE && (i == piece.first || name[i - 1].kind != name[i].kind)) name[i].begin = 1;
}

static int longer_first(const void *a, const void *b) {
  const struct trv_piece *x = a, *y = b;
  if (x->n != y->n) return x->n > y->n ? -1 : 1;
  return x->first < y->first ? -1 : x->first > y->first;
}

static void run_batch(struct trv_encoder *e, struct trv_attach *a, const struct trv_text *text,
                      struct trv_piece *pieces, size_t n, struct trv_parse *out, struct choices *choices) {
  const struct trv_parser *p = e->p;
  qsort(pieces, n, sizeof *pieces, longer_first);
  trv_encoder_run(e, text, pieces, n);
  for (uint32_t rank = 0; rank < n; rank++) {
    struct trv_piece piece = pieces[rank];
    for (uint32_t i = 0; i < piece.n; i++)
      tag_word(p, text, piece.first + i, e->scores + (size_t)(e->start[i] + rank) * p->heads.n_out, out, choices);
    mend_names(out->name, piece);
    uint32_t *head = out->head + piece.first;
    uint8_t *rel = out->deprel + piece.first;
    trv_attach_run(a, e, rank, piece.n, head, rel);
    for (uint32_t i = 0; i < piece.n; i++) {
      struct trv_relation r = p->rels[rel[i]];
      head[i] = head[i] == 0 ? TRV_NO_WORD : piece.first + head[i] - 1;
      rel[i] = r.deprel;
      out->sub[piece.first + i] = r.sub;
    }
  }
}

static uint32_t root_of(const struct trv_parse *p, uint32_t from, uint32_t end) {
  while (from < end && p->head[from] != TRV_NO_WORD) from++;
  return from;
}

/* Hangs the root of each later part of a sentence that was parsed in parts on the first part's. */
static void join_parts(struct trv_parse *p, const struct trv_sentence *s) {
  uint32_t end = s->first_word + s->n_words;
  uint32_t root = root_of(p, s->first_word, end);
  for (uint32_t i = root_of(p, root + 1, end); i < end; i = root_of(p, i + 1, end)) {
    p->head[i] = root;
    p->deprel[i] = TRV_REL_PARATAXIS;
    p->sub[i] = TRV_SUB_NONE;
  }
}

/* The pieces that wait for the next batch. */
struct queue {
  struct trv_piece pieces[TRV_BATCH_PIECES];
  size_t n, words;
};

static void flush(struct trv_encoder *e, struct trv_attach *a, const struct trv_text *text, struct queue *q,
                  struct trv_parse *out, struct choices *choices) {
  if (q->n) run_batch(e, a, text, q->pieces, q->n, out, choices);
  q->n = q->words = 0;
}

/* Parses the words from `first` to `end`, in parts where they are too many. */
static void run_words(struct trv_encoder *e, struct trv_attach *a, const struct trv_text *text, struct queue *q,
                      uint32_t first, uint32_t end, struct trv_parse *out, struct choices *choices) {
  while (first < end) {
    uint32_t length = end - first < MAX_PIECE ? end - first : MAX_PIECE;
    if (q->n == TRV_BATCH_PIECES || q->words + length > e->rows) flush(e, a, text, q, out, choices);
    q->pieces[q->n++] = (struct trv_piece){first, length};
    q->words += length;
    first += length;
  }
}

/* The word behind the clause that begins with `from`: behind its semicolon, or `end`. */
static uint32_t clause_end(const struct trv_text *text, uint32_t from, uint32_t end) {
  while (from < end && strcmp(text->words[from].form, ";") != 0) from++;
  return from < end ? from + 1 : end;
}

/* "The rebels deny it; the army, he said, has shelled the town": each part has a verb of its own, so none hangs on a word inside another.
 * The parts of a list ("Smith, of the army; Jones, of the navy") have none. */
static bool of_clauses(const struct trv_parser *p, const struct trv_text *text, const struct trv_parse *out,
                       const struct choices *choices, const struct trv_sentence *s) {
  uint32_t end = s->first_word + s->n_words, n = 0;
  for (uint32_t from = s->first_word; from < end; n++) {
    uint32_t stop = clause_end(text, from, end);
    bool finite = false;
    for (; from < stop; from++) {
      const struct trv_feats *f = &p->feats[choices->feats[from]];
      finite |= (out->upos[from] == TRV_VERB || out->upos[from] == TRV_AUX) && f->verbform == TRV_FIN;
    }
    if (!finite) return false;
  }
  return n > 1;
}

static void run_all(struct trv_encoder *e, struct trv_attach *a, const struct trv_text *text, struct trv_parse *out,
                    struct choices *choices) {
  struct queue q = {.n = 0};
  for (uint32_t s = 0; s < text->n_sentences; s++) {
    const struct trv_sentence *sentence = &text->sentences[s];
    run_words(e, a, text, &q, sentence->first_word, sentence->first_word + sentence->n_words, out, choices);
  }
  flush(e, a, text, &q, out, choices);
}

/* Parses anew, clause by clause and as if each semicolon were a period, the sentences that semicolons divide into clauses. `stopped`: the
 * text with periods for semicolons. */
static void run_clauses(struct trv_encoder *e, struct trv_attach *a, const struct trv_text *text,
                        const struct trv_text *stopped, struct trv_parse *out, struct choices *choices) {
  struct queue q = {.n = 0};
  for (uint32_t s = 0; s < text->n_sentences; s++) {
    const struct trv_sentence *sentence = &text->sentences[s];
    if (!of_clauses(e->p, text, out, choices, sentence)) continue;
    uint32_t end = sentence->first_word + sentence->n_words;
    for (uint32_t from = sentence->first_word, stop; from < end; from = stop) {
      stop = clause_end(text, from, end);
      run_words(e, a, stopped, &q, from, stop, out, choices);
    }
  }
  flush(e, a, stopped, &q, out, choices);
}

/* The text with a period for each semicolon; the text itself where it has none. */
static const struct trv_text *with_periods(const struct trv_text *text, struct trv_arena *arena) {
  if (clause_end(text, 0, text->n_words) == text->n_words) return text;
  struct trv_text *stopped = TRV_NEW(arena, struct trv_text);
  struct trv_word *words = TRV_NEW_ARRAY(arena, struct trv_word, text->n_words);
  memcpy(words, text->words, text->n_words * sizeof *words);
  for (uint32_t w = 0; w < text->n_words; w++)
    if (strcmp(words[w].form, ";") == 0) words[w].form = words[w].lower = ".";
  *stopped = *text;
  stopped->words = words;
  return stopped;
}

static struct trv_parse *new_parse(const struct trv_text *text, struct trv_arena *arena) {
  struct trv_parse *out = TRV_NEW(arena, struct trv_parse);
  uint32_t n = text->n_words;
  out->n_words = n;
  out->upos = TRV_NEW_ARRAY(arena, uint8_t, n);
  out->feats = TRV_NEW_ARRAY(arena, struct trv_feats, n);
  out->feats_text = TRV_NEW_ARRAY(arena, const char *, n);
  out->lemma = TRV_NEW_ARRAY(arena, const char *, n);
  out->head = TRV_NEW_ARRAY(arena, uint32_t, n);
  out->deprel = TRV_NEW_ARRAY(arena, uint8_t, n);
  out->sub = TRV_NEW_ARRAY(arena, uint8_t, n);
  out->name = TRV_NEW_ARRAY(arena, struct trv_name_tag, n);
  return out;
}

enum trv_status trv_parse_run(const struct trv_parser *parser, const struct trv_text *text, struct trv_arena *arena,
                              struct trv_parse **out, struct trv_error *err) {
  struct trv_parse *p = new_parse(text, arena);
  struct choices choices = {TRV_NEW_ARRAY(arena, uint16_t, text->n_words),
                            TRV_NEW_ARRAY(arena, uint16_t, text->n_words)};
  uint32_t longest = 1;
  for (uint32_t s = 0; s < text->n_sentences; s++)
    if (text->sentences[s].n_words > longest) longest = text->sentences[s].n_words;
  if (longest > MAX_PIECE) longest = MAX_PIECE;

  const struct trv_text *stopped = with_periods(text, arena);

  /* Nothing is allocated from the arena while these are held. */
  struct trv_encoder encoder;
  struct trv_attach attach;
  bool ready = trv_encoder_init(&encoder, parser, longest, text->n_words);
  if (ready && !trv_attach_init(&attach, parser, longest)) {
    trv_encoder_release(&encoder);
    ready = false;
  }
  if (!ready) return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "out of memory while parsing");
  run_all(&encoder, &attach, text, p, &choices);
  if (stopped != text) run_clauses(&encoder, &attach, text, stopped, p, &choices);
  trv_encoder_release(&encoder);
  trv_attach_release(&attach);

  for (uint32_t i = 0; i < text->n_words; i++) {
    const struct trv_word *word = &text->words[i];
    p->feats[i] = parser->feats[choices.feats[i]];
    p->feats_text[i] = parser->feats_text[choices.feats[i]];
    p->lemma[i] = trv_lemma_make(parser, choices.script[i], word->form, word->lower, arena);
  }
  for (uint32_t s = 0; s < text->n_sentences; s++) join_parts(p, &text->sentences[s]);
  trv_parse_index(p, arena);
  *out = p;
  return TRV_OK;
}
