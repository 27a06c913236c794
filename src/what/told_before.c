/* Whom an act is done to, read from what was told before: who made the accord that is welcomed, who did the deed that is praised or
 * denounced, who had asked for what is refused, who holds those that are to be freed. */
#include <string.h>

#include "what/internal.h"

enum { WINDOW_WORDS = 4000 }; /* how far back it may be told: keeps the work linear in the article */

/* "a salué l'accord", "s'est félicité de la signature": those who made it. */
void trv_who_agreed(struct trv_context *c, struct trv_reading *r) {
  static const struct trv_slot object = {1, {{TRV_SLOT_OBJ, NULL}}};
  struct trv_words words;
  bool accord = false;
  trv_tree_slot(&c->tree, r->word, &object, &words);
  if (!words.n) trv_tree_genitive(&c->tree, r->word, &words);
  for (uint32_t i = 0; i < words.n; i++) {
    if (r->type != TRV_SUPPORT && c->in->parse->upos[words.items[i]] != TRV_NOUN) continue;
    accord |= trv_grammar_has(c->in->grammar, "accord_reference", c->in->parse->lemma[words.items[i]]);
  }
  if (!accord) return;
  bool truce = false;
  for (uint32_t i = 0; i < words.n; i++)
    truce |= trv_grammar_has(c->in->grammar, "truce", c->in->parse->lemma[words.items[i]]);
  /* "welcomed the truce": not what others agreed on since */
  for (uint32_t v = r->word; truce && v-- > 0 && v + WINDOW_WORDS > r->word;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings || c->readings[k].dropped || c->readings[k].actor.n < 2) continue;
    const struct trv_reading *o = &c->readings[k];
    if (!o->tag || strncmp(o->tag, "ceasefire:", 10) != 0 || (o->type != TRV_AGREE && o->type != TRV_RETREAT)) continue;
    r->recipient = o->actor;
    trv_list_without(&r->recipient, &r->actor);
    return;
  }
  for (uint32_t v = r->word; v-- > 0 && v + WINDOW_WORDS > r->word;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings) continue;
    const struct trv_reading *o = &c->readings[k];
    if (o->dropped || o->actor.n < 2 || (o->type != TRV_AGREE && o->type != TRV_SUPPORT) ||
        !(o->rule->flags & TRV_RULE_BOTH))
      continue;
    r->recipient = o->actor;
    trv_list_without(&r->recipient, &r->actor);
    return;
  }
  /* "Milosevic consented to pull back … Demaci scorned the deal": who committed himself, and to whom */
  for (uint32_t v = r->word; v-- > 0 && v + WINDOW_WORDS > r->word;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings) continue;
    const struct trv_reading *o = &c->readings[k];
    if (o->dropped || !o->actor.n || (o->type != TRV_AGREE && o->type != TRV_CONCEDE)) continue;
    if (trv_list_shares_code(&o->actor, &r->actor)) continue;
    r->recipient = o->actor;
    trv_list_join(&r->recipient, &o->recipient);
    trv_list_without(&r->recipient, &r->actor);
    return;
  }
}

/* Whether some rule of a noun, or of a verb, tells an act of that kind. */
static bool tells_act(const struct trv_context *c, uint8_t upos, uint32_t word, const struct trv_reading *act) {
  const struct trv_rules *rules = c->data->rules;
  const struct trv_rule_list *list = trv_rules_of(rules, upos, c->in->parse->lemma[word]);
  for (uint32_t i = 0; list && i < list->n; i++) {
    const struct trv_rule *rule = &rules->rules[list->rules[i]];
    bool any = act->type == TRV_ASSAULT && !rule->mode; /* "bombed … condemned the strikes" */
    if (rule->type == act->type &&
        (any || rule->mode == act->mode || (rule->mode && act->mode && strcmp(rule->mode, act->mode) == 0)))
      return true;
  }
  return false;
}

static bool names_act(const struct trv_context *c, uint32_t word, const struct trv_reading *act) {
  return tells_act(c, TRV_NOUN, word, act);
}

/* "landed … condemned the landing", "bombardé … a dénoncé le bombardement": a noun of the family of the word that told the act, sharing all
 * of it but its ending. */
static bool of_family(const struct trv_context *c, uint32_t noun, const struct trv_reading *act) {
  enum { STEM = 4 };
  const char *a = c->in->parse->lemma[noun], *b = c->in->parse->lemma[act->word];
  size_t n = 0;
  while (a[n] && a[n] == b[n]) n++;
  return n >= STEM && n + 2 >= strlen(b);
}

static bool same_doers(const struct trv_list *a, const struct trv_list *b) {
  struct trv_list rest = *a;
  trv_list_without(&rest, b);
  return rest.n < a->n;
}

