/* Acts about acts: what is requested, refused, threatened, promised, alleged or welcomed is taken up into the act of
 * speech, which gets its mode, its ceasefire tag and, where the text leaves it out, its recipient from it. */
#include <string.h>

#include "what/internal.h"

enum { WINDOW_WORDS = 4000 }; /* how far back what is claimed may be told: keeps the work linear in the article */

/* The event told by `word`, through verbs of aspect ("commencer à", "s'efforcer de") and support verbs. */
static uint32_t inner_at(struct trv_context *c, uint32_t word, int depth) {
  const struct trv_parse *p = c->in->parse;
  uint32_t r = trv_read_word(c, word);
  if (r != TRV_NO_READING || depth > 3) return r;
  struct trv_words next = {0};
  if (trv_tree_is_verb(&c->tree, word)) {
    const char *lemma = p->lemma[word];
    if (trv_grammar_has(c->in->grammar, "aspect", lemma)) trv_tree_complement(&c->tree, word, &next);
    if (!next.n &&
        (trv_grammar_has(c->in->grammar, "light", lemma) || trv_grammar_has(c->in->grammar, "aspect", lemma) ||
         trv_grammar_has(c->in->grammar, "undergo", lemma)))
      trv_tree_object(&c->tree, word, &next);
  } else if (trv_grammar_has(c->in->grammar, "act_noun", p->lemma[word])) {
    /* "un acte de violence", "la poursuite des combats", "toute forme d'agression" */
    for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++)
      if (p->deprel[p->children[i]] == TRV_REL_NMOD) next.items[next.n++ % TRV_MAX_SLOT_WORDS] = p->children[i];
    if (next.n > TRV_MAX_SLOT_WORDS) next.n = TRV_MAX_SLOT_WORDS;
  }
  for (uint32_t i = 0; i < next.n; i++) {
    r = inner_at(c, next.items[i], depth + 1);
    if (r != TRV_NO_READING) return r;
  }
  return TRV_NO_READING;
}

/* "Norway condemned the decision. Washington criticised it too": the one judged in the same way just before. */
static bool judged_alike(struct trv_context *c, uint32_t at, const struct trv_reading *before) {
  const struct trv_parse *p = c->in->parse;
  struct trv_reading *r = &c->readings[at];
  bool too = false;
  for (uint32_t i = p->child_begin[r->word]; i < p->child_begin[r->word + 1]; i++)
    too |= p->deprel[p->children[i]] == TRV_REL_ADVMOD &&
           trv_grammar_has(c->in->grammar, "likewise", p->lemma[p->children[i]]);
  if (!too || before->type != r->type || !before->recipient.n) return false;
  if (!r->recipient.n && !trv_list_shares_code(&before->recipient, &r->actor)) r->recipient = before->recipient;
  return true;
}

/* "une décision que l'ONU a déplorée", "cette initiative": the act told just before. */
static uint32_t act_before(struct trv_context *c, uint32_t at, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  /* "…, et l'opposition l'a dénoncée": a pronoun that stands for nobody */
  bool pronoun = p->upos[word] == TRV_PRON && p->feats[word].person == 3 && !p->feats[word].reflex &&
                 c->in->who->at[word] == TRV_NO_MENTION;
  if (!pronoun && !trv_grammar_has(c->in->grammar, "act_reference", p->lemma[word])) return TRV_NO_READING;
  uint32_t sentence = c->in->text->words[word].sentence;
  bool welcomed = c->readings[at].type == TRV_SUPPORT; /* "a salué le geste": no reproach told in between */
  for (uint32_t v = word; v-- > 0 && c->in->text->words[v].sentence + (welcomed ? 2 : 1) >= sentence;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings || k == at || !c->readings[k].actor.n || c->readings[k].dropped) continue;
    enum trv_event_type type = c->readings[k].type;
    bool reproach = type == TRV_ACCUSE || type == TRV_REJECT || type == TRV_REQUEST || type == TRV_SUPPORT;
    if (judged_alike(c, at, &c->readings[k])) return TRV_NO_READING;
    if (!(welcomed && reproach)) return k;
  }
  return TRV_NO_READING;
}

static bool tagged(const struct trv_reading *r) { return r->tag && strncmp(r->tag, "ceasefire:", 10) == 0; }

