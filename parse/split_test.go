package parse

import (
	"os"
	"strings"
	"testing"

	"daybook/data"
	"daybook/ledger"
	"daybook/text"
)

// blocks makes a document of which each argument is a block.
func blocks(of ...string) *ledger.Document {
	d := &ledger.Document{}
	for i, b := range of {
		if i > 0 {
			d.Text += "\n\n"
		}
		start := int32(len(d.Text))
		d.Text += b
		d.Blocks = append(d.Blocks, ledger.Block{Span: text.Span{Start: start, End: int32(len(d.Text))}, Kind: ledger.Body, Paragraph: int32(i)})
	}
	return d
}

// lines writes the tokens of each sentence of a document, set apart by spaces.
func lines(d *ledger.Document) string {
	var b strings.Builder
	for _, s := range d.Sentences {
		b.WriteString("=")
		for _, t := range d.Tokens[s.First:s.Last] {
			b.WriteString(" " + t.Of(d.Text))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestSentencesAndTokens(t *testing.T) {
	s, err := NewSplitter(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, c := range strings.Split(string(b), "\n\n") {
		in, want, _ := strings.Cut(strings.TrimSpace(c), "\n")
		if in == "" || in[0] == '#' && strings.HasPrefix(in, "# ") {
			continue
		}
		n++
		d := blocks(in)
		s.Split(d)
		if got := strings.TrimSpace(lines(d)); got != want {
			t.Errorf("%s\ngot\n%s\nwant\n%s", in, got, want)
		}
	}
	if n < 80 {
		t.Errorf("only %d cases read", n)
	}
}

func TestBlocksAreNeverCrossed(t *testing.T) {
	s, err := NewSplitter(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	d := blocks("Envoy leaves capital", "The envoy left on Friday", "", "Nobody saw her.")
	s.Split(d)
	if got, want := lines(d), "= Envoy leaves capital\n= The envoy left on Friday\n= Nobody saw her .\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for i, want := range []int32{0, 1, 3} {
		if d.Sentences[i].Block != want {
			t.Errorf("sentence %d is of block %d, want %d", i, d.Sentences[i].Block, want)
		}
	}
	d = &ledger.Document{Text: "No block, no sentence."}
	s.Split(d)
	if len(d.Sentences)+len(d.Tokens) > 0 {
		t.Error("a text without blocks has sentences")
	}
}
