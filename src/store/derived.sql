-- What is made of the rest (schema.sql), and made anew where an older database is brought up to date: what links tellings, the
-- chronicle, counts; and the views that users query.

-- Linking: tellings that share a key may be of one incident. A group is a component of linked tellings; one that grew
-- above the ceiling has groups of its own, of closer links, below it.
CREATE TABLE event_key (
  key INTEGER NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (key, event)
) WITHOUT ROWID;

CREATE TABLE telling (
  event INTEGER PRIMARY KEY REFERENCES event,
  grp INTEGER NOT NULL,
  incident INTEGER
);
CREATE INDEX telling_group ON telling (grp);

CREATE TABLE grp (
  id INTEGER PRIMARY KEY,
  parent INTEGER NOT NULL,                          -- 0: none
  n INTEGER                                         -- tellings under it; NULL: count those of the group
);
CREATE INDEX grp_parent ON grp (parent);

CREATE TABLE incident (
  id INTEGER PRIMARY KEY,
  key INTEGER NOT NULL,                             -- made of its first telling
  type TEXT NOT NULL, mode TEXT, quad_class INTEGER NOT NULL,
  date TEXT,                                        -- ISO 8601: the best of those told
  date_from DATE, date_to DATE,                     -- first and last day that any telling allows
  begins DATE NOT NULL, ends DATE NOT NULL,         -- of the best date, to sort by: 9999-12-31 where none is told
  actors INTEGER REFERENCES side, recipients INTEGER REFERENCES side,
  place INTEGER REFERENCES place,
  status TEXT NOT NULL,
  contested INTEGER NOT NULL,                       -- 1: one side asserts what another denies
  tags TEXT, langs TEXT NOT NULL,                   -- joined by ;
  killed_min INTEGER, killed_max INTEGER,
  wounded_min INTEGER, wounded_max INTEGER,
  captured_min INTEGER, captured_max INTEGER,
  n_tellings INTEGER NOT NULL, n_articles INTEGER NOT NULL, n_sources INTEGER NOT NULL,
  first INTEGER NOT NULL REFERENCES event,          -- one of its tellings: the others are in that one's group
  review TEXT,                                      -- what people made of it: accepted edited merged split
  cameo TEXT, goldstein REAL NOT NULL,
  contexts TEXT                                     -- joined by ;
);
CREATE INDEX incident_by_key ON incident (key);
CREATE INDEX incident_day ON incident (begins, ends, key, type, status, actors, recipients, place);
CREATE INDEX incident_long ON incident (ends, begins) WHERE begins < ends;
-- by what alone may leave few: see choose.c
CREATE INDEX incident_actors ON incident (actors, recipients, place);
CREATE INDEX incident_recipients ON incident (recipients);
CREATE INDEX incident_place ON incident (place);
CREATE INDEX incident_type ON incident (type, mode);
CREATE INDEX incident_tags ON incident (tags) WHERE tags IS NOT NULL;
CREATE INDEX incident_langs ON incident (langs);

-- How many there are of each.
CREATE TABLE tally (kind TEXT NOT NULL, item TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (kind, item)) WITHOUT ROWID;

-- What the articles tell of ceasefires is joined by these: the n-th of what an article tells has these keys.
CREATE TABLE truce_key (
  key INTEGER NOT NULL,
  article INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (key, article, n)
) WITHOUT ROWID;

-- Articles whose ceasefires are still to be joined; empty but while a run lasts or after one that was cut short.
CREATE TABLE truce_due (article INTEGER PRIMARY KEY);

CREATE TABLE ceasefire (
  id INTEGER PRIMARY KEY,
  key INTEGER NOT NULL,
  kind TEXT,
  agreed TEXT, effective TEXT, "end" TEXT,
  begins DATE NOT NULL, ends DATE NOT NULL,         -- to sort by: 9999-12-31 where not told
  parties INTEGER REFERENCES side, announced_by INTEGER REFERENCES side,
  mediators INTEGER REFERENCES side, violators INTEGER REFERENCES side,
  terms TEXT,
  status TEXT NOT NULL,
  n_articles INTEGER NOT NULL, n_sources INTEGER NOT NULL,
  conflict INTEGER
);
CREATE INDEX ceasefire_by_key ON ceasefire (key);
CREATE INDEX ceasefire_day ON ceasefire (begins, ends, key);

