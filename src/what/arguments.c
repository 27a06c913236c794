/* Actors and recipients of a reading, from the slots of its rule. */
#include <string.h>

#include "what/internal.h"

enum { BESIDE_WORDS = 16 }; /* how far behind the dead the wounded are looked for */

enum { MAX_DEPTH = 4 };

static bool same(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

void trv_list_add(struct trv_list *list, const struct trv_entity *e) {
  for (uint32_t i = 0; i < list->n; i++) {
    struct trv_entity *f = &list->items[i];
    if (!same(f->code, e->code) || !same(f->sector, e->sector)) continue;
    if (same(f->name, e->name)) return;
    if (!f->name || !e->name) { /* "la Russie" and "Vladimir Poutine": the named one stands for both */
      if (!f->name) *f = *e;
      return;
    }
  }
  if (list->n < TRV_MAX_ENTITIES) list->items[list->n++] = *e;
}

void trv_list_join(struct trv_list *list, const struct trv_list *more) {
  for (uint32_t i = 0; i < more->n; i++) trv_list_add(list, &more->items[i]);
}

bool trv_list_shares_code(const struct trv_list *a, const struct trv_list *b) {
  for (uint32_t i = 0; i < a->n; i++)
    for (uint32_t j = 0; j < b->n; j++)
      if (same(a->items[i].code, b->items[j].code)) return true;
  return false;
}

void trv_list_without(struct trv_list *list, const struct trv_list *away) {
  struct trv_list kept = {0};
  for (uint32_t i = 0; i < list->n; i++) {
    bool there = false;
    for (uint32_t j = 0; j < away->n; j++)
      there |= same(list->items[i].code, away->items[j].code) &&
               (!list->items[i].sector || !away->items[j].sector ||
                strncmp(list->items[i].sector, away->items[j].sector, 3) == 0);
    if (!there) kept.items[kept.n++] = list->items[i];
  }
  *list = kept;
}

bool trv_is_organisation(const struct trv_entity *e) {
  return strcmp(e->code, "UNO") == 0 || strcmp(e->code, "EUR") == 0 || strcmp(e->code, "IGO") == 0;
}

void trv_force_sector(struct trv_context *c, struct trv_list *list) {
  (void)c;
  for (uint32_t i = 0; i < list->n; i++) {
    struct trv_entity *e = &list->items[i];
    if (!e->sector) continue;
    if (e->name && strcmp(e->name, "Ministry of Defence") == 0) e->name = e->office = NULL; /* it speaks for its army */
    if (e->name && strcmp(e->code, "IGO") == 0 && strcmp(e->sector, "IGO") == 0 && !e->office) e->sector = "MIL";
    if (e->name) continue;
    if (strcmp(e->sector, "GOV") == 0 && strlen(e->code) == 3 && strcmp(e->code, "UNO") != 0) e->sector = "MIL";
    else if (strcmp(e->sector, "GOV+PRE") == 0) e->sector = "MIL+PRE";
  }
  struct trv_list once = {0}; /* "a U.S. drone strike": the state and its drones are one army */
  trv_list_join(&once, list);
  *list = once;
}

/* "Des manifestants ont défilé à Minneapolis": of the country where they are, if the text names no other. */
static void people_of_place(struct trv_context *c, uint32_t word, struct trv_list *out) {
  uint32_t m = c->in->who->at[word];
  if (m == TRV_NO_MENTION || !c->in->who->mentions[m].sector || c->in->who->mentions[m].n_entities) return;
  const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, word);
  if (!at) at = trv_where_scene(c->in->where, c->in->text, c->in->parse, word);
  if (!at || !at->place.country) return;
  struct trv_entity e = {.code = at->place.country,
                         .sector = c->in->who->mentions[m].sector,
                         .text = NULL,
                         .span = {c->in->who->mentions[m].span.begin, c->in->who->mentions[m].span.end}};
  trv_list_add(out, &e);
}

/* "« Vous avez bombardé nos villes », a lancé X à Y": whom the quotation is said to. */
void trv_addressee(struct trv_context *c, uint32_t word, struct trv_list *out) {
  uint32_t report = c->in->says->at[word];
  if (report == TRV_NO_REPORT || !c->in->says->reports[report].quoted || c->depth > MAX_DEPTH) return;
  const struct trv_report *said = &c->in->says->reports[report];
  static const struct trv_slot slots[] = {
      {1, {{TRV_SLOT_IOBJ, NULL}}}, {1, {{TRV_SLOT_OBJ, NULL}}}, {2, {{TRV_SLOT_SUBJ, NULL}, {TRV_SLOT_IOBJ, NULL}}}};
  struct trv_list speaker = {0}, found = {0};
  for (uint32_t i = 0; i < said->speakers.n; i++) trv_list_add(&speaker, &said->speakers.items[i]);
  c->depth++;
  for (size_t k = 0; k < 3 && !found.n; k++) {
    struct trv_words words;
    trv_tree_slot(&c->tree, said->cue, &slots[k], &words);
    for (uint32_t i = 0; i < words.n; i++)
      if (c->in->says->at[words.items[i]] != report) trv_entities_at(c, words.items[i], false, &found);
    trv_list_without(&found, &speaker);
  }
  /* "a lancé X à l'adresse du Hamas" */
  const struct trv_parse *p = c->in->parse;
  for (uint32_t i = p->child_begin[said->cue]; i < p->child_begin[said->cue + 1] && !found.n; i++) {
    struct trv_words words = {0};
    if (!trv_grammar_has(c->in->grammar, "addressed", p->lemma[p->children[i]])) continue;
    trv_tree_genitive(&c->tree, p->children[i], &words);
    for (uint32_t k = 0; k < words.n; k++) trv_entities_at(c, words.items[k], false, &found);
  }
  c->depth--;
  trv_list_join(out, &found);
}

