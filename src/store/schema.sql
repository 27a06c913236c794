-- The treve database, schema 1. docs/data-formats.md describes it; the views at the end are what users query.
-- Ids that are printed are 64-bit keys, shown as 16 hexadecimal digits by the views; rowids depend on the order of
-- ingestion and are never printed. Dates are ISO 8601 days; a NULL says that nobody told.

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  command TEXT NOT NULL,
  coder TEXT NOT NULL,
  begun DATETIME,
  n_new INTEGER NOT NULL DEFAULT 0,
  n_changed INTEGER NOT NULL DEFAULT 0
);

-- 'red_lines' is 'due' while a run lasts, or after one that was cut short.
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  key INTEGER NOT NULL UNIQUE,          -- hash of the text
  outlet TEXT, agency TEXT, url TEXT,
  lang TEXT NOT NULL,
  date DATE, date_precision TEXT CHECK (date_precision IN ('day', 'month')),
  n_bytes INTEGER NOT NULL, n_words INTEGER NOT NULL,
  coder TEXT NOT NULL,                  -- version of the program that coded it
  run INTEGER NOT NULL REFERENCES run,
  superseded_by INTEGER REFERENCES article
);
CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;
CREATE INDEX article_date ON article (date);

-- Apart, so that what is asked of articles again and again lies close together.
CREATE TABLE article_text (id INTEGER PRIMARY KEY REFERENCES article, title TEXT, text TEXT NOT NULL);

CREATE TABLE article_file (
  file TEXT PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article
) WITHOUT ROWID;
CREATE INDEX article_file_article ON article_file (article);

CREATE TABLE sentence (
  article INTEGER NOT NULL REFERENCES article,
  n INTEGER NOT NULL,
  begin INTEGER NOT NULL, "end" INTEGER NOT NULL,   -- bytes of the text, half-open
  PRIMARY KEY (article, n)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE article_search USING fts5 (
  text, content = 'article_text', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE entity (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL, sector TEXT, name TEXT, office TEXT
);
CREATE UNIQUE INDEX entity_identity ON entity (code, ifnull(sector, ''), ifnull(name, ''), ifnull(office, ''));

CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL, country TEXT,
  lat REAL, lon REAL                                -- degrees
);
CREATE UNIQUE INDEX place_identity ON place (name, ifnull(country, ''), ifnull(lat, 1000.0), ifnull(lon, 1000.0));

-- One event as one article tells it.
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  key INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article,
  n INTEGER NOT NULL,                               -- in reading order
  type TEXT NOT NULL, mode TEXT, cameo TEXT,
  quad_class INTEGER NOT NULL,
  date_from DATE, date_to DATE,
  date_precision TEXT CHECK (date_precision IN ('day', 'month', 'year', 'interval', 'since')),
  date_text TEXT,
  place INTEGER REFERENCES place,
  status TEXT NOT NULL,
  tags TEXT,                                        -- joined by ;
  killed INTEGER, wounded INTEGER, captured INTEGER,
  sentence INTEGER NOT NULL,
  begin INTEGER NOT NULL, "end" INTEGER NOT NULL,
  trigger_begin INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
  confidence REAL NOT NULL,
  rule TEXT,
  wording INTEGER NOT NULL                          -- hash of the sentence's words
);
CREATE INDEX event_by_key ON event (key);
CREATE INDEX event_article ON event (article);

CREATE TABLE event_role (
  event INTEGER NOT NULL REFERENCES event,
  role TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'source')),
  n INTEGER NOT NULL,                               -- sources: outermost first
  entity INTEGER NOT NULL REFERENCES entity,
  begin INTEGER, "end" INTEGER,                     -- NULL: the reading supplied it
  PRIMARY KEY (event, role, n)
) WITHOUT ROWID;

-- Sentences that tell it; none where that of the event is the only one.
CREATE TABLE event_mention (
  event INTEGER NOT NULL REFERENCES event,
  n INTEGER NOT NULL,
  begin INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (event, n)
) WITHOUT ROWID;

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

