/* What the text leaves to the reader: which event "l'attaque" is, whose the dead are that are told of, whose act is
 * condemned. */
#include <string.h>

#include "what/internal.h"
#include "what/rules.h"

/* How far back a noun may refer, and how many readings around are asked: keeps the work linear in the article. */
enum { WINDOW_WORDS = 4000, WINDOW_READINGS = 1000 };

bool trv_definite(const struct trv_context *c, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t k = p->children[i];
    if (p->deprel[k] == TRV_REL_DET && k < word)
      return p->feats[k].definite == 1 || p->feats[k].prontype == 2 || p->feats[k].poss;
  }
  return false;
}

void trv_owner_of_place(struct trv_context *c, uint32_t act, struct trv_list *out) {
  struct trv_words of = {0};
  trv_tree_genitive(&c->tree, act, &of);
  for (uint32_t i = 0; i < of.n; i++) {
    const struct trv_place_mention *at = trv_place_over(c, of.items[i]);
    struct trv_entity owner = {.code = at ? at->place.country : NULL, .sector = "GOV"};
    if (owner.code) trv_list_add(out, &owner);
  }
}

/* "twenty soldiers were killed in the attack": the toll of the act, which was told before. */
static bool toll_of(const struct trv_context *c, const struct trv_reading *r, uint32_t act) {
  if (r->actor.n || !(r->rule->has_kill || r->rule->has_wound || r->rule->flags & TRV_RULE_TOLL)) return false;
  return r->rule->pos == TRV_VERB && c->in->parse->head[act] == r->word;
}

/* "have vowed to respond": what somebody says that he will do has not been done. */
static bool only_spoken_of(const struct trv_context *c, uint32_t word, enum trv_event_type type) {
  const struct trv_parse *p = c->in->parse;
  if (p->deprel[word] != TRV_REL_XCOMP || p->head[word] == TRV_NO_WORD) return false;
  uint32_t k = c->reading_at[p->head[word]];
  return k < c->n_readings && c->readings[k].type != type && trv_event_verbal(c->readings[k].type);
}

/* "l'attaque", "cette frappe", without actors of their own: the last event of that type that has them. */
static void refer_back(struct trv_context *c) {
  for (uint32_t w = 0; w < c->in->parse->n_words; w++) {
    uint32_t at = c->reading_at[w];
    if (at >= c->n_readings) continue;
    struct trv_reading *r = &c->readings[at];
    if (r->rule->pos != TRV_NOUN || r->actor.n || r->recipient.n || r->same_as != TRV_NO_READING) continue;
    if (r->type != TRV_ASSAULT && r->type != TRV_COERCE && r->type != TRV_PROTEST && r->type != TRV_SANCTION) continue;
    if (!trv_definite(c, w)) continue;
    bool own = false; /* "l'attaque de Khan Cheikhoun" is another than the last one told */
    for (uint32_t i = c->in->parse->child_begin[w]; i < c->in->parse->child_begin[w + 1]; i++)
      own |= c->in->parse->deprel[c->in->parse->children[i]] == TRV_REL_NMOD &&
             !trv_grammar_has(c->in->grammar, "calendar", c->in->parse->lemma[c->in->parse->children[i]]);
    if (own) continue;
    uint32_t best = TRV_NO_READING;
    for (uint32_t v = w > WINDOW_WORDS ? w - WINDOW_WORDS : 0; v < w; v++) {
      uint32_t k = c->reading_at[v];
      if (k >= c->n_readings || c->readings[k].type != r->type || c->readings[k].dropped) continue;
      if (c->readings[k].same_as != TRV_NO_READING || c->readings[k].taken_by != TRV_NO_READING) continue;
      if (!c->readings[k].actor.n && !c->readings[k].recipient.n) continue;
      if (c->readings[k].rule->embed == TRV_EMBED_CLAIM) continue; /* it tells whose act another is */
      if (only_spoken_of(c, v, r->type)) continue;
      if (toll_of(c, &c->readings[k], w)) continue;
      best = k;
    }
    if (best == TRV_NO_READING) continue;
    r->same_as = best;
    r->actor = c->readings[best].actor;
    r->recipient = c->readings[best].recipient;
    /* "condemned the bombardment": who did it may be told before the act itself is told again */
    uint32_t verb = c->in->parse->head[w], begin = w > WINDOW_WORDS ? w - WINDOW_WORDS : 0;
    uint32_t told = verb == TRV_NO_WORD ? TRV_NO_READING : c->reading_at[verb];
    if (told >= c->n_readings || c->readings[told].type != TRV_ACCUSE) continue;
    /* what is condemned is rather the act that killed than the answer to it */
    for (uint32_t v = c->readings[best].word; c->readings[best].killed < 0 && v-- > begin;) {
      uint32_t k = c->reading_at[v];
      if (k >= c->n_readings || c->readings[k].type != r->type || c->readings[k].dropped) continue;
      if (c->readings[k].taken_by != TRV_NO_READING || c->readings[k].actor.n != 1 || c->readings[k].killed <= 0)
        continue;
      if (c->readings[k].rule->flags & TRV_RULE_BOTH) continue;
      if (!trv_list_shares_code(&c->readings[k].recipient, &c->readings[best].actor)) continue; /* an answer to it */
      r->same_as = best = k;
      r->actor = c->readings[k].actor;
      r->recipient = c->readings[k].recipient;
      break;
    }
    if (r->mode && c->readings[best].mode &&
        strcmp(r->mode, c->readings[best].mode) !=
            0) /* "condemned the rocket fire", and not the air strikes told since */
      for (uint32_t v = c->readings[best].word; v-- > begin;) {
        uint32_t k = c->reading_at[v];
        if (k >= c->n_readings || c->readings[k].type != r->type || c->readings[k].dropped) continue;
        if (c->readings[k].taken_by != TRV_NO_READING || !c->readings[k].actor.n || !c->readings[k].mode) continue;
        if (strcmp(c->readings[k].mode, r->mode) != 0) continue;
        r->same_as = k;
        r->actor = c->readings[k].actor;
        r->recipient = c->readings[k].recipient;
        break;
      }
    for (uint32_t v = c->readings[best].word; !r->actor.n && v-- > begin;) {
      uint32_t k = c->reading_at[v];
      if (k >= c->n_readings || c->readings[k].type != r->type || c->readings[k].dropped) continue;
      if (c->readings[k].taken_by != TRV_NO_READING || !c->readings[k].actor.n) continue;
      if (trv_list_shares_code(&c->readings[k].recipient, &r->recipient)) r->actor = c->readings[k].actor;
    }
  }
}

