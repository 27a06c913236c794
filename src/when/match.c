/* See match.h. */
#include "when/match.h"

#include "base/limits.h"

/* Pieces of one sentence beyond this are not read: words of many hyphens are no dates. */
#define MAX_PIECES (4 * TRV_MAX_SENTENCE_WORDS)

void trv_matcher_init(struct trv_matcher *m, const struct trv_when_data *data, const struct trv_text *text,
                      struct trv_arena *arena) {
  *m = (struct trv_matcher){.data = data, .text = text, .arena = arena};
}

static bool is_punct(struct trv_slice s) {
  unsigned char c = (unsigned char)s.p[0];
  if (c < 0x80) return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'));
  return s.n >= 2 &&
         (memcmp(s.p, "\xE2\x80", 2) == 0 || memcmp(s.p, "\xC2\xAB", 2) == 0 || memcmp(s.p, "\xC2\xBB", 2) == 0);
}

struct cutting {
  struct trv_matcher *m;
  uint32_t word;
  size_t n_bytes; /* of the word */
};

static void push_piece(struct trv_matcher *m, struct trv_when_piece piece) {
  if (m->n_pieces < MAX_PIECES) TRV_PUSH(m->arena, m->pieces, m->n_pieces, m->cap_pieces, piece);
}

static void add_piece(void *user, struct trv_slice s) {
  struct cutting *c = user;
  const struct trv_when_data *data = c->m->data;
  struct trv_when_piece piece = {.literal = trv_map_get(&data->literals, s), .word = c->word, .number = -1};
  uint64_t value;
  if (s.n <= 6 && trv_slice_uint(s, 999999, &value)) {
    piece.number = (int32_t)value;
    piece.n_figures = (uint8_t)s.n;
  } else {
    /* A mark inside a word ends no phrase: "1-0", "27/10". */
    piece.punct = s.n == c->n_bytes && is_punct(s);
  }
  if (piece.literal != TRV_MAP_NONE) {
    for (uint32_t i = data->entries_of[piece.literal]; i < data->entries_of[piece.literal + 1]; i++) {
      if (data->entries[i].class_id != TRV_CLASS_SPLIT) continue;
      uint32_t first = (uint32_t)data->entries[i].value & 0xFFFFFF, n = (uint32_t)data->entries[i].value >> 24;
      for (uint32_t k = 0; k < n; k++) {
        piece.literal = data->entry_literals[first + k];
        push_piece(c->m, piece);
      }
      return;
    }
  }
  push_piece(c->m, piece);
}

void trv_matcher_sentence(struct trv_matcher *m, const struct trv_sentence *sentence) {
  m->n_pieces = 0;
  for (uint32_t i = 0; i < sentence->n_words; i++) {
    struct trv_slice lower = trv_slice_of(m->text->words[sentence->first_word + i].lower);
    struct cutting c = {m, sentence->first_word + i, lower.n};
    trv_when_cut(lower, add_piece, &c);
  }
  size_t need = (size_t)m->data->n_rules * m->n_pieces;
  if (need > m->cap_memo) {
    m->cap_memo = need;
    m->memo = TRV_NEW_ARRAY(m->arena, const struct trv_edge *, need);
    m->tried = TRV_NEW_ARRAY(m->arena, bool, need);
  } else if (need) {
    memset(m->tried, 0, need * sizeof *m->tried);
  }
}

/* The length of the longest word of the class at a piece, 0 where there is none. */
static uint32_t class_at(const struct trv_matcher *m, uint32_t at, uint32_t class_id, int32_t *value) {
  const struct trv_when_data *data = m->data;
  uint32_t best = 0;
  if (at >= m->n_pieces || m->pieces[at].literal == TRV_MAP_NONE) return 0;
  uint32_t literal = m->pieces[at].literal;
  for (uint32_t i = data->entries_of[literal]; i < data->entries_of[literal + 1]; i++) {
    const struct trv_class_entry *e = &data->entries[i];
    if (e->class_id != class_id || e->n_literals <= best || e->n_literals > m->n_pieces - at) continue;
    uint32_t k = 1;
    while (k < e->n_literals && m->pieces[at + k].literal == data->entry_literals[e->first_literal + k]) k++;
    if (k < e->n_literals) continue;
    best = k;
    *value = e->value;
  }
  return best;
}

bool trv_piece_in_class(const struct trv_matcher *m, uint32_t at, uint32_t class_id) {
  int32_t value;
  return class_at(m, at, class_id, &value) > 0;
}

/* A cardinal in figures or words: "27", "vingt-deux", "quatre-vingt-dix-sept", "trois cents", "deux mille quinze".
 * Parts below a hundred add up while they get smaller; hundreds and thousands multiply what stands before. */
static uint32_t number_at(const struct trv_matcher *m, uint32_t at, int32_t *out) {
  if (at >= m->n_pieces) return 0;
  if (m->pieces[at].number >= 0) {
    *out = m->pieces[at].number;
    return 1;
  }
  int32_t total = 0, current = 0, value;
  uint32_t i = at, n;
  while ((n = class_at(m, i, TRV_CLASS_NUMBER, &value)) > 0) {
    if (value == 1000) {
      if (total) break;
      total = 1000 * (current ? current : 1);
      current = 0;
    } else if (value == 100) {
      if (current >= 10) break;
      current = 100 * (current ? current : 1);
    } else {
      if (i > at && current % 100 && (current % 100 < 20 || value >= 20 || current % 10)) break;
      current += value;
    }
    i += n;
    int32_t joined;
    uint32_t link = class_at(m, i, TRV_CLASS_AND, &joined);
    if (link && current % 100 >= 20 && class_at(m, i + link, TRV_CLASS_NUMBER, &joined) && joined < 20) i += link;
  }
  *out = total + current;
  return i - at;
}

