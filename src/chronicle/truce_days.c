/* When a truce begins and ends, as its article tells; see chronicle.h. Input: the layers, a word or verb that speaks of it. */
#include <string.h>

#include "chronicle/truces.h"
#include "when/calendar.h"

bool trv_following_has(const struct trv_following *s, const char *set, const char *lemma) {
  return trv_grammar_has(s->in->grammar, set, lemma);
}

bool trv_truce_noun(const struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  if (p->upos[word] != TRV_NOUN) return false;
  if (trv_following_has(s, "truce", p->lemma[word])) return true;
  if (!trv_following_has(s, "truce_head", p->lemma[word])) return false;
  /* "l'arrêt des combats", "a humanitarian pause", "la pause décrétée par le président" */
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint8_t rel = p->deprel[p->children[i]];
    for (uint32_t k = 0; k < s->what->n && rel == TRV_REL_ACL; k++) {
      const struct trv_coded *e = &s->what->items[k];
      if (e->word == p->children[i] && e->tag && strncmp(e->tag, "ceasefire:", 10) == 0) return true;
    }
    bool modifies = rel == TRV_REL_NMOD || rel == TRV_REL_AMOD || rel == TRV_REL_COMPOUND;
    if (modifies && trv_following_has(s, "truce_content", p->lemma[p->children[i]])) return true;
  }
  return false;
}

bool trv_truce_meant(const struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  if (p->upos[word] == TRV_PRON) return true;
  return trv_truce_noun(s, word) || trv_following_has(s, "agreement_noun", p->lemma[word]);
}

/* The date on which a truce spoken of at `word` is to begin: an expression of the kind "à partir du" in its phrase or
 * clause. */
const char *trv_truce_beginning(const struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  uint32_t clause = word;
  for (int i = 0; i < 4 && p->head[clause] != TRV_NO_WORD && !trv_tree_is_verb(&s->tree, clause); i++)
    clause = p->head[clause];
  /* "observera à partir du 20 une trêve d'un mois, a annoncé X": what is announced */
  uint32_t said = p->deprel[clause] == TRV_REL_PARATAXIS && p->head[clause] != TRV_NO_WORD ? p->head[clause] : clause;
  for (int pass = 0; pass < 3; pass++) {
    uint32_t of = pass == 0 ? word : pass == 1 ? clause : said;
    uint32_t first = p->left[of], end = p->right[of] + 1;
    for (uint32_t i = 0; i < s->in->when->n; i++) {
      const struct trv_when_expr *e = &s->in->when->exprs[i];
      if (e->first_word >= first && e->first_word < end && e->iso && e->kind == TRV_WHEN_FROM) return e->iso;
    }
  }
  return NULL;
}

/* "2020-10-10/.." and "../2020-10-10" give the day. */
const char *trv_plain_date(struct trv_following *s, const char *iso) {
  if (!iso) return NULL;
  size_t n = strlen(iso);
  if (n > 3 && strcmp(iso + n - 3, "/..") == 0) return trv_arena_strndup(s->arena, iso, n - 3);
  if (n > 3 && strncmp(iso, "../", 3) == 0) return iso + 3;
  return iso;
}

/* "a expiré", "a pris fin"; *planned: "doit prendre fin dimanche". */
bool trv_truce_ends(const struct trv_following *s, uint32_t verb, bool *planned) {
  const struct trv_parse *p = s->in->parse;
  struct trv_factuality f = trv_says_factuality(s->in->says_data, s->in->says, s->in->text, p, verb);
  if (f.negated) return false;
  *planned = f.future || f.hypothetical;
  if (trv_following_has(s, "truce_ends", p->lemma[verb])) return true;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++)
    if ((p->deprel[p->children[i]] == TRV_REL_OBJ || p->deprel[p->children[i]] == TRV_REL_OBL) &&
        trv_following_has(s, "end_noun", p->lemma[p->children[i]]))
      return true; /* "prend fin", "arrive à son terme" */
  return false;
}

/* Whether a sentence tells that a truce is prolonged: what it lasts from then on is no term of its own. */
bool trv_truce_prolonged(const struct trv_following *s, uint32_t sentence) {
  for (uint32_t i = 0; i < s->what->n && s->what->items[i].event.sentence <= sentence; i++)
    if (s->what->items[i].event.sentence == sentence && trv_equal(s->what->items[i].tag, "ceasefire:extension"))
      return true;
  return false;
}

