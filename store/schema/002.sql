-- Second-level divisions of places, which a user's own gazetteer knows.
ALTER TABLE place ADD COLUMN admin2 TEXT NOT NULL DEFAULT '';
