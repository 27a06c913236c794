/* The gazetteer: a file of places, mapped into memory and searched by hash, never parsed.
 *
 * Written by tools/places/build.py. Little-endian:
 *   header    magic "TRVPLACE", u32 version, u32 0x01020304, u64 file size, u64 checksum of all after the section
 *             table (FNV-1a over 64-bit words), u32 countries, u32 places, u32 names, u32 bucket bits, two u64 zero
 *   table     six sections, u32 offset and u32 size each:
 *   countries [n_countries] 4 bytes: ISO alpha-3 and a NUL, or four NULs where a place belongs to several
 *   places    [n_places] three u32: name offset | (kind and flags) << 24; (latitude + 90) * 10000 | weight << 24;
 *             (longitude + 180) * 10000 | country << 24. weight is 8 * log2(population + 1)
 *   buckets   [2^bits + 1] u32: where each bucket's names begin
 *   prints    [n_names] u32: low half of the hash of a name, ascending in its bucket, whose number is the high bits
 *   values    [n_names] u32: place | word << 28 | small << 29 | rank << 30
 *   pool      usual English names, NUL-terminated
 *
 * Names are not stored: a name is its 64-bit hash, of which 49 bits are kept. With 400,000 names a word that is no
 * place is taken for one in 10^9 look-ups. A name's key is its atoms' letters and digits without spaces. */
#ifndef TRV_WHERE_GAZETTEER_H
#define TRV_WHERE_GAZETTEER_H

#include "base/arena.h"
#include "base/status.h"

struct trv_gazetteer {
  const uint8_t *bytes;
  size_t n_bytes;
  const char *countries; /* [n_countries][4] */
  const uint32_t *places, *buckets, *prints, *values;
  const char *pool;
  uint32_t n_countries, n_places, n_names, bucket_bits, pool_bytes;
};

enum trv_place_rank {
  TRV_RANK_USUAL, /* a name in French, English or the place's own language */
  TRV_RANK_OTHER, /* a variant somebody noted */
  TRV_RANK_SOUND  /* found by sound alone: "Chaayrate" for Shayrat */
};

enum {
  TRV_GAZ_EXTRA = 8,   /* from places-extra.tsv, or a state */
  TRV_GAZ_SEAT = 16,   /* seat of a first-level division */
  TRV_GAZ_SECTION = 32 /* part of a town */
};

struct trv_gaz_place {
  const char *name;
  uint8_t kind; /* enum trv_place_kind */
  uint8_t flags;
  uint8_t weight;  /* 8 * log2(population + 1) */
  uint8_t country; /* index */
  double lat_deg, lon_deg;
};

struct trv_gaz_hit {
  uint32_t place;
  uint8_t rank; /* enum trv_place_rank */
  bool small;   /* this name may begin with a small letter: "bande de Gaza" */
  bool word;    /* this name is also a word or a surname */
};

/* Maps the file; it stays mapped until the arena is released. TRV_SYSTEM where it cannot be read, TRV_BAD_DATA where
 * it is foreign, truncated, of another version or damaged. */
enum trv_status trv_gazetteer_open(const char *path, struct trv_arena *arena, struct trv_gazetteer *out,
                                   struct trv_error *err);

struct trv_gaz_place trv_gazetteer_place(const struct trv_gazetteer *g, uint32_t place);
/* ISO alpha-3; NULL: none. */
const char *trv_gazetteer_country(const struct trv_gazetteer *g, uint32_t country);
/* The index of a country by ISO alpha-3; UINT32_MAX: none. */
uint32_t trv_gazetteer_country_of(const struct trv_gazetteer *g, const char *code, size_t n);

/* Appends the letters and digits of a folded atom to a key of at most `cap` bytes; returns the new length, or `n`
 * where the atom has none, or 0 where it does not fit. */
uint32_t trv_gaz_key_add(char *key, uint32_t n, uint32_t cap, const char *fold, uint32_t fold_n);
/* What a name sounds like, French or English (see tools/places/build.py, sound_key). `key` is a key without Arabic
 * articles. Returns the length, 0 where it does not fit. */
uint32_t trv_gaz_sound(const char *key, uint32_t n, char *out, uint32_t cap);
/* Whether an atom is an Arabic article inside or before a name: "al", "ech". */
bool trv_gaz_article(const char *fold, uint32_t n);

/* Places with this key, at most `cap`; returns how many. */
uint32_t trv_gazetteer_find(const struct trv_gazetteer *g, const char *key, uint32_t n, bool sound,
                            struct trv_gaz_hit *hits, uint32_t cap);

#endif
