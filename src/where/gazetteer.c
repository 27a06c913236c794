/* See gazetteer.h. */
#include "where/gazetteer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/map.h"
#include "where/where.h"

#define VERSION 1
#define N_SECTIONS 6
#define HEAD_BYTES 64
#define FNV_START 0xCBF29CE484222325u
#define FNV_PRIME 0x100000001B3u

static const char magic[8] = {'T', 'R', 'V', 'P', 'L', 'A', 'C', 'E'};

struct mapping {
  void *p;
  size_t n;
};

static void unmap(void *resource) {
  struct mapping *m = resource;
  if (m->p) munmap(m->p, m->n);
  m->p = NULL;
}

static uint32_t get32(const uint8_t *p) {
  uint32_t v;
  memcpy(&v, p, sizeof v);
  return v;
}

static uint64_t get64(const uint8_t *p) {
  uint64_t v;
  memcpy(&v, p, sizeof v);
  return v;
}

static uint64_t checksum(const uint8_t *p, size_t n) {
  uint64_t h = FNV_START;
  for (size_t i = 0; i + 8 <= n; i += 8) h = (h ^ get64(p + i)) * FNV_PRIME;
  return h;
}

/* Whether section `i` lies inside the file, aligned, and holds `size` bytes; sets *out. */
static bool section(const struct trv_gazetteer *g, uint32_t i, uint64_t size, const uint8_t **out) {
  uint32_t offset = get32(g->bytes + HEAD_BYTES + (size_t)i * 8), n = get32(g->bytes + HEAD_BYTES + (size_t)i * 8 + 4);
  if (offset % 8 || (uint64_t)offset + n > g->n_bytes || (size != UINT64_MAX && n != size)) return false;
  *out = g->bytes + offset;
  return true;
}

static enum trv_status read_sections(struct trv_gazetteer *g, const char *path, struct trv_error *err) {
  const uint8_t *p = g->bytes;
  size_t head = HEAD_BYTES + 8 * N_SECTIONS;
  if (g->n_bytes < head || memcmp(p, magic, sizeof magic) != 0)
    return trv_fail(err, TRV_BAD_DATA, path, 0, 0, "is not a file of places made by tools/places");
  if (get32(p + 12) != 0x01020304u) return trv_fail(err, TRV_BAD_DATA, path, 0, 0, "was made for the other byte order");
  if (get32(p + 8) != VERSION)
    return trv_fail(err, TRV_BAD_DATA, path, 0, 0, "has version %u, and this program reads version %d", get32(p + 8),
                    VERSION);
  if (get64(p + 16) != g->n_bytes)
    return trv_fail(err, TRV_BAD_DATA, path, 0, 0, "is truncated: it has %zu bytes and should have %llu", g->n_bytes,
                    (unsigned long long)get64(p + 16));
  if (checksum(p + head, g->n_bytes - head) != get64(p + 24))
    return trv_fail(err, TRV_BAD_DATA, path, 0, 0, "is damaged: its checksum is wrong");
  g->n_countries = get32(p + 32);
  g->n_places = get32(p + 36);
  g->n_names = get32(p + 40);
  g->bucket_bits = get32(p + 44);
  const uint8_t *s[N_SECTIONS];
  bool sound = g->n_countries < 256 && g->bucket_bits >= 1 && g->bucket_bits <= 24 &&
               section(g, 0, (uint64_t)g->n_countries * 4, &s[0]) && section(g, 1, (uint64_t)g->n_places * 12, &s[1]) &&
               section(g, 2, (((uint64_t)1 << g->bucket_bits) + 1) * 4, &s[2]) &&
               section(g, 3, (uint64_t)g->n_names * 4, &s[3]) && section(g, 4, (uint64_t)g->n_names * 4, &s[4]) &&
               section(g, 5, UINT64_MAX, &s[5]);
  if (sound) {
    g->countries = (const char *)s[0];
    g->places = (const uint32_t *)(const void *)s[1];
    g->buckets = (const uint32_t *)(const void *)s[2];
    g->prints = (const uint32_t *)(const void *)s[3];
    g->values = (const uint32_t *)(const void *)s[4];
    g->pool = (const char *)s[5];
    g->pool_bytes = get32(p + HEAD_BYTES + 5 * 8 + 4);
    sound = g->pool_bytes > 0 && g->pool[g->pool_bytes - 1] == '\0';
    for (uint32_t c = 0; c < g->n_countries && sound; c++) sound = g->countries[(size_t)c * 4 + 3] == '\0';
  }
  if (!sound) return trv_fail(err, TRV_BAD_DATA, path, 0, 0, "has sections that do not fit each other");
  return TRV_OK;
}

