/* See expectation.h. */
#include "check/expectation.h"

#include "ontology/plover.h"

struct reader {
  struct trv_arena *arena;
  const char *line;
  size_t n, at;
  const char *message;
};

static bool complain(struct reader *r, size_t at, const char *message) {
  r->at = at;
  r->message = message;
  return false;
}

/* The next word, without its quotes, which may stand anywhere in it: `place="Security Council"`. NULL at the end. */
static char *next_word(struct reader *r, size_t *begin) {
  while (r->at < r->n && (r->line[r->at] == ' ' || r->line[r->at] == '\t')) r->at++;
  *begin = r->at;
  if (r->at == r->n || r->line[r->at] == '#') return NULL;
  char *word = trv_arena_alloc(r->arena, r->n - r->at + 1);
  size_t n = 0;
  for (bool quoted = false; r->at < r->n; r->at++) {
    char c = r->line[r->at];
    if (c == '"') quoted = !quoted;
    else if (!quoted && (c == ' ' || c == '\t')) break;
    else word[n++] = c;
  }
  return word;
}

static bool read_party(struct reader *r, size_t at, char *s, struct trv_wanted_party *out) {
  *out = (struct trv_wanted_party){.code = s};
  char *colon = strchr(s, ':');
  if (colon) {
    *colon = '\0';
    out->sector = colon + 1;
    if ((colon = strchr(colon + 1, ':'))) {
      *colon = '\0';
      out->name = colon + 1;
    }
  }
  return *s || complain(r, at, "an actor is CODE:SECTOR[:Name]");
}

static bool read_parties(struct reader *r, size_t at, char *s, struct trv_wanted_parties *out) {
  *out = (struct trv_wanted_parties){.any = strcmp(s, "*") == 0};
  if (out->any || strcmp(s, "-") == 0) return true;
  while (s) {
    char *comma = strchr(s, ',');
    if (comma) *comma++ = '\0';
    if (out->n == TRV_MAX_ENTITIES) return complain(r, at, "too many actors");
    if (!read_party(r, at, s, &out->items[out->n++])) return false;
    s = comma;
  }
  return true;
}

static bool read_count(struct reader *r, size_t at, const char *s, int64_t *out) {
  uint64_t n;
  if (!trv_slice_uint(trv_slice_of(s), INT64_MAX, &n)) return complain(r, at, "not a number");
  *out = (int64_t)n;
  return true;
}

static bool read_field(struct reader *r, size_t at, char *word, struct trv_expectation *x) {
  char *value = strchr(word, '=');
  if (!value) return complain(r, at, "a field is written name=value");
  *value++ = '\0';
  struct trv_wanted_text text = {.value = strcmp(value, "-") == 0 ? NULL : value};
  if (strcmp(word, "date") == 0) x->date = text;
  else if (strcmp(word, "place") == 0) x->place = text;
  else if (strcmp(word, "status") == 0) x->status = text;
  else if (strcmp(word, "tag") == 0) x->tag = text;
  else if (strcmp(word, "by") == 0) return read_parties(r, at, value, &x->by);
  else if (strcmp(word, "killed") == 0) return read_count(r, at, value, &x->killed);
  else if (strcmp(word, "wounded") == 0) return read_count(r, at, value, &x->wounded);
  else if (strcmp(word, "captured") == 0) return read_count(r, at, value, &x->captured);
  else return complain(r, at, "no such field");
  return true;
}

static bool read_type(struct reader *r, size_t at, char *word, struct trv_expectation *x) {
  char *mode = strchr(word, '/');
  if (mode) *mode++ = '\0';
  enum trv_event_type type = trv_event_of(word);
  if (type == TRV_EVENT_NONE) return complain(r, at, "no such event type");
  x->type = word;
  if (!mode) return true;
  x->mode = (struct trv_wanted_text){.value = strcmp(mode, "-") == 0 ? NULL : mode};
  if (x->mode.value && !trv_event_has_mode(type, mode)) return complain(r, at, "no such mode");
  return true;
}

static bool read_event(struct reader *r, struct trv_expectation *x) {
  size_t at;
  char *word = next_word(r, &at);
  if (!word) return complain(r, at, "an event is expected, or `-` for none");
  if (strcmp(word, "-") == 0) {
    x->nothing = true;
    return !next_word(r, &at) || complain(r, at, "`-` stands alone");
  }
  if (!read_type(r, at, word, x)) return false;
  if (!(word = next_word(r, &at))) return complain(r, at, "no actors");
  if (!read_parties(r, at, word, &x->actor)) return false;
  if (!(word = next_word(r, &at)) || strcmp(word, "->") != 0)
    return complain(r, at, "`->` expected before the recipients");
  if (!(word = next_word(r, &at))) return complain(r, at, "no recipients");
  if (!read_parties(r, at, word, &x->recipient)) return false;
  while ((word = next_word(r, &at)))
    if (!read_field(r, at, word, x)) return false;
  return true;
}

