/* Expressions that date what follows them, or are dated by it: "the day after the signing", "two days before they met". */
#include <string.h>

#include "when/telling.h"

void trv_when_set_days(struct trv_telling *run, struct trv_when_expr *e, struct trv_days days) {
  e->iso = trv_days_iso(run->arena, days, e->kind);
  e->first_day = e->iso ? days.first : TRV_WHEN_NO_DAY;
  e->last_day = e->iso ? days.last : TRV_WHEN_NO_DAY;
}

struct trv_days trv_when_days_of(const struct trv_when_expr *e) {
  size_t n = strcspn(e->iso, "/");
  uint8_t grain = n == strlen("2020") ? TRV_GRAIN_YEAR : n == strlen("2020-10") ? TRV_GRAIN_MONTH : TRV_GRAIN_DAY;
  return (struct trv_days){e->first_day, e->last_day, grain};
}

/* A noun is sought so many sentences back. */
#define SENTENCES_BACK 100

/* Letters that a verb shares with the noun made of it: sign, signing. */
#define MIN_STEM 4

/* The day of the verb that a noun is made of, where an earlier sentence tells it: "had signed on Monday … Hours before the
 * signing". */
static struct trv_days day_of_stem(const struct trv_telling *run, uint32_t before, uint32_t noun) {
  const struct trv_parse *p = run->parse;
  struct trv_days found = {TRV_NO_DAY, TRV_NO_DAY, TRV_GRAIN_NONE};
  for (uint32_t i = 0; p && i < run->n_exprs && run->exprs[i].first_word < before; i++) {
    const struct trv_when_expr *e = &run->exprs[i];
    uint32_t verb = p->head[e->head];
    if (verb == TRV_NO_WORD || p->upos[verb] != TRV_VERB || !e->iso || e->kind != TRV_WHEN_POINT || e->dateline)
      continue;
    size_t n = strlen(p->lemma[verb]);
    if (n >= MIN_STEM && strncmp(run->text->words[noun].lower, p->lemma[verb], n) == 0) found = trv_when_days_of(e);
  }
  return found;
}

/* The day that an earlier sentence told of with the same noun, else the one that the article began with. */
static struct trv_days day_of_noun(const struct trv_telling *run, uint32_t sentence, uint32_t noun) {
  const struct trv_text *text = run->text;
  uint32_t oldest = sentence > SENTENCES_BACK ? sentence - SENTENCES_BACK : 0;
  for (uint32_t s = sentence; noun != TRV_NO_WORD && s-- > oldest;) {
    if (!run->told[s].grain) continue;
    const struct trv_sentence *sent = &text->sentences[s];
    for (uint32_t w = sent->first_word; w < sent->first_word + sent->n_words; w++)
      if (strcmp(text->words[w].lower, text->words[noun].lower) == 0) return run->told[s];
  }
  return run->resolver.lead;
}

/* The verb of the clause that the last word of an expression opens: "a day after the pause was prolonged". Where that
 * word was taken for the preposition of the clause's subject, it is the verb above. TRV_NO_WORD: it opens none. */
static uint32_t clause_after(const struct trv_telling *run, const struct trv_found *f) {
  const struct trv_parse *p = run->parse;
  uint32_t last = f->end_word - 1, h = p->head[last];
  if (h == TRV_NO_WORD || h < f->end_word) return TRV_NO_WORD;
  if (p->deprel[last] == TRV_REL_MARK) return h;
  return p->deprel[last] == TRV_REL_CASE && p->deprel[h] == TRV_REL_NSUBJ ? p->head[h] : TRV_NO_WORD;
}

/* The month, or of whole years the year, so many months before a day. */
static struct trv_days months_before(int32_t day, int32_t months) {
  struct trv_days out = {TRV_NO_DAY, TRV_NO_DAY, TRV_GRAIN_NONE};
  struct trv_civil c = trv_civil_of(day);
  int64_t index = (int64_t)c.year * 12 + c.month - 1 - months;
  if (index < 12 || index >= 9999 * 12) return out;
  trv_month_around(day, -months, &out.first, &out.last);
  out.grain = TRV_GRAIN_MONTH;
  if (months % 12) return out;
  out.first = trv_day_of((int32_t)(index / 12), 1, 1);
  out.last = trv_day_of((int32_t)(index / 12), 12, 31);
  out.grain = TRV_GRAIN_YEAR;
  return out;
}

/* The day that is told within the clause that the expression `index` dates. */
static const struct trv_when_expr *day_inside(const struct trv_telling *run, uint32_t index, const bool *told,
                                              uint32_t first) {
  const struct trv_parse *p = run->parse;
  uint32_t verb = run->exprs[index].target;
  for (uint32_t i = index + 1; i < run->n_exprs; i++) {
    const struct trv_when_expr *e = &run->exprs[i];
    if (!told[i - first] || !e->iso || trv_when_days_of(e).grain != TRV_GRAIN_DAY) continue;
    uint32_t above = p->head[e->head];
    if (above == verb || (above != TRV_NO_WORD && p->head[above] == verb && p->upos[above] != TRV_VERB)) return e;
  }
  return NULL;
}

/* "Deux jours après son entrée en vigueur, la trêve tient", "Two days after they freed him, a court has sentenced him": what is told
 * in the present is of the article's day. */
