/* GeoJSON (RFC 7946): what has a place on the map, as features of one collection. */
#include "out/json.h"
#include "out/row.h"

const char trv_geojson_head[] = "{\"type\":\"FeatureCollection\",\"features\":[";
const char trv_geojson_foot[] = "\n]}\n";

static void list(struct trv_strbuf *b, const char *key, struct trv_entities entities) {
  if (!entities.n) {
    trv_json_text(b, key, NULL);
    return;
  }
  struct trv_strbuf joined;
  trv_strbuf_init(&joined);
  trv_entities_add(&joined, entities);
  trv_json_text(b, key, joined.p);
  if (joined.failed) b->failed = true;
  trv_strbuf_release(&joined);
}

static void strings(struct trv_strbuf *b, const char *key, uint32_t n, const char *const *items) {
  if (!n) {
    trv_json_text(b, key, NULL);
    return;
  }
  trv_strbuf_addf(b, ",\"%s\":\"", key);
  for (uint32_t i = 0; i < n; i++) trv_strbuf_addf(b, "%s%s", i ? ";" : "", items[i]);
  trv_strbuf_addc(b, '"');
}

static void numbers(struct trv_strbuf *b, const struct trv_row *row) {
  static const char *const names[] = {"killed", "wounded", "captured"};
  const int64_t least[] = {row->event->killed, row->event->wounded, row->event->captured};
  for (int i = 0; i < 3; i++) {
    char key[24];
    const char *const ends[] = {row->incident ? "_min" : "", "_max"};
    for (int k = 0; k < 1 + row->incident; k++) {
      size_t n = strlen(names[i]), m = strlen(ends[k]);
      memcpy(key, names[i], n);
      memcpy(key + n, ends[k], m + 1);
      trv_json_number(b, key, k ? row->most[i] : least[i]);
    }
  }
}

bool trv_geojson_row(const struct trv_row *row, bool first, struct trv_strbuf *b) {
  const struct trv_event *e = row->event;
  if (!e->place || !e->place->located) return false;
  trv_strbuf_addf(
      b, "%s\n{\"type\":\"Feature\",\"id\":\"%s\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.4f,%.4f]}",
      first ? "" : ",", row->id, e->place->lon_deg, e->place->lat_deg);
  trv_strbuf_addf(b, ",\"properties\":{\"id\":\"%s\"", row->id);
  trv_json_text(b, "event", e->type);
  trv_json_text(b, "mode", e->mode);
  trv_json_number(b, "quad_code", e->quad_class);
  trv_strbuf_addf(b, ",\"goldstein\":%.1f", row->cameo.goldstein);
  strings(b, "context", e->n_contexts, e->contexts);
  trv_json_text(b, "date", e->date);
  trv_json_text(b, "date_from", row->date_from);
  trv_json_text(b, "date_to", row->date_to);
  list(b, "actor", e->actor);
  list(b, "recipient", e->recipient);
  trv_json_text(b, "place", e->place->name);
  trv_json_text(b, "country", e->place->country);
  trv_json_text(b, "status", e->status);
  if (row->incident) trv_strbuf_addf(b, ",\"contested\":%s", row->contested ? "true" : "false");
  strings(b, "tags", e->n_tags, e->tags);
  numbers(b, row);
  if (row->incident) {
    trv_strbuf_addf(b, ",\"n_articles\":%llu,\"n_sources\":%llu", (unsigned long long)row->n_articles,
                    (unsigned long long)row->n_sources);
    trv_json_text(b, "conflict", row->conflict);
  } else {
    trv_json_text(b, "file", row->file);
    trv_strbuf_adds(b, ",\"text\":");
    trv_json_string(b, row->text.p, row->text.n);
  }
  trv_strbuf_adds(b, "}}");
  return true;
}
