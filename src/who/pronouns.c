/* Pronouns: their antecedents among the mentions before them. */
#include "who/internal.h"

static bool is_subject(const struct who_ctx *c, uint32_t word) { return c->parse->deprel[word] == TRV_REL_NSUBJ; }

/* The verb or noun that a word depends on, over coordination. */
static uint32_t governor(const struct who_ctx *c, uint32_t word) {
  for (unsigned n = 0; n < 20 && c->parse->head[word] != TRV_NO_WORD && c->parse->deprel[word] == TRV_REL_CONJ; n++)
    word = c->parse->head[word];
  return c->parse->head[word];
}

/* "la Russie", "l'Arménie": the gender of a name as the article's determiners tell it. */
static uint8_t gender_of(const struct who_ctx *c, const struct who_draft *d) {
  if (d->gender) return d->gender;
  if (!d->m.nation || d->adjective || !d->m.n_entities) return 0;
  const char *code = c->entities[d->m.first_entity].code;
  for (uint32_t i = 0; i < c->n_codes; i++)
    if (who_same(c->codes[i].code, code)) return d->m.kind == TRV_MENTION_STATE ? c->codes[i].gender : 0;
  return 0;
}

/* "rockets from Gaza that killed two": a preposition other than that of the genitive stands before the name. */
static bool set_apart(const struct who_ctx *c, uint32_t word) {
  for (uint32_t i = c->parse->child_begin[word]; c->data->owner_first && i < c->parse->child_begin[word + 1]; i++) {
    uint32_t child = c->parse->children[i];
    if (c->parse->deprel[child] == TRV_REL_CASE && child < word && who_word(c, child, NULL) != WHO_WORD_OF) return true;
  }
  return false;
}

/* The noun that a relative clause hangs from: "des gardiens qui ont tiré". */
static bool relative(struct who_ctx *c, uint32_t at, struct who_list *out) {
  uint32_t w = c->drafts[at].m.head;
  for (unsigned n = 0; n < 8 && w != TRV_NO_WORD; n++) {
    uint32_t h = c->parse->head[w];
    if (h == TRV_NO_WORD) return false;
    if (c->parse->deprel[w] == TRV_REL_ACL && h < c->drafts[at].m.head) {
      /* a plural verb takes the whole coordination */
      uint32_t top = h;
      bool plural = c->parse->feats[w].number == TRV_PLUR;
      for (unsigned k = 0;
           plural && k < 8 && c->parse->deprel[top] == TRV_REL_CONJ && c->parse->feats[top].number != TRV_PLUR; k++)
        top = c->parse->head[top];
      who_collect(c, top, out);
      if (!out->n) break;
      if (c->draft_at[h] != WHO_NONE) {
        c->drafts[at].m.antecedent = c->draft_at[h];
        c->drafts[at].m.person = c->drafts[c->draft_at[h]].m.person;
        c->drafts[at].m.nation = c->drafts[c->draft_at[h]].m.nation;
        c->drafts[at].m.plural = out->n > 1 || c->drafts[c->draft_at[h]].m.plural;
      }
      return true;
    }
    w = h;
  }
  /* "le sud d'Israël, dont …": where the tree's antecedent is no actor, the name just before */
  uint32_t near = c->drafts[at].m.first_word;
  for (uint32_t k = 1; k < 3 && near >= k; k++)
    if (c->draft_at[near - k] != WHO_NONE && !set_apart(c, near - k) &&
        (c->data->owner_first ? c->drafts[c->draft_at[near - k]].state == WHO_DONE
                              : c->drafts[c->draft_at[near - k]].name != WHO_NONE)) {
      who_collect(c, near - k, out);
      return out->n > 0;
    }
  return false;
}

static bool lemma_is(const struct who_ctx *c, uint32_t word, uint8_t kind) {
  uint32_t i = trv_map_get(&c->data->words, trv_slice_of(c->parse->lemma[word]));
  return i != TRV_MAP_NONE && c->data->items[i].sub == kind;
}

