/* See chronicle.h. */
#include "chronicle/chronicle.h"

#include <string.h>

#include "chronicle/truces.h"

static struct trv_truce *open_truce(struct trv_following *s, uint32_t word) {
  if (s->n == TRV_MAX_TRUCES) return &s->truces[TRV_MAX_TRUCES - 1];
  s->current = s->n;
  s->truces[s->n] = (struct trv_truce){.first_word = word};
  return &s->truces[s->n++];
}

static struct trv_truce *current_truce(struct trv_following *s, uint32_t word) {
  return s->n ? &s->truces[s->current] : open_truce(s, word);
}

static bool new_one(const struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  bool indefinite = false;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] == TRV_REL_AMOD && (trv_following_has(s, "another", p->lemma[c]) || p->feats[c].ordinal))
      return true;
    if (p->deprel[c] == TRV_REL_DET && p->feats[c].definite == 2) indefinite = true;
  }
  return indefinite;
}

static void describe(struct trv_following *s, struct trv_truce *t, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t c = p->children[i];
    bool participle = p->deprel[c] == TRV_REL_ACL && p->sub[c] != TRV_SUB_RELCL;
    if (p->deprel[c] != TRV_REL_AMOD && p->deprel[c] != TRV_REL_NMOD && !participle) continue;
    if (trv_following_has(s, "kind_humanitarian", p->lemma[c])) t->kind = "humanitarian";
    else if (trv_following_has(s, "kind_local", p->lemma[c])) t->kind = "local";
    else if (trv_following_has(s, "kind_unilateral", p->lemma[c])) t->kind = "unilateral", t->unilateral = true;
    else if (trv_following_has(s, "kind_general", p->lemma[c])) t->kind = "general";
  }
}

/* "la trêve entre l'armée et les rebelles" */
static void find_sides(struct trv_following *s, struct trv_truce *t, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1] && !t->between.n; i++) {
    uint32_t side = p->children[i];
    bool between = false;
    for (uint32_t k = p->child_begin[side]; k < p->child_begin[side + 1]; k++)
      between |= p->deprel[p->children[k]] == TRV_REL_CASE && trv_following_has(s, "between", p->lemma[p->children[k]]);
    if (!between) continue;
    struct trv_entities e = trv_who_resolve(s->in->who, s->in->text, p, side, s->arena);
    for (uint32_t k = 0; k < e.n && e.n > 1; k++) trv_party_add(&t->between, &e.items[k], true);
  }
}

void trv_truce_add_act(struct trv_following *s, struct trv_truce *t, const struct trv_coded *e) {
  struct trv_ceasefire_act act = {e->tag + strlen("ceasefire:"), e->event.date, e->event.id, e->event.span};
  TRV_PUSH(s->arena, t->acts, t->n_acts, t->cap_acts, act);
}

/* "se sont entendus sur un arrêt des combats": an agreement on a truce, whichever rule read it. */
static bool agrees_on_truce(const struct trv_following *s, const struct trv_coded *e) {
  const struct trv_parse *p = s->in->parse;
  bool fact = trv_equal(e->event.status, "actual") && e->event.actor.n > 1 && !e->event.recipient.n;
  if (e->tag || e->type != TRV_AGREE || !fact) return false;
  if (p->head[e->word] != TRV_NO_WORD && p->deprel[e->word] == TRV_REL_ACL && trv_truce_noun(s, p->head[e->word]))
    return true;
  for (uint32_t i = p->child_begin[e->word]; i < p->child_begin[e->word + 1]; i++) {
    uint8_t rel = p->deprel[p->children[i]];
    if ((rel == TRV_REL_OBJ || rel == TRV_REL_OBL || rel == TRV_REL_NMOD || rel == TRV_REL_NSUBJ) &&
        trv_truce_noun(s, p->children[i]))
      return true;
  }
  return false;
}

/* The truce that the actors of an event have declared before, alone. */
static struct trv_truce *declared_by(struct trv_following *s, const struct trv_coded *e, const char *from) {
  for (uint32_t i = 0; i < s->n; i++) {
    struct trv_truce *t = &s->truces[i];
    if (!t->unilateral || (from && t->effective && strcmp(from, t->effective) != 0)) continue;
    for (uint32_t k = 0; k < e->event.actor.n; k++)
      if (trv_truce_side(t, &e->event.actor.items[k])) return t;
  }
  return NULL;
}

