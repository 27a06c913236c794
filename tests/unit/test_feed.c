/* Feeds of each kind: which element is what, what is mended, what is told of damage, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "read/read.h"

#define RSS(body) "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>F</title>" body "</channel></rss>"

static struct trv_source_tally tally;

static void add(struct trv_strbuf *b, const char *name, const char *value) {
  if (value) trv_strbuf_addf(b, " %s=%s", name, value);
}

/* What comes of a feed: a line for each item and for each rejection. To be released. */
static struct trv_strbuf read_all(const char *bytes, size_t n) {
  struct trv_strbuf out;
  struct trv_error err = {0};
  struct trv_stream *stream;
  struct trv_reader reader;
  struct trv_item *item = NULL;
  enum trv_status status;
  trv_strbuf_init(&out);
  tally = (struct trv_source_tally){0};
  assert_int_equal(trv_stream_of((struct trv_slice){bytes, n}, "f", &stream, &err), TRV_OK);
  assert_int_equal(trv_feed_open(stream, "f", false, &reader, &err), TRV_OK);
  while ((status = reader.next(reader.self, &tally, &item, &err)) == TRV_REJECTED || (status == TRV_OK && item)) {
    if (status == TRV_OK) {
      trv_strbuf_addf(&out, "%s[", item->type == TRV_INPUT_TEXT ? "text" : item->fragment ? "piece" : "page");
      trv_strbuf_add(&out, item->bytes, item->n_bytes);
      trv_strbuf_addc(&out, ']');
      add(&out, "title", item->title);
      add(&out, "date", item->date);
      add(&out, "url", item->url);
      add(&out, "outlet", item->outlet);
      add(&out, "author", item->author);
      add(&out, "lang", item->lang);
      add(&out, "file", item->url && strcmp(item->file, item->url) == 0 ? NULL : item->file);
      trv_strbuf_addc(&out, '\n');
      assert_string_equal(item->charset, "utf-8");
      assert_memory_equal(item->name, "f: entry ", 9);
    } else {
      trv_strbuf_addf(&out, "%s:%u: %s\n", err.path, err.line, err.message);
    }
    trv_item_free(item);
    item = NULL;
  }
  assert_int_equal(status, TRV_OK);
  assert_int_equal(reader.next(reader.self, &tally, &item, &err), TRV_OK);
  assert_null(item);
  reader.close(reader.self);
  trv_stream_close(stream);
  return out;
}

static void gives_bytes(const char *feed, size_t n, const char *want) {
  struct trv_strbuf got = read_all(feed, n);
  assert_string_equal(got.p, want);
  trv_strbuf_release(&got);
}

static void gives(const char *feed, const char *want) { gives_bytes(feed, strlen(feed), want); }

static void tells(const char *feed, const char *want) {
  struct trv_strbuf got = read_all(feed, strlen(feed));
  if (!strstr(got.p, want)) fail_msg("\"%s\" is not in \"%s\"", want, got.p);
  trv_strbuf_release(&got);
}

/* ---- kinds of feeds */

