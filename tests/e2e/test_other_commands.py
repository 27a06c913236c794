"""treve parse, explain, eval, lint and bench."""
import json
import re
import shutil

from harness import ARTICLE, ROOT, SAMPLES, TreveTest, main

FRENCH = ROOT / "share" / "languages" / "fr"


class Parse(TreveTest):
    def test_conllu_is_well_formed(self):
        out = self.treve("parse", SAMPLES / "fr-001.txt", SAMPLES / "fr-003.txt", status=0).out
        self.assertTrue(out.endswith("\n\n"))
        sentences = out.rstrip("\n").split("\n\n")
        self.assertGreater(len(sentences), 10)
        for sentence in sentences:
            lines = sentence.split("\n")
            self.assertTrue(any(line.startswith("# text = ") for line in lines))
            rows = [line.split("\t") for line in lines if not line.startswith("#")]
            self.assertTrue(all(len(row) == 10 and all(row) for row in rows))
            words = [row for row in rows if "-" not in row[0]]
            self.assertEqual([row[0] for row in words], [str(i + 1) for i in range(len(words))])
            self.assertEqual([row[7] for row in words].count("root"), 1)
            for row in words:
                self.assertEqual(row[6] == "0", row[7] == "root")
                self.assertTrue(0 <= int(row[6]) <= len(words) and row[6] != row[0])

    def test_the_text_can_be_put_together_again(self):
        sentence = "Aujourd'hui, l'armée du président s'est retirée des villes d'Alep et de Homs."
        out = self.treve("parse", stdin=sentence.encode(), status=0).out
        text, skip = "", 0
        for line in out.splitlines():
            if not line or line.startswith("#"):
                continue
            row = line.split("\t")
            if "-" in row[0]:
                first, last = map(int, row[0].split("-"))
                skip = last
            elif int(row[0]) <= skip:
                continue
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        self.assertEqual(text.strip(), sentence)
        self.assertIn("\tdu\t", out)
        self.assertRegex(out, r"\n\d+\tde\tde\tADP")

    def test_jobs_do_not_change_it(self):
        files = sorted(SAMPLES.glob("fr-0*.txt"))[:10]
        self.assertEqual(self.treve("parse", "-j", "1", *files).out, self.treve("parse", "-j", "2", *files).out)


    def test_english(self):
        out = self.treve("parse", "--lang", "en", stdin=b"The army's rebels haven't attacked Moscow.", status=0).out
        rows = [line.split("\t") for line in out.splitlines() if line and not line.startswith("#")]
        self.assertEqual([(row[1], row[2], row[3], row[6], row[7]) for row in rows],
                         [("The", "the", "DET", "2", "det"), ("army", "army", "NOUN", "4", "nmod:poss"),
                          ("'s", "'s", "PART", "2", "case"), ("rebels", "rebel", "NOUN", "7", "nsubj"),
                          ("have", "have", "AUX", "7", "aux"), ("n't", "not", "PART", "7", "advmod"),
                          ("attacked", "attack", "VERB", "0", "root"), ("Moscow", "Moscow", "PROPN", "7", "obj"),
                          (".", ".", "PUNCT", "7", "punct")])


class PackInTheMaking(TreveTest):
    """A pack with neither grammar nor rules: here the French one without them."""

    def setUp(self):
        super().setUp()
        self.share = self.folder / "share"
        pack = self.share / "languages" / "xx"
        pack.mkdir(parents=True)
        for name in ("language.tsv", "text.tsv", "text.model", "model.trv"):
            (pack / name).symlink_to(FRENCH / name)
        (self.share / "languages" / "fr").symlink_to(FRENCH)
        for part in ("world", "read"):
            (self.share / part).symlink_to(ROOT / "share" / part)

    def test_it_parses_where_it_is_named(self):
        named = self.treve("parse", "--share", self.share, "--lang", "xx", stdin=ARTICLE.encode(), status=0).out
        self.assertEqual(named, self.treve("parse", "--share", self.share, stdin=ARTICLE.encode(), status=0).out)
        self.assertIn("0 errors", self.treve("lint", "--share", self.share, "xx", status=0).out)

    def test_it_codes_nothing(self):
        run = self.treve("code", "--share", self.share, "--lang", "xx", stdin=ARTICLE.encode())
        self.assertIn(run.status, (1, 2))
        self.assertIn("no rules", run.err)
        records = self.treve("code", "-f", "ndjson", "--share", self.share, stdin=ARTICLE.encode(), status=0).records
        self.assertEqual({r["article"]["lang"] for r in records if "article" in r}, {"fr"})


