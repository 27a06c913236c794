"""The database: ingesting, reading, correcting, and what may go wrong with the file."""
import csv
import gzip
import io
import json
import os
import random
import signal
import sqlite3
import subprocess
import time
import unittest

import harness
from harness import ARTICLE, GERMAN, OTHER, ROOT, TREVE

MIXED = sorted((ROOT / "samples" / "mixed").glob("m*.txt"))
CHRONICLE = sorted((ROOT / "samples" / "chronicle").glob("c*.txt"))
SAME = OTHER.replace("date 2021-05-17\n", "date 2021-05-17\noutlet Le Monde\nagency AFP\n")


class StoreTest(harness.TreveTest):
    def setUp(self):
        super().setUp()
        self.db = self.folder / "a.db"

    def ingest(self, *paths, status=0, db=None, **more):
        return self.treve("ingest", *paths, "--db", db or self.db, status=status, **more)

    def read(self, command, *args, db=None, status=0):
        return self.treve(command, *args, "--db", db or self.db, status=status)

    def query(self, sql, *args, db=None):
        connection = sqlite3.connect(db or self.db)
        try:
            return connection.execute(sql, args).fetchall()
        finally:
            connection.close()

    def dump(self, db=None):
        """All that a reader sees, without what depends on the machine."""
        return [self.read(c, "-f", "ndjson", db=db).out for c in ("chronicle", "ceasefires", "redlines", "conflicts", "stats")]

    def sound(self, db=None):
        self.assertEqual(self.query("PRAGMA integrity_check", db=db), [("ok",)])
        self.assertEqual(self.query("PRAGMA foreign_key_check", db=db), [])
        lost = self.query("SELECT count(*) FROM telling WHERE incident NOT IN (SELECT id FROM incident) OR incident IS NULL", db=db)
        self.assertEqual(lost, [(0,)])
        empty = self.query("SELECT count(*) FROM incident WHERE id NOT IN (SELECT incident FROM telling)", db=db)
        self.assertEqual(empty, [(0,)])
        untold = self.query("SELECT count(*) FROM incident i WHERE n_tellings <> (SELECT count(*) FROM telling t WHERE "
                            "t.incident = i.id)", db=db)
        self.assertEqual(untold, [(0,)])
        self.assertEqual(self.query("SELECT n FROM tally WHERE kind = 'incidents'", db=db),
                         self.query("SELECT count(*) FROM incident", db=db))