static double role_weight(const struct who_ctx *c, const struct who_draft *d, bool last, bool object) {
  uint32_t head = d->m.head;
  /* "des dizaines de manifestants": the amount stands in the sentence for what it counts */
  for (unsigned n = 0; n < 3 && c->parse->head[head] != TRV_NO_WORD && c->draft_at[c->parse->head[head]] != WHO_NONE &&
                       &c->drafts[c->draft_at[c->parse->head[head]]] == d;
       n++)
    head = c->parse->head[head];
  for (unsigned n = 0; n < 10 && c->parse->deprel[head] == TRV_REL_CONJ && c->parse->head[head] != TRV_NO_WORD; n++)
    head = c->parse->head[head];
  /* "One group, the Ambazonia Defence Forces, said": a name beside the subject */
  if (c->data->natural_gender && c->parse->deprel[head] == TRV_REL_APPOS && c->parse->head[head] != TRV_NO_WORD)
    head = c->parse->head[head];
  uint8_t rel = c->parse->deprel[head], sub = c->parse->sub[head];
  if (last) return rel == TRV_REL_NSUBJ ? -0.5 : 0;
  if (rel == TRV_REL_NSUBJ) {
    uint8_t clause = c->parse->deprel[c->parse->head[head]];
    if (object) return 2;
    return clause == TRV_REL_ROOT ? 3.5 : clause == TRV_REL_ACL || clause == TRV_REL_ADVCL ? 2 : 3;
  }
  if (rel == TRV_REL_OBL && sub == TRV_SUB_AGENT) return 1.5;
  /* "The visit angered Beijing. It recalled its ambassador": who is moved acts next */
  if (rel == TRV_REL_OBJ && !object && lemma_is(c, c->parse->head[head], WHO_WORD_MOVED)) return 3.5;
  if (rel == TRV_REL_OBJ || rel == TRV_REL_IOBJ) return object ? 2 : 1;
  if (rel == TRV_REL_ROOT) return 1;
  if (rel == TRV_REL_OBL) return 0.3;
  return 0;
}

static bool has_object(const struct who_ctx *c, uint32_t verb) {
  for (uint32_t i = c->parse->child_begin[verb]; i < c->parse->child_begin[verb + 1]; i++)
    if (c->parse->deprel[c->parse->children[i]] == TRV_REL_OBJ) return c->parse->upos[verb] == TRV_VERB;
  return false;
}

/* How well a noun that is no actor would do as the antecedent: "Le cessez-le-feu est en vigueur. Il est respecté." */
static double thing(const struct who_ctx *c, uint32_t at, uint8_t number, uint8_t gender, bool last) {
  const struct who_draft *p = &c->drafts[at];
  if (c->data->natural_gender && (gender == TRV_MASC || gender == TRV_FEM)) return -1e9;
  uint32_t first = p->sentence ? p->sentence - 1 : 0;
  double best = -1e9;
  bool acts = c->data->natural_gender && is_subject(c, p->m.head) && c->parse->sub[p->m.head] != TRV_SUB_PASS &&
              has_object(c, c->parse->head[p->m.head]);
  for (uint32_t w = c->text->sentences[first].first_word; w < p->m.first_word; w++) {
    bool object = p->gender == TRV_NEUT && c->parse->deprel[w] == TRV_REL_OBJ &&
                  (!is_subject(c, p->m.head) || c->text->words[w].sentence == p->sentence);
    if (c->parse->upos[w] != TRV_NOUN || c->draft_at[w] != WHO_NONE || !(last || object || is_subject(c, w))) continue;
    if (last && c->parse->deprel[w] == TRV_REL_OBL) continue; /* "le soir même" */
    const struct trv_feats *f = &c->parse->feats[w];
    if ((number && f->number && f->number != number) || (gender && f->gender && f->gender != gender)) continue;
    if (c->quoted[w] && !c->quoted[p->m.head]) continue;
    if (who_word(c, w, NULL) >= 0 || c->parse->head[p->m.head] == w) continue;
    if (c->parse->head[w] == c->parse->head[p->m.head] && is_subject(c, p->m.head)) continue;
    uint32_t back = p->sentence - c->text->words[w].sentence;
    double score = 9 - 2.6 * back - 0.02 * (double)(p->m.head - w) +
                   (last                                                  ? (is_subject(c, w) ? -0.5 : -1.5)
                    : c->parse->deprel[c->parse->head[w]] == TRV_REL_ROOT ? 3.5
                                                                          : 3);
    if (last) score -= 0.15 * (double)(p->m.head - w) + 2 * back;
    if (acts) score -= 3; /* "when it suspended the treaty" */
    if (score > best) best = score;
  }
  return best;
}

