package daybook_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"daybook"
	"daybook/data"
	"daybook/ledger"
	"daybook/model"
	"daybook/read"
)

// texts are reports to read in benchmarks: PolNeAR's development texts where they are at hand, else the golden cases.
func texts(b *testing.B) [][]byte {
	b.Helper()
	var out [][]byte
	files, _ := filepath.Glob("../shared/data/polnear/dev/text/*.txt")
	for _, f := range files {
		t, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, t)
	}
	if len(out) > 0 {
		return out
	}
	files, _ = filepath.Glob("testdata/golden/*.txtar")
	for _, f := range files {
		a, err := txtar.ParseFile(f)
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, a.Files[0].Data)
	}
	return out
}

// BenchmarkRead runs the whole pipeline on one goroutine and reports words per second of processor time (words are tokens).
func BenchmarkRead(b *testing.B) {
	all := texts(b)
	e := machine(b)
	words, bytes := 0, 0
	start := cpuSeconds()
	b.ResetTimer()
	for b.Loop() {
		for _, t := range all {
			d, err := e.Read(t, read.Hint{Published: "2016-11-20"})
			if err != nil {
				b.Fatal(err)
			}
			words += len(d.Tokens)
			bytes += len(t)
		}
	}
	b.ReportMetric(float64(words)/(cpuSeconds()-start), "words/cpu-s")
	b.SetBytes(int64(bytes / b.N))
}

// BenchmarkCore runs the language core (sentences, words, tags, lemmas, trees, names) on one goroutine with each set of inner loops of this
// machine.
func BenchmarkCore(b *testing.B) {
	all := texts(b)
	e := machine(b)
	var ds []*ledger.Document
	for _, t := range all {
		d, err := read.Bytes(t, read.Hint{Published: "2016-11-20"})
		if err != nil {
			b.Fatal(err)
		}
		ds = append(ds, d)
	}
	sets := model.Kernels()
	defer model.Use(sets[0])
	for _, set := range sets {
		if set == "go" {
			continue // forty times slower
		}
		if err := model.Use(set); err != nil {
			b.Fatal(err)
		}
		b.Run(set, func(b *testing.B) {
			words := 0
			start := cpuSeconds()
			for b.Loop() {
				for _, d := range ds {
					d.Names, d.Sentences, d.Tokens = nil, nil, nil
					e.Parse(d)
					e.NamesOf(d)
					words += len(d.Tokens)
				}
			}
			b.ReportMetric(float64(words)/(cpuSeconds()-start), "words/cpu-s")
		})
	}
}

// BenchmarkStages reports the share of each stage.
func BenchmarkStages(b *testing.B) {
	all := texts(b)
	e := machine(b)
	for _, name := range daybook.StageNames(e) {
		b.Run(name, func(b *testing.B) {
			words := 0
			for b.Loop() {
				b.StopTimer()
				words = 0
				for _, t := range all[:min(20, len(all))] {
					d, run := daybook.Until(e, t, read.Hint{Published: "2016-11-20"}, name)
					b.StartTimer()
					run()
					b.StopTimer()
					words += len(d.Tokens)
				}
				b.StartTimer()
			}
			b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}

// BenchmarkNew loads all data.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := daybook.New(data.FS); err != nil {
			b.Fatal(err)
		}
	}
}
