/* Names of places in the text.
 *
 * Every run of up to six atoms that may be a name is looked up. Capital letters open it ("Goma") unless the gazetteer
 * has the name with a small one ("bande de Gaza"). What is found is judged in two passes: first the names that stand
 * for themselves (states, capitals, great towns, hand-written regions) say which countries the article is about; then
 * every name is chosen among its namesakes by population, kind, those countries and the neighbours named beside it,
 * and accepted when the evidence suffices: a hamlet needs a preposition or a name tag and its country in the article,
 * a name that is also a word or a surname needs both. A wrong place is worse than a missing hamlet. */
#include "where/names.h"

#include <math.h>

#define MAX_ATOMS 6
#define MAX_KEY 96
#define MAX_HITS 48
#define MIN_SOUND 5
/* How many places before are asked whether they lie near: keeps the work linear. */
#define NEAR_MENTIONS 64
#define NEAR_KM 150.0

/* A stretch of atoms that may be a name, with what the gazetteer has for it. */
struct candidate {
  uint32_t first_atom, n_atoms;
  uint32_t first_word, end_word;
  uint32_t n_hits;
  struct trv_gaz_hit hits[MAX_HITS];
};

/* What the words around a name say. */
struct context {
  bool locative;      /* a preposition of place stands before it */
  bool possession;    /* "de X" */
  bool firm;          /* and one behind which no person stands, or a verb that takes places */
  bool typed;         /* a noun for a kind of place introduces it */
  bool province;      /* and it names a division */
  bool per, loc, org; /* name tags on all its words */
  bool beyond;        /* the tagged name goes on outside */
  bool joined;        /* a capitalised word of the same name stands beside it, outside */
  bool title;         /* "M. Santos" */
  bool banned_after;  /* "groupe de Minsk" */
  bool opens;         /* it is the first word of the sentence */
  bool sentence;      /* and its capital therefore says nothing */
  uint32_t land;      /* the country that is named right behind it: "Palma, in Mozambique's far north"; UINT32_MAX */
};

static const struct trv_atom *atom_at(const struct trv_where_run *run, uint32_t i) { return &run->text->atoms[i]; }

static uint32_t sentence_of(const struct trv_where_run *run, uint32_t word) { return run->text->words[word].sentence; }

const char *trv_place_kind_name(enum trv_place_kind kind) {
  static const char *const names[] = {"country", "region", "capital", "town", "other"};
  return names[kind];
}

void trv_where_fill(const struct trv_where_run *run, struct trv_place_mention *m, uint32_t place) {
  const struct trv_gazetteer *g = &run->data->gazetteer;
  struct trv_gaz_place p = trv_gazetteer_place(g, place);
  m->gaz = place;
  m->kind = p.kind;
  m->place.name = p.name;
  m->place.kind = trv_place_kind_name((enum trv_place_kind)p.kind);
  m->place.country = trv_gazetteer_country(g, p.country);
  m->place.lat_deg = p.lat_deg;
  m->place.lon_deg = p.lon_deg;
  m->place.located = p.lat_deg != 0.0 || p.lon_deg != 0.0;
  m->place.text = trv_arena_strndup(run->arena, run->text->source + m->span.begin, m->span.end - m->span.begin);
  m->place.span = (struct trv_bytes){m->span.begin, m->span.end};
}

/* --- the words around --- */

static bool word_in(const struct trv_where_run *run, uint32_t word, enum trv_where_class class) {
  return trv_where_is(run->data, run->text->words[word].lower, class);
}

bool trv_where_lemma_is(const struct trv_where_run *run, uint32_t word, enum trv_where_class class) {
  if (word_in(run, word, class)) return true;
  return run->parse && trv_where_is(run->data, run->parse->lemma[word], class);
}

static bool starts_capital(const struct trv_where_run *run, uint32_t word) {
  uint32_t atom = run->text->word_atom[word];
  if (atom >= run->text->n_atoms || run->text->atoms[atom].word != word) return false;
  return run->text->atoms[atom].flags & TRV_ATOM_CAPITAL;
}

