package what_test

import (
	"strings"
	"testing"

	"daybook/data"
	"daybook/ledger"
	"daybook/what"
)

// TestOpinion: an event with two sides tells what the learned weights hold for the two, and they can be asked of two phrases between which no rule sees anything.
func TestOpinion(t *testing.T) {
	e := engine(t)
	d, at := body(t, e, "The army shelled the village of Karsun at dawn.")
	told := false
	for i := range d.Events {
		for _, s := range d.Events[i].Evidence.Steps {
			told = told || d.Events[i].Trigger.Start >= at && strings.HasPrefix(s, "second opinion on the two: ASSAULT ")
		}
	}
	if !told {
		t.Errorf("the evidence holds no second opinion: %+v", d.Events)
	}
	stage, err := what.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	find := func(word string) int32 {
		for i := range d.Tokens {
			if d.Tokens[i].Start >= at && d.Tokens[i].Of(d.Text) == word {
				return int32(i)
			}
		}
		t.Fatalf("no %q", word)
		return ledger.None
	}
	army, village := find("army"), find("village")
	if o, ok := stage.Between(d, army, village); !ok || o.Root != "ASSAULT" || o.Score < 0.8 || o.Why == "" {
		t.Errorf("between the two: %+v %t", o, ok)
	}
	if o, ok := stage.Between(d, ledger.None, village); !ok || o.Root != "ASSAULT" {
		t.Errorf("of the target alone: %+v %t", o, ok)
	}
	if _, ok := stage.Between(d, ledger.None, ledger.None); ok {
		t.Error("of nobody there is an opinion")
	}
}
