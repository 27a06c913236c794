/* Statements of SQLite, prepared once; see internal.h. Errors stick: the first one is kept, and all that comes after it
 * does nothing, so that one test at the end of a function is enough. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/internal.h"

static const char *const texts[TRV_N_SQL] = {
    [TRV_SQL_RUN_ADD] = "INSERT INTO run (command, coder, begun) VALUES (?, ?, ?)",
    [TRV_SQL_RUN_COUNT] = "UPDATE run SET n_new = n_new + ?2, n_changed = n_changed + ?3 WHERE id = ?1",
    [TRV_SQL_ARTICLE_ADD] =
        "INSERT INTO article (key, outlet, agency, url, lang, date, date_precision, n_bytes, n_words, coder, run) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [TRV_SQL_TEXT_ADD] = "INSERT INTO article_text (id, title, text) VALUES (?, ?, ?)",
    [TRV_SQL_ARTICLE_BY_KEY] = "SELECT id, superseded_by, n_bytes FROM article WHERE key = ?",
    [TRV_SQL_ARTICLE_BY_URL] =
        "SELECT id, date, key, run FROM article WHERE url = ? AND id <> ? AND superseded_by IS NULL",
    [TRV_SQL_ARTICLE_SUPERSEDE] = "UPDATE article SET superseded_by = ? WHERE id = ? AND superseded_by IS NULL",
    [TRV_SQL_ARTICLE_REVIVE] = "UPDATE article SET superseded_by = NULL, coder = ?, run = ? WHERE id = ?",
    [TRV_SQL_FILE_OF] = "SELECT article FROM article_file WHERE file = ?",
    [TRV_SQL_FILE_SET] = "INSERT OR REPLACE INTO article_file (file, article) VALUES (?, ?)",
    [TRV_SQL_FILES_LEFT] = "SELECT 1 FROM article_file WHERE article = ? LIMIT 1",
    [TRV_SQL_SENTENCE_ADD] = "INSERT INTO sentence (article, n, begin, \"end\") VALUES (?, ?, ?, ?)",
    [TRV_SQL_SENTENCES_DROP] = "DELETE FROM sentence WHERE article = ?",
    [TRV_SQL_SEARCH_ADD] = "INSERT INTO article_search (rowid, text) VALUES (?, ?)",
    [TRV_SQL_SEARCH_DROP] =
        "INSERT INTO article_search (article_search, rowid, text) SELECT 'delete', id, text FROM article_text WHERE id "
        "= ?",
    [TRV_SQL_ENTITY_FIND] =
        "SELECT id FROM entity WHERE code = ?1 AND ifnull(sector, '') = ifnull(?2, '') AND "
        "ifnull(name, '') = ifnull(?3, '') AND ifnull(office, '') = ifnull(?4, '')",
    [TRV_SQL_ENTITY_ADD] = "INSERT INTO entity (code, sector, name, office) VALUES (?, ?, ?, ?)",
    [TRV_SQL_ENTITY_GET] = "SELECT code, sector, name, office FROM entity WHERE id = ?",
    [TRV_SQL_PLACE_FIND] =
        "SELECT id FROM place WHERE name = ?1 AND ifnull(country, '') = ifnull(?2, '') AND "
        "ifnull(lat, 1000.0) = ifnull(?3, 1000.0) AND ifnull(lon, 1000.0) = ifnull(?4, 1000.0)",
    [TRV_SQL_PLACE_ADD] = "INSERT INTO place (name, country, lat, lon, kind) VALUES (?, ?, ?, ?, ?)",
    [TRV_SQL_PLACE_KIND] = "UPDATE place SET kind = ?2 WHERE id = ?1 AND kind IS NULL",
    [TRV_SQL_PLACE_GET] = "SELECT name, country, lat, lon FROM place WHERE id = ?",
    [TRV_SQL_SIDE_FIND] = "SELECT id FROM side WHERE list = ?",
    [TRV_SQL_SIDE_ADD] = "INSERT INTO side (list) VALUES (?)",
    [TRV_SQL_EVENT_ADD] =
        "INSERT INTO event (key, article, n, type, mode, cameo, quad_class, date_from, date_to, date_precision, "
        "date_text, place, status, tags, killed, wounded, captured, sentence, begin, \"end\", trigger_begin, "
        "trigger_end, "
        "confidence, rule, wording, goldstein, contexts) VALUES "
        "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    [TRV_SQL_EVENT_GET] =
        "SELECT key, article, wording, type, mode, quad_class, date_from, date_to, date_precision, place, status, "
        "tags, "
        "killed, wounded, captured, sentence, cameo, contexts FROM event WHERE id = ?",
    [TRV_SQL_ARTICLE_GET] = "SELECT key, date, outlet, agency, lang FROM article WHERE id = ?",
    [TRV_SQL_ARTICLE_WHOLE] =
        "SELECT a.key, a.date, a.outlet, a.agency, a.url, a.lang, a.n_words, x.title, x.text, (SELECT min(file) FROM "
        "article_file f WHERE f.article = a.id) FROM article a JOIN article_text x ON x.id = a.id WHERE a.id = ?",
    [TRV_SQL_EVENTS_OF_ARTICLE] = "SELECT id FROM event WHERE article = ?",
    [TRV_SQL_EVENT_DROP] = "DELETE FROM event WHERE id = ?",
    [TRV_SQL_ROLE_ADD] = "INSERT INTO event_role (event, role, n, entity, begin, \"end\") VALUES (?, ?, ?, ?, ?, ?)",
    [TRV_SQL_ROLES_OF] = "SELECT role, entity FROM event_role WHERE event = ? ORDER BY role, n",
    [TRV_SQL_ROLES_WHOLE] =
        "SELECT r.role, r.begin, r.\"end\", x.code, x.sector, x.name, x.office FROM event_role r JOIN entity x ON "
        "x.id = r.entity WHERE r.event = ? ORDER BY r.role, r.n",
    [TRV_SQL_ROLES_DROP] = "DELETE FROM event_role WHERE event = ?",
    [TRV_SQL_MENTION_ADD] = "INSERT INTO event_mention (event, n, begin, \"end\") VALUES (?, ?, ?, ?)",
    [TRV_SQL_MENTIONS_OF] = "SELECT begin, \"end\" FROM event_mention WHERE event = ? ORDER BY n",
    [TRV_SQL_MENTIONS_DROP] = "DELETE FROM event_mention WHERE event = ?",
    [TRV_SQL_KEY_ADD] = "INSERT INTO event_key (key, event) VALUES (?, ?)",
    [TRV_SQL_KEY_EVENTS] = "SELECT event FROM event_key WHERE key = ?",
    [TRV_SQL_KEY_DROP] = "DELETE FROM event_key WHERE key = ? AND event = ?",
    [TRV_SQL_TELLING_ADD] = "INSERT INTO telling (event, grp) VALUES (?, ?)",
    [TRV_SQL_TELLING_GET] = "SELECT grp FROM telling WHERE event = ?",
    [TRV_SQL_TELLING_DROP] = "DELETE FROM telling WHERE event = ?",
    [TRV_SQL_TELLING_INCIDENT] = "UPDATE telling SET incident = ? WHERE event = ?",
    [TRV_SQL_TELLING_MOVE] = "UPDATE telling SET grp = ?, incident = NULL WHERE event = ?",
    [TRV_SQL_TELLINGS_MOVE] = "UPDATE telling SET grp = ? WHERE grp = ?",
    [TRV_SQL_TELLINGS_OF_GROUP] = "SELECT event, incident FROM telling WHERE grp = ?",
    [TRV_SQL_TELLINGS_COUNT] = "SELECT count(*) FROM telling WHERE grp = ?",
    [TRV_SQL_GROUP_ADD] = "INSERT INTO grp (id, parent, n) VALUES (?, ?, ?)",
    [TRV_SQL_GROUP_LAST] = "SELECT (SELECT max(id) FROM grp), (SELECT max(id) FROM incident)",
    [TRV_SQL_GROUP_GET] = "SELECT parent, n FROM grp WHERE id = ?",
    [TRV_SQL_GROUP_GROW] = "UPDATE grp SET n = ? WHERE id = ?",
    [TRV_SQL_GROUP_DROP] = "DELETE FROM grp WHERE id = ?",
    [TRV_SQL_GROUP_CHILDREN] = "SELECT id FROM grp WHERE parent = ?",
    [TRV_SQL_GROUPS_MOVE] = "UPDATE grp SET parent = ? WHERE parent = ?",
    [TRV_SQL_INCIDENT_ADD] =
        "INSERT INTO incident (id, key, type, mode, quad_class, date, date_from, date_to, begins, ends, actors, "
        "recipients, place, "
        "status, contested, tags, langs, killed_min, killed_max, wounded_min, wounded_max, captured_min, captured_max, "
        "n_tellings, n_articles, n_sources, first, review, cameo, goldstein, contexts) VALUES "
        "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    [TRV_SQL_INCIDENT_INDEXED] =
        "SELECT key, actors, recipients, place, begins, ends, type, status, mode, tags, langs FROM incident WHERE id = "
        "?",
    /* of the same parameters, those that no index holds */
    [TRV_SQL_INCIDENT_UPDATE] =
        "UPDATE incident SET quad_class = ?5, date = ?6, date_from = ?7, date_to = ?8, contested = ?15, killed_min = "
        "?18, "
        "killed_max = ?19, wounded_min = ?20, wounded_max = ?21, "
        "captured_min = ?22, captured_max = ?23, n_tellings = ?24, n_articles = ?25, n_sources = ?26, first = ?27, "
        "review = ?28, cameo = ?29, goldstein = ?30, contexts = ?31 WHERE id = ?1",
    [TRV_SQL_TALLY_ADD] =
        "INSERT INTO tally (kind, item, n) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
    [TRV_SQL_INCIDENT_TALLY] =
        "SELECT i.type, i.begins, a.list, r.list FROM incident i LEFT JOIN side a ON a.id = i.actors "
        "LEFT JOIN side r ON r.id = i.recipients WHERE i.id = ?",
    [TRV_SQL_ARTICLE_TALLY] = "SELECT outlet, lang, date FROM article WHERE id = ?",
    [TRV_SQL_INCIDENT_EVENTS] =
        "SELECT e.id FROM incident i CROSS JOIN telling o ON o.event = i.first CROSS JOIN telling t ON t.grp = o.grp "
        "AND "
        "t.incident = i.id CROSS JOIN event e ON e.id = t.event CROSS JOIN article a ON a.id = e.article WHERE i.id = "
        "? "
        "ORDER BY ifnull(a.date, '9999'), (SELECT min(file) FROM article_file f WHERE f.article = a.id), a.key, e.n",
    [TRV_SQL_EVENT_ARTICLE] =
        "SELECT x.title, a.url, a.date, (SELECT min(file) FROM article_file f WHERE f.article = a.id), x.text, "
        "e.begin, "
        "e.\"end\", e.trigger_begin, e.trigger_end "
        "FROM event e JOIN article a ON a.id = e.article JOIN article_text x ON x.id = a.id WHERE e.id = ?",
    [TRV_SQL_INCIDENTS_DROP] = "DELETE FROM incident WHERE id = ?",
    [TRV_SQL_TRUCE_ADD] =
        "INSERT INTO truce (key, article, n, kind, effective, \"end\", terms, status) VALUES "
        "(?, ?, ?, ?, ?, ?, ?, ?)",
    [TRV_SQL_TRUCES_OF_ARTICLE] =
        "SELECT id, key, kind, effective, \"end\", terms, status FROM truce WHERE article = ? ORDER BY n",
    [TRV_SQL_TRUCE_DROP] = "DELETE FROM truce WHERE id = ?",
    [TRV_SQL_TRUCE_ROLE_ADD] = "INSERT INTO truce_role (truce, role, n, entity) VALUES (?, ?, ?, ?)",
    [TRV_SQL_TRUCE_ROLES_DROP] = "DELETE FROM truce_role WHERE truce = ?",
    [TRV_SQL_TRUCE_ACT_ADD] =
        "INSERT INTO truce_act (truce, n, act, date, event, begin, \"end\") VALUES (?, ?, ?, ?, ?, ?, ?)",
    [TRV_SQL_TRUCE_ROLES_OF] = "SELECT role, entity FROM truce_role WHERE truce = ? ORDER BY role, n",
    [TRV_SQL_TRUCE_ACTS_OF] =
        "SELECT t.act, t.date, e.key, t.begin, t.\"end\" FROM truce_act t LEFT JOIN event e ON e.id = "
        "t.event WHERE t.truce = ? ORDER BY t.n",
    [TRV_SQL_TRUCE_KEY_ADD] = "INSERT INTO truce_key (key, article, n) VALUES (?, ?, ?)",
    [TRV_SQL_TRUCE_KEY_DROP] = "DELETE FROM truce_key WHERE key = ? AND article = ? AND n = ?",
    [TRV_SQL_TRUCE_KEY_GET] = "SELECT article, n FROM truce_key WHERE key = ?",
    [TRV_SQL_DUE_ADD] = "INSERT OR IGNORE INTO truce_due (article) VALUES (?)",
    [TRV_SQL_DUE_DROP] = "DELETE FROM truce_due WHERE article = ?",
    [TRV_SQL_EVENTS_IN_ORDER] = "SELECT id FROM event WHERE article = ? ORDER BY n",
    [TRV_SQL_ARTICLE_ID] = "SELECT id FROM article WHERE key = ?",
    [TRV_SQL_CEASEFIRE_ADD] =
        "INSERT INTO ceasefire (key, kind, agreed, effective, \"end\", begins, ends, parties, announced_by, "
        "mediators, violators, terms, status, n_articles, n_sources) VALUES "
        "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    [TRV_SQL_CEASEFIRES_OF_ARTICLE] = "SELECT ceasefire FROM ceasefire_member WHERE article = ? AND n = ?",
    [TRV_SQL_CEASEFIRE_DROP] = "DELETE FROM ceasefire WHERE id = ?",
    [TRV_SQL_MEMBER_ADD] = "INSERT INTO ceasefire_member (ceasefire, article, n) VALUES (?, ?, ?)",
    [TRV_SQL_MEMBERS_OF] = "SELECT DISTINCT article FROM ceasefire_member WHERE ceasefire = ?",
    [TRV_SQL_MEMBERS_DROP] = "DELETE FROM ceasefire_member WHERE ceasefire = ?",
    [TRV_SQL_TRANSITION_ADD] =
        "INSERT INTO transition (ceasefire, n, state, date, by, against, n_articles, n_sources) VALUES "
        "(?, ?, ?, ?, ?, ?, ?, ?)",
    [TRV_SQL_TRANSITIONS_DROP] = "DELETE FROM transition WHERE ceasefire = ?",
    [TRV_SQL_TRANSITION_EVENT_ADD] = "INSERT OR IGNORE INTO transition_event (ceasefire, n, event) VALUES (?, ?, ?)",
    [TRV_SQL_TRANSITION_EVENTS_DROP] = "DELETE FROM transition_event WHERE ceasefire = ?",
    [TRV_SQL_TRANSITION_ARTICLE_ADD] =
        "INSERT OR IGNORE INTO transition_article (ceasefire, n, article) VALUES (?, ?, ?)",
    [TRV_SQL_TRANSITION_ARTICLES_DROP] = "DELETE FROM transition_article WHERE ceasefire = ?",
    [TRV_SQL_RED_LINE_EVENTS] = "SELECT id, article FROM event WHERE instr(tags, 'red_line') > 0",
    [TRV_SQL_RED_LINE_ADD] =
        "INSERT INTO red_line (key, by, \"to\", date, deadline, begins, best, n_articles, n_sources, "
        "bears_from, bears_to, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [TRV_SQL_RED_LINE_MEMBER_ADD] = "INSERT OR IGNORE INTO red_line_member (red_line, event) VALUES (?, ?)",
    [TRV_SQL_RED_LINE_EVIDENCE_ADD] =
        "INSERT OR IGNORE INTO red_line_evidence (red_line, event, kind) VALUES (?, ?, ?)",
    [TRV_SQL_RED_LINE_JUDGE] = "UPDATE red_line SET status = ? WHERE id = ?",
    [TRV_SQL_RED_LINE_DUE] = "UPDATE red_line SET due = 1 WHERE id = ?",
    [TRV_SQL_RED_LINE_EVIDENCE_DROP] = "DELETE FROM red_line_evidence WHERE red_line = ?",
    [TRV_SQL_RED_LINE_MEMBERS_DROP] = "DELETE FROM red_line_member WHERE red_line = ?",
    [TRV_SQL_RED_LINE_DROP] = "DELETE FROM red_line WHERE id = ?",
    [TRV_SQL_EVENTS_IN_SENTENCE] = "SELECT id FROM event WHERE article = ? AND sentence = ? ORDER BY n",
    [TRV_SQL_SETTING_SET] = "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
    [TRV_SQL_SETTING_GET] = "SELECT value FROM setting WHERE name = ?",
    [TRV_SQL_FEED_GET] = "SELECT etag, modified FROM feed WHERE address = ?",
    [TRV_SQL_FEED_SET] = "INSERT OR REPLACE INTO feed (address, etag, modified) VALUES (?, ?, ?)",
    [TRV_SQL_ENTRY_GET] = "SELECT 1 FROM feed_entry WHERE entry = ?",
    [TRV_SQL_ENTRY_ADD] = "INSERT OR IGNORE INTO feed_entry (entry) VALUES (?)",
    [TRV_SQL_ANCHORS_OF] = "SELECT correction, part FROM anchor WHERE event = ? ORDER BY correction",
    [TRV_SQL_ANCHORED] = "SELECT event FROM anchor WHERE correction = ? ORDER BY event",
    [TRV_SQL_ANCHOR_ADD] = "INSERT OR REPLACE INTO anchor (event, correction, part) VALUES (?, ?, ?)",
    [TRV_SQL_ANCHORS_DROP] = "DELETE FROM anchor WHERE event = ?",
    [TRV_SQL_EVENT_MEANT] =
        "SELECT id FROM event WHERE article = ?1 AND (key = ?2 OR (trigger_begin < ?4 AND trigger_end > ?3)) ORDER BY "
        "key = ?2 "
        "DESC, type = ?5 DESC, abs(trigger_begin - ?3), n LIMIT 1",
    [TRV_SQL_CORRECTIONS_OF_ARTICLE] =
        "SELECT correction, part, event_key, type, trigger_begin, trigger_end FROM correction_event WHERE article_key "
        "= "
        "(SELECT key FROM article WHERE id = ?) ORDER BY correction, n",
    [TRV_SQL_CORRECTION_ADD] =
        "INSERT INTO correction (act, author, reason, made, undoes, field, value) VALUES (?,?,?,?,?,?,?)",
    [TRV_SQL_CORRECTION_EVENT_ADD] =
        "INSERT INTO correction_event (correction, n, part, event_key, article_key, type, trigger_begin, trigger_end) "
        "SELECT ?1, "
        "?2, ?3, e.key, a.key, e.type, e.trigger_begin, e.trigger_end FROM event e JOIN article a ON a.id = e.article "
        "WHERE "
        "e.id = ?4",
    [TRV_SQL_PLACE_NAMED] =
        "SELECT id FROM place WHERE name = ? COLLATE NOCASE ORDER BY lat IS NULL, ifnull(country, ''), lat, lon LIMIT "
        "1",
    [TRV_SQL_TRUCE_ACTS_DROP] = "DELETE FROM truce_act WHERE truce = ?",
};