/* The truce that began on a day: the one spoken of, if it is not told to have begun on another; else one that did, or a new one. */
static struct trv_truce *began_on(struct trv_following *s, struct trv_truce *now, uint32_t word, const char *day) {
  if (!trv_full_day(now->effective) || now->since || trv_days_apart(now->effective, day) < 2) return now;
  for (uint32_t i = 0; i < s->n; i++)
    if (trv_full_day(s->truces[i].effective) && trv_days_apart(s->truces[i].effective, day) < 2) {
      s->current = i;
      return &s->truces[i];
    }
  return open_truce(s, word);
}

#define MOST_DAYS_AHEAD 60

/* "une trêve du 12 au 19 juin", "observée du 1er octobre au 9 janvier": longer than a night, the days of an act are those of the
 * truce. */
static void take_interval(struct trv_following *s, struct trv_truce *t, const char *iso, const char *act) {
  struct trv_days d;
  char text[16];
  if (strcmp(act, "declaration") != 0 && strcmp(act, "observed") != 0) return;
  if (!trv_days_parse(iso, &d) || d.precision != TRV_PRECISE_INTERVAL || d.to - d.from < 2) return;
  trv_day_print(d.from, text);
  if (!t->effective) t->effective = trv_arena_strdup(s->arena, text);
  trv_day_print(d.to, text);
  if (!t->end) t->end = trv_arena_strdup(s->arena, text);
}

/* The day to come that a promise names, and the last one where it names several (*until). */
static const char *declared_days(struct trv_following *s, uint32_t word, const char **until) {
  char text[16];
  const struct trv_when_expr *e = trv_when_of(s->in->when, s->in->text, s->in->parse, word);
  if (!e || !e->iso || s->in->when->today == TRV_WHEN_NO_DAY || e->first_day == TRV_WHEN_NO_DAY) return NULL;
  if (e->first_day < s->in->when->today || e->first_day - s->in->when->today > MOST_DAYS_AHEAD) return NULL;
  if (e->last_day > e->first_day && e->last_day - e->first_day < MOST_DAYS_AHEAD) {
    trv_day_print(e->last_day, text);
    *until = trv_arena_strdup(s->arena, text);
  }
  trv_day_print(e->first_day, text);
  return trv_arena_strdup(s->arena, text);
}

/* "mercredi", named beside the truce and not with what was before it: the next one, where the article tells the last. */
static int32_t named_ahead(const struct trv_following *s, uint32_t verb, const struct trv_when_expr *own,
                           int32_t said) {
  const struct trv_parse *p = s->in->parse;
  uint32_t head = p->head[own->head];
  bool beside = head == verb || (head != TRV_NO_WORD && trv_truce_noun(s, head)), behind = false;
  for (uint32_t w = own->first_word; w < own->end_word; w++)
    if (!trv_following_has(s, "calendar", p->lemma[w])) return own->first_day;
  for (uint32_t w = verb; w < own->first_word; w++) behind |= trv_truce_noun(s, w);
  bool past = own->first_day <= said && said - own->first_day < 7 && own->first_day == own->last_day;
  return beside && behind && past && own->first_day < said ? own->first_day + 7 : own->first_day;
}

/* "mercredi seulement" */
static bool only_then(const struct trv_following *s, const struct trv_when_expr *own) {
  const struct trv_parse *p = s->in->parse;
  for (uint32_t i = p->child_begin[own->head]; i < p->child_begin[own->head + 1]; i++)
    if (trv_following_has(s, "only", p->lemma[p->children[i]])) return true;
  return false;
}

/* "avait annoncé samedi que son armée cesserait le feu dimanche", "a annoncé lundi une trêve de deux jours, mardi et mercredi": the
 * day after that of the announcement, and the last one where several are named (*until). */
static const char *days_after(struct trv_following *s, uint32_t word, const char *date, const char **until) {
  struct trv_days said;
  char text[16];
  if (!trv_days_parse(date, &said)) return NULL;
  for (uint32_t i = 0; i < s->in->when->n; i++) {
    const struct trv_when_expr *own = &s->in->when->exprs[i];
    bool inside = own->first_word > word && own->first_word <= s->in->parse->right[word];
    bool point = own->kind == TRV_WHEN_POINT && trv_full_day(own->iso);
    bool several = own->kind == TRV_WHEN_INTERVAL && own->iso && own->last_day - own->first_day < MOST_DAYS_AHEAD;
    if (!inside || (!point && !several)) continue;
    int32_t first = point ? named_ahead(s, word, own, said.to) : own->first_day;
    if (first <= said.to || first - said.to >= MOST_DAYS_AHEAD) continue;
    if (several || only_then(s, own)) {
      trv_day_print(several ? own->last_day : first, text);
      *until = trv_arena_strdup(s->arena, text);
    }
    trv_day_print(first, text);
    return trv_arena_strdup(s->arena, text);
  }
  return NULL;
}

