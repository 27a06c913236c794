/* The stages in order; see coder.h and treve.h. */
#include "coder/coder.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

size_t trv_article_ceiling(void) { return TRV_MAX_ARTICLE_BYTES; }

static enum trv_status run_text(const struct trv_treve *treve, struct trv_reading_document *d, struct trv_error *err) {
  struct trv_text *text;
  const struct trv_article *article = &d->public.article;
  enum trv_status s = trv_text_run(d->language->text, article->text, article->n_bytes, &d->arena, &text, err);
  if (s != TRV_OK) return s;
  if (d->foreign) {
    struct trv_strbuf known;
    trv_strbuf_init(&known);
    for (uint32_t i = 0; i < treve->n_languages; i++)
      trv_strbuf_addf(&known, "%s%s", i ? ", " : "", treve->languages[i].code);
    s = trv_fail(err, TRV_REJECTED, NULL, 0, 0, "unknown language: none of those loaded (%s)", known.p);
    trv_strbuf_release(&known);
    return s;
  }
  d->layers.text = text;
  struct trv_article *own = &d->public.article;
  if (!own->date) own->date = text->date;
  if (!own->publisher) own->publisher = text->outlet;
  if (!own->agency) own->agency = text->agency;
  if (!own->url) own->url = text->url;
  d->public.n_sentences = text->n_sentences;
  d->public.n_words = text->n_words;
  return TRV_OK;
}

static void tell(struct trv_watch watch, const char *stage) {
  if (watch.call) watch.call(watch.context, stage);
}

static enum trv_status run_stages(const struct trv_treve *treve, struct trv_reading_document *d, enum trv_depth depth,
                                  struct trv_watch watch, struct trv_error *err) {
  const struct trv_language *l = d->language;
  struct trv_arena *a = &d->arena;
  struct trv_layers *in = &d->layers;
  enum trv_status s = run_text(treve, d, err);
  if (s != TRV_OK) return s;
  tell(watch, "text");
  const struct trv_text *text = in->text;
  struct trv_parse *parse;
  if ((s = trv_parse_run(l->parser, text, a, &parse, err)) != TRV_OK) return s;
  in->parse = parse;
  tell(watch, "parse");
  if (depth == TRV_TO_PARSE) return TRV_OK;
  trv_tree_hidden_verbs(text, l->grammar, a, parse);
  trv_tree_join_particles(text, l->grammar, a, parse);
  trv_tree_mend(text, l->grammar, a, parse);
  const char *date = d->public.article.date;
  struct trv_who *who;
  struct trv_when *when;
  struct trv_where *where;
  struct trv_says *says;
  if ((s = trv_where_run(l->where, text, parse, a, &where, err)) != TRV_OK) return s;
  in->where = where;
  tell(watch, "where");
  if ((s = trv_who_run(l->who, text, parse, where, date, a, &who, err)) != TRV_OK) return s;
  in->who = who;
  tell(watch, "who");
  if ((s = trv_when_run(l->when, text, parse, date, a, &when, err)) != TRV_OK) return s;
  in->when = when;
  tell(watch, "when");
  in->grammar = l->grammar;
  in->says_data = l->says;
  if ((s = trv_says_run(l->says, text, parse, who, a, &says, err)) != TRV_OK) return s;
  in->says = says;
  tell(watch, "says");
  if ((s = trv_what_run(l->what, in, a, &d->what, err)) != TRV_OK) return s;
  tell(watch, "what");
  s = trv_chronicle_run(l->chronicle, in, d->what, date, a, &d->chronicle, err);
  tell(watch, "chronicle");
  return s;
}

/* The document's own copies: a caller's strings may die before it. */
static void take_article(struct trv_reading_document *d, const struct trv_article *article) {
  struct trv_article *own = &d->public.article;
  *own = *article;
  own->lang = d->language->code;
  if (own->file) own->file = trv_arena_strdup(&d->arena, own->file);
  if (own->date) own->date = trv_arena_strdup(&d->arena, own->date);
  if (own->publisher) own->publisher = trv_arena_strdup(&d->arena, own->publisher);
  if (own->agency) own->agency = trv_arena_strdup(&d->arena, own->agency);
  if (own->url) own->url = trv_arena_strdup(&d->arena, own->url);
  d->public.id = trv_arena_printf(&d->arena, "%016llx", (unsigned long long)trv_hash(article->text, article->n_bytes));
}

