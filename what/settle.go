package what

import (
	"sort"

	"daybook/ledger"
	"daybook/text"
)

// window is how many tokens around a trigger are searched for its time and place; no sentence of a report is longer.
const window = 200

// settle finds time, place, statement and whether the event is background.
func (r *reading) settle(h *hit, e *ledger.Event) {
	e.Statement = r.inside(e.Trigger)
	if r.spokenAt(h, e) {
		e.Statement = r.d.Statements[e.Statement].Parent
	}
	r.when(h, e)
	r.where(h, e)
	if e.When.From != "" && r.d.Source.Published != "" && e.Cast.Realis.Took() && e.When.Extent != "starts" {
		if pub := day(r.d.Source.Published); e.When.From > pub && e.When.How == "own expression" {
			e.Cast.Realis, e.Cast.Why = ledger.Planned, "its date lies after the report's"
		}
	}
	e.Background = r.background(h, e)
}

// spokenAt reports whether the event is the occasion of the statement that its words stand in: who urged something "in talks with the president" does not speak of
// the talks.
func (r *reading) spokenAt(h *hit, e *ledger.Event) bool {
	if e.Statement < 0 || e.Type != "CONSULT" || !h.noun() {
		return false
	}
	switch r.prep(h.base) {
	case "in", "during", "at", "after", "before":
	default:
		return false
	}
	cue := r.d.Statements[e.Statement].CueHead
	if cue < 0 || r.sentence[cue] != r.sentence[h.tok] || cue > h.tok {
		return false
	}
	who, speaks := r.speaker[cue]
	return speaks && hasHead(r.foundOf(e.Actors), who)
}

func day(s string) string {
	if len(s) > 10 {
		return s[:10]
	}
	return s
}

// inside is the innermost statement whose content holds the span.
func (r *reading) inside(s text.Span) int32 {
	at := sort.Search(len(r.toks), func(i int) bool { return r.toks[i].End > s.Start })
	if at >= len(r.toks) {
		return ledger.None
	}
	for st, steps := r.said[at], 0; st >= 0 && steps < 8; st, steps = r.d.Statements[st].Parent, steps+1 {
		for _, c := range r.d.Statements[st].Content {
			if c.Contains(s) {
				return st
			}
		}
		if p := r.d.Statements[st].Parent; int(p) >= len(r.d.Statements) {
			break
		}
	}
	return ledger.None
}

// clauseOf climbs from a token to the event trigger or predicate that it hangs on.
func (r *reading) clauseOf(i int32, h *hit) (int32, int) {
	steps := 0
	for j := r.head(i); j >= 0 && steps < 12; j = r.head(j) {
		steps++
		if j == h.tok || j == h.clause || j == h.base || j == h.object && h.object >= 0 {
			return j, steps
		}
		if r.predicate(j) || r.b.nouns[r.lemma(j)] != nil {
			return j, steps
		}
	}
	return ledger.None, steps
}

