/* What is said by saying: a demand, a threat, a charge, a refusal, where the words tell an act.
 *
 * Searle's speech acts, as far as PLOVER has types for them: who says that others must do something requests it, who
 * foretells a hostile act of his own threatens, and so on. */
#include <string.h>

#include "what/internal.h"

bool trv_observer(const struct trv_entity *e) {
  static const char *const sectors[] = {"JRN", "NGO", "IGO", "CVL", "MED", "REF", "JUD", "ELI", "EDU", "COP"};
  if (!e->sector) return false;
  if (e->name && strcmp(e->name, "Ministry of Health") == 0) return true; /* its tolls are the medics' */
  for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
    if (strncmp(e->sector, sectors[i], 3) == 0) return true;
  return false;
}

/* "The rebels said that army planes had bombed": of one country, but not of one side. */
bool trv_same_camp(const struct trv_list *actor, const struct trv_entity *source) {
  for (uint32_t i = 0; i < actor->n; i++)
    if (strcmp(actor->items[i].code, source->code) == 0 && trv_camp(&actor->items[i]) == trv_camp(source)) return true;
  return false;
}

/* The verb of saying over a threat is the threat itself: its own reading falls. */
void trv_silence_cue(struct trv_context *c, uint32_t word) {
  uint32_t report = c->in->says->at[word];
  if (report == TRV_NO_REPORT) return;
  uint32_t at = c->reading_at[c->in->says->reports[report].cue];
  if (at < c->n_readings &&
      (c->readings[at].type == TRV_THREATEN || c->readings[at].type == TRV_AGREE ||
       c->readings[at].type == TRV_CONCEDE) &&
      !c->readings[at].dropped) {
    c->readings[at].dropped = true;
    c->readings[at].why = "told by its content";
  }
}

/* "tentent de prendre la capitale": the fighting for a town, not its capture. */
static void attempted(struct trv_context *c, struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  uint32_t head = p->head[r->word];
  if (r->type == TRV_COERCE && r->mode && strcmp(r->mode, "seize") == 0 && head != TRV_NO_WORD &&
      p->deprel[r->word] != TRV_REL_CONJ && trv_grammar_has(c->in->grammar, "attempt", p->lemma[head])) {
    r->type = TRV_ASSAULT;
    r->mode = r->cameo = NULL;
  }
}

/* "« Retirez vos troupes », a lancé X": an imperative in a quotation is the speaker's demand. */
static void commanded(struct trv_context *c, struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  uint32_t report = c->in->says->at[r->word];
  if (r->rule->pos != TRV_VERB || report == TRV_NO_REPORT || !c->in->says->reports[report].quoted) return;
  const struct trv_report *said = &c->in->says->reports[report];
  bool imperative = p->feats[r->word].mood == TRV_IMPER;
  if (p->feats[r->word].person == 2 && p->feats[r->word].verbform == TRV_FIN) {
    imperative = true;
    for (uint32_t i = p->child_begin[r->word]; i < p->child_begin[r->word + 1]; i++)
      if (p->deprel[p->children[i]] == TRV_REL_NSUBJ) imperative = false;
  }
  if (!imperative || !said->speakers.n) return;
  struct trv_list speaker = {0};
  for (uint32_t i = 0; i < said->speakers.n; i++) trv_list_add(&speaker, &said->speakers.items[i]);
  struct trv_list asked = r->actor;
  trv_list_without(&asked, &speaker);
  if (!asked.n) {
    trv_addressee(c, r->word, &asked);
  }
  bool truce = r->tag && strncmp(r->tag, "ceasefire:", 10) == 0;
  if (truce) r->mode = "yield";
  else if (r->type != TRV_REQUEST) r->mode = trv_mode_requested(r->type, r->mode);
  r->tag = truce ? "ceasefire:call" : NULL;
  r->type = TRV_REQUEST;
  r->cameo = "020";
  r->actor = speaker;
  r->recipient = asked;
  r->status = "actual";
}

bool trv_cooperative(enum trv_event_type type) {
  return type == TRV_AID || type == TRV_COOPERATE || type == TRV_CONCEDE || type == TRV_AGREE || type == TRV_RETREAT ||
         type == TRV_SUPPORT || type == TRV_CONSULT;
}

/* "Khartoum ne libérera pas l'opposant": what one says one will not do is a refusal. */
static void refused(struct trv_reading *r, struct trv_factuality *f) {
  bool ahead = f->future || f->intended || (f->hypothetical && f->conditional); /* "would not free them unless" */
  if (!f->negated || f->denied || f->asked || !ahead || !trv_cooperative(r->type) || r->status || !r->actor.n ||
      r->rule->pos != TRV_VERB)
    return;
  r->mode = trv_mode_requested(r->type, r->mode);
  r->type = TRV_REJECT;
  r->cameo = "120";
  r->tag = NULL;
  f->negated = f->future = f->hypothetical = false;
}

