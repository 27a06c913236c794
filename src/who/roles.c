/* Makes the drafts of mentions: one walk over the words, taking at each the longest noun phrase that the tables know.
 *
 * A role is read with all that belongs to it, from left to right, by the order of words rather than by the tree, which
 * is least sure about what attaches to what in long noun phrases:
 *
 *   [leur] [ancien] ministre [russe] [des Affaires étrangères] [de la Fédération] [, Sergueï Lavrov]
 *    possessive  former  role  nationality  portfolio             complement          name
 *
 * A complement that is a role itself ("le porte-parole de l'armée ukrainienne") is a draft of its own. */
#include "who/internal.h"

static uint32_t new_draft(struct who_ctx *c, uint8_t kind, uint32_t first, uint32_t end) {
  struct who_draft d = {.m = {.kind = kind, .first_word = first, .end_word = end, .antecedent = TRV_NO_MENTION},
                        .role = WHO_NONE, .portfolio = WHO_NONE, .name = WHO_NONE, .pronoun = WHO_NONE, .anaphor = WHO_NONE,
                        .possessive = WHO_NONE, .title = WHO_NONE, .person = WHO_NONE,
                        .sentence = c->text->words[first].sentence};
  TRV_PUSH(c->arena, c->drafts, c->n_drafts, c->cap_drafts, d);
  return c->n_drafts - 1;
}