// when joins the event to a time expression: one of its own clause first, then one of the clause around it, then the
// only one of the sentence. What the text does not date is bounded by the day of publication, and says so.
func (r *reading) when(h *hit, e *ledger.Event) {
	s := r.sentence[h.tok]
	if s < 0 {
		return
	}
	sen := r.d.Sentences[s]
	own, around, near, when := ledger.None, ledger.None, ledger.None, ledger.None
	for i := max(sen.First, 0, h.tok-window); i < min(sen.Last, int32(len(r.toks)), h.tok+window); i++ {
		ti := r.time[i]
		if ti < 0 || i > sen.First && r.time[i-1] == ti {
			continue
		}
		t := &r.d.Times[ti]
		if t.Type == "DURATION" || t.Type == "SET" || !t.Resolved() {
			if t.Type != "DURATION" || !t.Resolved() {
				continue
			}
		}
		if e.Statement >= 0 && r.inside(t.Span) != e.Statement {
			continue // a time outside what is said dates the saying
		}
		top := i
		for j := i; j < sen.Last && r.time[j] == ti; j++ {
			if hd := r.head(j); hd < 0 || r.time[hd] != ti {
				top = j
				break
			}
		}
		at, _ := r.clauseOf(top, h)
		if r.measures(top) {
			continue
		}
		switch {
		case at < 0:
		case own < 0 && h.rule.Casualty && !r.predicate(at) && r.head(at) == h.tok: // "killed in the 1995 massacre"
			own = ti
		case at == h.tok || at == h.clause || at == h.base || at == h.object:
			if own < 0 {
				own = ti
			}
		case around < 0 && r.predicate(at) && r.reaches(at, h.clause), around < 0 && !e.Verbal && !r.predicate(at) && r.reaches(h.clause, at):
			around = ti
		case when < 0 && !e.Verbal && r.whenClause(at, h.clause):
			when = ti
		case near < 0 && (!e.Verbal || r.predicate(at)) && r.between(i, h.tok):
			near = ti
		}
	}
	how := ""
	pick := ledger.None
	switch {
	case own >= 0:
		pick, how = own, "own expression"
	case around >= 0:
		pick, how = around, "clause"
	case near >= 0:
		pick, how = near, "between the same commas"
	case when >= 0:
		pick, how = when, "the clause with 'when'"
	}
	pub := day(r.d.Source.Published)
	if pick >= 0 {
		t := &r.d.Times[pick]
		e.When = ledger.When{Time: pick, From: t.From, To: t.To, Extent: t.Extent, How: how}
		if e.When.Extent == "" {
			e.When.Extent = "within"
		}
		if e.When.Extent == "starts" || e.Cast.Realis == ledger.Ongoing && how == "own expression" {
			if e.Cast.Realis == ledger.Ongoing {
				e.When.To, e.When.OpenAsOf = "", pub
			}
		}
		return
	}
	if pub == "" {
		return
	}
	switch {
	case e.Cast.Realis == ledger.Ongoing:
		e.When = ledger.When{Time: ledger.None, OpenAsOf: pub, How: "publication"}
	case e.Cast.Realis.Took() && e.Verbal && r.perfect(h.clause) && !r.relative(h.clause):
		e.When = ledger.When{Time: ledger.None, From: "", To: pub, Extent: "within", How: "publication"}
	case e.Cast.Realis.Took():
		e.When = ledger.When{Time: ledger.None, To: pub, Extent: "within", How: "publication"}
	}
}

// measures reports whether the time that t heads belongs to what a noun is compared with: "the deadliest unrest since 2005".
func (r *reading) measures(t int32) bool {
	g := r.head(t)
	if g < 0 || r.toks[g].UPOS != "NOUN" || r.prep(t) != "since" {
		return false
	}
	for _, k := range r.t.Children(g) {
		if x := r.toks[k].XPOS; x == "JJS" || x == "RBS" || r.lemma(k) == "first" {
			return true
		}
	}
	return false
}

// whenClause reports whether clause at is the "when" clause of clause i: "were killed when a bomb exploded in Kabul on Tuesday" tells
// one thing in two clauses.
func (r *reading) whenClause(at, i int32) bool {
	g := r.head(at)
	if r.rel(at) != "advcl" || g != i && !(g >= 0 && r.rel(g) == "conj" && r.head(g) == i) {
		return false
	}
	for _, k := range r.t.Children(at) {
		if rel := r.rel(k); (rel == "advmod" || rel == "mark") && k < at && r.lemma(k) == "when" {
			return true
		}
	}
	return false
}

// between reports whether tokens i and j stand between the same commas with no second verb there: the clause that a lost tree
// would have shown.
func (r *reading) between(i, j int32) bool {
	lo, hi := min(i, j), max(i, j)
	if hi-lo > 20 {
		return false
	}
	for k := lo; k <= hi; k++ {
		if k != j && r.toks[k].UPOS == "VERB" && r.toks[k].Rel != "amod" {
			return false
		}
		if r.toks[k].UPOS == "PUNCT" {
			switch r.word(k) {
			case "-", "'", "’", "(", ")":
			default:
				return false
			}
		}
	}
	return true
}

