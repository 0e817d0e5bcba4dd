package conllu

import (
	"strings"
	"testing"

	"daybook/ledger"
	"daybook/text"
)

// gold is two short documents of our own; columns are written with spaces here.
const gold = `# newdoc id = a
# newpar
# sent_id = a-1
# text = Boats can't land.
1 Boats boat NOUN NNS _ 4 nsubj _ _
2-3 can't _ _ _ _ _ _ _ _
2 ca can AUX MD _ 4 aux _ _
3 n't not PART RB _ 4 advmod _ _
4 land land VERB VB _ 0 root _ SpaceAfter=No
5 . . PUNCT . _ 4 punct _ _

# sent_id = a-2
# text = Nobody saw it (yet).
1 Nobody nobody PRON NN _ 2 nsubj _ _
2 saw see VERB VBD _ 0 root _ _
3 it it PRON PRP _ 2 obj _ _
3.1 ghost _ _ _ _ _ _ _ _
4 ( ( PUNCT -LRB- _ 5 punct _ SpaceAfter=No
5 yet yet ADV RB _ 2 advmod _ SpaceAfter=No
6 ) ) PUNCT -RRB- _ 5 punct _ SpaceAfter=No
7 . . PUNCT . _ 2 punct _ _

# newdoc id = b
# sent_id = b-1
# text = Hello
1 Hello hello INTJ UH _ 0 root _ _

`