/* What an act about the act `inner` is. */
static void shape(struct trv_context *c, struct trv_reading *outer, const struct trv_reading *inner) {
  const char *mode = NULL;
  bool ceasefire =
      tagged(inner) || (inner->type == TRV_RETREAT && inner->mode && strcmp(inner->mode, "ceasefire") == 0);
  switch (outer->rule->embed) {
    case TRV_EMBED_REQUEST:
      mode = trv_mode_requested(inner->type, inner->mode);
      if (ceasefire && outer->type == TRV_REQUEST) {
        mode = "yield";
        if (!outer->tag) outer->tag = "ceasefire:call";
      }
      break;
    case TRV_EMBED_REJECT:
      mode = trv_mode_requested(inner->type, inner->mode);
      if (ceasefire) mode = "yield";
      break;
    case TRV_EMBED_THREAT: mode = trv_mode_threatened(inner->type, inner->mode); break;
    case TRV_EMBED_PROMISE: {
      struct trv_factuality f =
          trv_says_factuality(c->in->says_data, c->in->says, c->in->text, c->in->parse, inner->word);
      outer->type = trv_type_promised(inner->type);
      if (inner->type >= TRV_THREATEN && f.negated) {
        outer->type = TRV_CONCEDE; /* "promet de ne pas attaquer" */
        break;
      }
      if (outer->type == inner->type && outer->type != TRV_AGREE && outer->type != TRV_CONCEDE) {
        mode = inner->mode;
        outer->status = "future";
      }
      if (ceasefire && !outer->tag) {
        outer->type = TRV_AGREE;
        outer->tag = "ceasefire:agreement";
      }
      break;
    }
    case TRV_EMBED_PROPOSE:
      if (ceasefire && !outer->tag) outer->tag = "ceasefire:proposal";
      break;
    case TRV_EMBED_ACCUSE:
      if (!outer->tag && inner->tag && strstr(inner->tag, "violation")) outer->tag = "ceasefire:alleged_violation";
      break;
    default: break;
  }
  if (mode && !outer->rule->mode && trv_event_has_mode(outer->type, mode)) outer->mode = mode;
}

/* Nobody, or gunmen of whom no more is told. */
static bool unknown_doer(const struct trv_reading *r) {
  return !r->actor.n || (r->actor.n == 1 && trv_is_sector(&r->actor.items[0], "UAF") && !r->actor.items[0].name);
}

/* "A bomb killed seven. The group claimed responsibility": the act told before by nobody that may be what is claimed. */
static uint32_t unclaimed_before(const struct trv_context *c, uint32_t at) {
  uint32_t word = c->readings[at].word, sentence = c->in->text->words[word].sentence;
  for (uint32_t v = word; v-- > 0 && v + WINDOW_WORDS > word && c->in->text->words[v].sentence + 2 >= sentence;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings || k == at || c->readings[k].dropped || c->readings[k].type != c->readings[at].type)
      continue;
    if (c->readings[k].taken_by != TRV_NO_READING) continue;
    if (c->readings[k].same_as == TRV_NO_READING) return unknown_doer(&c->readings[k]) ? k : TRV_NO_READING;
  }
  return TRV_NO_READING;
}

