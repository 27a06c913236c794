/* Which act an expression dates. See when.h for the contract, attach.h.
 *
 * A date belongs to the word that it hangs on. A verb also takes the dates of its arguments' noun phrases ("ont signé
 * un accord le 3 mai" is often read that way), unless the date names the noun ("l'accord du 9 novembre"). What has no
 * date of its own inherits from what governs it, rule by rule below. */
#include "when/attach.h"

#include <string.h>

struct trv_scope trv_scope_of(const struct trv_when *when, const struct trv_text *text, const struct trv_parse *parse,
                              uint32_t word) {
  struct trv_scope s = {.tree = {text, parse, when->data}, .when = when};
  const struct trv_sentence *sent = &text->sentences[text->words[word].sentence];
  uint32_t low = 0, high = when->n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (when->exprs[middle].first_word < sent->first_word) low = middle + 1;
    else high = middle;
  }
  s.first_expr = s.end_expr = low;
  while (s.end_expr < when->n && when->exprs[s.end_expr].first_word < sent->first_word + sent->n_words) s.end_expr++;
  return s;
}

static bool is_nominal_link(uint8_t rel) {
  return rel == TRV_REL_NMOD || rel == TRV_REL_APPOS || rel == TRV_REL_FLAT || rel == TRV_REL_NUMMOD ||
         rel == TRV_REL_AMOD || rel == TRV_REL_OBL || rel == TRV_REL_ADVMOD || rel == TRV_REL_DEP ||
         rel == TRV_REL_CONJ;
}

uint32_t trv_when_opened_by(const struct trv_syntax *t, uint32_t head) {
  const struct trv_parse *p = t->parse;
  uint32_t w = head;
  for (uint32_t n = 0; n < 3; n++) {
    uint32_t h = p->head[w];
    if (h == TRV_NO_WORD || (!is_nominal_link(p->deprel[w]) && p->deprel[w] != TRV_REL_ACL)) return TRV_NO_WORD;
    /* "depuis l'offensive lancée fin août" passes the participle, nothing passes another verb. */
    if (trv_syntax_is_clause(t, h) && p->deprel[h] != TRV_REL_ACL) return TRV_NO_WORD;
    if (p->upos[h] == TRV_NOUN && trv_syntax_case_in(t, h, TRV_CLASS_SINCE)) return h;
    w = h;
  }
  return TRV_NO_WORD;
}

/* The content word that a word hangs on: "lors d'une discussion le 27 octobre" may hang its date on "lors". */
uint32_t trv_scope_governor(const struct trv_parse *p, uint32_t word) {
  uint32_t w = p->head[word];
  for (uint32_t n = 0; w != TRV_NO_WORD && n < TRV_WHEN_CLIMB; n++, w = p->head[w]) {
    uint8_t upos = p->upos[w];
    bool bridge = upos == TRV_ADP || upos == TRV_ADV || upos == TRV_SCONJ || upos == TRV_CCONJ || upos == TRV_DET ||
                  (upos == TRV_AUX && (p->deprel[w] == TRV_REL_AUX || p->deprel[w] == TRV_REL_COP));
    if (!bridge || p->head[w] == TRV_NO_WORD) break;
  }
  return w;
}

/* Whether the expression names the noun that it hangs on: "l'accord du 9 novembre", "le massacre de 1994". */
static bool is_naming(const struct trv_syntax *t, const struct trv_when_expr *e) {
  if (e->kind == TRV_WHEN_SINCE || e->kind == TRV_WHEN_FROM) return false;
  /* "Tuesday's attack", "the October 27 attack" */
  if (t->parse->deprel[e->head] == TRV_REL_NMOD && t->parse->sub[e->head] == TRV_SUB_POSS) return true;
  if (t->parse->deprel[e->head] == TRV_REL_COMPOUND) return true;
  return t->parse->deprel[e->head] == TRV_REL_NMOD && trv_syntax_case_in(t, e->head, TRV_CLASS_NAMING);
}

