#!/usr/bin/env python3
"""Checks clusters.json of a folder (samples/chronicle) against the articles beside it; prints the counts, exits 1 on any fault."""
import json, os, re, sys
from collections import Counter
from datetime import date

HERE = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'samples', 'chronicle')
MODES = {
    'CONSULT': 'visit third-party multilateral phone', 'RETREAT': 'withdraw release disarm ceasefire access resign',
    'REQUEST': 'assist change yield meet', 'REJECT': 'assist change yield meet', 'ACCUSE': 'disapprove investigate allege',
    'THREATEN': 'restrict arrest relations expel territory violence',
    'PROTEST': 'demo riot strike hunger boycott obstruct vandalize', 'SANCTION': 'convict expel withdraw discontinue',
    'MOBILIZE': 'troops weapons police militia',
    'COERCE': 'seize restrict censor curfew martial-law arrest deport withhold misinformation cyber',
    'ASSAULT': 'abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone '
               'heavy-weapons crowd-control unconventional',
    'AGREE': '', 'SUPPORT': '', 'CONCEDE': '', 'COOPERATE': '', 'AID': ''}
SECTORS = set('GOV COP JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP REL SOC PRE IGO NGO'.split())
STATUS = set('actual alleged denied future hypothetical negated'.split())
STATES = set('called_for proposed negotiated agreed in_force violation_alleged violated extended suspended collapsed expired'.split())
CF_STATUS = set('proposed negotiating agreed in_force violated failed expired'.split())
TERMS = set('prisoner_exchange body_exchange humanitarian_access withdrawal monitoring talks hostage_release other'.split())
TAGS = {'red_line'} | {'ceasefire:' + t for t in 'call proposal negotiation agreement declaration start observed '
                       'alleged_violation violation extension end'.split()}
faults = []

def check(ok, *what):
    if not ok:
        faults.append(' '.join(map(str, what)))

def codes(where, values):
    check(isinstance(values, list), where, 'not a list')
    for c in values:
        parts = c.split(':')
        check(re.fullmatch('[A-Z]{3}', parts[0]) and len(parts) in (2, 3) and set(parts[1].split('+')) <= SECTORS, where, 'code', c)

def is_date(s):
    def one(x):
        m = re.fullmatch(r'(\d{4})-(\d\d)(?:-(\d\d))?', x)
        if not m:
            return False
        date(int(m[1]), int(m[2]), int(m[3] or 1))
        return True
    return all(x == '..' or one(x) for x in s.split('/'))

articles, source = {}, {}
for f in sorted(os.listdir(HERE)):
    if re.fullmatch(r'c[12]-\d\d\.txt', f):
        head, body = open(os.path.join(HERE, f), encoding='utf-8').read().split('\n\n', 1)
        h = dict(line.split(' ', 1) for line in head.split('\n'))
        check(list(h) in (['date', 'outlet'], ['date', 'outlet', 'agency']), f, 'header', h)
        check(80 <= len(body.split()) <= 200, f, 'words', len(body.split()))
        if 'agency' in h:
            check(h['agency'] in body, f, 'agency not named in the text')
        articles[f[:-4]], source[f[:-4]] = (h['date'], body), h.get('agency', h['outlet'])
check(len(articles) == 36, 'articles', len(articles))
for p in ('c1', 'c2'):
    ds = [articles[a][0] for a in sorted(articles) if a.startswith(p)]
    check(ds == sorted(ds), p, 'not in chronological order')

def located(where, m):
    ok = m['article'] in articles
    check(ok, where, 'article', m['article'])
    if ok:
        check(articles[m['article']][1].count(m['sentence']) == 1, where, 'sentence not found once:', m['sentence'])
        check(4 <= len(m['sentence'].split()) <= 8, where, 'sentence length:', m['sentence'])

