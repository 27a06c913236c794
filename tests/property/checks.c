/* See checks.h. */
#include "checks.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

const char *trv_checked = "?";

#define CHECK(condition, ...)                                                                  \
  do {                                                                                         \
    if (!(condition)) {                                                                        \
      fprintf(stderr, "%s: %s:%d: broken: %s: ", trv_checked, __FILE__, __LINE__, #condition); \
      fprintf(stderr, __VA_ARGS__);                                                            \
      fputc('\n', stderr);                                                                     \
      abort();                                                                                 \
    }                                                                                          \
  } while (0)

/* ---- text */

static void check_tokens(const struct trv_text *t, const struct trv_sentence *s, uint32_t sentence, uint32_t *at) {
  uint32_t word = s->first_word;
  for (uint32_t k = s->first_token; k < s->first_token + s->n_tokens; k++) {
    const struct trv_token *token = &t->tokens[k];
    CHECK(token->span.begin >= *at && token->span.begin < token->span.end && token->span.end <= s->span.end, "token %u",
          k);
    CHECK(token->sentence == sentence && token->first_word == word && token->n_words > 0, "token %u", k);
    for (uint32_t w = word; w < word + token->n_words; w++) {
      const struct trv_word *x = &t->words[w];
      CHECK(x->token == k && x->sentence == sentence, "word %u", w);
      CHECK(x->span.begin >= token->span.begin && x->span.end <= token->span.end && x->span.begin <= x->span.end,
            "word %u", w);
      CHECK(x->form && x->lower && x->form[0] && x->lower[0], "word %u", w);
    }
    word += token->n_words;
    *at = token->span.end;
  }
  CHECK(word == s->first_word + s->n_words, "sentence %u", sentence);
}

static void check_atoms(const struct trv_text *t) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < t->n_atoms; i++) {
    const struct trv_atom *a = &t->atoms[i];
    CHECK(a->word < t->n_words && (i == 0 || a->word >= t->atoms[i - 1].word), "atom %u", i);
    CHECK(a->span.begin >= at && a->span.begin <= a->span.end && a->span.end <= t->n_bytes, "atom %u", i);
    CHECK(strlen(a->fold) == a->n, "atom %u", i);
    at = a->span.begin;
  }
  for (uint32_t w = 0; w <= t->n_words; w++) {
    uint32_t from = t->word_atom[w];
    CHECK(from <= t->n_atoms && (w == 0 || from >= t->word_atom[w - 1]), "word %u", w);
    CHECK(from == t->n_atoms || t->atoms[from].word >= w, "word %u", w);
    CHECK(from == 0 || t->atoms[from - 1].word < w, "word %u", w);
  }
}

void trv_check_text(const struct trv_text *t) {
  uint32_t at = 0, sentence = 0, token = 0, word = 0;
  for (uint32_t p = 0; p < t->n_paragraphs; p++) {
    const struct trv_paragraph *paragraph = &t->paragraphs[p];
    CHECK(paragraph->span.begin >= at && paragraph->span.end <= t->n_bytes, "paragraph %u", p);
    CHECK(paragraph->first_sentence == sentence && paragraph->n_sentences > 0, "paragraph %u", p);
    for (uint32_t k = 0; k < paragraph->n_sentences; k++, sentence++) {
      const struct trv_sentence *s = &t->sentences[sentence];
      CHECK(s->paragraph == p && s->first_token == token && s->first_word == word, "sentence %u", sentence);
      CHECK(s->span.begin >= at && s->span.begin < s->span.end && s->span.end <= paragraph->span.end, "sentence %u",
            sentence);
      CHECK(s->n_words > 0 && s->n_words <= TRV_MAX_SENTENCE_WORDS, "sentence %u has %u words", sentence, s->n_words);
      check_tokens(t, s, sentence, &at);
      token += s->n_tokens;
      word += s->n_words;
    }
    at = paragraph->span.end;
  }
  CHECK(sentence == t->n_sentences && token == t->n_tokens && word == t->n_words, "counts");
  check_atoms(t);
  for (uint32_t q = 0; q < t->n_quotes; q++) {
    const struct trv_quote *quote = &t->quotes[q];
    CHECK(quote->span.begin < quote->span.end && quote->span.end <= t->n_bytes, "quotation %u", q);
    CHECK(quote->first_word <= quote->end_word && quote->end_word <= t->n_words, "quotation %u", q);
    CHECK(quote->parent == UINT32_MAX || quote->parent < t->n_quotes, "quotation %u", q);
  }
}

/* ---- parse */

