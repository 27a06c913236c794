/* A web page as a flat array of its nodes in the order of the document, so that every pass over it is a loop. HTML5 parsing is
 * gumbo's. */
#ifndef TRV_READ_DOM_H
#define TRV_READ_DOM_H

#include <gumbo.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"
#include "read/strip.h"

#define TRV_NO_NODE UINT32_MAX

/* What an element, its attributes and its names (naming.h) say of what it holds. */
enum trv_hint {
  TRV_HINT_NONE,
  TRV_HINT_ARTICLE, /* holds the article */
  TRV_HINT_ASIDE,   /* holds something else */
  TRV_HINT_NEVER    /* is not shown, or is no text: scripts, forms, navigation */
};

struct trv_dom_node {
  const GumboNode *node;
  const char *text; /* of a text node; else NULL */
  uint32_t parent;  /* TRV_NO_NODE: the root */
  uint32_t end;     /* number of the first node behind its subtree */
  uint16_t depth;
  uint8_t tag;  /* GumboTag; GUMBO_TAG_LAST for text */
  uint8_t hint; /* enum trv_hint */
  bool dated;   /* by its names it shows the day of publication */
};

struct trv_dom {
  uint32_t n;
  struct trv_dom_node *nodes;
};

/* Parses the page. The tree is released with the arena. TRV_REJECTED where the page has more nodes than TRV_MAX_PAGE_NODES. */
enum trv_status trv_dom_parse(const struct trv_stripped *page, struct trv_naming *naming, struct trv_arena *arena,
                              struct trv_dom *out, struct trv_error *err);

/* The value of an attribute, or NULL. */
const char *trv_dom_attribute(const struct trv_dom_node *node, const char *name);
/* Whether the element begins and ends a paragraph of its own. */
bool trv_dom_is_block(const struct trv_dom_node *node);

#endif
