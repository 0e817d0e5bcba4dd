package serve

import (
	"fmt"
	"strconv"
	"strings"

	"daybook/ledger"
)

// whyView is the answer to "why is this here?": one entry of the ledger, or a sentence that yielded nothing, with the
// rule, the words it read, the steps, how names were resolved, and what else was considered.
type whyView struct {
	ID     string
	Report string
	What   string // "Statement", "Event" ...
	Title  string
	Lines  []whyLine
	Rule   string
	Where  string
	Model  bool
	Words  []ledger.Quote
	Steps  []string
	Claims []whyClaim
	Passed []ledger.Pass
	Made   string // version of the rule file or model
	Found  bool
}

type whyLine struct{ Name, Text string }

type whyClaim struct {
	Who, Text string
	Denies    bool
	Rule      string
	Where     string
	Words     string
}

func passID(i int) string { return "x" + strconv.Itoa(i) }

// why explains one entry. Found is false when the report holds no such entry.
func (v *viewer) why(id string) whyView {
	w := whyView{ID: id, Report: v.r.ID, Found: true}
	if s := v.statements[id]; s != nil {
		v.whySaid(&w, s)
	} else if e := v.events[id]; e != nil {
		v.whyDeed(&w, e)
	} else if f := v.figures[id]; f != nil {
		v.whyFigure(&w, f)
	} else if c := v.claims[id]; c != nil {
		w.What, w.Title = "Claim", c.Words.Text
		w.line("Origin", v.claimant(c))
		w.line("Position", claimText(c))
		w.reason(c.Evidence)
	} else if !v.whyWhere(&w, id) && !v.whyPassed(&w, id) {
		w.Found = false
		return w
	}
	w.Made = v.version(w.Where)
	return w
}

func (w *whyView) line(name, text string) {
	if text != "" {
		w.Lines = append(w.Lines, whyLine{name, text})
	}
}

func (w *whyView) reason(e ledger.Reason) {
	w.Rule, w.Where, w.Words, w.Steps = e.Rule, e.Where, e.Words, e.Steps
	w.Model = strings.HasPrefix(e.Rule, "model")
}

func (v *viewer) claimant(c *ledger.Stand) string {
	if c.Statement == "" {
		return v.outlet() + ", in its own voice"
	}
	return c.Origin
}

func claimText(c *ledger.Stand) string {
	t := string(c.Position) + " " + pointWords(c.Point)
	if c.Realis != "" && !(c.Position == ledger.Denies && c.Realis == ledger.Denied) {
		t += ", as " + string(c.Realis)
	}
	if c.Certainty != "" && c.Certainty != "certain" {
		t += ", " + c.Certainty
	}
	return t
}

// resolved tells for whom a phrase was taken and why.
func resolved(n ledger.Named) string {
	t := "“" + clip(n.Text, 120) + "”"
	if n.Text == "" {
		t = n.Name
	} else if n.Name != "" && n.Name != n.Text {
		t += " is " + n.Name
	}
	var codes []string
	for _, c := range []string{string(n.Kind), n.Country, n.Sector} {
		if c != "" {
			codes = append(codes, c)
		}
	}
	if len(codes) > 0 {
		t += " (" + strings.Join(codes, ", ") + ")"
	}
	if n.Why != "" {
		t += ": " + n.Why
	}
	if len(n.Rivals) > 0 && n.Actor != "" { // where it is open, the reason names them
		var others []string
		for _, x := range n.Rivals {
			others = append(others, strings.TrimSuffix(x.Name+" ("+x.Country+")", " ()"))
		}
		t += "; not taken: " + strings.Join(others, ", ")
	}
	return t
}

