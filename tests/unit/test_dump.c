/* Dumps of articles as JSON and as tables: which field is what, what becomes of the text, and what is told of records that cannot
 * be taken. Each case is a dump and what comes of it: a line for each item and for each rejection. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "packing.h"
#include "read/entry.h"
#include "read/read.h"

static const char *const *given;
static struct trv_source_tally tally;

static void add(struct trv_strbuf *b, const char *name, const char *value) {
  if (value) trv_strbuf_addf(b, " %s=%s", name, value);
}

static void add_item(struct trv_strbuf *b, const struct trv_item *item) {
  trv_strbuf_addf(b, "%s%s",
                  item->type == TRV_INPUT_TEXT ? "text"
                  : item->fragment             ? "piece"
                                               : "page",
                  item->charset && strcmp(item->charset, "utf-8") == 0 ? "" : "?");
  trv_strbuf_addc(b, '[');
  trv_strbuf_add(b, item->bytes, item->n_bytes);
  trv_strbuf_addc(b, ']');
  add(b, "title", item->title);
  add(b, "date", item->date);
  add(b, "url", item->url);
  add(b, "outlet", item->outlet);
  add(b, "author", item->author);
  add(b, "lang", item->lang);
  trv_strbuf_addc(b, '\n');
}

enum format { NDJSON, CSV };

/* What comes of a dump. To be released. */
static struct trv_strbuf read_all(enum format format, const char *bytes, size_t n) {
  struct trv_strbuf out;
  struct trv_error err = {0};
  struct trv_fields *fields;
  struct trv_stream *stream;
  struct trv_reader reader;
  trv_strbuf_init(&out);
  tally = (struct trv_source_tally){0};
  assert_int_equal(trv_fields_open(SHARE_DIR, given, &fields, &err), TRV_OK);
  assert_int_equal(trv_stream_of((struct trv_slice){bytes, n}, "d", &stream, &err), TRV_OK);
  enum trv_status status = (format == CSV ? trv_csv_open : trv_ndjson_open)(stream, "d", fields, &reader, &err);
  if (status == TRV_OK) {
    struct trv_item *item = NULL;
    while ((status = reader.next(reader.self, &tally, &item, &err)) == TRV_REJECTED || (status == TRV_OK && item)) {
      if (status == TRV_OK) add_item(&out, item);
      else trv_strbuf_addf(&out, "%s:%u: %s\n", err.path, err.line, err.message);
      trv_item_free(item);
      item = NULL;
    }
    assert_int_equal(status, TRV_OK);
    reader.close(reader.self);
  } else {
    assert_int_equal(status, TRV_REJECTED);
    trv_strbuf_addf(&out, "%s:%u: %s\n", err.path, err.line, err.message);
  }
  trv_stream_close(stream);
  trv_fields_close(fields);
  return out;
}

static void gives_bytes(enum format format, const char *dump, size_t n, const char *want) {
  struct trv_strbuf got = read_all(format, dump, n);
  assert_string_equal(got.p, want);
  trv_strbuf_release(&got);
}

static void gives(enum format format, const char *dump, const char *want) {
  gives_bytes(format, dump, strlen(dump), want);
}

static void tells(enum format format, const char *dump, const char *want) {
  struct trv_strbuf got = read_all(format, dump, strlen(dump));
  if (!strstr(got.p, want)) fail_msg("\"%s\" is not in \"%s\"", want, got.p);
  trv_strbuf_release(&got);
}

/* ---- fields */