class Ingest(StoreTest):
    def test_twice_changes_nothing(self):
        run = self.ingest(*CHRONICLE)
        self.assertIn(f"{len(CHRONICLE)} articles read: {len(CHRONICLE)} new, 0 known", run.err)
        before, bytes_before = self.dump(), self.db.read_bytes()
        run = self.ingest(*CHRONICLE)
        self.assertIn(f"0 new, {len(CHRONICLE)} known; 0 rows changed", run.err)
        self.assertEqual(self.dump(), before)
        self.assertEqual(self.db.read_bytes(), bytes_before)
        self.sound()

    def test_any_order_gives_the_same(self):
        self.any_order(CHRONICLE)

    def test_two_languages_in_any_order(self):
        self.any_order(MIXED)
        self.assertEqual(dict(self.query("SELECT lang, count(*) FROM articles GROUP BY lang")), {"en": 7, "fr": 6})
        both = self.query("SELECT i.langs FROM incidents i WHERE i.langs = 'en;fr' OR i.langs = 'fr;en'")
        self.assertGreaterEqual(len(both), 10)
        truces = [r for r in self.read("ceasefires", "-f", "ndjson").records]
        self.assertEqual([len(t["parties"]) for t in truces], [2, 2])
        self.assertTrue(all({a["file"].split("/")[-1][:2] for a in t["articles"]} in ({"m1"}, {"m2"}) for t in truces))
        names = {n for (n,) in self.query("SELECT DISTINCT name FROM actors WHERE name IS NOT NULL")}
        self.assertTrue({"March 23 Movement", "Rapid Support Forces", "Félix Tshisekedi"} <= names, names)
        self.assertFalse({"Felix Tshisekedi", "Jean-Noel Barrot"} & names)

    def any_order(self, articles):
        self.ingest(*articles)
        before = self.dump()
        for seed in range(10 if not os.environ.get("TREVE_SANITIZED") else 2):
            rng, files, db = random.Random(seed), articles[:], self.folder / f"{seed}.db"
            rng.shuffle(files)
            while files:
                n = rng.choice([1, 3, 10, 40])
                self.ingest(*files[:n], db=db)
                files = files[n:]
            self.assertEqual(self.dump(db), before, f"seed {seed}")
            self.sound(db)

    def test_a_folder_and_those_in_it(self):
        for name in ("in/a.txt", "in/deep/er/b.txt", "in/c.md"):
            self.write(name, {"a": ARTICLE, "b": OTHER, "c": GERMAN}[name.split("/")[-1][0]])
        (self.folder / "in" / "deep" / "ring").symlink_to(self.folder / "in")
        run = self.ingest(self.folder / "in")
        self.assertIn("2 articles read: 2 new, 0 known\n", run.err)

    def test_a_folder_that_is_not_there(self):
        self.write("a.txt", ARTICLE)
        run = self.treve("ingest", self.folder / "a.txt", "--db", self.folder / "none" / "a.db", status=2)
        self.assertIn("none: no such folder", run.err)

    def test_the_same_text_from_another_file(self):
        self.ingest(self.write("a.txt", ARTICLE))
        before = self.dump()
        run = self.ingest(self.write("b.txt", ARTICLE))
        self.assertIn("1 the same text from another file", run.err)
        self.assertEqual(self.dump()[0], before[0])
        self.assertEqual(self.query("SELECT count(*) FROM articles"), [(1,)])
        self.assertEqual(self.query("SELECT count(*) FROM article_files"), [(2,)])

    def test_a_changed_file_supersedes_its_own(self):
        a, b = self.write("a.txt", ARTICLE), self.write("b.txt", OTHER)
        self.ingest(a, b)
        self.write("a.txt", SAME)
        self.assertIn("1 changed since", self.ingest(a, b).err)
        fresh = self.folder / "fresh.db"
        self.ingest(a, b, db=fresh)
        self.assertEqual(self.dump(), self.dump(fresh))
        self.sound()
        self.assertEqual(self.query("SELECT count(*) FROM articles WHERE superseded_by IS NOT NULL"), [(1,)])
        self.assertEqual(self.read("search", "Erdogan").out, "no articles\n")
        self.write("a.txt", ARTICLE)  # and back again
        self.ingest(a, b)
        self.ingest(self.write("c.txt", ARTICLE), b, db=self.folder / "back.db")
        self.assertEqual(self.read("chronicle", "-f", "csv").out, self.read("chronicle", "-f", "csv", db=self.folder / "back.db").out)
        self.sound()

    def test_a_text_that_another_file_still_holds_stays(self):
        a, b = self.write("a.txt", ARTICLE), self.write("b.txt", ARTICLE)
        self.ingest(a, b)
        self.write("a.txt", OTHER)
        self.ingest(a)
        self.assertEqual(self.query("SELECT count(*) FROM articles WHERE superseded_by IS NULL"), [(2,)])

    def test_an_address_holds_one_text(self):
        url = "date 2021-05-17\nurl https://example.org/1\n"
        a = self.write("a.txt", OTHER.replace("date 2021-05-17\n", url))
        b = self.write("b.txt", OTHER.replace("date 2021-05-17\n", url).replace("dix", "douze"))
        self.ingest(a)
        self.ingest(b)
        self.assertEqual(self.query("SELECT superseded_by IS NULL, text LIKE '%douze%' FROM articles ORDER BY 1"), [(0, 0), (1, 1)])
        self.sound()

    def test_copies_of_an_agency_count_once(self):
        files = [self.write(f"{n}.txt", SAME.replace("Le Monde", n)) for n in ("Le Monde", "Le Figaro", "La Croix")]
        self.ingest(*files, self.write("own.txt", OTHER.replace("L'armée israélienne a", "Des avions israéliens ont")))
        row = self.read("chronicle", "-f", "ndjson", "--type", "ASSAULT").records[0]
        self.assertEqual((row["n_articles"], row["n_sources"]), (4, 2))

    def test_what_cannot_be_read_is_named_and_the_rest_is_stored(self):
        run = self.ingest(self.write("a.txt", ARTICLE), self.write("bad.txt", b"\xff\xfe\x00"), self.folder / "none.txt", status=1)
        self.assertIn("bad.txt", run.err)
        self.assertIn("1 articles read: 1 new" if "1 articles" in run.err else "1 new, 0 known, 2 rejected", run.err)

    def test_without_a_database_or_a_path(self):
        self.assertIn("--db", self.treve("ingest", self.write("a.txt", ARTICLE), status=2, env={"TREVE_DB": ""}).err)
        self.ingest(status=2)
        self.ingest(self.folder / "none", status=1)
        self.treve("ingest", self.folder / "a.txt", status=0, env={"TREVE_DB": str(self.db)})


