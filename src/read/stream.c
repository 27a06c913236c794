/* See stream.h.
 *
 * Bytes come through a window (raw.h), are decompressed a piece at a time (unpack.h) and stand in a second window until they
 * are taken. Members follow each other as RFC 1952 and RFC 8878 allow; zeros between them are padding of tapes and disks and
 * are passed over.
 *
 * Because the window runs ahead of who reads, marks say from which byte on it came from which member. What goes wrong is kept
 * until all bytes before it have been given. After damage the next member is looked for from 64 KiB before the byte where the
 * damage was noticed, since decompressors notice late; a beginning counts when a piece of it can be decompressed. */
#include "read/stream.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "read/dictionary.h"
#include "read/raw.h"
#include "read/unpack.h"

enum { ROOM = 2 * 256 * 1024, PIECE = 128 * 1024, TRIAL = 32 * 1024 };

struct mark {
  uint64_t at;    /* the byte of the output */
  uint64_t place; /* of the member that it and what follows came from */
};

struct trv_stream {
  struct trv_raw raw;
  struct trv_unpacker unpacker;
  char *name;
  enum trv_packing packing; /* of the whole: what its first bytes say */
  bool begun;               /* `packing` is known */
  bool inside;              /* a member */
  bool ended;
  enum trv_status status; /* of what stopped it behind the window */
  char message[256];

  char *room;
  size_t head, tail;
  uint64_t taken; /* bytes before `head` */

  struct mark *marks; /* of the window, the first of the byte at `head` */
  size_t mark, n_marks, cap_marks;

  uint64_t made, packed_in, packed_out; /* output in all; input and output that the ratio is of */
  unsigned n_refusals, n_trials;
  bool refused; /* a ceiling stopped it, not damage */
};

/* ---- what goes wrong */

static void stop(struct trv_stream *s, enum trv_status status, const char *fmt, ...) TRV_PRINTF(3, 4);

static void stop(struct trv_stream *s, enum trv_status status, const char *fmt, ...) {
  va_list ap;
  s->status = status;
  va_start(ap, fmt);
  vsnprintf(s->message, sizeof s->message, fmt, ap);
  va_end(ap);
}

static void stop_memory(struct trv_stream *s) { stop(s, TRV_NO_MEMORY, "memory ran out"); }

static enum trv_status tell(const struct trv_stream *s, struct trv_error *err) {
  return trv_fail(err, s->status, s->name, 0, 0, "%s", s->message);
}

/* ---- opening */

static enum trv_status finish(struct trv_stream *s, const char *name, struct trv_stream **out, struct trv_error *err) {
  trv_unpacker_init(&s->unpacker);
  s->name = strdup(name);
  s->room = malloc(ROOM);
  if (s->name && s->room) {
    *out = s;
    return TRV_OK;
  }
  trv_stream_close(s);
  return trv_fail(err, TRV_NO_MEMORY, name, 0, 0, "memory ran out");
}

enum trv_status trv_stream_open(const char *path, struct trv_stream **out, struct trv_error *err) {
  struct trv_stream *s = calloc(1, sizeof *s);
  *out = NULL;
  if (!s) return trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "memory ran out");
  enum trv_status status = trv_raw_open(&s->raw, path, err);
  if (status == TRV_OK) return finish(s, path, out, err);
  free(s);
  return status;
}

enum trv_status trv_stream_of(struct trv_slice bytes, const char *name, struct trv_stream **out,
                              struct trv_error *err) {
  struct trv_stream *s = calloc(1, sizeof *s);
  *out = NULL;
  if (!s) return trv_fail(err, TRV_NO_MEMORY, name, 0, 0, "memory ran out");
  trv_raw_of(&s->raw, bytes);
  return finish(s, name, out, err);
}

void trv_stream_close(struct trv_stream *s) {
  if (!s) return;
  trv_raw_release(&s->raw);
  trv_unpacker_release(&s->unpacker);
  free(s->name);
  free(s->room);
  free(s->marks);
  free(s);
}

/* ---- marks */

static bool push_mark(struct trv_stream *s, uint64_t place) {
  if (s->n_marks > s->mark && s->marks[s->n_marks - 1].at == s->made) {
    s->marks[s->n_marks - 1].place = place; /* the member before it was empty */
    return true;
  }
  if (s->n_marks == s->cap_marks && s->mark > s->cap_marks / 2) {
    memmove(s->marks, s->marks + s->mark, (s->n_marks - s->mark) * sizeof *s->marks);
    s->n_marks -= s->mark;
    s->mark = 0;
  }
  if (s->n_marks == s->cap_marks) {
    size_t cap = s->cap_marks ? 2 * s->cap_marks : 16;
    struct mark *marks = realloc(s->marks, cap * sizeof *marks);
    if (!marks) return false;
    s->marks = marks;
    s->cap_marks = cap;
  }
  s->marks[s->n_marks++] = (struct mark){s->made, place};
  return true;
}