func (v *viewer) whySaid(w *whyView, s *ledger.Said) {
	who, _ := v.origin(s)
	w.What, w.Title = "Statement", who.Name+" "+string(s.Stance)+": "+words(s.Content)
	if s.Negated {
		w.Title = who.Name + " is said not to have said: " + words(s.Content)
	}
	if len(s.Origin) == 0 {
		w.line("Who", "the text does not say")
	}
	for i, o := range s.Origin {
		name := "Who"
		if i > 0 {
			name = "Through"
		}
		w.line(name, resolved(o))
	}
	if s.To != nil {
		w.line("To", resolved(*s.To))
	}
	if s.Target != nil {
		w.line("About", resolved(*s.Target))
	}
	w.line("Form", string(s.Form))
	w.line("Basis", s.Basis)
	w.line("Commitment", s.Strength)
	if s.When != nil {
		w.line("Said when", strings.TrimPrefix(s.When.From+" to "+s.When.To, " to "))
	}
	if s.Where != nil {
		w.line("Said where", s.Where.Name)
	}
	if s.Party {
		w.line("Party", "the speaker takes part in what is spoken of")
	}
	if a := s.Reply; a != nil && a.Found {
		w.line("Answers", a.Origin+", "+pointWords(a.Point)+": "+strings.Join(a.Evidence.Steps, "; ")+" ("+a.Evidence.Rule+")")
	} else if a != nil {
		w.line("Answers", "target not found")
	}
	w.reason(s.Evidence)
	for i := range v.r.Claims {
		if c := &v.r.Claims[i]; c.Statement == s.ID {
			w.Claims = append(w.Claims, v.whyClaim(c, true))
		}
	}
	w.Passed = v.beside(s.Content, s.Cue)
}

func (v *viewer) whyDeed(w *whyView, e *ledger.Deed) {
	w.What, w.Title = "Event", e.Type+", “"+clip(e.Trigger.Text, 80)+"”"
	w.line("Class", fmt.Sprintf("%s (quad %d)%s", quadWords(e.Quad), e.Quad, cameo(e)))
	for _, a := range e.Actors {
		w.line("Actor", resolved(a))
	}
	for _, a := range e.Recipients {
		w.line("Recipient", resolved(a))
	}
	if d := dates(e.When.From, e.When.To); d != "" {
		w.line("When", join(d, how(e.When.How)))
	} else {
		w.line("When", "not told, or not resolved")
	}
	if e.Where != nil {
		w.line("Where", join(e.Where.Name, how(e.Where.How)))
	}
	w.line("Came about", string(e.Realis)+": derived from the claims below, the report's own voice first")
	w.reason(e.Evidence)
	for _, id := range e.Claims {
		if c := v.claims[id]; c != nil {
			w.Claims = append(w.Claims, v.whyClaim(c, false))
		}
	}
	w.Passed = v.beside([]ledger.Quote{e.Trigger})
}

func cameo(e *ledger.Deed) string {
	if e.CAMEO == "" {
		return ""
	}
	return ", CAMEO " + e.CAMEO
}

func how(s string) string {
	if s == "" {
		return ""
	}
	return "joined by " + s
}

// whyClaim shows a claim among those of a statement, where the event must be named, or of an event, where the origin must.
func (v *viewer) whyClaim(c *ledger.Stand, ofStatement bool) whyClaim {
	x := whyClaim{Who: v.claimant(c), Text: claimText(c), Denies: c.Position == ledger.Denies, Rule: c.Evidence.Rule, Where: c.Evidence.Where, Words: clip(c.Words.Text, 120)}
	if e := v.events[c.Event]; ofStatement && e != nil {
		x.Who = e.Type + " “" + clip(e.Trigger.Text, 40) + "”"
	}
	if a := v.claims[c.Answers]; a != nil {
		x.Text += "; answers " + v.claimant(a)
	}
	if steps := strings.Join(c.Evidence.Steps, "; "); steps != "" { // what cast it: "under 'denied'"
		x.Text += ": " + steps
	}
	return x
}

func (v *viewer) whyFigure(w *whyView, f *ledger.Number) {
	w.What, w.Title = "Figure", f.What+": “"+f.Text+"”"
	n := number(*f)
	if n == "" {
		n = "no number is made of these words"
	}
	w.line("Number", n)
	if f.Vague != "" {
		w.line("Vague word", "“"+f.Vague+"”, read by the table of vague words")
	}
	if f.Whom != nil {
		w.line("Of whom", f.Whom.Text)
	}
	w.line("Unit", f.Unit)
	w.line("Kind", f.Kind)
	w.line("Relation", f.Relation)
	w.line("Says who", f.Origin)
	if e := v.events[f.Event]; e != nil {
		w.line("Event", e.Type+" “"+clip(e.Trigger.Text, 60)+"”")
	}
	w.reason(f.Evidence)
	w.Passed = v.beside([]ledger.Quote{f.Quote})
}

