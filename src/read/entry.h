/* What an entry of a feed or a record of a dump tells, as an item has it. Strings that go in need not outlive the call, but for
 * bodies; those that come out are the arena's, and NULL where nothing is left of them. */
#ifndef TRV_READ_ENTRY_H
#define TRV_READ_ENTRY_H

#include "read/read.h"

enum trv_body {
  TRV_BODY_ANY,  /* nobody said: markup where there is some */
  TRV_BODY_TEXT, /* no markup, whatever it looks like */
  TRV_BODY_HTML
};

/* Makes `body`, which is of the item's arena or outlives it, what the item holds. False where it is nothing but space. */
bool trv_entry_body(struct trv_read_item *item, struct trv_slice body, enum trv_body kind);
/* Bytes outside of tags that are no space: how much there is to read. */
size_t trv_entry_visible(struct trv_slice body);

/* One line, with single spaces. With `markup`, tags are left out and character references read. */
const char *trv_entry_line(struct trv_arena *arena, struct trv_slice text, bool markup);
/* As it was written; but seconds or milliseconds since 1970 are told as ISO 8601 has them. */
const char *trv_entry_date(struct trv_arena *arena, struct trv_slice text);
/* A name; of an address, its host. */
const char *trv_entry_outlet(struct trv_arena *arena, struct trv_slice text);
/* Names, but no addresses of pages; of "address@host (Name)" the name. */
const char *trv_entry_author(struct trv_arena *arena, struct trv_slice text);
/* Names of languages met before, since ICU has to be asked for each language that there is. Begins zeroed. */
struct trv_entry_langs {
  uint32_t n; /* so far; the oldest give way */
  struct {
    char name[48], code[4]; /* code "": it names none */
  } items[16];
};
/* BCP 47: "fr" of "fr", "fr_FR" (as "fr-FR"), "fra", "French" and "français". `met` may be NULL. */
const char *trv_entry_lang(struct trv_arena *arena, struct trv_slice text, struct trv_entry_langs *met);
/* An address of a page as a dump has it: with "://", or at least a point and a slash. */
const char *trv_entry_address(struct trv_arena *arena, struct trv_slice text);
/* `url` against the address that it stands in (may be NULL), RFC 3986, 5.2. */
const char *trv_entry_url(struct trv_arena *arena, const char *base, struct trv_slice url);
/* UTF-8 as it is, anything else as windows-1252. */
struct trv_slice trv_entry_utf8(struct trv_arena *arena, struct trv_slice text);
bool trv_entry_is_utf8(struct trv_slice text);

/* Adds a name to a list for a message, which ends in "..." where there is no more room. `list` begins as "". */
void trv_entry_list(char *list, size_t size, struct trv_slice name);

/* The character reference at `p` ("&eacute;", "&#233;", "&#xE9;"): the bytes that it takes, 0: there is none. */
size_t trv_entry_reference(const char *p, const char *end, uint32_t *c);
/* What windows-1252 has where Latin-1 has controls (0x80 to 0x9F); other numbers as they are. */
uint32_t trv_entry_1252(uint32_t c);
/* Writes a character as UTF-8; returns the number of its bytes, at most 4; 0 for what is no character. */
size_t trv_entry_encode(uint32_t c, char out[static 4]);

#endif
