/* The when layer of an article: matches every sentence, pins the article's day where its header gives the month alone,
 * and resolves the expressions in reading order while the narrative's own time moves on. See when.h. */
#include "when/when.h"

#include <stdlib.h>

#include "when/telling.h"
#include "when/ticker.h"

/* A dateline begins within so many words of the text, and its closing mark follows within so many of its date. */
#define DATELINE_BEFORE 8
#define DATELINE_AFTER 3

/* The first word after an expression that is no determiner. */
static uint32_t word_after(const struct trv_telling *run, uint32_t piece) {
  const struct trv_matcher *m = &run->matcher;
  while (piece < m->n_pieces && trv_piece_in_class(m, piece, TRV_CLASS_DETERMINER)) piece++;
  return piece < m->n_pieces && !m->pieces[piece].punct ? m->pieces[piece].word : TRV_NO_WORD;
}

/* "MOSCOU, 3 novembre (AFP) –": near the beginning of the body, closed by a mark. "July 7, 2016 – Troops …" opens a chronicle. */
static bool is_dateline(const struct trv_telling *run, const struct trv_edge *edge, bool opens_body) {
  const struct trv_matcher *m = &run->matcher;
  if (!opens_body || edge->begin > DATELINE_BEFORE || (!edge->begin && trv_edge_tells_year(edge))) return false;
  for (uint32_t i = 0; i < edge->begin; i++) {
    uint32_t w = m->pieces[i].word;
    if (run->parse && (run->parse->upos[w] == TRV_VERB || run->parse->upos[w] == TRV_AUX)) return false;
  }
  for (uint32_t i = edge->end; i < m->n_pieces && i < edge->end + DATELINE_AFTER; i++)
    if (trv_piece_in_class(m, i, TRV_CLASS_DATELINE)) return true;
  return false;
}

/* "13 juin. L'aviation …", "13 juin : l'aviation …", "July 8 - Troops …": whether an expression opens its paragraph and stands alone,
 * as in a chronicle. */
