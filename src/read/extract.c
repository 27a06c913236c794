/* Items into articles: trv_extract. A text is the article as it is; a page is looked through by page.c. */
#include "read/extract.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "coder/coder.h"
#include "read/charset.h"
#include "read/entry.h"
#include "read/published.h"
#include "text/paragraphs.h"

enum trv_status trv_extractor_open(const char *share, struct trv_extractor **out, struct trv_error *err) {
  struct trv_extractor *x = calloc(1, sizeof *x);
  jmp_buf guard;
  if (!x || setjmp(guard)) {
    trv_extractor_close(x);
    return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out while loading");
  }
  trv_arena_guard(&x->arena, &guard);
  const struct trv_open_options options = {.share = share};
  const char *dir = trv_share_dir(&options, &x->arena);
  enum trv_status status =
      trv_page_words_load(trv_arena_printf(&x->arena, "%s/read/classes.tsv", dir), &x->arena, &x->words, err);
  if (status == TRV_OK)
    status = trv_meta_names_load(trv_arena_printf(&x->arena, "%s/read/meta.tsv", dir), &x->arena, &x->names, err);
  if (status == TRV_OK)
    status = trv_marks_load(trv_arena_printf(&x->arena, "%s/read/phrases.tsv", dir), &x->arena, &x->marks, err);
  if (status == TRV_OK) x->months = trv_months_new(&x->arena);
  trv_arena_guard(&x->arena, NULL);
  if (status == TRV_OK) *out = x;
  else trv_extractor_close(x);
  return status;
}

void trv_extractor_close(struct trv_extractor *x) {
  if (!x) return;
  trv_arena_release(&x->arena);
  free(x);
}

static const char *copy(struct trv_arena *arena, const char *s) { return s ? trv_arena_strdup(arena, s) : NULL; }

static void take_header(struct trv_slice text, struct trv_found_text *f) {
  struct trv_text header = {.source = text.p, .n_bytes = (uint32_t)text.n};
  uint32_t at = text.n >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  header.date = trv_header(text.p, header.n_bytes, &at, &f->arena);
  if (header.date) trv_header_lines(&header, &at, &f->arena);
  f->public.article.date = header.date;
  f->public.article.publisher = header.outlet;
  f->public.article.agency = header.agency;
  f->public.article.url = header.url;
}

/* A plain text says what it knows in its header, which the coder reads; what its container says counts where it has none. */
static void take_text(const struct trv_extractor *x, const struct trv_item *item, struct trv_found_text *f) {
  struct trv_slice text = {trv_arena_strndup(&f->arena, item->bytes ? item->bytes : "", item->n_bytes), item->n_bytes};
  if (item->charset) text = trv_charset_utf8(text, item->charset[0] == '?' ? NULL : item->charset, false, &f->arena);
  take_header(text, f);
  if (item->title) text = trv_with_title(item->title, text, &f->arena);
  f->public.article.text = text.p;
  f->public.article.n_bytes = text.n;
  if (item->date) f->public.article.date = trv_published_read(x->months, item->date, item->lang, &f->arena);
  if (item->url) f->public.article.url = copy(&f->arena, item->url);
  if (item->outlet) f->public.article.publisher = copy(&f->arena, item->outlet);
  const char *url = f->public.article.url;
  if (!f->public.article.publisher && url && strncasecmp(url, "http", 4) == 0)
    f->public.article.publisher = trv_entry_outlet(&f->arena, trv_slice_of(url));
  f->public.title = copy(&f->arena, item->title);
  f->public.author = copy(&f->arena, item->author);
}

static enum trv_status take(const struct trv_extractor *x, const struct trv_item *item, struct trv_found_text *f,
                            struct trv_error *err) {
  f->public.file = copy(&f->arena, item->file);
  f->public.article.file = copy(&f->arena, item->name);
  if (item->type == TRV_INPUT_HTML) return trv_page_read(x, item, f, err);
  take_text(x, item, f);
  enum trv_status status = trv_text_check(f->public.article.text, f->public.article.n_bytes, err);
  if (status != TRV_OK && err) snprintf(err->path, sizeof err->path, "%s", item->name);
  return status;
}

enum trv_status trv_extract(const struct trv_extractor *x, const struct trv_item *item, struct trv_found **out,
                            struct trv_error *err) {
  struct trv_found_text *f = calloc(1, sizeof *f);
  if (!f) return trv_fail(err, TRV_NO_MEMORY, item->name, 0, 0, "memory ran out");
  trv_arena_init(&f->arena, TRV_MAX_PAGE_ARENA_BYTES);
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_found_free(&f->public);
    return trv_fail(err, TRV_NO_MEMORY, item->name, 0, 0, "memory ran out, or the ceiling of one page was met");
  }
  trv_arena_guard(&f->arena, &guard);
  enum trv_status status = take(x, item, f, err);
  trv_arena_guard(&f->arena, NULL);
  if (status == TRV_OK) *out = &f->public;
  else trv_found_free(&f->public);
  return status;
}

void trv_found_free(struct trv_found *found) {
  if (!found) return;
  struct trv_found_text *f = (struct trv_found_text *)found;
  trv_arena_release(&f->arena);
  free(f);
}
