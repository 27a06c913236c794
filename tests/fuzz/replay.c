/* Runs a fuzz target over files, or over all files of folders, in the order of their names.
 *
 *   fuzz_TARGET FILE|FOLDER… */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { MOST_BYTES = 1 << 20 };

static size_t n_files;

static void replay_file(const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f) fuzz_die(path, "cannot be opened");
  uint8_t *room = malloc(MOST_BYTES);
  if (!room) fuzz_die(path, "memory ran out");
  size_t n = fread(room, 1, MOST_BYTES, f);
  fclose(f);
  /* a block of exactly that size, so that an overrun is seen */
  uint8_t *data = malloc(n ? n : 1);
  if (!data) fuzz_die(path, "memory ran out");
  memcpy(data, room, n);
  free(room);
  fprintf(stderr, "%s\n", path);
  LLVMFuzzerTestOneInput(data, n);
  free(data);
  n_files++;
}

static void replay(const char *path) {
  struct dirent **names;
  int n = scandir(path, &names, NULL, alphasort);
  if (n < 0) {
    replay_file(path);
    return;
  }
  for (int i = 0; i < n; i++) {
    char inner[1024];
    if (names[i]->d_name[0] != '.' &&
        snprintf(inner, sizeof inner, "%s/%s", path, names[i]->d_name) < (int)sizeof inner)
      replay_file(inner);
    free(names[i]);
  }
  free(names);
}

int main(int argc, char **argv) {
  LLVMFuzzerInitialize(&argc, &argv);
  for (int i = 1; i < argc; i++) replay(argv[i]);
  printf("%zu inputs\n", n_files);
  return n_files ? 0 : 2;
}