/* "Residents of Seongju": the place whose people they are; NULL: none is told. */
static const struct trv_place_mention *lived_in(struct trv_context *c, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  uint32_t at = c->in->who->at[word];
  if (at != TRV_NO_MENTION) word = c->in->who->mentions[at].head; /* "thousands of residents of" */
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    if (p->deprel[p->children[i]] != TRV_REL_NMOD || p->children[i] < word) continue;
    const struct trv_place_mention *m = trv_place_over(c, p->children[i]);
    if (m && m->people && !m->implied && m->place.country) return m;
  }
  return NULL;
}

/* "« They are shelling our positions », said the rebels' spokesman": who speaks is "we", the other side "they". */
static void not_who_speaks(struct trv_context *c, uint32_t word, struct trv_entities *found) {
  const struct trv_who *who = c->in->who;
  uint32_t at = c->in->says->at[word];
  if (c->in->parse->upos[word] != TRV_PRON || at == TRV_NO_REPORT || !trv_text_quoted(c->in->text, word)) return;
  struct trv_feats f = c->in->parse->feats[word];
  if (f.person != 3 || f.number != TRV_PLUR) return; /* "it" may be his country */
  const struct trv_report *report = &c->in->says->reports[at];
  if (!report->quoted || !report->speakers.n) return;
  struct trv_list speakers = {0}, meant = {0}, sides = {0};
  for (uint32_t i = 0; i < report->speakers.n; i++) trv_list_add(&speakers, &report->speakers.items[i]);
  for (uint32_t i = 0; i < found->n; i++) trv_list_add(&meant, &found->items[i]);
  trv_list_without(&meant, &speakers);
  if (meant.n == found->n) return;
  for (int k = 0; k < 2 && !meant.n && who->has_sides; k++) trv_list_add(&sides, &who->sides[k]);
  uint32_t both = sides.n;
  trv_list_without(&sides, &speakers);
  if (!meant.n && sides.n < both) meant = sides;
  struct trv_entity *items = TRV_NEW_ARRAY(c->arena, struct trv_entity, meant.n + 1u);
  memcpy(items, meant.items, meant.n * sizeof *items);
  *found = (struct trv_entities){meant.n, items};
}

static const char *const unarmed[] = {"JRN", "MED", "EDU", "REL", "LAB", "SOC",
                                      "OPP", "CVL", "BUS", "AGR", "JUD", NULL};

/* The people at `word`, of whom no nation is told, as of the country `code`. */
static void people_as_of(struct trv_context *c, uint32_t word, const char *code, struct trv_list *out) {
  uint32_t at = c->in->who->at[word];
  const struct trv_mention *m = at == TRV_NO_MENTION ? NULL : &c->in->who->mentions[at];
  if (!m || m->head != word || m->n_entities || m->thing || m->kind != TRV_MENTION_PEOPLE || !m->role) return;
  struct trv_entity e = {.code = code, .sector = m->role, .span = {m->span.begin, m->span.end}};
  if (!trv_in_sector(&e, unarmed)) return;
  e.text = trv_arena_strndup(c->arena, c->in->text->source + m->span.begin, m->span.end - m->span.begin);
  trv_list_add(out, &e);
}

/* "a arrêté trois journalistes et un avocat": all in the list are of the country that one of them is known to be of. */
static void fellows(struct trv_context *c, uint32_t word, struct trv_list *out) {
  const struct trv_parse *p = c->in->parse;
  if (!out->n || !trv_in_sector(&out->items[0], unarmed) || trv_is_organisation(&out->items[0])) return;
  const char *code = out->items[0].code;
  for (uint32_t i = 1; i < out->n; i++)
    if (strcmp(out->items[i].code, code) != 0) return;
  people_as_of(c, word, code, out);
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_CONJ) people_as_of(c, p->children[i], code, out);
}

