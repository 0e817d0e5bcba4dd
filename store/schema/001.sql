-- The first version. Tables are Daybook's own and may change from one version to the next; the views (views.sql) are
-- what other tools may rely on. Texts are never NULL where '' can say "not told"; ids of other things are '' when there
-- is none. Spans are bytes of the report's text, half open. `seq` only orders; `id` is what the outside knows.

CREATE TABLE report (
  seq            INTEGER PRIMARY KEY AUTOINCREMENT,
  id             TEXT NOT NULL UNIQUE,     -- hash of the source bytes
  arrival        INTEGER,                  -- the arrival that it was read with
  made           TEXT NOT NULL REFERENCES made(hash),
  name           TEXT NOT NULL,
  url            TEXT NOT NULL,
  outlet         TEXT NOT NULL,
  outlet_from    TEXT NOT NULL,
  title          TEXT NOT NULL,
  byline         TEXT NOT NULL,
  language       TEXT NOT NULL,
  published      TEXT NOT NULL,
  published_from TEXT NOT NULL,
  media_type     TEXT NOT NULL,
  charset        TEXT NOT NULL,
  bytes          INTEGER NOT NULL,
  statements     INTEGER NOT NULL,
  denials        INTEGER NOT NULL,         -- statements that deny
  events         INTEGER NOT NULL,
  happened       INTEGER NOT NULL,         -- events that count as having come about
  claims         INTEGER NOT NULL,
  figures        INTEGER NOT NULL,
  places         INTEGER NOT NULL,
  times          INTEGER NOT NULL,
  problems       INTEGER NOT NULL,
  text           TEXT NOT NULL             -- last, so that lists need not read past it
);
CREATE INDEX report_published ON report(published);
CREATE INDEX report_made ON report(made);

CREATE TABLE source (                      -- the bytes as they came
  report INTEGER PRIMARY KEY REFERENCES report(seq) ON DELETE CASCADE,
  packed TEXT NOT NULL CHECK (packed IN ('raw', 'flate')),
  body   BLOB NOT NULL
);

CREATE TABLE ledger (                      -- the report as JSON (docs/ledger.schema.json)
  report INTEGER PRIMARY KEY REFERENCES report(seq) ON DELETE CASCADE,
  packed TEXT NOT NULL CHECK (packed IN ('raw', 'flate')),
  body   BLOB NOT NULL
);

CREATE TABLE made (                        -- sets of rules and models, each by the hash of its list
  hash     TEXT PRIMARY KEY,
  versions TEXT NOT NULL                   -- JSON: [{"name":..., "hash":...}, ...]
) WITHOUT ROWID;

CREATE TABLE arrival (                     -- the same bytes from one outlet and date arrive once
  seq             INTEGER PRIMARY KEY AUTOINCREMENT,
  report          INTEGER NOT NULL REFERENCES report(seq) ON DELETE CASCADE,
  outlet          TEXT NOT NULL,
  published       TEXT NOT NULL,
  name            TEXT NOT NULL,
  url             TEXT NOT NULL,
  given_outlet    TEXT NOT NULL,           -- as told by the user; with it the report can be read again the same way
  given_published TEXT NOT NULL,
  given_type      TEXT NOT NULL,
  seen            TEXT NOT NULL,           -- RFC 3339, UTC
  UNIQUE (report, outlet, published)
);

CREATE TABLE actor (
  report   INTEGER NOT NULL REFERENCES report(seq) ON DELETE CASCADE,
  ord      INTEGER NOT NULL,
  actor    TEXT NOT NULL,
  name     TEXT NOT NULL,
  kind     TEXT NOT NULL,
  country  TEXT NOT NULL,
  sector   TEXT NOT NULL,
  role     TEXT NOT NULL,
  known    INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (report, ord)
) WITHOUT ROWID;
CREATE INDEX actor_actor ON actor(actor);

CREATE TABLE statement (
  seq       INTEGER PRIMARY KEY AUTOINCREMENT,
  report    INTEGER NOT NULL REFERENCES report(seq) ON DELETE CASCADE,
  ord       INTEGER NOT NULL,
  id        TEXT NOT NULL,
  origin    TEXT NOT NULL,                 -- name of the nearest speaker
  kind      TEXT NOT NULL,
  actor     TEXT NOT NULL,
  country   TEXT NOT NULL,
  sector    TEXT NOT NULL,
  chain     TEXT NOT NULL,                 -- all names, nearest first: 'a < b < c'
  stance    TEXT NOT NULL,
  form      TEXT NOT NULL,
  source    TEXT NOT NULL,
  cue       TEXT NOT NULL,
  content   TEXT NOT NULL,
  addressee TEXT NOT NULL,
  target    TEXT NOT NULL,
  basis     TEXT NOT NULL,
  party     INTEGER NOT NULL,
  negated   INTEGER NOT NULL,
  parent    TEXT NOT NULL,
  rule      TEXT NOT NULL,
  start     INTEGER NOT NULL,              -- of the content
  stop      INTEGER NOT NULL
);
CREATE UNIQUE INDEX statement_report ON statement(report, ord);
CREATE INDEX statement_id ON statement(id);
CREATE INDEX statement_actor ON statement(actor);

