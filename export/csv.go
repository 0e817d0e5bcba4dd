package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"daybook/ledger"
)

// Columns are the columns of the CSV in their order; docs/columns.md says what each holds. A cell that a kind of row has
// no use for is empty.
var Columns = []string{
	"report", "outlet", "published", "title",
	"kind", "id", "start", "end", "words",
	"origin", "origin_kind", "origin_actor", "origin_country", "chain", "stance", "form", "cue", "to", "target", "basis", "negated",
	"type", "mode", "context", "cameo", "quad", "realis", "happened", "certainty",
	"actors", "actor_countries", "recipients", "recipient_countries", "asserted_by", "denied_by",
	"from", "until", "extent", "place", "country", "lat", "lon", "precision",
	"what", "whom", "low", "high", "approximate", "at_least", "unit", "as_of",
	"statement", "event", "part_of", "restates", "rule", "note",
}

type csvWriter struct {
	w *csv.Writer
}

// newCSV writes the head line. Lines end in LF and cells are quoted only where they must be (RFC 4180 but for CRLF).
func newCSV(w io.Writer) (*csvWriter, error) {
	c := &csvWriter{csv.NewWriter(w)}
	return c, c.w.Write(Columns)
}

func (c *csvWriter) Close() error {
	c.w.Flush()
	return c.w.Error()
}

// Guarded puts a tab before the cells of a row that a spreadsheet would take for formulas: text that begins with = + - @ or
// their full-width forms, or with a tab or carriage return itself, so that taking one tab off gives the words back. Numbers are left as
// they are. A tab changes nothing that is seen, as an apostrophe would (https://owasp.org/www-community/attacks/CSV_Injection);
// encoding/csv quotes the cell, so that no reader parts it at the tab.
func Guarded(row []string) []string {
	for i, c := range row {
		if startsFormula(c) {
			row[i] = "\t" + c
		}
	}
	return row
}

func startsFormula(c string) bool {
	r, _ := utf8.DecodeRuneInString(c)
	switch r {
	case '=', '@', '\t', '\r', '＝', '＋', '－', '＠':
		return true
	case '+', '-':
		return strings.Trim(c[1:], "0123456789.") != "" || len(c) == 1
	}
	return false
}

type cells map[string]string

func (c *csvWriter) Write(r *ledger.Report) error {
	row := func(kind string, q ledger.Quote, more cells) {
		more["report"], more["outlet"], more["published"], more["title"] = r.ID, r.Source.Outlet, r.Source.Published, r.Source.Title
		more["kind"], more["words"] = kind, q.Text
		if q.End > 0 {
			more["start"], more["end"] = number(q.Start), number(q.End)
		}
		line := make([]string, len(Columns))
		for i, name := range Columns {
			line[i] = more[name]
		}
		c.w.Write(Guarded(line)) // the error is kept and told by Error
	}
	for _, s := range r.Statements {
		row("statement", pieces(s.Content), statementCells(s))
	}
	positions := sides(r)
	for _, e := range r.Events {
		row("event", e.Trigger, eventCells(e, positions[e.ID]))
	}
	for _, f := range r.Figures {
		row("figure", f.Quote, cells{
			"id": f.ID, "origin": f.Origin, "what": f.What, "whom": words(f.Whom), "low": maybe(f.Low), "high": maybe(f.High), "approximate": yes(f.Approximate),
			"at_least": yes(f.AtLeast), "unit": f.Unit, "as_of": f.AsOf, "from": f.Since, "event": f.Event, "part_of": f.PartOf, "note": f.Relation, "rule": f.Evidence.Rule,
		})
	}
	for _, p := range r.Places {
		row("place", p.Quote, cells{
			"id": p.ID, "place": p.Name, "country": p.Country, "lat": degrees(p.Lat), "lon": degrees(p.Lon), "precision": p.Precision, "note": p.Why,
		})
	}
	for _, t := range r.Times {
		row("time", t.Quote, cells{"id": t.ID, "type": t.Type, "from": t.From, "until": t.To, "extent": t.Extent, "note": t.Why})
	}
	for _, p := range r.Problems {
		var q ledger.Quote
		if p.Where != nil {
			q = *p.Where
		}
		note := p.What
		if p.Hint != "" {
			note += "; " + p.Hint
		}
		row("problem", q, cells{"note": note, "rule": p.Stage})
	}
	c.w.Flush()
	return c.w.Error()
}

