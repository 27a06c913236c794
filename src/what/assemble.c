/* From readings to event records: date, place, sources, status, identity. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "what/internal.h"

static struct trv_entities to_entities(struct trv_context *c, const struct trv_list *list) {
  struct trv_entities e = {list->n, NULL};
  if (list->n) {
    struct trv_entity *items = TRV_NEW_ARRAY(c->arena, struct trv_entity, list->n);
    memcpy(items, list->items, list->n * sizeof *items);
    e.items = items;
  }
  return e;
}

/* "En décembre 2020, Donald Trump avait reconnu", in an article of the year after: he was president then. */
static void as_of_then(struct trv_context *c, struct trv_list *list, const char *date) {
  for (uint32_t i = 0; date && i < list->n; i++) {
    struct trv_entity *e = &list->items[i];
    if (!e->name || !trv_is_sector(e, "ELI")) continue;
    const char *sector = trv_who_sector_on(c->in->who, e->name, e->code, date);
    if (sector && strcmp(sector, "GOV") == 0) e->sector = sector;
  }
}

static bool observer(const struct trv_entity *e) {
  static const char *const sectors[] = {"JRN", "NGO", "IGO", "CVL", "MED", "REF", "JUD", "ELI", "EDU", "COP"};
  if (!e->sector) return false;
  if (e->name && strcmp(e->name, "Ministry of Health") == 0) return true; /* its tolls are the medics' */
  for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
    if (strncmp(e->sector, sectors[i], 3) == 0) return true;
  return false;
}

/* "The rebels said that army planes had bombed": of one country, but not of one side. */
static bool same_camp(const struct trv_list *actor, const struct trv_entity *source) {
  for (uint32_t i = 0; i < actor->n; i++)
    if (strcmp(actor->items[i].code, source->code) == 0 && trv_camp(&actor->items[i]) == trv_camp(source)) return true;
  return false;
}

/* Gold decisions 14, 17, 27, 29: an own act that its author announces is actual; a claim about others' acts or about
 * one's own gains is alleged; observers are believed. */
static const char *status_of(const struct trv_reading *r, const struct trv_factuality *f, struct trv_entities chain) {
  if (r->status) return r->status;
  if (f->denied) return "denied";
  if (f->negated) return "negated";
  if (f->hypothetical) return "hypothetical";
  if (f->future) return "future";
  if (!chain.n) return f->hearsay ? "alleged" : "actual";
  const struct trv_entity *last = &chain.items[chain.n - 1];
  if (observer(last)) return "actual";
  if (f->stance == TRV_STANCE_ADMIT) return "actual";
  if (r->tag && strcmp(r->tag, "ceasefire:observed") == 0) return "alleged";
  if (trv_event_verbal(r->type) || r->type == TRV_COOPERATE || r->type == TRV_AID || r->type == TRV_RETREAT) {
    /* what somebody tells of his own diplomacy, or of others' in passing */
    struct trv_list source = {1, {*last}};
    if (r->type == TRV_SUPPORT && !trv_list_shares_code(&r->actor, &source)) return "alleged";
    if (f->stance == TRV_STANCE_CLAIM && !trv_list_shares_code(&r->actor, &source)) return "alleged";
    return "actual";
  }
  struct trv_list source = {1, {*last}};
  bool own = trv_list_shares_code(&r->actor, &source) && same_camp(&r->actor, last);
  /* a government that tells of its own rebels tells of others */
  struct trv_list harmed = r->recipient, rest = source;
  trv_list_without(&rest, &harmed);
  bool suffered = !rest.n;
  if (own && r->type == TRV_COERCE && r->mode && strcmp(r->mode, "seize") == 0) return "alleged";
  if (own && !suffered) return "actual";
  if (!r->actor.n) return "actual";
  if (r->actor.n > 1 && own) return "actual";
  return "alleged";
}

/* A saying has a place only if the text sets the scene; an act on the ground where its clause, then its paragraph puts
 * it. */
