/* Which act an expression dates. See when.h for the contract, attach.h.
 *
 * A date belongs to the word that it hangs on. A verb also takes the dates of its arguments' noun phrases ("ont signé
 * un accord le 3 mai" is often read that way), unless the date names the noun ("l'accord du 9 novembre"). What has no
 * date of its own inherits from what governs it, rule by rule below. */
#include "when/attach.h"

#include <string.h>

#define MAX_CLIMB 16

struct scope {
  struct trv_syntax tree;
  const struct trv_when *when;
  uint32_t first_expr, end_expr; /* of the word's sentence */
};

static struct scope scope_of(const struct trv_when *when, const struct trv_text *text, const struct trv_parse *parse,
                             uint32_t word) {
  struct scope s = {.tree = {text, parse, when->data}, .when = when};
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
static uint32_t governor_of(const struct trv_parse *p, uint32_t word) {
  uint32_t w = p->head[word];
  for (uint32_t n = 0; w != TRV_NO_WORD && n < MAX_CLIMB; n++, w = p->head[w]) {
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

static bool can_date(const struct trv_when_expr *e) {
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
static const struct trv_when_expr *direct(const struct scope *s, uint32_t word) {
  const struct trv_when_expr *best = NULL;
  for (uint32_t i = s->first_expr; i < s->end_expr; i++) {
    const struct trv_when_expr *e = &s->when->exprs[i];
    if (!can_date(e)) continue;
    /* "au cours de l'entretien" dates the talk and what was said in it. */
    bool itself = e->head == word && s->tree.parse->upos[word] == TRV_NOUN && e->anaphoric;
    bool hangs = e->target != TRV_NO_WORD ? e->target == word : governor_of(s->tree.parse, e->head) == word;
    hangs |= e->target == TRV_NO_WORD && behind_length(&s->tree, e) == word;
    if (!itself && !hangs) continue;
    if (trv_syntax_is_clause(&s->tree, word) && is_aside(&s->tree, e)) continue;
    if (e->kind == TRV_WHEN_FROM && trv_syntax_is_clause(&s->tree, word) && !begins_then(&s->tree, word)) continue;
    best = better(best, e);
  }
  return best;
}

/* The best one inside the noun phrase `noun` that may date the verb above it. */
static const struct trv_when_expr *in_phrase(const struct scope *s, uint32_t noun, bool named, bool open) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  const struct trv_when_expr *best = NULL;
  for (uint32_t i = s->first_expr; i < s->end_expr; i++) {
    const struct trv_when_expr *e = &s->when->exprs[i];
    if (!can_date(e) || e->target != TRV_NO_WORD || (is_naming(t, e) && !named)) continue;
    if ((e->kind == TRV_WHEN_FROM || e->kind == TRV_WHEN_SINCE) && !open) continue;
    uint32_t w = governor_of(p, e->head);
    for (uint32_t n = 0;
         n < 4 && w != TRV_NO_WORD && w != noun && is_nominal_link(p->deprel[w]) && !trv_syntax_is_clause(t, w); n++)
      w = p->head[w];
    if (w == noun) best = better(best, e);
  }
  return best;
}

/* Dates of the dependents of a verb that are dates of the verb too. */
static const struct trv_when_expr *of_arguments(const struct scope *s, uint32_t verb) {
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
static const struct trv_when_expr *of_setting(const struct scope *s, uint32_t verb) {
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
    const struct trv_when_expr *e = better(direct(s, c), of_arguments(s, c));
    if (e) return e;
  }
  return NULL;
}

/* "ont été tués et trente-trois blessés le 4 mars": a date after participles that share an auxiliary covers both. */
static const struct trv_when_expr *of_shared_end(const struct scope *s, uint32_t verb) {
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
    const struct trv_when_expr *e = better(direct(s, c), of_arguments(s, c));
    if (e && e->first_word > c) return e;
  }
  return NULL;
}

static bool is_relative(const struct trv_syntax *t, uint32_t pronoun) {
  return pronoun != TRV_NO_WORD && t->parse->upos[pronoun] == TRV_PRON && t->parse->feats[pronoun].prontype == 3;
}

/* Clauses that say when their noun took place: "une attaque menée lundi", "l'attentat qui avait fait dix morts jeudi",
 * "le blocus qu'il impose depuis juin". */
static const struct trv_when_expr *of_own_clauses(const struct scope *s, uint32_t noun) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  for (uint32_t i = p->child_begin[noun]; i < p->child_begin[noun + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] != TRV_REL_ACL || trv_syntax_in_class(t, c, TRV_CLASS_TELLING)) continue;
    if (p->sub[c] == TRV_SUB_RELCL && !is_relative(t, trv_syntax_child(t, c, TRV_REL_NSUBJ)) &&
        !is_relative(t, trv_syntax_child(t, c, TRV_REL_OBJ)))
      continue;
    const struct trv_when_expr *e = better(direct(s, c), of_arguments(s, c));
    if (e) return e;
  }
  return NULL;
}

