/* Pieces of JSON, written without a tree of values. All but trv_json_string and trv_json_entity write `,"key":` and a value;
 * what is absent becomes null or []. */
#ifndef TRV_OUT_JSON_H
#define TRV_OUT_JSON_H

#include "base/str.h"
#include "treve/treve.h"

/* In quotation marks; what is no UTF-8 becomes U+FFFD. */
void trv_json_string(struct trv_strbuf *b, const char *s, size_t n);
void trv_json_entity(struct trv_strbuf *b, const struct trv_entity *e);
void trv_json_text(struct trv_strbuf *b, const char *key, const char *value);
/* null where negative. */
void trv_json_number(struct trv_strbuf *b, const char *key, int64_t value);
void trv_json_entities(struct trv_strbuf *b, const char *key, struct trv_entities list);
void trv_json_strings(struct trv_strbuf *b, const char *key, uint32_t n, const char *const *items);
void trv_json_place(struct trv_strbuf *b, const struct trv_place *p);

#endif
