/* Which field of a record in a dump holds what: names that are guessed (share/read/fields.tsv), and those that the user gave. */
#ifndef TRV_READ_FIELDS_H
#define TRV_READ_FIELDS_H

#include <stdbool.h>

#include "base/status.h"
#include "base/str.h"

enum trv_field {
  TRV_FIELD_TEXT,
  TRV_FIELD_HTML,
  TRV_FIELD_SUMMARY, /* taken for the article where neither of the two above is there */
  TRV_FIELD_TITLE,
  TRV_FIELD_DATE,
  TRV_FIELD_URL,
  TRV_FIELD_OUTLET,
  TRV_FIELD_AUTHOR,
  TRV_FIELD_LANG,
  TRV_N_FIELDS
};
#define TRV_N_BODY_FIELDS (TRV_FIELD_SUMMARY + 1)

struct trv_fields;
/* Loads share/read/fields.tsv of the share folder `share` (as in trv_open_options). `given` ("text=body", NULL-terminated, may be
 * NULL) takes the place of the guesses for that field; one of text, html and summary that of all three. TRV_USAGE where one of them
 * is no FIELD=NAME or has no field that there is. */
enum trv_status trv_fields_open(const char *share, const char *const *given, struct trv_fields **out,
                                struct trv_error *err);
void trv_fields_close(struct trv_fields *fields);
/* How trustworthy the name is for the field, 0 the most; UINT32_MAX: it is none of its names. Case and the signs - _ . and blank do
 * not count. */
uint32_t trv_fields_rank(const struct trv_fields *fields, enum trv_field field, struct trv_slice name);
/* The name that the user gave for the field, the n-th; NULL: no more. */
const char *trv_fields_given(const struct trv_fields *fields, enum trv_field field, uint32_t n);
/* "text", "html", … */
const char *trv_field_name(enum trv_field field);
/* Whether a member of that name holds records, or members of the record that it stands in. */
bool trv_fields_inside(const struct trv_fields *fields, struct trv_slice name);
/* Whether a cell stands for no value. */
bool trv_fields_empty(const struct trv_fields *fields, struct trv_slice cell);
/* Whether a line is the header of a table: parted by commas, semicolons or tabs, with a field of text and another one. */
bool trv_fields_header(const struct trv_fields *fields, struct trv_slice line);
/* How many of the fields have a name among those in the line; `body`: whether one of them is of the article itself. */
uint32_t trv_fields_known(const struct trv_fields *fields, struct trv_slice line, char separator, bool *body);

#endif
