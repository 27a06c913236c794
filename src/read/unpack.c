/* See unpack.h. A thin cover over zlib, libzstd and libbrotlidec, so that those who read know none of them. */
#include "read/unpack.h"

#include <limits.h>
#include <stdlib.h>
#include <zdict.h>
#include <zstd_errors.h>

#include "base/limits.h"

enum trv_packing trv_packing_of(const void *p, size_t n) {
  static const uint8_t gzip[] = {0x1f, 0x8b, 0x08}, zstd[] = {0x28, 0xb5, 0x2f, 0xfd}, skip[] = {0x2a, 0x4d, 0x18};
  const uint8_t *b = p;
  if (n >= 3 && memcmp(b, gzip, 3) == 0) return TRV_PACK_GZIP;
  if (n >= 4 && memcmp(b, zstd, 4) == 0) return TRV_PACK_ZSTD;
  if (n >= 4 && b[0] >= 0x50 && b[0] <= 0x5f && memcmp(b + 1, skip, 3) == 0) return TRV_PACK_ZSTD;
  return TRV_PACK_NONE;
}

void trv_unpacker_release(struct trv_unpacker *u) {
  if (u->z_open) inflateEnd(&u->z);
  ZSTD_freeDCtx(u->zstd);
  if (u->brotli) BrotliDecoderDestroyInstance(u->brotli);
  trv_unpacker_init(u);
}

/* zlib's own, but one that tests can make fail. */
static void *give(void *opaque, uInt n, uInt size) {
  (void)opaque;
  return size && n > SIZE_MAX / size ? NULL : malloc((size_t)n * size);
}

static void take_back(void *opaque, void *p) {
  (void)opaque;
  free(p);
}

static bool begin_zlib(struct trv_unpacker *u, int bits) {
  if (u->z_open) return inflateReset2(&u->z, bits) == Z_OK;
  u->z = (z_stream){.zalloc = give, .zfree = take_back};
  return u->z_open = inflateInit2(&u->z, bits) == Z_OK;
}

static bool begin_zstd(struct trv_unpacker *u) {
  if (!u->zstd) {
    if (!(u->zstd = ZSTD_createDCtx())) return false;
    ZSTD_DCtx_setParameter(u->zstd, ZSTD_d_windowLogMax, TRV_MAX_ZSTD_WINDOW_LOG);
  }
  ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only);
  return true;
}

static void *give_brotli(void *opaque, size_t size) { return (void)opaque, malloc(size); }

static bool begin_brotli(struct trv_unpacker *u) {
  if (u->brotli) BrotliDecoderDestroyInstance(u->brotli);
  return (u->brotli = BrotliDecoderCreateInstance(give_brotli, take_back, NULL)) != NULL;
}

bool trv_unpacker_begin(struct trv_unpacker *u, enum trv_packing packing) {
  u->packing = packing;
  u->why = NULL;
  switch (packing) {
    case TRV_PACK_GZIP: return begin_zlib(u, 16 + MAX_WBITS);
    case TRV_PACK_ZLIB: return begin_zlib(u, MAX_WBITS);
    case TRV_PACK_DEFLATE: return begin_zlib(u, -MAX_WBITS);
    case TRV_PACK_ZSTD: return begin_zstd(u);
    case TRV_PACK_BROTLI: return begin_brotli(u);
    case TRV_PACK_NONE: break;
  }
  return true;
}

static enum trv_unpacked unpack_zlib(struct trv_unpacker *u, struct trv_unpack_io *io) {
  z_stream *z = &u->z;
  uInt n_in = io->n_in > INT_MAX ? INT_MAX : (uInt)io->n_in, n_out = io->n_out > INT_MAX ? INT_MAX : (uInt)io->n_out;
  z->next_in = (z_const Bytef *)(uintptr_t)io->in;
  z->avail_in = n_in;
  z->next_out = io->out;
  z->avail_out = n_out;
  int code = inflate(z, Z_NO_FLUSH);
  io->in += n_in - z->avail_in;
  io->n_in -= n_in - z->avail_in;
  io->out += n_out - z->avail_out;
  io->n_out -= n_out - z->avail_out;
  if (code == Z_OK || code == Z_BUF_ERROR) return TRV_UNPACK_MORE;
  if (code == Z_STREAM_END) return TRV_UNPACK_END;
  if (code == Z_MEM_ERROR) return TRV_UNPACK_NO_MEMORY;
  u->why = code == Z_NEED_DICT ? "a dictionary is needed" : z->msg ? z->msg : "damaged";
  return TRV_UNPACK_DAMAGED;
}

static enum trv_unpacked zstd_failed(struct trv_unpacker *u, size_t code) {
  switch (ZSTD_getErrorCode(code)) {
    case ZSTD_error_memory_allocation: return TRV_UNPACK_NO_MEMORY;
    case ZSTD_error_dictionary_wrong: u->why = "a dictionary is needed that the file does not hold"; break;
    default: u->why = ZSTD_getErrorName(code);
  }
  return TRV_UNPACK_DAMAGED;
}

static enum trv_unpacked unpack_zstd(struct trv_unpacker *u, struct trv_unpack_io *io) {
  ZSTD_inBuffer in = {io->in, io->n_in, 0};
  ZSTD_outBuffer out = {io->out, io->n_out, 0};
  size_t code = ZSTD_decompressStream(u->zstd, &out, &in);
  io->in += in.pos;
  io->n_in -= in.pos;
  io->out += out.pos;
  io->n_out -= out.pos;
  if (ZSTD_isError(code)) return zstd_failed(u, code);
  return code == 0 ? TRV_UNPACK_END : TRV_UNPACK_MORE;
}

static enum trv_unpacked unpack_brotli(struct trv_unpacker *u, struct trv_unpack_io *io) {
  switch (BrotliDecoderDecompressStream(u->brotli, &io->n_in, &io->in, &io->n_out, &io->out, NULL)) {
    case BROTLI_DECODER_RESULT_SUCCESS: return TRV_UNPACK_END;
    case BROTLI_DECODER_RESULT_ERROR: break;
    default: return TRV_UNPACK_MORE;
  }
  BrotliDecoderErrorCode code = BrotliDecoderGetErrorCode(u->brotli);
  /* codes of memory that ran out are next to each other */
  if (code <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES && code >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES)
    return TRV_UNPACK_NO_MEMORY;
  u->why = "damaged brotli";
  return TRV_UNPACK_DAMAGED;
}

enum trv_unpacked trv_unpack(struct trv_unpacker *u, struct trv_unpack_io *io) {
  if (u->packing == TRV_PACK_ZSTD) return unpack_zstd(u, io);
  return u->packing == TRV_PACK_BROTLI ? unpack_brotli(u, io) : unpack_zlib(u, io);
}

enum trv_unpacked trv_unpacker_dictionary(struct trv_unpacker *u, struct trv_slice dictionary) {
  if (!begin_zstd(u)) return TRV_UNPACK_NO_MEMORY;
  /* loading one that is damaged would say that memory ran out */
  size_t code = ZDICT_getDictHeaderSize(dictionary.p, dictionary.n);
  if (ZSTD_isError(code)) return zstd_failed(u, code);
  code = ZSTD_DCtx_loadDictionary(u->zstd, dictionary.p, dictionary.n);
  return ZSTD_isError(code) ? zstd_failed(u, code) : TRV_UNPACK_MORE;
}