enum trv_status trv_gazetteer_open(const char *path, struct trv_arena *arena, struct trv_gazetteer *out,
                                   struct trv_error *err) {
  memset(out, 0, sizeof *out);
  struct mapping *mapping = TRV_NEW(arena, struct mapping);
  trv_arena_defer(arena, unmap, mapping);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return trv_fail(err, TRV_SYSTEM, path, 0, 0, "cannot be opened: %s", strerror(errno));
  struct stat st;
  enum trv_status status = TRV_OK;
  if (fstat(fd, &st) != 0) {
    status = trv_fail(err, TRV_SYSTEM, path, 0, 0, "cannot be read: %s", strerror(errno));
  } else if (!S_ISREG(st.st_mode)) {
    status = trv_fail(err, TRV_SYSTEM, path, 0, 0, "is not a file");
  } else if (st.st_size <= 0 || (size_t)st.st_size > TRV_MAX_TABLE_BYTES) {
    status = trv_fail(err, TRV_BAD_DATA, path, 0, 0, "is not a file of places made by tools/places");
  } else {
    void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED) {
      status = trv_fail(err, TRV_SYSTEM, path, 0, 0, "cannot be mapped: %s", strerror(errno));
    } else {
      mapping->p = p;
      mapping->n = (size_t)st.st_size;
    }
  }
  close(fd);
  if (status != TRV_OK) return status;
  out->bytes = mapping->p;
  out->n_bytes = mapping->n;
  return read_sections(out, path, err);
}

struct trv_gaz_place trv_gazetteer_place(const struct trv_gazetteer *g, uint32_t place) {
  struct trv_gaz_place out = {.name = ""};
  if (place >= g->n_places) return out;
  const uint32_t *r = g->places + (size_t)place * 3;
  uint32_t name = r[0] & 0xFFFFFF;
  if (name < g->pool_bytes) out.name = g->pool + name;
  out.kind = (uint8_t)(r[0] >> 24 & 7);
  out.flags = (uint8_t)(r[0] >> 24 & ~7u);
  out.weight = (uint8_t)(r[1] >> 24);
  out.country = (uint8_t)(r[2] >> 24);
  out.lat_deg = (double)(r[1] & 0xFFFFFF) / 10000.0 - 90.0;
  out.lon_deg = (double)(r[2] & 0xFFFFFF) / 10000.0 - 180.0;
  return out;
}

const char *trv_gazetteer_country(const struct trv_gazetteer *g, uint32_t country) {
  if (country >= g->n_countries || g->countries[(size_t)country * 4] == '\0') return NULL;
  return g->countries + (size_t)country * 4;
}

uint32_t trv_gazetteer_country_of(const struct trv_gazetteer *g, const char *code, size_t n) {
  if (n != 3) return UINT32_MAX;
  for (uint32_t c = 0; c < g->n_countries; c++)
    if (memcmp(g->countries + (size_t)c * 4, code, 3) == 0) return c;
  return UINT32_MAX;
}

/* Letters that fold to no ASCII letter in Unicode, and what the builder makes of them. */
static char special(unsigned char a, unsigned char b) {
  if (a == 0xC9 && b == 0x99) return 'a'; /* U+0259 */
  if (a == 0xC7 && b == 0x9D) return 'a'; /* U+01DD */
  return '\0';
}

uint32_t trv_gaz_key_add(char *key, uint32_t n, uint32_t cap, const char *fold, uint32_t fold_n) {
  for (uint32_t i = 0; i < fold_n; i++) {
    char c = fold[i];
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
      c = i + 1 < fold_n ? special((unsigned char)fold[i], (unsigned char)fold[i + 1]) : '\0';
      if (!c) continue;
      i++;
    }
    if (n == cap) return 0;
    key[n++] = c;
  }
  return n;
}

