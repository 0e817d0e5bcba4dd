package serve

import (
	"math/rand"
	"strings"
	"testing"

	"daybook/ledger"
)

// TestSegments holds the cutter to its law: whatever marks overlap, the segments of all blocks are the text of the
// blocks, each mark is covered by segments that name it, and nothing else names it.
func TestSegments(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	const text = "One of the two said “no”.\n\nŻ another — line of it, with a third sentence. And a fourth one here.\n\nLast."
	bounds := []int32{}
	for i := range text {
		bounds = append(bounds, int32(i))
	}
	bounds = append(bounds, int32(len(text)))
	for round := 0; round < 400; round++ {
		r := &ledger.Report{Text: text, Blocks: plain(text)}
		span := func() ledger.Quote {
			a, b := bounds[rnd.Intn(len(bounds))], bounds[rnd.Intn(len(bounds))]
			q := ledger.Quote{Start: min(a, b), End: max(a, b)}
			q.Text = text[q.Start:q.End]
			return q
		}
		for i := rnd.Intn(5); i > 0; i-- {
			s := ledger.Said{ID: "s" + string(rune('0'+i)), Cue: []ledger.Quote{span()}, Content: []ledger.Quote{span(), span()}}
			q := span()
			s.Source = &q
			r.Statements = append(r.Statements, s)
		}
		for i := rnd.Intn(5); i > 0; i-- {
			r.Events = append(r.Events, ledger.Deed{ID: "e" + string(rune('0'+i)), Trigger: span()})
			r.Figures = append(r.Figures, ledger.Number{ID: "f" + string(rune('0'+i)), Quote: span()})
		}
		for _, b := range r.Blocks {
			r.Sentences = append(r.Sentences, ledger.Quote{Start: b.Start, End: (b.Start + b.End) / 2 &^ 1, Text: ""})
		}
		covered := map[string]string{} // id and kind: its words as the segments have them
		for i, p := range paragraphs(r) {
			var all strings.Builder
			for _, b := range p.Parts {
				for _, x := range b.Sentences {
					for _, g := range x.Segments {
						all.WriteString(g.Text)
						if g.Text == "" {
							t.Fatal("an empty segment")
						}
						for _, id := range strings.Fields(g.IDs) {
							covered[id] += g.Text
						}
						if (g.IDs == "") != (g.Class == "") || (g.IDs == "") != (g.Main == "") {
							t.Fatalf("half a mark: %+v", g)
						}
					}
				}
			}
			want := text[r.Blocks[i].Start:r.Blocks[i].End]
			if all.String() != want {
				t.Fatalf("the segments are %q, not %q", all.String(), want)
			}
		}
		inBlocks := func(id string) string {
			on := make([]bool, len(text))
			for _, m := range marks(r) {
				if m.id == id {
					for i := m.start; i < m.end; i++ {
						on[i] = true
					}
				}
			}
			var b strings.Builder
			for _, bl := range r.Blocks {
				for i := bl.Start; i < bl.End; i++ {
					if on[i] {
						b.WriteByte(text[i])
					}
				}
			}
			return b.String()
		}
		for _, m := range marks(r) {
			if got, want := covered[m.id], inBlocks(m.id); got != want {
				t.Fatalf("%s covers %q, not %q", m.id, got, want)
			}
		}
	}
}

func TestParagraphs(t *testing.T) {
	r := fixture(t)
	ps := paragraphs(r)
	kinds := map[ledger.BlockKind]int{}
	anchors := map[string]int{}
	for _, p := range ps {
		kinds[p.Kind]++
		for _, b := range p.Parts {
			for _, s := range b.Sentences {
				for _, g := range s.Segments {
					for _, a := range g.Anchors {
						anchors[a]++
					}
				}
			}
		}
	}
	if kinds[ledger.Dateline] != 0 {
		t.Error("a dateline stands apart from its paragraph")
	}
	if kinds[ledger.Headline] != 1 || !ps[0].First {
		t.Error("the headline is lost")
	}
	for _, s := range r.Statements {
		if anchors[s.ID] != 1 {
			t.Errorf("%s has %d anchors", s.ID, anchors[s.ID])
		}
	}
	for _, e := range r.Events {
		if anchors[e.ID] != 1 {
			t.Errorf("%s has %d anchors", e.ID, anchors[e.ID])
		}
	}
}

func TestQuiet(t *testing.T) {
	r := fixture(t)
	var got []string
	for i, q := range quiet(r, marks(r)) {
		if q {
			got = append(got, r.Sentences[i].Text)
		}
	}
	found := false
	for _, s := range got {
		found = found || s == "Neither figure could be checked."
	}
	if !found || len(got) > 6 {
		t.Errorf("sentences of which nothing was made: %q", got)
	}
	w := newViewer(r).why("n999")
	if w.Found {
		t.Error("a sentence that is not there is explained")
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"1995-02-14", "1995-02-14", "14 Feb 1995"}, {"1981-01-01", "1981-12-31", "1981"}, {"1995-02-01", "1995-02-28", "Feb 1995"},
		{"1980-01-01", "1989-12-31", "1980s"}, {"1995-01-26", "", "from 26 Jan 1995"}, {"", "1995-02-14", "by 14 Feb 1995"},
		{"1995-02-12", "1995-02-14", "12–14 Feb 1995"}, {"1994-12-30", "1995-01-02", "30 Dec 1994 – 2 Jan 1995"}, {"", "", ""}, {"so", "so", "so"},
	} {
		if got := dates(c.from, c.to); got != c.want {
			t.Errorf("dates(%q, %q) = %q, not %q", c.from, c.to, got, c.want)
		}
	}
	n := func(i int64) *int64 { return &i }
	for want, f := range map[string]ledger.Number{
		"≥ 20": {Low: n(20), AtLeast: true}, "≥ 24": {Low: n(24)}, "≈ 8,000": {Low: n(8000), High: n(8000), Approximate: true}, "20–30": {Low: n(20), High: n(30)},
		"≤ 5": {High: n(5)}, "": {}, "1,250,000": {Low: n(1250000), High: n(1250000)}, "0": {Low: n(0), High: n(0)},
	} {
		if got := number(f); got != want {
			t.Errorf("%+v is %q, not %q", f, got, want)
		}
	}
	if got := clip("añb cdé fgh", 8); got != "añb cdé …" {
		t.Errorf("clip: %q", got)
	}
	if plural(2, "entry") != "2 entries" || plural(1, "denial") != "1 denial" {
		t.Error("plural")
	}
}

// FuzzScreen builds pages from odd ledgers: no span of them may break one.
func FuzzScreen(f *testing.F) {
	f.Add("Some text.\n\nMore “text”.", int32(0), int32(4), int32(2), int32(30))
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int32) {
		q := func(x, y int32) ledger.Quote { return ledger.Quote{Start: x, End: y} }
		r := &ledger.Report{
			Text: text, Blocks: []ledger.Part{{Quote: q(a, b), Kind: ledger.Body}, {Quote: q(b, c), Kind: ledger.Headline, Paragraph: 1}}, Sentences: []ledger.Quote{q(a, c), q(c, d)},
			Statements: []ledger.Said{{ID: "s", Content: []ledger.Quote{q(a, d)}, Cue: []ledger.Quote{q(c, b)}}}, Events: []ledger.Deed{{ID: "e", Trigger: q(c, d), When: ledger.Dates{From: text, To: "2020-01-01"}}},
		}
		newScreen(r)
	})
}
