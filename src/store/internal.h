/* What the files of the store share. Internal to this folder. */
#ifndef TRV_STORE_INTERNAL_H
#define TRV_STORE_INTERNAL_H

#include <pthread.h>
#include <sqlite3.h>

#include "base/arena.h"
#include "base/dates.h"
#include "base/map.h"
#include "base/status.h"
#include "chronicle/incidents.h"
#include "treve/store.h"

#define TRV_APPLICATION_ID 0x74727665 /* "trve" */
#define TRV_SCHEMA_VERSION 5
#define TRV_MAX_OTHERS 16 /* queries within queries: four in practice */

#define TRV_NO_DAY_TEXT "9999-12-31" /* sorts behind every day */

/* Numbers of prepared statements; sql.c has their texts. */
enum trv_sql_id {
  TRV_SQL_RUN_ADD,
  TRV_SQL_RUN_COUNT,
  TRV_SQL_ARTICLE_ADD,
  TRV_SQL_ARTICLE_BY_KEY,
  TRV_SQL_ARTICLE_GET,
  TRV_SQL_ARTICLE_WHOLE,
  TRV_SQL_TEXT_ADD,
  TRV_SQL_ARTICLE_BY_URL,
  TRV_SQL_ARTICLE_SUPERSEDE,
  TRV_SQL_ARTICLE_REVIVE,
  TRV_SQL_FILE_OF,
  TRV_SQL_FILE_SET,
  TRV_SQL_FILES_LEFT,
  TRV_SQL_SENTENCE_ADD,
  TRV_SQL_SENTENCES_DROP,
  TRV_SQL_SEARCH_ADD,
  TRV_SQL_SEARCH_DROP,
  TRV_SQL_ENTITY_FIND,
  TRV_SQL_ENTITY_ADD,
  TRV_SQL_ENTITY_GET,
  TRV_SQL_PLACE_FIND,
  TRV_SQL_PLACE_ADD,
  TRV_SQL_PLACE_GET,
  TRV_SQL_PLACE_KIND,
  TRV_SQL_SIDE_FIND,
  TRV_SQL_SIDE_ADD,
  TRV_SQL_EVENT_ADD,
  TRV_SQL_EVENT_GET,
  TRV_SQL_EVENTS_OF_ARTICLE,
  TRV_SQL_EVENT_DROP,
  TRV_SQL_ROLE_ADD,
  TRV_SQL_ROLES_OF,
  TRV_SQL_ROLES_WHOLE,
  TRV_SQL_ROLES_DROP,
  TRV_SQL_MENTION_ADD,
  TRV_SQL_MENTIONS_OF,
  TRV_SQL_MENTIONS_DROP,
  TRV_SQL_KEY_ADD,
  TRV_SQL_KEY_EVENTS,
  TRV_SQL_KEY_DROP,
  TRV_SQL_TELLING_ADD,
  TRV_SQL_TELLING_GET,
  TRV_SQL_TELLING_DROP,
  TRV_SQL_TELLING_INCIDENT,
  TRV_SQL_TELLING_MOVE,
  TRV_SQL_TELLINGS_MOVE,
  TRV_SQL_TELLINGS_OF_GROUP,
  TRV_SQL_TELLINGS_COUNT,
  TRV_SQL_GROUP_ADD,
  TRV_SQL_GROUP_GET,
  TRV_SQL_GROUP_GROW,
  TRV_SQL_GROUP_DROP,
  TRV_SQL_GROUP_CHILDREN,
  TRV_SQL_GROUPS_MOVE,
  TRV_SQL_GROUP_LAST,
  TRV_SQL_TALLY_ADD,
  TRV_SQL_INCIDENT_TALLY,
  TRV_SQL_ARTICLE_TALLY,
  TRV_SQL_INCIDENT_ADD,
  TRV_SQL_INCIDENT_INDEXED,
  TRV_SQL_INCIDENT_UPDATE,
  TRV_SQL_INCIDENT_EVENTS,
  TRV_SQL_EVENT_ARTICLE,
  TRV_SQL_INCIDENTS_DROP,
  TRV_SQL_TRUCE_ADD,
  TRV_SQL_TRUCES_OF_ARTICLE,
  TRV_SQL_TRUCE_DROP,
  TRV_SQL_TRUCE_ROLE_ADD,
  TRV_SQL_TRUCE_ROLES_DROP,
  TRV_SQL_TRUCE_ACT_ADD,
  TRV_SQL_TRUCE_ACTS_DROP,
  TRV_SQL_TRUCE_ROLES_OF,
  TRV_SQL_TRUCE_ACTS_OF,
  TRV_SQL_TRUCE_KEY_ADD,
  TRV_SQL_TRUCE_KEY_DROP,
  TRV_SQL_TRUCE_KEY_GET,
  TRV_SQL_DUE_ADD,
  TRV_SQL_DUE_DROP,
  TRV_SQL_EVENTS_IN_ORDER,
  TRV_SQL_ARTICLE_ID,
  TRV_SQL_CEASEFIRE_ADD,
  TRV_SQL_CEASEFIRES_OF_ARTICLE,
  TRV_SQL_CEASEFIRE_DROP,
  TRV_SQL_MEMBER_ADD,
  TRV_SQL_MEMBERS_OF,
  TRV_SQL_MEMBERS_DROP,
  TRV_SQL_TRANSITION_ADD,
  TRV_SQL_TRANSITIONS_DROP,
  TRV_SQL_TRANSITION_EVENT_ADD,
  TRV_SQL_TRANSITION_EVENTS_DROP,
  TRV_SQL_TRANSITION_ARTICLE_ADD,
  TRV_SQL_TRANSITION_ARTICLES_DROP,
  TRV_SQL_RED_LINE_EVENTS,
  TRV_SQL_RED_LINE_ADD,
  TRV_SQL_RED_LINE_MEMBER_ADD,
  TRV_SQL_RED_LINE_EVIDENCE_ADD,
  TRV_SQL_RED_LINE_JUDGE,
  TRV_SQL_RED_LINE_DUE,
  TRV_SQL_RED_LINE_EVIDENCE_DROP,
  TRV_SQL_RED_LINE_MEMBERS_DROP,
  TRV_SQL_RED_LINE_DROP,
  TRV_SQL_EVENTS_IN_SENTENCE,
  TRV_SQL_SETTING_SET,
  TRV_SQL_SETTING_GET,
  TRV_SQL_ANCHORS_OF,
  TRV_SQL_ANCHORED,
  TRV_SQL_ANCHOR_ADD,
  TRV_SQL_ANCHORS_DROP,
  TRV_SQL_EVENT_MEANT,
  TRV_SQL_CORRECTIONS_OF_ARTICLE,
  TRV_SQL_CORRECTION_ADD,
  TRV_SQL_CORRECTION_EVENT_ADD,
  TRV_SQL_PLACE_NAMED,
  TRV_SQL_FEED_GET,
  TRV_SQL_FEED_SET,
  TRV_SQL_ENTRY_GET,
  TRV_SQL_ENTRY_ADD,
  TRV_N_SQL
};