/* "Les forces serbes doivent quitter le Kosovo, a dit X": what others must do, says the speaker, is his demand. */
static bool demanded(struct trv_context *c, struct trv_reading *r, const struct trv_factuality *f,
                     struct trv_entities *chain) {
  if (!f->required || (f->negated && !f->obliged) || r->type == TRV_REQUEST || r->rule->pos != TRV_VERB || !chain->n ||
      !r->actor.n)
    return false;
  struct trv_list source = {1, {chain->items[chain->n - 1]}};
  bool freed = r->type == TRV_RETREAT && r->mode && strcmp(r->mode, "release") == 0 && f->obliged &&
               trv_tree_passive(&c->tree, r->word); /* "should be freed": by the state that holds them */
  if (trv_list_shares_code(&source, &r->actor) && !freed) return false;
  if (source.items[0].sector && strcmp(source.items[0].sector, "JRN") == 0) return false;
  if (freed && trv_list_shares_code(&source, &r->actor)) {
    r->actor = r->recipient;
    for (uint32_t i = 0; i < r->actor.n; i++)
      if (strlen(r->actor.items[i].code) == 3 && !trv_is_organisation(&r->actor.items[i]))
        r->actor.items[i].sector = "GOV", r->actor.items[i].name = r->actor.items[i].office = NULL;
  }
  bool truce = r->tag && strncmp(r->tag, "ceasefire:", 10) == 0;
  r->recipient = r->actor;
  r->actor = source;
  r->mode = truce ? "yield" : trv_mode_requested(r->type, r->mode);
  r->tag = truce ? "ceasefire:call" : NULL;
  r->type = TRV_REQUEST;
  r->cameo = "020";
  r->status = "actual";
  chain->n--;
  return true;
}

/* "« Si l'un des deux nous complique la tâche, nous passerons à autre chose »" */
static bool conditional_vow(struct trv_context *c, const struct trv_reading *r) {
  if (!(r->rule->flags & TRV_RULE_VOWS)) return false;
  const struct trv_parse *p = c->in->parse;
  const struct trv_sentence *s = &c->in->text->sentences[c->in->text->words[r->word].sentence];
  for (uint32_t w = s->first_word; w < s->first_word + s->n_words; w++)
    if (p->deprel[w] == TRV_REL_MARK && trv_grammar_has(c->in->grammar, "condition_mark", p->lemma[w])) return true;
  return false;
}

/* A clause of condition hangs on the word of the act, or on what completes it. */
static bool conditioned(const struct trv_context *c, const struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t w = p->left[r->word]; w <= p->right[r->word]; w++) {
    if (p->deprel[w] != TRV_REL_MARK || !trv_grammar_has(c->in->grammar, "condition_mark", p->lemma[w])) continue;
    uint32_t clause = p->head[w], over = clause == TRV_NO_WORD ? TRV_NO_WORD : p->head[clause];
    if (clause == TRV_NO_WORD || p->deprel[clause] != TRV_REL_ADVCL) continue;
    for (int i = 0; i < 3 && over != TRV_NO_WORD; i++, over = p->head[over])
      if (over == r->word) return true;
  }
  return false;
}

/* "threatened to seek an embargo if Juba keeps it out": the condition stands with what is threatened. */
static bool condition_inside(const struct trv_context *c, const struct trv_reading *r) {
  return trv_grammar_has(c->in->grammar, "conditional_threat", c->in->parse->lemma[r->word]) && conditioned(c, r);
}

/* "announced that his men would stop shooting": what one side alone says that it will do is its declaration. */
static bool own_halt(const struct trv_reading *r, const struct trv_entities *chain) {
  if (r->type != TRV_RETREAT || r->rule->pos != TRV_VERB || !r->tag || strcmp(r->tag, "ceasefire:observed") != 0)
    return false;
  if (r->actor.n != 1 || !chain->n) return false;
  struct trv_list source = {1, {chain->items[chain->n - 1]}};
  return trv_list_shares_code(&source, &r->actor);
}