/* The word by which a noun says that something came into force: "son entrée en vigueur", "la trêve en vigueur depuis avril". */
static uint32_t force_of(const struct trv_following *s, uint32_t noun) {
  const struct trv_parse *p = s->in->parse;
  for (uint32_t i = p->child_begin[noun]; i < p->child_begin[noun + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_NMOD && trv_following_has(s, "force_noun", p->lemma[p->children[i]]))
      return p->children[i];
  return TRV_NO_WORD;
}

const char *trv_truce_in_force(struct trv_following *s, uint32_t word) {
  uint32_t force = trv_truce_noun(s, word) ? force_of(s, word) : TRV_NO_WORD;
  for (uint32_t i = 0; i < s->in->when->n && force != TRV_NO_WORD; i++) {
    const struct trv_when_expr *e = &s->in->when->exprs[i];
    if (e->kind == TRV_WHEN_SINCE && e->iso && e->first_word == force + 1) return trv_plain_date(s, e->iso);
  }
  return NULL;
}

bool trv_truce_lasts(const struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  if (!trv_truce_noun(s, word)) return false;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_CASE && trv_following_has(s, "truce_under", p->lemma[p->children[i]]))
      return true;
  return false;
}

/* "Deux jours après son entrée en vigueur, le cessez-le-feu tient": the day on which the truce of the sentence began. */
void trv_truce_take_entry(struct trv_following *s, uint32_t noun) {
  const struct trv_parse *p = s->in->parse;
  struct trv_words of = {0};
  bool truce = false;
  if (!s->n || p->upos[noun] != TRV_NOUN || trv_truce_noun(s, noun) || force_of(s, noun) == TRV_NO_WORD) return;
  trv_tree_genitive(&s->tree, noun, &of);
  for (uint32_t i = 0; i < of.n; i++) truce |= trv_truce_meant(s, of.items[i]);
  for (uint32_t i = p->child_begin[noun]; i < p->child_begin[noun + 1]; i++) truce |= p->feats[p->children[i]].poss;
  const struct trv_when_expr *e = truce ? trv_when_of(s->in->when, s->in->text, p, noun) : NULL;
  struct trv_truce *t = &s->truces[s->current];
  /* a date of the main clause is not its own */
  if (e && e->target != noun && !(e->first_word >= p->left[noun] && e->end_word <= p->right[noun] + 1)) e = NULL;
  if (e && e->iso && !t->effective) t->effective = trv_plain_date(s, e->iso);
}

/* "La trêve a expiré vendredi." */
bool trv_truce_has_ended(const struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  uint32_t verb = p->head[word];
  bool planned;
  if (p->deprel[word] != TRV_REL_NSUBJ || p->upos[word] != TRV_NOUN) return false;
  if (!trv_following_has(s, "truce", p->lemma[word]) && !trv_truce_accord(s, word)) return false;
  if (verb == TRV_NO_WORD || !trv_tree_is_verb(&s->tree, verb) || !trv_truce_ends(s, verb, &planned) || planned)
    return false;
  const struct trv_when_expr *e = trv_when_of(s->in->when, s->in->text, p, verb);
  return e && e->iso && (!s->date || trv_day_reached(e->iso, s->date));
}

void trv_truce_take_length(struct trv_following *s, uint32_t verb) {
  const struct trv_when_expr *length = NULL, *until = NULL;
  struct trv_words subjects = {0};
  if (s->n && trv_following_has(s, "truce_runs", s->in->parse->lemma[verb])) /* "Il vaut jusqu'à vendredi" */
    until = trv_when_bound(s->in->when, s->in->text, s->in->parse, verb, TRV_WHEN_UNTIL);
  for (uint32_t i = 0; s->n && i < s->in->when->n && !length; i++)
    if (s->in->when->exprs[i].kind == TRV_WHEN_DURATION && s->in->when->exprs[i].first_word == verb)
      length = &s->in->when->exprs[i];
  if (s->n && s->truces[s->current].term_days) length = NULL;
  if (!length && !until) return;
  trv_tree_subject(&s->tree, verb, &subjects);
  for (uint32_t i = 0; i < subjects.n; i++) {
    if (!trv_truce_meant(s, subjects.items[i])) continue;
    if (trv_says_factuality(s->in->says_data, s->in->says, s->in->text, s->in->parse, verb).negated) continue;
    if (until && until->iso && !s->truces[s->current].end) s->truces[s->current].end = trv_plain_date(s, until->iso);
    if (!length) continue;
    s->truces[s->current].term_days = length->duration_days;
    s->truces[s->current].term_months = length->duration_months;
    s->truces[s->current].within_day |= length->within_day;
  }
}