// whyWhere explains places and times, which say themselves how they were resolved.
func (v *viewer) whyWhere(w *whyView, id string) bool {
	for _, p := range v.r.Places {
		if p.ID != id {
			continue
		}
		w.What, w.Title, w.Words = "Place", p.Text, []ledger.Quote{p.Quote}
		name := p.Name
		if p.Admin1 != "" {
			name = join(join(name, p.Admin2), p.Admin1)
		}
		w.line("Taken for", join(name, p.Country))
		w.line("Precision", p.Precision)
		w.line("Part", p.Part)
		if p.GeoNames != 0 {
			w.line("GeoNames", strconv.FormatInt(p.GeoNames, 10))
		}
		if p.Metonym {
			w.line("Stands for", "the government there")
		}
		w.line("Resolved by", p.Why)
		var rivals []string
		for _, o := range p.Rivals {
			rivals = append(rivals, o.Name+" ("+o.Country+")")
		}
		w.line("Not taken", strings.Join(rivals, ", "))
		return true
	}
	for _, t := range v.r.Times {
		if t.ID != id {
			continue
		}
		w.What, w.Title, w.Words = "Time", t.Text, []ledger.Quote{t.Quote}
		d := dates(t.From, t.To)
		if d == "" {
			d = "no date on the calendar"
		}
		w.line("Means", d)
		w.line("TIMEX3", strings.TrimSpace(t.Type+" "+t.Value+" "+t.Mod))
		w.line("Resolved by", t.Why)
		return true
	}
	return false
}

// whyPassed explains sentences ("n3") and readings that were not taken ("x7").
func (v *viewer) whyPassed(w *whyView, id string) bool {
	if len(id) < 2 {
		return false
	}
	i, err := strconv.Atoi(id[1:])
	if err != nil || i < 0 {
		return false
	}
	switch {
	case id[0] == 'x' && i < len(v.r.Passed):
		p := v.r.Passed[i]
		w.What, w.Title, w.Words, w.Rule = "Not taken", clip(p.Text, 200), []ledger.Quote{p.Quote}, p.Rule
		w.line("Stage", p.Stage)
		w.line("Why not", p.Why)
		return true
	case id[0] == 'n' && i < len(v.r.Sentences):
		s := v.r.Sentences[i]
		w.What, w.Title, w.Words = "Sentence", clip(s.Text, 300), []ledger.Quote{s}
		w.Passed = v.beside([]ledger.Quote{s})
		if !quiet(v.r, marks(v.r))[i] {
			w.line("Result", "statements or events were found in this sentence")
		} else if len(w.Passed) == 0 {
			w.line("Why nothing", "no cue of speech with a speaker and no trigger of an event was found in this sentence")
		} else {
			w.line("Why nothing", "what was considered here was not taken")
		}
		return true
	}
	return false
}

// beside lists what was considered and not taken in or around the given words.
func (v *viewer) beside(lists ...[]ledger.Quote) []ledger.Pass {
	var out []ledger.Pass
	for _, p := range v.r.Passed {
		hit := false
		for _, list := range lists {
			for _, q := range list {
				hit = hit || p.Start < q.End && q.Start < p.End
			}
		}
		if hit && len(out) < 12 {
			out = append(out, p)
		}
	}
	return out
}

// version finds the file or model that a rule stands in among those that made the ledger.
func (v *viewer) version(where string) string {
	file := where
	if i := strings.LastIndexByte(file, ':'); i > 0 {
		file = file[:i]
	}
	file = strings.TrimPrefix(file, "data/")
	for _, m := range v.r.Made {
		if file != "" && strings.TrimPrefix(m.Name, "data/") == file {
			return m.Name + " " + m.Hash
		}
	}
	return ""
}