static bool is_determiner(const struct trv_where_run *run, uint32_t word) {
  return run->parse && run->parse->upos[word] == TRV_DET;
}

/* Reads leftwards: the preposition, and the noun before it. "dans la ville de Shire", "la ville portuaire de Hodeida",
 * "près de Wau". */
static void look_left(const struct trv_where_run *run, uint32_t first, struct context *c) {
  uint32_t sentence = sentence_of(run, first), at = first;
  while (at > 0 && sentence_of(run, at - 1) == sentence && is_determiner(run, at - 1)) at--;
  if (at == 0 || sentence_of(run, at - 1) != sentence) return;
  uint32_t before = at - 1;
  if (word_in(run, before, TRV_WHERE_IN) || word_in(run, before, TRV_WHERE_TOWARD)) {
    c->locative = true;
    c->firm = word_in(run, before, TRV_WHERE_FIRM);
    return;
  }
  /* "shelled Rafah", "a bombardé Bria" */
  if (run->parse && run->parse->upos[before] == TRV_VERB && trv_where_lemma_is(run, before, TRV_WHERE_UPON)) {
    c->locative = true;
    c->firm = trv_where_is(run->data, run->parse->lemma[before], TRV_WHERE_FIRM);
    return;
  }
  uint32_t noun = before;
  if (word_in(run, before, TRV_WHERE_POSSESSION)) {
    c->possession = true;
    if (before == 0 || sentence_of(run, before - 1) != sentence) return;
    noun = before - 1;
  }
  for (uint32_t back = 0; back < 3; back++) { /* over adjectives: "province syrienne d'Idleb" */
    if (trv_where_lemma_is(run, noun, TRV_WHERE_NOT_AFTER)) c->banned_after = true;
    if (word_in(run, noun, TRV_WHERE_IN) && c->possession && strlen(run->text->words[noun].lower) > 2)
      c->locative = true;
    if (trv_where_lemma_is(run, noun, TRV_WHERE_TYPE)) c->typed = true;
    if (trv_where_lemma_is(run, noun, TRV_WHERE_PROVINCE)) c->province = true;
    if (c->possession &&
        (trv_where_lemma_is(run, noun, TRV_WHERE_PART) || trv_where_lemma_is(run, noun, TRV_WHERE_ACTED)))
      c->typed = true;
    if (c->typed || c->banned_after || c->locative) return;
    if (!run->parse || run->parse->upos[noun] != TRV_ADJ || noun == 0 || sentence_of(run, noun - 1) != sentence) return;
    noun--;
  }
}

static uint8_t tag_of(const struct trv_where_run *run, uint32_t word) {
  return run->parse ? run->parse->name[word].kind : (uint8_t)TRV_NAME_NONE;
}

/* Whether `word`, beside a name, belongs to it: capitalised, no mark between, no ordinary word opening the sentence. */
static bool joins(const struct trv_where_run *run, uint32_t word, bool before) {
  const struct trv_text *t = run->text;
  if (!starts_capital(run, word)) return false;
  if (run->parse && run->parse->upos[word] == TRV_PUNCT) return false;
  uint32_t first = t->sentences[sentence_of(run, word)].first_word;
  if (before && word == first && run->parse && run->parse->upos[word] != TRV_PROPN &&
      tag_of(run, word) == TRV_NAME_NONE)
    return false;
  if (before && !run->parse && word == first) return false;
  if (trv_where_lemma_is(run, word, TRV_WHERE_TYPE)) return false;
  return true;
}

