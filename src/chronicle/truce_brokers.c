/* Who mediates a truce and who announces it; see chronicle.h. Input: the layers, a word that speaks of mediation or of announcing. Method:
 * three constructions of mediation, and the verb of announcing with its subject. A noun of mediation has the mediator in its phrase ("sous médiation russe", "sous l'égide de Moscou"), a noun for a mediator stands
 * beside or in the clause of its name ("le Qatar, médiateur avec l'Égypte", "dont les pays ont servi de médiateurs"), a verb of
 * mediation has him as its subject ("négocié par Washington"). What is mediated has to be the truce, an accord or talks. */
#include <string.h>

#include "chronicle/truces.h"

enum { UP = 6 }; /* words between a phrase and the verb of its clause */

static bool mediated(const struct trv_following *s, uint32_t word) {
  return trv_truce_meant(s, word) || trv_following_has(s, "talks", s->in->parse->lemma[word]);
}

/* Whether the clause around a word is about the truce, an accord on it or talks: one of them governs it, or is what its verb is
 * said of; or the sentence speaks of a truce. */
static bool about_truce(const struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  const struct trv_sentence *range = &s->in->text->sentences[s->in->text->words[word].sentence];
  for (uint32_t w = range->first_word; w < range->first_word + range->n_words; w++)
    if (trv_truce_noun(s, w)) return true;
  /* "Les deux pays l'avaient signé mercredi, sous médiation russe." */
  for (uint32_t i = 0; i < s->what->n; i++) {
    const struct trv_coded *e = &s->what->items[i];
    if (e->event.sentence == s->in->text->words[word].sentence && trv_equal(e->tag, "ceasefire:agreement")) return true;
  }
  for (uint32_t w = word, k = 0; k < UP && w != TRV_NO_WORD; k++, w = p->head[w]) {
    if (w != word && p->upos[w] != TRV_PRON && mediated(s, w)) return true;
    if (!trv_tree_is_verb(&s->tree, w)) continue;
    struct trv_words subject = {0}, object = {0};
    trv_tree_subject(&s->tree, w, &subject);
    trv_tree_object(&s->tree, w, &object);
    for (uint32_t i = 0; i < subject.n; i++)
      if (mediated(s, subject.items[i]) && p->upos[subject.items[i]] != TRV_PRON) return true;
    for (uint32_t i = 0; i < object.n; i++)
      if (mediated(s, object.items[i]) && p->upos[object.items[i]] != TRV_PRON) return true;
    return false;
  }
  return false;
}

static void add_children(const struct trv_following *s, uint32_t word, bool adjectives, struct trv_words *who) {
  const struct trv_parse *p = s->in->parse;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1] && who->n < TRV_MAX_SLOT_WORDS; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] == TRV_REL_NMOD || (adjectives && p->deprel[c] == TRV_REL_AMOD)) who->items[who->n++] = c;
  }
}

static void add_words(const struct trv_words *from, struct trv_words *to) {
  for (uint32_t i = 0; i < from->n && to->n < TRV_MAX_SLOT_WORDS; i++) to->items[to->n++] = from->items[i];
}

/* Who is called a mediator: whom the word stands beside, and those joined with it; else whom its clause is about. */
static void named_mediator(const struct trv_following *s, uint32_t word, struct trv_words *who) {
  const struct trv_parse *p = s->in->parse;
  uint32_t head = p->head[word];
  bool served = head != TRV_NO_WORD && trv_tree_is_verb(&s->tree, head) && p->deprel[word] != TRV_REL_NSUBJ;
  if (served) {
    struct trv_words subject = {0};
    trv_tree_subject(&s->tree, head, &subject);
    /* "MM. Biden et Macron, dont les pays ont servi de médiateurs" */
    bool whose = p->deprel[head] == TRV_REL_ACL && p->head[head] != TRV_NO_WORD;
    for (uint32_t i = 0; i < subject.n && whose; i++) {
      uint32_t m = s->in->who->at[subject.items[i]];
      whose = m == TRV_NO_MENTION || s->in->who->mentions[m].kind == TRV_MENTION_PARTIES;
    }
    if (whose && subject.n) who->items[who->n++] = p->head[head];
    else add_words(&subject, who);
    /* "le Qatar, qui a servi de médiateur avec l'Égypte" */
    for (uint32_t i = p->child_begin[head]; i < p->child_begin[head + 1] && who->n < TRV_MAX_SLOT_WORDS; i++) {
      char buf[64];
      const char *prep = trv_tree_case(&s->tree, p->children[i], buf, sizeof buf);
      if (p->children[i] != word && prep && trv_following_has(s, "together", prep))
        who->items[who->n++] = p->children[i];
    }
  } else if (head != TRV_NO_WORD && !trv_tree_is_verb(&s->tree, head)) {
    who->items[who->n++] = head;
  } else {
    who->items[who->n++] = word;
  }
  add_children(s, word, false, who);
}

