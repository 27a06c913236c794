/* The binary files that treve maps: the parser's model, the text model, the gazetteer. An input is a list of changes to
 * one of them; what loads must also be fit to read a sentence with.
 *
 *   byte 0     which file: 0 parser, 1 text, 2 places; add 8 to leave the checksum as it was
 *   then       region, offset (two bytes, little-endian), length, that many bytes
 *
 * Region 0 is the head of the file with its table of sections, 255 cuts the file (the offset counts 256 bytes), any
 * other a stretch of the file: the offset counts from (region - 1) / 254 of its length. The checksum is made right
 * again, so that what lies behind that door is tried too. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/table.h"
#include "checks.h"
#include "fuzz.h"
#include "parse/model_file.h"

enum { PARSER, TEXT, PLACES, N_KINDS };
enum { MOST_CHANGES = 32, HEAD_BYTES = 6144, PLACES_HEAD = 64 + 6 * 8 };

static struct base {
  struct fuzz_file file;
  uint8_t *bytes; /* the file's own pages */
  size_t n;
} bases[N_KINDS];
static struct trv_arena pack;
static struct trv_text_rules *rules;
static struct trv_text *sentence;
static char folder[64]; /* holds text.tsv and a link to the text model; where.tsv and states.tsv; places.trv */

static const char source[] = "L'armée a bombardé la ville de Goma, selon l'ONU, a-t-il dit mardi à Kinshasa.\n";

static void take_base(struct base *b, const char *path) {
  struct trv_arena arena;
  struct trv_slice text;
  struct trv_error err = {0};
  trv_arena_init(&arena, 0);
  if (trv_file_read(path, TRV_MAX_MODEL_BYTES, &arena, &text, &err) != TRV_OK) fuzz_die(err.path, err.message);
  fuzz_file_open(&b->file);
  fuzz_file_set(&b->file, text.p, text.n);
  b->n = text.n;
  b->bytes = mmap(NULL, b->n, PROT_READ | PROT_WRITE, MAP_SHARED, b->file.fd, 0);
  if (b->bytes == MAP_FAILED) fuzz_die(path, "not mapped");
  trv_arena_release(&arena);
}

static void put_link(const char *target, const char *name) {
  char path[128];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  if (symlink(target, path) != 0) fuzz_die(path, "no link");
}

static void remove_folder(void) {
  static const char *const names[] = {"text.tsv", "text.model", "where.tsv", "states.tsv", "places.trv"};
  char path[128];
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    unlink(path);
  }
  rmdir(folder);
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  struct trv_error err = {0};
  take_base(&bases[PARSER], SHARE_DIR "/languages/fr/model.trv");
  take_base(&bases[TEXT], SHARE_DIR "/languages/fr/text.model");
  take_base(&bases[PLACES], SHARE_DIR "/world/places.trv");
  snprintf(folder, sizeof folder, "/tmp/treve-fuzz-XXXXXX");
  if (!mkdtemp(folder)) fuzz_die(folder, "no folder");
  atexit(remove_folder);
  put_link(SHARE_DIR "/languages/fr/text.tsv", "text.tsv");
  put_link(SHARE_DIR "/languages/fr/where.tsv", "where.tsv");
  put_link(SHARE_DIR "/world/states.tsv", "states.tsv");
  put_link(bases[TEXT].file.path, "text.model");
  put_link(bases[PLACES].file.path, "places.trv");
  trv_arena_init(&pack, 0);
  if (trv_text_rules_load(SHARE_DIR "/languages/fr", &pack, &rules, &err) != TRV_OK ||
      trv_text_run(rules, source, sizeof source - 1, &pack, &sentence, &err) != TRV_OK)
    fuzz_die(err.path, err.message);
  return 0;
}

/* ---- one file of each kind, loaded and used */

static void try_parser(struct trv_arena *a) {
  struct trv_parser *parser = NULL;
  struct trv_parse *parse;
  struct trv_error err = {0};
  if (trv_parser_load(bases[PARSER].file.path, &parser, &err) != TRV_OK) {
    if (!err.message[0] || parser) abort();
    return;
  }
  if (trv_parse_run(parser, sentence, a, &parse, &err) == TRV_OK) trv_check_parse(sentence, parse);
  trv_parser_free(parser);
}