func statementCells(s ledger.Said) cells {
	c := cells{
		"id": s.ID, "chain": names(s.Origin, " < "), "stance": string(s.Stance), "form": string(s.Form), "cue": pieces(s.Cue).Text, "basis": s.Basis, "negated": yes(s.Negated),
		"statement": s.Parent, "rule": s.Evidence.Rule,
	}
	if s.When != nil {
		c["from"], c["until"], c["extent"] = s.When.From, s.When.To, s.When.Extent
	}
	if s.Where != nil {
		c["place"], c["country"] = s.Where.Name, s.Where.Country
	}
	if len(s.Origin) > 0 {
		o := s.Origin[0]
		c["origin"], c["origin_kind"], c["origin_actor"], c["origin_country"] = o.Name, string(o.Kind), o.Actor, o.Country
	}
	if s.To != nil {
		c["to"] = s.To.Name
	}
	if s.Target != nil {
		c["target"] = s.Target.Name
	}
	return c
}

func eventCells(e ledger.Deed, by side) cells {
	c := cells{
		"id": e.ID, "type": e.Type, "mode": e.Mode, "context": strings.Join(e.Context, " "), "cameo": e.CAMEO, "quad": strconv.Itoa(e.Quad), "realis": string(e.Realis),
		"happened": strconv.FormatBool(e.Realis.Took()), "certainty": e.Certainty, "actors": names(e.Actors, "; "), "actor_countries": countries(e.Actors),
		"recipients": names(e.Recipients, "; "), "recipient_countries": countries(e.Recipients), "asserted_by": strings.Join(by.asserted, "; "),
		"denied_by": strings.Join(by.denied, "; "), "from": e.When.From, "until": e.When.To, "extent": e.When.Extent, "as_of": e.When.OpenAsOf, "statement": e.Statement,
		"part_of": e.PartOf, "restates": e.Restates, "rule": e.Evidence.Rule,
	}
	if e.Where != nil {
		c["place"], c["country"] = e.Where.Name, e.Where.Country
	}
	return c
}

// side is who asserts and who denies an event, by the names of nearest origins, each once.
type side struct{ asserted, denied, doubted []string }

func sides(r *ledger.Report) map[string]side {
	out := map[string]side{}
	add := func(list []string, name string) []string {
		for _, n := range list {
			if n == name {
				return list
			}
		}
		return append(list, name)
	}
	for _, c := range r.Claims {
		s := out[c.Event]
		switch c.Position {
		case ledger.Denies:
			s.denied = add(s.denied, c.Origin)
		case ledger.Doubts:
			s.doubted = add(s.doubted, c.Origin)
		default:
			s.asserted = add(s.asserted, c.Origin)
		}
		out[c.Event] = s
	}
	return out
}

// pieces joins the words of several pieces, with " … " between them; the bounds are those of all.
func pieces(qs []ledger.Quote) (all ledger.Quote) {
	var b strings.Builder
	for i, q := range qs {
		if i == 0 {
			all.Start, all.End = q.Start, q.End
		} else {
			b.WriteString(" … ")
		}
		b.WriteString(q.Text)
		all.Start, all.End = min(all.Start, q.Start), max(all.End, q.End)
	}
	all.Text = b.String()
	return all
}

func names(ns []ledger.Named, between string) string {
	var out []string
	for _, n := range ns {
		out = append(out, n.Name)
	}
	return strings.Join(out, between)
}

func countries(ns []ledger.Named) string {
	var out []string
	for _, n := range ns {
		out = append(out, n.Country)
	}
	return strings.Join(out, "; ")
}

func words(q *ledger.Quote) string {
	if q == nil {
		return ""
	}
	return q.Text
}

func number(n int32) string { return strconv.Itoa(int(n)) }

func yes(b bool) string {
	if b {
		return "true"
	}
	return ""
}

func maybe(n *int64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}

func degrees(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}