static void fields_of_crawlers_and_interfaces(void **state) {
  gives(
      NDJSON,
      "{\"maintext\": \"Les forces ont tiré.\", \"date_publish\": \"2020-10-10 08:12:00\", \"date_download\": "
      "\"2020-10-11\", "
      "\"source_domain\": \"www.rfi.fr\", \"title\": \"Tirs\", \"language\": \"fr\", \"authors\": [\"A. B.\", \"C. "
      "D.\"], "
      "\"url\": \"https://www.rfi.fr/a\", \"description\": \"court\", \"filename\": \"a.html\", \"localpath\": null}\n",
      "text[Les forces ont tiré.] title=Tirs date=2020-10-10 08:12:00 url=https://www.rfi.fr/a outlet=www.rfi.fr "
      "author=A. B., C. D. lang=fr\n");
  /* NewsAPI: an object that holds the list, and objects in the records */
  gives(NDJSON,
        "{\"status\": \"ok\", \"totalResults\": 2, \"articles\": [{\"source\": {\"id\": null, \"name\": \"BBC News\"}, "
        "\"author\": "
        "\"J. Doe\", \"title\": \"One\", \"url\": \"https://b.c/1\", \"publishedAt\": \"2020-10-10T10:00:00Z\", "
        "\"content\": \"It "
        "began.\", \"urlToImage\": \"https://b.c/i.png\"}, {\"source\": {\"name\": \"BBC\"}, \"title\": \"Two\", "
        "\"content\": "
        "\"It ended.\"}]}",
        "text[It began.] title=One date=2020-10-10T10:00:00Z url=https://b.c/1 outlet=BBC News author=J. Doe\n"
        "text[It ended.] title=Two outlet=BBC\n");
  /* WordPress: markup in members of members */
  gives(NDJSON,
        "[{\"id\": 7, \"date\": \"2020-10-10T10:00:00\", \"link\": \"https://w.p/7\", \"title\": {\"rendered\": "
        "\"L&#8217;arm&eacute;e "
        "<em>avance</em>\"}, \"content\": {\"rendered\": \"<p>Un.</p>\\n<p>Deux.</p>\", \"protected\": false}, "
        "\"excerpt\": "
        "{\"rendered\": \"<p>Un</p>\"}, \"author\": 3}]",
        "piece[<p>Un.</p>\n<p>Deux.</p>] title=L’armée avance date=2020-10-10T10:00:00 url=https://w.p/7\n");
  /* the Guardian, the New York Times, JSON Feed, Elasticsearch, MongoDB */
  gives(
      NDJSON,
      "{\"response\": {\"status\": \"ok\", \"results\": [{\"webTitle\": \"T\", \"webUrl\": \"https://g.u/1\", "
      "\"webPublicationDate\": \"2020-10-10T10:00:00Z\", \"fields\": {\"bodyText\": \"Body.\", \"byline\": \"X\"}}]}}",
      "text[Body.] title=T date=2020-10-10T10:00:00Z url=https://g.u/1 author=X\n");
  gives(NDJSON,
        "{\"response\": {\"docs\": [{\"headline\": {\"main\": \"T\"}, \"lead_paragraph\": \"Lead.\", \"pub_date\": "
        "\"2020\"}]}}",
        "text[Lead.] title=T date=2020\n");
  gives(NDJSON,
        "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Le Fil\", \"items\": [{\"id\": \"1\", "
        "\"content_html\": "
        "\"<p>H</p>\", \"authors\": [{\"name\": \"A\"}, {\"name\": \"B\"}]}]}",
        "piece[<p>H</p>] outlet=Le Fil author=A, B\n");
  gives(NDJSON, "{\"_index\": \"n\", \"_source\": {\"maintext\": \"M.\", \"title\": \"T\"}}\n", "text[M.] title=T\n");
  gives(NDJSON, "{\"text\": \"M.\", \"date\": {\"$date\": {\"$numberLong\": \"1602324000000\"}}}\n",
        "text[M.] date=2020-10-10T10:00:00Z\n");
}