/* Whether a clause opens with a word of the same time: "in 2014, when Russia annexed Crimea". */
static bool is_of_same_time(const struct trv_syntax *t, uint32_t verb) {
  const struct trv_parse *p = t->parse;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    bool opens = p->deprel[c] == TRV_REL_ADVMOD || p->deprel[c] == TRV_REL_MARK;
    if (c < verb && opens && trv_syntax_in_class(t, c, TRV_CLASS_WHEN)) return true;
  }
  return false;
}

/* "were killed when their vehicle hit a mine on Tuesday". */
static const struct trv_when_expr *of_same_time(const struct scope *s, uint32_t verb) {
  const struct trv_parse *p = s->tree.parse;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] != TRV_REL_ADVCL || !is_of_same_time(&s->tree, c)) continue;
    const struct trv_when_expr *e = better(direct(s, c), of_arguments(s, c));
    if (e) return e;
  }
  return NULL;
}

/* "bombed a school in which people were sheltering on Saturday", "fired at a crowd that was marching on Friday": what was going on when
 * it happened. */
static const struct trv_when_expr *of_what_went_on(const struct scope *s, uint32_t verb) {
  const struct trv_parse *p = s->tree.parse;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t noun = p->children[i];
    if (noun < verb || (p->deprel[noun] != TRV_REL_OBJ && p->deprel[noun] != TRV_REL_OBL)) continue;
    for (uint32_t k = p->child_begin[noun]; k < p->child_begin[noun + 1]; k++) {
      uint32_t c = p->children[k], helper = trv_syntax_child(&s->tree, c, TRV_REL_AUX);
      bool going_on = p->deprel[c] == TRV_REL_ACL && p->sub[c] == TRV_SUB_RELCL &&
                      p->feats[c].verbform == TRV_PART_FORM && p->feats[c].tense == TRV_PRES && helper != TRV_NO_WORD &&
                      p->feats[helper].tense == TRV_PAST;
      const struct trv_when_expr *e = going_on ? better(direct(s, c), of_arguments(s, c)) : NULL;
      if (e && e->iso && !e->time_of_day && e->kind == TRV_WHEN_POINT) return e;
    }
  }
  return NULL;
}

/* "on Tuesday, the day on which Trump pulled out": the date that a relative clause hangs on. */
static const struct trv_when_expr *of_antecedent(const struct scope *s, uint32_t verb) {
  const struct trv_parse *p = s->tree.parse;
  if (p->deprel[verb] != TRV_REL_ACL || p->sub[verb] != TRV_SUB_RELCL) return NULL;
  for (uint32_t i = s->first_expr; i < s->end_expr; i++) {
    const struct trv_when_expr *e = &s->when->exprs[i];
    if (!can_date(e) || e->kind == TRV_WHEN_SINCE || e->time_of_day || !e->iso) continue;
    if (e->head == p->head[verb]) return e;
    /* "Tuesday's accord, which Russia had brokered" */
    if (p->head[e->head] == p->head[verb] && p->sub[e->head] == TRV_SUB_POSS) return e;
  }
  return NULL;
}

/* "stopped firing along the border on Tuesday", "offered to mediate on Wednesday": a day gone by at the end of what was begun, ended or
 * offered is that of doing so. */