static void rss_2(void **state) {
  gives(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\">\n"
      "<channel><title>Le Fil</title><link>https://le.fil/</link><language>fr-FR</language>\n"
      "<image><title>Logo</title><link>https://le.fil/logo</link></image>\n"
      "<item><title><![CDATA[L'armée &amp; la trêve]]></title><link>/a/1</link><guid isPermaLink=\"false\">g1</guid>"
      "<description>Court.</description><content:encoded><![CDATA[<p>Un &amp; "
      "deux.</p><p>Trois.</p>]]></content:encoded>"
      "<pubDate>Sat, 10 Oct 2020 10:00:00 GMT</pubDate><dc:creator>A. B.</dc:creator><dc:creator>C. D.</dc:creator>"
      "<media:content url=\"https://le.fil/i.jpg\"><media:title>Image</media:title></media:content></item>\n"
      "<item><guid>https://le.fil/a/2</guid><description>&lt;b&gt;Gras&lt;/b&gt; et\nmaigre</description>"
      "<author>x@y.z (E. F.)</author><source url=\"https://a.fp/\">AFP</source><dc:language>en</dc:language></item>\n"
      "<item><guid isPermaLink=\"false\">g3</guid><description>Sans adresse.</description></item>\n"
      "</channel></rss>",
      "piece[<p>Un &amp; deux.</p><p>Trois.</p>] title=L'armée & la trêve date=Sat, 10 Oct 2020 10:00:00 GMT "
      "url=https://le.fil/a/1 outlet=Le Fil author=A. B., C. D. lang=fr-FR\n"
      "piece[<p><b>Gras</b> et\n<p>maigre\n] url=https://le.fil/a/2 outlet=AFP author=E. F. lang=en\n"
      "text[Sans adresse.] outlet=Le Fil lang=fr-FR file=g3\n");
  assert_int_equal(tally.records, 3);
  assert_int_equal(tally.items, 3);
}

static void rss_1(void **state) {
  gives(
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"https://a.b/\"><title>Fil</title>"
      "<link>https://a.b/</link><items><rdf:Seq><rdf:li rdf:resource=\"https://a.b/1\"/></rdf:Seq></items></channel>"
      "<item "
      "rdf:about=\"https://a.b/1\"><title>T</title><description>D</description><dc:date>2020-10-10</dc:date></item></"
      "rdf:RDF>",
      "text[D] title=T date=2020-10-10 url=https://a.b/1 outlet=Fil\n");
}

static void atom(void **state) {
  gives(
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\" xml:base=\"https://a.b/c/\"><title type=\"html\">Le "
      "&amp;amp; "
      "Fil</title><link rel=\"self\" href=\"/feed\"/><author><name>Toute</name></author>"
      "<entry><id>tag:1</id><title type=\"text\">1 &lt; &amp;amp; 2</title><link rel=\"enclosure\" "
      "href=\"x.mp3\"/><link "
      "rel=\"alternate\" type=\"text/html\" "
      "href=\"1.html\"/><updated>2020-10-11</updated><published>2020-10-10</published>"
      "<summary>S</summary><content type=\"html\">&lt;p&gt;C&lt;/p&gt;</content></entry>"
      "<entry "
      "xml:base=\"d/\"><id>https://a.b/2</id><author><name>X</name></author><author><name>Y</name></author><content "
      "type=\"xhtml\" xml:lang=\"en\"><x:div xmlns:x=\"http://www.w3.org/1999/xhtml\"><x:p class=\"a\">A &amp; "
      "<x:br/>B</x:p>"
      "</x:div></content><source><title>Autre</title></source></entry>"
      "<entry><link href=\"3\"/><content type=\"text\">a &lt;p&gt; b</content></entry>"
      "<entry><content src=\"https://a.b/4\"/><summary>Only</summary></entry>"
      "<entry><content type=\"image/png\">iVBOR</content><summary>Picture</summary></entry></feed>",
      "piece[<p>C</p>] title=1 < &amp; 2 date=2020-10-10 url=https://a.b/c/1.html outlet=Le & Fil author=Toute "
      "lang=fr\n"
      "piece[<p class=\"a\">A &amp; <br>B</p>] url=https://a.b/2 outlet=Autre author=X, Y lang=en\n"
      "text[a <p> b] url=https://a.b/c/3 outlet=Le & Fil author=Toute lang=fr\n"
      "text[Only] outlet=Le & Fil author=Toute lang=fr file=f#4\n"
      "text[Picture] outlet=Le & Fil author=Toute lang=fr file=f#5\n");
}

static void the_summary_where_it_says_more(void **state) {
  gives(RSS("<item><content:encoded>&lt;img "
            "src='aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'&gt;</content:encoded><description>Longer.</description>"
            "</item>"),
        "text[Longer.] outlet=F file=f#1\n");
}