CREATE TABLE ceasefire_member (
  ceasefire INTEGER NOT NULL REFERENCES ceasefire,
  article INTEGER NOT NULL REFERENCES article,
  n INTEGER NOT NULL,
  PRIMARY KEY (ceasefire, article, n)
) WITHOUT ROWID;
CREATE INDEX ceasefire_member_article ON ceasefire_member (article);

CREATE TABLE transition (
  ceasefire INTEGER NOT NULL REFERENCES ceasefire,
  n INTEGER NOT NULL,
  state TEXT NOT NULL,
  date TEXT,
  by INTEGER REFERENCES side, against INTEGER REFERENCES side,
  n_articles INTEGER NOT NULL, n_sources INTEGER NOT NULL,
  PRIMARY KEY (ceasefire, n)
) WITHOUT ROWID;

CREATE TABLE transition_event (
  ceasefire INTEGER NOT NULL, n INTEGER NOT NULL,
  event INTEGER NOT NULL REFERENCES event,
  PRIMARY KEY (ceasefire, n, event)
) WITHOUT ROWID;

CREATE TABLE transition_article (
  ceasefire INTEGER NOT NULL, n INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article,
  PRIMARY KEY (ceasefire, n, article)
) WITHOUT ROWID;

CREATE TABLE red_line (
  id INTEGER PRIMARY KEY,
  key INTEGER NOT NULL,
  by INTEGER REFERENCES side, "to" INTEGER REFERENCES side,
  date TEXT, deadline TEXT,
  begins DATE NOT NULL,                             -- to sort by: 9999-12-31 where not told
  status TEXT NOT NULL DEFAULT 'standing',
  best INTEGER NOT NULL REFERENCES event,           -- the telling to quote
  n_articles INTEGER NOT NULL, n_sources INTEGER NOT NULL,
  bears_from DATE, bears_to DATE,                   -- between which acts of the addressee bear on it
  made INTEGER NOT NULL,                            -- hash of all that it was made of
  due INTEGER NOT NULL DEFAULT 0,                   -- 1: an act that bears on it came or went since it was judged
  conflict INTEGER
);
CREATE INDEX red_line_by_key ON red_line (key);
CREATE INDEX red_line_day ON red_line (begins, key);

CREATE TABLE red_line_member (
  red_line INTEGER NOT NULL REFERENCES red_line,
  event INTEGER NOT NULL REFERENCES event,
  PRIMARY KEY (red_line, event)
) WITHOUT ROWID;

CREATE TABLE red_line_evidence (
  red_line INTEGER NOT NULL REFERENCES red_line,
  event INTEGER NOT NULL REFERENCES event,
  kind TEXT NOT NULL CHECK (kind IN ('crossed', 'met')),
  PRIMARY KEY (red_line, event)
) WITHOUT ROWID;

-- Who fights whom and where: made anew at the end of a run, of all incidents.
CREATE TABLE conflict (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  side INTEGER NOT NULL REFERENCES side, other INTEGER NOT NULL REFERENCES side,
  countries TEXT,                                   -- joined by ;
  first_day DATE, last_day DATE,                    -- of its violence
  n_incidents INTEGER NOT NULL, n_ceasefires INTEGER NOT NULL
);

-- The conflict that incidents of the same sides and place belong to; 0 for what an incident has none of. No row: none.
CREATE TABLE belonging (
  actors INTEGER NOT NULL, recipients INTEGER NOT NULL, place INTEGER NOT NULL,
  conflict INTEGER NOT NULL,                        -- its key
  PRIMARY KEY (actors, recipients, place)
) WITHOUT ROWID;