bool trv_when_can_date(const struct trv_when_expr *e) {
  return !e->dateline && e->kind != TRV_WHEN_UNTIL && e->kind != TRV_WHEN_DURATION;
}

/* Which of two is the better date: whole ones before openings, those before what is to begin, times of day last. */
static int rank_of(const struct trv_when_expr *e) {
  if (e->time_of_day) return 1;
  if (!e->iso) return 2;
  return e->kind == TRV_WHEN_FROM ? 3 : e->kind == TRV_WHEN_SINCE ? 4 : 5;
}

static const struct trv_when_expr *better(const struct trv_when_expr *a, const struct trv_when_expr *b) {
  if (!a || !b) return a ? a : b;
  return rank_of(b) > rank_of(a) ? b : a;
}

/* "sera coupé à partir de vendredi" is of Friday; "ont annoncé un cessez-le-feu à compter de dimanche" and "prévoit des
 * patrouilles à partir du 15 mars" are not. */
static bool begins_then(const struct trv_syntax *t, uint32_t verb) {
  return trv_syntax_is_ahead(t, verb) && !trv_syntax_in_class(t, verb, TRV_CLASS_FUTURE);
}

/* "Two days before the ruling, they opened": the last word of the expression is the preposition of a noun; what that hangs on. */
static uint32_t behind_length(const struct trv_syntax *t, const struct trv_when_expr *e) {
  const struct trv_parse *p = t->parse;
  uint32_t last = e->end_word - 1, noun = p->head[last];
  bool ends = e->end_word > e->first_word + 1 && p->deprel[last] == TRV_REL_CASE && noun != TRV_NO_WORD;
  if (!trv_syntax_in_class(t, last, TRV_CLASS_PRIOR) && !trv_syntax_in_class(t, last, TRV_CLASS_APART))
    return TRV_NO_WORD;
  return ends && noun >= e->end_word && p->head[e->head] == noun ? p->head[noun] : TRV_NO_WORD;
}

/* "le président, au pouvoir depuis 1994, a promis", "a repris Kidal, aux mains des rebelles depuis 2013": the end of a phrase between
 * commas that tells of the noun before it. */
static bool is_aside(const struct trv_syntax *t, const struct trv_when_expr *e) {
  const struct trv_parse *p = t->parse;
  const struct trv_sentence *sent = &t->text->sentences[t->text->words[e->head].sentence];
  uint32_t comma = e->first_word;
  if (e->kind != TRV_WHEN_SINCE || e->end_word >= sent->first_word + sent->n_words) return false;
  if (p->upos[e->end_word] != TRV_PUNCT) return false;
  do {
    if (comma < sent->first_word + 2) return false;
    comma--;
    if (p->upos[comma] == TRV_VERB || p->upos[comma] == TRV_AUX || p->upos[comma] == TRV_PRON) return false;
  } while (p->upos[comma] != TRV_PUNCT);
  if (p->upos[comma + 1] == TRV_CCONJ) return false;
  /* at the end of a sentence the comma may close what was inserted: "ont fait, selon l'armée, cent morts depuis lundi" */
  bool closed = strcmp(t->text->words[e->end_word].form, ",") == 0;
  for (uint32_t w = sent->first_word; w < comma && !closed; w++)
    if (p->upos[w] == TRV_PUNCT) return false;
  uint8_t before = p->upos[comma - 1];
  bool noun = before == TRV_NOUN || before == TRV_PROPN || before == TRV_ADJ;
  return noun && comma + 1 < e->first_word && strcmp(t->text->words[comma].form, ",") == 0;
}

