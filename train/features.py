"""What the encoder sees of a word form. src/parse/features.c computes exactly the same.

A form gives eleven numbers: three come from the form table (training word, vector row, lexicon class), and nine
are hashed into one table of affix embeddings: prefixes of 1 to 3, suffixes of 1 to 5 characters, and the shape.
"""

FNV_OFFSET, FNV_PRIME, MASK = 0xCBF29CE484222325, 0x100000001B3, (1 << 64) - 1
AFFIX_BUCKETS = 20000
PREFIXES, SUFFIXES = (1, 2, 3), (1, 2, 3, 4, 5)
AFFIX_SLOTS = len(PREFIXES) + len(SUFFIXES) + 1


def fnv(data, value=FNV_OFFSET):
    for byte in data:
        value = ((value ^ byte) * FNV_PRIME) & MASK
    return value


def form_key(form):
    """32-bit key of a form in the form table: FNV-1a 64, folded."""
    h = fnv(form.encode("utf8"))
    return (h ^ (h >> 32)) & 0xFFFFFFFF


def bucket(kind, text):
    """Row of the affix table for one affix; row 0 stands for a dropped feature."""
    h = fnv(text.encode("utf8"), fnv(bytes([kind])))
    return 1 + ((h ^ (h >> 32)) & 0xFFFFFFFF) % (AFFIX_BUCKETS - 1)


def is_letter(c):
    o = ord(c)
    return ("a" <= c <= "z" or "A" <= c <= "Z" or (0xC0 <= o <= 0x24F and o not in (0xD7, 0xF7))
            or 0x370 <= o <= 0x1FFF)


def shape(form, lower):
    """X capital, x other letter, d digit, anything else itself; runs longer than two are cut to two."""
    out = []
    aligned = len(form) == len(lower)
    for i, c in enumerate(form):
        if "0" <= c <= "9":
            s = "d"
        elif is_letter(c):
            s = "X" if aligned and lower[i] != c else "x"
        else:
            s = c
        if len(out) >= 2 and out[-1] == s and out[-2] == s:
            continue
        out.append(s)
    return "".join(out[:24])


def affixes(form):
    lower = form.lower()
    rows = [bucket(k, lower[:k]) for k in PREFIXES]
    rows += [bucket(16 + k, lower[-k:]) for k in SUFFIXES]
    rows.append(bucket(32, shape(form, lower)))
    return rows