/* "a salué le geste", "a dénoncé cette décision": whose deed was told last, of what is more than words about others. */
static void whose_deed(struct trv_context *c, struct trv_reading *r, uint32_t noun) {
  if (!trv_grammar_has(c->in->grammar, "act_reference", c->in->parse->lemma[noun])) return;
  uint32_t sentence = c->in->text->words[r->word].sentence;
  for (uint32_t v = r->word; v-- > 0 && c->in->text->words[v].sentence + 4 >= sentence;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings) continue;
    const struct trv_reading *o = &c->readings[k];
    bool word = o->type == TRV_SUPPORT || o->type == TRV_ACCUSE || o->type == TRV_REQUEST || o->type == TRV_REJECT ||
                o->type == TRV_CONSULT;
    if (r->type == TRV_ACCUSE && o->rule->flags & TRV_RULE_BOTH)
      continue; /* what both did together is rather welcomed */
    if (word || o->dropped || !o->actor.n || same_doers(&o->actor, &r->actor)) continue;
    r->recipient = o->actor;
    return;
  }
}

/* "praised the release", "denounced the visit": who did the last act told of that kind. */
void trv_who_did(struct trv_context *c, struct trv_reading *r) {
  static const struct trv_slot object = {1, {{TRV_SLOT_OBJ, NULL}}};
  struct trv_words words;
  trv_tree_slot(&c->tree, r->word, &object, &words);
  const struct trv_parse *p = c->in->parse;
  for (uint32_t i = p->child_begin[r->word]; i < p->child_begin[r->word + 1] && !words.n; i++)
    if (p->deprel[p->children[i]] == TRV_REL_OBL && p->upos[p->children[i]] == TRV_NOUN) {
      whose_deed(c, r, p->children[i]); /* "s'est félicitée de ce geste" */
      if (r->recipient.n) return;
    }
  for (uint32_t i = 0; i < words.n; i++) {
    if (c->in->parse->upos[words.items[i]] != TRV_NOUN) continue;
    whose_deed(c, r, words.items[i]);
    if (r->recipient.n) return;
    /* "condemned the bombardment of Vardenis": rather an act of that kind against those than the answer to it */
    struct trv_list whom = {0};
    if (r->inner != TRV_NO_READING) whom = c->readings[r->inner].recipient;
    if (!whom.n) trv_owner_of_place(c, words.items[i], &whom);
    for (int pass = whom.n ? 0 : 1; pass < 2; pass++)
      for (uint32_t v = r->word; v-- > 0 && v + WINDOW_WORDS > r->word;) {
        uint32_t k = c->reading_at[v];
        if (k >= c->n_readings || k == r->inner) continue;
        const struct trv_reading *o = &c->readings[k];
        /* "fired two missiles … condemned the fire" */
        bool fire = o->type == TRV_MOBILIZE && o->mode && strcmp(o->mode, "weapons") == 0 &&
                    trv_grammar_has(c->in->grammar, "weapon", p->lemma[words.items[i]]);
        if (o->dropped || !o->actor.n || !(fire || names_act(c, words.items[i], o) || of_family(c, words.items[i], o)))
          continue;
        if (trv_list_shares_code(&o->actor, &r->actor)) continue;
        if (pass == 0 && !trv_list_shares_code(&o->recipient, &whom)) continue;
        r->recipient = o->actor;
        return;
      }
  }
}

/* "The bloc closed its borders with Mali … thousands marched to denounce the measures": by others who did it to the country of those who
 * protest. */
static void done_to_us(struct trv_context *c, struct trv_reading *r, uint32_t noun) {
  if (!trv_grammar_has(c->in->grammar, "act_reference", c->in->parse->lemma[noun]) || !trv_definite(c, noun)) return;
  uint32_t sentence = c->in->text->words[r->word].sentence;
  for (uint32_t v = r->word; v-- > 0 && c->in->text->words[v].sentence + 1 >= sentence;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings || c->readings[k].dropped || !c->readings[k].actor.n) continue;
    const struct trv_reading *o = &c->readings[k];
    if (trv_list_shares_code(&o->actor, &r->actor) || !trv_list_shares_code(&o->recipient, &r->actor)) continue;
    r->recipient = o->actor;
    return;
  }
}

/* "marched against the bombing", "rallied to protest against the raids": those who did the last act told of that kind, where they are not of
 * the country of those who protest. */
