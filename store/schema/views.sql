-- What other tools may rely on; docs/views.md says what each column holds. Made anew whenever the version rises.
CREATE VIEW reports AS
  SELECT r.id, r.outlet, r.published, r.title, r.byline, r.language, r.name, r.url, r.media_type, r.bytes,
         (SELECT min(a.seen) FROM arrival a WHERE a.report = r.seq) AS seen,
         (SELECT count(*) FROM arrival a WHERE a.report = r.seq) AS arrivals,
         r.statements, r.denials, r.events, r.happened, r.claims, r.figures, r.places, r.times, r.problems, r.made, r.text
  FROM report r;

CREATE VIEW arrivals AS
  SELECT r.id AS report, a.outlet, a.published, a.name, a.url, a.seen, a.seq = r.arrival AS read_with
  FROM arrival a JOIN report r ON r.seq = a.report;

CREATE VIEW actors AS
  SELECT r.id AS report, a.actor, a.name, a.kind, a.country, a.sector, a.role, a.known, a.mentions
  FROM actor a JOIN report r ON r.seq = a.report;

CREATE VIEW statements AS
  SELECT s.id, r.id AS report, r.outlet, r.published, s.origin, s.kind, s.actor, s.country, s.sector, s.chain, s.stance, s.form,
         s.source, s.cue, s.content, s.addressee, s.target, s.basis, s.party, s.negated, s.parent, s.rule,
         s.start AS start_byte, s.stop AS end_byte
  FROM statement s JOIN report r ON r.seq = s.report;

CREATE VIEW origins AS
  SELECT r.id AS report, o.statement, o.position, o.name, o.kind, o.actor, o.country, o.sector, o.words,
         o.start AS start_byte, o.stop AS end_byte
  FROM origin o JOIN report r ON r.seq = o.report;

CREATE VIEW events AS
  SELECT e.id, r.id AS report, r.outlet, r.published, e.type, e.mode, e.context, e.cameo, e.quad, e.realis, e.happened, e.certainty,
         e.words, e.actors, e.recipients, e.from_day, e.to_day, e.extent, e.open_as_of, e.place, e.place_name, e.country, e.objects,
         e.statement, e.verbal, e.part_of, e.restates, e.background, e.rule, e.start AS start_byte, e.stop AS end_byte
  FROM event e JOIN report r ON r.seq = e.report;

CREATE VIEW happened AS SELECT * FROM events WHERE happened;

CREATE VIEW parties AS
  SELECT r.id AS report, p.event, p.role, p.position, p.name, p.kind, p.actor, p.country, p.sector, p.words, p.head,
         p.start AS start_byte, p.stop AS end_byte
  FROM party p JOIN report r ON r.seq = p.report;

CREATE VIEW claims AS
  SELECT c.id, r.id AS report, c.event, c.statement, c.origin, c.point, c.position, c.realis, c.certainty, c.date, c.figure,
         c.answers, c.words, c.rule, c.start AS start_byte, c.stop AS end_byte
  FROM claim c JOIN report r ON r.seq = c.report;

CREATE VIEW figures AS
  SELECT f.id, r.id AS report, r.outlet, r.published, f.origin, f.what, f.whom, f.low, f.high, f.approximate, f.at_least, f.vague,
         f.unit, f.kind, f.since, f.as_of, f.part_of, f.supersedes, f.relation, f.event, f.words, f.rule,
         f.start AS start_byte, f.stop AS end_byte
  FROM figure f JOIN report r ON r.seq = f.report;

CREATE VIEW places AS
  SELECT p.id, r.id AS report, p.name, p.geonames, p.country, p.admin1, p.admin2, p.lat, p.lon, p.precision, p.part, p.metonym, p.in_name,
         p.words, p.start AS start_byte, p.stop AS end_byte
  FROM place p JOIN report r ON r.seq = p.report;

CREATE VIEW times AS
  SELECT t.id, r.id AS report, t.type, t.value, t.mod, t.from_day, t.to_day, t.grain, t.extent, t.words,
         t.start AS start_byte, t.stop AS end_byte
  FROM moment t JOIN report r ON r.seq = t.report;

CREATE VIEW problems AS
  SELECT r.id AS report, r.name, p.stage, p.what, p.hint, p.words, p.start AS start_byte, p.stop AS end_byte
  FROM problem p JOIN report r ON r.seq = p.report;

CREATE VIEW links AS
  SELECT r.id AS report, l.thing, l.relation, l.other FROM link l JOIN report r ON r.seq = l.report;
