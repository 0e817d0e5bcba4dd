package ledger

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"

	"daybook/text"
)

// SourceID is the id of a report: it depends on the source bytes alone.
func SourceID(b []byte) string {
	h := sha256.Sum256(b)
	return "r-" + hex.EncodeToString(h[:10])
}

// key makes a stable id: the same words of the same report read the same way give the same id. Two readings that
// agree in all their parts are told apart by their order, so an id is unique within its report.
type key struct {
	doc  string
	seen map[string]int
}

func (k *key) id(prefix string, parts ...any) string {
	h := sha256.New()
	h.Write([]byte(k.doc))
	for _, p := range parts {
		write(h, p)
	}
	id := prefix + hex.EncodeToString(h.Sum(nil)[:8])
	k.seen[id]++
	if n := k.seen[id]; n > 1 {
		id = fmt.Sprintf("%s.%d", id, n)
	}
	return id
}

func write(h hash.Hash, p any) { fmt.Fprintf(h, "\x00%v", p) }

// Report turns the document into the form that outlives it. Statements, events, claims, figures, places and times get
// their ids here: hashes of the report's id and of the words that they rest on.
func (d *Document) Report() *Report {
	r := &resolver{d: d, k: key{doc: d.ID, seen: map[string]int{}}}
	return r.report()
}

type resolver struct {
	d *Document
	k key

	places, times, statements, events, figures, claims []string
}

func (r *resolver) quote(s text.Span) Quote {
	return Quote{Start: s.Start, End: s.End, Text: s.Of(r.d.Text)}
}

func (r *resolver) maybe(s text.Span) *Quote {
	if s.Empty() {
		return nil
	}
	q := r.quote(s)
	return &q
}

func (r *resolver) quotes(ss []text.Span) []Quote {
	out := make([]Quote, 0, len(ss))
	for _, s := range ss {
		out = append(out, r.quote(s))
	}
	return out
}

func (r *resolver) reason(e Evidence) Reason {
	return Reason{Rule: e.Rule, Where: e.Where, Words: r.quotes(e.Words), Steps: e.Steps}
}

func at(ids []string, i int32) string {
	if i < 0 || int(i) >= len(ids) {
		return ""
	}
	return ids[i]
}

func all(ids []string, is []int32) []string {
	var out []string
	for _, i := range is {
		if id := at(ids, i); id != "" {
			out = append(out, id)
		}
	}
	return out
}

// ActorOfMention returns the actor that mention m was taken for, or nil.
func (d *Document) ActorOfMention(m int32) *Actor {
	if m < 0 || int(m) >= len(d.ActorOf) {
		return nil
	}
	if a := d.ActorOf[m]; a >= 0 {
		return &d.Actors[a]
	}
	return nil
}

// Rivals are the others whom mention m may mean.
func (d *Document) Rivals(m int32) []Candidate {
	i, ok := slices.BinarySearchFunc(d.InDoubt, m, func(x Doubt, m int32) int { return cmp.Compare(x.Mention, m) })
	if !ok {
		return nil
	}
	return d.InDoubt[i].Rivals
}

// mention resolves a mention to what is shown of it; span overrides its words where given.
func (r *resolver) mention(m int32, span text.Span) Named {
	n := Named{}
	if m >= 0 {
		men := r.d.Mentions[m]
		if span.Empty() {
			span = men.Span
		}
		n.Head = r.d.Tokens[men.Head].Of(r.d.Text)
		if int(m) < len(r.d.ActorWhy) {
			n.Why = r.d.ActorWhy[m]
		}
		for _, c := range r.d.Rivals(m) {
			n.Rivals = append(n.Rivals, Rivalry{c.Key, c.Name, c.Country, c.Score})
		}
	}
	n.Quote = r.quote(span)
	n.Name = n.Text
	if a := r.d.ActorOfMention(m); a != nil {
		n.fill(a)
	}
	return n
}

