package net

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// write makes a file for a test. Columns of treebanks are written with spaces and become tabs; lines that begin with # stay.
func write(t *testing.T, name, content string) string {
	t.Helper()
	var b strings.Builder
	for _, l := range strings.SplitAfter(content, "\n") {
		if strings.HasSuffix(name, ".conllu") && !strings.HasPrefix(l, "#") {
			l = strings.ReplaceAll(l, " ", "\t")
		}
		b.WriteString(l)
	}
	p := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(p, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return p
}

const goodTree = `# newdoc id = harbour
# sent_id = harbour-1
# text = Boats can't land.
1 Boats boat NOUN NNS Number=Plur 4 nsubj _ _
2-3 can't _ _ _ _ _ _ _ _
2 ca can AUX MD _ 4 aux _ _
3 n't not PART RB _ 4 advmod _ _
4 land land VERB VB _ 0 root _ _
4.1 ghost _ _ _ _ _ _ _ _
5 . . PUNCT . _ 4 punct _ _

`

func TestReadCoNLLU(t *testing.T) {
	ss, err := ReadCoNLLU(write(t, "a.conllu", goodTree+goodTree))
	if err != nil {
		t.Fatal(err)
	}
	s := ss[0]
	if len(ss) != 2 || s.ID != "harbour-1" || strings.Join(s.Words, " ") != "Boats ca n't land ." || !slices.Equal(s.Head, []int32{4, 4, 4, 0, 4}) ||
		s.UPOS[0] != "NOUN" || s.XPOS[0] != "NNS" || s.Feats[0] != "Number=Plur" || s.Lemma[1] != "can" || s.Rel[4] != "punct" || s.Names != nil {
		t.Errorf("%+v", s)
	}
}

// wantError checks that an error names file and line, says what is wrong, and what to do.
func wantError(t *testing.T, err error, line, says string) {
	t.Helper()
	if err == nil {
		t.Errorf("no error; want one that says %q", says)
		return
	}
	for _, part := range []string{line, says, "fetch"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%v: does not say %q", err, part)
		}
	}
}

func TestReadCoNLLUTellsWhatIsBroken(t *testing.T) {
	for _, c := range []struct{ content, line, says string }{
		{"1 Boats boat NOUN\n\n", "bad.conllu:1:", "4 columns instead of 10"},
		{goodTree + "1 Boats boat NOUN NNS _ 0 root _ _ _\n\n", "bad.conllu:12:", "11 columns instead of 10"},
		{"2 Boats boat NOUN NNS _ 0 root _ _\n\n", "bad.conllu:1:", `word number "2" instead of 1`},
		{"1 Boats boat NOUN NNS _ x root _ _\n\n", "bad.conllu:1:", `head "x" is no number`},
		{"1 Boats boat NOUN NNS _ 7 root _ _\n\n", "bad.conllu:1:", "head 7 in a sentence of 1 words"},
		{"1 a a X X _ 0 root _ _\n2 b b X X _ 0 root _ _\n\n", "bad.conllu:1:", "2 roots instead of one"},
		{"1 a a X X _ 0 root _ _\n2 b b X X _ 3 dep _ _\n3 c c X X _ 2 dep _ _\n\n", "bad.conllu:2:", "circle"},
		{"1 a a X X _ 0 root _ _\n2 b b X X _ -3 dep _ _\n\n", "bad.conllu:2:", "head -3"},
		{"1  a X X _ 0 root _ _\n\n", "bad.conllu:1:", "column 2 is empty"},
		{"# sent_id = 1\n\n", "bad.conllu:2:", "no sentence"},
		{"", "bad.conllu:0:", "no sentence"},
	} {
		_, err := ReadCoNLLU(write(t, "bad.conllu", c.content))
		wantError(t, err, c.line, c.says)
	}
	_, err := ReadCoNLLU(filepath.Join(t.TempDir(), "none.conllu"))
	if err == nil || !strings.Contains(err.Error(), "none.conllu") || !strings.Contains(err.Error(), "-data") {
		t.Errorf("a missing file: %v", err)
	}
}

func TestHeadlines(t *testing.T) {
	ss, err := ReadCoNLLU(write(t, "a.conllu", strings.Repeat(goodTree, 6)))
	if err != nil {
		t.Fatal(err)
	}
	ss = append(ss, Sentence{Words: strings.Fields("Divers of the port found Oren Tull ."), Names: Label(8, []NameSpan{{5, 7, "PER"}})})
	var got []string
	for _, h := range Headlines(ss, 1) {
		got = append(got, strings.Join(h.Words, " "))
		if n := len(h.Words); h.Head != nil && (len(h.Head) != n || len(h.UPOS) != n || len(h.Lemma) != n) || h.Names != nil && len(h.Names) != n {
			t.Errorf("layers of unlike length: %+v", h)
		}
	}
	want := []string{"BOATS CA N'T LAND", "Boats ca n't land", "Boats Ca n't Land", "Boats ca n't land", "Boats Ca n't Land", "Boats ca n't land", "DIVERS OF THE PORT FOUND OREN TULL"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if h := Headlines(ss, 0); h != nil {
		t.Errorf("none wanted, %d made", len(h))
	}
}