/* The country named behind a name and a comma, a preposition or an opening bracket. */
static uint32_t land_behind(const struct trv_where_run *run, uint32_t word, int levels) {
  const struct trv_text *t = run->text;
  uint32_t sentence = sentence_of(run, word - 1), from = word;
  if (word < t->n_words && (strcmp(t->words[word].form, ",") == 0 || strcmp(t->words[word].form, "(") == 0)) word++;
  if (word < t->n_words && word_in(run, word, TRV_WHERE_IN)) word++;
  if (word == from) return UINT32_MAX;
  while (word < t->n_words && is_determiner(run, word)) word++;
  if (word >= t->n_words || sentence_of(run, word) != sentence) return UINT32_MAX;
  if (run->land[word] != UINT32_MAX || levels == 0) return run->land[word];
  /* "Kafra, Bint Jbeil province, in southern Lebanon": over the district that it lies in */
  uint32_t name = word;
  while (word < t->n_words && word < name + 3 && starts_capital(run, word)) word++;
  if (word == name) return UINT32_MAX;
  if (word < t->n_words && trv_where_lemma_is(run, word, TRV_WHERE_TYPE)) word++;
  return land_behind(run, word, levels - 1);
}

static void look_around(const struct trv_where_run *run, const struct candidate *k, struct context *c) {
  const struct trv_text *t = run->text;
  memset(c, 0, sizeof *c);
  look_left(run, k->first_word, c);
  c->land = land_behind(run, k->end_word, 1);
  uint32_t sentence = sentence_of(run, k->first_word);
  uint8_t flags = atom_at(run, k->first_atom)->flags;
  c->opens = flags & TRV_ATOM_SENTENCE;
  c->sentence = c->opens && !(flags & TRV_ATOM_ALL_CAPS);
  c->per = c->loc = c->org = run->parse != NULL;
  for (uint32_t w = k->first_word; w < k->end_word; w++) {
    uint8_t tag = tag_of(run, w);
    c->per &= tag == TRV_NAME_PER;
    c->loc &= tag == TRV_NAME_LOC;
    c->org &= tag == TRV_NAME_ORG;
  }
  if (k->first_word > 0 && sentence_of(run, k->first_word - 1) == sentence) {
    uint32_t w = k->first_word - 1;
    if (joins(run, w, true)) c->joined = true;
    if (word_in(run, w, TRV_WHERE_TITLE)) c->title = true;
    uint8_t tag = tag_of(run, w);
    if (tag != TRV_NAME_NONE && tag == tag_of(run, k->first_word) && !run->parse->name[k->first_word].begin)
      c->beyond = true;
  }
  if (k->end_word < t->n_words && sentence_of(run, k->end_word) == sentence) {
    uint32_t w = k->end_word;
    bool new_name = run->parse && run->parse->name[w].kind != TRV_NAME_NONE && run->parse->name[w].begin;
    if (joins(run, w, false) && !(c->loc && new_name)) c->joined = true;
    uint8_t tag = tag_of(run, w);
    if (tag != TRV_NAME_NONE && tag == tag_of(run, k->end_word - 1) && !run->parse->name[w].begin) c->beyond = true;
  }
}

/* --- look-up --- */

static bool opens_name(const struct trv_where_run *run, uint32_t i) {
  const struct trv_atom *a = atom_at(run, i);
  if (a->flags & TRV_ATOM_FIRST) return true;
  /* "l'Ukraine": after an elided article */
  return a->span.begin > 0 && i > 0 && atom_at(run, i - 1)->n <= 2 && atom_at(run, i - 1)->flags & TRV_ATOM_FIRST &&
         atom_at(run, i - 1)->word != a->word;
}

