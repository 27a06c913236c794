/* Reads the noun phrase of a role with all that belongs to it, from left to right, by the order of words rather than by
 * the tree, which is least sure about what attaches to what in long noun phrases:
 *
 *   [leur] [ancien] ministre [russe] [des Affaires étrangères] [de la Fédération] [, Sergueï Lavrov]
 *    possessive  former  role  nationality  portfolio             complement          name
 *
 * A complement that is a role itself ("le porte-parole de l'armée ukrainienne") is a draft of its own. */
#include "who/internal.h"

uint32_t who_new_draft(struct who_ctx *c, uint8_t kind, uint32_t first, uint32_t end) {
  struct who_draft d = {.m = {.kind = kind, .first_word = first, .end_word = end, .antecedent = TRV_NO_MENTION},
                        .role = WHO_NONE,
                        .portfolio = WHO_NONE,
                        .name = WHO_NONE,
                        .pronoun = WHO_NONE,
                        .anaphor = WHO_NONE,
                        .possessive = WHO_NONE,
                        .title = WHO_NONE,
                        .person = WHO_NONE,
                        .sentence = c->text->words[first].sentence};
  TRV_PUSH(c->arena, c->drafts, c->n_drafts, c->cap_drafts, d);
  return c->n_drafts - 1;
}

/* The word of [first, end) that the tree hangs from outside, nouns before others. */
uint32_t who_head_of(const struct who_ctx *c, uint32_t first, uint32_t end) {
  uint32_t found = WHO_NONE;
  for (uint32_t w = first; w < end; w++) {
    uint32_t h = c->parse->head[w];
    if (h != TRV_NO_WORD && h >= first && h < end) continue;
    uint8_t u = c->parse->upos[w];
    if (u == TRV_NOUN || u == TRV_PROPN || u == TRV_PRON || u == TRV_UPOS_X) return w;
    if (found == WHO_NONE && u != TRV_DET && u != TRV_ADP && u != TRV_PUNCT) found = w;
  }
  return found == WHO_NONE ? first : found;
}

void who_claim(struct who_ctx *c, uint32_t first, uint32_t end, uint32_t draft) {
  for (uint32_t w = first; w < end; w++)
    if (c->draft_at[w] == WHO_NONE && c->parse->upos[w] != TRV_PUNCT) c->draft_at[w] = draft;
}

bool who_is_modifier(uint8_t upos) { return upos == TRV_DET || upos == TRV_NUM || upos == TRV_ADJ || upos == TRV_SYM; }

void who_agree(struct who_ctx *c, struct who_draft *d, uint32_t word) {
  const struct trv_feats *f = &c->parse->feats[word];
  if (!d->number) d->number = f->number;
  if (!d->gender) d->gender = f->gender;
}

/* Determiners and adjectives before the head at `first`; returns where the phrase begins. */
uint32_t who_read_left(struct who_ctx *c, uint32_t draft, uint32_t first) {
  if (c->data->owner_first) return who_read_before(c, draft, first);
  uint32_t begin = who_sentence_begin(c, first), w = first;
  const struct trv_atom *atoms = c->text->atoms;
  const struct who_hit *hit = who_hit_begin(c, first);
  if (hit && hit->first_atom > c->text->word_atom[first]) { /* "ex-président" */
    for (uint32_t a = c->text->word_atom[first]; a < hit->first_atom; a++)
      if (trv_map_get(&c->data->former, (struct trv_slice){atoms[a].fold, atoms[a].n}) != TRV_MAP_NONE)
        c->drafts[draft].former = true;
  }
  bool determined = false;
  while (w > begin && first - w < 5) {
    uint32_t p = w - 1;
    uint8_t u = c->parse->upos[p];
    uint32_t modifier = who_value_at(c, p, WHO_MODIFIER), value = 0;
    uint32_t pronoun = who_value_at(c, p, WHO_PRONOUN);
    int word = who_word(c, p, &value);
    if (pronoun != WHO_NONE && c->data->items[pronoun].sub == WHO_PRO_POSSESSIVE) {
      uint32_t poss = who_possessive_draft(c, p);
      c->drafts[draft].possessive = poss;
      w = p;
      break;
    }
    if (modifier != WHO_NONE && c->data->items[modifier].sub == WHO_EFFECT_FORMER && u != TRV_VERB)
      c->drafts[draft].former = true;
    else if (word == WHO_WORD_SAME && c->parse->feats[first].number == TRV_PLUR) c->drafts[draft].count = 2;
    else if (determined && u != TRV_DET) break; /* nothing but "tous" stands before "les" */
    else if (word == WHO_WORD_NUMBER) c->drafts[draft].count = value;
    else if (!who_is_modifier(u)) break;
    determined |= u == TRV_DET;
    if (c->draft_at[p] != WHO_NONE) break;
    if (c->parse->feats[p].definite == 1) c->drafts[draft].definite = true;
    if (u == TRV_DET) who_agree(c, &c->drafts[draft], p);
    w = p;
  }
  /* "Israël, dont l'aviation": the relative pronoun of possession */
  if (w > begin && w < first && c->draft_at[w - 1] != WHO_NONE) {
    uint32_t pronoun = c->drafts[c->draft_at[w - 1]].pronoun;
    if (pronoun != WHO_NONE && c->data->items[pronoun].sub == WHO_PRO_RELATIVE && c->data->items[pronoun].value == 1)
      c->drafts[draft].possessive = c->draft_at[w - 1];
  }
  return w;
}