static void lists_of_records(void **state) {
  gives(NDJSON, "{\"news\": [{\"text\": \"a\", \"title\": \"T\"}, {\"text\": \"b\"}]}", "text[a] title=T\ntext[b]\n");
  gives(
      NDJSON,
      "{\"articles\": {\"results\": [{\"uri\": \"6283\", \"lang\": \"eng\", \"dateTimePub\": \"2020-10-10T10:00:00Z\", "
      "\"url\": \"https://a.b/1\", \"body\": \"x\", \"source\": {\"uri\": \"a.b\", \"title\": \"A B\"}}], "
      "\"totalResults\": 1}}",
      "text[x] date=2020-10-10T10:00:00Z url=https://a.b/1 outlet=A B lang=en\n");
  gives(NDJSON, "{\"hits\": {\"total\": 1, \"hits\": [{\"_id\": \"1\", \"_source\": {\"maintext\": \"m\"}}]}}",
        "text[m]\n");
  gives(NDJSON, "{\"value\": [{\"name\": \"T\", \"description\": \"d\", \"provider\": [{\"name\": \"P\"}]}]}",
        "text[d] title=T outlet=P\n");
  gives(NDJSON,
        "{\"text\": \"x\", \"raw_text\": \"y\", \"source\": \"https://www.a.b/1\", \"filedate\": \"2021-01-01\"}",
        "text[x] url=https://www.a.b/1 outlet=a.b\n");
}

static void the_most_trustworthy_that_says_something(void **state) {
  gives(NDJSON, "{\"description\": \"d\", \"content\": \"c\", \"text\": \" \", \"maintext\": null}\n", "text[c]\n");
  gives(NDJSON, "{\"description\": \"d\", \"html\": \"<html><p>x\"}\n", "page[<html><p>x]\n");
  gives(NDJSON, "{\"Article-Text\": \"a\", \"published\": true, \"Date Published\": 1602324000, \"pubDate\": \"x\"}\n",
        "text[a] date=2020-10-10T10:00:00Z\n");
  gives(NDJSON,
        "{\"text\": [\"One.\", \"Two.\"], \"date\": 20201010, \"source\": \"https://www.b.c/x\", \"author\": "
        "\"http://f.b/x\"}\n",
        "text[One.\n\nTwo.] date=20201010 url=https://www.b.c/x outlet=b.c\n");
  gives(NDJSON, "{\"body\": [{\"type\": \"p\", \"text\": \"One.\"}, {\"text\": \"Two.\"}], \"body_text\": \"\"}\n",
        "text[One.\n\nTwo.]\n");
}

static void lists_of_pages_without_text_are_told_once(void **state) {
  tells(NDJSON,
        "{\"articles\": [{\"url\": \"https://a.b/1\", \"title\": \"T\", \"seendate\": \"20201010T120000Z\", "
        "\"domain\": \"a.b\"}, "
        "{\"url\": \"https://a.b/2\"}]}",
        "d:1: no text among the record's fields (url, title, seendate, domain); --field text=NAME names it");
  assert_int_equal(tally.records, 2);
  assert_int_equal(tally.bare, 1);
  assert_int_equal(tally.passed, 1);
}

static void answers_without_records_are_passed(void **state) {
  gives(NDJSON, "{\"status\": \"ok\", \"articles\": []}\n{\"text\": \"a\"}\n", "text[a]\n");
  assert_int_equal(tally.passed, 1);
}

static void languages_have_names(void **state) {
  static const char *const pairs[][2] = {{"French", "fr"}, {"français", "fr"}, {"eng", "en"},   {"en_US", "en-US"},
                                         {"FR", "fr"},     {"fr-FR", "fr-FR"}, {"xx yy", NULL}, {"", NULL}};
  struct trv_entry_langs met = {0};
  struct trv_arena arena;
  trv_arena_init(&arena, 0);
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    const char *got = trv_entry_lang(&arena, trv_slice_of(pairs[i][0]), i % 2 ? &met : NULL);
    if (pairs[i][1]) assert_string_equal(got, pairs[i][1]);
    else assert_null(got);
  }
  trv_arena_release(&arena);
}