/* What was hit is told as a place or a thing, and who was hurt there in the same sentence or the next. */
static bool place_of_people(const struct trv_context *c, const struct trv_reading *hit,
                            const struct trv_reading *toll) {
  if (hit->recipient.n != 1 || toll->recipient.n != 1) return false;
  if (c->in->text->words[hit->word].sentence + 1 < c->in->text->words[toll->word].sentence) return false;
  const struct trv_entity *e = &hit->recipient.items[0], *people = &toll->recipient.items[0];
  return (trv_is_sector(e, "GOV") || trv_is_sector(e, "GOV+PRE") || trv_is_sector(e, "IGO")) && !e->office &&
         strcmp(e->code, people->code) == 0 && people->sector && !trv_is_sector(people, "GOV") &&
         !trv_is_sector(people, "IGO");
}

/* Each is told with a place of its own: "abducted pupils near Maiduguri … killed nine in Jos". */
static bool elsewhere(const struct trv_context *c, uint32_t toll, uint32_t act) {
  const struct trv_place_mention *a = trv_where_of(c->in->where, c->in->text, c->in->parse, toll),
                                 *b = trv_where_of(c->in->where, c->in->text, c->in->parse, act);
  bool towns = a && b && a != b && a->kind == TRV_PLACE_TOWN && b->kind == TRV_PLACE_TOWN;
  return towns && a->place.name && b->place.name && strcmp(a->place.name, b->place.name) != 0 &&
         c->in->text->words[toll].sentence != c->in->text->words[act].sentence;
}

