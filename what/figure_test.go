package what_test

import (
	"fmt"
	"strings"
	"testing"

	"daybook/check"
	"daybook/ledger"
)

// TestFigures reads numbers out of sentences of our own: what, low..high (-1 open or not told), and what qualifies them.
func TestFigures(t *testing.T) {
	e := engine(t)
	for _, c := range []struct{ text, want string }{
		{"At least 12 soldiers were killed in an ambush on Monday.", `killed 12..-1 at least "At least 12 soldiers" whom "soldiers"`},
		{"Around 3,000 villagers have been under siege since May.", `besieged 3000..3000 approximate stock "Around 3,000 villagers" whom "villagers"`},
		{"Dozens of people were killed in the raid, most of them civilians, and many more were wounded.", `killed 24..-1 "Dozens of people" whom "most of them civilians" | wounded -1..-1 more than the killed "many more"`},
		{"The bomb killed four people, including two children.", `killed 4..4 "four people" | killed 2..2 part "two children" whom "children"`},
		{"The blast killed between 20 and 30 people.", `killed 20..30 "between 20 and 30 people"`},
		{"Up to 40 people were wounded in the riot.", `wounded -1..40 "Up to 40 people"`},
		{"About two million people have been displaced by the fighting.", `displaced 2000000..2000000 approximate stock "About two million people"`},
		{"Police arrested a dozen students at the rally.", `arrested 12..12 "a dozen students" whom "students"`},
		{"The attack on the market left nine people dead.", `killed 9..9 "nine people"`},
		{"Hundreds of families fled the valley.", `displaced 200..-1 families stock "Hundreds of families" whom "families"`},
		{"More than 50 monks were detained.", `detained 50..-1 at least "More than 50 monks" whom "monks"`},
		{"The militia released seven hostages.", `released 7..7 "seven hostages" whom "hostages"`},
		{"Gunmen killed three policemen and wounded five others.", `killed 3..3 "three policemen" whom "policemen" | wounded 5..5 "five others"`},
		{"The general was killed on 12 May.", ""},
		{"Nobody was killed in the blast.", ""},
		{"The army spent 30 million dollars on tanks.", ""},
		{"The meeting was the first that the three parties have held since May.", ""},
		{"The town lies 40 kilometres from the front, where rebels killed the mayor.", ""},
	} {
		d, at := body(t, e, c.text)
		var got []string
		for i := range d.Figures {
			f := &d.Figures[i]
			if f.Span.Start < at {
				continue
			}
			got = append(got, figure(d, f))
		}
		if s := strings.Join(got, " | "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s\n%s", c.text, s, c.want, check.Tree(d, at))
		}
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
