package said_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"daybook/check"
	"daybook/data"
	"daybook/ledger"
	"daybook/said"
	"daybook/text"
)

// TestOdd runs the stage on documents that hold next to nothing: it must neither fail nor make anything up.
func TestOdd(t *testing.T) {
	s, err := said.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	word := text.Token{Span: text.Span{Start: 0, End: 4}, Lemma: "say", UPOS: "VERB", XPOS: "VBD", Head: -1, Rel: "root"}
	for name, d := range map[string]*ledger.Document{
		"empty":        {},
		"no tree":      {Text: "said", Tokens: []text.Token{word}},
		"one verb":     {Text: "said", Tokens: []text.Token{word}, Tree: text.NewTree([]text.Token{word})},
		"no sentences": {Text: "said", Tokens: []text.Token{word}, Tree: text.NewTree([]text.Token{word}), Blocks: []ledger.Block{{Span: text.Span{Start: 0, End: 4}, Kind: ledger.Body}}},
		"one sentence": {Text: "said", Tokens: []text.Token{word}, Tree: text.NewTree([]text.Token{word}), Blocks: []ledger.Block{{Span: text.Span{Start: 0, End: 4}, Kind: ledger.Headline}},
			Sentences: []ledger.Sentence{{Run: text.Run{First: 0, Last: 1}}}},
	} {
		t.Run(name, func(t *testing.T) {
			s.Statements(d)
			s.Origins(d)
			if len(d.Statements) > 0 {
				t.Errorf("made up %+v", d.Statements)
			}
		})
	}
}

// TestOddTrees tears trees apart at random, tags and relations too, and holds that the stage still neither fails nor gives a span that is
// none: no model is so good that it never does the like.
func TestOddTrees(t *testing.T) {
	s, err := said.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for n, d := range append(reports(t), corpus(t, 20)...) {
		var tags, rels []string
		for i := range d.Tokens {
			tags, rels = append(tags, d.Tokens[i].UPOS+" "+d.Tokens[i].XPOS), append(rels, d.Tokens[i].Rel)
		}
		r := rand.New(rand.NewPCG(1, uint64(n)))
		for _, odd := range []float64{0.02, 0.1, 0.5} {
			x := *d
			x.Tokens = slices.Clone(d.Tokens)
			x.Statements, x.Rejected = nil, nil
			for _, sent := range x.Sentences {
				for i := sent.First; i < sent.Last; i++ {
					k := &x.Tokens[i]
					if r.Float64() < odd {
						k.Rel = rels[r.IntN(len(rels))]
					}
					if r.Float64() < odd {
						k.UPOS, k.XPOS, _ = strings.Cut(tags[r.IntN(len(tags))], " ")
					}
					if h := sent.First + r.Int32N(sent.Last-sent.First); k.Head >= 0 && r.Float64() < odd && !governs(x.Tokens, i, h) {
						k.Head = h
					}
				}
			}
			x.Tree = text.NewTree(x.Tokens)
			s.Statements(&x)
			s.Origins(&x)
			checkSpans(t, &x)
		}
	}
}

// governs reports whether token a is b or above it.
func governs(ts []text.Token, a, b int32) bool {
	for ; b >= 0; b = ts[b].Head {
		if a == b {
			return true
		}
	}
	return false
}

// TestSpans holds on real texts what every reader of the ledger relies on: spans in range, in order, on the borders of characters;
// no source and no cue inside the content; parents that hold their children; a chain that ends with the outlet.
func TestSpans(t *testing.T) {
	for _, d := range documents(t, 84) {
		checkSpans(t, d)
	}
}

func checkSpans(t *testing.T, d *ledger.Document) {
	t.Helper()
	ok := func(s text.Span) bool {
		return s.Start >= 0 && s.Start < s.End && int(s.End) <= len(d.Text) && utf8.ValidString(s.Of(d.Text))
	}
	for i := range d.Statements {
		st := &d.Statements[i]
		if len(st.Cue) == 0 || len(st.Content) == 0 || len(st.Evidence.Words) == 0 || st.Evidence.Rule == "" || st.Evidence.Where == "" {
			t.Fatalf("%s: statement %d lacks a part: %+v", d.Source.Name, i, st)
		}
		if !st.Source.Empty() && !ok(st.Source) {
			t.Errorf("%s: source %v", d.Source.Name, st.Source)
		}
		for _, spans := range [][]text.Span{st.Cue, st.Content} {
			for k, s := range spans {
				if !ok(s) || k > 0 && spans[k-1].End > s.Start {
					t.Errorf("%s: statement %d has spans %v", d.Source.Name, i, spans)
				}
			}
		}
		for _, r := range st.Relays {
			if !r.Span.Empty() && !ok(r.Span) {
				t.Errorf("%s: relay %v", d.Source.Name, r.Span)
			}
		}
		for _, p := range st.Evidence.Words {
			if !ok(p) {
				t.Errorf("%s: statement %d rests on the words %v", d.Source.Name, i, p)
			}
		}
		for _, p := range st.Content {
			if p.Overlaps(st.Source) && !st.Source.Empty() {
				t.Errorf("%s: %q says %q, which holds its own source", d.Source.Name, st.Source.Of(d.Text), p.Of(d.Text))
			}
		}
		if n := len(st.Origin); n == 0 || st.Origin[n-1].Kind != ledger.Outlet {
			t.Errorf("%s: the chain %v does not end with the outlet", d.Source.Name, st.Origin)
		}
		if st.Unknown && (len(st.Origin) < 2 || st.Origin[0].Name != "unknown") {
			t.Errorf("%s: an unknown origin became %v", d.Source.Name, st.Origin)
		}
		if p := st.Parent; p == int32(i) || int(p) >= len(d.Statements) {
			t.Errorf("%s: statement %d has parent %d", d.Source.Name, i, p)
		}
	}
}

// TestAgain holds that the same document gives the same statements.
func TestAgain(t *testing.T) {
	s, err := said.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range documents(t, 8) {
		x := *d
		x.Statements, x.Rejected = nil, nil
		s.Statements(&x)
		s.Origins(&x)
		if len(x.Statements) != len(d.Statements) {
			t.Fatalf("%s: %d statements, then %d", d.Source.Name, len(d.Statements), len(x.Statements))
		}
		for i := range x.Statements {
			a, b := &x.Statements[i], &d.Statements[i]
			if a.Source != b.Source || check.Words(d.Text, a.Content) != check.Words(d.Text, b.Content) || a.Stance != b.Stance || a.Evidence.Rule != b.Evidence.Rule {
				t.Errorf("%s: statement %d differs: %+v and %+v", d.Source.Name, i, a, b)
			}
		}
	}
}
