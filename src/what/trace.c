/* See trace.h. The readings come from the run itself; slots and conditions are evaluated anew, in a context of their
 * own, so that asking changes nothing. */
#include "what/trace.h"

#include "what/internal.h"

struct trv_tracer {
  struct trv_context context;
  const struct trv_what *what;
  uint32_t *read_at; /* [n_words]: the run's reading of that word, or TRV_NO_READING */
};

struct trv_tracer *trv_tracer_new(const struct trv_what_data *data, const struct trv_layers *layers,
                                  const struct trv_what *what, struct trv_arena *arena) {
  struct trv_tracer *t = TRV_NEW(arena, struct trv_tracer);
  uint32_t n = layers->parse->n_words;
  t->what = what;
  t->context = (struct trv_context){.data = data,
                                    .in = layers,
                                    .tree = {layers->text, layers->parse, layers->grammar},
                                    .arena = arena,
                                    .reading_at = TRV_NEW_ARRAY(arena, uint32_t, n + 1)};
  trv_find_reports(&t->context);
  t->read_at = TRV_NEW_ARRAY(arena, uint32_t, n + 1);
  memset(t->context.reading_at, 0xff, (n + 1) * sizeof *t->context.reading_at);
  memset(t->read_at, 0xff, (n + 1) * sizeof *t->read_at);
  for (uint32_t i = 0; i < what->n_readings; i++) t->read_at[what->readings[i].word] = i;
  return t;
}

static const char *slot_name(struct trv_arena *arena, const struct trv_slot *slot) {
  const char *name = "";
  for (uint8_t i = 0; i < slot->n_steps; i++) {
    const char *step = "?";
    switch ((enum trv_slot_kind)slot->steps[i].kind) {
      case TRV_SLOT_SUBJ: step = "subj"; break;
      case TRV_SLOT_OBJ: step = "obj"; break;
      case TRV_SLOT_IOBJ: step = "iobj"; break;
      case TRV_SLOT_COMP: step = "comp"; break;
      case TRV_SLOT_POSS: step = "poss"; break;
      case TRV_SLOT_ADJ: step = "adj"; break;
      case TRV_SLOT_ACL: step = "acl"; break;
      case TRV_SLOT_ADV: step = "adv"; break;
      case TRV_SLOT_GOV: step = "gov"; break;
      case TRV_SLOT_SPEAKER: step = "speaker"; break;
      case TRV_SLOT_SELF: step = "self"; break;
      case TRV_SLOT_PREP: step = slot->steps[i].prep; break;
    }
    name = trv_arena_printf(arena, "%s%s%s", name, i ? "." : "", step);
  }
  return name;
}

static void add_slot(struct trv_tracer *t, struct trv_trace *out, uint32_t word, const char *use,
                     const struct trv_slot *slot) {
  struct trv_context *c = &t->context;
  struct trv_trace_slot s = {.use = use, .name = slot_name(c->arena, slot)};
  if (slot->steps[0].kind == TRV_SLOT_SPEAKER) {
    uint32_t report = c->in->says->at[word];
    if (report != TRV_NO_REPORT && c->in->says->reports[report].speaker != TRV_NO_WORD)
      s.words = (struct trv_words){1, {c->in->says->reports[report].speaker}};
  } else {
    trv_tree_slot(&c->tree, word, slot, &s.words);
  }
  TRV_PUSH(c->arena, out->slots, out->n_slots, out->cap_slots, s);
}

static void add_argument(struct trv_tracer *t, struct trv_trace *out, uint32_t word, const char *use,
                         const struct trv_argument *a) {
  for (uint8_t i = 0; i < a->n; i++)
    for (uint8_t j = 0; j < a->alternatives[i].n; j++) add_slot(t, out, word, use, &a->alternatives[i].slots[j]);
}

static void add_slots(struct trv_tracer *t, struct trv_trace *out, uint32_t word, const struct trv_rule *rule) {
  for (uint32_t i = 0; i < rule->n_conditions; i++)
    add_slot(t, out, word, rule->conditions[i].negated ? "unless" : "where", &rule->conditions[i].slot);
  add_argument(t, out, word, "actor", &rule->actor);
  add_argument(t, out, word, "recipient", &rule->recipient);
  if (rule->has_kill) add_slot(t, out, word, "killed", &rule->kill);
  if (rule->has_wound) add_slot(t, out, word, "wounded", &rule->wound);
  if (rule->has_capture) add_slot(t, out, word, "captured", &rule->capture);
}

