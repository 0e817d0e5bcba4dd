package serve

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"daybook/ledger"
)

// viewer builds a screen.
type viewer struct {
	r          *ledger.Report
	statements map[string]*ledger.Said
	events     map[string]*ledger.Deed
	claims     map[string]*ledger.Stand
	figures    map[string]*ledger.Number
	actors     map[string]*ledger.Who
}

func newViewer(r *ledger.Report) *viewer {
	v := &viewer{r, map[string]*ledger.Said{}, map[string]*ledger.Deed{}, map[string]*ledger.Stand{}, map[string]*ledger.Number{}, map[string]*ledger.Who{}}
	for i := range r.Statements {
		v.statements[r.Statements[i].ID] = &r.Statements[i]
	}
	for i := range r.Events {
		v.events[r.Events[i].ID] = &r.Events[i]
	}
	for i := range r.Claims {
		v.claims[r.Claims[i].ID] = &r.Claims[i]
	}
	for i := range r.Figures {
		v.figures[r.Figures[i].ID] = &r.Figures[i]
	}
	for i := range r.Actors {
		v.actors[r.Actors[i].ID] = &r.Actors[i]
	}
	return v
}

func newScreen(r *ledger.Report) *screen {
	v := newViewer(r)
	s := &screen{
		ID: r.ID, Title: title(r), Source: r.Source, Published: date(r.Source.Published), Unread: unread(r),
		Paragraphs: paragraphs(r), Origins: v.origins(), Figures: v.numbers(), Problems: r.Problems, Made: r.Made,
	}
	if p := r.Source.Published; len(p) >= 10 {
		s.Year = p[:4]
	}
	v.deeds(s)
	s.leaveOutYear()
	v.spots(s)
	s.Map = worldMap(r)
	v.moments(s)
	s.TimeLine = timeLine(v)
	for i, p := range r.Passed {
		s.Passed = append(s.Passed, passView{passID(i), p})
	}
	s.Said = len(r.Statements)
	for _, p := range s.Paragraphs {
		s.HasHeadline = s.HasHeadline || p.First
		for _, b := range p.Parts {
			for _, x := range b.Sentences {
				if x.Quiet {
					s.Quiet++
				}
			}
		}
	}
	v.counts(s)
	v.filters(s)
	return s
}

// unread says why a report has no ledger: it has no text, or is in a language that is not read yet. The reader said so.
func unread(r *ledger.Report) string {
	if r.Source.Language == "en" && strings.TrimSpace(r.Text) != "" {
		return ""
	}
	for _, p := range r.Problems {
		if p.Stage == "read" {
			return sentences(p.What, p.Hint)
		}
	}
	return "This report was not read"
}

// title is the headline, the title of the source, its name, or its first words.
func title(r *ledger.Report) string {
	for _, b := range r.Blocks {
		if b.Kind == ledger.Headline {
			return clip(b.Text, 140)
		}
	}
	switch {
	case r.Source.Title != "":
		return clip(r.Source.Title, 140)
	case strings.TrimSpace(r.Text) != "":
		return clip(strings.TrimSpace(r.Text), 80)
	case r.Source.Name != "":
		return r.Source.Name
	}
	return r.ID
}

// outlet is what the report's own voice is called.
func (v *viewer) outlet() string {
	if v.r.Source.Outlet != "" {
		return v.r.Source.Outlet
	}
	return "the report"
}

// named shows a phrase and whom it was taken for.
func (v *viewer) named(n ledger.Named) nameView {
	x := nameView{Key: n.Actor, Name: n.Name, Kind: string(n.Kind), Country: n.Country}
	if x.Name == "" {
		x.Name = n.Text
	}
	if x.Key == "" {
		x.Key = "words:" + strings.ToLower(x.Name)
	}
	if n.Text != "" && !strings.EqualFold(n.Text, x.Name) {
		x.Words = clip(n.Text, 80)
	}
	return x
}

func (v *viewer) names(ns []ledger.Named) []nameView {
	var out []nameView
	for _, n := range ns {
		out = append(out, v.named(n))
	}
	return out
}

