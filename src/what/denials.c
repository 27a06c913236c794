/* "The Kremlin has denied it": an act told just before by others, which the one who is said to have done it denies. */
#include "what/internal.h"

static bool has(const struct trv_context *c, const char *set, uint32_t word) {
  return trv_grammar_has(c->in->grammar, set, c->in->parse->lemma[word]);
}

/* What is denied stands before: a pronoun, or a noun that tells nothing new ("the charge", "involvement"). */
static bool refers_back(struct trv_context *c, uint32_t verb) {
  const struct trv_parse *p = c->in->parse;
  struct trv_words objects = {0}, content = {0};
  trv_tree_complement(&c->tree, verb, &content);
  if (content.n || trv_tree_passive(&c->tree, verb)) return false;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_OBJ && objects.n < TRV_MAX_SLOT_WORDS)
      objects.items[objects.n++] = p->children[i];
  for (uint32_t i = 0; i < objects.n; i++) {
    uint32_t o = objects.items[i];
    if (p->upos[o] == TRV_PRON || p->upos[o] == TRV_DET) {
      if (has(c, "deny", verb) && has(c, "denied_reference", o)) return true;
      continue;
    }
    if (!has(c, "denied_reference", o)) continue;
    bool clause = false; /* "denied reports that …" tells what */
    for (uint32_t k = p->child_begin[o]; k < p->child_begin[o + 1]; k++)
      clause |= p->deprel[p->children[k]] == TRV_REL_ACL || p->deprel[p->children[k]] == TRV_REL_CCOMP;
    if (!clause) return true;
  }
  return false;
}

/* Acts of which one says that he did not do them. */
static bool may_be_denied(const struct trv_reading *r) {
  if (r->dropped || r->taken_by != TRV_NO_READING || r->status) return false;
  if (r->tag && strcmp(r->tag, "ceasefire:declaration") == 0) return false; /* he declared it himself */
  return r->type == TRV_ASSAULT || r->type == TRV_COERCE || r->type == TRV_AID || r->type == TRV_COOPERATE ||
         r->type == TRV_MOBILIZE || r->type == TRV_SANCTION || r->type == TRV_CONSULT || r->type == TRV_AGREE ||
         r->type == TRV_CONCEDE || r->type == TRV_PROTEST;
}

/* An accusation that takes up an act. */
static bool accuses_of_act(const struct trv_context *c, uint32_t accusation) {
  for (uint32_t i = 0; i < c->n_readings; i++)
    if (c->readings[i].taken_by == accusation) return true;
  return c->readings[accusation].inner != TRV_NO_READING;
}

/* The act told just before, or the reproach, of which the one who rejects "that" is said to be the author. */
static bool blamed_before(struct trv_context *c, const struct trv_reading *rejection) {
  const struct trv_text *text = c->in->text;
  uint32_t here = text->words[rejection->word].sentence;
  for (uint32_t v = rejection->word; v-- > 0 && text->words[v].sentence + 1 >= here;) {
    uint32_t at = c->reading_at[v];
    if (at >= c->n_readings || c->readings[at].dropped || c->readings[at].taken_by != TRV_NO_READING) continue;
    const struct trv_reading *o = &c->readings[at];
    if (o->type == TRV_ACCUSE)
      return trv_list_shares_code(&o->recipient, &rejection->actor) &&
             !trv_list_shares_code(&o->actor, &rejection->actor);
    bool told = trv_says_chain(c->in->says, o->word, c->arena).n > 0;
    return told && may_be_denied(o) && trv_list_shares_code(&o->actor, &rejection->actor);
  }
  return false;
}

/* "dismissed the charge as a provocation", "rejected that account": whoever rejects an accusation refuses nothing. */
static void reject_blame(struct trv_context *c, struct trv_reading *r) {
  static const struct trv_slot object = {1, {{TRV_SLOT_OBJ, NULL}}};
  struct trv_words words;
  if (r->dropped || r->type != TRV_REJECT || r->tag || r->rule->pos != TRV_VERB || !has(c, "denial", r->word)) return;
  trv_tree_slot(&c->tree, r->word, &object, &words);
  for (uint32_t i = 0; i < words.n; i++) {
    uint8_t upos = c->in->parse->upos[words.items[i]];
    bool pronoun = upos == TRV_PRON || upos == TRV_DET;
    if (!has(c, "denied_reference", words.items[i]) || (pronoun && !blamed_before(c, r))) return;
  }
  if (!words.n) return;
  r->dropped = true;
  r->why = "an accusation denied";
}

void trv_read_denials(struct trv_context *c) {
  for (uint32_t i = 0; i < c->n_readings; i++) reject_blame(c, &c->readings[i]);
  const struct trv_parse *p = c->in->parse;
  const struct trv_text *text = c->in->text;
  for (uint32_t w = 0; w < p->n_words; w++) {
    if (p->upos[w] != TRV_VERB || (!has(c, "deny", w) && !has(c, "denial", w))) continue;
    struct trv_factuality f = trv_says_factuality(c->in->says_data, c->in->says, text, p, w);
    if (f.negated || f.hypothetical || f.asked || !refers_back(c, w)) continue;
    struct trv_words subjects = {0};
    struct trv_list denier = {0};
    trv_tree_subject(&c->tree, w, &subjects);
    for (uint32_t i = 0; i < subjects.n; i++) trv_entities_at(c, subjects.items[i], false, &denier);
    if (!denier.n) continue;
    uint32_t here = text->words[w].sentence, found = UINT32_MAX;
    for (uint32_t v = w; v-- > 0 && text->words[v].sentence + 2 >= here;) {
      if (found != UINT32_MAX && text->words[v].sentence != found) break;
      uint32_t at = c->reading_at[v];
      if (at >= c->n_readings) continue;
      /* "seized power, alleging fraud. The commission rejected the allegations": they are of the fraud */
      if (found == UINT32_MAX && c->readings[at].type == TRV_ACCUSE && !accuses_of_act(c, at)) break;
      /* "accused Serbia of organizing the attack. Belgrade denied the accusations": of those, and no other act */
      if (found == UINT32_MAX && c->readings[at].type == TRV_ACCUSE && !c->readings[at].dropped &&
          c->readings[at].actor.n == 1 && trv_list_shares_code(&c->readings[at].recipient, &denier) &&
          !trv_list_shares_code(&c->readings[at].actor, &denier))
        break;
      if (!may_be_denied(&c->readings[at])) continue;
      if (!trv_list_shares_code(&c->readings[at].actor, &denier)) continue;
      c->readings[at].status = "denied";
      found = text->words[v].sentence;
    }
  }
}
