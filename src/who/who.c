/* trv_who_run and trv_who_resolve: the who layer of a document from the passes of this folder. */
#include "who/internal.h"

static void fill_output(struct who_ctx *c, struct trv_who *who) {
  const struct trv_text *t = c->text;
  who->data = c->data;
  who->n_mentions = c->n_drafts;
  who->mentions = TRV_NEW_ARRAY(c->arena, struct trv_mention, c->n_drafts + 1);
  who->n_entities = c->n_entities;
  who->entities = c->entities;
  if (c->n_drafts) who->has_sides = who_sides(c, c->order[c->n_drafts / 2], false, NULL, false, who->sides);
  who->at = TRV_NEW_ARRAY(c->arena, uint32_t, t->n_words + 1);
  for (uint32_t k = 0; k < c->n_drafts; k++) {
    struct trv_mention *m = &who->mentions[k];
    *m = c->drafts[c->order[k]].m;
    m->span = (struct trv_span){t->words[m->first_word].span.begin, t->words[m->end_word - 1].span.end};
    uint32_t title = c->drafts[c->order[k]].title;
    if (m->antecedent != TRV_NO_MENTION) m->antecedent = c->place[m->antecedent];
    else if (title != WHO_NONE && c->drafts[title].m.first_word < m->first_word) m->antecedent = c->place[title];
  }
  for (uint32_t w = 0; w <= t->n_words; w++)
    who->at[w] = w == t->n_words || c->draft_at[w] == WHO_NONE ? TRV_NO_MENTION : c->place[c->draft_at[w]];
}

enum trv_status trv_who_run(const struct trv_who_data *data, const struct trv_text *text, const struct trv_parse *parse,
                            const struct trv_where *where, const char *date, struct trv_arena *arena,
                            struct trv_who **out, struct trv_error *err) {
  (void)err;
  struct who_ctx *c = TRV_NEW(arena, struct who_ctx);
  *c = (struct who_ctx){.data = data, .text = text, .parse = parse, .where = where, .arena = arena};
  if (date) c->day = who_day(trv_slice_of(date), false);
  trv_map_init(&c->aliases, arena);
  trv_map_init(&c->given, arena);
  c->quoted = TRV_NEW_ARRAY(arena, uint8_t, text->n_words + 1);
  for (uint32_t q = 0; q < text->n_quotes; q++)
    for (uint32_t w = text->quotes[q].first_word; text->quotes[q].parent == UINT32_MAX && w < text->quotes[q].end_word;
         w++)
      c->quoted[w] = 1;
  who_find_names(c);
  who_make_drafts(c);
  who_resolve_drafts(c);
  struct trv_who *who = TRV_NEW(arena, struct trv_who);
  fill_output(c, who);
  *out = who;
  return TRV_OK;
}

const char *trv_who_sector_on(const struct trv_who *who, const char *name, const char *code, const char *date) {
  const struct trv_who_data *d = who->data;
  struct trv_slice first = {date, strcspn(date, "/")};
  int32_t day = who_day(first, false);
  uint32_t row = trv_map_get(&d->persons, trv_slice_of(name));
  for (; day && row != TRV_MAP_NONE && row != WHO_NONE; row = d->items[row].next) {
    const struct who_item *item = &d->items[row];
    if (who_same(item->code, code) && !item->pre && item->office && item->from && item->from <= day &&
        (!item->to || item->to >= day))
      return item->sector;
  }
  return NULL;
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
    if (same(r->items[i].code, e->code) && same(r->items[i].sector, e->sector) && same(r->items[i].name, e->name))
      return;
  TRV_PUSH(r->arena, r->items, r->n, r->cap, *e);
}

/* "… et du président du Conseil, Charles Michel, le Premier ministre arménien, Nikol Pachinian, et …": what the tree
 * takes for an apposition of one person and is another person. Its word, or TRV_NO_WORD. */
