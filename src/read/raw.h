/* The bytes of a file, a pipe or a buffer as they are, through a window that keeps some of what has been read, so that a reader
 * can go back a little where it cannot seek. */
#ifndef TRV_READ_RAW_H
#define TRV_READ_RAW_H

#include "base/status.h"
#include "base/str.h"

/* What can still be gone back to, and what can be asked for at once. */
#define TRV_RAW_BACK ((size_t)64 * 1024)
#define TRV_RAW_AHEAD ((size_t)64 * 1024)

struct trv_raw {
  const uint8_t *p; /* the window */
  size_t pos, n;    /* the next byte and the end of the window */
  uint64_t base;    /* where the window begins in the file */
  bool ended;       /* nothing comes behind the window */
  uint8_t *room;    /* the window's memory; NULL: the caller's bytes */
  int fd;
};

/* A file, or standard input for "-". TRV_REJECTED: missing, a folder, not to be read. */
enum trv_status trv_raw_open(struct trv_raw *raw, const char *path, struct trv_error *err);
/* Bytes that outlive the window. */
void trv_raw_of(struct trv_raw *raw, struct trv_slice bytes);
void trv_raw_release(struct trv_raw *raw);

/* Reads until `want` bytes (at most TRV_RAW_AHEAD) stand at `pos`, or all that are left. Returns 0, or the errno of a failed
 * read. */
int trv_raw_fill(struct trv_raw *raw, size_t want);
/* Copies up to `n` bytes that stand at `place` of the file, whatever has been read; *got is less where the file ends. False:
 * it cannot be told. */
bool trv_raw_peek(const struct trv_raw *raw, uint64_t place, void *p, size_t n, size_t *got);

static inline size_t trv_raw_left(const struct trv_raw *raw) { return raw->n - raw->pos; }
static inline uint64_t trv_raw_place(const struct trv_raw *raw) { return raw->base + raw->pos; }

#endif
