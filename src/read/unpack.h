/* One member of compressed data: gzip (RFC 1952), zlib (RFC 1950), deflate (RFC 1951), a zstd frame (RFC 8878) or
 * a stream of brotli (RFC 7932). */
#ifndef TRV_READ_UNPACK_H
#define TRV_READ_UNPACK_H

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include "base/status.h"
#include "base/str.h"

enum trv_packing { TRV_PACK_NONE, TRV_PACK_GZIP, TRV_PACK_ZSTD, TRV_PACK_ZLIB, TRV_PACK_DEFLATE, TRV_PACK_BROTLI };

/* By the first bytes; 4 suffice. TRV_PACK_NONE, TRV_PACK_GZIP or TRV_PACK_ZSTD (skippable frames are zstd's). */
enum trv_packing trv_packing_of(const void *p, size_t n);

struct trv_unpacker {
  enum trv_packing packing; /* of the member begun */
  z_stream z;
  ZSTD_DCtx *zstd;
  BrotliDecoderState *brotli;
  bool z_open;
  const char *why; /* of the last TRV_UNPACK_DAMAGED; lives as long as the unpacker */
};

enum trv_unpacked {
  TRV_UNPACK_MORE, /* all that went in was used, or there is no more room for what comes out */
  TRV_UNPACK_END,  /* the member ended */
  TRV_UNPACK_DAMAGED,
  TRV_UNPACK_NO_MEMORY
};

/* Where to take from and where to put; moved forward. */
struct trv_unpack_io {
  const uint8_t *in;
  size_t n_in;
  uint8_t *out;
  size_t n_out;
};

static inline void trv_unpacker_init(struct trv_unpacker *u) { memset(u, 0, sizeof *u); }
void trv_unpacker_release(struct trv_unpacker *u);
/* Begins a member. False: memory ran out. */
bool trv_unpacker_begin(struct trv_unpacker *u, enum trv_packing packing);
enum trv_unpacked trv_unpack(struct trv_unpacker *u, struct trv_unpack_io *io);
/* What zstd frames from now on refer to. `dictionary` is copied. TRV_UNPACK_MORE: taken. */
enum trv_unpacked trv_unpacker_dictionary(struct trv_unpacker *u, struct trv_slice dictionary);

#endif