/* Marks the words from which the root is reached; a word met twice on one way closes a cycle. */
static void check_heads(const struct trv_text *t, const struct trv_parse *p, uint8_t *reached) {
  for (uint32_t i = 0; i < t->n_sentences; i++) {
    uint32_t first = t->sentences[i].first_word, end = first + t->sentences[i].n_words, roots = 0;
    for (uint32_t w = first; w < end; w++) {
      bool root = p->head[w] == TRV_NO_WORD;
      roots += root;
      CHECK(root || (p->head[w] >= first && p->head[w] < end && p->head[w] != w), "word %u", w);
      CHECK(root == (p->deprel[w] == TRV_REL_ROOT), "word %u: relation %u", w, p->deprel[w]);
    }
    CHECK(roots == 1, "sentence %u has %u roots", i, roots);
    for (uint32_t w = first; w < end; w++) {
      uint32_t steps = 0;
      for (uint32_t k = w; k != TRV_NO_WORD && !reached[k]; k = p->head[k])
        CHECK(++steps <= end - first, "sentence %u has a cycle at word %u", i, w);
      for (uint32_t k = w; k != TRV_NO_WORD && !reached[k]; k = p->head[k]) reached[k] = 1;
    }
  }
}

void trv_check_parse(const struct trv_text *t, const struct trv_parse *p) {
  CHECK(p->n_words == t->n_words, "%u words of %u", p->n_words, t->n_words);
  uint8_t *reached = calloc((size_t)p->n_words + 1, 1);
  CHECK(reached, "memory");
  check_heads(t, p, reached);
  free(reached);
  uint32_t n_children = 0;
  for (uint32_t w = 0; w < p->n_words; w++) {
    CHECK(p->upos[w] < TRV_N_UPOS && p->deprel[w] < TRV_N_DEPREL && p->sub[w] < TRV_N_SUB, "word %u", w);
    CHECK(p->lemma[w] && p->lemma[w][0] && p->feats_text[w] && p->feats_text[w][0], "word %u", w);
    CHECK(p->left[w] <= w && p->right[w] >= w && p->right[w] < p->n_words, "word %u", w);
    CHECK(p->child_begin[w] == n_children, "word %u", w);
    for (uint32_t i = p->child_begin[w]; i < p->child_begin[w + 1]; i++, n_children++) {
      uint32_t c = p->children[i];
      CHECK(p->head[c] == w && (i == p->child_begin[w] || c > p->children[i - 1]), "word %u", w);
      CHECK(p->left[c] >= p->left[w] && p->right[c] <= p->right[w], "word %u", w);
    }
  }
  CHECK(n_children + t->n_sentences == p->n_words, "%u children", n_children);
}

/* ---- the layers between */

static void check_words(const struct trv_text *t, uint32_t first, uint32_t end, struct trv_span span,
                        const char *what) {
  CHECK(first <= end && end <= t->n_words, "%s", what);
  CHECK(span.begin <= span.end && span.end <= t->n_bytes, "%s", what);
}

/* An ISO day, month or year at `s`; its end, or NULL. */
static const char *iso_point(const char *s) {
  unsigned part[3] = {1, 1, 1};
  static const int digits[] = {4, 2, 2};
  for (int i = 0; i < 3; i++) {
    if (i && *s != '-') break;
    if (i) s++;
    part[i] = 0;
    for (int k = 0; k < digits[i]; k++, s++) {
      if (*s < '0' || *s > '9') return NULL;
      part[i] = part[i] * 10 + (unsigned)(*s - '0');
    }
  }
  return part[1] >= 1 && part[1] <= 12 && part[2] >= 1 && part[2] <= 31 ? s : NULL;
}

static bool iso(const char *s) {
  const char *rest = strncmp(s, "../", 3) == 0 ? s + 2 : iso_point(s);
  if (!rest) return false;
  if (!*rest) return true;
  if (*rest++ != '/') return false;
  if (strcmp(rest, "..") == 0) return true;
  rest = iso_point(rest);
  return rest && !*rest;
}