CREATE TABLE origin (
  report    INTEGER NOT NULL REFERENCES report(seq) ON DELETE CASCADE,
  statement TEXT NOT NULL,
  position  INTEGER NOT NULL,              -- 1 is nearest
  name      TEXT NOT NULL,
  kind      TEXT NOT NULL,
  actor     TEXT NOT NULL,
  country   TEXT NOT NULL,
  sector    TEXT NOT NULL,
  words     TEXT NOT NULL,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL,
  PRIMARY KEY (report, statement, position)
) WITHOUT ROWID;
CREATE INDEX origin_name ON origin(name);

CREATE TABLE event (
  report     INTEGER NOT NULL REFERENCES report(seq) ON DELETE CASCADE,
  ord        INTEGER NOT NULL,
  id         TEXT NOT NULL,
  type       TEXT NOT NULL,
  mode       TEXT NOT NULL,
  context    TEXT NOT NULL,                -- joined by ' '
  cameo      TEXT NOT NULL,
  quad       INTEGER NOT NULL,
  realis     TEXT NOT NULL,
  happened   INTEGER NOT NULL,
  certainty  TEXT NOT NULL,
  words      TEXT NOT NULL,
  start      INTEGER NOT NULL,
  stop       INTEGER NOT NULL,
  actors     TEXT NOT NULL,                -- names joined by '; '
  recipients TEXT NOT NULL,
  from_day   TEXT NOT NULL,
  to_day     TEXT NOT NULL,
  extent     TEXT NOT NULL,
  open_as_of TEXT NOT NULL,
  place      TEXT NOT NULL,
  place_name TEXT NOT NULL,
  country    TEXT NOT NULL,
  objects    TEXT NOT NULL,                -- kinds joined by '; '
  statement  TEXT NOT NULL,
  verbal     INTEGER NOT NULL,
  part_of    TEXT NOT NULL,
  restates   TEXT NOT NULL,
  background INTEGER NOT NULL,
  rule       TEXT NOT NULL,
  PRIMARY KEY (report, ord)
) WITHOUT ROWID;
CREATE INDEX event_id ON event(id);
CREATE INDEX event_type ON event(type, from_day);

CREATE TABLE party (
  report   INTEGER NOT NULL REFERENCES report(seq) ON DELETE CASCADE,
  event    TEXT NOT NULL,
  role     TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
  position INTEGER NOT NULL,
  name     TEXT NOT NULL,
  kind     TEXT NOT NULL,
  actor    TEXT NOT NULL,
  country  TEXT NOT NULL,
  sector   TEXT NOT NULL,
  words    TEXT NOT NULL,
  head     TEXT NOT NULL,
  start    INTEGER NOT NULL,
  stop     INTEGER NOT NULL,
  PRIMARY KEY (report, event, role, position)
) WITHOUT ROWID;
CREATE INDEX party_actor ON party(actor);

CREATE TABLE claim (
  report    INTEGER NOT NULL REFERENCES report(seq) ON DELETE CASCADE,
  ord       INTEGER NOT NULL,
  id        TEXT NOT NULL,
  event     TEXT NOT NULL,
  statement TEXT NOT NULL,
  origin    TEXT NOT NULL,
  point     TEXT NOT NULL,
  position  TEXT NOT NULL,
  realis    TEXT NOT NULL,
  certainty TEXT NOT NULL,
  date      TEXT NOT NULL,
  figure    TEXT NOT NULL,
  answers   TEXT NOT NULL,
  words     TEXT NOT NULL,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL,
  rule      TEXT NOT NULL,
  PRIMARY KEY (report, ord)
) WITHOUT ROWID;
CREATE INDEX claim_id ON claim(id);

