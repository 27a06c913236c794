/* Makes the drafts of mentions: one walk over the words, taking at each the longest noun phrase that the tables know.
 *
 * Names, nouns that refer back, pronouns and lone adjectives of nationality are read here; roles in roles.c. */
#include "who/internal.h"

/* A pronoun-like noun: "les parties", "le mouvement islamiste", "l'enclave". */
uint32_t who_read_anaphor(struct who_ctx *c, uint32_t word) {
  const struct who_hit *hit = who_hit_begin(c, word);
  uint32_t item = who_value_at(c, word, WHO_ANAPHOR), end_word = hit->end_word;
  uint8_t sub = c->data->items[item].sub;
  uint32_t draft = who_new_draft(
      c, sub == WHO_ANA_PARTIES || sub == WHO_ANA_COUNTRIES ? TRV_MENTION_PARTIES : TRV_MENTION_ROLE, word, end_word);
  c->drafts[draft].anaphor = item;
  uint32_t begin = who_read_left(c, draft, word), head = who_head_of(c, word, end_word);
  who_agree(c, &c->drafts[draft], head);
  uint32_t w = who_read_adjectives(c, draft, end_word);
  bool nameable = sub == WHO_ANA_GROUP || sub == WHO_ANA_ORG || sub == WHO_ANA_MEDIA;
  uint32_t named = c->data->owner_first && nameable && w < who_sentence_end(c, word) ? who_read_named(c, w) : WHO_NONE;
  if (named != WHO_NONE) { /* "the militant group Hamas" */
    c->drafts[draft].n_polities = 0;
    who_add_polity(&c->drafts[draft], WHO_NONE, named);
    c->drafts[named].inner = true;
    w = c->drafts[named].m.end_word;
  }
  if (sub == WHO_ANA_COUNTRIES && w < who_sentence_end(c, word)) {
    uint32_t of = who_after_of(c, w);
    const struct who_hit *org = of > w ? who_hit_begin(c, of) : NULL;
    if (org && org->name != WHO_NONE && c->data->items[org->name].kind == WHO_ORG) {
      uint32_t inner = who_read_name(c, of, false);
      if (inner != WHO_NONE) {
        who_add_polity(&c->drafts[draft], WHO_NONE, inner);
        c->drafts[inner].inner = true;
        w = c->drafts[inner].m.end_word;
      }
    }
  }
  who_claim(c, word, w, draft);
  struct who_draft *d = &c->drafts[draft];
  d->m.first_word = begin, d->m.end_word = w, d->m.head = head;
  d->m.plural = d->number == TRV_PLUR;
  return draft;
}

/* "killed a Palestinian": an adjective that stands for one of those people. */
static bool one_person(const struct who_ctx *c, uint32_t word) {
  const struct trv_parse *p = c->parse;
  uint8_t rel = p->deprel[word];
  if (!c->data->owner_first || p->upos[word] != TRV_ADJ) return false;
  if (rel != TRV_REL_OBJ && rel != TRV_REL_NSUBJ && rel != TRV_REL_OBL && rel != TRV_REL_IOBJ && rel != TRV_REL_XCOMP &&
      rel != TRV_REL_CONJ)
    return false;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_DET && p->feats[p->children[i]].definite == 2) return true;
  return false;
}

/* "Russian" of "Russian Foreign Minister": tagged as a name or not, it qualifies what follows. */
static bool qualifies(const struct who_ctx *c, uint32_t word) {
  uint8_t rel = c->parse->deprel[word];
  uint32_t h = c->parse->head[word];
  if (c->parse->upos[word] == TRV_ADJ) return !one_person(c, word);
  if (c->parse->feats[word].number == TRV_PLUR || h == TRV_NO_WORD || h < word) return false;
  return rel == TRV_REL_AMOD || rel == TRV_REL_COMPOUND || rel == TRV_REL_FLAT || rel == TRV_REL_NMOD;
}

