package read

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// BenchmarkBytes reads a pasted report of 20 paragraphs and a page.
func BenchmarkBytes(b *testing.B) {
	source := func(name string) []byte {
		a, err := txtar.ParseFile("testdata/cases/" + name + ".txtar")
		if err != nil {
			b.Fatal(err)
		}
		return a.Files[0].Data
	}
	full := string(source("full"))
	const para = "The envoy of the United Nations is to meet both sides on Sunday, after the mayor of Novigrad had said that the market would stay closed until the dead were buried.\n\n"
	long := strings.Replace(full, "What happens next?\n\n", "What happens next?\n\n"+strings.Repeat(para, 12), 1)
	for _, c := range []struct {
		name, in string
	}{{"text", long}, {"html", string(source("page"))}} {
		b.Run(c.name, func(b *testing.B) {
			words := countWords(c.in)
			b.SetBytes(int64(len(c.in)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Bytes([]byte(c.in), Hint{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