func (n *Named) fill(a *Actor) {
	n.Actor, n.Name, n.Kind, n.Country, n.Sector = a.Key, a.Name, a.Kind, a.Country, a.Sector
}

func (r *resolver) link(l Link) Named {
	n := Named{Quote: r.quote(l.Span)}
	if l.Actor >= 0 {
		n.fill(&r.d.Actors[l.Actor])
	}
	n.Name, n.Kind = l.Name, l.Kind
	return n
}

func (r *resolver) parties(ps []Party) []Named {
	out := make([]Named, 0, len(ps))
	for _, p := range ps {
		out = append(out, r.mention(p.Mention, p.Span))
	}
	return out
}

func (r *resolver) ids() {
	d := r.d
	for _, p := range d.Places {
		r.places = append(r.places, r.k.id("p-", p.Span))
	}
	for _, t := range d.Times {
		r.times = append(r.times, r.k.id("t-", t.Span))
	}
	for _, s := range d.Statements {
		r.statements = append(r.statements, r.k.id("s-", s.Cue, s.Content))
	}
	for _, e := range d.Events {
		r.events = append(r.events, r.k.id("e-", e.Type, e.Trigger, len(e.Actors) > 0))
	}
	for _, f := range d.Figures {
		r.figures = append(r.figures, r.k.id("f-", f.What, f.Span))
	}
	for _, c := range d.Claims {
		r.claims = append(r.claims, r.k.id("c-", at(r.events, c.Event), at(r.statements, c.Statement), c.Point, at(r.figures, c.Figure)))
	}
}

// nearest names the nearest origin of a statement; None is the outlet's own voice.
func (r *resolver) nearest(s int32) string {
	if s >= 0 {
		if o := r.d.Statements[s].Origin; len(o) > 0 {
			return o[0].Name
		}
		return "unknown"
	}
	if r.d.Source.Outlet != "" {
		return r.d.Source.Outlet
	}
	return "the report"
}

func (r *resolver) report() *Report {
	d := r.d
	r.ids()
	out := &Report{
		Schema: Schema, ID: d.ID, Source: Origin(d.Source), Text: d.Text,
		Blocks: []Part{}, Sentences: []Quote{}, Actors: []Who{}, Statements: []Said{}, Events: []Deed{}, Claims: []Stand{},
		Figures: []Number{}, Places: []Spot{}, Times: []Moment{}, Passed: []Pass{}, Problems: []Trouble{}, Made: []Maker{},
	}
	for _, b := range d.Blocks {
		out.Blocks = append(out.Blocks, Part{r.quote(b.Span), b.Kind, b.Paragraph})
	}
	for _, s := range d.Sentences {
		out.Sentences = append(out.Sentences, r.quote(d.Tree.Span(s.Run)))
	}
	r.actors(out)
	r.said(out)
	r.deeds(out)
	r.rest(out)
	return out
}

func (r *resolver) actors(out *Report) {
	d := r.d
	of := make([][]Quote, len(d.Actors))
	for m, a := range d.ActorOf {
		if a >= 0 {
			of[a] = append(of[a], r.quote(d.Mentions[m].Span))
		}
	}
	for i, a := range d.Actors {
		if of[i] == nil {
			of[i] = []Quote{}
		}
		out.Actors = append(out.Actors, Who{ID: a.Key, Name: a.Name, Kind: a.Kind, Country: a.Country, Sector: a.Sector, Further: a.Further, Role: a.Role, Known: a.Known, Mentions: of[i]})
	}
}