/* Whether two days cannot be one: "in January" and "on January 11" may. */
static bool differ(const char *a, const char *b) {
  size_t x = strlen(a), y = strlen(b);
  return strncmp(a, b, x < y ? x : y) != 0;
}

static void take_event(struct trv_following *s, const struct trv_coded *e) {
  const char *act = e->tag + strlen("ceasefire:");
  if (strcmp(act, "call") == 0) return;
  /* "sans avoir signé l'accord de cessez-le-feu" */
  if (trv_equal(e->event.status, "negated") || trv_equal(e->event.status, "denied")) {
    if (strstr(act, "violation") == NULL) return;
  }
  bool makes = strcmp(act, "agreement") == 0 || strcmp(act, "declaration") == 0 || strcmp(act, "proposal") == 0;
  const char *from = trv_truce_beginning(s, e->word), *date = trv_plain_date(s, e->event.date);
  /* "conclu un arrêt des combats, effectif depuis le 23 août" */
  if (makes && !from && date && strstr(e->event.date, "/..")) from = date;
  /* "Nous cesserons le feu mercredi et jeudi": the days of what is promised */
  const char *until = NULL;
  if (strcmp(act, "declaration") == 0 && !from && !date) from = declared_days(s, e->word, &until);
  if (strcmp(act, "declaration") == 0 && !from && trv_full_day(date)) from = days_after(s, e->word, date, &until);
  struct trv_truce *t = NULL;
  if (strcmp(act, "declaration") == 0) t = declared_by(s, e, from);
  if (t) {
    s->current = (uint32_t)(t - s->truces);
  } else if (makes && s->n && s->truces[s->current].real) {
    struct trv_truce *now = &s->truces[s->current];
    bool other = (from && now->effective && differ(from, now->effective)) ||
                 (!from && date && now->agreed && differ(date, now->agreed) && now->concluded &&
                  !(now->effective && strcmp(now->effective, date) == 0) && now->first_word + 1 < e->word &&
                  now->n_acts > 0 && e->event.sentence != s->in->text->words[now->first_word].sentence);
    if (strcmp(act, "declaration") == 0 && now->concluded && (!now->unilateral || (now->parties.n && e->event.actor.n)))
      other = true;
    /* what is proposed after a truce has ended, or beside one that is of one side alone, is another */
    if (strcmp(act, "proposal") == 0 && (now->expired || now->failed || now->unilateral) && !trv_told_back(s, e->word))
      other = true;
    t = other ? open_truce(s, e->word) : now;
  } else {
    t = current_truce(s, e->word);
  }
  if (strcmp(act, "start") == 0 && trv_full_day(date)) t = began_on(s, t, e->word, date);
  /* what ended before this one began was another */
  if (strcmp(act, "end") == 0 && date && t->effective && strncmp(date, t->effective, 10) < 0) {
    uint32_t now = s->current, k = 0;
    while (k < s->n && (!s->truces[k].effective || strncmp(s->truces[k].effective, date, 10) > 0)) k++;
    if (k < s->n) t = &s->truces[k];
    else t = open_truce(s, e->word), t->parties = s->truces[now].parties;
    s->current = now;
  }
  if (makes || strcmp(act, "start") == 0 || strcmp(act, "observed") == 0 || strcmp(act, "end") == 0 ||
      strcmp(act, "extension") == 0)
    t->real = true;
  if (e->event.id) trv_truce_add_act(s, t, e);
  t->last_sentence = e->event.sentence;
  if (makes || strcmp(act, "start") == 0) t->made_sentence = e->event.sentence;
  bool parties = makes || strcmp(act, "start") == 0 || strcmp(act, "observed") == 0;
  if (parties && strcmp(act, "proposal") != 0)
    for (uint32_t i = 0; i < e->event.actor.n; i++) trv_party_add(&t->parties, &e->event.actor.items[i], true);
  if (strcmp(act, "agreement") == 0) {
    /* "ont signé un arrangement limité à la ville" */
    struct trv_words what = {0};
    if (!t->kind && trv_tree_is_verb(&s->tree, e->word)) trv_tree_object(&s->tree, e->word, &what);
    for (uint32_t i = 0; i < what.n; i++)
      if (!trv_truce_noun(s, what.items[i])) describe(s, t, what.items[i]);
    t->concluded = true;
    bool nearer = t->agreed && date && strlen(date) > strlen(t->agreed) && !differ(date, t->agreed);
    if (!t->agreed || nearer) t->agreed = date;
  }
  if (strcmp(act, "proposal") == 0) {
    t->proposed = true;
    t->offered_sentence = e->event.sentence;
    /* who proposes to two sides is a third party */
    if (e->event.recipient.n < 2)
      for (uint32_t i = 0; i < e->event.actor.n; i++) trv_party_add(&t->parties, &e->event.actor.items[i], true);
    else
      for (uint32_t i = 0; i < e->event.actor.n; i++) trv_party_add(&t->announced_by, &e->event.actor.items[i], false);
    for (uint32_t i = 0; i < e->event.recipient.n; i++) trv_party_add(&t->parties, &e->event.recipient.items[i], true);
  }
  if (strcmp(act, "extension") == 0) {
    t->started = true;
    /* who prolongs it are its parties, if no others are told */
    trv_truce_prolong(s, t, e);
    for (uint32_t i = 0; i < e->event.actor.n && (e->event.actor.n > 1 || !t->parties.n) &&
                         !trv_truce_has_party(t, &e->event.actor.items[i]);
         i++)
      trv_party_add(&t->parties, &e->event.actor.items[i], true);
  }
  if (strcmp(act, "negotiation") == 0) t->negotiated = true;
  if (strcmp(act, "declaration") == 0) {
    t->unilateral = t->concluded = true;
    if (!t->kind) t->kind = "unilateral";
    if (!t->agreed) t->agreed = date;
    for (uint32_t i = 0; i < e->event.actor.n; i++) trv_party_add(&t->announced_by, &e->event.actor.items[i], false);
  }
  if (strcmp(act, "start") == 0 || strcmp(act, "observed") == 0) {
    t->started = true;
    /* "observée vendredi matin, pendant quatre heures": on that day it began and ended */
    const struct trv_when_expr *term =
        trv_when_bound(s->in->when, s->in->text, s->in->parse, e->word, TRV_WHEN_DURATION);
    if (term && term->within_day) {
      t->within_day = true;
      if (!t->effective && trv_full_day(date)) t->effective = date;
    }
    if ((!t->effective || t->since) && date && strcmp(act, "start") == 0) t->effective = date;
    if (!t->effective && e->event.date && strstr(e->event.date, "/..")) t->effective = date;
  }
  if (strcmp(act, "violation") == 0 || strcmp(act, "alleged_violation") == 0) {
    t->violated = true;
    t->real = t->real || s->n == 1;
    const struct trv_entities *who = e->type == TRV_ACCUSE ? &e->event.recipient : &e->event.actor;
    if (e->type == TRV_ACCUSE || strcmp(e->event.status, "alleged") == 0 || who->n == 1)
      for (uint32_t i = 0; i < who->n; i++) trv_party_add(&t->violators, &who->items[i], false);
  }
  if (strcmp(act, "end") == 0) {
    t->failed = true;
    t->end = date;
  }
  take_interval(s, t, e->event.date, act);
  if (strcmp(act, "end") == 0 || strcmp(act, "alleged_violation") == 0) {
    for (uint32_t i = 0; i < e->event.actor.n; i++) trv_party_add(&t->bound, &e->event.actor.items[i], true);
    for (uint32_t i = 0; i < e->event.recipient.n; i++) trv_party_add(&t->bound, &e->event.recipient.items[i], true);
  }
  if (from && !t->effective && strcmp(act, "end") != 0) t->effective = from;
  if (makes && !until) { /* "ont suspendu leurs attaques jusqu'au 15 juillet" */
    const struct trv_when_expr *last = trv_when_bound(s->in->when, s->in->text, s->in->parse, e->word, TRV_WHEN_UNTIL);
    until = last && last->iso ? trv_plain_date(s, last->iso) : NULL;
  }
  if (until && !t->end) t->end = until;
  if (makes) {
    /* "l'armée cessera le feu pendant un mois" */
    const struct trv_when_expr *term =
        t->term_days ? NULL : trv_when_bound(s->in->when, s->in->text, s->in->parse, e->word, TRV_WHEN_DURATION);
    if (term && trv_following_has(s, "term_preposition", s->in->parse->lemma[term->first_word]))
      t->term_days = term->duration_days, t->term_months = term->duration_months;
    /* the last one, who told the others; of "Riyad et Washington" both */
    uint32_t n = e->event.according_to.n;
    for (uint32_t i = 0; i < n; i++) {
      const struct trv_entity *by = &e->event.according_to.items[i], *last = &e->event.according_to.items[n - 1];
      if (i + 1 == n ||
          (trv_equal(by->sector, "GOV") && trv_equal(last->sector, "GOV") && !trv_equal(by->code, last->code)))
        trv_party_add(&t->announced_by, by, false);
    }
    trv_truce_take_terms(s, t, e->event.sentence);
  }
}