// reaches reports whether a time or place of clause at holds for the event clause i below it: i hangs on it without a relative
// clause, a statement or a clause of its own tense between.
func (r *reading) reaches(at, i int32) bool {
	for steps := 0; i >= 0 && steps < 10; steps++ {
		if i == at {
			return true
		}
		switch rel := r.toks[i].Rel; text.Rel0(rel) {
		case "acl", "parataxis", "ccomp", "appos":
			if rel != "acl" || r.toks[i].XPOS == "VBD" {
				return false
			}
		case "conj":
			if x := r.toks[i].XPOS; x == "VBD" || x == "VBZ" || x == "VBP" {
				return false
			}
		case "advcl":
			switch r.mark(i) {
			case "", "to", "of", "by", "for", "from":
			default:
				return false
			}
		}
		i = r.head(i)
	}
	return false
}

// relative reports whether the clause stands inside a relative clause.
func (r *reading) relative(i int32) bool {
	for steps := 0; i >= 0 && steps < 8; steps++ {
		if r.toks[i].Rel == "acl:relcl" {
			return true
		}
		i = r.head(i)
	}
	return false
}

// perfect reports a present perfect: "has urged".
func (r *reading) perfect(i int32) bool {
	for _, k := range r.t.Children(i) {
		if r.toks[k].Rel == "aux" && r.lemma(k) == "have" && r.toks[k].XPOS != "VBD" {
			return true
		}
	}
	return false
}

// where joins the event to a place: of its own phrase or clause first, then of the sentence, then the dateline.
func (r *reading) where(h *hit, e *ledger.Event) {
	s := r.sentence[h.tok]
	if s < 0 {
		return
	}
	sen := r.d.Sentences[s]
	own, clause, when := ledger.None, ledger.None, ledger.None
	ownRank := 0
	last := ledger.None
	for i := max(sen.First, 0, h.tok-window); i < min(sen.Last, int32(len(r.toks)), h.tok+window); i++ {
		pi := r.place[i]
		if pi < 0 || pi == last {
			continue
		}
		last = pi
		p := &r.d.Places[pi]
		if p.Metonym || p.InName || e.Statement >= 0 && r.inside(p.Span) != e.Statement {
			continue
		}
		top := i
		for steps := 0; steps < 6; steps++ {
			hd := r.head(top)
			if hd < 0 || r.place[hd] != pi {
				break
			}
			top = hd
		}
		// climb through the noun phrase that holds the place: "the rebel-held side of Aleppo", "the summit in Lima"
		locative, owner := false, false
		j := top
		for steps := 0; steps < 6; steps++ {
			switch r.prep(j) {
			case "in", "at", "on", "near", "outside", "around", "inside", "over", "across", "of", "to", "into", "against", "from", "between":
				locative = true
			}
			if owner = j != top && !locative && r.toks[top].Rel == "nmod:poss" && !r.is(j, "target"); owner {
				break
			}
			hd := r.head(j)
			if hd < 0 || hd == h.tok || hd == h.clause || hd == h.base || hd == h.object || r.predicate(hd) {
				break
			}
			if rel := r.rel(j); rel == "acl" || rel == "advcl" || rel == "appos" || rel == "parataxis" {
				break
			}
			j = hd
		}
		if r.toks[top].Rel == "nmod:poss" && hasHead(r.foundOf(e.Actors), top) { // "Oslo's decree": who, not where
			continue
		}
		if owner { // "a day before Norway's announcement" is not in Norway
			continue
		}
		if r.beyond(top) || h.core.subj >= 0 && h.core.subj != top && r.toks[top].Rel == "conj" && r.t.Governs(h.core.subj, top) {
			continue // "forces of the regime or Russia" do not tell where
		}
		hd := r.head(j)
		if hd >= 0 && h.rule.Absorbs && !r.relative(hd) && (hd == r.complement(h.tok) || h.object >= 0 && hd == r.complement(h.object)) {
			hd = h.clause // "launched a bid to retake the side of Aleppo": one act
		}
		if hd >= 0 && (hd == h.tok || hd == h.clause || hd == h.base || hd == h.object) {
			rank := 1
			prep := r.prep(top)
			if prep == "" && r.rel(top) == "conj" && r.head(top) >= 0 {
				prep = r.prep(r.head(top))
			}
			switch prep {
			case "in", "at", "near", "outside", "inside":
				rank = 3
			case "on", "over", "of", "across", "around":
				rank = 2
			case "":
				if rel := r.rel(j); rel == "obj" || r.toks[j].Rel == "nsubj:pass" || rel == "compound" || h.core.obj == j {
					rank = 2
				} else {
					rank = 0
				}
			case "with", "between", "by", "from", "to", "for", "before", "after", "about", "prior":
				rank = 0
			}
			if j != top && rank == 0 && locative {
				rank = 1
			}
			if e.Verbal && (rank < 3 || j != top || r.rel(j) != "obl") {
				continue // what is spoken of lies there, not the speaking
			}
			if p.Precision == "country" {
				rank = rank * 2
			} else {
				rank = rank*2 + 1
			}
			if rank > ownRank && rank > 1 {
				own, ownRank = pi, rank
			}
			continue
		}
		if !locative || e.Verbal || hd < 0 {
			continue
		}
		if clause < 0 && r.reaches(hd, h.clause) && !r.relative(h.clause) {
			clause = pi
		}
		if when < 0 && r.whenClause(hd, h.clause) {
			when = pi
		}
	}
	if own < 0 && !e.Verbal && e.Type != "CONSULT" {
		for _, f := range r.foundOf(e.Recipients) { // who is struck where he is: "Aleppo bombed"
			if pi := r.place[f.tok]; pi >= 0 && !r.d.Places[pi].Metonym && r.d.Places[pi].Precision != "country" {
				own = pi
			}
		}
	}
	switch {
	case own >= 0:
		e.Where = ledger.Where{Place: own, How: "own phrase"}
	case clause >= 0:
		e.Where = ledger.Where{Place: clause, How: "clause"}
	case when >= 0:
		e.Where = ledger.Where{Place: when, How: "the clause with 'when'"}
	}
}

