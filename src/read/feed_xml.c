/* Feeds as XML; see feed_xml.h.
 *
 * Many feeds are not well-formed in ways that do no harm, which are mended before libxml2 sees them: the characters that HTML names,
 * ampersands and signs for "less" that should have been escaped, controls, comments before the XML declaration, a character set
 * other than the declared one. With what is left libxml2 goes on as well as it can, and the first error is kept.
 *
 * No entity is expanded by libxml2. Those that a feed declares itself may stand for a few letters and for nothing else. */
#include "read/feed_xml.h"

#include <ctype.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <strings.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "base/limits.h"
#include "read/entry.h"
#include "text/utf8.h"

enum { LOOKED_AT = 64 * 1024, CERTAIN = 40 /* of 100 */ };

/* ---- the character set */

static struct trv_slice declared_charset(struct trv_slice bytes) {
  struct trv_slice head = {bytes.p, bytes.n < 1024 ? bytes.n : 1024};
  const char *end = head.p + head.n, *p = head.n ? memmem(head.p, head.n, "<?xml", 5) : NULL;
  const char *stop = p ? memchr(p, '>', (size_t)(end - p)) : NULL;
  p = stop ? memmem(p, (size_t)(stop - p), "encoding", 8) : NULL;
  while (p && p < stop && *p != '"' && *p != '\'') p++;
  if (!p || p == stop) return (struct trv_slice){NULL, 0};
  const char *close = memchr(p + 1, *p, (size_t)(stop - p - 1));
  return close ? (struct trv_slice){p + 1, (size_t)(close - p - 1)} : (struct trv_slice){NULL, 0};
}

/* UTF-8 with a few damaged characters rather than another set. */
static bool is_mostly_utf8(struct trv_slice s) {
  size_t good = 0, bad = 0;
  for (size_t at = 0; at < s.n;) {
    size_t whole = at + trv_utf8_check(s.p + at, s.n - at);
    for (; at < whole; at++) good += (unsigned char)s.p[at] >= 0xC0;
    if (at == s.n) break;
    at++;
    bad++;
  }
  return good > bad;
}

/* What the bytes look like, where nobody says; "windows-1252" for what looks like nothing else. */
static const char *guess_charset(struct trv_slice s, char name[static 64]) {
  UErrorCode code = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&code);
  ucsdet_setText(detector, s.p, (int32_t)(s.n < LOOKED_AT ? s.n : LOOKED_AT), &code);
  const UCharsetMatch *match = ucsdet_detect(detector, &code);
  const char *found = U_SUCCESS(code) && match ? ucsdet_getName(match, &code) : NULL;
  bool certain = found && U_SUCCESS(code) && ucsdet_getConfidence(match, &code) >= CERTAIN &&
                 strncmp(found, "ISO-8859-1", 11) != 0;
  snprintf(name, 64, "%s", certain ? found : "windows-1252");
  ucsdet_close(detector);
  return name;
}

static const char *charset_of(struct trv_slice s, char name[static 64]) {
  static const struct {
    const char *charset;
    uint8_t n, bytes[4];
  } marks[] = {
      {"UTF-32LE", 4, {0xFF, 0xFE, 0, 0}}, {"UTF-32BE", 4, {0, 0, 0xFE, 0xFF}}, {"UTF-16LE", 2, {0xFF, 0xFE}},
      {"UTF-16BE", 2, {0xFE, 0xFF}},       {"UTF-8", 3, {0xEF, 0xBB, 0xBF}},    {"UTF-16LE", 4, {'<', 0, '?', 0}},
      {"UTF-16BE", 4, {0, '<', 0, '?'}},   {"UTF-32LE", 4, {'<', 0, 0, 0}},     {"UTF-32BE", 4, {0, 0, 0, '<'}}};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (s.n >= marks[i].n && memcmp(s.p, marks[i].bytes, marks[i].n) == 0) return marks[i].charset;
  if (trv_entry_is_utf8(s)) return "UTF-8";
  struct trv_slice told = declared_charset(s);
  if (told.n >= 64) told.n = 0;
  memcpy(name, told.n ? told.p : "", told.n);
  name[told.n] = '\0';
  bool wide =
      strncasecmp(name, "utf-16", 6) == 0 || strncasecmp(name, "utf-32", 6) == 0 || strncasecmp(name, "ucs", 3) == 0;
  if (!told.n || wide || strcasecmp(name, "utf-8") == 0) return is_mostly_utf8(s) ? "UTF-8" : guess_charset(s, name);
  if (strcasecmp(name, "iso-8859-1") == 0 || strcasecmp(name, "us-ascii") == 0) return "windows-1252";
  return strcasecmp(name, "gb2312") == 0 ? "gb18030" : name;
}

