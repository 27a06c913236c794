/* The layers of one sentence: words and tree, mentions, dates, places, reports. */
#include "explain/internal.h"

static void pad_to(struct trv_strbuf *b, const char *s, uint32_t columns) {
  trv_screen_pad(b, s ? s : "", s ? strlen(s) : 0, columns);
  trv_strbuf_adds(b, "  ");
}

static uint32_t wider(uint32_t width, const char *s) {
  uint32_t w = s ? trv_screen_width(s, strlen(s)) : 0;
  return w > width ? w : width;
}

/* Steps from the word up to the root of its sentence; trees are small and acyclic. */
static uint32_t depth(const struct trv_parse *p, uint32_t word) {
  uint32_t n = 0;
  for (uint32_t w = p->head[word]; w != TRV_NO_WORD && n < 40; w = p->head[w]) n++;
  return n;
}

static const char *relation(struct trv_explainer *x, uint32_t word) {
  const struct trv_parse *p = x->in->parse;
  const char *sub = trv_sub_name((enum trv_sub)p->sub[word]), *rel = trv_deprel_name((enum trv_deprel)p->deprel[word]);
  return sub ? trv_arena_printf(x->arena, "%s:%s", rel, sub) : rel;
}

static void words(struct trv_explainer *x, const struct trv_sentence *s) {
  const struct trv_text *text = x->in->text;
  const struct trv_parse *p = x->in->parse;
  uint32_t form = 4, lemma = 5, tree = 4, end = s->first_word + s->n_words;
  for (uint32_t w = s->first_word; w < end; w++) {
    form = wider(form, text->words[w].form);
    lemma = wider(lemma, p->lemma[w]);
    uint32_t width = depth(p, w) + wider(0, relation(x, w));
    if (width > tree) tree = width;
  }
  if (form > 24) form = 24;
  if (lemma > 24) lemma = 24;
  if (tree > 30) tree = 30;
  trv_explain_heading(x, "Words");
  for (uint32_t w = s->first_word; w < end; w++) {
    trv_strbuf_addf(x->out, "  %3u  ", w - s->first_word + 1);
    pad_to(x->out, text->words[w].form, form);
    pad_to(x->out, p->lemma[w], lemma);
    pad_to(x->out, trv_upos_name((enum trv_upos)p->upos[w]), 5);
    if (p->head[w] == TRV_NO_WORD) trv_strbuf_adds(x->out, "  -  ");
    else trv_strbuf_addf(x->out, "%3u  ", p->head[w] - s->first_word + 1);
    char drawn[64];
    uint32_t n = depth(p, w), i = 0;
    for (; i < n && i < 20; i++) drawn[i] = '.';
    drawn[i] = '\0';
    const char *node = trv_arena_printf(x->arena, "%s%s", drawn, relation(x, w));
    pad_to(x->out, node, tree);
    trv_screen_ink(x->out, x->write.colour, TRV_INK_DIM);
    trv_strbuf_adds(x->out, p->feats_text[w]);
    trv_screen_ink(x->out, x->write.colour, TRV_INK_NONE);
    trv_strbuf_addc(x->out, '\n');
  }
}

static bool inside(uint32_t word, const struct trv_sentence *s) {
  return word >= s->first_word && word < s->first_word + s->n_words;
}

static void mentions(struct trv_explainer *x, const struct trv_sentence *s) {
  static const char *const kinds[] = {"name", "state", "seat", "role", "people", "pronoun", "parties", "possessive"};
  const struct trv_who *who = x->in->who;
  bool first = true;
  for (uint32_t i = 0; i < who->n_mentions; i++) {
    const struct trv_mention *m = &who->mentions[i];
    if (!inside(m->first_word, s)) continue;
    if (first) trv_explain_heading(x, "Mentions of actors");
    first = false;
    trv_strbuf_adds(x->out, "  ");
    trv_explain_span(x, m->span, 48);
    trv_strbuf_addf(x->out, "  [%s]  ", m->kind < sizeof kinds / sizeof *kinds ? kinds[m->kind] : "?");
    if (m->n_entities) trv_explain_entities(x, (struct trv_entities){m->n_entities, &who->entities[m->first_entity]});
    else trv_strbuf_adds(x->out, "not resolved");
    if (m->antecedent != TRV_NO_MENTION && m->antecedent < who->n_mentions) {
      trv_strbuf_adds(x->out, "  as: ");
      trv_explain_span(x, who->mentions[m->antecedent].span, 40);
    }
    trv_strbuf_addc(x->out, '\n');
  }
}