static void try_text(struct trv_arena *a) {
  struct trv_text_rules *changed;
  struct trv_text *text;
  struct trv_error err = {0};
  if (trv_text_rules_load(folder, a, &changed, &err) != TRV_OK) {
    if (!err.message[0]) abort();
    return;
  }
  if (trv_text_run(changed, source, sizeof source - 1, a, &text, &err) != TRV_OK) abort();
  trv_check_text(text);
}

static void try_places(struct trv_arena *a) {
  struct trv_where_data *data;
  struct trv_where *where;
  struct trv_error err = {0};
  if (trv_where_data_load(folder, folder, "fr", a, &data, &err) != TRV_OK) {
    if (!err.message[0]) abort();
    return;
  }
  if (trv_where_run(data, sentence, NULL, a, &where, &err) != TRV_OK) return;
  for (uint32_t i = 0; i < where->n; i++) {
    if (where->places[i].end_word > sentence->n_words) abort();
    if (where->places[i].place.name && strlen(where->places[i].place.name) > 10000) abort();
  }
}

/* ---- changes */

static uint64_t sum_of_words(const uint8_t *p, size_t n) {
  uint64_t h = 0xCBF29CE484222325u, v;
  for (size_t i = 0; i + 8 <= n; i += 8) {
    memcpy(&v, p + i, sizeof v);
    h = (h ^ v) * 0x100000001B3u;
  }
  return h;
}

static void mend_checksum(int kind) {
  struct base *b = &bases[kind];
  if (b->n < 128) return;
  uint64_t sum;
  switch (kind) {
    case PARSER:
      sum = trv_model_checksum(b->bytes + 64, b->n - 64);
      memcpy(b->bytes + 24, &sum, sizeof sum);
      break;
    case TEXT:
      sum = trv_hash((const char *)b->bytes, b->n - 8);
      memcpy(b->bytes + b->n - 8, &sum, sizeof sum);
      break;
    default: sum = sum_of_words(b->bytes + PLACES_HEAD, b->n - PLACES_HEAD); memcpy(b->bytes + 24, &sum, sizeof sum);
  }
}

struct change {
  size_t at, n;
  uint8_t before[256];
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static struct change changes[MOST_CHANGES];
  if (size < 1) return 0;
  int kind = (data[0] & 7) % N_KINDS, n_changes = 0;
  bool mend = !(data[0] & 8);
  struct base *b = &bases[kind];
  size_t whole = b->n, cut = whole;
  uint8_t sums[2][8];
  memcpy(sums[0], b->bytes + 24, 8);
  memcpy(sums[1], b->bytes + whole - 8, 8);
  for (size_t i = 1; i + 4 <= size && n_changes < MOST_CHANGES;) {
    size_t offset = data[i + 1] | (size_t)data[i + 2] << 8, n = data[i + 3];
    uint8_t region = data[i];
    i += 4;
    if (region == 255) {
      if (offset * 256 < cut) cut = offset * 256;
      continue;
    }
    if (n > size - i) n = size - i;
    struct change *c = &changes[n_changes++];
    c->at = region ? whole / 254 * (region - 1u) + offset : offset % HEAD_BYTES;
    if (c->at >= whole) c->at = whole - 1;
    c->n = n < whole - c->at ? n : whole - c->at;
    memcpy(c->before, b->bytes + c->at, c->n);
    memcpy(b->bytes + c->at, data + i, c->n);
    i += n;
  }
  if (mend) mend_checksum(kind);
  struct trv_arena arena;
  trv_arena_init(&arena, TRV_MAX_ARENA_BYTES);
  uint8_t *kept = NULL;
  if (cut < whole) {
    kept = malloc(whole - cut);
    if (!kept) fuzz_die("cut", "memory ran out");
    memcpy(kept, b->bytes + cut, whole - cut);
    if (ftruncate(b->file.fd, (off_t)cut) != 0) fuzz_die("cut", "not truncated");
  }
  if (kind == PARSER) try_parser(&arena);
  else if (kind == TEXT) try_text(&arena);
  else try_places(&arena);
  trv_arena_release(&arena);
  if (kept) {
    if (ftruncate(b->file.fd, (off_t)whole) != 0) fuzz_die("cut", "not mended");
    memcpy(b->bytes + cut, kept, whole - cut);
    free(kept);
  }
  while (n_changes-- > 0) memcpy(b->bytes + changes[n_changes].at, changes[n_changes].before, changes[n_changes].n);
  memcpy(b->bytes + 24, sums[0], 8);
  memcpy(b->bytes + whole - 8, sums[1], 8);
  return 0;
}
