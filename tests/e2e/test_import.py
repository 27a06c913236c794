"""treve import, and what --world makes of an article."""
from harness import ROOT, TreveTest, main

DICTIONARY = """# An armed front that came to power, a person of two offices, a word that is common, a part of what treve knows.
FRONT_ZORBAN_
+ZORBANISTES
\t[AZEREB 180101-201231]
\t[AZEGOV >210101]
ARAM_TESTIAN_ [ARMELI]
\t[ARMGOV 200101-201231] ; a minister
LIVRE_ [AZEREB]
ARMENIE_ [TURGOV <19910921]
\t[ARM]
PRESIDENT_ERDOGAN_ [TURGOV]
"""
AGENTS = """!PERSON! = MAN, MEN
ZORBLER {} [~MIL]
HERDS!PERSON! [~AGR]
"""
ARTICLE = """date {}

Le Front zorban a bombardé jeudi la ville de Stepanakert. Aram Testian a menacé vendredi la Turquie.
"""


def actors(run, type_):
    return [(e["code"], e["sector"], e["name"]) for r in run.records if r.get("event") == type_ for e in r["actor"]]


class Import(TreveTest):
    def world(self, text=DICTIONARY, status=0, name="world"):
        path = self.write(f"{name}.actors.txt", text)
        self.treve("import", path, "--to", name, status=status)
        return self.folder / name

    def code(self, text, *args):
        return self.treve("code", "-f", "ndjson", "--lang", "fr", *args, stdin=text.encode(), status=0)

    def test_an_actor_has_the_code_of_its_day(self):
        world = self.world()
        for day, sector in (("2020-10-10", "REB"), ("2021-10-10", "GOV")):
            run = self.code(ARTICLE.format(day), "--world", world)
            self.assertEqual(actors(run, "ASSAULT"), [("AZE", sector, "Front Zorban")], day)
        self.assertNotIn(("AZE", "REB", "Front Zorban"), actors(self.code(ARTICLE.format("2017-10-10"), "-w", world), "ASSAULT"))

    def test_a_person_has_the_office_of_the_day(self):
        world = self.world()
        for day, sector in (("2020-10-10", "GOV"), ("2021-10-10", "ELI"), ("2017-10-10", "ELI")):
            run = self.code(ARTICLE.format(day), "--world", world)
            self.assertEqual(actors(run, "THREATEN"), [("ARM", sector, "Aram Testian")], day)

    def test_without_the_world_nothing_changes(self):
        self.world()
        text = ARTICLE.format("2020-10-10")
        self.assertNotIn("Front Zorban", self.code(text).out)

    def test_common_words_are_no_names(self):
        world = self.world()
        text = "date 2020-10-10\n\nLivre en main, le front zorban des livres a bombardé la ville. Il livre la Turquie.\n\n"
        text += "LE FRONT ZORBAN LIVRE BATAILLE.\n"
        self.assertEqual(self.code(text, "-w", world).out, self.code(text).out)

    def test_what_repeats_treve_leaves_its_reading(self):
        world = self.world()
        text = "date 2020-10-10\n\nL'Arménie a bombardé jeudi la ville de Terter. Le président Erdogan a menacé la Grèce.\n"
        self.assertEqual(self.code(text, "-w", world).out, self.code(text).out)

    def test_the_later_world_counts(self):
        one = self.world()
        two = self.world("FRONT_ZORBAN_ [GEOPTY]\n", name="two")
        run = self.code(ARTICLE.format("2020-10-10"), "-w", one, "-w", two)
        self.assertEqual(actors(run, "ASSAULT"), [("AZE", "REB", "Front Zorban")])
        three = self.world("FRONT_ZORBAN_ [GEOREB 180101-201231]\n", name="three")
        run = self.code(ARTICLE.format("2020-10-10"), "-w", one, "-w", three)
        self.assertEqual(actors(run, "ASSAULT"), [("GEO", "REB", "Front Zorban")])

    def test_roles_of_a_language(self):
        path = self.write("agents.txt", AGENTS)
        self.treve("import", path, "--to", "roles", "--lang", "fr", status=0)
        text = "date 2020-10-10\n\nDes zorbler arméniens ont bombardé jeudi la ville de Terter.\n"
        self.assertEqual(actors(self.code(text, "-w", self.folder / "roles"), "ASSAULT"), [("ARM", "MIL", None)])

    def test_explain_ingest_and_eval_take_it(self):
        world = self.world()
        path = self.write("a.txt", ARTICLE.format("2020-10-10"))
        self.assertIn("Front Zorban", self.treve("explain", "--lang", "fr", "-w", world, path, status=0).out)
        self.treve("ingest", "--db", "a.db", "--lang", "fr", "-w", world, path, status=0)
        out = self.treve("chronicle", "--db", "a.db", "-f", "ndjson", status=0).out
        self.assertIn("Front Zorban", out)
        self.treve("recode", "--db", "a.db", "--all", status=0)
        self.assertNotIn("Front Zorban", self.treve("chronicle", "--db", "a.db", "-f", "ndjson", status=0).out)
        self.treve("recode", "--db", "a.db", "--all", "-w", world, status=0)
        self.assertEqual(self.treve("chronicle", "--db", "a.db", "-f", "ndjson", status=0).out, out)

    def test_report(self):
        path = self.write("d.txt", "GOOD_ [USAREB]\nBAD_ [QQQ]\nNONE_\nNADA_\n")
        run = self.treve("import", path, "--to", "w", "--report", "report.txt", status=1)
        self.assertIn("4 lines of 1 file", run.out)
        self.assertRegex(run.out, r"\n +1  taken: 1 names")
        self.assertRegex(run.out, r"\n +3  not taken:\n +2  a name without a code\n +1  a code that cameo-actors.tsv")
        lines = (self.folder / "report.txt").read_text().splitlines()
        self.assertEqual(lines, [f"{path}:2: a code that cameo-actors.tsv does not have: BAD_ [QQQ]",
                                 f"{path}:3: a name without a code: NONE_", f"{path}:4: a name without a code: NADA_"])

    def test_the_same_dictionary_gives_the_same_tables(self):
        one, two = self.world(), self.world(name="again")
        files = sorted(p.name for p in one.iterdir())
        self.assertEqual(files, sorted(p.name for p in two.iterdir()))
        for name in files:
            self.assertEqual((one / name).read_bytes(), (two / name).read_bytes())

    def test_tables_that_are_there_stay(self):
        world = self.world()
        before = (world / "groups.tsv").read_bytes()
        run = self.treve("import", self.write("e.txt", "OTHER_ [USAREB]\n"), "--to", world, status=2)
        self.assertIn("is there already", run.err)
        self.assertEqual((world / "groups.tsv").read_bytes(), before)

    def test_a_report_takes_no_dictionary_place(self):
        path = self.write("d.txt", "GOOD_ [USAREB]\n")
        self.assertIn("would destroy it", self.treve("import", path, "--to", "w", "--report", path, status=2).err)
        self.assertEqual(path.read_text(), "GOOD_ [USAREB]\n")
        self.treve("import", path, "--to", "w", "--report", "/dev/full", status=0)
        self.write("bad.txt", "BAD_\n")
        self.treve("import", path, "bad.txt", "--to", "v", "--report", "/dev/full", status=2)
        self.assertFalse((self.folder / "v").exists())

    def test_what_cannot_be_read_is_named(self):
        good = self.write("good.txt", "GOOD_ [USAREB]\n")
        run = self.treve("import", "missing.txt", good, "--to", "w", status=1)
        self.assertIn("missing.txt: ", run.err)
        self.assertTrue((self.folder / "w" / "groups.tsv").exists())
        run = self.treve("import", self.write("empty.txt", "# nothing\n"), "--to", "v", status=1)
        self.assertIn("nothing could be taken", run.err)
        self.assertFalse((self.folder / "v").exists())
        self.assertIn("--to", self.treve("import", good, status=2).err)
        self.treve("import", good, "--to", good, status=2)
        self.assertIn("no code of a language", self.treve("import", good, "--to", "u", "--lang", "../x", status=2).err)
        self.treve("import", good, "--to", "a/b/c", status=2)

    def test_to_is_a_day_elsewhere(self):
        self.assertIn("not a day", self.treve("chronicle", "--db", "x.db", "--to", "w", status=2).err)
        good = self.write("good.txt", "GOOD_ [USAREB]\n")
        self.treve("--to", "before", "import", good, status=0)


