"""French forms: the readings and lemmas of Lefff 3.4 (Sagot 2010)."""
import collections
import re

UPOS_OF = {"v": ("VERB", "AUX"), "auxAvoir": ("AUX", "VERB"), "auxEtre": ("AUX", "VERB"), "nc": ("NOUN",), "adj": ("ADJ",),
           "adv": ("ADV",), "np": ("PROPN",)}
AUXILIARIES = {"être", "avoir", "faire", "aller", "laisser", "pouvoir", "devoir"}
# Verb forms that no news uses: imperfect subjunctive, second persons of the past.
RARE = re.compile(r"v(:(T|J2|J1|JP|P2|S2p|S1p|I2p|I1|I2|C1p|C2p|F1p|F2p|F2s|F1s|Y|C12|J12|I12).*)?$")


def read(path):
    """{form: readings} and {(form, part of speech): lemmas}."""
    readings, lemmas = collections.defaultdict(set), collections.defaultdict(set)
    for line in open(path, encoding="utf8"):
        c = line.rstrip("\n").split("\t")
        if len(c) < 4 or not c[0] or " " in c[0] or "_" in c[0]:
            continue
        form = c[0].replace("’", "'")
        readings[form].add(c[1])
        if c[3]:
            readings[form].add(c[1] + ":" + c[3])
        for upos in UPOS_OF.get(c[1], ()):
            lemmas[form, upos].add(c[2])
    return readings, {key: found for key in lemmas if (found := as_treebanks(key, lemmas))}


def as_treebanks(key, lemmas):
    """The lemmas that UD would give: Lefff gives participles used as adjectives their verb, and any verb as auxiliary."""
    form, upos = key
    if upos == "ADJ":
        return lemmas[key] - lemmas.get((form, "VERB"), set())
    return lemmas[key] & AUXILIARIES if upos == "AUX" else lemmas[key]


def is_rare(reading):
    return RARE.match(reading)