/* "Armenians and Azerbaijanis have agreed" means their states as "the Armenians" does; bare "Armenians" are people. */
static bool joined_demonym(const struct who_ctx *c, uint32_t word) {
  uint32_t other = c->parse->deprel[word] == TRV_REL_CONJ ? c->parse->head[word] : TRV_NO_WORD;
  if (other != TRV_NO_WORD) return who_adjective_item(c, other) != WHO_NONE;
  for (uint32_t i = c->parse->child_begin[word]; i < c->parse->child_begin[word + 1]; i++)
    if (c->parse->deprel[c->parse->children[i]] == TRV_REL_CONJ &&
        who_adjective_item(c, c->parse->children[i]) != WHO_NONE)
      return true;
  return false;
}

static void adjective_draft(struct who_ctx *c, uint32_t word);

/* "the Serbs of Croatia", "the Albanians of Macedonia": people of the country where they live. */
static void of_their_country(struct who_ctx *c, uint32_t draft, uint32_t of, uint32_t after) {
  struct who_draft *d = &c->drafts[draft];
  const struct who_hit *hit = of > after && of < c->text->n_words ? who_hit_begin(c, of) : NULL;
  if (!hit || hit->name == WHO_NONE || c->data->items[hit->name].kind != WHO_STATE || d->n_polities != 1) return;
  if (who_is_genitive(c, hit->end_word)) return;
  d->polities[0].item = hit->name;
}

/* "the town of Masisi": a surname that the sentence speaks of as of a place. */
static bool is_spot(const struct who_ctx *c, uint32_t word, uint32_t end) {
  const struct trv_place_mention *m = trv_where_at(c->where, word);
  if (end != word + 1 || !m || m->first_word != word || m->end_word != end) return false;
  if (m->implied || m->kind == TRV_PLACE_COUNTRY) return false;
  bool of = word >= who_sentence_begin(c, word) + 2 && who_word(c, word - 1, NULL) == WHO_WORD_OF;
  uint32_t noun = of ? who_value_at(c, word - 2, WHO_ROLE) : WHO_NONE;
  return m->role != TRV_ROLE_NONE || (noun != WHO_NONE && c->data->items[noun].sub == WHO_ROLE_THING);
}