void trv_entities_at(struct trv_context *c, uint32_t word, bool as_event, struct trv_list *out) {
  if (trv_in_dateline(c, word)) return;
  struct trv_entities found = trv_who_resolve(c->in->who, c->in->text, c->in->parse, word, c->arena);
  if (found.n) not_who_speaks(c, word, &found);
  if (!found.n) {
    const struct trv_feats *f = &c->in->parse->feats[word];
    uint8_t u = c->in->parse->upos[word];
    if (f->person == 1 && (u == TRV_PRON || u == TRV_DET || u == TRV_ADJ))
      found = trv_says_first_person(c->in->says, word);
  }
  if (!found.n && c->in->parse->feats[word].person == 2 && c->in->parse->upos[word] == TRV_PRON) {
    trv_addressee(c, word, out);
    return;
  }
  if (!found.n) { /* "M. Pachinian": the title governs the name */
    const struct trv_parse *p = c->in->parse;
    for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1] && !found.n; i++)
      if (p->deprel[p->children[i]] == TRV_REL_FLAT ||
          (p->upos[p->children[i]] == TRV_PROPN && trv_grammar_has(c->in->grammar, "title", p->lemma[word])))
        found = trv_who_resolve(c->in->who, c->in->text, p, p->children[i], c->arena);
  }
  if (!found.n) { /* "their bloc, ECOWAS", "countries including India" */
    const struct trv_parse *p = c->in->parse;
    char buf[64];
    for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1] && !found.n; i++) {
      uint32_t k = p->children[i];
      const char *prep = k > word ? trv_tree_case(&c->tree, k, buf, sizeof buf) : NULL;
      bool name = p->deprel[k] == TRV_REL_APPOS && p->upos[k] == TRV_PROPN && k > word;
      bool example = prep && trv_grammar_has(c->in->grammar, "example_preposition", prep);
      if (name || example) found = trv_who_resolve(c->in->who, c->in->text, p, k, c->arena);
      if (example)
        for (uint32_t j = p->child_begin[k]; j < p->child_begin[k + 1]; j++) {
          if (p->deprel[p->children[j]] != TRV_REL_CONJ) continue;
          struct trv_entities more = trv_who_resolve(c->in->who, c->in->text, p, p->children[j], c->arena);
          for (uint32_t e = 0; e < more.n; e++) trv_list_add(out, &more.items[e]);
        }
    }
  }
  const struct trv_place_mention *home = found.n == 1 ? lived_in(c, word) : NULL;
  for (uint32_t i = 0; i < found.n; i++) {
    struct trv_entity e = found.items[i];
    if (home && e.sector && strcmp(e.sector, "CVL") == 0 && !e.name) e.code = home->place.country;
    trv_list_add(out, &e);
  }
  if (found.n == out->n) fellows(c, word, out);
  if (!out->n) people_of_place(c, word, out);
  if (out->n || !as_event || c->depth > MAX_DEPTH) return;
  uint32_t r = trv_read_word(c, word);
  if (r == TRV_NO_READING) return;
  struct trv_reading inner = c->readings[r];
  if (!inner.actor.n && !inner.actor_named) {
    c->depth++; /* a slot may lead back to where it came from ("gov.obj") */
    trv_read_arguments(c, &inner);
    c->depth--;
  }
  trv_list_join(out, &inner.actor);
}

static void owner_of(struct trv_context *c, uint32_t word, int depth, struct trv_list *out) {
  static const uint8_t kinds[] = {TRV_SLOT_POSS, TRV_SLOT_PREP, TRV_SLOT_ADJ};
  if (depth > 2 || trv_grammar_has(c->in->grammar, "owned_by_none", c->in->parse->lemma[word])) return;
  uint32_t before = out->n;
  for (size_t k = 0; k < sizeof kinds && out->n == before; k++) {
    struct trv_words words = {0};
    if (kinds[k] == TRV_SLOT_PREP) trv_tree_genitive(&c->tree, word, &words);
    else {
      struct trv_slot slot = {1, {{kinds[k], NULL}}};
      trv_tree_slot(&c->tree, word, &slot, &words);
    }
    for (uint32_t i = 0; i < words.n; i++) {
      trv_entities_at(c, words.items[i], false, out);
      if (out->n == before && kinds[k] == TRV_SLOT_PREP) owner_of(c, words.items[i], depth + 1, out);
    }
  }
  /* "les médiateurs dépêchés par l'Union européenne" */
  const struct trv_parse *p = c->in->parse;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1] && out->n == before; i++) {
    uint32_t k = p->children[i];
    struct trv_words senders = {0};
    if (p->deprel[k] != TRV_REL_ACL || !trv_grammar_has(c->in->grammar, "sent", p->lemma[k])) continue;
    trv_tree_subject(&c->tree, k, &senders);
    for (uint32_t j = 0; j < senders.n; j++) trv_entities_at(c, senders.items[j], false, out);
  }
  /* "un hélicoptère Mi-24 russe": the adjective stands with the name of the thing */
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1] && out->n == before; i++) {
    char buf[64];
    uint32_t k = p->children[i];
    if ((p->deprel[k] == TRV_REL_NMOD || p->deprel[k] == TRV_REL_APPOS || p->deprel[k] == TRV_REL_FLAT) && k > word &&
        !trv_tree_case(&c->tree, k, buf, sizeof buf) && p->upos[k] != TRV_PROPN)
      owner_of(c, k, depth + 1, out);
  }
}

