/* GDELT 2.0's table of events (event codebook 2.0 of 2015): 61 columns parted by tabs, without a header. One row an event: its first actor and
 * its first recipient, in CAMEO's codes. docs/data-formats.md says what treve has no value for. */
#include <stdio.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "ontology/actors.h"
#include "out/row.h"

#define ACTOR(n)                                                                                              \
  "Actor" n "Code,Actor" n "Name,Actor" n "CountryCode,Actor" n "KnownGroupCode,Actor" n "EthnicCode,Actor" n \
  "Religion1Code,Actor" n "Religion2Code,Actor" n "Type1Code,Actor" n "Type2Code,Actor" n "Type3Code,"
#define GEO(of)                                                                                                  \
  of "Geo_Type," of "Geo_FullName," of "Geo_CountryCode," of "Geo_ADM1Code," of "Geo_ADM2Code," of "Geo_Lat," of \
     "Geo_Long," of "Geo_FeatureID,"

const char trv_gdelt_columns[] = "GLOBALEVENTID,SQLDATE,MonthYear,Year,FractionDate," ACTOR("1") ACTOR(
    "2") "IsRootEvent,EventCode,EventBaseCode,EventRootCode,QuadClass,GoldsteinScale,NumMentions,NumSources,NumArticles,"
         "AvgTone," GEO("Actor1") GEO("Actor2") GEO("Action") "DATEADDED,SOURCEURL";

/* Sentences of an article that count as its lead: a headline, and what follows it. */
#define LEAD_SENTENCES 3

/* "2020-10-27" without its hyphens, the first `n` digits. */
static void day_digits(struct trv_strbuf *b, const char *day, int n) {
  for (; *day && n > 0; day++)
    if (*day != '-') trv_strbuf_addc(b, *day), n--;
}

static int two_digits(const char *s) { return (s[0] - '0') * 10 + (s[1] - '0'); }

static void dates(struct trv_sheet *s, const char *day) {
  day_digits(trv_sheet_cell(s), day, 8);
  day_digits(trv_sheet_cell(s), day, 6);
  day_digits(trv_sheet_cell(s), day, 4);
  struct trv_strbuf *fraction = trv_sheet_cell(s); /* months count as 30 days */
  if (!*day) return;
  double year = two_digits(day) * 100 + two_digits(day + 2);
  trv_strbuf_addf(fraction, "%.4f", year + ((two_digits(day + 5) - 1) * 30 + two_digits(day + 8)) / 365.0);
}

/* Names stand in capitals. */
static void capitals(struct trv_strbuf *b, const char *s) {
  int32_t n = (int32_t)strlen(s);
  for (int32_t i = 0; i < n;) {
    UChar32 c;
    uint8_t bytes[U8_MAX_LENGTH];
    int32_t at = 0;
    U8_NEXT((const uint8_t *)s, i, n, c);
    uint32_t upper = c < 0 ? '?' : (uint32_t)u_toupper(c);
    U8_APPEND_UNSAFE(bytes, at, upper);
    trv_strbuf_add(b, (const char *)bytes, (size_t)at);
  }
}

static void actor(struct trv_sheet *s, struct trv_entities side) {
  if (!side.n) {
    trv_sheet_skip(s, 10);
    return;
  }
  const struct trv_entity *e = &side.items[0];
  struct trv_cameo_actor a;
  struct trv_country country;
  trv_cameo_actor(e, &a);
  trv_sheet_text(s, a.code);
  struct trv_strbuf *name = trv_sheet_cell(s);
  if (e->name) capitals(name, e->name);
  else if (trv_country_find(e->code, &country)) capitals(name, country.name);
  trv_sheet_text(s, a.country);
  trv_sheet_text(s, a.group);
  trv_sheet_skip(s, 3); /* ethnic group, religions */
  for (int i = 0; i < 3; i++) trv_sheet_text(s, a.types[i]);
}

/* GDELT's kinds of places: 1 country, 2 state and 3 town of the United States, 4 town and 5 division of another country. */
static int geo_type(const struct trv_place *p) {
  bool american = p->country && strcmp(p->country, "USA") == 0;
  if (p->kind && strcmp(p->kind, "country") == 0) return 1;
  if (p->kind && strcmp(p->kind, "region") == 0) return american ? 2 : 5;
  return american ? 3 : 4;
}

static void geo(struct trv_sheet *s, const struct trv_place *p) {
  if (!p) {
    trv_sheet_number(s, 0);
    trv_sheet_skip(s, 7);
    return;
  }
  struct trv_country country = {.code = NULL};
  bool known = trv_country_find(p->country, &country);
  int type = geo_type(p);
  trv_sheet_number(s, type);
  struct trv_strbuf *name = trv_sheet_cell(s);
  trv_strbuf_adds(name, p->name);
  if (known && type != 1) trv_strbuf_addf(name, ", %s", country.name);
  trv_sheet_text(s, country.fips);
  trv_sheet_text(s, type == 1 ? country.fips : NULL);
  trv_sheet_skip(s, 1);
  trv_sheet_point(s, p);
  trv_sheet_text(s, type == 1 ? country.fips : NULL);
}

void trv_gdelt_row(const struct trv_row *row, struct trv_sheet *s, struct trv_strbuf *out) {
  const struct trv_event *e = row->event;
  struct trv_entities first, second;
  struct trv_day_range added;
  char base[4];
  trv_row_sides(row, &first, &second);
  trv_strbuf_addf(trv_sheet_cell(s), "%llu", (unsigned long long)trv_row_number(row));
  dates(s, *row->days.from ? row->days.from : row->days.to);
  actor(s, first);
  actor(s, second);
  trv_sheet_number(s, e->sentence < LEAD_SENTENCES);
  trv_sheet_text(s, row->cameo.code);
  snprintf(base, sizeof base, "%.3s", row->cameo.code);
  trv_sheet_text(s, base);
  snprintf(base, sizeof base, "%.2s", row->cameo.code);
  trv_sheet_text(s, base);
  trv_sheet_number(s, row->cameo.quad);
  trv_strbuf_addf(trv_sheet_cell(s), "%.1f", row->cameo.goldstein);
  trv_sheet_number(s, (int64_t)row->n_mentions);
  trv_sheet_number(s, (int64_t)row->n_sources);
  trv_sheet_number(s, (int64_t)row->n_articles);
  trv_sheet_skip(s, 1); /* tone */
  geo(s, NULL);
  geo(s, NULL);
  geo(s, e->place);
  struct trv_strbuf *cell = trv_sheet_cell(s);
  trv_range_of(row->article_date, &added);
  if (*added.from) {
    day_digits(cell, added.from, 8);
    trv_strbuf_adds(cell, "000000");
  }
  trv_sheet_text(s, row->url ? row->url : row->file);
  trv_sheet_end(s, out);
}
