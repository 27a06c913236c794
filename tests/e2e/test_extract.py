"""treve extract, and pages, folders and compressed files as code and ingest read them."""
import gzip
import json
import os
import re
import resource
import subprocess
import zlib

from harness import ARTICLE, ENGLISH, OTHER, ROOT, TREVE, TreveTest, main

TITLE = "L'armée israélienne bombarde Gaza"
BODY = ("L'armée israélienne a bombardé dimanche la ville de Gaza, tuant dix civils palestiniens, selon les autorités sanitaires locales. "
        "Les secours ont travaillé toute la nuit dans les décombres de deux immeubles du centre.")
MORE = ("Le gouvernement égyptien a condamné lundi ces frappes et a appelé les deux parties à la retenue. Des centaines "
        "d'habitants ont quitté leurs maisons dans le nord du territoire.")
PAGE = f"""<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8">
<title>{TITLE} - Le Courrier</title>
<link rel="canonical" href="https://www.lecourrier.example/monde/gaza.html">
<meta property="og:site_name" content="Le Courrier">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": "2021-05-17T08:00:00+02:00",
"author": {{"name": "A. Reporter"}}}}</script>
<style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/monde">Monde</a></li></ul></nav>
<div class="cookie-banner"><p>Nous utilisons des cookies pour améliorer votre visite, et nos partenaires en utilisent aussi.</p></div>
<main><article><h1>{TITLE}</h1><time datetime="2021-05-17">17 mai 2021</time>
<p>{BODY}</p><figure><img src="a.jpg"><figcaption>Une rue de Gaza, dimanche, après le passage des avions.</figcaption></figure>
<h2>Appels à la retenue</h2><p>{MORE}</p></article></main>
<aside class="related"><h3>Lire aussi</h3><ul><li><a href="/x">Un autre article dont le titre est assez long pour une phrase.</a></li></ul></aside>
<footer><p>© Le Courrier. Tous droits réservés, y compris ceux de reproduction.</p></footer></body></html>
"""


class Pages(TreveTest):
    def extract(self, *args, **kwargs):
        return self.treve("extract", "--json", *args, **kwargs)

    def test_the_article_without_what_is_around_it(self):
        found = self.extract(self.write("a.html", PAGE), status=0).records[0]
        self.assertEqual(found["text"], f"{TITLE}\n\n{BODY}\n\nAppels à la retenue\n\n{MORE}")
        self.assertEqual((found["title"], found["outlet"], found["author"], found["date"], found["lang"], found["url"]),
                         (TITLE, "Le Courrier", "A. Reporter", "2021-05-17", "fr", "https://www.lecourrier.example/monde/gaza.html"))

    def test_as_text_it_reads_again_as_the_page_does(self):
        page = self.write("a.html", PAGE)
        text = self.treve("extract", page, status=0).out
        self.assertTrue(text.startswith("date 2021-05-17\noutlet Le Courrier\nurl https://"))
        a = self.treve("code", "-f", "ndjson", page, status=0).records
        b = self.treve("code", "-f", "ndjson", self.write("a.txt", text), status=0).records
        what = lambda records: [(r["event"], r["mode"], r["date"], [x["code"] for x in r["actor"]], r["text"]) for r in records]
        self.assertTrue(a)
        self.assertEqual(what(a), what(b))
        self.assertEqual(a[0]["article"]["publisher"], "Le Courrier")

    def test_offsets_are_those_of_the_extracted_text(self):
        page = self.write("a.html", PAGE)
        text = self.extract(page, status=0).records[0]["text"].encode()
        for event in self.treve("code", "-f", "ndjson", page, status=0).records:
            begin, end = event["span"]
            self.assertEqual(text[begin:end].decode(), event["text"])

    def test_character_sets(self):
        for charset, declared in (("utf-8", "utf-8"), ("latin-1", "iso-8859-1"), ("cp1252", "windows-1252"), ("cp1252", "utf-8"), ("utf-8", "iso-8859-1"),
                                  ("utf-8-sig", "nothing"), ("utf-16", "utf-16"), ("latin-1", "none")):
            with self.subTest(charset, declared=declared):
                page = PAGE.replace('charset="utf-8"', f'charset="{declared}"' if declared != "none" else "")
                found = self.extract(self.write("a.html", page.encode(charset)), status=0).records[0]
                self.assertIn(BODY, found["text"])

    def test_a_page_without_an_article(self):
        run = self.extract(self.write("a.html", "<html><body><nav><a href='/'>Accueil</a></nav></body></html>"), status=1)
        self.assertIn("no article", run.err)

    def test_dates(self):
        def page(head, body=""):
            return (f"<html lang='fr'><head>{head}</head><body><article><h1>Titre</h1>{body}<p>{BODY}</p><p>{MORE}</p></article></body></html>")
        cases = ((page('<meta property="article:published_time" content="2019-03-05T23:30:00+01:00">'), "2019-03-05"),
                 (page("", '<time datetime="2020-02-29">29 février</time>'), "2020-02-29"),
                 (page('<link rel="canonical" href="https://x.example/2018/07/09/titre.html">'), "2018-07-09"),
                 (page("", "<div>Publié le 3 décembre 2017 à 10h12</div>"), "2017-12-03"),
                 (page(""), None))
        for text, day in cases:
            with self.subTest(day):
                self.assertEqual(self.extract(self.write("a.html", text), status=0).records[0]["date"], day)

    def test_deep_and_large_pages_are_refused_in_time_and_memory(self):
        deep = "<div>" * 200000 + BODY
        large = "<p>" + "a" * (17 << 20)
        many = "<b>x</b>" * 2_000_000
        for name, text in (("deep", deep), ("large", large), ("many", many)):
            with self.subTest(name):
                file = self.write("a.html", text)
                done = subprocess.run([TREVE, "code", file], capture_output=True, timeout=60, check=False,
                                      preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60)))
                self.assertEqual(done.returncode, 1, done.stderr[-300:])
                self.assertIn(b"a.html", done.stderr)