/* The best expression that hangs on the word itself. */
const struct trv_when_expr *trv_scope_direct(const struct trv_scope *s, uint32_t word) {
  const struct trv_when_expr *best = NULL;
  for (uint32_t i = s->first_expr; i < s->end_expr; i++) {
    const struct trv_when_expr *e = &s->when->exprs[i];
    if (!trv_when_can_date(e)) continue;
    /* "au cours de l'entretien" dates the talk and what was said in it. */
    bool itself = e->head == word && s->tree.parse->upos[word] == TRV_NOUN && e->anaphoric;
    bool hangs = e->target != TRV_NO_WORD ? e->target == word : trv_scope_governor(s->tree.parse, e->head) == word;
    hangs |= e->target == TRV_NO_WORD && behind_length(&s->tree, e) == word;
    if (!itself && !hangs) continue;
    if (trv_syntax_is_clause(&s->tree, word) && is_aside(&s->tree, e)) continue;
    if (e->kind == TRV_WHEN_FROM && trv_syntax_is_clause(&s->tree, word) && !begins_then(&s->tree, word)) continue;
    best = better(best, e);
  }
  return best;
}

/* The best one inside the noun phrase `noun` that may date the verb above it. */
static const struct trv_when_expr *in_phrase(const struct trv_scope *s, uint32_t noun, bool named, bool open) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  const struct trv_when_expr *best = NULL;
  for (uint32_t i = s->first_expr; i < s->end_expr; i++) {
    const struct trv_when_expr *e = &s->when->exprs[i];
    if (!trv_when_can_date(e) || e->target != TRV_NO_WORD || (is_naming(t, e) && !named)) continue;
    if ((e->kind == TRV_WHEN_FROM || e->kind == TRV_WHEN_SINCE) && !open) continue;
    uint32_t w = trv_scope_governor(p, e->head);
    for (uint32_t n = 0;
         n < 4 && w != TRV_NO_WORD && w != noun && is_nominal_link(p->deprel[w]) && !trv_syntax_is_clause(t, w); n++)
      w = p->head[w];
    if (w == noun) best = better(best, e);
  }
  return best;
}

/* Dates of the dependents of a verb that are dates of the verb too. */
static const struct trv_when_expr *of_arguments(const struct trv_scope *s, uint32_t verb) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  const struct trv_when_expr *best = NULL;
  /* "In a speech on Wednesday he welcomed the truce", not "condemned the attack of Wednesday" */
  bool telling = trv_syntax_in_class(t, verb, TRV_CLASS_TELLING);
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    if (trv_syntax_is_clause(t, c) || (telling && (c > verb || p->deprel[c] != TRV_REL_OBL))) continue;
    bool during = trv_syntax_case_in(t, c, TRV_CLASS_DURING);
    bool oblique = p->deprel[c] == TRV_REL_OBL || p->deprel[c] == TRV_REL_IOBJ;
    if ((!oblique && p->deprel[c] != TRV_REL_OBJ) || trv_syntax_case_in(t, c, TRV_CLASS_APART)) continue;
    const struct trv_when_expr *e = in_phrase(s, c, during, oblique);
    if (e && is_aside(t, e)) continue;
    if (!e || e->kind != TRV_WHEN_FROM || begins_then(t, verb)) best = better(best, e);
  }
  return best;
}

/* A clause that tells the scene of the main one: "Réunis lundi à Paris, ils ont appelé …". */
static const struct trv_when_expr *of_setting(const struct trv_scope *s, uint32_t verb) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    uint8_t rel = p->deprel[c];
    if (rel == TRV_REL_NSUBJ) {
      const struct trv_when_expr *e = of_setting(s, c);
      if (e) return e;
    }
    /* "Germany, France and thirty others, meeting on Monday in Geneva, promised" */
    if (rel == TRV_REL_CONJ && p->deprel[verb] == TRV_REL_NSUBJ) {
      const struct trv_when_expr *e = of_setting(s, c);
      if (e) return e;
    }
    uint32_t subject = p->deprel[verb] == TRV_REL_CONJ ? p->head[verb] : verb;
    bool noun = subject != TRV_NO_WORD && p->deprel[subject] == TRV_REL_NSUBJ && rel == TRV_REL_ACL &&
                !trv_syntax_is_clause(t, verb) && c < p->head[subject];
    if ((c > verb && !noun) ||
        (rel != TRV_REL_ADVCL && rel != TRV_REL_ACL && rel != TRV_REL_DISLOCATED && rel != TRV_REL_AMOD))
      continue;
    if (!trv_syntax_in_class(t, c, TRV_CLASS_SETTING)) continue;
    const struct trv_when_expr *e = better(trv_scope_direct(s, c), of_arguments(s, c));
    if (e) return e;
  }
  return NULL;
}

