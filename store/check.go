package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"daybook/ledger"
)

// Check looks through the whole database: what SQLite itself finds, the indexes of words, and for each report whether its
// bytes, its ledger and the parts of it agree. It returns what is wrong, nothing when all is well.
func (s *Store) Check(ctx context.Context) (faults []string, err error) {
	add := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	// SQLite's own check needs a fresh connection: in one that has searched before, FTS5 looks with its old notion of an
	// index that others have changed since, and finds faults that are not there. Searches are not affected.
	db, err := connect(s.path, time.Second, 1, "_pragma=query_only(1)")
	if err != nil {
		return nil, explain(s.path, err)
	}
	defer db.Close()
	for _, q := range []string{"PRAGMA integrity_check", "SELECT 'a row of ' || \"table\" || ' belongs to nothing' FROM pragma_foreign_key_check"} {
		rows, err := db.QueryContext(ctx, q)
		if err != nil {
			return faults, explain(s.path, err)
		}
		defer rows.Close()
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				return faults, explain(s.path, err)
			}
			if line != "ok" {
				add("%s", line)
			}
		}
		if err := rows.Err(); err != nil {
			return faults, explain(s.path, err)
		}
	}
	if s.write != nil {
		for _, index := range []string{"report_words", "statement_words"} {
			if _, err := s.write.ExecContext(ctx, "INSERT INTO "+index+"("+index+", rank) VALUES ('integrity-check', 1)"); err != nil {
				add("%s: %v", index, err)
			}
		}
	}
	ids, err := s.ids(ctx)
	if err != nil {
		return faults, err
	}
	for _, id := range ids {
		if err := s.checkReport(ctx, id, add); err != nil {
			return faults, err
		}
	}
	return faults, nil
}

func (s *Store) ids(ctx context.Context) (out []string, err error) {
	rows, err := s.read.QueryContext(ctx, "SELECT id FROM report ORDER BY seq")
	if err != nil {
		return nil, explain(s.path, err)
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, explain(s.path, err)
		}
		out = append(out, id)
	}
	return out, explain(s.path, rows.Err())
}

func (s *Store) checkReport(ctx context.Context, id string, add func(string, ...any)) error {
	source, err := s.blob(ctx, "source", id)
	if err != nil {
		add("%s: its bytes: %v", id, err)
	} else if ledger.SourceID(source) != id {
		add("%s: its bytes are not those it was named after", id)
	}
	body, err := s.blob(ctx, "ledger", id)
	if err != nil {
		add("%s: its ledger: %v", id, err)
		return nil
	}
	r := new(ledger.Report)
	if err := json.Unmarshal(body, r); err != nil {
		add("%s: its ledger: %v", id, err)
		return nil
	}
	for _, t := range tables {
		want := 0
		for range t.rows(r) {
			want++
		}
		var have int
		if err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM "+t.name+" x JOIN report r ON r.seq = x.report WHERE r.id = ?", id).Scan(&have); err != nil {
			return explain(s.path, err)
		}
		if have != want {
			add("%s: %d rows in %s, %d in its ledger", id, have, t.name, want)
		}
	}
	return nil
}
