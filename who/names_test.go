package who

import (
	"strings"
	"testing"
	"testing/fstest"

	"daybook/data"
	"daybook/ledger"
	"daybook/model"
	"daybook/text"
)

// tagged makes a document of sentences written as "Form/XPOS Form/XPOS".
func tagged(sentences ...string) *ledger.Document {
	d := &ledger.Document{}
	for _, s := range sentences {
		first := int32(len(d.Tokens))
		for _, w := range strings.Fields(s) {
			k := strings.LastIndexByte(w, '/')
			start := int32(len(d.Text))
			d.Text += w[:k]
			d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: start, End: int32(len(d.Text))}, XPOS: w[k+1:], Head: -1})
			d.Text += " "
		}
		d.Sentences = append(d.Sentences, ledger.Sentence{Run: text.Run{First: first, Last: int32(len(d.Tokens))}})
	}
	return d
}

func TestNames(t *testing.T) {
	n, err := newNameFinder(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	d := tagged(
		"The/DT prime/JJ minister/NN of/IN Peru/NNP ,/, Ana/NNP García/NNP ,/, met/VBD Indonesian/JJ officials/NNS in/IN Jakarta/NNP on/IN Tuesday/NNP ./.",
		"The/DT United/NNP Nations/NNPS and/CC the/DT World/NNP Bank/NNP sent/VBD envoys/NNS to/IN Kenya/NNP ’s/POS capital/NN ./.",
		"García/NNP said/VBD she/PRP would/MD return/VB to/IN Lima/NNP ./.",
	)
	(&Stage{names: n}).Names(d)
	var got []string
	for _, x := range d.Names {
		got = append(got, d.Text[d.Tokens[x.Run.First].Start:d.Tokens[x.Run.Last-1].End]+"/"+x.Type)
	}
	want := "Peru/LOC Ana García/PER Indonesian/NORP Jakarta/LOC United Nations/ORG World Bank/ORG Kenya/LOC García/PER Lima/LOC"
	if strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
	empty := &ledger.Document{Sentences: []ledger.Sentence{{}}}
	(&Stage{names: n}).Names(empty)
	if len(empty.Names) > 0 {
		t.Error("names in an empty document")
	}
}

func TestNamesAreOrderedAndInsideSentences(t *testing.T) {
	n, err := newNameFinder(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields("New/NNP York/NNP ,/, Al/NNP -/HYPH Amin/NNP of/IN the/DT The/DT LOUD/NNP HEADLINE/NNP ./. ’s/POS Ÿ/NNP")
	for i := 0; i < 200; i++ {
		var s []string
		for k := 0; k <= i%9; k++ {
			s = append(s, words[(i*7+k*5)%len(words)])
		}
		one := tagged(strings.Join(s, " "))
		(&Stage{names: n}).Names(one)
		last := int32(0)
		for _, x := range one.Names {
			if x.Run.First < last || x.Run.Last <= x.Run.First || int(x.Run.Last) > len(one.Tokens) || x.Type == "" {
				t.Fatalf("%q: name %v behind token %d", one.Text, x, last)
			}
			last = x.Run.Last
		}
	}
}

func TestNameLabelsFollow(t *testing.T) {
	l := ParseNameLabels([]string{"O", "B-PER", "I-PER", "E-PER", "S-PER", "I-LOC"})
	for _, c := range []struct {
		a, b int
		want bool
	}{{0, 0, true}, {0, 1, true}, {0, 2, false}, {0, 3, false}, {1, 2, true}, {1, 3, true}, {1, 0, false}, {1, 5, false}, {2, 3, true}, {3, 0, true}, {3, 4, true}, {4, 3, false}} {
		if got := l[c.b].Follows(l[c.a]); got != c.want {
			t.Errorf("%v behind %v: %v", l[c.b], l[c.a], got)
		}
	}
	if l[1].Ends() || !l[3].Ends() {
		t.Error("ends of sentences")
	}
}

func TestNameModels(t *testing.T) {
	if n, err := newNameFinder(fstest.MapFS{}); err != nil || n.tagger != nil {
		t.Errorf("without a model: %v", err)
	}
	_, err := newNameFinder(fstest.MapFS{namesPath: {Data: []byte("x")}, model.WordsPath: {Data: []byte("y")}})
	if err == nil || !strings.Contains(err.Error(), namesPath) || !strings.Contains(err.Error(), "train") {
		t.Errorf("a broken model: %v", err)
	}
}

func BenchmarkNames(b *testing.B) {
	n, err := newNameFinder(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	var s []string
	for i := 0; i < 500; i++ {
		s = append(s, "The/DT prime/JJ minister/NN of/IN Peru/NNP ,/, Ana/NNP García/NNP ,/, met/VBD Indonesian/JJ officials/NNS in/IN Jakarta/NNP on/IN Tuesday/NNP ./.")
	}
	d := tagged(s...)
	stage := &Stage{names: n}
	for b.Loop() {
		d.Names = nil
		stage.Names(d)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