void who_add_polity(struct who_draft *d, uint32_t item, uint32_t draft) {
  if (d->n_polities < WHO_MAX_POLITIES) d->polities[d->n_polities++] = (struct who_polity){item, draft};
}

uint32_t who_adjective_item(const struct who_ctx *c, uint32_t word) {
  static const uint8_t kinds[] = {WHO_ENTITY_ADJ, WHO_ADJ, WHO_GROUP_ADJ, WHO_ORG_ADJ};
  for (size_t k = 0; k < 4; k++) {
    uint32_t i = who_value_at(c, word, kinds[k]);
    if (i != WHO_NONE && (k != 0 || who_dated(&c->data->items[i], c->day))) return i;
  }
  return WHO_NONE;
}

/* Reads an adjective of nationality, compounds included; returns its end, or `word` where there is none. */
uint32_t who_read_adjective(struct who_ctx *c, uint32_t draft, uint32_t word) {
  uint32_t i = who_adjective_item(c, word);
  if (i == WHO_NONE) return word;
  const struct who_hit *hit = who_hit_begin(c, word);
  if (hit->name != WHO_NONE && who_capital(c, word) && c->parse->upos[word] != TRV_ADJ) return word;
  struct who_draft *d = &c->drafts[draft];
  for (uint32_t k = 0; k < hit->n_prefix; k++) who_add_polity(d, hit->prefix[k], WHO_NONE);
  who_add_polity(d, i, WHO_NONE);
  return hit->end_word;
}

bool who_is_comma(const struct who_ctx *c, uint32_t w) {
  const char *f = c->text->words[w].form;
  return f[0] == ',' && !f[1];
}

/* "de", then the first word of what it governs; `word` where no such phrase begins. */
uint32_t who_after_of(const struct who_ctx *c, uint32_t word) {
  uint32_t end = who_sentence_end(c, word), w = word;
  if (w >= end || who_word(c, w, NULL) != WHO_WORD_OF) return word;
  w++;
  while (w < end && w - word < 5 &&
         (who_is_modifier(c->parse->upos[w]) || who_value_at(c, w, WHO_MODIFIER) != WHO_NONE) &&
         who_adjective_item(c, w) == WHO_NONE && (!who_hit_begin(c, w) || who_hit_begin(c, w)->name == WHO_NONE) &&
         who_value_at(c, w, WHO_PORTFOLIO) == WHO_NONE && who_value_at(c, w, WHO_ROLE) == WHO_NONE &&
         who_value_at(c, w, WHO_ANAPHOR) == WHO_NONE)
    w++;
  return w;
}

/* One noun that says no polity ("les soldats de la mission de l'ONU", "forces de maintien de la paix"); its end. */
static uint32_t skip_noun(const struct who_ctx *c, uint32_t word) {
  uint32_t end = who_sentence_end(c, word);
  if (word >= end || c->parse->upos[word] != TRV_NOUN) return word;
  uint32_t w = word + 1;
  while (w < end && c->parse->upos[w] == TRV_ADJ && who_adjective_item(c, w) == WHO_NONE && !who_hit_begin(c, w)) w++;
  return w;
}

/* A spokesman speaks for the army, a minister may be one for foreign affairs. */
static bool speaks_for(const struct who_item *role) {
  return role->office && (!strcmp(role->office, "spokesperson") || !strcmp(role->office, "minister"));
}

/* What a preposition of possession governs at `word`; `word`: none. */
static uint32_t after(const struct who_ctx *c, uint32_t word, bool behalf) {
  uint32_t w = who_after_of(c, word), end = who_sentence_end(c, word), value = 0;
  if (w > word || !behalf || word >= end || who_word(c, word, &value) != WHO_WORD_BEHALF || value == 2) return w;
  w = word + 1;
  while (w < end && w - word < 5 && who_is_modifier(c->parse->upos[w]) && !who_hit_begin(c, w)) w++;
  return w;
}

/* "officials from both sides", "troops from Chad", but not "has withdrawn troops from Chad". */
static uint32_t from_whom(const struct who_ctx *c, uint32_t draft, uint32_t word) {
  uint32_t end = who_sentence_end(c, word), value = 0, w = word + 1;
  const struct who_draft *d = &c->drafts[draft];
  const struct who_item *role = &c->data->items[d->role];
  if (word >= end || who_word(c, word, &value) != WHO_WORD_BEHALF || value != 1 || d->n_polities) return word;
  if (role->sub != WHO_ROLE_PERSON && role->sub != WHO_ROLE_PEOPLE) return word;
  while (w < end && w - word < 4 && who_is_modifier(c->parse->upos[w]) && !who_hit_begin(c, w)) w++;
  const struct who_hit *hit = w < end ? who_hit_begin(c, w) : NULL;
  if (!hit) return word;
  uint32_t head = who_head_of(c, w, hit->end_word), noun = c->parse->head[head];
  if (c->parse->deprel[head] != TRV_REL_NMOD || noun == TRV_NO_WORD || c->draft_at[noun] != draft) return word;
  bool object = c->parse->deprel[noun] == TRV_REL_OBJ;
  bool sides = who_value_at(c, w, WHO_ANAPHOR) != WHO_NONE;
  bool named = hit->name != WHO_NONE && c->data->items[hit->name].kind != WHO_PERSON;
  return sides || (named && !object) ? w : word;
}

