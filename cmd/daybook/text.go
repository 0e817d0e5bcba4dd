package main

// daybook why --text: a text from the command line, read with the whole machine, and all that the machine tells of how it read it.

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"daybook"
	"daybook/export"
	"daybook/ledger"
	"daybook/read"
	"daybook/store"
	"daybook/text"
)

// reading is what is made of a text, and why; the shape of --format json.
type reading struct {
	Text       string           `json:"text"`
	Sentences  []ledger.Quote   `json:"sentences"`
	Statements []reason         `json:"statements"`
	Events     []deed           `json:"events"`
	Figures    []reason         `json:"figures,omitempty"`
	Passed     []ledger.Pass    `json:"passed"`           // by other stages than that of events
	Tried      []try            `json:"tried"`            // rules for events at words of which nothing was made
	Silent     []silent         `json:"silent,omitempty"` // sentences that gave neither a statement nor an event
	Problems   []ledger.Trouble `json:"problems,omitempty"`
	Trace      *stages          `json:"trace,omitempty"`
}

// deed is an event with how its rule found it.
type deed struct {
	reason
	Trigger string `json:"trigger"` // as the rule writes it
	Listed  string `json:"listed"`  // under which key of the rule
	Cast    cast   `json:"cast"`
	Slots   []slot `json:"slots"`
	Vetoed  []try  `json:"vetoed"` // rules whose words fit here, and a condition failed
	Rivals  []try  `json:"rivals"` // rules that would have made an event here, had this one not
}

// cast is how the clause presents the event, and the words that make it so.
type cast struct {
	Realis    ledger.Realis `json:"realis"`
	Certainty string        `json:"certainty,omitempty"`
	Why       string        `json:"why,omitempty"`
}

// slot is one path of a rule's slots and to whom it led.
type slot struct {
	Side string   `json:"side"`
	Path string   `json:"path"`
	Who  []string `json:"who,omitempty"`
	How  string   `json:"how"`
}

// try is a trigger that was put to a word.
type try struct {
	ledger.Quote
	Outcome    string   `json:"outcome"`
	Rule       string   `json:"rule,omitempty"`
	Where      string   `json:"where,omitempty"`
	Type       string   `json:"type,omitempty"`
	Mode       string   `json:"mode,omitempty"`
	Listed     string   `json:"listed,omitempty"`
	Trigger    string   `json:"trigger,omitempty"`
	Why        string   `json:"why,omitempty"`
	Condition  string   `json:"condition,omitempty"`
	Line       string   `json:"line,omitempty"` // file and line of the condition
	Slots      []slot   `json:"slots,omitempty"`
	Actors     []string `json:"actors,omitempty"`
	Recipients []string `json:"recipients,omitempty"`
	head       int32
}

// stages is what each stage made of the text, in their order.
type stages struct {
	Tokens     []token         `json:"tokens"`
	Mended     []token         `json:"mended,omitempty"` // as the rules for events read them
	Names      []marked        `json:"names"`
	Mentions   []marked        `json:"mentions"`
	Times      []ledger.Moment `json:"times"`
	Places     []ledger.Spot   `json:"places"`
	Statements []marked        `json:"statements"`
	Actors     []marked        `json:"actors"`
	Tries      []try           `json:"tries"`
}

type token struct {
	I     int    `json:"i"`
	Text  string `json:"text"`
	UPOS  string `json:"upos"`
	XPOS  string `json:"xpos"`
	Lemma string `json:"lemma"`
	Rel   string `json:"rel"`
	Head  int32  `json:"head"` // -1 at the root
}

// marked is a stretch of the text that a stage marked: with what, and why.
type marked struct {
	Text string `json:"text"`
	Is   string `json:"is,omitempty"`
	Why  string `json:"why,omitempty"`
}

// text reads the text and prints how.
func (c whyCmd) text(e *env) error {
	engine, err := c.engine(e)
	if err != nil {
		return err
	}
	d, trace, err := engine.Trace([]byte(*c.Text+"\n"), read.Hint{Name: "the text", Outlet: c.Outlet, Published: c.Published, MediaType: "text/plain; charset=utf-8"})
	if err != nil {
		return err
	}
	if l := d.Source.Language; l != "en" {
		return fmt.Errorf("the text is taken for another language than English (%s); write it as whole sentences", l)
	}
	w := readingOf(d, trace)
	if !c.Trace {
		w.Trace = nil
	}
	switch c.Format {
	case export.FormatJSON:
		return export.JSON(e.out, w, "  ")
	case export.FormatJSONL:
		return export.JSON(e.out, w, "")
	}
	return e.write(w.table(e.look()))
}

