/* The coder: packs loaded once, and the stages run one after the other over an article. It implements treve.h and
 * lets `treve parse` and `treve explain` look at the layers. */
#ifndef TRV_CODER_CODER_H
#define TRV_CODER_CODER_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "chronicle/chronicle.h"
#include "treve/treve.h"
#include "what/what.h"

#define TRV_MAX_LANGUAGES 16

/* A pack. What finds its language and makes its trees is loaded with the library, the rest when it is first wanted: a user
 * of one language does not wait for the others. */
struct trv_language {
  const char *code, *dir, *world; /* dir, world: its folder and that of the world tables */
  uint32_t n_parts;               /* that the folder has */
  struct trv_map frequent;        /* words by which the language is known */
  struct trv_text_rules *text;
  struct trv_parser *parser;
  struct trv_grammar *grammar;
  struct trv_who_data *who;
  struct trv_when_data *when;
  struct trv_where_data *where;
  struct trv_says_data *says;
  struct trv_what_data *what;
  struct trv_chronicle_data *chronicle;
  atomic_bool whole;              /* every part is there */
  pthread_mutex_t lock;           /* while it is loaded */
  struct trv_arena reading, rest; /* the parts up to the parser, and those after */
};

/* Languages known by frequent words, most of them without a pack: what keeps their articles from being taken for a neighbour's. */
#define TRV_MAX_KNOWN_LANGUAGES 64
struct trv_known_languages {
  uint32_t n;
  const char *codes[TRV_MAX_KNOWN_LANGUAGES];
  struct trv_map words; /* to a place in `sets` */
  uint32_t n_sets, cap_sets;
  uint64_t *sets; /* one bit for each language that has the word */
};

struct trv_treve {
  struct trv_arena arena;
  const char *share;
  struct trv_known_languages known;
  uint32_t n_languages;
  struct trv_language *languages; /* [TRV_MAX_LANGUAGES] */
};

/* A document with its layers; `public` comes first, so that a pointer to it is one to this. */
struct trv_reading_document {
  struct trv_document public;
  struct trv_arena arena;
  const struct trv_language *language;
  bool foreign; /* looks like none of the languages loaded, and none was named */
  struct trv_layers layers;
  struct trv_what *what;
  struct trv_chronicle *chronicle;
};

/* The pack of `code`, or the first one where NULL; NULL: not loaded. */
struct trv_language *trv_treve_language(const struct trv_treve *treve, const char *code);
/* The layers of a document made by trv_code. */
const struct trv_reading_document *trv_document_layers(const struct trv_document *doc);

/* language.c: how an article's language is found when its caller names none. */
enum trv_status trv_frequent_load(const char *lang_dir, struct trv_arena *arena, struct trv_map *out,
                                  struct trv_error *err);
/* Loads a table of languages and their words; where there is none, none is known. */
enum trv_status trv_known_languages_load(const char *path, struct trv_arena *arena, struct trv_known_languages *out,
                                         struct trv_error *err);
/* The language to whose pack most of the text's words belong; NULL where too few do. A text without a word is taken for the
 * first language. */
struct trv_language *trv_language_guess(const struct trv_treve *treve, const char *text, size_t n_bytes);
/* The share of its words, in percent, that the pack must know: of a text in the language it knows 85 and more, of its
 * neighbours up to 50. */
#define TRV_GUESS_PERCENT 60

/* packs.c: the parts of a pack in the order of loading. Each can be loaded alone once those before it are. */
enum trv_status trv_language_load_part(struct trv_language *language, uint32_t part, const char *lang_dir,
                                       const char *world_dir, struct trv_arena *arena, struct trv_error *err);
#define TRV_N_PARTS 10
/* An empty treve, with `n` languages that have nothing yet; NULL: memory ran out. trv_close frees it. */
struct trv_treve *trv_treve_new(uint32_t n);
/* Loads what is still missing of a pack; any number of threads may ask. After an error it can be asked again. */
enum trv_status trv_language_complete(struct trv_language *language, struct trv_error *err);
/* How many parts a pack has: TRV_N_PARTS, or the TRV_N_READING_PARTS up to the parser while it is in the making and has
 * neither grammar nor rules. Such a pack is loaded where it is named and can only be parsed with. */
uint32_t trv_language_parts(const char *lang_dir, struct trv_arena *arena);
#define TRV_N_READING_PARTS 3
/* The share folder that options, environment and installation give; in the arena. */
const char *trv_share_dir(const struct trv_open_options *options, struct trv_arena *arena);

enum trv_depth { TRV_TO_PARSE, TRV_TO_EVENTS };
struct trv_watch {
  trv_stage_watch *call; /* NULL: nobody watches */
  void *context;
};
/* trv_code, stopping after the parse where only that is wanted. */
enum trv_status trv_read_article(const struct trv_treve *treve, const struct trv_article *article, enum trv_depth depth,
                                 struct trv_watch watch, struct trv_reading_document **out, struct trv_error *err);

/* write.c: hands a buffer over to the caller of the library. */
enum trv_status trv_output_take(struct trv_strbuf *from, struct trv_output *out, struct trv_error *err);

#endif
