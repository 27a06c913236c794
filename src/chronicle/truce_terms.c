/* What a truce provides; see chronicle.h. Input: terms.tsv; the layers, a sentence that tells of the agreement or of what it
 * provides. Method: words of the table, some of them only beside another in their phrase (gold decisions 15 and 28). */
#include <string.h>

#include "base/table.h"
#include "chronicle/truces.h"

enum { MAX_TERM_WORDS = 512 };

static const char *const terms[] = {"prisoner_exchange", "body_exchange", "humanitarian_access", "withdrawal",
                                    "monitoring",        "talks",         "hostage_release",     "other"};
enum { N_TERMS = sizeof terms / sizeof *terms };

struct trv_chronicle_data {
  uint32_t n;
  struct {
    uint32_t term;
    const char *word, *with; /* lemmas; `with`: also in the same noun phrase or clause, NULL: alone suffices */
  } words[MAX_TERM_WORDS];
};

enum trv_status trv_chronicle_data_load(const char *lang_dir, struct trv_arena *arena, struct trv_chronicle_data **out,
                                        struct trv_error *err) {
  static const char *const columns[] = {"term", "words", "with", NULL};
  struct trv_chronicle_data *d = TRV_NEW(arena, struct trv_chronicle_data);
  struct trv_table t;
  enum trv_status status = trv_table_load(trv_arena_printf(arena, "%s/terms.tsv", lang_dir), columns, arena, &t, err);
  if (status != TRV_OK) return status;
  for (uint32_t i = 0; i < t.n_rows; i++) {
    uint32_t term = 0;
    while (term < N_TERMS && !trv_slice_is(trv_table_cell(&t, i, 0), terms[term])) term++;
    if (term == N_TERMS) return trv_table_fail(&t, i, 0, err, "no such term");
    struct trv_slice words = trv_table_cell(&t, i, 1);
    while (words.p) {
      struct trv_slice word = trv_slice_split(&words, '|'), with = trv_table_cell(&t, i, 2);
      do {
        struct trv_slice one = trv_slice_split(&with, '|');
        if (d->n == MAX_TERM_WORDS) return trv_table_fail(&t, i, 1, err, "more than %d term words", MAX_TERM_WORDS);
        d->words[d->n].term = term;
        d->words[d->n].word = trv_arena_strndup(arena, word.p, word.n);
        d->words[d->n].with = one.n ? trv_arena_strndup(arena, one.p, one.n) : NULL;
        d->n++;
      } while (with.p);
    }
  }
  *out = d;
  return TRV_OK;
}

/* "après dix heures de négociations", "à l'issue de pourparlers": what came before the truce is none of its terms. */
static bool came_before(struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  for (uint32_t w = word, k = 0; k < 4 && w != TRV_NO_WORD && !trv_tree_is_verb(&s->tree, w); k++, w = p->head[w]) {
    if (trv_following_has(s, "before_truce", p->lemma[w])) return true;
    for (uint32_t i = p->child_begin[w]; i < p->child_begin[w + 1]; i++) {
      uint32_t c = p->children[i];
      if (p->deprel[c] == TRV_REL_CASE && trv_following_has(s, "before_truce", p->lemma[c])) return true;
    }
  }
  return false;
}

void trv_truce_take_terms(struct trv_following *s, struct trv_truce *t, uint32_t sentence) {
  const struct trv_parse *p = s->in->parse;
  const struct trv_sentence *range = &s->in->text->sentences[sentence];
  uint32_t end = range->first_word + range->n_words;
  for (uint32_t w = range->first_word; w < end; w++) {
    for (uint32_t i = 0; i < s->data->n; i++) {
      if (strcmp(s->data->words[i].word, p->lemma[w]) != 0) continue;
      bool ok = !s->data->words[i].with;
      uint32_t top = w;
      for (int k = 0; k < 3 && p->head[top] != TRV_NO_WORD && !trv_tree_is_verb(&s->tree, p->head[top]); k++)
        top = p->head[top];
      for (uint32_t k = p->left[top]; k <= p->right[top] && !ok; k++)
        ok = strcmp(s->data->words[i].with, p->lemma[k]) == 0;
      if (ok && !came_before(s, w)) t->terms |= 1u << s->data->words[i].term;
    }
  }
}

/* "les observateurs chargés de surveiller la trêve": who watches over it is told wherever it is spoken of. */
void trv_truce_take_watch(struct trv_following *s, struct trv_truce *t, uint32_t sentence) {
  const struct trv_sentence *range = &s->in->text->sentences[sentence];
  struct trv_truce probe = {0};
  bool spoken = false;
  for (uint32_t w = range->first_word; w < range->first_word + range->n_words; w++) spoken |= trv_truce_noun(s, w);
  if (!spoken) return;
  trv_truce_take_terms(s, &probe, sentence);
  for (uint32_t i = 0; i < N_TERMS; i++)
    if (strcmp(terms[i], "monitoring") == 0) t->terms |= probe.terms & 1u << i;
}

void trv_truce_take_provisions(struct trv_following *s, uint32_t verb) {
  struct trv_words subjects = {0};
  if (!s->n || !trv_following_has(s, "provide", s->in->parse->lemma[verb])) return;
  trv_tree_subject(&s->tree, verb, &subjects);
  for (uint32_t i = 0; i < subjects.n; i++)
    if (trv_truce_meant(s, subjects.items[i]))
      trv_truce_take_terms(s, &s->truces[s->current], s->in->text->words[verb].sentence);
}

void trv_truce_take_promises(struct trv_following *s, struct trv_truce *t) {
  for (uint32_t i = 0; i < s->what->n && t->real && (t->concluded || t->started); i++) {
    struct trv_coded *e = &s->what->items[i];
    uint32_t sentence = e->event.sentence;
    bool theirs = false, later = sentence >= s->in->text->words[t->first_word].sentence;
    if (e->tag || !trv_following_has(s, "promise", trv_event_name(e->type)) || s->at[i] != (uint32_t)(t - s->truces))
      continue;
    for (uint32_t k = 0; k < e->event.actor.n; k++) theirs |= trv_truce_side(t, &e->event.actor.items[k]);
    if (!theirs || !later || !trv_equal(e->event.status, "actual")) continue;
    trv_truce_take_terms(s, t, sentence);
    /* "Under its terms they promised to disband": on the day of the agreement */
    bool just = sentence > t->made_sentence && sentence <= t->made_sentence + 6;
    if (e->type == TRV_CONCEDE && !e->event.date && just && t->agreed && strlen(t->agreed) == 10)
      e->event.date = t->agreed;
  }
}

const char *const *trv_truce_term_names(struct trv_arena *arena, uint32_t bits, uint32_t *n) {
  const char **names = TRV_NEW_ARRAY(arena, const char *, N_TERMS);
  *n = 0;
  for (uint32_t i = 0; i < N_TERMS; i++)
    if (bits >> i & 1u) names[(*n)++] = terms[i];
  return names;
}
