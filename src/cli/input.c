/* See input.h. */
#include "input.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report.h"

static enum trv_status reject(struct trv_error *err, const char *path, const char *fmt, size_t a, size_t b) {
  *err = (struct trv_error){.status = TRV_REJECTED};
  snprintf(err->path, sizeof err->path, "%s", path);
  snprintf(err->message, sizeof err->message, fmt, a, b);
  return TRV_REJECTED;
}

enum trv_status cli_reject(struct trv_error *err, const char *path, const char *why) {
  *err = (struct trv_error){.status = TRV_REJECTED};
  snprintf(err->path, sizeof err->path, "%s", path);
  snprintf(err->message, sizeof err->message, "%s", why);
  return TRV_REJECTED;
}

static enum trv_status reject_errno(struct trv_error *err, const char *path) {
  return cli_reject(err, path, strerror(errno));
}

static enum trv_status no_memory(struct trv_error *err, const char *path) {
  reject(err, path, "memory ran out", 0, 0);
  return err->status = TRV_NO_MEMORY;
}

/* Reads to the end or to one byte more than `max`, growing from `expected`. */
static enum trv_status read_all(int fd, const char *path, size_t expected, size_t max, struct cli_bytes *out,
                                struct trv_error *err) {
  size_t cap = expected + 2 > 65536 ? expected + 2 : 65536;
  out->n = 0;
  out->p = malloc(cap);
  if (!out->p) return no_memory(err, path);
  for (;;) {
    if (out->n + 1 >= cap) {
      char *p = realloc(out->p, cap *= 2);
      if (!p) return no_memory(err, path);
      out->p = p;
    }
    ssize_t got = read(fd, out->p + out->n, cap - 1 - out->n);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return reject_errno(err, path);
    if (got == 0) break;
    out->n += (size_t)got;
    if (out->n > max)
      return reject(err, path, "too long: more than %zu bytes, the length of the longest article", max, 0);
  }
  out->p[out->n] = '\0';
  return TRV_OK;
}

enum trv_status cli_read(const char *path, size_t max, struct cli_bytes *out, struct trv_error *err) {
  *out = (struct cli_bytes){NULL, 0};
  bool standard = strcmp(path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return reject_errno(err, path);
  struct stat st;
  enum trv_status status = TRV_OK;
  if (fstat(fd, &st) != 0) status = reject_errno(err, path);
  else if (S_ISDIR(st.st_mode)) status = reject(err, path, "is a folder; name the files in it", 0, 0);
  else if (S_ISREG(st.st_mode) && (uintmax_t)st.st_size > max)
    status =
        reject(err, path, "too long: %zu bytes, more than the %zu of the longest article", (size_t)st.st_size, max);
  else status = read_all(fd, path, S_ISREG(st.st_mode) ? (size_t)st.st_size : 0, max, out, err);
  if (!standard) close(fd);
  if (status != TRV_OK) {
    free(out->p);
    *out = (struct cli_bytes){NULL, 0};
  }
  return status;
}

bool cli_names_add(struct cli_names *names, const char *folder, const char *name) {
  if (names->n == names->cap) {
    size_t cap = names->cap ? names->cap * 2 : 64;
    char **items = realloc(names->items, cap * sizeof *items);
    if (!items) return false;
    names->items = items;
    names->cap = cap;
  }
  size_t n = (folder ? strlen(folder) + 1 : 0) + strlen(name) + 1;
  char *path = malloc(n);
  if (!path) return false;
  snprintf(path, n, "%s%s%s", folder ? folder : "", folder ? "/" : "", name);
  names->items[names->n++] = path;
  return true;
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

#define MAX_DEPTH 64 /* folders within folders */

/* A folder and those that it stands in. */
struct ancestry {
  const struct ancestry *outer;
  struct stat st;
};

/* Whether a link has led back to one of those that are being read. */
static bool is_ring(const struct ancestry *a) {
  for (const struct ancestry *o = a->outer; o; o = o->outer)
    if (o->st.st_dev == a->st.st_dev && o->st.st_ino == a->st.st_ino) return true;
  return false;
}

static bool add_folder(struct cli_names *names, const char *folder, bool (*wanted)(const char *name), int depth,
                       const struct ancestry *outer) {
  struct ancestry here = {.outer = outer};
  DIR *dir = opendir(folder);
  if (!dir || fstat(dirfd(dir), &here.st) != 0) {
    cli_message("%s: %s", folder, strerror(errno));
    if (dir) closedir(dir);
    return false;
  }
  if (is_ring(&here)) {
    closedir(dir);
    return true;
  }
  bool ok = true;
  for (struct dirent *e = readdir(dir); ok && e; e = readdir(dir)) {
    char inner[4096];
    if (e->d_name[0] == '.') continue;
    snprintf(inner, sizeof inner, "%s/%s", folder, e->d_name);
    if (cli_is_folder(inner)) ok = depth <= 0 || add_folder(names, inner, wanted, depth - 1, &here);
    else if (!wanted || wanted(e->d_name)) ok = cli_names_add(names, folder, e->d_name);
  }
  closedir(dir);
  return ok;
}

bool cli_is_text_name(const char *name) {
  size_t n = strlen(name);
  return n > 4 && strcmp(name + n - 4, ".txt") == 0;
}

bool cli_names_folder(struct cli_names *names, const char *folder, bool (*wanted)(const char *name), bool deep) {
  size_t first = names->n;
  bool ok = add_folder(names, folder, wanted, deep ? MAX_DEPTH : 0, NULL);
  if (names->n > first) qsort(names->items + first, names->n - first, sizeof *names->items, by_bytes);
  return ok;
}

void cli_names_release(struct cli_names *names) {
  for (size_t i = 0; i < names->n; i++) free(names->items[i]);
  free(names->items);
  *names = (struct cli_names){0};
}

bool cli_is_folder(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}
