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

/* Parts `from` to `to`, in the arena, all or none; `worlds` are laid over the actors of the last ones. */
static enum trv_status load_parts(struct trv_language *l, uint32_t from, uint32_t to, const char *const *worlds,
                                  struct trv_arena *arena, struct trv_error *err) {
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_arena_release(arena);
    return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out while loading");
  }
  trv_arena_guard(arena, &guard);
  enum trv_status s = TRV_OK;
  for (uint32_t part = from; s == TRV_OK && part < to; part++)
    s = trv_language_load_part(l, part, l->dir, l->world, arena, err);
  if (s == TRV_OK && worlds) s = trv_who_layers_load(l->who, worlds, l->code, err);
  trv_arena_guard(arena, NULL);
  if (s != TRV_OK) trv_arena_release(arena);
  return s;
}

static enum trv_status complete(struct trv_language *l, const char *const *worlds, struct trv_error *err) {
  if (atomic_load_explicit(&l->whole, memory_order_acquire)) return TRV_OK;
  pthread_mutex_lock(&l->lock);
  enum trv_status s = TRV_OK;
  if (!atomic_load_explicit(&l->whole, memory_order_relaxed)) {
    s = load_parts(l, TRV_N_READING_PARTS, TRV_N_PARTS, worlds, &l->rest, err);
    if (s == TRV_OK) atomic_store_explicit(&l->whole, true, memory_order_release);
  }
  pthread_mutex_unlock(&l->lock);
  return s;
}

enum trv_status trv_language_complete(struct trv_language *l, struct trv_error *err) { return complete(l, NULL, err); }

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

struct trv_treve *trv_treve_new(uint32_t n) {
  struct trv_treve *t = calloc(1, sizeof *t);
  struct trv_language *languages = calloc(TRV_MAX_LANGUAGES, sizeof *languages);
  if (!t || !languages) {
    free(t);
    free(languages);
    return NULL;
  }
  t->languages = languages;
  t->n_languages = n;
  for (uint32_t i = 0; i < TRV_MAX_LANGUAGES; i++) pthread_mutex_init(&languages[i].lock, NULL);
  return t;
}

void trv_close(struct trv_treve *treve) {
  if (!treve) return;
  for (uint32_t i = 0; i < TRV_MAX_LANGUAGES; i++) {
    struct trv_language *l = &treve->languages[i];
    if (l->parser) trv_parser_free(l->parser);
    trv_arena_release(&l->reading);
    trv_arena_release(&l->rest);
    pthread_mutex_destroy(&l->lock);
  }
  trv_arena_release(&treve->arena);
  free(treve->languages);
  free(treve);
}

/* Of packs that are named everything is loaded, and of all packs where there are worlds of one's own: what is wrong with
 * them is told at once. */
static enum trv_status load_pack(struct trv_treve *t, const char *code, const struct trv_open_options *options,
                                 struct trv_error *err) {
  struct trv_language *l = &t->languages[t->n_languages++];
  l->code = code;
  l->dir = trv_arena_printf(&t->arena, "%s/languages/%s", t->share, code);
  l->world = trv_arena_printf(&t->arena, "%s/world", t->share);
  l->n_parts = trv_language_parts(l->dir, &t->arena);
  enum trv_status s = load_parts(l, 0, TRV_N_READING_PARTS, NULL, &l->reading, err);
  if (s != TRV_OK || l->n_parts < TRV_N_PARTS || (!options->languages && !options->worlds)) return s;
  return complete(l, options->worlds, err);
}

static enum trv_status load(struct trv_treve *t, const struct trv_open_options *options, struct trv_error *err) {
  jmp_buf guard;
  if (setjmp(guard)) return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out while loading");
  trv_arena_guard(&t->arena, &guard);
  t->share = trv_share_dir(options, &t->arena);
  const char *codes[TRV_MAX_LANGUAGES];
  uint32_t n = 0;
  enum trv_status status = find_languages(t, options->languages, codes, &n, err);
  if (status == TRV_OK)
    status = trv_known_languages_load(trv_arena_printf(&t->arena, "%s/read/languages.tsv", t->share), &t->arena,
                                      &t->known, err);
  for (uint32_t i = 0; status == TRV_OK && i < n; i++) status = load_pack(t, codes[i], options, err);
  trv_arena_guard(&t->arena, NULL);
  return status;
}

enum trv_status trv_open(const struct trv_open_options *options, struct trv_treve **out, struct trv_error *err) {
  static const struct trv_open_options none = {0};
  struct trv_treve *t = trv_treve_new(0);
  if (!t) return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out");
  enum trv_status status = load(t, options ? options : &none, err);
  if (status == TRV_OK) *out = t;
  else trv_close(t);
  return status;
}

struct trv_language *trv_treve_language(const struct trv_treve *treve, const char *code) {
  if (!code) return treve->n_languages ? &treve->languages[0] : NULL;
  for (uint32_t i = 0; i < treve->n_languages; i++)
    if (strcmp(treve->languages[i].code, code) == 0) return &treve->languages[i];
  return NULL;
}

size_t trv_languages(const struct trv_treve *treve, const char **codes, size_t cap) {
  for (uint32_t i = 0; i < treve->n_languages && i < cap; i++) codes[i] = treve->languages[i].code;
  return treve->n_languages;
}