/* A place acted upon stands for its people or garrison: the code of the state it lies in. */
static void place_hit(struct trv_context *c, uint32_t word, struct trv_list *out) {
  const struct trv_place_mention *m = trv_place_over(c, word);
  if (!m || !m->place.country) return;
  struct trv_entity e = {.code = m->place.country, .sector = "GOV", .text = m->place.text, .span = m->place.span};
  trv_list_add(out, &e);
}

/* Both of "entre X et Y", where the parser loses the second: the actors between the preposition and the next verb. */
static void between(struct trv_context *c, uint32_t word, struct trv_list *out) {
  const struct trv_parse *p = c->in->parse;
  uint32_t end = c->in->text->sentences[c->in->text->words[word].sentence].first_word +
                 c->in->text->sentences[c->in->text->words[word].sentence].n_words;
  for (uint32_t w = word; w < end && w < word + 14 && out->n < 2; w++) {
    if (trv_tree_is_verb(&c->tree, w)) break;
    uint32_t m = c->in->who->at[w];
    if (m != TRV_NO_MENTION && c->in->who->mentions[m].head == w && p->upos[w] != TRV_ADJ)
      trv_entities_at(c, w, false, out);
  }
}

/* "à Paris, ont promis", "a coûté la vie à six policiers à Mossoul": a town beside the verb is where, not to whom;
 * right after the object, and alone, it is whom ("a proposé une trêve à Kiev"). */
static bool only_setting(struct trv_context *c, uint32_t verb, uint32_t word, uint32_t n_candidates) {
  const struct trv_parse *p = c->in->parse;
  uint32_t m = c->in->who->at[word];
  bool town = m != TRV_NO_MENTION && c->in->who->mentions[m].kind == TRV_MENTION_SEAT;
  if (!town && !(m != TRV_NO_MENTION && c->in->who->mentions[m].kind == TRV_MENTION_STATE && n_candidates > 1))
    return false;
  if (p->sub[word] != TRV_SUB_MOD) return false;
  if (n_candidates > 1) return true;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t k = p->children[i];
    bool object = p->deprel[k] == TRV_REL_OBJ || /* "a promis des patrouilleurs à Manille" */
                  (p->deprel[k] == TRV_REL_OBL && p->sub[k] == TRV_SUB_ARG && p->upos[k] == TRV_NOUN && k > verb);
    if (object && k < word && p->right[k] + 2 >= p->left[word]) return false;
    /* "a réclamé vendredi à Bakou la libération" */
    if (p->deprel[k] == TRV_REL_OBJ && word > verb && p->left[k] == p->right[word] + 1) return false;
  }
  return true;
}

static bool armed_group(const struct trv_entity *e) {
  return !e->office && e->sector && (strncmp(e->sector, "REB", 3) == 0 || strncmp(e->sector, "PRM", 3) == 0);
}

/* "Kidal, aux mains des rebelles": beside the place, or hung on its verb behind it. */
static void in_hands_of(struct trv_context *c, uint32_t place, struct trv_list *out) {
  const struct trv_parse *p = c->in->parse;
  const uint32_t over[2] = {place, p->head[place]};
  for (size_t n = 0; n < 2 && over[n] != TRV_NO_WORD; n++)
    for (uint32_t i = p->child_begin[over[n]]; i < p->child_begin[over[n] + 1] && !out->n; i++) {
      uint32_t k = p->children[i];
      struct trv_words holders = {0};
      char buf[64];
      const char *prep = k > place ? trv_tree_case(&c->tree, k, buf, sizeof buf) : NULL;
      if (!prep || !trv_grammar_has(c->in->grammar, "in_hands", p->lemma[k])) continue;
      if (p->left[k] != p->right[place] + 1 && p->left[k] != p->right[place] + 2) continue;
      trv_tree_genitive(&c->tree, k, &holders);
      for (uint32_t j = 0; j < holders.n; j++) trv_entities_at(c, holders.items[j], false, out);
    }
}

/* "Bouaké, fief des Forces nouvelles", "Homs, tenue par les rebelles": a place stands for the armed group that holds it. So do a
 * village and a base, and for the army, where that is told to hold them. */