void trv_sql_set(struct trv_store *s, int rc, const char *why) {
  if (s->rc) return;
  s->rc = rc ? rc : SQLITE_ERROR;
  snprintf(s->why, sizeof s->why, "%s", why ? why : "");
}

static void failed(struct trv_store *s) { trv_sql_set(s, sqlite3_extended_errcode(s->db), sqlite3_errmsg(s->db)); }

sqlite3_stmt *trv_sql(struct trv_store *s, enum trv_sql_id id) {
  if (s->rc) return NULL;
  if (!s->statements[id] &&
      sqlite3_prepare_v3(s->db, texts[id], -1, SQLITE_PREPARE_PERSISTENT, &s->statements[id], NULL) != SQLITE_OK)
    failed(s);
  return s->rc ? NULL : s->statements[id];
}

sqlite3_stmt *trv_sql_prepare(struct trv_store *s, const char *text) {
  int free = 0;
  if (s->rc) return NULL;
  while (free < TRV_MAX_OTHERS && s->others[free]) free++;
  if (free == TRV_MAX_OTHERS) trv_sql_set(s, SQLITE_ERROR, "too many queries at once");
  else if (sqlite3_prepare_v2(s->db, text, -1, &s->others[free], NULL) != SQLITE_OK) failed(s);
  return s->rc ? NULL : s->others[free];
}