static const struct trv_when_expr *of_complement(const struct scope *s, uint32_t verb) {
  const struct trv_parse *p = s->tree.parse;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] != TRV_REL_XCOMP || c < verb || p->upos[c] != TRV_VERB) continue;
    const struct trv_when_expr *e = better(direct(s, c), of_arguments(s, c));
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
static const struct trv_when_expr *opening(const struct scope *s, uint32_t verb) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  if (trv_syntax_in_class(t, verb, TRV_CLASS_TELLING)) return NULL;
  uint32_t first = t->text->sentences[t->text->words[verb].sentence].first_word;
  for (uint32_t i = s->first_expr; i < s->end_expr && s->when->exprs[i].first_word < verb; i++) {
    const struct trv_when_expr *e = &s->when->exprs[i];
    if (!can_date(e) || e->target != TRV_NO_WORD || e->time_of_day || !e->iso) continue;
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
static const struct trv_when_expr *of_cleft(const struct scope *s, uint32_t verb) {
  const struct trv_syntax *t = &s->tree;
  uint32_t head = t->parse->head[verb];
  if (head == TRV_NO_WORD || head > verb || trv_syntax_child(t, head, TRV_REL_COP) == TRV_NO_WORD) return NULL;
  for (uint32_t i = s->first_expr; i < s->end_expr; i++) {
    const struct trv_when_expr *e = &s->when->exprs[i];
    if (!can_date(e) || e->target != TRV_NO_WORD || e->head != head || !e->iso || e->time_of_day) continue;
    if (e->kind == TRV_WHEN_POINT || e->kind == TRV_WHEN_INTERVAL) return e;
  }
  return NULL;
}

/* "freed 318 prisoners on April 14, flown to Sanaa": a date before a comma that was hung on the participle behind it. */
static const struct trv_when_expr *before_participle(const struct scope *s, uint32_t verb) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  for (uint32_t i = s->first_expr; i < s->end_expr; i++) {
    const struct trv_when_expr *e = &s->when->exprs[i];
    uint32_t g = governor_of(p, e->head);
    if (!can_date(e) || e->target != TRV_NO_WORD || !e->iso || e->first_word <= verb || g == TRV_NO_WORD) continue;
    if (g <= e->end_word || strcmp(t->text->words[e->end_word].form, ",") != 0) continue;
    if (p->head[g] == verb && trv_syntax_is_bare_participle(t, g)) return e;
  }
  return NULL;
}

/* "Colombia's government on Wednesday called off its truce": what stands between the subject and its verb dates the verb. */
static const struct trv_when_expr *between_subject(const struct scope *s, uint32_t verb) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  const struct trv_when_expr *found = NULL;
  for (uint32_t i = s->first_expr; i < s->end_expr; i++) {
    const struct trv_when_expr *e = &s->when->exprs[i];
    if (!can_date(e) || e->target != TRV_NO_WORD || e->time_of_day || e->anaphoric || !e->iso) continue;
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
static const struct trv_when_expr *of_act_within(const struct scope *s, uint32_t verb) {
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

static const struct trv_when_expr *own(const struct scope *s, uint32_t word) {
  bool clause = trv_syntax_is_clause(&s->tree, word);
  const struct trv_when_expr *e = clause ? of_cleft(s, word) : NULL;
  if (!e) e = direct(s, word);
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

static bool is_finite(const struct trv_syntax *t, uint32_t verb) {
  const struct trv_parse *p = t->parse;
  if (p->feats[verb].verbform == TRV_FIN) return true;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    bool helper = p->deprel[c] == TRV_REL_AUX || p->deprel[c] == TRV_REL_COP;
    if (helper && p->feats[c].verbform == TRV_FIN) return true;
  }
  return false;
}

/* What is said in the present, the imperfect or the conditional is of the time of the saying: "a indiqué jeudi qu'il
 * envisageait de libérer"; what "avait" or "a" happened has its own time. */
static bool is_contemporary(const struct trv_syntax *t, uint32_t verb) {
  const struct trv_parse *p = t->parse;
  struct trv_feats f = p->feats[verb];
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] != TRV_REL_AUX && p->deprel[c] != TRV_REL_COP) continue;
    /* "said that it would free", "that it was considering" */
    if (trv_syntax_in_class(t, c, TRV_CLASS_AHEAD)) return true;
    if (f.verbform == TRV_PART_FORM && f.tense == TRV_PRES && p->feats[c].verbform == TRV_FIN) return true;
    /* "said that it was ready to talk" */
    if (p->deprel[c] == TRV_REL_COP && p->upos[verb] == TRV_ADJ && p->feats[c].verbform == TRV_FIN) return true;
  }
  return f.verbform == TRV_FIN && f.tense != TRV_FUT && !(f.tense == TRV_PAST && f.mood == TRV_IND);
}