static void held_by(struct trv_context *c, uint32_t place, struct trv_list *out) {
  const struct trv_parse *p = c->in->parse;
  uint32_t m = c->in->who->at[place];
  bool nation = m != TRV_NO_MENTION && c->in->who->mentions[m].nation;
  /* "women held by Hamas" */
  if (m != TRV_NO_MENTION && c->in->who->mentions[m].kind == TRV_MENTION_PEOPLE && !nation) return;
  for (uint32_t i = p->child_begin[place]; i < p->child_begin[place + 1]; i++) {
    uint32_t k = p->children[i];
    bool held = trv_grammar_has(c->in->grammar, "held", p->lemma[k]);
    struct trv_list holders = {0};
    if (p->deprel[k] == TRV_REL_APPOS && nation) trv_entities_at(c, k, false, &holders);
    else if (p->deprel[k] == TRV_REL_ACL && trv_tree_passive(&c->tree, k)) {
      struct trv_words agents = {0};
      trv_tree_subject(&c->tree, k, &agents);
      for (uint32_t j = 0; j < agents.n; j++) trv_entities_at(c, agents.items[j], false, &holders);
    }
    if (holders.n != 1 || (!held && !(nation && armed_group(&holders.items[0])))) continue;
    *out = holders;
    return;
  }
  struct trv_list holders = {0};
  in_hands_of(c, place, &holders);
  if (holders.n == 1) *out = holders;
}

static bool slot_entities(struct trv_context *c, uint32_t word, const struct trv_slot *slot, bool as_event,
                          struct trv_list *out) {
  struct trv_words words;
  bool named = false;
  if (slot->steps[0].kind == TRV_SLOT_SPEAKER) {
    uint32_t report = c->in->says->at[word];
    while (report != TRV_NO_REPORT && !c->in->says->reports[report].speakers.n)
      report = c->in->says->reports[report].outer;
    if (report == TRV_NO_REPORT) return false;
    const struct trv_entities *speakers = &c->in->says->reports[report].speakers;
    for (uint32_t i = 0; i < speakers->n; i++) trv_list_add(out, &speakers->items[i]); /* "Pour Paris et Berlin, …" */
    return false;
  }
  trv_tree_slot(&c->tree, word, slot, &words);
  if (slot->n_steps == 1 && slot->steps[0].kind == TRV_SLOT_SUBJ) {
    /* the verb of an inserted clause: its speaker was found by the says stage */
    if (c->report_of[word] != TRV_NO_REPORT) {
      const struct trv_report *r = &c->in->says->reports[c->report_of[word]];
      for (uint32_t k = 0; k < r->speakers.n; k++) trv_list_add(out, &r->speakers.items[k]);
      return true;
    }
  }
  for (uint32_t i = 0; i < words.n; i++) {
    uint8_t u = c->in->parse->upos[words.items[i]];
    if (words.items[i] == word && slot->n_steps == 1 && slot->steps[0].kind != TRV_SLOT_SELF) continue;
    uint8_t kind = slot->steps[slot->n_steps - 1].kind;
    bool dative = kind == TRV_SLOT_IOBJ ||
                  (kind == TRV_SLOT_PREP && words.n > 1 && words.items[i] < word &&
                   trv_grammar_has(c->in->grammar, "dative_preposition", slot->steps[slot->n_steps - 1].prep));
    if (dative && only_setting(c, word, words.items[i], words.n)) continue;
    /* "captured a crossing on the Turkish border": it is not Turkey's */
    if (c->hitting && trv_grammar_has(c->in->grammar, "border", c->in->parse->lemma[words.items[i]])) continue;
    uint32_t told = trv_read_word(c, words.items[i]);
    bool thing = trv_grammar_has(c->in->grammar, "weapon", c->in->parse->lemma[words.items[i]]) ||
                 (told != TRV_NO_READING && c->readings[told].type == TRV_ASSAULT);
    if (thing) {
      /* a weapon or an attack does the deed of whoever is behind it */
    } else if (slot->steps[slot->n_steps - 1].kind == TRV_SLOT_ADJ) {
      /* "a car bomb": no car acts */
    } else if (u == TRV_NOUN || u == TRV_PROPN || u == TRV_PRON || u == TRV_NUM) named = true;
    uint32_t before = out->n;
    trv_entities_at(c, words.items[i], as_event, out);
    if (c->hitting && out->n <= 1 && !before && u != TRV_ADJ) held_by(c, words.items[i], out);
    /* a thing stands for whose it is: "nos positions", "un projet de déclaration du Conseil", "un port ukrainien" */
    if (out->n == before && u == TRV_NOUN) owner_of(c, words.items[i], 0, out);
    uint8_t last = (uint8_t)(slot->n_steps - 1);
    if (slot->steps[last].kind == TRV_SLOT_PREP && out->n - before < 2 &&
        trv_grammar_has(c->in->grammar, "between", slot->steps[last].prep))
      between(c, words.items[i], out);
    if (out->n == before && c->hitting && (u == TRV_PROPN || u == TRV_NOUN)) {
      place_hit(c, words.items[i], out);
      struct trv_words places = {0};
      if (out->n == before) trv_tree_genitive(&c->tree, words.items[i], &places);
      for (uint32_t k = 0; k < places.n && out->n == before; k++) place_hit(c, places.items[k], out);
    }
  }
  return named;
}

