/* See dom.h. */
#include "read/dom.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/table.h"

/* Parts of names, by their first letter. */
struct part_list {
  uint32_t n[256], cap[256];
  struct trv_slice *items[256];
};

/* Whole tokens of a class or id, and parts of them. */
struct trv_page_words {
  struct trv_map tokens; /* to what they say */
  struct part_list article, aside;
};

/* What a class or id says. */
enum { SAYS_ARTICLE = 1, SAYS_ASIDE = 2 };

static void add_word(struct trv_page_words *words, struct part_list *parts, uint32_t says, struct trv_slice word) {
  struct trv_arena *arena = words->tokens.arena;
  unsigned char first = (unsigned char)word.p[0];
  if (parts) {
    TRV_PUSH(arena, parts->items[first], parts->n[first], parts->cap[first], word);
  } else {
    uint32_t known = trv_map_get(&words->tokens, word);
    trv_map_put(&words->tokens, word, (known == TRV_MAP_NONE ? 0 : known) | says);
  }
}

enum trv_status trv_page_words_load(const char *path, struct trv_arena *arena, struct trv_page_words **out,
                                    struct trv_error *err) {
  static const char *const columns[] = {"kind", "words", NULL};
  struct trv_table t;
  struct trv_page_words *words = TRV_NEW(arena, struct trv_page_words);
  enum trv_status status = trv_table_load(path, columns, arena, &t, err);
  if (status != TRV_OK) return status;
  trv_map_init(&words->tokens, arena);
  struct {
    const char *kind;
    struct part_list *parts;
    uint32_t says;
  } kinds[] = {{"article", NULL, SAYS_ARTICLE},
               {"article-part", &words->article, SAYS_ARTICLE},
               {"aside", NULL, SAYS_ASIDE},
               {"aside-part", &words->aside, SAYS_ASIDE}};
  for (uint32_t i = 0; i < t.n_rows; i++) {
    size_t k = 0;
    while (k < sizeof kinds / sizeof *kinds && !trv_slice_is(trv_table_cell(&t, i, 0), kinds[k].kind)) k++;
    if (k == sizeof kinds / sizeof *kinds) return trv_table_fail(&t, i, 0, err, "no such kind of word");
    for (struct trv_slice rest = trv_table_cell(&t, i, 1); rest.p;) {
      struct trv_slice word = trv_slice_split(&rest, '|');
      if (word.n) add_word(words, kinds[k].parts, kinds[k].says, word);
    }
  }
  *out = words;
  return TRV_OK;
}

const char *trv_dom_attribute(const struct trv_dom_node *node, const char *name) {
  if (node->node->type != GUMBO_NODE_ELEMENT) return NULL;
  const GumboAttribute *a = gumbo_get_attribute(&node->node->v.element.attributes, name);
  return a ? a->value : NULL;
}

const char *trv_dom_text(const struct trv_dom_node *node) {
  GumboNodeType type = node->node->type;
  return type == GUMBO_NODE_TEXT || type == GUMBO_NODE_WHITESPACE || type == GUMBO_NODE_CDATA ? node->node->v.text.text
                                                                                              : NULL;
}

bool trv_dom_is_block(const struct trv_dom_node *node) {
  switch ((GumboTag)node->tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_ACRONYM:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_UNKNOWN:
    case GUMBO_TAG_LAST: return false;
    default: return true;
  }
}

/* ---- hints */

static bool never_text(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_FIGCAPTION: return true;
    default: return false;
  }
}

static bool part_of(const struct part_list *list, const char *p, size_t n) {
  for (size_t at = 0; at < n; at++) {
    unsigned char first = (unsigned char)p[at];
    for (uint32_t i = 0; i < list->n[first]; i++) {
      struct trv_slice part = list->items[first][i];
      if (part.n <= n - at && memcmp(p + at, part.p, part.n) == 0) return true;
    }
  }
  return false;
}

/* Pages repeat a few hundred names thousands of times. */
struct hinting {
  const struct trv_page_words *words;
  struct trv_map judged;
};

/* Looks at the tokens of a class or id: runs of letters and digits, in small letters, cut where a capital follows a small one. */
static uint32_t judge(const struct trv_page_words *words, const char *value) {
  char small[512], token[64];
  size_t n = 0, m = 0;
  for (const char *p = value; *p && n < sizeof small - 1; p++) small[n++] = (char)tolower((unsigned char)*p);
  uint32_t says =
      (part_of(&words->article, small, n) ? SAYS_ARTICLE : 0) | (part_of(&words->aside, small, n) ? SAYS_ASIDE : 0);
  for (const char *p = value;; p++) {
    bool letter = isalnum((unsigned char)*p) != 0;
    bool hump = m > 0 && isupper((unsigned char)*p) && islower((unsigned char)p[-1]);
    if (m && (!letter || hump)) {
      uint32_t known = trv_map_get(&words->tokens, (struct trv_slice){token, m});
      if (known != TRV_MAP_NONE) says |= known;
      m = 0;
    }
    if (!*p) return says;
    if (letter && m < sizeof token) token[m++] = (char)tolower((unsigned char)*p);
  }
}