-- What users query.

CREATE VIEW articles AS
SELECT printf('%016x', a.key) AS article, a.date, a.date_precision, a.outlet, a.agency, a.url, a.lang, x.title, a.n_words,
       a.coder, (SELECT printf('%016x', b.key) FROM article b WHERE b.id = a.superseded_by) AS superseded_by, x.text
FROM article a JOIN article_text x ON x.id = a.id;

CREATE VIEW article_files AS
SELECT printf('%016x', a.key) AS article, f.file
FROM article_file f JOIN article a ON a.id = f.article;

CREATE VIEW events AS
SELECT printf('%016x', e.key) AS event, 'i' || printf('%016x', i.key) AS incident, printf('%016x', a.key) AS article,
       a.outlet, a.lang, a.date AS article_date, e.type, e.mode, e.cameo, e.quad_class,
       e.date_from, e.date_to, e.date_precision, e.date_text,
       (SELECT group_concat(code || ifnull(':' || sector, ''), ';') FROM event_role r JOIN entity x ON x.id = r.entity
        WHERE r.event = e.id AND r.role = 'actor') AS actor,
       (SELECT group_concat(code || ifnull(':' || sector, ''), ';') FROM event_role r JOIN entity x ON x.id = r.entity
        WHERE r.event = e.id AND r.role = 'recipient') AS recipient,
       p.name AS place, p.country AS place_country, p.lat, p.lon,
       e.status, e.tags, e.killed, e.wounded, e.captured, e.sentence, e.begin, e."end",
       CAST(substr(CAST(x.text AS BLOB), e.begin + 1, e."end" - e.begin) AS TEXT) AS text, e.confidence, e.rule,
       e.goldstein, e.contexts
FROM event e JOIN article a ON a.id = e.article JOIN article_text x ON x.id = e.article LEFT JOIN place p ON p.id = e.place
LEFT JOIN telling t ON t.event = e.id LEFT JOIN incident i ON i.id = t.incident;

CREATE VIEW actors AS
SELECT printf('%016x', e.key) AS event, r.role, r.n, x.code, x.sector, x.name, x.office,
       CAST(substr(CAST(a.text AS BLOB), r.begin + 1, r."end" - r.begin) AS TEXT) AS text
FROM event_role r JOIN event e ON e.id = r.event JOIN article_text a ON a.id = e.article JOIN entity x ON x.id = r.entity
WHERE r.role IN ('actor', 'recipient');

CREATE VIEW sources AS
SELECT printf('%016x', e.key) AS event, r.n, x.code, x.sector, x.name, x.office,
       CAST(substr(CAST(a.text AS BLOB), r.begin + 1, r."end" - r.begin) AS TEXT) AS text
FROM event_role r JOIN event e ON e.id = r.event JOIN article_text a ON a.id = e.article JOIN entity x ON x.id = r.entity
WHERE r.role = 'source';

CREATE VIEW mentions AS
SELECT printf('%016x', e.key) AS event, printf('%016x', a.key) AS article, m.n, m.begin, m."end",
       CAST(substr(CAST(x.text AS BLOB), m.begin + 1, m."end" - m.begin) AS TEXT) AS text
FROM (SELECT event, n, begin, "end" FROM event_mention
      UNION ALL SELECT id, 0, begin, "end" FROM event WHERE id NOT IN (SELECT event FROM event_mention)) m
JOIN event e ON e.id = m.event JOIN article a ON a.id = e.article JOIN article_text x ON x.id = e.article;

CREATE VIEW incidents AS
SELECT 'i' || printf('%016x', i.key) AS incident, i.type, i.mode, i.quad_class, i.date, i.date_from, i.date_to,
       s.list AS actor, o.list AS recipient, p.name AS place, p.country AS place_country, p.lat, p.lon,
       i.status, i.contested, i.tags, i.langs, i.killed_min, i.killed_max, i.wounded_min, i.wounded_max,
       i.captured_min, i.captured_max, i.n_tellings, i.n_articles, i.n_sources, i.review, i.cameo, i.goldstein, i.contexts,
       CASE WHEN b.conflict IS NOT NULL THEN 'c' || printf('%016x', b.conflict) END AS conflict
