/* Loading of language packs and world tables: trv_open and trv_close. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "coder/coder.h"

#ifndef TREVE_SHARE_DIR
#define TREVE_SHARE_DIR "/usr/local/share/treve"
#endif

static bool wanted(const char *list, const char *code) {
  if (!list) return true;
  struct trv_slice rest = trv_slice_of(list);
  while (rest.p)
    if (trv_slice_is(trv_slice_trim(trv_slice_split(&rest, ',')), code)) return true;
  return false;
}

static enum trv_status load_language(struct trv_treve *t, const char *share, const char *code, struct trv_error *err) {
  struct trv_arena *a = &t->arena;
  struct trv_language *l = &t->languages[t->n_languages];
  *l = (struct trv_language){.code = trv_arena_strdup(a, code)};
  const char *dir = trv_arena_printf(a, "%s/languages/%s", share, code), *world = trv_arena_printf(a, "%s/world", share);
  t->n_languages++;
  enum trv_status s = trv_text_rules_load(dir, a, &l->text, err);
  if (s == TRV_OK) s = trv_parser_load(trv_arena_printf(a, "%s/model.trv", dir), &l->parser, err);
  if (s == TRV_OK) s = trv_grammar_load(dir, a, &l->grammar, err);
  if (s == TRV_OK) s = trv_who_data_load(world, dir, code, a, &l->who, err);
  if (s == TRV_OK) s = trv_when_data_load(dir, a, &l->when, err);
  if (s == TRV_OK) s = trv_where_data_load(world, dir, code, a, &l->where, err);
  if (s == TRV_OK) s = trv_says_data_load(dir, l->grammar, a, &l->says, err);
  if (s == TRV_OK) s = trv_what_data_load(dir, code, a, &l->what, err);
  if (s == TRV_OK) s = trv_chronicle_data_load(dir, a, &l->chronicle, err);
  return s;
}

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static enum trv_status find_languages(struct trv_treve *t, const char *share, const char *list, const char **codes,
                                      uint32_t *n, struct trv_error *err) {
  const char *path = trv_arena_printf(&t->arena, "%s/languages", share);
  DIR *dir = opendir(path);
  if (!dir) return trv_fail(err, TRV_SYSTEM, path, 0, 0, "language packs: %s", strerror(errno));
  char names[64][32];
  uint32_t found = 0;
  for (struct dirent *e = readdir(dir); e && found < 64; e = readdir(dir))
    if (e->d_name[0] != '.' && strlen(e->d_name) < sizeof names[0] && wanted(list, e->d_name)) strcpy(names[found++], e->d_name);
  closedir(dir);
  *n = 0;
  for (uint32_t i = 0; i < found && *n < TRV_MAX_LANGUAGES; i++) codes[(*n)++] = trv_arena_strdup(&t->arena, names[i]);
  qsort(codes, *n, sizeof *codes, by_name);
  if (!*n) return trv_fail(err, TRV_USAGE, path, 0, 0, "no language pack%s%s", list ? " for " : "", list ? list : "");
  return TRV_OK;
}

enum trv_status trv_open(const struct trv_open_options *options, struct trv_treve **out, struct trv_error *err) {
  struct trv_treve *t = calloc(1, sizeof *t);
  if (!t) return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out");
  trv_arena_init(&t->arena, 0);
  jmp_buf guard;
  enum trv_status status;
  if (setjmp(guard)) {
    trv_close(t);
    return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out while loading");
  }
  trv_arena_guard(&t->arena, &guard);
  const char *share = options && options->share ? options->share : getenv("TREVE_SHARE");
  if (!share || !*share) share = TREVE_SHARE_DIR;
  const char *codes[TRV_MAX_LANGUAGES];
  uint32_t n = 0;
  status = find_languages(t, share, options ? options->languages : NULL, codes, &n, err);
  for (uint32_t i = 0; status == TRV_OK && i < n; i++) status = load_language(t, share, codes[i], err);
  trv_arena_guard(&t->arena, NULL);
  if (status != TRV_OK) {
    trv_close(t);
    return status;
  }
  *out = t;
  return TRV_OK;
}

void trv_close(struct trv_treve *treve) {
  if (!treve) return;
  for (uint32_t i = 0; i < treve->n_languages; i++)
    if (treve->languages[i].parser) trv_parser_free(treve->languages[i].parser);
  trv_arena_release(&treve->arena);
  free(treve);
}

const struct trv_language *trv_treve_language(const struct trv_treve *treve, const char *code) {
  if (!code) return treve->n_languages ? &treve->languages[0] : NULL;
  for (uint32_t i = 0; i < treve->n_languages; i++)
    if (strcmp(treve->languages[i].code, code) == 0) return &treve->languages[i];
  return NULL;
}