/* Numbers of a toll go to the violence it results from: the event in its own clause, else the one last told. */
static void give_tolls(struct trv_context *c) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t w = 0; w < p->n_words; w++) {
    uint32_t at = c->reading_at[w];
    if (at >= c->n_readings) continue;
    struct trv_reading *r = &c->readings[at];
    if (r->type != TRV_ASSAULT || r->dropped || r->taken_by != TRV_NO_READING) continue;
    uint32_t to = TRV_NO_READING, head = p->head[w];
    bool participle = head != TRV_NO_WORD && (p->deprel[w] == TRV_REL_ADVCL || p->deprel[w] == TRV_REL_CONJ) &&
                      p->feats[w].verbform == TRV_PART_FORM && !trv_tree_passive(&c->tree, w);
    bool numbers = r->killed >= 0 || r->wounded >= 0 || r->captured >= 0;
    if (participle && (numbers || r->rule->has_kill || r->rule->has_wound)) {
      /* "…, tuant deux soldats et en blessant un troisième" */
      for (uint32_t h = head, i = 0; h != TRV_NO_WORD && i < 4; h = p->head[h], i++) {
        uint32_t k = c->reading_at[h];
        if (k < c->n_readings && k != at && c->readings[k].type == TRV_ASSAULT) to = k;
      }
    }
    bool toll = r->rule->flags & TRV_RULE_TOLL ||
                (r->rule->pos == TRV_VERB && (r->rule->has_kill || r->rule->has_wound) && !r->actor_named);
    /* "two had died when their vehicle was struck": of the act told with it, not of another */
    if (toll && !(r->rule->flags & TRV_RULE_TOLL))
      for (uint32_t k = 0; k < c->n_readings; k++)
        if (c->readings[k].taken_by == at && c->readings[k].type == TRV_ASSAULT && c->readings[k].rule->pos == TRV_VERB)
          toll = false;
    const struct trv_when_expr *when = trv_when_of(c->in->when, c->in->text, p, w);
    if (to == TRV_NO_READING && r->rule->flags & TRV_RULE_TOLL) {
      /* "l'attentat a fait dix morts", "l'attaque, qui a coûté la vie à dix civils" */
      struct trv_words subjects = {0};
      trv_tree_subject(&c->tree, w, &subjects);
      for (uint32_t i = 0; i < subjects.n; i++) {
        uint32_t k = c->reading_at[subjects.items[i]];
        if (k < c->n_readings && k != at && c->readings[k].type == TRV_ASSAULT) to = k;
      }
      if (to != TRV_NO_READING && c->readings[to].taken_by != TRV_NO_READING && c->readings[to].taken_by != at &&
          c->readings[c->readings[to].taken_by].type == TRV_ASSAULT)
        to = c->readings[to].taken_by;
    }
    if (to == TRV_NO_READING && toll && !r->actor.n && r->rule->pos == TRV_VERB) {
      /* "tués lors d'accrochages": in its own clause */
      for (uint32_t v = p->left[w]; v <= p->right[w] && to == TRV_NO_READING; v++) {
        uint32_t k = c->reading_at[v];
        if (k < c->n_readings && k != at && c->readings[k].type == TRV_ASSAULT &&
            c->readings[k].rule->pos == TRV_NOUN && c->readings[k].taken_by == TRV_NO_READING)
          to = k;
      }
    }
    if (to == TRV_NO_READING && toll && !r->actor.n) {
      uint32_t sentence = c->in->text->words[w].sentence;
      for (uint32_t v = w; v-- > 0 && c->in->text->words[v].sentence + 2 >= sentence;) {
        uint32_t k = c->reading_at[v];
        if (k >= c->n_readings || c->readings[k].type != TRV_ASSAULT || c->readings[k].dropped) continue;
        if (c->readings[k].taken_by != TRV_NO_READING) continue;
        if (c->readings[k].rule->flags & TRV_RULE_TOLL && !c->readings[k].actor.n) continue;
        if (c->readings[k].killed >= 0 && r->killed >= 0) continue;
        const struct trv_when_expr *then = trv_when_of(c->in->when, c->in->text, p, v);
        if (when && when->iso && !(then && then->iso && strcmp(when->iso, then->iso) == 0)) continue;
        if ((r->actor_named || !(r->rule->flags & TRV_RULE_TOLL)) && elsewhere(c, w, v)) continue;
        if (r->recipient.n && c->readings[k].recipient.n &&
            !trv_list_shares_code(&r->recipient, &c->readings[k].recipient))
          continue;
        /* those who fell are of none of those who fought */
        if (r->recipient.n && c->readings[k].actor.n > 1 && c->readings[k].rule->flags & TRV_RULE_BOTH &&
            !trv_list_shares_code(&r->recipient, &c->readings[k].actor))
          continue;
        to = k;
        break;
      }
    }
    /* "died in the fighting in Syria", of whose sides the text says nothing: who died is what it tells */
    if (to != TRV_NO_READING && r->recipient.n && c->readings[to].rule->flags & TRV_RULE_BOTH &&
        !c->readings[to].actor.n)
      to = TRV_NO_READING;
    /* "hundreds died in a blast, said Hamas, which accused Israel of bombing the hospital": the bombing is told as the charge alone */
    if (to != TRV_NO_READING && c->readings[to].taken_by != TRV_NO_READING) to = TRV_NO_READING;
    if (to == TRV_NO_READING) continue;
    if (!participle && trv_says_factuality(c->in->says_data, c->in->says, c->in->text, p, w).negated) {
      r->dropped = true; /* "No one was hurt": no toll, and no denial of the attack */
      r->why = "nobody was hurt";
      continue;
    }
    if (c->readings[to].same_as != TRV_NO_READING) to = c->readings[to].same_as;
    struct trv_reading *t = &c->readings[to];
    bool said_of = false; /* "an explosion blamed on Israel" */
    for (uint32_t k = p->child_begin[t->word]; k < p->child_begin[t->word + 1]; k++)
      said_of |= p->deprel[p->children[k]] == TRV_REL_ACL;
    if (t->rule->flags & TRV_RULE_WEAK && !t->actor.n &&
        !said_of) { /* "were killed in a blast": told by its dead alone */
      if (!r->mode) r->mode = t->mode;
      t->dropped = true;
      continue;
    }
    if (t->killed < 0) t->killed = r->killed;
    if (t->wounded < 0) t->wounded = r->wounded;
    if (t->captured < 0) t->captured = r->captured;
    if (t->date_word == TRV_NO_WORD) t->date_word = w;
    else if (t->date_word != w && !trv_when_of(c->in->when, c->in->text, p, t->date_word) &&
             !trv_where_of(c->in->where, c->in->text, p, t->date_word) && trv_where_of(c->in->where, c->in->text, p, w))
      t->date_word = w; /* "left 12 dead and 30 wounded in Kabul" */
    if (!t->recipient.n && t->actor.n <= 1 && !(t->rule->flags & TRV_RULE_BOTH)) {
      t->recipient = r->recipient;
      for (uint32_t i = 0; i < t->recipient.n; i++) /* "1 900 morts palestiniens" */
        if (!t->recipient.items[i].name && t->recipient.items[i].sector &&
            strcmp(t->recipient.items[i].sector, "GOV") == 0)
          t->recipient.items[i].sector = "CVL";
    }
    /* "bombardait Gori, tuant une soixantaine de civils": those who were there */
    if (place_of_people(c, t, r)) t->recipient = r->recipient;
    r->dropped = true;
    r->why = "its numbers belong to another event";
  }
}