/* A growing list of rowids. */
struct trv_ids {
  size_t n, cap;
  int64_t *items;
};

struct trv_interned {
  uint32_t n, cap; /* by rowid; items[0] is unused */
  void **items;
};

struct trv_delta;
struct trv_corrections;
struct trv_watch;

struct trv_heap_block;

struct trv_store {
  char path[512];
  sqlite3 *db;
  bool writes, in_batch, run_added;
  int rc; /* the first error of SQLite since it was last cleared; SQLITE_OK: none */
  char why[256];
  sqlite3_stmt *statements[TRV_N_SQL];
  sqlite3_stmt *others[TRV_MAX_OTHERS]; /* of trv_sql_prepare, that are not ended yet */
  int64_t changes_before;

  pthread_mutex_t lock; /* of `reader`, which trv_store_knows asks on any thread */
  sqlite3 *reader;
  sqlite3_stmt *known;

  char command[32], now[40];
  int64_t run;

  /* What was interned, and tellings that were read; emptied at the end of a batch once it is large, and on any error. */
  struct trv_arena cache, loaded; /* loaded: tellings, and what is made of them */
  struct trv_map entities, places, sides;
  struct trv_interned entity, place, article;
  struct trv_tellings *tellings;
  struct trv_watch *watch; /* red lines that events may make due; NULL: not read */
  struct trv_map tallied;  /* counts that the batch changes */
  struct trv_delta *deltas;
  uint32_t n_deltas, cap_deltas;

