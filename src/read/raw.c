/* See raw.h. */
#include "read/raw.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROOM = 4 * 64 * 1024 };

static enum trv_status reject_errno(struct trv_error *err, const char *path) {
  char text[128];
  return trv_fail(err, TRV_REJECTED, path, 0, 0, "%s", strerror_r(errno, text, sizeof text));
}

enum trv_status trv_raw_open(struct trv_raw *raw, const char *path, struct trv_error *err) {
  *raw = (struct trv_raw){.fd = -1};
  if (strcmp(path, "-") == 0) raw->fd = STDIN_FILENO;
  else raw->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (raw->fd < 0) return reject_errno(err, path);
  struct stat st;
  enum trv_status status = TRV_OK;
  if (fstat(raw->fd, &st) != 0) status = reject_errno(err, path);
  else if (S_ISDIR(st.st_mode)) status = trv_fail(err, TRV_REJECTED, path, 0, 0, "is a folder; name the files in it");
  else if (!(raw->room = malloc(ROOM))) status = trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "memory ran out");
  raw->p = raw->room;
  off_t at = lseek(raw->fd, 0, SEEK_CUR);
  raw->base = at > 0 ? (uint64_t)at : 0;
  if (status != TRV_OK) trv_raw_release(raw);
  return status;
}

void trv_raw_of(struct trv_raw *raw, struct trv_slice bytes) {
  *raw = (struct trv_raw){.p = (const uint8_t *)bytes.p, .n = bytes.n, .ended = true, .fd = -1};
}

void trv_raw_release(struct trv_raw *raw) {
  if (raw->fd > STDIN_FILENO) close(raw->fd);
  free(raw->room);
  *raw = (struct trv_raw){.fd = -1, .ended = true};
}

/* Moves what is to be kept to the front of the window. */
static void make_room(struct trv_raw *raw) {
  size_t drop = raw->pos > TRV_RAW_BACK ? raw->pos - TRV_RAW_BACK : 0;
  memmove(raw->room, raw->room + drop, raw->n - drop);
  raw->base += drop;
  raw->pos -= drop;
  raw->n -= drop;
}

int trv_raw_fill(struct trv_raw *raw, size_t want) {
  while (!raw->ended && raw->n - raw->pos < want) {
    if (ROOM - raw->n < TRV_RAW_AHEAD) make_room(raw);
    ssize_t got = read(raw->fd, raw->room + raw->n, ROOM - raw->n);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    if (got == 0) raw->ended = true;
    raw->n += (size_t)got;
  }
  return 0;
}

bool trv_raw_peek(const struct trv_raw *raw, uint64_t place, void *p, size_t n, size_t *got) {
  uint64_t end = raw->base + raw->n;
  if (place >= raw->base && (raw->ended || (end >= n && place <= end - n))) {
    uint64_t left = place < end ? end - place : 0;
    *got = left < n ? (size_t)left : n;
    if (*got) memcpy(p, raw->p + (place - raw->base), *got);
    return true;
  }
  if (raw->fd < 0 || place > INT64_MAX - n) return false;
  ssize_t read = pread(raw->fd, p, n, (off_t)place);
  *got = read > 0 ? (size_t)read : 0;
  return read >= 0;
}