/* "an aide to Juan Guaidó", "an adviser to the president", but not "the envoy to Syria": whom somebody serves. */
static uint32_t served(const struct who_ctx *c, uint32_t draft, uint32_t word) {
  uint32_t end = who_sentence_end(c, word), value = 0, w = word + 1;
  const struct who_draft *d = &c->drafts[draft];
  const struct who_item *role = &c->data->items[d->role];
  if (word >= end || who_word(c, word, &value) != WHO_WORD_BEHALF || value != 2 || d->n_polities) return word;
  if (role->sub != WHO_ROLE_PERSON || !role->sector || role->sector[0] != '=' || who_same(role->office, "envoy"))
    return word;
  while (w < end && c->parse->upos[w] == TRV_DET) w++;
  if (w < end && who_word(c, w, NULL) == WHO_WORD_TITLE) w++;
  if (w >= end) return word;
  uint32_t noun = who_head_role(c, w), name = who_name_sequence(c, w, false);
  bool person = name > w && who_alias(c, w, name) != WHO_NONE;
  const struct who_hit *hit = who_hit_begin(c, w);
  person |= hit && hit->name != WHO_NONE && c->data->items[hit->name].kind == WHO_PERSON;
  bool office = noun != WHO_NONE && c->data->items[who_value_at(c, noun, WHO_ROLE)].sub == WHO_ROLE_PERSON;
  return person || office ? w : word;
}

/* "of Armenia, Azerbaijan and Russia": the name behind a comma or "and" that the tree joins to the one before. */
static uint32_t joined_name(const struct who_ctx *c, uint32_t inner, uint32_t w) {
  uint32_t end = who_sentence_end(c, w - 1);
  if (w < end && who_word(c, w, NULL) == WHO_WORD_AND) w++;
  while (w < end && c->parse->upos[w] == TRV_DET) w++;
  const struct who_hit *hit = w < end ? who_hit_begin(c, w) : NULL;
  if (!hit || hit->name == WHO_NONE) return WHO_NONE;
  if (c->data->items[hit->name].kind == WHO_PERSON && c->drafts[inner].person == WHO_NONE) return WHO_NONE;
  uint32_t head = who_head_of(c, w, hit->end_word);
  bool joined = c->parse->deprel[head] == TRV_REL_CONJ && c->parse->head[head] != TRV_NO_WORD &&
                c->draft_at[c->parse->head[head]] != WHO_NONE && c->drafts[c->draft_at[c->parse->head[head]]].inner;
  return joined || (c->parse->deprel[head] == TRV_REL_CONJ && c->parse->head[head] == c->drafts[inner].m.head)
             ? w
             : WHO_NONE;
}

/* "une colonne de l'armée et de ses supplétifs": the role, joined by the tree to the complement `inner`, whose head begins at `w`. */
static bool joined_role(const struct who_ctx *c, uint32_t inner, uint32_t w) {
  const struct who_hit *hit = who_hit_begin(c, w);
  if (c->data->owner_first || !hit || who_value_at(c, w, WHO_ROLE) == WHO_NONE || c->draft_at[w] != WHO_NONE)
    return false;
  uint32_t head = who_head_of(c, w, hit->end_word);
  return c->parse->deprel[head] == TRV_REL_CONJ && c->parse->head[head] == c->drafts[inner].m.head;
}

