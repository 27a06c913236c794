/* What stands before a noun, in languages whose qualifiers do (`genitive` in who.words.tsv):
 *
 *   [Turkey's] [former] [foreign] minister; the [Syrian] and [Russian] armies; the [army] spokesman; [US] troops
 *    owner      former   portfolio              nationalities                   role               name
 *
 * Read from the noun back, by the order of words; the tree only says whether a name beside the noun belongs to it. What
 * the walk has read already is taken over: a name or role becomes a complement, an adjective a nationality. */
#include "who/internal.h"

struct before {
  struct who_ctx *c;
  uint32_t draft, first, end; /* the noun is [first, end) */
  uint32_t n;
  struct who_polity found[WHO_MAX_POLITIES]; /* from right to left */
  bool owner[WHO_MAX_POLITIES];              /* a genitive */
  uint32_t last;                             /* where the last one found begins */
};

bool who_is_rank(const struct who_ctx *c, uint32_t draft) {
  uint32_t i = c->drafts[draft].role;
  if (i == WHO_NONE) return false;
  const struct who_item *role = &c->data->items[i];
  return role->sub == WHO_ROLE_PERSON && role->bare == WHO_BARE_NONE && !role->office && role->sector &&
         !strcmp(role->sector, "MIL");
}

static bool hyphen(const struct who_ctx *c, uint32_t w) {
  const char *f = c->text->words[w].form;
  return f[0] == '-' && !f[1];
}

bool who_is_genitive(const struct who_ctx *c, uint32_t w) {
  return who_word(c, w, NULL) == WHO_WORD_GENITIVE && c->parse->upos[w] != TRV_VERB && c->parse->upos[w] != TRV_AUX;
}

/* The hit whose last word is `w`, or NULL. */
static const struct who_hit *hit_ending(const struct who_ctx *c, uint32_t w) {
  if (c->hit_at[w] == WHO_NONE) return NULL;
  const struct who_hit *hit = &c->hits[c->hit_at[w]];
  return hit->end_word == w + 1 ? hit : NULL;
}

static uint32_t value_of(const struct who_ctx *c, const struct who_hit *hit, uint8_t kind) {
  return hit ? who_value_at(c, hit->first_word, kind) : WHO_NONE;
}

/* The word hangs on one of [from, to), or is a qualifier of what stands behind. */
static bool belongs(const struct who_ctx *c, uint32_t word, uint32_t from, uint32_t to) {
  uint32_t h = c->parse->head[word];
  if (h != TRV_NO_WORD && h >= from && h < to) return true;
  uint8_t rel = c->parse->deprel[word];
  if (rel == TRV_REL_CONJ && h != TRV_NO_WORD && h < from) { /* "Armenian and Azerbaijani forces" */
    uint32_t noun = c->parse->head[h];
    uint8_t other = c->parse->deprel[h];
    return (noun != TRV_NO_WORD && noun >= from && noun < to) || other == TRV_REL_AMOD || other == TRV_REL_COMPOUND;
  }
  if (rel == TRV_REL_COMPOUND || rel == TRV_REL_AMOD || rel == TRV_REL_FLAT || rel == TRV_REL_NUMMOD ||
      rel == TRV_REL_DET)
    return true;
  if (rel == TRV_REL_NMOD) return h != TRV_NO_WORD && h >= to;
  /* "the Sudanese army spokesman": the parser may have taken one of them for the head of all */
  return h != TRV_NO_WORD && h >= to && c->parse->head[to - 1] == word;
}

static void add(struct before *b, uint32_t item, uint32_t draft, bool owner, uint32_t begin) {
  if (b->n == WHO_MAX_POLITIES) return;
  b->found[b->n] = (struct who_polity){item, draft};
  b->owner[b->n++] = owner;
  b->last = begin;
}

/* What another draft has read as an adjective is of this one now. */
static void bury(struct who_ctx *c, uint32_t draft, uint32_t by) {
  struct who_draft *d = &c->drafts[draft];
  d->dead = true;
  for (uint32_t w = d->m.first_word; w < d->m.end_word; w++)
    if (c->draft_at[w] == draft) c->draft_at[w] = by;
}