// readingOf gathers what a document and its trace tell.
func readingOf(d *ledger.Document, trace *daybook.Trace) reading {
	r := d.Report()
	w := reading{Text: strings.TrimSpace(d.Text), Sentences: r.Sentences, Statements: []reason{}, Events: []deed{}, Passed: []ledger.Pass{}, Tried: []try{}, Silent: silences(r), Problems: r.Problems}
	told := func(kind, id string) reason {
		x := explain(r, store.Ref{Kind: kind, ID: id, Report: r.ID})
		x.Passed = nil
		return x
	}
	for _, s := range r.Statements {
		w.Statements = append(w.Statements, told("statement", s.ID))
	}
	for _, f := range r.Figures {
		w.Figures = append(w.Figures, told("figure", f.ID))
	}
	made := map[int32]bool{} // heads of events
	for i, x := range r.Events {
		ev := &d.Events[i]
		made[ev.Head] = true
		n := deed{reason: told("event", x.ID), Cast: cast{ev.Cast.Realis, ev.Cast.Certainty, ev.Cast.Why}, Slots: []slot{}, Vetoed: []try{}, Rivals: []try{}}
		for k := range trace.Tries {
			t := &trace.Tries[k]
			if t.Within >= 0 && t.Within == ev.Head {
				switch t.Outcome {
				case "vetoed":
					n.Vetoed = append(n.Vetoed, tryOf(d, t))
				case "lost":
					n.Rivals = append(n.Rivals, tryOf(d, t))
				}
			}
			if t.Head != ev.Head || "what/"+t.Rule == ev.Evidence.Rule && t.Outcome != "made" {
				continue
			}
			switch t.Outcome {
			case "made":
				n.Trigger, n.Listed, n.Slots = t.Trigger, t.Kind, slots(d, t)
			case "vetoed":
				n.Vetoed = append(n.Vetoed, tryOf(d, t))
			case "lost":
				n.Rivals = append(n.Rivals, tryOf(d, t))
			}
		}
		w.Events = append(w.Events, n)
	}
	for _, p := range r.Passed {
		if p.Stage != "events" {
			w.Passed = append(w.Passed, p)
		}
	}
	w.Trace = &stages{Times: r.Times, Places: r.Places, Names: []marked{}, Mentions: []marked{}, Statements: []marked{}, Actors: []marked{}, Tries: []try{}}
	for k := range trace.Tries {
		t := tryOf(d, &trace.Tries[k])
		w.Trace.Tries = append(w.Trace.Tries, t)
		if x := &trace.Tries[k]; !made[x.Head] && x.Within < 0 && x.Matched() {
			w.Tried = append(w.Tried, t)
		}
	}
	w.Trace.fill(d, trace)
	return w
}

// fill gathers what the stages before that of events made.
func (s *stages) fill(d *ledger.Document, trace *daybook.Trace) {
	tok := func(i int, t *text.Token) token {
		return token{i, t.Of(d.Text), t.UPOS, t.XPOS, t.Lemma, t.Rel, t.Head}
	}
	for i := range d.Tokens {
		s.Tokens = append(s.Tokens, tok(i, &d.Tokens[i]))
	}
	for _, i := range trace.Mended {
		s.Mended = append(s.Mended, tok(int(i), &trace.Tokens[i]))
	}
	for _, n := range d.Names {
		s.Names = append(s.Names, marked{Text: d.Tree.Span(n.Run).Of(d.Text), Is: n.Type})
	}
	for i, m := range d.Mentions {
		x := marked{Text: m.Span.Of(d.Text), Is: string(m.Kind)}
		if a := d.ActorOfMention(int32(i)); a != nil {
			x.Is += ", " + a.Key
		}
		if i < len(d.ActorWhy) {
			x.Why = d.ActorWhy[i]
		}
		s.Mentions = append(s.Mentions, x)
	}
	for _, st := range d.Statements {
		var words []string
		for _, c := range st.Content {
			words = append(words, c.Of(d.Text))
		}
		s.Statements = append(s.Statements, marked{Text: strings.Join(words, " ... "), Is: string(st.Stance) + " by “" + st.Source.Of(d.Text) + "”", Why: st.Evidence.Rule})
	}
	for _, a := range d.Actors {
		s.Actors = append(s.Actors, marked{Text: a.Name, Is: strings.Join(slices.DeleteFunc([]string{a.Key, string(a.Kind), a.Country, a.Sector}, func(s string) bool { return s == "" }), ", ")})
	}
}