/* "Un accord a été trouvé" after talks: those who talked. */
static void agree_after_talks(struct trv_context *c, struct trv_reading *r) {
  uint32_t sentence = c->in->text->words[r->word].sentence;
  for (uint32_t v = r->word; v-- > 0 && c->in->text->words[v].sentence + 2 >= sentence;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings || c->readings[k].type != TRV_CONSULT || c->readings[k].actor.n < 2) continue;
    r->actor = c->readings[k].actor;
    return;
  }
}

/* "se sont accusés mutuellement": each the other. */
static void split_mutual(struct trv_context *c, uint32_t at) {
  struct trv_reading *r = &c->readings[at];
  if (r->type != TRV_ACCUSE || r->actor.n != 2 || r->recipient.n) return;
  /* "chacun accusait l'autre": of the two sides */
  bool alleged = r->mode && strcmp(r->mode, "allege") == 0; /* what both condemn together is a third's */
  bool sides = alleged && c->sides[0].n && trv_list_shares_code(&r->actor, &c->sides[0]) &&
               trv_list_shares_code(&r->actor, &c->sides[1]);
  if (!(r->rule->flags & (TRV_RULE_REFL | TRV_RULE_BOTH)) && !sides) return;
  struct trv_reading other = *r;
  struct trv_entity a = r->actor.items[0], b = r->actor.items[1];
  r->actor = (struct trv_list){1, {a}};
  r->recipient = (struct trv_list){1, {b}};
  other.actor = (struct trv_list){1, {b}};
  other.recipient = (struct trv_list){1, {a}};
  TRV_PUSH(c->arena, c->readings, c->n_readings, c->cap_readings, other);
}

/* Who made the truce that `r` speaks of: the parties told with it before or, failing that, after; else the two sides. */
static void truce_parties(struct trv_context *c, struct trv_reading *r) {
  uint32_t best = TRV_NO_READING, at = (uint32_t)(r - c->readings);
  for (uint32_t i = at > WINDOW_READINGS ? at - WINDOW_READINGS : 0; i < c->n_readings && i < at + WINDOW_READINGS;
       i++) {
    const struct trv_reading *o = &c->readings[i];
    if (o == r || o->dropped || !o->tag || strncmp(o->tag, "ceasefire:", 10) != 0 || o->filled) continue;
    bool alone = o->type == TRV_CONCEDE && strcmp(o->tag, "ceasefire:declaration") == 0 && o->actor.n == 1 &&
                 (r->type == TRV_RETREAT || !(r->rule->flags & TRV_RULE_BOTH)) &&
                 o->word < r->word && /* its declarer is its only party; "nos hommes observeront une trêve": his too */
                 o->word < c->in->parse->left[r->word]; /* but not "une trêve annoncée par X a débuté" */
    if (!alone && (o->actor.n < 2 || (o->type != TRV_AGREE && o->type != TRV_RETREAT))) continue;
    bool known = !c->sides[0].n || trv_list_shares_code(&o->actor, &c->sides[0]) ||
                 trv_list_shares_code(&o->actor, &c->sides[1]);
    if (!known) continue; /* those who brokered it */
    if (best == TRV_NO_READING || (o->word < r->word && o->word > c->readings[best].word) ||
        (c->readings[best].word > r->word && o->word < c->readings[best].word))
      best = i;
  }
  if (best != TRV_NO_READING) {
    r->actor = c->readings[best].actor;
  } else {
    r->actor = c->sides[0];
    trv_list_join(&r->actor, &c->sides[1]);
  }
  r->filled = true;
}