/* Whether a word is said of a truce: its subject, its object or what it hangs on is one, or means the one spoken of. */
static bool said_of_truce(const struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  struct trv_words words = {0}, objects = {0};
  if (p->head[word] != TRV_NO_WORD && trv_truce_noun(s, p->head[word])) return true;
  if (trv_tree_is_verb(&s->tree, word)) {
    trv_tree_subject(&s->tree, word, &words);
    trv_tree_object(&s->tree, word, &objects);
  } else {
    trv_tree_genitive(&s->tree, word, &words);
  }
  for (uint32_t i = 0; i < words.n; i++)
    if (trv_truce_noun(s, words.items[i]) || (s->n && trv_truce_meant(s, words.items[i]))) return true;
  for (uint32_t i = 0; i < objects.n; i++)
    if (trv_truce_noun(s, objects.items[i]) || (s->n && trv_truce_meant(s, objects.items[i]))) return true;
  return false;
}

/* "Le cessez-le-feu, entré en vigueur le 3 août, expire lundi": what is told of a truce with nobody who acts. It needs its day. */
static void take_bare(struct trv_following *s, uint32_t word) {
  struct trv_factuality f = trv_says_factuality(s->in->says_data, s->in->says, s->in->text, s->in->parse, word);
  const struct trv_when_expr *when = trv_when_of(s->in->when, s->in->text, s->in->parse, word);
  struct trv_coded e = {.word = word, .tag = s->bare[word]};
  if (strstr(e.tag, "violation") || !said_of_truce(s, word)) return; /* a breach is nothing without who did it */
  if (!when || !when->iso || f.negated || f.asked || f.denied) return;
  if (f.future || f.hypothetical || f.hearsay) { /* "une trêve, qui débuterait à minuit" */
    if (s->n && strcmp(e.tag, "ceasefire:start") == 0 && !s->truces[s->current].effective)
      s->truces[s->current].effective = trv_plain_date(s, when->iso);
    return;
  }
  e.event.date = when->iso;
  e.event.status = "actual";
  e.event.sentence = s->in->text->words[word].sentence;
  take_event(s, &e);
}

