/* The table for people; see out.h. Input: a document. Output: its article's line, events and ledger.
 *
 *   2020-10-27  THREATEN  TUR gov Erdoğan → RUS gov Putin   red_line · per TUR jrn Anadolu < TUR gov Erdoğan
 *   s0          … a averti Vladimir Poutine de sa «ligne rouge» …
 *
 * Date, act and actors stand in columns of their own; then the notes, as many as there is room for. Notes for which
 * there is none go before the words of the article in the second line, so that nothing is lost. */
#include "out/table.h"

#include <stdio.h>

#define GAP 2
#define MAX_NOTES 16

struct columns {
  uint32_t date, act, who, notes; /* widths */
};

static void make_act(struct trv_strbuf *b, const struct trv_event *e) {
  trv_strbuf_clear(b);
  trv_strbuf_adds(b, e->type);
  if (e->mode) trv_strbuf_addf(b, "/%s", e->mode);
}

static void make_sides(struct trv_strbuf *b, const struct trv_event *e, enum trv_detail detail) {
  trv_strbuf_clear(b);
  if (e->actor.n) trv_table_entities(b, e->actor, detail);
  else trv_strbuf_adds(b, "?");
  if (!e->recipient.n) return;
  trv_strbuf_adds(b, " → ");
  trv_table_entities(b, e->recipient, detail);
}

/* The actors as fully as `columns` allows. */
static void fit_sides(struct trv_strbuf *b, const struct trv_event *e, uint32_t columns) {
  for (int detail = TRV_DETAIL_NAMES; detail <= TRV_DETAIL_FEW; detail++) {
    make_sides(b, e, (enum trv_detail)detail);
    if (trv_screen_width(b->p, b->n) <= columns) return;
  }
}

static uint32_t larger(uint32_t a, size_t b) { return b > a ? (uint32_t)b : a; }

static struct columns measure(const struct trv_document *d, uint32_t width) {
  struct columns c = {10, 8, 12, 0};
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  for (size_t i = 0; i < d->n_events; i++) {
    const struct trv_event *e = &d->events[i];
    if (e->date) c.date = larger(c.date, trv_screen_width(e->date, strlen(e->date)));
    make_act(&b, e);
    c.act = larger(c.act, trv_screen_width(b.p, b.n));
    make_sides(&b, e, TRV_DETAIL_NAMES);
    c.who = larger(c.who, trv_screen_width(b.p, b.n));
  }
  trv_strbuf_release(&b);
  uint32_t fixed = c.date + c.act + 3 * GAP;
  uint32_t rest = width > fixed + 24 ? width - fixed : 24, most = rest * 3 / 5;
  if (c.who > most) c.who = most;
  c.notes = rest - c.who;
  return c;
}

/* What stands behind the actors, one string a note. */
struct notes {
  uint32_t n;
  struct trv_strbuf items[MAX_NOTES];
  enum trv_ink inks[MAX_NOTES];
};

static struct trv_strbuf *add_note(struct notes *notes, enum trv_ink ink) {
  if (notes->n == MAX_NOTES) return &notes->items[MAX_NOTES - 1];
  notes->inks[notes->n] = ink;
  struct trv_strbuf *b = &notes->items[notes->n++];
  trv_strbuf_clear(b);
  return b;
}

static void make_notes(struct notes *notes, const struct trv_event *e) {
  notes->n = 0;
  if (e->place) trv_strbuf_adds(add_note(notes, TRV_INK_NONE), e->place->name);
  if (strcmp(e->status, "actual") != 0) trv_strbuf_adds(add_note(notes, TRV_INK_NOTE), e->status);
  if (e->killed >= 0) trv_strbuf_addf(add_note(notes, TRV_INK_STRONG), "%lld killed", (long long)e->killed);
  if (e->wounded >= 0) trv_strbuf_addf(add_note(notes, TRV_INK_STRONG), "%lld wounded", (long long)e->wounded);
  if (e->captured >= 0) trv_strbuf_addf(add_note(notes, TRV_INK_STRONG), "%lld captured", (long long)e->captured);
  for (uint32_t i = 0; i < e->n_tags; i++) trv_strbuf_adds(add_note(notes, TRV_INK_MILD), e->tags[i]);
  if (e->according_to.n) {
    struct trv_strbuf *b = add_note(notes, TRV_INK_DIM);
    trv_strbuf_adds(b, "per ");
    for (uint32_t i = 0; i < e->according_to.n; i++) {
      if (i) trv_strbuf_adds(b, " < ");
      trv_table_entity(b, &e->according_to.items[i], TRV_DETAIL_NAMES);
    }
  }
}