CREATE TABLE figure (
  report      INTEGER NOT NULL REFERENCES report(seq) ON DELETE CASCADE,
  ord         INTEGER NOT NULL,
  id          TEXT NOT NULL,
  what        TEXT NOT NULL,
  whom        TEXT NOT NULL,
  low         INTEGER,                     -- NULL: not told
  high        INTEGER,                     -- NULL: open or not told
  approximate INTEGER NOT NULL,
  at_least    INTEGER NOT NULL,
  vague       TEXT NOT NULL,
  unit        TEXT NOT NULL,
  kind        TEXT NOT NULL,
  since       TEXT NOT NULL,
  as_of       TEXT NOT NULL,
  part_of     TEXT NOT NULL,
  supersedes  TEXT NOT NULL,
  relation    TEXT NOT NULL,
  event       TEXT NOT NULL,
  origin      TEXT NOT NULL,
  words       TEXT NOT NULL,
  start       INTEGER NOT NULL,
  stop        INTEGER NOT NULL,
  rule        TEXT NOT NULL,
  PRIMARY KEY (report, ord)
) WITHOUT ROWID;
CREATE INDEX figure_id ON figure(id);

CREATE TABLE place (
  report    INTEGER NOT NULL REFERENCES report(seq) ON DELETE CASCADE,
  ord       INTEGER NOT NULL,
  id        TEXT NOT NULL,
  name      TEXT NOT NULL,
  geonames  INTEGER NOT NULL,
  country   TEXT NOT NULL,
  admin1    TEXT NOT NULL,
  lat       REAL,
  lon       REAL,
  precision TEXT NOT NULL,
  part      TEXT NOT NULL,
  metonym   INTEGER NOT NULL,
  in_name   INTEGER NOT NULL,
  words     TEXT NOT NULL,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL,
  PRIMARY KEY (report, ord)
) WITHOUT ROWID;
CREATE INDEX place_id ON place(id);
CREATE INDEX place_geonames ON place(geonames);

CREATE TABLE moment (
  report   INTEGER NOT NULL REFERENCES report(seq) ON DELETE CASCADE,
  ord      INTEGER NOT NULL,
  id       TEXT NOT NULL,
  type     TEXT NOT NULL,
  value    TEXT NOT NULL,
  mod      TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day   TEXT NOT NULL,
  grain    TEXT NOT NULL,
  extent   TEXT NOT NULL,
  words    TEXT NOT NULL,
  start    INTEGER NOT NULL,
  stop     INTEGER NOT NULL,
  PRIMARY KEY (report, ord)
) WITHOUT ROWID;
CREATE INDEX moment_id ON moment(id);

CREATE TABLE problem (
  report INTEGER NOT NULL REFERENCES report(seq) ON DELETE CASCADE,
  ord    INTEGER NOT NULL,
  stage  TEXT NOT NULL,
  what   TEXT NOT NULL,
  hint   TEXT NOT NULL,
  words  TEXT NOT NULL,
  start  INTEGER,                          -- NULL: the whole report
  stop   INTEGER,
  PRIMARY KEY (report, ord)
) WITHOUT ROWID;

CREATE TABLE link (                        -- what else points from one thing of a report to another
  report   INTEGER NOT NULL REFERENCES report(seq) ON DELETE CASCADE,
  thing    TEXT NOT NULL,
  relation TEXT NOT NULL,                  -- see docs/views.md
  other    TEXT NOT NULL,
  PRIMARY KEY (report, thing, relation, other)
) WITHOUT ROWID;

-- Full-text search over texts and over statements. Both read their words from the tables, so nothing is kept twice.
CREATE VIRTUAL TABLE report_words USING fts5(title, text, content='report', content_rowid='seq',
  tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER report_words_add AFTER INSERT ON report BEGIN
  INSERT INTO report_words(rowid, title, text) VALUES (new.seq, new.title, new.text);
END;
CREATE TRIGGER report_words_cut AFTER DELETE ON report BEGIN
  INSERT INTO report_words(report_words, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text);
END;
CREATE TRIGGER report_words_new AFTER UPDATE OF title, text ON report
WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
  INSERT INTO report_words(report_words, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text);
  INSERT INTO report_words(rowid, title, text) VALUES (new.seq, new.title, new.text);
END;

CREATE VIRTUAL TABLE statement_words USING fts5(chain, content, content='statement', content_rowid='seq',
  tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER statement_words_add AFTER INSERT ON statement BEGIN
  INSERT INTO statement_words(rowid, chain, content) VALUES (new.seq, new.chain, new.content);
END;
CREATE TRIGGER statement_words_cut AFTER DELETE ON statement BEGIN
  INSERT INTO statement_words(statement_words, rowid, chain, content) VALUES ('delete', old.seq, old.chain, old.content);
END;
