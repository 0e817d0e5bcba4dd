package who

import (
	"strings"
	"sync"
	"testing"

	"daybook/data"
	"daybook/ledger"
	"daybook/parse"
	"daybook/text"
)

// tagged makes a document of sentences written as "Form/XPOS Form/XPOS".
func tagged(sentences ...string) *ledger.Document {
	d := &ledger.Document{}
	for _, s := range sentences {
		first := int32(len(d.Tokens))
		for _, w := range strings.Fields(s) {
			k := strings.LastIndexByte(w, '/')
			start := int32(len(d.Text))
			d.Text += w[:k]
			d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: start, End: int32(len(d.Text))}, XPOS: w[k+1:], Head: -1})
			d.Text += " "
		}
		d.Sentences = append(d.Sentences, ledger.Sentence{Run: text.Run{First: first, Last: int32(len(d.Tokens))}})
	}
	return d
}

var parser = sync.OnceValues(func() (*parse.Stage, error) { return parse.New(data.FS) })

// named makes a document of sentences whose words are set apart by spaces, and finds its names.
func named(t testing.TB, s *Stage, sentences ...string) *ledger.Document {
	t.Helper()
	p, err := parser()
	if err != nil {
		t.Fatal(err)
	}
	d := &ledger.Document{}
	for _, x := range sentences {
		first := int32(len(d.Tokens))
		for _, w := range strings.Fields(x) {
			start := int32(len(d.Text))
			d.Text += w
			d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: start, End: int32(len(d.Text))}, Head: -1})
			d.Text += " "
		}
		d.Sentences = append(d.Sentences, ledger.Sentence{Run: text.Run{First: first, Last: int32(len(d.Tokens))}})
	}
	p.Analyse(d)
	s.Names(d)
	return d
}

func namesOf(d *ledger.Document) string {
	var out []string
	for _, x := range d.Names {
		out = append(out, runOf(d, x.Run)+"/"+x.Type)
	}
	return strings.Join(out, " ")
}

func nameStage(t testing.TB) *Stage {
	t.Helper()
	s, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNames(t *testing.T) {
	s := nameStage(t)
	d := named(t, s,
		"The prime minister of Peru , Ana García , met Indonesian officials in Jakarta on Tuesday .",
		"The United Nations and the World Bank sent envoys to Kenya ’s capital .",
		"García said she would return to Lima .",
	)
	want := "Peru/LOC Ana García/PER Indonesian/NORP Jakarta/LOC United Nations/ORG World Bank/ORG Kenya/LOC García/PER Lima/LOC"
	if got := namesOf(d); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	empty := &ledger.Document{Sentences: []ledger.Sentence{{}}}
	s.Names(empty)
	if len(empty.Names) > 0 {
		t.Error("names in an empty document")
	}
}

func TestNamesAreOrderedAndInsideSentences(t *testing.T) {
	stage := nameStage(t)
	words := strings.Fields("New York , Al - Amin of the The LOUD HEADLINE . ’s Ÿ")
	for i := 0; i < 200; i++ {
		var s []string
		for k := 0; k <= i%9; k++ {
			s = append(s, words[(i*7+k*5)%len(words)])
		}
		one := named(t, stage, strings.Join(s, " "))
		last := int32(0)
		for _, x := range one.Names {
			if x.Run.First < last || x.Run.Last <= x.Run.First || int(x.Run.Last) > len(one.Tokens) || x.Type == "" {
				t.Fatalf("%q: name %v behind token %d", one.Text, x, last)
			}
			last = x.Run.Last
		}
	}
}

func BenchmarkNames(b *testing.B) {
	stage := nameStage(b)
	var s []string
	for i := 0; i < 500; i++ {
		s = append(s, "The prime minister of Peru , Ana García , met Indonesian officials in Jakarta on Tuesday .")
	}
	d := named(b, stage, s...)
	for b.Loop() {
		d.Names = d.Names[:0]
		stage.Names(d)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