static void addresses_are_made_absolute(void **state) {
  static const char *const cases[][3] = {{"http://a/b/c/d;p?q", "g:h", "g:h"},
                                         {"http://a/b/c/d;p?q", "g", "http://a/b/c/g"},
                                         {"http://a/b/c/d;p?q", "./g", "http://a/b/c/g"},
                                         {"http://a/b/c/d;p?q", "g/", "http://a/b/c/g/"},
                                         {"http://a/b/c/d;p?q", "/g", "http://a/g"},
                                         {"http://a/b/c/d;p?q", "//g", "http://g"},
                                         {"http://a/b/c/d;p?q", "?y", "http://a/b/c/d;p?y"},
                                         {"http://a/b/c/d;p?q", "g?y", "http://a/b/c/g?y"},
                                         {"http://a/b/c/d;p?q", "#s", "http://a/b/c/d;p?q#s"},
                                         {"http://a/b/c/d;p?q", "g#s", "http://a/b/c/g#s"},
                                         {"http://a/b/c/d;p?q", ";x", "http://a/b/c/;x"},
                                         {"http://a/b/c/d;p?q", ".", "http://a/b/c/"},
                                         {"http://a/b/c/d;p?q", "..", "http://a/b/"},
                                         {"http://a/b/c/d;p?q", "../g", "http://a/b/g"},
                                         {"http://a/b/c/d;p?q", "../../../g", "http://a/g"},
                                         {"http://a/b/c/d;p?q", "g/./h/../i", "http://a/b/c/g/i"},
                                         {"http://a", "g", "http://a/g"},
                                         {NULL, "g", "g"}};
  struct trv_arena arena;
  trv_arena_init(&arena, 0);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_string_equal(trv_entry_url(&arena, cases[i][0], trv_slice_of(cases[i][1])), cases[i][2]);
  trv_arena_release(&arena);
}

static void text_with_markup_is_a_piece_of_a_page(void **state) {
  gives(NDJSON, "{\"text\": \"1 < 2 & 3 > 2, R&D; <nobody>\"}\n", "text[1 < 2 & 3 > 2, R&D; <nobody>]\n");
  gives(NDJSON, "{\"text\": \"Tirs &agrave; T&eacute;rter.\\nUn <b>mort</b>.\\n\\nFin.\"}\n",
        "piece[<p>Tirs &agrave; T&eacute;rter.\n<p>Un <b>mort</b>.\n<p>Fin.\n]\n");
  gives(NDJSON, "{\"text\": \"One.<br>Two.\\nThree.\"}\n", "piece[One.<br>Two.\nThree.]\n");
}

static void the_user_names_fields(void **state) {
  static const char *const names[] = {"text=abstract", "title=nom", NULL};
  given = names;
  gives(NDJSON, "{\"abstract\": \"a\", \"text\": \"t\", \"title\": \"x\", \"nom\": \"y\"}\n", "text[a] title=y\n");
  tells(NDJSON, "{\"text\": \"t\"}\n", "d:1: no text called abstract among the record's fields (text)");
  gives(CSV, "text;nom;Abstract\nt;y;a\n", "text[a] title=y\n");
  tells(CSV, "text,title\nt,y\n", "d:1: no column 'abstract' for text; there are: text, title");
  given = NULL;
  static const char *const deep[] = {"text=a.b.c", NULL};
  given = deep;
  gives(NDJSON, "{\"a\": {\"b\": {\"c\": \"t\"}}, \"text\": \"u\"}\n", "text[t]\n");
  given = NULL;
  static const char *const wrong[][2] = {{"texte=x", NULL}, {"text", NULL}, {"text=", NULL}, {"=x", NULL}};
  for (size_t i = 0; i < 4; i++) {
    struct trv_fields *fields;
    struct trv_error err = {0};
    assert_int_equal(trv_fields_open(SHARE_DIR, wrong[i], &fields, &err), TRV_USAGE);
    assert_non_null(strstr(err.message, wrong[i][0]));
    assert_null(fields);
  }
}

/* ---- the layout of JSON */