static bool in_list(const struct trv_list *l, const struct trv_list *side) { return trv_list_shares_code(l, side); }

/* "Riyad a rompu avec Doha, accusé de financer le terrorisme": by who does what the participle is set beside. */
static void told_beside(struct trv_context *c, struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  if (r->rule->pos != TRV_VERB || !trv_tree_passive(&c->tree, r->word)) return;
  if (p->deprel[r->word] != TRV_REL_ACL && p->deprel[r->word] != TRV_REL_ADVCL && p->deprel[r->word] != TRV_REL_AMOD)
    return;
  uint32_t verb = p->head[r->word];
  for (int i = 0; i < 6 && verb != TRV_NO_WORD && !trv_tree_is_verb(&c->tree, verb); i++) {
    if (p->deprel[verb] == TRV_REL_NSUBJ) return; /* said of the subject */
    verb = p->head[verb];
  }
  if (verb == TRV_NO_WORD || !trv_tree_is_verb(&c->tree, verb)) return;
  struct trv_words subjects = {0};
  struct trv_list found = {0};
  trv_tree_subject(&c->tree, verb, &subjects);
  for (uint32_t i = 0; i < subjects.n; i++) trv_entities_at(c, subjects.items[i], false, &found);
  if (!trv_list_shares_code(&found, &r->recipient)) r->actor = found;
}

/* The subject names a body of men, or what belongs to one, without saying whose: several of them. */
static bool forces_of_no_one(struct trv_context *c, const struct trv_reading *r) {
  static const struct trv_slot subject = {1, {{TRV_SLOT_SUBJ, NULL}}};
  struct trv_words words;
  trv_tree_slot(&c->tree, r->word, &subject, &words);
  for (uint32_t i = 0; i < words.n; i++) {
    uint32_t m = c->in->who->at[words.items[i]];
    if (m == TRV_NO_MENTION || c->in->who->mentions[m].n_entities || c->in->who->mentions[m].head != words.items[i])
      return false;
    if (c->in->parse->feats[words.items[i]].number != TRV_PLUR) return false;
  }
  return words.n > 0;
}

/* The subject is of an army, whose ever it is. */
static bool soldiers(struct trv_context *c, const struct trv_reading *r) {
  static const struct trv_slot subject = {1, {{TRV_SLOT_SUBJ, NULL}}};
  struct trv_words words;
  trv_tree_slot(&c->tree, r->word, &subject, &words);
  for (uint32_t i = 0; i < words.n; i++) {
    uint32_t m = c->in->who->at[words.items[i]];
    const char *sector = m == TRV_NO_MENTION ? NULL : c->in->who->mentions[m].role;
    if (!sector || strcmp(sector, "MIL") != 0) return false;
  }
  return words.n > 0;
}

/* "Unidentified aircraft": whose they are is told to be open. */
static bool told_unknown(const struct trv_context *c, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++)
    if (trv_grammar_has(c->in->grammar, "unidentified", p->lemma[p->children[i]])) return true;
  return false;
}

/* "Jets bombed two villages": between a state and rebels the aircraft of no one told are the state's. NULL: they need not be. */
static const struct trv_list *flown_by_state(struct trv_context *c, const struct trv_reading *r) {
  static const struct trv_slot subject = {1, {{TRV_SLOT_SUBJ, NULL}}};
  struct trv_words words;
  if (r->type != TRV_ASSAULT || !r->mode || strcmp(r->mode, "aerial") != 0 || r->actor.n || c->quarrel) return NULL;
  if (!c->sides[0].n || r->rule->flags & TRV_RULE_BOTH || !soldiers(c, r)) return NULL;
  trv_tree_slot(&c->tree, r->word, &subject, &words);
  for (uint32_t i = 0; i < words.n; i++) {
    if (!trv_rules_in_set(c->data->rules, "aircraft", c->in->parse->lemma[words.items[i]])) return NULL;
    if (c->in->who->mentions[c->in->who->at[words.items[i]]].n_entities || told_unknown(c, words.items[i])) return NULL;
  }
  char a = trv_camp(&c->sides[0].items[0]), b = trv_camp(&c->sides[1].items[0]);
  if (a == 's' && b == 'r') return &c->sides[0];
  return a == 'r' && b == 's' ? &c->sides[1] : NULL;
}