/* The word stands in a list of actors that another one heads. */
static bool joined_to_actor(const struct who_ctx *c, uint32_t word) {
  uint32_t head = c->parse->head[word], k = head == TRV_NO_WORD ? WHO_NONE : c->draft_at[head];
  return k != WHO_NONE && c->drafts[k].state == WHO_DONE && c->drafts[k].m.n_entities && c->drafts[k].m.head == head;
}

/* Where gender is that of persons: "he" and "she" stand for a person, "it" for none. */
static bool person_agrees(const struct who_ctx *c, const struct who_draft *d, uint8_t gender) {
  bool person = d->m.person || d->person != WHO_NONE;
  if (!person && d->role != WHO_NONE) {
    uint8_t sub = c->data->items[d->role].sub;
    person = sub == WHO_ROLE_PERSON || (sub == WHO_ROLE_PEOPLE && d->number == TRV_SING && d->gender != TRV_NEUT);
  }
  if (!person && d->capital_adjective && d->number != TRV_PLUR) person = true;
  if (!person && d->pronoun != WHO_NONE) person = d->gender == TRV_MASC || d->gender == TRV_FEM;
  if (d->anaphor != WHO_NONE) {
    uint8_t sub = c->data->items[d->anaphor].sub;
    if (sub == WHO_ANA_OTHER_SIDE) return true;
  }
  return gender == TRV_NEUT ? !person : person;
}

/* "An official said …, he added": somebody of whom nothing is known, but who is the one meant. */
static bool nobody_known(const struct who_ctx *c, const struct who_draft *d) {
  if (d->m.n_entities || d->number == TRV_PLUR || d->m.plural || !is_subject(c, d->m.head)) return false;
  if (d->role != WHO_NONE) return c->data->items[d->role].sub == WHO_ROLE_PERSON;
  return d->m.kind == TRV_MENTION_NAME && c->parse->name[d->m.head].kind == TRV_NAME_PER;
}

static bool own_subject(const struct who_ctx *c, uint32_t verb) {
  for (uint32_t i = c->parse->child_begin[verb]; i < c->parse->child_begin[verb + 1]; i++)
    if (c->parse->deprel[c->parse->children[i]] == TRV_REL_NSUBJ) return true;
  return false;
}

static uint32_t own_subject_of(const struct who_ctx *c, uint32_t verb) {
  for (uint32_t i = verb == TRV_NO_WORD ? 0 : c->parse->child_begin[verb];
       verb != TRV_NO_WORD && i < c->parse->child_begin[verb + 1]; i++)
    if (c->parse->deprel[c->parse->children[i]] == TRV_REL_NSUBJ) return c->parse->children[i];
  return TRV_NO_WORD;
}

/* The first of the verbs that are joined and share its subject. */
static uint32_t first_conjunct(const struct who_ctx *c, uint32_t verb) {
  for (unsigned n = 0; n < 6 && verb != TRV_NO_WORD && c->parse->deprel[verb] == TRV_REL_CONJ && !own_subject(c, verb);
       n++)
    verb = c->parse->head[verb];
  return verb;
}

/* The subject of the nearest verb above the word that has one, the word's own phrase apart: "Minsk denied that its soldiers took
 * part". */
static uint32_t nearest_subject(const struct who_ctx *c, uint32_t word) {
  uint32_t from = TRV_NO_WORD;
  for (unsigned n = 0; n < 12 && word != TRV_NO_WORD; n++, from = word, word = c->parse->head[word])
    for (uint32_t i = c->parse->child_begin[word]; i < c->parse->child_begin[word + 1]; i++)
      if (c->parse->deprel[c->parse->children[i]] == TRV_REL_NSUBJ && c->parse->children[i] != from)
        return c->parse->children[i];
  return TRV_NO_WORD;
}

/* "The ambassadors of 13 countries said they were concerned": of those who say so, though nobody knows them. */
static bool of_unknown_speakers(const struct who_ctx *c, uint32_t word) {
  uint32_t clause = c->parse->head[word];
  if (!c->data->natural_gender || !is_subject(c, word) || clause == TRV_NO_WORD ||
      c->parse->deprel[clause] != TRV_REL_CCOMP)
    return false;
  uint32_t speaker = own_subject_of(c, c->parse->head[clause]);
  if (speaker == TRV_NO_WORD || speaker > word || c->parse->feats[speaker].number != TRV_PLUR) return false;
  uint32_t of = c->draft_at[speaker];
  return of != WHO_NONE && c->drafts[of].state == WHO_DONE && !c->drafts[of].m.n_entities &&
         c->drafts[of].role != WHO_NONE;
}