static void objects_in_every_layout(void **state) {
  static const char want[] = "text[a]\ntext[b]\ntext[c]\n";
  gives(NDJSON, "{\"text\":\"a\"}\n{\"text\":\"b\"}\r\n\n{\"text\":\"c\"}", want);
  gives(NDJSON, "\xEF\xBB\xBF{\"text\":\"a\"} {\"text\":\"b\"}{\"text\":\"c\"}\n", want);
  gives(NDJSON, "[{\"text\":\"a\"},{\"text\":\"b\"}\n,{\"text\":\"c\"}]", want);
  gives(NDJSON, "[\n{\"text\":\"a\"},\n{\"text\":\"b\"},\n{\"text\":\"c\"}\n]\n", want);
  gives(NDJSON, "[\n  {\n    \"text\": \"a\"\n  },\n  {\n    \"text\": \"b\"\n  },\n  {\"text\": \"c\"}\n]\n", want);
  gives(NDJSON,
        "{\n\"text\": \"a\"\n}\n{\n  \"text\": \"b\",\n\"x\":\n{\n}\n}\n{\"text\": \"c\", \"x\": [\n{},\n{}]}\n", want);
  gives(NDJSON, "\x1E{\"text\":\"a\"}\n\x1E{\"text\":\"b\"}\n\x1E{\"text\":\"c\"}\n", want);
  gives(NDJSON, "", "");
  gives(NDJSON, "[]\n", "");
  gives(NDJSON, "{\"text\": \"a \\\" } { \\\\\", \"x\": NaN, \"y\": {\"z\": [NaN, 12345678901234567890]}}\n",
        "text[a \" } { \\]\n");
  gives(NDJSON, "[{\"text\": \"a\tb\nc\"}, {\"text\": \"N\\u0000aN\"}]", "text[a b c]\ntext[N aN]\n");
}

static void damaged_records_are_told_and_left_out(void **state) {
  gives(NDJSON, "{\"text\":\"a\"}\n{\"text\":\"b\n{\"text\":\"c\"}\n",
        "text[a]\nd:2: no JSON: premature end of input near '\"b' (the record is cut off)\ntext[c]\n");
  gives(NDJSON, "{\"text\":\"a\"}\n{\"text\":\"b\",\n{\"text\":\"c\"}\n",
        "text[a]\nd:2: no JSON: string or '}' expected near end of file (the record is cut off)\ntext[c]\n");
  gives(NDJSON, "{\n  \"text\": \"a\",\n{\n  \"text\": \"b\"\n}\n{\n  \"text\": \"c\n}\n{\n  \"text\": \"e\"\n}\n",
        "d:3: no JSON: string or '}' expected near end of file (the record is cut off)\ntext[b]\n"
        "d:7: no JSON: premature end of input near '\"c' (the record is cut off)\ntext[e]\n");
  gives(NDJSON, "{\"text\":\"a\"}\nhello\n12\n{'text': 'x'}\n{\"text\":\"b\"} rest\n",
        "text[a]\nd:2: no JSON: invalid token near 'hello'\nd:3: no object, but a single value\n"
        "d:4: no JSON: string or '}' expected near '''\ntext[b]\nd:5: no JSON: invalid token near 'rest'\n");
  assert_int_equal(tally.records, 6);
  assert_int_equal(tally.items, 2);
  assert_int_equal(tally.damaged, 4);
  gives(NDJSON, "[{\"text\":\"a\"}, 1, \"x,y\", {\"text\":\"b\",}, {\"text\":\"c\"}",
        "text[a]\nd:1: no object, but a single value\nd:1: no object, but a single value\n"
        "d:1: no JSON: string or '}' expected near '}'\ntext[c]\nd:1: the list of records is not closed: the file is "
        "cut off\n");
  gives(NDJSON, "{\"text\":\"caf\xE9\"}\n{\"text\":\"b\"}\n",
        "d:1: no JSON: unable to decode byte 0xe9 near '\"caf'\ntext[b]\n");
  gives(NDJSON, "{\n \"text\": \"a\n \"x\": 1\n",
        "d:2: no JSON: premature end of input near '\"a' (the record is cut off)\n"
        "d:4: no further record begins behind the one that is cut off\n");
  gives_bytes(NDJSON, "\xFF\xFE{\0", 4, "d:1: UTF-16 or no text: JSON is UTF-8\n");
}