// words joins the pieces of a content, clipped: the whole stands in the article.
func words(qs []ledger.Quote) string {
	var parts []string
	for _, q := range qs {
		parts = append(parts, q.Text)
	}
	return clip(strings.Join(parts, " … "), 260)
}

// origin returns the nearest origin of a statement, and the links behind it up to the outlet.
func (v *viewer) origin(s *ledger.Said) (nameView, []nameView) {
	if len(s.Origin) == 0 {
		return nameView{Key: "unknown", Name: "Not said who", Kind: "unknown"}, nil
	}
	first := v.named(s.Origin[0])
	first.Words = ""
	if first.Name == "unknown" {
		first = nameView{Key: "unknown", Name: "Not said who"}
	}
	rest := s.Origin[1:]
	if n := len(rest); n > 0 && (rest[n-1].Kind == ledger.Outlet || rest[n-1].Name == v.outlet()) {
		rest = rest[:n-1]
	}
	return first, v.names(rest)
}

func (v *viewer) origins() []originView {
	var out []originView
	index := map[string]int{}
	for i := range v.r.Statements {
		s := &v.r.Statements[i]
		who, via := v.origin(s)
		n, ok := index[who.Key]
		if !ok {
			n = len(out)
			index[who.Key] = n
			o := originView{nameView: who}
			if a := v.actors[who.Key]; a != nil && a.Role != "" {
				o.Kind = a.Role
			}
			out = append(out, o)
		}
		x := saidView{
			ID: s.ID, Stance: s.Stance, Sign: stanceSign(s.Stance), Form: s.Form, Words: words(s.Content), Direct: s.Form == ledger.Direct,
			Denial: s.Stance == ledger.Denies, Negated: s.Negated, Basis: s.Basis, Party: s.Party, OriginOf: who.Key,
		}
		if s.To != nil {
			n := v.named(*s.To)
			x.To = &n
		}
		if s.Target != nil {
			n := v.named(*s.Target)
			x.Target = &n
		}
		if p := v.statements[s.Parent]; p != nil {
			n, _ := v.origin(p)
			x.Parent = &ref{p.ID, n.Name}
		}
		for _, n := range via {
			y := viaView{nameView: n}
			if x.Parent != nil && x.Parent.Text == n.Name {
				y.Parent, x.Parent = x.Parent.ID, nil
			}
			x.Via = append(x.Via, y)
		}
		for _, id := range s.Answers {
			if c := v.claims[id]; c != nil {
				x.Answers = add(x.Answers, v.answer(c))
			}
		}
		if a := s.Reply; len(x.Answers) == 0 && a != nil && a.Statement != "" {
			x.Answers = add(x.Answers, ref{a.Statement, a.Origin})
		}
		if len(x.Answers) == 0 {
			x.Denies = v.denied(s.ID)
		}
		x.NoTarget = s.Stance == ledger.Denies && s.Reply != nil && !s.Reply.Found
		if s.When != nil {
			x.SaidAt = dates(s.When.From, s.When.To)
		}
		if s.Where != nil {
			x.SaidAt = strings.TrimSpace(x.SaidAt + " in " + s.Where.Name)
		}
		verb := string(s.Stance)
		if s.Negated {
			verb = "did not say"
		}
		x.Label = who.Name + " " + verb + ": " + clip(x.Words, 80)
		out[n].Items = append(out[n].Items, x)
		out[n].N++
	}
	return out
}

func add(list []ref, r ref) []ref {
	for _, x := range list {
		if x == r {
			return list
		}
	}
	return append(list, r)
}

// answer says whose claim on what is answered.
func (v *viewer) answer(c *ledger.Stand) ref {
	who := c.Origin
	if c.Statement == "" {
		who = v.outlet()
	}
	e := v.events[c.Event]
	if e == nil {
		return ref{c.Event, who}
	}
	t := who + ": “" + clip(e.Trigger.Text, 40) + "”"
	if c.Point != ledger.ThatHappened {
		t += ", " + pointWords(c.Point)
	}
	return ref{e.ID, t}
}