void trv_sql_end(struct trv_store *s, sqlite3_stmt *st) {
  for (int i = 0; st && i < TRV_MAX_OTHERS; i++)
    if (s->others[i] == st) s->others[i] = NULL;
  sqlite3_finalize(st);
}

void trv_sql_bind(struct trv_store *s, sqlite3_stmt *st, const char *types, ...) {
  if (s->rc || !st) return;
  va_list ap;
  va_start(ap, types);
  int rc = SQLITE_OK;
  for (int i = 1; types[i - 1] && rc == SQLITE_OK; i++) {
    switch (types[i - 1]) {
      case 'i': rc = sqlite3_bind_int64(st, i, va_arg(ap, int64_t)); break;
      case 'u': rc = sqlite3_bind_int64(st, i, (int64_t)va_arg(ap, uint64_t)); break;
      case 'o': {
        int64_t v = va_arg(ap, int64_t);
        rc = v < 0 ? sqlite3_bind_null(st, i) : sqlite3_bind_int64(st, i, v);
        break;
      }
      case 'd': rc = sqlite3_bind_double(st, i, va_arg(ap, double)); break;
      case 't': rc = sqlite3_bind_text(st, i, va_arg(ap, const char *), -1, SQLITE_STATIC); break;
      case 'b': {
        const char *p = va_arg(ap, const char *);
        size_t n = va_arg(ap, size_t);
        rc = sqlite3_bind_text64(st, i, p, n, SQLITE_STATIC, SQLITE_UTF8);
        break;
      }
      default: rc = sqlite3_bind_null(st, i); break;
    }
  }
  va_end(ap);
  if (rc != SQLITE_OK) failed(s);
}

