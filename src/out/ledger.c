/* Entities in short, and the ledger of ceasefires under the events; see table.h. */
#include "out/table.h"

static char low(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

static bool same_letters(const char *a, const char *b) {
  while (*a && low(*a) == low(*b)) a++, b++;
  return !*a && !*b;
}

/* Family names stand first in the English names of people from these states. */
static bool family_name_first(const char *code) {
  static const char *const states[] = {"CHN", "TWN", "PRK", "KOR", "VNM", "KHM"};
  for (size_t i = 0; i < sizeof states / sizeof *states; i++)
    if (strcmp(code, states[i]) == 0) return true;
  return false;
}

/* People by family name, bodies by their whole name. Who holds an office is a person. */
static struct trv_slice short_name(const struct trv_entity *e) {
  struct trv_slice all = trv_slice_of(e->name);
  if (!e->office) return all;
  const char *space = family_name_first(e->code) ? strchr(e->name, ' ') : strrchr(e->name, ' ');
  if (!space) return all;
  if (family_name_first(e->code)) return (struct trv_slice){e->name, (size_t)(space - e->name)};
  return trv_slice_of(space + 1);
}

void trv_table_entity(struct trv_strbuf *b, const struct trv_entity *e, enum trv_detail detail) {
  trv_strbuf_adds(b, e->code);
  if (e->sector && !same_letters(e->sector, e->code)) {
    trv_strbuf_addc(b, ' ');
    for (const char *c = e->sector; *c; c++) trv_strbuf_addc(b, low(*c));
  }
  if (e->name && detail == TRV_DETAIL_NAMES) {
    struct trv_slice name = short_name(e);
    trv_strbuf_addc(b, ' ');
    trv_strbuf_add(b, name.p, name.n);
  }
}

void trv_table_entities(struct trv_strbuf *b, struct trv_entities list, enum trv_detail detail) {
  uint32_t shown = detail == TRV_DETAIL_FEW && list.n > 3 ? 2 : list.n;
  for (uint32_t i = 0; i < shown; i++) {
    if (i) trv_strbuf_adds(b, ", ");
    trv_table_entity(b, &list.items[i], detail);
  }
  if (shown < list.n) trv_strbuf_addf(b, " +%u", list.n - shown);
}

static enum trv_ink ink_of_status(const char *status) {
  if (strcmp(status, "violated") == 0 || strcmp(status, "failed") == 0) return TRV_INK_BAD;
  if (strcmp(status, "in_force") == 0 || strcmp(status, "agreed") == 0) return TRV_INK_GOOD;
  return TRV_INK_WARN;
}

static void put_item(struct trv_strbuf *b, bool *first, const char *label) {
  trv_strbuf_adds(b, *first ? "" : " · ");
  trv_strbuf_adds(b, label);
  *first = false;
}

/* "mediated by RUS gov · terms prisoner_exchange, monitoring · broken by ARM mil (alleged)" */
static void make_details(struct trv_strbuf *b, const struct trv_ceasefire *c) {
  bool first = true;
  if (c->announced_by.n) {
    put_item(b, &first, "announced by ");
    trv_table_entities(b, c->announced_by, TRV_DETAIL_NAMES);
  }
  if (c->mediators.n) {
    put_item(b, &first, "mediated by ");
    trv_table_entities(b, c->mediators, TRV_DETAIL_NAMES);
  }
  if (c->n_terms) put_item(b, &first, "terms ");
  for (uint32_t i = 0; i < c->n_terms; i++) trv_strbuf_addf(b, "%s%s", i ? ", " : "", c->terms[i]);
  if (c->alleged_violators.n) {
    put_item(b, &first, "breach alleged of ");
    trv_table_entities(b, c->alleged_violators, TRV_DETAIL_NAMES);
  }
}

static void put_acts(struct trv_strbuf *b, const struct trv_ceasefire *c, const struct trv_write_options *o) {
  uint32_t width = 10;
  for (uint32_t i = 0; i < c->n_acts; i++)
    if (c->acts[i].date && strlen(c->acts[i].date) > width) width = (uint32_t)strlen(c->acts[i].date);
  for (uint32_t i = 0; i < c->n_acts; i++) {
    const char *date = c->acts[i].date ? c->acts[i].date : "-";
    trv_strbuf_adds(b, "      ");
    trv_screen_ink(b, o->colour, TRV_INK_DIM);
    trv_screen_pad(b, date, strlen(date), width);
    trv_screen_ink(b, o->colour, TRV_INK_NONE);
    trv_strbuf_addf(b, "  %s\n", c->acts[i].act);
  }
}

void trv_table_ledger(const struct trv_document *d, const struct trv_write_options *o, struct trv_strbuf *b) {
  if (!d->n_ceasefires) return;
  trv_screen_ink(b, o->colour, TRV_INK_STRONG);
  trv_strbuf_adds(b, "Ceasefires");
  trv_screen_ink(b, o->colour, TRV_INK_NONE);
  trv_strbuf_addc(b, '\n');
  struct trv_strbuf line;
  trv_strbuf_init(&line);
  for (size_t i = 0; i < d->n_ceasefires; i++) {
    const struct trv_ceasefire *c = &d->ceasefires[i];
    trv_strbuf_addf(b, "  %zu ", i + 1);
    trv_screen_ink(b, o->colour, ink_of_status(c->status));
    trv_strbuf_adds(b, c->status);
    trv_screen_ink(b, o->colour, TRV_INK_NONE);
    trv_strbuf_addf(b, "  %s → %s  ", c->effective ? c->effective : "?", c->end ? c->end : "?");
    trv_strbuf_clear(&line);
    if (c->parties.n) trv_table_entities(&line, c->parties, TRV_DETAIL_NAMES);
    else trv_strbuf_adds(&line, "parties not told");
    if (c->kind) trv_strbuf_addf(&line, " · %s", c->kind);
    trv_screen_add(b, line.p, line.n, o->width > 60 ? o->width - 42 : 20);
    trv_strbuf_clear(&line);
    make_details(&line, c);
    if (line.n) {
      trv_strbuf_adds(b, "\n    ");
      trv_screen_add(b, line.p, line.n, o->width - 4);
    }
    trv_strbuf_addc(b, '\n');
    put_acts(b, c, o);
  }
  trv_strbuf_release(&line);
}
