#!/usr/bin/env python3
"""Compares a chronicle with what a careful reader made of the same articles.

    tools/eval_chronicle.py CLUSTERS.json DUMP.ndjson… [--articles PREFIX] [--errors] [--json]
        [--at-least PART.FIGURE=VALUE]…

DUMP holds what `treve chronicle`, `treve ceasefires` and `treve redlines --format ndjson` print (docs/data-formats.md).
--articles: only the articles whose names begin so (c1), and what is told in them.

Incidents. A mention that the reader noted and an event that treve coded are the same where article and type are equal and the
coded sentence begins with the noted words; of several candidates the one whose actors and recipients agree best, one to one.
Over the mentions found, B-cubed precision and recall (Bagga and Baldwin 1998) of the clusters, and the pairs that are wrongly
joined or split. What was not coded is told as recall of mentions, and is no fault of linking.

Ceasefires match where the parties share a country code and they begin within a day, or, where one is not known to begin, were made
or are told within a day of each other; best first, one to one. `facts` takes each ceasefire, its beginning, its end and its final state for a fact, right where
it is the reader's: precision, recall and F1 of facts. A transition is found where the ceasefire matches and has one of the same
state within a day, whose actors share a country code.

--at-least incidents.f1=0.85: exit status 1 where a figure is below it.

Red lines match where setter and addressee share codes and the dates are within a day.
"""
import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from datetime import date

# The reader's words for final states, in those of the ledger.
STATES = {"proposed": {"proposed"}, "negotiating": {"negotiated"}, "agreed": {"agreed"}, "in_force": {"in_force", "extended"},
          "violated": {"violated", "violation_alleged"}, "failed": {"collapsed"}, "expired": {"expired"}, "called_for": {"called_for"},
          "suspended": {"suspended"}}


def plain(text):
    """Letters and digits alone: marks, quotes and spaces differ between hands."""
    text = unicodedata.normalize("NFC", text or "").casefold()
    return re.sub(r"[\W_]+", "", text)


def codes(entities):
    return {e.split(":")[0] if isinstance(e, str) else e["code"] for e in entities or []}


def sides(entities):
    """Codes with the first sector, a state's army and government being one."""
    out = set()
    for e in entities or []:
        code, sector = (e.split(":") + [""])[:2] if isinstance(e, str) else (e["code"], e["sector"] or "")
        out.add((code, "GOV" if sector in ("MIL", "GOV", "") else sector))
    return out


def day(iso, last=False):
    if not iso or iso.endswith("..") and last:
        return None
    parts = iso.split("/")
    part = parts[-1] if last else parts[0]
    if part == "..":
        return None
    fields = [int(x) for x in part.split("-")]
    fields += [1] * (3 - len(fields))
    return date(*fields).toordinal()


def near(a, b, days=1):
    """Both unknown, or apart by no more than so many days."""
    x, y = day(a), day(b)
    if x is None or y is None:
        return x is y
    return abs(x - y) <= days


def best_pairs(candidates):
    """One to one, highest score first, ties by position."""
    pairs, used_a, used_b = {}, set(), set()
    for score, a, b in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if a not in used_a and b not in used_b:
            pairs[a] = b
            used_a.add(a)
            used_b.add(b)
    return pairs


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def ratio(a, b):
    return a / b if b else 0.0


# ---- incidents

def name_of(mention):
    file = mention["article"]["file"] or ""
    return re.sub(r"\.txt$", "", file.rsplit("/", 1)[-1])


def overlap(a, b):
    return len(a & b) / len(a | b) if a | b else 1.0


def match_mentions(gold, coded):
    by_article = defaultdict(list)
    for k, (mention, _) in enumerate(coded):
        by_article[name_of(mention)].append(k)
    candidates = []
    for g, (noted, incident) in enumerate(gold):
        start = plain(noted["sentence"])
        for k in by_article[noted["article"]]:
            mention = coded[k][0]
            if mention["event"] != incident["event"] or not plain(mention["text"]).startswith(start):
                continue
            score = overlap(sides(incident["actor"]), sides(mention.get("actor"))) * 2 + \
                overlap(sides(incident["recipient"]), sides(mention.get("recipient")))
            candidates.append((score, g, k))
    return best_pairs(candidates)