bool trv_sql_row(struct trv_store *s, sqlite3_stmt *st) {
  if (s->rc || !st) {
    if (st) sqlite3_reset(st);
    return false;
  }
  int rc = sqlite3_step(st);
  if (rc == SQLITE_ROW) return true;
  if (rc != SQLITE_DONE) failed(s);
  sqlite3_reset(st);
  return false;
}

void trv_sql_run(struct trv_store *s, sqlite3_stmt *st) {
  while (trv_sql_row(s, st)) {
  }
}

void trv_sql_text(struct trv_store *s, const char *text) {
  if (s->rc) return;
  if (sqlite3_exec(s->db, text, NULL, NULL, NULL) != SQLITE_OK) failed(s);
}

int64_t trv_sql_count(sqlite3_stmt *st, int column) {
  return sqlite3_column_type(st, column) == SQLITE_NULL ? -1 : sqlite3_column_int64(st, column);
}

const char *trv_sql_str(sqlite3_stmt *st, int column) { return (const char *)sqlite3_column_text(st, column); }

enum trv_status trv_sql_status(struct trv_store *s, struct trv_error *err) {
  switch (s->rc & 0xFF) {
    case SQLITE_OK: return TRV_OK;
    case SQLITE_NOMEM: return trv_fail(err, TRV_NO_MEMORY, s->path, 0, 0, "memory ran out");
    case SQLITE_FULL:
      return trv_fail(err, TRV_SYSTEM, s->path, 0, 0, "the disk is full; the database is as it was before");
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return trv_fail(err, TRV_SYSTEM, s->path, 0, 0, "is locked: another program is writing it");
    case SQLITE_READONLY:
      return trv_fail(err, TRV_SYSTEM, s->path, 0, 0, "cannot be written: it or its folder is read-only");
    case SQLITE_CANTOPEN: return trv_fail(err, TRV_SYSTEM, s->path, 0, 0, "cannot be opened: %s", s->why);
    case SQLITE_PERM:
    case SQLITE_AUTH: return trv_fail(err, TRV_SYSTEM, s->path, 0, 0, "permission denied");
    case SQLITE_NOTADB: return trv_fail(err, TRV_BAD_DATA, s->path, 0, 0, "is not a treve database");
    case SQLITE_CONSTRAINT: /* no row that treve writes breaks one: what is in the file is not what was written */
    case SQLITE_CORRUPT:
      return trv_fail(err, TRV_BAD_DATA, s->path, 0, 0,
                      "is damaged (%s); take a copy from before, or save what can be read with `sqlite3 FILE .recover`",
                      s->why);
    case SQLITE_IOERR: return trv_fail(err, TRV_SYSTEM, s->path, 0, 0, "could not be read or written: %s", s->why);
    default: return trv_fail(err, TRV_SYSTEM, s->path, 0, 0, "%s (SQLite %d)", s->why, s->rc);
  }
}