/* A truce is what is declared, not the end of one's own fire: "a suspendu ses bombardements". */
static bool truce_told(struct trv_context *c, const struct trv_reading *r) {
  static const struct trv_slot object = {1, {{TRV_SLOT_OBJ, NULL}}};
  struct trv_words words;
  trv_tree_slot(&c->tree, r->word, &object, &words);
  for (uint32_t i = 0; i < words.n; i++) {
    const struct trv_parse *p = c->in->parse;
    bool alone = false; /* "une trêve unilatérale": of who announces it */
    for (uint32_t k = p->child_begin[words.items[i]]; k < p->child_begin[words.items[i] + 1]; k++)
      alone |= trv_grammar_has(c->in->grammar, "kind_unilateral", p->lemma[p->children[k]]);
    if (!alone && trv_grammar_has(c->in->grammar, "truce", p->lemma[words.items[i]])) return true;
  }
  return false;
}

bool trv_about_overthrow(struct trv_context *c, const struct trv_reading *r) {
  static const struct trv_slot object = {1, {{TRV_SLOT_OBJ, NULL}}};
  struct trv_words words;
  bool coup = false;
  trv_tree_slot(&c->tree, r->word, &object, &words);
  for (uint32_t i = 0; i < words.n; i++)
    coup |= trv_grammar_has(c->in->grammar, "overthrow", c->in->parse->lemma[words.items[i]]);
  return coup;
}

/* Who did away with the government of his own country, or took its place by force. */
static void who_overthrew(struct trv_context *c, struct trv_reading *r) {
  if (!trv_about_overthrow(c, r)) return;
  for (uint32_t v = r->word > WINDOW_WORDS ? r->word - WINDOW_WORDS : 0; v < r->word; v++) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings) continue;
    const struct trv_reading *o = &c->readings[k];
    if (o->dropped || o->actor.n != 1 || !o->recipient.n ||
        (o->type != TRV_COERCE && o->type != TRV_ASSAULT && o->type != TRV_SANCTION))
      continue;
    const struct trv_entity *a = &o->actor.items[0], *b = &o->recipient.items[0];
    bool armed =
        trv_is_sector(a, "MIL") || trv_is_sector(a, "REB") || trv_is_sector(a, "PRM") || trv_is_sector(a, "COP");
    if (!armed || strcmp(a->code, b->code) != 0 || !(trv_is_sector(b, "GOV") || trv_is_sector(b, "ELI"))) continue;
    r->recipient = o->actor;
    trv_list_without(&r->recipient, &r->actor);
    return;
  }
  /* else the soldiers that the article began with */
  for (uint32_t v = r->word > WINDOW_WORDS ? r->word - WINDOW_WORDS : 0; v < r->word; v++) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings || c->readings[k].dropped) continue;
    const struct trv_list *actor = &c->readings[k].actor;
    for (uint32_t i = 0; i < actor->n; i++) {
      if (!trv_is_sector(&actor->items[i], "MIL") || trv_list_shares_code(&r->actor, actor)) continue;
      r->recipient = (struct trv_list){1, {actor->items[i]}};
      return;
    }
  }
}

/* Whether the act that is condemned is violence by its word: "the strikes". */
static bool violence_named(struct trv_context *c, const struct trv_reading *r) {
  static const struct trv_slot object = {1, {{TRV_SLOT_OBJ, NULL}}};
  struct trv_words words;
  trv_tree_slot(&c->tree, r->word, &object, &words);
  for (uint32_t i = 0; i < words.n; i++)
    if (trv_grammar_has(c->in->grammar, "weapon", c->in->parse->lemma[words.items[i]])) return true;
  return false;
}

/* "l'accord signé en 2015 avec les rebelles", "les discussions engagées avec la guérilla": by their government, where a participle tells
 * of one side alone. */
static void agreed_with_rebels(struct trv_context *c, struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  if (r->type != TRV_AGREE && r->type != TRV_SUPPORT && r->type != TRV_CONSULT) return;
  if (!(r->rule->flags & TRV_RULE_BOTH) || r->actor.n != 1 || p->deprel[r->word] != TRV_REL_ACL) return;
  const struct trv_entity *a = &r->actor.items[0];
  if (!trv_is_sector(a, "REB") || strlen(a->code) != 3 || strcmp(a->code, "IMG") == 0 || trv_is_organisation(a)) return;
  bool with = false; /* "l'accord signé par les rebelles" */
  for (uint32_t i = p->child_begin[r->word]; i < p->child_begin[r->word + 1]; i++) {
    uint32_t k = p->children[i];
    if (p->deprel[k] == TRV_REL_NSUBJ || p->sub[k] == TRV_SUB_AGENT) return;
    for (uint32_t q = p->child_begin[k]; q < p->child_begin[k + 1]; q++)
      with |= p->deprel[p->children[q]] == TRV_REL_CASE &&
              trv_grammar_has(c->in->grammar, "together", p->lemma[p->children[q]]);
  }
  if (with) trv_list_add(&r->actor, &(struct trv_entity){.code = a->code, .sector = "GOV"});
}