-- Lists of entities as CODE:SECTOR[:Name], joined by ;, each written once.
CREATE TABLE side (id INTEGER PRIMARY KEY, list TEXT NOT NULL UNIQUE);

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
  conflict INTEGER                                  -- key of it
);
CREATE INDEX incident_by_key ON incident (key);
CREATE INDEX incident_day ON incident (begins, ends, key, type, status, actors, recipients, place, conflict);
-- Who fights whom and where, without a look at the rows.
CREATE INDEX incident_sides ON incident (actors, recipients, place, type, mode, status, begins, ends, conflict);

-- How many there are of each.
CREATE TABLE tally (kind TEXT NOT NULL, item TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (kind, item)) WITHOUT ROWID;

-- Ceasefires as each article tells them, and what they make together.
CREATE TABLE truce (
  id INTEGER PRIMARY KEY,
  key INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article,
  n INTEGER NOT NULL,
  kind TEXT, effective TEXT, "end" TEXT,            -- ISO 8601, as for events in NDJSON
  terms TEXT,
  status TEXT NOT NULL
);
CREATE INDEX truce_article ON truce (article);

CREATE TABLE truce_role (
  truce INTEGER NOT NULL REFERENCES truce,
  role TEXT NOT NULL CHECK (role IN ('party', 'announcer', 'mediator', 'violator')),
  n INTEGER NOT NULL,
  entity INTEGER NOT NULL REFERENCES entity,
  PRIMARY KEY (truce, role, n)
) WITHOUT ROWID;

CREATE TABLE truce_act (
  truce INTEGER NOT NULL REFERENCES truce,
  n INTEGER NOT NULL,
  act TEXT NOT NULL,
  date TEXT,
  event INTEGER REFERENCES event,
  begin INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (truce, n)
) WITHOUT ROWID;

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

CREATE INDEX event_red_line ON event (id) WHERE instr(tags, 'red_line') > 0;

CREATE TABLE red_line (
  id INTEGER PRIMARY KEY,
  key INTEGER NOT NULL,
  by INTEGER REFERENCES side, "to" INTEGER REFERENCES side,
  date TEXT, deadline TEXT,
  begins DATE NOT NULL,                             -- to sort by: 9999-12-31 where not told
  status TEXT NOT NULL DEFAULT 'standing',
  best INTEGER NOT NULL REFERENCES event,           -- the telling to quote
  n_articles INTEGER NOT NULL, n_sources INTEGER NOT NULL,
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

-- Names that the user gave; parties as in `side`.
CREATE TABLE conflict_name (n INTEGER PRIMARY KEY, name TEXT NOT NULL, parties TEXT NOT NULL);

-- Corrections are only ever added to. They hang on what the text says, so that they outlive a new coding.
CREATE TABLE correction (
  id INTEGER PRIMARY KEY,
  act TEXT NOT NULL CHECK (act IN ('accept', 'reject', 'edit', 'merge', 'split', 'undo')),
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  made DATETIME,
  undoes INTEGER REFERENCES correction,
  field TEXT, value TEXT                            -- of an edit
);

CREATE TABLE correction_event (
  correction INTEGER NOT NULL REFERENCES correction,
  n INTEGER NOT NULL,
  part INTEGER NOT NULL,                            -- which of the incidents named
  event_key INTEGER NOT NULL,
  article_key INTEGER NOT NULL,
  type TEXT NOT NULL,
  trigger_begin INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
  PRIMARY KEY (correction, n)
) WITHOUT ROWID;
CREATE INDEX correction_event_article ON correction_event (article_key);

-- Which of today's events they mean.
CREATE TABLE anchor (
  event INTEGER NOT NULL REFERENCES event,
  correction INTEGER NOT NULL REFERENCES correction,
  part INTEGER NOT NULL,
  PRIMARY KEY (event, correction)
) WITHOUT ROWID;
CREATE INDEX anchor_correction ON anchor (correction);

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
       CAST(substr(CAST(x.text AS BLOB), e.begin + 1, e."end" - e.begin) AS TEXT) AS text, e.confidence, e.rule
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
       i.captured_min, i.captured_max, i.n_tellings, i.n_articles, i.n_sources, i.review,
       CASE WHEN i.conflict IS NOT NULL THEN 'c' || printf('%016x', i.conflict) END AS conflict
FROM incident i LEFT JOIN side s ON s.id = i.actors LEFT JOIN side o ON o.id = i.recipients
LEFT JOIN place p ON p.id = i.place;

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