static uint32_t says(struct hinting *h, const char *value) {
  struct trv_slice key = trv_slice_of(value);
  uint32_t known = trv_map_get(&h->judged, key);
  if (known == TRV_MAP_NONE) trv_map_put(&h->judged, key, known = judge(h->words, value));
  return known;
}

static bool is(const char *value, const char *what) { return value && strcasecmp(value, what) == 0; }

static enum trv_hint hint_of(const struct trv_dom_node *node, struct hinting *h) {
  if (never_text((GumboTag)node->tag)) return TRV_HINT_NEVER;
  if (node->tag == GUMBO_TAG_BODY || node->tag == GUMBO_TAG_HTML) return TRV_HINT_NONE;
  const char *role = trv_dom_attribute(node, "role"), *style = trv_dom_attribute(node, "style");
  if (trv_dom_attribute(node, "hidden") || is(trv_dom_attribute(node, "aria-hidden"), "true")) return TRV_HINT_NEVER;
  if (style && (strstr(style, "display:none") || strstr(style, "display: none") || strstr(style, "visibility:hidden")))
    return TRV_HINT_NEVER;
  if (is(role, "navigation") || is(role, "search") || is(role, "dialog") || is(role, "alert") || is(role, "menu"))
    return TRV_HINT_NEVER;
  if (is(role, "complementary") || is(role, "banner") || is(role, "contentinfo") || is(role, "note"))
    return TRV_HINT_ASIDE;
  const char *prop = trv_dom_attribute(node, "itemprop");
  if (is(prop, "articleBody")) return TRV_HINT_ARTICLE;
  if (node->tag == GUMBO_TAG_ASIDE || node->tag == GUMBO_TAG_FOOTER) return TRV_HINT_ASIDE;
  bool article = node->tag == GUMBO_TAG_ARTICLE || node->tag == GUMBO_TAG_MAIN || is(role, "main");
  const char *names[] = {trv_dom_attribute(node, "class"), trv_dom_attribute(node, "id"),
                         trv_dom_attribute(node, "data-component"), trv_dom_attribute(node, "data-testid")};
  uint32_t all = 0;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (names[i]) all |= says(h, names[i]);
  bool named_article = all & SAYS_ARTICLE, aside = all & SAYS_ASIDE;
  if (aside && named_article) return article ? TRV_HINT_ARTICLE : TRV_HINT_NONE;
  if (aside && !article) return TRV_HINT_ASIDE;
  return article || named_article ? TRV_HINT_ARTICLE : TRV_HINT_NONE;
}

/* ---- the array */

/* Gumbo allocates from the arena: its own freeing descends by recursion, which deeply nested pages would make overflow. */
static void *allocate(void *arena, size_t size) { return trv_arena_alloc(arena, size); }
static void keep(void *arena, void *p) {
  (void)arena;
  (void)p;
}

struct step {
  const GumboNode *node;
  uint32_t parent;
  uint16_t depth;
};

enum trv_status trv_dom_parse(struct trv_slice html, const struct trv_page_words *words, struct trv_arena *arena,
                              struct trv_dom *out, struct trv_error *err) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  options.allocator = allocate;
  options.deallocator = keep;
  options.userdata = arena;
  GumboOutput *tree = gumbo_parse_with_options(&options, html.p, html.n);
  uint32_t n_steps = 0, cap_steps = 0, cap = 0;
  struct step *steps = NULL;
  struct hinting hinting = {.words = words};
  trv_map_init(&hinting.judged, arena);
  *out = (struct trv_dom){0};
  TRV_PUSH(arena, steps, n_steps, cap_steps, ((struct step){tree->root, TRV_NO_NODE, 0}));
  while (n_steps) {
    struct step s = steps[--n_steps];
    if (s.node->type == GUMBO_NODE_COMMENT) continue;
    if (out->n == TRV_MAX_PAGE_NODES)
      return trv_fail(err, TRV_REJECTED, NULL, 0, 0, "the page has more than %u elements", TRV_MAX_PAGE_NODES);
    bool element = s.node->type == GUMBO_NODE_ELEMENT || s.node->type == GUMBO_NODE_TEMPLATE;
    struct trv_dom_node node = {.node = s.node, .parent = s.parent, .depth = s.depth};
    node.tag = (uint8_t)(element ? s.node->v.element.tag : GUMBO_TAG_LAST);
    if (element) node.hint = (uint8_t)hint_of(&node, &hinting);
    uint32_t at = out->n;
    TRV_PUSH(arena, out->nodes, out->n, cap, node);
    if (!element || s.depth == TRV_MAX_PAGE_DEPTH) continue;
    const GumboVector *children = &s.node->v.element.children;
    for (unsigned i = children->length; i-- > 0;)
      TRV_PUSH(arena, steps, n_steps, cap_steps, ((struct step){children->data[i], at, (uint16_t)(s.depth + 1)}));
  }
  for (uint32_t i = 0; i < out->n; i++) out->nodes[i].end = i + 1;
  for (uint32_t i = out->n; i-- > 1;) {
    uint32_t p = out->nodes[i].parent;
    if (out->nodes[p].end < out->nodes[i].end) out->nodes[p].end = out->nodes[i].end;
  }
  return TRV_OK;
}
