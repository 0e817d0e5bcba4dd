package store

import (
	"context"
	"errors"
	"strings"
	"unicode"
)

// Piece is a stretch of a snippet; Hit marks words that were looked for.
type Piece struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit,omitempty"`
}

// Hit is a report that was found.
type Hit struct {
	Item
	Snippet []Piece        `json:"snippet"`
	Found   []StatementHit `json:"found,omitempty" doc:"Statements of the report that match, at most 3"`
}

// StatementHit is a statement that was found.
type StatementHit struct {
	ID        string  `json:"id"`
	Report    string  `json:"report"`
	Title     string  `json:"title,omitempty"`
	Outlet    string  `json:"outlet,omitempty"`
	Published string  `json:"published,omitempty"`
	Origin    string  `json:"origin"`
	Chain     string  `json:"chain"`
	Stance    string  `json:"stance"`
	Form      string  `json:"form"`
	Snippet   []Piece `json:"snippet"`
}

// Search looks for words in headlines and texts, best first (BM25, a word in the headline counts five times). All words
// must be there; "several words" in quotation marks must stand together, -word must not be there, OR between two words
// asks for either, and word* for all that begin so. skip leaves out the first hits. A question without a word is ErrQuery.
func (s *Store) Search(ctx context.Context, question string, limit, skip int) ([]Hit, error) {
	match, err := query(question)
	if err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, "SELECT "+itemColumns+`, w.snippet
		FROM (SELECT rowid AS seq, rank, snippet(report_words, 1, char(2), char(3), ' … ', 32) AS snippet
		      FROM report_words WHERE report_words MATCH ? AND rank MATCH 'bm25(5.0, 1.0)' ORDER BY rank, rowid DESC LIMIT ? OFFSET ?) w
		JOIN report r ON r.seq = w.seq ORDER BY w.rank, r.seq DESC`, match, limit, skip)
	if err != nil {
		return nil, explain(s.path, err)
	}
	defer rows.Close()
	var out []Hit
	for rows.Next() {
		var h Hit
		var snippet string
		if err := h.scan(rows, &snippet); err != nil {
			return nil, explain(s.path, err)
		}
		h.Snippet = pieces(snippet)
		out = append(out, h)
	}
	if err := rows.Err(); err != nil {
		return nil, explain(s.path, err)
	}
	for i := range out {
		if out[i].Found, err = s.statements(ctx, match, out[i].Cursor, 3, 0); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// SearchStatements looks for words in what statements say and in the names of those who say it, as Search does.
func (s *Store) SearchStatements(ctx context.Context, question string, limit, skip int) ([]StatementHit, error) {
	match, err := query(question)
	if err != nil {
		return nil, err
	}
	return s.statements(ctx, match, 0, limit, skip)
}

// statements finds statements, of one report where its seq is given.
func (s *Store) statements(ctx context.Context, match string, report int64, limit, skip int) ([]StatementHit, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT x.id, r.id, r.title, r.outlet, r.published, x.origin, x.chain, x.stance, x.form,
		snippet(statement_words, 1, char(2), char(3), ' … ', 32)
		FROM statement_words JOIN statement x ON x.seq = statement_words.rowid JOIN report r ON r.seq = x.report
		WHERE statement_words MATCH ?1 AND (?2 = 0 OR x.report = ?2) ORDER BY statement_words.rank, x.seq DESC LIMIT ?3 OFFSET ?4`, match, report, limit, skip)
	if err != nil {
		return nil, explain(s.path, err)
	}
	defer rows.Close()
	var out []StatementHit
	for rows.Next() {
		var h StatementHit
		var snippet string
		if err := rows.Scan(&h.ID, &h.Report, &h.Title, &h.Outlet, &h.Published, &h.Origin, &h.Chain, &h.Stance, &h.Form, &snippet); err != nil {
			return nil, explain(s.path, err)
		}
		h.Snippet = pieces(snippet)
		out = append(out, h)
	}
	return out, explain(s.path, rows.Err())
}

// pieces cuts a snippet at the marks around its hits.
func pieces(s string) []Piece {
	var out []Piece
	for s != "" {
		before, rest, found := strings.Cut(s, "\x02")
		if before != "" {
			out = append(out, Piece{Text: before})
		}
		if !found {
			break
		}
		hit, after, _ := strings.Cut(rest, "\x03")
		out, s = append(out, Piece{hit, true}), after
	}
	return out
}

// query turns a question into the language of FTS5 (https://www.sqlite.org/fts5.html#full_text_query_syntax), in which
// everything that the user typed stands quoted, so that no question is a fault of syntax.
func query(question string) (string, error) {
	var terms []string // each a quoted string, perhaps with a star
	var not []string
	or := false
	for rest := strings.TrimSpace(question); rest != ""; rest = strings.TrimSpace(rest) {
		negative := false
		if len(rest) > 1 && rest[0] == '-' {
			negative, rest = true, rest[1:]
		}
		var word string
		if rest[0] == '"' {
			word, rest, _ = strings.Cut(rest[1:], `"`)
		} else {
			end := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || r == '"' })
			if end < 0 {
				end = len(rest)
			}
			word, rest = rest[:end], rest[end:]
			if word == "OR" && !negative {
				or = len(terms) > 0
				continue
			}
		}
		star := ""
		if w, ok := strings.CutSuffix(word, "*"); ok || strings.HasPrefix(rest, "*") {
			word, rest, star = w, strings.TrimPrefix(rest, "*"), "*"
		}
		if !strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			continue
		}
		term := `"` + strings.ReplaceAll(strings.ReplaceAll(word, `"`, ""), "\x00", "") + `"` + star
		switch {
		case negative:
			not = append(not, term)
		case or:
			terms[len(terms)-1] += " OR " + term
		default:
			terms = append(terms, term)
		}
		or = false
	}
	if terms == nil {
		return "", &Error{What: "there is no word to look for", Where: "search", Hint: `give one or more words; "these words" stand together, -word must not be there`, Err: ErrQuery}
	}
	match := "(" + strings.Join(terms, ") AND (") + ")"
	for _, n := range not {
		match = "(" + match + ") NOT " + n
	}
	return match, nil
}

// IsQuestion reports whether err says that the question, not the database, is at fault.
func IsQuestion(err error) bool { return errors.Is(err, ErrQuery) }