  /* Of the batch in hand: events that are not linked yet; those to be linked anew; groups to be divided anew. */
  struct trv_ids added, again, dirty, told; /* told: articles whose ceasefires are not indexed yet */
  int64_t next_group, next_incident;
  uint32_t max_group; /* TRV_MAX_COMPONENT; tests ask for less */

  struct trv_strbuf dyad, list; /* in the making: the store's, for who holds them may be jumped over */
  struct trv_heap_block *heap;
  struct trv_corrections *corrections; /* NULL: there are none */
};

/* ---- sql.c: statements. After the first error all of these do nothing until trv_store_clear. */

/* The prepared statement; NULL after an error. */
sqlite3_stmt *trv_sql(struct trv_store *s, enum trv_sql_id id);
/* Another statement, to be ended by trv_sql_end. */
sqlite3_stmt *trv_sql_prepare(struct trv_store *s, const char *text);
void trv_sql_end(struct trv_store *s, sqlite3_stmt *st);
/* Binds parameters 1, 2, … as `types` says: i int64_t, o int64_t where negative is NULL, u uint64_t, d double, t text (NULL: NULL),
 * b pointer and size_t as text, n NULL. Text must live until the statement ends. */
void trv_sql_bind(struct trv_store *s, sqlite3_stmt *st, const char *types, ...);
/* Steps: true where there is a row. At the end, or after an error, the statement is reset. */
bool trv_sql_row(struct trv_store *s, sqlite3_stmt *st);
/* Steps to the end. */
void trv_sql_run(struct trv_store *s, sqlite3_stmt *st);
void trv_sql_text(struct trv_store *s, const char *text);
static inline int64_t trv_sql_int(sqlite3_stmt *st, int column) { return sqlite3_column_int64(st, column); }
/* -1 where NULL. */
int64_t trv_sql_count(sqlite3_stmt *st, int column);
/* NULL where NULL; lives until the next step. */
const char *trv_sql_str(sqlite3_stmt *st, int column);
/* Marks an error that is not SQLite's own. */
void trv_sql_set(struct trv_store *s, int rc, const char *why);
/* The status of the first error, with its message; TRV_OK where there was none. */
enum trv_status trv_sql_status(struct trv_store *s, struct trv_error *err);
void trv_store_clear(struct trv_store *s);
void trv_sql_finalize_all(struct trv_store *s);

/* ---- heap.c: memory that is freed where an arena's guard is jumped to, which leaves no chance to those who hold it. */
/* As realloc; NULL after an error, with `p` as it was. */
void *trv_heap_grow(struct trv_store *s, void *p, size_t size);
/* As calloc. */
void *trv_heap_zeroed(struct trv_store *s, size_t n, size_t size);
void trv_heap_free(void *p);
/* Memory ran out in an arena: frees all of the above and ends every statement. */
void trv_store_exhausted(struct trv_store *s);

bool trv_ids_add(struct trv_store *s, struct trv_ids *ids, int64_t id);
void trv_ids_release(struct trv_ids *ids);
void trv_ids_sort(struct trv_ids *ids); /* and drops doubles */

/* ---- open.c: the connection that other threads read by, made where there is none; with the lock held. */
bool trv_reader_open(struct trv_store *s);

/* ---- batch.c: a batch is one transaction. */
bool trv_batch_begin(struct trv_store *s);
/* Adds the row of the run where this is its first change. */
void trv_batch_run(struct trv_store *s);

/* Joins ceasefires and red lines that are due, and finds conflicts. */
void trv_batch_settle(struct trv_store *s);

/* ---- derive.c: the tables of derived.sql, in a transaction of the caller's. */
void trv_derived_make(struct trv_store *s);
/* Drops them, and makes and fills them anew of what is kept. */
void trv_derived_remake(struct trv_store *s);

