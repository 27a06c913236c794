/* Choosing the rule by which a word is read; see what.h and rules.h. */
#include <string.h>

#include "what/internal.h"

#define READING_OPEN (UINT32_MAX - 1)

/* "un arrêt des tirs" */
static bool stop_of_fighting(const struct trv_context *c, uint32_t w) {
  const struct trv_parse *p = c->in->parse;
  if (!trv_grammar_has(c->in->grammar, "truce_head", p->lemma[w])) return false;
  for (uint32_t i = p->child_begin[w]; i < p->child_begin[w + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_NMOD &&
        trv_grammar_has(c->in->grammar, "truce_content", p->lemma[p->children[i]]))
      return true;
  return false;
}

/* A pronoun that stands for nobody. */
static bool stands_for_thing(const struct trv_context *c, uint32_t w) {
  const struct trv_parse *p = c->in->parse;
  uint32_t m = c->in->who->at[w];
  return p->upos[w] == TRV_PRON && p->feats[w].person == 3 && p->feats[w].number != TRV_PLUR &&
         (m == TRV_NO_MENTION || !c->in->who->mentions[m].n_entities);
}

/* A noun of the set `truce`; or "l'accord", "le texte", "il" where a truce has been spoken of just before. */
static bool means_truce(struct trv_context *c, uint32_t w) {
  const struct trv_parse *p = c->in->parse;
  const struct trv_grammar *g = c->in->grammar;
  if (trv_grammar_has(g, "truce", p->lemma[w])) return true;
  if (stop_of_fighting(c, w)) return true; /* "l'arrêt permanent des hostilités" */
  bool pronoun =
      (p->upos[w] == TRV_PRON && p->feats[w].person == 3) || (p->upos[w] == TRV_DET && p->feats[w].poss) ||
      (trv_grammar_has(g, "one_of_kind", p->lemma[w]) && p->upos[w] != TRV_DET && p->deprel[w] != TRV_REL_NUMMOD);
  if (!pronoun && !trv_grammar_has(g, "agreement_noun", p->lemma[w])) return false;
  for (uint32_t i = p->child_begin[w]; i < p->child_begin[w + 1]; i++)
    if (trv_grammar_has(g, "truce", p->lemma[p->children[i]])) return true;
  if (!pronoun) {
    bool definite = false;
    for (uint32_t i = p->child_begin[w]; i < p->child_begin[w + 1]; i++) {
      uint32_t k = p->children[i];
      if (p->deprel[k] == TRV_REL_DET) definite |= p->feats[k].definite == 1 || p->feats[k].prontype == 2;
      if (p->deprel[k] == TRV_REL_NMOD) return false; /* an accord on something else */
    }
    if (!definite) return false;
  }
  uint32_t sentence = c->in->text->words[w].sentence, back = pronoun ? 1 : 3;
  uint32_t from = c->in->text->sentences[sentence > back ? sentence - back : 0].first_word;
  bool object = p->deprel[w] == TRV_REL_OBJ;
  uint32_t end = w, first = c->in->text->sentences[sentence].first_word;
  if (pronoun && !object) /* "agreed on a truce; it came into force" */
    while (end > first && strcmp(c->in->text->words[end].form, ";") != 0) end--;
  if (end == 0) return false;
  for (uint32_t k = end; k-- > from;) {
    if (trv_grammar_has(g, "truce", p->lemma[k]) || stop_of_fighting(c, k)) {
      if (!pronoun) return true;
      /* the pronoun takes the subject, or the last truce or accord told */
      return p->deprel[k] == TRV_REL_NSUBJ || p->feats[k].gender == p->feats[w].gender || !p->feats[w].gender ||
             !p->feats[k].gender || p->upos[w] == TRV_DET;
    }
    bool own_subject = object && p->head[k] == p->head[w]; /* "Les deux pays l'avaient conclue" */
    if (pronoun && !own_subject && p->deprel[k] == TRV_REL_NSUBJ && p->head[k] != TRV_NO_WORD &&
        p->head[p->head[k]] == TRV_NO_WORD)
      /* "Il vaut jusqu'à vendredi. Les deux parties l'ont respecté." */
      return (trv_grammar_has(g, "agreement_noun", p->lemma[k]) || (object && stands_for_thing(c, k))) &&
             means_truce(c, k);
  }
  return false;
}

const struct trv_place_mention *trv_place_over(struct trv_context *c, uint32_t w) {
  const struct trv_place_mention *m = trv_where_at(c->in->where, w);
  return m && !m->dateline ? m : NULL;
}

bool trv_in_dateline(const struct trv_context *c, uint32_t w) {
  const struct trv_place_mention *m = trv_where_at(c->in->where, w);
  return m && m->dateline;
}

/* A town, region or site of the gazetteer; a state is none here. */
static bool is_place(struct trv_context *c, uint32_t w) {
  const struct trv_place_mention *m = trv_place_over(c, w);
  if (m) return m->kind != TRV_PLACE_COUNTRY;
  const struct trv_parse *p = c->in->parse; /* a village that no gazetteer has, by the look of its name */
  return p->upos[w] == TRV_PROPN && p->name[w].kind == TRV_NAME_LOC && c->in->who->at[w] == TRV_NO_MENTION;
}

/* "on Friday", "in March": none of what stands behind "on" or "in". */
static bool is_date(const struct trv_context *c, uint32_t w, const struct trv_slot *slot) {
  const char *prep = slot->steps[slot->n_steps - 1].prep;
  if (slot->steps[slot->n_steps - 1].kind != TRV_SLOT_PREP || !prep || c->in->parse->upos[w] != TRV_PROPN) return false;
  return trv_grammar_has(c->in->grammar, "date_preposition", prep) &&
         trv_grammar_has(c->in->grammar, "calendar", c->in->text->words[w].lower);
}

static bool word_fits(struct trv_context *c, uint32_t w, const struct trv_condition *k) {
  const struct trv_parse *p = c->in->parse;
  if (k->any) return !p->feats[w].reflex && !is_date(c, w, &k->slot); /* "themselves" is nobody else */
  if (trv_lemmas_have(&k->lemmas, p->lemma[w]) || trv_lemmas_have(&k->lemmas, c->in->text->words[w].lower)) return true;
  if (k->actor) {
    struct trv_list list = {0};
    trv_entities_at(c, w, false, &list);
    if (list.n) return true;
  }
  if (k->truce && means_truce(c, w)) return true;
  if (k->place && is_place(c, w)) return true;
  if (k->force) {
    static const char *const fighting[] = {"MIL", "REB", "PRM", "UAF", "COP", "CRM"};
    struct trv_list list = {0};
    trv_entities_at(c, w, false, &list);
    for (uint32_t i = 0; i < list.n; i++)
      for (size_t j = 0; j < sizeof fighting / sizeof *fighting; j++)
        if (list.items[i].sector && strncmp(list.items[i].sector, fighting[j], 3) == 0) return true;
  }
  if (k->number && trv_what_count(c->data, c->in->text, p, w) >= 0) return true;
  if (k->types) {
    uint32_t r = trv_read_word(c, w);
    if (r != TRV_NO_READING && (k->types >> c->readings[r].type & 1u)) return true;
  }
  return false;
}

/* A coordinated noun counts for the slot too: "un cessez-le-feu et le retrait". */
static bool fits_or_conjunct(struct trv_context *c, uint32_t w, const struct trv_condition *k) {
  if (word_fits(c, w, k)) return true;
  const struct trv_parse *p = c->in->parse;
  for (uint32_t i = p->child_begin[w]; i < p->child_begin[w + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_CONJ && word_fits(c, p->children[i], k)) return true;
  return false;
}

bool trv_condition_holds(struct trv_context *c, uint32_t word, const struct trv_condition *k) {
  struct trv_words words;
  trv_tree_slot(&c->tree, word, &k->slot, &words);
  bool held = false;
  for (uint32_t i = 0; i < words.n && !held; i++) held = fits_or_conjunct(c, words.items[i], k);
  return held != k->negated;
}

static bool negated(struct trv_context *c, uint32_t word) {
  struct trv_factuality f = trv_says_factuality(c->in->says_data, c->in->says, c->in->text, c->in->parse, word);
  return f.negated || f.restricted;
}

bool trv_heads_quotation(struct trv_context *c, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  uint32_t report = c->in->says->at[word], head = p->head[word];
  if (report == TRV_NO_REPORT || !c->in->says->reports[report].quoted) return false;
  return head == TRV_NO_WORD || c->in->says->at[head] != report;
}

bool trv_introduces_vow(struct trv_context *c, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  uint32_t report = c->report_of[word];
  if (report == TRV_NO_REPORT) return false;
  uint32_t sentence = c->in->text->words[word].sentence, first = c->in->text->sentences[sentence].first_word;
  uint32_t end = first + c->in->text->sentences[sentence].n_words;
  for (uint32_t w = first; w < end; w++) {
    if (c->in->says->at[w] != report || !c->in->says->reports[report].quoted) continue;
    if (p->feats[w].tense == TRV_FUT && p->feats[w].person == 1) return true;
    /* "we will attack" */
    if (p->upos[w] == TRV_AUX && p->head[w] != TRV_NO_WORD &&
        trv_grammar_has(c->in->grammar, "modal_planned", p->lemma[w]))
      for (uint32_t i = p->child_begin[p->head[w]]; i < p->child_begin[p->head[w] + 1]; i++)
        if (p->deprel[p->children[i]] == TRV_REL_NSUBJ && p->feats[p->children[i]].person == 1) return true;
    /* "nous allons attaquer" */
    if (p->feats[w].person == 1 && p->feats[w].verbform == TRV_FIN &&
        trv_grammar_has(c->in->grammar, "go", p->lemma[w]))
      return true;
  }
  return false;
}

static bool foretold(struct trv_context *c, uint32_t word) {
  if (trv_says_factuality(c->in->says_data, c->in->says, c->in->text, c->in->parse, word).future) return true;
  const struct trv_parse *p = c->in->parse; /* "the price will be high": told by the auxiliaries of what is no verb */
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t k = p->children[i];
    if (p->deprel[k] == TRV_REL_AUX && (trv_grammar_has(c->in->grammar, "modal_planned", p->lemma[k]) ||
                                        trv_grammar_has(c->in->grammar, "modal_conditional", p->lemma[k])))
      return true;
  }
  return false;
}

/* "told them to leave", but "told them that they had left" */
static bool infinitive_behind(struct trv_context *c, uint32_t word) {
  struct trv_words words = {0};
  trv_tree_complement(&c->tree, word, &words);
  for (uint32_t i = 0; i < words.n; i++)
    if (words.items[i] > word && trv_tree_infinitive(&c->tree, words.items[i])) return true;
  return false;
}

/* "insists that its troops have left": says so, and asks for nothing; but "insists that they leave", "must leave". */
static bool asserted(struct trv_context *c, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  struct trv_words words = {0};
  if (!trv_grammar_has(c->in->grammar, "asserts_too", p->lemma[word])) return false;
  trv_tree_complement(&c->tree, word, &words);
  for (uint32_t i = 0; i < words.n; i++) {
    uint32_t w = words.items[i];
    if (p->deprel[w] != TRV_REL_CCOMP) continue;
    bool told = p->feats[w].verbform == TRV_FIN && p->feats[w].tense == TRV_PAST;
    for (uint32_t k = p->child_begin[w]; k < p->child_begin[w + 1]; k++) {
      uint32_t aux = p->children[k];
      if (p->deprel[aux] != TRV_REL_AUX && p->deprel[aux] != TRV_REL_COP) continue;
      if (trv_grammar_has(c->in->grammar, "modal_obliged", p->lemma[aux])) return false;
      told |= p->feats[aux].verbform == TRV_FIN;
    }
    if (told) return true;
  }
  return false;
}

/* "s'est engagé", "committed itself" */
static bool reflexive(const struct trv_context *c, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  bool behind = false;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t k = p->children[i];
    behind |= k > word && p->deprel[k] == TRV_REL_OBJ && p->upos[k] == TRV_PRON && p->feats[k].reflex;
  }
  return behind || trv_tree_reflexive(&c->tree, word);
}