bool trv_gaz_article(const char *fold, uint32_t n) {
  static const char *const articles[] = {"al", "el", "ul", "ol", "ar", "as", "ash", "ach", "az",  "ad",
                                         "at", "an", "ed", "es", "ez", "er", "en",  "et",  "esh", "ech"};
  for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
    if (strlen(articles[i]) == n && memcmp(articles[i], fold, n) == 0) return true;
  return false;
}

/* Digraphs before letters, longest first; an e is mute at the end. */
static const struct {
  char written[6], sign[3];
} sounds[] = {
    {"shch", "S"}, {"tsch", "S"}, {"dzh", "J"}, {"gue", "GA"}, {"gui", "GI"}, {"sch", "S"}, {"tch", "S"}, {"tsh", "S"},
    {"ai", "A"},   {"au", "U"},   {"ay", "A"},  {"ch", "S"},   {"dh", "d"},   {"dj", "J"},  {"ee", "I"},  {"ei", "A"},
    {"ey", "A"},   {"gh", "G"},   {"ie", "IA"}, {"kh", "K"},   {"oo", "U"},   {"ou", "U"},  {"ph", "f"},  {"sh", "S"},
    {"th", "t"},   {"zh", "J"},   {"a", "A"},   {"b", "b"},    {"c", "K"},    {"d", "d"},   {"e", "e"},   {"f", "f"},
    {"g", "G"},    {"h", ""},     {"i", "I"},   {"j", "J"},    {"k", "K"},    {"l", "l"},   {"m", "m"},   {"n", "n"},
    {"o", "U"},    {"p", "p"},    {"q", "K"},   {"r", "r"},    {"s", "s"},    {"t", "t"},   {"u", "U"},   {"v", "v"},
    {"w", "U"},    {"x", "Ks"},   {"y", "I"},   {"z", "z"},
};

uint32_t trv_gaz_sound(const char *key, uint32_t n, char *out, uint32_t cap) {
  uint32_t used = 0;
  for (uint32_t i = 0; i < n;) {
    const char *sign = NULL;
    for (size_t s = 0; s < sizeof sounds / sizeof *sounds && !sign; s++) {
      size_t length = strlen(sounds[s].written);
      if (i + length <= n && memcmp(key + i, sounds[s].written, length) == 0) {
        sign = sounds[s].sign;
        i += (uint32_t)length;
      }
    }
    if (!sign) {
      i++;
      continue;
    }
    if (*sign == 'e') sign = i == n && used > 2 ? "" : "A";
    for (; *sign; sign++) {
      if (used && (out[used - 1] == *sign || (*sign == 'I' && out[used - 1] == 'A'))) continue;
      if (used == cap) return 0;
      out[used++] = *sign;
    }
  }
  return used;
}

static uint64_t key_hash(const char *key, uint32_t n, bool sound) {
  uint64_t h = FNV_START;
  for (uint32_t i = 0; i < n; i++) h = (h ^ (unsigned char)key[i]) * FNV_PRIME;
  if (sound) h ^= 0x9E3779B97F4A7C15u;
  h ^= h >> 32;
  h *= 0xD6E8FEB86659FD93u;
  return h ^ h >> 32;
}

uint32_t trv_gazetteer_find(const struct trv_gazetteer *g, const char *key, uint32_t n, bool sound,
                            struct trv_gaz_hit *hits, uint32_t cap) {
  uint64_t h = key_hash(key, n, sound);
  uint32_t bucket = (uint32_t)(h >> (64 - g->bucket_bits)), print = (uint32_t)h, found = 0;
  uint32_t end = g->buckets[bucket + 1];
  if (end > g->n_names) return 0;
  for (uint32_t i = g->buckets[bucket]; i < end && found < cap; i++) {
    if (g->prints[i] != print) continue;
    uint32_t v = g->values[i];
    if ((v & 0xFFFFF) >= g->n_places) continue;
    if ((v >> 30 == TRV_RANK_SOUND) != sound) continue;
    hits[found++] = (struct trv_gaz_hit){v & 0xFFFFF, (uint8_t)(v >> 30), v >> 29 & 1, v >> 28 & 1};
  }
  return found;
}
