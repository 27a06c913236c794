/* What an event is about: PLOVER's contexts, told by the words of its sentences and of its article, by who takes part in it, and by its mode.
 *
 * Input: words, tags, the merged events. Output: the contexts of each event, in the order of share/ontology/contexts.tsv. Method: the pack's
 * table gives lemmas and phrases weights for a context. An event has the contexts whose words weigh CONTEXT_ENOUGH in the sentences that tell it, and
 * those that the article as a whole is about: TOPIC_WORDS different words of it, which with all their repetitions weigh a share of its
 * content words (the PLOVER manual, 2021, leaves it to the coder: mode by the sentence, context by paragraph or document). */
#include <string.h>

#include "base/table.h"
#include "ontology/actors.h"
#include "what/internal.h"

#define CONTEXT_ENOUGH 2
#define TOPIC_WORDS 3
#define TOPIC_SHARE 20     /* content words for each point of weight that a topic has */
#define MAX_PHRASE_WORDS 6 /* "mission d'observation des droits de l'homme" */
#define MAX_WEIGHT 9

/* A word or phrase of one context; those that begin with the same lemma hang together. */
struct term {
  uint32_t next; /* + 1; 0: no more */
  uint8_t context, weight, n_lemmas;
  struct trv_slice lemmas[MAX_PHRASE_WORDS];
};

struct trv_contexts {
  struct trv_map first; /* first lemma -> number of the term */
  uint32_t n, cap;
  struct term *terms;
};

/* ---- loading */

static bool add_term(struct trv_contexts *c, struct trv_arena *arena, struct trv_slice words, uint32_t context,
                     uint64_t weight) {
  struct term t = {.context = (uint8_t)context, .weight = (uint8_t)weight};
  while (words.p) {
    struct trv_slice word = trv_slice_split(&words, ' ');
    if (!word.n || t.n_lemmas == MAX_PHRASE_WORDS) return false;
    t.lemmas[t.n_lemmas++] = word;
  }
  uint32_t before = trv_map_get(&c->first, t.lemmas[0]);
  t.next = before == TRV_MAP_NONE ? 0 : before + 1;
  trv_map_put(&c->first, t.lemmas[0], c->n);
  TRV_PUSH(arena, c->terms, c->n, c->cap, t);
  return true;
}

enum trv_status trv_contexts_load(const char *path, struct trv_arena *arena, struct trv_contexts **out,
                                  struct trv_error *err) {
  static const char *const columns[] = {"context", "weight", "lemmas", NULL};
  struct trv_table t;
  enum trv_status status = trv_table_load(path, columns, arena, &t, err);
  if (status != TRV_OK) return status;
  struct trv_contexts *c = TRV_NEW(arena, struct trv_contexts);
  trv_map_init(&c->first, arena);
  for (uint32_t i = 0; i < t.n_rows; i++) {
    struct trv_slice name = trv_table_cell(&t, i, 0), words = trv_table_cell(&t, i, 2);
    uint32_t context = trv_context_of(name.p, name.n);
    uint64_t weight;
    if (context == TRV_MAX_CONTEXTS)
      return trv_table_fail(&t, i, 0, err, "no context of PLOVER: \"%.*s\"", (int)name.n, name.p);
    if (!trv_slice_uint(trv_table_cell(&t, i, 1), MAX_WEIGHT, &weight) || !weight)
      return trv_table_fail(&t, i, 1, err, "not a weight from 1 to %d", MAX_WEIGHT);
    do {
      struct trv_slice one = trv_slice_split(&words, '|');
      if (!add_term(c, arena, one, context, weight))
        return trv_table_fail(&t, i, 2, err, "not one to %d words: \"%.*s\"", MAX_PHRASE_WORDS,
                              (int)(one.n > 80 ? 80 : one.n), one.p);
    } while (words.p);
  }
  *out = c;
  return TRV_OK;
}

/* ---- finding */

/* What the words of a sentence come to, for each context. */
struct tally {
  uint8_t weight[TRV_MAX_CONTEXTS];
};

struct finder {
  const struct trv_contexts *contexts;
  const struct trv_layers *in;
  struct trv_arena *arena;
  struct tally *sentences;
  uint32_t *found; /* [n terms] times that the article has it */
  uint32_t *last;  /* [n terms] the last sentence that has it, + 1 */
};

/* Whether the words from `at` on are the term's; articles between them do not count. */
static bool stands_at(const struct finder *f, const struct term *t, uint32_t at, uint32_t end) {
  uint32_t k = 1;
  for (uint32_t w = at + 1; k < t->n_lemmas; w++) {
    if (w >= end) return false;
    if (trv_slice_is(t->lemmas[k], f->in->parse->lemma[w])) k++;
    else if (f->in->parse->upos[w] != TRV_DET) return false;
  }
  return true;
}