/* The best antecedent before draft `at`; entities go to `out`. `last`: the nearest rather than the topic. */
static void antecedent(struct who_ctx *c, uint32_t at, uint8_t number, uint8_t gender, bool last, bool possessive,
                       bool object, struct who_list *out) {
  const struct who_draft *p = &c->drafts[at];
  uint32_t place = c->place[at], head = p->m.head, sentence = p->sentence;
  if (number == TRV_PLUR && !possessive && !object && of_unknown_speakers(c, head)) return;
  bool plain = c->parse->deprel[head] != TRV_REL_OBL || c->data->natural_gender;
  uint32_t verb = object && plain ? governor(c, head) : TRV_NO_WORD;
  /* "a refusé de le lui rendre": the subject of the infinitive's governor is not its object either */
  uint32_t upper = verb;
  for (unsigned n = 0; n < 4 && upper != TRV_NO_WORD && c->parse->deprel[upper] == TRV_REL_XCOMP; n++)
    upper = governor(c, upper);
  /* "used tear gas to drive them off": nor is the subject of what governs the purpose */
  for (unsigned n = 0; c->data->natural_gender && n < 4 && upper != TRV_NO_WORD && n < 4; n++) {
    uint8_t rel = c->parse->deprel[upper];
    bool infinite = (rel == TRV_REL_ADVCL || rel == TRV_REL_XCOMP) && c->parse->feats[upper].verbform != TRV_FIN;
    if (!infinite || own_subject(c, upper)) break;
    upper = governor(c, upper);
  }
  /* "ses partisans", "ses hommes": those of a person rather than of a state */
  bool personal = false;
  if (possessive && c->parse->head[head] != TRV_NO_WORD && c->draft_at[c->parse->head[head]] != WHO_NONE) {
    uint32_t role = c->drafts[c->draft_at[c->parse->head[head]]].role;
    personal = role != WHO_NONE && c->data->items[role].sub == WHO_ROLE_PEOPLE && c->data->items[role].sector &&
               c->data->items[role].sector[0] == '=';
  }
  bool against = object && head > who_sentence_begin(c, head) && who_word(c, head - 1, NULL) == WHO_WORD_AGAINST;
  /* "son secrétaire général": an organisation's */
  uint32_t owned = possessive && c->parse->head[head] != TRV_NO_WORD ? c->draft_at[c->parse->head[head]] : WHO_NONE;
  bool organisation = owned != WHO_NONE && c->drafts[owned].role != WHO_NONE &&
                      who_same(c->data->items[c->drafts[owned].role].office, "head of organisation");
  uint32_t clause = c->parse->head[head];
  bool in_relative = is_subject(c, head) && clause != TRV_NO_WORD && c->parse->deprel[clause] == TRV_REL_ACL;
  uint32_t nearest = in_relative ? nearest_subject(c, head) : TRV_NO_WORD;
  double best = -1e9;
  uint32_t chosen = WHO_NONE;
  struct who_list set = {0}, group = {0};
  for (uint32_t k = place, steps = 0; k-- > 0 && steps < 60; steps++) {
    uint32_t i = c->order[k];
    const struct who_draft *d = &c->drafts[i];
    if (d->sentence + 3 < sentence) break;
    if (d->state != WHO_DONE || d->adjective || d->locative) continue;
    if (!d->m.n_entities && (number != TRV_SING || object || possessive || last || !nobody_known(c, d))) continue;
    if (d->name != WHO_NONE && c->data->items[d->name].kind == WHO_REGION) continue;
    if (d->m.kind == TRV_MENTION_POSSESSIVE || (d->role != WHO_NONE && c->data->items[d->role].sub == WHO_ROLE_THING))
      continue;
    if (d->m.first_word <= head && head < d->m.end_word) continue;
    if (d->title != WHO_NONE && c->drafts[d->title].m.first_word < d->m.first_word && number != TRV_PLUR &&
        d->m.end_word > head)
      continue;
    uint8_t g = gender_of(c, d);
    if (object && d->title != WHO_NONE && verb != TRV_NO_WORD && governor(c, c->drafts[d->title].m.head) == verb)
      continue;
    if (object && c->data->natural_gender && verb != TRV_NO_WORD) { /* what stands beside the subject is the subject */
      uint32_t of = d->m.head;
      for (unsigned n = 0; n < 4 && c->parse->deprel[of] == TRV_REL_APPOS && c->parse->head[of] != TRV_NO_WORD; n++)
        of = c->parse->head[of];
      if (of != d->m.head && is_subject(c, of) &&
          (governor(c, of) == verb || governor(c, of) == upper || governor(c, of) == first_conjunct(c, upper)))
        continue;
    }
    if (object && c->data->natural_gender && d->title != WHO_NONE && verb != TRV_NO_WORD) {
      uint32_t of = c->drafts[d->title].m.head;
      if (is_subject(c, of) && (governor(c, of) == upper || governor(c, of) == first_conjunct(c, upper))) continue;
    }
    if (object && verb != TRV_NO_WORD && is_subject(c, d->m.head) &&
        (governor(c, d->m.head) == verb || governor(c, d->m.head) == upper ||
         (c->data->natural_gender && governor(c, d->m.head) == first_conjunct(c, upper))))
      continue;
    if (!possessive && !last && is_subject(c, head) && c->parse->head[d->m.head] == c->parse->head[head]) continue;
    double score = 0;
    set.n = 0;
    if (number == TRV_PLUR) {
      bool plural = d->m.plural || d->number == TRV_PLUR || d->m.n_entities > 1;
      /* "a crowd tried to storm it; the police held them off" */
      plural |= c->data->natural_gender && d->gender == TRV_NEUT && d->role != WHO_NONE &&
                c->data->items[d->role].sub == WHO_ROLE_PEOPLE;
      if (!plural && c->data->natural_gender && d->m.kind == TRV_MENTION_NAME && d->m.n_entities == 1) {
        const char *of = c->entities[d->m.first_entity].sector; /* "The Taliban said they" */
        plural =
            of && (strncmp(of, "REB", 3) == 0 || strncmp(of, "PRM", 3) == 0) && d->person == WHO_NONE && !d->m.person;
      }
      if (c->parse->deprel[d->m.head] != TRV_REL_CONJ) who_collect(c, d->m.head, &set);
      else if (!last && joined_to_actor(c, d->m.head)) continue; /* "Bamako et les rebelles. Leurs délégués": of both */
      if (!plural && set.n < 2) continue;
      if (plural && gender && g && g != gender && set.n < 2) continue;
    } else if (number == TRV_SING) {
      if (d->m.n_entities > 1 || d->number == TRV_PLUR || d->m.plural) continue;
      if (c->data->natural_gender && gender && !person_agrees(c, d, gender)) continue;
      if ((!possessive || c->data->natural_gender) && gender && g && g != gender) continue;
    }
    uint32_t back = sentence - d->sentence;
    score = 10 - 2.6 * back - 0.02 * (double)(head - d->m.head) + role_weight(c, d, last, object);
    if (last) score -= 0.15 * (double)(head - d->m.head) + 2 * back;
    if (possessive && back == 0 && is_subject(c, d->m.head)) score += 2;
    if (c->data->natural_gender && possessive && back == 0 && nearest_subject(c, head) == d->m.head) score += 1.5;
    /* "they had agreed to extend the truce that they had violated" */
    if (!possessive && back == 0 && in_relative && nearest == d->m.head) score += 1.5;
    if (possessive && back == 0 && gender == TRV_NEUT) score += 2; /* "urged Kiev to let its men go" */
    /* "for the general's arrest, a day after his gunmen ambushed" */
    if (c->data->natural_gender && possessive && back == 0 && (d->person != WHO_NONE || d->m.person)) score += 1.5;
    if (object && gender == TRV_NEUT) score -= 3; /* "accepted it": seldom an actor */
    if (gender && g == gender && !last) score += 0.7;
    if (d->m.person && gender == TRV_MASC && number == TRV_SING) score += 0.6;
    if (organisation && d->m.n_entities && !who_is_country(c->entities[d->m.first_entity].code)) score += 4;
    if (personal && (d->person != WHO_NONE || d->m.person)) score += 2.5;
    if (d->name != WHO_NONE && c->data->items[d->name].kind == WHO_MEDIA) score -= 3;
    if (d->m.kind == TRV_MENTION_SEAT) score -= 1;
    if (c->quoted[d->m.head] && !c->quoted[head]) score -= 8;
    /* "un mandat d'arrêt contre lui": not against the subject */
    if (against && is_subject(c, d->m.head) && back == 0) continue;
    if (last && d->name != WHO_NONE && c->data->items[d->name].kind == WHO_MEDIA) continue;
    if (object && gender == TRV_NEUT && (score < 4 || d->inner)) continue;
    if (score > best) {
      best = score, chosen = i;
      group = set;
    }
  }
  if (chosen == WHO_NONE || best < thing(c, at, number, gender, last) - (possessive ? 3 : 0)) return;
  if (!c->drafts[chosen].m.n_entities) return;
  who_copy(c, at, chosen, out);
  for (uint32_t n = 0; n < group.n; n++) who_list_add(out, group.items[n]);
}