static void dates(struct trv_explainer *x, const struct trv_sentence *s) {
  static const char *const kinds[] = {"point", "interval", "since", "until", "from", "duration"};
  const struct trv_when *when = x->in->when;
  bool first = true;
  for (uint32_t i = 0; i < when->n; i++) {
    const struct trv_when_expr *e = &when->exprs[i];
    if (!inside(e->first_word, s)) continue;
    if (first) trv_explain_heading(x, "Dates");
    first = false;
    trv_strbuf_adds(x->out, "  ");
    trv_explain_span(x, e->span, 48);
    trv_strbuf_addf(x->out, "  [%s]  %s", e->kind < sizeof kinds / sizeof *kinds ? kinds[e->kind] : "?",
                    e->iso ? e->iso : "vague");
    if (e->duration_days) trv_strbuf_addf(x->out, "  %u days", e->duration_days);
    if (e->dateline) trv_strbuf_adds(x->out, "  dates the article");
    if (e->line) trv_strbuf_addf(x->out, "  %s/when-patterns.tsv:%u", x->doc->language->code, e->line);
    trv_strbuf_addc(x->out, '\n');
  }
}

static void places(struct trv_explainer *x, const struct trv_sentence *s) {
  const struct trv_where *where = x->in->where;
  bool first = true;
  for (uint32_t i = 0; i < where->n; i++) {
    const struct trv_place_mention *m = &where->places[i];
    if (!inside(m->first_word, s)) continue;
    if (first) trv_explain_heading(x, "Places");
    first = false;
    trv_strbuf_adds(x->out, "  ");
    trv_explain_span(x, m->span, 48);
    trv_strbuf_addf(x->out, "  %s", m->place.name);
    if (m->place.country) trv_strbuf_addf(x->out, " (%s)", m->place.country);
    if (m->place.located) trv_strbuf_addf(x->out, "  %.3f, %.3f", m->place.lat_deg, m->place.lon_deg);
    if (m->role == TRV_ROLE_NONE) trv_strbuf_adds(x->out, "  not where something happens");
    trv_strbuf_addc(x->out, '\n');
  }
}

/* The words of the sentence whose innermost report is `report`, from the first to the last. */
static bool scope(struct trv_explainer *x, const struct trv_sentence *s, uint32_t report, struct trv_span *out) {
  const struct trv_says *says = x->in->says;
  bool found = false;
  for (uint32_t w = s->first_word; w < s->first_word + s->n_words; w++) {
    if (says->at[w] != report) continue;
    struct trv_span span = x->in->text->words[w].span;
    if (!found) *out = span;
    out->end = span.end;
    found = true;
  }
  return found;
}

static void reports(struct trv_explainer *x, const struct trv_sentence *s) {
  static const char *const kinds[] = {"quotation", "clause", "according to", "comment", "citing"};
  static const char *const stances[] = {"says", "claims", "admits", "denies", "accuses", "demands", "expects"};
  const struct trv_says *says = x->in->says;
  bool first = true;
  for (uint32_t i = 0; i < says->n; i++) {
    const struct trv_report *r = &says->reports[i];
    struct trv_span span;
    bool held = scope(x, s, i, &span);
    if (!held && !(r->cue != TRV_NO_WORD && inside(r->cue, s))) continue;
    if (first) trv_explain_heading(x, "Who says so");
    first = false;
    trv_strbuf_adds(x->out, "  ");
    if (r->speakers.n) trv_explain_entities(x, r->speakers);
    else trv_strbuf_adds(x->out, "a speaker who is no actor, or not named");
    trv_strbuf_addf(x->out, " %s", r->stance < sizeof stances / sizeof *stances ? stances[r->stance] : "says");
    trv_strbuf_addf(x->out, "  [%s", r->kind < sizeof kinds / sizeof *kinds ? kinds[r->kind] : "?");
    if (r->cue != TRV_NO_WORD) {
      trv_strbuf_adds(x->out, ", ");
      trv_screen_add(x->out, x->in->text->words[r->cue].form, strlen(x->in->text->words[r->cue].form), 30);
    }
    trv_strbuf_adds(x->out, "]");
    if (held) {
      trv_strbuf_adds(x->out, "  ");
      trv_explain_span(x, span, 60);
    }
    trv_strbuf_addc(x->out, '\n');
  }
}

void trv_explain_layers(struct trv_explainer *x, uint32_t sentence) {
  const struct trv_sentence *s = &x->in->text->sentences[sentence];
  words(x, s);
  mentions(x, s);
  dates(x, s);
  places(x, s);
  reports(x, s);
}
