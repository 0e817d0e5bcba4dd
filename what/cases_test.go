package what_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"daybook/check"
	"daybook/ledger"
)

// TestCases runs testdata/cases.txt, whose head explains how it is written.
func TestCases(t *testing.T) {
	raw, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	e := engine(t)
	known, n := 0, 0
	for i, line := range strings.Split(string(raw), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		n++
		line, fails := strings.CutPrefix(line, "? ")
		s, want, ok := strings.Cut(line, " => ")
		if !ok {
			t.Fatalf("testdata/cases.txt:%d: no =>", i+1)
		}
		sen, err := check.Unmark(s)
		if err != nil {
			t.Fatalf("testdata/cases.txt:%d: %v", i+1, err)
		}
		d, at := body(t, e, sen.Text)
		why := ""
		for k, w := range strings.Split(want, ";") {
			marks := sen
			if k > 0 {
				marks.Actors, marks.Recipients = nil, nil
			}
			if why = expect(d, at, strings.Fields(w), marks); why != "" {
				break
			}
		}
		switch {
		case why != "" && fails:
			known++
		case why != "":
			t.Errorf("testdata/cases.txt:%d: %s\n\t%s\n\t%s\n\t%s", i+1, s, why, strings.Join(told(d, at), "\n\t"), check.Tree(d, at))
		case fails:
			t.Errorf("testdata/cases.txt:%d: %s\n\tno longer fails: take its mark away", i+1, s)
		}
	}
	t.Logf("%d sentences, %d known to fail", n, known)
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