static void entries_without_a_text_are_told_once(void **state) {
  gives(RSS("<item><title>T</title></item><item><description> "
            "</description></item><item><description>D</description></item>"),
        "f:1: entry 1 has neither content nor summary\ntext[D] outlet=F "
        "file=f#3\n");
  assert_int_equal(tally.records, 3);
  assert_int_equal(tally.items, 1);
  assert_int_equal(tally.passed, 1);
  assert_int_equal(tally.bare, 1);
  gives(RSS(""), "");
}

/* ---- mending */

static void what_does_no_harm_is_mended(void **state) {
  gives(
      " \n<!-- a comment -->\n" RSS(
          "<item><title>AT&T&nbsp;&eacute;t&#233; &#146; 1 <2 &unknown;</title><link>https://a.b/?x=1&y=2&copy=3</link>"
          "<description>a\x01"
          "b <!-- - -- --> c</description></item>"),
      "text[a b  c] title=AT&T\xC2\xA0été ’ 1 <2 &unknown; url=https://a.b/?x=1&y=2&copy=3 outlet=F\n");
  gives(
      "<rss><channel><item><dc:creator>A</dc:creator><content:encoded>C</content:encoded><foo:title>no</foo:title></"
      "item></channel></rss>",
      "text[C] author=A file=f#1\n");
}

static void what_stands_before_the_document_is_left_out(void **state) {
  gives("<br />\n<b>Warning</b>: mysql_connect()\n" RSS("<item><description>d</description></item>"),
        "text[d] outlet=F file=f#1\n");
  gives("<!-- no <!DOCTYPE, no <rss> -->" RSS("<item><description>d</description></item>"),
        "text[d] outlet=F file=f#1\n");
  gives("<rss><channel><item><description><![CDATA[<?xml is a tag]]></description></item></channel></rss>",
        "text[<?xml is a tag] file=f#1\n");
}

static void character_sets(void **state) {
  gives(
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><item><description>\xE9t\xE9 "
      "\x93x\x94</description></item></channel></rss>",
      "text[été “x”] file=f#1\n");
  gives(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss><channel><item><description>Les forces de l'arm\xE9"
      "e ont tir\xE9 sur la ville.</description></item></channel></rss>",
      "text[Les forces de l'armée ont tiré sur la ville.] file=f#1\n");
  gives(
      "<?xml version=\"1.0\" "
      "encoding=\"latin1\"?><rss><channel><item><description>été</description></item></channel></rss>",
      "text[été] file=f#1\n");
  gives(
      "<?xml version=\"1.0\" "
      "encoding=\"KOI8-R\"?><rss><channel><item><description>\xEB\xC1\xCB</description></item></channel></rss>",
      "text[Как] file=f#1\n");
  gives("<rss><channel><item><description>\xC3\xA9\xC3\xA9\xC3\xA9 \xE9</description></item></channel></rss>",
        "text[ééé \xEF\xBF\xBD] file=f#1\n");
  gives("<?xml version=\"1.0\" encoding=\"foo\"?><rss><channel>\xE9</channel></rss>",
        "f:0: the character set 'foo' is not known\n");
  static const char utf8[] = "<rss><channel><item><description>a&amp;b</description></item></channel></rss>";
  char utf16[2 + 2 * sizeof utf8] = "\xFF\xFE";
  for (size_t i = 0; i + 1 < sizeof utf8; i++) utf16[2 + 2 * i] = utf8[i];
  gives_bytes(utf16, 2 * sizeof utf8, "text[a&b] file=f#1\n");
  gives_bytes(utf16 + 2, 2 * sizeof utf8 - 2, "f:0: no XML\n");
}

/* ---- damage */