// denied lists what the claims of one statement deny.
func (v *viewer) denied(statement string) []ref {
	var out []ref
	for i := range v.r.Claims {
		c := &v.r.Claims[i]
		if c.Statement != statement || c.Position != ledger.Denies {
			continue
		}
		e := v.events[c.Event]
		if e == nil {
			continue
		}
		out = add(out, ref{e.ID, pointWords(c.Point) + ", “" + clip(e.Trigger.Text, 40) + "”"})
	}
	return out
}

func (v *viewer) deeds(s *screen) {
	order := []ledger.Realis{ledger.Planned, ledger.Urged, ledger.Threatened, ledger.Possible, ledger.Failed, ledger.Denied, ""}
	others := map[ledger.Realis][]deedView{}
	for i := range v.r.Events {
		e := &v.r.Events[i]
		d := v.deed(e)
		if e.Realis.Took() {
			s.Happened = behindFirst(s.Happened, d, e.Restates)
			continue
		}
		r := e.Realis
		if realisWords(r) == realisWords("") {
			r = ""
		}
		others[r] = append(others[r], d)
	}
	for _, r := range order {
		if len(others[r]) > 0 {
			s.Others = append(s.Others, deedGroup{realisWords(r), others[r]})
		}
	}
}

// behindFirst adds a row to a list: what tells an act of the list again stands behind its first telling.
func behindFirst(list []deedView, d deedView, first string) []deedView {
	if first == "" {
		return append(list, d)
	}
	at := slices.IndexFunc(list, func(x deedView) bool { return x.ID == first })
	if at < 0 {
		return append(list, d)
	}
	d.Again = true
	for at++; at < len(list) && list[at].Again; at++ {
	}
	return slices.Insert(list, at, d)
}

// leaveOutYear shortens the dates of events in the year of publication: the head of the column names it.
func (s *screen) leaveOutYear() {
	if s.Year == "" {
		return
	}
	cut := func(list []deedView) {
		for i := range list {
			if t := strings.TrimSuffix(list[i].When, " "+s.Year); !strings.Contains(t, " – ") || strings.Count(list[i].When, s.Year) == 1 && !otherYear.MatchString(t) {
				list[i].When = t
			}
		}
	}
	cut(s.Happened)
	for _, g := range s.Others {
		cut(g.Items)
	}
}

var otherYear = regexp.MustCompile(`\b\d{4}\b`)

func (v *viewer) deed(e *ledger.Deed) deedView {
	d := deedView{
		ID: e.ID, Type: e.Type, Mode: e.Mode, Quad: e.Quad, Sign: quadSign(e.Quad), QuadWords: quadWords(e.Quad), Trigger: clip(e.Trigger.Text, 80),
		Actors: v.names(e.Actors), Recipients: v.names(e.Recipients), When: dates(e.When.From, e.When.To), WhenHow: e.When.How, Extent: e.When.Extent,
		Realis: e.Realis, Certainty: e.Certainty, Background: e.Background,
	}
	if d.Certainty == "certain" {
		d.Certainty = ""
	}
	if e.When.Extent == "starts" {
		d.When = "since " + dates(e.When.From, e.When.From)
		if e.When.To != "" && e.When.To != e.When.From {
			d.When = "from " + dates(e.When.From, e.When.To)
		}
	}
	if e.Where != nil {
		d.Site, d.SiteHow = e.Where.Name, e.Where.How
		if e.Where.Words != nil && e.Where.Place == "" {
			d.Site = e.Where.Words.Text
		}
	}
	keys := map[string]bool{}
	for _, id := range e.Claims {
		c := v.claims[id]
		if c == nil {
			continue
		}
		x := claimView{Name: c.Origin, Own: c.Statement == "", Position: c.Position, Denies: c.Position == ledger.Denies, Ref: c.Statement}
		if x.Own {
			x.Name, x.Key = "own voice", "own"
		} else if st := v.statements[c.Statement]; st != nil {
			n, _ := v.origin(st)
			x.Name, x.Key = n.Name, n.Key
		}
		if c.Point != ledger.ThatHappened {
			x.Point = pointWords(c.Point)
		}
		if !keys[x.Key] {
			keys[x.Key] = true
			d.Keys = strings.TrimSpace(d.Keys + "\n" + x.Key)
		}
		if !hasClaim(d.Claims, x) {
			d.Claims = append(d.Claims, x)
		}
	}
	for _, m := range e.Means {
		d.Means = join(d.Means, m.Text)
	}
	for _, o := range e.Objects {
		d.Objects = join(d.Objects, o.Kind)
	}
	link := func(what, id string) {
		if o := v.events[id]; o != nil {
			d.Links = append(d.Links, linkView{what, ref{o.ID, clip(o.Trigger.Text, 40)}})
		}
	}
	for _, id := range e.SpeaksOf {
		link("speaks of", id)
	}
	link("part of", e.PartOf)
	link("restates", e.Restates)
	d.Label = e.Type + ", “" + d.Trigger + "”"
	return d
}

