/* Output in pieces, and the small marks of tables; see read.h. */
#include "store/read.h"

#define PIECE_BYTES 65536

void trv_writer_init(struct trv_writer *w, enum trv_format format, const struct trv_write_options *options,
                     trv_sink *sink, void *context) {
  *w = (struct trv_writer){.sink = sink, .context = context, .format = format};
  if (options) w->options = *options;
  if (!w->options.width) w->options.width = TRV_TABLE_WIDTH;
  if (w->options.width < TRV_TABLE_MIN_WIDTH) w->options.width = TRV_TABLE_MIN_WIDTH;
  trv_strbuf_init(&w->b);
  trv_arena_init(&w->scratch, 0);
}

bool trv_writer_pass(struct trv_writer *w, bool all) {
  if (w->stopped || w->b.failed) return false;
  if (w->b.n && (all || w->b.n >= PIECE_BYTES)) {
    w->stopped = !w->sink(w->context, w->b.p, w->b.n);
    trv_strbuf_clear(&w->b);
  }
  return !w->stopped;
}

enum trv_status trv_writer_finish(struct trv_writer *w, struct trv_store *s, struct trv_error *err) {
  enum trv_status status = trv_sql_status(s, err);
  if (w->b.failed && status == TRV_OK)
    status = trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out while writing");
  if (status == TRV_OK && !trv_writer_pass(w, true))
    status = trv_fail(err, TRV_SYSTEM, NULL, 0, 0, "the output could not be written");
  trv_strbuf_release(&w->b);
  trv_arena_release(&w->scratch);
  trv_store_clear(s);
  return status;
}

void trv_writer_run(struct trv_writer *w, struct trv_store *s, trv_print *print, void *what) {
  jmp_buf guard;
  if (setjmp(guard)) {
    trv_store_exhausted(s);
  } else {
    trv_cache_guard(s, &guard);
    trv_arena_guard(&w->scratch, &guard);
    print(s, w, what);
  }
  trv_cache_guard(s, NULL);
}

void trv_write_foot(struct trv_writer *w, uint64_t n, bool more, const char *none) {
  if (w->format != TRV_FORMAT_TABLE) return;
  if (!n) trv_strbuf_addf(&w->b, "no %s\n", none);
  if (more) trv_strbuf_adds(&w->b, "… and more: --limit 0 shows all, --from and --to a part\n");
}

void trv_writer_drop(struct trv_writer *w, struct trv_strbuf *part) {
  if (part->failed) w->b.failed = true;
  trv_strbuf_release(part);
}

struct trv_entities trv_entities_of_list(struct trv_arena *arena, const char *list) {
  uint32_t n = 0, cap = 0;
  struct trv_entity *items = NULL;
  struct trv_slice rest = trv_slice_of(list);
  while (list && rest.p) {
    struct trv_slice one = trv_slice_split(&rest, ';');
    const char *part[3] = {NULL};
    for (int i = 0; i < 3 && one.p; i++) {
      struct trv_slice s = i < 2 ? trv_slice_split(&one, ':') : one;
      part[i] = s.n ? trv_arena_strndup(arena, s.p, s.n) : NULL;
    }
    TRV_PUSH(arena, items, n, cap,
             (struct trv_entity){.code = part[0] ? part[0] : "", .sector = part[1], .name = part[2]});
  }
  return (struct trv_entities){n, items};
}

struct trv_entities trv_side_entities(struct trv_writer *w, const char *list) {
  return trv_entities_of_list(&w->scratch, list);
}

void trv_write_ink(struct trv_writer *w, enum trv_ink ink) { trv_screen_ink(&w->b, w->options.colour, ink); }

void trv_write_in(struct trv_writer *w, enum trv_ink ink, const char *text, uint32_t columns) {
  if (ink != TRV_INK_NONE) trv_write_ink(w, ink);
  if (columns) trv_screen_pad(&w->b, text, strlen(text), columns);
  else trv_screen_add(&w->b, text, strlen(text), UINT32_MAX);
  if (ink != TRV_INK_NONE) trv_write_ink(w, TRV_INK_NONE);
}

void trv_write_cell(struct trv_writer *w, const char *text) {
  trv_strbuf_addc(&w->b, ',');
  if (text) trv_csv_cell(&w->b, text, strlen(text));
}

void trv_write_cell_number(struct trv_writer *w, int64_t n) {
  if (n < 0) trv_strbuf_addc(&w->b, ',');
  else trv_strbuf_addf(&w->b, ",%lld", (long long)n);
}

enum trv_ink trv_ink_of_quad(int64_t quad_class) {
  static const enum trv_ink inks[] = {TRV_INK_NONE, TRV_INK_GOOD, TRV_INK_MILD, TRV_INK_WARN, TRV_INK_BAD};
  return quad_class >= 1 && quad_class <= 4 ? inks[quad_class] : TRV_INK_NONE;
}