// phrase is the mention whose head is a token, or the token.
func phrase(d *ledger.Document, head int32) string {
	s := d.Tokens[head].Span
	for _, m := range d.Mentions {
		if m.Head == head && m.Span.Len() > s.Len() {
			s = m.Span
		}
	}
	return s.Of(d.Text)
}

func phrases(d *ledger.Document, heads []int32) (out []string) {
	for _, h := range heads {
		out = append(out, phrase(d, h))
	}
	return out
}

func slots(d *ledger.Document, t *daybook.Try) []slot {
	out := []slot{}
	for _, w := range t.Ways {
		x := slot{w.Side, w.Path, phrases(d, w.Heads), w.How}
		same := func(o slot) bool { return o.Side == x.Side && o.Path == x.Path && slices.Equal(o.Who, x.Who) }
		if !slices.ContainsFunc(out, same) { // where both sides act each path is walked for each
			out = append(out, x)
		}
	}
	return out
}

func tryOf(d *ledger.Document, t *daybook.Try) try {
	x := try{
		Quote: ledger.Quote{Start: t.Words.Start, End: t.Words.End, Text: t.Words.Of(d.Text)}, Outcome: string(t.Outcome), Where: t.Where, Type: t.Type, Mode: t.Mode, Listed: t.Kind,
		Trigger: t.Trigger, Why: t.Why, Condition: t.Condition, Line: t.Line, Slots: slots(d, t), Actors: phrases(d, t.Actors), Recipients: phrases(d, t.Recipients), head: t.Head,
	}
	if t.Rule != "" {
		x.Rule = "what/" + t.Rule
	}
	return x
}

// parties tells who did it to whom.
func (t try) parties() string { return sides(t.Actors, t.Recipients) }

// sides writes actors and recipients beside each other: "the army → the market", "? → the town".
func sides(actors, recipients []string) string {
	name := func(s []string) string {
		if len(s) == 0 {
			return "?"
		}
		return strings.Join(s, " + ")
	}
	if len(recipients) == 0 {
		return name(actors)
	}
	return name(actors) + " → " + name(recipients)
}

// table lays the reading out, sentence by sentence.
func (w reading) table(look export.Look) string {
	var b strings.Builder
	row := func(name, text, style string) {
		look.Row(&b, 0, export.Cell{Text: name, Width: 10, Style: export.Dim}, export.Cell{Text: export.Clean(text), Style: style})
	}
	within := func(q, s ledger.Quote) bool { return s.Start <= q.Start && q.Start < s.End }
	for i, s := range w.Sentences {
		if i > 0 {
			b.WriteByte('\n')
		}
		row("sentence", s.Text, export.Bold)
		for _, x := range w.Statements {
			if st, ok := x.Entry.(ledger.Said); ok && len(st.Cue) > 0 && within(st.Cue[0], s) {
				b.WriteByte('\n')
				row("statement", string(st.Stance)+" “"+st.Cue[0].Text+"”", export.Bold)
				x.rows(row, nil)
			}
		}
		for _, x := range w.Events {
			if ev, ok := x.Entry.(ledger.Deed); ok && within(ev.Trigger, s) {
				b.WriteByte('\n')
				x.rows(row, ev)
			}
		}
		for _, x := range w.Figures {
			if f, ok := x.Entry.(ledger.Number); ok && within(f.Quote, s) {
				b.WriteByte('\n')
				row("figure", f.What+" “"+f.Text+"”", export.Bold)
				x.rows(row, nil)
			}
		}
		first := true
		apart := func() {
			if first {
				b.WriteByte('\n')
			}
			first = false
		}
		for _, t := range w.Tried {
			if within(t.Quote, s) {
				apart()
				row("not taken", "“"+t.Text+"”: "+t.told(), export.Yellow)
			}
		}
		for _, p := range w.Passed {
			if within(p.Quote, s) {
				apart()
				row("not taken", fmt.Sprintf("“%s”: %s (%s)", p.Text, p.Why, strings.Trim(p.Stage+", "+p.Rule, ", ")), export.Yellow)
			}
		}
		for _, q := range w.Silent {
			if q.Start == s.Start {
				apart()
				row("silent", q.Why, "")
			}
		}
	}
	for i, p := range w.Problems {
		if i == 0 {
			b.WriteByte('\n')
		}
		row("problem", p.What+"; "+p.Hint, export.Yellow)
	}
	if w.Trace != nil {
		w.Trace.table(look, &b, row)
	}
	return b.String()
}