static void a_record_has_a_ceiling(void **state) {
  size_t n = TRV_MAX_RECORD_BYTES + 100, at = 0;
  char *dump = malloc(n + 100);
  assert_non_null(dump);
  memset(dump, 'x', n);
  memcpy(dump, "{\"text\":\"", 9);
  at = n;
  memcpy(dump + at, "\"}\n{\"text\":\"a\"}\n", 17);
  gives_bytes(NDJSON, dump, at + 16, "d:1: a record of more than the 32 MiB that are read\ntext[a]\n");
  memcpy(dump, "text,date\n\"", 11);
  memcpy(dump + at, "\",1\na,2\n", 9);
  gives_bytes(CSV, dump, at + 8,
              "d:2: a row of more than the 32 MiB or the 4096 cells that are read\ntext[a] date=2\n");
  free(dump);
}

static void records_have_names(void **state) {
  static const char dump[] = "{\"text\":\"a\"}\n\n{\"text\":\"b\"}\n";
  struct trv_fields *fields;
  struct trv_stream *stream;
  struct trv_reader reader;
  struct trv_error err = {0};
  struct trv_item *item;
  assert_int_equal(trv_fields_open(SHARE_DIR, NULL, &fields, &err), TRV_OK);
  assert_int_equal(trv_stream_of((struct trv_slice){dump, sizeof dump - 1}, "x", &stream, &err), TRV_OK);
  assert_int_equal(trv_ndjson_open(stream, "x", fields, &reader, &err), TRV_OK);
  for (int i = 0; i < 2; i++) {
    assert_int_equal(reader.next(reader.self, &tally, &item, &err), TRV_OK);
    assert_string_equal(item->name, i ? "x: record 2 (line 3)" : "x: record 1 (line 1)");
    assert_string_equal(item->file, i ? "x#2" : "x#1");
    trv_item_free(item);
  }
  reader.close(reader.self);
  trv_stream_close(stream);
  trv_fields_close(fields);
}

static void reading_goes_on_behind_damaged_members(void **state) {
  struct trv_strbuf packed;
  char line[4000];
  size_t begin = 0;
  trv_strbuf_init(&packed);
  for (int i = 0; i < 3; i++) {
    int n = snprintf(line, sizeof line, "{\"text\": \"%d", i);
    for (; n < 3000; n++) line[n] = (char)('a' + n * 7919 % 24 * n % 26);
    memcpy(line + n, "\"}\n", 4);
    begin = packed.n;
    add_gzip(&packed, line, strlen(line), 6);
    if (i == 1) packed.p[begin + (packed.n - begin) / 2] ^= 0x55;
  }
  struct trv_strbuf got = read_all(NDJSON, packed.p, packed.n);
  assert_memory_equal(got.p, "text[0", 6);
  assert_non_null(strstr(got.p, "\nd:"));
  assert_non_null(strstr(got.p, "\ntext[2"));
  assert_true(tally.damaged > 0);
  assert_int_equal(tally.records, tally.items + tally.damaged);
  trv_strbuf_release(&got);
  got = read_all(CSV, packed.p, 7);
  assert_true(got.n > 0);
  trv_strbuf_release(&got);
  trv_strbuf_release(&packed);
}

/* ---- tables */

static void tables_in_every_dialect(void **state) {
  static const char want[] = "text[a, \"b\"\nc] title=T date=2020-10-10\ntext[d] title=U\n";
  gives(CSV, "Title,Date,Text\nT,2020-10-10,\"a, \"\"b\"\"\nc\"\nU,,d\n", want);
  gives(CSV, "\xEF\xBB\xBFtitle;date;text;x\nT;2020-10-10;\"a, \"\"b\"\"\nc\";\nU;nan;d;1;;\n", want);
  gives(CSV, "\"title\"\t\"date\"\t\"text\"\r\nT\t2020-10-10\t\"a, \"\"b\"\"\nc\"\r\n\r\nU\tNULL\td\r\n", want);
  gives(CSV, "title,date,text\rT,2020-10-10,\"a, \"\"b\"\"\nc\"\rU,,d",
        "text[a, \"b\"\nc] title=T date=2020-10-10\ntext[d] title=U\n");
  gives(CSV, "sep=;\ntitle;date;text\nT;2020-10-10;\"a, \"\"b\"\"\nc\"\nU;;d\n", want);
  gives(CSV, "text\na\n\"b\"c\n", "text[a]\ntext[bc]\n");
  gives(CSV, ",title,publication,content\n0,\"Fire, again\",Le Monde,x\n",
        "text[x] title=Fire, again outlet=Le Monde\n");
}

