package read

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"daybook/ledger"
)

// sound checks what must hold of every document: valid text, blocks in order, on character boundaries, trimmed, not empty
// and together holding every mark of the text.
func sound(t *testing.T, d *ledger.Document) {
	t.Helper()
	if !utf8.ValidString(d.Text) {
		t.Fatal("text is not UTF-8")
	}
	end, paragraph := int32(0), int32(0)
	for i, b := range d.Blocks {
		if b.Span.Start < end || b.Span.End > int32(len(d.Text)) || b.Span.Empty() {
			t.Fatalf("block %d %v stands behind byte %d of %d or is empty", i, b, end, len(d.Text))
		}
		if b.Paragraph < paragraph || b.Kind == "" {
			t.Fatalf("block %d %v has paragraph before %d or no kind", i, b, paragraph)
		}
		w := b.Span.Of(d.Text)
		if !utf8.ValidString(w) || strings.TrimSpace(w) != w {
			t.Fatalf("block %d %q is not trimmed or cuts a character", i, w)
		}
		if gap := d.Text[end:b.Span.Start]; strings.TrimSpace(gap) != "" {
			t.Fatalf("nothing holds %q", gap)
		}
		end, paragraph = b.Span.End, b.Paragraph
	}
	if gap := d.Text[end:]; strings.TrimSpace(gap) != "" {
		t.Fatalf("nothing holds %q at the end", gap)
	}
	for _, r := range d.Text {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			t.Fatalf("control character %U in the text", r)
		}
	}
	for _, p := range d.Problems {
		if p.Span.Start < 0 || p.Span.End > int32(len(d.Text)) || p.Span.Start > p.Span.End || p.What == "" || p.Stage != stage {
			t.Fatalf("problem %+v", p)
		}
	}
}

// TestCorpora holds sound over the reports at hand.
func TestCorpora(t *testing.T) {
	n := 0
	for _, pattern := range []string{"../../shared/data/polnear/dev/text/*.txt", "../../shared/seed/*.txt"} {
		files, _ := filepath.Glob(pattern)
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			d, err := Bytes(b, Hint{Name: f})
			if err != nil {
				t.Fatal(err)
			}
			sound(t, d)
			if d.Source.Language != "en" {
				t.Errorf("%s: language %s", f, d.Source.Language)
			}
			n++
		}
	}
	if n == 0 {
		t.Skip("../shared is not here")
	}
}

// TestSeed holds the kinds of the seed report's paragraphs, where it is at hand.
func TestSeed(t *testing.T) {
	b, err := os.ReadFile("../../shared/seed/obama-putin-aleppo.txt")
	if err != nil {
		t.Skip("../shared/seed is not here")
	}
	d, err := Bytes(b, Hint{})
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, x := range d.Blocks {
		kinds = append(kinds, string(x.Kind))
	}
	want := "headline standfirst date caption credit dateline body body body body subhead" + strings.Repeat(" body", 12)
	if got := strings.Join(kinds, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	s := d.Source
	if s.Published != "2016-11-20" || s.PublishedFrom != "text" || s.Outlet != "The Guardian" || s.OutletFrom != "dateline" || s.Language != "en" {
		t.Errorf("source: %+v", s)
	}
}
