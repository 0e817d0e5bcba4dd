package score

import (
	"strings"
	"testing"

	"daybook/ledger"
)

const ledgerText = "Rebels shelled the town on Monday. The mayor said ten people had died. The army denied that it fired."

func quoteOf(words string) ledger.Quote {
	i := strings.Index(ledgerText, words)
	return ledger.Quote{Start: int32(i), End: int32(i + len(words)), Text: words}
}

func number(n int64) *int64 { return &n }

func sampleGold() goldReport {
	return goldReport{
		Statements: []goldStatement{
			{ID: "s1", Content: "ten people had died", Who: []string{"the mayor"}, Stance: "asserts"},
			{ID: "s2", Content: "that it fired", Who: []string{"Army of Arcadia"}, Stance: "denies"},
		},
		Events: []goldEvent{
			{ID: "e1", Type: "ASSAULT", Trigger: "shelled", Actor: []string{"rebels|ARC|REB"}, Recipient: []string{"the town|ARC|"}, Realis: "happened",
				Figures: []goldFigure{{What: "killed", Low: number(10), High: number(10), Text: "ten people"}}},
			{ID: "e2", Type: "ASSAULT", Trigger: "fired", Actor: []string{"army|ARC|MIL"}, Realis: "denied", Statements: []string{"s2"}},
		},
		Times: []goldTime{{Text: "Monday", From: "2020-01-06", To: "2020-01-06"}},
	}
}

func sampleOurs() *ledger.Report {
	sentences := strings.SplitAfter(ledgerText, ". ")
	r := &ledger.Report{Text: ledgerText}
	for _, s := range sentences {
		r.Sentences = append(r.Sentences, quoteOf(strings.TrimSpace(s)))
	}
	named := func(words, head string) ledger.Named {
		return ledger.Named{Quote: quoteOf(words), Head: head, Name: words}
	}
	outlet := ledger.Named{Name: "The Gazette", Kind: ledger.Outlet}
	r.Statements = []ledger.Said{
		{ID: "a", Content: []ledger.Quote{quoteOf("ten people had died")}, Stance: ledger.Asserts, Origin: []ledger.Named{named("The mayor", "mayor"), outlet}},
		{ID: "b", Content: []ledger.Quote{quoteOf("it fired")}, Stance: ledger.Denies, Origin: []ledger.Named{named("The mayor", "mayor"), outlet}},
	}
	r.Events = []ledger.Deed{
		{ID: "x", Type: "ASSAULT", Trigger: quoteOf("shelled"), Actors: []ledger.Named{named("Rebels", "Rebels")}, Recipients: []ledger.Named{named("the town", "town")}, Realis: ledger.Happened},
		{ID: "y", Type: "ASSAULT", Trigger: quoteOf("fired"), Actors: []ledger.Named{named("The army", "army")}, Realis: ledger.Happened},
	}
	r.Claims = []ledger.Stand{{ID: "c", Event: "x", Position: ledger.Asserts}, {ID: "d", Event: "y", Statement: "b", Position: ledger.Denies}}
	r.Figures = []ledger.Number{{Quote: quoteOf("ten people"), ID: "f", What: "killed", Low: number(10), High: number(10), Event: "y"}}
	r.Times = []ledger.Moment{{Quote: quoteOf("Monday"), From: "2020-01-06", To: "2020-01-07"}}
	return r
}

func TestLedgerScore(t *testing.T) {
	var log strings.Builder
	s := &ledgerScorer{o: Options{Errors: &log}}
	s.report("sample", sampleGold(), sampleOurs())
	for _, c := range []struct {
		what string
		got  tally
		want tally
	}{
		{"statements", s.statements, tally{2, 2, 2}},
		{"origins", s.origins, tally{1, 2, 2}},
		{"stances", s.stances, tally{1, 2, 2}},
		{"events by type", s.byType, tally{2, 2, 2}},
		{"events", s.events, tally{2, 2, 2}},
		{"realis", s.realis, tally{1, 2, 2}},
		{"claims", s.claims, tally{1, 2, 2}},
		{"figures", s.figures, tally{1, 1, 1}},
		{"times", s.times, tally{0, 1, 1}},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %+v, want %+v\n%s", c.what, c.got, c.want, log.String())
		}
	}
	if s.wrongMouths != 1 || s.flips != 1 || s.wrongTolls != 1 || s.wrongPerpetrators != 0 {
		t.Errorf("errors: wrong mouths %d, flips %d, wrong tolls %d, wrong perpetrators %d; want 1 1 1 0", s.wrongMouths, s.flips, s.wrongTolls, s.wrongPerpetrators)
	}
}

func TestOptionalGoldCostsNothing(t *testing.T) {
	s := &ledgerScorer{}
	g, r := sampleGold(), sampleOurs()
	for i := range g.Statements {
		g.Statements[i].Optional = true
	}
	r.Statements = r.Statements[:1]
	s.report("sample", g, r)
	if s.statements != (tally{}) {
		t.Errorf("optional statements were counted: %+v", s.statements)
	}
}

func TestSameName(t *testing.T) {
	for _, c := range []struct {
		gold string
		ours ledger.Named
		want bool
	}{
		{"a monitor (unnamed)", ledger.Named{Name: "a monitor", Head: "monitor"}, true},
		{"Ada Vance", ledger.Named{Name: "Ada Vance", Actor: "ada-vance", Head: "president"}, true},
		{"Ada Vance", ledger.Named{Name: "the president", Head: "president"}, false},
		{"Arcadia", ledger.Named{Name: "Arcadia", Actor: "arc", Head: "capital"}, true},
		{"Arcadia", ledger.Named{Name: "Boeotia", Actor: "boe", Head: "Boeotia"}, false},
	} {
		if got := sameName(c.gold, c.ours); got != c.want {
			t.Errorf("sameName(%q, %q) = %v, want %v", c.gold, c.ours.Name, got, c.want)
		}
	}
}

func TestNewPRF(t *testing.T) {
	if p := NewPRF(1, 3, 2); p.Precision != 33.33 || p.Recall != 50 || p.F1 != 40 {
		t.Errorf("got %+v", p)
	}
	if p := NewPRF(0, 0, 0); p != (PRF{}) {
		t.Errorf("nothing: got %+v", p)
	}
}
