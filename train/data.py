"""From treebanks to tensors: label inventories, features of each distinct form, batches with their augmentation."""
import collections
import random

import numpy as np
import torch

import scripts
from features import affixes

QUOTES = [("«", "»"), ('"', '"'), ("“", "”")]
NAMES = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC"]


def inventory(counter, least):
    return [k for k, c in counter.most_common() if c >= least]


class Labels:
    """The inventories: everything that is needed beside the weights to use or export a model."""

    def __init__(self, banks):
        words = [w for s in banks.values() for sentence in s for w in sentence]
        count = collections.Counter(w[0].lower() for w in words)
        self.words = [""] + inventory(count, 2)
        self.upos = sorted({w[2] for w in words})
        self.feats = inventory(collections.Counter(w[3] for w in words), 2)
        self.scripts = inventory(collections.Counter(scripts.make(w[0], w[1]) for w in words if w[1] != "_"), 3)
        self.rels = inventory(collections.Counter(w[5] for w in words), 8)
        self.names = NAMES
        self.banks = list(banks) + ["any"]
        self.lemmas = sorted({(w[0].lower(), w[2], w[1]) for w in words if w[1] != "_" and w[2] not in ("X", "PROPN", "SYM")})
        seen = {(w[2], w[3]) for w in words}
        self.compatible = [[int((u, f) in seen) for f in self.feats] for u in self.upos]


class Encoder:
    """Turns forms into feature rows; one row for each distinct form, kept in a growing array."""

    def __init__(self, labels, lexicon):
        self.labels = labels
        self.word_id = {w: i for i, w in enumerate(labels.words)}
        self.lexicon = lexicon
        self.ids, self.rows = {}, []

    def form(self, form):
        if form not in self.ids:
            lower, lex = form.lower(), self.lexicon
            vec = lex["form_row"].get(form, lex["form_row"].get(lower, -1)) + 1
            cls = lex["form_class"].get(form) or lex["form_class"].get(lower, 0)
            self.ids[form] = len(self.rows)
            self.rows.append([self.word_id.get(lower, 0), cls, vec] + affixes(form))
        return self.ids[form]

    def table(self):
        return torch.tensor(np.array(self.rows))


def index(values):
    return {v: i for i, v in enumerate(values)}


class Corpus:
    """Sentences as integer arrays: form, upos, feats, script, name, head, relation; -1 where a label is unknown."""

    def __init__(self, sentences, names, bank, labels, encoder, written=()):
        upos, feats, script, rels, tags = (index(x) for x in (labels.upos, labels.feats, labels.scripts, labels.rels, labels.names))
        self.bank, self.sentences = bank, []
        self.generic = len(labels.banks) - 1 if bank < len(labels.banks) - 1 and labels.banks[bank] in written else bank
        for k, s in enumerate(sentences):
            rows = []
            for j, w in enumerate(s):
                rel = rels.get(w[5], rels.get(w[5].split(":")[0], -1))
                rows.append([encoder.form(w[0]), upos.get(w[2], -1), feats.get(w[3], -1),
                             script.get(scripts.make(w[0], w[1]), -1) if w[1] != "_" else -1,
                             tags.get(names[k][j], -1) if names else -1, w[4], rel])
            self.sentences.append(np.array(rows))
        self.words = sum(map(len, sentences))


class Augment:
    """Cheap variety that press text has and treebanks lack: other quotes, headings without a full stop."""

    def __init__(self, encoder):
        q = [tuple(encoder.form(x) for x in pair) for pair in QUOTES]
        self.pairs = q
        self.kind = {}
        for a, b in q:
            self.kind.setdefault(a, 0)
            self.kind.setdefault(b, 1)
        self.ends = {encoder.form(x) for x in (".", "!", "?", "...", "…")}

    def __call__(self, s):
        r = random.random()
        if r < 0.06 and len(s) > 2 and s[-1, 0] in self.ends and not (s[:, 5] == len(s)).any():
            s = s[:-1]
        elif r < 0.25:
            hits = [i for i, f in enumerate(s[:, 0]) if f in self.kind]
            if hits:
                s = s.copy()
                pair = random.choice(self.pairs)
                for n, i in enumerate(hits):
                    side = self.kind[s[i, 0]] if s[i, 0] != self.pairs[1][0] else n % 2
                    s[i, 0] = pair[side]
        return s


def batches(items, words, shuffle=True):
    """items: (sentence array, bank) pairs. Batches of about `words` words, of alike lengths."""
    items = sorted(items, key=lambda x: len(x[0]) + (random.random() * 4 if shuffle else 0))
    out, now = [], []
    for it in items:
        if now and (len(now) + 1) * len(it[0]) > words:
            out.append(now)
            now = []
        now.append(it)
    out.append(now)
    if shuffle:
        random.shuffle(out)
    return out


def collate(batch, table):
    batch = sorted(batch, key=lambda x: -len(x[0]))
    lengths = torch.tensor([len(s) for s, _ in batch])
    n = int(lengths[0])
    y = np.full((len(batch), n, 7), -1, np.int64)
    y[:, :, 0] = 0
    for i, (s, _) in enumerate(batch):
        y[i, :len(s)] = s
    y = torch.from_numpy(y)
    mask = torch.arange(n)[None, :] < lengths[:, None]
    f = table[y[..., 0]] * mask.unsqueeze(-1)
    return f, torch.tensor([b for _, b in batch]), lengths, y, mask


def epoch_items(corpora, share, augment):
    items = []
    for name, c in corpora.items():
        for s in c.sentences:
            if random.random() < share[name]:
                items.append((augment(s), c.generic if random.random() < 0.2 else c.bank))
    return items
