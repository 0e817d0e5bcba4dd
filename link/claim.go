package link

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// claims writes at least one claim for each event: by the innermost statement that holds it, or in the report's own
// voice; and one for each figure.
func (l *linker) claims() {
	d := l.d
	l.first = make([]int32, len(d.Events))
	for i := range d.Events {
		e := &d.Events[i]
		point := ledger.ThatHappened
		if e.Part && e.Cast.Realis == ledger.Denied || (e.Part || l.denies(e)) && e.Restates >= 0 { // that it happened is told by another telling
			point = ledger.ByWhom
		}
		c := ledger.Claim{
			Event: int32(i), Statement: e.Statement, Point: point, Position: ledger.Asserts, Realis: e.Cast.Realis, Certainty: e.Cast.Certainty,
			Figure: ledger.None, Answers: ledger.None, Span: e.Trigger, Date: day(d.Source.Published),
		}
		why := e.Cast.Why
		if c.Realis == ledger.Denied {
			c.Position = ledger.Denies
		}
		if e.Statement >= 0 && int(e.Statement) < len(d.Statements) {
			why = l.bystatement(&c, e, why)
		} else {
			c.Statement = ledger.None
		}
		c.Evidence = ledger.Evidence{Rule: "link/" + voice(&c), Words: []text.Span{e.Trigger}, Steps: []string{why}}
		l.first[i] = int32(len(d.Claims))
		d.Claims = append(d.Claims, c)
	}
	for i := range d.Figures {
		f := &d.Figures[i]
		if f.Event < 0 || int(f.Event) >= len(d.Events) {
			continue
		}
		c := ledger.Claim{
			Event: f.Event, Statement: f.Statement, Point: ledger.HowMany, Position: ledger.Asserts, Realis: d.Events[f.Event].Cast.Realis,
			Certainty: "certain", Figure: int32(i), Answers: ledger.None, Span: f.Span, Date: day(d.Source.Published),
		}
		if f.Approximate || f.Vague != "" {
			c.Certainty = "probable"
		}
		if c.Realis == ledger.Denied {
			c.Position = ledger.Denies
		}
		c.Evidence = ledger.Evidence{Rule: "link/figure", Words: []text.Span{f.Span}, Steps: []string{"the figure stands in " + voice(&c)}}
		d.Claims = append(d.Claims, c)
	}
}

func day(s string) string {
	if len(s) > 10 {
		return s[:10]
	}
	return s
}

func voice(c *ledger.Claim) string {
	if c.Statement >= 0 {
		return "statement"
	}
	return "own-voice"
}

// negates reports whether the cue turns its content down, by its own word ("denied that") or by a verb that belongs to it ("rejected
// the claim that").
func (l *linker) negates(st *ledger.Statement) bool {
	if st.CueHead < 0 {
		return false
	}
	const reach = 12 // words of a cue lie close together
	for t := max(0, st.CueHead-reach); t <= st.CueHead+reach && int(t) < len(l.d.Tokens); t++ {
		for _, c := range st.Cue {
			if c.Contains(l.d.Tokens[t].Span) && l.s.negating[l.lemma(t)] {
				return true
			}
		}
	}
	return l.s.negating[l.lemma(st.CueHead)]
}

