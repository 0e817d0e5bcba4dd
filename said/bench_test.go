package said_test

import (
	"os"
	"path/filepath"
	"testing"

	"daybook"
	"daybook/data"
	"daybook/ledger"
	"daybook/read"
	"daybook/said"
)

// documents reads texts of a corpus that is not part of the repository; it skips where that is absent.
func documents(t testing.TB, n int) []*ledger.Document {
	ds := corpus(t, n)
	if len(ds) == 0 {
		t.Skip("../shared is absent: no texts to read")
	}
	return ds
}

// corpus is what documents reads, nothing where it is absent.
func corpus(t testing.TB, n int) []*ledger.Document {
	return readAll(t, "../../shared/data/polnear/dev/text/*.txt", n)
}

// reports are the reports of our own.
func reports(t testing.TB) []*ledger.Document { return readAll(t, "testdata/report/*.txt", 100) }

func readAll(t testing.TB, pattern string, n int) []*ledger.Document {
	files, _ := filepath.Glob(pattern)
	e, err := daybook.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	var out []*ledger.Document
	for _, f := range files[:min(n, len(files))] {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d, err := e.Read(b, read.Hint{Name: f, MediaType: "text/plain"})
		if err == nil {
			out = append(out, d)
		}
	}
	return out
}

// BenchmarkStatements measures the two steps of this stage alone, in words a second.
func BenchmarkStatements(b *testing.B) {
	s, err := said.New(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	ds := documents(b, 30)
	words := 0
	for _, d := range ds {
		words += len(d.Tokens)
	}
	b.ResetTimer()
	for b.Loop() {
		for _, d := range ds {
			x := *d
			x.Statements, x.Rejected = nil, nil
			s.Statements(&x)
			s.Origins(&x)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