/* The first thing that a rule asks for and the word does not have; NULL: it fits. */
static const char *missing(struct trv_tracer *t, uint32_t word, const struct trv_rule *rule) {
  struct trv_context *c = &t->context;
  uint32_t f = rule->flags;
  bool passive = trv_tree_passive(&c->tree, word);
  if (f & TRV_RULE_REFL && !trv_tree_reflexive(&c->tree, word)) return "refl";
  if (f & TRV_RULE_PASSIVE && !passive) return "passive";
  if (f & TRV_RULE_ACTIVE && passive) return "active";
  if (f & TRV_RULE_FUTURE &&
      !trv_says_factuality(c->in->says_data, c->in->says, c->in->text, c->in->parse, word).future)
    return "future";
  if (f & TRV_RULE_INFINITIVE) {
    struct trv_words words = {0};
    bool infinitive = false;
    trv_tree_complement(&c->tree, word, &words);
    for (uint32_t i = 0; i < words.n; i++) infinitive |= trv_tree_infinitive(&c->tree, words.items[i]);
    if (!infinitive) return "infinitive";
  }
  if (f & TRV_RULE_CONDITIONAL && !trv_on_condition(c, word)) return "conditional";
  if (f & (TRV_RULE_NEG | TRV_RULE_NONEG)) {
    bool negated = trv_says_factuality(c->in->says_data, c->in->says, c->in->text, c->in->parse, word).negated;
    if (f & TRV_RULE_NEG && !negated) return "neg";
    if (f & TRV_RULE_NONEG && negated) return "noneg";
  }
  if (f & TRV_RULE_QUOTED && !trv_heads_quotation(c, word)) return "quoted";
  if (f & TRV_RULE_VOWS && !trv_introduces_vow(c, word)) return "vows";
  for (uint32_t i = 0; i < rule->n_conditions; i++)
    if (!trv_condition_holds(c, word, &rule->conditions[i]))
      return trv_arena_printf(c->arena, "%s%s…", slot_name(c->arena, &rule->conditions[i].slot),
                              rule->conditions[i].negated ? "!=" : "=");
  return NULL;
}

/* The event whose sentences hold the word's and whose type it has. */
static uint32_t merged_into(const struct trv_tracer *t, const struct trv_reading *r) {
  const struct trv_text *text = t->context.in->text;
  uint32_t begin = text->sentences[text->words[r->word].sentence].span.begin;
  for (uint32_t i = 0; i < t->what->n; i++) {
    const struct trv_event *e = &t->what->items[i].event;
    if (t->what->items[i].type != r->type) continue;
    for (uint32_t m = 0; m < e->n_mentions; m++)
      if (e->mentions[m].begin == begin) return i;
  }
  return UINT32_MAX;
}

static void trace_reading(struct trv_tracer *t, const struct trv_reading *r, struct trv_trace *out) {
  out->rule = r->rule;
  out->why = r->why;
  if (r->same_as != TRV_NO_READING) out->refers_to = t->what->readings[r->same_as].word;
  add_slots(t, out, r->word, r->rule);
  for (uint32_t i = 0; i < t->what->n; i++)
    if (t->what->items[i].word == r->word) {
      out->state = TRV_TRACE_EVENT;
      out->event = i;
      return;
    }
  if (r->taken_by != TRV_NO_READING) {
    out->state = TRV_TRACE_TAKEN;
    out->other = t->what->readings[r->taken_by].word;
  } else if (r->dropped || (out->event = merged_into(t, r)) == UINT32_MAX) {
    out->state = TRV_TRACE_DROPPED;
  } else {
    out->state = TRV_TRACE_MERGED;
  }
}

bool trv_trace_word(struct trv_tracer *t, uint32_t word, struct trv_trace *out) {
  const struct trv_parse *p = t->context.in->parse;
  const struct trv_rules *rules = t->context.data->rules;
  *out =
      (struct trv_trace){.state = TRV_TRACE_NONE, .other = TRV_NO_WORD, .event = UINT32_MAX, .refers_to = TRV_NO_WORD};
  if (t->read_at[word] != TRV_NO_READING) {
    trace_reading(t, &t->what->readings[t->read_at[word]], out);
    return true;
  }
  const struct trv_rule_list *list = trv_rules_of(rules, p->upos[word], p->lemma[word]);
  if (!list && p->upos[word] == TRV_ADJ && p->feats[word].verbform == TRV_PART_FORM)
    list = trv_rules_of(rules, TRV_VERB, p->lemma[word]);
  if (!list) return false;
  for (uint32_t i = 0; i < list->n; i++) {
    const struct trv_rule *rule = &rules->rules[list->rules[i]];
    const char *wants = missing(t, word, rule);
    if (!wants) {
      out->rule = rule;
      out->state = rule->type == TRV_EVENT_NONE ? TRV_TRACE_BLOCKED : TRV_TRACE_DROPPED;
      add_slots(t, out, word, rule);
      return true;
    }
    TRV_PUSH(t->context.arena, out->misses, out->n_misses, out->cap_misses, (struct trv_trace_miss){rule, wants});
  }
  return true;
}

struct trv_entities trv_trace_entities(struct trv_tracer *t, uint32_t word) {
  struct trv_list list = {0};
  trv_entities_at(&t->context, word, false, &list);
  struct trv_entity *items = TRV_NEW_ARRAY(t->context.arena, struct trv_entity, list.n + 1);
  memcpy(items, list.items, list.n * sizeof *items);
  return (struct trv_entities){list.n, items};
}