void trv_fill_from_context(struct trv_context *c, int pass) {
  refer_back(c);
  if (!pass) give_tolls(c);
  trv_find_sides(c);
  uint32_t n_readings = c->n_readings;
  bool declared = false; /* by one side alone, so that the others did not join */
  for (uint32_t i = 0; i < n_readings; i++)
    declared |= c->readings[i].tag && strcmp(c->readings[i].tag, "ceasefire:declaration") == 0;
  for (uint32_t i = 0; i < n_readings; i++) {
    split_mutual(c, i);
    struct trv_reading *r = &c->readings[i];
    if (r->dropped) continue;
    if (r->type == TRV_ASSAULT && r->rule->flags & TRV_RULE_BOTH && !r->actor.n && c->sides[0].n && !r->actor_named) {
      r->actor = c->sides[0];
      trv_list_join(&r->actor, &c->sides[1]);
      trv_force_sector(c, &r->actor);
    }
    if (pass && !r->actor.n && c->sides[0].n && r->actor_named && forces_of_no_one(c, r)) {
      if (r->rule->flags & TRV_RULE_BOTH) {
        /* "les commandants de secteur se sont parlé": of the two sides */
        r->actor = c->sides[0];
        trv_list_join(&r->actor, &c->sides[1]);
        if (soldiers(c, r)) trv_force_sector(c, &r->actor);
      } else if (r->type == TRV_ASSAULT && trv_side_index(c, &r->recipient) >= 0) {
        /* "des chasseurs ont pilonné une base rebelle": the other side's */
        r->actor = c->sides[1 - trv_side_index(c, &r->recipient)];
      }
      if (r->type == TRV_ASSAULT) trv_force_sector(c, &r->actor);
    }
    const struct trv_list *air_force = pass ? flown_by_state(c, r) : NULL;
    if (air_force) {
      r->actor = *air_force;
      trv_force_sector(c, &r->actor);
    }
    /* "les accrochages, entre lesquels ...": fighting of one side is with the other */
    if (pass && r->type == TRV_ASSAULT && r->rule->flags & TRV_RULE_BOTH && r->actor.n == 1) {
      int side = trv_side_index(c, &r->actor);
      if (side >= 0) {
        struct trv_list other = c->sides[1 - side];
        trv_force_sector(c, &other);
        trv_list_join(&r->actor, &other);
      }
    }
    /* an accord or talks told without who: between the two sides */
    if ((r->type == TRV_AGREE || r->type == TRV_SUPPORT || r->type == TRV_CONSULT) && pass && !r->actor.n &&
        !r->actor_named && r->rule->flags & TRV_RULE_BOTH && r->cameo &&
        (strcmp(r->cameo, "057") == 0 || strcmp(r->cameo, "046") == 0) && c->sides[0].n) {
      r->actor = c->sides[0];
      trv_list_join(&r->actor, &c->sides[1]);
    }
    if (pass) agreed_with_rebels(c, r);
    if (r->type == TRV_AGREE && !r->actor.n && r->rule->flags & TRV_RULE_BOTH && !r->tag) agree_after_talks(c, r);
    /* "une mobilisation a été déclarée en Azerbaïdjan": by its government */
    if (!r->actor.n &&
        (r->type == TRV_MOBILIZE || (r->type == TRV_COERCE && r->mode && strcmp(r->mode, "martial-law") == 0))) {
      const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
      if (at && at->kind == TRV_PLACE_COUNTRY && at->place.country) {
        struct trv_entity e = {.code = at->place.country, .sector = "GOV"};
        trv_list_add(&r->actor, &e);
      }
    }
    /* talks that end in a truce */
    if (r->type == TRV_CONSULT && !r->tag && r->rule->pos == TRV_NOUN) {
      static const struct trv_slot gov = {1, {{TRV_SLOT_GOV, NULL}}};
      struct trv_words verbs;
      trv_tree_slot(&c->tree, r->word, &gov, &verbs);
      uint32_t k = verbs.n ? c->reading_at[verbs.items[0]] : TRV_NO_READING;
      if (k < c->n_readings && c->readings[k].tag && strcmp(c->readings[k].tag, "ceasefire:agreement") == 0)
        r->tag = "ceasefire:negotiation";
    }
    if (pass && !r->actor.n && !r->actor_named &&
        (r->type == TRV_ACCUSE || r->type == TRV_REQUEST || r->type == TRV_THREATEN))
      told_beside(c, r);
    bool truce = r->tag && strncmp(r->tag, "ceasefire:", 10) == 0;
    if (truce && !r->actor.n && (r->type == TRV_AGREE || r->type == TRV_RETREAT)) truce_parties(c, r);
    if (truce && c->sides[0].n && r->actor.n == 1 && (r->type != TRV_AGREE || r->rule->flags & TRV_RULE_BOTH) &&
        (r->type == TRV_AGREE || r->type == TRV_RETREAT) && !declared && strcmp(r->tag, "ceasefire:proposal") != 0 &&
        strcmp(r->tag, "ceasefire:extension") != 0 && !(r->actor_named && strcmp(r->tag, "ceasefire:observed") == 0)) {
      int side = trv_side_index(c, &r->actor);
      if (side >= 0) trv_list_join(&r->actor, &c->sides[1 - side]);
    }
    if (truce && r->type == TRV_CONCEDE && strcmp(r->tag, "ceasefire:declaration") == 0 && r->actor.n > 1 &&
        strcmp(r->actor.items[0].code, r->actor.items[1].code) != 0) {
      r->type = TRV_AGREE;
      r->tag = "ceasefire:agreement";
      if (c->sides[0].n && !in_list(&r->actor, &c->sides[0]) && !in_list(&r->actor, &c->sides[1])) {
        r->actor = c->sides[0];
        trv_list_join(&r->actor, &c->sides[1]);
      }
    }
    /* "M. Trump annonce un cessez-le-feu entre les deux pays": announced by one who is no party to it */
    if (truce && r->type == TRV_CONCEDE && strcmp(r->tag, "ceasefire:declaration") == 0 && r->actor.n == 1 &&
        c->sides[0].n && !in_list(&r->actor, &c->sides[0]) && !in_list(&r->actor, &c->sides[1]) &&
        !trv_list_shares_code(&c->sides[0], &c->sides[1]) && truce_told(c, r)) {
      r->type = TRV_AGREE;
      r->tag = "ceasefire:agreement";
      r->actor = c->sides[0];
      trv_list_join(&r->actor, &c->sides[1]);
      r->recipient.n = 0;
    }
    if (truce && r->type == TRV_REQUEST && !r->recipient.n && c->sides[0].n) {
      if (!in_list(&r->actor, &c->sides[0])) trv_list_join(&r->recipient, &c->sides[0]);
      if (!in_list(&r->actor, &c->sides[1])) trv_list_join(&r->recipient, &c->sides[1]);
    }
    /* "condemned the coup": who made it */
    if ((r->type == TRV_ACCUSE || r->type == TRV_SUPPORT) && pass && r->actor.n && !r->recipient.n) who_overthrew(c, r);
    /* what a third party condemns without a name: the violence just told */
    if (r->type == TRV_ACCUSE && !r->recipient.n && r->actor.n && pass &&
        (r->inner == TRV_NO_READING || !c->readings[r->inner].actor.n) && r->mode &&
        strcmp(r->mode, "disapprove") == 0) {
      bool violence = violence_named(c, r);
      struct trv_list whom = {0}; /* "condemned the bombardment of Vardenis": no answer to it by those who live there */
      if (r->inner != TRV_NO_READING) trv_owner_of_place(c, c->readings[r->inner].word, &whom);
      uint32_t sentence = c->in->text->words[r->word].sentence;
      for (uint32_t v = r->word; v-- > 0 && v + WINDOW_WORDS > r->word && !r->recipient.n;) {
        uint32_t k = c->reading_at[v];
        if (!violence && c->in->text->words[v].sentence + 3 < sentence) break;
        if (k >= c->n_readings || c->readings[k].dropped || !c->readings[k].actor.n) continue;
        if (c->readings[k].type != TRV_ASSAULT &&
            (violence || (c->readings[k].type != TRV_PROTEST && c->readings[k].type != TRV_COERCE)))
          continue;
        const char *mode = c->readings[k].mode; /* a march, a strike is not what is condemned */
        if (c->readings[k].type == TRV_PROTEST &&
            !(mode && (strcmp(mode, "riot") == 0 || strcmp(mode, "vandalize") == 0)))
          continue;
        if (whom.n && trv_list_shares_code(&c->readings[k].actor, &whom) &&
            !trv_list_shares_code(&c->readings[k].recipient, &whom))
          continue;
        if (c->readings[k].actor.n == 1 && !trv_list_shares_code(&c->readings[k].actor, &r->actor))
          r->recipient = c->readings[k].actor;
      }
    }
  }
}
