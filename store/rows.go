package store

import (
	"database/sql"
	"fmt"
	"iter"
	"strings"

	"daybook/ledger"
)

// table is one of the tables that hold parts of a ledger; rows gives the values of its columns, without the report.
type table struct {
	name    string
	columns string
	rows    func(*ledger.Report) iter.Seq[[]any]
}

// tables lists them in the order in which they are written.
var tables = []table{
	{"actor", "ord actor name kind country sector role known mentions", actorRows},
	{"statement", "ord id origin kind actor country sector chain stance form source cue content addressee target basis party negated parent rule start stop", statementRows},
	{"origin", "statement position name kind actor country sector words start stop", originRows},
	{"event", "ord id type mode context cameo quad realis happened certainty words start stop actors recipients from_day to_day extent open_as_of place place_name country objects statement verbal part_of restates background rule", eventRows},
	{"party", "event role position name kind actor country sector words head start stop", partyRows},
	{"claim", "ord id event statement origin point position realis certainty date figure answers words start stop rule", claimRows},
	{"figure", "ord id what whom low high approximate at_least vague unit kind since as_of part_of supersedes relation event origin words start stop rule", figureRows},
	{"place", "ord id name geonames country admin1 admin2 lat lon precision part metonym in_name words start stop", placeRows},
	{"moment", "ord id type value mod from_day to_day grain extent words start stop", momentRows},
	{"problem", "ord stage what hint words start stop", problemRows},
	{"link", "thing relation other", linkRows},
}

// reportColumns are the columns of table report that a reading fills.
const reportColumns = "made name url outlet outlet_from title byline language published published_from media_type charset bytes " +
	"statements denials events happened claims figures places times problems text"

func (w *writer) columns() []any {
	r, s := w.r, w.r.Source
	denials, happened := 0, 0
	for _, x := range r.Statements {
		if x.Stance == ledger.Denies {
			denials++
		}
	}
	for _, x := range r.Events {
		if x.Realis.Took() {
			happened++
		}
	}
	return []any{w.madeHash, s.Name, s.URL, s.Outlet, s.OutletFrom, s.Title, s.Byline, s.Language, s.Published, s.PublishedFrom, s.MediaType, s.Charset, s.Bytes,
		len(r.Statements), denials, len(r.Events), happened, len(r.Claims), len(r.Figures), len(r.Places), len(r.Times), len(r.Problems), r.Text}
}

// prepare compiles the inserts of the write connection once.
func (s *Store) prepare() error {
	s.put = map[string]*sql.Stmt{}
	insert := func(table, columns string) string {
		names := strings.Fields(columns)
		return "INSERT INTO " + table + "(" + strings.Join(names, ", ") + ") VALUES (?" + strings.Repeat(", ?", len(names)-1) + ")"
	}
	queries := map[string]string{
		"report":  insert("report", "id arrival "+reportColumns),
		"source":  insert("source", "report packed body"),
		"ledger":  insert("ledger", "report packed body") + " ON CONFLICT (report) DO UPDATE SET packed = excluded.packed, body = excluded.body",
		"arrival": insert("arrival", "report outlet published name url given_outlet given_published given_type seen"),
		"with":    "UPDATE report SET arrival = ? WHERE seq = ?",
		"reading": "UPDATE report SET arrival = ?, " + strings.Join(strings.Fields(reportColumns), " = ?, ") + " = ? WHERE seq = ?",
	}
	for _, t := range tables {
		queries[t.name] = insert(t.name, "report "+t.columns)
		queries["cut "+t.name] = "DELETE FROM " + t.name + " WHERE report = ?"
	}
	for name, q := range queries {
		st, err := s.write.Prepare(q)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		s.put[name] = st
	}
	return nil
}

func words(q *ledger.Quote) string {
	if q == nil {
		return ""
	}
	return q.Text
}

// joined are the words of several pieces, with " … " between those that do not touch.
func joined(qs []ledger.Quote) string {
	var b strings.Builder
	for i, q := range qs {
		if i > 0 {
			b.WriteString(" … ")
		}
		b.WriteString(q.Text)
	}
	return b.String()
}

func bounds(qs []ledger.Quote) (start, stop int32) {
	for i, q := range qs {
		if i == 0 {
			start, stop = q.Start, q.End
		}
		start, stop = min(start, q.Start), max(stop, q.End)
	}
	return start, stop
}

func show(n *ledger.Named) string {
	if n == nil {
		return ""
	}
	return n.Name
}

func names(ns []ledger.Named, between string) string {
	var out []string
	for _, n := range ns {
		out = append(out, n.Name)
	}
	return strings.Join(out, between)
}

func actorRows(r *ledger.Report) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i, a := range r.Actors {
			if !yield([]any{i, a.ID, a.Name, a.Kind, a.Country, a.Sector, a.Role, a.Known, len(a.Mentions)}) {
				return
			}
		}
	}
}