/* The bytes as UTF-8, to be freed; what stands for no character becomes U+FFFD. */
static enum trv_status decode(struct trv_slice bytes, const char *path, char **out, size_t *n, struct trv_error *err) {
  char name[64];
  const char *charset = charset_of(bytes, name);
  UErrorCode code = U_ZERO_ERROR;
  int32_t size = ucnv_convert("UTF-8", charset, NULL, 0, bytes.p, (int32_t)bytes.n, &code);
  if (code == U_FILE_ACCESS_ERROR || code == U_ILLEGAL_ARGUMENT_ERROR)
    return trv_fail(err, TRV_REJECTED, path, 0, 0, "the character set '%s' is not known", charset);
  if (code != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(code))
    return trv_fail(err, code == U_MEMORY_ALLOCATION_ERROR ? TRV_NO_MEMORY : TRV_REJECTED, path, 0, 0,
                    "cannot be read as %s: %s", charset, u_errorName(code));
  *out = malloc((size_t)size + 1);
  if (!*out) return trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "memory ran out");
  code = U_ZERO_ERROR;
  *n = (size_t)ucnv_convert("UTF-8", charset, *out, size + 1, bytes.p, (int32_t)bytes.n, &code);
  return TRV_OK;
}

/* ---- mending */

struct mender {
  const char *p, *end;
  struct trv_strbuf *out;
  bool doctype;
};

static bool begins(const struct mender *m, const char *what) {
  size_t n = strlen(what);
  return (size_t)(m->end - m->p) >= n && memcmp(m->p, what, n) == 0;
}

/* Where `what` ends, or the end of all. */
static const char *behind(const struct mender *m, const char *what) {
  const char *p = memmem(m->p, (size_t)(m->end - m->p), what, strlen(what));
  return p ? p + strlen(what) : m->end;
}

static void copy_to(struct mender *m, const char *stop) {
  for (; m->p < stop; m->p++) {
    bool control = (unsigned char)*m->p < ' ' && *m->p != '\n' && *m->p != '\t' && *m->p != '\r';
    trv_strbuf_addc(m->out, control ? ' ' : *m->p);
  }
}

/* Lines keep their numbers. */
static void leave_out_to(struct mender *m, const char *stop) {
  for (; m->p < stop; m->p++)
    if (*m->p == '\n') trv_strbuf_addc(m->out, '\n');
}

static const char *doctype_end(const struct mender *m) {
  int depth = 0;
  char quote = 0;
  for (const char *p = m->p; p < m->end; p++) {
    if (quote) quote = *p == quote ? 0 : quote;
    else if (*p == '"' || *p == '\'') quote = *p;
    else if (*p == '[') depth++;
    else if (*p == ']') depth--;
    else if (*p == '>' && depth <= 0) return p + 1;
  }
  return m->end;
}

static void mend_ampersand(struct mender *m) {
  uint32_t c;
  size_t n = trv_entry_reference(m->p, m->end, &c), name = 1;
  while (m->p + name < m->end && isalnum((unsigned char)m->p[name])) name++;
  bool named = name > 1 && m->p + name < m->end && m->p[name] == ';';
  bool illegal = n && ((c < ' ' && c != '\n' && c != '\t' && c != '\r') || (c >= 0xD800 && c < 0xE000) ||
                       c > 0x10FFFF || c == 0xFFFE || c == 0xFFFF);
  if (n && !illegal) trv_strbuf_addf(m->out, "&#%u;", c);
  else if (n) trv_strbuf_addc(m->out, ' ');
  else trv_strbuf_adds(m->out, named && m->doctype ? "&" : "&amp;");
  m->p += n ? n : 1;
}

