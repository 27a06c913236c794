/* The coder: packs loaded once, and the stages run one after the other over an article. It implements treve.h and
 * lets `treve parse` and `treve explain` look at the layers. */
#ifndef TRV_CODER_CODER_H
#define TRV_CODER_CODER_H

#include "base/arena.h"
#include "chronicle/chronicle.h"
#include "treve/treve.h"
#include "what/what.h"

#define TRV_MAX_LANGUAGES 16

struct trv_language {
  const char *code;
  struct trv_text_rules *text;
  struct trv_parser *parser;
  struct trv_grammar *grammar;
  struct trv_who_data *who;
  struct trv_when_data *when;
  struct trv_where_data *where;
  struct trv_says_data *says;
  struct trv_what_data *what;
  struct trv_chronicle_data *chronicle;
};

struct trv_treve {
  struct trv_arena arena;
  uint32_t n_languages;
  struct trv_language languages[TRV_MAX_LANGUAGES];
};

/* A document with its layers; `public` comes first, so that a pointer to it is one to this. */
struct trv_reading_document {
  struct trv_document public;
  struct trv_arena arena;
  const struct trv_language *language;
  struct trv_layers layers;
  struct trv_what *what;
  struct trv_chronicle *chronicle;
};

/* The pack of `code`, or the first one where NULL; NULL: not loaded. */
const struct trv_language *trv_treve_language(const struct trv_treve *treve, const char *code);
/* The layers of a document made by trv_code. */
const struct trv_reading_document *trv_document_layers(const struct trv_document *doc);

enum trv_depth { TRV_TO_PARSE, TRV_TO_EVENTS };
/* trv_code, stopping after the parse where only that is wanted. */
enum trv_status trv_read_article(const struct trv_treve *treve, const struct trv_article *article, enum trv_depth depth,
                                 struct trv_reading_document **out, struct trv_error *err);

#endif
