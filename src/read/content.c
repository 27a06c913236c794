/* The main text of a web page: see content.h.
 *
 * Input: the page's nodes. Method: the page is cut into blocks, runs of text between two block elements. A block is prose or
 * furniture, by its length, its links and its punctuation. The article is the element that holds as much of the page's prose as
 * it can and as little furniture: the one of the best F between the share of all prose that it holds and the share of prose in what
 * it holds (parts that name themselves as something else count for furniture). Of its blocks those are left out that are links, that
 * belong to such a part, or that are short and stand before the first prose or after the last. */
#include "read/content.h"

#include <ctype.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define LITTLE_PROSE 250 /* letters */

struct block {
  uint32_t node;  /* the block element that holds it */
  uint32_t first; /* number of its first text node */
  size_t at, n;   /* in the text */
  uint32_t letters, in_links, stops, words;
  uint8_t tag; /* GumboTag of the block element */
  bool aside;
  bool prose;
};

struct page {
  const struct trv_dom *dom;
  struct trv_arena *arena;
  uint32_t *block_of; /* [nodes]: nearest block element at or above */
  bool *in_link;      /* [nodes] */
  uint32_t *aside_of; /* [nodes]: nearest part at or above that names itself something else, or TRV_NO_NODE */
  size_t n, cap;
  char *text;
  uint32_t n_blocks, cap_blocks;
  struct block *blocks;
  bool space; /* a space is due before the next letter */
  bool open;  /* the last block may go on */
};

static void put(struct page *p, char c) { TRV_PUSH(p->arena, p->text, p->n, p->cap, c); }

static bool space_at(const char *s, size_t *n) {
  unsigned char c = (unsigned char)*s;
  *n = 1;
  if (c == ' ' || (c >= '\t' && c <= '\r')) return true;
  if (c == 0xC2 && (unsigned char)s[1] == 0xA0) return *n = 2, true;
  if (c == 0xE2 && (unsigned char)s[1] == 0x80 && (unsigned char)s[2] >= 0x80 && (unsigned char)s[2] <= 0x8A)
    return *n = 3, true;
  return c == 0xE2 && (unsigned char)s[1] == 0x80 && (unsigned char)s[2] == 0xAF ? (*n = 3, true) : false;
}

/* Soft hyphens and joiners of width zero, which no reader sees. */
static size_t unseen(const char *s) {
  unsigned char a = (unsigned char)s[0], b = a ? (unsigned char)s[1] : 0, c = b ? (unsigned char)s[2] : 0;
  if (a == 0xC2 && b == 0xAD) return 2;
  if (a == 0xE2 && b == 0x80 && (c == 0x8B || c == 0x8C || c == 0x8D || c == 0x8E || c == 0x8F)) return 3;
  return a == 0xEF && b == 0xBB && c == 0xBF ? 3 : 0;
}

static struct block *block_for(struct page *p, uint32_t node) {
  uint32_t of = p->block_of[node];
  if (!p->open || !p->n_blocks || p->blocks[p->n_blocks - 1].node != of) {
    struct block b = {.node = of, .first = node, .at = p->n, .tag = p->dom->nodes[of].tag};
    TRV_PUSH(p->arena, p->blocks, p->n_blocks, p->cap_blocks, b);
    p->open = true;
    p->space = false;
  }
  return &p->blocks[p->n_blocks - 1];
}

static void add_text(struct page *p, uint32_t node) {
  const char *s = p->dom->nodes[node].text;
  struct block *b = NULL;
  size_t n;
  for (; s && *s; s += n) {
    if (space_at(s, &n)) {
      p->space = p->open;
      continue;
    }
    size_t skip = unseen(s);
    if (skip) {
      n = skip;
      continue;
    }
    if (!b) b = block_for(p, node);
    if (p->space) {
      put(p, ' ');
      b->n++;
    }
    if (p->space || b->n == 0) b->words++;
    p->space = false;
    put(p, *s);
    b->n++;
    if (((unsigned char)*s & 0xC0) == 0x80) continue;
    b->letters++;
    b->in_links += p->in_link[node];
    b->stops += strchr(".,;!?:", *s) != NULL;
  }
}