// rows prints what is told of one entry, but for its steps that the caller has told.
func (w reason) rows(row func(name, text, style string), told map[string]bool) {
	if v := w.Evidence; v != nil {
		at := v.Rule
		if v.Where != "" {
			at += " (" + v.Where + ")"
		}
		row("rule", at, "")
		for _, q := range v.Words {
			row("read", "“"+q.Text+"”", "")
		}
		for _, s := range v.Steps {
			if !told[s] {
				row("step", s, "")
			}
		}
	}
	for _, p := range w.Parts {
		row("part", p.What+": "+p.Why, "")
	}
}

// rows prints an event: what it is, by which rule, who stands where, and what stood against it.
func (x deed) rows(row func(name, text, style string), ev ledger.Deed) {
	names := func(ns []ledger.Named) (out []string) {
		for _, n := range ns {
			out = append(out, cmp.Or(n.Text, n.Name))
		}
		return out
	}
	row("event", strings.TrimSpace(ev.Type+" "+ev.Mode)+" “"+ev.Trigger.Text+"”: "+sides(names(ev.Actors), names(ev.Recipients))+", "+string(ev.Realis), export.Bold)
	if x.Trigger != "" {
		row("trigger", "“"+x.Trigger+"” among the "+x.Listed, "")
	}
	told := map[string]bool{}
	for _, side := range [...]string{"actor", "recipient"} {
		var empty, nobody []string
		found := false
		for _, s := range x.Slots {
			if s.Side != side {
				continue
			}
			if len(s.Who) == 0 {
				if s.How == "leads to nobody" {
					empty = append(empty, s.Path)
				} else {
					nobody = append(nobody, s.Path+": "+s.How)
				}
				continue
			}
			found = true
			row(side, "“"+strings.Join(s.Who, "”, “")+"” by "+s.Path+": "+s.How, "")
		}
		if len(empty) > 0 {
			nobody = append(nobody, "nothing stands at "+strings.Join(empty, ", "))
		}
		if !found && len(nobody) > 0 {
			row(side, "nobody: "+strings.Join(nobody, "; "), "")
		}
	}
	row("realis", strings.Join(slices.DeleteFunc([]string{string(x.Cast.Realis), x.Cast.Certainty}, func(s string) bool { return s == "" }), ", ")+": "+cmp.Or(x.Cast.Why, "the clause itself"), "")
	if x.Evidence != nil {
		for _, s := range x.Evidence.Steps {
			if x.Trigger != "" && (strings.HasPrefix(s, "trigger '") || x.slotted(s)) {
				told[s] = true
			}
		}
	}
	x.reason.rows(row, told)
	for _, t := range x.Vetoed {
		row("vetoed", t.told(), export.Yellow)
	}
	for _, t := range x.Rivals {
		row("rival", t.told(), export.Yellow)
	}
}

// slotted reports whether a step says what a slot says already.
func (x deed) slotted(step string) bool {
	for _, s := range x.Slots {
		if len(s.Who) == 0 && s.How == step || len(s.Who) > 0 && strings.HasPrefix(step, s.Side+" '") && strings.HasSuffix(step, "': "+s.How) {
			return true
		}
	}
	return false
}