static void drop_marks(struct trv_stream *s) {
  while (s->mark + 1 < s->n_marks && s->marks[s->mark + 1].at <= s->taken) s->mark++;
}

uint64_t trv_stream_place(const struct trv_stream *s) {
  if (s->begun && s->packing == TRV_PACK_NONE) return trv_raw_place(&s->raw) - (s->tail - s->head);
  if (s->head == s->tail && !s->inside && s->status == TRV_OK) return trv_raw_place(&s->raw);
  return s->mark < s->n_marks ? s->marks[s->mark].place : trv_raw_place(&s->raw);
}

/* ---- filling the window */

/* Room for at least a piece; what stands in the window is at most what may be looked at. */
static void make_room(struct trv_stream *s) {
  if (s->head == s->tail) s->head = s->tail = 0;
  if (ROOM - s->tail >= PIECE) return;
  memmove(s->room, s->room + s->head, s->tail - s->head);
  s->tail -= s->head;
  s->head = 0;
}

static void fill_raw(struct trv_stream *s, size_t want) {
  char text[128];
  int code = trv_raw_fill(&s->raw, want);
  if (code)
    stop(s, TRV_REJECTED, "%s at byte %ju", strerror_r(code, text, sizeof text), (uintmax_t)trv_raw_place(&s->raw));
}

static void copy_plain(struct trv_stream *s) {
  fill_raw(s, 1);
  size_t n = trv_raw_left(&s->raw), room = ROOM - s->tail;
  if (n > room) n = room;
  if (n > PIECE) n = PIECE;
  if (n == 0 && s->status == TRV_OK) s->ended = true;
  if (n) memcpy(s->room + s->tail, s->raw.p + s->raw.pos, n);
  s->raw.pos += n;
  s->tail += n;
  s->made += n;
}

/* At the beginning of a zstd file. */
static bool take_dictionary(struct trv_stream *s) {
  const char *why = "damaged";
  enum trv_unpacked result = trv_dictionary_take(&s->raw, &s->unpacker, &why);
  if (result == TRV_UNPACK_NO_MEMORY) stop_memory(s);
  if (result == TRV_UNPACK_DAMAGED) stop(s, TRV_REJECTED, "the dictionary of its frames cannot be used: %s", why);
  return s->status == TRV_OK;
}

/* Between two members. */
static void begin_member(struct trv_stream *s) {
  fill_raw(s, 4);
  if (s->status != TRV_OK) return;
  while (s->begun && trv_raw_left(&s->raw) && s->raw.p[s->raw.pos] == 0) {
    s->raw.pos++;
    fill_raw(s, 4);
    if (s->status != TRV_OK) return;
  }
  size_t left = trv_raw_left(&s->raw);
  uint64_t place = trv_raw_place(&s->raw);
  enum trv_packing packing = left ? trv_packing_of(s->raw.p + s->raw.pos, left) : TRV_PACK_NONE;
  if (!s->begun) {
    s->packing = packing;
    s->begun = true;
    if (packing == TRV_PACK_ZSTD && !take_dictionary(s)) return;
    if (trv_raw_place(&s->raw) != place) return;
  }
  if (left == 0) s->ended = true;
  if (left == 0 || s->packing == TRV_PACK_NONE) return;
  if (!push_mark(s, place) || !trv_unpacker_begin(&s->unpacker, packing)) stop_memory(s);
  else if (packing == TRV_PACK_NONE)
    stop(s, TRV_REJECTED, "what stands at byte %ju is no compressed data", (uintmax_t)place);
  else s->inside = true;
}

static void check_ceilings(struct trv_stream *s) {
  uint64_t at = trv_raw_place(&s->raw);
  s->refused = true;
  if (s->made > TRV_MAX_INFLATED_BYTES)
    stop(s, TRV_REJECTED, "gives more than %ju bytes when decompressed, up to byte %ju",
         (uintmax_t)TRV_MAX_INFLATED_BYTES, (uintmax_t)at);
  else if (s->packed_out > TRV_MIN_INFLATED_BYTES && s->packed_out / TRV_MAX_INFLATED_RATIO > s->packed_in)
    stop(s, TRV_REJECTED, "the compressed data grow to more than %d times their size at byte %ju",
         TRV_MAX_INFLATED_RATIO, (uintmax_t)at);
  else s->refused = false;
}

