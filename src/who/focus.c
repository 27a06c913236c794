/* The country in focus: whose the police, the government or the people are where the text does not say.
 *
 * Each country that the article names is scored by how near its names and places stand, by how much the article speaks
 * of it, and by who acts beside; the best one is taken. The work looks at a window of a few sentences, so that it stays
 * linear in the length of the article. */
#include "who/focus.h"

/* What a name counts in the sentence itself and in the three before. */
static const double before[] = {2.0, 1.2, 0.6, 0.3};

bool who_of_sector(const char *sector, const char *kind) { return sector && !strncmp(sector, kind, 3); }

bool who_of_sectors(const char *sector, const char *const *kinds) {
  for (; *kinds; kinds++)
    if (who_of_sector(sector, *kinds)) return true;
  return false;
}

void who_focus_add(const struct who_focus_of *f, const char *code, double value) {
  for (uint32_t i = 0; i < f->c->n_codes; i++)
    if (!strcmp(f->c->codes[i].code, code)) f->c->score[i] += value;
}

static bool thing(const struct who_focus_of *f) { return f->role && f->role->sub == WHO_ROLE_THING; }

/* "the government", "the parliament". */
static bool rules(const struct who_focus_of *f) {
  return f->role && f->role->sub == WHO_ROLE_BODY && f->d->definite &&
         (who_of_sector(f->sector, "GOV") || who_of_sector(f->sector, "LEG"));
}

/* "A mob threw rocks at the British embassy in Tehran": who does something is where he does it, whoever it is done to. */
static bool acts_at(const struct who_focus_of *f, uint32_t place) {
  const struct who_draft *d = f->d;
  const struct trv_parse *p = f->c->parse;
  if (!f->c->data->owner_first || !f->role || d->n_polities) return false;
  if (f->role->sub != WHO_ROLE_PEOPLE || place < d->m.end_word) return false;
  static const char *const there[] = {"CVL", "EDU", "UAF", "PRM", "AGR", "LAB", NULL};
  uint32_t verb = p->head[d->m.head], w = place;
  if (!who_of_sectors(f->sector, there) || p->deprel[d->m.head] != TRV_REL_NSUBJ || verb == TRV_NO_WORD ||
      p->upos[verb] != TRV_VERB)
    return false;
  while (p->head[w] != TRV_NO_WORD && p->head[w] != verb && p->upos[p->head[w]] != TRV_VERB) w = p->head[w];
  return p->head[w] == verb && w > verb;
}

/* What the places of a sentence add to the countries near a draft; `back`: how many sentences before. */
static void hear_spots(const struct who_focus_of *f, uint32_t back) {
  struct who_ctx *c = f->c;
  const struct who_draft *d = f->d;
  uint32_t sentence = d->sentence - back;
  for (uint32_t i = c->sentence_spot[sentence]; i < c->sentence_spot[sentence + 1]; i++) {
    const struct trv_place_mention *spot = &c->where->places[i];
    const char *code = who_spot_code(c, spot);
    if (!code || spot->role == TRV_ROLE_NONE) continue;
    uint32_t k = who_code_index(c, code);
    bool after = back == 0 && spot->first_word > d->m.first_word;
    double v = before[back] * (after ? 0.35 : 0.5);
    /* "Rockets hit an army camp outside Jammu" */
    if (after && thing(f) && spot->first_word <= c->parse->right[d->m.head]) v += 6;
    if (f->local) v += after ? (spot->first_word < d->m.end_word + 5 ? 4 : 1.5) : back == 0 ? 2 : back == 1 ? 0.7 : 0.2;
    if (after && v < 5 && acts_at(f, spot->first_word)) v = 5;
    if (v > c->near[k]) c->near[k] = v;
  }
}

/* "A senior official in Washington": where an official is that speaks of others. */
static bool of_another(const struct who_ctx *c, uint32_t at, uint32_t word) {
  uint32_t head = c->parse->head[word];
  if (head == TRV_NO_WORD || head > word || c->parse->deprel[word] != TRV_REL_NMOD) return false;
  uint32_t other = c->draft_at[head];
  if (other == WHO_NONE || other == at || c->drafts[other].role == WHO_NONE) return false;
  const char *sector = c->data->items[c->drafts[other].role].sector;
  return sector && !strncmp(sector, "GOV", 3);
}