/* "La précédente avait expiré vendredi": another one than the truce just spoken of. */
static bool means_another(const struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  bool subject = p->deprel[word] == TRV_REL_NSUBJ && (p->upos[word] == TRV_NOUN || p->upos[word] == TRV_ADJ);
  if (!s->n || !subject || !trv_following_has(s, "another", p->lemma[word])) return false;
  uint32_t verb = p->head[word];
  bool of_truce = verb != TRV_NO_WORD && (trv_following_has(s, "truce_ends", p->lemma[verb]) ||
                                          trv_following_has(s, "truce_holds", p->lemma[verb]) ||
                                          (s->bare[verb] && strncmp(s->bare[verb], "ceasefire:", 10) == 0));
  return of_truce && s->last_mention + 2 >= s->in->text->words[word].sentence;
}

/* How long what a noun means is to last, not what came before it: "un accord, au terme de dix-neuf heures de discussions". */
static const struct trv_when_expr *length_of(struct trv_following *s, uint32_t noun) {
  const struct trv_parse *p = s->in->parse;
  const struct trv_when_expr *e = trv_when_bound(s->in->when, s->in->text, p, noun, TRV_WHEN_DURATION);
  for (uint32_t w = e ? e->head : TRV_NO_WORD, i = 0; w != TRV_NO_WORD && w != noun && i < 6; w = p->head[w], i++)
    if (trv_following_has(s, "before_truce", p->lemma[w])) return NULL;
  return e && trv_following_has(s, "before_truce", p->lemma[e->first_word]) &&
                 !trv_following_has(s, "term_preposition", p->lemma[e->first_word])
             ? NULL
             : e;
}

/* "Several earlier truces had collapsed": not the one that the article tells of. */
static bool earlier_ones(const struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  for (uint32_t i = p->child_begin[word]; p->feats[word].number == TRV_PLUR && i < p->child_begin[word + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] == TRV_REL_AMOD &&
        (trv_following_has(s, "another", p->lemma[c]) || trv_following_has(s, "another", s->in->text->words[c].lower)))
      return true;
  }
  return false;
}