static void unpack_piece(struct trv_stream *s) {
  fill_raw(s, 1);
  size_t left = trv_raw_left(&s->raw), room = ROOM - s->tail < PIECE ? ROOM - s->tail : PIECE;
  if (s->status != TRV_OK) return;
  struct trv_unpack_io io = {s->raw.p + s->raw.pos, left, (uint8_t *)s->room + s->tail, room};
  enum trv_unpacked result = trv_unpack(&s->unpacker, &io);
  size_t in = left - io.n_in, out = room - io.n_out;
  s->raw.pos += in;
  s->tail += out;
  s->made += out;
  s->packed_in += in;
  s->packed_out += out;
  uintmax_t at = (uintmax_t)trv_raw_place(&s->raw);
  if (result == TRV_UNPACK_END) s->inside = false;
  else if (result == TRV_UNPACK_NO_MEMORY) stop_memory(s);
  else if (result == TRV_UNPACK_DAMAGED)
    stop(s, TRV_REJECTED, "the compressed data are damaged at byte %ju: %s", at, s->unpacker.why);
  else if (left == 0 && out == 0) stop(s, TRV_REJECTED, "ends inside its compressed data, at byte %ju", at);
  if (s->status == TRV_OK) check_ceilings(s);
}

/* Until `want` bytes stand in the window, or nothing more can be had. */
static void fill(struct trv_stream *s, size_t want) {
  while (s->tail - s->head < want && !s->ended && s->status == TRV_OK) {
    make_room(s);
    if (s->begun && s->packing == TRV_PACK_NONE) copy_plain(s);
    else if (s->inside) unpack_piece(s);
    else begin_member(s);
  }
}

/* ---- what readers call */

/* The window's bytes come before what stopped it; running out of memory is told at once. */
static bool stopped(const struct trv_stream *s) {
  return s->status == TRV_NO_MEMORY || (s->status != TRV_OK && s->head == s->tail);
}

enum trv_status trv_stream_look(struct trv_stream *s, size_t n, struct trv_slice *out, struct trv_error *err) {
  *out = (struct trv_slice){s->room + s->head, 0};
  if (n > TRV_STREAM_LOOK) n = TRV_STREAM_LOOK;
  fill(s, n);
  if (stopped(s)) return tell(s, err);
  size_t left = s->tail - s->head;
  *out = (struct trv_slice){s->room + s->head, left < n ? left : n};
  return TRV_OK;
}

void trv_stream_take(struct trv_stream *s, size_t n) {
  size_t left = s->tail - s->head;
  if (n > left) n = left;
  s->head += n;
  s->taken += n;
  drop_marks(s);
}

enum trv_status trv_stream_read(struct trv_stream *s, void *p, size_t n, size_t *got, struct trv_error *err) {
  struct trv_slice bytes;
  *got = 0;
  if (n == 0) return TRV_OK;
  enum trv_status status = trv_stream_look(s, 1, &bytes, err);
  if (status != TRV_OK) return status;
  size_t left = s->tail - s->head;
  *got = left < n ? left : n;
  memcpy(p, bytes.p, *got);
  trv_stream_take(s, *got);
  return TRV_OK;
}

enum trv_status trv_stream_line(struct trv_stream *s, size_t max, struct trv_slice *out, struct trv_error *err) {
  const char *end = NULL;
  size_t seen = 0;
  if (max > TRV_STREAM_LOOK) max = TRV_STREAM_LOOK;
  while (!end && seen < max) {
    enum trv_status status = trv_stream_look(s, seen + 1, out, err);
    if (status != TRV_OK) return status;
    size_t left = s->tail - s->head < max ? s->tail - s->head : max;
    if (left == seen) break;
    end = memchr(s->room + s->head + seen, '\n', left - seen);
    seen = left;
  }
  *out = (struct trv_slice){s->room + s->head, end ? (size_t)(end + 1 - (s->room + s->head)) : seen};
  trv_stream_take(s, out->n);
  return TRV_OK;
}

uint64_t trv_stream_taken(const struct trv_stream *s) { return s->taken; }

size_t trv_stream_member(const struct trv_stream *s) {
  size_t left = s->tail - s->head;
  if (s->mark + 1 >= s->n_marks) return left;
  uint64_t run = s->marks[s->mark + 1].at - s->taken;
  return run < left ? (size_t)run : left;
}