/* Writes notes from `first` on while they fit into `columns`; the number of the first that does not. */
static uint32_t put_notes(struct trv_strbuf *b, const struct notes *notes, uint32_t first, uint32_t columns,
                          bool colour, uint32_t *used) {
  uint32_t at = 0, i = first;
  for (; i < notes->n; i++) {
    const struct trv_strbuf *note = &notes->items[i];
    uint32_t width = trv_screen_width(note->p, note->n) + (i > first ? 3 : 0);
    if (at + width > columns) break;
    if (i > first) trv_strbuf_adds(b, " · ");
    trv_screen_ink(b, colour, notes->inks[i]);
    trv_screen_add(b, note->p, note->n, columns);
    trv_screen_ink(b, colour, TRV_INK_NONE);
    at += width;
  }
  *used = at;
  return i;
}

/* The words of the sentence around the trigger, cut to `columns`. */
static void put_words(struct trv_strbuf *b, const struct trv_document *d, const struct trv_event *e, uint32_t columns,
                      bool colour) {
  const char *s = d->article.text;
  uint32_t trigger = trv_screen_width(s + e->trigger.begin, e->trigger.end - e->trigger.begin);
  if (trigger + 4 > columns) return;
  uint32_t room = columns - trigger, left = trv_screen_width(s + e->span.begin, e->trigger.begin - e->span.begin);
  uint32_t right = trv_screen_width(s + e->trigger.end, e->span.end - e->trigger.end);
  size_t from = e->span.begin, to = e->span.end;
  if (left + right > room) {
    uint32_t half = (room - 2) / 2;
    uint32_t more = right < half ? room - 2 - right : half; /* a side that needs less leaves its room to the other */
    from = left <= more ? e->span.begin : trv_screen_before(s, e->span.begin, e->trigger.begin, more);
    uint32_t taken = left <= more ? left : trv_screen_width(s + from, e->trigger.begin - from) + 1;
    to = trv_screen_after(s, e->trigger.end, e->span.end, room - taken - 1);
  }
  trv_screen_ink(b, colour, TRV_INK_DIM);
  if (from > e->span.begin) trv_strbuf_adds(b, "…");
  trv_screen_add(b, s + from, e->trigger.begin - from, columns);
  trv_screen_ink(b, colour, TRV_INK_NONE);
  trv_screen_ink(b, colour, TRV_INK_STRONG);
  trv_screen_add(b, s + e->trigger.begin, e->trigger.end - e->trigger.begin, columns);
  trv_screen_ink(b, colour, TRV_INK_NONE);
  trv_screen_ink(b, colour, TRV_INK_DIM);
  trv_screen_add(b, s + e->trigger.end, to - e->trigger.end, columns);
  if (to < e->span.end) trv_strbuf_adds(b, "…");
  trv_screen_ink(b, colour, TRV_INK_NONE);
}

static enum trv_ink ink_of(int quad_class) {
  static const enum trv_ink inks[] = {TRV_INK_NONE, TRV_INK_GOOD, TRV_INK_MILD, TRV_INK_WARN, TRV_INK_BAD};
  return quad_class >= 1 && quad_class <= 4 ? inks[quad_class] : TRV_INK_NONE;
}

static void spaces(struct trv_strbuf *b, uint32_t n) {
  while (n--) trv_strbuf_addc(b, ' ');
}

static void trim_line(struct trv_strbuf *b) {
  while (b->n && b->p[b->n - 1] == ' ') b->p[--b->n] = '\0';
}