static void collect(struct page *p) {
  const struct trv_dom *dom = p->dom;
  uint32_t breaks = 0;
  for (uint32_t i = 0; i < dom->n;) {
    const struct trv_dom_node *d = &dom->nodes[i];
    uint32_t up = d->parent;
    p->block_of[i] = up == TRV_NO_NODE || trv_dom_is_block(d) ? i : p->block_of[up];
    p->in_link[i] = up != TRV_NO_NODE && p->in_link[up];
    p->aside_of[i] = up == TRV_NO_NODE ? TRV_NO_NODE : p->aside_of[up];
    if (d->tag == GUMBO_TAG_A) p->in_link[i] = true;
    if (d->hint == TRV_HINT_ASIDE) p->aside_of[i] = i;
    if (d->hint == TRV_HINT_NEVER) {
      if (trv_dom_is_block(d)) p->open = false;
      i = d->end;
      continue;
    }
    if (d->tag == GUMBO_TAG_BR) {
      p->space = true;
      if (++breaks > 1) p->open = false;
    } else if (d->tag != GUMBO_TAG_LAST) {
      if (trv_dom_is_block(d)) p->open = false, breaks = 0;
    } else {
      size_t before = p->n;
      add_text(p, i);
      if (p->n > before) breaks = 0;
    }
    i++;
  }
}

static bool heading(uint8_t tag) {
  return tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3 || tag == GUMBO_TAG_H4 ||
         tag == GUMBO_TAG_H5 || tag == GUMBO_TAG_H6;
}

static double link_share(const struct block *b) { return b->letters ? (double)b->in_links / b->letters : 0; }

/* The letter that ends before `at`, and where it begins; 0 at the beginning. */
static UChar32 before(const char *text, int32_t *at) {
  UChar32 c = 0;
  if (*at > 0) U8_PREV((const uint8_t *)text, 0, *at, c);
  return c;
}

/* Ends like a sentence: with what ends one, a colon or a closing quotation mark, perhaps in brackets. */
static bool closed(const struct page *p, const struct block *b) {
  const char *text = p->text + b->at;
  int32_t at = (int32_t)b->n;
  UChar32 c = before(text, &at);
  if (c == '"' || u_charType(c) == U_FINAL_PUNCTUATION) return true;
  if (c == ')') c = before(text, &at);
  return c == ':' || c == 0x2026 || u_hasBinaryProperty(c, UCHAR_S_TERM);
}

static bool is_prose(const struct page *p, const struct block *b) {
  if (heading(b->tag) || b->tag == GUMBO_TAG_TD || b->tag == GUMBO_TAG_TH)
    return b->letters > 200 && link_share(b) < 0.2;
  if (link_share(b) > 0.4) return false;
  if (b->letters >= 140) return b->stops > 0;
  return b->letters >= 40 && b->words > 6 && closed(p, b) && link_share(b) < 0.34;
}

/* Of a page without prose to speak of: whatever is no link and no heading. */
static bool is_text(const struct block *b) {
  return !heading(b->tag) && b->letters >= 12 && link_share(b) < 0.3 && (b->tag == GUMBO_TAG_P || b->letters >= 40);
}

/* Sums over the blocks whose first node is before each node. */
struct sums {
  double *prose, *other; /* [nodes + 1] */
};

static struct sums sum_up(const struct page *p) {
  uint32_t n = p->dom->n;
  struct sums s = {TRV_NEW_ARRAY(p->arena, double, n + 1), TRV_NEW_ARRAY(p->arena, double, n + 1)};
  for (uint32_t i = 0; i < p->n_blocks; i++) {
    const struct block *b = &p->blocks[i];
    if (b->prose && !b->aside) s.prose[b->first + 1] += b->letters;
    else if (!heading(b->tag)) s.other[b->first + 1] += b->letters;
  }
  for (uint32_t i = 1; i <= n; i++) s.prose[i] += s.prose[i - 1], s.other[i] += s.other[i - 1];
  return s;
}

