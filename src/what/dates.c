/* The day of an act: that of the expression that dates its word, that on which it was said where saying it is doing it, or the one that
 * the narrative stands at. */
#include <string.h>

#include "what/internal.h"
#include "when/calendar.h"

#define MOST_DAYS 31 /* that an act is told to have taken day by day */

#define NEWS_DAYS 3 /* what began so few days ago is told as it began, not as what it has become since */

/* The interval of so many days that a day ends, or begins. */
static const char *days_around(const struct trv_context *c, int32_t day, int32_t n, bool ahead) {
  struct trv_civil first = trv_civil_of(ahead ? day : day - (n - 1)), last = trv_civil_of(ahead ? day + (n - 1) : day);
  return trv_arena_printf(c->arena, "%04d-%02d-%02d/%04d-%02d-%02d", first.year, first.month, first.day, last.year,
                          last.month, last.day);
}

/* "signed on Friday after three days of talks", "quatre jours de combats": as many days, the last of which is the one told. Where another
 * sentence tells it, and it is long past, it is the first: "rose on Jan. 1. … were killed in 12 days of combat". */
static const char *over_days(const struct trv_context *c, uint32_t word, const char *date, bool carried) {
  const struct trv_parse *p = c->in->parse;
  struct trv_civil told;
  if (p->deprel[word] != TRV_REL_NMOD || strlen(date) != strlen("2020-10-27") || !trv_civil_parse(date, &told))
    return date;
  for (uint32_t i = 0; i < c->in->when->n; i++) {
    const struct trv_when_expr *e = &c->in->when->exprs[i];
    if (e->kind != TRV_WHEN_DURATION || e->head != p->head[word] || e->duration_months) continue;
    if (e->duration_days < 2 || e->duration_days > MOST_DAYS) continue;
    int32_t day = trv_day_of(told.year, told.month, told.day), n = (int32_t)e->duration_days;
    bool long_past = c->in->when->today != TRV_WHEN_NO_DAY && day + n + NEWS_DAYS < c->in->when->today;
    return days_around(c, day, n, carried && long_past);
  }
  return date;
}

/* "Ils y étaient convenus": on the occasion just told. */
static bool took_place_there(const struct trv_context *c, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++)
    if (trv_grammar_has(c->in->grammar, "there", p->lemma[p->children[i]])) return true;
  return false;
}

/* "Jeudi, des avions bombardent la ville", "On Wednesday they let him go": what is done in the present is of the Thursday before, not of
 * the next. */
static const char *done_before(struct trv_context *c, const struct trv_reading *r, const struct trv_when_expr *when,
                               const char *status) {
  int32_t today = c->in->when->today;
  bool ahead = today != TRV_WHEN_NO_DAY && when->first_day == when->last_day && when->first_day > today &&
               when->first_day < today + 7;
  bool deed = r->type == TRV_ASSAULT || r->type == TRV_COERCE || r->type == TRV_SANCTION || r->type == TRV_RETREAT;
  if (!ahead || !deed || strcmp(status, "actual") != 0) return when->iso;
  struct trv_civil day = trv_civil_of(when->first_day - 7);
  return trv_arena_printf(c->arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}

/* "« Nous irons jusqu'à Kinshasa », a lancé jeudi Nangaa": an act that is done by saying it is of the day on which it was said. */
static const struct trv_when_expr *said_then(const struct trv_context *c, const struct trv_reading *r) {
  const struct trv_layers *in = c->in;
  uint32_t at = in->says->at[r->word];
  if (at == TRV_NO_REPORT || r->type == TRV_CONSULT) return NULL;
  if (!trv_event_verbal(r->type) && r->type != TRV_CONCEDE) return NULL;
  const struct trv_report *report = &in->says->reports[at];
  struct trv_list speakers = {0};
  for (uint32_t i = 0; i < report->speakers.n; i++) trv_list_add(&speakers, &report->speakers.items[i]);
  if (!report->quoted || !trv_list_shares_code(&speakers, &r->actor)) return NULL;
  return trv_when_of(in->when, in->text, in->parse, report->cue);
}

/* "would step down when his term ends in April": the day of another clause below the act. */
static bool of_clause_below(const struct trv_context *c, uint32_t act, uint32_t word) {
  const struct trv_parse *p = c->in->parse;
  bool clause = false;
  for (unsigned n = 0; n < 12 && word != TRV_NO_WORD && word != act; n++, word = p->head[word])
    clause |= p->deprel[word] == TRV_REL_ADVCL && p->feats[word].verbform == TRV_FIN;
  return clause && word == act;
}

/* "Fighting erupted on April 15", "began shelling the town in March": violence of which only the beginning is told goes on from then. */
static const char *open_ended(struct trv_context *c, const struct trv_reading *r, const struct trv_when_expr *when,
                              const char *date) {
  const struct trv_parse *p = c->in->parse;
  uint8_t rel = p->deprel[r->word];
  bool verb_itself = trv_grammar_has(c->in->grammar, "outbreak", p->lemma[r->word]);
  bool below = rel == TRV_REL_XCOMP || rel == TRV_REL_NSUBJ || rel == TRV_REL_OBJ;
  uint32_t verb = verb_itself ? r->word : below ? p->head[r->word] : TRV_NO_WORD;
  if (r->type != TRV_ASSAULT || verb == TRV_NO_WORD || strchr(date, '/')) return date;
  if (!trv_grammar_has(c->in->grammar, "outbreak", p->lemma[verb])) return date;
  if (c->in->when->today == TRV_WHEN_NO_DAY || when->last_day + NEWS_DAYS >= c->in->when->today) return date;
  /* "began with an attack", "erupted again" tell of a day */
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++)
    if (trv_grammar_has(c->in->grammar, "outbreak_of_day", p->lemma[p->children[i]])) return date;
  return trv_arena_printf(c->arena, "%s/..", date);
}

