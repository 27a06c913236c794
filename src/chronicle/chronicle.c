/* See chronicle.h. */
#include "chronicle/chronicle.h"

#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "chronicle/truces.h"
#include "chronicle/days.h"
#include "chronicle/weights.h"

enum { MAX_TERM_WORDS = 512 };

static const char *const terms[] = {"prisoner_exchange", "body_exchange", "humanitarian_access", "withdrawal",
                                    "monitoring",        "talks",         "hostage_release",     "other"};
enum { N_TERMS = sizeof terms / sizeof *terms };

struct trv_chronicle_data {
  uint32_t n;
  struct {
    uint32_t term;
    const char *word, *with; /* lemmas; `with`: also in the same noun phrase or clause, NULL: alone suffices */
  } words[MAX_TERM_WORDS];
};

enum trv_status trv_chronicle_data_load(const char *lang_dir, struct trv_arena *arena, struct trv_chronicle_data **out,
                                        struct trv_error *err) {
  static const char *const columns[] = {"term", "words", "with", NULL};
  struct trv_chronicle_data *d = TRV_NEW(arena, struct trv_chronicle_data);
  struct trv_table t;
  enum trv_status status = trv_table_load(trv_arena_printf(arena, "%s/terms.tsv", lang_dir), columns, arena, &t, err);
  if (status != TRV_OK) return status;
  for (uint32_t i = 0; i < t.n_rows; i++) {
    uint32_t term = 0;
    while (term < N_TERMS && !trv_slice_is(trv_table_cell(&t, i, 0), terms[term])) term++;
    if (term == N_TERMS) return trv_table_fail(&t, i, 0, err, "no such term");
    struct trv_slice words = trv_table_cell(&t, i, 1);
    while (words.p) {
      struct trv_slice word = trv_slice_split(&words, '|'), with = trv_table_cell(&t, i, 2);
      do {
        struct trv_slice one = trv_slice_split(&with, '|');
        if (d->n == MAX_TERM_WORDS) return trv_table_fail(&t, i, 1, err, "more than %d term words", MAX_TERM_WORDS);
        d->words[d->n].term = term;
        d->words[d->n].word = trv_arena_strndup(arena, word.p, word.n);
        d->words[d->n].with = one.n ? trv_arena_strndup(arena, one.p, one.n) : NULL;
        d->n++;
      } while (with.p);
    }
  }
  *out = d;
  return TRV_OK;
}

void trv_party_add(struct trv_party_list *list, const struct trv_entity *e, bool as_party) {
  struct trv_entity one = *e;
  if (as_party) {
    /* a party is the government or group, not the person who signs or the army that fights */
    if (one.sector && strcmp(one.sector, "MIL") == 0) one.sector = "GOV";
    else if (one.sector && strcmp(one.sector, "MIL+PRE") == 0) one.sector = "GOV+PRE";
    if (one.office || (one.sector && strncmp(one.sector, "GOV", 3) == 0)) one.name = NULL, one.office = NULL;
  }
  for (uint32_t i = 0; i < list->n; i++)
    if (trv_equal(list->items[i].code, one.code) && trv_equal(list->items[i].sector, one.sector) &&
        (as_party || trv_equal(list->items[i].name, one.name)))
      return;
  if (list->n < TRV_MAX_ENTITIES) list->items[list->n++] = one;
}

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
    if (p->deprel[c] != TRV_REL_AMOD && p->deprel[c] != TRV_REL_NMOD) continue;
    if (trv_following_has(s, "kind_humanitarian", p->lemma[c])) t->kind = "humanitarian";
    else if (trv_following_has(s, "kind_local", p->lemma[c])) t->kind = "local";
    else if (trv_following_has(s, "kind_unilateral", p->lemma[c])) t->kind = "unilateral", t->unilateral = true;
    else if (trv_following_has(s, "kind_general", p->lemma[c])) t->kind = "general";
  }
}

