/* Every ceiling of treve, with its reason. A reader that meets one says so; nothing is cut silently. */
#ifndef TRV_BASE_LIMITS_H
#define TRV_BASE_LIMITS_H

#include <stddef.h>
#include <stdint.h>

/* An article: the longest press pieces are some 100 KiB, a report of 500 pages 1 MiB. */
#define TRV_MAX_ARTICLE_BYTES ((size_t)4 << 20)
/* Memory of one article with all its layers: some 120 times the text in practice, with room for odd ones. */
#define TRV_MAX_ARENA_BYTES ((size_t)1 << 30)
/* A sentence longer than this is cut at the next token: real ones end before 300 words; the parser is quadratic. */
#define TRV_MAX_SENTENCE_WORDS 512
/* A token longer than this is cut: the longest real ones are addresses. */
#define TRV_MAX_TOKEN_BYTES 1024
/* A table of a language pack or of the world: about 20 times the largest we ship. */
#define TRV_MAX_TABLE_BYTES ((size_t)64 << 20)
#define TRV_MAX_TABLE_COLUMNS 24
/* Rows of a table of share/ontology that are checked, each against those above it: about ten times the largest. */
#define TRV_MAX_ONTOLOGY_ROWS 4096
/* A model file. */
#define TRV_MAX_MODEL_BYTES ((size_t)64 << 20)
/* Events and ceasefires of one article: a file of nothing but attacks must not fill memory. */
#define TRV_MAX_EVENTS 100000
/* Entities in one list (actors, recipients, sources): coordinations in real text stay below 10. */
#define TRV_MAX_ENTITIES 12
/* Columns of a format, and of those that a user chooses: GDELT has 61. */
#define TRV_MAX_SHEET_COLUMNS 96
/* Rows of a table with chosen columns that are laid out together. */
#define TRV_MAX_SHEET_ROWS 1000
/* Tellings that are compared each with each when incidents are found: a day of a great war in some hundred outlets. The
 * time is quadratic; of more, stronger links are asked for (chronicle/divide.c). */
#define TRV_MAX_COMPONENT 512
/* A dictionary to be imported: 20 times the largest of those that are shared. Rows repeat the names of an entry for each
 * of its codes, so that the lines of all dictionaries have a ceiling too. */
#define TRV_MAX_IMPORT_BYTES ((size_t)32 << 20)
#define TRV_MAX_IMPORT_LINES 2000000
#define TRV_MAX_IMPORT_LINE 4096
/* Names of one entry and words that one with substitution sets stands for; codes of one entry. */
#define TRV_MAX_IMPORT_FORMS 1024
#define TRV_MAX_IMPORT_CODES 128
/* Worlds of users' own beside treve's. */
#define TRV_MAX_WORLDS 16
/* A web page: the largest of a newspaper's have some 20,000 elements, nested some 60 deep; those nested deeper are left out. */
#define TRV_MAX_PAGE_BYTES ((size_t)16 << 20)
#define TRV_MAX_PAGE_ARENA_BYTES ((size_t)256 << 20)
#define TRV_MAX_PAGE_NESTING 2000
#define TRV_MAX_PAGE_NODES 1000000u
#define TRV_MAX_PAGE_DEPTH 512
#define TRV_MAX_PAGE_JSON_BYTES ((size_t)4 << 20)
/* What comes out of compressed data: in all (a month of a large archive), and times what goes in, once that tells (text
 * compresses 5 to 20 times, markup 50; a bomb 1,000 and more). */
#define TRV_MAX_INFLATED_BYTES ((uint64_t)1 << 42)
#define TRV_MAX_INFLATED_RATIO 300
#define TRV_MIN_INFLATED_BYTES ((uint64_t)16 << 20)
/* How often reading goes on behind a member that grew too much, and how many beginnings of members are tried behind damage:
 * each costs time that an honest file of any size does not ask for. */
#define TRV_MAX_INFLATED_REFUSALS 8
#define TRV_MAX_RESYNC_TRIALS 65536
/* The memory that a zstd frame may ask for, as a power of two: what the zstd program allows unless told otherwise. */
#define TRV_MAX_ZSTD_WINDOW_LOG 27
/* The dictionary at the head of a zstd file: those in use have some 100 KiB to 1 MiB. */
#define TRV_MAX_ZSTD_DICTIONARY_BYTES ((size_t)16 << 20)
/* An entry of a feed, a record of a dump, and a whole feed, which is in memory at once. */
#define TRV_MAX_RECORD_BYTES ((size_t)32 << 20)
#define TRV_MAX_FEED_BYTES ((size_t)64 << 20)
/* Elements, attributes and references of a feed: some 100 bytes of memory each, where an element may have 4 in the feed. What an
 * entity of a feed's own may stand for: a word or a name; real ones stand for a letter. */
#define TRV_MAX_FEED_NODES 2000000u
#define TRV_MAX_FEED_ENTITY_BYTES 64
#define TRV_MAX_RECORD_FIELDS 4096
/* Content of an entry that is shorter than this is taken for a beginning or a summary: the shortest dispatches have two paragraphs. */
#define TRV_MIN_ENTRY_BYTES 600
/* The header of an archive's record, and the head of an HTTP message in it: servers refuse more than 8 to 64 KiB. A power of four
 * times 4 KiB. */
#define TRV_MAX_RECORD_HEAD_BYTES ((size_t)64 << 10)
/* Addresses. One request in all, until it is connected, and how long it may bring fewer bytes a second than told: a page of a slow
 * outlet is here within some 10 s. Redirects in a row: honest ones are one to three. */
#define TRV_MAX_ADDRESS_BYTES ((size_t)8 << 10)
#define TRV_MAX_FETCH_SECONDS 120.0
#define TRV_MAX_CONNECT_SECONDS 20.0
#define TRV_MAX_SLOW_SECONDS 30
#define TRV_MIN_BYTES_A_SECOND 64
#define TRV_MAX_REDIRECTS 5
/* Between two requests to one host, and the most that its robots.txt may ask for between them. */
#define TRV_FETCH_PAUSE_SECONDS 1.0
#define TRV_MAX_CRAWL_DELAY_SECONDS 60.0
/* robots.txt: RFC 9309 asks for 500 KiB at least, what stands behind that is not read; it is kept for a day at most, and for some
 * minutes where the server failed to give it. Hosts whose robots.txt is kept. */
#define TRV_MAX_ROBOTS_BYTES ((size_t)512 << 10)
#define TRV_MAX_ROBOTS_SECONDS (24 * 3600.0)
#define TRV_ROBOTS_FAILED_SECONDS 300.0
#define TRV_MAX_FETCH_HOSTS 4096
/* The longest wait that a Retry-After is heard for. */
#define TRV_MAX_RETRY_SECONDS (24 * 3600)

#endif