/* A name of the dictionary, or a person's name that stands beside a role. WHO_NONE: none. */
uint32_t who_read_name(struct who_ctx *c, uint32_t word, bool after_role) {
  const struct who_hit *hit = who_hit_begin(c, word);
  uint32_t item = hit ? hit->name : WHO_NONE, end = hit ? hit->end_word : word;
  if (item != WHO_NONE && !after_role && c->data->items[item].kind == WHO_PERSON && is_spot(c, word, end))
    return WHO_NONE;
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
    if (who_adjective_item(c, word) != WHO_NONE && !after_role && c->data->owner_first && qualifies(c, word)) {
      adjective_draft(c, word);
      return c->draft_at[word];
    }
    if (who_adjective_item(c, word) != WHO_NONE && !after_role) { /* "les Russes", "un Britannique" */
      uint32_t draft = who_new_draft(c, TRV_MENTION_PEOPLE, word, hit->end_word);
      who_read_adjective(c, draft, word);
      if (!c->drafts[draft].n_polities) who_add_polity(&c->drafts[draft], who_adjective_item(c, word), WHO_NONE);
      c->drafts[draft].capital_adjective = true;
      uint32_t begin = who_read_left(c, draft, word);
      uint32_t own = 0; /* "Iran's Kurds": whose they are besides */
      for (uint32_t k = 0; k < c->drafts[draft].n_polities; k++)
        if (c->drafts[draft].polities[k].item != WHO_NONE)
          c->drafts[draft].polities[own++] = c->drafts[draft].polities[k];
      c->drafts[draft].n_polities = own;
      who_agree(c, &c->drafts[draft], word);
      who_claim(c, word, hit->end_word, draft);
      struct who_draft *d = &c->drafts[draft];
      d->m.first_word = begin;
      d->m.head = who_head_of(c, word, hit->end_word);
      d->m.plural = d->number == TRV_PLUR;
      uint32_t after = hit->end_word, stop = who_sentence_end(c, word);
      bool qualified = after < stop && (c->parse->upos[after] == TRV_ADJ ||
                                        (c->parse->upos[after] == TRV_VERB && c->parse->head[after] == word));
      /* a bare "Arméniens et Azerbaïdjanais" is as definite as "les"; "400 Syriens", "des Syriens" are not */
      if (begin == word && !(word > who_sentence_begin(c, word) && who_word(c, word - 1, NULL) == WHO_WORD_OF))
        d->definite = !c->data->owner_first || joined_demonym(c, word);
      int left = word > who_sentence_begin(c, word) ? who_word(c, word - 1, NULL) : 0;
      bool counted = left == WHO_WORD_NUMBER || left == WHO_WORD_QUANTITY ||
                     (word > who_sentence_begin(c, word) && c->parse->upos[word - 1] == TRV_NUM);
      if (d->count || qualified || counted) d->definite = false;
      /* "les Palestiniens de Cisjordanie" are people */
      uint32_t of = after < stop ? who_after_of(c, after) : after;
      if (of > after && of < stop && who_hit_begin(c, of) && who_hit_begin(c, of)->name != WHO_NONE)
        d->definite = false;
      if (c->data->owner_first && !d->definite && d->number == TRV_PLUR) of_their_country(c, draft, of, after);
      d->m.nation = d->definite;
      /* "l'Égyptien Hosni Moubarak" */
      if (d->number != TRV_PLUR && after < stop && who_capital(c, after) && who_name_sequence(c, after, true) > after) {
        uint32_t name = who_read_name(c, after, true);
        d = &c->drafts[draft];
        if (name != WHO_NONE && c->drafts[name].m.person) {
          d->names[d->n_names++] = name;
          c->drafts[name].title = draft;
          d->m.nation = false, d->m.person = true;
          d->m.end_word = c->drafts[name].m.end_word;
        }
      }
      return draft;
    }
    if (sequence == word) return WHO_NONE;
    end = sequence;
    if (alias == WHO_NONE) alias = who_alias(c, word, end);
    bool titled = after_role || (word > who_sentence_begin(c, word) && who_word(c, word - 1, NULL) == WHO_WORD_TITLE);
    if (alias == WHO_NONE && titled) alias = who_given(c, word, end);
    if (alias == WHO_NONE && !after_role && c->text->word_atom[end] - c->text->word_atom[word] < 2 &&
        c->parse->name[word].kind != TRV_NAME_PER)
      return WHO_NONE;
  }
  /* "cheikh Tamim ben Hamad Al Thani": more of a name that the tables know in part */
  if (item != WHO_NONE && person && end - word > 1 && sequence < end) {
    uint32_t k = end, stop = who_sentence_end(c, word);
    while (k < stop && k - end < 2 && who_word(c, k, NULL) == WHO_WORD_PARTICLE) k++;
    if (k > end && k < stop) k = who_name_sequence(c, k, true) > k ? who_name_sequence(c, k, true) : end;
    if (k > end) end = k;
  }
  uint32_t draft = who_new_draft(c, TRV_MENTION_NAME, word, end);
  c->drafts[draft].m.head = who_head_of(c, word, end);
  who_agree(c, &c->drafts[draft], c->drafts[draft].m.head);
  who_claim(c, word, end, draft);
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
    who_claim(c, begin, end, draft);
    return draft;
  }
  struct who_draft *d = &c->drafts[draft];
  const struct who_item *it = &c->data->items[item];
  d->name = item;
  if (it->kind == WHO_STATE || it->kind == WHO_ENTITY || it->kind == WHO_REGION) d->m.kind = TRV_MENTION_STATE;
  /* "the United States … its", "the United Nations … it" */
  if (c->data->natural_gender && (it->kind == WHO_STATE || it->kind == WHO_ORG || it->kind == WHO_MEDIA))
    d->number = TRV_SING;
  if (it->kind == WHO_CAPITAL || it->kind == WHO_ENTITY_CAPITAL || it->kind == WHO_SEAT) d->m.kind = TRV_MENTION_SEAT;
  d->m.nation = d->m.kind == TRV_MENTION_STATE || d->m.kind == TRV_MENTION_SEAT;
  uint32_t w = word, begin = who_sentence_begin(c, word);
  while (w > begin && c->parse->upos[w - 1] == TRV_DET && c->draft_at[w - 1] == WHO_NONE) {
    w--;
    const struct trv_feats *f = &c->parse->feats[w];
    if (f->gender) d->gender = f->gender;
    if (f->number && !c->data->natural_gender) d->number = f->number;
  }
  d->m.first_word = w;
  if (w > begin && d->m.nation) {
    d->locative = who_in_place(c, w);
  }
  if (who_in_dateline(c, word)) d->locative = true; /* nobody who acts */
  d->m.plural = d->number == TRV_PLUR;
  return draft;
}