def b_cubed(of_a, of_b):
    """Mean over items of the share of the item's cluster in `of_a` that is also in its cluster in `of_b`."""
    members_a, members_b = defaultdict(set), defaultdict(set)
    for item in of_a:
        members_a[of_a[item]].add(item)
        members_b[of_b[item]].add(item)
    return ratio(sum(len(members_a[of_a[i]] & members_b[of_b[i]]) / len(members_a[of_a[i]]) for i in of_a), len(of_a))


def incidents(clusters, records, articles, errors):
    gold = [(m, i) for i in clusters["incidents"] for m in i["mentions"] if m["article"].startswith(articles)]
    coded = [(m, r) for r in records if r["record"] == "incident" for m in r["mentions"] if name_of(m).startswith(articles)]
    pairs = match_mentions(gold, coded)
    of_gold = {g: gold[g][1]["id"] for g in pairs}
    of_coded = {g: coded[pairs[g]][1]["id"] for g in pairs}
    items = sorted(pairs)
    joined, split, right = [], [], 0
    for n, a in enumerate(items):
        for b in items[:n]:
            same, together = of_gold[a] == of_gold[b], of_coded[a] == of_coded[b]
            right += same and together
            if same and not together:
                split.append((b, a))
            if together and not same:
                joined.append((b, a))
    if errors:
        for what, list_ in (("split", split), ("joined", joined)):
            for a, b in list_:
                print(f"  {what}: " + " | ".join(
                    f"{gold[x][1]['id']} {gold[x][0]['article']} {gold[x][1]['event']} {gold[x][0]['sentence'][:32]}" for x in (a, b)))
    alone = {g: g for g in pairs}
    figures = {"noted": len(gold), "coded": len(coded), "found": len(pairs),
               "precision": b_cubed(of_coded, of_gold), "recall": b_cubed(of_gold, of_coded)}
    figures["f1"] = f1(figures["precision"], figures["recall"])
    figures["alone_f1"] = f1(b_cubed(alone, of_gold), b_cubed(of_gold, alone))
    figures.update(pairs_right=right, pairs_joined=len(joined), pairs_split=len(split))
    # sources: of incidents all of whose noted mentions are found and together
    whole = 0
    agree = 0
    by_incident = defaultdict(list)
    for g, (m, i) in enumerate(gold):
        by_incident[i["id"]].append(g)
    for members in by_incident.values():
        record = {of_coded.get(g) for g in members}
        if len(record) != 1 or None in record or len(gold[members[0]][1]["mentions"]) != len(members):
            continue
        r = coded[pairs[members[0]]][1]
        if len(r["mentions"]) != len(members):
            continue
        whole += 1
        agree += r["n_sources"] == gold[members[0]][1]["sources"]
    figures.update(whole=whole, sources=ratio(agree, whole))
    return figures


# ---- ceasefires

def told_in(articles, ceasefire):
    return any(t["article"].startswith(articles) for t in ceasefire["transitions"])


def transitions_found(gold, truce):
    candidates = []
    for g, t in enumerate(gold["transitions"]):
        for k, act in enumerate(truce["acts"]):
            if act["state"] != t["state"] or not near(t["date"], act["date"]):
                continue
            if t["by"] and act["by"] and not codes(t["by"]) & codes(act["by"]):
                continue
            candidates.append((overlap(sides(t["by"]), sides(act["by"])) + (t["date"] == act["date"]), g, k))
    return best_pairs(candidates)


def begin_together(gold, truce):
    if gold["effective"] and truce["effective"]:
        return near(gold["effective"], truce["effective"])
    made = [t["date"] for t in gold["transitions"] if t["state"] in ("agreed", "in_force")] + [gold["effective"]]
    mine = [t["date"] for t in truce["acts"] if t["state"] in ("agreed", "in_force")] + [truce["effective"], truce["agreed"]]
    if not any(made) or not any(mine):
        made, mine = ([t["date"] for t in x] for x in (gold["transitions"], truce["acts"]))
    return any(near(a, b) for a in made if a for b in mine if b)


