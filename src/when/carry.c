/* The date of an act that nothing in its clause or above it dates: the day that its sentence told before, or that the text is at. See
 * when.h for the contracts. */
#include <string.h>

#include "when/attach.h"

const struct trv_when_expr *trv_when_since_then(const struct trv_when *when, const struct trv_text *text,
                                                const struct trv_parse *parse, uint32_t word) {
  struct trv_syntax tree = {text, parse, when->data};
  uint32_t verb = trv_syntax_clause_above(&tree, word);
  if (verb == TRV_NO_WORD || parse->deprel[verb] != TRV_REL_CONJ || !trv_syntax_is_up_to_now(&tree, verb)) return NULL;
  const struct trv_when_expr *e = trv_when_of(when, text, parse, parse->head[verb]);
  return e && e->iso && e->kind == TRV_WHEN_POINT && e->first_word < verb ? e : NULL;
}

/* "fell silent after a war in which 1,200 people died": of what a noun tells that has a time of its own. */
static bool is_apart(const struct trv_syntax *t, uint32_t word) {
  const struct trv_parse *p = t->parse;
  for (uint32_t w = word, n = 0; w != TRV_NO_WORD && n < TRV_WHEN_CLIMB; n++, w = p->head[w])
    if (!trv_syntax_is_clause(t, w) && trv_syntax_case_in(t, w, TRV_CLASS_APART)) return true;
  return false;
}

/* "a truce announced on Friday, a day after clashes that cost 200 lives": the day of the noun that the word tells of. */
static const struct trv_when_expr *of_noun_above(const struct trv_scope *s, uint32_t word) {
  const struct trv_parse *p = s->tree.parse;
  for (uint32_t w = p->head[word], n = 0; w != TRV_NO_WORD && n < TRV_WHEN_CLIMB; n++, w = p->head[w]) {
    for (uint32_t i = s->first_expr; i < s->end_expr; i++) {
      const struct trv_when_expr *e = &s->when->exprs[i];
      if (e->target == TRV_NO_WORD || !e->iso || trv_syntax_is_clause(&s->tree, w)) continue;
      /* "three days of shelling and killing that left 300 dead" */
      bool beside = p->head[e->target] == w && p->deprel[e->target] == TRV_REL_NMOD;
      if (e->target == w || beside) return e;
    }
  }
  return NULL;
}

/* "On Monday the bishop's house was burned down by the militias, who killed at least 25 people": the day told of last before the word,
 * in its sentence. */
static const struct trv_when_expr *told_before(const struct trv_when *when, const struct trv_text *text,
                                               const struct trv_parse *parse, uint32_t word) {
  struct trv_scope s = trv_scope_of(when, text, parse, word);
  const struct trv_when_expr *last = of_noun_above(&s, word);
  if (last || is_apart(&s.tree, word)) return last;
  for (uint32_t i = s.first_expr; i < s.end_expr && when->exprs[i].first_word < word; i++) {
    const struct trv_when_expr *e = &when->exprs[i];
    bool day = trv_when_can_date(e) && e->iso && !e->time_of_day && !e->ahead && e->kind == TRV_WHEN_POINT;
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
  uint32_t verb = trv_syntax_clause_above(&tree, word);
  bool past = verb == TRV_NO_WORD || (trv_syntax_is_past(&tree, verb) && !trv_syntax_is_up_to_now(&tree, verb));
  if (!past || trv_text_quoted(text, word)) return NULL;
  const struct trv_when_expr *e = told_before(when, text, parse, word);
  return e && trv_syntax_is_main(&tree, e->head) ? e : NULL;
}

const char *trv_when_carried(const struct trv_when *when, const struct trv_text *text, const struct trv_parse *parse,
                             uint32_t word) {
  struct trv_syntax tree = {text, parse, when->data};
  uint32_t verb = trv_syntax_clause_above(&tree, word);
  bool past = verb == TRV_NO_WORD || trv_syntax_is_past(&tree, verb);
  if (!past || trv_text_quoted(text, word)) return NULL;
  const struct trv_when_expr *e = told_before(when, text, parse, word);
  return e ? e->iso : when->narrative[text->words[word].sentence];
}

const char *trv_when_headed(const struct trv_when *when, const struct trv_text *text, const struct trv_parse *parse,
                            uint32_t word) {
  struct trv_syntax tree = {text, parse, when->data};
  uint32_t verb = trv_syntax_clause_above(&tree, word), sentence = text->words[word].sentence;
  if (!when->headed[sentence]) return NULL;
  bool before = verb != TRV_NO_WORD && trv_syntax_is_past(&tree, verb) && !trv_syntax_is_perfect(&tree, verb) &&
                trv_syntax_child(&tree, verb, TRV_REL_AUX) != TRV_NO_WORD;
  return before ? NULL : when->narrative[sentence];
}

const char *trv_when_continued(const struct trv_when *when, const struct trv_text *text, const struct trv_parse *parse,
                               uint32_t word, bool taken_up) {
  struct trv_syntax tree = {text, parse, when->data};
  uint32_t verb = trv_syntax_clause_above(&tree, word), sentence = text->words[word].sentence;
  const char *day = when->narrative[sentence] || !taken_up ? when->narrative[sentence] : when->above[sentence];
  if (verb == TRV_NO_WORD || trv_text_quoted(text, word)) return NULL;
  struct trv_scope s = trv_scope_of(when, text, parse, word);
  for (uint32_t i = s.first_expr; i < s.end_expr; i++)
    if (trv_when_can_date(&when->exprs[i]) && when->exprs[i].iso && !when->exprs[i].time_of_day) return NULL;
  for (uint32_t w = verb, n = 0; w != TRV_NO_WORD && n < TRV_WHEN_CLIMB; n++, w = parse->head[w]) {
    uint8_t rel = parse->deprel[w];
    /* what is told in passing is of any time */
    if (rel == TRV_REL_ACL || (rel == TRV_REL_ADVCL && trv_syntax_is_finite(&tree, w))) return NULL;
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
