"""Gather what is known of forms before training: word vectors and a lexicon.

lexicon.py LANGUAGE SPACY_MODEL_FOLDER LEXICON OUT.pkl

The vectors are those of a spaCy model (20,000 rows, most forms pointing to the row of a neighbour in meaning), reduced
to fewer dimensions by PCA and to 8 bits. The lexicon says which parts of speech and inflections a form may have; each
distinct set of readings is one class. It also gives the known (form, part of speech, lemma) triples. Each language has
a module that reads its lexicon.
"""
import collections
import json
import pickle
import re
import sys

import numpy as np

import lefff
import lemminflect
import msgpack_lite

DIM = {"fr": 96, "en": 160}  # of the 300 of the vectors; 160 hold 79 % of the variance of the English ones
READERS = {"fr": lefff, "en": lemminflect}


def murmur64a(data, seed=1):
    """MurmurHash64A, by which spaCy keys its strings."""
    m, r, mask = 0xC6A4A7935BD1E995, 47, (1 << 64) - 1
    h = seed ^ (len(data) * m & mask)
    end = len(data) // 8 * 8
    for i in range(0, end, 8):
        k = int.from_bytes(data[i:i + 8], "little") * m & mask
        k = (k ^ (k >> r)) * m & mask
        h = (h ^ k) * m & mask
    if end < len(data):
        h = (h ^ int.from_bytes(data[end:], "little")) * m & mask
    h = (h ^ (h >> r)) * m & mask
    return h ^ (h >> r)


def read_vectors(folder, dim):
    rows = np.load(folder + "/vocab/vectors")
    key2row = msgpack_lite.read_int_map(open(folder + "/vocab/key2row", "rb").read())
    centred = rows - rows.mean(0)
    _, _, axes = np.linalg.svd(centred[:20000], full_matrices=False)
    low = centred @ axes[:dim].T
    low /= np.linalg.norm(low, axis=1, keepdims=True) + 1e-6
    form_row = {}
    for form in json.load(open(folder + "/vocab/strings.json")):
        row = key2row.get(murmur64a(form.encode("utf8")))
        if row is not None and re.search(r"\w|^[^\w\s]{1,3}$", form) and not re.search(r"\s", form) and len(form) < 30:
            form_row[form.replace("’", "'")] = row
    scale = np.abs(low).max(1, keepdims=True) / 127
    return np.round(low / scale).astype(np.int8), scale.astype(np.float32)[:, 0], form_row


def main(language, spacy_folder, lexicon, out):
    vectors, scales, form_row = read_vectors(spacy_folder, DIM[language])
    reader = READERS[language]
    readings, lemmas = reader.read(lexicon)
    # Forms of rare readings alone are left out unless the vectors know them.
    kept = {f: r for f, r in readings.items() if f in form_row or f.lower() in form_row or not all(reader.is_rare(t) for t in r)}
    tags = sorted({t for r in kept.values() for t in r})
    tag_id = {t: i for i, t in enumerate(tags)}
    classes = collections.Counter(tuple(sorted(r)) for r in kept.values())
    class_id = {c: i + 1 for i, (c, _) in enumerate(classes.most_common())}
    form_class = {f: class_id[tuple(sorted(r))] for f, r in kept.items()}
    hot = np.zeros((len(class_id) + 1, len(tags)), np.float32)
    for c, i in class_id.items():
        for t in c:
            hot[i, tag_id[t]] = 1
    print("vector forms", len(form_row), "lexicon forms", len(kept), "of", len(readings), "tags", len(tags), "classes", len(class_id),
          "all forms", len(set(form_row) | set(kept)))
    pickle.dump(dict(vectors=vectors, scales=scales, form_row=form_row, form_class=form_class, hot=hot, tags=tags,
                     lemmas={k: v for k, v in lemmas.items() if k[0] in kept}), open(out, "wb"))


if __name__ == "__main__":
    main(*sys.argv[1:5])
