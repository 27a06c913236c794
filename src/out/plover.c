/* PLOVER's exchange format: one JSON object a line, in the fields that the PLOVER manual (2021, "Data Fields") names, of which those that are
 * not known are left out. What treve knows beside them (status, tags, according_to) has names of its own, as the manual allows. */
#include "ontology/actors.h"
#include "out/json.h"
#include "out/row.h"

static void text(struct trv_strbuf *b, const char *key, const char *value) {
  if (value) trv_json_text(b, key, value);
}

static void number(struct trv_strbuf *b, const char *key, int64_t value) {
  if (value >= 0) trv_json_number(b, key, value);
}

static void begin_list(struct trv_strbuf *b, const char *key) { trv_strbuf_addf(b, ",\"%s\":[", key); }

static void item(struct trv_strbuf *b, bool first, const char *s) {
  if (!first) trv_strbuf_addc(b, ',');
  trv_json_string(b, s, strlen(s));
}

/* Sectors are written without the mark between them: GOVPRE. */
static void sector(struct trv_strbuf *b, const char *s) {
  if (!s) return;
  trv_strbuf_adds(b, ",\"sector\":\"");
  for (; *s; s++)
    if (*s != '+') trv_strbuf_addc(b, *s);
  trv_strbuf_addc(b, '"');
}

static void entities(struct trv_strbuf *b, const char *key, struct trv_entities list) {
  begin_list(b, key);
  for (uint32_t i = 0; i < list.n; i++) {
    const struct trv_entity *e = &list.items[i];
    trv_strbuf_adds(b, i ? ",{\"code\":" : "{\"code\":");
    trv_json_string(b, e->code, strlen(e->code));
    sector(b, e->sector);
    text(b, "entity_text", e->text);
    text(b, "identifier_text", e->name);
    text(b, "office", e->office);
    trv_strbuf_addc(b, '}');
  }
  trv_strbuf_addc(b, ']');
}

/* Mordecai's codes: how finely a place is known, and GeoNames' class of it. */
static void place(struct trv_strbuf *b, const struct trv_place *p) {
  static const struct {
    const char *kind, *class, *code;
    int resolution;
  } kinds[] = {
      {"country", "A", "PCLI", 1}, {"region", "A", "ADM1", 2}, {"capital", "P", "PPLC", 4}, {"town", "P", "PPL", 4}};
  struct trv_country country;
  bool known = trv_country_find(p->country, &country), town = false;
  size_t k = 0;
  while (k < sizeof kinds / sizeof *kinds && (!p->kind || strcmp(kinds[k].kind, p->kind) != 0)) k++;
  if (k < sizeof kinds / sizeof *kinds) town = kinds[k].class[0] == 'P';
  trv_strbuf_adds(b, ",\"event_loc\":{\"resolved_place\":");
  trv_json_string(b, p->name, strlen(p->name));
  text(b, "extracted_place", p->text);
  if (p->located) trv_strbuf_addf(b, ",\"lat\":%.4f,\"lon\":%.4f", p->lat_deg, p->lon_deg);
  if (town) text(b, "city", p->name);
  if (p->kind && strcmp(p->kind, "region") == 0) text(b, "province", p->name);
  text(b, "country", known ? country.name : NULL);
  text(b, "country_code", p->country);
  if (k < sizeof kinds / sizeof *kinds) {
    text(b, "feature_class", kinds[k].class);
    text(b, "feature_code", kinds[k].code);
    number(b, "resolution", kinds[k].resolution);
  }
  trv_strbuf_addc(b, '}');
}

/* The manual keeps what is planned, supposed or denied among the contexts. */
static const char *auxiliary(const char *status) {
  if (strcmp(status, "future") == 0 || strcmp(status, "hypothetical") == 0) return status;
  return strcmp(status, "negated") == 0 || strcmp(status, "denied") == 0 ? "negation" : NULL;
}

static void size(struct trv_strbuf *b, const struct trv_event *e) {
  static const char *const names[] = {"dead", "injured", "arrested"};
  const int64_t counts[] = {e->killed, e->wounded, e->captured};
  bool first = true;
  for (int i = 0; i < 3; i++) {
    if (counts[i] < 0) continue;
    trv_strbuf_addf(b, "%s\"%s\":%lld", first ? ",\"size\":{" : ",", names[i], (long long)counts[i]);
    first = false;
  }
  if (!first) trv_strbuf_addc(b, '}');
}

static void citation(struct trv_strbuf *b, const struct trv_row *row) {
  trv_strbuf_adds(b, ",\"cite_info\":{\"citation\":");
  const char *citation = row->file ? row->file : row->article;
  trv_json_string(b, citation, strlen(citation));
  text(b, "url", row->url);
  if (row->title.n) {
    trv_strbuf_adds(b, ",\"title\":");
    trv_json_string(b, row->title.p, row->title.n);
  }
  text(b, "language", row->lang);
  text(b, "publication", row->outlets);
  trv_strbuf_adds(b, ",\"coder\":\"treve " TREVE_VERSION "\"}");
}

void trv_plover_row(const struct trv_row *row, struct trv_strbuf *b) {
  const struct trv_event *e = row->event;
  const char *from = *row->days.from ? row->days.from : *row->days.to ? row->days.to : NULL;
  trv_strbuf_adds(b, "{\"id\":");
  trv_json_string(b, row->id, strlen(row->id));
  trv_json_text(b, "date", from);
  if (*row->days.to && from && strcmp(row->days.to, from) != 0) text(b, "enddate", row->days.to);
  entities(b, "actor", e->actor);
  if (e->recipient.n) entities(b, "recipient", e->recipient);
  begin_list(b, "event");
  item(b, true, e->type);
  trv_strbuf_addc(b, ']');
  if (e->place) place(b, e->place);
  if (row->words.n) {
    begin_list(b, "event_text");
    trv_json_string(b, row->words.p, row->words.n);
    trv_strbuf_addc(b, ']');
  }
  trv_strbuf_addf(b, ",\"quad_code\":%d,\"event_scale\":%.1f", e->quad_class,
                  trv_event_score(trv_event_of(e->type), e->mode));
  if (e->mode) {
    begin_list(b, "mode");
    item(b, true, e->mode);
    trv_strbuf_addc(b, ']');
  }
  const char *aside = auxiliary(e->status);
  if (e->n_contexts || aside) {
    begin_list(b, "context");
    for (uint32_t i = 0; i < e->n_contexts; i++) item(b, !i, e->contexts[i]);
    if (aside) item(b, !e->n_contexts, aside);
    trv_strbuf_addc(b, ']');
  }
  text(b, "link", row->conflict);
  size(b, e);
  trv_strbuf_adds(b, ",\"text\":");
  trv_json_string(b, row->text.p, row->text.n);
  trv_strbuf_addf(b, ",\"text_info\":{\"sequence\":%u,\"start\":%u,\"end\":%u}", e->sentence, row->begin, row->end);
  citation(b, row);
  trv_strbuf_adds(b, ",\"coder\":\"treve " TREVE_VERSION "\"");
  text(b, "status", e->status);
  if (e->n_tags) trv_json_strings(b, "tags", e->n_tags, e->tags);
  if (e->according_to.n) entities(b, "according_to", e->according_to);
  trv_strbuf_adds(b, "}\n");
}
