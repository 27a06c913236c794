"""Train the parser: train.py LANGUAGE UD_FOLDER WORK_FOLDER [--seed N] [--name NAME] [--epochs N] …

WORK_FOLDER holds lexicon.pkl and silver.json (see README.md) and receives NAME.pt. The model is chosen by nothing but its
last epoch; the development set is only printed.
"""
import argparse
import json
import pickle
import random
import time

import torch
import torch.nn.functional as F

import conllu
from data import Augment, Corpus, Encoder, Labels, batches, collate, epoch_items
from model import Parser
from sets import LANGUAGES, Sets


def args_of():
    p = argparse.ArgumentParser()
    p.add_argument("language", choices=LANGUAGES)
    p.add_argument("ud")
    p.add_argument("work")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--rate", type=float, default=3e-3)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--name", default="model")
    for setting in ("epochs", "words", "inp", "hid", "drop"):
        p.add_argument(f"--{setting}", type=Sets.__annotations__[setting], help="instead of that of sets.py")
    a = p.parse_args()
    own = {k: v for k, v in vars(a).items() if k in Sets._fields and v is not None}
    return a, LANGUAGES[a.language]._replace(**own)


def load(sets, ud, work):
    banks = {t: conllu.read(f"{ud}/{t}.conllu") for t in sets.train}
    silver = json.load(open(f"{work}/silver.json"))
    lexicon = pickle.load(open(f"{work}/lexicon.pkl", "rb"))
    labels = Labels(banks)
    encoder = Encoder(labels, lexicon)
    corpora = {t: Corpus(s, silver.get(t), i, labels, encoder, sets.written) for i, (t, s) in enumerate(banks.items())}
    return corpora, labels, encoder, lexicon, silver


def tensors(lexicon):
    v = torch.tensor(lexicon["vectors"]).float() * torch.tensor(lexicon["scales"]).unsqueeze(1)
    return torch.tensor(lexicon["hot"]), torch.cat([torch.zeros(1, v.shape[1]), v * 2])


def build(labels, lexicon, sets):
    hot, vectors = tensors(lexicon)
    sizes = dict(words=len(labels.words), treebanks=len(labels.banks), upos=len(labels.upos), feats=len(labels.feats),
                 scripts=len(labels.scripts), rels=len(labels.rels), names=len(labels.names))
    return Parser(sizes, hot, vectors, sets.inp, sets.hid, sets.drop)


def loss_of(net, batch):
    f, bank, lengths, y, mask = batch
    out = net(f, bank, lengths)
    k = mask
    heads = y[..., 5].clamp(min=0)
    total = 0
    for name, column, weight in (("upos", 1, 1.0), ("feats", 2, 0.7), ("script", 3, 0.7), ("name", 4, 0.3), ("arc", 5, 1.0)):
        target = y[..., column][k]
        if (target >= 0).any():
            total = total + weight * F.cross_entropy(out[name][k], target, ignore_index=-1)
    b = torch.arange(len(f)).unsqueeze(1).expand_as(heads)
    rel = net.relations(out["rh"][b[k], heads[k]], out["rd"][k])
    return total + F.cross_entropy(rel, y[..., 6][k], ignore_index=-1)


def evaluate(net, corpus, bank, table):
    net.eval()
    right, total = [0] * 6, 0
    with torch.no_grad():
        for group in batches([(s, bank) for s in corpus.sentences], 3000, False):
            f, b, lengths, y, k = collate(group, table)
            out = net(f, b, lengths)
            arc = out["arc"].argmax(-1)
            i = torch.arange(len(f)).unsqueeze(1).expand_as(arc)
            rel = net.relations(out["rh"][i[k], arc[k]], out["rd"][k]).argmax(-1)
            y = y[k]
            good = arc[k] == y[:, 5]
            for n, v in enumerate([out["upos"][k].argmax(-1) == y[:, 1], out["feats"][k].argmax(-1) == y[:, 2],
                                   out["script"][k].argmax(-1) == y[:, 3], out["name"][k].argmax(-1) == y[:, 4], good, good & (rel == y[:, 6])]):
                right[n] += int(v.sum())
            total += len(y)
    return "upos %.2f feats %.2f lemma %.2f name %.2f uas %.2f las %.2f" % tuple(100 * r / total for r in right)


def main():
    a, sets = args_of()
    torch.set_num_threads(a.threads)
    torch.set_flush_denormal(True)
    random.seed(a.seed)
    torch.manual_seed(a.seed)
    corpora, labels, encoder, lexicon, silver = load(sets, a.ud, a.work)
    dev = Corpus(conllu.read(f"{a.ud}/{sets.dev}.conllu"), silver.get(sets.dev), 0, labels, encoder, sets.written)
    augment = Augment(encoder)
    table = encoder.table()
    net = build(labels, lexicon, sets)
    print("words", len(labels.words), "feats", len(labels.feats), "scripts", len(labels.scripts), "rels", len(labels.rels),
          "training words", {t: c.words for t, c in corpora.items()}, flush=True)
    dense = [p for n, p in net.named_parameters() if not n.startswith(("word", "affix"))]
    rows = [p for n, p in net.named_parameters() if n.startswith(("word", "affix"))]
    opt = torch.optim.AdamW([dict(params=dense, weight_decay=1e-2), dict(params=rows, weight_decay=0)], lr=a.rate, betas=(0.9, 0.95), eps=1e-8)
    step, epoch, epochs = 0, 0, sets.epochs
    while epoch < epochs:
        net.train()
        t, total, groups = time.time(), 0.0, batches(epoch_items(corpora, sets.share, augment), sets.words)
        for n, group in enumerate(groups):
            progress = (epoch + n / len(groups)) / epochs
            warm = min(1.0, (step + 1) / 200)
            rate = a.rate * warm * (1.0 - progress)
            for g in opt.param_groups:
                g["lr"] = rate
            loss = loss_of(net, collate(group, table))
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            opt.step()
            step += 1
            total += float(loss)
        epoch += 1
        print(epoch, "of", epochs, "%.0fs" % (time.time() - t), "loss %.3f" % (total / len(groups)), evaluate(net, dev, 0, table), flush=True)
        if epoch % 5 == 0 or epoch == epochs:
            torch.save(dict(state=net.state_dict(), labels=labels.__dict__, hid=sets.hid), f"{a.work}/{a.name}.pt")


if __name__ == "__main__":
    main()
