#!/usr/bin/env python3
"""Score a CoNLL-U file made from raw text against a gold one, as the CoNLL 2018 shared task did.

    conll_eval.py GOLD.conllu SYSTEM.conllu [--floor UPOS=97.5 ...]
    conll_eval.py --text GOLD.conllu > raw.txt          the raw text of a gold file, to be given to the system

Both files must hold the same characters (spaces aside). Units are aligned by their characters: sentences and tokens by
their spans; words that belong to a multiword token on either side by a longest common subsequence of their lowercased
forms within the stretch of text that the tokens cover. Each measure is F1 over words: an aligned word counts when its
UPOS, lemma, head, or head and full relation agree with the gold one's (a gold lemma "_" agrees with any). Heads agree when
they are aligned with each other, or both are roots. With --floor the exit status is 1 if a measure is below its floor.

Method: Zeman et al. 2018, "CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies".
"""
import argparse
import sys
import unicodedata

MEASURES = ("Sentences", "Words", "UPOS", "Lemmas", "UAS", "LAS")


class Word:
    __slots__ = ("begin", "end", "multi", "form", "lemma", "upos", "head", "rel", "parent")

    def __init__(self, columns, begin, end, multi):
        self.begin, self.end, self.multi = begin, end, multi
        self.form, self.lemma, self.upos = columns[1].lower(), plain(columns[2]), columns[3]
        self.head, self.rel, self.parent = int(columns[6]), columns[7], None


def plain(text):
    """One way of writing what may be written in several: NFC, straight apostrophes."""
    return unicodedata.normalize("NFC", text).replace("’", "'").replace("ʼ", "'").replace("‘", "'")


def blocks(path):
    rows = []
    with open(path, encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                yield rows
                rows = []
    if rows:
        yield rows


def read(path):
    """The characters of the file without spaces, the spans of its sentences, and its words."""
    text, sentences, words, at = [], [], [], 0
    for rows in blocks(path):
        start, first, multi_end, span = at, len(words), 0, None
        for c in rows:
            if "." in c[0]:
                continue
            if "-" in c[0]:
                multi_end = int(c[0].split("-")[1])
            number = None if "-" in c[0] else int(c[0])
            if number is None or number > multi_end:
                characters = "".join(plain(c[1]).split())
                span = (at, at + len(characters))
                text.append(characters)
                at += len(characters)
            if number is not None:
                words.append(Word(c, *span, number <= multi_end))
        for w in words[first:]:
            if not 0 <= w.head <= len(words) - first:
                sys.exit(f"{path}: a head lies outside its sentence")
            w.parent = words[first + w.head - 1] if w.head else None
        sentences.append((start, at))
    return "".join(text), sentences, words


def stretch(words, i, end):
    """First word index after i whose token begins at or after `end`, and the furthest end seen on the way."""
    while i < len(words) and words[i].begin < end:
        end = max(end, words[i].end)
        i += 1
    return i, end


def common(gold, system):
    """Pairs of a longest common subsequence by form."""
    best = [[0] * (len(system) + 1) for _ in range(len(gold) + 1)]
    for i in range(len(gold) - 1, -1, -1):
        for j in range(len(system) - 1, -1, -1):
            best[i][j] = (1 + best[i + 1][j + 1] if gold[i].form == system[j].form else max(best[i + 1][j], best[i][j + 1]))
    i = j = 0
    while i < len(gold) and j < len(system):
        if gold[i].form == system[j].form:
            yield gold[i], system[j]
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1


def align(gold, system):
    """Pairs of aligned words."""
    pairs, i, j = [], 0, 0
    while i < len(gold) and j < len(system):
        g, s = gold[i], system[j]
        if g.multi or s.multi:
            # Take in whole tokens on both sides until they end at the same character.
            a, b, end = i, j, min(g.begin, s.begin)
            if g.begin != s.begin and not (g.begin < s.end and s.begin < g.end):
                if g.begin < s.begin:
                    i += 1
                else:
                    j += 1
                continue
            end = max(g.end, s.end)
            while True:
                i, end_g = stretch(gold, i, end)
                j, end_s = stretch(system, j, max(end, end_g))
                if max(end_g, end_s) == end:
                    break
                end = max(end_g, end_s)
            pairs += common(gold[a:i], system[b:j])
        elif (g.begin, g.end) == (s.begin, s.end):
            pairs.append((g, s))
            i, j = i + 1, j + 1
        elif g.begin <= s.begin:
            i += 1
        else:
            j += 1
    return pairs


def f1(correct, gold, system):
    return 200.0 * correct / (gold + system) if gold + system else 0.0


def score(gold_path, system_path):
    gold_text, gold_sentences, gold = read(gold_path)
    system_text, system_sentences, system = read(system_path)
    if gold_text != system_text:
        at = next((i for i, (a, b) in enumerate(zip(gold_text, system_text)) if a != b), min(len(gold_text), len(system_text)))
        sys.exit(f"{system_path}: the text differs from the gold at character {at}: gold {gold_text[at - 20:at + 20]!r}, "
                 f"system {system_text[at - 20:at + 20]!r}")
    pairs = align(gold, system)
    partner = {id(g): s for g, s in pairs}
    right = dict.fromkeys(MEASURES, 0)
    right["Sentences"] = len(set(gold_sentences) & set(system_sentences))
    right["Words"] = len(pairs)
    for g, s in pairs:
        right["UPOS"] += g.upos == s.upos
        right["Lemmas"] += g.lemma == "_" or g.lemma == s.lemma
        same = (g.parent is None and s.parent is None) or (g.parent is not None and s.parent is not None
                                                           and partner.get(id(g.parent)) is s.parent)
        right["UAS"] += same
        right["LAS"] += same and g.rel == s.rel
    sizes = {m: (len(gold), len(system)) for m in MEASURES}
    sizes["Sentences"] = (len(gold_sentences), len(system_sentences))
    return {m: f1(right[m], *sizes[m]) for m in MEASURES}


def raw_text(path):
    """The text of a gold file: one paragraph for each document or paragraph mark, sentences on one line with a space."""
    with open(path, encoding="utf8") as lines:
        first = True
        for line in lines:
            if line.startswith(("# newdoc", "# newpar")) and not first:
                print("\n")
                first = True
            elif line.startswith("# text = "):
                sys.stdout.write(("" if first else " ") + line[9:].rstrip("\n"))
                first = False
    print()


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("gold")
    p.add_argument("system", nargs="?")
    p.add_argument("--text", action="store_true", help="print the raw text of the gold file")
    p.add_argument("--floor", action="append", default=[], metavar="MEASURE=VALUE")
    a = p.parse_args()
    if a.text:
        raw_text(a.gold)
        return 0
    if not a.system:
        p.error("a system file is needed")
    result = score(a.gold, a.system)
    below = []
    floors = dict(f.split("=") for f in a.floor)
    for m in MEASURES:
        short = m in floors and result[m] < float(floors[m])
        print("%-10s %6.2f%s" % (m, result[m], "  (below %s)" % floors[m] if short else "  (at least %s)" % floors[m] if m in floors else ""))
        if short:
            below.append(m)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