/* "In his first speech since the coup, General Min Aung Hlaing said", "An hour before its tanks rolled over the border,
 * Russia …": of the subject that what opens the sentence leads to. */
static bool led_to(struct who_ctx *c, uint32_t at, uint8_t number, uint8_t gender, struct who_list *out) {
  const struct who_draft *d = &c->drafts[at];
  uint32_t word = d->m.head, begin = who_sentence_begin(c, word);
  for (unsigned n = 0; n < 12 && c->parse->head[word] != TRV_NO_WORD; n++) {
    uint32_t verb = c->parse->head[word];
    uint8_t rel = c->parse->deprel[word];
    bool opens = rel == TRV_REL_OBL || rel == TRV_REL_ADVCL;
    for (uint32_t i = c->parse->child_begin[verb]; opens && i < c->parse->child_begin[verb + 1]; i++) {
      uint32_t k = c->parse->children[i];
      if (!is_subject(c, k) || c->parse->left[k] <= c->parse->right[word] || c->draft_at[k] == WHO_NONE) continue;
      const struct who_draft *s = &c->drafts[c->draft_at[k]];
      if (s->state != WHO_DONE || !s->m.n_entities || s->m.head != k || !who_is_comma(c, c->parse->left[k] - 1))
        continue;
      struct who_list all = {0};
      who_collect(c, k, &all);
      bool plural = s->m.plural || s->number == TRV_PLUR || all.n > 1;
      if (plural != (number == TRV_PLUR) || (!plural && !person_agrees(c, s, gender))) continue;
      uint8_t g = gender_of(c, s);
      if (!plural && gender && g && g != gender) continue;
      for (uint32_t w = begin; w < d->m.first_word; w++) /* nobody named before it */
        if (c->draft_at[w] != WHO_NONE && c->drafts[c->draft_at[w]].m.n_entities) return false;
      who_copy(c, at, c->draft_at[k], out);
      for (uint32_t n_all = 0; n_all < all.n; n_all++) who_list_add(out, all.items[n_all]);
      return out->n > 0;
    }
    word = verb;
  }
  return false;
}