bool trv_on_condition(struct trv_context *c, uint32_t word) {
  const struct trv_layers *in = c->in;
  struct trv_words words = {0};
  trv_tree_complement(&c->tree, word, &words);
  bool conditional = trv_says_factuality(in->says_data, in->says, in->text, in->parse, word).conditional;
  for (uint32_t i = 0; i < words.n && !conditional; i++)
    conditional = trv_says_factuality(in->says_data, in->says, in->text, in->parse, words.items[i]).conditional;
  return conditional;
}

static bool rule_fits(struct trv_context *c, uint32_t word, const struct trv_rule *rule) {
  uint32_t f = rule->flags;
  if (rule->type == TRV_REQUEST && rule->pos == TRV_VERB && asserted(c, word)) return false;
  if (f & TRV_RULE_REFL && !reflexive(c, word)) return false;
  if (f & TRV_RULE_PASSIVE && !trv_tree_passive(&c->tree, word)) return false;
  if (f & TRV_RULE_ACTIVE && trv_tree_passive(&c->tree, word)) return false;
  if (f & TRV_RULE_CONDITIONAL && !trv_on_condition(c, word)) return false;
  if (f & TRV_RULE_NEG && !negated(c, word)) return false;
  if (f & TRV_RULE_NONEG && negated(c, word)) return false;
  if (f & TRV_RULE_QUOTED && !trv_heads_quotation(c, word)) return false;
  if (f & TRV_RULE_VOWS && !trv_introduces_vow(c, word)) return false;
  if (f & TRV_RULE_FUTURE && !foretold(c, word)) return false;
  if (f & TRV_RULE_INFINITIVE && !infinitive_behind(c, word)) return false;
  for (uint32_t i = 0; i < rule->n_conditions; i++)
    if (!trv_condition_holds(c, word, &rule->conditions[i])) return false;
  return true;
}