/* The first alternative that yields `wanted` entities, or all that the alternatives yield together. */
static bool argument(struct trv_context *c, uint32_t word, const struct trv_argument *a, bool as_event, uint32_t wanted,
                     struct trv_list *out) {
  bool named = false;
  for (uint32_t i = 0; i < a->n && out->n < wanted; i++)
    for (uint32_t j = 0; j < a->alternatives[i].n; j++)
      named |= slot_entities(c, word, &a->alternatives[i].slots[j], as_event, out);
  return named;
}

/* Through support verbs: "mener une offensive", "l'offensive lancée par", "subir une attaque". */
static void support_verbs(struct trv_context *c, struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  uint32_t verbs[4], n = 0, head = p->head[r->word];
  uint8_t rel = p->deprel[r->word];
  /* coordinated with another noun under the verb */
  uint32_t top = r->word;
  /* "a mené des centaines de frappes", "a ordonné la reprise des opérations": what is counted or begun is what is done */
  if ((rel == TRV_REL_NMOD || rel == TRV_REL_OBL) && head != TRV_NO_WORD && head < top && p->upos[head] == TRV_NOUN &&
      (trv_grammar_has(c->in->grammar, "quantifier", p->lemma[head]) ||
       trv_grammar_has(c->in->grammar, "set_going", p->lemma[head])))
    top = head, rel = p->deprel[head], head = p->head[head];
  if ((rel == TRV_REL_CONJ || rel == TRV_REL_APPOS) && head != TRV_NO_WORD && p->upos[head] == TRV_NOUN)
    top = head, rel = p->deprel[head], head = p->head[head];
  if (head != TRV_NO_WORD && trv_tree_is_verb(&c->tree, head) &&
      (rel == TRV_REL_OBJ || rel == TRV_REL_OBL || rel == TRV_REL_NSUBJ || rel == TRV_REL_XCOMP))
    verbs[n++] = head;
  for (uint32_t i = p->child_begin[top]; i < p->child_begin[top + 1] && n < 4; i++) {
    uint32_t k = p->children[i];
    if (p->deprel[k] == TRV_REL_ACL && trv_tree_is_verb(&c->tree, k)) verbs[n++] = k;
  }
  for (uint32_t i = 0; i < n; i++) {
    struct trv_words objects = {0}, subjects = {0};
    const char *lemma = p->lemma[verbs[i]];
    bool light = trv_grammar_has(c->in->grammar, "light", lemma),
         undergo = trv_grammar_has(c->in->grammar, "undergo", lemma);
    if (!light && !undergo) continue;
    trv_tree_object(&c->tree, verbs[i], &objects);
    bool is_object = false;
    for (uint32_t k = 0; k < objects.n; k++) is_object |= objects.items[k] == top || objects.items[k] == r->word;
    bool complement = rel == TRV_REL_OBL && p->sub[top] != TRV_SUB_MOD; /* "procéder à des tirs" */
    if (complement && trv_grammar_has(c->in->grammar, "light_oblique", ""))
      complement = trv_grammar_has(c->in->grammar, "light_oblique", lemma); /* "engaged in fighting" */
    if (complement && trv_grammar_has(c->in->grammar, "option", "complement_by_preposition")) {
      char buf[64];
      const char *prep = trv_tree_case(&c->tree, top, buf, sizeof buf);
      complement = prep && trv_grammar_has(c->in->grammar, "light_preposition", prep); /* "responded with shelling" */
    }
    if (!is_object && !complement && !(undergo && rel == TRV_REL_XCOMP)) continue;
    trv_tree_subject(&c->tree, verbs[i], &subjects);
    struct trv_list *into = light ? &r->actor : &r->recipient;
    if (into->n) continue;
    for (uint32_t k = 0; k < subjects.n; k++) trv_entities_at(c, subjects.items[k], false, into);
    if (r->date_word == TRV_NO_WORD) r->date_word = verbs[i];
    /* "ont lancé une attaque contre X": the complement may hang on the verb */
    if (light && !r->recipient.n) {
      struct trv_list found = {0};
      for (uint32_t a = 0; a < r->rule->recipient.n && !found.n; a++)
        for (uint32_t j = 0; j < r->rule->recipient.alternatives[a].n; j++) {
          const struct trv_slot *s = &r->rule->recipient.alternatives[a].slots[j];
          if (s->n_steps == 1 && (s->steps[0].kind == TRV_SLOT_PREP || s->steps[0].kind == TRV_SLOT_IOBJ) &&
              !(s->steps[0].prep && trv_grammar_has(c->in->grammar, "noun_preposition", s->steps[0].prep)))
            slot_entities(c, verbs[i], s, false, &found);
        }
      trv_list_join(&r->recipient, &found);
    }
  }
}

