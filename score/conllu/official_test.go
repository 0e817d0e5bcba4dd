package conllu

import (
	"strconv"
	"strings"
	"testing"

	"daybook/ledger"
	"daybook/text"
)

// madeOf makes gold sentences of words set apart by spaces, sentences by " | ". "cannot=can+not" is a multi-word token. Heads: the first word of a
// sentence is the root and governs the rest.
func madeOf(t *testing.T, s string) []Sentence {
	t.Helper()
	var b strings.Builder
	for _, sentence := range strings.Split(s, " | ") {
		var forms []string
		n := 0
		var rows strings.Builder
		row := func(form string) {
			n++
			head, rel := "1", "dep"
			if n == 1 {
				head, rel = "0", "root"
			}
			rows.WriteString(strings.Join([]string{strconv.Itoa(n), form, form, "X", "X", "_", head, rel, "_", "_"}, "\t") + "\n")
		}
		for _, w := range strings.Fields(sentence) {
			whole, parts, multi := strings.Cut(w, "=")
			forms = append(forms, whole)
			if !multi {
				row(whole)
				continue
			}
			p := strings.Split(parts, "+")
			rows.WriteString(strconv.Itoa(n+1) + "-" + strconv.Itoa(n+len(p)) + "\t" + whole + strings.Repeat("\t_", 8) + "\n")
			for _, x := range p {
				row(x)
			}
		}
		b.WriteString("# text = " + strings.Join(forms, " ") + "\n" + rows.String() + "\n")
	}
	out, err := Read(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// saying answers with the given words, sentences set apart by " | ", trees as madeOf makes them.
func saying(s string) func(*ledger.Document) {
	return func(d *ledger.Document) {
		at := int32(0)
		for _, sentence := range strings.Split(s, " | ") {
			first := int32(len(d.Tokens))
			for _, w := range strings.Fields(sentence) {
				for d.Text[at] == ' ' {
					at++
				}
				start := at
				for range w { // spaces of the text inside of a word are no characters of it
					for d.Text[at] == ' ' {
						at++
					}
					at++
				}
				k := text.Token{Span: text.Span{Start: start, End: at}, Lemma: w, UPOS: "X", XPOS: "X", Head: first, Rel: "dep"}
				if len(d.Tokens) == int(first) {
					k.Head, k.Rel = -1, "root"
				}
				d.Tokens = append(d.Tokens, k)
			}
			d.Sentences = append(d.Sentences, ledger.Sentence{Run: text.Run{First: first, Last: int32(len(d.Tokens))}})
		}
	}
}

// TestOfficialAlignment pins the counts behind the figures of the CoNLL 2018 shared task (conll18_ud_eval.py): words in aligned pairs, words whose
// governors are aligned too, and sentences with both ends right.
func TestOfficialAlignment(t *testing.T) {
	for _, c := range []struct {
		gold, ours                    string
		words, heads, sentences, lost int // lost: words of ours without partner
	}{
		{"boat", "boat", 1, 1, 1, 0},
		{"the red boat", "the red boat", 3, 3, 1, 0},
		{"shipyard", "ship yard", 0, 0, 1, 2},           // cut where the gold is whole
		{"ship yard", "shipyard", 0, 0, 1, 1},           // and the other way round
		{"shipyard gate", "ship yard gate", 1, 0, 1, 2}, // what is aligned hangs on what is not
		{"old shipyard gate", "old ship yard gate", 2, 2, 1, 2},
		{"cannot=can+not go", "can not go", 3, 3, 1, 0}, // a multi-word token met by its words
		{"cannot=can+not go", "cannot go", 1, 0, 1, 1},  // and by itself: only its words count
		{"du=de+le port", "d u port", 1, 0, 1, 2},       // its words are not written in it
		{"we cannot=can+not | go", "we ca nnot go", 2, 1, 0, 2},
		{"we cannot=can+not | go", "we | can not go", 4, 1, 0, 0},
		{"one two | three four", "one two three four", 4, 2, 0, 0}, // "three" and "four" hang on "one" now
		{"one two | three four", "one two | three four", 4, 4, 2, 0},
	} {
		tally := Tally{Parse: saying(c.ours)}
		tally.Add(madeOf(t, c.gold), true)
		if lost := tally.Found - tally.Words; tally.Words != c.words || tally.UAS != c.heads || tally.SentBoth != c.sentences || lost != c.lost {
			t.Errorf("%q read as %q: %d words, %d heads, %d sentences, %d lost; want %d, %d, %d, %d", c.gold, c.ours, tally.Words, tally.UAS, tally.SentBoth, lost,
				c.words, c.heads, c.sentences, c.lost)
		}
	}
}

// TestFeaturesAndCore: only universal features are compared, in any order; the core relations count with their subtypes.
func TestFeaturesAndCore(t *testing.T) {
	row := func(n int, form, feats string, head int, rel string) string {
		return strings.Join([]string{strconv.Itoa(n), form, form, "X", "X", feats, strconv.Itoa(head), rel, "_", "_"}, "\t") + "\n"
	}
	gold, err := Read(strings.NewReader("# text = Towns were hit by storms it said\n" +
		row(1, "Towns", "Number=Plur", 3, "nsubj:pass") + row(2, "were", "Mood=Ind|Tense=Past", 3, "aux:pass") + row(3, "hit", "VerbForm=Part|Voice=Pass", 0, "root") +
		row(4, "by", "_", 5, "case") + row(5, "storms", "ExtPos=NOUN|Number=Plur", 3, "obl:agent") + row(6, "it", "Person=3", 7, "nsubj") + row(7, "said", "_", 3, "parataxis") + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	tally := Tally{Analyse: perfect(gold, func(k []text.Token) {
		for i, f := range []string{"Number=Plur", "Tense=Past|Mood=Ind", "VerbForm=Part", "", "Number=Plur", "", "Typo=Yes"} {
			k[i].Feats = f
		}
		k[0].Rel = "nsubj"   // right but for the subtype: no core relation of the gold is met
		k[4].Head = 6        // wrong governor
		k[6].Rel = "ccomp"   // wrong relation
		k[3].Rel = "obj"     // a core relation where there is none
		k[1].Rel = "aux"     // outside of the core
		k[5].Rel = "nsubj"   // right
		k[2].Rel = "root"    // right
		k[2].XPOS = "NNNNNN" // no matter
	})}
	tally.Add(gold, false)
	if tally.Feats != 5 {
		t.Errorf("features of %d words right, want 5", tally.Feats)
	}
	if want := (Count{Matched: 1, Found: 5, Gold: 4}); tally.Core != want {
		t.Errorf("core relations %+v, want %+v", tally.Core, want)
	}
	if c := *tally.Relations["nsubj"]; c != (Count{2, 2, 2}) {
		t.Errorf("nsubj with all its subtypes: %+v", c)
	}
}
