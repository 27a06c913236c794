#!/usr/bin/env python3
"""Checks the tables of actors under share/world.

    tools/check_world.py [FOLDER]

For each table: UTF-8 in NFC, a licence line, the header it should have, as many cells in every row, no stray space, no control
character, no empty variant, a known country or organisation code, known sectors, dates that are dates and in order, and no form
that two different actors claim at the same time. Forms that are truly ambiguous are declared in a comment line

    # ambiguous: Congo|congolais

of the table that holds them. Forms shared between tables are listed with --shared, which is no error: the reader of names decides
by the order of the tables. Exit status 1 when something is wrong.
"""

import re
import sys
import unicodedata
from pathlib import Path

TABLES = {
    "states.tsv": "code name fr fr_adj en en_adj capital capital_fr capital_en",
    "seats.tsv": "code sector name fr en",
    "institutions.tsv": "code sector name from to fr en",
    "entities.tsv": "code name sector_suffix fr fr_adj en en_adj capital capital_fr capital_en from to",
    "groups.tsv": "code sector name from to fr en adj",
    "organisations.tsv": "code sector name fr en",
    "media.tsv": "code sector name fr en",
}
FORM_COLUMNS = {"fr": "fr", "en": "en", "fr_adj": "fr", "en_adj": "en", "adj": "any", "capital_fr": "fr", "capital_en": "en"}
NAME_COLUMNS = ("fr", "en")
SECTORS = set("GOV COP JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP REL SOC IGO NGO PRE".split())
ORGANISATIONS = {"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"}
LICENCE = "# Facts compiled by the treve project; CC0."
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
ELLIPSES = "…"