/* "The truce is holding": in the present, itself or its auxiliary. */
static bool is_told_now(const struct trv_syntax *t, uint32_t verb) {
  const struct trv_parse *p = t->parse;
  struct trv_feats f = p->feats[verb];
  if (f.verbform == TRV_FIN) return f.tense == TRV_PRES && f.mood == TRV_IND;
  bool now = false;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] != TRV_REL_AUX && p->deprel[c] != TRV_REL_COP) continue;
    bool perfect = p->deprel[c] == TRV_REL_AUX && p->sub[c] != TRV_SUB_PASS && f.tense == TRV_PAST;
    now |= p->feats[c].verbform == TRV_FIN && p->feats[c].tense == TRV_PRES && !perfect;
  }
  return now;
}

/* An act done by saying it: "« Nous attaquerons », avait averti Nétanyahou dès mardi", "Israël ne négociera pas». */
static uint32_t saying_of(const struct scope *s, uint32_t word) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  bool performed = p->feats[word].person == 1 || (trv_text_quoted(t->text, word) && p->feats[word].verbform == TRV_FIN);
  /* "The truce is holding, monitors said on Tuesday" */
  if (!performed && !is_told_now(t, word)) return TRV_NO_WORD;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] == TRV_REL_PARATAXIS && trv_syntax_in_class(t, c, TRV_CLASS_SAYING)) return c;
  }
  return TRV_NO_WORD;
}

/* "tués", "conclu" that lean on no auxiliary. */
static bool is_past_participle(const struct trv_syntax *t, uint32_t verb) {
  return trv_syntax_is_bare_participle(t, verb) && t->parse->feats[verb].tense != TRV_PRES;
}

static uint32_t clause_above(const struct trv_syntax *t, uint32_t word) {
  uint32_t w = word;
  for (uint32_t n = 0; w != TRV_NO_WORD && n < MAX_CLIMB && !trv_syntax_is_clause(t, w); n++) w = t->parse->head[w];
  return w;
}

/* A participle has the date that its noun, or the noun above that, has of its own: "la perte, samedi, d'un hélicoptère
 * abattu", "au lendemain de mesures identiques prises par Paris". */
static uint32_t participle_noun(const struct scope *s, uint32_t verb) {
  const struct trv_parse *p = s->tree.parse;
  uint32_t w = p->head[verb];
  for (uint32_t n = 0; n < 2 && w != TRV_NO_WORD && !trv_syntax_is_clause(&s->tree, w); n++) {
    if (direct(s, w)) return w;
    if (p->deprel[w] != TRV_REL_NMOD) break;
    w = p->head[w];
  }
  return TRV_NO_WORD;
}

/* The verb of the clause in which a relative clause's antecedent stands, where the two have one subject: "a exhorté
 * mardi le Conseil à exclure la Russie, qu'il accuse". */
static uint32_t outer_of_relative(const struct trv_syntax *t, uint32_t verb) {
  const struct trv_parse *p = t->parse;
  uint32_t subject = trv_syntax_child(t, verb, TRV_REL_NSUBJ);
  if (subject == TRV_NO_WORD || p->upos[subject] != TRV_PRON || p->feats[subject].prontype == 3 ||
      p->feats[subject].person != 3)
    return TRV_NO_WORD;
  return clause_above(t, p->head[verb]);
}

/* "That morning, officials said, troops had opened fire": a date before a saying that stands between commas is that of what
 * is said. */
static bool said_between(const struct scope *s, uint32_t verb) {
  const struct trv_parse *p = s->tree.parse;
  const struct trv_text *text = s->tree.text;
  uint32_t said = p->head[verb];
  if (said >= verb || s->first_expr == s->end_expr || strcmp(text->words[said + 1].form, ",") != 0) return false;
  const struct trv_when_expr *e = &s->when->exprs[s->first_expr];
  uint32_t first = text->sentences[text->words[verb].sentence].first_word;
  return e->first_word == first && e->end_word < said && strcmp(text->words[e->end_word].form, ",") == 0 &&
         trv_syntax_in_class(&s->tree, said, TRV_CLASS_SAYING);
}

/* "asked for protection at the embassy, which took them in": a relative clause behind its main verb and a comma that tells what
 * came next, in the simple past. */