static uint32_t other_person(const struct resolving *r, uint32_t word, uint32_t at) {
  const struct trv_mention *m = &r->who->mentions[at];
  if (!m->person || m->n_entities != 1) return TRV_NO_WORD;
  for (uint32_t i = r->parse->child_begin[word]; i < r->parse->child_begin[word + 1]; i++) {
    uint32_t child = r->parse->children[i], k = r->who->at[child];
    if (r->parse->deprel[child] != TRV_REL_APPOS || child < word || k == TRV_NO_MENTION || k == at) continue;
    const struct trv_mention *o = &r->who->mentions[k];
    if (!o->person || o->n_entities != 1) continue;
    const char *a = r->who->entities[m->first_entity].name, *b = r->who->entities[o->first_entity].name;
    if (a && b && strcmp(a, b) != 0) return child;
  }
  return TRV_NO_WORD;
}

/* "The United Jihad Council, an alliance of militant groups, refused": what a name that no table has is said to be. Its word, or
 * TRV_NO_WORD. */
static uint32_t said_to_be(const struct resolving *r, uint32_t word, uint32_t at) {
  if (r->parse->upos[word] != TRV_PROPN || (at != TRV_NO_MENTION && r->who->mentions[at].n_entities))
    return TRV_NO_WORD;
  for (uint32_t i = r->parse->child_begin[word]; i < r->parse->child_begin[word + 1]; i++) {
    uint32_t child = r->parse->children[i], k = r->who->at[child];
    if (r->parse->deprel[child] != TRV_REL_APPOS || child < word || k == TRV_NO_MENTION || k == at) continue;
    const struct trv_mention *o = &r->who->mentions[k];
    if (o->head == child && o->n_entities && (o->kind == TRV_MENTION_ROLE || o->kind == TRV_MENTION_PEOPLE))
      return child;
  }
  return TRV_NO_WORD;
}

static void resolve(struct resolving *r, const struct trv_text *text, uint32_t word) {
  const struct trv_parse *p = r->parse;
  if (r->depth > 16 || word >= p->n_words) return;
  r->depth++;
  uint32_t at = r->who->at[word];
  uint32_t other = at == TRV_NO_MENTION ? TRV_NO_WORD : other_person(r, word, at);
  bool replaced = other != TRV_NO_WORD && r->who->mentions[at].antecedent != TRV_NO_MENTION;
  if (other == TRV_NO_WORD) other = said_to_be(r, word, at);
  if (other != TRV_NO_WORD) resolve(r, text, other);
  if (at != TRV_NO_MENTION && !replaced) {
    const struct trv_mention *m = &r->who->mentions[at];
    for (uint32_t i = 0; i < m->n_entities; i++) add(r, &r->who->entities[m->first_entity + i]);
  }
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t child = p->children[i];
    if (p->deprel[child] == TRV_REL_CONJ && (at == TRV_NO_MENTION || r->who->at[child] != at)) resolve(r, text, child);
    /* "MM. Porochenko et Poutine": joined to the name that the title governs */
    if (at != TRV_NO_MENTION && r->who->at[child] == at && p->upos[child] == TRV_PROPN && r->who->mentions[at].person &&
        (p->deprel[child] == TRV_REL_NMOD || p->deprel[child] == TRV_REL_FLAT))
      for (uint32_t k = p->child_begin[child]; k < p->child_begin[child + 1]; k++)
        if (p->deprel[p->children[k]] == TRV_REL_CONJ && r->who->at[p->children[k]] != at)
          resolve(r, text, p->children[k]);
  }
  r->depth--;
}

struct trv_entities trv_who_resolve(const struct trv_who *who, const struct trv_text *text,
                                    const struct trv_parse *parse, uint32_t word, struct trv_arena *arena) {
  struct resolving r = {.who = who, .parse = parse, .arena = arena};
  resolve(&r, text, word);
  return (struct trv_entities){r.n, r.items};
}