/* The qualifier that ends before `p`, of the noun or of what stands between; returns where it begins, or `p`. */
static uint32_t qualifier(struct before *b, uint32_t p, bool owner) {
  struct who_ctx *c = b->c;
  uint32_t w = p - 1;
  const struct who_hit *hit = hit_ending(c, w);
  uint32_t k = c->draft_at[w];
  if (k == WHO_NONE && hit) {
    if (who_adjective_item(c, hit->first_word) != WHO_NONE && (hit->name == WHO_NONE || c->parse->upos[w] == TRV_ADJ)) {
      if (owner && c->parse->feats[w].number != TRV_PLUR && c->parse->upos[w] == TRV_ADJ) return p;
      if (hit->first_word > 0 && who_word(c, hit->first_word - 1, NULL) == WHO_WORD_ETHNIC) return hit->first_word - 1;
      for (uint32_t i = hit->n_prefix; i-- > 0;) add(b, hit->prefix[i], WHO_NONE, owner, hit->first_word);
      add(b, who_adjective_item(c, hit->first_word), WHO_NONE, owner, hit->first_word);
      who_claim(c, hit->first_word, hit->end_word, b->draft);
      return hit->first_word;
    }
    if (!owner && !belongs(c, who_head_of(c, hit->first_word, hit->end_word), hit->first_word, b->end)) return p;
    if (hit->name != WHO_NONE) k = who_read_name(c, hit->first_word, false);
    else if (who_value_at(c, hit->first_word, WHO_ANAPHOR) != WHO_NONE) k = who_read_anaphor(c, hit->first_word);
    else if (who_value_at(c, hit->first_word, WHO_ROLE) != WHO_NONE && who_is_noun(c, hit))
      k = who_read_role(c, hit->first_word);
  }
  if (k == WHO_NONE || k == b->draft) return p;
  struct who_draft *d = &c->drafts[k];
  if (d->dead || d->m.end_word != p) return p;
  if (d->inner && d->name == WHO_NONE) return p;
  uint32_t begin = d->m.first_word;
  bool people = d->capital_adjective && !d->n_names;
  if (d->pronoun != WHO_NONE) {
    if (!owner && c->data->items[d->pronoun].sub != WHO_PRO_BOTH) return p;
    if (owner) add(b, WHO_NONE, k, true, begin);
    return owner ? begin : p;
  }
  if (!owner && d->n_names && d->role != WHO_NONE) return p; /* "President Assad officials" is nobody's English */
  bool bare = people && d->number != TRV_PLUR; /* "Azerbaijani" before a noun is an adjective, whatever its tag */
  if (!owner && !bare && !d->adjective && !belongs(c, d->m.head, begin, b->end)) return p;
  if (d->adjective || (people && !owner)) {
    /* "six ethnic Albanian men" are of the country that the text speaks of */
    if (begin > 0 && who_word(c, begin - 1, NULL) == WHO_WORD_ETHNIC) {
      bury(c, k, b->draft);
      return begin - 1;
    }
    for (uint32_t i = d->n_polities; i-- > 0;) add(b, d->polities[i].item, WHO_NONE, owner, begin);
    bury(c, k, b->draft);
    return begin;
  }
  /* "border police", "city officials": a thing says nothing but whose it is */
  if (d->role != WHO_NONE && c->data->items[d->role].sub == WHO_ROLE_THING && !owner) {
    /* "Near the Brazilian frontier soldiers fired" */
    uint32_t start = who_sentence_begin(c, begin);
    if (begin == start + 1 && who_word(c, start, NULL) == WHO_WORD_AT) return p;
    for (uint32_t i = d->n_polities; i-- > 0;) add(b, d->polities[i].item, d->polities[i].draft, false, begin);
    if (d->possessive != WHO_NONE) c->drafts[b->draft].possessive = d->possessive;
    c->drafts[b->draft].definite |= d->definite;
    bury(c, k, b->draft);
    return begin;
  }
  /* "army chief General Burhan": the office is the man's, not his owner's */
  if (!owner && d->role != WHO_NONE && !d->n_names && who_is_rank(c, b->draft)) {
    uint8_t sub = c->data->items[d->role].sub;
    if (sub == WHO_ROLE_PERSON || sub == WHO_ROLE_PEOPLE) return p;
  }
  d->inner = true;
  if (d->former && !owner) c->drafts[b->draft].former = true;
  if (d->definite || owner) c->drafts[b->draft].definite = true;
  add(b, WHO_NONE, k, owner, begin);
  return begin;
}

