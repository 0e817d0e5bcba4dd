package what_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"daybook"
	"daybook/check"
	"daybook/data"
	"daybook/ledger"
	"daybook/what"
)

// TestFigures reads numbers out of the sentences of testdata/figures.txt, whose head tells how it is written.
func TestFigures(t *testing.T) {
	raw, err := os.ReadFile("testdata/figures.txt")
	if err != nil {
		t.Fatal(err)
	}
	e := engine(t)
	n := 0
	for i, line := range strings.Split(string(raw), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		sentence, want, ok := strings.Cut(line, " =>")
		if !ok {
			t.Fatalf("testdata/figures.txt:%d: no =>", i+1)
		}
		n++
		d, at := body(t, e, sentence)
		var got []string
		for i := range d.Figures {
			if d.Figures[i].Span.Start >= at {
				got = append(got, figure(d, &d.Figures[i]))
			}
		}
		if s := strings.Join(got, " | "); s != strings.TrimSpace(want) {
			t.Errorf("testdata/figures.txt:%d: %s\n got %s\nwant%s\n%s", i+1, sentence, s, want, check.Tree(d, at))
		}
	}
	if n < 120 {
		t.Errorf("%d sentences", n)
	}
}

// TestVagueTable: vague words are read by the column that the table names.
func TestVagueTable(t *testing.T) {
	own := fstest.MapFS{what.TablePath: {Data: []byte("- id: table\n  use: acled\n")}}
	e, err := daybook.New(data.With(data.FS, own))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Dozens of miners were killed in the raid.":     `killed 12..12 "Dozens of miners" whom "miners"`,
		"Hundreds of people were wounded in the raid.":  `wounded 100..100 "Hundreds of people"`,
		"At least nine people were killed in the raid.": `killed 9..-1 at least "At least nine people"`,
		"Many people were arrested after the raid.":     `arrested 12..12 "Many people"`,
	} {
		d, at := body(t, e, text)
		var got []string
		for i := range d.Figures {
			if d.Figures[i].Span.Start >= at {
				got = append(got, figure(d, &d.Figures[i]))
			}
		}
		if s := strings.Join(got, " | "); s != want {
			t.Errorf("%s\n got %s\nwant %s", text, s, want)
		}
	}
	own[what.TablePath].Data = []byte("- id: table\n  use: guess\n")
	if _, err := daybook.New(data.With(data.FS, own)); err == nil || !strings.Contains(err.Error(), "literal or acled") {
		t.Errorf("an unknown column gives %v", err)
	}
}

func figure(d *ledger.Document, f *ledger.Figure) string {
	s := fmt.Sprintf("%s %d..%d", f.What, f.Low, f.High)
	if f.Approximate {
		s += " approximate"
	}
	if f.AtLeast {
		s += " at least"
	}
	if f.Relation != "" {
		s += " " + f.Relation
	}
	if f.PartOf >= 0 {
		s += " part"
	}
	if f.Supersedes >= 0 {
		s += fmt.Sprintf(" for %d", d.Figures[f.Supersedes].Low)
	}
	if f.Kind == "increment" {
		s += " more"
	}
	if f.Unit != "persons" {
		s += " " + f.Unit
	}
	if f.Kind == "stock" {
		s += " stock"
	}
	s += fmt.Sprintf(" %q", f.Span.Of(d.Text))
	if !f.Whom.Empty() {
		s += fmt.Sprintf(" whom %q", f.Whom.Of(d.Text))
	}
	return s
}

// TestRealis: what a clause says of its own event, and what the words above it make of it.
func TestRealis(t *testing.T) {
	e := engine(t)
	for _, c := range []struct {
		text, trigger string
		want          ledger.Realis
	}{
		{"The army bombed the port on Monday.", "bombed", ledger.Happened},
		{"The army has bombed the port.", "bombed", ledger.Happened},
		{"The army is bombing the port.", "bombing", ledger.Ongoing},
		{"The army was bombing the port.", "bombing", ledger.Happened},
		{"The army did not bomb the port.", "bomb", ledger.Denied},
		{"The army will not bomb the port.", "bomb", ledger.Denied},
		{"The rebels will not release the sailors.", "release", ledger.Happened}, // as a REJECT: the refusal
		{"The army never bombed the port.", "bombed", ledger.Denied},
		{"The army will bomb the port.", "bomb", ledger.Planned},
		{"The army may bomb the port.", "bomb", ledger.Possible},
		{"The army could have bombed the port.", "bombed", ledger.Possible},
		{"The army should bomb the port.", "bomb", ledger.Urged},
		{"The army plans to bomb the port of Arda.", "bomb", ledger.Planned},
		{"Rebels refused to bomb the port.", "bomb", ledger.Denied},
		{"Rebels failed to bomb the port.", "bomb", ledger.Failed},
		{"Rebels managed to bomb the port.", "bomb", ledger.Happened},
		{"Rebels threatened to bomb the port.", "bomb", ledger.Threatened},
		{"The mayor urged the army to bomb the port.", "bomb", ledger.Urged},
		{"The mayor accused the army of bombing the port.", "bombing", ledger.Possible},
		{"Rebels denied bombing the port.", "bombing", ledger.Denied},
		{"Rebels did not deny bombing the port.", "bombing", ledger.Possible},
		{"The army stopped bombing the port.", "bombing", ledger.Happened},
		{"If the army bombs the port, the town will starve.", "bombs", ledger.Possible},
		{"The army often bombs the port.", "bombs", ledger.Habitual},
		{"The mayor condemned the bombing of the port.", "bombing", ledger.Happened},
		{"The mayor ruled out a bombing of the port.", "bombing", ledger.Denied},
		{"The mayor warned of a bombing of the port by rebels.", "bombing", ledger.Threatened},
		{"A planned bombing of the port by rebels worried the mayor.", "bombing", ledger.Planned},
		{"The alleged bombing of the port by rebels was in the papers.", "bombing", ledger.Possible},
		{"There was no bombing of the port.", "bombing", ledger.Denied},
		{"The general said the army had bombed the port.", "bombed", ledger.Happened},
		{"The general said the army would bomb the port.", "bomb", ledger.Planned},
		{"A court ruled that the army had bombed the port.", "bombed", ledger.Happened},
		{"The rebels planned an attack on the embassy.", "planned an attack", ledger.Planned},
		{"The judge is investigating the bombing of the port.", "bombing", ledger.Happened},
		{"Police foiled an attack on the embassy.", "attack", ledger.Failed},
		{"The rebels agreed to release the sailors.", "release", ledger.Planned},
		{"Rebels have no plans to bomb the port.", "bomb", ledger.Denied},
	} {
		d, at := body(t, e, c.text)
		found := false
		for i := range d.Events {
			ev := &d.Events[i]
			if ev.Trigger.Start >= at && ev.Trigger.Of(d.Text) == c.trigger {
				found = true
				if ev.Cast.Realis != c.want {
					t.Errorf("%s: %s is %s (%s), want %s\n%s", c.text, c.trigger, ev.Cast.Realis, ev.Cast.Why, c.want, check.Tree(d, at))
				}
			}
		}
		if !found {
			t.Errorf("%s: no event at %q\n%s", c.text, c.trigger, check.Tree(d, at))
		}
	}
}