/* "Its vice-president blamed Israel, and its ambassador asked the Council": of two joined clauses with subjects of the same
 * owner's pronoun, both are his. */
static bool as_clause_before(struct who_ctx *c, uint32_t at, struct who_list *out) {
  const struct who_draft *d = &c->drafts[at];
  uint32_t owned = c->parse->head[d->m.head];
  if (owned == TRV_NO_WORD || !is_subject(c, owned) || c->parse->head[owned] == TRV_NO_WORD) return false;
  uint32_t verb = c->parse->head[owned];
  for (unsigned n = 0; n < 6 && c->parse->deprel[verb] == TRV_REL_CONJ && c->parse->head[verb] != TRV_NO_WORD; n++) {
    verb = c->parse->head[verb];
    uint32_t subject = own_subject_of(c, verb);
    for (uint32_t k = c->place[at], steps = 0; subject != TRV_NO_WORD && k-- > 0 && steps < 40; steps++) {
      const struct who_draft *o = &c->drafts[c->order[k]];
      if (o->sentence != d->sentence) break;
      if (o->pronoun != d->pronoun || c->parse->head[o->m.head] != subject || !o->m.n_entities) continue;
      who_copy(c, at, c->order[k], out);
      return out->n > 0;
    }
  }
  return false;
}

static bool thing_word(const struct who_ctx *c, uint32_t word) { return lemma_is(c, word, WHO_WORD_THING); }

