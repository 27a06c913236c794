"""Feeds that are watched, on a server of this machine: what is new is read, once, whatever the servers do."""
import datetime
import email.utils
import os
import signal
import sqlite3
import subprocess
import threading
import time

from harness import LIMIT_S, TREVE, TreveTest, main
from web import Web, redirect

TOWNS = ("Gaza", "Damas", "Alep", "Beyrouth", "Sanaa", "Aden", "Tripoli", "Benghazi", "Khartoum", "Kaboul")


def page(n, date="2021-05-17T08:00:00Z", title=None):
    town = TOWNS[n % len(TOWNS)]
    head = f'<meta property="article:published_time" content="{date}">' if date else ""
    title = f"L'armée bombarde {town} pour la {n}e fois" if title is None else title
    heading = f"<h1>{title}</h1>" if title else ""
    head += f"<title>{title}</title>" if title else ""
    return f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">{head}</head><body><article>{heading}
<p>L'armée israélienne a bombardé dimanche la ville de {town}, tuant {n + 2} civils, selon les autorités sanitaires locales. Les secours ont
travaillé toute la nuit dans les décombres de deux immeubles du centre.</p>
<p>Le gouvernement égyptien a condamné lundi ces frappes, les numéro {n} de l'année, et a appelé les deux parties à la retenue. Des centaines
d'habitants ont quitté leurs maisons dans le nord du territoire.</p></article></body></html>"""


def entry(n, link=None, title=None, body="", guid=""):
    link = f"<link>{link or f'/p{n}'}</link>" if link != "" else ""
    return (f"<item><title>{title or f'Article {n}'}</title>{link}{guid}<pubDate>Mon, 17 May 2021 08:00:00 GMT</pubDate>"
            f"<description>Le numéro {n}, en bref.</description>{body}</item>")


def feed(*entries):
    return ('<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
            f'<title>Le Courrier</title><link>/</link>{"".join(entries)}</channel></rss>')