class Explain(TreveTest):
    def test_it_names_the_rule_of_every_event(self):
        file = SAMPLES / "fr-001.txt"
        events = [r for r in self.treve("code", "-f", "ndjson", file).records if r["record"] == "event"]
        out = self.treve("explain", file, status=0).out
        for event in events:
            self.assertIn(event["rule"], out)
        self.assertNotIn("\x1b", out)

    def test_one_sentence_and_one_event(self):
        file = self.write("a.txt", ARTICLE)
        whole = self.treve("explain", file, status=0).out
        first = self.treve("explain", "--sentence", "0", file, status=0).out
        self.assertLess(len(first), len(whole))
        self.assertIn("cessez-le-feu", first)
        self.assertNotIn("Erdogan", first)
        event = self.treve("code", "-f", "ndjson", file).records[0]
        self.assertIn(event["rule"], self.treve("explain", "-e", event["id"], file, status=0).out)

    def test_the_rule_line_holds_what_it_says(self):
        for event in self.treve("code", "-f", "ndjson", SAMPLES / "fr-001.txt").records:
            if event["record"] != "event":
                continue
            name, line = event["rule"].split(":")
            text = (ROOT / "share" / "languages" / name).read_text().splitlines()[int(line) - 1]
            self.assertRegex(text, r"^[VNA] ")


class Eval(TreveTest):
    def gold(self, name, article, record):
        self.write(f"gold/{name}.txt", article)
        self.write(f"gold/{name}.json", json.dumps(record))

    def test_a_perfect_gold(self):
        records = self.treve("code", "-f", "ndjson", self.write("gold/a.txt", ARTICLE)).records
        code = lambda xs: [":".join(filter(None, (x["code"], x["sector"]))) for x in xs]
        events = [{**{k: r[k] for k in ("event", "mode", "date", "status", "tags", "killed", "wounded", "captured")},
                   "id": f"e{i}", "sentence": r["text"][:20], "actor": code(r["actor"]), "recipient": code(r["recipient"]),
                   "according_to": code(r["according_to"]), "place": r["place"] and r["place"]["name"]}
                  for i, r in enumerate(records) if r["record"] == "event"]
        ceasefires = [{**{k: r[k] for k in ("kind", "effective", "end", "terms", "status")},
                       **{k: code(r[k]) for k in ("parties", "announced_by", "mediators", "alleged_violators")}}
                      for r in records if r["record"] == "ceasefire"]
        self.gold("a", ARTICLE, {"id": "a", "lang": "fr", "date": "2020-10-10", "events": events, "ceasefires": ceasefires})
        figures = json.loads(self.treve("eval", "--json", "gold", status=0).out)
        for name in ("f1", "sector", "mode", "date", "place", "status", "according", "tags", "ceasefire_f1", "ceasefire_terms"):
            self.assertEqual(figures[name], 1, name)
        self.assertNotIn("types", figures)
        figures = json.loads(self.treve("eval", "--json", "--by-type", "gold", status=0).out)
        self.assertEqual(sum(t["gold"] for t in figures["types"].values()), figures["gold"])
        self.assertEqual({t["f1"] for t in figures["types"].values()}, {1})
        out = self.treve("eval", "gold", "--by-type", "--errors", "3", status=0).out
        self.assertIn("AGREE", out)

    def test_errors_are_listed(self):
        self.gold("a", ARTICLE, {"events": [{"event": "PROTEST", "mode": "demo", "actor": ["FRA:CVL"], "recipient": [],
                                             "sentence": "Il y a une manifestation"}], "ceasefires": []})
        out = self.treve("eval", "gold", "--errors", "5", status=0).out
        self.assertIn("missed", out)
        self.assertIn("spurious", out)

    def test_a_record_that_is_no_gold_is_named(self):
        self.write("gold/a.txt", ARTICLE)
        for wrong in ("{", "[]", '{"events": 3}', '{"events": [3]}', '{"events": [{"event": "MURDER"}]}', "\xff", ""):
            self.write("gold/a.json", wrong)
            run = self.treve("eval", "gold")
            self.assertIn(run.status, (0, 1, 2))
            if run.status:
                self.assertIn("gold", run.err, wrong)
        self.write("gold/a.json", "[" * 100000)
        self.assertIn("a.json", self.treve("eval", "gold").err)