/* "In Caracas President Chavez said": a place that a preposition opens the sentence with, and no article after it. */
static bool places_scene(const struct who_ctx *c, const struct who_hit *hit) {
  if (!hit || hit->name == WHO_NONE) return false;
  uint32_t w = hit->first_word;
  uint8_t kind = c->data->items[hit->name].kind;
  bool place = kind == WHO_STATE || kind == WHO_CAPITAL || kind == WHO_REGION || kind == WHO_ENTITY ||
               kind == WHO_ENTITY_CAPITAL || kind == WHO_SEAT;
  if (!place || c->text->atoms[hit->first_atom].flags & TRV_ATOM_ALL_CAPS) return false;
  if (w == who_sentence_begin(c, w) || who_word(c, w - 1, NULL) != WHO_WORD_AT) return false;
  return w - 1 == who_sentence_begin(c, w) || c->parse->upos[w - 2] == TRV_PUNCT || c->parse->upos[w - 2] == TRV_CCONJ;
}

/* "In Yerevan police detained": police and people are of the place that opens the sentence; who governs need not be. */
static bool of_the_place(const struct who_item *role) {
  static const char *const moves[] = {"GOV", "MIL", "SPY", "=", "IGO", "REB", "PRM", NULL};
  if (!role || !role->sector || role->sub == WHO_ROLE_THING || role->bare != WHO_BARE_FOCUS) return false;
  for (size_t i = 0; moves[i]; i++)
    if (!strncmp(role->sector, moves[i], strlen(moves[i]))) return false;
  return true;
}

/* How much a qualifier tells whose the noun is: "the Somali al-Shabaab fighters", "the UN Libya envoy". */
static int weight(const struct before *b, uint32_t i) {
  const struct who_ctx *c = b->c;
  uint32_t item = b->found[i].item;
  if (item == WHO_NONE) {
    const struct who_draft *d = &c->drafts[b->found[i].draft];
    if (d->name == WHO_NONE) return d->role != WHO_NONE && d->n_polities ? 5 : 4;
    item = d->name;
  }
  switch (c->data->items[item].kind) {
    case WHO_GROUP:
    case WHO_GROUP_ADJ: return 6;
    case WHO_ORG:
    case WHO_INSTITUTION:
    case WHO_MEDIA: return 5;
    case WHO_ENTITY:
    case WHO_ENTITY_ADJ:
    case WHO_SEAT: return 4;
    case WHO_REGION: return 1;
    case WHO_ADJ: return 3;
    default: return 3;
  }
}

/* Of what stands side by side the one that tells most, the outermost of equals; what "and" joins stays together. */
static void settle(struct before *b, const uint8_t *chain) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < b->n; i++) {
    if (chain[i] == chain[i - 1]) continue;
    uint32_t now = best;
    if (weight(b, i) >= weight(b, now)) best = i;
  }
  struct who_draft *d = &b->c->drafts[b->draft];
  const struct who_item *role = d->role != WHO_NONE ? &b->c->data->items[d->role] : NULL;
  if (role && role->office &&
      !strcmp(role->office, "homologue")) { /* "Moscow's ally", "Lavrov's Turkish counterpart" */
    for (uint32_t i = 0; i < b->n; i++) {
      if (b->owner[i] && b->found[i].draft != WHO_NONE) d->possessive = b->found[i].draft;
      else if (!b->owner[i]) who_add_polity(d, b->found[i].item, b->found[i].draft);
    }
    return;
  }
  for (uint32_t i = b->n; i-- > 0;)
    if (chain[i] == chain[best]) who_add_polity(d, b->found[i].item, b->found[i].draft);
}

