package store

import (
	"context"
	"database/sql"
	"strings"
	"time"
	"unicode/utf8"
)

// Item is a report as lists show it.
type Item struct {
	ID         string    `json:"id"`
	Title      string    `json:"title,omitempty"`
	Outlet     string    `json:"outlet,omitempty"`
	Published  string    `json:"published,omitempty"`
	Language   string    `json:"language"`
	Name       string    `json:"name,omitempty"`
	URL        string    `json:"url,omitempty"`
	Bytes      int       `json:"bytes"`
	Seen       time.Time `json:"seen" doc:"When it first arrived, UTC"`
	Arrivals   int       `json:"arrivals"`
	Statements int       `json:"statements"`
	Denials    int       `json:"denials" doc:"Statements that deny"`
	Events     int       `json:"events"`
	Happened   int       `json:"happened" doc:"Events that count as having come about"`
	Figures    int       `json:"figures"`
	Places     int       `json:"places"`
	Problems   int       `json:"problems"`

	Opening string `json:"-"` // the first words, where there is neither title nor name
	Cursor  int64  `json:"-"` // pass as after to go on behind this one
}

// Show is what to call the report: its title, else its name, first words, address or id.
func (i Item) Show() string {
	for _, s := range []string{i.Title, i.Name, i.Opening, i.URL} {
		if s != "" {
			return s
		}
	}
	return i.ID
}

// Filter narrows a list. Empty fields do not.
type Filter struct {
	Outlet   string // exactly
	Language string // exactly
	From, To string // date of publication, ISO 8601, both inclusive
	Problems bool   // only reports with problems
}

func (f Filter) where() (string, []any) {
	var terms []string
	var args []any
	add := func(term string, v any) {
		terms, args = append(terms, term), append(args, v)
	}
	if f.Outlet != "" {
		add("r.outlet = ?", f.Outlet)
	}
	if f.Language != "" {
		add("r.language = ?", f.Language)
	}
	if f.From != "" {
		add("r.published >= ?", f.From)
	}
	if f.To != "" { // a date with a time of that day still counts
		add("r.published <> '' AND r.published < ?", f.To+"~")
	}
	if f.Problems {
		terms = append(terms, "r.problems > 0")
	}
	if terms == nil {
		return "1", nil
	}
	return strings.Join(terms, " AND "), args
}

const itemColumns = `r.seq, r.id, r.title, r.outlet, r.published, r.language, r.name, r.url, r.bytes,
	(SELECT min(seen) FROM arrival WHERE report = r.seq), (SELECT count(*) FROM arrival WHERE report = r.seq),
	r.statements, r.denials, r.events, r.happened, r.figures, r.places, r.problems,
	CASE WHEN r.title = '' AND r.name = '' THEN substr(r.text, 1, 200) ELSE '' END`

func (i *Item) scan(rows *sql.Rows, more ...any) error {
	var seen string
	err := rows.Scan(append([]any{&i.Cursor, &i.ID, &i.Title, &i.Outlet, &i.Published, &i.Language, &i.Name, &i.URL, &i.Bytes, &seen, &i.Arrivals,
		&i.Statements, &i.Denials, &i.Events, &i.Happened, &i.Figures, &i.Places, &i.Problems, &i.Opening}, more...)...)
	if err == nil {
		i.Opening = opening(i.Opening)
		i.Seen, err = time.Parse(time.RFC3339, seen)
	}
	return err
}

// opening is one line of at most 80 characters, cut between words.
func opening(text string) string {
	const most = 80
	line := ""
	for i, w := range strings.Fields(text) {
		if i > 0 && utf8.RuneCountInString(line)+utf8.RuneCountInString(w) >= most {
			return line + " …"
		}
		if i > 0 {
			line += " "
		}
		line += w
	}
	return line
}

// List returns at most limit reports, those stored last first. after is the Cursor of the last one seen, 0 to begin.
func (s *Store) List(ctx context.Context, f Filter, limit int, after int64) ([]Item, error) {
	where, args := f.where()
	if after > 0 {
		where, args = where+" AND r.seq < ?", append(args, after)
	}
	rows, err := s.read.QueryContext(ctx, "SELECT "+itemColumns+" FROM report r WHERE "+where+" ORDER BY r.seq DESC LIMIT ?", append(args, limit)...)
	if err != nil {
		return nil, explain(s.path, err)
	}
	defer rows.Close()
	var out []Item
	for rows.Next() {
		var i Item
		if err := i.scan(rows); err != nil {
			return nil, explain(s.path, err)
		}
		out = append(out, i)
	}
	return out, explain(s.path, rows.Err())
}

// Totals are counts over all that is stored.
type Totals struct {
	Reports    int `json:"reports"`
	Statements int `json:"statements"`
	Denials    int `json:"denials"`
	Events     int `json:"events"`
	Happened   int `json:"happened"`
	Figures    int `json:"figures"`
	Problems   int `json:"problems"`
}

// Totals counts all that is stored.
func (s *Store) Totals(ctx context.Context) (t Totals, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(statements), 0), coalesce(sum(denials), 0), coalesce(sum(events), 0),
		coalesce(sum(happened), 0), coalesce(sum(figures), 0), coalesce(sum(problems), 0) FROM report`).
		Scan(&t.Reports, &t.Statements, &t.Denials, &t.Events, &t.Happened, &t.Figures, &t.Problems)
	return t, explain(s.path, err)
}