/* Fills `k` with the entries for `n` atoms from `first`; false where there are none that the letters allow. */
static bool look_up(const struct trv_where_run *run, uint32_t first, uint32_t n, const char *key, uint32_t key_n,
                    struct candidate *k) {
  const struct trv_text *t = run->text;
  const struct trv_atom *a = atom_at(run, first), *z = atom_at(run, first + n - 1);
  k->first_atom = first;
  k->n_atoms = n;
  k->first_word = a->word;
  const struct trv_token *last = &t->tokens[t->words[z->word].token];
  k->end_word = last->first_word + last->n_words;
  if (k->end_word <= k->first_word) k->end_word = z->word + 1;
  struct trv_gaz_hit hits[MAX_HITS];
  uint32_t found = trv_gazetteer_find(&run->data->gazetteer, key, key_n, false, hits, MAX_HITS);
  bool capital = a->flags & TRV_ATOM_CAPITAL;
  /* "Ça en": a name does not end in a small word that is a token of its own, unless it is written so. */
  uint32_t j = first + n - 1;
  bool capital_end = atom_at(run, j)->flags & TRV_ATOM_CAPITAL;
  while (j > first && !(atom_at(run, j)->flags & TRV_ATOM_FIRST))
    capital_end |= atom_at(run, --j)->flags & TRV_ATOM_CAPITAL;
  bool small_end = j > first && !capital_end;
  k->n_hits = 0;
  for (uint32_t i = 0; i < found; i++)
    if (hits[i].small || (capital && !small_end)) k->hits[k->n_hits++] = hits[i];
  return k->n_hits > 0;
}

/* Names by sound, for capitalised single stretches in a locative setting only. */
static bool look_up_sound(const struct trv_where_run *run, uint32_t first, uint32_t n, struct candidate *k) {
  char key[MAX_KEY], sound[MAX_KEY];
  uint32_t key_n = 0;
  for (uint32_t i = first; i < first + n; i++) {
    const struct trv_atom *a = atom_at(run, i);
    if (n > 1 && trv_gaz_article(a->fold, a->n)) continue;
    key_n = trv_gaz_key_add(key, key_n, MAX_KEY, a->fold, a->n);
  }
  uint32_t sound_n = key_n ? trv_gaz_sound(key, key_n, sound, MAX_KEY) : 0;
  if (sound_n < MIN_SOUND) return false;
  k->n_hits = trv_gazetteer_find(&run->data->gazetteer, sound, sound_n, true, k->hits, MAX_HITS);
  return k->n_hits > 0;
}

/* --- choice --- */

/* How far a place stands for itself: 2 always, 1 in a plain setting, 0 only with evidence. */
static int strength(const struct trv_gaz_place *p, const struct trv_gaz_hit *hit) {
  int s = 0;
  bool by_hand = p->flags & TRV_GAZ_EXTRA;
  if (p->kind == TRV_PLACE_COUNTRY || (by_hand && (p->kind == TRV_PLACE_REGION || p->kind == TRV_PLACE_OTHER)) ||
      p->kind == TRV_PLACE_CAPITAL || p->weight >= 160)
    s = 2;
  else if (by_hand || p->flags & TRV_GAZ_SEAT || p->weight >= 133 || p->kind == TRV_PLACE_REGION) s = 1;
  if (hit->rank == TRV_RANK_OTHER) s--;
  if (hit->rank == TRV_RANK_SOUND) s = 0;
  if (hit->word && s > 0) s--;
  return s < 0 ? 0 : s;
}

static double distance_km(double lat_a, double lon_a, double lat_b, double lon_b) {
  double x = (lon_b - lon_a) * cos((lat_a + lat_b) / 2 * 0.017453292519943295), y = lat_b - lat_a;
  return 111.2 * sqrt(x * x + y * y);
}

static double score(const struct trv_where_run *run, const struct trv_gaz_place *p, const struct trv_gaz_hit *hit,
                    const struct context *c, uint32_t paragraph) {
  double s = p->weight * 0.07;
  uint32_t votes = run->votes[p->country];
  s += 0.7 * (votes > 6 ? 6 : votes);
  if (p->flags & TRV_GAZ_EXTRA) s += 2.5;
  if (p->kind == TRV_PLACE_COUNTRY) s += 4;
  else if (c->land != UINT32_MAX) s += p->country == c->land ? 6 : -4;
  if (p->kind == TRV_PLACE_CAPITAL) s += 3;
  if (p->flags & TRV_GAZ_SEAT) s += 0.7;
  if (p->flags & TRV_GAZ_SECTION) s -= 2;
  if (hit->rank == TRV_RANK_OTHER) s -= 2.5;
  if (p->kind == TRV_PLACE_REGION) s += c->province ? 2 : -1;
  uint32_t oldest = run->n_mentions > NEAR_MENTIONS ? run->n_mentions - NEAR_MENTIONS : 0;
  for (uint32_t i = run->n_mentions; i > oldest; i--) {
    const struct trv_place_mention *m = &run->mentions[i - 1];
    if (run->text->sentences[sentence_of(run, m->first_word)].paragraph != paragraph) break;
    if (m->kind == TRV_PLACE_COUNTRY || m->dateline) continue;
    if (distance_km(p->lat_deg, p->lon_deg, m->place.lat_deg, m->place.lon_deg) < NEAR_KM) {
      s += 1.5;
      break;
    }
  }
  return s;
}

