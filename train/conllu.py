"""Reading CoNLL-U: sentences as lists of word rows, with the multiword tokens left out."""

PLAIN = str.maketrans("’ʼ‘‛′‐‑", "'''''--")
FORM, LEMMA, UPOS, FEATS, HEAD, DEPREL = range(6)


def read(path):
    """Return the sentences of a file; a word is [form, lemma, upos, feats, head, deprel]."""
    sentences, words = [], []
    with open(path, encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if words:
                    sentences.append(words)
                    words = []
            elif line[0] != "#":
                c = line.split("\t")
                if "-" in c[0] or "." in c[0]:
                    continue
                words.append([normal_form(c[1]), normal_form(c[2]), c[3], c[5], int(c[6]), c[7]])
    if words:
        sentences.append(words)
    return sentences


def normal_form(form):
    """What the text layer does to a form: typographic apostrophes and hyphens become plain ones."""
    return form.translate(PLAIN)
