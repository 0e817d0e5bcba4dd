package check

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"daybook"
	"daybook/ledger"
	"daybook/read"
	"daybook/rule"
	"daybook/said"
	"daybook/text"
)

// Failure is a sentence that does not come out as it should. It stands where the sentence does.
type Failure struct {
	rule.Fault
	No bool // it is one that must not come out
}

// Cue runs the sentences of an entry of a cue lexicon. Without an engine it looks at their marks alone.
func Cue(e *daybook.Engine, x rule.Entry[said.Entry]) []Failure {
	return run(x, x.Rule.Meta,
		func(s string) string { return cueYes(e, x.Rule.ID, s) },
		func(s string) string { return cueNo(e, x.Rule.ID, s) })
}

// run puts each sentence of an entry to yes or no, which say what is wrong with it, "" nothing.
func run[T any](x rule.Entry[T], m rule.Meta, yes, no func(s string) string) (failed []Failure) {
	for _, k := range []struct {
		key       string
		sentences []string
		wrong     func(s string) string
	}{{"yes", m.Yes, yes}, {"no", m.No, no}} {
		for i, s := range k.sentences {
			if why := k.wrong(s); why != "" {
				failed = append(failed, Failure{x.Fault(fmt.Sprintf("%s: %q %s", m.ID, s, why), k.key, i), k.key == "no"})
			}
		}
	}
	return failed
}

func statements(e *daybook.Engine, s string) (*ledger.Document, error) {
	return e.Read([]byte(s+"\n"), read.Hint{Name: "example.txt", MediaType: "text/plain; charset=utf-8"})
}

func cueYes(e *daybook.Engine, id, s string) string {
	m, err := cueMarks(s)
	if err != nil {
		return err.Error()
	}
	if e == nil {
		return ""
	}
	d, err := statements(e, m.Text)
	if err != nil {
		return "cannot be read: " + err.Error()
	}
	var got []string
	for i := range d.Statements {
		st := &d.Statements[i]
		why := differs(d, st, m)
		switch mine := strings.HasPrefix(st.Evidence.Rule, "said/"+id+"."); {
		case mine && why == "":
			return ""
		case !mine:
			why = "of another entry"
		default:
			why = "another " + why
		}
		got = append(got, fmt.Sprintf("%s (%s)", Statement(d, st), why))
	}
	if len(got) == 0 {
		for _, r := range d.Rejected {
			if r.Stage == "statements" {
				got = append(got, "passed over "+r.Rule+": "+r.Why)
			}
		}
	}
	return "must come out: " + cameOut(d, got)
}

// cueMarks reads the marks of a sentence that must come out; the head of data/lexicon/cue-verbs.yaml tells of them.
func cueMarks(s string) (rule.Marked, error) {
	m, err := rule.ParseMarked(s)
	if err != nil {
		return m, fmt.Errorf("is marked wrongly: %w", err)
	}
	for _, name := range slices.Sorted(maps.Keys(m.Parts)) {
		if !slices.Contains([]string{"S", "C", "X", "To", "About"}, name) {
			return m, fmt.Errorf("has a mark [%s ...]; there are S, C, X, To, About", name)
		}
	}
	if len(m.Parts["C"]) == 0 || len(m.Parts["X"]) == 0 {
		return m, errors.New("must mark the cue and the content: [C said] [X the bridge was unsafe]")
	}
	for _, n := range m.Notes {
		if n != "unknown" && !slices.Contains(ledger.Stances, ledger.Stance(n)) {
			return m, fmt.Errorf("has an unknown stance %q behind =>; known are unknown, %s", n, rule.Names(ledger.Stances))
		}
	}
	return m, nil
}

// cameOut tells what came out in place of what was wanted.
func cameOut(d *ledger.Document, got []string) string {
	switch l := d.Source.Language; {
	case len(got) > 0:
		return "got " + strings.Join(got, "; and ")
	case l != "en":
		return fmt.Sprintf("nothing came out, for it is taken for another language (%s); make the sentence longer", l)
	}
	return "nothing came out"
}

// Statement tells a statement in one line.
func Statement(d *ledger.Document, st *ledger.Statement) string {
	return fmt.Sprintf("%s [S %s] [C %s] [X %s] => %s", st.Evidence.Rule, st.Source.Of(d.Text), Words(d.Text, st.Cue), Words(d.Text, st.Content), st.Stance)
}

// Words are the words of spans, parted by " | ".
func Words(t string, spans []text.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, s.Of(t))
	}
	return strings.Join(out, " | ")
}

// differs names what of a statement is not as marked.
func differs(d *ledger.Document, st *ledger.Statement, m rule.Marked) string {
	if w := strings.TrimSuffix(strings.TrimSuffix(Words(m.Text, m.Parts["S"]), "'s"), "'"); w != st.Source.Of(d.Text) {
		return "source"
	}
	if Words(m.Text, m.Parts["C"]) != Words(d.Text, st.Cue) {
		return "cue"
	}
	if Words(m.Text, m.Parts["X"]) != Words(d.Text, st.Content) {
		return "content"
	}
	for _, p := range []struct {
		name    string
		mention int32
	}{{"To", st.To}, {"About", st.Target}} {
		if want := m.Parts[p.name]; len(want) > 0 && (p.mention < 0 || !d.Mentions[p.mention].Span.Overlaps(want[0])) {
			return p.name
		}
	}
	for _, n := range m.Notes {
		if n == "unknown" {
			if !st.Unknown {
				return "source where none is told"
			}
		} else if n != string(st.Stance) {
			return "stance"
		}
	}
	return ""
}

func cueNo(e *daybook.Engine, id, s string) string {
	if m, err := rule.ParseMarked(s); err != nil || len(m.Parts)+len(m.Notes) > 0 {
		return "must not come out, so it has no marks"
	}
	if e == nil {
		return ""
	}
	d, err := statements(e, s)
	if err != nil {
		return "cannot be read: " + err.Error()
	}
	for i := range d.Statements {
		if st := &d.Statements[i]; strings.HasPrefix(st.Evidence.Rule, "said/"+id+".") {
			return "must not come out: got " + Statement(d, st)
		}
	}
	return ""
}
