/* How the rules read a sentence, and each event with the rule that gave it. */
#include "explain/internal.h"

#define MAX_MISSES 6 /* shown of the rules that do not fit */

static void rule_name(struct trv_explainer *x, const struct trv_rule *rule) {
  trv_strbuf_addf(x->out, "%s/events.rules:%u", x->doc->language->code, rule->line);
}

static void rule_text(struct trv_explainer *x, const struct trv_rule *rule) {
  if (!rule->line || rule->line > x->n_rule_lines) return;
  struct trv_slice line = x->rule_lines[rule->line - 1];
  trv_screen_ink(x->out, x->write.colour, TRV_INK_MILD);
  trv_screen_add(x->out, line.p, line.n, 400);
  trv_screen_ink(x->out, x->write.colour, TRV_INK_NONE);
}

/* "actor      subj → Erdogan (3) → TUR gov Erdoğan" */
static void slots(struct trv_explainer *x, const struct trv_trace *t) {
  for (uint32_t i = 0; i < t->n_slots; i++) {
    const struct trv_trace_slot *s = &t->slots[i];
    trv_strbuf_addf(x->out, "      %-10s %s →", s->use, s->name);
    if (!s->words.n) trv_strbuf_adds(x->out, " nothing");
    for (uint32_t k = 0; k < s->words.n; k++) {
      trv_strbuf_adds(x->out, k ? ", " : " ");
      trv_explain_word(x, s->words.items[k]);
      struct trv_entities found = trv_trace_entities(x->tracer, s->words.items[k]);
      if (!found.n) continue;
      trv_strbuf_adds(x->out, " → ");
      trv_explain_entities(x, found);
    }
    trv_strbuf_addc(x->out, '\n');
  }
}

static void state(struct trv_explainer *x, const struct trv_trace *t) {
  const struct trv_what *what = x->doc->what;
  switch (t->state) {
    case TRV_TRACE_EVENT: trv_strbuf_addf(x->out, "event %s", what->items[t->event].event.id); break;
    case TRV_TRACE_MERGED: trv_strbuf_addf(x->out, "told again: event %s", what->items[t->event].event.id); break;
    case TRV_TRACE_TAKEN:
      trv_strbuf_adds(x->out, "part of the act of ");
      trv_explain_word(x, t->other);
      break;
    case TRV_TRACE_DROPPED:
      trv_strbuf_addf(x->out, "no event: %s", t->why ? t->why : "not told as an act of its own");
      break;
    case TRV_TRACE_BLOCKED: trv_strbuf_adds(x->out, "no event: its rule says so"); break;
    case TRV_TRACE_NONE: trv_strbuf_addf(x->out, "no event: none of its %u rules fits", t->n_misses); break;
  }
}

void trv_explain_readings(struct trv_explainer *x, uint32_t sentence) {
  const struct trv_sentence *s = &x->in->text->sentences[sentence];
  bool first = true;
  for (uint32_t w = s->first_word; w < s->first_word + s->n_words; w++) {
    struct trv_trace t;
    if (!trv_trace_word(x->tracer, w, &t)) continue;
    if (first) trv_explain_heading(x, "Words that have rules");
    first = false;
    trv_strbuf_adds(x->out, "  ");
    trv_screen_ink(x->out, x->write.colour, TRV_INK_STRONG);
    trv_explain_word(x, w);
    trv_screen_ink(x->out, x->write.colour, TRV_INK_NONE);
    trv_strbuf_adds(x->out, "  ");
    state(x, &t);
    if (t.refers_to != TRV_NO_WORD) {
      trv_strbuf_adds(x->out, "; means the act of ");
      trv_explain_word(x, t.refers_to);
    }
    trv_strbuf_addc(x->out, '\n');
    if (t.rule && t.state != TRV_TRACE_EVENT) {
      trv_strbuf_adds(x->out, "      ");
      rule_name(x, t.rule);
      trv_strbuf_adds(x->out, "  ");
      rule_text(x, t.rule);
      trv_strbuf_addc(x->out, '\n');
      slots(x, &t);
    }
    for (uint32_t i = 0; !t.rule && i < t.n_misses && i < MAX_MISSES; i++) {
      trv_strbuf_adds(x->out, "      ");
      rule_name(x, t.misses[i].rule);
      trv_strbuf_addf(x->out, " wants %s  ", t.misses[i].wants);
      rule_text(x, t.misses[i].rule);
      trv_strbuf_addc(x->out, '\n');
    }
    if (!t.rule && t.n_misses > MAX_MISSES) trv_strbuf_addf(x->out, "      and %u more\n", t.n_misses - MAX_MISSES);
  }
  if (x->doc->what->about_else)
    trv_strbuf_adds(x->out, "The article is about sport, film, weather or markets: nothing is coded.\n");
}

