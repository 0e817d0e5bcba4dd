package parse_test

import (
	"encoding/binary"
	"io/fs"
	"maps"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"daybook/data"
	"daybook/ledger"
	"daybook/model"
	"daybook/parse"
	"daybook/text"
	"daybook/train/net"
)

// smallNetwork is a network of random weights with all that the stage wants of its file: it says nonsense, but well-formed nonsense.
var smallNetwork = sync.OnceValue(func() map[string][]byte {
	words := strings.Fields("The mayor of Kessel said on Tuesday that rebels had shelled the port , and that 14 people were hurt .")
	var sample []net.Sentence
	for i := 0; i < 32; i++ {
		sample = append(sample, net.Sentence{Words: words[:4+i%len(words)*2/3]})
	}
	count := map[string]int{}
	net.CountForms(count, words)
	labels := net.Labels{
		UPOS: []string{"NOUN", "PROPN", "VERB", "ADP"}, XPOS: []string{"NN", "NNP", "VBD", "IN"}, Feats: []string{"_", "Number=Plur", "Mood=Ind|Tense=Past|VerbForm=Fin"},
		Rels: []string{"nsubj", "obj", "root", "obl"}, Names: []string{"B-LOC", "B-PER", "E-LOC", "E-PER", "I-LOC", "I-PER", "O", "S-LOC", "S-PER"},
	}
	n := net.NewNetwork(net.Size{Width: 32, Convs: 1, Blocks: 1, Heads: 2, Arc: 32, Label: 32}, net.NewVocabulary(count, 100, 1, 200), labels, 9)
	s := n.Export(sample)
	model.EncodeDict(s, "lemma", map[uint64]uint32{})
	s["written"] = make([]byte, len(strings.Split(string(s["list.forms"]), "\n")))
	model.EncodeDict(s, "known", map[uint64]uint32{parse.KnownKey(0, parse.KnownWord("Kessel")): parse.KnownCity})
	model.EncodeStrings(s, "lemma.scripts", []string{"L0"})
	model.EncodeStrings(s, "lemma.classes", []string{"NN NOUN", "NNP PROPN", "VBD VERB"})
	return s
})

// folder is a data folder with a network of the given sections.
func folder(t testing.TB, sections map[string][]byte) fstest.MapFS {
	t.Helper()
	b, err := model.Encode(sections)
	if err != nil {
		t.Fatal(err)
	}
	const list = "lexicon/abbreviation.tsv"
	a, err := fs.ReadFile(data.FS, list)
	if err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{parse.NetworkPath: {Data: b}, list: {Data: a}}
}

// report is a document of random sentences, one of them longer than any window.
func report(words ...string) *ledger.Document {
	r := rand.New(rand.NewPCG(3, 1))
	d := &ledger.Document{}
	for i := 0; i < 40; i++ {
		n := 1 + r.IntN(50)
		if i == 20 {
			n = 450
		}
		first := int32(len(d.Tokens))
		for k := 0; k < n; k++ {
			w := words[r.IntN(len(words))]
			start := int32(len(d.Text))
			d.Text += w + " "
			d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: start, End: start + int32(len(w))}, Head: -1})
		}
		d.Sentences = append(d.Sentences, ledger.Sentence{Run: text.Run{First: first, Last: int32(len(d.Tokens))}})
	}
	return d
}

var someWords = strings.Fields("the mayor of Kessel said rebels shelled ports on Tuesday , 1,000 “ ’s и 中 \u0301 Ünal … a .")

func TestNetworkWritesWellFormedTrees(t *testing.T) {
	s, err := parse.New(folder(t, smallNetwork()))
	if err != nil {
		t.Fatal(err)
	}
	d := report(someWords...)
	s.Analyse(d)
	for n, x := range d.Sentences {
		roots := 0
		for i := x.First; i < x.Last; i++ {
			k := &d.Tokens[i]
			if k.Lemma == "" || k.UPOS == "" || k.XPOS == "" || k.Rel == "" || k.Feats == "_" {
				t.Fatalf("token %d lacks an analysis: %+v", i, k)
			}
			if (k.Head < 0) != (k.Rel == "root") || k.Head >= 0 && !x.Contains(k.Head) {
				t.Fatalf("token %d has head %d and relation %s in sentence %v", i, k.Head, k.Rel, x.Run)
			}
			if k.Head < 0 {
				roots++
			}
			for h, steps := i, int32(0); h >= 0; h = d.Tokens[h].Head {
				if steps++; steps > x.Len() {
					t.Fatalf("token %d is in a cycle", i)
				}
			}
		}
		if roots != 1 {
			t.Fatalf("sentence %d has %d roots", n, roots)
		}
	}
	if got := strings.Join(d.Rated.Types, " "); got != "LOC PER" || len(d.Rated.Scores) != len(d.Tokens)*d.Rated.Width() {
		t.Errorf("names are rated as %q with %d numbers for %d tokens", got, len(d.Rated.Scores), len(d.Tokens))
	}
	empty := &ledger.Document{Sentences: []ledger.Sentence{{}}}
	s.Analyse(empty)
	if len(empty.Rated.Scores) > 0 {
		t.Error("an empty document is rated")
	}
}

