package read

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"daybook/ledger"
)

var update = flag.Bool("update", false, "rewrite what the cases of testdata/cases expect")

// TestCases reads each case of testdata/cases: a source (in.txt, in.html, in.md, or "in" without a name) and what is made of
// it: "source" holds the fields that are set, "blocks" the blocks, one a line.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	kinds := map[ledger.BlockKind]bool{}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			in := a.Files[0]
			h := Hint{}
			if in.Name != "in" {
				h.Name = in.Name
			}
			d, err := Bytes(in.Data, h)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, d)
			for _, b := range d.Blocks {
				kinds[b.Kind] = true
			}
			got := &txtar.Archive{Comment: a.Comment, Files: []txtar.File{in, {Name: "source", Data: sourceLines(d)}, {Name: "blocks", Data: blockLines(d)}}}
			if *update {
				if err := os.WriteFile(name, txtar.Format(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := txtar.Format(a); !bytes.Equal(txtar.Format(got), want) {
				t.Errorf("got\n%s\nwant\n%s", txtar.Format(&txtar.Archive{Files: got.Files[1:]}), txtar.Format(&txtar.Archive{Files: a.Files[1:]}))
			}
		})
	}
	for _, k := range []ledger.BlockKind{ledger.Headline, ledger.Standfirst, ledger.DateLine, ledger.Byline, ledger.Dateline, ledger.Caption, ledger.Credit,
		ledger.Subhead, ledger.Body, ledger.BlockQuote, ledger.Boilerplate} {
		if !kinds[k] {
			t.Errorf("no case has a block of kind %s", k)
		}
	}
}

func sourceLines(d *ledger.Document) []byte {
	var b bytes.Buffer
	s := d.Source
	for _, f := range []struct{ name, value string }{
		{"outlet", s.Outlet}, {"outlet from", s.OutletFrom}, {"title", s.Title}, {"byline", s.Byline}, {"language", s.Language}, {"published", s.Published},
		{"published from", s.PublishedFrom}, {"type", s.MediaType}, {"charset", s.Charset}, {"url", s.URL},
	} {
		if f.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", f.name, f.value)
		}
	}
	for _, p := range d.Problems {
		fmt.Fprintf(&b, "problem: %s\n", p)
	}
	return b.Bytes()
}

func blockLines(d *ledger.Document) []byte {
	var b bytes.Buffer
	for _, x := range d.Blocks {
		fmt.Fprintf(&b, "%d %s: %s\n", x.Paragraph, x.Kind, strings.NewReplacer("\n", "⏎", "\t", "⇥").Replace(x.Span.Of(d.Text)))
	}
	return b.Bytes()
}
