/* ACLED's table of events (codebook of 2023): 31 columns, CSV with a header. ACLED records violence, demonstrations and some developments;
 * other events, and those that are planned, supposed or denied, have no row. docs/data-formats.md says how each column is filled. */
#include "ontology/acled.h"
#include "ontology/actors.h"
#include "out/row.h"

const char trv_acled_columns[] =
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp";

/* "Military Forces of Azerbaijan", "Rapid Support Forces". Who holds an office acts for those whose office it is. */
static void actor_name(struct trv_strbuf *b, const struct trv_entity *e, enum trv_inter inter) {
  const char *pattern = inter == TRV_INTER_PROTESTERS ? "Protesters (*)"
                        : inter == TRV_INTER_RIOTERS  ? "Rioters (*)"
                                                      : trv_entity_acled_name(e);
  if (!pattern || (e->name && !e->office)) {
    trv_strbuf_adds(b, e->name ? e->name : e->code);
    return;
  }
  struct trv_country country;
  const char *name = trv_country_find(e->code, &country) ? country.name : e->code;
  const char *star = strchr(pattern, '*');
  if (!star) trv_strbuf_adds(b, pattern);
  else trv_strbuf_addf(b, "%.*s%s%s", (int)(star - pattern), pattern, name, star + 1);
}

/* Demonstrators are civilians until they demonstrate; soldiers abroad are external forces. */
static enum trv_inter inter_of(const struct trv_row *row, const struct trv_entity *e, const struct trv_acled_kind *kind,
                               bool acts) {
  enum trv_inter inter = trv_entity_inter(e);
  if (inter == TRV_INTER_CIVILIANS && acts && strcmp(kind->event_type, "Protests") == 0) return TRV_INTER_PROTESTERS;
  if (inter == TRV_INTER_CIVILIANS && acts && strcmp(kind->event_type, "Riots") == 0) return TRV_INTER_RIOTERS;
  const struct trv_place *p = row->event->place;
  bool violent = strncmp(kind->disorder_type, "Political violence", 18) == 0;
  bool abroad = violent && p && p->country && strcmp(p->country, e->code) != 0;
  return inter == TRV_INTER_STATE && abroad ? TRV_INTER_OTHER : inter;
}

/* Three cells: the first of a side, the others, the kind of the first; returns that. */
static enum trv_inter side(struct trv_sheet *s, const struct trv_row *row, struct trv_entities list,
                           const struct trv_acled_kind *kind, bool acts) {
  struct trv_strbuf *cell = trv_sheet_cell(s);
  enum trv_inter inter = TRV_INTER_NONE;
  if (list.n) {
    inter = inter_of(row, &list.items[0], kind, acts);
    actor_name(cell, &list.items[0], inter);
  }
  cell = trv_sheet_cell(s);
  bool first = true;
  for (uint32_t i = 0; i < list.n; i++) { /* an office holder stands beside those that he acts for */
    const struct trv_entity *e = &list.items[i];
    bool person = e->name && e->office;
    if (!i && !person) continue;
    if (!first) trv_strbuf_adds(cell, "; ");
    first = false;
    if (person) trv_strbuf_adds(cell, e->name);
    else actor_name(cell, e, inter_of(row, e, kind, acts));
  }
  trv_sheet_number(s, inter);
  return inter;
}

/* Whether an interval lies within seven days of one month. */
static bool within_a_week(const struct trv_day_range *days) {
  if (!*days->from || !*days->to || strncmp(days->from, days->to, 8) != 0) return false;
  int from = (days->from[8] - '0') * 10 + (days->from[9] - '0'), to = (days->to[8] - '0') * 10 + (days->to[9] - '0');
  return to - from < 7;
}

/* 1 the day, 2 the week, 3 the month or less. */
static int time_precision(const struct trv_row *row) {
  bool day = row->days.precision && strcmp(row->days.precision, "day") == 0;
  if (day) return row->told ? 1 : 2; /* what an article tells without a day was in its week */
  return row->told && within_a_week(&row->days) ? 2 : 3;
}

static void place(struct trv_sheet *s, const struct trv_place *p) {
  struct trv_country country = {.code = NULL};
  if (p) trv_country_find(p->country, &country);
  bool region = p && p->kind && strcmp(p->kind, "region") == 0, whole = p && p->kind && strcmp(p->kind, "country") == 0;
  bool town = p && (!p->kind || strcmp(p->kind, "town") == 0 || strcmp(p->kind, "capital") == 0);
  trv_sheet_text(s, country.numeric);
  trv_sheet_text(s, country.region);
  trv_sheet_text(s, country.name);
  trv_sheet_text(s, region ? p->name : NULL);
  trv_sheet_skip(s, 2); /* admin2, admin3 */
  trv_sheet_text(s, p ? p->name : NULL);
  trv_sheet_point(s, p);
  trv_sheet_number(s, !p ? -1 : town ? 1 : region || whole ? 3 : 2);
}

static void tags(struct trv_strbuf *cell, const struct trv_row *row) {
  const struct trv_event *e = row->event;
  for (uint32_t i = 0; i < e->n_tags; i++) trv_strbuf_addf(cell, "%s%s", i ? "; " : "", e->tags[i]);
  if (strcmp(e->status, "actual") != 0) trv_strbuf_addf(cell, "%sstatus=%s", e->n_tags ? "; " : "", e->status);
}

static bool recorded(const struct trv_event *e) {
  return strcmp(e->status, "actual") == 0 || strcmp(e->status, "alleged") == 0;
}

void trv_acled_row(const struct trv_row *row, struct trv_sheet *s, struct trv_strbuf *out) {
  const struct trv_event *e = row->event;
  struct trv_acled_kind kind;
  if (!recorded(e) || !trv_acled_kind_of(e, row->cameo.code, &kind)) return;
  struct trv_entities first, second;
  trv_row_sides(row, &first, &second);
  const char *day = *row->days.from ? row->days.from : row->days.to;
  const char *country = e->place && e->place->country ? e->place->country
                        : second.n                    ? second.items[0].code
                        : first.n                     ? first.items[0].code
                                                      : "";
  trv_strbuf_addf(trv_sheet_cell(s), "%s%llu", country, (unsigned long long)trv_row_number(row));
  trv_sheet_text(s, day);
  trv_sheet_slice(s, (struct trv_slice){day, *day ? 4 : 0});
  trv_sheet_number(s, *day ? time_precision(row) : -1);
  trv_sheet_text(s, kind.disorder_type);
  trv_sheet_text(s, kind.event_type);
  trv_sheet_text(s, kind.sub_event_type);
  int inter1 = (int)side(s, row, first, &kind, true), inter2 = (int)side(s, row, second, &kind, false);
  int low = inter1 < inter2 ? inter1 : inter2, high = inter1 < inter2 ? inter2 : inter1;
  trv_sheet_number(s, low ? low * 10 + high : high * 10);
  bool civilians = inter2 == TRV_INTER_CIVILIANS && strncmp(kind.disorder_type, "Political violence", 18) == 0;
  trv_sheet_text(s, civilians ? "Civilian targeting" : NULL);
  place(s, e->place);
  trv_sheet_text(s, row->outlets);
  trv_sheet_skip(s, 1); /* source_scale */
  trv_sheet_slice(s, row->text);
  trv_sheet_number(s, e->killed < 0 ? 0 : e->killed);
  tags(trv_sheet_cell(s), row);
  trv_sheet_skip(s, 1); /* timestamp */
  trv_sheet_end(s, out);
}