/* Whether what is said around the name lets it be this place. */
static bool accept(const struct trv_where_run *run, const struct candidate *k, const struct trv_gaz_place *p,
                   const struct trv_gaz_hit *hit, const struct context *c) {
  int s = strength(p, hit);
  if (hit->small && !(atom_at(run, k->first_atom)->flags & TRV_ATOM_CAPITAL)) return true;
  if (c->title || c->banned_after) return false;
  bool within = p->kind != TRV_PLACE_COUNTRY && p->country == c->land;
  if (!within && c->land != UINT32_MAX && p->kind != TRV_PLACE_COUNTRY && s == 0) return false;
  bool setting = c->locative || c->typed || within;
  /* "GOMA (AFP) -": the place of a dateline, whatever the tagger takes it for */
  uint32_t after = atom_at(run, k->first_atom + k->n_atoms - 1)->word + 1;
  if (c->opens && atom_at(run, k->first_atom)->flags & TRV_ATOM_ALL_CAPS && s > 0 && after < run->text->n_words &&
      (strcmp(run->text->words[after].form, "(") == 0 || strcmp(run->text->words[after].form, ",") == 0))
    return true;
  /* Name tags err: a place that stands for itself is stronger than a tag that covers just its name. */
  /* and so is what stands around it, where the pack says how firmly */
  bool firm = !c->beyond && (c->firm || within || (c->typed && run->data->lends));
  if (c->per && !firm && (c->beyond || s == 0 || (s == 1 && !setting && !c->possession && k->n_atoms == 1)))
    return false;
  if (c->org && !firm && (c->beyond || (s < 2 && !setting))) return false;
  if (c->joined && !(c->loc && c->locative)) return false;
  const struct trv_atom *a = atom_at(run, k->first_atom);
  if (k->n_atoms == 1 && a->flags & TRV_ATOM_ALL_CAPS && a->n <= 4 && !c->opens && p->kind != TRV_PLACE_COUNTRY)
    return false;
  bool about = run->votes[p->country] > 0;
  if (hit->rank == TRV_RANK_SOUND) return about && setting && c->loc;
  switch (s) {
    case 2: return true;
    case 1: return setting || c->loc || (!hit->word && !c->sentence && (c->possession || about || !run->parse));
    default:
      if (setting && hit->rank == TRV_RANK_USUAL && p->flags & TRV_GAZ_EXTRA && (c->typed || c->loc)) return true;
      if (hit->word || hit->rank == TRV_RANK_OTHER)
        return about && setting && (c->loc || !run->parse || p->weight >= 80);
      return (about && (setting || c->loc)) || (setting && c->loc && p->weight >= 90) ||
             (setting && (p->flags & TRV_GAZ_EXTRA || p->weight >= 120));
  }
}

