package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"daybook/ledger"
)

// Ref is what an id stands for.
type Ref struct {
	ID     string // in full
	Report string // the report that it is in; for a report the same as ID
	Kind   string // report, statement, event, claim, figure, place, time
}

// things are the tables whose rows have ids, by the letter that the ids begin with.
var things = []struct{ letter, table, kind string }{
	{"r", "report", "report"},
	{"s", "statement", "statement"},
	{"e", "event", "event"},
	{"c", "claim", "claim"},
	{"f", "figure", "figure"},
	{"p", "place", "place"},
	{"t", "moment", "time"},
}

// Find resolves an id or the unique beginning of one. Without a letter and dash before it, it is a report's. The errors
// are ErrNotFound and ErrAmbiguous.
func (s *Store) Find(ctx context.Context, id string) (Ref, error) {
	id = strings.TrimSpace(id)
	letter, rest, ok := strings.Cut(id, "-")
	if !ok {
		letter, rest, id = "r", id, "r-"+id
	}
	for _, t := range things {
		if t.letter != letter || rest == "" {
			continue
		}
		query := "SELECT x.id, r.id FROM " + t.table + " x JOIN report r ON r.seq = x.report"
		if t.kind == "report" {
			query = "SELECT x.id, x.id FROM report x"
		}
		rows, err := s.read.QueryContext(ctx, query+" WHERE x.id >= ? AND x.id < ? ORDER BY x.id LIMIT 4", id, id+"~")
		if err != nil {
			return Ref{}, explain(s.path, err)
		}
		defer rows.Close()
		var found []Ref
		for rows.Next() {
			r := Ref{Kind: t.kind}
			if err := rows.Scan(&r.ID, &r.Report); err != nil {
				return Ref{}, explain(s.path, err)
			}
			if r.ID == id {
				return r, nil
			}
			found = append(found, r)
		}
		if err := rows.Err(); err != nil {
			return Ref{}, explain(s.path, err)
		}
		switch {
		case len(found) == 1:
			return found[0], nil
		case len(found) > 1:
			var like []string
			for _, f := range found {
				like = append(like, f.ID)
			}
			return Ref{}, &Error{What: "more than one id begins like this: " + strings.Join(like, ", "), Where: id, Hint: "give more of it", Err: ErrAmbiguous}
		}
	}
	return Ref{}, &Error{What: "nothing with this id is stored", Where: id, Hint: "`daybook list` shows the reports, `daybook show` what is in one", Err: ErrNotFound}
}

// Get returns the report that an id or its unique beginning stands for; the id of a statement, event or other part gives
// the report that it is in.
func (s *Store) Get(ctx context.Context, id string) (*ledger.Report, error) {
	b, err := s.JSON(ctx, id)
	if err != nil {
		return nil, err
	}
	r := new(ledger.Report)
	if err := json.Unmarshal(b, r); err != nil {
		return nil, &Error{What: "the ledger of " + id + " cannot be read", Where: s.path, Hint: "`daybook reread` makes it anew", Err: err}
	}
	return r, nil
}

// JSON is like Get but returns the bytes of the JSON on one line, as they were made.
func (s *Store) JSON(ctx context.Context, id string) ([]byte, error) {
	ref, err := s.Find(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.blob(ctx, "ledger", ref.Report)
}

// Source returns the bytes of a report as they came, its media type and its encoding of characters.
func (s *Store) Source(ctx context.Context, id string) (b []byte, mediaType, charset string, err error) {
	ref, err := s.Find(ctx, id)
	if err != nil {
		return nil, "", "", err
	}
	if b, err = s.blob(ctx, "source", ref.Report); err != nil {
		return nil, "", "", err
	}
	err = s.read.QueryRowContext(ctx, "SELECT media_type, charset FROM report WHERE id = ?", ref.Report).Scan(&mediaType, &charset)
	return b, mediaType, charset, explain(s.path, err)
}

func (s *Store) blob(ctx context.Context, table, report string) ([]byte, error) {
	var packed string
	var body []byte
	err := s.read.QueryRowContext(ctx, "SELECT packed, body FROM "+table+" x JOIN report r ON r.seq = x.report WHERE r.id = ?", report).Scan(&packed, &body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, &Error{What: "this report was deleted", Where: report, Hint: "`daybook list` shows what is stored", Err: ErrNotFound}
	}
	if err != nil {
		return nil, explain(s.path, err)
	}
	b, err := unpack(packed, body)
	if err != nil {
		return nil, &Error{What: fmt.Sprintf("the %s of %s cannot be unpacked (%v)", table, report, err), Where: s.path, Hint: "restore a backup (see docs/runbook.md)", Err: err}
	}
	return b, nil
}

// Item returns one report as lists show it.
func (s *Store) Item(ctx context.Context, id string) (Item, error) {
	ref, err := s.Find(ctx, id)
	if err != nil {
		return Item{}, err
	}
	rows, err := s.read.QueryContext(ctx, "SELECT "+itemColumns+" FROM report r WHERE r.id = ?", ref.Report)
	if err != nil {
		return Item{}, explain(s.path, err)
	}
	defer rows.Close()
	var i Item
	for rows.Next() {
		err = i.scan(rows)
	}
	return i, explain(s.path, errors.Join(err, rows.Err()))
}

// Arrivals returns how a report arrived, first to last.
func (s *Store) Arrivals(ctx context.Context, id string) ([]Arrival, error) {
	ref, err := s.Find(ctx, id)
	if err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT a.name, a.url, a.given_outlet, a.given_published, a.given_type, a.seen, a.seq = r.arrival
		FROM arrival a JOIN report r ON r.seq = a.report WHERE r.id = ? ORDER BY a.seq`, ref.Report)
	if err != nil {
		return nil, explain(s.path, err)
	}
	defer rows.Close()
	var out []Arrival
	for rows.Next() {
		var a Arrival
		var seen string
		if err := rows.Scan(&a.Name, &a.URL, &a.Outlet, &a.Published, &a.MediaType, &seen, &a.ReadWith); err != nil {
			return nil, explain(s.path, err)
		}
		if a.Seen, err = time.Parse(time.RFC3339, seen); err != nil {
			return nil, explain(s.path, err)
		}
		out = append(out, a)
	}
	return out, explain(s.path, rows.Err())
}