static void mend_angle(struct mender *m) {
  char next = m->p + 1 < m->end ? m->p[1] : ' ';
  if (begins(m, "<![CDATA[")) {
    copy_to(m, behind(m, "]]>"));
  } else if (begins(m, "<!--")) {
    leave_out_to(m, behind(m, "-->"));
  } else if (begins(m, "<?xml ")) {
    leave_out_to(m, behind(m, "?>"));
  } else if (begins(m, "<!DOCTYPE")) {
    m->doctype = true;
    copy_to(m, doctype_end(m));
  } else if (isalpha((unsigned char)next) || strchr("_:/!?", next) || (unsigned char)next >= 0x80) {
    copy_to(m, m->p + 1);
  } else {
    trv_strbuf_adds(m->out, "&lt;");
    m->p++;
  }
}

/* The declarations, or the root of a feed, if one of them comes soon: what a server printed before is no part of the document.
 * Else the first tag; NULL: there is none. */
static const char *document_begin(struct trv_slice text) {
  static const char *const begins[] = {"<?xml ", "<!DOCTYPE", "<rss", "<feed", "<rdf:", "<channel", NULL};
  const char *end = text.p + (text.n < LOOKED_AT ? text.n : LOOKED_AT);
  for (const char *p = text.p; (p = memchr(p, '<', (size_t)(end - p))) != NULL; p++) {
    for (size_t i = 0; begins[i]; i++)
      if ((size_t)(end - p) > strlen(begins[i]) && strncasecmp(p, begins[i], strlen(begins[i])) == 0) return p;
    const char *close = end - p > 4 && memcmp(p, "<!--", 4) == 0 ? memmem(p, (size_t)(end - p), "-->", 3) : NULL;
    if (close) p = close;
  }
  return memchr(text.p, '<', text.n);
}

static void mend(struct trv_slice text, struct trv_strbuf *out) {
  struct mender m = {text.p, text.p + text.n, out, false};
  const char *first = document_begin(text);
  leave_out_to(&m, first ? first : m.end);
  while (m.p < m.end) {
    if (*m.p == '&') mend_ampersand(&m);
    else if (*m.p == '<') mend_angle(&m);
    else copy_to(&m, m.p + 1);
  }
}

/* ---- parsing */

struct parse {
  size_t n_nodes;
  bool no_memory;
  const char *refused;
  uint32_t line;
  struct trv_feed_xml *out;
  const char *path;
};

static struct parse *parse_of(void *ctx) { return ((xmlParserCtxtPtr)ctx)->_private; }

static void refuse(xmlParserCtxtPtr ctxt, const char *why) {
  struct parse *p = ctxt->_private;
  if (!p->refused) {
    p->refused = why;
    p->line = ctxt->input && ctxt->input->line > 0 ? (uint32_t)ctxt->input->line : 0;
  }
  xmlStopParser(ctxt);
}

static void count_nodes(void *ctx, size_t n) {
  struct parse *p = parse_of(ctx);
  p->n_nodes += n;
  if (p->n_nodes > TRV_MAX_FEED_NODES) refuse(ctx, "more elements and attributes than are read");
}

static void start_element(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
                          const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes) {
  count_nodes(ctx, 1 + (size_t)n_namespaces + (size_t)n_attributes);
  if (!parse_of(ctx)->refused)
    xmlSAX2StartElementNs(ctx, name, prefix, uri, n_namespaces, namespaces, n_attributes, n_defaulted, attributes);
}

static void end_element(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  static char closed;
  xmlNodePtr node = ((xmlParserCtxtPtr)ctx)->node;
  if (node) node->_private = &closed;
  xmlSAX2EndElementNs(ctx, name, prefix, uri);
}

static void reference(void *ctx, const xmlChar *name) {
  count_nodes(ctx, 1);
  if (parse_of(ctx)->refused) return;
  xmlSAX2Reference(ctx, name);
  const xmlNode *parent = ((xmlParserCtxtPtr)ctx)->node, *made = parent ? parent->last : NULL;
  if (made && !made->name) parse_of(ctx)->no_memory = true;
}

static void declare_entity(void *ctx, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
                           xmlChar *content) {
  const char *value = (const char *)content;
  if (type != XML_INTERNAL_GENERAL_ENTITY) refuse(ctx, "it declares entities outside of itself, or of declarations");
  else if (value && (strlen(value) > TRV_MAX_FEED_ENTITY_BYTES || strpbrk(value, "&<%")))
    refuse(ctx, "it declares entities that stand for more than a few letters");
  else xmlSAX2EntityDecl(ctx, name, type, public_id, system_id, content);
}

