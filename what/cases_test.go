package what_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daybook/check"
	"daybook/ledger"
)

// TestCases runs testdata/cases.txt, whose head explains how it is written.
func TestCases(t *testing.T) {
	known := 0
	n := cases(t, "testdata/cases.txt", func(c testCase, why string) {
		switch {
		case why != "" && c.fails:
			known++
		case why != "":
			t.Errorf("testdata/cases.txt:%d: %s\n\t%s\n\t%s\n\t%s", c.line, c.text, why, strings.Join(told(c.d, c.at), "\n\t"), check.Tree(c.d, c.at))
		case c.fails:
			t.Errorf("testdata/cases.txt:%d: %s\n\tno longer fails: take its mark away", c.line, c.text)
		}
	})
	t.Logf("%d sentences, %d known to fail", n, known)
}

// trapBudget is how many traps may be fallen into: the state of things, to be lowered, never raised.
const trapBudget = 6

// TestTraps runs testdata/traps.txt, by kind.
func TestTraps(t *testing.T) {
	var kinds []string
	all, fallen := map[string]int{}, map[string]int{}
	bad := 0
	n := cases(t, "testdata/traps.txt", func(c testCase, why string) {
		if all[c.head] == 0 {
			kinds = append(kinds, c.head)
		}
		all[c.head]++
		if why != "" {
			bad++
			fallen[c.head]++
			t.Logf("testdata/traps.txt:%d: %s\n\t%s\n\t%s\n\t%s", c.line, c.text, why, strings.Join(told(c.d, c.at), "\n\t"), check.Tree(c.d, c.at))
		}
	})
	for _, k := range kinds {
		t.Logf("%s: %d of %d", k, all[k]-fallen[k], all[k])
	}
	t.Logf("%d of %d traps hold, %.1f %%", n-bad, n, 100*float64(n-bad)/float64(n))
	if n < 200 || bad > trapBudget {
		t.Errorf("%d of %d traps are fallen into, more than %d", bad, n, trapBudget)
	}
}

// testCase is one line of a file of cases, read.
type testCase struct {
	line  int
	head  string // the heading that it stands below
	text  string
	fails bool // it is known to fail
	d     *ledger.Document
	at    int32
}

// cases runs the lines of a file and hands each to f with what is wrong, "" for nothing; it returns how many there are.
func cases(t *testing.T, path string, f func(c testCase, why string)) (n int) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	e := engine(t)
	head := ""
	for i, line := range strings.Split(string(raw), "\n") {
		if h, ok := strings.CutPrefix(line, "## "); ok {
			head = h
		}
		if line == "" || line[0] == '#' {
			continue
		}
		n++
		c := testCase{line: i + 1, head: head}
		line, c.fails = strings.CutPrefix(line, "? ")
		s, want, ok := strings.Cut(line, " => ")
		if !ok {
			t.Fatalf("%s:%d: no =>", path, i+1)
		}
		sen, err := check.Unmark(s)
		if err != nil {
			t.Fatalf("%s:%d: %v", path, i+1, err)
		}
		c.text = s
		c.d, c.at = body(t, e, sen.Text)
		why := ""
		marked := false // the marks are those of the first event that is asked for
		for _, w := range strings.Split(want, ";") {
			words, marks := strings.Fields(w), sen
			if marked {
				marks.Actors, marks.Recipients = nil, nil
			}
			marked = marked || len(words) > 2 && words[0] != "never"
			if why = expect(c.d, c.at, words, marks); why != "" {
				break
			}
		}
		f(c, why)
	}
	return n
}

func told(d *ledger.Document, at int32) []string {
	var out []string
	for i := range d.Events {
		if d.Events[i].Trigger.Start >= at {
			out = append(out, check.Event(d, &d.Events[i]))
		}
	}
	return out
}