/* The two stand side by side under one verb, which is not that of the sentence. */
static bool of_one_verb(const struct who_ctx *c, uint32_t word, uint32_t place) {
  uint32_t verb = c->parse->head[word];
  return verb != TRV_NO_WORD && verb == c->parse->head[place] && c->parse->deprel[place] == TRV_REL_OBL &&
         c->parse->upos[verb] == TRV_VERB;
}

static uint32_t verb_above(const struct who_ctx *c, uint32_t word) {
  for (unsigned n = 0; n < 12 && word != TRV_NO_WORD && c->parse->upos[word] != TRV_VERB; n++)
    word = c->parse->head[word];
  return word;
}

/* "sentenced an activist for criticising the war in Ukraine": a place of what another verb tells. */
static bool of_other_verb(const struct who_ctx *c, uint32_t word, uint32_t place) {
  uint32_t verb = verb_above(c, word), other = verb_above(c, place);
  return c->data->owner_first && verb != TRV_NO_WORD && other != TRV_NO_WORD && other > word && verb < word &&
         other != verb;
}

/* A country that opens the sentence, set off by a comma, where no other one is named before `d`. */
static bool sets_scene(const struct who_ctx *c, uint32_t hit, const struct who_draft *d) {
  const struct who_hit *h = &c->hits[hit];
  uint32_t opening = who_sentence_begin(c, h->first_word);
  if (c->parse->upos[opening] != TRV_ADP || h->first_word > opening + 2 || who_hit_capital(c, h)) return false;
  if (!who_hit_locative(c, h) || !who_is_comma(c, h->end_word)) return false;
  for (uint32_t i = hit + 1; i < c->sentence_hit[d->sentence + 1] && c->hits[i].first_word < d->m.first_word; i++) {
    const char *code = who_hit_code(c, &c->hits[i]);
    if (code && !who_same(code, who_hit_code(c, h))) return false;
  }
  return true;
}

/* "In Baghdad the government condemned the raids": who governs where the sentence opens, right behind it; NULL: none. */
static const char *governs_there(const struct who_focus_of *f) {
  const struct who_ctx *c = f->c;
  const struct who_draft *d = f->d;
  if (!c->data->owner_first || !rules(f)) return NULL;
  if (c->parse->deprel[d->m.head] != TRV_REL_NSUBJ || d->n_polities) return NULL;
  uint32_t opening = who_sentence_begin(c, d->m.first_word);
  for (uint32_t i = c->sentence_hit[d->sentence]; i < c->sentence_hit[d->sentence + 1]; i++) {
    const struct who_hit *h = &c->hits[i];
    if (h->first_word > opening + 2 || h->end_word > d->m.first_word) break;
    if (who_hit_capital(c, h) && who_hit_locative(c, h) && d->m.first_word <= h->end_word + 1)
      return who_hit_code(c, h);
  }
  return NULL;
}

