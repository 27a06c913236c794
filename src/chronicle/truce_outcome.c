/* What becomes of a truce, as its article tells; see chronicle.h. Input: the layers, the coded events, a truce with its parties
 * and its beginning. Method: verbs that say whether it held, and violence between its parties, told or alleged, from its
 * beginning on (gold decisions 7 and 18). */
#include <string.h>

#include "chronicle/truces.h"

/* "n'a pas tenu", "n'a tenu que quelques heures": its particle alone tells, for what completes it may hang on another word. */
static bool denied(const struct trv_following *s, uint32_t verb) {
  const struct trv_parse *p = s->in->parse;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++)
    if (trv_following_has(s, "negation_particle", p->lemma[p->children[i]])) return true;
  return false;
}

/* "had become a dead letter", "lies in ruins": a word of failure that completes the verb whose subject is the truce. */
static void take_failure(struct trv_following *s, uint32_t verb) {
  const struct trv_parse *p = s->in->parse;
  bool failure = false;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    bool completes = p->deprel[c] == TRV_REL_XCOMP || p->deprel[c] == TRV_REL_OBJ || p->deprel[c] == TRV_REL_OBL;
    failure |= completes && trv_following_has(s, "truce_void", p->lemma[c]);
  }
  if (!failure || trv_says_factuality(s->in->says_data, s->in->says, s->in->text, p, verb).negated) return;
  struct trv_words words = {0};
  trv_tree_subject(&s->tree, verb, &words);
  for (uint32_t i = 0; i < words.n; i++)
    if (trv_truce_noun(s, words.items[i])) s->truces[s->current].failed = true;
}

/* "turned down a truce that Egypt had proposed": refused, and so it came to nothing if nothing else is told. */
static void take_refusal(struct trv_following *s, uint32_t verb) {
  const struct trv_parse *p = s->in->parse;
  if (!trv_following_has(s, "truce_refused", p->lemma[verb])) return;
  struct trv_factuality f = trv_says_factuality(s->in->says_data, s->in->says, s->in->text, p, verb);
  if (f.negated || f.future || f.hypothetical || f.asked) return;
  struct trv_words words = {0};
  trv_tree_object(&s->tree, verb, &words);
  for (uint32_t i = 0; i < words.n; i++)
    if (trv_truce_noun(s, words.items[i]) || trv_following_has(s, "agreement_noun", p->lemma[words.items[i]]) ||
        trv_following_has(s, "truce_offer", p->lemma[words.items[i]]))
      s->refused[s->in->text->words[verb].sentence] = true;
}

/* "Le cessez-le-feu n'a pas tenu", "n'avait duré que quelques heures": failed. "Il n'a jamais été observé": violated. */
void trv_truce_take_outcome(struct trv_following *s, uint32_t verb) {
  const struct trv_parse *p = s->in->parse;
  bool holds = trv_following_has(s, "truce_holds", p->lemma[verb]);
  bool kept = trv_following_has(s, "truce_kept", p->lemma[verb]);
  take_refusal(s, verb);
  if (s->n) take_failure(s, verb);
  if (!s->n || (!holds && !kept)) return;
  struct trv_factuality f = trv_says_factuality(s->in->says_data, s->in->says, s->in->text, p, verb);
  /* "n'aura pas tenu" is past, "ne tiendra pas" is not */
  bool ahead = f.future && p->feats[verb].verbform != TRV_PART_FORM;
  if ((!f.negated && !denied(s, verb)) || ahead || f.asked || f.conditional) return;
  struct trv_words words = {0};
  if (holds) trv_tree_subject(&s->tree, verb, &words);
  else trv_tree_object(&s->tree, verb, &words);
  for (uint32_t i = 0; i < words.n; i++) {
    if (!trv_truce_meant(s, words.items[i])) continue;
    struct trv_truce *t = &s->truces[s->current];
    if (kept) t->violated = true;
    else t->failed = true;
    /* "n'a tenu que jusqu'à mardi" */
    const struct trv_when_expr *until =
        holds ? trv_when_bound(s->in->when, s->in->text, p, verb, TRV_WHEN_UNTIL) : NULL;
    if (until && until->iso && s->date && trv_day_reached(trv_plain_date(s, until->iso), s->date))
      t->end = trv_plain_date(s, until->iso);
  }
}