/* "ont été tués et trente-trois blessés le 4 mars": a date after participles that share an auxiliary covers both. */
static const struct trv_when_expr *of_shared_end(const struct trv_scope *s, uint32_t verb) {
  const struct trv_parse *p = s->tree.parse;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] != TRV_REL_CONJ) continue;
    /* "closed the border and froze its assets on Jan. 9", "guns fired at the camp and tanks rolled in on Monday" */
    uint32_t joint = trv_syntax_child(&s->tree, c, TRV_REL_CC);
    bool shares = p->upos[c] == TRV_VERB && p->feats[c].verbform == TRV_FIN && joint != TRV_NO_WORD &&
                  trv_syntax_in_class(&s->tree, joint, TRV_CLASS_SHARING) &&
                  !trv_syntax_in_class(&s->tree, c, TRV_CLASS_SAYING) && !trv_syntax_is_up_to_now(&s->tree, verb);
    if (!shares && !trv_syntax_is_bare_participle(&s->tree, c)) continue;
    const struct trv_when_expr *e = better(trv_scope_direct(s, c), of_arguments(s, c));
    if (e && e->first_word > c) return e;
  }
  return NULL;
}

static bool is_relative(const struct trv_syntax *t, uint32_t pronoun) {
  return pronoun != TRV_NO_WORD && t->parse->upos[pronoun] == TRV_PRON && t->parse->feats[pronoun].prontype == 3;
}

/* Clauses that say when their noun took place: "une attaque menée lundi", "l'attentat qui avait fait dix morts jeudi",
 * "le blocus qu'il impose depuis juin". */
static const struct trv_when_expr *of_own_clauses(const struct trv_scope *s, uint32_t noun) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  for (uint32_t i = p->child_begin[noun]; i < p->child_begin[noun + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] != TRV_REL_ACL || trv_syntax_in_class(t, c, TRV_CLASS_TELLING)) continue;
    if (p->sub[c] == TRV_SUB_RELCL && !is_relative(t, trv_syntax_child(t, c, TRV_REL_NSUBJ)) &&
        !is_relative(t, trv_syntax_child(t, c, TRV_REL_OBJ)))
      continue;
    const struct trv_when_expr *e = better(trv_scope_direct(s, c), of_arguments(s, c));
    if (e) return e;
  }
  return NULL;
}

/* Whether a clause opens with a word of the same time: "in 2014, when Russia annexed Crimea". */
bool trv_scope_is_of_same_time(const struct trv_syntax *t, uint32_t verb) {
  const struct trv_parse *p = t->parse;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    bool opens = p->deprel[c] == TRV_REL_ADVMOD || p->deprel[c] == TRV_REL_MARK;
    if (c < verb && opens && trv_syntax_in_class(t, c, TRV_CLASS_WHEN)) return true;
  }
  return false;
}

/* "were killed when their vehicle hit a mine on Tuesday". */
static const struct trv_when_expr *of_same_time(const struct trv_scope *s, uint32_t verb) {
  const struct trv_parse *p = s->tree.parse;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] != TRV_REL_ADVCL || !trv_scope_is_of_same_time(&s->tree, c)) continue;
    const struct trv_when_expr *e = better(trv_scope_direct(s, c), of_arguments(s, c));
    if (e) return e;
  }
  return NULL;
}

/* "bombed a school in which people were sheltering on Saturday", "fired at a crowd that was marching on Friday": what was going on when
 * it happened. */
