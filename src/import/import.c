/* The public side of the importer: its life, the lines of a dictionary, and what could not be taken; see treve/import.h.
 */
#include <stdlib.h>

#include "coder/coder.h"
#include "import/internal.h"

static const char *const reasons[IMP_N_REASONS] = {
    [IMP_NOT_UTF8] = "no UTF-8 text",
    [IMP_TOO_LONG] = "a line longer than 4096 bytes",
    [IMP_NO_CODE] = "a name without a code",
    [IMP_LOST_CODE] = "a name none of whose codes can be taken",
    [IMP_NO_NAME] = "a code before any name",
    [IMP_ORPHAN] = "a synonym before any name",
    [IMP_OPEN_BRACKET] = "a bracket that nothing closes",
    [IMP_EMPTY_CODE] = "empty brackets",
    [IMP_BAD_CODE] = "a code that is not made of parts of three letters",
    [IMP_NULL_CODE] = "the null code: nobody",
    [IMP_UNKNOWN_CODE] = "a code that cameo-actors.tsv does not have",
    [IMP_NO_COUNTRY] = "a role without a country or body",
    [IMP_REGION] = "a part of the world, which is no actor",
    [IMP_BAD_DATE] = "a date that is not YYMMDD, YYYYMMDD, or a range of two",
    [IMP_BAD_RANGE] = "a range of dates that ends before it begins",
    [IMP_BAD_NAME] = "a name without letters",
    [IMP_LETTER] = "a name of a single letter",
    [IMP_BAR] = "a name with a bar in it",
    [IMP_TOO_MANY] = "more names or codes than an entry can have",
    [IMP_BAD_SET] = "a substitution set that is not \"!NAME! = ITEM, ITEM\"",
    [IMP_NO_SET] = "a substitution set that was not defined before",
    [IMP_OPEN_BRACE] = "a brace that nothing closes",
};

_Static_assert(TRV_MAX_IMPORT_LINE == 4096, "the reason tells it");

void imp_reject(struct trv_import *im, const char *file, const struct imp_line *line, enum imp_reason reason) {
  TRV_PUSH(&im->arena, im->rejected, im->n_rejected, im->cap_rejected,
           (struct imp_rejected){file, line->number, reason, line->raw});
  im->counts.rejected++;
}

/* It becomes part of a file's name. */
static bool is_language(const char *code) {
  size_t n = strspn(code, "abcdefghijklmnopqrstuvwxyz");
  return n >= 2 && n <= 3 && !code[n];
}

static enum trv_status load(struct trv_import *im, const struct trv_import_options *options, struct trv_error *err) {
  jmp_buf guard;
  if (setjmp(guard)) return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out while loading");
  trv_arena_guard(&im->arena, &guard);
  im->pool.arena = &im->arena;
  struct trv_map *const maps[] = {&im->first, &im->later, &im->small, &im->body};
  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) trv_map_init(maps[i], &im->arena);
  im->language = trv_arena_strdup(&im->arena, options && options->language ? options->language : "en");
  im->roles_file = trv_arena_printf(&im->arena, "who.roles.%s.tsv", im->language);
  struct trv_open_options share = {.share = options ? options->share : NULL};
  const char *dir = trv_arena_printf(&im->arena, "%s/import", trv_share_dir(&share, &im->arena));
  enum trv_status status = imp_codes_load(im, dir, err);
  trv_arena_guard(&im->arena, NULL);
  return status;
}

enum trv_status trv_import_new(const struct trv_import_options *options, struct trv_import **out,
                               struct trv_error *err) {
  struct trv_import *im = calloc(1, sizeof *im);
  if (!im) return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out");
  trv_arena_init(&im->arena, TRV_MAX_ARENA_BYTES);
  enum trv_status status = TRV_OK;
  if (options && options->language && !is_language(options->language))
    status = trv_fail(err, TRV_USAGE, NULL, 0, 0, "\"%s\" is no code of a language, such as \"en\"", options->language);
  if (status == TRV_OK) status = load(im, options, err);
  if (status == TRV_OK) *out = im;
  else trv_import_free(im);
  return status;
}

void trv_import_free(struct trv_import *im) {
  if (!im) return;
  trv_arena_release(&im->arena);
  free(im);
}

size_t trv_import_ceiling(void) { return TRV_MAX_IMPORT_BYTES; }

