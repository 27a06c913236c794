/* The stages in order; see coder.h and treve.h. */
#include "coder/coder.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

static enum trv_status run_stages(const struct trv_language *l, struct trv_reading_document *d, enum trv_depth depth,
                                  struct trv_error *err) {
  struct trv_arena *a = &d->arena;
  struct trv_layers *in = &d->layers;
  struct trv_text *text;
  struct trv_parse *parse;
  enum trv_status s = trv_text_run(l->text, d->public.article.text, d->public.article.n_bytes, a, &text, err);
  if (s != TRV_OK) return s;
  in->text = text;
  if (!d->public.article.date) d->public.article.date = text->date;
  d->public.n_sentences = text->n_sentences;
  d->public.n_words = text->n_words;
  if ((s = trv_parse_run(l->parser, text, a, &parse, err)) != TRV_OK) return s;
  in->parse = parse;
  if (depth == TRV_TO_PARSE) return TRV_OK;
  const char *date = d->public.article.date;
  struct trv_who *who;
  struct trv_when *when;
  struct trv_where *where;
  struct trv_says *says;
  if ((s = trv_who_run(l->who, text, parse, date, a, &who, err)) != TRV_OK) return s;
  in->who = who;
  if ((s = trv_when_run(l->when, text, parse, date, a, &when, err)) != TRV_OK) return s;
  in->when = when;
  if ((s = trv_where_run(l->where, text, parse, a, &where, err)) != TRV_OK) return s;
  in->where = where;
  in->grammar = l->grammar;
  in->says_data = l->says;
  if ((s = trv_says_run(l->says, text, parse, who, a, &says, err)) != TRV_OK) return s;
  in->says = says;
  if ((s = trv_what_run(l->what, in, a, &d->what, err)) != TRV_OK) return s;
  return trv_chronicle_run(l->chronicle, in, d->what, a, &d->chronicle, err);
}

enum trv_status trv_read_article(const struct trv_treve *treve, const struct trv_article *article, enum trv_depth depth,
                                 struct trv_reading_document **out, struct trv_error *err) {
  const struct trv_language *l = trv_treve_language(treve, article->lang);
  if (!l) return trv_fail(err, TRV_REJECTED, article->file, 0, 0, "no language pack for \"%s\"", article->lang ? article->lang : "?");
  if (article->n_bytes > TRV_MAX_ARTICLE_BYTES)
    return trv_fail(err, TRV_REJECTED, article->file, 0, 0, "%zu bytes, more than the %zu of the longest article",
                    article->n_bytes, TRV_MAX_ARTICLE_BYTES);
  struct trv_reading_document *d = calloc(1, sizeof *d);
  if (!d) return trv_fail(err, TRV_NO_MEMORY, article->file, 0, 0, "memory ran out");
  trv_arena_init(&d->arena, TRV_MAX_ARENA_BYTES);
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_document_free(&d->public);
    return trv_fail(err, TRV_NO_MEMORY, article->file, 0, 0, "memory ran out, or the ceiling of one article was met");
  }
  trv_arena_guard(&d->arena, &guard);
  d->public.article = *article;
  d->public.article.lang = l->code;
  d->language = l;
  d->public.id = trv_arena_printf(&d->arena, "%016llx", (unsigned long long)trv_hash(article->text, article->n_bytes));
  enum trv_status status = run_stages(l, d, depth, err);
  if (status != TRV_OK) {
    if (err && !err->path[0] && article->file) {
      struct trv_error e = *err;
      trv_fail(err, e.status, article->file, e.line, e.column, "%s", e.message);
    }
    trv_document_free(&d->public);
    return status;
  }
  if (depth == TRV_TO_EVENTS) {
    struct trv_event *events = TRV_NEW_ARRAY(&d->arena, struct trv_event, d->what->n + 1);
    for (uint32_t i = 0; i < d->what->n; i++) events[i] = d->what->items[i].event;
    d->public.events = events;
    d->public.n_events = d->what->n;
    d->public.ceasefires = d->chronicle->items;
    d->public.n_ceasefires = d->chronicle->n;
  }
  trv_arena_guard(&d->arena, NULL);
  *out = d;
  return TRV_OK;
}

enum trv_status trv_code(const struct trv_treve *treve, const struct trv_article *article, struct trv_document **out,
                         struct trv_error *err) {
  struct trv_reading_document *d;
  enum trv_status status = trv_read_article(treve, article, TRV_TO_EVENTS, &d, err);
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
