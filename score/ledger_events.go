package score

import (
	"strings"

	"daybook/ledger"
)

// sameParty reports whether a gold entry "name|country|sector" and one of ours agree, by head word of the name or by
// country and primary sector together.
func sameParty(gold string, n ledger.Named) bool {
	f := strings.Split(gold, "|")
	for len(f) < 3 {
		f = append(f, "")
	}
	if f[1] != "" && f[1] == n.Country && f[2] == n.Sector {
		return true
	}
	h := headWord(nameWords(f[0]))
	return h != "" && (h == strings.ToLower(n.Head) && n.Actor == "" || h == headWord(nameWords(n.Name)) || sameName(f[0], n))
}

// sameParties reports whether both lists agree one to one with none left over.
func sameParties(gold []string, ours []ledger.Named) bool {
	return len(gold) == len(ours) && agreeing(gold, ours) == len(gold)
}

func agreeing(gold []string, ours []ledger.Named) int {
	var pairs []pair
	for i, g := range gold {
		for j, o := range ours {
			if sameParty(g, o) {
				pairs = append(pairs, pair{i, j, 1})
			}
		}
	}
	return len(oneToOne(pairs))
}

// cameAbout tells the two sides of polarity apart.
func cameAbout(realis string) bool { return ledger.Realis(realis).Took() }

func (s *ledgerScorer) matchEvents(doc string, g goldReport, r *ledger.Report, statements map[int]int) {
	sentence := func(x span) int {
		for i, q := range r.Sentences {
			if quoted(q).overlaps(x) {
				return i
			}
		}
		return -1
	}
	var pairs []pair
	for i, x := range g.Events {
		gs := locate(r.Text, x.Trigger, x.At)
		for j, y := range r.Events {
			if y.Type != x.Type {
				continue
			}
			v := 0.0
			switch ys := quoted(y.Trigger); {
			case gs.overlaps(ys):
				v = 100
			case sentence(gs) >= 0 && sentence(gs) == sentence(ys):
				v = 1
			default:
				continue
			}
			v += 10 * float64(agreeing(x.Actor, y.Actors)+agreeing(x.Recipient, y.Recipients))
			if cameAbout(x.Realis) == cameAbout(string(y.Realis)) {
				v += 5
			}
			pairs = append(pairs, pair{i, j, v})
		}
	}
	to := oneToOne(pairs)
	back := inverse(to)
	byID := map[string]int{}
	for j, y := range r.Events {
		byID[y.ID] = j
	}
	for i, x := range g.Events {
		j, ok := to[i]
		if !x.Optional {
			s.byType.gold++
			if !ok {
				s.errorf(doc, "event missed\t%s %s %q %v > %v", x.ID, x.Type, x.Trigger, x.Actor, x.Recipient)
			}
		}
		if !ok {
			continue
		}
		y := r.Events[j]
		parties := sameParties(x.Actor, y.Actors) && sameParties(x.Recipient, y.Recipients)
		if !parties {
			s.errorf(doc, "parties\t%s %s want %v > %v got %s > %s", x.ID, x.Type, x.Actor, x.Recipient, parts(y.Actors), parts(y.Recipients))
		}
		if len(x.Actor) > 0 && len(y.Actors) > 0 {
			s.perpetrators++
			if agreeing(x.Actor, y.Actors) == 0 {
				s.wrongPerpetrators++
				s.errorf(doc, "wrong perpetrator\t%s %s want %v got %s", x.ID, x.Type, x.Actor, parts(y.Actors))
			}
		}
		s.polarities++
		if cameAbout(x.Realis) != cameAbout(string(y.Realis)) {
			s.flips++
			s.errorf(doc, "polarity flip\t%s %s %q want %s got %s", x.ID, x.Type, y.Trigger.Text, x.Realis, y.Realis)
		}
		when := x.When.From == y.When.From && x.When.To == y.When.To
		if !when {
			s.errorf(doc, "event when\t%s %s %q want %s..%s got %s..%s (%s)", x.ID, x.Type, y.Trigger.Text, x.When.From, x.When.To, y.When.From, y.When.To, y.When.How)
		}
		where := samePlace(x.Where, y.Where)
		if !where {
			got := "none"
			if y.Where != nil {
				got = y.Where.Name + ", " + y.Where.Country + " (" + y.Where.How + ")"
			}
			s.errorf(doc, "event where\t%s %s %q want %q got %s", x.ID, x.Type, y.Trigger.Text, x.Where, got)
		}
		s.matchClaims(doc, g, r, x, y, statements)
		s.matchTolls(r, x, y)
		if x.Optional {
			continue
		}
		s.byType.matched++
		add(&s.events, parties)
		add(&s.realis, parties && x.Realis == string(y.Realis))
		if parties && x.Realis != string(y.Realis) {
			s.errorf(doc, "realis\t%s %s want %s got %s", x.ID, x.Type, x.Realis, y.Realis)
		}
		s.eventWhen.gold++
		s.eventWhen.found++
		add(&s.eventWhen, when)
		s.eventWhere.gold++
		s.eventWhere.found++
		add(&s.eventWhere, where)
	}
	spoken := map[string]bool{}
	for _, y := range r.Events {
		for _, id := range y.SpeaksOf {
			spoken[id] = true
		}
	}
	for j, y := range r.Events {
		i, ok := back[j]
		if ok && g.Events[i].Optional || !ok && spoken[y.ID] {
			continue
		}
		s.byType.found++
		if !ok {
			s.errorf(doc, "event extra\t%s %q %s > %s %s [%s]", y.Type, y.Trigger.Text, parts(y.Actors), parts(y.Recipients), y.Realis, y.Evidence.Rule)
		}
	}
	s.events.found, s.events.gold = s.byType.found, s.byType.gold
	s.realis.found, s.realis.gold = s.byType.found, s.byType.gold
	s.matchFigures(doc, g, r)
}