static void columns_are_known_by_their_names(void **state) {
  gives(CSV, "summary,Article Text,publish_date,source.name,byline,URL\ns,t,1602324000,BBC,A,a.b/u\ns2,,,,,\n",
        "text[t] date=2020-10-10T10:00:00Z url=a.b/u outlet=BBC author=A\ntext[s2]\n");
  gives(CSV, "Überschrift;RÉSUMÉ\nT;x\n", "text[x] title=T\n");
  gives(CSV, "foo,bar\n1,2\n",
        "d:1: no column is known to hold the text; there are: foo, bar; --field text=NAME names it\n");
  gives(CSV, "", "d:0: no header and no row in it\n");
}

static void rows_that_do_not_fit_are_told(void **state) {
  gives(CSV, "title,text\nT,a\nb\nT,c,d\n,\n,\n\"U\",\"e\n",
        "text[a] title=T\nd:3: 1 cell, but the header has 2\n"
        "d:4: 3 cells, but the header has 2\nd:5: a row without a text\n"
        "d:7: the quotation mark of line 7 is never closed: what follows it is left out\n");
  assert_int_equal(tally.records, 6);
  assert_int_equal(tally.items, 1);
  assert_int_equal(tally.passed, 1);
  assert_int_equal(tally.damaged, 3);
}

static void other_character_sets_are_left_to_the_extractor(void **state) {
  gives(CSV, "title;text\n\xC9t\xE9;d\xE9j\xE0 \x93vu\x94\n", "text?[d\xE9j\xE0 \x93vu\x94] title=Été\n");
  gives_bytes(CSV, "\xFF\xFEt\0", 4, "d:0: UTF-16 or no text: a table is read as UTF-8\n");
}

static void headers_are_known(void **state) {
  static const char *const yes[] = {"title,text\n", "\"Date\";\"Titre\";\"Texte\"\r\n", "\xEF\xBB\xBFurl\tcontent"},
                           *const no[] = {"text\n", "a,b,c\n", "The army, which fired, withdrew.\n", "title,date\n",
                                          ""};
  struct trv_fields *fields;
  struct trv_error err = {0};
  assert_int_equal(trv_fields_open(SHARE_DIR, NULL, &fields, &err), TRV_OK);
  for (size_t i = 0; i < 3; i++) assert_true(trv_fields_header(fields, trv_slice_of(yes[i])));
  for (size_t i = 0; i < 5; i++) assert_false(trv_fields_header(fields, trv_slice_of(no[i])));
  trv_fields_close(fields);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fields_of_crawlers_and_interfaces),
      cmocka_unit_test(lists_of_records),
      cmocka_unit_test(the_most_trustworthy_that_says_something),
      cmocka_unit_test(lists_of_pages_without_text_are_told_once),
      cmocka_unit_test(answers_without_records_are_passed),
      cmocka_unit_test(languages_have_names),
      cmocka_unit_test(addresses_are_made_absolute),
      cmocka_unit_test(text_with_markup_is_a_piece_of_a_page),
      cmocka_unit_test(the_user_names_fields),
      cmocka_unit_test(objects_in_every_layout),
      cmocka_unit_test(damaged_records_are_told_and_left_out),
      cmocka_unit_test(a_record_has_a_ceiling),
      cmocka_unit_test(records_have_names),
      cmocka_unit_test(reading_goes_on_behind_damaged_members),
      cmocka_unit_test(tables_in_every_dialect),
      cmocka_unit_test(columns_are_known_by_their_names),
      cmocka_unit_test(rows_that_do_not_fit_are_told),
      cmocka_unit_test(other_character_sets_are_left_to_the_extractor),
      cmocka_unit_test(headers_are_known),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