/* A part that names itself something else, but holds most of the page's prose, has been misread. */
static void settle_asides(struct page *p) {
  double all = 0;
  uint32_t n = p->dom->n;
  double *within = TRV_NEW_ARRAY(p->arena, double, n + 1);
  for (uint32_t i = 0; i < p->n_blocks; i++)
    if (p->blocks[i].prose) within[p->blocks[i].first + 1] += p->blocks[i].letters, all += p->blocks[i].letters;
  for (uint32_t i = 1; i <= n; i++) within[i] += within[i - 1];
  for (uint32_t i = 0; i < p->n_blocks; i++) {
    struct block *b = &p->blocks[i];
    uint32_t part = p->aside_of[b->first];
    while (part != TRV_NO_NODE) {
      const struct trv_dom_node *d = &p->dom->nodes[part];
      if (within[d->end] - within[part] < 0.6 * all) break;
      part = d->parent == TRV_NO_NODE ? TRV_NO_NODE : p->aside_of[d->parent];
    }
    b->aside = part != TRV_NO_NODE;
  }
}

static uint32_t best_element(const struct page *p) {
  struct sums s = sum_up(p);
  double all = s.prose[p->dom->n], best_score = 0;
  uint32_t best = TRV_NO_NODE;
  for (uint32_t i = 0; i < p->dom->n; i++) {
    const struct trv_dom_node *d = &p->dom->nodes[i];
    if (d->tag == GUMBO_TAG_LAST || !trv_dom_is_block(d) || d->hint == TRV_HINT_NEVER) continue;
    double prose = s.prose[d->end] - s.prose[i], other = s.other[d->end] - s.other[i];
    if (prose <= 0) continue;
    double share = prose / all, purity = prose / (prose + other);
    double score = 2 * share * purity / (share + purity);
    if (d->hint == TRV_HINT_ARTICLE) score *= 1.15;
    if (score >= best_score) best_score = score, best = i;
  }
  return best;
}

static bool same_words(const char *a, size_t n, const char *b) {
  size_t i = 0;
  for (;; i++, b++) {
    while (i < n && !isalnum((unsigned char)a[i]) && (unsigned char)a[i] < 0x80) i++;
    while (*b && !isalnum((unsigned char)*b) && (unsigned char)*b < 0x80) b++;
    if (i >= n || !*b) return i >= n && !*b;
    if (tolower((unsigned char)a[i]) != tolower((unsigned char)*b)) return false;
  }
}

static enum trv_mark mark_of(const struct page *p, const struct trv_marks *marks, const struct block *b) {
  return trv_mark_of(marks, (struct trv_slice){p->text + b->at, b->n});
}

static double prose_of(const struct page *p, uint32_t best, uint32_t i) {
  const struct block *b = &p->blocks[i];
  return b->prose && !b->aside && b->first < p->dom->nodes[best].end ? b->letters : 0;
}

/* The last block of the article: before what readers say of it, and before what begins other articles where most of the prose is
 * behind that. */
static uint32_t cut(const struct page *p, const struct trv_marks *marks, uint32_t best, uint32_t first, uint32_t last) {
  double all = 0, before = 0;
  for (uint32_t i = first; i <= last; i++) {
    if (all >= LITTLE_PROSE && mark_of(p, marks, &p->blocks[i]) == TRV_MARK_COMMENTS) last = i - 1;
    else all += prose_of(p, best, i);
  }
  for (uint32_t i = first; i <= last; i++) {
    if (before >= LITTLE_PROSE && before > 0.7 * all && mark_of(p, marks, &p->blocks[i]) == TRV_MARK_END) return i - 1;
    before += prose_of(p, best, i);
  }
  return last;
}

