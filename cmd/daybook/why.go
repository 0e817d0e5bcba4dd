package main

import (
	"fmt"
	"slices"
	"strings"

	"daybook/export"
	"daybook/ledger"
	"daybook/store"
)

type whyCmd struct {
	database
	knowledge
	ID        string        `arg:"" optional:"" help:"Id of a statement, event, claim, figure, place, time or report; its first characters do."`
	Text      *string       `placeholder:"TEXT" help:"A sentence or more to read here and now, in place of an id; nothing is stored."`
	Trace     bool          `help:"With --text: what each stage made of it, and every trigger that was tried at every word."`
	Published string        `placeholder:"DATE" help:"With --text: the day that the text is taken to be of, ISO 8601."`
	Outlet    string        `placeholder:"NAME" help:"With --text: who is taken to have published it."`
	Format    export.Format `enum:"table,json,jsonl" default:"table" help:"How to print (${enum})."`
}

func (whyCmd) Help() string {
	return `Prints the rule or model that made the entry and where it stands, the words it read, the steps by which its parts were joined, and what was considered near it and not taken. For a report it prints all that was not taken and the sentences that yielded nothing.

With --text it reads what you type with the whole machine and your overlay, and tells of each statement and event the rule with its file and line, who stands where by which path of the rule, what cast the realis, and which rules fitted and were vetoed, by the line of which condition, or lost.

  daybook why s-eb76534d
  daybook why --text "Rebels shelled the market in Korvo."
  daybook why --text "The army denied the attack." --trace`
}

// reason is what is told about one entry; the shape of --format json.
type reason struct {
	ID       string         `json:"id"`
	Kind     string         `json:"kind"`
	Report   string         `json:"report"`
	Sentence string         `json:"sentence,omitempty"`
	Entry    any            `json:"entry,omitempty"`
	Evidence *ledger.Reason `json:"evidence,omitempty"`
	Parts    []part         `json:"parts,omitempty"`
	Passed   []ledger.Pass  `json:"passed"`
	Silent   []silent       `json:"silent,omitempty"` // of a report: sentences that gave neither a statement nor an event
}

// silent is a sentence that gave nothing.
type silent struct {
	ledger.Quote
	Why string `json:"why"`
}

// part is one more reason: how an origin or party was resolved, a place chosen, a claim made.
type part struct {
	What string `json:"what"`
	Why  string `json:"why"`
}