void trv_store_clear(struct trv_store *s) {
  s->rc = SQLITE_OK;
  s->why[0] = '\0';
}

void trv_sql_finalize_all(struct trv_store *s) {
  for (int i = 0; i < TRV_N_SQL; i++) {
    sqlite3_finalize(s->statements[i]);
    s->statements[i] = NULL;
  }
  for (int i = 0; i < TRV_MAX_OTHERS; i++) trv_sql_end(s, s->others[i]);
}

bool trv_ids_add(struct trv_store *s, struct trv_ids *ids, int64_t id) {
  if (ids->n == ids->cap) {
    size_t cap = ids->cap ? ids->cap * 2 : 64;
    int64_t *items = trv_heap_grow(s, ids->items, cap * sizeof *items);
    if (!items) {
      trv_sql_set(s, SQLITE_NOMEM, NULL);
      return false;
    }
    ids->items = items;
    ids->cap = cap;
  }
  ids->items[ids->n++] = id;
  return true;
}

void trv_ids_release(struct trv_ids *ids) {
  trv_heap_free(ids->items);
  *ids = (struct trv_ids){0};
}

static int by_number(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return x < y ? -1 : x > y;
}

void trv_ids_sort(struct trv_ids *ids) {
  if (ids->n < 2) return;
  qsort(ids->items, ids->n, sizeof *ids->items, by_number);
  size_t n = 1;
  for (size_t i = 1; i < ids->n; i++)
    if (ids->items[i] != ids->items[n - 1]) ids->items[n++] = ids->items[i];
  ids->n = n;
}

void trv_key_print(int64_t key, char out[17]) {
  for (int i = 0; i < 16; i++) out[i] = "0123456789abcdef"[(uint64_t)key >> (60 - 4 * i) & 15];
  out[16] = '\0';
}

bool trv_key_parse(const char *s, int64_t *out) {
  uint64_t v = 0;
  for (int i = 0; i < 16; i++) {
    char c = s[i];
    int d = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (d < 0) return false;
    v = v << 4 | (uint64_t)d;
  }
  *out = (int64_t)v;
  return s[16] == '\0';
}
