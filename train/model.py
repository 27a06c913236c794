"""The network: form features, a two-layer BiLSTM, and the heads.

Everything here is run again, quantised, by src/parse/encoder.c: change both together.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from features import AFFIX_BUCKETS, AFFIX_SLOTS
from lstm import BiLSTM

WORD, LEX, AFFIX = 64, 64, 48
LAYERS = 2
TAG, ARC, REL = 128, 128, 48
FAR = 20          # distances beyond this count as this


def act(x):
    return F.leaky_relu(x, 0.1)


class Parser(nn.Module):
    def __init__(self, sizes, hot, vectors, inp, hid, drop):
        """sizes: words, treebanks, upos, feats, scripts, rels, names."""
        super().__init__()
        out = 2 * hid
        self.word = nn.Embedding(sizes["words"], WORD, padding_idx=0)
        self.affix = nn.Embedding(AFFIX_BUCKETS, AFFIX, padding_idx=0)
        self.lex = nn.Parameter(torch.randn(hot.shape[1], LEX) * 0.1)
        for e in (self.word, self.affix):
            nn.init.normal_(e.weight, 0, 0.1)
        with torch.no_grad():
            self.word.weight[0] = 0
            self.affix.weight[0] = 0
        self.register_buffer("hot", hot)
        self.register_buffer("vectors", vectors)
        self.input = nn.Linear(WORD + LEX + vectors.shape[1] + AFFIX_SLOTS * AFFIX, inp)
        self.bank = nn.Embedding(sizes["treebanks"], inp)
        nn.init.normal_(self.bank.weight, 0, 0.05)
        self.lstm = nn.ModuleList([BiLSTM(inp if i == 0 else out, hid) for i in range(LAYERS)])
        self.norm = nn.LayerNorm(out)
        self.tag = nn.Linear(out + inp, TAG)
        self.upos, self.feats = nn.Linear(TAG, sizes["upos"]), nn.Linear(TAG, sizes["feats"])
        self.script, self.name = nn.Linear(TAG, sizes["scripts"]), nn.Linear(TAG, sizes["names"])
        self.arc_head, self.arc_dep = nn.Linear(out, ARC), nn.Linear(out, ARC)
        self.rel_head, self.rel_dep = nn.Linear(out, REL), nn.Linear(out, REL)
        self.arc = nn.Parameter(torch.randn(ARC, ARC) * 0.02)
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.rel = nn.Parameter(torch.randn(REL + 1, sizes["rels"], REL + 1) * 0.02)
        self.root = nn.Parameter(torch.randn(out) * 0.02)
        self.distance = nn.Parameter(torch.zeros(2 * FAR + 1))
        self.drop = nn.Dropout(drop)

    def inputs(self, f, bank):
        """f: (batch, words, 3 + AFFIX_SLOTS) rows of word, lexicon class, vector, affixes."""
        lex = (self.hot @ self.lex)
        parts = [self.word(f[..., 0]), lex[f[..., 1]], self.vectors[f[..., 2]]]
        affix = self.affix(f[..., 3:])
        if self.training:
            keep = [0.75, 0.85, 0.9]
            parts = [p * (torch.rand(p.shape[:-1] + (1,)) < k).float() / k for p, k in zip(parts, keep)]
            affix = affix * (torch.rand(affix.shape[:-1] + (1,)) < 0.85).float() / 0.85
        x = torch.cat(parts + [affix.flatten(2)], -1)
        return act(self.input(x) + self.bank(bank).unsqueeze(1))

    def forward(self, f, bank, lengths):
        """Sentences sorted by falling length. Returns the scores of every head but the relations'."""
        b, n = f.shape[:2]
        x = self.drop(self.inputs(f, bank))
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True)
        data, sizes = packed.data, packed.batch_sizes.tolist()
        for i, layer in enumerate(self.lstm):
            data = layer(self.drop(data) if i else data, sizes)
        h, _ = nn.utils.rnn.pad_packed_sequence(nn.utils.rnn.PackedSequence(data, packed.batch_sizes), batch_first=True)
        h = self.drop(self.norm(h))
        t = self.drop(act(self.tag(torch.cat([h, x], -1))))
        hr = torch.cat([self.root.expand(b, 1, -1), h], 1)
        ah, ad = self.drop(act(self.arc_head(hr))), self.drop(act(self.arc_dep(h)))
        arc = ad @ self.arc @ ah.transpose(1, 2) + (ah @ self.arc_bias).unsqueeze(1)
        i, j = torch.arange(n), torch.arange(n + 1) - 1
        arc = arc + self.distance[(i[:, None] - j[None, :]).clamp(-FAR, FAR) + FAR]
        absent = torch.arange(n + 1)[None, :] > lengths[:, None]
        arc = arc.masked_fill(absent.unsqueeze(1), -1e9)
        one = torch.ones
        rh = torch.cat([self.drop(act(self.rel_head(hr))), one(b, n + 1, 1)], -1)
        rd = torch.cat([self.drop(act(self.rel_dep(h))), one(b, n, 1)], -1)
        return dict(upos=self.upos(t), feats=self.feats(t), script=self.script(t), name=self.name(t), arc=arc, rh=rh, rd=rd)

    def relations(self, rh, rd):
        """rh, rd: (words, REL+1) of chosen heads and their dependents; returns (words, rels)."""
        m = rd @ self.rel.flatten(1)
        return (m.view(rd.shape[0], -1, REL + 1) @ rh.unsqueeze(-1)).squeeze(-1)