static void publish(struct trv_reading_document *d) {
  struct trv_event *events = TRV_NEW_ARRAY(&d->arena, struct trv_event, d->what->n + 1);
  for (uint32_t i = 0; i < d->what->n; i++) events[i] = d->what->items[i].event;
  d->public.events = events;
  d->public.n_events = d->what->n;
  d->public.ceasefires = d->chronicle->items;
  d->public.n_ceasefires = d->chronicle->n;
  const struct trv_text *text = d->layers.text;
  if (text->n_paragraphs && text->paragraphs[0].kind == TRV_TITLE)
    d->public.title = (struct trv_bytes){text->paragraphs[0].span.begin, text->paragraphs[0].span.end};
}

enum trv_status trv_read_article(const struct trv_treve *treve, const struct trv_article *article, enum trv_depth depth,
                                 struct trv_watch watch, struct trv_reading_document **out, struct trv_error *err) {
  if (article->n_bytes > TRV_MAX_ARTICLE_BYTES)
    return trv_fail(err, TRV_REJECTED, article->file, 0, 0,
                    "too long: %zu bytes, more than the %zu of the longest article", article->n_bytes,
                    TRV_MAX_ARTICLE_BYTES);
  struct trv_language *l = article->lang ? trv_treve_language(treve, article->lang)
                                         : trv_language_guess(treve, article->text, article->n_bytes);
  if (!l && article->lang)
    return trv_fail(err, TRV_REJECTED, article->file, 0, 0, "no language pack for \"%s\"", article->lang);
  if (l && l->n_parts < TRV_N_PARTS && depth == TRV_TO_EVENTS)
    return trv_fail(err, TRV_REJECTED, article->file, 0, 0, "the pack \"%s\" has no rules of events yet", l->code);
  enum trv_status loaded = l && depth == TRV_TO_EVENTS ? trv_language_complete(l, err) : TRV_OK;
  if (loaded != TRV_OK) return loaded;
  struct trv_reading_document *d = calloc(1, sizeof *d);
  if (!d) return trv_fail(err, TRV_NO_MEMORY, article->file, 0, 0, "memory ran out");
  trv_arena_init(&d->arena, TRV_MAX_ARENA_BYTES);
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_document_free(&d->public);
    return trv_fail(err, TRV_NO_MEMORY, article->file, 0, 0, "memory ran out, or the ceiling of one article was met");
  }
  trv_arena_guard(&d->arena, &guard);
  d->foreign = !l;
  d->language = l ? l : &treve->languages[0];
  take_article(d, article);
  enum trv_status status = run_stages(treve, d, depth, watch, err);
  if (status != TRV_OK) {
    if (err && !err->path[0] && article->file) {
      struct trv_error e = *err;
      trv_fail(err, e.status, article->file, e.line, e.column, "%s", e.message);
    }
    trv_document_free(&d->public);
    return status;
  }
  if (depth == TRV_TO_EVENTS) publish(d);
  trv_arena_guard(&d->arena, NULL);
  *out = d;
  return TRV_OK;
}

enum trv_status trv_code_watched(const struct trv_treve *treve, const struct trv_article *article,
                                 trv_stage_watch *watch, void *context, struct trv_document **out,
                                 struct trv_error *err) {
  struct trv_reading_document *d;
  enum trv_status status = trv_read_article(treve, article, TRV_TO_EVENTS, (struct trv_watch){watch, context}, &d, err);
  if (status == TRV_OK) *out = &d->public;
  return status;
}

enum trv_status trv_code(const struct trv_treve *treve, const struct trv_article *article, struct trv_document **out,
                         struct trv_error *err) {
  return trv_code_watched(treve, article, NULL, NULL, out, err);
}

enum trv_status trv_parse_article(const struct trv_treve *treve, const struct trv_article *article,
                                  struct trv_document **out, struct trv_error *err) {
  struct trv_reading_document *d;
  enum trv_status status = trv_read_article(treve, article, TRV_TO_PARSE, (struct trv_watch){0}, &d, err);
  if (status == TRV_OK) *out = &d->public;
  return status;
}

void trv_document_free(struct trv_document *doc) {
  if (!doc) return;
  struct trv_reading_document *d = (struct trv_reading_document *)doc;
  trv_arena_release(&d->arena);
  free(d);
}

const struct trv_reading_document *trv_document_layers(const struct trv_document *doc) {
  return (const struct trv_reading_document *)doc;
}
