/* NDJSON, the format of record; see out.h. Written by hand rather than through a tree of JSON values: one pass, no
 * allocation for each value, fields in a fixed order. */
#include "out/json.h"
#include "out/out.h"

static void article(struct trv_strbuf *b, const struct trv_document *d) {
  trv_strbuf_adds(b, ",\"article\":{\"id\":");
  trv_json_string(b, d->id, strlen(d->id));
  trv_json_text(b, "file", d->article.file);
  trv_json_text(b, "lang", d->article.lang);
  trv_json_text(b, "date", d->article.date);
  trv_json_text(b, "publisher", d->article.publisher);
  trv_json_text(b, "agency", d->article.agency);
  trv_json_text(b, "url", d->article.url);
  trv_strbuf_addc(b, '}');
}

static void event(struct trv_strbuf *b, const struct trv_document *d, const struct trv_event *e) {
  trv_strbuf_adds(b, "{\"record\":\"event\"");
  trv_json_text(b, "id", e->id);
  article(b, d);
  trv_json_text(b, "event", e->type);
  trv_json_text(b, "mode", e->mode);
  trv_json_text(b, "cameo", e->cameo);
  trv_strbuf_addf(b, ",\"quad_code\":%d,\"goldstein\":%.1f", e->quad_class, e->goldstein);
  trv_json_strings(b, "context", e->n_contexts, e->contexts);
  trv_json_entities(b, "actor", e->actor);
  trv_json_entities(b, "recipient", e->recipient);
  trv_json_text(b, "date", e->date);
  trv_json_text(b, "date_text", e->date_text);
  trv_json_place(b, e->place);
  trv_json_entities(b, "according_to", e->according_to);
  trv_json_text(b, "status", e->status);
  trv_json_strings(b, "tags", e->n_tags, e->tags);
  trv_json_number(b, "killed", e->killed);
  trv_json_number(b, "wounded", e->wounded);
  trv_json_number(b, "captured", e->captured);
  trv_strbuf_addf(b, ",\"sentence\":%u,\"span\":[%u,%u],\"text\":", e->sentence, e->span.begin, e->span.end);
  trv_json_string(b, d->article.text + e->span.begin, e->span.end - e->span.begin);
  trv_strbuf_adds(b, ",\"event_text\":");
  trv_json_string(b, d->article.text + e->trigger.begin, e->trigger.end - e->trigger.begin);
  trv_strbuf_addf(b, ",\"event_span\":[%u,%u],\"confidence\":%.2f", e->trigger.begin, e->trigger.end, e->confidence);
  trv_json_text(b, "rule", e->rule);
  trv_strbuf_adds(b, ",\"mentions\":[");
  for (uint32_t i = 0; i < e->n_mentions; i++)
    trv_strbuf_addf(b, "%s[%u,%u]", i ? "," : "", e->mentions[i].begin, e->mentions[i].end);
  trv_strbuf_adds(b, "]}\n");
}

static void ceasefire(struct trv_strbuf *b, const struct trv_document *d, const struct trv_ceasefire *c) {
  trv_strbuf_adds(b, "{\"record\":\"ceasefire\"");
  trv_json_text(b, "id", c->id);
  article(b, d);
  trv_json_entities(b, "parties", c->parties);
  trv_json_text(b, "kind", c->kind);
  trv_json_text(b, "effective", c->effective);
  trv_json_text(b, "end", c->end);
  trv_json_entities(b, "announced_by", c->announced_by);
  trv_json_entities(b, "mediators", c->mediators);
  trv_json_strings(b, "terms", c->n_terms, c->terms);
  trv_json_text(b, "status", c->status);
  trv_json_entities(b, "alleged_violators", c->alleged_violators);
  trv_strbuf_adds(b, ",\"acts\":[");
  for (uint32_t i = 0; i < c->n_acts; i++) {
    const struct trv_ceasefire_act *a = &c->acts[i];
    trv_strbuf_addf(b, "%s{\"act\":\"%s\"", i ? "," : "", a->act);
    trv_json_text(b, "date", a->date);
    trv_json_text(b, "event", a->event);
    trv_strbuf_addf(b, ",\"span\":[%u,%u]}", a->span.begin, a->span.end);
  }
  trv_strbuf_adds(b, "]}\n");
}

void trv_out_ndjson(const struct trv_document *d, struct trv_strbuf *out) {
  for (size_t i = 0; i < d->n_events; i++) event(out, d, &d->events[i]);
  for (size_t i = 0; i < d->n_ceasefires; i++) ceasefire(out, d, &d->ceasefires[i]);
}
