/* What is told as an event of its own, and what only describes, dates or explains another. */
#include <string.h>

#include "what/internal.h"

/* "Hezbollah, backed by Iran, fired": said of somebody in passing. */
static bool backed_by(struct trv_context *c, const struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  uint32_t w = r->word;
  if (r->rule->pos != TRV_VERB || (r->type != TRV_AID && r->type != TRV_SUPPORT)) return false;
  if (p->deprel[w] != TRV_REL_ACL || p->sub[w] == TRV_SUB_RELCL || !trv_tree_passive(&c->tree, w)) return false;
  if (r->rule->flags & TRV_RULE_BOTH) return false; /* "an accord signed by the two" */
  bool agent = false;
  for (uint32_t i = p->child_begin[w]; i < p->child_begin[w + 1]; i++) {
    char buf[64];
    const char *by =
        p->deprel[p->children[i]] == TRV_REL_OBL ? trv_tree_case(&c->tree, p->children[i], buf, sizeof buf) : NULL;
    agent |= by && trv_grammar_has(c->in->grammar, "agent_preposition", by);
  }
  return agent && !trv_when_of(c->in->when, c->in->text, p, w);
}

/* "les soldats tués": a participle that tells neither by whom, nor when, nor how many. */
static bool mere_epithet(struct trv_context *c, const struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  uint32_t w = r->word;
  if (r->rule->pos == TRV_VERB && !r->actor.n && p->deprel[w] == TRV_REL_AMOD && p->deprel[p->head[w]] == TRV_REL_OBJ) {
    uint32_t verb = p->head[p->head[w]], k = verb == TRV_NO_WORD ? TRV_NO_READING : c->reading_at[verb];
    /* "evacuated 300 wounded civilians": the number is of those evacuated */
    if (k < c->n_readings && !c->readings[k].dropped && c->readings[k].type != TRV_ASSAULT) return true;
  }
  if (r->rule->pos != TRV_VERB || r->actor.n || r->killed >= 0 || r->wounded >= 0 || r->captured >= 0) return false;
  if (p->deprel[w] != TRV_REL_AMOD && !(p->deprel[w] == TRV_REL_ACL && p->sub[w] != TRV_SUB_RELCL)) return false;
  if (!trv_tree_passive(&c->tree, w)) return false;
  for (uint32_t i = p->child_begin[w]; i < p->child_begin[w + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_OBL) return false;
  return true;
}

/* "Des hommes en uniforme ont ouvert le feu": the subject is men, whoever they are; "un séisme a tué": it is not. */
static bool men_act(struct trv_context *c, uint32_t word) {
  struct trv_words subjects = {0};
  trv_tree_subject(&c->tree, word, &subjects);
  for (uint32_t i = 0; i < subjects.n; i++)
    if (c->in->who->at[subjects.items[i]] == TRV_NO_MENTION) return false;
  return true;
}

/* "trois semaines après l'invasion de l'Ukraine" */
static bool background(struct trv_context *c, uint32_t word) {
  char buf[64];
  const char *prep = trv_tree_case(&c->tree, word, buf, sizeof buf);
  return prep && trv_grammar_has(c->in->grammar, "background_preposition", prep);
}

/* "L'accord prévoit le retrait des troupes": what a text provides for, told as a noun, is a term of it. */
static bool mere_term(const struct trv_context *c, const struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  const struct trv_grammar *g = c->in->grammar;
  uint32_t verb = p->head[r->word];
  if (r->rule->pos != TRV_NOUN || p->deprel[r->word] != TRV_REL_OBJ || verb == TRV_NO_WORD) return false;
  if (!trv_grammar_has(g, "provide", p->lemma[verb])) return false;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t k = p->children[i];
    if (p->deprel[k] == TRV_REL_NSUBJ && p->sub[k] != TRV_SUB_PASS &&
        (trv_grammar_has(g, "agreement_noun", p->lemma[k]) || trv_grammar_has(g, "accord_reference", p->lemma[k])))
      return true;
  }
  return false;
}

/* A truce was made or begun in the words before. */
static bool truce_told_before(const struct trv_context *c, uint32_t word) {
  for (uint32_t i = 0; i < c->n_readings; i++) {
    const struct trv_reading *o = &c->readings[i];
    bool made = o->type == TRV_AGREE || o->type == TRV_RETREAT || o->type == TRV_CONCEDE;
    if (o->word < word && made && !o->dropped && o->tag && strncmp(o->tag, "ceasefire:", 10) == 0) return true;
  }
  return false;
}