/* "Russian ships and submarines": what stands before the first noun is said of the second too. */
static void share(struct who_ctx *c, uint32_t draft, uint32_t w, uint32_t first) {
  static const char *const apart[] = {"REB", "UAF", "CRM", "PRM", "UNK", "OPP", NULL};
  struct who_draft *d = &c->drafts[draft];
  const struct who_item *role = d->role != WHO_NONE ? &c->data->items[d->role] : NULL;
  if (w != first || !role || d->possessive != WHO_NONE || w < who_sentence_begin(c, w) + 2) return;
  if (who_word(c, w - 1, NULL) != WHO_WORD_AND || c->draft_at[w - 2] == WHO_NONE) return;
  for (size_t i = 0; role->sector && apart[i]; i++)
    if (!strncmp(role->sector, apart[i], 3)) return;
  const struct who_draft *o = &c->drafts[c->draft_at[w - 2]];
  if (o->role == WHO_NONE || o->m.end_word != w - 1 || o->n_names || o->m.head + 1 != o->m.end_word) return;
  for (uint32_t i = 0; i < o->n_polities; i++)
    if (o->polities[i].item != WHO_NONE || c->drafts[o->polities[i].draft].name != WHO_NONE)
      who_add_polity(d, o->polities[i].item, o->polities[i].draft);
  d->possessive = o->possessive;
}

/* "soldiers ousted President Kabore": a verb of its own. */
static bool is_predicate(const struct who_ctx *c, uint32_t word) {
  uint8_t rel = c->parse->deprel[word];
  if (rel == TRV_REL_ROOT || rel == TRV_REL_CCOMP || rel == TRV_REL_PARATAXIS ||
      c->parse->feats[word].verbform == TRV_FIN)
    return true;
  for (uint32_t i = c->parse->child_begin[word]; i < c->parse->child_begin[word + 1]; i++)
    if (c->parse->deprel[c->parse->children[i]] == TRV_REL_NSUBJ) return true;
  return false;
}