/* "un garçon de dix ans": one, by its article. */
static bool one_person(struct trv_context *c, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  if (p->upos[word] != TRV_NOUN || p->feats[word].number == TRV_PLUR) return false;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t k = p->children[i];
    if (p->deprel[k] == TRV_REL_DET && k < word && p->feats[k].definite == 2 && p->feats[k].number != TRV_PLUR)
      return c->in->who->at[word] != TRV_NO_MENTION;
  }
  return false;
}

/* "vingt-sept soldats ont été tués et trente-trois blessés": the number stands beside the second verb alone. */
static int64_t own_number(struct trv_context *c, uint32_t verb) {
  const struct trv_parse *p = c->in->parse;
  if (p->deprel[verb] != TRV_REL_CONJ) return -1;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t k = p->children[i];
    if (k > verb || p->upos[k] == TRV_NOUN || p->upos[k] == TRV_AUX || p->deprel[k] == TRV_REL_CC) continue;
    int64_t n = trv_what_count(c->data, c->in->text, p, k);
    if (n > 1) return n;
  }
  return -1;
}

/* "Police shot Abu Sayed, 25": a person of whom the tables know nothing is one of the people of the place. */
static void unknown_person(struct trv_context *c, struct trv_reading *r) {
  static const char *const local[] = {"COP", "UAF", "CRM"};
  const struct trv_parse *p = c->in->parse;
  struct trv_words words = {0};
  if (r->type != TRV_ASSAULT || r->recipient.n || r->actor.n != 1 || r->rule->pos != TRV_VERB) return;
  const struct trv_entity *e = &r->actor.items[0];
  bool fits = false;
  for (size_t i = 0; i < sizeof local / sizeof *local; i++) fits |= e->sector && strncmp(e->sector, local[i], 3) == 0;
  if (!fits || trv_is_organisation(e) || strlen(e->code) != 3) return;
  trv_tree_object(&c->tree, r->word, &words);
  for (uint32_t i = 0; i < words.n && !r->recipient.n; i++) {
    uint32_t w = words.items[i];
    struct trv_entity person = {.code = e->code, .sector = "CVL"};
    if (p->upos[w] == TRV_PROPN && p->name[w].kind == TRV_NAME_PER) trv_list_add(&r->recipient, &person);
  }
}

/* "urged Muslim countries to cut ties with Israel": what is asked of many is asked of none of those whom the article names. */
static bool asked_of_many(struct trv_context *c, const struct trv_reading *r) {
  if (r->type != TRV_REQUEST || !r->recipient_named || r->recipient.n) return false;
  for (uint32_t i = 0; i < r->rule->recipient.n; i++)
    for (uint32_t j = 0; j < r->rule->recipient.alternatives[i].n; j++) {
      struct trv_words words;
      trv_tree_slot(&c->tree, r->word, &r->rule->recipient.alternatives[i].slots[j], &words);
      for (uint32_t k = 0; k < words.n; k++)
        if (trv_grammar_has(c->in->grammar, "many_addressed", c->in->parse->lemma[words.items[k]])) return true;
    }
  return false;
}

/* How many are told to be hurt by the word for it at `w`: "29 blessés", "trois personnes blessées", "en a blessé douze"; -1: not told. */
static int64_t hurt_at(const struct trv_context *c, uint32_t w) {
  const struct trv_parse *p = c->in->parse;
  int64_t n = trv_what_count(c->data, c->in->text, p, w);
  uint32_t head = p->head[w];
  if (n < 0 && head != TRV_NO_WORD && head < w && p->upos[head] == TRV_NOUN &&
      (p->deprel[w] == TRV_REL_AMOD || p->deprel[w] == TRV_REL_ACL))
    n = trv_what_count(c->data, c->in->text, p, head);
  for (uint32_t i = p->child_begin[w]; i < p->child_begin[w + 1] && n < 0; i++) {
    uint32_t k = p->children[i];
    if (p->deprel[k] == TRV_REL_OBJ || (p->deprel[k] == TRV_REL_NSUBJ && p->sub[k] == TRV_SUB_PASS))
      n = trv_what_count(c->data, c->in->text, p, k);
  }
  return n;
}

/* "ont été tuées et 29 blessées", "a fait 40 morts et plus de 100 blessés": told beside the dead, in the same sentence. */
static int64_t wounded_beside(const struct trv_context *c, uint32_t word) {
  const struct trv_sentence *s = &c->in->text->sentences[c->in->text->words[word].sentence];
  uint32_t end = s->first_word + s->n_words;
  if (end > word + BESIDE_WORDS) end = word + BESIDE_WORDS;
  for (uint32_t w = word + 1; w < end; w++) {
    if (!trv_grammar_has(c->in->grammar, "wounded", c->in->parse->lemma[w])) continue;
    int64_t n = hurt_at(c, w);
    if (n > 0) return n;
  }
  return -1;
}

