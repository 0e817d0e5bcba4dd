package what_test

import (
	"strings"
	"testing"

	"daybook/check"
	"daybook/data"
	"daybook/ledger"
	"daybook/read"
	"daybook/rule"
	"daybook/what"
)

// report is a text made of the rules' own sentences.
func report(t testing.TB) string {
	rules, err := rule.Load[what.Rule](data.FS, "rule/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("News of the river towns\n\n")
	for i, r := range rules {
		for _, s := range append(append([]string(nil), r.Rule.Yes...), r.Rule.No...) {
			if sen, err := check.Unmark(s); err == nil {
				b.WriteString(sen.Text)
				b.WriteByte(' ')
			}
		}
		if i%3 == 2 {
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

// BenchmarkEvents measures this stage alone on text that is far denser in events than news is.
func BenchmarkEvents(b *testing.B) {
	e := engine(b)
	d, err := e.Read([]byte(report(b)), read.Hint{Name: "bench.txt", Published: "2024-05-14"})
	if err != nil {
		b.Fatal(err)
	}
	s, err := what.New(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		c := *d
		c.Events, c.Figures, c.Claims, c.Rejected = nil, nil, nil, nil
		s.Events(&c)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkNew measures the loading of rules and lists.
func BenchmarkNew(b *testing.B) {
	for range b.N {
		if _, err := what.New(data.FS); err != nil {
			b.Fatal(err)
		}
	}
}

// TestOddDocuments: a stage must take what a damaged reading leaves it.
func TestOddDocuments(t *testing.T) {
	s, err := what.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	e := engine(t)
	full, err := e.Read([]byte("Army bombs port\n\nThe army bombed the port on Monday, killing at least twelve people, officials said.\n"), read.Hint{Name: "x.txt"})
	if err != nil {
		t.Fatal(err)
	}
	if len(full.Events) == 0 || len(full.Figures) == 0 {
		t.Fatalf("the plain report has %d events and %d figures", len(full.Events), len(full.Figures))
	}
	for name, spoil := range map[string]func(*ledger.Document){
		"no mentions":   func(d *ledger.Document) { d.Mentions, d.ActorOf, d.Actors, d.Statements = nil, nil, nil, nil },
		"no actors":     func(d *ledger.Document) { d.ActorOf, d.Actors = nil, nil },
		"no places":     func(d *ledger.Document) { d.Places = nil },
		"no times":      func(d *ledger.Document) { d.Times = nil },
		"no sentences":  func(d *ledger.Document) { d.Sentences = nil },
		"no statements": func(d *ledger.Document) { d.Statements = nil },
		"no blocks":     func(d *ledger.Document) { d.Blocks = nil },
		"no tree":       func(d *ledger.Document) { d.Tree = nil },
		"nothing":       func(d *ledger.Document) { *d = ledger.Document{} },
	} {
		c := *full
		c.Events, c.Figures, c.Claims, c.Rejected = nil, nil, nil, nil
		spoil(&c)
		s.Events(&c)
		for i := range c.Events {
			if sp := c.Events[i].Trigger; sp.Start < 0 || sp.End > int32(len(c.Text)) || sp.Empty() {
				t.Errorf("%s: trigger %v out of range", name, sp)
			}
		}
	}
}