/* A noun that means a truce, whether or not an event was read from it. */
static void take_mention(struct trv_following *s, uint32_t word, bool has_event) {
  const struct trv_parse *p = s->in->parse;
  struct trv_factuality f = trv_says_factuality(s->in->says_data, s->in->says, s->in->text, p, word);
  const char *from = trv_truce_beginning(s, word);
  uint32_t head = p->head[word];
  bool called = false; /* "appelle à une trêve": no record by itself */
  for (uint32_t h = head, i = 0; h != TRV_NO_WORD && i < 4; h = p->head[h], i++)
    if (trv_following_has(s, "ask", p->lemma[h]) || trv_following_has(s, "call_noun", p->lemma[h])) called = true;
  uint32_t sentence = s->in->text->words[word].sentence;
  bool just_told = s->n && s->truces[s->current].n_acts && s->truces[s->current].last_sentence == sentence;
  bool fresh = (new_one(s, word) || means_another(s, word)) && !called && !f.asked && !f.negated && !just_told;
  struct trv_truce *t;
  if (!s->n) {
    if (called) return;
    t = open_truce(s, word);
  } else {
    t = &s->truces[s->current];
    /* another date is another truce */
    if (from && t->effective && strcmp(from, t->effective) != 0) {
      uint32_t k = 0;
      while (k < s->n && !trv_equal(s->truces[k].effective, from)) k++;
      if (k < s->n) s->current = k, t = &s->truces[k];
      else t = open_truce(s, word);
    } else if (fresh && t->real && t->named && t->first_word != word) {
      t = open_truce(s, word);
      t->another = true;
    }
  }
  t->named = true;
  s->last_mention = sentence;
  describe(s, t, word);
  find_sides(s, t, word);
  const struct trv_when_expr *until = trv_when_bound(s->in->when, s->in->text, p, word, TRV_WHEN_UNTIL);
  if (until && until->iso && !t->end) t->end = trv_plain_date(s, until->iso);
  const struct trv_when_expr *term = length_of(s, word);
  /* "un accord de cessez-le-feu d'une semaine" */
  if (!term && head != TRV_NO_WORD && trv_following_has(s, "agreement_noun", p->lemma[head])) term = length_of(s, head);
  if (term && !t->term_days && !trv_truce_prolonged(s, sentence)) {
    t->term_days = term->duration_days;
    t->term_months = term->duration_months;
  }
  if (term) t->within_day |= term->within_day;
  if (from && !t->effective) t->effective = from;
  /* "malgré le cessez-le-feu en vigueur depuis le 26 novembre 2003" */
  const char *since = trv_truce_in_force(s, word);
  if (since && !t->effective) {
    t->effective = since;
    t->real = t->started = t->since = true;
  }
  if (fresh && s->n > 1 && !t->effective && !from) {
    /* a truce told only by an attempt: its date is the clause's */
    uint32_t clause = word;
    const struct trv_when_expr *e = NULL;
    for (int i = 0; i < 5 && !e && clause != TRV_NO_WORD; i++, clause = p->head[clause])
      e = trv_when_of(s->in->when, s->in->text, p, clause);
    if (e && e->iso && !has_event) {
      t->effective = trv_plain_date(s, e->iso);
      t->real = true;
    }
  }
  /* "Rebels began leaving Aleppo on Thursday under a ceasefire": in force by then */
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1] && !t->effective && head != TRV_NO_WORD; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] != TRV_REL_CASE || !trv_following_has(s, "truce_under", p->lemma[c])) continue;
    struct trv_factuality g = trv_says_factuality(s->in->says_data, s->in->says, s->in->text, p, head);
    const struct trv_when_expr *e = trv_when_of(s->in->when, s->in->text, p, head);
    if (!e || !trv_full_day(e->iso) || g.negated || g.future || g.hypothetical || g.asked) continue;
    t->effective = trv_plain_date(s, e->iso);
    t->real = t->started = t->since = true;
  }
  uint32_t verb = p->head[word];
  bool planned = false;
  if (verb != TRV_NO_WORD && trv_tree_is_verb(&s->tree, verb) && p->deprel[word] == TRV_REL_NSUBJ &&
      trv_truce_ends(s, verb, &planned)) {
    const struct trv_when_expr *e = trv_when_of(s->in->when, s->in->text, p, verb);
    planned |= e && e->iso && s->date && !trv_day_reached(e->iso, s->date); /* "prend fin samedi" */
    /* what ended before this one began was another */
    if (e && e->iso && !planned && trv_truce_ends_before(t, e->iso)) {
      uint32_t now = s->current;
      t = open_truce(s, word);
      t->named = true;
      s->current = now;
    }
    if (e && e->iso && (!planned || !t->end)) t->end = trv_plain_date(s, e->iso);
    if (!planned) t->expired = true;
    if (!planned && t->end) t->real = true; /* "la trêve a pris fin dimanche": it was there, whatever else is told */
  }
  if (trv_truce_has_failed(s, word) || trv_truce_breached(s, word)) t->real = true; /* it was there */
  for (uint32_t h = word, i = 0; h != TRV_NO_WORD && i < 4 && !earlier_ones(s, word); h = p->head[h], i++)
    if (trv_following_has(s, "truce_fails", p->lemma[h])) t->failed = true;
    else if (trv_following_has(s, "truce_broken", p->lemma[h])) t->violated = true;
  /* "sans plus de résultats", "la trêve a échoué": words of failure in the sentence of a truce told as an attempt */
  const struct trv_sentence *range = &s->in->text->sentences[sentence];
  bool attempt = false, without = false;
  for (uint32_t w = range->first_word; w < range->first_word + range->n_words; w++) {
    if (trv_following_has(s, "attempt", p->lemma[w])) attempt = true;
    if (trv_following_has(s, "result", p->lemma[w]))
      for (uint32_t k = w; k-- > range->first_word && k + 4 > w;)
        if (trv_following_has(s, "negative_preposition", p->lemma[k]) ||
            trv_following_has(s, "result_denied", p->lemma[k]))
          without = true;
  }
  if (attempt && without) t->failed = true;
  if (without) s->refused[sentence] = true;
}