class Inputs(TreveTest):
    def test_types_are_found_from_content_not_from_names(self):
        as_text = self.write("page.txt", PAGE)
        self.assertEqual(self.treve("extract", "--json", as_text, status=0).records[0]["title"], TITLE)
        as_page = self.write("text.html", ARTICLE)
        self.assertTrue(self.treve("code", "-f", "ndjson", as_page, status=0).records)
        self.assertNotEqual(self.treve("extract", "--json", "--type", "text", as_text, status=0).records[0]["text"][:4], TITLE[:4])
        self.assertIn("--type", self.treve("code", "--type", "pdf", as_text, status=2).err)

    def test_compressed_files_and_standard_input(self):
        plain = self.treve("code", "-f", "ndjson", stdin=ARTICLE.encode(), status=0).out
        packed = gzip.compress(ARTICLE.encode())
        self.assertEqual(self.treve("code", "-f", "ndjson", stdin=packed, status=0).out, plain)
        file = self.write("a.txt.gz", packed)
        self.assertEqual(self.treve("code", "-f", "ndjson", file, status=0).out.replace(".gz", ""), plain.replace('"file":null', f'"file":"{file}"').replace(
            '"file":"-"', f'"file":"{str(file)[:-3]}"'))
        run = self.treve("code", self.write("b.txt.gz", packed[:-12]), status=1)
        self.assertIn("b.txt.gz", run.err)

    def test_folders_are_read_in_order_without_hidden_files_and_strange_ones(self):
        self.write("in/b.txt", OTHER)
        self.write("in/a.html", PAGE)
        self.write("in/c/d.txt", ARTICLE)
        self.write("in/.hidden.txt", OTHER)
        self.write("in/picture.jpg", b"\xff\xd8\xff")
        self.write("in/notes.md", "# Notes")
        records = self.treve("extract", "--json", self.folder / "in", status=0).records
        self.assertEqual([os.path.relpath(r["file"], self.folder / "in") for r in records], ["a.html", "b.txt", "c/d.txt"])

    def test_selection(self):
        for name, text in (("a.txt", OTHER), ("b.txt", ARTICLE), ("c.txt", ENGLISH), ("d.html", PAGE)):
            self.write("in/" + name, text)

        def chosen(*options):
            out = self.treve("extract", "--json", *options, self.folder / "in", status=0).records
            return "".join(os.path.basename(r["file"])[0] for r in out)
        self.assertEqual(chosen(), "abcd")
        self.assertEqual(chosen("--only", "en"), "c")
        self.assertEqual(chosen("--only", "fr"), "abd")
        self.assertEqual(chosen("--since", "2021-01"), "ad")
        self.assertEqual(chosen("--until", "2020-10-10"), "bc")
        self.assertEqual(chosen("--outlet", "courrier"), "d")
        self.assertEqual(chosen("--match", "gaza|erdogan"), "abd")
        self.assertIn("regular expression", self.treve("extract", "--match", "(", self.folder / "in", status=2).err)

    def test_a_feed(self):
        feed = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Le Courrier</title><link>https://x.example/</link><item><title>{TITLE}</title><link>/a/1</link><pubDate>Mon, 17 May 2021 08:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>{BODY}</p><p>{MORE}</p>]]></content:encoded></item><item><title>Deux</title><guid>https://x.example/2</guid>