/* "On Friday he met the rebels. He urged them to disarm.": the subject was just told of, and so was the day. */
static bool taken_up(struct trv_context *c, uint32_t word) {
  struct trv_words subjects = {0};
  const struct trv_parse *p = c->in->parse;
  uint32_t sentence = c->in->text->words[word].sentence;
  if (!c->in->when->just_told[sentence] && !c->in->when->above[sentence]) return false;
  trv_tree_subject(&c->tree, word, &subjects);
  for (uint32_t i = 0; i < subjects.n; i++)
    if (trv_grammar_has(c->in->grammar, "continued_subject", p->lemma[subjects.items[i]])) return true;
  return false;
}

/* "Poland offered to mediate on Wednesday", in Wednesday's news: the day of the offer. */
static const struct trv_when_expr *on_day_of_news(const struct trv_context *c, const struct trv_reading *r) {
  const struct trv_layers *in = c->in;
  const struct trv_parse *p = in->parse;
  if ((r->type != TRV_AGREE && r->type != TRV_CONCEDE) || in->when->month_only) return NULL;
  if (p->feats[r->word].verbform != TRV_FIN || p->feats[r->word].tense != TRV_PAST) return NULL;
  for (uint32_t i = p->child_begin[r->word]; i < p->child_begin[r->word + 1]; i++) {
    uint32_t promised = p->children[i];
    if (p->deprel[promised] != TRV_REL_XCOMP) continue;
    const struct trv_when_expr *when = trv_when_of(in->when, in->text, p, promised);
    bool today = when && when->iso && when->first_day == in->when->today && when->last_day == when->first_day;
    if (today && !when->time_of_day && !when->anaphoric) return when;
  }
  return NULL;
}

static bool in_set(const struct trv_context *c, const char *set, uint32_t word) {
  return trv_grammar_has(c->in->grammar, set, c->in->parse->lemma[word]);
}

/* "L'offensive lancée le 2 mai a fait deux cents morts": what goes on has done so since it began. The participle or relative clause of
 * the noun that says when; TRV_NO_WORD. */
static uint32_t begun_clause(struct trv_context *c, const struct trv_reading *r) {
  const struct trv_parse *p = c->in->parse;
  struct trv_words nouns = {0};
  bool clause = p->deprel[r->word] == TRV_REL_ACL && p->head[r->word] != TRV_NO_WORD;
  uint32_t noun = clause ? p->head[r->word] : r->word, verb = p->head[noun];
  if (!clause && p->upos[r->word] == TRV_VERB) {
    trv_tree_subject(&c->tree, r->word, &nouns);
    verb = r->word;
    noun = nouns.n == 1 ? nouns.items[0] : TRV_NO_WORD;
  }
  if (noun == TRV_NO_WORD || verb == TRV_NO_WORD || noun > verb || !in_set(c, "lasting_act", noun)) return TRV_NO_WORD;
  if (p->head[noun] != verb || p->deprel[noun] != TRV_REL_NSUBJ) return TRV_NO_WORD;
  bool perfect = false;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t k = p->children[i];
    perfect |= p->deprel[k] == TRV_REL_AUX && p->feats[k].verbform == TRV_FIN && p->feats[k].tense == TRV_PRES;
  }
  for (uint32_t i = p->child_begin[noun]; perfect && i < p->child_begin[noun + 1]; i++) {
    uint32_t k = p->children[i];
    if (k > noun && k < verb && p->deprel[k] == TRV_REL_ACL && in_set(c, "begun", k)) return k;
  }
  return TRV_NO_WORD;
}