/* "Police there", "the ministry there": the country of the place that was last spoken of; NULL: none. */
const char *who_said_there(const struct who_ctx *c, uint32_t at) {
  const struct who_draft *d = &c->drafts[at];
  uint32_t there = d->m.end_word;
  if (there >= who_sentence_end(c, d->m.head) || c->parse->upos[there] != TRV_ADV || d->n_polities) return NULL;
  if (who_word(c, there, NULL) != WHO_WORD_THERE) return NULL;
  for (uint32_t back = 0; back < 3 && back <= d->sentence; back++) {
    const char *code = NULL;
    uint32_t s = d->sentence - back, last = 0;
    for (uint32_t i = c->sentence_hit[s]; i < c->sentence_hit[s + 1] && c->hits[i].first_word < d->m.first_word; i++)
      if (who_hit_code(c, &c->hits[i]) && (who_hit_locative(c, &c->hits[i]) || !code) &&
          !who_hit_person(c, &c->hits[i]))
        code = who_hit_code(c, &c->hits[i]), last = c->hits[i].first_word;
    for (uint32_t i = c->sentence_spot[s]; c->where && i < c->sentence_spot[s + 1]; i++) {
      const struct trv_place_mention *spot = &c->where->places[i];
      if (spot->first_word >= d->m.first_word || spot->first_word < last || !who_spot_code(c, spot)) continue;
      if (spot->role != TRV_ROLE_NONE || !code) code = who_spot_code(c, spot), last = spot->first_word;
    }
    if (code) return code;
  }
  return NULL;
}
/* What a place told beside people, or things, counts for them. */
static double of_where(const struct who_focus_of *f, const struct who_hit *h, uint32_t back, bool after) {
  const struct who_ctx *c = f->c;
  const struct trv_mention *m = &f->d->m;
  bool apart = after && of_other_verb(c, m->head, h->first_word);
  bool beside = after && !apart && h->first_word < m->end_word + 8;
  bool next = after && !apart && h->first_word < m->end_word + 5; /* "1 200 personnes dans le sud d'Israël" */
  double v = after ? (next ? 4 : beside ? 2.6 : 0.5) : back == 0 ? 2.6 : back == 1 ? 1 : 0.3;
  if (after && thing(f) && h->first_word <= c->parse->right[m->head]) v += 6;
  /* "an Iranian diplomat kidnapped in Baghdad by gunmen" */
  if (c->data->owner_first && back == 0 && of_one_verb(c, m->head, h->first_word)) v += 3;
  return v;
}

/* What a place that opens the sentence, or the sentence before, counts. */
static double of_scene(const struct who_focus_of *f, uint32_t hit, uint32_t back) {
  const struct who_ctx *c = f->c;
  const struct who_draft *d = f->d;
  const struct who_hit *h = &c->hits[hit];
  bool after = back == 0 && h->first_word > d->m.first_word, capital = who_hit_capital(c, h);
  bool place = who_hit_locative(c, h) && !who_hit_of_people(c, h) && !of_another(c, f->at, h->first_word);
  uint32_t opening = who_sentence_begin(c, h->first_word);
  bool opens = place && h->first_word <= opening + 3, fronted = opens && back == 0 && !after;
  /* what follows upon the place: "Au Mali, les autorités ont levé", but not "Exilée à Vilnius, …" */
  bool next_to = fronted && c->parse->upos[opening] == TRV_ADP && d->m.first_word <= h->end_word + 3;
  fronted &= c->data->owner_first || next_to;
  double v = 0;
  /* "À Erevan, des milliers de manifestants ont défilé. La police en a arrêté trente." */
  const struct trv_sentence *here = &c->text->sentences[d->sentence];
  if (back == 1 && opens && f->local && here[-1].paragraph == here->paragraph) v += 2;
  if (fronted && f->local) v += 5; /* "In Istanbul, meanwhile, crowds gathered" */
  if (next_to && !f->local && !f->guests && !capital) v += 5;
  /* "Au Tchad, l'opposant a été tué par l'armée" */
  else if (back == 0 && !after && !fronted && sets_scene(c, hit, d)) v += 5;
  if (!capital) return v;
  /* "In Beijing, a foreign ministry spokeswoman said": who speaks for a ministry does so at home */
  const struct who_item *role = f->role;
  bool speaks = role && ((role->office && !strcmp(role->office, "spokesperson")) ||
                         (role->sub == WHO_ROLE_BODY && role->name && !strcmp(role->sector, "GOV")));
  if (fronted && speaks) v += 6;
  /* "In Baghdad the government condemned the raids" */
  if (next_to && rules(f) && c->parse->deprel[d->m.head] == TRV_REL_NSUBJ) v += 8;
  return v;
}