data = json.load(open(os.path.join(HERE, 'clusters.json'), encoding='utf-8'))
ids = Counter(x['id'] for k in ('incidents', 'ceasefires', 'red_lines') for x in data[k])
check(all(n == 1 for n in ids.values()), 'ids not unique', [i for i in ids if ids[i] > 1])
told = Counter()
seen = Counter()
for e in data['incidents']:
    w = e['id']
    check(e['event'] in MODES, w, 'type', e['event'])
    check(e['mode'] is None or e['mode'] in MODES.get(e['event'], '').split(), w, 'mode', e['mode'])
    check(e['status'] in STATUS, w, 'status', e['status'])
    check(set(e['tags']) <= TAGS, w, 'tags', e['tags'])
    check(e['date'] is None or is_date(e['date']), w, 'date', e['date'])
    for k in ('actor', 'recipient', 'asserted_by', 'denied_by', 'accused_by'):
        codes(w + ' ' + k, e[k])
    check(e['status'] != 'denied' or e['denied_by'], w, 'denied by nobody')
    for k in ('killed', 'wounded', 'captured'):
        check(k not in e or (len(e[k]) == 2 and e[k][0] <= e[k][1]), w, k)
    check(e['mentions'], w, 'no mention')
    arts = [m['article'] for m in e['mentions']]
    check(len(arts) == len(set(arts)), w, 'two mentions in one article')
    check(e['sources'] == len({source[a] for a in arts}), w, 'sources', e['sources'])
    for m in e['mentions']:
        located(w, m)
        told[m['article']] += 1
        seen[m['article'], m['sentence'], e['event'], tuple(e['actor']), tuple(e['recipient']), e['date']] += 1
        if e['date'] and e['status'] != 'future' and e['date'][-2:] != '..':
            check(e['date'].split('/')[-1][:10] <= articles[m['article']][0], w, 'after its article', m['article'])
check(all(n == 1 for n in seen.values()), 'one mention in two incidents', [k for k in seen if seen[k] > 1])
check(set(told) == set(articles), 'articles without mention', set(articles) - set(told))
known = {e['id'] for e in data['incidents']}
for t in data['ceasefires']:
    w = t['id']
    check(t['kind'] in ('humanitarian', 'local', 'general', 'unilateral', None), w, 'kind', t['kind'])
    check(t['status'] in CF_STATUS, w, 'status', t['status'])
    check(set(t['terms']) <= TERMS, w, 'terms', t['terms'])
    for k in ('parties', 'announced_by', 'mediators', 'alleged_violators'):
        codes(w + ' ' + k, t[k])
    dates = [x['date'] for x in t['transitions'] if x['date']]
    check(dates == sorted(dates), w, 'transitions out of order', dates)
    for x in t['transitions']:
        check(x['state'] in STATES, w, 'state', x['state'])
        check(x['date'] is None or is_date(x['date']), w, 'date', x['date'])
        check('incident' not in x or x['incident'] in known, w, 'incident', x)
        codes(w, x['by']); codes(w, x['against'])
        located(w, x)
tagged = {e['id'] for e in data['incidents'] if any(g in ('ceasefire:violation', 'ceasefire:alleged_violation', 'ceasefire:extension',
          'ceasefire:agreement', 'ceasefire:declaration', 'ceasefire:end', 'ceasefire:start') for g in e['tags'])}
check(tagged <= {x.get('incident') for t in data['ceasefires'] for x in t['transitions']}, 'tagged but in no ledger',
      tagged - {x.get('incident') for t in data['ceasefires'] for x in t['transitions']})
for r in data['red_lines']:
    check(r['outcome'] in ('open', 'met', 'crossed') and set(r['articles']) <= set(articles) and r['incident'] in known, r['id'])
    codes(r['id'], r['set_by']); codes(r['id'], r['to'])
check(sorted(a for c in data['conflicts'] for a in c['articles']) == sorted(articles), 'conflicts do not cover the articles')

for f in faults:
    print('FAULT', f)
inc = data['incidents']
print(f"{len(articles)} articles, {sum(told.values())} mentions, {len(inc)} incidents "
      f"({sum(len(e['mentions']) > 1 for e in inc)} told by two or more articles, {sum(e['sources'] > 1 for e in inc)} by two or more sources), "
      f"{len(data['ceasefires'])} ceasefires, {len(data['red_lines'])} red lines, {len(faults)} faults")
sys.exit(bool(faults))