// bystatement sets position and realis of a claim by the stance of the statement that holds the event.
func (l *linker) bystatement(c *ledger.Claim, e *ledger.Event, why string) string {
	st := &l.d.Statements[e.Statement]
	cue := ""
	if st.CueHead >= 0 {
		cue = l.lemma(st.CueHead)
	}
	if st.CueHead >= 0 && !c.Realis.Took() && strings.HasPrefix(e.Cast.Why, "under '"+l.word(st.CueHead)+"'") {
		return why // the cue has had its say already, through the tree
	}
	if (st.Negated || st.Stance == ledger.Declines) && e.Cast.Realis.Took() && (l.question(st) || e.Cast.Realis == ledger.Happened && l.tok(e.Head).UPOS == "NOUN" && l.definite(e.Head)) {
		c.Statement = ledger.None // "did not say how many were arrested", "declined to comment on the arrests": the report vouches for them
		return "taken for granted by what the speaker leaves open; " + why
	}
	granted := strings.HasPrefix(e.Cast.Why, "taken for granted")
	if granted && (st.Stance == ledger.Denies || st.Stance == ledger.Declines) {
		c.Statement = ledger.None // who denies a part in "the attack" does not deny the attack, nor who refuses a request that it was made
		return why
	}
	switch {
	case st.Negated:
		c.Position, c.Realis, c.Certainty = ledger.Doubts, ledger.Possible, "possible"
		return "the statement itself is negated; " + why
	case st.Stance == ledger.Denies && l.negates(st):
		if e.Cast.Negated {
			c.Position, c.Realis, c.Certainty = ledger.Asserts, ledger.Possible, "possible"
			return "a negation is denied by '" + cue + "'"
		}
		if !e.Verbal || e.Cast.Realis.Took() {
			c.Position, c.Realis = ledger.Denies, ledger.Denied
		}
		return "denied by '" + cue + "'"
	case st.Stance == ledger.Doubts:
		c.Position = ledger.Doubts
		if c.Realis.Took() {
			c.Realis, c.Certainty = ledger.Possible, "possible"
		}
		return "doubted; " + why
	case st.Stance == ledger.Confirms && c.Position == ledger.Asserts:
		c.Position = ledger.Confirms
	case st.Stance == ledger.Declines:
		c.Position, c.Certainty = ledger.Doubts, "possible"
		if c.Realis.Took() {
			c.Realis = ledger.Possible
		}
		return "the speaker declines to say"
	}
	if !c.Realis.Took() || e.Verbal || granted || l.finite(e, st) {
		return why
	}
	switch st.Stance { // a bare noun or infinitive in what is urged, threatened or promised has not happened
	case ledger.Urges, ledger.Demands, ledger.Asks:
		c.Realis = ledger.Urged
	case ledger.Threatens:
		c.Realis = ledger.Threatened
	case ledger.Promises, ledger.Intends:
		c.Realis = ledger.Planned
	case ledger.Predicts:
		c.Realis, c.Certainty = ledger.Possible, "possible"
	default:
		return why
	}
	return "what the speaker " + string(st.Stance)
}

// finite reports whether the event has a clause of its own with a tense inside the statement, or is a definite thing that
// the statement takes for granted: then the stance of the speaker does not reach it.
func (l *linker) finite(e *ledger.Event, st *ledger.Statement) bool {
	i := e.Head
	for steps := 0; i >= 0 && steps < 10; steps++ {
		switch l.tok(i).XPOS {
		case "VBD", "VBZ", "VBP":
			if !l.isCue(i, st) {
				return true
			}
		}
		for _, k := range l.d.Tree.Children(i) {
			switch l.tok(k).Rel {
			case "aux", "aux:pass", "cop":
				switch l.tok(k).XPOS {
				case "VBD", "VBZ", "VBP":
					return true
				}
			}
		}
		switch rel := l.tok(i).Rel; text.Rel0(rel) {
		case "acl": // "those injured", "who was arrested"
			if rel == "acl:relcl" || l.tok(i).XPOS == "VBN" {
				return true
			}
		case "nsubj": // "the attack can no longer be tolerated"
			if l.tok(i).UPOS == "NOUN" {
				return true
			}
		case "nmod", "obl": // violence is taken for granted where it is not itself what is asked for: "an inquiry into the attack"
			if g := l.tok(i).Head; e.Quad == 4 && g >= 0 && !l.isCue(g, st) && l.tok(i).UPOS == "NOUN" {
				switch l.d.Tree.Case(i) {
				case "with", "by", "through", "of":
				default:
					return true
				}
			}
		}
		i = l.tok(i).Head
		if i < 0 || l.isCue(i, st) || !inside(l.tok(i).Span, st.Content) {
			break
		}
	}
	if l.tok(e.Head).UPOS == "NOUN" && e.When.Time >= 0 {
		return true
	}
	return false
}

