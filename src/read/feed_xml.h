/* The bytes of a feed as a tree of libxml2. */
#ifndef TRV_READ_FEED_XML_H
#define TRV_READ_FEED_XML_H

#include <libxml/tree.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"

struct trv_feed_xml {
  xmlDocPtr doc;           /* freed with xmlFreeDoc */
  bool damaged;            /* the tree is what could be made of it; */
  struct trv_error damage; /* and this says where it is damaged first */
};

/* TRV_REJECTED: not XML, in a character set that is not known, or more than is read; a document with external entities, and with
 * entities that stand for others. Nothing but the bytes is read, be it a file or from the network. */
enum trv_status trv_feed_parse(struct trv_slice bytes, const char *path, struct trv_feed_xml *out,
                               struct trv_error *err);
/* Whether the end of the element was met. */
bool trv_feed_is_closed(const xmlNode *element);

/* The text below a node or of an attribute's children, without markup. n > TRV_MAX_RECORD_BYTES, with p NULL: too much. */
struct trv_slice trv_feed_text(struct trv_arena *arena, const xmlNode *parent);
/* What stands below a node, written as HTML. */
struct trv_slice trv_feed_markup(struct trv_arena *arena, const xmlNode *parent);
/* The value of an attribute that is in no namespace but those of XML and RDF; n 0: not there, or empty. */
struct trv_slice trv_feed_attribute(struct trv_arena *arena, const xmlNode *element, const char *name);
/* The name of an element without its prefix. */
const char *trv_feed_name(const xmlNode *element);

#endif
