/* treve lint: the loaders of a pack, then its cases; see treve.h. Every part is loaded even where another is wrong, so
 * that one run tells of all of them. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "check/cases.h"
#include "check/ontology.h"

#define MAX_CASE_FILES 128

static bool is_folder(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Finds the pack's folder and share folder from a code or a path. */
static void locate(const struct trv_open_options *options, const char *pack, struct trv_treve *t, const char **dir) {
  struct trv_arena *a = &t->arena;
  if (!strchr(pack, '/') && strcmp(pack, ".") != 0) {
    t->share = trv_share_dir(options, a);
    *dir = trv_arena_printf(a, "%s/languages/%s", t->share, pack);
    t->languages[0].code = trv_arena_strdup(a, pack);
    return;
  }
  char *real = realpath(pack, NULL), *path = trv_arena_strdup(a, real ? real : pack);
  free(real);
  *dir = trv_arena_strdup(a, path);
  char *slash = strrchr(path, '/');
  t->languages[0].code = trv_arena_strdup(a, slash ? slash + 1 : path);
  for (int up = 0; up < 2 && slash; up++) {
    *slash = '\0';
    slash = strrchr(path, '/');
  }
  t->share = options && options->share ? trv_share_dir(options, a) : path;
}

static void load_parts(struct trv_treve *t, const char *dir, struct trv_strbuf *report,
                       struct trv_lint_result *result) {
  const char *world = trv_arena_printf(&t->arena, "%s/world", t->share);
  struct trv_language *l = &t->languages[0];
  l->n_parts = trv_language_parts(dir, &t->arena);
  for (uint32_t part = 0; part < l->n_parts; part++) {
    struct trv_error e = {0};
    if (trv_language_load_part(l, part, dir, world, &t->arena, &e) == TRV_OK) continue;
    result->n_errors++;
    trv_finding_add(report, &e);
  }
  l->whole = !result->n_errors;
}

/* The tables of the ontologies, where the share folder has them, and what the rules take from them. */
static void check_codes(struct trv_treve *t, const char *dir, struct trv_strbuf *report,
                        struct trv_lint_result *result) {
  const char *tables = trv_arena_printf(&t->arena, "%s/ontology", t->share);
  if (is_folder(tables)) result->n_errors += trv_ontology_check(tables, &t->arena, report);
  const struct trv_what_data *what = t->languages[0].what;
  if (what && trv_what_rules(what))
    result->n_errors +=
        trv_rule_codes_check(trv_what_rules(what), trv_arena_printf(&t->arena, "%s/events.rules", dir), report);
}

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static enum trv_status run_cases(struct trv_treve *t, const char *dir, struct trv_strbuf *report,
                                 struct trv_lint_result *result, struct trv_error *err) {
  const char *folder = trv_arena_printf(&t->arena, "%s/cases", dir);
  const char **files = TRV_NEW_ARRAY(&t->arena, const char *, MAX_CASE_FILES);
  size_t n = 0;
  DIR *d = opendir(folder);
  if (!d) return TRV_OK;           /* a pack may have none yet */
  char names[MAX_CASE_FILES][128]; /* the folder is closed before the arena is asked for memory */
  for (struct dirent *e = readdir(d); e && n < sizeof names / sizeof *names; e = readdir(d)) {
    size_t length = strlen(e->d_name);
    if (length > 5 && length < sizeof *names && strcmp(e->d_name + length - 5, ".case") == 0)
      memcpy(names[n++], e->d_name, length + 1);
  }
  closedir(d);
  for (size_t i = 0; i < n; i++) files[i] = trv_arena_printf(&t->arena, "%s/%s", folder, names[i]);
  qsort(files, n, sizeof *files, by_name);
  enum trv_status status = TRV_OK;
  for (size_t i = 0; status == TRV_OK && i < n; i++) status = trv_cases_run(t, files[i], report, result, err);
  return status;
}

enum trv_status trv_lint(const struct trv_open_options *options, const char *pack, struct trv_output *report,
                         struct trv_lint_result *result, struct trv_error *err) {
  *result = (struct trv_lint_result){0};
  *report = (struct trv_output){NULL, 0};
  struct trv_treve *t = trv_treve_new(1);
  if (!t) return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out");
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  enum trv_status status;
  jmp_buf guard;
  if (setjmp(guard)) {
    status = trv_fail(err, TRV_NO_MEMORY, pack, 0, 0, "memory ran out");
    goto done;
  }
  trv_arena_guard(&t->arena, &guard);
  const char *dir;
  locate(options, pack, t, &dir);
  if (!is_folder(dir)) {
    status = trv_fail(err, TRV_USAGE, dir, 0, 0, "no such language pack");
    goto done;
  }
  load_parts(t, dir, &b, result);
  check_codes(t, dir, &b, result);
  status = result->n_errors ? TRV_OK : run_cases(t, dir, &b, result, err);
done:
  trv_close(t);
  if (status == TRV_OK) return trv_output_take(&b, report, err);
  trv_strbuf_release(&b);
  return status;
}
