/* Any bytes as one table of a language pack or of the world: loaded, or refused with a message.
 *
 * The first line of an input names the table ("says.tsv"), the rest is its content. The other tables are short copies
 * of the shipped ones in a folder of their own, so that loading is quick. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/table.h"
#include "coder/coder.h"
#include "fuzz.h"

enum { MOST_TABLES = 64, ROWS_KEPT = 40, ROOM = 160 };

static char root[64], lang_dir[ROOM], world_dir[ROOM];
static struct table {
  char name[64];
  bool world;
} tables[MOST_TABLES];
static size_t n_tables;
static struct trv_arena pack;
static struct trv_language language = {.code = "fr"};

/* The part of trv_language_load_part that reads a table. */
static uint32_t part_of(const struct table *t) {
  static const struct {
    const char *prefix;
    uint32_t part;
  } parts[] = {{"language.", 0}, {"text.", 1},   {"grammar.", 3}, {"who.", 4},    {"when-", 5},     {"where.", 6},
               {"says.", 7},     {"events.", 8}, {"numbers.", 8}, {"topics.", 8}, {"contexts.", 8}, {"terms.", 9}};
  if (t->world) return 4;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (strncmp(t->name, parts[i].prefix, strlen(parts[i].prefix)) == 0) return parts[i].part;
  return TRV_N_PARTS;
}

static const char *path_of(const struct table *t) {
  static char path[ROOM + 64];
  snprintf(path, sizeof path, "%s/%s", t->world ? world_dir : lang_dir, t->name);
  return path;
}

static void write_file(const char *path, const void *bytes, size_t n) {
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0 || write(fd, bytes, n) != (ssize_t)n) fuzz_die(path, "not written");
  close(fd);
}

/* The first rows of a shipped table; all of the states, which others refer to. */
static void copy_head(const char *from, const struct table *t) {
  struct trv_arena arena;
  struct trv_slice text;
  struct trv_error err = {0};
  trv_arena_init(&arena, 0);
  if (trv_file_read(from, TRV_MAX_TABLE_BYTES, &arena, &text, &err) != TRV_OK) fuzz_die(err.path, err.message);
  size_t n = 0, rows = 0, kept = strcmp(t->name, "states.tsv") == 0 || !t->world ? SIZE_MAX : ROWS_KEPT;
  while (n < text.n && rows < kept) rows += text.p[n++] == '\n';
  write_file(path_of(t), text.p, n);
  trv_arena_release(&arena);
}

static bool ends_with(const char *s, const char *end) {
  size_t n = strlen(s), m = strlen(end);
  return n >= m && strcmp(s + n - m, end) == 0;
}

static void copy_tables(const char *from, bool world) {
  DIR *dir = opendir(from);
  if (!dir) fuzz_die(from, "no folder");
  for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
    char source[1024];
    snprintf(source, sizeof source, "%.600s/%.255s", from, e->d_name);
    bool text = ends_with(e->d_name, ".tsv") || ends_with(e->d_name, ".rules");
    bool binary = ends_with(e->d_name, ".model") || ends_with(e->d_name, ".trv");
    if ((!text && !binary) || n_tables == MOST_TABLES) continue;
    struct table *t = &tables[n_tables];
    snprintf(t->name, sizeof t->name, "%.63s", e->d_name);
    t->world = world;
    if (text) {
      copy_head(source, t);
      n_tables++;
    } else if (symlink(source, path_of(t)) != 0) {
      fuzz_die(source, "no link");
    }
  }
  closedir(dir);
}

static void empty_folder(const char *path) {
  DIR *dir = opendir(path);
  if (!dir) return;
  for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
    char inner[ROOM + 300];
    snprintf(inner, sizeof inner, "%s/%s", path, e->d_name);
    if (e->d_name[0] != '.') unlink(inner);
  }
  closedir(dir);
  rmdir(path);
}

static void remove_folders(void) {
  empty_folder(lang_dir);
  empty_folder(world_dir);
  rmdir(root);
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  snprintf(root, sizeof root, "/tmp/treve-fuzz-XXXXXX");
  if (!mkdtemp(root)) fuzz_die(root, "no folder");
  snprintf(lang_dir, sizeof lang_dir, "%s/fr", root);
  snprintf(world_dir, sizeof world_dir, "%s/world", root);
  if (mkdir(lang_dir, 0700) != 0 || mkdir(world_dir, 0700) != 0) fuzz_die(root, "no folder");
  atexit(remove_folders);
  copy_tables(SHARE_DIR "/languages/fr", false);
  copy_tables(SHARE_DIR "/world", true);
  struct trv_error err = {0};
  trv_arena_init(&pack, 0);
  for (uint32_t part = 0; part < TRV_N_PARTS; part++)
    if (trv_language_load_part(&language, part, lang_dir, world_dir, &pack, &err) != TRV_OK)
      fuzz_die(err.path, err.message);
  return 0;
}

static void load(uint32_t part) {
  struct trv_language changed = language;
  struct trv_arena arena;
  struct trv_error err = {0};
  trv_arena_init(&arena, TRV_MAX_ARENA_BYTES);
  enum trv_status status = trv_language_load_part(&changed, part, lang_dir, world_dir, &arena, &err);
  if (status != TRV_OK && (!err.message[0] || !err.path[0])) abort();
  trv_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const uint8_t *end = size ? memchr(data, '\n', size) : NULL;
  if (!end) return 0;
  struct trv_slice name = {(const char *)data, (size_t)(end - data)};
  for (size_t i = 0; i < n_tables; i++) {
    if (!trv_slice_is(name, tables[i].name) || part_of(&tables[i]) == TRV_N_PARTS) continue;
    struct trv_arena arena;
    struct trv_slice before;
    struct trv_error err = {0};
    trv_arena_init(&arena, 0);
    if (trv_file_read(path_of(&tables[i]), TRV_MAX_TABLE_BYTES, &arena, &before, &err) != TRV_OK)
      fuzz_die(err.path, err.message);
    write_file(path_of(&tables[i]), end + 1, size - name.n - 1);
    load(part_of(&tables[i]));
    write_file(path_of(&tables[i]), before.p, before.n);
    trv_arena_release(&arena);
  }
  return 0;
}