static void damage_is_told_behind_the_entries(void **state) {
  gives(
      "<rss><channel><item><description>a</description></item>\n<item><description>b</description></"
      "item>\n<item><description>c",
      "text[a] file=f#1\ntext[b] file=f#2\nf:3: entry 3 is cut off\n"
      "f:3: damaged XML: Premature end of data in tag description line 3; some of what stands there may be lost\n");
  assert_int_equal(tally.records, 4);
  assert_int_equal(tally.items, 2);
  assert_int_equal(tally.damaged, 2);
  tells(
      "<rss><channel><item><title>a<b>c</title><description>d</description></item>\n<item><description>e</"
      "description></item>"
      "</channel></rss>",
      "text[e]");
  tells("<html><body><p>x</p></body></html>", "f:0: no feed: its root is the element 'html'");
  tells("plain text", "f:0: no XML");
  tells("", "f:0: no XML");
}

static void entities_of_its_own(void **state) {
  gives(
      "<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" "
      "\"http://my.netscape.com/publish/formats/rss-0.91.dtd\">"
      "<rss><channel><item><title>&eacute;</title><description>d</description></item></channel></rss>",
      "text[d] title=é file=f#1\n");
  gives(
      "<!DOCTYPE rss [<!ENTITY pays "
      "\"Armenie\">]><rss><channel><item><link>https://a.b/&pays;</link><description>L&pays; &pays;"
      "</description></item></channel></rss>",
      "text[LArmenie Armenie] url=https://a.b/Armenie\n");
  static const char *const refused[] = {
      "<!DOCTYPE rss [<!ENTITY x SYSTEM "
      "\"file:///etc/passwd\">]><rss><channel><item><description>&x;</description></item></channel></rss>",
      "<!DOCTYPE rss [<!ENTITY % x SYSTEM \"http://127.0.0.1/x\"> %x;]><rss><channel></channel></rss>",
      "<!DOCTYPE rss [<!ENTITY % x \"&#60;!ENTITY y SYSTEM 'file:///etc/passwd'&#62;\"> %x;]><rss>&y;</rss>"};
  for (size_t i = 0; i < 3; i++)
    gives(refused[i], "f:1: refused: it declares entities outside of itself, or of declarations\n");
  gives(
      "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b "
      "\"&a;&a;&a;\">]><rss><channel><item><description>&b;</description></item></channel></rss>",
      "f:1: refused: it declares entities that stand for more than a few letters\n");
}

static void a_feed_has_ceilings(void **state) {
  size_t n = TRV_MAX_FEED_BYTES + 1;
  char *big = malloc(n);
  assert_non_null(big);
  memset(big, ' ', n);
  memcpy(big, "<rss>", 5);
  gives_bytes(big, n, "f:0: a feed of more than the 64 MiB that are read\n");
  n = (size_t)TRV_MAX_FEED_NODES * 4 + 100;
  for (size_t i = 5; i + 4 < n; i += 4) memcpy(big + i, "<a/>", 4);
  gives_bytes(big, n, "f:1: refused: more elements and attributes than are read\n");
  free(big);
}

static void damaged_streams_give_what_came(void **state) {
  static const unsigned char zipped[] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b, 0x4c};
  tells("\x1f\x8b", "f:0: ");
  struct trv_strbuf got = read_all((const char *)zipped, sizeof zipped);
  assert_true(got.n > 0);
  assert_true(tally.damaged > 0);
  trv_strbuf_release(&got);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rss_2),
      cmocka_unit_test(rss_1),
      cmocka_unit_test(atom),
      cmocka_unit_test(the_summary_where_it_says_more),
      cmocka_unit_test(entries_without_a_text_are_told_once),
      cmocka_unit_test(what_does_no_harm_is_mended),
      cmocka_unit_test(what_stands_before_the_document_is_left_out),
      cmocka_unit_test(character_sets),
      cmocka_unit_test(damage_is_told_behind_the_entries),
      cmocka_unit_test(entities_of_its_own),
      cmocka_unit_test(a_feed_has_ceilings),
      cmocka_unit_test(damaged_streams_give_what_came),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