/* "après dix heures de négociations", "à l'issue de pourparlers": what came before the truce is none of its terms. */
static bool came_before(struct trv_following *s, uint32_t word) {
  const struct trv_parse *p = s->in->parse;
  for (uint32_t w = word, k = 0; k < 4 && w != TRV_NO_WORD && !trv_tree_is_verb(&s->tree, w); k++, w = p->head[w]) {
    if (trv_following_has(s, "before_truce", p->lemma[w])) return true;
    for (uint32_t i = p->child_begin[w]; i < p->child_begin[w + 1]; i++) {
      uint32_t c = p->children[i];
      if (p->deprel[c] == TRV_REL_CASE && trv_following_has(s, "before_truce", p->lemma[c])) return true;
    }
  }
  return false;
}

static void find_terms(struct trv_following *s, struct trv_truce *t, uint32_t sentence) {
  const struct trv_parse *p = s->in->parse;
  const struct trv_sentence *range = &s->in->text->sentences[sentence];
  uint32_t end = range->first_word + range->n_words;
  for (uint32_t w = range->first_word; w < end; w++) {
    for (uint32_t i = 0; i < s->data->n; i++) {
      if (strcmp(s->data->words[i].word, p->lemma[w]) != 0) continue;
      bool ok = !s->data->words[i].with;
      uint32_t top = w;
      for (int k = 0; k < 3 && p->head[top] != TRV_NO_WORD && !trv_tree_is_verb(&s->tree, p->head[top]); k++)
        top = p->head[top];
      for (uint32_t k = p->left[top]; k <= p->right[top] && !ok; k++)
        ok = strcmp(s->data->words[i].with, p->lemma[k]) == 0;
      if (ok && !came_before(s, w)) t->terms |= 1u << s->data->words[i].term;
    }
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

static bool in_parties(const struct trv_truce *t, const struct trv_entity *e) {
  for (uint32_t i = 0; i < t->parties.n; i++)
    if (trv_equal(t->parties.items[i].code, e->code) &&
        (!e->sector || !t->parties.items[i].sector || strncmp(e->sector, t->parties.items[i].sector, 3) == 0))
      return true;
  return false;
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

static void take_event(struct trv_following *s, const struct trv_coded *e) {
  const char *act = e->tag + strlen("ceasefire:");
  if (strcmp(act, "call") == 0) return;
  bool makes = strcmp(act, "agreement") == 0 || strcmp(act, "declaration") == 0 || strcmp(act, "proposal") == 0;
  const char *from = trv_truce_beginning(s, e->word), *date = trv_plain_date(s, e->event.date);
  /* "conclu un arrêt des combats, effectif depuis le 23 août" */
  if (makes && !from && date && strstr(e->event.date, "/..")) from = date;
  struct trv_truce *t = NULL;
  if (strcmp(act, "declaration") == 0) t = declared_by(s, e, from);
  if (t) {
    s->current = (uint32_t)(t - s->truces);
  } else if (makes && s->n && s->truces[s->current].real) {
    struct trv_truce *now = &s->truces[s->current];
    bool other = (from && now->effective && strcmp(from, now->effective) != 0) ||
                 (!from && date && now->agreed && strcmp(date, now->agreed) != 0 && now->concluded &&
                  !(now->effective && strcmp(now->effective, date) == 0) && now->first_word + 1 < e->word &&
                  now->n_acts > 0 && e->event.sentence != s->in->text->words[now->first_word].sentence);
    if (strcmp(act, "declaration") == 0 && now->concluded && (!now->unilateral || (now->parties.n && e->event.actor.n)))
      other = true;
    t = other ? open_truce(s, e->word) : now;
  } else {
    t = current_truce(s, e->word);
  }
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
  bool parties = makes || strcmp(act, "start") == 0 || strcmp(act, "observed") == 0;
  if (parties && strcmp(act, "proposal") != 0)
    for (uint32_t i = 0; i < e->event.actor.n; i++) trv_party_add(&t->parties, &e->event.actor.items[i], true);
  if (strcmp(act, "agreement") == 0) {
    t->concluded = true;
    if (!t->agreed) t->agreed = date;
  }
  if (strcmp(act, "proposal") == 0) {
    t->proposed = true;
    /* who proposes to two sides is a third party */
    if (e->event.recipient.n < 2)
      for (uint32_t i = 0; i < e->event.actor.n; i++) trv_party_add(&t->parties, &e->event.actor.items[i], true);
    else
      for (uint32_t i = 0; i < e->event.actor.n; i++) trv_party_add(&t->announced_by, &e->event.actor.items[i], false);
    for (uint32_t i = 0; i < e->event.recipient.n; i++) trv_party_add(&t->parties, &e->event.recipient.items[i], true);
  }
  if (strcmp(act, "extension") == 0) {
    t->started = true;
    /* "prolonger jusqu'au 30 septembre": the last day from now on; who prolongs it are its parties, if no others are told */
    const struct trv_sentence *sentence = &s->in->text->sentences[e->event.sentence];
    for (uint32_t i = 0; i < s->in->when->n; i++) {
      const struct trv_when_expr *until = &s->in->when->exprs[i];
      bool here =
          until->first_word >= sentence->first_word && until->first_word < sentence->first_word + sentence->n_words;
      if (here && until->kind == TRV_WHEN_UNTIL && until->iso) t->end = trv_plain_date(s, until->iso);
    }
    for (uint32_t i = 0; i < e->event.actor.n && e->event.actor.n > 1 && !in_parties(t, &e->event.actor.items[i]); i++)
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
    if (!t->effective && date && strcmp(act, "start") == 0) t->effective = date;
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
  if (from && !t->effective) t->effective = from;
  if (makes) {
    if (e->event.according_to.n)
      trv_party_add(&t->announced_by, &e->event.according_to.items[e->event.according_to.n - 1], false);
    find_terms(s, t, e->event.sentence);
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
  if (!when || !when->iso || f.negated || f.future || f.hypothetical || f.asked || f.denied) return;
  e.event.date = when->iso;
  e.event.status = "actual";
  e.event.sentence = s->in->text->words[word].sentence;
  take_event(s, &e);
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
  bool fresh = new_one(s, word) && !called && !f.asked && !just_told;
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
    }
  }
  t->named = true;
  describe(s, t, word);
  find_sides(s, t, word);
  const struct trv_when_expr *until = trv_when_bound(s->in->when, s->in->text, p, word, TRV_WHEN_UNTIL);
  if (until && until->iso && !t->end) t->end = trv_plain_date(s, until->iso);
  const struct trv_when_expr *term = trv_when_bound(s->in->when, s->in->text, p, word, TRV_WHEN_DURATION);
  /* "un accord de cessez-le-feu d'une semaine" */
  if (!term && head != TRV_NO_WORD && trv_following_has(s, "agreement_noun", p->lemma[head]))
    term = trv_when_bound(s->in->when, s->in->text, p, head, TRV_WHEN_DURATION);
  if (term && !t->term_days && !trv_truce_prolonged(s, sentence)) t->term_days = term->duration_days;
  if (from && !t->effective) t->effective = from;
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
  uint32_t verb = p->head[word];
  bool planned = false;
  if (verb != TRV_NO_WORD && trv_tree_is_verb(&s->tree, verb) && p->deprel[word] == TRV_REL_NSUBJ &&
      trv_truce_ends(s, verb, &planned)) {
    const struct trv_when_expr *e = trv_when_of(s->in->when, s->in->text, p, verb);
    planned |= e && e->iso && s->date && !trv_day_reached(e->iso, s->date); /* "prend fin samedi" */
    if (e && e->iso && (!planned || !t->end)) t->end = trv_plain_date(s, e->iso);
    if (!planned) t->failed = true;
    if (!planned && t->end) t->real = true; /* "la trêve a pris fin dimanche": it was there, whatever else is told */
  }
  for (uint32_t h = word, i = 0; h != TRV_NO_WORD && i < 4; h = p->head[h], i++)
    if (trv_following_has(s, "truce_fails", p->lemma[h])) t->failed = true;
    else if (trv_following_has(s, "truce_broken", p->lemma[h])) t->violated = true;
  /* "sans plus de résultats", "la trêve a échoué": words of failure in the sentence of a truce told as an attempt */
  const struct trv_sentence *range = &s->in->text->sentences[sentence];
  bool attempt = false, without = false;
  for (uint32_t w = range->first_word; w < range->first_word + range->n_words; w++) {
    if (trv_following_has(s, "attempt", p->lemma[w])) attempt = true;
    if (trv_following_has(s, "result", p->lemma[w]))
      for (uint32_t k = w; k-- > range->first_word && k + 4 > w;)
        if (trv_following_has(s, "negative_preposition", p->lemma[k])) without = true;
  }
  if (attempt && without) t->failed = true;
}

static void take_provisions(struct trv_following *s, uint32_t verb) {
  struct trv_words subjects = {0};
  if (!s->n || !trv_following_has(s, "provide", s->in->parse->lemma[verb])) return;
  trv_tree_subject(&s->tree, verb, &subjects);
  for (uint32_t i = 0; i < subjects.n; i++)
    if (trv_truce_meant(s, subjects.items[i])) find_terms(s, &s->truces[s->current], s->in->text->words[verb].sentence);
}

/* The parties of a truce of which only the end is told are those who fight in the article; none fight: it is no record. */
static void take_fighters(struct trv_following *s, struct trv_truce *t) {
  for (uint32_t i = 0; i < s->what->n && t->parties.n < 2; i++) {
    const struct trv_event *e = &s->what->items[i].event;
    bool both = e->actor.n && e->recipient.n;
    t->parties.n = 0;
    if (e->quad_class != 4 || (!both && (e->recipient.n || e->actor.n < 2))) continue;
    for (uint32_t k = 0; k < e->actor.n; k++) trv_party_add(&t->parties, &e->actor.items[k], true);
    for (uint32_t k = 0; k < e->recipient.n; k++) trv_party_add(&t->parties, &e->recipient.items[k], true);
  }
  if (t->parties.n < 2) t->real = false;
}

static struct trv_entities to_entities(struct trv_following *s, const struct trv_party_list *l) {
  struct trv_entities e = {l->n, NULL};
  if (l->n) {
    struct trv_entity *items = TRV_NEW_ARRAY(s->arena, struct trv_entity, l->n);
    memcpy(items, l->items, l->n * sizeof *items);
    e.items = items;
  }
  return e;
}

static void close_truce(struct trv_following *s, struct trv_truce *t, struct trv_chronicle *out) {
  if (!t->real) return;
  trv_truce_end_of_term(s, t);
  /* who mediates between two others is no party */
  if (t->parties.n > 2) {
    struct trv_party_list rest = {0};
    for (uint32_t i = 0; i < t->parties.n; i++) {
      bool mediates = false;
      for (uint32_t k = 0; k < t->mediators.n; k++)
        mediates |= trv_equal(t->mediators.items[k].code, t->parties.items[i].code) &&
                    trv_equal(t->mediators.items[k].sector, t->parties.items[i].sector);
      if (!mediates) rest.items[rest.n++] = t->parties.items[i];
    }
    if (rest.n >= 2) t->parties = rest;
  }
  if (t->parties.n > 1 && trv_equal(t->kind, "unilateral")) t->kind = NULL;
  /* a third party that announces the others' truce has brought it about */
  for (uint32_t i = 0; i < t->announced_by.n; i++) {
    const struct trv_entity *e = &t->announced_by.items[i];
    bool stranger = t->parties.n > 0;
    for (uint32_t k = 0; k < t->parties.n; k++) stranger &= !trv_equal(t->parties.items[k].code, e->code);
    if (stranger && e->sector && (strcmp(e->sector, "GOV") == 0 || strcmp(e->sector, "IGO") == 0))
      trv_party_add(&t->mediators, e, true);
  }
  struct trv_party_list kept = {0};
  for (uint32_t i = 0; i < t->mediators.n; i++)
    if (!in_parties(t, &t->mediators.items[i])) kept.items[kept.n++] = t->mediators.items[i];
  t->mediators = kept;
  struct trv_ceasefire c = {0};
  c.parties = to_entities(s, &t->parties);
  c.announced_by = to_entities(s, &t->announced_by);
  c.mediators = to_entities(s, &t->mediators);
  c.alleged_violators = to_entities(s, &t->violators);
  c.kind = t->kind;
  c.effective = t->effective ? t->effective : t->agreed;
  c.end = t->end;
  /* the day it was to begin is past: it holds, until the article says otherwise */
  const char *since = c.effective ? c.effective : t->agreed;
  if (t->concluded && !t->started && since && s->date && trv_day_reached(since, s->date)) t->started = true;
  const char **names = TRV_NEW_ARRAY(s->arena, const char *, N_TERMS);
  for (uint32_t i = 0; i < N_TERMS; i++)
    if (t->terms >> i & 1u) names[c.n_terms++] = terms[i];
  c.terms = names;
  /* one whose last day is past is over */
  bool over = trv_full_day(t->end) && s->date && strlen(s->date) == 10 && strncmp(t->end, s->date, 10) < 0;
  if (over && !t->violated) t->failed = true;
  c.status = t->failed       ? "failed"
             : t->violated   ? "violated"
             : t->started    ? "in_force"
             : t->concluded  ? "agreed"
             : t->negotiated ? "negotiating"
             : t->proposed   ? "proposed"
                             : "agreed";
  c.acts = t->acts;
  c.n_acts = t->n_acts;
  c.id = trv_arena_printf(
      s->arena, "%016llx",
      (unsigned long long)(trv_hash(s->in->text->source, s->in->text->n_bytes) ^ (t->first_word * 2654435761u + 1)));
  TRV_PUSH(s->arena, out->items, out->n, out->cap, c);
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
  /* A truce needs an event of the article to be one, or an end with its day; figures of speech have neither. */
  bool any = false;
  for (uint32_t i = 0; i < what->n; i++)
    any |= what->items[i].tag && strncmp(what->items[i].tag, "ceasefire:", 10) == 0;
  s->bare = TRV_NEW_ARRAY(arena, const char *, layers->parse->n_words + 1);
  trv_what_bare_tags(what, s->bare);
  for (uint32_t w = 0; w < layers->parse->n_words && !any; w++)
    any = trv_truce_has_ended(s, w) || (s->bare[w] && strncmp(s->bare[w], "ceasefire:", 10) == 0);
  if (!any) return TRV_OK;
  s->at = TRV_NEW_ARRAY(arena, uint32_t, what->n + 1);
  uint32_t next = 0;
  for (uint32_t w = 0; w < layers->parse->n_words; w++) {
    bool event_here = false;
    while (next < what->n && what->items[next].word < w) next++;
    uint32_t sentence = layers->text->words[w].sentence;
    bool body = layers->text->paragraphs[layers->text->sentences[sentence].paragraph].kind == TRV_BODY;
    if (body && trv_following_has(s, "truce", layers->parse->lemma[w]) && layers->parse->upos[w] == TRV_NOUN) {
      for (uint32_t i = next > 64 ? next - 64 : 0; i < what->n && what->items[i].event.sentence <= sentence; i++)
        event_here |= what->items[i].tag && what->items[i].event.sentence == sentence &&
                      strncmp(what->items[i].tag, "ceasefire:", 10) == 0 &&
                      strcmp(what->items[i].tag, "ceasefire:call") != 0;
      take_mention(s, w, event_here);
    }
    if (trv_tree_is_verb(&s->tree, w)) {
      take_provisions(s, w);
      trv_truce_take_beginning(s, w);
      trv_truce_take_outcome(s, w);
    }
    if (s->bare[w] && strncmp(s->bare[w], "ceasefire:", 10) == 0) take_bare(s, w);
    for (uint32_t i = next; i < what->n && what->items[i].word == w; i++) {
      s->at[i] = s->n ? s->current : TRV_NO_TRUCE;
      if (what->items[i].tag && strncmp(what->items[i].tag, "ceasefire:", 10) == 0) take_event(s, &what->items[i]);
    }
    if (w + 1 == layers->parse->n_words || layers->text->words[w + 1].sentence != sentence)
      trv_truce_take_brokers(s, sentence);
  }
  for (uint32_t i = 0; i < s->n; i++)
    if (!s->truces[i].parties.n) s->truces[i].parties = s->truces[i].between;
  /* parties of a truce told without them are those of the others */
  for (uint32_t i = 0; i < s->n; i++)
    if (!s->truces[i].parties.n)
      for (uint32_t k = 0; k < s->n && !s->truces[i].parties.n; k++)
        if (!s->truces[k].unilateral) s->truces[i].parties = s->truces[k].parties;
  for (uint32_t i = 0; i < s->n; i++) {
    if (!s->truces[i].parties.n && !s->truces[i].n_acts) take_fighters(s, &s->truces[i]);
    trv_truce_find_breaches(s, &s->truces[i]);
    close_truce(s, &s->truces[i], chronicle);
  }
  return TRV_OK;
}