/* "agreed to a truce and the release of 50 hostages": what stands beside what was agreed is one of its terms. */
static void take_terms(struct trv_context *c, uint32_t outer, const struct trv_condition *condition) {
  const struct trv_parse *p = c->in->parse;
  const struct trv_reading *r = &c->readings[outer];
  if (r->type != TRV_AGREE || !r->tag || strcmp(r->tag, "ceasefire:agreement") != 0) return;
  struct trv_words words;
  trv_tree_slot(&c->tree, r->word, &condition->slot, &words);
  for (uint32_t w = 0; w < words.n; w++)
    for (uint32_t i = p->child_begin[words.items[w]]; i < p->child_begin[words.items[w] + 1]; i++) {
      uint32_t term = p->children[i], at = c->reading_at[term];
      if (p->deprel[term] != TRV_REL_CONJ || p->upos[term] != TRV_NOUN || at >= c->n_readings) continue;
      struct trv_reading *inner = &c->readings[at];
      if (inner->type == TRV_RETREAT && !inner->actor.n && inner->taken_by == TRV_NO_READING) inner->taken_by = outer;
    }
}

void trv_take_conditions(struct trv_context *c) {
  for (uint32_t i = 0; i < c->n_readings; i++) {
    const struct trv_rule *rule = c->readings[i].rule;
    if (rule->flags & TRV_RULE_TOLL) continue; /* context.c gives its numbers to the event */
    for (uint32_t k = 0; k < rule->n_conditions; k++) {
      const struct trv_condition *condition = &rule->conditions[k];
      if (!condition->negated) take_terms(c, i, condition);
      if (condition->negated || (!trv_lemmas_any(&condition->lemmas) && !condition->types)) continue;
      struct trv_words words;
      trv_tree_slot(&c->tree, c->readings[i].word, &condition->slot, &words);
      for (uint32_t w = 0; w < words.n; w++) {
        uint32_t at = c->reading_at[words.items[w]];
        if (at >= c->n_readings || at == i || c->readings[at].taken_by != TRV_NO_READING) continue;
        struct trv_reading *inner = &c->readings[at];
        if (rule->embed && (inner->type != c->readings[i].type || rule->embed == TRV_EMBED_CLAIM))
          continue; /* embed.c takes it up */
        if (condition->slot.steps[0].kind == TRV_SLOT_GOV) continue;
        bool same_type = inner->type == c->readings[i].type;
        bool object = condition->slot.n_steps == 1 && condition->slot.steps[0].kind == TRV_SLOT_OBJ;
        /* "stopped firing": what somebody ceases to do is not told as done, or not done, beside it */
        object |= condition->slot.n_steps == 1 && condition->slot.steps[0].kind == TRV_SLOT_COMP &&
                  trv_grammar_has(c->in->grammar, "stop", c->in->parse->lemma[c->readings[i].word]);
        if (!same_type && !object && inner->actor.n) continue; /* an act of its own: "informer de contacts avec X" */
        inner->taken_by = i;
        if (inner->type == c->readings[i].type) {
          struct trv_reading *outer = &c->readings[i];
          if (!outer->mode) outer->mode = inner->mode;
          if (!outer->actor.n) outer->actor = inner->actor;
          if (!outer->recipient.n) outer->recipient = inner->recipient;
          if (outer->date_word == TRV_NO_WORD) outer->date_word = inner->word;
        }
      }
    }
  }
}