/* The complement after "de": adds polities or a portfolio to the draft. Returns the end, or `word`. */
static uint32_t read_complement(struct who_ctx *c, uint32_t draft, uint32_t word, unsigned skips) {
  const struct who_item *role = &c->data->items[c->drafts[draft].role];
  uint32_t w = after(c, word, speaks_for(role)), end = who_sentence_end(c, word);
  if (w == word) w = from_whom(c, draft, word);
  if (w == word && c->data->owner_first) w = served(c, draft, word);
  if (w == word || w >= end) return word;
  if (c->data->owner_first && w + 1 < end && who_word(c, w, NULL) == WHO_WORD_TITLE) w++; /* "critics of Mr Maduro" */
  /* "the leader of Ethiopia's rebellious Tigray region", "of Lebanon's Hezbollah": of the region, of the group */
  const struct who_hit *state = who_hit_begin(c, w);
  if (state && state->name != WHO_NONE && state->end_word < end && who_is_genitive(c, state->end_word))
    for (uint32_t k = state->end_word + 1; k < end && k < w + 6; k++) {
      const struct who_hit *at = who_hit_begin(c, k);
      uint8_t kind = at && at->name != WHO_NONE ? c->data->items[at->name].kind : WHO_STATE;
      if ((kind == WHO_ENTITY || kind == WHO_GROUP) && c->draft_at[k] == WHO_NONE) {
        w = k;
        break;
      }
      if (!who_is_modifier(c->parse->upos[k])) break;
    }
  uint32_t portfolio = who_value_at(c, w, WHO_PORTFOLIO);
  if (portfolio != WHO_NONE && c->drafts[draft].portfolio == WHO_NONE && role->office &&
      !strcmp(role->office, "minister")) {
    c->drafts[draft].portfolio = portfolio;
    return who_hit_begin(c, w)->end_word;
  }
  uint32_t inner = WHO_NONE;
  const struct who_hit *hit = who_hit_begin(c, w);
  uint32_t noun = c->data->owner_first ? who_head_role(c, w) : WHO_NONE;
  if (noun != WHO_NONE && c->draft_at[noun] == WHO_NONE && who_value_at(c, noun, WHO_ANAPHOR) == WHO_NONE)
    inner = who_read_role(c, noun);
  else if (who_value_at(c, w, WHO_ANAPHOR) != WHO_NONE && !(hit && hit->name != WHO_NONE))
    inner = who_read_anaphor(c, w);
  else if (hit && hit->name != WHO_NONE) inner = who_read_name(c, w, false);
  else if (who_value_at(c, w, WHO_ROLE) != WHO_NONE) inner = who_read_role(c, w);
  else if (who_adjective_item(c, w) != WHO_NONE && who_capital(c, w)) inner = who_read_name(c, w, false);
  else if (who_name_sequence(c, w, false) > w && who_alias(c, w, who_name_sequence(c, w, false)) != WHO_NONE)
    inner = who_read_name(c, w, false);
  if (inner != WHO_NONE) {
    who_add_polity(&c->drafts[draft], WHO_NONE, inner);
    c->drafts[inner].inner = true;
    uint32_t e = c->drafts[inner].m.end_word;
    /* "d'Arménie et du Haut-Karabakh" */
    while (e + 1 < end && (who_word(c, e, NULL) == WHO_WORD_AND || who_is_comma(c, e))) {
      uint32_t n = who_after_of(c, e + 1);
      bool again = n > e + 1; /* the preposition is said again, or the tree joins the two */
      if (!again && c->data->owner_first) n = joined_name(c, inner, e + 1);
      if (n >= end || (!again && n == WHO_NONE) || (!again && !c->data->owner_first)) break;
      hit = who_hit_begin(c, n);
      bool role_too = joined_role(c, inner, n);
      if (!hit || (hit->name == WHO_NONE && !role_too)) break;
      inner = hit->name != WHO_NONE ? who_read_name(c, n, false) : who_read_role(c, n);
      if (inner == WHO_NONE) break;
      who_add_polity(&c->drafts[draft], WHO_NONE, inner);
      c->drafts[inner].inner = true;
      e = c->drafts[inner].m.end_word;
    }
    return e;
  }
  if (!skips) return word;
  uint32_t e = skip_noun(c, w);
  if (e == w) e = who_name_sequence(c, w, true);
  if (e == w) return word;
  uint32_t before = c->drafts[draft].n_polities;
  uint32_t f = who_read_adjective(c, draft, e);
  if (f == e) f = read_complement(c, draft, e, skips - 1);
  return c->drafts[draft].n_polities > before ? f : word;
}

void who_apply_modifier(struct who_ctx *c, uint32_t draft, uint32_t item) {
  struct who_draft *d = &c->drafts[draft];
  const struct who_item *m = &c->data->items[item];
  switch (m->sub) {
    case WHO_EFFECT_REBEL: d->rebel = true; break;
    case WHO_EFFECT_SEPARATIST: d->separatist = true; break;
    case WHO_EFFECT_LOYAL: d->loyal = true; break;
    case WHO_EFFECT_OPPOSITION: d->opposition = true; break;
    case WHO_EFFECT_FORMER: d->former = true; break;
    case WHO_EFFECT_SECTOR: d->sector = m->sector; break;
    case WHO_EFFECT_FOREIGN: d->foreign = true; break;
    default: break;
  }
}