static bool is_heading(const struct trv_telling *run, uint32_t sentence, const struct trv_edge *edge) {
  static const char *const marks[] = {".", ":", "–", "—", "-"};
  const struct trv_matcher *m = &run->matcher;
  const struct trv_sentence *s = &run->text->sentences[sentence];
  if (edge->begin > 1 || (sentence && run->text->sentences[sentence - 1].paragraph == s->paragraph)) return false;
  if (edge->op->code == TRV_OP_TIME) return false;
  uint32_t next = m->pieces[edge->end - 1].word + 1;
  if (next >= s->first_word + s->n_words) return true;
  for (uint32_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (strcmp(run->text->words[next].form, marks[i]) == 0) return true;
  return false;
}

static void match_sentence(struct trv_telling *run, uint32_t index, bool opens_body) {
  struct trv_matcher *m = &run->matcher;
  trv_matcher_sentence(m, &run->text->sentences[index]);
  for (uint32_t at = 0; at < m->n_pieces;) {
    const struct trv_edge *edge = trv_matcher_at(m, at);
    if (!edge) {
      at++;
      continue;
    }
    struct trv_found f = {.edge = edge,
                          .sentence = index,
                          .first_word = m->pieces[edge->begin].word,
                          .end_word = m->pieces[edge->end - 1].word + 1,
                          .begin_piece = edge->begin,
                          .next_word = edge->op->complement ? word_after(run, edge->end) : TRV_NO_WORD,
                          .dateline = is_dateline(run, edge, opens_body),
                          .heading = is_heading(run, index, edge)};
    for (uint32_t i = at > 2 ? at - 2 : 0; i < at; i++)
      if (trv_piece_in_class(m, i, TRV_CLASS_FUTURE)) f.announced = true;
    TRV_PUSH(run->arena, run->found, run->n_found, run->cap_found, f);
    at = edge->end;
  }
}

static void match_all(struct trv_telling *run) {
  bool body_seen = false;
  for (uint32_t i = 0; i < run->text->n_sentences; i++) {
    bool body = run->text->paragraphs[run->text->sentences[i].paragraph].kind == TRV_BODY;
    match_sentence(run, i, body && !body_seen);
    body_seen = body_seen || body;
  }
}

/* Where the header gives the month alone, a dateline's day or "mardi 3 novembre" in that month pins the article. */
static void pin_article(struct trv_telling *run) {
  struct trv_resolver *r = &run->resolver;
  if (!r->dated || r->article.grain != TRV_GRAIN_MONTH) return;
  int32_t pinned = TRV_NO_DAY;
  for (uint32_t i = 0; i < run->n_found; i++) {
    struct trv_days days = trv_resolve(r, run->found[i].edge, TRV_SIDE_PAST).days;
    bool at_hand = days.grain == TRV_GRAIN_DAY && days.first >= r->article.first && days.first <= r->article.last;
    if (!at_hand) continue;
    if (run->found[i].dateline) {
      pinned = days.first;
      break;
    }
    int32_t day = trv_resolver_pinned(r, run->found[i].edge);
    if (day != TRV_NO_DAY && day > pinned) pinned = day;
  }
  if (pinned != TRV_NO_DAY) r->article = (struct trv_days){pinned, pinned, TRV_GRAIN_DAY};
}

static enum trv_side side_of(const struct trv_telling *run, const struct trv_found *f, uint32_t head, uint8_t kind) {
  enum trv_side side = f->announced ? TRV_SIDE_FUTURE : TRV_SIDE_PAST;
  if (run->parse) side = trv_syntax_side(&run->tree, head);
  if (kind == TRV_WHEN_UNTIL) { /* "n'a tenu que jusqu'à mardi" is past, "a prolongé jusqu'à mardi" is not */
    uint32_t verb = run->parse ? run->parse->head[head] : TRV_NO_WORD;
    bool lasted =
        side == TRV_SIDE_PAST && verb != TRV_NO_WORD && trv_syntax_in_class(&run->tree, verb, TRV_CLASS_HOLDING);
    return lasted ? TRV_SIDE_PAST : TRV_SIDE_OPEN;
  }
  if (kind != TRV_WHEN_FROM) return side;
  /* "observée à partir de mardi" began, "a annoncé un cessez-le-feu à compter de dimanche" is to begin. */
  uint32_t governor = run->parse ? run->parse->head[head] : TRV_NO_WORD;
  bool began = side == TRV_SIDE_PAST && governor != TRV_NO_WORD && trv_syntax_is_clause(&run->tree, governor) &&
               !trv_syntax_is_perfect(&run->tree, governor) &&
               !trv_syntax_in_class(&run->tree, governor, TRV_CLASS_ASKING) &&
               !trv_syntax_in_class(&run->tree, governor, TRV_CLASS_SAYING);
  return began ? TRV_SIDE_PAST : TRV_SIDE_OPEN;
}

/* "En 1994, …" governs the dates of its sentence, and those of the next one in the same paragraph unless that is told
 * as the day's news. */
static void enter_scene(struct trv_telling *run, const struct trv_found *f) {
  struct trv_resolver *r = &run->resolver;
  if (run->heading.grain && (f->heading || run->headed[f->sentence])) {
    r->scene = run->heading;
    run->scene_sentence = f->sentence;
  }
  if (!r->scene.grain || f->sentence == run->scene_sentence) return;
  const struct trv_sentence *now = &run->text->sentences[f->sentence];
  bool next =
      f->sentence == run->scene_sentence + 1 && now->paragraph == run->text->sentences[run->scene_sentence].paragraph;
  for (uint32_t w = now->first_word; next && run->parse && w < now->first_word + now->n_words; w++)
    if (run->parse->head[w] == TRV_NO_WORD && trv_syntax_is_perfect(&run->tree, w)) next = false;
  if (!next) r->scene.grain = TRV_GRAIN_NONE;
}

/* Whether the narrative is at these days from here on. A month ends what was known to the day: no "lendemain" follows. */
static bool is_told(const struct trv_when_expr *e, struct trv_days days) {
  return days.grain && !e->time_of_day && !e->dateline && (e->kind == TRV_WHEN_POINT || e->kind == TRV_WHEN_INTERVAL);
}

/* "In May 1992, …", not "The July 2015 accord" nor "They met in 1992". */
static bool opens_scene(const struct trv_telling *run, const struct trv_found *f, const struct trv_when_expr *e) {
  const struct trv_parse *p = run->parse;
  if (f->begin_piece > 2) return false;
  if (!p) return true;
  if (p->deprel[e->head] == TRV_REL_COMPOUND || p->sub[e->head] == TRV_SUB_POSS) return false;
  uint32_t verb = p->head[e->head];
  bool behind = verb != TRV_NO_WORD && verb < e->first_word && p->upos[verb] == TRV_VERB &&
                trv_syntax_in_class(&run->tree, e->first_word, TRV_CLASS_SCENE);
  return !behind;
}

/* Moves the narrative on within the sentence. */
static void tell(struct trv_telling *run, const struct trv_found *f, const struct trv_when_expr *e,
                 const struct trv_reading *reading, enum trv_side side) {
  struct trv_resolver *r = &run->resolver;
  struct trv_days days = reading->days;
  if (!days.grain || e->dateline || e->time_of_day) return;
  bool point = e->kind == TRV_WHEN_POINT || e->kind == TRV_WHEN_INTERVAL;
  if (days.grain == TRV_GRAIN_DAY && e->kind != TRV_WHEN_UNTIL)
    r->start = (struct trv_days){days.first, days.first, days.grain};
  if (point && days.grain != TRV_GRAIN_YEAR) {
    r->month = days;
    r->month_sentence = f->sentence;
  }
  /* "n'aura tenu que jusqu'à mardi. Ce jour-là, …" */
  bool until = e->kind == TRV_WHEN_UNTIL && r->dated && days.last <= r->article.last;
  if ((is_told(e, days) || until) && days.grain == TRV_GRAIN_DAY && side != TRV_SIDE_FUTURE) run->passing = days;
  /* A year told in passing does not undo a day. */
  if (is_told(e, days) && (days.grain != TRV_GRAIN_YEAR || !r->sentence.grain)) r->sentence = days;
  /* "has been shut since Thursday; they had recalled their envoys the day before" */
  if (e->kind == TRV_WHEN_SINCE && days.grain == TRV_GRAIN_DAY && !r->sentence.grain)
    r->sentence = (struct trv_days){days.first, days.first, TRV_GRAIN_DAY};
  /* "Born in 1964, the movement had kept a truce until August 2024. In September …" */
  if (point && reading->explicit_year && f->sentence == run->scene_sentence && days.first > r->scene.last)
    r->scene.grain = TRV_GRAIN_NONE;
  if (point && reading->explicit_year && opens_scene(run, f, e) && r->dated && days.last < r->article.first) {
    r->scene = days;
    run->scene_sentence = f->sentence;
  }
}

/* A chronicle's day: its paragraph is at it, and the years of the days below follow from its own. */
static void enter_heading(struct trv_telling *run, const struct trv_found *f, const struct trv_when_expr *e,
                          const struct trv_reading *reading) {
  bool whole = e->kind == TRV_WHEN_POINT || e->kind == TRV_WHEN_INTERVAL;
  if (!f->heading || !e->iso || !whole || e->dateline || e->time_of_day) return;
  run->headed[f->sentence] = true;
  if (reading->explicit_year || run->heading.grain) run->heading = reading->days;
}

/* The day that the sentence leaves the text at: of its main clause (*is_current), else the last one that leans on no
 * other. */
static struct trv_days main_day(const struct trv_telling *run, uint32_t first, const bool *told, bool *is_current) {
  struct trv_days out = {TRV_NO_DAY, TRV_NO_DAY, TRV_GRAIN_NONE};
  int best = 0;
  for (uint32_t i = first; i < run->n_exprs; i++) {
    const struct trv_when_expr *e = &run->exprs[i];
    if (!told[i - first] || !e->iso) continue;
    bool is_main = run->parse && trv_syntax_is_main(&run->tree, e->head);
    if (trv_when_days_of(e).grain == TRV_GRAIN_YEAR && run->parse && !is_main) continue;
    uint32_t verb = run->parse ? run->parse->head[e->head] : TRV_NO_WORD;
    bool said = is_main && out.grain && verb != TRV_NO_WORD && trv_syntax_said_behind(&run->tree, verb);
    int rank = said ? 0 : is_main ? 3 : !e->anaphoric ? 2 : 1;
    if (rank < best) continue;
    best = rank;
    out = trv_when_days_of(e);
  }
  *is_current = best == 3 || !run->parse;
  return out;
}

/* "Les rebelles ont décidé dimanche de ne plus tirer. « À partir de demain, nous observerons une trêve », a lu leur porte-parole.":
 * with no day of its own, what is said is said on the day just told of, and "demain" is the one after it. */
static bool said_then(const struct trv_telling *run, uint32_t first_found, uint32_t end_found) {
  const struct trv_resolver *r = &run->resolver;
  bool single = r->current.grain == TRV_GRAIN_DAY && r->current.first == r->current.last;
  if (!single || !r->dated || r->article.grain != TRV_GRAIN_DAY || r->article.first - r->current.first != 1)
    return false;
  for (uint32_t i = first_found; i < end_found; i++)
    if (!trv_text_quoted(run->text, run->found[i].first_word)) return false;
  return true;
}

static void resolve_sentence(struct trv_telling *run, uint32_t first_found, uint32_t end_found) {
  struct trv_resolver *r = &run->resolver;
  uint32_t first = run->n_exprs, n = end_found - first_found;
  bool *told = TRV_NEW_ARRAY(run->arena, bool, n);
  struct trv_shift *shifts = TRV_NEW_ARRAY(run->arena, struct trv_shift, n);
  r->sentence.grain = TRV_GRAIN_NONE;
  bool then = said_then(run, first_found, end_found);
  for (uint32_t i = 0; i < n; i++) {
    const struct trv_found *f = &run->found[first_found + i];
    enter_scene(run, f);
    uint8_t kind = f->edge->op->has_kind ? f->edge->op->kind : TRV_WHEN_POINT;
    uint32_t head = run->parse ? trv_syntax_head(&run->tree, f->first_word, f->end_word) : f->first_word;
    enum trv_side side = side_of(run, f, head, kind);
    struct trv_days article = r->article;
    uint32_t governor = run->parse ? run->parse->head[head] : TRV_NO_WORD;
    r->goes_on = governor != TRV_NO_WORD && trv_syntax_is_perfect(&run->tree, governor);
    if (then) r->article = r->current;
    struct trv_reading reading = trv_resolve(r, f->edge, side);
    r->article = article;
    if (f->edge->op->perfect && governor != TRV_NO_WORD && trv_syntax_is_perfect(&run->tree, governor))
      reading = trv_resolve_up_to_now(r, f->edge);
    struct trv_when_expr e = {.first_word = f->first_word,
                              .end_word = f->end_word,
                              .head = head,
                              .kind = reading.kind,
                              .anaphoric = reading.anaphoric,
                              .time_of_day = reading.time_of_day,
                              .ahead = side == TRV_SIDE_FUTURE,
                              .dateline = f->dateline,
                              .duration_days = reading.duration_days,
                              .duration_months = reading.duration_months,
                              .within_day = reading.within_day,
                              .target = TRV_NO_WORD,
                              .first_day = TRV_WHEN_NO_DAY,
                              .last_day = TRV_WHEN_NO_DAY,
                              .line = f->edge->line};
    e.span = (struct trv_span){run->text->words[e.first_word].span.begin, run->text->words[e.end_word - 1].span.end};
    if (!reading.complement) {
      trv_when_set_days(run, &e, reading.days);
      told[i] = is_told(&e, reading.days) && side != TRV_SIDE_FUTURE;
      tell(run, f, &e, &reading, side);
      enter_heading(run, f, &e, &reading);
    }
    shifts[i] = (struct trv_shift){reading.shift_days, reading.shift_months};
    TRV_PUSH(run->arena, run->exprs, run->n_exprs, run->cap_exprs, e);
  }
  for (uint32_t i = 0; i < n; i++) {
    const struct trv_found *f = &run->found[first_found + i];
    if (!f->edge->op->complement) continue;
    trv_when_date_complement(run, f, first + i, first, told, shifts[i]);
    told[i] = run->exprs[first + i].iso && run->exprs[first + i].target == TRV_NO_WORD;
  }
  if (run->passing.grain) r->last = run->passing;
  bool is_current;
  struct trv_days day = main_day(run, first, told, &is_current);
  uint32_t sentence = run->found[first_found].sentence;
  if (run->headed[sentence] && run->found[first_found].heading) {
    day = trv_when_days_of(&run->exprs[first]);
    is_current = true;
  }
  run->told[sentence] = day;
  /* "have been jailed since March 27, when … The day before, …": where no day was told yet, what began told one */
  if (!day.grain && !r->narrative.grain) r->narrative = r->sentence;
  if (!day.grain) return;
  r->narrative = day;
  if (is_current || !r->current.grain) {
    r->current = day;
    run->current_sentence = sentence;
  }
  if (!r->lead.grain) r->lead = day;
}

static int by_first_word(const void *a, const void *b) {
  const struct trv_when_expr *x = a, *y = b;
  if (x->first_word != y->first_word) return x->first_word < y->first_word ? -1 : 1;
  return x->end_word < y->end_word ? 1 : x->end_word > y->end_word ? -1 : (int)x->kind - (int)y->kind;
}

/* Whether the sentence before stands in the same paragraph. */
static bool is_within(const struct trv_telling *run, uint32_t sentence) {
  const struct trv_sentence *s = &run->text->sentences[sentence];
  return sentence && s[-1].paragraph == s->paragraph;
}

/* "20:15 Egypt has recalled its envoy.": each paragraph of a ticker is at the article's day. */
static void enter_ticker(struct trv_telling *run, uint32_t sentence, uint32_t ticker) {
  const struct trv_resolver *r = &run->resolver;
  if (ticker == TRV_NO_TICKER || sentence < ticker || !r->dated || r->article.grain != TRV_GRAIN_DAY) return;
  run->headed[sentence] = true;
  if (is_within(run, sentence)) return;
  run->resolver.current = run->resolver.narrative = r->article;
  run->current_sentence = sentence;
}

enum trv_status trv_when_run(const struct trv_when_data *data, const struct trv_text *text,
                             const struct trv_parse *parse, const char *date, struct trv_arena *arena,
                             struct trv_when **out, struct trv_error *err) {
  (void)err;
  struct trv_telling run = {.data = data, .text = text, .parse = parse, .tree = {text, parse, data}, .arena = arena};
  struct trv_when *when = TRV_NEW(arena, struct trv_when);
  when->data = data;
  when->narrative = TRV_NEW_ARRAY(arena, const char *, text->n_sentences);
  when->above = TRV_NEW_ARRAY(arena, const char *, text->n_sentences);
  when->just_told = TRV_NEW_ARRAY(arena, bool, text->n_sentences);
  when->headed = TRV_NEW_ARRAY(arena, bool, text->n_sentences);
  run.headed = when->headed;
  run.told = TRV_NEW_ARRAY(arena, struct trv_days, text->n_sentences);
  trv_matcher_init(&run.matcher, data, text, arena);
  trv_resolver_init(&run.resolver, data, date);
  match_all(&run);
  pin_article(&run);
  uint32_t ticker = trv_ticker_begin(text);
  for (uint32_t s = 0, i = 0; s < text->n_sentences; s++) {
    run.headed[s] = is_within(&run, s) && run.headed[s - 1];
    enter_ticker(&run, s, ticker);
    bool here = text->sentences[s].paragraph == text->sentences[run.current_sentence].paragraph;
    when->narrative[s] = here ? trv_days_iso(arena, run.resolver.current, TRV_WHEN_POINT) : NULL;
    when->just_told[s] = when->narrative[s] && run.current_sentence + 1 == s;
    if (!here && run.current_sentence + 1 == s)
      when->above[s] = trv_days_iso(arena, run.resolver.current, TRV_WHEN_POINT);
    uint32_t first = i;
    run.resolver.at_sentence = s;
    while (i < run.n_found && run.found[i].sentence == s) i++;
    if (i > first) resolve_sentence(&run, first, i);
    if (when->headed[s] && !is_within(&run, s) && s < ticker)
      when->narrative[s] = trv_days_iso(arena, run.resolver.current, TRV_WHEN_POINT);
  }
  if (parse) trv_when_mend_closers(&run);
  if (parse) trv_when_add_openings(&run);
  if (parse) trv_when_add_since_clauses(&run);
  if (parse) trv_when_add_clauses(&run);
  if (parse) trv_when_add_spans(&run);
  if (run.n_exprs) qsort(run.exprs, run.n_exprs, sizeof *run.exprs, by_first_word);
  when->today = run.resolver.dated ? run.resolver.article.last : TRV_WHEN_NO_DAY;
  when->month_only = run.resolver.dated && run.resolver.article.grain == TRV_GRAIN_MONTH;
  when->n = run.n_exprs;
  when->exprs = run.exprs;
  *out = when;
  return TRV_OK;
}