/* "Il doit débuter samedi", right after the truce was spoken of: what begins is no person, unless it begins something. */
static bool begins_itself(const struct trv_following *s, uint32_t word, uint32_t verb) {
  const struct trv_parse *p = s->in->parse;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_OBJ || p->deprel[p->children[i]] == TRV_REL_XCOMP) return false;
  return p->upos[word] == TRV_PRON && p->feats[word].person == 3 && p->feats[word].number != TRV_PLUR &&
         s->last_mention + 1 >= s->in->text->words[word].sentence;
}

/* "Il doit entrer en vigueur jeudi": the day on which the truce last spoken of is to begin. */
void trv_truce_take_beginning(struct trv_following *s, uint32_t verb) {
  const struct trv_parse *p = s->in->parse;
  /* "due to start on Tuesday"; "entrer" needs "en vigueur" */
  bool alone = trv_following_has(s, "truce_starts", p->lemma[verb]), force = alone;
  if (!s->n || s->truces[s->current].effective) return;
  if (!alone && !trv_following_has(s, "truce_begins", p->lemma[verb])) return;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++)
    force |= trv_following_has(s, "force_noun", p->lemma[p->children[i]]);
  if (!force) return;
  struct trv_words subjects = {0};
  trv_tree_subject(&s->tree, verb, &subjects);
  for (uint32_t i = 0; i < subjects.n; i++) {
    bool truce = alone ? trv_truce_noun(s, subjects.items[i]) || begins_itself(s, subjects.items[i], verb)
                       : trv_truce_meant(s, subjects.items[i]);
    if (p->upos[subjects.items[i]] == TRV_PRON && p->feats[subjects.items[i]].number == TRV_PLUR) truce = false;
    const struct trv_when_expr *e = truce ? trv_when_of(s->in->when, s->in->text, p, verb) : NULL;
    struct trv_factuality f = trv_says_factuality(s->in->says_data, s->in->says, s->in->text, p, verb);
    /* "L'accord doit entrer en vigueur après la signature de la paix" */
    s->truces[s->current].ahead |= truce && !(e && e->iso) && (f.future || f.hypothetical) && !f.negated;
    if (e && e->iso && !trv_says_factuality(s->in->says_data, s->in->says, s->in->text, p, verb).negated)
      s->truces[s->current].effective = trv_plain_date(s, e->iso);
  }
}

/* Whether what ended then cannot be this truce, which began later. */
bool trv_truce_ends_before(const struct trv_truce *t, const char *iso) {
  struct trv_days begin, end;
  if (!trv_days_parse(t->effective ? t->effective : t->agreed, &begin) || !trv_days_parse(iso, &end)) return false;
  return begin.from != TRV_NO_DAY && end.to != TRV_NO_DAY && end.to < begin.from;
}

/* "À l'expiration de la trêve, vendredi": the truce of the sentence has run out on a day that has come; "avant la fin de la trêve"
 * tells nothing. */
