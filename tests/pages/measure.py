#!/usr/bin/env python3
"""How well `treve extract` finds the articles of the pages in this folder.

usage: measure.py TREVE [--floor F1] [--days RIGHT WRONG] [-v]

The text is measured as the ScrapingHub article-extraction benchmark does: shingles of four words, in small letters; true, false and
missing ones of a page are scaled to sum to 1; precision and recall are means over pages, F1 is made of the two means. Days are counted
over the pages that carry one. Exit status 1 below the floors.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
WORD = re.compile(r"\w+")


def shingles(text):
    words = WORD.findall(text.lower())
    return collections.Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3)) if words)


def compare(true, found):
    a, b = shingles(true), shingles(found)
    counts = sum((a & b).values()), sum((b - a).values()), sum((a - b).values())
    total = sum(counts)
    return tuple(c / total for c in counts) if total else (0.0, 0.0, 0.0)


def ratio(x, y):
    return x / (x + y) if x + y else 1.0


def f1_of(counts):
    precision = sum(ratio(tp, fp) for tp, fp, _ in counts) / len(counts)
    recall = sum(ratio(tp, fn) for tp, _, fn in counts) / len(counts)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def extract(treve, names):
    done = subprocess.run([treve, "extract", "--json", *(FOLDER / f"{n}.html" for n in names)], capture_output=True, check=False)
    found = {}
    for line in done.stdout.decode("utf-8").splitlines():
        record = json.loads(line)
        title, text = record["title"], record["text"]
        if title and text.startswith(title):
            text = text[len(title):].lstrip()
        found[pathlib.Path(record["file"]).stem] = record | {"text": text}
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("treve")
    parser.add_argument("--floor", type=float, default=0)
    parser.add_argument("--days", type=float, nargs=2, default=(0, 1), metavar=("RIGHT", "WRONG"))
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args()
    truth = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))
    found = extract(options.treve, sorted(truth))
    counts, days, titles, outlets = {}, collections.Counter(), 0, 0
    for name, true in sorted(truth.items()):
        record = found.get(name, {"text": "", "date": None, "title": None, "outlet": None})
        counts[name] = compare(true["text"], record["text"])
        if true["date"]:
            days["right" if record["date"] == true["date"] else "wrong" if record["date"] else "none"] += 1
        else:
            days["invented"] += record["date"] is not None
        titles += record["title"] == true["title"]
        outlets += record["outlet"] == true["outlet"]
        if options.v:
            print(f"{name}  {f1_of([counts[name]])[2]:.3f}  {record['date']} {true['date']}")
    n = days["right"] + days["wrong"] + days["none"]
    precision, recall, f1 = f1_of(list(counts.values()))
    halves = [f1_of([c for k, c in counts.items() if int(k) % 2 == odd])[2] for odd in (1, 0)]
    print(f"{len(truth)} pages: text F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f}; odd pages {halves[0]:.3f}, even {halves[1]:.3f})")
    print(f"days: {days['right']} of {n} right, {days['wrong']} wrong, {days['none']} not found, {days['invented']} where there is none; "
          f"titles {titles}, outlets {outlets} of {len(truth)}")
    return f1 < options.floor or days["right"] < options.days[0] * n or days["wrong"] > options.days[1] * n


if __name__ == "__main__":
    sys.exit(main())
