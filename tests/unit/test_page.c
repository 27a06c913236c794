/* A page on its way to the parser and through it: what is left out, which texts are taken out and put back, what names say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "read/dom.h"

#define LONG "Un cessez-le-feu est entré en vigueur"
#define MARK "\xEF\xA3\xBF"

struct fixture {
  struct trv_arena arena;
  struct trv_page_words *words;
};

static int set_up(void **state) {
  struct fixture *f = calloc(1, sizeof *f);
  struct trv_error err = {0};
  if (!f) return -1;
  trv_arena_init(&f->arena, 0);
  *state = f;
  return trv_page_words_load(SHARE_DIR "/read/classes.tsv", &f->arena, &f->words, &err) == TRV_OK ? 0 : -1;
}

static int tear_down(void **state) {
  struct fixture *f = *state;
  trv_arena_release(&f->arena);
  free(f);
  return 0;
}

static struct trv_stripped strip(struct fixture *f, const char *html) {
  struct trv_stripped page;
  struct trv_naming naming;
  trv_naming_init(&naming, f->words, &f->arena);
  trv_page_strip(trv_slice_of(html), &naming, &f->arena, &page);
  return page;
}

static void check_strip(struct fixture *f, const char *html, const char *expected) {
  struct trv_stripped page = strip(f, html);
  char *got = trv_arena_strndup(&f->arena, page.html.p, page.html.n);
  assert_string_equal(trv_stripped_text(&page, got, &f->arena), expected);
}

/* All texts of the tree, a bar after each. */
static const char *texts(struct fixture *f, const char *html) {
  struct trv_stripped page = strip(f, html);
  struct trv_naming naming;
  struct trv_dom dom;
  struct trv_error err = {0};
  struct trv_strbuf out;
  trv_strbuf_init(&out);
  trv_naming_init(&naming, f->words, &f->arena);
  assert_int_equal(trv_dom_parse(&page, &naming, &f->arena, &dom, &err), TRV_OK);
  for (uint32_t i = 0; i < dom.n; i++)
    if (dom.nodes[i].text) trv_strbuf_addf(&out, "%s|", dom.nodes[i].text);
  const char *all = trv_arena_strndup(&f->arena, out.p, out.n);
  trv_strbuf_release(&out);
  return all;
}

static void test_left_out(void **state) {
  struct fixture *f = *state;
  check_strip(f, "<p  class=x onclick='a>b'>a <!-- <p> -->\n\t b</p>", "<p>a b</p>");
  check_strip(f, "<div class=\"article-body\" id=z9 data-x=1>a</div>", "<div class=\"article-body\">a</div>");
  check_strip(f, "a<script>if (a < b) '<p>'</script>b<style>p {}</style>c<svg/>d<img src=x>e", "abcde");
  check_strip(f, "<script type='application/ld+json'>{\"a\": \"<p>&amp;\"}</script>b",
              "<script type='application/ld+json'>{\"a\": \"<p>&amp;\"}</script>b");
  check_strip(f, "<link rel=stylesheet href=/a><link href='/b' rel=\"canonical\">",
              "<link href='/b' rel=\"canonical\">");
  check_strip(f, "<iframe src=x/>a", "<iframe/>a"); /* without an end tag it holds nothing */
  check_strip(f, "<iframe src=x />a</iframe>b", "<iframe/></iframe>b");
  check_strip(f, "<script>a", "");
  check_strip(f, "a < b <", "a < b <");
}

static void test_depth(void **state) {
  struct fixture *f = *state;
  assert_int_equal(strip(f, "<div><p><p><span></span></div><div>").depth, 2);
  assert_int_equal(strip(f, "</div></div><b><i>").depth, 2);
}

static void test_references(void **state) {
  struct fixture *f = *state;
  struct trv_stripped page = strip(f, "<p> " LONG " </p>\n<p>" LONG " &amp; more</p><p>short</p>");
  assert_int_equal(page.n_texts, 1);
  assert_memory_equal(page.texts[0].p, LONG, page.texts[0].n);
  assert_string_equal(
      texts(f, "<title>" LONG "</title><p> " LONG " <b>" LONG "!</b><p>" LONG " &amp; " LONG "<p>short"),
      LONG "| " LONG " |" LONG "!|" LONG " & " LONG "|short|");
  assert_string_equal(texts(f, "<p>" LONG "<!-- a -->" LONG "<img>" LONG), LONG LONG LONG "|");
  assert_string_equal(texts(f, "<table>" LONG "<tr><td>" LONG "!</table>"), LONG "|" LONG "!|"); /* fostered out */
}

/* What a page writes itself where we write references is text of its own, or names one of its texts. */
static void test_marks_of_the_page(void **state) {
  struct fixture *f = *state;
  assert_string_equal(texts(f, "<p>" MARK "7" MARK), " 7 |");
  assert_string_equal(texts(f, "<p>" LONG "<p>&amp;" MARK "0" MARK), LONG "|& 0 |");
  assert_string_equal(texts(f, "<p>" LONG MARK "0" MARK), LONG " 0 |");
  assert_string_equal(texts(f, "<p>" LONG "<p>&#145;0&#x91;"), LONG
                      "|\xE2\x80\x98"
                      "0\xE2\x80\x98|");
}

static void test_names(void **state) {
  struct fixture *f = *state;
  struct trv_naming naming;
  trv_naming_init(&naming, f->words, &f->arena);
  for (int pass = 0; pass < 2; pass++) {
    assert_int_equal(trv_naming_says(&naming, trv_slice_of("article-body")), TRV_SAYS_ARTICLE);
    assert_int_equal(trv_naming_says(&naming, trv_slice_of("l-x Sidebar_2")), TRV_SAYS_ASIDE);
    assert_int_equal(trv_naming_says(&naming, trv_slice_of("storyComments")), TRV_SAYS_ARTICLE | TRV_SAYS_ASIDE);
    assert_int_equal(trv_naming_says(&naming, trv_slice_of("c-date")), TRV_SAYS_DAY);
    assert_int_equal(trv_naming_says(&naming, trv_slice_of("itemDate")), TRV_SAYS_DAY);
    assert_int_equal(trv_naming_says(&naming, trv_slice_of("update")), 0);
    assert_int_equal(trv_naming_says(&naming, trv_slice_of("col-md-8")), 0);
    assert_int_equal(trv_naming_says(&naming, trv_slice_of("")), 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_left_out),          cmocka_unit_test(test_depth), cmocka_unit_test(test_references),
      cmocka_unit_test(test_marks_of_the_page), cmocka_unit_test(test_names),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