bool trv_stream_damaged(const struct trv_stream *s) { return s->status != TRV_OK && s->mark + 1 >= s->n_marks; }

uint64_t trv_stream_packed(const struct trv_stream *s) { return trv_raw_place(&s->raw); }

bool trv_stream_peek(const struct trv_stream *s, uint64_t ahead, void *p, size_t n, size_t *got) {
  if (!s->begun || s->packing != TRV_PACK_NONE || ahead > INT64_MAX) return false;
  return trv_raw_peek(&s->raw, trv_stream_place(s) + ahead, p, n, got);
}

bool trv_stream_compressed(const struct trv_stream *s) { return s->begun && s->packing != TRV_PACK_NONE; }

/* ---- going on after damage */

/* Where bytes of `p` begin as members of `packing` do, or NULL. */
static const uint8_t *find_magic(const uint8_t *p, size_t n, enum trv_packing packing) {
  const int first = packing == TRV_PACK_GZIP ? 0x1f : 0x28;
  for (const uint8_t *end = p + n; p < end && (p = memchr(p, first, (size_t)(end - p))) != NULL; p++)
    if (trv_packing_of(p, (size_t)(end - p)) == packing) return p;
  return NULL;
}

/* Whether what stands next can be decompressed, for a piece. The window is empty and serves as a place to put it. */
static bool try_member(struct trv_stream *s) {
  if (s->n_trials++ >= TRV_MAX_RESYNC_TRIALS) return false;
  if (!trv_unpacker_begin(&s->unpacker, s->packing)) {
    stop_memory(s);
    return false;
  }
  size_t left = trv_raw_left(&s->raw);
  struct trv_unpack_io io = {s->raw.p + s->raw.pos, left < TRIAL ? left : TRIAL, (uint8_t *)s->room, PIECE};
  enum trv_unpacked result;
  size_t before;
  do {
    before = io.n_in + io.n_out;
    result = trv_unpack(&s->unpacker, &io);
  } while (result == TRV_UNPACK_MORE && io.n_in && io.n_out && io.n_in + io.n_out < before);
  if (result == TRV_UNPACK_NO_MEMORY) stop_memory(s);
  return result == TRV_UNPACK_MORE || result == TRV_UNPACK_END;
}

/* From `pos` on. */
static bool find_member(struct trv_stream *s) {
  struct trv_raw *raw = &s->raw;
  while (s->n_trials < TRV_MAX_RESYNC_TRIALS) {
    if (trv_raw_fill(raw, TRIAL) != 0) return false;
    const uint8_t *at = find_magic(raw->p + raw->pos, trv_raw_left(raw), s->packing);
    if (!at) {
      /* a magic may be cut by the window's end */
      size_t left = trv_raw_left(raw);
      raw->pos = raw->n - (left < 3 ? left : 3);
      if (raw->ended) return false;
      if (trv_raw_fill(raw, 4) != 0 || (raw->ended && trv_raw_left(raw) < 4)) return false;
      continue;
    }
    raw->pos = (size_t)(at - raw->p);
    if (trv_raw_fill(raw, TRIAL) != 0) return false;
    if (try_member(s)) return true;
    if (s->status == TRV_NO_MEMORY) return false;
    raw->pos++;
  }
  return false;
}

bool trv_stream_resync(struct trv_stream *s) {
  if (s->status != TRV_REJECTED || !trv_stream_compressed(s)) return false;
  if (s->refused && (s->made > TRV_MAX_INFLATED_BYTES || s->n_refusals++ >= TRV_MAX_INFLATED_REFUSALS)) return false;
  uint64_t member = s->n_marks ? s->marks[s->n_marks - 1].place : 0;
  s->taken += s->tail - s->head;
  s->head = s->tail = 0;
  struct trv_raw *raw = &s->raw;
  size_t back = raw->pos < TRV_RAW_BACK ? raw->pos : TRV_RAW_BACK;
  uint64_t most = trv_raw_place(raw) > member + 1 ? trv_raw_place(raw) - (member + 1) : 0;
  raw->pos -= back < most ? back : (size_t)most;
  s->inside = false;
  if (!find_member(s)) {
    raw->pos = raw->n;
    return false;
  }
  if (s->refused) s->packed_in = s->packed_out = 0;
  s->refused = false;
  s->status = TRV_OK;
  s->mark = s->n_marks = 0;
  return true;
}