class Killed(StoreTest):
    def kill(self, files, after):
        process = subprocess.Popen([TREVE, "ingest", "-j1", *map(str, files), "--db", str(self.db)], stderr=subprocess.DEVNULL)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def test_kill_at_random_moments(self):
        self.ingest(*CHRONICLE, db=self.folder / "whole.db")
        whole, rng = self.dump(self.folder / "whole.db"), random.Random(7)
        for _ in range(int(os.environ.get("TREVE_KILLS", "12"))):
            for old in self.folder.glob("a.db*"):
                old.unlink()
            for _ in range(3):
                self.kill(CHRONICLE, rng.random() * 0.6)
            if self.db.exists() and self.db.stat().st_size:
                self.assertEqual(self.query("PRAGMA integrity_check"), [("ok",)])
            self.ingest(*CHRONICLE)
            self.assertEqual(self.dump(), whole)
            self.sound()

    def test_interrupt_finishes_the_batch(self):
        process = subprocess.Popen([TREVE, "ingest", "-j1", *map(str, CHRONICLE * 3), "--db", str(self.db)], stderr=subprocess.PIPE)
        time.sleep(0.4)
        process.send_signal(signal.SIGTERM)
        err = process.communicate()[1].decode()
        if "interrupted" in err:
            self.assertEqual(process.returncode, 1)
        self.ingest(*CHRONICLE)
        self.assertEqual(self.query("SELECT count(*) FROM articles"), [(len(CHRONICLE),)])
        self.sound()