static void take_up(struct trv_context *c, uint32_t outer_at, uint32_t inner_at_, bool reference) {
  struct trv_reading *outer = &c->readings[outer_at], *inner = &c->readings[inner_at_];
  if (outer->rule->embed == TRV_EMBED_CLAIM) {
    /* "claimed responsibility for the attack": the one told before, with all that is told of it */
    bool bare = inner->rule->pos == TRV_NOUN && !inner->recipient.n && !inner->actor.n && inner->killed < 0 &&
                trv_definite(c, inner->word);
    /* "shot dead 60 people in an attack claimed by the group" */
    bool part = inner->taken_by != TRV_NO_READING && inner->taken_by != outer_at &&
                c->readings[inner->taken_by].type == inner->type;
    uint32_t before =
        inner->same_as == TRV_NO_READING && (bare || part) ? unclaimed_before(c, outer_at) : inner->same_as;
    struct trv_reading *told = before == TRV_NO_READING ? NULL : &c->readings[before];
    if (told && unknown_doer(told) && !outer->status && !told->dropped) {
      told->actor = told->claimed_by = outer->actor;
      trv_force_sector(c, &told->actor);
      if (inner != told) inner->dropped = true, inner->why = "told before";
      outer->dropped = true;
      outer->why = "tells whose act it is";
      return;
    }
    if (outer->actor.n) inner->actor = outer->actor;
    if (outer->status) inner->status = outer->status;
    else inner->claimed_by = outer->actor;
    inner->same_as = TRV_NO_READING;
    if (!inner->recipient.n) inner->recipient = outer->recipient;
    if (inner->killed < 0) inner->killed = outer->killed;
    if (inner->wounded < 0) inner->wounded = outer->wounded;
    if (inner->taken_by == outer_at) inner->taken_by = TRV_NO_READING;
    trv_force_sector(c, &inner->actor);
    outer->dropped = true;
    outer->why = "tells whose act it is";
    return;
  }
  if (!reference) shape(c, outer, inner);
  else if (outer->type == TRV_REJECT && inner->type == TRV_REQUEST && !outer->rule->mode) outer->mode = inner->mode;
  /* "a réprouvé l'annexion de régions ukrainiennes par la Russie": who did it is blamed, never who suffered it */
  if (outer->type == TRV_ACCUSE && outer->rule->embed == TRV_EMBED_ACCUSE && inner->type >= TRV_SANCTION &&
      !reference) {
    struct trv_list doer = inner->actor, harmed = outer->recipient;
    trv_list_without(&doer, &outer->actor);
    trv_list_without(&harmed, &inner->recipient);
    /* "Moscou accuse Kiev d'être derrière l'attaque": whoever is accused by name is */
    bool by_name = outer->recipient.n && outer->recipient_named && outer->rule->pos == TRV_VERB && outer->rule->mode &&
                   strcmp(outer->rule->mode, "allege") == 0;
    if (by_name) doer.n = 0;
    if (doer.n > 1 && trv_list_shares_code(&doer, &outer->actor)) doer.n = 0; /* each accuses the other */
    /* "Tehran blamed Israel for the attack": who blames somebody else did it not itself */
    if (doer.n == 1 && outer->recipient.n && trv_grammar_has(c->in->grammar, "option", "each_way") &&
        trv_list_shares_code(&doer, &outer->actor) && !trv_list_shares_code(&doer, &outer->recipient) &&
        !trv_list_shares_code(&outer->recipient, &outer->actor))
      doer.n = 0;
    if (doer.n) outer->recipient = doer;
    else if (!inner->actor.n && !by_name) outer->recipient = harmed;
  }
  outer->inner = inner_at_;
  if (inner->taken_by == TRV_NO_READING && !reference) inner->taken_by = outer_at;
  if (!outer->recipient.n && !outer->of_many && !(outer->rule->flags & TRV_RULE_BOTH)) {
    struct trv_list found = {0};
    bool object = outer->rule->embed == TRV_EMBED_THREAT || outer->rule->embed == TRV_EMBED_PROMISE ||
                  outer->rule->embed == TRV_EMBED_PROPOSE;
    /* "menaced further measures": against whom those came from */
    bool own = reference && trv_list_shares_code(&inner->recipient, &outer->actor);
    if (object && !own) trv_list_join(&found, &inner->recipient);
    if (!object) {
      trv_list_join(&found, &inner->actor);
      trv_list_without(&found, &outer->actor);
      bool freed = outer->type == TRV_REQUEST && inner->type == TRV_RETREAT && inner->mode &&
                   strcmp(inner->mode, "release") == 0; /* nobody asks the captives */
      if (!found.n && !freed && outer->rule->embed != TRV_EMBED_ACCUSE) trv_list_join(&found, &inner->recipient);
    }
    /* but no state threatens its own army: "Pyongyang threatened to fire a missile" */
    if (object && !found.n && !trv_list_shares_code(&inner->actor, &outer->actor)) trv_list_join(&found, &inner->actor);
    trv_list_without(&found, &outer->actor);
    if (outer->type == TRV_ACCUSE && outer->rule->embed == TRV_EMBED_ACCUSE &&
        (inner->same_as != TRV_NO_READING || reference))
      /* whose attack is condemned: the power behind it */
      for (uint32_t i = 0; i < found.n; i++)
        if (found.items[i].sector && strcmp(found.items[i].sector, "MIL") == 0) found.items[i].sector = "GOV";
    outer->recipient = found;
  }
}

/* Whom a promise, an offer or a refusal concerns, where only its content names them. */
static void recipient_inside(struct trv_context *c, uint32_t at, uint32_t word) {
  struct trv_reading *r = &c->readings[at];
  const struct trv_parse *p = c->in->parse;
  if (r->recipient.n || r->of_many || r->rule->flags & TRV_RULE_BOTH) return;
  for (uint32_t w = p->left[word]; w <= p->right[word] && !r->recipient.n; w++) {
    uint32_t m = c->in->who->at[w];
    if (m == TRV_NO_MENTION || c->in->who->mentions[m].head != w) continue;
    uint8_t kind = c->in->who->mentions[m].kind;
    if (kind != TRV_MENTION_NAME && kind != TRV_MENTION_STATE && kind != TRV_MENTION_SEAT && kind != TRV_MENTION_ROLE)
      continue;
    /* "pleads for talks in Geneva" */
    bool asked = r->rule->embed == TRV_EMBED_REQUEST || r->rule->embed == TRV_EMBED_REJECT;
    if (asked && trv_only_where(c, w, &c->in->who->mentions[m])) continue;
    struct trv_list found = {0};
    trv_entities_at(c, w, false, &found);
    trv_list_without(&found, &r->actor);
    r->recipient = found;
  }
}

