/* See dictionary.h. Follows "Use of Zstandard dictionaries in WARC files" of the IIPC: the file begins with a skippable frame
 * 0x184D2A5D that holds a dictionary as RFC 8878 section 5 has it, as it is or as one zstd frame. A skippable frame that holds
 * anything else is left for the decompressor to skip. */
#include "read/dictionary.h"

#include <stdlib.h>

#include "base/limits.h"

enum { HEADER = 8, MAGIC = 4 };

static const uint8_t frame_magic[MAGIC] = {0x5d, 0x2a, 0x4d, 0x18};
static const uint8_t dictionary_magic[MAGIC] = {0x37, 0xa4, 0x30, 0xec};
static const uint8_t zstd_magic[MAGIC] = {0x28, 0xb5, 0x2f, 0xfd};

/* Takes `n` bytes; false: there are not so many. */
static bool take(struct trv_raw *raw, uint8_t *p, size_t n) {
  while (n) {
    size_t left;
    if (trv_raw_fill(raw, 1) != 0 || (left = trv_raw_left(raw)) == 0) return false;
    if (left > n) left = n;
    memcpy(p, raw->p + raw->pos, left);
    raw->pos += left;
    p += left;
    n -= left;
  }
  return true;
}

static enum trv_unpacked use(struct trv_unpacker *u, const uint8_t *p, size_t n, const char **why) {
  enum trv_unpacked result = trv_unpacker_dictionary(u, (struct trv_slice){(const char *)p, n});
  if (result == TRV_UNPACK_DAMAGED) *why = u->why;
  return result;
}

/* The frame `p` holds the dictionary. */
static enum trv_unpacked use_packed(struct trv_unpacker *u, const uint8_t *p, size_t n, const char **why) {
  uint8_t *room = malloc(TRV_MAX_ZSTD_DICTIONARY_BYTES);
  if (!room || !trv_unpacker_begin(u, TRV_PACK_ZSTD)) {
    free(room);
    return TRV_UNPACK_NO_MEMORY;
  }
  struct trv_unpack_io io = {p, n, room, TRV_MAX_ZSTD_DICTIONARY_BYTES};
  enum trv_unpacked result = trv_unpack(u, &io);
  if (result == TRV_UNPACK_END) result = use(u, room, TRV_MAX_ZSTD_DICTIONARY_BYTES - io.n_out, why);
  else if (result == TRV_UNPACK_DAMAGED) *why = u->why;
  else if (result == TRV_UNPACK_MORE) {
    result = TRV_UNPACK_DAMAGED;
    *why = io.n_out ? "it ends too early" : "it is larger than any in use";
  }
  free(room);
  return result;
}

enum trv_unpacked trv_dictionary_take(struct trv_raw *raw, struct trv_unpacker *u, const char **why) {
  if (trv_raw_fill(raw, HEADER + MAGIC) != 0 || trv_raw_left(raw) < HEADER + MAGIC) return TRV_UNPACK_MORE;
  const uint8_t *p = raw->p + raw->pos;
  bool packed = memcmp(p + HEADER, zstd_magic, MAGIC) == 0;
  if (memcmp(p, frame_magic, MAGIC) != 0) return TRV_UNPACK_MORE;
  if (!packed && memcmp(p + HEADER, dictionary_magic, MAGIC) != 0) return TRV_UNPACK_MORE;
  size_t n = (size_t)p[4] | (size_t)p[5] << 8 | (size_t)p[6] << 16 | (size_t)p[7] << 24;
  if (n < MAGIC) return TRV_UNPACK_MORE;
  *why = "it is larger than any in use";
  if (n > TRV_MAX_ZSTD_DICTIONARY_BYTES) return TRV_UNPACK_DAMAGED;
  uint8_t *room = malloc(n);
  if (!room) return TRV_UNPACK_NO_MEMORY;
  raw->pos += HEADER;
  *why = "it ends too early";
  enum trv_unpacked result = TRV_UNPACK_DAMAGED;
  if (take(raw, room, n)) result = packed ? use_packed(u, room, n, why) : use(u, room, n, why);
  free(room);
  return result;
}
