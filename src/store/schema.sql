-- The treve database, schema 4: what is kept. docs/data-formats.md describes it; derived.sql has what is made of it.
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
INSERT INTO article_search (article_search, rank) VALUES ('automerge', 16);  -- segments: merging fewer costs more

CREATE TABLE entity (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL, sector TEXT, name TEXT, office TEXT
);
CREATE UNIQUE INDEX entity_identity ON entity (code, ifnull(sector, ''), ifnull(name, ''), ifnull(office, ''));

CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL, country TEXT,
  lat REAL, lon REAL,                               -- degrees
  kind TEXT                                         -- country region capital town other
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
  wording INTEGER NOT NULL,                         -- hash of the sentence's words
  goldstein REAL,                                   -- NULL in both: coded by a treve that did not know them
  contexts TEXT                                     -- joined by ;
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

-- Lists of entities as CODE:SECTOR[:Name], joined by ;, each written once.
CREATE TABLE side (id INTEGER PRIMARY KEY, list TEXT NOT NULL UNIQUE);

-- Ceasefires as each article tells them.
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

CREATE INDEX event_red_line ON event (id) WHERE instr(tags, 'red_line') > 0;

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

-- What is known of feeds that are watched: how to ask whether they have changed, and which of their entries were read.
CREATE TABLE feed (address TEXT PRIMARY KEY, etag TEXT, modified TEXT) WITHOUT ROWID;
CREATE TABLE feed_entry (entry TEXT PRIMARY KEY) WITHOUT ROWID;   -- its address, or what its feed calls it