// hasClaim folds claims of one origin that agree in position: on a list, that it happened says enough.
func hasClaim(list []claimView, c claimView) bool {
	for _, x := range list {
		if x.Key == c.Key && x.Position == c.Position && (x.Point == c.Point || !c.Denies) {
			return true
		}
	}
	return false
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + ", " + b
}

// numbers groups figures by what they count, so that what two origins say of one thing stands side by side.
func (v *viewer) numbers() []figureGroup {
	var out []figureGroup
	index := map[string]int{}
	for i := range v.r.Figures {
		f := &v.r.Figures[i]
		x := figureView{
			ID: f.ID, Number: number(*f), Words: f.Text, Unit: f.Unit, Says: f.Origin, Own: v.own(f), Kind: f.Kind, Relation: f.Relation, Vague: f.Vague, Event: f.Event,
			Label: f.What + ", “" + f.Text + "”",
		}
		x.Key = v.originKey(f)
		if x.Unit == "persons" {
			x.Unit = ""
		}
		if x.Kind == "total" {
			x.Kind = ""
		}
		if f.Whom != nil {
			x.Whom = f.Whom.Text
		}
		if f.Since != "" || f.AsOf != "" {
			switch {
			case f.Since == "":
				x.Period = "as of " + date(f.AsOf)
			case f.AsOf == "":
				x.Period = "since " + date(f.Since)
			default:
				x.Period = dates(f.Since, f.AsOf)
			}
		}
		if p := v.figures[f.PartOf]; p != nil {
			x.PartOf = p.Text
		}
		n, ok := index[f.What]
		if !ok {
			n = len(out)
			index[f.What] = n
			out = append(out, figureGroup{What: f.What})
		}
		g := &out[n]
		known := false
		for _, y := range g.Items {
			known = known || y.Key == x.Key
			one := x.Event != "" && (x.Event == y.Event || v.restates(x.Event, y.Event) || v.restates(y.Event, x.Event))
			g.Disputed = g.Disputed || one && y.Key != x.Key && y.Number != x.Number && x.Number != "" && y.Number != "" && x.PartOf == "" && y.PartOf == ""
		}
		if !known {
			g.Origins++
		}
		g.Items = append(g.Items, x)
	}
	return out
}

func (v *viewer) restates(a, b string) bool {
	e := v.events[a]
	return e != nil && e.Restates != "" && e.Restates == b
}

// claimOf finds the claim that a figure comes from.
func (v *viewer) claimOf(f *ledger.Number) *ledger.Stand {
	for i := range v.r.Claims {
		if v.r.Claims[i].Figure == f.ID {
			return &v.r.Claims[i]
		}
	}
	return nil
}

func (v *viewer) own(f *ledger.Number) bool {
	if c := v.claimOf(f); c != nil {
		return c.Statement == ""
	}
	return f.Origin == v.outlet()
}