/* ---- intern.c: entities, places and lists that are written once. 0 after an error. */
void trv_cache_init(struct trv_store *s);
void trv_cache_release(struct trv_store *s);
/* Drops what was unfolded, once it is large: where nobody holds any of it. */
void trv_loaded_trim(struct trv_store *s);
/* Where to go when memory runs out; NULL disarms. Returns where it was to go before. */
jmp_buf *trv_cache_guard(struct trv_store *s, jmp_buf *guard);
/* Drops what is cached once it is large; only between batches. */
void trv_cache_trim(struct trv_store *s);
int64_t trv_intern_entity(struct trv_store *s, const struct trv_entity *e);
int64_t trv_intern_place(struct trv_store *s, const struct trv_place *p);
int64_t trv_intern_side(struct trv_store *s, const char *list);
/* By rowid; in the cache. NULL after an error. */
const struct trv_entity *trv_entity_of(struct trv_store *s, int64_t id);
const struct trv_place *trv_place_of(struct trv_store *s, int64_t id);
/* What of an article goes with each of its tellings. */
struct trv_article_of {
  char key[17];
  const char *date, *outlet, *agency, *lang;
};
const struct trv_article_of *trv_article_of(struct trv_store *s, int64_t id);

/* ---- tellings.c: events as they are compared. */
struct trv_tellings;
/* The telling of an event, without words and spans; lives until the batch ends. NULL after an error. */
const struct trv_telling *trv_telling_of(struct trv_store *s, int64_t event);
/* Forgets all, or one. */
void trv_tellings_free(struct trv_store *s);
void trv_tellings_forget(struct trv_store *s, int64_t event);

/* ---- events.c: the events and truces of an article, in and out. */
void trv_events_add(struct trv_store *s, int64_t article, const struct trv_document *doc);
void trv_events_drop(struct trv_store *s, int64_t article);

/* ---- link.c: groups of linked tellings, kept up with what comes and goes. */
/* Links what was added; marks groups to be divided anew, and divides them. */
void trv_link_batch(struct trv_store *s);
/* Has an event, and all that hangs together with it, linked anew with the batch. */
void trv_link_again(struct trv_store *s, int64_t event);
/* Takes an event out, before its row goes; what hung together by it is linked anew. */
void trv_link_remove(struct trv_store *s, int64_t event);

/* ---- corrections.c: what people said of tellings: of one incident, or of two. */
/* Adds the events that are of one incident with `event`. */
void trv_ties_of(struct trv_store *s, int64_t event, struct trv_ids *out);
/* Joins those of `members` that are tied together, in a forest of parents. */
void trv_ties_join(struct trv_store *s, const struct trv_ids *members, size_t *parent);

/* ---- incidents.c: a group's tellings, divided and summed up. */
void trv_incidents_of_group(struct trv_store *s, int64_t group);
void trv_incident_drop(struct trv_store *s, int64_t row);

/* ---- ledger.c: what articles tell of ceasefires, joined. */
/* Files what the articles of the batch tell; what it may belong to is due to be joined. */
void trv_ledger_add(struct trv_store *s);
/* Takes an article out, before its events go. */
void trv_ledger_remove(struct trv_store *s, int64_t article);
/* Joins what is due. */
void trv_ledger_settle(struct trv_store *s);

/* CODE:SECTOR[:Name] joined by ; in order, as long as tellings; NULL: nobody. */
const char *trv_side_list(struct trv_store *s, struct trv_entities list);
/* The number of that list; -1: nobody. */
int64_t trv_side_id(struct trv_store *s, struct trv_entities list);
/* Joined by ;, as long as tellings; NULL: none. */
const char *trv_join(struct trv_store *s, uint32_t n, const char *const *items);

/* ---- tally.c: counts of what is in the file */
void trv_tally(struct trv_store *s, const char *kind, const char *item, int64_t n);
void trv_tally_incident(struct trv_store *s, const char *type, const char *begins, const char *actors,
                        const char *recipients, int64_t n);
void trv_tally_incident_row(struct trv_store *s, int64_t row, int64_t n);
void trv_tally_article(struct trv_store *s, int64_t article, int64_t n);
/* Adds what the batch changed to the table. */
void trv_tally_write(struct trv_store *s);

/* A key as printed: 16 hexadecimal digits. */
void trv_key_print(int64_t key, char out[17]);
bool trv_key_parse(const char *s, int64_t *out);

#endif