/* "The guerrillas, he charged, had burned the village": a deed told by a word of accusing is the charge, by who makes it. */
static bool charged(struct trv_context *c, struct trv_reading *r, const struct trv_factuality *f,
                    struct trv_entities *chain) {
  if (f->stance != TRV_STANCE_ACCUSE || f->negated || f->denied || f->future || !chain->n || !r->actor.n) return false;
  if ((r->type != TRV_ASSAULT && r->type != TRV_COERCE) || r->rule->pos != TRV_VERB || r->rule->flags & TRV_RULE_BOTH)
    return false;
  uint32_t report = c->in->says->at[r->word];
  if (report == TRV_NO_REPORT || c->in->says->reports[report].quoted) return false;
  struct trv_list source = {1, {chain->items[chain->n - 1]}};
  if (trv_is_sector(&source.items[0], "JRN") || trv_same_camp(&r->actor, &source.items[0])) return false;
  r->type = TRV_ACCUSE;
  r->mode = "allege";
  r->cameo = "112";
  r->tag = r->tag && strcmp(r->tag, "ceasefire:violation") == 0 ? "ceasefire:alleged_violation" : NULL;
  r->recipient = r->actor;
  r->actor = source;
  r->killed = r->wounded = r->captured = -1;
  chain->n--;
  return true;
}

/* Who says so, the last of the chain, as a list. */
static struct trv_list source_of(const struct trv_entities *chain) {
  struct trv_list source = {0};
  if (chain->n) source = (struct trv_list){1, {chain->items[chain->n - 1]}};
  return source;
}

/* "durcira ses sanctions si …, a prévenu X": a hostile act foretold by its author is a threat. */
static void threatened(struct trv_context *c, struct trv_reading *r, struct trv_factuality *f,
                       struct trv_entities *chain) {
  const struct trv_layers *in = c->in;
  uint32_t report = in->says->at[r->word];
  bool quoted = report != TRV_NO_REPORT && in->says->reports[report].quoted;
  /* "« nous libérerons notre terre », a lancé X" */
  bool vowed = f->future && quoted && in->parse->feats[r->word].person == 1;
  struct trv_list source = source_of(chain);
  bool own = trv_list_shares_code(&source, &r->actor);
  bool hostile = r->type >= TRV_SANCTION || r->type == TRV_REJECT;
  if (hostile && (f->future || f->hypothetical) && !f->negated && !r->status) {
    bool warned = own && (f->stance == TRV_STANCE_DEMAND || vowed);
    if (!warned && !(f->conditional && f->future)) return;
    r->mode = trv_mode_threatened(r->type, r->mode);
    r->type = TRV_THREATEN;
    r->cameo = NULL;
    trv_nation_decides(c, &r->actor);
    if (f->conditional) r->tag = "red_line";
    f->future = f->hypothetical = false;
    if (warned) {
      r->actor = source;
      r->actor_named = true;
      trv_silence_cue(c, r->word);
    }
    if (!r->recipient.n) trv_threatened_by_condition(c, r);
    if (!r->recipient.n && trv_side_index(c, &r->actor) >= 0) r->recipient = c->sides[1 - trv_side_index(c, &r->actor)];
    chain->n = 0;
  } else if (r->type == TRV_THREATEN && vowed && own) {
    f->future = false;
    chain->n = 0;
    trv_silence_cue(c, r->word);
  }
}

/* "« Le Pakistan a violé la trêve », a dit X": the bare charge of a breach is an accusation by who makes it. */
static void charged_breach(struct trv_reading *r, struct trv_entities *chain) {
  bool breach = r->tag && strcmp(r->tag, "ceasefire:violation") == 0 && r->rule->flags & TRV_RULE_WEAK;
  struct trv_list source = source_of(chain);
  if (!breach || !source.n || !r->actor.n) return;
  if (trv_observer(&source.items[0]) || trv_list_shares_code(&source, &r->actor)) return;
  r->type = TRV_ACCUSE;
  r->mode = "allege";
  r->cameo = "112";
  r->tag = "ceasefire:alleged_violation";
  r->recipient = r->actor;
  r->actor = source;
  chain->n--;
}

void trv_as_meant(struct trv_context *c, struct trv_reading *r) {
  attempted(c, r);
  commanded(c, r);
}

void trv_as_said(struct trv_context *c, struct trv_reading *r, struct trv_factuality *f, struct trv_entities *chain) {
  refused(r, f);
  charged(c, r, f, chain);
  if (demanded(c, r, f, chain)) f->future = f->asked = f->hypothetical = false;
  threatened(c, r, f, chain);
  if (r->type == TRV_THREATEN && !r->tag && (f->conditional || conditional_vow(c, r) || condition_inside(c, r)))
    r->tag = "red_line";
  if (r->type == TRV_THREATEN && !r->recipient.n) trv_threatened_by_condition(c, r);
  charged_breach(r, chain);
  if (f->future && !f->hypothetical && !f->negated && !conditioned(c, r) && own_halt(r, chain)) {
    r->type = TRV_CONCEDE;
    r->mode = NULL;
    r->tag = "ceasefire:declaration";
    f->future = false;
    chain->n = 0;
  }
}
