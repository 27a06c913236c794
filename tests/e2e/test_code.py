"""treve code: its formats, its options, its order."""
import csv
import io
import re
import shutil
import sqlite3

from harness import ARTICLE, ENGLISH, OTHER, ROOT, SAMPLES, TreveTest, main

EVENTS = set("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
             "MOBILIZE COERCE ASSAULT".split())
EVENT_FIELDS = set("record id article event mode cameo quad_code goldstein context actor recipient date date_text place according_to status "
                   "tags killed wounded captured sentence span text event_text confidence rule mentions".split())
CEASEFIRE_FIELDS = set("record article parties kind effective end announced_by mediators terms status alleged_violators "
                       "acts".split())
ARTICLE_FIELDS = {"id", "file", "lang", "date", "publisher", "agency", "url"}
ENTITY_FIELDS = {"code", "sector", "name"}
CONTEXTS = {line.split("\t")[0] for line in (ROOT / "share/ontology/contexts.tsv").read_text().splitlines()
            if line[0] != "#"} - {"context"}
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def is_date(text):
    return all(part == ".." or ISO.fullmatch(part) for part in text.split("/"))


class Ndjson(TreveTest):
    def check_entity(self, source, entity):
        self.assertLessEqual(ENTITY_FIELDS, entity.keys())
        self.assertRegex(entity["code"], r"^[A-Z]{3}$")
        # who is understood rather than named has no words of the article
        self.assertEqual(entity.get("entity_text") is None, entity.get("span") is None)
        if entity.get("span"):
            begin, end = entity["span"]
            self.assertEqual(source[begin:end].decode("utf-8"), entity["entity_text"])

    def check_event(self, source, event):
        self.assertLessEqual(EVENT_FIELDS, event.keys())
        self.assertIn(event["event"], EVENTS)
        self.assertIn(event["quad_code"], (1, 2, 3, 4))
        self.assertTrue(-10 <= event["goldstein"] <= 10)
        self.assertLessEqual(set(event["context"]), CONTEXTS)
        self.assertIn(event["status"], ("actual", "alleged", "denied", "future", "hypothetical", "negated"))
        for name in ("actor", "recipient", "according_to"):
            for entity in event[name]:
                self.check_entity(source, entity)
        begin, end = event["span"]
        self.assertLess(begin, end)
        self.assertLessEqual(end, len(source))
        self.assertEqual(" ".join(source[begin:end].decode("utf-8").split()), " ".join(event["text"].split()))
        self.assertIn(event["event_text"], event["text"])
        self.assertIn([begin, end], event["mentions"])
        self.assertEqual(event["mentions"], sorted(event["mentions"]))
        self.assertRegex(event["rule"], r"^fr/[\w.]+:\d+$")
        self.assertTrue(0 <= event["confidence"] <= 1)
        if event["date"] is not None:
            self.assertTrue(is_date(event["date"]), event["date"])
        if event["place"] is not None:
            self.assertTrue(event["place"]["name"])
            begin, end = event["place"]["span"]
            self.assertLessEqual(end, len(source))
        for count in ("killed", "wounded", "captured"):
            self.assertTrue(event[count] is None or event[count] >= 0)

    def check_ceasefire(self, source, ceasefire, ids):
        self.assertLessEqual(CEASEFIRE_FIELDS, ceasefire.keys())
        self.assertIn(ceasefire["status"], ("proposed", "negotiating", "agreed", "in_force", "violated", "failed"))
        for name in ("parties", "announced_by", "mediators", "alleged_violators"):
            for entity in ceasefire[name]:
                self.check_entity(source, entity)
        for act in ceasefire["acts"]:
            self.assertTrue(act["event"] is None or act["event"] in ids)
            self.assertLessEqual(act["span"][1], len(source))

    def test_every_field_of_the_contract_on_every_sample(self):
        files = sorted(SAMPLES.glob("*.txt"))
        records = self.treve("code", "-f", "ndjson", *files, status=0).records
        sources = {str(file): file.read_bytes() for file in files}
        ids = {record.get("id") for record in records if record["record"] == "event"}
        order = []
        for record in records:
            self.assertEqual(ARTICLE_FIELDS, record["article"].keys())
            source = sources[record["article"]["file"]]
            self.assertEqual(record["article"]["lang"], "fr")
            if record["article"]["file"] not in order:
                order.append(record["article"]["file"])
            if record["record"] == "event":
                self.check_event(source, record)
            else:
                self.assertEqual(record["record"], "ceasefire")
                self.check_ceasefire(source, record, ids)
        self.assertEqual(order, [file for file in sources if file in order])
        self.assertGreater(len(order), len(files) // 2)

    def test_events_stand_in_reading_order_before_ceasefires(self):
        records = self.treve("code", "-f", "ndjson", SAMPLES / "fr-001.txt", status=0).records
        kinds = [record["record"] for record in records]
        self.assertEqual(kinds, sorted(kinds, reverse=True))
        begins = [record["span"][0] for record in records if record["record"] == "event"]
        self.assertEqual(begins, sorted(begins))

    def test_the_plain_reading_of_a_plain_article(self):
        file = self.write("a.txt", ARTICLE)
        records = self.treve("code", "-f", "ndjson", file, status=0).records
        agreement = next(r for r in records if r["record"] == "event" and r["event"] == "AGREE")
        self.assertEqual({a["code"] for a in agreement["actor"]}, {"ARM", "AZE"})
        self.assertEqual(agreement["date"], "2020-10-09")
        self.assertEqual(agreement["article"]["date"], "2020-10-10")
        ceasefire = next(r for r in records if r["record"] == "ceasefire")
        self.assertEqual({p["code"] for p in ceasefire["parties"]}, {"ARM", "AZE"})
        self.assertEqual([m["code"] for m in ceasefire["mediators"]], ["RUS"])

    def test_contexts_come_from_the_sentence_the_article_and_who_takes_part(self):
        cases = (  # what the article says, what its first event is about, what it is not
            ("L'armée israélienne a bombardé dimanche la ville de Gaza, tuant dix civils palestiniens.", {"military"}, {"health"}),
            ("La police a dispersé lundi à Minsk une manifestation à coups de gaz lacrymogène.", {"repression"}, {"military"}),
            ("Le Parlement turc a condamné lundi le projet de loi français.", {"legislative"}, {"cyber"}),
            ("Human Rights Watch a accusé lundi l'armée birmane de violations des droits de l'homme.", {"human_rights", "military"}, set()),
            ("Washington a accusé lundi la Russie de cyberattaques contre ses centrales électriques.", {"cyber"}, {"gender"}),
        )
        for text, has, lacks in cases:
            file = self.write("a.txt", f"date 2020-10-10\n\n{text}\n")
            event = self.treve("code", "-f", "ndjson", file, status=0).records[0]
            self.assertLessEqual(has, set(event["context"]), text)
            self.assertFalse(lacks & set(event["context"]), text)

    def test_a_pack_without_contexts_still_tells_them_by_who_takes_part(self):
        share = self.folder / "share"
        shutil.copytree(ROOT / "share/languages/fr", share / "languages/fr", ignore=shutil.ignore_patterns("*.trv", "cases"))
        (share / "languages/fr/contexts.tsv").unlink()
        (share / "languages/fr/model.trv").symlink_to(ROOT / "share/languages/fr/model.trv")
        for part in ("world", "read"):
            (share / part).symlink_to(ROOT / "share" / part)
        file = self.write("a.txt", OTHER)
        event = self.treve("code", "--share", share, "-f", "ndjson", file, status=0).records[0]
        self.assertEqual(event["context"], ["military"])

    def test_scores_follow_the_code(self):
        file = self.write("a.txt", OTHER)
        event = self.treve("code", "-f", "ndjson", file, status=0).records[0]
        self.assertEqual((event["event"], event["goldstein"]), ("ASSAULT", -10.0))

    def test_nothing_political_gives_nothing(self):
        file = self.write("a.txt", "date 2020-10-10\n\nLa recette demande deux œufs et du beurre. Mélangez la farine et le "
                                   "sucre, puis laissez reposer la pâte pendant une heure avant de la cuire au four.\n")
        self.assertEqual(self.treve("code", "-f", "ndjson", file, status=0).out, "")


class Csv(TreveTest):
    def test_it_is_read_back_by_a_csv_reader(self):
        files = sorted(SAMPLES.glob("fr-0*.txt"))[:12]
        text = self.treve("code", "--format=csv", *files, status=0).out
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        records = self.treve("code", "--format", "ndjson", *files, status=0).records
        self.assertEqual(len(rows), len(records))
        for row, record in zip(rows, records):
            self.assertNotIn(None, row)
            self.assertNotIn(None, row.values())
            self.assertEqual(row["record"], record["record"])
            self.assertEqual(row["file"], record["article"]["file"])
            self.assertEqual(row["status"], record["status"])
            if record["record"] == "event":
                self.assertEqual(row["event"], record["event"])
                self.assertEqual(row["text"], record["text"])
                self.assertEqual(row["date"], record["date"] or "")
                self.assertEqual([row["begin"], row["end"]], [str(n) for n in record["span"]])

    def test_marks_in_the_text_are_quoted(self):
        file = self.write('a, "b".txt', OTHER.replace("palestiniens", "palestiniens, \"par erreur\""))
        text = self.treve("code", "-f", "csv", file, status=0).out
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        self.assertTrue(rows)
        self.assertTrue(all(row["file"] == str(file) for row in rows))

    def test_the_header_is_written_once_even_without_records(self):
        file = self.write("a.txt", "date 2020-10-10\n\nIl fait beau et les enfants jouent dans le jardin de la maison.\n")
        text = self.treve("code", "-f", "csv", file, file, status=0).out
        self.assertEqual(len(text.splitlines()), 1)
        self.assertTrue(text.startswith("record,"))


class Table(TreveTest):
    def test_no_colour_and_no_long_line_in_a_pipe(self):
        for env in ({}, {"TERM": "xterm-256color"}):
            run = self.treve("code", SAMPLES / "fr-001.txt", SAMPLES / "fr-003.txt", status=0, env=env)
            self.assertNotIn("\x1b", run.out + run.err)
            self.assertIn("AGREE", run.out)
            self.assertLessEqual(max(len(line) for line in run.out.splitlines()), 200)

    def test_control_characters_of_the_text_do_not_reach_the_terminal(self):
        file = self.write("a.txt", ARTICLE.replace("humanitaire", "\x1b[31mhumanitaire\x07\x08").replace("Moscou", "Mos\x9bcou"))
        out = self.treve("code", file).out_bytes
        for byte in b"\x1b\x07\x08":
            self.assertNotIn(byte, out)

    def test_color_always_and_never(self):
        file = self.write("a.txt", ARTICLE)
        self.assertIn("\x1b[", self.treve("code", "--color", "always", file, status=0).out)
        self.assertNotIn("\x1b", self.treve("code", "--color=never", file, status=0).out)
        plain = re.sub(r"\x1b\[[0-9;]*m", "", self.treve("code", "--color", "always", file).out)
        self.assertEqual(plain, self.treve("code", file).out)


class Options(TreveTest):
    def test_output_goes_to_a_file(self):
        file = self.write("a.txt", ARTICLE)
        for option in (["-o", "out"], ["--output=out"], ["-oout"]):
            run = self.treve("code", "-f", "ndjson", *option, file, status=0)
            self.assertEqual(run.out, "")
            self.assertEqual((self.folder / "out").read_bytes(), self.treve("code", "-f", "ndjson", file).out_bytes)

    def test_output_that_cannot_be_written_is_a_failure(self):
        file = self.write("a.txt", ARTICLE)
        run = self.treve("code", "-o", self.folder / "no" / "such" / "folder", file, status=2)
        self.assertIn("folder", run.err)

    def test_a_full_disk_is_a_failure(self):
        file = self.write("a.txt", ARTICLE)
        run = self.treve("code", "-f", "ndjson", "-o", "/dev/full", file, status=2)
        self.assertTrue(run.err)

    def test_one_job_and_two_give_the_same_bytes(self):
        files = sorted(SAMPLES.glob("*.txt"))[::4]
        files.insert(3, self.folder / "missing.txt")
        for form in ("ndjson", "csv", "table"):
            runs = [self.treve("code", "-f", form, "--jobs", n, *files, status=1) for n in (1, 2, 5)]
            for run in runs[1:]:
                self.assertEqual(run.out_bytes, runs[0].out_bytes)
                self.assertEqual(run.err_bytes, runs[0].err_bytes)

    def test_date_overrides_the_header(self):
        file = self.write("a.txt", ARTICLE)
        records = self.treve("code", "-f", "ndjson", "--date", "2019-03-15", file, status=0).records
        self.assertEqual(records[0]["article"]["date"], "2019-03-15")
        self.assertEqual(records[0]["date"], "2019-03-15")
        records = self.treve("code", "-f", "ndjson", "-d", "2019-03", file, status=0).records
        self.assertEqual(records[0]["article"]["date"], "2019-03")

    def test_paragraphs_that_open_with_their_day(self):
        """As those of a chronology: what follows is of that day, in whatever tense it is told."""
        days = {"en": ("June 13. Israeli jets bombed Natanz. Iran fired missiles at Tel Aviv.", "June 17: Iran rejects the ceasefire.",
                       "June 20 – Iran fires missiles at Haifa."),
                "fr": ("13 juin. L'aviation israélienne bombarde Natanz. Téhéran tire des missiles sur Tel-Aviv.",
                       "17 juin : l'Iran rejette le cessez-le-feu.", "20 juin – L'Iran tire des missiles sur Haïfa.")}
        for lang, paragraphs in days.items():
            with self.subTest(lang):
                file = self.write(f"{lang}.txt", "date 2024-06-25\n\nIran\n\n" + "\n\n".join(paragraphs) + "\n")
                records = self.treve("code", "--lang", lang, "-f", "ndjson", file, status=0).records
                found = [(r["event"], r["date"]) for r in records if r["record"] == "event"]
                self.assertEqual(found, [("ASSAULT", "2024-06-13"), ("ASSAULT", "2024-06-13"), ("REJECT", "2024-06-17"),
                                         ("ASSAULT", "2024-06-20")])

    def test_lang(self):
        file = self.write("a.txt", ARTICLE)
        self.assertEqual(self.treve("code", "-f", "ndjson", "--lang", "fr", file, status=0).out,
                         self.treve("code", "-f", "ndjson", file, status=0).out)
        run = self.treve("code", "-l", "tlh", file)
        self.assertIn(run.status, (1, 2))
        self.assertIn("tlh", run.err)

    def test_language_of_each_article(self):
        """Short ones too: by their words, and where these tell nothing by the outlet."""
        told = {"Trêve à Gaza.": "fr", "Ceasefire in Gaza.": "en", "CESSEZ-LE-FEU ENTRE LE M23 ET KINSHASA": "fr",
                "PUTIN ARRIVES IN MINSK FOR TALKS": "en", "Washington a salué l'accord.": "fr",
                "Washington welcomed the deal.": "en", "Écoles fermées à Goma.": "fr", ENGLISH: "en", ARTICLE: "fr",
                "date 2020-10-10\noutlet The Guardian\n\nTrêve à Gaza": "fr",
                "date 2020-10-10\noutlet Le Monde\n\nCeasefire in Gaza": "en",
                "date 2020-10-10\noutlet Les Nouvelles\n\nKidal 12": "fr",
                "date 2020-10-10\noutlet The Standard\nurl https://example.org/les/le\n\nKidal 12": "en"}
        named = {str(self.write(f"{i}.txt", text)): lang for i, (text, lang) in enumerate(told.items())}
        self.treve("ingest", *named, "--db", self.folder / "a.db", status=0)
        db = sqlite3.connect(self.folder / "a.db")
        found = db.execute("SELECT f.file, a.lang FROM article_file f JOIN article a ON a.id = f.article").fetchall()
        db.close()
        self.assertEqual({file: lang for file, lang in found}, named)

    def test_standard_input(self):
        for args in ((), ("-",)):
            run = self.treve("code", "-f", "ndjson", *args, stdin=ARTICLE.encode(), status=0)
            self.assertTrue(run.records)
            self.assertEqual(run.records[0]["text"][:13], "Les ministres")
        file = self.write("a.txt", OTHER)
        run = self.treve("code", "-f", "ndjson", file, "-", stdin=ARTICLE.encode(), status=0)
        self.assertEqual(len({r["article"]["file"] for r in run.records}), 2)

    def test_a_file_whose_name_begins_with_a_dash(self):
        self.write("-x.txt", ARTICLE)
        self.assertTrue(self.treve("code", "-f", "ndjson", "--", "-x.txt", status=0).records)

    def test_a_file_named_twice_is_read_twice(self):
        file = self.write("a.txt", ARTICLE)
        once = self.treve("code", "-f", "ndjson", file).out
        self.assertEqual(self.treve("code", "-f", "ndjson", file, file, status=0).out, once + once)

    def test_share_folder_by_option_and_by_environment(self):
        file = self.write("a.txt", ARTICLE)
        for run in (self.treve("code", "--share", self.folder, file, status=2),
                    self.treve("code", file, env={"TREVE_SHARE": str(self.folder)}, status=2)):
            self.assertIn(str(self.folder), run.err)
            self.assertEqual(run.out, "")

    def test_a_damaged_pack_stops_only_articles_of_its_language(self):
        share = self.folder / "share"
        shutil.copytree(ROOT / "share", share)
        rules = share / "languages" / "en" / "events.rules"
        rules.write_text(rules.read_text() + "wrong\n")
        french, english = self.write("fr.txt", ARTICLE), self.write("en.txt", ENGLISH)
        self.assertTrue(self.treve("code", "--share", share, "-f", "ndjson", french, status=0).records)
        run = self.treve("code", "--share", share, "-j", "1", "-f", "ndjson", french, english, english, status=2)
        self.assertTrue(run.records)
        self.assertEqual(len(re.findall(r"en/events\.rules:\d+:1: ", run.err)), 1)
        self.assertRegex(self.treve("code", "--share", share, "--lang", "fr,en", french, status=2).err, r"events\.rules:\d+")


if __name__ == "__main__":
    main()
