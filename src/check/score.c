/* Making records that can be compared; see score.h. */
#include "check/score.h"

#include <string.h>

static const char *text(const json_t *object, const char *key, struct trv_arena *arena) {
  const char *s = json_string_value(json_object_get(object, key));
  return s && *s ? trv_arena_strdup(arena, s) : NULL;
}

static int64_t number(const json_t *object, const char *key) {
  const json_t *v = json_object_get(object, key);
  return json_is_integer(v) ? (int64_t)json_integer_value(v) : -1;
}

/* Sectors are compared without what follows `+` or `;`. */
static const char *primary(const char *sector, size_t n, struct trv_arena *arena) {
  size_t end = 0;
  while (end < n && sector[end] != '+' && sector[end] != ';') end++;
  return trv_arena_strndup(arena, sector, end);
}

/* "TUR:GOV:Name" */
static struct trv_party party_of_text(const char *s, struct trv_arena *arena) {
  size_t code = strcspn(s, ":");
  const char *sector = s[code] ? s + code + 1 : s + code;
  return (struct trv_party){trv_arena_strndup(arena, s, code), primary(sector, strcspn(sector, ":"), arena)};
}

static struct trv_parties parties_of_gold(const json_t *object, const char *key, struct trv_arena *arena) {
  const json_t *list = json_object_get(object, key);
  struct trv_parties out = {0, TRV_NEW_ARRAY(arena, struct trv_party, json_array_size(list) + 1)};
  size_t i;
  const json_t *item;
  json_array_foreach((json_t *)(uintptr_t)list, i, item) {
    if (json_is_string(item)) {
      out.items[out.n++] = party_of_text(json_string_value(item), arena);
    } else if (json_is_object(item)) {
      const char *code = text(item, "code", arena), *sector = text(item, "sector", arena);
      out.items[out.n++] = (struct trv_party){code ? code : "", sector ? primary(sector, strlen(sector), arena) : ""};
    }
  }
  return out;
}

static struct trv_labels labels_of_gold(const json_t *object, const char *key, struct trv_arena *arena) {
  const json_t *list = json_object_get(object, key);
  struct trv_labels out = {0, TRV_NEW_ARRAY(arena, const char *, json_array_size(list) + 1)};
  size_t i;
  const json_t *item;
  json_array_foreach((json_t *)(uintptr_t)list, i, item) if (json_is_string(item)) out.items[out.n++] =
      trv_arena_strdup(arena, json_string_value(item));
  return out;
}

bool trv_event_of_gold(const json_t *r, struct trv_arena *arena, struct trv_scored_event *out) {
  if (!json_is_object(r) || !json_is_string(json_object_get(r, "event"))) return false;
  const char *status = text(r, "status", arena), *sentence = text(r, "sentence", arena);
  if (!sentence) sentence = text(r, "text", arena);
  const json_t *place = json_object_get(r, "place");
  *out =
      (struct trv_scored_event){.type = text(r, "event", arena),
                                .mode = text(r, "mode", arena),
                                .date = text(r, "date", arena),
                                .place = json_is_object(place) ? text(place, "name", arena) : text(r, "place", arena),
                                .status = status ? status : "actual",
                                .text = sentence ? sentence : "",
                                .actor = parties_of_gold(r, "actor", arena),
                                .recipient = parties_of_gold(r, "recipient", arena),
                                .according = parties_of_gold(r, "according_to", arena),
                                .tags = labels_of_gold(r, "tags", arena),
                                .killed = number(r, "killed"),
                                .wounded = number(r, "wounded")};
  return out->type != NULL;
}

bool trv_ceasefire_of_gold(const json_t *r, struct trv_arena *arena, struct trv_scored_ceasefire *out) {
  if (!json_is_object(r)) return false;
  *out = (struct trv_scored_ceasefire){.effective = text(r, "effective", arena),
                                       .status = text(r, "status", arena),
                                       .parties = parties_of_gold(r, "parties", arena),
                                       .mediators = parties_of_gold(r, "mediators", arena),
                                       .terms = labels_of_gold(r, "terms", arena)};
  return true;
}

static struct trv_parties parties_of_coded(struct trv_entities list, struct trv_arena *arena) {
  struct trv_parties out = {list.n, TRV_NEW_ARRAY(arena, struct trv_party, list.n + 1)};
  for (uint32_t i = 0; i < list.n; i++) {
    const char *sector = list.items[i].sector;
    out.items[i] = (struct trv_party){trv_arena_strdup(arena, list.items[i].code),
                                      sector ? primary(sector, strlen(sector), arena) : ""};
  }
  return out;
}

static struct trv_labels labels_of_coded(uint32_t n, const char *const *items, struct trv_arena *arena) {
  struct trv_labels out = {n, TRV_NEW_ARRAY(arena, const char *, n + 1)};
  for (uint32_t i = 0; i < n; i++) out.items[i] = trv_arena_strdup(arena, items[i]);
  return out;
}

static const char *copy(const char *s, struct trv_arena *arena) { return s ? trv_arena_strdup(arena, s) : NULL; }

void trv_event_of_coded(const struct trv_document *doc, const struct trv_event *e, struct trv_arena *arena,
                        struct trv_scored_event *out) {
  *out = (struct trv_scored_event){
      .type = copy(e->type, arena),
      .mode = copy(e->mode, arena),
      .date = copy(e->date, arena),
      .place = e->place ? copy(e->place->name, arena) : NULL,
      .status = copy(e->status, arena),
      .text = trv_arena_strndup(arena, doc->article.text + e->span.begin, e->span.end - e->span.begin),
      .actor = parties_of_coded(e->actor, arena),
      .recipient = parties_of_coded(e->recipient, arena),
      .according = parties_of_coded(e->according_to, arena),
      .tags = labels_of_coded(e->n_tags, e->tags, arena),
      .killed = e->killed,
      .wounded = e->wounded};
}

void trv_ceasefire_of_coded(const struct trv_ceasefire *c, struct trv_arena *arena, struct trv_scored_ceasefire *out) {
  *out = (struct trv_scored_ceasefire){.effective = copy(c->effective, arena),
                                       .status = copy(c->status, arena),
                                       .parties = parties_of_coded(c->parties, arena),
                                       .mediators = parties_of_coded(c->mediators, arena),
                                       .terms = labels_of_coded(c->n_terms, c->terms, arena)};
}