bool trv_truce_has_failed(const struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  uint32_t verb = p->head[word];
  if (verb == TRV_NO_WORD || p->deprel[word] != TRV_REL_NSUBJ || !trv_truce_noun(s, word)) return false;
  if (!trv_tree_is_verb(&s->tree, verb)) return false;
  /* "a échoué", "a été enfreinte" */
  bool broken = p->sub[word] == TRV_SUB_PASS && trv_following_has(s, "truce_broken", p->lemma[verb]);
  if (!broken && !trv_following_has(s, "truce_fails", p->lemma[verb])) return false;
  struct trv_factuality f = trv_says_factuality(s->in->says_data, s->in->says, s->in->text, p, verb);
  return !f.negated && !f.future && !f.hypothetical && !f.asked;
}

/* "l'accord de Luanda" in an article that speaks of a truce. */
bool trv_truce_accord(const struct trv_following *s, uint32_t word) {
  if (!trv_following_has(s, "agreement_noun", s->in->parse->lemma[word])) return false;
  for (uint32_t w = 0; w < s->in->parse->n_words; w++)
    if (trv_truce_noun(s, w)) return true;
  return false;
}

bool trv_truce_breached(const struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  uint32_t breach = p->head[word], sentence = s->in->text->words[word].sentence;
  char buf[64];
  if (breach == TRV_NO_WORD || !(trv_truce_noun(s, word) || trv_truce_accord(s, word))) return false;
  const char *prep = trv_tree_case(&s->tree, word, buf, sizeof buf);
  bool despite = prep && trv_following_has(s, "despite", prep);
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) /* "en pleine trêve" */
    despite |= prep && trv_following_has(s, "amid", p->lemma[p->children[i]]);
  bool of_breach = p->deprel[word] == TRV_REL_NMOD && p->upos[breach] == TRV_NOUN && p->deprel[breach] == TRV_REL_OBL &&
                   trv_following_has(s, "truce_broken", p->lemma[breach]);
  /* "seized the town, breaking the truce" */
  bool breaking = p->deprel[word] == TRV_REL_OBJ && p->upos[breach] == TRV_VERB && p->deprel[breach] == TRV_REL_ADVCL &&
                  p->feats[breach].verbform != TRV_FIN && trv_following_has(s, "truce_broken", p->lemma[breach]);
  if (!despite && !of_breach && !breaking) return false;
  for (uint32_t i = 0; i < s->what->n && s->what->items[i].event.sentence <= sentence; i++) {
    const struct trv_coded *e = &s->what->items[i];
    bool told = strcmp(e->event.status, "actual") == 0 || strcmp(e->event.status, "alleged") == 0;
    bool breaks = e->type == TRV_ASSAULT || e->type == TRV_ACCUSE || e->type == TRV_COERCE;
    if (e->event.sentence == sentence && told && breaks) return true;
  }
  return false;
}

/* Of an entity that only some recognise, which is another side than the country it is counted with. */
static bool partial(const struct trv_entity *e) { return e->sector && strstr(e->sector, "+PRE"); }

bool trv_truce_side(const struct trv_truce *t, const struct trv_entity *e) {
  for (uint32_t i = 0; i < t->parties.n; i++) {
    const struct trv_entity *p = &t->parties.items[i];
    if (!trv_equal(p->code, e->code)) continue;
    bool state = e->sector && (strncmp(e->sector, "GOV", 3) == 0 || strncmp(e->sector, "MIL", 3) == 0);
    bool party_state = p->sector && (strncmp(p->sector, "GOV", 3) == 0 || strncmp(p->sector, "MIL", 3) == 0);
    if (state != party_state || partial(e) != partial(p)) continue;
    if (state || !p->name || !e->name || strcmp(p->name, e->name) == 0) return true;
  }
  return false;
}

static bool any_in_parties(const struct trv_truce *t, struct trv_entities list) {
  for (uint32_t i = 0; i < list.n; i++)
    if (trv_truce_side(t, &list.items[i])) return true;
  return false;
}

/* "avait bombardé": told as past before what the article tells. */
bool trv_told_back(const struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_AUX && p->feats[p->children[i]].tense == TRV_IMP) return true;
  return false;
}