static void put_event(struct trv_strbuf *b, const struct trv_document *d, const struct trv_event *e, struct columns c,
                      const struct trv_write_options *o, struct notes *notes, struct trv_strbuf *scratch) {
  const char *date = e->date ? e->date : "-";
  trv_screen_ink(b, o->colour, TRV_INK_STRONG);
  trv_screen_pad(b, date, strlen(date), c.date);
  trv_screen_ink(b, o->colour, TRV_INK_NONE);
  spaces(b, GAP);
  make_act(scratch, e);
  trv_screen_ink(b, o->colour, ink_of(e->quad_class));
  trv_screen_pad(b, scratch->p, scratch->n, c.act);
  trv_screen_ink(b, o->colour, TRV_INK_NONE);
  spaces(b, GAP);
  make_notes(notes, e);
  if (!notes->n) c.who += GAP + c.notes; /* nothing stands behind them */
  fit_sides(scratch, e, c.who);
  if (notes->n) trv_screen_pad(b, scratch->p, scratch->n, c.who);
  else trv_screen_add(b, scratch->p, scratch->n, c.who);
  spaces(b, GAP);
  uint32_t used, next = put_notes(b, notes, 0, c.notes, o->colour, &used);
  trim_line(b);
  trv_strbuf_addc(b, '\n');
  uint32_t indent = c.date + GAP, room = o->width > indent + 20 ? o->width - indent : 20;
  char number[16];
  int n = snprintf(number, sizeof number, "s%u", e->sentence); /* for `treve explain --sentence` */
  trv_screen_ink(b, o->colour, TRV_INK_DIM);
  trv_screen_pad(b, number, (size_t)n, indent);
  trv_screen_ink(b, o->colour, TRV_INK_NONE);
  if (next < notes->n) {
    if (put_notes(b, notes, next, room, o->colour, &used) == next) {
      trv_screen_add(b, notes->items[next].p, notes->items[next].n, room); /* one note wider than the screen */
      used = room;
    }
    if (room - used > 20) {
      trv_strbuf_adds(b, " — ");
      put_words(b, d, e, room - used - 3, o->colour);
    }
  } else {
    put_words(b, d, e, room, o->colour);
  }
  trim_line(b);
  trv_strbuf_addc(b, '\n');
}

static void put_title(struct trv_strbuf *b, const struct trv_document *d, const struct trv_write_options *o) {
  const char *file = d->article.file ? d->article.file : "-";
  char rest[160];
  int n = snprintf(rest, sizeof rest, "  %s  %zu words  %zu event%s%s", d->article.date ? d->article.date : "no date",
                   d->n_words, d->n_events, d->n_events == 1 ? "" : "s", d->n_ceasefires ? "" : "\n");
  if (d->n_ceasefires)
    n += snprintf(rest + n, sizeof rest - (size_t)n, "  %zu ceasefire%s\n", d->n_ceasefires,
                  d->n_ceasefires == 1 ? "" : "s");
  trv_screen_ink(b, o->colour, TRV_INK_STRONG);
  uint32_t room = o->width > (uint32_t)n ? o->width - (uint32_t)n + 1 : 20;
  trv_screen_add(b, file, strlen(file), room);
  trv_screen_ink(b, o->colour, TRV_INK_NONE);
  trv_strbuf_add(b, rest, (size_t)n);
}

void trv_out_table(const struct trv_document *d, const struct trv_write_options *options, struct trv_strbuf *b) {
  struct trv_write_options o = *options;
  if (o.width < TRV_TABLE_MIN_WIDTH) o.width = TRV_TABLE_MIN_WIDTH;
  put_title(b, d, &o);
  struct columns c = measure(d, o.width);
  struct notes notes = {0};
  struct trv_strbuf scratch;
  trv_strbuf_init(&scratch);
  for (uint32_t i = 0; i < MAX_NOTES; i++) trv_strbuf_init(&notes.items[i]);
  for (size_t i = 0; i < d->n_events; i++) put_event(b, d, &d->events[i], c, &o, &notes, &scratch);
  for (uint32_t i = 0; i < MAX_NOTES; i++) trv_strbuf_release(&notes.items[i]);
  trv_strbuf_release(&scratch);
  trv_table_ledger(d, &o, b);
  trv_strbuf_addc(b, '\n');
}