void trv_who_is_protested(struct trv_context *c, struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t w = r->word + 1; w <= p->right[r->word] && w < p->n_words && !r->recipient.n; w++) {
    if (p->upos[w] != TRV_NOUN || p->deprel[w] == TRV_REL_NSUBJ) continue;
    done_to_us(c, r, w);
    if (r->recipient.n) return;
    uint32_t named = c->reading_at[w];
    if (named < c->n_readings && c->readings[named].same_as != TRV_NO_READING) {
      c->readings[named].dropped = true;
      c->readings[named].why = "what is protested against, told before";
    }
    for (uint32_t v = r->word; v-- > 0 && v + WINDOW_WORDS > r->word;) {
      uint32_t k = c->reading_at[v];
      if (k >= c->n_readings) continue;
      const struct trv_reading *o = &c->readings[k];
      if (o->type != TRV_ASSAULT || o->dropped || !o->actor.n || !names_act(c, w, o)) continue;
      if (!trv_list_shares_code(&o->actor, &r->actor)) {
        r->recipient = o->actor;
        for (uint32_t i = 0; i < r->recipient.n; i++)
          if (trv_is_sector(&r->recipient.items[i], "MIL")) r->recipient.items[i].sector = "GOV";
      }
      return;
    }
  }
}

/* "The mediators had proposed a corridor; the government refused": who asked it of the one who refuses, in the same sentence or the one
 * before. */
void trv_who_asked(struct trv_context *c, struct trv_reading *r) {
  uint32_t sentence = c->in->text->words[r->word].sentence;
  for (uint32_t v = r->word; v-- > 0 && c->in->text->words[v].sentence + 2 >= sentence;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings) continue;
    const struct trv_reading *o = &c->readings[k];
    bool asks = o->type == TRV_REQUEST || (o->type == TRV_THREATEN && (o->tag || r->type == TRV_REJECT)) ||
                o->type == TRV_AGREE;
    if (!asks || o->dropped || !o->actor.n || o->rule->flags & TRV_RULE_BOTH) continue;
    bool of_unknown =
        o->type == TRV_REQUEST && !o->recipient.n && trv_asks_unknown(c, o); /* "asked its allies for missiles" */
    if (of_unknown) {
      /* he who refuses may be one of them */
    } else if (o->type == TRV_AGREE ? o->recipient.n && !trv_list_shares_code(&o->recipient, &r->actor)
                                    : !trv_list_shares_code(&o->recipient, &r->actor))
      continue;
    struct trv_list asked = o->actor;
    trv_list_without(&asked, &r->actor);
    if (!asked.n || asked.n < o->actor.n) continue; /* nobody refuses himself */
    r->recipient = asked;
    return;
  }
}

/* The same noun stands in the words that tell the act: "began exercises … that the exercises be broken off". */
static bool same_noun(const struct trv_context *c, uint32_t noun, const struct trv_reading *act) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t w = p->left[act->word]; w <= p->right[act->word] && w < noun; w++)
    if (p->upos[w] == TRV_NOUN && strcmp(p->lemma[w], p->lemma[noun]) == 0) return true;
  return false;
}

/* The last to have done, in six sentences, what the noun means; first where the same noun told it, then by its kind. */
static bool doer_of(struct trv_context *c, struct trv_reading *r, uint32_t noun) {
  uint32_t sentence = c->in->text->words[r->word].sentence;
  for (int pass = 0; pass < 2; pass++)
    for (uint32_t v = r->word; v-- > 0 && c->in->text->words[v].sentence + 6 >= sentence;) {
      uint32_t k = c->reading_at[v];
      if (k >= c->n_readings || c->readings[k].dropped || c->readings[k].actor.n != 1) continue;
      const struct trv_reading *o = &c->readings[k];
      bool deed = o->type == TRV_MOBILIZE || o->type == TRV_COERCE || o->type == TRV_SANCTION;
      if (!deed || trv_list_shares_code(&o->actor, &r->actor)) continue;
      if (!(pass ? names_act(c, noun, o) || of_family(c, noun, o) : same_noun(c, noun, o))) continue;
      r->recipient = o->actor;
      return true;
    }
  return false;
}

/* "China began its drills on Monday. Tokyo demanded that the drills be broken off": of those who did what is to end. */
void trv_who_does_it(struct trv_context *c, struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t w = r->word + 1; w <= p->right[r->word] && w < p->n_words; w++) {
    if (p->upos[w] != TRV_NOUN || !trv_definite(c, w) || !doer_of(c, r, w)) continue;
    for (uint32_t i = 0; i < r->recipient.n; i++)
      if (trv_is_sector(&r->recipient.items[i], "MIL")) r->recipient.items[i].sector = "GOV";
    return;
  }
}