uint32_t who_possessive_draft(struct who_ctx *c, uint32_t word) {
  if (c->draft_at[word] != WHO_NONE) return c->draft_at[word];
  uint32_t item = who_pronoun_at(c, word);
  uint32_t draft = who_new_draft(c, TRV_MENTION_POSSESSIVE, word, word + 1);
  struct who_draft *d = &c->drafts[draft];
  d->pronoun = item;
  d->m.head = word;
  d->number = c->data->items[item].number;
  d->m.plural = d->number == TRV_PLUR;
  c->draft_at[word] = draft;
  return draft;
}

/* "His brother Gotabhaya", "Mr Mugabe's wife, Grace": whose kin somebody is does not tell what he is. */
static bool is_kin(const struct who_ctx *c, const struct who_draft *d) {
  const struct who_item *role = &c->data->items[d->role];
  bool owned = d->possessive != WHO_NONE || d->n_polities > 0;
  return role->sub == WHO_ROLE_PEOPLE && owned && d->n_names == 1 && role->sector && !strcmp(role->sector, "CVL");
}

/* "Lam Paul Gabriel, l'un des porte-parole de l'insurrection": the role after a name and a comma describes it. */
static void describe_name(struct who_ctx *c, uint32_t name) {
  /* "l'émissaire de l'ONU, Untel": an office that the tables have as a name */
  uint32_t own = c->drafts[name].m.head, apposed = c->parse->head[own];
  if (c->parse->deprel[own] == TRV_REL_APPOS && apposed != TRV_NO_WORD && apposed < own &&
      c->draft_at[apposed] != WHO_NONE) {
    uint32_t item = c->drafts[c->draft_at[apposed]].name;
    struct who_person *p = &c->persons[c->drafts[name].person];
    if (item != WHO_NONE && p->item == WHO_NONE && !p->described &&
        (c->data->items[item].kind == WHO_ORG || c->data->items[item].kind == WHO_INSTITUTION))
      p->described = true, p->code = c->data->items[item].code, p->sector = c->data->items[item].sector;
  }
  uint32_t w = c->drafts[name].m.end_word, end = who_sentence_end(c, c->drafts[name].m.first_word);
  uint32_t title = c->drafts[name].title;
  if (title != WHO_NONE && c->drafts[title].role == WHO_NONE) return;
  if (title != WHO_NONE &&
      !is_kin(c, &c->drafts[title])) { /* a rank tells nothing: "le général Untel, chef d'état-major de …" */
    const struct who_draft *t = &c->drafts[title];
    const struct who_item *rank = &c->data->items[t->role];
    if (rank->sub != WHO_ROLE_PERSON || rank->bare != WHO_BARE_NONE || !rank->sector || rank->sector[0] == '=') return;
    if (t->n_polities || t->n_names != 1 || t->possessive != WHO_NONE) return;
  }
  if (w + 1 >= end || !who_is_comma(c, w)) return;
  uint32_t first = c->drafts[name].m.first_word;
  /* a member of a list of names is not described by the next */
  if (first > 0 && (who_is_comma(c, first - 1)) && c->parse->deprel[c->drafts[name].m.head] == TRV_REL_CONJ) return;
  uint32_t k = w + 1;
  if (who_word(c, k, NULL) == WHO_WORD_ONE ||
      (k + 1 < end && who_is_modifier(c->parse->upos[k]) && who_word(c, k + 1, NULL) == WHO_WORD_ONE)) {
    while (k < end && who_word(c, k, NULL) != WHO_WORD_OF) k++;
    k++;
  }
  uint32_t limit = k + 5;
  while (!c->data->owner_first && k < end && k < limit && who_is_modifier(c->parse->upos[k]) &&
         who_value_at(c, k, WHO_ROLE) == WHO_NONE)
    k++;
  if (c->data->owner_first && k < end) {
    k = who_head_role(c, k);
    if (k == WHO_NONE) return;
  }
  if (k >= end || c->draft_at[k] != WHO_NONE || who_value_at(c, k, WHO_ROLE) == WHO_NONE) return;
  uint32_t item = who_value_at(c, k, WHO_ROLE);
  if (c->data->items[item].sub != WHO_ROLE_PERSON && c->data->items[item].sub != WHO_ROLE_PEOPLE) return;
  uint32_t role = who_read_role(c, k);
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
  if (d->gender && c->persons[c->drafts[name].person].item == WHO_NONE && d->gender == TRV_FEM)
    c->drafts[name].gender = TRV_FEM;
}