static const struct trv_when_expr *of_what_went_on(const struct trv_scope *s, uint32_t verb) {
  const struct trv_parse *p = s->tree.parse;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t noun = p->children[i];
    if (noun < verb || (p->deprel[noun] != TRV_REL_OBJ && p->deprel[noun] != TRV_REL_OBL)) continue;
    for (uint32_t k = p->child_begin[noun]; k < p->child_begin[noun + 1]; k++) {
      uint32_t c = p->children[k], helper = trv_syntax_child(&s->tree, c, TRV_REL_AUX);
      bool going_on = p->deprel[c] == TRV_REL_ACL && p->sub[c] == TRV_SUB_RELCL &&
                      p->feats[c].verbform == TRV_PART_FORM && p->feats[c].tense == TRV_PRES && helper != TRV_NO_WORD &&
                      p->feats[helper].tense == TRV_PAST;
      const struct trv_when_expr *e = going_on ? better(trv_scope_direct(s, c), of_arguments(s, c)) : NULL;
      if (e && e->iso && !e->time_of_day && e->kind == TRV_WHEN_POINT) return e;
    }
  }
  return NULL;
}

/* "on Tuesday, the day on which Trump pulled out": the date that a relative clause hangs on. */
static const struct trv_when_expr *of_antecedent(const struct trv_scope *s, uint32_t verb) {
  const struct trv_parse *p = s->tree.parse;
  if (p->deprel[verb] != TRV_REL_ACL || p->sub[verb] != TRV_SUB_RELCL) return NULL;
  for (uint32_t i = s->first_expr; i < s->end_expr; i++) {
    const struct trv_when_expr *e = &s->when->exprs[i];
    if (!trv_when_can_date(e) || e->kind == TRV_WHEN_SINCE || e->time_of_day || !e->iso) continue;
    if (e->head == p->head[verb]) return e;
    /* "Tuesday's accord, which Russia had brokered" */
    if (p->head[e->head] == p->head[verb] && p->sub[e->head] == TRV_SUB_POSS) return e;
  }
  return NULL;
}

/* "stopped firing along the border on Tuesday", "offered to mediate on Wednesday": a day gone by at the end of what was begun, ended or
 * offered is that of doing so. */
static const struct trv_when_expr *of_complement(const struct trv_scope *s, uint32_t verb) {
  const struct trv_parse *p = s->tree.parse;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] != TRV_REL_XCOMP || c < verb || p->upos[c] != TRV_VERB) continue;
    const struct trv_when_expr *e = better(trv_scope_direct(s, c), of_arguments(s, c));
    if (!e) e = of_complement(s, c);
    if (!e || !e->iso || e->time_of_day || e->first_word < c) continue;
    /* "has forced thousands to flee since Monday" */
    if (e->kind == TRV_WHEN_SINCE && trv_syntax_is_up_to_now(&s->tree, verb)) return e;
    if (e->kind != TRV_WHEN_POINT) continue;
    bool gone = s->when->today == TRV_WHEN_NO_DAY ? !e->ahead : e->last_day <= s->when->today;
    if (gone && (!e->ahead || e->anaphoric)) return e;
  }
  return NULL;
}

/* "The same day demonstrators tore down the flag", "met in Cairo, and on Friday Presidents Japarov and Rahmon agreed": what opens the
 * sentence or a clause of it and hangs in what stands next dates the verb. */