def fold(form):
    """The form as names are compared: no accents, no case except of wholly capital acronyms, hyphens as spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))
    plain = plain.replace("-", " ").replace("’", "'")
    letters = [c for c in plain if c.isalpha()]
    acronym = len(letters) > 1 and all(c.isupper() for c in letters)
    return " ".join((plain if acronym else plain.casefold()).split())


def span(text, late):
    """A year, month or day as (y, m, d), filled up to its first or last day; an open end is the first or last of all days."""
    if text == "-":
        return (9999, 12, 31) if late else (0, 1, 1)
    match = DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = match.groups()
    month = int(month) if month else (12 if late else 1)
    day = int(day) if day else (31 if late else 1)
    return (int(year), month, day) if 1 <= month <= 12 and 1 <= day <= 31 and 1900 <= int(year) <= 2100 else None


class Checker:
    def __init__(self, folder):
        self.folder = folder
        self.errors = []
        self.codes = set(ORGANISATIONS)
        self.seen = {}

    def error(self, where, message):
        self.errors.append(f"{where}: {message}")

    def read(self, name):
        path = self.folder / name
        try:
            text = path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            return self.error(path, "missing")
        except UnicodeDecodeError as problem:
            return self.error(path, f"not UTF-8: byte {problem.start}")
        if not text.endswith("\n") or "\r" in text:
            self.error(path, "lines end in \\n, the last one too")
        if LICENCE not in text.split("\n"):
            self.error(path, f"no licence line {LICENCE!r}")
        header, rows, ambiguous = None, [], set()
        for number, line in enumerate(text.split("\n")[:-1], 1):
            where = f"{path}:{number}"
            if not unicodedata.is_normalized("NFC", line):
                self.error(where, "not in NFC")
            if line.startswith("# ambiguous: "):
                ambiguous |= {fold(form) for form in line.removeprefix("# ambiguous: ").split("|")}
            if line.startswith("#"):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells
                if header != TABLES[name].split():
                    return self.error(where, f"header {header}, want {TABLES[name].split()}")
            elif len(cells) != len(header):
                self.error(where, f"{len(cells)} cells, want {len(header)}")
            else:
                rows.append((where, dict(zip(header, cells))))
        return rows, ambiguous

    def cells(self, where, row):
        for column, cell in row.items():
            if not cell:
                self.error(where, f"{column}: empty, write -")
            forms = cell.split("|")
            if len(forms) != len(set(forms)):
                self.error(where, f"{column}: a variant twice in {cell}")
            for form in forms:
                if not form or form != form.strip() or "  " in form:
                    self.error(where, f"{column}: stray space or empty variant in {cell!r}")
                if any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cn") or c in ELLIPSES + "’" for c in form):
                    self.error(where, f"{column}: bad character in {form!r}")
        if all(row.get(column, "-") == "-" for column in FORM_COLUMNS):
            self.error(where, "no form in any language")

    def codes_and_sectors(self, where, row):
        if row["code"] not in self.codes:
            self.error(where, f"unknown code {row['code']}")
        sector = row.get("sector") or row.get("sector_suffix")
        if sector is not None and not set(sector.split("+")) <= SECTORS:
            self.error(where, f"unknown sector {sector}")

    def period(self, where, row):
        start, end = span(row.get("from", "-"), False), span(row.get("to", "-"), True)
        if start is None or end is None:
            self.error(where, f"not a date: {row['from']} or {row['to']}")
            return (0, 1, 1), (9999, 12, 31)
        if start > end:
            self.error(where, f"ends before it starts: {row['from']} {row['to']}")
        return start, end

    def claims(self, name, where, row, ambiguous):
        """Two actors of a table may not have a form in common while both exist."""
        start, end = self.period(where, row)
        actor = (row["code"], row.get("sector") or row.get("sector_suffix"), row["name"])
        for column, language in FORM_COLUMNS.items():
            if column == "capital_fr" or column == "capital_en" or row.get(column, "-") == "-":
                continue
            for form in row[column].split("|"):
                for other, other_start, other_end, other_where in self.seen.setdefault((name, column, fold(form)), []):
                    # "al-Jazeera" beside "Al-Jazeera" matches small letters; a group's name may be that of groups of several countries,
                    # which the article tells apart
                    if other_where == where and form[0].islower() or name == "groups.tsv" and other[0] != row["code"]:
                        continue
                    if other_start <= end and start <= other_end and fold(form) not in ambiguous:
                        self.error(where, f"{column}: {form!r} is also {':'.join(filter(None, other))} at {other_where}")
                self.seen[name, column, fold(form)].append((actor, start, end, where))

    def run(self):
        read = {name: self.read(name) for name in TABLES}
        states = read["states.tsv"][0] if read["states.tsv"] else []
        for where, row in states:
            if not re.fullmatch(r"[A-Z]{3}", row["code"]) or row["code"] in self.codes:
                self.error(where, f"bad or second code {row['code']}")
            self.codes.add(row["code"])
        for name, table in read.items():
            for where, row in table[0] if table else []:
                self.cells(where, row)
                self.codes_and_sectors(where, row)
                self.claims(name, where, row, table[1])
        return {name: len(table[0]) if table else 0 for name, table in read.items()}

    def shared(self):
        """Forms in more than one table whose codes differ."""
        tables = {}
        for (name, column, form), claims in self.seen.items():
            if column in NAME_COLUMNS:
                tables.setdefault((column, form), []).extend((name, actor[0], where) for actor, _, _, where in claims)
        for (column, form), claims in sorted(tables.items()):
            if len({name for name, _, _ in claims}) > 1 and len({code for _, code, _ in claims}) > 1:
                print(f"{column} {form}: " + ", ".join(f"{code} {where}" for _, code, where in claims))


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--shared"]
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent / "share" / "world"
    checker = Checker(folder)
    counts = checker.run()
    if "--shared" in sys.argv:
        checker.shared()
    for error in checker.errors:
        print(error, file=sys.stderr)
    for name, count in counts.items():
        print(f"{name}: {count} rows")
    print(f"{len(checker.errors)} errors")
    return 1 if checker.errors else 0


if __name__ == "__main__":
    sys.exit(main())