/* "Soon after it took hold militants came out of a tunnel", "while the truce was still in effect, a market was shelled": a truce told of
 * before, which only says when something else happened. */
static bool only_dates_another(const struct trv_context *c, const struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  if (r->type != TRV_RETREAT || !r->mode || strcmp(r->mode, "ceasefire") != 0) return false;
  if (p->deprel[r->word] != TRV_REL_ADVCL || !truce_told_before(c, r->word)) return false;
  bool marked = false;
  for (uint32_t i = p->child_begin[r->word]; i < p->child_begin[r->word + 1]; i++)
    marked |= p->deprel[p->children[i]] == TRV_REL_MARK &&
              trv_grammar_has(c->in->grammar, "clause_mark", p->lemma[p->children[i]]);
  for (uint32_t i = 0; i < c->in->when->n && marked; i++) {
    const struct trv_when_expr *e = &c->in->when->exprs[i];
    if (e->first_word > p->right[r->word]) break;
    if (e->first_word >= p->left[r->word] && e->iso && !e->time_of_day) return false;
  }
  return marked;
}

/* Somebody acts, or suffers, in what is told for its own sake. */
static bool complete(struct trv_context *c, struct trv_reading *r, const struct trv_place *place) {
  if (mere_epithet(c, r) || backed_by(c, r)) {
    r->why = "an epithet";
    return false;
  }
  if (only_dates_another(c, r)) {
    r->why = "only says when";
    return false;
  }
  if (mere_term(c, r)) {
    r->why = "a term of the agreement";
    return false;
  }
  if (r->rule->pos == TRV_NOUN && !r->actor.n && r->killed < 0 && r->wounded < 0 && background(c, r->word)) {
    r->why = "background, told as a noun without actor";
    return false;
  }
  bool both = r->rule->flags & TRV_RULE_BOTH ? r->actor.n > 1 : r->recipient.n > 0;
  if (r->actor.n && (both || !(r->rule->flags & TRV_RULE_WEAK))) return true;
  if (trv_event_verbal(r->type)) {
    r->why = "nobody acts";
    return false;
  }
  bool toll = r->type == TRV_ASSAULT && (r->killed >= 0 || r->wounded >= 0);
  if (!r->actor.n && r->actor_named && r->rule->pos == TRV_VERB && !(toll && r->recipient.n && men_act(c, r->word))) {
    r->why = "what acts is no actor";
    return false;
  }
  if (r->rule->flags & TRV_RULE_WEAK && !(toll && r->recipient.n)) {
    r->why = "needs an actor and a recipient";
    return false;
  }
  if (r->actor.n || r->recipient.n || r->status) return true;
  if (r->type == TRV_COERCE && r->mode && (strcmp(r->mode, "martial-law") == 0 || strcmp(r->mode, "curfew") == 0))
    return true;
  if (toll && (place || r->same_as != TRV_NO_READING)) return true;
  r->why = "nobody acts and nobody suffers";
  return false;
}

/* "arrested three men accused of spying": a charge told of those who are seized, tried or let go. */
static bool charge_of_seized(struct trv_context *c, const struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  uint32_t noun = p->head[r->word], verb = noun == TRV_NO_WORD ? TRV_NO_WORD : p->head[noun];
  if (r->type != TRV_ACCUSE || p->deprel[r->word] != TRV_REL_ACL || p->sub[r->word] == TRV_SUB_RELCL ||
      verb == TRV_NO_WORD || !trv_tree_passive(&c->tree, r->word))
    return false;
  for (uint32_t i = p->child_begin[r->word]; i < p->child_begin[r->word + 1]; i++) /* "accused by Iran of" */
    if (p->sub[p->children[i]] == TRV_SUB_AGENT) return false;
  uint32_t k = c->reading_at[verb];
  if (k >= c->n_readings || (p->deprel[noun] != TRV_REL_OBJ && p->deprel[noun] != TRV_REL_NSUBJ)) return false;
  const struct trv_reading *o = &c->readings[k];
  return o->mode && (strcmp(o->mode, "arrest") == 0 || strcmp(o->mode, "convict") == 0 ||
                     strcmp(o->mode, "release") == 0 || strcmp(o->mode, "targeted") == 0);
}