/* What one name adds to its country; `back`: in which of the sentences before it stands. */
static double heard(const struct who_focus_of *f, uint32_t hit, uint32_t back) {
  const struct who_ctx *c = f->c;
  const struct trv_mention *m = &f->d->m;
  const struct who_hit *h = &c->hits[hit];
  bool after = back == 0 && h->first_word > m->first_word;
  double v = before[back];
  if (who_hit_adjective(c, h)) v *= 0.7;
  if (who_hit_group(c, h) && f->army) v *= 0.4; /* an armed group's name does not speak of its country's army */
  if (after) v = f->sector && (!strcmp(f->sector, "JUD") || !strcmp(f->sector, "COP")) ? 1.1 : 0.7;
  if (back == 0 && !after) v += 0.5 / (1.0 + 0.1 * (double)(m->first_word - h->first_word));
  bool in_place = who_hit_locative(c, h) && !who_hit_of_people(c, h);
  bool place = in_place && !of_another(c, f->at, h->first_word);
  if (place && !f->local && who_hit_capital(c, h)) v *= 0.5;
  /* "the soldiers who seized power in Niger" */
  if (after && place && !f->local && h->first_word <= c->parse->right[m->head]) v = 3;
  v += of_scene(f, hit, back);
  if (place && f->local) v += of_where(f, h, back, after);
  return after && v < 5 && in_place && acts_at(f, h->first_word) ? 5 : v;
}

/* Adds what the names and places of the sentence and of the three before tell, of each country the nearest in each. */
static void hear(const struct who_focus_of *f) {
  struct who_ctx *c = f->c;
  for (uint32_t back = 0; back < 4 && back <= f->d->sentence; back++) {
    uint32_t s = f->d->sentence - back;
    memset(c->near, 0, c->n_codes * sizeof *c->near);
    for (uint32_t i = c->sentence_hit[s]; i < c->sentence_hit[s + 1]; i++) {
      const char *code = who_hit_code(c, &c->hits[i]);
      if (!code) code = who_hit_holder(c, &c->hits[i]);
      if (!code || (back && who_in_dateline(c, c->hits[i].first_word))) continue;
      uint32_t k = who_code_index(c, code);
      double v = heard(f, i, back);
      if (v > c->near[k]) c->near[k] = v;
    }
    if (c->where) hear_spots(f, back);
    for (uint32_t k = 0; k < c->n_codes; k++) c->score[k] += c->near[k];
  }
}

/* Adds what the whole article is about. */
static void weigh(const struct who_focus_of *f) {
  const struct who_ctx *c = f->c;
  double max = 0;
  for (uint32_t k = 0; k < c->n_codes; k++)
    if (c->codes[k].weight > max) max = c->codes[k].weight;
  if (max <= 0) return;
  for (uint32_t k = 0; k < c->n_codes; k++)
    c->score[k] += 4.5 * (c->codes[k].weight - (f->guests ? 0.8 * c->codes[k].host : 0)) / max;
  /* "the Prime Minister, Bill Skate", of whom nothing is known: of the country that the article is about */
  if (c->data->owner_first && f->d->n_names && who_of_sector(f->sector, "GOV"))
    for (uint32_t k = 0; k < c->n_codes; k++) c->score[k] += 2.5 * c->codes[k].weight / max;
}

/* "rebels backed by Rwanda": another's. */
static void not_of_backers(const struct who_focus_of *f) {
  const struct who_ctx *c = f->c;
  const struct who_draft *d = f->d;
  const struct trv_parse *p = c->parse;
  if (!c->data->owner_first) return;
  if (!who_of_sector(f->sector, "REB") && !who_of_sector(f->sector, "PRM")) return;
  for (uint32_t k = p->child_begin[d->m.head]; k < p->child_begin[d->m.head + 1]; k++) {
    uint32_t verb = p->children[k];
    if (p->deprel[verb] != TRV_REL_ACL || p->upos[verb] != TRV_VERB) continue;
    for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
      uint32_t by = p->children[i];
      if (p->deprel[by] != TRV_REL_OBL || p->sub[by] != TRV_SUB_AGENT) continue;
      for (uint32_t h = c->sentence_hit[d->sentence]; h < c->sentence_hit[d->sentence + 1]; h++)
        if (c->hits[h].first_word <= by && by < c->hits[h].end_word && who_hit_code(c, &c->hits[h]))
          who_focus_add(f, who_hit_code(c, &c->hits[h]), -8);
    }
  }
}

