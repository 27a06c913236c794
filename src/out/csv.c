/* All fields of an article's events and ceasefires as cells; see row.h. Events and ceasefires share one table: `record` tells them apart,
 * and each leaves the columns of the other empty. */
#include "out/row.h"

const char trv_csv_columns[] =
    "record,id,file,article,lang,article_date,publisher,agency,url,"
    "event,mode,cameo,quad_code,actor,recipient,date,date_text,place,place_country,place_lat,place_lon,"
    "according_to,status,tags,killed,wounded,captured,sentence,begin,end,text,event_text,confidence,rule,mentions,"
    "parties,kind,effective,ceasefire_end,announced_by,mediators,terms,alleged_violators,acts,goldstein,context";

static struct trv_slice bytes(const struct trv_document *d, struct trv_bytes span) {
  return (struct trv_slice){d->article.text + span.begin, span.end - span.begin};
}

static void article(struct trv_sheet *s, const struct trv_document *d, const char *record, const char *id) {
  trv_sheet_text(s, record);
  trv_sheet_text(s, id);
  trv_sheet_text(s, d->article.file);
  trv_sheet_text(s, d->id);
  trv_sheet_text(s, d->article.lang);
  trv_sheet_text(s, d->article.date);
  trv_sheet_text(s, d->article.publisher);
  trv_sheet_text(s, d->article.agency);
  trv_sheet_text(s, d->article.url);
}

static void event(struct trv_sheet *s, const struct trv_document *d, const struct trv_event *e) {
  article(s, d, "event", e->id);
  trv_sheet_text(s, e->type);
  trv_sheet_text(s, e->mode);
  trv_sheet_text(s, e->cameo);
  trv_sheet_number(s, e->quad_class);
  trv_sheet_entities(s, e->actor);
  trv_sheet_entities(s, e->recipient);
  trv_sheet_text(s, e->date);
  trv_sheet_text(s, e->date_text);
  trv_sheet_text(s, e->place ? e->place->name : NULL);
  trv_sheet_text(s, e->place ? e->place->country : NULL);
  trv_sheet_point(s, e->place);
  trv_sheet_entities(s, e->according_to);
  trv_sheet_text(s, e->status);
  trv_sheet_strings(s, e->n_tags, e->tags);
  trv_sheet_number(s, e->killed);
  trv_sheet_number(s, e->wounded);
  trv_sheet_number(s, e->captured);
  trv_sheet_number(s, e->sentence);
  trv_sheet_number(s, e->span.begin);
  trv_sheet_number(s, e->span.end);
  trv_sheet_slice(s, bytes(d, e->span));
  trv_sheet_slice(s, bytes(d, e->trigger));
  trv_strbuf_addf(trv_sheet_cell(s), "%.2f", e->confidence);
  trv_sheet_text(s, e->rule);
  struct trv_strbuf *mentions = trv_sheet_cell(s);
  for (uint32_t i = 0; i < e->n_mentions; i++)
    trv_strbuf_addf(mentions, "%s%u-%u", i ? ";" : "", e->mentions[i].begin, e->mentions[i].end);
  trv_sheet_skip(s, 9); /* parties … acts */
  trv_strbuf_addf(trv_sheet_cell(s), "%.1f", e->goldstein);
  trv_sheet_strings(s, e->n_contexts, e->contexts);
}

static void ceasefire(struct trv_sheet *s, const struct trv_document *d, const struct trv_ceasefire *c) {
  article(s, d, "ceasefire", c->id);
  trv_sheet_skip(s, 13); /* event … according_to */
  trv_sheet_text(s, c->status);
  trv_sheet_skip(s, 12); /* tags … mentions */
  trv_sheet_entities(s, c->parties);
  trv_sheet_text(s, c->kind);
  trv_sheet_text(s, c->effective);
  trv_sheet_text(s, c->end);
  trv_sheet_entities(s, c->announced_by);
  trv_sheet_entities(s, c->mediators);
  trv_sheet_strings(s, c->n_terms, c->terms);
  trv_sheet_entities(s, c->alleged_violators);
  struct trv_strbuf *acts = trv_sheet_cell(s);
  for (uint32_t i = 0; i < c->n_acts; i++) {
    trv_strbuf_addf(acts, "%s%s", i ? ";" : "", c->acts[i].act);
    if (c->acts[i].date) trv_strbuf_addf(acts, "@%s", c->acts[i].date);
  }
}

void trv_csv_rows(const struct trv_document *d, struct trv_sheet *s, struct trv_strbuf *out) {
  for (size_t i = 0; i < d->n_events; i++) {
    event(s, d, &d->events[i]);
    trv_sheet_end(s, out);
  }
  for (size_t i = 0; i < d->n_ceasefires; i++) {
    ceasefire(s, d, &d->ceasefires[i]);
    trv_sheet_end(s, out);
  }
}
