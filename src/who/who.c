/* trv_who_run and trv_who_resolve: the who layer of a document from the passes of this folder. */
#include "who/internal.h"

static void fill_output(struct who_ctx *c, struct trv_who *who) {
  const struct trv_text *t = c->text;
  who->n_mentions = c->n_drafts;
  who->mentions = TRV_NEW_ARRAY(c->arena, struct trv_mention, c->n_drafts + 1);
  who->n_entities = c->n_entities;
  who->entities = c->entities;
  who->at = TRV_NEW_ARRAY(c->arena, uint32_t, t->n_words + 1);
  for (uint32_t k = 0; k < c->n_drafts; k++) {
    struct trv_mention *m = &who->mentions[k];
    *m = c->drafts[c->order[k]].m;
    m->span = (struct trv_span){t->words[m->first_word].span.begin, t->words[m->end_word - 1].span.end};
    if (m->antecedent != TRV_NO_MENTION) m->antecedent = c->place[m->antecedent];
  }
  for (uint32_t w = 0; w <= t->n_words; w++)
    who->at[w] = w == t->n_words || c->draft_at[w] == WHO_NONE ? TRV_NO_MENTION : c->place[c->draft_at[w]];
}

enum trv_status trv_who_run(const struct trv_who_data *data, const struct trv_text *text, const struct trv_parse *parse,
                            const char *date, struct trv_arena *arena, struct trv_who **out, struct trv_error *err) {
  (void)err;
  struct who_ctx *c = TRV_NEW(arena, struct who_ctx);
  *c = (struct who_ctx){.data = data, .text = text, .parse = parse, .arena = arena};
  if (date) c->day = who_day(trv_slice_of(date), false);
  trv_map_init(&c->aliases, arena);
  c->quoted = TRV_NEW_ARRAY(arena, uint8_t, text->n_words + 1);
  for (uint32_t q = 0; q < text->n_quotes; q++)
    for (uint32_t w = text->quotes[q].first_word; text->quotes[q].parent == UINT32_MAX && w < text->quotes[q].end_word; w++)
      c->quoted[w] = 1;
  who_find_names(c);
  who_make_drafts(c);
  who_resolve_drafts(c);
  struct trv_who *who = TRV_NEW(arena, struct trv_who);
  fill_output(c, who);
  *out = who;
  return TRV_OK;
}

struct resolving {
  const struct trv_who *who;
  const struct trv_parse *parse;
  struct trv_arena *arena;
  struct trv_entity *items;
  uint32_t n, cap;
  unsigned depth;
};

static bool same(const char *a, const char *b) { return a == b || (a && b && !strcmp(a, b)); }

static void add(struct resolving *r, const struct trv_entity *e) {
  if (r->n >= TRV_MAX_ENTITIES) return;
  for (uint32_t i = 0; i < r->n; i++)
    if (same(r->items[i].code, e->code) && same(r->items[i].sector, e->sector) && same(r->items[i].name, e->name)) return;
  TRV_PUSH(r->arena, r->items, r->n, r->cap, *e);
}

/* A word that is no mention but may hold one: a numeral, a quantity ("des dizaines de manifestants"), a pronoun ("l'un
 * des porte-parole"). Other nouns stand for themselves. */
static bool holds_other(const struct trv_parse *p, uint32_t word, uint32_t child) {
  uint8_t rel = p->deprel[child], u = p->upos[word];
  if (child < word || (rel != TRV_REL_NMOD && rel != TRV_REL_OBL && rel != TRV_REL_FIXED)) return false;
  return u == TRV_NUM || u == TRV_PRON || u == TRV_ADV || u == TRV_ADJ || u == TRV_NOUN;
}

static void resolve(struct resolving *r, const struct trv_text *text, uint32_t word) {
  const struct trv_parse *p = r->parse;
  if (r->depth > 16 || word >= p->n_words) return;
  r->depth++;
  uint32_t at = r->who->at[word];
  if (at != TRV_NO_MENTION) {
    const struct trv_mention *m = &r->who->mentions[at];
    for (uint32_t i = 0; i < m->n_entities; i++) add(r, &r->who->entities[m->first_entity + i]);
  } else {
    for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
      uint32_t child = p->children[i];
      if (!holds_other(p, word, child)) continue;
      resolve(r, text, child);
      break;
    }
  }
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t child = p->children[i];
    if (p->deprel[child] == TRV_REL_CONJ && (at == TRV_NO_MENTION || r->who->at[child] != at)) resolve(r, text, child);
  }
  r->depth--;
}

struct trv_entities trv_who_resolve(const struct trv_who *who, const struct trv_text *text, const struct trv_parse *parse,
                                    uint32_t word, struct trv_arena *arena) {
  struct resolving r = {.who = who, .parse = parse, .arena = arena};
  resolve(&r, text, word);
  return (struct trv_entities){r.n, r.items};
}