void trv_check_layers(const struct trv_layers *in) {
  const struct trv_text *t = in->text;
  for (uint32_t i = 0; i < in->who->n_mentions; i++) {
    const struct trv_mention *m = &in->who->mentions[i];
    check_words(t, m->first_word, m->end_word, m->span, "mention");
    CHECK(m->head < t->n_words && m->first_word < m->end_word, "mention %u", i);
    CHECK(i == 0 || in->who->mentions[i - 1].first_word <= m->first_word, "mention %u", i);
    CHECK(m->first_entity + m->n_entities <= in->who->n_entities, "mention %u", i);
    CHECK(m->antecedent == TRV_NO_MENTION || m->antecedent < in->who->n_mentions, "mention %u", i);
  }
  for (uint32_t w = 0; w < t->n_words; w++) {
    CHECK(in->who->at[w] == TRV_NO_MENTION || in->who->at[w] < in->who->n_mentions, "word %u", w);
    CHECK(in->says->at[w] == TRV_NO_REPORT || in->says->at[w] < in->says->n, "word %u", w);
  }
  for (uint32_t i = 0; i < in->when->n; i++) {
    const struct trv_when_expr *x = &in->when->exprs[i];
    check_words(t, x->first_word, x->end_word, x->span, "date");
    CHECK(!x->iso || iso(x->iso), "date %u: %s", i, x->iso);
    CHECK(i == 0 || in->when->exprs[i - 1].first_word <= x->first_word, "date %u", i);
  }
  for (uint32_t i = 0; i < in->where->n; i++) {
    const struct trv_place_mention *x = &in->where->places[i];
    check_words(t, x->first_word, x->end_word, x->span, "place");
    CHECK(i == 0 || in->where->places[i - 1].first_word <= x->first_word, "place %u", i);
  }
  for (uint32_t i = 0; i < in->says->n; i++) {
    const struct trv_report *r = &in->says->reports[i];
    CHECK(r->cue < t->n_words && (r->speaker == TRV_NO_WORD || r->speaker < t->n_words), "report %u", i);
    CHECK(r->outer == TRV_NO_REPORT || r->outer < i, "report %u", i);
  }
}

/* ---- events and ceasefires */

static bool one_of(const char *s, const char *const *list) {
  for (size_t i = 0; s && list[i]; i++)
    if (strcmp(s, list[i]) == 0) return true;
  return false;
}

static const char *const statuses[] = {"actual", "alleged", "denied", "future", "hypothetical", "negated", NULL};
static const char *const tags[] = {"red_line",
                                   "ceasefire:call",
                                   "ceasefire:proposal",
                                   "ceasefire:negotiation",
                                   "ceasefire:agreement",
                                   "ceasefire:declaration",
                                   "ceasefire:start",
                                   "ceasefire:observed",
                                   "ceasefire:alleged_violation",
                                   "ceasefire:violation",
                                   "ceasefire:extension",
                                   "ceasefire:end",
                                   NULL};
static const char *const sectors[] = {"GOV", "COP", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF",
                                      "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED",
                                      "REF", "OPP", "REL", "SOC", "IGO", "NGO", "PRE", NULL};
static const char *const terms[] = {"prisoner_exchange", "body_exchange", "humanitarian_access",
                                    "withdrawal",        "monitoring",    "talks",
                                    "hostage_release",   "other",         NULL};
static const char *const ends[] = {"proposed", "negotiating", "agreed", "in_force", "violated", "failed", NULL};
static const char *const kinds[] = {"humanitarian", "local", "general", "unilateral", NULL};

static void check_bytes(const struct trv_document *d, struct trv_bytes span, const char *what) {
  CHECK(span.begin <= span.end && span.end <= d->article.n_bytes, "%s: %u-%u", what, span.begin, span.end);
}

static void check_entity(const struct trv_document *d, const struct trv_entity *e) {
  CHECK(e->code && strlen(e->code) == 3, "code %s", e->code ? e->code : "none");
  for (int i = 0; i < 3; i++) CHECK(e->code[i] >= 'A' && e->code[i] <= 'Z', "code %s", e->code);
  struct trv_slice rest = trv_slice_of(e->sector);
  while (rest.p) {
    char sector[4] = "";
    struct trv_slice part = trv_slice_split(&rest, '+');
    CHECK(part.n == 3, "sector %s", e->sector);
    memcpy(sector, part.p, 3);
    CHECK(one_of(sector, sectors), "sector %s", e->sector);
  }
  check_bytes(d, e->span, "entity");
  if (e->text)
    CHECK(strlen(e->text) == e->span.end - e->span.begin &&
              memcmp(e->text, d->article.text + e->span.begin, strlen(e->text)) == 0,
          "entity %s at %u-%u", e->code, e->span.begin, e->span.end);
}

static void check_entities(const struct trv_document *d, struct trv_entities list) {
  CHECK(list.n <= TRV_MAX_ENTITIES && (!list.n || list.items), "%u entities", list.n);
  for (uint32_t i = 0; i < list.n; i++) check_entity(d, &list.items[i]);
}

static void check_place(const struct trv_document *d, const struct trv_place *place) {
  CHECK(place->name && place->name[0], "place without a name");
  CHECK(!place->country || strlen(place->country) == 3, "country %s", place->country);
  if (place->located) CHECK(fabs(place->lat_deg) <= 90 && fabs(place->lon_deg) <= 180, "place %s", place->name);
  check_bytes(d, place->span, "place");
  if (place->text)
    CHECK(strlen(place->text) == place->span.end - place->span.begin &&
              memcmp(place->text, d->article.text + place->span.begin, strlen(place->text)) == 0,
          "place %s", place->name);
}

