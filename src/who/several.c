/* Several at once, of whom the text tells how many: "the four", "the three regimes", "the marines". */
#include "who/internal.h"

/* They are of as many countries: "Mali, Burkina Faso and Niger". */
static bool of_different_countries(const struct who_list *list) {
  for (uint32_t i = 0; i < list->n; i++) {
    if (!who_is_country(list->items[i].code)) return false;
    for (uint32_t k = 0; k < i; k++)
      if (who_same(list->items[i].code, list->items[k].code)) return false;
  }
  return list->n > 0;
}

/* "three Turks", "four officers": the draft says itself how many they are. */
static bool counts(const struct who_ctx *c, const struct who_draft *d, uint32_t want) {
  if (d->count == want) return true;
  uint32_t value = 0, w = d->m.first_word;
  return d->m.kind == TRV_MENTION_PEOPLE && who_word(c, w, &value) == WHO_WORD_NUMBER && value == want;
}

/* "Saudi Arabia, the Emirates, Bahrain and Egypt … the four": those last named together, as many as told; "three Turks …
 * the three": those last counted so. */
bool who_last_several(struct who_ctx *c, uint32_t at, uint32_t want, struct who_list *out) {
  uint32_t sentence = c->drafts[at].sentence;
  for (uint32_t k = c->place[at], steps = 0; k-- > 0 && steps < 80; steps++) {
    uint32_t i = c->order[k];
    const struct who_draft *d = &c->drafts[i];
    if (d->sentence + 3 < sentence) return false;
    if (d->state != WHO_DONE || !d->m.n_entities || d->adjective || d->m.kind == TRV_MENTION_POSSESSIVE) continue;
    if (c->parse->deprel[d->m.head] == TRV_REL_CONJ && d->m.n_entities < want) continue;
    if (d->m.head >= c->drafts[at].m.first_word && d->m.head < c->drafts[at].m.end_word) continue;
    struct who_list all = {0};
    if (d->m.n_entities == want) who_copy(c, at, i, &all);
    else if (counts(c, d, want)) who_copy(c, at, i, out);
    else who_collect(c, d->m.head, &all);
    if (out->n) return true;
    if (all.n != want || !of_different_countries(&all)) continue;
    for (uint32_t n = 0; n < all.n; n++) who_list_add(out, all.items[n]);
    return true;
  }
  return false;
}

/* "The three regimes", "the four governments": the same body of each of those last named together. */
bool who_body_of_several(struct who_ctx *c, uint32_t at, const struct who_item *role, struct who_list *out) {
  uint32_t want = c->drafts[at].count;
  struct who_list of = {0};
  if (want < 3 || want > 8 || !who_last_several(c, at, want, &of) || !of_different_countries(&of)) return false;
  for (uint32_t k = 0; k < of.n; k++) {
    of.items[k].name = NULL, of.items[k].office = NULL;
    who_list_add(out, who_compose_entity(c, role, &of.items[k]));
  }
  return true;
}

/* "US Marines … the marines", "French paratroopers … the paratroopers": the same arm, whose country the text told with it. */
bool who_arm_before(struct who_ctx *c, uint32_t at, struct who_list *out) {
  const struct who_draft *d = &c->drafts[at];
  if (!d->definite || d->n_polities || d->possessive != WHO_NONE || d->n_names || d->former || d->rebel) return false;
  const char *own = c->text->words[d->m.head].lower;
  for (uint32_t k = c->place[at], steps = 0; k-- > 0 && steps < 200; steps++) {
    const struct who_draft *o = &c->drafts[c->order[k]];
    if (o->state != WHO_DONE || o->m.n_entities != 1 || o->pronoun != WHO_NONE || o->person != WHO_NONE) continue;
    if (strcmp(c->text->words[o->m.end_word - 1].lower, own) != 0) continue;
    if (o->name == WHO_NONE && !o->n_polities && o->m.antecedent == TRV_NO_MENTION) continue;
    who_copy(c, at, c->order[k], out);
    return true;
  }
  return false;
}

/* The word beside the noun `head` that tells to whom its men are loyal; TRV_NO_WORD: none. */
static uint32_t loyal_word(const struct who_ctx *c, uint32_t head) {
  for (uint32_t i = c->parse->child_begin[head]; i < c->parse->child_begin[head + 1]; i++) {
    uint32_t w = c->parse->children[i];
    if (w > head && who_word(c, w, NULL) == WHO_WORD_LOYAL) return w;
  }
  return TRV_NO_WORD;
}

/* "forces loyal to Haftar", "gunmen loyal to the government": of his country; armed men of no army are a government's militia. */
bool who_loyal_to(struct who_ctx *c, uint32_t at, const struct who_item *role, struct who_list *out) {
  uint32_t loyal = loyal_word(c, c->drafts[at].m.head);
  for (uint32_t i = loyal == TRV_NO_WORD ? 0 : c->parse->child_begin[loyal];
       loyal != TRV_NO_WORD && i < c->parse->child_begin[loyal + 1]; i++) {
    uint32_t to = c->parse->children[i], k = c->draft_at[to];
    if (to < loyal || c->parse->deprel[to] != TRV_REL_OBL || k == WHO_NONE || k == at) continue;
    who_resolve_draft(c, k);
    const struct trv_mention *m = &c->drafts[k].m;
    for (uint32_t n = 0; n < m->n_entities; n++) {
      struct trv_entity of = c->entities[m->first_entity + n];
      bool state = of.sector && (!strncmp(of.sector, "GOV", 3) || !strncmp(of.sector, "MIL", 3));
      if (of.office) of.name = NULL, of.office = NULL;
      struct trv_entity e = who_compose_entity(c, role, &of);
      if (state && role->sector && !strcmp(role->sector, "UAF")) e.sector = "PRM";
      who_list_add(out, e);
    }
  }
  return out->n > 0;
}