/* The word of [first, end) that the tree hangs from outside, nouns before others. */
static uint32_t head_of(const struct who_ctx *c, uint32_t first, uint32_t end) {
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

static void claim(struct who_ctx *c, uint32_t first, uint32_t end, uint32_t draft) {
  for (uint32_t w = first; w < end; w++)
    if (c->draft_at[w] == WHO_NONE && c->parse->upos[w] != TRV_PUNCT) c->draft_at[w] = draft;
}

static bool is_modifier(uint8_t upos) { return upos == TRV_DET || upos == TRV_NUM || upos == TRV_ADJ || upos == TRV_SYM; }

static void agree(struct who_ctx *c, struct who_draft *d, uint32_t word) {
  const struct trv_feats *f = &c->parse->feats[word];
  if (!d->number) d->number = f->number;
  if (!d->gender) d->gender = f->gender;
}

static uint32_t possessive_draft(struct who_ctx *c, uint32_t word);

/* Determiners and adjectives before the head at `first`; returns where the phrase begins. */
static uint32_t read_left(struct who_ctx *c, uint32_t draft, uint32_t first) {
  uint32_t begin = who_sentence_begin(c, first), w = first;
  const struct trv_atom *atoms = c->text->atoms;
  const struct who_hit *hit = who_hit_begin(c, first);
  if (hit && hit->first_atom > c->text->word_atom[first]) { /* "ex-président" */
    for (uint32_t a = c->text->word_atom[first]; a < hit->first_atom; a++)
      if (trv_map_get(&c->data->former, (struct trv_slice){atoms[a].fold, atoms[a].n}) != TRV_MAP_NONE) c->drafts[draft].former = true;
  }
  while (w > begin && first - w < 5) {
    uint32_t p = w - 1;
    uint8_t u = c->parse->upos[p];
    uint32_t modifier = who_value_at(c, p, WHO_MODIFIER), value = 0;
    uint32_t pronoun = who_value_at(c, p, WHO_PRONOUN);
    int word = who_word(c, p, &value);
    if (pronoun != WHO_NONE && c->data->items[pronoun].sub == WHO_PRO_POSSESSIVE) {
      uint32_t poss = possessive_draft(c, p);
      c->drafts[draft].possessive = poss;
      w = p;
      break;
    }
    if (modifier != WHO_NONE && c->data->items[modifier].sub == WHO_EFFECT_FORMER) c->drafts[draft].former = true;
    else if (word == WHO_WORD_NUMBER) c->drafts[draft].count = value;
    else if (!is_modifier(u)) break;
    if (c->draft_at[p] != WHO_NONE) break;
    if (c->parse->feats[p].definite == 1) c->drafts[draft].definite = true;
    if (u == TRV_DET) agree(c, &c->drafts[draft], p);
    w = p;
  }
  return w;
}

static void add_polity(struct who_draft *d, uint32_t item, uint32_t draft) {
  if (d->n_polities < WHO_MAX_POLITIES) d->polities[d->n_polities++] = (struct who_polity){item, draft};
}

static uint32_t adjective_item(const struct who_ctx *c, uint32_t word) {
  static const uint8_t kinds[] = {WHO_ENTITY_ADJ, WHO_ADJ, WHO_GROUP_ADJ, WHO_ORG_ADJ};
  for (size_t k = 0; k < 4; k++) {
    uint32_t i = who_value_at(c, word, kinds[k]);
    if (i != WHO_NONE && (k != 0 || who_dated(&c->data->items[i], c->day))) return i;
  }
  return WHO_NONE;
}

/* Reads an adjective of nationality, compounds included; returns its end, or `word` where there is none. */
static uint32_t read_adjective(struct who_ctx *c, uint32_t draft, uint32_t word) {
  uint32_t i = adjective_item(c, word);
  if (i == WHO_NONE) return word;
  const struct who_hit *hit = who_hit_begin(c, word);
  if (hit->name != WHO_NONE && who_capital(c, word) && c->parse->upos[word] != TRV_ADJ) return word;
  struct who_draft *d = &c->drafts[draft];
  for (uint32_t k = 0; k < hit->n_prefix; k++) add_polity(d, hit->prefix[k], WHO_NONE);
  add_polity(d, i, WHO_NONE);
  return hit->end_word;
}

static uint32_t read_name(struct who_ctx *c, uint32_t word, bool after_role);
static uint32_t read_role(struct who_ctx *c, uint32_t first);
static uint32_t read_anaphor(struct who_ctx *c, uint32_t word);

/* "de", then the first word of what it governs; `word` where no such phrase begins. */
static uint32_t after_of(const struct who_ctx *c, uint32_t word) {
  uint32_t end = who_sentence_end(c, word), w = word;
  if (w >= end || who_word(c, w, NULL) != WHO_WORD_OF) return word;
  w++;
  while (w < end && w - word < 5 && is_modifier(c->parse->upos[w]) && adjective_item(c, w) == WHO_NONE &&
         (!who_hit_begin(c, w) || who_hit_begin(c, w)->name == WHO_NONE) && who_value_at(c, w, WHO_PORTFOLIO) == WHO_NONE &&
         who_value_at(c, w, WHO_ROLE) == WHO_NONE && who_value_at(c, w, WHO_ANAPHOR) == WHO_NONE)
    w++;
  return w;
}

/* One noun that says no polity ("les soldats de la mission de l'ONU", "forces de maintien de la paix"); its end. */
static uint32_t skip_noun(const struct who_ctx *c, uint32_t word) {
  uint32_t end = who_sentence_end(c, word);
  if (word >= end || c->parse->upos[word] != TRV_NOUN) return word;
  uint32_t w = word + 1;
  while (w < end && c->parse->upos[w] == TRV_ADJ && adjective_item(c, w) == WHO_NONE && !who_hit_begin(c, w)) w++;
  return w;
}

/* The complement after "de": adds polities or a portfolio to the draft. Returns the end, or `word`. */
static uint32_t read_complement(struct who_ctx *c, uint32_t draft, uint32_t word, unsigned skips) {
  uint32_t w = after_of(c, word), end = who_sentence_end(c, word);
  if (w == word || w >= end) return word;
  uint32_t portfolio = who_value_at(c, w, WHO_PORTFOLIO);
  const struct who_item *role = &c->data->items[c->drafts[draft].role];
  if (portfolio != WHO_NONE && c->drafts[draft].portfolio == WHO_NONE && role->office && !strcmp(role->office, "minister")) {
    c->drafts[draft].portfolio = portfolio;
    return who_hit_begin(c, w)->end_word;
  }
  uint32_t inner = WHO_NONE;
  const struct who_hit *hit = who_hit_begin(c, w);
  if (who_value_at(c, w, WHO_ANAPHOR) != WHO_NONE && !(hit && hit->name != WHO_NONE)) inner = read_anaphor(c, w);
  else if (hit && hit->name != WHO_NONE) inner = read_name(c, w, false);
  else if (who_value_at(c, w, WHO_ROLE) != WHO_NONE) inner = read_role(c, w);
  else if (adjective_item(c, w) != WHO_NONE && who_capital(c, w)) inner = read_name(c, w, false);
  else if (who_name_sequence(c, w, false) > w && who_alias(c, w, who_name_sequence(c, w, false)) != WHO_NONE)
    inner = read_name(c, w, false);
  if (inner != WHO_NONE) {
    add_polity(&c->drafts[draft], WHO_NONE, inner);
    c->drafts[inner].inner = true;
    uint32_t e = c->drafts[inner].m.end_word;
    /* "d'Arménie et du Haut-Karabakh" */
    while (e + 1 < end && who_word(c, e, NULL) == WHO_WORD_AND) {
      uint32_t n = after_of(c, e + 1);
      if (n == e + 1 || n >= end) break;
      hit = who_hit_begin(c, n);
      if (!hit || hit->name == WHO_NONE) break;
      inner = read_name(c, n, false);
      if (inner == WHO_NONE) break;
      add_polity(&c->drafts[draft], WHO_NONE, inner);
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
  uint32_t f = read_adjective(c, draft, e);
  if (f == e) f = read_complement(c, draft, e, skips - 1);
  return c->drafts[draft].n_polities > before ? f : word;
}

static void apply_modifier(struct who_ctx *c, struct who_draft *d, uint32_t item) {
  const struct who_item *m = &c->data->items[item];
  switch (m->sub) {
  case WHO_EFFECT_REBEL: d->rebel = true; break;
  case WHO_EFFECT_SEPARATIST: d->separatist = true; break;
  case WHO_EFFECT_LOYAL: d->loyal = true; break;
  case WHO_EFFECT_OPPOSITION: d->opposition = true; break;
  case WHO_EFFECT_FORMER: d->former = true; break;
  case WHO_EFFECT_SECTOR: d->sector = m->sector; break;
  default: break;
  }
}

/* Adjectives after the head, distributive ones in coordination: "russe, français et américain". */
static uint32_t read_adjectives(struct who_ctx *c, uint32_t draft, uint32_t w) {
  uint32_t end = who_sentence_end(c, w > 0 ? w - 1 : 0);
  while (w < end) {
    uint32_t e = read_adjective(c, draft, w);
    if (e > w) {
      w = e;
      for (;;) {
        uint32_t n = w;
        bool comma = n < end && c->text->words[n].form[0] == ',' && !c->text->words[n].form[1];
        if (n + 1 >= end || (!comma && who_word(c, n, NULL) != WHO_WORD_AND)) break;
        n++;
        if (who_capital(c, n) || adjective_item(c, n) == WHO_NONE) break;
        /* a comma goes on only where an "et" follows: "russe, français et américain" */
        uint32_t after = who_hit_begin(c, n)->end_word;
        if (comma && !(after < end && (who_word(c, after, NULL) == WHO_WORD_AND || c->text->words[after].form[0] == ','))) break;
        e = read_adjective(c, draft, n);
        if (e == n) break;
        w = e;
      }
      continue;
    }
    uint32_t m = who_value_at(c, w, WHO_MODIFIER);
    if (m != WHO_NONE) {
      apply_modifier(c, &c->drafts[draft], m);
      w = who_hit_begin(c, w)->end_word;
      continue;
    }
    uint8_t u = c->parse->upos[w];
    bool adjective = u == TRV_ADJ && (!who_hit_begin(c, w) || who_hit_begin(c, w)->name == WHO_NONE);
    bool participle = u == TRV_VERB && c->parse->feats[w].verbform == TRV_PART_FORM && c->parse->deprel[w] != TRV_REL_ROOT &&
                      c->parse->head[w] != TRV_NO_WORD && c->parse->head[w] < w && c->parse->right[w] == w;
    if (!adjective && !participle) break;
    w++;
  }
  return w;
}

static bool is_comma(const struct who_ctx *c, uint32_t w) {
  const char *f = c->text->words[w].form;
  return f[0] == ',' && !f[1];
}

static bool is_dash(const struct who_ctx *c, uint32_t w) {
  const char *f = c->text->words[w].form;
  return !strcmp(f, "\xe2\x80\x94") || !strcmp(f, "\xe2\x80\x93") || !strcmp(f, "-") || !strcmp(f, "(");
}

/* End of a person's name that begins at `w`, known or not; `w`: none. */
static uint32_t person_end(const struct who_ctx *c, uint32_t w, bool comma) {
  if (w >= c->text->n_words) return w;
  uint32_t end = who_name_sequence(c, w, true);
  const struct who_hit *hit = who_hit_begin(c, w);
  bool known = hit && who_value_at(c, w, WHO_PERSON) != WHO_NONE;
  if (known && hit->end_word > end) end = hit->end_word;
  if (end == w) return w;
  if (known || who_alias(c, w, end) != WHO_NONE) return end;
  if (c->parse->name[w].kind == TRV_NAME_LOC || c->parse->name[w].kind == TRV_NAME_ORG) return w;
  /* after a comma one word may be anything; two are a name */
  uint32_t atoms = c->text->word_atom[end] - c->text->word_atom[w];
  if (comma && atoms < 2) return w;
  return end;
}

/* A name set off by a comma ends at the next sign or "et": "entre les dirigeants turc et russe, Vladimir Poutine avait"
 * is no apposition. */
static bool closes(const struct who_ctx *c, uint32_t w, uint32_t end) {
  uint8_t u = w < end ? c->parse->upos[w] : TRV_PUNCT;
  return u == TRV_PUNCT || u == TRV_CCONJ || u == TRV_ADP || (u == TRV_PRON && c->parse->feats[w].prontype == 3);
}

/* The names in apposition that begin at `w`: "Sergueï Lavrov", "Serge Sarkissian et Mamedrafi Mamedov". */
static uint32_t read_apposed(struct who_ctx *c, uint32_t draft, uint32_t w, bool comma) {
  uint32_t end = who_sentence_end(c, w), start = w;
  bool plural = c->drafts[draft].number == TRV_PLUR || c->drafts[draft].n_polities > 1;
  for (;;) {
    uint32_t e = w < end ? person_end(c, w, comma) : w;
    if (e == w) return w;
    if (comma && !closes(c, e, end)) return w - (c->drafts[draft].n_names > 0);
    uint32_t name = read_name(c, w, true);
    if (name == WHO_NONE) return w;
    struct who_draft *d = &c->drafts[draft];
    c->drafts[name].title = draft;
    c->drafts[name].title_index = d->n_names;
    d->names[d->n_names++] = name;
    w = c->drafts[name].m.end_word;
    if (!plural || d->n_names == WHO_MAX_NAMES || w + 1 >= end) break;
    if (!is_comma(c, w) && who_word(c, w, NULL) != WHO_WORD_AND) break;
    if (person_end(c, w + 1, comma) == w + 1) break;
    w++;
  }
  /* two nationalities and one name: not theirs */
  struct who_draft *d = &c->drafts[draft];
  if (comma && d->n_polities > 1 && d->n_names == 1) {
    c->drafts[d->names[0]].title = WHO_NONE;
    d->n_names = 0;
    return start;
  }
  return w;
}

/* A role whose head begins at `first`, with all that belongs to it. Returns its draft. */
static uint32_t read_role(struct who_ctx *c, uint32_t first) {
  const struct who_hit *hit = who_hit_begin(c, first);
  uint32_t role = who_value_at(c, first, WHO_ROLE), end = who_sentence_end(c, first), w = hit->end_word;
  uint32_t draft = new_draft(c, TRV_MENTION_ROLE, first, w);
  const struct who_item *item = &c->data->items[role];
  c->drafts[draft].role = role;
  if (c->depth > 6) return draft;
  c->depth++;
  if (item->sub == WHO_ROLE_PEOPLE) c->drafts[draft].m.kind = TRV_MENTION_PEOPLE;
  uint32_t begin = read_left(c, draft, first);
  uint32_t head = head_of(c, first, w);
  if (!c->drafts[draft].number) c->drafts[draft].number = c->parse->feats[head].number;
  if (!c->drafts[draft].gender) c->drafts[draft].gender = item->gender ? item->gender : c->parse->feats[head].gender;
  claim(c, first, w, draft);
  for (unsigned turn = 0; turn < 4 && w < end; turn++) {
    uint32_t before = w;
    w = read_adjectives(c, draft, w);
    claim(c, before, w, draft);
    if (w >= end) break;
    uint32_t polities = c->drafts[draft].n_polities;
    bool more = c->drafts[draft].portfolio != WHO_NONE || !polities || who_value_at(c, after_of(c, w), WHO_PORTFOLIO) != WHO_NONE;
    uint32_t e = more ? read_complement(c, draft, w, item->sub == WHO_ROLE_THING ? 1 : 2) : w;
    if (e == w && polities && w < end && who_word(c, w, NULL) == WHO_WORD_OF) {
      /* "le Premier ministre arménien de la transition": nothing more to know */
      break;
    }
    if (e == w) break;
    claim(c, w, e, draft);
    w = e;
    if (c->drafts[draft].n_polities && c->drafts[draft].polities[c->drafts[draft].n_polities - 1].draft != WHO_NONE &&
        c->drafts[c->drafts[draft].polities[c->drafts[draft].n_polities - 1].draft].m.end_word == w &&
        c->drafts[draft].portfolio == WHO_NONE && turn > 0)
      break;
  }
  c->drafts[draft].m.end_word = w;
  if ((item->sub == WHO_ROLE_PERSON || item->sub == WHO_ROLE_PEOPLE) && w < end) {
    uint32_t e = w;
    if (c->drafts[draft].n_polities == 0 || c->drafts[draft].polities[c->drafts[draft].n_polities - 1].draft == WHO_NONE ||
        !c->drafts[c->drafts[draft].polities[c->drafts[draft].n_polities - 1].draft].n_names) {
      if (is_comma(c, w) || is_dash(c, w)) {
        if (w + 1 < end && item->sub == WHO_ROLE_PERSON) e = read_apposed(c, draft, w + 1, true);
      } else {
        e = read_apposed(c, draft, w, false);
        /* "l'ambassadrice américaine à l'ONU, Nikki Haley" */
        if (e == w && who_word(c, w, NULL) == WHO_WORD_AT && item->sub == WHO_ROLE_PERSON) {
          uint32_t k = w + 1;
          while (k < end && k - w < 7 && !is_comma(c, k) && c->parse->upos[k] != TRV_VERB && c->parse->upos[k] != TRV_AUX) k++;
          if (k + 1 < end && is_comma(c, k) && person_end(c, k + 1, true) > k + 1) {
            uint32_t after = person_end(c, k + 1, true);
            if (after >= end || c->parse->upos[after] != TRV_CCONJ) e = read_apposed(c, draft, k + 1, true);
          }
        }
      }
    }
    if (c->drafts[draft].n_names) c->drafts[draft].m.end_word = e;
  }
  struct who_draft *d = &c->drafts[draft];
  d->m.first_word = begin;
  d->m.head = head;
  d->m.plural = d->number == TRV_PLUR || d->n_polities > 1;
  c->depth--;
  return draft;
}

/* A pronoun-like noun: "les parties", "le mouvement islamiste", "l'enclave". */
static uint32_t read_anaphor(struct who_ctx *c, uint32_t word) {
  const struct who_hit *hit = who_hit_begin(c, word);
  uint32_t item = who_value_at(c, word, WHO_ANAPHOR), end_word = hit->end_word;
  uint8_t sub = c->data->items[item].sub;
  uint32_t draft = new_draft(c, sub == WHO_ANA_PARTIES || sub == WHO_ANA_COUNTRIES ? TRV_MENTION_PARTIES : TRV_MENTION_ROLE, word, end_word);
  c->drafts[draft].anaphor = item;
  uint32_t begin = read_left(c, draft, word), head = head_of(c, word, end_word);
  agree(c, &c->drafts[draft], head);
  uint32_t w = read_adjectives(c, draft, end_word);
  claim(c, word, w, draft);
  if (sub == WHO_ANA_PARTIES || sub == WHO_ANA_COUNTRIES || sub == WHO_ANA_PERSONS) {
    /* "les négociateurs des deux camps" is read by the role; here "les parties libyennes" */
  }
  struct who_draft *d = &c->drafts[draft];
  d->m.first_word = begin, d->m.end_word = w, d->m.head = head;
  d->m.plural = d->number == TRV_PLUR;
  return draft;
}

/* A name of the dictionary, or a person's name that stands beside a role. WHO_NONE: none. */
static uint32_t read_name(struct who_ctx *c, uint32_t word, bool after_role) {
  const struct who_hit *hit = who_hit_begin(c, word);
  uint32_t item = hit ? hit->name : WHO_NONE, end = hit ? hit->end_word : word;
  if (hit) {
    uint32_t person = who_value_at(c, word, WHO_PERSON);
    if (after_role && person != WHO_NONE) item = person;
    else if (after_role && item != WHO_NONE && c->data->items[item].kind != WHO_PERSON) item = WHO_NONE;
  }
  uint32_t sequence = who_name_sequence(c, word, after_role);
  bool person = item == WHO_NONE || c->data->items[item].kind == WHO_PERSON;
  uint32_t alias = WHO_NONE;
  if (item != WHO_NONE && person && sequence > end) {
    /* "Sarkissian" is in the tables, "Vazguen Sarkissian" is another */
    alias = who_alias(c, word, sequence);
    item = WHO_NONE;
  }
  if (item == WHO_NONE) {
    if (adjective_item(c, word) != WHO_NONE && !after_role) { /* "les Russes", "un Britannique" */
      uint32_t draft = new_draft(c, TRV_MENTION_PEOPLE, word, hit->end_word);
      read_adjective(c, draft, word);
      if (!c->drafts[draft].n_polities) add_polity(&c->drafts[draft], adjective_item(c, word), WHO_NONE);
      c->drafts[draft].capital_adjective = true;
      uint32_t begin = read_left(c, draft, word);
      agree(c, &c->drafts[draft], word);
      claim(c, word, hit->end_word, draft);
      struct who_draft *d = &c->drafts[draft];
      d->m.first_word = begin;
      d->m.head = head_of(c, word, hit->end_word);
      d->m.plural = d->number == TRV_PLUR;
      uint32_t after = hit->end_word, stop = who_sentence_end(c, word);
      bool qualified = after < stop && (c->parse->upos[after] == TRV_ADJ || (c->parse->upos[after] == TRV_VERB && c->parse->head[after] == word));
      /* a bare "Arméniens et Azerbaïdjanais" is as definite as "les"; "400 Syriens", "des Syriens" are not */
      if (begin == word && !(word > who_sentence_begin(c, word) && who_word(c, word - 1, NULL) == WHO_WORD_OF)) d->definite = true;
      if (d->count || qualified || (begin < word && c->parse->upos[word - 1] == TRV_NUM)) d->definite = false;
      d->m.nation = d->definite;
      return draft;
    }
    if (sequence == word) return WHO_NONE;
    end = sequence;
    if (alias == WHO_NONE) alias = who_alias(c, word, end);
    if (alias == WHO_NONE && !after_role && c->text->word_atom[end] - c->text->word_atom[word] < 2 &&
        c->parse->name[word].kind != TRV_NAME_PER)
      return WHO_NONE;
  }
  uint32_t draft = new_draft(c, TRV_MENTION_NAME, word, end);
  c->drafts[draft].m.head = head_of(c, word, end);
  agree(c, &c->drafts[draft], c->drafts[draft].m.head);
  claim(c, word, end, draft);
  if (item == WHO_NONE || c->data->items[item].kind == WHO_PERSON) {
    uint32_t known = alias != WHO_NONE ? alias : who_person_add(c, item, word, end);
    struct who_draft *d = &c->drafts[draft];
    d->person = known;
    d->name = item;
    d->m.person = true;
    d->number = TRV_SING;
    d->gender = c->persons[known].gender ? c->persons[known].gender : 0;
    uint32_t begin = word;
    if (word > who_sentence_begin(c, word) && who_word(c, word - 1, NULL) == WHO_WORD_TITLE) {
      uint8_t gender = who_word_gender(c, word - 1);
      begin--;
      if (gender) d->gender = gender;
      if (gender && c->persons[known].item == WHO_NONE) c->persons[known].gender = gender;
    }
    d->m.first_word = begin;
    return draft;
  }
  struct who_draft *d = &c->drafts[draft];
  const struct who_item *it = &c->data->items[item];
  d->name = item;
  if (it->kind == WHO_STATE || it->kind == WHO_ENTITY || it->kind == WHO_REGION) d->m.kind = TRV_MENTION_STATE;
  if (it->kind == WHO_CAPITAL || it->kind == WHO_ENTITY_CAPITAL || it->kind == WHO_SEAT) d->m.kind = TRV_MENTION_SEAT;
  d->m.nation = d->m.kind == TRV_MENTION_STATE || d->m.kind == TRV_MENTION_SEAT;
  uint32_t w = word, begin = who_sentence_begin(c, word);
  while (w > begin && c->parse->upos[w - 1] == TRV_DET && c->draft_at[w - 1] == WHO_NONE) {
    w--;
    const struct trv_feats *f = &c->parse->feats[w];
    if (f->gender) d->gender = f->gender;
    if (f->number) d->number = f->number;
  }
  d->m.first_word = w;
  if (w > begin && d->m.nation) {
    int at = who_word(c, w - 1, NULL);
    d->locative = at == WHO_WORD_AT;
  }
  d->m.plural = d->number == TRV_PLUR;
  if (d->name != WHO_NONE && end < who_sentence_end(c, word) && it->kind != WHO_REGION) {
    /* "le Premier ministre", "la coalition": adjectives that follow a name do not change it */
  }
  return draft;
}

static uint32_t possessive_draft(struct who_ctx *c, uint32_t word) {
  if (c->draft_at[word] != WHO_NONE) return c->draft_at[word];
  uint32_t item = who_value_at(c, word, WHO_PRONOUN);
  uint32_t draft = new_draft(c, TRV_MENTION_POSSESSIVE, word, word + 1);
  struct who_draft *d = &c->drafts[draft];
  d->pronoun = item;
  d->m.head = word;
  d->number = c->data->items[item].number;
  d->m.plural = d->number == TRV_PLUR;
  c->draft_at[word] = draft;
  return draft;
}

/* "Lam Paul Gabriel, l'un des porte-parole de l'insurrection": the role after a name and a comma describes it. */
static void describe_name(struct who_ctx *c, uint32_t name) {
  uint32_t w = c->drafts[name].m.end_word, end = who_sentence_end(c, c->drafts[name].m.first_word);
  if (c->drafts[name].title != WHO_NONE || w + 1 >= end || !is_comma(c, w)) return;
  uint32_t first = c->drafts[name].m.first_word;
  /* a member of a list of names is not described by the next */
  if (first > 0 && (is_comma(c, first - 1)) && c->parse->deprel[c->drafts[name].m.head] == TRV_REL_CONJ) return;
  uint32_t k = w + 1;
  if (who_word(c, k, NULL) == WHO_WORD_ONE || (k + 1 < end && is_modifier(c->parse->upos[k]) && who_word(c, k + 1, NULL) == WHO_WORD_ONE)) {
    while (k < end && who_word(c, k, NULL) != WHO_WORD_OF) k++;
    k++;
  }
  uint32_t limit = k + 5;
  while (k < end && k < limit && is_modifier(c->parse->upos[k]) && who_value_at(c, k, WHO_ROLE) == WHO_NONE) k++;
  if (k >= end || c->draft_at[k] != WHO_NONE || who_value_at(c, k, WHO_ROLE) == WHO_NONE) return;
  uint32_t item = who_value_at(c, k, WHO_ROLE);
  if (c->data->items[item].sub != WHO_ROLE_PERSON && c->data->items[item].sub != WHO_ROLE_PEOPLE) return;
  uint32_t role = read_role(c, k);
  struct who_draft *d = &c->drafts[role];
  uint32_t after = d->m.end_word;
  if (d->n_names) return;
  uint32_t head = d->m.head;
  bool tree = c->parse->deprel[head] == TRV_REL_APPOS;
  bool closed = after >= end || c->parse->upos[after] == TRV_PUNCT;
  bool relative = c->parse->deprel[head] == TRV_REL_NSUBJ || c->parse->deprel[head] == TRV_REL_CONJ;
  if (!tree && (!closed || relative)) return;
  if (d->number == TRV_PLUR && who_word(c, d->m.first_word - 1, NULL) != WHO_WORD_OF && !tree) return;
  d->names[d->n_names++] = name;
  c->drafts[name].title = role;
  if (d->gender && c->persons[c->drafts[name].person].item == WHO_NONE && d->gender == TRV_FEM) c->drafts[name].gender = TRV_FEM;
}

static void adjective_draft(struct who_ctx *c, uint32_t word) {
  const struct who_hit *hit = who_hit_begin(c, word);
  uint32_t draft = new_draft(c, TRV_MENTION_STATE, word, hit->end_word);
  uint32_t e = read_adjectives(c, draft, word);
  if (e == word || !c->drafts[draft].n_polities) add_polity(&c->drafts[draft], adjective_item(c, word), WHO_NONE), e = hit->end_word;
  c->drafts[draft].adjective = true;
  c->drafts[draft].m.head = word;
  c->drafts[draft].m.nation = true;
  c->drafts[draft].m.end_word = hit->end_word;
  claim(c, word, e, draft);
}

static bool pronoun_here(const struct who_ctx *c, uint32_t w, const struct who_item *item) {
  uint8_t u = c->parse->upos[w];
  if (c->parse->deprel[w] == TRV_REL_EXPL && item->sub != WHO_PRO_OBJECT) return false;
  switch (item->sub) {
  case WHO_PRO_PERSONAL: return u == TRV_PRON;
  case WHO_PRO_OBJECT: return u == TRV_PRON && c->parse->deprel[w] != TRV_REL_EXPL;
  case WHO_PRO_RELATIVE: return u == TRV_PRON || u == TRV_ADV;
  case WHO_PRO_POSSESSIVE: return u == TRV_DET || u == TRV_ADJ || c->parse->feats[w].poss;
  default: return true;
  }
}

void who_make_drafts(struct who_ctx *c) {
  const struct trv_text *t = c->text;
  c->draft_at = TRV_NEW_ARRAY(c->arena, uint32_t, t->n_words + 1);
  for (uint32_t w = 0; w <= t->n_words; w++) c->draft_at[w] = WHO_NONE;
  for (uint32_t w = 0; w < t->n_words; w++) {
    if (c->draft_at[w] != WHO_NONE) continue;
    const struct who_hit *hit = who_hit_begin(c, w);
    uint32_t name = WHO_NONE;
    if (hit) {
      uint32_t pronoun = who_value_at(c, w, WHO_PRONOUN);
      uint8_t u = c->parse->upos[w];
      if (hit->name != WHO_NONE) {
        name = read_name(c, w, false);
      } else if (who_value_at(c, w, WHO_ANAPHOR) != WHO_NONE) {
        read_anaphor(c, w);
      } else if (who_value_at(c, w, WHO_ROLE) != WHO_NONE && u != TRV_VERB && u != TRV_AUX && u != TRV_ADV &&
                 !(u == TRV_ADJ && c->parse->deprel[w] == TRV_REL_AMOD && who_value_at(c, w, WHO_MODIFIER) != WHO_NONE)) {
        uint32_t role = read_role(c, w);
        if (c->drafts[role].m.end_word > w + 1) w = c->drafts[role].m.end_word - 1;
        continue;
      } else if (pronoun != WHO_NONE && pronoun_here(c, w, &c->data->items[pronoun])) {
        if (c->data->items[pronoun].sub == WHO_PRO_POSSESSIVE) {
          possessive_draft(c, w);
        } else {
          uint32_t draft = new_draft(c, TRV_MENTION_PRONOUN, w, hit->end_word);
          struct who_draft *d = &c->drafts[draft];
          d->pronoun = pronoun;
          d->m.head = head_of(c, w, hit->end_word);
          d->number = c->data->items[pronoun].number;
          d->gender = c->data->items[pronoun].gender;
          d->m.plural = d->number == TRV_PLUR;
          claim(c, w, hit->end_word, draft);
        }
      } else if (adjective_item(c, w) != WHO_NONE) {
        if (who_capital(c, w) && u != TRV_ADJ && !(t->atoms[hit->first_atom].flags & TRV_ATOM_SENTENCE)) read_name(c, w, false);
        else if (who_capital(c, w) && (u == TRV_NOUN || u == TRV_PROPN)) read_name(c, w, false);
        else adjective_draft(c, w);
      }
    }
    if (name == WHO_NONE && c->draft_at[w] == WHO_NONE && who_capital(c, w)) name = read_name(c, w, false);
    if (name != WHO_NONE && c->drafts[name].m.person) describe_name(c, name);
  }
}