static const char *since_begun(struct trv_context *c, const struct trv_reading *r, const struct trv_when_expr *own) {
  const struct trv_parse *p = c->in->parse;
  uint32_t over = p->head[r->word], told = over != TRV_NO_WORD ? c->reading_at[over] : TRV_NO_READING;
  bool toll = told < c->n_readings && c->readings[told].rule->has_kill;
  bool harm = r->type == TRV_ASSAULT ? toll || r->killed >= 0 || r->wounded >= 0 : r->type == TRV_SANCTION;
  uint32_t clause = harm ? begun_clause(c, r) : TRV_NO_WORD;
  if (clause == TRV_NO_WORD) return NULL;
  const struct trv_when_expr *e = trv_when_of(c->in->when, c->in->text, c->in->parse, clause);
  if (!e || !e->iso || e->time_of_day || (own && own != e)) return NULL;
  if (e->kind == TRV_WHEN_SINCE) return e->iso;
  int32_t today = c->in->when->today;
  if (today != TRV_WHEN_NO_DAY && e->last_day >= today - 1) return NULL; /* what began yesterday has hardly gone on */
  return trv_arena_printf(c->arena, "%.*s/..", (int)strcspn(e->iso, "/"), e->iso);
}

/* What is done or agreed is of the day that its sentence tells, what is said may be of any: "were turned back on Monday because Turkey had
 * closed the border". */
static bool is_deed(enum trv_event_type type) {
  return type == TRV_AGREE || type == TRV_CONSULT || type == TRV_COOPERATE || type == TRV_COERCE ||
         type == TRV_RETREAT || type == TRV_SANCTION;
}

bool trv_date_act(struct trv_context *c, const struct trv_reading *r, const char *status, struct trv_event *e) {
  const struct trv_layers *in = c->in;
  bool actual = strcmp(status, "actual") == 0;
  const struct trv_when_expr *when = trv_when_of(in->when, in->text, in->parse, r->word);
  if (!(when && when->iso) && r->date_word != TRV_NO_WORD)
    when = trv_when_of(in->when, in->text, in->parse, r->date_word);
  /* "are to meet on Nov. 9": the day of what is agreed is not that on which it was */
  bool ahead = when && when->iso && in->when->today != TRV_WHEN_NO_DAY &&
               (when->ahead ? when->last_day : when->first_day) >= in->when->today + !when->ahead;
  ahead |= when && when->iso && when->ahead && in->when->month_only;
  bool commitment = r->type == TRV_AGREE || r->type == TRV_CONCEDE;
  if (commitment && (ahead || (when && of_clause_below(c, r->word, when->head)))) when = NULL;
  if (!when) when = said_then(c, r);
  if (!when) when = on_day_of_news(c, r);
  const char *since = since_begun(c, r, when);
  bool dated = when && when->iso;
  if (dated) {
    e->date = done_before(c, r, when, status);
    if (actual && when->kind == TRV_WHEN_POINT) e->date = open_ended(c, r, when, e->date);
    if (actual && when->opens && (r->type == TRV_ASSAULT || r->type == TRV_PROTEST) && !strchr(e->date, '/'))
      e->date = trv_arena_printf(c->arena, "%s/..", e->date);
    e->date_text = trv_arena_strndup(c->arena, in->text->source + when->span.begin, when->span.end - when->span.begin);
  }
  if (!dated && actual && r->type == TRV_ASSAULT) {
    const struct trv_when_expr *then = trv_when_since_then(in->when, in->text, in->parse, r->word);
    if (then) e->date = trv_arena_printf(c->arena, "%s/..", then->iso);
  }
  if (since) e->date = since;
  bool told_on = r->type == TRV_ASSAULT || r->type == TRV_PROTEST || took_place_there(c, r->word);
  if (!e->date && told_on && actual) e->date = trv_when_carried(in->when, in->text, in->parse, r->word);
  bool of_truce =
      r->tag && strncmp(r->tag, "ceasefire:", 10) == 0; /* its days are terms: only its own words tell them */
  if (!e->date && !when && actual && is_deed(r->type) && !of_truce) {
    const struct trv_when_expr *before = trv_when_told_before(in->when, in->text, in->parse, r->word);
    if (before) e->date = before->iso;
  }
  bool goes_on = taken_up(c, r->word), continues = goes_on || trv_grammar_has(in->grammar, "continues", e->type);
  if (!e->date && !when && actual && continues)
    e->date = trv_when_continued(in->when, in->text, in->parse, r->word, goes_on);
  if (!e->date && !ahead) e->date = trv_when_headed(in->when, in->text, in->parse, r->word);
  if (e->date) e->date = over_days(c, r->word, e->date, !dated);
  return dated;
}