// question reports whether the content opens with a question word that takes its clause for granted: how many, when, who, why.
func (l *linker) question(st *ledger.Statement) bool {
	if len(st.Content) == 0 {
		return false
	}
	w, _, _ := strings.Cut(strings.ToLower(st.Content[0].Of(l.d.Text)), " ")
	switch w {
	case "how", "when", "where", "who", "whom", "why", "what", "which", "whose":
		return true
	}
	return false
}

// definite reports whether the noun i has an article or possessor that points back.
func (l *linker) definite(i int32) bool {
	for _, k := range l.d.Tree.Children(i) {
		switch l.tok(k).Rel {
		case "det":
			switch l.lemma(k) {
			case "the", "this", "that", "these", "those":
				return true
			}
		case "nmod:poss":
			return true
		}
	}
	return false
}

func (l *linker) isCue(i int32, st *ledger.Statement) bool { return i == st.CueHead }

func inside(s text.Span, in []text.Span) bool {
	for _, c := range in {
		if c.Contains(s) {
			return true
		}
	}
	return false
}

// restated ties a claim that denies or confirms to the claim that it answers: one of the event that its own restates.
func (l *linker) restated() {
	d := l.d
	for i := range d.Claims {
		c := &d.Claims[i]
		if c.Point == ledger.HowMany || c.Position != ledger.Denies && c.Position != ledger.Confirms || c.Evidence.Rule == "link/point" {
			continue
		}
		e := &d.Events[c.Event]
		if e.Restates < 0 {
			continue
		}
		if o := l.first[e.Restates]; o >= 0 && d.Claims[o].Position == ledger.Asserts && int32(i) != o {
			c.Answers = o
		}
	}
}

// summary derives the realis of each event from its claims: the report's own voice first, else what is asserted or
// confirmed, else denied where every claim denies; what is only doubted is possible.
func (l *linker) summary() {
	d := l.d
	best := make([]int, len(d.Events))
	for i := range d.Events {
		d.Events[i].Realis = ledger.Possible
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		if c.Point == ledger.HowMany || c.Evidence.Rule == "link/point" {
			continue
		}
		rank := 0
		switch {
		case c.Statement < 0:
			rank = 4
		case c.Position == ledger.Asserts || c.Position == ledger.Confirms:
			rank = 3
		case c.Position == ledger.Denies:
			rank = 2
		default:
			rank = 1
		}
		if rank <= best[c.Event] {
			continue
		}
		best[c.Event] = rank
		switch c.Position {
		case ledger.Denies:
			d.Events[c.Event].Realis = ledger.Denied
		case ledger.Doubts:
			d.Events[c.Event].Realis = ledger.Possible
		default:
			d.Events[c.Event].Realis = c.Realis
		}
	}
}

// lasts makes of an act that happened one that goes on, where another telling of it calls it current, though it be to deny a part in it: "is not involved in the
// current assault".
func (l *linker) lasts() {
	for i := range l.d.Events {
		e := &l.d.Events[i]
		if e.Restates < 0 || l.tok(e.Head).UPOS != "NOUN" || !l.definite(e.Head) {
			continue
		}
		o := &l.d.Events[l.rootOf(int32(i))]
		if o.Realis != ledger.Happened || !l.s.spans[l.lemma(e.Head)] {
			continue
		}
		for _, k := range l.d.Tree.Children(e.Head) {
			if text.Rel0(l.tok(k).Rel) == "amod" && l.s.current[l.lemma(k)] {
				o.Realis = ledger.Ongoing
				o.Evidence.Steps = append(o.Evidence.Steps, "goes on: told again as '"+l.word(k)+" "+l.word(e.Head)+"'")
			}
		}
	}
}
