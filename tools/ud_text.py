#!/usr/bin/env python3
"""Makes raw text from CoNLL-U: the `# text` lines joined by spaces, a blank line at `# newpar` and `# newdoc`.

usage: ud_text.py FILE.conllu >FILE.txt
"""
import sys


def raw_text(lines):
    parts, fresh = [], True
    for line in lines:
        if line.startswith(("# newpar", "# newdoc")):
            if parts and not fresh:
                parts.append("\n\n")
            fresh = True
        elif line.startswith("# text = "):
            if not fresh:
                parts.append(" ")
            parts.append(line[len("# text = "):].rstrip("\n"))
            fresh = False
    return "".join(parts) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__.strip())
    with open(sys.argv[1], encoding="utf-8") as f:
        sys.stdout.write(raw_text(f))