static void note_error(void *ctx, xmlErrorPtr error) {
  struct parse *p = parse_of(ctx);
  if (error->code == XML_ERR_NO_MEMORY) p->no_memory = true;
  if (p->out->damaged || error->domain != XML_FROM_PARSER || error->level < XML_ERR_ERROR) return;
  char why[120];
  snprintf(why, sizeof why, "%s", error->message ? error->message : "unknown error");
  for (char *c = why; *c; c++)
    if ((unsigned char)*c < ' ') *c = ' ';
  while (*why && why[strlen(why) - 1] == ' ') why[strlen(why) - 1] = '\0';
  p->out->damaged = true;
  trv_fail(&p->out->damage, TRV_REJECTED, p->path, error->line > 0 ? (uint32_t)error->line : 0,
           error->int2 > 0 ? (uint32_t)error->int2 : 0, "damaged XML: %s; some of what stands there may be lost", why);
}

static enum trv_status parse_text(const struct trv_strbuf *text, const char *path, struct trv_feed_xml *out,
                                  struct trv_error *err) {
  struct parse p = {.out = out, .path = path};
  xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
  if (!ctxt) return trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "memory ran out");
  ctxt->_private = &p;
  ctxt->sax->startElementNs = start_element;
  ctxt->sax->endElementNs = end_element;
  ctxt->sax->reference = reference;
  ctxt->sax->entityDecl = declare_entity;
  ctxt->sax->serror = note_error;
  ctxt->sax->processingInstruction = NULL;
  xmlResetLastError();
  /* Without a declaration it is UTF-8; read in place. */
  out->doc =
      xmlCtxtReadDoc(ctxt, (const xmlChar *)text->p, NULL, NULL,
                     XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT | XML_PARSE_BIG_LINES);
  /* Not all of libxml2 tells the context, or anybody. */
  const xmlNode *root = out->doc ? xmlDocGetRootElement(out->doc) : NULL;
  const xmlError *last = xmlGetLastError();
  bool no_memory = p.no_memory || (last && last->code == XML_ERR_NO_MEMORY) || (!root && !out->damaged && !p.refused);
  xmlFreeParserCtxt(ctxt);
  enum trv_status status = TRV_OK;
  if (no_memory) status = trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "memory ran out");
  else if (p.refused) status = trv_fail(err, TRV_REJECTED, path, p.line, 0, "refused: %s", p.refused);
  else if (!root) status = trv_fail(err, TRV_REJECTED, path, 0, 0, "no XML");
  if (status != TRV_OK) {
    xmlFreeDoc(out->doc);
    out->doc = NULL;
  }
  return status;
}

enum trv_status trv_feed_parse(struct trv_slice bytes, const char *path, struct trv_feed_xml *out,
                               struct trv_error *err) {
  char *text = NULL;
  size_t n = 0;
  struct trv_strbuf mended;
  *out = (struct trv_feed_xml){0};
  enum trv_status status = decode(bytes, path, &text, &n, err);
  if (status != TRV_OK) return status;
  trv_strbuf_init(&mended);
  mend((struct trv_slice){text, n}, &mended);
  free(text);
  if (!mended.failed && !mended.n) return trv_fail(err, TRV_REJECTED, path, 0, 0, "no XML");
  status = mended.failed || mended.n > INT32_MAX ? trv_fail(err, TRV_NO_MEMORY, path, 0, 0, "memory ran out")
                                                 : parse_text(&mended, path, out, err);
  trv_strbuf_release(&mended);
  return status;
}

bool trv_feed_is_closed(const xmlNode *element) { return element->_private != NULL; }

/* ---- what stands in the tree */

struct writer {
  char *p; /* NULL: only counts */
  size_t n;
};

static void put(struct writer *w, const char *s, size_t n) {
  if (w->p) memcpy(w->p + w->n, s, n);
  w->n += n;
}

static void puts_to(struct writer *w, const char *s) { put(w, s, strlen(s)); }

static void put_text(struct writer *w, const char *s, bool escape) {
  for (; s && *s; s++) {
    const char *name = !escape ? NULL : *s == '&' ? "&amp;" : *s == '<' ? "&lt;" : *s == '"' ? "&quot;" : NULL;
    if (name) puts_to(w, name);
    else put(w, s, 1);
  }
}

