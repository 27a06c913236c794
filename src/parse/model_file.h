/* The model file: a header, a table of named sections, the sections. Little-endian, each section at a multiple of 64.
 *
 *   0  char[8]  "TRVPARSE"
 *   8  u32      version (TRV_MODEL_VERSION)
 *  12  u32      number of sections
 *  16  u64      size of the whole file
 *  24  u64      checksum of everything from byte 64 on (trv_model_checksum)
 *  32  char[16] language, NUL-padded
 *  48  16 bytes of zero
 *  64  sections: char[16] name, u64 offset, u64 size
 *
 * The file is mapped read-only and used in place. */
#ifndef TRV_PARSE_MODEL_FILE_H
#define TRV_PARSE_MODEL_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

#define TRV_MODEL_MAGIC "TRVPARSE"
#define TRV_MODEL_VERSION 1u
#define TRV_MODEL_MAX_SECTIONS 128u

struct trv_model_file {
  const uint8_t *bytes;
  size_t size;
  uint32_t n_sections;
  char *path; /* for messages; owned */
};

/* Maps and checks a file: magic, version, sizes, section table, checksum. On failure nothing is held. */
enum trv_status trv_model_file_open(const char *path, struct trv_model_file *out, struct trv_error *err);
void trv_model_file_close(struct trv_model_file *file);

/* A section of exactly `count` items of `item` bytes, or of any whole number of them where count is SIZE_MAX (then
 * *n_found, if given, says how many). */
enum trv_status trv_model_section(const struct trv_model_file *file, const char *name, size_t item, size_t count,
                                  const void **out, size_t *n_found, struct trv_error *err);

/* Four lanes of multiply and rotate over 8-byte words, folded; the tail is padded with zeros. */
uint64_t trv_model_checksum(const uint8_t *p, size_t n);

#endif