/* Adjectives after the head, distributive ones in coordination: "russe, français et américain". */
uint32_t who_read_adjectives(struct who_ctx *c, uint32_t draft, uint32_t w) {
  if (c->data->owner_first) return w; /* they stand before */
  uint32_t end = who_sentence_end(c, w > 0 ? w - 1 : 0);
  while (w < end) {
    uint32_t e = who_read_adjective(c, draft, w);
    if (e > w) {
      w = e;
      for (;;) {
        uint32_t n = w;
        bool comma = n < end && c->text->words[n].form[0] == ',' && !c->text->words[n].form[1];
        if (n + 1 >= end || (!comma && who_word(c, n, NULL) != WHO_WORD_AND)) break;
        n++;
        if (who_capital(c, n) || who_adjective_item(c, n) == WHO_NONE) break;
        /* a comma goes on only where an "et" follows: "russe, français et américain" */
        uint32_t after = who_hit_begin(c, n)->end_word;
        if (comma &&
            !(after < end && (who_word(c, after, NULL) == WHO_WORD_AND || c->text->words[after].form[0] == ',')))
          break;
        e = who_read_adjective(c, draft, n);
        if (e == n) break;
        w = e;
      }
      continue;
    }
    uint32_t m = who_value_at(c, w, WHO_MODIFIER);
    if (m != WHO_NONE) {
      who_apply_modifier(c, draft, m);
      w = who_hit_begin(c, w)->end_word;
      continue;
    }
    uint8_t u = c->parse->upos[w];
    bool adjective = u == TRV_ADJ && (!who_hit_begin(c, w) || who_hit_begin(c, w)->name == WHO_NONE);
    bool participle = u == TRV_VERB && c->parse->feats[w].verbform == TRV_PART_FORM &&
                      c->parse->deprel[w] != TRV_REL_ROOT && c->parse->head[w] != TRV_NO_WORD &&
                      c->parse->head[w] < w && c->parse->right[w] == w;
    if (!adjective && !participle) break;
    w++;
  }
  return w;
}

/* Whose a body is by other means: "l'administration Obama", "le ministère de la Défense à Moscou", "la coalition emmenée
 * par Riyad". Returns the end, or `w`. */
static uint32_t read_body_owner(struct who_ctx *c, uint32_t draft, uint32_t w) {
  uint32_t end = who_sentence_end(c, w), at = w;
  const struct who_item *role = &c->data->items[c->drafts[draft].role];
  /* "officials in Stepanakert" */
  bool officials = c->data->owner_first && role->sub == WHO_ROLE_PERSON;
  bool civil =
      role->sub == WHO_ROLE_PEOPLE && role->bare == WHO_BARE_NONE && role->sector && strcmp(role->sector, "MIL") != 0;
  bool body = role->sub == WHO_ROLE_BODY, place = who_word(c, w, NULL) == WHO_WORD_AT, agent = false;
  uint8_t u = c->parse->upos[w];
  if (place) {
    at = w + 1;
    while (at < end && c->parse->upos[at] == TRV_DET) at++;
    /* "les colonels au pouvoir à Bamako" */
    if (body && at + 2 < end && c->parse->upos[at] == TRV_NOUN && who_word(c, at + 1, NULL) == WHO_WORD_AT) at += 2;
  } else if (body && u == TRV_VERB && c->parse->feats[w].verbform == TRV_PART_FORM && w + 2 < end &&
             c->parse->upos[w + 1] == TRV_ADP) {
    at = w + 2;
    agent = true;
  } else if (!body) {
    return w;
  }
  while (at > w && at < end && c->parse->upos[at] == TRV_DET) at++;
  const struct who_hit *hit = at < end ? who_hit_begin(c, at) : NULL;
  if (!hit || hit->name == WHO_NONE) return w;
  uint8_t kind = c->data->items[hit->name].kind;
  bool person = kind == WHO_PERSON, seat = kind == WHO_CAPITAL, state = kind == WHO_STATE;
  if (c->data->owner_first && (kind == WHO_ENTITY_CAPITAL || (kind == WHO_ENTITY && (civil || officials)))) seat = true;
  if (place ? !(seat || (state && (civil || officials))) : agent ? !(seat || state || person) : !person) return w;
  uint32_t inner = who_read_name(c, at, false);
  if (inner == WHO_NONE) return w;
  c->drafts[inner].inner = true;
  who_add_polity(&c->drafts[draft], WHO_NONE, inner);
  uint32_t e = c->drafts[inner].m.end_word;
  /* "aux Émirats et en Arabie saoudite" */
  if (place && civil && e + 2 < end && who_word(c, e, NULL) == WHO_WORD_AND &&
      who_word(c, e + 1, NULL) == WHO_WORD_AT) {
    at = e + 2;
    while (at < end && c->parse->upos[at] == TRV_DET) at++;
    uint32_t next = at < end && who_value_at(c, at, WHO_STATE) != WHO_NONE ? who_read_name(c, at, false) : WHO_NONE;
    if (next != WHO_NONE) {
      who_add_polity(&c->drafts[draft], WHO_NONE, next);
      e = c->drafts[next].m.end_word;
    }
  }
  return e;
}

/* "trois généraux et deux ministres birmans": so it is of two lots of people that are told of anew. */
static void share_of_several(struct who_ctx *c, uint32_t draft, uint32_t begin) {
  uint32_t and = begin - 1, first = who_sentence_begin(c, begin);
  if (c->data->owner_first || c->drafts[draft].definite) return;
  if (who_word(c, and, NULL) == WHO_WORD_OF) and--;
  if (and < first + 1 || who_word(c, and, NULL) != WHO_WORD_AND || c->draft_at[and-1] == WHO_NONE) return;
  struct who_draft *o = &c->drafts[c->draft_at[and-1]];
  if (o->role == WHO_NONE || o->n_polities || o->possessive != WHO_NONE || o->n_names || o->definite || o->rebel)
    return;
  const struct who_item *role = &c->data->items[o->role], *own = &c->data->items[c->drafts[draft].role];
  if (role->bare == WHO_BARE_REBEL || role->sub == WHO_ROLE_THING || own->sub == WHO_ROLE_THING) return;
  for (uint32_t k = 0; k < c->drafts[draft].n_polities; k++)
    if (c->drafts[draft].polities[k].item != WHO_NONE) who_add_polity(o, c->drafts[draft].polities[k].item, WHO_NONE);
}