void trv_truce_take_expiry(struct trv_following *s, uint32_t noun) {
  const struct trv_parse *p = s->in->parse;
  struct trv_words of = {0};
  bool truce = false;
  if (!s->n || p->upos[noun] != TRV_NOUN || !trv_following_has(s, "truce_over", p->lemma[noun])) return;
  for (uint32_t i = p->child_begin[noun]; i < p->child_begin[noun + 1]; i++)
    if (trv_following_has(s, "not_yet", p->lemma[p->children[i]])) return;
  trv_tree_genitive(&s->tree, noun, &of);
  for (uint32_t i = 0; i < of.n; i++) truce |= trv_truce_noun(s, of.items[i]);
  const struct trv_when_expr *e = truce ? trv_when_of(s->in->when, s->in->text, p, noun) : NULL;
  for (uint32_t i = 0; i < s->in->when->n && truce; i++) { /* "l'expiration de la trêve samedi soir" */
    const struct trv_when_expr *inside = &s->in->when->exprs[i];
    if (inside->first_word > noun && inside->first_word <= p->right[noun] && inside->kind == TRV_WHEN_POINT &&
        inside->iso)
      e = inside;
  }
  if (truce && !e && p->head[noun] != TRV_NO_WORD) e = trv_when_of(s->in->when, s->in->text, p, p->head[noun]);
  struct trv_truce *t = &s->truces[s->current];
  if (!e || !trv_full_day(e->iso) || (s->date && !trv_day_reached(e->iso, s->date)) || trv_truce_ends_before(t, e->iso))
    return;
  if (!t->end) t->end = trv_plain_date(s, e->iso);
  t->expired = t->real = true;
}

/* "La trêve, décrétée en mars, s'était achevée cinq mois plus tard", "elle a expiré": what is said of the one spoken of. */
void trv_truce_take_ending(struct trv_following *s, uint32_t verb) {
  const struct trv_parse *p = s->in->parse;
  struct trv_words subjects = {0};
  bool planned;
  if (!s->n || s->last_mention + 1 < s->in->text->words[verb].sentence) return;
  if (!trv_truce_ends(s, verb, &planned)) return; /* "a expiré", "arrivée à échéance" */
  trv_tree_subject(&s->tree, verb, &subjects);
  for (uint32_t i = 0; i < subjects.n; i++) {
    uint32_t w = subjects.items[i], m = s->in->who->at[w];
    bool nobody = m == TRV_NO_MENTION || !s->in->who->mentions[m].n_entities;
    bool which = trv_truce_noun(s, w) && p->head[w] != verb; /* "la trêve qui devait expirer dans la soirée" */
    bool accord = trv_truce_accord(s, w);                    /* "L'accord de Djeddah arrivait à son terme" */
    if (!which && !accord && (p->upos[w] != TRV_PRON || !nobody || p->feats[w].person != 3)) continue;
    const struct trv_when_expr *e = trv_when_of(s->in->when, s->in->text, p, verb);
    struct trv_truce *t = &s->truces[s->current];
    if (planned) {
      if (which && e && !t->end && !trv_truce_ends_before(t, e->iso)) t->end = trv_plain_date(s, e->iso);
      continue;
    }
    if (e && e->iso && (trv_truce_ends_before(t, e->iso) || (s->date && !trv_day_reached(e->iso, s->date)))) continue;
    if (e && e->iso && !t->end) t->end = trv_plain_date(s, e->iso);
    t->expired = true;
    t->real |= accord && t->end;
  }
}

bool trv_full_day(const char *iso) { return iso && strlen(iso) >= 10 && iso[4] == '-' && iso[7] == '-'; }

int32_t trv_days_apart(const char *a, const char *b) {
  struct trv_days x, y;
  if (!trv_full_day(a) || !trv_full_day(b) || !trv_days_parse(a, &x) || !trv_days_parse(b, &y)) return 0;
  return x.from > y.to ? x.from - y.to : y.from > x.to ? y.from - x.to : 0;
}

/* Whether the day or month `date` has come by `today`; the shorter of the two tells. */
bool trv_day_reached(const char *date, const char *today) {
  size_t n = strcspn(date, "/"), m = strlen(today);
  return strncmp(date, today, n < m ? n : m) <= 0;
}

/* "jusqu'au 30 septembre": the last day that a sentence tells; NULL: none. */
static const char *until_in(struct trv_following *s, uint32_t sentence) {
  const struct trv_sentence *at = &s->in->text->sentences[sentence];
  const char *found = NULL;
  for (uint32_t i = 0; i < s->in->when->n; i++) {
    const struct trv_when_expr *e = &s->in->when->exprs[i];
    bool here = e->first_word >= at->first_word && e->first_word < at->first_word + at->n_words;
    if (here && e->kind == TRV_WHEN_UNTIL && e->iso) found = trv_plain_date(s, e->iso);
  }
  return found;
}

