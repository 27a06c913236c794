/* See json.h. */
#include "out/json.h"

#include <unicode/utf8.h>

void trv_json_string(struct trv_strbuf *b, const char *s, size_t n) {
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

void trv_json_text(struct trv_strbuf *b, const char *key, const char *value) {
  trv_strbuf_addf(b, ",\"%s\":", key);
  if (value) trv_json_string(b, value, strlen(value));
  else trv_strbuf_adds(b, "null");
}

void trv_json_number(struct trv_strbuf *b, const char *key, int64_t value) {
  if (value < 0) trv_strbuf_addf(b, ",\"%s\":null", key);
  else trv_strbuf_addf(b, ",\"%s\":%lld", key, (long long)value);
}

void trv_json_entity(struct trv_strbuf *b, const struct trv_entity *e) {
  trv_strbuf_adds(b, "{\"code\":");
  trv_json_string(b, e->code, strlen(e->code));
  trv_json_text(b, "sector", e->sector);
  trv_json_text(b, "name", e->name);
  if (e->office) trv_json_text(b, "office", e->office);
  if (e->text) {
    trv_json_text(b, "entity_text", e->text);
    trv_strbuf_addf(b, ",\"span\":[%u,%u]", e->span.begin, e->span.end);
  }
  trv_strbuf_addc(b, '}');
}

void trv_json_entities(struct trv_strbuf *b, const char *key, struct trv_entities list) {
  trv_strbuf_addf(b, ",\"%s\":[", key);
  for (uint32_t i = 0; i < list.n; i++) {
    if (i) trv_strbuf_addc(b, ',');
    trv_json_entity(b, &list.items[i]);
  }
  trv_strbuf_addc(b, ']');
}

void trv_json_strings(struct trv_strbuf *b, const char *key, uint32_t n, const char *const *items) {
  trv_strbuf_addf(b, ",\"%s\":[", key);
  for (uint32_t i = 0; i < n; i++) {
    if (i) trv_strbuf_addc(b, ',');
    trv_json_string(b, items[i], strlen(items[i]));
  }
  trv_strbuf_addc(b, ']');
}

void trv_json_place(struct trv_strbuf *b, const struct trv_place *p) {
  if (!p) {
    trv_strbuf_adds(b, ",\"place\":null");
    return;
  }
  trv_strbuf_adds(b, ",\"place\":{\"name\":");
  trv_json_string(b, p->name, strlen(p->name));
  trv_json_text(b, "country", p->country);
  if (p->located) trv_strbuf_addf(b, ",\"lat\":%.4f,\"lon\":%.4f", p->lat_deg, p->lon_deg);
  else trv_strbuf_adds(b, ",\"lat\":null,\"lon\":null");
  if (p->text) {
    trv_json_text(b, "text", p->text);
    trv_strbuf_addf(b, ",\"span\":[%u,%u]", p->span.begin, p->span.end);
  }
  trv_strbuf_addc(b, '}');
}