static bool ends_at(const struct trv_matcher *m, uint32_t at) { return at >= m->n_pieces || m->pieces[at].punct; }

struct run {
  struct trv_matcher *m;
  uint32_t rule, begin;
  const struct trv_production *production;
  const struct trv_edge *found;
  uint32_t n_captures;
  struct trv_capture captures[TRV_MAX_CAPTURES];
};

static const struct trv_edge *edges_at(struct trv_matcher *m, uint32_t rule, uint32_t at);

/* Keeps a match unless one of the same end was found by an earlier row. */
static void keep(struct run *r, uint32_t end) {
  if (end == r->begin) return;
  for (const struct trv_edge *e = r->found; e; e = e->next)
    if (e->end == end) return;
  struct trv_edge *edge = TRV_NEW(r->m->arena, struct trv_edge);
  *edge = (struct trv_edge){.begin = r->begin,
                            .end = end,
                            .op = &r->m->data->ops[r->production->op],
                            .line = r->production->line,
                            .n_captures = r->n_captures,
                            .next = r->found};
  if (r->n_captures) {
    edge->captures = TRV_NEW_ARRAY(r->m->arena, struct trv_capture, r->n_captures);
    memcpy(edge->captures, r->captures, r->n_captures * sizeof *r->captures);
  }
  r->found = edge;
}

static void run(struct run *r, uint32_t pc, uint32_t at);

static void take(struct run *r, uint32_t pc, uint32_t end, struct trv_capture capture) {
  if (r->n_captures == TRV_MAX_CAPTURES) return;
  r->captures[r->n_captures++] = capture;
  run(r, pc + 1, end);
  r->n_captures--;
}

/* Runs the pattern from instruction `pc` at piece `at`, over every way it can go. Patterns have no loops, so the depth
 * is at most their length. */
static void run(struct run *r, uint32_t pc, uint32_t at) {
  struct trv_matcher *m = r->m;
  for (;;) {
    struct trv_instr in = m->data->code[pc];
    int32_t value = 0;
    uint32_t n = 0;
    switch (in.kind) {
      case TRV_SYM_MATCH: keep(r, at); return;
      case TRV_SYM_JUMP: pc = in.value; continue;
      case TRV_SYM_SPLIT:
        run(r, pc + 1, at);
        pc = in.value;
        continue;
      case TRV_SYM_LITERAL:
        if (at >= m->n_pieces || m->pieces[at].literal != in.value) return;
        at++, pc++;
        continue;
      case TRV_SYM_END:
        if (!ends_at(m, at)) return;
        pc++;
        continue;
      case TRV_SYM_AHEAD:
      case TRV_SYM_NOT:
        if (trv_piece_in_class(m, at, in.value) != (in.kind == TRV_SYM_AHEAD)) return;
        pc++;
        continue;
      case TRV_SYM_CLASS:
        n = class_at(m, at, in.value, &value);
        if (n) take(r, pc, at + n, (struct trv_capture){TRV_SYM_CLASS, in.value, value, NULL});
        return;
      case TRV_SYM_NUMBER:
        n = number_at(m, at, &value);
        if (n) take(r, pc, at + n, (struct trv_capture){TRV_SYM_NUMBER, 0, value, NULL});
        return;
      case TRV_SYM_YEAR:
        if (at < m->n_pieces && m->pieces[at].n_figures == 4) {
          n = 1;
          value = m->pieces[at].number;
        } else {
          n = number_at(m, at, &value);
        }
        if (n && value >= 1000 && value <= 2200)
          take(r, pc, at + n, (struct trv_capture){TRV_SYM_YEAR, 0, value, NULL});
        return;
      default:
        for (const struct trv_edge *e = edges_at(m, in.value, at); e; e = e->next)
          take(r, pc, e->end, (struct trv_capture){TRV_SYM_RULE, 0, 0, e});
        return;
    }
  }
}

static const struct trv_edge *edges_at(struct trv_matcher *m, uint32_t rule, uint32_t at) {
  if (at >= m->n_pieces) return NULL;
  size_t slot = (size_t)rule * m->n_pieces + at;
  if (m->tried[slot]) return m->memo[slot];
  struct run r = {.m = m, .rule = rule, .begin = at};
  const struct trv_when_rule *def = &m->data->rules[rule];
  for (uint32_t i = 0; i < def->n; i++) {
    r.production = &m->data->productions[def->first + i];
    r.n_captures = 0;
    run(&r, r.production->first_instr, at);
  }
  m->tried[slot] = true;
  return m->memo[slot] = r.found;
}

const struct trv_edge *trv_matcher_at(struct trv_matcher *m, uint32_t at) {
  const struct trv_when_piece *piece = &m->pieces[at];
  if (piece->literal == TRV_MAP_NONE && piece->number < 0) return NULL;
  const struct trv_edge *best = NULL;
  for (const struct trv_edge *e = edges_at(m, m->data->top, at); e; e = e->next)
    if (!best || e->end > best->end) best = e;
  return best;
}
