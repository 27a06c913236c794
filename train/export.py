"""Write a trained model as the file that src/parse maps: export.py LANGUAGE WORK_FOLDER NAME OUT.trv [--bank NAME]

Matrices are rounded to 8 bits with a scale for each row. The treebank whose conventions the parser is to follow
(--bank) is folded into the input layer's bias. The sections, in the order of the file:

dims                         u32 each: widths of word, lexicon, vector and affix embeddings, input layer, LSTM, tag layer, arc and
                             relation spaces; numbers of parts of speech, feature sets, scripts, relations, name tags, affix
                             buckets, affix slots
form.key .start .vec .lex    forms by 32-bit key (lower halves as u16, and u32 starts for each upper half), with rows of the
                             vector and lexicon embeddings (u16, 0: none)
word.key .start              training words; row 1 + place of the word embeddings
Xemb.rows .scale             embeddings: w words, l lexicon classes, v vectors, a affixes
lemma.key .start             known readings "form TAB upos" and "form TAB upos TAB lemma"
Y.w .scale .bias .sum        linear layers, weights as i8[out / 16][in / 4][16][4], sums of rows as i32: input; l0fx l0fh … l1bh, the LSTMs'
                             layer, direction, and source (input or hidden state; gates in the order input, forget, output,
                             candidate); tagh tagx; heads (upos, feats, scripts, names); edges (arc head, arc dependent, relation
                             head, relation dependent); query; relation (of the outer product)
norm.gain .bias root distance   f32
upos feats scripts rels names   NUL-terminated strings
compatible                   u8[upos][feats]: seen together in training
"""
import argparse
import pickle
import struct

import numpy as np
import torch

from features import AFFIX_BUCKETS, AFFIX_SLOTS, fnv, form_key
from model import AFFIX, ARC, LEX, REL, TAG, WORD, act
from sets import LANGUAGES

MAGIC, VERSION, ALIGN = b"TRVPARSE", 1, 64


def checksum(data):
    """Four lanes of multiply and rotate over 8-byte words; see trv_model_checksum."""
    n = len(data)
    words = np.frombuffer(data + b"\0" * (-n % 32), dtype="<u8").reshape(-1, 4)
    m, mask = 0x9E3779B97F4A7C15, (1 << 64) - 1
    lanes = np.array([1, 2, 3, 4], dtype=np.uint64)
    mul, left, right = np.uint64(m), np.uint64(29), np.uint64(35)
    with np.errstate(over="ignore"):
        for row in words:
            x = (lanes ^ row) * mul
            lanes = (x << left) | (x >> right)
    h = n
    for lane in lanes.tolist():
        h = (h ^ lane) * m & mask
        h ^= h >> 32
    return h


def quantise(rows):
    scale = np.abs(rows).max(1) / 127
    safe = np.where(scale > 0, scale, 1)
    return np.clip(np.round(rows / safe[:, None]), -127, 127).astype(np.int8), scale.astype("<f4")