static bool goes_on(const struct trv_syntax *t, uint32_t verb) {
  const struct trv_parse *p = t->parse;
  uint32_t noun = p->head[verb], above = clause_above(t, noun), first = p->left[verb];
  struct trv_feats f = p->feats[verb];
  if (above == TRV_NO_WORD || above > noun || p->deprel[noun] == TRV_REL_NSUBJ || first <= noun) return false;
  if (strcmp(t->text->words[first].form, ",") != 0 && strcmp(t->text->words[first - 1].form, ",") != 0) return false;
  uint32_t pronoun = trv_syntax_child(t, verb, TRV_REL_NSUBJ);
  if (pronoun == TRV_NO_WORD || !trv_syntax_in_class(t, pronoun, TRV_CLASS_GOING_ON)) return false;
  return f.verbform == TRV_FIN && f.tense == TRV_PAST && trv_syntax_child(t, verb, TRV_REL_AUX) == TRV_NO_WORD &&
         trv_syntax_child(t, verb, TRV_REL_COP) == TRV_NO_WORD;
}

/* The word whose date is also that of a verb without one; *before: only a date that stands before the verb. */
static uint32_t source_of_verb(const struct scope *s, uint32_t verb, bool *before) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  uint32_t head = p->head[verb];
  uint32_t said = saying_of(s, verb);
  if (said != TRV_NO_WORD) return said;
  if (head == TRV_NO_WORD) return TRV_NO_WORD;
  bool beside = p->deprel[verb] == TRV_REL_CONJ || p->deprel[verb] == TRV_REL_PARATAXIS;
  if (beside && trv_syntax_is_up_to_now(t, verb)) return TRV_NO_WORD;
  switch (p->deprel[verb]) {
    case TRV_REL_CONJ: *before = true; return head;
    case TRV_REL_XCOMP: return head;
    case TRV_REL_ADVCL:
      /* "avant de reprendre ses raids", "tuant dix soldats", "le Hamas ayant refusé"; not "alors que …" nor "Arrêtée en
       * février, elle …". */
      if (is_of_same_time(t, verb)) return head;
      if (trv_syntax_case_in(t, verb, TRV_CLASS_PRIOR)) return TRV_NO_WORD;
      return is_finite(t, verb) || is_past_participle(t, verb) ? TRV_NO_WORD : head;
    case TRV_REL_CCOMP:
      if (!is_finite(t, verb) || said_between(s, verb)) return head;
      /* "announced on Thursday that their armies had agreed" */
      if (trv_syntax_in_class(t, head, TRV_CLASS_ANNOUNCING)) return head;
      return is_contemporary(t, verb) ? head : TRV_NO_WORD;
    case TRV_REL_PARATAXIS:
      /* "n'est pas parvenu à s'entendre : les États-Unis ont bloqué le projet". */
      *before = true;
      return trv_syntax_in_class(t, verb, TRV_CLASS_SAYING) ? TRV_NO_WORD : head;
    case TRV_REL_ACL:
      if (p->sub[verb] == TRV_SUB_RELCL && goes_on(t, verb)) return clause_above(t, head);
      /* "s'est installé lundi, à l'heure où débutait la trêve" */
      if (p->sub[verb] == TRV_SUB_RELCL && p->deprel[head] == TRV_REL_OBL &&
          trv_syntax_in_class(t, head, TRV_CLASS_MOMENT))
        return clause_above(t, head);
      if (p->sub[verb] == TRV_SUB_RELCL) return outer_of_relative(t, verb);
      if (is_past_participle(t, verb)) return participle_noun(s, verb);
      /* "le mouvement ayant refusé de la prolonger" has the time of the clause that the noun stands in. */
      return is_finite(t, verb) ? TRV_NO_WORD : p->feats[verb].verbform == TRV_INF ? head : clause_above(t, head);
    case TRV_REL_OBJ:
    case TRV_REL_OBL: return p->feats[verb].verbform == TRV_INF ? head : TRV_NO_WORD;
    default: return TRV_NO_WORD;
  }
}

