/* Loading of language packs and world tables: trv_open and trv_close. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "coder/coder.h"

#ifndef TREVE_SHARE_DIR
#define TREVE_SHARE_DIR "/usr/local/share/treve"
#endif
#ifndef TREVE_INSTALLED_SHARE
#define TREVE_INSTALLED_SHARE "/usr/local/share/treve"
#endif

static bool wanted(const char *list, const char *code) {
  if (!list) return true;
  struct trv_slice rest = trv_slice_of(list);
  while (rest.p)
    if (trv_slice_is(trv_slice_trim(trv_slice_split(&rest, ',')), code)) return true;
  return false;
}

enum trv_status trv_language_load_part(struct trv_language *l, uint32_t part, const char *dir, const char *world,
                                       struct trv_arena *a, struct trv_error *err) {
  switch (part) {
    case 0: return trv_frequent_load(dir, a, &l->frequent, err);
    case 1: return trv_text_rules_load(dir, a, &l->text, err);
    case 2: return trv_parser_load(trv_arena_printf(a, "%s/model.trv", dir), &l->parser, err);
    case 3: return trv_grammar_load(dir, a, &l->grammar, err);
    case 4: return trv_who_data_load(world, dir, l->code, a, &l->who, err);
    case 5: return trv_when_data_load(dir, a, &l->when, err);
    case 6: return trv_where_data_load(world, dir, l->code, a, &l->where, err);
    case 7: return l->grammar ? trv_says_data_load(dir, l->grammar, a, &l->says, err) : TRV_OK;
    case 8: {
      enum trv_status s = trv_what_data_load(dir, l->code, a, &l->what, err);
      if (s == TRV_OK && l->grammar) trv_rules_teach(trv_what_rules(l->what), l->grammar);
      return s;
    }
    default: return trv_chronicle_data_load(dir, a, &l->chronicle, err);
  }
}

static bool has_file(const char *dir, const char *name, struct trv_arena *arena) {
  return access(trv_arena_printf(arena, "%s/%s", dir, name), F_OK) == 0;
}

uint32_t trv_language_parts(const char *dir, struct trv_arena *arena) {
  bool codes = has_file(dir, "grammar.tsv", arena) || has_file(dir, "events.rules", arena);
  return codes || !has_file(dir, "model.trv", arena) ? TRV_N_PARTS : TRV_N_READING_PARTS;
}

static enum trv_status load_language(struct trv_treve *t, const char *code, struct trv_error *err) {
  struct trv_arena *a = &t->arena;
  struct trv_language *l = &t->languages[t->n_languages];
  *l = (struct trv_language){.code = trv_arena_strdup(a, code)};
  const char *dir = trv_arena_printf(a, "%s/languages/%s", t->share, code);
  const char *world = trv_arena_printf(a, "%s/world", t->share);
  t->n_languages++;
  enum trv_status s = TRV_OK;
  uint32_t parts = trv_language_parts(dir, a);
  for (uint32_t part = 0; s == TRV_OK && part < parts; part++) s = trv_language_load_part(l, part, dir, world, a, err);
  if (s == TRV_OK && parts == TRV_N_PARTS) s = trv_who_layers_load(l->who, t->worlds, l->code, err);
  return s;
}

static bool is_share(const char *path, struct trv_arena *arena) {
  struct stat st;
  return stat(trv_arena_printf(arena, "%s/languages", path), &st) == 0 && S_ISDIR(st.st_mode);
}

/* Beside the program first, so that a moved installation finds its own; then where it was installed; then the tree that
 * it was built in. */
const char *trv_share_dir(const struct trv_open_options *options, struct trv_arena *arena) {
  if (options && options->share && *options->share) return trv_arena_strdup(arena, options->share);
  const char *env = getenv("TREVE_SHARE");
  if (env && *env) return trv_arena_strdup(arena, env);
  char exe[4096];
  ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
  if (n > 0) {
    exe[n] = '\0';
    char *slash = strrchr(exe, '/');
    if (slash) {
      *slash = '\0';
      const char *beside = trv_arena_printf(arena, "%s/../share/treve", exe);
      if (is_share(beside, arena)) return beside;
    }
  }
  return is_share(TREVE_INSTALLED_SHARE, arena) ? TREVE_INSTALLED_SHARE : TREVE_SHARE_DIR;
}

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static enum trv_status find_languages(struct trv_treve *t, const char *list, const char **codes, uint32_t *n,
                                      struct trv_error *err) {
  const char *path = trv_arena_printf(&t->arena, "%s/languages", t->share);
  DIR *dir = opendir(path);
  if (!dir) return trv_fail(err, TRV_SYSTEM, path, 0, 0, "language packs: %s", strerror(errno));
  char names[64][32];
  uint32_t found = 0;
  for (struct dirent *e = readdir(dir); e && found < 64; e = readdir(dir))
    if (e->d_name[0] != '.' && strlen(e->d_name) < sizeof names[0] && wanted(list, e->d_name))
      memcpy(names[found++], e->d_name, strlen(e->d_name) + 1);
  closedir(dir);
  *n = 0;
  for (uint32_t i = 0; i < found && *n < TRV_MAX_LANGUAGES; i++)
    if (list || trv_language_parts(trv_arena_printf(&t->arena, "%s/%s", path, names[i]), &t->arena) == TRV_N_PARTS)
      codes[(*n)++] = trv_arena_strdup(&t->arena, names[i]);
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
  t->share = trv_share_dir(options, &t->arena);
  t->worlds = options ? options->worlds : NULL;
  const char *codes[TRV_MAX_LANGUAGES];
  uint32_t n = 0;
  status = find_languages(t, options ? options->languages : NULL, codes, &n, err);
  for (uint32_t i = 0; status == TRV_OK && i < n; i++) status = load_language(t, codes[i], err);
  trv_arena_guard(&t->arena, NULL);
  t->worlds = NULL;
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

size_t trv_languages(const struct trv_treve *treve, const char **codes, size_t cap) {
  for (uint32_t i = 0; i < treve->n_languages && i < cap; i++) codes[i] = treve->languages[i].code;
  return treve->n_languages;
}