<description>{BODY}</description></item></channel></rss>"""
        first, second = self.treve("extract", "--json", self.write("f.xml", feed), status=0).records
        self.assertEqual((first["text"], first["date"], first["url"], first["outlet"]),
                         (f"{TITLE}\n\n{BODY}\n\n{MORE}", "2021-05-17", "https://x.example/a/1", "Le Courrier"))
        self.assertEqual(second["text"], f"Deux\n\n{BODY}")

    def test_a_feed_with_external_entities_is_refused(self):
        secret = self.write("secret", "geheim")
        feed = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]><rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>'
        run = self.treve("extract", self.write("f.xml", feed), status=1)
        self.assertNotIn("geheim", run.out + run.err)
        self.assertIn("f.xml", run.err)

    def test_dumps(self):
        rows = [{"maintext": BODY, "title": TITLE, "date_publish": "2021-05-17 08:00:00", "source_domain": "x.example"},
                {"html": PAGE, "url": "https://x.example/a"}, {"title": "no text"}]
        lines = "\n".join(map(json.dumps, rows))
        for name, text in (("a.ndjson", lines), ("a.json", json.dumps(rows, indent=1)), ("a.ndjson.gz", gzip.compress(lines.encode()))):
            with self.subTest(name):
                found = self.treve("extract", "--json", self.write(name, text), status=0).records
                self.assertEqual([f["date"] for f in found], ["2021-05-17", "2021-05-17"])
                self.assertEqual([f["text"].startswith(TITLE + "\n\n" + BODY) for f in found], [True, True])
        table = "id;heading;words;day\n" + "\n".join(f'{i};"{TITLE}";"{BODY}";2021-05-{i:02}' for i in range(1, 4))
        file = self.write("a.csv", table)
        self.assertIn("--field", self.treve("extract", "--type", "csv", file, status=1).err)
        found = self.treve("extract", "--json", "--type", "csv", "--field", "text=words", "--field", "title=heading", "--field", "date=day", file, status=0)
        self.assertEqual([f["date"] for f in found.records], ["2021-05-01", "2021-05-02", "2021-05-03"])
        self.assertIn("FIELD=NAME", self.treve("extract", "--field", "text", file, status=2).err)
        bad = self.treve("extract", "--json", self.write("b.ndjson", lines.replace("\n", "\n{broken\n", 1)), status=1)
        self.assertEqual(len(bad.records), 2)
        self.assertRegex(bad.err, r"b\.ndjson:2")

    def archive(self, bodies):
        def record(kind, body):
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode()
            block = head + body if kind == "response" else body
            return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://x.example/{len(body)}\r\nWARC-Date: 2021-05-18T00:00:00Z\r\n"
                    f"WARC-Record-ID: <urn:uuid:{len(body)}>\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n").encode() + block + b"\r\n\r\n"
        return [record("request", b"GET / HTTP/1.1\r\n\r\n")] + [record("response", b) for b in bodies]

    def test_an_archive_and_a_damaged_record_in_it(self):
        pages = [PAGE, PAGE.replace(BODY, MORE).replace("gaza.html", "b.html"), PAGE.replace("gaza.html", "c.html") + "<p>"]
        records = self.archive([p.encode() for p in pages])
        plain = self.write("a.warc", b"".join(records))
        packed = self.write("a.warc.gz", b"".join(map(gzip.compress, records)))
        expected = None
        for file in (plain, packed):
            found = [f["text"] for f in self.treve("extract", "--json", file, status=0).records]
            self.assertEqual(len(found), 3)
            self.assertEqual(found, expected or found)
            expected = found
        members = [bytearray(gzip.compress(r)) for r in records]
        members[2][len(members[2]) // 2] ^= 0xFF
        run = self.treve("extract", "--json", self.write("b.warc.gz", b"".join(members)), status=1)
        self.assertEqual([f["text"] for f in run.records], [expected[0], expected[2]])
        self.assertRegex(run.err, r"b\.warc\.gz: record 3 at byte \d+: ")
        self.assertIn("2 new", self.treve("ingest", "--db", "x.db", packed, status=0).err)
        self.assertIn("0 rows changed", self.treve("ingest", "--db", "x.db", packed, status=0).err)

    def test_a_bomb_is_refused_in_little_memory(self):
        bomb = zlib.compressobj(9, wbits=31)
        text = b"".join(bomb.compress(b"a" * (1 << 20)) for _ in range(600)) + bomb.flush()
        coded = gzip.compress(b"<p>" + b"a" * (40 << 20))
        record = self.archive([coded])[1].replace(b"charset=utf-8\r\n", b"charset=utf-8\r\nContent-Encoding: gzip\r\n")
        record = re.sub(rb"Content-Length: (\d+)", lambda m: b"Content-Length: %d" % (int(m[1]) + 24), record, count=1)
        for name, content in (("bomb.gz", text), ("bomb.ndjson.gz", text), ("inside.warc", record)):
            with self.subTest(name):
                file = self.write(name, content)
                done = subprocess.run([TREVE, "code", "--type", "ndjson" if "nd" in name else "auto", file], capture_output=True, timeout=120, check=False)
                self.assertEqual(done.returncode, 1, done.stderr[-300:])
                self.assertIn(name.encode(), done.stderr)
        if not os.environ.get("TREVE_SANITIZED"):
            self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, 300 * 1024)

    def test_pages_are_ingested_once(self):
        page = self.write("a.html", PAGE)
        self.treve("ingest", page, "--db", "x.db", status=0)
        self.assertIn("0 rows changed", self.treve("ingest", page, "--db", "x.db", status=0).err)
        incidents = self.treve("chronicle", "--db", "x.db", "-f", "ndjson", status=0).records
        self.assertTrue(any(i["event"] == "ASSAULT" for i in incidents))


if __name__ == "__main__":
    main()