class World(TreveTest):
    """Folders that a user writes."""

    def wrong(self, name, content, *words):
        (self.folder / "w").mkdir(exist_ok=True)
        path = self.write(f"w/{name}", content)
        run = self.treve("code", "--lang", "fr", "-w", "w", stdin=b"Un mot.", status=2)
        for word in words:
            self.assertIn(word, run.err)
        path.unlink()

    def test_errors_name_the_place(self):
        head = "code\tsector\tname\tfrom\tto\tany\n"
        self.wrong("groups.tsv", "code\tany\nUSA\tx\n", "w/groups.tsv", 'no column "name"')
        self.wrong("groups.tsv", head + "usa\tREB\tA\t-\t-\tA\n", "w/groups.tsv:2:1", "three capitals")
        self.wrong("groups.tsv", head + "-\tREB\tA\t-\t-\tA\n", "w/groups.tsv:2:1", "no code")
        self.wrong("groups.tsv", head + "USA\trebel\tA\t-\t-\tA\n", "w/groups.tsv:2:2", "sector")
        self.wrong("people.tsv", head + "USA\tREB\t-\t-\t-\tA\n", "w/people.tsv:2:3", "without a name")
        self.wrong("groups.tsv", head + "USA\tREB\tA\tsoon\t-\tA\n", "w/groups.tsv:2:4", "no date")
        self.wrong("groups.tsv", head + "USA\tREB\tA\n", "w/groups.tsv:2", "cells")
        self.wrong("who.roles.fr.tsv", "forms\tsector\tkind\tbare\nx\tMIL\tking\tnone\n", "w/who.roles.fr.tsv:2:3")
        self.wrong("gruops.tsv", head, "gruops.tsv is no table")
        self.wrong("notes.txt", "", "no tables of a world here")
        run = self.treve("code", "--lang", "fr", "-w", "nowhere", stdin=b"Un mot.", status=2)
        self.assertIn("nowhere: ", run.err)

    def test_columns_of_a_language(self):
        self.write("w/groups.tsv", "code\tsector\tname\tfr\tany\nAZE\tREB\tZorban Front\tFront zorban\t-\n")
        run = self.treve("code", "-f", "ndjson", "--lang", "fr", "-w", "w", stdin=ARTICLE.format("2020-10-10").encode(),
                         status=0)
        self.assertEqual(actors(run, "ASSAULT"), [("AZE", "REB", "Zorban Front")])

    def test_shipped_tables_can_be_a_world(self):
        (self.folder / "w").mkdir()
        for name in ("groups.tsv", "media.tsv", "organisations.tsv", "institutions.tsv", "seats.tsv"):
            self.write(f"w/{name}", (ROOT / "share/world" / name).read_bytes())
        text = ARTICLE.format("2020-10-10").encode()
        with_world = self.treve("code", "-f", "ndjson", "--lang", "fr", "-w", "w", stdin=text, status=0)
        self.assertEqual(with_world.out, self.treve("code", "-f", "ndjson", "--lang", "fr", stdin=text, status=0).out)


if __name__ == "__main__":
    main()