static void count(struct finder *f, uint32_t word, uint32_t sentence, uint32_t end) {
  const char *lemma = f->in->parse->lemma[word];
  uint32_t at = trv_map_get(&f->contexts->first, trv_slice_of(lemma));
  for (uint32_t next = at == TRV_MAP_NONE ? 0 : at + 1; next; next = f->contexts->terms[next - 1].next) {
    const struct term *t = &f->contexts->terms[next - 1];
    if (!stands_at(f, t, word, end)) continue;
    f->found[next - 1]++;
    if (f->last[next - 1] == sentence + 1) continue; /* said again */
    f->last[next - 1] = sentence + 1;
    uint8_t *weight = &f->sentences[sentence].weight[t->context];
    if (*weight < UINT8_MAX - MAX_WEIGHT) *weight = (uint8_t)(*weight + t->weight);
  }
}

static bool is_content(uint8_t upos) {
  return upos == TRV_NOUN || upos == TRV_VERB || upos == TRV_ADJ || upos == TRV_PROPN;
}

/* Articles, prepositions, marks: nothing begins with them, and they are half of a text. */
static bool is_function(uint8_t upos) {
  return upos == TRV_DET || upos == TRV_ADP || upos == TRV_PUNCT || upos == TRV_PRON || upos == TRV_AUX ||
         upos == TRV_CCONJ || upos == TRV_SCONJ;
}

static uint64_t bit(uint32_t context) { return context < TRV_MAX_CONTEXTS ? UINT64_C(1) << context : 0; }

/* Counts the words of the article; what it is about as a whole. */
static uint64_t topics(struct finder *f) {
  const struct trv_text *text = f->in->text;
  uint64_t content = 0, about = 0;
  for (uint32_t s = 0; s < text->n_sentences; s++) {
    uint32_t end = text->sentences[s].first_word + text->sentences[s].n_words;
    for (uint32_t w = text->sentences[s].first_word; w < end; w++) {
      if (is_function(f->in->parse->upos[w])) continue;
      count(f, w, s, end);
      content += is_content(f->in->parse->upos[w]);
    }
  }
  uint64_t weight[TRV_MAX_CONTEXTS] = {0};
  uint32_t different[TRV_MAX_CONTEXTS] = {0};
  for (uint32_t i = 0; i < f->contexts->n; i++) {
    const struct term *t = &f->contexts->terms[i];
    weight[t->context] += (uint64_t)f->found[i] * t->weight;
    different[t->context] += f->found[i] > 0;
  }
  for (uint32_t c = 0; c < TRV_MAX_CONTEXTS; c++)
    if (different[c] >= TOPIC_WORDS && weight[c] * TOPIC_SHARE >= content) about |= bit(c);
  return about;
}

/* The sentence that begins at byte `begin`, or UINT32_MAX. */
static uint32_t sentence_at(const struct trv_text *text, uint32_t begin) {
  uint32_t low = 0, high = text->n_sentences;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (text->sentences[middle].span.begin < begin) low = middle + 1;
    else high = middle;
  }
  return low < text->n_sentences && text->sentences[low].span.begin == begin ? low : UINT32_MAX;
}

static uint64_t of_sides(struct trv_entities list) {
  uint64_t found = 0;
  for (uint32_t i = 0; i < list.n; i++) {
    const char *name = trv_entity_context(&list.items[i]);
    if (name) found |= bit(trv_context_of(name, strlen(name)));
  }
  return found;
}

static uint64_t of_event(const struct finder *f, const struct trv_coded *coded) {
  const struct trv_event *e = &coded->event;
  uint64_t found = of_sides(e->actor) | of_sides(e->recipient);
  const char *mode = trv_mode_context(coded->type, e->mode);
  if (mode) found |= bit(trv_context_of(mode, strlen(mode)));
  for (uint32_t i = 0; f->contexts && i < e->n_mentions; i++) {
    uint32_t s = sentence_at(f->in->text, e->mentions[i].begin);
    for (uint32_t c = 0; s != UINT32_MAX && c < TRV_MAX_CONTEXTS; c++)
      if (f->sentences[s].weight[c] >= CONTEXT_ENOUGH) found |= bit(c);
  }
  return found;
}

void trv_contexts_find(const struct trv_contexts *contexts, const struct trv_layers *in, struct trv_arena *arena,
                       struct trv_what *what) {
  if (!what->n) return;
  struct finder f = {.contexts = contexts, .in = in, .arena = arena};
  uint64_t about = 0;
  if (contexts) {
    f.sentences = TRV_NEW_ARRAY(arena, struct tally, in->text->n_sentences + 1u);
    f.found = TRV_NEW_ARRAY(arena, uint32_t, contexts->n + 1u);
    f.last = TRV_NEW_ARRAY(arena, uint32_t, contexts->n + 1u);
    about = topics(&f);
  }
  for (uint32_t i = 0; i < what->n; i++) {
    struct trv_event *e = &what->items[i].event;
    uint64_t found = of_event(&f, &what->items[i]) | about;
    const char **names = TRV_NEW_ARRAY(arena, const char *, TRV_MAX_CONTEXTS);
    for (uint32_t c = 0, n = trv_n_contexts(); c < n; c++)
      if (found & bit(c)) names[e->n_contexts++] = trv_context_name(c);
    e->contexts = names;
  }
}