uint32_t who_read_before(struct who_ctx *c, uint32_t draft, uint32_t first) {
  const struct who_hit *noun = who_hit_begin(c, first);
  struct before b = {
      .c = c, .draft = draft, .first = first, .end = noun ? noun->end_word : first + 1, .last = WHO_NONE};
  uint32_t begin = who_sentence_begin(c, first), w = first;
  const struct trv_atom *atoms = c->text->atoms;
  uint8_t chain[WHO_MAX_POLITIES] = {0}, chains = 0;
  bool determined = false, joined = false;
  if (noun && noun->first_atom > c->text->word_atom[first]) { /* "ex-president" */
    for (uint32_t a = c->text->word_atom[first]; a < noun->first_atom; a++)
      if (trv_map_get(&c->data->former, (struct trv_slice){atoms[a].fold, atoms[a].n}) != TRV_MAP_NONE)
        c->drafts[draft].former = true;
  }
  while (w > begin && first - w < 14) {
    uint32_t p = w - 1, value = 0, before = b.n;
    uint8_t u = c->parse->upos[p];
    int word = who_word(c, p, &value);
    const struct who_hit *hit = hit_ending(c, p);
    uint32_t pronoun = who_pronoun_at(c, p);
    if (pronoun != WHO_NONE && c->data->items[pronoun].sub == WHO_PRO_POSSESSIVE) {
      c->drafts[draft].possessive = who_possessive_draft(c, p);
      c->drafts[draft].definite = true;
      w = p;
      break;
    }
    if (who_is_genitive(c, p) && p > begin) {
      uint32_t e = qualifier(&b, p, true);
      if (e == p) break;
      c->drafts[draft].definite = true;
      for (uint32_t i = before; i < b.n; i++) chain[i] = chains;
      chains++;
      w = e;
      /* "Armenia and Azerbaijan's presidents" */
      if (w > begin + 1 && who_word(c, w - 1, NULL) == WHO_WORD_AND && b.found[b.n - 1].draft != WHO_NONE &&
          c->parse->deprel[c->drafts[b.found[b.n - 1].draft].m.head] == TRV_REL_CONJ) {
        before = b.n;
        e = qualifier(&b, w - 1, true);
        if (e < w - 1) {
          for (uint32_t i = before; i < b.n; i++) chain[i] = (uint8_t)(chains - 1);
          w = e;
        }
      }
      break;
    }
    if (determined && u != TRV_DET && word != WHO_WORD_NUMBER) break;
    if (u == TRV_VERB && is_predicate(c, p)) break;
    /* "Russian and Turkish", "US, British and French", "Russian-Turkish" */
    bool link = (word == WHO_WORD_AND || who_is_comma(c, p) || hyphen(c, p)) && b.last == w && p > begin;
    if (link) {
      bool comma = who_is_comma(c, p);
      if (comma && !joined) break;
      const struct who_hit *other = hit_ending(c, p - 1);
      bool nation = other && (who_adjective_item(c, other->first_word) != WHO_NONE || other->name != WHO_NONE);
      uint32_t k = c->draft_at[p - 1];
      if (!nation || (k != WHO_NONE && c->drafts[k].role != WHO_NONE)) break;
      uint32_t head = who_head_of(c, other->first_word, other->end_word);
      bool adjective = c->parse->upos[p - 1] == TRV_ADJ;
      if (!adjective && c->parse->head[head] == b.end - 1 && c->parse->deprel[head] == TRV_REL_NSUBJ) break;
      if (!adjective && c->parse->deprel[b.end - 1] == TRV_REL_CONJ && c->parse->head[b.end - 1] == head) break;
      uint32_t e = qualifier(&b, p, false);
      if (e == p) break;
      for (uint32_t i = before; i < b.n; i++) chain[i] = (uint8_t)(chains - 1);
      joined = true;
      w = e;
      continue;
    }
    /* "Turkish-backed", "UN-led": how it came about, not whose it is; but whose it is where it is led */
    if ((u == TRV_VERB || u == TRV_ADJ) && p > begin + 1 && hyphen(c, p - 1) && !(hit && hit->first_word < p) &&
        who_adjective_item(c, p) == WHO_NONE) {
      uint32_t k = p - 2, at = c->draft_at[k];
      const struct who_hit *by = hit_ending(c, k);
      if (at != WHO_NONE && c->drafts[at].m.end_word == k + 1) k = c->drafts[at].m.first_word;
      if (c->parse->feats[k].definite == 1) c->drafts[draft].definite = determined = true;
      else if (by) k = by->first_word;
      if (word == WHO_WORD_LED && !b.n) {
        uint32_t e = qualifier(&b, p - 1, true);
        for (uint32_t i = before; i < b.n; i++) chain[i] = chains;
        if (e < p - 1) chains++, k = e;
      }
      w = k;
      continue;
    }
    uint32_t modifier = value_of(c, hit, WHO_MODIFIER);
    if (modifier != WHO_NONE && u != TRV_AUX) {
      uint8_t effect = c->data->items[modifier].sub;
      bool plain = effect == WHO_EFFECT_PLAIN;
      if (!plain || c->draft_at[p] == WHO_NONE) {
        who_apply_modifier(c, draft, modifier);
        if (!plain && c->draft_at[p] != WHO_NONE && c->drafts[c->draft_at[p]].m.end_word == w) {
          uint32_t k = c->draft_at[p], from = c->drafts[k].m.first_word;
          for (uint32_t i = c->drafts[k].n_polities; i-- > 0;)
            add(&b, c->drafts[k].polities[i].item, c->drafts[k].polities[i].draft, false, from);
          if (c->drafts[k].possessive != WHO_NONE) c->drafts[draft].possessive = c->drafts[k].possessive;
          c->drafts[draft].definite |= c->drafts[k].definite;
          for (uint32_t i = before; i < b.n; i++) chain[i] = chains;
          if (b.n > before) chains++;
          bury(c, k, draft);
          w = from;
        } else {
          who_claim(c, hit->first_word, w, draft);
          w = hit->first_word;
        }
        continue;
      }
    }
    uint32_t portfolio = value_of(c, hit, WHO_PORTFOLIO);
    const struct who_item *role = c->drafts[draft].role != WHO_NONE ? &c->data->items[c->drafts[draft].role] : NULL;
    if (portfolio != WHO_NONE && role && role->office && !strcmp(role->office, "minister")) {
      if (c->drafts[draft].portfolio == WHO_NONE) c->drafts[draft].portfolio = portfolio;
      who_claim(c, hit->first_word, w, draft);
      w = hit->first_word;
      continue;
    }
    uint32_t e = places_scene(c, hit) && !of_the_place(role) ? w : qualifier(&b, w, false);
    if (e < w) {
      for (uint32_t i = before; i < b.n; i++) chain[i] = chains;
      if (b.n > before) chains++;
      w = e;
      determined |= c->parse->upos[w] == TRV_DET;
      continue;
    }
    if (c->draft_at[p] != WHO_NONE && c->draft_at[p] != draft) break;
    if (word == WHO_WORD_SAME && w == first && c->parse->feats[b.end - 1].number == TRV_PLUR)
      c->drafts[draft].count = 2;
    else if (word == WHO_WORD_NUMBER) {
      c->drafts[draft].count = value;
      if (u == TRV_DET) c->drafts[draft].definite = true;
    } else if (u == TRV_NOUN || u == TRV_PROPN) {
      if (!belongs(c, p, p, b.end)) break;
    } else if (u == TRV_VERB) {
      if (c->parse->deprel[p] != TRV_REL_AMOD && c->parse->deprel[p] != TRV_REL_COMPOUND) break;
    } else if (u == TRV_ADV) {
      if (c->parse->head[p] == TRV_NO_WORD || c->parse->head[p] < w || c->parse->head[p] >= first) break;
    } else if (hyphen(c, p)) {
      if (!determined && c->parse->head[p] != TRV_NO_WORD && c->parse->head[p] >= b.end) break;
    } else if (!who_is_modifier(u)) {
      break;
    }
    determined |= u == TRV_DET;
    if (c->parse->feats[p].definite == 1) c->drafts[draft].definite = true;
    if (u == TRV_DET && c->parse->feats[p].prontype == 2)
      c->drafts[draft].definite = c->drafts[draft].demonstrative = true;
    if (u == TRV_DET) who_agree(c, &c->drafts[draft], p);
    /* "each government", "neither army": both */
    bool body = role && role->sub == WHO_ROLE_BODY && role->sector;
    if (word == WHO_WORD_EACH && body && (!strcmp(role->sector, "GOV") || !strcmp(role->sector, "MIL")))
      c->drafts[draft].definite = true, c->drafts[draft].count = 2, c->drafts[draft].number = TRV_PLUR;
    w = p;
  }
  /* "Israel, whose army": the relative pronoun of possession */
  if (w > begin && c->draft_at[w - 1] != WHO_NONE) {
    uint32_t pronoun = c->drafts[c->draft_at[w - 1]].pronoun;
    if (pronoun != WHO_NONE && c->data->items[pronoun].sub == WHO_PRO_RELATIVE && c->data->items[pronoun].value == 1)
      c->drafts[draft].possessive = c->draft_at[w - 1];
  }
  if (b.n) settle(&b, chain);
  else share(c, draft, w, first);
  return w;
}