/* "was jailed for criticizing the war": the reason of a sentence or an arrest, told with it. */
static bool punished_for(struct trv_context *c, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  uint32_t over = p->head[word], k = over == TRV_NO_WORD ? TRV_NO_READING : c->reading_at[over];
  if (k >= c->n_readings || p->deprel[word] != TRV_REL_ADVCL || !trv_tree_gerund(&c->tree, word)) return false;
  const struct trv_reading *o = &c->readings[k];
  bool punished = (o->type == TRV_SANCTION && o->mode && strcmp(o->mode, "convict") == 0) ||
                  (o->type == TRV_COERCE && o->mode && strcmp(o->mode, "arrest") == 0);
  char buf[64];
  const char *mark = trv_tree_case(&c->tree, word, buf, sizeof buf);
  for (uint32_t i = p->child_begin[word]; !mark && i < p->child_begin[word + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_MARK) mark = p->lemma[p->children[i]];
  return punished && mark && trv_grammar_has(c->in->grammar, "reason", mark);
}

/* "who tried to flee the building": nobody left. */
static bool only_tried(struct trv_context *c, const struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  uint32_t head = p->head[r->word];
  return r->type == TRV_RETREAT && p->deprel[r->word] == TRV_REL_XCOMP && head != TRV_NO_WORD &&
         trv_grammar_has(c->in->grammar, "attempt", p->lemma[head]);
}

/* "rang his colleague to plead for talks", "used the debate to denounce": what somebody speaks out for he has said. */
static bool spoken_out(struct trv_context *c, const struct trv_reading *r) {
  const struct trv_layers *in = c->in;
  const struct trv_parse *p = in->parse;
  uint32_t head = p->head[r->word];
  if (r->type != TRV_REQUEST && r->type != TRV_ACCUSE && r->type != TRV_REJECT && r->type != TRV_SUPPORT) return false;
  if (p->deprel[r->word] != TRV_REL_ADVCL || head == TRV_NO_WORD || p->feats[head].verbform != TRV_FIN ||
      !trv_grammar_has(in->grammar, "speaks_out", p->lemma[head]))
    return false;
  struct trv_factuality f = trv_says_factuality(in->says_data, in->says, in->text, p, head);
  return !f.asked && !f.negated && !f.future && !f.hypothetical && !f.denied;
}

/* "vetoed a resolution calling for a ceasefire": nobody said what the text would have. */
static bool in_rejected_text(struct trv_context *c, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  uint32_t text = p->head[word];
  if (p->deprel[word] != TRV_REL_ACL || text == TRV_NO_WORD ||
      !trv_grammar_has(c->in->grammar, "text_noun", p->lemma[text]))
    return false;
  for (uint32_t w = p->head[text], n = 0; w != TRV_NO_WORD && n < 3; w = p->head[w], n++) {
    uint32_t k = c->reading_at[w];
    if (k < c->n_readings && !c->readings[k].dropped && c->readings[k].type == TRV_REJECT) return true;
    if (trv_tree_is_verb(&c->tree, w)) break;
  }
  return false;
}

/* Why a reading is told by the words around it and not by itself; NULL: it may be an event. */
static const char *told_elsewhere(struct trv_context *c, const struct trv_reading *r, const struct trv_factuality *f) {
  if (punished_for(c, r->word) || charge_of_seized(c, r)) return "what somebody is punished for";
  /* "trying to secure the release of hostages"; but who tries to storm a town has attacked it */
  bool asked = f->asked || (f->attempted && trv_cooperative(r->type) && !r->tag) || only_tried(c, r);
  if (asked && !f->denied && !spoken_out(c, r)) return "asked for, not told as done";
  if ((r->type == TRV_REQUEST || r->type == TRV_ACCUSE) && in_rejected_text(c, r->word))
    return "said by a text that was rejected";
  return NULL;
}

bool trv_worth_telling(struct trv_context *c, struct trv_reading *r, const struct trv_factuality *f,
                       const struct trv_place *place) {
  bool truce_runs = r->tag && (strcmp(r->tag, "ceasefire:start") == 0 || strcmp(r->tag, "ceasefire:observed") == 0);
  if (truce_runs && (f->future || f->hypothetical || f->hearsay)) {
    r->dropped = r->unfit = true;
    r->why = "the truce is yet to begin";
    return false;
  }
  const char *why = told_elsewhere(c, r, f);
  if (why) {
    r->dropped = true;
    r->why = why;
    return false;
  }
  if (complete(c, r, place)) return true;
  r->dropped = r->unfit = true;
  return false;
}