/* "Hours before the truce took effect, jets struck": what the clause says was done while there was no truce yet. */
static bool before_truce(const struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t c = p->children[i];
    bool before = false;
    for (uint32_t k = p->child_begin[c]; k < p->child_begin[c + 1]; k++) {
      uint32_t mark = p->children[k];
      bool opens = p->deprel[mark] == TRV_REL_CASE || p->deprel[mark] == TRV_REL_MARK;
      before |= opens && trv_following_has(s, "not_yet", p->lemma[mark]);
    }
    for (uint32_t w = p->left[c]; before && w <= p->right[c]; w++)
      if (trv_truce_noun(s, w)) return true;
  }
  return false;
}

/* Whether an act may have been done while the truce was in force: on a day of it; or, without a day, told of the truce and not as
 * what had been before. */
static bool within(const struct trv_following *s, const struct trv_truce *t, uint32_t event, const char *from) {
  const struct trv_coded *e = &s->what->items[event];
  const char *date = e->event.date;
  if (before_truce(s, e->word)) return false;
  if (!date) return e->of_violence && s->at[event] == (uint32_t)(t - s->truces) && !trv_told_back(s, e->word);
  if (!trv_full_day(date)) return false;
  /* "Jeudi, des avions bombardent la ville": what has happened is of the Thursday before, not of the next */
  struct trv_days d, first;
  bool ahead = s->date && !trv_day_reached(date, s->date);
  if (!trv_days_parse(date, &d) || !trv_days_parse(from, &first) || d.from - (ahead ? 7 : 0) < first.from) return false;
  /* on its first day, what is told in one breath with it or as past was before it */
  if (!ahead && d.from == first.from && (e->event.sentence <= t->made_sentence || trv_told_back(s, e->word)))
    return false;
  /* on the day on which it ran out, fighting was after it */
  return !trv_full_day(t->end) || strncmp(date, t->end, 10) < (t->expired ? 0 : 1);
}

/* Whether an act of violence is one of the parties' among themselves: civilians and places stand for their side. */
static bool among_parties(const struct trv_truce *t, const struct trv_event *e) {
  uint32_t acting = 0, hit = 0;
  for (uint32_t i = 0; i < e->actor.n; i++) acting += trv_truce_side(t, &e->actor.items[i]);
  for (uint32_t i = 0; i < e->recipient.n; i++)
    for (uint32_t k = 0; k < t->parties.n; k++) hit += trv_equal(t->parties.items[k].code, e->recipient.items[i].code);
  if (!acting) return false;
  if (t->parties.n < 2) return true;
  return e->recipient.n ? hit > 0 : e->actor.n < 2 || acting > 1;
}

void trv_truce_set_tag(struct trv_following *s, struct trv_coded *e, const char *tag) {
  if (!tag) {
    e->tag = NULL;
    e->event.n_tags = 0;
    return;
  }
  const char **tags = TRV_NEW_ARRAY(s->arena, const char *, 1);
  tags[0] = e->tag = tag;
  e->event.tags = tags;
  e->event.n_tags = 1;
}

/* Whether a truce is what a sentence or the one before it speaks of. */
static bool truce_last(const struct trv_following *s, const struct trv_truce *t, uint32_t sentence) {
  const struct trv_text *text = s->in->text;
  uint32_t from = text->sentences[sentence ? sentence - 1 : 0].first_word;
  uint32_t end = text->sentences[sentence].first_word + text->sentences[sentence].n_words;
  for (uint32_t w = from; w < end; w++)
    if (trv_truce_noun(s, w)) return true;
  return t->last_sentence + 1 >= sentence && t->last_sentence <= sentence;
}

/* "reproche à l'armée de l'avoir enfreinte près de trois mille fois": an accusation with a breach of the truce spoken of in it. */
static bool tells_breach(const struct trv_following *s, const struct trv_truce *t, uint32_t event) {
  const struct trv_parse *p = s->in->parse;
  const struct trv_coded *e = &s->what->items[event];
  if (e->type != TRV_ACCUSE || s->at[event] != (uint32_t)(t - s->truces)) return false;
  const struct trv_sentence *range = &s->in->text->sentences[e->event.sentence];
  for (uint32_t w = range->first_word; w < range->first_word + range->n_words; w++) {
    struct trv_words broken = {0};
    bool noun = p->upos[w] == TRV_NOUN, bare;
    uint32_t report = s->in->says->at[w];
    bool inside = w >= p->left[e->word] && w <= p->right[e->word];
    if (!inside && (report == TRV_NO_REPORT || s->in->says->reports[report].cue != e->word)) continue;
    /* "accused each other of isolated breaches", "in defiance of the accord" */
    if (inside && noun && trv_following_has(s, "truce_breach", p->lemma[w])) return true;
    if (!(noun || trv_tree_is_verb(&s->tree, w)) || !trv_following_has(s, "truce_broken", p->lemma[w])) continue;
    if (noun) trv_tree_genitive(&s->tree, w, &broken);
    else trv_tree_object(&s->tree, w, &broken);
    bare = noun && !broken.n; /* "a parlé de « violations répétées »" */
    if (bare && truce_last(s, t, e->event.sentence)) return true;
    for (uint32_t i = 0; i < broken.n; i++)
      if (trv_truce_meant(s, broken.items[i])) return true;
  }
  return false;
}