static struct trv_reading new_reading(uint32_t word, const struct trv_rule *rule) {
  return (struct trv_reading){.word = word,
                              .rule = rule,
                              .type = (enum trv_event_type)rule->type,
                              .mode = rule->mode,
                              .cameo = rule->cameo,
                              .tag = rule->tag,
                              .status = rule->status,
                              .killed = -1,
                              .wounded = -1,
                              .captured = -1,
                              .taken_by = TRV_NO_READING,
                              .inner = TRV_NO_READING,
                              .same_as = TRV_NO_READING,
                              .date_word = TRV_NO_WORD};
}

static const struct trv_rule_list *rules_for(struct trv_context *c, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  const struct trv_rule_list *list = trv_rules_of(c->data->rules, p->upos[word], p->lemma[word]);
  if (!list && p->upos[word] == TRV_ADJ && p->feats[word].verbform == TRV_PART_FORM)
    list = trv_rules_of(c->data->rules, TRV_VERB, p->lemma[word]);
  return list;
}

static bool complete(const struct trv_reading *r) {
  return r->actor.n && (r->rule->flags & TRV_RULE_BOTH ? r->actor.n > 1 : r->recipient.n > 0);
}

void trv_next_rule(struct trv_context *c, struct trv_reading *r) {
  const struct trv_rule_list *list = rules_for(c, r->word);
  bool passed = false;
  if (!list || complete(r)) return;
  for (uint32_t i = 0; i < list->n; i++) {
    const struct trv_rule *rule = &c->data->rules->rules[list->rules[i]];
    if (rule == r->rule) passed = true;
    else if (passed && rule_fits(c, r->word, rule)) {
      if (rule->type == TRV_EVENT_NONE) return;
      struct trv_reading other = new_reading(r->word, rule);
      trv_read_arguments(c, &other);
      if (!(rule->flags & TRV_RULE_WEAK) || complete(&other)) {
        *r = other;
        return;
      }
    }
  }
}

