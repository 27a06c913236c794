/* See model_file.h. */
#include "parse/model_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "model files are little-endian and used in place"
#endif

enum { HEADER = 64, ENTRY = 32, ALIGN = 64 };

static uint32_t read_u32(const uint8_t *p) {
  uint32_t v;
  memcpy(&v, p, sizeof v);
  return v;
}

static uint64_t read_u64(const uint8_t *p) {
  uint64_t v;
  memcpy(&v, p, sizeof v);
  return v;
}

uint64_t trv_model_checksum(const uint8_t *p, size_t n) {
  const uint64_t multiplier = 0x9E3779B97F4A7C15u;
  uint64_t lane[4] = {1, 2, 3, 4};
  for (size_t at = 0; at < n; at += 32) {
    uint8_t tail[32] = {0};
    const uint8_t *block = p + at;
    if (n - at < 32) {
      memcpy(tail, block, n - at);
      block = tail;
    }
    for (int k = 0; k < 4; k++) {
      uint64_t x = (lane[k] ^ read_u64(block + 8 * k)) * multiplier;
      lane[k] = x << 29 | x >> 35;
    }
  }
  uint64_t h = n;
  for (int k = 0; k < 4; k++) {
    h = (h ^ lane[k]) * multiplier;
    h ^= h >> 32;
  }
  return h;
}

static enum trv_status check(const struct trv_model_file *f, struct trv_error *err) {
  const uint8_t *b = f->bytes;
  if (f->size < HEADER || memcmp(b, TRV_MODEL_MAGIC, 8) != 0)
    return trv_fail(err, TRV_BAD_DATA, f->path, 0, 0, "not a treve parser model");
  uint32_t version = read_u32(b + 8);
  if (version != TRV_MODEL_VERSION)
    return trv_fail(err, TRV_BAD_DATA, f->path, 0, 0, "parser model of version %u; this program reads version %u",
                    version, TRV_MODEL_VERSION);
  if (read_u64(b + 16) != f->size)
    return trv_fail(err, TRV_BAD_DATA, f->path, 0, 0,
                    "parser model is truncated or has bytes too many: %zu bytes, not %llu", f->size,
                    (unsigned long long)read_u64(b + 16));
  if (f->n_sections > TRV_MODEL_MAX_SECTIONS || HEADER + (size_t)f->n_sections * ENTRY > f->size)
    return trv_fail(err, TRV_BAD_DATA, f->path, 0, 0, "parser model has a broken section table");
  if (trv_model_checksum(b + HEADER, f->size - HEADER) != read_u64(b + 24))
    return trv_fail(err, TRV_BAD_DATA, f->path, 0, 0, "parser model is damaged: its checksum does not agree");
  for (uint32_t i = 0; i < f->n_sections; i++) {
    const uint8_t *e = b + HEADER + (size_t)i * ENTRY;
    uint64_t offset = read_u64(e + 16), size = read_u64(e + 24);
    if (offset % ALIGN != 0 || offset > f->size || size > f->size - offset)
      return trv_fail(err, TRV_BAD_DATA, f->path, 0, 0, "parser model: section %u lies outside the file", i);
  }
  return TRV_OK;
}

enum trv_status trv_model_file_open(const char *path, struct trv_model_file *out, struct trv_error *err) {
  enum trv_status status = TRV_OK;
  *out = (struct trv_model_file){0};
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return trv_fail(err, TRV_SYSTEM, path, 0, 0, "cannot open the parser model: %s", strerror(errno));
  struct stat st;
  if (fstat(fd, &st) != 0) {
    status = trv_fail(err, TRV_SYSTEM, path, 0, 0, "cannot read the parser model: %s", strerror(errno));
    goto done;
  }
  if (!S_ISREG(st.st_mode)) {
    status = trv_fail(err, TRV_BAD_DATA, path, 0, 0, "not a treve parser model: not a regular file");
    goto done;
  }
  if (st.st_size < HEADER || (uint64_t)st.st_size > TRV_MAX_MODEL_BYTES) {
    status = trv_fail(err, TRV_BAD_DATA, path, 0, 0, "not a treve parser model: %lld bytes", (long long)st.st_size);
    goto done;
  }
  void *map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (map == MAP_FAILED) {
    status = trv_fail(err, TRV_SYSTEM, path, 0, 0, "cannot map the parser model: %s", strerror(errno));
    goto done;
  }
  out->bytes = map;
  out->size = (size_t)st.st_size;
  out->n_sections = read_u32(out->bytes + 12);
  out->path = strdup(path);
  if (!out->path) status = trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "out of memory");
  else status = check(out, err);
  if (status != TRV_OK) trv_model_file_close(out);
done:
  close(fd);
  return status;
}

void trv_model_file_close(struct trv_model_file *file) {
  if (file->bytes) munmap((void *)(uintptr_t)file->bytes, file->size);
  free(file->path);
  *file = (struct trv_model_file){0};
}

enum trv_status trv_model_section(const struct trv_model_file *file, const char *name, size_t item, size_t count,
                                  const void **out, size_t *n_found, struct trv_error *err) {
  for (uint32_t i = 0; i < file->n_sections; i++) {
    const uint8_t *e = file->bytes + HEADER + (size_t)i * ENTRY;
    if (strncmp((const char *)e, name, 16) != 0) continue;
    size_t offset = (size_t)read_u64(e + 16), size = (size_t)read_u64(e + 24);
    if (size % item != 0 || (count != SIZE_MAX && size / item != count))
      return trv_fail(err, TRV_BAD_DATA, file->path, 0, 0,
                      "parser model: section '%s' has %zu bytes, not %zu times %zu", name, size, count, item);
    *out = file->bytes + offset;
    if (n_found) *n_found = size / item;
    return TRV_OK;
  }
  return trv_fail(err, TRV_BAD_DATA, file->path, 0, 0, "parser model has no section '%s'", name);
}