/* "l'armée et la police moldaves": the adjective in the plural is of both. */
static void share_adjective(struct who_ctx *c, uint32_t draft, uint32_t begin, uint32_t head) {
  const struct who_draft *d = &c->drafts[draft];
  uint32_t first = who_sentence_begin(c, head);
  if (!d->n_polities || d->polities[0].item == WHO_NONE || begin < first + 2) return;
  if (d->number != TRV_SING) {
    share_of_several(c, draft, begin);
    return;
  }
  if (who_word(c, begin - 1, NULL) != WHO_WORD_AND || c->draft_at[begin - 2] == WHO_NONE) return;
  struct who_draft *o = &c->drafts[c->draft_at[begin - 2]];
  if (o->role == WHO_NONE || o->n_polities || o->possessive != WHO_NONE || o->n_names) return;
  uint32_t adjective = head + 1;
  while (adjective < d->m.end_word && who_adjective_item(c, adjective) == WHO_NONE) adjective++;
  if (adjective >= d->m.end_word || c->parse->feats[adjective].number != TRV_PLUR) return;
  who_add_polity(o, d->polities[0].item, WHO_NONE);
}

/* "the UN envoy to Yemen, Martin Griffiths", "special representative for Libya Ghassan Salame": a name behind the
 * phrase that says for what. The word after it, or `w`. */
static uint32_t name_behind(struct who_ctx *c, uint32_t draft, uint32_t w) {
  uint32_t end = who_sentence_end(c, w), k = w + 1;
  for (; k < end && k - w < 9; k++) {
    uint8_t u = c->parse->upos[k];
    if (who_is_comma(c, k)) {
      uint32_t name = who_person_end(c, k + 1, true);
      if (k + 1 >= end || name == k + 1 || (name < end && c->parse->upos[name] == TRV_CCONJ)) return w;
      uint32_t e = who_read_apposed(c, draft, k + 1, true);
      return e > k + 1 ? e : w;
    }
    if (u != TRV_NOUN && u != TRV_PROPN && u != TRV_ADJ && u != TRV_DET && u != TRV_ADP && u != TRV_CCONJ &&
        u != TRV_PUNCT && u != TRV_NUM)
      return w;
    if (u == TRV_PROPN && k > w + 1 && c->parse->upos[k - 1] != TRV_ADP && c->parse->upos[k - 1] != TRV_DET &&
        c->parse->upos[k - 1] != TRV_CCONJ && c->parse->upos[k - 1] != TRV_PUNCT && c->hit_at[k - 1] != c->hit_at[k]) {
      uint32_t name = who_person_end(c, k, true);
      if (name > k) {
        uint32_t e = who_read_apposed(c, draft, k, false);
        return e > k ? e : w;
      }
    }
  }
  return w;
}

/* The group, organisation or medium whose name stands right behind the noun for it: "the rebel movement M23", "the Russian
 * group Wagner". Its draft, or WHO_NONE. */
uint32_t who_read_named(struct who_ctx *c, uint32_t w) {
  const struct who_hit *hit = who_hit_begin(c, w);
  if (!hit || hit->name == WHO_NONE || !(who_capital(c, w) || who_capital(c, hit->end_word - 1))) return WHO_NONE;
  uint8_t kind = c->data->items[hit->name].kind;
  if (kind != WHO_GROUP && kind != WHO_ORG && kind != WHO_MEDIA && kind != WHO_INSTITUTION) return WHO_NONE;
  /* not "gave the group UN money" */
  uint32_t after = hit->end_word, end = who_sentence_end(c, w), head = who_head_of(c, w, after);
  bool qualifier = c->parse->deprel[head] == TRV_REL_COMPOUND || c->parse->deprel[head] == TRV_REL_AMOD;
  if (after < end && who_is_genitive(c, after)) return WHO_NONE;
  if (qualifier && c->parse->head[head] != TRV_NO_WORD && c->parse->head[head] >= after) return WHO_NONE;
  return who_read_name(c, w, false);
}

/* The state that the name or the names behind a role end with: "President Isayas Afewerki of Eritrea", "Presidents Bongo of
 * Gabon and Sassou of Congo"; the word after all, or `w`. */