static void read_lines(struct trv_import *im, struct imp_lines *lines) {
  struct imp_actor_lines entry = {.file = lines->file};
  struct imp_sets sets = {0};
  struct imp_line line;
  enum imp_reason reason = IMP_TAKEN;
  enum imp_got got;
  trv_map_init(&sets.names, &im->arena);
  while ((got = imp_lines_next(lines, &line, &reason)) != IMP_END) {
    im->counts.lines++;
    if (got == IMP_NOTHING) {
      im->counts.empty++;
    } else if (got == IMP_WRONG) {
      imp_reject(im, lines->file, &line, reason);
    } else if (imp_is_set(&line)) {
      imp_set_line(im, &sets, lines->file, &line);
    } else if (imp_is_agent(&line)) {
      imp_actor_end(im, &entry);
      imp_agent_line(im, &sets, lines->file, &line);
    } else {
      imp_actor_line(im, &entry, &line);
    }
  }
  imp_actor_end(im, &entry);
}

enum trv_status trv_import_add(struct trv_import *im, const char *name, const char *text, size_t n,
                               struct trv_error *err) {
  if (n > TRV_MAX_IMPORT_BYTES)
    return trv_fail(err, TRV_REJECTED, name, 0, 0, "%zu bytes, more than the %zu of the longest dictionary", n,
                    TRV_MAX_IMPORT_BYTES);
  size_t lines = im->counts.lines + 1;
  for (size_t i = 0; i < n; i++) lines += text[i] == '\n';
  if (lines > TRV_MAX_IMPORT_LINES)
    return trv_fail(err, TRV_REJECTED, name, 0, 0, "more than %d lines in all dictionaries", TRV_MAX_IMPORT_LINES);
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_arena_guard(&im->arena, NULL);
    return trv_fail(err, TRV_NO_MEMORY, name, 0, 0, "memory ran out, or the ceiling of one import was met");
  }
  trv_arena_guard(&im->arena, &guard);
  struct imp_lines cursor = {.file = trv_arena_strdup(&im->arena, name),
                             .rest = {trv_arena_strndup(&im->arena, text, n), n}};
  if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) cursor.rest.p += 3, cursor.rest.n -= 3;
  read_lines(im, &cursor);
  im->counts.files++;
  trv_arena_guard(&im->arena, NULL);
  return TRV_OK;
}

void trv_import_count(const struct trv_import *im, struct trv_import_counts *out) { *out = im->counts; }

/* Reasons with most lines first; of as many, in the order of the list. */
static void write_tally(const struct trv_import *im, struct trv_strbuf *b) {
  uint32_t counts[IMP_N_REASONS] = {0};
  for (uint32_t i = 0; i < im->n_rejected; i++) counts[im->rejected[i].reason]++;
  for (;;) {
    size_t most = 0;
    for (size_t r = 1; r < IMP_N_REASONS; r++)
      if (counts[r] > counts[most]) most = r;
    if (!counts[most]) return;
    trv_strbuf_addf(b, "%8u  %s\n", counts[most], reasons[most]);
    counts[most] = 0;
  }
}

static int by_place(const void *a, const void *b) {
  const struct imp_rejected *x = a, *y = b;
  if (x->file != y->file) return strcmp(x->file, y->file);
  return x->line < y->line ? -1 : x->line > y->line;
}

static void write_all(const struct imp_rejected *items, uint32_t n, struct trv_strbuf *b) {
  for (uint32_t i = 0; i < n; i++) {
    trv_strbuf_addf(b, "%s:%u: %s", items[i].file, items[i].line, reasons[items[i].reason]);
    if (items[i].text.n) trv_strbuf_adds(b, ": ");
    for (size_t k = 0; k < items[i].text.n; k++) {
      char c = items[i].text.p[k];
      trv_strbuf_addc(b, (unsigned char)c < ' ' ? ' ' : c);
    }
    trv_strbuf_addc(b, '\n');
  }
}

enum trv_status trv_import_report(const struct trv_import *im, bool full, struct trv_output *out,
                                  struct trv_error *err) {
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  if (!full) {
    write_tally(im, &b);
    return trv_output_take(&b, out, err);
  }
  struct imp_rejected *sorted = calloc((size_t)im->n_rejected + 1, sizeof *sorted);
  if (!sorted) return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out");
  if (im->n_rejected) memcpy(sorted, im->rejected, im->n_rejected * sizeof *sorted);
  qsort(sorted, im->n_rejected, sizeof *sorted, by_place);
  write_all(sorted, im->n_rejected, &b);
  free(sorted);
  return trv_output_take(&b, out, err);
}
