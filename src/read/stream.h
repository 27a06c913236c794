/* The bytes of a file, a pipe or a buffer, decompressed as they come: gzip (any number of members) and zstd (any number of
 * frames), known by their first bytes, or plain. Memory is constant. A zstd file may begin with the dictionary of its frames,
 * as archives of pages do. */
#ifndef TRV_READ_STREAM_H
#define TRV_READ_STREAM_H

#include "base/status.h"
#include "base/str.h"

struct trv_stream;

/* Opens a file, or standard input for "-". TRV_REJECTED: missing, a folder, not to be read. */
enum trv_status trv_stream_open(const char *path, struct trv_stream **out, struct trv_error *err);
/* Bytes in memory, which must outlive the stream. `name` stands in messages. */
enum trv_status trv_stream_of(struct trv_slice bytes, const char *name, struct trv_stream **out, struct trv_error *err);
void trv_stream_close(struct trv_stream *stream);

/* The most that can be looked at. */
#define TRV_STREAM_LOOK ((size_t)256 * 1024)
/* The next `n` bytes, or as many as are left, without taking them; they stay where they are until the next call. TRV_REJECTED
 * where the compressed data are damaged or end too early, or a ceiling is met (limits.h), once all bytes before that have been
 * taken; it is told again until trv_stream_resync. */
enum trv_status trv_stream_look(struct trv_stream *stream, size_t n, struct trv_slice *out, struct trv_error *err);
/* Takes `n` of the bytes looked at. */
void trv_stream_take(struct trv_stream *stream, size_t n);
/* The next bytes, at least one and at most `n`, into `p`; *got is 0 at the end. */
enum trv_status trv_stream_read(struct trv_stream *stream, void *p, size_t n, size_t *got, struct trv_error *err);
/* Takes the line that comes next, with its end, at most `max` bytes, up to TRV_STREAM_LOOK; empty at the end. It stays where
 * it is until the next call. */
enum trv_status trv_stream_line(struct trv_stream *stream, size_t max, struct trv_slice *out, struct trv_error *err);

/* Bytes taken so far, after decompression. */
uint64_t trv_stream_taken(const struct trv_stream *stream);
/* Where the next byte comes from: the byte of the file at which its compressed member begins, or at which it stands. Exact
 * once it has been looked at. */
uint64_t trv_stream_place(const struct trv_stream *stream);
/* How many of the bytes that have been looked at come before the next member's first; those of one member stand together. */
size_t trv_stream_member(const struct trv_stream *stream);
/* Whether the member of the next byte has been found damaged or cut short further on. */
bool trv_stream_damaged(const struct trv_stream *stream);
/* Bytes of the file read so far, before decompression. */
uint64_t trv_stream_packed(const struct trv_stream *stream);
/* Copies up to `n` bytes that stand `ahead` bytes after the next one; *got is less where the file ends. False: the stream is
 * compressed or a pipe, and it cannot be told. */
bool trv_stream_peek(const struct trv_stream *stream, uint64_t ahead, void *p, size_t n, size_t *got);
bool trv_stream_compressed(const struct trv_stream *stream);
/* After damage inside compressed data: goes on with the next member that can be read; false: there is none. What is left of the
 * damaged one is lost. */
bool trv_stream_resync(struct trv_stream *stream);

#endif