static void adjective_draft(struct who_ctx *c, uint32_t word) {
  const struct who_hit *hit = who_hit_begin(c, word);
  uint32_t draft = who_new_draft(c, TRV_MENTION_STATE, word, hit->end_word);
  uint32_t e = who_read_adjectives(c, draft, word);
  if (e == word || !c->drafts[draft].n_polities)
    who_add_polity(&c->drafts[draft], who_adjective_item(c, word), WHO_NONE), e = hit->end_word;
  c->drafts[draft].adjective = true;
  c->drafts[draft].m.head = word;
  c->drafts[draft].m.nation = true;
  c->drafts[draft].m.end_word = hit->end_word;
  who_claim(c, word, e, draft);
}

/* "une offre qu'il juge partiale": a verb that was taken for a noun, with a pronoun for subject right before it. */
static bool verb_behind_pronoun(const struct who_ctx *c, const struct who_hit *hit) {
  uint32_t w = hit->first_word;
  if (hit->end_word != w + 1 || w == who_sentence_begin(c, w)) return false;
  return c->parse->upos[w - 1] == TRV_PRON && c->parse->head[w - 1] == w && c->parse->deprel[w - 1] == TRV_REL_NSUBJ;
}

/* The word is the head of a noun phrase here, not an adjective or a verb of the same form ("armés", "appelé"). */
bool who_is_noun(const struct who_ctx *c, const struct who_hit *hit) {
  if (verb_behind_pronoun(c, hit)) return false;
  for (uint32_t w = hit->first_word; w < hit->end_word; w++) {
    uint8_t u = c->parse->upos[w];
    if (u == TRV_NOUN || u == TRV_PROPN || u == TRV_UPOS_X) return true;
  }
  uint32_t w = hit->first_word;
  /* "the military operation": an adjective of what follows */
  if (c->data->owner_first && (c->parse->deprel[w] == TRV_REL_AMOD || c->parse->deprel[w] == TRV_REL_COMPOUND))
    return false;
  int before = w > who_sentence_begin(c, w) ? who_word(c, w - 1, NULL) : -1;
  bool after_det = before == WHO_WORD_NUMBER || before == WHO_WORD_QUANTITY ||
                   (w > who_sentence_begin(c, w) && who_is_modifier(c->parse->upos[w - 1]));
  /* "Gouvernement et insurgés" */
  bool bare = before == WHO_WORD_AND && w >= who_sentence_begin(c, w) + 2 && c->parse->upos[w - 2] == TRV_NOUN &&
              c->parse->deprel[w] == TRV_REL_CONJ && c->parse->head[w] == w - 2 &&
              (w == who_sentence_begin(c, w) + 2 || c->parse->upos[w - 3] != TRV_DET);
  if (!after_det && !bare) return false;
  /* "cinquante-six déplacés" */
  bool participle = c->parse->upos[w] == TRV_VERB && c->parse->feats[w].verbform == TRV_PART_FORM;
  return c->parse->upos[w] == TRV_ADJ || participle;
}

