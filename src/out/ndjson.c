/* NDJSON, the format of record; see out.h. Written by hand rather than through a tree of JSON values: one pass, no
 * allocation for each value, fields in a fixed order. */
#include <stdio.h>
#include <string.h>

#include <unicode/utf8.h>

#include "out/out.h"

static void string(struct trv_strbuf *b, const char *s, size_t n) {
  static const char hex[] = "0123456789abcdef";
  trv_strbuf_addc(b, '"');
  size_t from = 0;
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)s[i];
    if (c >= 0x80) { /* a file name may hold anything: what is no UTF-8 becomes U+FFFD */
      int32_t at = 0, length = n - i > 4 ? 4 : (int32_t)(n - i);
      UChar32 character;
      U8_NEXT((const uint8_t *)s + i, at, length, character);
      if (character < 0) {
        trv_strbuf_add(b, s + from, i - from);
        trv_strbuf_adds(b, "\xEF\xBF\xBD");
        from = i + (size_t)at;
      }
      i += (size_t)at - 1;
      continue;
    }
    if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f) continue;
    trv_strbuf_add(b, s + from, i - from);
    from = i + 1;
    switch (c) {
      case '"': trv_strbuf_adds(b, "\\\""); break;
      case '\\': trv_strbuf_adds(b, "\\\\"); break;
      case '\n': trv_strbuf_adds(b, "\\n"); break;
      case '\r': trv_strbuf_adds(b, "\\r"); break;
      case '\t': trv_strbuf_adds(b, "\\t"); break;
      default: {
        char esc[7] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15], 0};
        trv_strbuf_adds(b, esc);
      }
    }
  }
  trv_strbuf_add(b, s + from, n - from);
  trv_strbuf_addc(b, '"');
}

static void text(struct trv_strbuf *b, const char *key, const char *value) {
  trv_strbuf_addf(b, ",\"%s\":", key);
  if (value) string(b, value, strlen(value));
  else trv_strbuf_adds(b, "null");
}

static void number(struct trv_strbuf *b, const char *key, int64_t value) {
  if (value < 0) trv_strbuf_addf(b, ",\"%s\":null", key);
  else trv_strbuf_addf(b, ",\"%s\":%lld", key, (long long)value);
}

static void entity(struct trv_strbuf *b, const struct trv_entity *e) {
  trv_strbuf_adds(b, "{\"code\":");
  string(b, e->code, strlen(e->code));
  text(b, "sector", e->sector);
  text(b, "name", e->name);
  if (e->office) text(b, "office", e->office);
  if (e->text) {
    text(b, "entity_text", e->text);
    trv_strbuf_addf(b, ",\"span\":[%u,%u]", e->span.begin, e->span.end);
  }
  trv_strbuf_addc(b, '}');
}

static void entities(struct trv_strbuf *b, const char *key, struct trv_entities list) {
  trv_strbuf_addf(b, ",\"%s\":[", key);
  for (uint32_t i = 0; i < list.n; i++) {
    if (i) trv_strbuf_addc(b, ',');
    entity(b, &list.items[i]);
  }
  trv_strbuf_addc(b, ']');
}

static void strings(struct trv_strbuf *b, const char *key, uint32_t n, const char *const *items) {
  trv_strbuf_addf(b, ",\"%s\":[", key);
  for (uint32_t i = 0; i < n; i++) {
    if (i) trv_strbuf_addc(b, ',');
    string(b, items[i], strlen(items[i]));
  }
  trv_strbuf_addc(b, ']');
}

static void article(struct trv_strbuf *b, const struct trv_document *d) {
  trv_strbuf_adds(b, ",\"article\":{\"id\":");
  string(b, d->id, strlen(d->id));
  text(b, "file", d->article.file);
  text(b, "lang", d->article.lang);
  text(b, "date", d->article.date);
  text(b, "publisher", d->article.publisher);
  text(b, "url", d->article.url);
  trv_strbuf_addc(b, '}');
}

