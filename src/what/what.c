/* See what.h. */
#include "what/what.h"

#include <string.h>
#include <unistd.h>

#include "base/table.h"
#include "ontology/cameo.h"
#include "what/internal.h"

static enum trv_status load_numbers(const char *path, struct trv_arena *arena, struct trv_map *out,
                                    struct trv_error *err) {
  static const char *const columns[] = {"word", "value", "kind", NULL};
  struct trv_table t;
  trv_map_init(out, arena);
  enum trv_status status = trv_table_load(path, columns, arena, &t, err);
  if (status != TRV_OK) return status;
  for (uint32_t i = 0; i < t.n_rows; i++) {
    uint64_t value;
    struct trv_slice kind = trv_table_cell(&t, i, 2);
    if (!trv_slice_uint(trv_table_cell(&t, i, 1), TRV_NUMBER_VALUE, &value))
      return trv_table_fail(&t, i, 1, err, "not a number");
    uint32_t entry = (uint32_t)value;
    if (trv_slice_is(kind, "multiplier")) entry |= TRV_NUMBER_MULTIPLIER;
    else if (trv_slice_is(kind, "group")) entry |= TRV_NUMBER_GROUP;
    else if (!trv_slice_is(kind, "unit")) return trv_table_fail(&t, i, 2, err, "kind is unit, multiplier or group");
    trv_map_put(out, trv_table_cell(&t, i, 0), entry);
  }
  return TRV_OK;
}

static enum trv_status load_topics(const char *path, struct trv_arena *arena, struct trv_map *out,
                                   struct trv_error *err) {
  static const char *const columns[] = {"lemma", "weight", NULL};
  struct trv_table t;
  trv_map_init(out, arena);
  enum trv_status status = trv_table_load(path, columns, arena, &t, err);
  if (status != TRV_OK) return status;
  for (uint32_t i = 0; i < t.n_rows; i++) {
    uint64_t value;
    if (!trv_slice_uint(trv_table_cell(&t, i, 1), 1000, &value))
      return trv_table_fail(&t, i, 1, err, "not a number below 1000");
    struct trv_slice words = trv_table_cell(&t, i, 0);
    while (words.p) trv_map_put(out, trv_slice_split(&words, '|'), (uint32_t)value);
  }
  return TRV_OK;
}

enum trv_status trv_what_data_load(const char *lang_dir, const char *lang, struct trv_arena *arena,
                                   struct trv_what_data **out, struct trv_error *err) {
  struct trv_what_data *d = TRV_NEW(arena, struct trv_what_data);
  enum trv_status status = trv_rules_load(trv_arena_printf(arena, "%s/events.rules", lang_dir),
                                          trv_arena_printf(arena, "%s/events.rules", lang), arena, &d->rules, err);
  if (status == TRV_OK)
    status = load_numbers(trv_arena_printf(arena, "%s/numbers.tsv", lang_dir), arena, &d->numbers, err);
  if (status == TRV_OK)
    status = load_topics(trv_arena_printf(arena, "%s/topics.tsv", lang_dir), arena, &d->topics, err);
  const char *contexts = trv_arena_printf(arena, "%s/contexts.tsv", lang_dir);
  if (status == TRV_OK && access(contexts, F_OK) == 0) status = trv_contexts_load(contexts, arena, &d->contexts, err);
  *out = d;
  return status;
}

const struct trv_rules *trv_what_rules(const struct trv_what_data *data) { return data->rules; }

/* Sport, film, weather and markets borrow the words of war. The share of their own words among the content words of
 * the article decides; weights are in tenths. One such word alone proves nothing, nor does a word inside a name ("Gardiens
 * de la révolution") or a name that looks like one ("Roman"). */