static void end_sentence(struct trv_following *s, uint32_t sentence) {
  const struct trv_sentence *range = &s->in->text->sentences[sentence];
  for (uint32_t w = range->first_word; w < range->first_word + range->n_words; w++) {
    trv_truce_take_entry(s, w);
    trv_truce_take_expiry(s, w);
  }
  trv_truce_take_brokers(s, sentence);
  if (s->n && s->in->text->paragraphs[range->paragraph].kind == TRV_BODY)
    trv_truce_take_watch(s, &s->truces[s->current], sentence);
  while (s->n_at < s->what->n && s->what->items[s->n_at].event.sentence <= sentence)
    s->at[s->n_at++] = s->n ? s->current : TRV_NO_TRUCE;
}

/* "Nous avons déchiré l'accord d'Astana": an article that never speaks of a truce tells only of the end of an accord. Where there is
 * fighting that may be a truce, and who follows it over many articles knows; alone it makes no record. Elsewhere it is none. */
static bool accord_alone(struct trv_following *s) {
  bool end = false, fighting = false;
  for (uint32_t w = 0; w < s->in->parse->n_words; w++)
    if (trv_truce_noun(s, w)) return false;
  for (uint32_t i = 0; i < s->what->n; i++) {
    const struct trv_coded *e = &s->what->items[i];
    fighting |= e->type == TRV_ASSAULT;
    if (!e->tag || strncmp(e->tag, "ceasefire:", 10) != 0) continue;
    if (strcmp(e->tag, "ceasefire:end") != 0) return false;
    end = true;
  }
  for (uint32_t i = 0; i < s->what->n && end && !fighting; i++)
    if (trv_equal(s->what->items[i].tag, "ceasefire:end")) trv_truce_set_tag(s, &s->what->items[i], NULL);
  return end;
}

/* "a reproché à l'armée d'avoir exécuté ses hommes, en violation de l'accord de Luanda": those whose accord it is. */
static void take_bound(struct trv_following *s, struct trv_truce *t, uint32_t word) {
  const struct trv_coded *breach = NULL;
  for (uint32_t i = 0; i < s->what->n; i++) {
    const struct trv_coded *e = &s->what->items[i];
    bool around = s->in->parse->left[e->word] <= word && word <= s->in->parse->right[e->word];
    if ((e->type != TRV_ASSAULT && e->type != TRV_ACCUSE) || !around || !e->event.actor.n || !e->event.recipient.n)
      continue;
    if (!breach || e->type == TRV_ACCUSE) breach = e;
  }
  for (uint32_t i = 0; breach && i < breach->event.actor.n; i++)
    trv_party_add(&t->bound, &breach->event.actor.items[i], true);
  for (uint32_t i = 0; breach && i < breach->event.recipient.n; i++)
    trv_party_add(&t->bound, &breach->event.recipient.items[i], true);
}