/* Whether a sentence goes on about what was last spoken of: "Il court désormais …". */
static bool goes_on(const struct trv_following *s, uint32_t sentence) {
  const struct trv_parse *p = s->in->parse;
  const struct trv_sentence *at = &s->in->text->sentences[sentence];
  for (uint32_t w = at->first_word; w < at->first_word + at->n_words; w++)
    if (p->deprel[w] == TRV_REL_NSUBJ && p->head[w] != TRV_NO_WORD && p->head[p->head[w]] == TRV_NO_WORD)
      return p->upos[w] == TRV_PRON || trv_following_has(s, "truce", p->lemma[w]);
  return false;
}

void trv_truce_prolong(struct trv_following *s, struct trv_truce *t, const struct trv_coded *e) {
  uint32_t sentence = e->event.sentence;
  const char *until = until_in(s, sentence);
  if (!until && sentence + 1 < s->in->text->n_sentences && goes_on(s, sentence + 1)) until = until_in(s, sentence + 1);
  const struct trv_parse *p = s->in->parse;
  const struct trv_when_expr *more = NULL;
  if (!until) more = trv_when_bound(s->in->when, s->in->text, p, e->word, TRV_WHEN_DURATION);
  /* "ont accepté de prolonger de cinq jours" */
  struct trv_words content = {0};
  if (!until && !more) trv_tree_complement(&s->tree, e->word, &content);
  for (uint32_t i = 0; i < content.n && !more; i++)
    more = trv_when_bound(s->in->when, s->in->text, p, content.items[i], TRV_WHEN_DURATION);
  if (until) t->end = until;
  t->more_days = more ? more->duration_days : 0;
  t->more_months = more ? more->duration_months : 0;
  t->prolonged = trv_plain_date(s, e->event.date);
  t->prolonged_in = sentence;
}

static const char *day_after(struct trv_following *s, const char *iso, uint32_t days, uint32_t months) {
  struct trv_civil c;
  const char *last = strchr(iso, '/');
  if (!trv_civil_parse(last ? last + 1 : iso, &c) || !c.day) return NULL;
  int32_t first, end, day = trv_day_of(c.year, c.month, c.day) + (months ? 0 : (int32_t)days);
  if (months) {
    /* a month from the 1st is that month; from the 15th, until the next 15th */
    trv_month_around(day, (int32_t)months - (c.day == 1), &first, &end);
    if (c.day == 1) day = end;
    else day = first + c.day - 1 < end ? first + c.day - 1 : end;
  }
  c = trv_civil_of(day);
  return trv_arena_printf(s->arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}

/* "prolongé lundi de cinq jours la trêve qui devait expirer mardi": so much longer than it was to last, where that is told. */
static void prolong_by(struct trv_following *s, struct trv_truce *t) {
  const struct trv_sentence *at = &s->in->text->sentences[t->prolonged_in];
  bool told = false;
  if ((!t->more_days && !t->more_months) || !trv_full_day(t->prolonged)) return;
  if (!trv_full_day(t->end) || strncmp(t->end, t->prolonged, 10) < 0) return;
  for (uint32_t i = 0; i < s->in->when->n; i++) {
    const struct trv_when_expr *e = &s->in->when->exprs[i];
    told |=
        e->first_word >= at->first_word && e->first_word < at->first_word + at->n_words && trv_equal(e->iso, t->end);
  }
  if (!told) return;
  const char *end = day_after(s, t->end, t->more_days, t->more_months);
  if (end) t->end = end;
}

/* "une trêve de soixante-douze heures": its last day, from the one on which it began; where only its end is told, the other way. */
void trv_truce_end_of_term(struct trv_following *s, struct trv_truce *t) {
  struct trv_civil c;
  const char *from = t->effective ? t->effective : t->unilateral ? t->agreed : NULL;
  prolong_by(s, t);
  if (t->term_days && !from && t->expired && trv_full_day(t->end) && trv_civil_parse(t->end, &c) && c.day) {
    c = trv_civil_of(trv_day_of(c.year, c.month, c.day) - (int32_t)t->term_days);
    t->effective = trv_arena_printf(s->arena, "%04d-%02d-%02d", c.year, c.month, c.day);
  }
  if ((!t->term_days && !t->within_day) || t->end || !trv_full_day(from)) return;
  const char *last = day_after(s, from, t->term_days, t->term_months);
  if (last) t->end = last;
}
