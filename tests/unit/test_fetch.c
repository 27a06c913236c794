/* What is decided before anything is fetched: which addresses of the network are public, what robots.txt allows, and how long a
 * server asks to wait. */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "read/address.h"
#include "read/robots.h"

static const char *local_of(const char *text) {
  struct sockaddr_in four = {.sin_family = AF_INET};
  struct sockaddr_in6 six = {.sin6_family = AF_INET6};
  if (inet_pton(AF_INET, text, &four.sin_addr) == 1) return trv_address_local((const struct sockaddr *)&four);
  assert_int_equal(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
  return trv_address_local((const struct sockaddr *)&six);
}

static void test_local_addresses(void **state) {
  static const struct {
    const char *address, *what;
  } cases[] = {
      {"0.0.0.0", "unspecified"},
      {"0.1.2.3", "unspecified"},
      {"10.0.0.1", "private"},
      {"10.255.255.255", "private"},
      {"100.64.0.1", "private"},
      {"100.127.255.254", "private"},
      {"127.0.0.1", "loopback"},
      {"127.255.0.3", "loopback"},
      {"169.254.169.254", "link-local"},
      {"172.16.0.1", "private"},
      {"172.31.255.255", "private"},
      {"192.0.0.8", "reserved"},
      {"192.0.2.1", "reserved"},
      {"192.168.1.1", "private"},
      {"198.18.0.1", "private"},
      {"198.19.255.255", "private"},
      {"203.0.113.7", "reserved"},
      {"224.0.0.1", "multicast"},
      {"239.255.255.255", "multicast"},
      {"240.0.0.1", "reserved"},
      {"255.255.255.255", "reserved"},
      {"::", "unspecified"},
      {"::1", "loopback"},
      {"fc00::1", "private"},
      {"fdff::1", "private"},
      {"fe80::1", "link-local"},
      {"febf::1", "link-local"},
      {"fec0::1", "private"},
      {"ff02::1", "multicast"},
      {"2001:db8::1", "reserved"},
      {"100::1", "reserved"},
      {"::ffff:127.0.0.1", "loopback"},
      {"::ffff:10.1.2.3", "private"},
      {"::ffff:169.254.169.254", "link-local"},
      {"::127.0.0.1", "loopback"},
      {"64:ff9b::127.0.0.1", "loopback"},
      {"64:ff9b::192.168.0.1", "private"},
      {"64:ff9b:1::1", "private"},
      {"2002:7f00:1::1", "loopback"},
      {"2002:c0a8:101::1", "private"},
      {"2001:0:4136:e378:8000:63bf:80ff:fffe", "loopback"}, /* Teredo, of 127.0.0.1 */
      {"2606:4700::200:5efe:10.0.0.1", "private"},          /* ISATAP */
      {"1.1.1.1", NULL},
      {"9.255.255.255", NULL},
      {"11.0.0.1", NULL},
      {"100.63.255.255", NULL},
      {"100.128.0.1", NULL},
      {"172.15.255.255", NULL},
      {"172.32.0.1", NULL},
      {"192.167.255.255", NULL},
      {"198.17.255.255", NULL},
      {"198.20.0.1", NULL},
      {"223.255.255.255", NULL},
      {"2606:4700:4700::1111", NULL},
      {"::ffff:8.8.8.8", NULL},
      {"64:ff9b::8.8.8.8", NULL},
      {"2002:808:808::1", NULL},
      {"fe00::1", NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *what = local_of(cases[i].address);
    bool right = cases[i].what ? what && strstr(what, cases[i].what) : !what;
    if (!right) fail_msg("%s is %s", cases[i].address, what ? what : "public");
  }
  assert_non_null(trv_address_local(&(const struct sockaddr){.sa_family = AF_UNIX}));
}

static void test_addresses_are_of_the_web(void **state) {
  assert_true(trv_is_address("https://a.example/"));
  assert_true(trv_is_address("HTTP://a.example"));
  assert_false(trv_is_address("file:///etc/passwd"));
  assert_false(trv_is_address("ftp://a.example/"));
  assert_false(trv_is_address("http.txt"));
  assert_false(trv_is_address(""));
}

/* ---- robots.txt */

struct robots_case {
  const char *text, *path;
  bool allowed;
};

static bool allows(const char *text, const char *path, double *delay) {
  struct trv_arena arena;
  struct trv_robots robots;
  trv_arena_init(&arena, 0);
  trv_robots_read(trv_slice_of(text), "treve", &arena, &robots);
  bool allowed = trv_robots_allows(&robots, trv_slice_of(path), &arena);
  if (delay) *delay = robots.delay_s;
  trv_arena_release(&arena);
  return allowed;
}

#define ALL "User-agent: *\n"

static void test_robots(void **state) {
  static const struct robots_case cases[] = {
      {"", "/", true},
      {"Disallow: /", "/", true}, /* of no group */
      {ALL "Disallow: /", "/a", false},
      {ALL "Disallow: /", "/robots.txt", true},
      {ALL "Disallow:", "/a", true},
      {ALL "Disallow: /a", "/abc", false},
      {ALL "Disallow: /a/", "/a", true},
      {ALL "Disallow: /A", "/a", true}, /* paths have case */
      {"user-AGENT: *\ndisALLOW: /a", "/a", false},
      {ALL "Disallow: /a # all of it", "/a", false},
      {"User-agent : *\r\nDisallow : /a\r\n", "/a", false},
      {"User-agent: *\rDisallow: /a\r", "/a", false},
      {"\xEF\xBB\xBFUser-agent: *\nDisallow: /a", "/a", false},
      /* the longest match, whatever the order; of two the one that allows */
      {ALL "Allow: /a/b\nDisallow: /a", "/a/b/c", true},
      {ALL "Disallow: /a\nAllow: /a/b", "/a/b/c", true},
      {ALL "Allow: /a\nDisallow: /a/b", "/a/b/c", false},
      {ALL "Disallow: /a\nAllow: /a", "/a", true},
      {ALL "Allow: /a\nDisallow: /a", "/a", true},
      {ALL "Allow: /\nDisallow: /*.php$", "/x.php", false},
      {ALL "Allow: /\nDisallow: /*.php$", "/x.php5", true},
      /* stars and ends */
      {ALL "Disallow: /*.pdf", "/a/b.pdf?x", false},
      {ALL "Disallow: /a*b*c", "/axxbyyc", false},
      {ALL "Disallow: /a*b*c", "/axxcyyb", true},
      {ALL "Disallow: /a$", "/a", false},
      {ALL "Disallow: /a$", "/ab", true},
      {ALL "Disallow: /a*$", "/abc", false},
      {ALL "Disallow: *", "/x", false},
      {ALL "Disallow: *b$", "/ab", false},
      {ALL "Disallow: *b$", "/abc", true},
      {ALL "Disallow: /a*ab$", "/ab", true},
      {ALL "Disallow: /a$b", "/a$b", false},
      {ALL "Disallow: $", "/", true},
      {ALL "Disallow: /?q=", "/?q=1", false},
      /* codings are one */
      {ALL "Disallow: /%7Ejoe", "/~joe/x", false},
      {ALL "Disallow: /~joe", "/%7ejoe/x", false},
      {ALL "Disallow: /\xC3\xA9t\xC3\xA9", "/%c3%A9t%C3%a9", false},
      {ALL "Disallow: /a%2Fb", "/a/b", true},
      {ALL "Disallow: /a%2fb", "/a%2Fb", false},
      {ALL "Disallow: /a%2A", "/ab", true},
      {ALL "Disallow: /a%2A", "/a*", false},
      {ALL "Disallow: /100%", "/100%", false},
      /* groups */
      {"User-agent: treve\nDisallow: /a\n" ALL "Disallow: /b", "/b", true},
      {"User-agent: treve\nDisallow: /a\n" ALL "Disallow: /b", "/a", false},
      {ALL "Disallow: /\nUser-agent: Treve/1.0\nAllow: /", "/a", true},
      {ALL "Disallow: /\nUser-agent: treve\n", "/a", true},
      {"User-agent: trevebot\nDisallow: /", "/a", true},
      {"User-agent: other\nUser-agent: treve\nDisallow: /a", "/a", false},
      {"User-agent: other\nDisallow: /\nUser-agent: treve\nDisallow: /a", "/b", true},
      {"User-agent: treve\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: treve\nDisallow: /b", "/b", false},
      {"User-agent: x\nSitemap: https://x/\nUser-agent: *\nDisallow: /a", "/a", false},
      {"<html><body>User-agent: *</body></html>\nDisallow: /", "/a", true},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (allows(cases[i].text, cases[i].path, NULL) != cases[i].allowed)
      fail_msg("%s: %s is %s", cases[i].text, cases[i].path, cases[i].allowed ? "disallowed" : "allowed");
}

static void test_crawl_delay(void **state) {
  static const struct {
    const char *text;
    double delay_s;
  } cases[] = {
      {ALL "Crawl-delay: 2", 2},
      {ALL "Crawl-delay: 0.5\nDisallow: /", 0.5},
      {ALL "Crawl-delay: 2\nUser-agent: treve\nDisallow:", 0},
      {"User-agent: treve\nCrawl-delay: 7\n" ALL "Crawl-delay: 2", 7},
      {ALL "Crawl-delay: 99999999999999999999999", 86400},
      {ALL "Crawl-delay: -1", 0},
      {ALL "Crawl-delay: soon", 0},
      {ALL "Crawl-delay:", 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    double delay;
    allows(cases[i].text, "/", &delay);
    if (delay < cases[i].delay_s - 1e-9 || delay > cases[i].delay_s + 1e-9) fail_msg("%s: %g", cases[i].text, delay);
  }
}

static void test_retry_after(void **state) {
  static const struct {
    const char *value;
    int64_t seconds;
  } cases[] = {
      {"120", 120},
      {" 0 ", 0},
      {"999999999999999999999999", TRV_MAX_RETRY_SECONDS},
      {"Sun, 06 Nov 1994 08:49:37 GMT", 60}, /* the three forms of RFC 9110 */
      {"Sunday, 06-Nov-94 08:49:37 GMT", 60},
      {"Sun Nov  6 08:49:37 1994", 60},
      {"Sun, 06 Nov 1994 08:40:00 GMT", 0},
      {"Fri, 31 Dec 2199 23:59:59 GMT", TRV_MAX_RETRY_SECONDS},
      {"", -1},
      {"-1", -1},
      {"1.5", -1},
      {"soon", -1},
      {"12 seconds or so, but who knows that before the day is over and gone", -1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int64_t seconds = trv_retry_after(trv_slice_of(cases[i].value), 784111717);
    if (seconds != cases[i].seconds) fail_msg("%s: %lld", cases[i].value, (long long)seconds);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_local_addresses), cmocka_unit_test(test_addresses_are_of_the_web),
      cmocka_unit_test(test_robots),          cmocka_unit_test(test_crawl_delay),
      cmocka_unit_test(test_retry_after),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