def ceasefires(clusters, records, articles, errors):
    gold = [c for c in clusters["ceasefires"] if told_in(articles, c)]
    truces = [r for r in records if r["record"] == "truce"
              and any(name_of({"article": a}).startswith(articles) for a in r["articles"])]
    candidates = []
    for g, c in enumerate(gold):
        for k, t in enumerate(truces):
            if not codes(c["parties"]) & codes(t["parties"]) or not begin_together(c, t):
                continue
            candidates.append((overlap(sides(c["parties"]), sides(t["parties"])) + (c["effective"] == t["effective"]) +
                               len(transitions_found(c, t)) / 100, g, k))
    pairs = best_pairs(candidates)
    facts = Counter()
    found = all_gold = all_acts = 0
    for g, c in enumerate(gold):
        all_gold += len(c["transitions"])
        t = truces[pairs[g]] if g in pairs else None
        facts["gold"] += 1 + (c["effective"] is not None) + (c["end"] is not None) + 1
        if not t:
            if errors:
                print(f"  missed: {c['id']} {c['parties']} {c['effective']} {c['status']}")
            continue
        acts = transitions_found(c, t)
        found += len(acts)
        all_acts += len(t["acts"])
        state = t["status"] in STATES[c["status"]]
        facts["right"] += 1 + (c["effective"] is not None and near(c["effective"], t["effective"], 0)) + \
            (c["end"] is not None and t["end"] is not None and near(c["end"], t["end"], 0)) + state
        facts["state"] += state
        facts["effective"] += near(c["effective"], t["effective"], 0)
        facts["end"] += near(c["end"], t["end"], 0)
        facts["mediators"] += codes(c["mediators"]) == codes(t["mediators"])
        facts["terms"] += set(c["terms"]) == set(t["terms"])
        if errors:
            print(f"  {c['id']} {t['id']}: {c['effective']}..{c['end']} {c['status']} | {t['effective']}..{t['end']} {t['status']}")
            for n, x in enumerate(c["transitions"]):
                if n not in acts:
                    print(f"    not found: {x['date']} {x['state']} {x['by']} {x['article']} {x.get('sentence', '')}")
            for n, x in enumerate(t["acts"]):
                if n not in acts.values():
                    print(f"    too much: {x['date']} {x['state']} {sorted(codes(x['by']))} {x['files']}")
    for k, t in enumerate(truces):
        facts["coded"] += 1 + (t["effective"] is not None) + (t["end"] is not None) + 1
        if errors and k not in pairs.values():
            print(f"  too much: {t['id']} {sorted(sides(t['parties']))} {t['effective']}..{t['end']} {t['status']} "
                  f"{[(x['date'], x['state'], x['files']) for x in t['acts']]}")
    n = len(pairs)
    p, r = ratio(n, len(truces)), ratio(n, len(gold))
    fact_p, fact_r = ratio(facts["right"], facts["coded"]), ratio(facts["right"], facts["gold"])
    return {"gold": len(gold), "coded": len(truces), "matched": n, "precision": p, "recall": r, "f1": f1(p, r),
            "facts_precision": fact_p, "facts_recall": fact_r, "facts_f1": f1(fact_p, fact_r), "state": ratio(facts["state"], n),
            "effective": ratio(facts["effective"], n), "end": ratio(facts["end"], n), "mediators": ratio(facts["mediators"], n),
            "terms": ratio(facts["terms"], n), "transitions_recall": ratio(found, all_gold),
            "transitions_precision": ratio(found, all_acts)}


# ---- red lines

OUTCOMES = {"open": "standing", "crossed": "crossed", "met": "met"}