uint32_t who_head_role(const struct who_ctx *c, uint32_t word) {
  uint32_t end = who_sentence_end(c, word), best = WHO_NONE, k = word;
  while (k < end && k - word < 14) {
    const struct who_hit *hit = who_hit_begin(c, k);
    uint8_t u = c->parse->upos[k];
    if (hit && hit->name == WHO_NONE && who_value_at(c, k, WHO_ROLE) != WHO_NONE && who_is_noun(c, hit)) {
      best = k;
      k = hit->end_word;
    } else if (who_is_genitive(c, k)) {
      k++;
    } else if (best != WHO_NONE && k > 0 && !who_is_genitive(c, k - 1)) {
      /* "army helicopter": the role only says of what kind */
      if (u == TRV_NOUN && belongs(c, best, word, k + 1) && c->parse->head[best] == k) return WHO_NONE;
      break;
    } else if (hit && (hit->name != WHO_NONE || who_adjective_item(c, k) != WHO_NONE ||
                       who_value_at(c, k, WHO_MODIFIER) != WHO_NONE || who_value_at(c, k, WHO_ANAPHOR) != WHO_NONE ||
                       who_value_at(c, k, WHO_PORTFOLIO) != WHO_NONE)) {
      k = hit->end_word;
    } else if (u == TRV_NOUN || u == TRV_PROPN || u == TRV_ADJ || u == TRV_NUM || u == TRV_DET || hyphen(c, k) ||
               (u == TRV_VERB && k > word && hyphen(c, k - 1))) {
      k++;
    } else {
      break;
    }
  }
  return best;
}
