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
  if (trv_observer(last)) return "actual";
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
  bool own = trv_list_shares_code(&r->actor, &source) && trv_same_camp(&r->actor, last);
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

static void assemble(struct trv_context *c, struct trv_reading *r, struct trv_what *out) {
  const struct trv_layers *in = c->in;
  uint32_t word = r->word;
  trv_as_meant(c, r);
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
  trv_as_said(c, r, &f, &chain);
  if (!trv_worth_telling(c, r, &f, place ? &place->place : NULL)) return;
  f.future |= planned(c, r);
  if (f.hypothetical && r->type == TRV_RETREAT && !r->status) r->type = TRV_CONCEDE, r->mode = NULL;
  if (f.future && !r->status && !f.negated) {
    enum trv_event_type promised = trv_type_promised(r->type);
    if (promised == TRV_AGREE || promised == TRV_CONCEDE) {
      if (r->type != promised) r->mode = NULL;
      if (trv_grammar_has(in->grammar, "commitment", trv_event_name(promised))) trv_nation_decides(c, &r->actor);
      r->type = promised;
      trv_silence_cue(c, word);
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