/* "a attaqué vendredi Bossangoa, en pleine trêve": an act whose clause says that there was a truce. */
static bool against_truce(const struct trv_following *s, uint32_t event) {
  const struct trv_coded *e = &s->what->items[event];
  if (e->type != TRV_ASSAULT && e->type != TRV_COERCE && !(e->type == TRV_ACCUSE && trv_equal(e->event.mode, "allege")))
    return false;
  for (uint32_t w = s->in->parse->left[e->word]; w <= s->in->parse->right[e->word]; w++)
    if (trv_truce_breached(s, w)) return true;
  return false;
}

/* "n'a tenu que jusqu'à mardi. Ce jour-là, ses hommes ont attaqué la garnison": what a truce came to grief by, on its last day. */
static bool undid(const struct trv_truce *t, const struct trv_coded *e) {
  if (!t->failed || t->expired || e->type != TRV_ASSAULT || !trv_full_day(t->end) || !trv_full_day(e->event.date))
    return false;
  for (uint32_t i = 0; i < t->n_acts; i++) /* who renounced it did not break it */
    if (strcmp(t->acts[i].act, "end") == 0) return false;
  return strncmp(t->end, e->event.date, 10) == 0;
}

/* Violence between the parties of a truce after its beginning breaks it: an act in breach where the outlet vouches for it, an
 * alleged one where a party says so or accuses the other of it. */
void trv_truce_find_breaches(struct trv_following *s, struct trv_truce *t) {
  const char *from = t->effective ? t->effective : t->started || t->concluded ? t->agreed : NULL;
  if (!t->real) return;
  for (uint32_t i = 0; i < s->what->n; i++) {
    struct trv_coded *e = &s->what->items[i];
    bool breaking = tells_breach(s, t, i), told = breaking || against_truce(s, i) || undid(t, e);
    bool accused = breaking || (e->type == TRV_ACCUSE && e->of_violence && trv_equal(e->event.mode, "allege"));
    if (e->event.mode && strcmp(e->event.mode, "crowd-control") == 0)
      continue; /* who disperses a crowd breaks no truce */
    bool breaks = e->type == TRV_ASSAULT || (e->type == TRV_COERCE && told);
    if (e->tag || (!breaks && !accused) || (!told && !(trv_full_day(from) && within(s, t, i, from)))) continue;
    /* what one side alleges and the other denies is alleged all the same */
    bool disputed =
        strcmp(e->event.status, "denied") == 0 && e->event.according_to.n && any_in_parties(t, e->event.according_to);
    bool alleged = accused || disputed || strcmp(e->event.status, "alleged") == 0;
    if (!alleged && strcmp(e->event.status, "actual") != 0) continue;
    bool of_it = !accused
                     ? among_parties(t, &e->event)
                     : any_in_parties(t, e->event.recipient) && (t->parties.n < 2 || any_in_parties(t, e->event.actor));
    /* "reproche à l'armée d'avoir bombardé malgré la pause qu'il avait décrétée": whom he accuses is none of its parties */
    of_it |= accused && told && t->unilateral && any_in_parties(t, e->event.actor);
    if (!of_it) continue;
    trv_truce_set_tag(s, e, alleged ? "ceasefire:alleged_violation" : "ceasefire:violation");
    t->violated = true;
    struct trv_entities who = accused ? e->event.recipient : e->event.actor;
    for (uint32_t k = 0; alleged && k < who.n; k++) trv_party_add(&t->violators, &who.items[k], false);
    trv_truce_add_act(s, t, e);
  }
}