func hasHead(fs []found, t int32) bool {
	for _, f := range fs {
		if f.tok == t {
			return true
		}
	}
	return false
}

// beyond reports a place that is named as where something is not: "outside of Iraq", "far from Rome".
func (r *reading) beyond(t int32) bool {
	first := r.t.Subtree(t).First
	for k := first; k < t; k++ {
		switch r.lemma(k) {
		case "outside":
			return k+1 < t && r.lemma(k+1) == "of"
		case "far", "away":
			return k+1 < t && r.lemma(k+1) == "from"
		}
	}
	return false
}

// background reports whether the event is history beside the report's news: told in a relative clause, in the past
// perfect, or with a date that lies more than sixty days before the report.
func (r *reading) background(h *hit, e *ledger.Event) bool {
	if r.relative(h.clause) && e.Cast.Realis == ledger.Happened {
		return true
	}
	if r.finitePast(h.clause) {
		return true
	}
	pub := day(r.d.Source.Published)
	if e.When.How == "own expression" && e.When.To != "" && len(pub) == 10 && len(e.When.To) == 10 {
		return monthsBetween(e.When.To, pub) >= 2
	}
	return false
}

// monthsBetween counts whole months from ISO date a to ISO date b.
func monthsBetween(a, b string) int {
	n := func(s string, i, j int) int {
		v := 0
		for _, c := range s[i:j] {
			if c < '0' || c > '9' {
				return 0
			}
			v = v*10 + int(c-'0')
		}
		return v
	}
	m := (n(b, 0, 4)-n(a, 0, 4))*12 + n(b, 5, 7) - n(a, 5, 7)
	if n(b, 8, 10) < n(a, 8, 10) {
		m--
	}
	return m
}