/* The best reading of a candidate; false: none is good enough. */
static bool choose(const struct trv_where_run *run, const struct candidate *k, const struct context *c,
                   uint32_t *place) {
  uint32_t paragraph = run->text->sentences[sentence_of(run, k->first_word)].paragraph;
  double best = -1e9;
  bool found = false;
  uint32_t most = 0;
  for (uint32_t i = 0; i < k->n_hits; i++) {
    uint32_t votes = run->votes[trv_gazetteer_place(&run->data->gazetteer, k->hits[i].place).country];
    if (votes > most) most = votes;
  }
  for (uint32_t i = 0; i < k->n_hits; i++) {
    struct trv_gaz_place p = trv_gazetteer_place(&run->data->gazetteer, k->hits[i].place);
    if (!accept(run, k, &p, &k->hits[i], c)) continue;
    double s = score(run, &p, &k->hits[i], c, paragraph);
    if (most >= 2 && run->votes[p.country] * 3 <= most) s -= 3; /* a namesake's country is told of, its own hardly */
    if (s > best) {
      best = s;
      *place = k->hits[i].place;
      found = true;
    }
  }
  return found;
}

static void push(struct trv_where_run *run, const struct candidate *k, const struct context *c, uint32_t place) {
  struct trv_place_mention m = {.first_word = k->first_word, .end_word = k->end_word, .anchor = TRV_NO_WORD};
  m.span.begin = atom_at(run, k->first_atom)->span.begin;
  m.span.end = atom_at(run, k->first_atom + k->n_atoms - 1)->span.end;
  m.head = k->first_word;
  if (run->parse)
    for (uint32_t w = k->first_word; w < k->end_word; w++) {
      uint32_t head = run->parse->head[w];
      if (head == TRV_NO_WORD || head < k->first_word || head >= k->end_word) {
        m.head = w;
        if (run->parse->deprel[w] != TRV_REL_CASE && run->parse->deprel[w] != TRV_REL_DET) break;
      }
    }
  m.typed = c->typed;
  trv_where_fill(run, &m, place);
  TRV_PUSH(run->arena, run->mentions, run->n_mentions, run->cap_mentions, m);
}

/* Whether a single capitalised word is of those that are never places. */
static bool banned(const struct trv_where_run *run, const struct candidate *k) {
  if (k->n_atoms != 1) return false;
  const struct trv_atom *a = atom_at(run, k->first_atom);
  char form[64];
  if (a->span.end - a->span.begin >= sizeof form) return false;
  memcpy(form, run->text->source + a->span.begin, a->span.end - a->span.begin);
  form[a->span.end - a->span.begin] = '\0';
  return trv_where_is(run->data, form, TRV_WHERE_NOT);
}

/* One pass over the atoms. In the first, only names that stand for themselves vote; in the second, places are kept. */
static void pass(struct trv_where_run *run, bool voting) {
  const struct trv_text *t = run->text;
  for (uint32_t i = 0; i < t->n_atoms;) {
    uint32_t taken = 0;
    if (opens_name(run, i)) {
      char key[MAX_KEY];
      uint32_t length[MAX_ATOMS], key_n = 0, n = 0, sentence = sentence_of(run, atom_at(run, i)->word);
      for (; n < MAX_ATOMS && i + n < t->n_atoms; n++) {
        const struct trv_atom *a = atom_at(run, i + n);
        if (sentence_of(run, a->word) != sentence) break;
        uint32_t longer = trv_gaz_key_add(key, key_n, MAX_KEY, a->fold, a->n);
        if (longer <= key_n) break; /* a punctuation mark, or too long */
        length[n] = key_n = longer;
      }
      struct candidate k;
      for (; n > 0 && !taken; n--) {
        if (!(atom_at(run, i + n - 1)->flags & TRV_ATOM_LAST)) continue;
        uint32_t place;
        struct context c;
        if (look_up(run, i, n, key, length[n - 1], &k)) {
          if (banned(run, &k)) continue;
          look_around(run, &k, &c);
          if (!choose(run, &k, &c, &place)) continue;
          if (voting) {
            struct trv_gaz_place p = trv_gazetteer_place(&run->data->gazetteer, place);
            uint32_t alone = k.n_hits == 1 && p.weight >= 100, strong = 0;
            bool itself = false;
            for (uint32_t h = 0; h < k.n_hits; h++) {
              struct trv_gaz_place q = trv_gazetteer_place(&run->data->gazetteer, k.hits[h].place);
              /* a namesake that the press may mean leaves the country open */
              strong += k.hits[h].rank == TRV_RANK_USUAL && (q.flags & TRV_GAZ_EXTRA || q.weight >= 133);
              itself |= k.hits[h].place == place && strength(&p, &k.hits[h]) == 2;
            }
            if (p.kind == TRV_PLACE_COUNTRY || (itself && strong == 1) || alone)
              run->votes[p.country] += c.org ? 0 : p.kind == TRV_PLACE_COUNTRY ? 2 : 1;
            if (p.kind == TRV_PLACE_COUNTRY || (p.kind == TRV_PLACE_REGION && strength(&p, &k.hits[0]) > 0))
              run->land[k.first_word] = p.country;
          } else {
            push(run, &k, &c, place);
          }
          taken = n;
        } else if (!voting && run->parse && atom_at(run, i)->flags & TRV_ATOM_CAPITAL &&
                   (n == 1 || atom_at(run, i + n - 1)->flags & TRV_ATOM_CAPITAL) && look_up_sound(run, i, n, &k)) {
          look_around(run, &k, &c);
          if (c.loc && !banned(run, &k) && choose(run, &k, &c, &place)) {
            push(run, &k, &c, place);
            taken = n;
          }
        }
      }
    }
    i += taken ? taken : 1;
  }
}