static void field(struct trv_explainer *x, const char *name) { trv_strbuf_addf(x->out, "    %-12s ", name); }

static void text_field(struct trv_explainer *x, const char *name, const char *value, const char *from) {
  if (!value) return;
  field(x, name);
  trv_strbuf_adds(x->out, value);
  if (from) {
    trv_strbuf_adds(x->out, "  from \"");
    trv_screen_add(x->out, from, strlen(from), 60);
    trv_strbuf_addc(x->out, '"');
  }
  trv_strbuf_addc(x->out, '\n');
}

static void entities_field(struct trv_explainer *x, const char *name, struct trv_entities list) {
  if (!list.n) return;
  field(x, name);
  for (uint32_t i = 0; i < list.n; i++) {
    trv_strbuf_adds(x->out, i ? ", " : "");
    trv_table_entity(x->out, &list.items[i], TRV_DETAIL_NAMES);
    if (list.items[i].text) {
      trv_strbuf_adds(x->out, " \"");
      trv_screen_add(x->out, list.items[i].text, strlen(list.items[i].text), 60);
      trv_strbuf_addc(x->out, '"');
    }
  }
  trv_strbuf_addc(x->out, '\n');
}

static void number_field(struct trv_explainer *x, const char *name, int64_t n) {
  if (n < 0) return;
  field(x, name);
  trv_strbuf_addf(x->out, "%lld\n", (long long)n);
}

void trv_explain_event(struct trv_explainer *x, uint32_t event) {
  const struct trv_coded *coded = &x->doc->what->items[event];
  const struct trv_event *e = &coded->event;
  trv_screen_ink(x->out, x->write.colour, TRV_INK_STRONG);
  trv_strbuf_addf(x->out, "Event %s  %s%s%s", e->id, e->type, e->mode ? "/" : "", e->mode ? e->mode : "");
  trv_screen_ink(x->out, x->write.colour, TRV_INK_NONE);
  trv_strbuf_adds(x->out, "  at ");
  trv_explain_word(x, coded->word);
  trv_strbuf_addc(x->out, '\n');
  entities_field(x, "actor", e->actor);
  entities_field(x, "recipient", e->recipient);
  text_field(x, "date", e->date, e->date_text);
  if (e->place) text_field(x, "place", e->place->name, e->place->text);
  entities_field(x, "according to", e->according_to);
  text_field(x, "status", e->status, NULL);
  for (uint32_t i = 0; i < e->n_tags; i++) text_field(x, "tag", e->tags[i], NULL);
  for (uint32_t i = 0; i < e->n_contexts; i++) text_field(x, "context", e->contexts[i], NULL);
  number_field(x, "killed", e->killed);
  number_field(x, "wounded", e->wounded);
  number_field(x, "captured", e->captured);
  if (e->n_mentions > 1) {
    field(x, "told in");
    trv_strbuf_addf(x->out, "%u sentences\n", e->n_mentions);
  }
  struct trv_trace t;
  if (!trv_trace_word(x->tracer, coded->word, &t) || !t.rule) return;
  field(x, "rule");
  rule_name(x, t.rule);
  trv_strbuf_adds(x->out, "\n      ");
  rule_text(x, t.rule);
  trv_strbuf_addc(x->out, '\n');
  slots(x, &t);
}