// expect checks one expectation and says what is wrong, or "".
func expect(d *ledger.Document, at int32, want []string, marks check.Sentence) string {
	switch {
	case len(want) == 1 && want[0] == "none":
		if got := told(d, at); len(got) > 0 {
			return "no event wanted"
		}
		return ""
	case want[0] == "never" || want[0] == "past":
		return never(d, at, want)
	case len(want) == 2 && want[0] == "no":
		for i := range d.Events {
			if d.Events[i].Trigger.Start >= at && d.Events[i].Type == want[1] {
				return "no " + want[1] + " wanted"
			}
		}
		return ""
	case len(want) == 1 && strings.HasPrefix(want[0], "n="):
		for i := range d.Figures {
			if strconv.FormatInt(d.Figures[i].Low, 10) == want[0][2:] {
				return ""
			}
		}
		return "no figure " + want[0][2:]
	case len(want) < 3:
		return fmt.Sprintf("%q is no expectation", want)
	}
	miss := "no " + want[0] + " at " + want[1]
	for i := range d.Events {
		e := &d.Events[i]
		if e.Trigger.Start < at || e.Type != want[0] || !strings.Contains(e.Trigger.Of(d.Text), want[1]) {
			continue
		}
		if miss = wrong(d, e, at, want, marks); miss == "" {
			return ""
		}
	}
	return miss
}

// never checks what must not come out: see the head of traps.txt.
func never(d *ledger.Document, at int32, want []string) string {
	what, word := want[1], ""
	if len(want) > 2 {
		word = want[2]
	}
	typ := ""
	if len(want) > 3 {
		typ = want[3]
	}
	if want[0] == "past" {
		what, word = "past", want[1]
	}
	if what == "figure" {
		for i := range d.Figures {
			if d.Figures[i].Span.Start >= at {
				return "no figure wanted: " + figure(d, &d.Figures[i])
			}
		}
		return ""
	}
	holds := func(ps []ledger.Party) bool {
		return slices.ContainsFunc(ps, func(p ledger.Party) bool {
			s := p.Span
			if p.Mention >= 0 && s.Empty() {
				s = d.Mentions[p.Mention].Name
				if h := d.Mentions[p.Mention].Head; s.Empty() && h >= 0 {
					s = d.Tokens[h].Span
				}
			}
			return strings.Contains(s.Of(d.Text), word)
		})
	}
	for i := range d.Events {
		e := &d.Events[i]
		if e.Trigger.Start < at || typ != "" && e.Type != typ {
			continue
		}
		bad := false
		switch what {
		case "actor":
			bad = holds(e.Actors)
		case "recipient":
			bad = holds(e.Recipients)
		case "place":
			bad = e.Where.Place >= 0 && strings.Contains(d.Places[e.Where.Place].Span.Of(d.Text), word)
		case "happened":
			bad = e.Type == word && e.Realis.Took() && !e.Background
		case "past":
			bad = e.Type == word && e.Realis.Took() && !e.Background
		default:
			return fmt.Sprintf("%q is no expectation", want)
		}
		if bad {
			return strings.Join(want, " ") + ": " + check.Event(d, e)
		}
	}
	return ""
}

func wrong(d *ledger.Document, e *ledger.Event, at int32, want []string, marks check.Sentence) string {
	if string(e.Cast.Realis) != want[2] {
		return fmt.Sprintf("%s is %s (%s), want %s", want[1], e.Cast.Realis, e.Cast.Why, want[2])
	}
	if marks.Differs(d, e, at) != "" {
		return "the parties are not as marked: " + check.Event(d, e)
	}
	place := ""
	if e.Where.Place >= 0 {
		place = d.Places[e.Where.Place].Span.Of(d.Text)
	}
	for _, f := range want[3:] {
		flag, value, _ := strings.Cut(f, "=")
		bad := false
		switch {
		case flag == "-actor":
			bad = len(e.Actors) > 0
		case flag == "-recipient":
			bad = len(e.Recipients) > 0
		case flag == "-place":
			bad = place != ""
		case flag == "-time":
			bad = e.When.Time >= 0
		case flag == "-figure":
			bad = len(e.Figures) > 0
		case flag == "on":
			bad = e.When.From != value
		case flag == "n":
			bad = true
			for _, k := range e.Figures {
				bad = bad && strconv.FormatInt(d.Figures[k].Low, 10) != value
			}
		case flag[0] == '@':
			bad = place != flag[1:]
		default:
			return "unknown flag " + f
		}
		if bad {
			return fmt.Sprintf("%s: place %q (%s), time %s (%s), parties %s", f, place, e.Where.How, e.When.From, e.When.How, check.Event(d, e))
		}
	}
	return ""
}