static bool pronoun_here(const struct who_ctx *c, uint32_t w, const struct who_item *item) {
  uint8_t u = c->parse->upos[w];
  if (c->parse->deprel[w] == TRV_REL_EXPL && item->sub != WHO_PRO_OBJECT) return false;
  switch (item->sub) {
    case WHO_PRO_PERSONAL: return u == TRV_PRON;
    case WHO_PRO_OBJECT: return u == TRV_PRON && c->parse->deprel[w] != TRV_REL_EXPL;
    case WHO_PRO_RELATIVE:
      if (c->data->owner_first && item->value) return true; /* "whose" */
      if (c->data->owner_first)
        return u == TRV_PRON && c->parse->feats[w].prontype != 2 && c->parse->feats[w].prontype != 4;
      return u == TRV_PRON || u == TRV_ADV;
    case WHO_PRO_LAST: { /* "ces derniers jours" */
      uint32_t next = who_hit_begin(c, w)->end_word;
      return next >= c->text->n_words || c->parse->upos[next] != TRV_NOUN;
    }
    case WHO_PRO_OTHERS: { /* not "d'autres pays" */
      uint32_t next = w + 1;
      uint8_t after = next < who_sentence_end(c, w) ? c->parse->upos[next] : TRV_PUNCT;
      return after != TRV_NOUN && after != TRV_PROPN && after != TRV_ADJ && w > who_sentence_begin(c, w) &&
             (c->parse->upos[w - 1] == TRV_NUM || c->parse->upos[w - 1] == TRV_DET);
    }
    case WHO_PRO_SEVERAL:
    case WHO_PRO_BOTH:
    case WHO_PRO_FIRST:
    case WHO_PRO_SECOND: { /* not "les deux hommes", "le premier à tirer" */
      uint32_t next = who_hit_begin(c, w)->end_word, head = who_head_of(c, w, next);
      uint8_t after = next < c->text->n_words ? c->parse->upos[next] : TRV_PUNCT, rel = c->parse->deprel[head];
      if (after == TRV_NOUN || after == TRV_ADJ || after == TRV_NUM || after == TRV_PROPN || after == TRV_UPOS_X)
        return false;
      if (item->sub != WHO_PRO_BOTH && item->sub != WHO_PRO_SEVERAL && who_word(c, next, NULL) == WHO_WORD_AT)
        return false;
      /* "the rivals had each declared": the subject says who */
      if (c->data->owner_first && (rel == TRV_REL_DET || rel == TRV_REL_ADVMOD || rel == TRV_REL_CC)) return false;
      return rel == TRV_REL_NSUBJ || rel == TRV_REL_OBJ || rel == TRV_REL_IOBJ || rel == TRV_REL_OBL ||
             rel == TRV_REL_NMOD || rel == TRV_REL_CONJ || rel == TRV_REL_ROOT || item->sub == WHO_PRO_BOTH;
    }
    case WHO_PRO_POSSESSIVE: return u == TRV_DET || u == TRV_ADJ || c->parse->feats[w].poss;
    default: return true;
  }
}

