/* treve explain: what each stage made of an article; see trv_explain in treve.h. */
#include <inttypes.h>

#include "base/limits.h"
#include "base/table.h"
#include "explain/internal.h"

void trv_explain_heading(struct trv_explainer *x, const char *name) {
  trv_screen_ink(x->out, x->write.colour, TRV_INK_NOTE);
  trv_strbuf_adds(x->out, name);
  trv_screen_ink(x->out, x->write.colour, TRV_INK_NONE);
  trv_strbuf_addc(x->out, '\n');
}

void trv_explain_span(struct trv_explainer *x, struct trv_span span, uint32_t columns) {
  trv_strbuf_addc(x->out, '"');
  trv_screen_add(x->out, x->in->text->source + span.begin, span.end - span.begin, columns);
  trv_strbuf_addc(x->out, '"');
}

void trv_explain_word(struct trv_explainer *x, uint32_t word) {
  const struct trv_word *w = &x->in->text->words[word];
  trv_screen_add(x->out, w->form, strlen(w->form), 40);
  trv_strbuf_addf(x->out, " (%u)", word - x->in->text->sentences[w->sentence].first_word + 1);
}

void trv_explain_entities(struct trv_explainer *x, struct trv_entities list) {
  trv_table_entities(x->out, list, TRV_DETAIL_NAMES);
}

/* The lines of the pack's rules as they are written, so that an explanation can quote them. */
static enum trv_status read_rules(struct trv_explainer *x, const char *share, struct trv_error *err) {
  const char *path = trv_arena_printf(x->arena, "%s/languages/%s/events.rules", share, x->doc->language->code);
  struct trv_slice text;
  uint32_t cap = 0;
  enum trv_status status = trv_file_read(path, TRV_MAX_TABLE_BYTES, x->arena, &text, err);
  while (status == TRV_OK && text.p && text.n)
    TRV_PUSH(x->arena, x->rule_lines, x->n_rule_lines, cap, trv_slice_split(&text, '\n'));
  return status;
}

static bool tells(const struct trv_event *e, struct trv_span sentence) {
  for (uint32_t i = 0; i < e->n_mentions; i++)
    if (e->mentions[i].begin == sentence.begin) return true;
  return false;
}

static void explain_sentence(struct trv_explainer *x, uint32_t number) {
  const struct trv_sentence *s = &x->in->text->sentences[number];
  trv_screen_ink(x->out, x->write.colour, TRV_INK_STRONG);
  trv_strbuf_addf(x->out, "Sentence %u", number);
  trv_screen_ink(x->out, x->write.colour, TRV_INK_NONE);
  static const char *const kinds[] = {"", "  [title]", "  [heading]"};
  trv_strbuf_addf(x->out, "%s\n", kinds[x->in->text->paragraphs[s->paragraph].kind]);
  trv_screen_add(x->out, x->in->text->source + s->span.begin, s->span.end - s->span.begin, UINT32_MAX);
  trv_strbuf_addc(x->out, '\n');
  trv_explain_layers(x, number);
  trv_explain_readings(x, number);
}

static enum trv_status explain(struct trv_explainer *x, const struct trv_explain_options *o, struct trv_error *err) {
  const struct trv_text *text = x->in->text;
  const struct trv_what *what = x->doc->what;
  const char *file = x->doc->public.article.file;
  const struct trv_event *wanted = NULL;
  if (o->sentence >= (int64_t)text->n_sentences)
    return trv_fail(err, TRV_USAGE, file, 0, 0, "no sentence %" PRId64 "; there are %u, from 0", o->sentence,
                    text->n_sentences);
  for (uint32_t i = 0; o->event && i < what->n; i++)
    if (strcmp(what->items[i].event.id, o->event) == 0) wanted = &what->items[i].event;
  if (o->event && !wanted) return trv_fail(err, TRV_USAGE, file, 0, 0, "no event with the id \"%s\"", o->event);
  for (uint32_t s = 0; s < text->n_sentences; s++) {
    struct trv_span span = text->sentences[s].span;
    if (o->sentence >= 0 && s != (uint32_t)o->sentence) continue;
    if (wanted && !tells(wanted, span)) continue;
    explain_sentence(x, s);
    for (uint32_t i = 0; i < what->n; i++) {
      const struct trv_event *e = &what->items[i].event;
      if (wanted ? e == wanted : e->sentence == s) trv_explain_event(x, i);
    }
    trv_strbuf_addc(x->out, '\n');
  }
  return TRV_OK;
}

enum trv_status trv_explain(const struct trv_treve *treve, const struct trv_document *doc,
                            const struct trv_explain_options *options, struct trv_output *out, struct trv_error *err) {
  struct trv_arena arena;
  struct trv_strbuf b;
  trv_arena_init(&arena, TRV_MAX_ARENA_BYTES);
  trv_strbuf_init(&b);
  *out = (struct trv_output){NULL, 0};
  jmp_buf guard;
  enum trv_status status;
  if (setjmp(guard)) {
    status = trv_fail(err, TRV_NO_MEMORY, doc->article.file, 0, 0, "memory ran out while explaining");
    goto done;
  }
  trv_arena_guard(&arena, &guard);
  const struct trv_reading_document *d = trv_document_layers(doc);
  if (!d->what) {
    status = trv_fail(err, TRV_USAGE, doc->article.file, 0, 0, "the document was parsed, not coded");
    goto done;
  }
  struct trv_explainer x = {.doc = d, .in = &d->layers, .write = options->write, .arena = &arena, .out = &b};
  x.tracer = trv_tracer_new(d->language->what, x.in, d->what, &arena);
  status = read_rules(&x, treve->share, err);
  if (status == TRV_OK) status = explain(&x, options, err);
done:
  trv_arena_release(&arena);
  if (status == TRV_OK) return trv_output_take(&b, out, err);
  trv_strbuf_release(&b);
  return status;
}