func (v *viewer) originKey(f *ledger.Number) string {
	if c := v.claimOf(f); c != nil {
		if s := v.statements[c.Statement]; s != nil {
			n, _ := v.origin(s)
			return n.Key
		}
	}
	if f.Origin == v.outlet() {
		return "own"
	}
	for i := range v.r.Statements {
		if n, _ := v.origin(&v.r.Statements[i]); n.Name == f.Origin {
			return n.Key
		}
	}
	return "words:" + strings.ToLower(f.Origin)
}

// spots lists each place once, with all its mentions.
func (v *viewer) spots(s *screen) {
	index := map[string]int{}
	for _, p := range v.r.Places {
		x := placeView{ID: p.ID, IDs: p.ID, Name: p.Name, Country: p.Country, Admin: p.Admin1, Precision: p.Precision, N: 1}
		if x.Name == "" {
			x.Name = p.Text
		}
		if p.Part != "" {
			x.Note = p.Part
		}
		if !strings.EqualFold(p.Text, x.Name) {
			x.Words = p.Text
		}
		if p.Metonym || p.InName {
			x.Note = "part of a longer name"
			if p.Metonym {
				x.Note = "stands for a government"
			}
			s.Stands = merge(s.Stands, index, x)
			continue
		}
		s.Places = merge(s.Places, index, x)
	}
}

func merge(list []placeView, index map[string]int, x placeView) []placeView {
	key := x.Name + "\x00" + x.Country + "\x00" + x.Note + "\x00" + x.Precision
	if i, ok := index[key]; ok {
		list[i].N++
		list[i].IDs += " " + x.ID
		return list
	}
	index[key] = len(list)
	return append(list, x)
}

func (v *viewer) moments(s *screen) {
	index := map[string]int{}
	for _, t := range v.r.Times {
		x := timeView{ID: t.ID, IDs: t.ID, N: 1, Words: t.Text, Dates: dates(t.From, t.To), Extent: t.Extent}
		if x.Dates == "" {
			x.Open = true
			if t.Type == "DURATION" || t.Type == "SET" {
				x.Dates, x.Open = t.Value, false
			}
		}
		key := x.Words + "\x00" + x.Dates + "\x00" + x.Extent
		if i, ok := index[key]; ok {
			s.Times[i].IDs += " " + t.ID
			s.Times[i].N++
			continue
		}
		index[key] = len(s.Times)
		s.Times = append(s.Times, x)
	}
}

// apart heads the events that nobody says came about.
const apart = "not said to have happened"

func (v *viewer) counts(s *screen) {
	denials := 0
	for _, st := range v.r.Statements {
		if st.Stance == ledger.Denies {
			denials++
		}
	}
	others := 0
	for _, g := range s.Others {
		others += len(g.Items)
	}
	for _, d := range s.Happened {
		if !d.Again { // one act told twice is one
			s.Acts++
		}
	}
	figures := len(v.r.Figures)
	for _, c := range []count{
		{len(v.r.Statements), "statement", "#said", false}, {len(s.Origins), "origin", "#said", false}, {denials, "denial", "#said", true},
		{s.Acts, "event", "#events", false}, {others, apart, "#not-happened", false}, {figures, "figure", "#figures", false},
		{len(s.Places), "place", "#places", false}, {len(s.Problems), "problem", "#problems", true},
	} {
		if c.N > 0 || c.What == "statement" || c.What == "event" {
			if c.N != 1 && c.What != apart {
				c.What += "s"
			}
			s.Counts = append(s.Counts, c)
		}
	}
}

func (v *viewer) filters(s *screen) {
	stances, types := map[string]bool{}, map[string]bool{}
	for _, o := range s.Origins {
		s.Speakers = append(s.Speakers, option{o.Key, o.Name})
		for _, x := range o.Items {
			stances[string(x.Stance)] = true
		}
	}
	if len(v.r.Events) > 0 {
		s.Speakers = append(s.Speakers, option{"own", v.outlet() + " (own voice)"})
	}
	for _, e := range v.r.Events {
		types[e.Type] = true
	}
	s.Stances, s.Types = keys(stances), keys(types)
}

func keys(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