func (c whyCmd) Run(e *env) error {
	if c.Text != nil {
		return c.text(e)
	}
	s, err := c.open(store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	ref, err := s.Find(e.ctx, c.ID)
	if err != nil {
		return err
	}
	r, err := s.Get(e.ctx, ref.Report)
	if err != nil {
		return err
	}
	why := explain(r, ref)
	switch c.Format {
	case export.FormatJSON:
		return export.JSON(e.out, why, "  ")
	case export.FormatJSONL:
		return export.JSON(e.out, why, "")
	}
	return e.write(why.table(e.look()))
}

// explain gathers what a report knows about one of its entries.
func explain(r *ledger.Report, ref store.Ref) reason {
	w := reason{ID: ref.ID, Kind: ref.Kind, Report: ref.Report, Passed: []ledger.Pass{}}
	var at ledger.Quote // the bytes that the entry rests on
	switch ref.Kind {
	case "report":
		w.Passed = append(w.Passed, r.Passed...)
		w.Silent = silences(r)
		return w
	case "statement":
		for _, s := range r.Statements {
			if s.ID == ref.ID {
				at = cover(slices.Concat(s.Cue, s.Content))
				w.Entry, w.Evidence = s, &s.Evidence
				w.resolved("origin", s.Origin...)
				w.resolved("to", some(s.To)...)
				w.resolved("target", some(s.Target)...)
				if s.When != nil {
					w.part("said when: "+days(s.When.From, s.When.To), s.When.How)
				}
				if s.Where != nil {
					w.part("said where: "+s.Where.Name, s.Where.How)
				}
				if a := s.Reply; a != nil && a.Found {
					w.part("answers "+a.Origin, strings.Join(a.Evidence.Steps, "; ")+" ("+string(a.Point)+"), by "+a.Evidence.Rule)
				} else if a != nil {
					w.part("answers", "target not found")
				}
			}
		}
	case "event":
		for _, x := range r.Events {
			if x.ID == ref.ID {
				at = x.Trigger
				w.Entry, w.Evidence = x, &x.Evidence
				w.resolved("actor", x.Actors...)
				w.resolved("recipient", x.Recipients...)
				if x.Where != nil {
					w.part("where: "+x.Where.Name, x.Where.How)
				}
				if d := x.When; d.From != "" || d.To != "" {
					w.part("when: "+days(d.From, d.To), d.How)
				}
				for _, c := range r.Claims {
					if c.Event == x.ID {
						w.part("claim "+c.ID, strings.TrimSuffix(fmt.Sprintf("%s %s (%s), by %s: %s", c.Origin, c.Position, c.Realis, c.Evidence.Rule, strings.Join(c.Evidence.Steps, "; ")), ": "))
					}
				}
			}
		}
	case "claim":
		for _, x := range r.Claims {
			if x.ID == ref.ID {
				at, w.Entry, w.Evidence = x.Words, x, &x.Evidence
			}
		}
	case "figure":
		for _, x := range r.Figures {
			if x.ID == ref.ID {
				at, w.Entry, w.Evidence = x.Quote, x, &x.Evidence
			}
		}
	case "place":
		for _, x := range r.Places {
			if x.ID == ref.ID {
				at, w.Entry = x.Quote, x
				w.part(fmt.Sprintf("%s, %s", x.Name, x.Country), x.Why)
				for _, o := range x.Rivals {
					w.part(fmt.Sprintf("not %s, %s", o.Name, o.Country), "ranked lower")
				}
			}
		}
	case "time":
		for _, x := range r.Times {
			if x.ID == ref.ID {
				at, w.Entry = x.Quote, x
				w.part(days(x.From, x.To), x.Why)
			}
		}
	}
	near := at
	for _, s := range r.Sentences {
		if s.Start < at.End && at.Start < s.End {
			near = cover([]ledger.Quote{near, s})
			w.Sentence += " " + s.Text
		}
	}
	w.Sentence = strings.TrimSpace(w.Sentence)
	for _, p := range r.Passed {
		if p.Start < near.End && near.Start < p.End {
			w.Passed = append(w.Passed, p)
		}
	}
	return w
}

// silences are the sentences that gave neither a statement nor an event.
func silences(r *ledger.Report) (out []silent) {
	gave := func(s ledger.Quote) bool {
		for _, x := range r.Statements {
			for _, q := range slices.Concat(x.Cue, x.Content) {
				if q.Start < s.End && s.Start < q.End {
					return true
				}
			}
		}
		for _, x := range r.Events {
			if x.Trigger.Start < s.End && s.Start < x.Trigger.End {
				return true
			}
		}
		return false
	}
	for _, s := range r.Sentences {
		if gave(s) {
			continue
		}
		why := "no cue of speech with a speaker and no trigger of an event was found in it"
		for _, p := range r.Passed {
			if p.Start < s.End && s.Start < p.End {
				why = "what was considered was not taken, see above"
			}
		}
		for _, b := range r.Blocks {
			if b.Start <= s.Start && s.End <= b.End && !b.Kind.Prose() {
				why = "nothing is looked for in a part of this kind: " + string(b.Kind)
			}
		}
		out = append(out, silent{s, why})
	}
	return out
}

// days names an interval; either end may be open.
func days(from, to string) string {
	switch {
	case from == "" && to == "":
		return "no day"
	case from == to:
		return from
	case from == "":
		return "up to " + to
	case to == "":
		return "from " + from
	}
	return from + " to " + to
}

func cover(qs []ledger.Quote) (all ledger.Quote) {
	for i, q := range qs {
		if i == 0 {
			all = q
		}
		all.Start, all.End = min(all.Start, q.Start), max(all.End, q.End)
	}
	return all
}

func some(n *ledger.Named) []ledger.Named {
	if n == nil {
		return nil
	}
	return []ledger.Named{*n}
}

func (w *reason) part(what, why string) {
	if why != "" {
		w.Parts = append(w.Parts, part{what, why})
	}
}

func (w *reason) resolved(role string, ns ...ledger.Named) {
	for _, n := range ns {
		what := role + ": " + n.Name
		if n.Text != "" && n.Text != n.Name {
			what += " (“" + n.Text + "”)"
		}
		w.part(what, n.Why)
	}
}

func (w reason) table(look export.Look) string {
	var b strings.Builder
	row := func(name, text, style string) {
		look.Row(&b, 0, export.Cell{Text: name, Width: 10, Style: export.Dim}, export.Cell{Text: export.Clean(text), Style: style})
	}
	id := w.ID
	if w.Kind != "report" {
		id += " in " + w.Report
	}
	row(w.Kind, id, export.Bold)
	if w.Sentence != "" {
		row("sentence", w.Sentence, "")
	}
	if v := w.Evidence; v != nil {
		rule := v.Rule
		if v.Where != "" {
			rule += " (" + v.Where + ")"
		}
		row("rule", rule, "")
		for _, q := range v.Words {
			row("read", fmt.Sprintf("“%s” (bytes %d to %d)", q.Text, q.Start, q.End), "")
		}
		for _, s := range v.Steps {
			row("step", s, "")
		}
	}
	for _, p := range w.Parts {
		row("part", p.What+": "+p.Why, "")
	}
	for _, p := range w.Passed {
		by := p.Stage
		if p.Rule != "" {
			by += ", " + p.Rule
		}
		row("not taken", fmt.Sprintf("“%s”: %s (%s)", p.Text, p.Why, by), export.Yellow)
	}
	for _, s := range w.Silent {
		row("silent", fmt.Sprintf("“%s”: %s", s.Text, s.Why), "")
	}
	if len(w.Passed) == 0 && w.Kind != "report" {
		row("not taken", "nothing else was considered here", "")
	}
	return b.String()
}
