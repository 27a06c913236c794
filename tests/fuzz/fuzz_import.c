/* Any bytes as a dictionary to be imported: every line is taken or told, and the tables that come out load beside
 * treve's own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"
#include "treve/treve.h"
#include "who/who.h"

static char root[64];

static void remove_folder(void) { rmdir(root); }

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  snprintf(root, sizeof root, "/tmp/treve-fuzz-XXXXXX");
  if (!mkdtemp(root)) fuzz_die(root, "no folder");
  atexit(remove_folder);
  return 0;
}

static void write_table(const struct trv_import *import, size_t i, char *path, size_t size) {
  const char *name;
  struct trv_output out;
  struct trv_error err = {0};
  if (trv_import_table(import, i, &name, &out, &err) != TRV_OK) abort();
  snprintf(path, size, "%s/%s", root, name);
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(out.bytes, 1, out.n_bytes, file) != out.n_bytes || fclose(file) != 0) abort();
  trv_output_release(&out);
}

/* What is imported must load. */
static void load(const struct trv_import *import) {
  char paths[16][128];
  size_t n = trv_import_tables(import);
  for (size_t i = 0; i < n; i++) write_table(import, i, paths[i], sizeof paths[i]);
  struct trv_arena arena;
  struct trv_error err = {0};
  const char *const dirs[] = {root, NULL};
  trv_arena_init(&arena, 0);
  if (n && trv_who_layers_load(trv_who_data_new(&arena), dirs, "en", &err) != TRV_OK) fuzz_die(err.path, err.message);
  trv_arena_release(&arena);
  for (size_t i = 0; i < n; i++) unlink(paths[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const struct trv_import_options options = {.share = SHARE_DIR};
  struct trv_import *import;
  struct trv_import_counts c;
  struct trv_error err = {0};
  if (trv_import_new(&options, &import, &err) != TRV_OK) fuzz_die(err.path, err.message);
  for (int i = 0; i < 2; i++)
    if (trv_import_add(import, "d.txt", (const char *)data, size, &err) != TRV_OK && !err.message[0]) abort();
  trv_import_count(import, &c);
  if (c.lines != c.empty + c.entries + c.synonyms + c.codes + c.roles + c.sets + c.rejected) abort();
  for (int full = 0; full < 2; full++) {
    struct trv_output out;
    if (trv_import_report(import, full, &out, &err) != TRV_OK) abort();
    trv_output_release(&out);
  }
  load(import);
  trv_import_free(import);
  return 0;
}