static const struct trv_when_expr *opening(const struct trv_scope *s, uint32_t verb) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  if (trv_syntax_in_class(t, verb, TRV_CLASS_TELLING)) return NULL;
  uint32_t first = t->text->sentences[t->text->words[verb].sentence].first_word;
  for (uint32_t i = s->first_expr; i < s->end_expr && s->when->exprs[i].first_word < verb; i++) {
    const struct trv_when_expr *e = &s->when->exprs[i];
    if (!trv_when_can_date(e) || e->target != TRV_NO_WORD || e->time_of_day || !e->iso) continue;
    bool opens = e->first_word == first || p->upos[e->first_word - 1] == TRV_CCONJ;
    uint32_t h = p->head[e->head];
    bool inside = opens && h != TRV_NO_WORD && e->head < h; /* stands before the noun that it was hung on */
    for (uint32_t n = 0; n < 4 && h != TRV_NO_WORD && p->head[h] != verb &&
                         (is_nominal_link(p->deprel[h]) || p->deprel[h] == TRV_REL_COMPOUND);
         n++)
      h = p->head[h];
    bool next = h != TRV_NO_WORD && (p->deprel[h] == TRV_REL_NSUBJ || p->deprel[h] == TRV_REL_OBL);
    if (inside && next && p->head[h] == verb) return e;
  }
  return NULL;
}

/* "It was on December 27 that he ordered his men to stop": the day is what the clause is told of. */
static const struct trv_when_expr *of_cleft(const struct trv_scope *s, uint32_t verb) {
  const struct trv_syntax *t = &s->tree;
  uint32_t head = t->parse->head[verb];
  if (head == TRV_NO_WORD || head > verb || trv_syntax_child(t, head, TRV_REL_COP) == TRV_NO_WORD) return NULL;
  for (uint32_t i = s->first_expr; i < s->end_expr; i++) {
    const struct trv_when_expr *e = &s->when->exprs[i];
    if (!trv_when_can_date(e) || e->target != TRV_NO_WORD || e->head != head || !e->iso || e->time_of_day) continue;
    if (e->kind == TRV_WHEN_POINT || e->kind == TRV_WHEN_INTERVAL) return e;
  }
  return NULL;
}

/* "freed 318 prisoners on April 14, flown to Sanaa": a date before a comma that was hung on the participle behind it. */
static const struct trv_when_expr *before_participle(const struct trv_scope *s, uint32_t verb) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  for (uint32_t i = s->first_expr; i < s->end_expr; i++) {
    const struct trv_when_expr *e = &s->when->exprs[i];
    uint32_t g = trv_scope_governor(p, e->head);
    if (!trv_when_can_date(e) || e->target != TRV_NO_WORD || !e->iso || e->first_word <= verb || g == TRV_NO_WORD)
      continue;
    if (g <= e->end_word || strcmp(t->text->words[e->end_word].form, ",") != 0) continue;
    if (p->head[g] == verb && trv_syntax_is_bare_participle(t, g)) return e;
  }
  return NULL;
}

/* "Colombia's government on Wednesday called off its truce": what stands between the subject and its verb dates the verb. */
static const struct trv_when_expr *between_subject(const struct trv_scope *s, uint32_t verb) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  const struct trv_when_expr *found = NULL;
  for (uint32_t i = s->first_expr; i < s->end_expr; i++) {
    const struct trv_when_expr *e = &s->when->exprs[i];
    if (!trv_when_can_date(e) || e->target != TRV_NO_WORD || e->time_of_day || e->anaphoric || !e->iso) continue;
    if (e->kind == TRV_WHEN_SINCE) continue;
    uint32_t last = e->end_word, h = p->head[e->head];
    while (last < verb && (p->upos[last] == TRV_AUX || p->upos[last] == TRV_ADV || p->upos[last] == TRV_PART)) last++;
    for (uint32_t n = 0; n < 4 && h != TRV_NO_WORD && is_nominal_link(p->deprel[h]); n++) h = p->head[h];
    bool subject = h != TRV_NO_WORD && h < e->first_word && p->deprel[h] == TRV_REL_NSUBJ && p->head[h] == verb;
    if (!subject || is_naming(t, e)) continue;
    if (found) return NULL; /* each of two subjects has its own */
    found = e;
    if (last != verb) return NULL;
  }
  return found;
}

/* "a annoncé mardi avoir tué un chef dans une frappe menée la veille": of what is said to have been done, the day of the act in which it
 * was. */
