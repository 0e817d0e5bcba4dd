package parse

import (
	"strings"
	"testing"

	"daybook/data"
	"daybook/ledger"
	"daybook/text"
)

// page is prose enough for a benchmark, about 12,000 words.
func page() *ledger.Document {
	var b []string
	for i := 0; i < 70; i++ {
		b = append(b, strings.Split(prose, "\n\n")...)
	}
	return blocks(b...)
}

func perSecond(b *testing.B, words int) {
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkSplit(b *testing.B) {
	s := load(b)
	d := page()
	for b.Loop() {
		s.splitter.Split(d)
	}
	perSecond(b, len(d.Tokens))
}

func BenchmarkAnalyse(b *testing.B) {
	s := load(b)
	d := page()
	s.splitter.Split(d)
	runs := make([]text.Run, len(d.Sentences))
	for i, x := range d.Sentences {
		runs[i] = x.Run
	}
	for b.Loop() {
		s.analyser.Analyse(d.Text, d.Tokens, runs)
	}
	perSecond(b, len(d.Tokens))
}

func BenchmarkParse(b *testing.B) {
	s := load(b)
	d := page()
	for b.Loop() {
		s.Parse(d)
	}
	perSecond(b, len(d.Tokens))
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := New(data.FS); err != nil {
			b.Fatal(err)
		}
	}
}