// TestNetworkIsTheSameAlone: what a sentence gets depends on no other sentence and on nothing that the stage has read before.
func TestNetworkIsTheSameAlone(t *testing.T) {
	s, err := parse.New(folder(t, smallNetwork()))
	if err != nil {
		t.Fatal(err)
	}
	all := report(someWords...)
	s.Analyse(all)
	for _, x := range all.Sentences {
		one := &ledger.Document{Text: all.Text, Tokens: append([]text.Token(nil), all.Tokens...), Sentences: []ledger.Sentence{x}}
		s.Analyse(one)
		w := int32(all.Rated.Width())
		if !reflect.DeepEqual(one.Tokens[x.First:x.Last], all.Tokens[x.First:x.Last]) || !reflect.DeepEqual(one.Rated.Scores[x.First*w:x.Last*w], all.Rated.Scores[x.First*w:x.Last*w]) {
			t.Fatalf("sentence %v is read otherwise alone", x.Run)
		}
	}
}

// TestNetworkAllocates: once the words are known, reading takes memory for what it gives, none for a token, a sentence or a batch.
func TestNetworkAllocates(t *testing.T) {
	s, err := parse.New(folder(t, smallNetwork()))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []*ledger.Document{report(someWords...), report(strings.Fields(strings.ToUpper(strings.Join(someWords, " ")))...)} {
		d.Tokens, d.Sentences = d.Tokens[:d.Sentences[30].Last], d.Sentences[:31]
		s.Analyse(d)
		if n := testing.AllocsPerRun(20, func() { s.Analyse(d) }); n > 12 {
			t.Errorf("%.0f allocations for %d tokens in %d sentences", n, len(d.Tokens), len(d.Sentences))
		}
	}
}

// TestDamagedNetworksAreRefused breaks the file in ways that a checksum sees and in ways that only the stage can see.
func TestDamagedNetworksAreRefused(t *testing.T) {
	good := folder(t, smallNetwork())[parse.NetworkPath].Data
	later, flipped := append([]byte(nil), good...), append([]byte(nil), good...)
	later[8]++
	flipped[len(flipped)/2] ^= 1
	for _, c := range []struct {
		name string
		file []byte
		want string
	}{
		{"empty", nil, "is no model file"},
		{"no model", []byte("hello"), "is no model file"},
		{"later version", later, "has format version"},
		{"cut short", good[:len(good)-7], "cut short"},
		{"damaged", flipped, "checksum"},
	} {
		fsys := folder(t, smallNetwork())
		fsys[parse.NetworkPath] = &fstest.MapFile{Data: c.file}
		refused(t, c.name, fsys, c.want)
	}
	lines := func(s ...string) []byte { return []byte(strings.Join(s, "\n")) }
	for _, c := range []struct {
		name, section string
		value         []byte // nil: the section is missing
		want          string
	}{
		{"no dimensions", "net", nil, "net"},
		{"wrong dimensions", "net", make([]byte, 24), "malformed"},
		{"no buckets", "buckets", nil, "buckets"},
		{"zero buckets", "buckets", make([]byte, 4), "buckets"},
		{"other buckets", "buckets", binary.LittleEndian.AppendUint32(nil, 7), "rows"},
		{"no tags", "list.upos", nil, "list.upos"},
		{"a tag too many", "list.upos", lines("NOUN", "PROPN", "VERB", "ADP", "X"), "upos"},
		{"a tag too few", "list.xpos", lines("NN", "NNP"), "xpos"},
		{"features of another model", "list.feats", lines("_"), "feats"},
		{"a relation too few", "list.rels", lines("nsubj"), "label"},
		{"no labels of names", "list.names", nil, "list.names"},
		{"labels of names without O", "list.names", lines("B-LOC", "B-PER", "E-LOC", "E-PER", "I-LOC", "I-PER", "S-ORG", "S-LOC", "S-PER"), "is O"},
		{"labels of names in another style", "list.names", lines("B-LOC", "B-PER", "E-LOC", "E-PER", "I-LOC", "I-PER", "O", "U-LOC", "S-PER"), "U-LOC"},
		{"forms are missing", "list.forms", lines("the"), "rows"},
		{"no lemmas", "lemma.index", nil, "lemma"},
		{"no classes of lemmas", "lemma.classes", nil, "lemma.classes"},
		{"too many classes of lemmas", "lemma.classes", []byte(strings.Repeat("NN NOUN\n", 400)), "classes"},
		{"weights cut short", "upos.w", make([]byte, 8), "upos.w"},
		{"no scale", "block0.qkv.c", nil, "block0.qkv.c"},
	} {
		s := maps.Clone(smallNetwork())
		if s[c.section] == nil {
			t.Errorf("%s: the network has no section %s", c.name, c.section)
		}
		s[c.section] = c.value
		if c.value == nil {
			delete(s, c.section)
		}
		refused(t, c.name, folder(t, s), c.want)
	}
}

func refused(t *testing.T, name string, fsys fs.FS, want string) {
	t.Helper()
	_, err := parse.New(fsys)
	if err == nil {
		t.Errorf("%s: the network is taken", name)
		return
	}
	for _, w := range []string{want, "model", "go run ./train"} {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%s: error %q does not say %q", name, err, w)
		}
	}
}
