/* See dom.h. */
#include "read/dom.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"

const char *trv_dom_attribute(const struct trv_dom_node *node, const char *name) {
  if (node->node->type != GUMBO_NODE_ELEMENT) return NULL;
  const GumboAttribute *a = gumbo_get_attribute(&node->node->v.element.attributes, name);
  return a ? a->value : NULL;
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

static bool is(const char *value, const char *what) { return value && strcasecmp(value, what) == 0; }

/* What its names say. */
static uint32_t says(const struct trv_dom_node *node, struct trv_naming *naming) {
  static const char *const attributes[] = {"class", "id", "data-component", "data-testid"};
  uint32_t all = 0;
  for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
    const char *name = trv_dom_attribute(node, attributes[i]);
    if (name) all |= trv_naming_says(naming, trv_slice_of(name));
  }
  return all;
}

static enum trv_hint hint_of(const struct trv_dom_node *node, uint32_t says) {
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
  bool named_article = says & TRV_SAYS_ARTICLE, aside = says & TRV_SAYS_ASIDE;
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

enum trv_status trv_dom_parse(const struct trv_stripped *page, struct trv_naming *naming, struct trv_arena *arena,
                              struct trv_dom *out, struct trv_error *err) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  options.allocator = allocate;
  options.deallocator = keep;
  options.userdata = arena;
  GumboOutput *tree = gumbo_parse_with_options(&options, page->html.p, page->html.n);
  uint32_t n_steps = 0, cap_steps = 0, cap = 0;
  struct step *steps = NULL;
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
    if (element) {
      uint32_t said = says(&node, naming);
      node.hint = (uint8_t)hint_of(&node, said);
      node.dated = said & TRV_SAYS_DAY;
    } else {
      node.text = trv_stripped_text(page, s.node->v.text.text, arena);
    }
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
