"""Lemma scripts: how to get from a form to its lemma, as a class the tagger can predict.

"l2:er"  take the lowercased form, cut 2 characters, add "er"
"k0:"    keep the form as it is
"=son"   the lemma is "son" whatever the form
"""


def common(a, b):
    n = 0
    while n < len(a) and n < len(b) and a[n] == b[n]:
        n += 1
    return n


def make(form, lemma):
    low = form.lower()
    nl, nk = common(low, lemma), common(form, lemma)
    if nl == 0 and nk == 0 or (max(nl, nk) == 1 and len(form) > 1 and len(lemma) > 1 and len(lemma) <= 4):
        return "=" + lemma
    if nl >= nk:
        return "l%d:%s" % (len(low) - nl, lemma[nl:])
    return "k%d:%s" % (len(form) - nk, lemma[nk:])


def apply(script, form):
    if script[0] == "=":
        return script[1:]
    cut, add = script[1:].split(":", 1)
    base = form.lower() if script[0] == "l" else form
    cut = int(cut)
    if cut > len(base):
        return base
    out = base[:len(base) - cut] + add
    return out or base
