/* See fuzz.h. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"

void fuzz_die(const char *what, const char *why) {
  fprintf(stderr, "fuzz: %s: %s\n", what, why);
  exit(2);
}

void fuzz_file_open(struct fuzz_file *file) {
  file->fd = memfd_create("fuzz", MFD_CLOEXEC);
  if (file->fd < 0) fuzz_die("memfd_create", "no file in memory");
  snprintf(file->path, sizeof file->path, "/proc/self/fd/%d", file->fd);
}

void fuzz_file_set(const struct fuzz_file *file, const void *bytes, size_t n) {
  if (ftruncate(file->fd, 0) != 0 || pwrite(file->fd, bytes, n, 0) != (ssize_t)n) fuzz_die(file->path, "not written");
}
