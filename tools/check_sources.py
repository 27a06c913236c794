#!/usr/bin/env python3
"""Two rules that the compiler does not know.

    tools/check_sources.py FILE…

Some functions are not called here: they have no bounds, hide errors, or depend on the process. And no letter outside
ASCII stands in C but in comments: what belongs to a language belongs in its pack. Tests may quote any language; tools
that run on a developer's machine may use what their authors like. Exit status 1 when something is found.
"""
import re
import sys

BANNED = {
    "strcpy": "has no bound: use a struct trv_strbuf, memcpy or snprintf",
    "strcat": "has no bound: use a struct trv_strbuf or snprintf",
    "sprintf": "has no bound: use snprintf",
    "vsprintf": "has no bound: use vsnprintf",
    "gets": "has no bound",
    "strtok": "keeps a state and writes into its input: use trv_slice_split",
    "atoi": "hides errors: use trv_slice_uint",
    "atol": "hides errors: use trv_slice_uint",
    "system": "runs a shell",
    "popen": "runs a shell",
    "setlocale": "changes the whole process",
}
CALL = re.compile(r"\b(" + "|".join(BANNED) + r")\s*\(")
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
SYMBOLS = set("▇×÷→←↔⇄·…—–─│├└┌┐╭╮╰╯▸▾●○✓✗«»°§")


def findings(path):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    blank = lambda s: re.sub(r"[^\n]", " ", s)
    code = TOKEN.sub(lambda m: blank(m.group()), text)
    for m in CALL.finditer(code):
        yield m.start(), f"{m.group(1)} {BANNED[m.group(1)]}"
    if path.startswith(("tests/", "tools/")):
        return
    spoken = TOKEN.sub(lambda m: blank(m.group()) if m.group().startswith("/") else m.group(), text)
    for m in re.finditer(r"[^\x00-\x7f]+", spoken):
        if set(m.group()) - SYMBOLS:
            yield m.start(), f"\"{m.group()}\" outside a comment: words of a language belong in its pack"


def main():
    found = 0
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as f:
            text = f.read()
        for at, message in findings(path):
            print(f"{path}:{text.count(chr(10), 0, at) + 1}: {message}")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