/* The same word said before: "le régime" stays the same one, unless the article has several. */
static void said_before(const struct who_focus_of *f) {
  const struct who_ctx *c = f->c;
  const struct who_draft *d = f->d;
  const char *said = NULL;
  bool bare = false, several = false;
  for (uint32_t p = c->place[f->at], steps = 0; f->role && p-- > 0 && steps < 150; steps++) {
    const struct who_draft *o = &c->drafts[c->order[p]];
    if (o->role != d->role || o->state != WHO_DONE || o->m.n_entities != 1) continue;
    if (strcmp(c->parse->lemma[o->m.head], c->parse->lemma[d->m.head]) != 0) continue;
    const char *code = c->entities[o->m.first_entity].code;
    if (!said) said = code, bare = !o->n_polities && o->possessive == WHO_NONE;
    else if (!who_same(said, code)) several = true;
  }
  if (said && who_is_country(said) && (bare || !several)) who_focus_add(f, said, 2);
}

/* "A crowd hurled stones at the American embassy": it is abroad. */
static void not_of_embassies(const struct who_focus_of *f) {
  const struct who_ctx *c = f->c;
  const struct who_draft *d = f->d;
  /* nor are the police who then scatter it of that country */
  bool police = who_of_sector(f->sector, "COP") && !d->n_polities;
  for (uint32_t i = c->sentence_hit[d->sentence]; f->local && i < c->sentence_hit[d->sentence + 1]; i++) {
    uint32_t next = c->hits[i].end_word;
    if (c->hits[i].first_word < d->m.end_word && !police) continue;
    if (next >= c->text->n_words || c->draft_at[next] == WHO_NONE) continue;
    const struct who_draft *o = &c->drafts[c->draft_at[next]];
    const struct who_item *post = o->role != WHO_NONE ? &c->data->items[o->role] : NULL;
    bool abroad = post && post->sub == WHO_ROLE_BODY && post->bare == WHO_BARE_NONE && post->sector &&
                  !strcmp(post->sector, "GOV");
    if (abroad && who_hit_code(c, &c->hits[i])) who_focus_add(f, who_hit_code(c, &c->hits[i]), -5);
  }
}

/* People are where the article says that things happen, armies where there are any. */
static void of_the_place(const struct who_focus_of *f) {
  const struct who_ctx *c = f->c;
  if (!c->data->owner_first) return;
  double most = 0;
  for (uint32_t k = 0; f->local && k < c->n_codes; k++)
    if (c->codes[k].locative > most) most = c->codes[k].locative;
  for (uint32_t k = 0; k < c->n_codes && most > 0; k++) c->score[k] += 3 * c->codes[k].locative / most;
  for (uint32_t k = 0; f->army && k < c->n_codes; k++)
    if (who_unarmed(c->codes[k].code)) c->score[k] -= 6;
}

const char *who_focus(struct who_ctx *c, uint32_t at, const char *sector) {
  static const char *const mobile[] = {"GOV", "MIL", "LEG", "JUD", "SPY", "REB", "OPP", NULL};
  static const char *const hosted[] = {"REB", "MIL", "OPP", NULL};
  if (!c->n_codes) return NULL;
  const struct who_draft *d = &c->drafts[at];
  struct who_focus_of f = {.c = c, .at = at, .d = d, .sector = sector};
  if (d->role != WHO_NONE) f.role = &c->data->items[d->role];
  const char *sure = governs_there(&f);
  if (!sure && f.role) sure = who_said_there(c, at);
  if (sure) return sure;
  f.local = !who_of_sectors(sector, mobile) || thing(&f);
  f.guests = who_of_sectors(sector, hosted);
  f.army = who_of_sector(sector, "MIL");
  if (!c->score) {
    c->score = TRV_NEW_ARRAY(c->arena, double, c->n_codes);
    c->near = TRV_NEW_ARRAY(c->arena, double, c->n_codes);
  }
  memset(c->score, 0, c->n_codes * sizeof *c->score);
  hear(&f);
  weigh(&f);
  who_focus_acts(&f);
  not_of_backers(&f);
  said_before(&f);
  not_of_embassies(&f);
  of_the_place(&f);
  uint32_t best = 0;
  for (uint32_t k = 1; k < c->n_codes; k++)
    if (c->score[k] > c->score[best]) best = k;
  return c->score[best] > 0 ? c->codes[best].code : NULL;
}