func read(t *testing.T) []Sentence {
	t.Helper()
	var b strings.Builder
	for _, l := range strings.SplitAfter(gold, "\n") {
		if !strings.HasPrefix(l, "#") {
			l = strings.ReplaceAll(l, " ", "\t")
		}
		b.WriteString(l)
	}
	s, err := Read(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRead(t *testing.T) {
	s := read(t)
	if len(s) != 3 || len(Documents(s)) != 2 {
		t.Fatalf("%d sentences in %d documents", len(s), len(Documents(s)))
	}
	a := s[0]
	if len(a.Words) != 5 || len(a.Joined) != 1 || a.Joined[0] != (Join{1, 2, "can't"}) || !a.Words[1].NoSpace || a.Words[2].NoSpace || !a.Words[3].NoSpace {
		t.Errorf("first sentence: %+v", a)
	}
	if s[1].NewDoc || !s[2].NewDoc || len(s[1].Words) != 7 || s[1].Words[2].Head != 1 || s[1].Words[1].Head != -1 {
		t.Errorf("second and third: %+v %+v", s[1], s[2])
	}
	for _, bad := range []string{"1\ta\n\n", "2\ta\ta\tX\tX\t_\t0\troot\t_\t_\n\n", "1\ta\ta\tX\tX\t_\tx\troot\t_\t_\n\n"} {
		if _, err := Read(strings.NewReader(bad)); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// perfect answers with the gold analysis, less what break changes.
func perfect(gold []Sentence, change func([]text.Token)) func(*ledger.Document) {
	return func(d *ledger.Document) {
		k := 0
		for _, s := range gold {
			first := k
			for _, w := range s.Words {
				x := &d.Tokens[k]
				x.Lemma, x.UPOS, x.XPOS, x.Rel, x.Head = w.Lemma, w.UPOS, w.XPOS, w.Rel, -1
				if w.Head >= 0 {
					x.Head = int32(first + w.Head)
				}
				k++
			}
		}
		change(d.Tokens)
	}
}

func TestTallyOnGoldTokens(t *testing.T) {
	s := read(t)[:2]
	tally := Tally{Analyse: perfect(s, func(k []text.Token) {
		k[0].Rel = "nsubj:pass" // wrong subtype only
		k[2].Head = 4           // wrong head
		k[5].UPOS = "NOUN"
		k[6].Lemma = "saw"
	})}
	tally.Add(s, false)
	if tally.Gold != 12 || tally.Found != 12 || tally.UPOS != 11 || tally.XPOS != 12 || tally.Lemma != 11 || tally.UAS != 11 || tally.LAS != 11 || tally.Full != 10 {
		t.Errorf("%+v", tally)
	}
	if c := *tally.Relations["nsubj"]; c != (Count{2, 2, 2}) {
		t.Errorf("nsubj %+v", c)
	}
	if c := *tally.Relations["nsubj:pass"]; c != (Count{0, 1, 0}) {
		t.Errorf("nsubj:pass %+v", c)
	}
	if c := *tally.Relations["advmod"]; c != (Count{1, 2, 2}) {
		t.Errorf("advmod %+v", c)
	}
}

func TestTallyOnText(t *testing.T) {
	s := read(t)[:2]
	var seen string
	tally := Tally{Parse: func(d *ledger.Document) {
		seen = d.Text
		// Both sentences in one, "can't" in one piece, "(yet)" in one piece, the rest as in the gold.
		at := int32(0)
		for _, w := range []string{"Boats", "can't", "land", ".", "Nobody", "saw", "it", "(yet)", "."} {
			start := at + int32(strings.Index(d.Text[at:], w))
			at = start + int32(len(w))
			d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: start, End: at}, Lemma: strings.ToLower(w), UPOS: "NOUN", XPOS: "NN", Head: 2, Rel: "nsubj"})
		}
		d.Tokens[2].Head, d.Tokens[2].Rel = -1, "root"
		d.Sentences = []ledger.Sentence{{Run: text.Run{First: 0, Last: int32(len(d.Tokens))}}}
	}}
	tally.Add(s, true)
	if seen != "Boats can't land. Nobody saw it (yet)." {
		t.Errorf("text %q", seen)
	}
	// Aligned: Boats, land, ., Nobody, saw, it, . ; right heads: Boats on land, land at the root, the first stop on land.
	if tally.Words != 7 || tally.Gold != 12 || tally.Found != 9 || tally.SentBoth != 0 || tally.SentGold != 2 || tally.SentFound != 1 || tally.UAS != 3 || tally.LAS != 2 {
		t.Errorf("%+v", tally)
	}
}

func TestAlignInsideMultiWordTokens(t *testing.T) {
	// "gonna go" where the gold has gon+na in one token and we have gon, na, go.
	gold := []rawWord{{0, 5, true, "gon", 2, 0}, {0, 5, true, "na", 2, 1}, {5, 7, false, "go", -1, 2}}
	ours := []rawWord{{0, 3, false, "gon", 2, 0}, {3, 5, false, "na", 2, 1}, {5, 7, false, "go", -1, 2}}
	a, b := align(gold, ours)
	for i := range a {
		if a[i] != i || b[i] != i {
			t.Fatalf("%v %v", a, b)
		}
	}
	// The same characters cut elsewhere: only what has the same form.
	ours[0], ours[1] = rawWord{0, 2, false, "go", 2, 0}, rawWord{2, 5, false, "nna", 2, 1}
	if a, _ = align(gold, ours); a[0] != -1 || a[1] != -1 || a[2] != 2 {
		t.Fatalf("%v", a)
	}
}

func TestParagraphsAreSetApart(t *testing.T) {
	s := []Sentence{
		{Text: "One.", Words: []Word{{Form: "One"}, {Form: "."}}},
		{Text: "Two.", Words: []Word{{Form: "Two"}, {Form: ".", NoSpace: true}}},
		{Text: "Three.", Words: []Word{{Form: "Three"}, {Form: "."}}},
		{Text: "Four.", NewPar: true, Words: []Word{{Form: "Four"}, {Form: "."}}},
	}
	d := rawDocument(s)
	if d.Text != "One. Two.Three.\n\nFour." || len(d.Blocks) != 2 || d.Blocks[1].Span.Of(d.Text) != "Four." {
		t.Errorf("%q %v", d.Text, d.Blocks)
	}
}