static uint32_t of_states(struct who_ctx *c, uint32_t draft, uint32_t w) {
  for (unsigned n = 0; n < 6; n++) {
    uint32_t end = who_sentence_end(c, w - 1);
    uint32_t of = w < end ? who_after_of(c, w) : w;
    const struct who_hit *hit = of > w && of < end ? who_hit_begin(c, of) : NULL;
    if (!hit || hit->name == WHO_NONE || c->data->items[hit->name].kind != WHO_STATE) return w;
    if (hit->end_word < end && who_is_genitive(c, hit->end_word)) return w;
    uint32_t inner = who_read_name(c, of, false);
    if (inner == WHO_NONE) return w;
    c->drafts[inner].inner = true;
    who_add_polity(&c->drafts[draft], WHO_NONE, inner);
    w = c->drafts[inner].m.end_word;
    uint32_t next = w;
    if (next < end && who_is_comma(c, next)) next++;
    if (next < end && who_word(c, next, NULL) == WHO_WORD_AND) next++;
    uint32_t name =
        next < end && next > w && c->drafts[draft].number == TRV_PLUR ? who_person_end(c, next, true) : next;
    if (name == next || who_after_of(c, name) == name || c->drafts[draft].n_names >= WHO_MAX_NAMES) return w;
    uint32_t other = who_read_name(c, next, true);
    if (other == WHO_NONE || !c->drafts[other].m.person) return w;
    c->drafts[draft].names[c->drafts[draft].n_names++] = other;
    c->drafts[other].title = draft;
    w = c->drafts[other].m.end_word;
  }
  return w;
}

/* "army spokesman Brigadier General Zaw Min Tun", "the defence minister, General Padrino": the name behind the rank is that of the office before it. */
static bool beside(const struct who_ctx *c, uint32_t draft, uint32_t before) {
  uint32_t k = c->draft_at[before], name = c->drafts[draft].m.head;
  for (uint32_t w = c->drafts[draft].m.first_word; w < c->drafts[draft].m.end_word; w++)
    if (c->parse->deprel[w] == TRV_REL_APPOS && c->parse->head[w] < before + 1) name = w;
  return k != WHO_NONE && c->parse->deprel[name] == TRV_REL_APPOS && c->draft_at[c->parse->head[name]] == k;
}

static void give_office(struct who_ctx *c, uint32_t draft, uint32_t begin) {
  uint32_t first = who_sentence_begin(c, begin), end = begin;
  if (begin < first + 2) return;
  if (who_is_comma(c, begin - 1) && beside(c, draft, begin - 2)) end--;
  uint32_t k = c->draft_at[end - 1], name = c->drafts[draft].names[0];
  if (k == WHO_NONE || k == draft || c->drafts[k].role == WHO_NONE || c->drafts[k].m.end_word != end) return;
  struct who_draft *office = &c->drafts[k];
  uint8_t sub = c->data->items[office->role].sub;
  if ((sub != WHO_ROLE_PERSON && sub != WHO_ROLE_PEOPLE) || office->n_names || office->number == TRV_PLUR) return;
  office->names[office->n_names++] = name;
  office->m.end_word = c->drafts[draft].m.end_word;
  c->drafts[name].title = k;
}

/* "un chef janjawid", "des combattants chebabs": the group whose name stands behind the noun as an adjective would. Its draft, or
 * WHO_NONE. */
static uint32_t group_as_adjective(struct who_ctx *c, uint32_t first, uint32_t w) {
  const struct who_hit *hit = who_hit_begin(c, w);
  if (c->data->owner_first || !hit || hit->name == WHO_NONE || who_capital(c, w) || c->draft_at[w] != WHO_NONE)
    return WHO_NONE;
  uint32_t head = who_head_of(c, w, hit->end_word);
  const struct who_item *group = &c->data->items[hit->name];
  bool armed = group->sector && (!strncmp(group->sector, "REB", 3) || !strncmp(group->sector, "PRM", 3));
  if ((group->kind != WHO_GROUP && group->kind != WHO_INSTITUTION) || !armed || c->parse->head[head] != first)
    return WHO_NONE;
  return who_read_name(c, w, false);
}