static void place(struct trv_strbuf *b, const struct trv_place *p) {
  if (!p) {
    trv_strbuf_adds(b, ",\"place\":null");
    return;
  }
  trv_strbuf_adds(b, ",\"place\":{\"name\":");
  string(b, p->name, strlen(p->name));
  text(b, "country", p->country);
  if (p->located) trv_strbuf_addf(b, ",\"lat\":%.4f,\"lon\":%.4f", p->lat_deg, p->lon_deg);
  else trv_strbuf_adds(b, ",\"lat\":null,\"lon\":null");
  if (p->text) {
    text(b, "text", p->text);
    trv_strbuf_addf(b, ",\"span\":[%u,%u]", p->span.begin, p->span.end);
  }
  trv_strbuf_addc(b, '}');
}

static void event(struct trv_strbuf *b, const struct trv_document *d, const struct trv_event *e) {
  trv_strbuf_adds(b, "{\"record\":\"event\"");
  text(b, "id", e->id);
  article(b, d);
  text(b, "event", e->type);
  text(b, "mode", e->mode);
  text(b, "cameo", e->cameo);
  trv_strbuf_addf(b, ",\"quad_code\":%d", e->quad_class);
  entities(b, "actor", e->actor);
  entities(b, "recipient", e->recipient);
  text(b, "date", e->date);
  text(b, "date_text", e->date_text);
  place(b, e->place);
  entities(b, "according_to", e->according_to);
  text(b, "status", e->status);
  strings(b, "tags", e->n_tags, e->tags);
  number(b, "killed", e->killed);
  number(b, "wounded", e->wounded);
  number(b, "captured", e->captured);
  trv_strbuf_addf(b, ",\"sentence\":%u,\"span\":[%u,%u],\"text\":", e->sentence, e->span.begin, e->span.end);
  string(b, d->article.text + e->span.begin, e->span.end - e->span.begin);
  trv_strbuf_adds(b, ",\"event_text\":");
  string(b, d->article.text + e->trigger.begin, e->trigger.end - e->trigger.begin);
  trv_strbuf_addf(b, ",\"event_span\":[%u,%u],\"confidence\":%.2f", e->trigger.begin, e->trigger.end, e->confidence);
  text(b, "rule", e->rule);
  trv_strbuf_adds(b, ",\"mentions\":[");
  for (uint32_t i = 0; i < e->n_mentions; i++)
    trv_strbuf_addf(b, "%s[%u,%u]", i ? "," : "", e->mentions[i].begin, e->mentions[i].end);
  trv_strbuf_adds(b, "]}\n");
}

static void ceasefire(struct trv_strbuf *b, const struct trv_document *d, const struct trv_ceasefire *c) {
  trv_strbuf_adds(b, "{\"record\":\"ceasefire\"");
  text(b, "id", c->id);
  article(b, d);
  entities(b, "parties", c->parties);
  text(b, "kind", c->kind);
  text(b, "effective", c->effective);
  text(b, "end", c->end);
  entities(b, "announced_by", c->announced_by);
  entities(b, "mediators", c->mediators);
  strings(b, "terms", c->n_terms, c->terms);
  text(b, "status", c->status);
  entities(b, "alleged_violators", c->alleged_violators);
  trv_strbuf_adds(b, ",\"acts\":[");
  for (uint32_t i = 0; i < c->n_acts; i++) {
    const struct trv_ceasefire_act *a = &c->acts[i];
    trv_strbuf_addf(b, "%s{\"act\":\"%s\"", i ? "," : "", a->act);
    text(b, "date", a->date);
    text(b, "event", a->event);
    trv_strbuf_addf(b, ",\"span\":[%u,%u]}", a->span.begin, a->span.end);
  }
  trv_strbuf_adds(b, "]}\n");
}

void trv_out_ndjson(const struct trv_document *d, struct trv_strbuf *out) {
  for (size_t i = 0; i < d->n_events; i++) event(out, d, &d->events[i]);
  for (size_t i = 0; i < d->n_ceasefires; i++) ceasefire(out, d, &d->ceasefires[i]);
}