/* Everything told inside the complement belongs to what is requested or alleged: it is not told as done. */
static void silence(struct trv_context *c, uint32_t outer_at, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  if (!trv_tree_is_verb(&c->tree, word)) return;
  for (uint32_t w = p->left[word]; w <= p->right[word]; w++) {
    uint32_t r = c->reading_at[w];
    if (r >= c->n_readings || r == outer_at) continue;
    bool relative = false;
    for (uint32_t k = w; k != word && k != TRV_NO_WORD; k = p->head[k]) relative |= p->deprel[k] == TRV_REL_ACL;
    if (!relative && c->readings[r].taken_by == TRV_NO_READING && w != c->readings[outer_at].word)
      c->readings[r].taken_by = outer_at;
  }
}

/* "Portugal applauded it", "denounced it": what was done before, rather than whom the pronoun might stand for. */
static void welcomed_act(struct trv_context *c, uint32_t at) {
  struct trv_reading *r = &c->readings[at];
  struct trv_words words = {0};
  if ((r->rule->embed != TRV_EMBED_SUPPORT && r->rule->embed != TRV_EMBED_ACCUSE) || r->rule->flags & TRV_RULE_BOTH ||
      !trv_tree_is_verb(&c->tree, r->word))
    return;
  trv_tree_object(&c->tree, r->word, &words);
  if (words.n != 1 || !trv_grammar_has(c->in->grammar, "act_pronoun", c->in->parse->lemma[words.items[0]])) return;
  uint32_t sentence = c->in->text->words[r->word].sentence;
  for (uint32_t v = r->word; v-- > 0 && c->in->text->words[v].sentence + 2 >= sentence;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings || k == at || c->readings[k].dropped || !c->readings[k].actor.n) continue;
    if (judged_alike(c, at, &c->readings[k])) return;
    if (c->readings[k].type == TRV_SUPPORT || c->readings[k].type == TRV_ACCUSE || c->readings[k].type == TRV_REQUEST)
      continue;
    struct trv_list doers = c->readings[k].actor;
    trv_list_without(&doers, &r->actor);
    if (!doers.n) continue;
    r->recipient = doers;
    return;
  }
}