/* A role whose head begins at `first`, with all that belongs to it. Returns its draft. */
uint32_t who_read_role(struct who_ctx *c, uint32_t first) {
  const struct who_hit *hit = who_hit_begin(c, first);
  uint32_t role = who_value_at(c, first, WHO_ROLE), end = who_sentence_end(c, first), w = hit->end_word;
  uint32_t draft = who_new_draft(c, TRV_MENTION_ROLE, first, w);
  const struct who_item *item = &c->data->items[role];
  c->drafts[draft].role = role;
  c->drafts[draft].m.head = first;
  who_claim(c, first, w, draft);
  if (c->depth > 6) return draft; /* "le chef du chef du chef …" */
  c->depth++;
  if (item->sub == WHO_ROLE_PEOPLE) c->drafts[draft].m.kind = TRV_MENTION_PEOPLE;
  uint32_t begin = who_read_left(c, draft, first);
  uint32_t head = who_head_of(c, first, w);
  if (!c->drafts[draft].number) c->drafts[draft].number = c->parse->feats[head].number;
  if (!c->drafts[draft].gender) c->drafts[draft].gender = item->gender ? item->gender : c->parse->feats[head].gender;
  who_claim(c, first, w, draft);
  for (unsigned turn = 0; turn < 4 && w < end; turn++) {
    uint32_t before = w;
    w = who_read_adjectives(c, draft, w);
    who_claim(c, before, w, draft);
    if (w >= end) break;
    uint32_t polities = c->drafts[draft].n_polities;
    bool more = c->drafts[draft].portfolio != WHO_NONE || !polities ||
                who_value_at(c, who_after_of(c, w), WHO_PORTFOLIO) != WHO_NONE;
    uint32_t e = more ? read_complement(c, draft, w, item->sub == WHO_ROLE_THING ? 1 : 2) : w;
    if (e == w && polities && w < end && who_word(c, w, NULL) == WHO_WORD_OF) {
      /* "le Premier ministre arménien de la transition": nothing more to know */
      break;
    }
    if (e == w) break;
    who_claim(c, w, e, draft);
    w = e;
    if (c->drafts[draft].n_polities && c->drafts[draft].polities[c->drafts[draft].n_polities - 1].draft != WHO_NONE &&
        c->drafts[c->drafts[draft].polities[c->drafts[draft].n_polities - 1].draft].m.end_word == w &&
        c->drafts[draft].portfolio == WHO_NONE && turn > 0)
      break;
  }
  bool officials = c->data->owner_first && item->sub == WHO_ROLE_PERSON && item->sector && item->sector[0] == '=' &&
                   !item->office && c->drafts[draft].possessive == WHO_NONE;
  if (item->sub != WHO_ROLE_THING && (item->sub != WHO_ROLE_PERSON || officials) && !c->drafts[draft].n_polities &&
      w < end) {
    uint32_t e = read_body_owner(c, draft, w);
    who_claim(c, w, e, draft);
    w = e;
  }
  if (c->data->owner_first && item->sub != WHO_ROLE_PERSON && item->sub != WHO_ROLE_THING && w < end) {
    uint32_t named = who_read_named(c, w);
    if (named != WHO_NONE) {
      c->drafts[draft].n_polities = 0;
      who_add_polity(&c->drafts[draft], WHO_NONE, named);
      c->drafts[named].inner = true;
      w = c->drafts[named].m.end_word;
    }
  }
  uint32_t group = !c->drafts[draft].n_polities && item->sub != WHO_ROLE_THING && w < end
                       ? group_as_adjective(c, first, w)
                       : WHO_NONE;
  if (group != WHO_NONE) {
    who_add_polity(&c->drafts[draft], WHO_NONE, group);
    c->drafts[group].inner = true;
    w = c->drafts[group].m.end_word;
  }
  c->drafts[draft].m.end_word = w;
  if ((item->sub == WHO_ROLE_PERSON || item->sub == WHO_ROLE_PEOPLE) && w < end) {
    uint32_t e = w;
    if (c->drafts[draft].n_polities == 0 ||
        c->drafts[draft].polities[c->drafts[draft].n_polities - 1].draft == WHO_NONE ||
        !c->drafts[c->drafts[draft].polities[c->drafts[draft].n_polities - 1].draft].n_names) {
      if (who_is_comma(c, w) || who_is_dash(c, w)) {
        if (w + 1 < end && (item->sub == WHO_ROLE_PERSON || c->drafts[draft].number == TRV_SING))
          e = who_read_apposed(c, draft, w + 1, true);
      } else {
        e = who_read_apposed(c, draft, w, false);
        /* "l'ambassadrice américaine à l'ONU, Nikki Haley" */
        if (e == w && c->data->owner_first && c->parse->upos[w] == TRV_ADP && item->sub == WHO_ROLE_PERSON)
          e = name_behind(c, draft, w);
        if (e == w && who_word(c, w, NULL) == WHO_WORD_AT && item->sub == WHO_ROLE_PERSON) {
          uint32_t k = w + 1;
          while (k < end && k - w < 7 && !who_is_comma(c, k) && c->parse->upos[k] != TRV_VERB &&
                 c->parse->upos[k] != TRV_AUX)
            k++;
          if (k + 1 < end && who_is_comma(c, k) && who_person_end(c, k + 1, true) > k + 1) {
            uint32_t after = who_person_end(c, k + 1, true);
            if (after >= end || c->parse->upos[after] != TRV_CCONJ) e = who_read_apposed(c, draft, k + 1, true);
          }
        }
      }
    }
    bool lone = c->data->owner_first && c->drafts[draft].n_names == 1 && !c->drafts[draft].n_polities;
    if (lone && c->drafts[draft].possessive == WHO_NONE && !who_is_rank(c, draft)) e = of_states(c, draft, e);
    if (c->drafts[draft].n_names) c->drafts[draft].m.end_word = e;
    if (c->data->owner_first && c->drafts[draft].n_names == 1 && who_is_rank(c, draft)) give_office(c, draft, begin);
  }
  share_adjective(c, draft, begin, head);
  struct who_draft *d = &c->drafts[draft];
  d->m.first_word = begin;
  d->m.head = head;
  d->m.plural = d->number == TRV_PLUR || d->n_polities > 1;
  c->depth--;
  return draft;
}