func statementRows(r *ledger.Report) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i, s := range r.Statements {
			var o ledger.Named
			if len(s.Origin) > 0 {
				o = s.Origin[0]
			}
			start, stop := bounds(s.Content)
			if !yield([]any{i, s.ID, o.Name, o.Kind, o.Actor, o.Country, o.Sector, names(s.Origin, " < "), s.Stance, s.Form, words(s.Source), joined(s.Cue), joined(s.Content),
				show(s.To), show(s.Target), s.Basis, s.Party, s.Negated, s.Parent, s.Evidence.Rule, start, stop}) {
				return
			}
		}
	}
}

func originRows(r *ledger.Report) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, s := range r.Statements {
			for i, o := range s.Origin {
				if !yield([]any{s.ID, i + 1, o.Name, o.Kind, o.Actor, o.Country, o.Sector, o.Text, o.Start, o.End}) {
					return
				}
			}
		}
	}
}

func eventRows(r *ledger.Report) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i, e := range r.Events {
			var site ledger.Site
			if e.Where != nil {
				site = *e.Where
			}
			var objects []string
			for _, o := range e.Objects {
				objects = append(objects, o.Kind)
			}
			if !yield([]any{i, e.ID, e.Type, e.Mode, strings.Join(e.Context, " "), e.CAMEO, e.Quad, e.Realis, e.Realis.Took(), e.Certainty, e.Trigger.Text, e.Trigger.Start, e.Trigger.End,
				names(e.Actors, "; "), names(e.Recipients, "; "), e.When.From, e.When.To, e.When.Extent, e.When.OpenAsOf, site.Place, site.Name, site.Country, strings.Join(objects, "; "),
				e.Statement, e.Verbal, e.PartOf, e.Restates, e.Background, e.Evidence.Rule}) {
				return
			}
		}
	}
}

func partyRows(r *ledger.Report) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, e := range r.Events {
			for _, side := range []struct {
				role string
				ns   []ledger.Named
			}{{"actor", e.Actors}, {"recipient", e.Recipients}} {
				for i, n := range side.ns {
					if !yield([]any{e.ID, side.role, i + 1, n.Name, n.Kind, n.Actor, n.Country, n.Sector, n.Text, n.Head, n.Start, n.End}) {
						return
					}
				}
			}
		}
	}
}

func claimRows(r *ledger.Report) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i, c := range r.Claims {
			if !yield([]any{i, c.ID, c.Event, c.Statement, c.Origin, c.Point, c.Position, c.Realis, c.Certainty, c.Date, c.Figure, c.Answers, c.Words.Text, c.Words.Start, c.Words.End, c.Evidence.Rule}) {
				return
			}
		}
	}
}

func figureRows(r *ledger.Report) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i, f := range r.Figures {
			if !yield([]any{i, f.ID, f.What, words(f.Whom), maybe(f.Low), maybe(f.High), f.Approximate, f.AtLeast, f.Vague, f.Unit, f.Kind, f.Since, f.AsOf, f.PartOf, f.Supersedes, f.Relation,
				f.Event, f.Origin, f.Text, f.Start, f.End, f.Evidence.Rule}) {
				return
			}
		}
	}
}

// maybe makes SQL's NULL of nil.
func maybe[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

func placeRows(r *ledger.Report) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i, p := range r.Places {
			if !yield([]any{i, p.ID, p.Name, p.GeoNames, p.Country, p.Admin1, p.Admin2, maybe(p.Lat), maybe(p.Lon), p.Precision, p.Part, p.Metonym, p.InName, p.Text, p.Start, p.End}) {
				return
			}
		}
	}
}

func momentRows(r *ledger.Report) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i, t := range r.Times {
			if !yield([]any{i, t.ID, t.Type, t.Value, t.Mod, t.From, t.To, t.Grain, t.Extent, t.Text, t.Start, t.End}) {
				return
			}
		}
	}
}

func problemRows(r *ledger.Report) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i, p := range r.Problems {
			row := []any{i, p.Stage, p.What, p.Hint, words(p.Where), nil, nil}
			if p.Where != nil {
				row[5], row[6] = p.Where.Start, p.Where.End
			}
			if !yield(row) {
				return
			}
		}
	}
}

// linkRows gives what points from one thing to another and is no column elsewhere. Each pair comes once.
func linkRows(r *ledger.Report) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		type link struct{ thing, relation, other string }
		seen := map[link]bool{}
		each := func(thing, relation string, others []string) bool {
			for _, o := range others {
				l := link{thing, relation, o}
				if seen[l] {
					continue
				}
				seen[l] = true
				if !yield([]any{thing, relation, o}) {
					return false
				}
			}
			return true
		}
		for _, s := range r.Statements {
			if !each(s.ID, "about", s.Events) || !each(s.ID, "answers", s.Answers) {
				return
			}
		}
		for _, e := range r.Events {
			if !each(e.ID, "speaks of", e.SpeaksOf) || !each(e.ID, "counts", e.Figures) {
				return
			}
		}
	}
}