static const struct trv_place_mention *place_of(struct trv_context *c, const struct trv_reading *r, uint32_t word) {
  const struct trv_layers *in = c->in;
  switch (r->type) {
    case TRV_ACCUSE:
    case TRV_REQUEST:
    case TRV_REJECT:
    case TRV_THREATEN:
      if (!trv_grammar_has(in->grammar, "staged", trv_event_name(r->type))) return NULL;
      return trv_where_staged(in->where, in->text, in->parse, word);
    case TRV_AGREE:
    case TRV_SUPPORT:
    case TRV_CONCEDE:
    case TRV_SANCTION: return trv_where_said(in->where, in->text, in->parse, word);
    default: return trv_where_of(in->where, in->text, in->parse, word);
  }
}

/* Meetings: of an international body, multilateral; away from the home of all who meet, third-party. */
static const char *meeting_mode(const struct trv_reading *r, const struct trv_place_mention *place) {
  for (uint32_t i = 0; i < r->actor.n; i++)
    if (r->actor.items[i].sector && strcmp(r->actor.items[i].sector, "IGO") == 0 &&
        (!r->actor.items[i].office || (r->actor.n == 1 && !r->actor.items[i].name))) /* "NATO leaders" */
      return "multilateral";
  if (!place || !place->place.country || r->actor.n < 2) return r->mode;
  for (uint32_t i = 0; i < r->actor.n; i++)
    if (strcmp(r->actor.items[i].code, place->place.country) == 0) return r->mode;
  return "third-party";
}

/* "A et B se sont vus", "les chefs de la diplomatie russe et turque": named in one breath, nobody comes to the other. */
static bool named_together(const struct trv_context *c, uint32_t act) {
  const struct trv_parse *p = c->in->parse;
  bool met = false; /* somebody else */
  for (uint32_t k = p->child_begin[act]; k < p->child_begin[act + 1]; k++)
    met |= p->deprel[p->children[k]] == TRV_REL_OBJ;
  for (uint32_t k = p->child_begin[act]; k < p->child_begin[act + 1]; k++) {
    uint32_t subject = p->children[k];
    if (p->deprel[subject] != TRV_REL_NSUBJ) continue;
    for (uint32_t i = p->child_begin[subject]; i < p->child_begin[subject + 1]; i++) {
      uint32_t of = p->children[i];
      if (p->deprel[of] == TRV_REL_CONJ) return true;
      if (p->deprel[of] != TRV_REL_NMOD || met) continue; /* "the leaders of Ethiopia and Eritrea" */
      for (uint32_t j = p->child_begin[of]; j < p->child_begin[of + 1]; j++)
        if (p->deprel[p->children[j]] == TRV_REL_CONJ) return true;
    }
  }
  return false;
}

/* Met at the home of one of those who meet: the others visit him. */
static void visited(struct trv_context *c, struct trv_reading *r, const struct trv_place_mention *place) {
  if (!place || !place->place.country || r->actor.n < 2 || named_together(c, r->word)) return;
  struct trv_list guests = {0}, hosts = {0};
  for (uint32_t i = 0; i < r->actor.n; i++)
    trv_list_add(strcmp(r->actor.items[i].code, place->place.country) == 0 ? &hosts : &guests, &r->actor.items[i]);
  if (hosts.n != 1 || !guests.n) return;
  for (uint32_t i = 0; i < guests.n; i++) /* sides that talk, rather than people who come */
    if (!guests.items[i].name && !guests.items[i].office) return;
  r->mode = "visit";
  r->actor = guests;
  r->recipient = hosts;
}

static size_t add_codes(char *key, size_t n, size_t size, struct trv_entities list) {
  for (uint32_t i = 0; i < list.n && n < size; i++)
    n += (size_t)snprintf(key + n, size - n, " %s:%s", list.items[i].code,
                          list.items[i].sector ? list.items[i].sector : "");
  return n < size ? n : size - 1;
}

static const char *identity(struct trv_context *c, const struct trv_event *e) {
  char key[512];
  size_t n = (size_t)snprintf(key, sizeof key, "%u-%u %s %s", e->trigger.begin, e->trigger.end, e->type,
                              e->mode ? e->mode : "");
  n = add_codes(key, n, sizeof key, e->actor);
  if (n + 3 < sizeof key) n += (size_t)snprintf(key + n, sizeof key - n, " >");
  n = add_codes(key, n, sizeof key, e->recipient);
  uint64_t h = c->source_hash ^ trv_hash(key, n) * 31;
  return trv_arena_printf(c->arena, "%016llx", (unsigned long long)h);
}

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