static void embed(struct trv_context *c, uint32_t at) {
  const struct trv_parse *p = c->in->parse;
  uint32_t word = c->readings[at].word;
  struct trv_words words = {0}, more = {0};
  trv_tree_complement(&c->tree, word, &words);
  uint32_t n_complements = words.n;
  if (trv_tree_is_verb(&c->tree, word)) {
    trv_tree_object(&c->tree, word, &more);
  }
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t k = p->children[i];
    if ((p->deprel[k] == TRV_REL_OBL || p->deprel[k] == TRV_REL_NMOD || p->deprel[k] == TRV_REL_IOBJ) &&
        p->upos[k] == TRV_NOUN && more.n < TRV_MAX_SLOT_WORDS) {
      char buf[64];
      const char *prep = trv_tree_case(&c->tree, k, buf, sizeof buf);
      if (!prep || !trv_grammar_has(c->in->grammar, "content_preposition", prep)) continue;
      /* "urged him in a call": where it was said, not what */
      if (trv_grammar_has(c->in->grammar, "occasion_preposition", prep) &&
          trv_grammar_has(c->in->grammar, "occasion", p->lemma[k]))
        continue;
      more.items[more.n++] = k;
    }
  }
  for (uint32_t i = 0; i < more.n && words.n < TRV_MAX_SLOT_WORDS; i++) words.items[words.n++] = more.items[i];
  bool first = true;
  struct trv_reading plain = c->readings[at];
  for (uint32_t i = 0; i < words.n; i++) {
    uint32_t heads[8], n = 0;
    heads[n++] = words.items[i];
    for (uint32_t k = p->child_begin[words.items[i]]; k < p->child_begin[words.items[i] + 1] && n < 8; k++)
      if (p->deprel[p->children[k]] == TRV_REL_CONJ) heads[n++] = p->children[k];
    for (uint32_t k = 0; k < n; k++) {
      uint32_t inner = inner_at(c, heads[k], 0);
      if (inner == TRV_NO_READING || inner == at) continue;
      /* what is condemned or alleged is a deed, not another's word about it */
      if (c->readings[at].rule->embed == TRV_EMBED_ACCUSE &&
          (c->readings[inner].type == TRV_ACCUSE || c->readings[inner].type == TRV_REQUEST))
        continue;
      if (c->readings[inner].taken_by != TRV_NO_READING && c->readings[inner].taken_by != at) continue;
      if (c->readings[at].dropped) break;
      if (first) {
        take_up(c, at, inner, false);
        first = false;
        continue;
      }
      /* a second thing asked of the same: another act where it differs in mode */
      struct trv_reading other = plain;
      uint32_t other_at = c->n_readings;
      TRV_PUSH(c->arena, c->readings, c->n_readings, c->cap_readings, other);
      take_up(c, other_at, inner, false);
      const struct trv_reading *a = &c->readings[at], *b = &c->readings[other_at];
      bool differs = b->mode && (!a->mode || strcmp(a->mode, b->mode) != 0);
      if (!differs || b->type != a->type) c->readings[other_at].dropped = true, c->readings[other_at].why = "same act";
    }
  }
  for (uint32_t i = 0; i < words.n && first && !c->readings[at].recipient.n; i++) {
    uint32_t before = act_before(c, at, words.items[i]);
    if (before != TRV_NO_READING) take_up(c, at, before, true);
  }
  uint8_t kind = c->readings[at].rule->embed;
  if (kind == TRV_EMBED_CLAIM && first) {
    uint32_t before = unclaimed_before(c, at);
    if (before != TRV_NO_READING) take_up(c, at, before, true);
  }
  if (kind == TRV_EMBED_PROMISE || kind == TRV_EMBED_PROPOSE || kind == TRV_EMBED_REJECT || kind == TRV_EMBED_REQUEST)
    for (uint32_t i = 0; i < words.n; i++) recipient_inside(c, at, words.items[i]);
  for (uint32_t i = 0; i < n_complements; i++) silence(c, at, words.items[i]);
}

/* "« L'armée syrienne a tué nos soldats », a accusé X": the accusation is told by its verb; what it is about is not told
 * again. */
static void content_of_accusations(struct trv_context *c) {
  for (uint32_t i = 0; i < c->n_readings; i++) {
    struct trv_reading *inner = &c->readings[i];
    uint32_t report = c->in->says->at[inner->word];
    if (inner->type < TRV_SANCTION || inner->dropped || inner->taken_by != TRV_NO_READING || report == TRV_NO_REPORT)
      continue;
    uint32_t at = c->reading_at[c->in->says->reports[report].cue];
    if (at >= c->n_readings || at == i) continue;
    struct trv_reading *outer = &c->readings[at];
    if (outer->type != TRV_ACCUSE || !outer->mode || strcmp(outer->mode, "allege") != 0 || outer->dropped) continue;
    if (trv_list_shares_code(&inner->actor, &outer->actor)) continue;
    if (!outer->recipient.n) outer->recipient = inner->actor;
    inner->taken_by = at;
    if (outer->inner == TRV_NO_READING) outer->inner = i;
  }
}

/* "condemned the bombing of Gao, claimed by the rebels": the claim is told with the reproach. */
static bool claimed_in_passing(struct trv_context *c, uint32_t at) {
  const struct trv_parse *p = c->in->parse;
  struct trv_reading *r = &c->readings[at];
  uint32_t noun = p->head[r->word];
  if (r->rule->embed != TRV_EMBED_CLAIM || p->deprel[r->word] != TRV_REL_ACL || noun == TRV_NO_WORD) return false;
  uint32_t k = c->reading_at[noun], over = k < c->n_readings ? c->readings[k].taken_by : TRV_NO_READING;
  if (over == TRV_NO_READING || over == at || c->readings[over].type != TRV_ACCUSE) return false;
  r->taken_by = over;
  return true;
}

void trv_embed_all(struct trv_context *c) {
  uint32_t n = c->n_readings;
  for (uint32_t w = 0; w < c->in->parse->n_words; w++) {
    uint32_t at = c->reading_at[w];
    if (at < n && c->readings[at].rule->embed && c->readings[at].taken_by == TRV_NO_READING &&
        !claimed_in_passing(c, at)) {
      welcomed_act(c, at);
      embed(c, at);
    }
  }
  content_of_accusations(c);
}