def red_lines(clusters, records, articles, errors):
    gold = [r for r in clusters["red_lines"] if any(a.startswith(articles) for a in r["articles"])]
    coded = [r for r in records if r["record"] == "red_line" and any(name_of(m).startswith(articles) for m in r["mentions"])]
    candidates = [(overlap(sides(g["set_by"]), sides(r["by"])), i, k) for i, g in enumerate(gold) for k, r in enumerate(coded)
                  if codes(g["set_by"]) & codes(r["by"]) and codes(g["to"]) & codes(r["to"]) and near(g["date"], r["date"])]
    pairs = best_pairs(candidates)
    outcome = sum(OUTCOMES[gold[i]["outcome"]] == coded[k]["status"] for i, k in pairs.items())
    if errors:
        for i, g in enumerate(gold):
            got = coded[pairs[i]] if i in pairs else None
            print(f"  {g['id']} {g['date']} {g['outcome']} {g['outcome_date']}:",
                  got and (got["status"], got["deadline"], got["date"], got["crossed"], got["met"]))
        for k, r in enumerate(coded):
            if k not in pairs.values():
                print("  too much:", r["id"], r["date"], codes(r["by"]), codes(r["to"]), r["status"], r["text"][:80])
    n = len(pairs)
    p, r = ratio(n, len(coded)), ratio(n, len(gold))
    return {"gold": len(gold), "coded": len(coded), "precision": p, "recall": r, "f1": f1(p, r), "outcome": ratio(outcome, n)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("clusters")
    parser.add_argument("dump", nargs="+")
    parser.add_argument("--articles", default="", metavar="PREFIX")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--at-least", action="append", default=[], metavar="PART.FIGURE=VALUE")
    args = parser.parse_args()
    with open(args.clusters, encoding="utf-8") as f:
        clusters = json.load(f)
    records = []
    for path in args.dump:
        with (sys.stdin if path == "-" else open(path, encoding="utf-8")) as f:
            records += [json.loads(line) for line in f if line.strip()]
    figures = {}
    for name, part in (("incidents", incidents), ("ceasefires", ceasefires), ("red_lines", red_lines)):
        if args.errors:
            print(f"{name}:")
        figures[name] = part(clusters, records, args.articles, args.errors)
    if args.json:
        print(json.dumps(figures))
    else:
        tell(figures)
    low = 0
    for floor in args.at_least:
        name, value = floor.split("=")
        part, figure = name.split(".")
        if figures[part][figure] < float(value):
            print(f"{name} is {figures[part][figure]:.3f}, at least {value}", file=sys.stderr)
            low = 1
    sys.exit(low)


def tell(figures):
    i, c, r = figures["incidents"], figures["ceasefires"], figures["red_lines"]
    print(f"incidents   {i['found']} of {i['noted']} mentions coded ({i['coded']} events)  b3 precision {i['precision']:.3f}  "
          f"recall {i['recall']:.3f}  f1 {i['f1']:.3f}  (unlinked {i['alone_f1']:.3f})")
    print(f"  pairs     right {i['pairs_right']}  wrongly joined {i['pairs_joined']}  wrongly split {i['pairs_split']}  "
          f"number of sources right {i['sources']:.3f} of {i['whole']} whole incidents")
    print(f"ceasefires  {c['gold']} by hand, {c['coded']} found  precision {c['precision']:.3f}  recall {c['recall']:.3f}  f1 {c['f1']:.3f}")
    print(f"  facts     precision {c['facts_precision']:.3f}  recall {c['facts_recall']:.3f}  f1 {c['facts_f1']:.3f}")
    print(f"  matched   state {c['state']:.3f}  effective {c['effective']:.3f}  end {c['end']:.3f}  mediators {c['mediators']:.3f}  "
          f"terms {c['terms']:.3f}")
    print(f"  acts      precision {c['transitions_precision']:.3f}  recall {c['transitions_recall']:.3f}")
    print(f"red lines   {r['gold']} by hand, {r['coded']} found  precision {r['precision']:.3f}  recall {r['recall']:.3f}  f1 {r['f1']:.3f}  "
          f"outcome {r['outcome']:.3f}")


if __name__ == "__main__":
    main()