/* Text, or a reference: to what the feed declares, else as it stands. */
static void put_leaf(struct writer *w, const xmlNode *node, bool escape) {
  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
    put_text(w, (const char *)node->content, escape);
  } else if (node->type == XML_ENTITY_REF_NODE && node->name) {
    xmlEntityPtr entity = xmlGetDocEntity(node->doc, node->name);
    if (entity && entity->content) {
      put_text(w, (const char *)entity->content, escape);
    } else {
      put(w, "&", 1);
      puts_to(w, (const char *)node->name);
      put(w, ";", 1);
    }
  }
}

const char *trv_feed_name(const xmlNode *element) {
  const char *name = (const char *)element->name, *colon = strchr(name, ':');
  return colon ? colon + 1 : name;
}

static bool is_void(const char *name) {
  static const char *const names[] = {"area",  "br",   "col",  "embed",  "hr",  "img",
                                      "input", "link", "meta", "source", "wbr", NULL};
  size_t i = 0;
  while (names[i] && strcasecmp(names[i], name) != 0) i++;
  return names[i] != NULL;
}

static void put_tag(struct writer *w, const xmlNode *element, bool end) {
  puts_to(w, end ? "</" : "<");
  puts_to(w, trv_feed_name(element));
  for (const xmlAttr *a = end ? NULL : element->properties; a; a = a->next) {
    if (a->ns) continue;
    put(w, " ", 1);
    puts_to(w, (const char *)a->name);
    puts_to(w, "=\"");
    for (const xmlNode *part = a->children; part; part = part->next) put_leaf(w, part, true);
    put(w, "\"", 1);
  }
  put(w, ">", 1);
}

/* In a damaged feed an entry may stand in the one before it. */
static bool is_descended(const xmlNode *node) {
  return node->type == XML_ELEMENT_NODE && node->children && strcmp(trv_feed_name(node), "item") != 0 &&
         strcmp(trv_feed_name(node), "entry") != 0;
}

/* Everything below `parent` in the order of the document, without recursion. */
static void write_below(struct writer *w, const xmlNode *parent, bool markup) {
  const xmlNode *node = parent->children;
  while (node && w->n <= TRV_MAX_RECORD_BYTES) {
    bool element = node->type == XML_ELEMENT_NODE;
    if (element && markup) put_tag(w, node, false);
    else if (!element) put_leaf(w, node, markup);
    if (is_descended(node)) {
      node = node->children;
      continue;
    }
    for (;;) {
      if (markup && node->type == XML_ELEMENT_NODE && !is_void(trv_feed_name(node))) put_tag(w, node, true);
      if (node->next) break;
      node = node->parent;
      if (node == parent) return;
    }
    node = node->next;
  }
}

static struct trv_slice written(struct trv_arena *arena, const xmlNode *parent, bool markup) {
  struct writer w = {0};
  write_below(&w, parent, markup);
  if (w.n > TRV_MAX_RECORD_BYTES) return (struct trv_slice){NULL, w.n};
  w = (struct writer){TRV_NEW_ARRAY(arena, char, w.n + 1), 0};
  write_below(&w, parent, markup);
  return (struct trv_slice){w.p, w.n};
}

struct trv_slice trv_feed_text(struct trv_arena *arena, const xmlNode *parent) {
  return written(arena, parent, false);
}

struct trv_slice trv_feed_markup(struct trv_arena *arena, const xmlNode *parent) {
  return written(arena, parent, true);
}

struct trv_slice trv_feed_attribute(struct trv_arena *arena, const xmlNode *element, const char *name) {
  static const xmlChar rdf[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  for (const xmlAttr *a = element->properties; a; a = a->next) {
    bool known = !a->ns || xmlStrEqual(a->ns->href, XML_XML_NAMESPACE) || xmlStrEqual(a->ns->href, rdf);
    if (!known || strcasecmp((const char *)a->name, name) != 0) continue;
    struct writer w = {0};
    for (const xmlNode *part = a->children; part; part = part->next) put_leaf(&w, part, false);
    w = (struct writer){TRV_NEW_ARRAY(arena, char, w.n + 1), 0};
    for (const xmlNode *part = a->children; part; part = part->next) put_leaf(&w, part, false);
    return (struct trv_slice){w.p, w.n};
  }
  return (struct trv_slice){"", 0};
}