class Watch(TreveTest):
    def setUp(self):
        super().setUp()
        self.web = Web()
        self.addCleanup(self.web.close)

    def feeds(self, *paths):
        addresses = [p if "://" in p else self.web.address + p for p in paths]
        return self.write("feeds.txt", "# feeds\n" + "\n".join(addresses) + "\n")

    def watch(self, *paths, rounds=1, every="0.001", options=(), status=None):
        return self.treve("watch", self.feeds(*paths), "--db", "x.db", "--allow-local", "--every", every, "--rounds", rounds, *options, status=status)

    def rows(self, query):
        connection = sqlite3.connect(self.folder / "x.db")
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def count(self, what):
        return self.rows(f"SELECT count(*) FROM {what}")[0][0]

    def test_fifty_pages_are_read_once_in_ten_rounds_beside_broken_feeds(self):
        web = self.web

        def slow(handler):
            handler.send_response(200)
            handler.end_headers()
            try:
                while web.open:
                    handler.wfile.write(b" ")
                    time.sleep(0.2)
            except OSError:
                pass
            return True

        def endless(handler):
            handler.send_response(200)
            handler.end_headers()
            try:
                while web.open:
                    handler.wfile.write(b"<item>" + b"a" * 65536)
            except OSError:
                pass
            return True
        rounds = []

        def growing(_):  # five more entries each time; the newest stand first
            rounds.append(0)
            n = min(50, 5 * len(rounds))
            return feed(*(entry(i) for i in reversed(range(n))))
        web.answers.update({f"/p{i}": page(i) for i in range(50)})
        web.answers.update({
            "/good": growing, "/slow": slow, "/500": (500, {}, b"broken"), "/cut": feed(entry(0), entry(1))[:-120], "/garbage": b"\x00\xff<<>" * 99,
            "/html": page(3), "/endless": endless, "/loop": redirect("/loop"), "/meta": redirect("file:///etc/passwd"),
            "/links": feed(entry(90, "file:///etc/passwd"), entry(91, "http://169.254.169.254/latest"), entry(92, "/secret/a"), entry(93, "/gone")),
            "/robots.txt": "User-agent: *\nDisallow: /secret\n", "/secret/a": page(92)})
        run = self.watch("/slow", "/500", "/cut", "/garbage", "/html", "/endless", "/loop", "/meta", "/links", "/good", "http://127.0.0.1:9/",
                         rounds=10, every="0.01", options=("--timeout", "1"), status=1)
        self.assertEqual({web.asked[f"/p{i}"] for i in range(50)}, {1})
        self.assertEqual(web.asked["/secret/a"], 0)
        self.assertEqual(web.asked["/robots.txt"], 1)
        self.assertEqual(len([line for line in run.err.splitlines() if line.startswith("treve: round ")]), 10)
        for path, reason in (("/slow", "timed out"), ("/500", "status 500"), ("/loop", "redirected more than"), ("/meta", "neither http nor https")):
            self.assertRegex(run.err, f"{web.address}{path}: not fetched: .*{reason}.*; it is asked again in ")
        self.assertIn("/secret/a: not fetched: the robots.txt", run.err)
        self.assertNotIn("root:", run.err)
        self.assertLess(web.asked["/500"], 6)
        self.assertEqual(self.count("articles"), 50)
        # a restart reads nothing twice
        before = dict(web.asked)
        run = self.watch("/good", "/cut", status=None)
        self.assertEqual({web.asked[f"/p{i}"] for i in range(50)}, {1})
        self.assertIn("0 new articles", run.err)
        self.assertEqual(web.asked["/gone"], before["/gone"])

    def test_feeds_are_asked_whether_they_have_changed(self):
        states = []
        modified = email.utils.format_datetime(datetime.datetime(2021, 5, 17, tzinfo=datetime.timezone.utc), usegmt=True)

        def by_etag(handler):
            states.append(handler.headers.get("If-None-Match"))
            return (304, {}, b"") if states[-1] == '"v1"' else (200, {"ETag": '"v1"'}, feed(entry(1)).encode())

        def by_date(handler):
            states.append(handler.headers.get("If-Modified-Since"))
            return (304, {}, b"") if states[-1] == modified else (200, {"Last-Modified": modified}, feed(entry(2)).encode())
        self.web.answers.update({"/etag": by_etag, "/date": by_date, "/p1": page(1), "/p2": page(2)})
        run = self.watch("/etag", rounds=3, status=0)
        self.assertEqual(states, [None, '"v1"', '"v1"'])
        self.assertIn("round 1: 1 feed read, 0 unchanged, 0 failed; 1 new article\n", run.err)
        self.assertIn("round 3: 1 feed read, 1 unchanged, 0 failed; 0 new articles\n", run.err)
        self.watch("/etag", status=0)  # kept over a restart
        self.assertEqual(states[3:], ['"v1"'])
        self.watch("/date", rounds=2, status=0)
        self.assertEqual(states[4:], [None, modified])
        self.assertEqual((self.web.asked["/p1"], self.web.asked["/p2"]), (1, 1))

    def test_a_page_that_fails_for_a_while_is_tried_again(self):
        asked = []

        def flaky(_):
            asked.append(0)
            return (503, {}, b"") if len(asked) < 3 else page(1)
        self.web.answers.update({"/feed": lambda h: (200, {"ETag": '"v"'}, feed(entry(1), entry(2)).encode()) if not h.headers.get("If-None-Match") else (304, {}, b""),
                                 "/p1": flaky, "/p2": (503, {}, b"")})
        self.watch("/feed", status=1)
        self.watch("/feed", rounds=5, status=1)
        self.assertEqual(len(asked), 3)
        self.assertEqual(self.web.asked["/p2"], 4)  # three of one run end it
        self.assertEqual(self.count("articles"), 1)

    def test_whole_entries_and_what_pages_lack(self):
        whole = page(5).split("<article>")[1].split("</article>")[0].partition("</h1>")[2] * 2
        self.web.answers.update({
            "/feed": feed(entry(5, "/p5", "Tout est là", f"<content:encoded><![CDATA[{whole}]]></content:encoded>"), entry(6, title="Du fil"),
                          entry(7, title="Du fil aussi"), entry(8, "", body="", guid='<guid isPermaLink="false">n8</guid>'),
                          "<item><title>Sans texte</title><link>/p9</link></item>"),
            "/p9": page(9), "/p6": page(6, date=None, title=""), "/p7": page(7, date="2021-05-20T10:00:00Z")})
        self.watch("/feed", rounds=3)
        self.assertEqual((self.web.asked["/p5"], self.web.asked["/p6"], self.web.asked["/p7"]), (0, 1, 1))
        found = dict(self.rows("SELECT url, title || ' ' || date FROM articles WHERE url IS NOT NULL"))
        self.assertEqual(found, {self.web.address + "/p5": "Tout est là 2021-05-17", self.web.address + "/p6": "Du fil 2021-05-17",
                                 self.web.address + "/p7": "L'armée bombarde Benghazi pour la 7e fois 2021-05-20",
                                 self.web.address + "/p9": "L'armée bombarde Kaboul pour la 9e fois 2021-05-17"})

    def test_one_article_of_two_feeds(self):
        self.web.answers.update({"/a": feed(entry(1)), "/b": feed(entry(1), entry(2)), "/p1": page(1), "/p2": page(2)})
        self.watch("/a", "/b", "/a", rounds=2, status=0)
        self.assertEqual((self.web.asked["/p1"], self.web.asked["/p2"], self.web.asked["/a"]), (1, 1, 2))

    def test_selection(self):
        self.web.answers.update({"/a": feed(entry(0), entry(1)), "/p0": page(0), "/p1": page(1)})
        self.watch("/a", rounds=2, options=("--match", "Damas"), status=0)
        self.assertEqual((self.web.asked["/p0"], self.web.asked["/p1"], self.count("articles")), (1, 1, 1))

    def test_local_hosts_are_refused(self):
        self.web.answers["/a"] = feed(entry(1))
        run = self.treve("watch", self.feeds("/a"), "--db", "x.db", "--rounds", "1", status=1)
        self.assertIn("is a loopback address", run.err)
        self.assertEqual(sum(self.web.asked.values()), 0)

    def test_retry_after(self):
        self.web.answers["/a"] = (503, {"Retry-After": "3600"}, b"")
        run = self.watch("/a", rounds=5, status=1)
        self.assertIn("it is asked again in 60 minutes", run.err)
        self.assertEqual(self.web.asked["/a"], 1)
        self.assertIn("round 5: 0 feeds read, 0 unchanged, 0 failed, 1 waiting; 0 new articles", run.err)

    def test_a_server_that_asks_to_be_left_alone(self):
        self.web.answers.update({"/a": feed(entry(1), entry(2), entry(3)), "/p1": (429, {"Retry-After": "600"}, b""), "/p2": page(2), "/p3": page(3)})
        run = self.watch("/a", rounds=5, options=("--jobs", "1"), status=1)
        self.assertEqual([self.web.asked[p] for p in ("/a", "/p1", "/p2", "/p3")], [1, 1, 0, 0])
        self.assertIn("its server asks to be left alone for now; it is asked again in 10 minutes", run.err)
        self.web.answers["/p1"] = page(1)
        self.watch("/a", status=0)
        self.assertEqual([self.web.asked[p] for p in ("/a", "/p1", "/p2", "/p3")], [2, 2, 1, 1])

    def test_usage(self):
        for text, message in (("", "no address in it"), ("# none\n", "no address in it"), ("ftp://x.example/\n", "feeds.txt:1: "),
                              ("https://x.example/ y\n", "feeds.txt:1: ")):
            with self.subTest(text):
                self.assertIn(message, self.treve("watch", self.write("feeds.txt", text), "--db", "x.db", status=2).err)
        good = self.write("feeds.txt", "https://x.example/ # why\r\n")
        self.assertIn("once a minute", self.treve("watch", good, "--db", "x.db", "--every", "0.5", status=2).err)
        self.assertIn("--every", self.treve("watch", good, "--db", "x.db", "--every", "soon", status=2).err)
        self.treve("watch", "--db", "x.db", status=2)
        self.treve("watch", good, good, "--db", "x.db", status=2)
        self.treve("watch", "missing.txt", "--db", "x.db", status=2)
        self.assertFalse((self.folder / "x.db").exists())

    def stop(self, signal_number, when):
        run = subprocess.Popen([TREVE, "watch", self.feeds("/feed", "/stuck"), "--db", "x.db", "--allow-local", "--every", "0.001", "--jobs", "2"],
                               cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            self.assertTrue(when.wait(LIMIT_S))
            run.send_signal(signal_number)
            _, err = run.communicate(timeout=LIMIT_S)
        finally:
            run.kill()
            run.wait()
        self.assertEqual(run.returncode, 0, err)
        self.assertIn(b"stopped", err)
        for mark in (b"Sanitizer", b"runtime error"):
            self.assertNotIn(mark, err)
        return err

    def test_a_signal_ends_it_after_the_article_in_hand(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number):
                when, stuck = threading.Event(), threading.Event()

                def wait_for(_, stuck=stuck):
                    stuck.wait(LIMIT_S)
                    return page(19)

                def tell(_, when=when):
                    when.set()
                    return page(9)
                self.web.answers.update({f"/p{i}": page(i) for i in range(40)})
                self.web.answers.update({"/feed": feed(*(entry(i) for i in range(40))), "/stuck": feed(), "/p9": tell, "/p19": wait_for})
                begun = time.monotonic()
                self.stop(number, when)
                stuck.set()
                self.assertLess(time.monotonic() - begun, 60)
                before = self.count("articles")
                self.assertGreater(before, 5)
                self.assertLess(before, 40)
                self.assertEqual(self.rows("PRAGMA integrity_check"), [("ok",)])
                self.web.answers["/p19"] = page(19)
                self.watch("/feed", status=0)
                self.assertEqual(self.count("articles"), 40)
                read = [p for p, n in self.web.asked.items() if p.startswith("/p") and n > 1]
                self.assertLess(len(read), 12)  # fetched, but not in hand yet
                os.remove(self.folder / "x.db")
                self.web.asked.clear()

    def test_a_signal_ends_the_wait_for_the_next_round(self):
        when = threading.Event()

        def tell(_):
            when.set()
            return feed(entry(1))
        self.web.answers.update({"/feed": tell, "/stuck": feed(), "/p1": page(1)})
        self.stop(signal.SIGTERM, when)


if __name__ == "__main__":
    main()
