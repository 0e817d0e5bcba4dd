package said_test

import (
	"testing"
	"unicode/utf8"

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

// TestSpans holds on real texts what every reader of the ledger relies on: spans in range, in order, on the borders of characters;
// no source and no cue inside the content; parents that hold their children; a chain that ends with the outlet.
func TestSpans(t *testing.T) {
	for _, d := range documents(t, 84) {
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
			if a.Source != b.Source || words(d.Text, a.Content) != words(d.Text, b.Content) || a.Stance != b.Stance || a.Evidence.Rule != b.Evidence.Rule {
				t.Errorf("%s: statement %d differs: %+v and %+v", d.Source.Name, i, a, b)
			}
		}
	}
}