static bool is_of_today(const struct trv_telling *run, const struct trv_when_expr *e) {
  if (trv_syntax_side(&run->tree, e->head) == TRV_SIDE_PRESENT) return true;
  uint32_t above = run->parse->deprel[e->target] == TRV_REL_ADVCL ? run->parse->head[e->target] : TRV_NO_WORD;
  if (above == TRV_NO_WORD) above = trv_syntax_child(&run->tree, e->target, TRV_REL_PARATAXIS);
  return above != TRV_NO_WORD && trv_syntax_is_up_to_now(&run->tree, above);
}

/* "conclu mercredi …, au lendemain du déclenchement d'une offensive" dates the outbreak by the clause; "La veille du
 * sommet, ils avaient …" dates the clause by the summit. */
void trv_when_date_complement(struct trv_telling *run, const struct trv_found *f, uint32_t index, uint32_t first,
                              const bool *told, struct trv_shift by_how_much) {
  int32_t shift = by_how_much.days;
  struct trv_when_expr *e = &run->exprs[index];
  const struct trv_when_expr *by = NULL;
  for (uint32_t i = first; i < run->n_exprs; i++)
    if (i != index && told[i - first] && (i < index || !by)) by = &run->exprs[i];
  e->target = f->next_word;
  if (run->parse) {
    e->target = clause_after(run, f);
    uint32_t end = run->text->sentences[f->sentence].first_word + run->text->sentences[f->sentence].n_words;
    for (uint32_t w = f->end_word; w < end && e->target == TRV_NO_WORD; w++)
      if (run->parse->upos[w] == TRV_NOUN || run->parse->upos[w] == TRV_PROPN || run->parse->upos[w] == TRV_VERB)
        e->target = w;
  }
  /* "shelled Ganja two days after Azerbaijan bombed Stepanakert on Oct. 20": the day of what follows dates the clause */
  bool clause = run->parse && e->target != TRV_NO_WORD && clause_after(run, f) == e->target;
  if (by && clause && by->head > e->target && by->head <= run->parse->right[e->target] &&
      by->first_day == by->last_day) {
    int32_t day = by->last_day + shift;
    e->target = TRV_NO_WORD;
    trv_when_set_days(run, e, (struct trv_days){day, day, TRV_GRAIN_DAY});
    run->resolver.sentence = trv_when_days_of(e);
    return;
  }
  /* "on Thursday, hours after the truce took effect on Wednesday": what follows has a day of its own */
  const struct trv_when_expr *inner = clause && by && by < e ? day_inside(run, index, told, first) : NULL;
  if (inner) {
    trv_when_set_days(run, e, trv_when_days_of(inner));
    return;
  }
  if (by && trv_when_days_of(by).grain == TRV_GRAIN_DAY && by_how_much.months) {
    trv_when_set_days(run, e, months_before(by->first_day, by_how_much.months));
    return;
  }
  if (by && trv_when_days_of(by).grain == TRV_GRAIN_DAY) {
    /* a night counts from the day on which it ends */
    bool night = by->last_day - by->first_day == 1 && by->kind == TRV_WHEN_INTERVAL;
    int32_t day = shift > 0 && !night ? by->first_day - shift : by->last_day - shift;
    trv_when_set_days(run, e, (struct trv_days){day, day, TRV_GRAIN_DAY});
    return;
  }
  struct trv_days noun = {TRV_NO_DAY, TRV_NO_DAY, TRV_GRAIN_NONE};
  if (!by && e->target != TRV_NO_WORD) noun = day_of_stem(run, f->first_word, e->target);
  if (!noun.grain) noun = day_of_noun(run, f->sentence, f->next_word);
  if (!by && noun.grain != TRV_GRAIN_DAY && run->parse && e->target != TRV_NO_WORD && run->resolver.dated &&
      run->resolver.article.grain == TRV_GRAIN_DAY && run->resolver.article.first == run->resolver.article.last &&
      is_of_today(run, e)) {
    int32_t day = run->resolver.article.first - shift;
    if (by_how_much.months) trv_when_set_days(run, e, months_before(day, by_how_much.months));
    else trv_when_set_days(run, e, (struct trv_days){day, day, TRV_GRAIN_DAY});
    return;
  }
  /* "He spoke on Tuesday. … He did so a day after soldiers shot the rebel": counted back from the day that the text is at */
  const struct trv_resolver *r = &run->resolver;
  bool at_day = r->current.grain == TRV_GRAIN_DAY && r->current.first == r->current.last &&
                run->current_sentence + 1 == f->sentence && !by_how_much.months && shift > 0;
  if (!by && clause && at_day && !day_of_stem(run, f->first_word, e->target).grain) {
    int32_t day = r->current.first - shift;
    trv_when_set_days(run, e, (struct trv_days){day, day, TRV_GRAIN_DAY});
    return;
  }
  e->target = TRV_NO_WORD;
  if (noun.grain != TRV_GRAIN_DAY) return;
  if (by_how_much.months) {
    trv_when_set_days(run, e, months_before(noun.first, -by_how_much.months));
    return;
  }
  trv_when_set_days(run, e, (struct trv_days){noun.first + shift, noun.first + shift, TRV_GRAIN_DAY});
  run->resolver.sentence = trv_when_days_of(e);
}