/* "l'Algérie, parrain du Polisario": the patron of a party is no mediator. */
static bool of_party(const struct trv_following *s, uint32_t word, const struct trv_truce *t) {
  const struct trv_parse *p = s->in->parse;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    if (p->deprel[p->children[i]] != TRV_REL_NMOD) continue;
    struct trv_entities e = trv_who_resolve(s->in->who, s->in->text, p, p->children[i], s->arena);
    for (uint32_t k = 0; k < e.n; k++)
      if (trv_truce_side(t, &e.items[k])) return true;
  }
  return false;
}

static void take_broker(struct trv_following *s, uint32_t word, struct trv_truce *t) {
  const struct trv_parse *p = s->in->parse;
  struct trv_words who = {0};
  bool verb = false;
  if (trv_following_has(s, "mediation", p->lemma[word])) {
    if (about_truce(s, word)) add_children(s, word, true, &who);
  } else if (trv_following_has(s, "mediator", p->lemma[word]) && p->upos[word] != TRV_VERB) {
    if (!of_party(s, word, t)) named_mediator(s, word, &who);
  } else if (trv_tree_is_verb(&s->tree, word) && trv_following_has(s, "mediate", p->lemma[word])) {
    struct trv_words objects = {0};
    trv_tree_object(&s->tree, word, &objects);
    for (uint32_t i = 0; i < objects.n; i++) verb |= mediated(s, objects.items[i]);
    if (verb) trv_tree_subject(&s->tree, word, &who);
  }
  for (uint32_t i = 0; i < who.n; i++) {
    struct trv_entities e = trv_who_resolve(s->in->who, s->in->text, p, who.items[i], s->arena);
    /* parties negotiate too */
    for (uint32_t k = 0; k < e.n; k++)
      if (!verb || !trv_truce_side(t, &e.items[k])) trv_party_add(&t->mediators, &e.items[k], true);
  }
}

/* "The agreement was announced by the Union's envoy". */
static void take_announcer(struct trv_following *s, uint32_t word, struct trv_truce *t) {
  const struct trv_parse *p = s->in->parse;
  struct trv_words objects = {0}, who = {0};
  bool truce = false;
  if (!trv_tree_is_verb(&s->tree, word) || !trv_following_has(s, "announces", p->lemma[word])) return;
  trv_tree_object(&s->tree, word, &objects);
  for (uint32_t i = 0; i < objects.n; i++)
    truce |= p->upos[objects.items[i]] != TRV_PRON && trv_truce_meant(s, objects.items[i]);
  struct trv_factuality f = trv_says_factuality(s->in->says_data, s->in->says, s->in->text, p, word);
  if (!truce || f.negated || f.future || f.hypothetical || f.asked || f.denied) return;
  trv_tree_subject(&s->tree, word, &who);
  for (uint32_t i = 0; i < who.n; i++) {
    struct trv_entities e = trv_who_resolve(s->in->who, s->in->text, p, who.items[i], s->arena);
    for (uint32_t k = 0; k < e.n; k++) trv_party_add(&t->announced_by, &e.items[k], false);
  }
}

void trv_truce_take_brokers(struct trv_following *s, uint32_t sentence) {
  const struct trv_sentence *range = &s->in->text->sentences[sentence];
  if (!s->n || s->in->text->paragraphs[range->paragraph].kind != TRV_BODY) return;
  for (uint32_t w = range->first_word; w < range->first_word + range->n_words; w++) {
    take_broker(s, w, &s->truces[s->current]);
    take_announcer(s, w, &s->truces[s->current]);
  }
}
