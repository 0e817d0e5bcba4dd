package net

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestReadIOB(t *testing.T) {
	docs, err := ReadIOB(write(t, "a.tsv", strings.Join([]string{
		"https://harbour.example/1", "", "Oren\tB-Person", "Tull\tI-Person", "won\tO", "", "\tO", "In\tO", "2015\tB-Misc\tB-Date", "", // a second column of labels, and a number that is no word number
		"-DOCSTART- O", "", "Tull I-PER", "left I-ORG", "Tull I-ORG", "x B-ORG", "",
		"# newdoc id = c", "# sent_id = c-1", "# text = O Tull", "1\tO\tO\t-\tx", "2\tTull\tB-PER\t-\tx", ""}, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	want := []NameDoc{
		{"https://harbour.example/1", []NameSentence{{"", []string{"Oren", "Tull", "won"}, []string{"B-Person", "I-Person", "O"}}, {"", []string{"In", "2015"}, []string{"O", "B-Misc"}}}},
		{"-DOCSTART- O", []NameSentence{{"", []string{"Tull", "left", "Tull", "x"}, []string{"I-PER", "I-ORG", "I-ORG", "B-ORG"}}}},
		{"# newdoc id = c", []NameSentence{{"c-1", []string{"O", "Tull"}, []string{"O", "B-PER"}}}},
	}
	if !reflect.DeepEqual(docs, want) {
		t.Fatalf("got  %+v\nwant %+v", docs, want)
	}
	if got := docs[1].Sentences[0].Spans(); !reflect.DeepEqual(got, []NameSpan{{0, 1, "PER"}, {1, 3, "ORG"}, {3, 4, "ORG"}}) {
		t.Errorf("names of old labels: %v", got)
	}
}

func TestReadIOBTellsWhatIsBroken(t *testing.T) {
	for _, c := range []struct{ content, line, says string }{
		{"Oren\tB-PER\nTull\n", "bad.tsv:2:", "1 column instead of a word and its label"},
		{"Oren\tB-PER\nTull\tPER\n", "bad.tsv:2:", `label "PER"`},
		{"Oren\tB-\n", "bad.tsv:1:", `label "B-"`},
		{"a\tO\n\tB-PER\n", "bad.tsv:2:", "without a word"},
		{"\n\n", "bad.tsv:2:", "no sentence"},
		{"a\tO\n" + strings.Repeat("x", longestLine+1), "bad.tsv:2:", "longer than 16 MB"},
	} {
		_, err := ReadIOB(write(t, "bad.tsv", c.content))
		wantError(t, err, c.line, c.says)
	}
	if _, err := ReadIOB(filepath.Join(t.TempDir(), "none.tsv")); err == nil || !strings.Contains(err.Error(), "none.tsv") {
		t.Errorf("a missing file: %v", err)
	}
}

func TestTyping(t *testing.T) {
	ty := &Typing{Peoples: map[string]bool{"kenyan": true}}
	s := &NameSentence{Words: strings.Fields("Kenyans won the Harbour Cup on Monday in Oren Bay with Sunfish ."),
		Labels: strings.Fields("B-Misc O O B-Misc I-Misc O B-Misc O B-Location I-Location O B-Misc O")}
	got, err := ty.Sentence(s, Maps["worldwide"])
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Fields("S-NORP O O B-EVENT E-EVENT O S-DATE O B-LOC E-LOC O ? O"); !reflect.DeepEqual(got.Names, want) {
		t.Errorf("got %v, want %v", got.Names, want)
	}
	if got.NameTypes == nil || got.UPOS != nil {
		t.Errorf("%+v", got)
	}
	if _, err := ty.Sentence(s, Maps["btc"]); err == nil || !strings.Contains(err.Error(), "Misc") {
		t.Errorf("a type that the set has not: %v", err)
	}
	labels := NameLabels([]Sentence{got})
	if want := strings.Fields("O B-LOC I-LOC E-LOC S-LOC B-NORP I-NORP E-NORP S-NORP B-DATE I-DATE E-DATE S-DATE B-EVENT I-EVENT E-EVENT S-EVENT"); !reflect.DeepEqual(labels, want) {
		t.Errorf("got %v, want %v", labels, want)
	}
}

func TestMapsMarkTheirTypes(t *testing.T) {
	known := map[string]bool{}
	for _, n := range NameTypes {
		known[n] = true
	}
	for set, m := range Maps {
		marked := map[string]bool{}
		for i, k := range m.Marked {
			marked[k] = true
			if !known[k] || i > 0 && m.Marked[i-1] >= k {
				t.Errorf("%s: marked types %v: unknown or not sorted", set, m.Marked)
			}
		}
		for from, to := range m.Types {
			if to != "" && to != Open && !marked[to] {
				t.Errorf("%s: %s means %s, which is not marked", set, from, to)
			}
		}
	}
}

const entityTree = `# sent_id = harbour-2
1 President President PROPN NNP _ 4 nsubj _ Entity=(1-person-new-nnnnn-cf1-1,2-coref-Oren_Tull
2 Tull Tull PROPN NNP _ 1 flat _ Entity=1)
3 has have AUX VBZ _ 4 aux _ _
4 left leave VERB VBN _ 0 root _ _
5 the the DET DT _ 6 det _ Entity=(2-organization-new-nnnnn-cf2-2-sgl-Harbour_University
6 University University PROPN NNP _ 4 obj _ _
7 of of ADP IN _ 8 case _ _
8 Oren Oren PROPN NNP _ 6 nmod _ Entity=(3-place-new-nnnnn-cf3-1-sgl-Oren)2)
9 , , PUNCT , _ 11 punct _ _
10 a a DET DT _ 11 det _ Entity=(4-place-new-nnnnn-cf4-2-sgl
11 town town NOUN NN _ 8 appos _ Entity=4)
12 of of ADP IN _ 13 case _ _
13 Sunfish Sunfish PROPN NNP _ 11 nmod _ Entity=(5-object-new-nnnnn-cf5-1-sgl)
14 and and CCONJ CC _ 15 cc _ _
15 Kenyans Kenyan PROPN NNPS _ 13 conj _ Entity=(6-person-new-nnnnn-cf6-1-sgl)
16 . . PUNCT . _ 4 punct _ _

`

func TestReadGUM(t *testing.T) {
	ty := &Typing{Peoples: map[string]bool{"kenyan": true}}
	ss, err := ty.ReadGUM(write(t, "a.conllu", entityTree))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields("O S-PER O O O B-ORG I-ORG E-ORG O O O O ? O S-NORP O")
	if !reflect.DeepEqual(ss[0].Names, want) {
		t.Errorf("got %v\nwant %v", ss[0].Names, want)
	}
}
