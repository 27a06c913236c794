/* Expressions made of others once the whole text was read: the intervals that nouns and clauses open, the days that a length spans, and
 * dates that were hung on the wrong verb. */
#include <string.h>

#include "when/telling.h"

/* "depuis le putsch militaire du 1er février": the interval that the noun opens, beside its date. */
void trv_when_add_openings(struct trv_telling *run) {
  uint32_t n = run->n_exprs;
  for (uint32_t i = 0; i < n; i++) {
    struct trv_when_expr e = run->exprs[i];
    if (e.first_day == TRV_WHEN_NO_DAY || e.dateline || e.target != TRV_NO_WORD || e.time_of_day) continue;
    if (e.kind != TRV_WHEN_POINT && e.kind != TRV_WHEN_INTERVAL) continue;
    uint32_t noun = trv_when_opened_by(&run->tree, e.head);
    if (noun == TRV_NO_WORD) continue;
    e.iso = trv_arena_printf(run->arena, "%.*s/..", (int)strcspn(e.iso, "/"), e.iso);
    e.kind = TRV_WHEN_SINCE;
    e.head = noun;
    e.line = 0;
    uint32_t first = noun;
    for (uint32_t k = run->parse->child_begin[noun]; k < run->parse->child_begin[noun + 1]; k++)
      if (run->parse->children[k] < first) first = run->parse->children[k];
    if (first < e.first_word) e.first_word = first;
    e.span.begin = run->text->words[e.first_word].span.begin;
    TRV_PUSH(run->arena, run->exprs, run->n_exprs, run->cap_exprs, e);
  }
}

/* "have died since the war began on Oct. 7": the interval that a clause opens, for the verb above it. */
void trv_when_add_since_clauses(struct trv_telling *run) {
  uint32_t n = run->n_exprs;
  const struct trv_parse *p = run->parse;
  for (uint32_t i = 0; i < n; i++) {
    struct trv_when_expr e = run->exprs[i];
    if (!e.iso || e.dateline || e.time_of_day || e.target != TRV_NO_WORD) continue;
    if (e.kind != TRV_WHEN_POINT && e.kind != TRV_WHEN_INTERVAL) continue;
    uint32_t verb = p->head[e.head];
    if (verb == TRV_NO_WORD || p->deprel[verb] != TRV_REL_ADVCL || p->head[verb] == TRV_NO_WORD) continue;
    if (!trv_syntax_case_in(&run->tree, verb, TRV_CLASS_SINCE) ||
        !trv_syntax_case_in(&run->tree, verb, TRV_CLASS_PRIOR))
      continue;
    e.iso = trv_arena_printf(run->arena, "%.*s/..", (int)strcspn(e.iso, "/"), e.iso);
    e.kind = TRV_WHEN_SINCE;
    e.target = p->head[verb];
    TRV_PUSH(run->arena, run->exprs, run->n_exprs, run->cap_exprs, e);
  }
}

/* "since August 2019, when Pakistan expelled the envoy": the clause is of the beginning. A date that such a clause follows dates
 * its verb, wherever the clause hangs. */
void trv_when_add_clauses(struct trv_telling *run) {
  uint32_t n = run->n_exprs;
  for (uint32_t i = 0; i < n; i++) {
    struct trv_when_expr e = run->exprs[i];
    if (!e.iso || e.dateline || e.time_of_day || e.target != TRV_NO_WORD || e.end_word >= run->text->n_words) continue;
    uint32_t w = e.end_word;
    if (run->parse->upos[w] == TRV_PUNCT && w + 1 < run->text->n_words) w++;
    if (run->text->words[w].sentence != run->text->words[e.head].sentence) continue;
    uint32_t verb = run->parse->head[w];
    if (!trv_syntax_in_class(&run->tree, w, TRV_CLASS_RELATIVE) || verb == TRV_NO_WORD || verb < w) continue;
    if (run->parse->deprel[w] != TRV_REL_ADVMOD && run->parse->deprel[w] != TRV_REL_MARK) continue;
    if (e.kind == TRV_WHEN_SINCE || e.kind == TRV_WHEN_UNTIL) {
      const char *day = strncmp(e.iso, "../", 3) == 0 ? e.iso + 3 : e.iso;
      e.iso = trv_arena_printf(run->arena, "%.*s", (int)strcspn(day, "/"), day);
      e.opens = e.kind == TRV_WHEN_SINCE && e.first_day == e.last_day;
    }
    e.kind = TRV_WHEN_POINT;
    e.target = verb;
    TRV_PUSH(run->arena, run->exprs, run->n_exprs, run->cap_exprs, e);
  }
}

