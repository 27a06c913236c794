"""Mark the names of the training sentences (PER, LOC, ORG, MISC) with a spaCy model.

silver_names.py LANGUAGE UD_FOLDER MODEL_FOLDER OUT.json: run where spaCy is installed. The test sets are never read.
"""
import json
import sys

import spacy
from spacy.tokens import Doc

import conllu
from sets import LANGUAGES

# The English model has the kinds of OntoNotes; dates and amounts are no names.
KINDS = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC", "PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "NORP": "MISC",
         "EVENT": "MISC", "WORK_OF_ART": "MISC", "PRODUCT": "MISC", "LAW": "MISC", "LANGUAGE": "MISC"}
# What does not belong to a name at its edges: OntoNotes takes in "the" and "'s".
EDGES = {"fr": (), "en": ("DET", "PART", "PUNCT")}


def tags(doc, sentence, edges):
    marks = ["O"] * len(doc)
    for e in doc.ents:
        begin, end = e.start, e.end
        while begin < end and sentence[begin][conllu.UPOS] in edges:
            begin += 1
        while begin < end and sentence[end - 1][conllu.UPOS] in edges:
            end -= 1
        if e.label_ in KINDS:
            marks[begin:end] = ["IB"[i == begin] + "-" + KINDS[e.label_] for i in range(begin, end)]
    return marks


def main(language, folder, model, out):
    nlp = spacy.load(model, exclude=["parser", "lemmatizer", "attribute_ruler", "senter"])
    result = {}
    for name in LANGUAGES[language].train + [LANGUAGES[language].dev]:
        rows = []
        for sentence in conllu.read(f"{folder}/{name}.conllu"):
            doc = Doc(nlp.vocab, words=[w[conllu.FORM] for w in sentence])
            for _, component in nlp.pipeline:
                doc = component(doc)
            rows.append(tags(doc, sentence, EDGES[language]))
        result[name] = rows
    json.dump(result, open(out, "w"))


if __name__ == "__main__":
    main(*sys.argv[1:5])