FROM incident i LEFT JOIN side s ON s.id = i.actors LEFT JOIN side o ON o.id = i.recipients
LEFT JOIN place p ON p.id = i.place LEFT JOIN belonging b ON b.actors = ifnull(i.actors, 0)
AND b.recipients = ifnull(i.recipients, 0) AND b.place = ifnull(i.place, 0);

CREATE VIEW ceasefires AS
SELECT 't' || printf('%016x', c.key) AS ceasefire, p.list AS parties, m.list AS mediators, b.list AS announced_by,
       v.list AS alleged_violators, c.kind, c.agreed, c.effective, c."end", c.terms, c.status, c.n_articles, c.n_sources,
       CASE WHEN c.conflict IS NOT NULL THEN 'c' || printf('%016x', c.conflict) END AS conflict
FROM ceasefire c LEFT JOIN side p ON p.id = c.parties LEFT JOIN side m ON m.id = c.mediators
LEFT JOIN side b ON b.id = c.announced_by LEFT JOIN side v ON v.id = c.violators;

CREATE VIEW ceasefire_acts AS
SELECT 't' || printf('%016x', c.key) AS ceasefire, t.n, t.state, t.date, b.list AS by, a.list AS against,
       (SELECT group_concat(event, ';') FROM (SELECT printf('%016x', e.key) AS event FROM transition_event x
        JOIN event e ON e.id = x.event WHERE x.ceasefire = t.ceasefire AND x.n = t.n ORDER BY 1)) AS events, t.n_articles, t.n_sources
FROM transition t JOIN ceasefire c ON c.id = t.ceasefire LEFT JOIN side b ON b.id = t.by
LEFT JOIN side a ON a.id = t.against;

CREATE VIEW red_lines AS
SELECT 'r' || printf('%016x', r.key) AS red_line, b.list AS by, t.list AS "to", r.date, r.deadline, r.status,
       CAST(substr(CAST(x.text AS BLOB), e.begin + 1, e."end" - e.begin) AS TEXT) AS text,
       (SELECT group_concat(event, ';') FROM (SELECT printf('%016x', v.key) AS event FROM red_line_evidence k
        JOIN event v ON v.id = k.event WHERE k.red_line = r.id AND k.kind = 'crossed' ORDER BY 1)) AS crossed,
       (SELECT group_concat(event, ';') FROM (SELECT printf('%016x', v.key) AS event FROM red_line_evidence k
        JOIN event v ON v.id = k.event WHERE k.red_line = r.id AND k.kind = 'met' ORDER BY 1)) AS met,
       r.n_articles, r.n_sources, CASE WHEN r.conflict IS NOT NULL THEN 'c' || printf('%016x', r.conflict) END AS conflict
FROM red_line r LEFT JOIN side b ON b.id = r.by LEFT JOIN side t ON t.id = r."to" JOIN event e ON e.id = r.best
JOIN article_text x ON x.id = e.article;

CREATE VIEW conflicts AS
SELECT 'c' || printf('%016x', c.key) AS conflict, c.name, a.list AS side_a, b.list AS side_b, c.countries, c.first_day, c.last_day,
       c.n_incidents, c.n_ceasefires
FROM conflict c JOIN side a ON a.id = c.side JOIN side b ON b.id = c.other;

CREATE VIEW corrections AS
SELECT c.id AS number, c.made, c.author, c.act, c.reason, c.field, c.value, c.undoes,
       (SELECT group_concat(event, ';') FROM (SELECT printf('%016x', x.event_key) AS event FROM correction_event x
        WHERE x.correction = c.id ORDER BY x.n)) AS events
FROM correction c;
