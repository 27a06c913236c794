/* The header fields of archives and of HTTP: lines `name: value` up to an empty one. */
#ifndef TRV_READ_HEADERS_H
#define TRV_READ_HEADERS_H

#include <strings.h>

#include "base/str.h"

/* The length of a header up to and with its empty line; 0: there is none. Lines end with CR LF, or with LF alone. */
size_t trv_header_end(struct trv_slice bytes);
/* Cuts the next field off `rest`; false: there is none. Lines that are no field are passed over, and a value that goes on in
 * lines that begin with a space is given with their line ends. Neither has space around it. */
bool trv_header_next(struct trv_slice *rest, struct trv_slice *name, struct trv_slice *value);
/* Without spaces and line ends at either end. */
struct trv_slice trv_header_trim(struct trv_slice s);

/* Equal but for the case of ASCII letters. */
static inline bool trv_header_is(struct trv_slice s, const char *word) {
  return s.n == strlen(word) && (s.n == 0 || strncasecmp(s.p, word, s.n) == 0);
}
static inline bool trv_header_begins(struct trv_slice s, const char *word) {
  size_t n = strlen(word);
  return s.n >= n && strncasecmp(s.p, word, n) == 0;
}

/* "text/html; charset=utf-8": the type without parameters, and the value of `charset`, empty where there is none. */
struct trv_slice trv_media_type(struct trv_slice value);
struct trv_slice trv_media_charset(struct trv_slice value);

#endif