/* "Il est entré en vigueur", "Elle prévoit un retrait": the verb tells that no actor is meant. */
static bool of_thing(const struct who_ctx *c, uint32_t word) {
  uint32_t verb = c->parse->head[word];
  if (!is_subject(c, word) || verb == TRV_NO_WORD) return false;
  if (thing_word(c, verb)) return true;
  for (uint32_t k = c->parse->child_begin[verb]; k < c->parse->child_begin[verb + 1]; k++) {
    uint32_t child = c->parse->children[k];
    uint8_t rel = c->parse->deprel[child];
    if ((rel == TRV_REL_OBL || rel == TRV_REL_OBJ) && thing_word(c, child)) return true;
  }
  return false;
}

/* "La diplomatie française, elle, exhorte", "Les insurgés, eux, ont": between commas, right behind the noun that it only takes up. */
static uint32_t taken_up(const struct who_ctx *c, uint32_t i) {
  uint32_t w = c->drafts[i].m.head, begin = who_sentence_begin(c, w);
  if (c->data->owner_first || w < begin + 2 || w + 1 >= who_sentence_end(c, w)) return WHO_NONE;
  if (!who_is_comma(c, w - 1) || !who_is_comma(c, w + 1)) return WHO_NONE;
  uint32_t noun = c->draft_at[w - 2];
  if (noun == WHO_NONE || noun == i || c->drafts[noun].state != WHO_DONE || !c->drafts[noun].m.n_entities)
    return WHO_NONE;
  return c->parse->deprel[c->drafts[noun].m.head] == TRV_REL_NSUBJ ? noun : WHO_NONE;
}

void who_resolve_pronoun(struct who_ctx *c, uint32_t i, struct who_list *out) {
  const struct who_draft *d = &c->drafts[i];
  const struct who_item *item = &c->data->items[d->pronoun];
  uint8_t number = d->number, gender = item->gender;
  struct who_list pair[2] = {0};
  if (item->sub <= WHO_PRO_DEMONSTRATIVE && of_thing(c, d->m.head)) return;
  uint32_t noun = item->sub <= WHO_PRO_OBJECT ? taken_up(c, i) : WHO_NONE;
  if (noun != WHO_NONE) {
    who_copy(c, i, noun, out);
    return;
  }
  switch (item->sub) {
    case WHO_PRO_BOTH:
    case WHO_PRO_FIRST:
    case WHO_PRO_SECOND:
      if (!who_last_pair(c, i, pair)) return;
      for (uint32_t k = 0; k < pair[0].n && item->sub != WHO_PRO_SECOND; k++) who_list_add(out, pair[0].items[k]);
      for (uint32_t k = 0; k < pair[1].n && item->sub != WHO_PRO_FIRST; k++) who_list_add(out, pair[1].items[k]);
      c->drafts[i].m.plural = out->n > 1;
      c->drafts[i].m.antecedent = TRV_NO_MENTION;
      return;
    case WHO_PRO_SEVERAL:
      if (who_last_several(c, i, item->value, out)) c->drafts[i].m.plural = true;
      return;
    case WHO_PRO_OTHERS: /* "a tué 1 200 personnes et enlevé 251 autres" */
      for (uint32_t k = c->place[i], steps = 0; k-- > 0 && steps < 20; steps++) {
        const struct who_draft *o = &c->drafts[c->order[k]];
        if (o->sentence + 1 < d->sentence) return;
        if (o->m.kind != TRV_MENTION_PEOPLE || o->state != WHO_DONE || !o->m.n_entities || !o->m.plural) continue;
        who_copy(c, i, c->order[k], out);
        return;
      }
      return;
    case WHO_PRO_RELATIVE: relative(c, i, out); return;
    case WHO_PRO_POSSESSIVE:
      if (item->value == 1) { /* "nos soldats": the speaker's */
        uint32_t speaker = who_speaker(c, i);
        if (speaker != WHO_NONE) who_copy(c, i, speaker, out);
        return;
      }
      if (c->data->natural_gender && led_to(c, i, number, gender, out)) return;
      if (c->data->natural_gender && as_clause_before(c, i, out)) return;
      antecedent(c, i, number, c->data->natural_gender ? gender : 0, false, true, false, out);
      return;
    case WHO_PRO_LAST: antecedent(c, i, number, gender, true, false, false, out); return;
    case WHO_PRO_OBJECT: antecedent(c, i, number, gender, false, false, true, out); return;
    default: {
      /* "it" has one form for both */
      bool object = c->data->natural_gender && !is_subject(c, d->m.head);
      antecedent(c, i, number, gender, item->sub == WHO_PRO_DEMONSTRATIVE, false, object, out);
    }
  }
}