uint32_t who_pronoun_at(const struct who_ctx *c, uint32_t word) {
  const struct who_hit *hit = who_hit_begin(c, word);
  uint32_t first = WHO_NONE;
  for (uint32_t i = 0; hit && i < hit->n_values; i++) {
    if (c->data->items[hit->values[i]].kind != WHO_PRONOUN) continue;
    if (pronoun_here(c, word, &c->data->items[hit->values[i]])) return hit->values[i];
    if (first == WHO_NONE) first = hit->values[i];
  }
  return first;
}

/* What an amount is of: "des dizaines de milliers de manifestants", "l'un des porte-parole", "quatre-vingts d'entre
 * elles". Its draft, or WHO_NONE. */
static uint32_t counted(const struct who_ctx *c, uint32_t w) {
  int kind = who_word(c, w, NULL);
  uint8_t u = c->parse->upos[w];
  if (kind != WHO_WORD_QUANTITY && kind != WHO_WORD_ONE && kind != WHO_WORD_NUMBER && u != TRV_NUM) return WHO_NONE;
  if (u == TRV_DET) return WHO_NONE;
  for (uint32_t i = c->parse->child_begin[w]; i < c->parse->child_begin[w + 1]; i++) {
    uint32_t child = c->parse->children[i];
    uint8_t rel = c->parse->deprel[child];
    if (child > w && (rel == TRV_REL_NMOD || rel == TRV_REL_OBL || rel == TRV_REL_AMOD) &&
        c->draft_at[child] != WHO_NONE)
      return c->draft_at[child];
  }
  uint32_t next = w + 1 < who_sentence_end(c, w) ? who_after_of(c, w + 1) : w + 1;
  if (next > w + 1 && next < who_sentence_end(c, w) && c->draft_at[next] != WHO_NONE) return c->draft_at[next];
  return WHO_NONE;
}

/* "les deux diplomates" are persons named before, "deux diplomates" and "les deux diplomates russes" are not. */
static bool refers_back(const struct who_ctx *c, uint32_t word) {
  uint32_t item = who_value_at(c, word, WHO_ANAPHOR);
  /* "rival groups" */
  if (item != WHO_NONE && c->data->owner_first && who_hit_begin(c, word)->end_word == word + 1 &&
      (c->parse->upos[word] == TRV_ADJ || c->parse->upos[word] == TRV_VERB || c->parse->deprel[word] == TRV_REL_AMOD))
    return false;
  if (item != WHO_NONE && c->data->items[item].sub == WHO_ANA_NAMESAKE) return false; /* names.c */
  if (item == WHO_NONE || c->data->items[item].sub != WHO_ANA_PERSONS) return item != WHO_NONE;
  uint32_t after = who_hit_begin(c, word)->end_word;
  bool both = after > word + 1 && c->parse->upos[word] == TRV_DET; /* "both men" */
  return (both || (word > who_sentence_begin(c, word) && c->parse->upos[word - 1] == TRV_DET)) &&
         (after >= who_sentence_end(c, word) || who_adjective_item(c, after) == WHO_NONE);
}