/* "Israel denounced the move. Joe Biden called it outrageous": of whom the last one spoke who judged it. */
void trv_who_was_judged(struct trv_context *c, struct trv_reading *r) {
  static const struct trv_slot object = {1, {{TRV_SLOT_OBJ, NULL}}};
  struct trv_words words;
  trv_tree_slot(&c->tree, r->word, &object, &words);
  if (words.n != 1 || c->in->parse->upos[words.items[0]] != TRV_PRON ||
      !trv_grammar_has(c->in->grammar, "act_pronoun", c->in->parse->lemma[words.items[0]]))
    return;
  uint32_t sentence = c->in->text->words[r->word].sentence;
  for (uint32_t v = r->word; v-- > 0 && c->in->text->words[v].sentence + 1 >= sentence;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings || c->readings[k].dropped || !c->readings[k].recipient.n) continue;
    const struct trv_reading *o = &c->readings[k];
    if ((o->type != TRV_ACCUSE && o->type != TRV_SUPPORT) || same_doers(&o->actor, &r->actor)) continue;
    r->recipient = o->recipient;
    trv_list_without(&r->recipient, &r->actor);
    return;
  }
}

/* "On a visit to Kyiv he pledged new aid", "He was in Cairo. He promised help": to his hosts. */
void trv_who_hosts(struct trv_context *c, struct trv_reading *r) {
  const struct trv_sentence *s = &c->in->text->sentences[c->in->text->words[r->word].sentence];
  uint32_t sentence = c->in->text->words[r->word].sentence;
  for (uint32_t v = s->first_word + s->n_words; v-- > 0 && c->in->text->words[v].sentence + 1 >= sentence;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings) continue;
    const struct trv_reading *o = &c->readings[k];
    if (o->type != TRV_CONSULT || !o->mode || strcmp(o->mode, "visit") != 0 || !o->recipient.n) continue;
    if (!same_doers(&r->actor, &o->actor)) continue;
    r->recipient = o->recipient;
    return;
  }
}

/* "ont exigé sa libération": of the state, or the armed group, that holds those who were arrested or carried off. */
void trv_who_should_free(struct trv_context *c, struct trv_reading *r) {
  static const struct trv_reading release = {.type = TRV_RETREAT, .mode = "release"};
  static const struct trv_slot object = {1, {{TRV_SLOT_OBJ, NULL}}};
  struct trv_words words;
  bool asked = false;
  trv_tree_slot(&c->tree, r->word, &object, &words);
  for (uint32_t i = 0; i < words.n; i++)
    asked |= c->in->parse->upos[words.items[i]] == TRV_NOUN && names_act(c, words.items[i], &release);
  struct trv_list freed = {0};
  if (r->inner != TRV_NO_READING) freed = c->readings[r->inner].recipient;
  /* "demanded that he be freed" */
  const struct trv_parse *p = c->in->parse;
  for (uint32_t i = p->child_begin[r->word]; i < p->child_begin[r->word + 1] && !asked; i++) {
    uint32_t verb = p->children[i];
    asked =
        p->deprel[verb] == TRV_REL_CCOMP && trv_tree_passive(&c->tree, verb) && tells_act(c, TRV_VERB, verb, &release);
    if (!asked) continue;
    trv_tree_slot(&c->tree, verb, &object, &words);
    for (uint32_t k = 0; k < words.n; k++) trv_entities_at(c, words.items[k], false, &freed);
  }
  if (!asked) return;
  uint32_t sentence = c->in->text->words[r->word].sentence;
  for (uint32_t v = c->in->parse->right[r->word] + 1; v-- > 0 && c->in->text->words[v].sentence + 6 >= sentence;) {
    uint32_t k = c->reading_at[v];
    if (k >= c->n_readings || c->readings[k].dropped || !c->readings[k].recipient.n) continue;
    const struct trv_reading *o = &c->readings[k];
    bool arrested = (o->type == TRV_COERCE && o->mode && strcmp(o->mode, "arrest") == 0) ||
                    (o->type == TRV_SANCTION && o->mode && strcmp(o->mode, "convict") == 0);
    bool seized = o->type == TRV_ASSAULT && o->mode && strcmp(o->mode, "abduct") == 0;
    if ((!arrested && !seized) || (freed.n && !trv_list_shares_code(&freed, &o->recipient))) continue;
    struct trv_entity held_by = o->actor.n ? o->actor.items[0] : o->recipient.items[0];
    if (!o->actor.n && seized) continue;
    bool group = held_by.sector && (strncmp(held_by.sector, "REB", 3) == 0 || strncmp(held_by.sector, "PRM", 3) == 0);
    if (arrested && !group) held_by = (struct trv_entity){.code = held_by.code, .sector = "GOV"};
    struct trv_list holder = {1, {held_by}};
    if (trv_is_organisation(&held_by) || trv_list_shares_code(&holder, &r->actor)) continue;
    r->recipient = holder;
    return;
  }
}