func (r *resolver) said(out *Report) {
	d := r.d
	speaks := make([][]string, len(d.Statements))
	answers := make([][]string, len(d.Statements))
	parties := make([]map[int32]bool, len(d.Statements))
	for i, e := range d.Events {
		s := e.Statement
		if s < 0 {
			continue
		}
		speaks[s] = append(speaks[s], r.events[i])
		for _, p := range append(append([]Party(nil), e.Actors...), e.Recipients...) {
			if p.Mention >= 0 && int(p.Mention) < len(d.ActorOf) && d.ActorOf[p.Mention] >= 0 {
				if parties[s] == nil {
					parties[s] = map[int32]bool{}
				}
				parties[s][d.ActorOf[p.Mention]] = true
			}
		}
	}
	for _, c := range d.Claims {
		if c.Statement >= 0 && c.Answers >= 0 {
			answers[c.Statement] = append(answers[c.Statement], at(r.claims, c.Answers))
		}
	}
	replies := make([]*Reply, len(d.Statements))
	for _, a := range d.Answers {
		x := &Reply{Found: a.Target >= 0 || a.Claim >= 0, Statement: at(r.statements, a.Target), Claim: at(r.claims, a.Claim), Point: a.Point, Evidence: r.reason(a.Evidence)}
		if x.Found {
			x.Origin = r.nearest(a.Target)
		}
		if x.Claim != "" && !slices.Contains(answers[a.Statement], x.Claim) {
			answers[a.Statement] = append(answers[a.Statement], x.Claim)
		}
		replies[a.Statement] = x
	}
	for i, s := range d.Statements {
		x := Said{
			ID: r.statements[i], Origin: []Named{}, Stance: s.Stance, Form: s.Form, Source: r.maybe(s.Source), Cue: r.quotes(s.Cue),
			Content: r.quotes(s.Content), Basis: s.Basis, Parent: at(r.statements, s.Parent), Negated: s.Negated,
			Answers: answers[i], Reply: replies[i], Events: speaks[i], Evidence: r.reason(s.Evidence),
		}
		x.Strength = s.Strength
		if s.Time >= 0 && int(s.Time) < len(d.Times) {
			t := &d.Times[s.Time]
			x.When = &Dates{From: t.From, To: t.To, Extent: t.Extent, Time: at(r.times, s.Time), How: "beside the cue"}
		}
		if s.Place >= 0 && int(s.Place) < len(d.Places) {
			p := &d.Places[s.Place]
			x.Where = &Site{Place: at(r.places, s.Place), Words: r.maybe(p.Span), Name: p.Name, Country: p.Country, How: "beside the cue"}
		}
		for _, l := range s.Origin {
			x.Origin = append(x.Origin, r.link(l))
		}
		if s.Speaker >= 0 && len(x.Origin) > 0 {
			m := r.mention(s.Speaker, text.Span{})
			x.Origin[0].Head, x.Origin[0].Why = m.Head, m.Why
		}
		if s.To >= 0 {
			n := r.mention(s.To, text.Span{})
			x.To = &n
		}
		if s.Target >= 0 {
			n := r.mention(s.Target, text.Span{})
			x.Target = &n
		}
		if len(s.Origin) > 0 && s.Origin[0].Actor >= 0 {
			x.Party = parties[i][s.Origin[0].Actor]
		}
		out.Statements = append(out.Statements, x)
	}
}

