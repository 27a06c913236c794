/* Which incidents a filter chooses.
 *
 * Incidents are looked through by day, each asked every condition, until there are enough. Where one condition alone leaves few of them,
 * those few are found by its index (derived.sql) and sorted: what is rare is found as fast as what is common. */
#include <stdlib.h>

#include "store/read.h"

#define FEW 10000 /* incidents: sorting so many costs less than looking through all */

/* ---- conditions: `row` names the row of `incident`; behind a + no index is sought for it */

static void types(struct trv_query *q, const char *row, const char *list) {
  struct trv_slice rest = trv_slice_of(list);
  uint32_t n = 0;
  trv_strbuf_adds(&q->sql, " AND (");
  for (char *item = trv_query_item(&rest); item; item = trv_query_item(&rest), n++) {
    char *mode = strchr(item, '/');
    if (mode) *mode++ = '\0';
    trv_strbuf_addf(&q->sql, "%s(%s.type = ", n ? " OR " : "", row);
    trv_query_add(q, "upper(?)", item);
    if (mode) {
      trv_strbuf_addf(&q->sql, " AND %s.mode = ", row);
      trv_query_add(q, "lower(?)", mode);
    }
    trv_strbuf_addc(&q->sql, ')');
    free(item);
  }
  trv_strbuf_adds(&q->sql, n ? ")" : "0)");
}

static void places(struct trv_query *q, const char *row, const char *list) {
  struct trv_slice rest = trv_slice_of(list);
  trv_strbuf_addf(&q->sql, " AND %s.place IN (SELECT id FROM place WHERE 0", row);
  for (char *item = trv_query_item(&rest); item; item = trv_query_item(&rest)) {
    trv_query_add(q, " OR name = ? COLLATE NOCASE OR country = ? COLLATE NOCASE", item, item);
    free(item);
  }
  trv_strbuf_adds(&q->sql, ")");
}

static void days(struct trv_query *q, const struct trv_chronicle_filter *f) {
  char day[16];
  if (f->from) {
    trv_query_day(f->from, false, day);
    trv_query_add(q, " AND i.ends >= ? AND (i.begins < '9999-12-31' OR i.ends < '9999-12-31')", day);
  }
  if (f->to) {
    trv_query_day(f->to, true, day);
    trv_query_add(q, " AND i.begins <= ?", day);
  }
}

static void conditions(struct trv_query *q, const struct trv_chronicle_filter *f) {
  days(q, f);
  if (f->actor) trv_query_side(q, "+i.actors", f->actor);
  if (f->recipient) trv_query_side(q, "+i.recipients", f->recipient);
  if (f->type) types(q, "+i", f->type);
  if (f->place) places(q, "+i", f->place);
  if (f->status) trv_query_any(q, "i.status", f->status);
  if (f->tag) trv_query_holds(q, "i.tags", f->tag);
  if (f->conflict) trv_query_conflict(q, TRV_CONFLICT_OF_INCIDENT, f->conflict);
  if (f->lang) trv_query_holds(q, "i.langs", f->lang);
}

/* ---- the incidents that one condition leaves: a SELECT of their ids */

#define IDS "SELECT n.id FROM incident n "

/* Of those that are told, the values of a column that has few: each is sought behind the one before. */
#define IDS_OF_VALUES(column)                                                                           \
  IDS "WHERE n." column " IS NOT NULL AND n." column " IN (WITH RECURSIVE v (x) AS (SELECT min(" column \
      ") FROM incident WHERE " column " IS NOT NULL UNION ALL SELECT (SELECT min(" column               \
      ") FROM incident WHERE " column " IS NOT NULL AND " column                                        \
      " > v.x) FROM v WHERE v.x IS NOT NULL) SELECT x FROM v WHERE x IS NOT NULL"

enum condition { ACTOR, RECIPIENT, PLACE, CONFLICT, DAYS, TYPE, TAG, LANG, N_CONDITIONS };

/* False where the filter does not set it. */
static bool ids_of(struct trv_query *q, const struct trv_chronicle_filter *f, enum condition which) {
  char from[16], to[16];
  const char *const given[] = {[ACTOR] = f->actor,
                               [RECIPIENT] = f->recipient,
                               [PLACE] = f->place,
                               [CONFLICT] = f->conflict,
                               [DAYS] = f->to ? f->from : NULL,
                               [TYPE] = f->type,
                               [TAG] = f->tag,
                               [LANG] = f->lang};
  static const char *const begins[] = {
      [ACTOR] = IDS "WHERE 1",
      [RECIPIENT] = IDS "WHERE 1",
      [PLACE] = IDS "WHERE 1",
      [CONFLICT] =
          "SELECT n.id FROM belonging b CROSS JOIN incident n ON n.actors IS nullif(b.actors, 0) "
          "AND n.recipients IS nullif(b.recipients, 0) AND n.place IS nullif(b.place, 0) WHERE 1",
      [DAYS] = IDS,
      [TYPE] = IDS "WHERE 1",
      [TAG] = IDS_OF_VALUES("tags"),
      [LANG] = IDS_OF_VALUES("langs")};
  if (!given[which]) return false;
  trv_strbuf_adds(&q->sql, begins[which]);
  switch (which) {
    case ACTOR: trv_query_side(q, "n.actors", f->actor); break;
    case RECIPIENT: trv_query_side(q, "n.recipients", f->recipient); break;
    case PLACE: places(q, "n", f->place); break;
    case CONFLICT: trv_query_conflict(q, "b.conflict", f->conflict); break;
    case DAYS:
      trv_query_day(f->from, false, from);
      trv_query_day(f->to, true, to);
      trv_query_add(q, "WHERE n.begins >= ? AND n.begins <= ? UNION ALL ", from, to);
      trv_query_add(q, IDS "WHERE n.begins < n.ends AND n.ends >= ? AND n.begins < ?", from, from);
      break;
    case TYPE: types(q, "n", f->type); break;
    case TAG:
    case LANG:
      trv_query_holds(q, "x", given[which]);
      trv_strbuf_addc(&q->sql, ')');
      break;
    case N_CONDITIONS: break;
  }
  return true;
}

/* How many one condition leaves, as far as FEW; -1: it is not set. */
static int64_t left_by(struct trv_store *s, const struct trv_chronicle_filter *f, enum condition which) {
  struct trv_query q;
  trv_query_init(&q, "SELECT count(*) FROM (");
  bool set = ids_of(&q, f, which);
  trv_strbuf_addf(&q.sql, " LIMIT %d)", FEW);
  if (!set) {
    trv_query_drop(&q);
    return -1;
  }
  sqlite3_stmt *st = trv_query_prepare(s, &q);
  int64_t n = trv_sql_row(s, st) ? trv_sql_int(st, 0) : -1;
  trv_sql_end(s, st);
  return n;
}

void trv_query_incidents(struct trv_store *s, struct trv_query *q, const struct trv_chronicle_filter *f) {
  enum condition best = N_CONDITIONS;
  int64_t least = FEW;
  if (!f) return;
  conditions(q, f);
  for (enum condition c = 0; c < N_CONDITIONS && least; c++) {
    int64_t n = left_by(s, f, c);
    if (n >= 0 && n < least) least = n, best = c;
  }
  if (best == N_CONDITIONS) return;
  trv_strbuf_adds(&q->sql, " AND i.id IN (");
  ids_of(q, f, best);
  trv_strbuf_addc(&q->sql, ')');
}