/* The relative clause of a verb's subject that ends before a word; its last clause: "who say that he was kidnapped". TRV_NO_WORD. */
static uint32_t clause_of_subject(const struct trv_telling *run, uint32_t verb, uint32_t end) {
  const struct trv_parse *p = run->parse;
  uint32_t noun = trv_syntax_child(&run->tree, verb, TRV_REL_NSUBJ), found = TRV_NO_WORD;
  if (noun == TRV_NO_WORD || noun >= end) return TRV_NO_WORD;
  for (uint32_t i = p->child_begin[noun]; i < p->child_begin[noun + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] == TRV_REL_ACL && p->sub[c] == TRV_SUB_RELCL && c > noun && c < end) found = c;
  }
  for (uint32_t n = 0; found != TRV_NO_WORD && n < 3; n++) {
    uint32_t inner = trv_syntax_child(&run->tree, found, TRV_REL_CCOMP);
    if (inner == TRV_NO_WORD || inner < found || inner >= end) break;
    found = inner;
  }
  return found;
}

/* "Speight, who has been holding the cabinet captive since May 19, cheered": a date right before the comma that closes a relative clause
 * of the subject dates that clause, though it was hung on the verb behind. */
void trv_when_mend_closers(struct trv_telling *run) {
  const struct trv_parse *p = run->parse;
  for (uint32_t i = 0; i < run->n_exprs; i++) {
    struct trv_when_expr *e = &run->exprs[i];
    uint32_t verb = p->head[e->head];
    if (e->dateline || e->target != TRV_NO_WORD || verb == TRV_NO_WORD || verb <= e->end_word) continue;
    if (strcmp(run->text->words[e->end_word].form, ",") != 0 || p->upos[verb] != TRV_VERB) continue;
    if (p->upos[e->first_word - (e->first_word > 0)] == TRV_PUNCT) continue;
    e->target = clause_of_subject(run, verb, e->first_word);
  }
}

/* "signed on Nov. 2 after nine days of talks": the talks took the days up to that on which the sentence stands. */
void trv_when_add_spans(struct trv_telling *run) {
  uint32_t n = run->n_exprs;
  const struct trv_parse *p = run->parse;
  for (uint32_t i = 0; i < n; i++) {
    const struct trv_when_expr *length = &run->exprs[i];
    if (length->kind != TRV_WHEN_DURATION || length->duration_days < 2 || length->duration_days > 400) continue;
    uint32_t noun = TRV_NO_WORD;
    for (uint32_t k = p->child_begin[length->head]; k < p->child_begin[length->head + 1]; k++) {
      uint32_t c = p->children[k];
      if (c > length->head && p->deprel[c] == TRV_REL_NMOD && p->upos[c] == TRV_NOUN &&
          trv_syntax_case_in(&run->tree, c, TRV_CLASS_LASTING))
        noun = c;
    }
    const struct trv_when_expr *by = NULL;
    bool inside = false; /* "five days of fighting, which began on Thursday" */
    for (uint32_t k = 0; k < n && noun != TRV_NO_WORD; k++) {
      const struct trv_when_expr *e = &run->exprs[k];
      if (run->text->words[e->head].sentence != run->text->words[noun].sentence || e->kind != TRV_WHEN_POINT) continue;
      if (!e->iso || e->time_of_day || e->dateline || e->first_day != e->last_day) continue;
      if (e->target != TRV_NO_WORD) continue;
      bool of_noun = e->head > noun && e->head <= p->right[noun];
      /* "overran the camp on Sunday after three days of shelling, the UN said on Monday" */
      uint32_t verb = p->head[e->head];
      if (by && verb != TRV_NO_WORD && trv_syntax_said_behind(&run->tree, verb)) continue;
      if (by && !of_noun && (inside || !trv_syntax_is_main(&run->tree, e->head))) continue;
      by = e;
      inside = of_noun;
    }
    if (!by) continue;
    struct trv_when_expr e = *by;
    int32_t more = (int32_t)length->duration_days - 1;
    struct trv_days days = {by->last_day - (inside ? 0 : more), by->last_day + (inside ? more : 0), TRV_GRAIN_DAY};
    e.kind = TRV_WHEN_INTERVAL;
    e.target = noun;
    trv_when_set_days(run, &e, days);
    TRV_PUSH(run->arena, run->exprs, run->n_exprs, run->cap_exprs, e);
  }
}