static const struct trv_when_expr *of_act_within(const struct trv_scope *s, uint32_t verb) {
  const struct trv_parse *p = s->tree.parse;
  uint8_t rel = p->deprel[verb];
  if (p->upos[verb] != TRV_VERB || (rel != TRV_REL_XCOMP && rel != TRV_REL_CCOMP)) return NULL;
  if (trv_syntax_child(&s->tree, verb, TRV_REL_AUX) == TRV_NO_WORD) return NULL;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] != TRV_REL_OBL || c < verb || trv_syntax_case_in(&s->tree, c, TRV_CLASS_APART)) continue;
    const struct trv_when_expr *e = of_own_clauses(s, c);
    if (e && e->iso && !e->time_of_day && e->kind == TRV_WHEN_POINT) return e;
  }
  return NULL;
}

const struct trv_when_expr *trv_scope_own(const struct trv_scope *s, uint32_t word) {
  bool clause = trv_syntax_is_clause(&s->tree, word);
  const struct trv_when_expr *e = clause ? of_cleft(s, word) : NULL;
  if (!e) e = trv_scope_direct(s, word);
  /* "had suspended talks with the guerrillas on Friday, for the third time since they opened in May": rather Friday */
  if (e && !e->time_of_day && (e->kind != TRV_WHEN_SINCE || e->target == TRV_NO_WORD)) return e;
  /* "la signature à Istanbul le 22 juillet", "l'entrée en vigueur vendredi" hang their date on the inner noun. */
  e = better(e, clause ? of_arguments(s, word) : in_phrase(s, word, false, true));
  if (!e && !clause) e = of_own_clauses(s, word);
  if (!e && clause) e = of_shared_end(s, word);
  if (!e && clause) e = between_subject(s, word);
  if (!e && clause) e = opening(s, word);
  if (!e && clause) e = before_participle(s, word);
  if (!e && clause) e = of_antecedent(s, word);
  if (!e && clause) e = of_same_time(s, word);
  if (!e && clause) e = of_complement(s, word);
  if (!e && clause) e = of_what_went_on(s, word);
  if (!e && clause) e = of_act_within(s, word);
  return !e && clause && !trv_syntax_is_up_to_now(&s->tree, word) ? of_setting(s, word) : e;
}

const struct trv_when_expr *trv_when_bound(const struct trv_when *when, const struct trv_text *text,
                                           const struct trv_parse *parse, uint32_t word, enum trv_when_kind kind) {
  struct trv_scope s = trv_scope_of(when, text, parse, word);
  for (uint32_t n = 0; word != TRV_NO_WORD && n < 2; n++) {
    for (uint32_t i = s.first_expr; i < s.end_expr; i++) {
      const struct trv_when_expr *e = &when->exprs[i];
      if (e->kind != kind || e->dateline) continue;
      /* "began with three hours of delay": how long something else takes */
      uint32_t of = e->end_word - 1;
      if (kind == TRV_WHEN_DURATION && of > e->head && parse->deprel[of] == TRV_REL_CASE &&
          parse->head[of] >= e->end_word)
        continue;
      uint32_t w = parse->head[e->head];
      /* "a ceasefire after a war of 34 days", "put an end to an insurrection of a month" */
      bool apart = n && kind == TRV_WHEN_DURATION && w != TRV_NO_WORD && w != word && parse->upos[w] == TRV_NOUN &&
                   parse->deprel[e->head] == TRV_REL_NMOD;
      for (uint32_t k = 0; k < 4 && w != TRV_NO_WORD && w != word && is_nominal_link(parse->deprel[w]) &&
                           !trv_syntax_is_clause(&s.tree, w);
           k++) {
        apart |= trv_syntax_case_in(&s.tree, w, TRV_CLASS_APART);
        w = parse->head[w];
      }
      if (w == word && !apart) return e;
    }
    bool argument = parse->deprel[word] == TRV_REL_OBJ || parse->deprel[word] == TRV_REL_NSUBJ;
    word = argument ? parse->head[word] : TRV_NO_WORD;
  }
  return NULL;
}