/* "a pause in fighting": no fight. */
static bool of_pause(const struct trv_context *c, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  uint32_t head = p->head[word];
  return head != TRV_NO_WORD && p->deprel[word] == TRV_REL_NMOD &&
         trv_grammar_has(c->in->grammar, "truce_head", p->lemma[head]) &&
         trv_grammar_has(c->in->grammar, "truce_content", p->lemma[word]);
}

/* A truce that is first told of here: "a four-day pause in fighting". */
static bool new_truce(const struct trv_context *c, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  const struct trv_grammar *g = c->in->grammar;
  bool truce = trv_grammar_has(g, "truce", p->lemma[word]), indefinite = false;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    indefinite |= p->deprel[p->children[i]] == TRV_REL_DET && p->feats[p->children[i]].definite == 2;
    truce |= of_pause(c, p->children[i]);
  }
  return truce && indefinite;
}

/* "approved a deal under which hostages will be freed in exchange for a four-day truce": an accord on a truce. */
static bool accord_on_truce(const struct trv_context *c, uint32_t verb) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t accord = p->children[i];
    if (p->deprel[accord] != TRV_REL_OBJ || !trv_grammar_has(c->in->grammar, "agreement_noun", p->lemma[accord]))
      continue;
    for (uint32_t k = p->child_begin[accord]; k < p->child_begin[accord + 1]; k++) {
      uint32_t clause = p->children[k];
      if (p->deprel[clause] != TRV_REL_ACL) continue;
      for (uint32_t w = p->left[clause]; w <= p->right[clause]; w++)
        if (new_truce(c, w)) return true;
    }
  }
  return false;
}

uint32_t trv_read_word(struct trv_context *c, uint32_t word) {
  uint32_t known = c->reading_at[word];
  if (known == READING_OPEN) return TRV_NO_READING;
  if (known != TRV_NO_READING) return known;
  const struct trv_parse *p = c->in->parse;
  uint32_t mention = c->in->who->at[word];
  if (mention != TRV_NO_MENTION && p->upos[word] != TRV_VERB) {
    /* a noun inside a name is no act: "Front de libération du peuple du Tigré" */
    const struct trv_mention *m = &c->in->who->mentions[mention];
    if (m->kind == TRV_MENTION_NAME && word > m->first_word && word < m->end_word && word != m->head)
      return TRV_NO_READING;
  }
  const struct trv_rule_list *list = rules_for(c, word);
  if (!list) return TRV_NO_READING;
  c->reading_at[word] = READING_OPEN;
  const struct trv_rule *rule = NULL;
  for (uint32_t i = 0; i < list->n && !rule; i++)
    if (rule_fits(c, word, &c->data->rules->rules[list->rules[i]])) rule = &c->data->rules->rules[list->rules[i]];
  c->reading_at[word] = TRV_NO_READING;
  if (!rule || rule->type == TRV_EVENT_NONE) return TRV_NO_READING;
  if (rule->type == TRV_ASSAULT && of_pause(c, word)) return TRV_NO_READING;
  struct trv_reading r = new_reading(word, rule);
  if (r.type == TRV_AGREE && !r.tag && accord_on_truce(c, word)) r.tag = "ceasefire:agreement";
  uint32_t at = c->n_readings;
  TRV_PUSH(c->arena, c->readings, c->n_readings, c->cap_readings, r);
  c->reading_at[word] = at;
  return at;
}