/* The first block: prose between the title and the element of the article is its standfirst. */
static uint32_t standfirst(const struct page *p, const struct trv_marks *marks, const char *title, uint32_t first) {
  uint32_t at = first;
  for (uint32_t i = first; i-- > 0 && first - i < 30;) {
    const struct block *b = &p->blocks[i];
    if (b->tag == GUMBO_TAG_H1 || (title && same_words(p->text + b->at, b->n, title))) return at;
    if (b->prose && !b->aside && b->letters <= 600 && mark_of(p, marks, b) == TRV_MARK_NONE) at = i;
  }
  return first;
}

/* Nothing but a time of the day, as entries of a live report have it. */
static bool is_clock(const struct page *p, const struct block *b) {
  if (b->n < 4 || b->n > 5) return false;
  for (size_t i = 0; i < b->n; i++) {
    char c = p->text[b->at + i];
    bool between = i == b->n - 3;
    if (between ? c != ':' && c != 'h' && c != '.' : !isdigit((unsigned char)c)) return false;
  }
  return true;
}

struct trv_slice trv_page_content(const struct trv_dom *dom, const struct trv_marks *marks, const char *title,
                                  struct trv_arena *arena) {
  struct page p = {.dom = dom, .arena = arena};
  p.block_of = TRV_NEW_ARRAY(arena, uint32_t, dom->n);
  p.in_link = TRV_NEW_ARRAY(arena, bool, dom->n);
  p.aside_of = TRV_NEW_ARRAY(arena, uint32_t, dom->n);
  collect(&p);
  for (uint32_t i = 0; i < p.n_blocks; i++) p.blocks[i].prose = is_prose(&p, &p.blocks[i]);
  settle_asides(&p);
  double prose = 0;
  for (uint32_t i = 0; i < p.n_blocks; i++) prose += p.blocks[i].prose && !p.blocks[i].aside ? p.blocks[i].letters : 0;
  if (prose < LITTLE_PROSE) {
    for (uint32_t i = 0; i < p.n_blocks; i++) p.blocks[i].prose |= is_text(&p.blocks[i]);
    settle_asides(&p);
  }
  uint32_t best = best_element(&p);
  struct trv_slice out = {"", 0};
  if (best == TRV_NO_NODE) return out;
  uint32_t end = dom->nodes[best].end, first = TRV_NO_NODE, last = 0;
  for (uint32_t i = 0; i < p.n_blocks; i++) {
    const struct block *b = &p.blocks[i];
    if (b->first < best || b->first >= end || !b->prose || b->aside) continue;
    if (first == TRV_NO_NODE) first = i;
    last = i;
  }
  uint32_t lead = first;
  if (first != TRV_NO_NODE) last = cut(&p, marks, best, first, last), lead = standfirst(&p, marks, title, first);
  size_t n = 0, cap = 0;
  char *text = NULL;
  for (uint32_t i = lead; first != TRV_NO_NODE && i <= last; i++) {
    const struct block *b = &p.blocks[i];
    if (b->aside || (i >= first ? b->first < best || b->first >= end : !b->prose) || is_clock(&p, b)) continue;
    if (!b->prose && link_share(b) > 0.5) continue;
    if (mark_of(&p, marks, b) != TRV_MARK_NONE) continue;
    if (title && b->tag == GUMBO_TAG_H1 && same_words(p.text + b->at, b->n, title)) continue;
    if (n) {
      TRV_PUSH(arena, text, n, cap, '\n');
      TRV_PUSH(arena, text, n, cap, '\n');
    }
    for (size_t k = 0; k < b->n; k++) TRV_PUSH(arena, text, n, cap, p.text[b->at + k]);
  }
  TRV_PUSH(arena, text, n, cap, '\0');
  return (struct trv_slice){text, n - 1};
}
