"""Addresses: what is fetched and what is refused, from a server of this machine."""
import gzip
import time

from harness import ARTICLE, TreveTest, main
from test_extract import BODY, PAGE, TITLE
from web import Web, redirect

BARE_PAGE = PAGE.replace('<link rel="canonical" href="https://www.lecourrier.example/monde/gaza.html">', "")


class Addresses(TreveTest):
    def setUp(self):
        super().setUp()
        self.web = Web()
        self.addCleanup(self.web.close)

    def extract(self, path, *args, **kwargs):
        return self.treve("extract", "--json", "--allow-local", self.web.address + path, *args, **kwargs)

    def refused(self, path, reason, *args):
        run = self.extract(path, *args, status=1)
        self.assertIn("not fetched: ", run.err)
        self.assertIn(reason, run.err)
        self.assertIn(self.web.address + path, run.err)
        self.assertEqual(run.out, "")
        return run

    def test_a_page(self):
        self.web.answers["/a"] = BARE_PAGE
        self.web.answers["/b"] = PAGE
        a = self.extract("/a", status=0).records[0]
        self.assertTrue(a["text"].startswith(f"{TITLE}\n\n{BODY}"))
        self.assertEqual(a["url"], self.web.address + "/a")
        self.assertEqual(self.extract("/b", status=0).records[0]["url"], "https://www.lecourrier.example/monde/gaza.html")
        self.assertRegex(self.web.requests[-1][1]["User-Agent"], r"^treve/[0-9.]+$")

    def test_code_and_ingest(self):
        self.web.answers["/a"] = BARE_PAGE
        address = self.web.address + "/a"
        records = self.treve("code", "-f", "ndjson", "--allow-local", address, status=0).records
        self.assertEqual({r["article"]["url"] for r in records}, {address})
        self.assertIn("1 new", self.treve("ingest", "--db", "x.db", "--allow-local", address, status=0).err)
        self.assertIn("0 rows changed", self.treve("ingest", "--db", "x.db", "--allow-local", address, status=0).err)

    def test_redirects_tell_the_last_address(self):
        self.web.answers.update({"/a": redirect("/b"), "/b": redirect(self.web.address + "/c", 301), "/c": BARE_PAGE})
        self.assertEqual(self.extract("/a", status=0).records[0]["url"], self.web.address + "/c")

    def test_text_feed_dump_and_compressed_files(self):
        feed = f"""<rss version="2.0"><channel><title>Le Courrier</title><item><title>{TITLE}</title><link>/un</link>
<description>{BODY}</description></item><item><title>Deux</title><link>/deux</link><description>{BODY}</description></item></channel></rss>"""
        self.web.answers.update({
            "/text": (200, {"Content-Type": "text/plain; charset=iso-8859-1"}, ARTICLE.encode("latin-1")),
            "/feed": feed,
            "/coded": (200, {"Content-Encoding": "gzip", "Content-Type": "text/html"}, gzip.compress(BARE_PAGE.encode())),
            "/file.gz": gzip.compress(ARTICLE.encode())})
        self.assertIn("azerbaïdjanais", self.extract("/text", status=0).records[0]["text"])
        self.assertEqual([r["url"] for r in self.extract("/feed", status=0).records], [self.web.address + "/un", self.web.address + "/deux"])
        self.assertEqual(self.web.asked["/un"], 0)
        self.assertIn(BODY, self.extract("/coded", status=0).records[0]["text"])
        self.assertIn("azerbaïdjanais", self.extract("/file.gz", status=0).records[0]["text"])

    def test_charset_of_the_protocol(self):
        self.web.answers["/a"] = (200, {"Content-Type": "text/html; charset=windows-1251"}, BARE_PAGE.replace(
            '<meta charset="utf-8">', "").replace("Gaza", "Газа").encode("cp1251", "ignore"))
        self.assertIn("Газа", self.extract("/a", status=0).records[0]["text"])

    def test_local_addresses_are_refused(self):
        self.web.answers["/a"] = PAGE
        port = self.web.address.rpartition(":")[2]
        for host in ("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "192.168.0.1",
                     "169.254.169.254", "[fe80::1]", "[fd00::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"):
            with self.subTest(host):
                run = self.treve("extract", f"http://{host}:{port}/a", "--timeout", "5", status=1)
                self.assertRegex(run.err, r"not fetched: \S+ is (a|an) \S+ address; --allow-local")
        self.assertEqual(sum(self.web.asked.values()), 0)

    def test_no_proxy_is_taken_from_the_environment(self):
        self.web.answers["http://127.0.0.1:9/a"] = PAGE
        env = {name: self.web.address for name in ("http_proxy", "https_proxy", "all_proxy", "ALL_PROXY")}
        run = self.treve("extract", "http://127.0.0.1:9/a", env=env, status=1)
        self.assertIn("loopback", run.err)
        self.assertEqual(sum(self.web.asked.values()), 0)

    def test_other_protocols(self):
        secret = self.write("secret", "geheim")
        self.web.answers.update({"/file": redirect(f"file://{secret}"), "/ftp": redirect("ftp://127.0.0.1/"), "/gopher": redirect("gopher://127.0.0.1:25/_x"),
                                 "/nothing": redirect("http:///")})
        for path in ("/file", "/ftp", "/gopher"):
            run = self.refused(path, "neither http nor https")
            self.assertNotIn("geheim", run.out + run.err)
        self.extract("/nothing", status=1)

    def test_redirects_without_end(self):
        self.web.answers.update({"/loop": redirect("/loop"), **{f"/{i}": redirect(f"/{i + 1}") for i in range(9)}, "/9": PAGE})
        self.refused("/loop", "redirected more than 5 times")
        self.assertLessEqual(self.web.asked["/loop"], 6)
        self.refused("/0", "redirected more than 5 times")
        self.extract("/4", status=0)

    def test_names_and_passwords_in_addresses(self):
        run = self.treve("extract", "--allow-local", self.web.address.replace("//", "//name:secret@") + "/a", status=1)
        self.assertIn("not fetched", run.err)
        self.assertEqual(self.web.asked["/a"], 0)

    def test_what_the_server_refuses(self):
        self.web.answers.update({"/500": (500, {}, PAGE), "/403": (403, {}, PAGE), "/304": (304, {}, b""),
                                 "/204": (204, {}, b""), "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7")})
        for path in ("/404", "/500", "/403", "/304", "/204"):
            self.refused(path, "status " + path[1:])
        self.assertIn("no article: it is application/pdf", self.extract("/pdf", status=1).err)

    def endless(self, handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            while self.web.open:
                handler.wfile.write(b"<p>" + b"a" * 65536)
        except OSError:
            pass
        return True

    def test_an_endless_body_and_an_endless_head(self):
        def head(handler):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
            try:
                while self.web.open:
                    handler.wfile.write(b"X-A: " + b"a" * 1000 + b"\r\n")
            except OSError:
                pass
            return True
        self.web.answers.update({"/body": self.endless, "/head": head})
        begun = time.monotonic()
        self.refused("/body", "too long")
        self.refused("/head", "head is longer")
        self.assertLess(time.monotonic() - begun, 60)

    def test_a_bomb(self):
        self.web.answers["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"a" * (80 << 20)))
        self.refused("/bomb", "too long")

    def test_a_slow_server(self):
        def slow(handler):
            handler.send_response(200)
            handler.end_headers()
            try:
                while self.web.open:
                    handler.wfile.write(b"a")
                    time.sleep(0.1)
            except OSError:
                pass
            return True
        self.web.answers["/slow"] = slow
        begun = time.monotonic()
        self.refused("/slow", "timed out", "--timeout", "1")
        self.assertLess(time.monotonic() - begun, 20)

    def test_damaged_answers(self):
        def cut(handler):
            handler.send_response(200)
            handler.send_header("Content-Length", "100000")
            handler.end_headers()
            handler.wfile.write(PAGE.encode()[:500])
            handler.close_connection = True
            return True

        def garbage(handler):
            handler.wfile.write(b"\x00\xff" * 500)
            return True
        self.web.answers.update({"/cut": cut, "/garbage": garbage, "/gzip": (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b garbage")})
        for path in ("/cut", "/garbage", "/gzip"):
            self.refused(path, "not fetched")

    def test_robots(self):
        self.web.answers.update({"/robots.txt": "User-agent: *\nDisallow: /secret\nAllow: /secret/open\n", "/a": BARE_PAGE, "/secret/a": PAGE,
                                 "/secret/open": BARE_PAGE, "/way": redirect("/secret/a")})
        self.extract("/a", self.web.address + "/secret/open", status=0)
        self.assertEqual(self.web.asked["/robots.txt"], 1)
        self.refused("/secret/a", "robots.txt of its host disallows")
        self.refused("/way", "robots.txt of its host disallows")
        self.assertEqual(self.web.asked["/secret/a"], 0)

    def test_robots_that_cannot_be_had(self):
        self.web.answers["/a"] = BARE_PAGE
        for answer, status in (((500, {}, b""), 1), ((403, {}, b""), 0), (redirect("/robots.txt"), 0), (redirect("/r"), 1)):
            with self.subTest(str(answer)):
                self.web.answers.update({"/robots.txt": answer, "/r": "User-agent: treve\nDisallow: /"})
                self.extract("/a", status=status)

    def test_crawl_delay(self):
        self.web.answers.update({"/robots.txt": "User-agent: *\nCrawl-delay: 0.4\n", "/a": BARE_PAGE, "/b": BARE_PAGE})
        begun = time.monotonic()
        self.extract("/a", self.web.address + "/b", status=0)
        self.assertGreater(time.monotonic() - begun, 0.8)


if __name__ == "__main__":
    main()