bool trv_expectation_read(const char *line, size_t n, struct trv_arena *arena, struct trv_expectation *out,
                          uint32_t *column, const char **message) {
  static const struct trv_wanted_text any = {.any = true};
  struct reader r = {.arena = arena, .line = line, .n = n};
  *out = (struct trv_expectation){.mode = any,
                                  .date = any,
                                  .place = any,
                                  .status = any,
                                  .tag = any,
                                  .by = {.any = true},
                                  .killed = -1,
                                  .wounded = -1,
                                  .captured = -1};
  if (n >= 2 && line[0] == '?' && line[1] == ' ') {
    out->known = true;
    r.at = 2;
  }
  out->text = trv_arena_strndup(arena, line + r.at, n - r.at);
  if (read_event(&r, out)) return true;
  *column = (uint32_t)r.at + 1;
  *message = r.message;
  return false;
}

static bool same(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

/* "HRW" for "Human Rights Watch": the capitals of the name. */
static bool initials(const char *s, const char *name) {
  for (; *name; name++)
    if (*name >= 'A' && *name <= 'Z' && *name != *s++) return false;
  return !*s;
}

/* A body may be written by its initials, a person by the last part of the name. */
static bool name_met(const char *wanted, const char *name) {
  if (!wanted || same(wanted, name)) return true;
  if (!name) return false;
  const char *last = strrchr(name, ' ');
  return initials(wanted, name) || (last && strcmp(last + 1, wanted) == 0);
}

static bool is_party(const struct trv_wanted_party *w, const struct trv_entity *e) {
  return strcmp(w->code, e->code) == 0 && (!w->sector || same(w->sector, e->sector)) && name_met(w->name, e->name);
}

/* As sets; `ordered`: one by one. */
static bool parties_met(const struct trv_wanted_parties *w, struct trv_entities list, bool ordered) {
  if (w->any) return true;
  if (w->n != list.n) return false;
  for (uint32_t i = 0; i < w->n; i++) {
    bool found = false;
    for (uint32_t j = 0; j < list.n && !found; j++)
      found = (!ordered || i == j) && is_party(&w->items[i], &list.items[j]);
    if (!found) return false;
  }
  return true;
}

static bool text_met(const struct trv_wanted_text *w, const char *s) { return w->any || same(w->value, s); }

static bool tag_met(const struct trv_wanted_text *w, const struct trv_event *e) {
  if (w->any) return true;
  if (!w->value) return !e->n_tags;
  for (uint32_t i = 0; i < e->n_tags; i++)
    if (strcmp(e->tags[i], w->value) == 0) return true;
  return false;
}

bool trv_expectation_met(const struct trv_expectation *x, const struct trv_event *e) {
  return !x->nothing && strcmp(x->type, e->type) == 0 && text_met(&x->mode, e->mode) && text_met(&x->date, e->date) &&
         text_met(&x->place, e->place ? e->place->name : NULL) && text_met(&x->status, e->status) &&
         tag_met(&x->tag, e) && parties_met(&x->actor, e->actor, false) &&
         parties_met(&x->recipient, e->recipient, false) && parties_met(&x->by, e->according_to, true) &&
         (x->killed < 0 || x->killed == e->killed) && (x->wounded < 0 || x->wounded == e->wounded) &&
         (x->captured < 0 || x->captured == e->captured);
}

static void show_parties(struct trv_entities list, struct trv_strbuf *out) {
  if (!list.n) trv_strbuf_addc(out, '-');
  for (uint32_t i = 0; i < list.n; i++) {
    const struct trv_entity *e = &list.items[i];
    trv_strbuf_addf(out, "%s%s", i ? "," : "", e->code);
    if (e->sector || e->name) trv_strbuf_addf(out, ":%s", e->sector ? e->sector : "");
    if (e->name) trv_strbuf_addf(out, strchr(e->name, ' ') ? ":\"%s\"" : ":%s", e->name);
  }
}

void trv_expectation_show(const struct trv_event *e, struct trv_strbuf *out) {
  trv_strbuf_addf(out, "%s%s%s ", e->type, e->mode ? "/" : "", e->mode ? e->mode : "");
  show_parties(e->actor, out);
  trv_strbuf_adds(out, " -> ");
  show_parties(e->recipient, out);
  if (e->date) trv_strbuf_addf(out, " date=%s", e->date);
  if (e->place) trv_strbuf_addf(out, " place=\"%s\"", e->place->name);
  if (strcmp(e->status, "actual") != 0) trv_strbuf_addf(out, " status=%s", e->status);
  if (e->according_to.n) {
    trv_strbuf_adds(out, " by=");
    show_parties(e->according_to, out);
  }
  for (uint32_t i = 0; i < e->n_tags; i++) trv_strbuf_addf(out, " tag=%s", e->tags[i]);
  if (e->killed >= 0) trv_strbuf_addf(out, " killed=%lld", (long long)e->killed);
  if (e->wounded >= 0) trv_strbuf_addf(out, " wounded=%lld", (long long)e->wounded);
  if (e->captured >= 0) trv_strbuf_addf(out, " captured=%lld", (long long)e->captured);
}