static void vote_adjectives(struct trv_where_run *run) {
  for (uint32_t w = 0; w < run->text->n_words; w++) {
    uint32_t country = trv_where_adjective(run->data, run->text->words[w].lower);
    if (country != TRV_MAP_NONE) run->votes[country]++;
  }
}

/* "MOSCOU, 3 mai (AFP) - ", "Goma (AFP) — ", "KYIV, Ukraine, Feb. 22 (AP) —": a place, then nothing but marks, figures and short names,
 * then a dash. `before`: the place named before it; NULL: none. */
static bool is_dateline(const struct trv_where_run *run, const struct trv_place_mention *m,
                        const struct trv_place_mention *before) {
  const struct trv_text *t = run->text;
  const struct trv_sentence *s = &t->sentences[sentence_of(run, m->first_word)];
  bool follows = before && before->dateline && m->first_word == before->end_word + 1;
  if (t->paragraphs[s->paragraph].first_sentence != sentence_of(run, m->first_word) ||
      (m->first_word > s->first_word + 1 && !follows))
    return false;
  bool mark = false;
  for (uint32_t w = m->end_word; w < t->n_words && w < m->end_word + 12; w++) {
    const char *form = t->words[w].form;
    if (t->sentences[sentence_of(run, w)].paragraph != s->paragraph) return false;
    bool joins = strcmp(form, "-") == 0 && !t->tokens[t->words[w - 1].token].space_after &&
                 !t->tokens[t->words[w].token].space_after; /* "US-led strikes" */
    if (!joins && (strcmp(form, "-") == 0 || strcmp(form, "–") == 0 || strcmp(form, "—") == 0))
      return mark || w == m->end_word;
    if (strcmp(form, ",") == 0 || strcmp(form, "(") == 0) mark = true;
    else if (!mark) return false;
    if (run->parse && (run->parse->upos[w] == TRV_VERB || run->parse->upos[w] == TRV_AUX)) return false;
  }
  return false;
}

void trv_where_names(struct trv_where_run *run) {
  vote_adjectives(run);
  pass(run, true);
  /* A place of several countries votes for none. */
  const struct trv_gazetteer *g = &run->data->gazetteer;
  for (uint32_t c = 0; c < g->n_countries; c++)
    if (!trv_gazetteer_country(g, c)) run->votes[c] = 0;
  pass(run, false);
  for (uint32_t i = 0; i < run->n_mentions; i++)
    run->mentions[i].dateline = is_dateline(run, &run->mentions[i], i ? &run->mentions[i - 1] : NULL);
}