enum trv_status trv_chronicle_run(const struct trv_chronicle_data *data, const struct trv_layers *layers,
                                  struct trv_what *what, const char *date, struct trv_arena *arena,
                                  struct trv_chronicle **out, struct trv_error *err) {
  (void)err;
  struct trv_chronicle *chronicle = TRV_NEW(arena, struct trv_chronicle);
  *out = chronicle;
  struct trv_following *s = TRV_NEW(arena, struct trv_following);
  *s = (struct trv_following){.data = data, .in = layers, .what = what, .arena = arena, .date = date};
  s->tree = (struct trv_tree){layers->text, layers->parse, layers->grammar};
  for (uint32_t i = 0; i < what->n; i++)
    if (agrees_on_truce(s, &what->items[i])) trv_truce_set_tag(s, &what->items[i], "ceasefire:agreement");
  if (accord_alone(s)) return TRV_OK;
  /* A truce needs an event of the article to be one, or an end with its day; figures of speech have neither. */
  bool any = false;
  for (uint32_t i = 0; i < what->n; i++)
    any |= what->items[i].tag && strncmp(what->items[i].tag, "ceasefire:", 10) == 0;
  s->bare = TRV_NEW_ARRAY(arena, const char *, layers->parse->n_words + 1);
  s->refused = TRV_NEW_ARRAY(arena, bool, layers->text->n_sentences + 1);
  trv_what_bare_tags(what, s->bare);
  for (uint32_t w = 0; w < layers->parse->n_words && !any; w++)
    any = trv_truce_has_ended(s, w) ||
          (trv_truce_noun(s, w) && layers->parse->head[w] != TRV_NO_WORD &&
           trv_following_has(s, "truce_over", layers->parse->lemma[layers->parse->head[w]])) ||
          trv_truce_has_failed(s, w) || trv_truce_breached(s, w) || trv_truce_in_force(s, w) != NULL ||
          trv_truce_lasts(s, w) || (s->bare[w] && strncmp(s->bare[w], "ceasefire:", 10) == 0);
  if (!any) return TRV_OK;
  s->at = TRV_NEW_ARRAY(arena, uint32_t, what->n + 1);
  uint32_t next = 0;
  for (uint32_t w = 0; w < layers->parse->n_words; w++) {
    bool event_here = false;
    while (next < what->n && what->items[next].word < w) next++;
    uint32_t sentence = layers->text->words[w].sentence;
    bool body = layers->text->paragraphs[layers->text->sentences[sentence].paragraph].kind == TRV_BODY;
    if (body && trv_truce_noun(s, w)) {
      for (uint32_t i = next > 64 ? next - 64 : 0; i < what->n && what->items[i].event.sentence <= sentence; i++)
        event_here |= what->items[i].tag && what->items[i].event.sentence == sentence &&
                      strncmp(what->items[i].tag, "ceasefire:", 10) == 0 &&
                      strcmp(what->items[i].tag, "ceasefire:call") != 0;
      take_mention(s, w, event_here);
    } else if (body && means_another(s, w)) {
      take_mention(s, w, true);
    } else if (body && trv_truce_breached(s, w)) { /* "en violation de l'accord de Luanda" */
      if (!s->n) open_truce(s, w);
      s->truces[s->current].real = true;
      if (!s->truces[s->current].parties.n) take_bound(s, &s->truces[s->current], w);
    }
    if (trv_tree_is_verb(&s->tree, w)) {
      trv_truce_take_provisions(s, w);
      trv_truce_take_beginning(s, w);
      trv_truce_take_length(s, w);
      trv_truce_take_outcome(s, w);
      trv_truce_take_ending(s, w);
    }
    if (s->bare[w] && strncmp(s->bare[w], "ceasefire:", 10) == 0) take_bare(s, w);
    for (uint32_t i = next; i < what->n && what->items[i].word == w; i++) {
      if (what->items[i].tag && strncmp(what->items[i].tag, "ceasefire:", 10) == 0) take_event(s, &what->items[i]);
    }
    if (w + 1 == layers->parse->n_words || layers->text->words[w + 1].sentence != sentence) end_sentence(s, sentence);
  }
  for (uint32_t i = 0; i < s->n; i++)
    if (!s->truces[i].parties.n) s->truces[i].parties = s->truces[i].between;
  /* parties of a truce told without them are those of the others */
  for (uint32_t i = 0; i < s->n; i++)
    if (!s->truces[i].parties.n)
      for (uint32_t k = 0; k < s->n && !s->truces[i].parties.n; k++)
        if (!s->truces[k].unilateral) s->truces[i].parties = s->truces[k].parties;
  for (uint32_t i = 0; i < s->n; i++) {
    if (s->truces[i].parties.n) trv_truce_settle_parties(s, &s->truces[i]);
    else trv_truce_find_parties(s, &s->truces[i]);
  }
  for (uint32_t i = 0; i < s->n; i++) trv_truce_settle_offer(s, &s->truces[i]);
  trv_truces_join(s);
  for (uint32_t i = 0; i < s->n; i++) {
    trv_truce_find_breaches(s, &s->truces[i]);
    trv_truce_take_promises(s, &s->truces[i]);
    trv_truce_close(s, &s->truces[i], chronicle);
  }
  return TRV_OK;
}