class Lint(TreveTest):
    def pack(self):
        target = self.folder / "share" / "languages" / "fr"
        target.parent.mkdir(parents=True)
        shutil.copytree(FRENCH, target)
        for part in ("world", "read"):
            (self.folder / "share" / part).symlink_to(ROOT / "share" / part)
        return target

    def lint(self, pack):
        return self.treve("lint", "--share", self.folder / "share", pack)

    def test_each_broken_table_is_named_with_its_line(self):
        pack = self.pack()
        for table in sorted([*pack.glob("*.tsv"), pack / "events.rules"]):
            with self.subTest(table.name):
                text = table.read_text()
                lines = text.count("\n")
                table.write_text(text + "wrong\twrong\twrong\twrong\twrong\twrong\twrong\twrong\n")
                run = self.lint("fr")
                self.assertNotEqual(run.status, 0)
                self.assertRegex(run.out + run.err, rf"{re.escape(table.name)}:{lines + 1}(:\d+)?: ")
                table.write_text(text)

    def test_a_missing_table_is_named(self):
        pack = self.pack()
        for name in ("says.tsv", "events.rules", "model.trv", "text.tsv", "text.model"):
            (pack / name).rename(pack / "away")
            run = self.lint("fr")
            self.assertNotEqual(run.status, 0)
            self.assertIn(name, run.out + run.err)
            (pack / "away").rename(pack / name)

    def test_a_damaged_model_is_named(self):
        pack = self.pack()
        for name in ("model.trv", "text.model"):
            whole = (pack / name).read_bytes()
            middle = len(whole) // 2
            for damaged in (whole[:middle], b"", b"NOT A MODEL" + whole[11:], whole + b"\0",
                            whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1:]):
                (pack / name).write_bytes(damaged)
                run = self.lint("fr")
                self.assertNotEqual(run.status, 0)
                self.assertIn(name, run.out + run.err)
                code = self.treve("code", "--share", self.folder / "share", self.write("a.txt", ARTICLE), status=2)
                self.assertIn(name, code.err)
            (pack / name).write_bytes(whole)

    def test_codes_of_rules_are_looked_up(self):
        pack = self.pack()
        shutil.rmtree(pack / "cases")
        rules = (pack / "events.rules").read_text()
        lines = rules.count("\n")
        (pack / "events.rules").write_text(rules + "V zzz : AGREE 999 subj -> obj\nV zzz : AGREE 190 subj -> obj\n")
        run = self.lint("fr")
        self.assertEqual(run.status, 1)
        self.assertIn(f'events.rules:{lines + 1}: no code of CAMEO: "999"', run.out)
        self.assertIn(f"events.rules:{lines + 2}: 190 does not stand with AGREE, but with ASSAULT", run.out)

    def test_tables_of_the_ontology_are_checked(self):
        shutil.rmtree(self.pack() / "cases")
        tables = self.folder / "share" / "ontology"
        shutil.copytree(ROOT / "share" / "ontology", tables)
        self.assertEqual(self.lint("fr").status, 0)
        for name in sorted(tables.glob("*.tsv")):
            text = name.read_text()
            lines = text.count("\n")
            for wrong, told in (("wrong\n", rf":{lines + 1}: 1 cells"), (None, ": no header line")):
                name.write_text(text + wrong if wrong else "")
                run = self.lint("fr")
                self.assertEqual(run.status, 1)
                self.assertRegex(run.out, re.escape(name.name) + f"({told})")
            name.write_text(text)
        (tables / "cameo.tsv").write_text((tables / "cameo.tsv").read_text().replace("057\t8.0", "057\t7.0"))
        self.assertIn("cameo.tsv: is not the table that this treve was built with", self.lint("fr").out)
        (tables / "cameo.tsv").unlink()
        self.assertIn("cameo.tsv", self.lint("fr").out)

    def test_cases(self):
        pack = self.pack()
        shutil.rmtree(pack / "cases")
        (pack / "cases").mkdir()
        case = pack / "cases" / "a.case"
        case.write_text("# A truce.\ndate 2020-10-18\n> L'Arménie et l'Azerbaïdjan ont signé un cessez-le-feu.\n"
                        "AGREE ARM:GOV,AZE:GOV -> - tag=ceasefire:agreement\n")
        self.assertEqual(self.lint("fr").status, 0)
        case.write_text("date 2020-10-18\n> L'Arménie et l'Azerbaïdjan ont signé un cessez-le-feu.\nAID FRA:GOV -> -\n")
        run = self.lint("fr")
        self.assertNotEqual(run.status, 0)
        self.assertIn("a.case:3", run.out + run.err)
        for wrong in ("> Une phrase.\nMURDER FRA:GOV -> -\n", "AID FRA:GOV -> -\n", "> Une phrase.\nAID FRA:GOV\n", "\0\xff", "date x\n"):
            case.write_text(wrong)
            run = self.lint("fr")
            self.assertNotEqual(run.status, 0, wrong)
            self.assertIn("a.case", run.out + run.err)

    def test_a_pack_named_by_its_folder(self):
        pack = self.pack()
        shutil.rmtree(pack / "cases")
        self.assertEqual(self.lint(pack).status, 0)


class Bench(TreveTest):
    def test_figures(self):
        figures = json.loads(self.treve("bench", "--json", SAMPLES / "fr-001.txt", status=0).out)
        self.assertTrue(figures)
        out = self.treve("bench", SAMPLES / "fr-001.txt", status=0).out
        for stage in ("text", "parse", "what", "whole", "start-up", "memory"):
            self.assertIn(stage, out)

    def test_no_articles(self):
        self.assertNotEqual(self.treve("bench", self.folder / "missing").status, 0)


if __name__ == "__main__":
    main()