static void check_event(const struct trv_document *d, const struct trv_event *e) {
  enum trv_event_type type = trv_event_of(e->type);
  CHECK(type != TRV_EVENT_NONE && e->quad_class == trv_event_quad(type), "event %s", e->type);
  CHECK(!e->mode || trv_event_has_mode(type, e->mode), "event %s/%s", e->type, e->mode);
  CHECK(one_of(e->status, statuses), "status %s", e->status ? e->status : "none");
  for (uint32_t i = 0; i < e->n_tags; i++) CHECK(one_of(e->tags[i], tags), "tag %s", e->tags[i]);
  uint32_t last = 0;
  for (uint32_t i = 0; i < e->n_contexts; i++) {
    uint32_t context = trv_context_of(e->contexts[i], strlen(e->contexts[i]));
    CHECK(context < TRV_MAX_CONTEXTS && (!i || context > last), "context %s", e->contexts[i]);
    last = context;
  }
  CHECK(e->goldstein >= -10 && e->goldstein <= 10, "goldstein %f", e->goldstein);
  CHECK(!e->date || iso(e->date), "date %s", e->date);
  check_entities(d, e->actor);
  check_entities(d, e->recipient);
  check_entities(d, e->according_to);
  if (e->place) check_place(d, e->place);
  CHECK(e->killed >= -1 && e->wounded >= -1 && e->captured >= -1, "counts");
  CHECK(e->confidence >= 0 && e->confidence <= 1, "confidence %f", e->confidence);
  CHECK(e->rule && strchr(e->rule, ':'), "rule %s", e->rule ? e->rule : "none");
  check_bytes(d, e->span, "event");
  CHECK(e->sentence < d->n_sentences, "sentence %u", e->sentence);
  const struct trv_text *text = trv_document_layers(d)->layers.text;
  CHECK(
      text->sentences[e->sentence].span.begin == e->span.begin && text->sentences[e->sentence].span.end == e->span.end,
      "sentence %u", e->sentence);
  CHECK(e->trigger.begin >= e->span.begin && e->trigger.begin < e->trigger.end && e->trigger.end <= e->span.end,
        "trigger");
  CHECK(e->n_mentions > 0, "no mention");
  bool best = false;
  for (uint32_t i = 0; i < e->n_mentions; i++) {
    check_bytes(d, e->mentions[i], "mention");
    CHECK(i == 0 || e->mentions[i].begin > e->mentions[i - 1].begin, "mention %u out of order", i);
    best |= e->mentions[i].begin == e->span.begin;
  }
  CHECK(best, "its best sentence is no mention");
}

static bool known_event(const struct trv_document *d, const char *id) {
  for (size_t i = 0; i < d->n_events; i++)
    if (strcmp(d->events[i].id, id) == 0) return true;
  return false;
}

static void check_ceasefire(const struct trv_document *d, const struct trv_ceasefire *c) {
  check_entities(d, c->parties);
  check_entities(d, c->announced_by);
  check_entities(d, c->mediators);
  check_entities(d, c->alleged_violators);
  CHECK(one_of(c->status, ends), "status %s", c->status ? c->status : "none");
  CHECK(!c->kind || one_of(c->kind, kinds), "kind %s", c->kind);
  CHECK((!c->effective || iso(c->effective)) && (!c->end || iso(c->end)), "dates");
  for (uint32_t i = 0; i < c->n_terms; i++) CHECK(one_of(c->terms[i], terms), "term %s", c->terms[i]);
  for (uint32_t i = 0; i < c->n_acts; i++) {
    CHECK(c->acts[i].act && c->acts[i].act[0], "act %u", i);
    CHECK(!c->acts[i].date || iso(c->acts[i].date), "act %u: %s", i, c->acts[i].date);
    CHECK(!c->acts[i].event || known_event(d, c->acts[i].event), "act %u", i);
    check_bytes(d, c->acts[i].span, "act");
  }
}

void trv_check_document(const struct trv_document *d) {
  CHECK(d->id && strlen(d->id) == 16, "id");
  CHECK(d->n_events <= TRV_MAX_EVENTS, "%zu events", d->n_events);
  for (size_t i = 0; i < d->n_events; i++) {
    check_event(d, &d->events[i]);
    CHECK(i == 0 || d->events[i].span.begin >= d->events[i - 1].span.begin, "event %zu out of order", i);
    for (size_t k = 0; k < i && i < 300; k++)
      CHECK(strcmp(d->events[i].id, d->events[k].id) != 0, "events %zu and %zu: one id", k, i);
  }
  for (size_t i = 0; i < d->n_ceasefires; i++) check_ceasefire(d, &d->ceasefires[i]);
}