class Writer:
    def __init__(self):
        self.sections = []

    def add(self, name, data):
        assert len(name) <= 16, name
        self.sections.append((name, data if isinstance(data, bytes) else np.ascontiguousarray(data).tobytes()))

    def linear(self, name, weight, bias=None):
        """weight: (outputs, inputs), padded and laid out as w[out / 16][in / 4][16][4]."""
        weight = np.asarray(weight, np.float32)
        n_out, n_in = weight.shape
        padded = np.zeros((-(-n_out // 16) * 16, -(-n_in // 4) * 4), np.float32)
        padded[:n_out, :n_in] = weight
        b = np.zeros(padded.shape[0], "<f4")
        if bias is not None:
            b[:n_out] = bias
        q, scale = quantise(padded)
        o, i = padded.shape
        self.add(name + ".w", q.reshape(o // 16, 16, i // 4, 4).transpose(0, 2, 1, 3))
        self.add(name + ".scale", scale)
        self.add(name + ".bias", b)
        self.add(name + ".sum", q.astype("<i4").sum(1).astype("<i4"))

    def embedding(self, name, rows):
        q, scale = quantise(np.asarray(rows, np.float32))
        self.add(name + ".rows", q)
        self.add(name + ".scale", scale)

    def keys(self, name, keys):
        """Sorted 32-bit keys: the lower halves, and where each upper half starts."""
        keys = np.asarray(keys, "<u4")
        assert (np.diff(keys.astype(np.int64)) > 0).all()
        self.add(name + ".key", (keys & 0xFFFF).astype("<u2"))
        self.add(name + ".start", np.searchsorted(keys, np.arange(65537, dtype=np.uint64) << np.uint64(16)).astype("<u4"))

    def strings(self, name, values):
        self.add(name, b"".join(v.encode("utf8") + b"\0" for v in values))

    def write(self, path, language):
        table, body = b"", b""
        at = 64 + 32 * len(self.sections)
        for name, data in self.sections:
            pad = -at % ALIGN
            body += b"\0" * pad + data
            at += pad
            table += struct.pack("<16sQQ", name.encode(), at, len(data))
            at += len(data)
        rest = table + body
        head = struct.pack("<8sIIQQ16s16x", MAGIC, VERSION, len(self.sections), 64 + len(rest), checksum(rest), language.encode())
        with open(path, "wb") as out:
            out.write(head + rest)
        print(path, 64 + len(rest), "bytes")


def lemma_readings(lexicon, labels):
    """(form, part of speech) -> lemmas, of the lexicon and the training words."""
    known = {}
    for (form, upos), lemmas in lexicon["lemmas"].items():
        known.setdefault((form.lower(), upos), set()).update(lemmas)
    for form, upos, lemma in labels["lemmas"]:
        known.setdefault((form, upos), set()).add(lemma)
    return known


def lemma_keys(lexicon, labels):
    """Keys of known (form, part of speech) readings and of their lemmas."""
    keys = set()
    for (form, upos), lemmas in lemma_readings(lexicon, labels).items():
        reading = fnv(("%s\t%s" % (form, upos)).encode("utf8"))
        keys.add((reading ^ (reading >> 32)) & 0xFFFFFFFF)
        for lemma in lemmas:
            h = fnv(("\t" + lemma).encode("utf8"), reading)
            keys.add((h ^ (h >> 32)) & 0xFFFFFFFF)
    return sorted(keys)


def forms_of(lexicon):
    """One entry for each form of the vectors and the lexicon; a capitalised form that says nothing new is left out."""
    vec, lex = lexicon["form_row"], lexicon["form_class"]
    table = {}
    for form in sorted(set(vec) | set(lex)):
        entry = (vec.get(form, -1) + 1, lex.get(form, 0))
        lower = form.lower()
        if lower != form and (lower in vec or lower in lex):
            low = (vec.get(lower, -1) + 1, lex.get(lower, 0))
            if all(e == 0 or e == l for e, l in zip(entry, low)):
                continue
        table.setdefault(form_key(form), entry)
    return sorted(table.items())


def main():
    p = argparse.ArgumentParser()
    p.add_argument("language", choices=LANGUAGES)
    p.add_argument("work")
    p.add_argument("name")
    p.add_argument("out")
    p.add_argument("--bank")
    a = p.parse_args()
    saved = torch.load(f"{a.work}/{a.name}.pt")
    lexicon = pickle.load(open(f"{a.work}/lexicon.pkl", "rb"))
    s = {k: v.float() for k, v in saved["state"].items()}
    labels = saved["labels"]
    hid = saved["hid"]
    w = Writer()
    w.add("dims", np.array([WORD, LEX, s["vectors"].shape[1], AFFIX, s["input.weight"].shape[0], hid, TAG, ARC, REL, len(labels["upos"]), len(labels["feats"]), len(labels["scripts"]),
                            len(labels["rels"]), len(labels["names"]), AFFIX_BUCKETS, AFFIX_SLOTS], "<u4"))

    forms = forms_of(lexicon)
    w.keys("form", [k for k, _ in forms])
    w.add("form.vec", np.array([v for _, (v, _) in forms], "<u2"))
    w.add("form.lex", np.array([c for _, (_, c) in forms], "<u2"))
    words = sorted((form_key(x), i) for i, x in enumerate(labels["words"]) if i)
    w.keys("word", [k for k, _ in words])
    w.embedding("wemb", s["word.weight"].numpy()[[0] + [i for _, i in words]])
    w.embedding("lemb", (s["hot"] @ s["lex"]).numpy())
    w.embedding("vemb", s["vectors"].numpy())
    w.embedding("aemb", s["affix.weight"].numpy())
    w.keys("lemma", lemma_keys(lexicon, labels))

    bank = s["bank.weight"][labels["banks"].index(a.bank or LANGUAGES[a.language].train[0])]
    w.linear("input", s["input.weight"], s["input.bias"] + bank)
    for i in range(2):
        for k, d in enumerate("fb"):
            w.linear(f"l{i}{d}x", s[f"lstm.{i}.x.{k}.weight"], s[f"lstm.{i}.x.{k}.bias"])
            w.linear(f"l{i}{d}h", s[f"lstm.{i}.h.{k}"])
    w.add("norm.gain", s["norm.weight"].numpy())
    w.add("norm.bias", s["norm.bias"].numpy())
    w.linear("tagh", s["tag.weight"][:, :2 * hid], s["tag.bias"])
    w.linear("tagx", s["tag.weight"][:, 2 * hid:])
    names = ("upos", "feats", "script", "name")
    w.linear("heads", torch.cat([s[n + ".weight"] for n in names]), torch.cat([s[n + ".bias"] for n in names]))
    edges = ("arc_head", "arc_dep", "rel_head", "rel_dep")
    w.linear("edges", torch.cat([s[n + ".weight"] for n in edges]), torch.cat([s[n + ".bias"] for n in edges]))
    w.linear("query", s["arc"].t(), s["arc_bias"])
    w.linear("relation", s["rel"].permute(1, 0, 2).reshape(len(labels["rels"]), -1))
    root = s["root"]
    w.add("root", torch.cat([act(s[n + ".weight"] @ root + s[n + ".bias"]) for n in ("arc_head", "rel_head")]).numpy().astype("<f4"))
    w.add("distance", s["distance"].numpy().astype("<f4"))

    for n in ("upos", "feats", "scripts", "rels", "names"):
        w.strings(n, labels[n])
    w.add("compatible", np.array(labels["compatible"], np.uint8))
    w.write(a.out, a.language)


if __name__ == "__main__":
    main()