/* "A strike killed three reporters in the south of Lebanon": people whom the text gives no country are of the one where they died. */
static void victims_there(struct trv_context *c, struct trv_reading *r) {
  struct trv_words words;
  if (r->type != TRV_ASSAULT || r->recipient.n || !r->rule->has_kill) return;
  const struct trv_place_mention *at = trv_where_of(c->in->where, c->in->text, c->in->parse, r->word);
  if (!at || !at->place.country) return;
  trv_tree_slot(&c->tree, r->word, &r->rule->kill, &words);
  for (uint32_t i = 0; i < words.n; i++) {
    uint32_t m = c->in->who->at[words.items[i]];
    if (m == TRV_NO_MENTION) continue;
    const struct trv_mention *mention = &c->in->who->mentions[m];
    if (mention->head != words.items[i] || mention->kind != TRV_MENTION_PEOPLE || mention->n_entities) continue;
    struct trv_entity people = {.code = at->place.country, .sector = mention->role};
    if (people.sector && strlen(people.sector) == 3) trv_list_add(&r->recipient, &people);
  }
}

/* "Le chef d'état-major a été arrêté par des soldats": one who holds an office, by others of his sector who are told without one. */
static bool by_his_own_men(const struct trv_reading *r, const struct trv_entity *whom, const struct trv_entity *doer) {
  if (r->type != TRV_COERCE || !r->mode || strcmp(r->mode, "arrest") != 0) return false;
  return whom->office && !doer->office && whom->text && doer->text && whom->span.begin != doer->span.begin;
}

void trv_read_arguments(struct trv_context *c, struct trv_reading *r) {
  const struct trv_rule *rule = r->rule;
  r->actor_named = argument(c, r->word, &rule->actor, true, rule->flags & TRV_RULE_BOTH ? 2 : 1, &r->actor);
  c->hitting =
      r->type == TRV_ASSAULT ||
      (r->type == TRV_COERCE && r->mode &&
       (strcmp(r->mode, "seize") == 0 || strcmp(r->mode, "martial-law") == 0 || strcmp(r->mode, "curfew") == 0));
  r->recipient_named = argument(c, r->word, &rule->recipient, false, 1, &r->recipient);
  c->hitting = false;
  r->of_many = asked_of_many(c, r);
  unknown_person(c, r);
  victims_there(c, r);
  if (rule->pos == TRV_NOUN) support_verbs(c, r);
  if (rule->flags & TRV_RULE_BOTH) {
    trv_list_join(&r->actor, &r->recipient);
    r->recipient = (struct trv_list){0};
  } else {
    /* nobody acts on himself: a party on both sides was misread as recipient */
    struct trv_list kept = {0};
    for (uint32_t i = 0; i < r->recipient.n; i++) {
      bool self = false;
      for (uint32_t j = 0; j < r->actor.n; j++)
        self |= same(r->recipient.items[i].code, r->actor.items[j].code) &&
                same(r->recipient.items[i].sector, r->actor.items[j].sector) &&
                (same(r->recipient.items[i].name, r->actor.items[j].name) || !r->recipient.items[i].name) &&
                !by_his_own_men(r, &r->recipient.items[i], &r->actor.items[j]);
      if (!self) kept.items[kept.n++] = r->recipient.items[i];
    }
    r->own_recipient = r->recipient.n && !kept.n;
    r->recipient = kept;
  }
  struct {
    bool has;
    const struct trv_slot *slot;
    int64_t *into;
  } counts[] = {{rule->has_kill, &rule->kill, &r->killed},
                {rule->has_wound, &rule->wound, &r->wounded},
                {rule->has_capture, &rule->capture, &r->captured}};
  for (size_t i = 0; i < 3; i++) {
    if (!counts[i].has) continue;
    struct trv_words words;
    *counts[i].into = own_number(c, r->word);
    trv_tree_slot(&c->tree, r->word, counts[i].slot, &words);
    for (uint32_t k = 0; k < words.n && *counts[i].into < 0; k++) {
      uint32_t m = c->in->who->at[words.items[k]]; /* "destroyed two tanks" */
      if (m != TRV_NO_MENTION && c->in->who->mentions[m].thing && c->in->who->mentions[m].head == words.items[k])
        continue;
      *counts[i].into = trv_what_count(c->data, c->in->text, c->in->parse, words.items[k]);
      if (*counts[i].into < 0 && one_person(c, words.items[k])) *counts[i].into = 1;
    }
  }
  if (r->type == TRV_ASSAULT && r->killed >= 0 && r->wounded < 0) r->wounded = wounded_beside(c, r->word);
  if (rule->flags & TRV_RULE_FORCE) trv_force_sector(c, &r->actor);
  if (rule->flags & TRV_RULE_HIT_FORCE) trv_force_sector(c, &r->recipient);
}
