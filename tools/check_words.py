#!/usr/bin/env python3
"""No word of a language stands in C: what the stages know of words is in the packs.

    tools/check_words.py

Looks at the string literals of the stages (src/text parse tree who when where says what chronicle) in two ways. Together they hold
that no word of any pack is data in C; a key that is also a word of English ("truce") is caught where it is compared.

1. A literal that is a word of some pack (a cell of its columns of words, or a word of one) must be a name: a key of the packs'
   tables or rules (sets, kinds, classes, conditions, options), of share/ontology or share/world (columns, codes, offices), a label
   of Universal Dependencies; or be in ALLOWED with its reason. Messages, which are arguments of the functions in TELLING, are for readers.
2. A form, a lemma or a piece of text of the article may be compared with a literal only where that has no letter.

Exit status 1 when something is found.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
STAGES = "text parse tree who when where says what chronicle".split()
WORDS = {"word", "words", "form", "forms", "lemma", "lemmas", "pattern", "with"}  # columns of packs; the others hold names
NAMES = {"code", "sector", "kind", "office", "type", "mode", "context", "event", "name"}  # columns of share/ontology and share/world
LABELS = ("src/parse/labels.c", "src/parse/parse.c")  # labels of Universal Dependencies
TELLING = re.compile(r"\b(?:trv_fail|trv_strbuf_addf?s?|trv_what_trace\w*|fprintf|wrong|bad|broken|refuse|complain)\s*\($")
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
COMPARED = re.compile(r"\b(?:str(?:n|case|ncase)?cmp|memcmp|strstr|trv_slice_is)\s*\(([^;{}]*?)\"((?:\\.|[^\"\\\n])*)\"", re.S)
OF_ARTICLE = re.compile(r"(?:->|\.|\b)(?:lemma|lower|folded|source|forms?)\b\s*(?:\[|,|\+|$)")

# Literals that are words of a pack and no names of the above: file, what they are there, and the literals.
ALLOWED = [
    ("src/*/*.c", "statuses of events, as docs/data-formats.md names them", "future alleged"),
    ("src/chronicle/*.c", "states, kinds and tags of truces and states of red lines, as docs/data-formats.md names them",
     "agreed standing disputed crossed failed negotiating proposed suspended collapsed unilateral humanitarian local general "
     "call proposal negotiation agreement declaration start violation extension end"),
    ("src/chronicle/truce_parties.c", "the value that switches a set of grammar.tsv on", "yes"),
    ("src/chronicle/conflicts.c", "the side of a conflict in its name, for readers", "rebels"),
    ("src/parse/model.c", "sections of the model file", "heads distance relation names query"),
    ("src/text/fold.c", "how a letter is written in ASCII", "th"),
    ("src/text/paragraphs.c", "keys of the header", "outlet agency"),
    ("src/text/rules.c", "values of text.tsv that stand in its column of forms", "hyphen dash"),
    ("src/tree/*.c", "an option of grammar.tsv", "passive_has_auxiliary"),
    ("src/what/*.c", "options of grammar.tsv", "complement_by_preposition each_way present_plans arrested_by_police weapons_against"),
    ("src/what/*.c", "tags of events, as docs/data-formats.md names them", "violation"),
    ("src/what/*.c", "options, conditions and signs of events.rules",
     "unless killed wounded captured -> commitment refl passive active neg noneg quoted vows infinitive conditional request threat support propose "
     "toll enemy weak default likewise"),
    ("src/when/ops.c", "operations of when-patterns.tsv",
     "weekend article narrative point count anchor dates complement start free sign order"),
    ("src/where/gazetteer.c", "spellings of foreign letters and articles in names of places, the same in all languages of Latin script",
     "al el ash ad an ed ez er et ai ch ei ou th GA"),
    ("src/who/layer.c", "a column of share/world", "any"),
    ("src/who/world.c", "kinds that the tables of a pack may name", "like"),
]
# Comparisons that look like those of (2) and are with cells of a table.
NO_TEXT = {("src/text/rules.c", "hyphen"), ("src/text/rules.c", "dash")}


def allowed(path, literal):
    return any(pathlib.PurePath(path).match(pattern) and literal in literals.split() for pattern, _, literals in ALLOWED)


def rows(path):
    """The cells of a table by column."""
    lines = [l for l in path.read_text(encoding="utf-8").splitlines() if l and not l.startswith("#")]
    head = lines[0].split("\t") if lines else []
    return head, [l.split("\t") for l in lines[1:]]


def vocabulary():
    """The words of the packs, each with a table that has it, and the names."""
    words, names = {}, set()
    for path in sorted((ROOT / "share" / "languages").glob("*/*.tsv")):
        head, cells = rows(path)
        names.update(head)
        for row in cells:
            for column, cell in zip(head, row):
                items = {i.strip().lower() for i in cell.split("|")}
                if column not in WORDS:
                    names.update(items | {w for i in items for w in i.split()})
                    continue
                if column == "pattern":
                    names.update(re.findall(r"\{(\w+)", cell))
                    cell = re.sub(r"\{[^}]*\}", " ", cell)
                for word in items | set(re.findall(r"[^\W\d_]+", cell.lower())):
                    words.setdefault(word, path.relative_to(ROOT / "share" / "languages"))
    for path in sorted((ROOT / "share" / "languages").glob("*/events.rules")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            line = line.split("#")[0]
            condition, _, slots = line.partition(" : ")
            names.update(re.findall(r"(\w+)=", line) + re.findall(r"%(\w+)", line) + re.findall(r"^set (\w+)", line))
            for word in (w for w in re.split(r"[\s|=]+", condition.lower()) if w.isalpha()):
                if word not in names:
                    words.setdefault(word, path.relative_to(ROOT / "share" / "languages"))
    for path in [*sorted((ROOT / "share" / "ontology").glob("*.tsv")), *sorted((ROOT / "share" / "world").glob("*.tsv"))]:
        head, cells = rows(path)
        names.update(head)
        for row in cells:
            names.update(c for column, cell in zip(head, row) if column in NAMES for c in cell.split("|"))
    for label in LABELS:
        path = ROOT / label
        if path.exists():
            names.update(m.group()[1:-1] for m in TOKEN.finditer(path.read_text(encoding="utf-8")) if m.group()[0] == '"')
    return words, names


def told(code, at):
    """Whether the literal at `at` is an argument of a function that tells something."""
    depth = 0
    for i in range(at - 1, max(at - 600, -1), -1):
        if code[i] == ")":
            depth += 1
        elif code[i] == "(":
            if depth == 0 and TELLING.search(code[max(0, i - 40):i + 1]):
                return True
            depth -= depth > 0
        elif code[i] in ";{}":
            return False
    return False


def findings(path, words, names):
    text = path.read_text(encoding="utf-8")
    name = str(path.relative_to(ROOT))
    code = TOKEN.sub(lambda m: re.sub(r"[^\n]", " ", m.group()) if m.group()[0] == "/" else m.group(), text)
    for m in TOKEN.finditer(code):
        literal = m.group()[1:-1]
        if m.group()[0] != '"' or allowed(name, literal) or literal in names or told(code, m.start()):
            continue
        if literal.lower() in words and len(literal) > 1:
            yield m.start(), f"\"{literal}\" is a word of {words[literal.lower()]} and the name of nothing"
    for m in COMPARED.finditer(code):
        if re.search(r"[^\W\d_]", re.sub(r"\\x[0-9A-Fa-f]{2}|\\.", "", m.group(2))) and OF_ARTICLE.search(m.group(1)):
            if (name, m.group(2)) not in NO_TEXT:
                yield m.start(), f"text of the article is compared with \"{m.group(2)}\": a pack should name it"


def main():
    words, names = vocabulary()
    found = n = 0
    for path in sorted(p for stage in STAGES for p in (ROOT / "src" / stage).glob("*.[ch]")):
        n += 1
        text = path.read_text(encoding="utf-8")
        for at, message in findings(path, words, names):
            print(f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, at) + 1}: {message}")
            found += 1
    print(f"{n} files of the stages against {len(words)} words of the packs: {found} found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
