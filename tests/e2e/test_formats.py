"""The formats of other data sets, each read back by a reader of its own, and columns that the user chooses."""
import calendar
import csv
import gzip
import io
import json
import re

from harness import ARTICLE, OTHER, ROOT, SAMPLES, TreveTest, main

GDELT = ("GLOBALEVENTID SQLDATE MonthYear Year FractionDate " + "".join(
    f"Actor{n}{x} " for n in (1, 2) for x in "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code "
    "Type1Code Type2Code Type3Code".split()) + "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale "
    "NumMentions NumSources NumArticles AvgTone " + "".join(
        f"{of}Geo_{x} " for of in ("Actor1", "Actor2", "Action")
        for x in "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()) + "DATEADDED SOURCEURL").split()
ACLED = ("event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
         "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
         "latitude longitude geo_precision source source_scale notes fatalities tags timestamp").split()
PLOVER = set("id has_event date time enddate endtime actor recipient event event_loc event_text quad_code event_scale mode "
             "context link text text_info cite_info coder coded_date coded_time comment size".split())
OWN = {"status", "tags", "according_to"}
ENTITY = set("code sector entity_text identifier_id identifier_text religion ethnicity office gender age".split())
PLACE = set("extracted_place resolved_place geonameid lat lon city district province country country_code feature_class "
            "feature_code resolution".split())
CITE = set("corpus citation url title language publication license copyright coder codebook version".split())


def is_day(date):
    return bool(date) and re.fullmatch(r"\d{4}-\d\d-\d\d", date) is not None


def in_days(date):
    """The ends of an interval as days, which is how a database keeps them."""
    if not date or "/" not in date:
        return date
    first, last = date.split("/")
    first += {4: "-01-01", 7: "-01"}.get(len(first), "")
    if len(last) in (4, 7):
        year, month = int(last[:4]), int(last[5:] or 12)
        last = f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}"
    return f"{first}/{last}"


def table(name):
    rows = [line.split("\t") for line in (ROOT / f"share/ontology/{name}.tsv").read_text().splitlines() if line[0] != "#"]
    return [dict(zip(rows[0], row)) for row in rows[1:]]


CAMEO = {row["code"]: row for row in table("cameo")}
COUNTRIES = {row["code"]: row for row in table("countries")}
SUB_EVENTS = {row["sub_event_type"]: row for row in table("acled-events")}
CONTEXTS = {row["context"] for row in table("contexts")} | {"future", "hypothetical", "negation"}


def read_gdelt(text):
    rows = [line.split("\t") for line in text.splitlines()]
    assert all(len(row) == 61 for row in rows), {len(row) for row in rows}
    return [dict(zip(GDELT, row)) for row in rows]


def read_csv(text):
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


class Formats(TreveTest):
    @classmethod
    def setUpClass(cls):
        cls.files = sorted(SAMPLES.glob("*.txt"))
        assert len(GDELT) == 61 and len(ACLED) == 31

    def code(self, form, *more):
        return self.treve("code", "-f", form, *more, *self.files, status=0).out

    def events(self):
        return [r for r in self.treve("code", "-f", "ndjson", *self.files, status=0).records if r["record"] == "event"]

    def test_plover(self):
        lines = [json.loads(line) for line in self.code("plover").splitlines()]
        events = self.events()
        self.assertEqual([line["id"] for line in lines], [event["id"] for event in events])
        texts = {str(file): file.read_text() for file in self.files}
        for line, event in zip(lines, events):
            self.assertLessEqual(line.keys(), PLOVER | OWN)
            self.assertLessEqual({"id", "date", "actor", "event"}, line.keys())
            self.assertRegex(line["date"], r"^\d{4}-\d\d-\d\d$")
            if is_day(event["date"]):
                self.assertEqual((line["date"], line.get("enddate")), (event["date"], None))
            self.assertEqual(line["event"], [event["event"]])
            self.assertEqual(line.get("mode", []), [event["mode"]] if event["mode"] else [])
            self.assertEqual(line["quad_code"], event["quad_code"])
            self.assertTrue(-10 <= line["event_scale"] <= 10)
            self.assertLessEqual(set(line.get("context", [])), CONTEXTS)
            self.assertEqual([c for c in line.get("context", []) if c not in ("future", "hypothetical", "negation")],
                             event["context"])
            for side in ("actor", "recipient"):
                self.assertEqual([e["code"] for e in line.get(side, [])], [e["code"] for e in event[side]])
                for entity in line.get(side, []):
                    self.assertLessEqual(entity.keys(), ENTITY)
                    self.assertRegex(entity.get("sector", "GOV"), r"^[A-Z]{3}([A-Z]{3})?$")
            size = line.get("size", {})
            self.assertEqual([size.get(k) for k in ("dead", "injured", "arrested")],
                             [event[k] for k in ("killed", "wounded", "captured")])
            self.assertLessEqual(line.get("event_loc", {}).keys(), PLACE)
            self.assertEqual("event_loc" in line, event["place"] is not None)
            self.assertLessEqual(line["cite_info"].keys(), CITE)
            # offsets count characters
            span = line["text_info"]
            self.assertEqual(texts[line["cite_info"]["citation"]][span["start"]:span["end"]], line["text"])
            self.assertIn(line["event_text"][0], line["text"])

    def test_plover_keeps_what_the_article_says_of_itself(self):
        file = self.write("a.txt", "date 2021-05-17\noutlet Le Monde\nurl https://example.org/a\n\nUn titre court\n\n"
                                   "L'armée israélienne bombardera dimanche la ville de Gaza si le Hamas tire.\n"
                                   "L'armée israélienne a bombardé dimanche Gaza, tuant dix civils.\n")
        lines = [json.loads(x) for x in self.treve("code", "-f", "plover", file, status=0).out.splitlines()]
        cite = lines[-1]["cite_info"]
        self.assertEqual((cite["title"], cite["publication"], cite["url"], cite["language"]),
                         ("Un titre court", "Le Monde", "https://example.org/a", "fr"))
        self.assertEqual(lines[-1]["size"], {"dead": 10})
        self.assertEqual(lines[-1]["event_loc"]["country_code"], "PSE")

    def test_gdelt(self):
        rows, events = read_gdelt(self.code("gdelt")), self.events()
        self.assertEqual(len(rows), len(events))
        self.assertGreater(len({row["GLOBALEVENTID"] for row in rows}), len(rows) * 0.99)
        for row, event in zip(rows, events):
            self.assertEqual(int(row["GLOBALEVENTID"]), int(event["id"], 16) >> 1)
            self.assertRegex(row["SQLDATE"], r"^\d{8}$")
            if is_day(event["date"]):
                self.assertEqual(row["SQLDATE"], event["date"].replace("-", ""))
            self.assertEqual((row["MonthYear"], row["Year"]), (row["SQLDATE"][:6], row["SQLDATE"][:4]))
            self.assertTrue(0 <= float(row["FractionDate"]) - int(row["Year"]) < 1, row["FractionDate"])
            code = CAMEO[row["EventCode"]]
            self.assertIn(event["event"], [t.split("/")[0] for t in code["plover"].split("|")])
            self.assertEqual((row["QuadClass"], row["GoldsteinScale"]), (code["quad"], code["goldstein"]))
            self.assertEqual(float(row["GoldsteinScale"]), event["goldstein"])
            self.assertEqual((row["EventBaseCode"], row["EventRootCode"]), (row["EventCode"][:3], row["EventCode"][:2]))
            for n, side in ((1, event["actor"]), (2, event["recipient"])):
                code = row[f"Actor{n}Code"]
                self.assertEqual(code, code.upper())
                self.assertTrue(code.startswith(row[f"Actor{n}CountryCode"]))
                types = [row[f"Actor{n}Type{k}Code"] for k in (1, 2, 3)]
                self.assertEqual(sum(map(len, types)) + len(row[f"Actor{n}CountryCode"]) + len(row[f"Actor{n}KnownGroupCode"]),
                                 len(code))
                if side and side[0]["code"] in COUNTRIES:
                    self.assertEqual(row[f"Actor{n}CountryCode"], COUNTRIES[side[0]["code"]]["cameo"])
            self.assertEqual(bool(row["Actor1Code"]), bool(event["actor"]))
            self.assertEqual(int(row["NumMentions"]), len(event["mentions"]))
            self.assertEqual((row["NumSources"], row["NumArticles"], row["AvgTone"]), ("1", "1", ""))
            place = event["place"]
            if place:
                self.assertIn(row["ActionGeo_Type"], "12345")
                self.assertTrue(row["ActionGeo_FullName"].startswith(place["name"]))
                if place["country"]:
                    fips = COUNTRIES[place["country"]]["fips"]
                    self.assertEqual(row["ActionGeo_CountryCode"], "" if fips == "-" else fips)
                if place["lat"] is not None:
                    self.assertEqual((float(row["ActionGeo_Lat"]), float(row["ActionGeo_Long"])), (place["lat"], place["lon"]))
            else:
                self.assertEqual((row["ActionGeo_Type"], row["ActionGeo_FullName"]), ("0", ""))
            self.assertEqual(row["SOURCEURL"], event["article"]["file"])
            self.assertRegex(row["DATEADDED"], r"^\d{8}000000$")

    def test_acled(self):
        text = self.code("acled")
        self.assertEqual(text.splitlines()[0], ",".join(ACLED))
        rows, events = read_csv(text), {int(e["id"], 16) >> 1: e for e in self.events()}
        self.assertGreater(len(rows), 100)
        for row in rows:
            event = events[int(re.sub(r"^[A-Z]{3}", "", row["event_id_cnty"]))]
            self.assertIn(event["status"], ("actual", "alleged"))
            kind = SUB_EVENTS[row["sub_event_type"]]
            self.assertEqual((row["event_type"], row["disorder_type"]), (kind["event_type"], kind["disorder_type"]))
            self.assertRegex(row["event_date"], r"^\d{4}-\d\d-\d\d$")
            self.assertEqual(row["year"], row["event_date"][:4])
            self.assertIn(row["time_precision"], "123")
            self.assertEqual(row["time_precision"] == "1", is_day(event["date"]))
            low, high = sorted((int(row["inter1"]), int(row["inter2"])))
            self.assertEqual(int(row["interaction"]), low * 10 + high if low else high * 10)
            self.assertEqual(bool(row["actor1"]), bool(event["actor"]))
            self.assertEqual(row["fatalities"], str(event["killed"] or 0))
            self.assertEqual(row["notes"], event["text"])
            if event["place"]:
                self.assertEqual(row["location"], event["place"]["name"])
                self.assertIn(row["geo_precision"], "123")
                if event["place"]["country"]:
                    country = COUNTRIES[event["place"]["country"]]
                    self.assertEqual((row["iso"], row["country"], row["region"]),
                                     (country["numeric"], country["name"], country["region"]))
            else:
                self.assertEqual((row["location"], row["geo_precision"], row["iso"]), ("", "", ""))

    def test_acled_of_plain_articles(self):
        cases = (
            ("L'armée israélienne a bombardé dimanche la ville de Gaza, tuant dix civils palestiniens.",
             dict(sub_event_type="Air/drone strike|Shelling/artillery/missile attack", inter2="7", fatalities="10",
                  civilian_targeting="Civilian targeting", location="Gaza City|Gaza", actor1="Military Forces of Israel")),
            ("Des milliers de manifestants ont défilé lundi à Minsk contre le président Loukachenko.",
             dict(event_type="Protests", sub_event_type="Peaceful protest", inter1="6", geo_precision="1",
                  disorder_type="Demonstrations", actor1="Protesters (Belarus)")),
            ("La police russe a arrêté lundi à Moscou deux journalistes.",
             dict(sub_event_type="Arrests", inter1="1", actor1="Police Forces of Russia")),
        )
        for text, wants in cases:
            file = self.write("a.txt", f"date 2021-05-18\n\n{text}\n")
            rows = read_csv(self.treve("code", "-f", "acled", file, status=0).out)
            self.assertTrue(rows, text)
            for name, value in wants.items():
                self.assertIn(rows[0][name], value.split("|"), (text, name))

    def test_what_acled_does_not_record_has_no_row(self):
        file = self.write("a.txt", "date 2020-10-10\n\nLa Russie a accusé mardi la Turquie d'ingérence.\n")
        self.assertEqual(len(self.treve("code", "-f", "gdelt", file, status=0).out.splitlines()), 1)
        self.assertEqual(self.treve("code", "-f", "acled", file, status=0).out, ",".join(ACLED) + "\r\n")

    def test_geojson_is_one_collection_of_all_articles(self):
        collection = json.loads(self.code("geojson"))
        self.assertEqual(collection["type"], "FeatureCollection")
        located = [e for e in self.events() if e["place"] and e["place"]["lat"] is not None]
        self.assertEqual([f["id"] for f in collection["features"]], [e["id"] for e in located])
        for feature, event in zip(collection["features"], located):
            self.assertEqual(feature["geometry"], {"type": "Point", "coordinates": [event["place"]["lon"], event["place"]["lat"]]})
            self.assertEqual(feature["properties"]["event"], event["event"])
            self.assertEqual(feature["properties"]["killed"], event["killed"])
        nothing = self.write("a.txt", "date 2020-10-10\n\nIl fait beau et les enfants jouent dans le jardin de la maison.\n")
        for files in ([nothing], [nothing, self.files[0], nothing]):
            collection = json.loads(self.treve("code", "-f", "geojson", *files, status=0).out)
            self.assertEqual(bool(collection["features"]), len(files) > 1)

    def test_tsv_has_the_cells_of_csv(self):
        rows = read_csv(self.code("csv"))
        lines = self.code("tsv").split("\n")
        self.assertEqual(lines[0].split("\t"), list(rows[0]))
        self.assertEqual(lines[-1], "")
        for line, row in zip(lines[1:], rows):
            self.assertEqual(line.split("\t"), [re.sub(r"[\t\r\n]", " ", cell) for cell in row.values()])
        self.assertEqual(len(lines) - 2, len(rows))

    def test_one_job_and_three_give_the_same_bytes(self):
        for form in ("plover", "gdelt", "acled", "geojson", "tsv"):
            runs = [self.treve("code", "-f", form, "-j", n, *self.files[::5], status=0).out_bytes for n in (1, 3)]
            self.assertEqual(runs[0], runs[1])


class Database(TreveTest):
    """What `treve code` prints, and what `treve events` and `treve chronicle` print of the database, agree."""

    filled = None  # the database of all samples, made once

    def setUp(self):
        super().setUp()
        self.files = sorted(SAMPLES.glob("*.txt"))
        self.db = self.folder / "t.db"
        if Database.filled is None:
            self.treve("ingest", "--db", self.db, *self.files, status=0)
            Database.filled = self.db.read_bytes()
        self.db.write_bytes(Database.filled)

    def both(self, form, *more):
        return (self.treve("code", "-f", form, *more, *self.files, status=0).out,
                self.treve("events", "-f", form, "--db", self.db, *more, status=0).out)

    def test_events_are_those_of_code(self):
        for form in ("gdelt", "acled"):
            code, events = self.both(form)
            self.assertEqual(sorted(code.splitlines()), sorted(events.splitlines()))
        code, events = self.both("csv")
        rows = [row | {"date": in_days(row["date"])} for row in read_csv(code) if row["record"] == "event"]
        self.assertEqual(sorted(tuple(row.items()) for row in rows),
                         sorted(tuple(row.items()) for row in read_csv(events)))
        self.assertEqual(code.splitlines()[0], events.splitlines()[0])

    def test_json_lacks_the_words_of_places_alone(self):
        by_id = lambda text: {(r["id"], json.dumps(r.get("span"))): r for r in map(json.loads, text.splitlines())}
        code, events = (by_id(text) for text in self.both("plover"))
        for record in code.values():
            record.get("event_loc", {}).pop("extracted_place", None)
        self.assertEqual(code, events)
        code, events = (by_id(text) for text in self.both("ndjson"))
        code = {key: r for key, r in code.items() if r["record"] == "event"}
        for record in code.values():
            record["date"] = in_days(record["date"])
            if record["place"]:
                record["place"].pop("text", None), record["place"].pop("span", None)
        self.assertEqual(code, events)

    def test_geojson_and_columns(self):
        key = lambda feature: feature["id"]
        code, events = (sorted(json.loads(text)["features"], key=key) for text in self.both("geojson"))
        for feature in code:
            feature["properties"]["date"] = in_days(feature["properties"]["date"])
        self.assertEqual(code, events)
        rows = self.treve("events", "-f", "tsv", "-c", "event,date", "--db", self.db, "--type", "ASSAULT", status=0).out
        self.assertEqual({line.split("\t")[0] for line in rows.splitlines()}, {"event", "ASSAULT"})

    def test_filters_and_limits_are_those_of_the_chronicle(self):
        events = self.treve("events", "-f", "ndjson", "--db", self.db, "--actor", "AZE", "--from", "2020-01", status=0).records
        chronicle = self.treve("chronicle", "-f", "ndjson", "--db", self.db, "--actor", "AZE", "--from", "2020-01", status=0).records
        self.assertEqual({e["id"] for e in events}, {m["id"] for i in chronicle for m in i["mentions"]})
        self.assertEqual(len(self.treve("events", "-f", "ndjson", "-n", 7, "--db", self.db, status=0).records), 7)
        self.assertIn("and more", self.treve("events", "-n", 7, "--db", self.db, status=0).out)
        self.assertEqual(self.treve("events", "-f", "ndjson", "--actor", "ZZZ", "--db", self.db, status=0).out, "")
        self.assertEqual(self.treve("events", "--actor", "ZZZ", "--db", self.db, status=0).out, "no events\n")

    def test_an_incident_that_one_article_tells_is_its_event(self):
        incidents = {int(r["id"][1:], 16) >> 1: r
                     for r in self.treve("chronicle", "-f", "ndjson", "--db", self.db, status=0).records}
        events = {}
        for row in read_gdelt(self.treve("code", "-f", "gdelt", *self.files, status=0).out):
            events.setdefault(int(row["GLOBALEVENTID"]), row)
        rows = read_gdelt(self.treve("chronicle", "-f", "gdelt", "--db", self.db, status=0).out)
        self.assertEqual(len(rows), len(incidents))
        alike = 0
        for row in rows:
            incident = incidents[int(row["GLOBALEVENTID"])]
            self.assertEqual((int(row["NumArticles"]), int(row["NumSources"])), (incident["n_articles"], incident["n_sources"]))
            self.assertGreaterEqual(int(row["NumMentions"]), incident["n_tellings"])
            self.assertEqual(float(row["GoldsteinScale"]), incident["goldstein"])
            if incident["n_tellings"] > 1:
                continue
            event = events[int(incident["mentions"][0]["id"], 16) >> 1]
            alike += 1
            ignored = {"GLOBALEVENTID", *(n for n in row if n.startswith("Actor"))}  # sides have the most specific names
            if incident["date"] is None:  # what cannot be after its article was misread
                ignored |= {"SQLDATE", "MonthYear", "Year", "FractionDate"}
            self.assertEqual({k: v for k, v in row.items() if k not in ignored},
                             {k: v for k, v in event.items() if k not in ignored})
            self.assertEqual(row["Actor1CountryCode"], event["Actor1CountryCode"])
        self.assertGreater(alike, 300)

    def test_the_chronicle_in_the_other_formats(self):
        incidents = {r["id"]: r for r in self.treve("chronicle", "-f", "ndjson", "--db", self.db, status=0).records}
        plover = [json.loads(x) for x in self.treve("chronicle", "-f", "plover", "--db", self.db, status=0).out.splitlines()]
        self.assertEqual([p["id"] for p in plover], list(incidents))
        for line in plover:
            self.assertLessEqual(line.keys(), PLOVER | OWN)
            incident = incidents[line["id"]]
            self.assertEqual(line["event"], [incident["event"]])
            self.assertEqual(line.get("link"), incident["conflict"])
            self.assertEqual(line["text"], incident["mentions"][0]["text"])
            self.assertEqual(sorted(e["code"] for e in line["actor"]), sorted(e["code"] for e in incident["actor"]))
            size = line.get("size", {})
            self.assertEqual(size.get("dead"), incident["killed"]["min"] if incident["killed"] else None)
        text = self.treve("chronicle", "-f", "acled", "--db", self.db, status=0).out
        self.assertEqual(text.splitlines()[0], ",".join(ACLED))
        for row in read_csv(text):
            self.assertIn(row["sub_event_type"], SUB_EVENTS)
        tsv = self.treve("chronicle", "-f", "tsv", "--db", self.db, "--columns", "incident,context", status=0).out.splitlines()
        self.assertEqual(tsv[0], "incident\tcontext")
        for line in tsv[1:]:
            name, contexts = line.split("\t")
            self.assertEqual(contexts, ";".join(incidents[name]["context"]))
        wrong = self.treve("chronicle", "-f", "csv", "--db", self.db, "--columns", "text", status=2)
        self.assertIn('no column "text"; there are: incident,', wrong.err)
        table = self.treve("chronicle", "--db", self.db, "--columns", "date,event", "-n", 3, status=0).out
        self.assertEqual(table.splitlines()[0].split(), ["date", "event"])

    def test_a_database_of_an_older_treve_has_scores_at_once_and_contexts_once_coded_anew(self):
        old = self.folder / "old.db"
        old.write_bytes(gzip.decompress((ROOT / "tests" / "e2e" / "schema-1.db.gz").read_bytes()))
        self.treve("ingest", "--db", old, self.files[0], status=0)
        first = str(self.files[0])
        for again in (False, True):
            events = [e for e in self.treve("events", "-f", "ndjson", "--db", old, status=0).records
                      if e["article"]["file"] != first]
            self.assertTrue(events)
            self.assertTrue(all(e["goldstein"] for e in events))
            self.assertEqual(any(e["context"] for e in events), again)
            rows = read_gdelt(self.treve("chronicle", "-f", "gdelt", "--db", old, status=0).out)
            self.assertTrue(all(row["EventCode"] in CAMEO for row in rows))
            self.treve("recode", "--all", "--db", old, status=0)

    def test_codes_follow_what_a_person_corrects(self):
        incident = next(r for r in self.treve("chronicle", "-f", "ndjson", "--type", "ASSAULT", "--db", self.db, status=0).records)
        self.treve("correct", "edit", incident["id"], "type=PROTEST", "--author", "x", "--reason", "y", "--db", self.db, status=0)
        after = next(r for r in self.treve("chronicle", "-f", "ndjson", "--type", "PROTEST", "--db", self.db, status=0).records
                     if r["id"] == incident["id"])
        self.assertIsNone(after["cameo"])
        self.assertLess(after["goldstein"], -6)


class Columns(TreveTest):
    def setUp(self):
        super().setUp()
        self.file = self.write("a.txt", ARTICLE)

    def run_columns(self, form, columns, status=0):
        return self.treve("code", "-f", form, "--columns", columns, self.file, status=status)

    def test_columns_are_chosen_and_ordered(self):
        for form, names in (("csv", ["event", "date", "actor", "event"]), ("acled", ["notes", "event_type"])):
            whole = read_csv(self.treve("code", "-f", form, self.file, status=0).out)
            rows = list(csv.reader(io.StringIO(self.run_columns(form, ",".join(names)).out, newline="")))
            self.assertEqual(rows[0], names)
            self.assertEqual(rows[1:], [[row[name] for name in names] for row in whole])
        whole = read_gdelt(self.treve("code", "-f", "gdelt", self.file, status=0).out)
        lines = self.run_columns("gdelt", "EventCode, Actor1Code").out.splitlines()
        self.assertEqual(lines, [f"{row['EventCode']}\t{row['Actor1Code']}" for row in whole])

    def test_a_table_of_columns_is_aligned(self):
        other = self.write("b.txt", OTHER)
        out = self.treve("code", "-c", "date,event,actor", self.file, other, status=0).out
        blocks = [block.splitlines() for block in out.split("\n\n")]
        self.assertEqual(len(blocks), 2)
        for block in blocks:
            self.assertEqual(block[0].split(), ["date", "event", "actor"])
            at = block[0].index("event")
            for line in block[1:]:
                self.assertRegex(line[at:], r"^[A-Z]+ ")
                self.assertEqual(line, line.rstrip())

    def test_wrong_columns_are_refused_by_name(self):
        run = self.run_columns("csv", "date,evnt", status=2)
        self.assertEqual(run.out, "")
        self.assertIn('no column "evnt"; there are: record,id,', run.err)
        for form, columns in (("gdelt", "date"), ("acled", "EventCode"), ("csv", "date,,event"), ("table", "x")):
            self.assertIn("no column", self.run_columns(form, columns, status=2).err)
        for form in ("ndjson", "plover", "geojson"):
            self.assertIn("--columns", self.run_columns(form, "date", status=2).err)
        self.assertIn("more than", self.run_columns("csv", ",".join(["date"] * 200), status=2).err)
        self.assertEqual(self.run_columns("csv", "", status=2).out, "")

    def test_other_commands_do_not_have_these_formats(self):
        for form in ("plover", "gdelt", "acled", "tsv", "geojson"):
            run = self.treve("ceasefires", "--db", "x.db", "-f", form, status=2)
            self.assertIn(f'ceasefires has no format "{form}"', run.err)


if __name__ == "__main__":
    main()
