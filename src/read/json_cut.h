/* Cuts a stream of JSON into its objects: one a line, one after the other, or in arrays, each by itself, so that memory is that of
 * the largest. */
#ifndef TRV_READ_JSON_CUT_H
#define TRV_READ_JSON_CUT_H

#include "read/stream.h"

enum trv_json_kind {
  TRV_JSON_END,
  TRV_JSON_OBJECT,  /* balanced, which is not to say that it is JSON */
  TRV_JSON_CUT_OFF, /* an object that does not end where it should */
  TRV_JSON_OTHER,   /* not an object: its first bytes */
  TRV_JSON_TOO_LONG /* an object of more than TRV_MAX_RECORD_BYTES */
};

struct trv_json_piece {
  enum trv_json_kind kind;
  struct trv_slice bytes;
  uint64_t line; /* where it begins, from 1 */
};

struct trv_json_cut {
  struct trv_stream *stream;
  char *window; /* read and not yet gone through */
  size_t pos, n;
  bool ended;
  char *piece;
  size_t n_piece, cap_piece;
  uint64_t line;
  size_t column;   /* bytes of the line gone through */
  bool blank;      /* nothing but space among them */
  uint32_t arrays; /* that are open */
  enum { CUT_UNDECIDED, CUT_FIRST_DONE, CUT_LINES, CUT_FREE } layout;
  bool resync; /* goes on with an object at the beginning of a line, at this column */
  size_t resync_column;
};

/* TRV_NO_MEMORY. */
enum trv_status trv_json_cut_open(struct trv_json_cut *cut, struct trv_stream *stream, struct trv_error *err);
void trv_json_cut_release(struct trv_json_cut *cut);
/* The next piece; its bytes stay until the next call. TRV_REJECTED: the stream is damaged; a further call goes on behind that. */
enum trv_status trv_json_cut_next(struct trv_json_cut *cut, struct trv_json_piece *out, struct trv_error *err);

#endif
