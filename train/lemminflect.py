"""English forms: the tables of LemmInflect 0.2.3, made from the SPECIALIST Lexicon of the U.S. National Library of Medicine.

infl_lu.csv.gz    lemma,category,forms of each slot (several joined by "/"; an empty slot is regular or missing)
lemma_lu.csv.gz   form,category,lemmas
"""
import collections
import gzip

SLOTS = {"noun": ("NN", "NNS"), "adj": ("JJ", "JJR", "JJS"), "adv": ("RB", "RBR", "RBS"), "verb": ("VB", "VBD", "VBN", "VBG", "VBZ")}
UPOS_OF = {"noun": "NOUN", "adj": "ADJ", "adv": "ADV", "verb": "VERB"}  # the treebanks know all auxiliaries
PAST, PARTICIPLE = 1, 2


def rows(path):
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield line.strip().split(",")


def read(folder):
    """{form: readings} and {(form, part of speech): lemmas}."""
    readings, lemmas = collections.defaultdict(set), collections.defaultdict(set)
    for lemma, category, *slots in rows(folder + "/infl_lu.csv.gz"):
        forms = [lemma] + slots + [""] * len(SLOTS.get(category, ()))
        if category == "verb" and not forms[PARTICIPLE]:
            forms[PARTICIPLE] = forms[PAST]
        proper = category == "noun" and lemma[:1].isupper()
        for slot, found in zip(SLOTS.get(category, ()), forms):
            for form in filter(None, found.split("/")):
                readings[form].add(slot.replace("NN", "NNP") if proper else slot)
    for form, category, found in rows(folder + "/lemma_lu.csv.gz"):
        upos = "PROPN" if category == "noun" and form[:1].isupper() else UPOS_OF.get(category)
        if upos:
            lemmas[form, upos].update(found.split("/"))
    return readings, dict(lemmas)


def is_rare(_reading):
    return False