class BadFile(StoreTest):
    def refused(self, message, *command):
        for c in (command,) if command else (("chronicle",), ("stats",), ("ingest", self.write("x.txt", ARTICLE))):
            run = self.treve(*c, "--db", self.db, status=2)
            self.assertIn(message, run.err)
            self.assertNotIn("SQLite 1)", run.err)

    def test_no_database(self):
        self.refused("no such database", "chronicle")
        self.db.mkdir()
        self.refused("is a folder")

    def test_not_a_database(self):
        self.db.write_text("date 2020-10-10\n" * 100)
        before = self.db.read_bytes()
        self.refused("is not a treve database")
        self.assertEqual(self.db.read_bytes(), before)

    def test_of_another_program(self):
        connection = sqlite3.connect(self.db)
        connection.execute("CREATE TABLE t (x)")
        connection.close()
        before = self.db.read_bytes()
        self.refused("belongs to another program")
        self.assertEqual(self.db.read_bytes(), before)

    def test_newer_schema(self):
        self.ingest(self.write("a.txt", ARTICLE))
        connection = sqlite3.connect(self.db)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
        self.refused("newer treve")

    def test_older_schema(self):
        """A file of schema 1: five of the samples and two corrections, as the program of that day wrote them."""
        self.db.write_bytes(gzip.decompress((ROOT / "tests" / "e2e" / "schema-1.db.gz").read_bytes()))
        before = self.db.read_bytes()
        self.assertIn("has the older schema 1", self.read("chronicle", status=2).err)
        self.assertEqual(self.db.read_bytes(), before)
        fresh = self.folder / "fresh.db"
        self.ingest(*CHRONICLE[:5], db=fresh)
        for act in (["reject", "i229a56554c1f58ea"], ["edit", "i81e214d09e9dfd57", "killed=7"]):
            self.treve("correct", *act, "--author", "Ada", "--reason", "it is so", "--db", fresh)
        self.treve("recode", "--all", "--db", self.db)
        self.sound()
        self.same_elsewhere(fresh)
        self.ingest(*CHRONICLE)
        self.ingest(*CHRONICLE, db=fresh)
        self.same_elsewhere(fresh)

    def same_elsewhere(self, fresh):
        """But for the folder in which the articles stood that day."""
        old, new = self.dump(), self.dump(fresh)
        self.assertEqual([text.replace("/articles/", f"{CHRONICLE[0].parent}/") for text in old], new)

    def test_an_upgrade_that_is_cut_short(self):
        self.db.write_bytes(gzip.decompress((ROOT / "tests" / "e2e" / "schema-1.db.gz").read_bytes()))
        for delay in (0.005, 0.01, 0.02, 0.04):
            run = subprocess.Popen([TREVE, "recode", "--db", self.db], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(delay)
            run.kill()
            run.wait()
            self.assertIn(self.query("PRAGMA user_version"), [[(1,)], [(5,)]])
        self.treve("recode", "--db", self.db)
        self.sound()
        self.assertTrue(self.read("chronicle", "-f", "csv").out.count("\n") > 10)

    def test_read_only(self):
        self.ingest(self.write("a.txt", ARTICLE))
        before = self.read("chronicle").out
        self.db.chmod(0o444)
        self.folder.chmod(0o555)
        try:
            self.assertEqual(self.read("chronicle").out, before)
            if os.geteuid():
                self.refused("cannot be written", "ingest", self.folder / "a.txt")
        finally:
            self.folder.chmod(0o755)

    def test_damaged(self):
        self.ingest(*CHRONICLE)
        whole = self.db.read_bytes()
        for seed in range(12):
            rng, damaged = random.Random(seed), bytearray(whole)
            at = rng.randrange(4096, len(damaged) - 4096)
            damaged[at:at + 3000] = bytes(rng.randrange(256) for _ in range(3000))
            self.db.write_bytes(damaged)
            for command in (("chronicle", "-f", "ndjson"), ("ceasefires",), ("redlines",), ("stats",), ("search", "Bakou"),
                            ("ingest", self.write("x.txt", OTHER))):
                run = self.treve(*command, "--db", self.db)
                if run.status:
                    self.assertRegex(run.err, "damaged|could not|nothing|no such|disk image|missing|interrupted")
        self.db.write_bytes(whole[:len(whole) // 2 + 100])
        self.assertEqual(self.treve("chronicle", "--db", self.db).status, 2)

    def test_locked(self):
        self.ingest(self.write("a.txt", ARTICLE))
        connection = sqlite3.connect(self.db, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        self.read("chronicle")  # readers do not mind
        run = self.ingest(self.write("b.txt", OTHER), status=2)
        self.assertIn("locked", run.err)
        connection.close()
        self.ingest(self.write("b.txt", OTHER))

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_output_that_is_full(self):
        self.ingest(self.write("a.txt", ARTICLE))
        self.read("chronicle", "-f", "ndjson", "-o", "/dev/full", status=2)


class Reading(StoreTest):
    def setUp(self):
        super().setUp()
        self.ingest(*CHRONICLE)

    def records(self, *args):
        return self.read("chronicle", "-f", "ndjson", *args).records

    def test_filters(self):
        everything = self.records()
        for args, holds in (
                (("--from", "2021-07-10", "--to", "2021-07-20"), lambda r: "2021-07-0" < r["date"][:10] <= "2021-07-20"),
                (("--type", "ASSAULT"), lambda r: r["event"] == "ASSAULT"),
                (("--type", "assault/Firearms,AGREE"), lambda r: r["event"] == "AGREE" or r["mode"] == "firearms"),
                (("--actor", "AZE:MIL"), lambda r: any(e["code"] == "AZE" and e["sector"] == "MIL" for e in r["actor"])),
                (("--recipient", "arm"), lambda r: any(e["code"] == "ARM" for e in r["recipient"])),
                (("--actor", "pashinyan"), lambda r: any("Pashinyan" in (e["name"] or "") for e in r["actor"])),
                (("--status", "denied,alleged"), lambda r: r["status"] in ("denied", "alleged")),
                (("--tag", "red_line"), lambda r: "red_line" in r["tags"]),
                (("--tag", "ceasefire"), lambda r: any(t.startswith("ceasefire:") for t in r["tags"])),
                (("--lang", "fr"), lambda r: True)):
            found = self.records(*args)
            self.assertTrue(found, args)
            self.assertTrue(all(map(holds, found)), args)
            if "--from" not in args:
                self.assertEqual([r["id"] for r in found], [r["id"] for r in everything if holds(r)], args)
        self.assertEqual(self.records("--lang", "xx"), [])
        self.assertEqual(self.read("chronicle", "--place", "nowhere").out, "no incidents\n")
        place = next(r["place"]["name"] for r in everything if r["place"])
        self.assertTrue(all(r["place"]["name"] == place for r in self.records("--place", place)))

    def test_conflicts(self):
        found = {c["name"]: c for c in self.read("conflicts", "-f", "ndjson").records}
        self.assertEqual(set(found), {"Armenia–Azerbaijan", "Sudan: government–Rapid Support Forces"})
        sudan = found["Sudan: government–Rapid Support Forces"]
        self.assertEqual([[(e["code"], e["name"]) for e in side] for side in sudan["sides"]],
                         [[("SDN", None)], [("SDN", "Rapid Support Forces")]])
        self.assertEqual(sudan["countries"], ["SDN"])
        self.assertEqual(sudan["first_day"][:7], "2023-04")
        for c in found.values():
            for word in (c["id"], c["id"][:9], c["name"].lower(), c["name"][:6]):
                incidents = self.records("--conflict", word)
                self.assertEqual(incidents, [r for r in self.records() if r["conflict"] == c["id"]])
                self.assertEqual(len(incidents), c["n_incidents"])
                truces = self.read("ceasefires", "-f", "ndjson", "--conflict", word).records
                self.assertEqual({t["conflict"] for t in truces}, {c["id"]})
                self.assertEqual(len(truces), c["n_ceasefires"])
        both = self.records("--conflict", "Sudan,Armenia")
        self.assertEqual(both, [r for r in self.records() if r["conflict"]])
        self.assertTrue(self.read("redlines", "-f", "ndjson", "--conflict", "armenia").records)
        self.assertEqual(self.read("redlines", "--conflict", "sudan").out, "no red lines\n")
        rows = list(csv.DictReader(io.StringIO(self.read("conflicts", "-f", "csv").out)))
        self.assertEqual([r["name"] for r in rows], list(found))
        self.assertIn("in SDN", self.read("conflicts").out)
        self.assertEqual(self.query("SELECT name, n_incidents FROM conflicts ORDER BY 2 DESC"),
                         [(c["name"], c["n_incidents"]) for c in found.values()])

    def test_names_of_conflicts(self):
        names = self.write("names.tsv", "name\tparties\nLa guerre du Soudan\tSDN|SDN:REB:Rapid Support Forces\n")
        before = self.dump()
        self.assertIn("La guerre du Soudan", self.read("conflicts", "--names", names).out)
        self.assertEqual([r["name"] for r in self.read("conflicts", "-f", "ndjson").records],
                         ["Armenia–Azerbaijan", "La guerre du Soudan"])
        self.assertTrue(self.records("--conflict", "guerre du soudan"))
        for bad, where in (("name\tparties\nSeul\tSDN\n", "bad.tsv:2:"), ("name\tparties\n\nA\tSDN|X\n", "bad.tsv:3:"),
                           ("nom\tparties\n", "bad.tsv:1")):
            self.assertIn(where, self.read("conflicts", "--names", self.write("bad.tsv", bad), status=2).err)
        self.assertIn("none.tsv", self.read("conflicts", "--names", self.folder / "none.tsv", status=2).err)
        self.ingest(self.write("more.txt", OTHER))  # a later run keeps them
        self.assertIn("La guerre du Soudan", self.read("conflicts").out)
        fresh = self.folder / "fresh.db"
        self.ingest(*CHRONICLE, db=fresh)
        self.read("conflicts", "--names", names, db=fresh)
        self.read("conflicts", "--names", self.write("none.tsv", "name\tparties\n"), db=fresh)
        self.assertEqual(self.dump(fresh), before)

    def test_injection_is_text(self):
        for value in ("'; DROP TABLE event; --", "x' OR '1'='1", "%", "?", '"'):
            for option in ("--actor", "--place", "--status", "--tag", "--conflict", "--lang"):
                self.assertEqual(self.read("chronicle", option, value).out, "no incidents\n")
            self.assertIn("is no event type", self.read("chronicle", "--type", value, status=2).err)
        self.assertEqual(self.read("search", "zzz' OR 1 --").out, "no articles\n")
        self.read("search", '"unclosed', "(", "NEAR", "AND*")
        self.sound()

    def test_formats(self):
        records = self.records()
        rows = list(csv.DictReader(io.StringIO(self.read("chronicle", "-f", "csv").out)))
        self.assertEqual([r["id"] for r in records], [r["incident"] for r in rows])
        geo = json.loads(self.read("chronicle", "-f", "geojson").out)
        self.assertEqual(geo["type"], "FeatureCollection")
        self.assertEqual([f["id"] for f in geo["features"]], [r["id"] for r in records if r["place"] and r["place"]["lat"] is not None])
        for f in geo["features"]:
            lon, lat = f["geometry"]["coordinates"]
            self.assertTrue(-180 <= lon <= 180 and -90 <= lat <= 90)
        self.treve("ceasefires", "-f", "geojson", "--db", self.db, status=2)
        table = self.read("chronicle", "--limit", "5").out
        self.assertIn("and more", table)
        self.assertNotIn("\x1b", table)
        self.assertIn("\x1b[", self.read("chronicle", "--color", "always").out)

    def test_every_record_has_its_fields(self):
        for r in self.records():
            self.assertEqual(r["n_tellings"], len(r["mentions"]))
            self.assertEqual(r["n_articles"], len({m["article"]["id"] for m in r["mentions"]}))
            self.assertLessEqual(r["n_sources"], r["n_articles"])
            for m in r["mentions"]:
                with open(m["article"]["file"], "rb") as f:
                    self.assertEqual(f.read()[m["span"][0]:m["span"][1]].decode(), m["text"])
        truces = self.read("ceasefires", "-f", "ndjson").records
        self.assertTrue(truces and all(t["acts"] and t["articles"] for t in truces))
        self.assertTrue(self.read("redlines", "-f", "ndjson").records)
        self.assertTrue(self.read("redlines", "-f", "csv").out.count("\n") > 1)
        self.assertTrue(self.read("ceasefires", "-f", "csv").out.count("\n") > 1)

    def test_show(self):
        record = max(self.records(), key=lambda r: r["n_articles"])
        for id_ in (record["id"], record["id"][:9], record["mentions"][1]["id"]):
            shown = self.read("show", id_).out
            self.assertIn(record["id"], shown)
            self.assertIn("Told by", shown)
        self.assertEqual(self.read("show", record["id"], "-f", "ndjson").records, [record])
        article = record["mentions"][0]["article"]["id"]
        self.assertIn("Events", self.read("show", article).out)
        for command in ("ceasefires", "redlines"):
            other = self.read(command, "-f", "ndjson").records[0]["id"]
            self.assertIn(other, self.read("show", other).out)
        self.assertIn("begins several", self.read("show", "i", status=2).err + self.read("show", record["id"][:2], status=2).err)
        self.assertIn("nothing is called", self.read("show", "i0123456789abcdef", status=2).err)
        self.read("show", "'; DROP", status=2)

    def test_a_former_id_is_found(self):
        record = next(r for r in self.records() if r["n_articles"] > 1)
        first = min(record["mentions"], key=lambda m: (m["article"]["date"], m["id"]))["article"]["file"]
        last = [m["article"]["file"] for m in record["mentions"] if m["article"]["file"] != first]
        other = self.folder / "b.db"
        self.ingest(*last, db=other)
        former = {r["id"] for r in self.read("chronicle", "-f", "ndjson", db=other).records}
        self.ingest(first, db=other)
        now = {r["id"] for r in self.read("chronicle", "-f", "ndjson", db=other).records}
        for id_ in former - now:
            self.read("show", id_, db=other)

    def test_search_and_stats(self):
        found = self.read("search", "bakou", "-f", "ndjson").records
        self.assertTrue(found)
        self.assertEqual(self.read("search", "BAKOU", "-f", "ndjson").records, found)
        self.assertTrue(self.read("search", "armenien*", "-f", "ndjson").records)
        self.assertEqual(self.read("search", "bakou", "zzzz").out, "no articles\n")
        counts = self.read("stats", "-f", "ndjson").records
        self.assertEqual(next(c["n"] for c in counts if c["of"] == "articles"), len(CHRONICLE))
        self.assertEqual(sum(c["n"] for c in counts if c["of"] == "type"), len(self.records()))
        self.assertIn("Incidents per month", self.read("stats").out)

    def test_the_views_from_python(self):
        rows = self.query("SELECT type, date_from, actor, recipient, place, status, text FROM events WHERE type = 'ASSAULT'")
        self.assertTrue(rows and all(r[6] for r in rows))
        for view in ("events", "actors", "mentions", "sources", "ceasefires", "ceasefire_acts", "red_lines", "incidents", "articles",
                     "corrections", "article_files", "conflicts"):
            self.query(f"SELECT * FROM {view}")
        self.assertEqual(self.query("SELECT count(*) FROM events"), self.query("SELECT count(*) FROM event"))
        self.assertEqual(self.query("SELECT count(DISTINCT event) FROM mentions"), self.query("SELECT count(*) FROM event"))


class Correcting(StoreTest):
    def setUp(self):
        super().setUp()
        self.ingest(*CHRONICLE)
        self.before = self.dump()

    def correct(self, *args, status=0):
        return self.treve("correct", *args, "--author", "Ada", "--reason", "it is so", "--db", self.db, status=status)

    def record(self, id_):
        return self.read("show", id_, "-f", "ndjson").records[0]

    def back(self):
        number = self.query("SELECT max(number) FROM corrections")[0][0]
        self.correct("undo", number)
        now = self.dump()
        strip = [[{**json.loads(l), "review": None} for l in d.splitlines()] for d in (now[0], self.before[0])]
        self.assertEqual(strip[0], strip[1])
        self.assertEqual(now[1:], self.before[1:])
        self.sound()

    def records(self):
        return [json.loads(l) for l in self.before[0].splitlines()]

    def test_edit(self):
        id_ = next(r["id"] for r in self.records() if r["event"] == "ASSAULT" and r["date"])
        self.correct("edit", id_, "date=2021-07-01")
        self.correct("edit", id_, "killed=7-13")
        self.correct("edit", id_, "actor=AZE:MIL;AZE:GOV:Ilham Aliyev")
        r = self.record(id_)
        self.assertEqual((r["date"], r["killed"], r["review"]), ("2021-07-01", {"min": 7, "max": 13}, "edited"))
        self.assertEqual([e["name"] for e in r["actor"]], ["Ilham Aliyev", None])
        self.assertIn("Ada: it is so", self.read("show", id_).out)
        for bad in ("date=yesterday", "killed=many", "colour=red", "type=no", "nothing"):
            self.correct("edit", id_, bad, status=2)
        for _ in range(2):
            self.correct("undo", self.query("SELECT max(number) FROM corrections WHERE act = 'edit' AND number NOT IN "
                                            "(SELECT undoes FROM corrections WHERE undoes IS NOT NULL)")[0][0])
        self.correct("undo", 1)
        self.correct("undo", 1, status=2)
        self.correct("undo", 99, status=2)

    def test_reject(self):
        id_ = next(r["id"] for r in self.records() if r["n_articles"] > 2)
        self.correct("reject", id_)
        self.assertNotIn(id_, self.read("chronicle", "-f", "csv").out)
        self.sound_but_rejected()
        self.back()

    def sound_but_rejected(self):
        self.assertEqual(self.query("PRAGMA integrity_check"), [("ok",)])

    def test_reject_one_telling(self):
        record = next(r for r in self.records() if r["n_articles"] > 2)
        self.correct("reject", record["mentions"][-1]["id"])
        self.assertEqual(self.record(record["mentions"][0]["id"])["n_tellings"], record["n_tellings"] - 1)
        self.back()

    def test_merge(self):
        a, b = [r for r in self.records() if r["event"] == "ASSAULT"][:2]
        self.correct("merge", a["id"], b["id"])
        merged = self.record(a["mentions"][0]["id"])
        self.assertEqual(merged["n_tellings"], a["n_tellings"] + b["n_tellings"])
        self.assertEqual(merged["id"], self.record(b["mentions"][0]["id"])["id"])
        self.sound()
        self.back()
        self.correct("merge", a["id"], status=2)
        self.correct("merge", a["id"], "i0000000000000000", status=2)

    def test_split(self):
        record = next(r for r in self.records() if r["n_articles"] > 2)
        apart = record["mentions"][-1]["id"]
        self.correct("split", apart)
        rest = {m["id"] for m in record["mentions"]} - {apart}
        self.assertFalse(rest & {m["id"] for m in self.record(apart)["mentions"]})
        self.sound()
        self.back()

    def test_corrections_survive_recoding_and_reading_again(self):
        rs = [r for r in self.records() if r["n_articles"] > 1]
        self.correct("merge", rs[0]["id"], rs[1]["id"])
        self.correct("split", rs[2]["mentions"][-1]["id"])
        self.correct("reject", rs[3]["id"])
        self.correct("accept", rs[4]["id"])
        before = self.dump()
        self.treve("recode", "--db", self.db, status=0)
        self.treve("recode", "--all", "--db", self.db, status=0)
        self.assertEqual(self.dump(), before)
        self.ingest(*CHRONICLE)
        self.assertEqual(self.dump(), before)
        self.assertEqual(self.query("SELECT count(*) FROM corrections"), [(4,)])

    def test_usage(self):
        id_ = self.records()[0]["id"]
        self.treve("correct", "accept", id_, "--db", self.db, status=2)
        self.treve("correct", "accept", id_, "--author", "A", "--db", self.db, status=2)
        self.correct("praise", id_, status=2)
        self.correct("accept", status=2)
        self.assertEqual(self.query("SELECT count(*) FROM corrections"), [(0,)])


if __name__ == "__main__":
    harness.main()