/* The same for an event noun: "ont annoncé mardi l'expulsion de …", not "a condamné mardi l'expulsion". */
static uint32_t source_of_noun(const struct scope *s, uint32_t noun, bool *before) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  uint32_t head = governor_of(p, noun);
  if (head == TRV_NO_WORD || trv_syntax_case_in(t, noun, TRV_CLASS_APART)) return TRV_NO_WORD;
  if (head != p->head[noun] && trv_syntax_in_class(t, p->head[noun], TRV_CLASS_APART)) return TRV_NO_WORD;
  switch (p->deprel[noun]) {
    case TRV_REL_OBJ:
    case TRV_REL_NSUBJ:
    case TRV_REL_OBL:
    case TRV_REL_IOBJ: return trv_syntax_in_class(t, head, TRV_CLASS_TELLING) ? TRV_NO_WORD : head;
    case TRV_REL_NMOD: return p->upos[head] == TRV_VERB ? TRV_NO_WORD : head;
    case TRV_REL_CONJ: *before = true; return head;
    default: return TRV_NO_WORD;
  }
}

const struct trv_when_expr *trv_when_of(const struct trv_when *when, const struct trv_text *text,
                                        const struct trv_parse *parse, uint32_t word) {
  struct scope s = scope_of(when, text, parse, word);
  if (s.first_expr == s.end_expr) return NULL;
  uint32_t limit = UINT32_MAX;
  const struct trv_when_expr *time = NULL;
  for (uint32_t n = 0; word != TRV_NO_WORD && n < MAX_CLIMB; n++) {
    const struct trv_when_expr *e = own(&s, word);
    if (e && e->first_word < limit && !e->time_of_day) return e;
    if (e && !time) time = e;
    bool before = false;
    uint32_t next =
        trv_syntax_is_clause(&s.tree, word) ? source_of_verb(&s, word, &before) : source_of_noun(&s, word, &before);
    if (before && word < limit) limit = word;
    word = next;
  }
  return time;
}

const struct trv_when_expr *trv_when_since_then(const struct trv_when *when, const struct trv_text *text,
                                                const struct trv_parse *parse, uint32_t word) {
  struct trv_syntax tree = {text, parse, when->data};
  uint32_t verb = clause_above(&tree, word);
  if (verb == TRV_NO_WORD || parse->deprel[verb] != TRV_REL_CONJ || !trv_syntax_is_up_to_now(&tree, verb)) return NULL;
  const struct trv_when_expr *e = trv_when_of(when, text, parse, parse->head[verb]);
  return e && e->iso && e->kind == TRV_WHEN_POINT && e->first_word < verb ? e : NULL;
}

/* "fell silent after a war in which 1,200 people died": of what a noun tells that has a time of its own. */
static bool is_apart(const struct trv_syntax *t, uint32_t word) {
  const struct trv_parse *p = t->parse;
  for (uint32_t w = word, n = 0; w != TRV_NO_WORD && n < MAX_CLIMB; n++, w = p->head[w])
    if (!trv_syntax_is_clause(t, w) && trv_syntax_case_in(t, w, TRV_CLASS_APART)) return true;
  return false;
}

/* "a truce announced on Friday, a day after clashes that cost 200 lives": the day of the noun that the word tells of. */
static const struct trv_when_expr *of_noun_above(const struct scope *s, uint32_t word) {
  const struct trv_parse *p = s->tree.parse;
  for (uint32_t w = p->head[word], n = 0; w != TRV_NO_WORD && n < MAX_CLIMB; n++, w = p->head[w]) {
    for (uint32_t i = s->first_expr; i < s->end_expr; i++) {
      const struct trv_when_expr *e = &s->when->exprs[i];
      if (e->target == w && e->iso && !trv_syntax_is_clause(&s->tree, w)) return e;
    }
  }
  return NULL;
}

/* "On Monday the bishop's house was burned down by the militias, who killed at least 25 people": the day told of last before the word,
 * in its sentence. */
static const struct trv_when_expr *told_before(const struct trv_when *when, const struct trv_text *text,
                                               const struct trv_parse *parse, uint32_t word) {
  struct scope s = scope_of(when, text, parse, word);
  const struct trv_when_expr *last = of_noun_above(&s, word);
  if (last || is_apart(&s.tree, word)) return last;
  for (uint32_t i = s.first_expr; i < s.end_expr && when->exprs[i].first_word < word; i++) {
    const struct trv_when_expr *e = &when->exprs[i];
    bool day = can_date(e) && e->iso && !e->time_of_day && !e->ahead && e->kind == TRV_WHEN_POINT;
    day &= day && strlen(e->iso) > strlen("2020");
    /* "where four days of fighting have left …": as many, up to the day that the text is at */
    if (e->kind == TRV_WHEN_DURATION && (e->head == parse->head[word] || parse->head[e->head] == word)) return NULL;
    if (day && (e->target == TRV_NO_WORD || !trv_syntax_is_clause(&s.tree, e->target))) last = e;
  }
  return last;
}