static bool about_else(const struct trv_what_data *d, const struct trv_layers *in) {
  uint64_t weight = 0, content = 0;
  uint32_t first = TRV_MAP_NONE;
  bool several = false;
  for (uint32_t w = 0; w < in->parse->n_words; w++) {
    uint8_t u = in->parse->upos[w];
    if (u != TRV_NOUN && u != TRV_VERB && u != TRV_ADJ && u != TRV_PROPN) continue;
    content++;
    uint32_t m = in->who->at[w];
    if (m != TRV_NO_MENTION && in->who->mentions[m].kind == TRV_MENTION_NAME) continue;
    uint32_t v = trv_map_get(&d->topics, trv_slice_of(in->parse->lemma[w]));
    if (v == TRV_MAP_NONE && u != TRV_PROPN) v = trv_map_get(&d->topics, trv_slice_of(in->text->words[w].lower));
    if (v == TRV_MAP_NONE) continue;
    weight += v;
    if (first == TRV_MAP_NONE) first = w;
    else several |= strcmp(in->parse->lemma[w], in->parse->lemma[first]) != 0;
  }
  return content >= 10 && several && weight >= content;
}

void trv_find_reports(struct trv_context *c) {
  uint32_t n = c->in->parse->n_words;
  c->report_of = TRV_NEW_ARRAY(c->arena, uint32_t, n + 1);
  memset(c->report_of, 0xff, (n + 1) * sizeof *c->report_of);
  for (uint32_t i = 0; i < c->in->says->n; i++) {
    const struct trv_report *r = &c->in->says->reports[i];
    if (r->speakers.n && r->kind != TRV_REPORT_CITING && c->report_of[r->cue] == TRV_NO_REPORT)
      c->report_of[r->cue] = i;
  }
}

enum trv_status trv_what_run(const struct trv_what_data *data, const struct trv_layers *layers, struct trv_arena *arena,
                             struct trv_what **out, struct trv_error *err) {
  (void)err;
  struct trv_what *what = TRV_NEW(arena, struct trv_what);
  *out = what;
  what->about_else = about_else(data, layers);
  if (what->about_else) return TRV_OK;
  uint32_t n = layers->parse->n_words;
  struct trv_context c = {.data = data,
                          .in = layers,
                          .tree = {layers->text, layers->parse, layers->grammar},
                          .arena = arena,
                          .reading_at = TRV_NEW_ARRAY(arena, uint32_t, n + 1)};
  memset(c.reading_at, 0xff, (n + 1) * sizeof *c.reading_at);
  c.source_hash = trv_hash(layers->text->source, layers->text->n_bytes);
  trv_find_reports(&c);
  for (uint32_t w = 0; w < n; w++)
    if (layers->text->paragraphs[layers->text->sentences[layers->text->words[w].sentence].paragraph].kind == TRV_BODY)
      trv_read_word(&c, w);
  for (uint32_t i = 0; i < c.n_readings; i++) {
    struct trv_reading r = c.readings[i];
    trv_read_arguments(&c, &r);
    if (r.rule->flags & TRV_RULE_WEAK) trv_next_rule(&c, &r);
    c.readings[i] = r;
  }
  for (uint32_t i = 0, known = c.n_readings; i < known; i++) {
    struct trv_reading r = c.readings[i];
    if (!r.rule->also_type) continue;
    r.type = (enum trv_event_type)r.rule->also_type;
    r.mode = r.rule->also_mode;
    r.cameo = r.tag = NULL;
    TRV_PUSH(arena, c.readings, c.n_readings, c.cap_readings, r);
  }
  trv_take_conditions(&c);
  trv_fill_from_context(&c, 0);
  trv_embed_all(&c);
  trv_fill_from_context(&c, 1);
  trv_supply_recipients(&c);
  trv_likewise(&c);
  trv_struck(&c);
  trv_read_denials(&c);
  trv_assemble(&c, what);
  trv_merge(&c, what);
  trv_contexts_find(data->contexts, layers, arena, what);
  for (uint32_t i = 0; i < what->n; i++) {
    struct trv_event *e = &what->items[i].event;
    e->goldstein = trv_cameo_of(what->items[i].type, e->mode, e->cameo).goldstein;
  }
  what->n_readings = c.n_readings;
  what->readings = c.readings;
  return TRV_OK;
}

void trv_what_bare_tags(const struct trv_what *what, const char **tags) {
  for (uint32_t i = 0; i < what->n_readings; i++) {
    const struct trv_reading *r = &what->readings[i];
    if (r->unfit && r->taken_by == TRV_NO_READING && r->tag) tags[r->word] = r->tag;
  }
}
