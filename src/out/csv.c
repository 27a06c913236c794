/* CSV after RFC 4180; see out.h. Events and ceasefires share one table: `record` tells them apart, and each leaves the
 * columns of the other empty. Entities are CODE:SECTOR[:Name]; lists are joined by `;`. */
#include "out/out.h"

static const char header[] =
    "record,id,file,article,lang,article_date,publisher,agency,url,"
    "event,mode,cameo,quad_code,actor,recipient,date,date_text,place,place_country,place_lat,place_lon,"
    "according_to,status,tags,killed,wounded,captured,sentence,begin,end,text,event_text,confidence,rule,mentions,"
    "parties,kind,effective,ceasefire_end,announced_by,mediators,terms,alleged_violators,acts,goldstein,context\r\n";

void trv_out_csv_header(struct trv_strbuf *b) { trv_strbuf_adds(b, header); }

void trv_csv_cell(struct trv_strbuf *b, const char *s, size_t n) {
  bool quote = false;
  for (size_t i = 0; i < n && !quote; i++) quote = s[i] == ',' || s[i] == '"' || s[i] == '\r' || s[i] == '\n';
  quote |= n && (s[0] == ' ' || s[n - 1] == ' ');
  if (!quote) {
    trv_strbuf_add(b, s, n);
    return;
  }
  trv_strbuf_addc(b, '"');
  for (size_t i = 0; i < n; i++) {
    if (s[i] == '"') trv_strbuf_addc(b, '"');
    trv_strbuf_addc(b, s[i]);
  }
  trv_strbuf_addc(b, '"');
}

/* One comma before each cell but the first of a record. */
static void text(struct trv_strbuf *b, const char *s) {
  trv_strbuf_addc(b, ',');
  if (s) trv_csv_cell(b, s, strlen(s));
}

static void bytes(struct trv_strbuf *b, const struct trv_document *d, struct trv_bytes span) {
  trv_strbuf_addc(b, ',');
  trv_csv_cell(b, d->article.text + span.begin, span.end - span.begin);
}

static void number(struct trv_strbuf *b, int64_t n) {
  if (n < 0) trv_strbuf_addc(b, ',');
  else trv_strbuf_addf(b, ",%lld", (long long)n);
}

static void empty(struct trv_strbuf *b, int n) {
  while (n-- > 0) trv_strbuf_addc(b, ',');
}

/* A name inside a list must not hold the mark that parts the list. */
static void name(struct trv_strbuf *b, const char *s) {
  for (; *s; s++) trv_strbuf_addc(b, *s == ';' ? ',' : *s);
}

static void entities(struct trv_strbuf *b, struct trv_entities list, struct trv_strbuf *scratch) {
  trv_strbuf_clear(scratch);
  for (uint32_t i = 0; i < list.n; i++) {
    const struct trv_entity *e = &list.items[i];
    if (i) trv_strbuf_addc(scratch, ';');
    trv_strbuf_adds(scratch, e->code);
    if (e->sector || e->name) trv_strbuf_addf(scratch, ":%s", e->sector ? e->sector : "");
    if (e->name) {
      trv_strbuf_addc(scratch, ':');
      name(scratch, e->name);
    }
  }
  trv_strbuf_addc(b, ',');
  trv_csv_cell(b, scratch->p, scratch->n);
}

static void strings(struct trv_strbuf *b, uint32_t n, const char *const *items) {
  trv_strbuf_addc(b, ',');
  for (uint32_t i = 0; i < n; i++) trv_strbuf_addf(b, "%s%s", i ? ";" : "", items[i]);
}

static void article(struct trv_strbuf *b, const struct trv_document *d, const char *record, const char *id) {
  trv_strbuf_adds(b, record);
  text(b, id);
  text(b, d->article.file);
  text(b, d->id);
  text(b, d->article.lang);
  text(b, d->article.date);
  text(b, d->article.publisher);
  text(b, d->article.agency);
  text(b, d->article.url);
}

static void place(struct trv_strbuf *b, const struct trv_place *p) {
  if (!p) {
    empty(b, 4);
    return;
  }
  text(b, p->name);
  text(b, p->country);
  if (p->located) trv_strbuf_addf(b, ",%.4f,%.4f", p->lat_deg, p->lon_deg);
  else empty(b, 2);
}

static void event(struct trv_strbuf *b, const struct trv_document *d, const struct trv_event *e,
                  struct trv_strbuf *scratch) {
  article(b, d, "event", e->id);
  text(b, e->type);
  text(b, e->mode);
  text(b, e->cameo);
  number(b, e->quad_class);
  entities(b, e->actor, scratch);
  entities(b, e->recipient, scratch);
  text(b, e->date);
  text(b, e->date_text);
  place(b, e->place);
  entities(b, e->according_to, scratch);
  text(b, e->status);
  strings(b, e->n_tags, e->tags);
  number(b, e->killed);
  number(b, e->wounded);
  number(b, e->captured);
  trv_strbuf_addf(b, ",%u,%u,%u", e->sentence, e->span.begin, e->span.end);
  bytes(b, d, e->span);
  bytes(b, d, e->trigger);
  trv_strbuf_addf(b, ",%.2f", e->confidence);
  text(b, e->rule);
  trv_strbuf_addc(b, ',');
  for (uint32_t i = 0; i < e->n_mentions; i++)
    trv_strbuf_addf(b, "%s%u-%u", i ? ";" : "", e->mentions[i].begin, e->mentions[i].end);
  empty(b, 9); /* parties … acts */
  trv_strbuf_addf(b, ",%.1f", e->goldstein);
  strings(b, e->n_contexts, e->contexts);
  trv_strbuf_adds(b, "\r\n");
}

static void ceasefire(struct trv_strbuf *b, const struct trv_document *d, const struct trv_ceasefire *c,
                      struct trv_strbuf *scratch) {
  article(b, d, "ceasefire", c->id);
  empty(b, 13); /* event … according_to */
  text(b, c->status);
  empty(b, 12); /* tags … mentions */
  entities(b, c->parties, scratch);
  text(b, c->kind);
  text(b, c->effective);
  text(b, c->end);
  entities(b, c->announced_by, scratch);
  entities(b, c->mediators, scratch);
  strings(b, c->n_terms, c->terms);
  entities(b, c->alleged_violators, scratch);
  trv_strbuf_clear(scratch);
  for (uint32_t i = 0; i < c->n_acts; i++) {
    trv_strbuf_addf(scratch, "%s%s", i ? ";" : "", c->acts[i].act);
    if (c->acts[i].date) trv_strbuf_addf(scratch, "@%s", c->acts[i].date);
  }
  trv_strbuf_addc(b, ',');
  trv_csv_cell(b, scratch->p, scratch->n);
  empty(b, 2); /* goldstein, context */
  trv_strbuf_adds(b, "\r\n");
}

void trv_out_csv(const struct trv_document *d, struct trv_strbuf *b) {
  struct trv_strbuf scratch;
  trv_strbuf_init(&scratch);
  for (size_t i = 0; i < d->n_events; i++) event(b, d, &d->events[i], &scratch);
  for (size_t i = 0; i < d->n_ceasefires; i++) ceasefire(b, d, &d->ceasefires[i], &scratch);
  if (scratch.failed) b->failed = true;
  trv_strbuf_release(&scratch);
}