/* "a arrêté une femme accusée d'avoir tué un soldat": why whoever is arrested or tried is so, and by those who do it. */
static bool why_seized(struct trv_context *c, const struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  uint32_t noun = p->head[r->word], verb = noun == TRV_NO_WORD ? TRV_NO_WORD : p->head[noun];
  if (r->type != TRV_ACCUSE || r->rule->pos != TRV_VERB || !r->actor.n || verb == TRV_NO_WORD) return false;
  if (p->deprel[r->word] != TRV_REL_ACL || p->sub[r->word] == TRV_SUB_RELCL || !trv_tree_passive(&c->tree, r->word))
    return false;
  for (uint32_t i = p->child_begin[r->word]; i < p->child_begin[r->word + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_OBL && p->sub[p->children[i]] == TRV_SUB_AGENT) return false;
  uint32_t k = c->reading_at[verb];
  if (k >= c->n_readings || !trv_list_shares_code(&c->readings[k].actor, &r->actor)) return false;
  const char *mode = c->readings[k].mode;
  return mode && (strcmp(mode, "arrest") == 0 || strcmp(mode, "convict") == 0 || strcmp(mode, "targeted") == 0);
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
  if (why_seized(c, r)) return true;
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

static bool worth_telling(struct trv_context *c, struct trv_reading *r, const struct trv_place *place) {
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
  bool complete = r->rule->flags & TRV_RULE_BOTH ? r->actor.n > 1 : r->recipient.n > 0;
  if (r->actor.n && (complete || !(r->rule->flags & TRV_RULE_WEAK))) return true;
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
  (void)c;
  return false;
}

/* The verb of saying over a threat is the threat itself: its own reading falls. */
static void silence_cue(struct trv_context *c, uint32_t word) {
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

/* "shells fell two days after the truce had begun, residents said": that a truce was made or began is known, where a report only dates or
 * describes by it. */
static bool truce_known(const struct trv_context *c, const struct trv_reading *r) {
  const struct trv_layers *in = c->in;
  const struct trv_parse *p = in->parse;
  uint32_t report = in->says->at[r->word], w = r->word;
  bool made = r->tag && (strcmp(r->tag, "ceasefire:agreement") == 0 || strcmp(r->tag, "ceasefire:start") == 0 ||
                         strcmp(r->tag, "ceasefire:observed") == 0);
  if (!made || report == TRV_NO_REPORT || in->says->reports[report].quoted) return false;
  for (int i = 0; i < 4 && w != TRV_NO_WORD && in->says->at[w] == report; i++, w = p->head[w]) {
    bool clause = p->deprel[w] == TRV_REL_ACL || p->deprel[w] == TRV_REL_ADVCL;
    if (clause) return p->head[w] != TRV_NO_WORD && in->says->at[p->head[w]] == report;
    if (p->deprel[w] == TRV_REL_CCOMP) return false;
  }
  return false;
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

static bool cooperative(enum trv_event_type type) {
  return type == TRV_AID || type == TRV_COOPERATE || type == TRV_CONCEDE || type == TRV_AGREE || type == TRV_RETREAT ||
         type == TRV_SUPPORT || type == TRV_CONSULT;
}

/* "Khartoum ne libérera pas l'opposant": what one says one will not do is a refusal. */
static void refused(struct trv_reading *r, struct trv_factuality *f) {
  bool ahead = f->future || f->intended || (f->hypothetical && f->conditional); /* "would not free them unless" */
  if (!f->negated || f->denied || f->asked || !ahead || !cooperative(r->type) || r->status || !r->actor.n ||
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

/* "si elle n'évacuait pas les hauteurs avant le 25 août": the day by which a red line demands what it demands. */
static const char *deadline_of(const struct trv_layers *in, const struct trv_sentence *sentence) {
  for (uint32_t i = 0; i < in->when->n; i++) {
    const struct trv_when_expr *e = &in->when->exprs[i];
    if (e->first_word < sentence->first_word || e->first_word >= sentence->first_word + sentence->n_words) continue;
    if (e->kind == TRV_WHEN_UNTIL && e->iso && strncmp(e->iso, "../", 3) == 0) return e->iso + 3;
  }
  return NULL;
}

/* Whether the one who says so, by a verb of the language's set, is the one who acts. */
static bool own_word(struct trv_context *c, const struct trv_reading *r, const struct trv_entities *chain) {
  uint32_t report = c->in->says->at[r->word];
  if (report == TRV_NO_REPORT || !chain->n) return false;
  uint32_t cue = c->in->says->reports[report].cue;
  struct trv_list source = {1, {chain->items[chain->n - 1]}};
  return trv_grammar_has(c->in->grammar, "own_word", c->in->parse->lemma[cue]) &&
         trv_list_shares_code(&source, &r->actor);
}

/* "Malawi said it would withdraw", "« no surrender », said the minister": his saying is the act, no report of it. */
static bool act_of_word(struct trv_context *c, const struct trv_reading *r, const struct trv_factuality *f,
                        const struct trv_entities *chain) {
  if (!trv_event_verbal(r->type) || r->type == TRV_CONSULT || r->actor.n != 1 || chain->n != 1) return false;
  if (!r->status && (f->denied || f->negated || f->hypothetical)) return false;
  const char *a = r->actor.items[0].name,
             *b = chain->items[0].name; /* "Mr Putin urged …, the Kremlin said" is a report */
  return own_word(c, r, chain) && (!a || (b && strcmp(a, b) == 0));
}

/* "Ban Ki-moon arrives on Friday": in the present, of a day that is not the article's. */
static bool planned(struct trv_context *c, const struct trv_reading *r) {
  const struct trv_layers *in = c->in;
  const struct trv_feats *f = &in->parse->feats[r->word];
  if (r->type != TRV_CONSULT || !trv_grammar_has(in->grammar, "option", "present_plans")) return false;
  if (in->parse->upos[r->word] != TRV_VERB || f->verbform != TRV_FIN || f->tense != TRV_PRES) return false;
  const struct trv_when_expr *when = trv_when_of(in->when, in->text, in->parse, r->word);
  if (!when || !when->iso || when->first_day != when->last_day) return false;
  for (uint32_t i = in->parse->child_begin[r->word]; i < in->parse->child_begin[r->word + 1]; i++)
    if (in->parse->deprel[in->parse->children[i]] == TRV_REL_AUX) return false;
  return in->when->today == TRV_WHEN_NO_DAY || when->first_day != in->when->today;
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

/* "announced that his men would stop shooting": what one side alone says that it will do is its declaration. */
static bool own_halt(const struct trv_reading *r, const struct trv_entities *chain) {
  if (r->type != TRV_RETREAT || r->rule->pos != TRV_VERB || !r->tag || strcmp(r->tag, "ceasefire:observed") != 0)
    return false;
  if (r->actor.n != 1 || !chain->n) return false;
  struct trv_list source = {1, {chain->items[chain->n - 1]}};
  return trv_list_shares_code(&source, &r->actor);
}

/* "China announced a ceasefire between the junta and the rebels", "the truce was announced by Kerry": an agreement told by the word of
 * telling itself is told by who announces it, where several act in it and not he alone; "HRW documented the killing of villagers": so is
 * a deed in which he has no part. Empty otherwise. */
static struct trv_entities announcers(struct trv_context *c, const struct trv_reading *r) {
  const struct trv_entities none = {0, NULL};
  uint32_t report = c->report_of[r->word];
  bool agreed = r->type == TRV_AGREE && r->actor.n > 1;
  if (report == TRV_NO_REPORT || (!agreed && r->type != TRV_ASSAULT)) return none;
  const struct trv_entities *speakers = &c->in->says->reports[report].speakers;
  struct trv_list said = {0}, others = r->actor;
  for (uint32_t i = 0; i < speakers->n; i++) trv_list_add(&said, &speakers->items[i]);
  if (!agreed) return r->actor.n && !trv_list_shares_code(&said, &r->actor) ? *speakers : none;
  trv_list_without(&others, &said);
  return others.n ? *speakers : none;
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
  if (trv_is_sector(&source.items[0], "JRN") || same_camp(&r->actor, &source.items[0])) return false;
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

static void assemble(struct trv_context *c, struct trv_reading *r, struct trv_what *out) {
  const struct trv_layers *in = c->in;
  uint32_t word = r->word;
  attempted(c, r);
  commanded(c, r);
  struct trv_factuality f = trv_says_factuality(in->says_data, in->says, in->text, in->parse, word);
  bool inside = false; /* what hangs on the word is as it says: "refused to recognise" */
  for (uint32_t k = r->date_word; k != TRV_NO_WORD && !inside; k = in->parse->head[k]) inside = k == word;
  if (r->date_word != TRV_NO_WORD && !inside) {
    struct trv_factuality g = trv_says_factuality(in->says_data, in->says, in->text, in->parse, r->date_word);
    f.negated |= g.negated;
    f.future |= g.future;
    f.hypothetical |= g.hypothetical;
    f.denied |= g.denied;
    f.hearsay |= g.hearsay;
  }
  /* "« There will be no mercy », he said": the words are the act, however they put it */
  if (r->rule->actor.n && r->rule->actor.alternatives[0].slots[0].steps[0].kind == TRV_SLOT_SPEAKER &&
      (r->type == TRV_ACCUSE || r->type == TRV_THREATEN || r->type == TRV_REJECT) &&
      trv_grammar_has(in->grammar, "own_word", ""))
    f.negated = f.hypothetical = f.future = f.denied = false;
  const struct trv_place_mention *place = place_of(c, r, word);
  if (!place && r->date_word != TRV_NO_WORD) place = place_of(c, r, r->date_word);
  struct trv_entities chain = trv_says_chain(in->says, word, c->arena);
  refused(r, &f);
  charged(c, r, &f, &chain);
  if (demanded(c, r, &f, &chain)) f.future = f.asked = f.hypothetical = false;
  bool quoted = in->says->at[word] != TRV_NO_REPORT && in->says->reports[in->says->at[word]].quoted;
  bool vowed =
      f.future && quoted && in->parse->feats[word].person == 1; /* "« nous libérerons notre terre », a lancé X" */
  /* "durcira ses sanctions si …, a prévenu X": a hostile act foretold by its author is a threat */
  if ((r->type >= TRV_SANCTION || r->type == TRV_REJECT) && (f.future || f.hypothetical) && !f.negated && !r->status) {
    struct trv_list source = {0};
    if (chain.n) source = (struct trv_list){1, {chain.items[chain.n - 1]}};
    bool own = trv_list_shares_code(&source, &r->actor);
    bool warned = own && (f.stance == TRV_STANCE_DEMAND || vowed);
    if (warned || (f.conditional && f.future)) {
      const char *mode = trv_mode_threatened(r->type, r->mode);
      r->type = TRV_THREATEN;
      r->mode = mode;
      r->cameo = NULL;
      trv_nation_decides(c, &r->actor);
      if (f.conditional) r->tag = "red_line";
      f.future = f.hypothetical = false;
      if (warned) {
        r->actor = source;
        r->actor_named = true;
        silence_cue(c, word);
      }
      if (!r->recipient.n) trv_threatened_by_condition(c, r);
      if (!r->recipient.n && trv_side_index(c, &r->actor) >= 0)
        r->recipient = c->sides[1 - trv_side_index(c, &r->actor)];
      chain.n = 0;
    }
  } else if (r->type == TRV_THREATEN && vowed) {
    struct trv_list source = {0};
    if (chain.n) source = (struct trv_list){1, {chain.items[chain.n - 1]}};
    if (trv_list_shares_code(&source, &r->actor)) f.future = false, chain.n = 0, silence_cue(c, word);
  }
  if (r->type == TRV_THREATEN && !r->tag && (f.conditional || conditional_vow(c, r) || condition_inside(c, r)))
    r->tag = "red_line";
  if (r->type == TRV_THREATEN && !r->recipient.n) trv_threatened_by_condition(c, r);
  /* "« Le Pakistan a violé la trêve », a dit X": the bare charge of a breach is an accusation by who makes it */
  if (r->tag && strcmp(r->tag, "ceasefire:violation") == 0 && r->rule->flags & TRV_RULE_WEAK && chain.n && r->actor.n) {
    struct trv_list source = {1, {chain.items[chain.n - 1]}};
    if (!observer(&source.items[0]) && !trv_list_shares_code(&source, &r->actor)) {
      r->type = TRV_ACCUSE;
      r->mode = "allege";
      r->cameo = "112";
      r->tag = "ceasefire:alleged_violation";
      r->recipient = r->actor;
      r->actor = source;
      chain.n--;
    }
  }
  if (f.future && !f.hypothetical && !f.negated && !conditioned(c, r) && own_halt(r, &chain)) {
    r->type = TRV_CONCEDE;
    r->mode = NULL;
    r->tag = "ceasefire:declaration";
    f.future = false;
    chain.n = 0;
  }
  bool truce_runs = r->tag && (strcmp(r->tag, "ceasefire:start") == 0 || strcmp(r->tag, "ceasefire:observed") == 0);
  if (truce_runs && (f.future || f.hypothetical || f.hearsay)) {
    r->dropped = r->unfit = true;
    r->why = "the truce is yet to begin";
    return;
  }
  /* "trying to secure the release of hostages"; but who tries to storm a town has attacked it */
  f.asked |= f.attempted && cooperative(r->type) && !r->tag;
  if (punished_for(c, word) || charge_of_seized(c, r)) {
    r->dropped = true;
    r->why = "what somebody is punished for";
    return;
  }
  f.asked |= only_tried(c, r);
  if (f.asked && !f.denied && !spoken_out(c, r)) {
    r->dropped = true;
    r->why = "asked for, not told as done";
    return;
  }
  if ((r->type == TRV_REQUEST || r->type == TRV_ACCUSE) && in_rejected_text(c, word)) {
    r->dropped = true;
    r->why = "said by a text that was rejected";
    return;
  }
  if (!worth_telling(c, r, place ? &place->place : NULL)) {
    r->dropped = r->unfit = true;
    return;
  }
  f.future |= planned(c, r);
  if (f.hypothetical && r->type == TRV_RETREAT && !r->status) r->type = TRV_CONCEDE, r->mode = NULL;
  if (f.future && !r->status && !f.negated) {
    enum trv_event_type promised = trv_type_promised(r->type);
    if (promised == TRV_AGREE || promised == TRV_CONCEDE) {
      if (r->type != promised) r->mode = NULL;
      if (trv_grammar_has(in->grammar, "commitment", trv_event_name(promised))) trv_nation_decides(c, &r->actor);
      r->type = promised;
      silence_cue(c, word);
      f.future = false;
    }
  }
  trv_supply_late(c, r);
  if (r->type == TRV_CONSULT && !r->mode) {
    r->mode = meeting_mode(r, place);
    if (!r->mode) visited(c, r, place);
  }
  if (chain.n && truce_known(c, r)) chain.n = 0;
  if (r->claimed_by.n && !chain.n) chain = to_entities(c, &r->claimed_by);
  if (!chain.n) chain = announcers(c, r);
  const struct trv_sentence *sentence = &in->text->sentences[in->text->words[word].sentence];
  struct trv_coded coded = {.type = r->type, .word = word, .tag = r->tag, .anaphoric = r->same_as != TRV_NO_READING};
  coded.of_violence = r->inner != TRV_NO_READING && c->readings[r->inner].type == TRV_ASSAULT;
  struct trv_event *e = &coded.event;
  e->type = trv_event_name(r->type);
  e->mode = r->mode;
  e->cameo = r->cameo;
  e->quad_class = trv_event_quad(r->type);
  bool dated = trv_date_act(c, r, status_of(r, &f, chain), e);
  as_of_then(c, &r->actor, e->date);
  as_of_then(c, &r->recipient, e->date);
  e->actor = to_entities(c, &r->actor);
  e->recipient = to_entities(c, &r->recipient);
  if (!place && (!dated || trv_grammar_has(in->grammar, "staged", "scene")) &&
      (r->type == TRV_ASSAULT || r->type == TRV_PROTEST ||
       (r->type == TRV_COERCE && r->mode && strcmp(r->mode, "arrest") == 0)))
    place = trv_where_scene(in->where, in->text, in->parse, word);
  if (place) {
    struct trv_place *p = TRV_NEW(c->arena, struct trv_place);
    *p = place->place;
    e->place = p;
  }
  /* "said that it had not fired": known from the denial alone */
  bool deed = !trv_event_verbal(r->type) || r->type == TRV_AGREE || r->type == TRV_CONSULT || r->type == TRV_CONCEDE;
  if (f.negated && !f.future && !f.hypothetical && deed && own_word(c, r, &chain)) f.denied = true;
  if (act_of_word(c, r, &f, &chain)) chain.n = 0;
  e->according_to = chain;
  e->status = status_of(r, &f, chain);
  if (r->tag) {
    const char **tags = TRV_NEW_ARRAY(c->arena, const char *, 1);
    tags[0] = r->tag;
    e->tags = tags;
    e->n_tags = 1;
    if (strcmp(r->tag, "red_line") == 0) e->deadline = deadline_of(in, sentence);
  }
  e->killed = r->killed;
  e->wounded = r->wounded;
  e->captured = r->captured;
  e->sentence = in->text->words[word].sentence;
  e->span = (struct trv_bytes){sentence->span.begin, sentence->span.end};
  e->trigger = (struct trv_bytes){in->text->words[word].span.begin, in->text->words[word].span.end};
  e->confidence = 0.5 + 0.2 * (r->actor.n > 0) + 0.2 * (r->recipient.n > 0 || (r->rule->flags & TRV_RULE_BOTH));
  e->rule = trv_arena_printf(c->arena, "%s:%u", c->data->rules->name, r->rule->line);
  struct trv_bytes *mention = TRV_NEW(c->arena, struct trv_bytes);
  *mention = e->span;
  e->mentions = mention;
  e->n_mentions = 1;
  e->id = identity(c, e);
  if (out->n < TRV_MAX_EVENTS) TRV_PUSH(c->arena, out->items, out->n, out->cap, coded);
}

static int by_word(const void *a, const void *b) {
  const struct trv_reading *const *x = a, *const *y = b;
  if ((*x)->word != (*y)->word) return (*x)->word < (*y)->word ? -1 : 1;
  return *x < *y ? -1 : *x > *y;
}

/* What an act that is not told after all had taken up is told by itself, if it is a fact. */
static bool freed(struct trv_context *c, const struct trv_reading *r) {
  if (r->dropped || r->taken_by == TRV_NO_READING) return false;
  const struct trv_reading *outer = &c->readings[r->taken_by];
  if (outer->mode && strcmp(outer->mode, "allege") == 0) return false; /* "companies accused of supplying drones" */
  return outer->dropped && outer->unfit &&
         (outer->rule->embed == TRV_EMBED_ACCUSE || outer->rule->embed == TRV_EMBED_SUPPORT);
}

void trv_assemble(struct trv_context *c, struct trv_what *out) {
  struct trv_reading **order = TRV_NEW_ARRAY(c->arena, struct trv_reading *, c->n_readings + 1);
  for (uint32_t i = 0; i < c->n_readings; i++) order[i] = &c->readings[i];
  qsort(order, c->n_readings, sizeof *order, by_word);
  for (uint32_t i = 0; i < c->n_readings; i++) {
    struct trv_reading *r = order[i];
    if (r->dropped || r->taken_by != TRV_NO_READING) continue;
    assemble(c, r, out);
  }
  uint32_t n = out->n;
  for (uint32_t i = 0; i < c->n_readings; i++)
    if (freed(c, order[i])) {
      order[i]->taken_by = TRV_NO_READING;
      assemble(c, order[i], out);
    }
  if (out->n == n) return;
  struct trv_coded *merged = TRV_NEW_ARRAY(c->arena, struct trv_coded, out->n);
  for (uint32_t i = 0, a = 0, b = n; i < out->n; i++) {
    bool first = b == out->n || (a < n && out->items[a].word <= out->items[b].word);
    merged[i] = out->items[first ? a++ : b++];
  }
  memcpy(out->items, merged, out->n * sizeof *merged);
}
