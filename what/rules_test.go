package what_test

import (
	"testing"

	"daybook"
	"daybook/check"
	"daybook/data"
	"daybook/ledger"
	"daybook/rule"
	"daybook/what"
)

// Failures that the rules' own sentences may have, in all: sentences that the parser reads wrongly, mostly. The number is
// the state of things, to be lowered, never raised.
const budget = 9

// Of the budget, how many "no" sentences may fire: none should.
const budgetNo = 0

func engine(t testing.TB) *daybook.Engine {
	t.Helper()
	e, err := daybook.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// body reads one sentence as the body of a report.
func body(t testing.TB, e *daybook.Engine, s string) (*ledger.Document, int32) {
	t.Helper()
	d, at, err := check.Body(e, s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return d, at
}

// TestSentences runs the yes and no sentences of every rule through the whole machine.
func TestSentences(t *testing.T) {
	rules, err := rule.Load[what.Rule](data.FS, check.RuleFiles)
	if err != nil {
		t.Fatal(err)
	}
	e := engine(t)
	yes, no, missed, fired := 0, 0, 0, 0
	types := map[string]bool{}
	for _, r := range rules {
		types[r.Rule.Type] = true
		yes, no = yes+len(r.Rule.Yes), no+len(r.Rule.No)
		for _, f := range check.Rule(e, r) {
			t.Log(f)
			if f.No {
				fired++
			} else {
				missed++
			}
		}
	}
	t.Logf("%d rules, %d yes (%d missed), %d no (%d fired)", len(rules), yes, missed, no, fired)
	if len(types) != 16 {
		t.Errorf("rules cover %d of 16 types", len(types))
	}
	if missed+fired > budget || fired > budgetNo {
		t.Errorf("%d missed and %d fired: more than the budget of %d (%d for no)", missed, fired, budget, budgetNo)
	}
}