func parts(ns []ledger.Named) string {
	var out []string
	for _, n := range ns {
		out = append(out, n.Name+"|"+n.Country+"|"+n.Sector)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// samePlace compares "Aleppo, SYR" with ours; both may be none.
func samePlace(gold string, y *ledger.Site) bool {
	if gold == "" || y == nil {
		return gold == "" && y == nil
	}
	name, country := gold, ""
	if i := strings.LastIndex(gold, ", "); i >= 0 {
		name, country = gold[:i], gold[i+2:]
	}
	if y.Country != "" && country != "" && y.Country != country {
		return false
	}
	g, o := nameWords(name), nameWords(y.Name)
	if strings.Join(g, " ") == strings.Join(o, " ") {
		return true
	}
	return y.Place == "" && len(g) > 0 && len(o) > 0 && headWord(g) == headWord(o)
}

// matchClaims compares (nearest origin or own voice, asserts or denies) of one matched event, as sets.
func (s *ledgerScorer) matchClaims(doc string, g goldReport, r *ledger.Report, x goldEvent, y ledger.Deed, statements map[int]int) {
	type stand struct {
		named  *ledger.Named
		denies bool
	}
	var ours []stand
	var gold []struct {
		who    string
		denies bool
	}
	seen := map[string]bool{}
	for _, c := range r.Claims {
		if c.Event != y.ID {
			continue
		}
		st := stand{denies: c.Position == ledger.Denies}
		key := "own"
		if c.Statement != "" {
			for k := range r.Statements {
				if z := &r.Statements[k]; z.ID == c.Statement && len(z.Origin) > 0 {
					st.named, key = &z.Origin[0], z.Origin[0].Name
				}
			}
		}
		if st.denies {
			key += " denies"
		}
		if !seen[key] {
			seen[key] = true
			ours = append(ours, st)
		}
	}
	seen = map[string]bool{}
	if len(x.Statements) == 0 {
		gold = append(gold, struct {
			who    string
			denies bool
		}{"", x.Realis == "denied"})
	}
	for _, id := range x.Statements {
		for _, z := range g.Statements {
			if z.ID == id && len(z.Who) > 0 && !seen[z.Who[0]] {
				seen[z.Who[0]] = true
				gold = append(gold, struct {
					who    string
					denies bool
				}{z.Who[0], x.Realis == "denied"})
			}
		}
	}
	var pairs []pair
	for i, a := range gold {
		for j, b := range ours {
			if a.denies == b.denies && (a.who == "" && b.named == nil || a.who != "" && b.named != nil && sameName(a.who, *b.named)) {
				pairs = append(pairs, pair{i, j, 1})
			}
		}
	}
	s.claims.matched += len(oneToOne(pairs))
	s.claims.gold += len(gold)
	s.claims.found += len(ours)
	if n := len(oneToOne(pairs)); n < len(gold) || n < len(ours) {
		var have []string
		for k := range seen {
			have = append(have, k)
		}
		s.errorf(doc, "claims\t%s %s want %v got %d, %d agree", x.ID, x.Type, x.Statements, len(ours), n)
	}
}

func sameNumber(g, o *int64) bool {
	if g == nil || o == nil {
		return g == nil && o == nil
	}
	return *g == *o
}

// matchTolls counts figures of a matched event that stand on another event of ours.
func (s *ledgerScorer) matchTolls(r *ledger.Report, x goldEvent, y ledger.Deed) {
	for _, f := range x.Figures {
		for _, n := range r.Figures {
			if n.What == f.What && sameNumber(f.Low, n.Low) && sameNumber(f.High, n.High) && strings.Contains(f.Text+" "+n.Text, n.Text) {
				s.tolls++
				if n.Event != y.ID {
					s.wrongTolls++
				}
				break
			}
		}
	}
}

func (s *ledgerScorer) matchFigures(doc string, g goldReport, r *ledger.Report) {
	var gold []goldFigure
	for _, e := range g.Events {
		for _, f := range e.Figures {
			f.Optional = f.Optional || e.Optional
			gold = append(gold, f)
		}
	}
	var pairs []pair
	for i, f := range gold {
		for j, n := range r.Figures {
			if f.What == n.What && sameNumber(f.Low, n.Low) && sameNumber(f.High, n.High) {
				v := 1.0
				if locate(r.Text, f.Text, nil).overlaps(quoted(n.Quote)) {
					v = 2
				}
				pairs = append(pairs, pair{i, j, v})
			}
		}
	}
	to := oneToOne(pairs)
	s.pool(&s.figures, to, len(gold), len(r.Figures), func(i int) bool { return gold[i].Optional }, nil,
		func(i int) { s.errorf(doc, "figure missed\t%s %q", gold[i].What, gold[i].Text) },
		func(j int) { s.errorf(doc, "figure extra\t%s %q", r.Figures[j].What, r.Figures[j].Text) })
}

// pool adds one kind of entry of one report to its tally. Optional gold costs and gains nothing; an unmatched entry of
// ours that free accepts costs nothing either.
func (s *ledgerScorer) pool(t *tally, to map[int]int, gold, ours int, optional func(int) bool, free func(int) bool, missed, extra func(int)) {
	back := inverse(to)
	for i := 0; i < gold; i++ {
		if optional(i) {
			continue
		}
		t.gold++
		if _, ok := to[i]; ok {
			t.matched++
		} else {
			missed(i)
		}
	}
	for j := 0; j < ours; j++ {
		i, ok := back[j]
		if ok && optional(i) || !ok && free != nil && free(j) {
			continue
		}
		t.found++
		if !ok {
			extra(j)
		}
	}
}

// matchTimes compares times by the words and the interval; the gold names each once, as with places.
func (s *ledgerScorer) matchTimes(doc string, g goldReport, r *ledger.Report) {
	var pairs []pair
	at := make([]span, len(g.Times))
	for i, x := range g.Times {
		at[i] = locate(r.Text, x.Text, x.At)
		for j, y := range r.Times {
			if at[i].overlaps(quoted(y.Quote)) && (x.Optional || x.From == y.From && x.To == y.To) {
				pairs = append(pairs, pair{i, j, 1})
			}
		}
	}
	repeats := func(j int) bool {
		for _, x := range g.Times {
			if y := r.Times[j]; x.From == y.From && x.To == y.To && strings.Contains(x.Text, y.Text) {
				return true
			}
		}
		return false
	}
	s.pool(&s.times, oneToOne(pairs), len(g.Times), len(r.Times), func(i int) bool { return g.Times[i].Optional }, repeats,
		func(i int) { s.errorf(doc, "time missed\t%q %s..%s", g.Times[i].Text, g.Times[i].From, g.Times[i].To) },
		func(j int) {
			s.errorf(doc, "time extra\t%q %s..%s (%s)", r.Times[j].Text, r.Times[j].From, r.Times[j].To, r.Times[j].Why)
		})
}

// matchPlaces compares places by the words and the country. The gold names each place once; further mentions of ours of the
// same name in the same country are repetitions and cost nothing.
func (s *ledgerScorer) matchPlaces(doc string, g goldReport, r *ledger.Report) {
	var pairs []pair
	for i, x := range g.Places {
		at := locate(r.Text, x.Text, x.At)
		for j, y := range r.Places {
			if at.overlaps(quoted(y.Quote)) && x.Country == y.Country {
				pairs = append(pairs, pair{i, j, 1})
			}
		}
	}
	repeats := func(j int) bool {
		for _, x := range g.Places {
			if y := r.Places[j]; x.Country == y.Country && (strings.Contains(x.Text, y.Text) || strings.Contains(y.Text, x.Text)) {
				return true
			}
		}
		return false
	}
	s.pool(&s.places, oneToOne(pairs), len(g.Places), len(r.Places), func(i int) bool { return g.Places[i].Optional }, repeats,
		func(i int) { s.errorf(doc, "place missed\t%q %s", g.Places[i].Text, g.Places[i].Country) },
		func(j int) {
			s.errorf(doc, "place extra\t%q %s %s (%s)", r.Places[j].Text, r.Places[j].Name, r.Places[j].Country, r.Places[j].Why)
		})
}