/* Takes out the drafts that were read anew as part of others. */
static void drop_dead(struct who_ctx *c) {
  uint32_t *now = TRV_NEW_ARRAY(c->arena, uint32_t, c->n_drafts + 1), n = 0;
  for (uint32_t i = 0; i < c->n_drafts; i++) {
    now[i] = c->drafts[i].dead ? WHO_NONE : n;
    if (!c->drafts[i].dead) c->drafts[n++] = c->drafts[i];
  }
  if (n == c->n_drafts) return;
  c->n_drafts = n;
  for (uint32_t i = 0; i < n; i++) {
    struct who_draft *d = &c->drafts[i];
    uint32_t kept = 0, named = 0;
    for (uint32_t k = 0; k < d->n_polities; k++) {
      struct who_polity p = d->polities[k];
      if (p.draft != WHO_NONE) p.draft = now[p.draft];
      if (p.item != WHO_NONE || p.draft != WHO_NONE) d->polities[kept++] = p;
    }
    d->n_polities = kept;
    for (uint32_t k = 0; k < d->n_names; k++)
      if (now[d->names[k]] != WHO_NONE) d->names[named++] = now[d->names[k]];
    d->n_names = named;
    if (d->possessive != WHO_NONE) d->possessive = now[d->possessive];
    if (d->title != WHO_NONE) d->title = now[d->title];
  }
  for (uint32_t w = 0; w <= c->text->n_words; w++)
    if (c->draft_at[w] != WHO_NONE) c->draft_at[w] = now[c->draft_at[w]];
}

/* "N'DJAMENA, Chad (AP) —": nobody is spoken of. */
static bool in_dateline(const struct who_ctx *c, uint32_t word) {
  const struct trv_place_mention *m = trv_where_at(c->where, word);
  return m && m->dateline;
}

void who_make_drafts(struct who_ctx *c) {
  const struct trv_text *t = c->text;
  c->draft_at = TRV_NEW_ARRAY(c->arena, uint32_t, t->n_words + 1);
  for (uint32_t w = 0; w <= t->n_words; w++) c->draft_at[w] = WHO_NONE;
  for (uint32_t w = 0; w < t->n_words; w++) {
    if (c->draft_at[w] != WHO_NONE || in_dateline(c, w)) continue;
    const struct who_hit *hit = who_hit_begin(c, w);
    uint32_t name = WHO_NONE;
    if (hit) {
      uint32_t pronoun = who_pronoun_at(c, w);
      uint8_t u = c->parse->upos[w];
      if (hit->name != WHO_NONE) {
        name = who_read_name(c, w, false);
      } else if (refers_back(c, w)) {
        who_read_anaphor(c, w);
      } else if (who_value_at(c, w, WHO_ROLE) != WHO_NONE && who_is_noun(c, hit)) {
        uint32_t role = who_read_role(c, w);
        if (c->drafts[role].n_names == 1) describe_name(c, c->drafts[role].names[0]);
        if (c->drafts[role].m.end_word > w + 1) w = c->drafts[role].m.end_word - 1;
        continue;
      } else if (pronoun != WHO_NONE && pronoun_here(c, w, &c->data->items[pronoun])) {
        if (c->data->items[pronoun].sub == WHO_PRO_POSSESSIVE) {
          who_possessive_draft(c, w);
        } else {
          uint32_t draft = who_new_draft(c, TRV_MENTION_PRONOUN, w, hit->end_word);
          struct who_draft *d = &c->drafts[draft];
          d->pronoun = pronoun;
          d->m.head = who_head_of(c, w, hit->end_word);
          d->number = c->data->items[pronoun].number;
          d->gender = c->data->items[pronoun].gender;
          d->m.plural = d->number == TRV_PLUR;
          who_claim(c, w, hit->end_word, draft);
        }
      } else if (who_adjective_item(c, w) != WHO_NONE) {
        if (who_capital(c, w) && u != TRV_ADJ && !(t->atoms[hit->first_atom].flags & TRV_ATOM_SENTENCE))
          who_read_name(c, w, false);
        else if (who_capital(c, w) && (u == TRV_NOUN || u == TRV_PROPN || one_person(c, w))) who_read_name(c, w, false);
        else adjective_draft(c, w);
      }
    }
    if (name == WHO_NONE && c->draft_at[w] == WHO_NONE && who_capital(c, w)) name = who_read_name(c, w, false);
    if (name != WHO_NONE && c->drafts[name].m.person) describe_name(c, name);
  }
  drop_dead(c);
  for (uint32_t w = t->n_words; w-- > 0;)
    if (c->draft_at[w] == WHO_NONE) c->draft_at[w] = counted(c, w);
}