// told tells what became of a try, and why.
func (t try) told() string {
	if t.Rule == "" {
		return t.Why
	}
	s := fmt.Sprintf("%s (%s), %s, by “%s”: ", t.Rule, t.Where, strings.TrimSpace(t.Type+" "+t.Mode), t.Trigger)
	switch {
	case t.Line != "" && !strings.HasPrefix(t.Why, "blocked") && !strings.HasPrefix(t.Why, "condition"):
		return s + t.Why + t.empty() + " (" + t.Line + ")"
	case t.Line != "":
		return s + t.Condition + " (" + t.Line + ")"
	case t.Outcome == "lost":
		return s + t.parties() + "; " + t.Why
	case t.Why == "":
		return s + t.Outcome
	}
	return s + t.Why
}

// empty tells at which paths nobody stands, of the sides for which no path led to anybody.
func (t try) empty() (s string) {
	for _, side := range [...]string{"actor", "recipient"} {
		var paths []string
		found := false
		for _, w := range t.Slots {
			if w.Side == side {
				found = found || len(w.Who) > 0
				paths = append(paths, w.Path)
			}
		}
		if !found && len(paths) > 0 {
			s += "; no " + side + " at " + strings.Join(paths, ", ")
		}
	}
	return s
}

// table lays out what each stage made.
func (s *stages) table(look export.Look, b *strings.Builder, row func(name, text, style string)) {
	head := func(name string, n int) {
		b.WriteByte('\n')
		row("stage", fmt.Sprintf("%s, %d", name, n), export.Bold)
	}
	tokens := func(ts []token) {
		for _, t := range ts {
			gov := "root"
			if t.Head >= 0 {
				gov = fmt.Sprintf("%s of %d %s", t.Rel, t.Head, s.Tokens[t.Head].Text)
			}
			look.Row(b, 0, export.Cell{Text: fmt.Sprintf("%10d", t.I), Width: 10}, export.Cell{Text: export.Clean(t.Text), Width: 16}, export.Cell{Text: t.UPOS + " " + t.XPOS, Width: 10},
				export.Cell{Text: export.Clean(t.Lemma), Width: 14}, export.Cell{Text: export.Clean(gov)})
		}
	}
	marks := func(name string, ms []marked) {
		head(name, len(ms))
		for _, m := range ms {
			row("", strings.TrimRight("“"+m.Text+"”: "+m.Is+"; "+m.Why, ":; "), "")
		}
	}
	head("parse", len(s.Tokens))
	tokens(s.Tokens)
	marks("names", s.Names)
	marks("mentions", s.Mentions)
	head("times", len(s.Times))
	for _, t := range s.Times {
		row("", "“"+t.Text+"”: "+days(t.From, t.To)+"; "+t.Why, "")
	}
	head("places", len(s.Places))
	for _, p := range s.Places {
		row("", strings.TrimRight("“"+p.Text+"”: "+strings.TrimRight(p.Name+", "+p.Country, ", ")+"; "+p.Why, "; "), "")
	}
	marks("statements", s.Statements)
	marks("actors", s.Actors)
	if len(s.Mended) > 0 {
		head("mended for events", len(s.Mended))
		tokens(s.Mended)
	}
	head("events, triggers tried", len(s.Tries))
	last := int32(-1)
	for _, t := range s.Tries {
		name := ""
		if t.head != last {
			name = s.Tokens[t.head].Text
		}
		last = t.head
		row(name, t.Outcome+": "+strings.TrimSuffix(t.told(), ": "+t.Outcome), "")
		for _, w := range t.Slots {
			who := w.How
			if len(w.Who) > 0 {
				who = "“" + strings.Join(w.Who, "”, “") + "”, " + w.How
			}
			row("", "  "+w.Side+" by "+w.Path+": "+who, export.Dim)
		}
	}
}

// Validate refuses what does not go together.
func (c whyCmd) Validate() error {
	switch {
	case c.Text == nil && c.ID == "":
		return errors.New(`why takes the id of an entry, or a text with --text "..."`)
	case c.Text != nil && c.ID != "":
		return errors.New("an id and --text do not go together: the one asks about a stored report, the other reads a text anew")
	case c.Text != nil && strings.TrimSpace(*c.Text) == "":
		return errors.New("--text is empty; give it a sentence or more")
	case c.Text == nil && (c.Trace || c.Published != "" || c.Outlet != ""):
		return errors.New("--trace, --published and --outlet go with --text")
	case c.Published != "":
		return read.CheckDate(c.Published)
	}
	return nil
}