func (r *resolver) deeds(out *Report) {
	d := r.d
	claims := make([][]string, len(d.Events))
	for i, c := range d.Claims {
		claims[c.Event] = append(claims[c.Event], r.claims[i])
	}
	for i, e := range d.Events {
		x := Deed{
			ID: r.events[i], Type: e.Type, Mode: e.Mode, Context: e.Context, CAMEO: e.CAMEO, Quad: e.Quad, Realis: e.Realis, Certainty: e.Cast.Certainty,
			Trigger: r.quote(e.Trigger), Actors: r.parties(e.Actors), Recipients: r.parties(e.Recipients),
			When:  Dates{From: e.When.From, To: e.When.To, Extent: e.When.Extent, OpenAsOf: e.When.OpenAsOf, Time: at(r.times, e.When.Time), How: e.When.How},
			Means: r.quotes(e.Means), Figures: all(r.figures, e.Figures), Claims: claims[i], Statement: at(r.statements, e.Statement), Verbal: e.Verbal,
			SpeaksOf: all(r.events, e.SpeaksOf), PartOf: at(r.events, e.PartOf), Restates: at(r.events, e.Restates), Background: e.Background, Evidence: r.reason(e.Evidence),
		}
		if x.Claims == nil {
			x.Claims = []string{}
		}
		for _, o := range e.Objects {
			x.Objects = append(x.Objects, Thing{r.quote(o.Span), o.Kind})
		}
		if w := e.Where; w.Place >= 0 || !w.Span.Empty() {
			s := &Site{Place: at(r.places, w.Place), Words: r.maybe(w.Span), How: w.How, Name: w.Span.Of(d.Text)}
			if w.Place >= 0 {
				p := d.Places[w.Place]
				s.Name, s.Country = p.Name, p.Country
			}
			x.Where = s
		}
		out.Events = append(out.Events, x)
	}
	for i, c := range d.Claims {
		out.Claims = append(out.Claims, Stand{
			ID: r.claims[i], Event: at(r.events, c.Event), Statement: at(r.statements, c.Statement), Origin: r.nearest(c.Statement), Point: c.Point,
			Position: c.Position, Realis: c.Realis, Certainty: c.Certainty, Date: c.Date, Figure: at(r.figures, c.Figure), Answers: at(r.claims, c.Answers),
			Words: r.quote(c.Span), Evidence: r.reason(c.Evidence),
		})
	}
}

func (r *resolver) rest(out *Report) {
	d := r.d
	number := func(n int64) *int64 {
		if n < 0 {
			return nil
		}
		return &n
	}
	for i, f := range d.Figures {
		out.Figures = append(out.Figures, Number{
			Quote: r.quote(f.Span), ID: r.figures[i], What: f.What, Whom: r.maybe(f.Whom), Low: number(f.Low), High: number(f.High), Approximate: f.Approximate,
			AtLeast: f.AtLeast, Vague: f.Vague, Unit: f.Unit, Kind: f.Kind, Since: f.Since, AsOf: f.AsOf, PartOf: at(r.figures, f.PartOf),
			Supersedes: at(r.figures, f.Supersedes), Relation: f.Relation, Event: at(r.events, f.Event), Origin: r.nearest(f.Statement), Evidence: r.reason(f.Evidence),
		})
	}
	sites := map[int32]bool{}
	for _, e := range d.Events {
		sites[e.Where.Place] = true
	}
	for i, p := range d.Places {
		if p.Adjective && !sites[int32(i)] {
			continue
		}
		s := Spot{
			Quote: r.quote(p.Span), ID: r.places[i], Name: p.Name, GeoNames: p.GeoNames, Country: p.Country, Admin1: p.Admin1, Admin2: p.Admin2, Score: p.Score, Precision: p.Precision,
			Part: p.Part, Metonym: p.Metonym, InName: p.InName, Why: p.Why,
		}
		if p.Precision != "unknown" {
			lat, lon := p.Lat, p.Lon
			s.Lat, s.Lon = &lat, &lon
		}
		for _, o := range p.Rivals {
			s.Rivals = append(s.Rivals, Other{o.Name, o.Country, o.GeoNames, o.Score})
		}
		out.Places = append(out.Places, s)
	}
	for i, t := range d.Times {
		out.Times = append(out.Times, Moment{
			Quote: r.quote(t.Span), ID: r.times[i], Type: t.Type, Value: t.Value, Mod: t.Mod, From: t.From, To: t.To, Grain: t.Grain, Extent: t.Extent, Why: t.Why,
		})
	}
	for _, p := range d.Rejected {
		out.Passed = append(out.Passed, Pass{r.quote(p.Span), p.Stage, p.Rule, p.Why})
	}
	for _, p := range d.Problems {
		out.Problems = append(out.Problems, Trouble{p.Stage, p.What, r.maybe(p.Span), p.Hint})
	}
	for _, m := range d.Made {
		out.Made = append(out.Made, Maker(m))
	}
}