const struct trv_when_expr *trv_when_told_before(const struct trv_when *when, const struct trv_text *text,
                                                 const struct trv_parse *parse, uint32_t word) {
  struct trv_syntax tree = {text, parse, when->data};
  uint32_t verb = clause_above(&tree, word);
  bool past = verb == TRV_NO_WORD || (trv_syntax_is_past(&tree, verb) && !trv_syntax_is_up_to_now(&tree, verb));
  if (!past || trv_text_quoted(text, word)) return NULL;
  const struct trv_when_expr *e = told_before(when, text, parse, word);
  return e && trv_syntax_is_main(&tree, e->head) ? e : NULL;
}

const char *trv_when_carried(const struct trv_when *when, const struct trv_text *text, const struct trv_parse *parse,
                             uint32_t word) {
  struct trv_syntax tree = {text, parse, when->data};
  uint32_t verb = clause_above(&tree, word);
  bool past = verb == TRV_NO_WORD || trv_syntax_is_past(&tree, verb);
  if (!past || trv_text_quoted(text, word)) return NULL;
  const struct trv_when_expr *e = told_before(when, text, parse, word);
  return e ? e->iso : when->narrative[text->words[word].sentence];
}

const char *trv_when_headed(const struct trv_when *when, const struct trv_text *text, const struct trv_parse *parse,
                            uint32_t word) {
  struct trv_syntax tree = {text, parse, when->data};
  uint32_t verb = clause_above(&tree, word), sentence = text->words[word].sentence;
  if (!when->headed[sentence]) return NULL;
  bool before = verb != TRV_NO_WORD && trv_syntax_is_past(&tree, verb) && !trv_syntax_is_perfect(&tree, verb) &&
                trv_syntax_child(&tree, verb, TRV_REL_AUX) != TRV_NO_WORD;
  return before ? NULL : when->narrative[sentence];
}

const char *trv_when_continued(const struct trv_when *when, const struct trv_text *text, const struct trv_parse *parse,
                               uint32_t word, bool taken_up) {
  struct trv_syntax tree = {text, parse, when->data};
  uint32_t verb = clause_above(&tree, word), sentence = text->words[word].sentence;
  const char *day = when->narrative[sentence] || !taken_up ? when->narrative[sentence] : when->above[sentence];
  if (verb == TRV_NO_WORD || trv_text_quoted(text, word)) return NULL;
  struct scope s = scope_of(when, text, parse, word);
  for (uint32_t i = s.first_expr; i < s.end_expr; i++)
    if (can_date(&when->exprs[i]) && when->exprs[i].iso && !when->exprs[i].time_of_day) return NULL;
  for (uint32_t w = verb, n = 0; w != TRV_NO_WORD && n < MAX_CLIMB; n++, w = parse->head[w]) {
    uint8_t rel = parse->deprel[w];
    /* what is told in passing is of any time */
    if (rel == TRV_REL_ACL || (rel == TRV_REL_ADVCL && is_finite(&tree, w))) return NULL;
    if (rel == TRV_REL_CCOMP || rel == TRV_REL_PARATAXIS) return NULL;
    struct trv_feats f = parse->feats[w];
    bool simple = f.verbform == TRV_FIN && f.tense == TRV_PAST, helped = false;
    for (uint32_t i = parse->child_begin[w]; i < parse->child_begin[w + 1]; i++) {
      uint32_t c = parse->children[i];
      if (parse->deprel[c] != TRV_REL_AUX && parse->deprel[c] != TRV_REL_COP) continue;
      helped = true;
      /* "was arrested", not "had been arrested" */
      bool passive = parse->sub[c] == TRV_SUB_PASS || parse->deprel[c] == TRV_REL_COP;
      simple = passive && parse->feats[c].verbform == TRV_FIN && parse->feats[c].tense == TRV_PAST;
      if (!simple) break;
    }
    if (simple) return day;
    if (helped || f.verbform == TRV_FIN) return NULL;
  }
  return NULL;
}

const struct trv_when_expr *trv_when_bound(const struct trv_when *when, const struct trv_text *text,
                                           const struct trv_parse *parse, uint32_t word, enum trv_when_kind kind) {
  struct scope s = scope_of(when, text, parse, word);
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
